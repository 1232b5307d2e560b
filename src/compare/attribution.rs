//! Attribution: the same thing said, by one source after one speaker and by another after somebody else.

use super::candidate::{Candidate, Value};
use super::story::StoryView;
use super::{DiscrepancyKind, Severity};
use crate::extract::{Stance, Statement, Voice, nearness};
use crate::text::{ArticleIdx, Span};

/// From this likeness of what is said on, two statements say the same.
const SAME_CONTENT: f32 = 0.58;
/// Fewest telling words that the contents share.
const FEWEST_SHARED: usize = 3;

struct Said<'a> {
    article: ArticleIdx,
    statement: &'a Statement,
    words: Vec<String>,
    actor: Option<u32>,
    speaker: &'a str,
}

pub(super) fn find(view: &StoryView) -> Vec<Candidate> {
    let said: Vec<Said> = view
        .members
        .iter()
        .flat_map(|&article| {
            view.found(article).statements.iter().filter_map(move |statement| {
                let span = statement.speaker_span?;
                Some(Said {
                    article,
                    statement,
                    words: view.words_in(article, statement.span),
                    actor: view.actor(article, statement.speaker),
                    speaker: view.text(article, span),
                })
            })
        })
        .filter(|said| matches!(said.statement.stance, Stance::Says | Stance::Claims | Stance::Confirms))
        .collect();
    let mut candidates = Vec::new();
    for (at, one) in said.iter().enumerate() {
        for other in &said[at + 1..] {
            if one.article == other.article || same_speaker(view, one, other) {
                continue;
            }
            let shared = one.words.iter().filter(|word| other.words.contains(word) && view.rarity(word) > 1.5).count();
            let likeness = view.likeness(&one.words, &other.words);
            if likeness < SAME_CONTENT || shared < FEWEST_SHARED {
                continue;
            }
            // A source that names both does not disagree.
            let also = |article: ArticleIdx, speaker: &Said| {
                said.iter().any(|third| {
                    third.article == article
                        && same_speaker(view, third, speaker)
                        && view.likeness(&third.words, &speaker.words) > SAME_CONTENT
                })
            };
            if also(one.article, other) || also(other.article, one) {
                continue;
            }
            candidates.push(candidate(view, one, other, likeness));
        }
    }
    candidates
}

/// Heads of descriptions that may stand for anybody who is named elsewhere.
const ANYBODY: [&str; 16] = [
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "official",
    "officials",
    "group",
    "company",
    "agency",
    "organization",
    "statement",
    "report",
    "he",
    "she",
    "they",
    "it",
    "authorities",
];

/// Whether two speakers may be one, as far as anybody can tell.
fn same_speaker(view: &StoryView, one: &Said, other: &Said) -> bool {
    let kind = |actor: u32| view.linked.actors[actor as usize].kind;
    let text = |said: &Said| said.speaker.to_lowercase();
    if text(one) == text(other) {
        return true;
    }
    // A pronoun's speaker is a guess: too little to set one source against another.
    let pronoun = |said: &Said| matches!(text(said).as_str(), "he" | "she" | "they" | "it" | "who" | "we" | "i");
    if pronoun(one) || pronoun(other) {
        return true;
    }
    let anybody = |said: &Said| {
        said.actor.is_none_or(|actor| !view.is_named(actor))
            && text(said).split(' ').all(|word| ANYBODY.contains(&word) || matches!(word, "a" | "an" | "the" | "for"))
    };
    if anybody(one) || anybody(other) {
        return true;
    }
    let named = |said: &Said| said.actor.filter(|actor| view.is_named(*actor));
    match (named(one), named(other)) {
        // An office speaks through a person.
        (Some(a), Some(b)) => a == b || kind(a) != kind(b),
        (Some(_), None) => other.statement.voice != Voice::Unnamed,
        (None, Some(_)) => one.statement.voice != Voice::Unnamed,
        (None, None) => {
            let telling = |said: &Said| -> Vec<String> {
                text(said)
                    .split(|c: char| !c.is_alphanumeric())
                    .filter(|word| word.len() > 3 && !ANYBODY.contains(word))
                    .map(str::to_string)
                    .collect()
            };
            let (a, b) = (telling(one), telling(other));
            let new = |from: &[String], than: &[String]| {
                from.iter()
                    .any(|word| !than.iter().any(|other| nearness(word, other) > 0.8 || other.contains(word.as_str())))
            };
            let quoted = |said: &Said| said.speaker.contains(['"', '“', '”']);
            // One bare noun ("fighters", "the hospital") may be the other's fellow or part.
            quoted(one) || quoted(other) || a.len() < 2 || b.len() < 2 || !(new(&a, &b) && new(&b, &a))
        }
    }
}

fn candidate(view: &StoryView, one: &Said, other: &Said, likeness: f32) -> Candidate {
    let span = |said: &Said| -> Span {
        let speaker = said.statement.speaker_span.unwrap_or(said.statement.cue_span);
        let wide = speaker.join(said.statement.cue_span);
        if view.text(said.article, wide).split_whitespace().count() <= 14 { wide } else { speaker }
    };
    let value =
        |said: &Said, side| Value { article: said.article, span: span(said), text: said.speaker.to_string(), side };
    let mut content =
        view.text(one.article, one.statement.span).split_whitespace().take(12).collect::<Vec<_>>().join(" ");
    if content.len() < one.statement.span.len() {
        content.push('…');
    }
    Candidate {
        kind: DiscrepancyKind::Attribution,
        severity: Severity::Differs,
        subject: format!("who says: {content}"),
        reason: format!("One source has it from {}, another from {}.", one.speaker, other.speaker),
        confidence: likeness,
        interest: 0.45,
        event: None,
        actors: one.actor.into_iter().chain(other.actor).collect(),
        values: vec![value(one, 0), value(other, 1)],
    }
}
