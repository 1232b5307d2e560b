//! Interviews: each turn begins with the name of who speaks and a colon.

use super::Finder;
use crate::extract::{Form, Stance, Statement};
use crate::text::Span;
use rustc_hash::FxHashMap;

/// A label is at most so many bytes and words long: "Minister of Transport Ana Ruiz:".
const MAX_LABEL: (usize, usize) = (60, 7);

/// At least so many labels, each of them repeated, make an interview; one alone may be a list ("Place: the town hall").
const MIN_LABELS: usize = 2;

/// One paragraph: its words, and the label that it begins with.
struct Turn {
    span: Span,
    first_sentence: u32,
    label: Option<Span>,
}

impl Finder<'_> {
    /// What is said in turns. Questions state nothing; a paragraph without a label goes on with the turn before it as long
    /// as another turn follows.
    pub(super) fn labelled(&self, all: &mut Vec<Statement>) {
        let text: &str = &self.tree.reading.text;
        let turns = self.turns();
        let mut n_of: FxHashMap<&str, usize> = FxHashMap::default();
        for label in turns.iter().filter_map(|turn| turn.label) {
            *n_of.entry(label.of(text)).or_default() += 1;
        }
        // "BROWN: We lost.": a record of what was said writes the name of who speaks in capitals.
        let shouted =
            |label: &str| label.chars().filter(|c| c.is_alphabetic()).count() > 2 && label == label.to_uppercase();
        let in_capitals = n_of.keys().any(|label| shouted(label));
        n_of.retain(|label, n| *n > 1 || shouted(label));
        if n_of.len() < MIN_LABELS && !in_capitals {
            return;
        }
        let is_turn = |turn: &Turn| turn.label.is_some_and(|label| n_of.contains_key(label.of(text)));
        let last = turns.iter().rposition(is_turn).unwrap_or(0);
        let mut speaking: Option<Span> = None;
        for turn in &turns[..=last] {
            let label = turn.label.filter(|_| is_turn(turn));
            speaking = label.or(speaking);
            let Some(speaker) = speaking else { continue };
            let from = label.map_or(turn.span.start, |label| label.end + 1);
            let words = trimmed(text, Span { start: from, end: turn.span.end });
            if words.is_empty() || words.of(text).ends_with('?') {
                continue;
            }
            all.extend(self.turn(speaker, words, turn.first_sentence));
        }
    }

    /// `“…” — Anna Brown`: a quotation with its speaker's name behind a dash, in the same paragraph or the next.
    pub(super) fn signed(&self, all: &mut Vec<Statement>) {
        let text: &str = &self.tree.reading.text;
        for quote in &self.quotes {
            let rest = text.get(quote.outer.end as usize..).unwrap_or("");
            let lead = rest.trim_start();
            let Some(mark) = lead.chars().next().filter(|c| matches!(c, '—' | '–' | '―' | '-')) else { continue };
            let from = quote.outer.end as usize + (rest.len() - lead.len());
            let name_at = from + mark.len_utf8();
            let line = text[name_at..].split('\n').next().unwrap_or("");
            let named =
                self.findings.mentions.iter().find(|mention| {
                    mention.form == Form::Name && (mention.span.start as usize).wrapping_sub(name_at) <= 2
                });
            let taken = all.iter().any(|other| other.span.overlaps(quote.inner));
            let Some(named) = named.filter(|_| !taken && line.split_whitespace().count() <= MAX_LABEL.1) else {
                continue;
            };
            let (speaker, speaker_span, voice) = self.speaker(Some(named.head));
            all.push(Statement {
                span: super::words_of(text, quote.inner),
                speaker,
                speaker_span,
                voice,
                cue: "—".into(),
                cue_span: Span::new(from, name_at),
                stance: Stance::Says,
                quotes: vec![quote.inner],
                sentence: self.tree.reading.token(named.head).sentence,
            });
        }
    }

    fn turn(&self, label: Span, words: Span, sentence: u32) -> Option<Statement> {
        let text: &str = &self.tree.reading.text;
        let mentions = || self.findings.mentions.iter().filter(|mention| mention.form != Form::Pronoun);
        let inside = mentions().find(|mention| label.contains(mention.span));
        let named = inside.or_else(|| mentions().find(|mention| mention.span.of(text) == label.of(text)));
        let head = named.map(|mention| mention.head).or_else(|| self.tree.reading.tokens_in(label).last())?;
        let (speaker, _, voice) = self.speaker(Some(head));
        Some(Statement {
            span: words,
            speaker,
            speaker_span: Some(label),
            voice,
            cue: ":".into(),
            cue_span: Span { start: label.end, end: label.end + 1 },
            stance: Stance::Says,
            quotes: vec![words],
            sentence,
        })
    }

    fn turns(&self) -> Vec<Turn> {
        let reading = self.tree.reading;
        let mut turns: Vec<(u32, Turn)> = Vec::new();
        for (idx, sentence) in reading.sentences.iter().enumerate() {
            match turns.last_mut() {
                Some((block, turn)) if *block == sentence.block => turn.span = turn.span.join(sentence.span),
                _ => {
                    let turn = Turn { span: sentence.span, first_sentence: idx as u32, label: None };
                    turns.push((sentence.block, turn));
                }
            }
        }
        let with_label = |(_, turn): (u32, Turn)| Turn { label: label(&reading.text, turn.span), ..turn };
        turns.into_iter().map(with_label).collect()
    }
}

/// The words before the colon that a paragraph begins with.
fn label(text: &str, paragraph: Span) -> Option<Span> {
    let words = paragraph.of(text);
    let colon = words.find(':').filter(|&at| at <= MAX_LABEL.0)?;
    let label = words[..colon].trim_end();
    let is_label = label.starts_with(char::is_uppercase)
        && label.split_whitespace().count() <= MAX_LABEL.1
        && words[colon + 1..].starts_with(char::is_whitespace)
        && !label.contains([',', '“', '"', '?', '!']);
    let start = paragraph.start as usize;
    is_label.then(|| Span::new(start, start + label.len()))
}

fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = span.start as usize + (words.len() - words.trim_start().len());
    Span::new(start, start + words.trim().len())
}
