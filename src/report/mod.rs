//! JSON, Markdown, text, HTML: the only serialized shapes.
//!
//! Comes in: an [`Analysis`](crate::pipeline::Analysis). Goes out: a string, in safe text. Nothing here decides what is
//! true or important; it prints what link and compare gave, in their order.

mod brief;
mod contract;
mod explain;
mod html;
mod json;
mod markdown;
mod outline;
mod text;

pub use brief::{BriefFormat, brief};
pub use contract::{
    ActorJson, AliasJson, AnalysisJson, ArticleJson, DiscrepancyJson, EventJson, MentionJson, NoteJson,
    ParticipantJson, PlaceJson, QuantityJson, RoleJson, SCHEMA, SideJson, StatementJson, StoryJson, TimeJson, WhenJson,
    WhereJson,
};
pub use explain::explanations;
pub use html::html;
pub use json::{json, jsonl};
pub use markdown::markdown;
pub use text::text;

/// The JSON Schema that [`json()`] output holds to.
pub const JSON_SCHEMA: &str = include_str!("../../assets/schema/analysis-1.json");
