//! Journeys: where a ship, a plane, a convoy was bound for.

use super::candidate::{Candidate, Value};
use super::story::StoryView;
use super::worded::both;
use super::{DiscrepancyKind, Severity};
use crate::extract::{ActorKind, is_country};
use crate::text::{ArticleIdx, Span};

static CUES: &str = include_str!("../../assets/compare/journeys.txt");

/// Bytes between the cue and the name of the place ("bound for the country's capital, San José").
const WITHIN: u32 = 34;

struct Bound {
    article: ArticleIdx,
    place: u32,
    span: Span,
}

pub(super) fn find(view: &StoryView) -> Option<Candidate> {
    let mut all: Vec<Bound> = Vec::new();
    for &article in view.members {
        let text = &view.article(article).text;
        for cue in CUES.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            for (at, _) in text.match_indices(cue) {
                let start = at as u32;
                let end = start + cue.len() as u32;
                let whole = text[end as usize..].starts_with(' ')
                    && text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
                let sentence = view.sentence_at(article, Span::new(at, at + cue.len()));
                let Some(sentence) = sentence.filter(|_| whole) else { continue };
                let stop = view.found(article).sentences[sentence].span.end.min(end + WITHIN);
                let place = view
                    .found(article)
                    .mentions
                    .iter()
                    .filter(|mention| mention.span.start >= end && mention.span.start < stop)
                    .filter_map(|mention| Some((view.actor(article, Some(mention.referent))?, mention.span)))
                    .find(|(actor, _)| view.is_named(*actor) && is_place(view, *actor));
                if let Some((place, name)) = place {
                    all.push(Bound { article, place, span: Span::new(at, name.end as usize) });
                }
            }
        }
    }
    // "To Costa Rica" and "to San José" may be one journey.
    let places: Vec<u32> = all.iter().map(|bound| bound.place).collect();
    let is_country = |place: u32| is_country(&view.linked.actors[place as usize].name);
    all.retain(|bound| !is_country(bound.place) || !places.iter().any(|&inner| view.lies_in(inner, bound.place)));
    let gives =
        |article: ArticleIdx, place: u32| all.iter().any(|bound| bound.article == article && bound.place == place);
    let pairs = all.iter().enumerate().flat_map(|(at, one)| all[at + 1..].iter().map(move |other| (one, other)));
    let (one, other) = pairs
        .filter(|(one, other)| one.article != other.article && one.place != other.place)
        .find(|(one, other)| !gives(one.article, other.place) && !gives(other.article, one.place))?;
    let name = |bound: &Bound| {
        let name = view.linked.actors[bound.place as usize].name.as_str();
        // "Dutch city": a description, not a name; "the Netherlands" has its article in the report.
        let described = name.rsplit(' ').next().is_some_and(|last| last.starts_with(char::is_lowercase));
        let with_article = format!("the {name}");
        if described {
            format!("a {name}")
        } else if view.text(bound.article, bound.span).ends_with(&with_article) {
            with_article
        } else {
            name.to_string()
        }
    };
    let mut sides = vec![one.place, other.place];
    let values = all
        .iter()
        .map(|bound| {
            let side = sides.iter().position(|place| *place == bound.place).unwrap_or_else(|| {
                sides.push(bound.place);
                sides.len() - 1
            });
            Value { article: bound.article, span: bound.span, text: name(bound), side: side as u32 }
        })
        .collect();
    Some(Candidate {
        kind: DiscrepancyKind::Place,
        severity: Severity::Differs,
        subject: "where the journey was to end".into(),
        reason: both("names", (one.article, &name(one)), (other.article, &name(other))),
        confidence: 0.65,
        interest: 0.5,
        event: None,
        actors: vec![one.place, other.place],
        values,
    })
}

fn is_place(view: &StoryView, actor: u32) -> bool {
    view.linked.actors[actor as usize].kind == ActorKind::Place
}
