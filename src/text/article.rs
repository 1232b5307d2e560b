//! One report by one source, as read in.

use super::Span;
use serde::{Deserialize, Serialize};

/// A calendar day. The time of day, where a source gives one, is kept in [`Article::published_text`].
pub type Day = jiff::civil::Date;

/// One report by one source.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// Hash of what was read (title, source, text): the same content has the same key wherever it lies. 16 hex digits.
    pub key: String,
    /// Where it was read from, for people; `-` for standard input.
    pub path: String,
    /// The headline, or the first sentence, shortened: see `title_from`.
    pub title: String,
    /// Where the title comes from.
    pub title_from: TitleFrom,
    /// Who published it (site or outlet); `unknown` where nothing says so.
    pub source: String,
    /// Its address.
    pub url: Option<String>,
    /// Its writers, as given.
    pub byline: Vec<String>,
    /// The day of publication.
    pub published: Option<Day>,
    /// Date, and time of day if given, as the source wrote them (ISO 8601 where front matter gave it).
    pub published_text: Option<String>,
    /// ISO 639-1 code (`en`), or `und` where it can't be told.
    pub language: String,
    /// Who wrote it first, where the article says so ("first published on …", an agency line).
    pub origin: Option<String>,
    /// What everything points into: the title, an empty line, and the body as the reader shows it. Safe text (see
    /// [`super::SafeText`]): `\n` is its only control character. Where the title was made from the first sentence, it
    /// stands here all the same.
    pub text: String,
    /// Title, paragraphs, headings … in order; they cover all of `text` but the white space between them.
    pub blocks: Vec<Block>,
    /// Words that lead somewhere, in order of place.
    pub links: Vec<Link>,
    /// What was taken away as furniture of the site, so that it can be shown.
    pub cuts: Vec<Cut>,
    /// What was odd, with what to do.
    pub notes: Vec<Note>,
}

/// Words that lead to an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where they stand in the text.
    pub span: Span,
    /// `http`, `https` or `mailto`; safe text without white space.
    pub url: String,
}

/// Where an article's title comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum TitleFrom {
    /// The source gave it.
    #[default]
    Given,
    /// There was none: the first sentence, shortened, serves. `text` then begins with this title too.
    FirstSentence,
}

/// A stretch of an article's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands in the text.
    pub span: Span,
}

/// What a block of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BlockKind {
    /// The article's title: always the first block.
    Title,
    /// A section head.
    Heading,
    /// Running text.
    Paragraph,
    /// What stands under a picture.
    Caption,
    /// A block quotation.
    Quotation,
    /// One item of a list.
    Item,
    /// "By …", agency, date and place lines at the top.
    Byline,
    /// A row of a table, its cells set under one another by spaces; not analysed.
    Table,
    /// A line of code or of other text that is set as it stands; not analysed.
    Code,
}

/// Something taken away as furniture: menus, "More like this", share buttons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// Why it is no part of the article.
    pub why: &'static str,
    /// What stood there (safe text).
    pub text: String,
}

/// Something odd about an article, in words, with what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What is odd and where.
    pub message: String,
    /// What the person can do.
    pub hint: String,
}
