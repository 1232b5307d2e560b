//! Frames of nouns with something attached: "the crash of a small plane in Costa Rica", "Ofer prison near Jerusalem".

use super::phrase::{Index, obliques, phrase, slot};
use super::{Frame, FrameKind, Reality, SlotRole, Tense};
use crate::understand::Reading;

/// The frame of a noun; none where nothing is attached to it, and none for a noun inside a longer name.
pub(super) fn frame(reading: &Reading, index: &Index, noun: u32) -> Option<Frame> {
    let token = reading.token(noun);
    if token.relation == "compound" || index.is_time(reading, noun) {
        return None;
    }
    let mut found = Vec::new();
    obliques(reading, index, noun, &mut found);
    for modifier in reading.children_by(noun, &["amod", "compound", "nmod"]) {
        if !index.is_time(reading, modifier) {
            found.push(slot(reading, index, SlotRole::Modifier, "", modifier));
        }
    }
    for owner in reading.children_by(noun, &["poss"]) {
        found.push(slot(reading, index, SlotRole::Possessor, "", owner));
    }
    for other in reading.children_by(noun, &["appos"]) {
        found.push(slot(reading, index, SlotRole::Attribute, "", other));
    }
    let counted = reading.child_by(noun, &["nummod"]).is_some();
    // "A ban of four years" has nothing but its time.
    let lasting = reading
        .children_by(noun, &["prep"])
        .any(|preposition| reading.children_by(preposition, &["pobj"]).any(|object| index.is_time(reading, object)))
        || reading
            .children_by(noun, &["amod", "compound", "nmod", "npadvmod"])
            .any(|word| index.is_time(reading, word));
    if found.is_empty() && !counted && !lasting {
        return None;
    }
    let own = phrase(reading, noun);
    let span = found
        .iter()
        .filter(|slot| slot.role != SlotRole::Attribute)
        .map(|slot| own.join(slot.span))
        .filter(|wide| {
            let tokens = reading.tokens_in(*wide);
            tokens.end - tokens.start <= 16
        })
        .fold(own, crate::text::Span::join);
    let negated = reading.children_by(noun, &["det", "neg"]).any(|word| reading.lemma(word) == "no");
    Some(Frame {
        kind: FrameKind::Nominal,
        head: noun,
        head_span: token.span,
        lemma: reading.lemma(noun).to_lowercase(),
        span,
        negated,
        reality: Reality::Fact,
        tense: Tense::None,
        slots: found,
        sentence: token.sentence,
        block: reading.sentence_of(noun).block,
    })
}
