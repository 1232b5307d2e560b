//! Dates, times of day, durations and frequencies, with their values.

use super::{Reference, Time};
use crate::understand::Reading;

/// Finds all expressions of time, in order of the text.
pub fn find(_reading: &Reading, _published: Reference) -> Vec<Time> {
    Vec::new()
}
