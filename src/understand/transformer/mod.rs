//! What a sentence is about, as numbers: the sentence encoder all-MiniLM-L6-v2.
//!
//! In: texts (sentences). Out: for each, its word pieces with their places and one vector of [`WIDTH`] numbers a piece
//! ([`Encoded`]); [`Encoded::sentence`] is the sentence's own. Texts that tell the same thing have vectors that point the
//! same way, whatever words they use (Reimers & Gurevych 2019; Wang et al. 2020). No input or output, no failure.
//!
//! 1. **Word pieces** (`wordpiece`): lower case without accents, cut at spaces and punctuation, then into the longest
//!    pieces that the vocabulary holds (Schuster & Nakajima 2012).
//! 2. **Embedding** (`network`): a vector for each piece, plus one for its place.
//! 3. **Six layers** (`network`, `attention`): each piece looks at all others of its sentence (Vaswani et al. 2017; twelve
//!    heads of 32 numbers), then goes through a layer of 1,536; each half is added to what went in and normalized.
//!
//! Weights (`assets/encoder/`, made by `tools/encoder/convert.py`) lie in the program as 8-bit integers and are turned into 32-bit
//! numbers at first use: 43 MB, which a program that compares nothing never takes.

mod attention;
mod linear;
mod network;
pub mod tagger;
mod wordpiece;

pub use network::Transformer;

use std::ops::Range;

/// Numbers in the vector of a piece.
pub const WIDTH: usize = 384;
/// Layers.
pub const LAYERS: usize = 6;
/// Pieces of a text that are looked at together; a longer one is cut into runs of so many.
pub const LONGEST: usize = 254;

/// A text as the encoder sees it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Encoded {
    /// Where each piece stands, in bytes of the text.
    pub pieces: Vec<Range<u32>>,
    /// A vector of [`WIDTH`] numbers for each piece, one after the other.
    pub hidden: Vec<f32>,
}

impl Encoded {
    /// The mean of the vectors of the pieces for which `keep` holds, of length one; zeros where there are none.
    pub fn mean(&self, keep: impl Fn(&Range<u32>) -> bool) -> Vec<f32> {
        let mut sum = vec![0.0; WIDTH];
        for (piece, vector) in self.pieces.iter().zip(self.hidden.chunks_exact(WIDTH)) {
            if keep(piece) {
                sum.iter_mut().zip(vector).for_each(|(sum, value)| *sum += value);
            }
        }
        let length = sum.iter().map(|value| value * value).sum::<f32>().sqrt();
        if length > 0.0 {
            for value in &mut sum {
                *value /= length;
            }
        }
        sum
    }

    /// The vector of the whole text, of length one.
    pub fn sentence(&self) -> Vec<f32> {
        self.mean(|_| true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cosine(one: &str, other: &str) -> f32 {
        let encoded = Transformer::shared().encode(&[one, other]);
        let (a, b) = (encoded[0].sentence(), encoded[1].sentence());
        a.iter().zip(&b).map(|(a, b)| a * b).sum()
    }

    #[test]
    fn sentences_that_tell_the_same_lie_nearer_than_others() {
        let same = cosine("Three people were hurt in the crash.", "The accident injured three.");
        let other = cosine("Three people were hurt in the crash.", "The bank raised its rates on Monday.");
        assert!(same > 0.6, "{same}");
        assert!(other < 0.2, "{other}");
    }

    #[test]
    fn a_vector_does_not_depend_on_what_is_read_beside_it() {
        let alone = Transformer::shared().encode(&["A bridge fell in Toledo."]);
        let beside = Transformer::shared().encode(&["The mayor spoke.", "A bridge fell in Toledo.", ""]);
        let far = alone[0].hidden.iter().zip(&beside[1].hidden).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        assert!(far < 1e-4, "{far}");
        assert!(beside[2].pieces.is_empty());
    }

    #[test]
    fn a_text_longer_than_the_encoder_looks_at_is_read_in_runs() {
        let text = "word ".repeat(LONGEST * 2 + 10);
        let encoded = Transformer::shared().encode(&[&text]);
        assert_eq!(encoded[0].pieces.len(), LONGEST * 2 + 10);
        assert_eq!(encoded[0].hidden.len(), encoded[0].pieces.len() * WIDTH);
    }
}
