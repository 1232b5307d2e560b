//! What lies on top: help, peek, notes, the line that is typed with its completions, and what may follow a key.

use super::page;
use crate::show::actions::{applies, entry};
use crate::show::key::written;
use crate::show::pages::window;
use crate::show::pen::{Pen, columns};
use crate::show::state::{Field, Note, Over, State};
use crate::show::theme::Tone;
use crate::show::update::completions;
use crate::show::wrap::wrap_text;
use crate::text::Span;
use ratatui::layout::{Position, Rect};

/// Draws what lies on top; gives where its cursor stands, and whether that is to be seen.
pub fn draw(state: &State, pen: &mut Pen) -> Option<(Position, bool)> {
    match &state.over {
        Some(Over::Help(shown, at) | Over::Peek(shown, at)) => {
            let (width, height) = window(state.size);
            let wide = (shown.widest() as u16 + 3).clamp(24, width);
            let height = height.min(shown.lines.len() as u16 + 1).max(2);
            let below = super::more_below(shown.lines.len(), at.top, usize::from(height));
            let inside = frame(state, pen, (wide, height), &format!("{}{below}", shown.title));
            page::lines(state, pen, inside, shown, *at);
            Some((Position::new(inside.x, inside.y), false))
        }
        Some(Over::Note(shown)) => Some((note(state, pen, shown), true)),
        Some(Over::Field(field)) => Some((line(state, pen, field), true)),
        Some(Over::Hints(..) | Over::Select(_) | Over::Mark(_)) => None,
        None => {
            if !state.pending.is_empty() {
                which_key(state, pen);
            }
            None
        }
    }
}

/// A window in the middle of the screen; gives what is inside.
fn frame(state: &State, pen: &mut Pen, (width, height): (u16, u16), title: &str) -> Rect {
    let (columns_all, rows_all) = state.size;
    let area = Rect {
        x: columns_all.saturating_sub(width + 2) / 2,
        y: rows_all.saturating_sub(height + 3) / 2,
        width: (width + 2).min(columns_all),
        height: (height + 2).min(rows_all),
    };
    boxed(pen, area, title)
}

fn boxed(pen: &mut Pen, area: Rect, title: &str) -> Rect {
    pen.clear(area, Tone::Popup);
    let right = area.right() - 1;
    let bottom = area.bottom() - 1;
    pen.rule(area.x, area.y, area.width, "─");
    pen.rule(area.x, bottom, area.width, "─");
    for y in area.y..=bottom {
        pen.text(area.x, y, 1, "│", Tone::Border);
        pen.text(right, y, 1, "│", Tone::Border);
    }
    for (x, y, corner) in [(area.x, area.y, "┌"), (right, area.y, "┐"), (area.x, bottom, "└"), (right, bottom, "┘")]
    {
        pen.text(x, y, 1, corner, Tone::Border);
    }
    if !title.is_empty() {
        pen.cut(area.x + 2, area.y, area.width.saturating_sub(4), &format!(" {title} "), Tone::Pane);
    }
    Rect { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - 2 }
}

/// What may follow the keys so far.
fn which_key(state: &State, pen: &mut Pen) {
    let lookup = state.keymap.lookup(&state.pending, state.places(), |action| applies(state, action));
    if lookup.more.is_empty() {
        return;
    }
    let mut rows: Vec<(String, &str)> =
        lookup.more.iter().map(|(key, action)| (key.to_string(), entry(*action).help)).collect();
    rows.sort();
    if let Some(action) = lookup.action {
        rows.push(("…".to_owned(), entry(action).help));
    }
    let width = rows.iter().map(|(key, help)| columns(key) + columns(help) + 4).max().unwrap_or(10) as u16;
    let width = width.min(state.size.0.saturating_sub(2));
    let height = (rows.len() as u16).min(state.size.1.saturating_sub(4));
    let area = Rect {
        x: state.size.0.saturating_sub(width + 2),
        y: state.size.1.saturating_sub(height + 3),
        width: width + 2,
        height: height + 2,
    };
    let inside = boxed(pen, area, &written(&state.pending));
    for ((key, help), y) in rows.iter().zip(inside.top()..inside.bottom()) {
        let x = pen.text(inside.x + 1, y, 8, key, Tone::Key);
        pen.cut(x + 1, y, inside.right().saturating_sub(x + 1), help, Tone::Text);
    }
}

/// The line that is typed, on the last row, its completions above it.
fn line(state: &State, pen: &mut Pen, field: &Field) -> Position {
    let y = state.size.1 - 1;
    let width = state.size.0;
    pen.clear(Rect { x: 0, y, width, height: 1 }, Tone::Popup);
    let x = pen.text(0, y, width, field.what.prompt(), Tone::Key);
    // Where the line is longer than its room, the part before the cursor is seen.
    let room = usize::from(width.saturating_sub(x + 1));
    let mut from = 0;
    while columns(&field.text[from..field.cursor]) > room {
        from += field.text[from..].chars().next().map_or(1, char::len_utf8);
    }
    pen.text(x, y, width.saturating_sub(x), &field.text[from..], Tone::Text);
    if let Some(fault) = state.articles.fault.as_ref().filter(|_| field.what.prompt().starts_with("filter")) {
        let left = x + columns(&field.text[from..]) as u16 + 2;
        pen.cut(left, y, width.saturating_sub(left), fault, Tone::Error);
    }
    let offered = completions(state);
    let most = usize::from(state.size.1 / 2).clamp(3, 10);
    if !offered.is_empty() {
        let taken = field.completing.as_ref().map(|(at, _)| *at);
        let top = taken.unwrap_or(0).saturating_sub(most - 1);
        let rows = offered.len().min(most) as u16;
        let area = Rect { x: 0, y: y.saturating_sub(rows + 2), width: width.min(96), height: rows + 2 };
        let title =
            if offered.len() > most { format!("Tab · {} of {}", rows, offered.len()) } else { "Tab".to_owned() };
        let inside = boxed(pen, area, &title);
        for ((idx, (text, help)), y) in offered.iter().enumerate().skip(top).zip(inside.top()..inside.bottom()) {
            let end = pen.cut(inside.x + 1, y, 22.max(columns(text) as u16).min(inside.width - 1), text, Tone::Key);
            let x = end.max(inside.x + 22) + 1;
            pen.cut(x, y, inside.right().saturating_sub(x), help, Tone::Dim);
            if Some(idx) == taken {
                pen.over(Rect { y, height: 1, ..inside }, Tone::Selected);
            }
        }
    }
    Position::new((x + columns(&field.text[from..field.cursor]) as u16).min(width - 1), y)
}

/// A note that is written.
fn note(state: &State, pen: &mut Pen, note: &Note) -> Position {
    let (width, height) = window(state.size);
    let size = (width.min(64), height.min(10));
    let inside = frame(state, pen, size, "NOTE  Esc keeps it · Ctrl-c leaves it as it was");
    let room = usize::from(inside.width.saturating_sub(2)).max(4);
    // Each line of the note is set by itself, so that the cursor's place is known.
    let mut rows: Vec<Span> = Vec::new();
    let mut start = 0;
    for part in note.text.split('\n') {
        let before = rows.len();
        wrap_text(&note.text, Span::new(start, start + part.len()), room, |span| rows.push(span));
        if rows.len() == before {
            rows.push(Span::new(start, start));
        }
        start += part.len() + 1;
    }
    let at = rows.iter().rposition(|row| row.start as usize <= note.cursor).unwrap_or(0);
    let top = (at + 1).saturating_sub(usize::from(inside.height));
    for (row, y) in rows.iter().skip(top).zip(inside.top()..inside.bottom()) {
        pen.text(inside.x + 1, y, inside.width - 1, row.of(&note.text), Tone::Text);
    }
    let before = &note.text[rows[at].start as usize..note.cursor];
    let x = inside.x + 1 + (columns(before) as u16).min(inside.width.saturating_sub(2));
    Position::new(x, inside.y + (at - top) as u16)
}
