//! Lists of numbers in rising order.

use std::cmp::Ordering;

/// How many numbers two rising lists share.
pub(super) fn n_shared(a: &[u32], b: &[u32]) -> usize {
    let (mut i, mut j, mut n_shared) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            Ordering::Less => i += 1,
            Ordering::Greater => j += 1,
            Ordering::Equal => {
                n_shared += 1;
                i += 1;
                j += 1;
            }
        }
    }
    n_shared
}
