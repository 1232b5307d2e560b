//! Which of numbered things are one: disjoint sets with a leader each.
//!
//! The sets themselves are petgraph's union-find, in which no order of unions can make a circle; what stands here is who
//! leads a set, because the rooms that use it give a set the name, or the place, of one of its members.

use petgraph::unionfind::UnionFind;

/// Disjoint sets over `0..n`. At first each number stands alone and leads itself.
#[derive(Debug, Clone)]
pub struct DisjointSets {
    sets: UnionFind<u32>,
    /// For each representative of the union-find: who leads its set.
    leaders: Vec<u32>,
}

impl DisjointSets {
    /// `n` sets of one.
    pub fn new(n: usize) -> Self {
        Self { sets: UnionFind::new(n), leaders: (0..n as u32).collect() }
    }

    /// Who leads the set that `one` is in.
    pub fn leader(&self, one: u32) -> u32 {
        self.leaders[self.sets.find(one) as usize]
    }

    /// Makes the sets of `one` and `other` one set, led by the leader of `one`. Whether they were two.
    pub fn join_under(&mut self, one: u32, other: u32) -> bool {
        let leader = self.leader(one);
        let joined = self.sets.union(one, other);
        let representative = self.sets.find_mut(one);
        self.leaders[representative as usize] = leader;
        joined
    }

    /// Makes the sets of both one, led by the lesser of the two leaders, so that the order of joining changes nothing.
    /// Whether they were two.
    pub fn join(&mut self, one: u32, other: u32) -> bool {
        let (one, other) = (self.leader(one), self.leader(other));
        self.join_under(one.min(other), one.max(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_first_leads_or_the_one_that_is_named() {
        let mut sets = DisjointSets::new(6);
        assert!(sets.join(4, 2) && sets.join(5, 4) && !sets.join(2, 5));
        assert_eq!((sets.leader(5), sets.leader(3)), (2, 3));
        assert!(sets.join_under(3, 5));
        assert_eq!((sets.leader(2), sets.leader(0)), (3, 0));
    }

    proptest! {
        #[test]
        fn no_order_of_joins_makes_a_circle(joins in prop::collection::vec((0u32..30, 0u32..30, any::<bool>()), 0..90)) {
            let mut sets = DisjointSets::new(30);
            for (one, other, under) in joins {
                let _ = if under { sets.join_under(one, other) } else { sets.join(one, other) };
                prop_assert_eq!(sets.leader(one), sets.leader(other));
            }
            for one in 0..30 {
                prop_assert_eq!(sets.leader(sets.leader(one)), sets.leader(one));
            }
        }
    }
}
