//! Ranges: "from Monday to Friday", "between 2 and 3 p.m.", "2014-18".

use super::points::same_half;
use super::rules::{Found, Rules};
use super::sense::{Clock, DayPart, Sense};
use crate::extract::items::Kind;
use crate::extract::numerals::{Form, numeral_at, ordinal_at};

impl Rules<'_> {
    /// "from Monday to Friday", "between 2 and 3 p.m.", "9:00-11:00", "2014-2018".
    pub fn range_at(&self, at: usize) -> Found {
        let between = self.is(at, &["between"]);
        let from = self.is(at, &["from"]);
        let start = at + usize::from(between || from);
        if let Some(found) = self.years_range(self.skip(start, &["year", "season"]), from || between) {
            return Some(found);
        }
        let led = between || from;
        let (first, first_end) = self.point_at(start, led).or_else(|| self.bare_day(start, led)).or_else(|| {
            let (clock, end) = self.clock_at(start, led).or_else(|| self.bare_hour(start))?;
            Some((Sense::at(clock), end))
        })?;
        let first =
            if first.reference == Some("PRESENT_REF") && led { Sense::on(self.near_day(None, Some)?) } else { first };
        if first.end.is_some() || first.reference.is_some() && !from {
            return led.then_some(()).and(first.end.is_some().then_some((first, first_end)));
        }
        let first_end = if led { self.skip(first_end, &[","]) } else { first_end };
        let dash = self.is(first_end, &["-", "~"]);
        let joined = if between {
            self.is(first_end, &["and", "to", "-"])
        } else {
            dash || self.is(first_end, &["to", "until", "through", "till", "til", "thru"])
        };
        if !joined {
            return None;
        }
        if self.is(first_end + 1, &["date"]) && first.clock.is_none() && !dash {
            let today = Sense::on(self.near_day(None, Some)?);
            return Self::joined(first, today, true).map(|sense| (sense, first_end + 2));
        }
        let second_at = self.skip(first_end + 1, &["on", "at"]);
        let bare = led || dash && first.clock.is_some();
        let (second, end) = self
            .point_at(second_at, bare || first.clock.is_some())
            .or_else(|| self.bare_day(second_at, led && first.clock.is_none()))
            .or_else(|| {
                let (clock, end) = self.clock_at(second_at, led || first.clock.is_some())?;
                Some((Sense::at(clock), end))
            })?;
        let mut second = second;
        if second.reference == Some("PRESENT_REF") && led && first.clock.is_none() {
            second = Sense::on(self.near_day(None, Some)?);
        }
        if second.end.is_some() || second.reference.is_some() || !led && is_month(&first) != is_month(&second) {
            return None;
        }
        Self::joined(first, second, led || dash).map(|sense| (sense, end))
    }

    /// Two times of day without a day: "from 2 to 2:30 p.m.", "8-9am"; `part` tells the half of the day.
    pub fn clock_range(&self, at: usize, part: Option<Clock>) -> Found {
        let led = self.is(at, &["from", "between"]);
        let start = at + usize::from(led);
        let (first, first_end) = self.clock_at(start, true).or_else(|| self.bare_hour(start))?;
        if !self.is(first_end, &["-", "to", "and", "until", "till", "through"]) {
            return None;
        }
        let (second, end) = self.clock_at(first_end + 1, true)?;
        let sense = Self::joined(Sense::at(same_half(first, part)), Sense::at(same_half(second, part)), true)?;
        Some((sense, end))
    }

    /// "2014-2018", "2014 to 2018", "1995-96", "2024/25".
    fn years_range(&self, at: usize, led: bool) -> Found {
        let (first, 4) = self.digits(at)? else { return None };
        let dash = self.is(at + 1, &["-", "~"]);
        let stroke = self.is(at + 1, &["/"]) && !self.spaced(at + 1) && !self.spaced(at + 2);
        if !(1800..=2100).contains(&first)
            || !(dash || stroke || led && self.is(at + 1, &["to", "and", "until", "through", "till"]))
        {
            return None;
        }
        let (second, length) = self.digits(at + 2)?;
        let second = match length {
            // A stroke joins the two years of a budget, a season, a winter.
            2 if stroke => (second == (first + 1) % 100).then_some(first + 1)?,
            4 if stroke && second != first + 1 => return None,
            4 => second,
            2 if dash && second > first % 100 => first / 100 * 100 + second,
            _ => return None,
        };
        if second <= first || second > 2100 || self.is(at + 3, &["-", "/"]) && !self.spaced(at + 3) {
            return None;
        }
        // "2011-12" is a month where nothing speaks for years; a month has at most the number twelve.
        let year =
            |year: u32| Sense::on(DayPart::Calendar { year: Some(year as i32), month: None, day: None, weekday: None });
        let mut sense = year(first);
        sense.end = Some(Box::new(year(second)));
        Some((sense, at + 3))
    }

    /// "from the ninth to the seventeenth of April", "from 3 to 5 May" are read with the month at their end.
    fn bare_day(&self, at: usize, led: bool) -> Found {
        let start = self.skip(at, &["the"]);
        let (value, end) = ordinal_at(self.items, start)?;
        (led && (1..=31).contains(&value)).then(|| {
            (Sense::on(DayPart::Calendar { year: None, month: None, day: Some(value as u8), weekday: None }), end)
        })
    }

    /// The hour alone at the beginning of "2-3pm".
    fn bare_hour(&self, at: usize) -> Option<(Clock, usize)> {
        let (hour, length) = self.digits(at)?;
        let worded = || numeral_at(self.items, at + 2).is_some_and(|found| found.form == Form::Words);
        let joined = self.is(at + 1, &["-", "to"]) && (self.digits(at + 2).is_some() || worded());
        let half = (at + 3..at + 6).any(|next| self.half_of_day(next).0.is_some());
        (joined && half && length <= 2 && hour <= 24 && self.items[at].kind != Kind::Word).then(|| {
            (
                Clock::At {
                    minute: (hour * 60) as u16 % 1440,
                    second: None,
                    fine: false,
                    twelve: hour <= 12,
                    zone: None,
                },
                at + 1,
            )
        })
    }

    /// Two points as one range, each lending the other what it lacks.
    fn joined(mut first: Sense, mut second: Sense, sure: bool) -> Option<Sense> {
        match (&mut first.clock, &mut second.clock) {
            (
                Some(Clock::At { minute: a, twelve: a_open, zone: a_zone, .. }),
                Some(Clock::At { minute: b, twelve: b_open, zone: b_zone, .. }),
            ) => {
                if *a_open && !*b_open && *b >= 720 {
                    if *a + 720 <= *b && *a < 720 {
                        *a += 720;
                    }
                    *a_open = false;
                } else if !*a_open && *b_open && *b < *a && *b < 720 {
                    *b += 720;
                    *b_open = false;
                } else if *b_open && *a_open && *b < *a && *b < 720 {
                    *b += 720;
                }
                *a_zone = a_zone.or(*b_zone);
            }
            (None, None) => {}
            (Some(Clock::Part(_)), Some(_)) | (Some(_), Some(Clock::Part(_))) if sure => {}
            _ if !sure => return None,
            _ => {}
        }
        if let (
            Some(DayPart::Calendar { year: a_year, month: a_month, day: a_day, .. }),
            Some(DayPart::Calendar { year: b_year, month: b_month, day: b_day, .. }),
        ) = (&mut first.day, &mut second.day)
        {
            if a_month.is_none() && a_day.is_some() {
                *a_month = *b_month;
            }
            if b_month.is_none() && b_day.is_some() {
                *b_month = *a_month;
            }
            if a_year.is_none() && a_month.is_some() {
                *a_year = b_year.map(|year| if a_month > b_month { year - 1 } else { year });
            }
            if b_year.is_none() && b_month.is_some() {
                *b_year = a_year.map(|year| if b_month < a_month { year + 1 } else { year });
            }
        }
        if second.day.is_none() && first.clock.is_some() {
            second.day.clone_from(&first.day);
        } else if first.day.is_none() && second.clock.is_some() && first.clock.is_some() {
            first.day.clone_from(&second.day);
        }
        if first.day.is_some() != second.day.is_some() {
            return None;
        }
        first.end = Some(Box::new(second));
        Some(first)
    }
}

/// Whether a meaning is a month without a day: no end of "Friday to December's".
fn is_month(sense: &Sense) -> bool {
    matches!(sense.day, Some(DayPart::Calendar { month: Some(_), day: None, .. }))
}
