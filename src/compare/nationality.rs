//! Nationality: one body, ship or person of two countries: "the Panama-registered X", "the Liberian-flagged X".

use super::candidate::{Candidate, Value};
use super::story::StoryView;
use super::{DiscrepancyKind, Severity};
use crate::extract::{ActorKind, Form, FrameKind, country_of_adjective, country_of_town, is_country};
use crate::text::{ArticleIdx, Span};
use rustc_hash::FxHashMap;

/// Bytes before a name in which its country stands ("the Austrian firm X").
const BEFORE: usize = 40;
/// Most words between the country and the name.
const MOST_WORDS: usize = 3;
/// What joins a country's name to a thing of it.
const JOINED: [&str; 7] = ["registered", "flagged", "owned", "based", "built", "made", "born"];

pub(super) fn find(view: &StoryView) -> Vec<Candidate> {
    let mut told: FxHashMap<u32, Vec<(ArticleIdx, String, Span)>> = FxHashMap::default();
    for &article in view.members {
        let found = view.found(article);
        for mention in found.mentions.iter().filter(|mention| mention.form == Form::Name) {
            let Some(actor) = view.actor(article, Some(mention.referent)) else { continue };
            let kind = view.linked.actors[actor as usize].kind;
            if !view.is_named(actor) || matches!(kind, ActorKind::Place | ActorKind::Group) {
                continue;
            }
            if let Some((country, span)) = country_before(view, article, mention.span) {
                told.entry(actor).or_default().push((article, country, span));
            }
        }
    }
    let mut actors: Vec<u32> = told.keys().copied().collect();
    actors.sort_unstable();
    actors.into_iter().filter_map(|actor| differing(view, actor, &told[&actor])).collect()
}

fn differing(view: &StoryView, actor: u32, told: &[(ArticleIdx, String, Span)]) -> Option<Candidate> {
    let gives = |article: ArticleIdx, country: &str| {
        told.iter().any(|(whose, theirs, _)| *whose == article && theirs == country)
    };
    let pairs = told.iter().enumerate().flat_map(|(at, one)| told[at + 1..].iter().map(move |other| (one, other)));
    let (one, other) = pairs
        .filter(|(one, other)| one.0 != other.0 && one.1 != other.1)
        .find(|(one, other)| !gives(one.0, &other.1) && !gives(other.0, &one.1))?;
    let values = told
        .iter()
        .filter(|(_, country, _)| *country == one.1 || *country == other.1)
        .map(|(article, country, span)| Value {
            article: *article,
            span: *span,
            text: view.text(*article, *span).to_string(),
            side: u32::from(*country != one.1),
        })
        .collect();
    let name = &view.linked.actors[actor as usize].name;
    Some(Candidate {
        kind: DiscrepancyKind::Identity,
        severity: Severity::Conflict,
        subject: format!("country of {name}"),
        reason: format!("{name} is of {} in one report and of {} in another.", one.1, other.1),
        confidence: 0.7,
        interest: 0.6,
        event: None,
        actors: vec![actor],
        values,
    })
}

/// The country that stands before a name, or at the head of a description, with nothing but common words between.
fn country_before(view: &StoryView, article: ArticleIdx, name: Span) -> Option<(String, Span)> {
    let text = &view.article(article).text;
    let sentence = view.found(article).sentences.get(view.sentence_at(article, name)?)?.span;
    let mut from = (name.start as usize).saturating_sub(BEFORE).max(sentence.start as usize);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let window = &text[from..name.end as usize];
    let mut words: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    for word in window.split(' ') {
        words.push((from + at, word));
        at += word.len() + 1;
    }
    let n_before = words.iter().take_while(|(start, _)| *start < name.start as usize).count();
    // "The German-owned company" carries its country itself, a name has it before it.
    let own = words[n_before..]
        .iter()
        .position(|(_, word)| word.split_once('-').is_some_and(|(_, tail)| JOINED.contains(&tail)));
    let last = own.map_or(n_before, |own| n_before + own + 1);
    for idx in (0..last).rev() {
        let (start, word) = words[idx];
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-');
        let (head, tail) = bare.split_once('-').unwrap_or((bare, ""));
        // "It escaped us" names no country.
        if !bare.starts_with(char::is_uppercase) {
            continue;
        }
        let country = country_of_adjective(head).map(str::to_string).or_else(|| {
            // "Intel-based" names no country.
            let place = country_of_town(head).or_else(|| is_country(head).then_some(head));
            place.filter(|_| JOINED.contains(&tail)).map(str::to_string)
        });
        if let Some(country) = country {
            // "Israeli Prime Minister X" and "Austrian firm X"; another name between belongs to somebody else.
            let between = &words[idx + 1..n_before.max(idx + 1)];
            let gap = Span::new(start, name.start as usize);
            let verb = view.found(article).frames.iter().any(|frame| {
                frame.kind == FrameKind::Verb
                    && gap.contains(frame.head_span)
                    && frame.head_span.start as usize > start + word.len()
            });
            let lower = |word: &str| word.chars().next().is_some_and(char::is_lowercase) || word.is_empty();
            // "Her Italian parents, X": the country is theirs.
            let joined = between.iter().all(|(_, word)| !word.ends_with([',', ';', ':', '.'])) && !word.ends_with(',');
            let clean = !verb && joined && between.len() <= MOST_WORDS && between.iter().all(|(_, word)| lower(word));
            return clean.then(|| (country, Span::new(start, name.end as usize)));
        }
        if idx < n_before && word.ends_with(['.', ';', ':', '"', '”']) {
            return None;
        }
    }
    None
}
