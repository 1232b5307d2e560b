#!/usr/bin/env python3
"""Makes assets/meaning/antonyms.tsv from WordNet's database files. Run by hand: make_antonyms.py DICT_DIR > OUT

Pairs of verbs, adjectives and adverbs that WordNet marks as opposites ("!"), with the synonyms of the verbs' own synsets:
a clause with the one and a clause with the other over the same thing cannot both be true. Only lemmas that
assets/meaning/wordnet.tsv knows are kept, and only senses among a lemma's first three.
"""
import os
import sys

import wordnet

FIRST_SENSES = 3


def known(path):
    with open(path, encoding="utf-8") as lines:
        return {line.split("\t")[0] for line in lines if not line.startswith("#")}


def main(folder):
    lemmas = known(os.path.join(os.path.dirname(__file__), "..", "assets", "meaning", "wordnet.tsv"))
    order = {(lemma, kind, offset): number for lemma, kind, offset, number, _ in wordnet.senses(folder)}
    pairs = set()
    for name, kinds in (("verb", "2"), ("adj", "35"), ("adv", "4")):
        synsets = {offset: (words, pointers) for offset, _, words, pointers in wordnet.synsets(folder, name)}
        usual = lambda lemma, offset: any(order.get((lemma, kind, offset), 99) <= FIRST_SENSES for kind in kinds)
        for offset, (words, pointers) in synsets.items():
            for symbol, target, _, places in pointers:
                if symbol != "!":
                    continue
                others = synsets[target][0]
                one, other = words[int(places[:2], 16) - 1], others[int(places[2:], 16) - 1]
                ours = words if name == "verb" else [one]
                theirs = others if name == "verb" else [other]
                for a in ours:
                    for b in theirs:
                        if a != b and a in lemmas and b in lemmas and usual(a, offset) and usual(b, target):
                            pairs.add((min(a, b), max(a, b)))
    print("# WordNet 3.1, Princeton University; licence: LICENSE-wordnet.txt beside this file. Made by tools/make_antonyms.py.")
    print("# Two lemmas that are opposites.")
    for a, b in sorted(pairs):
        print(f"{a}\t{b}")


main(sys.argv[1])
