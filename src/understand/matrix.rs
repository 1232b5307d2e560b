//! Matrix products, maxout and layer normalization: all arithmetic of the network.
//!
//! Matrices are row-major slices of `f32`. Maxout: Goodfellow et al. 2013; layer normalization: Ba, Kiros & Hinton 2016.

/// Columns of all hidden layers of the encoders, and of what they give.
pub const WIDTH: usize = 96;
/// Maxout pieces of the encoders' layers.
pub const PIECES: usize = 3;

/// A matrix of weights: `inner` rows of `cols` columns.
#[derive(Debug)]
pub struct Weights {
    /// Row-major.
    values: Vec<f32>,
    inner: usize,
    cols: usize,
}

impl Weights {
    /// From weights stored output-first (`cols × inner`), with `place` giving the column for each stored row.
    pub fn transposed(stored: &[f32], cols: usize, place: impl Fn(usize) -> usize) -> Self {
        let inner = stored.len() / cols;
        let mut values = vec![0.0; stored.len()];
        for (row, weights) in stored.chunks_exact(inner).enumerate() {
            let col = place(row);
            for (idx, &weight) in weights.iter().enumerate() {
                values[idx * cols + col] = weight;
            }
        }
        Self { values, inner, cols }
    }

    /// How many columns there are.
    pub fn cols(&self) -> usize {
        self.cols
    }

    /// One row: the weights of one input.
    pub fn row(&self, idx: usize) -> &[f32] {
        &self.values[idx * self.cols..(idx + 1) * self.cols]
    }

    /// `out = a · self` for `rows` rows of `a`, which begin `stride` values apart (rows may overlap: that makes a window
    /// of neighbouring words without copying them). `out` has `rows × cols` values.
    #[allow(unsafe_code, reason = "the product is 90 % of the time; a safe loop takes 9 times as long, see benches/")]
    pub fn multiply(&self, a: &[f32], stride: usize, rows: usize, out: &mut [f32]) {
        if rows == 0 {
            return;
        }
        assert!((rows - 1) * stride + self.inner <= a.len(), "the rows must lie in `a`");
        assert!(rows * self.cols <= out.len(), "the product must fit");
        assert_eq!(self.inner * self.cols, self.values.len());
        // SAFETY: the asserts above hold every place that is read or written inside its slice, and `out` overlaps neither.
        unsafe {
            matrixmultiply::sgemm(
                rows,
                self.inner,
                self.cols,
                1.0,
                a.as_ptr(),
                stride as isize,
                1,
                self.values.as_ptr(),
                self.cols as isize,
                1,
                0.0,
                out.as_mut_ptr(),
                self.cols as isize,
                1,
            );
        }
    }
}

/// Runs `work` with the widest vector instructions that this machine has: the loops in it are compiled for them. The
/// sums are the same to the last bit, since nothing is fused or reordered.
#[inline]
#[allow(unsafe_code, reason = "the loops around the products take a third less of all time, see benches/")]
pub fn wide<R>(work: impl FnOnce() -> R) -> R {
    #[cfg(target_arch = "x86_64")]
    {
        #[target_feature(enable = "avx2")]
        fn with_avx2<R>(work: impl FnOnce() -> R) -> R {
            work()
        }
        if std::arch::is_x86_feature_detected!("avx2") {
            // SAFETY: the machine has what the function is compiled for.
            return unsafe { with_avx2(work) };
        }
    }
    work()
}

/// What follows the product in a maxout layer.
#[derive(Debug)]
pub struct Finish {
    /// One for each piece of each column, pieces outermost.
    bias: Vec<f32>,
    gain: Vec<f32>,
    shift: Vec<f32>,
}

impl Finish {
    /// What thinc adds to the variance.
    const EPSILON: f32 = 1e-8;

    /// `bias` as stored: `WIDTH × PIECES`.
    pub fn new(bias: &[f32], gain: Vec<f32>, shift: Vec<f32>) -> Self {
        let mut pieces_first = vec![0.0; bias.len()];
        for (idx, &value) in bias.iter().enumerate() {
            pieces_first[piece_column(idx)] = value;
        }
        Self { bias: pieces_first, gain, shift }
    }

    /// Adds the bias, takes the largest piece of each column and normalizes: `out` (`WIDTH`) from `product`
    /// (`PIECES × WIDTH`).
    #[inline(always)]
    #[allow(clippy::inline_always, reason = "it must become part of the loop that `wide` compiles")]
    pub fn apply(&self, product: &[f32], out: &mut [f32; WIDTH]) {
        let (first, rest) = product.split_at(WIDTH);
        let (second, third) = rest.split_at(WIDTH);
        let (first, second, third) = (&first[..WIDTH], &second[..WIDTH], &third[..WIDTH]);
        let (bias_first, rest) = self.bias.split_at(WIDTH);
        let (bias_second, bias_third) = rest.split_at(WIDTH);
        let (bias_first, bias_second, bias_third) = (&bias_first[..WIDTH], &bias_second[..WIDTH], &bias_third[..WIDTH]);
        for idx in 0..WIDTH {
            let (a, b) = (first[idx] + bias_first[idx], second[idx] + bias_second[idx]);
            let c = third[idx] + bias_third[idx];
            let larger = if a > b { a } else { b };
            out[idx] = if larger > c { larger } else { c };
        }
        let mean = sum(out, |value| value) / WIDTH as f32;
        let variance = sum(out, |value| (value - mean) * (value - mean)) / WIDTH as f32 + Self::EPSILON;
        let scale = 1.0 / variance.sqrt();
        for (value, (gain, shift)) in out.iter_mut().zip(self.gain.iter().zip(&self.shift)) {
            *value = (*value - mean) * scale * gain + shift;
        }
    }
}

/// The column of the product for a stored row of a maxout layer: rows are stored column by column, and read here piece by
/// piece, so that the maximum runs over three stretches of memory.
pub fn piece_column(stored: usize) -> usize {
    stored % PIECES * WIDTH + stored / PIECES
}

/// The sum of `f` over a row, in lanes so that it is done many at a time.
#[inline(always)]
#[allow(clippy::inline_always, reason = "it must become part of the loop that `wide` compiles")]
fn sum(row: &[f32; WIDTH], f: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0f32; 16];
    for chunk in row.chunks_exact(16) {
        for (lane, &value) in lanes.iter_mut().zip(chunk) {
            *lane += f(value);
        }
    }
    lanes.iter().sum()
}

/// `sums += factor × row`.
#[inline(always)]
#[allow(clippy::inline_always, reason = "it must become part of the loop that `wide` compiles")]
pub fn add_scaled(sums: &mut [f32], row: &[f32], factor: f32) {
    for (sum, value) in sums.iter_mut().zip(row) {
        *sum += factor * value;
    }
}

/// `sums += row`.
#[inline(always)]
#[allow(clippy::inline_always, reason = "it must become part of the loop that `wide` compiles")]
pub fn add(sums: &mut [f32], row: &[f32]) {
    for (sum, value) in sums.iter_mut().zip(row) {
        *sum += value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_over_overlapping_rows_is_a_window() {
        let weights = Weights::transposed(&[1.0, 0.0, 0.0, 1.0, 1.0, 1.0], 3, |row| row);
        let mut out = [0.0; 9];
        weights.multiply(&[1.0, 2.0, 3.0, 4.0], 1, 3, &mut out);
        let expected: [f32; 9] = [1.0, 2.0, 3.0, 2.0, 3.0, 5.0, 3.0, 4.0, 7.0];
        assert!(out.iter().zip(expected).all(|(got, want)| (got - want).abs() < 1e-6), "{out:?}");
    }

    #[test]
    fn a_finished_row_has_mean_zero_and_variance_one() {
        let finish = Finish::new(&[0.5; WIDTH * PIECES], vec![1.0; WIDTH], vec![0.0; WIDTH]);
        let product: Vec<f32> = (0..WIDTH * PIECES).map(|idx| (idx * 37 % 101) as f32).collect();
        let mut out = [0.0; WIDTH];
        finish.apply(&product, &mut out);
        let mean = out.iter().sum::<f32>() / WIDTH as f32;
        let variance = out.iter().map(|value| value * value).sum::<f32>() / WIDTH as f32;
        assert!(mean.abs() < 1e-4 && (variance - 1.0).abs() < 1e-3, "{mean} {variance}");
    }
}
