//! Joins the rooms: from articles to everything that is known about them.
//!
//! Articles are understood over all cores, each once: what was found in one is kept under its content and
//! [`FINDINGS_VERSION`], and only new or changed ones are read again. A story is linked and compared by itself, and kept
//! for as long as its articles stay ([`Collection`]). Neither the order in which files came nor the number of threads
//! shows in what comes out.

mod collection;
mod guard;
mod judged;
mod pieces;

pub use crate::extract::mentions::pairs::printed as printed_pairs;
pub use crate::extract::mentions::tagger::printed as printed_signs;
pub use collection::Collection;
pub use judged::{Answers, Asked, Judged, judged, open_questions, questions};

use crate::compare::Discrepancy;
use crate::extract::{self, Findings, Packed, Vectors};
use crate::link::Whole;
use crate::text::{Article, Block, BlockKind, Cancel, LazyList, Note, TitleFrom};
use crate::understand::{Engine, Reading};
use pieces::Pieces;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Goes up whenever understanding or extracting gives something else for the same text: kept findings of another
/// version are not used.
pub const FINDINGS_VERSION: u32 = 16;

/// Everything known about a set of articles. What the screen says and what `analyze` prints are both drawn from this.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// In order of path.
    pub articles: Vec<Arc<Article>>,
    /// For each article; see [`Analysis::findings_of`].
    pub findings: Vec<Packed>,
    /// Across articles.
    pub linked: Whole,
    /// By rank, the first the one that an editor would raise first.
    pub discrepancies: LazyList<Discrepancy>,
    /// Rows that are less sure, in the same order: for those who ask.
    pub less_sure: LazyList<Discrepancy>,
    /// For each article what was encoded of it; nothing for one that has no other beside it.
    pub vectors: Vec<Option<Arc<Vectors>>>,
}

impl Analysis {
    /// What was found in an article; nothing where it has not been looked at.
    pub fn findings_of(&self, article: usize) -> Findings {
        self.findings.get(article).and_then(Packed::unpack).unwrap_or_default()
    }
}

/// How far the work has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// How many articles are through it.
    pub done: usize,
    /// Of how many.
    pub total: usize,
}

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Articles are understood, one by one.
    Understanding,
    /// Actors, stories and events are brought together.
    Linking,
    /// Accounts are held against one another.
    Comparing,
}

impl Stage {
    /// As a line of progress says it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Understanding => "reading articles",
            Self::Linking => "linking actors and events",
            Self::Comparing => "comparing accounts",
        }
    }
}

/// Where the findings of articles already understood are kept, by [`Article::key`] and [`FINDINGS_VERSION`].
pub trait Known: Sync {
    /// What was found in the article with this key, if it is kept.
    fn get(&self, key: &str, version: u32) -> Option<Packed>;
    /// Keeps what was found in it.
    fn put(&self, key: &str, version: u32, findings: &Packed);
}

/// Keeps nothing: for what is read once.
#[derive(Clone, Copy, Debug, Default)]
pub struct NothingKnown;

impl Known for NothingKnown {
    fn get(&self, _key: &str, _version: u32) -> Option<Packed> {
        None
    }

    fn put(&self, _key: &str, _version: u32, _findings: &Packed) {}
}

/// Findings kept in memory, for as long as the program runs.
#[derive(Debug, Default)]
pub struct Remembered(Mutex<HashMap<(String, u32), Packed>>);

impl Known for Remembered {
    fn get(&self, key: &str, version: u32) -> Option<Packed> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&(key.to_owned(), version)).cloned()
    }

    fn put(&self, key: &str, version: u32, findings: &Packed) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.insert((key.to_owned(), version), findings.clone());
    }
}

/// Everything that can be said about `articles`. `progress` is called from several threads. Where `cancel` is set
/// meanwhile, the articles not yet understood stay without findings and nothing is linked or compared.
pub fn analyze(articles: Vec<Article>, progress: &(dyn Fn(Progress) + Sync), cancel: &Cancel) -> Analysis {
    analyze_with(articles, &NothingKnown, progress, cancel)
}

/// As [`analyze`]; articles whose findings are `known` are not read again.
pub fn analyze_with(
    articles: Vec<Article>,
    known: &dyn Known,
    progress: &(dyn Fn(Progress) + Sync),
    cancel: &Cancel,
) -> Analysis {
    let mut collection = Collection::default();
    collection.add(prepare(articles), known, progress, cancel);
    collection.analysis(progress, cancel)
}

/// Puts articles in the order in which they are shown, and notes in which nothing can be found.
pub fn prepare(mut articles: Vec<Article>) -> Vec<Arc<Article>> {
    articles.sort_by(|a, b| (&a.path, &a.key).cmp(&(&b.path, &b.key)));
    for article in articles.iter_mut().filter(|article| !is_analysed(article)) {
        note_language(article);
    }
    articles.into_iter().map(Arc::new).collect()
}

/// Whether an article's language can be read. Where the language could not be told, English is tried: a short English
/// note is lost otherwise, and in other languages hardly anything is found.
pub fn is_analysed(article: &Article) -> bool {
    matches!(article.language.as_str(), "en" | "und" | "")
}

/// What was seen of each name's kind in an article, for who learns the weights of those signs.
pub fn printed_kinds(article: &Article) -> String {
    extract::printed_kinds(article, &read_one(article))
}

fn read_one(article: &Article) -> Reading {
    let pieces = Pieces::of(&article.text, blocks_to_read(article));
    let mut reading = Engine::shared().read(Arc::from(article.text.as_str()), &pieces.blocks);
    for sentence in &mut reading.sentences {
        sentence.block = pieces.numbers[sentence.block as usize];
    }
    reading
}

fn understand_one(article: &Article) -> Findings {
    extract::extract(article, &read_one(article))
}

/// The article's blocks; a title that was made from the first sentence is emptied, for it would be found twice, and so
/// are rows of tables and lines of code, which are no sentences.
pub fn blocks_to_read(article: &Article) -> Vec<Block> {
    let mut blocks = article.blocks.clone();
    for block in blocks.iter_mut().filter(|block| matches!(block.kind, BlockKind::Table | BlockKind::Code)) {
        block.span.end = block.span.start;
    }
    if article.title_from == TitleFrom::FirstSentence
        && let Some(title) = blocks.first_mut()
    {
        title.span.end = title.span.start;
    }
    blocks
}

fn note_language(article: &mut Article) {
    let message = format!("not analysed (language: {})", article.language);
    if article.notes.iter().all(|note| note.message != message) {
        let hint = "it is shown and searched; only English is analysed".to_owned();
        article.notes.push(Note { message, hint });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{BlockKind, Span};

    fn article(path: &str, language: &str, text: &str) -> Article {
        Article {
            key: format!("key of {path}"),
            path: path.to_owned(),
            language: language.to_owned(),
            text: text.to_owned(),
            blocks: vec![Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()) }],
            ..Article::default()
        }
    }

    #[test]
    fn articles_come_out_in_order_of_path_whatever_order_they_came_in() {
        let one = article("a.txt", "en", "Mayor Ana Ruiz met reporters on Monday.");
        let two = article("b.txt", "en", "Ruiz opened a bridge in Toledo.");
        let there = analyze(vec![one.clone(), two.clone()], &|_| {}, &Cancel::new());
        let back = analyze(vec![two, one], &|_| {}, &Cancel::new());
        assert_eq!(there.articles, back.articles);
        assert_eq!(there.findings, back.findings);
        assert_ne!(there.findings[0], Packed::default());
        assert_eq!(there.discrepancies, back.discrepancies);
    }

    #[test]
    fn an_article_in_another_language_passes_unread_and_says_so() {
        let french = article("a.txt", "fr", "Le maire a parlé lundi.");
        let analysis = analyze(vec![french], &|_| {}, &Cancel::new());
        assert_eq!(analysis.findings_of(0), Findings::default());
        assert_eq!(analysis.articles[0].notes[0].message, "not analysed (language: fr)");
    }

    #[test]
    fn an_article_already_known_is_not_read_again() {
        let known = Remembered::default();
        let mut kept = Findings::default();
        kept.relations.push(extract::Relation { from: 0, to: 0, text: "kept".into(), span: Span::default() });
        let kept = Packed::from(&kept);
        known.put("key of a.txt", FINDINGS_VERSION, &kept);
        let text = article("a.txt", "fr", "x");
        assert_eq!(known.get(&text.key, FINDINGS_VERSION), Some(kept));
        assert_eq!(known.get(&text.key, FINDINGS_VERSION + 1), None);
    }

    #[test]
    fn a_cancelled_run_links_nothing() {
        let one = article("a.txt", "en", "Mayor Ana Ruiz met reporters on Monday.");
        let analysis = analyze(vec![one], &|_| {}, &Cancel::stopped());
        assert_eq!(analysis.findings_of(0), Findings::default());
        assert!(analysis.linked.actors.is_empty());
    }
}
