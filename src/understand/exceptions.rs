//! Words with a tokenization of their own: "don't" is "do" + "n't", "U.S." is one token, ":-)" too.
//!
//! Looked up for whole runs of characters and for what is left when affixes are off; those that contain affixes
//! themselves are also looked for in the finished tokens, because splitting may have torn them apart ("(:" in "word(:").

use super::asset;
use compact_str::CompactString;
use rustc_hash::FxHashMap;

/// One part of an exception: its bytes and the id of its own normal form, 0 for none.
pub type Part = (u32, u64);

/// A word that splitting may tear apart: the tokens that it is torn into.
#[derive(Debug)]
struct Torn {
    tokens: Vec<CompactString>,
}

/// The words with a tokenization of their own.
#[derive(Debug, Default)]
pub struct Exceptions {
    parts: FxHashMap<CompactString, Vec<Part>>,
    longest: usize,
    torn: FxHashMap<CompactString, Vec<Torn>>,
    /// What the network is shown in place of a title that it has never met.
    shown: FxHashMap<&'static str, &'static str>,
}

impl Exceptions {
    /// Reads the list; `id` gives the id of a normal form. With `titles`, shortened titles that spaCy's list lacks are
    /// words too.
    pub fn new(id: impl Fn(&str) -> u64, titles: bool) -> Self {
        let mut all = Self::default();
        for line in asset::records(asset::EXCEPTIONS) {
            let cells: Vec<CompactString> = line.split('\t').map(unescape).collect();
            let mut word = CompactString::default();
            let mut parts = Vec::with_capacity(cells.len() / 2);
            for pair in cells.chunks(2) {
                word.push_str(&pair[0]);
                parts.push((pair[0].len() as u32, pair.get(1).map_or(0, |norm| id(norm))));
            }
            all.longest = all.longest.max(word.len());
            all.parts.insert(word, parts);
        }
        for line in asset::records(asset::ABBREVIATIONS).filter(|_| titles) {
            let (word, shown) = line.split_once('\t').unwrap_or((line, line));
            all.longest = all.longest.max(word.len());
            all.parts.entry(word.into()).or_insert_with(|| vec![(word.len() as u32, 0)]);
            all.shown.insert(word, shown);
        }
        all
    }

    /// The words, to find out which of them splitting tears apart.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.parts.keys().map(CompactString::as_str)
    }

    /// The word that the network is shown for this one: itself, but for shortened titles that it has never met.
    pub fn shown<'a>(&self, word: &'a str) -> &'a str {
        self.shown.get(word).copied().unwrap_or(word)
    }

    /// Notes that splitting tears a word into `tokens`.
    pub fn add_torn(&mut self, tokens: Vec<CompactString>) {
        if let Some(first) = tokens.first().cloned() {
            self.torn.entry(first).or_default().push(Torn { tokens });
        }
    }

    /// The parts of `word` if it is an exception.
    pub fn get(&self, word: &str) -> Option<&[Part]> {
        if word.len() > self.longest {
            return None;
        }
        self.parts.get(word).map(Vec::as_slice)
    }

    /// Whether a torn exception begins with the token `word`.
    pub fn begins_with(&self, word: &str) -> bool {
        self.torn.contains_key(word)
    }

    /// Calls `found` with the number of tokens of each torn exception that stands at the front of `tokens`.
    pub fn torn_at<'a>(&self, tokens: &(impl Iterator<Item = &'a str> + Clone), mut found: impl FnMut(usize)) {
        let candidates = tokens.clone().next().and_then(|first| self.torn.get(first));
        for torn in candidates.into_iter().flatten() {
            let mut here = tokens.clone();
            if torn.tokens.iter().all(|token| here.next() == Some(token.as_str())) {
                found(torn.tokens.len());
            }
        }
    }
}

/// A cell without its escapes.
fn unescape(cell: &str) -> CompactString {
    let mut text = CompactString::default();
    let mut chars = cell.chars();
    while let Some(c) = chars.next() {
        text.push(match (c, c == '\\') {
            (_, true) => match chars.next() {
                Some('t') => '\t',
                Some('n') => '\n',
                other => other.unwrap_or('\\'),
            },
            (c, false) => c,
        });
    }
    text
}

/// Of overlapping places (first, one past last), keeps the longest, of those the first; in order.
pub fn without_overlaps(mut places: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    places.sort_unstable_by_key(|&(start, end)| (usize::MAX - (end - start), start));
    places.dedup();
    let mut seen = rustc_hash::FxHashSet::default();
    let mut kept = Vec::new();
    for (start, end) in places {
        if !seen.contains(&start) && !seen.contains(&(end - 1)) {
            kept.push((start, end));
        }
        seen.extend(start..end);
    }
    kept.sort_unstable();
    kept
}
