//! Attribution: the same thing, which one source has from one speaker and another from somebody else.
//!
//! "Strong winds had delayed the plane, the director said" and "Winds delayed the plane, Teletica reports". A source
//! that names both does not disagree, and two speakers are set against one another only where they cannot be one: an
//! office speaks through a person, and "an official" may be anybody.

use super::align::PRONOUNS;
use super::candidate::{Candidate, Value};
use super::story::StoryView;
use super::worded::{cut, lowered};
use super::{DiscrepancyKind, Severity};
use crate::extract::{ActorKind, FrameKind, SlotRole, Stance, nearness};
use crate::text::{ArticleIdx, Span};

/// From this share of the shorter one's telling words on, two statements say the same …
const SAME_CONTENT: f32 = 0.7;
/// … if they are alike by at least this as wholes.
const LEAST_LIKENESS: f32 = 0.4;
/// Fewest telling words that the contents share.
const FEWEST_SHARED: usize = 5;
/// Rarity from which a word tells.
const TELLING: f32 = 1.5;
/// Words of evidence around speaker and cue.
const EVIDENCE_WORDS: usize = 14;

/// Something said, by somebody who can be told from others.
struct Said {
    article: ArticleIdx,
    content: Span,
    /// Lemmas of what is said.
    words: Vec<String>,
    /// The speaker, where the library knows a name.
    named: Option<u32>,
    /// The name, or the description.
    speaker: String,
    /// Speaker and cue.
    evidence: Span,
    /// Whether it is a medium that reports.
    reports: bool,
}

pub(super) fn find(view: &StoryView) -> Vec<Candidate> {
    let mut said: Vec<Said> = Vec::new();
    for &article in view.members {
        statements(view, article, &mut said);
        identifications(view, article, &mut said);
    }
    // Who reports once is a medium each time.
    let media: Vec<u32> = said.iter().filter(|said| said.reports).filter_map(|said| said.named).collect();
    for one in &mut said {
        one.reports |= one.named.is_some_and(|actor| media.contains(&actor));
    }
    let mut candidates = Vec::new();
    for (at, one) in said.iter().enumerate() {
        for other in &said[at + 1..] {
            if one.article == other.article || may_be_one(view, one, other) || !can_be_told_apart(view, one, other) {
                continue;
            }
            let shared =
                one.words.iter().filter(|word| other.words.contains(word) && view.rarity(word) > TELLING).count();
            let Some(likeness) = same_content(view, one, other).filter(|_| shared >= FEWEST_SHARED) else { continue };
            // A source that names both does not disagree.
            let also = |article: ArticleIdx, like: &Said| {
                said.iter().any(|third| {
                    third.article == article
                        && may_be_one(view, third, like)
                        && same_content(view, third, like).is_some()
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

/// Two persons, or a person and a medium: bodies, offices and descriptions repeat one another, and both are right.
fn can_be_told_apart(view: &StoryView, one: &Said, other: &Said) -> bool {
    let person =
        |said: &Said| said.named.is_some_and(|actor| view.linked.actors[actor as usize].kind == ActorKind::Person);
    person(one) && person(other) || person(one) && other.reports || person(other) && one.reports
}

/// What a source writes that somebody says.
fn statements(view: &StoryView, article: ArticleIdx, out: &mut Vec<Said>) {
    for statement in &view.found(article).statements {
        let told = matches!(statement.stance, Stance::Says | Stance::Claims | Stance::Confirms);
        let (Some(place), true) = (statement.speaker_span, told) else { continue };
        let Some((named, speaker)) = speaker(view, article, statement.speaker, place) else { continue };
        let wide = place.join(statement.cue_span);
        let short = view.text(article, wide).split_whitespace().count() <= EVIDENCE_WORDS;
        out.push(Said {
            article,
            content: statement.span,
            words: view.words_in(article, statement.span),
            named,
            speaker,
            evidence: if short { wide } else { place },
            reports: statement.cue == "report",
        });
    }
}

/// "The director identified the pilot as …": who says who somebody is.
fn identifications(view: &StoryView, article: ArticleIdx, out: &mut Vec<Said>) {
    for frame in view.found(article).frames.iter().filter(|frame| frame.kind == FrameKind::Verb && !frame.negated) {
        if !matches!(frame.lemma.as_str(), "identify" | "name" | "announce") {
            continue;
        }
        let Some(subject) = frame.slots.iter().find(|slot| slot.role == SlotRole::Subject) else { continue };
        let Some((named, speaker)) = speaker(view, article, subject.referent, subject.span) else { continue };
        let rest = || frame.slots.iter().filter(|slot| matches!(slot.role, SlotRole::Object | SlotRole::Oblique));
        let words = rest().flat_map(|slot| slot.words.iter().chain([&slot.lemma])).cloned().collect();
        let content = rest().map(|slot| slot.span).reduce(Span::join).unwrap_or(frame.head_span);
        let evidence = subject.span.join(frame.head_span);
        out.push(Said { article, content, words, named, speaker, evidence, reports: false });
    }
}

/// The speaker as somebody who can be told from others; none for a pronoun that stands for nobody known.
fn speaker(view: &StoryView, article: ArticleIdx, referent: Option<u32>, place: Span) -> Option<(Option<u32>, String)> {
    let named = view.actor(article, referent).filter(|actor| view.is_named(*actor));
    let text = view.text(article, place);
    let pronoun = PRONOUNS.contains(&text.to_lowercase().as_str());
    // Whoever stands behind a pronoun is too much of a guess to set one source against another.
    if let (Some(actor), false) = (named, pronoun) {
        return Some((named, view.linked.actors[actor as usize].name.to_string()));
    }
    let whose = text.split(' ').next().is_some_and(|first| PRONOUNS.contains(&first.to_lowercase().as_str()));
    (!pronoun && !whose).then(|| (None, text.to_string()))
}

/// How far two statements say the same; `None` where they do not.
fn same_content(view: &StoryView, one: &Said, other: &Said) -> Option<f32> {
    let share = view.overlap(&one.words, &other.words, "");
    (share >= SAME_CONTENT && view.likeness(&one.words, &other.words) >= LEAST_LIKENESS).then_some(share)
}

/// Heads of descriptions that may stand for anybody who is named elsewhere.
const ANYBODY: [&str; 18] = [
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
    "reports",
    "source",
    "sources",
    "authorities",
    "people",
    "person",
    "others",
];

/// Whether two speakers may be one, as far as anybody can tell.
fn may_be_one(view: &StoryView, one: &Said, other: &Said) -> bool {
    let kind = |actor: u32| view.linked.actors[actor as usize].kind;
    let letters =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let last = |said: &Said| letters(said.speaker.rsplit(' ').next().unwrap_or(""));
    // "The sergeant and the minister announced": both.
    let both = |said: &Said, theirs: &Said| {
        let name = last(theirs);
        name.len() > 3 && letters(view.text(said.article, said.evidence)).contains(&name)
    };
    if letters(&one.speaker) == letters(&other.speaker) || both(one, other) || both(other, one) {
        return true;
    }
    match (one.named, other.named) {
        // A person speaks for a body, unless that is a medium.
        (Some(a), Some(b)) => a == b || kind(a) != kind(b) && !(one.reports || other.reports),
        // A medium is not the rabbi that another source has it from; a person or a body may well be.
        (Some(actor), None) => !(kind(actor) == ActorKind::Organization && one.reports && is_somebody(other)),
        (None, Some(actor)) => !(kind(actor) == ActorKind::Organization && other.reports && is_somebody(one)),
        (None, None) => {
            let (a, b) = (telling(one), telling(other));
            let new = |from: &[String], than: &[String]| {
                from.iter().any(|word| {
                    !than.iter().any(|theirs| nearness(word, theirs) > 0.8 || theirs.contains(word.as_str()))
                })
            };
            let quoted = |said: &Said| said.speaker.contains(['"', '“', '”']);
            // One bare noun each ("fighters", "the hospital") may be fellow or part of the other.
            let bare = words(one).len() < 2 && words(other).len() < 2;
            quoted(one) || quoted(other) || bare || !(new(&a, &b) && new(&b, &a))
        }
    }
}

/// Words of a description longer than articles.
fn words(said: &Said) -> Vec<String> {
    let lower = said.speaker.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 3).map(str::to_string).collect()
}

/// Those of them that tell who it is.
fn telling(said: &Said) -> Vec<String> {
    words(said).into_iter().filter(|word| !ANYBODY.contains(&word.as_str()) && word != "another").collect()
}

fn is_somebody(said: &Said) -> bool {
    !telling(said).is_empty()
}

fn candidate(view: &StoryView, one: &Said, other: &Said, likeness: f32) -> Candidate {
    let value =
        |said: &Said, side| Value { article: said.article, span: said.evidence, text: said.speaker.clone(), side };
    let content = lowered(view, &cut(view.text(one.article, one.content)));
    // In the speaker's own words.
    let own = ["i ", "we ", "i'", "we'", "i’", "we’"].iter().any(|own| content.to_lowercase().starts_with(own));
    Candidate {
        kind: DiscrepancyKind::Attribution,
        severity: Severity::Differs,
        subject: if own { format!("who said “{content}”") } else { format!("who says that {content}") },
        reason: format!("One report has it from {}, another from {}.", one.speaker, other.speaker),
        confidence: likeness,
        interest: 0.45,
        event: None,
        actors: one.named.into_iter().chain(other.named).collect(),
        values: vec![value(one, 0), value(other, 1)],
    }
}
