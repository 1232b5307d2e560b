//! The list of articles, grouped by story.

use super::{empty, head, more_below, select};
use crate::show::news;
use crate::show::pen::{Pen, columns};
use crate::show::state::{Pane, Row, State};
use crate::show::theme::Tone;
use crate::show::words;
use ratatui::layout::{Position, Rect};

/// Columns of a title at least: two or three words.
const LEAST_TITLE: u16 = 14;
/// Columns of a source at least: fewer letters of a name say nothing.
const LEAST_SOURCE: u16 = 6;

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
    // What is asked for is read before how many answer.
    if !articles.filter.is_empty() {
        note = format!("{} · {note}", articles.filter);
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
    if counts[3] > 0 {
        right = pen.right(
            right,
            line.y,
            &format!(" {}", words::with_small(String::new(), counts[3] as usize).trim()),
            Tone::Dim,
        );
    }
    for (n, (sign, tone)) in
        counts.into_iter().zip([("▲", Tone::Conflict), ("△", Tone::Differs), ("↻", Tone::Update)]).rev()
    {
        if n > 0 {
            right = pen.right(right, line.y, &format!(" {sign}{n}"), tone);
        }
    }
    if let Some(news) = news::of(state, story) {
        right = pen.right(right, line.y, &format!(" +{} new", news.articles.len()), Tone::Key);
    }
    let mut x = pen.text(line.x + 1, line.y, 2, if folded { "▸ " } else { "▾ " }, Tone::Heading);
    if state.articles.raised.contains(&story) {
        x = pen.text(x, line.y, 2, "◎ ", Tone::Key);
    }
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
    let day = words::day_of(&state.material, idx).unwrap_or_else(|| "–".to_owned());
    let open = state.place.article == Some(idx);
    right = pen.right(right, line.y, &format!(" {day}"), Tone::Count);
    let source = words::source(article);
    let room = right.saturating_sub(x);
    let text_tone = if kept.read { Tone::Text } else { Tone::Unread };
    // The title says what it is about: it stands first, and takes what it needs; the source gets the rest, where that
    // holds more than a few letters of it.
    let mut tags = String::new();
    for tag in kept.tags() {
        tags.extend(["#", tag, " "]);
    }
    let title = (columns(&tags) + columns(&article.title)) as u16;
    let beside = (columns(source) as u16).min((room / 3).max(LEAST_SOURCE)) + 2;
    let title_room = if room > beside + LEAST_TITLE { title.min(room - beside) } else { title.min(room) };
    let title_tone = if open { Tone::Name } else { text_tone };
    let x = pen.pieces(x, line.y, title_room, [(tags.as_str(), Tone::Key), (article.title.as_str(), title_tone)]);
    let room = right.saturating_sub(x + 2);
    if room >= LEAST_SOURCE.min(columns(source) as u16) {
        pen.cut(x + 2, line.y, room, source, Tone::Source);
    }
}
