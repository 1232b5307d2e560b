//! Cuts Markdown into pieces and takes its marks away: links keep their text, pictures go, what is only how a thing is
//! set (emphasis, code, highlights) goes. Made for articles as clippers save them, so it is forgiving: an indented
//! paragraph is a paragraph, and a mark that closes nowhere stays.

use super::piece::Piece;
use super::{entities, plain};
use crate::text::BlockKind;
use crate::text::fence::check;
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// The pieces of a Markdown text.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let text = COMMENT.replace_all(text, "");
    let mut reader = Reader::default();
    for line in text.lines() {
        reader.line(line);
    }
    reader.flush();
    reader.flush_table();
    reader.pieces.append(&mut reader.footnotes);
    reader.pieces
}

/// Whether a text without a name is Markdown: it has headings of it, or links.
pub(super) fn is_likely(text: &str) -> bool {
    text.lines().any(|line| HEADING.is_match(line))
        || LINK.find_iter(text).any(|found| found.as_str().contains("](http"))
}

#[derive(Default)]
struct Reader<'a> {
    pieces: Vec<Piece>,
    /// Lines of the paragraph that is being read, and what it is.
    lines: Vec<&'a str>,
    kind: Option<BlockKind>,
    /// Rows of the table that is being read, each cell by itself.
    rows: Vec<Vec<String>>,
    /// What opened the block of code that is being read.
    fence: Option<&'a str>,
    /// Spaces before the item that is being read.
    depth: usize,
    /// Notes at the foot: they come last.
    footnotes: Vec<Piece>,
}

impl<'a> Reader<'a> {
    fn line(&mut self, line: &'a str) {
        let (whole, line) = (line, line.trim());
        if let Some(fence) = self.fence {
            if line.starts_with(fence) {
                self.fence = None;
            } else {
                self.pieces.extend(Piece::verbatim(BlockKind::Code, &whole.replace('\t', "    ")));
            }
            return;
        }
        if line.starts_with('|') && line.len() > 1 {
            self.flush();
            self.rows.push(cells(line));
            return;
        }
        self.flush_table();
        if line.is_empty() || RULE.is_match(line) {
            // `Title` over `===` is a heading too.
            if line.starts_with('=') && self.lines.len() == 1 {
                self.kind = Some(BlockKind::Heading);
            }
            self.flush();
        } else if let Some(head) = HEADING.captures(line) {
            self.flush();
            self.push(BlockKind::Heading, head.get(1).map_or("", |text| text.as_str()).trim_end_matches([' ', '#']));
        } else if let Some(quoted) = line.strip_prefix('>') {
            let quoted = quoted.trim_start_matches(['>', ' ']);
            if self.kind != Some(BlockKind::Quotation) || quoted.is_empty() {
                self.flush();
            }
            if !quoted.is_empty() && !CALLOUT.is_match(quoted) {
                self.kind = Some(BlockKind::Quotation);
                self.lines.push(quoted);
            }
        } else if let Some(head) = DASHED_HEADING.captures(line) {
            self.flush();
            self.push(BlockKind::Heading, head.get(1).map_or("", |text| text.as_str()));
        } else if let Some(item) = ITEM.captures(line) {
            self.flush();
            self.kind = Some(BlockKind::Item);
            self.depth = whole.len() - whole.trim_start().len();
            // The number of an item says which it is; a dot says nothing.
            let numbered = line.starts_with(|c: char| c.is_ascii_digit());
            self.lines.push(if numbered { line } else { item.get(1).map_or("", |text| text.as_str()) });
        } else if line.starts_with("```") || line.starts_with("~~~") {
            self.flush();
            self.fence = Some(&line[..3]);
        } else if let Some(note) = FOOTNOTE.captures(line) {
            self.flush();
            let (mark, text) =
                (note.get(1).map_or("", |mark| mark.as_str()), note.get(2).map_or("", |text| text.as_str()));
            let piece = Piece::marked(BlockKind::Item, &format!("[{mark}] {}", strip_marks(text)));
            self.footnotes.extend(piece.filter(|_| !text.trim().is_empty()));
        } else {
            if self.kind == Some(BlockKind::Quotation) {
                self.flush();
            }
            self.lines.push(line);
        }
    }

    fn flush(&mut self) {
        let lines = std::mem::take(&mut self.lines);
        let kind = self.kind.take();
        if lines.is_empty() {
            return;
        }
        // A clipper writes a paragraph as one line; only wrapped lines belong together.
        if kind.is_some() || plain::is_wrapped(&lines) || lines.iter().any(|line| !plain_end(line)) {
            self.push(kind.unwrap_or(BlockKind::Paragraph), &lines.join(" "));
        } else {
            for line in lines {
                self.push(BlockKind::Paragraph, line);
            }
        }
    }

    /// Sets the cells of a table under one another.
    fn flush_table(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        let is_rule = |row: &Vec<String>| row.iter().all(|cell| cell.chars().all(|c| matches!(c, '-' | ':' | ' ')));
        let rows: Vec<&Vec<String>> = rows.iter().filter(|row| !is_rule(row)).collect();
        let n_columns = rows.iter().map(|row| row.len()).max().unwrap_or(0);
        let width = |column: usize| {
            let of = |row: &&Vec<String>| row.get(column).map_or(0, |cell| cell.chars().count());
            rows.iter().map(of).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..n_columns).map(width).collect();
        for row in rows {
            let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
            let text = cells.collect::<Vec<_>>().join("  ");
            self.pieces.extend(Piece::verbatim(BlockKind::Table, &text));
        }
    }

    fn push(&mut self, kind: BlockKind, text: &str) {
        let is_bold = kind == BlockKind::Paragraph && BOLD_LINE.is_match(text) && !plain_end(text.trim_matches('*'));
        let text = strip_marks(text);
        let piece = match kind {
            BlockKind::Paragraph if is_bold => Piece::marked(BlockKind::Heading, &text),
            BlockKind::Paragraph => Piece::paragraph(&text),
            // An item inside a list stands further in, by spaces that are kept.
            BlockKind::Item if self.depth >= NESTED => {
                let indent = "\u{A0}".repeat((self.depth / NESTED * 2).min(8));
                Piece::verbatim(kind, &format!("{indent}{}", super::piece::squeeze(&text)))
            }
            _ => Piece::marked(kind, &text),
        };
        self.pieces.extend(piece);
    }
}

/// Spaces before an item from which on it stands inside another one.
const NESTED: usize = 2;

/// The cells of a row of a table, without their marks.
fn cells(line: &str) -> Vec<String> {
    let inner = line.trim_start_matches('|').trim_end_matches('|');
    inner.split('|').map(|cell| super::piece::squeeze(&strip_marks(cell.trim()))).collect()
}

/// Whether a line ends as a paragraph may.
fn plain_end(line: &str) -> bool {
    super::piece::ends_sentence(line) && !line.ends_with(',')
}

/// Text without the marks inside a line.
pub(super) fn strip_marks(text: &str) -> String {
    let text = IMAGE.replace_all(text, " ");
    let text = WIKI_LINK.replace_all(&text, |found: &Captures| {
        found.get(2).or_else(|| found.get(1)).map_or(String::new(), |text| text.as_str().to_owned())
    });
    check();
    let text = FOOTNOTE_MARK.replace_all(&text, "");
    let text = LINK.replace_all(&text, "$1");
    check();
    let text = REFERENCE_LINK.replace_all(&text, "$1");
    let text = AUTO_LINK.replace_all(&text, "$1");
    check();
    let text = TAG.replace_all(&text, "");
    let text = strip_pairs(&text);
    check();
    let text = BLOCK_ID.replace_all(&text, "");
    check();
    let text = ESCAPED.replace_all(&text, "$1");
    entities::decode(&text).into_owned()
}

/// Emphasis, highlights, struck and code marks, innermost last.
fn strip_pairs(text: &str) -> String {
    let mut text = text.to_owned();
    for pair in PAIRS.iter() {
        check();
        text = pair.replace_all(&text, "$before$inner$after").into_owned();
    }
    text
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern of this file")
}

static COMMENT: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?s)<!--.*?-->|%%.*?%%|<(script|style)\b.*?</(script|style)>"));
static RULE: LazyLock<Regex> = LazyLock::new(|| regex(r"^([-*_=]\s*){3,}$|^-{2,}$|^={2,}$"));
static HEADING: LazyLock<Regex> = LazyLock::new(|| regex(r"^#{1,6}\s+(.+)$"));
static BOLD_LINE: LazyLock<Regex> = LazyLock::new(|| regex(r"^\*\*[^*]{3,100}\*\*$"));
/// As a wire sets its section heads: "- Not a swap -".
static DASHED_HEADING: LazyLock<Regex> = LazyLock::new(|| regex(r"^[-–—] (.{3,60}) [-–—]$"));
static CALLOUT: LazyLock<Regex> = LazyLock::new(|| regex(r"^\[![A-Za-z]+\][-+]?"));
static ITEM: LazyLock<Regex> = LazyLock::new(|| regex(r"^(?:[-*+•]|\d{1,2}[.)])\s+(.+)$"));
static FOOTNOTE: LazyLock<Regex> = LazyLock::new(|| regex(r"^\[\^([^\]]+)\]:\s*(.*)$"));
static FOOTNOTE_MARK: LazyLock<Regex> = LazyLock::new(|| regex(r"\[\^([^\]]+)\]"));
static IMAGE: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"!\[[^\]]*\]\([^()]*(?:\([^()]*\)[^()]*)*\)|!\[\[[^\]]*\]\]|!\[[^\]]*\]\[[^\]]*\]|<img\b[^>]*>")
});
static WIKI_LINK: LazyLock<Regex> = LazyLock::new(|| regex(r"\[\[([^\]|]+)(?:\|([^\]]+))?\]\]"));
static LINK: LazyLock<Regex> = LazyLock::new(|| regex(r"\[([^\[\]]*)\]\([^()]*(?:\([^()]*\)[^()]*)*\)"));
static REFERENCE_LINK: LazyLock<Regex> = LazyLock::new(|| regex(r"\[([^\[\]]+)\]\[[^\[\]]*\]"));
static AUTO_LINK: LazyLock<Regex> = LazyLock::new(|| regex(r"<((?:https?://|mailto:)[^>\s]+)>"));
static TAG: LazyLock<Regex> = LazyLock::new(|| regex(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>"));
static BLOCK_ID: LazyLock<Regex> = LazyLock::new(|| regex(r"\s\^[A-Za-z0-9-]+$"));
static ESCAPED: LazyLock<Regex> = LazyLock::new(|| regex(r"\\([\\`*_{}\[\]()#+.!|<>~=$-])"));
static PAIRS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let pair = |open: &str, not: &str| {
        regex(&format!(
            r"(?P<before>^|[^\\{not}\w]){open}(?P<inner>[^\s{not}](?:[^{not}]*[^\s\\{not}])?){open}(?P<after>$|[^\w])"
        ))
    };
    let inside = |mark: &str, not: &str| {
        regex(&format!(r"(?P<before>^|[^\\]){mark}(?P<inner>[^\s{not}](?:[^{not}]*[^\s\\{not}])?){mark}(?P<after>)"))
    };
    vec![
        inside(r"\*\*\*", r"\*"),
        inside(r"\*\*", r"\*"),
        inside(r"\*", r"\*"),
        pair("___", "_"),
        pair("__", "_"),
        pair("_", "_"),
        inside("~~", "~"),
        inside("==", "="),
        inside("``", "`"),
        inside("`", "`"),
    ]
});

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[(BlockKind, &str)]) {
        let pieces = pieces(text);
        let pieces: Vec<_> = pieces.iter().map(|piece| (piece.kind, piece.text.as_str())).collect();
        assert_eq!(pieces, expect);
    }

    #[test]
    fn marks_inside_a_line_go_and_their_text_stays() {
        for (marked, bare) in [
            ("The **mayor** said *no*.", "The mayor said no."),
            (
                "See [the report](https://example.org/a_(b)) and <https://example.org>.",
                "See the report and https://example.org.",
            ),
            ("![A photo](x.png) After it.", "  After it."),
            ("[[Ana Ruiz|Ruiz]] met [[Tom Lee]].", "Ruiz met Tom Lee."),
            ("==Marked== and ~~struck~~ and `code`.", "Marked and struck and code."),
            ("5 * 3 * 2 stays, and snake_case_name too.", "5 * 3 * 2 stays, and snake_case_name too."),
            ("\\*not emphasis\\*", "*not emphasis*"),
            ("Q&amp;A with a caf&#233; owner<br>", "Q&A with a café owner"),
            ("A claim.[^1] #Hashtag", "A claim. #Hashtag"),
            ("***Both*** at __once__", "Both at once"),
        ] {
            assert_eq!(strip_marks(marked), bare);
        }
    }

    #[test]
    fn blocks_are_told_apart() {
        use BlockKind::{Heading, Item, Paragraph, Quotation};
        check(
            "# Head\n\nOne sentence here.\n\n> A quote\n> goes on.\n\n- first\n- second\n\n---\n\nLast.\n",
            &[
                (Heading, "Head"),
                (Paragraph, "One sentence here."),
                (Quotation, "A quote goes on."),
                (Item, "first"),
                (Item, "second"),
                (Paragraph, "Last."),
            ],
        );
    }

    #[test]
    fn tables_lists_code_and_footnotes_keep_their_form() {
        use BlockKind::{Code, Item, Paragraph, Table};
        check(
            "| Town | Votes |\n|:--|--:|\n| **Arden** | 12 |\n| Ely | 1,300 |\n\n1. first\n2. second\n   - inside\n\n\
             ```\nif x:\n    y\n```\n\nA claim.[^1]\n\n[^1]: So the *mayor* said.\n",
            &[
                (Table, "Town   Votes"),
                (Table, "Arden  12"),
                (Table, "Ely    1,300"),
                (Item, "1. first"),
                (Item, "2. second"),
                (Item, "\u{A0}\u{A0}inside"),
                (Code, "if x:"),
                (Code, "    y"),
                (Paragraph, "A claim."),
                (Item, "[1] So the mayor said."),
            ],
        );
    }

    #[test]
    fn markdown_is_known_without_a_name() {
        assert!(is_likely("# Head\n\nText.") && is_likely("See [it](https://a.example)."));
        assert!(!is_likely("No. 5 [sic] (here)\n#hashtag"));
    }

    #[test]
    fn an_indented_paragraph_is_no_code() {
        check("    The mayor spoke.\n", &[(BlockKind::Paragraph, "The mayor spoke.")]);
    }
}
