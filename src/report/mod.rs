//! JSON, Markdown, text, HTML: the only serialized shapes.
//!
//! Comes in: an [`Analysis`](crate::pipeline::Analysis). Goes out: a string, in safe text. Nothing here decides what is
//! true or important; it prints what link and compare gave, in their order.

mod contract;
mod json;

pub use contract::{AnalysisJson, SCHEMA};
pub use json::{json, jsonl};
