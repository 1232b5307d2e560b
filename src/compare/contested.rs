//! Contested: what one party claims and another denies, in one article or across them.
//!
//! "Denied doing a deal" points at everything that tells of a deal; "debunked these claims" points back at the claim
//! in the sentence before; "A called it a massacre, B contested the figures" holds both parties in one sentence.

use super::align::Placed;
use super::candidate::{Candidate, Value};
use super::story::StoryView;
use super::worded::{both_write, cut, lowered, named};
use super::{DiscrepancyKind, Severity};
use crate::extract::{Frame, FrameKind, Slot, SlotRole, Tense, nearness, past};
use crate::text::{ArticleIdx, Span};

/// Verbs by which somebody says that a thing is not so.
pub(super) const DENYING: [&str; 13] = [
    "deny",
    "reject",
    "dispute",
    "refute",
    "debunk",
    "dismiss",
    "contest",
    "contradict",
    "rebut",
    "disprove",
    "repudiate",
    "disavow",
    "discredit",
];
/// Nouns that point back at what was said before.
const CLAIMS: [&str; 13] = [
    "claim",
    "report",
    "allegation",
    "accusation",
    "charge",
    "suggestion",
    "speculation",
    "rumour",
    "rumor",
    "assertion",
    "it",
    "this",
    "that",
];
/// What is turned down without being called untrue.
const ASKED: [&str; 15] = [
    "call",
    "appeal",
    "demand",
    "request",
    "proposal",
    "offer",
    "plan",
    "bid",
    "deal",
    "plea",
    "petition",
    "motion",
    "invitation",
    "concern",
    "fear",
];
/// Verbs that are said of land and elections too: what they deny must be a claim.
const DISPUTING: [&str; 5] = ["dispute", "contest", "dismiss", "discredit", "reject"];

/// Whether what is disputed is something said: a claim, a figure, a clause, or nothing that is named.
fn is_of_claim(frame: &Frame) -> bool {
    let said = |lemma: &str| {
        let points = matches!(lemma, "it" | "this" | "that");
        CLAIMS.contains(&lemma) && !(points && matches!(frame.lemma.as_str(), "reject" | "dismiss"))
            || matches!(lemma, "figure" | "account" | "version" | "toll" | "number" | "finding" | "idea")
    };
    let object = frame.slots.iter().find(|slot| slot.role == SlotRole::Object);
    // A court dismisses charges and cases; nobody says that they are untrue.
    let legal =
        |slot: &Slot| matches!(slot.lemma.as_str(), "charge" | "case" | "suit" | "lawsuit" | "complaint" | "appeal");
    if frame.lemma == "dismiss" && object.is_some_and(legal) {
        return false;
    }
    object.is_none_or(|slot| said(&slot.lemma)) || frame.slots.iter().any(|slot| slot.role == SlotRole::Clause)
}

/// Verbs by which a claim is put forward.
const CLAIMING: [&str; 17] = [
    "say",
    "claim",
    "allege",
    "accuse",
    "suggest",
    "report",
    "label",
    "call",
    "describe",
    "insist",
    "assert",
    "charge",
    "speculate",
    "blame",
    "state",
    "tell",
    "announce",
];
/// Rarity from which a denied word finds what is told of it elsewhere.
const TELLING: f32 = 1.4;
/// Least likeness of the sentences; a party that both name counts for 0.2.
const LEAST_ALIKE: f32 = 0.3;
/// … without which nothing else counts.
const LEAST_OF_SENTENCE: f32 = 0.15;
/// Least that the best claim must have: under it, on reports that no rule was made on, none was what was denied.
const LEAST_BEST: f32 = 0.6;
/// How much more a clause tells than a noun phrase.
const CLAUSE: f32 = 0.2;
/// Rarity from which a synonym does.
const TELLING_SYNONYM: f32 = 2.6;
/// Most places shown of what is denied.
const MOST_CLAIMS: usize = 8;

pub(super) fn find(view: &StoryView) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for &article in view.members {
        for frame in &view.found(article).frames {
            let somebody = frame.slots.iter().any(|slot| slot.role == SlotRole::Subject);
            let asked = |slot: &Slot| slot.role == SlotRole::Object && ASKED.contains(&slot.lemma.as_str());
            let asked =
                frame.slots.iter().any(asked) || DISPUTING.contains(&frame.lemma.as_str()) && !is_of_claim(frame);
            // "Deny it the protection": nothing is called untrue. Who denies does so in a clause of its own.
            let opens = view.text(article, frame.head_span).ends_with("ing");
            if somebody
                && (opens || frame.tense != Tense::None)
                && !asked
                && frame.kind == FrameKind::Verb
                && DENYING.contains(&frame.lemma.as_str())
                && !frame.negated
            {
                let denial = Placed { article, frame };
                candidates.extend(contest(view, denial));
            }
        }
    }
    candidates
}

/// What is denied: the claim before it and what others tell of it, in one row.
fn contest(view: &StoryView, denial: Placed) -> Option<Candidate> {
    match (told_elsewhere(view, denial), pointed_back(view, denial)) {
        (Some(mut told), Some(back)) => {
            told.values.splice(0..0, back.values.into_iter().filter(|value| value.side == 0));
            told.confidence = told.confidence.max(back.confidence);
            Some(told)
        }
        (told, back) => back.or(told),
    }
}

fn candidate(view: &StoryView, denial: Placed, claims: &[(ArticleIdx, Span)], sure: f32) -> Candidate {
    let text = |article: ArticleIdx, span: Span| view.text(article, span).to_string();
    let mut values: Vec<Value> =
        claims.iter().map(|&(article, span)| Value { article, span, text: text(article, span), side: 0 }).collect();
    let span = denial_span(view, denial);
    values.push(Value { article: denial.article, span, text: text(denial.article, span), side: 1 });
    let denied = denied_in_words(&behind(view, denial, span), &values[0].text);
    let denied = lowered(view, &denied);
    Candidate {
        kind: DiscrepancyKind::Contested,
        severity: Severity::Conflict,
        subject: format!("{}: {denied}", opened(view, denial)),
        reason: both_write(view, (values[0].article, values[0].span), (denial.article, span)),
        confidence: sure,
        interest: 0.75,
        event: None,
        actors: Vec::new(),
        values,
    }
}

/// "What Sudan denied".
fn opened(view: &StoryView, denial: Placed) -> String {
    let by = denial.frame.slots.iter().find(|slot| slot.role == SlotRole::Subject);
    let by = by.and_then(|slot| named(view, denial.article, slot));
    by.map_or_else(|| "what is denied".into(), |by| format!("what {by} {}", past(&denial.frame.lemma)))
}

/// What stands behind the denying verb.
fn behind(view: &StoryView, denial: Placed, span: Span) -> String {
    let rest = Span { start: denial.frame.head_span.end.min(span.end), end: span.end };
    let text = view.text(denial.article, rest).trim().trim_end_matches(['.', ',']).to_string();
    if text.is_empty() { view.text(denial.article, span).to_string() } else { text }
}

/// What is denied, in the denier's words, or where those only point at it in those of the claim.
fn denied_in_words(denial: &str, claim: &str) -> String {
    let words: Vec<String> = denial.split_whitespace().map(str::to_lowercase).collect();
    let pronoun = |word: &str| matches!(word, "it" | "this" | "that" | "these" | "those" | "them" | "which");
    // "The claims", "those reports": nouns that only point back.
    let claims = |word: &str| CLAIMS.contains(&word) || CLAIMS.contains(&word.trim_end_matches('s'));
    let points = match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => true,
        [only] => pronoun(only) || claims(only),
        [first, second] => claims(second) && (pronoun(first) || first == "the"),
        [first, second, ..] => first != "that" && pronoun(first) && second != "the",
    };
    cut(if points && !claim.is_empty() { claim } else { denial })
}

/// The denial with what it says in its own clause.
fn denial_span(view: &StoryView, denial: Placed) -> Span {
    let sentences = &view.found(denial.article).sentences;
    let end = sentences.get(denial.frame.sentence as usize).map_or(denial.frame.span, |sentence| sentence.span);
    let mut rest = Span { start: denial.frame.span.start, end: end.end };
    // "Denying that he was there, the man left": what stands behind the comma is no more denied.
    let opens = denial.frame.tense == Tense::None && denial.frame.head_span.start == end.start;
    if let Some(comma) = view.text(denial.article, rest).find(", ").filter(|_| opens) {
        rest.end = rest.start + comma as u32;
    }
    let words = view.text(denial.article, rest).split_whitespace().count();
    if words <= 22 || opens { rest } else { denial.frame.span }
}

/// "… debunked these claims": the claim stands before it, in the sentence itself or in the one before.
fn pointed_back(view: &StoryView, denial: Placed) -> Option<Candidate> {
    let frames = &view.found(denial.article).frames;
    let object = denial.frame.slots.iter().find(|slot| slot.role == SlotRole::Object);
    let claims = object.is_some_and(|slot| CLAIMS.contains(&slot.lemma.as_str()));
    let claim = |sentence: u32| -> Option<&Frame> {
        frames.iter().find(|frame| {
            frame.sentence == sentence
                && frame.head < denial.frame.head
                && frame.kind == FrameKind::Verb
                && CLAIMING.contains(&frame.lemma.as_str())
        })
    };
    let same_sentence = claim(denial.frame.sentence).filter(|frame| !shares_subject(frame, denial.frame));
    // "Dismissed a neighbour's report that …" says itself what it denies; and nobody denies what she has just said.
    let sentence = view.found(denial.article).sentences.get(denial.frame.sentence as usize)?.span;
    let behind = Span { start: denial.frame.head_span.end, end: sentence.end };
    let points = claims && !view.text(denial.article, behind).contains(" that ");
    let before = || denial.frame.sentence.checked_sub(1).filter(|_| points).and_then(claim);
    let before = || before().filter(|frame| !does(view, denial.article, frame, denier(view, denial)));
    let frame = same_sentence.or_else(before)?;
    let sentence = view.found(denial.article).sentences.get(frame.sentence as usize)?.span;
    let end = if frame.sentence == denial.frame.sentence { denial.frame.span.start } else { sentence.end };
    let span = Span { start: frame.head_span.start.min(frame.span.start), end: end.max(frame.span.end) };
    let trimmed = view.text(denial.article, span).trim_end_matches([' ', ',', '\n']).len();
    Some(candidate(
        view,
        denial,
        &[(denial.article, Span::new(span.start as usize, span.start as usize + trimmed))],
        0.75,
    ))
}

fn shares_subject(one: &Frame, other: &Frame) -> bool {
    let subject = |frame: &Frame| frame.slots.iter().find(|slot| slot.role == SlotRole::Subject).map(|slot| slot.head);
    subject(one).is_some() && subject(one) == subject(other)
}

/// Who denies it.
fn denier(view: &StoryView, denial: Placed) -> Option<u32> {
    let by = denial.frame.slots.iter().find(|slot| slot.role == SlotRole::Subject);
    by.and_then(|slot| view.slot_actor(denial.article, slot))
}

/// How much more a clause tells in which the one who denies is the one who does it.
const DOES: f32 = 0.2;

fn does(view: &StoryView, article: ArticleIdx, frame: &Frame, denier: Option<u32>) -> bool {
    let mut subjects = frame.slots.iter().filter(|slot| slot.role == SlotRole::Subject);
    denier.is_some() && subjects.any(|slot| view.slot_actor(article, slot) == denier)
}

/// What is denied, by its telling words, and where others tell of it.
fn told_elsewhere(view: &StoryView, denial: Placed) -> Option<Candidate> {
    let frames = &view.found(denial.article).frames;
    let scope = denial_span(view, denial);
    let mut denied: Vec<(&str, bool)> = Vec::new();
    for frame in frames.iter().filter(|frame| scope.contains(frame.head_span) && frame.head > denial.frame.head) {
        denied.push((&frame.lemma, frame.kind == FrameKind::Verb));
        denied.extend(
            frame
                .slots
                .iter()
                .filter(|slot| slot.role == SlotRole::Object && !slot.named)
                .map(|slot| (slot.lemma.as_str(), false)),
        );
    }
    denied.extend(
        denial
            .frame
            .slots
            .iter()
            .filter(|slot| slot.role == SlotRole::Object && !CLAIMS.contains(&slot.lemma.as_str()) && !slot.named)
            .map(|slot| (slot.lemma.as_str(), false)),
    );
    denied.retain(|(word, _)| view.rarity(word) >= TELLING && word.len() > 3 && !CLAIMS.contains(word));
    let about = view.words_at(denial.article, denial.frame.span);
    let party = view.actors_at(denial.article, denial.frame.span);
    let denier = denier(view, denial);
    let of_deed = denied.iter().any(|(_, verb)| *verb);
    let mut claims: Vec<(f32, ArticleIdx, Span)> = Vec::new();
    let clause = |frame: &Frame| if frame.kind == FrameKind::Verb { CLAUSE } else { 0.0 };
    for &article in view.members {
        for frame in &view.found(article).frames {
            let here = article == denial.article && frame.sentence == denial.frame.sentence;
            // What somebody else denies is no claim either.
            let denied_too = view.found(article).frames.iter().any(|other| {
                other.sentence == frame.sentence && other.head < frame.head && DENYING.contains(&other.lemma.as_str())
            });
            // A synonym must be telling itself and of one kind: "manage" is a synonym of "deal".
            let is_verb = frame.kind == FrameKind::Verb;
            let named = |lemma: &str| {
                denied.iter().any(|&(word, verb)| {
                    word == lemma
                        || verb == is_verb && nearness(word, lemma) > 0.9 && view.rarity(lemma) >= TELLING_SYNONYM
                })
            };
            let slot = frame
                .slots
                .iter()
                .find(|slot| slot.role != SlotRole::Modifier && denied.iter().any(|(word, _)| *word == slot.lemma));
            // Where a deed is denied, a word of it is no claim that the one who denies it did it.
            let tells = named(&frame.lemma) || slot.is_some() && (!of_deed || does(view, article, frame, denier));
            if here
                || denied_too
                || frame.negated
                || !tells
                || CLAIMING.contains(&frame.lemma.as_str())
                || DENYING.contains(&frame.lemma.as_str())
            {
                continue;
            }
            let alike = view.overlap(view.words_at(article, frame.span), about, "");
            if alike < LEAST_OF_SENTENCE {
                continue;
            }
            let likeness = alike
                + if party.iter().any(|actor| view.actors_at(article, frame.span).contains(actor)) { 0.2 } else { 0.0 }
                + if does(view, article, frame, denier) { DOES } else { 0.0 };
            if likeness > LEAST_ALIKE && !view.in_title(article, frame.span) {
                claims.push((likeness + clause(frame), article, frame.span));
            }
        }
    }
    claims.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
    claims.truncate(MOST_CLAIMS);
    let best = claims.first()?.0;
    if best < LEAST_BEST {
        return None;
    }
    let places: Vec<(ArticleIdx, Span)> = claims.into_iter().map(|(_, article, span)| (article, span)).collect();
    Some(candidate(view, denial, &places, (0.5 + 0.4 * best).min(0.9)))
}
