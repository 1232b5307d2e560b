//! The first start, without any article.

use crate::show::actions::Action;
use crate::show::pen::{Pen, columns};
use crate::show::state::State;
use crate::show::theme::Tone;
use ratatui::layout::{Position, Rect};

/// Draws the welcome screen.
pub fn draw(state: &State, pen: &mut Pen, area: Rect) -> Position {
    let lines: [(&str, Tone); 3] = [
        ("RASHOMON", Tone::Title),
        ("Read every report of a story, and see who, what,", Tone::Text),
        ("and where they disagree.", Tone::Text),
    ];
    let n_lines = lines.len() as u16 + 6;
    let mut y = area.y + area.height.saturating_sub(n_lines) / 3;
    for (text, tone) in lines {
        let x = area.x + area.width.saturating_sub(columns(text) as u16) / 2;
        pen.cut(x, y, area.width, text, tone);
        y += if tone == Tone::Title { 2 } else { 1 };
    }
    y += 1;
    if let Some(progress) = &state.progress {
        let text = if progress.of > 0 {
            format!("{} {} of {}", progress.what, progress.done, progress.of)
        } else {
            format!("{} …", progress.what)
        };
        let x = area.x + area.width.saturating_sub(columns(&text) as u16) / 2;
        pen.cut(x, y, area.width, &text, Tone::Dim);
        return Position::new(area.x, y);
    }
    let x = area.x + area.width.saturating_sub(46) / 2;
    let mut rows: Vec<(String, &str)> = Vec::new();
    if state.settings.corpus {
        rows.push(("Enter".to_owned(), "look around in the starter corpus"));
    }
    rows.push((":open-path PATH".to_owned(), "read a file or a folder"));
    for (action, what) in [(Action::Help, "what works here"), (Action::Close, "quit")] {
        let keys = state.keymap.keys_of(action, state.places());
        rows.push((keys.first().cloned().unwrap_or_default(), what));
    }
    for (keys, what) in rows {
        let end = pen.text(x, y, area.width, &format!("{keys:<16} "), Tone::Key);
        pen.cut(end, y, area.right().saturating_sub(end), what, Tone::Text);
        y += 1;
    }
    Position::new(x.min(area.right().saturating_sub(1)), y.min(area.bottom().saturating_sub(1)))
}
