//! The mouse, where somebody asked for it: what its events are to the reader.

use super::effect::{Input, Pointer};
use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};

/// What an event of the mouse is.
pub fn input(event: MouseEvent) -> Option<Input> {
    let pointer = match event.kind {
        MouseEventKind::ScrollDown => Pointer::Wheel(1),
        MouseEventKind::ScrollUp => Pointer::Wheel(-1),
        MouseEventKind::Down(MouseButton::Left) => Pointer::Down,
        MouseEventKind::Drag(MouseButton::Left) => Pointer::Drag,
        MouseEventKind::Up(MouseButton::Left) => Pointer::Up,
        _ => return None,
    };
    Some(Input::Pointer(pointer, event.column, event.row))
}
