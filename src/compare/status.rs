//! Status and contest: one tells as done what another tells as planned, unknown or not so.
//!
//! A plan beside the deed is an update. "Not" beside "so" is contested where somebody says "not" (a denial), and a
//! difference of status where the reporters themselves write it.

use super::align::{Pair, Placed, align, is_empty};
use super::candidate::{Candidate, SURE, Value};
use super::classes::in_one_class;
use super::contested::DENYING;
use super::story::StoryView;
use super::time::{Verdict, compare};
use super::worded::{a, both_write, lowered, told};
use super::{DiscrepancyKind, Severity};
use crate::extract::{Field, Frame, FrameKind, Reality, Slot, SlotRole, Stance, Tense, Time, is_of, nearness};
use crate::text::{ArticleIdx, Span};

/// Least nearness of the predicates.
const SAME_PREDICATE: f32 = 0.8;
/// Least rarity of what is shared by a plan and its deed.
const LEAST_SHARED: f32 = 2.2;
/// … where the verb and its object are one.
const LEAST_OF_ONE_VERB: f32 = 1.6;
/// Verbs that say nothing by themselves.
const LIGHT: [&str; 16] = [
    "want", "have", "be", "do", "make", "say", "take", "get", "go", "know", "think", "come", "give", "see", "need",
    "tell",
];
/// Verbs for what lasts: "remain closed" is never done.
const STEADY: [&str; 12] =
    ["remain", "stay", "continue", "keep", "include", "contain", "allow", "require", "need", "believe", "rise", "fall"];
/// Rarity from which a noun alone names the matter ("this is not a swap").
const TELLING_NOUN: f32 = 2.0;

pub(super) fn find(view: &StoryView, pairs: &[Pair]) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = pairs.iter().filter_map(|pair| plan_and_deed(view, pair)).collect();
    candidates.extend(pairs.iter().filter_map(|pair| so_and_not_so(view, pair.one, pair.other)));
    candidates.extend(within_articles(view));
    candidates.extend(denied_nouns(view));
    candidates
}

fn shown(view: &StoryView, placed: Placed) -> String {
    view.text(placed.article, placed.frame.span).split_whitespace().take(16).collect::<Vec<_>>().join(" ")
}

/// What is told of both ways, as a question.
fn whether(view: &StoryView, frames: &[Placed]) -> String {
    let clause = told(view, frames, &[]).unwrap_or_else(|| lowered(view, &shown(view, frames[0])));
    format!("whether {clause}")
}

fn value(view: &StoryView, placed: Placed, side: u32) -> Value {
    Value { article: placed.article, span: placed.frame.span, text: shown(view, placed), side }
}

fn plan_and_deed(view: &StoryView, pair: &Pair) -> Option<Candidate> {
    let (a, b) = (pair.one.frame, pair.other.frame);
    let (plan, deed) = match (a.reality, b.reality) {
        (Reality::Planned, Reality::Fact) => (pair.one, pair.other),
        (Reality::Fact, Reality::Planned) => (pair.other, pair.one),
        _ => return None,
    };
    // "Would travel to the area" and "visited the town": one journey.
    let one_kind = in_one_class(&a.lemma, &b.lemma, "happening");
    let acts = [a, b].iter().all(|frame| frame.kind == FrameKind::Verb && !frame.negated && !is_steady(frame));
    if !acts
        || !is_done(view, deed)
        || !same_core(view, pair)
        || pair.predicate < SAME_PREDICATE && !one_kind
        || pair.weight < LEAST_SHARED
        || pair.share < 0.4
        || !one_kind && !more_than_doer(pair)
        || other_figures(view, pair)
        || other_kinds(pair)
        || other_days(view, pair)
        || other_doers(view, pair)
        || is_settled(view, plan.article, plan.frame.head_span)
        || told_both_ways(view, plan, deed)
        || told_both_ways(view, deed, plan)
    {
        return None;
    }
    let days = (view.article(plan.article).published, view.article(deed.article).published);
    if matches!(days, (Some(plan), Some(deed)) if plan > deed) {
        return None;
    }
    Some(Candidate {
        kind: DiscrepancyKind::Status,
        severity: Severity::Update,
        subject: whether(view, &[deed, plan]),
        reason: format!(
            "One report has it still to come (“{}”), another done (“{}”).",
            shown(view, plan),
            shown(view, deed)
        ),
        confidence: (0.3 * if one_kind { 1.0 } else { pair.predicate } + 0.4 * pair.share + 0.4 * pair.context)
            .min(1.0),
        interest: 0.6,
        event: view.event_of_frame(deed.article, deed.frame),
        actors: Vec::new(),
        values: vec![value(view, plan, 0), value(view, deed, 1)],
    })
}

/// Whether the article of one also tells the other way what it tells: then it knows of both, and does not disagree.
fn told_both_ways(view: &StoryView, one: Placed, other: Placed) -> bool {
    view.found(one.article).frames.iter().any(|frame| {
        let third = Placed { article: one.article, frame };
        frame.reality == other.frame.reality
            && frame.kind == FrameKind::Verb
            && nearness(&frame.lemma, &other.frame.lemma) >= SAME_PREDICATE
            && align(view, third, other).is_some_and(|pair| pair.share >= 0.4 && same_core(view, &pair))
    })
}

/// Told as done: in the past, or in the present of headlines, unless they name a day that is still to come.
fn is_done(view: &StoryView, placed: Placed) -> bool {
    let published = view.article(placed.article).published;
    let times = placed.frame.slots.iter().filter_map(|slot| view.found(placed.article).times.get(slot.time? as usize));
    let day = |time: &Time| time.from.as_deref()?.get(..10)?.parse::<jiff::civil::Date>().ok();
    let still_to_come = || times.filter_map(day).any(|day| published.is_some_and(|published| day > published));
    // "Said it was sending a ship": a plan, too.
    let goes_on = view.text(placed.article, placed.frame.head_span).ends_with("ing");
    match placed.frame.tense {
        _ if goes_on => false,
        Tense::Past => true,
        Tense::Present => view.in_title(placed.article, placed.frame.head_span) && !still_to_come(),
        Tense::None => false,
    }
}

/// Words by which a plan is as good as done: "decided to put him on the list" and "put him on the list" are one.
const SETTLED: [&str; 6] = ["decided to", "decides to", "has decided", "agreed to", "agrees to", "opted to"];

/// Whether such words stand before (or in) the verb at a place.
pub(super) fn is_settled(view: &StoryView, article: ArticleIdx, verb: Span) -> bool {
    let Some(at) = view.sentence_at(article, verb) else { return false };
    let to_verb = Span { start: view.found(article).sentences[at].span.start, end: verb.end };
    let words: Vec<&str> = view.text(article, to_verb).split_whitespace().collect();
    let before = words[..words.len().saturating_sub(1)].join(" ");
    SETTLED.iter().any(|words| before.ends_with(words))
}

/// Whether the two are done by people or bodies who are known and differ.
fn other_doers(view: &StoryView, pair: &Pair) -> bool {
    let doer = |placed: Placed| {
        let subject = placed.frame.slots.iter().find(|slot| slot.role == SlotRole::Subject)?;
        view.slot_actor(placed.article, subject).filter(|&actor| view.is_named(actor))
    };
    doer(pair.one).zip(doer(pair.other)).is_some_and(|(ours, theirs)| !view.may_be_one(ours, theirs))
}

/// What is said, thought or stays as it is has no plan and no deed.
fn is_steady(frame: &Frame) -> bool {
    is_of(&frame.lemma, Field::Saying) || STEADY.contains(&frame.lemma.as_str())
}

/// "A full patch" and "a temporary patch": one noun under words that share nothing.
fn other_kinds(pair: &Pair) -> bool {
    let (a, b) = (pair.one.frame, pair.other.frame);
    pair.shared.iter().any(|&(i, j)| {
        let (ours, theirs) = (&a.slots[i], &b.slots[j]);
        let told = |slot: &Slot| slot.role == SlotRole::Object && !slot.named && !slot.words.is_empty();
        told(ours) && told(theirs) && !ours.words.iter().any(|word| theirs.words.contains(word))
    })
}

/// Dates of the two that exclude one another: another occasion.
fn other_days(view: &StoryView, pair: &Pair) -> bool {
    let times = |placed: Placed<'_>| -> Vec<u32> { placed.frame.slots.iter().filter_map(|slot| slot.time).collect() };
    let (ours, theirs) = (times(pair.one), times(pair.other));
    let time = |placed: Placed<'_>, idx: u32| view.found(placed.article).times.get(idx as usize);
    let exclude = |a: u32, b: u32| match (time(pair.one, a), time(pair.other, b)) {
        (Some(a), Some(b)) => matches!(compare(a, b), Verdict::Exclude),
        _ => false,
    };
    !ours.is_empty() && !theirs.is_empty() && ours.iter().all(|&a| theirs.iter().all(|&b| exclude(a, b)))
}

/// Something besides who did it is shared, unless nothing else is told.
fn more_than_doer(pair: &Pair) -> bool {
    let (a, b) = (pair.one.frame, pair.other.frame);
    let doer = |role: SlotRole| matches!(role, SlotRole::Subject | SlotRole::Time);
    let alone = |frame: &Frame| frame.slots.iter().all(|slot| doer(slot.role));
    alone(a) || alone(b) || pair.shared.iter().any(|&(i, _)| !doer(a.slots[i].role))
}

/// Figures of the two that differ: 31 a share and 4 billion in all are two sums.
pub(super) fn other_figures(view: &StoryView, pair: &Pair) -> bool {
    let figure = |placed: Placed| {
        let quantities = &view.found(placed.article).quantities;
        let object = placed.frame.slots.iter().find(|slot| slot.role == SlotRole::Object)?;
        Some(quantities.get(object.quantity? as usize)?.value)
    };
    matches!((figure(pair.one), figure(pair.other)), (Some(a), Some(b)) if (a - b).abs() > 1e-9)
}

/// Whether what is shared says what is spoken of: something besides who did it, of a verb; of "is", a noun and a subject
/// that others than the speaker can be meant by.
fn is_telling(view: &StoryView, pair: &Pair) -> bool {
    let slots = || pair.shared.iter().map(|&(i, _)| &pair.one.frame.slots[i]);
    let myself = |placed: Placed<'_>| {
        let mut subjects = placed.frame.slots.iter().filter(|slot| slot.role == SlotRole::Subject);
        subjects.any(|slot| matches!(view.text(placed.article, slot.span).to_lowercase().as_str(), "i" | "we" | "you"))
    };
    let telling = |slot: &Slot| !is_empty(view, pair.one.article, slot) && slot.role != SlotRole::Clause;
    let more = slots().any(|slot| telling(slot) && !matches!(slot.role, SlotRole::Subject | SlotRole::Time));
    let subject = slots().any(|slot| telling(slot) && slot.role == SlotRole::Subject);
    let copula = pair.one.frame.kind == FrameKind::Copula;
    !myself(pair.one) && !myself(pair.other) && if copula { subject && more } else { more }
}

/// Whether a subject, object or attribute of the one is something else in the other, or one predicate is of two kinds:
/// "not aware of the charge" does not deny "aware of the report".
fn clashes(view: &StoryView, pair: &Pair) -> bool {
    let (a, b) = (pair.one.frame, pair.other.frame);
    let filled = |placed: Placed<'_>, role: SlotRole, preposition: &str| -> bool {
        placed.frame.slots.iter().any(|slot| {
            slot.role == role
                && slot.preposition == preposition
                && slot.time.is_none()
                && !is_empty(view, placed.article, slot)
        })
    };
    let met = |role: SlotRole, preposition: &str| {
        pair.shared
            .iter()
            .any(|&(i, j)| a.slots[i].role == role && b.slots[j].role == role && a.slots[i].preposition == preposition)
    };
    let clash = |role: SlotRole, preposition: &str| {
        filled(pair.one, role, preposition) && filled(pair.other, role, preposition) && !met(role, preposition)
    };
    let obliques = a.slots.iter().filter(|slot| slot.role == SlotRole::Oblique).map(|slot| slot.preposition.as_str());
    let own = a.kind != b.kind
        || clash(SlotRole::Subject, "")
        || clash(SlotRole::Object, "")
        || clash(SlotRole::Attribute, "") && a.kind != FrameKind::Copula;
    own || obliques.into_iter().any(|preposition| clash(SlotRole::Oblique, preposition))
}

/// Both are clauses, and where both have an object (or else a subject), it is the same.
fn same_core(view: &StoryView, pair: &Pair) -> bool {
    let (a, b) = (pair.one.frame, pair.other.frame);
    let filled = |placed: Placed, role: SlotRole| {
        placed.frame.slots.iter().any(|slot| slot.role == role && !is_empty(view, placed.article, slot))
    };
    let met = |role: SlotRole| pair.shared.iter().any(|&(i, j)| a.slots[i].role == role && b.slots[j].role == role);
    let clauses = a.kind != FrameKind::Nominal && b.kind != FrameKind::Nominal && !LIGHT.contains(&a.lemma.as_str());
    let fits = |role| !(filled(pair.one, role) && filled(pair.other, role)) || met(role);
    clauses && fits(SlotRole::Object) && (met(SlotRole::Object) || fits(SlotRole::Subject))
}

/// Whether a frame says that it is not so, and whether somebody is named who says it.
fn denial(view: &StoryView, placed: Placed) -> (bool, bool) {
    let statement =
        view.found(placed.article).statements.iter().find(|statement| statement.span.contains(placed.frame.head_span));
    // "Denied over the years that he was there."
    let governs = |frame: &Frame| {
        let between = Span { start: frame.head_span.end, end: placed.frame.head_span.start };
        frame.sentence == placed.frame.sentence
            && frame.head < placed.frame.head
            && DENYING.contains(&frame.lemma.as_str())
            && !frame.negated
            && view.text(placed.article, between).contains(" that ")
    };
    let denied = view.found(placed.article).frames.iter().any(governs);
    match statement {
        _ if denied => (!placed.frame.negated, true),
        Some(statement) if statement.stance == Stance::Denies => (true, true),
        Some(_) => (placed.frame.negated, true),
        None => (placed.frame.negated, false),
    }
}

/// Words before a clause that make it no claim: what is to be seen to, asked or supposed.
const SUPPOSED: [&str; 8] = ["ensure", "ensuring", "if", "whether", "unless", "until", "should", "lest"];

/// Whether a clause claims something: it is finite, nothing before it makes it a mere thought, and its own sentence does
/// not deny it in passing.
fn is_claimed(view: &StoryView, placed: Placed) -> bool {
    let Some(sentence) = view.found(placed.article).sentences.get(placed.frame.sentence as usize) else { return false };
    let before = Span { start: sentence.span.start, end: placed.frame.head_span.start.max(sentence.span.start) };
    let mut words = view.text(placed.article, before).split(' ');
    placed.frame.tense != Tense::None && !words.any(|word| SUPPOSED.contains(&word.to_lowercase().as_str()))
}

fn so_and_not_so(view: &StoryView, one: Placed, other: Placed) -> Option<Candidate> {
    // "They were required to" and "they are not required to": it has changed.
    if !is_claimed(view, one) || !is_claimed(view, other) || one.frame.tense != other.frame.tense {
        return None;
    }
    let ((not_one, said_one), (not_other, said_other)) = (denial(view, one), denial(view, other));
    if not_one == not_other || one.frame.reality != Reality::Fact || other.frame.reality != Reality::Fact {
        return None;
    }
    let pair = align(view, one, other)?;
    if clashes(view, &pair) || other_days(view, &pair) || !is_telling(view, &pair) {
        return None;
    }
    // One verb over one object says more than shared words.
    let met_object = pair
        .shared
        .iter()
        .any(|&(i, j)| one.frame.slots[i].role == SlotRole::Object && other.frame.slots[j].role == SlotRole::Object);
    let plain = met_object && pair.predicate > 0.95;
    let (weight, share) = if plain { (LEAST_OF_ONE_VERB, 0.3) } else { (LEAST_SHARED, 0.45) };
    if pair.predicate < SAME_PREDICATE || pair.weight < weight || pair.share < share || !same_core(view, &pair) {
        return None;
    }
    // What no party says: "had yet to wake" and "had not woken" are one, and one refusal is soon overtaken.
    let sure = (0.3 * pair.predicate + 0.4 * pair.share + 0.4 * pair.context).min(1.0);
    let (so, not, said) = if not_one { (other, one, said_one) } else { (one, other, said_other) };
    if !said {
        return None;
    }
    Some(Candidate {
        kind: DiscrepancyKind::Contested,
        severity: if sure >= SURE { Severity::Conflict } else { Severity::Differs },
        subject: whether(view, &[so]),
        reason: both_write(view, (so.article, so.frame.span), (not.article, denying(view, not))),
        confidence: sure,
        interest: 0.9,
        event: view.event_of_frame(so.article, so.frame),
        actors: Vec::new(),
        values: vec![value(view, so, 0), value(view, not, 1)],
    })
}

/// The phrase that denies, from the word that does on: "no mortars were fired", "denied that mortars were fired".
fn denying(view: &StoryView, not: Placed) -> Span {
    let span = not.frame.span;
    let Some(at) = view.sentence_at(not.article, span) else { return span };
    let start = view.found(not.article).sentences[at].span.start.min(span.start);
    let before = view.text(not.article, Span { start, end: span.start });
    let denies = |word: &str| DENIALS.contains(&word.to_lowercase().as_str());
    let from = before.split(' ').rev().take(DENIAL_WORDS).position(denies);
    let back = from.map_or(0, |n| before.split(' ').rev().take(n + 1).map(|word| word.len() + 1).sum::<usize>() - 1);
    Span { start: span.start - back as u32, end: span.end }
}

/// Words that deny what stands behind them …
const DENIALS: [&str; 9] = ["no", "not", "never", "denied", "denies", "deny", "denying", "rejected", "disputed"];
/// … at most so many words later.
const DENIAL_WORDS: usize = 8;

/// A claim and its denial inside one article.
fn within_articles(view: &StoryView) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for &article in view.members {
        let frames = &view.found(article).frames;
        for not in frames.iter().filter(|frame| denial(view, Placed { article, frame }).0) {
            for so in frames.iter().filter(|so| so.sentence != not.sentence || so.head != not.head) {
                if nearness(&so.lemma, &not.lemma) < SAME_PREDICATE {
                    continue;
                }
                candidates.extend(so_and_not_so(view, Placed { article, frame: so }, Placed { article, frame: not }));
            }
        }
    }
    candidates
}

/// "This is not a swap" beside "the prisoner swap": the noun alone carries the matter.
fn denied_nouns(view: &StoryView) -> Vec<Candidate> {
    let mut candidates: Vec<(String, Candidate)> = Vec::new();
    for &article in view.members {
        for frame in &view.found(article).frames {
            let copula = frame.kind == FrameKind::Copula && frame.negated && !frame.lemma.is_empty();
            let vague = frame.slots.iter().all(|slot| slot.head == frame.head || is_empty(view, article, slot));
            // "There were no survivors" has nothing that it denies of.
            let of_something = frame.slots.iter().any(|slot| slot.role == SlotRole::Subject);
            // "Not just", "not the first", "not one but all": no denial that there was one.
            let text = view.text(article, frame.span).to_lowercase();
            let plainly =
                [" not a ", " not an ", "n't a ", "n't an ", " no ", " never a "].iter().any(|not| text.contains(not));
            if !plainly {
                continue;
            }
            let points = |slot: &Slot| matches!(slot.lemma.as_str(), "this" | "that" | "it");
            let pointed = frame.slots.iter().any(|slot| slot.role == SlotRole::Subject && points(slot));
            if !copula || !vague || !of_something || !pointed || view.rarity(&frame.lemma) < TELLING_NOUN {
                continue;
            }
            let so: Vec<(ArticleIdx, Span)> = view
                .members
                .iter()
                .flat_map(|&other| view.found(other).frames.iter().map(move |theirs| (other, theirs)))
                .filter(|(other, theirs)| *other != article && !theirs.negated && told_of(theirs, &frame.lemma))
                .map(|(other, theirs)| (other, theirs.span))
                .take(8)
                .collect();
            if so.is_empty() {
                continue;
            }
            let not = Placed { article, frame };
            if let Some(known) = candidates.iter_mut().find(|known: &&mut (String, Candidate)| known.0 == frame.lemma) {
                known.1.values.push(value(view, not, 0));
                continue;
            }
            let mut values = vec![value(view, not, 0)];
            values.extend(so.iter().map(|&(article, span)| Value {
                article,
                span,
                text: view.text(article, span).to_string(),
                side: 1,
            }));
            candidates.push((
                frame.lemma.clone(),
                Candidate {
                    kind: DiscrepancyKind::Contested,
                    severity: Severity::Conflict,
                    subject: format!("whether it was {}", a(&frame.lemma)),
                    reason: format!("One report says that it was no {}, another tells of one.", frame.lemma),
                    confidence: 0.8,
                    interest: 0.9,
                    event: None,
                    actors: Vec::new(),
                    values,
                },
            ));
        }
    }
    candidates.into_iter().map(|(_, candidate)| candidate).collect()
}

/// Whether a frame tells of the thing that a noun names, as a thing.
fn told_of(frame: &Frame, noun: &str) -> bool {
    let thing = |slot: &Slot| matches!(slot.role, SlotRole::Subject | SlotRole::Object | SlotRole::Oblique);
    frame.kind == FrameKind::Nominal && frame.lemma == noun
        || frame.slots.iter().any(|slot| slot.lemma == noun && thing(slot))
}
