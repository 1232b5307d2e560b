//! Times: one event, told at two times.

use super::align::{Pair, Placed};
use super::candidate::{Candidate, Value};
use super::cluster::{Point, Points, groups, sides};
use super::story::StoryView;
use super::{DiscrepancyKind, Severity};
use crate::extract::{Anchor, Granularity, SlotRole, Time, TimeKind};
use crate::text::ArticleIdx;

/// Least nearness of the predicates of one event.
const SAME_PREDICATE: f32 = 0.75;
/// Minutes that two times of day given as about may lie apart and still be one.
const ABOUT_MINUTES: i32 = 4;

/// How two times stand to one another.
pub(super) enum Verdict {
    Same,
    /// Both can hold; the one is finer.
    Finer(f32),
    /// They cannot both hold.
    Exclude,
    /// Nothing can be said.
    Unknown,
}

pub(super) fn find(view: &StoryView, pairs: &[Pair]) -> Vec<Candidate> {
    let mut points = Points::default();
    let mut times: Vec<&Time> = Vec::new();
    let (mut differing, mut agreeing) = (Vec::new(), Vec::new());
    for pair in pairs.iter().filter(|pair| is_one_event(pair)) {
        for (one, time) in times_of(view, pair.one) {
            for (other, theirs) in times_of(view, pair.other) {
                let verdict = compare(time, theirs);
                if matches!(verdict, Verdict::Unknown) {
                    continue;
                }
                let a = points.number(one.clone());
                if a == times.len() {
                    times.push(time);
                }
                let b = points.number(other.clone());
                if b == times.len() {
                    times.push(theirs);
                }
                match verdict {
                    Verdict::Same => agreeing.push((a, b)),
                    Verdict::Finer(interest) => differing.push((a, b, pair, false, interest)),
                    Verdict::Exclude => differing.push((a, b, pair, true, 1.0)),
                    Verdict::Unknown => {}
                }
            }
        }
    }
    let mut clocks = clocks(view);
    let edges: Vec<(usize, usize)> = differing.iter().map(|(a, b, ..)| (*a, *b)).collect();
    let found = groups(points.all.len(), &edges, &agreeing)
        .into_iter()
        .filter_map(|group| {
            let best = differing
                .iter()
                .filter(|(a, b, ..)| group.contains(a) && group.contains(b))
                .max_by(|x, y| strength(x.2, x.3).total_cmp(&strength(y.2, y.3)))?;
            let values = sides(&points.all, &group, |a, b| matches!(compare(times[a], times[b]), Verdict::Same));
            let pair = best.2;
            let what = view.text(pair.one.article, pair.one.frame.span);
            let (a, b) = (&points.all[best.0].text, &points.all[best.1].text);
            Some(Candidate {
                kind: DiscrepancyKind::Time,
                severity: if best.3 { Severity::Conflict } else { Severity::Differs },
                subject: format!("time of “{what}”"),
                reason: if best.3 {
                    format!("The same event is put at {a} by one and at {b} by another; it cannot be both.")
                } else {
                    format!("The same event is put at {a} by one and at {b} by another; the one is finer.")
                },
                confidence: strength(pair, best.3),
                interest: best.4,
                event: view.event_of_frame(pair.one.article, pair.one.frame),
                actors: Vec::new(),
                values,
            })
        })
        .collect::<Vec<_>>();
    clocks.extend(found);
    clocks
}

/// Clock times this near (minutes) in two reports of one story are likely one moment …
const ONE_MOMENT: i32 = 15;
/// … where the sentences share this much.
const SAME_SENTENCE: f32 = 0.3;

/// Two times of day, close together and not the same, in sentences that share their telling words.
fn clocks(view: &StoryView) -> Vec<Candidate> {
    let mut seen: Vec<(ArticleIdx, &Time, i32)> = Vec::new();
    for &article in view.members {
        seen.extend(
            view.found(article).times.iter().filter_map(|time| Some((article, time, i32::from(time.minute_of_day?)))),
        );
    }
    let has = |article: ArticleIdx, minute: i32| seen.iter().any(|(whose, _, at)| *whose == article && *at == minute);
    let mut best: Option<(usize, usize, f32)> = None;
    for (idx, &(article, time, minute)) in seen.iter().enumerate() {
        for (other_idx, &(other, theirs, their_minute)) in seen.iter().enumerate().skip(idx + 1) {
            let apart = (minute - their_minute).abs();
            if article == other || apart == 0 || apart > ONE_MOMENT || has(article, their_minute) && has(other, minute)
            {
                continue;
            }
            let overlap = view.overlap(view.words_at(article, time.span), view.words_at(other, theirs.span), "");
            if overlap >= SAME_SENTENCE && best.is_none_or(|known| overlap > known.2) {
                best = Some((idx, other_idx, overlap));
            }
        }
    }
    let Some((one, other, overlap)) = best else { return Vec::new() };
    let text = |idx: usize| view.text(seen[idx].0, seen[idx].1.span);
    let values = seen
        .iter()
        .filter(|(_, _, minute)| *minute == seen[one].2 || *minute == seen[other].2)
        .map(|&(article, time, minute)| Value {
            article,
            span: time.span,
            text: view.text(article, time.span).to_string(),
            side: u32::from(minute != seen[one].2),
        })
        .collect();
    vec![Candidate {
        kind: DiscrepancyKind::Time,
        severity: Severity::Differs,
        subject: format!("time of day: {} or {}", text(one), text(other)),
        reason: format!("One report has {}, another {}, of what looks like one moment.", text(one), text(other)),
        confidence: (0.5 + 0.4 * overlap).min(0.9),
        interest: 0.7,
        event: None,
        actors: Vec::new(),
        values,
    }]
}

/// Both frames tell the same event: near predicates, and enough that is shared.
fn is_one_event(pair: &Pair) -> bool {
    pair.predicate >= SAME_PREDICATE && (pair.weight >= 1.5 && pair.share >= 0.25 || pair.context >= 0.35)
}

fn strength(pair: &Pair, excluded: bool) -> f32 {
    let base = 0.3 * pair.predicate + 0.35 * pair.share + 0.5 * pair.context;
    if excluded { base.min(1.0) } else { (base * 0.9).min(1.0) }
}

fn times_of<'a>(view: &StoryView<'a>, placed: Placed<'a>) -> Vec<(Point, &'a Time)> {
    let found = view.found(placed.article);
    placed
        .frame
        .slots
        .iter()
        .filter(|slot| slot.role == SlotRole::Time)
        .filter_map(|slot| {
            let time = &found.times[slot.time? as usize];
            let wide = placed.frame.head_span.join(slot.span);
            let span = if view.text(placed.article, wide).split_whitespace().count() <= 12 { wide } else { slot.span };
            Some((
                Point { article: placed.article, span, text: view.text(placed.article, slot.span).to_string() },
                time,
            ))
        })
        .collect()
}

/// Dates more than this many days apart are two events, unless they share day or month: then one is a slip.
const SLIP_DAYS: i32 = 10;

fn far_apart(one: &str, other: &str) -> bool {
    let day = |text: &str| text.get(..10).and_then(|day| day.parse::<jiff::civil::Date>().ok());
    let (Some(a), Some(b)) = (day(one), day(other)) else { return false };
    let days = (a - b).get_days().abs();
    days > SLIP_DAYS && a.month() != b.month()
}

/// Whether one of the two is a bare weekday: too little to set against a year.
fn fine_day(one: &Time, other: &Time) -> bool {
    let bare = |time: &Time| time.weekday.is_some() && time.anchor != Anchor::Absolute;
    bare(one) || bare(other)
}

pub(super) fn compare(one: &Time, other: &Time) -> Verdict {
    let dated = |time: &Time| matches!(time.kind, TimeKind::Date | TimeKind::Time);
    if !dated(one) || !dated(other) || one.granularity == Granularity::Vague || other.granularity == Granularity::Vague
    {
        return Verdict::Unknown;
    }
    if let (Some(a), Some(b)) = (one.minute_of_day, other.minute_of_day) {
        let same_day = match (&one.from, &other.from) {
            (Some(a), Some(b)) => a.get(..10) == b.get(..10),
            _ => one.weekday.is_none() || other.weekday.is_none() || one.weekday == other.weekday,
        };
        let apart = (i32::from(a) - i32::from(b)).abs();
        let softened = one.modifier.is_some() || other.modifier.is_some();
        return match (same_day, apart) {
            (true, 0) => Verdict::Same,
            (true, apart) if softened && apart <= ABOUT_MINUTES => Verdict::Same,
            (true, _) if softened => Verdict::Finer(0.75),
            _ => Verdict::Exclude,
        };
    }
    if let (Some(from), Some(to), Some(their_from), Some(their_to)) = (&one.from, &one.to, &other.from, &other.to) {
        if from == their_from && to == their_to {
            return Verdict::Same;
        }
        // One weekday, reckoned from two days of publication: the reckoning is less sure than the word.
        if one.weekday.is_some() && one.weekday == other.weekday {
            return Verdict::Same;
        }
        let softened = one.modifier.is_some() || other.modifier.is_some();
        if to <= their_from || their_to <= from {
            let coarse = one.granularity.max(other.granularity);
            if far_apart(from, their_from) {
                return Verdict::Unknown;
            }
            let uneven = one.granularity != other.granularity && coarse > Granularity::Month && fine_day(one, other);
            return if uneven || softened && coarse > Granularity::Day { Verdict::Unknown } else { Verdict::Exclude };
        }
        let fine = one.granularity.min(other.granularity);
        // "Last year" beside "March" is no news; "at 12:10" beside "in the afternoon" may be.
        let day = |granularity| granularity <= Granularity::PartOfDay;
        return if day(fine) && day(one.granularity.max(other.granularity)) {
            Verdict::Finer(0.5)
        } else {
            Verdict::Same
        };
    }
    match (one.weekday, other.weekday) {
        (Some(a), Some(b)) if a == b => Verdict::Same,
        (Some(_), Some(_)) => Verdict::Exclude,
        _ if one.value == other.value => Verdict::Same,
        _ => Verdict::Unknown,
    }
}
