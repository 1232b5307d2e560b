//! Quotation marks of a text brought together in pairs: straight, curly, mixed, unbalanced, run on over paragraphs.

use crate::text::Span;
use crate::understand::Reading;

/// What stands between two quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The words, without the marks.
    pub inner: Span,
    /// With the marks.
    pub outer: Span,
    /// Whether it runs on in the next paragraph, whose opening mark repeats.
    pub runs_on: bool,
}

/// A quotation of more bytes than this, without its closing mark, is a mark that was lost and not a quotation: the
/// longest single paragraph of speech in news is about 1,200.
const LONGEST: usize = 1600;

/// All quotations, in order. A mark that opens and is never closed holds to the end of its paragraph.
pub fn find(reading: &Reading) -> Vec<Quote> {
    let text: &str = &reading.text;
    let mut all: Vec<Quote> = Vec::new();
    for block in blocks(reading) {
        let part = block.of(text);
        let mut open: Option<usize> = None;
        let marks = marks(part);
        let doubles = marks.iter().any(|&(_, c, _)| !matches!(c, '‘' | '’' | '\''));
        for &(at, mark, len) in &marks {
            let before = part[..at].chars().next_back();
            let after = part[at + len..].chars().next();
            let single = matches!(mark, '‘' | '’' | '\'');
            // Single marks are quotation marks only where no double ones stand in the block, and never inside a word.
            if single && doubles {
                continue;
            }
            let opens_here = after.is_some_and(|c| !c.is_whitespace())
                && before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-' | ':' | ','));
            let closes_here = before.is_some_and(|c| !c.is_whitespace()) && after.is_none_or(|c| !c.is_alphanumeric());
            match open {
                None if mark == '”' && !opens_here => {}
                None if single && !(opens_here && mark != '’') => {}
                None if opens_here
                    || matches!(mark, '“' | '„' | '«')
                    || (!single && after.is_some_and(char::is_alphanumeric)) =>
                {
                    open = Some(at);
                }
                // An opening mark inside a quotation: the first was never closed.
                Some(start) if matches!(mark, '“' | '„') && at > start + 1 && opens_here => {
                    open = Some(if before.is_some_and(char::is_whitespace) { at } else { start });
                }
                Some(_) if single && !closes_here => {}
                Some(start) => {
                    push(&mut all, block, start, mark_len(part, start), at, len, false);
                    open = None;
                }
                None => {}
            }
        }
        if let Some(start) = open {
            let first = mark_len(part, start);
            let single = first == 1 && part[start..].starts_with('\'') || part[start..].starts_with('‘');
            if !single && part.len() - start <= LONGEST {
                push(&mut all, block, start, first, part.trim_end().len(), 0, true);
            }
        }
    }
    all
}

/// The marks of a stretch: where, which, how many bytes. Two single ones in a row (`''`, ` `` `) are one double mark.
fn marks(part: &str) -> Vec<(usize, char, usize)> {
    let mut marks: Vec<(usize, char, usize)> = Vec::new();
    for (at, c) in part.char_indices() {
        if let Some((before, first, len)) = marks.last_mut()
            && matches!(c, '`' | '\'')
            && *first == c
            && *len == 1
            && *before + 1 == at
        {
            (*first, *len) = ('"', 2);
        } else if matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '‟' | '‘' | '’' | '\'' | '`') {
            marks.push((at, c, c.len_utf8()));
        }
    }
    marks.retain(|&(_, mark, _)| mark != '`');
    marks
}

fn push(all: &mut Vec<Quote>, block: Span, start: usize, first: usize, end: usize, last: usize, runs_on: bool) {
    let base = block.start as usize;
    let (from, to) = (base + start, base + end + last);
    let inner = Span::new(from + first, (base + end).max(from + first));
    if !inner.is_empty() {
        all.push(Quote { inner, outer: Span::new(from, to), runs_on });
    }
}

/// Bytes of the mark at a place.
fn mark_len(part: &str, at: usize) -> usize {
    let rest = &part[at..];
    if rest.starts_with("''") || rest.starts_with("``") { 2 } else { rest.chars().next().map_or(1, char::len_utf8) }
}

/// The blocks of the text, as far as sentences cover them.
fn blocks(reading: &Reading) -> Vec<Span> {
    let mut blocks: Vec<(u32, Span)> = Vec::new();
    for sentence in &reading.sentences {
        match blocks.last_mut() {
            Some((block, span)) if *block == sentence.block => *span = span.join(sentence.span),
            _ => blocks.push((sentence.block, sentence.span)),
        }
    }
    blocks.into_iter().map(|(_, span)| span).collect()
}

/// The quotations trimmed of the white space and the comma or full stop that speech puts before the closing mark.
pub fn words_of(text: &str, quote: Span) -> Span {
    let words = quote.of(text);
    let start = words.len() - words.trim_start().len();
    let end = words.trim_end_matches(|c: char| c.is_whitespace() || c == ',').len();
    if end <= start { quote } else { Span::new(quote.start as usize + start, quote.start as usize + end) }
}
