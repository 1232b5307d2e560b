//! Numbers: two sources count the same thing and come to different figures.
//!
//! Same thing: the counted nouns are near in meaning, of one population, and either the verbs over them are near too
//! or the sentences share their telling words. A figure that the other source gives as well, for the same kind of
//! thing, is not held against its other figures.

mod ages;
mod item;
mod likeness;
mod people;
mod signs;
mod subject;

use super::candidate::{Candidate, SURE, Value};
use super::classes::in_one_class;
use super::story::StoryView;
use super::worded::{both_give, both_say, plural, with_article};
use super::{DiscrepancyKind, Severity};
use crate::extract::{Bound, Field, is_of};
use crate::text::ArticleIdx;
use item::Item;
use likeness::{ANYBODY, SAME_NOUN, exclude, is_rounded_count, is_rounding, noun_likeness, same_value};
use subject::{Subject, subject};

/// From this likeness on two quantities are taken to count the same thing.
const SAME_FACT: f32 = 0.45;
/// A figure from this size on, found again for the same kind of thing, is the same figure.
const TELLING_FIGURE: f64 = 10.0;
/// A figure this near in likeness is a rival.
const RIVAL: f32 = 0.06;
/// How much sooner a pair of figures that exclude one another is taken.
const EXCLUDING: f32 = 0.05;
/// More figures than this for one fact are several facts.
const MOST_SIDES: usize = 7;

pub(super) fn find(view: &StoryView) -> Vec<Candidate> {
    let items = item::items(view);
    let n_items = items.len();
    let matrix = likelihoods(view, &items);
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
            if score >= SAME_FACT
                && mutual(one, other, score)
                && !rivalled(one, other, score)
                && !rivalled(other, one, score)
                && !same_value(&items[one], &items[other])
                && !is_rounding(&items[one], &items[other])
                && !given_elsewhere(&items, &matrix, one, other, score)
                && !given_elsewhere(&items, &matrix, other, one, score)
            {
                differing.push((one, other, score));
            }
        }
    }
    // Figures that exclude one another first: they are what the line is about.
    let sure =
        |pair: &(usize, usize, f32)| pair.2 + if exclude(&items[pair.0], &items[pair.1]) { EXCLUDING } else { 0.0 };
    differing.sort_by(|a, b| sure(b).total_cmp(&sure(a)).then_with(|| (a.0, a.1).cmp(&(b.0, b.1))));
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
    candidates.extend(ages::ages(view));
    candidates.extend(people::other_nouns(view, &items));
    candidates.extend(people::nationalities(view, &items));
    candidates
}

/// How likely each two items count the same thing, by their numbers; 0 within one article.
fn likelihoods(view: &StoryView, items: &[Item]) -> Vec<f32> {
    let n_items = items.len();
    let mut sums: Vec<Option<f32>> = vec![None; n_items * n_items];
    for one in 0..n_items {
        for other in one + 1..n_items {
            if items[one].article != items[other].article {
                let sum = signs::sum(view, &items[one], &items[other]);
                sums[one * n_items + other] = sum;
                sums[other * n_items + one] = sum;
            }
        }
    }
    // The figures of the other's article that count something like it.
    let known = &sums;
    let fellows = |one: usize, other: usize| {
        let article = items[other].article;
        let from = items.partition_point(|item| item.article < article);
        let here = items[from..].iter().take_while(move |item| item.article == article);
        let here = here.enumerate().map(move |(at, item)| (from + at, item));
        here.filter(move |&(idx, _)| idx != other && known[one * n_items + idx].is_some())
    };
    let rivals =
        |one: usize, other: usize| fellows(one, other).filter(|(_, item)| !same_value(item, &items[other])).count();
    let given = |one: usize, other: usize| fellows(one, other).any(|(_, item)| same_value(item, &items[one]));
    let mut matrix = vec![0.0; n_items * n_items];
    for one in 0..n_items {
        for other in one + 1..n_items {
            let Some(sum) = sums[one * n_items + other] else { continue };
            let sum = if same_value(&items[one], &items[other]) {
                sum
            } else {
                let most = rivals(one, other).max(rivals(other, one)) as f32;
                let elsewhere = given(one, other) || given(other, one);
                sum + signs::weight("rivals") * most.ln_1p()
                    + if elsewhere { signs::weight("elsewhere-given") } else { 0.0 }
            };
            matrix[one * n_items + other] = signs::likelihood(sum);
            matrix[other * n_items + one] = matrix[one * n_items + other];
        }
    }
    matrix
}

/// Whether the other item's article gives `one`'s value too, for a thing at least as like it.
fn given_elsewhere(items: &[Item], matrix: &[f32], one: usize, other: usize, score: f32) -> bool {
    items.iter().enumerate().any(|(idx, item)| {
        idx != other
            && item.article == items[other].article
            && item.unit == items[one].unit
            && same_value(item, &items[one])
            && (item.value >= TELLING_FIGURE && noun_likeness(&item.counts, &items[one].counts) >= SAME_NOUN
                || matrix[one * items.len() + idx] >= score.min(SAME_FACT + 0.2) - 0.05)
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
    if group.len() == 2 && is_rounded_count(one, other) {
        return None;
    }
    let subject = subject(view, one, other)?;
    let severity = severity(view, items, group, best);
    let (a, b) = (figures(view, one), figures(view, other));
    let reason = match &subject {
        Subject::Noun(what) => both_give(&with_article(what), &a, &b),
        Subject::Clause(_) => both_say((one.article, &a), (other.article, &b)),
    };
    Some(Candidate {
        kind: DiscrepancyKind::Number,
        severity,
        subject: subject.text().to_string(),
        reason,
        confidence: best.2.min(1.0),
        interest: if exclude(one, other) { 1.0 } else { 0.7 },
        event: None,
        actors: Vec::new(),
        values,
    })
}

/// The figure as it is written, inside a sentence: "Four" → "four", "12-year" → "12 years".
fn figures(view: &StoryView, item: &Item) -> String {
    let text = view.text(item.article, item.number);
    let text = ["-year-old", "-year old"].iter().find_map(|age| text.strip_suffix(age)).unwrap_or(text);
    let text = if text.eq_ignore_ascii_case("dozen") { "a dozen" } else { text };
    let joined = text.rsplit_once('-').filter(|_| item.unit == "duration");
    let text = joined.map_or_else(|| text.to_string(), |(figure, unit)| format!("{figure} {}", plural(unit)));
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// Whether the figures cannot all be true. "Dozens" and "several" are too vague to exclude one another; a toll that grew
/// from the earlier reports to the later ones was brought up to date.
fn severity(view: &StoryView, items: &[Item], group: &[usize], (one, other, score): (usize, usize, f32)) -> Severity {
    let vague =
        |item: &Item| item.bound == Bound::Between && !figures(view, item).contains(|c: char| c.is_ascii_digit());
    if !exclude(&items[one], &items[other]) || vague(&items[one]) || vague(&items[other]) {
        return Severity::Differs;
    }
    if has_grown(view, items, group) {
        return Severity::Update;
    }
    if score >= SURE { Severity::Conflict } else { Severity::Differs }
}

/// Whether the figures are of what befell people or things, and each later report has a larger one (of the missing, a
/// smaller one) than any earlier day's.
fn has_grown(view: &StoryView, items: &[Item], group: &[usize]) -> bool {
    let people = |item: &Item| is_of(&item.counts, Field::Person) || ANYBODY.contains(&item.counts.as_str());
    let toll = |item: &Item| {
        let befell = |verb: &str| in_one_class(item.verb, verb, "outcome");
        people(item) && TOLLS.iter().any(|verb| befell(verb)) || befell("destroy")
    };
    let missing = |item: &Item| in_one_class(item.verb, "miss", "outcome");
    let mut told: Vec<_> = Vec::new();
    for item in group.iter().map(|&idx| &items[idx]) {
        let Some(day) = view.article(item.article).published.filter(|_| toll(item)) else { return false };
        told.push((day, if missing(item) { -item.value } else { item.value }));
    }
    let ordered = told.iter().all(|(day, value)| told.iter().all(|(then, before)| then >= day || before <= value));
    ordered && told.iter().any(|(day, value)| told.iter().any(|(then, before)| then < day && before < value))
}

/// What befalls people and is counted again as reports come in.
const TOLLS: [&str; 5] = ["kill", "injure", "rescue", "miss", "displace"];
