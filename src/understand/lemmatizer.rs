//! Lemmas: base forms by lists, exceptions and endings (`WordNet`'s morphy, as spaCy's rule lemmatizer does it).
//!
//! In: a word, its part of speech and features. Out: its base form. The lists are searched where they lie, in the
//! compiled-in text; nothing is built at start but the map of irregular forms.

use super::asset;
use super::characters::CharClass;
use super::ruler::Ruler;
use compact_str::CompactString;
use rustc_hash::FxHashMap;

/// What is known of one part of speech.
#[derive(Debug, Default)]
struct Class {
    /// Base forms in byte order, a line each.
    base_forms: &'static str,
    /// Irregular forms and their base forms.
    exceptions: FxHashMap<&'static str, Vec<&'static str>>,
    /// Endings and what takes their place.
    endings: Vec<(&'static str, &'static str)>,
}

/// Finds base forms.
#[derive(Debug)]
pub struct Lemmatizer {
    classes: Vec<(&'static str, Class)>,
    alphabetic: CharClass,
    /// Index into `classes` by part of speech, and whether the word is kept as written.
    by_pos: Vec<(Option<u8>, bool)>,
    /// Whether the features, by their index, say that the form is a base form; for adjectives, nouns, verbs, others.
    is_base: Vec<[bool; 4]>,
}

impl Lemmatizer {
    /// Reads the lists for the parts of speech and features that the ruler gives.
    pub fn new(ruler: &Ruler) -> Self {
        let mut classes: Vec<(&'static str, Class)> = Vec::new();
        for (name, list) in [
            ("adj", asset::LEMMA_ADJ),
            ("noun", asset::LEMMA_NOUN),
            ("verb", asset::LEMMA_VERB),
            ("adv", asset::LEMMA_ADV),
            ("punct", ""),
        ] {
            classes.push((name, Class { base_forms: asset::body(list), ..Class::default() }));
        }
        let class_of = |classes: &[(&str, Class)], name: &str| classes.iter().position(|(class, _)| *class == name);
        for line in asset::records(asset::LEMMA_EXCEPTIONS) {
            let mut cells = line.split('\t');
            if let (Some(class), Some(form)) = (cells.next().and_then(|name| class_of(&classes, name)), cells.next()) {
                classes[class].1.exceptions.insert(form, cells.collect());
            }
        }
        for line in asset::records(asset::LEMMA_RULES) {
            let cells: Vec<&str> = line.split('\t').collect();
            if let ([class, old, new], Some(idx)) = (&cells[..], class_of(&classes, cells[0])) {
                debug_assert_eq!(*class, classes[idx].0);
                classes[idx].1.endings.push((old, new));
            }
        }
        let by_pos = ruler.pos.iter().map(|pos| {
            let class = class_of(&classes, &pos.to_lowercase()).map(|idx| idx as u8);
            (class, *pos == "PROPN")
        });
        let by_pos = by_pos.collect();
        let is_base =
            ruler.morphs.iter().map(|morph| ["adj", "noun", "verb", ""].map(|class| is_base_form(class, morph)));
        let is_base = is_base.collect();
        Self { classes, alphabetic: CharClass::named("alphabetic"), by_pos, is_base }
    }

    /// The base form of `word`; `pos` and `morph` are the ruler's indices.
    pub fn lemma(&self, word: &str, pos: u8, morph: u8) -> CompactString {
        let (class, as_written) = self.by_pos.get(usize::from(pos)).copied().unwrap_or_default();
        let is_base = self.is_base.get(usize::from(morph)).copied().unwrap_or_default();
        let lower = CompactString::from(word.to_lowercase());
        // The classes begin with adjectives, nouns and verbs, in the order of `is_base`.
        if is_base[class.map_or(3, |class| usize::from(class.min(3)))] {
            return lower;
        }
        match class {
            Some(class) => self.classes[usize::from(class)].1.lemma(word, &lower, &self.alphabetic),
            None if as_written => CompactString::from(word),
            None => lower,
        }
    }
}

impl Class {
    /// The first base form that the exceptions, then the endings give.
    fn lemma(&self, word: &str, lower: &str, alphabetic: &CharClass) -> CompactString {
        // As in the original, later exceptions go before earlier ones, and all before what the endings give.
        let by_ending: Vec<(CompactString, bool)> = self
            .endings
            .iter()
            .filter_map(|(old, new)| lower.strip_suffix(old).map(|stem| compact_str::format_compact!("{stem}{new}")))
            .filter(|form| !form.is_empty())
            .map(|form| {
                let is_listed = self.is_listed(&form);
                (form, is_listed)
            })
            .collect();
        let is_word = |form: &str| form.chars().all(|c| alphabetic.has(c));
        let listed = |form: &str| by_ending.iter().any(|(known, is_listed)| *is_listed && known == form);
        let odd =
            |form: &str| by_ending.iter().any(|(known, is_listed)| !is_listed && !is_word(known) && known == form);
        let exceptions = self.exceptions.get(lower).map_or(&[][..], Vec::as_slice);
        if let Some(form) = exceptions.iter().rev().find(|form| !listed(form) && !odd(form)) {
            return CompactString::from(*form);
        }
        // Listed forms are put in front one by one, so the last one stands first; forms with odd characters follow.
        by_ending
            .iter()
            .rev()
            .find(|(_, is_listed)| *is_listed)
            .or_else(|| by_ending.iter().find(|(form, _)| !is_word(form)))
            .or_else(|| by_ending.first())
            .map_or_else(|| CompactString::from(word), |(form, _)| form.clone())
    }

    /// Whether `form` stands in the list of base forms: a binary search over the lines of the text.
    fn is_listed(&self, form: &str) -> bool {
        let bytes = self.base_forms.as_bytes();
        let (mut low, mut high) = (0, bytes.len());
        while low < high {
            let middle = low.midpoint(high);
            let start = bytes[low..middle].iter().rposition(|&byte| byte == b'\n').map_or(low, |at| low + at + 1);
            let end = bytes[start..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |at| start + at);
            match bytes[start..end].cmp(form.as_bytes()) {
                std::cmp::Ordering::Equal => return true,
                std::cmp::Ordering::Less => low = end + 1,
                std::cmp::Ordering::Greater => high = start,
            }
        }
        false
    }
}

/// Whether features say that a word of a class is a base form already.
fn is_base_form(class: &str, morph: &str) -> bool {
    let has = |feature| morph.split('|').any(|part| part == feature);
    let is_plain_present =
        has("VerbForm=Fin") && has("Tense=Pres") && !morph.split('|').any(|part| part.starts_with("Number="));
    (class == "noun" && has("Number=Sing"))
        || (class == "verb" && is_plain_present)
        || has("VerbForm=Inf")
        || has("VerbForm=None")
        || has("Degree=Pos")
}
