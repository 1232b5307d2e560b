//! Draws a state. It only looks: a state and an empty buffer come in, and nothing is changed but the buffer.

mod articles;
mod company;
mod compare;
mod page;
mod panels;
mod passages;
mod popup;
mod reading;
mod status;
mod timeline;
mod welcome;

use super::layout::SMALLEST;
use super::pen::{Pen, columns};
use super::state::{Pane, Screen, State};
use super::theme::Tone;
use super::wrap::wrap_text;
use crate::text::Span;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Draws `state` into `buffer`; gives the cell on which a cursor stands: of what is typed, else of what is selected, so
/// that a screen reader follows; and whether it is to be seen.
pub fn draw(state: &State, buffer: &mut Buffer) -> (Position, bool) {
    let mut pen = Pen::new(buffer, &state.settings.theme);
    let area = pen.buffer.area;
    pen.clear(area, Tone::Text);
    let layout = state.layout();
    if layout.too_small {
        let (width, height) = SMALLEST;
        pen.text(0, 0, area.width, &format!("too small: {width}×{height} at least"), Tone::Text);
        return (Position::ORIGIN, false);
    }
    let mut cursor =
        if state.material.is_empty() { welcome::draw(state, &mut pen, layout.body) } else { screen(state, &mut pen) };
    if let Some(tabs) = layout.tabs {
        status::tabs(state, &mut pen, tabs);
    }
    status::draw(state, &mut pen, layout.status);
    let mut seen = false;
    if let Some(at) = popup::draw(state, &mut pen) {
        (cursor, seen) = (at.0, at.1);
    }
    (cursor, seen)
}

/// What of a frame is a link for the terminal: stretches of lines, and the addresses to which they lead.
pub fn links(state: &State) -> Vec<(Rect, &str)> {
    if state.layout().too_small || state.material.is_empty() {
        return Vec::new();
    }
    reading::link(state).into_iter().collect()
}

fn screen(state: &State, pen: &mut Pen) -> Position {
    let layout = state.layout();
    let body = layout.body;
    match state.place.screen {
        Screen::Panes => {
            let mut cursor = Position::ORIGIN;
            for pane in Pane::ALL {
                let Some(area) = layout.panes[pane.idx()] else { continue };
                let at = match pane {
                    Pane::Articles => articles::draw(state, pen, area),
                    Pane::Reading => reading::draw(state, pen, area),
                    _ => panels::draw(state, pen, area, pane),
                };
                if pane == state.place.pane {
                    cursor = at;
                }
            }
            for &x in &layout.bars {
                pen.bar(x, body.top(), body.bottom());
            }
            cursor
        }
        Screen::Phrases(idx) => passages::screen(state, pen, body, idx),
        Screen::Compare(story) => compare::draw(state, pen, body, story),
        Screen::Timeline(story) => timeline::draw(state, pen, body, story),
        Screen::Company(story) => company::draw(state, pen, body, story),
        _ => page::draw(state, pen, body),
    }
}

/// The head of a pane or screen: in reverse where the keys go, with a line after it elsewhere.
fn head(pen: &mut Pen, area: Rect, title: &str, note: &str, focus: bool) {
    let width = area.width;
    if focus {
        pen.over(Rect { height: 1, ..area }, Tone::Pane);
        let x = pen.cut(area.x, area.y, width, &format!(" {title}  "), Tone::Pane);
        pen.cut(x, area.y, (area.x + width).saturating_sub(x), note, Tone::Pane);
        return;
    }
    pen.rule(area.x, area.y, width, "─");
    let x = pen.text(area.x, area.y, width, &format!(" {title} "), Tone::Text);
    let room = (area.x + width).saturating_sub(x + 1);
    if !note.is_empty() && room > 2 {
        let end = pen.cut(x, area.y, room, note, Tone::Dim);
        pen.text(end, area.y, 1, " ", Tone::Dim);
    }
}

/// Marks the selected row of a list: by its look and by a sign in its first column.
fn select(pen: &mut Pen, row: Rect, focus: bool) {
    if focus {
        pen.over(row, Tone::Selected);
    } else {
        pen.over(row, Tone::SelectedAway);
    }
    pen.text(row.x, row.y, 1, "›", if focus { Tone::Selected } else { Tone::SelectedAway });
}

/// Why a pane is empty and what to press, in the middle of its upper half; on more lines where one is too short.
fn empty(pen: &mut Pen, area: Rect, lines: &[&str]) {
    let room = area.width.saturating_sub(2);
    let mut set: Vec<&str> = Vec::new();
    for line in lines {
        wrap_text(line, Span::new(0, line.len()), usize::from(room).max(1), |span| set.push(span.of(line)));
    }
    let top = area.y + (area.height / 3).min(area.height.saturating_sub(set.len() as u16));
    for (line, y) in set.into_iter().zip(top..area.bottom()) {
        let x = area.x + 1 + room.saturating_sub(columns(line) as u16) / 2;
        pen.cut(x, y, area.right().saturating_sub(x), line, Tone::Dim);
    }
}

/// How many of a list are above or below what is seen, at the right end of its head.
fn more_below(n_rows: usize, top: usize, n_seen: usize) -> String {
    if n_rows <= n_seen {
        return String::new();
    }
    let last = (top + n_seen).min(n_rows);
    format!(" {}–{last}/{n_rows}", top + 1)
}
