//! Past tense and participle of a verb.

use super::lexicon::Lexicon;

/// "meet" → "met", "take off" → "took off".
pub fn past(lexicon: &Lexicon, verb: &str) -> String {
    with_first(verb, |first| lexicon.irregular.get(first).map_or_else(|| regular(first), |forms| forms.0.to_string()))
}

/// "free" → "freed", "take" → "taken".
pub fn participle(lexicon: &Lexicon, verb: &str) -> String {
    with_first(verb, |first| lexicon.irregular.get(first).map_or_else(|| regular(first), |forms| forms.1.to_string()))
}

fn with_first(verb: &str, change: impl Fn(&str) -> String) -> String {
    match verb.split_once(' ') {
        Some((first, rest)) => format!("{} {rest}", change(first)),
        None => change(verb),
    }
}

fn regular(verb: &str) -> String {
    if verb.ends_with('e') {
        format!("{verb}d")
    } else if let Some(stem) = verb.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u'])) {
        format!("{stem}ied")
    } else if doubles(verb) {
        format!("{verb}{}ed", &verb[verb.len() - 1..])
    } else {
        format!("{verb}ed")
    }
}

/// Verbs of two syllables that carry their stress on the second, and so double.
const STRESSED_LAST: [&str; 16] = [
    "control", "patrol", "admit", "commit", "permit", "submit", "refer", "prefer", "occur", "recur", "transfer",
    "deter", "rebel", "compel", "expel", "propel",
];

/// Whether the verb doubles its last letter: "stop", "stopped".
pub fn doubles(verb: &str) -> bool {
    if STRESSED_LAST.contains(&verb)
        || matches!(verb, "acquit" | "equip" | "kidnap" | "handicap" | "format" | "airdrop")
    {
        return true;
    }
    let letters = verb.as_bytes();
    let is_vowel = |letter: u8| b"aeiou".contains(&letter);
    let [.., before, vowel, last] = letters else { return false };
    is_vowel(*vowel)
        && !is_vowel(*last)
        && !b"wxy".contains(last)
        && !is_vowel(*before)
        && letters.iter().filter(|&&letter| is_vowel(letter)).count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_take_their_forms() {
        let lexicon = Lexicon::shared();
        for (verb, was, been) in [
            ("meet", "met", "met"),
            ("stop", "stopped", "stopped"),
            ("visit", "visited", "visited"),
            ("carry", "carried", "carried"),
            ("free", "freed", "freed"),
            ("take off", "took off", "taken off"),
            ("kidnap", "kidnapped", "kidnapped"),
            ("control", "controlled", "controlled"),
            ("die", "died", "died"),
            ("load", "loaded", "loaded"),
        ] {
            assert_eq!((past(lexicon, verb), participle(lexicon, verb)), (was.into(), been.into()));
        }
    }
}
