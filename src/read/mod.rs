//! Takes in files, folders and streams; gives articles, or a note of what is wrong.
//!
//! Comes in: paths, `-` for standard input. Goes out: [`Article`]s whose text is safe and whose blocks say what is
//! title, heading, paragraph, caption; what was taken away as furniture of the site stays with the article. One bad file
//! never ends a run: it becomes a [`Trouble`] that says what is wrong and what to do.
//!
//! The way of one file: [`files`] finds it and reads its bytes, [`forms`] tells by them what it is (a page, mail, a feed,
//! an archive …) and gives the articles in it as drafts, [`decode`] makes safe text of bytes, [`front_matter`] takes the
//! head off a text, [`plain`] or [`markdown`] cuts the body into pieces, [`furniture`], [`title`] and [`kinds`] say what
//! each piece is, and [`article`] puts all of it together.

mod article;
mod dates;
mod decode;
mod entities;
mod files;
mod forms;
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

use crate::text::{Article, fence};
use std::path::{Path, PathBuf};

/// What reading a set of paths gave.
#[derive(Debug, Default)]
pub struct Collected {
    /// In order of path; the same file is read once.
    pub articles: Vec<Article>,
    /// What could not be read, and why.
    pub troubles: Vec<Trouble>,
}

impl Collected {
    /// With what was read after it.
    fn append(&mut self, other: Self) {
        self.articles.extend(other.articles);
        self.troubles.extend(other.troubles);
    }
}

/// Reads files, folders (all articles below them) and, for `-`, standard input.
pub fn read_paths(paths: &[PathBuf]) -> Collected {
    let (found, troubles) = files::find(paths);
    let mut all = Collected { troubles, ..Collected::default() };
    for path in found {
        all.append(read_file(&path, paths));
    }
    all
}

/// The files that [`read_paths`] would read, in its order, without reading them; and what is wrong with the others.
pub fn list_paths(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<Trouble>) {
    files::find(paths)
}

/// Reads the articles of one file, or of standard input for `-`. `asked` are the paths that were asked for: data without
/// articles (settings, tables) beside the articles of a folder are passed over, and told only of a file that was named.
pub fn read_file(path: &Path, asked: &[PathBuf]) -> Collected {
    let mut read = match files::bytes(path) {
        Ok(bytes) => read_all(&path.to_string_lossy(), &bytes),
        Err(error) => Collected { troubles: vec![Trouble::new(path, error)], ..Collected::default() },
    };
    if !asked.iter().any(|asked| asked == path) {
        read.troubles.retain(|trouble| !matches!(trouble.error, ReadError::NoArticles));
    }
    read
}

/// The text of a file as it stands, decoded and made safe, without a look at what it is.
pub fn read_text(path: &Path) -> Result<String, ReadError> {
    decode::decode(&files::bytes(path)?).map(|decoded| decoded.text)
}

/// Makes an article of bytes that were read from `path`: the first, if there are several in them.
pub fn read_bytes(path: &str, bytes: &[u8]) -> Result<Article, ReadError> {
    let mut all = read_all(path, bytes);
    if all.articles.is_empty() {
        return Err(all.troubles.pop().map_or(ReadError::Empty, |trouble| trouble.error));
    }
    Ok(all.articles.swap_remove(0))
}

/// Makes articles of bytes that were read from `path`. Inside of a [`fence`] it ends where the fence says so.
pub fn read_all(path: &str, bytes: &[u8]) -> Collected {
    // A fault in reading one file costs this file and no other.
    let read = fence::catch(|| {
        let mut all = Collected::default();
        forms::read(path, bytes, 0, &mut forms::Budget::new(), &mut all);
        all
    });
    let failed = || vec![Trouble::new(Path::new(path), ReadError::Failed)];
    read.unwrap_or_else(|_| Collected { troubles: failed(), ..Collected::default() })
}
