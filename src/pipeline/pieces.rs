//! How much of an article is analysed, and in which pieces: a dateline by itself, what is too long in parts.
//!
//! Time and memory of all that follows grow with a sentence's length faster than in proportion, so the length of a part
//! bounds them: no sentence is longer than one.

use crate::extract::Limit;
use crate::text::{Article, Block, BlockKind, Span};
use regex::Regex;
use std::sync::{Arc, LazyLock};

/// So much of an article is analysed, in bytes. The longest of 3,172 reports has 16 kB, long-form articles have 100 kB.
/// All of a longer one is shown and searched.
const ANALYSED: usize = 150_000;
/// Bytes of the longest part that is read in one. The longest paragraph of those reports has 8,051.
const LONGEST: usize = 8_192;

/// A place in capitals, a date, an agency in brackets, up to a dash: "OSLO, Norway, May 3 (Wire) — ".
static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x) ^ (?:
            \p{Lu}[\p{Lu}'’.\-]+ (?: [\ ,]+ \p{Lu}[\p{L}'’.\-]* ){0,5} (?: ,? \ \d{1,2} (?: ,? \ \d{4} )? )? (?: \ ? \( [^()]{2,30} \) )?
            | \p{Lu}[\p{L}\d\ ,.'’\-]{2,40} \ \( \p{Lu}[^()]{1,29} \)
        ) \ ? (?: — | – | --? ) \s+",
    )
    .expect("a fixed pattern")
});

/// An article as far as it is analysed: itself, or a copy that ends where the analysis ends. Every stage is given this one, so
/// that none looks at what is beyond the limit.
pub(super) fn analysed(article: &Arc<Article>) -> Arc<Article> {
    if article.text.len() <= ANALYSED {
        return Arc::clone(article);
    }
    let mut blocks = article.blocks.clone();
    blocks.truncate(blocks.partition_point(|block| (block.span.start as usize) < ANALYSED));
    if let Some(last) = blocks.last_mut().filter(|last| last.span.end as usize > ANALYSED) {
        last.span.end = place_to_cut(&article.text, last.span.start as usize, ANALYSED) as u32;
    }
    let end = blocks.last().map_or(0, |last| last.span.end);
    let links = article.links.iter().filter(|link| link.span.end <= end).cloned().collect();
    let text = article.text[..end as usize].to_owned();
    Arc::new(Article {
        text,
        blocks,
        links,
        title: article.title.clone(),
        key: article.key.clone(),
        path: article.path.clone(),
        title_from: article.title_from,
        source: article.source.clone(),
        url: article.url.clone(),
        byline: article.byline.clone(),
        published: article.published,
        published_text: article.published_text.clone(),
        language: article.language.clone(),
        origin: article.origin.clone(),
        cuts: Vec::new(),
        notes: Vec::new(),
    })
}

/// What is said of an article that is not analysed to its end.
pub(super) fn limit() -> Limit {
    Limit { first: (ANALYSED / 1_000) as u32, of: "thousand bytes of the text".to_owned() }
}

/// What is read of an article.
pub(super) struct Pieces {
    /// In order.
    pub blocks: Vec<Block>,
    /// For each of `blocks`: the number of the article's block that it is a piece of.
    pub numbers: Vec<u32>,
}

impl Pieces {
    /// Of the blocks of `text`.
    pub(super) fn of(text: &str, blocks: Vec<Block>) -> Self {
        let n_blocks = blocks.len() + 1;
        let mut pieces = Self { blocks: Vec::with_capacity(n_blocks), numbers: Vec::with_capacity(n_blocks) };
        for (number, block) in blocks.into_iter().enumerate() {
            let dateline = end_of_dateline(text, &block);
            if dateline > block.span.start {
                pieces.push(text, &Block { kind: block.kind, span: Span { end: dateline, ..block.span } }, number);
            }
            pieces.push(text, &Block { kind: block.kind, span: Span { start: dateline, ..block.span } }, number);
        }
        pieces
    }

    /// A block in parts of at most [`LONGEST`] bytes.
    fn push(&mut self, text: &str, block: &Block, number: usize) {
        let mut start = block.span.start as usize;
        let end = block.span.end as usize;
        while end - start > LONGEST {
            let cut = place_to_cut(text, start, start + LONGEST);
            self.blocks.push(Block { kind: block.kind, span: Span::new(start, cut) });
            self.numbers.push(number as u32);
            start = cut;
        }
        self.blocks.push(Block { kind: block.kind, span: Span::new(start, end) });
        self.numbers.push(number as u32);
    }
}

/// Where a stretch from `start` is best ended at `end` or before: behind a sentence, else between words, else anywhere.
/// Nothing where not even one character fits.
fn place_to_cut(text: &str, start: usize, end: usize) -> usize {
    let end = (start.min(end)..=end.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(start);
    let Some(stretch) = text.get(start..end) else { return start };
    let half = stretch.len() / 2;
    let sentence = stretch.rfind(". ").map(|at| at + 2);
    let word = stretch.rfind(char::is_whitespace).and_then(|at| Some(at + stretch[at..].chars().next()?.len_utf8()));
    start + sentence.filter(|&at| at > half).or(word.filter(|&at| at > half)).unwrap_or(stretch.len())
}

/// Where a block's dateline ends; its start where it has none.
fn end_of_dateline(text: &str, block: &Block) -> u32 {
    let body = block.span.of(text);
    let dateline = DATELINE.find(body).filter(|_| block.kind == BlockKind::Paragraph).map(|found| found.end());
    // "NASA — the agency — said" goes on in small letters; a report begins.
    let begins =
        |end: &usize| body[*end..].starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "\"“‘'".contains(c));
    block.span.start + dateline.filter(begins).unwrap_or(0) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<&str> {
        let block = Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()) };
        let pieces = Pieces::of(text, vec![block]);
        assert!(pieces.numbers.iter().all(|number| *number == 0) && pieces.numbers.len() == pieces.blocks.len());
        pieces.blocks.iter().map(|block| block.span.of(text)).collect()
    }

    #[test]
    fn a_dateline_is_read_by_itself_and_a_dash_in_a_sentence_is_none() {
        assert_eq!(pieces("OSLO, Norway — Shares fell."), ["OSLO, Norway — ", "Shares fell."]);
        assert_eq!(pieces("OSLO (Wire) - \"No,\" he said."), ["OSLO (Wire) - ", "\"No,\" he said."]);
        assert_eq!(pieces("Oslo, May 3 (Wire) – Shares fell."), ["Oslo, May 3 (Wire) – ", "Shares fell."]);
        assert_eq!(pieces("NASA — the space agency — said so.").len(), 1);
        assert_eq!(pieces("Oslo - a city by the sea.").len(), 1);
    }

    #[test]
    fn a_long_block_is_read_in_parts_that_end_behind_sentences() {
        let text = "The ferry left the harbour at noon. ".repeat(1_000);
        let parts = pieces(&text);
        assert_eq!(parts.concat(), text);
        assert!(parts.iter().all(|part| part.len() <= LONGEST && part.ends_with(". ")));
        for text in ["ä".repeat(20_000), "word ".repeat(4_000), "\u{1F600}".repeat(9_000), ". ".repeat(9_000)] {
            let parts = pieces(&text);
            assert_eq!(parts.concat(), text);
            assert!(parts.iter().all(|part| (1..=LONGEST).contains(&part.len())));
        }
    }

    #[test]
    fn what_is_beyond_the_limit_is_no_part_of_what_is_analysed() {
        let text = "The ferry left the harbour at noon. ".repeat(10_000);
        let blocks = [0..100, 100..text.len(), text.len()..text.len()]
            .map(|range| Block { kind: BlockKind::Paragraph, span: Span::new(range.start, range.end) });
        let article = Arc::new(Article { text, blocks: blocks.to_vec(), ..Article::default() });
        let cut = analysed(&article);
        assert!((ANALYSED - 100..=ANALYSED).contains(&cut.text.len()) && cut.blocks.len() == 2);
        assert_eq!(cut.blocks[1].span.end as usize, cut.text.len());
        assert!(Arc::ptr_eq(&cut, &analysed(&cut)));
        assert_eq!(limit().first, 150);
    }
}
