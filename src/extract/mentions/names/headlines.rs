//! Headlines, where every word has a capital: only what the body names, what the world knows and whole people count.

use super::{CREDITS, Finder, LONGEST, Name, STOPPED_TITLE_CASE, TITLE_CASE};
use crate::extract::mentions::words::{is_capital, key};
use rustc_hash::FxHashMap;
use std::ops::Range;

impl Finder<'_> {
    pub(super) fn is_title_case(&self, tokens: Range<u32>) -> bool {
        // A list of names with their titles has as many capitals as a headline, but a full stop behind it.
        let stopped = tokens.clone().rev().take(2).any(|token| self.word(token) == ".");
        let share = if stopped { STOPPED_TITLE_CASE } else { TITLE_CASE };
        let longer: Vec<&str> = tokens
            .skip(1)
            .map(|token| self.word(token))
            .filter(|word| word.chars().count() >= 4 && word.chars().all(|c| c.is_alphabetic() || c == '\''))
            .collect();
        let capitals = longer.iter().filter(|word| is_capital(word)).count();
        longer.len() >= 4 && capitals as f32 > share * longer.len() as f32
    }

    /// The parts of a sentence that give credit.
    pub(super) fn credits(&self, tokens: Range<u32>) -> Vec<Range<u32>> {
        let span = self.reading.span(tokens.clone());
        let text = span.of(&self.reading.text);
        if !CREDITS.iter().any(|cue| text.contains(cue)) {
            return Vec::new();
        }
        let mut parts = Vec::new();
        let mut open = None;
        for token in tokens.clone() {
            match self.word(token) {
                "(" => open = Some(token),
                ")" => {
                    let part = open.take().unwrap_or(tokens.start)..token;
                    let inside = self.reading.span(part.clone());
                    if CREDITS.iter().any(|cue| inside.of(&self.reading.text).contains(cue)) {
                        parts.push(part);
                    }
                }
                _ => {}
            }
        }
        if parts.is_empty() {
            parts.push(open.unwrap_or(tokens.start)..tokens.end);
        }
        parts
    }

    /// In a headline every word has a capital: only what the body names, what the world knows and whole people count.
    pub(super) fn read_headline(
        &self,
        tokens: Range<u32>,
        known: &FxHashMap<String, &'static str>,
        headline: bool,
        out: &mut Vec<Name>,
    ) {
        let from = out.len();
        let mut at = tokens.start;
        while at < tokens.end {
            let node = self.reading.token(at);
            if matches!(node.pos, "PRON" | "AUX" | "ADP" | "DET" | "PUNCT" | "CCONJ") || !is_capital(self.word(at)) {
                at += 1;
                continue;
            }
            let person = self.reading.name_at(at).filter(|name| {
                name.label == "PERSON"
                    && name.tokens.start == at
                    && name.tokens.len() >= 2
                    && name.tokens.end <= tokens.end
                    && (name.kinds.is_some() || self.lexicon.given_name(self.word(at)).is_some())
            });
            let found = (1..=LONGEST as u32).rev().filter(|n| at + n <= tokens.end).find_map(|n| {
                let text = self.lower(at..at + n);
                let label = known.get(&key(&text)).copied();
                let known_place = self.lexicon.country(&text).is_some()
                    || self.lexicon.country_of_people(&text).is_some() && node.relation != "amod" && node.pos != "ADJ"
                    || self.lexicon.body(&text).is_some()
                    || n > 1 && self.lexicon.is_town(&text);
                (label.is_some() || known_place).then_some((n, label.unwrap_or("")))
            });
            if let Some((n, label)) = found {
                self.push(at..at + n, at..at, label, out);
                at += n;
            } else if let Some(name) = person {
                self.push(name.tokens.clone(), at..at, "PERSON", out);
                at = name.tokens.end;
            } else {
                at += 1;
            }
        }
        for name in &mut out[from..] {
            name.headline = headline;
        }
    }
}
