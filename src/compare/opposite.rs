//! Opposites: of the same thing one source says that it rose and another that it fell, that somebody was convicted or
//! acquitted. The pairs are `WordNet`'s (assets/meaning/antonyms.tsv).

use super::align::{Placed, is_empty, owners, slot_match};
use super::candidate::{Candidate, Value};
use super::story::StoryView;
use super::worded::{both_write, lowered, told};
use super::{DiscrepancyKind, Severity};
use crate::extract::{ActorKind, FrameKind, Reality, Slot, SlotRole, opposites, past};
use rustc_hash::FxHashMap;

/// Words of evidence.
const EVIDENCE_WORDS: usize = 16;
/// Verbs with too many meanings to have one opposite.
const LIGHT: [&str; 26] = [
    "hold",
    "take",
    "give",
    "come",
    "go",
    "keep",
    "get",
    "have",
    "leave",
    "stand",
    "sit",
    "lie",
    "make",
    "do",
    "begin",
    "start",
    "end",
    "finish",
    "stop",
    "continue",
    "appear",
    "disappear",
    "admit",
    "deny",
    "acknowledge",
    "live",
];
/// Rarity from which a subject or object that is no named actor says what is spoken of.
const TELLING: f32 = 2.2;

pub(super) fn find(view: &StoryView) -> Vec<Candidate> {
    let mut by_lemma: FxHashMap<&str, Vec<Placed>> = FxHashMap::default();
    for &article in view.members {
        for frame in &view.found(article).frames {
            let told = frame.kind != FrameKind::Nominal && !frame.negated && frame.reality == Reality::Fact;
            if told {
                by_lemma.entry(&frame.lemma).or_default().push(Placed { article, frame });
            }
        }
    }
    let mut lemmas: Vec<&str> = by_lemma.keys().copied().collect();
    lemmas.sort_unstable();
    let mut candidates = Vec::new();
    for &lemma in &lemmas {
        for other in
            opposites(lemma).filter(|other| *other > lemma && !LIGHT.contains(other) && !LIGHT.contains(&lemma))
        {
            if let Some(theirs) = by_lemma.get(other) {
                candidates.extend(opposed(view, &by_lemma[lemma], theirs));
            }
        }
    }
    candidates
}

fn opposed(view: &StoryView, ones: &[Placed], others: &[Placed]) -> Option<Candidate> {
    let (mut best, mut most) = (None, 0.0);
    for &one in ones {
        for &other in others {
            let Some(sure) = same_matter(view, one, other).filter(|_| one.article != other.article) else { continue };
            // A source that tells both tells of two things.
            let also = |of: Placed, among: &[Placed]| {
                among.iter().any(|third| third.article == of.article && same_matter(view, *third, of).is_some())
            };
            if sure > most && !also(one, others) && !also(other, ones) {
                (best, most) = (Some((one, other)), sure);
            }
        }
    }
    let (one, other) = best?;
    let value = |placed: Placed, side| {
        let short = view.text(placed.article, placed.frame.span).split_whitespace().count() <= EVIDENCE_WORDS;
        let span = if short { placed.frame.span } else { placed.frame.head_span };
        Value { article: placed.article, span, text: view.text(placed.article, span).to_string(), side }
    };
    let mut values = vec![value(one, 0), value(other, 1)];
    let more = |placed: &&Placed, like: Placed| {
        placed.article != one.article && placed.article != other.article && same_matter(view, **placed, like).is_some()
    };
    values.extend(ones.iter().filter(|placed| more(placed, other)).map(|placed| value(*placed, 0)));
    values.extend(others.iter().filter(|placed| more(placed, one)).map(|placed| value(*placed, 1)));
    let clause = told(view, &[one], &[]).unwrap_or_else(|| lowered(view, &values[0].text));
    Some(Candidate {
        kind: DiscrepancyKind::Status,
        severity: Severity::Conflict,
        subject: format!("whether {} or {}", clause, past(&other.frame.lemma)),
        reason: both_write(view, (one.article, values[0].span), (other.article, values[1].span)),
        confidence: most,
        interest: 0.9,
        event: view.event_of_frame(one.article, one.frame),
        actors: Vec::new(),
        values,
    })
}

/// Both speak of the same subject and object, as far as they have them, and of the same charge, place or thing after a
/// preposition where both name one.
fn same_matter(view: &StoryView, one: Placed, other: Placed) -> Option<f32> {
    let filled = |placed: Placed, role: SlotRole| -> Vec<usize> {
        (0..placed.frame.slots.len())
            .filter(|&idx| {
                placed.frame.slots[idx].role == role && !is_empty(view, placed.article, &placed.frame.slots[idx])
            })
            .collect()
    };
    let (mut met, mut telling) = (0, false);
    for role in [SlotRole::Subject, SlotRole::Object, SlotRole::Oblique] {
        let (ours, theirs) = (filled(one, role), filled(other, role));
        let fellow = ours.iter().copied().find(|&i| {
            let mine = &one.frame.slots[i];
            theirs.iter().any(|&j| {
                let theirs = &other.frame.slots[j];
                (role != SlotRole::Oblique || mine.preposition == theirs.preposition)
                    && slot_match(view, (one.article, mine), (other.article, theirs)) > 0.8
            })
        });
        match fellow {
            Some(idx) => {
                let slot = &one.frame.slots[idx];
                met += 1;
                // "Shares of Norden Air": the name stands inside the phrase or beside it.
                telling |= !view.actors_in(one.article, slot.span).is_empty()
                    || !owners(view, one.article, slot).is_empty()
                    || view.rarity(&slot.lemma) >= TELLING;
            }
            // The same kind of slot with something else in it: another matter. Obliques may differ in kind.
            None if role == SlotRole::Oblique => {
                let clash = ours.iter().any(|&i| {
                    theirs.iter().any(|&j| one.frame.slots[i].preposition == other.frame.slots[j].preposition)
                });
                if clash {
                    return None;
                }
            }
            None if !ours.is_empty() && !theirs.is_empty() => return None,
            None => {}
        }
    }
    // "Acquitted of the one charge" and plainly "convicted": of another, perhaps.
    let somewhere = |placed: Placed, slot: &Slot| {
        let actor = view.slot_actor(placed.article, slot);
        actor.is_some_and(|actor| view.linked.actors[actor as usize].kind == ActorKind::Place)
    };
    let obliques = |placed: Placed| {
        placed.frame.slots.iter().any(|slot| slot.role == SlotRole::Oblique && !somewhere(placed, slot))
    };
    if met < 2 && obliques(one) != obliques(other) {
        return None;
    }
    // A lone thing that something is done to is too little, unless both say no more than that.
    let alone = |placed: Placed| {
        placed.frame.slots.iter().filter(|slot| slot.time.is_none() && slot.role != SlotRole::Oblique).count() <= 1
    };
    let enough = met >= 2 || met == 1 && alone(one) && alone(other);
    (enough && telling).then_some(0.6 + 0.1 * met as f32)
}
