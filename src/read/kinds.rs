//! Says what each piece is: caption, byline, item, quotation by its wording; heading and caption by its form.

use super::piece::{Piece, ends_sentence, n_words, squeeze};
use super::rules::{self, Where};
use crate::text::BlockKind;
use crate::text::fence::check;
use regex::Regex;
use std::sync::LazyLock;

const RULES: &str = include_str!("../../assets/read/kinds.tsv");
const JOBS: &str = include_str!("../../assets/read/jobs.txt");
const BYLINE_NOISE: &str = include_str!("../../assets/read/byline-noise.txt");

/// A heading has at most this many words; of the section heads of the seed and development articles the longest has 10.
const MAX_HEADING_WORDS: usize = 14;

/// Pictures of a gallery repeat its name: at least this many pieces in a row that begin with the same words.
const MIN_GALLERY: usize = 3;
const N_GALLERY_WORDS: usize = 4;

struct Rule {
    kind: BlockKind,
    place: Where,
    pattern: Regex,
}

static ALL: LazyLock<Vec<Rule>> = LazyLock::new(|| rules::rows(RULES).iter().map(|row| rule(&row.columns)).collect());

fn rule(columns: &[&'static str]) -> Rule {
    let kind = match columns[0] {
        "caption" => BlockKind::Caption,
        "byline" => BlockKind::Byline,
        "item" => BlockKind::Item,
        _ => BlockKind::Quotation,
    };
    Rule { kind, place: Where::parse(columns[1]), pattern: rules::pattern(columns[2], true) }
}

/// A caption that ends as running text does is longer than a sentence or two only where it is none.
const MAX_CAPTION_WORDS: usize = 110;

/// Sets the kind of every piece that the file's own marks leave open.
pub(super) fn tell(pieces: &mut [Piece]) {
    let n_pieces = pieces.len();
    for (idx, piece) in pieces.iter_mut().enumerate() {
        check();
        if let Some(kind) = by_wording(piece, idx, n_pieces) {
            piece.kind = kind;
        }
    }
    mark_gallery(pieces);
    mark_headings(pieces);
    mark_bare_captions(pieces);
}

/// The kind that a piece's wording tells, if it does.
pub(super) fn by_wording(piece: &Piece, idx: usize, n_pieces: usize) -> Option<BlockKind> {
    if piece.marked || n_words(&piece.text) > MAX_CAPTION_WORDS {
        return None;
    }
    let mut rules = ALL.iter().filter(|rule| rule.place.holds(idx, n_pieces));
    let told = rules.find(|rule| rule.pattern.is_match(&piece.text)).map(|rule| rule.kind);
    told.or_else(|| (Where::Top.holds(idx, n_pieces) && JOB.is_match(&piece.text)).then_some(BlockKind::Byline))
}

/// Whether a line says who wrote the article, or when; `idx` is its place among the pieces.
pub(super) fn is_about(line: &str, idx: usize) -> bool {
    Piece::paragraph(line).is_some_and(|piece| by_wording(&piece, idx, usize::MAX) == Some(BlockKind::Byline))
}

fn is_open(piece: &Piece) -> bool {
    !piece.marked && piece.kind == BlockKind::Paragraph
}

fn mark_gallery(pieces: &mut [Piece]) {
    let opening =
        |piece: &Piece| -> String { piece.text.split_whitespace().take(N_GALLERY_WORDS).collect::<Vec<_>>().join(" ") };
    let mut from = 0;
    while from < pieces.len() {
        let first = opening(&pieces[from]);
        let n_same = pieces[from..].iter().take_while(|piece| is_open(piece) && opening(piece) == first).count();
        if n_same >= MIN_GALLERY && first.split(' ').count() == N_GALLERY_WORDS {
            pieces[from..from + n_same].iter_mut().for_each(|piece| piece.kind = BlockKind::Caption);
        }
        from += n_same.max(1);
    }
}

/// A short piece that does not end as a sentence and has running text after it is a section head.
fn mark_headings(pieces: &mut [Piece]) {
    for idx in 0..pieces.len().saturating_sub(1) {
        let runs_on = pieces[idx + 1..].iter().find(|next| next.kind != BlockKind::Caption).is_some_and(|next| {
            next.kind == BlockKind::Paragraph && (ends_sentence(&next.text) || n_words(&next.text) > MAX_HEADING_WORDS)
        });
        if runs_on && is_open(&pieces[idx]) && looks_like_heading(&pieces[idx].text) {
            pieces[idx].kind = BlockKind::Heading;
        }
    }
}

/// Whether a line is set as a heading is: short, beginning large, not ending as a sentence.
pub(super) fn looks_like_heading(text: &str) -> bool {
    let begins = text.trim_start_matches(|c: char| !c.is_alphanumeric()).chars().next();
    let is_question = text.ends_with('?') && n_words(text) <= 10 && !text.starts_with(['"', '“', '\'', '‘']);
    n_words(text) <= MAX_HEADING_WORDS
        && begins.is_some_and(|c| c.is_uppercase() || c.is_numeric())
        && (is_question || !ends_sentence(text))
}

/// In an article whose paragraphs end as sentences do, a longer piece that does not is what stands under a picture.
fn mark_bare_captions(pieces: &mut [Piece]) {
    let n_ended = pieces.iter().filter(|piece| is_open(piece) && ends_sentence(&piece.text)).count();
    let n_open = pieces.iter().filter(|piece| is_open(piece)).count();
    if n_ended * 3 < n_open * 2 || n_ended < 2 {
        return;
    }
    let n_pieces = pieces.len();
    for (idx, piece) in pieces.iter_mut().enumerate() {
        // The last piece may have been broken off by a limit of the site.
        let is_cut_off = idx + 1 == n_pieces && n_words(&piece.text) > 40;
        if is_open(piece) && n_words(&piece.text) > 5 && !ends_sentence(&piece.text) && !is_cut_off {
            piece.kind = BlockKind::Caption;
        }
    }
}

/// The writers that a line "By Ana Ruiz and Tom Lee" names.
pub(super) fn names_of_byline(line: &str) -> Vec<String> {
    static BY: LazyLock<Regex> =
        LazyLock::new(|| rules::pattern(r"^(?:written |reported |posted |story )?by:?\s+", true));
    match BY.find(line) {
        Some(by) => split_names(&line[by.end()..]),
        None => Vec::new(),
    }
}

/// "Ana Ruiz, Tom Lee and Bo Li" is three names; what names no writer is left out.
pub(super) fn split_names(names: &str) -> Vec<String> {
    static NOISE: LazyLock<Regex> = LazyLock::new(|| {
        let lines: Vec<&str> = rules::rows(BYLINE_NOISE).iter().map(|row| row.columns[0]).collect();
        rules::pattern(&format!("^(?:{})$", lines.join("|")), true)
    });
    static FOR_SITE: LazyLock<Regex> = LazyLock::new(|| rules::pattern(r" for \S+\.(?:com|org|net|co\.uk)\b", true));
    let names = names.trim_start_matches("By ").trim_start_matches("by ");
    let names = FOR_SITE.replace_all(names, "");
    let mut found: Vec<String> = Vec::new();
    let mut after_job = false;
    for chunk in names.split([',', ';', '|']) {
        for (idx, part) in AND.split(chunk).enumerate() {
            let name = squeeze(&IN_PLACE.replace(part, ""));
            let is_job = JOB.is_match(&name);
            // What follows a job is where it is done: "political editor, Bonn".
            let is_place = after_job && idx == 0 && !chunk.trim_start().starts_with("and ") && n_words(&name) == 1;
            after_job = is_job;
            if name.chars().any(char::is_alphabetic) && !is_job && !is_place && !NOISE.is_match(&name) {
                found.push(name);
            }
        }
    }
    found
}

/// What a writer is, and perhaps where: "our senior Europe correspondent, Bonn".
static JOB: LazyLock<Regex> = LazyLock::new(|| {
    let words = |column: &str| {
        let rows = rules::rows(JOBS).into_iter().filter(|row| row.columns[0] == column);
        rows.map(|row| row.columns[1]).collect::<Vec<_>>().join("|")
    };
    let (before, job) = (words("before"), words("job"));
    let town = r"(?-i:\p{Lu}[\p{L}. '-]{1,40})";
    rules::pattern(
        &format!(r"^(?:and )?(?:(?:{before})[ ,/-]+){{0,6}}(?:{job})(?:,? (?:in|at|for|of) {town}| ?[,|–-] ?{town})?$"),
        true,
    )
});
static AND: LazyLock<Regex> = LazyLock::new(|| rules::pattern(r"(?:^|\s)and\s", true));
static IN_PLACE: LazyLock<Regex> = LazyLock::new(|| rules::pattern(r"\s+in \p{Lu}[\p{L}' -]{2,40}$", false));

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

    fn check(lines: &[&str], expect: &[BlockKind]) {
        let mut pieces: Vec<Piece> = lines.iter().filter_map(|line| Piece::paragraph(line)).collect();
        tell(&mut pieces);
        assert_eq!(pieces.iter().map(|piece| piece.kind).collect::<Vec<_>>(), expect);
    }

    #[test]
    fn headings_and_captions_are_told_from_running_text() {
        use BlockKind::{Byline, Caption, Heading, Paragraph};
        check(
            &[
                "By Ana Ruiz",
                "The bridge fell on Monday after a night of rain.",
                "The bridge over the river is seen on Monday morning in the rain that made it fall",
                "What the mayor knew",
                "She had been told of the cracks in March, a letter shows.",
                "She did not answer.",
                "The rain goes on.",
            ],
            &[Byline, Paragraph, Caption, Heading, Paragraph, Paragraph, Paragraph],
        );
    }

    #[test]
    fn a_gallery_is_a_row_of_captions() {
        use BlockKind::{Caption, Paragraph};
        check(
            &[
                "The bridge fell.",
                "The old town bridge First arch. It was built of stone.",
                "The old town bridge Second arch. It was built of brick.",
                "The old town bridge Third arch. It was never built.",
            ],
            &[Paragraph, Caption, Caption, Caption],
        );
    }

    #[test]
    fn a_line_of_jobs_is_told_from_a_headline() {
        for line in
            ["Senior correspondents, Bonn", "Europe editor", "Political reporter | Example News", "our science writers"]
        {
            assert!(JOB.is_match(line), "{line}");
        }
        for line in ["Editor resigns over bridge story", "Bridge angers reporters", "Correspondents met.", "Ana Ruiz"] {
            assert!(!JOB.is_match(line), "{line}");
        }
    }

    #[test]
    fn bylines_are_split_into_names() {
        assert_eq!(names_of_byline("By Ana Ruiz, Tom Lee and Bo Li"), ["Ana Ruiz", "Tom Lee", "Bo Li"]);
        assert_eq!(split_names("Www.Example.Com"), Vec::<String>::new());
        assert_eq!(split_names("Ana Ruiz For Example.Com"), ["Ana Ruiz"]);
        assert_eq!(names_of_byline("Ana Ruiz"), Vec::<String>::new());
        assert_eq!(
            names_of_byline("By Ana Ruiz, political editor, Bonn, and Tom Lee, our Europe correspondent"),
            ["Ana Ruiz", "Tom Lee"]
        );
        assert_eq!(names_of_byline("By Ana Ruiz in New Bonn and Tom Lee | Staff Writer"), ["Ana Ruiz", "Tom Lee"]);
    }
}
