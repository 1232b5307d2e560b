//! The disputed facts of a story as a table: a row a fact, a column a source; below, the selected row's passages.

use super::{empty, head, more_below, passages, select};
use crate::show::pages;
use crate::show::pen::Pen;
use crate::show::state::{Screen, State};
use crate::show::theme::Tone;
use crate::show::words;
use ratatui::layout::{Position, Rect};

/// Columns of a source at least.
const COLUMN: u16 = 15;

/// Draws the table into `area`.
pub fn draw(state: &State, pen: &mut Pen, area: Rect, story: u32) -> Position {
    let analysis = &state.material.analysis;
    let rows = state.disputes_of(story);
    let at = state.place.page;
    let n_seen = pages::rows_seen(Screen::Compare(story), state.size);
    let title = analysis.linked.stories.get(story as usize).map_or("", |story| story.title.as_str());
    let note =
        format!("{title} · {}{}", words::count(rows.len(), "fact", "facts"), more_below(rows.len(), at.top, n_seen));
    head(pen, area, "COMPARE", &note, state.over.is_none());
    if rows.is_empty() {
        empty(pen, area, &["the sources of this story do not disagree", "q goes back"]);
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
        pen.cut(x + 1, y, width - 1, words::source(&analysis.articles[article as usize]), Tone::Source);
    }
    if first > 0 {
        pen.text(area.x + fact - 1, y, 1, "‹", Tone::Key);
    }
    if first + shown.len() < articles.len() {
        pen.text(area.right() - 1, y, 1, "›", Tone::Key);
    }
    for (row, &idx) in rows.iter().enumerate().skip(at.top).take(n_seen) {
        let discrepancy = &analysis.discrepancies[idx as usize];
        let line = Rect { y: y + 1 + (row - at.top) as u16, height: 1, ..area };
        let tone = words::severity_tone(discrepancy.severity);
        let sign = if state.dismissed.contains(&idx) { "–" } else { words::sign(discrepancy.severity) };
        pen.text(line.x + 1, line.y, 2, sign, tone);
        let x = pen.text(line.x + 3, line.y, 2, words::judge_mark(&discrepancy.by), Tone::Dim);
        pen.cut(x, line.y, (line.x + fact).saturating_sub(x), &discrepancy.subject, Tone::Text);
        for (column, &article) in shown.iter().enumerate() {
            let x = area.x + fact + column as u16 * width;
            let values = words::said_by(&state.material, discrepancy, article);
            if values.is_empty() {
                pen.text(x + 1, line.y, 1, "·", Tone::Dim);
            } else {
                pen.cut(x + 1, line.y, width - 1, &values.join(" / "), Tone::Evidence);
            }
        }
        if row == at.cursor {
            select(pen, line, state.over.is_none());
        }
    }
    let below = y + 1 + n_seen.min(rows.len()) as u16;
    if let Some(&idx) = rows.get(at.cursor) {
        let discrepancy = &analysis.discrepancies[idx as usize];
        pen.rule(area.x, below, area.width, "─");
        pen.cut(area.x + 1, below, area.width - 2, &format!(" {} ", discrepancy.subject), Tone::Title);
        let y = passages::explained(pen, Rect { y: below + 1, ..area }, &discrepancy.reason, Tone::Dim);
        let rest = Rect { y, height: area.bottom().saturating_sub(y), ..area };
        passages::sides(state, pen, rest, discrepancy, false);
    }
    Position::new(area.x, y + 1 + (at.cursor - at.top) as u16)
}

/// The articles of the story that take part in any of the facts, the most concerned first.
fn columns_of(state: &State, story: u32, rows: &[u32]) -> Vec<u32> {
    let analysis = &state.material.analysis;
    let mut counts: Vec<(usize, u32)> = Vec::new();
    let all = analysis.linked.stories.get(story as usize).map_or(&[][..], |story| &story.articles);
    for article in all {
        let takes_part = |idx: &&u32| {
            let sides = &analysis.discrepancies[**idx as usize].sides;
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
