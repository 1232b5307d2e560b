//! Tags for the tokens of a sentence: whether a name begins there or goes on, and of what kind.
//!
//! In: a sentence, its tokens, and the *signs* that hold of each (numbers that the caller gives a meaning). Out: for each token
//! the logarithms of the probabilities of the [`TAGS`] tags. What comes out of the encoder's lower layers, plus a vector for
//! each sign, goes through three layers of the tagger's own and one of weights (Devlin et al. 2019, "BERT", for tagging;
//! the lower layers are shared with the encoder). No input or output, no failure.
//!
//! Weights: `assets/names/tagger.safetensors`, made by `tools/names/train.py`; `assets/names/CARD.md` says from what.

use super::linear::{Linear, matrix};
use super::network::{Layer, Memory, Runs};
use super::{LAYERS, Transformer, WIDTH};
use crate::text::fence::check;
use safetensors::SafeTensors;
use std::ops::Range;
use std::sync::OnceLock;

static FILE: &[u8] = include_bytes!("../../../assets/names/tagger.safetensors");
/// Kinds of names.
pub const KINDS: usize = 5;
/// None; then for each kind: begins, goes on.
pub const TAGS: usize = 1 + 2 * KINDS;
/// Layers of the encoder that come before the tagger's own.
const LOWER: usize = 3;
/// Sentences that are tagged between two looks at whether to stop.
const AT_ONCE: usize = 32;

/// A sentence to be tagged.
#[derive(Clone, Debug)]
pub struct Untagged<'a> {
    /// Its text.
    pub text: &'a str,
    /// Where each token stands in it, in bytes; in order.
    pub tokens: Vec<Range<u32>>,
    /// The signs that hold of each token.
    pub signs: Vec<Vec<u8>>,
}

/// The logarithms of the probabilities of a token's tags.
pub type Scores = [f32; TAGS];

/// The tagger, ready to be used.
#[derive(Debug)]
pub struct Tagger {
    /// A vector of [`WIDTH`] numbers for each sign.
    signs: Vec<f32>,
    layers: Vec<Layer>,
    tags: Linear,
}

impl Tagger {
    /// The one of this program; made at first use.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Tagger> = OnceLock::new();
        SHARED.get_or_init(|| {
            let file = SafeTensors::deserialize(FILE).expect("the tagger's file is part of the program");
            Self {
                signs: matrix(&file, "signs.weight").0,
                layers: (0..LAYERS - LOWER).map(|number| Layer::read_plain(&file, number)).collect(),
                tags: Linear::read(&file, &["tags".to_owned()]),
            }
        })
    }

    /// Signs that the weights know.
    pub fn n_signs(&self) -> usize {
        self.signs.len() / WIDTH
    }

    /// The scores of each token of each sentence; a token without a letter or mark of its own is none of a name.
    pub fn tag(&self, sentences: &[Untagged]) -> Vec<Vec<Scores>> {
        let mut out: Vec<Vec<Scores>> =
            sentences.iter().map(|sentence| vec![nothing(); sentence.tokens.len()]).collect();
        for (sentences, out) in sentences.chunks(AT_ONCE).zip(out.chunks_mut(AT_ONCE)) {
            check();
            self.tag_some(sentences, out);
        }
        out
    }

    fn tag_some(&self, sentences: &[Untagged], out: &mut [Vec<Scores>]) {
        let texts: Vec<&str> = sentences.iter().map(|sentence| sentence.text).collect();
        // The rows of the lower layers, batch by batch.
        let mut batches: Vec<(Vec<f32>, Runs)> = Vec::new();
        let encoded = Transformer::shared().encode_with(&texts, LOWER, &mut |layer, rows, runs| {
            if layer == LOWER {
                batches.push((rows.to_vec(), runs.to_vec()));
            }
        });
        // For each text, the piece that comes next and the token last seen to begin.
        let mut next = vec![0; texts.len()];
        let mut begun: Vec<Option<usize>> = vec![None; texts.len()];
        let mut memory = Memory::default();
        for (mut rows, runs) in batches {
            // Sentence, token and row of each token's first piece.
            let mut firsts: Vec<(usize, usize, usize)> = Vec::new();
            for (text, run) in &runs {
                let sentence = &sentences[*text];
                for row in run.start + 1..run.end - 1 {
                    let piece = &encoded[*text].pieces[next[*text]];
                    next[*text] += 1;
                    let token = sentence.tokens.partition_point(|token| token.end <= piece.start);
                    let Some(signs) = sentence.signs.get(token) else { continue };
                    let values = &mut rows[row * WIDTH..(row + 1) * WIDTH];
                    for &sign in signs {
                        let vector = &self.signs[usize::from(sign) * WIDTH..][..WIDTH];
                        values.iter_mut().zip(vector).for_each(|(value, more)| *value += more);
                    }
                    if begun[*text] != Some(token) {
                        begun[*text] = Some(token);
                        firsts.push((*text, token, row));
                    }
                }
            }
            let places: Vec<Range<usize>> = runs.into_iter().map(|(_, run)| run).collect();
            for layer in &self.layers {
                layer.apply(&mut rows, &places, &mut memory);
            }
            let mut seen = vec![0.0; firsts.len() * (WIDTH + self.n_signs())];
            for ((text, token, row), seen) in firsts.iter().zip(seen.chunks_exact_mut(WIDTH + self.n_signs())) {
                seen[..WIDTH].copy_from_slice(&rows[row * WIDTH..(row + 1) * WIDTH]);
                for &sign in &sentences[*text].signs[*token] {
                    seen[WIDTH + usize::from(sign)] = 1.0;
                }
            }
            let mut scores = Vec::new();
            self.tags.apply(&seen, &mut scores);
            for ((text, token, _), scores) in firsts.iter().zip(scores.chunks_exact(TAGS)) {
                out[*text][*token] = log_softmax(scores);
            }
        }
    }
}

/// Sure that there is no name.
fn nothing() -> Scores {
    let mut scores = [IMPOSSIBLE; TAGS];
    scores[0] = 0.0;
    scores
}

const IMPOSSIBLE: f32 = -1e9;

fn log_softmax(scores: &[f32]) -> Scores {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let total = scores.iter().map(|score| (score - most).exp()).sum::<f32>().ln() + most;
    std::array::from_fn(|tag| scores[tag] - total)
}

/// A name that was found among the tokens of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Its tokens, counted from the sentence's first.
    pub tokens: Range<usize>,
    /// The number of its kind.
    pub kind: usize,
    /// The probability of each kind, the mean over its tokens; what lacks to one speaks for no name.
    pub kinds: [f32; KINDS],
}

/// The names on the likeliest way through the tags, on which a name goes on only where it began (Viterbi 1967).
pub fn decode(scores: &[Scores]) -> Vec<Found> {
    let mut best = [IMPOSSIBLE; TAGS];
    let mut back: Vec<[u8; TAGS]> = Vec::with_capacity(scores.len());
    for (at, scores) in scores.iter().enumerate() {
        let before = best;
        let likeliest = (0..TAGS).max_by(|&a, &b| before[a].total_cmp(&before[b])).unwrap_or(0);
        let mut from = [0; TAGS];
        for tag in 0..TAGS {
            let goes_on = tag > 0 && tag % 2 == 0;
            let tag_before = match (at, goes_on) {
                (0, _) => 0,
                (_, false) => likeliest,
                (_, true) if before[tag - 1] > before[tag] => tag - 1,
                (_, true) => tag,
            };
            from[tag] = tag_before as u8;
            best[tag] = scores[tag] + if at == 0 { if goes_on { IMPOSSIBLE } else { 0.0 } } else { before[tag_before] };
        }
        back.push(from);
    }
    let mut tag = (0..TAGS).max_by(|&a, &b| best[a].total_cmp(&best[b])).unwrap_or(0);
    let mut tags = vec![0; scores.len()];
    for at in (0..scores.len()).rev() {
        tags[at] = tag;
        tag = usize::from(back[at][tag]);
    }
    let mut found: Vec<Found> = Vec::new();
    for (at, &tag) in tags.iter().enumerate().filter(|(_, tag)| **tag > 0) {
        let kind = (tag - 1) / 2;
        match found.last_mut() {
            Some(name) if tag % 2 == 0 && name.tokens.end == at && name.kind == kind => name.tokens.end += 1,
            _ => found.push(Found { tokens: at..at + 1, kind, kinds: [0.0; KINDS] }),
        }
    }
    for name in &mut found {
        for at in name.tokens.clone() {
            for (kind, sum) in name.kinds.iter_mut().enumerate() {
                *sum += scores[at][1 + 2 * kind].exp() + scores[at][2 + 2 * kind].exp();
            }
        }
        let n = name.tokens.len() as f32;
        name.kinds.iter_mut().for_each(|sum| *sum /= n);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(tag: usize, sure: f32) -> Scores {
        let rest = ((1.0 - sure) / (TAGS as f32 - 1.0)).ln();
        std::array::from_fn(|other| if other == tag { sure.ln() } else { rest })
    }

    #[test]
    fn a_name_goes_on_only_where_one_of_its_kind_began() {
        // "goes on as an organization" right after "begins as a person": the second is likelier a person's too.
        let found = decode(&[scores(0, 0.9), scores(1, 0.9), scores(4, 0.5), scores(2, 0.9)]);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].tokens.clone(), found[0].kind), (1..4, 0));
        assert!(found[0].kinds[0] > 0.6 && found[0].kinds[1] < 0.3, "{:?}", found[0].kinds);
        // It goes on where nothing began: what is second likeliest, none, is taken.
        let likely = [0.2f32, 1e-9, 0.8];
        let alone: Scores = std::array::from_fn(|tag| likely.get(tag).map_or(IMPOSSIBLE, |p| p.ln()));
        assert!(decode(&[alone]).is_empty());
        assert_eq!(decode(&[]), Vec::new());
    }

    #[test]
    fn two_names_side_by_side_are_two() {
        let found = decode(&[scores(1, 0.9), scores(2, 0.9), scores(1, 0.9), scores(7, 0.9)]);
        let places: Vec<_> = found.iter().map(|name| (name.tokens.clone(), name.kind)).collect();
        assert_eq!(places, [(0..2, 0), (2..3, 0), (3..4, 3)]);
    }

    #[test]
    fn tokens_of_a_text_longer_than_the_encoder_looks_at_are_all_tagged() {
        let text = "Ana Ruiz spoke. ".repeat(200);
        let starts: Vec<u32> = (0..text.len() as u32).step_by(16).collect();
        let tokens: Vec<Range<u32>> =
            starts.iter().flat_map(|at| [*at..at + 3, at + 4..at + 8, at + 9..at + 14, at + 14..at + 15]).collect();
        let signs = vec![Vec::new(); tokens.len()];
        let scores = Tagger::shared().tag(&[Untagged { text: &text, tokens: tokens.clone(), signs }]);
        assert_eq!(scores[0].len(), tokens.len());
        assert!(scores[0].iter().all(|scores| scores[0] < 0.0));
    }
}
