//! A page: lines with links, made once when a screen opens. Card, references, accounts, search and help are pages.

use super::super::pen::columns;
use super::super::target::Target;
use super::super::theme::Tone;
use super::super::wrap::wrap_text;
use crate::text::Span;

/// A stretch of text and how it looks.
pub type Piece = (String, Tone);

/// One line of a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageLine {
    /// What stands on it.
    pub pieces: Vec<Piece>,
    /// Where Enter leads.
    pub target: Option<Target>,
    /// Whether it heads a group.
    pub is_head: bool,
}

impl PageLine {
    /// Its letters.
    pub fn text(&self) -> String {
        self.pieces.iter().map(|(text, _)| text.as_str()).collect()
    }
}

/// Lines under a head.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// What the page is.
    pub title: String,
    /// Columns that it was made for; the first of them is kept for the sign of what is selected.
    pub width: u16,
    /// Its lines.
    pub lines: Vec<PageLine>,
    /// The line from which on the first link is selected at the start.
    pub begin: usize,
}

impl Page {
    /// An empty page.
    pub fn new(title: impl Into<String>, width: u16) -> Self {
        Self { title: title.into(), width: width.max(10), lines: Vec::new(), begin: 0 }
    }

    /// An empty line.
    pub fn gap(&mut self) {
        self.lines.push(PageLine::default());
    }

    /// The head of a group, with an empty line before it.
    pub fn head(&mut self, text: impl Into<String>) {
        if !self.lines.is_empty() {
            self.gap();
        }
        self.heading(&[(text.into(), Tone::Heading)]);
    }

    /// The head of a group in as many lines as it needs; the first is where a person comes to who goes to the group.
    pub fn heading(&mut self, pieces: &[Piece]) {
        let first = self.lines.len();
        self.text(0, pieces, None);
        if let Some(line) = self.lines.get_mut(first) {
            line.is_head = true;
        }
    }

    /// Columns on which its lines stand.
    fn room(&self) -> usize {
        usize::from(self.width).saturating_sub(1)
    }

    /// A line as it is; what is too long is cut when drawn.
    pub fn line(&mut self, pieces: Vec<Piece>, target: Option<Target>) {
        self.lines.push(PageLine { pieces, target, is_head: false });
    }

    /// Text in as many lines as it needs, `indent` columns in; each line leads to the target.
    pub fn text(&mut self, indent: usize, pieces: &[Piece], target: Option<Target>) {
        let whole: String = pieces.iter().map(|(text, _)| text.replace('\n', " ")).collect();
        // However narrow it is, half of the room is for the text.
        let indent = indent.min(self.room() / 2);
        let room = self.room() - indent;
        let mut spans = Vec::new();
        wrap_text(&whole, Span::new(0, whole.len()), room, |span| spans.push(span));
        for span in spans {
            let mut line = vec![(" ".repeat(indent), Tone::Text)];
            let mut at = 0;
            for (text, tone) in pieces {
                let (start, end) = (at.max(span.start as usize), (at + text.len()).min(span.end as usize));
                if start < end {
                    line.push((whole[start..end].to_owned(), *tone));
                }
                at += text.len();
            }
            self.lines.push(PageLine { pieces: line, target, is_head: false });
        }
    }

    /// As [`Self::text`], with `lead` before the first line, in the room that the others leave free. Where that is too
    /// small, it stands on a line of its own.
    pub fn hanging(&mut self, lead: Piece, indent: usize, pieces: &[Piece], target: Option<Target>) {
        let indent = indent.min(self.room() / 2);
        let free = indent.checked_sub(columns(&lead.0));
        let Some(free) = free else {
            self.text(0, &[lead], target);
            self.text(indent, pieces, target);
            return;
        };
        let first = self.lines.len();
        self.text(indent, pieces, target);
        if let Some(before) = self.lines.get_mut(first).and_then(|line| line.pieces.first_mut()) {
            *before = (lead.0 + &" ".repeat(free), lead.1);
        }
    }

    /// The widest line, in columns.
    pub fn widest(&self) -> usize {
        self.lines.iter().map(|line| columns(&line.text())).max().unwrap_or(0)
    }

    /// Whether any line is a link; if not, moving scrolls.
    pub fn has_links(&self) -> bool {
        self.lines.iter().any(|line| line.target.is_some())
    }

    /// The line that is selected at the start: the first link from [`Self::begin`] on.
    pub fn first_link(&self) -> usize {
        let linked = |idx: &usize| self.lines[*idx].target.is_some();
        (self.begin..self.lines.len()).find(linked).unwrap_or(0)
    }

    /// The link `by` links further; where there are none, the line.
    pub fn step(&self, from: usize, by: isize) -> usize {
        if !self.has_links() {
            return from.saturating_add_signed(by).min(self.lines.len().saturating_sub(1));
        }
        let mut idx = from;
        for _ in 0..by.unsigned_abs() {
            let is_next = |next: &usize| self.lines[*next].target.is_some() && !self.continues(*next);
            let next = if by > 0 {
                (idx + 1..self.lines.len()).find(is_next)
            } else {
                (0..idx.min(self.lines.len())).rev().find(is_next)
            };
            let Some(next) = next else { break };
            idx = next;
        }
        idx
    }

    /// The nearest link to a line, looking onwards first.
    pub fn nearest(&self, idx: usize) -> usize {
        let idx = idx.min(self.lines.len().saturating_sub(1));
        let after = (idx..self.lines.len()).find(|&idx| self.lines[idx].target.is_some());
        let found = after.or_else(|| (0..idx).rev().find(|&idx| self.lines[idx].target.is_some())).unwrap_or(idx);
        (0..=found).rev().find(|&idx| !self.continues(idx)).unwrap_or(found)
    }

    /// Whether a line is the next line of the same link.
    pub fn continues(&self, idx: usize) -> bool {
        idx > 0 && self.lines[idx].target.is_some() && self.lines[idx - 1].target == self.lines[idx].target
    }

    /// The lines of the link at `idx`.
    pub fn extent(&self, idx: usize) -> std::ops::Range<usize> {
        let end = (idx + 1..self.lines.len()).find(|&next| !self.continues(next)).unwrap_or(self.lines.len());
        idx..end
    }

    /// The first link of the next group (or the one before).
    pub fn next_group(&self, from: usize, onwards: bool) -> usize {
        let heads = |idx: &usize| self.lines[*idx].is_head;
        if onwards {
            let head = (from + 1..self.lines.len()).find(heads);
            return head.map_or(from, |head| self.nearest(head));
        }
        let own = (0..from).rev().find(heads).unwrap_or(0);
        let before = (0..own).rev().find(heads).unwrap_or(0);
        self.nearest(before)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The letters of some text, without the spaces at which it may be broken.
    fn letters(text: &str) -> String {
        text.chars().filter(|c| !c.is_whitespace()).collect()
    }

    proptest! {
        #[test]
        fn no_word_of_a_page_is_lost_at_any_width(
            head in "[a-z0-9“”… ]{1,90}", text in "([a-z]{1,12}|[0-9]{1,3}|日本| ){1,80}", by in "[A-Z][a-z ]{0,30}",
            lead in "[A-Z]{1,24}", width in 20u16..=200, indent in 0usize..20,
        ) {
            let mut page = Page::new("test", width);
            page.head(head.clone());
            page.text(indent, &[(text.clone(), Tone::Text), (format!("   {by}"), Tone::Source)], None);
            page.hanging((lead.clone(), Tone::Key), indent, &[(text.clone(), Tone::Text)], None);
            for line in &page.lines {
                prop_assert!(columns(&line.text()) < usize::from(width), "{width}: {:?}", line.text());
            }
            let shown: String = page.lines.iter().map(PageLine::text).collect();
            // A lead has no line of its own where nothing stands behind it.
            if !text.trim().is_empty() {
                prop_assert_eq!(letters(&shown), letters(&format!("{head}{text}{by}{lead}{text}")));
            }
        }
    }

    #[test]
    fn moving_goes_from_link_to_link_and_counts_a_long_link_once() {
        let mut page = Page::new("test", 12);
        page.head("one");
        page.text(2, &[("a long link of two lines".to_owned(), Tone::Text)], Some(Target::Actor(1)));
        page.head("two");
        page.text(2, &[("short".to_owned(), Tone::Text)], Some(Target::Actor(2)));
        let first = page.first_link();
        assert_eq!(first, 1);
        let second = page.step(first, 1);
        assert_eq!(page.lines[second].target, Some(Target::Actor(2)));
        assert_eq!(page.step(second, -1), first);
        assert_eq!(page.next_group(first, true), second);
        assert_eq!(page.next_group(second, false), first);
        assert!(page.extent(first).len() >= 2);
    }
}
