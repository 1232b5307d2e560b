#!/usr/bin/env python3
"""Makes assets/meaning/wordnet.tsv from WordNet's database files. Run by hand: make_meaning.py DICT_DIR > OUT

For each lemma with a tagged sense or in common use (the package `wordfreq` says which): its concepts, so that two words can be held against one another without the
database. A concept is a synset; a lemma points at the synsets of its usual senses (s), at those that its senses are
derived from (d: abduction -> abduct), at their direct hypernyms (h) and at verb groups, similar and also-see
synsets (g); f is the field of its commonest sense (WordNet's lexicographer file: 18 person, 15 location …). Numbers are synsets in order of first use, base 36.
"""
import collections
import sys

import wordnet
from wordfreq import zipf_frequency

COMMON = 2.7           # Zipf frequency (3: once in a million words) from which a lemma without tagged uses is kept
MOST_SENSES = 4        # senses kept a lemma and part of speech …
LEAST_SHARE = 0.08     # … each with at least this share of the lemma's tagged uses
POS = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def base36(n):
    out = ""
    while True:
        n, d = divmod(n, 36)
        out = DIGITS[d] + out
        if not n:
            return out


def main(folder):
    synsets = {}
    for pos, name in POS.items():
        for offset, field, words, pointers in wordnet.synsets(folder, name):
            synsets[pos + offset] = (words, [(symbol, at + to, places) for symbol, to, at, places in pointers], field)
    uses = collections.defaultdict(collections.Counter)
    types = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
    order = {}
    for lemma, kind, offset, place, count in wordnet.senses(folder):
        sense = types[kind] + offset
        uses[lemma, types[kind]][sense] += count
        order[lemma, sense] = place
    ids, rows = {}, collections.defaultdict(dict)
    def number(sense):
        return base36(ids.setdefault(sense, len(ids)))
    totals = collections.Counter()
    for (lemma, pos), senses in uses.items():
        totals[lemma] += sum(senses.values())
    fields = collections.defaultdict(list)
    rank = {"s": 0, "d": 1, "g": 2, "h": 3}
    for (lemma, pos), senses in sorted(uses.items()):
        total = sum(senses.values())
        if not totals[lemma] and zipf_frequency(lemma, 'en') < COMMON or "_" in lemma and total < 2 or not lemma[0].isalpha() or pos == "r":
            continue
        kept = [s for s in sorted(senses, key=lambda s: (-senses[s], order[lemma, s])) if total == 0 or senses[s] + 0.5 >= LEAST_SHARE * total][:MOST_SENSES if total else 1]
        row = rows[lemma]
        def put(sense, mark):
            n = number(sense)
            if n not in row or rank[mark] < rank[row[n]]:
                row[n] = mark
        if kept:
            fields[lemma].append(synsets[kept[0]][2])
        for sense in kept:
            put(sense, "s")
            words, pointers, _ = synsets[sense]
            place = words.index(lemma) + 1 if lemma in words else 0
            for symbol, target, link in pointers:
                source = int(link[:2], 16)
                if symbol == "+" and source in (0, place):
                    put(target, "d")
                elif symbol == "@":
                    put(target, "h")
                elif symbol in ("$", "&") or symbol == "\\":
                    put(target, "g")
    # A concept that only one lemma points at tells nothing.
    n_lemmas = collections.Counter(n for row in rows.values() for n in row)
    print("# WordNet 3.1, Princeton University; licence: LICENSE-wordnet.txt beside this file. Made by tools/make_meaning.py.")
    print("# lemma, then its concepts: s its senses, d derived from, g kin, h one step wider; f the field of its commonest sense.")
    for lemma in sorted(rows):
        row = {n: m for n, m in rows[lemma].items() if n_lemmas[n] > 1}
        if row or fields[lemma]:
            print(lemma + "\t" + "".join(f"f{f} " for f in sorted(set(fields[lemma]))) + " ".join(m + n for n, m in sorted(row.items(), key=lambda x: (rank[x[1]], x[0]))))


main(sys.argv[1])
