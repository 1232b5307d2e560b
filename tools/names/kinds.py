#!/usr/bin/env python3
"""Learns what each sign of an actor's kind weighs, from labelled stories.

    kinds.py BINARY EVAL [--write] [--keep FOLDER]

BINARY prints what was seen of each name of an article (`parse --format kinds`); EVAL/train holds the stories with their labels
(`gold.json`). A name is an example where it is a name of one labelled actor and of no other. The model is a multinomial
logistic regression whose weights are drawn towards those set by hand (`kinds-by-hand.tsv`): they move only where labels
pull. How strongly they are drawn is chosen by cross-validation over stories.

Prints for hand-set and learnt weights the share of examples whose kind is right, cross-validated in the five folds of
`tools/learn/folds`. With --write it writes `assets/actors/kinds.tsv` from all stories and `tools/learn/folds/N/kinds.tsv` from
those outside fold N. With --keep what BINARY printed is kept in a folder, and read from there the next time.
"""

import argparse
import glob
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from scipy.optimize import minimize

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..")
KINDS = ["person", "organization", "group", "place", "other"]
AS = {"vehicle": "other"}
STRENGTHS = [0.03, 0.06, 0.12, 0.25, 0.5, 1.0, 2.0]
QUOTES = {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'}
SOURCE = "learnt by tools/names/kinds.py from labelled stories; numbers only. Ours; MIT OR Apache-2.0."


def key(name):
    """A name as names are held against one another."""
    words = "".join(QUOTES.get(c, c) for c in name).lower().replace(".", "").split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def read_table(path):
    with open(path) as file:
        rows = [line.rstrip("\n").split("\t") for line in file if not line.startswith("#")]
    return [row[0] for row in rows], np.array([[float(cell) for cell in row[1:]] for row in rows])


def write_table(path, names, weights, note):
    with open(path, "w") as file:
        file.write(f"# What each sign of a kind weighs (src/extract/mentions/kinds.rs): {note}\n# sign\t" + "\t".join(KINDS) + "\n")
        for name, row in zip(names, weights):
            file.write(name + "\t" + "\t".join(f"{value:.3f}" for value in row) + "\n")


def printed(binary, folder, keep):
    """What the program prints of the articles of a story."""
    kept = keep and os.path.join(keep, os.path.basename(folder))
    if kept and os.path.exists(kept):
        with open(kept) as file:
            return file.read()
    paths = sorted(glob.glob(os.path.join(folder, "*.md")) + glob.glob(os.path.join(folder, "*.txt")))
    text = subprocess.run([binary, "parse", "--format", "kinds", *paths], capture_output=True, text=True, check=True).stdout
    if kept:
        os.makedirs(keep, exist_ok=True)
        with open(kept, "w") as file:
            file.write(text)
    return text


def examples(binary, folder, names, keep):
    """The examples of a story: signs, kind and weight; all examples of one actor weigh one together."""
    with open(os.path.join(folder, "gold.json")) as file:
        actors = json.load(file)["actors"]
    borne = [{key(name) for name in [actor["name"], *actor["aliases"]]} for actor in actors]
    place = {name: i for i, name in enumerate(names)}
    found = []
    for line in printed(binary, folder, keep).splitlines():
        forms, *signs = line.split("\t")
        forms = {key(form) for form in forms.split("|")}
        fits = [i for i, its in enumerate(borne) if its & forms]
        if len(fits) != 1:
            continue
        kind = AS.get(actors[fits[0]]["kind"], actors[fits[0]]["kind"])
        row = np.zeros(len(names))
        row[0] = 1.0
        for sign in signs:
            name, value = sign.rsplit("=", 1)
            row[place[name]] = float(value)
        found.append((row, KINDS.index(kind), fits[0]))
    n_of = np.bincount([actor for _, _, actor in found], minlength=len(actors))
    return [(row, kind, 1.0 / n_of[actor]) for row, kind, actor in found]


def fit(rows, kinds, shares, by_hand, strength):
    """Weights that make the labels likely and lie near those set by hand."""

    def loss(flat):
        weights = flat.reshape(by_hand.shape)
        scores = rows @ weights
        scores -= scores.max(axis=1, keepdims=True)
        chances = np.exp(scores)
        chances /= chances.sum(axis=1, keepdims=True)
        away = weights - by_hand
        value = -(shares * np.log(chances[np.arange(len(kinds)), kinds] + 1e-12)).sum() + strength / 2 * (away**2).sum()
        chances[np.arange(len(kinds)), kinds] -= 1.0
        return value, (rows.T @ (chances * shares[:, None]) + strength * away).ravel()

    found = minimize(loss, by_hand.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return found.x.reshape(by_hand.shape)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("eval")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--keep")
    args = parser.parse_args()
    names, by_hand = read_table(os.path.join(HERE, "kinds-by-hand.tsv"))
    with open(os.path.join(ROOT, "tools", "learn", "folds", "stories.tsv")) as file:
        fold_of = dict(line.rstrip("\n").split("\t") for line in file)
    stories = sorted(fold_of)
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda story: examples(args.binary, os.path.join(args.eval, "train", story), names, args.keep), stories))
    folds = np.array([int(fold_of[story]) for story, its in zip(stories, found) for _ in its])
    rows, kinds, shares = (np.array([example[part] for its in found for example in its]) for part in range(3))

    def right(scores, of):
        return (shares[of] * (scores.argmax(axis=1) == kinds[of])).sum() / shares[of].sum()

    everything = np.ones(len(rows), dtype=bool)
    print(f"{len(rows)} examples of {shares.sum():.0f} actors; right with weights set by hand: {right(rows @ by_hand, everything):.3f}")
    best = (0.0, STRENGTHS[0])
    for strength in STRENGTHS:
        scores = np.zeros((len(rows), len(KINDS)))
        for fold in sorted(set(folds)):
            out = folds == fold
            scores[out] = rows[out] @ fit(rows[~out], kinds[~out], shares[~out], by_hand, strength)
        unseen = right(scores, everything)
        print(f"drawn by {strength}: right unseen {unseen:.3f}")
        best = max(best, (unseen, strength))
    confused = np.zeros((len(KINDS), len(KINDS)))
    for fold in sorted(set(folds)):
        out = folds == fold
        weights = fit(rows[~out], kinds[~out], shares[~out], by_hand, best[1])
        np.add.at(confused, (kinds[out], (rows[out] @ weights).argmax(axis=1)), shares[out])
        if args.write:
            path = os.path.join(ROOT, "tools", "learn", "folds", str(fold), "kinds.tsv")
            write_table(path, names, weights, f"{SOURCE[:-1]} None of fold {fold}.")
    print("unseen, labelled down, said across: " + " ".join(KINDS))
    for kind, row in zip(KINDS, confused):
        print(f"    {kind:13} " + " ".join(f"{value:6.0f}" for value in row))
    if args.write:
        write_table(os.path.join(ROOT, "assets", "actors", "kinds.tsv"), names, fit(rows, kinds, shares, by_hand, best[1]), SOURCE)


if __name__ == "__main__":
    sys.exit(main())
