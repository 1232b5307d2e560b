//! Takes away what is furniture of the site and no part of the article; all of it is kept as [`Cut`]s. Where a rule is
//! not sure, the piece stays.

use super::piece::{Piece, bare, ends_sentence, n_words, squeeze};
use super::rules::{self, Where};
use crate::text::fence::check;
use crate::text::{BlockKind, Cut};
use regex::Regex;
use std::sync::LazyLock;

const RULES: &str = include_str!("../../assets/read/furniture.tsv");

/// A heading that begins a list of other stories ends the article only if no more than this share of the text follows:
/// on the seed article with such a list it is .10; a section of an article that has such a name is longer.
const MAX_TAIL_SHARE: f64 = 0.5;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Cut,
    /// Only the matched part goes; what follows it is of this kind.
    Strip(BlockKind),
    End,
}

struct Rule {
    act: Act,
    place: Where,
    why: &'static str,
    pattern: Regex,
}

static ALL: LazyLock<Vec<Rule>> = LazyLock::new(|| rules::rows(RULES).iter().map(|row| rule(&row.columns)).collect());

fn rule(columns: &[&'static str]) -> Rule {
    let act = match columns[0] {
        "strip" => Act::Strip(BlockKind::Paragraph),
        "strip-caption" => Act::Strip(BlockKind::Caption),
        "strip-item" => Act::Strip(BlockKind::Item),
        "end" => Act::End,
        _ => Act::Cut,
    };
    let whole =
        if matches!(act, Act::Strip(_)) { format!("^(?:{})", columns[3]) } else { format!("^(?:{})$", columns[3]) };
    Rule { act, place: Where::parse(columns[1]), why: columns[2], pattern: rules::pattern(&whole, true) }
}

/// The pieces without the site's furniture.
pub(super) fn take_away(pieces: Vec<Piece>, cuts: &mut Vec<Cut>) -> Vec<Piece> {
    let pieces = take_tail(pieces, cuts);
    let n_pieces = pieces.len();
    let mut kept: Vec<Piece> = Vec::with_capacity(n_pieces);
    for (idx, mut piece) in pieces.into_iter().enumerate() {
        let rules = || ALL.iter().filter(|rule| rule.place.holds(idx, n_pieces));
        for rule in rules() {
            check();
            let Act::Strip(kind) = rule.act else { continue };
            if let Some(found) = rule.pattern.find(&piece.text).map(|found| found.end()) {
                cuts.push(Cut { why: rule.why, text: piece.text[..found].trim().to_owned() });
                piece.text = squeeze(&piece.text[found..]);
                if kind != BlockKind::Paragraph {
                    (piece.kind, piece.marked) = (kind, true);
                }
            }
        }
        check();
        match rules().find(|rule| rule.act == Act::Cut && rule.pattern.is_match(&piece.text)) {
            Some(rule) => cuts.push(Cut { why: rule.why, text: piece.text }),
            None if piece.text.is_empty() => {}
            None => kept.push(piece),
        }
    }
    take_crumbs(kept, cuts)
}

/// Lists of other stories go: to the end where one ends the article, else their headlines alone.
fn take_tail(mut pieces: Vec<Piece>, cuts: &mut Vec<Cut>) -> Vec<Piece> {
    let lengths = |pieces: &[Piece]| pieces.iter().map(|piece| piece.text.len()).sum::<usize>();
    let mut idx = 0;
    while idx < pieces.len() {
        let Some(rule) = ALL.iter().find(|rule| rule.act == Act::End && rule.pattern.is_match(&pieces[idx].text))
        else {
            idx += 1;
            continue;
        };
        let n_listed = pieces[idx + 1..].iter().take(MAX_BOX).take_while(|piece| is_headline(piece)).count();
        let (boxed, rest) = pieces[idx..].split_at(n_listed + 1);
        if n_listed > 0 && goes_on(rest) {
            cuts.extend(boxed.iter().map(|piece| Cut { why: rule.why, text: piece.text.clone() }));
            pieces.drain(idx..=idx + n_listed);
        } else if lengths(&pieces[idx..]) as f64 <= MAX_TAIL_SHARE * lengths(&pieces) as f64 {
            let tail = pieces.split_off(idx);
            cuts.extend(tail.into_iter().map(|piece| Cut { why: rule.why, text: piece.text }));
        } else {
            idx += 1;
        }
    }
    pieces
}

/// A box inside an article lists at most so many other stories.
const MAX_BOX: usize = 12;

/// Running text has more words than this.
const MIN_RUNNING: usize = 8;

/// Whether a piece below the head of a list is one of its headlines.
fn is_headline(piece: &Piece) -> bool {
    piece.kind != BlockKind::Quotation
        && n_words(&piece.text) <= 24
        && (piece.kind == BlockKind::Item
            || piece.text.starts_with(['-', '•', '*', '·', '–', '>', '›'])
            || !ends_sentence(&piece.text)
            || piece.text.ends_with('?'))
}

/// Whether the article goes on after a list: running text follows at once, and somewhere in two pieces one after the
/// other, unlike teasers, each of which has a headline.
fn goes_on(rest: &[Piece]) -> bool {
    let is_cut = |piece: &&Piece| ALL.iter().any(|rule| rule.act == Act::Cut && rule.pattern.is_match(&piece.text));
    let is_running = |piece: &Piece| n_words(&piece.text) > MIN_RUNNING && ends_sentence(&piece.text);
    let running: Vec<bool> = rest.iter().filter(|piece| !is_cut(piece)).map(is_running).collect();
    running.first() == Some(&true)
        && (running.iter().all(|runs| *runs) || running.windows(2).any(|pair| pair == [true; 2]))
}

/// A menu that was run together with the headline: a line at the top that begins with "Home" and ends with the whole
/// next line.
fn take_crumbs(mut pieces: Vec<Piece>, cuts: &mut Vec<Cut>) -> Vec<Piece> {
    let idx = pieces.windows(2).take(4).position(|pair| {
        let (crumbs, title) = (bare(&pair[0].text), bare(&pair[1].text));
        crumbs.starts_with("home") && crumbs.len() > title.len() && title.len() > 12 && crumbs.ends_with(&title)
    });
    if let Some(idx) = idx {
        cuts.push(Cut { why: "crumbs", text: pieces.remove(idx).text });
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_finds_its_example_and_leaves_the_other() {
        for row in rules::rows(RULES) {
            assert_eq!(row.columns.len(), 6, "{:?}", row.columns);
            let rule = rule(&row.columns);
            assert!(rule.pattern.is_match(row.columns[4]), "misses its example: {:?}", row.columns);
            assert!(!rule.pattern.is_match(row.columns[5]), "takes what it must leave: {:?}", row.columns);
        }
    }

    fn check(lines: &[&str], expect: &[&str]) {
        let mut cuts = Vec::new();
        let pieces = take_away(lines.iter().filter_map(|line| Piece::paragraph(line)).collect(), &mut cuts);
        assert_eq!(pieces.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>(), expect);
    }

    #[test]
    fn menus_and_lists_of_other_stories_go() {
        check(
            &[
                "More",
                "HomeWorldBridge Falls in a Storm",
                "Bridge Falls in a Storm",
                "Share",
                "The bridge over the river fell on Monday after a night of heavy rain, the town's mayor said.",
                "More like this",
                "Ten bridges to see before you die",
            ],
            &[
                "Bridge Falls in a Storm",
                "The bridge over the river fell on Monday after a night of heavy rain, the town's mayor said.",
            ],
        );
    }

    #[test]
    fn a_heading_early_in_the_article_does_not_end_it() {
        check(
            &["Related", "The bridge fell on Monday.", "Nobody was hurt."],
            &["Related", "The bridge fell on Monday.", "Nobody was hurt."],
        );
    }

    #[test]
    fn a_marker_goes_and_its_caption_stays() {
        let mut cuts = Vec::new();
        let piece = Piece::paragraph("Enlarge this image toggle caption The bridge in May").into_iter().collect();
        let pieces = take_away(piece, &mut cuts);
        assert_eq!((pieces[0].kind, pieces[0].text.as_str()), (BlockKind::Caption, "The bridge in May"));
        assert_eq!(cuts.len(), 1);
    }

    fn left(lines: &[&str]) -> Vec<String> {
        let pieces = lines.iter().filter_map(|line| Piece::paragraph(line)).collect();
        take_away(pieces, &mut Vec::new()).into_iter().map(|piece| piece.text).collect()
    }

    #[test]
    fn a_box_of_other_stories_goes_and_the_article_goes_on() {
        assert_eq!(
            left(&[
                "The bridge over the river fell on Monday after a night of rain.",
                "Most read",
                "Mayor to wed in May",
                "Why do bridges fall?",
                "Ten hotels by the river",
                "Two men who had slept under it were found on the other bank.",
                "Related: A short history of bridges",
                "Nobody else was hurt, the fire service of the town said.",
            ]),
            [
                "The bridge over the river fell on Monday after a night of rain.",
                "Two men who had slept under it were found on the other bank.",
                "Nobody else was hurt, the fire service of the town said.",
            ]
        );
    }

    #[test]
    fn a_list_with_teasers_ends_the_article() {
        let article = "The bridge over the river fell on Monday after a night of rain, and nobody was hurt. ".repeat(4);
        let lines = [
            article.trim(),
            "You may also like",
            "Mayor to wed in May",
            "The mayor of the town will wed in May, her office said on Monday.",
            "Ten hotels by the river",
            "We slept in all of them, and here is what we found in the morning.",
        ];
        assert_eq!(left(&lines), [article.trim()]);
    }
}
