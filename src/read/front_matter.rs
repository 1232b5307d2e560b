//! The head of a file: YAML between `---`, TOML between `+++`, JSON, or a few lines of `Key: value`, as Hugo, Jekyll,
//! Obsidian's web clipper and mail-like notes write it.

use super::piece::squeeze;
use crate::text::{Note, make_safe};
use serde_yaml_ng::Value;
use std::collections::BTreeMap;

/// What a head says of its article. Each field holds what stood there, evened out and safe.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    /// The headline.
    pub title: Option<String>,
    /// The site or outlet by name or host.
    pub site: Option<String>,
    /// The article's address.
    pub url: Option<String>,
    /// Its writers.
    pub byline: Vec<String>,
    /// Day, perhaps with time of day, as written.
    pub published: Option<String>,
    /// Its language, as written.
    pub language: Option<String>,
    /// Who wrote it first, where the head says so.
    pub origin: Option<String>,
    /// The head could not be read in full.
    pub notes: Vec<Note>,
}

/// Splits `text` into its head and its body.
pub(super) fn split(text: &str) -> (Head, &str) {
    let text = text.trim_start_matches(['\n', ' ']);
    if let Some((inner, body)) = fenced(text, "---").filter(|(inner, _)| is_head(inner, ':')) {
        return (yaml(inner), body);
    }
    if let Some((inner, body)) = fenced(text, "+++").filter(|(inner, _)| is_head(inner, '=')) {
        return (toml(inner), body);
    }
    if let Some((head, body)) = json(text) {
        return (head, body);
    }
    // A fence that is closed nowhere still opens a head.
    let unclosed = text.strip_prefix("---\n").map(key_lines).filter(|(head, _)| *head != Head::default());
    unclosed.unwrap_or_else(|| key_lines(text))
}

/// Whether what stands between two fences is a head: it begins with a key, and most of its lines are keys, parts of lists,
/// or go on with the line above. Two rules of Markdown with a paragraph between them are none. `sign` parts key and value.
fn is_head(inner: &str, sign: char) -> bool {
    let lines = || inner.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    let key = |line: &str| {
        let (key, value) = line.split_once(sign)?;
        let key = key.trim().trim_matches(['"', '\'']);
        let is_key = !key.is_empty()
            && key.split_whitespace().count() <= 2
            && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ' | ':' | '@'))
            && (sign != ':' || value.is_empty() || value.starts_with([' ', '\t']));
        is_key.then(|| (key.to_lowercase(), value.trim().to_owned()))
    };
    let Some(first) = lines().next() else { return true };
    let goes_on = |line: &str| line.starts_with([' ', '\t', '-', ']', '}', '[']) || key(line).is_some();
    let n_other = lines().filter(|line| !goes_on(line)).count();
    let keys: Vec<(String, String)> = lines().filter_map(key).collect();
    // One line "Note: …" is a sentence, unless its key is one that heads have or its value is as short as they are.
    let is_sure = keys.len() > 1
        || keys.iter().any(|(key, value)| is_known_key(key) || value.split_whitespace().count() <= MAX_LONE_VALUE);
    (key(first).is_some() || first.starts_with('[')) && is_sure && n_other * 2 < lines().count()
}

/// Words of the value of a head that has but one key, and that of no common name.
const MAX_LONE_VALUE: usize = 3;

fn is_known_key(key: &str) -> bool {
    let lists: [&[&str]; 7] =
        [&TITLE_KEYS, &SITE_KEYS, &URL_KEYS, &BYLINE_KEYS, &DATE_KEYS, &LANGUAGE_KEYS, &KEY_LINE_KEYS];
    lists.iter().any(|keys| keys.contains(&key))
}

/// A head in JSON, as Hugo writes it, with nothing around it or between `;;;`.
fn json(text: &str) -> Option<(Head, &str)> {
    let fenced = fenced(text, ";;;");
    let inner = fenced.map_or(text, |(inner, _)| inner);
    if !inner.trim_start().starts_with('{') {
        return None;
    }
    let mut values = serde_json::Deserializer::from_str(inner).into_iter::<serde_json::Value>();
    let Some(Ok(serde_json::Value::Object(map))) = values.next() else { return None };
    let body = fenced.map_or_else(|| &inner[values.byte_offset()..], |(_, body)| body);
    let fields: Fields = map.iter().map(|(key, value)| (key.to_lowercase(), json_strings(value))).collect();
    fields.keys().any(|key| is_known_key(key)).then(|| (head(&fields), body))
}

fn json_strings(value: &serde_json::Value) -> Vec<String> {
    use serde_json::Value;
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(values) => values.iter().flat_map(json_strings).collect(),
        Value::Object(map) => map.get("name").map(json_strings).unwrap_or_default(),
        Value::Null => Vec::new(),
        other => vec![other.to_string()],
    }
}

fn fenced<'a>(text: &'a str, fence: &str) -> Option<(&'a str, &'a str)> {
    let (first, rest) = text.split_once('\n')?;
    if first.trim_end() != fence {
        return None;
    }
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        // YAML may end its document with three dots too.
        if line.trim_end() == fence || (fence == "---" && line.trim_end() == "...") {
            return Some((&rest[..at], &rest[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

type Fields = BTreeMap<String, Vec<String>>;

/// Bytes of a head that is read as YAML or TOML, and brackets in it: the time that these take grows with the square of how
/// deep they are nested. The longest heads of real files have 4 kB. Of others only the lines are read.
const MOST_BYTES: usize = 64 * 1024;
const MOST_BRACKETS: usize = 500;

/// Why a head is not read as what it is, if it is not.
fn too_much(inner: &str) -> Option<&'static str> {
    let n_brackets = inner.bytes().filter(|byte| matches!(byte, b'[' | b'{')).count();
    if inner.len() > MOST_BYTES {
        Some("it has more than 64 kB")
    } else if n_brackets > MOST_BRACKETS {
        Some("it has more than 500 brackets")
    } else {
        None
    }
}

fn yaml(inner: &str) -> Head {
    if let Some(why) = too_much(inner) {
        return loose(inner, why, "give it a line for each key, and put the rest behind the head");
    }
    match serde_yaml_ng::from_str::<Value>(inner) {
        Ok(Value::Mapping(map)) => {
            let mut fields = Fields::new();
            for (key, value) in &map {
                if let Value::String(key) = key {
                    fields.insert(key.to_lowercase(), yaml_strings(value));
                }
            }
            head(&fields)
        }
        Ok(Value::Null) => Head::default(),
        Ok(_) => loose(inner, "it is not a list of keys and values", QUOTE),
        Err(error) => loose(inner, &error.to_string(), QUOTE),
    }
}

fn yaml_strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Number(number) => vec![number.to_string()],
        Value::Bool(truth) => vec![truth.to_string()],
        Value::Sequence(values) => values.iter().flat_map(yaml_strings).collect(),
        // `author: {name: …}`, as some site builders write it.
        Value::Mapping(map) => map.get("name").map(yaml_strings).unwrap_or_default(),
        Value::Tagged(tagged) => yaml_strings(&tagged.value),
        Value::Null => Vec::new(),
    }
}

fn toml(inner: &str) -> Head {
    if let Some(why) = too_much(inner) {
        return loose(inner, why, "give it a line for each key, and put the rest behind the head");
    }
    match inner.parse::<toml::Table>() {
        Ok(table) => {
            let mut fields = Fields::new();
            for (key, value) in &table {
                match value {
                    // Hugo keeps a site's own keys under `params`.
                    toml::Value::Table(params) if key == "params" => {
                        for (key, value) in params {
                            fields.entry(key.to_lowercase()).or_insert_with(|| toml_strings(value));
                        }
                    }
                    value => {
                        fields.insert(key.to_lowercase(), toml_strings(value));
                    }
                }
            }
            head(&fields)
        }
        Err(error) => loose(inner, error.message(), QUOTE),
    }
}

fn toml_strings(value: &toml::Value) -> Vec<String> {
    match value {
        toml::Value::String(text) => vec![text.clone()],
        toml::Value::Array(values) => values.iter().flat_map(toml_strings).collect(),
        toml::Value::Table(table) => table.get("name").map(toml_strings).unwrap_or_default(),
        other => vec![other.to_string()],
    }
}

/// What helps most often.
const QUOTE: &str = "put quotation marks around values that hold a colon";

/// A broken head is read line by line, so that a stray colon in a headline does not cost the date.
fn loose(inner: &str, problem: &str, hint: &str) -> Head {
    let mut fields = Fields::new();
    for line in inner.lines() {
        if let Some((key, value)) = line.split_once([':', '=']) {
            let value = value.trim().trim_matches(['"', '\'', '[', ']']);
            if !value.is_empty() && !key.trim().is_empty() {
                fields.insert(key.trim().to_lowercase(), vec![value.to_owned()]);
            }
        }
    }
    let mut head = head(&fields);
    head.notes.push(Note {
        message: format!("the head of the file could not be read in full: {}", make_safe(&squeeze(problem))),
        hint: hint.to_owned(),
    });
    head
}

/// At least this many lines of `Key: value` make a head; a single one may be the article's first sentence.
const MIN_KEY_LINES: usize = 2;

fn key_lines(text: &str) -> (Head, &str) {
    let mut fields = Fields::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let known = line.split_once(':').filter(|(key, _)| KEY_LINE_KEYS.contains(&key.trim().to_lowercase().as_str()));
        let Some((key, value)) = known else { break };
        fields.insert(key.trim().to_lowercase(), vec![value.trim().to_owned()]);
        at += line.len();
    }
    if fields.len() < MIN_KEY_LINES { (Head::default(), text) } else { (head(&fields), &text[at..]) }
}

const TITLE_KEYS: [&str; 2] = ["title", "headline"];
const SITE_KEYS: [&str; 5] = ["site", "site_name", "sitename", "publisher", "outlet"];
const URL_KEYS: [&str; 5] = ["url", "link", "permalink", "canonical", "canonicalurl"];
const BYLINE_KEYS: [&str; 6] = ["author", "authors", "byline", "creator", "writer", "by"];
/// In order of trust. `created` is when a note was made: see [`head`].
const DATE_KEYS: [&str; 6] = ["published", "publishdate", "pubdate", "date_published", "date", "datepublished"];
const LANGUAGE_KEYS: [&str; 3] = ["language", "lang", "locale"];
const ORIGIN_KEYS: [&str; 2] = ["origin", "agency"];
/// Keys that may stand in a head without a fence.
const KEY_LINE_KEYS: [&str; 13] = [
    "title",
    "headline",
    "source",
    "site",
    "publisher",
    "url",
    "link",
    "author",
    "authors",
    "byline",
    "by",
    "date",
    "published",
];

fn head(fields: &Fields) -> Head {
    // An escape in a string of YAML or TOML may have made anything.
    let fields: Fields = fields
        .iter()
        .map(|(key, values)| (key.clone(), values.iter().map(|value| make_safe(value)).collect()))
        .collect();
    let all = |keys: &[&str]| -> Vec<String> {
        let values =
            keys.iter().filter_map(|key| fields.get(*key)).find(|values| values.iter().any(|v| !v.trim().is_empty()));
        values.into_iter().flatten().map(|value| squeeze(&plain(value))).filter(|value| !value.is_empty()).collect()
    };
    let one = |keys: &[&str]| all(keys).into_iter().next();
    let source = one(&["source"]);
    let (source_url, source_name) = match source {
        Some(source) if is_url(&source) => (Some(source), None),
        source => (None, source),
    };
    // Obsidian's clipper writes `created` for the day on which the page was saved; that is no day of publication.
    let is_clip =
        fields.get("tags").is_some_and(|tags| tags.iter().any(|tag| tag.trim_start_matches('#') == "clippings"));
    let created = if is_clip { None } else { one(&["created"]) };
    Head {
        title: one(&TITLE_KEYS),
        site: one(&SITE_KEYS).or(source_name),
        url: one(&URL_KEYS).filter(|url| is_url(url)).or(source_url),
        byline: all(&BYLINE_KEYS).iter().flat_map(|names| super::kinds::split_names(names)).collect(),
        published: one(&DATE_KEYS).or(created),
        language: one(&LANGUAGE_KEYS),
        origin: one(&ORIGIN_KEYS),
        notes: Vec::new(),
    }
}

/// A value without wiki links and emphasis: `[[Jane Doe]]` is Jane Doe. Addresses stay as they are.
fn plain(value: &str) -> String {
    if is_url(value.trim()) {
        super::entities::decode(value.trim()).into_owned()
    } else {
        super::markdown::strip_marks(value)
    }
}

fn is_url(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, title: &str, site: Option<&str>, byline: &[&str], published: Option<&str>) {
        let (head, _) = split(text);
        assert_eq!(head.title.as_deref(), Some(title));
        assert_eq!(head.site.as_deref(), site);
        assert_eq!(head.byline, byline);
        assert_eq!(head.published.as_deref(), published);
    }

    #[test]
    fn heads_of_every_common_form_are_read() {
        check(
            "---\ntitle: \"A: B\"\nsite: www.example.org\npublished: 2024-03-07\nauthor: [Ana Ruiz, Tom Lee]\n---\nBody",
            "A: B",
            Some("www.example.org"),
            &["Ana Ruiz", "Tom Lee"],
            Some("2024-03-07"),
        );
        check(
            "+++\ntitle = 'A'\ndate = 2024-03-07T10:00:00Z\nauthors = ['Ana Ruiz']\n[params]\nsite = 'Example'\n+++\nBody",
            "A",
            Some("Example"),
            &["Ana Ruiz"],
            Some("2024-03-07T10:00:00Z"),
        );
        check(
            "---\ntitle: A\nauthor:\n  - \"[[Ana Ruiz]]\"\nsource: \"https://example.org/a\"\ncreated: 2024-05-01\ntags:\n  - clippings\n---\nBody",
            "A",
            None,
            &["Ana Ruiz"],
            None,
        );
        check(
            "Title: A\nSource: Example Post\nDate: 7 March 2024\nBy: Ana Ruiz and Tom Lee\n\nBody",
            "A",
            Some("Example Post"),
            &["Ana Ruiz", "Tom Lee"],
            Some("7 March 2024"),
        );
        check(
            "{\"title\": \"A\", \"publisher\": \"Example\", \"author\": [{\"name\": \"Ana Ruiz\"}], \"date\": \"2024-03-07\"}\nBody",
            "A",
            Some("Example"),
            &["Ana Ruiz"],
            Some("2024-03-07"),
        );
        check("---\ntitle: A\nauthor: Ana Ruiz\n\nThe head is not closed.", "A", None, &["Ana Ruiz"], None);
        check("---\ntitle: A\n...\nBody", "A", None, &[], None);
    }

    #[test]
    fn a_broken_head_still_gives_its_lines_and_a_note() {
        let (head, body) = split("---\ntitle: One: two: three\npublished: 2024-03-07\n---\nBody");
        assert_eq!(head.published.as_deref(), Some("2024-03-07"));
        assert_eq!(head.notes.len(), 1);
        assert_eq!(body, "Body");
    }

    #[test]
    fn a_head_of_brackets_or_without_end_is_read_by_its_lines_and_that_is_said() {
        let brackets = format!("---\ntitle: A\ntags: {}\n---\nBody", "[".repeat(MOST_BRACKETS + 1));
        let long = format!("---\ntitle: A\ntags: {}\n---\nBody", "x".repeat(MOST_BYTES));
        for (text, why) in [(brackets, "more than 500 brackets"), (long, "more than 64 kB")] {
            let (head, body) = split(&text);
            assert_eq!((head.title.as_deref(), body), (Some("A"), "Body"));
            assert!(head.notes[0].message.contains(why), "{:?}", head.notes);
        }
    }

    #[test]
    fn a_text_without_a_head_is_all_body() {
        for text in [
            "---\n\nThe council met on Monday.\n\n---\n\nIt voted.",
            "---\nNote: the council met for the first time since May.\n---\nIt voted.",
            "---\nThe council met.\nIt voted on one thing: the bridge.\n---\nIt voted.",
            "{not a head}\nBody",
        ] {
            assert_eq!(split(text), (Head::default(), text));
        }
        for text in ["--- a dash\nBody", "By: the way\nBody", "One.\n\n---\n\nTwo."] {
            assert_eq!(split(text), (Head::default(), text));
        }
    }
}
