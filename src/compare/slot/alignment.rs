//! Which sentence of another report tells what a sentence tells: all sentences of a story held against all.
//!
//! In: the vectors of the story's articles. Out: for two sentences their cosine, and the place of the one among all of its
//! article by nearness to the other.

use crate::extract::{Vector, Vectors};
use crate::text::fence::check;

/// Sentences of a story that are aligned: their square is held in memory (16 MB).
const MOST_SENTENCES: usize = 2000;

/// All sentences of a story, numbered through in the order of its compared articles.
pub(in super::super) struct Alignment<'a> {
    vectors: Vec<&'a Vector>,
    /// For each compared article, the number of its first sentence; one more at the end.
    firsts: Vec<usize>,
    /// Cosines, a row a sentence.
    cosines: Vec<f32>,
    /// For each sentence how near it lies to what the whole story is about.
    pub(in super::super) salience: Vec<f32>,
}

impl<'a> Alignment<'a> {
    /// `members` are the vectors of the compared articles, in order.
    pub(in super::super) fn new(members: &[&'a Vectors]) -> Self {
        let share = MOST_SENTENCES / members.len().max(1);
        let mut firsts = vec![0];
        let mut vectors: Vec<&Vector> = Vec::new();
        for member in members {
            vectors.extend(member.sentences.iter().take(share));
            firsts.push(vectors.len());
        }
        let n = vectors.len();
        let mut cosines = vec![1.0; n * n];
        for one in 0..n {
            check();
            for other in one + 1..n {
                let cosine = vectors[one].cosine(vectors[other]);
                cosines[one * n + other] = cosine;
                cosines[other * n + one] = cosine;
            }
        }
        let centre = Vector::mean(vectors.iter().copied());
        let salience = vectors.iter().map(|vector| vector.cosine(&centre)).collect();
        Self { vectors, firsts, cosines, salience }
    }

    /// The number of a sentence of a compared article; `None` for one that was not encoded.
    pub(in super::super) fn number(&self, member: usize, sentence: usize) -> Option<usize> {
        let number = self.firsts[member] + sentence;
        (number < self.firsts[member + 1]).then_some(number)
    }

    pub(in super::super) fn cosine(&self, one: usize, other: usize) -> f32 {
        self.cosines[one * self.vectors.len() + other]
    }

    /// How many sentences of the other's article lie nearer to `one` than `other` does.
    pub(in super::super) fn rank(&self, one: usize, other: usize) -> usize {
        let member = self.firsts.partition_point(|first| *first <= other) - 1;
        let cosine = self.cosine(one, other);
        (self.firsts[member]..self.firsts[member + 1]).filter(|&third| self.cosine(one, third) > cosine).count()
    }
}
