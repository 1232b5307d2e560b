//! The encoder's network: embedding and layers, and how texts go through them.

use super::attention::attend;
use super::linear::{Linear, Norm, gelu, matrix, quantized, vector};
use super::wordpiece::{self, FIRST, LAST};
use super::{Encoded, LAYERS, LONGEST, WIDTH};
use safetensors::SafeTensors;
use std::ops::Range;
use std::sync::OnceLock;

static FILE: &[u8] = include_bytes!("../../../assets/encoder/minilm.safetensors");
/// Pieces that go through the layers together: enough for the products to be fast, few enough to stay in the cache.
const BATCH: usize = 384;

/// The encoder, ready to be used.
#[derive(Debug)]
pub struct Transformer {
    /// A vector for each word piece, 8-bit, with one scale each: read where it lies.
    pieces: &'static [u8],
    scales: Vec<f32>,
    /// For each place in a sentence, with what the kind of the text adds.
    places: Vec<f32>,
    norm: Norm,
    layers: Vec<Layer>,
}

/// One layer: attention, then a wide layer; each is added to what went in and normalized.
#[derive(Debug)]
pub(super) struct Layer {
    /// Queries, keys and values side by side.
    project: Linear,
    gather: Linear,
    norm: Norm,
    widen: Linear,
    narrow: Linear,
    last: Norm,
}

/// The runs of a batch: the number of the text that each is of, and its rows.
pub(super) type Runs = Vec<(usize, Range<usize>)>;

/// What looks on: the number of a layer, what comes out of it, and the runs.
pub(super) type See<'a> = &'a mut dyn FnMut(usize, &[f32], &[(usize, Range<usize>)]);

/// Memory that layers need.
#[derive(Default)]
pub(super) struct Memory {
    wide: Vec<f32>,
    narrow: Vec<f32>,
}

impl Layer {
    /// A layer of the encoder's file.
    fn read(file: &SafeTensors, number: usize) -> Self {
        let part = |name: &str| format!("layer.{number}.{name}");
        let linear = |name: &str| Linear::read(file, &[part(name)]);
        Self {
            project: Linear::read(file, &["query", "key", "value"].map(|name| part(&format!("attention.self.{name}")))),
            gather: linear("attention.output.dense"),
            norm: Norm::read(file, &part("attention.output.LayerNorm")),
            widen: linear("intermediate.dense"),
            narrow: linear("output.dense"),
            last: Norm::read(file, &part("output.LayerNorm")),
        }
    }

    /// A layer as `tools/names/train.py` writes it: each part under its own name.
    pub(super) fn read_plain(file: &SafeTensors, number: usize) -> Self {
        let part = |name: &str| format!("layer.{number}.{name}");
        let linear = |name: &str| Linear::read(file, &[part(name)]);
        Self {
            project: linear("project"),
            gather: linear("gather"),
            norm: Norm::read(file, &part("norm")),
            widen: linear("widen"),
            narrow: linear("narrow"),
            last: Norm::read(file, &part("last")),
        }
    }

    /// Takes the rows of some runs through the layer.
    pub(super) fn apply(&self, rows: &mut [f32], runs: &[Range<usize>], memory: &mut Memory) {
        let Memory { wide, narrow } = memory;
        self.project.apply(rows, wide);
        attend(wide, runs, narrow);
        self.gather.apply(narrow, wide);
        self.norm.add(rows, wide);
        self.widen.apply(rows, wide);
        gelu(wide);
        self.narrow.apply(wide, narrow);
        self.last.add(rows, narrow);
    }
}

impl Transformer {
    /// The one of this program; made at first use, in some 30 ms.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Transformer> = OnceLock::new();
        SHARED.get_or_init(|| {
            let file = SafeTensors::deserialize(FILE).expect("the encoder's file is part of the program");
            Self::read(&file)
        })
    }

    fn read(file: &SafeTensors<'static>) -> Self {
        let (mut places, _) = matrix(file, "embeddings.position_embeddings.weight");
        let (kinds, _) = matrix(file, "embeddings.token_type_embeddings.weight");
        for place in places.chunks_exact_mut(WIDTH) {
            place.iter_mut().zip(&kinds).for_each(|(value, kind)| *value += kind);
        }
        Self {
            pieces: quantized(file, "embeddings.word_embeddings.weight").0,
            scales: vector(file, "embeddings.word_embeddings.weight.scale"),
            places,
            norm: Norm::read(file, "embeddings.LayerNorm"),
            layers: (0..LAYERS).map(|number| Layer::read(file, number)).collect(),
        }
    }

    /// What the last layer makes of each text.
    pub fn encode(&self, texts: &[&str]) -> Vec<Encoded> {
        self.encode_with(texts, LAYERS, &mut |_, _, _| {})
    }

    /// What the layer with this number makes of each text (0: the embedding). `see` gets the number of each layer, what comes
    /// out of it for the pieces of a batch, a row of [`WIDTH`] numbers a piece, with those at the start and end of each
    /// run, and the runs: the number of the text and the rows.
    pub(super) fn encode_with(&self, texts: &[&str], layers: usize, see: See) -> Vec<Encoded> {
        let mut encoded: Vec<Encoded> = Vec::with_capacity(texts.len());
        let mut batch = Batch::default();
        for (number, text) in texts.iter().enumerate() {
            let pieces = wordpiece::pieces(text);
            encoded.push(Encoded {
                pieces: pieces.iter().map(|(_, place)| place.clone()).collect(),
                hidden: Vec::with_capacity(pieces.len() * WIDTH),
            });
            for run in pieces.chunks(LONGEST) {
                if batch.ids.len() + run.len() + 2 > BATCH {
                    self.flush(&mut batch, &mut encoded, layers, see);
                }
                let start = batch.ids.len();
                batch.ids.push(FIRST);
                batch.ids.extend(run.iter().map(|(id, _)| *id));
                batch.ids.push(LAST);
                batch.runs.push((number, start..batch.ids.len()));
            }
        }
        self.flush(&mut batch, &mut encoded, layers, see);
        encoded
    }

    /// Takes a batch through the layers, gives its vectors to their texts and empties it.
    fn flush(&self, batch: &mut Batch, encoded: &mut [Encoded], layers: usize, see: See) {
        if batch.ids.is_empty() {
            return;
        }
        let runs: Vec<Range<usize>> = batch.runs.iter().map(|(_, run)| run.clone()).collect();
        let mut rows = vec![0.0; batch.ids.len() * WIDTH];
        let mut places = Vec::with_capacity(rows.len());
        for run in &runs {
            places.extend_from_slice(&self.places[..run.len() * WIDTH]);
        }
        for (row, &id) in rows.chunks_exact_mut(WIDTH).zip(&batch.ids) {
            let (stored, scale) = (&self.pieces[id as usize * WIDTH..][..WIDTH], self.scales[id as usize]);
            row.iter_mut().zip(stored).for_each(|(value, byte)| *value = f32::from(byte.cast_signed()) * scale);
        }
        self.norm.add(&mut rows, &places);
        see(0, &rows, &batch.runs);
        let mut memory = Memory::default();
        for (number, layer) in self.layers.iter().enumerate().take(layers) {
            layer.apply(&mut rows, &runs, &mut memory);
            see(number + 1, &rows, &batch.runs);
        }
        for (text, run) in batch.runs.drain(..) {
            encoded[text].hidden.extend_from_slice(&rows[(run.start + 1) * WIDTH..(run.end - 1) * WIDTH]);
        }
        batch.ids.clear();
    }
}

/// Runs of pieces that go through the layers together.
#[derive(Default)]
struct Batch {
    ids: Vec<u32>,
    runs: Runs,
}
