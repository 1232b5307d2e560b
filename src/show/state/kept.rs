//! What a person did with an article, and how it is undone.

use super::Row;
use crate::keep::Highlight;
use crate::link::{ActorEdit, StoryEdit};

/// Triage, tags and note of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a mark of its own, and any may go with any")]
pub struct Kept {
    /// It was read.
    pub read: bool,
    /// It is starred.
    pub starred: bool,
    /// It is done.
    pub done: bool,
    /// It is set aside.
    pub aside: bool,
    /// Tags, note and marked passages: few articles have any.
    pub(in crate::show) words: Option<Box<Words>>,
    /// The byte at which reading was left.
    pub at: u32,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::show) struct Words {
    tags: Vec<String>,
    note: String,
    highlights: Vec<Highlight>,
}

impl Kept {
    /// Its tags.
    pub fn tags(&self) -> &[String] {
        self.words.as_ref().map_or(&[], |words| &words.tags)
    }

    /// Passages that were marked, in order of place.
    pub fn highlights(&self) -> &[Highlight] {
        self.words.as_ref().map_or(&[], |words| &words.highlights)
    }

    /// Its note; empty where there is none.
    pub fn note(&self) -> &str {
        self.words.as_ref().map_or("", |words| &words.note)
    }

    /// Sets tags and note.
    pub fn set_words(&mut self, tags: Vec<String>, note: String) {
        let highlights = self.highlights().to_vec();
        self.words = Some(Box::new(Words { tags, note, highlights })).filter(|words| **words != Words::default());
    }

    /// Sets the marked passages.
    pub fn set_highlights(&mut self, mut highlights: Vec<Highlight>) {
        highlights.sort_unstable();
        let (tags, note) = (self.tags().to_vec(), self.note().to_owned());
        self.words = Some(Box::new(Words { tags, note, highlights })).filter(|words| **words != Words::default());
    }

    /// This, with what differs between `from` and `to` as it is in `to`: all else that was done meanwhile stays. A note that
    /// is another one by now stays too.
    #[must_use]
    pub fn moved(&self, from: &Self, to: &Self) -> Self {
        let flag = |is: bool, from: bool, to: bool| if from == to { is } else { to };
        let mut new = Self {
            read: flag(self.read, from.read, to.read),
            starred: flag(self.starred, from.starred, to.starred),
            done: flag(self.done, from.done, to.done),
            aside: flag(self.aside, from.aside, to.aside),
            ..self.clone()
        };
        let note = if self.note() == from.note() { to.note() } else { self.note() };
        new.set_words(moved_list(self.tags(), from.tags(), to.tags()), note.to_owned());
        new.set_highlights(moved_list(self.highlights(), from.highlights(), to.highlights()));
        new
    }

    /// Whether it has left the list.
    pub fn is_away(&self) -> bool {
        self.done || self.aside
    }
}

/// `list` without what `from` has and `to` has not, and with what only `to` has.
fn moved_list<T: Clone + PartialEq>(list: &[T], from: &[T], to: &[T]) -> Vec<T> {
    let stays = list.iter().filter(|one| !from.contains(one) || to.contains(one));
    let comes = to.iter().filter(|one| !from.contains(one) && !list.contains(one));
    stays.chain(comes).cloned().collect()
}

/// One thing that was done, with what stood there before.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Step {
    /// In words: "2 articles done".
    pub what: String,
    /// Articles as they were before, and as they were after it: only what differs is put back.
    pub articles: Vec<(u32, Kept, Kept)>,
    /// The row of the list on which the cursor was.
    pub row: Option<Row>,
    /// Discrepancies that were dismissed (or not) before, by their stable ids: numbers change with the stories.
    pub dismissed: Vec<(String, bool)>,
    /// Changes to the stories as they were before, by number.
    pub edits: Vec<(u64, Option<StoryEdit>)>,
    /// Corrections of actors as they were before, by number.
    pub actors: Vec<(u64, Option<ActorEdit>)>,
}

/// What can be undone and done again.
#[derive(Clone, Debug, Default)]
pub struct Undo {
    /// The last is the latest.
    pub done: Vec<Step>,
    /// The last is the next to be done again.
    pub undone: Vec<Step>,
    /// What was done to the two lists last, to be taken back if it cannot be kept.
    pub last: Option<Moved>,
}

/// What was done to what can be undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// A new step.
    Done,
    /// A step was undone.
    Undone,
    /// A step was done again.
    DoneAgain,
}

/// Steps that are kept: nobody undoes more one by one.
const STEPS: usize = 500;

impl Undo {
    /// Remembers a step; what was undone before can't be done again.
    pub fn remember(&mut self, step: Step) {
        if self.done.len() >= STEPS {
            self.done.remove(0);
        }
        self.done.push(step);
        self.undone.clear();
        self.last = Some(Moved::Done);
    }
}
