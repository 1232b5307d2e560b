//! Between the library, which knows articles by their content, and the state, which knows them by number.

use super::effect::{Change, Recalled, Unfinished};
use super::material::Material;
use super::state::Kept;
use super::work::Corrections;
use crate::keep::{self, Deed, DraftOf, Highlight, Made, Shelf};
use crate::link::{ActorEdits, StoryEdits};

/// Above every number that a process can have: Linux gives none over 2^22, other systems far lower ones.
const PROCESSES: u32 = 1 << 22;

/// The number by which this reader's drafts are known: its process's. In a container each start may have the number that
/// the one before had: where a draft of that number was left, the next in its class.
pub fn reader_number(made: &Made) -> u32 {
    let is_free = |number: &u32| made.drafts().keys().all(|of| of.reader != *number);
    (std::process::id()..).step_by(PROCESSES as usize).find(is_free).unwrap_or(std::process::id())
}

/// Whether another reader that has this number is at work. One that is not has left its drafts.
fn is_at_work(reader: u32) -> bool {
    let process = reader % PROCESSES;
    process != std::process::id() && runs(process)
}

/// Whether the process runs. One that has ended has a number until its parent takes note, which may never be: where there
/// are files about processes, they tell.
fn runs(process: u32) -> bool {
    let pid = i32::try_from(process).ok().and_then(rustix::process::Pid::from_raw);
    if pid.is_none_or(|pid| rustix::process::test_kill_process(pid) == Err(rustix::io::Errno::SRCH)) {
        return false;
    }
    pid.and_then(|pid| super::process::stat(pid.as_raw_nonzero().get())).is_none_or(|of| !matches!(of.state, 'Z' | 'X'))
}

/// Notes that readers which have ended did not finish, on articles that are here. `reader` is the number of this one.
fn unfinished(made: &Made, material: &Material, reader: u32) -> Vec<Unfinished> {
    let left = made.drafts().iter().filter(|(of, _)| of.reader != reader && !is_at_work(of.reader));
    let here = left.filter_map(|(of, draft)| {
        let article = material.analysis.articles.iter().position(|article| article.key == of.key)?;
        Some(Unfinished { article: article as u32, of: of.clone(), draft: draft.clone() })
    });
    here.collect()
}

/// What was made of each article, which discrepancies were dismissed, how the stories were changed. `reader` is the number
/// of this reader.
pub fn recall(made: &Made, material: &Material, reader: u32) -> Recalled {
    let kept = material.analysis.articles.iter().map(|article| {
        let marks = made.marks(&article.key);
        let mut kept = Kept {
            read: marks.read,
            starred: marks.starred,
            done: marks.shelf == Shelf::Done,
            aside: marks.shelf == Shelf::Aside,
            at: made.place_in(&article.key).unwrap_or(0),
            ..Kept::default()
        };
        kept.set_highlights(marks.highlights().to_vec());
        kept.set_words(marks.tags().to_vec(), marks.note().to_owned());
        kept
    });
    let kept = kept.collect();
    let discrepancies = material.discrepancies().enumerate();
    let dismissed = discrepancies.filter(|(_, one)| made.is_dismissed(&one.id)).map(|(idx, _)| idx as u32);
    Recalled {
        kept,
        dismissed: dismissed.collect(),
        edits: made.story_edits().clone(),
        actor_edits: made.actor_edits().clone(),
        watches: made.watches().map(str::to_owned).collect(),
        seen: made.seen().clone(),
        views: made.views().map(|(name, query)| (name.to_owned(), query.to_owned())).collect(),
        drafts: unfinished(made, material, reader),
    }
}

/// What a person corrected, as the analysis takes it.
pub fn corrections(made: &Made) -> Corrections {
    Corrections {
        stories: StoryEdits { edits: made.story_edits().values().cloned().collect() },
        actors: ActorEdits { edits: made.actor_edits().values().cloned().collect() },
    }
}

/// The article that was open when the reader was left, if it is here.
pub fn last_article(made: &Made, material: &Material) -> Option<u32> {
    let key = made.last_place();
    if key.is_empty() {
        return None;
    }
    material.analysis.articles.iter().position(|article| article.key == key).map(|idx| idx as u32)
}

/// The deeds that make the library hold what the state of this reader holds.
pub fn deeds(changes: &[Change], made: &Made, material: &Material, reader: u32) -> keep::Change {
    let key = |idx: u32| material.analysis.articles.get(idx as usize).map(|article| article.key.clone());
    let mut deeds = Vec::new();
    for change in changes {
        match change {
            Change::Article(idx, kept) => {
                if let Some(key) = key(*idx) {
                    article(&mut deeds, &key, kept, made);
                }
            }
            Change::Left(idx, at) => deeds.extend(key(*idx).map(|key| Deed::Place { key, at: Some(*at) })),
            Change::Dismissed(id, on) => deeds.push(Deed::Dismiss { id: id.clone(), on: *on }),
            Change::Story(number, edit) => deeds.push(Deed::Story { number: *number, edit: edit.clone() }),
            Change::Actor(number, edit) => deeds.push(Deed::Actor { number: *number, edit: edit.clone() }),
            Change::Watch(words, on) => deeds.push(Deed::Watch { words: words.clone(), on: *on }),
            Change::Seen(anchor, seen) => {
                deeds.push(Deed::Seen { anchor: anchor.clone(), seen: Some(seen.clone()) });
            }
            Change::Draft(idx, passage, draft) => deeds.extend(key(*idx).map(|key| {
                let of = DraftOf { key, passage: *passage, reader };
                Deed::Draft { of, draft: draft.clone() }
            })),
            Change::Finished(of) => deeds.push(Deed::Draft { of: of.clone(), draft: None }),
            Change::View(name, query) => deeds.push(Deed::View { name: name.clone(), query: query.clone() }),
        }
    }
    deeds.into_iter().collect()
}

/// What is different about an article.
fn article(deeds: &mut Vec<Deed>, key: &str, kept: &Kept, made: &Made) {
    let marks = made.marks(key);
    let key = key.to_owned();
    if marks.read != kept.read {
        deeds.push(Deed::Read { key: key.clone(), on: kept.read });
    }
    if marks.starred != kept.starred {
        deeds.push(Deed::Star { key: key.clone(), on: kept.starred });
    }
    let shelf = match kept {
        kept if kept.done => Shelf::Done,
        kept if kept.aside => Shelf::Aside,
        _ => Shelf::Open,
    };
    if marks.shelf != shelf {
        deeds.push(Deed::Shelve { key: key.clone(), shelf });
    }
    for tag in kept.tags().iter().filter(|tag| !marks.tags().contains(tag)) {
        deeds.push(Deed::Tag { key: key.clone(), tag: tag.clone(), on: true });
    }
    for tag in marks.tags().iter().filter(|tag| !kept.tags().contains(tag)) {
        deeds.push(Deed::Tag { key: key.clone(), tag: tag.clone(), on: false });
    }
    let highlight = |one: &Highlight, note: Option<String>| Deed::Highlight {
        key: key.clone(),
        start: one.start,
        end: one.end,
        note,
    };
    for gone in marks.highlights().iter().filter(|one| !kept.highlights().contains(one)) {
        deeds.push(highlight(gone, None));
    }
    for new in kept.highlights().iter().filter(|one| !marks.highlights().contains(one)) {
        deeds.push(highlight(new, Some(new.note.clone())));
    }
    if marks.note() != kept.note() {
        deeds.push(Deed::Note { key, text: kept.note().to_owned() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keep::Library;
    use crate::pipeline::Analysis;
    use crate::text::Article;

    #[test]
    fn what_is_kept_comes_back_as_it_was() {
        let article = Article { key: "k1".to_owned(), ..Article::default() };
        let material = Material::new(Analysis { articles: vec![article.into()], ..Analysis::default() });
        let mut kept = Kept { read: true, starred: true, aside: true, at: 7, ..Kept::default() };
        kept.set_words(vec!["talks".to_owned()], "check the day".to_owned());
        kept.set_highlights(vec![Highlight { start: 3, end: 9, note: "who says so?".to_owned() }]);
        let mut library = Library::in_memory();
        let changes = [Change::Article(0, kept.clone()), Change::Left(0, 7)];
        let change = deeds(&changes, library.made(), &material, 1);
        library.apply(&change).expect("memory takes everything");
        assert_eq!(recall(library.made(), &material, 1).kept, [kept]);
        assert!(deeds(&changes[..1], library.made(), &material, 1).is_empty(), "done twice changes nothing");
    }

    /// What a test leaves as a draft of this reader on the article `k1`.
    fn draft_of(reader: u32) -> keep::Change {
        let of = DraftOf { key: "k1".to_owned(), passage: None, reader };
        let draft = keep::Draft { before: String::new(), text: "ask the harbour".to_owned() };
        keep::Change { deeds: vec![Deed::Draft { of, draft: Some(draft) }] }
    }

    #[test]
    fn a_draft_is_offered_once_its_reader_has_ended_whoever_has_its_number_now() {
        let article = Article { key: "k1".to_owned(), ..Article::default() };
        let material = Material::new(Analysis { articles: vec![article.into()], ..Analysis::default() });
        let offered = |library: &Library, reader: u32| unfinished(library.made(), &material, reader).len();

        // Ended, but its parent, this test, has not taken note.
        let mut child = std::process::Command::new("true").spawn().unwrap();
        let start = std::time::Instant::now();
        while runs(child.id()) {
            assert!(start.elapsed().as_secs() < 60, "a process that has ended is said to run");
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        assert!(rustix::process::test_kill_process(rustix::process::Pid::from_child(&child)).is_ok());
        let mut library = Library::in_memory();
        library.apply(&draft_of(child.id())).unwrap();
        assert_eq!(offered(&library, 1), 1);
        child.wait().unwrap();

        // The one before had the number that this process has.
        let mut library = Library::in_memory();
        let first = reader_number(library.made());
        assert_eq!(first, std::process::id());
        library.apply(&draft_of(first)).unwrap();
        assert_eq!(offered(&library, first), 0, "it writes the draft itself");
        let second = reader_number(library.made());
        assert!(second != first);
        assert_eq!(offered(&library, second), 1);

        // Another is at work: whoever started this test.
        let mut library = Library::in_memory();
        library.apply(&draft_of(std::os::unix::process::parent_id())).unwrap();
        assert_eq!(offered(&library, first), 0);
    }
}
