//! The links of an article: where the words stand that lead somewhere, and where they lead.
//!
//! Links are taken out of the text when it is cut into pieces; here they are looked for in the body as it was, and their
//! words are found again in the text, in order. A link whose words were taken away with the site's furniture is none.

use super::markdown::strip_marks;
use super::piece::squeeze;
use crate::text::{Link, Span};
use regex::Regex;
use std::sync::LazyLock;

/// The links of `body` (a file without its head) that stand in `text` (the article), in order of place.
pub(super) fn find(body: &str, is_markdown: bool, text: &str) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    if is_markdown {
        let mut from = 0;
        for found in MARKDOWN.captures_iter(body) {
            let part = |name: &str| found.name(name).map_or("", |part| part.as_str());
            let words = squeeze(&strip_marks(part("words")));
            let Some(url) = address(part("url")).filter(|_| !words.is_empty()) else { continue };
            // Most stand in order; what was moved (a byline) is looked for from the beginning.
            let place = text.get(from..).and_then(|rest| rest.find(&words)).map(|at| from + at);
            let Some(at) = place.or_else(|| text.find(&words)) else { continue };
            let span = Span::new(at, at + words.len());
            from = at + words.len();
            links.push(Link { span, url });
        }
    }
    for found in RAW.find_iter(text) {
        // The full stop behind an address ends the sentence.
        let shown = found.as_str().trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '"', '”', '’']);
        let span = Span::new(found.start(), found.start() + shown.len());
        let known = links.iter().any(|link| link.span.overlaps(span));
        links.extend(address(shown).filter(|_| !known).map(|url| Link { span, url }));
    }
    links.sort_by_key(|link| link.span);
    links.dedup_by_key(|link| link.span);
    links
}

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
        let links = find(body, is_markdown, text);
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
    fn pictures_scripts_and_files_are_no_links() {
        check(
            "![a photo](https://a.example/p.png) [run](javascript:alert(1)) [here](/etc/passwd)",
            true,
            "run here",
            &[],
        );
    }
}
