//! The list of articles: its order, its filter, its rows. Moving never walks it; only a change of filter, order or
//! triage makes the rows anew.

use super::super::filter::{Filter, Fits};
use super::super::material::Material;
use super::super::query::Pattern;
use super::kept::Kept;
use crate::text::Day;
use rustc_hash::FxHashSet;

/// In which order articles stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As the analysis weighs stories, then as read.
    #[default]
    Weight,
    /// The latest first.
    Date,
    /// By source.
    Source,
    /// The most disputed first.
    Disputes,
}

impl Order {
    /// All, in the order in which the key goes through them.
    pub const ALL: [Order; 4] = [Self::Weight, Self::Date, Self::Source, Self::Disputes];

    /// As a command writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Weight => "weight",
            Self::Date => "date",
            Self::Source => "source",
            Self::Disputes => "disputes",
        }
    }
}

/// Whose actors, events and discrepancies the panels show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// Of the story at hand.
    #[default]
    Story,
    /// Of the open article.
    Article,
    /// Of all articles.
    All,
}

impl Scope {
    /// As a head writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Story => "story",
            Self::Article => "article",
            Self::All => "all",
        }
    }
}

/// A row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// The head of a story.
    Story(u32),
    /// An article.
    Article(u32),
}

/// Stands in [`Articles::rows_of`] for an article that is not listed.
const UNLISTED: u32 = u32::MAX;
/// Stands in [`Articles::rows_of`] for an article that is listed, below the head of a folded story.
const FOLDED: u32 = u32::MAX - 1;

/// The list of articles.
#[derive(Clone, Debug, Default)]
pub struct Articles {
    /// All articles in order, whatever the filter.
    pub sorted: Vec<u32>,
    /// What is listed.
    pub rows: Vec<Row>,
    /// For each article its row, [`FOLDED`] where its story is folded, [`UNLISTED`] where it is not listed.
    pub rows_of: Vec<u32>,
    /// How many articles are listed.
    pub n_listed: usize,
    /// How many of the listed ones are unread.
    pub n_unread: usize,
    /// How many are hidden because they are done or set aside.
    pub n_away: usize,
    /// The order.
    pub order: Order,
    /// One flat list instead of groups by story.
    pub flat: bool,
    /// Stories with unread articles that hold watched words: they come first.
    pub raised: FxHashSet<u32>,
    /// Stories that are folded.
    pub folded: FxHashSet<u32>,
    /// Marked articles.
    pub marked: FxHashSet<u32>,
    /// The filter as typed.
    pub filter: String,
    /// The filter as understood.
    asked: Filter,
    /// What is wrong with the filter.
    pub fault: Option<String>,
    /// Done and set-aside articles are listed too.
    pub show_all: bool,
    /// What all texts were asked, the latest last.
    pub texts: Fits,
    /// What they are being asked; the rows stay as they are until the answer is there.
    pub asking: Vec<Pattern>,
    /// Whether it was given to a worker.
    given: bool,
}

/// So many texts are asked at once: a few megabytes, which take a few milliseconds. More are asked by a worker.
const TEXTS_AT_ONCE: usize = 1_000;
/// So many answers are remembered: letters taken back cost nothing.
const ANSWERS: usize = 16;

/// More than there are places in a list: those behind the raised stories.
const BEHIND: u32 = u32::MAX / 2;

/// The articles in order of a key; those with the same key stay as they are. Keys are asked once each, and stand side by
/// side with the places: a hundred thousand are sorted in a few milliseconds.
fn by_key(articles: &[u32], key: impl Fn(u32) -> u32) -> Vec<u32> {
    let keyed = articles.iter().enumerate();
    let mut keyed: Vec<u64> = keyed.map(|(at, &article)| u64::from(key(article)) << 32 | at as u64).collect();
    keyed.sort_unstable();
    keyed.into_iter().map(|keyed| articles[keyed as u32 as usize]).collect()
}

/// A number that grows with the day; years are those of the calendar, from -9999 to 9999.
fn number_of(day: Day) -> u32 {
    let year = i32::from(day.year()) + 10_000;
    (year * 12 + i32::from(day.month())) as u32 * 31 + day.day() as u32
}

impl Articles {
    /// Sorts all articles anew.
    pub fn reorder(&mut self, material: &Material) {
        let analysis = &material.analysis;
        let all: Vec<u32> = (0..analysis.articles.len() as u32).collect();
        let names = &material.names;
        self.sorted = match self.order {
            Order::Weight => all,
            Order::Date => {
                by_key(&all, |idx| names.published(idx).map_or(u32::MAX, |day| u32::MAX / 2 - number_of(day)))
            }
            // Sources stand in order of the alphabet.
            Order::Source => by_key(&all, |idx| names.source_of(idx).map_or(u32::MAX, |source| source as u32)),
            Order::Disputes => by_key(&all, |idx| u32::MAX - material.articles[idx as usize].n_disputes),
        };
        if self.flat || analysis.linked.stories.is_empty() {
            return;
        }
        // Stories stand where their first article in this order stands; by weight, as the analysis orders them.
        let mut rank = vec![u32::MAX; analysis.linked.stories.len()];
        if self.order == Order::Weight {
            for (idx, rank) in rank.iter_mut().enumerate() {
                *rank = idx as u32;
            }
        } else {
            for (place, &idx) in self.sorted.iter().enumerate() {
                if let Some(rank) = material.story_of(idx).and_then(|story| rank.get_mut(story as usize)) {
                    *rank = (*rank).min(place as u32);
                }
            }
        }
        if !self.raised.is_empty() {
            let others = rank.iter_mut().enumerate().filter(|(story, _)| !self.raised.contains(&(*story as u32)));
            others.for_each(|(_, rank)| *rank = rank.saturating_add(BEHIND));
        }
        let rank_of = |idx: u32| material.story_of(idx).and_then(|story| rank.get(story as usize)).copied();
        self.sorted = by_key(&self.sorted, |idx| rank_of(idx).unwrap_or(u32::MAX));
    }

    /// Makes the rows anew from the sorted articles.
    pub fn refilter(&mut self, material: &Material, kept: &[Kept], today: Option<Day>) {
        let filter = Filter::parse(&self.filter, today);
        self.fault = filter.as_ref().err().cloned();
        let mut filter = filter.unwrap_or_default();
        self.given &= self.asking == filter.texts();
        self.asking = filter.texts();
        if kept.len() > TEXTS_AT_ONCE
            && self.asking.iter().any(|pattern| self.texts.iter().all(|(known, _)| known != pattern))
        {
            self.rows_of.resize(kept.len(), UNLISTED);
            return;
        }
        self.asking.clear();
        filter.know_texts(&self.texts);
        self.asked = filter;
        self.remake_rows(material, kept);
    }

    /// Forgets what the texts were asked: they are others now. Rows that hang on the answer are gone.
    pub fn forget_texts(&mut self) {
        self.texts.clear();
        self.given = false;
        if !self.asking.is_empty() || !self.asked.texts().is_empty() {
            self.rows.clear();
            self.rows_of.clear();
        }
    }

    /// What a worker shall ask the texts, if there is anything new.
    pub fn to_ask(&mut self) -> Option<Vec<Pattern>> {
        let is_new = !self.asking.is_empty() && !std::mem::replace(&mut self.given, true);
        is_new.then(|| self.asking.clone())
    }

    /// Takes over what the texts answered; whether somebody still wants to know.
    pub fn answered(&mut self, answers: Fits) -> bool {
        let is_wanted = answers.iter().map(|(pattern, _)| pattern).eq(&self.asking);
        self.texts.extend(answers);
        let n_old = self.texts.len().saturating_sub(ANSWERS);
        self.texts.drain(..n_old);
        is_wanted
    }

    /// Takes note of what was done with some articles: `before` says how they were. The rows are made anew only where
    /// one of them enters or leaves the list.
    pub fn changed(&mut self, material: &Material, kept: &[Kept], before: &[(u32, Kept)]) {
        let is_listed = |idx: u32, state: &Kept| {
            (!state.is_away() || self.show_all || self.asked.names_away()) && self.asked.fits(material, idx, state)
        };
        // What stands in the list counts, not what would: an article that was opened stays in a list of unread ones.
        let was_listed = |idx: u32| self.rows_of[idx as usize] != UNLISTED;
        let moves = before.iter().any(|(idx, _)| was_listed(*idx) != is_listed(*idx, &kept[*idx as usize]));
        if moves {
            self.remake_rows(material, kept);
            return;
        }
        for (idx, old) in before.iter().filter(|(idx, _)| self.rows_of[*idx as usize] != UNLISTED) {
            let is_unread = usize::from(!kept[*idx as usize].read);
            self.n_unread = (self.n_unread + is_unread).saturating_sub(usize::from(!old.read));
        }
    }

    fn remake_rows(&mut self, material: &Material, kept: &[Kept]) {
        let filter = std::mem::take(&mut self.asked);
        let grouped = !self.flat && !material.analysis.linked.stories.is_empty();
        self.rows.clear();
        self.rows_of.clear();
        self.rows_of.resize(kept.len(), UNLISTED);
        (self.n_listed, self.n_unread, self.n_away) = (0, 0, 0);
        let mut last_story = None;
        for &idx in &self.sorted {
            let state = &kept[idx as usize];
            if state.is_away() && !self.show_all && !filter.names_away() {
                self.n_away += 1;
                continue;
            }
            if !filter.fits(material, idx, state) {
                continue;
            }
            self.n_listed += 1;
            self.n_unread += usize::from(!state.read);
            let story = material.story_of(idx).filter(|_| grouped);
            if story.is_some() && story != last_story {
                self.rows.extend(story.map(Row::Story));
                last_story = story;
            }
            if story.is_some_and(|story| self.folded.contains(&story)) {
                self.rows_of[idx as usize] = FOLDED;
            } else {
                self.rows_of[idx as usize] = self.rows.len() as u32;
                self.rows.push(Row::Article(idx));
            }
        }
        self.asked = filter;
    }

    /// Whether the filter asks to leave out the rows of the user's language model.
    pub fn hides_judge(&self) -> bool {
        self.asked.hides_judge()
    }

    /// The row of an article.
    pub fn row_of(&self, article: u32) -> Option<usize> {
        let row = *self.rows_of.get(article as usize)?;
        (row < FOLDED).then_some(row as usize)
    }

    /// The articles that are listed, those of folded stories too.
    pub fn listed(&self) -> impl Iterator<Item = u32> {
        self.rows_of.iter().enumerate().filter(|(_, row)| **row != UNLISTED).map(|(idx, _)| idx as u32)
    }
}
