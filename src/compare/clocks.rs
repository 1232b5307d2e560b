//! Times of day: two that lie close together, of what looks like one moment.

use super::align::Placed;
use super::candidate::{Candidate, Value};
use super::classes::classes;
use super::story::StoryView;
use super::time::{ABOUT_MINUTES, is_round, is_stamp};
use super::worded::{both_say, when};
use super::{DiscrepancyKind, Severity};
use crate::extract::{Slot, SlotRole, Time, nearness};
use crate::text::ArticleIdx;

/// Clock times this near (minutes) over verbs that are near, or of sentences that speak for it, are likely one moment …
const ONE_MOMENT: i32 = 30;
/// … and this near, where the one merely says "the accident" …
const ONE_MOMENT_OF_ANY: i32 = 15;
/// … and this near, where both are on one day that both name.
const ONE_MOMENT_OF_DAY: i32 = 60;
/// Least share of the sentences' telling words, where the verbs say nothing …
const SAME_SENTENCE: f32 = 0.3;
/// … and where both name the day.
const SAME_SENTENCE_OF_DAY: f32 = 0.1;

/// A time of day with what is told of it.
struct Clock<'a> {
    article: ArticleIdx,
    time: &'a Time,
    minute: i32,
    /// The clauses and phrases that it stands in.
    holders: Vec<Placed<'a>>,
    /// Lemmas of the verbs and nouns that it belongs to.
    of: Vec<&'a str>,
}

/// Two times of day, close together and not the same, of what is told with near words.
pub(super) fn find(view: &StoryView) -> Vec<Candidate> {
    let mut seen: Vec<Clock> = Vec::new();
    for &article in view.members {
        let found = view.found(article);
        for (idx, time) in found.times.iter().enumerate() {
            // "11/10/31 02:39 PM" is when the page was made.
            let stamp = is_stamp(view, article, time.span) || view.text(article, time.span).contains('/');
            let Some(minute) = time.minute_of_day.filter(|_| !stamp) else { continue };
            let holds = |slot: &&Slot| slot.time == Some(idx as u32);
            let holders = found.frames.iter().filter(|frame| frame.slots.iter().any(|slot| holds(&slot)));
            let holders: Vec<Placed> = holders.map(|frame| Placed { article, frame }).collect();
            let of = holders.iter().flat_map(|placed| {
                let frame = placed.frame;
                let theme = frame.slots.iter().find(|slot| matches!(slot.role, SlotRole::Subject | SlotRole::Object));
                let vague = classes(&frame.lemma, "event").next().is_some();
                [Some(frame.lemma.as_str()), theme.filter(|_| vague).map(|slot| slot.lemma.as_str())]
            });
            let of = of.flatten().collect();
            seen.push(Clock { article, time, minute: i32::from(minute), holders, of });
        }
    }
    let has =
        |article: ArticleIdx, minute: i32| seen.iter().any(|clock| clock.article == article && clock.minute == minute);
    let mut pairs: Vec<(usize, usize, f32)> = Vec::new();
    for (idx, one) in seen.iter().enumerate() {
        for (other_idx, other) in seen.iter().enumerate().skip(idx + 1) {
            let apart = (one.minute - other.minute).abs();
            let both_give_both = has(one.article, other.minute) && has(other.article, one.minute);
            let days =
                one.time.weekday.is_some() && other.time.weekday.is_some() && one.time.weekday != other.time.weekday;
            let zones = one.time.zone != other.time.zone;
            let softened = one.time.modifier.is_some() || other.time.modifier.is_some();
            let round = is_round(one.minute as u16) || is_round(other.minute as u16);
            let rounded = (softened || round) && apart <= ABOUT_MINUTES;
            if zones
                || one.article == other.article
                || apart == 0
                || apart > ONE_MOMENT_OF_DAY
                || both_give_both
                || days
                || rounded
            {
                continue;
            }
            let one_gives_both = has(one.article, other.minute) || has(other.article, one.minute);
            if let Some(sure) = one_moment(view, one, other, apart, one_gives_both) {
                pairs.push((idx, other_idx, sure));
            }
        }
    }
    pairs.sort_by(|a, b| b.2.total_cmp(&a.2).then_with(|| (a.0, a.1).cmp(&(b.0, b.1))));
    let mut minutes: Vec<(i32, i32)> = Vec::new();
    let mut candidates = Vec::new();
    for (one, other, sure) in pairs {
        let (a, b) = (&seen[one], &seen[other]);
        let key = (a.minute.min(b.minute), a.minute.max(b.minute));
        if minutes.contains(&key) {
            continue;
        }
        minutes.push(key);
        let placed: Vec<Placed> = a.holders.iter().chain(&b.holders).copied().collect();
        let spot = |clock: &Clock| (clock.article, clock.time.span);
        let text = |clock: &Clock| view.text(clock.article, clock.time.span).to_string();
        let values = seen
            .iter()
            .filter(|clock| clock.minute == a.minute || clock.minute == b.minute)
            .map(|clock| Value {
                article: clock.article,
                span: clock.time.span,
                text: text(clock),
                side: u32::from(clock.minute != a.minute),
            })
            .collect();
        candidates.push(Candidate {
            kind: DiscrepancyKind::Time,
            severity: Severity::Differs,
            subject: when(view, &placed, &[spot(a), spot(b)]),
            reason: both_say((a.article, &text(a)), (b.article, &text(b))),
            confidence: sure,
            interest: 0.7,
            event: None,
            actors: Vec::new(),
            values,
        });
    }
    candidates
}

/// How surely two times of day are of one moment; `None` where they are not.
fn one_moment(view: &StoryView, one: &Clock, other: &Clock, apart: i32, one_gives_both: bool) -> Option<f32> {
    let pairs = || one.of.iter().flat_map(|a| other.of.iter().map(move |b| (*a, *b)));
    let words = |clock: &Clock| -> Vec<String> {
        let words = view.words_at(clock.article, clock.time.span).iter();
        words.filter(|word| !EMPTY.contains(&word.as_str())).cloned().collect()
    };
    let (ours, theirs) = (words(one), words(other));
    let overlap = view.overlap(&ours, &theirs, "");
    let n_shared = ours.iter().filter(|word| theirs.contains(word)).count();
    let near = pairs().any(|(a, b)| !LIGHT.contains(&a) && nearness(a, b) >= 0.8);
    let any = |lemma: &str| classes(lemma, "event").next().is_some();
    let clash = |lemma: &str| classes(lemma, "deed").any(|class| class == "deed:clash");
    let of_any = pairs().any(|(a, b)| any(a) && clash(b) || any(b) && clash(a));
    let one_day = one.time.weekday.is_some() && one.time.weekday == other.time.weekday;
    let like = overlap >= SAME_SENTENCE && apart <= ONE_MOMENT
        || one_day && overlap >= SAME_SENTENCE_OF_DAY && n_shared >= FEWEST_SHARED;
    match (near && apart <= ONE_MOMENT, of_any && apart <= ONE_MOMENT_OF_ANY) {
        (true, _) => Some((0.65 + 0.3 * overlap).min(0.9)),
        (_, true) => Some((0.6 + 0.3 * overlap).min(0.9)),
        _ if like && !one_gives_both => Some((0.5 + 0.4 * overlap).min(0.9)),
        _ => None,
    }
}

/// A day that both name speaks for itself, not for their sentences; nor does who said it.
const EMPTY: [&str; 10] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "say", "tell", "police"];
/// Fewest words that sentences share, where both name the day.
const FEWEST_SHARED: usize = 2;

/// Verbs that are told of anything.
const LIGHT: [&str; 6] = ["be", "have", "say", "occur", "happen", "take"];
