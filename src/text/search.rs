//! Finding words in texts.

use super::{Span, fold, is_accent};
use regex::{Regex, RegexBuilder};
use std::borrow::Cow;

/// Words that are looked for: one after the other, whatever their case, their accents, the form of their quotation marks
/// and the white space between them.
#[derive(Clone, Debug)]
pub struct Words(Regex);

impl Words {
    /// Takes the words as they stand: no sign in them has a meaning of its own. `None` where there are none.
    pub fn new(words: &str) -> Option<Self> {
        let words: Vec<String> = words.split_whitespace().map(|word| regex::escape(&Folded::new(word).text)).collect();
        if words.is_empty() {
            return None;
        }
        RegexBuilder::new(&words.join(r"\s+")).case_insensitive(true).build().ok().map(Self)
    }

    /// Where they stand in `text`, from the first place on.
    pub fn places(&self, text: &str) -> Vec<Span> {
        let folded = Folded::new(text);
        self.0.find_iter(&folded.text).map(|found| folded.span(found.start(), found.end())).collect()
    }
}

/// A text with its letters made alike.
struct Folded<'t> {
    text: Cow<'t, str>,
    /// For each byte of the folded text, and one past its end, the byte of the letter that it is from; none where nothing
    /// moved.
    from: Option<Vec<u32>>,
}

impl<'t> Folded<'t> {
    fn new(text: &'t str) -> Self {
        if text.is_ascii() {
            return Self { text: Cow::Borrowed(text), from: None };
        }
        let (mut folded, mut from) = (String::with_capacity(text.len()), Vec::with_capacity(text.len() + 1));
        for (at, c) in text.char_indices().filter(|&(_, c)| !is_accent(c)) {
            folded.push(fold(c));
            from.resize(folded.len(), at as u32);
        }
        from.push(text.len() as u32);
        Self { text: Cow::Owned(folded), from: Some(from) }
    }

    fn span(&self, start: usize, end: usize) -> Span {
        let place = |at: usize| self.from.as_ref().map_or(at, |from| from[at] as usize);
        Span::new(place(start), place(end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(words: &str, text: &'t str) -> Vec<&'t str> {
        Words::new(words).expect("words").places(text).into_iter().map(|place| place.of(text)).collect()
    }

    #[test]
    fn words_are_found_as_they_stand_whatever_their_case() {
        assert_eq!(found("rafah talks", "The Rafah\ntalks, the rafah  Talks"), ["Rafah\ntalks", "rafah  Talks"]);
        assert_eq!(found("c++ (1)", "a C++ (1) b"), ["C++ (1)"]);
        assert!(Words::new("  ").is_none());
    }

    #[test]
    fn plain_letters_and_straight_marks_find_the_others_and_the_other_way_round() {
        assert_eq!(found("the mayor's cafe", "Then the mayor’s Café shut."), ["the mayor’s Café"]);
        assert_eq!(found("the mayor’s café", "Then the mayor's cafe shut."), ["the mayor's cafe"]);
        assert_eq!(found("jose ortega", "“Jose\u{301} Ørtega” and José Ortega"), ["Jose\u{301} Ørtega", "José Ortega"]);
        assert_eq!(found("\"no\"", "“No”"), ["“No”"]);
        assert_eq!(found("橋の", "市の橋の上"), ["橋の"]);
    }
}
