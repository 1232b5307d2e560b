//! What the mouse does: a click opens what is under it, the wheel moves it, a line between panes is dragged.

use super::{following, is_page, moving};
use crate::show::effect::{Effect, Pointer};
use crate::show::layout::GUTTER;
use crate::show::pen::columns;
use crate::show::state::{Over, Pane, Screen, State};
use crate::show::wrap::LineKind;
use crate::text::Span;
use ratatui::layout::Position;

/// Lines that the wheel moves at a notch, as most programs do.
const NOTCH: isize = 3;

/// Takes an event of the mouse at a cell.
pub fn event(state: &mut State, pointer: Pointer, x: u16, y: u16) -> Vec<Effect> {
    match pointer {
        Pointer::Wheel(by) => wheel(state, by * NOTCH, x, y),
        Pointer::Up => state.dragged = None,
        Pointer::Drag => drag(state, x),
        Pointer::Down => return down(state, x, y),
    }
    Vec::new()
}

/// The pane under a cell.
fn pane_at(state: &State, x: u16, y: u16) -> Option<Pane> {
    let layout = state.layout();
    let holds = |pane: &Pane| layout.panes[pane.idx()].is_some_and(|area| area.contains(Position::new(x, y)));
    Pane::ALL.into_iter().find(holds)
}

/// Moves what is under the pointer; the keys stay where they are.
fn wheel(state: &mut State, by: isize, x: u16, y: u16) {
    if state.over.is_some() || state.place.screen != Screen::Panes {
        moving::step(state, by);
        return;
    }
    let Some(pane) = pane_at(state, x, y) else { return };
    let keys = std::mem::replace(&mut state.place.pane, pane);
    moving::step(state, by);
    state.place.pane = keys;
}

fn drag(state: &mut State, x: u16) {
    let Some((bar, from)) = state.dragged else { return };
    let by = i32::from(x) - i32::from(from);
    if by != 0 {
        // The right line moves against the width of the panels.
        let by = by as i16;
        state.grow[bar] += if bar == 0 { by } else { -by };
        state.dragged = Some((bar, x));
    }
}

fn down(state: &mut State, x: u16, y: u16) -> Vec<Effect> {
    if matches!(state.over, Some(Over::Help(..) | Over::Peek(..))) {
        state.over = None;
        return Vec::new();
    }
    if state.over.is_some() {
        return Vec::new();
    }
    let layout = state.layout();
    if let Some(bar) = layout.bars.iter().position(|bar| *bar == x) {
        state.dragged = Some((bar, x));
        return Vec::new();
    }
    if layout.tabs.is_some_and(|tabs| tabs.y == y) {
        return Vec::new();
    }
    if state.place.screen != Screen::Panes {
        let page = layout.page();
        if is_page(state.place.screen) && page.contains(Position::new(x, y)) {
            let line = state.place.page.top + usize::from(y - page.y);
            let target = state.page.as_ref().and_then(|page| page.lines.get(line)?.target);
            if let Some(target) = target {
                state.place.page.cursor = state.page.as_ref().map_or(line, |page| page.nearest(line));
                return following::follow(state, target);
            }
        }
        return Vec::new();
    }
    let Some(pane) = pane_at(state, x, y) else { return Vec::new() };
    let Some(inside) = layout.inside(pane).filter(|inside| inside.contains(Position::new(x, y))) else {
        moving::to_pane(state, pane);
        return Vec::new();
    };
    if pane == Pane::Reading {
        moving::to_pane(state, pane);
        return in_text(state, x - inside.x, y - inside.y);
    }
    let row = state.place.lists[pane.idx()].top + usize::from(y - inside.y) / layout.item_height(pane);
    if row >= state.n_rows(pane) {
        moving::to_pane(state, pane);
        return Vec::new();
    }
    state.place.lists[pane.idx()].cursor = row;
    moving::to_pane(state, pane);
    following::open(state)
}

/// Puts the cursor on the line, and follows the link that was hit.
fn in_text(state: &mut State, x: u16, row: u16) -> Vec<Effect> {
    let Some((article, wrapped)) = state.place.article.zip(state.wrapped()) else { return Vec::new() };
    let top = wrapped.line_of(state.place.at).saturating_sub(usize::from(state.place.row));
    let Some(line) = wrapped.lines.get(top + usize::from(row)).copied() else { return Vec::new() };
    if !matches!(line.kind, LineKind::Text(_)) {
        return Vec::new();
    }
    state.place.at = line.start;
    state.place.row = row;
    state.place.link = None;
    let span = Span { start: line.start, end: line.end };
    let text = span.of(&state.material.analysis.articles[article as usize].text);
    let column = usize::from(x.saturating_sub(GUTTER + u16::from(line.indent)));
    let at = text.char_indices().find(|&(at, c)| columns(&text[..at + c.len_utf8()]) > column).map(|(at, _)| at);
    let Some(at) = at.map(|at| line.start + at as u32) else { return Vec::new() };
    let hit = Span { start: at, end: at + 1 };
    // Of links that lie in one another the shortest was meant.
    let links = state.links_in(article, hit).into_iter().min_by_key(|(span, _)| span.len());
    match links {
        Some((span, target)) => {
            following::go_to(state, span, Some(target));
            following::follow(state, target)
        }
        None => Vec::new(),
    }
}

/// The pane with the keys grows (or shrinks) by a few columns.
pub fn grow(state: &mut State, by: i16) {
    match state.place.pane {
        Pane::Articles => state.grow[0] += by,
        Pane::Reading => {
            state.grow[0] -= by;
            state.grow[1] -= by;
        }
        Pane::Actors | Pane::Events | Pane::Discrepancies => state.grow[1] += by,
    }
}
