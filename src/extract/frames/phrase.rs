//! Noun phrases as slots.

use super::{Slot, SlotRole};
use crate::extract::Findings;
use crate::text::Span;
use crate::understand::Reading;
use rustc_hash::FxHashMap;

/// The longest noun phrase that is taken whole, in tokens; longer ones end at their head.
const LONGEST_PHRASE: u32 = 14;

/// Findings by token, so that a slot knows what stands in it.
pub(super) struct Index {
    referents: FxHashMap<u32, u32>,
    quantities: FxHashMap<u32, u32>,
    times: Vec<Span>,
}

impl Index {
    pub(super) fn new(reading: &Reading, findings: &Findings) -> Self {
        let mut referents = FxHashMap::default();
        for mention in &findings.mentions {
            // The name's own head and its last token: the network may take either for the head of the phrase.
            referents.entry(mention.head).or_insert(mention.referent);
            let tokens = reading.tokens_in(mention.span);
            if tokens.end > tokens.start {
                referents.entry(tokens.end - 1).or_insert(mention.referent);
            }
        }
        let mut quantities = FxHashMap::default();
        for (idx, quantity) in findings.quantities.iter().enumerate() {
            quantities.entry(quantity.token).or_insert(idx as u32);
            if let Some(counted) = quantity.counted_token {
                quantities.entry(counted).or_insert(idx as u32);
            }
        }
        Self { referents, quantities, times: findings.times.iter().map(|time| time.span).collect() }
    }

    /// Whom a noun stands for: itself a mention, or with a name set beside it ("the team's masseur, Rui Marsh").
    fn referent(&self, reading: &Reading, head: u32) -> Option<u32> {
        let beside = || {
            let name = reading
                .children_by(head, &["appos"])
                .find(|&child| child > head && reading.token(child).pos == "PROPN" && reading.word(child - 1) != ":");
            name.filter(|_| reading.token(head).tag == "NN").and_then(|name| self.referents.get(&name))
        };
        self.referents.get(&head).or_else(beside).copied()
    }

    pub(super) fn is_time(&self, reading: &Reading, token: u32) -> bool {
        let span = reading.token(token).span;
        let at = self.times.partition_point(|time| time.end <= span.start);
        self.times.get(at).is_some_and(|time| time.overlaps(span))
    }
}

/// Relations of what stands before (or close around) a noun and belongs to its phrase.
const INSIDE: [&str; 11] =
    ["det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "advmod", "case", "predet", "preconj"];

/// The noun phrase around `head`: what stands before it, and a short "of …" behind.
pub(super) fn phrase(reading: &Reading, head: u32) -> Span {
    let (mut from, mut to) = (head, head + 1);
    for child in reading.children(head) {
        let relation = reading.token(child).relation;
        if INSIDE.contains(&relation) && child < head {
            from = from.min(reading.subtree(child).start);
        } else if relation == "prep" && reading.lemma(child) == "of" {
            to = to.max(reading.subtree(child).end);
        } else if relation == "nummod" || relation == "case" {
            to = to.max(child + 1);
        }
    }
    if head - from > LONGEST_PHRASE {
        from = head;
    }
    if to - from > LONGEST_PHRASE {
        to = head + 1;
    }
    reading.span(from..to)
}

/// A slot for the noun phrase (or clause) around `head`.
pub(super) fn slot(reading: &Reading, index: &Index, role: SlotRole, preposition: &str, head: u32) -> Slot {
    let span = phrase(reading, head);
    let words = reading
        .tokens_in(span)
        .filter(|&token| token != head && is_content(reading, token))
        .map(|token| reading.lemma(token).to_lowercase())
        .collect();
    let quantity = index
        .quantities
        .get(&head)
        .or_else(|| reading.children_by(head, &["nummod"]).find_map(|number| index.quantities.get(&number)));
    Slot {
        role,
        preposition: preposition.to_string(),
        head,
        lemma: reading.lemma(head).to_lowercase(),
        span,
        words,
        referent: index.referent(reading, head),
        quantity: quantity.copied(),
        time: None,
        named: reading.token(head).pos == "PROPN",
    }
}

/// Slots for `head` and everything joined to it by "and".
pub(super) fn slots(
    reading: &Reading,
    index: &Index,
    role: SlotRole,
    preposition: &str,
    head: u32,
    out: &mut Vec<Slot>,
) {
    for conjunct in reading.conjuncts(head) {
        if !index.is_time(reading, conjunct) && reading.token(conjunct).pos != "PUNCT" {
            out.push(slot(reading, index, role, preposition, conjunct));
        }
    }
}

/// Slots for all prepositional phrases right below `head`, and those below their prepositions ("out of the city").
pub(super) fn obliques(reading: &Reading, index: &Index, head: u32, out: &mut Vec<Slot>) {
    for preposition in reading.children_by(head, &["prep", "agent", "dative"]) {
        if reading.token(preposition).relation == "dative" && reading.token(preposition).pos != "ADP" {
            slots(reading, index, SlotRole::Oblique, "to", preposition, out);
            continue;
        }
        let by_agent = reading.token(preposition).relation == "agent";
        let role = if by_agent { SlotRole::Subject } else { SlotRole::Oblique };
        let lemma = reading.lemma(preposition).to_lowercase();
        for object in reading.children_by(preposition, &["pobj"]) {
            slots(reading, index, role, if by_agent { "" } else { &lemma }, object, out);
        }
        for inner in reading.children_by(preposition, &["prep"]) {
            for object in reading.children_by(inner, &["pobj"]) {
                slots(reading, index, SlotRole::Oblique, &reading.lemma(inner).to_lowercase(), object, out);
            }
        }
    }
}

/// Whether a token carries meaning of its own.
pub(super) fn is_content(reading: &Reading, token: u32) -> bool {
    matches!(reading.token(token).pos, "NOUN" | "PROPN" | "VERB" | "ADJ" | "NUM")
}
