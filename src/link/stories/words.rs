//! Words as the grouping sees them: folded, stemmed, hashed. The same word has the same number in every run.

use std::hash::Hasher;

/// A stem's number.
pub type Term = u32;

/// One word of a text.
pub struct Word<'a> {
    /// As written.
    pub text: &'a str,
    /// Whether it begins with a capital where a sentence does not begin.
    pub inner_capital: bool,
}

/// The words of `text` in order: runs of letters and digits; an apostrophe ends a word ("Zambia's" is "Zambia").
pub fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut rest = text;
    let mut sentence_start = true;
    std::iter::from_fn(move || {
        let from = rest.find(char::is_alphanumeric)?;
        if rest[..from].contains(['.', '!', '?', ':', '\n', '"', '\u{201C}', '\u{2022}', '|']) {
            sentence_start = true;
        }
        let word_on = &rest[from..];
        let mut to = word_end(word_on, 0);
        // "4.5" and "40,000" are one number each.
        while word_on[..to].ends_with(|c: char| c.is_ascii_digit())
            && word_on[to..].starts_with(['.', ','])
            && word_on[to + 1..].starts_with(|c: char| c.is_ascii_digit())
        {
            to = word_end(word_on, to + 1);
        }
        let (text, after) = word_on.split_at(to);
        rest = after;
        // The "s" of a possessive is no word of its own.
        for mark in ["'s", "\u{2019}s"] {
            if let Some(past) = rest.strip_prefix(mark)
                && !past.starts_with(char::is_alphanumeric)
            {
                rest = past;
            }
        }
        let inner_capital = !sentence_start && text.starts_with(char::is_uppercase);
        sentence_start = false;
        Some(Word { text, inner_capital })
    })
}

fn word_end(text: &str, from: usize) -> usize {
    text[from..].find(|c: char| !c.is_alphanumeric()).map_or(text.len(), |at| from + at)
}

/// The number of a word's stem, or `None` for a single letter.
pub fn term(word: &str) -> Option<Term> {
    if let Some(number) = number(word) {
        return Some(number_term(number));
    }
    let folded: String = word.chars().flat_map(char::to_lowercase).map(fold).collect();
    let stem = stem(&folded);
    let single = stem.len() < 2 && stem.is_ascii();
    (!single && !stem.is_empty()).then(|| hash(stem.as_bytes()))
}

/// The number that a word writes: "21", "twelve".
pub fn number(word: &str) -> Option<u32> {
    const SPELLED: [&str; 19] = [
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    if word.len() <= 6 && word.bytes().all(|byte| byte.is_ascii_digit()) {
        return word.parse().ok();
    }
    let spelled = SPELLED.iter().position(|name| word.eq_ignore_ascii_case(name))?;
    Some(spelled as u32 + 2)
}

/// The term that stands for a number.
pub fn number_term(number: u32) -> Term {
    hash(format!("#{number}").as_bytes())
}

/// A mixing of bytes into 32 bits that never changes: terms may be kept from run to run.
pub fn hash(bytes: &[u8]) -> u32 {
    let mut hasher = rustc_hash::FxHasher::default();
    hasher.write(bytes);
    let wide = hasher.finish();
    (wide ^ (wide >> 32)) as u32
}

/// Endings taken off, so that "collides", "collided", "colliding" are one, and "Zambian" is of "Zambia". The rest need
/// not be a word. Meant to be cheap and to err on the side of keeping words apart.
fn stem(word: &str) -> &str {
    if !word.is_ascii() || word.len() < 4 {
        return word;
    }
    let mut stem = word;
    if let Some(cut) = stem.strip_suffix("ies").filter(|cut| cut.len() >= 3) {
        return cut;
    }
    let sibilant = ["ses", "xes", "zes", "ches", "shes"].iter().any(|end| stem.ends_with(end));
    if sibilant && stem.len() >= 5 {
        stem = &stem[..stem.len() - 2];
    } else if stem.ends_with('s') && !["ss", "us", "is"].iter().any(|end| stem.ends_with(end)) {
        stem = &stem[..stem.len() - 1];
    }
    for ending in ["ing", "ed"] {
        let cut =
            stem.strip_suffix(ending).filter(|cut| cut.len() >= 3 && cut.contains(['a', 'e', 'i', 'o', 'u', 'y']));
        if let Some(cut) = cut {
            let bytes = cut.as_bytes();
            let last = bytes[bytes.len() - 1];
            let doubled = bytes[bytes.len() - 2] == last && !b"aeioulsz".contains(&last);
            return open_end(if doubled { &cut[..cut.len() - 1] } else { cut });
        }
    }
    for (ending, least) in [("ian", 3), ("ean", 3), ("an", 5)] {
        if let Some(cut) = stem.strip_suffix(ending).filter(|cut| cut.len() >= least) {
            return open_end(cut);
        }
    }
    open_end(stem)
}

/// Vowels at the end taken off: "Russia" and "Russian", "release" and "releasing" meet; "plane" is not "plan".
fn open_end(mut stem: &str) -> &str {
    while stem.len() > 3 && stem.ends_with(['a', 'e', 'i', 'o', 'y']) {
        if stem.ends_with('e') && stem.len() < 6 && !stem.ends_with("ee") {
            break;
        }
        stem = &stem[..stem.len() - 1];
    }
    stem
}

/// A letter without its mark, so that "José" and "Jose" are one.
fn fold(letter: char) -> char {
    match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ğ' => 'g',
        'ì'..='ï' | 'ī' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'ť' | 'ţ' | 'ț' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        term(a) == term(b)
    }

    #[test]
    fn forms_of_one_word_meet() {
        for (a, b) in [
            ("collide", "collided"),
            ("crashes", "crash"),
            ("released", "Release"),
            ("freed", "frees"),
            ("Zambia", "Zambian"),
            ("Nigerian", "Nigeria"),
            ("Russian", "Russia"),
            ("Israeli", "Israel"),
            ("injuries", "injured"),
            ("José", "jose"),
            ("twelve", "12"),
            ("Germany", "German"),
            ("stopped", "stop"),
        ] {
            assert!(same(a, b), "{a} and {b}");
        }
    }

    #[test]
    fn different_words_stay_apart() {
        for (a, b) in
            [("plane", "plan"), ("Iran", "Iraq"), ("German", "germ"), ("boat", "boot"), ("12", "13"), ("human", "hum")]
        {
            assert!(!same(a, b), "{a} and {b}");
        }
    }

    #[test]
    fn capitals_count_only_inside_a_sentence() {
        let found: Vec<(&str, bool)> = words("Police in Lagos said. Trains ran. “We” Zambia's")
            .map(|word| (word.text, word.inner_capital))
            .collect();
        let expect = [
            ("Police", false),
            ("in", false),
            ("Lagos", true),
            ("said", false),
            ("Trains", false),
            ("ran", false),
            ("We", false),
            ("Zambia", true),
        ];
        assert_eq!(found, expect);
    }
}
