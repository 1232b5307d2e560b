//! Finds a phrase in the article that it is said to stand in.
//!
//! White space, quotation marks, dashes and case are folded, for models set them anew; every other letter must be there.
//! The phrase begins and ends with whole words: "40" does not stand in "1,400".

use crate::text::Span;

/// The most words of a phrase: what is longer says nothing (and is no evidence under the contract).
const MOST_WORDS: usize = 30;

/// An article's text, folded once for many phrases.
#[derive(Debug)]
pub(super) struct Folded {
    text: String,
    /// For each byte of `text`, where the character that it belongs to begins in the article.
    from: Vec<u32>,
    /// For each byte of `text`, where that character ends in the article.
    to: Vec<u32>,
}

impl Folded {
    /// Folds `text`.
    pub(super) fn new(text: &str) -> Self {
        let mut folded = Self { text: String::new(), from: Vec::new(), to: Vec::new() };
        let mut after_blank = true;
        for (at, c) in text.char_indices() {
            let is_blank = c.is_whitespace();
            if is_blank && after_blank {
                continue;
            }
            after_blank = is_blank;
            for c in fold(c) {
                folded.text.push(c);
                for _ in 0..c.len_utf8() {
                    folded.from.push(at as u32);
                    folded.to.push((at + text[at..].chars().next().map_or(1, char::len_utf8)) as u32);
                }
            }
        }
        folded
    }

    /// The first place where the phrase stands; `None` where it does not, has no word, or has too many.
    pub(super) fn find(&self, phrase: &str) -> Option<Span> {
        let needle = Self::new(phrase.trim()).text;
        let needle =
            needle.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\'' | '…')).trim_matches('.').trim();
        let n_words = needle.split(' ').count();
        if n_words > MOST_WORDS || !needle.contains(char::is_alphanumeric) {
            return None;
        }
        let mut places = self.text.match_indices(needle).map(|(at, _)| (at, at + needle.len()));
        let (start, end) = places.find(|&(start, end)| self.is_apart(start, end))?;
        Some(Span { start: self.from[start], end: self.to[end - 1] })
    }

    /// Whether no word is cut at either end.
    fn is_apart(&self, start: usize, end: usize) -> bool {
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let (before, inside, after) = (&self.text[..start], &self.text[start..end], &self.text[end..]);
        let cut_at_start = is_word(before.chars().next_back()) && is_word(inside.chars().next());
        let cut_at_end = is_word(inside.chars().next_back()) && is_word(after.chars().next());
        // "400" does not stand in "1,400", nor "1" in "1.5".
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let mark = |c: Option<char>| matches!(c, Some(',' | '.'));
        let mut back = before.chars().rev();
        let goes_before = digit(inside.chars().next()) && mark(back.next()) && digit(back.next());
        let mut ahead = after.chars();
        let goes_on = digit(inside.chars().next_back()) && mark(ahead.next()) && digit(ahead.next());
        !(cut_at_start || cut_at_end || goes_before || goes_on)
    }
}

/// A character as it is compared.
fn fold(c: char) -> impl Iterator<Item = char> {
    let plain = match c {
        '‘' | '’' | '‚' | '‛' | '“' | '”' | '„' | '‟' | '"' | '«' | '»' | '`' | '´' | '′' | '″' => {
            '\''
        }
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        c if c.is_whitespace() => ' ',
        c => c,
    };
    plain.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(text: &'t str, phrase: &str) -> Option<&'t str> {
        Folded::new(text).find(phrase).map(|span| span.of(text))
    }

    #[test]
    fn white_space_quotation_marks_dashes_and_case_are_folded_and_nothing_else() {
        let text = "Lind said: “We\nwill look — at every bolt”, on Monday.";
        assert_eq!(found(text, "\"we will look - at every bolt\""), Some("We\nwill look — at every bolt"));
        assert_eq!(found(text, "every bolt\", on monday"), Some("every bolt”, on Monday"));
        assert_eq!(found(text, "…at every bolt…"), Some("at every bolt"));
        assert_eq!(found(text, "We looked at every bolt"), None);
        assert_eq!(found(text, "We will look at every bolt"), None);
    }

    #[test]
    fn a_phrase_has_whole_words_and_whole_figures() {
        assert_eq!(found("1,400 boats, 40 of them new", "40"), Some("40"));
        assert_eq!(Folded::new("1,400 boats, 40 of them new").find("40"), Some(Span::new(13, 15)));
        assert_eq!(found("1,400 boats", "400 boats"), None);
        assert_eq!(found("It rose by 1.5 %", "by 1"), None);
        assert_eq!(found("The unharmed crew", "harmed crew"), None);
    }

    #[test]
    fn nothing_empty_and_nothing_endless_is_a_phrase() {
        assert_eq!(found("A text “…” of words.", "“…”"), None);
        assert_eq!(found("A text.", ""), None);
        let long = "word ".repeat(31);
        assert_eq!(found(&long, &long), None);
    }

    #[test]
    fn places_are_of_the_article_whatever_its_letters() {
        let text = "Å ĐẶNG İstanbul “ß” 9 people";
        assert_eq!(found(text, "“ß” 9 people"), Some("ß” 9 people"));
        assert_eq!(found(text, "9 PEOPLE"), Some("9 people"));
    }
}
