//! Bytes from the terminal become keys, pasted text and clicks.
//!
//! In: bytes, in pieces that may end anywhere. Out: [`Read`]s. Answers of the terminal that nobody asked for (or that
//! come late) are recognized and dropped; a sequence that is never finished is dropped too, and never becomes keys, also
//! when its rest comes after all. Nothing between the brackets of a paste becomes keys, however long the gaps in it.

use crate::text::make_safe;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use std::time::Duration;

/// What was read.
#[derive(Clone, Debug, PartialEq)]
pub enum Read {
    Key(KeyEvent),
    Paste(String),
    Mouse(MouseEvent),
}

/// Escape, or the beginning of a key that a slow line tears apart? So long is waited before it counts as Escape.
const ESCAPE_WAIT: Duration = Duration::from_millis(40);
/// A sequence that is not finished in this time is given up; of a paste, what has come is handed on.
const SEQUENCE_WAIT: Duration = Duration::from_millis(600);
/// Most bytes of a sequence that is not a paste; an answer is never longer.
const MAX_SEQUENCE: usize = 8 * 1024;
/// Most bytes of a paste; the rest is dropped.
const MAX_PASTE: usize = 1024 * 1024;

const PASTE_ON: &[u8] = b"\x1b[200~";
const PASTE_OFF: &[u8] = b"\x1b[201~";

/// Takes bytes in, gives keys out.
#[derive(Debug, Default)]
pub struct KeyReader {
    pending: Vec<u8>,
    paste: Option<Vec<u8>>,
    torn: Option<Torn>,
}

/// What was given up half read, and may yet go on.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Torn {
    /// Parameters, then one letter.
    Csi,
    /// Anything, then its end. Escape and other controls end it too: whoever is at the keys is not locked out.
    String,
}

enum Step {
    /// So many bytes are used up, and gave this.
    Used(usize, Option<Read>),
    /// More bytes are needed.
    More,
}

impl KeyReader {
    /// Takes bytes in.
    pub fn read(&mut self, bytes: &[u8]) -> Vec<Read> {
        // Alone after a gap, they are no part of what is pasted: an end that got lost does not lock anybody out.
        if self.paste.as_ref().is_some_and(Vec::is_empty) && self.pending.is_empty() && matches!(bytes, [0x1B | 0x03]) {
            self.paste = None;
            return Vec::new();
        }
        self.pending.extend_from_slice(bytes);
        let mut reads = Vec::new();
        let mut used = self.skip_torn();
        while used < self.pending.len() {
            if self.paste.is_some() {
                let (n, read) = self.step_of_paste(used);
                used += n;
                reads.extend(read);
                if n == 0 {
                    break;
                }
                continue;
            }
            if self.pending[used..].starts_with(PASTE_ON) {
                used += PASTE_ON.len();
                self.paste = Some(Vec::new());
                continue;
            }
            self.spell_out(used);
            match step(&self.pending[used..]) {
                Step::Used(n, read) => {
                    used += n;
                    reads.extend(read);
                }
                Step::More => break,
            }
        }
        self.pending.drain(..used);
        if self.pending.len() > MAX_SEQUENCE {
            self.pending.clear();
        }
        reads
    }

    /// How long to wait for more before [`KeyReader::give_up`]; `None` when nothing is half read.
    pub fn patience(&self) -> Option<Duration> {
        match (&self.paste, self.pending.len()) {
            (None, 0) => None,
            (Some(paste), 0) if paste.is_empty() => None,
            (None, 1) => Some(ESCAPE_WAIT),
            (None, 2) if self.pending[1] != b'[' => Some(ESCAPE_WAIT),
            _ => Some(SEQUENCE_WAIT),
        }
    }

    /// No more bytes came in time: what is half read is taken for what it then is.
    pub fn give_up(&mut self) -> Option<Read> {
        if let Some(paste) = &mut self.paste {
            // What is pending may be the beginning of the end, and stays. So does a letter that is torn apart.
            let n_whole = whole_letters(paste);
            let rest = paste.split_off(n_whole);
            let given = std::mem::replace(paste, rest);
            return (!given.is_empty()).then(|| pasted(&given));
        }
        let pending = std::mem::take(&mut self.pending);
        match pending[..] {
            [0x1B] => Some(key(KeyCode::Esc)),
            [0x1B, byte @ 0x20..=0x7E] if byte != b'[' => {
                Some(Read::Key(KeyEvent::new(KeyCode::Char(byte as char), KeyModifiers::ALT)))
            }
            [0x1B, b'[', ..] => {
                self.torn = Some(Torn::Csi);
                None
            }
            [0x1B, b'P' | b']' | b'_' | b'^' | b'X', ..] => {
                self.torn = Some(Torn::String);
                None
            }
            _ => None,
        }
    }

    /// Goes past the rest of a sequence that was given up; gives how many bytes that is.
    fn skip_torn(&mut self) -> usize {
        let pending = &self.pending;
        let (end, n) = match self.torn {
            None => return 0,
            Some(Torn::Csi) => {
                let at = pending.iter().position(|byte| !matches!(byte, 0x20..=0x3F));
                // Only a letter belongs to it.
                (at, at.map(|at| at + usize::from(matches!(pending[at], 0x40..=0x7E))))
            }
            Some(Torn::String) => {
                let at = pending.iter().position(|byte| *byte < 0x20 || *byte == 0x9C);
                let is_end = |at: usize| pending[at] == 0x1B && pending.get(at + 1) == Some(&b'\\');
                (at, at.map(|at| if is_end(at) { at + 2 } else { at + usize::from(pending[at] != 0x1B) }))
            }
        };
        if end.is_some() {
            self.torn = None;
        }
        n.unwrap_or(pending.len())
    }

    /// A control of the eight-bit kind is the escape that it stands for; as such it may be a byte or a letter of UTF-8.
    fn spell_out(&mut self, at: usize) {
        let (byte, n) = match self.pending[at..] {
            [0xC2, byte @ 0x80..=0x9F, ..] => (byte, 2),
            [byte @ 0x80..=0x9F, ..] => (byte, 1),
            _ => return,
        };
        if matches!(byte, 0x8F | 0x90 | 0x98 | 0x9B | 0x9D..=0x9F) {
            self.pending.splice(at..at + n, [0x1B, byte - 0x40]);
        }
    }

    /// Moves what is pending into the paste, up to its end.
    fn step_of_paste(&mut self, from: usize) -> (usize, Option<Read>) {
        let rest = &self.pending[from..];
        let end = rest.windows(PASTE_OFF.len()).position(|window| window == PASTE_OFF);
        // The last bytes may be the beginning of the end.
        let n_text = end.unwrap_or_else(|| {
            let escape = rest.len() - rest.len().min(PASTE_OFF.len() - 1);
            rest[escape..].iter().position(|&byte| byte == 0x1B).map_or(rest.len(), |at| escape + at)
        });
        let paste = self.paste.get_or_insert_default();
        let room = MAX_PASTE.saturating_sub(paste.len());
        paste.extend_from_slice(&rest[..n_text.min(room)]);
        match end {
            Some(end) => {
                let paste = self.paste.take().unwrap_or_default();
                (end + PASTE_OFF.len(), (!paste.is_empty()).then(|| pasted(&paste)))
            }
            None => (n_text, None),
        }
    }
}

/// How many bytes there are up to a last letter that is not all there.
fn whole_letters(bytes: &[u8]) -> usize {
    let tail = bytes.len().saturating_sub(3);
    let start = bytes[tail..].iter().rposition(|byte| *byte >= 0xC0).map(|at| tail + at);
    match start.map(|start| (start, std::str::from_utf8(&bytes[start..]))) {
        Some((start, Err(error))) if error.error_len().is_none() => start,
        _ => bytes.len(),
    }
}

fn pasted(bytes: &[u8]) -> Read {
    // Terminals send a carriage return for the end of a line.
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n");
    Read::Paste(make_safe(&text))
}

fn key(code: KeyCode) -> Read {
    Read::Key(KeyEvent::new(code, KeyModifiers::NONE))
}

fn control(c: char) -> Read {
    Read::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL))
}

/// Reads one key from the front.
fn step(bytes: &[u8]) -> Step {
    let used = |read| Step::Used(1, Some(read));
    match bytes[0] {
        0x1B => step_of_escape(bytes),
        b'\r' => used(key(KeyCode::Enter)),
        b'\t' => used(key(KeyCode::Tab)),
        0x7F | 0x08 => used(key(KeyCode::Backspace)),
        0 => used(control(' ')),
        byte @ 0x01..=0x1A => used(control((byte - 1 + b'a') as char)),
        byte @ 0x1C..=0x1F => used(control((byte - 0x1C + b'4') as char)),
        byte @ 0x20..=0x7E => used(key(KeyCode::Char(byte as char))),
        _ => step_of_utf8(bytes),
    }
}

fn step_of_utf8(bytes: &[u8]) -> Step {
    let n = match bytes[0] {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return Step::Used(1, None),
    };
    if bytes.len() < n {
        let whole_so_far = bytes[1..].iter().all(|byte| byte & 0xC0 == 0x80);
        return if whole_so_far { Step::More } else { Step::Used(1, None) };
    }
    match std::str::from_utf8(&bytes[..n]).ok().and_then(|text| text.chars().next()) {
        Some(c) if !c.is_control() => Step::Used(n, Some(key(KeyCode::Char(c)))),
        Some(_) => Step::Used(n, None),
        None => Step::Used(1, None),
    }
}

fn step_of_escape(bytes: &[u8]) -> Step {
    match bytes.get(1) {
        None => Step::More,
        Some(b'[') => step_of_csi(bytes),
        Some(b'O') => match bytes.get(2) {
            None => Step::More,
            Some(letter) => Step::Used(3, named_by_letter(*letter).map(key)),
        },
        // Answers: DCS, OSC, APC, PM, SOS, up to their end. Alone they are Alt with a sign: see `give_up`.
        Some(b'P' | b']' | b'_' | b'^' | b'X') => {
            if bytes.len() == 2 {
                return Step::More;
            }
            let end = (2..bytes.len()).find_map(|at| match bytes[at] {
                0x07 => Some(at + 1),
                0x1B if bytes.get(at + 1) == Some(&b'\\') => Some(at + 2),
                _ => None,
            });
            end.map_or(Step::More, |end| Step::Used(end, None))
        }
        Some(0x1B) => Step::Used(1, Some(key(KeyCode::Esc))),
        Some(_) => match step(&bytes[1..]) {
            Step::Used(n, Some(Read::Key(mut event))) => {
                event.modifiers |= KeyModifiers::ALT;
                Step::Used(n + 1, Some(Read::Key(event)))
            }
            Step::Used(n, other) => Step::Used(n + 1, other),
            Step::More => Step::More,
        },
    }
}

fn step_of_csi(bytes: &[u8]) -> Step {
    // Linux console: ESC [ [ A … E are F1 … F5.
    if bytes.get(2) == Some(&b'[') {
        return match bytes.get(3) {
            None => Step::More,
            Some(letter @ b'A'..=b'E') => Step::Used(4, Some(key(KeyCode::F(letter - b'A' + 1)))),
            Some(_) => Step::Used(4, None),
        };
    }
    let Some(n_params) = bytes[2..].iter().position(|byte| !matches!(byte, 0x20..=0x3F)) else { return Step::More };
    let last = bytes[2 + n_params];
    let n = n_params + 3;
    if !(0x40..=0x7E).contains(&last) {
        return Step::Used(n - 1, None); // broken off; what broke it is read by itself
    }
    let params = std::str::from_utf8(&bytes[2..2 + n_params]).unwrap_or("");
    if let Some(params) = params.strip_prefix('<') {
        return Step::Used(n, mouse(params, last).map(Read::Mouse));
    }
    if params.starts_with(['?', '>', '=']) {
        return Step::Used(n, None);
    }
    let mut numbers = params.split(';').map(|number| number.split(':').next().unwrap_or("").parse::<u32>());
    let first = numbers.next().and_then(Result::ok);
    let modifiers = modifiers(numbers.next().and_then(Result::ok).unwrap_or(1));
    let code = match (last, first) {
        (b'Z', _) => Some(KeyCode::BackTab),
        (b'~', Some(number)) => named_by_number(number),
        (b'u', Some(number)) => named_by_char(number),
        (b'R', Some(number)) if number > 1 => None, // where the cursor is
        (letter, _) => named_by_letter(letter),
    };
    Step::Used(n, code.map(|code| Read::Key(KeyEvent::new(code, modifiers))))
}

fn named_by_letter(letter: u8) -> Option<KeyCode> {
    Some(match letter {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        b'M' => KeyCode::Enter,
        b'P'..=b'S' => KeyCode::F(letter - b'P' + 1),
        _ => return None,
    })
}

fn named_by_number(number: u32) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(number as u8 - 10),
        17..=21 => KeyCode::F(number as u8 - 11),
        23 | 24 => KeyCode::F(number as u8 - 12),
        _ => return None,
    })
}

fn named_by_char(number: u32) -> Option<KeyCode> {
    Some(match number {
        9 => KeyCode::Tab,
        13 => KeyCode::Enter,
        27 => KeyCode::Esc,
        127 => KeyCode::Backspace,
        number => KeyCode::Char(char::from_u32(number).filter(|c| !c.is_control())?),
    })
}

fn modifiers(parameter: u32) -> KeyModifiers {
    let bits = parameter.saturating_sub(1);
    let mut modifiers = KeyModifiers::NONE;
    modifiers.set(KeyModifiers::SHIFT, bits & 1 != 0);
    modifiers.set(KeyModifiers::ALT, bits & 2 != 0);
    modifiers.set(KeyModifiers::CONTROL, bits & 4 != 0);
    modifiers
}

/// A click or the wheel, in SGR form: button, column, row.
fn mouse(params: &str, last: u8) -> Option<MouseEvent> {
    let mut numbers = params.split(';').map(|number| number.parse::<u16>().ok());
    let (button, column, row) = (numbers.next()??, numbers.next()??, numbers.next()??);
    let which = match button & 3 {
        0 => MouseButton::Left,
        1 => MouseButton::Middle,
        _ => MouseButton::Right,
    };
    let kind = match (button & 0b1110_0000, last) {
        (0, b'M') => MouseEventKind::Down(which),
        (0, b'm') => MouseEventKind::Up(which),
        (32, b'M') => MouseEventKind::Drag(which),
        (64, b'M') if button % 4 == 0 => MouseEventKind::ScrollUp,
        (64, b'M') if button % 4 == 1 => MouseEventKind::ScrollDown,
        _ => return None,
    };
    let mut modifiers = KeyModifiers::NONE;
    modifiers.set(KeyModifiers::SHIFT, button & 4 != 0);
    modifiers.set(KeyModifiers::ALT, button & 8 != 0);
    modifiers.set(KeyModifiers::CONTROL, button & 16 != 0);
    Some(MouseEvent { kind, column: column.saturating_sub(1), row: row.saturating_sub(1), modifiers })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads the bytes in one piece and byte by byte, and gives up at the end: both must give the same.
    fn check(bytes: &[u8], expect: &[Read]) {
        let mut reader = KeyReader::default();
        let mut reads = reader.read(bytes);
        reads.extend(reader.patience().and_then(|_| reader.give_up()));
        assert_eq!(reads, expect, "{:?} in one piece", String::from_utf8_lossy(bytes));
        let mut reader = KeyReader::default();
        let mut reads: Vec<Read> = bytes.iter().flat_map(|byte| reader.read(&[*byte])).collect();
        reads.extend(reader.patience().and_then(|_| reader.give_up()));
        assert_eq!(reads, expect, "{:?} byte by byte", String::from_utf8_lossy(bytes));
        assert_eq!(reader.patience(), None);
    }

    fn with(code: KeyCode, modifiers: KeyModifiers) -> Read {
        Read::Key(KeyEvent::new(code, modifiers))
    }

    #[test]
    fn letters_and_named_keys_are_read() {
        check(b"jG\r\t", &[key(KeyCode::Char('j')), key(KeyCode::Char('G')), key(KeyCode::Enter), key(KeyCode::Tab)]);
        check("é字".as_bytes(), &[key(KeyCode::Char('é')), key(KeyCode::Char('字'))]);
        check(
            b"\x1b[A\x1bOB\x1b[5~\x1b[Z",
            &[key(KeyCode::Up), key(KeyCode::Down), key(KeyCode::PageUp), key(KeyCode::BackTab)],
        );
        check(b"\x1b[1;5C\x04", &[with(KeyCode::Right, KeyModifiers::CONTROL), control('d')]);
        check(b"\x1b[[A\x1bOP\x1b[15~", &[key(KeyCode::F(1)), key(KeyCode::F(1)), key(KeyCode::F(5))]);
    }

    #[test]
    fn a_lone_escape_is_a_key_and_with_a_letter_it_is_alt() {
        check(b"\x1b", &[key(KeyCode::Esc)]);
        check(b"\x1bx", &[with(KeyCode::Char('x'), KeyModifiers::ALT)]);
        check(b"\x1b]", &[with(KeyCode::Char(']'), KeyModifiers::ALT)]);
        check(b"\x1b\x1b", &[key(KeyCode::Esc), key(KeyCode::Esc)]);
    }

    #[test]
    fn a_key_that_a_slow_line_tears_apart_is_one_key() {
        let mut reader = KeyReader::default();
        assert_eq!(reader.read(b"\x1b"), []);
        assert_eq!(reader.patience(), Some(ESCAPE_WAIT));
        assert_eq!(reader.read(b"[B"), [key(KeyCode::Down)]);
    }

    #[test]
    fn answers_of_the_terminal_never_become_keys() {
        check(b"\x1b[?62;22c\x1b[24;80R\x1b[0n\x1b[?2026;2$y\x1b[>41;354;0cj", &[key(KeyCode::Char('j'))]);
        check(
            b"\x1b]11;rgb:0000/0000/0000\x1b\\j\x1bP1$r0m\x1b\\k\x1b]52;c;cQ==\x07l",
            &[key(KeyCode::Char('j')), key(KeyCode::Char('k')), key(KeyCode::Char('l'))],
        );
        check(b"\x1b[?62;22", &[]);
        check(b"\x1b]11;rgb:00", &[]);
    }

    #[test]
    fn pasted_text_is_one_event_and_safe() {
        check(
            b"\x1b[200~q\r:quit\r\x1b[A\x03\x1b[201~x",
            &[Read::Paste("q\n:quit\n\u{241b}[A\u{2403}".to_owned()), key(KeyCode::Char('x'))],
        );
        check(b"\x1b[200~never ended", &[Read::Paste("never ended".to_owned())]);
    }

    /// Each piece, with a gap after it that is long enough for anything to be given up.
    fn with_gaps(pieces: &[&[u8]]) -> Vec<Read> {
        let mut reader = KeyReader::default();
        let piece = |piece: &&[u8]| {
            let mut reads = reader.read(piece);
            reads.extend(reader.patience().and_then(|_| reader.give_up()));
            reads
        };
        pieces.iter().flat_map(piece).collect()
    }

    #[test]
    fn a_paste_with_a_gap_in_it_runs_no_keys() {
        let paste = |text: &str| Read::Paste(text.to_owned());
        assert_eq!(
            with_gaps(&[b"\x1b[200~first q", b"q\r:quit\rq", b"\x1b[20", b"1~x"]),
            [paste("first q"), paste("q\n:quit\nq"), key(KeyCode::Char('x'))]
        );
        assert_eq!(with_gaps(&[b"\x1b[200~caf\xc3", b"\xa9\x1b[201~"]), [paste("caf"), paste("\u{e9}")]);
        // An end that never comes locks nobody out.
        assert_eq!(
            with_gaps(&[b"\x1b[200~lost", b"qq", b"\x03", b"x"]),
            [paste("lost"), paste("qq"), key(KeyCode::Char('x'))]
        );
    }

    #[test]
    fn the_rest_of_a_torn_answer_is_no_key() {
        let j = [key(KeyCode::Char('j'))];
        assert_eq!(with_gaps(&[b"\x1b[?62;22", b"c", b"j"]), j);
        assert_eq!(with_gaps(&[b"\x1b[?62", b";22", b";4cj"]), j);
        assert_eq!(with_gaps(&[b"\x1b]11;rgb:00", b"00/0000/qqq\x1b\\j"]), j);
        assert_eq!(with_gaps(&[b"\x1bP1$r", b"0m\x07", b"j"]), j);
        // Whoever is at the keys is not locked out.
        assert_eq!(with_gaps(&[b"\x1b]11;rgb:00", b"qqq", b"\x1b", b"j"]), [key(KeyCode::Esc), j[0].clone()]);
    }

    #[test]
    fn answers_of_an_eight_bit_terminal_are_no_keys() {
        check(b"\x9b?62;22cj", &[key(KeyCode::Char('j'))]);
        check(b"\x9d11;rgb:0000/0000/0000\x07j", &[key(KeyCode::Char('j'))]);
        check("\u{9b}24;80Rj".as_bytes(), &[key(KeyCode::Char('j'))]);
        check(b"\x9b5~", &[key(KeyCode::PageUp)]);
    }

    #[test]
    fn the_wheel_and_clicks_are_read() {
        let at = |kind, column, row| Read::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE });
        check(
            b"\x1b[<65;11;6M\x1b[<0;1;1M",
            &[at(MouseEventKind::ScrollDown, 10, 5), at(MouseEventKind::Down(MouseButton::Left), 0, 0)],
        );
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_panic_and_pieces_change_nothing(bytes: Vec<u8>, cut in 0usize..64) {
            let mut whole = KeyReader::default();
            let mut cut_up = KeyReader::default();
            let cut = cut.min(bytes.len());
            let mut reads = cut_up.read(&bytes[..cut]);
            reads.extend(cut_up.read(&bytes[cut..]));
            proptest::prop_assert_eq!(whole.read(&bytes), reads);
        }
    }
}
