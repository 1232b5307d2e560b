//! The language files that were compiled in: where they are, and how their lines are read.
//!
//! In: nothing. Out: `'static` text, so that labels can be handed out without copies. Each text file begins with lines
//! that start with `#`, then an empty line, then one record a line.

/// The weights; see `model_file.rs` for its form.
pub static NETWORK: &[u8] = include_bytes!("../../assets/language/network.bin");
/// Classes of characters.
pub static CHARACTERS: &str = include_str!("../../assets/language/characters.tsv");
/// Strings that are split off words.
pub static AFFIXES: &str = include_str!("../../assets/language/affixes.tsv");
/// Words with a tokenization of their own.
pub static EXCEPTIONS: &str = include_str!("../../assets/language/exceptions.tsv");
/// Titles and the like that are one token with their full stop, though spaCy's list lacks them.
pub static ABBREVIATIONS: &str = include_str!("../../assets/language/abbreviations.txt");
/// Words whose normal form is not just their lower case.
pub static NORMS: &str = include_str!("../../assets/language/norms.tsv");
/// Strings with an id of their own.
pub static SYMBOLS: &str = include_str!("../../assets/language/symbols.tsv");
/// What the rows of the last layers stand for.
pub static LABELS: &str = include_str!("../../assets/language/labels.tsv");
/// Rules for parts of speech and features.
pub static ATTRIBUTE_RULES: &str = include_str!("../../assets/language/attribute_rules.tsv");
/// Endings and what takes their place in a base form.
pub static LEMMA_RULES: &str = include_str!("../../assets/language/lemma_rules.tsv");
/// Irregular forms.
pub static LEMMA_EXCEPTIONS: &str = include_str!("../../assets/language/lemma_exceptions.tsv");
/// Base forms of adjectives.
pub static LEMMA_ADJ: &str = include_str!("../../assets/language/lemma_adj.txt");
/// Base forms of adverbs.
pub static LEMMA_ADV: &str = include_str!("../../assets/language/lemma_adv.txt");
/// Base forms of nouns.
pub static LEMMA_NOUN: &str = include_str!("../../assets/language/lemma_noun.txt");
/// Base forms of verbs.
pub static LEMMA_VERB: &str = include_str!("../../assets/language/lemma_verb.txt");

/// What stands after the head of a text file.
pub fn body(file: &'static str) -> &'static str {
    file.split_once("\n\n").map_or(file, |(_, body)| body)
}

/// The records of a text file.
pub fn records(file: &'static str) -> impl Iterator<Item = &'static str> {
    body(file).split('\n').filter(|line| !line.is_empty())
}

/// The cells of the record that begins with `name`, without the name; empty if there is none.
pub fn row(file: &'static str, name: &str) -> Vec<&'static str> {
    records(file)
        .map(|line| line.split('\t').collect::<Vec<_>>())
        .find(|cells| cells[0] == name)
        .map_or_else(Vec::new, |cells| cells[1..].to_vec())
}
