//! A short headline for a story: the title of the article that is most like the others, without the site's name.

use super::StoryIndex;
use crate::text::{Article, TitleFrom};
use rustc_hash::FxHashSet;

/// Longer headlines are cut at a word, in characters.
const LONGEST: usize = 90;
/// A title of fewer words is a section's or a site's name ("World news").
const LEAST_WORDS: usize = 4;
/// How much a title that was not given, one of few words, and one that was cut off by its site count against others.
const DOUBTS: [f32; 3] = [0.5, 0.3, 0.6];

/// An article's title as the headline of a story.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Headline {
    /// Without the site's name, in one line.
    text: Box<str>,
    /// 1 for a good one, less for one that was not given, is short or was cut off.
    trust: f32,
}

impl Headline {
    /// Of an article.
    pub fn of(article: &Article) -> Self {
        let text = clean(article);
        let doubts = [
            article.title_from == TitleFrom::FirstSentence,
            text.split_whitespace().count() < LEAST_WORDS,
            text.ends_with("...") || text.ends_with('\u{2026}'),
        ];
        let trust = doubts.iter().zip(DOUBTS).map(|(holds, doubt)| if *holds { doubt } else { 1.0 }).product();
        Self { text: text.into(), trust }
    }
}

/// The headline of the story of `members`, which are not empty.
pub fn title(members: &[u32], index: &StoryIndex) -> String {
    let inside: FxHashSet<u32> = members.iter().copied().collect();
    let value = |idx: u32| {
        let likeness: f32 = index.like(idx).filter(|(other, _)| inside.contains(other)).map(|(_, score)| score).sum();
        (likeness + 0.1) * index.headline(idx).trust
    };
    let mut best: Option<(f32, u32)> = None;
    for &idx in members {
        let value = value(idx);
        // Members come in order of time and content, so that the first of equals is the same in every run.
        if best.is_none_or(|(most, _)| value > most) {
            best = Some((value, idx));
        }
    }
    best.map_or_else(String::new, |(_, idx)| shorten(&index.headline(idx).text))
}

/// A title without the site's name at its end or beginning: "Ferry sinks - The Daily Post" by "thedailypost.example".
fn clean(article: &Article) -> String {
    let squeeze =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let site = squeeze(&format!(
        "{} {}",
        article.source,
        article.url.as_deref().unwrap_or("").split('/').nth(2).unwrap_or("")
    ));
    let mut title = article.title.trim();
    for mark in [" - ", " | ", " \u{2013} ", " \u{2014} ", " : ", " \u{00BB} "] {
        if let Some((rest, name)) = title.rsplit_once(mark)
            && is_site(&squeeze(name), &site)
            && !rest.trim().is_empty()
        {
            title = rest.trim();
        }
        if let Some((name, rest)) = title.split_once(mark)
            && is_site(&squeeze(name), &site)
            && !rest.trim().is_empty()
        {
            title = rest.trim();
        }
    }
    title.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_site(name: &str, site: &str) -> bool {
    name.len() >= 2 && (site.contains(name) || site.contains(name.trim_start_matches("the")))
}

/// At most [`LONGEST`] characters, cut at a word.
fn shorten(title: &str) -> String {
    if title.chars().count() <= LONGEST {
        return title.to_owned();
    }
    let mut short = String::new();
    for word in title.split(' ') {
        if short.chars().count() + word.chars().count() + 1 >= LONGEST {
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    if short.is_empty() {
        short = title.chars().take(LONGEST - 1).collect();
    }
    short.truncate(short.trim_end_matches([',', ';', ':', '-', ' ']).len());
    short.push('\u{2026}');
    short
}
