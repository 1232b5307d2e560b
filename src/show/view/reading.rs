//! The reading pane: the visible lines of the open article, with names, marks, disputes and matches laid over them.

use super::{empty, head};
use crate::compare::Severity;
use crate::extract::Form;
use crate::show::layout::GUTTER;
use crate::show::material::overlapping;
use crate::show::pen::{Pen, columns};
use crate::show::state::{HintPlace, Over, Pane, State};
use crate::show::theme::Tone;
use crate::show::words;
use crate::show::wrap::{Line, LineKind};
use crate::text::{BlockKind, Span, TitleFrom};
use ratatui::layout::{Position, Rect};

/// Draws the pane into `area`; gives the cursor line's first cell.
pub fn draw(state: &State, pen: &mut Pen, area: Rect) -> Position {
    let focus = state.place.pane == Pane::Reading && !matches!(state.over, Some(Over::Help(..) | Over::Peek(..)));
    let inside = Rect { y: area.y + 1, height: area.height - 1, ..area };
    let Some((idx, wrapped)) = state.place.article.zip(state.wrapped()) else {
        head(pen, area, "READING", "", focus);
        empty(pen, inside, &["no article is open", "Enter on one in the list opens it"]);
        return Position::new(inside.x, inside.y);
    };
    let article = &state.material.analysis.articles[idx as usize];
    let cursor = wrapped.line_of(state.place.at);
    let top = cursor.saturating_sub(usize::from(state.place.row));
    head(pen, area, "READING", &note(state, idx, top > 0), focus);
    let seen = wrapped.lines.iter().enumerate().skip(top).take(usize::from(inside.height));
    for ((at, line), y) in seen.zip(inside.y..) {
        let row = Rect { y, height: 1, ..inside };
        match line.kind {
            LineKind::Text(kind) => text_line(state, pen, row, idx, *line, kind),
            LineKind::About => {
                // What a narrow pane cuts off is what matters least.
                let mut about = vec![words::source(article).to_owned()];
                about.push(article.published.map_or_else(|| "no date".to_owned(), words::day));
                about.extend(article.byline.iter().cloned());
                about.extend(article.origin.iter().map(|origin| format!("first {origin}")));
                if article.title_from == TitleFrom::FirstSentence {
                    about.push("its first sentence stands for a title".to_owned());
                }
                if article.language != "en" && !article.language.is_empty() && article.language != "und" {
                    about.push(format!("not analysed (language: {})", article.language));
                }
                pen.cut(row.x + GUTTER, y, row.width - GUTTER, &about.join(" · "), Tone::Source);
            }
            LineKind::Gap => {}
        }
        if at == cursor {
            pen.text(row.x, y, 1, "›", if focus { Tone::Key } else { Tone::Dim });
        }
    }
    Position::new(inside.x, inside.y + state.place.row.min(inside.height.saturating_sub(1)))
}

/// The source of the open article, where it is seen and nothing lies on top: a link to the article's address.
pub fn link(state: &State) -> Option<(Rect, &str)> {
    let inside = state.layout().inside(Pane::Reading).filter(|_| state.over.is_none() && state.pending.is_empty())?;
    let article = state.material.analysis.articles.get(state.place.article? as usize)?;
    let wrapped = state.wrapped()?;
    let top = wrapped.line_of(state.place.at).saturating_sub(usize::from(state.place.row));
    let seen = wrapped.lines.iter().skip(top).take(usize::from(inside.height));
    let row = seen.into_iter().position(|line| line.kind == LineKind::About)? as u16;
    let width = columns(words::source(article)) as u16;
    let area = Rect { x: inside.x + GUTTER, y: inside.y + row, width, height: 1 };
    Some((area.intersection(inside), article.url.as_deref()?))
}

/// Tags, what is odd, and the title once it is out of sight.
fn note(state: &State, idx: u32, scrolled: bool) -> String {
    let article = &state.material.analysis.articles[idx as usize];
    let mut note = if scrolled { format!("{} · {}", words::source(article), article.title) } else { String::new() };
    for tag in state.kept[idx as usize].tags() {
        note.extend([" #", tag]);
    }
    if let Some(odd) = article.notes.first() {
        note.extend([" · ", &odd.message]);
    }
    note.trim_start_matches([' ', '·']).to_owned()
}

fn text_line(state: &State, pen: &mut Pen, row: Rect, idx: u32, line: Line, kind: BlockKind) {
    let article = &state.material.analysis.articles[idx as usize];
    let stands = &state.material.articles[idx as usize];
    let span = Span { start: line.start, end: line.end };
    let text = span.of(&article.text);
    let base = match kind {
        BlockKind::Title => Tone::Title,
        BlockKind::Heading => Tone::Heading,
        BlockKind::Caption => Tone::Caption,
        BlockKind::Quotation => Tone::Quotation,
        BlockKind::Byline => Tone::Dim,
        BlockKind::Code => Tone::Source,
        BlockKind::Paragraph | BlockKind::Item | BlockKind::Table => Tone::Text,
    };
    let left = row.x + GUTTER + u16::from(line.indent);
    match kind {
        BlockKind::Quotation => {
            pen.text(row.x + GUTTER, row.y, 2, "│ ", Tone::Border);
        }
        // A number stands for the dot.
        BlockKind::Item if line.first && !text.starts_with(|c: char| c.is_ascii_digit() || c == '[') => {
            let x = left.saturating_sub(2);
            pen.text(x, row.y, 2, "• ", Tone::Dim);
        }
        _ => {}
    }
    pen.text(left, row.y, row.right().saturating_sub(left), text, base);

    let mut over = |place: Span, tone: Tone| {
        let start = place.start.max(line.start) as usize;
        let end = place.end.min(line.end) as usize;
        let (Some(before), Some(inner)) = (article.text.get(span.start as usize..start), article.text.get(start..end))
        else {
            return;
        };
        let x = left + columns(before) as u16;
        pen.over(Rect { x, y: row.y, width: columns(inner) as u16, height: 1 }.intersection(row), tone);
    };
    let mut worst = None;
    for &(place, dispute) in overlapping(&stands.disputes, span, |dispute| dispute.0) {
        if state.dismissed.contains(&dispute) {
            continue;
        }
        let severity = state.material.analysis.discrepancies[dispute as usize].severity;
        over(place, Tone::Evidence);
        worst = Some(more_serious(worst, severity));
    }
    for mark in state.kept[idx as usize].highlights() {
        let place = Span { start: mark.start, end: mark.end };
        if place.overlaps(span) {
            over(place, Tone::Highlight);
        }
    }
    for link in article.links.iter().filter(|link| link.span.overlaps(span)) {
        over(link.span, Tone::Name);
    }
    for &(place, actor, form) in overlapping(&stands.mentions, span, |mention| mention.0) {
        if state.place.chosen == Some(actor) {
            over(place, Tone::Chosen);
        } else if form == Form::Name {
            over(place, Tone::Name);
        }
    }
    if let Some((place, _)) = state.place.link
        && place.overlaps(span)
    {
        over(place, Tone::Link);
    }
    if let Some(find) = &state.find {
        for found in find.regex.find_iter(text) {
            let start = line.start as usize;
            over(Span::new(start + found.start(), start + found.end()), Tone::Found);
        }
    }
    if let Some(Over::Select(selection)) = &state.over
        && selection.span.overlaps(span)
    {
        over(selection.span, Tone::Selected);
    }
    if let Some(severity) = worst {
        pen.text(row.x + 1, row.y, 1, words::sign(severity), words::severity_tone(severity));
    } else if let Some(share) = state.told.share(idx, span).filter(|_| state.settings.told) {
        pen.text(row.x + 1, row.y, 1, words::told(share), Tone::Dim);
    }
    if let Some(Over::Hints(typed, hints)) = &state.over {
        for hint in hints.iter().filter(|hint| hint.letters.starts_with(typed.as_str())) {
            let HintPlace::Text(place) = hint.at else { continue };
            if place.start >= line.start && place.start < line.end {
                let before = article.text.get(line.start as usize..place.start as usize).unwrap_or("");
                let x = left + columns(before) as u16;
                pen.text(x, row.y, row.right().saturating_sub(x), &hint.letters, Tone::Hint);
            }
        }
    }
}

/// A conflict outweighs a difference, and that an update.
fn more_serious(one: Option<Severity>, other: Severity) -> Severity {
    use crate::show::material::severity_idx;
    one.filter(|one| severity_idx(*one) <= severity_idx(other)).unwrap_or(other)
}
