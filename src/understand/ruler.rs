//! Parts of speech and features, by rules over word, tag and relation (spaCy's attribute ruler).
//!
//! In: the tokens of a block with tag and relation. Out: for each, part of speech, features, and the lemma of a few words.
//! 179 rules in `attribute_rules.tsv`, later ones win; each token is held only against those for its word or its tag.

use super::asset;
use super::labels::{Labels, intern};
use rustc_hash::FxHashMap;

/// The index of a word that no rule names.
pub const NO_WORD: u32 = u32::MAX;

/// What a rule asks of one token; sets are bits.
#[derive(Clone, Debug)]
struct Condition {
    tags: u64,
    relations: u64,
    /// Any of these words (see [`Ruler::word`]); `None`: any word at all.
    words: Option<Vec<u32>>,
}

/// One rule.
#[derive(Debug)]
struct Rule {
    target: Condition,
    /// The token before (-1) or after (1) and what is asked of it.
    neighbour: Option<(isize, Condition)>,
    pos: Option<u8>,
    morph: Option<u8>,
    lemma: Option<&'static str>,
}

/// A token as the rules see it.
#[derive(Clone, Copy, Debug)]
pub struct RuledToken {
    /// Index of its tag.
    pub tag: u8,
    /// Index of its relation.
    pub relation: u8,
    /// Its word's index: [`Ruler::word`].
    pub word: u32,
}

/// What the rules say of a token.
#[derive(Clone, Copy, Debug, Default)]
pub struct Attributes {
    /// Index into [`Ruler::pos`].
    pub pos: u8,
    /// Index into [`Ruler::morphs`].
    pub morph: u8,
    /// Its lemma, for a few words.
    pub lemma: Option<&'static str>,
}

/// The rules.
#[derive(Debug, Default)]
pub struct Ruler {
    rules: Vec<Rule>,
    words: FxHashMap<&'static str, u32>,
    /// Rules for a word, by its index, in order.
    by_word: Vec<Vec<u16>>,
    /// Rules for any word, by tag, in order.
    by_tag: Vec<Vec<u16>>,
    /// Universal parts of speech; the first is empty.
    pub pos: Vec<&'static str>,
    /// Feature strings; the first is empty.
    pub morphs: Vec<&'static str>,
}

impl Ruler {
    /// Reads the rules. Those for white space are left out: it never reaches a reading.
    pub fn new(labels: &Labels) -> Self {
        let mut ruler = Self { pos: vec![""], morphs: vec![""], ..Self::default() };
        for line in asset::records(asset::ATTRIBUTE_RULES) {
            let cells: Vec<&'static str> = line.split('\t').collect();
            if let [conditions, target, sets] = cells[..]
                && !conditions.contains("IS_SPACE=yes")
            {
                ruler.add(labels, conditions, target == "1", sets);
            }
        }
        ruler.by_word = vec![Vec::new(); ruler.words.len()];
        ruler.by_tag = vec![Vec::new(); labels.tags.len()];
        for (idx, rule) in ruler.rules.iter().enumerate() {
            if let Some(words) = &rule.target.words {
                for &word in words {
                    ruler.by_word[word as usize].push(idx as u16);
                }
            } else {
                for (tag, rules) in ruler.by_tag.iter_mut().enumerate() {
                    if rule.target.tags >> tag & 1 == 1 {
                        rules.push(idx as u16);
                    }
                }
            }
        }
        ruler
    }

    fn add(&mut self, labels: &Labels, conditions: &'static str, second: bool, sets: &'static str) {
        let mut conditions: Vec<Condition> = conditions.split(" > ").map(|text| self.condition(labels, text)).collect();
        let target = conditions.remove(usize::from(second && conditions.len() > 1));
        let neighbour = conditions.pop().map(|other| (if second { -1 } else { 1 }, other));
        let (mut pos, mut morph, mut lemma) = (None, None, None);
        for set in sets.split(';') {
            match set.split_once('=') {
                Some(("POS", value)) => pos = Some(intern(&mut self.pos, value)),
                Some(("MORPH", "_")) => morph = Some(0),
                Some(("MORPH", value)) => morph = Some(intern(&mut self.morphs, value)),
                Some(("LEMMA", value)) => lemma = Some(value),
                _ => {}
            }
        }
        self.rules.push(Rule { target, neighbour, pos, morph, lemma });
    }

    fn condition(&mut self, labels: &Labels, text: &'static str) -> Condition {
        let mut condition = Condition { tags: u64::MAX, relations: u64::MAX, words: None };
        for part in text.split(';') {
            let (name, values, negated) = match part.split_once("!=") {
                Some((name, values)) => (name, values, true),
                None => part.split_once('=').map_or((part, "", false), |(name, values)| (name, values, false)),
            };
            let bits = |list: &[&str]| {
                let set = list.iter().enumerate().filter(|(_, label)| values.split(' ').any(|value| value == **label));
                let set = set.fold(0u64, |set, (idx, _)| set | 1 << idx);
                if negated { !set } else { set }
            };
            match name {
                "TAG" => condition.tags = bits(&labels.tags),
                "DEP" => condition.relations = bits(&labels.relations),
                "LOWER" => {
                    let mut index = |word| {
                        let next = self.words.len() as u32;
                        *self.words.entry(word).or_insert(next)
                    };
                    condition.words = Some(values.split(' ').map(&mut index).collect());
                }
                _ => {}
            }
        }
        condition
    }

    /// The index of a word in lower case; [`NO_WORD`] if no rule names it.
    pub fn word(&self, lower: &str) -> u32 {
        self.words.get(lower).copied().unwrap_or(NO_WORD)
    }

    /// What the rules say of the token at `idx` of a block.
    pub fn attributes(&self, tokens: &[RuledToken], idx: usize) -> Attributes {
        let mut attributes = Attributes::default();
        let token = tokens[idx];
        let for_word = self.by_word.get(token.word as usize).map_or(&[][..], Vec::as_slice);
        let for_tag = self.by_tag.get(usize::from(token.tag)).map_or(&[][..], Vec::as_slice);
        let (mut word_rules, mut tag_rules) = (for_word.iter().peekable(), for_tag.iter().peekable());
        loop {
            let next = match (word_rules.peek(), tag_rules.peek()) {
                (Some(a), Some(b)) if a < b => word_rules.next(),
                (Some(_), None) => word_rules.next(),
                _ => tag_rules.next(),
            };
            let Some(&next) = next else { return attributes };
            let rule = &self.rules[usize::from(next)];
            let neighbour_fits = rule.neighbour.as_ref().is_none_or(|(step, condition)| {
                idx.checked_add_signed(*step)
                    .and_then(|idx| tokens.get(idx))
                    .is_some_and(|&other| condition.holds(other))
            });
            if neighbour_fits && rule.target.holds(token) {
                attributes.pos = rule.pos.unwrap_or(attributes.pos);
                attributes.morph = rule.morph.unwrap_or(attributes.morph);
                attributes.lemma = rule.lemma.or(attributes.lemma);
            }
        }
    }
}

impl Condition {
    fn holds(&self, token: RuledToken) -> bool {
        self.tags >> token.tag & 1 == 1
            && self.relations >> token.relation & 1 == 1
            && self.words.as_ref().is_none_or(|words| words.contains(&token.word))
    }
}
