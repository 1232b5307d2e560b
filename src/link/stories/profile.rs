//! What of an article is looked at to tell which happening it reports: its terms, its headline's terms, its day, and
//! the prints of its runs of words. A profile depends on its article alone, so it is made once.

use super::background;
use super::headline::Headline;
use super::words::{Term, Word, number, number_term, term, words};
use crate::link::origins::{Name, named_origin, prints_of};
use crate::text::{Article, BlockKind, TitleFrom};
use rustc_hash::FxHashMap;

/// A report tells what is new first and the background last: weight of a word by its place, as (words before, weight).
const PLACES: [(usize, f32); 3] = [(120, 1.5), (350, 1.0), (usize::MAX, 0.4)];
/// A name says more about which happening it is than a common word of the same rarity.
const NAME_WEIGHT: f32 = 1.5;
/// A name in at most this share of articles is rare.
const RARE_NAME: f32 = 0.0005;
/// Words beyond these are not looked at: enough for the longest report, and a bound for a whole book.
const MOST_WORDS: usize = 3000;
/// So many of an article's terms are kept, the weightiest: the rest change a cosine in its third digit.
const MOST_TERMS: usize = 160;
/// An address segment of so many words is a headline ("plane-crash-in-costa-brava"), not a section ("world-news").
const LEAST_SLUG_WORDS: usize = 3;

/// A term of an article.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TermWeight {
    /// The term.
    pub term: Term,
    /// How much the article makes of it, before its rarity is looked at.
    pub weight: f32,
}

/// What an article is compared by.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Profile {
    /// The article's content key.
    pub key: String,
    /// Terms of its text, by term.
    pub body: Vec<TermWeight>,
    /// Terms of its headline and of the words in its address, by term; empty where it has neither.
    pub head: Vec<TermWeight>,
    /// Its rare names, by term, with how much it makes of each.
    pub names: Vec<TermWeight>,
    /// Day of publication, as days since the year 1.
    pub day: Option<i32>,
    /// Days of the week named in its first words, a bit each, Monday the lowest.
    pub weekdays: u8,
    /// Numbers in its headline.
    pub numbers: Vec<Term>,
    /// Prints of its runs of words, in order: see [`prints_of`].
    pub prints: Vec<u32>,
    /// Who wrote it first, as it says itself.
    pub named_origin: Option<Name>,
    /// Who published it.
    pub source: Name,
    /// Its title, as a headline for its story.
    pub headline: Headline,
}

impl Profile {
    /// Looks at an article.
    pub fn of(article: &Article) -> Self {
        let mut weekdays = 0;
        let (body, names) = body(article, &mut weekdays);
        Self {
            key: article.key.clone(),
            body,
            names,
            head: head(article),
            day: article.published.map(days),
            weekdays,
            numbers: numbers(article),
            prints: prints_of(article),
            named_origin: named_origin(article).map(|name| Name::new(&name)),
            source: Name::new(&article.source),
            headline: Headline::of(article),
        }
    }

    /// Every term of text and headline once.
    pub fn terms(&self) -> impl Iterator<Item = Term> + '_ {
        let of_head = self.head.iter().map(|of| of.term).filter(|term| !in_list(&self.body, *term));
        self.body.iter().map(|of| of.term).chain(of_head)
    }

    /// Whether text or headline holds a term.
    pub fn has(&self, term: Term) -> bool {
        in_list(&self.body, term) || in_list(&self.head, term)
    }
}

fn in_list(terms: &[TermWeight], term: Term) -> bool {
    terms.binary_search_by_key(&term, |of| of.term).is_ok()
}

/// Days since 1 January of the year 1 (as a plain count; only differences matter).
fn days(day: crate::text::Day) -> i32 {
    let epoch = jiff::civil::date(1, 1, 1);
    (day - epoch).get_days()
}

fn body(article: &Article, weekdays: &mut u8) -> (Vec<TermWeight>, Vec<TermWeight>) {
    let mut weights: FxHashMap<Term, (f32, bool)> = FxHashMap::default();
    let mut n_words = 0;
    let whole =
        [crate::text::Block { kind: BlockKind::Paragraph, span: crate::text::Span::new(0, article.text.len()) }];
    let blocks = if article.blocks.is_empty() { &whole[..] } else { &article.blocks[..] };
    for block in blocks.iter().filter(|block| !matches!(block.kind, BlockKind::Title | BlockKind::Byline)) {
        for word in words(block.span.of(&article.text)) {
            n_words += 1;
            if n_words > MOST_WORDS {
                break;
            }
            let place = PLACES.iter().find(|(until, _)| n_words <= *until).map_or(0.0, |(_, weight)| *weight);
            if n_words <= PLACES[0].0 {
                *weekdays |= weekday_bit(word.text);
            }
            if let Some(term) = term(word.text) {
                let seen = weights.entry(term).or_default();
                seen.0 += place;
                seen.1 |= word.inner_capital;
            }
        }
    }
    let mut names: Vec<TermWeight> = weights
        .iter()
        .filter(|(term, (_, name))| *name && background::share(**term) <= RARE_NAME)
        .map(|(&term, &(count, _))| TermWeight { term, weight: (1.0 + count).ln() })
        .collect();
    names.sort_by_key(|of| of.term);
    let damped = weights.into_iter().map(|(term, (count, name))| TermWeight {
        term,
        weight: (1.0 + count).ln() * if name { NAME_WEIGHT } else { 1.0 },
    });
    (weightiest(damped.collect()), names)
}

/// Cuts to the [`MOST_TERMS`] that say most, and orders by term.
fn weightiest(mut terms: Vec<TermWeight>) -> Vec<TermWeight> {
    let value = |term: &TermWeight| -term.weight * background::share(term.term).ln();
    terms.sort_by(|a, b| value(b).total_cmp(&value(a)).then(a.term.cmp(&b.term)));
    terms.truncate(MOST_TERMS);
    terms.sort_by_key(|term| term.term);
    terms
}

fn head(article: &Article) -> Vec<TermWeight> {
    let address = article.url.as_deref().map_or("", |url| url.split_once("://").map_or(url, |(_, rest)| rest));
    let (host, path) = address.split_once('/').unwrap_or((address, ""));
    let mut terms: Vec<Term> = Vec::new();
    if article.title_from == TitleFrom::Given {
        let site = format!("{host} {}", article.source).to_lowercase();
        let of_site = |word: &str| {
            word.len() >= 2 && site.split(|c: char| !c.is_alphanumeric()).any(|part| part == word.to_lowercase())
        };
        terms.extend(words(&article.title).filter(|word| !of_site(word.text)).filter_map(|word| term(word.text)));
    }
    for segment in path.split(['/', '?', '&', '=', '#', ';']) {
        let plain = |word: &&str| word.len() >= 2 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
        let parts = segment.split(['-', '_', '+', '.']).map(|part| part.trim_start_matches("%20"));
        let slug: Vec<&str> = parts.clone().filter(plain).collect();
        if slug.len() >= LEAST_SLUG_WORDS {
            terms.extend(slug.iter().filter(|word| !FILE_ENDINGS.contains(word)).filter_map(|word| term(word)));
            terms.extend(parts.filter(|part| part.len() <= 2).filter_map(number).map(number_term));
        }
    }
    terms.sort_unstable();
    terms.dedup();
    terms.into_iter().map(|term| TermWeight { term, weight: 1.0 }).collect()
}

fn numbers(article: &Article) -> Vec<Term> {
    if article.title_from != TitleFrom::Given {
        return Vec::new();
    }
    let is_number = |word: &Word| number(word.text).is_some() || word.text.starts_with(|c: char| c.is_ascii_digit());
    words(&article.title).filter(is_number).filter_map(|word| term(word.text)).collect()
}

/// What stands at the end of addresses and says nothing.
const FILE_ENDINGS: [&str; 6] = ["html", "htm", "story", "php", "cms", "aspx"];

fn weekday_bit(word: &str) -> u8 {
    const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    DAYS.iter().position(|day| *day == word).map_or(0, |at| 1 << at)
}
