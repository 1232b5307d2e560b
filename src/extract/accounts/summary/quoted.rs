//! What somebody said, in their own words.

use super::{LONGEST, Teller};
use crate::extract::Statement;
use crate::text::Span;

impl Teller<'_> {
    /// The statement whose cue is this verb.
    pub(super) fn statement_of(&self, verb: u32) -> Option<&Statement> {
        let at = self.tree.reading.token(verb).span;
        self.findings.statements.iter().find(|statement| statement.cue_span.overlaps(at))
    }

    /// The words between quotation marks that `verb` brings in, with marks: what stands in the clause below `content`, or
    /// the first words quoted.
    pub(super) fn quotation(&self, verb: u32, content: Option<u32>) -> Option<String> {
        let statement = self.statement_of(verb)?;
        let tree = self.tree;
        let inside = |span: &&Span| {
            content.is_none_or(|content| {
                let first = tree.below(content, &|_, _, _| false).into_iter().find(|&token| tree.pos(token) != "PUNCT");
                let starts = first.is_none_or(|first| tree.reading.token(first).span.start >= span.start);
                starts && span.contains(tree.reading.token(content).span)
            })
        };
        let quote = statement.quotes.iter().find(inside)?;
        // Words that go on a sentence of the writer begin small.
        if content.is_none() && quote.of(&tree.reading.text).starts_with(char::is_lowercase) {
            return None;
        }
        // Marks for a word or two are no quotation of what was said.
        // What is brought in may begin inside a longer quotation.
        let first = content.and_then(|content| {
            tree.below(content, &|_, _, _| false).into_iter().find(|&token| tree.pos(token) != "PUNCT")
        });
        let start = first.map_or(quote.start, |first| tree.reading.token(first).span.start.max(quote.start));
        let text = Span { start, end: quote.end.max(start) }.of(&tree.reading.text);
        (text.split_whitespace().count() > 3).then(|| format!("“{}”", first_part(text)))
    }
}

/// As much of the words as fits, up to the last mark that ends a clause.
fn first_part(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let whole = words.join(" ");
    let trimmed = |text: &str| text.trim_end_matches([',', '.', ';', ':', '-', '–', '—', ' ']).to_string();
    if words.len() <= LONGEST {
        return trimmed(&whole);
    }
    let end = (4..=LONGEST).rev().find(|&end| words[end - 1].ends_with(['.', ',', ';', ':', '—', '–', '?', '!']));
    match end {
        Some(end) => trimmed(&words[..end].join(" ")),
        None => format!("{} …", words[..LONGEST].join(" ")),
    }
}
