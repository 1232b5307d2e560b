//! Frames become bytes here, as few as will do.
//!
//! In: cells that changed, lines that moved. Out: one write a frame, framed by synchronized output; none if nothing
//! changed. Whatever a cell holds, only our own sequences go out: controls are replaced, marks without end are cut.

use super::links::{Linked, Links};
use super::scroll::Scroll;
use super::{Abilities, modes};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// Most bytes of one cell: ten thousand combining marks on one letter were seen, sent again with every redraw.
const MAX_CELL_BYTES: usize = 64;
/// Most characters of one cell: the letter and its marks, or the parts of a family emoji.
const MAX_CELL_CHARS: usize = 9;

/// Letters that are sent again at most: a step to the right takes three bytes, a longer one four.
const MOST_BRIDGED: u16 = 3;
/// Blanks the rest of the line.
const ERASE: &[u8] = b"\x1b[K";

const SYNC_ON: &[u8] = b"\x1b[?2026h";
const SYNC_OFF: &[u8] = b"\x1b[?2026l";

#[derive(Clone, Copy, Debug, PartialEq)]
struct Look {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

const PLAIN: Look = Look { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };

/// A screen that is drawn on.
pub struct Canvas {
    abilities: Abilities,
    bytes: Vec<u8>,
    /// Where the terminal's cursor is, if known.
    at: Option<(u16, u16)>,
    look: Look,
    /// Where the cursor was left by the last frame, and whether it shows.
    cursor: (Position, bool),
    whole: Vec<u8>,
}

impl Canvas {
    pub fn new(abilities: Abilities) -> Self {
        let cursor = (Position::ORIGIN, false);
        Self { abilities, bytes: Vec::new(), at: None, look: PLAIN, cursor, whole: Vec::new() }
    }

    /// Cells that changed, in order of place; `next` is the frame that they are of, `links` what the terminal shows as links.
    pub fn draw(&mut self, changed: &[(u16, u16, &Cell)], next: &Buffer, links: &Links) {
        let mut row = (u16::MAX, 0);
        let mut idx = 0;
        while let Some(&(x, y, cell)) = changed.get(idx) {
            if row.0 != y {
                row = (y, blank_from(next, y));
            }
            if x >= row.1 {
                // All that is left of the line is blank.
                let n = changed[idx..].iter().take_while(|(_, other, _)| *other == y).count();
                if n > ERASE.len() {
                    self.go_to(x, y);
                    self.set_look(&Cell::EMPTY);
                    self.bytes.extend_from_slice(ERASE);
                    idx += n;
                    continue;
                }
            }
            // A letter that is sent again is no link any more.
            if !links.stand_in(y) {
                self.bridge(x, y, next);
            }
            self.put(x, y, cell);
            idx += 1;
        }
    }

    /// Letters that stand there already are sent again where going past them would cost more.
    fn bridge(&mut self, x: u16, y: u16, next: &Buffer) {
        let Some((column, row)) = self.at else { return };
        if row != y || x <= column || x - column > MOST_BRIDGED {
            return;
        }
        let letter = |column: u16| {
            let cell = next.cell((column, y))?;
            match cell.symbol().as_bytes() {
                [byte @ 0x20..=0x7E] if self.look_of(cell) == self.look => Some(*byte),
                _ => None,
            }
        };
        let letters: Option<Vec<u8>> = (column..x).map(letter).collect();
        if let Some(letters) = letters {
            self.bytes.extend_from_slice(&letters);
            self.at = Some((x, y));
        }
    }

    /// Moves lines up or down; what comes in is blank.
    pub fn scroll(&mut self, scroll: Scroll) {
        self.set_look(&Cell::EMPTY);
        // Writing to a vector cannot fail.
        write!(self.bytes, "\x1b[{};{}r", scroll.top + 1, scroll.bottom + 1).ok();
        let (from, step): (u16, &[u8]) = if scroll.by > 0 { (scroll.bottom, b"\n") } else { (scroll.top, b"\x1bM") };
        write!(self.bytes, "\x1b[{}H", from + 1).ok();
        for _ in 0..scroll.by.unsigned_abs() {
            self.bytes.extend_from_slice(step);
        }
        self.bytes.extend_from_slice(b"\x1b[r");
        self.at = Some((0, 0));
    }

    /// Empties the screen.
    pub fn clear(&mut self) {
        self.bytes.clear();
        self.bytes.extend_from_slice(b"\x1b[m\x1b[H\x1b[2J\x1b[?25l");
        self.at = Some((0, 0));
        self.look = PLAIN;
        self.cursor.1 = false;
    }

    /// Sends the frame, with the cursor at its place: seen, or hidden for screen readers.
    pub fn send(&mut self, cursor: Position, seen: bool) -> io::Result<()> {
        let wanted = (cursor, seen);
        if self.bytes.is_empty() && wanted == self.cursor {
            return Ok(());
        }
        if self.bytes.is_empty() {
            self.at = None;
        }
        if self.at != Some((cursor.x, cursor.y)) {
            self.go_to(cursor.x, cursor.y);
        }
        if seen != self.cursor.1 {
            self.bytes.extend_from_slice(if seen { b"\x1b[?25h" } else { b"\x1b[?25l" });
        }
        self.cursor = wanted;
        self.whole.clear();
        if self.abilities.synchronized {
            self.whole.extend_from_slice(SYNC_ON);
            self.whole.append(&mut self.bytes);
            self.whole.extend_from_slice(SYNC_OFF);
        } else {
            self.whole.append(&mut self.bytes);
        }
        modes::write(&self.whole)
    }

    /// What was sent last.
    #[cfg(test)]
    pub fn take_sent(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.whole)
    }

    fn go_to(&mut self, x: u16, y: u16) {
        match self.at {
            Some(at) if at == (x, y) => {}
            Some((_, row)) if x == 0 && y == row + 1 => self.bytes.extend_from_slice(b"\r\n"),
            Some((column, row)) if row == y && x == column + 1 => self.bytes.extend_from_slice(b"\x1b[C"),
            Some((column, row)) if row == y && x > column => {
                write!(self.bytes, "\x1b[{}C", x - column).ok();
            }
            _ if x == 0 => {
                write!(self.bytes, "\x1b[{}H", y + 1).ok();
            }
            _ => {
                write!(self.bytes, "\x1b[{};{}H", y + 1, x + 1).ok();
            }
        }
        self.at = Some((x, y));
    }

    fn look_of(&self, cell: &Cell) -> Look {
        let (fg, bg) = if self.abilities.colors { (cell.fg, cell.bg) } else { (Color::Reset, Color::Reset) };
        Look { fg, bg, modifier: cell.modifier }
    }

    fn set_look(&mut self, cell: &Cell) {
        let look = self.look_of(cell);
        if look == self.look {
            return;
        }
        self.bytes.extend_from_slice(b"\x1b[");
        let start = self.bytes.len();
        // Bold and dim share their "off": taking away anything begins anew.
        if look == PLAIN {
            self.look = PLAIN;
        } else if !look.modifier.contains(self.look.modifier) {
            self.bytes.extend_from_slice(b"0;");
            self.look = PLAIN;
        }
        for (modifier, code) in MODIFIERS {
            if look.modifier.contains(modifier) && !self.look.modifier.contains(modifier) {
                write!(self.bytes, "{code};").ok();
            }
        }
        if look.fg != self.look.fg {
            push_color(&mut self.bytes, look.fg, 30);
        }
        if look.bg != self.look.bg {
            push_color(&mut self.bytes, look.bg, 40);
        }
        if self.bytes.len() > start {
            self.bytes.pop(); // the last semicolon
        }
        self.bytes.push(b'm');
        self.look = look;
    }

    /// Cells that lead somewhere, or no longer do. The link begins and ends with them.
    pub fn put_linked(&mut self, linked: &Linked) {
        let (x, y) = linked.at;
        self.go_to(x, y);
        if let Some(address) = &linked.address {
            // Writing to a vector cannot fail.
            write!(self.bytes, "\x1b]8;;{address}\x1b\\").ok();
        }
        let mut next = 0;
        for (idx, cell) in linked.cells.iter().enumerate() {
            // Behind a wide letter stands a cell that is no letter of its own.
            if idx >= next {
                self.put(x + idx as u16, y, cell);
                next = idx + cell.symbol().width().max(1);
            }
        }
        if linked.address.is_some() {
            self.bytes.extend_from_slice(b"\x1b]8;;\x1b\\");
        }
    }

    fn put(&mut self, x: u16, y: u16, cell: &Cell) {
        self.go_to(x, y);
        self.set_look(cell);
        let symbol = cell.symbol();
        match symbol.as_bytes() {
            [byte @ 0x20..=0x7E] => self.bytes.push(*byte),
            [] => self.bytes.push(b' '),
            _ => push_symbol(&mut self.bytes, symbol, self.abilities.utf8),
        }
        // Terminals disagree with us and each other on how wide some characters are: after those, and at the edge,
        // where the next character may wrap, the place is said anew.
        let sure = symbol.len() == 1 || symbol.chars().nth(1).is_none() && symbol.width() == 1;
        self.at = (sure && x + 1 < modes::size().width).then_some((x + 1, y));
    }
}

const MODIFIERS: [(Modifier, u8); 9] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::RAPID_BLINK, 6),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

fn push_color(bytes: &mut Vec<u8>, color: Color, base: u8) {
    let sixteen = |n: u8| if n < 8 { base + n } else { base + 60 + n - 8 };
    let n = match color {
        Color::Reset => base + 9,
        Color::Black => sixteen(0),
        Color::Red => sixteen(1),
        Color::Green => sixteen(2),
        Color::Yellow => sixteen(3),
        Color::Blue => sixteen(4),
        Color::Magenta => sixteen(5),
        Color::Cyan => sixteen(6),
        Color::Gray => sixteen(7),
        Color::DarkGray => sixteen(8),
        Color::LightRed => sixteen(9),
        Color::LightGreen => sixteen(10),
        Color::LightYellow => sixteen(11),
        Color::LightBlue => sixteen(12),
        Color::LightMagenta => sixteen(13),
        Color::LightCyan => sixteen(14),
        Color::White => sixteen(15),
        Color::Indexed(n) => {
            write!(bytes, "{};5;{n};", base + 8).ok();
            return;
        }
        Color::Rgb(red, green, blue) => {
            write!(bytes, "{};2;{red};{green};{blue};", base + 8).ok();
            return;
        }
    };
    write!(bytes, "{n};").ok();
}

/// A cell's text, held within its limits, without controls; as ASCII where the terminal knows no other.
fn push_symbol(bytes: &mut Vec<u8>, symbol: &str, utf8: bool) {
    let end = bytes.len() + MAX_CELL_BYTES;
    for c in symbol.chars().take(MAX_CELL_CHARS) {
        let c = match c {
            '\0'..='\u{1F}'
            | '\u{7F}'..='\u{9F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2066}'..='\u{2069}'
            | '\u{FEFF}'
            | '\u{E0000}'..='\u{E007F}' => '\u{FFFD}',
            c => c,
        };
        if bytes.len() + c.len_utf8() > end {
            break;
        }
        if utf8 {
            bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        } else {
            push_ascii(bytes, c);
        }
    }
}

/// The nearest ASCII, as many columns wide.
fn push_ascii(bytes: &mut Vec<u8>, c: char) {
    const LATIN: &[u8; 64] = b"AAAAAAACEEEEIIIIDNOOOOOxOUUUUYPsaaaaaaaceeeeiiiidnooooo/ouuuuypy";
    let c = match c {
        '\0'..='\u{7F}' => c as u8,
        '‘' | '’' | '‚' | '′' => b'\'',
        '“' | '”' | '„' | '″' | '«' | '»' => b'"',
        '‐'..='―' | '−' | '─' | '━' => b'-',
        '│' | '┃' => b'|',
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' => b' ',
        '…' => b'.',
        '•' | '·' | '●' => b'*',
        '\u{C0}'..='\u{FF}' => LATIN[c as usize - 0xC0],
        _ => {
            let width = unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
            bytes.extend(std::iter::repeat_n(b'?', width));
            return;
        }
    };
    bytes.push(c);
}

/// The column from which on a line is blank.
fn blank_from(buffer: &Buffer, y: u16) -> u16 {
    let is_blank = |x: &u16| buffer.cell((*x, y)).is_some_and(|cell| *cell == Cell::EMPTY || is_space(cell));
    let width = buffer.area.width;
    width - (0..width).rev().take_while(is_blank).count() as u16
}

fn is_space(cell: &Cell) -> bool {
    cell.symbol() == " " && cell.bg == Color::Reset && cell.modifier.is_empty()
}
