//! A passage of the open article that is selected by keys: copied as a quotation, marked, noted about.

use super::{history, triage};
use crate::keep::Highlight;
use crate::show::effect::Effect;
use crate::show::key::{Code, Key};
use crate::show::pages::sentence_span;
use crate::show::state::{Note, Over, Selection, State};
use crate::show::words;
use crate::text::Span;

/// Begins with the sentence of the link at hand, or with the one on the cursor's line.
pub fn begin(state: &mut State) {
    let Some(article) = state.place.article else { return };
    let Some(line) = state.line_at_hand() else { return };
    let text = &state.material.analysis.articles[article as usize].text;
    let at = state.place.link.map_or(line, |(span, _)| span);
    let at = Span { end: at.end.min(at.start + 1), ..at };
    let sentence = sentence_span(text, at);
    let start = sentence.start as usize + leading(sentence.of(text));
    let span = Span::new(start, start + sentence.of(text).trim().len());
    state.over = Some(Over::Select(Selection { span, at_end: true }));
    say_what(state);
}

fn leading(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

fn say_what(state: &mut State) {
    state.say("h l by words, j k by lines, o other end · y copy · Enter mark · e note · Esc");
}

/// A key while something is selected.
pub fn key(state: &mut State, key: Key) -> Vec<Effect> {
    let Some(Over::Select(selection)) = state.over.clone() else { return Vec::new() };
    let Some(article) = state.place.article else { return Vec::new() };
    match key.code {
        Code::Esc | Code::Char('q' | 'v') => state.over = None,
        Code::Char('c') if key.ctrl => state.over = None,
        Code::Char('y') => return copy(state, article, selection.span),
        Code::Enter => return mark(state, article, selection.span),
        Code::Char('e') => note(state, article, selection.span),
        Code::Char('o') => state.over = Some(Over::Select(Selection { at_end: !selection.at_end, ..selection })),
        Code::Char('l') | Code::Right => by_words(state, article, selection, true),
        Code::Char('h') | Code::Left => by_words(state, article, selection, false),
        Code::Char('j') | Code::Down => by_lines(state, selection, true),
        Code::Char('k') | Code::Up => by_lines(state, selection, false),
        _ => say_what(state),
    }
    Vec::new()
}

/// Moves the end that is moved to the next end (or beginning) of a word.
fn by_words(state: &mut State, article: u32, selection: Selection, onwards: bool) {
    let text = &state.material.analysis.articles[article as usize].text;
    let at = selection.moved() as usize;
    let to = if onwards {
        let rest = &text[at..];
        let word = leading(rest);
        let end = rest[word..].find(char::is_whitespace).map_or(rest.len(), |end| word + end);
        // The beginning stands before a word, the end behind one.
        if selection.at_end { at + end } else { at + end + leading(&rest[end..]) }
    } else {
        let head = text[..at].trim_end();
        let start = head.rfind(char::is_whitespace).map_or(0, |space| space + 1);
        if selection.at_end { text[..start].trim_end().len() } else { start }
    };
    state.over = Some(Over::Select(selection.to(to as u32)));
}

/// Moves the end that is moved to the line below (or above).
fn by_lines(state: &mut State, selection: Selection, onwards: bool) {
    let Some(wrapped) = state.wrapped() else { return };
    let at = selection.moved().saturating_sub(u32::from(selection.at_end));
    let to = wrapped.step(wrapped.line_of(at), if onwards { 1 } else { -1 });
    let line = wrapped.lines[to];
    let selection = selection.to(if selection.at_end { line.end } else { line.start });
    super::following::go_to(state, Span { start: line.start, end: line.start }, None);
    state.over = Some(Over::Select(selection));
}

/// “The words” — Source, day, address.
pub fn quotation(state: &State, article: u32, span: Span) -> String {
    let shown = &state.material.analysis.articles[article as usize];
    let day = shown.published.map_or_else(|| "no date".to_owned(), words::day);
    let quoted = crate::brief::one_line(span.of(&shown.text));
    let url = shown.url.as_deref().map(|url| format!(", {url}")).unwrap_or_default();
    format!("“{quoted}” — {}, {day}{url}", words::source(shown))
}

fn copy(state: &mut State, article: u32, span: Span) -> Vec<Effect> {
    let text = quotation(state, article, span);
    state.over = None;
    state.say("copied as a quotation, with its source");
    vec![Effect::Copy(text)]
}

/// Marks the passage; one that lies inside a mark takes that mark away.
fn mark(state: &mut State, article: u32, span: Span) -> Vec<Effect> {
    state.over = None;
    let kept = state.kept[article as usize].highlights();
    let known = kept.iter().find(|one| one.start <= span.start && span.end <= one.end).cloned();
    match known {
        Some(known) => set(state, article, (known.start, known.end), None),
        None => set(state, article, (span.start, span.end), Some(String::new())),
    }
}

/// Opens the note of the passage.
fn note(state: &mut State, article: u32, span: Span) {
    let kept = state.kept[article as usize].highlights();
    let known = kept.iter().find(|one| (one.start, one.end) == (span.start, span.end));
    let text = known.map_or_else(String::new, |one| one.note.clone());
    super::drafts::open(state, Note::new(article, Some((span.start, span.end)), text));
}

/// Sets or takes away the mark of a passage.
pub fn set(state: &mut State, article: u32, (start, end): (u32, u32), note: Option<String>) -> Vec<Effect> {
    let what = match &note {
        None => "mark taken away",
        Some(note) if note.is_empty() => "passage marked",
        Some(_) => "note on the passage kept",
    };
    let effects = history::left(state);
    let change = move |kept: &mut crate::show::state::Kept| {
        let mut all = kept.highlights().to_vec();
        all.retain(|one| (one.start, one.end) != (start, end));
        all.extend(note.clone().map(|note| Highlight { start, end, note }));
        kept.set_highlights(all);
    };
    let mut all = triage::change(state, &[article], what.to_owned(), change);
    all.extend(effects);
    all
}
