//! Finds where the sources disagree.

mod types;

pub use types::{Discrepancy, DiscrepancyKind, Severity, Side};

use crate::extract::Findings;
use crate::link::Linked;
use crate::text::Article;

/// All discrepancies, by rank.
pub fn compare(_articles: &[Article], _findings: &[Findings], _linked: &Linked) -> Vec<Discrepancy> {
    Vec::new()
}
