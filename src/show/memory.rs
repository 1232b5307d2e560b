//! Between the library, which knows articles by their content, and the state, which knows them by number.

use super::effect::{Change, Recalled, Unfinished};
use super::material::Material;
use super::state::Kept;
use super::work::Corrections;
use crate::keep::{self, Deed, DraftOf, Highlight, Made, Shelf};
use crate::link::{ActorEdits, StoryEdits};

/// Whether a reader is at work that has this number. One that is not has left its drafts.
fn is_at_work(reader: u32) -> bool {
    let pid = i32::try_from(reader).ok().and_then(rustix::process::Pid::from_raw);
    pid.is_some_and(|pid| rustix::process::test_kill_process(pid).is_ok())
}

/// Notes that readers which have ended did not finish, on articles that are here.
fn unfinished(made: &Made, material: &Material) -> Vec<Unfinished> {
    let left = made.drafts().iter().filter(|(of, _)| !is_at_work(of.reader));
    let here = left.filter_map(|(of, draft)| {
        let article = material.analysis.articles.iter().position(|article| article.key == of.key)?;
        Some(Unfinished { article: article as u32, of: of.clone(), draft: draft.clone() })
    });
    here.collect()
}

/// What was made of each article, which discrepancies were dismissed, how the stories were changed.
pub fn recall(made: &Made, material: &Material) -> Recalled {
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
        drafts: unfinished(made, material),
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
        assert_eq!(recall(library.made(), &material).kept, [kept]);
        assert!(deeds(&changes[..1], library.made(), &material, 1).is_empty(), "done twice changes nothing");
    }
}
