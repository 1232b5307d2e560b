//! Kinship and service: the same two people, brothers to one source and cousins to another.

use super::candidate::{Candidate, Value};
use super::story::StoryView;
use super::{DiscrepancyKind, Severity};
use crate::extract::nearness;
use crate::text::{ArticleIdx, Span};
use rustc_hash::FxHashMap;

/// Nearness from which two words are one relation.
const SAME: f32 = 0.8;

/// A relation as one article tells it.
type Told<'a> = (ArticleIdx, &'a str, Span);

pub(super) fn find(view: &StoryView) -> Vec<Candidate> {
    let mut told: FxHashMap<(u32, u32), Vec<Told>> = FxHashMap::default();
    for &article in view.members {
        for relation in &view.found(article).relations {
            let ends = (view.actor(article, Some(relation.from)), view.actor(article, Some(relation.to)));
            if let (Some(from), Some(to)) = ends
                && from != to
                && !matches!(relation.text.as_str(), "in" | "man" | "woman" | "person" | "official" | "member" | "one")
                && view.is_named(from)
                && view.is_named(to)
            {
                told.entry((from, to)).or_default().push((article, &relation.text, relation.span));
            }
        }
    }
    let mut keys: Vec<(u32, u32)> = told.keys().copied().collect();
    keys.sort_unstable();
    let mut candidates = Vec::new();
    for (from, to) in keys {
        let told = &told[&(from, to)];
        let gives = |article: ArticleIdx, text: &str| {
            told.iter().any(|(whose, theirs, _)| *whose == article && nearness(theirs, text) > SAME)
        };
        let pairs = told.iter().enumerate().flat_map(|(at, one)| told[at + 1..].iter().map(move |other| (one, other)));
        let found = pairs
            .filter(|(one, other)| one.0 != other.0 && nearness(one.1, other.1) < SAME)
            .find(|(one, other)| !gives(one.0, other.1) && !gives(other.0, one.1));
        let Some((one, other)) = found else { continue };
        let name = |actor: u32| view.linked.actors[actor as usize].name.as_str();
        let values = told
            .iter()
            .filter(|(_, text, _)| *text == one.1 || *text == other.1)
            .map(|&(article, text, span)| Value {
                article,
                span,
                text: text.to_string(),
                side: u32::from(text != one.1),
            })
            .collect();
        candidates.push(Candidate {
            kind: DiscrepancyKind::Identity,
            severity: Severity::Conflict,
            subject: format!("what {} is to {}", name(from), name(to)),
            reason: format!(
                "{} is the {} of {} in one report and the {} in another.",
                name(from),
                one.1,
                name(to),
                other.1
            ),
            confidence: 0.75,
            interest: 0.6,
            event: None,
            actors: vec![from, to],
            values,
        });
    }
    candidates
}
