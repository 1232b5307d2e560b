//! The arithmetic of a layer: products with weights, normalization, the activation.
//!
//! Matrices are row-major slices of `f32`: a row a piece.

#![allow(clippy::inline_always, reason = "what is not part of its caller is not compiled for the machine")]

use super::super::machine::{self, Work};
use safetensors::{Dtype, SafeTensors};

/// A layer of weights: `cols` outputs from `inner` inputs, and what is added to each.
#[derive(Debug)]
pub(super) struct Linear {
    /// Input-first: so the library reads them as they lie.
    weights: Vec<f32>,
    bias: Vec<f32>,
    inner: usize,
}

impl Linear {
    /// Reads the layers with these names (each with `.weight`, its scales and `.bias`), side by side as one.
    pub(super) fn read(file: &SafeTensors, names: &[String]) -> Self {
        let (mut stored, mut bias, mut inner) = (Vec::new(), Vec::new(), 0);
        for name in names {
            let (values, cols) = matrix(file, &format!("{name}.weight"));
            stored.extend(values);
            bias.extend(vector(file, &format!("{name}.bias")));
            inner = cols;
        }
        let mut weights = vec![0.0; stored.len()];
        for (output, row) in stored.chunks_exact(inner).enumerate() {
            for (input, weight) in row.iter().enumerate() {
                weights[input * bias.len() + output] = *weight;
            }
        }
        Self { weights, bias, inner }
    }

    /// Numbers that come out for each row.
    pub(super) fn outputs(&self) -> usize {
        self.bias.len()
    }

    /// `rows × inner` times the weights, plus the bias, into `out` (`rows × outputs`).
    #[allow(unsafe_code, reason = "the library takes pointers")]
    pub(super) fn apply(&self, rows: &[f32], out: &mut Vec<f32>) {
        let (n_rows, n_outputs) = (rows.len() / self.inner, self.outputs());
        out.clear();
        for _ in 0..n_rows {
            out.extend_from_slice(&self.bias);
        }
        assert!(rows.len() == n_rows * self.inner && self.weights.len() == n_outputs * self.inner);
        // The library lays `rows` out anew, which is slow unless their columns lie together.
        let mut columns = vec![0.0; rows.len()];
        transpose(rows, self.inner, &mut columns);
        let (n, cols) = (n_rows as isize, n_outputs as isize);
        // SAFETY: `columns` is `inner × n_rows` and read as its transpose, the weights are `inner × n_outputs`, `out` was
        // filled with `n_rows × n_outputs` numbers; all without gaps, and `out` overlaps neither.
        unsafe {
            matrixmultiply::sgemm(
                n_rows,
                self.inner,
                n_outputs,
                1.0,
                columns.as_ptr(),
                1,
                n,
                self.weights.as_ptr(),
                cols,
                1,
                1.0,
                out.as_mut_ptr(),
                cols,
                1,
            );
        }
    }
}

/// Rows of `width` numbers as columns, block by block, so that what is read and what is written stays near.
fn transpose(rows: &[f32], width: usize, columns: &mut [f32]) {
    const BLOCK: usize = 16;
    let n_rows = rows.len() / width;
    for top in (0..n_rows).step_by(BLOCK) {
        for left in (0..width).step_by(BLOCK) {
            for row in top..(top + BLOCK).min(n_rows) {
                let cells = &rows[row * width..][left..(left + BLOCK).min(width)];
                for (at, cell) in cells.iter().enumerate() {
                    columns[(left + at) * n_rows + row] = *cell;
                }
            }
        }
    }
}

/// A matrix stored as 8-bit integers with one scale a row; comes with the length of a row.
pub(super) fn matrix(file: &SafeTensors, name: &str) -> (Vec<f32>, usize) {
    let (rows, cols) = quantized(file, name);
    let scales = vector(file, &format!("{name}.scale"));
    let rows = rows.chunks_exact(cols).zip(&scales);
    (rows.flat_map(|(row, scale)| row.iter().map(move |&byte| f32::from(byte.cast_signed()) * scale)).collect(), cols)
}

/// The bytes of a quantized matrix and the length of its rows.
pub(super) fn quantized<'a>(file: &SafeTensors<'a>, name: &str) -> (&'a [u8], usize) {
    let tensor = file.tensor(name).expect("the encoder's file is part of the program and holds all that is read");
    assert_eq!(tensor.dtype(), Dtype::I8, "{name}");
    (tensor.data(), tensor.shape()[1])
}

/// A stored vector.
pub(super) fn vector(file: &SafeTensors, name: &str) -> Vec<f32> {
    let tensor = file.tensor(name).expect("the encoder's file is part of the program and holds all that is read");
    let words = tensor.data().chunks_exact(4).map(|bytes| f32::from_le_bytes(bytes.try_into().unwrap_or_default()));
    words.collect()
}

/// Layer normalization (Ba et al. 2016).
#[derive(Debug)]
pub(super) struct Norm {
    gain: Vec<f32>,
    bias: Vec<f32>,
}

/// Keeps the variance of a constant row from being nothing.
const EPSILON: f32 = 1e-12;

impl Norm {
    pub(super) fn read(file: &SafeTensors, name: &str) -> Self {
        Self { gain: vector(file, &format!("{name}.weight")), bias: vector(file, &format!("{name}.bias")) }
    }

    /// Adds `added` to `rows` and normalizes each row.
    pub(super) fn add(&self, rows: &mut [f32], added: &[f32]) {
        struct Add<'a>(&'a Norm, &'a mut [f32], &'a [f32]);
        impl Work for Add<'_> {
            type Out = ();
            #[inline(always)]
            fn run<const LANES: usize, const ROWS: usize, const FUSED: bool>(self) {
                let Self(norm, rows, added) = self;
                let width = norm.gain.len();
                for (row, added) in rows.chunks_exact_mut(width).zip(added.chunks_exact(width)) {
                    row.iter_mut().zip(added).for_each(|(value, added)| *value += added);
                    let mean = sum::<LANES>(row, |value| value) / width as f32;
                    let variance = sum::<LANES>(row, |value| (value - mean) * (value - mean)) / width as f32;
                    let scale = 1.0 / (variance + EPSILON).sqrt();
                    for ((value, gain), bias) in row.iter_mut().zip(&norm.gain).zip(&norm.bias) {
                        *value = (*value - mean) * scale * gain + bias;
                    }
                }
            }
        }
        machine::run(Add(self, rows, added));
    }
}

/// A sum in lanes, so that the compiler makes vectors of it.
#[inline(always)]
pub(super) fn sum<const LANES: usize>(row: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let mut sums = [0.0; LANES];
    let chunks = row.chunks_exact(LANES);
    let rest: f32 = chunks.remainder().iter().map(|value| of(*value)).sum();
    for chunk in chunks {
        sums.iter_mut().zip(chunk).for_each(|(sum, value)| *sum += of(*value));
    }
    sums.iter().sum::<f32>() + rest
}

/// The activation GELU (Hendrycks & Gimpel 2016): each number times the share of a normal distribution below it.
pub(super) fn gelu(values: &mut [f32]) {
    struct Gelu<'a>(&'a mut [f32]);
    impl Work for Gelu<'_> {
        type Out = ();
        #[inline(always)]
        fn run<const LANES: usize, const ROWS: usize, const FUSED: bool>(self) {
            for value in self.0.iter_mut() {
                *value *= 0.5 * (1.0 + erf(*value * std::f32::consts::FRAC_1_SQRT_2));
            }
        }
    }
    machine::run(Gelu(values));
}

/// The error function as a fraction of polynomials, right to 4e-7.
#[inline(always)]
fn erf(x: f32) -> f32 {
    const UPPER: [f32; 7] = [
        -2.726_142_3e-10,
        2.770_681_4e-8,
        -2.101_024e-6,
        -5.692_506_4e-5,
        -7.349_906_3e-4,
        -2.954_6e-3,
        -1.609_603_3e-2,
    ];
    const LOWER: [f32; 5] = [-1.456_607_2e-5, -2.133_740_6e-4, -1.682_827e-3, -7.373_329e-3, -1.426_473_9e-2];
    let x = x.clamp(-4.0, 4.0);
    let square = x * x;
    let upper = UPPER.iter().fold(0.0, |sum, part| sum * square + part);
    let lower = LOWER.iter().fold(0.0, |sum, part| sum * square + part);
    x * upper / lower
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_function_is_right() {
        // From tables of the error function.
        for (x, expected) in
            [(0.0, 0.0), (0.1, 0.112_462_9), (0.5, 0.520_499_9), (1.0, 0.842_700_8), (2.0, 0.995_322_3)]
        {
            assert!((erf(x) - expected).abs() < 4e-7, "{x}: {}", erf(x));
            assert!((erf(-x) + expected).abs() < 4e-7, "-{x}: {}", erf(-x));
        }
    }
}
