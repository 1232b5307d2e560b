//! The last line: what was said, or where one is and what can be done; and the tabs of narrow screens.

use crate::show::actions::{Action, Entry, applies, entry};
use crate::show::pen::{Pen, columns};
use crate::show::state::{Over, Pane, Screen, State};
use crate::show::theme::Tone;
use crate::show::words;
use crate::show::wrap::wrap_text;
use crate::text::Span;
use ratatui::layout::Rect;

/// Draws the status line.
pub fn draw(state: &State, pen: &mut Pen, area: Rect) {
    if matches!(state.over, Some(Over::Field(_))) {
        return;
    }
    if let Some(message) = &state.message {
        let tone = if message.is_error { Tone::Error } else { Tone::Text };
        said(pen, area, &message.text, tone);
        return;
    }
    let where_am_i = position(state);
    let x = pen.cut(area.x + 1, area.y, area.width - 1, &where_am_i, Tone::Dim);
    let mut right = area.right();
    if let Some(progress) = &state.progress {
        let count = if progress.of > 0 { format!(" {}/{}", progress.done, progress.of) } else { " …".to_owned() };
        right = pen.right(right, area.y, &format!("  {}{count} ", progress.what), Tone::Key);
    }
    if state.unkept {
        right = pen.right(right, area.y, "  nothing is kept ", Tone::Error);
    }
    let news = news(state);
    if !news.is_empty() {
        right = pen.right(right, area.y, &format!("  {news} "), Tone::Key);
    }
    hints(state, pen, x + 2, right, area.y);
}

/// "3 new, 1 gone · R to show": how the files differ from what is shown.
fn news(state: &State) -> String {
    let stirred = state.stirred;
    let parts = [(stirred.new, "new"), (stirred.changed, "changed"), (stirred.gone, "gone")];
    let parts: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    if parts.is_empty() {
        return String::new();
    }
    let keys = state.keymap.keys_of(Action::Reload, state.places());
    format!("{} · {} to show", parts.join(", "), keys.first().map_or(":reload", String::as_str))
}

/// Lines that a message takes at most.
const SAID: usize = 4;

/// A message, on as many lines as it needs: what to do stands at its end.
fn said(pen: &mut Pen, area: Rect, text: &str, tone: Tone) {
    let width = area.width.saturating_sub(2);
    let mut lines = Vec::new();
    wrap_text(text, Span::new(0, text.len()), usize::from(width).max(8), |span| lines.push(span));
    lines.truncate(SAID.min(usize::from(area.y) + 1));
    let top = area.y + 1 - lines.len().max(1) as u16;
    pen.clear(Rect { y: top, height: area.bottom() - top, ..area }, Tone::Text);
    for (span, y) in lines.into_iter().zip(top..) {
        pen.text(area.x + 1, y, width, span.of(text), tone);
    }
}

/// Where one is: in the article paragraph and share, else what the screen counts.
fn position(state: &State) -> String {
    if state.material.is_empty() {
        return String::new();
    }
    match (state.place.screen, state.place.pane) {
        (Screen::Panes, Pane::Reading) => reading_position(state).unwrap_or_default(),
        (Screen::Panes, Pane::Articles) => {
            let (n, n_small) = state.material.n_disputed(&|idx| state.dismissed.contains(&idx));
            if state.material.only_read {
                return format!("{} unread", state.articles.n_unread);
            }
            format!(
                "{} unread · {}",
                state.articles.n_unread,
                words::with_small(words::count(n, "disputed fact", "disputed facts"), n_small)
            )
        }
        (Screen::Panes, pane) => match state.n_rows(pane) {
            0 => "0".to_owned(),
            n => format!("{} of {n}", state.place.lists[pane.idx()].cursor + 1),
        },
        (Screen::Phrases(_), _) => format!("side {} of {}", state.place.side + 1, state.n_sides()),
        _ => String::new(),
    }
}

fn reading_position(state: &State) -> Option<String> {
    let article = state.material.analysis.articles.get(state.place.article? as usize)?;
    let blocks = article.blocks.len();
    let block = article.blocks.partition_point(|block| block.span.start <= state.place.at).max(1);
    let wrapped = state.wrapped()?;
    let line = wrapped.line_of(state.place.at);
    let share = (line + 1) * 100 / wrapped.lines.len().max(1);
    let mut text = format!("¶ {block}/{blocks} · {share} %");
    if let Some(actor) = state.place.chosen.and_then(|idx| state.material.analysis.linked.actors.get(idx as usize)) {
        text.extend([" · ", &actor.name]);
    }
    Some(text)
}

/// The first actions of the table with a word for the footer that apply here, as many as there is room for.
fn hints(state: &State, pen: &mut Pen, left: u16, right: u16, y: u16) {
    let mut shown: Vec<(String, &str)> = Vec::new();
    let mut width = 0;
    for entry in hinted(state) {
        let Some(key) = state.keymap.keys_of(entry.action, state.places()).into_iter().next() else { continue };
        let key = key.trim_start_matches('<').trim_end_matches('>').to_owned();
        let key = if key.is_empty() { "<".to_owned() } else { key };
        let wide = columns(&key) + columns(entry.hint) + 4;
        if usize::from(left) + width + wide > usize::from(right) {
            break;
        }
        width += wide;
        shown.push((key, entry.hint));
    }
    let mut x = right.saturating_sub(width as u16);
    for (idx, (key, hint)) in shown.iter().enumerate() {
        if idx > 0 {
            x = pen.text(x, y, 3, " · ", Tone::Dim);
        } else {
            x += 3;
        }
        x = pen.text(x, y, right.saturating_sub(x), key, Tone::Key);
        x = pen.text(x, y, right.saturating_sub(x), &format!(" {hint}"), Tone::Dim);
    }
}

/// What the footer names: help always, then what is particular to the place.
fn hinted(state: &State) -> impl Iterator<Item = &'static Entry> {
    const ORDER: [Action; 13] = [
        Action::Help,
        Action::Open,
        Action::Right,
        Action::Compare,
        Action::Dismiss,
        Action::NextDiscrepancy,
        Action::Hints,
        Action::NextUnread,
        Action::Read,
        Action::Star,
        Action::Done,
        Action::Filter,
        Action::Timeline,
    ];
    // From pane to pane is no news; from side to side is.
    let panes = state.place.screen == Screen::Panes;
    ORDER.into_iter().filter(move |&action| applies(state, action) && !(panes && action == Action::Right)).map(entry)
}

/// The tabs of a narrow screen: each pane with its number, the one that is seen in reverse.
pub fn tabs(state: &State, pen: &mut Pen, area: Rect) {
    let mut x = area.x;
    for (idx, pane) in Pane::ALL.into_iter().enumerate() {
        let title = pane.title().to_lowercase();
        // All five have a place: long names are cut where the screen is too small for all in full.
        let all: usize = Pane::ALL.iter().map(|pane| pane.title().len() + 4).sum();
        let room = if usize::from(area.width) < all { usize::from(area.width) / 5 } else { all };
        let name: String = title.chars().take(room.saturating_sub(4)).collect();
        let tone = if pane == state.place.pane { Tone::Pane } else { Tone::PaneAway };
        x = pen.text(x, area.y, area.right().saturating_sub(x), &format!(" {} {name} ", idx + 1), tone);
    }
}
