//! Triage, tags, notes, dismissals; undo and redo of all of it. Each is kept at once.

use super::{actors, drafts, finding, following, stories};
use crate::show::actions::{Action, entry};
use crate::show::effect::{Change, Effect};
use crate::show::filter::Filter;
use crate::show::state::{Kept, Moved, Note, Pane, Row, Screen, State, Step};
use crate::show::target::Target;
use crate::show::words::count;

/// Read, star, done, set aside: of what is at hand, or of all that fit a query.
pub fn triage(state: &mut State, action: Action, query: &str) -> Vec<Effect> {
    let articles = if query.is_empty() {
        state.articles_at_hand()
    } else {
        match fitting(state, query) {
            Ok(articles) => articles,
            Err(fault) => {
                state.complain(fault);
                return Vec::new();
            }
        }
    };
    if articles.is_empty() {
        state.say(if query.is_empty() { "no article here" } else { "no article fits" });
        return Vec::new();
    }
    let is_on = |kept: &Kept| match action {
        Action::Read => kept.read,
        Action::Star => kept.starred,
        Action::Done => kept.done,
        _ => kept.aside,
    };
    // Several at once all become the same: on, unless all are on already.
    let on = !articles.iter().all(|&article| is_on(&state.kept[article as usize]));
    let word = match (action, on) {
        (Action::Read, true) => "read",
        (Action::Read, false) => "unread",
        (Action::Star, true) => "starred",
        (Action::Star, false) => "without star",
        (Action::Done, true) => "done",
        (Action::Done, false) => "no longer done",
        (_, true) => "set aside",
        (_, false) => "no longer set aside",
    };
    let what = format!("{} {word}", count(articles.len(), "article", "articles"));
    change(state, &articles, what, |kept| match action {
        Action::Read => kept.read = on,
        Action::Star => kept.starred = on,
        Action::Done => {
            kept.done = on;
            kept.read |= on;
        }
        _ => kept.aside = on,
    })
}

/// What is asked before a key takes a whole story from the list.
pub fn question(state: &State, action: Action) -> Option<String> {
    let (word, is_away): (&str, fn(&Kept) -> bool) = match action {
        Action::Done => ("done", |kept| kept.done),
        Action::Aside => ("set aside", |kept| kept.aside),
        _ => return None,
    };
    let on_story = matches!(state.target(), Some(Target::Story(_)))
        && state.place.screen == Screen::Panes
        && state.place.pane == Pane::Articles
        && state.articles.marked.is_empty();
    let articles = if on_story { state.articles_at_hand() } else { return None };
    if articles.len() < 2 || articles.iter().all(|article| is_away(&state.kept[*article as usize])) {
        return None;
    }
    let keys = state.keymap.keys_of(action, state.places());
    let key = keys.first().map_or_else(|| entry(action).name.to_owned(), Clone::clone);
    Some(format!("{key} once more: all {} articles of the story are {word}", articles.len()))
}

/// Articles that fit a query: the listed ones, or all where it asks for what has left the list.
fn fitting(state: &State, query: &str) -> Result<Vec<u32>, String> {
    let filter = Filter::parse(query, state.settings.today)?;
    let fits = |&idx: &u32| {
        let kept = &state.kept[idx as usize];
        (!kept.is_away() || filter.names_away()) && filter.fits(&state.material, idx, kept)
    };
    Ok((0..state.kept.len() as u32).filter(fits).collect())
}

/// Changes articles, so that it can be undone and is kept.
pub fn change(state: &mut State, articles: &[u32], what: String, change: impl Fn(&mut Kept)) -> Vec<Effect> {
    let before: Vec<(u32, Kept)> = articles.iter().map(|&idx| (idx, state.kept[idx as usize].clone())).collect();
    let mut changes = Vec::new();
    for &idx in articles {
        let kept = &mut state.kept[idx as usize];
        change(kept);
        changes.push(Change::Article(idx, kept.clone()));
    }
    state.articles.marked.clear();
    state.say(format!("{what}; u undoes it"));
    let row = state.articles.rows.get(state.place.lists[0].cursor).copied();
    finding::changed(state, &before);
    let articles = before.into_iter().map(|(idx, before)| (idx, before, state.kept[idx as usize].clone())).collect();
    state.undo.remember(Step { what, articles, row, ..Step::default() });
    vec![Effect::Keep(changes)]
}

/// Marks the article at hand, or unmarks it, and goes on; on a story: all of it.
pub fn mark(state: &mut State) {
    let row = state.place.lists[0].cursor;
    match state.articles.rows.get(row) {
        Some(Row::Article(article)) => {
            if !state.articles.marked.remove(article) {
                state.articles.marked.insert(*article);
            }
            let n_rows = state.articles.rows.len();
            state.place.lists[0].step(1, n_rows);
        }
        Some(Row::Story(story)) => {
            let listed: Vec<u32> = state.material.analysis.linked.stories[*story as usize]
                .articles
                .iter()
                .map(|article| article.0)
                .filter(|article| state.articles.show_all || !state.kept[*article as usize].is_away())
                .collect();
            let all = listed.iter().all(|article| state.articles.marked.contains(article));
            for article in listed {
                if all {
                    state.articles.marked.remove(&article);
                } else {
                    state.articles.marked.insert(article);
                }
            }
        }
        None => {}
    }
    let n = state.articles.marked.len();
    if n > 0 {
        state.say(format!("{n} marked; r * x i t work on all of them"));
    }
}

/// Marks all that are listed; where all are marked, unmarks them.
pub fn mark_all(state: &mut State) {
    let listed: Vec<u32> = state.articles.listed().collect();
    if listed.iter().all(|article| state.articles.marked.contains(article)) {
        state.articles.marked.clear();
        state.say("nothing is marked");
        return;
    }
    state.articles.marked.extend(listed);
    let n = state.articles.marked.len();
    state.say(format!("{n} marked; r * x i t work on all of them"));
}

/// Marks all that fit; without a query, unmarks all.
pub fn mark_where(state: &mut State, query: &str) {
    if query.is_empty() {
        state.articles.marked.clear();
        state.say("nothing is marked");
        return;
    }
    match fitting(state, query) {
        Ok(articles) => {
            state.articles.marked.extend(articles);
            let n = state.articles.marked.len();
            state.say(format!("{n} marked"));
        }
        Err(fault) => state.complain(fault),
    }
}

/// Adds a tag, or with `-` before it takes it away.
pub fn tag(state: &mut State, text: &str) -> Vec<Effect> {
    let articles = state.articles_at_hand();
    let (name, away) = match text.trim().strip_prefix('-') {
        Some(name) => (name.trim().to_owned(), true),
        None => (text.trim().to_owned(), false),
    };
    if name.is_empty() || articles.is_empty() {
        return Vec::new();
    }
    let n = count(articles.len(), "article", "articles");
    let what = if away { format!("tag {name} taken from {n}") } else { format!("{n} tagged {name}") };
    change(state, &articles, what, |kept| {
        let mut tags = kept.tags().to_vec();
        let note = kept.note().to_owned();
        tags.retain(|tag| *tag != name);
        if !away {
            tags.push(name.clone());
        }
        kept.set_words(tags, note);
    })
}

/// Opens the note of the article at hand.
pub fn note(state: &mut State) {
    if let Some(article) = state.article_at_hand() {
        let text = state.kept[article as usize].note().to_owned();
        drafts::open(state, Note::new(article, None, text));
    }
}

/// Lets the note be written in an editor.
pub fn note_outside(state: &mut State) -> Vec<Effect> {
    let Some(article) = state.article_at_hand() else { return Vec::new() };
    vec![Effect::EditNote(article, state.kept[article as usize].note().to_owned())]
}

/// Takes a note over.
pub fn set_note(state: &mut State, article: u32, text: &str) -> Vec<Effect> {
    let text = text.trim_end().to_owned();
    let Some(kept) = state.kept.get(article as usize) else { return Vec::new() };
    if kept.note() == text {
        return Vec::new();
    }
    let what = if text.is_empty() { "note taken away" } else { "note kept" };
    change(state, &[article], what.to_owned(), |kept| {
        let tags = kept.tags().to_vec();
        kept.set_words(tags, text.clone());
    })
}

/// Says of the discrepancy at hand that it is none; of a dismissed one, that it is one after all.
pub fn dismiss(state: &mut State) -> Vec<Effect> {
    let Some(idx) = state.discrepancy_at_hand() else { return Vec::new() };
    let was = state.dismissed.contains(&idx);
    let id = state.material.discrepancy(idx).id.clone();
    let what = if was { "a discrepancy again" } else { "not a discrepancy" };
    state.undo.remember(Step { what: what.to_owned(), dismissed: vec![(id.to_string(), was)], ..Step::default() });
    set_dismissed(state, &id, !was);
    state.say(format!("{what}; u undoes it"));
    vec![Effect::Keep(vec![Change::Dismissed(id.to_string(), !was)])]
}

/// Gives whether it was dismissed before; one that is not at hand was not.
fn set_dismissed(state: &mut State, id: &str, dismissed: bool) -> bool {
    let Some(idx) = state.material.discrepancies().position(|one| one.id == id) else { return false };
    state.panels.made_for = None;
    if dismissed { !state.dismissed.insert(idx as u32) } else { state.dismissed.remove(&(idx as u32)) }
}

/// Undoes the last step.
pub fn undo(state: &mut State) -> Vec<Effect> {
    let Some(step) = state.undo.done.pop() else { return Vec::new() };
    let (back, effects) = put_back(state, &step);
    state.say(format!("undone: {}", step.what));
    state.undo.undone.push(back);
    state.undo.last = Some(Moved::Undone);
    effects
}

/// Does the last undone step again.
pub fn redo(state: &mut State) -> Vec<Effect> {
    let Some(step) = state.undo.undone.pop() else { return Vec::new() };
    let (back, effects) = put_back(state, &step);
    state.say(format!("done again: {}", step.what));
    state.undo.done.push(back);
    state.undo.last = Some(Moved::DoneAgain);
    effects
}

/// What was done last could not be kept: it is as if it had not been done.
pub fn take_back(state: &mut State) {
    let Some(last) = state.undo.last.take() else { return };
    let step = if last == Moved::Undone { state.undo.undone.pop() } else { state.undo.done.pop() };
    let Some(step) = step else { return };
    let (back, _) = put_back(state, &step);
    match last {
        Moved::Done => {}
        Moved::Undone => state.undo.done.push(back),
        Moved::DoneAgain => state.undo.undone.push(back),
    }
}

/// Puts things as a step says they were; gives the step that leads back.
fn put_back(state: &mut State, step: &Step) -> (Step, Vec<Effect>) {
    let mut back = Step { what: step.what.clone(), row: step.row, ..Step::default() };
    let mut changes = Vec::new();
    let mut were = Vec::new();
    for (idx, before, after) in &step.articles {
        let here = &mut state.kept[*idx as usize];
        // What another reader did since is not this one's to undo.
        let new = here.moved(after, before);
        let was = std::mem::replace(here, new.clone());
        were.push((*idx, was.clone()));
        back.articles.push((*idx, was, new.clone()));
        changes.push(Change::Article(*idx, new));
    }
    for (id, was) in &step.dismissed {
        back.dismissed.push((id.clone(), set_dismissed(state, id, *was)));
        changes.push(Change::Dismissed(id.clone(), *was));
    }
    back.edits = stories::put(state, &step.edits, &mut changes);
    back.actors = actors::put(state, &step.actors, &mut changes);
    let mut effects = vec![Effect::Keep(changes)];
    if !step.edits.is_empty() || !step.actors.is_empty() {
        effects.push(Effect::Regroup);
    }
    finding::changed(state, &were);
    if let Some((first, ..)) = step.articles.first() {
        // Where the cursor was when it was done; if that is not listed any more, on what it was done with.
        let was = step.row.and_then(|row| state.articles.rows.iter().position(|other| *other == row));
        if let Some(row) = was.or_else(|| state.articles.row_of(*first)) {
            state.place.lists[0].cursor = row;
        }
    }
    (back, effects)
}

/// Opens the next (or previous) unread article of the whole list, around the end.
pub fn next_unread(state: &mut State, onwards: bool) -> Vec<Effect> {
    let n = state.articles.rows.len();
    let open = state.place.article.and_then(|article| state.articles.row_of(article));
    let in_list = state.place.pane == Pane::Articles;
    let at = if in_list { state.place.lists[0].cursor } else { open.unwrap_or(state.place.lists[0].cursor) };
    // In the list the article under the cursor counts; in the article one goes on from it.
    let next = if in_list { at } else { at + 1 };
    let unread = |row: &usize| match state.articles.rows[*row] {
        Row::Article(article) => !state.kept[article as usize].read,
        Row::Story(_) => false,
    };
    let found = if onwards {
        (next..n).chain(0..next.min(n)).find(unread)
    } else {
        (0..at.min(n)).rev().chain((at.min(n)..n).rev()).find(unread)
    };
    if let Some(Row::Article(article)) = found.map(|row| state.articles.rows[row]) {
        return following::open_article(state, article, None);
    }
    state.say("every article is read");
    Vec::new()
}
