//! How much two articles look like reports of one happening: a number from 0 (nothing in common) to 1 (one text).

use super::background;
use super::profile::{Profile, TermWeight};
use super::words::Term;
use crate::link::lists::n_shared;

/// How many articles the shares of terms in news at large weigh against the articles at hand: with 50 articles the
/// former decide, with 10,000 the latter.
const BACKGROUND_ARTICLES: f32 = 2000.0;
/// Counts below this say nothing yet of how common a term is among the articles at hand: a story of fifteen articles
/// does not make its own names common.
const LEAST_COUNT: u32 = 16;
/// Above this a count goes up in large steps only: each step is paid for by weighing all these articles again, and a
/// term in a tenth of all articles counts for little either way.
const COARSE_COUNT: u32 = 1024;
/// What the headlines say against what the texts say.
const HEAD_SHARE: f32 = 0.6;
/// Reports this many days apart may still be of one happening without any doubt: the evening's and the morning's paper.
const SAME_NEWS_DAYS: i32 = 2;
/// With every so many days beyond that, half of what the words say is gone. (Not sooner: pages that give the day on
/// which they were fetched are a week or two late.)
const HALF_LIFE_DAYS: f32 = 28.0;
/// What is left of the words where the reports come from different days and name different days of the week.
const OTHER_WEEKDAY: f32 = 0.6;
/// What is left of them where, besides, both headlines give numbers and neither article gives one of the other's: two
/// rates, two tolls. On one day that is one happening told in two ways.
const OTHER_NUMBERS: f32 = 0.6;
/// Articles whose words have less in common are copies in no part, so their runs of words need not be looked at.
const LEAST_WORDS: f32 = 0.08;
/// Two articles are about one matter when they share so many rare names …
const LEAST_NAMES: usize = 2;
/// … and their rare names, weighed by how much is made of each, have this cosine: .20 to .81 between the reports of the
/// invented stories of `tests/stories`.
const SAME_NAMES: f32 = 0.2;
/// Articles with fewer prints are too short to tell a copy from a shared phrase.
const LEAST_PRINTS: usize = 6;

/// The collection that terms are weighed in: how many articles, rounded so that one more seldom changes it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    n_articles: u32,
}

impl Scale {
    /// For a collection of `n_articles`.
    pub fn new(n_articles: usize) -> Self {
        let n_articles = n_articles as u32;
        Self { n_articles: if n_articles < LEAST_COUNT { 0 } else { 1 << n_articles.ilog2() } }
    }

    /// What a term that stands in `count` articles is worth: its information in nats.
    pub fn worth(self, term: Term, count: u32) -> f32 {
        let expected = background::share(term) * BACKGROUND_ARTICLES;
        -((expected + step(count) as f32) / (BACKGROUND_ARTICLES + self.n_articles as f32)).min(1.0).ln()
    }
}

/// A count rounded down to a power of two (of sixteen above [`COARSE_COUNT`]), 0 below [`LEAST_COUNT`]: weights then
/// stand still while articles arrive, but for a few, and what is kept of earlier comparisons stays true.
pub fn step(count: u32) -> u32 {
    if count < LEAST_COUNT {
        0
    } else if count < COARSE_COUNT {
        1 << count.ilog2()
    } else {
        let beyond = (count / COARSE_COUNT).ilog2() / 4 * 4;
        COARSE_COUNT << beyond
    }
}

/// An article's terms with their worth in a collection; both lists are of length 1 (or empty).
#[derive(Clone, Debug, Default)]
pub struct Weighed {
    /// Of the text, by term.
    pub body: Vec<TermWeight>,
    /// Of the headline, by term.
    pub head: Vec<TermWeight>,
}

impl Weighed {
    /// Weighs a profile's terms by `worth`.
    pub fn new(profile: &Profile, worth: impl Fn(Term) -> f32) -> Self {
        let weigh = |terms: &[TermWeight]| {
            let mut weighed: Vec<TermWeight> =
                terms.iter().map(|of| TermWeight { weight: of.weight * worth(of.term), ..*of }).collect();
            let length = weighed.iter().map(|of| of.weight * of.weight).sum::<f32>().sqrt();
            for of in &mut weighed {
                of.weight /= length.max(f32::MIN_POSITIVE);
            }
            weighed
        };
        Self { body: weigh(&profile.body), head: weigh(&profile.head) }
    }
}

/// The score of two articles, the same whichever comes first.
pub fn score(a: (&Profile, &Weighed), b: (&Profile, &Weighed)) -> f32 {
    let body = cosine(&a.1.body, &b.1.body);
    let words = if a.1.head.is_empty() || b.1.head.is_empty() {
        body
    } else {
        let both = HEAD_SHARE * cosine(&a.1.head, &b.1.head) + (1.0 - HEAD_SHARE) * body;
        if one_matter(&a.0.names, &b.0.names) { both.max(body) } else { both }
    };
    if words < LEAST_WORDS {
        return words * nearness(a.0, b.0);
    }
    let copied = copied(&a.0.prints, &b.0.prints);
    // A copy is a copy whenever it was fetched; two days with like words are two days.
    words.max(copied) * nearness(a.0, b.0).max(copied)
}

/// Whether the rare names that two texts give are largely the same: then a follow-up whose headline turns to something
/// else is still about the one matter.
fn one_matter(a: &[TermWeight], b: &[TermWeight]) -> bool {
    let n_shared = a.iter().filter(|of| b.binary_search_by_key(&of.term, |other| other.term).is_ok()).count();
    let length = |of: &[TermWeight]| of.iter().map(|of| of.weight * of.weight).sum::<f32>().sqrt();
    n_shared >= LEAST_NAMES && cosine(a, b) >= SAME_NAMES * length(a) * length(b)
}

/// The share of the shorter text that stands in the longer one, too.
fn copied(a: &[u32], b: &[u32]) -> f32 {
    let shorter = a.len().min(b.len());
    if shorter < LEAST_PRINTS { 0.0 } else { n_shared(a, b) as f32 / shorter as f32 }
}

/// 1 for reports of about the same days, falling towards 0 with the days between them; 1 where a day is not known.
fn nearness(a: &Profile, b: &Profile) -> f32 {
    let (Some(day_a), Some(day_b)) = (a.day, b.day) else { return 1.0 };
    let apart = (day_a - day_b).abs() - SAME_NEWS_DAYS;
    if apart <= 0 {
        return 1.0;
    }
    let mut near = (-(apart as f32) / HALF_LIFE_DAYS).exp2();
    if a.weekdays != 0 && b.weekdays != 0 && a.weekdays & b.weekdays == 0 {
        near *= OTHER_WEEKDAY;
    }
    let given_by = |a: &Profile, b: &Profile| a.numbers.iter().any(|number| b.has(*number));
    if !a.numbers.is_empty() && !b.numbers.is_empty() && !given_by(a, b) && !given_by(b, a) {
        near *= OTHER_NUMBERS;
    }
    near
}

fn cosine(a: &[TermWeight], b: &[TermWeight]) -> f32 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while i < a.len() && j < b.len() {
        match a[i].term.cmp(&b[j].term) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += a[i].weight * b[j].weight;
                i += 1;
                j += 1;
            }
        }
    }
    sum
}
