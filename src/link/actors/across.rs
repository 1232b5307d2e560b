//! Which actors of different stories are one: those that bear one full name, and, of persons known by a surname alone,
//! those that stand in the company of one who bears it. Nothing here depends on the order in which stories came.

use super::ties::Ties;
use crate::extract::mentions::resolve::strongest;
use crate::extract::{ActorKind, Gender};
use crate::link::lists::n_shared;
use crate::text::DisjointSets;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::cmp::Reverse;
use std::ops::Range;

/// Bearers of one name beyond these are not looked at for a surname: it is too common to tell.
const MOST_BEARERS: usize = 64;
/// Stories looked at to learn in whose company somebody stands.
const COMPANY_STORIES: usize = 24;

/// For the actors of all stories, one after the other: the number of the first actor that is the same one.
pub fn groups(stories: &[&[Ties]]) -> Vec<u32> {
    let mut all = Actors::new(stories);
    all.join_names();
    all.join_short_names();
    (0..all.ties.len() as u32).map(|actor| all.root(actor)).collect()
}

struct Actors<'a> {
    ties: Vec<&'a Ties>,
    /// For each actor: its story.
    story: Vec<u32>,
    /// For each story: its actors.
    of_story: Vec<Range<u32>>,
    joined: DisjointSets,
}

impl<'a> Actors<'a> {
    fn new(stories: &[&'a [Ties]]) -> Self {
        let mut all = Self { ties: Vec::new(), story: Vec::new(), of_story: Vec::new(), joined: DisjointSets::new(0) };
        for (story, ties) in stories.iter().enumerate() {
            let from = all.ties.len() as u32;
            all.ties.extend(ties.iter());
            all.story.resize(all.ties.len(), story as u32);
            all.of_story.push(from..all.ties.len() as u32);
        }
        all.joined = DisjointSets::new(all.ties.len());
        all
    }

    fn root(&self, actor: u32) -> u32 {
        self.joined.leader(actor)
    }

    /// The earlier one stays the root.
    fn join(&mut self, a: u32, b: u32) {
        self.joined.join(a, b);
    }

    /// Bearers of one key are one, but for a person here and a place there, both surely.
    fn join_names(&mut self) {
        let n_keys = self.ties.iter().map(|ties| ties.keys.len()).sum();
        let mut bearers: FxHashMap<u64, (u32, Vec<u32>)> = FxHashMap::with_capacity_and_hasher(n_keys, FxBuildHasher);
        for (actor, ties) in self.ties.iter().enumerate() {
            for &key in &ties.keys {
                let entry = bearers.entry(key).or_insert_with(|| (actor as u32, Vec::new()));
                if entry.0 != actor as u32 {
                    entry.1.push(actor as u32);
                }
            }
        }
        let mut bearers: Vec<(u32, Vec<u32>)> =
            bearers.into_values().filter(|(_, others)| !others.is_empty()).collect();
        bearers.sort_unstable();
        for (first, mut bearers) in bearers {
            bearers.insert(0, first);
            let is_person = |actor: &u32| strongest(&self.ties[*actor as usize].kinds) == ActorKind::Person;
            let sure = |person: bool| {
                bearers.iter().any(|actor| {
                    self.ties[*actor as usize].sure_kind().is_some_and(|kind| (kind == ActorKind::Person) == person)
                })
            };
            let (people, others): (Vec<u32>, Vec<u32>) = if sure(true) && sure(false) {
                bearers.into_iter().partition(is_person)
            } else {
                (bearers, Vec::new())
            };
            for same in [people, others] {
                for pair in same.windows(2) {
                    self.join(pair[0], pair[1]);
                }
            }
        }
    }

    /// Surnames and given names alone: whoever of that name stands in the same company; where nobody is known by a fuller
    /// name, those in one company are one.
    fn join_short_names(&mut self) {
        let roots: Vec<u32> = (0..self.ties.len() as u32).map(|actor| self.root(actor)).collect();
        let company = self.company(&roots);
        let mut by_word: FxHashMap<u64, Vec<(u32, bool)>> = FxHashMap::default();
        let short: Vec<u32> = (0..self.ties.len() as u32).filter(|&actor| self.ties[actor as usize].is_short).collect();
        for &actor in &short {
            by_word.entry(self.ties[actor as usize].words[0].0).or_default();
        }
        for (actor, ties) in self.ties.iter().enumerate().filter(|(_, ties)| !ties.is_short) {
            for &(word, surname) in &ties.words {
                if let Some(bearers) = by_word.get_mut(&word)
                    && bearers.len() < MOST_BEARERS
                    && bearers.iter().all(|(root, _)| *root != roots[actor])
                {
                    bearers.push((roots[actor], surname));
                }
            }
        }
        // Only those who may be meant are looked up.
        let bearers = by_word.values().flatten().map(|(root, _)| (*root, Vec::new()));
        let mut stories_of: FxHashMap<u32, Vec<u32>> = bearers.collect();
        for (actor, root) in roots.iter().enumerate() {
            if let Some(stories) = stories_of.get_mut(root)
                && stories.last() != Some(&self.story[actor])
            {
                stories.push(self.story[actor]);
            }
        }
        let mut joins = Vec::new();
        let mut alone: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        for actor in short {
            let word = self.ties[actor as usize].words[0].0;
            let story = self.story[actor as usize];
            let shared = |stories: &[u32]| -> usize {
                let near = stories.iter().rev().take(COMPANY_STORIES);
                near.map(|&other| n_shared(&company[story as usize], &company[other as usize])).max().unwrap_or(0)
            };
            if let Some(root) = self.bearer(actor, &by_word[&word], &stories_of, &shared) {
                joins.push((root, actor));
                continue;
            }
            let others = alone.entry(word).or_default();
            let same = others.iter().rev().take(COMPANY_STORIES);
            let same = same.copied().find(|&other| shared(&[self.story[other as usize]]) > 0);
            joins.extend(same.map(|other| (other, actor)));
            others.push(actor);
        }
        for (a, b) in joins {
            self.join(a, b);
        }
    }

    /// For each story, the roots of its actors with names, in rising order.
    fn company(&self, roots: &[u32]) -> Vec<Vec<u32>> {
        let named = |range: &Range<u32>| {
            let actors = range.clone().filter(|&actor| self.ties[actor as usize].is_named);
            let mut named: Vec<u32> = actors.map(|actor| roots[actor as usize]).collect();
            named.sort_unstable();
            named
        };
        self.of_story.iter().map(named).collect()
    }

    /// The one of several, of whom this is the surname or given name, in whose company it stands.
    fn bearer(
        &self,
        actor: u32,
        bearers: &[(u32, bool)],
        stories_of: &FxHashMap<u32, Vec<u32>>,
        shared: &dyn Fn(&[u32]) -> usize,
    ) -> Option<u32> {
        let gender = self.ties[actor as usize].gender;
        let mut scored: Vec<(bool, usize, u32)> = Vec::new();
        for &(root, surname) in bearers {
            let stories = &stories_of[&root];
            let theirs = self.ties[root as usize].gender;
            let clash = gender != theirs && gender != Gender::Unknown && theirs != Gender::Unknown;
            // Its own story has looked at both, and kept them apart.
            if clash || stories.binary_search(&self.story[actor as usize]).is_ok() {
                continue;
            }
            let shared = shared(stories);
            if shared > 0 {
                scored.push((surname, shared, root));
            }
        }
        // Surnames before given names; then the most company; a tie stays open.
        scored.sort_by_key(|&(surname, shared, root)| (Reverse((surname, shared)), root));
        match scored[..] {
            [] => None,
            [(_, _, only)] => Some(only),
            [(x, a, best), (y, b, _), ..] => ((x && !y) || a > b).then_some(best),
        }
    }
}
