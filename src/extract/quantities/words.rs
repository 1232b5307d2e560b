//! The words of bounds, units, money, labels and states; data in `assets/quantities/`.

use crate::extract::items::{Item, Kind};
use crate::extract::{Bound, Unit};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// A phrase as words, with its value; lists hold the longest first.
type Phrases<V> = Vec<(Vec<&'static str>, V)>;

/// All lists.
pub struct Words {
    /// Bounds in front of a number.
    pub before: Phrases<Bound>,
    /// Bounds behind it.
    pub after: Phrases<Bound>,
    /// Units behind a number.
    units: FxHashMap<&'static str, Phrases<Unit>>,
    /// Signs of money in front of it.
    signs: Phrases<&'static str>,
    lists: FxHashMap<&'static str, FxHashSet<&'static str>>,
}

/// The lists, read once.
pub static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words {
        before: Vec::new(),
        after: Vec::new(),
        units: FxHashMap::default(),
        signs: Vec::new(),
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
        let mut columns = line.split('\t');
        let (Some(class), Some(symbol), Some(factor), Some(forms)) =
            (columns.next(), columns.next(), columns.next(), columns.next())
        else {
            continue;
        };
        for form in forms.split(',') {
            let form: Vec<&'static str> = form.split(' ').collect();
            let unit = match class {
                "measure" => Unit::Measure(symbol.into(), factor.parse().ok()),
                "money" => Unit::Money(symbol.into()),
                _ => {
                    words.signs.push((form, symbol));
                    continue;
                }
            };
            words.units.entry(form[0]).or_default().push((form, unit));
        }
    }
    for units in words.units.values_mut() {
        units.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
    }
    words.before.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
    words.after.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
    words.signs.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
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
        units.iter().find(|(form, _)| stands(items, at, form)).map(|(form, unit)| (unit.clone(), at + form.len()))
    }

    /// The sign of money that ends before item `at`, with its first item.
    pub fn sign_before(&self, items: &[Item], at: usize) -> Option<(&'static str, usize)> {
        self.signs.iter().find_map(|(form, code)| {
            let start = at.checked_sub(form.len())?;
            stands(items, start, form).then_some((*code, start))
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

/// Whether these words stand at item `at`.
fn stands(items: &[Item], at: usize, form: &[&str]) -> bool {
    form.iter()
        .enumerate()
        .all(|(offset, word)| items.get(at + offset).is_some_and(|item| item.kind != Kind::Break && item.low == *word))
}
