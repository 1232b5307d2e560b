//! From typed text to terms.

use super::QueryError;
use super::date::days;
use super::pattern::Pattern;
use super::term::{FIELDS, Has, State, Term, What};
use crate::text::Day;

/// A term as typed: where it begins, its field, its values.
struct Typed {
    /// In characters, from 0.
    column: usize,
    negated: bool,
    /// Before the colon, in lower case; empty where there is none.
    field: String,
    /// Column and text; more than one where commas stand between them.
    values: Vec<(usize, String)>,
    quoted: bool,
}

/// Reads all terms.
pub fn parse(text: &str, today: Day) -> Result<Vec<Term>, QueryError> {
    let chars: Vec<char> = text.chars().collect();
    let mut at = 0;
    let mut terms = Vec::new();
    while at < chars.len() {
        if chars[at].is_whitespace() {
            at += 1;
            continue;
        }
        let typed = read_term(&chars, &mut at)?;
        terms.push(Term { negated: typed.negated, what: understand(&typed, today)? });
    }
    Ok(terms)
}

fn error<T>(column: usize, message: String) -> Result<T, QueryError> {
    Err(QueryError { column: column + 1, message })
}

fn read_term(chars: &[char], at: &mut usize) -> Result<Typed, QueryError> {
    let column = *at;
    let negated = chars[*at] == '-' && chars.get(*at + 1).is_some_and(|c| !c.is_whitespace());
    *at += usize::from(negated);
    let name: String = chars[*at..].iter().take_while(|c| c.is_alphabetic()).collect();
    let n_name = name.chars().count();
    let has_field = n_name > 0 && chars.get(*at + n_name) == Some(&':') && chars.get(*at + n_name + 1) != Some(&'/');
    let field = if has_field { name.to_lowercase() } else { String::new() };
    *at += if has_field { n_name + 1 } else { 0 };
    let (mut values, mut quoted) = (Vec::new(), false);
    loop {
        let start = *at;
        let mut value = String::new();
        if chars.get(*at) == Some(&'"') {
            quoted = true;
            let Some(n) = chars[*at + 1..].iter().position(|&c| c == '"') else {
                return error(start, "the quotation marks are not closed; add \" at the end".to_owned());
            };
            value.extend(&chars[*at + 1..*at + 1 + n]);
            *at += n + 2;
        }
        let ends = |c: char| c.is_whitespace() || (c == ',' && has_field);
        while *at < chars.len() && !ends(chars[*at]) {
            value.push(chars[*at]);
            *at += 1;
        }
        values.push((start, value.trim().to_owned()));
        if chars.get(*at) != Some(&',') || !has_field {
            return Ok(Typed { column, negated, field, values, quoted });
        }
        *at += 1;
    }
}

fn understand(typed: &Typed, today: Day) -> Result<What, QueryError> {
    let (column, first) = (typed.values[0].0, typed.values[0].1.as_str());
    if typed.field.is_empty() {
        let state = State::NAMES.iter().find(|(name, _)| first.eq_ignore_ascii_case(name));
        return match state {
            Some((_, state)) if !typed.quoted => Ok(What::Is(*state)),
            _ if first.is_empty() => error(column, "nothing stands between the quotation marks".to_owned()),
            _ => Ok(What::Words(vec![Pattern::new(first)])),
        };
    }
    let Some((field, meaning)) = FIELDS.iter().find(|(name, _)| *name == typed.field) else {
        return error(typed.column, unknown_field(&typed.field));
    };
    if let Some((column, _)) = typed.values.iter().find(|(_, value)| value.is_empty()) {
        return error(*column, format!("after {field}: comes {meaning}"));
    }
    let patterns = || typed.values.iter().map(|(_, value)| Pattern::new(value)).collect();
    let period = || match (days(first, today), typed.values.get(1)) {
        (_, Some((column, _))) => error(*column - 1, format!("{field}: takes one day")),
        (Some(days), None) => Ok(days),
        (None, None) => error(
            column,
            format!("`{first}` is no day; write 2024-03-18, 2024-03, 2024, yesterday, monday, 3d, 2w or 6m"),
        ),
    };
    Ok(match *field {
        "source" => What::Source(patterns()),
        "actor" => What::Actor(patterns()),
        "tag" => What::Tag(patterns()),
        "title" => What::Title(patterns()),
        "by" => What::Byline(patterns()),
        "story" => What::Story(patterns()),
        "lang" => What::Language(patterns()),
        "text" => What::Text(patterns()),
        "after" => What::Published(Some(period()?.0), None),
        "before" => What::Published(None, Some(period()?.0)),
        "on" => {
            let (from, to) = period()?;
            What::Published(Some(from), Some(to))
        }
        "has" => What::Has(one_of(&Has::NAMES, field, &typed.values)?),
        "judge" => What::Judge(one_of(&[("no", false), ("yes", true)], field, &typed.values)?),
        _ => What::Is(one_of(&State::NAMES, field, &typed.values)?),
    })
}

fn one_of<T: Copy>(names: &[(&str, T)], field: &str, values: &[(usize, String)]) -> Result<T, QueryError> {
    if let Some((column, _)) = values.get(1) {
        return error(*column - 1, format!("{field}: takes one word; write {field}: again for each further one"));
    }
    let (column, value) = &values[0];
    if let Some((_, found)) = names.iter().find(|(name, _)| value.eq_ignore_ascii_case(name)) {
        return Ok(*found);
    }
    let names: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
    error(*column, format!("`{value}` is nothing that {field}: knows; it takes {}", names.join(", ")))
}

fn unknown_field(field: &str) -> String {
    let near =
        FIELDS.iter().map(|(name, _)| *name).find(|name| name.starts_with(field) || distance(name, field) <= MAX_TYPOS);
    if let Some(near) = near {
        return format!("there is no {field}: — did you mean {near}:? For the words themselves write \"{field}:…\"");
    }
    let names: Vec<String> = FIELDS.iter().map(|(name, _)| format!("{name}:")).collect();
    format!("there is no {field}: — there are {}", names.join(" "))
}

/// A field name with more letters wrong than this was not meant: `tile` is title, `colour` is nothing.
const MAX_TYPOS: usize = 1;

/// How many letters must be put in, taken away or changed to make one word of the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (n_one, c) in one.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], n_one + 1);
        for (idx, d) in other.iter().enumerate() {
            let changed = diagonal + usize::from(c != *d);
            diagonal = row[idx + 1];
            row[idx + 1] = changed.min(row[idx] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}
