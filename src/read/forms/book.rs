//! EPUB: each chapter that holds running text is an article, for a book out of a reader's list holds one in each.

use super::super::ReadError;
use super::super::front_matter::Head;
use super::archive::limited;
use super::draft::{Draft, some};
use super::{Budget, html};
use dom_query::Document;
use rustc_hash::FxHashMap;
use std::io::Cursor;
use zip::ZipArchive;

/// Words below which a chapter is a cover, a table of contents, an imprint.
const MIN_WORDS: usize = 40;

/// Whether a ZIP archive is a book: its first file says so.
pub(super) fn is_book(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(200)];
    start.windows(20).any(|part| part == b"application/epub+zip")
}

/// The articles of a book.
pub(super) fn drafts(bytes: &[u8], budget: &mut Budget) -> Result<Vec<Draft>, ReadError> {
    let mut book = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadError::Damaged)?;
    let container = text(&mut book, "META-INF/container.xml", budget)?;
    let place = Document::from(container).select("rootfile").attr("full-path").ok_or(ReadError::Damaged)?.to_string();
    let package = Document::from(text(&mut book, &place, budget)?);
    let folder = place.rsplit_once('/').map_or("", |(folder, _)| folder);
    let told = |name: &str| {
        let found = package.nodes_named(name);
        found.into_iter().map(|text| text.trim().to_owned()).find_map(some)
    };
    let files: FxHashMap<String, String> = package
        .select("item")
        .iter()
        .filter_map(|item| Some((item.attr("id")?.to_string(), item.attr("href")?.to_string())))
        .collect();
    let spine: Vec<String> =
        package.select("itemref").iter().filter_map(|item| item.attr("idref").map(|id| id.to_string())).collect();
    let mut found = Vec::new();
    for id in spine {
        let Some(file) = files.get(&id).filter(|_| budget.takes_entry()) else { continue };
        let name = if folder.is_empty() { file.clone() } else { format!("{folder}/{file}") };
        let Ok(chapter) = text(&mut book, &name, budget) else { continue };
        let page = Document::from(chapter);
        let own = page.select("h1, h2").nodes().first().map(|head| head.text().to_string()).and_then(some);
        page.select("head, script, style, nav, svg").remove();
        let body = page.md(None).to_string();
        if body.split_whitespace().count() < MIN_WORDS {
            continue;
        }
        let head = Head {
            title: own,
            site: told("dc:publisher"),
            byline: told("dc:creator").map(|names| super::super::kinds::split_names(&names)).unwrap_or_default(),
            published: told("dc:date"),
            language: told("dc:language"),
            url: told("dc:source").filter(|url| html::is_url(url)),
            ..Head::default()
        };
        found.push(Draft::markdown(head, body));
    }
    // A book of one article is named as the article.
    if let [only] = found.as_mut_slice() {
        only.head.title = told("dc:title").or(only.head.title.take());
    }
    Ok(found)
}

fn text(book: &mut ZipArchive<Cursor<&[u8]>>, name: &str, budget: &mut Budget) -> Result<String, ReadError> {
    let file = book.by_name(name).map_err(|_| ReadError::Damaged)?;
    limited(file, budget).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

/// Elements by a name with a colon, which no selector has.
trait Named {
    fn nodes_named(&self, name: &str) -> Vec<String>;
}

impl Named for Document {
    fn nodes_named(&self, name: &str) -> Vec<String> {
        let nodes = self.root().descendants();
        let fits = |node: &&dom_query::NodeRef| node.node_name().is_some_and(|own| own.eq_ignore_ascii_case(name));
        nodes.iter().filter(fits).map(|node| node.text().to_string()).collect()
    }
}
