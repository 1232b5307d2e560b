//! What an article itself says about who wrote it first: an agency's byline, dateline or address, or "first published
//! on …" as it was read in.

use crate::text::Article;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// A dateline's agency stands in the first so many bytes: "TUNIS, Tunisia (AP) —".
const DATELINE: usize = 300;

struct Agencies {
    /// Folded name or other name → name.
    names: FxHashMap<String, &'static str>,
    /// Host → name.
    hosts: FxHashMap<&'static str, &'static str>,
    /// Part of an address → name.
    parts_of_addresses: Vec<(&'static str, &'static str)>,
}

fn agencies() -> &'static Agencies {
    static AGENCIES: OnceLock<Agencies> = OnceLock::new();
    AGENCIES.get_or_init(|| {
        let mut agencies =
            Agencies { names: FxHashMap::default(), hosts: FxHashMap::default(), parts_of_addresses: Vec::new() };
        for line in include_str!("../../../assets/link/agencies.txt").lines().filter(|line| !line.starts_with('#')) {
            let mut parts = line.split('|').map(str::trim);
            let name = parts.next().unwrap_or("");
            for other in std::iter::once(name).chain(parts.next().unwrap_or("").split(';')) {
                agencies.names.insert(fold(other), name);
            }
            for mark in parts.next().unwrap_or("").split(';').map(str::trim).filter(|mark| !mark.is_empty()) {
                if mark.starts_with('/') {
                    agencies.parts_of_addresses.push((mark, name));
                } else {
                    agencies.hosts.insert(mark, name);
                }
            }
        }
        agencies.names.remove("");
        agencies
    })
}

/// A name in the form in which two are compared: lower case, without "the", "www." and punctuation but dots inside.
pub fn fold(name: &str) -> String {
    let lower = name.trim().to_lowercase();
    let bare = lower.trim_start_matches("the ").trim_start_matches("www.").trim_end_matches(['.', '/', ':', ',', ' ']);
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The agency of that name, or of that host.
fn agency(name: &str) -> Option<&'static str> {
    let folded = fold(name);
    let known = agencies();
    known.names.get(&folded).or_else(|| known.hosts.get(folded.as_str())).copied()
}

/// Who wrote the article first, as it says itself; an agency under its usual name.
pub fn named_origin(article: &Article) -> Option<String> {
    if let Some(origin) = article.origin.as_deref().filter(|origin| !origin.trim().is_empty()) {
        return Some(agency(origin).unwrap_or(origin.trim()).to_owned());
    }
    let by_address = || {
        let url = article.url.as_deref()?;
        let address = url.split_once("://").map_or(url, |(_, rest)| rest);
        let (host, path) = address.find('/').map_or((address, ""), |at| address.split_at(at));
        let part = || agencies().parts_of_addresses.iter().find(|(part, _)| path.contains(part)).map(|(_, name)| *name);
        agency(host).or_else(part)
    };
    let found =
        by_byline(article).or_else(|| agency(&article.source)).or_else(by_address).or_else(|| by_dateline(article));
    found.map(str::to_owned)
}

/// An agency alone on the byline. Beside a writer's name it may have given no more than a paragraph.
fn by_byline(article: &Article) -> Option<&'static str> {
    let mut found = None;
    for name in &article.byline {
        let name = agency(name.trim_start_matches("By ").trim_start_matches("by "))?;
        if found.is_some_and(|earlier| earlier != name) {
            return None;
        }
        found = Some(name);
    }
    found
}

/// "(Reuters) -" near the beginning.
fn by_dateline(article: &Article) -> Option<&'static str> {
    let body = article.text.get(article.title.len()..).unwrap_or(&article.text);
    let mut to = body.len().min(DATELINE);
    while !body.is_char_boundary(to) {
        to -= 1;
    }
    let mut rest = &body[..to];
    while let Some((_, after)) = rest.split_once('(') {
        let (inside, past) = after.split_once(')')?;
        if past.trim_start().starts_with(['-', '\u{2013}', '\u{2014}', ':'])
            && let Some(name) = agency(inside)
        {
            return Some(name);
        }
        rest = after;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(article: &Article, expect: Option<&str>) {
        assert_eq!(named_origin(article).as_deref(), expect, "{article:?}");
    }

    fn with_text(text: &str) -> Article {
        Article { text: text.into(), source: "daily.example".into(), ..Article::default() }
    }

    #[test]
    fn agencies_are_found_wherever_they_are_named() {
        check(&with_text("QUITO, Ecuador (AP) \u{2014} A dam broke."), Some("Associated Press"));
        check(&with_text("QUITO, May 3 (Reuters) - A dam broke."), Some("Reuters"));
        check(
            &Article { byline: vec!["The Associated Press".into()], ..with_text("A dam broke.") },
            Some("Associated Press"),
        );
        check(&Article { origin: Some("AFP".into()), ..with_text("A dam broke.") }, Some("Agence France-Presse"));
        check(
            &Article { origin: Some("morning.example".into()), ..with_text("A dam broke.") },
            Some("morning.example"),
        );
        let url = Some("https://daily.example/wires/ap/article-1/Dam-breaks.html".into());
        check(&Article { url, ..with_text("A dam broke.") }, Some("Associated Press"));
        check(&Article { source: "www.reuters.com".into(), ..with_text("A dam broke.") }, Some("Reuters"));
    }

    #[test]
    fn an_agency_that_is_only_mentioned_is_no_origin() {
        check(
            &with_text("The minister told Reuters that the dam (built in 1960) - once the largest - had broken."),
            None,
        );
        check(&with_text("Photo: a dam (AP). The dam broke."), None);
        check(&Article { byline: vec!["AP".into(), "Ana Ruiz".into()], ..with_text("A dam broke.") }, None);
        check(&Article { byline: vec!["Ana Ruiz".into()], ..with_text("A dam broke.") }, None);
    }
}
