//! Statements against sentences labelled by hand, and the cues' own examples.

use super::attitudes::ATTITUDES;
use super::lexicon::CUES;
use crate::extract::{Findings, Statement, extract};
use crate::text::{Article, Block, BlockKind, Span};
use crate::understand::Engine;
use std::fmt::Write;
use std::sync::Arc;

const LABELLED: &str = include_str!("../../../tests/data/statements.txt");

/// Floors: what was measured when the set was last run, a little below.
const SPAN_F1: f32 = 0.92;
const SPEAKER_RIGHT: f32 = 0.95;

/// A content is found when it shares this much of its words (Dice) with a labelled one.
const MATCH: f32 = 0.8;

fn read(text: &str) -> (Article, Findings) {
    let mut blocks = Vec::new();
    let mut at = 0;
    // The first block stands for a title and is left empty.
    for part in text.split("\n\n") {
        blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(at, at + part.len()) });
        at += part.len() + 2;
    }
    let article = Article { text: text.into(), blocks, language: "en".into(), ..Article::default() };
    let reading = Engine::shared().read(Arc::from(text), &article.blocks);
    let findings = extract(&article, &reading);
    (article, findings)
}

/// The text without its marks, the contents and the speakers, in order.
fn unmarked(line: &str) -> (String, Vec<Span>, Vec<Span>) {
    let (mut text, mut contents, mut speakers) = (String::new(), Vec::new(), Vec::new());
    let (mut content, mut speaker) = (0, 0);
    for c in line.chars() {
        match c {
            '{' => content = text.len(),
            '}' => contents.push(Span::new(content, text.len())),
            '<' => speaker = text.len(),
            '>' => speakers.push(Span::new(speaker, text.len())),
            '/' => text.push_str("\n\n"),
            c => text.push(c),
        }
    }
    (text, contents, speakers)
}

fn likeness(text: &str, one: Span, other: Span) -> f32 {
    let words = |from: u32, to: u32| {
        text.get(from as usize..to.max(from) as usize).map_or(0, |part| part.split_whitespace().count())
    };
    let common = words(one.start.max(other.start), one.end.min(other.end));
    2.0 * common as f32 / (words(one.start, one.end) + words(other.start, other.end)).max(1) as f32
}

/// F1 of contents, share of right speakers among them, and what went wrong.
pub(crate) fn measure(labelled: &str) -> (f32, f32, String) {
    let (mut right, mut found, mut wanted, mut speakers_right) = (0, 0, 0, 0);
    let mut wrong = String::new();
    for line in labelled.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let (text, contents, speakers) = unmarked(line);
        let (_, findings) = read(&text);
        let mut open: Vec<&Statement> = findings.statements.iter().collect();
        found += open.len();
        wanted += contents.len();
        for &content in &contents {
            let best = (0..open.len()).max_by(|&a, &b| {
                likeness(&text, open[a].span, content).total_cmp(&likeness(&text, open[b].span, content))
            });
            match best.filter(|&best| likeness(&text, open[best].span, content) >= MATCH) {
                Some(best) => {
                    let statement = open.remove(best);
                    right += 1;
                    let by = statement.speaker_span.is_some_and(|span| {
                        speakers.iter().any(|speaker| {
                            // With several speakers the label that stands nearest to the cue is meant.
                            speaker.overlaps(span)
                        })
                    });
                    speakers_right += usize::from(by || speakers.is_empty() && statement.speaker_span.is_none());
                    if !by {
                        let _ =
                            writeln!(wrong, "SPEAKER {:?} | {line}", statement.speaker_span.map(|span| span.of(&text)));
                    }
                }
                None => {
                    let _ = writeln!(wrong, "MISSED {:?} | {line}", content.of(&text));
                }
            }
        }
        for statement in open {
            let _ = writeln!(wrong, "EXTRA {:?} <{}> | {line}", statement.span.of(&text), statement.cue);
        }
    }
    let f1 = 2.0 * right as f32 / (found + wanted).max(1) as f32;
    (f1, speakers_right as f32 / right.max(1) as f32, wrong)
}

#[test]
fn contents_and_speakers_of_the_labelled_set_are_found() {
    let (f1, speakers, wrong) = measure(LABELLED);
    assert!(f1 >= SPAN_F1 && speakers >= SPEAKER_RIGHT, "f1 {f1:.3}, speakers {speakers:.3}\n{wrong}");
}

#[test]
fn every_stance_finds_its_example_and_leaves_the_other_alone() {
    for line in CUES.lines() {
        if let Some(example) = line.strip_prefix("find:") {
            let (text, content) = example.trim().split_once('|').expect("an example has a bar");
            let (_, findings) = read(text);
            let hit =
                findings.statements.iter().any(|statement| statement.span.of(text).trim_end_matches('.') == content);
            assert!(hit, "{text}: {:?}", findings.statements.iter().map(|s| s.span.of(text)).collect::<Vec<_>>());
        } else if let Some(example) = line.strip_prefix("leave:") {
            let (_, findings) = read(example.trim());
            assert!(findings.statements.is_empty(), "{example}");
        }
    }
}

#[test]
fn every_attitude_finds_its_example_and_leaves_the_other_alone() {
    for line in ATTITUDES.lines() {
        if let Some(example) = line.strip_prefix("find:") {
            let (text, content) = example.trim().split_once('|').expect("an example has a bar");
            let (_, findings) = read(text);
            let found: Vec<&str> = findings.attitudes.iter().map(|attitude| attitude.span.of(text)).collect();
            assert!(found.contains(&content), "{text}: {found:?}");
        } else if let Some(example) = line.strip_prefix("leave:") {
            let (_, findings) = read(example.trim());
            assert!(findings.attitudes.is_empty(), "{example}");
        }
    }
}
