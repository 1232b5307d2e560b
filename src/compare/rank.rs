//! From candidates to discrepancies: duplicates become one, values become sides, the most telling comes first.

use super::candidate::{Candidate, Value};
use super::row;
use super::slot::Alignment;
use super::story::StoryView;
use super::worded::on_one_line;
use super::{By, Discrepancy, DiscrepancyKind, Severity, Side};
use crate::text::{ArticleIdx, Evidence, Span, Words};
use rustc_hash::FxHashSet;
use std::hash::{Hash, Hasher};

/// The longest evidence, in words.
const LONGEST_EVIDENCE: usize = 30;
/// Under this product of confidence and interest a candidate is not shown: one false alarm costs more than one miss.
const LEAST_SCORE: f32 = 0.2;

/// Texts of so many bytes that are the same are of one source.
const TELLING_TEXT: usize = 16;

/// A row with what was seen of it.
pub(super) struct Ranked {
    /// What found it.
    pub(super) by: &'static str,
    pub(super) signs: Vec<f32>,
    pub(super) discrepancy: Discrepancy,
}

/// Types of value whose confidence is the learnt probability of their likeliest pair.
const LEARNT: [&str; 2] = ["number-pairs", "time-pairs"];

/// Rows of one story, the likeliest to be right and worth seeing first. `candidates` come with what found them.
pub(super) fn rank(view: &StoryView, alignment: &Alignment, candidates: Vec<(&'static str, Candidate)>) -> Vec<Ranked> {
    let mut scored: Vec<(f32, &'static str, Candidate)> = candidates
        .into_iter()
        .filter(|(_, candidate)| candidate.values.iter().any(|value| value.side != candidate.values[0].side))
        .filter(|(_, candidate)| !is_copied(view, candidate))
        .map(|(by, candidate)| (score(view, &candidate), by, candidate))
        .filter(|(score, by, _)| *score >= LEAST_SCORE || LEARNT.contains(by))
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| order(&a.2).cmp(&order(&b.2))));
    let mut kept: Vec<(f32, &'static str, Candidate)> = Vec::new();
    for (_, by, candidate) in scored {
        let pair = if LEARNT.contains(&by) { candidate.confidence } else { 0.0 };
        if let Some((likeliest, _, earlier)) = kept.iter_mut().find(|(_, _, earlier)| is_same(earlier, &candidate)) {
            *likeliest = likeliest.max(pair);
            take_in(earlier, &candidate);
        } else {
            kept.push((pair, by, candidate));
        }
    }
    let fellows = |kind: DiscrepancyKind| kept.iter().filter(|(_, _, one)| one.kind == kind).count();
    let mut ranked: Vec<Ranked> = Vec::with_capacity(kept.len());
    for (pair, by, candidate) in &kept {
        let signs = row::signs(view, alignment, by, candidate, *pair, fellows(candidate.kind));
        let mut discrepancy = finish(view, candidate);
        discrepancy.confidence = row::probability(&signs);
        ranked.push(Ranked { by, signs, discrepancy });
    }
    ranked.sort_by(|a, b| b.discrepancy.confidence.total_cmp(&a.discrepancy.confidence));
    ranked
}

/// Whether every article that gives one side prints the phrase of the other side too: then the copy, not the sources,
/// holds both. A claim and its denial inside one article are left alone.
fn is_copied(view: &StoryView, candidate: &Candidate) -> bool {
    let prints = |article: ArticleIdx, value: &Value| {
        let phrase = view.text(value.article, value.span);
        phrase.split(' ').count() >= 3 && view.article(article).text.contains(phrase)
    };
    let others = |value: &Value| -> Vec<&Value> {
        candidate.values.iter().filter(|other| other.side != value.side && other.article != value.article).collect()
    };
    let mut compared =
        candidate.values.iter().flat_map(|value| others(value).into_iter().map(move |other| (value, other)));
    let any = candidate.values.iter().any(|value| !others(value).is_empty());
    any && compared.all(|(value, other)| prints(value.article, other) && prints(other.article, value))
}

fn order(candidate: &Candidate) -> (u32, u32, u32) {
    let first = &candidate.values[0];
    (first.article.0, first.span.start, first.span.end)
}

/// How soon an editor would raise it.
fn score(view: &StoryView, candidate: &Candidate) -> f32 {
    let weight = match candidate.severity {
        Severity::Conflict => 1.0,
        Severity::Update => 0.85,
        Severity::Differs => 0.75,
    };
    let origins: FxHashSet<u32> =
        candidate.values.iter().map(|value| view.linked.origin_of[value.article.idx()]).collect();
    let spread = 1.0 + 0.05 * (origins.len().min(6) as f32 - 2.0);
    candidate.confidence * (0.4 + 0.6 * candidate.interest) * weight * spread
}

/// Two candidates are one disagreement when values of one stand in at least two sides of the other.
fn is_same(earlier: &Candidate, later: &Candidate) -> bool {
    if earlier.kind != later.kind {
        return false;
    }
    let one_subject = earlier.subject == later.subject;
    let mut touched: FxHashSet<u32> = FxHashSet::default();
    let mut touching: FxHashSet<u32> = FxHashSet::default();
    for value in &later.values {
        for other in &earlier.values {
            let place = value.article == other.article && value.span.overlaps(other.span);
            // Wire copy prints the same words in another article.
            let words = value.text == other.text && value.text.len() >= TELLING_TEXT;
            // A report says it twice, and each time it was held against another report.
            let again = one_subject && value.article == other.article && value.text == other.text;
            if place || words || again {
                touched.insert(other.side);
                touching.insert(value.side);
            }
        }
    }
    // A third wording or spelling of what is shown already.
    touched.len() > 1 && touching.len() > 1 || have_ways(earlier, later) && !touched.is_empty()
}

/// Whether a value that both rows have makes them one: of one subject, or of a kind of which one phrase has one counterpart in
/// each report, so that a third value for it is of the same fact.
fn have_ways(earlier: &Candidate, later: &Candidate) -> bool {
    let one_counterpart =
        matches!(earlier.kind, DiscrepancyKind::Quote | DiscrepancyKind::NameSpelling | DiscrepancyKind::Time);
    one_counterpart || earlier.subject == later.subject
}

/// Adds the values that the earlier one does not have, to the sides that they belong to. A wording or a spelling that it
/// does not have is a side of its own.
fn take_in(earlier: &mut Candidate, later: &Candidate) {
    let ways = have_ways(earlier, later);
    for value in &later.values {
        let known = |one: &Value| one.article == value.article && one.span.overlaps(value.span);
        if earlier.values.iter().any(known) {
            continue;
        }
        let fellow = later.values.iter().filter(|other| other.side == value.side).find_map(|other| {
            earlier.values.iter().find(|one| one.article == other.article && one.span.overlaps(other.span))
        });
        let alike = || earlier.values.iter().find(|one| is_one_text(&one.text, &value.text));
        let next = || earlier.values.iter().map(|one| one.side + 1).max().filter(|_| ways);
        if let Some(side) = fellow.or_else(alike).map(|one| one.side).or_else(next) {
            earlier.values.push(Value { side, ..value.clone() });
        }
    }
}

/// Whether two texts are one but for case, dots and quotation marks.
fn is_one_text(one: &str, other: &str) -> bool {
    let plain =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    plain(one) == plain(other)
}

fn finish(view: &StoryView, candidate: &Candidate) -> Discrepancy {
    let mut sides: Vec<(u32, Side)> = Vec::new();
    for value in &candidate.values {
        let evidence = Evidence { article: value.article, span: shortened(view, value) };
        let at = sides.iter().position(|(side, _)| *side == value.side).unwrap_or_else(|| {
            // What has no words of its own is shown in those of the report.
            let own = value.text.trim();
            let text = if own.is_empty() { view.text(value.article, value.span) } else { own };
            let side = Side { value: on_one_line(text).into(), ..Side::default() };
            sides.push((value.side, side));
            sides.len() - 1
        });
        sides[at].1.add(evidence, own_words(view, evidence, &value.text));
    }
    for (_, side) in &mut sides {
        side.sort();
    }
    if candidate.severity == Severity::Update {
        // The earlier state first: figures by the days of their reports, all else as the facts follow one another.
        let day = |side: &Side| side.articles.iter().filter_map(|article| view.article(*article).published).min();
        let by_day = candidate.kind == DiscrepancyKind::Number;
        sides.sort_by_key(|(number, side)| (by_day.then(|| day(side)), *number));
    } else {
        sides.sort_by_key(|(_, side)| (std::cmp::Reverse(side.articles.len()), side.evidence[0]));
    }
    let sides: Vec<Side> = sides.into_iter().map(|(_, side)| side).collect();
    let mut actors = candidate.actors.clone();
    actors.sort_unstable();
    actors.dedup();
    Discrepancy {
        id: id(view, candidate.kind, &sides).into(),
        story: view.story,
        kind: candidate.kind,
        severity: candidate.severity,
        confidence: candidate.confidence.clamp(0.0, 1.0),
        by: By::Program,
        subject: candidate.subject.as_str().into(),
        reason: candidate.reason.as_str().into(),
        event: candidate.event,
        actors,
        sides,
    }
}

/// Where in a phrase the words of a value stand, whatever their case and the white space between them; where they do not
/// stand there, the whole phrase.
fn own_words(view: &StoryView, evidence: Evidence, value: &str) -> Span {
    let phrase = view.text(evidence.article, evidence.span);
    let value = value.trim().trim_end_matches('…').trim_end();
    if value.len() >= phrase.len() {
        return evidence.span;
    }
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let apart = |place: &Span| {
        let (before, after) = (&phrase[..place.start as usize], &phrase[place.end as usize..]);
        !is_letter(before.chars().next_back()) && !is_letter(after.chars().next())
    };
    let found = Words::new(value).and_then(|words| words.places(phrase).into_iter().find(apart));
    found.map_or(evidence.span, |place| Span {
        start: evidence.span.start + place.start,
        end: evidence.span.start + place.end,
    })
}

fn shortened(view: &StoryView, value: &Value) -> Span {
    let text = view.text(value.article, value.span);
    let mut end = text.len();
    let mut n_words = 0;
    let mut in_word = false;
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            in_word = false;
        } else if !in_word {
            in_word = true;
            n_words += 1;
            if n_words > LONGEST_EVIDENCE {
                end = text[..at].trim_end().len();
                break;
            }
        }
    }
    Span::new(value.span.start as usize, value.span.start as usize + end)
}

/// An id that stays while later articles join the disagreement, for a person may have said that it is none: made from its
/// kind and the earliest phrases of the two sides that were told first.
fn id(view: &StoryView, kind: DiscrepancyKind, sides: &[Side]) -> String {
    let told = |evidence: &Evidence| {
        let article = view.article(evidence.article);
        (article.published.is_none(), article.published, article.key.as_str(), evidence.span)
    };
    let mut first: Vec<_> = sides.iter().filter_map(|side| side.evidence.iter().map(told).min()).collect();
    first.sort_unstable();
    let mut hasher = rustc_hash::FxHasher::default();
    kind.hash(&mut hasher);
    for (_, _, key, span) in first.iter().take(2) {
        (key, span.start, span.end).hash(&mut hasher);
    }
    format!("discrepancy:{:016x}", hasher.finish())
}
