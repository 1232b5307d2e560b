//! Offices that one person holds at a time, given to two: "the group's leader, A" and "its leader, B".

use super::candidate::{Candidate, Value};
use super::story::StoryView;
use super::{DiscrepancyKind, Severity};
use crate::extract::{ActorKind, SlotRole};
use crate::text::{ArticleIdx, Span};

/// Offices with one holder.
const SINGULAR: [&str; 14] = [
    "leader",
    "head",
    "chief",
    "president",
    "chairman",
    "chairwoman",
    "ceo",
    "captain",
    "coach",
    "mayor",
    "governor",
    "commander",
    "manager",
    "founder",
];

struct Holder {
    article: ArticleIdx,
    actor: u32,
    office: &'static str,
    /// Of what: an actor that is no person.
    of: u32,
    span: Span,
}

pub(super) fn find(view: &StoryView) -> Vec<Candidate> {
    let mut holders: Vec<Holder> = Vec::new();
    for &article in view.members {
        from_roles(view, article, &mut holders);
        from_frames(view, article, &mut holders);
    }
    let mut candidates: Vec<Candidate> = Vec::new();
    for (at, one) in holders.iter().enumerate() {
        for other in &holders[at + 1..] {
            let same = one.office == other.office && one.of == other.of && one.actor != other.actor;
            let known = candidates.iter().any(|candidate| candidate.actors.contains(&one.actor));
            if !same || known {
                continue;
            }
            let name = |actor: u32| view.linked.actors[actor as usize].name.as_str();
            let values = holders
                .iter()
                .filter(|holder| holder.office == one.office && holder.of == one.of)
                .filter(|holder| holder.actor == one.actor || holder.actor == other.actor)
                .map(|holder| Value {
                    article: holder.article,
                    span: holder.span,
                    text: name(holder.actor).to_string(),
                    side: u32::from(holder.actor != one.actor),
                })
                .collect();
            candidates.push(Candidate {
                kind: DiscrepancyKind::Identity,
                severity: Severity::Conflict,
                subject: format!("{} of {}", one.office, name(one.of)),
                reason: format!(
                    "{} and {} are each named as {} of {}.",
                    name(one.actor),
                    name(other.actor),
                    one.office,
                    name(one.of)
                ),
                confidence: 0.7,
                interest: 0.8,
                event: None,
                actors: vec![one.actor, other.actor],
                values,
            });
        }
    }
    candidates
}

fn office_in(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).collect();
    // "Deputy head", "vice president", "former leader": another office, or none now.
    if words.iter().any(|word| {
        matches!(
            *word,
            "deputy"
                | "vice"
                | "former"
                | "ex"
                | "acting"
                | "late"
                | "minority"
                | "majority"
                | "assistant"
                | "co"
                | "purported"
                | "alleged"
        )
    }) {
        return None;
    }
    // "The chief's spokeswoman", "head of communications": the office is what the phrase ends in, or what "of" follows.
    SINGULAR.into_iter().find(|office| {
        let at = words.iter().position(|word| word == office);
        at.is_some_and(|at| words.get(at + 1).is_none_or(|next| matches!(*next, "of" | "for" | "at" | "in")))
            && !words.iter().any(|word| word.starts_with("spokes") || matches!(*word, "policy" | "staff"))
    })
}

/// The body, country or group that a phrase names.
fn body_in(view: &StoryView, article: ArticleIdx, span: Span, but: u32) -> Option<u32> {
    view.found(article)
        .mentions
        .iter()
        .filter(|mention| span.contains(mention.span))
        .filter_map(|mention| view.actor(article, Some(mention.referent)))
        .find(|actor| {
            *actor != but && view.is_named(*actor) && view.linked.actors[*actor as usize].kind != ActorKind::Person
        })
}

fn is_person(view: &StoryView, actor: u32) -> bool {
    view.linked.actors[actor as usize].kind == ActorKind::Person && view.is_named(actor)
}

fn from_roles(view: &StoryView, article: ArticleIdx, out: &mut Vec<Holder>) {
    for role in view.found(article).roles.iter().filter(|role| role.qualifier.is_none()) {
        let Some(actor) = view.actor(article, Some(role.referent)).filter(|actor| is_person(view, *actor)) else {
            continue;
        };
        if let (Some(office), Some(of)) = (office_in(&role.text), body_in(view, article, role.span, actor)) {
            out.push(Holder { article, actor, office, of, span: role.span });
        }
    }
}

/// "Named X as the group's leader".
fn from_frames(view: &StoryView, article: ArticleIdx, out: &mut Vec<Holder>) {
    for frame in &view.found(article).frames {
        if !matches!(frame.lemma.as_str(), "name" | "appoint" | "elect" | "introduce" | "describe" | "identify")
            || frame.negated
        {
            continue;
        }
        let whom = frame.slots.iter().find(|slot| slot.role == SlotRole::Object);
        let what = frame.slots.iter().find(|slot| slot.preposition == "as");
        let (Some(whom), Some(what)) = (whom, what) else { continue };
        let Some(actor) = view.slot_actor(article, whom).filter(|actor| is_person(view, *actor)) else { continue };
        if let (Some(office), Some(of)) =
            (office_in(view.text(article, what.span)), body_in(view, article, what.span, actor))
        {
            out.push(Holder { article, actor, office, of, span: frame.head_span.join(what.span) });
        }
    }
}
