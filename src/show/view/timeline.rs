//! A story's events along time: a line an event, its days drawn under an axis, disputed times marked.

use super::{empty, head, more_below, select};
use crate::compare::DiscrepancyKind;
use crate::show::pages;
use crate::show::pen::{Pen, columns};
use crate::show::state::{Screen, State};
use crate::show::theme::Tone;
use crate::show::words;
use crate::text::Day;
use ratatui::layout::{Position, Rect};

/// Events whose day lies further than this from the middle of all are drawn at the edge: a single event of years ago
/// would press all others into one column.
const NEAR_DAYS: i64 = 45;

/// Columns of the longest time of some events, from that of a day on.
fn when_width(state: &State, events: &[u32]) -> u16 {
    let widths = events.iter().map(|&event| columns(&words::when_told(&state.material, event, &state.dismissed)));
    widths.max().unwrap_or(0).clamp(10, usize::from(u16::MAX)) as u16
}

/// Draws the timeline into `area`.
pub fn draw(state: &State, pen: &mut Pen, area: Rect, story: u32) -> Position {
    let material = &state.material;
    let linked = &material.analysis.linked;
    let events = pages::events_in_time(material, story);
    let at = state.place.page;
    let n_seen = pages::rows_seen(Screen::Timeline(story), state.size);
    let title = linked.stories.get(story as usize).map_or("", |story| story.title.as_str());
    let note = format!(
        "{title} · {}{}",
        words::count(events.len(), "event", "events"),
        more_below(events.len(), at.top, n_seen)
    );
    head(pen, area, "TIMELINE", &note, state.over.is_none());
    if events.is_empty() {
        empty(pen, area, &["no events were found in this story", "q goes back"]);
        return Position::new(area.x, area.y + 1);
    }
    let chart = Rect { x: area.x + 1, width: (area.width * 2 / 5).max(16), ..area };
    let axis = Axis::new(events.iter().filter_map(|(_, days)| *days), chart);
    axis.draw(pen, area.y + 1, material.year_of_story(story));
    let top = area.y + 3;
    let seen: Vec<u32> = events.iter().skip(at.top).take(n_seen).map(|(idx, _)| *idx).collect();
    // Two columns more for the sign of a disputed time.
    let when_width = (when_width(state, &seen) + 2).min(area.width / 4);
    for (row, &(idx, days)) in events.iter().enumerate().skip(at.top).take(n_seen) {
        let y = top + (row - at.top) as u16;
        let event = &linked.events[idx as usize];
        let disputed = material.disputes_of_event[idx as usize].iter().any(|&dispute| {
            material.analysis.discrepancies[dispute as usize].kind == DiscrepancyKind::Time
                && !state.dismissed.contains(&dispute)
        });
        axis.event(pen, y, days, disputed);
        let x = chart.right() + 1;
        let when = words::when_told(material, idx, &state.dismissed);
        let when = match when {
            when if disputed => format!("▲ {when}"),
            when if when.is_empty() => "–".to_owned(),
            when => when,
        };
        let tone = if disputed { Tone::Conflict } else { Tone::Source };
        pen.text(x, y, when_width, &words::value_in(&when, usize::from(when_width)), tone);
        let x = x + when_width + 1;
        let by = words::sources(material, event.reports.iter().map(|report| report.article.0));
        let status = words::status(event.status);
        let status = if status.is_empty() { String::new() } else { format!(" ({status})") };
        pen.pieces(
            x,
            y,
            area.right().saturating_sub(x),
            [
                (words::event_line(material, idx).as_str(), Tone::Text),
                (status.as_str(), Tone::Dim),
                ("  ", Tone::Dim),
                (by.as_str(), Tone::Source),
            ],
        );
        if row == at.cursor {
            select(pen, Rect { y, height: 1, ..area }, state.over.is_none());
        }
    }
    Position::new(area.x, top + (at.cursor - at.top) as u16)
}

/// Days along columns.
struct Axis {
    chart: Rect,
    days: Option<(Day, Day)>,
}

impl Axis {
    fn new(days: impl Iterator<Item = (Day, Day)>, chart: Rect) -> Self {
        let mut all: Vec<Day> = days.flat_map(|(first, last)| [first, last]).collect();
        all.sort_unstable();
        let Some(&middle) = all.get(all.len() / 2) else { return Self { chart, days: None } };
        all.retain(|day| days_between(middle, *day).abs() <= NEAR_DAYS);
        let days = all.first().copied().zip(all.last().copied());
        Self { chart, days }
    }

    /// The column of a day; those before and after the axis stand at its ends.
    fn column(&self, day: Day) -> u16 {
        let Some((first, last)) = self.days else { return self.chart.x };
        let span = days_between(first, last).max(1);
        let width = i64::from(self.chart.width.saturating_sub(1));
        let at = (days_between(first, day) * width / span).clamp(0, width);
        self.chart.x + at as u16
    }

    /// The days as words above a line with a mark for each.
    fn draw(&self, pen: &mut Pen, y: u16, year: Option<i16>) {
        let Some((first, last)) = self.days else {
            pen.text(self.chart.x, y, self.chart.width, "no event has a known day", Tone::Dim);
            return;
        };
        pen.rule(self.chart.x, y + 1, self.chart.width, "─");
        let mut free = self.chart.x;
        let mut day = first;
        loop {
            let x = self.column(day);
            pen.text(x, y + 1, 1, "┬", Tone::Border);
            let text = words::day_beside(day, year);
            let width = text.len() as u16;
            let x = x.min(self.chart.right().saturating_sub(width));
            if x >= free {
                pen.text(x, y, width, &text, Tone::Dim);
                free = x + width + 2;
            }
            if day >= last {
                break;
            }
            let Ok(next) = day.tomorrow() else { break };
            day = next;
        }
    }

    fn event(&self, pen: &mut Pen, y: u16, days: Option<(Day, Day)>, disputed: bool) {
        let tone = if disputed { Tone::Conflict } else { Tone::Text };
        let Some((from, to)) = days else {
            pen.text(self.chart.x, y, 1, "?", Tone::Dim);
            return;
        };
        let (left, right) = (self.column(from), self.column(to));
        for x in left..=right {
            pen.text(x, y, 1, "━", tone);
        }
        let sign = if disputed { "▲" } else { "●" };
        let outside = self.days.is_some_and(|(first, last)| to < first || from > last);
        let sign = match (outside, self.days) {
            (true, Some((first, _))) if to < first => "‹",
            (true, _) => "›",
            _ => sign,
        };
        pen.text(left, y, 1, sign, tone);
        if right > left {
            pen.text(right, y, 1, sign, tone);
        }
    }
}

fn days_between(from: Day, to: Day) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}
