#!/usr/bin/env python3
"""Learns which of a story's actors are of the sort that editors name.

    pip install -r tools/learn/requirements.txt
    python3 tools/learn/actors.py BINARY EVAL [--keep DIR] [--write]

BINARY is a build of the program; EVAL holds `train/<story>/` with articles and `gold.json`. The binary prints, for every
story, its actors with their signs (`analyze --explain`); what it printed is kept in DIR and taken from there. An actor is
positive if it shares more names with a labelled actor than any other actor of the story does. Boosted trees, as in compare.py.

Every figure printed is cross-validated by story: what judges a story was learnt without it. With --write the weights of all
stories go to assets/actors/listed.tsv, those of each fold to tools/learn/folds/N/listed.tsv. The weights hold no words.
"""

import argparse
import glob
import json
import os

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.metrics import average_precision_score, roc_auc_score

from common import explained, fold_of, table, write

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDS = 5
PARTS = dict(n_estimators=100, max_depth=3, learning_rate=0.06, subsample=0.6, min_samples_leaf=20, max_features=0.4, random_state=1)
FIRST = 8  # as in src/link/actors/listed.rs


def key(name):
    """As score.py compares names: small letters without an article."""
    name = " ".join(name.lower().replace("\u2019", "'").split())
    return name.removeprefix("the ")


def labelled(gold, actors):
    """For each actor whether it is the one that bears most names of a labelled actor."""
    out = np.zeros(len(actors), dtype=int)
    borne = [{key(name) for name in actor["names"]} for actor in actors]
    missed = 0
    for one in gold:
        names = {key(name) for name in one["aliases"] + [one["name"]]}
        best = max(((len(names & those), -at) for at, those in enumerate(borne)), default=(0, 0))
        if best[0]:
            out[-best[1]] = 1
        else:
            missed += 1
    return out, missed


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("binary"), ap.add_argument("eval"), ap.add_argument("--keep"), ap.add_argument("--write", action="store_true")
    args = ap.parse_args()
    folders = sorted(os.path.dirname(path) for path in glob.glob(args.eval + "/train/*/gold.json"))
    X, y, fold, stories = [], [], [], []
    for folder, lines in zip(folders, explained(args.binary, folders, keep=args.keep)):
        gold = json.load(open(os.path.join(folder, "gold.json")))["actors"]
        actors = [actor for line in lines for actor in json.loads(line)["actors"]]
        if not actors:
            continue
        names = list(actors[0]["signs"])
        X.append(table(actors, names)), y.append(labelled(gold, actors)[0])
        fold.append(fold_of(os.path.basename(folder), FOLDS)), stories.append(folder)
    fold = np.array(fold)
    models, p = {}, [None] * len(X)
    for k in list(range(FOLDS)) + [None]:
        rest = [i for i in range(len(X)) if fold[i] != k]
        models[k] = GradientBoostingClassifier(**PARTS).fit(np.concatenate([X[i] for i in rest]), np.concatenate([y[i] for i in rest]))
        for i in range(len(X)):
            if k is not None and fold[i] == k:
                p[i] = models[k].predict_proba(X[i])[:, 1]
    all_p, all_y = np.concatenate(p), np.concatenate(y)
    print(f"{len(X)} stories, {len(all_y)} actors, {all_y.sum()} labelled; unseen: average precision {average_precision_score(all_y, all_p):.3f}, area under the curve {roc_auc_score(all_y, all_p):.3f}")
    print("threshold  listed a story  of the labelled  labelled of the listed")
    for t in (.02, .03, .04, .05, .06, .08, .1, .15, .2, .3):
        shown = [(a >= t) | (np.argsort(np.argsort(-a)) < FIRST) for a in p]
        n, met = sum(s.sum() for s in shown), sum((s & (b > 0)).sum() for s, b in zip(shown, y))
        print(f"     {t:.2f}           {n / len(X):5.1f}            {met / all_y.sum():.3f}                   {met / n:.3f}")
    if args.write:
        note = ["Learnt by tools/learn/actors.py; see assets/actors/CARD.md. Numbers only: no words of any article. Ours; MIT OR Apache-2.0."]
        for k, model in models.items():
            write(os.path.join(HERE, "folds", str(k), "listed.tsv") if k is not None else os.path.join(HERE, "..", "..", "assets", "actors", "listed.tsv"), model, names, 1.0, 0.0, note)


if __name__ == "__main__":
    main()
