//! Who appears with whom, drawn: an actor a row, and to the right an arc for each two that share events.

use super::{empty, head, more_below, select};
use crate::show::pages::{self, Company};
use crate::show::pen::{Pen, columns};
use crate::show::state::{Screen, State};
use crate::show::theme::Tone;
use crate::show::words;
use ratatui::layout::{Position, Rect};

/// Draws the picture into `area`; below it stand the ties of the selected actor in words.
pub fn draw(state: &State, pen: &mut Pen, area: Rect, story: u32) -> Position {
    let company = pages::company(&state.material, story);
    let linked = &state.material.analysis.linked;
    let at = state.place.page;
    let n_seen = pages::rows_seen(Screen::Company(story), state.size);
    let title = linked.stories.get(story as usize).map_or("", |story| story.title.as_str());
    let note = format!("{title}{}", more_below(company.actors.len(), at.top, n_seen));
    head(pen, area, "WHO WITH WHOM", &note, state.over.is_none());
    if company.actors.is_empty() {
        empty(pen, area, &["no two actors of this story share an event", "q goes back"]);
        return Position::new(area.x, area.y + 1);
    }
    let top = area.y + 2;
    let names = (area.width * 2 / 5).clamp(16, 36);
    for (row, &actor) in company.actors.iter().enumerate().skip(at.top).take(n_seen) {
        let y = top + (row - at.top) as u16;
        pen.cut(area.x + 1, y, names - 2, &linked.actors[actor as usize].name, Tone::Name);
        if row == at.cursor {
            select(pen, Rect { y, height: 1, width: names, ..area }, state.over.is_none());
        }
    }
    let lanes_area = Rect { x: area.x + names, y: top, width: area.width - names, height: n_seen as u16 };
    arcs(pen, lanes_area, &company, at.top, at.cursor);
    let below = top + n_seen.min(company.actors.len()) as u16 + 1;
    if below < area.bottom() {
        in_words(state, pen, Rect { y: below, height: area.bottom() - below, ..area }, &company, at.cursor);
    }
    Position::new(area.x, top + (at.cursor - at.top) as u16)
}

/// An arc a tie: each has a lane of its own where another would cross it. Arcs of the selected actor are heavy.
fn arcs(pen: &mut Pen, area: Rect, company: &Company, first: usize, cursor: usize) {
    let mut lanes: Vec<Vec<(usize, usize)>> = Vec::new();
    let mut ties = company.ties.clone();
    // Short arcs lie inside.
    ties.sort_by_key(|&(one, other, n)| (other - one, std::cmp::Reverse(n), one));
    let last = first + usize::from(area.height);
    for (one, other, n) in ties {
        let free = |lane: &Vec<(usize, usize)>| lane.iter().all(|&(top, bottom)| other < top || one > bottom);
        let lane = lanes.iter().position(free).unwrap_or_else(|| {
            lanes.push(Vec::new());
            lanes.len() - 1
        });
        lanes[lane].push((one, other));
        let x = area.x + 2 + lane as u16 * 4;
        if x + 3 >= area.right() {
            continue;
        }
        let heavy = one == cursor || other == cursor;
        let tone = if heavy { Tone::Key } else { Tone::Dim };
        for row in one..=other {
            if row < first || row >= last {
                continue;
            }
            let y = area.y + (row - first) as u16;
            let is_end = row == one || row == other;
            if is_end {
                for between in area.x..x {
                    if matches!(pen.buffer[(between, y)].symbol(), " ") {
                        pen.text(between, y, 1, if heavy { "━" } else { "─" }, tone);
                    }
                }
            }
            let corner = match (row == one, row == other, heavy) {
                (true, _, true) => "┓",
                (true, _, false) => "╮",
                (_, true, true) => "┛",
                (_, true, false) => "╯",
                (_, _, true) => "┃",
                (_, _, false) => "│",
            };
            pen.text(x, y, 1, corner, tone);
            if row == one && n > 1 {
                pen.text(x + 1, y, 2, &n.to_string(), tone);
            }
        }
    }
}

/// With whom the selected actor appears, and in what.
fn in_words(state: &State, pen: &mut Pen, area: Rect, company: &Company, cursor: usize) {
    let linked = &state.material.analysis.linked;
    let Some(&actor) = company.actors.get(cursor) else { return };
    pen.rule(area.x, area.y, area.width, "─");
    pen.cut(
        area.x + 1,
        area.y,
        area.width - 2,
        &format!(" {} appears in ", linked.actors[actor as usize].name),
        Tone::Text,
    );
    let of = &state.material.actors[actor as usize];
    let seen: Vec<u32> = of.events.iter().copied().take(usize::from(area.height.saturating_sub(1))).collect();
    let when_of = |idx: u32| {
        let event = &linked.events[idx as usize];
        words::when(event.when.as_deref(), state.material.year_of_story(event.story))
    };
    let when_width = seen.iter().map(|&idx| columns(&when_of(idx))).max().unwrap_or(0);
    let when_width = when_width.clamp(10, usize::from(area.width / 4).max(10));
    for (&idx, y) in seen.iter().zip(area.y + 1..area.bottom()) {
        let event = &linked.events[idx as usize];
        let mut others: Vec<&str> = event
            .participants
            .iter()
            .filter_map(|part| part.actor)
            .filter(|&other| other != actor)
            .map(|other| linked.actors[other as usize].name.as_str())
            .collect();
        others.dedup();
        let with = if others.is_empty() { String::new() } else { format!("  with {}", others.join(", ")) };
        let when = words::value_in(&when_of(idx), when_width);
        pen.pieces(
            area.x + 1,
            y,
            area.width - 1,
            [
                (format!("{when:<when_width$} ").as_str(), Tone::Source),
                (words::event_line(&state.material, idx).as_str(), Tone::Text),
                (with.as_str(), Tone::Dim),
            ],
        );
    }
}
