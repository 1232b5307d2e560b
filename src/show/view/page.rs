//! A page that fills the screen: card, references, accounts, search results.

use super::{head, more_below};
use crate::show::pen::{Pen, columns};
use crate::show::state::{HintPlace, ListAt, Over, Page, State};
use crate::show::theme::Tone;
use ratatui::layout::{Position, Rect};

/// Draws the screen's page.
pub fn draw(state: &State, pen: &mut Pen, area: Rect) -> Position {
    let inside = Rect { y: area.y + 1, height: area.height - 1, ..area };
    let Some(page) = &state.page else { return Position::new(inside.x, inside.y) };
    let at = state.place.page;
    let focus = state.over.is_none() || matches!(state.over, Some(Over::Hints(..)));
    head(pen, area, &page.title, &more_below(page.lines.len(), at.top, usize::from(inside.height)), focus);
    lines(state, pen, inside, page, at);
    Position::new(inside.x, inside.y + at.cursor.saturating_sub(at.top) as u16)
}

/// Draws the lines of a page that are seen.
pub fn lines(state: &State, pen: &mut Pen, area: Rect, page: &Page, at: ListAt) {
    let selected = page.extent(at.cursor);
    for (idx, y) in (at.top..page.lines.len()).zip(area.top()..area.bottom()) {
        let line = &page.lines[idx];
        let pieces = line.pieces.iter().map(|(text, tone)| (text.as_str(), *tone));
        pen.pieces(area.x + 1, y, area.width.saturating_sub(1), pieces);
        if let Some(find) = &state.find {
            let text = line.text();
            for found in find.regex.find_iter(&text) {
                let x = area.x + 1 + columns(&text[..found.start()]) as u16;
                let width = columns(found.as_str()) as u16;
                pen.over(Rect { x, y, width, height: 1 }.intersection(area), Tone::Found);
            }
        }
        if line.target.is_some() && selected.contains(&idx) {
            let row = Rect { y, height: 1, ..area };
            if idx == selected.start {
                super::select(pen, row, true);
            } else {
                pen.over(row, Tone::Selected);
            }
        }
        if let Some(Over::Hints(typed, hints)) = &state.over {
            let here = |place: HintPlace| place == HintPlace::Line(idx);
            for hint in hints.iter().filter(|hint| here(hint.at) && hint.letters.starts_with(typed.as_str())) {
                pen.text(area.x, y, 3, &hint.letters, Tone::Hint);
            }
        }
    }
}
