//! Matrix products and the choice of the highest score.
//!
//! Matrices are row-major slices of `f32`. Weights are laid out in panels, which are as wide as the sums that a machine
//! keeps in registers: a panel is read from its first to its last row while the sums of a few rows of the other matrix
//! grow (Goto & van de Geijn 2008).

#![allow(clippy::inline_always, reason = "what is not part of its caller is not compiled for the machine")]

use super::machine::{self, Work};

/// Columns of all hidden layers of the encoders, and of what they give.
pub const WIDTH: usize = 96;
/// Vectors side by side in a panel of [`Weights`].
const GROUPS: usize = 2;

/// Lays out weights stored output-first (rows of `inner` numbers) in panels of `panel` columns: panel by panel, input by
/// input. `row_of` gives the stored row for each column; columns without one are zero.
pub fn panels(
    stored: &[f32],
    inner: usize,
    panel: usize,
    cols: usize,
    row_of: impl Fn(usize) -> Option<usize>,
) -> Vec<f32> {
    let mut values = vec![0.0; cols * inner];
    for col in 0..cols {
        if let Some(row) = row_of(col).and_then(|row| stored.get(row * inner..(row + 1) * inner)) {
            let first = col / panel * panel * inner + col % panel;
            for (value, &weight) in values[first..].iter_mut().step_by(panel).zip(row) {
                *value = weight;
            }
        }
    }
    values
}

/// Grows the sums of `ROWS` rows and one panel from `start`: the inner loop of every product.
#[inline(always)]
pub fn tile<const LANES: usize, const ROWS: usize, const GROUPS: usize, const INNER: usize, const FUSED: bool>(
    rows: [&[f32; INNER]; ROWS],
    panel: &[[[f32; LANES]; GROUPS]; INNER],
    start: [[[f32; LANES]; GROUPS]; ROWS],
) -> [[[f32; LANES]; GROUPS]; ROWS] {
    if cfg!(debug_assertions) {
        tile_of_slow_build(rows, panel, start)
    } else {
        tile_in_registers::<LANES, ROWS, GROUPS, INNER, FUSED>(rows, panel, start)
    }
}

/// The same where the compiler makes no vectors: a build for tests, in which only the library is optimized. The tests of
/// `tests/parity.rs` took 289 seconds with the other loop, and take 6 with this one.
#[allow(unsafe_code, reason = "the library takes pointers")]
fn tile_of_slow_build<const LANES: usize, const ROWS: usize, const GROUPS: usize, const INNER: usize>(
    rows: [&[f32; INNER]; ROWS],
    panel: &[[[f32; LANES]; GROUPS]; INNER],
    start: [[[f32; LANES]; GROUPS]; ROWS],
) -> [[[f32; LANES]; GROUPS]; ROWS] {
    let (a, b, mut sums) = (rows.map(|row| *row), panel.as_flattened().as_flattened(), start);
    let (inner, cols) = (INNER as isize, (GROUPS * LANES) as isize);
    let out = sums.as_flattened_mut().as_flattened_mut().as_mut_ptr();
    // SAFETY: the types say that `a` is `ROWS × INNER`, `b` `INNER × GROUPS·LANES` and what `out` points at
    // `ROWS × GROUPS·LANES`, all row-major without gaps; `out` is a copy of `start` and overlaps neither.
    unsafe {
        let a = a.as_flattened().as_ptr();
        matrixmultiply::sgemm(ROWS, INNER, GROUPS * LANES, 1.0, a, inner, 1, b.as_ptr(), cols, 1, 1.0, out, cols, 1);
    }
    sums
}

#[inline(always)]
#[allow(clippy::needless_range_loop, reason = "a loop nest that the compiler turns to vectors")]
fn tile_in_registers<
    const LANES: usize,
    const ROWS: usize,
    const GROUPS: usize,
    const INNER: usize,
    const FUSED: bool,
>(
    rows: [&[f32; INNER]; ROWS],
    panel: &[[[f32; LANES]; GROUPS]; INNER],
    start: [[[f32; LANES]; GROUPS]; ROWS],
) -> [[[f32; LANES]; GROUPS]; ROWS] {
    let mut sums = start;
    for input in 0..INNER {
        for row in 0..ROWS {
            let value = rows[row][input];
            for group in 0..GROUPS {
                for lane in 0..LANES {
                    let (weight, sum) = (panel[input][group][lane], &mut sums[row][group][lane]);
                    *sum = if FUSED { value.mul_add(weight, *sum) } else { value * weight + *sum };
                }
            }
        }
    }
    sums
}

/// `ROWS` rows of `INNER` numbers from `first` on, `stride` numbers apart; past the last row, that one again.
#[inline(always)]
pub fn rows_from<const ROWS: usize, const INNER: usize>(
    values: &[f32],
    stride: usize,
    first: usize,
    n_rows: usize,
) -> [&[f32; INNER]; ROWS] {
    std::array::from_fn(|row| {
        let at = (first + row).min(n_rows - 1) * stride;
        values[at..].first_chunk().expect("the caller checked that all rows lie in the matrix")
    })
}

/// A matrix of weights with `INNER` rows, and what is added to its products.
#[derive(Debug)]
pub struct Weights<const INNER: usize> {
    panels: Vec<f32>,
    bias: Vec<f32>,
}

impl<const INNER: usize> Weights<INNER> {
    /// From weights stored output-first: `bias.len()` columns (a multiple of 32), for each of which `row_of` gives the
    /// stored row.
    pub fn new(stored: &[f32], bias: Vec<f32>, row_of: impl Fn(usize) -> Option<usize>) -> Self {
        Self { panels: panels(stored, INNER, GROUPS * machine::lanes(), bias.len(), row_of), bias }
    }

    /// How many columns there are.
    pub fn cols(&self) -> usize {
        self.bias.len()
    }

    /// `out = a · self + bias`, `INNER` numbers a row of `a`, `cols` numbers a row of `out`.
    pub fn multiply(&self, a: &[f32], out: &mut [f32]) {
        assert!(a.len() / INNER * self.cols() <= out.len(), "the product must fit");
        machine::run(Product { weights: self, cols: 0..self.cols(), a, out });
    }

    /// The same for some of the columns, a multiple of 32 from a multiple of 32 on.
    #[inline(always)]
    pub fn multiply_part<const LANES: usize, const ROWS: usize, const FUSED: bool>(
        &self,
        a: &[f32],
        cols: std::ops::Range<usize>,
        out: &mut [f32],
    ) {
        Product { weights: self, cols, a, out }.run::<LANES, ROWS, FUSED>();
    }
}

/// Some columns of a product.
struct Product<'a, const INNER: usize> {
    weights: &'a Weights<INNER>,
    cols: std::ops::Range<usize>,
    a: &'a [f32],
    out: &'a mut [f32],
}

impl<const INNER: usize> Work for Product<'_, INNER> {
    type Out = ();

    #[inline(always)]
    fn run<const LANES: usize, const ROWS: usize, const FUSED: bool>(self) {
        let Self { weights, cols, a, out } = self;
        let n_rows = a.len() / INNER;
        let vectors = weights.panels.as_chunks::<LANES>().0.as_chunks::<GROUPS>().0;
        let starts = weights.bias.as_chunks::<LANES>().0.as_chunks::<GROUPS>().0;
        let panels = cols.start / (GROUPS * LANES)..cols.end / (GROUPS * LANES);
        let within = vectors.as_chunks::<INNER>().0[panels.clone()].iter().zip(&starts[panels]).enumerate();
        for (idx, (panel, start)) in within {
            for first in (0..n_rows).step_by(ROWS) {
                let rows = rows_from(a, INNER, first, n_rows);
                let sums = tile::<LANES, ROWS, GROUPS, INNER, FUSED>(rows, panel, [*start; ROWS]);
                for (row, sums) in sums.iter().enumerate().take(n_rows - first) {
                    let at = (first + row) * cols.len() + idx * GROUPS * LANES;
                    out[at..at + GROUPS * LANES].copy_from_slice(sums.as_flattened());
                }
            }
        }
    }
}

/// Index of the highest of `scores`; of equals the first; 0 if none is a number above minus infinity.
#[inline(always)]
pub fn highest<const N: usize>(scores: &[[f32; 16]; N]) -> usize {
    // Sixteen candidates side by side, then the best of these.
    let mut best = [f32::NEG_INFINITY; 16];
    let mut at = [0u32; 16];
    for (group, scores) in (0u32..).zip(scores) {
        for lane in 0..16 {
            let is_higher = scores[lane] > best[lane];
            best[lane] = if is_higher { scores[lane] } else { best[lane] };
            at[lane] = if is_higher { group } else { at[lane] };
        }
    }
    let top = best.iter().fold(f32::NEG_INFINITY, |top, &score| if score > top { score } else { top });
    let first = (0u32..).zip(best.iter().zip(at)).filter(|(_, (score, _))| **score >= top);
    first.map(|(lane, (_, group))| group * 16 + lane).min().unwrap_or_default() as usize
}

/// Adds to `into` the index of the highest score of each row of `scores`, `16 × N` numbers each.
pub fn highest_of_rows<const N: usize>(scores: &[f32], into: &mut Vec<u8>) {
    struct Rows<'a, const N: usize>(&'a [[[f32; 16]; N]], &'a mut Vec<u8>);
    impl<const N: usize> Work for Rows<'_, N> {
        type Out = ();

        #[inline(always)]
        fn run<const LANES: usize, const ROWS: usize, const FUSED: bool>(self) {
            self.1.extend(self.0.iter().map(|scores| highest(scores) as u8));
        }
    }
    machine::run(Rows(scores.as_chunks::<16>().0.as_chunks::<N>().0, into));
}

/// `sums += row`.
#[inline(always)]
pub fn add(sums: &mut [f32], row: &[f32]) {
    for (sum, value) in sums.iter_mut().zip(row) {
        *sum += value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A product, worked out one number at a time.
    fn plain(a: &[f32], stored: &[f32], inner: usize, cols: usize) -> Vec<f32> {
        a.chunks_exact(inner)
            .flat_map(|row| {
                (0..cols).map(move |col| row.iter().zip(&stored[col * inner..]).map(|(a, b)| a * b).sum::<f32>())
            })
            .collect()
    }

    /// Small whole numbers, of which sums are exact in any order.
    fn numbers(n: usize, step: usize) -> Vec<f32> {
        (0..n).map(|idx| (idx * step % 7) as f32 - 3.0).collect()
    }

    #[test]
    fn products_are_those_of_a_plain_loop_for_any_number_of_rows_and_on_any_machine() {
        let stored = numbers(64 * 5, 3);
        let weights = Weights::<5>::new(&stored, vec![1.0; 64], Some);
        for n_rows in [0, 1, 4, 5, 6, 11] {
            let a = numbers(n_rows * 5, 5);
            let expected: Vec<f32> = plain(&a, &stored, 5, 64).iter().map(|value| value + 1.0).collect();
            let mut out = vec![0.0; n_rows * 64];
            weights.multiply(&a, &mut out);
            assert_eq!(out, expected, "{n_rows} rows");
        }
        let a = numbers(35, 5);
        let all: Vec<f32> = plain(&a, &stored, 5, 64);
        let laid_out =
            |lanes: usize| Weights::<5> { panels: panels(&stored, 5, 2 * lanes, 64, Some), bias: vec![0.0; 64] };
        let check = |out: &[f32]| assert!(out.chunks(32).zip(all.chunks(64)).all(|(out, all)| out == &all[32..]));
        let mut out = vec![0.0; 7 * 32];
        laid_out(16).multiply_part::<16, 5, true>(&a, 32..64, &mut out);
        check(&out);
        laid_out(8).multiply_part::<8, 3, true>(&a, 32..64, &mut out);
        check(&out);
        laid_out(4).multiply_part::<4, 4, false>(&a, 32..64, &mut out);
        check(&out);
    }

    #[test]
    fn the_loop_of_fast_builds_and_that_of_slow_builds_grow_the_same_sums() {
        fn check<const LANES: usize, const ROWS: usize, const FUSED: bool>() {
            let (a, panel, start) = (numbers(ROWS * 9, 5), numbers(LANES * 2 * 9, 3), numbers(LANES * 2 * ROWS, 2));
            let rows = rows_from::<ROWS, 9>(&a, 9, 0, ROWS);
            let panel = panel.as_chunks::<LANES>().0.as_chunks::<2>().0.first_chunk().expect("as many as asked for");
            let start = *start.as_chunks::<LANES>().0.as_chunks::<2>().0.first_chunk().expect("as many as asked for");
            let fast = tile_in_registers::<LANES, ROWS, 2, 9, FUSED>(rows, panel, start);
            assert_eq!(fast, tile_of_slow_build(rows, panel, start), "{LANES} lanes");
            let (row, col) = (&a[(ROWS - 1) * 9..], LANES + 1);
            let product: f32 = (0..9).map(|idx| row[idx] * panel[idx].as_flattened()[col]).sum();
            assert_eq!(fast[ROWS - 1][1][1..2], [start[ROWS - 1][1][1] + product]);
        }
        check::<16, 5, true>();
        check::<8, 3, true>();
        check::<4, 4, false>();
    }

    #[test]
    fn of_equal_scores_the_first_is_the_highest() {
        let mut scores = [[0.0; 16]; 3];
        scores[2][1] = 4.0;
        scores[1][9] = 4.0;
        assert_eq!(highest(&scores), 25);
        scores[1][9] = f32::NEG_INFINITY;
        assert_eq!(highest(&scores), 33);
        assert_eq!(highest(&[[f32::NEG_INFINITY; 16]; 2]), 0);
    }
}
