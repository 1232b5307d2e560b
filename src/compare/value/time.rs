//! Times: when it happened, on what day, at what hour, in which year.

use super::{Place, Relation, ValueType, Wording, names_of};
use crate::compare::slot::Forest;
use crate::compare::story::StoryView;
use crate::compare::time::{Verdict, compare, is_stamp};
use crate::compare::worded::{around_of, both_say, dated};
use crate::compare::{DiscrepancyKind, Severity};
use crate::extract::{Anchor, Frame, FrameKind, Granularity, Time, TimeKind, Vector, nearness};
use crate::text::{ArticleIdx, Span};
use std::sync::OnceLock;

/// Points in time.
pub(in super::super) struct Moment;

/// An expression of time with the clause that it stands in.
pub(in super::super) struct Told<'a> {
    time: &'a Time,
    slot: &'a Vector,
    place: Place,
    /// The verb, or else the noun, that the time belongs to.
    holder: Option<&'a Frame>,
    /// Lemmas of what takes part in that.
    near: Vec<String>,
}

impl ValueType for Moment {
    type Value<'a> = Told<'a>;
    const NAME: &'static str = "time";
    const KIND: DiscrepancyKind = DiscrepancyKind::Time;
    const SIGNS: &'static [&'static str] = &[
        "nearness of verbs",
        "one verb",
        "overlap of clauses",
        "finest granularity",
        "coarsest granularity",
        "days apart",
        "same",
        "exclude",
        "finer",
        "unknown",
        "clocks",
        "weekdays",
        "open",
        "from publication",
        "absolute",
        "softened",
        "days from report, least",
        "days from report, most",
        "negated",
        "verbs in the past",
    ];

    fn find<'a>(view: &StoryView<'a>, place: &dyn Fn(ArticleIdx, Span) -> Option<Place>) -> Vec<Told<'a>> {
        let mut told = Vec::new();
        for &article in view.members {
            let found = view.found(article);
            for (idx, time) in found.times.iter().enumerate() {
                let dated = matches!(time.kind, TimeKind::Date | TimeKind::Time);
                let known = dated && time.granularity != Granularity::Vague && !is_stamp(view, article, time.span);
                let Some(place) = place(article, time.span).filter(|_| known) else { continue };
                let Some(slot) = view.vectors(article).times.get(idx) else { continue };
                let mut holders =
                    found.frames.iter().filter(|frame| frame.slots.iter().any(|slot| slot.time == Some(idx as u32)));
                let verb = holders.clone().find(|frame| frame.kind == FrameKind::Verb);
                let holder = verb.or_else(|| holders.next());
                let mut near: Vec<String> = Vec::new();
                for slot in holder.iter().flat_map(|frame| &frame.slots).filter(|slot| slot.time != Some(idx as u32)) {
                    near.push(slot.lemma.clone());
                    near.extend(slot.words.iter().cloned());
                }
                near.sort_unstable();
                near.dedup();
                told.push(Told { time, slot, place, holder, near });
            }
        }
        told
    }

    fn place(value: &Told<'_>) -> Place {
        value.place
    }

    fn slot<'v>(value: &'v Told<'_>) -> &'v Vector {
        value.slot
    }

    fn text(view: &StoryView, value: &Told<'_>) -> String {
        view.text(value.place.article, value.time.span).to_string()
    }

    fn comparable(one: &Told<'_>, other: &Told<'_>) -> bool {
        let fine = |told: &Told| told.time.granularity <= Granularity::Day;
        let wide = |told: &Told| told.time.granularity >= Granularity::Year;
        !(fine(one) && wide(other) || wide(one) && fine(other))
    }

    fn relate(one: &Told<'_>, other: &Told<'_>) -> Relation {
        match compare(one.time, other.time) {
            Verdict::Same => Relation::Same,
            Verdict::Exclude => Relation::Exclude,
            Verdict::Finer(_) | Verdict::Unknown => Relation::Compatible,
        }
    }

    fn answers(_view: &StoryView, one: &Told<'_>, other: &Told<'_>) -> bool {
        Self::relate(one, other) == Relation::Exclude || matches!(compare(one.time, other.time), Verdict::Finer(_))
    }

    fn signs(view: &StoryView, one: &Told<'_>, other: &Told<'_>, out: &mut Vec<f32>) {
        let flag = |holds: bool| f32::from(u8::from(holds));
        let both = |is: &dyn Fn(&Told) -> bool| flag(is(one)) + flag(is(other));
        let lemma = |told: &Told| told.holder.map_or(String::new(), |frame| frame.lemma.clone());
        let (ours, theirs) = (lemma(one), lemma(other));
        let named = !ours.is_empty() && !theirs.is_empty();
        let verdict = compare(one.time, other.time);
        let away = |told: &Told| {
            let published = view.article(told.place.article).published?;
            let day: jiff::civil::Date = told.time.from.as_deref()?.get(..10)?.parse().ok()?;
            Some((1.0 + (published - day).get_days().unsigned_abs() as f32).ln())
        };
        let apart = |a: &Told, b: &Told| {
            let day = |told: &Told| -> Option<jiff::civil::Date> { told.time.from.as_deref()?.get(..10)?.parse().ok() };
            Some((1.0 + (day(a)? - day(b)?).get_days().unsigned_abs() as f32).ln())
        };
        let (a, b) = (away(one).unwrap_or(-1.0), away(other).unwrap_or(-1.0));
        out.extend([
            if named { nearness(&ours, &theirs) } else { -1.0 },
            flag(named && ours == theirs),
            view.overlap(&one.near, &other.near, ""),
            one.time.granularity.min(other.time.granularity) as u8 as f32,
            one.time.granularity.max(other.time.granularity) as u8 as f32,
            apart(one, other).unwrap_or(-1.0),
            flag(matches!(verdict, Verdict::Same)),
            flag(matches!(verdict, Verdict::Exclude)),
            flag(matches!(verdict, Verdict::Finer(_))),
            flag(matches!(verdict, Verdict::Unknown)),
            both(&|told| told.time.minute_of_day.is_some()),
            both(&|told| told.time.weekday.is_some()),
            both(&|told| told.time.anchor == Anchor::Open),
            both(&|told| told.time.anchor == Anchor::Published),
            both(&|told| told.time.anchor == Anchor::Absolute),
            both(&|told| told.time.modifier.is_some()),
            a.min(b),
            a.max(b),
            both(&|told| told.holder.is_some_and(|frame| frame.negated)),
            both(&|told| told.holder.is_some_and(|frame| frame.kind == FrameKind::Verb)),
        ]);
    }

    fn slot_forest() -> &'static Forest {
        static FOREST: OnceLock<Forest> = OnceLock::new();
        FOREST.get_or_init(|| {
            Forest::named("slot-time", include_str!("../../../assets/compare/slot-time.tsv"), &names_of::<Moment>())
        })
    }

    fn forest() -> &'static Forest {
        static FOREST: OnceLock<Forest> = OnceLock::new();
        FOREST.get_or_init(|| {
            Forest::named("pair-time", include_str!("../../../assets/compare/pair-time.tsv"), &names_of::<Moment>())
        })
    }

    fn word(view: &StoryView, _all: &[&Told<'_>], one: &Told<'_>, other: &Told<'_>) -> (Wording, Severity) {
        let (a, b) = (one.place.article, other.place.article);
        let said = (dated(view, a, one.time), dated(view, b, other.time));
        let severity =
            if Self::relate(one, other) == Relation::Exclude { Severity::Conflict } else { Severity::Differs };
        let subject = around_of("when", view, (a, one.time.span), one.holder, (b, other.time.span), other.holder);
        (Wording { subject, reason: both_say((a, &said.0), (b, &said.1)) }, severity)
    }
}
