//! Numbers: two sources count the same thing and come to different figures.
//!
//! Same thing: the counted nouns are near in meaning, of one population, and either the verbs over them are near too
//! or the sentences share their telling words. A figure that the other source gives as well, for the same kind of
//! thing, is not held against its other figures.

use super::candidate::{Candidate, Value};
use super::cluster::groups;
use super::story::StoryView;
use super::{DiscrepancyKind, Severity};
use crate::extract::{Bound, Field, Quantity, Unit, is_of, nearness};
use crate::text::{ArticleIdx, Span};

/// From this likeness on two quantities are taken to count the same thing.
const SAME_FACT: f32 = 0.52;
/// Least nearness of the counted nouns.
const SAME_NOUN: f32 = 0.6;
/// Two words of one field (girls, captives: persons) that are not near by themselves.
const SAME_FIELD: f32 = 0.62;

/// One quantity as it is compared.
struct Item<'a> {
    article: ArticleIdx,
    quantity: &'a Quantity,
    low: f64,
    high: f64,
    unit: String,
    verb: &'a str,
    qualifiers: Vec<&'a str>,
    words: &'a [String],
    in_title: bool,
}

pub(super) fn find(view: &StoryView) -> Vec<Candidate> {
    let items = items(view);
    let n_items = items.len();
    let mut pairs: Vec<(usize, usize, f32)> = Vec::new();
    for one in 0..n_items {
        for other in one + 1..n_items {
            if items[one].article == items[other].article {
                continue;
            }
            let likeness = likeness(view, &items[one], &items[other]);
            if likeness >= SAME_FACT {
                pairs.push((one, other, likeness));
            }
        }
    }
    let differing: Vec<(usize, usize, f32)> = pairs
        .iter()
        .copied()
        .filter(|&(one, other, score)| {
            !same_value(&items[one], &items[other])
                && !given_elsewhere(view, &items, one, other, score)
                && !given_elsewhere(view, &items, other, one, score)
        })
        .collect();
    let edges: Vec<(usize, usize)> = differing.iter().map(|(one, other, _)| (*one, *other)).collect();
    let agreeing: Vec<(usize, usize)> =
        pairs.iter().filter(|(_, _, score)| *score > SAME_FACT + 0.1).map(|(one, other, _)| (*one, *other)).collect();
    groups(n_items, &edges, &agreeing)
        .into_iter()
        .filter_map(|group| candidate(view, &items, &group, &differing))
        .collect()
}

fn items<'a>(view: &StoryView<'a>) -> Vec<Item<'a>> {
    let mut items = Vec::new();
    for &article in view.members {
        for quantity in &view.found(article).quantities {
            if matches!(quantity.unit, Unit::Other | Unit::Rank) || quantity.change.as_deref().is_some_and(|change| !change.ends_with(" to")) {
                continue;
            }
            if quantity.unit == Unit::Count && quantity.counts.is_empty() {
                continue;
            }
            let (unit, factor) = unit(&quantity.unit);
            let (low, high) = range(quantity);
            items.push(Item {
                article,
                quantity,
                low: low * factor,
                high: high * factor,
                unit,
                verb: quantity.predicate.as_ref().map_or("", |(lemma, _)| lemma.as_str()),
                qualifiers: quantity.qualifiers.iter().map(String::as_str).collect(),
                words: view.words_at(article, quantity.span),
                in_title: view.in_title(article, quantity.span),
            });
        }
    }
    items
}

/// The name under which units can be compared, and the factor to it.
fn unit(unit: &Unit) -> (String, f64) {
    match unit {
        Unit::Count => ("count".into(), 1.0),
        Unit::Percent => ("percent".into(), 1.0),
        Unit::Money(code) => (format!("money {code}"), 1.0),
        Unit::Measure(symbol, Some(factor)) => {
            let dimension = match symbol.as_str() {
                "km" | "m" | "cm" | "mm" | "mi" | "ft" | "in" | "yd" | "nmi" => "length",
                "kg" | "g" | "t" | "lb" | "oz" => "mass",
                "km/h" | "mph" | "kn" | "m/s" => "speed",
                other => other,
            };
            (dimension.to_string(), *factor)
        }
        Unit::Measure(symbol, None) => (symbol.clone(), 1.0),
        Unit::Age => ("age".into(), 1.0),
        Unit::Rank | Unit::Other => ("other".into(), 1.0),
    }
}

/// All values that the wording allows.
fn range(quantity: &Quantity) -> (f64, f64) {
    let value = quantity.value;
    match quantity.bound {
        Bound::Exact => (value, quantity.upper.unwrap_or(value)),
        Bound::About => (value * 0.93, quantity.upper.unwrap_or(value) * 1.07),
        Bound::AtLeast | Bound::Over => (value, f64::INFINITY),
        Bound::AtMost | Bound::UpTo | Bound::Under => (0.0, value),
        Bound::Between => (value, quantity.upper.unwrap_or(value)),
    }
}

/// Whether two figures are the same as given: not merely compatible, for "dozens" beside "57" is worth a line.
fn same_value(one: &Item, other: &Item) -> bool {
    let near = |a: f64, b: f64| (a - b).abs() <= 1e-9 + 0.005 * a.abs().max(b.abs());
    let (a, b) = (one.quantity, other.quantity);
    let plain = |bound: Bound| matches!(bound, Bound::Exact | Bound::About);
    if near(one.low, other.low) && near(one.high, other.high) || a.value == b.value && one.unit == other.unit {
        return true;
    }
    // A measure given in two units, rounded.
    one.unit != "count"
        && plain(a.bound)
        && plain(b.bound)
        && (one.low.max(other.low) <= one.high.min(other.high)
            || (one.low - other.low).abs() <= 0.03 * one.low.abs().max(other.low.abs()))
}

/// Whether both cannot be right.
fn exclude(one: &Item, other: &Item) -> bool {
    one.high < other.low || other.high < one.low
}

/// How likely two quantities count the same thing, 0 to 1.
fn likeness(view: &StoryView, one: &Item, other: &Item) -> f32 {
    if one.unit != other.unit || one.quantity.part_of.is_some() != other.quantity.part_of.is_some() {
        return 0.0;
    }
    let noun = noun_likeness(&one.quantity.counts, &other.quantity.counts);
    if one.unit == "count" && noun < SAME_NOUN {
        return 0.0;
    }
    if populations_differ(one, other) {
        return 0.0;
    }
    let verb = match (one.verb, other.verb) {
        ("", "") => 0.5,
        ("", _) | (_, "") => 0.4,
        (a, b) => nearness(a, b),
    };
    let context = view.likeness(one.words, other.words);
    let shared = shared_qualifiers(one, other);
    let title = if one.in_title && other.in_title { 0.1 } else { 0.0 };
    0.25 * noun + 0.28 * verb + 0.55 * context + 0.15 * shared + title
}

fn noun_likeness(one: &str, other: &str) -> f32 {
    let direct = nearness(one, other);
    let both_persons = is_of(one, Field::Person) && is_of(other, Field::Person);
    let anybody = |word: &str| matches!(word, "people" | "person" | "other" | "individual" | "one");
    if both_persons || anybody(one) && is_of(other, Field::Person) || anybody(other) && is_of(one, Field::Person) {
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

fn populations_differ(one: &Item, other: &Item) -> bool {
    let has =
        |item: &Item, word: &str| item.qualifiers.contains(&word) || item.verb == word || item.quantity.counts == word;
    for part in PARTS {
        let near = |item: &Item| {
            has(item, part) || item.qualifiers.iter().chain([&item.verb]).any(|word| nearness(word, part) > 0.85)
        };
        if has(one, part) && !near(other) || has(other, part) && !near(one) {
            return true;
        }
    }
    false
}

fn shared_qualifiers(one: &Item, other: &Item) -> f32 {
    let hits = one.qualifiers.iter().filter(|a| other.qualifiers.iter().any(|b| nearness(a, b) > 0.8)).count();
    (hits as f32 / 2.0).min(1.0)
}

/// Whether the other item's article gives `one`'s value too, for a thing at least as like it.
fn given_elsewhere(view: &StoryView, items: &[Item], one: usize, other: usize, score: f32) -> bool {
    items.iter().enumerate().any(|(idx, item)| {
        idx != other
            && item.article == items[other].article
            && item.unit == items[one].unit
            && same_value(item, &items[one])
            && likeness(view, item, &items[one]) >= score.min(SAME_FACT + 0.2) - 0.05
    })
}

fn candidate(
    view: &StoryView,
    items: &[Item],
    group: &[usize],
    differing: &[(usize, usize, f32)],
) -> Option<Candidate> {
    let mut sides: Vec<usize> = Vec::new();
    let mut values = Vec::new();
    for &idx in group {
        let item = &items[idx];
        let side = sides.iter().position(|&first| same_value(&items[first], item)).unwrap_or_else(|| {
            sides.push(idx);
            sides.len() - 1
        });
        values.push(Value {
            article: item.article,
            span: item.quantity.span,
            text: view.text(item.article, item.quantity.number).to_string(),
            side: side as u32,
        });
    }
    if sides.len() < 2 {
        return None;
    }
    let in_group = |idx: usize| group.contains(&idx);
    let best = differing
        .iter()
        .filter(|(one, other, _)| in_group(*one) && in_group(*other))
        .max_by(|a, b| a.2.total_cmp(&b.2))?;
    let (one, other) = (&items[best.0], &items[best.1]);
    let conflict = exclude(one, other);
    let subject = subject(view, one, other);
    let figures = |item: &Item| view.text(item.article, item.quantity.number).to_string();
    let reason = if conflict {
        format!("Both count {subject}: {} and {} cannot both be right.", figures(one), figures(other))
    } else {
        format!("Both count {subject}, one as {} and the other as {}.", figures(one), figures(other))
    };
    Some(Candidate {
        kind: DiscrepancyKind::Number,
        severity: if conflict { Severity::Conflict } else { Severity::Differs },
        subject,
        reason,
        confidence: best.2.min(1.0),
        interest: if conflict { 1.0 } else { 0.7 },
        event: None,
        actors: Vec::new(),
        values,
    })
}

/// What is counted, in words: the longer of the two phrases, without its number.
fn subject(view: &StoryView, one: &Item, other: &Item) -> String {
    let phrase = |item: &Item| -> String {
        let span: Option<Span> = item.quantity.counted;
        span.map_or_else(|| item.quantity.counts.clone(), |span| view.text(item.article, span).to_string())
    };
    let (a, b) = (phrase(one), phrase(other));
    let longer = if a.len() >= b.len() { a } else { b };
    match one.unit.as_str() {
        "age" => "age".into(),
        _ if longer.is_empty() => one.unit.clone(),
        _ => longer,
    }
}
