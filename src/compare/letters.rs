//! Letters of names: what makes two spellings near, and what is no difference at all.
//!
//! Given names and their short forms come from the lists of the actors (`assets/actors/`).

use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// Names shorter than this differ in one letter too easily.
pub(super) const SHORTEST: usize = 5;

/// Given names with the short forms that are in use for them.
static SHORT_NAMES: LazyLock<FxHashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let lines = include_str!("../../assets/actors/nicknames.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t')).map(|(name, short)| (name, short.split(' ').collect())).collect()
});

static GIVEN_NAMES: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../assets/actors/first_names.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(|line| line.split(' ').skip(1)).collect()
});

/// Ranks, offices and forms of address, each word of them by itself.
static TITLES: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../assets/actors/titles.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t')).flat_map(|(_, words)| words.split(['|', ' '])).collect()
});

/// Whether a lower-case word stands before names, and is none: "const".
pub(super) fn is_title(word: &str) -> bool {
    TITLES.contains(word)
}

/// Whether a lower-case word is in use as a given name.
pub(super) fn is_given_name(word: &str) -> bool {
    GIVEN_NAMES.contains(word)
}

/// "James" and "Jim".
pub(super) fn are_forms_of_one_name(one: &str, other: &str) -> bool {
    let short = |long: &str, short: &str| SHORT_NAMES.get(long).is_some_and(|forms| forms.contains(&short));
    short(one, other) || short(other, one)
}

/// Words of names that sources keep or leave out: "al-Fakhora", "Fakhora".
const PARTICLES: [&str; 12] = ["al", "el", "ul", "ed", "ad", "bin", "ibn", "de", "la", "van", "von", "den"];

/// The words of a name but for those that sources keep or leave out.
pub(super) fn without_particles(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).filter(|word| !PARTICLES.contains(word)).collect()
}

/// Whether two words could be one word in two spellings, by their letters alone.
pub(super) fn is_close(one: &str, other: &str) -> bool {
    let distance = strsim::damerau_levenshtein(one, other);
    let longest = one.chars().count().max(other.chars().count());
    longest >= 4 && (distance == 1 || distance == 2 && longest >= 7)
}

pub(super) fn same_start(one: &str, other: &str) -> bool {
    one.chars().take(3).eq(other.chars().take(3))
}

/// A lower-case word without what British and American spelling differ in.
pub(super) fn one_spelling(word: &str) -> String {
    const SPELLINGS: [(&str, &str); 6] =
        [("our", "or"), ("ise", "ize"), ("isa", "iza"), ("ence", "ense"), ("tre", "ter"), ("gramme", "gram")];
    SPELLINGS.iter().fold(word.to_string(), |word, (one, other)| word.replace(one, other))
}

/// A letter without its accent.
pub(super) fn fold(c: char) -> char {
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

/// The words of a name without what does not make another name: case, accents, dots, articles, legal forms.
pub(super) fn words(name: &str) -> Vec<String> {
    let plain: String = name.to_lowercase().chars().map(fold).filter(|c| *c != '.' && *c != ',').collect();
    plain
        .split([' ', '-', '\n'])
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '\''))
        .map(|word| word.trim_end_matches("'s").trim_matches('\'').to_string())
        .filter(|word| !word.is_empty() && !matches!(word.as_str(), "the" | "a" | "of" | "and"))
        .map(|word| FORMS.iter().find(|(form, _)| *form == word).map_or(word, |(_, plain)| (*plain).to_string()))
        .filter(|word| !word.is_empty())
        .map(|word| one_spelling(&word))
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
