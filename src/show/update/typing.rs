//! Keys that type: into the line at the bottom, into a note.

use super::{command, complete, drafts, finding, triage};
use crate::show::effect::Effect;
use crate::show::key::{Code, Key};
use crate::show::query;
use crate::show::state::{Field, FieldFor, Find, Note, Over, State};

/// A key in a line.
pub fn field(state: &mut State, key: Key) -> Vec<Effect> {
    state.message = None;
    let completions = complete::completions(state);
    let Some(Over::Field(field)) = &mut state.over else { return Vec::new() };
    match (key.code, key.ctrl) {
        (Code::Esc, _) | (Code::Char('c'), true) => return give_up(state),
        (Code::Enter, _) => return done(state),
        (Code::Tab | Code::Down, _) => complete::take(field, &completions, 1),
        (Code::BackTab | Code::Up, _) => complete::take(field, &completions, -1),
        // Backspace in an empty line closes it.
        (Code::Backspace, _) if field.text.is_empty() => return give_up(state),
        _ => edit_line(field, key),
    }
    follow_typing(state);
    Vec::new()
}

fn edit_line(field: &mut Field, key: Key) {
    match (key.code, key.ctrl) {
        (Code::Backspace, _) | (Code::Char('h'), true) => field.backspace(),
        (Code::Delete, _) => field.delete(),
        (Code::Left, _) | (Code::Char('b'), true) => field.move_by(false),
        (Code::Right, _) | (Code::Char('f'), true) => field.move_by(true),
        (Code::Home, _) | (Code::Char('a'), true) => field.cursor = 0,
        (Code::End, _) | (Code::Char('e'), true) => field.cursor = field.text.len(),
        (Code::Char('w'), true) => field.delete_word(),
        (Code::Char('u'), true) => field.clear_before(),
        _ => {
            if let Some(c) = key.typed() {
                field.insert(c.encode_utf8(&mut [0; 4]));
            }
        }
    }
}

/// A filter works while it is typed, and what is looked for is marked.
fn follow_typing(state: &mut State) {
    let Some(Over::Field(field)) = &state.over else { return };
    let text = field.text.clone();
    match field.what {
        FieldFor::Filter => {
            finding::filter(state, &text);
            // "act" may become "actor:": as long as it may, it empties no list.
            let is_empty = state.articles.rows.is_empty() && state.articles.asking.is_empty();
            if let Some(whole) = query::without_unfinished(&text).filter(|_| is_empty) {
                finding::filter(state, whole);
            }
        }
        FieldFor::Find => state.find = Find::new(&text),
        _ => {}
    }
}

fn give_up(state: &mut State) -> Vec<Effect> {
    let Some(Over::Field(field)) = state.over.take() else { return Vec::new() };
    match field.what {
        FieldFor::Filter => finding::filter(state, &field.before),
        FieldFor::Find => state.find = None,
        _ => {}
    }
    Vec::new()
}

fn done(state: &mut State) -> Vec<Effect> {
    let Some(Over::Field(field)) = state.over.take() else { return Vec::new() };
    let text = field.text.trim().to_owned();
    match field.what {
        FieldFor::Command => return command::run(state, &text),
        FieldFor::Find if !text.is_empty() => finding::find(state, &text),
        FieldFor::Search if !text.is_empty() => return finding::search(state, &text),
        FieldFor::Filter => {
            finding::filter(state, &text);
            match state.articles.fault.clone() {
                Some(fault) => state.complain(fault),
                None if text.is_empty() => {}
                None => finding::say_how_many(state),
            }
        }
        FieldFor::Pipe if !text.is_empty() => return super::pipe::pipe(state, &text),
        FieldFor::Rename if !text.is_empty() => return super::actors::rename(state, &text),
        FieldFor::Tag if !text.is_empty() => return triage::tag(state, &text),
        FieldFor::Brief if !text.is_empty() => return super::export::export(state, &format!("brief {text}")),
        FieldFor::Report if !text.is_empty() => return super::export::export(state, &format!("report {text}")),
        _ => {}
    }
    Vec::new()
}

/// A key in a note: Esc keeps it and closes.
pub fn note(state: &mut State, key: Key) -> Vec<Effect> {
    let Some(Over::Note(note)) = &mut state.over else { return Vec::new() };
    match (key.code, key.ctrl) {
        (Code::Esc, _) | (Code::Char('s'), true) => {
            return drafts::finish(state);
        }
        (Code::Char('c'), true) => return drafts::give_up(state),
        (Code::Enter, _) => note.insert("\n"),
        (Code::Backspace, _) => note.backspace(),
        (Code::Left, _) => note.move_by(false),
        (Code::Right, _) => note.move_by(true),
        (Code::Up, _) => note.move_line(false),
        (Code::Down, _) => note.move_line(true),
        (Code::Home, _) => note.cursor = line_start(note),
        (Code::End, _) => {
            note.cursor = note.cursor + note.text[note.cursor..].find('\n').unwrap_or(note.text.len() - note.cursor);
        }
        _ => {
            if let Some(c) = key.typed() {
                note.insert(c.encode_utf8(&mut [0; 4]));
            }
        }
    }
    Vec::new()
}

fn line_start(note: &Note) -> usize {
    note.text[..note.cursor].rfind('\n').map_or(0, |at| at + 1)
}

/// Pasted text goes into what is being typed, and nowhere else: it never runs keys.
pub fn paste(state: &mut State, text: &str) {
    match &mut state.over {
        Some(Over::Field(field)) => {
            field.insert(text);
            follow_typing(state);
        }
        Some(Over::Note(note)) => note.insert(text),
        _ => state.say("pasted text goes into a line that is open, as after / or :"),
    }
}
