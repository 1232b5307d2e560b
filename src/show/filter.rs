//! Which articles a filter lets through.

use super::material::Material;
use super::state::Kept;
use super::words;
use crate::text::Day;

/// A filter that was understood.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    words: Vec<String>,
}

impl Filter {
    /// Reads a filter; the error says what is wrong with it.
    pub fn parse(text: &str, _today: Option<Day>) -> Result<Self, String> {
        Ok(Self { words: text.split_whitespace().map(str::to_lowercase).collect() })
    }

    /// Whether it asks for what has left the list.
    pub fn names_away(&self) -> bool {
        self.words.iter().any(|word| word == "done" || word == "aside")
    }

    /// Whether an article fits.
    pub fn fits(&self, material: &Material, article: u32, kept: &Kept) -> bool {
        let shown = &material.analysis.articles[article as usize];
        self.words.iter().all(|word| match word.as_str() {
            "unread" => !kept.read,
            "read" => kept.read,
            "starred" => kept.starred,
            "done" => kept.done,
            "aside" => kept.aside,
            word => match word.strip_prefix("source:") {
                Some(source) => words::source(shown).to_lowercase().contains(source),
                None => shown.title.to_lowercase().contains(word) || words::source(shown).to_lowercase().contains(word),
            },
        })
    }
}
