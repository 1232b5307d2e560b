//! Attention: each piece of a sentence takes from all pieces of that sentence, most from those that it asks for.
//!
//! In: for each piece a row of queries, keys and values (`3 × 384`). Out: `384` numbers a piece. Twelve heads of 32 numbers each
//! look by themselves.

#![allow(clippy::inline_always, reason = "what is not part of its caller is not compiled for the machine")]

use super::WIDTH;
use crate::understand::machine::{self, Work};
use std::ops::Range;

const HEADS: usize = 12;
/// Numbers in a head.
const HEAD: usize = WIDTH / HEADS;

/// The attention of each sentence; `sentences` are the rows of each.
pub(super) fn attend(projected: &[f32], sentences: &[Range<usize>], out: &mut Vec<f32>) {
    struct Attend<'a>(&'a [f32], &'a [Range<usize>], &'a mut [f32]);
    impl Work for Attend<'_> {
        type Out = ();
        #[inline(always)]
        fn run<const LANES: usize, const ROWS: usize, const FUSED: bool>(self) {
            let Self(projected, sentences, out) = self;
            let part = |row: usize, which: usize, head: usize| -> &[f32; HEAD] {
                let at = row * 3 * WIDTH + which * WIDTH + head * HEAD;
                projected[at..].first_chunk().expect("a row holds all heads of queries, keys and values")
            };
            let mut scores = Vec::new();
            for sentence in sentences {
                for head in 0..HEADS {
                    for row in sentence.clone() {
                        let query = part(row, 0, head);
                        scores.clear();
                        scores.extend(sentence.clone().map(|other| dot::<LANES>(query, part(other, 1, head)) * SCALE));
                        let most = scores.iter().copied().fold(f32::MIN, f32::max);
                        for score in &mut scores {
                            *score = (*score - most).exp();
                        }
                        let total: f32 = scores.iter().sum();
                        let mut sums = [0.0; HEAD];
                        for (other, score) in sentence.clone().zip(&scores) {
                            let share = score / total;
                            sums.iter_mut().zip(part(other, 2, head)).for_each(|(sum, value)| *sum += share * value);
                        }
                        out[row * WIDTH + head * HEAD..][..HEAD].copy_from_slice(&sums);
                    }
                }
            }
        }
    }
    out.clear();
    out.resize(projected.len() / 3, 0.0);
    machine::run(Attend(projected, sentences, out));
}

/// One by the square root of the numbers in a head.
const SCALE: f32 = 0.176_776_7;

#[inline(always)]
fn dot<const LANES: usize>(one: &[f32; HEAD], other: &[f32; HEAD]) -> f32 {
    let mut sums = [0.0; LANES];
    for (one, other) in one.chunks_exact(LANES).zip(other.chunks_exact(LANES)) {
        for lane in 0..LANES {
            sums[lane] += one[lane] * other[lane];
        }
    }
    sums.iter().sum()
}
