//! Names that sources write differently.
//!
//! Two spellings of one actor: nearly the same letters in nearly the same words. What is merely longer (first names,
//! titles) or merely an inflection (possessive, plural, accent, dot) is no other spelling.

use super::candidate::{Candidate, Value};
use super::story::StoryView;
use super::{DiscrepancyKind, Severity};
use crate::extract::{ActorKind, Form, is_word};
use crate::text::{ArticleIdx, Span};
use rustc_hash::{FxHashMap, FxHashSet};

/// Most words of one name that differ ("Ibrahim Moussa", "Ibrahima Mossa").
const MOST_WORDS: usize = 2;
/// Names shorter than this differ in one letter too easily.
const SHORTEST: usize = 5;

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
        for other in &spellings[at + 1..] {
            let Some(sure) = differ_in_spelling(view, one, other) else { continue };
            let articles = |spelling: &Spelling| -> FxHashSet<ArticleIdx> {
                spelling.places.iter().map(|(article, _)| *article).collect()
            };
            // One article that uses both writes two names, unless one of them is rare there: then it slipped.
            let (ones, others) = (articles(one), articles(other));
            if ones.is_subset(&others) && ones.len() > 1 && others.len() > 1 && ones == others {
                continue;
            }
            candidates.push(candidate(view, one, other, sure));
        }
    }
    candidates
}

fn fold(c: char) -> char {
    match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ă' | 'ā' | 'ą' => 'a',
        'é' | 'è' | 'ê' | 'ë' | 'ě' | 'ė' | 'ę' | 'ē' => 'e',
        'í' | 'ì' | 'î' | 'ï' | 'ı' | 'ī' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' | 'ő' | 'ō' => 'o',
        'ú' | 'ù' | 'û' | 'ü' | 'ů' | 'ű' | 'ū' => 'u',
        'ñ' | 'ň' | 'ń' => 'n',
        'ç' | 'č' | 'ć' => 'c',
        'ș' | 'ş' | 'š' | 'ś' => 's',
        'ț' | 'ţ' | 'ť' => 't',
        'ž' | 'ź' | 'ż' => 'z',
        'ý' | 'ÿ' => 'y',
        'ď' | 'đ' => 'd',
        'ř' => 'r',
        'ł' => 'l',
        'ğ' => 'g',
        '’' | '‘' | '`' | '´' => '\'',
        c => c,
    }
}

fn words(name: &str) -> Vec<String> {
    let plain: String = name.to_lowercase().chars().map(fold).filter(|c| *c != '.' && *c != ',').collect();
    plain
        .split([' ', '-', '\n'])
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '\''))
        .map(|word| word.trim_end_matches("'s").trim_matches('\'').to_string())
        .filter(|word| !word.is_empty() && !matches!(word.as_str(), "the" | "a" | "of" | "and"))
        .map(|word| FORMS.iter().find(|(form, _)| *form == word).map_or(word, |(_, plain)| (*plain).to_string()))
        .filter(|word| !word.is_empty())
        .collect()
}

/// Short and long forms of one word in names, and the legal forms of companies, which say nothing of the name.
const FORMS: [(&str, &str); 27] = [
    ("ltd", ""),
    ("limited", ""),
    ("inc", ""),
    ("incorporated", ""),
    ("corp", ""),
    ("corporation", ""),
    ("co", ""),
    ("company", ""),
    ("plc", ""),
    ("llc", ""),
    ("gmbh", ""),
    ("ag", ""),
    ("sa", ""),
    ("avenue", "ave"),
    ("street", "st"),
    ("saint", "st"),
    ("road", "rd"),
    ("boulevard", "blvd"),
    ("highway", "hwy"),
    ("mount", "mt"),
    ("fort", "ft"),
    ("centre", "center"),
    ("defence", "defense"),
    ("labour", "labor"),
    ("harbour", "harbor"),
    ("dept", "department"),
    ("programme", "program"),
];

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
            if key.chars().count() < SHORTEST {
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
    let shared = one.words.iter().any(|word| other.words.contains(word) && !of_place(word));
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
    if one.words.len() != other.words.len() {
        return None;
    }
    let same_actor = one.actor == other.actor;
    let kinds = |spelling: &Spelling| view.linked.actors[spelling.actor as usize].kind;
    if !same_actor && kinds(one) != kinds(other) {
        return None;
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
    let person = kinds(one) == ActorKind::Person && rest;
    let mut sure = 1.0f32;
    for (a, b) in differing {
        // "Rangers" and "Ranger" are the word in two numbers, whoever bears it.
        let word_of = |longer: &str, shorter: &str| plural_of(longer, shorter) && (!person || is_word(shorter));
        let plural = word_of(a, b) || word_of(b, a);
        // Two words of the language are two words.
        if is_word(a) && is_word(b) || plural || a.chars().any(|c| c.is_ascii_digit()) {
            return None;
        }
        let distance = strsim::damerau_levenshtein(a, b);
        let longest = a.chars().count().max(b.chars().count());
        let close = longest >= 4 && (distance == 1 || distance == 2 && longest >= 7);
        sure = sure.min(match (close, same_actor, rest) {
            (true, true, _) => 0.9,
            (true, false, true) => 0.75,
            (true, false, false) if longest >= 6 && same_start(a, b) && may_be_one_person(view, one, other) => 0.6,
            _ => return None,
        });
    }
    Some(sure)
}

/// Two bare surnames whose bearers have different first names are two.
fn may_be_one_person(view: &StoryView, one: &Spelling, other: &Spelling) -> bool {
    let actor = |spelling: &Spelling| &view.linked.actors[spelling.actor as usize];
    let first = |spelling: &Spelling| actor(spelling).name.split_once(' ').map(|(first, _)| first.to_string());
    actor(one).kind != ActorKind::Person || first(one).is_none() || first(other).is_none() || first(one) == first(other)
}

fn same_start(a: &str, b: &str) -> bool {
    a.chars().take(3).eq(b.chars().take(3))
}

/// "Israelis" and "Israeli", "Germans" and "German".
fn plural_of(longer: &str, shorter: &str) -> bool {
    longer.strip_suffix('s').or_else(|| longer.strip_suffix("es")) == Some(shorter)
        || longer.strip_suffix('n') == Some(shorter)
        || longer.strip_suffix('i') == Some(shorter)
}

fn candidate(view: &StoryView, one: &Spelling, other: &Spelling, sure: f32) -> Candidate {
    let shown = |spelling: &Spelling| view.text(spelling.places[0].0, spelling.places[0].1).to_string();
    let values = [(one, 0), (other, 1)]
        .into_iter()
        .flat_map(|(spelling, side)| spelling.places.iter().take(12).map(move |&(article, span)| (article, span, side)))
        .map(|(article, span, side)| Value { article, span, text: view.text(article, span).to_string(), side })
        .collect();
    Candidate {
        kind: DiscrepancyKind::NameSpelling,
        severity: Severity::Differs,
        subject: format!("spelling of {}", shown(one)),
        reason: format!("One name is written {} and {}.", shown(one), shown(other)),
        confidence: sure,
        interest: 0.4,
        event: None,
        actors: vec![one.actor, other.actor],
        values,
    }
}
