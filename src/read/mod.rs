//! Takes in files, folders and streams; gives articles, or a note of what is wrong.
//!
//! Comes in: paths, `-` for standard input. Goes out: [`Article`]s whose text is safe and whose blocks say what is
//! title, heading, paragraph, caption; what was taken away as furniture of the site stays with the article. One bad file
//! never ends a run: it becomes a [`Trouble`] that says what is wrong and what to do.
//!
//! The way of one file: [`files`] finds it and reads its bytes, [`decode`] makes safe text of them, [`front_matter`]
//! takes the head off, [`plain`] or [`markdown`] cuts the body into pieces, [`furniture`], [`title`] and [`kinds`] say
//! what each piece is, and [`article`] puts all of it together.

mod article;
mod dates;
mod decode;
mod entities;
mod files;
mod front_matter;
mod furniture;
mod kinds;
mod language;
mod links;
mod markdown;
mod mojibake;
mod origin;
mod piece;
mod plain;
mod rules;
mod title;
mod trouble;

pub use trouble::{ReadError, Trouble};

use crate::text::Article;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// What reading a set of paths gave.
#[derive(Debug, Default)]
pub struct Collected {
    /// In order of path; the same file is read once.
    pub articles: Vec<Article>,
    /// What could not be read, and why.
    pub troubles: Vec<Trouble>,
}

/// Reads files, folders (all articles below them) and, for `-`, standard input.
pub fn read_paths(paths: &[PathBuf]) -> Collected {
    let (found, mut troubles) = files::find(paths);
    let mut articles = Vec::with_capacity(found.len());
    for path in found {
        match read_file(&path) {
            Ok(article) => articles.push(article),
            Err(error) => troubles.push(Trouble::new(&path, error)),
        }
    }
    Collected { articles, troubles }
}

/// The files that [`read_paths`] would read, in its order, without reading them; and what is wrong with the others.
pub fn list_paths(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<Trouble>) {
    files::find(paths)
}

/// Reads one file, or standard input for `-`.
pub fn read_file(path: &Path) -> Result<Article, ReadError> {
    read_bytes(&path.to_string_lossy(), &files::bytes(path)?)
}

/// The text of a file as it stands, decoded and made safe, without a look at what it is.
pub fn read_text(path: &Path) -> Result<String, ReadError> {
    decode::decode(&files::bytes(path)?).map(|(text, _)| text)
}

/// Makes an article of bytes that were read from `path`, whose ending tells Markdown from plain text.
pub fn read_bytes(path: &str, bytes: &[u8]) -> Result<Article, ReadError> {
    let (text, notes) = decode::decode(bytes)?;
    // A fault in reading one file costs this file and no other.
    let built = catch_unwind(AssertUnwindSafe(|| article::build(path, &text)));
    let mut article = built.map_err(|_| ReadError::Failed)??;
    article.notes.splice(0..0, notes);
    Ok(article)
}
