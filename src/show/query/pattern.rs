//! Words to look for, without regard to capital letters and accents. Looking makes no copy of the text.

use crate::text::fold;

/// A word or phrase to look for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    folded: Vec<char>,
    /// The first character's two cases where all is ASCII: most texts are passed over by these alone.
    ascii: Option<[u8; 2]>,
}

impl Pattern {
    /// Looks for `text`.
    pub fn new(text: &str) -> Self {
        let folded: Vec<char> = text.chars().map(fold).collect();
        let first = folded.first().filter(|_| folded.iter().all(char::is_ascii)).map(|c| *c as u8);
        Self { folded, ascii: first.map(|first| [first.to_ascii_lowercase(), first.to_ascii_uppercase()]) }
    }

    /// As it is looked for, in texts whose characters went through [`fold`].
    pub fn folded(&self) -> String {
        self.folded.iter().collect()
    }

    /// Whether it stands wherever `other` stands.
    pub fn is_part_of(&self, other: &Self) -> bool {
        other.folded().contains(&self.folded())
    }

    /// Whether it stands anywhere in `text`.
    pub fn is_in(&self, text: &str) -> bool {
        self.find(text).is_some()
    }

    /// Whether it is all of `text`.
    pub fn equals(&self, text: &str) -> bool {
        text.chars().map(fold).eq(self.folded.iter().copied())
    }

    /// Where it first stands in `text`: first byte and one past the last.
    pub fn find(&self, text: &str) -> Option<(usize, usize)> {
        let Some(firsts) = self.ascii.filter(|_| text.is_ascii()) else { return self.find_folded(text) };
        let (bytes, n) = (text.as_bytes(), self.folded.len());
        let fits = |start: usize| {
            let part = &bytes[start + 1..start + n];
            part.iter().zip(&self.folded[1..]).all(|(byte, c)| byte.to_ascii_lowercase() == *c as u8)
        };
        let last = bytes.len().checked_sub(n)?;
        (0..=last).find(|&start| firsts.contains(&bytes[start]) && fits(start)).map(|start| (start, start + n))
    }

    fn find_folded(&self, text: &str) -> Option<(usize, usize)> {
        let Some(&first) = self.folded.first() else { return Some((0, 0)) };
        text.char_indices().filter(|(_, c)| fold(*c) == first).find_map(|(start, _)| {
            let mut rest = text[start..].char_indices();
            let fits = self.folded.iter().all(|want| rest.next().is_some_and(|(_, c)| fold(c) == *want));
            fits.then(|| (start, start + rest.offset()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capital_letters_and_accents_make_no_difference() {
        for (pattern, text) in [
            ("garcía", "Jose GARCIA"),
            ("garcia", "José García"),
            ("don't", "Don’t look"),
            ("Ärzte", "arzte"),
            ("c++", "about C++"),
            ("пут", "ПУТЬ"),
            ("", "anything"),
        ] {
            assert!(Pattern::new(pattern).is_in(text), "{pattern} in {text}");
        }
        for (pattern, text) in [("abc", "ab"), ("x", ""), ("é", "x"), ("abcd", "abc é")] {
            assert!(!Pattern::new(pattern).is_in(text), "{pattern} not in {text}");
        }
    }

    #[test]
    fn the_place_is_given_in_bytes_of_the_text() {
        assert_eq!(Pattern::new("ministre").find("Premier Ministre"), Some((8, 16)));
        assert_eq!(Pattern::new("ete").find("un été là"), Some((3, 8)));
    }
}
