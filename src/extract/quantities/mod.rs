//! Numbers with their bound, their unit and what they count.

use super::{Quantity, Time};
use crate::understand::Reading;

/// Finds all quantities that are no times, in order of the text.
pub fn find(_reading: &Reading, _times: &[Time]) -> Vec<Quantity> {
    Vec::new()
}
