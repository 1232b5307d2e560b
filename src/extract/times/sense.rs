//! What an expression means before it is placed on the calendar.

use super::calendar::Days;
use super::words::Unit;
use crate::extract::Granularity;
use std::fmt::Write;

/// The day, month, year … of an expression.
#[derive(Clone, Debug, PartialEq)]
pub enum DayPart {
    /// Parts of a date; what is missing comes from the day of publication.
    Calendar { year: Option<i32>, month: Option<u8>, day: Option<u8>, weekday: Option<u8> },
    /// An interval already reckoned.
    Fixed { days: Days, granularity: Granularity, absolute: bool, weekday: Option<u8> },
    /// Relative to a day that is not known.
    Open { value: String, granularity: Granularity, weekday: Option<u8> },
    /// So many units after another time that the article names before ("the next day": 1 day; "that day": 0).
    Shift { count: i64, unit: Unit },
    /// A quarter without its year: its number, or the one told of before; of this year or so many years before it.
    Quarter { number: Option<u8>, year: Option<i32>, years_back: i32 },
    /// The same time a year before what is told ("a year ago"), which beside a quarter is a quarter; whether it is
    /// reckoned from another time ("a year earlier").
    YearBefore { told: bool },
    /// A weekday before or after another time that the article names ("the previous Friday").
    Weekday { number: u8, ahead: bool },
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Clock {
    /// Minute of the day; whether the minutes are given; whether it may as well be twelve hours later.
    At { minute: u16, second: Option<u8>, fine: bool, twelve: bool, zone: Option<i16> },
    /// A part of the day, by its code.
    Part(&'static str),
}

/// A length of time: least and greatest count of each unit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Length {
    /// Counts, with their units; a vague count ("a few") is marked.
    pub parts: Vec<(f64, f64, Unit, bool)>,
}

impl Length {
    /// One unit, so many times.
    pub fn of(least: f64, most: f64, unit: Unit, vague: bool) -> Self {
        Self { parts: vec![(least, most, unit, vague)] }
    }

    /// Least and greatest length in seconds.
    pub fn seconds(&self) -> (f64, f64) {
        self.parts.iter().fold((0.0, 0.0), |sum, &(least, most, unit, _)| {
            (sum.0 + least * unit.seconds(), sum.1 + most * unit.seconds())
        })
    }

    /// The TIMEX3 value: "P2D", "PT1H30M", "PXY" where the count is vague.
    pub fn value(&self) -> String {
        let mut value = String::from("P");
        let mut in_time = false;
        for &(least, most, unit, vague) in &self.parts {
            let (code, times) = unit.code();
            let code = code.strip_prefix('T').map_or(code, |code| {
                if !in_time {
                    value.push('T');
                    in_time = true;
                }
                code
            });
            if vague {
                value.push('X');
            } else if (least - most).abs() > f64::EPSILON {
                let _ = write!(value, "{}/{}", least * times, most * times);
            } else if let Some((half, of)) = half(unit).filter(|_| (least.fract() - 0.5).abs() < f64::EPSILON) {
                // Two and a half hours are two hours and thirty minutes.
                if least >= 1.0 {
                    let _ = write!(value, "{}{code}", least.trunc());
                }
                let _ = write!(value, "{half}{of}");
                continue;
            } else {
                value.push_str(&(least * times).to_string());
            }
            value.push_str(code);
        }
        value
    }

    /// Count and unit, where it is one whole unit so many times.
    pub fn single(&self) -> Option<(f64, f64, Unit)> {
        match self.parts.as_slice() {
            [(least, most, unit, _)] => Some((*least, *most, *unit)),
            _ => None,
        }
    }
}

/// Half a unit in the next smaller one, where that is a whole number of them.
fn half(unit: Unit) -> Option<(u32, &'static str)> {
    match unit {
        Unit::Year => Some((6, "M")),
        Unit::Hour => Some((30, "M")),
        Unit::Minute => Some((30, "S")),
        _ => None,
    }
}

/// What one expression means.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sense {
    /// Which day, month, year.
    pub day: Option<DayPart>,
    /// Which time of day.
    pub clock: Option<Clock>,
    /// How long.
    pub length: Option<Length>,
    /// The last moment of a range, inclusive.
    pub end: Option<Box<Sense>>,
    /// What softens it.
    pub modifier: Option<&'static str>,
    /// The period of a set: its TIMEX3 value.
    pub set: Option<String>,
    /// "now": `PRESENT_REF`.
    pub reference: Option<&'static str>,
}

impl Sense {
    /// A day alone.
    pub fn on(day: DayPart) -> Self {
        Self { day: Some(day), ..Self::default() }
    }

    /// A time of day alone.
    pub fn at(clock: Clock) -> Self {
        Self { clock: Some(clock), ..Self::default() }
    }

    /// A length alone.
    pub fn lasting(length: Length) -> Self {
        Self { length: Some(length), ..Self::default() }
    }

    /// A set.
    pub fn every(value: impl Into<String>) -> Self {
        Self { set: Some(value.into()), ..Self::default() }
    }

    /// With a word that softens it, unless it has one.
    pub fn softened(mut self, modifier: Option<&'static str>) -> Self {
        self.modifier = self.modifier.or(modifier);
        self
    }
}
