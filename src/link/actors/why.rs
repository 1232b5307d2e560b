//! Why two referents are one actor, and what forbids it.
//!
//! Every join bears its reason ([`Why`]) and is kept, so that it can be asked for: the card of an actor shows them. What is forbidden
//! holds for whole groups, however they came together: two persons whom one report names in full, and those who stand as
//! subject and object of one clause, are never one.

use super::spelling;
use crate::extract::mentions::alike::{same_person, usual_key};
use crate::extract::mentions::lexicon::Lexicon;
use crate::extract::mentions::resolve::strongest;
use crate::extract::mentions::words::key;
use crate::extract::{ActorKind, Findings, Referent, SlotRole};
use rustc_hash::FxHashSet;

/// Why two referents are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// Both bear one name.
    SameName,
    /// One name is a fuller, shorter or otherwise spelled form of the other: initials, acronym, legal form, a slip.
    FormOfName,
    /// A surname or given name, in the company of one who bears it in full.
    ShortName,
    /// A description in the words of the other's name: "the Grain Council".
    NameAsDescription,
    /// Of a country there is one army, one government.
    OneOfCountry,
    /// What a report calls one, another names, and only one can be meant: office, age, suspicion, "the vessel".
    SameDescription,
    /// Descriptions of one class in reports that share a telling name.
    InCompany,
    /// The family of one surname, or kin of whom everybody has one.
    Kin,
}

impl Why {
    /// In words, for a line between the two.
    pub fn words(self) -> &'static str {
        match self {
            Self::SameName => "same name",
            Self::FormOfName => "a form of the name",
            Self::ShortName => "short for a name in the same company",
            Self::NameAsDescription => "described in the words of its name",
            Self::OneOfCountry => "a country has one",
            Self::SameDescription => "described alike, and only one can be meant",
            Self::InCompany => "described alike in reports that share a name",
            Self::Kin => "one family",
        }
    }
}

/// Pairs of referents of one article that stand as subject and object of one clause, which is told of two.
pub(super) fn opposed(findings: &Findings) -> FxHashSet<(u32, u32)> {
    let mut pairs = FxHashSet::default();
    for frame in &findings.frames {
        let of =
            |role: SlotRole| frame.slots.iter().filter(move |slot| slot.role == role).filter_map(|slot| slot.referent);
        for (one, other) in of(SlotRole::Subject).flat_map(|one| of(SlotRole::Object).map(move |other| (one, other))) {
            if one != other {
                pairs.insert((one.min(other), one.max(other)));
            }
        }
    }
    pairs
}

/// Whether one article names both so that they are two: as two persons in full.
pub(super) fn two_people(lexicon: &Lexicon, one: &Referent, other: &Referent) -> bool {
    let full =
        |it: &Referent| it.class.is_empty() && it.name.contains(' ') && strongest(&it.kinds) == ActorKind::Person;
    if !full(one) || !full(other) || usual_key(lexicon, &one.name) == usual_key(lexicon, &other.name) {
        return false;
    }
    let (a, b) = (key(&one.name), key(&other.name));
    let (long, short) = if a.len() >= b.len() { (&a, &b) } else { (&b, &a) };
    let (long, short): (Vec<&str>, Vec<&str>) = (long.split(' ').collect(), short.split(' ').collect());
    !same_person(lexicon, &long, &short) && !spelling::same_person(lexicon, &long, &short)
}
