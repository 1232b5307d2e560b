//! The same number of people under two names: "two pilots" and "two crew members", "ten foreigners" and "ten Americans".

use super::super::candidate::{Candidate, Value};
use super::super::classes::{classes, in_one_class};
use super::super::story::StoryView;
use super::super::{DiscrepancyKind, Severity};
use super::item::Item;
use super::likeness::{ANYBODY, is_equal};
use crate::extract::{Bound, Field, is_of, nearness};
use crate::text::ArticleIdx;

/// From this on two phrases are taken to be of the same people: the overlap of their sentences and what speaks for it.
const SAME_PEOPLE: f32 = 0.7;
/// What each other sign adds: one verb, one nation, nouns of one class, another number that both sentences give.
const SIGN: f32 = 0.2;
/// Nouns nearer than this are one word.
const SAME_NOUN: f32 = 0.8;

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

fn counts_people(item: &Item) -> bool {
    item.unit == "count"
        && item.bound == Bound::Exact
        && item.value >= 2.0
        && !item.partitive
        && (is_of(&item.counts, Field::Person) || !item.nations.is_empty())
        && !ANYBODY.contains(&item.counts.as_str())
}

/// What the people are called; of "crew members" the crew.
fn called<'a>(item: &'a Item) -> &'a str {
    let group = ["crew", "staff", "team", "family"].into_iter().find(|group| item.qualifiers.contains(group));
    group.filter(|_| item.counts == "member").unwrap_or(&item.counts)
}

/// How surely two phrases with one number are of the same people.
fn same_people(view: &StoryView, items: &[Item], one: &Item, other: &Item) -> f32 {
    // "Ten foreigners and two crew members" beside "ten Americans and two pilots".
    let beside = |of: &Item| -> Vec<u64> {
        let sentence = |item: &Item| view.sentence_at(item.article, item.span);
        items
            .iter()
            .filter(|item| item.article == of.article && item.span != of.span && sentence(item) == sentence(of))
            .filter(|item| item.unit == "count" && !is_equal(item, of))
            .map(|item| item.value.to_bits())
            .collect()
    };
    let theirs = beside(other);
    let signs = [
        !one.verb.is_empty() && nearness(one.verb, other.verb) > 0.75,
        one.nations == other.nations && !one.nations.is_empty(),
        in_one_class(called(one), called(other), "people"),
        beside(one).iter().any(|value| theirs.contains(value)),
    ];
    view.overlap(one.words, other.words, "") + SIGN * signs.into_iter().filter(|sign| *sign).count() as f32
}

/// One number of people whom sources call by different nouns.
pub(super) fn other_nouns(view: &StoryView, items: &[Item]) -> Vec<Candidate> {
    let telling = |item: &&Item| counts_people(item) && !CLASSES.contains(&called(item));
    let people: Vec<&Item> = items.iter().filter(telling).collect();
    // Workers and employees are one; of a crew the pilots are some.
    let one_word = |one: &Item, other: &Item| {
        let (ours, theirs) = (called(one), called(other));
        let crew = [ours, theirs].iter().any(|word| classes(word, "people").any(|class| class == "people:crew"));
        nearness(ours, theirs) > SAME_NOUN || !crew && in_one_class(ours, theirs, "people")
    };
    compare(view, items, &people, one_word, |number| {
        (DiscrepancyKind::Role, Severity::Differs, format!("who the {number} people were"))
    })
}

/// One number of people, foreigners to one source, of a named country to another.
pub(super) fn nationalities(view: &StoryView, items: &[Item]) -> Vec<Candidate> {
    let is_foreign = |item: &Item| item.counts == "foreigner" || item.qualifiers.contains(&"foreign");
    let people: Vec<&Item> =
        items.iter().filter(|item| counts_people(item) && (is_foreign(item) || !item.nations.is_empty())).collect();
    let one_nation = |one: &Item, other: &Item| is_foreign(one) == is_foreign(other) && one.nations == other.nations;
    compare(view, items, &people, one_nation, |number| {
        (DiscrepancyKind::Identity, Severity::Update, format!("where the {number} people came from"))
    })
}

/// For each number the surest pair that `same` tells apart, with all others that are called like the one or the other.
fn compare(
    view: &StoryView,
    items: &[Item],
    people: &[&Item],
    same: impl Fn(&Item, &Item) -> bool,
    headed: impl Fn(&str) -> (DiscrepancyKind, Severity, String),
) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    let mut done: Vec<u64> = Vec::new();
    for first in people {
        if done.contains(&first.value.to_bits()) {
            continue;
        }
        done.push(first.value.to_bits());
        let fellows: Vec<&Item> = people.iter().copied().filter(|item| is_equal(item, first)).collect();
        let gives =
            |article: ArticleIdx, like: &Item| fellows.iter().any(|item| item.article == article && same(item, like));
        let mut best: Option<(&Item, &Item, f32)> = None;
        for (at, &one) in fellows.iter().enumerate() {
            for &other in &fellows[at + 1..] {
                let apart = one.article != other.article && !same(one, other);
                if !apart || gives(one.article, other) || gives(other.article, one) {
                    continue;
                }
                let score = same_people(view, items, one, other);
                if score >= SAME_PEOPLE && best.is_none_or(|known| score > known.2) {
                    best = Some((one, other, score));
                }
            }
        }
        let Some((one, other, score)) = best else { continue };
        let text = |item: &Item| view.text(item.article, item.span).to_string();
        let (kind, severity, subject) = headed(view.text(one.article, one.number));
        let values = fellows
            .iter()
            .filter_map(|item| {
                let side = if same(item, one) { 0 } else { u32::from(same(item, other)) * 2 };
                (side == 2 || same(item, one)).then(|| Value {
                    article: item.article,
                    span: item.span,
                    text: text(item),
                    side: side / 2,
                })
            })
            .collect();
        candidates.push(Candidate {
            kind,
            severity,
            subject,
            reason: format!("One report speaks of {}, another of {}.", text(one), text(other)),
            confidence: (0.35 + score / 2.0).min(0.9),
            interest: 0.5,
            event: None,
            actors: Vec::new(),
            values,
        });
    }
    candidates
}
