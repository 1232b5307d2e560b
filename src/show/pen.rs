//! The only way to put letters on a screen: text is made safe, cut to its room, and counted as the terminal counts it.

use super::theme::{Theme, Tone};
use crate::text::make_safe;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Most bytes that one cell may hold: what an article can make a terminal draw again and again stays bounded.
const CELL_BYTES: usize = 64;

/// A buffer, the theme, and the room in which to write.
pub struct Pen<'a> {
    /// What is written into.
    pub buffer: &'a mut Buffer,
    /// How tones look.
    pub theme: &'a Theme,
}

impl<'a> Pen<'a> {
    /// A pen for `buffer`.
    pub fn new(buffer: &'a mut Buffer, theme: &'a Theme) -> Self {
        Self { buffer, theme }
    }

    /// Writes `text` at `x`, `y` in at most `width` columns, on one line; gives the column after it.
    pub fn text(&mut self, x: u16, y: u16, width: u16, text: &str, tone: Tone) -> u16 {
        self.styled(x, y, width, text, self.theme.style(tone))
    }

    /// As [`Pen::text`], with an ellipsis in the last column where the text is longer than its room.
    pub fn cut(&mut self, x: u16, y: u16, width: u16, text: &str, tone: Tone) -> u16 {
        if width == 0 {
            return x;
        }
        if text.len() > usize::from(width) && columns(text) > usize::from(width) {
            let end = self.text(x, y, width - 1, text, tone);
            return self.text(end, y, 1, "…", tone);
        }
        self.text(x, y, width, text, tone)
    }

    /// Writes `text` so that it ends at column `right`; gives the column where it begins.
    pub fn right(&mut self, right: u16, y: u16, text: &str, tone: Tone) -> u16 {
        let x = right.saturating_sub(columns(text) as u16);
        self.text(x, y, right - x, text, tone);
        x
    }

    /// Writes pieces one after the other; gives the column after them.
    pub fn pieces<'t>(&mut self, x: u16, y: u16, width: u16, pieces: impl IntoIterator<Item = (&'t str, Tone)>) -> u16 {
        let right = x.saturating_add(width);
        let mut at = x;
        let mut last = None;
        for (text, tone) in pieces {
            let room = right - at;
            if columns(text) > usize::from(room) {
                if room > 0 {
                    self.cut(at, y, room, text, tone);
                } else if let Some(tone) = last.filter(|_| right > x) {
                    self.text(right - 1, y, 1, "…", tone);
                }
                return right;
            }
            at = self.text(at, y, room, text, tone);
            last = Some(tone);
        }
        at
    }

    /// Lays the look of `tone` over what stands there already.
    pub fn over(&mut self, area: Rect, tone: Tone) {
        let style = self.theme.style(tone);
        let area = area.intersection(self.buffer.area);
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                self.buffer[(x, y)].set_style(style);
            }
        }
    }

    /// Makes an area empty.
    pub fn clear(&mut self, area: Rect, tone: Tone) {
        let style = self.theme.style(tone);
        let area = area.intersection(self.buffer.area);
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                let cell = &mut self.buffer[(x, y)];
                cell.reset();
                cell.set_style(style);
            }
        }
    }

    /// A horizontal line.
    pub fn rule(&mut self, x: u16, y: u16, width: u16, symbol: &str) {
        self.text(x, y, width, &symbol.repeat(usize::from(width)), Tone::Border);
    }

    /// A vertical line.
    pub fn bar(&mut self, x: u16, top: u16, bottom: u16) {
        for y in top..bottom {
            self.text(x, y, 1, "│", Tone::Border);
        }
    }

    fn styled(&mut self, x: u16, y: u16, width: u16, text: &str, style: Style) -> u16 {
        let area = self.buffer.area;
        if y < area.top() || y >= area.bottom() || x >= area.right() {
            return x;
        }
        let right = x.saturating_add(width).min(area.right());
        let safe = shown(text, self.theme.ascii);
        let mut at = x;
        for grapheme in safe.graphemes(true) {
            let grapheme = cell_text(grapheme);
            let columns = grapheme.width() as u16;
            if columns == 0 {
                continue;
            }
            if at + columns > right {
                break;
            }
            let cell = &mut self.buffer[(at, y)];
            cell.reset();
            cell.set_symbol(grapheme).set_style(style);
            for next in at + 1..at + columns {
                let cell = &mut self.buffer[(next, y)];
                cell.reset();
                cell.set_style(style);
            }
            at += columns;
        }
        at
    }
}

/// What fits into one cell of a grapheme of any length.
fn cell_text(grapheme: &str) -> &str {
    if grapheme.len() <= CELL_BYTES {
        return grapheme;
    }
    let mut end = CELL_BYTES;
    while !grapheme.is_char_boundary(end) {
        end -= 1;
    }
    &grapheme[..end]
}

/// How many columns `text` takes.
pub fn columns(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.graphemes(true).map(|grapheme| cell_text(grapheme).width()).sum() }
}

/// `text` on one line, safe, and in ASCII where nothing else can be shown.
fn shown(text: &str, ascii: bool) -> Cow<'_, str> {
    if text.bytes().all(|byte| (0x20..0x7F).contains(&byte)) {
        return Cow::Borrowed(text);
    }
    let safe = make_safe(text).replace('\n', " ");
    Cow::Owned(if ascii { safe.graphemes(true).map(in_ascii).collect() } else { safe })
}

/// A letter that stands for `grapheme`, as wide as it is.
fn in_ascii(grapheme: &str) -> String {
    let Some(first) = grapheme.chars().next() else { return String::new() };
    if first.is_ascii() {
        return first.to_string();
    }
    let letter = match first {
        '‘' | '’' | '‚' | '′' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '–' | '—' | '‑' | '−' | '─' | '━' | '╴' | '╶' | '┄' | '╌' => '-',
        '│' | '┃' | '▏' | '▎' | '▌' | '▐' | '┆' => '|',
        '┌' | '┐' | '└' | '┘' | '├' | '┤' | '┬' | '┴' | '┼' | '╭' | '╮' | '╰' | '╯' | '┏' | '┓' | '┗' | '┛' => {
            '+'
        }
        '═' | '≡' => '=',
        '▲' => '!',
        '△' => '%',
        '≈' | '…' => '~',
        '●' | '★' | '◆' | '✔' | '✓' | '•' => '*',
        '○' | '◇' | '◎' | '¶' | 'ò'..='ö' | 'ø' => 'o',
        '·' => '.',
        '›' | '▸' | '→' | '▶' => '>',
        '‹' | '←' | '◀' => '<',
        '▾' | '▼' | '↓' => 'v',
        '↻' | '↑' => '^',
        '≠' | '█' | '▓' => '#',
        '▒' | '░' | '▁' => ':',
        'À'..='Å' => 'A',
        'à'..='å' => 'a',
        'Ç' => 'C',
        'ç' => 'c',
        'È'..='Ë' => 'E',
        'è'..='ë' => 'e',
        'Ì'..='Ï' => 'I',
        'ì'..='ï' => 'i',
        'Ñ' => 'N',
        'ñ' | '✎' => 'n',
        'Ò'..='Ö' | 'Ø' => 'O',
        'Ù'..='Ü' => 'U',
        'ù'..='ü' => 'u',
        '\u{A0}' | '\u{2000}'..='\u{200A}' => ' ',
        _ => '?',
    };
    letter.to_string().repeat(grapheme.width())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str, width: u16, ascii: bool) -> (Buffer, u16) {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 1));
        let theme = Theme::named("default", true, ascii).expect("default");
        let end = Pen::new(&mut buffer, &theme).cut(0, 0, width, text, Tone::Text);
        (buffer, end)
    }

    #[test]
    fn escapes_and_overrides_never_reach_a_cell() {
        for text in ["\u{1b}]0;title\u{7}", "a\u{202E}b", "\u{9b}31m", "a\tb\nc", "\u{E0041}x"] {
            let (buffer, _) = written(text, 20, false);
            for cell in &buffer.content {
                let safe = cell.symbol().chars().all(|c| !c.is_control() && !('\u{202A}'..='\u{202E}').contains(&c));
                assert!(safe, "{text:?} gave {:?}", cell.symbol());
            }
        }
    }

    #[test]
    fn wide_letters_never_spill_over_their_room() {
        let (buffer, end) = written("日本語日本語", 5, false);
        assert_eq!(end, 5);
        assert_eq!(buffer[(4, 0)].symbol(), "…");
        let (buffer, _) = written(&format!("e{}", "\u{301}".repeat(5_000)), 3, false);
        assert!(buffer[(0, 0)].symbol().len() <= CELL_BYTES);
    }

    #[test]
    fn in_ascii_every_sign_has_a_letter_of_its_width() {
        let (buffer, end) = written("▲ “Café” 日 ≠", 20, true);
        let line: String = buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect();
        assert_eq!(line.trim_end(), "! \"Cafe\" ?? #");
        assert_eq!(end, 13);
    }
}
