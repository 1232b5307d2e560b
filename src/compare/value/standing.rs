//! How a pair of values stands among its rivals: whether the two fill one slot, and whether others fill it better.
//!
//! That two values answer one question can be learnt without a label: two reports that give the same figure mostly give it of
//! one thing. The forest of a type (`slot-number.tsv`, `slot-time.tsv`, made by `tools/learn/slots.py` from unlabelled
//! stories) sees only what stands around the values. Its probability, and how it stands beside that of the other values which
//! could be meant, are signs of the pair.

use super::Relation;
use crate::text::ArticleIdx;
use rustc_hash::FxHashMap;

/// The names of the signs of [`Standings::signs`], in order.
pub(in super::super) const STANDING: &[&str] = &[
    "one slot",
    "lead over the other's rivals",
    "lead over the one's rivals",
    "place among the other's",
    "place among the one's",
    "slot of an equal value of the other's report",
    "slot of an equal value of the one's report",
];

/// A value that stands against another one.
struct Rival {
    value: usize,
    probability: f32,
    same: bool,
}

/// For each value and each other report, the values of that report with the probability that they fill its slot.
#[derive(Default)]
pub(super) struct Standings {
    of: FxHashMap<(usize, ArticleIdx), Vec<Rival>>,
}

impl Standings {
    /// Takes in a pair: two values with the articles in which they stand.
    pub(super) fn add(&mut self, one: (usize, ArticleIdx), other: (usize, ArticleIdx), slot: f32, relation: Relation) {
        for (this, that) in [(one, other), (other, one)] {
            let rival = Rival { value: that.0, probability: slot, same: relation == Relation::Same };
            self.of.entry((this.0, that.1)).or_default().push(rival);
        }
    }

    /// The signs of a pair that was taken in. `slot` is its own probability.
    pub(super) fn signs(&self, one: (usize, ArticleIdx), other: (usize, ArticleIdx), slot: f32, out: &mut Vec<f32>) {
        let there = self.beside(one.0, other, slot);
        let here = self.beside(other.0, one, slot);
        out.extend([slot, there.lead, here.lead, there.place, here.place, there.equal, here.equal]);
    }

    /// How likely it is that the other's report gives the one's value too, in its slot; and the other way round.
    pub(super) fn given(&self, one: (usize, ArticleIdx), other: (usize, ArticleIdx)) -> f32 {
        self.beside(one.0, other, 0.0).equal.max(self.beside(other.0, one, 0.0).equal)
    }

    /// How `that` stands among the values of its report that could stand against `this`.
    fn beside(&self, this: usize, that: (usize, ArticleIdx), slot: f32) -> Beside {
        let rivals = self.of.get(&(this, that.1)).map_or(&[][..], Vec::as_slice);
        let others = || rivals.iter().filter(|rival| rival.value != that.0);
        let best = others().map(|rival| rival.probability).fold(0.0, f32::max);
        let before = others().filter(|rival| rival.probability > slot).count();
        let equal = others().filter(|rival| rival.same).map(|rival| rival.probability).fold(0.0, f32::max);
        Beside { lead: slot - best, place: 1.0 / (1.0 + before as f32), equal }
    }
}

/// A value among the others of its report.
struct Beside {
    /// By how much it is likelier than the likeliest of the others.
    lead: f32,
    /// 1 for the first, 1/2 for the second …
    place: f32,
    /// The probability of the likeliest one that has the same value as what it stands against; 0 where there is none.
    equal: f32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_leads_over_its_rivals_and_knows_of_an_equal_value() {
        let (here, there) = (ArticleIdx(0), ArticleIdx(1));
        let mut standings = Standings::default();
        standings.add((0, here), (1, there), 0.8, Relation::Exclude);
        standings.add((0, here), (2, there), 0.5, Relation::Same);
        let mut signs = Vec::new();
        standings.signs((0, here), (1, there), 0.8, &mut signs);
        let near = |at: usize, value: f32| assert!((signs[at] - value).abs() < 1e-6, "{}: {}", STANDING[at], signs[at]);
        near(1, 0.3); // over 2, which is of the other's report
        near(2, 0.8); // the one's report gives nothing else
        near(3, 1.0);
        near(5, 0.5);
        near(6, 0.0);
        assert!((standings.given((0, here), (1, there)) - 0.5).abs() < 1e-6);
    }
}
