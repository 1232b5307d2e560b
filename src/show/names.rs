//! What stands in the heads of articles, side by side: a filter asks all of them at each letter that is typed, and from
//! article to article through the memory would take longer than a key may.

use super::query::Pattern;
use super::words;
use crate::text::{Article, Day, fold};
use memchr::memmem::Finder;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Names and titles.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Who published, each once, in order of the alphabet.
    pub sources: Vec<String>,
    /// Who wrote, each once.
    pub writers: Vec<String>,
    /// In which language, each once.
    pub languages: Vec<String>,
    /// For each article its place in `sources`.
    source_of: Vec<u32>,
    /// For each article its day.
    published: Vec<Option<Day>>,
    /// All titles in lower case and without accents, each with a line break behind it: so one pass finds all that fit.
    titles: String,
    /// For each article the place of that line break.
    ends: Vec<u32>,
}

impl Names {
    /// Goes once through the articles.
    pub fn new(articles: &[Arc<Article>]) -> Self {
        let (sources, source_of) = once_each(articles.iter().map(|article| words::source(article)));
        let (writers, _) = once_each(articles.iter().flat_map(|article| article.byline.iter().map(String::as_str)));
        let (languages, _) = once_each(articles.iter().map(|article| article.language.as_str()));
        let published = articles.iter().map(|article| article.published).collect();
        let mut names = Self { sources, writers, languages, source_of, published, ..Self::default() };
        names.titles.reserve_exact(articles.iter().map(|article| article.title.len() + 1).sum());
        names.ends.reserve_exact(articles.len());
        for article in articles {
            names.titles.extend(article.title.chars().map(fold).map(|c| if c == '\n' { ' ' } else { c }));
            names.ends.push(names.titles.len() as u32);
            names.titles.push('\n');
        }
        names
    }

    /// The number of who published an article, among `sources`.
    pub fn source_of(&self, article: u32) -> Option<usize> {
        self.source_of.get(article as usize).map(|&source| source as usize)
    }

    /// The day of an article.
    pub fn published(&self, article: u32) -> Option<Day> {
        *self.published.get(article as usize)?
    }

    /// For each article, whether any of some patterns fits its title, or any of others its source.
    pub fn that_fit(&self, titles: &[Pattern], sources: &[Pattern]) -> Vec<bool> {
        let of_source = |source: &String| sources.iter().any(|pattern| pattern.is_in(source));
        let of_sources: Vec<bool> = self.sources.iter().map(of_source).collect();
        let mut fits: Vec<bool> = self.source_of.iter().map(|&source| of_sources[source as usize]).collect();
        for pattern in titles {
            self.add_titles_that_fit(pattern, &mut fits);
        }
        fits
    }

    fn add_titles_that_fit(&self, pattern: &Pattern, fits: &mut [bool]) {
        let folded = pattern.folded();
        if folded.contains('\n') {
            return;
        }
        let finder = Finder::new(&folded);
        let (titles, mut article, mut from) = (self.titles.as_bytes(), 0, 0);
        while article < fits.len()
            && let Some(at) = finder.find(&titles[from..])
        {
            while (self.ends[article] as usize) < from + at {
                article += 1;
            }
            fits[article] = true;
            from = self.ends[article] as usize + 1;
            article += 1;
        }
    }
}

/// The names, each once and in order, and for each that came its place among them.
fn once_each<'a>(all: impl Iterator<Item = &'a str>) -> (Vec<String>, Vec<u32>) {
    let mut places: FxHashMap<&str, u32> = FxHashMap::default();
    let mut came: Vec<u32> = all
        .map(|name| {
            let n = places.len() as u32;
            *places.entry(name).or_insert(n)
        })
        .collect();
    let mut names: Vec<(&str, u32)> = places.into_iter().collect();
    names.sort_unstable();
    let mut sorted = vec![0; names.len()];
    for (place, (_, first)) in names.iter().enumerate() {
        sorted[*first as usize] = place as u32;
    }
    for place in &mut came {
        *place = sorted[*place as usize];
    }
    (names.into_iter().map(|(name, _)| name.to_owned()).collect(), came)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_article_finds_its_source_and_its_title() {
        let article = |source: &str, title: &str| {
            let (source, title) = (source.to_owned(), title.to_owned());
            Arc::new(Article { title, source, ..Article::default() })
        };
        let names = Names::new(&[article("The Quay", "Fog"), article("Bay", ""), article("The Quay", "Rain")]);
        assert_eq!(names.sources, ["Bay", "The Quay"]);
        let of: Vec<Option<usize>> = (0..4).map(|idx| names.source_of(idx)).collect();
        assert_eq!(of, [Some(1), Some(0), Some(1), None]);
    }

    #[test]
    fn one_pass_finds_the_titles_that_a_pattern_would_find_one_by_one() {
        let titles = ["Fog", "", "Été à la mer", "Two\nlines", "fog again, fog", "THE FOG"];
        let article = |title: &&str| Arc::new(Article { title: (*title).to_owned(), ..Article::default() });
        let names = Names::new(&titles.iter().map(article).collect::<Vec<_>>());
        for words in ["fog", "ete", "É", "mer", "", " ", "o", "nothing", "fog again, fog", "\n", "two lines"] {
            let pattern = Pattern::new(words);
            let one_by_one: Vec<bool> = titles.iter().map(|title| pattern.is_in(&title.replace('\n', " "))).collect();
            assert_eq!(names.that_fit(&[pattern], &[]), one_by_one, "{words:?}");
        }
        assert!(Names::default().that_fit(&[Pattern::new("")], &[]).is_empty());
    }
}
