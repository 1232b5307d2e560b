//! Who appears with whom in a story: the actors, and how many events each two share.

use crate::show::material::Material;
use rustc_hash::FxHashMap;

/// Actors in the picture at most: more lines cannot be told apart.
const MOST_ACTORS: usize = 24;
/// Lines between them at most.
const MOST_TIES: usize = 30;

/// The actors of a picture, and the ties between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Company {
    /// Indices of the actors, those with the most ties first.
    pub actors: Vec<u32>,
    /// Rows of two actors, the upper first, and how many events they share; the strongest first.
    pub ties: Vec<(usize, usize, u32)>,
}

/// Counts the company of a story.
pub fn company(material: &Material, story: u32) -> Company {
    let linked = &material.analysis.linked;
    let events = material.stories.get(story as usize).map_or(&[][..], |story| &story.events);
    let mut pairs: FxHashMap<(u32, u32), u32> = FxHashMap::default();
    for &event in events {
        let mut actors: Vec<u32> =
            linked.events[event as usize].participants.iter().filter_map(|part| part.actor).collect();
        actors.sort_unstable();
        actors.dedup();
        for (idx, &one) in actors.iter().enumerate() {
            for &other in &actors[idx + 1..] {
                *pairs.entry((one, other)).or_default() += 1;
            }
        }
    }
    let mut strength: FxHashMap<u32, u32> = FxHashMap::default();
    for (&(one, other), &n) in &pairs {
        *strength.entry(one).or_default() += n;
        *strength.entry(other).or_default() += n;
    }
    let mut actors: Vec<u32> = strength.keys().copied().collect();
    actors.sort_by_key(|actor| (std::cmp::Reverse(strength[actor]), *actor));
    actors.truncate(MOST_ACTORS);
    let row = |actor: u32| actors.iter().position(|&other| other == actor);
    let mut ties: Vec<(usize, usize, u32)> = pairs
        .iter()
        .filter_map(|(&(one, other), &n)| {
            let (one, other) = (row(one)?, row(other)?);
            Some((one.min(other), one.max(other), n))
        })
        .collect();
    ties.sort_by_key(|&(one, other, n)| (std::cmp::Reverse(n), one, other));
    ties.truncate(MOST_TIES);
    Company { actors, ties }
}
