//! Feeds as files: RSS, Atom, RDF and JSON Feed, by `feed-rs`.

use super::super::front_matter::Head;
use super::draft::{Draft, some};
use super::html;
use feed_rs::model::{Entry, Feed};

/// Whether XML is a feed.
pub(super) fn is_likely(text: &str) -> bool {
    let start = text.to_ascii_lowercase();
    ["<rss", "<feed", "<rdf:rdf"].iter().any(|root| start.contains(root)) && !start.contains("<html")
}

/// An article of each item; `None` where it is no feed that can be read.
pub(super) fn drafts(text: &str) -> Option<Vec<Draft>> {
    let feed = feed_rs::parser::parse(text.as_bytes()).ok()?;
    Some(feed.entries.iter().map(|entry| draft(&feed, entry)).collect())
}

fn draft(feed: &Feed, entry: &Entry) -> Draft {
    let link = entry.links.iter().find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"));
    let authors = if entry.authors.is_empty() { &feed.authors } else { &entry.authors };
    let head = Head {
        title: entry.title.as_ref().map(|title| plain(&title.content)),
        site: feed.title.as_ref().map(|title| plain(&title.content)),
        url: link.or(entry.links.first()).map(|link| link.href.clone()),
        byline: authors.iter().flat_map(|person| super::super::kinds::split_names(&person.name)).collect(),
        published: entry.published.or(entry.updated).map(|time| time.to_rfc3339()),
        language: entry.language.clone().or_else(|| feed.language.clone()),
        ..Head::default()
    };
    let content = entry.content.as_ref().and_then(|content| content.body.as_deref()).and_then(some);
    let summary = entry.summary.as_ref().map(|summary| summary.content.as_str()).and_then(some);
    let is_short = content.is_none();
    let body = content.or(summary).unwrap_or_default();
    let body = if html::is_html(&body) { html::fragment(&body) } else { body };
    let draft = Draft::markdown(head, body);
    if is_short {
        draft.noting("its feed carries a summary and not the text", "save the page at its address")
    } else {
        draft
    }
}

/// A title without tags.
fn plain(title: &str) -> String {
    if html::is_html(title) { html::fragment(title) } else { title.to_owned() }
}
