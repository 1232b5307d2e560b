//! What stands in the heads of articles, side by side: a filter asks all of them at each letter that is typed, and from
//! article to article through the memory would take longer than a key may.

use super::words;
use crate::text::Article;
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
    /// All titles, one behind the other.
    titles: String,
    /// For each article the end of its title.
    ends: Vec<u32>,
}

impl Names {
    /// Goes once through the articles.
    pub fn new(articles: &[Arc<Article>]) -> Self {
        let (sources, source_of) = once_each(articles.iter().map(|article| words::source(article)));
        let (writers, _) = once_each(articles.iter().flat_map(|article| article.byline.iter().map(String::as_str)));
        let (languages, _) = once_each(articles.iter().map(|article| article.language.as_str()));
        let mut names = Self { sources, writers, languages, source_of, ..Self::default() };
        names.titles.reserve_exact(articles.iter().map(|article| article.title.len()).sum());
        names.ends.reserve_exact(articles.len());
        for article in articles {
            names.titles.push_str(&article.title);
            names.ends.push(names.titles.len() as u32);
        }
        names
    }

    /// Who published an article.
    pub fn source(&self, article: u32) -> &str {
        self.source_of.get(article as usize).map_or("", |&source| &self.sources[source as usize])
    }

    /// An article's title.
    pub fn title(&self, article: u32) -> &str {
        let end = self.ends.get(article as usize).map_or(0, |&end| end as usize);
        let before = (article as usize).checked_sub(1).and_then(|before| self.ends.get(before));
        let start = before.map_or(0, |&before| before as usize);
        self.titles.get(start..end).unwrap_or("")
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
        let found: Vec<(&str, &str)> = (0..5).map(|idx| (names.source(idx), names.title(idx))).collect();
        assert_eq!(found, [("The Quay", "Fog"), ("Bay", ""), ("The Quay", "Rain"), ("", ""), ("", "")]);
    }
}
