//! What the article names only after it has described it: ships, and people in the lede.

use super::{ANOTHER, LEDE_SENTENCES, Sieve, VEHICLE_SIGNS};
use crate::extract::mentions::lexicon::Title;
use crate::extract::mentions::resolve::strongest;
use crate::extract::{ActorKind, Gender};

/// A country must be named so often …
const LEAST_NAMED: u32 = 3;
/// … and so many times as often as the next for "the government" to be its.
const FAR_MORE: u32 = 2;

impl Sieve<'_> {
    /// "The government", of which nothing else says whose it is: that of the country which the article is about.
    pub(super) fn place_institutions(&mut self) {
        let mut counts: Vec<(u32, &'static str)> = self.countries.iter().map(|(name, times)| (*times, *name)).collect();
        counts.sort_unstable_by(|a, b| b.cmp(a));
        let next = counts.get(1).map_or(0, |(times, _)| *times);
        let Some(&(times, home)) = counts.first() else { return };
        if times < LEAST_NAMED || times < FAR_MORE * next {
            return;
        }
        for class in ["government", "military", "navy", "parliament"] {
            let of_class: Vec<usize> =
                (0..self.entities.len()).filter(|&entity| self.entities[entity].class == class).collect();
            let home_one = of_class.iter().copied().find(|&entity| self.entities[entity].scope == home);
            for entity in of_class {
                match home_one {
                    _ if !self.entities[entity].scope.is_empty() => {}
                    Some(known) => self.absorb(entity, known),
                    None => home.clone_into(&mut self.entities[entity].scope),
                }
            }
        }
    }

    /// "A tourist ship struck a bridge. The Swift Heron …": one vehicle without a name, one name for a vehicle.
    pub(super) fn name_vehicles(&mut self) {
        let is_vehicle =
            |class: &str| matches!(class, "ship" | "aircraft" | "train" | "satellite" | "rocket" | "vehicle");
        for class in ["ship", "aircraft", "train", "satellite", "rocket"] {
            let mut unnamed: Vec<usize> = (0..self.entities.len())
                .filter(|&entity| {
                    self.entities[entity].cluster.is_none()
                        && self.entities[entity].class == class
                        && !self.entities[entity].plural
                        && self.entities[entity].scope.parse::<u32>().is_err()
                        && self.entities[entity].scope != ANOTHER
                })
                .collect();
            // Of several the one that the article opens with and comes back to.
            if unnamed.len() > 1 {
                unnamed.retain(|&entity| {
                    let seen = &self.entities[entity].seen;
                    seen.len() > 1 && seen[0].1 <= LEDE_SENTENCES
                });
            }
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
                        && !self.holds_office(entity)
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

    /// Whether a rank or an office stands before its name: who speaks of a suspect is not the suspect.
    pub(super) fn holds_office(&self, entity: usize) -> bool {
        let called = self.said.iter().filter(|said| said.entity == entity).any(|said| {
            matches!(self.lexicon.title(&self.nominals[said.nominal].lemma), Some(Title::Rank | Title::Office))
        });
        if called {
            return true;
        }
        let names = self.entity_of_name.iter().zip(self.names).filter(|(of, _)| **of == entity);
        names.flat_map(|(_, name)| name.before.clone()).any(|token| {
            let word = self.reading.word(token).to_lowercase().replace('.', "");
            !self.lexicon.is_qualifier(&word) && matches!(self.lexicon.title(&word), Some(Title::Rank | Title::Office))
        })
    }

    /// "The jihadists", told of before the armed group that they fight for: if the article names one such group only.
    pub(super) fn name_fighters(&mut self) {
        let armed: Vec<usize> = (0..self.entities.len()).filter(|&entity| self.is_armed(entity)).collect();
        let [group] = armed[..] else { return };
        for entity in 0..self.entities.len() {
            let it = &self.entities[entity];
            let known = |(tokens, _, _): &(std::ops::Range<u32>, u32, crate::extract::Form)| {
                self.reading.word(tokens.start).eq_ignore_ascii_case("the")
            };
            let all = it.cluster.is_none() && it.class == "militant" && it.plural && it.scope.is_empty();
            if all && !it.places.is_empty() && it.places.iter().all(known) {
                self.absorb(entity, group);
            }
        }
    }

    /// Whether it is a named group that the article calls an armed one, or whose fighters it tells of.
    pub(super) fn is_armed(&self, entity: usize) -> bool {
        let it = &self.entities[entity];
        it.cluster.is_some()
            && !it.seen.is_empty()
            && it.kinds[3] < it.kinds[2].max(it.kinds[1])
            && it.called.iter().any(|(_, class)| matches!(class.as_str(), "armed group" | "militant"))
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
