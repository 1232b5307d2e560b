//! Puts an article together: head, body in pieces, title, source, date, language; and the text that everything points into.

use super::forms::Draft;
use super::front_matter::Head;
use super::piece::{Piece, squeeze};
use super::{ReadError, dates, furniture, kinds, language, links, markdown, origin, plain, title};
use crate::text::fence::check;
use crate::text::{Article, Block, BlockKind, Cut, Day, Note, Span, make_safe};
use regex::Regex;
use std::path::Path;
use std::sync::LazyLock;

/// Letters of a title at most. The longest headlines have two hundred.
const MOST_TITLE: usize = 1_000;

/// The article that a draft gives. Where there is no title, `path` gives it.
pub(super) fn build(path: &str, draft: Draft) -> Result<Article, ReadError> {
    let Draft { mut head, body, is_markdown, mut notes } = draft.cleaned();
    let body = body.as_str();
    let mut pieces = if is_markdown { markdown::pieces(body) } else { plain::pieces(body) };
    for piece in &mut pieces {
        check();
        piece.text = part_sentences(&piece.text);
    }
    let mut cuts = Vec::new();
    let mut kept = furniture::take_away(pieces, &mut cuts);
    check();
    let (mut title, title_from) = title::find(head.title.take(), &mut kept, &mut cuts);
    if title.is_empty() {
        title =
            Path::new(path).file_stem().map(|stem| squeeze(&make_safe(&stem.to_string_lossy()))).unwrap_or_default();
    }
    check();
    kinds::tell(&mut kept);
    check();
    if let Some((end, _)) = title.char_indices().nth(MOST_TITLE) {
        let rest = title.split_off(end);
        title.push('…');
        cuts.push(Cut { why: "the rest of the title", text: rest });
        notes.push(Note {
            message: format!("only the first {MOST_TITLE} letters of its title were taken"),
            hint: "put an end of line behind the title".to_owned(),
        });
    }
    if kept.is_empty() {
        if cuts.is_empty() && title.is_empty() {
            return Err(ReadError::Empty);
        }
        notes.push(Note {
            message: "there is nothing in it beside its title and the furniture of its site".to_owned(),
            hint: "save the page again, or take it off the list".to_owned(),
        });
    }
    if cuts.iter().any(|cut| cut.why == "paywall") {
        notes.push(Note {
            message: "its site asks for a subscription: the text may break off".to_owned(),
            hint: "save the page again from where it can be read in full".to_owned(),
        });
    }
    if head.byline.is_empty() {
        head.byline = kept
            .iter()
            .filter(|piece| piece.kind == BlockKind::Byline)
            .flat_map(|piece| kinds::names_of_byline(&piece.text))
            .collect();
    }
    let (published, published_text) = published(&head, &kept, &cuts, &mut notes);
    let source = origin::source(&head, &head.byline);
    let cut_lines: Vec<&str> = cuts.iter().map(|cut| cut.text.as_str()).collect();
    let origin = origin::origin(&head, &head.byline, &kept, &cut_lines);
    check();
    let (text, blocks) = lay_out(&title, &kept);
    check();
    let (links, note_of_links) = links::find(body, is_markdown, &text);
    notes.extend(note_of_links);
    check();
    let shown = text.get(title.len()..).unwrap_or("");
    let language = language::tell(if shown.trim().is_empty() { &title } else { shown }, head.language.as_deref());
    Ok(Article {
        key: key(&[&title, &source, published_text.as_deref().unwrap_or(""), &text]),
        path: make_safe(path),
        title,
        title_from,
        source,
        url: head.url,
        byline: head.byline,
        published,
        published_text,
        language,
        origin,
        text,
        blocks,
        links,
        cuts,
        notes,
    })
}

/// The text that everything points into, and what stands where.
fn lay_out(title: &str, pieces: &[Piece]) -> (String, Vec<Block>) {
    let mut text = title.to_owned();
    let mut blocks = vec![Block { kind: BlockKind::Title, span: Span::new(0, text.len()) }];
    text.push_str("\n\n");
    for (idx, piece) in pieces.iter().enumerate() {
        if idx > 0 {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(&piece.text);
        blocks.push(Block { kind: piece.kind, span: Span::new(start, text.len()) });
    }
    (text, blocks)
}

/// The day of publication: from the head, else from a date line at the top of the body or cut from it.
fn published(head: &Head, pieces: &[Piece], cuts: &[Cut], notes: &mut Vec<Note>) -> (Option<Day>, Option<String>) {
    if let Some(given) = &head.published {
        let day = dates::find(given);
        if day.is_none() {
            notes.push(Note {
                message: format!("its date, “{given}”, names no day for certain"),
                hint: "write it as year-month-day (2024-03-07)".to_owned(),
            });
        }
        return (day, Some(given.clone()));
    }
    let lines = pieces.iter().filter(|piece| piece.kind == BlockKind::Byline).map(|piece| piece.text.as_str());
    let cut = cuts.iter().filter(|cut| cut.why == "date line").map(|cut| cut.text.as_str());
    // Where a line tells of an update too, the first publication counts.
    let dated = || lines.clone().chain(cut.clone()).filter_map(|line| dates::find(line).map(|day| (line, day)));
    let first = dated().find(|(line, _)| !line.to_lowercase().starts_with("updated")).or_else(|| dated().next());
    first.map_or((None, None), |(line, day)| (Some(day), Some(line.to_owned())))
}

/// Clippers run sentences together ("fell.Nobody was hurt"): a space is set between them, where it happens more than
/// once in a paragraph, so that a name such as "Example.Com" stays whole.
fn part_sentences(text: &str) -> String {
    static JOINED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(\p{Ll}{2}[.!?][”’]?)([“‘]?\p{Lu}(?:\p{Ll}| ))").expect("a pattern of this file")
    });
    if JOINED.find_iter(text).count() < 2 {
        return text.to_owned();
    }
    JOINED.replace_all(text, "$1 $2").into_owned()
}

/// FNV-1a over `parts`, 16 hex digits: the same on every machine and in every version.
fn key(parts: &[&str]) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for part in parts {
        for byte in part.bytes().chain([0xFF]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn build(path: &str, text: &str) -> Result<Article, ReadError> {
        super::build(path, Draft::of_text(path, text))
    }

    #[test]
    fn blocks_cover_the_text_but_its_white_space() {
        let article =
            build("a.md", "---\ntitle: A\n---\n# A\n\nOne **two**.\n\n> Three\n\n- Four\n").expect("an article");
        assert_eq!(article.text, "A\n\nOne two.\n\nThree\n\nFour");
        let joined: Vec<&str> = article.blocks.iter().map(|block| block.span.of(&article.text)).collect();
        assert_eq!(joined.join("\n\n"), article.text);
        assert_eq!(article.blocks[0].kind, BlockKind::Title);
    }

    #[test]
    fn a_date_in_the_first_line_is_the_day_of_publication() {
        let article = build("a.txt", " date 2024-03-18 In a town by a river, the bridge fell. Nobody was hurt.")
            .expect("an article");
        assert_eq!(article.published.map(|day| day.to_string()).as_deref(), Some("2024-03-18"));
        assert!(article.text.ends_with("\n\nIn a town by a river, the bridge fell. Nobody was hurt."));
        assert_eq!(article.title, "In a town by a river, the bridge fell.");
    }

    #[test]
    fn sentences_run_together_are_parted_and_names_with_a_dot_are_not() {
        assert_eq!(
            part_sentences("It fell.Nobody was hurt.The rain went on."),
            "It fell. Nobody was hurt. The rain went on."
        );
        assert_eq!(part_sentences("He writes for Example.Com in Bonn."), "He writes for Example.Com in Bonn.");
    }

    #[test]
    fn the_same_content_has_the_same_key_wherever_it_lies() {
        let one = build("a.txt", "The bridge fell on Monday.").expect("an article");
        let two = build("b/c.txt", "The bridge fell on Monday.\n\n").expect("an article");
        let three = build("a.txt", "The bridge fell on Tuesday.").expect("an article");
        assert_eq!(one.key, two.key);
        assert_ne!(one.key, three.key);
    }

    #[test]
    fn a_title_without_end_is_cut_and_that_is_said() {
        let long = format!("---\ntitle: {}\n---\nThe bridge fell.", "word ".repeat(10_000));
        let article = build("a.md", &long).expect("an article");
        assert_eq!(article.title.chars().count(), MOST_TITLE + 1);
        assert!(article.notes[0].message.contains("only the first 1000 letters"));
        assert!(article.text.ends_with("\n\nThe bridge fell."));
    }

    #[test]
    fn a_page_without_an_article_says_so() {
        let article =
            build("a.md", "---\ntitle: Example News\n---\nShare\n\nCopyright 2018 Example Press. All rights reserved.")
                .expect("an article");
        assert_eq!(article.cuts.len(), 2);
        assert!(article.notes[0].message.contains("nothing in it beside its title"));
    }
}
