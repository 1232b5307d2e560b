//! Who published an article, and who wrote it first.

use super::front_matter::Head;
use super::piece::Piece;
use super::rules;
use regex::Regex;
use std::sync::LazyLock;

const RULES: &str = include_str!("../../assets/read/origins.tsv");

/// What serves as the source where nothing says who published an article.
pub(super) const UNKNOWN: &str = "unknown";

/// Datelines and credits stand in the first and last pieces.
const N_EDGE: usize = 4;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Looks {
    Line,
    Author,
    Url,
    Any,
}

struct Rule {
    looks: Looks,
    pattern: Regex,
    origin: &'static str,
}

static ALL: LazyLock<Vec<Rule>> = LazyLock::new(|| rules::rows(RULES).iter().map(|row| rule(&row.columns)).collect());

fn rule(columns: &[&'static str]) -> Rule {
    let looks = match columns[0] {
        "line" => Looks::Line,
        "author" => Looks::Author,
        "url" => Looks::Url,
        _ => Looks::Any,
    };
    Rule { looks, pattern: rules::pattern(columns[1], false), origin: columns[2] }
}

/// Who wrote the article first, where it says so: in its lines (those cut as furniture too), its byline, its address.
pub(super) fn origin(head: &Head, byline: &[String], pieces: &[Piece], cut: &[&str]) -> Option<String> {
    if head.origin.is_some() {
        return head.origin.clone();
    }
    let n_pieces = pieces.len();
    let is_edge = |idx: usize| idx < N_EDGE || idx + N_EDGE >= n_pieces;
    ALL.iter().find_map(|rule| {
        let caught = |text: &str| {
            let found = rule.pattern.captures(text)?;
            if rule.origin != "$1" {
                return Some(rule.origin.to_owned());
            }
            found.get(1).map(|name| name.as_str().trim_end_matches(['.', ',']).to_owned())
        };
        match rule.looks {
            Looks::Line => {
                let edges = pieces.iter().enumerate().filter(|(idx, _)| is_edge(*idx));
                edges.map(|(_, piece)| piece.text.as_str()).chain(cut.iter().copied()).find_map(caught)
            }
            Looks::Any => pieces.iter().find_map(|piece| caught(&piece.text)),
            Looks::Author => byline.iter().find_map(|name| caught(name)),
            Looks::Url => head.url.as_deref().and_then(caught),
        }
    })
}

/// Who published the article: the head's site or the host of its address, else what its byline says.
pub(super) fn source(head: &Head, byline: &[String]) -> String {
    static STAFF: LazyLock<Regex> = LazyLock::new(|| {
        rules::pattern(
            r"^(?:the )?(.{2,50}?)(?:'s|’s)? (?:staff|newsroom|news desk|editorial|reporters?|correspondents?)\b",
            true,
        )
    });
    let site = head.site.as_deref().map(|site| host(site).unwrap_or(site));
    let from_url = || head.url.as_deref().and_then(host);
    if let Some(source) = site.or_else(from_url).filter(|source| !source.is_empty()) {
        return source.to_owned();
    }
    let staff = byline.iter().find_map(|name| STAFF.captures(name).map(|found| found[1].trim().to_owned()));
    staff.filter(|name| name.chars().next().is_some_and(char::is_uppercase)).unwrap_or_else(|| UNKNOWN.to_owned())
}

/// The host of an address or a bare host, without "www.".
fn host(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let host = rest.unwrap_or(text).split(['/', '?', '#', ':']).next()?;
    let is_host = host.contains('.') && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'));
    is_host.then(|| host.strip_prefix("www.").unwrap_or(host))
}

/// A paragraph without the place and agency that a wire sets before it ("BONN, May 6 (AP) — ").
pub(super) fn without_dateline(text: &str) -> &str {
    static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
        rules::pattern(
            r"^(?:\p{Lu}[\p{Lu}.' -]{2,}[^()—]{0,40}?(?: ?\([A-Za-z -]{2,24}\))? ?(?:[—–]|--| - )|\([A-Z]{2,8}\)) ?",
            false,
        )
    });
    DATELINE.find(text).map_or(text, |found| &text[found.end()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_finds_its_example_and_leaves_the_other() {
        for row in rules::rows(RULES) {
            assert_eq!(row.columns.len(), 5, "{:?}", row.columns);
            let rule = rule(&row.columns);
            assert!(rule.pattern.is_match(row.columns[3]), "misses its example: {:?}", row.columns);
            assert!(!rule.pattern.is_match(row.columns[4]), "takes what it must leave: {:?}", row.columns);
        }
    }

    #[test]
    fn the_source_is_the_site_or_its_host() {
        let site = |site: &str| source(&Head { site: Some(site.into()), ..Head::default() }, &[]);
        assert_eq!(site("www.example.org"), "example.org");
        assert_eq!(site("Example Post"), "Example Post");
        let head = Head { url: Some("https://www.example.org/a?b".into()), ..Head::default() };
        assert_eq!(source(&head, &[]), "example.org");
        assert_eq!(source(&Head::default(), &["The Example Staff & Agencies".into()]), "Example");
        assert_eq!(source(&Head::default(), &["Ana Ruiz".into()]), "unknown");
    }

    #[test]
    fn the_first_publisher_is_caught_by_name_or_host() {
        let pieces: Vec<Piece> =
            Piece::paragraph("This story was first published on example.org.").into_iter().collect();
        assert_eq!(origin(&Head::default(), &[], &pieces, &[]).as_deref(), Some("example.org"));
        let pieces: Vec<Piece> = Piece::paragraph("BONN (AP) — A bridge fell.").into_iter().collect();
        assert_eq!(origin(&Head::default(), &[], &pieces, &[]).as_deref(), Some("Associated Press"));
    }

    #[test]
    fn datelines_are_taken_off() {
        for (line, rest) in [
            ("BONN (AP) — It fell.", "It fell."),
            ("SAN JOSE, Dec 31 (Reuters) - It fell.", "It fell."),
            ("RAMALLAH, West Bank — It fell.", "It fell."),
            ("(CNN) It fell.", "It fell."),
            ("US officials met.", "US officials met."),
        ] {
            assert_eq!(without_dateline(line), rest);
        }
    }
}
