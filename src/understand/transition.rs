//! The network that chooses the next move of a transition system (Chen & Manning 2014; Kiperwasser & Goldberg 2016).
//!
//! In: vectors of tokens (96 numbers), and for each state the tokens that it looks at and the moves that it allows. Out:
//! the best of these moves.
//!
//! Each token's vector is projected to 64 numbers. For each place in the state (top of the stack, next word, …) a matrix
//! of its own turns these into 2 × 64; this is worked out for all tokens before they are looked at, some rows at a time. A
//! state is then the sum of the rows that it looks at, of which the larger piece of each column is kept (64 numbers), and
//! scores are one more product. The rows worked out last are kept, so that memory does not grow with the sentence.

#![allow(clippy::inline_always, reason = "what is not part of its caller is not compiled for the machine")]

use super::machine::{self, Work};
use super::matrix::{WIDTH, Weights, add, highest, panels, tile};
use super::model_file::{ModelError, ModelFile};

/// Numbers of a projected token, and of a state.
pub const HIDDEN: usize = 64;
/// Maxout pieces of a state.
const PIECES: usize = 2;
/// Numbers that one place of a state adds.
const PART: usize = HIDDEN * PIECES;
/// Vectors of sixteen scores that hold the scores of all moves: 106 of the parser, 74 of the name finder.
const SCORE_VECTORS: usize = 7;
/// Rows whose parts are worked out at once: of several blocks where they are short.
const CHUNK: usize = 60;
/// Chunks that are kept: most of what a state looks at is in them, and those of the parser are half a megabyte, which
/// stays in the cache of one core.
const CHUNKS: usize = 2;

/// A score for each move.
pub type Scores = [[f32; 16]; SCORE_VECTORS];

/// Weights of the network for one transition system.
#[derive(Debug)]
pub struct StepNetwork {
    project: Weights<WIDTH>,
    /// Columns place by place: [`PART`] for each.
    lower: Weights<HIDDEN>,
    lower_bias: [f32; PART],
    /// What a place without a token adds, place by place.
    padding: Vec<[f32; PART]>,
    upper: Vec<Scores>,
    upper_bias: Vec<f32>,
}

/// Moves among which a state chooses.
#[derive(Clone, Debug)]
pub enum Choice {
    /// There is none.
    Nothing,
    /// There is one.
    Only(u8),
    /// What their scores begin with: the bias, and minus infinity for what is not allowed.
    Among(Box<Scores>),
}

/// Parts of the rows worked out last.
#[derive(Debug, Default)]
pub struct Parts {
    /// The chunks of rows that were worked out one after the other: first, one past the last.
    chunks: std::ops::Range<usize>,
    values: Vec<f32>,
}

impl StepNetwork {
    /// Reads the network called `name`, which looks at `n_places` tokens and chooses among `n_moves`.
    pub fn load(file: &ModelFile, name: &str, n_places: usize, n_moves: usize) -> Result<Self, ModelError> {
        let floats = |part: &str, shape: &[usize]| file.floats(&format!("{name}.{part}"), shape);
        // Rows are stored place, column, piece; here pieces come before columns.
        let stored_row = |col: usize| col / PART * PART + col % HIDDEN * PIECES + col % PART / HIDDEN;
        let part = |stored: &[f32]| std::array::from_fn(|col| stored[stored_row(col)]);
        let lower = floats("lower.weight", &[n_places, HIDDEN, PIECES, HIDDEN])?;
        let padding = floats("lower.padding", &[1, n_places, HIDDEN, PIECES])?;
        let upper = floats("upper.weight", &[n_moves, HIDDEN])?;
        let n_scores = SCORE_VECTORS * 16;
        let upper = panels(&upper, HIDDEN, n_scores, n_scores, Some);
        Ok(Self {
            project: Weights::new(
                &floats("project.weight", &[HIDDEN, WIDTH])?,
                floats("project.bias", &[HIDDEN])?,
                Some,
            ),
            lower: Weights::new(&lower, vec![0.0; n_places * PART], |col| Some(stored_row(col))),
            lower_bias: part(&floats("lower.bias", &[HIDDEN, PIECES])?),
            padding: padding.chunks_exact(PART).map(part).collect(),
            upper: upper.as_chunks::<16>().0.as_chunks().0.to_vec(),
            upper_bias: floats("upper.bias", &[n_moves])?,
        })
    }

    /// Projects `n` vectors (`n × WIDTH`) to `out` (`n × HIDDEN`).
    pub fn project(&self, vectors: &[f32], out: &mut [f32]) {
        self.project.multiply(vectors, out);
    }

    /// The choice among the moves in `allowed`.
    pub fn choice(&self, allowed: impl Iterator<Item = u8>) -> Choice {
        let allowed: Vec<u8> = allowed.collect();
        match allowed[..] {
            [] => Choice::Nothing,
            [only] => Choice::Only(only),
            _ => {
                let mut start = [[f32::NEG_INFINITY; 16]; SCORE_VECTORS];
                for idx in allowed.into_iter().map(usize::from) {
                    start[idx / 16][idx % 16] = self.upper_bias[idx];
                }
                Choice::Among(Box::new(start))
            }
        }
    }

    /// Works out the parts of the chunk of rows that `row` lies in.
    fn fill(&self, rows: &[f32], row: usize, parts: &mut Parts) {
        let chunk = row / CHUNK;
        if chunk != parts.chunks.end {
            parts.chunks.start = chunk;
        }
        parts.chunks.end = chunk + 1;
        parts.chunks.start = parts.chunks.start.max(parts.chunks.end.saturating_sub(CHUNKS));
        let n_values = CHUNK * self.lower.cols();
        parts.values.resize(CHUNKS * n_values, 0.0);
        let rows = &rows[chunk * CHUNK * HIDDEN..rows.len().min((chunk + 1) * CHUNK * HIDDEN)];
        self.lower.multiply(rows, &mut parts.values[chunk % CHUNKS * n_values..]);
    }

    /// The best move of `choice` for a state that looks at `places` (tokens of `stretch`; `None` for a place without a
    /// token), which is asked only where there is a choice; of equals the first. `parts` belongs to the rows of the stretch:
    /// begin a batch with [`Parts::reset`] and take its blocks in order.
    pub fn choose<const N: usize>(
        &self,
        stretch: Stretch<'_>,
        places: impl FnOnce() -> [Option<u32>; N],
        parts: &mut Parts,
        choice: &Choice,
    ) -> Option<u8> {
        let start = match choice {
            Choice::Nothing => return None,
            Choice::Only(only) => return Some(*only),
            Choice::Among(start) => start,
        };
        let places = places().map(|token| token.map(|token| stretch.first + token as usize));
        // The next word is always the first place; when it leaves the chunks, they move on.
        if let Some(next) = places[0]
            && next / CHUNK >= parts.chunks.end
        {
            self.fill(stretch.rows, next, parts);
        }
        Some(machine::run(Step { network: self, rows: stretch.rows, places: &places, parts, start }))
    }
}

/// One state.
struct Step<'a, const N: usize> {
    network: &'a StepNetwork,
    rows: &'a [f32],
    /// Rows that it looks at.
    places: &'a [Option<usize>; N],
    parts: &'a Parts,
    start: &'a Scores,
}

impl<const N: usize> Work for Step<'_, N> {
    type Out = u8;

    #[inline(always)]
    fn run<const LANES: usize, const ROWS: usize, const FUSED: bool>(self) -> u8 {
        let Self { network, rows, places, parts, start } = self;
        let mut sums = network.lower_bias;
        for (place, row) in places.iter().enumerate() {
            match row {
                None => add(&mut sums, &network.padding[place]),
                Some(row) if parts.chunks.contains(&(row / CHUNK)) => {
                    let start = row % (CHUNKS * CHUNK) * network.lower.cols() + place * PART;
                    add(&mut sums, &parts.values[start..start + PART]);
                }
                Some(row) => {
                    let mut part = [0.0; PART];
                    let row = &rows[row * HIDDEN..(row + 1) * HIDDEN];
                    let cols = place * PART..(place + 1) * PART;
                    network.lower.multiply_part::<LANES, ROWS, FUSED>(row, cols, &mut part);
                    add(&mut sums, &part);
                }
            }
        }
        let state: [f32; HIDDEN] = std::array::from_fn(|col| {
            let (a, b) = (sums[col], sums[HIDDEN + col]);
            if a > b { a } else { b }
        });
        let upper = network.upper.first_chunk().expect("one row of scores for each number of a state");
        let [scores] = tile::<16, 1, SCORE_VECTORS, HIDDEN, FUSED>([&state], upper, [*start]);
        highest(&scores) as u8
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
    /// Forgets the rows: others follow.
    pub fn reset(&mut self) {
        self.chunks = 0..0;
    }
}
