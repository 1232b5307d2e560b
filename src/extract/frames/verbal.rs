//! Frames of verbs, and of what stands after "is".

use super::phrase::{Index, obliques, slot, slots};
use super::{Frame, FrameKind, Reality, Slot, SlotRole, Tense};
use crate::understand::Reading;

/// Verbs and adjectives over a clause that make it planned.
const PLANNING: [&str; 13] = [
    "plan", "expect", "schedule", "intend", "agree", "promise", "pledge", "vow", "prepare", "decide", "set", "due",
    "ready",
];
/// Nouns over an infinitive that make it planned: "a plan to visit"; of others ("the power to arrest") nobody knows.
const PLANS: [&str; 8] = ["plan", "decision", "agreement", "promise", "pledge", "vow", "intention", "deal"];
/// Verbs that report what somebody says of what is to come.
const TELLING: [&str; 10] =
    ["say", "tell", "announce", "add", "confirm", "promise", "vow", "pledge", "declare", "write"];
/// Those that make it unknown.
const DOUBTING: [&str; 8] =
    ["unclear", "unknown", "unsure", "uncertain", "doubt", "investigate", "determine", "establish"];

/// The frame of a verb; none for auxiliaries and for "is" without anything after it.
pub(super) fn frame(reading: &Reading, index: &Index, verb: u32) -> Option<Frame> {
    let token = reading.token(verb);
    if matches!(token.relation, "aux" | "auxpass") {
        return None;
    }
    let mut found = Vec::new();
    let passive = reading.child_by(verb, &["nsubjpass", "auxpass"]).is_some() || is_bare_participle(reading, verb);
    subjects(reading, index, verb, passive, &mut found);
    for object in reading.children_by(verb, &["dobj", "oprd"]) {
        slots(reading, index, SlotRole::Object, "", object, &mut found);
    }
    obliques(reading, index, verb, &mut found);
    for clause in reading.children_by(verb, &["ccomp", "xcomp"]) {
        found.push(slot(reading, index, SlotRole::Clause, "", clause));
    }
    let copula = reading.lemma(verb) == "be";
    let attribute = reading.child_by(verb, &["attr", "acomp"]);
    let (kind, head) = match attribute {
        Some(attribute) if copula => {
            obliques(reading, index, attribute, &mut found);
            found.push(slot(reading, index, SlotRole::Attribute, "", attribute));
            (FrameKind::Copula, attribute)
        }
        Some(attribute) => {
            found.push(slot(reading, index, SlotRole::Attribute, "", attribute));
            (FrameKind::Verb, verb)
        }
        None if copula && found.iter().all(|slot| slot.role != SlotRole::Oblique) => return None,
        None => (FrameKind::Verb, verb),
    };
    let mut span = token.span;
    for slot in &found {
        let wide = span.join(slot.span);
        let tokens = reading.tokens_in(wide);
        if slot.role != SlotRole::Clause
            && tokens.end - tokens.start <= 24
            && reading.sentences[token.sentence as usize].span.contains(wide)
        {
            span = wide;
        }
    }
    let mut lemma = reading.lemma(head).to_lowercase();
    if let Some(particle) = reading.child_by(verb, &["prt"]).filter(|_| kind == FrameKind::Verb) {
        lemma = format!("{lemma} {}", reading.lemma(particle).to_lowercase());
    }
    Some(Frame {
        kind,
        head,
        head_span: reading.token(head).span,
        lemma,
        span,
        negated: is_negated(reading, verb),
        reality: reality(reading, verb),
        tense: tense(reading, verb),
        slots: found,
        sentence: token.sentence,
        block: reading.sentence_of(verb).block,
    })
}

/// A participle that says what was done to the noun before it ("girls kidnapped in April").
fn is_bare_participle(reading: &Reading, verb: u32) -> bool {
    let token = reading.token(verb);
    token.tag == "VBN" && reading.child_by(verb, &["nsubj", "nsubjpass", "aux"]).is_none() && token.relation != "ROOT"
}

/// Who does it, or to whom it is done: said outright, or shared with another verb, or the noun that the clause is about.
fn subjects(reading: &Reading, index: &Index, verb: u32, passive: bool, found: &mut Vec<Slot>) {
    let mut at = verb;
    let part = |passive: bool| if passive { SlotRole::Object } else { SlotRole::Subject };
    for _ in 0..6 {
        if let Some(subject) = reading.child_by(at, &["nsubj", "nsubjpass"]) {
            let token = reading.token(subject);
            let relative = matches!(token.tag, "WDT" | "WP");
            let noun = reading.head(at).filter(|_| relative && reading.token(at).relation == "relcl");
            slots(reading, index, part(passive), "", noun.unwrap_or(subject), found);
            return;
        }
        let Some(head) = reading.head(at) else { return };
        match reading.token(at).relation {
            "acl" => {
                slots(reading, index, part(passive), "", head, found);
                return;
            }
            "relcl" => {
                // "the deal that they made": the noun is what it is done to.
                slots(reading, index, SlotRole::Object, "", head, found);
                return;
            }
            "xcomp" => {
                if let Some(object) = reading.child_by(head, &["dobj"]) {
                    slots(reading, index, part(passive), "", object, found);
                    return;
                }
                at = head;
            }
            "conj" | "advcl" | "pcomp" | "ccomp" | "prep" => at = head,
            _ => return,
        }
    }
}

fn tense(reading: &Reading, verb: u32) -> Tense {
    let mut finite = None;
    for aux in reading.children_by(verb, &["aux", "auxpass"]) {
        let token = reading.token(aux);
        match (token.tag, reading.lemma(aux)) {
            ("MD" | "TO", _) => return Tense::None,
            ("VBD", _) | (_, "have") => return Tense::Past,
            ("VBZ" | "VBP", _) => finite = Some(Tense::Present),
            _ => {}
        }
    }
    let own = match reading.token(verb).tag {
        "VBD" => Tense::Past,
        "VBN" if finite.is_none() => Tense::Past,
        "VBZ" | "VBP" => Tense::Present,
        _ => Tense::None,
    };
    finite.unwrap_or(own)
}

fn is_negated(reading: &Reading, verb: u32) -> bool {
    reading.child_by(verb, &["neg"]).is_some()
        || reading
            .children_by(verb, &["nsubj", "nsubjpass", "dobj", "attr"])
            .any(|noun| reading.children_by(noun, &["det", "neg"]).any(|word| reading.lemma(word) == "no"))
        || reading
            .children_by(verb, &["attr", "acomp"])
            .any(|attribute| reading.child_by(attribute, &["neg"]).is_some())
}

/// Whether a clause is what somebody says, and no condition hangs on it.
fn is_told(reading: &Reading, verb: u32) -> bool {
    let head = reading.head(verb).filter(|_| reading.token(verb).relation == "ccomp");
    let conditional = || {
        reading.children_by(verb, &["advcl"]).any(|clause| {
            reading.children_by(clause, &["mark", "advmod"]).any(|word| matches!(reading.lemma(word), "if" | "unless"))
        })
    };
    head.is_some_and(|head| TELLING.contains(&reading.lemma(head))) && !conditional()
}

fn reality(reading: &Reading, verb: u32) -> Reality {
    let mut at = verb;
    for depth in 0..3 {
        for aux in reading.children_by(at, &["aux"]) {
            match reading.lemma(aux) {
                "could" | "might" | "may" | "can" | "must" | "should" | "ought" => return Reality::Possible,
                // "He said that he would go": a plan, told afterwards.
                "would" if is_told(reading, at) => return Reality::Planned,
                "would" if reading.word(aux) != "'d" => return Reality::Possible,
                "will" | "shall" | "’ll" | "'ll" => return Reality::Planned,
                _ => {}
            }
        }
        if reading.children_by(at, &["mark", "advmod"]).any(|word| matches!(reading.lemma(word), "if" | "whether")) {
            return Reality::Unknown;
        }
        let relation = reading.token(at).relation;
        let infinitive = reading.children_by(at, &["aux"]).any(|aux| reading.lemma(aux) == "to");
        // A headline: "Minister to visit port"; "the men were to appear".
        // "It is hard to win": no plan.
        let bare_be =
            |head: u32| reading.lemma(head) == "be" && reading.child_by(head, &["acomp", "attr", "advmod"]).is_none();
        let after_be = || relation == "xcomp" && reading.head(at).is_some_and(bare_be);
        if infinitive && (relation == "ROOT" || after_be()) {
            return Reality::Planned;
        }
        if infinitive && matches!(relation, "advcl" | "acl" | "relcl") {
            let plan = |head| PLANS.contains(&reading.lemma(head).to_lowercase().as_str());
            // A purpose ("stepped in to stop it") is no plan that somebody has told.
            let planned = relation == "acl" && reading.head(at).is_some_and(plan);
            return if planned { Reality::Planned } else { Reality::Possible };
        }
        let Some(head) = reading.head(at).filter(|_| matches!(relation, "xcomp" | "ccomp" | "acl" | "conj")) else {
            break;
        };
        let lemma = reading.lemma(head).to_lowercase();
        let clause = relation == "xcomp" || relation == "ccomp";
        if clause && PLANNING.contains(&lemma.as_str()) && (reading.token(at).tag == "VB" || infinitive) {
            return Reality::Planned;
        }
        if clause && DOUBTING.contains(&lemma.as_str()) {
            return Reality::Unknown;
        }
        // "It would appear that it fell": the clause is told as done, whatever stands over it.
        let own = relation == "ccomp" && reading.child_by(at, &["nsubj", "nsubjpass"]).is_some();
        if relation == "conj" && depth > 0 || own {
            break;
        }
        at = head;
    }
    Reality::Fact
}
