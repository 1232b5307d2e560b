//! Finding words in texts.

use super::Span;
use regex::{Regex, RegexBuilder};

/// Words that are looked for: one after the other, whatever their case and the white space between them.
#[derive(Clone, Debug)]
pub struct Words(Regex);

impl Words {
    /// Takes the words as they stand: no sign in them has a meaning of its own. `None` where there are none.
    pub fn new(words: &str) -> Option<Self> {
        let words: Vec<String> = words.split_whitespace().map(regex::escape).collect();
        if words.is_empty() {
            return None;
        }
        RegexBuilder::new(&words.join(r"\s+")).case_insensitive(true).build().ok().map(Self)
    }

    /// Where they stand in `text`, from the first place on.
    pub fn places<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Span> + 't {
        self.0.find_iter(text).map(|found| Span::new(found.start(), found.end()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_as_they_stand_whatever_their_case() {
        let found = |words: &str, text: &str| -> Vec<String> {
            let words = Words::new(words).expect("words");
            words.places(text).map(|place| place.of(text).to_owned()).collect()
        };
        assert_eq!(found("rafah talks", "The Rafah\ntalks, the rafah  Talks"), ["Rafah\ntalks", "rafah  Talks"]);
        assert_eq!(found("c++ (1)", "a C++ (1) b"), ["C++ (1)"]);
        assert!(Words::new("  ").is_none());
    }
}
