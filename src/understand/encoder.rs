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
use super::matrix::WIDTH;
use super::maxout::{Maxout, Rows};
use super::model_file::{ModelError, ModelFile, half_to_float};

/// Rows of the tables for normal form, first character, last three characters, shape, space after, is white space.
const TABLE_ROWS: [usize; 6] = [5000, 1000, 2500, 2500, 50, 50];
/// Features that hang on the form alone.
const FORM_FEATURES: usize = 4;
/// Numbers that the embeddings of these make.
const EMBEDDED: usize = FORM_FEATURES * WIDTH;
/// Numbers of a token and its two neighbours.
const WINDOW: usize = 3 * WIDTH;
/// Seed of the first table's hash; the others follow.
const FIRST_SEED: u32 = 8;
/// Window layers.
const DEPTH: usize = 4;
/// Rows of zeros between two blocks: as many as there are layers, so that no block sees another.
pub const PADDING: usize = DEPTH;
/// Forms embedded at once.
const FORM_BATCH: usize = 120;
/// Rows encoded at once: what goes into a layer and what comes out of these stays in the cache of one core.
const ROWS: usize = 512;
/// The vector of a row of padding, or of a form that has none yet.
const NONE: u32 = u32::MAX;

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

/// One of the two encoders.
#[derive(Debug)]
pub struct Encoder {
    tables: Vec<Table>,
    /// Embeddings to a vector; where the encoder knows them, by (space after, is white space).
    mix: Maxout<EMBEDDED>,
    /// Whether the encoder knows if a space follows and if the token is white space.
    knows_space: bool,
    layers: Vec<Maxout<WINDOW>>,
}

/// Vectors of word forms.
#[derive(Debug, Default)]
pub struct FormVectors {
    /// By form, then by whether a space follows: index of the vector.
    places: Vec<[u32; 2]>,
    /// `WIDTH` numbers a vector.
    values: Vec<f32>,
    /// By row of what is encoded: index of the vector.
    of_rows: Vec<u32>,
    /// Forms that wait for their vectors, and the case of each.
    new: Vec<(FormId, usize)>,
    sums: Vec<f32>,
}

/// Memory that encoding needs, kept by a worker.
#[derive(Debug, Default)]
pub struct EncoderMemory {
    before: Vec<f32>,
    after: Vec<f32>,
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
        let mut cases = Vec::new();
        if let [space_table, is_space_table] = &tables[FORM_FEATURES..] {
            for (space, is_space) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
                let mut sums = vec![0.0; 2 * WIDTH];
                space_table.add(space, &mut sums[..WIDTH]);
                is_space_table.add(is_space, &mut sums[WIDTH..]);
                cases.push(sums);
            }
        }
        tables.truncate(FORM_FEATURES);
        let mix = Maxout::load(file, &format!("{name}.mix"), &cases)?;
        let window = |idx| Maxout::load(file, &format!("{name}.window.{idx}"), &[]);
        let layers = (0..DEPTH).map(window).collect::<Result<_, _>>()?;
        Ok(Self { tables, mix, knows_space: !cases.is_empty(), layers })
    }

    /// Finds the vectors of all rows; works out those that are new.
    fn embed(&self, rows: &[Row], forms: &FormStore, vectors: &mut FormVectors) {
        let FormVectors { places, values, of_rows, new, sums } = vectors;
        places.resize(forms.len(), [NONE; 2]);
        of_rows.clear();
        new.clear();
        let mut n_vectors = values.len() / WIDTH;
        for row in rows {
            of_rows.push(row.map_or(NONE, |(form, space)| {
                let space = usize::from(space && self.knows_space);
                let place = &mut places[form as usize][space];
                if *place == NONE {
                    *place = n_vectors as u32;
                    n_vectors += 1;
                    let is_space = usize::from(self.knows_space && forms.get(form).is_space);
                    new.push((form, space * 2 + is_space));
                }
                *place
            }));
        }
        for batch in new.chunks(FORM_BATCH) {
            sums.clear();
            sums.resize(batch.len() * EMBEDDED, 0.0);
            for (&(form, _), sums) in batch.iter().zip(sums.chunks_exact_mut(EMBEDDED)) {
                for ((table, id), sums) in
                    self.tables.iter().zip(forms.get(form).features).zip(sums.chunks_exact_mut(WIDTH))
                {
                    table.add(id, sums);
                }
            }
            let first = values.len();
            values.resize(first + batch.len() * WIDTH, 0.0);
            let rows = Rows { values: sums, stride: EMBEDDED, count: batch.len(), residual: None };
            self.mix.apply(&rows, |row| batch[row].1, &mut values[first..]);
        }
    }

    /// Encodes `rows`, whose forms lie in `forms`, and calls `take` with stretches of the result: index of the first row,
    /// and the vectors (`n × WIDTH`). Every stretch is encoded with [`PADDING`] rows of what stands around it, so that
    /// cutting changes nothing.
    pub fn encode(
        &self,
        rows: &[Row],
        forms: &FormStore,
        vectors: &mut FormVectors,
        memory: &mut EncoderMemory,
        mut take: impl FnMut(usize, &[f32]),
    ) {
        self.embed(rows, forms, vectors);
        let EncoderMemory { before, after } = memory;
        for start in (0..rows.len()).step_by(ROWS) {
            let end = rows.len().min(start + ROWS);
            let (from, to) = (start.saturating_sub(PADDING), rows.len().min(end + PADDING));
            let n_rows = to - from;
            // One row of zeros on either side.
            for values in [&mut *before, after] {
                values.resize((n_rows + 2) * WIDTH, 0.0);
                values[..WIDTH].fill(0.0);
                values[(n_rows + 1) * WIDTH..].fill(0.0);
            }
            for (&place, into) in vectors.of_rows[from..to].iter().zip(before[WIDTH..].chunks_exact_mut(WIDTH)) {
                if place == NONE {
                    into.fill(0.0);
                } else {
                    let first = place as usize * WIDTH;
                    into.copy_from_slice(&vectors.values[first..first + WIDTH]);
                }
            }
            for layer in &self.layers {
                let rows = Rows { values: before, stride: WIDTH, count: n_rows, residual: Some(WIDTH) };
                layer.apply(&rows, |_| 0, &mut after[WIDTH..]);
                std::mem::swap(before, after);
            }
            let first = 1 + start - from;
            take(start, &before[first * WIDTH..(first + end - start) * WIDTH]);
        }
    }
}
