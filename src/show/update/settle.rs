//! After each change: what is on the screen is made ready, so that drawing only looks.

use crate::show::material::severity_idx;
use crate::show::pages;
use crate::show::state::{DisputeRow, ListAt, Over, Pane, Scope, Screen, State};
use crate::text::Span;
use rustc_hash::FxHashMap;

impl State {
    /// Sets the open article, makes the lists of the panels, and keeps every cursor on its list and on the screen.
    pub fn settle(&mut self) {
        self.settle_panels();
        let layout = self.layout();
        if layout.too_small {
            return;
        }
        let width = self.text_width();
        if let Some(idx) = self.place.article
            && let Some(article) = self.material.analysis.articles.get(idx as usize)
        {
            let height = layout.inside(Pane::Reading).unwrap_or(layout.page()).height;
            let wrapped = self.wraps.get(idx, article, width);
            // The byte itself stays, though at this width it may stand inside a line: at another it is found again.
            let line = wrapped.line_of(self.place.at);
            let n_lines = wrapped.lines.len();
            // No empty space above the first line, and none below the last as long as lines above could fill it.
            let lowest = line.saturating_sub(n_lines.saturating_sub(usize::from(height)));
            let row = usize::from(self.place.row.min(height.saturating_sub(1)));
            self.place.row = row.max(lowest.min(usize::from(height.saturating_sub(1)))).min(line) as u16;
            if self.settings.told && layout.panes[Pane::Reading.idx()].is_some() {
                let seen = wrapped.lines.iter().skip(line - usize::from(self.place.row)).take(usize::from(height));
                let texts = seen.filter(|line| line.is_text()).map(|line| Span { start: line.start, end: line.end });
                self.told.look(&self.material, idx, texts);
            }
        }
        for pane in Pane::ALL {
            let n_rows = self.n_rows(pane);
            let n_items = layout.n_items(pane);
            if layout.panes[pane.idx()].is_some() {
                self.place.lists[pane.idx()].settle(n_rows, n_items);
            }
        }
        self.settle_page(layout.page().width, usize::from(layout.page().height));
        let (_, height) = pages::window(self.size);
        if let Some(Over::Help(page, at) | Over::Peek(page, at)) = &mut self.over {
            at.settle(page.lines.len(), usize::from(height));
        }
    }

    fn settle_page(&mut self, width: u16, height: usize) {
        let n_rows = match self.place.screen {
            Screen::Panes => return,
            Screen::Compare(story) => self.compared(story).len(),
            Screen::Timeline(story) => pages::events_in_time(&self.material, story).len(),
            Screen::Company(story) => pages::company(&self.material, story).actors.len(),
            Screen::Phrases(_) => {
                let n_sides = self.n_sides();
                self.place.side = self.place.side.min(n_sides.saturating_sub(1));
                return;
            }
            _ => {
                if self.page.as_ref().is_none_or(|page| page.width != width.max(10)) {
                    self.page = pages::make(self, width);
                }
                let Some(page) = &self.page else { return };
                let cursor = self.place.page.cursor;
                if page.has_links() && page.lines.get(cursor).is_none_or(|line| line.target.is_none()) {
                    self.place.page.cursor = if cursor == 0 { page.first_link() } else { page.nearest(cursor) };
                }
                let end = page.extent(self.place.page.cursor).end;
                let n_lines = page.lines.len();
                self.place.page.settle(n_lines, height);
                // A link of several lines is seen whole.
                let top = end.saturating_sub(height).min(self.place.page.cursor);
                self.place.page.top = self.place.page.top.max(top);
                return;
            }
        };
        let rows = pages::rows_seen(self.place.screen, self.size);
        self.place.page.settle(n_rows, rows);
    }

    /// Sides of the discrepancy that fills the screen.
    pub fn n_sides(&self) -> usize {
        let Screen::Phrases(idx) = self.place.screen else { return 0 };
        self.material.find_discrepancy(idx).map_or(0, |discrepancy| discrepancy.sides.len())
    }

    /// Rows of a pane's list.
    pub fn n_rows(&self, pane: Pane) -> usize {
        match pane {
            Pane::Articles => self.articles.rows.len(),
            Pane::Reading => 0,
            Pane::Actors => self.panels.actors.len(),
            Pane::Events => self.panels.events.len(),
            Pane::Discrepancies => self.panels.discrepancies.len(),
        }
    }

    /// Makes the panels' lists where they are about something else now.
    fn settle_panels(&mut self) {
        let scope = self.panels.scope;
        let about = match scope {
            Scope::Article => self.place.article,
            Scope::Story => self.place.article.and_then(|article| self.material.story_of(article)),
            Scope::All => None,
        };
        // What the panels show at another place, that place remembers; a story that comes new begins at its top.
        if self.place.lists_of.replace((scope, about)).is_some_and(|other| other != (scope, about)) {
            self.place.lists[Pane::Actors.idx()..].fill(ListAt::default());
        }
        if self.panels.made_for == Some((scope, about)) {
            return;
        }
        self.panels.made_for = Some((scope, about));
        let analysis = &self.material.analysis;
        let everything = || {
            let n = |len: usize| (0..len as u32).collect::<Vec<u32>>();
            (n(analysis.linked.actors.len()), n(analysis.linked.events.len()), n(analysis.discrepancies.len()))
        };
        let (actors, events, discrepancies) = match (scope, about) {
            (Scope::Story, Some(story)) => match self.material.stories.get(story as usize) {
                Some(story) => (story.actors.clone(), story.events.clone(), story.discrepancies.clone()),
                None => everything(),
            },
            (Scope::Article, Some(article)) => {
                let stands = &self.material.articles[article as usize];
                let sorted = |mut list: Vec<u32>| {
                    list.sort_unstable();
                    list.dedup();
                    list
                };
                (
                    sorted(stands.mentions.iter().map(|mention| mention.1).collect()),
                    sorted(stands.events.iter().map(|event| event.1).collect()),
                    sorted(stands.disputes.iter().map(|dispute| dispute.1).collect()),
                )
            }
            _ => everything(),
        };
        let linked = &self.material.analysis.linked;
        let (mut shown, more): (Vec<u32>, Vec<u32>) =
            actors.into_iter().partition(|&actor| linked.actors[actor as usize].listed);
        self.panels.n_more_actors = more.len();
        if self.panels.show_more_actors {
            shown.extend(more);
        }
        self.panels.actors = shown;
        let (mut listed, more): (Vec<u32>, Vec<u32>) =
            events.into_iter().partition(|&event| self.material.analysis.linked.events[event as usize].listed);
        self.panels.n_more_events = more.len();
        if self.panels.show_more_events {
            listed.extend(more);
        }
        self.panels.events = listed;
        let mut disputes = discrepancies;
        if !self.panels.show_dismissed {
            disputes.retain(|idx| !self.dismissed.contains(idx));
        }
        let mut less_sure = self.less_sure_of(about);
        if !self.panels.show_dismissed {
            less_sure.retain(|idx| !self.dismissed.contains(idx));
        }
        let n_small = disputes.iter().filter(|idx| self.material.is_small(**idx)).count();
        self.panels.n_disputes = (disputes.len() - n_small, n_small);
        self.panels.discrepancies = self.dispute_rows(disputes);
        self.panels.n_less_sure = less_sure.len();
        if self.panels.show_less_sure {
            self.panels.discrepancies.extend(less_sure.into_iter().map(DisputeRow::One));
        }
    }

    /// The rows of some discrepancies: story by story, that with the most serious one first, each under its head where
    /// there are several; small ones in one line at the end.
    fn dispute_rows(&self, mut disputes: Vec<u32>) -> Vec<DisputeRow> {
        let analysis = &self.material.analysis;
        let mut small = 0;
        if self.panels.show_small {
            disputes.sort_by_key(|idx| self.material.is_small(*idx));
        } else {
            let n_all = disputes.len();
            disputes.retain(|idx| !self.material.is_small(*idx));
            small = (n_all - disputes.len()) as u32;
        }
        // For each story its most serious one, and all of them in order.
        let mut stories: FxHashMap<u32, ((usize, f32), Vec<u32>)> = FxHashMap::default();
        for idx in disputes {
            let one = &analysis.discrepancies[idx as usize];
            let weight = (severity_idx(one.severity), -one.confidence);
            let (heaviest, all) = stories.entry(one.story).or_insert((weight, Vec::new()));
            if weight < *heaviest {
                *heaviest = weight;
            }
            all.push(idx);
        }
        let mut stories: Vec<_> = stories.into_iter().collect();
        stories.sort_by(|(a, (one, _)), (b, (other, _))| {
            one.0.cmp(&other.0).then(one.1.total_cmp(&other.1)).then(a.cmp(b))
        });
        let has_heads = stories.len() > 1;
        let mut rows = Vec::new();
        for (story, (_, all)) in stories {
            if has_heads {
                rows.push(DisputeRow::Story(story));
            }
            rows.extend(all.into_iter().map(DisputeRow::One));
        }
        if small > 0 {
            rows.push(DisputeRow::Small(small));
        }
        rows
    }

    /// The less sure discrepancies that the panels are about: of a story, of an article, or all.
    fn less_sure_of(&self, about: Option<u32>) -> Vec<u32> {
        let of_story = |story: Option<u32>| story.and_then(|story| self.material.stories.get(story as usize));
        let story = of_story(about).filter(|_| self.panels.scope == Scope::Story);
        match (self.panels.scope, about) {
            _ if story.is_some() => story.map_or_else(Vec::new, |story| story.less_sure.clone()),
            (Scope::Article, Some(article)) => {
                let of = of_story(self.material.story_of(article)).map_or(&[][..], |story| &story.less_sure);
                let touches = |idx: &u32| {
                    let mut sides = self.material.discrepancy(*idx).sides.iter();
                    sides.any(|side| side.articles.iter().any(|other| other.0 == article))
                };
                of.iter().copied().filter(touches).collect()
            }
            _ => {
                let n = self.material.analysis.discrepancies.len() as u32;
                (n..n + self.material.analysis.less_sure.len() as u32).collect()
            }
        }
    }
}
