//! From a model's answer to rows that stand on the text.
//!
//! A phrase that does not stand in the report that it is given for is dropped, a side without a phrase with it, and a row
//! with fewer than two sides. What is shown as a source's value is a span of that source's own text: the model's wording
//! of it where a phrase holds it, else the phrase. Subject and reason are the model's own words, made safe and short; the
//! row bears its name.

use super::ground::Folded;
use super::question::{StoryText, on_one_line};
use super::reply;
use crate::compare::{By, Discrepancy, DiscrepancyKind, Figure, Severity, Side};
use crate::text::{Evidence, Shared, Span};
use rustc_hash::FxHasher;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fmt;
use std::hash::{Hash, Hasher};

/// How sure a row of a model is. Answered by careful readers, four rows of five were right; of a model that nobody
/// measured nothing better is known.
const CONFIDENCE: f32 = 0.8;
/// Rows of one answer that are looked at: an editor reads no more, and an answer without end costs nothing.
const MOST_ROWS: usize = 60;
/// Sides of a row, and phrases of a side, that are looked at.
const MOST_SIDES: usize = 12;
/// Fewest words of a phrase that decides about a row: a small model that only counts on writes "1", "2", "3", and such a
/// figure stands somewhere in most articles.
const DECIDING_WORDS: usize = 2;
/// Characters of a subject, of a value, of a reason.
const SUBJECT: usize = 100;
const VALUE: usize = 100;
const REASON: usize = 300;

/// What was dropped from an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dropped {
    /// Phrases that do not stand in the report that they were given for.
    pub phrases: usize,
    /// Rows without two sides that stand.
    pub rows: usize,
    /// Rows whose figures are one value: a bound that allows the other, a rounding, another unit.
    pub same: usize,
    /// Rows that weigh too little for their kind.
    pub light: usize,
    /// Whether the answer broke off.
    pub is_cut: bool,
}

impl Dropped {
    /// Adds what was dropped elsewhere.
    pub fn add(&mut self, other: Self) {
        self.phrases += other.phrases;
        self.rows += other.rows;
        self.same += other.same;
        self.light += other.light;
        self.is_cut |= other.is_cut;
    }

    /// Whether nothing was.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

impl fmt::Display for Dropped {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        if self.phrases > 0 {
            parts.push(format!("{} not in its report", count(self.phrases, "phrase")));
        }
        if self.rows > 0 {
            parts.push(format!("{} without two sides that stand", count(self.rows, "row")));
        }
        if self.same > 0 {
            parts.push(format!("{} whose figures are one value", count(self.same, "row")));
        }
        if self.light > 0 {
            parts.push(format!("{} in dispute that no editor has to see", count(self.light, "point")));
        }
        if self.is_cut {
            parts.push("the answer broke off".to_owned());
        }
        formatter.write_str(&parts.join(", "))
    }
}

fn count(n: usize, thing: &str) -> String {
    if n == 1 { format!("1 {thing}") } else { format!("{n} {thing}s") }
}

/// What stands of an answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Held<T> {
    /// In the model's order.
    pub rows: Vec<T>,
    /// The rest.
    pub dropped: Dropped,
}

/// A row of the model's, and what it weighs.
pub type Weighed = (u8, Discrepancy);

/// Whether a row weighs enough for its kind. What parties contest and what is only told otherwise must be such that an editor has
/// to see it: of those rows that careful readers weighed less, one in five was right.
fn weighs(kind: DiscrepancyKind, weight: u8) -> bool {
    weight == 3 || !matches!(kind, DiscrepancyKind::Contested | DiscrepancyKind::Other)
}

/// The rows of an answer to *Find* that stand; `None` where it holds no list of rows. `figures` are those of each article
/// of the story, `model` is the name that the rows bear.
pub fn found(story: &StoryText, figures: &[Vec<Figure>], answer: &str, model: &Shared) -> Option<Held<Weighed>> {
    let read = reply::read(answer)?;
    let texts: Vec<Folded> = story.articles.iter().map(|(_, article)| Folded::new(&article.text)).collect();
    let mut held = Held { rows: Vec::new(), dropped: Dropped { is_cut: read.is_cut, ..Dropped::default() } };
    for row in read.rows.iter().take(MOST_ROWS) {
        let sides = row["sides"].as_array().map(Vec::as_slice).unwrap_or_default();
        let sides = sides.iter().take(MOST_SIDES);
        let sides: Vec<Side> = sides.filter_map(|of| side(story, &texts, of, &mut held.dropped)).collect();
        let sides = apart(sides);
        if sides.len() < 2 {
            held.dropped.rows += 1;
            continue;
        }
        let kind = enumerated(&row["kind"]).unwrap_or(DiscrepancyKind::Other);
        let weight = row["weight"].as_u64().map_or(2, |weight| weight.clamp(1, 3) as u8);
        if !weighs(kind, weight) {
            held.dropped.light += 1;
            continue;
        }
        let severity = enumerated(&row["severity"]).unwrap_or(Severity::Differs);
        // A toll that grew is told in bounds; only figures that are said to differ at one time are held against another.
        if kind == DiscrepancyKind::Number && severity != Severity::Update && are_one(story, figures, &sides) {
            held.dropped.same += 1;
            continue;
        }
        let row = Discrepancy {
            id: id(story, kind, &sides).into(),
            story: story.story,
            kind,
            severity,
            confidence: CONFIDENCE,
            by: By::Judge(model.clone()),
            subject: words(&row["subject"], SUBJECT).into(),
            reason: words(&row["reason"], REASON).into(),
            event: None,
            actors: Vec::new(),
            sides,
        };
        if held.rows.iter().all(|(_, other): &Weighed| other.id != row.id) {
            held.rows.push((weight, row));
        }
    }
    Some(held)
}

/// A side with the phrases of it that stand.
fn side(story: &StoryText, texts: &[Folded], side: &Value, dropped: &mut Dropped) -> Option<Side> {
    let mut evidence: Vec<Evidence> = Vec::new();
    let phrases = side["evidence"].as_array().map(Vec::as_slice).unwrap_or_default();
    for one in phrases.iter().take(MOST_SIDES) {
        let at = one["report"].as_str().and_then(|label| story.labelled(label));
        let place = at.and_then(|at| Some((at, texts[at].find(one["phrase"].as_str()?)?)));
        match place {
            Some((at, span)) => evidence.push(Evidence { article: story.articles[at].0, span }),
            None => dropped.phrases += 1,
        }
    }
    evidence.sort_unstable();
    evidence.dedup();
    if evidence.is_empty() {
        return None;
    }
    let phrase = |one: &Evidence| {
        let article = story.articles.iter().find(|(idx, _)| *idx == one.article);
        article.map_or("", |(_, article)| one.span.of(&article.text))
    };
    let value = words(&side["value"], VALUE);
    let in_phrase = |one: &Evidence| {
        let at = Folded::new(phrase(one)).find(&value);
        at.map_or(one.span, |at| Span { start: one.span.start + at.start, end: one.span.start + at.end })
    };
    let told = evidence.iter().map(in_phrase).collect();
    let own = evidence.iter().find_map(|one| Some(Folded::new(phrase(one)).find(&value)?.of(phrase(one))));
    let value = own.map_or_else(|| shortened(&on_one_line(phrase(&evidence[0])), VALUE), on_one_line);
    let mut articles: Vec<_> = evidence.iter().map(|one| one.article).collect();
    articles.dedup();
    Some(Side { value: value.into(), articles, evidence, words: told })
}

/// Sides that stand apart: no phrase is on two of them, and no two have one wording of the value.
fn apart(sides: Vec<Side>) -> Vec<Side> {
    let mut kept: Vec<Side> = Vec::new();
    for side in sides {
        let shares = |other: &Side| {
            let is_one = |a: &Evidence, b: &Evidence| a.article == b.article && a.span.overlaps(b.span);
            other.evidence.iter().any(|one| side.evidence.iter().any(|own| is_one(one, own)))
        };
        let is_worded_so = |other: &Side| other.value.to_lowercase() == side.value.to_lowercase();
        if !kept.iter().any(|other| shares(other) || is_worded_so(other)) {
            kept.push(side);
        }
    }
    kept
}

/// Whether the figures of all sides are one value: each side has one, and none excludes another.
fn are_one(story: &StoryText, figures: &[Vec<Figure>], sides: &[Side]) -> bool {
    let of_side = |side: &Side| -> Vec<&Figure> {
        let of = |one: &Evidence| {
            let at = story.place_of(one.article)?;
            let inside: Vec<&Figure> =
                figures.get(at)?.iter().filter(|figure| figure.span.overlaps(one.span)).collect();
            // Of a phrase with several figures it is not known which one is meant.
            if inside.len() == 1 { inside.first().copied() } else { None }
        };
        side.evidence.iter().filter_map(of).collect()
    };
    let told: Vec<Vec<&Figure>> = sides.iter().map(of_side).collect();
    let are_all = |one: &[&Figure], other: &[&Figure]| one.iter().all(|a| other.iter().all(|b| a.is_one(b)));
    told.iter().all(|side| !side.is_empty())
        && told.iter().enumerate().all(|(at, one)| told[at + 1..].iter().all(|other| are_all(one, other)))
}

/// What a model says of a row of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Index into the rows that were asked about.
    pub row: usize,
    /// Whether it is one fact, and its values differ.
    pub is_right: bool,
}

/// The verdicts of an answer to *Check* that stand: each with a phrase of a report that the row names. `None` where it
/// holds no list of rows.
pub fn verdicts(story: &StoryText, own: &[&Discrepancy], answer: &str) -> Option<Held<Verdict>> {
    let read = reply::read(answer)?;
    let texts: Vec<Folded> = story.articles.iter().map(|(_, article)| Folded::new(&article.text)).collect();
    let mut held = Held { rows: Vec::new(), dropped: Dropped { is_cut: read.is_cut, ..Dropped::default() } };
    for one in &read.rows {
        let verdict = || {
            let row = (one["row"].as_u64()? as usize).checked_sub(1)?;
            let asked = own.get(row)?;
            let is_right = one["same_fact"].as_bool()? && one["differ"].as_bool()?;
            let at = story.labelled(one["report"].as_str()?)?;
            let is_told = asked.sides.iter().any(|side| side.articles.contains(&story.articles[at].0));
            let phrase = one["phrase"].as_str().filter(|phrase| phrase.split_whitespace().count() >= DECIDING_WORDS)?;
            texts[at].find(phrase).filter(|_| is_told)?;
            Some(Verdict { row, is_right })
        };
        match verdict() {
            Some(verdict) if held.rows.iter().all(|other: &Verdict| other.row != verdict.row) => {
                held.rows.push(verdict);
            }
            Some(_) => {}
            None => held.dropped.phrases += 1,
        }
    }
    Some(held)
}

/// One of an enumeration's words.
fn enumerated<T: DeserializeOwned>(value: &Value) -> Option<T> {
    serde_json::from_value(Value::String(value.as_str()?.trim().to_lowercase())).ok()
}

/// A model's words on one line, safe, and short.
fn words(value: &Value, most: usize) -> String {
    // Before anything goes through all of it.
    let text: String = value.as_str().unwrap_or_default().chars().take(most * 4).collect();
    shortened(&on_one_line(&text), most)
}

fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", text[..at].rsplit_once(' ').map_or(&text[..at], |(head, _)| head)),
        None => text.to_owned(),
    }
}

/// An id made of kind and phrases, so that it stays as long as the model finds the same.
fn id(story: &StoryText, kind: DiscrepancyKind, sides: &[Side]) -> String {
    let key = |one: &Evidence| {
        let article = story.articles.iter().find(|(idx, _)| *idx == one.article);
        (article.map_or("", |(_, article)| article.key.as_str()), one.span)
    };
    let mut first: Vec<_> = sides.iter().filter_map(|side| side.evidence.iter().map(key).min()).collect();
    first.sort_unstable();
    let mut hasher = FxHasher::default();
    kind.hash(&mut hasher);
    first.hash(&mut hasher);
    format!("discrepancy:judge:{:016x}", hasher.finish())
}
