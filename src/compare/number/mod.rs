//! Numbers: two sources count the same thing and come to different figures.
//!
//! Same thing: the counted nouns are near in meaning, of one population, and either the verbs over them are near too
//! or the sentences share their telling words. A figure that the other source gives as well, for the same kind of
//! thing, is not held against its other figures.

mod ages;
mod item;
mod likeness;
mod people;
pub(super) mod signs;
mod subject;

use super::candidate::{Candidate, Value};
use super::classes::in_one_class;
use super::story::StoryView;
use super::value::Wording;
use super::worded::{around, both_give, both_say, plural, with_article};
use super::{DiscrepancyKind, Severity};
use crate::extract::{Bound, Field, is_of};
use crate::text::ArticleIdx;
use crate::text::fence::check;
pub(super) use item::{Item, items};
use likeness::{ANYBODY, SAME_NOUN, noun_likeness};
pub(super) use likeness::{exclude, is_measure, is_rounded_count, is_rounding, same_value};
use signs::Sum;
use subject::{Subject, subject};

/// From this likeness on two quantities are taken to count the same thing.
const SAME_FACT: f32 = 0.4;
/// A figure from this size on, found again for the same kind of thing, is the same figure.
const TELLING_FIGURE: f64 = 10.0;
/// How many pairs of articles it takes to outweigh one report that gives both facts figures of their own.
const AGAINST: f32 = 1.0;
/// A figure this near in likeness is a rival.
const RIVAL: f32 = 0.06;
/// How much sooner a pair of figures that exclude one another is taken.
const EXCLUDING: f32 = 0.05;
/// More figures than this for one fact are several facts.
const MOST_SIDES: usize = 7;

pub(super) fn find(view: &StoryView) -> Vec<Candidate> {
    let mut items = item::items(view);
    bound(&mut items, view.members.len());
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
        check();
        for other in one + 1..n_items {
            let score = like(one, other);
            if score >= SAME_FACT
                && mutual(one, other, score)
                && !rivalled(one, other, score)
                && !rivalled(other, one, score)
                && !same_value(&items[one], &items[other])
                && !is_rounding(&items[one], &items[other])
                && (exclude(&items[one], &items[other]) || !is_measure(&items[one].unit))
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
    let facts = facts(&items, &matrix);
    let mut told = vec![false; facts.len()];
    let mut candidates = Vec::new();
    for &best in &differing {
        let fact = facts.iter().position(|fact| fact.contains(&best.0));
        let Some(fact) = fact.filter(|&fact| facts[fact].contains(&best.1) && !told[fact]) else { continue };
        told[fact] = true;
        candidates.extend(candidate(view, &items, &facts[fact], best));
    }
    candidates.extend(ages::ages(view));
    candidates.extend(people::other_nouns(view, &items));
    candidates.extend(people::nationalities(view, &items));
    candidates
}

/// Figures of one story that are held against one another at most: each pair takes 16 bytes and a millionth of a second.
const MOST_ITEMS: usize = 1_600;

/// Of a story with too many figures, the first ones of each article.
fn bound(items: &mut Vec<Item>, n_articles: usize) {
    if items.len() <= MOST_ITEMS {
        return;
    }
    let most = MOST_ITEMS / n_articles.max(1);
    let mut last = None;
    let mut n_here = 0;
    items.retain(|item| {
        n_here = if last == Some(item.article) { n_here + 1 } else { 1 };
        last = Some(item.article);
        n_here <= most
    });
}

/// Figures brought together by fact, the likeliest first, so that each goes where it fits best.
///
/// How likely two facts are one is the mean over their pairs of articles, each pair by its best figures (average linkage): a
/// report that gives a figure again in passing does not speak against itself.
fn facts(items: &[Item], matrix: &[f32]) -> Vec<Vec<usize>> {
    let n_items = items.len();
    let mut facts: Vec<Vec<usize>> = (0..n_items).map(|idx| vec![idx]).collect();
    let mut means = matrix.to_vec();
    let mut alive: Vec<usize> = (0..n_items).collect();
    // For each fact its nearest: a merge changes it for few others.
    let nearest = |one: usize, alive: &[usize], means: &[f32]| -> (f32, usize) {
        let others = alive.iter().filter(|&&other| other != one).map(|&other| (means[one * n_items + other], other));
        others.fold((0.0, one), |best, next| if next.0 > best.0 { next } else { best })
    };
    let mut near: Vec<(f32, usize)> = (0..n_items).map(|one| nearest(one, &alive, &means)).collect();
    loop {
        let best = alive.iter().copied().max_by(|&a, &b| near[a].0.total_cmp(&near[b].0).then(b.cmp(&a)));
        let Some(one) = best.filter(|&one| near[one].0 >= SAME_FACT) else { break };
        check();
        let other = near[one].1;
        let moved = std::mem::take(&mut facts[other]);
        facts[one].extend(moved);
        facts[one].sort_unstable();
        alive.retain(|&idx| idx != other);
        for &idx in alive.iter().filter(|&&idx| idx != one) {
            if means[one * n_items + idx].max(means[other * n_items + idx]) > 0.0 {
                let mean = linkage(items, matrix, &facts[one], &facts[idx]);
                means[one * n_items + idx] = mean;
                means[idx * n_items + one] = mean;
            }
        }
        for at in 0..alive.len() {
            let idx = alive[at];
            let mean = means[one * n_items + idx];
            if idx == one || near[idx].1 == one || near[idx].1 == other {
                near[idx] = nearest(idx, &alive, &means);
            } else if mean > near[idx].0 {
                near[idx] = (mean, one);
            }
        }
    }
    facts.retain(|fact| fact.len() > 1);
    facts
}

/// The mean over the pairs of articles behind two facts of the best likelihood between their figures.
///
/// One report seldom gives one fact two figures that exclude one another. Items are in the order of their articles, and so
/// are the two facts.
fn linkage(items: &[Item], matrix: &[f32], one: &[usize], other: &[usize]) -> f32 {
    let by_article = |fact: &[usize]| -> Vec<Vec<usize>> {
        fact.chunk_by(|a, b| items[*a].article == items[*b].article).map(<[usize]>::to_vec).collect()
    };
    let (mut sum, mut pairs) = (0.0, 0.0);
    let theirs = by_article(other);
    for ours in by_article(one) {
        for theirs in &theirs {
            let both = || ours.iter().flat_map(|a| theirs.iter().map(move |b| (*a, *b)));
            if items[theirs[0]].article != items[ours[0]].article {
                sum += both().map(|(a, b)| matrix[a * items.len() + b]).fold(0.0, f32::max);
                pairs += 1.0;
            } else if both().any(|(a, b)| exclude(&items[a], &items[b])) {
                pairs += AGAINST;
            }
        }
    }
    if pairs > 0.0 { sum / pairs } else { 0.0 }
}

/// How likely each two items count the same thing, by their numbers; 0 within one article.
fn likelihoods(view: &StoryView, items: &[Item]) -> Vec<f32> {
    let n_items = items.len();
    let mut sums: Vec<Option<Sum>> = vec![None; n_items * n_items];
    for one in 0..n_items {
        check();
        for other in one + 1..n_items {
            if items[one].article != items[other].article {
                let sum = signs::sum(view, &items[one], &items[other]);
                sums[one * n_items + other] = sum;
                sums[other * n_items + one] = sum;
            }
        }
    }
    // The figures of the other's article that may count what `one` does, and how strong each is.
    let known = &sums;
    let fellows = |one: usize, other: usize| {
        let article = items[other].article;
        let from = items.partition_point(|item| item.article < article);
        let here = items[from..].iter().take_while(move |item| item.article == article);
        let here = here.enumerate().map(move |(at, item)| (from + at, item));
        here.filter(move |&(idx, _)| idx != other)
            .filter_map(move |(idx, item)| Some((item, known[one * n_items + idx]?.alone)))
    };
    let rivals = |one: usize, other: usize| fellows(one, other).map(|(_, alone)| alone.exp()).sum::<f32>();
    let given = |one: usize, other: usize| fellows(one, other).any(|(item, _)| same_value(item, &items[one]));
    let mut matrix = vec![0.0; n_items * n_items];
    for one in 0..n_items {
        check();
        for other in one + 1..n_items {
            let Some(sum) = sums[one * n_items + other] else { continue };
            let sum = if same_value(&items[one], &items[other]) {
                sum.among
            } else {
                let elsewhere = given(one, other) || given(other, one);
                sum.among
                    + signs::weight("rivals").among * (rivals(one, other) + rivals(other, one)).ln_1p()
                    + if elsewhere { signs::weight("elsewhere-given").among } else { 0.0 }
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
    let all: Vec<&Item> = group.iter().map(|&idx| &items[idx]).collect();
    let severity = severity(view, &all, one, other);
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

/// Whether there is a name for what two figures count.
pub(super) fn is_named(view: &StoryView, one: &Item, other: &Item) -> bool {
    subject(view, one, other).is_some()
}

/// How a row of figures reads, and whether they conflict; `one` and `other` are the likeliest pair.
pub(super) fn word(view: &StoryView, all: &[&Item], one: &Item, other: &Item) -> (Wording, Severity) {
    let (a, b) = (figures(view, one), figures(view, other));
    let said = || both_say((one.article, &a), (other.article, &b));
    let wording = match subject(view, one, other) {
        Some(Subject::Noun(what)) => Wording { reason: both_give(&with_article(&what), &a, &b), subject: what },
        Some(Subject::Clause(what)) => Wording { subject: what, reason: said() },
        None => Wording { subject: format!("how many: “{}”", around(view, one.article, one.span)), reason: said() },
    };
    (wording, severity(view, all, one, other))
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
fn severity(view: &StoryView, all: &[&Item], one: &Item, other: &Item) -> Severity {
    let vague =
        |item: &Item| item.bound == Bound::Between && !figures(view, item).contains(|c: char| c.is_ascii_digit());
    if !exclude(one, other) || vague(one) || vague(other) {
        return Severity::Differs;
    }
    if has_grown(view, all) { Severity::Update } else { Severity::Conflict }
}

/// Whether the figures are of what befell people or things, and each later report has a larger one (of the missing, a
/// smaller one) than any earlier day's.
fn has_grown(view: &StoryView, items: &[&Item]) -> bool {
    let people = |item: &Item| is_of(&item.counts, Field::Person) || ANYBODY.contains(&item.counts.as_str());
    let toll = |item: &Item| {
        let befell = |verb: &str| in_one_class(item.verb, verb, "outcome");
        people(item) && TOLLS.iter().any(|verb| befell(verb)) || befell("destroy")
    };
    let missing = |item: &Item| in_one_class(item.verb, "miss", "outcome");
    let mut told: Vec<_> = Vec::new();
    for &item in items {
        let Some(day) = view.article(item.article).published.filter(|_| toll(item)) else { return false };
        told.push((day, if missing(item) { -item.value } else { item.value }));
    }
    let ordered = told.iter().all(|(day, value)| told.iter().all(|(then, before)| then >= day || before <= value));
    ordered && told.iter().any(|(day, value)| told.iter().any(|(then, before)| then < day && before < value))
}

/// What befalls people and is counted again as reports come in.
const TOLLS: [&str; 5] = ["kill", "injure", "rescue", "miss", "displace"];
