//! Phases: the same work still to begin in one report, under way in another, done in a third.
//!
//! "Would begin an investigation on Monday" and "are looking into the causes"; "were focusing on recovering the bodies"
//! and "recovered the bodies on Sunday night".

use super::align::{PRONOUNS, Placed, slot_match};
use super::candidate::{Candidate, Value};
use super::story::StoryView;
use super::worded::{cut, lowered};
use super::{DiscrepancyKind, Severity};
use crate::extract::{Frame, FrameKind, Reality, Slot, SlotRole, nearness};
use crate::text::{ArticleIdx, Span};

/// Least nearness of the words for the work.
const SAME_WORK: f32 = 0.8;
/// Words before the work's own word that can tell its phase.
const BEFORE: usize = 4;
/// Verbs whose object begins, and of what that makes the phase when they are still to come.
const BEGINNING: [&str; 6] = ["begin", "start", "open", "launch", "commence", "resume"];
/// Beginnings of words that say that work is under way.
const GOING_ON: [&str; 7] = ["continu", "focus", "concentrat", "process", "ongoing", "still", "effort"];
/// Works that reports follow through their phases; others begin and end in one clause.
const WORKS: [&str; 22] = [
    "investigate",
    "investigation",
    "inquiry",
    "probe",
    "recover",
    "recovery",
    "rescue",
    "search",
    "evacuate",
    "evacuation",
    "negotiate",
    "negotiation",
    "repair",
    "count",
    "vote",
    "trial",
    "withdraw",
    "withdrawal",
    "identify",
    "identification",
    "clean",
    "restore",
];

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Phase {
    ToCome,
    UnderWay,
    Done,
}

struct Work<'a> {
    placed: Placed<'a>,
    lemma: &'a str,
    phase: Phase,
    span: Span,
}

pub(super) fn find(view: &StoryView) -> Vec<Candidate> {
    let mut works: Vec<Work> = Vec::new();
    for &article in view.members {
        let frames = &view.found(article).frames;
        works.extend(frames.iter().filter_map(|frame| work(view, Placed { article, frame })));
    }
    let gives = |article: ArticleIdx, like: &Work| {
        works
            .iter()
            .any(|work| work.placed.article == article && work.phase == like.phase && same_work(view, work, like))
    };
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut used: Vec<&str> = Vec::new();
    for (at, one) in works.iter().enumerate() {
        for other in &works[at + 1..] {
            let apart = one.placed.article != other.placed.article && one.phase != other.phase;
            if !apart || used.contains(&one.lemma) || !same_work(view, one, other) {
                continue;
            }
            let (early, late) = if one.phase < other.phase { (one, other) } else { (other, one) };
            let days = (view.article(early.placed.article).published, view.article(late.placed.article).published);
            let backwards = matches!(days, (Some(early), Some(late)) if early > late);
            if gives(early.placed.article, late) || gives(late.placed.article, early) {
                continue;
            }
            used.extend([one.lemma, other.lemma]);
            let values = works
                .iter()
                .filter(|work| (work.phase == early.phase || work.phase == late.phase) && same_work(view, work, one))
                .map(|work| Value {
                    article: work.placed.article,
                    span: work.span,
                    text: view.text(work.placed.article, work.span).to_string(),
                    side: u32::from(work.phase == late.phase),
                })
                .collect();
            let what = view.text(late.placed.article, late.span);
            let told = |phase: Phase| match phase {
                Phase::ToCome => "still to come",
                Phase::UnderWay => "under way",
                Phase::Done => "done",
            };
            candidates.push(Candidate {
                kind: DiscrepancyKind::Status,
                severity: if backwards { Severity::Differs } else { Severity::Update },
                subject: format!("how far this has come: {}", lowered(view, &cut(what))),
                reason: format!("One report tells of this as {}, another as {}.", told(early.phase), told(late.phase)),
                confidence: 0.7,
                interest: 0.6,
                event: view.event_of_frame(late.placed.article, late.placed.frame),
                actors: Vec::new(),
                values,
            });
        }
    }
    candidates
}

/// The same kind of work on the same thing.
fn same_work(view: &StoryView, one: &Work, other: &Work) -> bool {
    let (a, b) = (one.placed, other.placed);
    let themes = |placed: Placed<'_>| -> Vec<usize> {
        (0..placed.frame.slots.len())
            .filter(|&idx| {
                let slot = &placed.frame.slots[idx];
                slot.time.is_none() && slot.role != SlotRole::Subject && !PRONOUNS.contains(&slot.lemma.as_str())
            })
            .collect()
    };
    let on_one_thing = themes(a).iter().any(|&i| {
        let mine: &Slot = &a.frame.slots[i];
        themes(b).iter().any(|&j| slot_match(view, (a.article, mine), (b.article, &b.frame.slots[j])) > 0.8)
    });
    nearness(one.lemma, other.lemma) >= SAME_WORK && on_one_thing
}

fn work<'a>(view: &StoryView, placed: Placed<'a>) -> Option<Work<'a>> {
    let (article, frame) = (placed.article, placed.frame);
    let text = &view.article(article).text;
    let into = frame.lemma == "look" && text[frame.head_span.end as usize..].starts_with(" into");
    let lemma = if into { "investigate" } else { frame.lemma.as_str() };
    if frame.negated || !WORKS.contains(&lemma) || view.in_title(article, frame.head_span) {
        return None;
    }
    let sentence = view.found(article).sentences.get(frame.sentence as usize)?.span;
    let before: Vec<String> = text[sentence.start as usize..frame.head_span.start as usize]
        .split_whitespace()
        .rev()
        .take(BEFORE)
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .collect();
    let head = view.text(article, frame.head_span);
    let begun_by =
        |beginning: &&Frame| beginning.sentence == frame.sentence && BEGINNING.contains(&beginning.lemma.as_str());
    let beginning = view.found(article).frames.iter().find(begun_by);
    let going = before.iter().any(|word| GOING_ON.iter().any(|start| word.starts_with(start)));
    let is_going = head.ends_with("ing")
        && before.iter().take(2).any(|word| matches!(word.as_str(), "is" | "are" | "was" | "were" | "been"));
    let under = before.first().is_some_and(|word| word == "under");
    let phase = if beginning.is_some_and(|begin| matches!(begin.reality, Reality::Planned | Reality::Possible))
        && frame.kind == FrameKind::Nominal
    {
        Phase::ToCome
    } else if going || is_going || under {
        Phase::UnderWay
    } else if frame.kind == FrameKind::Verb && frame.reality == Reality::Planned {
        Phase::ToCome
    } else if frame.kind == FrameKind::Verb
        && frame.reality == Reality::Fact
        && (head.ends_with("ed") || head.ends_with("en"))
        && frame.lemma != head
    {
        Phase::Done
    } else {
        return None;
    };
    let start = match beginning {
        Some(begin) if phase == Phase::ToCome && begin.head_span.end <= frame.head_span.start => begin.head_span,
        _ => frame.head_span,
    };
    let wide = start.join(frame.span);
    let span = if view.text(article, wide).split_whitespace().count() <= 16 { wide } else { frame.head_span };
    Some(Work { placed, lemma, phase, span })
}
