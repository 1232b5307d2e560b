//! The sides of a discrepancy beside one another: each value, its sources, and the passage with the phrase marked.

use super::head;
use crate::brief::{Wording, telling, wordings};
use crate::compare::{Discrepancy, Side};
use crate::show::pen::{Pen, columns};
use crate::show::state::{ListAt, Screen, State};
use crate::show::theme::Tone;
use crate::show::words::{self, words_of};
use crate::show::wrap::wrap_text;
use crate::text::{Evidence, Span};
use ratatui::layout::{Position, Rect};

/// Columns that a side needs at least; where there is less room, sides stand one above the other.
const SIDE: u16 = 30;
/// Lines of one passage where a side has several.
const MOST_LINES: usize = 12;

/// The screen of one discrepancy.
pub fn screen(state: &State, pen: &mut Pen, area: Rect, idx: u32) -> Position {
    let discrepancy = state.material.discrepancy(idx);
    let severity = words::severity(discrepancy.severity);
    let title = if state.material.is_sure(idx) {
        format!("{} {}", words::sign(discrepancy.severity), severity.to_uppercase())
    } else {
        format!("{} LESS SURE  {severity}", words::LESS_SURE)
    };
    let mut note = format!("{} · {:.0} % sure", words::kind(discrepancy.kind), discrepancy.confidence * 100.0);
    if discrepancy.by.judge().is_some() {
        note = format!("found by {} · {}", discrepancy.by, words::kind(discrepancy.kind));
    }
    if state.dismissed.contains(&idx) {
        note = format!("dismissed: x takes that back · {note}");
    }
    head(pen, area, &title, &note, state.over.is_none());
    let top = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    let y = explained(pen, top, &discrepancy.subject, Tone::Title);
    let under = Rect { y, height: area.bottom().saturating_sub(y), ..area };
    let y = explained(pen, under, &discrepancy.reason, Tone::Dim) + 1;
    let rest = Rect { y, height: area.bottom().saturating_sub(y), ..area };
    sides(state, pen, rest, discrepancy, true)
}

/// Text across the screen, on as many lines as it needs; gives the line after it.
pub fn explained(pen: &mut Pen, area: Rect, text: &str, tone: Tone) -> u16 {
    let inside = Rect { x: area.x + 2, width: area.width.saturating_sub(2), ..area };
    set(pen, inside, &[(text, tone)], usize::from(area.height))
}

/// Pieces one after the other, broken between words into at most `most` lines; only where these do not hold it the end is
/// cut. Gives the line after it.
fn set(pen: &mut Pen, area: Rect, pieces: &[(&str, Tone)], most: usize) -> u16 {
    let whole: String = pieces.iter().map(|(text, _)| text.replace('\n', " ")).collect();
    let mut lines = Vec::new();
    wrap_text(&whole, Span::new(0, whole.len()), usize::from(area.width).max(8), |span| lines.push(span));
    let most = most.clamp(1, usize::from(area.height).max(1));
    // The last line that there is room for holds the rest, and is cut.
    if let Some(rest) = lines.get(most - 1).filter(|_| lines.len() > most).copied() {
        lines.truncate(most);
        lines[most - 1] = Span { end: whole.len() as u32, ..rest };
    }
    let mut y = area.y;
    for line in lines {
        let mut at = 0;
        let parts = pieces.iter().filter_map(|(text, tone)| {
            let (start, end) = ((line.start as usize).max(at), (line.end as usize).min(at + text.len()));
            at += text.len();
            (start < end).then(|| (&whole[start..end], *tone))
        });
        pen.pieces(area.x, y, area.width, parts);
        y += 1;
    }
    y
}

/// Draws all sides into `area`; gives the first cell of the selected one.
pub fn sides(state: &State, pen: &mut Pen, area: Rect, discrepancy: &Discrepancy, focus: bool) -> Position {
    let n = discrepancy.sides.len().max(1) as u16;
    let beside = (area.width / SIDE).max(1).min(n);
    let selected = if matches!(state.place.screen, Screen::Phrases(_)) { state.place.side } else { usize::MAX };
    let mut cursor = Position::new(area.x, area.y);
    if beside < n && beside < 2 {
        // One above the other: each gets its share, the selected one comes first into sight.
        let seen = (area.height / 5).clamp(1, n);
        let mut at = ListAt { cursor: selected.min(usize::from(n) - 1), top: 0 };
        at.settle(usize::from(n), usize::from(seen));
        let height = area.height / seen;
        for (row, (idx, side)) in discrepancy.sides.iter().enumerate().skip(at.top).take(usize::from(seen)).enumerate()
        {
            let part = Rect { y: area.y + row as u16 * height, height, ..area };
            if idx == selected {
                cursor = Position::new(part.x, part.y);
            }
            one_side(state, pen, part, discrepancy, side, idx == selected && focus);
        }
        return cursor;
    }
    let mut at = ListAt { cursor: selected.min(usize::from(n) - 1), top: 0 };
    at.settle(usize::from(n), usize::from(beside));
    let width = area.width / beside;
    for (column, (idx, side)) in discrepancy.sides.iter().enumerate().skip(at.top).take(usize::from(beside)).enumerate()
    {
        let x = area.x + column as u16 * width;
        let part = Rect { x, width: if column as u16 + 1 == beside { area.right() - x } else { width }, ..area };
        if column > 0 {
            pen.bar(part.x, part.top(), part.bottom());
        }
        let inner = Rect { x: part.x + 1, width: part.width.saturating_sub(1), ..part };
        if idx == selected {
            cursor = Position::new(inner.x, inner.y);
        }
        one_side(state, pen, inner, discrepancy, side, idx == selected && focus);
    }
    cursor
}

fn one_side(state: &State, pen: &mut Pen, area: Rect, discrepancy: &Discrepancy, side: &Side, selected: bool) {
    let x = area.x + 1;
    let width = area.width.saturating_sub(2);
    let wordings = wordings(&state.material.analysis, discrepancy, side);
    let wordings: Vec<&str> = wordings.iter().map(|wording| wording.text.as_str()).collect();
    // Heads take more lines where the passages have enough of them left.
    let most = (usize::from(area.height) / (3 * side.evidence.len() + 3)).clamp(1, 8);
    let mut y = set(pen, Rect { x, width, ..area }, &[(&wordings.join(" / "), Tone::Title)], most);
    if selected {
        super::select(pen, Rect { height: y - area.y, width: area.width.saturating_sub(1), ..area }, true);
    }
    for (evidence, words) in side.evidence.iter().zip(&side.words) {
        let told = Wording { text: String::new(), at: Evidence { span: *words, ..*evidence }, articles: Vec::new() };
        let value = telling(&state.material.analysis, discrepancy, side, &told).span;
        let Some(article) = state.material.analysis.articles.get(evidence.article.idx()) else { continue };
        if y + 1 >= area.bottom() {
            break;
        }
        let day =
            words::day_of(&state.material, evidence.article.0).map_or_else(String::new, |day| format!(" · {day}"));
        let source = words::source(article);
        let head =
            [(source, Tone::Source), (day.as_str(), Tone::Dim), ("  ", Tone::Dim), (article.title.as_str(), Tone::Dim)];
        y = set(pen, Rect { x, y, width, height: area.bottom().saturating_sub(y) }, &head, most);
        y = passage(
            state,
            pen,
            Rect { x, y, width, height: area.bottom().saturating_sub(y) },
            *evidence,
            value,
            side.evidence.len() == 1,
        );
        y += 1;
    }
}

/// The paragraph around a phrase, from the line of the phrase's sentence on; the phrase is bold, and the words in it
/// that give the value are marked. Gives the line after it.
fn passage(state: &State, pen: &mut Pen, area: Rect, evidence: Evidence, value: Span, alone: bool) -> u16 {
    let Some(article) = state.material.analysis.articles.get(evidence.article.idx()) else { return area.y };
    let block = article.blocks.iter().find(|block| block.span.contains(evidence.span)).map(|block| block.span);
    let block = block.unwrap_or(evidence.span);
    let mut lines = Vec::new();
    wrap_text(&article.text, block, usize::from(area.width).max(8), |span| lines.push(span));
    let phrase_at = lines.iter().position(|line| line.overlaps(evidence.span)).unwrap_or(0);
    let height = usize::from(area.height);
    // Where this is the only phrase of its side, what follows in the article fills the room.
    let after = article.blocks.iter().filter(|other| alone && other.span.start >= block.end);
    for other in
        after.take_while(|other| (other.span.start - block.end) < u32::from(area.width) * u32::from(area.height))
    {
        lines.push(Span { start: other.span.start, end: other.span.start });
        wrap_text(&article.text, other.span, usize::from(area.width).max(8), |span| lines.push(span));
    }
    // Up to three lines before the phrase give the context.
    let first = phrase_at.saturating_sub(3.min(height / 3));
    let mut y = area.y;
    for line in lines.iter().skip(first).take(if alone { height } else { height.min(MOST_LINES) }) {
        let text = line.of(&article.text);
        pen.text(area.x, y, area.width, text, Tone::Dim);
        for (at, word) in words_of(text) {
            let start = line.start + at as u32;
            let span = Span { start, end: start + word.len() as u32 };
            if !evidence.span.overlaps(span) {
                continue;
            }
            let x = area.x + columns(&text[..at]) as u16;
            let tone = if value.overlaps(span) { Tone::Found } else { Tone::Evidence };
            pen.text(x, y, area.right().saturating_sub(x), word, Tone::Text);
            pen.over(Rect { x, y, width: columns(word) as u16, height: 1 }.intersection(area), tone);
        }
        y += 1;
    }
    y
}
