//! Rashomon opens many reports of a story and shows who, what, and where they disagree.
//!
//! The rooms, in the order in which the data flows (see ARCHITECTURE.md):
//! `read → understand → extract → link → compare (→ judge) → keep → show | report`, joined by `pipeline` alone.

pub mod brief;
pub mod cli;
pub mod compare;
pub mod extract;
pub mod judge;
pub mod keep;
pub mod link;
pub mod pipeline;
pub mod read;
pub mod report;
pub mod show;
pub mod text;
pub mod understand;
