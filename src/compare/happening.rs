//! One event as its accounts tell it: when, who took part, how far it has come.
//!
//! The linked events say which accounts are of one happening; here their times, participants and statuses are held
//! against one another.

use super::candidate::{Candidate, Value};
use super::status::is_settled;
use super::story::StoryView;
use super::time::{Verdict, compare, is_stamp, is_vague, other_decimals};
use super::worded::{both_say, dated, listed, told_of};
use super::{DiscrepancyKind, Severity};
use crate::extract::{Account, ActorKind, EventKind, Form, Part, Status, Tense, Time, nearness};
use crate::link::Event;
use crate::text::{ArticleIdx, Span};

/// Most words of evidence around a value.
const EVIDENCE_WORDS: usize = 18;

/// Actors with the place where each is named.
type Cast = Vec<(u32, Span)>;

struct Told<'a> {
    article: ArticleIdx,
    account: &'a Account,
}

pub(super) fn find(view: &StoryView) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for (event_idx, event) in view.linked.events.iter().enumerate().filter(|(_, event)| event.story == view.story) {
        let told = told(view, event);
        candidates.extend(times(view, event_idx as u32, event, &told));
        // Who stands in a sentence took part in a meeting, not in what somebody says of an arrest.
        if event.kind == EventKind::Meeting {
            candidates.extend(participants(view, event_idx as u32, event, &told));
        }
        candidates.extend(statuses(view, event_idx as u32, event, &told));
    }
    candidates.extend(same_cast(view));
    candidates
}

/// People named around two accounts from which on they are taken for one happening.
const SAME_CAST: usize = 3;

/// Accounts of one kind, in two articles, around which the same three or more people are named, but on another day:
/// the linking keeps them apart for their days, and the day is what they disagree on.
fn same_cast(view: &StoryView) -> Vec<Candidate> {
    let mut scenes: Vec<(u32, Told, Cast)> = Vec::new();
    for (event_idx, event) in view.linked.events.iter().enumerate().filter(|(_, event)| event.story == view.story) {
        for told in told(view, event) {
            let open = |idx: &u32| {
                view.found(told.article).times.get(*idx as usize).is_some_and(|time| time.weekday.is_some())
            };
            if event.kind != EventKind::Other && told.account.time.as_ref().is_some_and(open) {
                let cast = cast(view, &told);
                if cast.len() >= SAME_CAST {
                    scenes.push((event_idx as u32, told, cast));
                }
            }
        }
    }
    let mut candidates: Vec<Candidate> = Vec::new();
    for (at, (event, one, ours)) in scenes.iter().enumerate() {
        for (other_event, other, theirs) in &scenes[at + 1..] {
            let kind = |event: u32| view.linked.events[event as usize].kind;
            let shared = ours.iter().filter(|(actor, _)| theirs.iter().any(|(whose, _)| whose == actor)).count();
            if event == other_event
                || one.article == other.article
                || kind(*event) != kind(*other_event)
                || shared < SAME_CAST
                || candidates.iter().any(|known| known.event == Some(*event))
            {
                continue;
            }
            let time = |told: &Told| told.account.time.and_then(|idx| view.found(told.article).times.get(idx as usize));
            let (Some(a), Some(b)) = (time(one), time(other)) else { continue };
            let summary = &view.linked.events[*event as usize].summary;
            let text = |told: &Told, time: &Time| view.text(told.article, time.span);
            let value = |told: &Told, time: &Time, side| Value {
                article: told.article,
                span: around(view, told, time.span),
                text: view.text(told.article, time.span).to_string(),
                side,
            };
            if matches!(compare(a, b), Verdict::Exclude) {
                let names: Vec<&str> = ours
                    .iter()
                    .filter(|(actor, _)| theirs.iter().any(|(whose, _)| whose == actor))
                    .map(|(actor, _)| view.linked.actors[*actor as usize].name.as_str())
                    .collect();
                candidates.push(Candidate {
                    kind: DiscrepancyKind::Time,
                    severity: Severity::Conflict,
                    subject: format!("when {}", told_of(view, summary, &[text(one, a), text(other, b)])),
                    reason: format!(
                        "Both reports tell of {} together; one says {}, the other {}.",
                        listed(&names),
                        dated(view, one.article, a),
                        dated(view, other.article, b)
                    ),
                    confidence: 0.8,
                    interest: 1.0,
                    event: Some(*event),
                    actors: Vec::new(),
                    values: vec![value(one, a, 0), value(other, b, 1)],
                });
            }
            if kind(*event) == EventKind::Meeting {
                candidates.extend(differing_casts(view, *event, summary, (one.article, ours), (other.article, theirs)));
            }
        }
    }
    candidates
}

/// Named people in the sentence of an account and the two after it.
fn cast(view: &StoryView, told: &Told) -> Cast {
    let found = view.found(told.article);
    let at = told.account.sentence as usize;
    let Some(first) = found.sentences.get(at) else { return Vec::new() };
    let scope = found.sentences.iter().skip(at + 1).take(2).fold(first.span, |scope, next| scope.join(next.span));
    let mut cast: Vec<(u32, Span)> = Vec::new();
    for mention in found.mentions.iter().filter(|mention| mention.form == Form::Name && scope.contains(mention.span)) {
        if let Some(actor) = view.actor(told.article, Some(mention.referent))
            && view.linked.actors[actor as usize].kind == ActorKind::Person
            && !cast.iter().any(|(known, _)| *known == actor)
        {
            cast.push((actor, mention.span));
        }
    }
    cast
}

/// Fewest people whom each of two articles names.
const LEAST_CAST: usize = 2;

/// Where one article names all that the other does, and somebody besides.
fn differing_casts(
    view: &StoryView,
    event: u32,
    summary: &str,
    (one, ours): (ArticleIdx, &[(u32, Span)]),
    (other, theirs): (ArticleIdx, &[(u32, Span)]),
) -> Option<Candidate> {
    let people = |list: &[(u32, Span)]| -> Vec<u32> {
        let mut actors: Vec<u32> = list.iter().map(|(actor, _)| *actor).collect();
        actors.sort_unstable();
        actors.dedup();
        actors
    };
    let (a, b) = (people(ours), people(theirs));
    let shared = a.iter().filter(|actor| b.contains(actor)).count();
    if a.len() < LEAST_CAST || b.len() < LEAST_CAST || shared == 0 {
        return None;
    }
    let only =
        |from: &[u32], than: &[u32]| from.iter().copied().filter(|actor| !than.contains(actor)).collect::<Vec<_>>();
    let (more, less) = (only(&a, &b), only(&b, &a));
    let ((from, list, extra), (than, rest)) = match (more.is_empty(), less.is_empty()) {
        (false, true) => ((one, ours, more.clone()), (other, theirs)),
        (true, false) => ((other, theirs, less), (one, ours)),
        _ => return None,
    };
    let name = |actor: u32| view.linked.actors[actor as usize].name.as_str();
    let names: Vec<&str> = extra.iter().map(|actor| name(*actor)).collect();
    let all = |actors: &[u32]| actors.iter().map(|actor| name(*actor)).collect::<Vec<_>>().join(", ");
    let (wider, narrower) = if more.is_empty() { (all(&b), all(&a)) } else { (all(&a), all(&b)) };
    let value = |article: ArticleIdx, (_, span): (u32, Span), side: u32| Value {
        article,
        span,
        text: if side == 0 { wider.clone() } else { narrower.clone() },
        side,
    };
    let mut values: Vec<Value> =
        list.iter().filter(|(actor, _)| extra.contains(actor)).map(|&found| value(from, found, 0)).collect();
    values.extend(rest.iter().map(|&found| value(than, found, 1)));
    Some(Candidate {
        kind: DiscrepancyKind::Participants,
        severity: Severity::Differs,
        subject: format!("who took part when {}", told_of(view, summary, &[])),
        reason: format!("One report names {} here, the other does not.", listed(&names)),
        confidence: 0.65,
        interest: 0.7,
        event: Some(event),
        actors: extra,
        values,
    })
}

/// All accounts of an event, those that retell it in the same article included.
fn told<'a>(view: &StoryView<'a>, event: &Event) -> Vec<Told<'a>> {
    let mut all = Vec::new();
    for &(article, account) in event.accounts.iter().filter(|(article, _)| view.members.contains(article)) {
        let accounts = &view.found(article).accounts;
        let Some(first) = accounts.get(account as usize) else { continue };
        all.push(Told { article, account: first });
        all.extend(
            first.same.iter().filter_map(|&same| accounts.get(same as usize).map(|account| Told { article, account })),
        );
    }
    all
}

/// The phrase from the predicate to the value, or the value alone where they stand far apart.
fn around(view: &StoryView, told: &Told, value: Span) -> Span {
    let wide = told.account.span.join(value);
    if view.text(told.article, wide).split_whitespace().count() <= EVIDENCE_WORDS { wide } else { value }
}

fn times(view: &StoryView, event_idx: u32, event: &Event, all: &[Told]) -> Vec<Candidate> {
    let mut seen: Vec<(&Told, &Time)> = Vec::new();
    for told in all {
        let times = &view.found(told.article).times;
        for idx in told.account.time.iter().chain(&told.account.times) {
            let told_plainly =
                |time: &&Time| !is_vague(view, told.article, time) && !is_stamp(view, told.article, time.span);
            if let Some(time) = times.get(*idx as usize).filter(told_plainly) {
                seen.push((told, time));
            }
        }
    }
    let mut best: Option<(usize, usize, bool, f32)> = None;
    for (at, (one, time)) in seen.iter().enumerate() {
        for (idx, (other, theirs)) in seen.iter().enumerate().skip(at + 1) {
            let figures = |told: &Told| view.text(told.article, told.account.span);
            let two = other_decimals(figures(one), figures(other)) || hours_apart(time, theirs);
            if one.article == other.article || two {
                continue;
            }
            let (excluded, interest) = match compare(time, theirs) {
                Verdict::Exclude => (true, 1.0),
                Verdict::Finer(interest) => (false, interest),
                Verdict::Same | Verdict::Unknown => continue,
            };
            // An article that gives both times does not disagree.
            let gives = |article: ArticleIdx, time: &Time| {
                seen.iter().any(|(told, other)| {
                    told.article == article
                        && time.granularity == other.granularity
                        && matches!(compare(time, other), Verdict::Same)
                })
            };
            if gives(one.article, theirs) || gives(other.article, time) {
                continue;
            }
            if best.is_none_or(|known| (excluded, interest) > (known.2, known.3)) {
                best = Some((at, idx, excluded, interest));
            }
        }
    }
    let Some((one, other, excluded, interest)) = best else { return Vec::new() };
    let same = |idx: usize, time: &Time| matches!(compare(seen[idx].1, time), Verdict::Same);
    let values: Vec<Value> = seen
        .iter()
        .filter_map(|(told, time)| {
            let side = if same(one, time) {
                0
            } else if same(other, time) {
                1
            } else {
                return None;
            };
            let text = view.text(told.article, time.span).to_string();
            Some(Value { article: told.article, span: around(view, told, time.span), text, side })
        })
        .collect();
    let text = |idx: usize| dated(view, seen[idx].0.article, seen[idx].1);
    let all_times: Vec<&str> = seen.iter().map(|(told, time)| view.text(told.article, time.span)).collect();
    vec![Candidate {
        kind: DiscrepancyKind::Time,
        severity: if excluded { Severity::Conflict } else { Severity::Differs },
        subject: format!("when {}", told_of(view, &event.summary, &all_times)),
        reason: both_say((seen[one].0.article, &text(one)), (seen[other].0.article, &text(other))),
        confidence: 0.7,
        interest,
        event: Some(event_idx),
        actors: Vec::new(),
        values,
    }]
}

/// Minutes from which on two times of day are of two happenings, unless half a day lies between them: "a.m." for "p.m.".
const TWO_HAPPENINGS: i32 = 120;

fn hours_apart(one: &Time, other: &Time) -> bool {
    const HALF_A_DAY: i32 = 12 * 60;
    let (Some(a), Some(b)) = (one.minute_of_day, other.minute_of_day) else { return false };
    let apart = (i32::from(a) - i32::from(b)).abs();
    apart.min(2 * HALF_A_DAY - apart) > TWO_HAPPENINGS && apart != HALF_A_DAY
}

/// Who took part by one article, and by another: at least two names each, some shared, some in one only.
fn participants(view: &StoryView, event_idx: u32, event: &Event, all: &[Told]) -> Vec<Candidate> {
    let mut lists: Vec<(ArticleIdx, Cast)> = Vec::new();
    for told in all {
        let people = told
            .account
            .participants
            .iter()
            .filter(|taking| matches!(taking.part, Part::Who | Part::Whom | Part::With))
            .filter_map(|taking| Some((view.actor(told.article, taking.referent)?, taking.span)))
            .filter(|(actor, _)| {
                view.linked.actors[*actor as usize].kind == ActorKind::Person && view.is_named(*actor)
            });
        let at = lists.iter().position(|(article, _)| *article == told.article).unwrap_or_else(|| {
            lists.push((told.article, Vec::new()));
            lists.len() - 1
        });
        lists[at].1.extend(people);
    }
    for (at, (one, ours)) in lists.iter().enumerate() {
        for (other, theirs) in &lists[at + 1..] {
            let found = differing_casts(view, event_idx, &event.summary, (*one, ours), (*other, theirs));
            if found.is_some() {
                return found.into_iter().collect();
            }
        }
    }
    Vec::new()
}

/// Least nearness of the words for a plan and its deed.
const SAME_DEED: f32 = 0.8;

/// Actors that two accounts must share for a plan to be that deed's …
const LEAST_SHARED: usize = 2;

/// How many of those who take part are the same; all of them, where the one tells of no more.
fn share_enough(view: &StoryView, one: &Told, other: &Told) -> bool {
    let actors = |told: &Told| -> Vec<u32> {
        let parts = told.account.participants.iter();
        let mut all: Vec<u32> = parts.filter_map(|taking| view.actor(told.article, taking.referent)).collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let (ours, theirs) = (actors(one), actors(other));
    let shared = ours.iter().filter(|actor| theirs.contains(actor)).count();
    shared >= LEAST_SHARED
}

/// Whether the accounts are of different days.
fn other_day(view: &StoryView, one: &Told, other: &Told) -> bool {
    let time = |told: &Told| told.account.time.and_then(|idx| view.found(told.article).times.get(idx as usize));
    matches!((time(one), time(other)), (Some(a), Some(b)) if matches!(compare(a, b), Verdict::Exclude))
}

/// Letters of a word that says something.
const TELLING_LETTERS: usize = 4;

/// Whether two phrases have a telling word in common: without one, who reads both sees no update.
fn share_a_word(view: &StoryView, one: &Told, other: &Told) -> bool {
    let words = |told: &Told| -> Vec<String> {
        let phrase = view.text(told.article, told.account.span);
        let words = phrase.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() >= TELLING_LETTERS);
        words.map(str::to_lowercase).collect()
    };
    let theirs = words(other);
    words(one).iter().any(|word| theirs.contains(word))
}

/// Planned in one report and done, or called off, in another.
fn statuses(view: &StoryView, event_idx: u32, event: &Event, all: &[Told]) -> Vec<Candidate> {
    let of = |status: Status| all.iter().filter(move |told| told.account.status == status);
    let verb = |told: &Told| {
        let mut frames = view.found(told.article).frames.iter();
        frames.find(|frame| frame.head == told.account.predicate).map(|frame| frame.head_span)
    };
    let open = |told: &&Told| !verb(told).is_some_and(|verb| is_settled(view, told.article, verb));
    let Some(plan) = of(Status::Planned).find(open) else { return Vec::new() };
    let later = |told: &&Told| {
        let one_deed = nearness(&plan.account.lemma, &told.account.lemma) >= SAME_DEED;
        // "The acquisition" is a name for what is to come as well.
        let frames = &view.found(told.article).frames;
        let done = frames.iter().any(|frame| {
            let now = frame.tense == Tense::Present && view.in_title(told.article, frame.head_span);
            frame.head == told.account.predicate && (frame.tense == Tense::Past || now)
        });
        if !one_deed || !done || !share_enough(view, plan, told) || other_day(view, plan, told) {
            return false;
        }
        // A report that has both knows how it went on.
        let knows = |article: ArticleIdx, status: Status, like: &Told| {
            of(status).any(|known| {
                let one_deed = nearness(&known.account.lemma, &like.account.lemma) >= SAME_DEED;
                known.article == article && one_deed && share_enough(view, known, like) && !other_day(view, known, like)
            })
        };
        if knows(plan.article, Status::Occurred, told) || knows(told.article, Status::Planned, plan) {
            return false;
        }
        let days = (view.article(plan.article).published, view.article(told.article).published);
        told.article != plan.article && !matches!(days, (Some(plan), Some(done)) if plan > done)
    };
    let called_off = of(Status::Cancelled).find(|told| told.article != plan.article);
    let Some(now) = called_off.or_else(|| of(Status::Occurred).find(later)) else { return Vec::new() };
    if !share_a_word(view, plan, now) {
        return Vec::new();
    }
    let value = |told: &Told, side| Value {
        article: told.article,
        span: told.account.span,
        text: told.account.summary.clone(),
        side,
    };
    let end = if called_off.is_some() { "called off" } else { "done" };
    vec![Candidate {
        kind: DiscrepancyKind::Status,
        severity: Severity::Update,
        subject: format!("whether {}", told_of(view, &event.summary, &[])),
        reason: format!("One report tells of this as planned, another as {end}."),
        confidence: 0.7,
        interest: 0.7,
        event: Some(event_idx),
        actors: Vec::new(),
        values: vec![value(plan, 0), value(now, 1)],
    }]
}
