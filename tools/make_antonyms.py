#!/usr/bin/env python3
"""Makes assets/meaning/antonyms.tsv from WordNet's database files. Run by hand: make_antonyms.py DICT_DIR > OUT

Pairs of verbs, adjectives and adverbs that WordNet marks as opposites ("!"), with the synonyms of the verbs' own synsets:
a clause with the one and a clause with the other over the same thing cannot both be true. Only lemmas that
assets/meaning/wordnet.tsv knows are kept, and only senses among a lemma's first three.
"""
import os
import sys

FIRST_SENSES = 3


def known(path):
    with open(path, encoding="utf-8") as lines:
        return {line.split("\t")[0] for line in lines if not line.startswith("#")}


def main(folder):
    lemmas = known(os.path.join(os.path.dirname(__file__), "..", "assets", "meaning", "wordnet.tsv"))
    order = {}
    with open(os.path.join(folder, "index.sense"), encoding="latin-1") as lines:
        for line in lines:
            key, offset, number, _ = line.split()
            lemma, kind = key.split("%")[0], key.split("%")[1][0]
            order[lemma, kind, offset] = int(number)
    pairs = set()
    for name, kinds in (("verb", "2"), ("adj", "35"), ("adv", "4")):
        synsets = {}
        with open(os.path.join(folder, "data." + name), encoding="latin-1") as lines:
            for line in lines:
                if line.startswith("  "):
                    continue
                head = line.split(" | ")[0].split()
                n_words = int(head[3], 16)
                words = [w.lower().split("(")[0] for w in head[4:4 + 2 * n_words:2]]
                at = 4 + 2 * n_words
                pointers = [head[at + 1 + 4 * i:at + 5 + 4 * i] for i in range(int(head[at]))]
                synsets[head[0]] = (words, pointers)
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
