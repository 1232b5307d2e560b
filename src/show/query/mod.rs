//! The query language of the article list: `source:reuters unread actor:gantz has:conflict after:2024-03 -sport`.
//!
//! In: what a person types. Out: a [`Query`] that says of each [`Row`] whether it fits, or a [`QueryError`] that names
//! the column and what to write instead. All terms must hold; `-` before one turns it round; a comma in a value means
//! "or" (`source:reuters,bbc`); quotes keep blanks together (`source:"times of israel"`, `"prime minister"`). Capital
//! letters and accents make no difference. Words alone are looked for in title and source, which is fast enough to do at
//! each letter that is typed; `text:` looks into the text. It reads neither files nor the clock: "today" is given to it.

mod complete;
mod date;
mod parse;
mod pattern;
mod term;

pub use complete::{Completion, complete, quoted, without_unfinished};
pub use pattern::Pattern;
pub use term::{Has, Head, Row, State};

use crate::text::Day;
use term::{Term, What};

/// A query that was understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// The cheap ones first.
    terms: Vec<Term>,
}

/// What is wrong with a query.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("column {column}: {message}")]
pub struct QueryError {
    /// Where, in characters, from 1.
    pub column: usize,
    /// What is wrong, and what to write instead.
    pub message: String,
}

impl Query {
    /// Reads a query. `today` is what `yesterday` and `3d` are reckoned from.
    pub fn parse(text: &str, today: Day) -> Result<Self, QueryError> {
        let mut terms = parse::parse(text, today)?;
        terms.sort_by_key(|term| term.what.cost());
        Ok(Self { terms })
    }

    /// Whether it lets everything through.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether it asks for what has left the list (done, set aside), so that these must be shown too.
    pub fn asks_for_shelved(&self) -> bool {
        self.terms.iter().any(|term| matches!(term.what, What::Is(State::Done | State::Aside)) && !term.negated)
    }

    /// Whether it asks to leave out the rows of the user's language model.
    pub fn hides_judge(&self) -> bool {
        self.terms.iter().any(|term| term.what == What::Judge(false) && !term.negated)
    }

    /// Whether a row fits.
    pub fn fits(&self, row: &impl Row) -> bool {
        self.terms.iter().all(|term| term.fits(row))
    }

    /// The patterns that are asked of actors, so that whoever has a hundred thousand rows can ask each actor once.
    pub fn actors(&self) -> impl Iterator<Item = &Pattern> {
        self.patterns(|what| matches!(what, What::Actor(_)))
    }

    /// Takes out the terms that are asked of titles and sources alone, so that all rows can be asked in one pass: whether
    /// the term is turned round, what of titles, what of sources.
    pub fn take_heads(&mut self) -> Vec<Head> {
        let heads = self.terms.extract_if(.., |term| term.what.head().is_some());
        heads.filter_map(|term| Some(Head { negated: term.negated, ..term.what.head()? })).collect()
    }

    /// The patterns that are asked of texts, which takes longest of all.
    pub fn texts(&self) -> impl Iterator<Item = &Pattern> {
        self.patterns(|what| matches!(what, What::Text(_)))
    }

    fn patterns(&self, asks: impl Fn(&What) -> bool) -> impl Iterator<Item = &Pattern> {
        self.terms.iter().filter(move |term| asks(&term.what)).flat_map(|term| term.what.patterns())
    }
}

#[cfg(test)]
mod tests;
