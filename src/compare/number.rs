//! Numbers: two sources count the same thing and come to different figures.
//!
//! Same thing: the counted nouns are near in meaning, of one population, and either the verbs over them are near too
//! or the sentences share their telling words. A figure that the other source gives as well, for the same kind of
//! thing, is not held against its other figures.

use super::candidate::{Candidate, Value};
use super::story::StoryView;
use super::{DiscrepancyKind, Severity};
use crate::extract::{Bound, Field, FrameKind, Slot, SlotRole, TimeKind, Unit, country_of_adjective, is_of, nearness};
use crate::text::{ArticleIdx, Span};

/// From this likeness on two quantities are taken to count the same thing.
const SAME_FACT: f32 = 0.53;
/// Least nearness of the counted nouns.
const SAME_NOUN: f32 = 0.6;
/// Two words of one field (girls, captives: persons) that are not near by themselves.
const SAME_FIELD: f32 = 0.62;
/// A figure from this size on, found again for the same kind of thing, is the same figure.
const TELLING_FIGURE: f64 = 10.0;
/// A figure this near in likeness is a rival.
const RIVAL: f32 = 0.06;
/// More figures than this for one fact are several facts.
const MOST_SIDES: usize = 4;

/// One quantity as it is compared.
struct Item<'a> {
    article: ArticleIdx,
    /// The whole phrase.
    span: Span,
    /// The number with its bound.
    number: Span,
    value: f64,
    bound: Bound,
    low: f64,
    high: f64,
    unit: String,
    counts: String,
    counted: Option<Span>,
    verb: &'a str,
    qualifiers: Vec<&'a str>,
    /// Lemmas around it: its clauses with what takes part in them.
    near: Vec<String>,
    words: &'a [String],
    in_title: bool,
    partitive: bool,
    /// The clause from the figure to a little behind its verb, lower case: adverbs there cut the population.
    clause: String,
    /// Countries and peoples named in the phrase before its noun ends.
    nations: Vec<&'static str>,
}

pub(super) fn find(view: &StoryView) -> Vec<Candidate> {
    let items = items(view);
    let n_items = items.len();
    let mut matrix = vec![0.0f32; n_items * n_items];
    for one in 0..n_items {
        for other in one + 1..n_items {
            if items[one].article != items[other].article {
                let likeness = likeness(view, &items[one], &items[other]);
                matrix[one * n_items + other] = likeness;
                matrix[other * n_items + one] = likeness;
            }
        }
    }
    let like = |one: usize, other: usize| matrix[one * n_items + other];
    // Each must be the other article's best fellow: where a closer one stands there, that is the same thing.
    let best = |one: usize, article: ArticleIdx| -> f32 {
        (0..n_items).filter(|&idx| items[idx].article == article).map(|idx| like(one, idx)).fold(0.0, f32::max)
    };
    let mutual = |one: usize, other: usize, score: f32| {
        score + 0.02 >= best(one, items[other].article) && score + 0.02 >= best(other, items[one].article)
    };
    // Where the other article has a third figure that is nearly as like, nobody can tell which one is meant.
    let rivalled = |one: usize, other: usize, score: f32| {
        (0..n_items).any(|idx| {
            items[idx].article == items[other].article
                && exclude(&items[idx], &items[other])
                && like(one, idx) > score - RIVAL
        })
    };
    let mut differing: Vec<(usize, usize, f32)> = Vec::new();
    for one in 0..n_items {
        for other in one + 1..n_items {
            let score = like(one, other);
            if score >= threshold(&items[one])
                && mutual(one, other, score)
                && !rivalled(one, other, score)
                && !rivalled(other, one, score)
                && !same_value(&items[one], &items[other])
                && !given_elsewhere(view, &items, one, other, score)
                && !given_elsewhere(view, &items, other, one, score)
            {
                differing.push((one, other, score));
            }
        }
    }
    differing.sort_by(|a, b| b.2.total_cmp(&a.2).then_with(|| (a.0, a.1).cmp(&(b.0, b.1))));
    let mut taken = vec![false; n_items];
    let mut candidates = Vec::new();
    for &(one, other, score) in &differing {
        if taken[one] || taken[other] {
            continue;
        }
        // Others join where they are like most of those that are there.
        let mut group = vec![one, other];
        for idx in 0..n_items {
            let total: f32 = group.iter().map(|&member| like(member, idx)).sum();
            let compared = group.iter().filter(|&&member| items[member].article != items[idx].article).count();
            // A third value must itself differ by the same test from one that is there.
            let known = group.iter().any(|&member| same_value(&items[member], &items[idx]));
            let tested =
                || differing.iter().any(|&(a, b, _)| a == idx && group.contains(&b) || b == idx && group.contains(&a));
            let fits = compared > 0 && total >= SAME_FACT * compared as f32 && (known || tested());
            if !group.contains(&idx) && !taken[idx] && fits {
                group.push(idx);
            }
        }
        for &idx in &group {
            taken[idx] = true;
        }
        candidates.extend(candidate(view, &items, &group, (one, other, score)));
    }
    candidates.extend(ages(view));
    candidates.extend(other_nouns(view, &items));
    candidates
}

/// From this likeness on: measures are fewer than counts, and less easily taken for one another.
fn threshold(item: &Item) -> f32 {
    if item.unit == "count" { SAME_FACT } else { SAME_FACT - 0.1 }
}

/// Least overlap of the sentences in which one number counts two kinds of people.
const SAME_MATTER: f32 = 0.5;

/// One number of people whom sources call by different names: "four militants", "four leaders".
fn other_nouns(view: &StoryView, items: &[Item]) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = Vec::new();
    let counts_people = |item: &Item| {
        item.unit == "count"
            && item.bound == Bound::Exact
            && item.value >= 2.0
            && is_of(&item.counts, Field::Person)
            && !ANYBODY.contains(&item.counts.as_str())
            && !CLASSES.contains(&item.counts.as_str())
    };
    for (at, one) in items.iter().enumerate().filter(|(_, item)| counts_people(item)) {
        for other in items[at + 1..].iter().filter(|item| counts_people(item)) {
            let near = nearness(&one.counts, &other.counts);
            if one.article == other.article || !is_equal(one, other) || near > 0.8 || one.partitive || other.partitive {
                continue;
            }
            let gives = |article: ArticleIdx, counts: &str| {
                items.iter().any(|item| item.article == article && is_equal(item, one) && item.counts == counts)
            };
            let matter = view.overlap(one.words, other.words, "");
            let verbs = !one.verb.is_empty() && nearness(one.verb, other.verb) > 0.75;
            let same_nation = one.nations == other.nations && !one.nations.is_empty();
            let score = matter + if verbs { 0.15 } else { 0.0 } + if same_nation { 0.15 } else { 0.0 };
            if score < SAME_MATTER || gives(one.article, &other.counts) || gives(other.article, &one.counts) {
                continue;
            }
            let value = |item: &Item, side| Value {
                article: item.article,
                span: item.span,
                text: view.text(item.article, item.span).to_string(),
                side,
            };
            let (a, b) = (view.text(one.article, one.span), view.text(other.article, other.span));
            candidates.push(Candidate {
                kind: DiscrepancyKind::Role,
                severity: Severity::Differs,
                subject: format!("who the {} were", view.text(one.article, one.number)),
                reason: format!("The same number of people are {a} in one source and {b} in another."),
                confidence: (0.4 + score / 2.0).min(0.9),
                interest: 0.5,
                event: None,
                actors: Vec::new(),
                values: vec![value(one, 0), value(other, 1)],
            });
        }
    }
    // One line for one number: the surest pair, with what the others add to its sides.
    candidates.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    let mut kept: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        if !kept.iter().any(|known| known.subject == candidate.subject) {
            kept.push(candidate);
        }
    }
    kept
}

/// What people are whatever they do: no role that another word could contradict.
const CLASSES: [&str; 17] = [
    "girl",
    "boy",
    "man",
    "woman",
    "child",
    "citizen",
    "national",
    "victim",
    "passenger",
    "captive",
    "hostage",
    "resident",
    "member",
    "survivor",
    "student",
    "schoolgirl",
    "american",
];

/// Words that may stand for anybody.
const ANYBODY: [&str; 5] = ["people", "person", "other", "individual", "one"];

/// Two ages of one person.
fn ages(view: &StoryView) -> Vec<Candidate> {
    let mut seen: Vec<(u32, u32, ArticleIdx, Span)> = Vec::new();
    for &article in view.members {
        for role in &view.found(article).roles {
            if let (Some(age), Some(actor)) = (role.age, view.actor(article, Some(role.referent))) {
                seen.push((actor, age, article, role.span));
            }
        }
    }
    let mut candidates = Vec::new();
    let mut done: Vec<u32> = Vec::new();
    for &(actor, age, ..) in &seen {
        let other = seen.iter().find(|(whose, theirs, ..)| *whose == actor && *theirs != age);
        let (Some(&(_, other_age, ..)), false) = (other, done.contains(&actor)) else { continue };
        done.push(actor);
        let name = &view.linked.actors[actor as usize].name;
        let values = seen
            .iter()
            .filter(|(whose, theirs, ..)| *whose == actor && (*theirs == age || *theirs == other_age))
            .map(|&(_, theirs, article, span)| Value {
                article,
                span,
                text: theirs.to_string(),
                side: u32::from(theirs != age),
            })
            .collect();
        candidates.push(Candidate {
            kind: DiscrepancyKind::Number,
            severity: Severity::Conflict,
            subject: format!("age of {name}"),
            reason: format!("{name} is {age} in one report and {other_age} in another."),
            confidence: 0.8,
            interest: 0.8,
            event: None,
            actors: vec![actor],
            values,
        });
    }
    candidates
}

fn items<'a>(view: &StoryView<'a>) -> Vec<Item<'a>> {
    let mut items = Vec::new();
    for &article in view.members {
        let found = view.found(article);
        for (quantity_idx, quantity) in found.quantities.iter().enumerate() {
            let plain = quantity.unit == Unit::Count && (quantity.counts.is_empty() || quantity.value == 0.0);
            if matches!(quantity.unit, Unit::Other | Unit::Rank | Unit::Age)
                || quantity.change.as_deref().is_some_and(|change| !change.ends_with(" to"))
                || plain
            {
                continue;
            }
            let (unit, factor) = unit(&quantity.unit);
            let (low, high) = range(quantity.value, quantity.upper, quantity.bound);
            let text = view.text(article, quantity.span).to_lowercase();
            items.push(Item {
                article,
                span: quantity.span,
                number: quantity.number,
                value: quantity.value,
                bound: quantity.bound,
                low: low * factor,
                high: high * factor,
                unit,
                counts: quantity.counts.to_lowercase(),
                counted: quantity.counted,
                verb: quantity.predicate.as_ref().map_or("", |(lemma, _)| lemma.as_str()),
                qualifiers: quantity.qualifiers.iter().map(String::as_str).collect(),
                near: near(view, article, |slot| slot.quantity == Some(quantity_idx as u32)),
                words: view.words_at(article, quantity.span),
                in_title: view.in_title(article, quantity.span),
                partitive: quantity.part_of.is_some()
                    || quantity.bound == Bound::Exact
                        && [" of the ", " of our ", " of them", " of its ", " of those "]
                            .iter()
                            .any(|of| text.contains(of)),
                clause: clause(view, article, quantity_idx as u32, quantity.span),
                nations: nations(view.text(article, quantity.span)),
            });
        }
        for (time_idx, time) in found.times.iter().enumerate() {
            let (TimeKind::Duration, Some((least, most))) = (time.kind, time.seconds) else { continue };
            let text = view.text(article, time.span);
            if (least - most).abs() > 1.0
                || text.split(' ').any(|word| matches!(word, "next" | "past" | "last" | "few"))
            {
                continue;
            }
            let holder = found.frames.iter().find(|frame| {
                frame.slots.iter().any(|slot| slot.time == Some(time_idx as u32)) && frame.kind == FrameKind::Verb
            });
            items.push(Item {
                article,
                span: time.span,
                number: time.span,
                value: least,
                bound: Bound::Exact,
                low: least,
                high: most,
                unit: "duration".into(),
                counts: String::new(),
                counted: None,
                verb: holder.map_or("", |frame| frame.lemma.as_str()),
                qualifiers: Vec::new(),
                near: near(view, article, |slot| slot.time == Some(time_idx as u32)),
                words: view.words_at(article, time.span),
                in_title: view.in_title(article, time.span),
                partitive: false,
                clause: String::new(),
                nations: Vec::new(),
            });
        }
    }
    items
}

/// Bytes behind the verb in which an adverb still belongs to it ("were hurt seriously").
const BEHIND_VERB: u32 = 14;

fn clause(view: &StoryView, article: ArticleIdx, quantity: u32, span: Span) -> String {
    let text = &view.article(article).text;
    let verb = view.found(article).frames.iter().find(|frame| {
        frame.kind != FrameKind::Nominal && frame.slots.iter().any(|slot| slot.quantity == Some(quantity))
    });
    let Some(verb) = verb else { return String::new() };
    let wide = span.join(verb.head_span);
    let mut end = (wide.end + BEHIND_VERB).min(text.len() as u32) as usize;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    Span::new(wide.start as usize, end).of(text).to_lowercase()
}

/// Countries whose people or things are named: "10 American tourists" are no "12 people".
fn nations(phrase: &str) -> Vec<&'static str> {
    let mut found: Vec<&'static str> =
        phrase.split(|c: char| !(c.is_alphanumeric() || c == '.')).filter_map(country_of_adjective).collect();
    found.extend(["U.S.", "US"].iter().any(|us| phrase.split(' ').any(|word| word == *us)).then_some("United States"));
    found.truncate(1);
    found
}

/// Lemmas of the clauses in which a slot of the quantity stands, and of what else takes part in them.
fn near(view: &StoryView, article: ArticleIdx, holds: impl Fn(&Slot) -> bool) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for frame in view.found(article).frames.iter().filter(|frame| frame.slots.iter().any(&holds)) {
        words.push(frame.lemma.clone());
        for slot in frame.slots.iter().filter(|slot| !holds(slot) && slot.role != SlotRole::Time) {
            words.push(slot.lemma.clone());
            words.extend(slot.words.iter().cloned());
        }
    }
    words.sort_unstable();
    words.dedup();
    words
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
fn range(value: f64, upper: Option<f64>, bound: Bound) -> (f64, f64) {
    match bound {
        Bound::Exact | Bound::Between => (value, upper.unwrap_or(value)),
        Bound::About => (value * 0.93, upper.unwrap_or(value) * 1.07),
        Bound::AtLeast | Bound::Over => (value, f64::INFINITY),
        Bound::AtMost | Bound::UpTo | Bound::Under => (0.0, value),
    }
}

/// Whether the bare numbers are one.
fn is_equal(one: &Item, other: &Item) -> bool {
    (one.value - other.value).abs() < 1e-9
}

/// Whether two figures are the same as given: not merely compatible, for "dozens" beside "57" is worth a line.
fn same_value(one: &Item, other: &Item) -> bool {
    let near = |a: f64, b: f64| (a - b).abs() <= 1e-9 + 0.005 * a.abs().max(b.abs());
    let plain = |bound: Bound| matches!(bound, Bound::Exact | Bound::About);
    if near(one.low, other.low) && near(one.high, other.high) || is_equal(one, other) {
        return true;
    }
    // A measure given in two units, rounded.
    one.unit != "count"
        && plain(one.bound)
        && plain(other.bound)
        && (one.low - other.low).abs() <= 0.03 * one.low.abs().max(other.low.abs())
}

/// Whether both cannot be right.
fn exclude(one: &Item, other: &Item) -> bool {
    one.high < other.low || other.high < one.low
}

/// How likely two quantities count the same thing, 0 to 1.
fn likeness(view: &StoryView, one: &Item, other: &Item) -> f32 {
    if one.unit != other.unit || one.partitive != other.partitive || one.nations != other.nations {
        return 0.0;
    }
    let noun = if one.unit == "count" { noun_likeness(&one.counts, &other.counts) } else { 0.8 };
    if noun < SAME_NOUN || populations_differ(one, other) {
        return 0.0;
    }
    let verb = if is_weak(one.verb) || is_weak(other.verb) { 0.3 } else { nearness(one.verb, other.verb) };
    if one.unit == "duration" && verb < 0.7 {
        return 0.0;
    }
    let near = view.overlap(&one.near, &other.near, &one.counts);
    let sentence = view.overlap(one.words, other.words, &one.counts);
    let shared = shared_qualifiers(one, other);
    let title = if one.in_title && other.in_title { 0.1 } else { 0.0 };
    // A lone small number says little: more must be shared.
    let small = if one.unit == "count" && one.value.min(other.value) <= 1.0 { 0.15 } else { 0.0 };
    magnitude(one, other) + 0.2 * noun + 0.25 * verb + 0.25 * near + 0.4 * sentence + 0.1 * shared + title - small
}

/// Two large figures that lie near one another seldom do so by chance.
fn magnitude(one: &Item, other: &Item) -> f32 {
    let (small, large) = (one.value.min(other.value), one.value.max(other.value));
    let near = large <= small * 1.35;
    match small {
        small if near && small >= 100_000.0 => 0.45,
        small if near && small >= 1_000.0 => 0.2,
        _ => 0.0,
    }
}

fn is_weak(verb: &str) -> bool {
    verb.is_empty() || WEAK_VERBS.contains(&verb) || is_of(verb, Field::Saying)
}

/// Verbs that say nothing of what is counted.
const WEAK_VERBS: [&str; 8] = ["be", "have", "carry", "include", "make", "do", "say", "show"];

fn noun_likeness(one: &str, other: &str) -> f32 {
    let direct = nearness(one, other);
    let both_persons = is_of(one, Field::Person) && is_of(other, Field::Person);
    let anybody = |word: &str| ANYBODY.contains(&word);
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
    let has = |item: &Item, word: &str| {
        item.qualifiers.contains(&word)
            || item.verb == word
            || item.counts == word
            || word.ends_with("ly") && item.clause.contains(word)
    };
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
            && (item.value >= TELLING_FIGURE && noun_likeness(&item.counts, &items[one].counts) >= SAME_NOUN
                || likeness(view, item, &items[one]) >= score.min(SAME_FACT + 0.2) - 0.05)
    })
}

fn candidate(view: &StoryView, items: &[Item], group: &[usize], best: (usize, usize, f32)) -> Option<Candidate> {
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
            span: item.span,
            text: view.text(item.article, item.number).to_string(),
            side: side as u32,
        });
    }
    if sides.len() < 2 || sides.len() > MOST_SIDES {
        return None;
    }
    let (one, other) = (&items[best.0], &items[best.1]);
    let conflict = exclude(one, other);
    let subject = subject(view, one, other);
    let figures = |item: &Item| view.text(item.article, item.number).to_string();
    let reason = if conflict {
        format!("For {subject}, {} and {} cannot both be right.", figures(one), figures(other))
    } else {
        format!("For {subject}, one source has {} and another {}.", figures(one), figures(other))
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
        item.counted.map_or_else(|| item.counts.clone(), |span| view.text(item.article, span).to_string())
    };
    let (a, b) = (phrase(one), phrase(other));
    let longer = if a.len() >= b.len() { a } else { b };
    let verb = [one.verb, other.verb].into_iter().find(|verb| !is_weak(verb)).unwrap_or("");
    match (one.unit.as_str(), longer.is_empty(), verb.is_empty()) {
        ("count", false, true) => longer,
        ("count", false, false) => format!("{longer} ({verb})"),
        (unit, _, true) => unit.to_string(),
        (unit, _, false) => format!("{unit} ({verb})"),
    }
}
