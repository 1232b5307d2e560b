//! What could come next while a query is typed.

use super::pattern::Pattern;
use super::term::{FIELDS, Has, State};

/// What could stand where the cursor is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// The byte of the text from which the candidate replaces everything up to the cursor.
    pub start: usize,
    /// What could stand there, quoted where it must be, and what it means in words (empty for values); the likeliest
    /// first.
    pub candidates: Vec<(String, &'static str)>,
}

/// A query without its last word, where that may yet become the name of a field or a state.
pub fn without_unfinished(text: &str) -> Option<&str> {
    let start = start_of_word(text);
    let word = text[start..].trim_start_matches('-').to_lowercase();
    let fields = FIELDS.iter().map(|(name, _)| *name).filter(|name| name.starts_with(&word));
    let states = State::NAMES.iter().map(|(name, _)| *name).filter(|name| name.starts_with(&word) && *name != word);
    (!word.is_empty() && fields.chain(states).next().is_some()).then(|| &text[..start])
}

/// Most candidates that are given.
const MAX_CANDIDATES: usize = 50;

/// What could stand at byte `cursor` of `text`. `values` gives all sources, actors, tags, writers, stories or languages
/// for the field of that name, the likeliest first.
pub fn complete(text: &str, cursor: usize, values: impl Fn(&str) -> Vec<String>) -> Completion {
    let before = text.get(..cursor).unwrap_or(text);
    let word_start = start_of_word(before);
    let word = &before[word_start..];
    let sign = usize::from(word.starts_with('-'));
    let word_start = word_start + sign;
    let word = &word[sign..];
    let Some((field, rest)) = word.split_once(':') else {
        let states = State::NAMES.iter().map(|(name, _)| (format!("{name} "), "articles in this state"));
        let fields = FIELDS.iter().map(|(name, meaning)| (format!("{name}:"), *meaning));
        let typed = word.to_lowercase();
        let candidates = states.chain(fields).filter(|(name, _)| name.starts_with(&typed)).collect();
        return Completion { start: word_start, candidates };
    };
    let value = &rest[rest.rfind(',').map_or(0, |comma| comma + 1)..];
    let start = before.len() - value.len();
    let typed = value.trim_start_matches('"');
    let known: Vec<String> = match field.to_lowercase().as_str() {
        "has" => Has::NAMES.iter().map(|(name, _)| (*name).to_owned()).collect(),
        "is" => State::NAMES.iter().map(|(name, _)| (*name).to_owned()).collect(),
        "judge" => ["no", "yes"].map(str::to_owned).to_vec(),
        "after" | "before" | "on" => DAYS.iter().map(|day| (*day).to_owned()).collect(),
        field if FIELDS.iter().any(|(name, _)| *name == field) => values(field),
        _ => Vec::new(),
    };
    let pattern = Pattern::new(typed);
    let place = |value: &str| pattern.find(value).map(|(start, _)| start);
    let mut fitting: Vec<(bool, &String)> =
        known.iter().filter_map(|value| Some((place(value)? != 0, value))).collect();
    fitting.sort_by_key(|(inside, _)| *inside); // those that begin so come first; stable, so the likeliest stay in front
    let candidates = fitting.into_iter().take(MAX_CANDIDATES).map(|(_, value)| (quoted(value) + " ", "")).collect();
    Completion { start, candidates }
}

const DAYS: [&str; 6] = ["today", "yesterday", "1w", "2w", "1m", "1y"];

/// A value as it is written in a query: with quotation marks where a blank or a comma would end it.
pub fn quoted(value: &str) -> String {
    let value = value.replace('"', "");
    if value.contains(|c: char| c.is_whitespace() || c == ',') { format!("\"{value}\"") } else { value }
}

/// The byte at which the word before the cursor begins; blanks between quotation marks are part of it.
fn start_of_word(before: &str) -> usize {
    let (mut start, mut in_quotes) = (0, false);
    for (at, c) in before.char_indices() {
        match c {
            '"' => in_quotes = !in_quotes,
            c if c.is_whitespace() && !in_quotes => start = at + c.len_utf8(),
            _ => {}
        }
    }
    start
}
