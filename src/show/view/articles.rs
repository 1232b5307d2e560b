//! The list of articles, grouped by story.

use super::{empty, head, more_below, select};
use crate::show::pen::{Pen, columns};
use crate::show::state::{Pane, Row, State};
use crate::show::theme::Tone;
use crate::show::words;
use ratatui::layout::{Position, Rect};

/// Columns of a title at least: two or three words.
const LEAST_TITLE: u16 = 14;

/// Draws the list into `area`; gives the selected row's first cell.
pub fn draw(state: &State, pen: &mut Pen, area: Rect) -> Position {
    let focus = state.place.pane == Pane::Articles && state.over.is_none();
    let articles = &state.articles;
    let at = state.place.lists[0];
    let inside = Rect { y: area.y + 1, height: area.height - 1, ..area };
    let n_seen = usize::from(inside.height);
    let mut note = format!("{} · {} unread", articles.n_listed, articles.n_unread);
    if !articles.marked.is_empty() {
        note = format!("{note} · {} marked", articles.marked.len());
    }
    if !articles.filter.is_empty() {
        note = format!("{note} · {}", articles.filter);
    }
    if !articles.asking.is_empty() {
        note += " …";
    }
    note += &more_below(articles.rows.len(), at.top, n_seen);
    head(pen, area, "ARTICLES", &note, focus);
    if articles.rows.is_empty() {
        nothing(state, pen, inside);
        return Position::new(inside.x, inside.y);
    }
    let rows = articles.rows.iter().enumerate().skip(at.top).take(n_seen);
    for ((idx, row), y) in rows.zip(inside.y..) {
        let line = Rect { y, height: 1, ..inside };
        match row {
            Row::Story(story) => story_row(state, pen, line, *story),
            Row::Article(article) => article_row(state, pen, line, *article),
        }
        if idx == at.cursor {
            select(pen, line, focus);
        }
    }
    Position::new(inside.x, inside.y + (at.cursor - at.top) as u16)
}

fn nothing(state: &State, pen: &mut Pen, area: Rect) {
    let articles = &state.articles;
    if !articles.asking.is_empty() {
        empty(pen, area, &["looking through the texts"]);
    } else if let Some(fault) = &articles.fault {
        empty(pen, area, &["the filter can't be read:", fault, "Esc takes it away"]);
    } else if !articles.filter.is_empty() {
        empty(pen, area, &["no article fits the filter", "Esc takes it away"]);
    } else if articles.n_away > 0 {
        let n = words::count(articles.n_away, "article is", "articles are");
        empty(
            pen,
            area,
            &["all read and put away", &format!("{n} done or set aside: v shows"), "u undoes the last step"],
        );
    } else {
        empty(pen, area, &["no articles", ":open-path PATH reads some"]);
    }
}

fn story_row(state: &State, pen: &mut Pen, line: Rect, story: u32) {
    let folded = state.articles.folded.contains(&story);
    let title = &state.material.analysis.linked.stories[story as usize];
    let counts = state.material.severities(story, &|idx| state.dismissed.contains(&idx));
    let mut right = line.right();
    for (n, (sign, tone)) in
        counts.into_iter().zip([("▲", Tone::Conflict), ("△", Tone::Differs), ("↻", Tone::Update)]).rev()
    {
        if n > 0 {
            right = pen.right(right, line.y, &format!(" {sign}{n}"), tone);
        }
    }
    let x = pen.text(line.x + 1, line.y, 2, if folded { "▸ " } else { "▾ " }, Tone::Heading);
    let room = right.saturating_sub(x);
    if folded {
        let text = format!("{} ({})", title.title, title.articles.len());
        pen.cut(x, line.y, room, &text, Tone::Heading);
    } else {
        pen.cut(x, line.y, room, &title.title, Tone::Heading);
    }
}

fn article_row(state: &State, pen: &mut Pen, line: Rect, idx: u32) {
    let article = &state.material.analysis.articles[idx as usize];
    let kept = &state.kept[idx as usize];
    let (sign, tone) = match kept {
        kept if kept.aside => ("–", Tone::Dim),
        kept if kept.done => ("✓", Tone::Dim),
        kept if kept.read => ("○", Tone::Dim),
        _ => ("●", Tone::Unread),
    };
    let marked = state.articles.marked.contains(&idx);
    let indent = u16::from(!state.articles.flat && !state.material.analysis.linked.stories.is_empty());
    let mut x = line.x + 1 + indent;
    x = pen.text(x, line.y, 2, &format!("{sign} "), tone);
    if marked {
        x = pen.text(x, line.y, 2, "+ ", Tone::Key);
    }
    if kept.starred {
        x = pen.text(x, line.y, 2, "★ ", Tone::Star);
    }
    if !kept.note().is_empty() {
        x = pen.text(x, line.y, 2, "✎ ", Tone::Star);
    }
    let mut right = line.right();
    let day = article.published.map_or_else(|| "–".to_owned(), words::short_day);
    let open = state.place.article == Some(idx);
    right = pen.right(right, line.y, &format!(" {day}"), Tone::Count);
    let source = words::source(article);
    let room = right.saturating_sub(x);
    let text_tone = if kept.read { Tone::Text } else { Tone::Unread };
    // The source says whose telling it is: it stands first, and whole if it can. The title takes what is left; a few
    // letters of it say nothing, and then all room is the source's.
    let whole = columns(source) as u16;
    let beside = (room * 3 / 5).max(8);
    let source_room = if room.saturating_sub(whole.min(beside) + 2) >= LEAST_TITLE { whole.min(beside) } else { whole };
    let x = pen.cut(x, line.y, source_room.min(room), source, if open { Tone::Name } else { Tone::Source });
    let room = right.saturating_sub(x + 2);
    if room >= LEAST_TITLE || !kept.tags().is_empty() {
        let mut tags = String::new();
        for tag in kept.tags() {
            tags.extend(["#", tag, " "]);
        }
        pen.pieces(x + 2, line.y, room, [(tags.as_str(), Tone::Key), (article.title.as_str(), text_tone)]);
    }
}
