"""WordNet's database files, line by line: https://wordnet.princeton.edu/documentation/wndb5wn and senseidx5wn."""
import os


def synsets(folder, name):
    """Of data.NAME, each synset: offset, field (lexicographer file), words, and its pointers as (symbol, offset of the
    target, part of speech of the target, places of the two words as four hexadecimal digits)."""
    with open(os.path.join(folder, "data." + name), encoding="latin-1") as lines:
        for line in lines:
            if line.startswith("  "):  # the licence
                continue
            head = line.split(" | ")[0].split()
            n_words = int(head[3], 16)
            words = [word.lower().split("(")[0] for word in head[4:4 + 2 * n_words:2]]
            at = 4 + 2 * n_words
            pointers = [tuple(head[at + 1 + 4 * i:at + 5 + 4 * i]) for i in range(int(head[at]))]
            yield head[0], head[1], words, pointers


def senses(folder):
    """Of index.sense, each sense: lemma, kind (1 noun, 2 verb, 3 and 5 adjective, 4 adverb), offset of its synset, its
    number among the lemma's senses, and how often it is tagged."""
    with open(os.path.join(folder, "index.sense"), encoding="latin-1") as lines:
        for line in lines:
            key, offset, number, count = line.split()
            lemma, rest = key.split("%")
            yield lemma, rest[0], offset, int(number), int(count)
