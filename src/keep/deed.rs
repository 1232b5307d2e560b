//! What a person does, as values that can be kept, undone and done again.

use crate::link::{ActorEdit, StoryEdit};
use serde::{Deserialize, Serialize};

/// Where an article stands in a person's work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shelf {
    /// In the list.
    #[default]
    Open,
    /// Done: out of the list.
    Done,
    /// Set aside: out of the list, for later.
    Aside,
}

/// One thing that a person does. It says what shall hold, not what shall change, so doing it twice changes nothing.
/// `key` is an article's content key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum Deed {
    /// Marks an article read or unread.
    Read {
        /// The article.
        key: String,
        /// Read, or not.
        on: bool,
    },
    /// Stars an article, or takes the star away.
    Star {
        /// The article.
        key: String,
        /// Starred, or not.
        on: bool,
    },
    /// Puts an article in the list, done or aside.
    Shelve {
        /// The article.
        key: String,
        /// Where it stands now.
        shelf: Shelf,
    },
    /// Puts a tag on an article, or takes it off.
    Tag {
        /// The article.
        key: String,
        /// The tag, as the person wrote it.
        tag: String,
        /// On, or off.
        on: bool,
    },
    /// Writes an article's note; an empty one takes it away.
    Note {
        /// The article.
        key: String,
        /// The whole note.
        text: String,
    },
    /// Marks a passage of an article, with a note that may be empty, or takes the mark away.
    Highlight {
        /// The article.
        key: String,
        /// Its first byte in the article's text.
        start: u32,
        /// One past its last byte.
        end: u32,
        /// The note; `None` takes the mark away.
        note: Option<String>,
    },
    /// Says of a discrepancy that it is none, or takes that back.
    Dismiss {
        /// Its stable id.
        id: String,
        /// Dismissed, or not.
        on: bool,
    },
    /// Changes which articles are a story, or takes such a change back. Changes are carried out in order of their numbers.
    Story {
        /// Its number.
        number: u64,
        /// The change; `None` takes it away.
        edit: Option<StoryEdit>,
    },
    /// Corrects an actor, or takes such a correction back. Corrections are carried out in order of their numbers.
    Actor {
        /// Its number.
        number: u64,
        /// The correction; `None` takes it away.
        edit: Option<ActorEdit>,
    },
    /// Watches for words, or no longer.
    Watch {
        /// The words.
        words: String,
        /// On, or off.
        on: bool,
    },
    /// Remembers what a story was when a person read in it.
    Seen {
        /// The key of one of its articles.
        anchor: String,
        /// What was there; `None` forgets it.
        seen: Option<Seen>,
    },
    /// Remembers the place in an article: a byte of its text.
    Place {
        /// The article.
        key: String,
        /// The first byte that was on the screen; `None` forgets it.
        at: Option<u32>,
    },
    /// Remembers a note that is being written, or (`None`) that it no longer is.
    Draft {
        /// What it is of, and who writes it.
        of: DraftOf,
        /// As far as it is written.
        draft: Option<Draft>,
    },
    /// Saves a query under a name; an empty query takes the view away.
    View {
        /// Its name.
        name: String,
        /// The query.
        query: String,
    },
    /// Remembers which files and folders were opened last.
    Opened {
        /// Absolute paths.
        paths: Vec<String>,
    },
    /// Remembers where the reader was left, in words of the reader's own.
    LastPlace {
        /// Whatever the reader wants to find again.
        place: String,
    },
}

/// What a draft is of, and who writes it: two readers that write on one note have two drafts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DraftOf {
    /// The article.
    pub key: String,
    /// The passage of it, first byte and one past the last; `None` where the note is of the whole article.
    pub passage: Option<(u32, u32)>,
    /// The process that writes it.
    pub reader: u32,
}

/// A note that is being written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The note as it was when the writing began.
    pub before: String,
    /// As far as it is written.
    pub text: String,
}

/// What a story was: its articles, and what was disputed in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// The keys of its articles, in order.
    pub articles: Vec<String>,
    /// The stable id of each discrepancy, and how many wordings it had.
    pub disputes: Vec<(String, u32)>,
}

/// Deeds that belong together: done together, undone together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// In order.
    pub deeds: Vec<Deed>,
}

impl Change {
    /// A change of one deed.
    pub fn of(deed: Deed) -> Self {
        Self { deeds: vec![deed] }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.deeds.is_empty()
    }
}

impl FromIterator<Deed> for Change {
    fn from_iter<T: IntoIterator<Item = Deed>>(deeds: T) -> Self {
        Self { deeds: deeds.into_iter().collect() }
    }
}
