//! Classes of characters: which code points are letters, digits, white space … for the tokenizer and for word shapes.
//!
//! The tables are Python's own and those in spaCy's expressions, because the network was trained on what they say; the
//! Unicode tables of Rust's standard library differ in places (combining marks, letter numbers).

use super::asset;

/// A set of characters.
#[derive(Debug, Default)]
pub struct CharClass {
    /// One bit for each ASCII character.
    ascii: u128,
    /// Ranges of the others, in order, both ends included.
    ranges: Vec<(u32, u32)>,
}

impl CharClass {
    /// The class called `name` in `characters.tsv`.
    pub fn named(name: &str) -> Self {
        let mut class = Self::default();
        let cells = asset::row(asset::CHARACTERS, name);
        for item in cells.first().copied().unwrap_or_default().split(' ') {
            let (first, last) = item.split_once('-').unwrap_or((item, item));
            let code = |hex| u32::from_str_radix(hex, 16).unwrap_or(u32::MAX);
            class.add(code(first), code(last));
        }
        class
    }

    /// The characters of `text`.
    pub fn of(text: impl IntoIterator<Item = char>) -> Self {
        let mut class = Self::default();
        let mut codes: Vec<u32> = text.into_iter().map(u32::from).collect();
        codes.sort_unstable();
        for code in codes {
            class.add(code, code);
        }
        class
    }

    /// Adds a range that begins after all others.
    fn add(&mut self, first: u32, last: u32) {
        for code in first..=last.min(127) {
            self.ascii |= 1 << code;
        }
        if last > 127 {
            self.ranges.push((first.max(128), last));
        }
    }

    /// Whether `c` belongs to it.
    pub fn has(&self, c: char) -> bool {
        let code = u32::from(c);
        if code < 128 {
            return self.ascii >> code & 1 == 1;
        }
        let idx = self.ranges.partition_point(|&(_, last)| last < code);
        self.ranges.get(idx).is_some_and(|&(first, _)| first <= code)
    }

    /// Whether `c` is there and belongs to it.
    pub fn has_some(&self, c: Option<char>) -> bool {
        c.is_some_and(|c| self.has(c))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_white_space_are_what_python_says() {
        let (letters, space) = (CharClass::named("alphabetic"), CharClass::named("space"));
        assert!("aZéßжا漢ª".chars().all(|c| letters.has(c)));
        assert!("1_-Ⅷ\u{301} ".chars().all(|c| !letters.has(c)));
        assert!(" \n\t\u{1c}\u{a0}\u{3000}".chars().all(|c| space.has(c)));
        assert!(!space.has('\u{200b}'));
    }
}
