//! What is wrong with a file, in words, with what to do.

use crate::text::make_safe;
use std::path::Path;

/// Why something could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// Nothing lies there.
    #[error("no such file or folder: check the spelling of the path")]
    Missing,
    /// It may not be opened.
    #[error("no permission to read it: change its permissions or run as its owner")]
    Forbidden,
    /// A pipe, a device, a socket.
    #[error("it is a pipe, a device or a socket: give a file or a folder, or send text to standard input and name `-`")]
    NotAFile,
    /// It is larger than an article can be.
    #[error("it is larger than {} MB: an article is a page of text; split it", super::files::MAX_BYTES / 1_000_000)]
    TooLarge,
    /// There is nothing in it.
    #[error("there is no text in it: put an article there or leave it out")]
    Empty,
    /// It is not text.
    #[error("it is not text: save the article as plain text (.txt) or Markdown (.md)")]
    NotText,
    /// A form that is not read.
    #[error("files of {0} are not read: save the article as a page, as plain text or as Markdown")]
    Unsupported(String),
    /// Its links lead back to themselves.
    #[error("a link in it leads back to a folder above: remove the link")]
    Loop,
    /// There are no articles below it.
    #[error(
        "no articles in it: articles are texts, Markdown, pages, mail, feeds, JSON, books (EPUB) and archives of these"
    )]
    NoArticles,
    /// It is broken off or damaged.
    #[error("it is damaged and cannot be opened: fetch it again")]
    Damaged,
    /// Archives in archives.
    #[error("it lies in an archive in an archive in an archive: unpack it")]
    TooDeep,
    /// More articles than one file may bring.
    #[error("there are more articles in it than are read from one file: split it; those before this one were read")]
    TooMany,
    /// It grows beyond all measure when it is unpacked.
    #[error("it is too large once it is unpacked: unpack it and name the files that you want")]
    Unpacked,
    /// Reading it panicked.
    #[error("reading it failed inside the program: please report it")]
    Failed,
    /// Anything else that the system says.
    #[error("{0}: try again, or copy the file elsewhere")]
    Io(std::io::Error),
}

impl From<std::io::Error> for ReadError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound => Self::Missing,
            std::io::ErrorKind::PermissionDenied => Self::Forbidden,
            _ => Self::Io(error),
        }
    }
}

/// A path that gave no article.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {error}")]
pub struct Trouble {
    /// The path, safe to print.
    pub path: String,
    /// What is wrong with it.
    #[source]
    pub error: ReadError,
}

impl Trouble {
    /// What is wrong with `path`.
    pub fn new(path: &Path, error: ReadError) -> Self {
        Self { path: make_safe(&path.to_string_lossy()), error }
    }
}
