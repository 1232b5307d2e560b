//! Names that one report says are kept back, and another gives: of the dead, and of who is held for it.

use super::align::Placed;
use super::candidate::{Candidate, Value};
use super::story::StoryView;
use super::{DiscrepancyKind, Severity};
use crate::extract::{ActorKind, Frame, FrameKind, Reality, SlotRole};
use crate::text::ArticleIdx;
use rustc_hash::FxHashSet;

/// Verbs that make a name known.
const DISCLOSING: [&str; 8] = ["release", "name", "identify", "publish", "reveal", "disclose", "make", "give"];
/// What they make known.
const NAMES: [&str; 3] = ["name", "identity", "identification"];

/// People whose names are kept back until something has happened.
struct Party {
    what: &'static str,
    /// Words of a sentence that keeps such a name back.
    words: &'static [&'static str],
    /// Verbs that have such a person as their object (or, of the dying, as their subject).
    verbs: &'static [&'static str],
}

const PARTIES: [Party; 2] = [
    Party {
        what: "a victim",
        words: &["deceased", "victim", "kin", "relative", "family", "kill", "dead", "body"],
        verbs: &["kill", "die", "murder", "slay"],
    },
    Party {
        what: "a suspect",
        words: &["suspect", "charge", "custody", "arrest", "gunman", "accuse", "court"],
        verbs: &["charge", "arrest", "accuse", "arraign", "indict"],
    },
];

pub(super) fn find(view: &StoryView) -> Vec<Candidate> {
    PARTIES.iter().enumerate().filter_map(|(number, party)| compare(view, number, party)).collect()
}

fn compare(view: &StoryView, number: usize, party: &Party) -> Option<Candidate> {
    let frames = || {
        let all = |&article: &ArticleIdx| view.found(article).frames.iter().map(move |frame| Placed { article, frame });
        view.members.iter().flat_map(all)
    };
    let withheld: Vec<Placed> = frames().filter(|placed| keeps_back(view, *placed) == Some(number)).collect();
    let silent: FxHashSet<ArticleIdx> = withheld.iter().map(|placed| placed.article).collect();
    let given: Vec<(Placed, u32)> = frames()
        .filter(|placed| !silent.contains(&placed.article))
        .filter_map(|placed| Some((placed, named(view, placed, party)?)))
        .collect();
    // A report that keeps a name back and gives it further on keeps back another one.
    let open: Vec<&Placed> = withheld
        .iter()
        .filter(|placed| !given.iter().any(|(_, person)| mentions(view, placed.article, *person)))
        .collect();
    let (_, person) = given.first()?;
    let value = |placed: Placed, text: &str, side| Value {
        article: placed.article,
        span: placed.frame.span,
        text: text.to_string(),
        side,
    };
    let mut values: Vec<Value> =
        open.iter().map(|placed| value(**placed, view.text(placed.article, placed.frame.span), 0)).collect();
    values.extend(given.iter().map(|(placed, person)| value(*placed, &view.linked.actors[*person as usize].name, 1)));
    (!open.is_empty()).then(|| Candidate {
        kind: DiscrepancyKind::Status,
        severity: Severity::Update,
        subject: format!("whether {} has been named", party.what),
        reason: format!(
            "One report says that the name of {} is not made known; another names {}.",
            party.what, view.linked.actors[*person as usize].name
        ),
        confidence: 0.75,
        interest: 0.6,
        event: None,
        actors: vec![*person],
        values,
    })
}

/// Whose name a clause keeps back: the number of the party.
fn keeps_back(view: &StoryView, placed: Placed) -> Option<usize> {
    let frame = placed.frame;
    let lemma = frame.lemma.split(' ').next().unwrap_or("");
    let about = frame.slots.iter().any(|slot| NAMES.contains(&slot.lemma.as_str()));
    let back = frame.kind == FrameKind::Verb && frame.negated && DISCLOSING.contains(&lemma);
    if !back || !about && !matches!(lemma, "name" | "identify") {
        return None;
    }
    let words = view.words_at(placed.article, frame.span);
    PARTIES.iter().position(|party| party.words.iter().any(|word| words.iter().any(|other| other == word)))
}

/// The person with a name who died or is held, by a clause told as a fact.
fn named(view: &StoryView, placed: Placed, party: &Party) -> Option<u32> {
    let Frame { lemma, slots, .. } = placed.frame;
    let told = !placed.frame.negated && placed.frame.reality == Reality::Fact && placed.frame.kind == FrameKind::Verb;
    let role = if lemma == "die" { SlotRole::Subject } else { SlotRole::Object };
    let whom = slots.iter().find(|slot| slot.role == role && slot.named).filter(|_| told)?;
    let actor = view.slot_actor(placed.article, whom).filter(|&actor| view.is_named(actor))?;
    let person = view.linked.actors[actor as usize].kind == ActorKind::Person;
    (person && party.verbs.contains(&lemma.as_str())).then_some(actor)
}

fn mentions(view: &StoryView, article: ArticleIdx, actor: u32) -> bool {
    view.found(article).mentions.iter().any(|mention| view.actor(article, Some(mention.referent)) == Some(actor))
}
