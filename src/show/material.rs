//! What is shown, with everything that drawing must find at once: made from an analysis by a worker, once.

use super::names::Names;
use crate::compare::{Discrepancy, Severity};
use crate::extract::Form;
use crate::link::ActorEdits;
use crate::pipeline::Analysis;
use crate::text::{Article, Evidence, LazyList, Span};
use std::sync::Arc;

/// An analysis, and the ways back through it.
#[derive(Clone, Debug, Default)]
pub struct Material {
    /// What was found.
    pub analysis: Analysis,
    /// For each article: what stands in its text.
    pub articles: Vec<InArticle>,
    /// For each story: what belongs to it.
    pub stories: Vec<InStory>,
    /// For each actor.
    pub actors: Vec<OfActor>,
    /// For each event: the discrepancies about it.
    pub disputes_of_event: Vec<Vec<u32>>,
    /// What a query asks of every article.
    pub names: Names,
    /// Whether the articles are only read, and not analysed yet.
    pub only_read: bool,
    /// Where a language model of the user's own had part in it: the same with the program's rows alone.
    pub alone: Option<Arc<Material>>,
}

/// What stands in one article's text, in order of place.
#[derive(Clone, Debug, Default)]
pub struct InArticle {
    /// Mentions, with the actor's index.
    pub mentions: Vec<(Span, u32, Form)>,
    /// Accounts, with the event's index.
    pub events: Vec<(Span, u32)>,
    /// Phrases that take part in discrepancies, with the discrepancy's index.
    pub disputes: Vec<(Span, u32)>,
    /// How many facts of it are disputed.
    pub n_disputes: u32,
}

/// What belongs to a story; actors, events and discrepancies keep the order of the analysis.
#[derive(Clone, Debug, Default)]
pub struct InStory {
    /// Actors that its articles mention.
    pub actors: Vec<u32>,
    /// Its events.
    pub events: Vec<u32>,
    /// Its discrepancies.
    pub discrepancies: Vec<u32>,
    /// Those that are less sure.
    pub less_sure: Vec<u32>,
}

/// Where an actor is found.
#[derive(Clone, Debug, Default)]
pub struct OfActor {
    /// Articles that mention it.
    pub articles: Vec<u32>,
    /// How many sources those have.
    pub n_sources: u32,
    /// Events that it takes part in.
    pub events: Vec<u32>,
    /// Discrepancies that touch it.
    pub discrepancies: Vec<u32>,
}

impl Material {
    /// An analysis with a person's corrections of its actors.
    pub fn corrected(mut analysis: Analysis, edits: &ActorEdits) -> Self {
        if !edits.edits.is_empty() {
            let now = edits.apply(&mut analysis.linked, &analysis.articles);
            let now = Arc::new(now);
            for rows in [&mut analysis.discrepancies, &mut analysis.less_sure] {
                let (all, now) = (rows.clone(), Arc::clone(&now));
                *rows = LazyList::new(all.len(), move |idx| {
                    let mut one = all[idx].clone();
                    one.actors.iter_mut().for_each(|actor| *actor = now[*actor as usize]);
                    one.actors.dedup();
                    one
                });
            }
        }
        Self::new(analysis)
    }

    /// Goes once through the analysis.
    pub fn new(analysis: Analysis) -> Self {
        let mut articles = vec![InArticle::default(); analysis.articles.len()];
        let mut stories = vec![InStory::default(); analysis.linked.stories.len()];
        let story_of = |article: usize| analysis.linked.story_of.get(article).copied();

        let mut actors = Vec::with_capacity(analysis.linked.actors.len());
        for (idx, actor) in analysis.linked.actors.iter().enumerate() {
            let mut of = OfActor::default();
            for mention in &actor.mentions {
                let article = mention.article.idx();
                let Some(into) = articles.get_mut(article) else { continue };
                into.mentions.push((mention.span, idx as u32, mention.form));
                if of.articles.last() != Some(&mention.article.0) && !of.articles.contains(&mention.article.0) {
                    of.articles.push(mention.article.0);
                }
                let story = story_of(article).and_then(|story| stories.get_mut(story as usize));
                if let Some(story) = story.filter(|story| story.actors.last() != Some(&(idx as u32))) {
                    story.actors.push(idx as u32);
                }
            }
            let mut sources: Vec<&str> =
                of.articles.iter().map(|&article| analysis.articles[article as usize].source.as_str()).collect();
            // Articles of unknown source count as one each: nothing says that they are from the same.
            let n_unknown = sources.iter().filter(|source| **source == UNKNOWN).count();
            sources.retain(|source| *source != UNKNOWN);
            sources.sort_unstable();
            sources.dedup();
            of.n_sources = (sources.len() + n_unknown) as u32;
            actors.push(of);
        }
        let mut disputes_of_event = vec![Vec::new(); analysis.linked.events.len()];
        for (idx, event) in analysis.linked.events.iter().enumerate() {
            if let Some(story) = stories.get_mut(event.story as usize) {
                story.events.push(idx as u32);
            }
            for report in &event.reports {
                if let Some(into) = articles.get_mut(report.article.idx()) {
                    into.events.push((report.span, idx as u32));
                }
            }
            for actor in event.participants.iter().filter_map(|part| part.actor) {
                if let Some(of) = actors.get_mut(actor as usize)
                    && of.events.last() != Some(&(idx as u32))
                {
                    of.events.push(idx as u32);
                }
            }
        }
        for (idx, discrepancy) in analysis.discrepancies.iter().enumerate() {
            let idx = idx as u32;
            if let Some(story) = stories.get_mut(discrepancy.story as usize) {
                story.discrepancies.push(idx);
            }
            if let Some(of_event) = discrepancy.event.and_then(|event| disputes_of_event.get_mut(event as usize)) {
                of_event.push(idx);
            }
            for &actor in &discrepancy.actors {
                if let Some(of) = actors.get_mut(actor as usize) {
                    of.discrepancies.push(idx);
                }
            }
            let mut touched = Vec::new();
            for evidence in discrepancy.sides.iter().flat_map(|side| &side.evidence) {
                if let Some(into) = articles.get_mut(evidence.article.idx()) {
                    into.disputes.push((evidence.span, idx));
                    if !touched.contains(&evidence.article) {
                        touched.push(evidence.article);
                        into.n_disputes += 1;
                    }
                }
            }
        }
        for (idx, discrepancy) in analysis.less_sure.iter().enumerate() {
            if let Some(story) = stories.get_mut(discrepancy.story as usize) {
                story.less_sure.push((analysis.discrepancies.len() + idx) as u32);
            }
        }
        for article in &mut articles {
            article.mentions.sort_by_key(|(span, ..)| (span.start, span.end));
            article.events.sort_by_key(|(span, _)| (span.start, span.end));
            article.disputes.sort_by_key(|(span, _)| (span.start, span.end));
        }
        let names = Names::new(&analysis.articles);
        Self { analysis, articles, stories, actors, disputes_of_event, names, only_read: false, alone: None }
    }

    /// Articles that are read but not analysed yet.
    pub fn only_read(articles: Vec<Arc<Article>>) -> Self {
        let analysis = Analysis { articles, ..Analysis::default() };
        Self { only_read: true, ..Self::new(analysis) }
    }

    /// Adds articles that are read but not analysed yet.
    pub fn add(&mut self, articles: Vec<Arc<Article>>) {
        let all = &mut self.analysis.articles;
        all.extend(articles);
        self.articles.resize_with(all.len(), InArticle::default);
        self.names = Names::new(all);
    }

    /// Whether there is no article at all.
    pub fn is_empty(&self) -> bool {
        self.analysis.articles.is_empty()
    }

    /// A discrepancy by its number; those that are less sure are counted on behind the others.
    ///
    /// # Panics
    /// Where there are not so many.
    pub fn discrepancy(&self, idx: u32) -> &Discrepancy {
        let sure = &self.analysis.discrepancies;
        sure.get(idx as usize).unwrap_or_else(|| &self.analysis.less_sure[idx as usize - sure.len()])
    }

    /// As [`Material::discrepancy`], if there are so many.
    pub fn find_discrepancy(&self, idx: u32) -> Option<&Discrepancy> {
        let n = self.analysis.discrepancies.len() + self.analysis.less_sure.len();
        ((idx as usize) < n).then(|| self.discrepancy(idx))
    }

    /// All, in order of their numbers.
    pub fn discrepancies(&self) -> impl Iterator<Item = &Discrepancy> {
        self.analysis.discrepancies.iter().chain(self.analysis.less_sure.iter())
    }

    /// Whether a discrepancy is one of those that are shown unasked.
    pub fn is_sure(&self, idx: u32) -> bool {
        (idx as usize) < self.analysis.discrepancies.len()
    }

    /// The story of an article, if stories are known.
    pub fn story_of(&self, article: u32) -> Option<u32> {
        self.analysis.linked.story_of.get(article as usize).copied()
    }

    /// How many conflicts, differences, updates a story has.
    pub fn severities(&self, story: u32, dismissed: &dyn Fn(u32) -> bool) -> [u32; 3] {
        let mut counts = [0; 3];
        for &idx in self.stories.get(story as usize).map_or(&[][..], |story| &story.discrepancies) {
            if !dismissed(idx) {
                counts[severity_idx(self.analysis.discrepancies[idx as usize].severity)] += 1;
            }
        }
        counts
    }

    /// The most serious of some discrepancies.
    pub fn worst(&self, discrepancies: impl Iterator<Item = u32>) -> Option<Severity> {
        let severities = discrepancies.filter_map(|idx| self.analysis.discrepancies.get(idx as usize));
        severities.map(|discrepancy| discrepancy.severity).min_by_key(|severity| severity_idx(*severity))
    }

    /// The text that a phrase covers.
    pub fn phrase(&self, evidence: Evidence) -> &str {
        self.analysis.articles.get(evidence.article.idx()).map_or("", |article| evidence.span.of(&article.text))
    }
}

/// What stands where nothing says who published.
pub const UNKNOWN: &str = "unknown";

/// Conflict 0, differs 1, update 2.
pub fn severity_idx(severity: Severity) -> usize {
    match severity {
        Severity::Conflict => 0,
        Severity::Differs => 1,
        Severity::Update => 2,
    }
}

/// The items of a list sorted by place that overlap `span`.
pub fn overlapping<T>(items: &[T], span: Span, place: impl Fn(&T) -> Span) -> impl Iterator<Item = &T> {
    // Items are sorted by their start; those that begin before the span may still reach into it, so look back a little
    // further than any phrase is long (evidence has at most 30 words, accounts are one clause).
    const REACH: u32 = 2_000;
    let from = items.partition_point(|item| place(item).start + REACH < span.start);
    let to = items.partition_point(|item| place(item).start < span.end);
    items[from.min(to)..to].iter().filter(move |item| place(item).overlaps(span))
}
