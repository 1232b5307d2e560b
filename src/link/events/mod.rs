//! Accounts of the same event brought together; needs actors and stories.
//!
//! Inside a story accounts are compared by act, participants, time, place, numbers and words (the same measure that joins
//! retellings inside an article). Two reports of one meeting on different days of a week are one event, and the day a
//! discrepancy; what lies further apart is two events.

mod build;
mod central;
mod clear;
mod group;

use super::{Event, Linked};
use crate::extract::accounts::likeness::Sketch;
use crate::extract::{EventKind, Findings, Status, Vectors};
use crate::text::{Article, ArticleIdx};
use build::{At, Sources};
use central::Scene;
pub use central::{EventPairSeen, EventsSeen};
use group::Item;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// An event below this weight that one article tells in passing is left out: on labelled stories nine in ten of them
/// are purposes, habits and wishes.
const LEAST_WEIGHT: f32 = 0.2;

/// The same for those that name nobody, or only something that might be.
const LEAST_VAGUE: f32 = 0.62;

/// Fills `events` of one story's articles; ids are not numbered yet: see [`base_id`].
pub fn link(articles: &[&Article], findings: &[&Findings], linked: &mut Linked) {
    let mut accounts: Vec<At> = Vec::new();
    for (article, found) in findings.iter().enumerate() {
        accounts.extend((0..found.accounts.len() as u32).map(|idx| (ArticleIdx(article as u32), idx)));
    }
    let items = items(&accounts, findings, linked);
    let sources = Sources { articles, findings, linked };
    let mut events: Vec<Event> = group::groups(&items)
        .iter()
        .map(|group| {
            let group: Vec<At> = group.iter().map(|&idx| accounts[idx as usize]).collect();
            sources.event(0, &group)
        })
        .filter(is_worth_showing)
        .collect();
    events.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.accounts.cmp(&b.accounts)));
    for event in &mut events {
        event.id = base_id(event, linked).into();
    }
    linked.events = events;
}

/// Joins the events of a story that tell one happening, puts them in order and says which are listed. Gives for each old
/// event its new number, and what was seen. `vectors`: one for each article, or none.
pub fn settle(
    articles: &[&Article],
    findings: &[&Findings],
    vectors: &[Arc<Vectors>],
    linked: &mut Linked,
) -> (Vec<u32>, EventsSeen) {
    let sources = Sources { articles, findings, linked };
    let scene = Scene::new(articles, findings, vectors, linked);
    let (mut events, number, seen) = central::settle(&sources, &scene, &linked.events);
    for event in &mut events {
        event.id = base_id(event, linked).into();
    }
    linked.events = events;
    (number, seen)
}

fn items(accounts: &[At], findings: &[&Findings], linked: &Linked) -> Vec<Item> {
    let place: FxHashMap<At, u32> = accounts.iter().enumerate().map(|(idx, &at)| (at, idx as u32)).collect();
    accounts
        .iter()
        .map(|&(article, idx)| {
            let found = findings[article.idx()];
            let account = &found.accounts[idx as usize];
            let actor = |referent: u32| linked.actor_of.get(article.idx())?.get(referent as usize).copied().flatten();
            Item {
                article: article.0,
                sketch: Sketch::new(account, found, &actor),
                retells: account.retells.and_then(|first| place.get(&(article, first)).copied()),
            }
        })
        .collect()
}

fn is_worth_showing(event: &Event) -> bool {
    if event.accounts.len() > 1 {
        return true;
    }
    let somebody = event.participants.iter().any(|part| part.actor.is_some());
    let placed = event.when.is_some() || !event.places.is_empty();
    let vague = match event.kind {
        EventKind::Other => event.status == Status::Hypothetical || !(somebody || placed),
        EventKind::Statement | EventKind::Launch | EventKind::Closure | EventKind::Agreement | EventKind::Aid => {
            !somebody
        }
        _ => event.status == Status::Hypothetical && !(somebody && placed),
    };
    event.weight >= if vague { LEAST_VAGUE } else { LEAST_WEIGHT }
}

/// An id from what the event is: "event:meet:benny-gantz:kamala-harris". Further ones of the same name are numbered
/// when the stories are put together.
fn base_id(event: &Event, linked: &Linked) -> String {
    let slug = |text: &str| {
        let kept: String = text.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
        kept.split('-').filter(|part| !part.is_empty()).take(3).collect::<Vec<_>>().join("-")
    };
    let mut parts: Vec<String> = event
        .participants
        .iter()
        .filter_map(|part| part.actor)
        .filter_map(|actor| linked.actors.get(actor as usize))
        .map(|actor| slug(&actor.name))
        .take(2)
        .collect();
    parts.sort_unstable();
    parts.dedup();
    parts.insert(0, slug(&event.summary));
    format!("event:{}", parts.join(":"))
}
