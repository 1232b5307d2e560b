//! What the sentences and values of one article are about, as vectors of the sentence encoder.
//!
//! In: an article's text and its findings. Out: for each sentence its vector, and for each quantity and each time the
//! vector of its *slot*: the words around the value without the value itself, so that "3 people were hurt" and "five
//! were injured" lie near one another. Vectors are of length one and kept in 8 bits a number.

use super::Findings;
use crate::text::Span;
use crate::text::fence::check;
use crate::understand::transformer::{Encoded, Transformer, WIDTH};
use rustc_hash::FxHashMap;

/// From this cosine on one sentence is said to tell what another does: of the reports with such a sentence for one that holds a
/// side of a labelled difference, .82 carry a side of it too.
const TELLS: f32 = 0.65;
/// Bytes on each side of a value whose words are its slot.
const AROUND: u32 = 80;
/// Sentences of an article that are encoded: what stands behind is of no story's core, and time must stay bounded.
const MOST_SENTENCES: usize = 400;

/// Sentences that are encoded between two looks at whether to stop.
const AT_ONCE: usize = 32;

/// The vectors of one article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Vectors {
    /// Where each sentence stands that was encoded.
    pub spans: Vec<Span>,
    /// For each of [`Findings::sentences`].
    pub sentences: Vec<Vector>,
    /// For each of [`Findings::quantities`]: its slot.
    pub quantities: Vec<Vector>,
    /// For each of [`Findings::times`]: its slot.
    pub times: Vec<Vector>,
}

/// A vector of length one, 127 for each 1.0; empty where there was nothing to encode.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vector(Box<[i8]>);

impl Vector {
    /// From numbers of which each is under a third, as in vectors of news sentences.
    pub(crate) fn of(values: &[f32]) -> Self {
        // Most numbers of a vector of length one with 384 numbers are far under one: a larger scale keeps more of them.
        Self(values.iter().map(|value| (value * SCALE).round().clamp(-127.0, 127.0) as i8).collect())
    }

    /// Cosine of the angle between two vectors, -1 to 1; 0 where one is empty.
    pub fn cosine(&self, other: &Self) -> f32 {
        let dot: i32 = self.0.iter().zip(&other.0).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum();
        dot as f32 / (SCALE * SCALE)
    }

    /// Whether a sentence with this vector may be said to tell what another's does.
    pub fn tells(&self, other: &Self) -> bool {
        self.cosine(other) >= TELLS
    }

    /// The direction between several vectors.
    pub fn mean<'a>(vectors: impl Iterator<Item = &'a Vector>) -> Self {
        let mut sum = vec![0.0f32; WIDTH];
        for vector in vectors {
            sum.iter_mut().zip(&vector.0).for_each(|(sum, value)| *sum += f32::from(*value));
        }
        let length = sum.iter().map(|value| value * value).sum::<f32>().sqrt().max(1e-6);
        Self::of(&sum.into_iter().map(|value| value / length).collect::<Vec<_>>())
    }
}

/// What 1.0 is stored as: the largest numbers in vectors of news sentences are about 0.25.
const SCALE: f32 = 400.0;

/// The vectors of an article's sentences and values.
pub fn encode(text: &str, findings: &Findings) -> Vectors {
    let sentences = &findings.sentences[..findings.sentences.len().min(MOST_SENTENCES)];
    let texts: Vec<&str> = sentences.iter().map(|sentence| sentence.span.of(text)).collect();
    let mut encoded = Vec::with_capacity(texts.len());
    for texts in texts.chunks(AT_ONCE) {
        check();
        encoded.extend(Transformer::shared().encode(texts));
    }
    let by_start: FxHashMap<u32, usize> = sentences.iter().enumerate().map(|(at, one)| (one.span.start, at)).collect();
    let starts: Vec<u32> = {
        let mut starts: Vec<u32> = by_start.keys().copied().collect();
        starts.sort_unstable();
        starts
    };
    let sentence_of = |value: Span| -> Option<usize> {
        let before = starts.partition_point(|start| *start <= value.start);
        let at = before.checked_sub(1).map(|before| by_start[&starts[before]]);
        at.filter(|&at| sentences[at].span.end > value.start)
    };
    let slot = |value: Span| -> Vector {
        sentence_of(value).map_or_else(Vector::default, |at| around(&encoded[at], sentences[at].span, value))
    };
    Vectors {
        spans: sentences.iter().map(|sentence| sentence.span).collect(),
        sentences: encoded.iter().map(|one| Vector::of(&one.sentence())).collect(),
        quantities: findings.quantities.iter().map(|quantity| slot(quantity.number)).collect(),
        times: findings.times.iter().map(|time| slot(time.span)).collect(),
    }
}

/// The words around a value, without it.
fn around(encoded: &Encoded, sentence: Span, value: Span) -> Vector {
    let (start, end) = (value.start - sentence.start, value.end.min(sentence.end) - sentence.start);
    Vector::of(&encoded.mean(|piece| {
        let outside = piece.end <= start || piece.start >= end;
        outside && piece.end + AROUND > start && piece.start < end + AROUND
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::SentenceFound;

    #[test]
    fn a_vector_keeps_its_direction_in_eight_bits() {
        let text = "Five people were hurt in the fire. The bank raised its rates.";
        let sentence = |start, end| SentenceFound { span: Span::new(start, end), block: 0, words: Vec::new() };
        let findings = Findings { sentences: vec![sentence(0, 34), sentence(35, 61)], ..Findings::default() };
        let vectors = encode(text, &findings);
        let (one, other) = (&vectors.sentences[0], &vectors.sentences[1]);
        assert!((one.cosine(one) - 1.0).abs() < 0.02, "{}", one.cosine(one));
        assert!(one.cosine(other) < 0.3);
        assert_eq!(one.cosine(&Vector::default()).to_bits(), 0.0f32.to_bits());
    }
}
