//! Text that is a link for the terminal (OSC 8): which cells lead where, and what of that must be sent.
//!
//! Links are no part of a cell, so a frame that shows the same letters under another address would not be sent. What was
//! linked is therefore remembered here, and sent again where letters or address changed.

use super::clipboard::link_to_open;
use super::scroll::Scroll;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use std::fmt::Write;

/// Longer addresses are not made links: terminals cut them (VTE at 2083 bytes).
const MOST_BYTES: usize = 2_000;

/// Cells of one line, and where they lead; `None` where they lead nowhere any more.
#[derive(Clone, Debug, PartialEq)]
pub struct Linked {
    /// Column and row of the first cell.
    pub at: (u16, u16),
    /// The cells.
    pub cells: Vec<Cell>,
    /// The address: printable ASCII only.
    pub address: Option<String>,
}

/// What is linked on the screen.
#[derive(Debug, Default)]
pub struct Links {
    shown: Vec<Linked>,
}

impl Links {
    /// Takes over what a frame links; gives what must be sent for it. Only http and https become links.
    pub fn change(&mut self, wanted: &[(Rect, &str)], buffer: &Buffer) -> Vec<Linked> {
        let cells = |at: (u16, u16), width: u16| -> Vec<Cell> {
            (at.0..at.0 + width).filter_map(|x| buffer.cell((x, at.1)).cloned()).collect()
        };
        let new: Vec<Linked> = wanted
            .iter()
            .filter_map(|(area, link)| {
                let at = (area.x, area.y);
                Some(Linked { at, cells: cells(at, area.width), address: Some(address(link)?) })
            })
            .collect();
        let gone = self.shown.iter().filter(|old| !new.contains(old));
        let gone = gone.map(|old| Linked { at: old.at, cells: cells(old.at, old.cells.len() as u16), address: None });
        let mut changes: Vec<Linked> = gone.collect();
        changes.extend(new.iter().filter(|new| !self.shown.contains(new)).cloned());
        self.shown = new;
        changes
    }

    /// Whether any of it stands in this line.
    pub fn stand_in(&self, y: u16) -> bool {
        self.shown.iter().any(|linked| linked.at.1 == y)
    }

    /// Lines were moved on the screen, and what is linked in them with them.
    pub fn scroll(&mut self, scroll: Scroll) {
        let moves = |linked: &Linked| (scroll.top..=scroll.bottom).contains(&linked.at.1);
        let to = |linked: &Linked| i32::from(linked.at.1) - i32::from(scroll.by);
        let stays = i32::from(scroll.top)..=i32::from(scroll.bottom);
        self.shown.retain(|linked| !moves(linked) || stays.contains(&to(linked)));
        for linked in self.shown.iter_mut().filter(|linked| moves(linked)) {
            linked.at.1 = to(linked) as u16;
        }
    }

    /// The screen was emptied: nothing is linked on it.
    pub fn forget(&mut self) {
        self.shown.clear();
    }
}

/// An address as a terminal takes it: percent-encoded where it is not plain ASCII.
fn address(link: &str) -> Option<String> {
    let link = link_to_open(link).filter(|link| !link.to_ascii_lowercase().starts_with("mailto:"))?;
    let mut address = String::with_capacity(link.len());
    for byte in link.bytes() {
        match byte {
            0x21..=0x7E => address.push(char::from(byte)),
            // Writing to a string cannot fail.
            _ => drop(write!(address, "%{byte:02X}")),
        }
    }
    (address.len() <= MOST_BYTES).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_become_links_and_only_ascii_goes_out() {
        assert_eq!(address("https://a.example/caf\u{e9}?b").as_deref(), Some("https://a.example/caf%C3%A9?b"));
        for bad in ["mailto:a@b.example", "file:///etc/passwd", "https://a\u{1b}]0;x", "javascript:alert(1)"] {
            assert_eq!(address(bad), None, "{bad:?}");
        }
        assert_eq!(address(&format!("https://a.example/{}", "x".repeat(MOST_BYTES))), None);
    }

    #[test]
    fn a_link_is_sent_once_and_again_when_its_letters_or_its_address_change() {
        let area = Rect::new(0, 0, 4, 1);
        let mut buffer = Buffer::with_lines(["Post and more"]);
        let mut links = Links::default();
        assert_eq!(links.change(&[(area, "https://a.example")], &buffer).len(), 1);
        assert!(links.change(&[(area, "https://a.example")], &buffer).is_empty());
        let changes = links.change(&[(area, "https://b.example")], &buffer);
        assert_eq!(changes.last().and_then(|link| link.address.as_deref()), Some("https://b.example"));
        buffer = Buffer::with_lines(["Quay and more"]);
        assert_eq!(links.change(&[(area, "https://b.example")], &buffer).len(), 2);
        let changes = links.change(&[], &buffer);
        assert!(changes.len() == 1 && changes[0].address.is_none());
    }
}
