//! Everything that the reader remembers while it runs. Drawing only looks at it; [`super::update`] alone changes it.

mod articles;
mod at_hand;
mod field;
mod find;
mod kept;
mod page;
mod place;
mod told;

pub use articles::{Articles, Order, Row, Scope};
pub use field::{Field, FieldFor, Note};
pub use find::Find;
pub use kept::{Kept, Moved, Step, Undo};
pub use page::{Page, PageLine, Piece};
pub use place::{ListAt, Pane, Place, Screen};
pub use told::{Share, Told};

use super::actions::Action;
use super::effect::{Stirred, Unfinished};
use super::key::Key;
use super::keymap::{self, Keymap};
use super::layout::Layout;
use super::material::Material;
use super::target::Target;
use super::theme::Theme;
use super::work::Corrections;
use super::wrap::{MEASURE, Wrapped, Wraps};
use crate::keep::Seen;
use crate::link::{ActorEdit, ActorEdits, StoryEdit, StoryEdits};
use crate::text::{Day, Evidence, Span};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The whole state.
#[derive(Clone, Debug)]
pub struct State {
    /// What is shown.
    pub material: Arc<Material>,
    /// What a person did with each article.
    pub kept: Vec<Kept>,
    /// Discrepancies that are none, by index.
    pub dismissed: FxHashSet<u32>,
    /// What a person changed about the stories, in order of the numbers.
    pub edits: BTreeMap<u64, StoryEdit>,
    /// How a person corrected actors, in order of the numbers.
    pub actor_edits: BTreeMap<u64, ActorEdit>,
    /// Words that are watched for.
    pub watches: Vec<String>,
    /// What stories were when they were read, by the key of one of their articles.
    pub seen: BTreeMap<String, Seen>,
    /// How it looks and behaves.
    pub settings: Settings,
    /// Which keys do what.
    pub keymap: Keymap,
    /// Columns and rows of the screen.
    pub size: (u16, u16),
    /// Where the person is.
    pub place: Place,
    /// Places before this one.
    pub back: Vec<Place>,
    /// Places that `back` came from.
    pub forward: Vec<Place>,
    /// Screens that lie under this one.
    pub under: Vec<Place>,
    /// The list of articles.
    pub articles: Articles,
    /// What the panels show.
    pub panels: Panels,
    /// The page of the screen, where it is one.
    pub page: Option<Page>,
    /// What was searched for last, and where it stands.
    pub found: (String, Vec<Evidence>),
    /// Files that could not be read: which, why, what to do.
    pub troubles: Vec<String>,
    /// Articles as set.
    pub wraps: Wraps,
    /// How many tell what the open article tells.
    pub told: Told,
    /// What lies on top of the screen.
    pub over: Option<Over>,
    /// Keys of a sequence that is not complete.
    pub pending: Vec<Key>,
    /// What is looked for.
    pub find: Option<Find>,
    /// Places that were given a letter: article and byte.
    pub marks: BTreeMap<char, (u32, u32)>,
    /// What was asked for with the last key, and is done when it is asked for again.
    pub asked_twice: Option<Action>,
    /// What can be undone.
    pub undo: Undo,
    /// One line to the person.
    pub message: Option<Message>,
    /// Notes that somebody began to write and did not finish.
    pub drafts: Vec<Unfinished>,
    /// The note that was finished with the last key: it is open again if it cannot be kept.
    pub finished: Option<Note>,
    /// Whether what a person does is not kept at the moment.
    pub unkept: bool,
    /// What was said before, the latest last.
    pub said: Vec<Message>,
    /// How the files differ from what is shown.
    pub stirred: Stirred,
    /// Work under way.
    pub progress: Option<Progress>,
    /// Columns by which the list and the panels are wider than by themselves.
    pub grow: [i16; 2],
    /// The line between panes that is dragged, and the column where it is.
    pub dragged: Option<(usize, u16)>,
    /// Whether the pane is alone on the screen.
    pub zoom: bool,
    /// Whether the rows of the user's language model are hidden.
    pub hide_judge: bool,
    /// While they are: what is shown when they come back.
    pub judged: Option<Arc<Material>>,
    /// Counts what a worker was asked, so that late answers are known as such.
    pub asked: u32,
}

/// How the reader looks and behaves.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a setting of its own, and any may go with any")]
pub struct Settings {
    /// Looks.
    pub theme: Theme,
    /// Whether colours may be used at all.
    pub colors: bool,
    /// Columns of text at most.
    pub measure: u16,
    /// Whether signs beside the text say how many of the other reports tell it.
    pub told: bool,
    /// Saved views: name and query; those of the configuration file come first.
    pub views: Vec<(String, String)>,
    /// How many of them the configuration file gives.
    pub n_configured_views: usize,
    /// The day on which the reader was started, for `after:yesterday`.
    pub today: Option<Day>,
    /// Whether the person is at another machine.
    pub remote: bool,
    /// Whether other programs may be started.
    pub restricted: bool,
    /// Whether there is a starter corpus to offer.
    pub corpus: bool,
    /// Whether what is read is analysed.
    pub analyse: bool,
    /// Name of the user's own language model, if one is configured.
    pub judge: Option<String>,
    /// What tells this reader from another that runs beside it on the same library.
    pub reader: u32,
}

impl Default for Settings {
    fn default() -> Self {
        let theme = Theme::named("default", true, false).expect("the default theme is built in");
        Self {
            theme,
            colors: true,
            measure: MEASURE,
            told: true,
            views: Vec::new(),
            n_configured_views: 0,
            today: None,
            remote: false,
            restricted: false,
            corpus: true,
            analyse: true,
            judge: None,
            reader: 0,
        }
    }
}

/// What the panels list: indices in order.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each folds a list of its own")]
pub struct Panels {
    /// Whose.
    pub scope: Scope,
    /// The story or article that they were made for.
    pub made_for: Option<(Scope, Option<u32>)>,
    /// Actors.
    pub actors: Vec<u32>,
    /// Events.
    pub events: Vec<u32>,
    /// How many actors are not listed, or listed after the others because they were asked for.
    pub n_more_actors: usize,
    /// Whether they are.
    pub show_more_actors: bool,
    /// How many events are not listed, or listed after the others because they were asked for.
    pub n_more_events: usize,
    /// Whether they are.
    pub show_more_events: bool,
    /// Discrepancies, story by story where they are of several.
    pub discrepancies: Vec<DisputeRow>,
    /// How many disputed facts there are, and how many small ones beside them, folded or not.
    pub n_disputes: (usize, usize),
    /// Whether dismissed discrepancies are listed.
    pub show_dismissed: bool,
    /// Marked actors.
    pub marked: FxHashSet<u32>,
    /// Whether small ones (spellings, trivial wordings) are listed one by one.
    pub show_small: bool,
    /// How many rows are less sure.
    pub n_less_sure: usize,
    /// Whether they are listed, after the others.
    pub show_less_sure: bool,
}

/// A row of the panel of discrepancies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DisputeRow {
    /// The head of a story.
    Story(u32),
    /// A discrepancy.
    One(u32),
    /// So many small ones, folded.
    Small(u32),
}

impl Panels {
    /// The discrepancy of a row, if it is one.
    pub fn dispute(&self, row: usize) -> Option<u32> {
        match self.discrepancies.get(row)? {
            DisputeRow::One(idx) => Some(*idx),
            DisputeRow::Story(_) | DisputeRow::Small(_) => None,
        }
    }
}

/// What lies on top.
#[derive(Clone, Debug)]
pub enum Over {
    /// What works here.
    Help(Page, ListAt),
    /// What a link leads to.
    Peek(Page, ListAt),
    /// A line to type into.
    Field(Field),
    /// A note to write.
    Note(Note),
    /// A passage of the open article, while it is selected.
    Select(Selection),
    /// The letter of a place is awaited: to remember it, or (`false`) to go there.
    Mark(bool),
    /// Letters on links: what was typed, and the letters of each link with its cell.
    Hints(String, Vec<HintAt>),
}

/// A passage while it is selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// Where it stands in the text.
    pub span: Span,
    /// Whether its end is what moves, or its beginning.
    pub at_end: bool,
}

impl Selection {
    /// The byte that moves.
    pub fn moved(self) -> u32 {
        if self.at_end { self.span.end } else { self.span.start }
    }

    /// With the end that moves elsewhere, and never empty.
    #[must_use]
    pub fn to(self, at: u32) -> Self {
        let span = if self.at_end {
            Span { end: at.max(self.span.start + 1), ..self.span }
        } else {
            Span { start: at.min(self.span.end.saturating_sub(1)), ..self.span }
        };
        Self { span, ..self }
    }
}

/// A hint on the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct HintAt {
    /// Letters to type.
    pub letters: String,
    /// Where it leads.
    pub target: Target,
    /// Where the link stands: in an article's text, or on a row of a page.
    pub at: HintPlace,
}

/// Where a link stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HintPlace {
    /// A span of the open article.
    Text(Span),
    /// A line of the page.
    Line(usize),
}

/// One line to the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// What is said.
    pub text: String,
    /// Whether something went wrong.
    pub is_error: bool,
}

/// Work under way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// What is done.
    pub what: String,
    /// How many.
    pub done: usize,
    /// Of how many; 0 where that is not known.
    pub of: usize,
}

impl State {
    /// A reader of `material` on a screen of `size` columns and rows.
    pub fn new(material: Arc<Material>, settings: Settings, keymap: Keymap, size: (u16, u16)) -> Self {
        let mut state = Self {
            kept: vec![Kept::default(); material.analysis.articles.len()],
            material,
            dismissed: FxHashSet::default(),
            edits: BTreeMap::new(),
            actor_edits: BTreeMap::new(),
            watches: Vec::new(),
            seen: BTreeMap::new(),
            settings,
            keymap,
            size,
            place: Place::default(),
            back: Vec::new(),
            forward: Vec::new(),
            under: Vec::new(),
            articles: Articles::default(),
            panels: Panels::default(),
            page: None,
            found: Default::default(),
            troubles: Vec::new(),
            wraps: Wraps::default(),
            told: Told::default(),
            over: None,
            pending: Vec::new(),
            find: None,
            marks: BTreeMap::new(),
            asked_twice: None,
            undo: Undo::default(),
            message: None,
            drafts: Vec::new(),
            finished: None,
            unkept: false,
            said: Vec::new(),
            stirred: Stirred::default(),
            progress: None,
            grow: [0; 2],
            dragged: None,
            zoom: false,
            hide_judge: false,
            judged: None,
            asked: 0,
        };
        state.rebuild();
        state.open_first();
        state.settle();
        state
    }

    /// Makes the lists anew after the material, the filter or the order changed.
    pub fn rebuild(&mut self) {
        self.articles.reorder(&self.material);
        self.articles.refilter(&self.material, &self.kept, self.settings.today);
        self.panels.made_for = None;
    }

    /// Opens the first article, unread as it is: so the reading pane is not empty at the start.
    fn open_first(&mut self) {
        self.place.lists[0] = ListAt::default();
        if let Some(idx) = self.articles.rows.iter().position(|row| matches!(row, Row::Article(_)))
            && let Row::Article(article) = self.articles.rows[idx]
        {
            self.place.article = Some(article);
            self.place.lists[0].cursor = idx;
        }
    }

    /// Where things stand on the screen.
    pub fn layout(&self) -> Layout {
        let n_rows = [self.panels.actors.len(), self.panels.events.len(), self.panels.discrepancies.len()];
        let layout = Layout::new(self.size, &self.place, self.zoom, Layout::wants(n_rows), self.grow);
        let more = [self.panels.n_more_actors > 0, self.panels.n_more_events > 0, self.panels.n_less_sure > 0];
        layout.with_feet(more)
    }

    /// The parts of the screen whose keys apply, the nearest first.
    pub fn places(&self) -> &'static [keymap::Place] {
        use keymap::Place as At;
        match (&self.over, self.place.screen) {
            (Some(Over::Help(..) | Over::Peek(..)), _) => &[At::Pages, At::All],
            (_, Screen::Panes) => match self.place.pane {
                Pane::Articles => &[At::Articles, At::Panes, At::All],
                Pane::Reading => &[At::Reading, At::Panes, At::All],
                Pane::Actors => &[At::Actors, At::Panes, At::All],
                Pane::Events => &[At::Events, At::Panes, At::All],
                Pane::Discrepancies => &[At::Discrepancies, At::Panes, At::All],
            },
            (_, Screen::Phrases(_)) => &[At::Phrases, At::All],
            (_, Screen::Compare(_)) => &[At::Compare, At::All],
            (_, Screen::Timeline(_)) => &[At::Timeline, At::All],
            (_, Screen::Company(_)) => &[At::Company, At::All],
            _ => &[At::Pages, At::All],
        }
    }

    /// The open article as set, if one is open.
    pub fn wrapped(&self) -> Option<&Wrapped> {
        self.wraps.peek(self.place.article?, self.text_width())
    }

    /// Columns of text in the reading pane.
    pub fn text_width(&self) -> u16 {
        self.layout().text_width(self.settings.measure)
    }

    /// The story at hand: that of the row or of the open article.
    pub fn story(&self) -> Option<u32> {
        match self.place.screen {
            Screen::Compare(story) | Screen::Timeline(story) | Screen::Company(story) | Screen::Brief(story) => {
                return Some(story);
            }
            Screen::Phrases(idx) => {
                return self.material.find_discrepancy(idx).map(|discrepancy| discrepancy.story);
            }
            Screen::Accounts(idx) => {
                return self.material.analysis.linked.events.get(idx as usize).map(|event| event.story);
            }
            _ => {}
        }
        if self.place.pane == Pane::Articles {
            match self.articles.rows.get(self.place.lists[0].cursor) {
                Some(Row::Story(story)) => return Some(*story),
                Some(Row::Article(article)) => return self.material.story_of(*article),
                None => {}
            }
        }
        self.place.article.and_then(|article| self.material.story_of(article))
    }

    /// What a person corrected, as the analysis takes it.
    pub fn corrections(&self) -> Corrections {
        Corrections {
            stories: StoryEdits { edits: self.edits.values().cloned().collect() },
            actors: ActorEdits { edits: self.actor_edits.values().cloned().collect() },
        }
    }

    /// Says one line.
    pub fn say(&mut self, text: impl Into<String>) {
        self.tell(Message { text: text.into(), is_error: false });
    }

    /// Says what went wrong, and what to do.
    pub fn complain(&mut self, text: impl Into<String>) {
        self.tell(Message { text: text.into(), is_error: true });
    }

    /// Says something, and remembers that it was said.
    pub fn tell(&mut self, message: Message) {
        /// Messages that are remembered.
        const SAID: usize = 100;
        if self.said.last() != Some(&message) {
            self.said.push(message.clone());
            let n_old = self.said.len().saturating_sub(SAID);
            self.said.drain(..n_old);
        }
        self.message = Some(message);
    }

    /// Whether the keys pressed so far are an action, though they may also begin a longer sequence.
    pub fn waits(&self) -> bool {
        !self.pending.is_empty()
    }
}
