//! Word forms: what the network sees of a word, worked out once for each form and kept.
//!
//! In: a word and, for parts of exceptions, a normal form of its own. Out: a [`FormId`] under which lie the ids of its
//! normal form, first character, last three characters and shape (the features of the hash embedding), and what rules and
//! lemmas need. Bounded: [`FormStore::is_full`] tells the caller to begin anew between two stretches of text.

use super::asset;
use super::characters::CharClass;
use super::hashing::{StringIds, murmur64a};
use compact_str::CompactString;
use rustc_hash::FxHashMap;

/// Index of a word form in its [`FormStore`].
pub type FormId = u32;

/// What the network and the rules see of a word form.
#[derive(Clone, Debug)]
pub struct Form {
    /// Ids of normal form, first character, last three characters, shape.
    pub features: [u64; 4],
    /// Whether it is only white space.
    pub is_space: bool,
    /// Whether a word with a tokenization of its own begins with this token (see `exceptions.rs`).
    pub begins_exception: bool,
    /// The attribute rules for this word: index given by `Ruler::word`, `u32::MAX` for none.
    pub rules: u32,
}

/// How word forms are worked out: what does not change while reading.
#[derive(Debug)]
pub struct FormMaker {
    ids: StringIds,
    norms: FxHashMap<u64, u64>,
    alphabetic: CharClass,
    upper: CharClass,
    digit: CharClass,
    space: CharClass,
}

impl FormMaker {
    /// From this many characters on, all words have the shape `LONG`.
    const LONG: usize = 100;
    /// Longest run of one kind of character in a shape.
    const SHAPE_RUN: usize = 4;

    /// Reads the normal forms and classes.
    pub fn new() -> Self {
        let ids = StringIds::new();
        let norms = asset::records(asset::NORMS)
            .filter_map(|line| line.split_once('\t'))
            .map(|(word, norm)| {
                let id = word.strip_prefix("0x").and_then(|hex| u64::from_str_radix(hex, 16).ok());
                (id.unwrap_or_else(|| ids.id(word)), ids.id(norm))
            })
            .collect();
        let class = CharClass::named;
        Self {
            ids,
            norms,
            alphabetic: class("alphabetic"),
            upper: class("upper"),
            digit: class("digit"),
            space: class("space"),
        }
    }

    /// Whether `c` is white space.
    pub fn is_space(&self, c: char) -> bool {
        self.space.has(c)
    }

    /// The id of a string.
    pub fn id(&self, text: &str) -> u64 {
        self.ids.id(text)
    }

    /// The features of `word`; `norm` is the id of a normal form of its own, or 0.
    fn features(&self, word: &str, lower: &str, norm: u64) -> [u64; 4] {
        let mut norm = norm;
        if norm == 0 {
            norm = self.norms.get(&self.id(word)).copied().unwrap_or_else(|| self.id(lower));
        }
        let prefix = word.chars().next().map_or(0, char::len_utf8);
        let suffix = word.char_indices().nth_back(2).map_or(0, |(at, _)| at);
        [norm, self.id(&word[..prefix]), self.id(&word[suffix..]), self.id(&self.shape(word))]
    }

    /// The shape of a word: "Xxxx" for "Barack", "dd" for "42", runs cut at four.
    fn shape(&self, word: &str) -> CompactString {
        if word.chars().nth(Self::LONG - 1).is_some() {
            return CompactString::const_new("LONG");
        }
        let mut shape = CompactString::default();
        let (mut last, mut run) = (None, 0);
        for c in word.chars() {
            let kind = match c {
                c if self.alphabetic.has(c) => ['x', 'X'][usize::from(self.upper.has(c))],
                c if self.digit.has(c) => 'd',
                c => c,
            };
            run = if last == Some(kind) { run + 1 } else { 1 };
            last = Some(kind);
            if run <= Self::SHAPE_RUN {
                shape.push(kind);
            }
        }
        shape
    }
}

/// The word forms met so far.
#[derive(Debug, Default)]
pub struct FormStore {
    ids: FxHashMap<(CompactString, u64), FormId>,
    forms: Vec<Form>,
    bytes: usize,
}

impl FormStore {
    /// So many forms are kept: the words of a few hundred articles. With the vectors kept beside each (1.2 KB) this is
    /// what holds the memory of one worker under 40 MB.
    const MAX_FORMS: usize = 24_000;
    /// So many bytes of words are kept, for texts without spaces.
    const MAX_BYTES: usize = 2 << 20;

    /// Whether to begin anew.
    pub fn is_full(&self) -> bool {
        self.forms.len() > Self::MAX_FORMS || self.bytes > Self::MAX_BYTES
    }

    /// How many forms there are.
    pub fn len(&self) -> usize {
        self.forms.len()
    }

    /// The form with this id.
    pub fn get(&self, id: FormId) -> &Form {
        &self.forms[id as usize]
    }

    /// The id of `word`, worked out if it is new; the network is shown `shown` for it. `word_facts` says whether an
    /// exception begins with it and which rules there are for its lower case.
    pub fn id(
        &mut self,
        maker: &FormMaker,
        (word, shown): (&str, &str),
        norm: u64,
        word_facts: impl FnOnce(&str, &str) -> (bool, u32),
    ) -> FormId {
        let key = if word.len() > 256 {
            // Long words (addresses, runs of characters) are kept by a hash of 64 bits and their length.
            CompactString::from(format!("\0{:x} {}", murmur64a(word.as_bytes()), word.len()))
        } else {
            CompactString::from(word)
        };
        let key = (key, norm);
        if let Some(&id) = self.ids.get(&key) {
            return id;
        }
        let id = self.forms.len() as FormId;
        let lower = word.to_lowercase();
        let (begins_exception, rules) = word_facts(word, &lower);
        self.forms.push(Form {
            features: if shown == word {
                maker.features(word, &lower, norm)
            } else {
                maker.features(shown, &shown.to_lowercase(), norm)
            },
            is_space: word.chars().all(|c| maker.is_space(c)),
            begins_exception,
            rules,
        });
        self.bytes += key.0.len();
        self.ids.insert(key, id);
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_cut_at_four_of_a_kind() {
        let maker = FormMaker::new();
        for (word, shape) in
            [("Washington", "Xxxxx"), ("US$1,234,567", "XX$d,ddd,ddd"), ("-----", "----"), ("iPhone", "xXxxxx")]
        {
            assert_eq!(maker.shape(word), shape);
        }
        assert_eq!(maker.shape(&"x".repeat(100)), "LONG");
    }
}
