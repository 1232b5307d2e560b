//! What lies on top, and closing it: help, peek; the screens under one another.

use super::{arrive, finding, history, moving};
use crate::show::effect::Effect;
use crate::show::pages;
use crate::show::state::{ListAt, Over, Page, Pane, Screen, State};
use crate::show::theme::Tone;

/// What works here; again: closes it.
pub fn help(state: &mut State) {
    if matches!(state.over, Some(Over::Help(..))) {
        state.over = None;
        return;
    }
    state.over = None;
    let page = pages::help(state);
    state.over = Some(Over::Help(page, ListAt::default()));
}

/// What the link at hand leads to, on top of where it stands.
pub fn peek(state: &mut State) {
    let Some(target) = state.target() else { return };
    let (width, _) = pages::window(state.size);
    if let Some(page) = pages::peek(state, target, width) {
        let cursor = page.first_link();
        state.over = Some(Over::Peek(page, ListAt { cursor, top: 0 }));
    }
}

/// What a program printed.
pub fn printed(state: &mut State, program: &str, text: &str) {
    if text.trim().is_empty() {
        state.say(format!("{program} is done"));
        return;
    }
    let (width, _) = pages::window(state.size);
    let mut page = Page::new(format!("OUTPUT  {program}"), width);
    for line in text.lines() {
        page.text(0, &[(line.to_owned(), Tone::Text)], None);
    }
    state.over = Some(Over::Peek(page, ListAt::default()));
}

/// Esc: closes or cancels, and never quits: a window, a search, marks, a filter, the zoom, a screen.
pub fn cancel(state: &mut State) {
    if state.over.take().is_some() || state.find.take().is_some() {
        return;
    }
    if state.place.screen != Screen::Panes {
        close_screen(state);
    } else if state.zoom {
        state.zoom = false;
    } else if state.place.pane == Pane::Discrepancies && state.panels.show_small {
        state.panels.show_small = false;
        state.panels.made_for = None;
    } else if !state.articles.marked.is_empty() {
        state.articles.marked.clear();
    } else if !state.articles.filter.is_empty() && state.place.pane == Pane::Articles {
        finding::filter(state, "");
    } else if state.place.chosen.is_some() {
        state.place.chosen = None;
    }
}

/// q: closes what is on top; in the list of articles, with nothing on top, quits.
pub fn close(state: &mut State) -> Vec<Effect> {
    if state.over.take().is_some() {
        return Vec::new();
    }
    if state.place.screen != Screen::Panes || !state.under.is_empty() {
        close_screen(state);
        return Vec::new();
    }
    if state.zoom {
        state.zoom = false;
        return Vec::new();
    }
    if state.place.pane != Pane::Articles {
        moving::to_pane(state, Pane::Articles);
        return Vec::new();
    }
    arrive::leave(state)
}

/// Back to what lies under this screen.
pub fn close_screen(state: &mut State) {
    let Some(mut place) = state.under.pop() else {
        moving::to_pane(state, state.place.pane);
        return;
    };
    // The rest of the stack stays under it.
    let under = std::mem::take(&mut state.under);
    // Marks and lists stay as they are now.
    place.chosen = state.place.chosen;
    history::return_to(state, place);
    state.under = under;
}
