//! What is made known by one report and said to be unknown, unconfirmed or kept back by another.

use super::align::Placed;
use super::candidate::{Candidate, Value};
use super::story::StoryView;
use super::{DiscrepancyKind, Severity};
use crate::extract::{Frame, Reality, Slot, SlotRole};

/// One way of making something known: verbs, and what they make known.
struct Disclosure {
    what: &'static str,
    verbs: &'static [&'static str],
    /// Lemmas of which one must take part when it is withheld.
    withheld: &'static [&'static str],
    /// Whether the positive needs somebody with a name in it ("identified the pilot as …").
    needs_name: bool,
}

const DISCLOSURES: [Disclosure; 1] = [Disclosure {
    what: "names and identities",
    verbs: &["release", "name", "identify", "publish", "reveal", "disclose", "make", "confirm", "establish", "give"],
    withheld: &["name", "identity", "names", "identification"],
    needs_name: true,
}];

/// Least overlap of the sentences that withhold and make known.
const SAME_PEOPLE: f32 = 0.3;

pub(super) fn find(view: &StoryView) -> Vec<Candidate> {
    DISCLOSURES.iter().filter_map(|disclosure| compare(view, disclosure)).collect()
}

fn compare(view: &StoryView, disclosure: &Disclosure) -> Option<Candidate> {
    let (mut known, mut unknown): (Vec<Placed>, Vec<Placed>) = (Vec::new(), Vec::new());
    for &article in view.members {
        for frame in &view.found(article).frames {
            let lemma = frame.lemma.split(' ').next().unwrap_or("");
            if !disclosure.verbs.contains(&lemma) {
                continue;
            }
            let placed = Placed { article, frame };
            let about = frame.slots.iter().any(|slot| disclosure.withheld.contains(&slot.lemma.as_str()));
            if (frame.negated || frame.reality == Reality::Planned || still_sought(view, placed)) && about {
                unknown.push(placed);
            } else if !frame.negated && frame.reality == Reality::Fact && makes_known(view, placed, disclosure, about) {
                known.push(placed);
            }
        }
    }
    // Of the same people: the sentences must share more than the verb.
    let of_one = |one: &Placed, other: &Placed| {
        let words = |placed: &Placed| view.words_at(placed.article, placed.frame.span);
        one.article != other.article && view.overlap(words(one), words(other), "") >= SAME_PEOPLE
    };
    known.retain(|one| unknown.iter().any(|other| of_one(one, other)));
    unknown.retain(|one| known.iter().any(|other| of_one(one, other)));
    if known.is_empty() {
        return None;
    }
    let value = |placed: &Placed, side| Value {
        article: placed.article,
        span: placed.frame.span,
        text: view.text(placed.article, placed.frame.span).to_string(),
        side,
    };
    let mut values: Vec<Value> = unknown.iter().map(|placed| value(placed, 0)).collect();
    values.extend(known.iter().map(|placed| value(placed, 1)));
    Some(Candidate {
        kind: DiscrepancyKind::Status,
        severity: Severity::Update,
        subject: format!("whether {} were made known", disclosure.what),
        reason: "One report says that they are not known or confirmed yet, another gives them.".into(),
        confidence: 0.75,
        interest: 0.7,
        event: None,
        actors: Vec::new(),
        values,
    })
}

/// "Still seeking to establish the names".
fn still_sought(view: &StoryView, placed: Placed) -> bool {
    let sentence = view.words_at(placed.article, placed.frame.span);
    sentence.iter().any(|word| matches!(word.as_str(), "seek" | "await" | "try" | "unable"))
}

fn makes_known(view: &StoryView, placed: Placed, disclosure: &Disclosure, about: bool) -> bool {
    let lemma = placed.frame.lemma.as_str();
    let named = |frame: &Frame| {
        frame.slots.iter().any(|slot: &Slot| {
            matches!(slot.role, SlotRole::Object | SlotRole::Oblique | SlotRole::Attribute)
                && view.slot_actor(placed.article, slot).is_some_and(|actor| view.is_named(actor))
        })
    };
    if disclosure.needs_name {
        matches!(lemma, "identify" | "name") && named(placed.frame)
            || about && matches!(lemma, "release" | "publish" | "reveal")
    } else {
        about
    }
}
