//! Who does what to whom, when, where, for every clause and every noun phrase with something attached.
//!
//! Frames are the raw material of comparison: two frames of different articles that share what identifies a fact and
//! differ in one slot are a candidate for a discrepancy. They are wider than accounts: "Ofer prison near Jerusalem"
//! and "she was a pediatrician" are frames and no events.

mod nominal;
mod phrase;
mod verbal;

use super::Findings;
use crate::text::Span;
use crate::understand::Reading;
use serde::{Deserialize, Serialize};

/// One predicate with its slots.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Frame {
    /// Verb, noun or the noun after "is".
    pub kind: FrameKind,
    /// Token of the predicate.
    pub head: u32,
    /// Where that token stands.
    pub head_span: Span,
    /// Its lemma, lower case.
    pub lemma: String,
    /// Predicate and near slots, as evidence.
    pub span: Span,
    /// Whether "not", "no", "never" stands over it.
    pub negated: bool,
    /// Whether it is told as a fact.
    pub reality: Reality,
    /// When it is told for.
    pub tense: Tense,
    /// What takes part.
    pub slots: Vec<Slot>,
    /// The sentence.
    pub sentence: u32,
    /// The block of the article that it stands in.
    pub block: u32,
}

/// What kind of word the predicate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FrameKind {
    /// A verb.
    Verb,
    /// A noun with something attached.
    Nominal,
    /// "X is Y": the predicate is Y.
    Copula,
}

/// Whether a clause is told as a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reality {
    /// It is, or was, so.
    Fact,
    /// It is to be so.
    Planned,
    /// It may be so.
    Possible,
    /// It is not known, unclear, not confirmed.
    Unknown,
}

/// The time that a clause is told for, by its own verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tense {
    /// "Met", "has met", "arrested on Monday".
    Past,
    /// "Meets", "is meeting".
    Present,
    /// Infinitives, gerunds, nouns, and what stands under a modal verb.
    None,
}

/// One thing that takes part in a frame.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Slot {
    /// How it takes part.
    pub role: SlotRole,
    /// The preposition of an oblique, else empty.
    pub preposition: String,
    /// Head token.
    pub head: u32,
    /// Head lemma, lower case.
    pub lemma: String,
    /// The noun phrase without what follows its head, but for "of …".
    pub span: Span,
    /// Lemmas of the content words of `span` besides the head, lower case.
    pub words: Vec<String>,
    /// Index into [`Findings::referents`].
    pub referent: Option<u32>,
    /// Index into [`Findings::quantities`].
    pub quantity: Option<u32>,
    /// Index into [`Findings::times`].
    pub time: Option<u32>,
    /// Whether the head is a proper name.
    pub named: bool,
}

/// How something takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SlotRole {
    /// Who does it, also after "by".
    Subject,
    /// To what it is done, also the passive's subject.
    Object,
    /// What the subject is said to be.
    Attribute,
    /// After a preposition.
    Oblique,
    /// Adjective or noun before the head.
    Modifier,
    /// Whose.
    Possessor,
    /// When.
    Time,
    /// The clause that is said, wanted, begun.
    Clause,
}

/// Finds all frames, in order of their predicates.
pub fn find(reading: &Reading, findings: &Findings) -> Vec<Frame> {
    let index = phrase::Index::new(reading, findings);
    let mut frames: Vec<Frame> = (0..reading.tokens.len() as u32)
        .filter_map(|token| match reading.token(token).pos {
            "VERB" | "AUX" => verbal::frame(reading, &index, token),
            "NOUN" | "PROPN" => nominal::frame(reading, &index, token),
            _ => None,
        })
        .collect();
    attach_times(reading, findings, &mut frames);
    frames
}

/// Puts each time into the frames of its nearest noun and its nearest verb above.
fn attach_times(reading: &Reading, findings: &Findings, frames: &mut [Frame]) {
    for (time_idx, time) in findings.times.iter().enumerate() {
        let tokens = reading.tokens_in(time.span);
        let Some(head) = tokens.clone().find(|&token| reading.head(token).is_none_or(|head| !tokens.contains(&head)))
        else {
            continue;
        };
        let mut seen_noun = false;
        for above in reading.ancestors(head) {
            let token = reading.token(above);
            let is_verb = matches!(token.pos, "VERB" | "AUX");
            let is_noun = matches!(token.pos, "NOUN" | "PROPN");
            if !(is_verb || is_noun && !seen_noun) {
                continue;
            }
            seen_noun |= is_noun;
            // "is" hands its times to the noun after it.
            let at = frames.partition_point(|frame| frame.head < above);
            let holder = frames[at..].iter_mut().find(|frame| frame.head == above);
            let found = holder.is_some();
            let attribute = reading.child_by(above, &["attr", "acomp"]);
            let slot = Slot {
                role: SlotRole::Time,
                preposition: String::new(),
                head,
                lemma: reading.lemma(head).to_lowercase(),
                span: time.span,
                words: Vec::new(),
                referent: None,
                quantity: None,
                time: Some(time_idx as u32),
                named: false,
            };
            if let Some(frame) = holder {
                frame.slots.push(slot);
            } else if let Some(noun) = attribute
                && let Some(frame) = frames.iter_mut().find(|frame| frame.head == noun)
            {
                frame.slots.push(slot);
            }
            if is_verb && (found || attribute.is_some()) {
                break;
            }
        }
    }
}
