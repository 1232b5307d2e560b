//! The terms that a query is made of, and what they ask of a row.

use super::pattern::Pattern;
use crate::text::Day;

/// What a query may ask of an article in the list.
pub trait Row {
    /// Whether it is in this state.
    fn is(&self, state: State) -> bool;
    /// Whether it has one of these.
    fn has(&self, what: Has) -> bool;
    /// Whether a row of the user's language model touches it.
    fn is_judged(&self) -> bool;
    /// Whether the name of who published it fits.
    fn any_source(&self, pattern: &Pattern) -> bool;
    /// Whether its title fits.
    fn any_title(&self, pattern: &Pattern) -> bool;
    /// The day of publication.
    fn published(&self) -> Option<Day>;
    /// ISO 639-1 code.
    fn language(&self) -> &str;
    /// Whether one of its writers' names fits.
    fn any_byline(&self, pattern: &Pattern) -> bool;
    /// Whether one of its tags fits.
    fn any_tag(&self, pattern: &Pattern) -> bool;
    /// Whether some name of one of its actors fits.
    fn any_actor(&self, pattern: &Pattern) -> bool;
    /// Whether its story's title fits.
    fn any_story(&self, pattern: &Pattern) -> bool;
    /// Whether its text fits. Asked last, for it is the dearest.
    fn any_text(&self, pattern: &Pattern) -> bool;
}

/// States of triage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Not read yet.
    Unread,
    /// Read.
    Read,
    /// With a star.
    Starred,
    /// Done.
    Done,
    /// Set aside.
    Aside,
}

impl State {
    /// By the words that a person types.
    pub(super) const NAMES: [(&'static str, State); 5] = [
        ("unread", Self::Unread),
        ("read", Self::Read),
        ("starred", Self::Starred),
        ("done", Self::Done),
        ("aside", Self::Aside),
    ];
}

/// What an article may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Has {
    /// Part in a conflict.
    Conflict,
    /// Part in a difference.
    Differs,
    /// Part in an update.
    Update,
    /// Part in any discrepancy.
    Discrepancy,
    /// A note.
    Note,
    /// A tag.
    Tag,
    /// A date of publication.
    Date,
    /// A star.
    Star,
}

impl Has {
    /// By the words that a person types after `has:`.
    pub(super) const NAMES: [(&'static str, Has); 9] = [
        ("conflict", Self::Conflict),
        ("differs", Self::Differs),
        ("update", Self::Update),
        ("discrepancy", Self::Discrepancy),
        ("dispute", Self::Discrepancy),
        ("note", Self::Note),
        ("tag", Self::Tag),
        ("date", Self::Date),
        ("star", Self::Star),
    ];
}

/// Fields with a value after the colon: name, and what stands after it, in words.
pub(super) const FIELDS: [(&str, &str); 14] = [
    ("source", "who published it"),
    ("actor", "a name in it"),
    ("tag", "a tag"),
    ("has", "conflict, differs, update, discrepancy, note, tag, date or star"),
    ("after", "a day: from it on"),
    ("before", "a day: earlier than it"),
    ("on", "a day, month or year"),
    ("title", "words of the title"),
    ("by", "a writer"),
    ("story", "words of the story's title"),
    ("text", "words of the text"),
    ("lang", "a language, as en or fr"),
    ("judge", "no: without the rows of your language model; yes: articles with some"),
    ("is", "unread, read, starred, done or aside"),
];

/// One term.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    pub negated: bool,
    pub what: What,
}

/// What a term asks; several patterns mean "or".
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    Is(State),
    Has(Has),
    /// From the first day on, before the second.
    Published(Option<Day>, Option<Day>),
    Language(Vec<Pattern>),
    Source(Vec<Pattern>),
    Title(Vec<Pattern>),
    Byline(Vec<Pattern>),
    Tag(Vec<Pattern>),
    Story(Vec<Pattern>),
    Actor(Vec<Pattern>),
    Words(Vec<Pattern>),
    Text(Vec<Pattern>),
    /// Articles with rows of the user's language model, or all articles without those rows.
    Judge(bool),
}

/// A term that is asked of titles and sources alone; any of the patterns may fit either.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// Whether it must not fit.
    pub negated: bool,
    /// What is asked of titles.
    pub titles: Vec<Pattern>,
    /// What is asked of sources.
    pub sources: Vec<Pattern>,
}

impl What {
    /// As a head, if it is one.
    pub fn head(&self) -> Option<Head> {
        let (titles, sources) = match self {
            Self::Source(patterns) => (Vec::new(), patterns.clone()),
            Self::Title(patterns) => (patterns.clone(), Vec::new()),
            Self::Words(patterns) => (patterns.clone(), patterns.clone()),
            _ => return None,
        };
        Some(Head { negated: false, titles, sources })
    }

    /// What it looks for.
    pub fn patterns(&self) -> &[Pattern] {
        match self {
            Self::Is(_) | Self::Has(_) | Self::Published(..) | Self::Judge(_) => &[],
            Self::Language(patterns)
            | Self::Source(patterns)
            | Self::Title(patterns)
            | Self::Byline(patterns)
            | Self::Tag(patterns)
            | Self::Story(patterns)
            | Self::Actor(patterns)
            | Self::Words(patterns)
            | Self::Text(patterns) => patterns,
        }
    }

    /// Small for what is cheap to ask: such terms go first.
    pub fn cost(&self) -> u8 {
        match self {
            Self::Is(_) | Self::Published(..) => 0,
            Self::Has(_) | Self::Language(_) | Self::Judge(_) => 1,
            Self::Source(_) | Self::Title(_) | Self::Tag(_) | Self::Byline(_) | Self::Story(_) | Self::Words(_) => 2,
            Self::Actor(_) => 3,
            Self::Text(_) => 4,
        }
    }
}

impl Term {
    pub fn fits(&self, row: &impl Row) -> bool {
        let any = |patterns: &[Pattern], fits: &dyn Fn(&Pattern) -> bool| patterns.iter().any(fits);
        let holds = match &self.what {
            What::Is(state) => row.is(*state),
            What::Has(has) => row.has(*has),
            // `judge:no` narrows nothing: the rows go, and the articles stay.
            What::Judge(wanted) => *wanted == row.is_judged() || (!*wanted && !self.negated),
            What::Published(from, before) => row
                .published()
                .is_some_and(|day| from.is_none_or(|from| from <= day) && before.is_none_or(|before| day < before)),
            What::Language(patterns) => any(patterns, &|pattern| pattern.equals(row.language())),
            What::Source(patterns) => any(patterns, &|pattern| row.any_source(pattern)),
            What::Title(patterns) => any(patterns, &|pattern| row.any_title(pattern)),
            What::Byline(patterns) => any(patterns, &|pattern| row.any_byline(pattern)),
            What::Tag(patterns) => any(patterns, &|pattern| row.any_tag(pattern)),
            What::Story(patterns) => any(patterns, &|pattern| row.any_story(pattern)),
            What::Actor(patterns) => any(patterns, &|pattern| row.any_actor(pattern)),
            What::Words(patterns) => any(patterns, &|pattern| row.any_title(pattern) || row.any_source(pattern)),
            What::Text(patterns) => any(patterns, &|pattern| row.any_text(pattern)),
        };
        holds != self.negated
    }
}
