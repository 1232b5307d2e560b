//! Finds the files that hold articles and reads their bytes, within limits; never waits on a pipe or a loop of links.

use super::{ReadError, Trouble};
use std::collections::HashSet;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// The largest file that is read. A long-form article has 100 kB; a book 2 MB.
pub(super) const MAX_BYTES: u64 = 16_000_000;

/// Endings of the files that are taken for articles inside a folder.
const ARTICLE_ENDINGS: [&str; 4] = ["txt", "text", "md", "markdown"];

/// Endings that hold articles in a form that is not read, so that it is said instead of passed over.
const UNREAD_ENDINGS: [&str; 9] = ["html", "htm", "eml", "mbox", "pdf", "doc", "docx", "odt", "rtf"];

/// Files about a folder and not of it, without their ending, in lower case.
const ABOUT_FOLDER: [&str; 6] = ["readme", "license", "licence", "changelog", "contributing", "notice"];

/// The files to read, folders opened, sorted by path, each once; and what is wrong with the other paths.
pub(super) fn find(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<Trouble>) {
    let mut found = Vec::new();
    let mut troubles = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            found.push(path.clone());
            continue;
        }
        match fs::metadata(path) {
            Err(error) => troubles.push(Trouble::new(path, error.into())),
            Ok(meta) if meta.is_dir() => {
                let before = (found.len(), troubles.len());
                walk(path, &mut found, &mut troubles);
                if before == (found.len(), troubles.len()) {
                    troubles.push(Trouble::new(path, ReadError::NoArticles));
                }
            }
            Ok(_) => found.push(path.clone()),
        }
    }
    found.sort();
    let mut seen = HashSet::new();
    found.retain(|path| seen.insert(fs::canonicalize(path).unwrap_or_else(|_| path.clone())));
    (found, troubles)
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>, troubles: &mut Vec<Trouble>) {
    let walk = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
    for entry in walk.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.path())) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => {
                let ending = ending(entry.path());
                if ARTICLE_ENDINGS.contains(&ending.as_str()) && !is_about_folder(entry.path()) {
                    found.push(entry.into_path());
                } else if UNREAD_ENDINGS.contains(&ending.as_str()) {
                    troubles.push(Trouble::new(entry.path(), ReadError::Unsupported(ending)));
                }
            }
            Err(error) => {
                let path = error.path().unwrap_or(folder).to_path_buf();
                let is_loop = error.loop_ancestor().is_some();
                let error = if is_loop {
                    ReadError::Loop
                } else {
                    error.into_io_error().map_or(ReadError::Missing, ReadError::from)
                };
                troubles.push(Trouble::new(&path, error));
            }
        }
    }
}

/// The bytes of a file, or of standard input for `-`.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, ReadError> {
    if path.as_os_str() == "-" {
        return limited(std::io::stdin().lock());
    }
    let meta = fs::metadata(path)?;
    if !meta.is_file() {
        return Err(ReadError::NotAFile);
    }
    if meta.len() > MAX_BYTES {
        return Err(ReadError::TooLarge);
    }
    let ending = ending(path);
    if UNREAD_ENDINGS.contains(&ending.as_str()) {
        return Err(ReadError::Unsupported(ending));
    }
    limited(fs::File::open(path)?)
}

fn limited(input: impl Read) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    input.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(ReadError::TooLarge);
    }
    Ok(bytes)
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

fn is_about_folder(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| {
        let stem = stem.to_string_lossy().to_lowercase();
        ABOUT_FOLDER.iter().any(|about| stem == *about || stem.starts_with(&format!("{about}-")))
    })
}

fn ending(path: &Path) -> String {
    path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default()
}
