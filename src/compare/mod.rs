//! Finds where the sources disagree.

mod types;

pub use types::{Discrepancy, DiscrepancyKind, Severity, Side};
