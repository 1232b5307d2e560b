//! Years, months and dates that are told by name, of what looks like one thing: "ousted in 2002" and "ejected in 2003".
//!
//! Background is told in a sentence or two, with other verbs in each report, so that frames rarely align. What speaks for
//! one thing is the sentence: the same verb over something shared, or the same rare people, places and words. Only values
//! of one grain that lie close together are held against one another; a report that knows both tells of two things.

use super::align::{Placed, align};
use super::candidate::{Candidate, SURE};
use super::cluster::{Point, Points, groups, sides};
use super::steps;
use super::story::StoryView;
use super::worded::{both_say, when};
use super::{DiscrepancyKind, Severity};
use crate::extract::{Frame, SlotRole, Time, TimeKind, nearness};
use crate::text::{ArticleIdx, Span};

/// How far apart two values of one thing may lie, in their own grain: further apart they are of two things.
const MOST_YEARS: i32 = 2;
const MOST_MONTHS: i32 = 1;
const MOST_DAYS: i32 = 3;
/// Least nearness of two verbs that tell the same.
const SAME_VERB: f32 = 0.8;
/// Least overlap of the sentences (by rarity), where the verb is the same …
const SAME_SENTENCE: f32 = 0.2;
/// … and where it is not; then the people and places named in both must be rare in the story, too. On the stories that
/// we have labels for, pairs of one thing have .30 and 2.2 or more, all others less of one of the two.
const SAME_SENTENCE_ALONE: f32 = 0.3;
const RARE_NAMES: f32 = 2.2;
/// Least overlap of sentences where one date stands in both, once as the end of a stretch.
const SAME_SENTENCE_OF_DATE: f32 = 0.1;
/// From this overlap on a sentence of the same report that gives the other value tells the other thing.
const KNOWS_BOTH: f32 = 0.3;
/// Verbs that are told of anything.
const LIGHT: [&str; 12] = ["be", "have", "say", "tell", "see", "occur", "happen", "take", "make", "do", "go", "come"];
/// Words of evidence around a value.
const EVIDENCE_WORDS: usize = 12;

/// A date: its year, which may be open, its month and its day.
type Date = (Option<i32>, i32, i32);

/// A value by its grain: a year, a month of a year that may be open, a date, the time between two dates.
#[derive(Clone, Copy, PartialEq)]
enum Named {
    Year(i32),
    Month(Option<i32>, i32),
    Day(Date),
    Stretch(Date, Date),
}

struct Telling<'a> {
    article: ArticleIdx,
    time: &'a Time,
    named: Named,
    frames: Vec<&'a Frame>,
}

pub(super) fn find(view: &StoryView) -> Vec<Candidate> {
    let tellings: Vec<Telling> = view.members.iter().flat_map(|&article| tellings(view, article)).collect();
    let mut points = Points::default();
    let numbers: Vec<usize> = tellings.iter().map(|telling| points.number(point(view, telling))).collect();
    let (mut differing, mut agreeing, mut sure) = (Vec::new(), Vec::new(), Vec::new());
    for (at, one) in tellings.iter().enumerate() {
        for (idx, other) in tellings.iter().enumerate().skip(at + 1).filter(|(_, other)| other.article != one.article) {
            let same = one.named == other.named;
            if !(same || is_close(one.named, other.named) && fits_bounds(one, other)) {
                continue;
            }
            let Some(likeness) = one_thing(view, one, other) else { continue };
            let pair = (numbers[at], numbers[idx]);
            if same {
                agreeing.push(pair);
            } else if !knows_both(view, &tellings, one, other) {
                differing.push(pair);
                sure.push(likeness);
            }
        }
    }
    let telling = |number: usize| numbers.iter().position(|known| *known == number).map(|at| &tellings[at]);
    let named = |number: usize| telling(number).map(|telling| telling.named);
    let found = groups(points.all.len(), &differing, &agreeing).into_iter().map(|group| {
        let best = differing.iter().zip(&sure).filter(|((one, _), _)| group.contains(one));
        let (&(one, other), sure) = best.max_by(|a, b| a.1.total_cmp(b.1)).expect("groups are made of such pairs");
        let values = sides(&points.all, &group, |a, b| named(a) == named(b));
        let told: Vec<&Telling> = [one, other].into_iter().filter_map(telling).collect();
        let text = |number: usize| (points.all[number].article, points.all[number].text.as_str());
        Candidate {
            kind: DiscrepancyKind::Time,
            severity: if *sure >= SURE { Severity::Conflict } else { Severity::Differs },
            subject: matter(view, &told),
            reason: both_say(text(one), text(other)),
            confidence: *sure,
            interest: 0.6,
            event: None,
            actors: Vec::new(),
            values,
        }
    });
    found.collect()
}

/// What the dates are of: the clauses that they stand in.
fn matter(view: &StoryView, told: &[&Telling]) -> String {
    let placed =
        told.iter().flat_map(|telling| telling.frames.iter().map(|&frame| Placed { article: telling.article, frame }));
    let disputed: Vec<_> = told.iter().map(|telling| (telling.article, telling.time.span)).collect();
    when(view, &placed.collect::<Vec<_>>(), &disputed)
}

fn tellings<'a>(view: &StoryView<'a>, article: ArticleIdx) -> Vec<Telling<'a>> {
    let found = view.found(article);
    let told = found.times.iter().enumerate().filter_map(|(idx, time)| {
        let named = named(time, view.text(article, time.span))?;
        let holds = |frame: &&Frame| {
            frame.slots.iter().any(|slot| slot.role == SlotRole::Time && slot.time == Some(idx as u32))
        };
        Some(Telling { article, time, named, frames: found.frames.iter().filter(holds).collect() })
    });
    told.collect()
}

/// The value of a time that names its year, month or date; `None` for weekdays, stretches and what is reckoned from them.
fn named(time: &Time, text: &str) -> Option<Named> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let lower = text.to_lowercase();
    let fields = |value: &str| -> Vec<Option<i32>> {
        let date = value.split('T').next().unwrap_or("");
        date.split('-').map(|field| field.parse().ok()).collect()
    };
    let of_month = || MONTHS.iter().any(|month| lower.contains(month));
    if let Some((from, to)) = time.value.split_once('/') {
        return match (&fields(from)[..], &fields(to)[..]) {
            (&[Some(year), Some(month), Some(day)], &[Some(to_year), Some(to_month), Some(to_day)]) => {
                Some(Named::Stretch((Some(year), month, day), (Some(to_year), to_month, to_day)))
            }
            _ => None,
        };
    }
    if !matches!(time.kind, TimeKind::Date | TimeKind::Time) {
        return None;
    }
    match fields(&time.value)[..] {
        [Some(year)] if time.value.len() == 4 && text.contains(&time.value) => Some(Named::Year(year)),
        [year, Some(month)] if of_month() => Some(Named::Month(year, month)),
        [year, Some(month), Some(day)] if of_month() && text.contains(&day.to_string()) => {
            Some(Named::Day((year, month, day)))
        }
        _ => None,
    }
}

/// Whether two values of one grain differ by little: a slip, or another memory.
fn is_close(one: Named, other: Named) -> bool {
    let one_year = |a: Option<i32>, b: Option<i32>| a.is_none() || b.is_none() || a == b;
    match (one, other) {
        (Named::Year(a), Named::Year(b)) => a != b && (a - b).abs() <= MOST_YEARS,
        (Named::Month(year, a), Named::Month(theirs, b)) => {
            one_year(year, theirs) && a != b && (a - b).abs() <= MOST_MONTHS
        }
        (Named::Day((year, month, a)), Named::Day((theirs, their_month, b))) => {
            let near = month == their_month && a != b && (a - b).abs() <= MOST_DAYS;
            // "19 June" and "19 July".
            let slip = a == b && month != their_month && (month - their_month).abs() <= MOST_MONTHS;
            one_year(year, theirs) && (near || slip)
        }
        // What one lets begin or end on a day the other puts on that day.
        (Named::Stretch(from, to), Named::Day(day)) | (Named::Day(day), Named::Stretch(from, to)) => {
            from != to && (day == from || day == to)
        }
        _ => false,
    }
}

/// "Before 1997" beside "in 1996" is no other time.
fn fits_bounds(one: &Telling, other: &Telling) -> bool {
    let bound = |telling: &Telling| {
        matches!(telling.time.modifier.as_deref(), Some("before" | "after" | "by" | "until" | "within" | "end"))
    };
    !bound(one) && !bound(other)
}

/// How surely two sentences tell one thing; `None` where they do not.
fn one_thing(view: &StoryView, one: &Telling, other: &Telling) -> Option<f32> {
    let overlap =
        view.overlap(view.words_at(one.article, one.time.span), view.words_at(other.article, other.time.span), "");
    // One and the same full date, down to its year, speaks for itself.
    let one_date =
        matches!((one.named, other.named), (Named::Stretch(..), Named::Day(_)) | (Named::Day(_), Named::Stretch(..)));
    if one_date && overlap >= SAME_SENTENCE_OF_DATE {
        return Some((0.6 + 0.4 * overlap).min(0.9));
    }
    if one_date || overlap < SAME_SENTENCE {
        return None;
    }
    let theirs = view.actors_at(other.article, other.time.span);
    let names = view.actors_at(one.article, one.time.span).into_iter().filter(|actor| theirs.contains(actor));
    let rare: f32 = names.map(|actor| view.actor_rarity(actor)).sum();
    let verbs = || one.frames.iter().flat_map(|a| other.frames.iter().map(move |b| (*a, *b)));
    let same_verb = verbs().any(|(a, b)| {
        let light = LIGHT.contains(&a.lemma.as_str()) || LIGHT.contains(&b.lemma.as_str());
        !light && nearness(&a.lemma, &b.lemma) >= SAME_VERB && {
            let (a, b) = (Placed { article: one.article, frame: a }, Placed { article: other.article, frame: b });
            align(view, a, b).is_some()
        }
    });
    if !same_verb && verbs().any(|(a, b)| steps::are_two(&a.lemma, &b.lemma)) {
        return None;
    }
    let alone = overlap >= SAME_SENTENCE_ALONE && rare >= RARE_NAMES;
    (same_verb && rare > 0.0 || alone).then_some((0.6 + 0.4 * overlap).min(0.9))
}

/// Whether one of the two reports gives the other's value, too, in a sentence that tells what the other's sentence does.
fn knows_both(view: &StoryView, tellings: &[Telling], one: &Telling, other: &Telling) -> bool {
    let knows = |article: ArticleIdx, of: &Telling| {
        tellings.iter().filter(|known| known.article == article && known.named == of.named).any(|known| {
            let (ours, theirs) = (view.words_at(article, known.time.span), view.words_at(of.article, of.time.span));
            view.overlap(ours, theirs, "") >= KNOWS_BOTH
        })
    };
    knows(one.article, other) || knows(other.article, one)
}

fn point(view: &StoryView, telling: &Telling) -> Point {
    let span = telling.time.span;
    let short = |wide: &Span| view.text(telling.article, *wide).split_whitespace().count() <= EVIDENCE_WORDS;
    let wide = telling.frames.iter().map(|frame| frame.head_span.join(span)).filter(short);
    let wide = wide.min_by_key(|wide| wide.end - wide.start).unwrap_or(span);
    Point { article: telling.article, span: wide, text: view.text(telling.article, span).to_string() }
}
