//! Reads English: from an article's text to sentences, tokens, tags, heads, lemmas and names.

mod reading;

pub use reading::{Name, Reading, Sentence, Token};
