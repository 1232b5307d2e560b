#!/usr/bin/env python3
"""Learns whether two names that are written differently are names of one actor, from labelled stories.

    pairs.py BINARY EVAL [--write]

Pairs are made of the names of the actors that EVAL/train labels (`gold.json`): two of one actor, or one each of two actors
of a story, where they share a word or are spelled alike. BINARY prints the signs of each pair (`parse --format pairs`;
`src/extract/mentions/pairs.rs` says what they are). The model is a forest of boosted decision trees.

Prints, cross-validated in the five folds of `tools/learn/folds`, how many pairs that get at least a chance are of one actor, beside
those that one of the hand-written rules joins. With --write it writes `assets/actors/pairs.tsv` from all stories and
`tools/learn/folds/N/pairs.tsv` from those outside fold N.
"""

import argparse
import difflib
import itertools
import json
import os
import subprocess
import sys
import tempfile

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.metrics import average_precision_score

HERE = os.path.dirname(os.path.abspath(__file__))
LEARN = os.path.join(HERE, "..", "learn")
sys.path.insert(0, LEARN)
from common import write  # noqa: E402
from kinds import AS, key  # noqa: E402

SMALL = {"of", "the", "for", "and", "&", "in", "on", "de", "al", "el", "la", "bin", "van", "von", "a", "-"}
TITLES = set(
    "president mr mrs ms dr sir sen rep gov gen lt col sgt capt prime minister king queen prince princess pope chancellor "
    "secretary senator governor general judge justice professor prof director chief chairman detective officer attorney "
    "former first crown foreign speaker spokesman spokeswoman coach mayor ambassador lord lady saint".split()
)
LEAST_ALIKE = 0.6


def is_name(name, person):
    """Whether every word but small ones has a capital; a person's with two words and without a title."""
    words = name.split()
    if words[:1] == ["the"] or words[:1] == ["The"]:
        words = words[1:]
    if not words or not all(word[:1].isupper() or word[:1].isdigit() or word.lower() in SMALL for word in words):
        return False
    first = words[0].lower().rstrip(".")
    return words[0][:1].isupper() and not (person and (len(words) < 2 or first in TITLES))


def near(one, other):
    """Whether two names would be held against one another at all."""
    a, b = key(one), key(other)
    shared = (set(a.split()) & set(b.split())) - SMALL
    initials = ["".join(word[0] for word in its.split() if word not in SMALL) for its in (a, b)]
    alike = difflib.SequenceMatcher(None, a, b).ratio() >= LEAST_ALIKE
    return a != b and (bool(shared) or alike or initials[0] == b or initials[1] == a)


def pairs_of(folder):
    """Pairs of a story: kind, two names, whether they are of one."""
    with open(os.path.join(folder, "gold.json")) as file:
        actors = json.load(file)["actors"]
    kinds = [AS.get(actor["kind"], actor["kind"]) for actor in actors]
    names = [
        sorted({name for name in [actor["name"], *actor["aliases"]] if is_name(name, kind == "person")})
        for actor, kind in zip(actors, kinds)
    ]
    borne = [{key(name) for name in its} for its in names]
    for i, its in enumerate(names):
        for one, other in itertools.combinations(its, 2):
            if near(one, other):
                yield kinds[i], one, other, 1
        for j in range(i + 1, len(names)):
            for one, other in itertools.product(its, names[j]):
                if near(one, other) and key(one) not in borne[j] and key(other) not in borne[i]:
                    longer = i if len(one) >= len(other) else j
                    yield kinds[longer], one, other, 0


def grown(rows, one):
    model = GradientBoostingClassifier(n_estimators=120, max_depth=3, learning_rate=0.08, subsample=0.7, min_samples_leaf=8, random_state=1)
    return model.fit(rows, one)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("eval")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    with open(os.path.join(LEARN, "folds", "stories.tsv")) as file:
        fold_of = dict(line.rstrip("\n").split("\t") for line in file)
    found = [(fold_of[story], *pair) for story in sorted(fold_of) for pair in pairs_of(os.path.join(args.eval, "train", story))]
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.writelines(f"{kind}|{one}|{other}\n" for _, kind, one, other, _ in found)
        file.flush()
        text = subprocess.run([args.binary, "parse", "--format", "pairs", file.name], capture_output=True, text=True, check=True).stdout
    signs, *lines = [line for line in text.splitlines() if line]
    signs = signs.split("\t")
    rows = np.array([[float(cell) for cell in line.split("\t")] for line in lines], dtype=np.float32)
    folds = np.array([int(fold) for fold, *_ in found])
    one = np.array([its for *_, its in found])
    assert len(rows) == len(one), (len(rows), len(one))
    ruled = rows[:, [i for i, sign in enumerate(signs) if sign.startswith("one rule")]].any(axis=1)
    print(f"{len(rows)} pairs, {one.sum()} of one actor; a rule joins {ruled.sum()}, {one[ruled].mean():.3f} of one")
    chances = np.zeros(len(rows))
    for fold in sorted(set(folds)):
        out = folds == fold
        model = grown(rows[~out], one[~out])
        chances[out] = model.predict_proba(rows[out])[:, 1]
        if args.write:
            write(os.path.join(LEARN, "folds", str(fold), "pairs.tsv"), model, signs, 1.0, 0.0, ["learnt by tools/names/pairs.py; none of this fold"])
    print(f"average precision unseen {average_precision_score(one, chances):.3f}")
    for least in (0.1, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9):
        taken = chances >= least
        more = taken & ~ruled
        print(
            f"chance of {least}: {taken.sum()} pairs, {one[taken].mean():.3f} of one, recall {one[taken].sum() / one.sum():.3f}; "
            f"without a rule {more.sum()}, {one[more].mean() if more.any() else 0:.3f} of one; "
            f"with a rule but below {(ruled & ~taken).sum()}, {one[ruled & ~taken].mean() if (ruled & ~taken).any() else 0:.3f} of one"
        )
    if args.write:
        write(os.path.join(HERE, "..", "..", "assets", "actors", "pairs.tsv"), grown(rows, one), signs, 1.0, 0.0, ["learnt by tools/names/pairs.py from labelled stories; numbers only. Ours; MIT OR Apache-2.0."])


if __name__ == "__main__":
    sys.exit(main())
