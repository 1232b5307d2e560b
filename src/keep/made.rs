//! All that a person made, in memory: what the reader asks on every frame.

use super::deed::{Deed, Draft, DraftOf, Seen, Shelf};
use crate::link::{ActorEdit, StoryEdit};
use compact_str::CompactString;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};

/// What a person made of one article. Small, for there may be a hundred thousand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// It was read.
    pub read: bool,
    /// It has a star.
    pub starred: bool,
    /// Where it stands.
    pub shelf: Shelf,
    words: Option<Box<Words>>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Words {
    tags: Vec<String>,
    note: String,
    highlights: Vec<Highlight>,
}

/// A passage that a person marked.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Highlight {
    /// Its first byte in the article's text.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// What was noted about it; empty where nothing was.
    pub note: String,
}

impl Marks {
    /// Its tags, in order of the alphabet.
    pub fn tags(&self) -> &[String] {
        self.words.as_ref().map_or(&[], |words| &words.tags)
    }

    /// Its note; empty where there is none.
    pub fn note(&self) -> &str {
        self.words.as_ref().map_or("", |words| &words.note)
    }

    /// Passages that were marked, in order of place.
    pub fn highlights(&self) -> &[Highlight] {
        self.words.as_ref().map_or(&[], |words| &words.highlights)
    }

    fn set_highlight(&mut self, (start, end): (u32, u32), note: Option<&str>) -> Option<String> {
        let all = &mut self.words.get_or_insert_default().highlights;
        let known = all.iter().position(|one| (one.start, one.end) == (start, end));
        let before = known.map(|at| all.remove(at).note);
        if let Some(note) = note {
            all.push(Highlight { start, end, note: note.to_owned() });
            all.sort_unstable();
        }
        self.drop_empty_words();
        before
    }

    fn set_tag(&mut self, tag: &str, on: bool) -> bool {
        let words = self.words.get_or_insert_default();
        let place = words.tags.binary_search_by(|known| known.as_str().cmp(tag));
        match (place, on) {
            (Err(idx), true) => words.tags.insert(idx, tag.to_owned()),
            (Ok(idx), false) => drop(words.tags.remove(idx)),
            _ => {}
        }
        self.drop_empty_words();
        place.is_ok()
    }

    fn set_note(&mut self, text: &str) -> String {
        let before = std::mem::replace(&mut self.words.get_or_insert_default().note, text.to_owned());
        self.drop_empty_words();
        before
    }

    fn drop_empty_words(&mut self) {
        self.words.take_if(|words| words.tags.is_empty() && words.note.is_empty() && words.highlights.is_empty());
    }
}

/// All that a person made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Made {
    pub(super) marks: FxHashMap<CompactString, Marks>,
    pub(super) dismissed: FxHashSet<String>,
    pub(super) edits: BTreeMap<u64, StoryEdit>,
    pub(super) actor_edits: BTreeMap<u64, ActorEdit>,
    pub(super) watches: BTreeSet<String>,
    pub(super) seen: BTreeMap<String, Seen>,
    pub(super) places: FxHashMap<CompactString, u32>,
    pub(super) drafts: BTreeMap<DraftOf, Draft>,
    pub(super) views: BTreeMap<String, String>,
    pub(super) opened: Vec<String>,
    pub(super) last_place: String,
}

impl Made {
    /// What was made of the article with this content key.
    pub fn marks(&self, key: &str) -> &Marks {
        static NONE: Marks = Marks { read: false, starred: false, shelf: Shelf::Open, words: None };
        self.marks.get(key).unwrap_or(&NONE)
    }

    /// Whether a person said that this discrepancy is none.
    pub fn is_dismissed(&self, id: &str) -> bool {
        self.dismissed.contains(id)
    }

    /// What a person changed about the stories, by number, in order.
    pub fn story_edits(&self) -> &BTreeMap<u64, StoryEdit> {
        &self.edits
    }

    /// How a person corrected actors, by number, in order.
    pub fn actor_edits(&self) -> &BTreeMap<u64, ActorEdit> {
        &self.actor_edits
    }

    /// Words that are watched for.
    pub fn watches(&self) -> impl Iterator<Item = &str> {
        self.watches.iter().map(String::as_str)
    }

    /// What stories were when a person read in them, by the key of one of their articles.
    pub fn seen(&self) -> &BTreeMap<String, Seen> {
        &self.seen
    }

    /// The first byte of the article's text that was on the screen when it was left.
    pub fn place_in(&self, key: &str) -> Option<u32> {
        self.places.get(key).copied()
    }

    /// Notes that were being written and were neither kept nor given up, in order of their articles.
    pub fn drafts(&self) -> &BTreeMap<DraftOf, Draft> {
        &self.drafts
    }

    /// Saved views: name and query, in order of the names.
    pub fn views(&self) -> impl Iterator<Item = (&str, &str)> {
        self.views.iter().map(|(name, query)| (name.as_str(), query.as_str()))
    }

    /// The query of a saved view.
    pub fn view(&self, name: &str) -> Option<&str> {
        self.views.get(name).map(String::as_str)
    }

    /// The files and folders that were opened last; none at the first start.
    pub fn opened(&self) -> &[String] {
        &self.opened
    }

    /// Where the reader was left; empty at the first start.
    pub fn last_place(&self) -> &str {
        &self.last_place
    }

    /// Every tag in use with how often, the commonest first.
    pub fn tags(&self) -> Vec<(String, usize)> {
        let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
        for tag in self.marks.values().flat_map(Marks::tags) {
            *counts.entry(tag).or_default() += 1;
        }
        let mut tags: Vec<_> = counts.into_iter().map(|(tag, n)| (tag.to_owned(), n)).collect();
        tags.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        tags
    }

    /// Does a deed; gives the one that undoes it.
    pub fn apply(&mut self, deed: &Deed) -> Deed {
        match deed {
            Deed::Read { key, on } => {
                let before = std::mem::replace(&mut self.marks_mut(key).read, *on);
                self.forget_unmarked(key);
                Deed::Read { key: key.clone(), on: before }
            }
            Deed::Star { key, on } => {
                let before = std::mem::replace(&mut self.marks_mut(key).starred, *on);
                self.forget_unmarked(key);
                Deed::Star { key: key.clone(), on: before }
            }
            Deed::Shelve { key, shelf } => {
                let before = std::mem::replace(&mut self.marks_mut(key).shelf, *shelf);
                self.forget_unmarked(key);
                Deed::Shelve { key: key.clone(), shelf: before }
            }
            Deed::Tag { key, tag, on } => {
                let before = self.marks_mut(key).set_tag(tag, *on);
                self.forget_unmarked(key);
                Deed::Tag { key: key.clone(), tag: tag.clone(), on: before }
            }
            Deed::Note { key, text } => {
                let before = self.marks_mut(key).set_note(text);
                self.forget_unmarked(key);
                Deed::Note { key: key.clone(), text: before }
            }
            Deed::Highlight { key, start, end, note } => {
                let before = self.marks_mut(key).set_highlight((*start, *end), note.as_deref());
                self.forget_unmarked(key);
                Deed::Highlight { key: key.clone(), start: *start, end: *end, note: before }
            }
            Deed::Dismiss { id, on } => {
                let before = if *on { !self.dismissed.insert(id.clone()) } else { self.dismissed.remove(id) };
                Deed::Dismiss { id: id.clone(), on: before }
            }
            Deed::Story { number, edit } => {
                let before = match edit {
                    Some(edit) => self.edits.insert(*number, edit.clone()),
                    None => self.edits.remove(number),
                };
                Deed::Story { number: *number, edit: before }
            }
            Deed::Actor { number, edit } => {
                let before = match edit {
                    Some(edit) => self.actor_edits.insert(*number, edit.clone()),
                    None => self.actor_edits.remove(number),
                };
                Deed::Actor { number: *number, edit: before }
            }
            Deed::Watch { words, on } => {
                let before = if *on { !self.watches.insert(words.clone()) } else { self.watches.remove(words) };
                Deed::Watch { words: words.clone(), on: before }
            }
            Deed::Seen { anchor, seen } => {
                let before = match seen {
                    Some(seen) => self.seen.insert(anchor.clone(), seen.clone()),
                    None => self.seen.remove(anchor),
                };
                Deed::Seen { anchor: anchor.clone(), seen: before }
            }
            Deed::Place { key, at } => {
                let before = match at {
                    Some(at) => self.places.insert(key.as_str().into(), *at),
                    None => self.places.remove(key.as_str()),
                };
                Deed::Place { key: key.clone(), at: before }
            }
            Deed::Draft { of, draft } => {
                let before = match draft {
                    Some(draft) => self.drafts.insert(of.clone(), draft.clone()),
                    None => self.drafts.remove(of),
                };
                Deed::Draft { of: of.clone(), draft: before }
            }
            Deed::View { name, query } => {
                let before = if query.is_empty() {
                    self.views.remove(name)
                } else {
                    self.views.insert(name.clone(), query.clone())
                };
                Deed::View { name: name.clone(), query: before.unwrap_or_default() }
            }
            Deed::Opened { paths } => Deed::Opened { paths: std::mem::replace(&mut self.opened, paths.clone()) },
            Deed::LastPlace { place } => {
                Deed::LastPlace { place: std::mem::replace(&mut self.last_place, place.clone()) }
            }
        }
    }

    /// Everything as deeds that make it anew.
    pub fn as_deeds(&self) -> Vec<Deed> {
        let mut deeds = Vec::new();
        let mut keys: Vec<_> = self.marks.keys().collect();
        keys.sort_unstable();
        for key in keys {
            let (marks, key) = (&self.marks[key], key.to_string());
            if marks.read {
                deeds.push(Deed::Read { key: key.clone(), on: true });
            }
            if marks.starred {
                deeds.push(Deed::Star { key: key.clone(), on: true });
            }
            if marks.shelf != Shelf::Open {
                deeds.push(Deed::Shelve { key: key.clone(), shelf: marks.shelf });
            }
            deeds.extend(marks.tags().iter().map(|tag| Deed::Tag { key: key.clone(), tag: tag.clone(), on: true }));
            deeds.extend(marks.highlights().iter().map(|one| Deed::Highlight {
                key: key.clone(),
                start: one.start,
                end: one.end,
                note: Some(one.note.clone()),
            }));
            if !marks.note().is_empty() {
                deeds.push(Deed::Note { key, text: marks.note().to_owned() });
            }
        }
        let mut dismissed: Vec<_> = self.dismissed.iter().cloned().collect();
        dismissed.sort_unstable();
        deeds.extend(dismissed.into_iter().map(|id| Deed::Dismiss { id, on: true }));
        let edits = self.edits.iter();
        deeds.extend(edits.map(|(number, edit)| Deed::Story { number: *number, edit: Some(edit.clone()) }));
        let edits = self.actor_edits.iter();
        deeds.extend(edits.map(|(number, edit)| Deed::Actor { number: *number, edit: Some(edit.clone()) }));
        deeds.extend(self.watches.iter().map(|words| Deed::Watch { words: words.clone(), on: true }));
        let seen = self.seen.iter();
        deeds.extend(seen.map(|(anchor, seen)| Deed::Seen { anchor: anchor.clone(), seen: Some(seen.clone()) }));
        let mut places: Vec<_> = self.places.iter().collect();
        places.sort_unstable();
        deeds.extend(places.into_iter().map(|(key, at)| Deed::Place { key: key.to_string(), at: Some(*at) }));
        let drafts = self.drafts.iter();
        deeds.extend(drafts.map(|(of, draft)| Deed::Draft { of: of.clone(), draft: Some(draft.clone()) }));
        deeds.extend(self.views().map(|(name, query)| Deed::View { name: name.to_owned(), query: query.to_owned() }));
        if !self.opened.is_empty() {
            deeds.push(Deed::Opened { paths: self.opened.clone() });
        }
        if !self.last_place.is_empty() {
            deeds.push(Deed::LastPlace { place: self.last_place.clone() });
        }
        deeds
    }

    fn marks_mut(&mut self, key: &str) -> &mut Marks {
        self.marks.entry(key.into()).or_default()
    }

    fn forget_unmarked(&mut self, key: &str) {
        if self.marks.get(key).is_some_and(|marks| *marks == Marks::default()) {
            self.marks.remove(key);
        }
    }
}
