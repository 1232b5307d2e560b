//! The reader on a terminal.

pub mod query;
pub mod terminal;
