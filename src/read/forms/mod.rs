//! The forms in which people keep articles: pages, mail, feeds, JSON, tables, books, archives. Bytes come in, [`Draft`]s go
//! out; what a file is, is told by its content and never by its name.
//!
//! A crate of its field reads each form; here is only the joint. Whatever comes out of it goes through
//! [`Draft::cleaned`], so that entities and escapes of any form bring in no control character.

mod archive;
mod book;
mod draft;
mod feed;
mod html;
mod json;
mod mail;
mod table;

pub(super) use draft::Draft;

use super::decode::{self, Decoded};
use super::{Collected, ReadError, Trouble, article};
use crate::text::make_safe;
use std::path::Path;

/// Archives inside archives are opened this deep.
const MAX_DEPTH: u8 = 3;

/// What all files of an archive may take together once decompressed, in bytes: a hundred times the largest article.
const MAX_UNPACKED: u64 = 1_600_000_000;

/// Entries of an archive, messages of a mailbox, items of a feed or list that are read from one file.
const MAX_ENTRIES: usize = 50_000;

/// What one file may still bring in.
pub(super) struct Budget {
    bytes: u64,
    entries: usize,
}

impl Budget {
    /// For one file as it lies on the disk.
    pub fn new() -> Self {
        Self { bytes: MAX_UNPACKED, entries: MAX_ENTRIES }
    }

    /// Whether one entry more may come in; it is counted.
    fn takes_entry(&mut self) -> bool {
        self.entries = self.entries.saturating_sub(1);
        self.entries > 0
    }
}

/// What a file is, by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A ZIP archive: of articles, or an EPUB book.
    Zip,
    /// Compressed by gzip.
    Gzip,
    /// A tar archive.
    Tar,
    /// A PDF file.
    Pdf,
    /// A document of a word processor's own, by the name of its form.
    Office,
    /// A mailbox of many messages.
    Mbox,
    /// One message, which may be a page saved as MHTML.
    Mail,
    /// A feed: RSS, Atom, RDF.
    Feed,
    /// A page, or a part of one.
    Html,
    /// JSON, or a JSON object a line.
    Json,
    /// A table with a known first line.
    Table,
    /// Text, with or without Markdown and a head.
    Text,
}

impl Form {
    /// Told from the file's first bytes (some thousand are enough).
    pub fn of(bytes: &[u8]) -> Self {
        let start = &bytes[..bytes.len().min(4096)];
        match start {
            [b'P', b'K', 3, 4, ..] => return Self::Zip,
            [0x1F, 0x8B, ..] => return Self::Gzip,
            [b'%', b'P', b'D', b'F', b'-', ..] => return Self::Pdf,
            [0xD0, 0xCF, 0x11, 0xE0, ..] | [b'{', b'\\', b'r', b't', b'f', ..] => return Self::Office,
            _ if start.get(257..262) == Some(b"ustar") => return Self::Tar,
            _ => {}
        }
        if mail::is_mbox(start) {
            return Self::Mbox;
        }
        if mail::is_message(start) {
            return Self::Mail;
        }
        let text = String::from_utf8_lossy(start);
        let text = text.trim_start_matches('\u{FEFF}').trim_start();
        match text.as_bytes() {
            [b'<', ..] if feed::is_likely(text) => Self::Feed,
            [b'<', ..] if html::is_likely(text) => Self::Html,
            [b'{' | b'[', ..] => Self::Json,
            _ if table::is_likely(text) => Self::Table,
            _ => Self::Text,
        }
    }

    /// Whether one file of this form may hold many articles.
    pub fn holds_many(self) -> bool {
        !matches!(self, Self::Html | Self::Text | Self::Pdf | Self::Office)
    }
}

/// Reads all articles of `bytes`, which lie at `path`; what is wrong goes to the troubles.
pub(super) fn read(path: &str, bytes: &[u8], depth: u8, budget: &mut Budget, out: &mut Collected) {
    let drafts = match Form::of(bytes) {
        Form::Zip | Form::Gzip | Form::Tar if depth >= MAX_DEPTH => Err(ReadError::TooDeep),
        Form::Zip if book::is_book(bytes) => book::drafts(bytes, budget),
        Form::Zip => return archive::zip(path, bytes, depth, budget, out),
        Form::Gzip => return archive::gzip(path, bytes, depth, budget, out),
        Form::Tar => return archive::tar(path, bytes, depth, budget, out),
        Form::Pdf => Err(ReadError::Unsupported("PDF".to_owned())),
        Form::Office => Err(ReadError::Unsupported("a word processor".to_owned())),
        Form::Mbox => Ok(mail::mailbox(bytes)),
        Form::Mail => Ok(mail::drafts(bytes)),
        form => decode::decode(bytes).map(|decoded| of_text(path, form, decoded)),
    };
    let drafts = match drafts {
        Ok(drafts) => drafts,
        Err(error) => return out.troubles.push(trouble(path, error)),
    };
    if drafts.is_empty() {
        return out.troubles.push(trouble(path, ReadError::NoArticles));
    }
    let is_one = drafts.len() == 1;
    for (idx, draft) in drafts.into_iter().enumerate() {
        if !budget.takes_entry() {
            return out.troubles.push(trouble(path, ReadError::TooMany));
        }
        let path = if is_one { path.to_owned() } else { format!("{path}#{}", idx + 1) };
        match article::build(&path, draft) {
            Ok(article) => out.articles.push(article),
            Err(error) => out.troubles.push(trouble(&path, error)),
        }
    }
}

fn trouble(path: &str, error: ReadError) -> Trouble {
    Trouble::new(Path::new(path), error)
}

/// The drafts of a file that is text. What looks like a form and cannot be read as one is text.
fn of_text(path: &str, form: Form, decoded: Decoded) -> Vec<Draft> {
    let Decoded { raw, text, notes } = decoded;
    let drafts = match form {
        Form::Feed => feed::drafts(&raw),
        Form::Html => Some(html::drafts(&raw, None)),
        Form::Json => json::drafts(&raw),
        Form::Table => table::drafts(&raw),
        _ => None,
    };
    let mut drafts = drafts.unwrap_or_default();
    if drafts.is_empty() && (!matches!(form, Form::Json | Form::Table | Form::Feed) || is_prose(&text)) {
        drafts.push(Draft::of_text(path, &text));
    }
    for draft in &mut drafts {
        draft.notes.splice(0..0, notes.iter().cloned());
    }
    drafts
}

/// Whether a text that begins as a form does is prose all the same: it has a paragraph of some sentences.
fn is_prose(text: &str) -> bool {
    text.lines().any(|line| {
        let words = line.split_whitespace().count();
        words > 12 && !line.trim_start().starts_with(['{', '[', '"', '<']) && super::piece::ends_sentence(line)
    })
}

/// A name out of an archive, for a path: safe, with `/` between its parts.
fn inner_path(path: &str, name: &str) -> String {
    format!("{path}/{}", make_safe(&name.replace(['\\', '\n'], "/")))
}
