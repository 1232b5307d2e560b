//! Back and forward through every place visited.

use super::is_page;
use crate::show::effect::{Change, Effect};
use crate::show::state::{Place, State};

/// Places that are remembered.
const PLACES: usize = 200;

/// Remembers where the person is, before going elsewhere.
pub fn remember(state: &mut State) {
    if state.back.last() != Some(&state.place) {
        if state.back.len() >= PLACES {
            state.back.remove(0);
        }
        state.back.push(state.place.clone());
    }
    state.forward.clear();
}

/// Back to the place before.
pub fn back(state: &mut State) -> Vec<Effect> {
    let effects = left(state);
    if let Some(place) = state.back.pop() {
        let here = std::mem::replace(&mut state.place, place);
        state.forward.push(here);
        arrived(state);
    }
    effects
}

/// Forward again.
pub fn forward(state: &mut State) -> Vec<Effect> {
    let effects = left(state);
    if let Some(place) = state.forward.pop() {
        let here = std::mem::replace(&mut state.place, place);
        state.back.push(here);
        arrived(state);
    }
    effects
}

/// Goes to a place that lay under this one.
pub fn return_to(state: &mut State, place: Place) {
    remember(state);
    state.place = place;
    arrived(state);
}

/// The page of the new place is not that of the old one.
fn arrived(state: &mut State) {
    state.page = None;
    if !is_page(state.place.screen) {
        state.under.clear();
    }
}

/// Keeps where reading is left.
pub fn left(state: &mut State) -> Vec<Effect> {
    let Some(article) = state.place.article else { return Vec::new() };
    let at = state.place.at;
    match state.kept.get_mut(article as usize) {
        Some(kept) if kept.at != at => {
            kept.at = at;
            vec![Effect::Notice(vec![Change::Left(article, at)])]
        }
        _ => Vec::new(),
    }
}
