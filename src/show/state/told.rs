//! How many of the other reports tell each sentence of the open article, for the signs beside its lines: looked at when
//! a line first comes into sight, and kept for as long as the article is open.

use crate::show::material::Material;
use crate::show::tellings::{Reports, begins_in, sentences};
use crate::text::Span;
use std::collections::BTreeMap;

/// In a story of more reports than this the sentences of one screen would take longer than a key may; there are no signs.
const MOST_REPORTS: usize = 100;

/// Which of the other reports tell a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// Each of them.
    All,
    /// Some of them, or what is near it without being the same.
    Some,
    /// None has anything near it.
    OnlyHere,
}

/// What is known of the open article.
#[derive(Clone, Debug, Default)]
pub struct Told {
    article: Option<u32>,
    /// By the sentence's first byte.
    shares: BTreeMap<u32, Share>,
}

impl Told {
    /// Looks at the first sentences of the lines that are seen, if that was not done before.
    pub fn look(&mut self, material: &Material, article: u32, lines: impl Iterator<Item = Span>) {
        if self.article != Some(article) {
            *self = Self { article: Some(article), shares: BTreeMap::new() };
        }
        let Some(sentences) = sentences(material, article) else { return };
        let starts = lines.filter_map(|line| Some(begins_in(sentences, line)?.start));
        let new: Vec<u32> = starts.filter(|start| !self.shares.contains_key(start)).collect();
        if new.is_empty() {
            return;
        }
        let Some(reports) = Reports::of(material, article).filter(|reports| reports.n_others() < MOST_REPORTS) else {
            return;
        };
        for start in new {
            let share = match reports.n_tell(start) {
                (_, 0) => Share::OnlyHere,
                (tell, _) if tell == reports.n_others() => Share::All,
                _ => Share::Some,
            };
            self.shares.insert(start, share);
        }
    }

    /// How many tell the first sentence that begins in a stretch of the article.
    pub fn share(&self, article: u32, line: Span) -> Option<Share> {
        let mut here = self.shares.range(line.start..line.end.max(line.start));
        here.next().map(|(_, share)| *share).filter(|_| self.article == Some(article))
    }

    /// Forgets everything: other material is at hand now.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}
