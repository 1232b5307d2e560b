//! Reads English: from an article's text to sentences, tokens, tags, heads, lemmas and names.

mod address;
mod affixes;
mod asset;
mod characters;
pub mod conllu;
mod encoder;
mod engine;
mod exceptions;
mod forms;
mod hashing;
mod labels;
mod language;
mod lemmatizer;
mod matrix;
mod model_file;
mod names;
mod parser;
mod reading;
mod ruler;
mod tokenizer;
mod transition;
mod tree;
mod tree_index;

pub use engine::Engine;
pub use language::detect_language;
pub use model_file::ModelError;
pub use reading::{Name, Reading, Sentence, Token};
