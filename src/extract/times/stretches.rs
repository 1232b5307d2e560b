//! Stretches told by where they begin and how long they are, and days told inside a stretch: "two weeks starting May
//! 20", "from 2 p.m. for two hours", "next week on Tuesday", "for the month", "the year to date", "Labor Day weekend".

use super::calendar::{Days, monday, one_day, plus, whole};
use super::relative::granularity_of;
use super::rules::{Found, Rules};
use super::sense::{Clock, DayPart, Length, Sense};
use super::words::Unit;
use crate::extract::Granularity;
use crate::text::Day;

/// "Shortly" is at most so many minutes. Own choice.
const SHORTLY: f64 = 60.0;

/// "Hours after" are so many: fewer than make the next larger unit. Own choice.
const FEW: (f64, f64) = (2.0, 20.0);

impl Rules<'_> {
    /// A stretch with its length and its first day or hour.
    pub fn stretch_at(&self, at: usize) -> Found {
        self.length_from(at).or_else(|| self.clock_for(at))
    }

    /// "three days starting from next Monday", "for 1 week, from 20 December", "for three hours from 10 am".
    fn length_from(&self, at: usize) -> Found {
        let (length, end, _) = self.length_core(at)?;
        let next = self.skip(end, &[","]);
        let begins = self.is(next, &["starting", "beginning", "commencing"]);
        if !(begins || self.is(next, &["from"]) && self.before_is(at, &["for"])) {
            return None;
        }
        let start = self.skip(next + 1, &["from", "on", "at"]);
        if let Some((base, base_end)) = self.date_at(start).filter(|found| found.0.end.is_none())
            && let Some((from, _)) = self.bounds(&base, at)
        {
            let (least, _, unit) = length.single()?;
            if unit.seconds() < Unit::Day.seconds() || least.fract() != 0.0 {
                return None;
            }
            let to = plus(from, least as i64, unit)?;
            return Some((self.stretch(from, to)?, base_end));
        }
        let (first, clock_end) = self.clock_at(start, true)?;
        Some((lasting_from(first, &length)?, clock_end))
    }

    /// "from 10 am for 3 hours 30 minutes".
    fn clock_for(&self, at: usize) -> Found {
        let start = self.skip(at, &["from"]);
        let (first, end) = self.clock_at(start, start > at || self.before_is(at, &["at"]))?;
        if !self.is(end, &["for"]) {
            return None;
        }
        let (length, length_end, _) = self.length_core(end + 1)?;
        Some((lasting_from(first, &length)?, length_end))
    }

    /// "shortly after taking off", "moments before the blast", "hours after the crash": so little (or so much) from what
    /// happened. Before a day or an hour the words only soften it.
    pub fn moments(&self, at: usize) -> Found {
        let modifier = match self.low(at + 1) {
            "after" => "after",
            "before" => "before",
            _ => return None,
        };
        let (least, most, unit) = match self.low(at) {
            "shortly" | "soon" | "immediately" | "right" | "moments" => (0.0, SHORTLY, Unit::Minute),
            _ => {
                let (unit, times, plural) = self.word(at).unit?;
                let counted = at > 0 && (self.digits(at - 1).is_some() || self.items[at - 1].low == "-");
                if !plural || counted || unit == Unit::Weekend {
                    return None;
                }
                (FEW.0 * times, FEW.1 * times, unit)
            }
        };
        let dated = self.date_at(at + 2).is_some() || self.clock_at(at + 2, true).is_some() || self.part_behind(at + 2);
        (!dated).then(|| (Sense::lasting(Length::of(least, most, unit, true)).softened(Some(modifier)), at + 1))
    }

    fn part_behind(&self, at: usize) -> bool {
        self.word(self.skip(at, &["the"])).part.is_some()
    }

    /// From one day up to another, that one left out.
    fn stretch(&self, from: Day, to: Day) -> Option<Sense> {
        let last = plus(to, -1, Unit::Day)?;
        let days = (from, to, format!("{from}/{last}"));
        let absolute = self.today.is_none();
        Some(Sense::on(DayPart::Fixed { days, granularity: Granularity::Day, absolute, weekday: None }))
    }

    /// "next week on Tuesday", "this week, Friday".
    pub fn week_then_day(&self, at: usize) -> Found {
        let relative = self.word(at).relative?;
        if !self.is(at + 1, &["week"]) {
            return None;
        }
        let (number, end) = self.weekday_at(self.skip(self.skip(at + 2, &[","]), &["on"]))?;
        let part = self.near_day(Some(number), |today| {
            plus(plus(monday(today)?, i64::from(relative), Unit::Week)?, i64::from(number) - 1, Unit::Day)
        })?;
        Some((Sense::on(part), end))
    }

    /// "for the month", "in the year", "for the day": the running one, at the end of its phrase.
    pub fn running_unit(&self, at: usize) -> Found {
        if !self.is(at, &["the"]) || !self.before_is(at, &["for", "in"]) || !self.ends_phrase(at + 2) {
            return None;
        }
        let (unit, count, false) = self.word(at + 1).unit? else { return None };
        if unit == Unit::Hour {
            return self
                .before_is(at, &["for"])
                .then(|| (Sense::lasting(Length::of(count, count, unit, false)), at + 2));
        }
        if count > 1.0 || !matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Year) || self.past(at) {
            return None;
        }
        let open = if unit == Unit::Year { "XXXX" } else { "XXXX-XX-XX" };
        Some((Sense::on(self.near(open, granularity_of(unit), |today| whole(today, unit))?), at + 2))
    }

    /// "to date", "till the current date", "the year to date".
    pub fn to_date(&self, at: usize) -> Found {
        let date = |at: usize| {
            let date = self.skip(at + 1, &["the", "current", "this"]);
            let date = self.skip(date, &["current"]);
            (self.is(at, &["to", "till", "until"]) && self.is(date, &["date"])).then_some(date + 1)
        };
        let start = self.skip(at, &["the"]);
        if self.is(start, &["year"])
            && let Some(end) = date(start + 1)
        {
            let part = self.near("XXXX", Granularity::Year, |today| {
                let from = whole(today, Unit::Year)?.0;
                Some((from, plus(today, 1, Unit::Day)?, format!("{from}/{today}")))
            })?;
            return Some((Sense::on(part), end));
        }
        if self.before_is(at, &["up", "out"]) {
            return None;
        }
        let end = date(at).filter(|&end| self.ends_phrase(end))?;
        Some((Sense::on(self.near_day(None, Some)?).softened(Some("until")), end))
    }
}

/// The weekend that a holiday lies in or beside, with the holiday: "Labor Day weekend", "the weekend of Thanksgiving".
pub fn weekend_with(holiday: Day) -> Option<Days> {
    let saturday = match super::calendar::weekday(holiday) {
        // A holiday on Monday or Tuesday lengthens the weekend before it.
        number @ 1..=2 => plus(holiday, -i64::from(number) - 1, Unit::Day)?,
        number => plus(holiday, 6 - i64::from(number), Unit::Day)?,
    };
    let from = saturday.min(holiday);
    let to = plus(saturday, 2, Unit::Day)?.max(one_day(holiday)?.1);
    Some((from, to, format!("{}-WE", super::calendar::week_value(saturday))))
}

/// A time of day with the one that lies a length behind it.
fn lasting_from(first: Clock, length: &Length) -> Option<Sense> {
    let Clock::At { minute, twelve, zone, .. } = first else { return None };
    let (least, most) = length.seconds();
    if (most - least).abs() > f64::EPSILON || !(60.0..86_400.0).contains(&least) {
        return None;
    }
    let total = u32::from(minute) + (least / 60.0).round() as u32;
    let last = Clock::At { minute: (total % 1440) as u16, second: None, fine: true, twelve, zone };
    Some(Sense { end: Some(Box::new(Sense::at(last))), ..Sense::at(first) })
}
