//! States that follow one another: closed and reopened, lost and found again, in hospital and released.
//!
//! Where one article stops at the earlier state of a thing and another has the later one, the later report is an
//! update. The pairs stand in assets/compare/states.tsv.

use super::align::{Placed, slot_match};
use super::candidate::{Candidate, Value};
use super::story::StoryView;
use super::{DiscrepancyKind, Severity};
use crate::extract::{Frame, FrameKind, Slot, SlotRole};

static PAIRS: &str = include_str!("../../assets/compare/states.tsv");

pub(super) fn find(view: &StoryView) -> Vec<Candidate> {
    PAIRS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(earlier, later)| compare(view, &words(earlier), &words(later)))
        .collect()
}

fn words(cell: &str) -> Vec<&str> {
    cell.split(',').map(str::trim).collect()
}

/// What the verb is about: its object, or the subject of a verb without one.
fn theme(placed: Placed<'_>) -> Option<&Slot> {
    let of = |role| placed.frame.slots.iter().find(move |slot| slot.role == role && slot.time.is_none());
    // "The detention of the masseur": the noun's own object.
    let of_noun = || {
        let of = |slot: &&Slot| slot.role == SlotRole::Oblique && slot.preposition == "of";
        placed.frame.slots.iter().find(of).filter(|_| placed.frame.kind == FrameKind::Nominal)
    };
    of(SlotRole::Object).or_else(of_noun).or_else(|| of(SlotRole::Subject))
}

fn told<'a>(view: &StoryView<'a>, verbs: &[&str]) -> Vec<Placed<'a>> {
    view.members
        .iter()
        .flat_map(|&article| view.found(article).frames.iter().map(move |frame| Placed { article, frame }))
        .filter(|placed| placed.frame.kind != FrameKind::Copula && !placed.frame.negated)
        .filter(|placed| verbs.iter().any(|verb| is_told(placed.frame, verb)))
        .collect()
}

/// Whether a clause has a verb of the table, with its noun where it asks for one.
fn is_told(frame: &Frame, verb: &str) -> bool {
    let (lemma, noun) = verb.split_once('+').map_or((verb, None), |(lemma, noun)| (lemma, Some(noun)));
    frame.lemma == lemma && noun.is_none_or(|noun| frame.slots.iter().any(|slot| slot.lemma == noun))
}

fn compare(view: &StoryView, earlier: &[&str], later: &[&str]) -> Option<Candidate> {
    let (before, after) = (told(view, earlier), told(view, later));
    let mut pair = None;
    for one in &before {
        // An article that has the later state too does not stop at the earlier one.
        if after.iter().any(|other| other.article == one.article) {
            continue;
        }
        for other in &after {
            let days = (view.article(one.article).published, view.article(other.article).published);
            let backwards = matches!(days, (Some(one), Some(other)) if one > other);
            let (Some(ours), Some(theirs)) = (theme(*one), theme(*other)) else { continue };
            // "Four people" in both, though nobody can say who they are.
            let figure = |placed: &Placed, slot: &Slot| {
                let quantities = &view.found(placed.article).quantities;
                slot.quantity.and_then(|idx| quantities.get(idx as usize)).map(|quantity| quantity.value.to_bits())
            };
            let one_number =
                ours.lemma == theirs.lemma && figure(one, ours).is_some() && figure(one, ours) == figure(other, theirs);
            let same = one_number || slot_match(view, (one.article, ours), (other.article, theirs)) > 0.8;
            if same && !backwards {
                pair = pair.or(Some((*one, *other)));
            }
        }
    }
    let (one, other) = pair?;
    let value = |placed: Placed, side| Value {
        article: placed.article,
        span: placed.frame.span,
        text: view.text(placed.article, placed.frame.span).to_string(),
        side,
    };
    let thing = theme(one).map_or("it", |slot| view.text(one.article, slot.span));
    Some(Candidate {
        kind: DiscrepancyKind::Status,
        severity: Severity::Update,
        subject: format!("state of {thing}"),
        reason: format!("One report stops at “{}”; another goes on to “{}”.", one.frame.lemma, other.frame.lemma),
        confidence: 0.75,
        interest: 0.7,
        event: view.event_of_frame(other.article, other.frame),
        actors: Vec::new(),
        values: vec![value(one, 0), value(other, 1)],
    })
}
