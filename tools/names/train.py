#!/usr/bin/env python3
"""Learns the tagger of names: assets/names/tagger.safetensors.

    pip install -r tools/names/requirements.txt
    python3 tools/names/train.py BINARY CORPORA assets/names [--epochs 3]

BINARY is a build of the program: it cuts the corpora into tokens and prints the signs of each (`parse --format signs`), so
that what is learnt from is what the program sees. CORPORA holds a file `NAME.txt` for each name in corpora.py, as the
public repositories named in assets/names/CARD.md have them.

The first LOWER layers of the sentence encoder (assets/encoder/) are taken as they are. What comes out of them, plus a
vector for each sign that holds of a token, goes through copies of the remaining layers, which are tuned, and then through
one layer of weights to the tags: none, or a kind at its beginning or going on. Matrices are written as 8-bit integers
with one scale a row.
"""

import argparse
import math
import os
import random
import subprocess
import tempfile

import numpy as np
import torch
from safetensors.numpy import load_file, save_file
from tokenizers import BertWordPieceTokenizer
from torch import nn
from torch.nn import functional as F

import corpora
from corpora import KINDS, UNKNOWN

LAYERS, HEADS, WIDTH, LOWER = 6, 12, 384, 3
TAGS = 1 + 2 * len(KINDS)
LONGEST = 254
SEED = 1


# The encoder.

def weights(file, name):
    if name + ".scale" in file:
        return torch.tensor(file[name].astype(np.float32) * file[name + ".scale"][:, None])
    return torch.tensor(file[name])


class Layer(nn.Module):
    """One layer of the encoder: attention, then a wide layer; each added to what went in and normalized."""

    def __init__(self, file, number):
        super().__init__()
        part = lambda name: f"layer.{number}.{name}"
        def linear(names):
            w = torch.cat([weights(file, part(n) + ".weight") for n in names])
            made = nn.Linear(w.shape[1], w.shape[0])
            made.weight.data, made.bias.data = w, torch.cat([weights(file, part(n) + ".bias") for n in names])
            return made
        def norm(name):
            made = nn.LayerNorm(WIDTH, eps=1e-12)
            made.weight.data, made.bias.data = weights(file, part(name) + ".weight"), weights(file, part(name) + ".bias")
            return made
        self.project = linear([f"attention.self.{n}" for n in ("query", "key", "value")])
        self.gather, self.norm = linear(["attention.output.dense"]), norm("attention.output.LayerNorm")
        self.widen, self.narrow, self.last = linear(["intermediate.dense"]), linear(["output.dense"]), norm("output.LayerNorm")

    def forward(self, x, mask, drop=0.0):
        b, n, _ = x.shape
        q, k, v = self.project(x).view(b, n, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None, :])
        seen = self.gather(seen.transpose(1, 2).reshape(b, n, WIDTH))
        x = self.norm(x + F.dropout(seen, drop, self.training))
        return self.last(x + F.dropout(self.narrow(F.gelu(self.widen(x))), drop, self.training))


class Trunk(nn.Module):
    """The embedding and the lower layers, which stay as they are."""

    def __init__(self, file):
        super().__init__()
        self.words = weights(file, "embeddings.word_embeddings.weight")
        self.places = weights(file, "embeddings.position_embeddings.weight") + weights(file, "embeddings.token_type_embeddings.weight")[0]
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.norm.weight.data, self.norm.bias.data = weights(file, "embeddings.LayerNorm.weight"), weights(file, "embeddings.LayerNorm.bias")
        self.layers = nn.ModuleList(Layer(file, n) for n in range(LOWER))

    @torch.no_grad()
    def forward(self, ids, mask):
        x = self.norm(self.words[ids] + self.places[:ids.shape[1]])
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Tagger(nn.Module):
    """The upper layers, tuned, and the weights of signs and tags."""

    def __init__(self, file, n_signs):
        super().__init__()
        self.signs = nn.Linear(n_signs, WIDTH, bias=False)
        self.layers = nn.ModuleList(Layer(file, n) for n in range(LOWER, LAYERS))
        self.tags = nn.Linear(WIDTH + n_signs, TAGS)
        nn.init.normal_(self.signs.weight, std=0.02)

    def forward(self, x, signs, mask, first, token_signs, drop=0.0):
        x = x + self.signs(signs)
        for layer in self.layers:
            x = layer(x, mask, drop)
        x = torch.gather(x, 1, first[:, :, None].expand(-1, -1, WIDTH))
        return self.tags(torch.cat([F.dropout(x, drop, self.training), token_signs], -1))


# Sentences as the program sees them.

def headline(words, tags, rng):
    """A sentence as headlines are written, now and then: with capitals, or in capitals."""
    small = {"a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "but", "by", "with"}
    if rng.random() < 0.3:
        return [w.upper() for w in words], tags
    return [w if i and w in small else w[:1].upper() + w[1:] for i, w in enumerate(words)], tags


def seen(binary, sents):
    """The program's tokens and signs of some sentences, with the tag of each token: lists of (text, signs, tag), cut where the
    program cuts."""
    texts = [corpora.join(words) for words, _ in sents]
    with tempfile.NamedTemporaryFile("w", suffix=".txt", delete=False, encoding="utf-8") as file:
        file.write("\n\n".join(text for text, _ in texts))
    lines = subprocess.run([binary, "parse", "--format", "signs", file.name], capture_output=True, text=True, check=True).stdout.split("\n")
    os.unlink(file.name)
    # All letters of all sentences, one after the other: what the program prints is followed along them.
    kind_of, letters = [], []
    for (text, places), (_, tags) in zip(texts, sents):
        at = ["O"] * len(text)
        for number, ((start, end), tag) in enumerate(zip(places, tags)):
            for i in range(start, end):
                at[i] = (tag, number, i == start)
        keep = [i for i, c in enumerate(text) if not c.isspace()]
        letters += [text[i] for i in keep]
        kind_of += [at[i] for i in keep]
    out, sentence, at = [], [], 0
    for line in lines:
        if not line:
            if sentence:
                out.append(sentence)
            sentence = []
            continue
        word, _, signs = line.partition("\t")
        plain = [c for c in word if not c.isspace()]
        # What is no safe character is shown as a picture of it: one for one.
        tag, _, opens = kind_of[at]
        at += len(plain)
        if not isinstance(tag, (str, int)):
            tag = 1 + 2 * tag[0] + (0 if tag[1] and opens else 1)
        sentence.append((word, [int(s) for s in signs.split()], 0 if tag == "O" else tag))
    if sentence:
        out.append(sentence)
    assert at == len(letters), f"the program's tokens do not cover the corpus: {at} of {len(letters)}"
    return out


def prepared(sentence, tokenizer):
    """Ids of the pieces, the token of each (-1 at the ends), and the first piece of each token (0: none)."""
    ids, owner, first = [101], [-1], []
    for number, (word, _, _) in enumerate(sentence):
        pieces = tokenizer.encode(word, add_special_tokens=False).ids
        first.append(len(ids) if pieces else 0)
        ids += pieces
        owner += [number] * len(pieces)
    return (ids + [102], owner + [-1], first) if len(ids) <= LONGEST + 1 else None


def batches(items, size, rng=None):
    """Items of like length together, at most `size` pieces."""
    order = sorted(range(len(items)), key=lambda i: (len(items[i]["ids"]), rng.random() if rng else 0))
    out, now = [], []
    for i in order:
        if now and (len(now) + 1) * len(items[i]["ids"]) > size:
            out.append(now)
            now = []
        now.append(i)
    out.append(now)
    if rng:
        rng.shuffle(out)
    return [[items[i] for i in batch] for batch in out]


def tensors(batch, n_signs):
    n, t = max(len(x["ids"]) for x in batch), max(len(x["tags"]) for x in batch)
    mask, first = torch.zeros(len(batch), n, dtype=torch.bool), torch.zeros(len(batch), t, dtype=torch.long)
    signs, token_signs = torch.zeros(len(batch), n, n_signs), torch.zeros(len(batch), t, n_signs)
    tags, hidden = torch.full((len(batch), t), UNKNOWN), torch.zeros(len(batch), n, WIDTH)
    for i, x in enumerate(batch):
        m, k = len(x["ids"]), len(x["tags"])
        mask[i, :m] = True
        first[i, :k] = torch.tensor(x["first"])
        tags[i, :k] = torch.tensor(x["tags"])
        own = torch.zeros(k, n_signs)
        for j, s in enumerate(x["signs"]):
            own[j, s] = 1
        token_signs[i, :k] = own
        owner = torch.tensor(x["owner"])
        signs[i, :m][owner >= 0] = own[owner[owner >= 0]]
        if "hidden" in x:
            hidden[i, :m] = x["hidden"].float()
    return mask, first, signs, token_signs, tags, hidden


def decode(scores):
    """The best way through the tags: a name goes on only where it began."""
    may = np.zeros((TAGS, TAGS))
    for b in range(2, TAGS, 2):
        may[:, b] = -1e9
        may[b - 1, b] = may[b, b] = 0
    best, back = scores[0].copy(), []
    best[2::2] = -1e9
    for row in scores[1:]:
        total = best[:, None] + may
        back.append(total.argmax(0))
        best = total.max(0) + row
    path = [int(best.argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    return path[::-1]


def names_of(tags):
    """Names as (first token, behind the last, kind)."""
    out, open_ = [], None
    for i, tag in enumerate(list(tags) + [0]):
        if open_ is not None and (tag <= 0 or tag % 2 or (tag - 1) // 2 != open_[1]):
            out.append((open_[0], i, open_[1]))
            open_ = None
        if tag > 0 and open_ is None:
            open_ = (i, (tag - 1) // 2)
    return out


@torch.no_grad()
def measure(model, items, n_signs, say, what):
    """Exact names on held sentences; group counts as other, as the corpora have no class for it."""
    model.eval()
    plain = lambda names: {(a, b, 4 if k == 2 else k) for a, b, k in names}
    right = found = gold = spans = 0
    by = [[0, 0, 0] for _ in KINDS]
    for batch in batches(items, 12000):
        mask, first, signs, token_signs, tags, hidden = tensors(batch, n_signs)
        scores = torch.log_softmax(model(hidden, signs, mask, first, token_signs), -1).numpy()
        for i, x in enumerate(batch):
            guess, true = plain(names_of(decode(scores[i][:len(x["tags"])]))), plain(names_of(x["tags"]))
            right, found, gold = right + len(guess & true), found + len(guess), gold + len(true)
            spans += len({n[:2] for n in guess} & {n[:2] for n in true})
            for a, b, k in guess: by[k][1] += 1; by[k][0] += (a, b, k) in true
            for a, b, k in true: by[k][2] += 1
    f = lambda r, p, g: 2 * r / max(1, p + g)
    say(f"{what}: F {f(right, found, gold):.3f} spans alone {f(spans, found, gold):.3f} " + " ".join(f"{k} {f(*v):.3f}" for k, v in zip(KINDS, by) if v[2]))


def quantized(tensor):
    scale = np.abs(tensor).max(axis=1) / 127.0
    scale[scale == 0] = 1.0
    return np.clip(np.rint(tensor / scale[:, None]), -127, 127).astype(np.int8), scale.astype(np.float32)


def write(model, path):
    out = {}
    names = {"project": "project", "gather": "gather", "norm": "norm", "widen": "widen", "narrow": "narrow", "last": "last"}
    for number, layer in enumerate(model.layers):
        for name in names:
            part = getattr(layer, name)
            out[f"layer.{number}.{name}.weight"], out[f"layer.{number}.{name}.bias"] = part.weight.data.numpy(), part.bias.data.numpy()
    out["signs.weight"], out["tags.weight"], out["tags.bias"] = model.signs.weight.data.numpy().T.copy(), model.tags.weight.data.numpy(), model.tags.bias.data.numpy()
    file = {}
    for name, value in out.items():
        if value.ndim == 2:
            file[name], file[name + ".scale"] = quantized(value)
        else:
            file[name] = value.astype(np.float32)
    save_file(file, path)


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("binary"), ap.add_argument("corpora"), ap.add_argument("target")
    ap.add_argument("--epochs", type=int, default=4), ap.add_argument("--keep", help="where to keep prepared sentences between runs")
    args = ap.parse_args()
    os.makedirs(args.target, exist_ok=True)
    random.seed(SEED), torch.manual_seed(SEED), np.random.seed(SEED)
    rng = random.Random(SEED)
    here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../assets")
    file = load_file(f"{here}/encoder/minilm.safetensors")
    tokenizer = BertWordPieceTokenizer(f"{here}/encoder/vocab.txt", lowercase=True)
    demonyms = set()
    for line in open(f"{here}/actors/countries.tsv", encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        if not line.startswith("#") and len(cells) > 3:
            demonyms |= {w.lower() for cell in cells[2:4] for w in cell.split("|")}
    if args.keep and os.path.exists(args.keep):
        train, held, n_signs = torch.load(args.keep, weights_only=False)
    else:
        trunk = Trunk(file)
        def items(name, copies=1):
            sents = corpora.read(args.corpora, name, demonyms)
            extra = [headline(*s, rng) for s in sents if copies and rng.random() < 0.12]
            out = []
            for sentence in seen(args.binary, sents + extra):
                made = prepared(sentence, tokenizer)
                if made:
                    ids, owner, first = made
                    out.append(dict(ids=ids, owner=owner, first=first, signs=[s for _, s, _ in sentence], tags=[t if f else UNKNOWN for (_, _, t), f in zip(sentence, first)]))
            for batch in batches(out, 12000):
                n = max(len(x["ids"]) for x in batch)
                ids, mask = torch.zeros(len(batch), n, dtype=torch.long), torch.zeros(len(batch), n, dtype=torch.bool)
                for i, x in enumerate(batch):
                    ids[i, :len(x["ids"])], mask[i, :len(x["ids"])] = torch.tensor(x["ids"]), True
                for x, hidden in zip(batch, trunk(ids, mask)):
                    x["hidden"] = hidden[:len(x["ids"])].half().clone()
            print(name, len(sents), "sentences", len(out), "as the program cuts them", flush=True)
            return out * max(1, copies)
        train = [x for name, copies in corpora.TRAIN for x in items(name, copies)]
        held = {name: items(name, 0) for name in corpora.HELD}
        n_signs = 1 + max(s for x in train for signs in x["signs"] for s in signs)
        if args.keep:
            torch.save((train, held, n_signs), args.keep)
    model = Tagger(file, n_signs)
    lines = []
    say = lambda line: (print(line, flush=True), lines.append(line))
    own = [p for layer in model.layers for p in layer.parameters()]
    groups = [dict(params=own, lr=2.5e-4), dict(params=[*model.signs.parameters(), *model.tags.parameters()], lr=2e-3)]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    n_batches = len(batches(train, 3000)) * args.epochs
    pace = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1, (s + 1) / 100) * max(0.0, 1 - s / n_batches))
    for epoch in range(args.epochs):
        model.train()
        total, count = 0.0, 0
        for batch in batches(train, 3000, rng):
            mask, first, signs, token_signs, tags, hidden = tensors(batch, n_signs)
            scores = model(hidden, signs, mask, first, token_signs, 0.1)
            loss = F.cross_entropy(scores.reshape(-1, TAGS), tags.reshape(-1), ignore_index=UNKNOWN)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step(), pace.step()
            total, count = total + loss.item(), count + 1
            if count % 200 == 0:
                print(f"  {epoch} {count}/{n_batches // args.epochs} loss {total / count:.4f}", flush=True)
        say(f"epoch {epoch + 1}: loss {total / count:.4f}")
        for name, items_ in held.items():
            measure(model, items_, n_signs, say, name)
        write(model, f"{args.target}/tagger.safetensors")


if __name__ == "__main__":
    main()
