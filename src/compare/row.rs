//! Would an editor raise it? What a row looks like, whatever found it, and the learnt probability that it is right and
//! worth seeing.

use super::candidate::{Candidate, Value};
use super::slot::{Alignment, Forest};
use super::story::StoryView;
use super::{DiscrepancyKind, Severity};
use crate::text::ArticleIdx;
use rustc_hash::FxHashSet;
use std::sync::OnceLock;

/// What finds most rows; of the others there are too few to learn from.
const FINDERS: &[&str] =
    &["number", "quote", "spelling", "capitals", "contested", "status", "number-pairs", "time-pairs"];
const KINDS: [DiscrepancyKind; 13] = [
    DiscrepancyKind::Number,
    DiscrepancyKind::Time,
    DiscrepancyKind::Place,
    DiscrepancyKind::Identity,
    DiscrepancyKind::Role,
    DiscrepancyKind::Participants,
    DiscrepancyKind::Status,
    DiscrepancyKind::Cause,
    DiscrepancyKind::Quote,
    DiscrepancyKind::Attribution,
    DiscrepancyKind::Contested,
    DiscrepancyKind::NameSpelling,
    DiscrepancyKind::Other,
];
const KIND_NAMES: [&str; 13] = [
    "kind number",
    "kind time",
    "kind place",
    "kind identity",
    "kind role",
    "kind participants",
    "kind status",
    "kind cause",
    "kind quote",
    "kind attribution",
    "kind contested",
    "kind name-spelling",
    "kind other",
];
const SIGNS: &[&str] = &[
    "conflict",
    "update",
    "confidence",
    "interest",
    "probability of its pair",
    "sides",
    "articles",
    "values",
    "origins",
    "best cosine",
    "mean cosine",
    "least cosine",
    "best rank",
    "sides in one article",
    "in titles",
    "earliest sentence",
    "latest sentence",
    "least salience",
    "most salience",
    "words of a value",
    "likeness of texts",
    "figures in both",
    "articles of the story",
    "rows of its kind",
    "days between reports",
    "shared words",
    "shared actors",
];

/// The names of a row's signs, in order.
pub(super) fn names() -> Vec<&'static str> {
    FINDERS.iter().chain(&KIND_NAMES).chain(SIGNS).copied().collect()
}

/// The probability that a row is right and worth seeing.
pub(super) fn probability(signs: &[f32]) -> f32 {
    static FOREST: OnceLock<Forest> = OnceLock::new();
    let forest = FOREST.get_or_init(|| Forest::named("row", include_str!("../../assets/compare/row.tsv"), &names()));
    forest.probability(signs)
}

/// What a row looks like. `pair` is the probability of the likeliest pair of typed values in it, `fellows` how many rows of its kind the story has.
pub(super) fn signs(
    view: &StoryView,
    alignment: &Alignment,
    by: &str,
    candidate: &Candidate,
    pair: f32,
    fellows: usize,
) -> Vec<f32> {
    let flag = |holds: bool| f32::from(u8::from(holds));
    let values = &candidate.values;
    let mut out: Vec<f32> = FINDERS.iter().map(|finder| flag(*finder == by)).collect();
    out.extend(KINDS.iter().map(|kind| flag(*kind == candidate.kind)));
    let sentence = |value: &Value| view.sentence_at(value.article, value.span);
    let number = |value: &Value| {
        let member = view.members.iter().position(|one| *one == value.article)?;
        alignment.number(member, sentence(value)?)
    };
    let count = |of: &dyn Fn(&Value) -> u32| values.iter().map(of).collect::<FxHashSet<u32>>().len() as f32;
    let mut cosines: Vec<f32> = Vec::new();
    let (mut rank, mut one_article, mut words, mut actors) = (usize::MAX, false, 0.0f32, 0.0f32);
    for (at, one) in values.iter().enumerate() {
        for other in values[at + 1..].iter().filter(|other| other.side != one.side) {
            one_article |= other.article == one.article;
            if let (Some(a), Some(b)) = (number(one), number(other)) {
                cosines.push(alignment.cosine(a, b));
                rank = rank.min(alignment.rank(a, b).min(alignment.rank(b, a)));
            }
            let of = |value: &Value| view.words_at(value.article, value.span);
            words = words.max(view.overlap(of(one), of(other), ""));
            let theirs = view.actors_at(other.article, other.span);
            let shared = view.actors_at(one.article, one.span).into_iter().filter(|actor| theirs.contains(actor));
            actors = actors.max(shared.map(|actor| view.actor_rarity(actor)).sum::<f32>().min(6.0));
        }
    }
    let numbers: Vec<usize> = values.iter().filter_map(number).collect();
    let salience = || numbers.iter().map(|&number| alignment.salience[number]);
    let sentences = || values.iter().filter_map(sentence).map(|at| (1.0 + at as f32).ln());
    let first = |side: u32| values.iter().find(|value| value.side == side).map_or("", |value| value.text.as_str());
    let (ours, theirs) =
        (first(0), values.iter().find(|value| value.side != 0).map_or("", |value| value.text.as_str()));
    let digit = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    let day = |article: ArticleIdx| view.article(article).published;
    let days: Vec<_> = values.iter().filter_map(|value| day(value.article)).collect();
    let gap = days
        .iter()
        .max()
        .zip(days.iter().min())
        .map_or(-1.0, |(last, first)| (1.0 + (*last - *first).get_days().unsigned_abs() as f32).ln());
    let length = values.iter().map(|value| value.text.split_whitespace().count()).sum::<usize>();
    out.extend([
        flag(candidate.severity == Severity::Conflict),
        flag(candidate.severity == Severity::Update),
        candidate.confidence,
        candidate.interest,
        pair,
        count(&|value| value.side),
        count(&|value| value.article.0),
        values.len() as f32,
        count(&|value| view.linked.origin_of[value.article.idx()]),
        cosines.iter().copied().fold(-1.0, f32::max),
        if cosines.is_empty() { -1.0 } else { cosines.iter().sum::<f32>() / cosines.len() as f32 },
        cosines.iter().copied().fold(1.0, f32::min),
        1.0 / (1.0 + rank.min(1000) as f32),
        flag(one_article),
        values.iter().filter(|value| view.in_title(value.article, value.span)).count() as f32,
        sentences().fold(9.0, f32::min),
        sentences().fold(0.0, f32::max),
        salience().fold(1.0, f32::min),
        salience().fold(-1.0, f32::max),
        length as f32 / values.len().max(1) as f32,
        strsim::normalized_levenshtein(&clipped(ours), &clipped(theirs)) as f32,
        flag(digit(ours) && digit(theirs)),
        (view.members.len() as f32).ln(),
        (fellows as f32).ln_1p(),
        gap,
        words,
        actors,
    ]);
    out
}

/// The beginning of a text, in small letters: what is compared letter by letter must be short.
fn clipped(text: &str) -> String {
    text.chars().take(LONGEST_COMPARED).flat_map(char::to_lowercase).collect()
}

/// Letters of two values that are compared.
const LONGEST_COMPARED: usize = 120;
