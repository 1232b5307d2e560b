"""newsquant.py SCRIPTS BINARY DATA — NewsQuant with what `analyze` says beyond the set's own terms (HALF as there).

SCRIPTS holds newsquant.py of the public measures; this changes only how our quantities are put into the set's terms: a rate's
unit is "dollar per gallon" (`unit` and `per`), the concept of a count is `concept` too, a share told as a fraction ("a third")
is that fraction, and a unit's name goes without hyphens on both sides."""
import re, sys

sys.path.insert(0, sys.argv[1])
import newsquant
from newsquant import UNITS, words

PER = {**{k: v for k, v in UNITS.items()}, 'gal': 'gallon', 'oz': 'ounce', 'acre': 'acre'}
plain_ours, plain_theirs = newsquant.ours, newsquant.theirs

def ours(a, durations=True):
    out = plain_ours(a, durations)
    text = {x['id']: x['text'] for x in a['articles']}
    by_place = {(q['start'], q['end']): q for q in a['quantities']}
    for q in out:
        j = by_place.get(q['at'])
        if j is None: continue
        if j.get('per'): q['unit'] += ' per ' + PER.get(j['per'].lower(), j['per'])
        if j.get('concept'): q['concept'] = words(j['concept']) or ['-']
        written = text[j['article']][j['start']:j['end']].lower()
        if j['unit'] == 'percent' and not re.search('%|per|pc|pct', written): q['value'] = j['value'] / 100
        q['unit'] = q['unit'].replace('-', ' ') if len(q['unit']) > 1 else q['unit']
    return sorted(out, key=lambda q: q['unit'])

def theirs(q):
    out = plain_theirs(q)
    return {**out, 'unit': out['unit'].replace('-', ' ') if len(out['unit']) > 1 else out['unit']}

newsquant.ours, newsquant.theirs = ours, theirs
sys.argv = sys.argv[1:]
newsquant.main()
