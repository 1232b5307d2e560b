//! A sentence, and below it how each other report of the story tells it: nearest passages first, words that differ
//! marked, `·` for a report in which nothing was found of it.

use super::references::article_head;
use crate::show::material::Material;
use crate::show::state::{Page, Piece};
use crate::show::target::Target;
use crate::show::tellings::Reports;
use crate::show::theme::Tone;
use crate::show::words::{self, words_of};
use crate::text::Evidence;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Words that carry no fact are not marked.
static FUNCTION_WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("../../../assets/show/function-words.txt").lines();
    lines.filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect()
});

/// Makes the page.
pub fn told(material: &Material, sentence: Evidence, width: u16) -> Page {
    let tellings =
        Reports::of(material, sentence.article.0).map_or_else(Vec::new, |reports| reports.tell(sentence.span.start));
    let (tell, silent): (Vec<_>, Vec<_>) = tellings.iter().partition(|told| !told.passages.is_empty());
    let n = words::count(tellings.len(), "other report", "other reports");
    let same = tell.iter().filter(|told| told.tells).count();
    let near = tell.len() - same;
    let nearby = if near > 0 { format!(", something near it by {near}") } else { String::new() };
    let mut page = Page::new(format!("TOLD ELSEWHERE  by {same} of {n}{nearby}"), width);

    article_head(&mut page, material, sentence.article.0, false);
    let best: FxHashSet<String> =
        tell.iter().flat_map(|told| in_small_letters(material.phrase(told.passages[0]))).collect();
    let own = material.phrase(sentence).trim();
    let pieces = if tell.is_empty() { vec![(own.to_owned(), Tone::Text)] } else { marked(own, &best) };
    page.text(2, &pieces, Some(Target::Phrase(sentence)));
    page.begin = page.lines.len();

    let known: FxHashSet<String> = in_small_letters(own).collect();
    for told in &tell {
        article_head(&mut page, material, told.article.0, false);
        for passage in &told.passages {
            let pieces = marked(material.phrase(*passage).trim(), &known);
            // A dash shows where each passage begins.
            page.hanging(("  – ".to_owned(), Tone::Dim), 4, &pieces, Some(Target::Phrase(*passage)));
        }
    }
    if !silent.is_empty() {
        page.gap();
    }
    for told in silent {
        let Some(article) = material.analysis.articles.get(told.article.idx()) else { continue };
        let source = (words::source(article).to_owned(), Tone::Source);
        let title = format!("  {}   {}", article.title, words::NOTHING_FOUND);
        page.hanging(("· ".to_owned(), Tone::Dim), 2, &[source, (title, Tone::Dim)], None);
    }
    page
}

fn in_small_letters(text: &str) -> impl Iterator<Item = String> {
    words_of(text).map(|(_, word)| word.to_lowercase())
}

/// The text in pieces: words that are not among the `known` ones are marked.
fn marked(text: &str, known: &FxHashSet<String>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut done = 0;
    for (at, word) in words_of(text) {
        let small = word.to_lowercase();
        if known.contains(&small) || FUNCTION_WORDS.contains(small.as_str()) {
            continue;
        }
        pieces.push((text[done..at].to_owned(), Tone::Text));
        pieces.push((word.to_owned(), Tone::Evidence));
        done = at + word.len();
    }
    pieces.push((text[done..].to_owned(), Tone::Text));
    pieces.retain(|(text, _)| !text.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_the_other_has_not_are_marked_and_small_ones_are_not() {
        let known = in_small_letters("Eleven people were hurt on Monday.").collect();
        let pieces = marked("On Sunday ten people were hurt, by the pier.", &known);
        let marks: Vec<&str> = pieces.iter().filter(|(_, tone)| *tone == Tone::Evidence).map(|(t, _)| &t[..]).collect();
        assert_eq!(marks, ["Sunday", "ten", "pier"]);
        let whole: String = pieces.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(whole, "On Sunday ten people were hurt, by the pier.");
    }
}
