#!/usr/bin/env python3
"""Learns which of a story's events are one happening and which are what the story is about.

    pip install -r tools/learn/requirements.txt
    python3 tools/learn/events.py BINARY EVAL pairs [--write]
    python3 tools/learn/events.py BINARY EVAL events [--write]

BINARY is a build of the program; EVAL holds `train/<story>/` with articles. Which passages tell one main event stands in
tools/learn/events-labels.tsv, without their words. The binary prints, for every story, pairs of events and events
with their signs (`analyze --explain`).

1. pairs. Two events that both meet labels are one if reports of both overlap passages of one labelled event, else two.
   Weights go to assets/events/pair.tsv.
2. events, joined by the pairs' weights of the story's own fold. An event is positive if a report of it overlaps a labelled
   passage. Weights go to assets/events/main.tsv.

Both are boosted trees, as in compare.py. Every figure printed is cross-validated by story: what judges a story was learnt
without it. With --write the weights of all stories go to assets/events/, those of each fold to tools/learn/folds/N/.
"""

import argparse
import collections
import json
import os

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, roc_auc_score

from common import explained, find, fold_of, squeeze, table, write

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDS = 5
PAIR = dict(n_estimators=100, max_depth=3, learning_rate=0.06, subsample=0.6, min_samples_leaf=15, max_features=0.4, random_state=1)
EVENT = dict(n_estimators=80, max_depth=3, learning_rate=0.05, subsample=0.6, min_samples_leaf=12, max_features=0.3, random_state=1)
# As in src/link/events/central/mod.rs.
FIRST, MOST, LISTED, TOLD_BEFORE = 3, 60, 0.03, 0.5


def labels(folder):
    """For each story, for each labelled event, its passages: article and words."""
    found = collections.defaultdict(lambda: collections.defaultdict(set))
    texts = {}
    with open(os.path.join(HERE, "events-labels.tsv")) as file:
        for line in file:
            if not line.startswith("#"):
                story, number, article, start, end = line.rstrip("\n").split("\t")
                if (story, article) not in texts:
                    (path,) = [os.path.join(folder, story, f) for f in os.listdir(os.path.join(folder, story)) if os.path.splitext(f)[0] == article]
                    with open(path, "rb") as told:
                        texts[story, article] = told.read()
                found[story][int(number)].add((article, texts[story, article][int(start) : int(end)].decode()))
    return found


class Story:
    """One labelled story with what the program saw of it."""

    def __init__(self, name, lines, passages):
        self.name, self.pairs, self.events, self.likeness = name, [], [], {}
        self.n_labels = len(passages)
        for line in lines:
            told = json.loads(line)
            first = len(self.events)
            names = [os.path.splitext(os.path.basename(a["path"]))[0] for a in told["articles"]]
            spans = {n: [] for n in passages}
            for number, places in passages.items():
                for article, quote in sorted(places):
                    if article in names:
                        at = names.index(article)
                        spans[number] += [(at, *place) for place in find(quote, squeeze(told["articles"][at]["text"]))]
            meets = lambda reports: {n for n, those in spans.items() if any(a == b and s < y and x < e for a, s, e in reports for b, x, y in those)}
            for pair in told["event_pairs"]:
                one, other = meets(pair["reports"][0]), meets(pair["reports"][1])
                if one and other:
                    self.pairs.append((pair, bool(one & other)))
            number = {}
            for at, event in enumerate(told["events"], first):
                self.events.append((event, meets(event["reports"])))
                number.update({tuple(report): at for report in event["reports"]})
            for pair in told["event_pairs"]:
                one, other = (number[tuple(reports[0])] for reports in pair["reports"])
                if one != other:
                    key = (min(one, other), max(one, other))
                    self.likeness[key] = max(self.likeness.get(key, 0.0), pair["probability"])


def in_order(story, probability, likeness):
    """The order of src/link/events/central/mod.rs."""
    left, fresh, order = list(range(len(story.events))), np.ones(len(story.events)), []
    while left:
        value = [probability[i] * fresh[i] for i in left]
        at = int(np.argmax(value))
        event = left.pop(at)
        order.append((event, value[at]))
        for other in left:
            fresh[other] = min(fresh[other], 1 - TOLD_BEFORE * likeness.get((min(event, other), max(event, other)), 0.0))
    return order


def judge(stories, out):
    """main, listed and found of score.py, for the probabilities in `out`."""
    main = found = listed = total = 0
    for story, probability in zip(stories, out):
        order = in_order(story, probability, story.likeness)
        shown = [e for place, (e, v) in enumerate(order) if place < FIRST or v >= LISTED and place < MOST]
        met = lambda events: len(set().union(*(story.events[e][1] for e in events))) if events else 0
        total += story.n_labels
        main += met([e for e, _ in order[: 2 * story.n_labels]])
        found += met(shown)
        listed += len(shown)
    return f"main {main / total:.3f} found {found / total:.3f} listed {listed / total:.2f}"


def learn(stories, of, target, parts, path, what, fold_name):
    names = list(next(item for s in stories for item, _ in of(s))["signs"])
    fold = np.array([fold_of(s.name, FOLDS) for s in stories])
    X = [table([item for item, _ in of(s)], names) for s in stories]
    y = [np.array([target(label) for _, label in of(s)], dtype=int) for s in stories]
    raw = [None] * len(stories)
    models = {}
    for k in range(FOLDS):
        train = [i for i in range(len(stories)) if fold[i] != k]
        models[k] = GradientBoostingClassifier(**parts).fit(np.vstack([X[i] for i in train]), np.concatenate([y[i] for i in train]))
        for i in np.flatnonzero(fold == k):
            raw[i] = models[k].decision_function(X[i]) if len(X[i]) else np.zeros(0)
    every, truth = np.concatenate(raw), np.concatenate(y)
    platt = LogisticRegression(C=1e6).fit(every.reshape(-1, 1), truth)
    slope, shift = float(platt.coef_[0][0]), float(platt.intercept_[0])
    out = [1 / (1 + np.exp(-(slope * r + shift))) for r in raw]
    probability = np.concatenate(out)
    print(f"{what}: {len(truth)} of {len(stories)} stories, {truth.sum()} positive; unseen stories: average precision {average_precision_score(truth, every):.3f}, area {roc_auc_score(truth, every):.3f}")
    for cut in (0.3, 0.4, 0.5, 0.55, 0.6, 0.7):
        sure = probability >= cut
        print(f"  from {cut}: precision {truth[sure].mean() if sure.any() else 0:.3f} recall {truth[sure].sum() / truth.sum():.3f}")
    model = GradientBoostingClassifier(**parts).fit(np.vstack(X), truth)
    for at in np.argsort(-model.feature_importances_)[:14]:
        print(f"  {names[at]:22} {model.feature_importances_[at]:.3f}")
    if path:
        note = [f"{what}: boosted trees, learnt by tools/learn/events.py from {len(stories)} labelled stories; see assets/events/CARD.md.", "Numbers only: no words of any article. Ours; MIT OR Apache-2.0."]
        write(path, model, names, slope, shift, note)
        for k in range(FOLDS):
            write(os.path.join(HERE, "folds", str(k), fold_name), models[k], names, slope, shift, note)
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("eval")
    parser.add_argument("what", choices=["pairs", "events"])
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--keep", help="a folder in which what the binary printed is kept")
    args = parser.parse_args()
    passages = labels(os.path.join(args.eval, "train"))
    names = sorted(passages)
    folders = [os.path.join(args.eval, "train", name) for name in names]
    own = [os.path.join(HERE, "folds", str(fold_of(name, FOLDS))) for name in names] if args.what == "events" else None
    lines = explained(args.binary, folders, own, args.keep)
    stories = [Story(name, told, passages[name]) for name, told in zip(names, lines)]
    root = os.path.join(HERE, "..", "..", "assets", "events")
    if args.what == "pairs":
        learn(stories, lambda s: s.pairs, bool, PAIR, args.write and os.path.join(root, "pair.tsv"), "Pairs of events", "event-pair.tsv")
    else:
        out = learn(stories, lambda s: s.events, bool, EVENT, args.write and os.path.join(root, "main.tsv"), "Events", "event.tsv")
        print(judge(stories, out))


if __name__ == "__main__":
    main()
