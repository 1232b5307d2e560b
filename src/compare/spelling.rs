//! Names that sources write differently.
//!
//! Two spellings of one actor: nearly the same letters in nearly the same words. What is merely longer (first names,
//! titles) or merely an inflection (possessive, plural, accent, dot) is no other spelling.

use super::candidate::Candidate;
use super::letters::{SHORTEST, are_forms_of_one_name, is_close, same_start, without_particles, words};
use super::story::StoryView;
use super::two_ways::two_ways;
use crate::extract::{ActorKind, Form, is_word};
use crate::text::fence::check;
use crate::text::{ArticleIdx, Span};
use rustc_hash::{FxHashMap, FxHashSet};

/// Most words of one name that differ ("Ibrahim Moussa", "Ibrahima Mossa").
const MOST_WORDS: usize = 2;

/// What has more bytes is no name, and comparing its letters takes the square of them.
const LONGEST: usize = 160;

/// A way of writing a name, with where it stands.
struct Spelling {
    words: Vec<String>,
    key: String,
    actor: u32,
    places: Vec<(ArticleIdx, Span)>,
}

pub(super) fn find(view: &StoryView) -> Vec<Candidate> {
    let spellings = spellings(view);
    let mut candidates = Vec::new();
    for (at, one) in spellings.iter().enumerate() {
        check();
        for other in &spellings[at + 1..] {
            let Some(sure) = differ_in_spelling(view, one, other) else { continue };
            let articles = |spelling: &Spelling| -> FxHashSet<ArticleIdx> {
                spelling.places.iter().map(|(article, _)| *article).collect()
            };
            // Articles that use both write two names, unless one of them stands there once: then it slipped.
            let (ones, others) = (articles(one), articles(other));
            if ones == others && (ones.len() > 1 || one.places.len().min(other.places.len()) > 1) {
                continue;
            }
            let actors = vec![one.actor, other.actor];
            candidates.push(two_ways(view, &one.places, &other.places, sure, actors));
        }
    }
    candidates
}

fn spellings(view: &StoryView) -> Vec<Spelling> {
    let mut by_key: FxHashMap<(String, u32), Spelling> = FxHashMap::default();
    for &article in view.members {
        let found = view.found(article);
        for mention in found.mentions.iter().filter(|mention| mention.form == Form::Name) {
            let Some(actor) = view.actor(article, Some(mention.referent)) else { continue };
            // A handle or a tag is made to be short, not to be right.
            if view.text(article, mention.span).starts_with(['@', '#']) {
                continue;
            }
            let words = words(view.text(article, mention.span));
            let key = words.join(" ");
            if key.chars().count() < SHORTEST || key.len() > LONGEST {
                continue;
            }
            by_key
                .entry((key.clone(), actor))
                .or_insert_with(|| Spelling { words, key, actor, places: Vec::new() })
                .places
                .push((article, mention.span));
        }
    }
    let mut spellings: Vec<Spelling> = by_key.into_values().collect();
    spellings
        .sort_by(|a, b| b.places.len().cmp(&a.places.len()).then_with(|| (&a.key, a.actor).cmp(&(&b.key, b.actor))));
    spellings
}

/// The words that one name has and the other has not.
fn new<'s>(from: &'s Spelling, than: &'s Spelling) -> impl Iterator<Item = &'s String> {
    from.words.iter().filter(|word| !than.words.contains(word))
}

/// One body under names of other words: "Ministry of Safety", "Public Safety Ministry".
fn other_words(view: &StoryView, one: &Spelling, other: &Spelling) -> Option<f32> {
    let actor = &view.linked.actors[one.actor as usize];
    let long = |spelling: &Spelling| spelling.words.len() >= 2;
    if one.actor != other.actor || actor.kind != ActorKind::Organization || !long(one) || !long(other) {
        return None;
    }
    // "X Civil Aviation" and "Government of X" share only their country.
    let of_place = |word: &String| {
        let places = view.linked.actors.iter().filter(|actor| actor.kind == ActorKind::Place);
        places.flat_map(|actor| actor.aliases.iter()).any(|(alias, _)| words(alias).contains(word))
    };
    // "State Police" and "Police Department" share only what they are.
    let of_kind = |word: &String| OFFICES.contains(&word.as_str());
    let shared = one.words.iter().any(|word| other.words.contains(word) && !of_place(word) && !of_kind(word));
    // An office of state goes by many names; any other body has one.
    let of_state = |spelling: &Spelling| spelling.words.iter().any(|word| OFFICES.contains(&word.as_str()));
    let derived = |a: &String, b: &String| a.chars().count() >= 5 && a.chars().take(5).eq(b.chars().take(5));
    let alike = new(one, other).all(|word| new(other, one).any(|theirs| derived(word, theirs)));
    let differ = new(one, other).next().is_some() && new(other, one).next().is_some();
    let initials = |short: &Spelling, long: &Spelling| new(short, long).any(|word| is_acronym_of(word, &long.words));
    let fits = alike || of_state(one) && of_state(other);
    (shared && differ && fits && !initials(one, other) && !initials(other, one)).then_some(0.7)
}

/// Whether a word is made of the first letters of words in a row: "UN" of "United Nations".
fn is_acronym_of(word: &str, words: &[String]) -> bool {
    let n = word.chars().count();
    let first = |word: &String| word.chars().next();
    n >= 2 && words.windows(n).any(|run| run.iter().filter_map(first).eq(word.chars()))
}

/// Words for bodies that several names are in use for.
const OFFICES: [&str; 12] = [
    "ministry",
    "agency",
    "department",
    "office",
    "authority",
    "commission",
    "committee",
    "council",
    "police",
    "service",
    "bureau",
    "board",
];

/// How sure that the two are one name written in two ways; `None` where they are not.
fn differ_in_spelling(view: &StoryView, one: &Spelling, other: &Spelling) -> Option<f32> {
    if one.key == other.key {
        return None;
    }
    if let Some(sure) = other_words(view, one, other) {
        return Some(sure);
    }
    let same_actor = one.actor == other.actor;
    let kinds = |spelling: &Spelling| view.linked.actors[spelling.actor as usize].kind;
    if !same_actor && kinds(one) != kinds(other) {
        return None;
    }
    let of_person = kinds(one) == ActorKind::Person;
    if let Some(sure) = in_part(one, other).filter(|_| of_person) {
        return Some(sure);
    }
    if one.words.len() != other.words.len() {
        return None;
    }
    let apart = !one.places.iter().any(|(article, _)| other.places.iter().any(|(theirs, _)| theirs == article));
    if apart && (of_person && is_short_form(one, other) || is_other_street(one, other)) {
        return Some(0.7);
    }
    let differing: Vec<(&String, &String)> = one.words.iter().zip(&other.words).filter(|(a, b)| a != b).collect();
    let same_letters = || {
        let sorted = |spelling: &Spelling| {
            let mut words = spelling.words.clone();
            words.sort_unstable();
            words
        };
        sorted(one) == sorted(other)
    };
    if same_actor && one.words.len() > 1 && same_letters() {
        return Some(0.7);
    }
    let rest = one.words.len() > differing.len();
    if differing.is_empty() || differing.len() > MOST_WORDS || differing.len() > 1 && !(same_actor || rest) {
        return None;
    }
    // The linking has taken "Ann Wolfe" and "Ann Wolff" for one, and has looked at more than letters.
    let linked = same_actor && rest && matches!(kinds(one), ActorKind::Person | ActorKind::Place);
    let person = of_person && rest;
    let mut sure = 1.0f32;
    for (a, b) in differing {
        // "Rangers" and "Ranger" are the word in two numbers, whoever bears it.
        let word_of = |longer: &str, shorter: &str| plural_of(longer, shorter) && (!person || is_word(shorter));
        let plural = word_of(a, b) || word_of(b, a);
        // Two words of the language are two words.
        if is_word(a) && is_word(b) && !linked || plural || a.chars().any(|c| c.is_ascii_digit()) {
            return None;
        }
        let given = linked && person && one.words.first() == Some(a) && is_other_given_name(a, b);
        sure = sure.min(match (is_close(a, b) || given, same_actor, rest) {
            (true, true, _) => 0.9,
            (true, false, true) => 0.75,
            (true, false, false)
                if a.len().max(b.len()) >= 6 && same_start(a, b) && may_be_one_person(view, one, other) =>
            {
                0.6
            }
            _ => return None,
        });
    }
    Some(sure)
}

/// "Bryan" and "Brian", where the surname and more say that it is one person.
fn is_other_given_name(one: &str, other: &str) -> bool {
    let longest = one.chars().count().max(other.chars().count());
    longest >= SHORTEST && one.chars().next() == other.chars().next() && strsim::damerau_levenshtein(one, other) <= 2
}

/// "James Holm" and "Jim Holm"; "Ben" is merely shorter than "Benjamin".
fn is_short_form(one: &Spelling, other: &Spelling) -> bool {
    matches!(
        (&one.words[..], &other.words[..]),
        ([a, x], [b, y]) if x == y && are_forms_of_one_name(a, b) && !is_short_for(a, b)
    )
}

/// Words for streets: where the name before them is no word, one street is meant.
const STREETS: [&str; 8] = ["st", "ave", "rd", "blvd", "lane", "drive", "square", "hwy"];

/// "Stavrou Street" and "Stavrou Avenue".
fn is_other_street(one: &Spelling, other: &Spelling) -> bool {
    let [Some((a, name)), Some((b, theirs))] = [one.words.split_last(), other.words.split_last()] else {
        return false;
    };
    let telling = |word: &String| !is_word(word) && word.chars().all(char::is_alphabetic);
    let streets = a != b && [a, b].iter().all(|word| STREETS.contains(&word.as_str()));
    streets && name == theirs && name.iter().any(telling)
}

/// A longer and a shorter name of one person, with a word in two spellings: "Omar Khaled Saad", "Al-Omar Khalid".
fn in_part(one: &Spelling, other: &Spelling) -> Option<f32> {
    let (ours, theirs) = (without_particles(&one.words), without_particles(&other.words));
    let (short, long) = if ours.len() < theirs.len() { (&ours, &theirs) } else { (&theirs, &ours) };
    if short.len() < 2 || short.len() == long.len() {
        return None;
    }
    let fits = |run: &[&str]| {
        let differing: Vec<(&&str, &&str)> = run.iter().zip(short).filter(|(a, b)| a != b).collect();
        let close = differing.iter().all(|(a, b)| is_close(a, b) && !(is_word(a) && is_word(b)));
        differing.len() == 1 && close && !is_short_for(differing[0].0, differing[0].1)
    };
    long.windows(short.len()).any(fits).then_some(0.7)
}

/// Whether one word is the beginning of the other: an initial, a cut-off name.
fn is_short_for(one: &str, other: &str) -> bool {
    one.starts_with(other) || other.starts_with(one)
}

/// Two bare surnames whose bearers have different first names are two.
fn may_be_one_person(view: &StoryView, one: &Spelling, other: &Spelling) -> bool {
    let actor = |spelling: &Spelling| &view.linked.actors[spelling.actor as usize];
    let first = |spelling: &Spelling| actor(spelling).name.split_once(' ').map(|(first, _)| first.to_string());
    actor(one).kind != ActorKind::Person || first(one).is_none() || first(other).is_none() || first(one) == first(other)
}

/// "Israelis" and "Israeli", "Germans" and "German".
fn plural_of(longer: &str, shorter: &str) -> bool {
    longer.strip_suffix('s').or_else(|| longer.strip_suffix("es")) == Some(shorter)
        || longer.strip_suffix('n') == Some(shorter)
        || longer.strip_suffix('i') == Some(shorter)
}
