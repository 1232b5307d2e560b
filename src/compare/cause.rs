//! Causes: known to one source and unknown to another, or two causes for one effect.

use super::align::Placed;
use super::candidate::{Candidate, Value};
use super::classes::in_one_class;
use super::story::StoryView;
use super::worded::{lowered, with_article};
use super::{DiscrepancyKind, Severity};
use crate::extract::{Field, Frame, Reality, Slot, SlotRole, is_of, nearness};
use crate::text::ArticleIdx;

/// Verbs whose subject brings about their object.
const CAUSING: [&str; 5] = ["cause", "trigger", "provoke", "spark", "bring about"];
/// What is said of a cause that nobody knows yet.
const KNOWING: [&str; 9] =
    ["know", "known", "clear", "determine", "establish", "identify", "confirm", "find", "unclear"];
/// What is done while a cause is unknown.
const SEARCHING: [&str; 6] = ["investigate", "look", "probe", "examine", "search", "unknown"];

/// What many things can move people to.
const FELT: [&str; 9] =
    ["fear", "panic", "concern", "anger", "outrage", "protest", "debate", "speculation", "criticism"];

/// A cause that a source gives.
struct Given<'a> {
    placed: Placed<'a>,
    cause: &'a Slot,
    effect: &'a Slot,
}

pub(super) fn find(view: &StoryView) -> Vec<Candidate> {
    let mut given: Vec<Given> = Vec::new();
    let mut unknown: Vec<Placed> = Vec::new();
    for &article in view.members {
        for frame in &view.found(article).frames {
            let placed = Placed { article, frame };
            if is_unknown(frame) {
                unknown.push(placed);
            } else if CAUSING.contains(&frame.lemma.as_str()) && !frame.negated && frame.reality != Reality::Unknown {
                let slot = |role| frame.slots.iter().find(|slot| slot.role == role);
                if let (Some(cause), Some(effect)) =
                    (slot(SlotRole::Subject), slot(SlotRole::Object).or_else(|| slot(SlotRole::Clause)))
                    && !is_question(view, article, cause)
                {
                    given.push(Given { placed, cause, effect });
                }
            }
        }
    }
    let mut candidates = Vec::new();
    for first in &given {
        // The effect of the cause must be what the others look into: its word stands in their sentence.
        let fitting: Vec<&Placed> = unknown
            .iter()
            .filter(|placed| placed.article != first.placed.article && speaks_of(view, **placed, first.effect))
            .collect();
        if !fitting.is_empty() {
            candidates.push(unknown_to_some(view, first, &fitting));
            break;
        }
    }
    for (at, one) in given.iter().enumerate() {
        for other in &given[at + 1..] {
            let same_effect = nearness(&one.effect.lemma, &other.effect.lemma) > 0.8;
            let one_thing = in_one_class(&one.cause.lemma, &other.cause.lemma, "thing");
            let other_cause = nearness(&one.cause.lemma, &other.cause.lemma) < 0.5 && !one_thing;
            // "Provoke the neighbours", "fears": whom it moves and what is felt have many causes.
            // "A boy, which triggered the riots": what is meant is what befell him.
            let somebody = |given: &Given| is_of(&given.cause.lemma, Field::Person);
            if somebody(one) || somebody(other) {
                continue;
            }
            let felt = |given: &Given| given.effect.named || FELT.contains(&given.effect.lemma.as_str());
            if felt(one) || felt(other) {
                continue;
            }
            if one.placed.article != other.placed.article && same_effect && other_cause {
                candidates.push(two_causes(view, one, other));
            }
        }
    }
    candidates
}

/// What is caused, as it stands behind "cause of": "its activity" is of what the reader has not read of.
fn effect(view: &StoryView, given: &Given) -> String {
    let text = lowered(view, view.text(given.placed.article, given.effect.span));
    let bare = ["its ", "their ", "his ", "her "].iter().find_map(|owner| text.strip_prefix(owner)).unwrap_or(&text);
    with_article(bare)
}

/// "What caused the crash": a question, no cause; "whose death caused": a cause that is told elsewhere.
fn is_question(view: &StoryView, article: ArticleIdx, cause: &Slot) -> bool {
    let text = view.text(article, cause.span).to_lowercase();
    matches!(cause.lemma.as_str(), "what" | "which" | "that" | "it" | "this" | "whose" | "who")
        || ["whose ", "which ", "what "].iter().any(|asking| text.starts_with(asking))
        || text.is_empty()
}

fn is_unknown(frame: &Frame) -> bool {
    let lemma = frame.lemma.split(' ').next().unwrap_or("");
    let of_cause = frame.slots.iter().any(|slot| slot.lemma == "cause");
    let whose_cause = of_cause || frame.slots.iter().any(|slot| slot.role == SlotRole::Clause && slot.lemma == "cause");
    whose_cause && (KNOWING.contains(&lemma) && (frame.negated || lemma == "unclear") || SEARCHING.contains(&lemma))
}

fn speaks_of(view: &StoryView, placed: Placed, effect: &Slot) -> bool {
    view.words_at(placed.article, placed.frame.span).iter().any(|word| nearness(word, &effect.lemma) > 0.8)
        || placed.frame.slots.iter().any(|slot| slot.lemma == "cause" && slot.words.is_empty())
}

fn value(view: &StoryView, placed: Placed, side: u32) -> Value {
    Value {
        article: placed.article,
        span: placed.frame.span,
        text: view.text(placed.article, placed.frame.span).to_string(),
        side,
    }
}

fn unknown_to_some(view: &StoryView, given: &Given, unknown: &[&Placed]) -> Candidate {
    let cause = lowered(view, view.text(given.placed.article, given.cause.span));
    let mut values = vec![value(view, given.placed, 1)];
    values.extend(unknown.iter().map(|placed| value(view, **placed, 0)));
    Candidate {
        kind: DiscrepancyKind::Cause,
        severity: Severity::Update,
        subject: format!("cause of {}", effect(view, given)),
        reason: format!("One report gives {cause} as a cause, another leaves the cause open."),
        confidence: 0.75,
        interest: 0.9,
        event: view.event_of_frame(given.placed.article, given.placed.frame),
        actors: Vec::new(),
        values,
    }
}

fn two_causes(view: &StoryView, one: &Given, other: &Given) -> Candidate {
    let cause = |given: &Given| lowered(view, view.text(given.placed.article, given.cause.span));
    Candidate {
        kind: DiscrepancyKind::Cause,
        severity: Severity::Differs,
        subject: format!("cause of {}", effect(view, one)),
        reason: format!("One report gives {} as the cause, another {}.", cause(one), cause(other)),
        confidence: 0.6,
        interest: 0.8,
        event: view.event_of_frame(one.placed.article, one.placed.frame),
        actors: Vec::new(),
        values: vec![value(view, one.placed, 0), value(view, other.placed, 1)],
    }
}
