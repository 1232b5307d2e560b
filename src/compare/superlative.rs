//! Firsts and mosts: "the country's first satellite" and "the country's first telecoms satellite".

use super::align::PRONOUNS;
use super::candidate::{Candidate, Value};
use super::story::StoryView;
use super::worded::both_write;
use super::{DiscrepancyKind, Severity};
use crate::extract::{ActorKind, Frame, FrameKind, Slot, SlotRole, country_of_adjective, nearness};
use crate::text::ArticleIdx;

/// Words that make a claim of rank.
const RANKS: [&str; 21] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "last",
    "only",
    "largest",
    "biggest",
    "deadliest",
    "worst",
    "youngest",
    "oldest",
    "highest",
    "longest",
    "largest",
    "smallest",
    "top",
    "busiest",
    "richest",
    "fastest",
];

struct Claim<'a> {
    article: ArticleIdx,
    frame: &'a Frame,
    rank: &'a str,
    owner: Owner<'a>,
    /// Other words before the noun.
    more: Vec<&'a str>,
}

/// Whose first it is.
#[derive(PartialEq)]
enum Owner<'a> {
    Actor(u32),
    Country(&'static str),
    Word(&'a str),
}

pub(super) fn find(view: &StoryView) -> Vec<Candidate> {
    let mut claims: Vec<Claim> = Vec::new();
    for &article in view.members {
        for frame in view.found(article).frames.iter().filter(|frame| frame.kind == FrameKind::Nominal) {
            claims.extend(claim(view, article, frame));
        }
    }
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut done: Vec<&str> = Vec::new();
    for (at, one) in claims.iter().enumerate() {
        for other in &claims[at + 1..] {
            if one.article == other.article
                || one.frame.lemma != other.frame.lemma
                || done.contains(&one.frame.lemma.as_str())
            {
                continue;
            }
            if one.owner != other.owner || !differ(one, other) {
                continue;
            }
            let also = |article: ArticleIdx, claim: &Claim| {
                claims.iter().any(|third| {
                    third.article == article
                        && third.frame.lemma == claim.frame.lemma
                        && third.owner == claim.owner
                        && !differ(third, claim)
                })
            };
            if also(one.article, other) || also(other.article, one) {
                continue;
            }
            done.push(&one.frame.lemma);
            let text = |claim: &Claim| view.text(claim.article, claim.frame.span).to_string();
            let values = claims
                .iter()
                .filter(|claim| claim.frame.lemma == one.frame.lemma && claim.owner == one.owner)
                .map(|claim| Value {
                    article: claim.article,
                    span: claim.frame.span,
                    text: text(claim),
                    side: u32::from(differ(claim, one)),
                })
                .collect();
            candidates.push(Candidate {
                kind: DiscrepancyKind::Other,
                severity: if one.rank == other.rank { Severity::Differs } else { Severity::Conflict },
                subject: format!("what is called the {} {}", one.rank, one.frame.lemma),
                reason: both_write(view, (one.article, one.frame.span), (other.article, other.frame.span)),
                confidence: 0.7,
                interest: 0.6,
                event: None,
                actors: Vec::new(),
                values,
            });
        }
    }
    candidates
}

fn claim<'a>(view: &StoryView<'a>, article: ArticleIdx, frame: &'a Frame) -> Option<Claim<'a>> {
    let before = |slot: &&Slot| matches!(slot.role, SlotRole::Modifier);
    let words = || {
        frame.slots.iter().filter(before).flat_map(|slot| slot.words.iter().chain([&slot.lemma])).map(String::as_str)
    };
    let rank = words().find(|word| RANKS.contains(word))?;
    let owner = frame.slots.iter().find_map(|slot| match slot.role {
        // "His third season": of a person there are many firsts and lasts.
        SlotRole::Possessor => match view.slot_actor(article, slot) {
            Some(actor) if view.linked.actors[actor as usize].kind == ActorKind::Person => None,
            Some(actor) => Some(Owner::Actor(actor)),
            None if PRONOUNS.contains(&slot.lemma.as_str()) => None,
            None => Some(Owner::Word(&slot.lemma)),
        },
        SlotRole::Modifier => country_of_adjective(view.text(article, slot.span)).map(Owner::Country),
        _ => None,
    })?;
    let more = words().filter(|word| *word != rank && country_of_adjective(word).is_none()).collect();
    Some(Claim { article, frame, rank, owner, more })
}

/// Another rank of the same, or the first of something narrower.
fn differ(one: &Claim, other: &Claim) -> bool {
    let new = |from: &Claim, than: &Claim| {
        from.more.iter().any(|word| !than.more.iter().any(|theirs| nearness(word, theirs) > 0.8))
    };
    one.rank != other.rank || new(one, other) || new(other, one)
}
