//! The screen: the frame that is shown, the one that is made, and what of it must be sent.

use super::canvas::Canvas;
use super::links::Links;
use super::{Abilities, modes, scroll};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::io;

/// What a frame is beside its cells.
pub struct View<'l> {
    /// Where the cursor rests: on the selected row, for screen readers.
    pub cursor: Position,
    /// Whether it is seen.
    pub seen: bool,
    /// Stretches of lines that are links for the terminal, and where they lead.
    pub links: Vec<(Rect, &'l str)>,
}

/// The screen.
pub struct Screen {
    canvas: Canvas,
    links: Links,
    has_links: bool,
    shown: Buffer,
    next: Buffer,
}

impl Screen {
    /// A screen on which nothing is shown yet.
    pub fn new(abilities: Abilities) -> Self {
        let area = Rect::from((Position::ORIGIN, modes::size()));
        let (shown, next) = (Buffer::empty(area), Buffer::empty(area));
        Self { canvas: Canvas::new(abilities), links: Links::default(), has_links: abilities.links, shown, next }
    }

    /// Empties it: the next frame is sent in full.
    pub fn clear(&mut self) {
        self.canvas.clear();
        self.links.forget();
        self.shown.reset();
    }

    /// Draws a frame. What is the same as before is not sent, lines that moved are moved, and nothing at all is sent where
    /// nothing changed.
    pub fn draw<'l>(&mut self, view: impl FnOnce(&mut Buffer) -> View<'l>) -> io::Result<()> {
        let area = Rect::from((Position::ORIGIN, modes::size()));
        if area != self.next.area {
            self.shown.resize(area);
            self.next.resize(area);
            self.clear();
        }
        self.next.reset();
        let view = view(&mut self.next);
        if let Some(moved) = scroll::find(&self.shown, &self.next) {
            self.canvas.scroll(moved);
            self.links.scroll(moved);
            scroll::apply(&mut self.shown, moved);
        }
        self.canvas.draw(&self.shown.diff(&self.next), &self.next, &self.links);
        if self.has_links {
            for linked in self.links.change(&view.links, &self.next) {
                self.canvas.put_linked(&linked);
            }
        }
        std::mem::swap(&mut self.shown, &mut self.next);
        self.canvas.send(view.cursor, view.seen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::{Color, Style};

    /// The screen beside a terminal that is sent what it sends.
    fn pair() -> (Screen, vt100::Parser) {
        let variables = [("TERM", "xterm-256color"), ("LANG", "C.UTF-8")];
        let known = |name: &str| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        (Screen::new(Abilities::guess(known)), vt100::Parser::new(24, 80, 0))
    }

    /// Draws lines, some in colour; gives how many bytes that took.
    fn show(screen: &mut Screen, terminal: &mut vt100::Parser, lines: &[String]) -> usize {
        let drawn = screen.draw(|buffer| {
            for (y, line) in lines.iter().take(24).enumerate() {
                let style = if line.starts_with('!') { Style::new().fg(Color::Red) } else { Style::new() };
                buffer.set_string(0, y as u16, line, style);
            }
            View { cursor: Position::new(0, lines.len() as u16 % 24), seen: false, links: Vec::new() }
        });
        drawn.expect("nothing is written where no terminal is");
        let sent = screen.canvas.take_sent();
        terminal.process(&sent);
        sent.len()
    }

    fn assert_shown(screen: &Screen, terminal: &vt100::Parser) {
        for y in 0..24 {
            let row: String = (0..80).map(|x| screen.shown[(x, y)].symbol()).collect();
            let seen: String = (0..80)
                .filter_map(|x| terminal.screen().cell(y, x))
                .filter(|cell| !cell.is_wide_continuation())
                .map(|cell| if cell.has_contents() { cell.contents().to_owned() } else { " ".to_owned() })
                .collect();
            assert_eq!(seen.trim_end(), row.replace("日 ", "日").trim_end(), "line {y}");
            let red = terminal.screen().cell(y, 0).is_some_and(|cell| cell.fgcolor() == vt100::Color::Idx(1));
            assert_eq!(red, row.starts_with('!'), "colour of line {y}");
        }
    }

    #[test]
    fn a_line_scrolled_costs_little_and_shows_the_same() {
        let line = |n: usize| (0..70).map(|k| char::from(b'a' + (n * 7 + k * (n % 5 + 1)) as u8 % 26)).collect();
        let text: Vec<String> = (0..60).map(line).collect();
        let (mut screen, mut terminal) = pair();
        show(&mut screen, &mut terminal, &text[..24]);
        for from in (1..30).chain((0..29).rev()) {
            let n = show(&mut screen, &mut terminal, &text[from..from + 24]);
            assert!(n <= 200, "{n} bytes for a line");
            assert_shown(&screen, &terminal);
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_frames_follow_one_another_a_terminal_shows_the_last(
            pool in proptest::collection::vec("[!ab 日]{0,60}", 12),
            frames in proptest::collection::vec(proptest::collection::vec(0usize..12, 1..30), 1..8),
        ) {
            let (mut screen, mut terminal) = pair();
            for frame in frames {
                let lines: Vec<String> = frame.iter().map(|n| pool[*n].chars().take(39).collect()).collect();
                show(&mut screen, &mut terminal, &lines);
                assert_shown(&screen, &terminal);
            }
        }
    }
}
