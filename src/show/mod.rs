//! The reader on a terminal.

pub mod terminal;
