//! Days: one person's or body's act, put on two days that lie close together.
//!
//! The linking keeps accounts of other days apart, and rightly so for two meetings. An appeal, an arrest, a journey, a
//! strike of the same actor within a few days is one, where each source knows of only one.

use super::candidate::{Candidate, Value};
use super::classes::{classes, in_one_class};
use super::story::StoryView;
use super::time::{Verdict, compare, is_vague};
use super::worded::{both_say, dated, told_of};
use super::{DiscrepancyKind, Severity};
use crate::extract::{Account, EventKind, Granularity, Part, Status, Time, nearness};
use crate::text::ArticleIdx;

/// Least nearness of the words for the act.
const SAME_ACT: f32 = 0.85;
/// Days further apart than this are two acts.
const MOST_DAYS: i32 = 4;
/// Words of evidence.
const EVIDENCE_WORDS: usize = 16;
/// Least overlap of the sentences, where the act is such as anybody may do several of.
const SAME_SENTENCE: f32 = 0.2;

struct Act<'a> {
    article: ArticleIdx,
    account: &'a Account,
    time: &'a Time,
    who: Vec<u32>,
    whom: Vec<u32>,
}

pub(super) fn find(view: &StoryView) -> Vec<Candidate> {
    let acts: Vec<Act> = view.members.iter().flat_map(|&article| acts(view, article)).collect();
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut done: Vec<usize> = Vec::new();
    for (at, one) in acts.iter().enumerate() {
        for (idx, other) in acts.iter().enumerate().skip(at + 1) {
            if done.contains(&at) || done.contains(&idx) || one.article == other.article || !one_act(view, one, other) {
                continue;
            }
            if !matches!(compare(one.time, other.time), Verdict::Exclude) || apart(one.time, other.time) > MOST_DAYS {
                continue;
            }
            // A source that knows the other day too tells of two acts.
            let also = |article: ArticleIdx, like: &Act| {
                acts.iter().any(|act| {
                    act.article == article
                        && one_act(view, act, like)
                        && !matches!(compare(act.time, like.time), Verdict::Exclude)
                })
            };
            if also(one.article, other) || also(other.article, one) {
                continue;
            }
            let fits = |act: &Act, like: &Act| {
                one_act(view, act, like) && !matches!(compare(act.time, like.time), Verdict::Exclude)
            };
            let mut values = Vec::new();
            for (number, act) in acts.iter().enumerate() {
                let side = match (number == at || fits(act, one), number == idx || fits(act, other)) {
                    (true, _) => 0,
                    (_, true) => 1,
                    _ => continue,
                };
                done.push(number);
                values.push(value(view, act, side));
            }
            let text = |act: &Act| dated(view, act.article, act.time);
            let days = [view.text(one.article, one.time.span), view.text(other.article, other.time.span)];
            candidates.push(Candidate {
                kind: DiscrepancyKind::Time,
                severity: Severity::Conflict,
                subject: format!("when {}", told_of(view, &one.account.summary, &days)),
                reason: both_say((one.article, &text(one)), (other.article, &text(other))),
                confidence: 0.7,
                interest: 0.8,
                event: None,
                actors: one.who.clone(),
                values,
            });
        }
    }
    candidates
}

fn acts<'a>(view: &StoryView<'a>, article: ArticleIdx) -> Vec<Act<'a>> {
    let found = view.found(article);
    let of_part = |account: &Account, part: Part| -> Vec<u32> {
        let taking = account.participants.iter().filter(|taking| taking.part == part);
        taking.filter_map(|taking| view.actor(article, taking.referent)).filter(|actor| view.is_named(*actor)).collect()
    };
    found
        .accounts
        .iter()
        .filter(|account| matches!(account.status, Status::Occurred | Status::Planned | Status::Ongoing))
        .filter(|account| !matches!(account.kind, EventKind::Statement | EventKind::Meeting))
        .filter_map(|account| {
            let time = found.times.get(account.time? as usize)?;
            let (who, whom) = (of_part(account, Part::Who), of_part(account, Part::Whom));
            let day = time.granularity <= Granularity::Day && (time.from.is_some() || time.weekday.is_some());
            let sure = day && !is_vague(view, article, time);
            (sure && !(who.is_empty() && whom.is_empty())).then_some(Act { article, account, time, who, whom })
        })
        .collect()
}

fn one_act(view: &StoryView, one: &Act, other: &Act) -> bool {
    let (a, b) = (&one.account.lemma, &other.account.lemma);
    let near = nearness(a, b) >= SAME_ACT;
    let kin = in_one_class(a, b, "happening");
    if !near && !kin {
        return false;
    }
    let shared = |ours: &[u32], theirs: &[u32]| ours.iter().any(|actor| theirs.contains(actor));
    let clash = |ours: &[u32], theirs: &[u32]| !ours.is_empty() && !theirs.is_empty() && !shared(ours, theirs);
    // The one who is arrested is the one who gives himself up.
    let all = |act: &Act| -> Vec<u32> { act.who.iter().chain(&act.whom).copied().collect() };
    if !shared(&all(one), &all(other)) || near && (clash(&one.whom, &other.whom) || clash(&one.who, &other.who)) {
        return false;
    }
    let words = |act: &Act| view.words_at(act.article, act.account.span);
    // One is taken into custody once in a few days, by whoever's account.
    let custody = |lemma: &str| classes(lemma, "happening").any(|class| class == "happening:custody");
    let once = kin && (shared(&one.who, &other.who) || custody(a) && custody(b));
    once || view.overlap(words(one), words(other), "") >= SAME_SENTENCE
}

/// Days between two times; none known are no days.
fn apart(one: &Time, other: &Time) -> i32 {
    let day = |time: &Time| time.from.as_deref()?.get(..10)?.parse::<jiff::civil::Date>().ok();
    match (day(one), day(other)) {
        (Some(a), Some(b)) => (a - b).get_days().abs(),
        _ => 0,
    }
}

fn value(view: &StoryView, act: &Act, side: u32) -> Value {
    let wide = act.account.span.join(act.time.span);
    let short = view.text(act.article, wide).split_whitespace().count() <= EVIDENCE_WORDS;
    let span = if short { wide } else { act.time.span };
    Value { article: act.article, span, text: view.text(act.article, act.time.span).to_string(), side }
}
