//! Reads English: from an article's text to sentences, tokens, tags, heads, lemmas and names.

mod interim;
mod reading;

pub use interim::Engine;
pub use reading::{Name, Reading, Sentence, Token};
