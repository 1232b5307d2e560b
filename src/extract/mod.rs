//! Finds, in one article's reading: mentions, roles, times, quantities, statements, accounts.
//!
//! Every finding carries its place; no finding without one. Nothing here reads or writes files, and nothing can fail.
//! The order: times and quantities need only the reading; mentions and roles too; statements need mentions; accounts
//! need all of them.

mod accounts;
mod findings;
mod frames;
mod meaning;
mod mentions;
mod quantities;
mod statements;
mod times;

pub use findings::{
    Account, ActorKind, Anchor, Bound, EventKind, Findings, Form, Granularity, Mention, Part, Participant, PlacePhrase,
    Quantity, Reference, Referent, Relation, Role, Stance, Statement, Status, Time, TimeKind, Tokens, Unit, Voice,
};

pub use frames::{Frame, FrameKind, Reality, Slot, SlotRole};
pub use meaning::nearness;

use crate::text::Article;
use crate::understand::Reading;

/// Everything that one article says.
pub fn extract(article: &Article, reading: &Reading) -> Findings {
    let mut findings = Findings::default();
    findings.times = times::find(reading, article.published);
    findings.quantities = quantities::find(reading, &findings.times);
    mentions::find(reading, article, &mut findings);
    findings.statements = statements::find(reading, &findings);
    findings.accounts = accounts::find(reading, article, &findings);
    findings.frames = frames::find(reading, &findings);
    findings.sentences = reading.sentences.iter().map(|sentence| sentence.span).collect();
    findings
}
