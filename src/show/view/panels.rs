//! The panels: actors, events, discrepancies.

use super::{empty, head, more_below, select};
use crate::show::actions::Action;
use crate::show::keymap::Place;
use crate::show::pen::{Pen, columns};
use crate::show::state::{DisputeRow, Over, Pane, Scope, State};
use crate::show::theme::Tone;
use crate::show::words;
use ratatui::layout::{Position, Rect};

/// From this width there is room for a picture of how many sources name an actor, beside its name and office.
const DOTS_FROM: u16 = 44;

/// Draws a panel into `area`; gives the selected row's first cell.
pub fn draw(state: &State, pen: &mut Pen, area: Rect, pane: Pane) -> Position {
    let focus = state.place.pane == pane && !matches!(state.over, Some(Over::Help(..) | Over::Peek(..)));
    let inside = state.layout().inside(pane).unwrap_or_default();
    let at = state.place.lists[pane.idx()];
    let item = state.layout().item_height(pane);
    let n_rows = state.n_rows(pane);
    let n_seen = usize::from(inside.height) / item;
    let mut note = match pane {
        Pane::Discrepancies => {
            let (n, n_small) = state.panels.n_disputes;
            words::with_small(n.to_string(), n_small)
        }
        _ => n_rows.to_string(),
    };
    if state.panels.scope != Scope::Story {
        note.extend([" · ", state.panels.scope.name()]);
    }
    note += &more_below(n_rows, at.top, n_seen);
    head(pen, area, pane.title(), &note, focus);
    if state.layout().has_foot(pane) {
        foot(state, pen, Rect { y: area.bottom() - 1, height: 1, ..area }, pane);
    }
    if n_rows == 0 {
        nothing(state, pen, inside, pane);
        return Position::new(inside.x, inside.y);
    }
    let seen = at.top..n_rows.min(at.top + n_seen);
    for (row, idx) in seen.enumerate() {
        let line = Rect { y: inside.y + (row * item) as u16, height: item as u16, ..inside };
        match pane {
            Pane::Actors => actor(state, pen, line, state.panels.actors[idx]),
            Pane::Events => event(state, pen, line, state.panels.events[idx]),
            _ => match state.panels.discrepancies[idx] {
                DisputeRow::One(idx) => discrepancy(state, pen, line, idx),
                DisputeRow::Story(story) => story_head(state, pen, line, story),
                DisputeRow::Small(n) => small(pen, line, n),
            },
        }
        if idx == at.cursor {
            select(pen, line, focus);
        }
    }
    Position::new(inside.x, inside.y + ((at.cursor - at.top) * item) as u16)
}

/// "12 less sure · m shows them": what a panel does not list, and the key that lists it.
fn foot(state: &State, pen: &mut Pen, line: Rect, pane: Pane) {
    let (shown, action, place, sign) = match pane {
        Pane::Actors => (state.panels.show_more_actors, Action::MoreActors, Place::Actors, "+"),
        Pane::Events => (state.panels.show_more_events, Action::MoreEvents, Place::Events, "+"),
        _ => (state.panels.show_less_sure, Action::LessSure, Place::Discrepancies, words::LESS_SURE),
    };
    let (n, what, command) = match pane {
        Pane::Actors => (state.panels.n_more_actors, "more", ":more-actors"),
        Pane::Events => (state.panels.n_more_events, "more", ":more-events"),
        _ => (state.panels.n_less_sure, "less sure", ":less-sure"),
    };
    let does = if shown { "hides them" } else { "shows them" };
    let keys = state.keymap.keys_of(action, &[place]);
    let key = keys.first().map_or(command, String::as_str);
    let pieces = [
        (format!("{sign} {n} {what}"), Tone::Count),
        (" · ".to_owned(), Tone::Dim),
        (key.to_owned(), Tone::Key),
        (format!(" {does}"), Tone::Dim),
    ];
    let room = line.width.saturating_sub(1);
    pen.pieces(line.x + 1, line.y, room, pieces.iter().map(|(text, tone)| (text.as_str(), *tone)));
}

fn nothing(state: &State, pen: &mut Pen, area: Rect, pane: Pane) {
    let what = pane.title().to_lowercase();
    if state.material.only_read && state.progress.is_none() {
        empty(pen, area, &["nothing is analysed", ":analyse looks for it now"]);
    } else if state.material.only_read {
        empty(pen, area, &["the analysis is at work", &format!("{what} come with it")]);
    } else if pane == Pane::Discrepancies && !state.dismissed.is_empty() && !state.panels.show_dismissed {
        empty(pen, area, &["all dismissed: v shows them"]);
    } else if pane == Pane::Discrepancies {
        let story = state.place.article.and_then(|article| state.material.story_of(article));
        let keys = state.keymap.keys_of(Action::LessSure, &[Place::Discrepancies]);
        let key = keys.first().map_or(":less-sure", String::as_str);
        let why = match story.filter(|_| state.panels.scope == Scope::Story) {
            Some(story) => words::no_difference(state, story, key),
            None => words::none_sure(state.panels.n_less_sure, key),
        };
        empty(pen, area, &[&why, "a shows those of all articles"]);
    } else {
        empty(pen, area, &[&format!("no {what} found here"), "a shows those of all articles"]);
    }
}

fn actor(state: &State, pen: &mut Pen, line: Rect, idx: u32) {
    let actor = &state.material.analysis.linked.actors[idx as usize];
    let chosen = state.place.chosen == Some(idx);
    // Of the story that the panel shows, not of all that was ever read.
    let story = state.place.article.and_then(|article| state.material.story_of(article));
    let n_sources = state.material.n_sources(idx, story.filter(|_| state.panels.scope != Scope::All));
    let sources = words::count(n_sources, "source", "sources");
    let right = pen.right(line.right(), line.y, &format!(" {sources:>9}"), Tone::Count);
    // More than five dots are no picture any more: then a sign says that there are more.
    let dots = "●".repeat(n_sources.min(5)) + if n_sources > 5 { "+" } else { "" };
    let right =
        if line.width >= DOTS_FROM { pen.right(right, line.y, &format!(" {dots:<6}"), Tone::Dim) } else { right };
    // A letter says what it is: p, o, g, l (a place: location), t.
    let (sign, tone) =
        if state.panels.marked.contains(&idx) { ("+", Tone::Key) } else { (words::kind_letter(actor.kind), Tone::Dim) };
    let x = pen.text(line.x + 1, line.y, 2, sign, tone) + 1;
    let room = right.saturating_sub(x);
    let x = pen.cut(x, line.y, room, &actor.name, if chosen { Tone::Chosen } else { Tone::Name });
    let room = right.saturating_sub(x + 2);
    if let Some(role) = actor.roles.first().filter(|_| room > 6) {
        pen.cut(x + 2, line.y, room, &role.text, Tone::Dim);
    }
}

/// Columns from which on an event's time is shown that is no day.
const ROOM_FOR_VAGUE: u16 = 60;

fn event(state: &State, pen: &mut Pen, line: Rect, idx: u32) {
    let material = &state.material;
    let event = &material.analysis.linked.events[idx as usize];
    let disputes = &material.disputes_of_event[idx as usize];
    let worst = material.worst(disputes.iter().copied().filter(|dispute| !state.dismissed.contains(dispute)));
    if let Some(severity) = worst {
        pen.text(line.x + 1, line.y, 1, words::sign(severity), words::severity_tone(severity));
    }
    let right = pen.right(line.right(), line.y, &format!(" {}", words::n_reports(event)), Tone::Count);
    let x = line.x + 3;
    let mut room = right.saturating_sub(x);
    // "Now", "the morning" and "days after" say little to who has the line alone: in a narrow pane its words go before.
    let when = words::when_told(material, idx, &state.dismissed);
    let is_day = when.contains(|c: char| c.is_ascii_digit() || c.is_uppercase());
    let when = if is_day || room >= ROOM_FOR_VAGUE { when } else { String::new() };
    // Most reports do not say when: where they do, it stands before the words and has no column of its own.
    let mut x = x;
    if !when.is_empty() {
        let when_room = (columns(&when) as u16).min(if room >= 24 { (room / 2).max(10) } else { room / 3 });
        let end = pen.text(x, line.y, when_room, &words::value_in(&when, usize::from(when_room)), Tone::Source);
        // "now The ferry sank" reads as one sentence where there are no colours.
        x = pen.text(end, line.y, 1, ":", Tone::Source) + 1;
        room = right.saturating_sub(x);
    }
    let status = words::status(event.status);
    let status = if status.is_empty() { String::new() } else { format!(" ({status})") };
    let summary_room = room.saturating_sub(columns(&status) as u16);
    let end = pen.cut(x, line.y, summary_room, &words::event_line(material, idx), Tone::Text);
    pen.text(end, line.y, right.saturating_sub(end), &status, Tone::Dim);
}

/// The story of the discrepancies below it.
fn story_head(state: &State, pen: &mut Pen, line: Rect, story: u32) {
    let title = state.material.analysis.linked.stories.get(story as usize).map_or("", |story| story.title.as_str());
    // Of two lines the lower one: the head stands with what it heads.
    pen.cut(line.x + 1, line.bottom() - 1, line.width.saturating_sub(1), title, Tone::Heading);
}

/// Spellings and trivial wordings in one line.
fn small(pen: &mut Pen, line: Rect, n: u32) {
    let text = format!("+ {}", words::count(n as usize, "small difference", "small differences"));
    pen.cut(line.x + 1, line.y, line.width.saturating_sub(1), &text, Tone::Dim);
}

fn discrepancy(state: &State, pen: &mut Pen, line: Rect, idx: u32) {
    let discrepancy = state.material.discrepancy(idx);
    // What is less sure has a sign, a label and a tone of its own.
    let sure = state.material.is_sure(idx);
    let tone = if sure { words::severity_tone(discrepancy.severity) } else { Tone::Dim };
    let text = if sure { Tone::Text } else { Tone::Dim };
    let dismissed = state.dismissed.contains(&idx);
    let x = line.x + 1;
    let label = match (dismissed, sure) {
        (true, _) => "– none",
        _ if state.material.is_small(idx) => "small",
        (false, true) => words::severity(discrepancy.severity),
        (false, false) => "less sure",
    };
    let named = discrepancy.by.judge().map(|model| format!("{label} · {model}"));
    let label = named
        .as_deref()
        .filter(|label| line.height > 1 && columns(label) * 2 < usize::from(line.width))
        .unwrap_or(label);
    let sign = if sure { words::sign(discrepancy.severity) } else { words::LESS_SURE };
    let x = pen.text(x, line.y, 2, &format!("{sign} "), tone);
    let judge = words::judge_mark(&discrepancy.by);
    let x = pen.text(x, line.y, 2, judge, Tone::Dim);
    let sides = words::sides(&state.material, discrepancy);
    let sides = sides.iter().map(|(text, tone)| (text.as_str(), *tone));
    if line.height == 1 {
        pen.text(x, line.y, 9, label, tone);
        let subject_room = line.width / 3;
        pen.cut(x + 10, line.y, subject_room, &discrepancy.subject, text);
        let x = x + 10 + subject_room + 2;
        let room = line.right().saturating_sub(x);
        if sides.clone().map(|(text, _)| columns(text)).sum::<usize>() > usize::from(room) {
            let values = words::values(&state.material, discrepancy, usize::from(room));
            pen.pieces(x, line.y, room, values.iter().map(|(text, tone)| (text.as_str(), *tone)));
        } else {
            pen.pieces(x, line.y, room, sides);
        }
        return;
    }
    // The sign says it too: where both have no room, the fact goes first.
    let has_room = columns(&discrepancy.subject) + columns(label) < usize::from(line.right().saturating_sub(x));
    let right =
        if has_room || dismissed { pen.right(line.right(), line.y, &format!(" {label}"), tone) } else { line.right() };
    pen.cut(x, line.y, right.saturating_sub(x), &discrepancy.subject, text);
    let room = line.right().saturating_sub(x + 1);
    if sides.clone().map(|(text, _)| columns(text)).sum::<usize>() > usize::from(room) {
        let values = words::values(&state.material, discrepancy, usize::from(room));
        pen.pieces(x + 1, line.y + 1, room, values.iter().map(|(text, tone)| (text.as_str(), *tone)));
    } else {
        pen.pieces(x + 1, line.y + 1, room, sides);
    }
}
