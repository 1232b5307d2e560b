//! Words to vectors: hash embedding (Weinberger et al. 2009; "Bloom embeddings", Serrà & Karatzoglou 2017), then four
//! maxout layers over a window of three words, each added to its input (Honnibal 2017, "Embed, encode, attend, predict").
//!
//! In: the word forms of a stretch of text. Out: a vector of 96 numbers a token, which has seen four words on either side.
//!
//! A form's four features (normal form, first character, last three characters, shape) each pick four rows of a table of
//! 96 columns; the rows are added, the sums laid side by side (384 numbers) and mixed to 96. The encoder shared by tagger
//! and parser also knows whether a space follows and whether the token is white space: 2 × 2 cases, whose part of the
//! mixing is worked out at start. So a form's vector is worked out once and kept (`FormVectors`).

use super::forms::{FormId, FormStore};
use super::hashing::keys;
use super::matrix::{Finish, PIECES, WIDTH, Weights, add, piece_column, wide};
use super::model_file::{ModelError, ModelFile, half_to_float};

/// Rows of the tables for normal form, first character, last three characters, shape, space after, is white space.
const TABLE_ROWS: [usize; 6] = [5000, 1000, 2500, 2500, 50, 50];
/// Features that hang on the form alone.
const FORM_FEATURES: usize = 4;
/// Seed of the first table's hash; the others follow.
const FIRST_SEED: u32 = 8;
/// Window layers.
const DEPTH: usize = 4;
/// Rows of zeros between two blocks: as many as there are layers, so that no block sees another.
pub const PADDING: usize = DEPTH;
/// Columns of a layer's product.
const PRODUCT: usize = WIDTH * PIECES;
/// Forms embedded at once.
const FORM_BATCH: usize = 128;
/// Rows encoded at once: product and input of these stay in the cache of one core.
const ROWS: usize = 512;

/// One embedding table, as it lies in the file.
#[derive(Debug)]
struct Table {
    halves: &'static [[u8; 2]],
    rows: usize,
    seed: u32,
}

impl Table {
    /// Adds the four rows of an id to `sums`.
    fn add(&self, id: u64, sums: &mut [f32]) {
        for key in keys(id, self.seed) {
            let row = key as usize % self.rows * WIDTH;
            for (sum, &half) in sums.iter_mut().zip(&self.halves[row..row + WIDTH]) {
                *sum += half_to_float(u16::from_le_bytes(half));
            }
        }
    }
}

/// One window layer.
#[derive(Debug)]
struct Layer {
    weights: Weights,
    finish: Finish,
}

impl Layer {
    fn load(file: &ModelFile, name: &str, inner: usize) -> Result<(Vec<f32>, Finish), ModelError> {
        let weights = file.floats(&format!("{name}.weight"), &[WIDTH, PIECES, inner])?;
        let bias = file.floats(&format!("{name}.bias"), &[WIDTH, PIECES])?;
        let gain = file.floats(&format!("{name}.gain"), &[WIDTH])?;
        let shift = file.floats(&format!("{name}.shift"), &[WIDTH])?;
        Ok((weights, Finish::new(&bias, gain, shift)))
    }
}

/// One of the two encoders.
#[derive(Debug)]
pub struct Encoder {
    tables: Vec<Table>,
    mix: Weights,
    mix_finish: Finish,
    /// What the mixing adds for each pair of (space after, is white space); one entry where the encoder knows neither.
    cases: Vec<Vec<f32>>,
    layers: Vec<Layer>,
}

/// Vectors of word forms, by [`FormId`]: for each form, one vector a case of "space after".
#[derive(Debug, Default)]
pub struct FormVectors {
    values: Vec<f32>,
    n_forms: usize,
    sums: Vec<f32>,
    product: Vec<f32>,
}

/// Memory that encoding needs, kept by a worker.
#[derive(Debug, Default)]
pub struct EncoderMemory {
    rows: Vec<f32>,
    product: Vec<f32>,
}

/// One row of what is encoded: a token's form and whether a space follows; `None` is padding.
pub type Row = Option<(FormId, bool)>;

impl Encoder {
    /// Reads the encoder called `name`, with its number of features.
    pub fn load(file: &ModelFile, name: &str, n_features: usize) -> Result<Self, ModelError> {
        let mut tables = Vec::new();
        for (idx, &rows) in TABLE_ROWS.iter().enumerate().take(n_features) {
            let halves = file.halves(&format!("{name}.embed.{idx}"), &[rows, WIDTH])?;
            tables.push(Table { halves, rows, seed: FIRST_SEED + idx as u32 });
        }
        let (mix, mix_finish) = Layer::load(file, &format!("{name}.mix"), n_features * WIDTH)?;
        let all = Weights::transposed(&mix, PRODUCT, piece_column);
        let of_form: Vec<f32> =
            mix.chunks_exact(n_features * WIDTH).flat_map(|row| row[..FORM_FEATURES * WIDTH].to_vec()).collect();
        let mut cases = vec![vec![0.0; PRODUCT]];
        if n_features > FORM_FEATURES {
            let known = [(0, 0), (0, 1), (1, 0), (1, 1)].map(|(space, is_space)| {
                let mut sums = vec![0.0; n_features * WIDTH];
                tables[4].add(space, &mut sums[4 * WIDTH..5 * WIDTH]);
                tables[5].add(is_space, &mut sums[5 * WIDTH..]);
                let mut product = vec![0.0; PRODUCT];
                all.multiply(&sums, sums.len(), 1, &mut product);
                product
            });
            cases = known.to_vec();
        }
        let mut layers = Vec::new();
        for idx in 0..DEPTH {
            let (weights, finish) = Layer::load(file, &format!("{name}.window.{idx}"), 3 * WIDTH)?;
            layers.push(Layer { weights: Weights::transposed(&weights, PRODUCT, piece_column), finish });
        }
        tables.truncate(FORM_FEATURES);
        Ok(Self { tables, mix: Weights::transposed(&of_form, PRODUCT, piece_column), mix_finish, cases, layers })
    }

    /// Cases of "space after" that this encoder tells apart.
    fn n_spaces(&self) -> usize {
        self.cases.len().div_ceil(2)
    }

    /// Works out the vectors of the forms that are new in `forms`.
    pub fn embed(&self, forms: &FormStore, vectors: &mut FormVectors) {
        let FormVectors { values, n_forms, sums, product } = vectors;
        let width = FORM_FEATURES * WIDTH;
        sums.resize(FORM_BATCH * width, 0.0);
        product.resize(FORM_BATCH * PRODUCT, 0.0);
        while *n_forms < forms.len() {
            let batch = *n_forms..forms.len().min(*n_forms + FORM_BATCH);
            sums.fill(0.0);
            for (idx, sums) in batch.clone().zip(sums.chunks_exact_mut(width)) {
                let features = forms.get(idx as FormId).features;
                for ((table, id), sums) in self.tables.iter().zip(features).zip(sums.chunks_exact_mut(WIDTH)) {
                    table.add(id, sums);
                }
            }
            self.mix.multiply(sums, width, batch.len(), product);
            for (idx, product) in batch.clone().zip(product.chunks_exact(PRODUCT)) {
                let is_space = usize::from(forms.get(idx as FormId).is_space);
                for space in 0..self.n_spaces() {
                    let case = &self.cases[(space * 2 + is_space).min(self.cases.len() - 1)];
                    let mut sums = [0.0; PRODUCT];
                    sums.copy_from_slice(product);
                    add(&mut sums, case);
                    let mut vector = [0.0; WIDTH];
                    self.mix_finish.apply(&sums, &mut vector);
                    values.extend_from_slice(&vector);
                }
            }
            *n_forms = batch.end;
        }
    }

    /// Encodes `rows` and calls `take` with stretches of the result: index of the first row, and the vectors
    /// (`n × WIDTH`). Every stretch is encoded with [`PADDING`] rows of what stands around it, so that cutting changes
    /// nothing.
    pub fn encode(
        &self,
        rows: &[Row],
        vectors: &FormVectors,
        memory: &mut EncoderMemory,
        mut take: impl FnMut(usize, &[f32]),
    ) {
        let n_spaces = self.n_spaces();
        for start in (0..rows.len()).step_by(ROWS) {
            let end = rows.len().min(start + ROWS);
            let (from, to) = (start.saturating_sub(PADDING), rows.len().min(end + PADDING));
            let n_rows = to - from;
            // One row of zeros on either side.
            memory.rows.clear();
            memory.rows.resize((n_rows + 2) * WIDTH, 0.0);
            memory.product.resize(memory.product.len().max(n_rows * PRODUCT), 0.0);
            for (row, into) in rows[from..to].iter().zip(memory.rows[WIDTH..].chunks_exact_mut(WIDTH)) {
                if let Some((form, space)) = row {
                    let idx = *form as usize * n_spaces + usize::from(*space && n_spaces > 1);
                    into.copy_from_slice(&vectors.values[idx * WIDTH..(idx + 1) * WIDTH]);
                }
            }
            for layer in &self.layers {
                layer.weights.multiply(&memory.rows, WIDTH, n_rows, &mut memory.product);
                let rows = memory.rows[WIDTH..].chunks_exact_mut(WIDTH).take(n_rows);
                wide(|| {
                    for (row, product) in rows.zip(memory.product.chunks_exact(PRODUCT)) {
                        let mut out = [0.0; WIDTH];
                        layer.finish.apply(product, &mut out);
                        add(row, &out);
                    }
                });
            }
            let first = 1 + start - from;
            take(start, &memory.rows[first * WIDTH..(first + end - start) * WIDTH]);
        }
    }
}
