//! Terrain: one spot described as two kinds of land or water: a mountain, woods, a river.

use super::align::Placed;
use super::candidate::{Candidate, Value};
use super::classes::{classes, in_one_class};
use super::story::StoryView;
use super::worded::{both_write, where_};
use super::{DiscrepancyKind, Severity};
use crate::extract::{Frame, FrameKind, Slot, SlotRole, nearness};
use crate::text::{ArticleIdx, Span};
use rustc_hash::FxHashMap;

/// Least nearness of the verbs.
const SAME_VERB: f32 = 0.85;
/// Words of evidence.
const EVIDENCE_WORDS: usize = 12;

struct Spot<'a> {
    article: ArticleIdx,
    frame: &'a Frame,
    class: &'static str,
    span: Span,
}

pub(super) fn find(view: &StoryView) -> Vec<Candidate> {
    let mut spots: Vec<Spot> = Vec::new();
    for &article in view.members {
        for frame in view.found(article).frames.iter().filter(|frame| frame.kind == FrameKind::Verb && !frame.negated) {
            for slot in frame.slots.iter().filter(|slot| slot.role == SlotRole::Oblique) {
                let stands = matches!(slot.preposition.as_str(), "in" | "into" | "on" | "onto" | "near");
                if let (true, Some(class)) = (stands, terrain(slot)) {
                    let wide = frame.head_span.join(slot.span);
                    let short = view.text(article, wide).split_whitespace().count() <= EVIDENCE_WORDS;
                    spots.push(Spot { article, frame, class, span: if short { wide } else { slot.span } });
                }
            }
        }
    }
    let mut by_verb: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for (idx, spot) in spots.iter().enumerate() {
        let first = spots.iter().position(|other| {
            nearness(&other.frame.lemma, &spot.frame.lemma) >= SAME_VERB
                || in_one_class(&other.frame.lemma, &spot.frame.lemma, "deed")
        });
        by_verb.entry(first.unwrap_or(idx)).or_default().push(idx);
    }
    let mut verbs: Vec<usize> = by_verb.keys().copied().collect();
    verbs.sort_unstable();
    verbs.into_iter().filter_map(|verb| of_verb(view, &spots, &by_verb[&verb])).collect()
}

/// The kind of land or water that a place is: by its noun, or by the word before a mere "area".
fn terrain(slot: &Slot) -> Option<&'static str> {
    if slot.named {
        return None;
    }
    classes(&slot.lemma, "terrain")
        .next()
        .or_else(|| slot.words.iter().find_map(|word| classes(word, "terrain").next()))
}

/// Whether two accounts may be of one event: the linking has not told them apart.
fn may_be_one(view: &StoryView, one: &Spot, other: &Spot) -> bool {
    let event = |spot: &Spot| view.event_of_frame(spot.article, spot.frame);
    match (event(one), event(other)) {
        (Some(a), Some(b)) => a == b,
        _ => view.overlap(view.words_at(one.article, one.span), view.words_at(other.article, other.span), "") >= 0.2,
    }
}

fn of_verb(view: &StoryView, spots: &[Spot], group: &[usize]) -> Option<Candidate> {
    let gives = |article: ArticleIdx, class: &str| {
        group.iter().any(|&idx| spots[idx].article == article && spots[idx].class == class)
    };
    let pairs = group.iter().flat_map(|&one| group.iter().map(move |&other| (one, other)));
    let (one, other) = pairs.filter(|(one, other)| one < other).find(|&(one, other)| {
        let (a, b) = (&spots[one], &spots[other]);
        a.article != b.article
            && a.class != b.class
            && may_be_one(view, a, b)
            && !gives(a.article, b.class)
            && !gives(b.article, a.class)
    })?;
    let mut sides: Vec<&str> = vec![spots[one].class, spots[other].class];
    let mut values = Vec::new();
    for &idx in group {
        let spot = &spots[idx];
        if idx != one && idx != other && !may_be_one(view, spot, &spots[one]) && !may_be_one(view, spot, &spots[other])
        {
            continue;
        }
        let side = sides.iter().position(|class| *class == spot.class).unwrap_or_else(|| {
            sides.push(spot.class);
            sides.len() - 1
        });
        let text = view.text(spot.article, spot.span).to_string();
        values.push(Value { article: spot.article, span: spot.span, text, side: side as u32 });
    }
    let placed = |idx: usize| Placed { article: spots[idx].article, frame: spots[idx].frame };
    let spot = |idx: usize| (spots[idx].article, spots[idx].span);
    let ground = |idx: usize| {
        let spot: &Spot = &spots[idx];
        let slots = spot.frame.slots.iter().filter(|slot| slot.role == SlotRole::Oblique);
        slots.filter(|slot| spot.span.contains(slot.span)).map(|slot| (spot.article, slot.span)).next_back()
    };
    let grounds: Vec<_> = [one, other].into_iter().filter_map(ground).collect();
    Some(Candidate {
        kind: DiscrepancyKind::Place,
        severity: Severity::Differs,
        subject: where_(view, &[placed(one), placed(other)], &grounds),
        reason: both_write(view, spot(one), spot(other)),
        confidence: 0.7,
        interest: 0.5,
        event: view.event_of_frame(spots[one].article, spots[one].frame),
        actors: Vec::new(),
        values,
    })
}
