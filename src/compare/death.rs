//! Causes of death that one report does not know and another gives.
//!
//! "The cause of his death was not announced" beside "died of heart failure".

use super::align::Placed;
use super::candidate::{Candidate, Value};
use super::story::StoryView;
use super::{DiscrepancyKind, Severity};
use crate::extract::{ActorKind, FrameKind, Reality, Slot, SlotRole};
use crate::text::{ArticleIdx, Span};
use regex::Regex;
use std::sync::LazyLock;

/// A cause of death that is not known or not told.
static UNKNOWN: LazyLock<Regex> = LazyLock::new(|| {
    let not = r"(?:not|n['’]t|unknown|unclear|undetermined)";
    let cause = r"causes? of (?:his |her |the )?deaths?\b";
    Regex::new(&format!(r"(?i)\b{cause}[^.;,]{{0,30}}\b{not}\b|\b{not} (?:\w+ ){{0,4}}{cause}"))
        .expect("a fixed pattern")
});

pub(super) fn find(view: &StoryView) -> Vec<Candidate> {
    let given: Vec<(Placed, u32)> = view
        .members
        .iter()
        .flat_map(|&article| view.found(article).frames.iter().map(move |frame| Placed { article, frame }))
        .filter_map(|placed| Some((placed, died(view, placed)?)))
        .collect();
    let mut dead: Vec<u32> = given.iter().map(|(_, who)| *who).collect();
    dead.sort_unstable();
    dead.dedup();
    let told = |who: u32| given.iter().filter(|(_, dead)| *dead == who).map(|(placed, _)| *placed).collect::<Vec<_>>();
    dead.into_iter().filter_map(|who| unknown_to_some(view, who, &told(who))).collect()
}

/// Who died of something, where it is somebody with a name and told as a fact.
fn died(view: &StoryView, placed: Placed) -> Option<u32> {
    let frame = placed.frame;
    let told = frame.kind == FrameKind::Verb && !frame.negated && frame.reality == Reality::Fact;
    cause(placed).filter(|_| told && frame.lemma == "die")?;
    let who = frame.slots.iter().find(|slot| slot.role == SlotRole::Subject)?;
    let actor = view.slot_actor(placed.article, who).filter(|&actor| view.is_named(actor))?;
    (view.linked.actors[actor as usize].kind == ActorKind::Person).then_some(actor)
}

/// What somebody died of.
fn cause(placed: Placed<'_>) -> Option<&Slot> {
    let of = |slot: &&Slot| slot.role == SlotRole::Oblique && matches!(slot.preposition.as_str(), "of" | "from");
    placed.frame.slots.iter().filter(|slot| slot.time.is_none()).find(of)
}

fn unknown_to_some(view: &StoryView, who: u32, given: &[Placed]) -> Option<Candidate> {
    let first = *given.first()?;
    let open: Vec<(ArticleIdx, Span)> = view
        .members
        .iter()
        .filter(|&&article| !given.iter().any(|placed| placed.article == article))
        .flat_map(|&article| unknown(view, article, who))
        .collect();
    let value = |article, span, side| Value { article, span, text: view.text(article, span).to_string(), side };
    let mut values: Vec<Value> = open.iter().map(|&(article, span)| value(article, span, 0)).collect();
    values.extend(given.iter().map(|placed| value(placed.article, placed.frame.span, 1)));
    let name = &view.linked.actors[who as usize].name;
    let of = view.text(first.article, cause(first)?.span);
    (!open.is_empty()).then(|| Candidate {
        kind: DiscrepancyKind::Cause,
        severity: Severity::Update,
        subject: format!("cause of death of {name}"),
        reason: format!("One report does not know what {name} died of; another names {of}."),
        confidence: 0.75,
        interest: 0.7,
        event: None,
        actors: vec![who],
        values,
    })
}

/// Where a report says that it is not known, in a sentence that speaks of the dead, be it as "he".
fn unknown(view: &StoryView, article: ArticleIdx, who: u32) -> Vec<(ArticleIdx, Span)> {
    let found = view.found(article);
    let speaks = |span: Span| {
        let sentence = view.sentence_at(article, span).map(|at| found.sentences[at].span);
        let mut here = found.mentions.iter().filter(|mention| sentence.is_some_and(|it| it.contains(mention.span)));
        here.any(|mention| view.actor(article, Some(mention.referent)) == Some(who))
    };
    let matches = UNKNOWN.find_iter(&view.article(article).text);
    let places = matches.map(|found| Span::new(found.start(), found.end()));
    places.filter(|span| speaks(*span)).map(|span| (article, span)).collect()
}
