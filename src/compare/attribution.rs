//! Attribution: the same thing said, by one source after one speaker and by another after somebody else.

use super::candidate::{Candidate, Value};
use super::story::StoryView;
use super::{DiscrepancyKind, Severity};
use crate::extract::{Stance, Statement};
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
            if one.article == other.article || same_speaker(one, other) {
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
                        && same_speaker(third, speaker)
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

fn same_speaker(one: &Said, other: &Said) -> bool {
    match (one.actor, other.actor) {
        (Some(a), Some(b)) => a == b,
        _ => {
            let plain =
                |text: &str| text.to_lowercase().trim_start_matches("the ").trim_start_matches("a ").to_string();
            let (a, b) = (plain(one.speaker), plain(other.speaker));
            // "Cubillo" beside "he": nobody knows.
            a.len() < 4 || b.len() < 4 || a.contains(&b) || b.contains(&a)
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
