//! What stands on the page of a story, and in which order.

use super::is_small;
use super::wording::{letters_of, phrase};
use crate::compare;
use crate::link::Event;
use crate::pipeline::Analysis;
use crate::text::{ArticleIdx, Evidence, Span};

/// Lines under one head: more is no page that is read at a sight.
const MOST: usize = 8;
/// Words of a line that is quoted.
const LONGEST: usize = 24;

/// The page of one story.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Brief {
    /// The story.
    pub story: u32,
    /// How many origins its reports have.
    pub n_origins: usize,
    /// What several origins tell, told by most first.
    pub told_by_several: Vec<Told>,
    /// How many more several tell than there is room for.
    pub n_more_by_several: usize,
    /// Discrepancies, by index, in the order of the analysis; the small ones are left out.
    pub disputed: Vec<u32>,
    /// Spellings and trivial wordings, by index.
    pub small: Vec<u32>,
    /// What a single origin tells, the weightiest first.
    pub told_by_one: Vec<Told>,
    /// How many more a single one tells than there is room for.
    pub n_more_by_one: usize,
}

/// Something that is told.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// The event, by index.
    pub event: u32,
    /// The words that stand for it, in the report that has them.
    pub line: Evidence,
    /// How many origins tell it.
    pub n_origins: usize,
    /// The articles that tell it, each once, in order.
    pub articles: Vec<ArticleIdx>,
}

impl Brief {
    /// The page of a story; what is `dismissed` is left out.
    pub fn of(analysis: &Analysis, story: u32, dismissed: &dyn Fn(u32) -> bool) -> Self {
        let linked = &analysis.linked;
        let mut brief = Self { story, ..Self::default() };
        let articles = linked.stories.get(story as usize).map_or(&[][..], |story| &story.articles);
        brief.n_origins = n_origins(analysis, articles);
        let discrepancies = analysis.discrepancies.iter().enumerate();
        for (idx, one) in discrepancies.filter(|(idx, one)| one.story == story && !dismissed(*idx as u32)) {
            let list = if is_small(analysis, one) { &mut brief.small } else { &mut brief.disputed };
            list.push(idx as u32);
        }
        let events = linked.events.iter().enumerate().filter(|(_, event)| event.story == story && event.listed);
        let mut told: Vec<Told> = events.filter_map(|(idx, event)| Told::of(analysis, idx as u32, event)).collect();
        // Sorting is stable: what as many tell stays in order of weight.
        told.sort_by_key(|told| std::cmp::Reverse(told.n_origins));
        for one in told {
            let (list, n_more) = if one.n_origins > 1 {
                (&mut brief.told_by_several, &mut brief.n_more_by_several)
            } else {
                (&mut brief.told_by_one, &mut brief.n_more_by_one)
            };
            let again = list.iter().any(|other| says_the_same(analysis, other.line, one.line));
            if again || one.n_origins == 1 && may_be_told_elsewhere(analysis, articles, &one) {
                continue;
            }
            if list.len() < MOST {
                list.push(one);
            } else {
                *n_more += 1;
            }
        }
        brief
    }
}

/// Whether a report of another origin has a sentence near enough to that of a line to tell the same in other words: then
/// nobody may say that one alone tells it.
fn may_be_told_elsewhere(analysis: &Analysis, story: &[ArticleIdx], told: &Told) -> bool {
    let vectors = |article: ArticleIdx| analysis.vectors.get(article.idx())?.as_deref();
    let origin = |article: ArticleIdx| analysis.linked.origin_of.get(article.idx());
    let Some(own) = vectors(told.line.article) else { return false };
    let last = own.spans.partition_point(|span| span.start <= told.line.span.start);
    let Some(sentence) = last.checked_sub(1) else { return false };
    let others = story.iter().filter(|&&other| origin(other) != origin(told.line.article));
    others.filter_map(|&other| vectors(other)).any(|other| compare::may_tell(own, sentence, other))
}

impl Told {
    fn of(analysis: &Analysis, idx: u32, event: &Event) -> Option<Self> {
        let articles = event.tellers.clone();
        let n_origins = n_origins(analysis, &articles);
        Some(Self { event: idx, line: line_of(analysis, event)?, n_origins, articles })
    }
}

/// The words that stand for an event: its line, or the beginning of the first report where none tells it in a clause.
pub fn line_of(analysis: &Analysis, event: &Event) -> Option<Evidence> {
    event.line.or_else(|| event.reports.first().map(|report| beginning(analysis, *report)))
}

/// The first words of a phrase, as many as a line has.
fn beginning(analysis: &Analysis, report: Evidence) -> Evidence {
    let text = phrase(analysis, report);
    let mut words = text.split_whitespace();
    let last = words.nth(LONGEST - 1).map(|word| word.as_ptr() as usize + word.len() - text.as_ptr() as usize);
    let end = last.unwrap_or(text.trim_end().len());
    Evidence { span: Span::new(report.span.start as usize, report.span.start as usize + end), ..report }
}

fn says_the_same(analysis: &Analysis, one: Evidence, other: Evidence) -> bool {
    one == other || letters_of(phrase(analysis, one)) == letters_of(phrase(analysis, other))
}

fn n_origins(analysis: &Analysis, articles: &[ArticleIdx]) -> usize {
    let mut origins: Vec<u32> =
        articles.iter().filter_map(|article| analysis.linked.origin_of.get(article.idx()).copied()).collect();
    origins.sort_unstable();
    origins.dedup();
    origins.len()
}
