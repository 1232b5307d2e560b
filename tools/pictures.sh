#!/usr/bin/env bash
# Draws the pictures of the README anew: frames of the reader itself on the starter corpus.
# Use: tools/pictures.sh [BINARY], from any folder; without a binary the one of `cargo build --release` is taken.
set -euo pipefail
cd "$(dirname "$0")/.."
binary=${1:-target/release/rashomon}
draw() { "$binary" seeds --print=svg --size 120x36 --keys "$2" >"assets/pictures/$1.svg"; }
draw reader ''
draw discrepancy '5<Enter>'
draw brief 'B'
draw compare '='
draw timeline 'T'
draw mentions '3/Sullivan<Enter><Enter>'
