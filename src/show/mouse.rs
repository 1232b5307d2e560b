//! The mouse, where somebody asked for it: the wheel scrolls, nothing else.

use super::effect::Input;
use super::key::{Code, Key};
use super::state::State;
use crossterm::event::{MouseEvent, MouseEventKind};

/// What an event of the mouse does.
pub fn input(_state: &State, event: MouseEvent) -> Option<Input> {
    match event.kind {
        MouseEventKind::ScrollDown => Some(Input::Key(Key::plain(Code::Down))),
        MouseEventKind::ScrollUp => Some(Input::Key(Key::plain(Code::Up))),
        _ => None,
    }
}
