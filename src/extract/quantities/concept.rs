//! The concept of a quantity: what is measured, or of whom the count is. "Brent crude rose 3%" measures Brent crude;
//! "a discount of $20" a discount; "Norland sent 40 lorries" counts lorries of Norland.
//!
//! The concept of Almasian et al. 2023 (CQE), found here by the parse: the noun that the quantity stands at, else the
//! object or the subject of its verb, else what its clause hangs on. A pronoun is no concept.

use super::counted::Counted;
use crate::extract::{Quantity, Unit};
use crate::text::Span;
use crate::understand::Reading;

/// How far a noun phrase may reach from its head, in tokens. Own choice: longer phrases tell more than what is measured.
const REACH: u32 = 9;
/// How many heads are climbed before a quantity is given up.
const HEIGHT: usize = 10;

/// The tokens of a quantity.
pub struct Phrase {
    /// Of its number.
    pub number: u32,
    /// Of its unit, which hangs on the rest of the sentence.
    pub unit: u32,
    /// The first of the phrase, with its bound.
    pub start: u32,
    /// One past its last.
    pub end: u32,
}

/// Finds the concept of a quantity.
pub fn concept(
    reading: &Reading,
    phrase: &Phrase,
    counted: &Counted,
    unit: &Unit,
    before: &[Quantity],
) -> Option<Span> {
    let finder = Finder { reading, phrase, counting: *unit == Unit::Count };
    let sentence = reading.sentence_of(phrase.number).tokens.clone();
    // "nine miles (14 km)", "Hall (0.5 points)": what stands before the parenthesis.
    if phrase.start > sentence.start && matches!(reading.word(phrase.start - 1), "(" | "[") {
        let opened = phrase.start - 1;
        let same = before.last().filter(|same| {
            let gap = reading.token(opened).span.start.saturating_sub(same.span.end.max(same.number.end));
            same.concept.is_some() && gap < 6 && reading.token(same.token).sentence == reading.token(opened).sentence
        });
        if let Some(same) = same {
            return same.concept;
        }
        if opened > sentence.start && is_noun(reading, opened - 1) {
            return Some(finder.noun_phrase(opened - 1));
        }
    }
    let found = if finder.counting {
        finder.climb(counted.token.filter(|&noun| noun >= phrase.end).unwrap_or(counted.phrase))
    } else {
        finder.of_unit().map_or_else(|| finder.climb(phrase.unit), Found::Noun)
    };
    match found {
        Found::Noun(span) => Some(span).filter(|span| span.end > span.start),
        Found::Pronoun => None,
        Found::Nothing => finder.before(&sentence),
    }
}

/// What a search gave.
enum Found {
    /// A noun phrase.
    Noun(Span),
    /// A pronoun: what it stands for is not told here.
    Pronoun,
    /// No part of the clause tells.
    Nothing,
}

fn is_noun(reading: &Reading, token: u32) -> bool {
    matches!(reading.token(token).pos, "NOUN" | "PROPN")
}

struct Finder<'a> {
    reading: &'a Reading,
    phrase: &'a Phrase,
    counting: bool,
}

impl Finder<'_> {
    /// "13% of the firm", "450 Nm of torque".
    fn of_unit(&self) -> Option<Span> {
        let tokens = self.phrase.start..self.phrase.end;
        let of = tokens
            .clone()
            .flat_map(|token| self.reading.children_by(token, &["prep"]))
            .find(|&prep| prep >= self.phrase.end && self.reading.lemma(prep) == "of")?;
        self.reading
            .child_by(of, &["pobj"])
            .filter(|&object| is_noun(self.reading, object))
            .map(|noun| self.noun_phrase(noun))
    }

    /// Whether a token belongs to a quantity and names nothing.
    fn is_figure(&self, token: u32) -> bool {
        let it = self.reading.token(token);
        it.tag == "CD"
            || matches!(it.pos, "NUM" | "SYM")
            || it.lemma == "%"
            || (self.phrase.start..self.phrase.end).contains(&token)
            || self.reading.children_by(token, &["nummod"]).any(|number| self.reading.token(number).tag == "CD")
    }

    /// The concept of what stands at `from`, by the heads above it.
    fn climb(&self, from: u32) -> Found {
        let reading = self.reading;
        let mut at = from;
        for _ in 0..HEIGHT {
            let relation = reading.token(at).relation;
            let Some(head) = reading.head(at) else { break };
            let named = is_noun(reading, head) && !self.is_figure(head);
            match relation {
                "nummod" | "quantmod" | "compound" | "nmod" | "amod" | "npadvmod" | "advmod" | "appos" | "poss"
                    if named && !(self.counting && at == from && relation != "appos") =>
                {
                    return Found::Noun(self.noun_phrase(head));
                }
                "pobj" | "pcomp" => {
                    let Some(above) = reading.head(head) else { break };
                    if is_noun(reading, above) && !self.is_figure(above) {
                        return Found::Noun(self.noun_phrase(above));
                    }
                    if is_verb(reading, above) {
                        return self.of_verb(above, at, "");
                    }
                    at = above;
                }
                _ if is_verb(reading, head) => return self.of_verb(head, at, relation),
                "prep" if named => return Found::Noun(self.noun_phrase(head)),
                _ => at = head,
            }
        }
        Found::Nothing
    }

    /// The object or the subject of a verb, or what its clause hangs on.
    fn of_verb(&self, verb: u32, quantity: u32, relation: &str) -> Found {
        let reading = self.reading;
        let told = |noun: u32| is_noun(reading, noun) && !self.is_figure(noun) && noun != quantity;
        let subject_itself = matches!(relation, "nsubj" | "nsubjpass");
        let object = reading.children_by(verb, &["dobj"]).find(|&noun| told(noun));
        if let Some(object) = object.filter(|_| relation != "dobj") {
            return Found::Noun(self.noun_phrase(object));
        }
        if subject_itself {
            let prep = reading.children_by(verb, &["prep"]).find_map(|prep| reading.child_by(prep, &["pobj"]));
            let other = reading.child_by(verb, &["attr"]).or(prep).filter(|&noun| told(noun));
            return other.map_or(Found::Nothing, |noun| Found::Noun(self.noun_phrase(noun)));
        }
        let mut at = verb;
        for _ in 0..HEIGHT {
            let subject = reading.child_by(at, &["nsubj", "nsubjpass"]);
            if let Some(subject) = subject {
                if told(subject) {
                    return Found::Noun(self.noun_phrase(subject));
                }
                let relative = matches!(reading.token(subject).tag, "WDT" | "WP");
                if !relative && !self.is_figure(subject) {
                    return Found::Pronoun;
                }
            }
            let Some(above) = reading.head(at) else { break };
            if matches!(reading.token(at).relation, "relcl" | "acl") && told(above) {
                return Found::Noun(self.noun_phrase(above));
            }
            at = above;
        }
        Found::Nothing
    }

    /// Where the parse tells nothing: the subject of the sentence, or the nearest noun before the quantity.
    fn before(&self, sentence: &std::ops::Range<u32>) -> Option<Span> {
        let reading = self.reading;
        if self.counting {
            return None;
        }
        let nearest = || {
            (sentence.start..self.phrase.start)
                .rev()
                .take(3)
                .find(|&token| is_noun(reading, token) && !self.is_figure(token))
        };
        let root = sentence.clone().find(|&token| reading.head(token).is_none());
        let subject = root.and_then(|root| reading.child_by(root, &["nsubj", "nsubjpass"]));
        let subject = subject.filter(|&noun| is_noun(reading, noun) && !self.is_figure(noun));
        subject.or_else(nearest).map(|noun| self.noun_phrase(noun))
    }

    /// The noun with what narrows it, without the quantity itself, relative clauses and articles.
    fn noun_phrase(&self, noun: u32) -> Span {
        let reading = self.reading;
        let (mut first, mut last) = (noun, noun + 1);
        for child in reading.children(noun) {
            let range = reading.subtree(child);
            match reading.token(child).relation {
                "compound" | "amod" | "nmod" | "poss" | "nummod"
                    if range.start < noun
                        && !range.clone().any(|token| (self.phrase.start..self.phrase.end).contains(&token)) =>
                {
                    first = first.min(range.start);
                }
                "prep" if matches!(reading.lemma(child), "of" | "in" | "for" | "on" | "from" | "between" | "to") => {
                    last = last.max(range.end.min(noun + REACH));
                }
                "conj" | "cc" => last = last.max(range.end.min(noun + REACH / 2)),
                _ => {}
            }
        }
        first = first.max(noun.saturating_sub(REACH));
        if (first..noun).contains(&self.phrase.start) {
            first = self.phrase.end.min(noun);
        }
        if (noun + 1..last).contains(&self.phrase.start) {
            last = self.phrase.start;
        }
        // A preposition, a mark or a figure in front of the quantity ends nothing.
        while last > noun + 1 && !is_noun(reading, last - 1) {
            last -= 1;
        }
        reading.span(first..last)
    }
}

fn is_verb(reading: &Reading, token: u32) -> bool {
    matches!(reading.token(token).pos, "VERB" | "AUX")
}
