#!/usr/bin/env python3
"""Learns the weights of the comparison from labelled stories and writes assets/compare/{pair-number,pair-time,row}.tsv.

    pip install -r tools/learn/requirements.txt
    python3 tools/learn/compare.py BINARY EVAL [--folds 5] [--keep DIR] [--write]

BINARY is a build of the program; EVAL holds `train/<story>/` with articles and `gold.json`. The binary prints, for every
story, the pairs of values and the rows that it judged with their signs (`analyze --explain`); nothing else of the
articles is used, and the weights hold no words of them.

1. Pairs. A pair is positive if its two values point at two different sides of one labelled discrepancy. Boosted trees.
2. Rows. A row is positive if two thirds of its sides point at a labelled discrepancy of weight 2 or 3, at two different
   sides of it, which no likelier row of the story met. Boosted trees, then Platt's calibration.

Every figure printed is cross-validated by story: what judges a story was learnt without it. The program runs twice: first
for the pairs, whose forests are learnt fold by fold; then for the rows, each story with the forests of its own fold. With
--write the weights of all stories go to assets/compare/, those of each fold to tools/learn/folds/, where the checks take
them to measure what is unseen.
"""

import argparse
import collections
import glob
import json
import os
import shutil
import tempfile

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from common import explained, find, fold_of, squeeze, table, write

PHRASE_WORDS, MAX_WORDS = 12, 30
PAIR = dict(n_estimators=120, max_depth=3, learning_rate=0.07, subsample=0.5, min_samples_leaf=12, max_features=0.4, random_state=1)
# Single splits: with few examples of a row that is right, deeper trees learn the stories (cross-validated).
ROW = dict(n_estimators=150, max_depth=1, learning_rate=0.05, subsample=0.6, min_samples_leaf=12, max_features=0.3, random_state=1)


class Story:
    """One labelled story with what the program saw of it."""

    def __init__(self, folder, lines):
        self.name = os.path.basename(folder)
        gold = json.load(open(os.path.join(folder, "gold.json")))["discrepancies"]
        self.weights = [g.get("weight", 2) for g in gold]
        self.kinds = [g["kind"] for g in gold]
        self.pairs, self.rows = [], []
        for line in lines:
            told = json.loads(line)
            names = [os.path.splitext(os.path.basename(a["path"]))[0] for a in told["articles"]]
            texts = [a["text"] for a in told["articles"]]
            squeezed = {name: squeeze(text) for name, text in zip(names, texts)}
            labels = [
                [[(e["article"], *span) for e in side["evidence"] if e["article"] in squeezed for span in find(e["quote"], squeezed[e["article"]])] for side in g["sides"]]
                for g in gold
            ]
            spans = lambda places: [(names[a], s, e, len(texts[a][s:e].split())) for a, s, e in places]
            for pair in told["pairs"]:
                pair["sides"] = [spans([place]) for place in pair["places"]]
                self.pairs.append((pair, self.hits(pair["sides"], labels)))
            for row in told["rows"]:
                row["spans"] = [spans(side["evidence"]) for side in row["sides"]]
                self.rows.append((row, self.hits(row["spans"], labels)))

    @staticmethod
    def hits(sides, labels):
        """The labelled discrepancies that a row (or pair) meets: the test of score.py."""
        def points(span, others):
            near = [o for o in others if o[0] == span[0] and o[1] < span[2] and span[1] < o[2]]
            return span[3] <= MAX_WORDS and any(span[3] <= PHRASE_WORDS or 3 * (min(span[2], o[2]) - max(span[1], o[1])) >= span[2] - span[1] for o in near)
        out = []
        for number, gold in enumerate(labels):
            touched = [{i for i, gs in enumerate(gold) if 3 * sum(points(p, gs) for p in side) >= max(1, len(side))} for side in sides]
            if 3 * sum(map(bool, touched)) >= 2 * len(sides) and any(a != b for i, t in enumerate(touched) for u in touched[i + 1:] for a in t for b in u):
                out.append(number)
        return out


def slots(folder):
    """Puts the forests of slots there, which no label has part in: the binary may be older than they are."""
    for kind in ("number", "time"):
        shutil.copy(f"assets/compare/slot-{kind}.tsv", folder)


def folds(stories, n):
    """A fold for each story, the same whatever the others are."""
    return np.array([fold_of(s.name, n) for s in stories])


def fit(parts, X, y, weight=None):
    return GradientBoostingClassifier(**parts).fit(X, y, sample_weight=weight)


def raw(model, X):
    return model.decision_function(X)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def judged_pairs(stories, fold, n_folds, kind, say):
    """The names of the signs of a type, and its models: of each fold, and of all stories."""
    pairs = [(i, pair, bool(hits)) for i, s in enumerate(stories) for pair, hits in s.pairs if pair["type"] == kind and pair["relation"] != "same"]
    names = list(pairs[0][1]["signs"])
    X, y = table([p for _, p, _ in pairs], names), np.array([h for _, _, h in pairs])
    at = np.array([fold[i] for i, _, _ in pairs])
    p, models = np.zeros(len(y)), []
    for k in range(n_folds):
        models.append(fit(PAIR, X[at != k], y[at != k]))
        p[at == k] = sigmoid(raw(models[k], X[at == k]))
    say(f"pairs of type {kind}: {len(y)}, positive {y.sum()}, average precision unseen {average_precision_score(y, p):.3f} (chance {y.mean():.4f})")
    order = np.argsort(-p)
    for n in (50, 100, 200):
        say(f"    of the first {n}: {y[order[:n]].mean():.2f}")
    return names, models + [fit(PAIR, X, y)]


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("binary"), ap.add_argument("eval"), ap.add_argument("--folds", type=int, default=5)
    ap.add_argument("--keep", help="a folder where what the program prints first is kept, for the other scripts too")
    ap.add_argument("--write", action="store_true")
    args = ap.parse_args()
    folders = sorted(os.path.dirname(p) for p in glob.glob(args.eval + "/train/*/gold.json"))
    with tempfile.TemporaryDirectory() as blank:
        slots(blank)
        for name in ("pair-number", "pair-time", "row"):
            open(f"{blank}/{name}.tsv", "w").write("start\t0\n")
        stories = [Story(f, lines) for f, lines in zip(folders, explained(args.binary, folders, [blank] * len(folders), args.keep))]
    fold = folds(stories, args.folds)
    notes = []
    say = lambda line: (print(line, flush=True), notes.append(line))
    models = {kind: judged_pairs(stories, fold, args.folds, kind, say) for kind in ("number", "time")}
    head = ["Learnt by tools/learn/compare.py; see assets/compare/CARD.md. Numbers only: no words of any article. Ours; MIT OR Apache-2.0."]
    with tempfile.TemporaryDirectory() as made:
        for k in range(args.folds):
            os.mkdir(f"{made}/{k}")
            slots(f"{made}/{k}")
            open(f"{made}/{k}/row.tsv", "w").write("start\t0\n")
            for kind, (pair_names, each) in models.items():
                write(f"{made}/{k}/pair-{kind}.tsv", each[k], pair_names, 1.0, 0.0, head)
        stories = [Story(f, lines) for f, lines in zip(folders, explained(args.binary, folders, [f"{made}/{k}" for k in fold]))]
    rows = [(i, row, hits) for i, s in enumerate(stories) for row, hits in s.rows]
    names = list(rows[0][1]["signs"])
    X = table([r for _, r, _ in rows], names)
    heavy = np.array([any(stories[i].weights[h] >= 2 for h in hits) for i, _, hits in rows])
    any_hit = np.array([bool(hits) for _, _, hits in rows])
    at = np.array([fold[i] for i, _, _ in rows])
    total = sum(w >= 2 for s in stories for w in s.weights)
    z = np.zeros(len(rows))
    for k in range(args.folds):
        z[at == k] = raw(fit(ROW, X[at != k], heavy[at != k]), X[at == k])
    calibration = LogisticRegression(C=1e6).fit(z[:, None], heavy)
    slope, shift = calibration.coef_[0][0], calibration.intercept_[0]
    p = np.zeros(len(rows))
    for k in range(args.folds):
        c = LogisticRegression(C=1e6).fit(z[at != k][:, None], heavy[at != k])
        p[at == k] = c.predict_proba(z[at == k][:, None])[:, 1]
    say(f"rows judged: {len(rows)}; right {any_hit.sum()}, right and of weight {heavy.sum()}; average precision unseen {average_precision_score(heavy, p):.3f}")
    say("threshold  rows  weighty recall  precision  first five  (unseen)")
    for t in (.15, .2, .25, .3, .35, .4, .45, .5):
        met, worth, first, shown = set(), [], [], 0
        for i in range(len(stories)):
            mine = sorted((j for j in range(len(rows)) if rows[j][0] == i and p[j] >= t), key=lambda j: -p[j])
            good = []
            for j in mine:
                fresh = sorted((h for h in rows[j][2] if (i, h) not in met), key=lambda h: stories[i].weights[h] < 2)
                good.append(bool(fresh) and stories[i].weights[fresh[0]] >= 2)
                if fresh:
                    met.add((i, fresh[0]))
            worth += good
            first += good[:5]
        n = len(worth)
        say(f"     {t:.2f} {n:6d}          {sum(worth) / total:.3f}      {sum(worth) / max(n, 1):.3f}       {sum(first) / max(len(first), 1):.3f}")
    say("reliability (unseen): " + "; ".join(f"p {a}-{b}: {heavy[(p >= a) & (p < b)].mean():.2f} of {((p >= a) & (p < b)).sum()}" for a, b in ((.1, .3), (.3, .5), (.5, .7), (.7, 1.01)) if ((p >= a) & (p < b)).any()))
    say("by finder (unseen, p >= .35): rows / right and of weight / right")
    by = collections.defaultdict(lambda: [0, 0, 0, 0, 0])
    for j, (_, row, _) in enumerate(rows):
        b = by[row["by"]]
        b[3] += 1
        b[4] += heavy[j]
        if p[j] >= .35:
            b[0] += 1; b[1] += heavy[j]; b[2] += any_hit[j]
    for name, (n, h, a, all_rows, all_heavy) in sorted(by.items(), key=lambda kv: -kv[1][0]):
        say(f"    {name:14} {n:4d} {h:4d} {a:4d}   (all judged {all_rows}, of weight {all_heavy})")
    if args.write:
        for k in list(range(args.folds)) + [None]:
            to = "assets/compare" if k is None else f"tools/learn/folds/{k}"
            os.makedirs(to, exist_ok=True)
            others = at != k if k is not None else at >= 0
            for kind, (pair_names, each) in models.items():
                write(f"{to}/pair-{kind}.tsv", each[-1 if k is None else k], pair_names, 1.0, 0.0, head)
            write(f"{to}/row.tsv", fit(ROW, X[others], heavy[others]), names, slope, shift, head)
        with open("tools/learn/folds/stories.tsv", "w") as file:
            file.writelines(f"{s.name}\t{k}\n" for s, k in zip(stories, fold))
        with open("assets/compare/figures.txt", "w") as file:
            file.write("# What tools/learn/compare.py printed. Ours; MIT OR Apache-2.0.\n" + "\n".join(notes) + "\n")


if __name__ == "__main__":
    main()
