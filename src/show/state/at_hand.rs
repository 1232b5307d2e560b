//! What the person means: the link, the articles, the discrepancy under the cursor.

use super::super::material::overlapping;
use super::super::target::Target;
use super::super::tellings;
use super::super::theme::Tone;
use super::{DisputeRow, Over, Pane, Row, Screen, State};
use crate::extract::Form;
use crate::text::{ArticleIdx, Evidence, Span};

impl State {
    /// Where Enter leads.
    pub fn target(&self) -> Option<Target> {
        if let Some(Over::Help(page, at) | Over::Peek(page, at)) = &self.over {
            return page.lines.get(at.cursor)?.target;
        }
        let row = self.place.page.cursor;
        match self.place.screen {
            Screen::Panes => self.target_in_pane(),
            Screen::Phrases(_) => self.phrase_at_hand().map(Target::Phrase),
            Screen::Compare(story) => self.compared(story).get(row).map(|&idx| Target::Discrepancy(idx)),
            Screen::Timeline(_) | Screen::Company(_) => self.picture_target(row),
            _ => self.page.as_ref()?.lines.get(row)?.target,
        }
    }

    fn target_in_pane(&self) -> Option<Target> {
        let pane = self.place.pane;
        let row = self.place.lists[pane.idx()].cursor;
        match pane {
            Pane::Articles => self.articles.rows.get(row).map(|row| match row {
                Row::Story(story) => Target::Story(*story),
                Row::Article(article) => Target::Article(*article),
            }),
            Pane::Reading => self.link_at_hand().map(|(_, target)| target),
            Pane::Actors => self.panels.actors.get(row).map(|&idx| Target::Actor(idx)),
            Pane::Events => self.panels.events.get(row).map(|&idx| Target::Event(idx)),
            Pane::Discrepancies => self.panels.discrepancies.get(row).map(|row| match *row {
                DisputeRow::Story(story) => Target::Story(story),
                DisputeRow::One(idx) => Target::Discrepancy(idx),
                DisputeRow::Small(_) => Target::Small,
            }),
        }
    }

    /// The link of the reading pane: the one gone to last, or the first on the cursor's line, disputes first.
    pub fn link_at_hand(&self) -> Option<(Span, Target)> {
        let line = self.line_at_hand()?;
        if let Some((span, target)) = self.place.link
            && span.overlaps(line)
        {
            return Some((span, target));
        }
        let links = self.links_in(self.place.article?, line);
        let dispute = links.iter().find(|(_, target)| matches!(target, Target::Discrepancy(_)));
        dispute
            .or_else(|| links.iter().find(|(_, target)| matches!(target, Target::Actor(_))))
            .or(links.first())
            .copied()
    }

    /// The stretch of text on the cursor's line.
    pub fn line_at_hand(&self) -> Option<Span> {
        let wrapped = self.wrapped()?;
        let line = wrapped.lines.get(wrapped.line_of(self.place.at))?;
        Some(Span { start: line.start, end: line.end })
    }

    /// The links of an article that touch a stretch of its text, in order of place. Pronouns are no links.
    pub fn links_in(&self, article: u32, span: Span) -> Vec<(Span, Target)> {
        let Some(stands) = self.material.articles.get(article as usize) else { return Vec::new() };
        let mut links: Vec<(Span, Target)> = Vec::new();
        let named =
            overlapping(&stands.mentions, span, |mention| mention.0).filter(|mention| mention.2 != Form::Pronoun);
        links.extend(named.map(|mention| (mention.0, Target::Actor(mention.1))));
        let open = |idx: &u32| !self.dismissed.contains(idx);
        let disputes = overlapping(&stands.disputes, span, |dispute| dispute.0).filter(|dispute| open(&dispute.1));
        links.extend(disputes.map(|dispute| (dispute.0, Target::Discrepancy(dispute.1))));
        links.extend(overlapping(&stands.events, span, |event| event.0).map(|event| (event.0, Target::Event(event.1))));
        if let Some(shown) = self.material.analysis.articles.get(article as usize) {
            let here = shown.links.iter().enumerate().filter(|(_, link)| link.span.overlaps(span));
            links.extend(here.map(|(number, link)| (link.span, Target::Link(article, number as u32))));
        }
        links.sort_by_key(|(span, _)| (span.start, span.end));
        links
    }

    /// The address of a link.
    pub fn address(&self, article: u32, number: u32) -> Option<&str> {
        let links = &self.material.analysis.articles.get(article as usize)?.links;
        links.get(number as usize).map(|link| link.url.as_str())
    }

    /// The sentence at the cursor, where other reports of its story are at hand: that of the selected phrase or link, or
    /// the first that begins on the line, or the one that goes on there.
    pub fn sentence_at_hand(&self) -> Option<Evidence> {
        let place = match self.target() {
            Some(Target::Phrase(evidence)) => evidence,
            _ if self.place.screen == Screen::Panes && self.place.pane == Pane::Reading => {
                let (article, line) = (ArticleIdx(self.place.article?), self.line_at_hand()?);
                let spans = tellings::sentences(&self.material, article.0)?;
                let link = self.place.link.filter(|(span, _)| span.overlaps(line));
                let begins = tellings::begins_in(spans, line).filter(|_| link.is_none());
                let at = link.map_or(line, |(span, _)| span);
                return begins.or_else(|| tellings::covers(spans, at.start)).map(|span| Evidence { article, span });
            }
            _ => return None,
        };
        let spans = tellings::sentences(&self.material, place.article.0)?;
        tellings::covers(spans, place.span.start).map(|span| Evidence { span, ..place })
    }

    /// The discrepancy that is selected or shown.
    pub fn discrepancy_at_hand(&self) -> Option<u32> {
        match (self.place.screen, self.target()) {
            (Screen::Phrases(idx), _) | (_, Some(Target::Discrepancy(idx))) => Some(idx),
            _ => None,
        }
    }

    /// The phrase of the selected side.
    pub fn phrase_at_hand(&self) -> Option<Evidence> {
        let idx = self.discrepancy_at_hand_of_screen()?;
        let discrepancy = self.material.find_discrepancy(idx)?;
        discrepancy.sides.get(self.place.side)?.evidence.first().copied()
    }

    fn discrepancy_at_hand_of_screen(&self) -> Option<u32> {
        match self.place.screen {
            Screen::Phrases(idx) => Some(idx),
            Screen::Compare(story) => self.compared(story).get(self.place.page.cursor).copied(),
            _ => None,
        }
    }

    /// The disputed facts of a story that are listed, small ones last.
    pub fn disputes_of(&self, story: u32) -> Vec<u32> {
        let all = self.material.stories.get(story as usize).map_or(&[][..], |story| &story.discrepancies);
        let mut listed: Vec<u32> = all.iter().copied().filter(|idx| self.is_listed(*idx)).collect();
        listed.sort_by_key(|idx| self.material.is_small(*idx));
        listed
    }

    /// The rows of a story's table: its disputed facts, and where they were asked for those that are less sure.
    pub fn compared(&self, story: u32) -> Vec<u32> {
        let mut rows = self.disputes_of(story);
        if self.panels.show_less_sure {
            let less_sure = self.material.stories.get(story as usize).map_or(&[][..], |story| &story.less_sure);
            rows.extend(less_sure.iter().copied().filter(|idx| self.is_listed(*idx)));
        }
        rows
    }

    fn is_listed(&self, discrepancy: u32) -> bool {
        self.panels.show_dismissed || !self.dismissed.contains(&discrepancy)
    }

    /// The article under the cursor.
    pub fn article_at_hand(&self) -> Option<u32> {
        match self.target() {
            Some(Target::Article(article)) => Some(article),
            Some(Target::Phrase(evidence)) => Some(evidence.article.0),
            _ if self.place.screen == Screen::Panes && self.place.pane == Pane::Articles => None,
            _ => self.place.article,
        }
    }

    /// The name at hand on the card of an actor: the actor, and the name as it stands in the articles.
    pub fn name_at_hand(&self) -> Option<(u32, String)> {
        let Screen::Card(actor) = self.place.screen else { return None };
        let page = self.page.as_ref()?;
        let lines = page.lines.get(page.extent(self.place.page.cursor))?;
        // How often it stands, then the name, then its sources; on a narrow screen on more than one line.
        lines.first()?.pieces.first().filter(|(_, tone)| *tone == Tone::Count)?;
        let pieces = lines.iter().flat_map(|line| &line.pieces).filter(|(_, tone)| *tone == Tone::Text);
        let name: Vec<&str> = pieces.map(|(text, _)| text.trim()).filter(|text| !text.is_empty()).collect();
        let name = name.join(" ");
        let aliases = &self.material.analysis.linked.actors.get(actor as usize)?.aliases;
        aliases.iter().any(|(alias, _)| *alias == name).then_some((actor, name))
    }

    /// As [`Self::ahead`], where the reading pane is seen: it follows when the keys rest.
    pub fn follows(&self) -> Option<u32> {
        self.ahead().filter(|_| self.layout().panes[Pane::Reading.idx()].is_some())
    }

    /// The article under the cursor of the list, where another one is open.
    pub fn ahead(&self) -> Option<u32> {
        if self.place.screen != Screen::Panes || self.place.pane != Pane::Articles || self.over.is_some() {
            return None;
        }
        match self.articles.rows.get(self.place.lists[0].cursor) {
            Some(Row::Article(article)) if self.place.article != Some(*article) => Some(*article),
            _ => None,
        }
    }

    /// The articles that triage is about: the marked ones, or those of the story, or the one at hand.
    pub fn articles_at_hand(&self) -> Vec<u32> {
        let in_list = self.place.screen == Screen::Panes && self.place.pane == Pane::Articles;
        if in_list && !self.articles.marked.is_empty() {
            let mut marked: Vec<u32> = self.articles.marked.iter().copied().collect();
            marked.sort_unstable();
            return marked;
        }
        match self.target() {
            Some(Target::Story(story)) if in_list => {
                let all = self.material.analysis.linked.stories.get(story as usize);
                let listed = |article: &u32| self.articles.show_all || !self.kept[*article as usize].is_away();
                all.map_or_else(Vec::new, |story| {
                    story.articles.iter().map(|article| article.0).filter(listed).collect()
                })
            }
            _ => self.article_at_hand().into_iter().collect(),
        }
    }

    /// The link on a row of a timeline or of the picture of who with whom.
    fn picture_target(&self, row: usize) -> Option<Target> {
        match self.place.screen {
            Screen::Timeline(story) => {
                let events = super::super::pages::events_in_time(&self.material, story);
                events.get(row).map(|&(idx, _)| Target::Event(idx))
            }
            Screen::Company(story) => {
                super::super::pages::company(&self.material, story).actors.get(row).map(|&idx| Target::Actor(idx))
            }
            _ => None,
        }
    }
}
