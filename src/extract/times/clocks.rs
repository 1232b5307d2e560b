//! Times of day: "12:10 p.m.", "5.10am", "around noon", "0730 GMT", "half past five", "seven o'clock in the evening".

use super::rules::Rules;
use super::sense::Clock;
use crate::extract::items::Kind;
use crate::extract::numerals::{Form, numeral_at};

impl Rules<'_> {
    /// The time of day that begins at `at`, with its end. `led`: whether "at" or a date beside it lets a bare hour
    /// ("at 5") be one.
    pub fn clock_at(&self, at: usize, led: bool) -> Option<(Clock, usize)> {
        let (clock, end) = self.clock_core(at, led)?;
        Some(self.with_zone(clock, end))
    }

    fn clock_core(&self, at: usize, led: bool) -> Option<(Clock, usize)> {
        if let Some(minute) = self.word(at).point {
            let twelve = false;
            return Some((Clock::At { minute, second: None, fine: true, twelve, zone: None }, at + 1));
        }
        if let Some(found) = self.past_or_to(at) {
            return Some(found);
        }
        if let Some((clock, end)) = self.roughly(at) {
            return Some((clock, end));
        }
        let (hour, minute, second, end) = self.figures(at)?;
        let fine = minute.is_some() || end > at + 1 && self.is(end - 1, &["o'clock", "oclock"]);
        let (half, end_half) = self.half_of_day(end);
        if half.is_none()
            && self.items[at].kind == Kind::Word
            && minute.is_none()
            && !self.before_is(end, &["o'clock", "oclock"])
            && !led
        {
            return None;
        }
        let plausible = minute.is_some() && (self.is(at + 1, &[":"]) || self.items[at].low.contains('.'));
        let clocked = self.before_is(end, &["o'clock", "oclock", "hrs", "hours", "h"]);
        let zoned = self.word(end).zone.is_some_and(|zone| zone.is_some()) && self.items[at].low.len() == 4;
        if half.is_none() && !plausible && !led && !clocked && !zoned && minute.is_none() {
            return None;
        }
        if half.is_none() && !plausible && !clocked && !zoned && !led {
            return None;
        }
        if half.is_some() && hour > 12 && minute.is_none() {
            return None;
        }
        // "at 5 percent", "at 16" and "at 7 feet" are no times.
        if half.is_none() && led && minute.is_none() && !clocked {
            let next = self.items.get(end);
            let alone = next.is_none_or(|item| {
                item.kind == Kind::Break
                    || item.kind == Kind::Mark && !item.is_any(&["%", "-", "/", "$", ":"])
                    || item.is_any(&[
                        "on",
                        "in",
                        "and",
                        "to",
                        "or",
                        "for",
                        "with",
                        "sharp",
                        "tomorrow",
                        "today",
                        "yesterday",
                        "last",
                        "tonight",
                        "this",
                        "next",
                        "until",
                    ])
                    || self.word(end).weekday.is_some()
                    || self.word(end).zone.is_some()
            });
            if hour > 12 || hour == 0 || !alone {
                return None;
            }
        }
        let (hour, twelve) = match half {
            Some(false) => (hour % 12, false),
            Some(true) if hour < 12 => (hour + 12, false),
            Some(true) => (hour, false),
            None => (
                hour,
                (1..=12).contains(&hour) && !(self.items[at].low.starts_with('0') && self.items[at].low.len() > 1),
            ),
        };
        let total = u16::from(hour) * 60 + u16::from(minute.unwrap_or(0));
        Some((Clock::At { minute: total % 1440, second, fine, twelve, zone: None }, end_half))
    }

    /// "11ish", "mid night", and the clock of soldiers: "0730-0930".
    fn roughly(&self, at: usize) -> Option<(Clock, usize)> {
        if self.is(at, &["mid"]) && self.is(self.skip(at + 1, &["-"]), &["night", "day"]) {
            let noun = self.skip(at + 1, &["-"]);
            let minute = if self.is(noun, &["day"]) { 720 } else { 0 };
            return Some((Clock::At { minute, second: None, fine: true, twelve: false, zone: None }, noun + 1));
        }
        let (value, length) = self.digits(at)?;
        let ish =
            self.is(at + 1, &["ish"]) && !self.spaced(at + 1) || self.is(at + 1, &["-"]) && self.is(at + 2, &["ish"]);
        if ish && length <= 2 && (1..=12).contains(&value) {
            let minute = value as u16 * 60;
            let end = at + 2 + usize::from(self.is(at + 1, &["-"]));
            return Some((Clock::At { minute, second: None, fine: false, twelve: true, zone: None }, end));
        }
        let military = |at: usize| {
            self.digits(at).is_some_and(|(value, length)| length == 4 && value < 2400 && value % 100 < 60)
                && self.items[at].low.starts_with('0')
        };
        let joined = |at: usize| self.is(at, &["-", "to", "and", "until"]);
        let beside = joined(at + 1) && self.digits(at + 2).is_some_and(|(_, length)| length == 4)
            || at > 1 && joined(at - 1) && military(at - 2);
        let led = self.before_is(at, &["between", "from"]) || at > 2 && self.is(at - 3, &["between", "from"]);
        (military(at) && beside && led).then(|| {
            let minute = (value / 100 * 60 + value % 100) as u16;
            (Clock::At { minute, second: None, fine: true, twelve: false, zone: None }, at + 1)
        })
    }

    /// Hour, minute and second as written, with the end.
    fn figures(&self, at: usize) -> Option<(u8, Option<u8>, Option<u8>, usize)> {
        let item = self.items.get(at)?;
        if let Some((value, length)) = self.digits(at) {
            let touching = |index: usize| !self.spaced(index);
            if self.is(at + 1, &[":"])
                && touching(at + 1)
                && touching(at + 2)
                && let Some((minute, 2)) = self.digits(at + 2)
            {
                if value > 24 || minute > 59 {
                    return None;
                }
                if self.is(at + 3, &[":"])
                    && touching(at + 3)
                    && let Some((second, 2)) = self.digits(at + 4)
                {
                    return Some((value as u8, Some(minute as u8), Some(second.min(59) as u8), at + 5));
                }
                return Some((value as u8, Some(minute as u8), None, at + 3));
            }
            if length == 4
                && value % 100 < 60
                && value <= 2400
                && (self.word(at + 1).zone.is_some_and(|zone| zone.is_some())
                    || self.is(at + 1, &["hrs", "hours", "h", "local"]))
            {
                let end = at + 1 + usize::from(self.is(at + 1, &["hrs", "hours", "h"]));
                return Some(((value / 100) as u8, Some((value % 100) as u8), None, end));
            }
            if length == 4 && value % 100 < 60 && value < 1300 && self.half_of_day(at + 1).0.is_some() {
                return Some(((value / 100) as u8, Some((value % 100) as u8), None, at + 1));
            }
            if length > 2 || value > 24 {
                return None;
            }
            let end = at + 1 + usize::from(self.is(at + 1, &["o'clock", "oclock"]));
            return Some((value as u8, None, None, end));
        }
        if let Some(value) = item.number() {
            // "5.10am": hour and minutes with a point.
            let (hour, minute) = item.low.split_once('.')?;
            let (hour, minute_value): (u8, u8) = (hour.parse().ok()?, minute.parse().ok()?);
            let fits = minute.len() == 2 && minute_value < 60 && hour <= 24 && value < 25.0;
            // "at 2.30": the reader in Britain writes no more.
            let next = self.items.get(at + 1);
            let alone = self.before_is(at, &["at"])
                && next.is_none_or(|next| {
                    next.kind != Kind::Word
                        || self.word(at + 1).weekday.is_some()
                        || next.is_any(&["on", "in", "and", "today", "yesterday"])
                })
                && !self.is(at + 1, &["%", "-"]);
            return (fits && (alone || self.half_of_day(at + 1).0.is_some())).then_some((
                hour,
                Some(minute_value),
                None,
                at + 1,
            ));
        }
        // In words: "five thirty p.m.", "seven o'clock".
        let numeral = numeral_at(self.items, at).filter(|found| found.form == Form::Words)?;
        if numeral.end != at + 1 || !(1.0..=12.0).contains(&numeral.least) {
            return None;
        }
        let hour = numeral.least as u8;
        if self.is(at + 1, &["o'clock", "oclock"]) {
            return Some((hour, None, None, at + 2));
        }
        let minutes_at = self.skip(at + 1, &["-"]);
        if let Some(minutes) = numeral_at(self.items, minutes_at).filter(|found| {
            found.form == Form::Words && (10.0..=59.0).contains(&found.least) && found.least.fract() == 0.0
        }) && (self.half_of_day(minutes.end).0.is_some()
            || self.before_is(at, &["at", "from", "to", "until", "between", "and"]))
            && self.word(minutes.end).unit.is_none()
        {
            return Some((hour, Some(minutes.least as u8), None, minutes.end));
        }
        Some((hour, None, None, at + 1))
    }

    /// "half past five", "quarter to six", "ten minutes past five".
    fn past_or_to(&self, at: usize) -> Option<(Clock, usize)> {
        let start = self.skip(at, &["a"]);
        let (minutes, end) = match self.low(start) {
            "half" => (30, start + 1),
            "quarter" => (15, start + 1),
            _ => {
                let numeral = numeral_at(self.items, start)?;
                if !(1.0..60.0).contains(&numeral.least) || numeral.form == Form::Article {
                    return None;
                }
                (numeral.least as i32, numeral.end)
            }
        };
        let next = self.skip(end, &["minutes", "minute", "mins", "min"]);
        let sign = match self.low(next) {
            "past" => 1,
            "to" | "till" | "of" if minutes == 30 || minutes == 15 || next > end => -1,
            _ => return None,
        };
        let (hour, hour_end) = if let Some(point) = self.word(next + 1).point {
            (i32::from(point) / 60, next + 2)
        } else {
            let (hour, minute, _, hour_end) = self.figures(next + 1)?;
            if minute.is_some() || hour > 12 || sign < 0 && self.is(next, &["of"]) {
                return None;
            }
            (i32::from(hour), hour_end)
        };
        let (half, last) = self.half_of_day(hour_end);
        // "4 to 11" is a stretch of numbers; "ten to five" needs the word for minutes, a half of the day, or a quarter.
        let bare = next == end && half.is_none() && !self.before_is(hour_end, &["o'clock", "oclock"]);
        if bare
            && (self.items[start].kind != Kind::Word && !(sign > 0 && self.before_is(at, &["at"]))
                || sign < 0 && minutes != 15 && minutes != 30)
        {
            return None;
        }
        let total = (hour * 60 + sign * minutes).rem_euclid(1440);
        let total = match half {
            Some(true) if total < 720 => total + 720,
            _ => total,
        };
        let clock = Clock::At {
            minute: total as u16,
            second: None,
            fine: true,
            twelve: half.is_none() && hour <= 12,
            zone: None,
        };
        Some((clock, last))
    }

    /// Whether "a.m." (false) or "p.m." (true) stands at `at`, with the end; also "in the morning", "at night".
    pub fn half_of_day(&self, at: usize) -> (Option<bool>, usize) {
        match self.low(at) {
            "am" | "a.m." => return (Some(false), at + 1),
            "pm" | "p.m." => return (Some(true), at + 1),
            "a" | "p" if !self.spaced(at + 1) && self.is(at + 1, &["."]) && self.is(at + 2, &["m"]) => {
                return (Some(self.is(at, &["p"])), self.skip(at + 3, &["."]));
            }
            "a" | "p" if self.is(at + 1, &["m"]) => return (Some(self.is(at, &["p"])), at + 2),
            // A text cut into tokens: "3 p . m .".
            "a" | "p" if self.is(at + 1, &["."]) && self.is(at + 2, &["m"]) => {
                return (Some(self.is(at, &["p"])), self.skip(at + 3, &["."]));
            }
            // "at 9a", "7p".
            "a" | "p"
                if !self.spaced(at)
                    && at > 1
                    && self.is(at - 2, &["at", "by", "until", "from"])
                    && self.items.get(at + 1).is_none_or(|next| next.kind != Kind::Word) =>
            {
                return (Some(self.is(at, &["p"])), at + 1);
            }
            _ => {}
        }
        let part_at = if self.is(at, &["in"]) && self.is(at + 1, &["the"]) {
            at + 2
        } else if self.is(at, &["at"]) && self.is(at + 1, &["night"]) {
            at + 1
        } else if self.is(at, &["this", "that"]) {
            return (None, at);
        } else {
            at
        };
        match self.word(part_at).part {
            Some("MO" | "DW") if part_at > at => (Some(false), part_at + 1),
            Some("AF" | "EV" | "NI") if part_at > at => (Some(true), part_at + 1),
            _ => (None, at),
        }
    }

    /// "GMT", "(local time)", "ET", "Eastern time" after a time of day.
    fn with_zone(&self, clock: Clock, end: usize) -> (Clock, usize) {
        let bracket = usize::from(self.is(end, &["("]));
        let Some(item) = self.items.get(end + bracket) else { return (clock, end) };
        let known = self.word(end + bracket).zone;
        let written = self.reading.text.get(item.span.start as usize..item.span.end as usize).unwrap_or("");
        let upper = written.bytes().all(|byte| byte.is_ascii_uppercase());
        let (zone, mut next) = match known {
            Some(zone) if upper => (zone, end + bracket + 1),
            Some(_) if item.is("local") && self.is(end + bracket + 1, &["time"]) => (None, end + bracket + 2),
            _ if item.is_any(&["eastern", "pacific", "central", "mountain"])
                && self.is(end + 1, &["time", "standard", "daylight"]) =>
            {
                let next = self.skip(end + bracket + 1, &["standard", "daylight"]);
                (None, self.skip(next, &["time"]))
            }
            _ => return (clock, end),
        };
        if self.is(next, &["time"]) {
            next += 1;
        }
        if bracket == 1 {
            if !self.is(next, &[")"]) {
                return (clock, end);
            }
            next += 1;
        }
        match clock {
            Clock::At { minute, second, fine, twelve, .. } => {
                (Clock::At { minute, second, fine, twelve: twelve && zone.is_none(), zone }, next)
            }
            Clock::Part(_) => (clock, end),
        }
    }
}
