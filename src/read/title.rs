//! Finds an article's title: from the head, else a first heading or headline, else the first sentence, shortened.

use super::kinds;
use super::piece::{Piece, bare, ends_sentence, n_words};
use crate::text::{BlockKind, Cut, TitleFrom};

/// A headline without marks has at most this many words.
const MAX_HEADLINE_WORDS: usize = 24;

/// A title made of the first sentence is at most this long, in characters: it fits the widest pane.
const MAX_MADE: usize = 88;

/// Below a headline, running text begins within this many pieces (repeated title, deck, byline, date, section head).
const N_BODY: usize = 8;

/// The title stands among the first pieces when it stands in the body at all.
const N_TOP: usize = 4;

/// A title with the marks and spaces of its line is at most so many times as long as without.
const MOST_TIMES: usize = 4;

/// The article's title and where it is from; what repeats it leaves the pieces.
pub(super) fn find(given: Option<String>, pieces: &mut Vec<Piece>, cuts: &mut Vec<Cut>) -> (String, TitleFrom) {
    if let Some(title) = given.filter(|title| !title.is_empty()) {
        drop_repetition(&title, pieces, cuts);
        return (title, TitleFrom::Given);
    }
    if let Some(idx) = headline(pieces) {
        let title = pieces.remove(idx).text;
        drop_repetition(&title, pieces, cuts);
        return (title, TitleFrom::Given);
    }
    let is_text = |piece: &&Piece| matches!(piece.kind, BlockKind::Paragraph | BlockKind::Quotation | BlockKind::Item);
    let n_pieces = pieces.len();
    let first = pieces.iter().enumerate().find(|(idx, piece)| {
        is_text(piece)
            && !matches!(kinds::by_wording(piece, *idx, n_pieces), Some(BlockKind::Caption | BlockKind::Byline))
    });
    let first = first.map(|(_, piece)| piece).or_else(|| pieces.first());
    (first.map_or(String::new(), |piece| shorten(first_sentence(&piece.text))), TitleFrom::FirstSentence)
}

/// The piece that is the headline: a heading at the top, or a first line that is set as one.
fn headline(pieces: &[Piece]) -> Option<usize> {
    let top = pieces.iter().take(N_TOP);
    if let Some(idx) = top.clone().position(|piece| piece.marked && piece.kind == BlockKind::Heading) {
        return Some(idx);
    }
    let n_pieces = pieces.len();
    let idx = pieces.iter().enumerate().take(N_TOP).position(|(idx, piece)| {
        !matches!(
            kinds::by_wording(piece, idx, n_pieces),
            Some(BlockKind::Byline | BlockKind::Caption | BlockKind::Item)
        )
    })?;
    let text = &pieces[idx].text;
    let begins = text.trim_start_matches(|c: char| !c.is_alphanumeric()).chars().next()?;
    let is_set_as_one = n_words(text) <= MAX_HEADLINE_WORDS
        && n_words(text) >= 2
        && !pieces[idx].marked
        && (begins.is_uppercase() || begins.is_numeric())
        && (!ends_sentence(text) || text.ends_with('?'));
    let has_body =
        pieces[idx + 1..].iter().take(N_BODY).any(|piece| n_words(&piece.text) > 5 && ends_sentence(&piece.text));
    (is_set_as_one && has_body).then_some(idx)
}

fn drop_repetition(title: &str, pieces: &mut Vec<Piece>, cuts: &mut Vec<Cut>) {
    // What is far longer is no title.
    let longest = MOST_TIMES * title.len();
    let title = bare(title);
    let is_it = |piece: &Piece| piece.text.len() <= longest && bare(&piece.text) == title;
    while let Some(idx) = pieces.iter().take(N_TOP).position(is_it) {
        cuts.push(Cut { why: "the title again", text: pieces.remove(idx).text });
    }
}

/// The first sentence of a paragraph, without the place line of a wire.
fn first_sentence(text: &str) -> &str {
    let text = super::origin::without_dateline(text);
    let mut from = 0;
    while let Some(at) = text[from..].find(['.', '!', '?']).map(|at| from + at) {
        let rest = text[at + 1..].trim_start_matches(['"', '”', '\'', '’', ')']);
        let word = text[..at].rsplit([' ', '.', '“', '"', '(']).next().unwrap_or("");
        let is_short = text[at..].starts_with('.') && (word.chars().count() == 1 || ABBREVIATIONS.contains(&word));
        let goes_on = rest.starts_with(' ')
            && rest
                .trim_start()
                .trim_start_matches(['“', '"', '‘', '\''])
                .starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        if rest.is_empty() || (goes_on && !is_short) {
            return &text[..text.len() - rest.len()];
        }
        from = at + 1;
    }
    text
}

/// What a dot after does not end a sentence.
const ABBREVIATIONS: [&str; 28] = [
    "Mr", "Mrs", "Ms", "Dr", "Prof", "St", "Gen", "Lt", "Col", "Maj", "Sgt", "Capt", "Sen", "Rep", "Gov", "Rev", "Hon",
    "Jr", "Sr", "No", "Jan", "Feb", "Aug", "Sept", "Oct", "Nov", "Dec", "vs",
];

/// `sentence` at most [`MAX_MADE`] characters long, cut between words.
fn shorten(sentence: &str) -> String {
    if sentence.chars().count() <= MAX_MADE {
        return sentence.to_owned();
    }
    let mut short = String::new();
    for word in sentence.split(' ') {
        if short.chars().count() + word.chars().count() + 2 > MAX_MADE {
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    if short.is_empty() {
        short = sentence.chars().take(MAX_MADE - 1).collect();
    }
    short.truncate(short.trim_end_matches([',', ';', ':', '–', '—', '-', ' ']).len());
    short + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &[&str], title: &str, from: TitleFrom, n_left: usize) {
        let mut pieces: Vec<Piece> = lines.iter().filter_map(|line| Piece::paragraph(line)).collect();
        let found = find(None, &mut pieces, &mut Vec::new());
        assert_eq!(found, (title.to_owned(), from));
        assert_eq!(pieces.len(), n_left);
    }

    #[test]
    fn a_headline_is_taken_and_its_repetition_dropped() {
        check(
            &[
                "Bridge falls in a storm",
                "Bridge Falls in a Storm",
                "Bridge Falls in a Storm",
                "The bridge over the river fell on Monday.",
            ],
            "Bridge falls in a storm",
            TitleFrom::Given,
            1,
        );
    }

    #[test]
    fn without_a_headline_the_first_sentence_serves() {
        check(
            &[
                "The bridge on Monday. Reuters",
                "By Ana Ruiz",
                "Mayor A. Ruiz of St. Ives said on Monday that the old bridge over the river had fallen after a night of rain and wind. Nobody was hurt.",
            ],
            "Mayor A. Ruiz of St. Ives said on Monday that the old bridge over the river had fallen…",
            TitleFrom::FirstSentence,
            3,
        );
        check(&["BONN (AP) — “It fell.” Nobody was hurt, the mayor said."], "“It fell.”", TitleFrom::FirstSentence, 1);
    }
}
