//! The network that chooses the next move of a transition system (Chen & Manning 2014; Kiperwasser & Goldberg 2016).
//!
//! In: vectors of tokens (96 numbers), and for each state the tokens that it looks at. Out: a score for each move.
//!
//! Each token's vector is projected to 64 numbers. For each place in the state (top of the stack, next word, …) a matrix
//! of its own turns these into 2 × 64; this is worked out for all tokens before the first move. A state is then the sum of
//! the rows that it looks at, of which the larger piece of each column is kept (64 numbers), and scores are one more
//! product. What is worked out beforehand covers a window of tokens, so that memory does not grow with the sentence.

use super::matrix::{WIDTH, Weights, add, add_scaled, wide};
use super::model_file::{ModelError, ModelFile};

/// Numbers of a projected token, and of a state.
pub const HIDDEN: usize = 64;
/// Maxout pieces of a state.
const PIECES: usize = 2;
/// Numbers that one place of a state adds.
const PART: usize = HIDDEN * PIECES;
/// Rows whose parts are worked out at once: of several blocks where they are short, and 1 MB for the parser.
const WINDOW: usize = 256;

/// Tokens of a window that lie behind the next word: most of what a state looks at.
const BEHIND: usize = 32;

/// Weights of the network for one transition system.
#[derive(Debug)]
pub struct StepNetwork {
    project: Weights,
    project_bias: Vec<f32>,
    lower: Weights,
    lower_bias: Vec<f32>,
    /// What a place without a token adds, place by place.
    padding: Vec<f32>,
    upper: Weights,
    upper_bias: Vec<f32>,
}

/// Parts of a window of tokens.
#[derive(Debug, Default)]
pub struct Parts {
    start: usize,
    end: usize,
    values: Vec<f32>,
}

impl StepNetwork {
    /// Reads the network called `name`, which looks at `n_places` tokens and chooses among `n_moves`.
    pub fn load(file: &ModelFile, name: &str, n_places: usize, n_moves: usize) -> Result<Self, ModelError> {
        let floats = |part: &str, shape: &[usize]| file.floats(&format!("{name}.{part}"), shape);
        // Rows are stored place, column, piece; here pieces come before columns.
        let place = |row: usize| row / PART * PART + row % PIECES * HIDDEN + row % PART / PIECES;
        let reorder = |stored: Vec<f32>| {
            let mut values = vec![0.0; stored.len()];
            for (row, value) in stored.into_iter().enumerate() {
                values[place(row)] = value;
            }
            values
        };
        let lower = floats("lower.weight", &[n_places, HIDDEN, PIECES, HIDDEN])?;
        Ok(Self {
            project: Weights::transposed(&floats("project.weight", &[HIDDEN, WIDTH])?, HIDDEN, |row| row),
            project_bias: floats("project.bias", &[HIDDEN])?,
            lower: Weights::transposed(&lower, n_places * PART, place),
            lower_bias: reorder(floats("lower.bias", &[HIDDEN, PIECES])?),
            padding: reorder(floats("lower.padding", &[1, n_places, HIDDEN, PIECES])?),
            upper: Weights::transposed(&floats("upper.weight", &[n_moves, HIDDEN])?, n_moves, |row| row),
            upper_bias: floats("upper.bias", &[n_moves])?,
        })
    }

    /// Projects `n` vectors (`n × WIDTH`) to `out` (`n × HIDDEN`).
    pub fn project(&self, vectors: &[f32], out: &mut [f32]) {
        self.project.multiply(vectors, WIDTH, vectors.len() / WIDTH, out);
        for row in out.chunks_exact_mut(HIDDEN) {
            add(row, &self.project_bias);
        }
    }

    /// Works out the parts of the rows from `start` on.
    fn fill(&self, rows: &[f32], start: usize, parts: &mut Parts) {
        parts.start = start;
        parts.end = (rows.len() / HIDDEN).min(start + WINDOW);
        let n_rows = parts.end - start;
        parts.values.resize(parts.values.len().max(n_rows * self.lower.cols()), 0.0);
        self.lower.multiply(&rows[start * HIDDEN..parts.end * HIDDEN], HIDDEN, n_rows, &mut parts.values);
    }

    /// Scores of all moves for a state that looks at `places` (tokens of `stretch`; `None` for a place without a token).
    /// `parts` belongs to the rows of the stretch:
    /// begin a batch with [`Parts::reset`] and take its blocks in order.
    pub fn scores<const N: usize>(
        &self,
        stretch: Stretch<'_>,
        places: &[Option<u32>; N],
        parts: &mut Parts,
        scores: &mut [f32],
    ) {
        let Stretch { rows, first, .. } = stretch;
        let row_of = |token: u32| first + token as usize;
        // The next word is always the first place; when it leaves the window, the window moves on.
        if let Some(next) = places[0].map(row_of)
            && next >= parts.end
        {
            self.fill(rows, next.saturating_sub(BEHIND).max(first), parts);
        }
        wide(|| {
            let mut sums = [0.0; PART];
            sums.copy_from_slice(&self.lower_bias);
            for (place, token) in places.iter().enumerate() {
                let columns = place * PART..(place + 1) * PART;
                match token.map(row_of) {
                    None => add(&mut sums, &self.padding[columns]),
                    Some(row) if (parts.start..parts.end).contains(&row) => {
                        let start = (row - parts.start) * self.lower.cols();
                        add(&mut sums, &parts.values[start + columns.start..start + columns.end]);
                    }
                    Some(row) => {
                        let mut part = [0.0; PART];
                        for (idx, &value) in rows[row * HIDDEN..(row + 1) * HIDDEN].iter().enumerate() {
                            add_scaled(&mut part, &self.lower.row(idx)[columns.clone()], value);
                        }
                        add(&mut sums, &part);
                    }
                }
            }
            scores.copy_from_slice(&self.upper_bias);
            let (first, second) = sums.split_at(HIDDEN);
            for (idx, (&a, &b)) in first.iter().zip(second).enumerate() {
                add_scaled(scores, self.upper.row(idx), if a > b { a } else { b });
            }
        });
    }
}

/// The tokens of one block among the projected rows of a batch.
#[derive(Clone, Copy, Debug)]
pub struct Stretch<'a> {
    /// Rows of the batch, `HIDDEN` numbers each.
    pub rows: &'a [f32],
    /// The row of the first token.
    pub first: usize,
    /// How many tokens there are.
    pub n_tokens: usize,
}

impl Parts {
    /// Forgets the window: other rows follow.
    pub fn reset(&mut self) {
        (self.start, self.end) = (0, 0);
    }
}

/// Of the moves in `candidates`, the one with the highest score; of equals the first.
pub fn best(scores: &[f32], candidates: &[u8]) -> Option<u8> {
    let mut best = None;
    let mut highest = f32::NEG_INFINITY;
    for &candidate in candidates {
        let score = scores[usize::from(candidate)];
        if score > highest || best.is_none() {
            (best, highest) = (Some(candidate), score);
        }
    }
    best
}
