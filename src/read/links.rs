//! The links of an article: where the words stand that lead somewhere, and where they lead.
//!
//! Links are taken out of the text when it is cut into pieces; here they are looked for in the body as it was, and their
//! words are found again in the text, in order. A link whose words were taken away with the site's furniture is none.

use super::markdown::strip_marks;
use super::piece::squeeze;
use crate::text::{Link, Note, Span};
use regex::Regex;
use std::sync::LazyLock;

/// Links of one article at most, of each of the two kinds. A long page of references has a thousand.
const MOST_LINKS: usize = 5_000;
/// Words that are looked for in all of the text at most: those that do not stand behind the ones before. Each such look
/// goes through the whole text.
const MOST_MOVED: usize = 100;

/// The links of `body` (a file without its head) that stand in `text` (the article), in order of place; and a note where
/// there are more than are taken.
pub(super) fn find(body: &str, is_markdown: bool, text: &str) -> (Vec<Link>, Option<Note>) {
    let mut links: Vec<Link> = Vec::new();
    let (mut n_moved, mut n_left) = (0, 0);
    if is_markdown {
        let mut from = 0;
        for found in MARKDOWN.captures_iter(body) {
            if links.len() >= MOST_LINKS {
                n_left += 1;
                break;
            }
            let part = |name: &str| found.name(name).map_or("", |part| part.as_str());
            let words = squeeze(&strip_marks(part("words")));
            let Some(url) = address(part("url")).filter(|_| !words.is_empty()) else { continue };
            // Most stand in order; what was moved (a byline) is looked for from the beginning.
            let place = text.get(from..).and_then(|rest| rest.find(&words)).map(|at| from + at);
            if place.is_none() {
                n_moved += 1;
            }
            if n_moved > MOST_MOVED && place.is_none() {
                n_left += 1;
                break;
            }
            let Some(at) = place.or_else(|| text.find(&words)) else { continue };
            let span = Span::new(at, at + words.len());
            from = at + words.len();
            links.push(Link { span, url });
        }
    }
    links.sort_by_key(|link| link.span);
    let n_marked = links.len();
    for found in RAW.find_iter(text) {
        if links.len() - n_marked >= MOST_LINKS {
            n_left += 1;
            break;
        }
        // The full stop behind an address ends the sentence.
        let shown = found.as_str().trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '"', '”', '’']);
        let span = Span::new(found.start(), found.start() + shown.len());
        // No link of Markdown contains another: those that may overlap stand side by side.
        let marked = &links[..n_marked];
        let behind = marked.partition_point(|link| link.span.start < span.end);
        let known = marked[..behind].iter().rev().take(MOST_NEAR).any(|link| link.span.overlaps(span));
        links.extend(address(shown).filter(|_| !known).map(|url| Link { span, url }));
    }
    links.sort_by_key(|link| link.span);
    links.dedup_by_key(|link| link.span);
    let note = (n_left > 0).then(|| Note {
        message: format!("only the first {} links of it were taken", links.len()),
        hint: "the others are text as any other".to_owned(),
    });
    (links, note)
}

/// Links of Markdown that one address in the text may lie across: words that were found in the text again can be the
/// same words.
const MOST_NEAR: usize = 8;

/// An address that may be opened: of the web or of mail, without white space and controls.
fn address(url: &str) -> Option<String> {
    let url = url.trim().trim_start_matches('<').trim_end_matches('>');
    let known = ["http://", "https://", "mailto:"].iter().any(|scheme| url.to_lowercase().starts_with(scheme));
    let clean = !url.contains(|c: char| c.is_whitespace() || c.is_control());
    (known && clean).then(|| crate::text::make_safe(url))
}

/// `[words](address "title")`, but no picture.
static MARKDOWN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?:^|[^!\\])\[(?P<words>[^\[\]]+)\]\(\s*(?P<url><[^>]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s+"[^"]*")?\s*\)"#)
        .expect("a pattern of this file")
});
static RAW: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"\b(?:https?://|mailto:)[^\s<>"“”]+"#).expect("a pattern of this file"));

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, is_markdown: bool, text: &str, expect: &[(&str, &str)]) {
        let (links, _) = find(body, is_markdown, text);
        let shown: Vec<(&str, &str)> = links.iter().map(|link| (link.span.of(text), link.url.as_str())).collect();
        assert_eq!(shown, expect);
    }

    #[test]
    fn links_keep_their_words_and_their_address() {
        check(
            "See [the *report*](https://a.example/x_(y) \"Report\") and [the map](http://b.example).",
            true,
            "See the report and the map.",
            &[("the report", "https://a.example/x_(y)"), ("the map", "http://b.example")],
        );
        check(
            "The [mayor](https://a.example/1) met the [mayor](https://a.example/2).",
            true,
            "The mayor met the mayor.",
            &[("mayor", "https://a.example/1"), ("mayor", "https://a.example/2")],
        );
    }

    #[test]
    fn raw_addresses_are_links_and_their_full_stop_is_not() {
        let text = "More at https://a.example/x. Write to mailto:desk@a.example, please.";
        let links =
            [("https://a.example/x", "https://a.example/x"), ("mailto:desk@a.example", "mailto:desk@a.example")];
        check(text, false, text, &links);
    }

    #[test]
    fn of_links_without_end_the_first_are_taken_and_that_is_said() {
        let raw = "see https://a.example/b and ".repeat(MOST_LINKS + 1);
        let (links, note) = find(&raw, false, &raw);
        assert_eq!(links.len(), MOST_LINKS);
        assert!(note.expect("it is said").message.contains("only the first 5000 links"));
        // Words that stand nowhere are looked for a few times.
        let (links, note) =
            find(&"[gone](https://a.example/b) ".repeat(MOST_MOVED + 2), true, "Nothing of it is left.");
        assert!(links.is_empty() && note.is_some());
    }

    #[test]
    fn pictures_scripts_and_files_are_no_links() {
        check(
            "![a photo](https://a.example/p.png) [run](javascript:alert(1)) [here](/etc/passwd)",
            true,
            "run here",
            &[],
        );
    }
}
