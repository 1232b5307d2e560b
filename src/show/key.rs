//! One key press, and how it is written: `j`, `]a`, `<Enter>`, `<C-d>`, `<S-Tab>`, `<A-x>`, `<lt>` for `<`.
//!
//! The same notation serves the key map, the help, `--keys` and the tests.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::fmt;

/// What was pressed, without its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    /// A character; shift is in the character itself.
    Char(char),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift and Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow.
    Up,
    /// Arrow.
    Down,
    /// Arrow.
    Left,
    /// Arrow.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
}

/// Names of the keys that are no single character, as they are written between `<` and `>`.
const NAMED: [(&str, Code); 16] = [
    ("Enter", Code::Enter),
    ("Esc", Code::Esc),
    ("Tab", Code::Tab),
    ("S-Tab", Code::BackTab),
    ("Backspace", Code::Backspace),
    ("Delete", Code::Delete),
    ("Up", Code::Up),
    ("Down", Code::Down),
    ("Left", Code::Left),
    ("Right", Code::Right),
    ("Home", Code::Home),
    ("End", Code::End),
    ("PageUp", Code::PageUp),
    ("PageDown", Code::PageDown),
    ("Space", Code::Char(' ')),
    ("lt", Code::Char('<')),
];

/// A key press.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// The key.
    pub code: Code,
    /// With Ctrl.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
}

impl Key {
    /// The key of a character, without modifiers.
    pub fn char(c: char) -> Self {
        Self { code: Code::Char(c), ctrl: false, alt: false }
    }

    /// A key without modifiers.
    pub fn plain(code: Code) -> Self {
        Self { code, ctrl: false, alt: false }
    }

    /// The character that the key types into a field of text, if any.
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }

    /// From a terminal's event; `None` for keys that nothing can be bound to.
    pub fn from_event(event: &KeyEvent) -> Option<Self> {
        let code = match event.code {
            KeyCode::Char(c) => Code::Char(c),
            KeyCode::Enter => Code::Enter,
            KeyCode::Esc => Code::Esc,
            KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => Code::BackTab,
            KeyCode::Tab => Code::Tab,
            KeyCode::BackTab => Code::BackTab,
            KeyCode::Backspace => Code::Backspace,
            KeyCode::Delete => Code::Delete,
            KeyCode::Up => Code::Up,
            KeyCode::Down => Code::Down,
            KeyCode::Left => Code::Left,
            KeyCode::Right => Code::Right,
            KeyCode::Home => Code::Home,
            KeyCode::End => Code::End,
            KeyCode::PageUp => Code::PageUp,
            KeyCode::PageDown => Code::PageDown,
            _ => return None,
        };
        let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
        Some(Self { code, ctrl, alt: event.modifiers.contains(KeyModifiers::ALT) })
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let prefix = match (self.ctrl, self.alt) {
            (true, true) => "C-A-",
            (true, false) => "C-",
            (false, true) => "A-",
            (false, false) => "",
        };
        let named = NAMED.iter().find(|(_, code)| *code == self.code).map(|(name, _)| *name);
        match (self.code, named) {
            (_, Some(name)) => write!(f, "<{prefix}{name}>"),
            (Code::Char(c), None) if prefix.is_empty() => write!(f, "{c}"),
            (Code::Char(c), None) => write!(f, "<{prefix}{c}>"),
            (_, None) => Ok(()),
        }
    }
}

/// How a sequence of keys is written.
pub fn written(keys: &[Key]) -> String {
    keys.iter().map(ToString::to_string).collect()
}

/// Reads a sequence of keys; the error names the part that isn't a key.
pub fn parse_keys(text: &str) -> Result<Vec<Key>, String> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let end = if c == '<' { rest.find('>') } else { None };
        if let Some(end) = end.filter(|&end| end > 1) {
            keys.push(parse_named(&rest[1..end])?);
            rest = &rest[end + 1..];
        } else {
            keys.push(match c {
                '\n' => Key::plain(Code::Enter),
                '\t' => Key::plain(Code::Tab),
                c => Key::char(c),
            });
            rest = &rest[c.len_utf8()..];
        }
    }
    Ok(keys)
}

/// Reads what stands between `<` and `>`.
fn parse_named(name: &str) -> Result<Key, String> {
    let named = |name: &str| NAMED.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, code)| *code);
    let (mut ctrl, mut alt, mut rest) = (false, false, name);
    loop {
        if let Some(code) = named(rest) {
            return Ok(Key { code, ctrl, alt });
        }
        let mut chars = rest.chars();
        match (chars.next(), chars.next(), chars.next()) {
            (Some('C' | 'c'), Some('-'), Some(_)) => ctrl = true,
            (Some('A' | 'a' | 'M'), Some('-'), Some(_)) => alt = true,
            (Some(c), None, None) => return Ok(Key { code: Code::Char(c), ctrl, alt }),
            _ => return Err(format!("<{name}> is no key; known are <Enter>, <Esc>, <Tab>, <S-Tab>, <C-d>, <Up> …")),
        }
        rest = &rest[2..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back_as_the_same_keys() {
        for text in ["jj<Enter>", "<C-d><S-Tab>", "]a[a", "<Space>x<lt>", "<A-x>é"] {
            let keys = parse_keys(text).expect(text);
            assert_eq!(written(&keys), text);
        }
        assert_eq!(parse_keys("<c-D>").expect("lower case"), parse_keys("<C-D>").expect("upper case"));
        assert_eq!(parse_keys("a<b").expect("a lone < is a key").len(), 3);
    }

    #[test]
    fn an_unknown_name_is_named_in_the_error() {
        let error = parse_keys("j<Hyper-q>").expect_err("no such key");
        assert!(error.contains("<Hyper-q>"), "{error}");
    }
}
