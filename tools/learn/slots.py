#!/usr/bin/env python3
"""Learns, without a label, whether two values fill one slot, and writes assets/compare/slot-{number,time}.tsv.

    pip install -r tools/learn/requirements.txt
    python3 tools/learn/slots.py BINARY EVAL KEEP CLUSTERS… [--write]

BINARY is a build of the program; CLUSTERS are folders of folders with the reports of one story each; none is used of which
a report is among the labelled ones of EVAL (`train`, `dev`) or named by its `aside.sha1`. KEEP is a folder in which what was
seen of each story is kept between runs.

Two reports that give the same figure mostly give it of one thing. So a pair of equal values is an example of one slot; a
pair of unequal ones of which at least one has an equal fellow in the other's report is an example of two. Signs that look at
the values themselves are left out: the forest sees only what stands around them.
"""

import argparse
import concurrent.futures
import glob
import hashlib
import json
import os
import re
import subprocess

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.metrics import average_precision_score, roc_auc_score

from common import fold_of, write

# What tells the values themselves, or hangs on them.
OF_VALUES = {
    "number": ["one text", "the other's report gives the one", "the one's report gives the other", "ratio", "one", "few", "large",
               "near in magnitude", "same", "exclude", "one bounded", "as rounded"],
    "time": ["one text", "the other's report gives the one", "the one's report gives the other", "days apart", "same", "exclude", "finer",
             "unknown", "finest granularity", "coarsest granularity", "clocks", "weekdays", "open", "from publication", "absolute",
             "softened", "days from report, least", "days from report, most"],
}
# Of how a pair stands among its rivals the forest is the source.
STANDING = ["one slot", "lead over", "place among", "slot of an equal"]
FOREST = dict(n_estimators=150, max_depth=4, learning_rate=0.1, subsample=0.3, min_samples_leaf=40, max_features=0.4, random_state=1)
MOST = 250_000  # pairs that are learnt from
LONGEST = 300  # seconds for one story


def source(path):
    found = re.search(r'^source:\s*"?([^"\n]+)"?', open(path, errors="replace").read()[:3000], re.M)
    return found[1].strip() if found else ""


def stories(eval_folder, folders):
    """The folders of stories that may be learnt from."""
    labelled = {source(p) for part in ("train", "dev") for p in glob.glob(f"{eval_folder}/{part}/*/*.md")}
    aside = set(open(f"{eval_folder}/aside.sha1").read().split())
    forbidden = lambda url: url in labelled or hashlib.sha1(url.encode()).hexdigest()[:16] in aside
    every = sorted(os.path.dirname(p) for folder in folders for p in glob.glob(folder + "/*/a01.md"))
    return [story for story in every if not any(forbidden(source(p)) for p in glob.glob(story + "/*.md"))]


def seen(binary, story, keep):
    """What the program saw of the pairs of a story: for each type names, relations, values as places, signs."""
    kept = os.path.join(keep, os.path.basename(os.path.dirname(story)) + "__" + os.path.basename(story) + ".npz")
    if not os.path.exists(kept):
        done = subprocess.run([binary, "analyze", "--explain", story], capture_output=True, text=True, timeout=LONGEST)
        if done.returncode:
            print(f"left out, {done.stderr.strip()[:200]}: {story}")
            return None
        pairs = [pair for line in done.stdout.splitlines() for pair in json.loads(line)["pairs"]]
        arrays = {}
        for kind in OF_VALUES:
            mine = [pair for pair in pairs if pair["type"] == kind]
            if mine:
                arrays[kind + "_n"] = np.array(list(mine[0]["signs"]))
                arrays[kind + "_X"] = np.array([list(pair["signs"].values()) for pair in mine], np.float32)
                arrays[kind + "_rel"] = np.array([pair["relation"] for pair in mine])
                arrays[kind + "_pl"] = np.array([[number for place in pair["places"] for number in place] for pair in mine], np.int32)
        np.savez_compressed(kept, **arrays)
    return np.load(kept)


def examples(data, kind, rng):
    """Signs, answers of one story; and the names of the signs."""
    if kind + "_X" not in data:
        return None
    X, names = data[kind + "_X"], [str(name) for name in data[kind + "_n"]]
    same = data[kind + "_rel"] == "same"
    places = data[kind + "_pl"]
    one, other = [tuple(p[:3]) for p in places], [tuple(p[3:]) for p in places]
    if kind == "number":
        # "One" and "two" are equal by chance.
        same &= X[:, names.index("few")] == 0
    has = {(a, b[0]) for a, b, s in zip(one, other, same) if s} | {(b, a[0]) for a, b, s in zip(one, other, same) if s}
    rival = np.array([(a, b[0]) in has or (b, a[0]) in has for a, b in zip(one, other)]) & (data[kind + "_rel"] != "same")
    rival &= rng.random(len(rival)) < 0.5
    keep = same | rival
    return X[keep], same[keep], names


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("binary"), ap.add_argument("eval"), ap.add_argument("keep"), ap.add_argument("clusters", nargs="+")
    ap.add_argument("--write", action="store_true")
    args = ap.parse_args()
    os.makedirs(args.keep, exist_ok=True)
    every = stories(args.eval, args.clusters)
    print(f"{len(every)} stories", flush=True)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        data = list(pool.map(lambda story: seen(args.binary, story, args.keep), every))
    lines = []
    for kind, left_out in OF_VALUES.items():
        rng = np.random.default_rng(1)
        parts = [(fold_of(os.path.basename(story), 5), *found) for story, one in zip(every, data) if one is not None for found in [examples(one, kind, rng)] if found]
        names = parts[0][3]
        keep = [at for at, name in enumerate(names) if name not in left_out and not name.startswith(tuple(STANDING))]
        X, y = np.concatenate([p[1] for p in parts])[:, keep], np.concatenate([p[2] for p in parts])
        at = np.concatenate([np.full(len(p[2]), p[0]) for p in parts])
        some = rng.permutation(len(y))[:MOST]
        X, y, at = X[some], y[some], at[some]
        held = at == 0
        model = GradientBoostingClassifier(**FOREST).fit(X[~held], y[~held])
        p = model.predict_proba(X[held])[:, 1]
        lines.append(f"slots of type {kind}: {len(parts)} stories, {len(y)} pairs, equal {int(y.sum())}; on a fifth of the stories held back: average precision {average_precision_score(y[held], p):.3f} (chance {y[held].mean():.3f}), area under the curve {roc_auc_score(y[held], p):.3f}")
        print(lines[-1], flush=True)
        if args.write:
            model = GradientBoostingClassifier(**FOREST).fit(X, y)
            head = ["Learnt by tools/learn/slots.py without labels; see assets/compare/CARD.md. Numbers only: no words of any article. Ours; MIT OR Apache-2.0."]
            write(f"assets/compare/slot-{kind}.tsv", model, [names[k] for k in keep], 1.0, 0.0, head)
    if args.write:
        with open("assets/compare/slot-figures.txt", "w") as file:
            file.write("# What tools/learn/slots.py printed. Ours; MIT OR Apache-2.0.\n" + "\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
