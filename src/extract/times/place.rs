//! Places a meaning on the calendar: from parts of a date to an interval with its value.

use super::calendar::{Days, day, one_day, plus, weekday, whole};
use super::lengths::timex_part;
use super::rules::Rules;
use super::sense::{Clock, DayPart, Sense};
use super::words::Unit;
use crate::extract::{Anchor, Granularity};
use crate::text::Day;
use std::fmt::Write;

/// A day part placed, or left open.
#[derive(Clone, Debug)]
pub struct Placed {
    /// First day, and first day after.
    pub days: Option<(Day, Day)>,
    /// TIMEX3 value.
    pub value: String,
    /// How fine.
    pub granularity: Granularity,
    /// What it is reckoned from.
    pub anchor: Anchor,
    /// 1 (Monday) to 7 where the words name one.
    pub weekday: Option<u8>,
}

impl Placed {
    pub(super) fn known(days: Days, granularity: Granularity, anchor: Anchor, weekday: Option<u8>) -> Self {
        Self { days: Some((days.0, days.1)), value: days.2, granularity, anchor, weekday }
    }

    /// The day in its middle.
    pub fn middle(&self) -> Option<String> {
        let (from, to) = self.days?;
        let middle = plus(from, i64::from((to - from).get_days()) / 2, Unit::Day)?;
        Some(format!("{middle}T00:00"))
    }

    fn open(value: String, granularity: Granularity, weekday: Option<u8>) -> Self {
        Self { days: None, value, granularity, anchor: Anchor::Open, weekday }
    }
}

/// A report gives the year of a day further back than this, unless it is to come. A guess, as the next two: no other
/// values were tried.
const LONG_AGO: i32 = 240;

/// Within so many days a date without its year may be one to come.
const SOON: i32 = 110;

/// How many times nearer the coming one must be where no verb tells it as past.
const NEARER: i32 = 2;

/// First and last minute (exclusive) of a part of the day; the night runs into the next day.
pub fn part_minutes(code: &str) -> (i32, i32) {
    match code {
        "DW" => (4 * 60, 7 * 60),
        "MO" => (5 * 60, 12 * 60),
        "AF" => (12 * 60, 18 * 60),
        "EV" => (17 * 60, 23 * 60),
        "NI" => (18 * 60, 30 * 60),
        "OV" => (20 * 60, 32 * 60),
        "MEB" => (7 * 60, 10 * 60),
        "MI" | "MEL" => (11 * 60, 14 * 60),
        "MED" => (17 * 60, 21 * 60),
        _ => (6 * 60, 20 * 60),
    }
}

impl Rules<'_> {
    /// Places a day part; `at` is an item of its clause, for the tense.
    pub fn place_day(&self, part: &DayPart, at: usize) -> Placed {
        match part {
            DayPart::Fixed { days, granularity, absolute, weekday } => {
                let anchor = if *absolute { Anchor::Absolute } else { Anchor::Published };
                Placed::known(days.clone(), *granularity, anchor, *weekday)
            }
            DayPart::Open { value, granularity, weekday } => Placed::open(value.clone(), *granularity, *weekday),
            DayPart::Shift { unit, .. } => {
                let granularity = super::relative::granularity_of(*unit);
                Placed::open("XXXX-XX-XX".into(), granularity, None)
            }
            DayPart::Quarter { number, .. } => {
                let value = number.map_or_else(|| "XXXX-QX".into(), |number| format!("XXXX-Q{number}"));
                Placed::open(value, Granularity::Season, None)
            }
            DayPart::YearBefore { .. } => Placed::open("XXXX".into(), Granularity::Year, None),
            DayPart::Weekday { number, .. } => {
                Placed::open(format!("XXXX-WXX-{number}"), Granularity::Day, Some(*number))
            }
            DayPart::Calendar { year, month, day, weekday } => self.place_calendar(*year, *month, *day, *weekday, at),
        }
    }

    fn place_calendar(
        &self,
        year: Option<i32>,
        month: Option<u8>,
        of_month: Option<u8>,
        named: Option<u8>,
        at: usize,
    ) -> Placed {
        let granularity = match (month, of_month) {
            (_, Some(_)) => Granularity::Day,
            (Some(_), None) => Granularity::Month,
            (None, None) => Granularity::Year,
        };
        let unit = match granularity {
            Granularity::Day => Unit::Day,
            Granularity::Month => Unit::Month,
            _ => Unit::Year,
        };
        if let Some(year) = year
            && (month.is_some() || of_month.is_none())
            && let Some(days) = day(year, month.unwrap_or(1), of_month.unwrap_or(1)).and_then(|day| whole(day, unit))
        {
            return Placed::known(days, granularity, Anchor::Absolute, named);
        }
        let open = || {
            let year = year.map_or_else(|| "XXXX".into(), |year| format!("{year:04}"));
            let month = month.map_or_else(|| "XX".into(), |month| format!("{month:02}"));
            let value = match of_month {
                Some(of_month) => format!("{year}-{month}-{of_month:02}"),
                None => format!("{year}-{month}"),
            };
            Placed::open(value, granularity, named)
        };
        let Some(today) = self.today else { return open() };
        let this_year = i32::from(today.year());
        let candidates: Vec<Day> = match (month, of_month) {
            (Some(month), _) => {
                // A weekday beside the date tells the year; first of the years around.
                let fits = |year: i32| {
                    let day = day(year, month, of_month?)?;
                    (Some(weekday(day)) == named).then_some(day)
                };
                if let Some(near) = (-1..=1)
                    .filter_map(|offset| fits(this_year + offset))
                    .min_by_key(|&day| (day - today).get_days().abs())
                {
                    return one_day(near)
                        .map_or_else(open, |days| Placed::known(days, granularity, Anchor::Published, named));
                }
                let reach = if named.is_some() {
                    6
                } else if month == 2 && of_month == Some(29) {
                    4
                } else {
                    1
                };
                (-reach..=reach).filter_map(|offset| day(this_year + offset, month, of_month.unwrap_or(1))).collect()
            }
            (None, Some(of_month)) => (if named.is_some() { -12..=12 } else { -2..=2 })
                .filter_map(|offset| plus(today.first_of_month(), offset, Unit::Month))
                .filter_map(|first| day(i32::from(first.year()), first.month() as u8, of_month))
                .collect(),
            (None, None) => Vec::new(),
        };
        // A weekday beside the date tells the year; where it fits none of them, it is passed over.
        let fits: Vec<Day> =
            candidates.iter().copied().filter(|&day| named.is_none_or(|named| weekday(day) == named)).collect();
        let candidates = if fits.is_empty() { candidates } else { fits };
        let floor = if granularity == Granularity::Month { today.first_of_month() } else { today };
        let ahead = candidates.iter().copied().filter(|&day| day >= floor).min();
        let behind = candidates.iter().copied().filter(|&day| day <= today).max();
        let chosen = if self.future(at) || self.lies_ahead(behind, ahead, granularity, at) { ahead } else { behind };
        match chosen.or_else(|| candidates.iter().copied().max()).and_then(|day| whole(day, unit)) {
            Some(days) => Placed::known(days, granularity, Anchor::Published, named),
            None => open(),
        }
    }

    /// Whether a date without its year is rather the coming one where the tense does not say so: a day of nearly a year
    /// ago, or one that lies much nearer ahead than behind and is not told as past.
    fn lies_ahead(&self, behind: Option<Day>, ahead: Option<Day>, granularity: Granularity, at: usize) -> bool {
        let (Some(today), Some(behind), Some(ahead)) = (self.today, behind, ahead) else { return behind.is_none() };
        let (back, on) = ((today - behind).get_days(), (ahead - today).get_days());
        if granularity == Granularity::Day && back > LONG_AGO && on < SOON {
            return true;
        }
        on * NEARER < back && !self.past(at)
    }

    /// First day, and first day after, of a meaning that has a day.
    pub fn bounds(&self, sense: &Sense, at: usize) -> Option<(Day, Day)> {
        self.place_day(sense.day.as_ref()?, at).days
    }
}

/// The value and bounds of a time of day on a day, or alone.
pub fn with_clock(placed: Option<&Placed>, clock: Clock) -> (String, Option<(String, String)>, Granularity) {
    let day_value = placed.map_or("", |placed| placed.value.as_str());
    let day = placed.and_then(|placed| placed.days).map(|days| days.0);
    let stamp = |minutes: i32| -> Option<String> {
        let day = plus(day?, i64::from(minutes.div_euclid(1440)), Unit::Day)?;
        let of_day = minutes.rem_euclid(1440);
        Some(format!("{day}T{:02}:{:02}", of_day / 60, of_day % 60))
    };
    match clock {
        Clock::Part(code) => {
            let (from, to) = part_minutes(code);
            let bounds = stamp(from).zip(stamp(to));
            (format!("{day_value}T{}", timex_part(code)), bounds, Granularity::PartOfDay)
        }
        Clock::At { minute, second, fine, zone, .. } => {
            let granularity = if fine { Granularity::Minute } else { Granularity::Hour };
            let from = i32::from(minute);
            let bounds = stamp(from).zip(stamp(from + if fine { 1 } else { 60 }));
            let mut value = if fine {
                format!("{day_value}T{:02}:{:02}", minute / 60, minute % 60)
            } else {
                format!("{day_value}T{:02}", minute / 60)
            };
            if let Some(second) = second {
                let _ = write!(value, ":{second:02}");
            }
            match zone {
                Some(0) => value.push('Z'),
                Some(zone) => {
                    let sign = if zone < 0 { '-' } else { '+' };
                    let _ = write!(value, "{sign}{:02}:{:02}", zone.abs() / 60, zone.abs() % 60);
                }
                None => {}
            }
            (value, bounds, granularity)
        }
    }
}

/// Places the day `count` units after (or before) a known interval.
pub fn shift(base: (Day, Day), count: i64, unit: Unit) -> Option<Days> {
    let moved = plus(base.0, count, unit)?;
    if unit == Unit::Day { one_day(moved) } else { whole(moved, unit) }
}
