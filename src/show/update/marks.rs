//! Places that a person gives a letter, and goes back to by it.

use super::{following, history, moving};
use crate::show::effect::Effect;
use crate::show::key::Key;
use crate::show::state::{Over, Pane, State};
use crate::text::Span;

/// Waits for the letter.
pub fn ask(state: &mut State, set: bool) {
    state.over = Some(Over::Mark(set));
    let known: String = state.marks.keys().flat_map(|letter| [' ', *letter]).collect();
    state.say(if set { "a letter for this place".to_owned() } else { format!("to the place with the letter:{known}") });
}

/// The letter of a place: remembers it, or goes there.
pub fn letter(state: &mut State, key: Key, set: bool) -> Vec<Effect> {
    state.over = None;
    state.message = None;
    let Some(letter) = key.typed() else { return Vec::new() };
    if set {
        if let Some(article) = state.place.article {
            state.marks.insert(letter, (article, state.place.at));
            state.say(format!("` and {letter} come back to this place"));
        }
        return Vec::new();
    }
    let Some(&(article, at)) = state.marks.get(&letter) else {
        state.say(format!("no place has the letter {letter}: m and a letter gives one"));
        return Vec::new();
    };
    let effects = history::left(state);
    history::remember(state);
    moving::to_pane(state, Pane::Reading);
    following::show_article(state, article, None);
    following::go_to(state, Span { start: at, end: at }, None);
    if let Some(row) = state.articles.row_of(article) {
        state.place.lists[0].cursor = row;
    }
    effects
}
