"""make_units.py BABEL_FOLDER — writes assets/quantities/{cldr_units,currencies}.tsv from the Unicode CLDR's English names.

BABEL_FOLDER holds the unpacked wheel of the Python package Babel, which carries CLDR's data (licence: Unicode-3.0, copied
beside the tables as LICENSE-unicode.txt). Units that are common English nouns, units of time, and Japanese and cooking
measures are left out: "five items", "ten drops", "three cups" count things. Own lines of units.tsv go before these."""
import os, re, sys

folder = sys.argv[1]
sys.path.insert(0, folder)
import babel
from babel import Locale

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'assets')
LEFT_OUT = set('''item part dot em light cup drop pinch point night quarter bar chain rod slug revolution sun fun grain dram
jigger katal g-force ofglucose ofhg solar-radius earth-radius karat century decade beaufort stone generic tesla mole cup-metric pint-metric
fluid-ounce-metric dessert-spoon dessert-spoon-imperial gasoline-energy-density henry bit atmosphere mile-scandinavian light-speed gray mil poundal
permyriad steradian rankine solar-luminosity earth-mass solar-mass kilowatt-hour-per-100-kilometer'''.split())
# Codes that are English words too; told by their capitals, and kept because news uses them.
CODES = {'AUD', 'CAD', 'CHF', 'EUR', 'GBP', 'INR', 'USD'}
# One letter is a unit only where it touches the digits, and some letters name things there (5G, 6S, 20K, 12C, 3D).
LETTERS = {'W', 'V', 'N', 'J', 'L', 'g'}
# Prefixes of the SI that news uses; CLDR names only some units with each.
PREFIXES = {'hecto': ('h', 1e2), 'kilo': ('k', 1e3), 'mega': ('M', 1e6), 'giga': ('G', 1e9), 'tera': ('T', 1e12), 'milli': ('m', 1e-3), 'micro': ('μ', 1e-6), 'nano': ('n', 1e-9)}
# SI factors of units that may take them: SI brochure, NIST SP 811 (public domain).
SI = {'hertz': ('Hz', 1, 'kilo mega giga tera'), 'pascal': ('Pa', 1, 'hecto kilo mega giga'), 'joule': ('J', 1, 'kilo mega giga tera'), 'volt': ('V', 1, 'milli kilo mega'),
      'newton': ('N', 1, 'kilo mega'), 'watt': ('W', 1, 'milli kilo mega giga tera'), 'watt hour': ('Wh', 3600, 'kilo mega giga tera'), 'ampere-hour': ('Ah', 3600, 'milli'),
      'metre': ('m', 1, 'micro nano'), 'litre': ('L', 1e-3, 'micro milli mega'), 'gram': ('g', 1e-3, 'micro milli nano'), 'sievert': ('Sv', 1, 'milli micro'),
      'becquerel': ('Bq', 1, 'kilo mega giga tera'), 'ampere': ('A', 1, 'milli kilo'), 'ohm': ('Ω', 1, 'kilo mega'), 'tonne': ('t', 1e3, 'kilo mega giga')}
FACTORS = {'cubic foot': 0.028316846592, 'cubic kilometre': 1e9, 'cubic inch': 1.6387064e-5, 'cubic yard': 0.764554857984, 'cubic centimetre': 1e-6, 'square inch': 6.4516e-4,
           'square centimetre': 1e-4, 'square yard': 0.83612736, 'acre-foot': 1233.48183754752, 'pint': 4.73176473e-4, 'quart': 9.46352946e-4, 'horsepower': 745.6998715822702, 'mile per gallon': None,
           'kilocalorie': 4184, 'calorie': 4.184, 'electronvolt': 1.602176634e-19, 'fathom': 1.8288, 'furlong': 201.168, 'troy ounce': 0.0311034768, 'hectolitre': 0.1, 'centilitre': 1e-5, 'decilitre': 1e-4}

def rows():
    us, gb = Locale.parse('en')._data['unit_patterns'], Locale.parse('en_GB')._data['unit_patterns']
    out = {}
    for key in sorted(us):
        kind, name = key.split('-', 1)
        if kind in ('duration', 'acceleration') or name in LEFT_OUT or kind == 'concentr' and 'percent' in name: continue
        forms, symbols = [], []
        for table in (gb, us):
            for width, to in (('long', forms), ('short', symbols), ('narrow', symbols)):
                for number in ('one', 'other'):
                    pattern = table.get(key, {}).get(width, {}).get(number, '') if key in table else ''
                    if '[' in pattern or not pattern.startswith('{0}') or 'Imp' in pattern or 'US' in pattern or 'gUK' in pattern or 'gal-Im' in pattern: continue
                    text = re.sub(r'\s+', ' ', pattern.replace('{0}', '')).strip()
                    if text and text not in to: to.append(text)
        if forms and not forms[0].startswith(('cup', 'mil')) or forms and forms[0].startswith('mile'): out[forms[0].lower()] = (forms, symbols)
    for base, (symbol, _, prefixes) in SI.items():
        for prefix in prefixes.split():
            letter = PREFIXES[prefix][0]
            name = prefix + base
            forms = [name, name + 's'] if base != 'hertz' else [name]
            forms += [f.replace('metre', 'meter').replace('litre', 'liter') for f in forms]
            old = out.get(name, ([], []))
            out[name] = (list(dict.fromkeys(old[0] + forms)), list(dict.fromkeys(old[1] + [letter + symbol])))
        forms = [base] if base in ('hertz', 'siemens') else [base, base + 's']
        old = out.get(base, ([], []))
        out[base] = (list(dict.fromkeys(old[0] + forms)), list(dict.fromkeys(old[1] + ([symbol] if len(symbol) > 1 else []))))
    return out

def factor(name):
    if name in FACTORS: return FACTORS[name]
    for base, (_, f, prefixes) in SI.items():
        if name == base: return f
        for prefix in prefixes.split():
            if name == prefix + base: return float(f'{PREFIXES[prefix][1] * f:.12g}')
    return None

own = {form.strip() for line in open(os.path.join(HERE, 'quantities/units.tsv'), encoding='utf-8') if not line.startswith('#') and line.strip() for form in line.rstrip('\n').split('\t')[3].split(',')}
words = {w for line in open(os.path.join(HERE, 'link/common-words.txt'), encoding='utf-8') if not line.startswith('#') for w in line.split()[1:]}
common = {w for line in open(os.path.join(HERE, 'link/common-words.txt'), encoding='utf-8') if not line.startswith('#') and int(line.split()[0]) <= 26 for w in line.split()[1:]}

with open(os.path.join(HERE, 'quantities/cldr_units.tsv'), 'w', encoding='utf-8') as f:
    f.write(f'# Units of measure: the English names and symbols of the Unicode CLDR (through Babel {babel.__version__}), licence Unicode-3.0\n'
            '# (LICENSE-unicode.txt), with the prefixes of the SI; factors from the SI brochure and NIST SP 811 (public domain).\n'
            '# Made by tools/make_units.py. Columns, split by tabs: name, factor to the SI unit (empty where none is sure), names split by\n'
            '# commas (any case), symbols split by commas (a capital stays one; one letter must touch the digits).\n')
    for name, (forms, symbols) in sorted(rows().items()):
        names = [x for x in forms if x.lower() not in own]
        names += [x.replace('-', ' ') for x in names if '-' in x] + [x.replace(' ', '-') for x in names if ' ' in x and 'per' not in x.split()]
        marks = [s for s in symbols if s.lower() not in own and s.lower() not in common and s not in ('#', '"') and (len(s) > 1 or s in LETTERS) and not re.match(r'[’″′°]', s)]
        names = list(dict.fromkeys(x for x in names if x.lower() not in own))
        if names or marks: f.write('\t'.join([name, '' if factor(name) is None else repr(factor(name)), ','.join(names), ','.join(marks)]) + '\n')

en = Locale.parse('en')
plural = en._data['currency_names_plural']
# Money of today: the codes that CLDR's territories use now.
from babel.core import get_global
now = {code for uses in get_global('territory_currencies').values() for code, start, end, tender in uses if end is None and tender}
last = {}
for code in now:
    names = {en.currencies.get(code, '')} | {str(plural.get(code, {}).get(n, '')) for n in ('one', 'other')}
    for n in names:
        if n: last.setdefault(n.lower().split()[-1], set()).add(code)
with open(os.path.join(HERE, 'quantities/currencies.tsv'), 'w', encoding='utf-8') as f:
    f.write(f'# Money: codes, English names and signs of the Unicode CLDR (through Babel {babel.__version__}), licence Unicode-3.0\n'
            '# (LICENSE-unicode.txt). Made by tools/make_units.py. Columns, split by tabs: ISO 4217 code, names split by commas, sign.\n'
            '# A name of one word stands where one money of today alone bears it. Codes that are common words are left out as codes.\n')
    for code in sorted(now):
        if code not in en.currencies: continue
        names = [str(plural.get(code, {}).get(n, '')) for n in ('one', 'other')] + [en.currencies[code]]
        names = [n.lower() for n in names if n]
        names += [re.sub(r'kron[aeou]r?$|kronur$|kron[ae]$|korun[ay]s?$|koruna$', w, n) for n in names for w in ('crown', 'crowns') if re.search(r'\b(kron|korun)', n)]
        names += [n.split()[-1] for n in names if len(last.get(n.split()[-1], ())) == 1 and n.split()[-1] not in words]
        names = list(dict.fromkeys(n for n in names if n not in own))
        sign = en.currency_symbols.get(code, code)
        sign = '' if sign == code or len(sign) < 2 or not re.search(r'[$¥₪]', sign) else sign
        spelled = code if code in CODES or code.lower() not in words else ''
        f.write('\t'.join([code, ','.join(names), sign, spelled]) + '\n')
