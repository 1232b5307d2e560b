//! Whether two names, as words, are of one: a person with and without initials, a body with and without its legal form,
//! an island with and without the word. Nothing here looks at the article.

use super::kinds::Kinds;
use super::lexicon::Lexicon;
use super::resolve::strongest;
use super::words::{is_caps, is_initial, key, squeezed};
use crate::extract::ActorKind;

/// From this weight on a name is a person's by more than what the network says of it.
const PERSON_SIGNS: f32 = 4.0;

/// From this weight on a town's name stands for the town, and not for a ship or a team that bears it.
const TOWN_SIGNS: f32 = 3.5;

/// The key under which all spellings of a country or a known body are one.
pub fn usual_key(lexicon: &Lexicon, name: &str) -> String {
    if name.starts_with(['#', '@']) {
        return format!("#{}", squeezed(name));
    }
    if let Some(country) = lexicon.country(name) {
        return key(country);
    }
    if let Some((_, usual)) = lexicon.body(name) {
        return key(usual);
    }
    let bare = without_legal_form(lexicon, name);
    if bare.len() < name.len() {
        return usual_key(lexicon, bare);
    }
    if let Some(bare) = without_own_initials(name) {
        return usual_key(lexicon, &bare);
    }
    let name = key(name);
    let words: Vec<&str> = name.split(' ').collect();
    // "U.S. Grain Council", "United States Grain Council".
    let whose = (1..words.len().min(4)).rev().find_map(|n| Some((n, key(lexicon.country(&words[..n].join(" "))?))));
    let words = of_land(lexicon, &words);
    let (n_taken, mut usual) = whose.unwrap_or_default();
    for word in &words[n_taken..] {
        if !usual.is_empty() {
            usual.push(' ');
        }
        usual.push_str(if words.len() > 1 { lexicon.full_form(word).unwrap_or(word) } else { word });
    }
    usual
}

/// "Tarvo" of "Island of Tarvo", "Northern Province of Tarvo".
fn of_land<'a>(lexicon: &Lexicon, words: &'a [&'a str]) -> &'a [&'a str] {
    let after = words.iter().position(|word| *word == "of").filter(|at| (1..=2).contains(at));
    let is_land = |at: usize| {
        matches!(
            words[at - 1],
            "island" | "province" | "republic" | "state" | "region" | "district" | "county" | "village"
        ) && (at == 1 || COMPASS.contains(&words[0]) || lexicon.country_of_adjective(words[0]).is_some())
    };
    match after {
        Some(at) if is_land(at) && words.len() > at + 1 && words[at + 1] != "the" => &words[at + 1..],
        _ => words,
    }
}

/// "Norvik" of "Norvik Ltd.", "Norvik Co., Inc."; the whole name where too little is left.
fn without_legal_form<'a>(lexicon: &Lexicon, name: &'a str) -> &'a str {
    let mut bare = name;
    while let Some((left, last)) = bare.rsplit_once(' ')
        && lexicon.is_legal_form(last)
    {
        bare = left.trim_end_matches([',', ' ', '&']);
    }
    let lower = bare.to_lowercase();
    let says_nothing = !bare.contains(' ') && (lexicon.is_generic(&lower) || !lexicon.nominals(&lower).is_empty());
    if says_nothing { name } else { bare }
}

/// "Norvik News agency" of "Norvik News (NN) agency": capitals in brackets inside a name say it again.
fn without_own_initials(name: &str) -> Option<String> {
    let (before, rest) = name.split_once(" (")?;
    let (initials, after) = rest.split_once(')')?;
    is_caps(initials).then(|| format!("{before}{after}"))
}

/// How a shorter name fits a longer one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// Not.
    No,
    /// The same full name but for initials, second names, generic words.
    Same,
    /// It is the surname of the person.
    Surname,
    /// It is the given name of the person.
    Given,
}

/// Whether `short` can stand for `long`; `kinds` speak for the short one.
pub fn fit(lexicon: &Lexicon, long: &str, long_kind: ActorKind, short: &str, kinds: &Kinds) -> Fit {
    let (long_key, short_key) = (key(long), key(short));
    let long_words: Vec<&str> = long_key.split(' ').collect();
    let short_words: Vec<&str> = short_key.split(' ').collect();
    if long_words.len() < 2 || short_words.iter().any(|word| word.is_empty()) {
        return Fit::No;
    }
    // "Swift Heron" of "MV Swift Heron"; a town of the name stays the town.
    if let Some(ship) = lexicon.ship_of(long)
        && key(ship) == lexicon.ship_of(short).map_or(short_key.clone(), key)
    {
        let town = lexicon.is_town(short) && strongest(kinds) == ActorKind::Place && kinds[3] > TOWN_SIGNS;
        return if town { Fit::No } else { Fit::Same };
    }
    if long_kind == ActorKind::Person {
        if kinds[2] >= 8.0 {
            return Fit::No;
        }
        let place =
            kinds[3] > kinds[0].max(kinds[1]) + 0.5 && (lexicon.is_town(short) || lexicon.country(short).is_some());
        if short_words.len() > 1 {
            return if same_person(lexicon, &long_words, &short_words) { Fit::Same } else { Fit::No };
        }
        let word = short_words[0];
        let rest = &long_words[1..];
        if place || word.len() < 2 {
            Fit::No
        } else if rest.last() == Some(&word)
            || (rest.len() > 1 && rest.contains(&word) && !is_initial(word) && word.len() > 3)
        {
            Fit::Surname
        } else if long_words[0] == word || (lexicon.is_short_for(word, long_words[0]) && kinds[0] > 0.0) {
            Fit::Given
        } else {
            Fit::No
        }
    } else if strongest(kinds) == ActorKind::Place
        && (kinds[3] > TOWN_SIGNS || lexicon.is_town(short))
        && lexicon.head_kind(long_words[long_words.len() - 1]) == Some(ActorKind::Organization)
    {
        // "Arden" the town is not the Arden Police Department.
        Fit::No
    } else if strongest(kinds) == ActorKind::Person && kinds[0] >= PERSON_SIGNS {
        // "President Marsh" is not the Marsh Administration.
        Fit::No
    } else if same_body(lexicon, &long_words, &short_words) || same_place(lexicon, &long_words, &short_words) {
        Fit::Same
    } else {
        Fit::No
    }
}

/// "Amanda R. Beck" and "Amanda Beck", "Laura Vega Ruiz" and "Laura Vega".
pub fn same_person(lexicon: &Lexicon, long: &[&str], short: &[&str]) -> bool {
    let first = long[0] == short[0]
        || (is_initial(long[0]) != is_initial(short[0]) && long[0].chars().next() == short[0].chars().next())
        || lexicon.is_short_for(long[0], short[0]);
    // "Robert Kane" of "Englishman Robert Kane", "Van Dael" of "Otto Van Dael", "Omar Deeb" of "Nasri Omar Deeb".
    if short.len() >= 2 && long.len() > short.len() && long.ends_with(short) {
        return true;
    }
    if !first {
        return false;
    }
    let strip = |words: &[&str]| {
        words[1..].iter().filter(|word| !is_initial(word)).map(|word| (*word).to_owned()).collect::<Vec<_>>()
    };
    let (mut long, mut short) = (strip(long), strip(short));
    if long.len() < short.len() {
        std::mem::swap(&mut long, &mut short);
    }
    if short.is_empty() || long.is_empty() {
        return false;
    }
    let mut rest = long.iter();
    short.iter().all(|word| rest.any(|other| other == word))
}

/// One organization's or place's name with and without generic words: "Lumen Group" and "Lumen", "International
/// Committee of the Red Cross" and "International Red Cross"; but two councils of one subject are two.
pub fn same_body(lexicon: &Lexicon, long: &[&str], short: &[&str]) -> bool {
    let bare = |words: &[&str]| words.iter().map(|word| word.strip_suffix("'s").unwrap_or(word).to_owned()).collect();
    let (long, short): (Vec<String>, Vec<String>) = (bare(long), bare(short));
    let (long, short): (Vec<&str>, Vec<&str>) =
        (long.iter().map(String::as_str).collect(), short.iter().map(String::as_str).collect());
    let (long, short) = (long.as_slice(), short.as_slice());
    if super::ministries::same(lexicon, long, short) {
        return true;
    }
    let known = |words: &[&str]| lexicon.country(&words.join(" ")).is_some() || lexicon.is_town(&words.join(" "));
    if known(short) {
        return false;
    }
    // "Vulkan" of "Vulkan Rocket and Space Corporation".
    let is_body = |word: &str| lexicon.head_kind(word) == Some(ActorKind::Organization);
    let common = short.len() == 1
        && (lexicon.given_name(short[0]).is_some()
            || is_body(short[0])
            || !lexicon.nominals(short[0]).is_empty()
            || COMPASS.contains(&short[0]));
    if long.len() > short.len() && long[..short.len()] == *short && is_body(long[long.len() - 1]) && !common {
        let tail = &long[short.len()..];
        // "Arden" is not the Arden Hills School.
        if tail.len() > 1 && tail.iter().any(|word| SITED.contains(word)) || OWNED.contains(&tail[tail.len() - 1]) {
            return false;
        }
        return short.len() == 1
            || *tail == ["news", "agency"]
            || tail.iter().all(|word| lexicon.is_generic(word) || is_body(word)) && tail.len() == 1;
    }
    if long.len() == short.len() + 1 && long[..short.len()] == *short && long[short.len()].chars().all(char::is_numeric)
    {
        // "Halo" of "Halo-1".
        return short.iter().all(|word| word.len() > 3)
            && !short
                .iter()
                .any(|word| matches!(*word, "flight" | "boeing" | "airbus" | "route" | "highway" | "apollo"));
    }
    // "Tarvo Mountain Alpine Rescue Team" of "Tarvo Mountain Ministry of Parks Alpine Rescue Team".
    if short.len() >= LEAST_WHOLE && long.len() > short.len() {
        let half = short.len() / 2;
        if long.starts_with(&short[..half]) && long.ends_with(&short[half..]) {
            return true;
        }
    }
    // "Geophysical Institute" of "Geophysical Institute of Chad".
    if short.len() >= 2
        && is_body(short[short.len() - 1])
        && long.len() >= short.len() + 2
        && long.starts_with(short)
        && long[short.len()] == "of"
        && lexicon.country(&long[short.len() + 1..].join(" ")).is_some()
    {
        return true;
    }
    let n_more = long.len().saturating_sub(short.len());
    if matches!(n_more, 1 | 2) && long[n_more..] == *short && short.len() >= 2 {
        // "US State Department", "Israeli State Guard", "Costa Rica Ports Council".
        let whose = long[..n_more].join(" ");
        return lexicon.country(&whose).is_some()
            || lexicon.country_of_adjective(&whose).is_some()
            || lexicon.is_town(&whose);
    }
    let content = |words: &[&str]| {
        words
            .iter()
            .filter(|word| !lexicon.is_generic(word) || **word == "international")
            .map(|word| (*word).to_owned())
            .collect::<Vec<_>>()
    };
    let (a, b) = (content(long), content(short));
    a == b
        && a.len() >= 2
        && b.len() >= 2
        && (short.iter().all(|word| long.contains(word)) || function_words_only(long, short))
}

/// A name of so many words is known by them, whatever stands in its middle besides.
const LEAST_WHOLE: usize = 5;

/// What a town or a country has and is not called by: "Arden" is not the Arden Police.
const OWNED: [&str; 12] = [
    "police",
    "department",
    "court",
    "council",
    "government",
    "parliament",
    "army",
    "navy",
    "ministry",
    "force",
    "forces",
    "guard",
];
/// Whether this heads what a town or a country has.
pub fn is_owned(head: &str) -> bool {
    OWNED.contains(&head)
}

/// Heads of bodies that are called by what stands right before, if they are called by less than their whole name.
const SITED: [&str; 10] =
    ["school", "church", "hospital", "college", "university", "police", "department", "museum", "court", "temple"];
/// Words that begin many names and are none of them.
const COMPASS: [&str; 8] = ["north", "south", "east", "west", "northern", "southern", "eastern", "western"];

/// "Tarvo island" and "Tarvo", "Mount Tarvo National Park" and "Aru Mount Tarvo National Park", "Tarvo Hospital Medical
/// Center" and "Tarvo Hospital": what stands there, with and without a word that says no more than that.
pub fn same_place(lexicon: &Lexicon, long: &[&str], short: &[&str]) -> bool {
    let headed = |words: &[&str]| {
        words.len() >= 2
            && lexicon
                .head_kind(words[words.len() - 1])
                .is_some_and(|kind| matches!(kind, ActorKind::Place | ActorKind::Organization))
    };
    // Islands, provinces and rivers are known without the word; a city is not its province.
    if long.len() == short.len() + 1 && long.starts_with(short) && LANDS.contains(&long[long.len() - 1]) {
        return true;
    }
    if long.len() > short.len() && long.starts_with(short) && headed(short) {
        let tail = &long[short.len()..];
        return tail.iter().all(|word| ADDED.contains(word));
    }
    // "Tarvo Grand Hotel".
    if long.len() == short.len() + 1
        && short.len() == 2
        && long[0] == short[0]
        && long[long.len() - 1] == short[1]
        && SITES.contains(&short[1])
    {
        return true;
    }
    // "Royal Tarvo Hospital" of a town, "Aru Mount Tarvo National Park".
    if long.len() > short.len() && long.ends_with(short) && headed(short) {
        let whose = long[..long.len() - short.len()].join(" ");
        return SITES.contains(&short[short.len() - 1])
            || short.len() >= 3 && lexicon.head_kind(short[short.len() - 1]) == Some(ActorKind::Place)
            || lexicon.is_town(&whose)
            || lexicon.country(&whose).is_some();
    }
    false
}

/// Heads of names that one word more or less does not make another's.
const SITES: [&str; 10] =
    ["hospital", "hotel", "airport", "prison", "bridge", "stadium", "mosque", "cathedral", "monastery", "courthouse"];
/// Words that a place may be named without.
const LANDS: [&str; 14] = [
    "island",
    "islands",
    "isle",
    "province",
    "river",
    "sea",
    "peninsula",
    "mountains",
    "archipelago",
    "desert",
    "volcano",
    "governorate",
    "oblast",
    "prefecture",
];
/// What a hospital, hotel or school may be called besides.
const ADDED: [&str; 9] = ["medical", "center", "centre", "clinic", "resort", "spa", "campus", "complex", "foundation"];

/// "UNRA Africa", "Chadian UNRA": capitals, and a country or continent that they speak for or speak in.
pub fn is_branch(lexicon: &Lexicon, long: &[&str], short: &str) -> bool {
    let is_place = |word: &str| {
        lexicon.country(word).is_some()
            || lexicon.country_of_adjective(word).is_some()
            || matches!(word, "africa" | "asia" | "europe" | "americas" | "international")
    };
    let short_key = key(short);
    is_caps(short)
        && short.chars().count() >= 3
        && matches!(long, [first, last] if *first == short_key && is_place(last) || *last == short_key && is_place(first))
}

/// "Norvik-Kelmar", "Kelmar-Norvik": who is named after two is named after them in either order.
pub fn is_swapped(long: &str, short: &str) -> bool {
    let halves = |name: &str| name.split_once('-').map(|(one, other)| (key(one), key(other)));
    let (Some(long), Some((one, other))) = (halves(long), halves(short)) else { return false };
    one != other && long == (other, one)
}

/// What is left of a body's name without generic words, whoever writes them; `None` where too little is left.
pub fn body_key(lexicon: &Lexicon, name: &str) -> Option<String> {
    let key = key(name);
    let words: Vec<&str> = key
        .split(' ')
        .map(|word| word.strip_suffix("'s").unwrap_or(word))
        .filter(|word| !lexicon.is_generic(word))
        .collect();
    let left = words.join(" ");
    (words.len() >= 2 && lexicon.country(&left).is_none() && !lexicon.is_town(&left)).then_some(left)
}

fn function_words_only(a: &[&str], b: &[&str]) -> bool {
    const SMALL: [&str; 7] = ["of", "for", "the", "and", "in", "on", "to"];
    let strip = |words: &[&str]| {
        words.iter().filter(|word| !SMALL.contains(word)).map(|word| (*word).to_owned()).collect::<Vec<_>>()
    };
    strip(a) == strip(b)
}

/// "HTA" for "Harbour Transit Authority": the initials of the words, small ones left out or not.
pub fn expands(long: &str, short: &str) -> bool {
    let letters: String = short.chars().filter(|c| c.is_alphanumeric()).collect();
    if !is_caps(short) || letters.chars().count() < 2 || short.contains(' ') {
        return false;
    }
    let words: Vec<&str> = long.split([' ', '-', '\u{2019}', '\'']).filter(|word| !word.is_empty()).collect();
    // "U.S. Grain Survey" has USGS for its letters, not UGS only.
    let letters_of = |word: &&&str| -> String {
        let all: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
        if is_caps(word) { all } else { all.chars().take(1).collect() }
    };
    let whole: String = words
        .iter()
        .filter(|word| !matches!(word.to_lowercase().as_str(), "of" | "the" | "for" | "and" | "in" | "&"))
        .map(|word| letters_of(&word).to_uppercase())
        .collect();
    let initials = |small: bool| -> String {
        words
            .iter()
            .filter(|word| {
                small
                    || !matches!(
                        word.to_lowercase().as_str(),
                        "of" | "the" | "for" | "and" | "in" | "on" | "s" | "&" | "to" | "de"
                    )
            })
            .filter_map(|word| word.chars().next())
            .flat_map(char::to_uppercase)
            .collect()
    };
    words.len() >= 2 && (initials(false) == letters || initials(true) == letters || whole == letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_stand_for_the_words() {
        assert!(expands("Harbour Transit Authority", "HTA"));
        assert!(expands("Department of Fisheries", "DOF"));
        assert!(!expands("Harbour Transit Authority", "HT"));
        assert!(!expands("Harbour Transit Authority", "Hta"));
    }

    #[test]
    fn a_person_keeps_one_name_with_and_without_initials() {
        let lexicon = Lexicon::shared();
        let same = |a: &str, b: &str| {
            same_person(lexicon, &a.split(' ').collect::<Vec<_>>(), &b.split(' ').collect::<Vec<_>>())
        };
        assert!(same("marta r. olsen", "marta olsen"));
        assert!(same("juan pablo rios vega", "juan rios"));
        assert!(same("robert kane", "bob kane"));
        assert!(!same("marta olsen", "nils olsen"));
        assert!(!same("marta olsen", "marta lund"));
    }

    #[test]
    fn two_bodies_of_one_subject_stay_two() {
        let lexicon = Lexicon::shared();
        let same =
            |a: &str, b: &str| same_body(lexicon, &a.split(' ').collect::<Vec<_>>(), &b.split(' ').collect::<Vec<_>>());
        assert!(!same("national grain council", "national grain board"));
        assert!(same("us state department", "state department"));
        assert!(same("northern lights group", "northern lights"));
        assert!(!same("punta verde airport", "punta verde"));
    }

    #[test]
    fn capitals_in_a_name_lend_all_their_letters() {
        assert!(expands("U.S. Grain Survey", "USGS"));
        assert!(expands("United States Grain Survey", "USGS"));
        assert!(!expands("U.S. Grain Survey", "USG"));
    }

    #[test]
    fn a_name_has_one_key_however_it_is_shortened() {
        let lexicon = Lexicon::shared();
        let same = |a: &str, b: &str| usual_key(lexicon, a) == usual_key(lexicon, b);
        assert!(same("Mt. Tarvo National Park", "Mount Tarvo National Park"));
        assert!(same("Norvira Foods Ltd.", "Norvira Foods, Inc."));
        assert!(same("Island of Tarvo", "Tarvo"));
        assert!(same("Northern Province of Tarvo", "Tarvo"));
        assert!(!same("Ana Sa", "Ana"));
        assert!(!same("The Company", "The Company Ltd. of Arden"));
    }

    #[test]
    fn places_keep_their_name_without_the_word_for_them() {
        let lexicon = Lexicon::shared();
        let same = |a: &str, b: &str| {
            same_place(lexicon, &a.split(' ').collect::<Vec<_>>(), &b.split(' ').collect::<Vec<_>>())
        };
        assert!(same("tarvo island", "tarvo"));
        assert!(same("tarvo hospital medical center", "tarvo hospital"));
        assert!(same("tarvo grand hotel", "tarvo hotel"));
        assert!(same("aru mount tarvo national park", "mount tarvo national park"));
        assert!(!same("tarvo city", "tarvo"));
        assert!(!same("west tarvo", "tarvo"));
        assert!(!same("tarvo university", "tarvo"));
    }

    #[test]
    fn what_a_town_has_is_not_the_town() {
        let lexicon = Lexicon::shared();
        let same =
            |a: &str, b: &str| same_body(lexicon, &a.split(' ').collect::<Vec<_>>(), &b.split(' ').collect::<Vec<_>>());
        assert!(!same("arden police", "arden"));
        assert!(!same("arden hills school", "arden"));
        assert!(same("norvik rocket and space corporation", "norvik"));
    }
}
