//! Where a person is: what `back` comes back to.

/// One of the five panes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Pane {
    /// The list of articles.
    #[default]
    Articles,
    /// The open article.
    Reading,
    /// Actors.
    Actors,
    /// Events.
    Events,
    /// Discrepancies.
    Discrepancies,
}

impl Pane {
    /// In order of their numbers.
    pub const ALL: [Pane; 5] = [Self::Articles, Self::Reading, Self::Actors, Self::Events, Self::Discrepancies];

    /// Its head.
    pub fn title(self) -> &'static str {
        match self {
            Self::Articles => "ARTICLES",
            Self::Reading => "READING",
            Self::Actors => "ACTORS",
            Self::Events => "EVENTS",
            Self::Discrepancies => "DISCREPANCIES",
        }
    }

    /// Where its cursor is kept in [`Place::lists`]; the reading pane's entry stands unused.
    pub fn idx(self) -> usize {
        self as usize
    }

    /// The pane `by` further, around the end.
    #[must_use]
    pub fn step(self, by: isize) -> Self {
        let n = Self::ALL.len() as isize;
        Self::ALL[(self.idx() as isize + by).rem_euclid(n) as usize]
    }
}

/// What fills the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Screen {
    /// The five panes.
    #[default]
    Panes,
    /// The card of an actor.
    Card(u32),
    /// All mentions of an actor.
    References(u32),
    /// How the other reports tell a sentence.
    Told(crate::text::Evidence),
    /// The accounts of an event.
    Accounts(u32),
    /// The phrases of a discrepancy.
    Phrases(u32),
    /// The disputed facts of a story.
    Compare(u32),
    /// The events of a story along time.
    Timeline(u32),
    /// The page of a story: what several tell, what is disputed, what one alone tells.
    Brief(u32),
    /// Who with whom in a story.
    Company(u32),
    /// Files that could not be read.
    Troubles,
    /// What a search found.
    Found,
    /// What was said so far.
    Messages,
    /// The links of an article.
    Links(u32),
    /// What was cut away from an article.
    Furniture(u32),
}

/// The cursor of a list and the first row that is seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListAt {
    /// The selected row.
    pub cursor: usize,
    /// The first row that is seen.
    pub top: usize,
}

impl ListAt {
    /// Keeps the cursor on the list and on the screen. A cursor that would leave the screen is brought to its middle: a
    /// list that scrolls by one row sends itself anew with every key, which a slow line does not keep up with.
    pub fn settle(&mut self, n_rows: usize, height: usize) {
        let height = height.max(1);
        self.cursor = self.cursor.min(n_rows.saturating_sub(1));
        if self.cursor < self.top || self.cursor >= self.top + height {
            self.top = self.cursor.saturating_sub(height / 2);
        }
        self.top = self.top.min(n_rows.saturating_sub(height));
    }

    /// Moves the cursor and what is seen by the same number of rows, at most to the ends.
    pub fn scroll(&mut self, by: isize, n_rows: usize, height: usize) {
        self.step(by, n_rows);
        self.top = self.top.saturating_add_signed(by).min(n_rows.saturating_sub(height));
    }

    /// Moves the cursor, at most to the ends.
    pub fn step(&mut self, by: isize, n_rows: usize) {
        self.cursor = self.cursor.saturating_add_signed(by).min(n_rows.saturating_sub(1));
    }
}

/// A place: screen, pane, article, line, and the cursor of every list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// What fills the screen.
    pub screen: Screen,
    /// The pane that has the keys.
    pub pane: Pane,
    /// The pane beside reading on a screen of medium width.
    pub beside: Pane,
    /// The open article.
    pub article: Option<u32>,
    /// A byte of its text on the cursor's line, whatever the width.
    pub at: u32,
    /// On which row of the pane that line stands.
    pub row: u16,
    /// The link that Enter follows: its span in the text.
    pub link: Option<(crate::text::Span, super::super::target::Target)>,
    /// The actor whose mentions are marked.
    pub chosen: Option<u32>,
    /// Cursors of the panes by [`Pane::idx`].
    pub lists: [ListAt; 5],
    /// What the lists of the panels were about.
    pub lists_of: Option<(super::Scope, Option<u32>)>,
    /// Cursor of the page, the table or the picture.
    pub page: ListAt,
    /// The side or column that is selected there.
    pub side: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_stays_on_its_list_and_on_the_screen() {
        let mut at = ListAt { cursor: 50, top: 0 };
        at.settle(100, 10);
        assert_eq!(at, ListAt { cursor: 50, top: 45 });
        at.step(4, 100);
        at.settle(100, 10);
        assert_eq!(at, ListAt { cursor: 54, top: 45 }, "nothing scrolls while the cursor is in sight");
        at.settle(20, 10);
        assert_eq!(at, ListAt { cursor: 19, top: 10 });
        at.settle(0, 10);
        assert_eq!(at, ListAt { cursor: 0, top: 0 });
        at.settle(5, 0);
        assert_eq!(at, ListAt { cursor: 0, top: 0 });
    }
}
