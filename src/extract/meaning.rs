//! How near two words are in meaning, from the synsets of `WordNet` (assets/meaning/).
//!
//! Alignment of what is told uses this: hurt, injured, wounded; kidnapped, abduction; passengers, tourists. It knows
//! synonyms, derived words and words one step wider; it does not know that "pilot" and "Retana" are one.

use rustc_hash::FxHashMap;
use std::sync::OnceLock;

static TABLE: &str = include_str!("../../assets/meaning/wordnet.tsv");

/// One concept of a word: a synset's number, and how near the word is to it.
type Concept = (u32, u8);

/// What is known of a word.
#[derive(Default)]
struct Entry {
    /// Sorted by number.
    concepts: Vec<Concept>,
    /// `WordNet`'s lexicographer files of its commonest senses, a bit each.
    fields: u64,
}

/// What a word's commonest sense is about: `WordNet`'s lexicographer files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Human beings.
    Person,
    /// Regions, towns, rooms.
    Location,
    /// Bodies and crowds.
    Group,
    /// Things made.
    Artifact,
    /// Acts and deeds.
    Act,
    /// Happenings.
    Event,
    /// Touching, striking.
    Contact,
    /// Mountains, woods, waters.
    Terrain,
    /// Telling, asking, ordering.
    Saying,
    /// Letters, reports, messages: what is written or said.
    Writing,
}

impl Field {
    fn bit(self) -> u64 {
        1 << match self {
            Field::Act => 4,
            Field::Artifact => 6,
            Field::Writing => 10,
            Field::Event => 11,
            Field::Terrain => 17,
            Field::Saying => 32,
            Field::Group => 14,
            Field::Location => 15,
            Field::Person => 18,
            Field::Contact => 35,
        }
    }
}

/// Whether the table knows a lemma at all.
pub fn is_word(lemma: &str) -> bool {
    entry(lemma).is_some()
}

/// Whether a lemma's commonest sense is of a field.
pub fn is_of(lemma: &str, field: Field) -> bool {
    entry(lemma).is_some_and(|entry| entry.fields & field.bit() != 0)
}

/// What a word's mark in the table is worth, 0 to 100: its own sense, derived from, kin, one step wider. The values
/// order the relations; they were set by hand, not learned.
const WORTH: [(u8, u8); 4] = [(b's', 100), (b'd', 95), (b'g', 85), (b'h', 62)];

fn table() -> &'static FxHashMap<&'static str, Entry> {
    static MAP: OnceLock<FxHashMap<&'static str, Entry>> = OnceLock::new();
    MAP.get_or_init(|| {
        let mut map = FxHashMap::default();
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let Some((lemma, row)) = line.split_once('\t') else { continue };
            let mut entry = Entry::default();
            for item in row.split(' ') {
                let (Some(&mark), Some(rest)) = (item.as_bytes().first(), item.get(1..)) else { continue };
                if mark == b'f' {
                    entry.fields |= rest.parse::<u32>().map_or(0, |field| 1 << field.min(63));
                } else if let Some((_, worth)) = WORTH.iter().find(|(known, _)| *known == mark)
                    && let Ok(synset) = u32::from_str_radix(rest, 36)
                {
                    entry.concepts.push((synset, *worth));
                }
            }
            entry.concepts.sort_unstable();
            map.insert(lemma, entry);
        }
        map
    })
}

fn entry(lemma: &str) -> Option<&'static Entry> {
    table().get(lemma).or_else(|| table().get(lemma.to_lowercase().as_str()))
}

/// Fewest letters of either part of a word that is written as one.
const PART: usize = 4;
/// What such a word is of its last part: one kind of it.
const NARROWER: f32 = 0.62;

/// The last part of a word made of two known ones, where the table does not know it as a whole: a speedboat is a boat.
fn head_of(word: &str) -> Option<&str> {
    let cuts = word.char_indices().map(|(at, _)| at).filter(|at| (PART..=word.len().saturating_sub(PART)).contains(at));
    cuts.map(|at| word.split_at(at)).find(|(first, last)| is_word(first) && is_word(last)).map(|(_, last)| last)
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
    let (ones, others) = match (entry(one), entry(other)) {
        (Some(ones), Some(others)) => (ones, others),
        (None, Some(_)) => return head_of(one).map_or(0.0, |head| nearness(head, other) * NARROWER),
        (Some(_), None) => return head_of(other).map_or(0.0, |head| nearness(one, head) * NARROWER),
        (None, None) => return 0.0,
    };
    let (ones, others) = (&ones.concepts, &others.concepts);
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
