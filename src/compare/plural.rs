//! One or several: the same deed against, by or in one thing by one source, several by another.
//!
//! "Punched a soldier" and "punched two soldiers"; "killed in an airstrike" and "killed in airstrikes". Figures of
//! more than that are for `number`; here the grammar counts.

use super::align::{PRONOUNS, Placed, slot_match};
use super::candidate::{Candidate, Value};
use super::classes::in_one_class;
use super::story::StoryView;
use super::worded::{both, lowered};
use super::{DiscrepancyKind, Severity};
use crate::extract::{ActorKind, Field, FrameKind, Slot, SlotRole, Unit, is_of, is_word, nearness};
use crate::text::ArticleIdx;
use rustc_hash::FxHashMap;

/// Least nearness of the verbs.
const SAME_VERB: f32 = 0.75;
/// Rarity from which the noun alone carries the matter.
const TELLING_NOUN: f32 = 2.6;
/// Verbs that name no deed.
const LIGHT: [&str; 8] = ["be", "have", "do", "make", "say", "get", "become", "include"];
/// Least overlap of the sentences where somebody else takes part in only one of them.
const SAME_SENTENCE: f32 = 0.4;

/// How many, as grammar or a small figure tells it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Many {
    One,
    Several,
    Exactly(u32),
}

impl Many {
    /// Whether both can be meant of one set: "two soldiers" are "the soldiers" by any reading.
    fn fits(self, other: Many) -> bool {
        match (self, other) {
            (Many::One, Many::Several) | (Many::Several, Many::One) => false,
            (Many::Exactly(a), Many::Exactly(b)) => a == b,
            (Many::One, Many::Exactly(n)) | (Many::Exactly(n), Many::One) => n == 1,
            (Many::Several, Many::Exactly(n)) | (Many::Exactly(n), Many::Several) => n > 1,
            _ => true,
        }
    }
}

#[derive(Clone, Copy)]
struct Item<'a> {
    placed: Placed<'a>,
    slot: &'a Slot,
    many: Many,
}

pub(super) fn find(view: &StoryView) -> Vec<Candidate> {
    let mut by_noun: FxHashMap<&str, Vec<Item>> = FxHashMap::default();
    for &article in view.members {
        for frame in view.found(article).frames.iter().filter(|frame| frame.kind == FrameKind::Verb && !frame.negated) {
            if LIGHT.contains(&frame.lemma.as_str()) {
                continue;
            }
            let placed = Placed { article, frame };
            for slot in frame.slots.iter().filter(|slot| is_countable(slot)) {
                if let Some(many) = many(view, article, slot) {
                    by_noun.entry(&slot.lemma).or_default().push(Item { placed, slot, many });
                }
            }
        }
    }
    let mut nouns: Vec<&str> = by_noun.keys().copied().collect();
    nouns.sort_unstable();
    nouns.into_iter().filter_map(|noun| of_noun(view, noun, &by_noun[noun])).collect()
}

/// A thing, deed or person that grammar counts, with no name of its own.
fn is_countable(slot: &Slot) -> bool {
    matches!(slot.role, SlotRole::Object | SlotRole::Subject | SlotRole::Oblique)
        && slot.time.is_none()
        && !slot.named
        && !PRONOUNS.contains(&slot.lemma.as_str())
        && (!is_word(&slot.lemma) || is_of(&slot.lemma, Field::Person) || is_blow(&slot.lemma))
}

/// Shots, shells, strikes: of doors and crimes the number says nothing.
fn is_blow(lemma: &str) -> bool {
    in_one_class(lemma, lemma, "blow")
}

fn many(view: &StoryView, article: ArticleIdx, slot: &Slot) -> Option<Many> {
    if let Some(quantity) = slot.quantity.and_then(|idx| view.found(article).quantities.get(idx as usize)) {
        // "One of the pilots" is one among several.
        let part = [" of the ", " of them", " of his ", " of her ", " of their "];
        let phrase = view.text(article, quantity.span).to_lowercase();
        if quantity.part_of.is_some() || part.iter().any(|of| phrase.contains(of)) {
            return None;
        }
        let small = quantity.unit == Unit::Count && quantity.value.fract() == 0.0 && quantity.upper.is_none();
        return (small && (1.0..=4.0).contains(&quantity.value)).then_some(if quantity.value < 1.5 {
            Many::One
        } else {
            Many::Exactly(quantity.value as u32)
        });
    }
    let text = view.text(article, slot.span).to_lowercase();
    let first = text.split(' ').next().unwrap_or("");
    let words = || text.split(|c: char| !c.is_alphanumeric() && c != '-');
    let singular = words().any(|word| word == slot.lemma);
    let plural = words()
        .any(|word| word.starts_with(slot.lemma.get(..3).unwrap_or("~")) && word.ends_with('s') && word != slot.lemma);
    match (singular, plural) {
        (true, false) if matches!(first, "a" | "an" | "one") => Some(Many::One),
        // "The pilot died" speaks of one who is known, not of how many there were.
        (true, false) if first == "the" && slot.role != SlotRole::Subject => Some(Many::One),
        (false, true) => Some(Many::Several),
        _ => None,
    }
}

fn near_verbs(one: &Item, other: &Item) -> bool {
    let (a, b) = (&one.placed.frame.lemma, &other.placed.frame.lemma);
    nearness(a, b) >= SAME_VERB || in_one_class(a, b, "deed")
}

/// Whether the same preposition leads to two things: "a bullet in the door", "bullets in the wreck".
fn in_two_places(view: &StoryView, one: &Item, other: &Item) -> bool {
    let (a, b) = (one.placed, other.placed);
    a.frame.slots.iter().filter(|slot| slot.role == SlotRole::Oblique && slot.head != one.slot.head).any(|slot| {
        let mut fellows = b.frame.slots.iter().filter(|theirs| {
            theirs.role == SlotRole::Oblique && theirs.preposition == slot.preposition && theirs.head != other.slot.head
        });
        let met = |theirs: &Slot| slot_match(view, (a.article, slot), (b.article, theirs)) > 0.8;
        fellows.clone().next().is_some() && !fellows.any(met)
    })
}

/// How surely two tell of one deed.
fn one_deed(view: &StoryView, one: &Item, other: &Item) -> Option<f32> {
    let (a, b) = (one.placed, other.placed);
    if !near_verbs(one, other) || in_two_places(view, one, other) {
        return None;
    }
    let core = |placed: Placed, but: &Slot| -> Vec<usize> {
        (0..placed.frame.slots.len())
            .filter(|&idx| {
                let slot = &placed.frame.slots[idx];
                matches!(slot.role, SlotRole::Subject | SlotRole::Object) && slot.head != but.head
            })
            .collect()
    };
    let (ours, theirs) = (core(a, one.slot), core(b, other.slot));
    let mut by_name = false;
    let met = ours.iter().any(|&i| {
        theirs.iter().any(|&j| {
            let (mine, other) = (&a.frame.slots[i], &b.frame.slots[j]);
            let same = slot_match(view, (a.article, mine), (b.article, other)) > 0.8;
            by_name |= same && view.slot_actor(a.article, mine).is_some_and(|actor| view.is_named(actor));
            same
        })
    });
    let context = view.overlap(view.words_at(a.article, one.slot.span), view.words_at(b.article, other.slot.span), "");
    let telling = view.rarity(&one.slot.lemma) >= TELLING_NOUN;
    match (met, telling) {
        (true, true) if by_name || context >= SAME_SENTENCE => Some(0.75),
        (true, false) if by_name && context >= SAME_SENTENCE => Some(0.7),
        (false, true) if context >= SAME_SENTENCE => Some(0.6),
        _ => None,
    }
}

fn of_noun(view: &StoryView, noun: &str, items: &[Item]) -> Option<Candidate> {
    let gives = |article: ArticleIdx, many: Many| {
        items.iter().any(|item| item.placed.article == article && item.many.fits(many) && many.fits(item.many))
    };
    let mut best: Option<(usize, usize, f32)> = None;
    for (at, one) in items.iter().enumerate() {
        for (idx, other) in items.iter().enumerate().skip(at + 1) {
            let apart = one.placed.article != other.placed.article && !one.many.fits(other.many);
            if !apart || gives(one.placed.article, other.many) || gives(other.placed.article, one.many) {
                continue;
            }
            if let Some(sure) = one_deed(view, one, other)
                && best.is_none_or(|known| sure > known.2)
            {
                best = Some((at, idx, sure));
            }
        }
    }
    let (one, other, sure) = best?;
    let mut sides: Vec<Many> = vec![items[one].many, items[other].many];
    let mut values = Vec::new();
    for item in items {
        // The noun is one, and the verb is that of the one or the other.
        if !near_verbs(item, &items[one]) && !near_verbs(item, &items[other]) {
            continue;
        }
        let side = sides.iter().position(|side| *side == item.many).unwrap_or_else(|| {
            sides.push(item.many);
            sides.len() - 1
        });
        let wide = item.placed.frame.head_span.join(item.slot.span);
        let short = view.text(item.placed.article, wide).split_whitespace().count() <= 12;
        values.push(Value {
            article: item.placed.article,
            span: if short { wide } else { item.slot.span },
            text: view.text(item.placed.article, item.slot.span).to_string(),
            side: side as u32,
        });
    }
    let of_side = |side: u32| {
        let mut all = values.iter().filter(|value: &&Value| value.side == side);
        all.clone().find(|value| !view.in_title(value.article, value.span)).or_else(|| all.next())
    };
    let text = |side: u32| of_side(side).map_or(String::new(), |value| lowered(view, &value.text));
    let articles = (items[one].placed.article, items[other].placed.article);
    Some(Candidate {
        kind: DiscrepancyKind::Number,
        severity: Severity::Differs,
        subject: format!("whether it was one {noun} or several"),
        reason: both("speaks of", (articles.0, &text(0)), (articles.1, &text(1))),
        confidence: sure,
        interest: 0.6,
        event: view.event_of_frame(items[one].placed.article, items[one].placed.frame),
        actors: items[one]
            .slot
            .referent
            .and_then(|_| view.slot_actor(items[one].placed.article, items[one].slot))
            .filter(|actor| view.linked.actors[*actor as usize].kind == ActorKind::Person)
            .into_iter()
            .collect(),
        values,
    })
}
