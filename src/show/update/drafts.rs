//! Notes while they are written: kept as drafts at every pause, offered again after any end of the reader, and put
//! together with what another reader wrote meanwhile.

use super::{select, triage};
use crate::keep::{Draft, merge_notes};
use crate::show::effect::{Change, Effect, Unfinished};
use crate::show::state::{Note, Over, State};
use crate::show::words::count;

/// Opens a note to write; one that was begun and never finished goes on where it was.
pub fn open(state: &mut State, mut note: Note) {
    let is_of = |one: &&Unfinished| one.article == note.article && one.of.passage == note.passage;
    let begun: Vec<&Unfinished> = state.drafts.iter().filter(is_of).collect();
    for one in &begun {
        note.text = merge_notes(&one.draft.before, &one.draft.text, &note.text);
    }
    let is_begun = note.text != note.before;
    note.cursor = note.text.len();
    note.has_draft = !begun.is_empty();
    state.over = Some(Over::Note(note));
    if is_begun {
        state.say("this note was begun and not finished: Esc keeps it as it stands, Ctrl-C gives it up");
    }
}

/// Whether the note that is written has something that no draft has.
pub fn is_due(state: &State) -> bool {
    matches!(&state.over, Some(Over::Note(note)) if note.text != note.drafted)
}

/// Keeps what was written so far.
pub fn keep(state: &mut State) -> Vec<Effect> {
    let Some(Over::Note(note)) = &mut state.over else { return Vec::new() };
    if note.text == note.drafted && !(state.unkept && note.text != note.before) {
        return Vec::new();
    }
    note.drafted.clone_from(&note.text);
    note.has_draft = true;
    let draft = Draft { before: note.before.clone(), text: note.text.clone() };
    vec![Effect::Notice(vec![Change::Draft(note.article, note.passage, Some(draft))])]
}

/// The draft could not be kept for the moment: it is due again.
pub fn again(state: &mut State) {
    if let Some(Over::Note(note)) = &mut state.over {
        note.drafted.clone_from(&note.before);
    }
}

/// Closes the note and takes it over, with what another reader wrote in it meanwhile.
pub fn finish(state: &mut State) -> Vec<Effect> {
    let Some(Over::Note(note)) = state.over.take() else { return Vec::new() };
    let text = note.text.trim_end();
    let kept = state.kept.get(note.article as usize);
    let theirs = match (kept, note.passage) {
        (None, _) => String::new(),
        (Some(kept), None) => kept.note().to_owned(),
        (Some(kept), Some(passage)) => {
            let known = kept.highlights().iter().find(|one| (one.start, one.end) == passage);
            known.map_or_else(String::new, |one| one.note.clone())
        }
    };
    let merged = merge_notes(&note.before, text, &theirs);
    let mut effects = match note.passage {
        Some(passage) => select::set(state, note.article, passage, Some(merged.clone())),
        None => triage::set_note(state, note.article, &merged),
    };
    if theirs != note.before && merged != text {
        state.say("another reader wrote in this note meanwhile: it holds what both wrote");
    }
    done_with(state, &note, &mut effects);
    state.finished = Some(note);
    effects
}

/// Closes the note and forgets what was written.
pub fn give_up(state: &mut State) -> Vec<Effect> {
    let Some(Over::Note(note)) = state.over.take() else { return Vec::new() };
    state.say("the note stays as it was");
    let mut effects = Vec::new();
    done_with(state, &note, &mut effects);
    effects
}

/// Drafts of the note are no longer needed: they go with what is kept, all at once.
fn done_with(state: &mut State, note: &Note, effects: &mut Vec<Effect>) {
    if !note.has_draft {
        return;
    }
    let is_of = |one: &Unfinished| one.article == note.article && one.of.passage == note.passage;
    let begun = state.drafts.iter().filter(|one| is_of(one)).map(|one| Change::Finished(one.of.clone()));
    let mut changes = vec![Change::Draft(note.article, note.passage, None)];
    changes.extend(begun);
    state.drafts.retain(|one| !is_of(one));
    match effects.iter_mut().find_map(|effect| if let Effect::Keep(kept) = effect { Some(kept) } else { None }) {
        Some(kept) => kept.extend(changes),
        None => effects.push(Effect::Notice(changes)),
    }
}

/// Takes note of what was begun; says so if it is news.
pub fn offer(state: &mut State, drafts: Vec<Unfinished>) {
    let news = drafts.iter().filter(|one| !state.drafts.contains(one)).count();
    state.drafts = drafts;
    let Some(first) = state.drafts.first().filter(|_| news > 0) else { return };
    let title = &state.material.analysis.articles[first.article as usize].title;
    let (n, more) = (state.drafts.len(), if state.drafts.len() > 1 { ", and others" } else { "" });
    let notes = count(n, "note was", "notes were");
    state.say(format!("{notes} begun and not finished: e on “{title}”{more} goes on with it"));
}
