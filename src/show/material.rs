//! What is shown, with everything that drawing must find at once: made from an analysis by a worker, once.

use super::names::Names;
use crate::brief::{is_small, source_name};
use crate::compare::{Discrepancy, Severity};
use crate::extract::Form;
use crate::link::ActorEdits;
use crate::pipeline::Analysis;
use crate::text::{Article, Day, Evidence, LazyList, Span};
use rustc_hash::FxHashMap;
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
    /// For each discrepancy, whether a hurried reader may pass over it: a spelling, a trivial wording.
    pub small: Vec<bool>,
    /// What a query asks of every article.
    pub names: Names,
    /// For each article the number of who published it: one for all names of one publisher.
    pub publishers: Vec<u32>,
    /// The year of the newest of all articles.
    pub year: Option<i16>,
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
    /// The year of its newest report.
    pub year: Option<i16>,
}

/// Where an actor is found.
#[derive(Clone, Debug, Default)]
pub struct OfActor {
    /// Articles that mention it.
    pub articles: Vec<u32>,
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
        for (article, story) in analysis.articles.iter().zip(&analysis.linked.story_of) {
            if let Some(of) = stories.get_mut(*story as usize) {
                of.year = of.year.max(article.published.map(Day::year));
            }
        }
        let small = analysis.discrepancies.iter().map(|one| is_small(&analysis, one)).collect();
        let (names, publishers) = (Names::new(&analysis.articles), publishers(&analysis.articles));
        let year = newest(&analysis.articles);
        Self {
            analysis,
            articles,
            stories,
            actors,
            disputes_of_event,
            small,
            names,
            publishers,
            year,
            only_read: false,
            alone: None,
        }
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
        self.publishers = publishers(all);
        self.year = newest(all);
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

    /// Whether a discrepancy is small; those that are less sure are none of these.
    pub fn is_small(&self, idx: u32) -> bool {
        self.small.get(idx as usize).copied().unwrap_or(false)
    }

    /// How many disputed facts there are in all, and how many small ones beside them.
    pub fn n_disputed(&self, dismissed: &dyn Fn(u32) -> bool) -> (usize, usize) {
        let open = self.small.iter().enumerate().filter(|(idx, _)| !dismissed(*idx as u32));
        open.fold((0, 0), |(n, n_small), (_, &small)| (n + usize::from(!small), n_small + usize::from(small)))
    }

    /// The year of the newest report of an article's story; where no story is known, of all.
    pub fn year_of(&self, article: u32) -> Option<i16> {
        self.story_of(article).map_or(self.year, |story| self.year_of_story(story))
    }

    /// The year of the newest report of a story.
    pub fn year_of_story(&self, story: u32) -> Option<i16> {
        self.stories.get(story as usize)?.year
    }

    /// How many sources name an actor: in the articles of a story, or in all.
    pub fn n_sources(&self, actor: u32, story: Option<u32>) -> usize {
        let articles = self.actors.get(actor as usize).map_or(&[][..], |of| &of.articles);
        let here = articles.iter().filter(|article| story.is_none() || self.story_of(**article) == story);
        let mut publishers: Vec<u32> =
            here.filter_map(|article| self.publishers.get(*article as usize).copied()).collect();
        publishers.sort_unstable();
        publishers.dedup();
        publishers.len()
    }

    /// How many conflicts, differences, updates a story has, and last how many small differences beside them.
    pub fn severities(&self, story: u32, dismissed: &dyn Fn(u32) -> bool) -> [u32; 4] {
        let mut counts = [0; 4];
        for &idx in self.stories.get(story as usize).map_or(&[][..], |story| &story.discrepancies) {
            if dismissed(idx) {
                continue;
            }
            if self.is_small(idx) {
                counts[3] += 1;
            } else {
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

fn newest(articles: &[Arc<Article>]) -> Option<i16> {
    articles.iter().filter_map(|article| article.published).max().map(Day::year)
}

/// For each article a number for who published it. Articles of unknown source have one each: nothing says that they are
/// from the same.
fn publishers(articles: &[Arc<Article>]) -> Vec<u32> {
    let mut known: FxHashMap<String, u32> = FxHashMap::default();
    let numbered = articles.iter().enumerate().map(|(idx, article)| {
        if article.source == UNKNOWN || article.source.is_empty() {
            return idx as u32;
        }
        *known.entry(squeezed(&article.source)).or_insert(idx as u32)
    });
    numbered.collect()
}

/// The letters of who published, so that "levant-review.example" and "The Levant Review" are one.
fn squeezed(source: &str) -> String {
    /// Labels before the last one that many hosts of a country share.
    const SHARED: [&str; 7] = ["co", "com", "org", "net", "gov", "ac", "edu"];
    let source = source_name(source.trim()).to_lowercase();
    let mut labels: Vec<&str> = source.split('.').collect();
    let is_host = labels.len() > 1 && !source.contains(char::is_whitespace) && labels.iter().all(|it| !it.is_empty());
    let name = if is_host {
        labels.pop();
        if labels.len() > 1 && labels.last().is_some_and(|label| SHARED.contains(label)) {
            labels.pop();
        }
        labels.pop().unwrap_or(&source)
    } else {
        &source
    };
    let letters: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    match letters.strip_prefix("the") {
        Some(rest) if rest.len() > 2 => rest.to_owned(),
        _ if letters.is_empty() => source,
        _ => letters,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_of_one_publisher_are_one() {
        let same = |one: &str, other: &str| squeezed(one) == squeezed(other);
        assert!(same("levant-review.example", "Levant Review"));
        assert!(same("www.theguardian.com", "The Guardian"));
        assert!(same("edition.cnn.com", "CNN") && same("bbc.co.uk", "BBC"));
        assert!(!same("The Quay", "Harbour Post") && !same("quay.example", "bay.example"));
        assert!(!same("The Sun", "The Times"));
    }
}
