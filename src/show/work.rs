//! What workers do for the reader, away from the keys.

use super::material::Material;
use crate::text::{ArticleIdx, Evidence, Span};

/// Places that a search gives at most.
const MOST: usize = 1_000;

/// Every place where all the words stand one after the other, whatever their case, in order of articles.
pub fn search(material: &Material, words: &str) -> Vec<Evidence> {
    let pattern: Vec<String> = words.split_whitespace().map(regex::escape).collect();
    let Ok(regex) = regex::RegexBuilder::new(&pattern.join(r"\s+")).case_insensitive(true).build() else {
        return Vec::new();
    };
    if pattern.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (idx, article) in material.analysis.articles.iter().enumerate() {
        for place in regex.find_iter(&article.text) {
            found.push(Evidence { article: ArticleIdx(idx as u32), span: Span::new(place.start(), place.end()) });
            if found.len() >= MOST {
                return found;
            }
        }
    }
    found
}
