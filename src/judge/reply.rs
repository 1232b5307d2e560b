//! JSON out of an answer: whole, fenced, after thoughts said aloud, or broken off in the middle.

use serde_json::{Deserializer, Value};

/// What could be read of an answer.
#[derive(Debug, PartialEq)]
pub(super) struct Read {
    /// The entries of its list `rows`.
    pub(super) rows: Vec<Value>,
    /// Whether the list did not come to its end: what stood before is kept.
    pub(super) is_cut: bool,
}

/// Reads the list `rows`; `None` where there is none.
pub(super) fn read(answer: &str) -> Option<Read> {
    // What a model says to itself first may hold drafts of the list.
    let said = answer.rsplit("</think>").next().unwrap_or(answer);
    let lists = said.match_indices("\"rows\"").filter_map(|(at, name)| {
        let rest = said[at + name.len()..].trim_start().strip_prefix(':')?;
        rest.trim_start().strip_prefix('[')
    });
    let bare = said.trim_start().trim_start_matches("```json").trim_start().strip_prefix('[');
    let mut read = lists.chain(bare).map(entries);
    let first = read.next()?;
    // A list that is whole goes before one that is not.
    if first.is_cut { Some(read.find(|other| !other.is_cut).unwrap_or(first)) } else { Some(first) }
}

/// Whether an answer holds rows, or says that there are none.
pub(super) fn is_readable(answer: &str) -> bool {
    read(answer).is_some_and(|read| !read.is_cut || !read.rows.is_empty())
}

/// The objects of a list, from behind its opening bracket on.
fn entries(mut rest: &str) -> Read {
    let mut rows = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        if rest.starts_with(']') {
            return Read { rows, is_cut: false };
        }
        let mut values = Deserializer::from_str(rest).into_iter::<Value>();
        let Some(Ok(value)) = values.next() else { return Read { rows, is_cut: true } };
        let end = values.byte_offset();
        rows.push(value);
        rest = &rest[end..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn rows(answer: &str) -> Option<(usize, bool)> {
        read(answer).map(|read| (read.rows.len(), read.is_cut))
    }

    #[test]
    fn an_answer_is_read_with_whatever_stands_around_it() {
        assert_eq!(
            read("{\"rows\": [{\"a\": 1}, {\"a\": 2}]}").map(|read| read.rows),
            Some(vec![json!({"a": 1}), json!({"a": 2})])
        );
        assert_eq!(rows("Here it is:\n```json\n{\"rows\": [{\"a\": 1}]}\n```\nGood luck!"), Some((1, false)));
        assert_eq!(rows("```json\n[{\"a\": 1}]\n```"), Some((1, false)));
        assert_eq!(rows("<think>{\"rows\": [{}, {}, {}]}? No.</think>{\"rows\": [{}]}"), Some((1, false)));
        assert_eq!(rows("{\"rows\": []}"), Some((0, false)));
    }

    #[test]
    fn of_half_an_answer_the_whole_rows_are_kept() {
        assert_eq!(rows("{\"rows\": [{\"a\": {\"b\": 1}}, {\"a\": {\"b\": \"tw"), Some((1, true)));
        assert_eq!(rows("{\"rows\": [{\"a\": 1}"), Some((1, true)));
        assert_eq!(rows("{\"rows\": ["), Some((0, true)));
    }

    #[test]
    fn what_is_no_list_is_none() {
        assert_eq!(rows("I cannot help with that."), None);
        assert_eq!(rows(""), None);
        assert_eq!(rows("{\"rows\": \"none\"}"), None);
        let deep = format!("{{\"rows\": [{}", "[".repeat(100_000));
        assert_eq!(rows(&deep), Some((0, true)));
    }
}
