//! What comes in to [`super::update`], and what it asks to be done outside.

use super::filter::Fits;
use super::key::Key;
use super::material::Material;
use super::query::Pattern;
use super::state::{Kept, Progress};
use crate::keep::{Draft, DraftOf, Seen};
use crate::link::{ActorEdit, StoryEdit};
use crate::text::{Article, Evidence};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Input {
    /// A key was pressed.
    Key(Key),
    /// The mouse did something at a column and row.
    Pointer(Pointer, u16, u16),
    /// Text was pasted; it never runs keys.
    Paste(String),
    /// The screen has another size.
    Resize(u16, u16),
    /// No key came after the beginning of a sequence.
    Pause,
    /// Files that were opened are not as they were.
    Stirred(Stirred),
    /// No key came for a moment: the reading pane follows the list, and a note that is written is kept as a draft.
    Rest,
    /// Another reader wrote in the library.
    OthersWrote,
    /// Another reader did something: what the library holds now.
    Others(Recalled),
    /// What a person did last could not be kept: what the library holds, and why.
    Refused(Recalled, String),
    /// Articles were read, or analysed.
    Material(Arc<Material>),
    /// Further articles were read, in order behind those that are there.
    More(Vec<Arc<Article>>),
    /// The work of this number has read everything.
    AllRead(u32),
    /// Work goes on, or (`None`) ended.
    Progress(Option<Progress>),
    /// A search that was asked for under this number is done.
    Found(u32, String, Vec<Evidence>),
    /// Files that could not be read; they take the place of those of earlier.
    Troubles(Vec<String>),
    /// What all texts answered to patterns, for the material of so many articles.
    Texts(usize, Fits),
    /// A note was written in an editor.
    Note(u32, String),
    /// What was kept from earlier.
    Kept(Recalled),
    /// What a language model answered, for the material of this number; `None` where there was nothing to ask.
    Judged(u32, Option<Arc<Material>>),
    /// Back to the article that was open when the reader was left.
    Return(u32),
    /// What a program printed, and its name.
    Printed(String, String),
    /// Something to tell the person; whether it went wrong.
    Say(String, bool),
}

/// What the mouse does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointer {
    /// Its wheel turns down (or up) by a notch.
    Wheel(isize),
    /// The left button goes down.
    Down,
    /// It moves with the button down.
    Drag,
    /// The button comes up.
    Up,
}

/// How many files came, changed and went since they were read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stirred {
    /// That were not there.
    pub new: usize,
    /// That are others now.
    pub changed: usize,
    /// That are gone.
    pub gone: usize,
}

/// What was kept from earlier.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recalled {
    /// For each article.
    pub kept: Vec<Kept>,
    /// Discrepancies that were dismissed, by index.
    pub dismissed: Vec<u32>,
    /// Changes to the stories.
    pub edits: BTreeMap<u64, StoryEdit>,
    /// Corrections of actors.
    pub actor_edits: BTreeMap<u64, ActorEdit>,
    /// Words that are watched for.
    pub watches: Vec<String>,
    /// What stories were when they were read.
    pub seen: BTreeMap<String, Seen>,
    /// Views that were saved: name and query.
    pub views: Vec<(String, String)>,
    /// Notes that somebody began to write, on articles that are here.
    pub drafts: Vec<Unfinished>,
}

/// A note that was being written when a reader ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfinished {
    /// The article.
    pub article: u32,
    /// What it is of.
    pub of: DraftOf,
    /// The note.
    pub draft: Draft,
}

/// Something to be done outside of the state.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Leave.
    Quit,
    /// Stop, as Ctrl-Z does.
    Suspend,
    /// Draw everything afresh.
    Redraw,
    /// To the clipboard.
    Copy(String),
    /// Give a text to a program, by its name and arguments; what it prints comes as [`Input::Printed`].
    Pipe(Vec<String>, String),
    /// Write a new file: its path, its text.
    Write(String, String),
    /// Open an address, or show it where there is no browser.
    OpenLink(String),
    /// Let a note be written in an editor.
    EditNote(u32, String),
    /// Keep what a person did: safe from any end of the process before its frame is drawn, on the disk before the next
    /// key.
    Keep(Vec<Change>),
    /// Keep what the reader noticed by itself (an article was opened, where it was left): no end of the process may
    /// lose it, but nobody waits for the disk.
    Notice(Vec<Change>),
    /// Read these paths and analyse them.
    Read(Vec<String>),
    /// Read again what was opened, and analyse what is new in it.
    Reload,
    /// Open the starter corpus.
    Corpus,
    /// Analyse what the work of this number has read.
    Analyse(u32),
    /// Analyse what is there, because a person wants it now.
    AnalyseNow,
    /// Analyse again, for a person changed the stories.
    Regroup,
    /// Stop the analysis.
    CancelWork,
    /// Ask all texts these patterns, and stop asking others; the answer comes as [`Input::Texts`].
    AskTexts(Vec<Pattern>),
    /// Ask the user's own language model; what comes of it comes as [`Input::Judged`].
    Judge(JudgeWish),
    /// Search all articles; the answer comes as [`Input::Found`] under this number.
    Search(u32, String),
}

/// Something to keep; numbers are indices into the analysis.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Triage, tags, note of an article.
    Article(u32, Kept),
    /// Where reading was left.
    Left(u32, u32),
    /// Whether a discrepancy is dismissed, by its stable id.
    Dismissed(String, bool),
    /// A change to the stories, by number; `None` takes it back.
    Story(u64, Option<StoryEdit>),
    /// A correction of an actor, by number; `None` takes it back.
    Actor(u64, Option<ActorEdit>),
    /// Whether words are watched for.
    Watch(String, bool),
    /// What a story was when it was read, by the key of one of its articles.
    Seen(String, Seen),
    /// A view under a name.
    View(String, String),
    /// A note that is being written on an article or a passage of it; `None` when it is no longer.
    Draft(u32, Option<(u32, u32)>, Option<Draft>),
    /// A note that was being written when a reader ended is done with.
    Finished(DraftOf),
}

/// What a person wants of the language model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JudgeWish {
    /// Texts may be sent to it; then ask about the story at hand.
    Agree(Option<u32>),
    /// Ask about this story.
    Story(u32),
    /// Ask about this story once more.
    Again(u32),
    /// Ask about all stories.
    All,
}
