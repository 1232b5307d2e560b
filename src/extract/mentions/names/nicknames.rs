//! Nicknames inside names: "Aldo “The Rock” Moss" is Aldo Moss, whom others call the Rock.

use super::{Finder, Name};
use crate::extract::mentions::words::is_capital;
use std::ops::Range;

/// Longest nickname, in tokens: "Max the Hammer".
const LONGEST_NICKNAME: u32 = 4;

impl Finder<'_> {
    /// Makes one name of a given name, a nickname in quotation marks or brackets, and a surname.
    pub(super) fn nicknames(&self, names: &mut Vec<Name>) {
        let mut idx = 0;
        while idx < names.len() {
            if let Some((nickname, surname)) = self.nickname_behind(names, idx) {
                let text = format!("{} {}", names[idx].text, names[surname].text);
                let end = names[surname].tokens.end;
                let name = &mut names[idx];
                name.tokens.end = end;
                name.nickname = self.text_of(nickname);
                name.text = text;
                name.label = "PERSON";
                names.drain(idx + 1..=surname);
            }
            idx += 1;
        }
    }

    /// The nickname behind a name, as tokens, and the surname behind that.
    fn nickname_behind(&self, names: &[Name], idx: usize) -> Option<(Range<u32>, usize)> {
        let name = &names[idx];
        let sentence = self.reading.sentence_of(name.tokens.start).tokens.clone();
        let open = name.tokens.end;
        if open + 2 >= sentence.end || name.tokens.len() > 2 || name.text.contains(' ') && name.tokens.len() < 2 {
            return None;
        }
        let closing = match self.word(open) {
            "\"" | "\u{201c}" | "``" | "''" => ["\"", "\u{201d}", "''"],
            "\u{2018}" | "'" => ["'", "\u{2019}", "\u{2019}"],
            "(" => [")"; 3],
            _ => return None,
        };
        let close = (open + 2..(open + 2 + LONGEST_NICKNAME).min(sentence.end))
            .find(|&token| closing.contains(&self.word(token)))?;
        let surname = (idx + 1..names.len()).find(|&other| names[other].tokens.start > close)?;
        let behind = &names[surname];
        let words = (open + 1..close).any(|token| is_capital(self.word(token)));
        let person = |name: &Name| name.label == "PERSON" || self.lexicon.given_name(&name.text).is_some();
        let fits = behind.tokens.start == close + 1
            && behind.before.is_empty()
            && words
            && (person(name) || person(behind))
            && !matches!(behind.label, "GPE" | "ORG" | "NORP")
            && !matches!(name.label, "GPE" | "ORG" | "NORP");
        fits.then_some((open + 1..close, surname))
    }
}
