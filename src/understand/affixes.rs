//! What is split off a word: prefixes, suffixes, infixes.
//!
//! In: a run of characters without white space. Out: how many bytes of it are a prefix or a suffix, and where its infixes
//! are. The strings and classes are those of spaCy's English expressions (`affixes.tsv`, `characters.tsv`); the form of
//! the expressions, which the converter checks, is written out here, so that each test costs the same for any length.

use super::asset;
use super::characters::CharClass;

/// The tokenizer's affixes.
#[derive(Debug)]
pub struct Affixes {
    prefix_chars: CharClass,
    prefix_strings: Vec<&'static str>,
    suffix_chars: CharClass,
    suffix_strings: Vec<&'static str>,
    suffixes_after_digit: Vec<&'static str>,
    hyphens: Vec<&'static str>,
    symbol: CharClass,
    quote: CharClass,
    letter: CharClass,
    lower_letter: CharClass,
    upper_letter: CharClass,
    before_full_stop: CharClass,
}

/// Splits strings into a class of single characters and the longer ones.
fn singles(row: &[&'static str]) -> (CharClass, Vec<&'static str>) {
    let single = |text: &&&'static str| text.chars().count() == 1;
    let chars = CharClass::of(row.iter().filter(single).flat_map(|text| text.chars()));
    (chars, row.iter().filter(|text| !single(text)).copied().collect())
}

/// Length of the run of full stops at the front.
fn dots<'a>(bytes: impl Iterator<Item = &'a u8>) -> usize {
    bytes.take_while(|&&byte| byte == b'.').count()
}

impl Affixes {
    /// Reads the lists.
    pub fn new() -> Self {
        let row = |name| asset::row(asset::AFFIXES, name);
        let (prefix_chars, prefix_strings) = singles(&row("prefix"));
        let (suffix_chars, suffix_strings) = singles(&row("suffix"));
        Self {
            prefix_chars,
            prefix_strings,
            suffix_chars,
            suffix_strings,
            suffixes_after_digit: row("suffix_after_digit"),
            hyphens: row("hyphen"),
            symbol: CharClass::named("symbol"),
            quote: CharClass::named("quote"),
            letter: CharClass::named("letter"),
            lower_letter: CharClass::named("lower_letter"),
            upper_letter: CharClass::named("upper_letter"),
            before_full_stop: CharClass::named("before_full_stop"),
        }
    }

    /// Bytes of the prefix of `word`, 0 if it has none.
    pub fn prefix(&self, word: &str) -> usize {
        let mut chars = word.chars();
        let Some(first) = chars.next() else { return 0 };
        if self.prefix_chars.has(first) || self.symbol.has(first) {
            return first.len_utf8();
        }
        match first {
            '+' if !chars.next().is_some_and(|c| c.is_ascii_digit()) => 1,
            '.' => match dots(word.as_bytes().iter()) {
                1 => 0,
                length => length,
            },
            _ => self.prefix_strings.iter().find(|text| word.starts_with(**text)).map_or(0, |text| text.len()),
        }
    }

    /// Bytes of the suffix of `word`, 0 if it has none: of all that fit, the longest.
    pub fn suffix(&self, word: &str) -> usize {
        let mut chars = word.chars();
        let Some(last) = chars.next_back() else { return 0 };
        let mut longest = 0;
        if self.suffix_chars.has(last) || self.symbol.has(last) {
            longest = last.len_utf8();
        }
        if last == '.' {
            let run = dots(word.as_bytes().iter().rev());
            if run > 1 {
                longest = run;
            } else {
                let before = chars.next_back();
                let before_that = chars.next_back();
                let is_end = self.before_full_stop.has_some(before)
                    || (before_that == Some('°') && before.is_some_and(|c| "FfCcKk".contains(c)))
                    || (self.upper_letter.has_some(before) && self.upper_letter.has_some(before_that));
                longest = longest.max(usize::from(is_end));
            }
        }
        for text in self.suffix_strings.iter().filter(|text| word.ends_with(**text)) {
            longest = longest.max(text.len());
        }
        for text in &self.suffixes_after_digit {
            if text.len() > longest && word.ends_with(text) {
                let before = word.as_bytes()[..word.len() - text.len()].last();
                if before.is_some_and(u8::is_ascii_digit) {
                    longest = text.len();
                }
            }
        }
        longest
    }

    /// Puts the places of the infixes of `word` into `found`, in order, as byte ranges.
    pub fn infixes(&self, word: &str, found: &mut Vec<(usize, usize)>) {
        found.clear();
        let mut before = None;
        let mut at = 0;
        while let Some(c) = word[at..].chars().next() {
            let length = self.infix_at(word, at, c, before);
            if length > 0 {
                found.push((at, at + length));
                at += length;
                before = word[..at].chars().next_back();
            } else {
                at += c.len_utf8();
                before = Some(c);
            }
        }
    }

    /// Bytes of the infix that begins with `c` at `at`, 0 if there is none.
    fn infix_at(&self, word: &str, at: usize, c: char, before: Option<char>) -> usize {
        let rest = &word[at..];
        let after = |length: usize| rest[length..].chars().next();
        if c == '.' {
            let run = dots(rest.as_bytes().iter());
            if run > 1 {
                return run;
            }
            let side = |class: &CharClass, c: Option<char>| class.has_some(c) || self.quote.has_some(c);
            return usize::from(side(&self.lower_letter, before) && side(&self.upper_letter, after(1)));
        }
        if c == '…' || self.symbol.has(c) {
            return c.len_utf8();
        }
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        if "+-*^".contains(c) && is_digit(before) && (is_digit(after(1)) || after(1) == Some('-')) {
            return 1;
        }
        if c == ',' {
            return usize::from(self.letter.has_some(before) && self.letter.has_some(after(1)));
        }
        if !self.letter.has_some(before) && !is_digit(before) {
            return 0;
        }
        let hyphens = self.hyphens.iter().filter(|text| rest.starts_with(**text));
        for text in hyphens {
            if self.letter.has_some(after(text.len())) {
                return text.len();
            }
        }
        usize::from(":<>=/".contains(c) && self.letter.has_some(after(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn affixes_are_found_and_left_alone() {
        let affixes = Affixes::new();
        let suffix = |word: &str| word[word.len() - affixes.suffix(word)..].to_owned();
        for (word, expect) in [("(see", 1), ("$5", 1), ("US$5", 3), ("+5", 0), ("+x", 1), ("...so", 3), (".so", 0)] {
            assert_eq!(affixes.prefix(word), expect, "{word}");
        }
        for (word, expect) in [
            ("end.", "."),
            ("U.S.", ""),
            ("NATO.", "."),
            ("men's", "'s"),
            ("10km", "km"),
            ("so...", "..."),
            ("word", ""),
            ("20°C.", "."),
            ("5%", "%"),
        ] {
            assert_eq!(suffix(word), expect, "{word}");
        }
        let mut found = Vec::new();
        for (word, expect) in
            [("so-called", vec![(2, 3)]), ("10-12", vec![(2, 3)]), ("end.Then", vec![(3, 4)]), ("a.m", vec![])]
        {
            affixes.infixes(word, &mut found);
            assert_eq!(found, expect, "{word}");
        }
    }
}
