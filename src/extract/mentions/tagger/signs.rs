//! What is known of a token beside its place in the sentence: how it is written, what the parser and the network's name
//! finder say, and in which lists it stands. The tagger learns what each of these is worth.
//!
//! Out: for each token of a sentence the numbers of the signs that hold of it. Order and meaning are part
//! of the weights (`tools/names/train.py` learns them from what `rashomon parse --format signs` prints): who changes
//! anything here must learn anew.

use crate::extract::ActorKind;
use crate::extract::mentions::lexicon::Lexicon;
use crate::extract::mentions::words::{is_capital, is_caps, one_line};
use crate::understand::Reading;
use std::ops::Range;

/// Universal parts of speech.
const PARTS: [&str; 17] = [
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
    "SYM", "VERB", "X",
];
/// Labels of the network's name finder; each with two signs, for where it begins and where it goes on.
const LABELS: [&str; 18] = [
    "PERSON",
    "NORP",
    "ORG",
    "GPE",
    "LOC",
    "FAC",
    "EVENT",
    "PRODUCT",
    "WORK_OF_ART",
    "LAW",
    "LANGUAGE",
    "DATE",
    "TIME",
    "PERCENT",
    "MONEY",
    "QUANTITY",
    "ORDINAL",
    "CARDINAL",
];
const FIRST_LABEL: u8 = PARTS.len() as u8;
const FIRST_SHAPE: u8 = FIRST_LABEL + 2 * LABELS.len() as u8;
const N_SHAPES: u8 = 7;
const FIRST_LIST: u8 = FIRST_SHAPE + N_SHAPES;
/// Lists that a token, or a run of tokens that it is part of, stands in.
const GIVEN: u8 = FIRST_LIST;
const COUNTRY: u8 = FIRST_LIST + 1;
const PEOPLE: u8 = FIRST_LIST + 2;
const TOWN: u8 = FIRST_LIST + 3;
const BODY: u8 = FIRST_LIST + 4;
const TITLE: u8 = FIRST_LIST + 5;
const HEAD_OF_BODY: u8 = FIRST_LIST + 6;
const HEAD_OF_PLACE: u8 = FIRST_LIST + 7;
const HEAD_OF_GROUP: u8 = FIRST_LIST + 8;
const NOMINAL: u8 = FIRST_LIST + 9;
const LEGAL_FORM: u8 = FIRST_LIST + 10;
const FIRST_PLACE: u8 = FIRST_LIST + 11;
/// The first word; a word of a line in which nearly all words have a capital; one of a line in capitals.
const OPENS: u8 = FIRST_PLACE;
const IN_TITLE_CASE: u8 = FIRST_PLACE + 1;
const IN_CAPITALS: u8 = FIRST_PLACE + 2;
/// Signs that there are.
#[cfg(test)]
pub(super) const COUNT: usize = FIRST_PLACE as usize + 3;
/// Longest name that is looked up in the lists, in tokens.
const LONGEST: u32 = 5;
/// Share of longer words with a capital from which on a line says nothing by them.
const TITLE_CASE: f32 = 0.75;

/// The signs of each token of a sentence.
pub(super) fn of(reading: &Reading, sentence: &Range<u32>) -> Vec<Vec<u8>> {
    let lexicon = Lexicon::shared();
    let words: Vec<&str> = sentence.clone().map(|token| reading.word(token)).collect();
    let letters = |word: &&&str| word.chars().count() >= 4 && word.chars().all(char::is_alphabetic);
    let longer = words.iter().skip(1).filter(letters).count();
    let share = |has: fn(&str) -> bool| {
        let with = words.iter().skip(1).filter(letters).filter(|word| has(word)).count();
        longer >= 3 && with as f32 > TITLE_CASE * longer as f32
    };
    let (title_case, capitals) = (share(is_capital), share(is_caps));
    let mut all: Vec<Vec<u8>> = Vec::with_capacity(words.len());
    for (at, (token, word)) in sentence.clone().zip(&words).enumerate() {
        let node = reading.token(token);
        let mut signs: Vec<u8> = Vec::with_capacity(8);
        signs.extend(PARTS.iter().position(|part| *part == node.pos).map(|part| part as u8));
        if let Some(name) = reading.name_at(token)
            && let Some(label) = LABELS.iter().position(|label| *label == name.label)
        {
            signs.push(FIRST_LABEL + 2 * label as u8 + u8::from(name.tokens.start != token));
        }
        signs.push(FIRST_SHAPE + shape(word));
        of_word(lexicon, &word.to_lowercase().replace('.', ""), word, &mut signs);
        for (holds, sign) in [(at == 0, OPENS), (title_case, IN_TITLE_CASE), (capitals, IN_CAPITALS)] {
            signs.extend(holds.then_some(sign));
        }
        all.push(signs);
    }
    for (at, token) in sentence.clone().enumerate() {
        if !is_capital(words[at]) {
            continue;
        }
        for end in token + 1..=sentence.end.min(token + LONGEST) {
            let text = one_line(reading.span(token..end).of(&reading.text));
            let lists = [
                (lexicon.country(&text).is_some(), COUNTRY),
                (lexicon.country_of_people(&text).or_else(|| lexicon.country_of_adjective(&text)).is_some(), PEOPLE),
                (lexicon.is_town(&text), TOWN),
                (lexicon.body(&text).is_some(), BODY),
            ];
            for (_, sign) in lists.iter().filter(|(holds, _)| *holds) {
                for signs in &mut all[at..at + (end - token) as usize] {
                    if !signs.contains(sign) {
                        signs.push(*sign);
                    }
                }
            }
        }
    }
    all
}

/// The lists of single words that a word stands in.
fn of_word(lexicon: &Lexicon, lower: &str, word: &str, signs: &mut Vec<u8>) {
    let head = lexicon.head_kind(lower);
    let lists = [
        (is_capital(word) && lexicon.given_name(word).is_some(), GIVEN),
        (lexicon.title(lower).is_some(), TITLE),
        (head == Some(ActorKind::Organization), HEAD_OF_BODY),
        (head == Some(ActorKind::Place), HEAD_OF_PLACE),
        (head == Some(ActorKind::Group), HEAD_OF_GROUP),
        (!lexicon.nominals(lower).is_empty(), NOMINAL),
        (is_capital(word) && lexicon.is_legal_form(word), LEGAL_FORM),
    ];
    signs.extend(lists.iter().filter(|(holds, _)| *holds).map(|(_, sign)| *sign));
}

/// How a word is written: small, with a capital, in capitals, an initial, mixed, with digits, without letters.
fn shape(word: &str) -> u8 {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let large = word.chars().filter(|c| c.is_uppercase()).count();
    if word.chars().any(char::is_numeric) {
        5
    } else if letters == 0 {
        6
    } else if large == 0 {
        0
    } else if letters == 1 {
        3
    } else if large == letters {
        2
    } else if large == 1 && is_capital(word) {
        1
    } else {
        4
    }
}
