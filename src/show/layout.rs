//! Where things stand: a size and a place come in, rectangles go out.
//!
//! Wide (120 columns and more): articles, reading, and the panels one above the other. Medium (80 to 119): articles or a
//! panel beside reading. Narrow: one pane, with a line of tabs. Under 40×10 nothing but one line.

use super::state::{Pane, Place, Screen};
use ratatui::layout::Rect;

/// Columns beside the text: cursor, sign, a free one; and one to its right.
pub const GUTTER: u16 = 3;
const WIDE: u16 = 120;
const MEDIUM: u16 = 80;
/// Columns of a pane at least, whatever a person drags.
const LEAST: u16 = 20;
/// Under this nothing useful fits.
pub const SMALLEST: (u16, u16) = (40, 10);
/// From this width a discrepancy stands on one line.
const ONE_LINE: u16 = 90;

/// Where things stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// Whether there is no room for anything.
    pub too_small: bool,
    /// The line of tabs, on narrow screens.
    pub tabs: Option<Rect>,
    /// Everything between tabs and status line.
    pub body: Rect,
    /// The last line.
    pub status: Rect,
    /// The panes that are seen, each with its head as first line.
    pub panes: [Option<Rect>; 5],
    /// Whether there are actors, events and discrepancies that are not listed, of which the last line of their pane says how
    /// many.
    pub feet: [bool; 3],
    /// Columns of the lines between panes.
    pub bars: Vec<u16>,
}

impl Layout {
    /// Lays out a screen of `size` columns and rows.
    pub fn new(size: (u16, u16), place: &Place, zoom: bool, wants: [u16; 3], grow: [i16; 2]) -> Self {
        let (width, height) = size;
        if width < SMALLEST.0 || height < SMALLEST.1 {
            let body = Rect::new(0, 0, width, height);
            return Self { too_small: true, body, status: body, ..Self::default() };
        }
        let narrow = width < MEDIUM;
        let tabs = (narrow && place.screen == Screen::Panes).then(|| Rect::new(0, 0, width, 1));
        let top = u16::from(tabs.is_some());
        let body = Rect::new(0, top, width, height - 1 - top);
        let status = Rect::new(0, height - 1, width, 1);
        let mut layout =
            Self { too_small: false, tabs, body, status, panes: [None; 5], feet: [false; 3], bars: Vec::new() };
        if place.screen == Screen::Panes {
            if narrow || zoom {
                layout.panes[place.pane.idx()] = Some(body);
            } else if width < WIDE {
                layout.medium(place, grow);
            } else {
                layout.wide(place.pane, wants, grow);
            }
        }
        layout
    }

    /// With a last line under actors, events and discrepancies, or without.
    #[must_use]
    pub fn with_feet(self, feet: [bool; 3]) -> Self {
        Self { feet, ..self }
    }

    fn medium(&mut self, place: &Place, grow: [i16; 2]) {
        let body = self.body;
        let beside = if place.pane == Pane::Reading { place.beside } else { place.pane };
        // Panels say sentences; a list of articles is read by its first words.
        let left = if beside == Pane::Articles { body.width * 2 / 5 } else { body.width / 2 };
        let left = left.clamp(30, if beside == Pane::Articles { 44 } else { 60 });
        let more = grow[usize::from(beside != Pane::Articles)];
        let left = grown(left, more, body.width.saturating_sub(LEAST));
        self.panes[beside.idx()] = Some(Rect { width: left, ..body });
        self.bars.push(left);
        self.panes[Pane::Reading.idx()] = Some(Rect { x: left + 1, width: body.width - left - 1, ..body });
    }

    fn wide(&mut self, focus: Pane, wants: [u16; 3], grow: [i16; 2]) {
        let body = self.body;
        let left = (body.width * 27 / 100).clamp(32, 48);
        let right = (body.width * 31 / 100).clamp(36, 64);
        let left = grown(left, grow[0], body.width - right - LEAST - 2);
        let right = grown(right, grow[1], body.width - left - LEAST - 2);
        let middle = body.width - left - right - 2;
        self.panes[0] = Some(Rect { width: left, ..body });
        self.panes[1] = Some(Rect { x: left + 1, width: middle, ..body });
        self.bars = vec![left, left + 1 + middle];
        let x = left + middle + 2;
        // The panel that has the keys gets half of the room; without one, the discrepancies get a little more.
        let weights = match focus {
            Pane::Actors => [2, 1, 1],
            Pane::Events => [1, 2, 1],
            Pane::Discrepancies => [1, 1, 2],
            _ => [3, 3, 4],
        };
        let mut y = body.y;
        for (idx, height) in heights(body.height, weights, wants).into_iter().enumerate() {
            self.panes[idx + 2] = Some(Rect { x, y, width: right, height });
            y += height;
        }
    }

    /// Lines that the panels would take in full, for rows of each: a head, its rows, a free line.
    pub fn wants(n_rows: [usize; 3]) -> [u16; 3] {
        let lines = |rows: usize| rows.saturating_add(2).min(usize::from(u16::MAX)) as u16;
        [lines(n_rows[0]), lines(n_rows[1]), lines(n_rows[2].saturating_mul(2))]
    }

    /// A pane without its head and foot.
    pub fn inside(&self, pane: Pane) -> Option<Rect> {
        let around = 1 + u16::from(self.has_foot(pane));
        self.panes[pane.idx()].map(|area| Rect { y: area.y + 1, height: area.height.saturating_sub(around), ..area })
    }

    /// Whether the pane's last line is kept for what is not listed; a pane of few lines keeps them for its rows.
    pub fn has_foot(&self, pane: Pane) -> bool {
        const ROWS: u16 = 3;
        let foot = match pane {
            Pane::Actors => self.feet[0],
            Pane::Events => self.feet[1],
            Pane::Discrepancies => self.feet[2],
            _ => false,
        };
        foot && self.panes[pane.idx()].is_some_and(|area| area.height > ROWS + 1)
    }

    /// The screen without its head, where it is not the five panes.
    pub fn page(&self) -> Rect {
        Rect { y: self.body.y + 1, height: self.body.height.saturating_sub(1), ..self.body }
    }

    /// Columns of text in the reading pane, at most `measure`.
    pub fn text_width(&self, measure: u16) -> u16 {
        let width = self.panes[Pane::Reading.idx()].unwrap_or(self.body).width;
        width.saturating_sub(GUTTER + 1).clamp(8, measure)
    }

    /// Lines that one row of a pane takes.
    pub fn item_height(&self, pane: Pane) -> usize {
        let width = self.panes[pane.idx()].map_or(0, |area| area.width);
        if pane == Pane::Discrepancies && width < ONE_LINE { 2 } else { 1 }
    }

    /// Rows of a pane that are seen at once.
    pub fn n_items(&self, pane: Pane) -> usize {
        self.inside(pane).map_or(0, |area| usize::from(area.height)) / self.item_height(pane)
    }
}

/// A width with what a person added to it, from [`LEAST`] to `most` columns.
fn grown(width: u16, by: i16, most: u16) -> u16 {
    width.saturating_add_signed(by).clamp(LEAST, most.max(LEAST))
}

/// Shares lines among the three panels: by weight, but what one does not need the others get.
fn heights(all: u16, weights: [u16; 3], wants: [u16; 3]) -> [u16; 3] {
    const FEWEST: u16 = 3;
    let sum: u16 = weights.iter().sum();
    let mut given = [0; 3];
    let mut rest = all;
    for idx in 0..3 {
        let share = (all * weights[idx] / sum).max(FEWEST);
        given[idx] = share.min(wants[idx].max(FEWEST)).min(rest);
        rest -= given[idx];
    }
    // The discrepancies first: they are what people come for.
    for idx in [2, 1, 0] {
        let more = wants[idx].saturating_sub(given[idx]).min(rest);
        given[idx] += more;
        rest -= more;
    }
    given[2] += rest;
    given
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_size_gives_rectangles_inside_the_screen() {
        for width in 0..=210u16 {
            for height in 0..=60u16 {
                for pane in Pane::ALL {
                    let place = Place { pane, ..Place::default() };
                    let wants = [width / 3, height, width % 17];
                    let grow = [(width % 90) as i16 - 45, height as i16 * 2 - 60];
                    let layout = Layout::new((width, height), &place, false, wants, grow);
                    assert_eq!(layout.too_small, width < 40 || height < 10);
                    for area in layout.panes.iter().flatten() {
                        assert!(area.right() <= width && area.bottom() < height && area.height > 1, "{area:?}");
                    }
                    assert!(layout.too_small || layout.panes[pane.idx()].is_some());
                }
            }
        }
    }
}
