//! What happened, is planned, is said to have happened.

use super::{Account, Findings};
use crate::text::Article;
use crate::understand::Reading;

/// Finds accounts, in order of the text; needs everything else.
pub fn find(_reading: &Reading, _article: &Article, _findings: &Findings) -> Vec<Account> {
    Vec::new()
}
