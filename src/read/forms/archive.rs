//! Archives: ZIP by `zip`, tar by `tar`, gzip by `flate2`. Nothing is written to the disk, names are never used as paths,
//! and what comes out is counted as it comes out, so that a small file cannot grow without end.

use super::super::files::{self, MAX_BYTES};
use super::super::front_matter::Head;
use super::super::{Collected, ReadError, article};
use super::draft::some;
use super::{Budget, html, inner_path, read, trouble};
use flate2::read::MultiGzDecoder;
use rustc_hash::FxHashMap;
use serde_json::Value;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Reads the articles of a ZIP archive.
pub(super) fn zip(path: &str, bytes: &[u8], depth: u8, budget: &mut Budget, out: &mut Collected) {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return out.troubles.push(trouble(path, ReadError::Damaged));
    };
    let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    if names.iter().any(|name| name == "[Content_Types].xml" || name == "mimetype") {
        return out.troubles.push(trouble(path, ReadError::Unsupported("a word processor".to_owned())));
    }
    let before = (out.articles.len(), out.troubles.len());
    let omnivore = omnivore(&mut archive, &names, budget);
    let mut order: Vec<usize> = (0..names.len()).filter(|idx| files::is_wanted_inside(&names[*idx])).collect();
    order.sort_by(|a, b| names[*a].cmp(&names[*b]));
    for idx in order {
        if !budget.takes_entry() {
            return out.troubles.push(trouble(path, ReadError::TooMany));
        }
        let name = &names[idx];
        let inner = inner_path(path, name);
        let unpacked = archive.by_index(idx).map_err(|_| ReadError::Damaged).and_then(|file| limited(file, budget));
        match unpacked {
            Ok(bytes) => match omnivore.get(stem(name)).filter(|_| name.contains("content/")) {
                Some(head) => of_omnivore(&inner, head, &bytes, out),
                None if omnivore.is_empty() || !is_about_omnivore(name) => read(&inner, &bytes, depth + 1, budget, out),
                None => {}
            },
            Err(error) => out.troubles.push(trouble(&inner, error)),
        }
    }
    if before == (out.articles.len(), out.troubles.len()) {
        out.troubles.push(trouble(path, ReadError::NoArticles));
    }
}

/// Reads what gzip holds: a tar archive, or one file.
pub(super) fn gzip(path: &str, bytes: &[u8], depth: u8, budget: &mut Budget, out: &mut Collected) {
    let mut unpacked = Vec::new();
    let limit = budget.bytes.min(files::MAX_CONTAINER);
    let n_read = MultiGzDecoder::new(bytes).take(limit + 1).read_to_end(&mut unpacked);
    budget.bytes = budget.bytes.saturating_sub(unpacked.len() as u64);
    match n_read {
        _ if unpacked.len() as u64 > limit => out.troubles.push(trouble(path, ReadError::Unpacked)),
        Err(_) if unpacked.is_empty() => out.troubles.push(trouble(path, ReadError::Damaged)),
        _ => read(path.strip_suffix(".gz").unwrap_or(path), &unpacked, depth + 1, budget, out),
    }
}

/// Reads the articles of a tar archive.
pub(super) fn tar(path: &str, bytes: &[u8], depth: u8, budget: &mut Budget, out: &mut Collected) {
    let before = (out.articles.len(), out.troubles.len());
    let mut archive = tar::Archive::new(bytes);
    let Ok(entries) = archive.entries() else { return out.troubles.push(trouble(path, ReadError::Damaged)) };
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for entry in entries {
        let Ok(entry) = entry else {
            out.troubles.push(trouble(path, ReadError::Damaged));
            break;
        };
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if !entry.header().entry_type().is_file() || !files::is_wanted_inside(&name) {
            continue;
        }
        if !budget.takes_entry() {
            out.troubles.push(trouble(path, ReadError::TooMany));
            break;
        }
        match limited(entry, budget) {
            Ok(bytes) => files.push((name, bytes)),
            Err(error) => out.troubles.push(trouble(&inner_path(path, &name), error)),
        }
    }
    files.sort();
    for (name, bytes) in files {
        read(&inner_path(path, &name), &bytes, depth + 1, budget, out);
    }
    if before == (out.articles.len(), out.troubles.len()) {
        out.troubles.push(trouble(path, ReadError::NoArticles));
    }
}

/// The bytes of an entry, within what one article and what the whole archive may have.
pub(super) fn limited(input: impl Read, budget: &mut Budget) -> Result<Vec<u8>, ReadError> {
    let limit = MAX_BYTES.min(budget.bytes);
    let mut bytes = Vec::new();
    input.take(limit + 1).read_to_end(&mut bytes).map_err(|_| ReadError::Damaged)?;
    budget.bytes = budget.bytes.saturating_sub(bytes.len() as u64);
    if bytes.len() as u64 > limit {
        return Err(if limit < MAX_BYTES { ReadError::Unpacked } else { ReadError::TooLarge });
    }
    Ok(bytes)
}

/// What Omnivore's lists (`metadata_0_to_20.json`) say of the pages in `content/`, by their name.
fn omnivore(archive: &mut ZipArchive<Cursor<&[u8]>>, names: &[String], budget: &mut Budget) -> FxHashMap<String, Head> {
    let mut heads = FxHashMap::default();
    for idx in (0..names.len()).filter(|idx| is_metadata(&names[*idx])) {
        let bytes = archive.by_index(idx).ok().and_then(|file| limited(file, budget).ok());
        let list = bytes.and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok());
        for item in list.as_ref().and_then(Value::as_array).into_iter().flatten() {
            let text = |key: &str| item.get(key).and_then(Value::as_str).and_then(some);
            let Some(slug) = text("slug") else { continue };
            let byline = text("author").map(|names| super::super::kinds::split_names(&names)).unwrap_or_default();
            let (title, url) = (text("title"), text("url"));
            let head = Head { title, url, byline, published: text("publishedAt"), ..Head::default() };
            heads.insert(slug, head);
        }
    }
    heads
}

fn is_metadata(name: &str) -> bool {
    let name = name.rsplit('/').next().and_then(|name| name.strip_prefix("metadata_"));
    name.is_some_and(|name| name.strip_suffix(".json").is_some())
}

/// Lists and marked passages beside the pages.
fn is_about_omnivore(name: &str) -> bool {
    is_metadata(name) || name.contains("highlights/")
}

fn of_omnivore(path: &str, head: &Head, bytes: &[u8], out: &mut Collected) {
    let page = html::draft(&String::from_utf8_lossy(bytes), head.url.as_deref());
    let mut head = head.clone();
    head.site = page.head.site;
    head.published = head.published.or(page.head.published);
    match article::build(path, super::Draft { head, ..super::Draft::markdown(Head::default(), page.body) }) {
        Ok(article) => out.articles.push(article),
        Err(error) => out.troubles.push(trouble(path, error)),
    }
}

fn stem(name: &str) -> &str {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}
