//! A piece of an article on its way to a block.

use crate::text::BlockKind;

/// One stretch of the body: a paragraph, a heading, a list item, as the file's form shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// What it is, as far as known.
    pub kind: BlockKind,
    /// Whether the file's own marks say so (`#`, `>`, `-`); what is only guessed may be guessed again.
    pub marked: bool,
    /// One line, spaces evened out.
    pub text: String,
}

impl Piece {
    /// A paragraph, or `None` where there is nothing but white space.
    pub fn paragraph(text: &str) -> Option<Self> {
        Self::new(BlockKind::Paragraph, false, text)
    }

    /// A piece that the file's marks name.
    pub fn marked(kind: BlockKind, text: &str) -> Option<Self> {
        Self::new(kind, true, text)
    }

    /// A piece whose spaces have a meaning: a row of a table, a line of code, an item of a list inside a list.
    pub fn verbatim(kind: BlockKind, text: &str) -> Option<Self> {
        let text = text.trim_end();
        (!text.trim().is_empty()).then(|| Self { kind, marked: true, text: text.to_owned() })
    }

    fn new(kind: BlockKind, marked: bool, text: &str) -> Option<Self> {
        let text = squeeze(text);
        (!text.is_empty()).then_some(Self { kind, marked, text })
    }
}

/// `text` on one line, with single spaces.
pub(super) fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `text` for comparing: lower case, without punctuation, quotation marks and space.
pub(super) fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether `text` ends as a sentence does, closing quotation marks and brackets aside.
pub(super) fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', ' ']);
    text.ends_with(['.', '!', '?', '…', ':', ';', ','])
}

/// How many words stand in `text`.
pub(super) fn n_words(text: &str) -> usize {
    text.split_whitespace().count()
}
