//! Cuts a text into the word pieces that the encoder knows (BERT's uncased vocabulary of 30,522).
//!
//! In: text. Out: the id of each piece and its place in bytes. Lower case, accents and control characters taken off, each
//! punctuation mark and each Chinese character by itself; a word is cut greedily into the longest pieces in the list, and is
//! `[UNK]` where that fails or where it has over a hundred letters.

use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

static VOCABULARY: &str = include_str!("../../../assets/encoder/vocab.txt");
/// Stands before the pieces of a text.
pub(super) const FIRST: u32 = 101;
/// Stands behind them.
pub(super) const LAST: u32 = 102;
const UNKNOWN: u32 = 100;
/// Letters of the longest word that is cut into pieces.
const LONGEST_WORD: usize = 100;

fn vocabulary() -> &'static FxHashMap<&'static str, u32> {
    static TABLE: OnceLock<FxHashMap<&'static str, u32>> = OnceLock::new();
    TABLE.get_or_init(|| VOCABULARY.lines().enumerate().map(|(id, piece)| (piece, id as u32)).collect())
}

/// The pieces of a text: id and place in bytes.
pub(super) fn pieces(text: &str) -> Vec<(u32, Range<u32>)> {
    let mut out = Vec::new();
    let mut word: Vec<(char, Range<u32>)> = Vec::new();
    for (at, c) in text.char_indices() {
        let place = at as u32..(at + c.len_utf8()) as u32;
        if c.is_whitespace() {
            cut(&mut word, &mut out);
        } else if c.is_control() || c == '\u{fffd}' {
        } else if is_alone(c) {
            cut(&mut word, &mut out);
            word.push((c, place));
            cut(&mut word, &mut out);
        } else {
            let plain = c.to_lowercase().nfd().filter(|c| !is_combining_mark(*c));
            word.extend(plain.map(|c| (c, place.clone())));
        }
    }
    cut(&mut word, &mut out);
    out
}

/// Whether a character is a piece by itself: punctuation in the widest sense, and Chinese characters.
fn is_alone(c: char) -> bool {
    let ascii = c.is_ascii() && !c.is_ascii_alphanumeric();
    let general = matches!(c, '\u{a1}'..='\u{bf}' if "¡§«¶·»¿".contains(c))
        || matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}');
    let chinese = matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2fa1f}');
    ascii || general || chinese
}

/// Cuts a word into pieces and empties it.
fn cut(word: &mut Vec<(char, Range<u32>)>, out: &mut Vec<(u32, Range<u32>)>) {
    if word.is_empty() {
        return;
    }
    let whole = word[0].1.start..word[word.len() - 1].1.end;
    let before = out.len();
    let mut start = 0;
    while start < word.len() && word.len() <= LONGEST_WORD {
        let mut piece: String = if start > 0 { "##".into() } else { String::new() };
        let mark = piece.len();
        piece.extend(word[start..].iter().map(|(c, _)| *c));
        let mut end = word.len();
        while piece.len() > mark && !vocabulary().contains_key(piece.as_str()) {
            piece.pop();
            end -= 1;
        }
        if end == start {
            break;
        }
        out.push((vocabulary()[piece.as_str()], word[start].1.start..word[end - 1].1.end));
        start = end;
    }
    if start < word.len() {
        out.truncate(before);
        out.push((UNKNOWN, whole));
    }
    word.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let names: Vec<&str> = VOCABULARY.lines().collect();
        let found: Vec<&str> = pieces(text).iter().map(|(id, _)| names[*id as usize]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn words_are_cut_into_the_longest_known_pieces() {
        check("Gunmen freed the girls.", &["gunmen", "freed", "the", "girls", "."]);
        check("unaffordable", &["una", "##ff", "##ord", "##able"]);
    }

    #[test]
    fn accents_and_case_are_taken_off_and_places_stay() {
        check("Café RÉSUMÉ", &["cafe", "resume"]);
        let text = "née X";
        let places: Vec<&str> =
            pieces(text).iter().map(|(_, place)| &text[place.start as usize..place.end as usize]).collect();
        assert_eq!(places, ["née", "X"]);
    }

    #[test]
    fn marks_stand_alone_and_odd_words_are_unknown() {
        check("“No,” he said", &["“", "no", ",", "”", "he", "said"]);
        check("a\u{7}b", &["ab"]);
        assert_eq!(pieces(&"x".repeat(101)), vec![(UNKNOWN, 0..101)]);
    }
}
