//! Events that most likely tell one happening are made one: the surest pairs first, and two groups only if their events
//! are likely one on the whole, so that one doubtful pair does not draw two happenings together.

use super::EventPairSeen;
use super::pair::{NAMES, Side};
use super::scene::Scene;
use crate::link::Event;
use crate::text::Forest;
use crate::text::fence::check;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// From this probability on a pair is one happening …
const ONE: f32 = 0.55;
/// … if all pairs between the two groups have at least this on average.
const ON_THE_WHOLE: f32 = 0.4;
/// Events of a story that are held against one another, the weightiest: time must stay bounded.
const MOST_EVENTS: usize = 400;

static SAME: LazyLock<Forest> =
    LazyLock::new(|| Forest::named("event-pair", include_str!("../../../../assets/events/pair.tsv"), &NAMES));

/// What joining gives.
pub struct Joined {
    /// Events of each group, in order.
    pub groups: Vec<Vec<u32>>,
    /// For each event its group.
    pub group_of: Vec<u32>,
    /// Pairs that were looked at: probability, and the signs.
    pairs: FxHashMap<(u32, u32), (f32, Vec<f32>)>,
}

impl Joined {
    /// For each pair of groups how likely the two are one: the likeliest pair of their events.
    pub fn likeness(&self) -> FxHashMap<(u32, u32), f32> {
        let mut likeness: FxHashMap<(u32, u32), f32> = FxHashMap::default();
        for (&(one, other), &(probability, _)) in &self.pairs {
            let (a, b) = (self.group_of[one as usize], self.group_of[other as usize]);
            if a != b {
                let most = likeness.entry((a.min(b), a.max(b))).or_default();
                *most = most.max(probability);
            }
        }
        likeness
    }

    /// The pairs, in order of their events.
    pub fn seen(&self, events: &[Event]) -> Vec<EventPairSeen> {
        let mut pairs: Vec<_> = self.pairs.iter().collect();
        pairs.sort_by_key(|(pair, _)| **pair);
        let reports = |event: u32| events[event as usize].reports.clone();
        pairs
            .into_iter()
            .map(|(&(one, other), (probability, signs))| EventPairSeen {
                reports: [reports(one), reports(other)],
                probability: *probability,
                signs: signs.clone(),
            })
            .collect()
    }
}

/// Joins events, which stand in order of weight.
pub fn join(scene: &Scene, events: &[Event]) -> Joined {
    let sides: Vec<Side> = events.iter().take(MOST_EVENTS).map(|event| Side::new(scene, event)).collect();
    let mut pairs: FxHashMap<(u32, u32), (f32, Vec<f32>)> = FxHashMap::default();
    for (at, one) in sides.iter().enumerate() {
        check();
        for (offset, other) in sides[at + 1..].iter().enumerate() {
            if one.may_be(other, scene) {
                let signs = one.signs(other, scene);
                let probability = if one.far(other, scene) { 0.0 } else { SAME.probability(&signs) };
                pairs.insert((at as u32, (at + 1 + offset) as u32), (probability, signs));
            }
        }
    }
    let mut sure: Vec<(f32, u32, u32)> = pairs
        .iter()
        .filter(|(_, (probability, _))| *probability >= ONE)
        .map(|(&(one, other), &(probability, _))| (probability, one, other))
        .collect();
    sure.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut group_of: Vec<u32> = (0..events.len() as u32).collect();
    let mut members: Vec<Vec<u32>> = group_of.iter().map(|&event| vec![event]).collect();
    for (_, one, other) in sure {
        let (a, b) = (group_of[one as usize], group_of[other as usize]);
        if a == b {
            continue;
        }
        let (first, second) = (a.min(b), a.max(b));
        let mut sum = 0.0;
        for &x in &members[first as usize] {
            for &y in &members[second as usize] {
                sum += pairs.get(&(x.min(y), x.max(y))).map_or(0.0, |(probability, _)| *probability);
            }
        }
        let n = (members[first as usize].len() * members[second as usize].len()) as f32;
        if sum / n >= ON_THE_WHOLE {
            let moved = std::mem::take(&mut members[second as usize]);
            for &event in &moved {
                group_of[event as usize] = first;
            }
            members[first as usize].extend(moved);
        }
    }
    let mut number = vec![0; events.len()];
    let mut groups: Vec<Vec<u32>> = Vec::new();
    for (first, mut group) in members.into_iter().enumerate().filter(|(_, group)| !group.is_empty()) {
        group.sort_unstable();
        number[first] = groups.len() as u32;
        groups.push(group);
    }
    let group_of = group_of.into_iter().map(|first| number[first as usize]).collect();
    Joined { groups, group_of, pairs }
}
