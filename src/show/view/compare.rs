//! The disputed facts of a story as a table: a row a fact, a column a report, `·` where nothing was found in it; below,
//! the selected row's passages.

use super::{empty, head, more_below, passages, select};
use crate::show::actions::Action;
use crate::show::pages;
use crate::show::pen::{Pen, columns};
use crate::show::state::{Screen, State};
use crate::show::theme::Tone;
use crate::show::words;
use ratatui::layout::{Position, Rect};

/// Columns of a source at least.
const COLUMN: u16 = 15;

/// Draws the table into `area`.
pub fn draw(state: &State, pen: &mut Pen, area: Rect, story: u32) -> Position {
    let analysis = &state.material.analysis;
    let rows = state.compared(story);
    let at = state.place.page;
    let n_seen = pages::rows_seen(Screen::Compare(story), state.size);
    let title = analysis.linked.stories.get(story as usize).map_or("", |story| story.title.as_str());
    let n_sure = rows.iter().filter(|idx| state.material.is_sure(**idx)).count();
    let n_small = rows.iter().filter(|idx| state.material.is_small(**idx)).count();
    let facts = words::with_small(words::count(n_sure - n_small, "fact", "facts"), n_small);
    let note = format!("{title} · {facts}{}", more_below(rows.len(), at.top, n_seen));
    head(pen, area, "COMPARE", &note, state.over.is_none());
    if rows.is_empty() {
        let keys = state.keymap.keys_of(Action::LessSure, state.places());
        let key = keys.first().map_or(":less-sure", String::as_str);
        empty(pen, area, &[&words::no_difference(state, story, key), "q goes back"]);
        return Position::new(area.x, area.y + 1);
    }
    let articles: Vec<u32> = columns_of(state, story, &rows);
    let fact = (area.width * 3 / 10).clamp(20, 44);
    let n_columns = ((area.width - fact) / COLUMN).max(1).min(articles.len().max(1) as u16);
    let width = (area.width - fact) / n_columns;
    let first = state.place.side.min(articles.len().saturating_sub(usize::from(n_columns)));
    let shown = &articles[first..(first + usize::from(n_columns)).min(articles.len())];

    let y = area.y + 1;
    pen.text(area.x + 1, y, fact - 1, "fact", Tone::Dim);
    for (column, &article) in shown.iter().enumerate() {
        let x = area.x + fact + column as u16 * width;
        let source = words::witness(&analysis.articles[article as usize]);
        let end = pen.cut(x + 1, y, width - 1, &source, Tone::Source);
        // Two reports of one source are told apart by their days.
        let day = words::day_of(&state.material, article).map(|day| format!(" {day}"));
        if let Some(day) = day.filter(|day| columns(day) < usize::from((x + width).saturating_sub(end))) {
            pen.text(end, y, (x + width).saturating_sub(end), &day, Tone::Dim);
        }
    }
    if first > 0 {
        pen.text(area.x + fact - 1, y, 1, "‹", Tone::Key);
    }
    if first + shown.len() < articles.len() {
        pen.text(area.right() - 1, y, 1, "›", Tone::Key);
    }
    for (row, &idx) in rows.iter().enumerate().skip(at.top).take(n_seen) {
        let discrepancy = state.material.discrepancy(idx);
        let line = Rect { y: y + 1 + (row - at.top) as u16, height: 1, ..area };
        let sure = state.material.is_sure(idx);
        let tone = if sure { words::severity_tone(discrepancy.severity) } else { Tone::Dim };
        let sign = match (state.dismissed.contains(&idx), sure) {
            (true, _) => "–",
            (false, true) => words::sign(discrepancy.severity),
            (false, false) => words::LESS_SURE,
        };
        pen.text(line.x + 1, line.y, 2, sign, tone);
        let x = pen.text(line.x + 3, line.y, 2, words::judge_mark(&discrepancy.by), Tone::Dim);
        let plain = if sure && !state.material.is_small(idx) { Tone::Text } else { Tone::Dim };
        pen.cut(x, line.y, (line.x + fact).saturating_sub(x), &discrepancy.subject, plain);
        for (column, &article) in shown.iter().enumerate() {
            let x = area.x + fact + column as u16 * width;
            let values = words::said_by(&state.material, discrepancy, article);
            if values.is_empty() {
                pen.text(x + 1, line.y, 1, "·", Tone::Dim);
            } else {
                let told = words::value_in(&values.join(" / "), usize::from(width - 1));
                pen.text(x + 1, line.y, width - 1, &told, Tone::Evidence);
            }
        }
        if row == at.cursor {
            select(pen, line, state.over.is_none());
        }
    }
    let below = y + 1 + n_seen.min(rows.len()) as u16;
    if let Some(&idx) = rows.get(at.cursor) {
        let discrepancy = state.material.discrepancy(idx);
        pen.rule(area.x, below, area.width, "─");
        pen.cut(area.x + 1, below, area.width - 2, &format!(" {} ", discrepancy.subject), Tone::Title);
        let y = passages::explained(pen, below_from(area, below + 1), &discrepancy.reason, Tone::Dim);
        passages::sides(state, pen, below_from(area, y), discrepancy, false);
    }
    Position::new(area.x, y + 1 + (at.cursor - at.top) as u16)
}

/// What of an area lies from a line on.
fn below_from(area: Rect, y: u16) -> Rect {
    Rect { y, height: area.bottom().saturating_sub(y), ..area }
}

/// The articles of the story that take part in any of the facts, the most concerned first.
fn columns_of(state: &State, story: u32, rows: &[u32]) -> Vec<u32> {
    let analysis = &state.material.analysis;
    let mut counts: Vec<(usize, u32)> = Vec::new();
    let all = analysis.linked.stories.get(story as usize).map_or(&[][..], |story| &story.articles);
    for article in all {
        let takes_part = |idx: &&u32| {
            let sides = &state.material.discrepancy(**idx).sides;
            sides.iter().any(|side| side.articles.contains(article))
        };
        let n = rows.iter().filter(takes_part).count();
        if n > 0 {
            counts.push((n, article.0));
        }
    }
    counts.sort_by_key(|&(n, article)| (std::cmp::Reverse(n), article));
    counts.into_iter().map(|(_, article)| article).collect()
}
