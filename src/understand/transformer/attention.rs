//! Attention: each piece of a sentence takes from all pieces of that sentence, most from those that it asks for.
//!
//! In: for each piece a row of queries, keys and values (`3 × 384`). Out: `384` numbers a piece. Twelve heads of 32 numbers each
//! look by themselves. The products are those of a library, which is fast whatever the rest is compiled for.

use super::WIDTH;
use std::ops::Range;

const HEADS: usize = 12;
/// Numbers in a head.
const HEAD: usize = WIDTH / HEADS;
/// Numbers in a row of what comes in.
const ROW: usize = 3 * WIDTH;
/// One by the square root of the numbers in a head.
const SCALE: f32 = 0.176_776_7;

/// The attention of each sentence; `sentences` are the rows of each.
pub(super) fn attend(projected: &[f32], sentences: &[Range<usize>], out: &mut Vec<f32>) {
    out.clear();
    out.resize(projected.len() / 3, 0.0);
    let mut scores = Vec::new();
    for sentence in sentences.iter().filter(|sentence| !sentence.is_empty()) {
        let rows = &projected[sentence.start * ROW..sentence.end * ROW];
        let out = &mut out[sentence.start * WIDTH..sentence.end * WIDTH];
        for head in 0..HEADS {
            score(rows, head, &mut scores);
            for row in scores.chunks_exact_mut(sentence.len()) {
                softmax(row);
            }
            gather(rows, head, &scores, out);
        }
    }
}

/// How much each row asks for each other: the products of their queries and keys in one head, `n × n`.
#[allow(unsafe_code, reason = "the library takes pointers")]
fn score(rows: &[f32], head: usize, scores: &mut Vec<f32>) {
    let n = rows.len() / ROW;
    scores.clear();
    scores.resize(n * n, 0.0);
    let (queries, keys) = (&rows[head * HEAD..], &rows[WIDTH + head * HEAD..]);
    let stride = ROW as isize;
    // SAFETY: queries and keys have `n` rows that begin `ROW` numbers apart and hold `HEAD` numbers each, the last within
    // `rows`; the keys are read as their transpose; `scores` has `n × n` numbers without gaps and overlaps neither.
    unsafe {
        matrixmultiply::sgemm(
            n,
            HEAD,
            n,
            SCALE,
            queries.as_ptr(),
            stride,
            1,
            keys.as_ptr(),
            1,
            stride,
            0.0,
            scores.as_mut_ptr(),
            n as isize,
            1,
        );
    }
}

/// The values of all rows, each by its share, into a head's part of each row of `out`.
#[allow(unsafe_code, reason = "the library takes pointers")]
fn gather(rows: &[f32], head: usize, shares: &[f32], out: &mut [f32]) {
    let n = rows.len() / ROW;
    assert!(shares.len() == n * n && out.len() == n * WIDTH);
    let values = &rows[2 * WIDTH + head * HEAD..];
    let out = &mut out[head * HEAD..];
    // SAFETY: `shares` has `n × n` numbers without gaps; the values have `n` rows that begin `ROW` numbers apart, the
    // results `n` rows that begin `WIDTH` apart, of `HEAD` numbers each, the last within its slice; they do not overlap.
    unsafe {
        matrixmultiply::sgemm(
            n,
            n,
            HEAD,
            1.0,
            shares.as_ptr(),
            n as isize,
            1,
            values.as_ptr(),
            ROW as isize,
            1,
            0.0,
            out.as_mut_ptr(),
            WIDTH as isize,
            1,
        );
    }
}

/// Turns scores into shares that add up to one.
fn softmax(scores: &mut [f32]) {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut total = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - most).exp();
        total += *score;
    }
    for score in scores {
        *score /= total;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_takes_the_values_of_its_own_sentence_by_how_well_their_keys_fit() {
        // Two sentences of two rows; in head 1 the first row of each asks for the second.
        let mut projected = vec![0.0; 4 * ROW];
        for (row, value) in [(0, 1.0), (1, 2.0), (2, 5.0), (3, 7.0)] {
            projected[row * ROW + 2 * WIDTH + HEAD] = value;
        }
        for (asks, asked) in [(0, 1), (2, 3)] {
            projected[asks * ROW + HEAD] = 20.0;
            projected[asked * ROW + WIDTH + HEAD] = 20.0;
        }
        let mut out = Vec::new();
        attend(&projected, &[0..2, 2..4, 4..4], &mut out);
        let taken: Vec<f32> = (0..4).map(|row| out[row * WIDTH + HEAD]).collect();
        let wanted = [2.0, 1.5, 7.0, 6.0];
        assert!(taken.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 1e-4), "{taken:?}");
        assert!(out[..HEAD].iter().all(|number| *number == 0.0));
    }
}
