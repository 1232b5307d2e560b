//! What was seen of each pair, each row and each event, as JSON lines: for those who ask why, and for learning.
//!
//! A line a story: `{"articles": [{"path", "text"}], "pairs": [...], "rows": [...], "event_pairs": [...], "events": [...],
//! "actors": [...]}`; places are `[article, start, end]` with
//! the number of the article in the line and offsets in Unicode scalar values.

use crate::compare::{Explanation, JudgedPair, JudgedRow};
use crate::link::{ActorSeen, EventPairSeen, EventsSeen, StorySeen};
use crate::text::{Article, CharMap, Evidence, make_safe};
use serde_json::{Value, json};
use std::sync::Arc;

/// One line for each story.
pub fn explanations(stories: &[(Vec<Arc<Article>>, Explanation, StorySeen)]) -> String {
    let line = |(articles, explanation, seen): &(Vec<Arc<Article>>, Explanation, StorySeen)| {
        let counts: Vec<CharMap> = articles.iter().map(|article| CharMap::new(&article.text)).collect();
        let place = |evidence: &Evidence| {
            let (map, text) = (&counts[evidence.article.idx()], &articles[evidence.article.idx()].text);
            let at = |byte: u32| map.chars_before(text, byte);
            json!([evidence.article.0, at(evidence.span.start), at(evidence.span.end)])
        };
        let signs = |signs: &[(&'static str, f32)]| -> Value {
            signs
                .iter()
                .map(|(name, value)| ((*name).to_owned(), json!(value)))
                .collect::<serde_json::Map<_, _>>()
                .into()
        };
        let pair = |pair: &JudgedPair| {
            json!({
                "type": pair.value_type,
                "places": pair.places.iter().map(place).collect::<Vec<_>>(),
                "relation": pair.relation,
                "probability": pair.probability,
                "signs": signs(&pair.signs),
            })
        };
        let row = |row: &JudgedRow| {
            let sides = row.discrepancy.sides.iter().map(|side| {
                json!({"value": make_safe(&side.value), "evidence": side.evidence.iter().map(place).collect::<Vec<_>>()})
            });
            json!({
                "by": row.by,
                "kind": row.discrepancy.kind,
                "subject": make_safe(&row.discrepancy.subject),
                "probability": row.discrepancy.confidence,
                "sides": sides.collect::<Vec<_>>(),
                "signs": signs(&row.signs),
            })
        };
        let reports = |reports: &[Evidence]| reports.iter().map(place).collect::<Vec<_>>();
        let named = |names: &[&'static str], values: &[f32]| {
            signs(&names.iter().copied().zip(values.iter().copied()).collect::<Vec<_>>())
        };
        let event_pair = |pair: &EventPairSeen| {
            json!({
                "reports": pair.reports.iter().map(|one| reports(one)).collect::<Vec<_>>(),
                "probability": pair.probability,
                "signs": named(EventsSeen::PAIR_SIGNS, &pair.signs),
            })
        };
        let event = |(at, probability, signs): &(Vec<Evidence>, f32, Vec<f32>)| json!({"reports": reports(at), "probability": probability, "signs": named(EventsSeen::EVENT_SIGNS, signs)});
        let actor = |actor: &ActorSeen| {
            json!({
                "names": actor.names.iter().map(|name| make_safe(name)).collect::<Vec<_>>(),
                "kind": actor.kind,
                "probability": actor.probability,
                "signs": named(ActorSeen::SIGNS, &actor.signs),
            })
        };
        let articles =
            articles.iter().map(|article| json!({"path": make_safe(&article.path), "text": make_safe(&article.text)}));
        let line = json!({
            "articles": articles.collect::<Vec<_>>(),
            "pairs": explanation.pairs.iter().map(pair).collect::<Vec<_>>(),
            "rows": explanation.rows.iter().map(row).collect::<Vec<_>>(),
            "event_pairs": seen.events.pairs.iter().map(event_pair).collect::<Vec<_>>(),
            "events": seen.events.events.iter().map(event).collect::<Vec<_>>(),
            "actors": seen.actors.iter().map(actor).collect::<Vec<_>>(),
        });
        format!("{line}\n")
    };
    stories.iter().map(line).collect()
}
