//! How the other reports of a story tell a sentence of one, as the screen asks for it. It claims nothing: it shows which
//! passages lie nearest.
//!
//! In: the material, whose analysis keeps for each report where its sentences stand and what they are about. Out: places.
//! Reports that were not encoded (alone in their story, in another language) have no part in it.

use super::material::Material;
use crate::compare::{n_tell, told_elsewhere};
use crate::extract::Vectors;
use crate::text::{ArticleIdx, Evidence, Span};

/// A report, and the others of its story.
pub struct Reports<'a> {
    articles: Vec<ArticleIdx>,
    vectors: Vec<&'a Vectors>,
    own: usize,
}

/// What one other report has of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The report.
    pub article: ArticleIdx,
    /// Its nearest passages, the best first; none where it has nothing near it.
    pub passages: Vec<Evidence>,
    /// Whether the first of them is so near that it tells the same.
    pub tells: bool,
}

impl<'a> Reports<'a> {
    /// The reports beside `article`; nothing where there is none.
    pub fn of(material: &'a Material, article: u32) -> Option<Self> {
        let analysis = &material.analysis;
        let story = analysis.linked.stories.get(material.story_of(article)? as usize)?;
        let encoded = |idx: &ArticleIdx| Some((*idx, vectors(material, idx.0)?));
        let (articles, vectors): (Vec<_>, Vec<_>) = story.articles.iter().filter_map(encoded).unzip();
        let own = articles.iter().position(|other| other.0 == article)?;
        (articles.len() > 1).then_some(Self { articles, vectors, own })
    }

    /// How many others there are.
    pub fn n_others(&self) -> usize {
        self.articles.len() - 1
    }

    /// How many of them tell the sentence that begins at a byte, and how many have a passage near it.
    pub fn n_tell(&self, start: u32) -> (usize, usize) {
        self.number(start).map_or((0, 0), |sentence| n_tell(&self.vectors, self.own, sentence))
    }

    /// What each of them has of it: the report with the nearest passage first, those that do not tell it last.
    pub fn tell(&self, start: u32) -> Vec<Told> {
        let Some(sentence) = self.number(start) else { return Vec::new() };
        let tellings = told_elsewhere(&self.vectors, self.own, sentence);
        let mut all: Vec<(f32, Told)> = Vec::new();
        for (number, tellings) in tellings.into_iter().enumerate().filter(|(number, _)| *number != self.own) {
            let article = self.articles[number];
            let place = |sentence: usize| Some(Evidence { article, span: *self.vectors[number].spans.get(sentence)? });
            let passages = tellings.iter().filter_map(|telling| place(telling.sentence)).collect();
            let best = tellings.first();
            let tells = best.is_some_and(|best| best.tells);
            all.push((best.map_or(-1.0, |best| best.cosine), Told { article, passages, tells }));
        }
        all.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        all.into_iter().map(|(_, told)| told).collect()
    }

    fn number(&self, start: u32) -> Option<usize> {
        self.vectors[self.own].spans.binary_search_by_key(&start, |span| span.start).ok()
    }
}

fn vectors(material: &Material, article: u32) -> Option<&Vectors> {
    material.analysis.vectors.get(article as usize)?.as_deref()
}

/// The sentences of an article that has others beside it, in order of place.
pub fn sentences(material: &Material, article: u32) -> Option<&[Span]> {
    vectors(material, article).map(|vectors| &vectors.spans[..])
}

/// The first sentence that begins in a stretch of text.
pub fn begins_in(sentences: &[Span], place: Span) -> Option<Span> {
    let next = sentences.partition_point(|sentence| sentence.start < place.start);
    sentences.get(next).copied().filter(|sentence| sentence.start < place.end)
}

/// The sentence in which a byte stands.
pub fn covers(sentences: &[Span], at: u32) -> Option<Span> {
    let before = sentences.partition_point(|sentence| sentence.start <= at);
    sentences.get(before.checked_sub(1)?).copied().filter(|sentence| sentence.end > at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_leads_to_the_sentence_that_begins_on_it_and_a_byte_to_the_one_around_it() {
        let sentences = [Span::new(0, 10), Span::new(11, 40), Span::new(41, 50)];
        assert_eq!(begins_in(&sentences, Span::new(5, 30)), Some(sentences[1]));
        assert_eq!(begins_in(&sentences, Span::new(12, 30)), None, "it only goes on there");
        assert_eq!(begins_in(&sentences, Span::new(50, 60)), None);
        assert_eq!(covers(&sentences, 12), Some(sentences[1]));
        assert_eq!((covers(&sentences, 10), covers(&sentences, 50), covers(&[], 0)), (None, None, None));
    }
}
