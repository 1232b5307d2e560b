//! All articles, ready to be compared: which pairs are worth a score, the scores, and the groups. One more article
//! costs what it touches, and gives what all of them at once would give.

use super::cluster::{SAME_STORY, cluster};
use super::headline::Headline;
use super::profile::Profile;
use super::score::{Scale, Weighed, score, step};
use super::words::{Term, hash};
use crate::link::origins::{self, Name};
use crate::text::Article;
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Borrow;

/// So many of an article's heaviest terms lead to other articles.
const KEY_TERMS: usize = 24;
/// Every two of so many of its heaviest terms do so together: a busy name and a busy word are rare as a pair.
const PAIRED_TERMS: usize = 8;
/// A key that more articles have than this is busy …
const BUSY_KEY: usize = 64;
/// … and leads only to so many before and after an article in order of time. That bounds what one article can cost,
/// however many there are, and still holds a story of a thousand articles together.
const BUSY_REACH: usize = 4;
/// Only pairs with this many keys in common are scored. (A key of two terms comes with those of its terms, unless they
/// are busy, and counts as two.)
const LEAST_KEYS: usize = 2;
/// The bit that tells the key of two terms from the key of one.
const PAIR_MARK: u32 = 1;
/// Scores below this are not kept: they would not carry a group over the threshold.
const LEAST_SCORE: f32 = 0.05;

/// The articles and what is known of their likeness. Kept from run to run, it takes one more article in the time that
/// its neighbours need.
#[derive(Clone, Debug, Default)]
pub struct StoryIndex {
    profiles: Vec<Profile>,
    /// The articles in order of time, undated ones last, and then of content.
    in_time: Vec<u32>,
    weighed: Vec<Weighed>,
    /// For each article, what leads to it.
    keys: Vec<Vec<u32>>,
    /// The articles that a key leads to, in order of time.
    by_key: FxHashMap<u32, Vec<u32>>,
    /// How many articles hold each term.
    counts: FxHashMap<Term, u32>,
    /// For each article, the others that it was found like, with the score.
    like: Vec<FxHashMap<u32, Like>>,
    /// For each article, the group that it is in: the number of one of its articles.
    groups: Vec<u32>,
    scale: Option<Scale>,
}

/// How much two articles are like one another.
#[derive(Clone, Copy, Debug)]
struct Like {
    score: f32,
    /// The share of the shorter text that stands in the other, or 0 where that is too little for a copy.
    copied: f32,
}

impl StoryIndex {
    /// Takes in more articles; they get the next numbers, in order. Adding them one by one gives the same groups.
    pub fn add<A: Borrow<Article>>(&mut self, articles: &[A]) {
        let from = self.profiles.len() as u32;
        self.profiles.extend(articles.iter().map(|article| Profile::of(article.borrow())));
        let n = self.profiles.len();
        let profiles = &self.profiles;
        self.in_time.extend(from..n as u32);
        // In order already, but for what is new.
        self.in_time.sort_by_key(|&idx| {
            let profile = &profiles[idx as usize];
            (profile.day.is_none(), profile.day, profile.key.as_str(), idx)
        });
        self.weighed.resize_with(n, Weighed::default);
        self.keys.resize_with(n, Vec::new);
        self.like.resize_with(n, FxHashMap::default);
        self.groups.extend(from..n as u32);

        let fresh = self.reweighed(from);
        let mut stale = self.rekey(&fresh);
        stale.extend(&fresh);
        self.rescore(&stale);
    }

    /// For each article, the number of one article of its group (the same for all of a group).
    pub fn groups(&self) -> &[u32] {
        &self.groups
    }

    /// The articles in order of time, undated ones last, and then of content.
    pub fn in_time(&self) -> &[u32] {
        &self.in_time
    }

    /// The others that an article is like, and how much; in no order.
    pub fn like(&self, article: u32) -> impl Iterator<Item = (u32, f32)> + '_ {
        self.like[article as usize].iter().map(|(other, like)| (*other, like.score))
    }

    /// Pairs of articles of which one stands in large part in the other: the share, and both, the first number the
    /// smaller one; in no order.
    pub fn copies(&self) -> impl Iterator<Item = (f32, u32, u32)> + '_ {
        self.like.iter().zip(0..).flat_map(|(like, a)| {
            let copies = like.iter().filter(move |(b, like)| a < **b && like.copied > 0.0);
            copies.map(move |(b, like)| (like.copied, a, *b))
        })
    }

    /// An article's title as the headline of its story.
    pub fn headline(&self, article: u32) -> &Headline {
        &self.profiles[article as usize].headline
    }

    /// Who published an article.
    pub fn source(&self, article: u32) -> &Name {
        &self.profiles[article as usize].source
    }

    /// Who wrote an article first, as it says itself.
    pub fn named_origin(&self, article: u32) -> Option<&Name> {
        self.profiles[article as usize].named_origin.as_ref()
    }

    /// Counts the terms of the articles from `from` on, and says whose terms now weigh something else: the new ones, and
    /// those that hold a term whose count passed a power of two; all, when the collection itself did.
    fn reweighed(&mut self, from: u32) -> Vec<u32> {
        let mut passed: FxHashSet<Term> = FxHashSet::default();
        for profile in &self.profiles[from as usize..] {
            for term in profile.terms() {
                let count = self.counts.entry(term).or_default();
                *count += 1;
                // What no other article holds changes none.
                if *count > 1 && step(*count) != step(*count - 1) {
                    passed.insert(term);
                }
            }
        }
        let n = self.profiles.len() as u32;
        let scale = Scale::new(n as usize);
        if self.scale.replace(scale) != Some(scale) {
            return (0..n).collect();
        }
        let holds = |idx: &u32| self.profiles[*idx as usize].terms().any(|term| passed.contains(&term));
        (0..from).filter(|idx| !passed.is_empty() && holds(idx)).chain(from..n).collect()
    }

    /// Weighs `fresh` again and lays their keys anew. Gives the articles that a key now leads elsewhere than before.
    fn rekey(&mut self, fresh: &[u32]) -> FxHashSet<u32> {
        let scale = self.scale.unwrap_or(Scale::new(0));
        let mut stale = FxHashSet::default();
        for &idx in fresh {
            let weighed = {
                let worth = |term| scale.worth(term, self.counts.get(&term).copied().unwrap_or(0));
                Weighed::new(&self.profiles[idx as usize], worth)
            };
            let keys = keys_of(&weighed);
            self.weighed[idx as usize] = weighed;
            let old = std::mem::replace(&mut self.keys[idx as usize], keys.clone());
            // Most keys stay: only what is gone and what is new changes where they lead.
            for key in old.iter().filter(|key| keys.binary_search(key).is_err()) {
                self.change_key(*key, idx, false, &mut stale);
            }
            for key in keys.iter().filter(|key| old.binary_search(key).is_err()) {
                self.change_key(*key, idx, true, &mut stale);
            }
        }
        stale
    }

    /// Adds an article to a key, or takes it away; notes whose neighbours by that key change, the article's own aside.
    fn change_key(&mut self, key: u32, idx: u32, add: bool, stale: &mut FxHashSet<u32>) {
        let profiles = &self.profiles;
        let time = |idx: u32| (profiles[idx as usize].day, profiles[idx as usize].key.as_str(), idx);
        let articles = self.by_key.entry(key).or_default();
        let at = articles.partition_point(|other| time(*other) < time(idx));
        let before = articles.len();
        if add {
            articles.insert(at, idx);
        } else if articles.get(at) == Some(&idx) {
            articles.remove(at);
        }
        let most = before.max(articles.len());
        if most > BUSY_KEY {
            let turned = before.min(articles.len()) <= BUSY_KEY;
            let reach = if turned { most } else { BUSY_REACH + 1 };
            stale.extend(&articles[at.saturating_sub(reach)..articles.len().min(at + reach + 1)]);
        }
    }

    /// Scores `stale` against all that their keys lead to, then groups anew whatever that touched.
    fn rescore(&mut self, stale: &FxHashSet<u32>) {
        let mut order: Vec<u32> = stale.iter().copied().collect();
        order.sort_unstable();
        let mut touched = stale.clone();
        for &idx in &order {
            let gone = std::mem::take(&mut self.like[idx as usize]);
            for other in gone.into_keys() {
                self.like[other as usize].remove(&idx);
                touched.insert(other);
            }
        }
        let mut met: Vec<u32> = Vec::new();
        for &idx in &order {
            met.clear();
            for key in &self.keys[idx as usize] {
                self.led_to(*key, idx, &mut met);
            }
            met.sort_unstable();
            for led in met.chunk_by(|a, b| a == b).filter(|led| led.len() >= LEAST_KEYS) {
                let other = led[0];
                // A pair of two stale articles comes up twice: it is scored the first time.
                if other == idx || (other < idx && stale.contains(&other)) {
                    continue;
                }
                let side = |idx: u32| (&self.profiles[idx as usize], &self.weighed[idx as usize]);
                let score = score(side(idx), side(other));
                if score >= LEAST_SCORE {
                    let prints = |idx: u32| self.profiles[idx as usize].prints.as_slice();
                    let like = Like { score, copied: origins::copied(score, prints(idx), prints(other)) };
                    self.like[idx as usize].insert(other, like);
                    self.like[other as usize].insert(idx, like);
                    touched.insert(other);
                }
            }
        }
        self.regroup(touched);
    }

    /// Adds to `met` the articles that `key` leads to from `idx`.
    fn led_to(&self, key: u32, idx: u32, met: &mut Vec<u32>) {
        let Some(articles) = self.by_key.get(&key) else { return };
        let near = self.near(articles, idx);
        met.extend(near);
        if key & PAIR_MARK != 0 {
            met.extend(near);
        }
    }

    /// Those of a key's articles that it leads to from `idx`.
    fn near<'a>(&self, articles: &'a [u32], idx: u32) -> &'a [u32] {
        if articles.len() <= BUSY_KEY {
            return articles;
        }
        let profiles = &self.profiles;
        let time = |idx: u32| (profiles[idx as usize].day, profiles[idx as usize].key.as_str(), idx);
        let at = articles.partition_point(|other| time(*other) < time(idx));
        &articles[at.saturating_sub(BUSY_REACH)..articles.len().min(at + BUSY_REACH + 1)]
    }

    /// Groups anew every set of articles in which one was touched. A set is what likenesses that would make a story of
    /// two articles hold together: between two sets all are weaker, and so is their mean.
    fn regroup(&mut self, touched: FxHashSet<u32>) {
        let mut starts: Vec<u32> = touched.into_iter().collect();
        starts.sort_unstable();
        let mut done: FxHashSet<u32> = FxHashSet::default();
        for start in starts {
            if !done.insert(start) {
                continue;
            }
            let mut members = vec![start];
            let mut next = 0;
            while let Some(&member) = members.get(next) {
                let strong = self.like[member as usize].iter().filter(|(_, like)| like.score >= SAME_STORY);
                members.extend(strong.map(|(other, _)| *other).filter(|other| done.insert(*other)));
                next += 1;
            }
            // In the order of their content, so that the order of files plays no part.
            members.sort_unstable_by(|a, b| (self.key(*a), a).cmp(&(self.key(*b), b)));
            let place: FxHashMap<u32, u32> = members.iter().enumerate().map(|(at, idx)| (*idx, at as u32)).collect();
            let mut scores: Vec<(u32, u32, f32)> = Vec::new();
            for (at, member) in members.iter().enumerate() {
                let others = self.like[*member as usize].iter();
                let inside = others.filter_map(|(other, like)| Some((at as u32, *place.get(other)?, like.score)));
                scores.extend(inside.filter(|(a, b, _)| a < b));
            }
            scores.sort_unstable_by_key(|(a, b, _)| (*a, *b));
            for (at, group) in cluster(members.len(), &scores).into_iter().enumerate() {
                self.groups[members[at] as usize] = members[group as usize];
            }
        }
    }

    fn key(&self, idx: u32) -> &str {
        &self.profiles[idx as usize].key
    }
}

/// What leads to an article: its heaviest terms, and the pairs of the heaviest of these.
fn keys_of(weighed: &Weighed) -> Vec<u32> {
    let mut heavy: Vec<(Term, f32)> = Vec::with_capacity(weighed.body.len() + weighed.head.len());
    heavy.extend(weighed.body.iter().chain(&weighed.head).map(|of| (of.term, of.weight)));
    heavy.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut seen = FxHashSet::default();
    heavy.retain(|(term, _)| seen.insert(*term));
    heavy.truncate(KEY_TERMS);
    let mut paired: Vec<Term> = heavy.iter().take(PAIRED_TERMS).map(|(term, _)| *term).collect();
    paired.sort_unstable();
    let mut keys: Vec<u32> = heavy.iter().map(|(term, _)| *term & !PAIR_MARK).collect();
    for (at, a) in paired.iter().enumerate() {
        for b in &paired[at + 1..] {
            keys.push(hash(&[a.to_le_bytes(), b.to_le_bytes()].concat()) | PAIR_MARK);
        }
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}
