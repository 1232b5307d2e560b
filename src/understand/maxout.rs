//! Maxout layers (Goodfellow et al. 2013) with layer normalization (Ba, Kiros & Hinton 2016).
//!
//! In: rows of numbers, one a token; rows may overlap, which makes a window of neighbouring words without copying them.
//! Out: 96 numbers a row. Each of the 96 columns has three pieces, of which the largest is kept; then each row is brought
//! to mean 0 and variance 1, and scaled and shifted column by column. The sums never leave the registers before the
//! largest piece is chosen.

#![allow(clippy::inline_always, reason = "what is not part of its caller is not compiled for the machine")]

use super::machine::{self, Work};
use super::matrix::{WIDTH, panels, rows_from, tile};
use super::model_file::{ModelError, ModelFile};

/// Maxout pieces of a column.
const PIECES: usize = 3;

/// One layer, of `INNER` numbers a row.
#[derive(Debug)]
pub struct Maxout<const INNER: usize> {
    /// In a panel: the first pieces of as many columns as a vector has lanes, the second pieces, the third.
    panels: Vec<f32>,
    /// By case, in the order of the panels' columns: what is added before the largest piece is chosen.
    bias: Vec<[f32; WIDTH * PIECES]>,
    gain: [f32; WIDTH],
    shift: [f32; WIDTH],
}

/// Rows for a layer.
pub struct Rows<'a> {
    /// The numbers of all rows.
    pub values: &'a [f32],
    /// How far the rows begin from one another.
    pub stride: usize,
    /// How many there are.
    pub count: usize,
    /// The place in a row of 96 numbers that are added to what the layer gives.
    pub residual: Option<usize>,
}

/// The stored row (column by column, in each its pieces) for a column of the panels.
fn stored_row(lanes: usize, col: usize) -> usize {
    let (panel, piece, lane) = (col / (lanes * PIECES), col / lanes % PIECES, col % lanes);
    (panel * lanes + lane) * PIECES + piece
}

impl<const INNER: usize> Maxout<INNER> {
    /// What thinc adds to the variance.
    const EPSILON: f32 = 1e-8;

    /// Reads the layer called `name`. Of more inputs than `INNER`, the rest is known beforehand: `cases` has what they may
    /// be, and what they add is worked out here.
    pub fn load(file: &ModelFile, name: &str, cases: &[Vec<f32>]) -> Result<Self, ModelError> {
        let stored_inner = INNER + cases.first().map_or(0, Vec::len);
        let stored = file.floats(&format!("{name}.weight"), &[WIDTH, PIECES, stored_inner])?;
        let stored_bias = file.floats(&format!("{name}.bias"), &[WIDTH, PIECES])?;
        let columns = |part: &str| {
            let values = file.floats(&format!("{name}.{part}"), &[WIDTH])?;
            Ok(std::array::from_fn(|col| values[col]))
        };
        let lanes = machine::lanes();
        let bias_of = |case: &[f32]| {
            std::array::from_fn(|col| {
                let row = stored_row(lanes, col);
                let known = &stored[row * stored_inner + INNER..(row + 1) * stored_inner];
                stored_bias[row] + known.iter().zip(case).map(|(weight, value)| weight * value).sum::<f32>()
            })
        };
        let bias = if cases.is_empty() { vec![bias_of(&[])] } else { cases.iter().map(|case| bias_of(case)).collect() };
        let inner: Vec<f32> = stored.chunks_exact(stored_inner).flat_map(|row| &row[..INNER]).copied().collect();
        let row_of = |col| Some(stored_row(lanes, col));
        Ok(Self {
            panels: panels(&inner, INNER, PIECES * lanes, WIDTH * PIECES, row_of),
            bias,
            gain: columns("gain")?,
            shift: columns("shift")?,
        })
    }

    /// Works out `count × WIDTH` numbers in `out`; `case_of` gives the case of each row.
    pub fn apply(&self, rows: &Rows<'_>, case_of: impl Fn(usize) -> usize, out: &mut [f32]) {
        if rows.count > 0 {
            machine::run(Apply { layer: self, rows, case_of, out });
        }
    }
}

struct Apply<'a, const INNER: usize, F> {
    layer: &'a Maxout<INNER>,
    rows: &'a Rows<'a>,
    case_of: F,
    out: &'a mut [f32],
}

impl<const INNER: usize, F: Fn(usize) -> usize> Work for Apply<'_, INNER, F> {
    type Out = ();

    #[inline(always)]
    fn run<const LANES: usize, const ROWS: usize, const FUSED: bool>(self) {
        let Self { layer, rows: &Rows { values, stride, count: n_rows, residual }, case_of, out } = self;
        let panels = layer.panels.as_chunks::<LANES>().0.as_chunks::<PIECES>().0.as_chunks::<INNER>().0;
        for first in (0..n_rows).step_by(ROWS) {
            let rows: [&[f32; INNER]; ROWS] = rows_from(values, stride, first, n_rows);
            let bias: [_; ROWS] = std::array::from_fn(|row| &layer.bias[case_of((first + row).min(n_rows - 1))]);
            let mut found = [[0.0; WIDTH]; ROWS];
            for (idx, panel) in panels.iter().enumerate() {
                let start = bias.map(|bias| bias.as_chunks::<LANES>().0.as_chunks::<PIECES>().0[idx]);
                let sums = tile::<LANES, ROWS, PIECES, INNER, FUSED>(rows, panel, start);
                for (found, [a, b, c]) in found.iter_mut().zip(&sums) {
                    let found = &mut found.as_chunks_mut::<LANES>().0[idx];
                    for lane in 0..LANES {
                        let larger = if a[lane] > b[lane] { a[lane] } else { b[lane] };
                        found[lane] = if larger > c[lane] { larger } else { c[lane] };
                    }
                }
            }
            let out = out[first * WIDTH..].as_chunks_mut::<WIDTH>().0;
            for (idx, (out, mut found)) in out.iter_mut().zip(found).take(n_rows - first).enumerate() {
                layer.normalize(&mut found);
                let residual = residual.and_then(|at| rows[idx][at..].first_chunk::<WIDTH>());
                *out = residual.map_or(found, |before| std::array::from_fn(|col| before[col] + found[col]));
            }
        }
    }
}

impl<const INNER: usize> Maxout<INNER> {
    #[inline(always)]
    fn normalize(&self, row: &mut [f32; WIDTH]) {
        let mean = sum(row, |value| value) / WIDTH as f32;
        let variance = sum(row, |value| (value - mean) * (value - mean)) / WIDTH as f32 + Self::EPSILON;
        let scale = 1.0 / variance.sqrt();
        for (value, (gain, shift)) in row.iter_mut().zip(self.gain.iter().zip(&self.shift)) {
            *value = (*value - mean) * scale * gain + shift;
        }
    }
}

/// The sum of `f` over a row, in lanes so that it is done many at a time.
#[inline(always)]
fn sum(row: &[f32; WIDTH], f: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0f32; 16];
    for chunk in row.as_chunks::<16>().0 {
        for (lane, &value) in lanes.iter_mut().zip(chunk) {
            *lane += f(value);
        }
    }
    lanes.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_piece_of_each_column_is_kept_then_rows_have_mean_zero_and_variance_one() {
        // One input of 1: a column's pieces are its weights. The second piece is the largest in all columns but one.
        let lanes = machine::lanes();
        let stored: Vec<f32> = (0..WIDTH * PIECES)
            .map(|row| match (row / PIECES, row % PIECES) {
                (7, 2) => 500.0,
                (col, 1) => col as f32,
                _ => -1.0,
            })
            .collect();
        let layer = Maxout::<1> {
            panels: panels(&stored, 1, PIECES * lanes, WIDTH * PIECES, |col| Some(stored_row(lanes, col))),
            bias: vec![[0.0; WIDTH * PIECES]],
            gain: [1.0; WIDTH],
            shift: [0.0; WIDTH],
        };
        let mut out = [0.0; 7 * WIDTH];
        let rows = Rows { values: &[1.0; 7], stride: 1, count: 7, residual: None };
        layer.apply(&rows, |_| 0, &mut out);
        for row in out.chunks_exact(WIDTH) {
            let mean = row.iter().sum::<f32>() / WIDTH as f32;
            let variance = row.iter().map(|value| value * value).sum::<f32>() / WIDTH as f32;
            assert!(mean.abs() < 1e-4 && (variance - 1.0).abs() < 1e-3, "{mean} {variance}");
            let mut order: Vec<usize> = (0..WIDTH).collect();
            order.sort_by(|&a, &b| row[a].total_cmp(&row[b]));
            let mut expected: Vec<usize> = (0..WIDTH).filter(|&col| col != 7).collect();
            expected.push(7);
            assert_eq!(order, expected);
        }
    }
}
