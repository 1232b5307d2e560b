//! Whether two names that are written differently are names of one: "Arden metro station" and "Arden station".
//!
//! In: two names. Out: the probability that one actor bears both ([`chance`]), learnt from the names of actors in labelled
//! stories (`tools/names/pairs.py` makes `assets/actors/pairs.tsv`) by how their words and letters fit. Single surnames and given
//! names are not judged here: whom they stand for is told by the company that they keep.

use super::alike::{expands, is_branch, is_swapped, same_body, same_person, same_place};
use super::kinds::N_KINDS;
use super::lexicon::{Lexicon, kind_of};
use super::slot;
use super::words::{edits, is_caps, is_initial, key, skeleton, squeezed};
use crate::extract::ActorKind;
use crate::text::Forest;
use std::sync::OnceLock;

static FILE: &str = include_str!("../../../assets/actors/pairs.tsv");

/// Two names with so much of a chance are one.
pub const LEAST: f32 = 0.9;
/// Two with no more than so much are two, whatever a rule says.
pub const MOST_OF_TWO: f32 = 0.5;

const SIGNS: [&str; 37] = [
    "words of the longer",
    "words of the shorter",
    "first words equal",
    "last words equal",
    "the shorter begins the longer",
    "the shorter ends the longer",
    "the shorter's words stand in the longer in order",
    "words of both",
    "words of the longer alone",
    "words of the shorter alone",
    "of the longer alone: generic",
    "of the longer alone: countries and their adjectives",
    "of the longer alone: towns",
    "of the longer alone: heads",
    "of the longer alone: digits",
    "of the longer alone: initials",
    "of the longer alone: function words",
    "of the longer alone: lower case",
    "of the shorter alone: countries and their adjectives",
    "of the shorter alone: heads",
    "of the shorter alone: digits",
    "heads equal in kind",
    "likeness of letters",
    "skeletons equal",
    "letters of the shorter",
    "initials of the longer are the shorter",
    "the shorter in capitals",
    "the shorter a town or country",
    "the shorter a given name",
    "the longer a person",
    "the longer an organization",
    "the longer a group",
    "the longer a place",
    "one rule says one person",
    "one rule says one body",
    "one rule says one place",
    "one rule says short form",
];

/// The probability that two names, the longer one of this kind, are of one; nothing where one is more than a name ("northern
/// city of Tarvo").
pub fn chance(lexicon: &Lexicon, kind: ActorKind, one: &str, other: &str) -> Option<f32> {
    static FOREST: OnceLock<Forest> = OnceLock::new();
    (is_name(one) && is_name(other)).then(|| {
        FOREST.get_or_init(|| Forest::named("pairs", FILE, &SIGNS)).probability(&signs(lexicon, kind, one, other))
    })
}

/// Whether every word but small ones has a capital.
fn is_name(text: &str) -> bool {
    let first = text.chars().next();
    let named = |word: &str| {
        word.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
            || SMALL.contains(&word)
            || word.starts_with("al-")
    };
    first.is_some_and(|c| c.is_uppercase() || c.is_numeric()) && text.split(' ').all(named)
}

/// Small words inside names.
const SMALL: [&str; 18] =
    ["of", "the", "for", "and", "&", "in", "on", "de", "al", "el", "la", "bin", "van", "von", "a", "-", "der", "du"];

/// What is seen of two names.
fn signs(lexicon: &Lexicon, kind: ActorKind, one: &str, other: &str) -> [f32; SIGNS.len()] {
    let (a, b) = (key(one), key(other));
    let n_words = |key: &str| key.split(' ').count();
    let swap = (n_words(&a), a.chars().count()) < (n_words(&b), b.chars().count());
    let (long_name, short_name) = if swap { (other, one) } else { (one, other) };
    let (long_key, short_key) = if swap { (b, a) } else { (a, b) };
    let long: Vec<&str> = long_key.split(' ').collect();
    let short: Vec<&str> = short_key.split(' ').collect();
    let only = |words: &[&str], others: &[&str]| -> Vec<String> {
        words.iter().filter(|word| !others.contains(word)).map(|word| (*word).to_owned()).collect()
    };
    let (long_only, short_only) = (only(&long, &short), only(&short, &long));
    let count = |words: &[String], test: &dyn Fn(&str) -> bool| words.iter().filter(|word| test(word)).count() as f32;
    let of_country = |word: &str| lexicon.country(word).is_some() || lexicon.country_of_adjective(word).is_some();
    let is_head = |word: &str| lexicon.head_kind(word).is_some();
    let digits = |word: &str| word.contains(char::is_numeric);
    let small = |word: &str| {
        long_name.split_whitespace().any(|its| its.chars().next().is_some_and(char::is_lowercase) && key(its) == word)
    };
    let mut rest = long.iter();
    let in_order = short.iter().all(|word| rest.any(|other| other == word));
    let (letters, others) = (squeezed(&long_key), squeezed(&short_key));
    let n_letters = letters.chars().count().max(others.chars().count()).max(1);
    let most = n_letters / 2;
    let likeness = 1.0 - edits(&letters, &others, most).min(n_letters) as f32 / n_letters as f32;
    let initials: String = long
        .iter()
        .filter(|word| !matches!(**word, "of" | "the" | "for" | "and" | "&"))
        .filter_map(|word| word.chars().next())
        .collect();
    let (head, other_head) = (lexicon.head_kind(long[long.len() - 1]), lexicon.head_kind(short[short.len() - 1]));
    let known = lexicon.country(short_name).is_some() || lexicon.is_town(short_name);
    let flag = f32::from;
    let is = |its: ActorKind| flag(u8::from(slot(kind) == slot(its)));
    let yes = |holds: bool| flag(u8::from(holds));
    const { assert!(N_KINDS == 5) }
    [
        long.len() as f32,
        short.len() as f32,
        yes(long[0] == short[0]),
        yes(long.last() == short.last()),
        yes(long.starts_with(&short)),
        yes(long.ends_with(&short)),
        yes(in_order),
        (long.len() - long_only.len()) as f32,
        long_only.len() as f32,
        short_only.len() as f32,
        count(&long_only, &|word| lexicon.is_generic(word)),
        count(&long_only, &of_country),
        count(&long_only, &|word| lexicon.is_town(word)),
        count(&long_only, &is_head),
        count(&long_only, &digits),
        count(&long_only, &is_initial),
        count(&long_only, &|word| matches!(word, "of" | "the" | "for" | "and" | "&" | "in" | "on")),
        count(&long_only, &small),
        count(&short_only, &of_country),
        count(&short_only, &is_head),
        count(&short_only, &digits),
        yes(head.is_some() && head == other_head) - yes(head.is_some() && other_head.is_some() && head != other_head),
        likeness,
        yes(skeleton(&long_key) == skeleton(&short_key)),
        others.chars().count() as f32,
        yes(initials == others),
        yes(is_caps(short_name)),
        yes(known),
        yes(short.len() == 1 && lexicon.given_name(short_name).is_some()),
        is(ActorKind::Person),
        is(ActorKind::Organization),
        is(ActorKind::Group),
        is(ActorKind::Place),
        yes(same_person(lexicon, &long, &short)),
        yes(same_body(lexicon, &long, &short)),
        yes(same_place(lexicon, &long, &short)),
        yes(expands(long_name, short_name)
            || is_branch(lexicon, &long, short_name)
            || is_swapped(long_name, short_name)),
    ]
}

/// What is seen of each pair of names, for who learns: of a text with a pair a line (kind, two names, bars between them).
pub fn printed(lines: &str) -> String {
    let lexicon = Lexicon::shared();
    let mut out = SIGNS.join("\t") + "\n";
    for line in lines.lines() {
        let cells: Vec<&str> = line.split('|').collect();
        let [kind, one, other] = cells[..] else { continue };
        let signs = signs(lexicon, kind_of(kind), one, other).map(|sign| sign.to_string());
        out.push_str(&signs.join("\t"));
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(kind: ActorKind, one: &str, other: &str) -> f32 {
        chance(Lexicon::shared(), kind, one, other).expect("both are names")
    }

    #[test]
    fn a_word_less_in_the_middle_is_one_and_another_head_is_two() {
        let one = of(ActorKind::Place, "Tarvo Metro Station", "Tarvo Station");
        let two = of(ActorKind::Place, "Tarvo Metro Station", "Tarvo Hospital");
        assert!(one > LEAST && two < MOST_OF_TWO, "{one} {two}");
    }

    #[test]
    fn what_is_more_than_a_name_is_not_judged() {
        let judged = |one| chance(Lexicon::shared(), ActorKind::Place, one, "northern city of Arden");
        assert_eq!(judged("northern city of Tarvo"), None);
        assert_eq!(judged("Tarvo"), None);
    }

    #[test]
    fn the_order_in_which_two_names_come_says_nothing() {
        let names = ("Norvik Grain Council", "Norvik Council");
        let there = of(ActorKind::Organization, names.0, names.1);
        assert_eq!(there.to_bits(), of(ActorKind::Organization, names.1, names.0).to_bits());
    }
}
