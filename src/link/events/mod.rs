//! Accounts of the same event brought together; needs actors and stories.

use super::Linked;
use crate::extract::Findings;
use crate::text::Article;

/// Fills `events`.
pub fn link(_articles: &[Article], _findings: &[Findings], _linked: &mut Linked) {}
