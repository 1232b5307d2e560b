//! Moving about: in lists by rows, in an article by lines, on a page by links.

use super::is_page;
use crate::show::state::{Over, Pane, Screen, State};

/// Lines of the article that stay in sight above and below the cursor.
const MARGIN: u16 = 3;

/// Moves by rows, lines or links.
pub fn step(state: &mut State, by: isize) {
    if let Some(Over::Help(page, at) | Over::Peek(page, at)) = &mut state.over {
        if page.has_links() {
            at.cursor = page.step(at.cursor, by);
        } else {
            let last = page.lines.len().saturating_sub(usize::from(crate::show::pages::window(state.size).1));
            at.top = at.top.saturating_add_signed(by).min(last);
            at.cursor = at.top;
        }
        return;
    }
    match state.place.screen {
        Screen::Panes if state.place.pane == Pane::Reading => lines(state, by),
        Screen::Panes => {
            let pane = state.place.pane;
            let n_rows = state.n_rows(pane);
            state.place.lists[pane.idx()].step(by, n_rows);
        }
        Screen::Phrases(_) => {
            let n_sides = state.n_sides();
            state.place.side = state.place.side.saturating_add_signed(by).min(n_sides.saturating_sub(1));
        }
        screen if is_page(screen) => {
            let height = usize::from(state.layout().page().height);
            if let Some(page) = &state.page {
                let at = &mut state.place.page;
                if page.has_links() {
                    at.cursor = page.step(at.cursor, by);
                } else {
                    at.top = at.top.saturating_add_signed(by).min(page.lines.len().saturating_sub(height));
                    at.cursor = at.top;
                }
            }
        }
        // Its rows are counted when everything settles.
        _ => state.place.page.cursor = state.place.page.cursor.saturating_add_signed(by),
    }
}

/// Moves the article's cursor by text lines; the text scrolls where the cursor would leave the middle of the pane.
fn lines(state: &mut State, by: isize) {
    let height = height(state);
    let Some(wrapped) = state.wrapped() else { return };
    let from = wrapped.line_of(state.place.at);
    let to = wrapped.step(from, by);
    let at = wrapped.lines[to].start;
    let margin = MARGIN.min(height.saturating_sub(1) / 2);
    let row = isize::from(state.place.row as i16) + to as isize - from as isize;
    let lowest = isize::from((height.saturating_sub(1 + margin)) as i16);
    state.place.row = row.clamp(isize::from(margin as i16), lowest.max(isize::from(margin as i16))) as u16;
    state.place.at = at;
    state.place.link = None;
}

/// Moves by half a page.
pub fn half(state: &mut State, by: isize) {
    let n = (n_seen(state) / 2).max(1) as isize;
    scroll(state, by * n);
}

/// Moves by a page, less a line or two that carry the eye over.
pub fn page(state: &mut State, by: isize) {
    let n = n_seen(state).saturating_sub(2).max(1) as isize;
    scroll(state, by * n);
}

/// Moves far: the cursor keeps its row, and the text moves under it.
fn scroll(state: &mut State, by: isize) {
    if state.over.is_some() || is_page(state.place.screen) {
        scroll_page(state, by);
        return;
    }
    if state.place.screen == Screen::Panes && state.place.pane == Pane::Reading {
        let Some(wrapped) = state.wrapped() else { return };
        let from = wrapped.line_of(state.place.at);
        let aim = from.saturating_add_signed(by).min(wrapped.lines.len().saturating_sub(1));
        let mut to = wrapped.line_of(wrapped.lines[aim].start);
        if to == from {
            to = wrapped.step(from, by.signum());
        }
        let at = wrapped.lines[to].start;
        let moved = to as isize - from as isize;
        // Where the number of lines between is not the number asked for (a gap was there), the row makes up for it.
        let row = state.place.row.saturating_add_signed((moved - by).clamp(-3, 3) as i16);
        state.place.at = at;
        state.place.row = row;
        state.place.link = None;
        return;
    }
    if state.place.screen == Screen::Panes {
        let (pane, height) = (state.place.pane, n_seen(state));
        let n_rows = state.n_rows(pane);
        state.place.lists[pane.idx()].scroll(by, n_rows, height);
        return;
    }
    step(state, by);
}

fn scroll_page(state: &mut State, by: isize) {
    let height = n_seen(state);
    let (page, at) = match (&state.over, &state.page) {
        (Some(Over::Help(page, at) | Over::Peek(page, at)), _) => (page, *at),
        (_, Some(page)) => (page, state.place.page),
        _ => return,
    };
    let mut at = at;
    let last = page.lines.len().saturating_sub(1);
    at.top = at.top.saturating_add_signed(by).min((last + 1).saturating_sub(height));
    at.cursor = at.cursor.saturating_add_signed(by).min(last);
    if page.has_links() {
        at.cursor = page.nearest(at.cursor);
    }
    match &mut state.over {
        Some(Over::Help(_, old) | Over::Peek(_, old)) => *old = at,
        _ => state.place.page = at,
    }
}

/// To the first or the last.
pub fn to_end(state: &mut State, last: bool) {
    if state.place.screen == Screen::Panes && state.place.pane == Pane::Reading && state.over.is_none() {
        let height = height(state);
        let Some(wrapped) = state.wrapped() else { return };
        let line = if last { wrapped.line_of(u32::MAX) } else { 0 };
        let at = wrapped.lines.get(line).map_or(0, |line| line.start);
        state.place.at = at;
        state.place.row = if last { height.saturating_sub(1) } else { 0 };
        state.place.link = None;
        return;
    }
    if let Some(Over::Help(page, at) | Over::Peek(page, at)) = &mut state.over {
        at.cursor = if last { page.lines.len().saturating_sub(1) } else { 0 };
        at.top = at.cursor;
        return;
    }
    match state.place.screen {
        Screen::Panes => {
            let pane = state.place.pane;
            state.place.lists[pane.idx()].cursor = if last { state.n_rows(pane).saturating_sub(1) } else { 0 };
        }
        Screen::Phrases(_) => state.place.side = if last { usize::MAX } else { 0 },
        screen if is_page(screen) => {
            if let Some(page) = &state.page {
                state.place.page.cursor =
                    if last { page.step(page.first_link(), page.lines.len() as isize) } else { page.first_link() };
                state.place.page.top = if last { page.lines.len() } else { 0 };
            }
        }
        // Its rows are counted when everything settles.
        _ => state.place.page.cursor = if last { usize::MAX / 2 } else { 0 },
    }
}

/// Left or right: to the pane, the side, the column there.
pub fn aside(state: &mut State, by: isize) {
    match state.place.screen {
        Screen::Panes => {
            let pane = state.place.pane;
            let next = match (pane, by < 0) {
                (Pane::Articles, true) | (Pane::Discrepancies, false) => return,
                (Pane::Actors | Pane::Events | Pane::Discrepancies, true) | (Pane::Articles, false) => Pane::Reading,
                (Pane::Reading, true) => Pane::Articles,
                // To the panel that was left last.
                (Pane::Reading, false) if state.place.beside == Pane::Articles => Pane::Actors,
                (Pane::Reading, false) => state.place.beside,
                (pane, false) => pane.step(1),
            };
            to_pane(state, next);
        }
        Screen::Phrases(_) | Screen::Compare(_) => {
            state.place.side = state.place.side.saturating_add_signed(by).min(MOST_COLUMNS);
        }
        _ => {}
    }
}

/// Nobody compares more sources than this in one table.
const MOST_COLUMNS: usize = 500;

/// Gives the keys to a pane; another screen is left for it.
pub fn to_pane(state: &mut State, pane: Pane) {
    if state.place.screen != Screen::Panes {
        super::history::remember(state);
        state.place.screen = Screen::Panes;
        state.under.clear();
        state.page = None;
    }
    // Who goes on before the reading pane has followed means the article under the cursor.
    let ahead = state.ahead().filter(|_| pane == Pane::Reading);
    if let Some(article) = ahead {
        super::following::show_article(state, article, None);
    }
    state.place.pane = pane;
    if pane != Pane::Reading {
        state.place.beside = pane;
        state.under.clear();
    }
}

fn height(state: &State) -> u16 {
    let layout = state.layout();
    layout.inside(Pane::Reading).unwrap_or(layout.page()).height
}

fn n_seen(state: &State) -> usize {
    let layout = state.layout();
    if state.over.is_some() {
        return usize::from(crate::show::pages::window(state.size).1);
    }
    match state.place.screen {
        Screen::Panes if state.place.pane == Pane::Reading => usize::from(height(state)),
        Screen::Panes => layout.n_items(state.place.pane),
        screen if is_page(screen) => usize::from(layout.page().height),
        screen => crate::show::pages::rows_seen(screen, state.size),
    }
}
