//! Finds the files that hold articles and reads their bytes, within limits; never waits on a pipe or a loop of links.

use super::forms::Form;
use super::{ReadError, Trouble};
use std::collections::HashSet;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// The largest file that is read. A long-form article has 100 kB; a book 2 MB.
pub(super) const MAX_BYTES: u64 = 16_000_000;

/// The largest archive, mailbox, feed or list, and the most that one of them may hold once it is unpacked.
pub(super) const MAX_CONTAINER: u64 = 256_000_000;

/// Endings under which articles are kept. What such a file is, is told by its content; the ending only says that a folder's
/// file is worth a look.
const WANTED: [&str; 27] = [
    "txt", "text", "md", "markdown", "mdx", "html", "htm", "xhtml", "mht", "mhtml", "eml", "mbox", "xml", "rss",
    "atom", "rdf", "json", "jsonl", "ndjson", "csv", "epub", "zip", "gz", "tgz", "tar", "pdf", "asc",
];

/// Endings of documents that are not read, so that it is said instead of passed over.
const UNREAD: [&str; 4] = ["doc", "docx", "odt", "rtf"];

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
    for entry in walk.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.path()) && !is_of_page(entry.path()))
    {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => {
                let ending = ending(entry.path());
                if WANTED.contains(&ending.as_str()) && !is_about_folder(entry.path()) || is_mail(entry.path()) {
                    found.push(entry.into_path());
                } else if UNREAD.contains(&ending.as_str()) {
                    troubles.push(Trouble::new(entry.path(), ReadError::Unsupported(format!("type .{ending}"))));
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
    if meta.len() > MAX_CONTAINER {
        return Err(ReadError::TooLarge);
    }
    limited(fs::File::open(path)?)
}

/// All bytes of a file that holds many articles, or of one that is no larger than an article.
fn limited(mut input: impl Read) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    input.by_ref().take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES && Form::of(&bytes).holds_many() {
        input.take(MAX_CONTAINER - MAX_BYTES).read_to_end(&mut bytes)?;
        return if bytes.len() as u64 > MAX_CONTAINER { Err(ReadError::TooLarge) } else { Ok(bytes) };
    }
    if bytes.len() as u64 > MAX_BYTES { Err(ReadError::TooLarge) } else { Ok(bytes) }
}

/// Whether a file of an archive, by its name in it, is worth a look.
pub(super) fn is_wanted_inside(name: &str) -> bool {
    let path = Path::new(name);
    let is_odd = |part: &str| part.starts_with(['.', '_']) && part != "_posts" && part.len() > 1 || part == "__MACOSX";
    WANTED.contains(&ending(path).as_str())
        && !name.ends_with('/')
        && !name.split('/').any(is_odd)
        && !is_about_folder(path)
}

/// Whether a file lies where mail lies (Maildir: `cur` and `new`), or is mail without an ending that says so.
fn is_mail(path: &Path) -> bool {
    let folder = path.parent().and_then(Path::file_name);
    let in_maildir = folder.is_some_and(|folder| folder == "cur" || folder == "new");
    if !in_maildir && !ending(path).is_empty() {
        return false;
    }
    let mut start = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(4096).read_to_end(&mut start));
    read.is_ok() && matches!(Form::of(&start), Form::Mail | Form::Mbox)
}

/// Whether a folder holds the pictures and frames of a page that lies beside it ("`Page_files`").
fn is_of_page(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.strip_suffix("_files").is_some_and(|page| {
        ["html", "htm"].iter().any(|ending| path.with_file_name(format!("{page}.{ending}")).is_file())
    })
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
