//! Tables of comma-separated values with a first line that names the columns: exports of Pocket, Instapaper and Readwise,
//! collections of articles.

use super::super::front_matter::Head;
use super::super::kinds;
use super::draft::{Draft, some};
use super::html;
use rustc_hash::FxHashMap;

const TITLE: [&str; 3] = ["title", "book title", "headline"];
const URL: [&str; 4] = ["url", "link", "source url", "article url"];
const TEXT: [&str; 8] = ["text", "content", "body", "article", "maintext", "highlight", "selection", "full text"];
const BYLINE: [&str; 4] = ["author", "authors", "book author", "byline"];
const SITE: [&str; 4] = ["source", "publisher", "publication", "site"];
const DATE: [&str; 5] = ["published", "date", "publish_date", "published date", "published_at"];
/// Columns that come with addresses which a person kept.
const KEPT: [&str; 8] = ["time_added", "timestamp", "folder", "tags", "status", "selection", "saved date", "highlight"];

/// Whether a text begins with the names of columns that are known here.
pub(super) fn is_likely(text: &str) -> bool {
    let Some(line) = text.lines().next().filter(|line| line.contains(',')) else { return false };
    let names = columns(line.split(','));
    let has = |keys: &[&str]| keys.iter().any(|key| names.contains_key(*key));
    (has(&TITLE) || has(&URL)) && (has(&TEXT) || has(&KEPT))
}

fn columns<'a>(names: impl Iterator<Item = &'a str>) -> FxHashMap<String, usize> {
    let name = |name: &str| name.trim_matches(['"', ' ', '\u{FEFF}', '\r']).to_lowercase();
    names.enumerate().map(|(idx, column)| (name(column), idx)).collect()
}

/// An article of each row; the passages that a person marked in one article are its text.
pub(super) fn drafts(text: &str) -> Option<Vec<Draft>> {
    let mut table = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let names = columns(table.headers().ok()?.iter());
    let is_marks = names.contains_key("highlight");
    let mut found: Vec<Draft> = Vec::new();
    for row in table.records().flatten() {
        let value =
            |keys: &[&str]| keys.iter().filter_map(|key| row.get(*names.get(*key)?)).find_map(|text| some(text.trim()));
        let (title, url, text) = (value(&TITLE), value(&URL).filter(|url| html::is_url(url)), value(&TEXT));
        if title.is_none() && url.is_none() {
            continue;
        }
        let (Some(text), url) = (text, url) else {
            found.extend(
                value(&URL)
                    .filter(|url| html::is_url(url))
                    .map(|url| html::address_only(title.unwrap_or_default(), url)),
            );
            continue;
        };
        if let Some(before) = found.last_mut().filter(|before| is_marks && before.head.title == title) {
            before.body.push_str("\n\n");
            before.body.push_str(&text);
            continue;
        }
        let byline = value(&BYLINE).map(|names| kinds::split_names(&names)).unwrap_or_default();
        let head = Head { title, url, byline, site: value(&SITE), published: value(&DATE), ..Head::default() };
        let is_page = html::is_html(&text);
        let body = if is_page { html::fragment(&text) } else { text };
        let draft = Draft { head, body, is_markdown: is_page, notes: Vec::new() };
        found.push(if is_marks {
            draft.noting("only the passages that were marked in it were kept", "save the page at its address")
        } else {
            draft
        });
    }
    Some(found)
}
