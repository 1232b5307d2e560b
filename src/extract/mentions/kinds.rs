//! What kind of actor a name stands for, by signs whose weights are learnt.
//!
//! In: how often each [`Sign`] was seen of a name in an article. Out: for each kind the sum of the signs' weights
//! ([`Kinds`], a logarithm of odds): a multinomial logistic regression. `assets/actors/kinds.tsv` holds the weights, made by
//! `tools/names/kinds.py` from labelled stories; they begin at weights set by hand and leave them only where labels say so.

use super::slot;
use crate::extract::ActorKind;
use crate::text;
use std::sync::OnceLock;

/// Weights for person, organization, group, place, other.
pub type Kinds = [f32; N_KINDS];

pub const N_KINDS: usize = 5;

static TABLE: &str = include_str!("../../../assets/actors/kinds.tsv");

macro_rules! signs {
    ($($(#[$doc:meta])* $sign:ident = $name:literal),+ $(,)?) => {
        /// What speaks for or against a kind.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Sign { $($(#[$doc])* $sign),+ }

        impl Sign {
            /// All of them, in order.
            pub const ALL: &[Self] = &[$(Self::$sign),+];

            /// As the table of weights has it.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$sign => $name),+ }
            }
        }
    };
}

signs! {
    /// The tagger's probabilities, added up.
    TaggedPerson = "tagged person",
    TaggedOrganization = "tagged organization",
    TaggedGroup = "tagged group",
    TaggedPlace = "tagged place",
    TaggedOther = "tagged other",
    /// The network's labels, where the tagger has not looked.
    LabelPerson = "label PERSON",
    LabelOrganization = "label ORG",
    LabelGroup = "label NORP",
    LabelPlace = "label GPE or LOC",
    LabelFacility = "label FAC",
    LabelOther = "label PRODUCT, WORK_OF_ART, EVENT or LAW",
    /// Lists that the name stands in.
    Country = "a country",
    Town = "a town of one word",
    TownOfWords = "a town of several words",
    KnownPerson = "in the list of bodies: person",
    KnownOrganization = "in the list of bodies: organization",
    KnownGroup = "in the list of bodies: group",
    KnownPlace = "in the list of bodies: place",
    KnownOther = "in the list of bodies: other",
    People = "a people",
    /// How it is written.
    CountryFirst = "begins with a country",
    HeadPerson = "its head is a word for a person",
    HeadOrganization = "its head is a word for an organization",
    HeadGroup = "its head is a word for a group",
    HeadPlace = "its head is a word for a place",
    HeadOther = "its head is a word for another thing",
    Saint = "begins with St",
    LegalForm = "ends with a legal form",
    Ship = "a ship's lead",
    GivenName = "begins with a given name",
    OnlyGivenName = "is a given name",
    Capitals = "one word in capitals",
    Digits = "holds digits",
    Handle = "a handle",
    MixedCase = "one word with a capital inside",
    AlWord = "one word with an Arabic article",
    OneWord = "one word",
    ManyWords = "four words or more",
    /// What stands before it.
    Titled = "a title before it",
    BeforePerson = "a noun for a person before it",
    BeforeOrganization = "a noun for an organization before it",
    BeforeGroup = "a noun for a group before it",
    BeforePlace = "a noun for a place before it",
    BeforeOther = "a noun for another thing before it",
    Based = "-based before it",
    CountrysOwn = "a country's, before it",
    TheOneWord = "one word after the",
    The = "after the",
    QuotedAfterThe = "in quotation marks after the",
    /// What stands behind it.
    Plant = "a plant behind it",
    Members = "a noun for its members behind it",
    BehindOrganization = "a noun for an organization behind it",
    BehindPlace = "a noun for a place behind it",
    BehindThing = "a noun for a vehicle behind it",
    BehindBand = "a noun for a band or campaign behind it",
    BehindGang = "a noun for a gang behind it",
    Age = "an age behind it",
    Region = "a region behind it",
    Who = "who behind it",
    Which = "which behind it",
    Leader = "a leader's office behind it",
    Kin = "a word for kin of it",
    North = "a direction behind it",
    /// What it does, what is done.
    Speaks = "says",
    ActsAsPerson = "does what persons do",
    ActsAsVehicle = "does what vehicles do",
    Aboard = "people are aboard",
    Owns = "has what organizations have",
    LedTo = "an object of what leads to organizations",
    Taken = "is done to as organizations are",
    Told = "is told",
    /// Prepositions before it.
    In = "in",
    InThe = "in the",
    NorthOf = "a direction of it",
    Near = "near, across, around, outside or into",
    MovedTo = "at, from, to or through, of a motion",
    At = "at, from, to or through",
    By = "by",
    /// Its company.
    ListOfPlaces = "in a list of places",
    BesidePlace = "beside a place in a list",
    NounOfCompany = "in apposition to a noun for an organization",
    NounOfPlace = "in apposition to a noun for a place",
    CalledPerson = "is called by a noun for a person",
    CalledOrganization = "is called by a noun for an organization",
    CalledGroup = "is called by a noun for a group",
    CalledPlace = "is called by a noun for a place",
    CalledOther = "is called by a noun for another thing",
    Gender = "its gender is told",
    AlwaysInFull = "always in full",
    SharedSurname = "another person has its surname",
}

impl Sign {
    /// The one of five that stand side by side in the order of kinds.
    pub fn of_kind(first: Self, kind: ActorKind) -> Self {
        Self::ALL[first as usize + slot(kind)]
    }
}

/// How often each sign was seen of a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Signs([f32; Sign::ALL.len()]);

impl Default for Signs {
    fn default() -> Self {
        Self([0.0; Sign::ALL.len()])
    }
}

impl Signs {
    /// Once more.
    pub fn see(&mut self, sign: Sign) {
        self.add(sign, 1.0);
    }

    /// By so much more.
    pub fn add(&mut self, sign: Sign, amount: f32) {
        self.0[sign as usize] += amount;
    }

    /// As often as in both.
    pub fn join(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(sum, more)| *sum += more);
    }

    /// What the signs say together. What is seen ten times is hardly surer than what is seen three times.
    pub fn kinds(&self) -> Kinds {
        let mut kinds = *bias();
        for (amount, weights) in self.damped().zip(weights()) {
            kinds.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += amount * weight);
        }
        kinds
    }

    /// Each sign that was seen with what it counts.
    pub fn seen(&self) -> impl Iterator<Item = (Sign, f32)> {
        Sign::ALL.iter().copied().zip(self.damped()).filter(|(_, amount)| *amount > 0.0)
    }

    fn damped(&self) -> impl Iterator<Item = f32> {
        self.0.iter().map(|amount| (1.0 + amount).ln())
    }
}

fn table() -> &'static [Kinds] {
    static WEIGHTS: OnceLock<Vec<Kinds>> = OnceLock::new();
    WEIGHTS.get_or_init(|| {
        let lines =
            text::weights("kinds", TABLE).lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t'));
        let mut rows: Vec<(&str, Kinds)> = lines
            .filter_map(|mut cells| {
                let name = cells.next()?;
                let mut kinds = [0.0; N_KINDS];
                for (kind, cell) in kinds.iter_mut().zip(cells) {
                    *kind = cell.parse().ok()?;
                }
                Some((name, kinds))
            })
            .collect();
        let mut of = |name: &str| {
            let at = rows.iter().position(|(its, _)| *its == name).expect("the table has a line for each sign");
            rows.swap_remove(at).1
        };
        std::iter::once(of("always")).chain(Sign::ALL.iter().map(|sign| of(sign.name()))).collect()
    })
}

fn bias() -> &'static Kinds {
    &table()[0]
}

fn weights() -> &'static [Kinds] {
    &table()[1..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_a_line_for_each_sign_and_no_more() {
        let lines =
            text::weights("kinds", TABLE).lines().filter(|line| !line.starts_with('#') && !line.is_empty()).count();
        assert_eq!(lines, Sign::ALL.len() + 1);
        assert_eq!(table().len(), lines);
    }

    #[test]
    fn signs_add_up_and_repetition_says_little_more() {
        let mut signs = Signs::default();
        signs.see(Sign::Titled);
        let once = signs.kinds()[0];
        for _ in 0..9 {
            signs.see(Sign::Titled);
        }
        let often = signs.kinds()[0];
        assert!(once > 0.0 && often > once && often < 5.0 * once, "{once} {often}");
    }
}
