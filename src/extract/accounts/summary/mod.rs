//! One line that a person would write about an account: "Harris met Gantz at the White House on Monday".
//!
//! The verb stands with the auxiliaries and the governing verbs that the article gives it ("agreed to send", "was to
//! meet", "did not confirm"), so that a plan is never told as a deed; where no one can be named and nothing whole can be
//! told, there is no line, and no account.

mod clause;
mod nouns;
mod quoted;
mod rest;
mod tense;
mod verbs;
mod words;

use super::inflect::past;
use super::lexicon::Lexicon;
use super::participants::Parts;
use super::predicates::Predicate;
use super::tree::Tree;
use crate::extract::{EventKind, Findings, Part, Participant, Status};
use std::cell::Cell;

/// Words that a line holds before what is not needed is left out: a line of the events pane at 80 columns.
const BUDGET: usize = 14;

/// Words of an object or of what was said, before it is cut where a phrase begins.
const LONGEST: usize = 20;

/// What the line is made from.
pub struct Teller<'a> {
    /// The parse.
    pub tree: &'a Tree<'a>,
    /// The words.
    pub lexicon: &'static Lexicon,
    /// Mentions give pronouns their names.
    pub findings: &'a Findings,
    /// Shared subjects.
    pub parts: &'a Parts<'a>,
    /// The block that is the headline.
    pub title: Option<u32>,
    /// The line's subject: its own "his" stays "his".
    pub subject: Cell<Option<u32>>,
    /// How many phrases that name what "whose" stands for are being made, one in the other.
    pub nested: Cell<u32>,
}

/// What is known of an account when its line is made.
pub struct Telling<'a> {
    /// The word that tells it.
    pub predicate: &'a Predicate,
    /// Who takes part.
    pub participants: &'a [Participant],
    /// Its times, as indices into the findings' times.
    pub times: &'a [u32],
    /// Whether it happened.
    pub status: Status,
    /// Whether it is negated.
    pub negated: bool,
    /// Who says so.
    pub speaker: Option<&'a str>,
}

impl Teller<'_> {
    /// Whether the token stands in the headline.
    pub fn is_title(&self, token: u32) -> bool {
        self.title == Some(self.tree.reading.sentence_of(token).block)
    }

    /// The line; none where nothing whole can be told.
    pub fn tell(&self, telling: &Telling) -> Option<String> {
        self.subject.set(None);
        let line = if let Some(line) = self.meeting_line(telling) {
            line
        } else if telling.predicate.is_bare_noun() {
            self.noun_line(telling)?
        } else {
            self.clause_line(telling)?
        };
        let line = words::capitalized(&words::tidy(&line));
        // "Whose houses burned": of whom, the line does not say.
        (line.split_whitespace().count() > 1 && !line.starts_with("Whose ")).then_some(line)
    }

    /// "talks between A and B": "A and B held talks".
    fn meeting_line(&self, telling: &Telling) -> Option<String> {
        let predicate = telling.predicate;
        if !predicate.is_bare_noun() || predicate.kind != EventKind::Meeting {
            return None;
        }
        let mut heads: Vec<u32> = telling
            .participants
            .iter()
            .filter(|one| matches!(one.part, Part::Who | Part::With) && one.referent.is_some())
            .map(|one| one.head)
            .collect();
        heads.dedup();
        if heads.len() < 2 || heads.iter().any(|&head| self.is_vague(head)) {
            return None;
        }
        let noun = self.tree.word(predicate.token).to_lowercase();
        let plural = self.is_plural(predicate.token);
        let done = if plural {
            "hold"
        } else if predicate.verb == "meet" {
            "meet"
        } else {
            "talk"
        };
        let group = match telling.status {
            Status::Planned => format!("will {done}"),
            Status::Hypothetical => format!("may {done}"),
            Status::Occurred => past(self.lexicon, done),
            _ => return None,
        };
        let list = self.list(&heads);
        list.contains(" and ")
            .then(|| format!("{list} {group}{}", if plural { format!(" {noun}") } else { String::new() }))
    }
}

/// A line that is denied says who denies it.
fn attributed(line: String, status: Status, speaker: Option<&str>) -> String {
    match (status, speaker) {
        (Status::Denied, Some(speaker)) => format!("{speaker} denied that {line}"),
        (Status::Denied, None) => format!("It was denied that {line}"),
        _ => line,
    }
}
