//! The language engine against spaCy's answers for our own sentences (made by `tools/spacy_conllu.py`), without Python.

use rashomon::text::{Block, BlockKind, Span};
use rashomon::understand::{Engine, Reading, conllu};
use std::sync::Arc;

const SENTENCES: &str = include_str!("fixtures/sentences.txt");
const ANSWERS: &str = include_str!("fixtures/sentences.conllu");

/// Reads a text whose paragraphs stand between empty lines.
fn read(text: &str) -> Reading {
    let mut at = 0;
    let mut blocks = Vec::new();
    for paragraph in text.split("\n\n") {
        let length = paragraph.trim_end().len();
        blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(at, at + length) });
        at += paragraph.len() + 2;
    }
    Engine::as_spacy().read(Arc::from(text), &blocks)
}

#[test]
fn every_answer_for_the_fixture_is_the_same_as_that_of_the_original() {
    let found = conllu::write(&read(SENTENCES));
    let mut text = "";
    for (number, (found, expect)) in found.lines().zip(ANSWERS.lines()).enumerate() {
        if expect.starts_with("# text") {
            text = expect;
        }
        assert_eq!(found, expect, "line {} of sentences.conllu, {text}", number + 1);
    }
    assert_eq!(found.lines().count(), ANSWERS.lines().count());
}

#[test]
fn reading_the_blocks_together_or_one_by_one_gives_the_same() {
    let all = conllu::write(&read(SENTENCES));
    let mut one_by_one = String::new();
    for paragraph in SENTENCES.trim_end().split("\n\n") {
        one_by_one.push_str(&conllu::write(&read(paragraph)));
    }
    let rows = |text: &str| -> Vec<String> {
        text.lines().filter(|line| !line.starts_with("# sent_id")).map(str::to_owned).collect()
    };
    assert_eq!(rows(&all), rows(&one_by_one));
}
