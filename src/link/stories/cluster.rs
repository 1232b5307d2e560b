//! From scores between articles to stories: average linkage, so that one article that looks like two stories does not
//! make them one.

use rustc_hash::FxHashMap;
use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// Two groups become one story when the mean score between their articles reaches this.
pub const SAME_STORY: f32 = 0.2;
/// The mean is taken over all pairs of the two groups (a pair without a score has 0); for large groups over at most
/// this many for each of their articles, as not every pair of a large story is ever compared.
const PAIRS_AN_ARTICLE: usize = 4;

/// Two groups that could be joined.
struct Join {
    mean: f32,
    a: u32,
    b: u32,
    /// How many joins each had seen when `mean` was reckoned: an older one no longer holds.
    versions: (u32, u32),
}

impl PartialEq for Join {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}
impl Eq for Join {}
impl PartialOrd for Join {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Join {
    fn cmp(&self, other: &Self) -> Ordering {
        self.mean.total_cmp(&other.mean).then(other.a.cmp(&self.a)).then(other.b.cmp(&self.b))
    }
}

/// Groups the articles `0..n` by the scores between them (each pair once, either way round). Gives each article the
/// least article of its group. The same scores give the same groups; equal means are settled by the articles' order.
pub fn cluster(n: usize, scores: &[(u32, u32, f32)]) -> Vec<u32> {
    let mut groups = Groups {
        sizes: vec![1; n],
        versions: vec![0; n],
        sums: vec![FxHashMap::default(); n],
        joins: BinaryHeap::new(),
    };
    for &(a, b, score) in scores {
        *groups.sums[a as usize].entry(b).or_default() += f64::from(score);
        *groups.sums[b as usize].entry(a).or_default() += f64::from(score);
    }
    for &(a, b, _) in scores {
        groups.offer(a.min(b), a.max(b));
    }
    let mut into: Vec<u32> = (0..n as u32).collect();
    while let Some(join) = groups.joins.pop() {
        let (a, b) = (join.a as usize, join.b as usize);
        if join.versions == (groups.versions[a], groups.versions[b]) && groups.sizes[b] > 0 && groups.sizes[a] > 0 {
            groups.join(join.a, join.b);
            into[b] = join.a;
        }
    }
    // A group's number is always less than those that went into it, so one pass in order finds each root.
    for idx in 0..n {
        into[idx] = into[into[idx] as usize];
    }
    into
}

struct Groups {
    /// Articles of each group; 0 for one that went into another.
    sizes: Vec<usize>,
    versions: Vec<u32>,
    /// For each group, the sum of scores to each neighbour.
    sums: Vec<FxHashMap<u32, f64>>,
    joins: BinaryHeap<Join>,
}

impl Groups {
    fn offer(&mut self, a: u32, b: u32) {
        let (size_a, size_b) = (self.sizes[a as usize], self.sizes[b as usize]);
        let n_pairs = (size_a * size_b).min(PAIRS_AN_ARTICLE * (size_a + size_b));
        let mean = (self.sums[a as usize][&b] / n_pairs as f64) as f32;
        if mean >= SAME_STORY {
            let versions = (self.versions[a as usize], self.versions[b as usize]);
            self.joins.push(Join { mean, a, b, versions });
        }
    }

    /// Puts `b` into `a`, which is the lesser number.
    fn join(&mut self, a: u32, b: u32) {
        self.sizes[a as usize] += std::mem::take(&mut self.sizes[b as usize]);
        self.versions[a as usize] += 1;
        self.sums[a as usize].remove(&b);
        let mut moved: Vec<(u32, f64)> = std::mem::take(&mut self.sums[b as usize]).into_iter().collect();
        moved.sort_unstable_by_key(|(other, _)| *other);
        for (other, sum) in moved {
            self.sums[other as usize].remove(&b);
            if other != a {
                *self.sums[a as usize].entry(other).or_default() += sum;
                *self.sums[other as usize].entry(a).or_default() += sum;
            }
        }
        let mut others: Vec<u32> = self.sums[a as usize].keys().copied().collect();
        others.sort_unstable();
        for other in others {
            self.offer(a.min(other), a.max(other));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_that_look_alike_are_one_story() {
        assert_eq!(cluster(3, &[(0, 1, 0.6), (1, 2, 0.5), (0, 2, 0.5)]), [0, 0, 0]);
    }

    #[test]
    fn one_article_between_two_stories_does_not_make_them_one() {
        let pairs =
            [(0, 1, 0.7), (0, 2, 0.7), (1, 2, 0.7), (4, 5, 0.7), (4, 6, 0.7), (5, 6, 0.7), (3, 0, 0.4), (3, 4, 0.4)];
        let stories = cluster(7, &pairs);
        assert_eq!(stories[..3], [0, 0, 0]);
        assert_eq!(stories[4..], [4, 4, 4]);
    }

    #[test]
    fn a_chain_of_likenesses_is_not_one_story() {
        let pairs: Vec<(u32, u32, f32)> = (0..20).map(|idx| (idx, idx + 1, 0.4)).collect();
        let stories = cluster(21, &pairs);
        let most = (0..21).map(|story| stories.iter().filter(|of| **of == story).count()).max();
        assert!(most <= Some(3), "{stories:?}");
    }

    #[test]
    fn weak_likeness_joins_nothing() {
        assert_eq!(cluster(2, &[(0, 1, SAME_STORY - 0.01)]), [0, 1]);
    }
}
