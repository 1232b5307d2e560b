//! Sets an article's text in lines of a given width: an article and a width come in, lines (byte ranges) go out.
//!
//! Wrapped once for each width and kept; drawing takes only the lines that are seen. A text of 2 MB must be set in
//! well under 100 ms, so blocks that are pure ASCII are set by counting bytes.

use super::pen::columns;
use crate::text::{Article, Block, BlockKind, Span};
use std::sync::Arc;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The widest that text is set: lines longer than this are hard to follow back (Bringhurst gives 45 to 75 letters).
pub const MEASURE: u16 = 80;
/// Wrapped articles that are kept; a person goes back and forth between few.
const KEPT: usize = 8;

/// One line of an article as set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// First byte in the article's text.
    pub start: u32,
    /// One past its last byte, without the white space at which it was broken.
    pub end: u32,
    /// What it is part of.
    pub kind: LineKind,
    /// Columns left free before it.
    pub indent: u8,
    /// Whether it begins its block.
    pub first: bool,
}

/// What a line is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// A block of the article.
    Text(BlockKind),
    /// The line under the title: source, writers, day.
    About,
    /// An empty line.
    Gap,
}

impl Line {
    /// Whether a cursor can stand on it.
    pub fn is_text(self) -> bool {
        matches!(self.kind, LineKind::Text(_))
    }
}

/// An article set at one width.
#[derive(Clone, Debug)]
pub struct Wrapped {
    /// The article's index.
    pub article: u32,
    /// Columns.
    pub width: u16,
    /// All lines.
    pub lines: Arc<[Line]>,
}

impl Wrapped {
    /// The text line that shows byte `at`, or the nearest before it.
    pub fn line_of(&self, at: u32) -> usize {
        let mut idx = self.lines.partition_point(|line| line.start <= at).saturating_sub(1);
        while idx > 0 && !self.lines[idx].is_text() {
            idx -= 1;
        }
        idx
    }

    /// The text line `by` text lines further down (up, if negative), at most the last (first).
    pub fn step(&self, from: usize, by: isize) -> usize {
        let mut idx = from;
        for _ in 0..by.unsigned_abs() {
            let next = if by > 0 {
                (idx + 1..self.lines.len()).find(|&next| self.lines[next].is_text())
            } else {
                (0..idx).rev().find(|&next| self.lines[next].is_text())
            };
            let Some(next) = next else { break };
            idx = next;
        }
        idx
    }
}

/// What was wrapped lately.
#[derive(Clone, Debug, Default)]
pub struct Wraps {
    kept: Vec<Wrapped>,
}

impl Wraps {
    /// Sets an article, or takes it as it was set before.
    pub fn get(&mut self, idx: u32, article: &Article, width: u16) -> &Wrapped {
        let found = self.kept.iter().position(|kept| kept.article == idx && kept.width == width);
        let at = found.unwrap_or_else(|| {
            if self.kept.len() >= KEPT {
                self.kept.remove(0);
            }
            self.kept.push(Wrapped { article: idx, width, lines: wrap_article(article, width).into() });
            self.kept.len() - 1
        });
        &self.kept[at]
    }

    /// As it was set before, if it was.
    pub fn peek(&self, idx: u32, width: u16) -> Option<&Wrapped> {
        self.kept.iter().find(|kept| kept.article == idx && kept.width == width)
    }

    /// Forgets everything: other articles are at hand now.
    pub fn clear(&mut self) {
        self.kept.clear();
    }
}

/// Sets a whole article: its blocks with empty lines between them, and the line about it under its title.
pub fn wrap_article(article: &Article, width: u16) -> Vec<Line> {
    let whole = [Block { kind: BlockKind::Paragraph, span: Span::new(0, article.text.len()) }];
    let blocks = if article.blocks.is_empty() { &whole[..] } else { &article.blocks[..] };
    let mut lines = Vec::with_capacity(article.text.len() / usize::from(width.max(1)) + blocks.len() * 2 + 4);
    let mut about_done = false;
    for (idx, block) in blocks.iter().enumerate() {
        let is_list = matches!(block.kind, BlockKind::Item | BlockKind::Table | BlockKind::Code);
        let tight = idx > 0 && is_list && blocks[idx - 1].kind == block.kind;
        if idx > 0 && !tight {
            gap(&mut lines);
        }
        if !about_done && block.kind != BlockKind::Title {
            about(&mut lines);
            about_done = true;
        }
        wrap_block(&article.text, block, width, &mut lines);
    }
    if !about_done {
        gap(&mut lines);
        about(&mut lines);
    }
    lines
}

fn end_of(lines: &[Line]) -> u32 {
    lines.last().map_or(0, |line| line.end)
}

fn gap(lines: &mut Vec<Line>) {
    let end = end_of(lines);
    lines.push(Line { start: end, end, kind: LineKind::Gap, indent: 0, first: false });
}

fn about(lines: &mut Vec<Line>) {
    let at_gap = lines.last().is_some_and(|line| line.kind == LineKind::Gap);
    if at_gap {
        lines.pop();
    }
    let end = end_of(lines);
    lines.push(Line { start: end, end, kind: LineKind::About, indent: 0, first: false });
    if at_gap {
        gap(lines);
    }
}

fn wrap_block(text: &str, block: &Block, width: u16, lines: &mut Vec<Line>) {
    // An item inside a list begins with spaces that say how far in it stands.
    let inner = block.span.of(text);
    let lead = if block.kind == BlockKind::Item { inner.chars().take_while(|c| *c == '\u{A0}').count() } else { 0 };
    let indent: u8 = match block.kind {
        BlockKind::Quotation => 3,
        BlockKind::Item => 2 + lead as u8,
        _ => 0,
    };
    let as_it_stands = matches!(block.kind, BlockKind::Table | BlockKind::Code);
    if as_it_stands && columns(inner) <= usize::from(width) {
        let (start, end) = (block.span.start, block.span.end);
        lines.push(Line { start, end, kind: LineKind::Text(block.kind), indent: 0, first: true });
        return;
    }
    let room = usize::from(width.saturating_sub(u16::from(indent)).max(1));
    let mut first = true;
    let from = lines.len();
    wrap_text(text, block.span, room, |span| {
        lines.push(Line { start: span.start, end: span.end, kind: LineKind::Text(block.kind), indent, first });
        first = false;
    });
    if lines.len() == from {
        let at = block.span.start.min(text.len() as u32);
        lines.push(Line { start: at, end: at, kind: LineKind::Text(block.kind), indent, first: true });
    }
}

/// Breaks a stretch of text into lines of at most `width` columns: at white space, between wide letters, and inside a
/// word only where the word alone is wider than the line.
pub fn wrap_text(text: &str, span: Span, width: usize, mut line: impl FnMut(Span)) {
    let (start, end) = (span.start as usize, (span.end as usize).min(text.len()));
    let Some(part) = text.get(start..end) else { return };
    let ascii = part.is_ascii();
    let mut at = 0;
    loop {
        at += part[at..].len() - part[at..].trim_start().len();
        if at >= part.len() {
            return;
        }
        let (stop, next) = if ascii { break_ascii(part.as_bytes(), at, width) } else { break_any(part, at, width) };
        let stop = at + part[at..stop].trim_end().len();
        line(Span::new(start + at, start + stop));
        at = next;
    }
}

/// Where the line that begins at `at` stops, and where the next begins; every byte is a column.
fn break_ascii(part: &[u8], at: usize, width: usize) -> (usize, usize) {
    let limit = at + width;
    if limit >= part.len() {
        return (part.len(), part.len());
    }
    let space = (at + 1..=limit).rev().find(|&idx| part[idx].is_ascii_whitespace());
    space.map_or((limit, limit), |space| (space, space + 1))
}

/// The same for any text, by grapheme.
fn break_any(part: &str, at: usize, width: usize) -> (usize, usize) {
    let mut column = 0;
    let mut last_break = None;
    let mut next = at;
    while next < part.len() {
        let here = next;
        // A letter between ASCII letters needs no look at what may join it.
        let is_alone = |at: usize| part.as_bytes().get(at).is_none_or(u8::is_ascii);
        let single = is_alone(here) && is_alone(here + 1);
        let grapheme = if single { &part[here..=here] } else { part[here..].graphemes(true).next().unwrap_or(" ") };
        next += grapheme.len();
        let columns = if grapheme.len() == 1 { 1 } else { grapheme.width().min(width) };
        let is_space = grapheme != "\u{A0}" && grapheme.trim().is_empty();
        if is_space {
            last_break = Some((here, here + grapheme.len()));
        } else if columns == 2 && here > at && may_part(&part[at..here], grapheme) {
            last_break = Some((here, here));
        }
        if column + columns > width {
            return last_break.unwrap_or((here.max(at + 1), here.max(at + 1)));
        }
        column += columns;
    }
    (part.len(), part.len())
}

/// Whether a line may end before `next`: a line of East Asian text begins with no closing mark and ends with no opening
/// one (JIS X 4051, the rules that a reader of it misses at once).
fn may_part(before: &str, next: &str) -> bool {
    const NOT_FIRST: &str = "。、，．・：；！？」』）］｝〉》】〕〗〙〟’”ーゝゞヽヾ々〻‐゠–〜～\
                             ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ";
    const NOT_LAST: &str = "「『（［｛〈《【〔〖〘〝‘“";
    !next.starts_with(|c| NOT_FIRST.contains(c)) && !before.ends_with(|c| NOT_LAST.contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lines(text: &str, width: usize) -> Vec<&str> {
        let mut lines = Vec::new();
        wrap_text(text, Span::new(0, text.len()), width, |span| lines.push(span.of(text)));
        lines
    }

    #[test]
    fn lines_break_at_spaces_and_long_words_are_cut() {
        assert_eq!(lines("the talks on Monday went well", 10), ["the talks", "on Monday", "went well"]);
        assert_eq!(lines("abcdefghij klm", 4), ["abcd", "efgh", "ij", "klm"]);
        assert_eq!(lines("a\nb  c", 10), ["a\nb  c"]);
        assert_eq!(lines("北京会谈在周一", 6), ["北京会", "谈在周", "一"]);
        assert_eq!(lines("北京会談、火曜", 8), ["北京会", "談、火曜"]);
        assert_eq!(lines("市長は「反対」", 8), ["市長は", "「反対」"]);
        assert_eq!(lines("あー。。。。。", 4), ["あー", "。。", "。。", "。"]);
        assert_eq!(lines("naïve café talks", 5), ["naïve", "café", "talks"]);
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_its_room_and_no_letter_is_lost(text in "\\PC{0,200}", width in 4usize..40) {
            let mut at = 0;
            for line in lines(&text, width) {
                prop_assert!(super::super::pen::columns(line) <= width, "{line:?}");
                let start = line.as_ptr() as usize - text.as_ptr() as usize;
                prop_assert!(text[at..start].trim().is_empty());
                at = start + line.len();
            }
            prop_assert!(text[at..].trim().is_empty());
        }
    }
}
