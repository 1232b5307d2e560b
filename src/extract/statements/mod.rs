//! What somebody says: content, speaker, cue, stance.

use super::{Findings, Statement};
use crate::understand::Reading;

/// Finds statements, in order of the text; needs mentions.
pub fn find(_reading: &Reading, _findings: &Findings) -> Vec<Statement> {
    Vec::new()
}
