//! What an article puts between quotation marks, sentence by sentence, with its speaker.
//!
//! A mark that is not closed quotes to the end of its block, and on into the next ones where a closing mark follows. What
//! stands in brackets is the reporter's, not the speaker's.

use super::story::StoryView;
use crate::text::{ArticleIdx, BlockKind, Span};
use regex::Regex;
use std::sync::LazyLock;

/// Fewest words of a quotation that is compared.
const FEWEST_WORDS: usize = 4;
/// Most blocks without a mark in the middle of one quotation.
const MOST_BLOCKS: usize = 3;

static WORD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\([^()]*\)|\[[^\[\]]*\]|[\p{L}\p{N}]+(?:['’\-.][\p{L}\p{N}]+)*").expect("a fixed pattern")
});

/// One word of a quotation.
#[derive(Clone)]
pub(super) struct Word {
    pub(super) span: Span,
    pub(super) form: String,
}

/// A quotation or one sentence of it.
pub(super) struct Quotation {
    pub(super) article: ArticleIdx,
    pub(super) words: Vec<Word>,
    pub(super) speaker: Option<u32>,
    /// Whether its first word is the first of its sentence.
    pub(super) from_start: bool,
    /// Whether it is one sentence of a quotation, or all of it; both, where it has one.
    pub(super) sentence: bool,
    pub(super) whole: bool,
}

pub(super) fn quotations(view: &StoryView, article: ArticleIdx) -> Vec<Quotation> {
    let text = &view.article(article).text;
    let found = view.found(article);
    let mut quotations = Vec::new();
    for whole in quoted(view, article) {
        let speaker_at = |span: Span| {
            let here = found.statements.iter().find(|statement| statement.span.overlaps(span));
            here.and_then(|statement| view.actor(article, statement.speaker))
        };
        let speaker = whole.iter().find_map(|span| speaker_at(*span));
        let mut sentences: Vec<Vec<Word>> =
            whole.iter().flat_map(|span| sentences(text, *span)).map(|span| words(text, span)).collect();
        sentences.retain(|words| !words.is_empty());
        let mut add = |words: Vec<Word>, sentence, whole| {
            if words.len() >= FEWEST_WORDS {
                let from_start = words[0].span.of(text).starts_with(char::is_uppercase);
                quotations.push(Quotation { article, words, speaker, from_start, sentence, whole });
            }
        };
        if sentences.len() > 1 {
            add(sentences.iter().flatten().cloned().collect(), false, true);
        }
        let one = sentences.len() == 1;
        for words in sentences {
            add(words, true, one);
        }
    }
    quotations
}

fn words(text: &str, span: Span) -> Vec<Word> {
    let words = WORD.find_iter(span.of(text)).filter(|word| !word.as_str().starts_with(['(', '[']));
    words
        .map(|word| Word {
            span: Span::new(span.start as usize + word.start(), span.start as usize + word.end()),
            form: word.as_str().to_lowercase().replace('’', "'").replace('.', ""),
        })
        .collect()
}

/// The sentences of a quotation: the marks do not always let the network see them.
fn sentences(text: &str, quotation: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let (start, end) = (quotation.start as usize, quotation.end as usize);
    let mut from = start;
    let said = quotation.of(text);
    for (at, c) in said.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?')) {
        let rest = &said[at + c.len_utf8()..];
        let next = rest.trim_start();
        // "Mr. Holm" goes on; so does "a.m. on".
        let word = said[..at].rsplit(' ').next().unwrap_or("");
        let ends = word.chars().count() > 3 || word.starts_with(char::is_lowercase);
        if rest.starts_with(char::is_whitespace) && next.starts_with(|c: char| c.is_uppercase() || c == '\'') && ends {
            found.push(Span::new(from, start + at + c.len_utf8()));
            from = end - next.len();
        }
    }
    found.push(Span::new(from, end));
    found
}

/// What stands between quotation marks: for each quotation its pieces, one a block.
fn quoted(view: &StoryView, article: ArticleIdx) -> Vec<Vec<Span>> {
    let text = &view.article(article).text;
    let mut found: Vec<Vec<Span>> = Vec::new();
    // Blocks since a mark that was not closed, and the number of its quotation.
    let mut open: Option<(usize, Vec<Span>)> = None;
    for block in view.article(article).blocks.iter().filter(|block| block.kind != BlockKind::Heading) {
        let marks = marks(block.span.of(text), block.span.start as usize);
        let mut from: Option<usize> = None;
        if let Some((number, between)) = open.take() {
            match marks.first() {
                None if between.len() < MOST_BLOCKS => {
                    open = Some((number, [&between[..], &[block.span]].concat()));
                    continue;
                }
                Some((Mark::Close, at)) => {
                    found[number].extend(between);
                    found[number].push(Span::new(block.span.start as usize, at.0));
                }
                _ => {}
            }
        }
        for (mark, at) in marks {
            match (mark, from) {
                (Mark::Open, None) => from = Some(at.1),
                // A mark at the head of each paragraph, or one that was forgotten.
                (Mark::Open, Some(start)) => {
                    found.push(vec![Span::new(start, at.0)]);
                    from = Some(at.1);
                }
                (Mark::Close, Some(start)) => {
                    found.push(vec![Span::new(start, at.0)]);
                    from = None;
                }
                (Mark::Close, None) => {}
            }
        }
        if let Some(start) = from {
            found.push(vec![Span::new(start, block.span.end as usize)]);
            open = Some((found.len() - 1, Vec::new()));
        }
    }
    found
}

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Open,
    Close,
}

/// The quotation marks of a block, each with where it starts and ends. Single marks count where they stand around what
/// ends like speech: an apostrophe does not.
fn marks(block: &str, start: usize) -> Vec<(Mark, (usize, usize))> {
    let mut found: Vec<(Mark, (usize, usize))> = Vec::new();
    let mut single: Option<usize> = None;
    let mut at = 0;
    while let Some(c) = block[at..].chars().next() {
        let pair = block[at..].starts_with("''") || block[at..].starts_with("``");
        let end = at + if pair { 2 } else { c.len_utf8() };
        let before = block[..at].chars().next_back();
        let after = block[end..].chars().next();
        let opens = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '-' | '—' | '–'))
            && after.is_some_and(|c| !c.is_whitespace());
        let closes = before.is_some_and(|c| !c.is_whitespace())
            && after.is_none_or(|c| c.is_whitespace() || c.is_ascii_punctuation() || matches!(c, '—' | '–'));
        let speech_ends = before.is_some_and(|c| matches!(c, ',' | '.' | '!' | '?'));
        let is_open = found.last().is_some_and(|(mark, _)| *mark == Mark::Open);
        let place = (start + at, start + end);
        match c {
            '“' => found.push((Mark::Open, place)),
            '”' => found.push((Mark::Close, place)),
            _ if c == '"' || pair => {
                let mark = if opens || !closes && !is_open { Mark::Open } else { Mark::Close };
                found.push((mark, place));
            }
            '\'' | '‘' if opens && !is_open => {
                single = Some(found.len());
                found.push((Mark::Open, place));
            }
            '\'' | '’' if closes && speech_ends && single.is_some_and(|number| number + 1 == found.len()) => {
                found.push((Mark::Close, place));
                single = None;
            }
            _ => {}
        }
        at = end;
    }
    // A single mark that nothing closes was an apostrophe.
    if let Some(number) = single {
        found.remove(number);
    }
    found
}
