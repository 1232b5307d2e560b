"""What the scripts of learning share: labels in texts, folds, and the form of a forest's file."""

import concurrent.futures
import hashlib
import os
import subprocess

import numpy as np

LONGEST = 300  # seconds for one story
QUOTES = {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " "}


def squeeze(text):
    """Lower-cased text without white space or curly quotes, and each kept character's old place."""
    out, place = [], []
    for i, c in enumerate(text):
        c = QUOTES.get(c, c)
        if not c.isspace():
            out.append(c.lower()[:1] or c)
            place.append(i)
    return "".join(out), place


def find(quote, squeezed):
    """Every place where a quotation stands in a squeezed text, as (start, end) characters."""
    text, place = squeezed
    needle = squeeze(quote)[0]
    found, at = [], text.find(needle) if needle else -1
    while at >= 0:
        found.append((place[at], place[at + len(needle) - 1] + 1))
        at = text.find(needle, at + 1)
    return found


def fold_of(story, n_folds):
    """A fold for a story, the same whatever the others are."""
    return int(hashlib.sha1(story.encode()).hexdigest(), 16) % n_folds


def explained(binary, folders, weights=None, keep=None):
    """The lines of `analyze --explain` for each story, with the weights of a folder for each if any are given. With `keep`
    they are taken from that folder where they are there, and put there where they are not."""
    def one(at):
        kept = keep and os.path.join(keep, os.path.basename(folders[at]) + ".jsonl")
        if kept and os.path.exists(kept):
            return open(kept).read().splitlines()
        call = [binary, "analyze", "--explain", folders[at]] + (["--weights", weights[at]] if weights else [])
        try:
            done = subprocess.run(call, capture_output=True, text=True, timeout=LONGEST)
        except subprocess.TimeoutExpired:
            print(f"left out, longer than {LONGEST} s: {folders[at]}")
            return []
        if done.returncode:
            print(f"left out, {done.stderr.strip()[:200]}: {folders[at]}")
            return []
        if kept:
            os.makedirs(keep, exist_ok=True)
            with open(kept, "w") as file:
                file.write(done.stdout)
        return done.stdout.splitlines()
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return list(pool.map(one, range(len(folders))))


def table(items, names):
    """The signs of all items, a row each."""
    return np.array([[item["signs"][name] for name in names] for item in items], dtype=np.float32).reshape(len(items), len(names))


def write(path, model, names, slope, shift, note):
    """Writes a model in the form that src/text/forest.rs reads."""
    prior = model.init_.class_prior_[1]
    lines = ["# " + line for line in note] + ["signs\t" + "\t".join(names), f"start\t{np.log(prior / (1 - prior)):.6g}", f"calibrate\t{slope:.6g}\t{shift:.6g}"]
    for (tree,) in model.estimators_:
        t = tree.tree_
        cells = [
            f"{model.learning_rate * t.value[i][0][0]:.5g}" if t.children_left[i] < 0
            else f"{t.feature[i]}:{np.float32(t.threshold[i]):.7g}:{t.children_left[i]}:{t.children_right[i]}"
            for i in range(t.node_count)
        ]
        lines.append("tree\t" + "\t".join(cells))
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write("\n".join(lines) + "\n")
