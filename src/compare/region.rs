//! In which part of the country a town or province lies, and at which end of an island something happened.
//!
//! "The northern province of Ardal" and "the northwestern Norvian province of Ardal"; "the western tip of Sundra" and
//! "the northern tip of Sundra".

use super::candidate::Candidate;
use super::direction::{angle, directions};
use super::story::StoryView;
use super::told::{Told, opposed};
use super::{DiscrepancyKind, Severity};
use crate::extract::ActorKind;
use crate::text::{ArticleIdx, Span};
use rustc_hash::FxHashMap;

/// What has a name and lies in one part of its country.
const SETTLEMENTS: [&str; 12] = [
    "province",
    "city",
    "town",
    "village",
    "state",
    "region",
    "district",
    "county",
    "island",
    "port",
    "suburb",
    "prefecture",
];
/// What a place has one of in each direction.
const ENDS: [&str; 6] = ["tip", "end", "edge", "outskirts", "coast", "shore"];
/// Words between the direction and the noun ("northern Indonesian province").
const MOST_BETWEEN: usize = 2;

/// A direction that a report gives: of a place by itself, or of one of its ends.
struct Lies {
    told: Told,
    degrees: u16,
}

pub(super) fn find(view: &StoryView) -> Vec<Candidate> {
    let mut lying: FxHashMap<(u32, &str), Vec<Lies>> = FxHashMap::default();
    for &article in view.members {
        for (word, degrees, _) in directions(&view.article(article).text) {
            if let Some((place, noun, span)) = phrase(view, article, word) {
                let told = Told { article, span, text: view.text(article, span).to_string() };
                lying.entry((place, noun)).or_default().push(Lies { told, degrees });
            }
        }
    }
    let mut keys: Vec<(u32, &str)> = lying.keys().copied().collect();
    keys.sort_unstable();
    keys.into_iter().filter_map(|key| differing(view, key, lying.remove(&key)?)).collect()
}

/// The place, the end of it (or nothing), and the phrase from the direction to the name.
fn phrase(view: &StoryView, article: ArticleIdx, word: Span) -> Option<(u32, &'static str, Span)> {
    let text = &view.article(article).text;
    let rest = text[word.end as usize..].strip_prefix(' ')?;
    let mut at = word.end as usize + 1;
    for next in rest.split(' ').take(MOST_BETWEEN + 1) {
        at += next.len() + 1;
        let is = |noun: &&&str| next == **noun;
        let noun = ENDS.iter().find(is).copied().or_else(|| SETTLEMENTS.iter().find(is).map(|_| ""));
        let Some(noun) = noun else { continue };
        let from = at + text[at..].strip_prefix("of ").map(|_| "of ".len())?;
        let from = from + if text[from..].starts_with("the ") { "the ".len() } else { 0 };
        let mention = view.found(article).mentions.iter().find(|mention| mention.span.start as usize == from)?;
        let place = view.actor(article, Some(mention.referent)).filter(|&actor| view.is_named(actor))?;
        let is_place = view.linked.actors[place as usize].kind == ActorKind::Place;
        return is_place.then_some((place, noun, word.join(mention.span)));
    }
    None
}

fn differing(view: &StoryView, (place, end): (u32, &str), lying: Vec<Lies>) -> Option<Candidate> {
    let (told, degrees): (Vec<Told>, Vec<u16>) = lying.into_iter().map(|lies| (lies.told, lies.degrees)).unzip();
    let values = opposed(&told, |one, other| angle(degrees[one], degrees[other]) < 45)?;
    let name = &view.linked.actors[place as usize].name;
    let subject = if end.is_empty() { format!("where {name} lies") } else { format!("which {end} of {name}") };
    let text = |side| values.iter().find(|value| value.side == side).map_or("", |value| value.text.as_str());
    Some(Candidate {
        kind: DiscrepancyKind::Place,
        severity: Severity::Differs,
        subject,
        reason: format!("One source writes “{}”, another “{}”.", text(0), text(1)),
        confidence: 0.75,
        interest: 0.45,
        event: None,
        actors: vec![place],
        values,
    })
}
