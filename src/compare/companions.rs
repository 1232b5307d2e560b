//! Companions: whom somebody met, by one source and by another.
//!
//! Lists of at least two people each, from all that a report tells of one person's meetings. A list that merely says less
//! does not disagree; two lists, each with somebody that the other does not have, are worth a line.

use super::candidate::{Candidate, Value};
use super::story::StoryView;
use super::{DiscrepancyKind, Severity};
use crate::extract::{ActorKind, SlotRole, nearness};
use crate::text::{ArticleIdx, Span};
use rustc_hash::FxHashMap;

/// Words for meetings.
const MEETING: [&str; 8] = ["meet", "meeting", "appointment", "talk", "confer", "session", "hold talks", "sit down"];
/// Fewest people on each list.
const LEAST: usize = 2;

pub(super) fn find(view: &StoryView) -> Vec<Candidate> {
    let mut met: FxHashMap<u32, Vec<(ArticleIdx, u32, Span)>> = FxHashMap::default();
    for &article in view.members {
        for frame in &view.found(article).frames {
            if frame.negated || !MEETING.iter().any(|word| nearness(word, &frame.lemma) > 0.9) {
                continue;
            }
            let people: Vec<(u32, Span, SlotRole)> = frame
                .slots
                .iter()
                .filter(|slot| {
                    slot.role != SlotRole::Oblique || matches!(slot.preposition.as_str(), "with" | "between")
                })
                .filter_map(|slot| Some((view.slot_actor(article, slot)?, slot.span, slot.role)))
                .filter(|(actor, ..)| {
                    view.linked.actors[*actor as usize].kind == ActorKind::Person && view.is_named(*actor)
                })
                .collect();
            for &(host, _, role) in
                people.iter().filter(|(.., role)| matches!(role, SlotRole::Subject | SlotRole::Possessor))
            {
                let others = people.iter().filter(|(actor, _, theirs)| *actor != host && *theirs != role);
                met.entry(host).or_default().extend(others.map(|&(actor, span, _)| (article, actor, span)));
            }
        }
    }
    let mut hosts: Vec<u32> = met.keys().copied().collect();
    hosts.sort_unstable();
    hosts.into_iter().filter_map(|host| lists(view, host, &met[&host])).collect()
}

fn lists(view: &StoryView, host: u32, met: &[(ArticleIdx, u32, Span)]) -> Option<Candidate> {
    let of = |article: ArticleIdx| -> Vec<u32> {
        let mut all: Vec<u32> =
            met.iter().filter(|(whose, ..)| *whose == article).map(|(_, actor, _)| *actor).collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let more = |from: &[u32], than: &[u32]| from.iter().any(|actor| !than.contains(actor));
    let mut articles: Vec<ArticleIdx> = met.iter().map(|(article, ..)| *article).collect();
    articles.dedup();
    let pairs =
        articles.iter().enumerate().flat_map(|(at, one)| articles[at + 1..].iter().map(move |other| (*one, *other)));
    let (one, other) = pairs.filter(|(one, other)| one != other).find(|&(one, other)| {
        let (ours, theirs) = (of(one), of(other));
        ours.len() >= LEAST && theirs.len() >= LEAST && more(&ours, &theirs) && more(&theirs, &ours)
    })?;
    let names = |article: ArticleIdx| {
        of(article).iter().map(|actor| view.linked.actors[*actor as usize].name.as_str()).collect::<Vec<_>>().join(", ")
    };
    let values = met
        .iter()
        .filter(|(article, ..)| *article == one || *article == other)
        .map(|&(article, _, span)| Value { article, span, text: names(article), side: u32::from(article != one) })
        .collect();
    let name = &view.linked.actors[host as usize].name;
    Some(Candidate {
        kind: DiscrepancyKind::Participants,
        severity: Severity::Differs,
        subject: format!("whom {name} met"),
        reason: format!("One report names {}; another {}.", names(one), names(other)),
        confidence: 0.7,
        interest: 0.6,
        event: None,
        actors: vec![host],
        values,
    })
}
