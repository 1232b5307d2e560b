//! Lengths of time and what is reckoned with them: "two years", "half an hour", "a few days ago", "two days later",
//! "the last 48 hours", "in three weeks". Ages are none of them.

use super::calendar::{plus, whole};
use super::relative::granularity_of;
use super::rules::{Found, Rules};
use super::sense::{DayPart, Length, Sense};
use super::words::Unit;
use crate::extract::Granularity;
use crate::extract::items::Kind;
use crate::extract::numerals::{Form, Numeral, numeral_at};

/// Adjectives that may stand between a number and its unit of time.
const BETWEEN: [&str; 16] = [
    "more",
    "full",
    "consecutive",
    "straight",
    "whole",
    "additional",
    "further",
    "other",
    "long",
    "calendar",
    "business",
    "working",
    "school",
    "successive",
    "solid",
    "extra",
];

/// Greatest count of a bare plural ("for years"): up to the next larger unit, or some decades.
const BARE_PLURAL: (f64, f64) = (2.0, 20.0);

/// "some days": as many as a few.
const SOME: (f64, f64) = (3.0, 6.0);

impl Rules<'_> {
    /// A length of time that begins at `at`: "two years", "an hour and a half", "10 to 14 days", "half a day".
    pub fn length_core(&self, at: usize) -> Option<(Length, usize, bool)> {
        if self.is(at, &["another"])
            && let Some((unit, times, false)) = self.word(at + 1).unit
        {
            return Some((Length::of(times, times, unit, false), at + 2, false));
        }
        // "3h".
        if self.digits(at).is_some() && self.is(at + 1, &["h"]) && !self.spaced(at + 1) {
            let hours = f64::from(self.digits(at)?.0);
            return Some((Length::of(hours, hours, Unit::Hour, false), at + 2, false));
        }
        let numeral = numeral_at(self.items, at)?;
        let (mut least, mut most, mut end) = (numeral.least, numeral.most, numeral.end);
        let mut vague = numeral.form == Form::Vague;
        if self.is(end, &["of"]) && matches!(numeral.form, Form::Crowd) {
            // "hundreds of years", "dozens of hours".
            end += 1;
            vague = true;
        } else if numeral.form == Form::Crowd {
            vague = true;
        }
        if self.is(end, &["or", "to", "-", "and"])
            && (!self.is(end, &["and"]) || self.before_is(at, &["between"]))
            && let Some(second) =
                numeral_at(self.items, end + 1).filter(|second| second.least > least && second.form != Form::Article)
            && !(self.is(end, &["-"]) && self.items[at].kind == Kind::Word && second.least < 10.0)
        {
            most = second.most;
            end = second.end;
        }
        if numeral.form == Form::Share {
            // "half an hour", "half-hour", "a quarter of a century", "three quarters of an hour".
            end = self.skip(end, &["-", "of"]);
            end = self.skip(end, &["a", "an", "the"]);
        }
        let hyphen = self.is(end, &["-"]) && self.word(end + 1).unit.is_some();
        end += usize::from(hyphen);
        end = self.skip(end, &BETWEEN);
        let night = self.is(end, &["night"]) && (numeral.form == Form::Digits || self.before_is(at, &["for"]));
        let (unit, times, plural) = self.word(end).unit.or(night.then_some((Unit::Day, 1.0, false)))?;
        if self.items[end].is("m") {
            return None;
        }
        // "second" is a unit only where a plain number leads it; "1 second half" is none.
        if unit == Unit::Second
            && !plural
            && (numeral.form == Form::Article && !self.before_is(end, &["a"]) || self.is(end + 1, &["half", "time"]))
        {
            return None;
        }
        if unit == Unit::Quarter && !matches!(numeral.form, Form::Words | Form::Digits | Form::Vague) {
            return None;
        }
        least *= times;
        most *= times;
        let mut next = end + 1;
        let mut length = Length::of(least, most, unit, vague);
        // "an hour and a half", "two hours and ten minutes", "1 hour 30 minutes".
        if self.is(next, &["and"]) && self.is(next + 1, &["half"]) {
            length = Length::of(least + 0.5, most + 0.5, unit, vague);
            next += 2;
        } else if self.is(next, &["and"]) && self.is(next + 1, &["a"]) && self.is(next + 2, &["half", "quarter"]) {
            let part = if self.is(next + 2, &["half"]) { 0.5 } else { 0.25 };
            length = Length::of(least + part, most + part, unit, vague);
            next += 3;
        } else {
            let joined = self.skip(next, &["and", ","]);
            let joined = self.skip(joined, &["and"]);
            if let Some(second) =
                numeral_at(self.items, joined).filter(|second| matches!(second.form, Form::Words | Form::Digits))
                && let Some((smaller, _, _)) = self.word(second.end).unit
                && smaller.seconds() < unit.seconds()
                && !hyphen
                && second.end == joined + 1
                && !self.is(second.end + 1, &["ago"])
            {
                length.parts.push((second.least, second.most, smaller, false));
                next = second.end + 1;
            }
        }
        if self.is_age(at, next) {
            return None;
        }
        Some((length, next, self.is_rate(&numeral, at, next)))
    }

    /// "15 years old", "20-month-old", "aged 3 months", "years of age".
    fn is_age(&self, at: usize, end: usize) -> bool {
        let after = self.skip(end, &["-"]);
        self.is(after, &["old", "olds"])
            || self.is(end, &["of"]) && self.is(end + 1, &["age"])
            || self.before_is(at, &["aged", "age"])
    }

    /// "a year" that says how often or how fast ("$5 a day"), not how long.
    fn is_rate(&self, numeral: &Numeral, at: usize, end: usize) -> bool {
        if numeral.form != Form::Article {
            return false;
        }
        let led = self.before_is(
            at,
            &[
                "for", "in", "within", "after", "over", "about", "almost", "nearly", "than", "lasted", "took", "spent",
                "last", "just", "under", "before", "half", "least", "during", "take", "takes", "exactly", "barely",
                "only", "around",
            ],
        );
        let followed =
            self.is(end, &["ago", "later", "earlier", "after", "before", "long", "from", "and", "prior", "since"]);
        !(led || followed)
    }

    /// Lengths, and the days and intervals reckoned with them.
    pub fn length_at(&self, at: usize) -> Found {
        self.recent_units(at)
            .or_else(|| self.definite(at))
            .or_else(|| self.moments(at))
            .or_else(|| self.with_length(at))
            .or_else(|| self.bare_plural(at))
            .or_else(|| self.long_compound(at))
    }

    /// "the nine months", "the first two years": a length with its article.
    fn definite(&self, at: usize) -> Found {
        if !self.is(at, &["the"]) {
            return None;
        }
        let start = self.skip(at + 1, &["first", "final", "latest"]);
        let numeral = numeral_at(self.items, start).filter(|found| matches!(found.form, Form::Words | Form::Digits))?;
        let (length, end, _) = self.length_core(start)?;
        let plural = self.word(end - 1).unit.is_some_and(|unit| unit.2);
        let placed =
            self.is(end, &["ago", "later", "earlier", "after", "before", "from", "since", "previously", "prior"]);
        (plural && !placed && !self.is(numeral.end, &["-"])).then(|| (Sense::lasting(length), end))
    }

    /// "three days ago", "two weeks later", "a year earlier", "in three days", or just "three days".
    fn with_length(&self, at: usize) -> Found {
        let start = at + usize::from(self.is(at, &["in"]));
        let start = self.skip(start, &["the"]);
        if start > at && self.is(at, &["the"]) {
            return None;
        }
        let (soft, start) = self.soft_at(start);
        let (length, end, rate) = self.length_core(start)?;
        let soft = soft.or(self.soft_behind(end));
        let single = length.single();
        let word = self.low(end);
        if let Some((least, most, unit)) = single {
            let shift = |sign: f64, from: Option<DayPart>| self.shifted(sign * least, sign * most, unit, from);
            if single == Some((1.0, 1.0, Unit::Year))
                && matches!(word, "ago" | "earlier")
                && !self.is(end + 1, &["than", "to"])
            {
                let part = DayPart::YearBefore { told: word == "earlier" };
                return Some((Sense::on(part).softened(soft), end + 1));
            }
            match word {
                "ago" => {
                    let before_day = self.items.get(end + 1).map(|_| self.word(end + 1).deictic).unwrap_or_default();
                    let base = before_day
                        .and_then(|days| self.near_day(None, |today| plus(today, i64::from(days), Unit::Day)));
                    let next = end + 1 + usize::from(base.is_some());
                    return Some((shift(-1.0, base)?.softened(soft), next));
                }
                "from" | "after" | "before" | "since" if start == at || soft.is_some() => {
                    let sign = if word == "before" { -1.0 } else { 1.0 };
                    if word == "from" && self.is(end + 1, &["now"]) {
                        return Some((shift(1.0, None)?.softened(soft), end + 2));
                    }
                    if word != "since"
                        && let Some((base, base_end)) =
                            self.date_at(end + 1).filter(|found| found.0.clock.is_none() && found.0.reference.is_none())
                        && !matches!(base.day, Some(DayPart::Shift { .. }))
                        && let Some((from, _)) = self.bounds(&base, at)
                    {
                        let from = DayPart::Fixed {
                            days: super::calendar::one_day(from)?,
                            granularity: Granularity::Day,
                            absolute: true,
                            weekday: None,
                        };
                        return Some((
                            self.shifted(sign * least, sign * most, unit, Some(from))?.softened(soft),
                            base_end,
                        ));
                    }
                    if self.ends_phrase(end + 1) && word != "from" && word != "since" {
                        return Some((anchored(sign * least, unit)?.softened(soft), end + 1));
                    }
                    let modifier = if word == "before" { "before" } else { "after" };
                    return Some((Sense::lasting(length).softened(soft.or(Some(modifier))), end));
                }
                // "thirty minutes later this week": the stretch stands alone.
                "later" if self.is(end + 1, &["this", "next", "today", "tonight"]) => {}
                "later" | "afterward" | "afterwards" => {
                    let on = anchored(least, unit).map(|sense| (sense.softened(soft), end + 1));
                    return on.or_else(|| Some((Sense::lasting(length).softened(soft.or(Some("after"))), end)));
                }
                "earlier" | "previously" | "beforehand" | "prior" if !self.is(end + 1, &["to"]) => {
                    let on = anchored(-least, unit).map(|sense| (sense.softened(soft), end + 1));
                    return on.or_else(|| Some((Sense::lasting(length).softened(soft.or(Some("before"))), end)));
                }
                _ => {}
            }
            let ahead = self.is(at, &["in"]) && start > at;
            let time = self.is(end, &["'", "'s"]) && self.is(end + 1, &["time"]);
            if ahead && (time || self.future(start) || !self.past(start)) && !length.parts[0].3 {
                return Some((shift(1.0, None)?.softened(soft), if time { end + 2 } else { end }));
            }
            if ahead {
                return None;
            }
        }
        if start > at && self.is(at, &["in"]) || rate {
            return None;
        }
        let end = if self.is(end, &["-"]) && self.is(end + 1, &["long"]) { end + 2 } else { end };
        let mut sense = Sense::lasting(length);
        // "within nine months": a stretch from today, unless the past is told.
        if self.before_is(at, &["within"])
            && !self.past(at)
            && let (Some((_, most, unit)), Some(today)) = (single, self.today)
            && unit.seconds() >= Unit::Day.seconds()
            && let Some(reach) = plus(today, most.ceil() as i64, unit)
        {
            let value = sense.length.as_ref().map(Length::value).unwrap_or_default();
            let days = (today, plus(reach, 1, Unit::Day)?, value);
            sense.day =
                Some(DayPart::Fixed { days, granularity: granularity_of(unit), absolute: false, weekday: None });
        }
        Some((sense.softened(soft), end))
    }

    /// Whether what stands at `at` ends a phrase.
    pub fn ends_phrase(&self, at: usize) -> bool {
        self.items.get(at).is_none_or(|item| {
            item.kind == Kind::Break || item.is_any(&[",", ".", ";", ":", ")", "\"", "”", "and", "but"])
        })
    }

    /// So many units from the day of publication or from `base`; coarse units name the whole week, month or year.
    fn shifted(&self, least: f64, most: f64, unit: Unit, base: Option<DayPart>) -> Option<Sense> {
        // "a decade ago" is as fine as "ten years ago".
        if matches!(unit, Unit::Decade | Unit::Century) {
            let years = unit.code().1;
            return self.shifted(least * years, most * years, Unit::Year, base);
        }
        if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) {
            // Hours from an unknown time of day: on that day or the one beside it.
            let hours = least.abs().max(most.abs()) * unit.seconds() / 86_400.0;
            let length = Length::of(least.abs(), most.abs(), unit, false);
            let part = self.near("XXXX-XX-XX", Granularity::PartOfDay, |today| {
                let reach = plus(today, (hours.ceil() as i64) * if least < 0.0 { -1 } else { 1 }, Unit::Day)?;
                let (from, to) = if reach < today { (reach, today) } else { (today, reach) };
                Some((from, plus(to, 1, Unit::Day)?, length.value()))
            })?;
            return Some(Sense::on(part));
        }
        let absolute = matches!(&base, Some(DayPart::Fixed { absolute: true, .. }));
        let exact = base.is_some();
        let base = match base {
            Some(DayPart::Fixed { days, .. }) => Some(days.0),
            Some(_) => None,
            None => self.today,
        };
        let Some(base) = base else {
            let value = if unit == Unit::Year { "XXXX" } else { "XXXX-XX-XX" };
            return Some(Sense::on(DayPart::Open {
                value: value.into(),
                granularity: granularity_of(unit),
                weekday: None,
            }));
        };
        let reach = |count: f64| {
            let whole_units = plus(base, count.trunc() as i64, unit)?;
            plus(whole_units, (count.fract() * unit.seconds() / 86_400.0).round() as i64, Unit::Day)
        };
        let (first, last) = (reach(least.min(most))?, reach(least.max(most))?);
        let named = if exact && unit.seconds() <= Unit::Month.seconds() { Unit::Day } else { unit };
        let (from, to) = (whole(first, named)?, whole(last, named)?);
        let value = if first == last { from.2 } else { "PAST_REF".into() };
        let granularity = if first == last { granularity_of(named) } else { Granularity::Vague };
        Some(Sense::on(DayPart::Fixed { days: (from.0, to.1, value), granularity, absolute, weekday: None }))
    }

    /// "the last two years", "the next few days", "the past 48 hours", "recent months", "coming weeks".
    fn recent_units(&self, at: usize) -> Found {
        // "the 3 next weeks".
        if let Some(numeral) =
            numeral_at(self.items, at).filter(|found| matches!(found.form, Form::Words | Form::Digits))
            && let Some(relative @ (-1 | 1)) = self.word(numeral.end).relative
            && let Some((unit, times, true)) = self.word(numeral.end + 1).unit
        {
            let length = Length::of(numeral.least * times, numeral.least * times, unit, false);
            let day = self.today.and_then(|today| {
                let reach = plus(today, length.parts[0].0 as i64 * i64::from(relative), unit)?;
                let (from, to) = if relative < 0 { (reach, today) } else { (today, reach) };
                let days = (from, plus(to, 1, Unit::Day)?, length.value());
                Some(DayPart::Fixed { days, granularity: granularity_of(unit), absolute: false, weekday: None })
            });
            return Some((Sense { day, ..Sense::lasting(length) }, numeral.end + 2));
        }
        let start = self.skip(at, &["the", "these", "this"]);
        let recent = self.is(start, &["recent"]);
        let relative = if recent { -1 } else { self.word(start).relative? };
        if relative == 0 || self.is(start, &["this", "previous", "preceding", "following", "subsequent"]) && start == at
        {
            return None;
        }
        let number_at = start + 1;
        let couple = self.is(number_at, &["couple"]).then(|| self.skip(number_at + 1, &["of"]));
        let (length, end) = if let Some((length, end, _)) = self.length_core(number_at).filter(|_| !recent) {
            (length, end)
        } else if let Some((unit_at, (unit, times, true))) = couple.and_then(|at| Some((at, self.word(at).unit?))) {
            (Length::of(2.0 * times, 2.0 * times, unit, false), unit_at + 1)
        } else {
            let (unit, times, plural) = self.word(number_at).unit?;
            if !(plural || recent && unit == Unit::Day) {
                return None;
            }
            (Length::of(BARE_PLURAL.0 * times, BARE_PLURAL.1 * times, unit, true), number_at + 1)
        };
        if self.is(start, &["following", "subsequent", "previous", "preceding"]) && self.past(at) {
            return Some((Sense::lasting(length), end));
        }
        let mut sense = Sense::lasting(length.clone());
        if let (Some((_, most, unit)), Some(today)) = (length.single(), self.today) {
            let reach = match unit {
                Unit::Second | Unit::Minute | Unit::Hour => {
                    plus(today, relative_days(most, unit) * i64::from(relative), Unit::Day)
                }
                _ => plus(today, most.ceil() as i64 * i64::from(relative), unit),
            };
            let (today, reach) = if unit == Unit::Quarter {
                // Quarters are counted whole, from the ends of the running one.
                let running = whole(today, unit)?;
                let near = if relative < 0 { running.0 } else { running.1 };
                (plus(near, -i64::from(relative < 0), Unit::Day)?, plus(near, most as i64 * i64::from(relative), unit))
            } else {
                (today, reach)
            };
            if let Some(reach) = reach {
                let (from, to) = if relative < 0 { (reach, today) } else { (today, reach) };
                let value = length.value();
                let granularity = granularity_of(unit);
                sense.day = Some(DayPart::Fixed {
                    days: (from, plus(to, 1, Unit::Day)?, value),
                    granularity,
                    absolute: false,
                    weekday: None,
                });
            }
        }
        Some((sense, end))
    }

    /// "for years", "in decades", "over months".
    fn bare_plural(&self, at: usize) -> Found {
        if self.is(at, &["all", "whole", "entire"])
            && let Some((unit, times, false)) = self.word(at + 1).unit
            && unit.seconds() > 80_000.0
        {
            return Some((Sense::lasting(Length::of(times, times, unit, false)), at + 2));
        }
        if self.is(at, &["some"])
            && let Some((unit, times, true)) = self.word(at + 1).unit
            && !self.is(at + 2, &["ago", "later", "earlier"])
        {
            return Some((Sense::lasting(Length::of(SOME.0 * times, SOME.1 * times, unit, true)), at + 2));
        }
        let (unit, times, plural) = self.word(at).unit?;
        if plural && self.is(at + 1, &["ago"]) {
            return Some((self.shifted(-BARE_PLURAL.0 * times, -BARE_PLURAL.1 * times, unit, None)?, at + 2));
        }
        let led = self
            .before_is(at, &["for", "in", "over", "within", "take", "took", "lasted", "of", "spent", "after"])
            && !(self.is(at, &["seconds"]) && self.before_is(at, &["of"]));
        if !plural
            || unit == Unit::Weekend
            || !led
            || self.before_is(at, &["of"]) && !self.is(at, &["years", "months", "decades"])
        {
            return None;
        }
        let length = Length::of(BARE_PLURAL.0 * times, BARE_PLURAL.1 * times, unit, true);
        if self.is(at + 1, &["of"]) && self.is(at + 2, &["age"]) {
            return None;
        }
        Some((Sense::lasting(length), at + 1))
    }

    /// "week-long", "months-long", "decades-old" (the last is how old a thing is, and counts as a length).
    fn long_compound(&self, at: usize) -> Found {
        let (unit, times, plural) = self.word(at).unit?;
        if !self.is(at + 1, &["-"]) || !self.is(at + 2, &["long"]) {
            return None;
        }
        let length = if plural {
            Length::of(BARE_PLURAL.0 * times, BARE_PLURAL.1 * times, unit, true)
        } else {
            Length::of(times, times, unit, false)
        };
        Some((Sense::lasting(length), at + 3))
    }
}

/// Days that so many hours, minutes or seconds may reach.
fn relative_days(count: f64, unit: Unit) -> i64 {
    ((count * unit.seconds() / 86_400.0).ceil() as i64).max(1)
}

/// So many units from another time of the article.
fn anchored(count: f64, unit: Unit) -> Option<Sense> {
    (count.fract().abs() < f64::EPSILON && count.abs() < 1e6 && unit.seconds() >= Unit::Day.seconds())
        .then(|| Sense::on(DayPart::Shift { count: count as i64, unit }))
}

/// The letters of TIMEX3 for a part of the day.
pub fn timex_part(code: &str) -> &'static str {
    match code {
        "MO" | "DW" => "MO",
        "AF" => "AF",
        "EV" => "EV",
        "NI" | "OV" => "NI",
        "MI" => "MI",
        "MEB" => "MEB",
        "MEL" => "MEL",
        "MED" => "MED",
        _ => "DT",
    }
}
