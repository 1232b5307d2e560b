//! Few and true: which of a story's events are one happening, which are what the story is about, and in which order they
//! stand.
//!
//! In: the events as accounts were grouped, and the vectors of the story's sentences. Out: events that tell one happening
//! joined, the most central first, each of those that a reader is shown marked as listed. Both judgements are learnt
//! (`tools/learn/events.py`): forests over the signs of `pair` and `sign`, with weights in `assets/events/`.

mod join;
mod pair;
mod scene;
mod sign;

pub use scene::Scene;

use super::build::Sources;
use super::clear;
use crate::extract::Part;
use crate::link::{Event, EventPart};
use crate::text::{Evidence, Forest};
use join::join;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A story's first events are listed, however likely they are.
const FIRST: usize = 3;
/// No more are listed of one story: a panel that is read, not searched.
const MOST: usize = 60;
/// So many are listed of a report that stands alone.
const OF_ONE_REPORT: usize = 12;
/// From this probability on an event is listed.
const LISTED: f32 = 0.03;
/// How much of an event's probability is lost where one before it surely tells the same.
const TOLD_BEFORE: f32 = 0.5;

static CENTRAL: LazyLock<Forest> =
    LazyLock::new(|| Forest::named("event", include_str!("../../../../assets/events/main.tsv"), &sign::NAMES));

/// What was seen of two events.
#[derive(Clone, Debug)]
pub struct EventPairSeen {
    /// The reports of each.
    pub reports: [Vec<Evidence>; 2],
    /// That they are one.
    pub probability: f32,
    /// By [`EventsSeen::PAIR_SIGNS`].
    pub signs: Vec<f32>,
}

/// What was seen of a story's events, for those who ask and for learning.
#[derive(Clone, Debug, Default)]
pub struct EventsSeen {
    /// Pairs of events as they were before they were joined.
    pub pairs: Vec<EventPairSeen>,
    /// Events as joined, in the order in which they stand: reports, that an editor would name them, and the signs.
    pub events: Vec<(Vec<Evidence>, f32, Vec<f32>)>,
}

impl EventsSeen {
    /// The names of the signs of a pair, in order.
    pub const PAIR_SIGNS: &'static [&'static str] = &pair::NAMES;
    /// The names of the signs of an event, in order.
    pub const EVENT_SIGNS: &'static [&'static str] = &sign::NAMES;
}

/// Joins, orders and marks events; gives for each of the old ones the number that it bears now, and what was seen.
pub fn settle(sources: &Sources, scene: &Scene, events: &[Event]) -> (Vec<Event>, Vec<u32>, EventsSeen) {
    if scene.articles.len() < 2 {
        return of_one_report(sources, scene, events);
    }
    let joined = join(scene, events);
    let merged: Vec<Event> = joined
        .groups
        .iter()
        .map(|group| {
            if let [only] = group[..] {
                events[only as usize].clone()
            } else {
                let mut accounts: Vec<_> =
                    group.iter().flat_map(|&event| events[event as usize].accounts.iter().copied()).collect();
                accounts.sort_unstable();
                sources.event(0, &accounts)
            }
        })
        .collect();
    let merged: Vec<Event> = merged.into_iter().map(|event| with_named(scene, event)).collect();
    let signs: Vec<Vec<f32>> = merged.iter().map(|event| sign::signs(sources, scene, event)).collect();
    let likely: Vec<f32> = signs.iter().map(|signs| CENTRAL.probability(signs)).collect();
    let order = in_order(&merged, &likely, &joined.likeness());
    let mut new_of_group = vec![0; merged.len()];
    let mut settled = Vec::with_capacity(merged.len());
    let near = |one, other| scene.vector(one).zip(scene.vector(other)).is_some_and(|(one, other)| one.tells(other));
    let mut seen = EventsSeen { pairs: joined.seen(events), events: Vec::with_capacity(merged.len()) };
    for (place, &(group, value)) in order.iter().enumerate() {
        new_of_group[group] = place as u32;
        let event = &merged[group];
        let again = settled.iter().any(|other: &Event| other.listed && retells(other.line, event.line));
        let told = sources.as_told(event, &near);
        let clear = event.line.is_some_and(|line| {
            let text = &scene.articles[line.article.idx()].text;
            clear::is_clear(text, line.span, event.kind, told.stands_for.is_some())
        });
        let listed = !again && clear && (place < FIRST || value >= LISTED && place < MOST);
        seen.events.push((event.reports.clone(), likely[group], signs[group].clone()));
        settled.push(Event { listed, weight: value, ..told });
    }
    let number = joined.group_of.iter().map(|&group| new_of_group[group as usize]).collect();
    (settled, number, seen)
}

/// What one report alone tells stays in order of weight: nothing shows there what it is about but the report itself.
fn of_one_report(sources: &Sources, scene: &Scene, events: &[Event]) -> (Vec<Event>, Vec<u32>, EventsSeen) {
    let listed = |at: usize| at < OF_ONE_REPORT;
    let event = |(at, event): (usize, &Event)| {
        let event = with_named(scene, event.clone());
        Event { listed: listed(at), ..sources.as_told(&event, &|_, _| false) }
    };
    let settled = events.iter().enumerate().map(event).collect();
    (settled, (0..events.len() as u32).collect(), EventsSeen::default())
}

/// Whether the second line is told by the first: it stands in it, or holds it.
fn retells(first: Option<Evidence>, second: Option<Evidence>) -> bool {
    let (Some(first), Some(second)) = (first, second) else { return false };
    first.article == second.article && (first.span.contains(second.span) || second.span.contains(first.span))
}

/// Takes in whom the clauses of an event name besides those whose part the parse tells: they have to do with it.
fn with_named(scene: &Scene, mut event: Event) -> Event {
    let parts = event.participants.len();
    for &at in &event.accounts {
        for (phrase, actor) in scene.mentioned(at) {
            match event.participants.iter().position(|part| part.actor == Some(actor)) {
                Some(known) if known < parts => {}
                Some(known) => event.participants[known].phrases.push(phrase),
                None => {
                    let text = scene.linked.actors[actor as usize].name.clone();
                    event.participants.push(EventPart {
                        part: Part::Named,
                        actor: Some(actor),
                        text,
                        phrases: vec![phrase],
                    });
                }
            }
        }
    }
    event
}

/// Places in order: each next the one that most likely adds what an editor would name. `likeness` holds for pairs of
/// events how likely they are one.
fn in_order(events: &[Event], likely: &[f32], likeness: &FxHashMap<(u32, u32), f32>) -> Vec<(usize, f32)> {
    let mut left: Vec<usize> = (0..events.len()).collect();
    let mut fresh = vec![1.0_f32; events.len()];
    let mut order = Vec::with_capacity(events.len());
    while !left.is_empty() {
        let value = |at: usize| likely[at] * fresh[at];
        let best = (0..left.len())
            .max_by(|&a, &b| {
                let (one, other) = (left[a], left[b]);
                value(one)
                    .total_cmp(&value(other))
                    .then(events[one].weight.total_cmp(&events[other].weight))
                    .then_with(|| events[other].accounts.cmp(&events[one].accounts))
            })
            .unwrap_or_default();
        let next = left.swap_remove(best);
        order.push((next, value(next)));
        for &other in &left {
            let pair = (next.min(other) as u32, next.max(other) as u32);
            if let Some(&same) = likeness.get(&pair) {
                fresh[other] = fresh[other].min(1.0 - TOLD_BEFORE * same);
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{EventKind, Status};
    use crate::text::{ArticleIdx, Span};

    fn event(number: u32) -> Event {
        Event {
            id: "event".into(),
            story: 0,
            summary: "A ferry left".into(),
            line: None,
            kind: EventKind::Other,
            status: Status::Occurred,
            negated: false,
            stands_for: None,
            participants: Vec::new(),
            when: None,
            places: Vec::new(),
            accounts: vec![(ArticleIdx(0), number)],
            reports: Vec::new(),
            tellers: Vec::new(),
            reasons: [].into(),
            weight: 0.0,
            listed: true,
        }
    }

    #[test]
    fn what_likely_tells_the_same_again_comes_after_what_is_new() {
        let events: Vec<Event> = (0..3).map(event).collect();
        let order = |likeness: &[((u32, u32), f32)]| -> Vec<usize> {
            let likeness = likeness.iter().copied().collect();
            in_order(&events, &[0.9, 0.8, 0.6], &likeness).into_iter().map(|(event, _)| event).collect()
        };
        assert_eq!(order(&[]), [0, 1, 2]);
        assert_eq!(order(&[((0, 1), 0.9)]), [0, 2, 1]);
    }

    #[test]
    fn a_line_inside_another_line_tells_it_again() {
        let line = |article, start, end| Some(Evidence { article: ArticleIdx(article), span: Span::new(start, end) });
        assert!(retells(line(0, 0, 40), line(0, 10, 30)));
        assert!(retells(line(0, 10, 30), line(0, 0, 40)));
        assert!(!retells(line(0, 0, 40), line(1, 10, 30)));
        assert!(!retells(line(0, 0, 20), line(0, 10, 30)));
        assert!(!retells(line(0, 0, 20), None));
    }
}
