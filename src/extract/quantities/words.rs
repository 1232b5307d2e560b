//! The words of bounds, units, money, labels and states; data in `assets/quantities/`: own
//! lists of words and units, and the names of units and money of the Unicode CLDR.

use crate::extract::items::{Item, Kind, cut_span};
use crate::extract::{Bound, Unit};
use crate::text::Span;
use compact_str::CompactString;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// A phrase as words, with its value; lists hold the longest first.
type Phrases<V> = Vec<(Vec<&'static str>, V)>;

/// One way to write a unit or a sign of money.
struct Written<V> {
    /// Its words and marks, in lower case, each with whether a space may stand before it.
    items: Vec<(CompactString, bool)>,
    /// Whether the first is a capital, where that tells units apart ("Nm", "nm").
    capital: Option<bool>,
    /// Whether all letters must be capitals: the code of a currency.
    upper: bool,
    /// Whether it must touch the number.
    touching: bool,
    /// What it stands for.
    value: V,
}

/// All lists.
pub struct Words {
    /// Bounds in front of a number.
    pub before: Phrases<Bound>,
    /// Bounds behind it.
    pub after: Phrases<Bound>,
    /// Units behind a number, by their first word.
    units: FxHashMap<CompactString, Vec<Written<Unit>>>,
    /// Signs of money in front of it, by their last word.
    signs: FxHashMap<CompactString, Vec<Written<&'static str>>>,
    lists: FxHashMap<&'static str, FxHashSet<&'static str>>,
}

impl Words {
    fn add_unit(&mut self, form: &str, unit: Unit, [exact, upper, touching]: [bool; 3]) {
        let Some(written) = written(form, unit, exact, upper, touching) else { return };
        self.units.entry(written.items[0].0.clone()).or_default().push(written);
    }

    fn add_sign(&mut self, form: &str, code: &'static str, [upper, touching]: [bool; 2]) {
        let Some(written) = written(form, code, false, upper, touching) else { return };
        self.signs.entry(written.items[written.items.len() - 1].0.clone()).or_default().push(written);
    }
}

fn written<V>(form: &str, value: V, exact: bool, upper: bool, touching: bool) -> Option<Written<V>> {
    let mut items = Vec::new();
    cut_span(form, Span::new(0, form.len()), &mut items);
    let capital = items.first()?.capital;
    let items = items.into_iter().map(|item| (item.low, item.spaced)).collect();
    Some(Written { items, capital: exact.then_some(capital), upper, touching, value })
}

/// The lists, read once.
pub static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words {
        before: Vec::new(),
        after: Vec::new(),
        units: FxHashMap::default(),
        signs: FxHashMap::default(),
        lists: FxHashMap::default(),
    };
    for line in include_str!("../../../assets/quantities/words.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        let (Some(class), Some(value), Some(forms)) = (columns.next(), columns.next(), columns.next()) else {
            continue;
        };
        for form in forms.split(',') {
            match (class, bound(value)) {
                ("before", Some(bound)) => words.before.push((form.split(' ').collect(), bound)),
                ("after", Some(bound)) => words.after.push((form.split(' ').collect(), bound)),
                _ => {
                    words.lists.entry(class).or_default().insert(form);
                }
            }
        }
    }
    for line in include_str!("../../../assets/quantities/units.tsv").lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&'static str> = line.split('\t').collect();
        let &[class, symbol, factor, forms] = columns.as_slice() else { continue };
        for form in forms.split(',') {
            match class {
                "measure" => words.add_unit(form, Unit::Measure(symbol.into(), factor.parse().ok()), [false; 3]),
                "money" | "touching-money" => {
                    words.add_unit(form, Unit::Money(symbol.into()), [false, false, class == "touching-money"]);
                }
                _ => words.add_sign(form, symbol, [symbol.eq_ignore_ascii_case(form), class == "touching-sign"]),
            }
        }
    }
    for line in include_str!("../../../assets/quantities/cldr_units.tsv").lines().filter(|line| !line.starts_with('#'))
    {
        let columns: Vec<&'static str> = line.split('\t').collect();
        let &[name, factor, names, symbols] = columns.as_slice() else { continue };
        let unit = || Unit::Measure(name.into(), factor.parse().ok());
        for form in names.split(',').filter(|form| !form.is_empty()) {
            words.add_unit(form, unit(), [false; 3]);
        }
        for form in symbols.split(',').filter(|form| !form.is_empty()) {
            // "W", "ac", "MP" are words too where they stand alone; "Hz" and "kV" are not.
            let one_case = form.chars().all(|c| c.is_ascii_lowercase()) || form.chars().all(|c| c.is_ascii_uppercase());
            let touching = form.len() <= 2 && one_case && !matches!(form, "hp" | "nm");
            words.add_unit(form, unit(), [true, false, touching]);
        }
    }
    for line in include_str!("../../../assets/quantities/currencies.tsv").lines().filter(|line| !line.starts_with('#'))
    {
        let columns: Vec<&'static str> = line.split('\t').collect();
        let &[code, names, sign, spelled] = columns.as_slice() else { continue };
        for form in names.split(',').filter(|form| !form.is_empty()) {
            words.add_unit(form, Unit::Money(code.into()), [false; 3]);
        }
        if !sign.is_empty() {
            words.add_sign(sign, code, [false, false]);
        }
        if !spelled.is_empty() {
            words.add_sign(spelled, code, [true, false]);
            words.add_unit(spelled, Unit::Money(code.into()), [false, true, false]);
        }
    }
    // The sorts keep the order of the files between forms of one length.
    for units in words.units.values_mut() {
        units.sort_by_key(|written| std::cmp::Reverse(written.items.len()));
    }
    for signs in words.signs.values_mut() {
        signs.sort_by_key(|written| std::cmp::Reverse(written.items.len()));
    }
    words.before.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
    words.after.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
    words
});

fn bound(value: &str) -> Option<Bound> {
    Some(match value {
        "exact" => Bound::Exact,
        "about" => Bound::About,
        "at-least" => Bound::AtLeast,
        "at-most" => Bound::AtMost,
        "over" => Bound::Over,
        "under" => Bound::Under,
        "up-to" => Bound::UpTo,
        _ => return None,
    })
}

impl Words {
    /// Whether a list holds a word (lower case).
    pub fn has(&self, list: &str, word: &str) -> bool {
        self.lists.get(list).is_some_and(|words| words.contains(word))
    }

    /// The unit that stands at item `at`, with its end.
    pub fn unit_at(&self, items: &[Item], at: usize) -> Option<(Unit, usize)> {
        let units = self.units.get(items.get(at)?.low.as_str())?;
        let fits =
            |written: &&Written<Unit>| is_written(items, at, written) && (!written.touching || !items[at].spaced);
        units.iter().find(fits).map(|written| (written.value.clone(), at + written.items.len()))
    }

    /// The sign of money that ends before item `at`, with its first item.
    pub fn sign_before(&self, items: &[Item], at: usize) -> Option<(&'static str, usize)> {
        let signs = self.signs.get(items.get(at.checked_sub(1)?)?.low.as_str())?;
        signs.iter().find_map(|written| {
            let start = at.checked_sub(written.items.len())?;
            let near = !written.touching || !items[at].spaced;
            (near && is_written(items, start, written)).then_some((written.value, start))
        })
    }

    /// The bound in front of item `at`, with its first item.
    pub fn bound_before(&self, items: &[Item], at: usize) -> Option<(Bound, usize)> {
        self.before.iter().find_map(|(form, bound)| {
            let start = at.checked_sub(form.len())?;
            stands(items, start, form).then_some((*bound, start))
        })
    }

    /// The bound behind a number that ends at item `at`, with its end.
    pub fn bound_after(&self, items: &[Item], at: usize) -> Option<(Bound, usize)> {
        let found = self.after.iter().find(|(form, _)| stands(items, at, form))?;
        Some((found.1, at + found.0.len()))
    }
}

/// Whether a unit or a sign stands at item `at` as it is written.
fn is_written<V>(items: &[Item], at: usize, written: &Written<V>) -> bool {
    let stands = written.items.iter().enumerate().all(|(offset, (low, spaced))| {
        items.get(at + offset).is_some_and(|item| {
            item.kind != Kind::Break && item.low == *low && (offset == 0 || *spaced || !item.spaced || items[at].upper)
        })
    });
    let all_capitals = || items[at..at + written.items.len()].iter().all(|item| item.kind != Kind::Word || item.upper);
    stands && written.capital.is_none_or(|capital| items[at].capital == capital) && (!written.upper || all_capitals())
}

/// Whether these words stand at item `at`.
fn stands(items: &[Item], at: usize, form: &[&str]) -> bool {
    form.iter()
        .enumerate()
        .all(|(offset, word)| items.get(at + offset).is_some_and(|item| item.kind != Kind::Break && item.low == *word))
}
