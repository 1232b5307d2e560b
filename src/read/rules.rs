//! The rules of `assets/read/`: a line a rule, each with an example that it must find and one that it must leave alone.

use regex::{Regex, RegexBuilder};

/// One line of a rule file, its columns parted by tabs.
pub(super) struct Row {
    /// The columns before the pattern, the pattern, those after it.
    pub columns: Vec<&'static str>,
}

/// The rows of a rule file: empty lines and those that begin with `#` are passed over.
pub(super) fn rows(file: &'static str) -> Vec<Row> {
    let lines = file.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    lines.map(|line| Row { columns: line.split('\t').collect() }).collect()
}

/// A pattern of a rule file.
pub(super) fn pattern(pattern: &str, any_case: bool) -> Regex {
    RegexBuilder::new(pattern).case_insensitive(any_case).build().expect("a pattern in assets/read: held by a test")
}

/// Which pieces of an article a rule looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Where {
    /// All.
    Any,
    /// The first eight.
    Top,
    /// The last eight.
    Tail,
}

/// Mastheads, menus and bylines stand in the first pieces, credits in the last ones; further in, the same words are
/// the article's own.
const N_EDGE: usize = 8;

impl Where {
    /// From a rule file's column.
    pub fn parse(column: &str) -> Self {
        match column {
            "top" => Self::Top,
            "tail" => Self::Tail,
            _ => Self::Any,
        }
    }

    /// Whether piece `idx` of `n_pieces` is looked at.
    pub fn holds(self, idx: usize, n_pieces: usize) -> bool {
        match self {
            Self::Any => true,
            Self::Top => idx < N_EDGE,
            Self::Tail => idx + N_EDGE >= n_pieces,
        }
    }
}
