//! The driver that all types of value share: pairs, their probability, facts, rows.
//!
//! A pair is two values of two reports that are comparable and whose sentences or slots lie near enough; its probability is
//! that of the type's forest. The likeliest pair of different values, each the other report's best, begins a fact, unless one
//! of the reports gives both; values of other reports join it that are nearly as likely. Each value stands in one row.

use super::standing::{STANDING, Standings};
use super::{Place, Relation, ValueType};
use crate::compare::candidate::{Candidate, Value};
use crate::compare::slot::{Alignment, COMMON, Neighbours, common};
use crate::compare::story::StoryView;
use crate::text::fence::check;
use crate::text::{ArticleIdx, Span};
use rustc_hash::{FxHashMap, FxHashSet};

/// Least cosine of two sentences or two slots of a pair: under it, hardly one in a thousand pairs was of one fact.
const LEAST_COSINE: f32 = 0.3;
/// Values of a type in a story that are paired: their square is looked at.
const MOST_VALUES: usize = 1200;
/// A rival's slot lies at most this much less near.
const RIVAL: f32 = 0.05;
/// Pairs less likely than this begin no row; the row's own probability decides what is shown.
const LEAST_LIKELY: f32 = 0.04;
/// A value joins a fact where it is at least this share as likely to be held against each of its two first values that it
/// differs from.
const JOINS: f32 = 0.8;
/// A report gives the other's value too where an equal one fills the slot at least this much as likely as its own: one that is
/// only a little less likely may be the same told again.
const GIVEN: f32 = 0.5;
/// Values of a fact at most: more are several facts.
const MOST_IN_FACT: usize = 8;

/// A pair as it was judged, for those who ask why and for learning.
pub(in super::super) struct PairSeen {
    pub(in super::super) value_type: &'static str,
    pub(in super::super) places: [(ArticleIdx, Span); 2],
    pub(in super::super) relation: Relation,
    pub(in super::super) probability: f32,
    pub(in super::super) signs: Vec<f32>,
}

/// What is known of a pair.
struct Likely {
    probability: f32,
    /// Whether one of the reports gives the other's value too, of the same thing.
    given: bool,
}

/// All pairs that were judged; kept only where somebody asked.
#[derive(Default)]
pub(in super::super) struct Explained {
    pub(in super::super) pairs: Vec<PairSeen>,
}

/// The rows of one type of value.
pub(in super::super) fn find<T: ValueType>(
    view: &StoryView,
    alignment: &Alignment,
    mut explained: Option<&mut Explained>,
) -> Vec<Candidate> {
    let place = |article: ArticleIdx, span: Span| {
        let member = view.members.iter().position(|one| *one == article)?;
        let sentence = view.sentence_at(article, span)?;
        Some(Place { article, span, sentence, number: alignment.number(member, sentence)? })
    };
    let mut values = T::find(view, &place);
    values.truncate(MOST_VALUES);
    let at = |idx: usize| (idx, T::place(&values[idx]).article);
    let mut standings = Standings::default();
    let mut seen = Vec::new();
    for (one, other) in pairs::<T>(alignment, &values) {
        check();
        let (ours, theirs) = (&values[one], &values[other]);
        let mut signs = Vec::with_capacity(COMMON.len() + T::SIGNS.len() + STANDING.len());
        let places = (T::place(ours), T::place(theirs));
        let slots = (T::slot(ours), T::slot(theirs));
        let neighbours = neighbours::<T>(&values, one, other);
        common(view, alignment, (&places.0, &places.1), slots, &neighbours, &mut signs);
        T::signs(view, ours, theirs, &mut signs);
        let slot = T::slot_forest().probability(&signs);
        standings.add(at(one), at(other), slot, T::relate(ours, theirs));
        seen.push((one, other, slot, signs));
    }
    let mut likely: FxHashMap<(usize, usize), Likely> = FxHashMap::default();
    for (one, other, slot, mut signs) in seen {
        standings.signs(at(one), at(other), slot, &mut signs);
        let given = standings.given(at(one), at(other)) >= GIVEN * slot;
        let probability = T::forest().probability(&signs);
        likely.insert((one, other), Likely { probability, given });
        if let Some(explained) = explained.as_deref_mut() {
            let (ours, theirs) = (&values[one], &values[other]);
            let places = [ours, theirs].map(|value| (T::place(value).article, T::place(value).span));
            let relation = T::relate(ours, theirs);
            explained.pairs.push(PairSeen { value_type: T::NAME, places, relation, probability, signs });
        }
    }
    rows::<T>(view, &values, &likely)
}

/// The pairs that may answer one question.
fn pairs<T: ValueType>(alignment: &Alignment, values: &[T::Value<'_>]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for one in 0..values.len() {
        check();
        for other in one + 1..values.len() {
            let (a, b) = (T::place(&values[one]), T::place(&values[other]));
            if a.article == b.article || !T::comparable(&values[one], &values[other]) {
                continue;
            }
            let slots = || T::slot(&values[one]).cosine(T::slot(&values[other]));
            if alignment.cosine(a.number, b.number) >= LEAST_COSINE || slots() >= LEAST_COSINE {
                pairs.push((one, other));
            }
        }
    }
    pairs
}

fn neighbours<T: ValueType>(values: &[T::Value<'_>], one: usize, other: usize) -> Neighbours {
    let near = |of: usize, with: usize| T::slot(&values[of]).cosine(T::slot(&values[with]));
    let cosine = near(one, other);
    let beside = |this: usize, that: usize| {
        let article = T::place(&values[that]).article;
        let fellows = (0..values.len()).filter(move |&idx| {
            idx != that && T::place(&values[idx]).article == article && T::comparable(&values[this], &values[idx])
        });
        let mut best = 0.0f32;
        let (mut rivals, mut gives) = (0, false);
        for idx in fellows {
            let near = near(this, idx);
            best = best.max(near);
            rivals += usize::from(near > cosine - RIVAL);
            gives |= T::relate(&values[this], &values[idx]) == Relation::Same;
        }
        (best, rivals, gives)
    };
    let (best_of_other, rivals_of_other, other_gives) = beside(one, other);
    let (best_of_one, rivals_of_one, one_gives) = beside(other, one);
    Neighbours { best_of_other, best_of_one, rivals_of_other, rivals_of_one, other_gives, one_gives }
}

/// Facts of the likeliest pairs, as rows.
fn rows<T: ValueType>(
    view: &StoryView,
    values: &[T::Value<'_>],
    likely: &FxHashMap<(usize, usize), Likely>,
) -> Vec<Candidate> {
    let probability =
        |one: usize, other: usize| likely.get(&(one.min(other), one.max(other))).map_or(0.0, |pair| pair.probability);
    // For a value and another report: its likeliest fellow there.
    let mut best_in: FxHashMap<(usize, ArticleIdx), f32> = FxHashMap::default();
    for (&(one, other), pair) in likely {
        for (this, that) in [(one, other), (other, one)] {
            let best = best_in.entry((this, T::place(&values[that]).article)).or_default();
            *best = best.max(pair.probability);
        }
    }
    let mutual = |one: usize, other: usize| {
        let best = |this: usize, that: usize| best_in.get(&(this, T::place(&values[that]).article)).copied();
        let p = probability(one, other);
        best(one, other).is_none_or(|best| best <= p) && best(other, one).is_none_or(|best| best <= p)
    };
    let differ = |one: usize, other: usize| T::relate(&values[one], &values[other]) != Relation::Same;
    let mut ordered: Vec<(usize, usize, f32)> = likely
        .iter()
        .filter(|(_, pair)| pair.probability >= LEAST_LIKELY && !pair.given)
        .filter(|((one, other), _)| differ(*one, *other) && mutual(*one, *other))
        .filter(|((one, other), _)| T::answers(view, &values[*one], &values[*other]))
        .map(|((one, other), pair)| (*one, *other, pair.probability))
        .collect();
    ordered.sort_by(|a, b| b.2.total_cmp(&a.2).then((a.0, a.1).cmp(&(b.0, b.1))));
    let mut taken: FxHashSet<usize> = FxHashSet::default();
    let mut rows = Vec::new();
    for (one, other, best) in ordered {
        if taken.contains(&one) || taken.contains(&other) {
            continue;
        }
        let mut fact = vec![one, other];
        let mut joining: Vec<(f32, usize)> = (0..values.len())
            .filter(|idx| !taken.contains(idx) && *idx != one && *idx != other)
            .map(|idx| {
                let fits = |with: usize| match differ(with, idx) {
                    true if T::answers(view, &values[with], &values[idx]) => probability(with, idx),
                    true => 0.0,
                    false => f32::MAX,
                };
                (fits(one).min(fits(other)), idx)
            })
            .filter(|(p, _)| *p >= JOINS * best)
            .collect();
        joining.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for (_, idx) in joining {
            // A report gives a fact one value; a second one is of something else, unless it is the same again.
            let again = |&known: &usize| T::place(&values[known]).article == T::place(&values[idx]).article;
            if fact.len() < MOST_IN_FACT && !fact.iter().any(again) {
                fact.push(idx);
            }
        }
        taken.extend(&fact);
        let mut firsts: Vec<usize> = Vec::new();
        let mut told = Vec::new();
        for &idx in &fact {
            let same = |first: &usize| T::relate(&values[*first], &values[idx]) == Relation::Same;
            let side = firsts.iter().position(same).unwrap_or_else(|| {
                firsts.push(idx);
                firsts.len() - 1
            });
            let Place { article, span, .. } = T::place(&values[idx]);
            told.push(Value { article, span, text: T::text(view, &values[idx]), side: side as u32 });
        }
        let all: Vec<&T::Value<'_>> = fact.iter().map(|&idx| &values[idx]).collect();
        let (wording, severity) = T::word(view, &all, &values[one], &values[other]);
        let candidate = Candidate {
            kind: T::KIND,
            severity,
            subject: wording.subject,
            reason: wording.reason,
            confidence: best,
            interest: 1.0,
            event: None,
            actors: Vec::new(),
            values: told,
        };
        rows.push(candidate);
    }
    rows
}
