//! The library: what a person made of the articles (triage, tags, notes, dismissals, changed stories, places, views), and what was
//! found in them, so that an article is understood once.
//!
//! Two kinds of things lie in one folder, and are kept apart because they deserve different care:
//!
//! | file | holds | if it is lost |
//! |---|---|---|
//! | `library.db` | what a person made; each deed is on the disk before it is acknowledged | built again from the journal |
//! | `journal.jsonl` | every deed, one line each, only ever appended to | the database still has everything |
//! | `findings.db` | findings by content and version; what a language model answered | the articles are understood, and the model asked, again |
//!
//! The folder is readable by its owner only. Nothing here knows of paths of articles: a deed belongs to the article's
//! content, wherever it lies.

mod deed;
mod error;
mod findings;
mod folder;
mod journal;
mod library;
mod made;
mod merge;
mod rows;
mod schema;

pub use deed::{Change, Deed, Draft, DraftOf, Seen, Shelf};
pub use error::KeepError;
pub use findings::FindingsStore;
pub use folder::library_folder;
pub use library::Library;
pub use made::{Highlight, Made, Marks};
pub use merge::merge_notes;
