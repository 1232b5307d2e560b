//! Whether two figures are one value, whether they exclude one another, and how near what they count is.

use super::super::classes::{classes, in_one_class};
use super::item::{Item, SCALES};
use crate::extract::{Bound, Field, is_of, nearness};

/// Least nearness of the counted nouns.
pub(super) const SAME_NOUN: f32 = 0.5;
/// Two words of one field (girls, captives: persons) that are not near by themselves.
const SAME_FIELD: f32 = 0.62;

/// Two nouns of one class of things.
const SAME_THING: f32 = 0.8;

/// Words that may stand for anybody.
pub(super) const ANYBODY: [&str; 5] = ["people", "person", "other", "individual", "one"];

/// Whether the bare numbers are one.
pub(super) fn is_equal(one: &Item, other: &Item) -> bool {
    (one.value - other.value).abs() < 1e-9
}

/// Whether two figures are the same as given: not merely compatible, for "dozens" beside "57" is worth a line.
pub(in super::super) fn same_value(one: &Item, other: &Item) -> bool {
    let near = |a: f64, b: f64| (a - b).abs() <= 1e-9 + 0.005 * a.abs().max(b.abs());
    let plain = |bound: Bound| matches!(bound, Bound::Exact | Bound::About);
    // "200 feet" is not "200 metres".
    let one_scale = one.unit == "count" || near(one.factor, other.factor);
    // "Just under 200" is not "more than 200".
    let opposite =
        |a: Bound, b: Bound| matches!(a, Bound::AtMost | Bound::Under) && matches!(b, Bound::AtLeast | Bound::Over);
    if opposite(one.bound, other.bound) || opposite(other.bound, one.bound) {
        return false;
    }
    if near(one.low, other.low) && near(one.high, other.high) || one_scale && is_equal(one, other) {
        return true;
    }
    if plain(one.bound) && plain(other.bound) && (is_converted(one, other) || is_converted(other, one)) {
        return true;
    }
    // A measure given in two units, rounded.
    one.unit != "count"
        && !is_scale(&one.unit)
        && plain(one.bound)
        && plain(other.bound)
        && (one.low - other.low).abs() <= 0.03 * one.low.abs().max(other.low.abs())
}

/// Whether the other figure, turned into the unit of the first, is that one as it is rounded: "ten kilometres" is "six
/// miles", and "60 metres" are "200 feet".
fn is_converted(one: &Item, other: &Item) -> bool {
    if one.unit == "count" || is_scale(&one.unit) || (one.factor - other.factor).abs() < 1e-12 || one.value <= 0.0 {
        return false;
    }
    let mut step = 1.0;
    while (one.value / (step * 10.0)).fract() == 0.0 {
        step *= 10.0;
    }
    if one.value.fract() != 0.0 {
        step = 0.1;
    }
    (other.value * other.factor / one.factor - one.value).abs() <= step / 2.0
}

/// Whether both cannot be right.
pub(in super::super) fn exclude(one: &Item, other: &Item) -> bool {
    one.high < other.low || other.high < one.low
}

/// A bound this near (as a share) to the other figure is that figure, rounded: "more than 4,300" beside 4,386.
const ROUNDED: f64 = 0.85;

/// Whether a bound is merely the other figure in rounder words.
pub(in super::super) fn is_rounding(one: &Item, other: &Item) -> bool {
    let (small, large) = (one.value.min(other.value), one.value.max(other.value));
    one.unit != "count" && !exclude(one, other) && one.bound != other.bound && small >= large * ROUNDED
}

/// The same for counts of older matters, which are told in passing …
const ROUNDED_COUNT: f64 = 0.95;
/// … and not rounded below this.
const LEAST_ROUNDED: f64 = 50.0;

/// Whether two counts of an older matter are one, rounded: nothing where that is all that sources differ in.
pub(in super::super) fn is_rounded_count(one: &Item, other: &Item) -> bool {
    let (small, large) = (one.value.min(other.value), one.value.max(other.value));
    let past = one.past.is_some() || other.past.is_some();
    past && small >= LEAST_ROUNDED && !exclude(one, other) && small >= large * ROUNDED_COUNT
}

/// Whether the rounder of two figures is the other as it is rounded: 12 million beside 12.3 million, 53,000 beside 52,600.
pub(super) fn as_rounded(one: &Item, other: &Item) -> bool {
    let (ours, theirs) = (one.value * one.factor, other.value * other.factor);
    let step = step(ours).max(step(theirs));
    (ours - theirs).abs() > 1e-9 && (ours - theirs).abs() <= step / 2.0 && step <= ours.min(theirs)
}

/// The place of a figure's last digit that is not nought: 1,000 of 53,000, 0.1 of 12.3. No finer than hundredths.
fn step(value: f64) -> f64 {
    let mut step = 0.01;
    while value > 0.0 && step < value && ((value / (step * 10.0)).round() * step * 10.0 - value).abs() < 1e-6 * value {
        step *= 10.0;
    }
    step
}

/// How near a verb and a noun of one outcome are.
const CROSSED: f32 = 0.8;

/// How near the verbs over two figures are.
pub(super) fn verb_likeness(one: &Item, other: &Item) -> f32 {
    let near = |a: &str, b: &str| {
        let alike = in_one_class(a, b, "term") || in_one_class(a, b, "outcome");
        match (is_weak(a) || is_weak(b), alike) {
            (_, true) => 1.0,
            (true, _) => 0.3,
            _ => nearness(a, b),
        }
    };
    let verbs = near(one.verb, other.verb).max(near(one.clause_verb, other.clause_verb));
    // "220 people work" and "180 workers", "won six races" and "six victories": the noun of one is the verb of the other.
    let crossed = |a: &Item, b: &Item| !is_weak(a.verb) && in_one_class(a.verb, &b.counts, "outcome");
    if crossed(one, other) || crossed(other, one) { verbs.max(CROSSED) } else { verbs }
}

/// Two large figures that lie near one another seldom do so by chance.
pub(super) fn magnitude(one: &Item, other: &Item) -> f32 {
    let (small, large) = (one.value.min(other.value), one.value.max(other.value));
    let near = large <= small * 1.35;
    match small {
        small if near && small >= 100_000.0 => 0.45,
        small if near && small >= 1_000.0 => 0.2,
        small if small >= 100.0 && large <= small * 1.05 => 0.1,
        _ => 0.0,
    }
}

/// Whether a unit is a scale of its own.
pub(super) fn is_scale(unit: &str) -> bool {
    SCALES.contains(&unit)
}

/// Whether a unit measures what nobody counts: a bound beside a figure that it allows says nothing new there.
pub(in super::super) fn is_measure(unit: &str) -> bool {
    matches!(unit, "length" | "mass" | "speed" | "duration" | "percent")
}

pub(super) fn is_weak(verb: &str) -> bool {
    verb.is_empty() || WEAK_VERBS.contains(&verb) || is_of(verb, Field::Saying)
}

/// Verbs that say nothing of what is counted.
const WEAK_VERBS: [&str; 10] = ["be", "have", "carry", "include", "make", "do", "say", "show", "take", "bring"];

pub(super) fn noun_likeness(one: &str, other: &str) -> f32 {
    let direct = nearness(one, other).max(if in_one_class(one, other, "thing") { SAME_THING } else { 0.0 });
    let both_persons = is_of(one, Field::Person) && is_of(other, Field::Person);
    let anybody = |word: &str| ANYBODY.contains(&word);
    if anybody(one) && anybody(other) {
        1.0
    } else if both_persons || anybody(one) && is_of(other, Field::Person) || anybody(other) && is_of(one, Field::Person)
    {
        direct.max(SAME_FIELD)
    } else {
        direct
    }
}

/// Words that cut a population in parts: where one source uses one and the other another (or none), they count
/// different things.
const PARTS: [&str; 22] = [
    "seriously",
    "serious",
    "severely",
    "severe",
    "slightly",
    "slight",
    "minor",
    "critically",
    "critical",
    "badly",
    "dead",
    "missing",
    "wounded",
    "injured",
    "hurt",
    "first",
    "second",
    "other",
    "another",
    "more",
    "new",
    "further",
];

/// What may befall people of which each is counted once: who is killed is not wounded, who is freed not held.
const FATES: [&str; 7] = [
    "outcome:death",
    "outcome:injury",
    "outcome:missing",
    "outcome:rescue",
    "outcome:arrest",
    "outcome:freeing",
    "outcome:displacement",
];

/// Whether both figures say what became of people, and it is not the same.
fn fates_differ(one: &Item, other: &Item) -> bool {
    let fates = |item: &Item| -> Vec<&'static str> {
        let words = item.qualifiers.iter().copied().chain([item.verb, item.counts.as_str()]);
        words
            .flat_map(|word| classes(word, "outcome").collect::<Vec<_>>())
            .filter(|fate| FATES.contains(fate))
            .collect()
    };
    let (ours, theirs) = (fates(one), fates(other));
    one.unit == "count" && !ours.is_empty() && !theirs.is_empty() && !ours.iter().any(|fate| theirs.contains(fate))
}

/// "Ten Americans" are not the "twelve people", nor the "ten Costa Ricans".
fn nations_differ(one: &Item, other: &Item) -> bool {
    let anybody = |item: &Item| ANYBODY.contains(&item.counts.as_str());
    let wider = |part: &Item, whole: &Item| !part.nations.is_empty() && whole.nations.is_empty() && anybody(whole);
    let two = !one.nations.is_empty() && !other.nations.is_empty() && one.nations != other.nations;
    one.unit == "count" && (two || wider(one, other) || wider(other, one))
}

pub(super) fn populations_differ(one: &Item, other: &Item) -> bool {
    if fates_differ(one, other) || nations_differ(one, other) {
        return true;
    }
    let has = |item: &Item, word: &str| {
        item.qualifiers.contains(&word)
            || item.verb == word
            // "2.3 million others" are people beside the dead, not beside other others.
            || item.counts == word && word != "other"
            || word.ends_with("ly") && item.clause.contains(word)
    };
    // "Another 71 were rescued" are others than the dead, not than the rescued.
    let one_outcome = in_one_class(one.verb, other.verb, "outcome");
    for part in PARTS.into_iter().filter(|part| !one_outcome || !matches!(*part, "other" | "another")) {
        let near = |item: &Item| {
            has(item, part) || item.qualifiers.iter().chain([&item.verb]).any(|word| nearness(word, part) > 0.85)
        };
        if has(one, part) && !near(other) || has(other, part) && !near(one) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_digit_that_says_something() {
        for (value, wanted) in
            [(53_000.0, 1_000.0), (52_600.0, 100.0), (12.3, 0.1), (12.0, 1.0), (7.0, 1.0), (0.25, 0.01)]
        {
            assert!((step(value) / wanted - 1.0).abs() < 1e-6, "{value}: {}", step(value));
        }
    }
}
