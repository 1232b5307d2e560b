//! Cuts plain text into pieces: at empty lines, and at line ends where these are the writer's and not a line break put
//! in by a program.

use super::piece::Piece;
use super::{entities, kinds};
use crate::text::fence::check;

/// Lines wrapped by a program are at most this wide (mail and old word processors: 72 to 80; some exports 100).
const MAX_WRAP: usize = 110;

/// In a wrapped stretch at least this share of the line ends stand where the next word did not fit any more.
const WRAPPED_SHARE: f64 = 0.8;

/// The pieces of a plain text.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for stretch in stretches(text) {
        check();
        // Lines that say who wrote it and when are each a line of their own, however wide.
        let n_about = stretch.iter().take_while(|line| kinds::is_about(line, pieces.len())).count();
        let (about, rest) = stretch.split_at(n_about);
        pieces.extend(about.iter().filter_map(|line| piece(line)));
        if is_wrapped(rest) {
            pieces.extend(piece(&rest.join(" ")));
        } else {
            pieces.extend(rest.iter().filter_map(|line| piece(line)));
        }
    }
    pieces
}

/// A paragraph; a line of nothing but dashes or stars parts two of them and is none.
fn piece(text: &str) -> Option<Piece> {
    let is_rule = text.len() > 2 && text.chars().all(|c| matches!(c, '-' | '*' | '_' | '=' | '~' | '#' | ' '));
    Piece::paragraph(&entities::decode(text)).filter(|_| !is_rule)
}

/// The lines between empty lines.
fn stretches(text: &str) -> Vec<Vec<&str>> {
    let mut stretches = vec![Vec::new()];
    for line in text.lines() {
        if line.trim().is_empty() {
            stretches.push(Vec::new());
        } else if let Some(last) = stretches.last_mut() {
            last.push(line.trim());
        }
    }
    stretches.retain(|stretch| !stretch.is_empty());
    stretches
}

/// Whether the line ends inside a stretch are there because the line was full: of all of them but a few, the next
/// line's first word would not have fitted into the widest line.
pub(super) fn is_wrapped(lines: &[&str]) -> bool {
    let width = |line: &str| line.chars().count();
    let widest = lines.iter().map(|line| width(line)).max().unwrap_or(0);
    if lines.len() < 2 || widest > MAX_WRAP {
        return false;
    }
    let n_full = lines.windows(2).filter(|pair| {
        let next_word = pair[1].split_whitespace().next().unwrap_or("");
        width(pair[0]) + 1 + width(next_word) > widest
    });
    let share = n_full.count() as f64 / (lines.len() - 1) as f64;
    let ends = lines[..lines.len() - 1].iter().filter(|line| line.ends_with(['.', '!', '?', '”', '"'])).count();
    share >= WRAPPED_SHARE && ends * 2 < lines.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let pieces: Vec<String> = pieces(text).into_iter().map(|piece| piece.text).collect();
        assert_eq!(pieces, expect);
    }

    #[test]
    fn a_line_of_its_own_is_a_paragraph() {
        check(
            "The mayor resigned on Monday after a long night of talks.\nThe council meets on Tuesday.\n\n\n",
            &["The mayor resigned on Monday after a long night of talks.", "The council meets on Tuesday."],
        );
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        check(
            "The mayor of the town resigned on Monday after a long\nnight of talks with the council, which had asked her\nto go in March.\n\nShe left at once.",
            &[
                "The mayor of the town resigned on Monday after a long night of talks with the council, which had asked her to go in March.",
                "She left at once.",
            ],
        );
    }

    #[test]
    fn lines_on_writers_and_days_are_not_run_together() {
        check(
            "Bridge falls\n\nBy Ana Ruiz and Tom Lee\nChief political correspondents, Bonn\nPublished 7 March 2024\nUpdated 3 hours ago",
            &[
                "Bridge falls",
                "By Ana Ruiz and Tom Lee",
                "Chief political correspondents, Bonn",
                "Published 7 March 2024",
                "Updated 3 hours ago",
            ],
        );
    }

    #[test]
    fn references_are_read_and_rules_are_no_paragraphs() {
        check("The caf&eacute; shut.\n\n* * *\n\n-----\n\nIt rained.", &["The café shut.", "It rained."]);
    }

    #[test]
    fn indented_paragraphs_are_paragraphs() {
        check("    One thing\n\n    Another thing\n", &["One thing", "Another thing"]);
    }
}
