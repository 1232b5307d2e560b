//! A disagreement before it is ranked: values with their places, not yet grouped into sides.

use super::{DiscrepancyKind, Severity};
use crate::text::{ArticleIdx, Span};

/// From this confidence on values that exclude one another are called a conflict. Of pairs that were less sure to be of
/// one fact, on stories that no rule was made on, only every other one was.
pub(super) const SURE: f32 = 0.7;

/// Values that sources give for one fact.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) kind: DiscrepancyKind,
    pub(super) severity: Severity,
    pub(super) subject: String,
    pub(super) reason: String,
    /// How sure that this is one fact with different values, 0 to 1.
    pub(super) confidence: f32,
    /// How much an editor would care, 0 to 1.
    pub(super) interest: f32,
    pub(super) event: Option<u32>,
    pub(super) actors: Vec<u32>,
    pub(super) values: Vec<Value>,
}

/// One value in one place.
#[derive(Clone, Debug)]
pub(super) struct Value {
    pub(super) article: ArticleIdx,
    /// The phrase that carries it.
    pub(super) span: Span,
    /// As shown.
    pub(super) text: String,
    /// Values with the same key are one side.
    pub(super) side: u32,
}
