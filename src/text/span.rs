//! Places in an article's text, and what turns byte places into the character places of the JSON contract.

use serde::{Deserialize, Serialize};

/// A half-open range of **bytes** in an article's text; both ends lie on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of `start..end`, in bytes.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    /// The text that the span covers.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }
}

/// Which article of the run, by its place in the run's list of articles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ArticleIdx(pub u32);

impl ArticleIdx {
    /// As an index into the list of articles.
    pub fn idx(self) -> usize {
        self.0 as usize
    }
}

/// The phrase in an article that carries a finding. No finding without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Evidence {
    /// The article.
    pub article: ArticleIdx,
    /// Where in its text.
    pub span: Span,
}

/// Turns byte places into counts of Unicode scalar values, as the JSON contract wants them.
#[derive(Clone, Debug)]
pub struct CharMap {
    /// For each 64th byte, how many characters begin before it; empty when the text is ASCII.
    marks: Vec<u32>,
}

impl CharMap {
    const STEP: usize = 64;

    /// Reads `text` once.
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self { marks: Vec::new() };
        }
        let mut marks = Vec::with_capacity(text.len() / Self::STEP + 1);
        let mut n_chars = 0u32;
        for (idx, byte) in text.bytes().enumerate() {
            if idx % Self::STEP == 0 {
                marks.push(n_chars);
            }
            n_chars += u32::from(byte & 0xC0 != 0x80);
        }
        Self { marks }
    }

    /// How many characters of `text` (the text that the map was made from) begin before byte `at`.
    pub fn chars_before(&self, text: &str, at: u32) -> usize {
        let at = (at as usize).min(text.len());
        if self.marks.is_empty() {
            return at;
        }
        let step = (at / Self::STEP).min(self.marks.len() - 1);
        let from = step * Self::STEP;
        let rest = text.as_bytes()[from..at].iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
        self.marks[step] as usize + rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_not_bytes() {
        let text = "é“x” ".repeat(50);
        let map = CharMap::new(&text);
        for (count, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(map.chars_before(&text, at as u32), count);
        }
        assert_eq!(map.chars_before(&text, text.len() as u32), text.chars().count());
    }
}
