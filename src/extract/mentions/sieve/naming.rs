//! What the article names only after it has described it: ships, and people in the lede.

use super::{LEDE_SENTENCES, Sieve, VEHICLE_SIGNS};
use crate::extract::mentions::resolve::strongest;
use crate::extract::{ActorKind, Gender};

impl Sieve<'_> {
    /// "A tourist ship struck a bridge. The Swift Heron …": one vehicle without a name, one name for a vehicle.
    pub(super) fn name_vehicles(&mut self) {
        let is_vehicle =
            |class: &str| matches!(class, "ship" | "aircraft" | "train" | "satellite" | "rocket" | "vehicle");
        for class in ["ship", "aircraft", "train", "satellite", "rocket"] {
            let unnamed: Vec<usize> = (0..self.entities.len())
                .filter(|&entity| {
                    self.entities[entity].cluster.is_none()
                        && self.entities[entity].class == class
                        && !self.entities[entity].plural
                        && self.entities[entity].scope.parse::<u32>().is_err()
                        && !self.is_another(entity)
                })
                .collect();
            let named: Vec<usize> = (0..self.entities.len())
                .filter(|&entity| {
                    let it = &self.entities[entity];
                    let called = it.called.iter().any(|(_, called)| called == class);
                    let other = it.called.iter().any(|(_, called)| is_vehicle(called) && called != class);
                    it.cluster.is_some()
                        && self.kind(entity) == ActorKind::Other
                        && (called || (!other && it.kinds[4] >= VEHICLE_SIGNS && class == "ship"))
                })
                .collect();
            if let ([one], [name]) = (&unnamed[..], &named[..]) {
                self.absorb(*one, *name);
            }
        }
    }

    /// "another ship": surely not the one that has a name.
    pub(super) fn is_another(&self, entity: usize) -> bool {
        let first =
            self.entities[entity].places.first().map(|(tokens, _, _)| self.reading.word(tokens.start).to_lowercase());
        first.is_some_and(|word| matches!(word.as_str(), "another" | "other" | "second"))
    }

    /// "A teenage girl was charged … Lena Moss, 16, …": the headline's girl is the one named soon after, if only one of
    /// that gender is.
    pub(super) fn name_the_unnamed(&mut self) {
        for unnamed in 0..self.entities.len() {
            let it = &self.entities[unnamed];
            let first = it.seen.first().map_or(u32::MAX, |seen| seen.1);
            if it.cluster.is_some()
                || it.plural
                || first > LEDE_SENTENCES
                || !matches!(it.class.as_str(), "girl" | "boy" | "woman" | "man" | "child" | "suspect")
            {
                continue;
            }
            let fits: Vec<(usize, usize)> = (0..self.entities.len())
                .filter(|&entity| {
                    let other = &self.entities[entity];
                    let clash =
                        it.gender != Gender::Unknown && other.gender != Gender::Unknown && it.gender != other.gender;
                    other.cluster.is_some()
                        && !clash
                        && self.kind(entity) == ActorKind::Person
                        && other
                            .seen
                            .first()
                            .is_some_and(|seen| seen.1 >= first && seen.1 <= first + LEDE_SENTENCES + 1)
                })
                .map(|entity| (self.entities[entity].seen.len(), entity))
                .collect();
            let best = fits.iter().max().copied();
            let rival = fits.iter().filter(|fit| Some(**fit) != best).map(|fit| fit.0).max().unwrap_or(0);
            if let Some((times, entity)) = best
                && times >= 2 * rival.max(1)
            {
                self.absorb(unnamed, entity);
            }
        }
    }

    /// All that stands for one entity stands for another.
    pub(super) fn absorb(&mut self, from: usize, into: usize) {
        let it = std::mem::take(&mut self.entities[from]);
        self.entities[into].places.extend(it.places);
        self.entities[into].seen.extend(it.seen);
        for (lemma, class) in &it.called {
            self.call(into, lemma, class);
        }
        if it.cluster.is_none() {
            self.entities[into].kinds[strongest(&it.kinds) as usize] += 2.0;
        }
        if self.entities[into].gender == Gender::Unknown {
            self.entities[into].gender = it.gender;
        }
        for said in &mut self.said {
            if said.entity == from {
                said.entity = into;
            }
        }
        for entity in &mut self.entities {
            for (_, kinsman) in &mut entity.kin {
                if *kinsman == from {
                    *kinsman = into;
                }
            }
        }
    }
}
