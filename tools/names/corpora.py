"""Reads the public corpora of names and gives their sentences one form: words, and a kind for each word of a name.

A corpus is a file of lines "word … tag" with an empty line between sentences. Kinds are those of the program: person,
organization, group, place, other. A tag that says nothing certain of them becomes UNKNOWN and teaches nothing.
"""

import os
import re

KINDS = ["person", "organization", "group", "place", "other"]
UNKNOWN = -100

# Tags of all corpora, lower-cased, and the kinds they stand for. Genres, tasks and the like are no names of actors or of
# what has a proper name; they teach that there is none.
TAGS = {
    "person": "per person politician scientist researcher musicalartist writer",
    "organization": "org organisation politicalparty university band corporation",
    "place": "loc location country",
    "other": "misc election event award album song book poem magazine product creative-work conference astronomicalobject militaryplatform academicjournal programlang",
    "group": "nationality",
}
KIND_OF = {tag: KINDS.index(kind) for kind, tags in TAGS.items() for tag in tags.split()}
# What may or may not be a name, by the corpus's own rules: not learnt from.
VAGUE = {"group", "weapon", "documentreference", "literarygenre", "musicgenre", "field", "task", "discipline", "misc-vague"}

# Corpora by the part that they have in learning. `tweets` and the like are left out: they are no reports.
TRAIN = [
    ("conllpp_train", 1), ("conllpp_dev", 1), ("wikigold", 1), ("re3d", 1), ("wnut", 1),
    ("cn_politics_train", 3), ("cn_science_train", 1), ("cn_music_train", 1), ("cn_literature_train", 1), ("cn_ai_train", 1),
    ("cn_science_dev", 1), ("cn_music_dev", 1), ("cn_literature_dev", 1),
]
HELD = ["cn_politics_dev"]


def sentences(path, demonyms):
    """Sentences of a file: words, and for each word "O", UNKNOWN or (kind, begins)."""
    words, tags, before = [], [], ""
    with open(path, encoding="utf-8") as lines:
        for line in list(lines) + ["\n"]:
            cells = line.split()
            if not cells or cells[0] == "-DOCSTART-":
                if words:
                    yield words, tags
                words, tags, before = [], [], ""
                continue
            word, tag = cells[0], cells[-1].lower()
            begins, _, name = tag.partition("-")
            # Some corpora begin a name with "I-" where none stands right before it.
            begins = begins == "b" or before != name
            before = name
            words.append(word)
            if not name:
                tags.append("O")
            elif name in VAGUE:
                tags.append(UNKNOWN)
            elif name == "misc" and word.lower() in demonyms:
                tags.append((KINDS.index("group"), begins))
            elif name in KIND_OF:
                tags.append((KIND_OF[name], begins))
            else:
                tags.append("O")


def join(words):
    """The words as a text with the usual spacing, and the place of each."""
    text, places, opened = "", [], False
    for word in words:
        glued = not text or re.fullmatch(r"[.,;:!?)\]%]|'s|n't|''|'\w{0,2}", word) or text[-1] in "([" or (word == '"' and opened)
        if text.endswith(' "') and opened:
            glued = True
        if word == '"':
            opened = not opened
        text += "" if glued else " "
        places.append((len(text), len(text) + len(word)))
        text += word
    return text, places


def read(folder, name, demonyms):
    return list(sentences(os.path.join(folder, name + ".txt"), demonyms))
