//! JSON and JSON Lines: what news-please, newspaper, trafilatura, Wallabag, Readwise and JSON Feed write, and our own
//! `analyze`. They differ in the names of their fields and in what holds the list; both stand in tables here.

use super::super::front_matter::Head;
use super::super::kinds;
use super::draft::{Draft, some};
use super::{feed, html};
use serde_json::{Map, Value};

type Object = Map<String, Value>;

const TITLE: [&str; 4] = ["title", "headline", "name", "given_title"];
const TEXT: [&str; 8] =
    ["maintext", "text", "content_text", "articleBody", "article_text", "full_text", "raw_text", "body"];
const HTML: [&str; 5] = ["content_html", "html", "content", "article_html", "body_html"];
const SITE: [&str; 9] = [
    "sitename",
    "site_name",
    "siteName",
    "publisher",
    "hostname",
    "source_domain",
    "domain_name",
    "source_name",
    "source",
];
const URL: [&str; 7] = ["url", "link", "resolved_url", "given_url", "source_url", "originalArticleUrl", "source"];
const BYLINE: [&str; 6] = ["authors", "author", "byline", "published_by", "creator", "by"];
/// In order of trust; when an article was saved is no day of publication.
const PUBLISHED: [&str; 10] = [
    "date_publish",
    "published_at",
    "publishedAt",
    "publish_date",
    "datePublished",
    "date_published",
    "published",
    "published_date",
    "pubDate",
    "date",
];
const LANGUAGE: [&str; 3] = ["language", "lang", "inLanguage"];
/// What holds the list of articles.
const LISTS: [&str; 10] =
    ["articles", "items", "entries", "results", "list", "data", "documents", "posts", "_embedded", "bookmarks"];

/// Words from which on a text without a title is an article.
const MIN_WORDS: usize = 12;

/// An article of each object that is one; `None` where the text is no JSON.
pub(super) fn drafts(text: &str) -> Option<Vec<Draft>> {
    if text.contains("https://jsonfeed.org/version/") && text.trim_start().starts_with('{') {
        return feed::drafts(text);
    }
    let mut found = Vec::new();
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    // One value, or one after the other: JSON Lines are no other form than this.
    for (idx, value) in values.by_ref().enumerate() {
        match value {
            Ok(value) => of_value(&value, 0, &mut found),
            Err(_) if idx == 0 => return None,
            // A line that was broken off costs itself and what follows.
            Err(_) => break,
        }
    }
    Some(found)
}

fn of_value(value: &Value, depth: u8, found: &mut Vec<Draft>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| of_value(value, depth, found)),
        Value::Object(object) => match of_object(object) {
            Some(draft) => found.push(draft),
            None if depth < 3 => {
                let lists = LISTS.iter().filter_map(|key| object.get(*key));
                for list in lists {
                    match list {
                        // Pocket has an object with a key for each.
                        Value::Object(map) if !map.is_empty() && map.values().all(Value::is_object) => {
                            map.values().for_each(|value| of_value(value, depth + 1, found));
                        }
                        list => of_value(list, depth + 1, found),
                    }
                }
            }
            None => {}
        },
        _ => {}
    }
}

/// The article that an object is. Lines of our own analysis that are no article say so.
fn of_object(object: &Object) -> Option<Draft> {
    if object.get("type").and_then(Value::as_str).is_some_and(|kind| OURS.contains(&kind)) {
        return None;
    }
    let title = first(object, &TITLE).map(|title| if html::is_html(&title) { html::fragment(&title) } else { title });
    let links: Vec<String> = URL.iter().filter_map(|key| object.get(*key)).flat_map(strings).collect();
    let url = links.into_iter().find(|url| html::is_url(url));
    let site = SITE.iter().filter_map(|key| object.get(*key)).flat_map(strings).find(|site| !html::is_url(site));
    let head = Head {
        site,
        byline: BYLINE
            .iter()
            .filter_map(|key| object.get(*key))
            .map(strings)
            .find(|names| !names.is_empty())
            .into_iter()
            .flatten()
            .flat_map(|names| kinds::split_names(&names))
            .collect(),
        published: first(object, &PUBLISHED),
        language: first(object, &LANGUAGE),
        url,
        title,
        ..Head::default()
    };
    let page = first(object, &HTML).filter(|text| html::is_html(text));
    let text = first(object, &TEXT).or_else(|| first(object, &HTML));
    let marked = highlights(object);
    let (body, is_markdown) = match (page, text) {
        (Some(page), _) => (html::fragment(&page), true),
        (None, Some(text)) if html::is_html(&text) => (html::fragment(&text), true),
        (None, Some(text)) => (untitled(&text, head.title.as_deref()).to_owned(), false),
        (None, None) if !marked.is_empty() => (marked.join("\n\n"), false),
        (None, None) => {
            // Lists of kept addresses have no text.
            let is_kept = ["time_added", "given_url", "resolved_id", "is_archived", "bookmark_id"]
                .iter()
                .any(|key| object.contains_key(*key));
            return Some(html::address_only(head.title?, head.url?)).filter(|_| is_kept);
        }
    };
    let is_article = head.title.is_some() || (head.url.is_some() && body.split_whitespace().count() >= MIN_WORDS);
    is_article.then_some(Draft { head, body, is_markdown, notes: Vec::new() })
}

/// Kinds of lines of `analyze --format jsonl` besides "article".
const OURS: [&str; 8] = ["analysis", "story", "actor", "event", "quantity", "time", "statement", "discrepancy"];

/// The passages that a person marked, as Readwise has them.
fn highlights(object: &Object) -> Vec<String> {
    let marked = object.get("highlights").and_then(Value::as_array);
    let texts =
        marked.into_iter().flatten().filter_map(|mark| mark.as_object().and_then(|mark| first(mark, &["text"])));
    texts.collect()
}

/// A text of our own `analyze` begins with its title.
fn untitled<'t>(text: &'t str, title: Option<&str>) -> &'t str {
    let rest = title.and_then(|title| text.strip_prefix(title)).filter(|rest| rest.starts_with("\n\n"));
    rest.map_or(text, str::trim_start)
}

fn first(object: &Object, keys: &[&str]) -> Option<String> {
    keys.iter().filter_map(|key| object.get(*key)).flat_map(strings).find(|text| !text.trim().is_empty())
}

/// The strings of a value: itself, those of a list, the name of an object. A number may be a moment.
fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => some(text.as_str()).into_iter().collect(),
        Value::Array(values) => values.iter().flat_map(strings).collect(),
        Value::Object(object) => ["name", "title", "@id", "url"]
            .iter()
            .filter_map(|key| object.get(*key))
            .take(1)
            .flat_map(strings)
            .collect(),
        Value::Number(number) => number.as_i64().and_then(moment).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// Seconds or milliseconds since 1970, where they are of the years of the web.
fn moment(number: i64) -> Option<String> {
    let seconds = if number > 100_000_000_000 { number / 1000 } else { number };
    let time = jiff::Timestamp::from_second(seconds).ok()?;
    (500_000_000..5_000_000_000).contains(&seconds).then(|| time.to_string())
}
