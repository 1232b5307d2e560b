//! Which accounts of a story tell one happening.
//!
//! Pairs are looked at only inside blocks (the same act, in the words of `assets/events/concepts.txt`); the surest pairs
//! are joined first, and two groups only if their accounts fit one another on the whole, so that one doubtful link does
//! not draw two events together.

use crate::extract::accounts::likeness::{Dates, SAME, Sketch, dates, score};
use rustc_hash::{FxHashMap, FxHashSet};

/// A block larger than this is an act that everybody does all the time ("say"): only its exact verb is compared.
const WIDE_BLOCK: usize = 400;
/// In the block of one verb, up to so many accounts all are compared with all …
const WHOLE_BLOCK: usize = 150;
/// … and beyond, in order of day and of who takes part, each with so many that follow: what is told alike stands together,
/// and the work stays linear. (The labelled stories have no such block.)
const NEAR_IN_BLOCK: usize = 24;

/// What whole groups must have over single accounts: more is known of them, so more must agree.
const WHOLE: f32 = 0.5;

/// What is grouped: one account.
pub struct Item {
    /// Number of its article.
    pub article: u32,
    /// What identifies it.
    pub sketch: Sketch,
    /// The place in the list of items of the account that it retells in its article.
    pub retells: Option<u32>,
}

/// Groups of items, each in order, in order of their first.
pub fn groups(items: &[Item]) -> Vec<Vec<u32>> {
    let rarity_of = rarities(items);
    let rarity = |id: u32| rarity_of.get(&id).copied().unwrap_or(1.0);
    let mut scores: FxHashMap<(u32, u32), f32> = FxHashMap::default();
    let mut pairs: Vec<(f32, u32, u32)> = Vec::new();
    for (one, other) in candidates(items) {
        let (first, second) = (&items[one as usize], &items[other as usize]);
        let apart = first.article != second.article;
        let value = score(&first.sketch, &second.sketch, &rarity, apart).unwrap_or(-4.0);
        scores.insert((one, other), value);
        if value >= SAME {
            pairs.push((value, one, other));
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut group_of: Vec<u32> = (0..items.len() as u32).collect();
    let mut members: Vec<Vec<u32>> = (0..items.len() as u32).map(|idx| vec![idx]).collect();
    for (idx, item) in items.iter().enumerate() {
        if let Some(first) = item.retells {
            unite(first, idx as u32, &mut group_of, &mut members);
        }
    }
    for (_, one, other) in pairs {
        let (a, b) = (group_of[one as usize], group_of[other as usize]);
        if a != b && fit(&members[a as usize], &members[b as usize], items, &scores) {
            unite(one, other, &mut group_of, &mut members);
        }
    }
    join_whole(items, &rarity, &mut group_of, &mut members);
    let mut found: Vec<Vec<u32>> = members.into_iter().filter(|group| !group.is_empty()).collect();
    for group in &mut found {
        group.sort_unstable();
    }
    found.sort();
    found
}

/// What articles tell in several sentences each is compared once more as a whole: who meets stands in one sentence, when
/// in another.
fn join_whole(items: &[Item], rarity: &dyn Fn(u32) -> f32, group_of: &mut [u32], members: &mut [Vec<u32>]) {
    let wholes: Vec<u32> = (0..members.len() as u32).filter(|&group| !members[group as usize].is_empty()).collect();
    let sums: Vec<Sketch> = wholes
        .iter()
        .map(|&group| {
            Sketch::union(&members[group as usize].iter().map(|&item| &items[item as usize].sketch).collect::<Vec<_>>())
        })
        .collect();
    let mut by_concept: FxHashMap<u16, Vec<u32>> = FxHashMap::default();
    for (idx, sum) in sums.iter().enumerate() {
        for &concept in &sum.concepts {
            by_concept.entry(concept).or_default().push(idx as u32);
        }
    }
    let mut pairs: FxHashSet<(u32, u32)> = FxHashSet::default();
    for block in by_concept.into_values().filter(|block| block.len() <= WIDE_BLOCK) {
        for (n, &one) in block.iter().enumerate() {
            pairs.extend(block[n + 1..].iter().map(|&other| (one.min(other), one.max(other))));
        }
    }
    let articles_of = |group: u32| -> FxHashSet<u32> {
        members[wholes[group as usize] as usize].iter().map(|&item| items[item as usize].article).collect()
    };
    let mut sure: Vec<(f32, u32, u32)> = pairs
        .into_iter()
        .filter(|&(one, other)| {
            members[wholes[one as usize] as usize].len() + members[wholes[other as usize] as usize].len() > 2
        })
        .filter(|&(one, other)| articles_of(one).is_disjoint(&articles_of(other)))
        .filter_map(|(one, other)| {
            let (first, second) = (&sums[one as usize], &sums[other as usize]);
            let shared = first.all.iter().filter(|id| second.all.contains(id)).count();
            let value = score(first, second, rarity, true)?;
            (shared >= 2 && value >= SAME + WHOLE).then_some((value, one, other))
        })
        .collect();
    sure.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    for (_, one, other) in sure {
        let (one, other) = (wholes[one as usize], wholes[other as usize]);
        let far = {
            let (ones, others) =
                (&members[group_of[one as usize] as usize], &members[group_of[other as usize] as usize]);
            ones.iter().any(|&a| {
                others.iter().any(|&b| dates(&items[a as usize].sketch, &items[b as usize].sketch) == Dates::Far)
            })
        };
        if !far {
            unite(one, other, group_of, members);
        }
    }
}

fn unite(one: u32, other: u32, group_of: &mut [u32], members: &mut [Vec<u32>]) {
    let (a, b) = (group_of[one as usize], group_of[other as usize]);
    if a == b {
        return;
    }
    let moved = std::mem::take(&mut members[a.max(b) as usize]);
    for &item in &moved {
        group_of[item as usize] = a.min(b);
    }
    members[a.min(b) as usize].extend(moved);
}

/// Whether two groups fit on the whole: on average likely the same, and no pair of dates far apart.
fn fit(one: &[u32], other: &[u32], items: &[Item], scores: &FxHashMap<(u32, u32), f32>) -> bool {
    let (mut sum, mut count) = (0.0, 0.0f32);
    for &a in one {
        for &b in other {
            let (first, second) = (&items[a as usize].sketch, &items[b as usize].sketch);
            if dates(first, second) == Dates::Far {
                return false;
            }
            if let Some(&value) = scores.get(&(a.min(b), a.max(b))) {
                sum += value.max(-1.0);
                count += 1.0;
            }
        }
    }
    count > 0.0 && sum / count >= SAME * 0.6
}

/// Pairs that may be one: inside a block of the same verb or the same group of verbs.
fn candidates(items: &[Item]) -> Vec<(u32, u32)> {
    let mut by_verb: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
    let mut by_concept: FxHashMap<u16, Vec<u32>> = FxHashMap::default();
    for (idx, item) in items.iter().enumerate() {
        by_verb.entry(item.sketch.verb.as_str()).or_default().push(idx as u32);
        for &concept in &item.sketch.concepts {
            by_concept.entry(concept).or_default().push(idx as u32);
        }
    }
    let mut seen: FxHashSet<(u32, u32)> = FxHashSet::default();
    let wide = by_concept.into_values().filter(|block| block.len() <= WIDE_BLOCK);
    for mut block in by_verb.into_values().chain(wide) {
        let mut reach = block.len();
        if block.len() > WHOLE_BLOCK {
            reach = NEAR_IN_BLOCK;
            block.sort_by_cached_key(|&idx| (items[idx as usize].sketch.order(), idx));
        }
        for (n, &one) in block.iter().enumerate() {
            for &other in block[n + 1..].iter().take(reach) {
                seen.insert((one.min(other), one.max(other)));
            }
        }
    }
    let mut all: Vec<(u32, u32)> = seen.into_iter().collect();
    all.sort_unstable();
    all
}

/// 1 for an actor of few accounts, towards 0 for one of a third of them.
fn rarities(items: &[Item]) -> FxHashMap<u32, f32> {
    let mut seen: FxHashMap<u32, u32> = FxHashMap::default();
    for item in items {
        for &id in &item.sketch.all {
            *seen.entry(id).or_default() += 1;
        }
    }
    let often = (items.len() as f32 / 4.0).max(4.0);
    seen.into_iter().map(|(id, count)| (id, 1.0 - (count as f32 / often).min(1.0))).collect()
}
