//! The clause that tells an event, and what hangs on it: times, places, cause, quantities, content words.

use super::lexicon::Lexicon;
use super::participants::Parts;
use super::predicates::Predicate;
use super::tree::Tree;
use crate::extract::{EventKind, Findings, PlacePhrase};
use crate::text::Span;

/// The tokens of the clause or noun phrase that tells the event, without the rest of the sentence.
pub fn tokens(tree: &Tree, predicate: &Predicate) -> Vec<u32> {
    if predicate.is_bare_noun() {
        return tree.below(predicate.token, &|tree, _, kid| {
            matches!(tree.rel(kid), "relcl" | "appos" | "conj" | "cc" | "punct")
                || (tree.rel(kid) == "acl" && tree.tag(kid) != "VBN")
        });
    }
    let anchor = predicate.anchor();
    let root = if tree.rel(anchor) == "acl" && predicate.noun.is_some() { predicate.token } else { anchor };
    let saying = predicate.kind == EventKind::Statement;
    tree.below(root, &|tree, at, kid| {
        let rel = tree.rel(kid);
        if at == root {
            let clause = matches!(rel, "advcl" | "parataxis" | "dep" | "punct" | "intj" | "meta" | "preconj");
            let said = matches!(rel, "ccomp") && (saying || kid < root);
            let shared = matches!(rel, "conj" | "cc");
            return clause || said || shared;
        }
        // Inside: names and their "and" stay, clauses that hang on them go.
        matches!(rel, "relcl" | "advcl" | "parataxis" | "appos")
            || (rel == "conj" && tree.is_verb(kid))
            || (rel == "acl" && kid != root && tree.is_clause(kid) && tree.rel(at) != "dobj")
    })
}

/// For each time of the article: the predicate (by its place in `predicates`) that it belongs to.
pub fn attach_times(tree: &Tree, findings: &Findings, owner_of: &[Option<u32>]) -> Vec<Option<u32>> {
    findings
        .times
        .iter()
        .map(|time| {
            let tokens = tree.reading.tokens_in(time.span);
            let top = tokens.clone().find(|&token| tree.head(token).is_none_or(|head| !tokens.contains(&head)))?;
            let mut before = top;
            for at in std::iter::once(top).chain(tree.reading.ancestors(top)) {
                if let Some(owner) = owner_of[at as usize] {
                    return Some(owner);
                }
                // "followed a failed launch in November": a verb that tells nothing leaves its time to what it names.
                let named = tree.kids_by(at, &["dobj", "attr"]).find_map(|kid| owner_of[kid as usize]);
                if tree.is_verb(at) && named.is_some() {
                    return named;
                }
                // A time inside a clause whose verb tells no event does not belong to the clause above, unless that
                // verb only passes it on.
                if before != at && tree.rel(before) == "nsubj" && tree.is_verb(at) {
                    return None;
                }
                before = at;
            }
            None
        })
        .collect()
}

/// Where: phrases of place that hang on the predicate, its support or its object.
pub fn places(
    tree: &Tree,
    lexicon: &Lexicon,
    parts: &Parts,
    findings: &Findings,
    predicate: &Predicate,
) -> Vec<PlacePhrase> {
    let mut at: Vec<u32> = vec![predicate.token];
    if let Some((verb, _)) = predicate.support {
        at.push(verb);
    }
    at.extend(tree.kids_by(predicate.anchor(), &["dobj", "advmod", "acomp"]).filter(|&kid| kid != predicate.token));
    at.extend(tree.kids_by(predicate.anchor(), &["nsubjpass"]).filter(|_| predicate.noun.is_none()));
    let mut found = Vec::new();
    while let Some(token) = at.pop() {
        for prep in tree.kids_by(token, &["prep"]) {
            let Some(object) = tree.kid(prep, &["pobj"]) else {
                // "from outside the court", "out of the river"
                if tree.kid(prep, &["prep"]).is_some() {
                    at.push(prep);
                }
                continue;
            };
            let lemma = tree.lemma(prep).to_lowercase();
            let spatial = matches!(
                lemma.as_str(),
                "in" | "at"
                    | "on"
                    | "near"
                    | "outside"
                    | "inside"
                    | "off"
                    | "from"
                    | "to"
                    | "into"
                    | "toward"
                    | "towards"
                    | "over"
                    | "above"
                    | "across"
                    | "around"
                    | "through"
                    | "along"
                    | "aboard"
                    | "beneath"
                    | "under"
                    | "within"
                    | "onto"
                    | "of"
                    | "between"
                    | "throughout"
                    | "beside"
                    | "behind"
                    | "against"
            );
            if !spatial || parts.is_time(object) || (lemma == "of" && token != predicate.token) {
                continue;
            }
            if is_place(tree, lexicon, parts, findings, object) {
                found.push(PlacePhrase {
                    span: tree.phrase(object),
                    preposition: lemma,
                    referent: parts.referent(object),
                });
                at.push(object);
            } else if token != object && matches!(lemma.as_str(), "on" | "in" | "from") {
                // "on the outskirts of …", "in a suburb": nested once.
                at.extend(tree.kids_by(object, &["dobj"]));
            }
        }
    }
    found.sort_by_key(|place| place.span);
    found.dedup_by_key(|place| place.span);
    found
}

fn is_place(tree: &Tree, lexicon: &Lexicon, parts: &Parts, findings: &Findings, head: u32) -> bool {
    if let Some(name) = tree.reading.name_at(head)
        && matches!(name.label, "GPE" | "LOC" | "FAC")
    {
        return true;
    }
    if lexicon.is_place(&tree.lemma(head).to_lowercase()) {
        return true;
    }
    parts.referent(head).and_then(|idx| findings.referents.get(idx as usize)).is_some_and(|referent| {
        let most = referent.kinds.iter().copied().fold(0.0_f32, f32::max);
        most > 0.0 && (referent.kinds[3] - most).abs() < f32::EPSILON
    })
}

/// What the article says of the cause: "because of …", "due to …", "after …", "sparked by …".
pub fn cause(tree: &Tree, predicate: &Predicate) -> Option<Span> {
    let mut after = None;
    let mut tops = vec![predicate.token];
    if let Some((verb, _)) = predicate.support {
        tops.push(verb);
    }
    let all = |token: u32| tree.below(token, &|tree, _, kid| matches!(tree.rel(kid), "relcl" | "appos" | "parataxis"));
    for &top in &tops {
        for kid in tree.kids_by(top, &["prep", "advcl", "agent", "acl"]) {
            let lemma = tree.lemma(kid).to_lowercase();
            match tree.rel(kid) {
                "advcl" => {
                    let mark = tree.kid(kid, &["mark", "advmod"]).map(|mark| tree.word(mark).to_lowercase());
                    match mark.as_deref() {
                        Some("because") => return Some(tree.span_of(&all(kid))),
                        Some("after" | "when") => after = after.or_else(|| Some(tree.span_of(&all(kid)))),
                        _ => {}
                    }
                }
                "acl" if is_causing(&lemma) => {
                    if let Some(agent) = tree.kid(kid, &["agent"]) {
                        return Some(tree.span_of(&all(agent)));
                    }
                }
                "prep" if matches!(lemma.as_str(), "because" | "due" | "owing" | "thank") => {
                    return Some(tree.span_of(&all(kid)));
                }
                "prep" if matches!(lemma.as_str(), "after" | "following" | "follow") => {
                    after = after.or_else(|| Some(tree.span_of(&all(kid))));
                }
                _ => {}
            }
        }
        // "The fire was caused by a short circuit", "High winds caused the crash".
        if let Some(verb) = tree.head(top).filter(|&verb| tree.is_verb(verb) && is_causing(&tree.verb_lemma(verb))) {
            let why = match tree.rel(top) {
                "nsubjpass" => tree.kid(verb, &["agent"]),
                "dobj" => tree.kid(verb, &["nsubj"]),
                _ => None,
            };
            if let Some(why) = why {
                return Some(tree.span_of(&all(why)));
            }
        }
    }
    after
}

fn is_causing(verb: &str) -> bool {
    matches!(
        verb,
        "cause" | "spark" | "trigger" | "provoke" | "prompt" | "ignite" | "bring about" | "set off" | "blame"
    )
}

/// Lemmas of the content words, each once, in order.
pub fn words(tree: &Tree, tokens: &[u32]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for &token in tokens {
        let lemma = tree.lemma(token).to_lowercase();
        if matches!(tree.pos(token), "NOUN" | "PROPN" | "VERB" | "ADJ" | "NUM") && !words.contains(&lemma) {
            words.push(lemma);
        }
    }
    words
}
