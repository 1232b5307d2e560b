//! `rashomon search WORDS PATH…`: every place where the words stand, a line each.

use super::{Exit, analyze};
use crate::text::{Article, Span, Words};
use anyhow::bail;
use std::fmt::Write;
use std::path::PathBuf;

/// Bytes that are printed on each side of the words.
const AROUND: usize = 90;

/// Prints the places, in order of files: path, source, and what stands around the words.
pub(super) fn run(words: &str, paths: &[PathBuf]) -> anyhow::Result<Exit> {
    let Some(wanted) = Words::new(words) else { bail!("name the words to look for") };
    let (articles, exit) = analyze::articles_of(paths)?;
    let mut out = String::new();
    for article in &articles {
        for place in wanted.places(&article.text) {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{}: {}: {}", article.path, article.source, around(article, place));
        }
    }
    if out.is_empty() {
        super::say(&format!("rashomon: “{words}” stands in no article"));
    }
    analyze::print(&crate::text::SafeText::new(&out))?;
    Ok(exit)
}

/// The words with what stands before and after them in their paragraph, cut between words.
fn around(article: &Article, place: Span) -> String {
    let text = &article.text;
    let (start, end) = (place.start as usize, place.end as usize);
    let head = text[..start].rsplit('\n').next().unwrap_or("");
    let tail = text[end..].split('\n').next().unwrap_or("");
    let from = head.char_indices().find(|&(at, c)| head.len() - at <= AROUND && (at == 0 || c == ' '));
    let to = tail.char_indices().take_while(|&(at, _)| at <= AROUND).filter(|&(_, c)| c == ' ').last();
    let head = from.map_or("", |(at, _)| &head[at..]);
    let tail = if tail.len() <= AROUND { tail } else { to.map_or("", |(at, _)| &tail[..at]) };
    let mut shown = if head.starts_with(' ') { "…".to_owned() } else { String::new() };
    for part in [head, &text[start..end], tail] {
        shown.push_str(part);
    }
    if !text[end..].starts_with(tail) || text[end + tail.len()..].starts_with(' ') {
        shown.push_str(" …");
    }
    shown.replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_in_their_paragraph_cut_between_words() {
        let text = format!("Title\n\n{}harbour bridge {}", "one two ".repeat(30), "three four ".repeat(30));
        let article = Article { text, ..Article::default() };
        let place = Words::new("harbour bridge")
            .expect("words")
            .places(&article.text)
            .into_iter()
            .next()
            .expect("it stands there");
        let shown = around(&article, place);
        assert!(shown.starts_with("… ") && shown.ends_with(" …"), "{shown}");
        assert!(shown.contains("two harbour bridge three") && shown.len() < 250, "{shown}");
    }
}
