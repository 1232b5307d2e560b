//! Times: one event, told at two times.

use super::align::{Pair, Placed};
use super::candidate::{Candidate, SURE};
use super::cluster::{Point, Points, groups, sides};
use super::story::StoryView;
use super::worded::{both_say, dated, when};
use super::{DiscrepancyKind, Severity};
use crate::extract::{Anchor, Granularity, Slot, SlotRole, Time, TimeKind, nearness};
use crate::text::{ArticleIdx, Span};

/// Least nearness of the predicates of one event.
const SAME_PREDICATE: f32 = 0.75;
/// Minutes that two times of day given as about may lie apart and still be one.
pub(super) const ABOUT_MINUTES: i32 = 4;

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
    for pair in pairs.iter().filter(|pair| is_one_event(view, pair)) {
        for (one, time) in times_of(view, pair.one) {
            for (other, theirs) in times_of(view, pair.other) {
                let verdict = if one.text.eq_ignore_ascii_case(&other.text) {
                    Verdict::Same
                } else if time.granularity.max(theirs.granularity) > Granularity::Month && !of_one_thing(pair) {
                    Verdict::Unknown
                } else {
                    compare(time, theirs)
                };
                let knows_both = || knows(view, pair.one, theirs) || knows(view, pair.other, time);
                if matches!(verdict, Verdict::Unknown) || matches!(verdict, Verdict::Exclude) && knows_both() {
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
    let edges: Vec<(usize, usize)> = differing.iter().map(|(a, b, ..)| (*a, *b)).collect();
    groups(points.all.len(), &edges, &agreeing)
        .into_iter()
        .filter_map(|group| {
            let best = differing
                .iter()
                .filter(|(a, b, ..)| group.contains(a) && group.contains(b))
                .max_by(|x, y| strength(x.2, x.3).total_cmp(&strength(y.2, y.3)))?;
            let values = sides(&points.all, &group, |a, b| matches!(compare(times[a], times[b]), Verdict::Same));
            let pair = best.2;
            let (a, b) = (times[best.0], times[best.1]);
            let (one, other) = (pair.one.article, pair.other.article);
            let sure = strength(pair, best.3);
            let said = (dated(view, one, a), dated(view, other, b));
            Some(Candidate {
                kind: DiscrepancyKind::Time,
                severity: if best.3 && sure >= SURE { Severity::Conflict } else { Severity::Differs },
                subject: when(view, &[pair.one, pair.other], &[(one, a.span), (other, b.span)]),
                reason: both_say((one, &said.0), (other, &said.1)),
                confidence: sure,
                interest: best.4,
                event: view.event_of_frame(pair.one.article, pair.one.frame),
                actors: Vec::new(),
                values,
            })
        })
        .collect()
}

/// Whether the article of a frame puts a like event on a day: then it tells of two events.
fn knows(view: &StoryView, placed: Placed, time: &Time) -> bool {
    let found = view.found(placed.article);
    let like = found.frames.iter().filter(|frame| nearness(&frame.lemma, &placed.frame.lemma) >= SAME_PREDICATE);
    let mut times = like.flat_map(|frame| frame.slots.iter().filter_map(|slot| slot.time));
    times.any(|idx| {
        let known = &found.times[idx as usize];
        known.granularity.max(time.granularity) <= Granularity::Day && matches!(compare(known, time), Verdict::Same)
    })
}

/// Words before a date that a site puts over a report.
const STAMPS: [&str; 6] = ["updated", "published", "posted", "last updated", "first published", "modified"];

/// Whether a time is that of a stamp: "UPDATED: Tuesday, 9:36 AM".
pub(super) fn is_stamp(view: &StoryView, article: ArticleIdx, span: Span) -> bool {
    let Some(at) = view.sentence_at(article, span) else { return false };
    let sentence = view.found(article).sentences[at].span;
    let before = Span { start: sentence.start.min(span.start), end: span.start };
    let text = view.text(article, before).to_lowercase();
    let text = text.trim_end_matches(|c: char| !c.is_alphabetic());
    STAMPS.iter().any(|stamp| text.ends_with(stamp) || text.starts_with(stamp) && text.len() < MOST_OF_STAMP)
}

/// Bytes before the time in a stamp.
const MOST_OF_STAMP: usize = 40;

/// Both frames tell the same event: near predicates, and enough that is shared.
fn is_one_event(view: &StoryView, pair: &Pair) -> bool {
    if other_decimals(
        view.text(pair.one.article, pair.one.frame.span),
        view.text(pair.other.article, pair.other.frame.span),
    ) {
        return false;
    }
    let one_verb = pair.predicate >= 0.95 && pair.weight >= 1.0 && pair.share >= 0.2;
    pair.predicate >= SAME_PREDICATE && (pair.weight >= 1.5 && pair.share >= 0.25 || pair.context >= 0.35 || one_verb)
}

/// Whether two phrases have figures with a point in them, and none in common: "the 7.6 quake" is not "a 6.1 quake".
pub(super) fn other_decimals(one: &str, other: &str) -> bool {
    let decimals = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_ascii_digit() && c != '.').map(|word| word.trim_matches('.'));
        words.filter(|word| word.contains('.')).map(str::to_string).collect()
    };
    let (ours, theirs) = (decimals(one), decimals(other));
    !ours.is_empty() && !theirs.is_empty() && !ours.iter().any(|figure| theirs.contains(figure))
}

/// Whether something besides who did it is shared: of the years of a life many things are told with one verb.
fn of_one_thing(pair: &Pair) -> bool {
    pair.shared.iter().any(|&(i, j)| {
        let (a, b) = (&pair.one.frame.slots[i], &pair.other.frame.slots[j]);
        a.role != SlotRole::Subject && b.role != SlotRole::Subject && a.role != SlotRole::Time
    })
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
            // "A few hours after": nobody can say when that was.
            let vague = is_vague(view, placed.article, time) || is_habit(view, placed, slot);
            if vague || is_of_other(view, placed, slot) || is_stamp(view, placed.article, slot.span) {
                return None;
            }
            let wide = placed.frame.head_span.join(slot.span);
            let span = if view.text(placed.article, wide).split_whitespace().count() <= 12 { wide } else { slot.span };
            Some((
                Point { article: placed.article, span, text: view.text(placed.article, slot.span).to_string() },
                time,
            ))
        })
        .collect()
}

/// "Charged after a shooting at an office on Friday": the day is that of the shooting.
fn is_of_other(view: &StoryView, placed: Placed, slot: &Slot) -> bool {
    let (from, to) = (placed.frame.head_span.end, slot.span.start);
    if from >= to {
        return false;
    }
    let between = view.text(placed.article, Span::new(from as usize, to as usize));
    let words: Vec<&str> = between.split_whitespace().collect();
    // Right before the time it is the time's own: "after noon", "before the weekend".
    let own = words.len().saturating_sub(2);
    words[..own].iter().any(|word| matches!(*word, "after" | "before" | "following" | "since"))
}

/// Whether it is told what is done as a rule: "it typically releases them on Mondays", "on the first Monday of each month".
fn is_habit(view: &StoryView, placed: Placed, slot: &Slot) -> bool {
    let told = view.text(placed.article, placed.frame.head_span.join(slot.span)).to_lowercase();
    let text = &view.article(placed.article).text;
    let before = text[..placed.frame.head_span.start as usize].trim_end().rsplit(' ').next().unwrap_or_default();
    let after = text[slot.span.end as usize..].trim_start();
    HABITUAL.contains(&before.to_lowercase().as_str())
        || told.split(' ').any(|word| HABITUAL.contains(&word))
        || ["of each ", "of every ", "each ", "every "].iter().any(|words| after.starts_with(words))
}

/// Adverbs of what is done as a rule.
const HABITUAL: [&str; 6] = ["typically", "usually", "normally", "generally", "regularly", "routinely"];

/// Whether a time says too little, or what lies before or after it: "a few hours after", "before 1997".
pub(super) fn is_vague(view: &StoryView, article: ArticleIdx, time: &Time) -> bool {
    let span = time.span;
    let text = view.text(article, span).to_lowercase();
    let within = text.split(' ').any(|word| matches!(word, "few" | "several" | "some" | "later" | "after"));
    let before = view.article(article).text[..span.start as usize].split_whitespace().next_back().unwrap_or("");
    let bound = matches!(before.to_lowercase().as_str(), "before" | "after" | "since" | "until" | "till" | "by");
    // "Before dawn" says when; "before 1997" does not.
    within || bound && time.granularity >= Granularity::Month
}

/// Dates more than this many days apart are two events, unless they share day or month: then one is a slip.
const SLIP_DAYS: i32 = 10;

/// Years further apart than this are of two events.
const SLIP_YEARS: i16 = 5;

/// "In 1959" and "in 1997".
fn years_apart(one: &Time, other: &Time) -> bool {
    let year = |time: &Time| time.value.parse::<i16>().ok().filter(|_| time.granularity == Granularity::Year);
    matches!((year(one), year(other)), (Some(a), Some(b)) if (a - b).abs() > SLIP_YEARS)
}

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

/// Parts of the day in TIMEX3 values, with the hours that people use them for.
const PARTS: [(&str, std::ops::Range<u16>); 5] =
    [("MO", 0..12), ("MI", 11..14), ("AF", 12..18), ("EV", 17..24), ("NI", 20..30)];

/// A clock time beside a mere part of an unnamed day ("at 5:30", "before dawn").
fn part_of_day(clock: &Time, part: &Time) -> Option<Verdict> {
    let minute = clock.minute_of_day?;
    let undated = part.minute_of_day.is_none() && part.from.is_none();
    let (_, hours) = PARTS.iter().find(|(name, _)| part.value.strip_prefix('T') == Some(name)).filter(|_| undated)?;
    let hour = minute / 60;
    let within = hours.contains(&hour) || hours.contains(&(hour + 24));
    Some(if within { Verdict::Finer(0.5) } else { Verdict::Unknown })
}

/// Clock times on five minutes are rounded ones.
pub(super) fn is_round(minute: u16) -> bool {
    minute.is_multiple_of(5)
}

pub(super) fn compare(one: &Time, other: &Time) -> Verdict {
    let dated = |time: &Time| matches!(time.kind, TimeKind::Date | TimeKind::Time);
    if !dated(one) || !dated(other) || one.granularity == Granularity::Vague || other.granularity == Granularity::Vague
    {
        return Verdict::Unknown;
    }
    // "3:47 a.m." and "0847 GMT" may be one moment: where that is nobody can tell.
    if one.minute_of_day.is_some() && other.minute_of_day.is_some() && one.zone != other.zone {
        return Verdict::Unknown;
    }
    if let (Some(a), Some(b)) = (one.minute_of_day, other.minute_of_day) {
        let same_day = match (&one.from, &other.from) {
            (Some(a), Some(b)) => a.get(..10) == b.get(..10),
            _ => one.weekday.is_none() || other.weekday.is_none() || one.weekday == other.weekday,
        };
        // One weekday, reckoned from two days of publication or from none.
        let same_day = same_day || one.weekday.is_some() && one.weekday == other.weekday;
        let apart = (i32::from(a) - i32::from(b)).abs();
        let softened = one.modifier.is_some() || other.modifier.is_some();
        return match (same_day, apart) {
            (true, 0) => Verdict::Same,
            (true, apart) if (softened || is_round(a) || is_round(b)) && apart <= ABOUT_MINUTES => Verdict::Same,
            (true, _) if softened => Verdict::Finer(0.75),
            _ => Verdict::Exclude,
        };
    }
    if let Some(verdict) = part_of_day(one, other).or_else(|| part_of_day(other, one)) {
        return verdict;
    }
    if let (Some(from), Some(to), Some(their_from), Some(their_to)) = (&one.from, &one.to, &other.from, &other.to) {
        if from == their_from && to == their_to {
            return Verdict::Same;
        }
        // "November 8" is of the year that each report is read against.
        let day = |time: &Time| time.granularity <= Granularity::Day;
        if day(one) && day(other) && from.get(5..) == their_from.get(5..) && to.get(5..) == their_to.get(5..) {
            return Verdict::Same;
        }
        // One weekday, reckoned from two days of publication: the reckoning is less sure than the word.
        if one.weekday.is_some() && one.weekday == other.weekday {
            return Verdict::Same;
        }
        let softened = one.modifier.is_some() || other.modifier.is_some();
        if to <= their_from || their_to <= from {
            let coarse = one.granularity.max(other.granularity);
            if far_apart(from, their_from) || years_apart(one, other) {
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
