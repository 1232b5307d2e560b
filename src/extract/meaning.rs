//! How near two words are in meaning, from WordNet's synsets (assets/meaning/).
//!
//! Alignment of what is told uses this: hurt, injured, wounded; kidnapped, abduction; passengers, tourists. It knows
//! synonyms, derived words and words one step wider; it does not know that "pilot" and "Retana" are one.

use rustc_hash::FxHashMap;
use std::sync::OnceLock;

static TABLE: &str = include_str!("../../assets/meaning/wordnet.tsv");

/// One concept of a word: a synset's number, and how near the word is to it.
type Concept = (u32, u8);

/// What a word's mark in the table is worth, 0 to 100: its own sense, derived from, kin, one step wider. The values
/// order the relations; they were set by hand, not learned.
const WORTH: [(u8, u8); 4] = [(b's', 100), (b'd', 95), (b'g', 85), (b'h', 62)];

fn table() -> &'static FxHashMap<&'static str, Vec<Concept>> {
    static MAP: OnceLock<FxHashMap<&'static str, Vec<Concept>>> = OnceLock::new();
    MAP.get_or_init(|| {
        let mut map = FxHashMap::default();
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let Some((lemma, row)) = line.split_once('\t') else { continue };
            let mut concepts: Vec<Concept> = row
                .split(' ')
                .filter_map(|item| {
                    let worth = WORTH.iter().find(|(mark, _)| item.as_bytes().first() == Some(mark))?.1;
                    Some((u32::from_str_radix(item.get(1..)?, 36).ok()?, worth))
                })
                .collect();
            concepts.sort_unstable();
            map.insert(lemma, concepts);
        }
        map
    })
}

/// How near two lemmas are, 0 (nothing known) to 1 (the same or synonyms). Two words that share only what both are a
/// kind of (tourist, passenger: traveller) get about 0.4; a word and its wider word 0.6.
///
/// ```
/// use rashomon::extract::nearness;
/// assert!(nearness("injure", "wound") > 0.9);
/// assert!(nearness("abduction", "kidnap") > 0.8);
/// assert!(nearness("prison", "banana") < 0.1);
/// ```
pub fn nearness(one: &str, other: &str) -> f32 {
    if one.eq_ignore_ascii_case(other) {
        return 1.0;
    }
    let map = table();
    let (Some(ones), Some(others)) = (concepts(map, one), concepts(map, other)) else { return 0.0 };
    let (mut i, mut j, mut best) = (0, 0, 0u32);
    while i < ones.len() && j < others.len() {
        match ones[i].0.cmp(&others[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                best = best.max(u32::from(ones[i].1) * u32::from(others[j].1));
                i += 1;
                j += 1;
            }
        }
    }
    best as f32 / 10_000.0
}

fn concepts<'a>(map: &'a FxHashMap<&'static str, Vec<Concept>>, lemma: &str) -> Option<&'a [Concept]> {
    if let Some(found) = map.get(lemma) {
        return Some(found);
    }
    map.get(lemma.to_lowercase().as_str()).map(Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_one_thing_are_near_and_others_are_not() {
        for (one, other) in [("hurt", "injure"), ("kidnap", "abduct"), ("meeting", "meet"), ("seize", "capture")] {
            assert!(nearness(one, other) > 0.7, "{one} {other} {}", nearness(one, other));
            assert!((nearness(one, other) - nearness(other, one)).abs() < f32::EPSILON);
        }
        for (one, other) in [("girl", "bridge"), ("kill", "launch"), ("ship", "week")] {
            assert!(nearness(one, other) < 0.3, "{one} {other} {}", nearness(one, other));
        }
    }
}
