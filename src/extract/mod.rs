//! Finds, in one article's reading: mentions, roles, times, quantities, statements, accounts.
//!
//! Every finding carries its place; no finding without one. Nothing here reads or writes files, and nothing can fail.
//! The order: times and quantities need only the reading; mentions and roles too; statements need mentions; accounts
//! need all of them.

mod findings;

pub use findings::{
    Account, ActorKind, Anchor, Bound, EventKind, Findings, Form, Granularity, Mention, Part, Participant, PlacePhrase,
    Quantity, Reference, Referent, Relation, Role, Stance, Statement, Status, Time, TimeKind, Tokens, Unit, Voice,
};
