//! Joins days and times of day, and softens them: "early Sunday afternoon", "5:30 a.m. on Thursday".

use super::rules::{Found, Rules};
use super::sense::{Clock, DayPart, Sense};
use crate::extract::numerals::{Form, numeral_at};

/// Meals that are named for the hour at which they are taken.
const MEALS: [&str; 3] = ["breakfast", "lunch", "dinner"];

/// Phrases that soften what follows, and the modifier each gives; the longest first.
const SOFT: [(&[&str], &str); 30] = [
    (&["no", "more", "than"], "at most"),
    (&["no", "less", "than"], "at least"),
    (&["no", "fewer", "than"], "at least"),
    (&["a", "little", "over"], "more than"),
    (&["a", "little", "under"], "less than"),
    (&["a", "little", "more", "than"], "more than"),
    (&["a", "little", "after"], "after"),
    (&["just", "more", "than"], "more than"),
    (&["more", "than"], "more than"),
    (&["less", "than"], "less than"),
    (&["fewer", "than"], "less than"),
    (&["longer", "than"], "more than"),
    (&["at", "least"], "at least"),
    (&["at", "most"], "at most"),
    (&["up", "to"], "up to"),
    (&["as", "long", "as"], "up to"),
    (&["as", "much", "as"], "up to"),
    (&["as", "many", "as"], "up to"),
    (&["as", "little", "as"], "at least"),
    (&["just", "over"], "more than"),
    (&["just", "under"], "less than"),
    (&["well", "over"], "more than"),
    (&["just", "after"], "after"),
    (&["just", "before"], "before"),
    (&["shortly", "after"], "after"),
    (&["shortly", "before"], "before"),
    (&["soon", "after"], "after"),
    (&["close", "to"], "about"),
    (&["only"], "only"),
    (&["exactly"], "exactly"),
];

impl Rules<'_> {
    /// What softens the expression that begins at `at`, and where the expression itself begins.
    pub fn soft_at(&self, at: usize) -> (Option<&'static str>, usize) {
        for (words, modifier) in SOFT {
            if words.iter().enumerate().all(|(offset, word)| self.is(at + offset, &[word])) {
                return (Some(modifier), at + words.len());
            }
        }
        match self.word(at).soft {
            Some(soft) => (Some(soft), at + 1),
            None => (None, at),
        }
    }

    /// "or so", "or more", "at least" behind a length.
    pub fn soft_behind(&self, at: usize) -> Option<&'static str> {
        if self.is(at, &["or"]) {
            return match self.low(at + 1) {
                "so" => Some("about"),
                "more" | "longer" => Some("at least"),
                "less" => Some("at most"),
                _ => None,
            };
        }
        None
    }

    /// "early", "late", "mid-", "the end of": which part of what follows, and where that begins.
    fn narrowed(&self, at: usize) -> (Option<&'static str>, usize) {
        let start = self.skip(at, &["the", "very"]);
        let of = |end: usize| self.is(end, &["of"]).then_some(end + 1);
        let found = match self.low(start) {
            "early" if self.is(start + 1, &["hours"]) => None,
            "early" | "earlier" => Some(("early", of(start + 1).unwrap_or(start + 1))),
            "late" | "later" => Some(("late", of(start + 1).unwrap_or(start + 1))),
            "mid" => Some(("mid", self.skip(start + 1, &["-"]))),
            "beginning" | "start" => of(start + 1).map(|end| ("start", end)),
            "end" | "close" => of(start + 1).map(|end| ("end", end)),
            "middle" => of(start + 1).map(|end| ("mid", end)),
            _ => None,
        };
        // "later in the week".
        let found = found.map(|(modifier, end)| {
            let inner = self.is(end, &["in"]) && self.is(end + 1, &["the"]) && matches!(modifier, "early" | "late");
            // "late on Saturday".
            let on = self.is(end, &["on"]) && matches!(modifier, "early" | "late") && self.date_at(end + 1).is_some();
            (modifier, end + usize::from(inner && self.word(end + 2).unit.is_some() || on))
        });
        match found {
            Some((modifier, end)) => (Some(modifier), end),
            None => (None, at),
        }
    }

    /// One point of time: a day, a time of day, or both.
    pub fn point_at(&self, at: usize, led: bool) -> Found {
        let (soft, start) = self.soft_at(at);
        let soft_of_time = soft.filter(|soft| !matches!(*soft, "only" | "at least" | "at most" | "up to"));
        let start = if soft_of_time.is_some() { start } else { at };
        let (narrow, start) = self.narrowed(start);
        let found =
            self.day_with_clock(start).into_iter().chain(self.clock_with_day(start, led)).max_by_key(|found| found.1);
        let found =
            found.or_else(|| self.unit_of_now(start, narrow)).or_else(|| self.part_alone(start, narrow.is_some()))?;
        // "some Fridays", "over May": softened days are only those with a word for time.
        if soft_of_time.is_some_and(|soft| matches!(soft, "over" | "under" | "more than" | "less than"))
            && found.0.clock.is_none()
        {
            return None;
        }
        if self.is(at, &["some", "under", "over", "close", "nearly"])
            && soft_of_time.is_some()
            && found.0.clock.is_none()
        {
            return None;
        }
        Some((found.0.softened(narrow).softened(soft_of_time), found.1))
    }

    /// "the end of the year": the running one.
    fn unit_of_now(&self, at: usize, narrow: Option<&'static str>) -> Found {
        let the = self.is(at, &["the"]);
        let led = the && self.before_is(at, &["in"]) && matches!(narrow, Some("early" | "late"));
        if !led && !matches!(narrow, Some("end" | "start" | "mid")) {
            return None;
        }
        let (unit, _, false) = self.word(at + usize::from(the)).unit? else { return None };
        if unit.seconds() < 80_000.0 {
            return None;
        }
        let part =
            self.near("XXXX", super::relative::granularity_of(unit), |today| super::calendar::whole(today, unit))?;
        Some((Sense::on(part), at + 1 + usize::from(the)))
    }

    /// "Sunday", "Sunday night", "Thursday at 5 p.m.", "May 4, 10:30".
    fn day_with_clock(&self, at: usize) -> Found {
        let (mut sense, mut end) = self.date_at(at)?;
        if sense.reference.is_some() || sense.end.is_some() {
            return Some((sense, end));
        }
        let fine_day = match &sense.day {
            Some(DayPart::Calendar { day, weekday, .. }) => day.is_some() || weekday.is_some(),
            Some(DayPart::Fixed { granularity, .. } | DayPart::Open { granularity, .. }) => {
                *granularity <= crate::extract::Granularity::Day
            }
            Some(DayPart::Shift { unit, .. }) => *unit == super::words::Unit::Day,
            Some(DayPart::Weekday { .. }) => true,
            Some(DayPart::Quarter { .. } | DayPart::YearBefore { .. }) | None => false,
        };
        if !fine_day {
            return Some((sense, end));
        }
        // A part of the day: "Sunday night", "Sunday early afternoon", "Thursday in the evening".
        let mut part_at = end;
        if self.is(part_at, &[","]) && self.is(part_at + 1, &["in", "late", "early"]) {
            part_at += 1;
        }
        if self.is(part_at, &["in"]) && self.is(part_at + 1, &["the"]) {
            part_at += 2;
        } else if self.is(part_at, &["at"]) && self.word(part_at + 1).part.is_some() {
            part_at += 1;
        }
        let narrow = match self.low(part_at) {
            "early" => Some("early"),
            "late" => Some("late"),
            "mid" => Some("mid"),
            _ => None,
        };
        if narrow.is_some() {
            part_at = self.skip(part_at + 1, &["-"]);
        }
        if sense.clock.is_none()
            && let Some(part) = self.word(part_at).part
            && !self.is(end, &["at"]) | self.is(part_at, &["night", "dawn", "sunrise", "sunset", "dusk", "lunchtime"])
        {
            // "Tuesday nights".
            if self.items[part_at].low.ends_with('s')
                && let Some((weekday, _)) = self.weekday_at(at).filter(|&(_, next)| next == part_at)
            {
                let set = format!("XXXX-WXX-{weekday}T{}", super::lengths::timex_part(part));
                return Some((Sense::every(set), part_at + 1));
            }
            sense.clock = Some(Clock::Part(part));
            sense = sense.softened(narrow);
            end = part_at + 1;
            // "Wednesday evening next week".
            if let Some(relative) = self.word(end).relative
                && self.is(end + 1, &["week"])
                && let Some((weekday, _)) = self.weekday_at(at)
            {
                let part = self.near_day(Some(weekday), |today| {
                    let monday = super::calendar::plus(
                        super::calendar::monday(today)?,
                        i64::from(relative),
                        super::words::Unit::Week,
                    )?;
                    super::calendar::plus(monday, i64::from(weekday) - 1, super::words::Unit::Day)
                })?;
                sense.day = Some(part);
                end += 2;
            }
        }
        // A stretch of the day: "Tuesday from 2 to 2:30 p.m.", "Monday 8-9am".
        let stretch_at = self.skip(end, &[",", "at"]);
        if (self.is(stretch_at, &["from", "between"])
            || self.digits(stretch_at).is_some() && self.is(stretch_at + 1, &["-"]) && self.spaced(stretch_at))
            && let Some((stretch, stretch_end)) = self.clock_range(stretch_at, sense.clock)
        {
            sense.clock = stretch.clock;
            let last = stretch.end.map(|last| Sense { day: sense.day.clone(), ..*last });
            sense.end = last.map(Box::new);
            return Some((sense, stretch_end));
        }
        // "Thursday before 5 p.m.", "Feb. 1 no later than 6:00".
        let (bound, bound_end) = match (self.low(end), self.low(end + 1), self.low(end + 2)) {
            ("no", "later", "than") => (Some("before"), end + 3),
            ("later", "than", _) => (Some("after"), end + 2),
            ("before" | "by", ..) => (Some("before"), end + 1),
            ("after", ..) => (Some("after"), end + 1),
            _ => (None, end),
        };
        if bound.is_some()
            && let Some((clock @ Clock::At { .. }, clock_end)) = self.clock_at(bound_end, false)
        {
            sense.clock = Some(same_half(clock, sense.clock));
            return Some((sense.softened(bound), clock_end));
        }
        // A time of day: "Thursday at around 5 p.m.", "Dec. 4, 10:30".
        let mut clock_at = self.skip(end, &[",", "-", "("]);
        let at_word = self.is(clock_at, &["at", "from", "@"]);
        clock_at = self.skip(clock_at, &["at", "@", "for"]);
        let (soft, after_soft) = self.soft_at(clock_at);
        // "tonight around 7".
        let at_word = at_word || soft == Some("about") && self.is(clock_at, &["around", "about"]);
        let spaced = self.spaced(clock_at);
        if let Some((clock, clock_end)) = self.clock_at(after_soft, at_word) {
            let (Clock::At { .. } | Clock::Part(_)) = clock;
            if spaced {
                sense.clock = Some(same_half(clock, sense.clock));
                return Some((sense.softened(soft), clock_end));
            }
        }
        Some((sense, end))
    }

    /// "5:30 a.m. on Thursday", "noon Friday", "the morning of May 4", or a time of day alone.
    fn clock_with_day(&self, at: usize, led: bool) -> Found {
        let led = led
            || self.before_is(at, &["at"])
            || self.before_is(at, &["around", "about", "by", "until"])
                && at > 1
                && self.is(at - 2, &["at", "starting"]);
        let (clock, end, part) = if let Some((clock, end)) = self.clock_at(at, led) {
            (clock, end, false)
        } else {
            let start = self.skip(at, &["the"]);
            // "the early hours of Monday".
            let early = self.is(start, &["early"]) && self.is(start + 1, &["hours"]);
            let part = if early { "MO" } else { self.word(start).part? };
            (Clock::Part(part), start + 1 + usize::from(early), true)
        };
        let mut next = self.skip(end, &[",", "("]);
        let of = self.is(next, &["of", "on", "for"]);
        next = self.skip(next, &["of", "on"]);
        // "in the afternoon at 7".
        if part
            && self.is(end, &["at"])
            && let Some((exact @ Clock::At { twelve: true, .. }, exact_end)) = self.clock_at(end + 1, true)
        {
            return Some((Sense::at(same_half(exact, Some(clock))), exact_end));
        }
        if part && !of {
            return None;
        }
        let Some((day, day_end)) = self.date_at(next) else {
            return (!part).then(|| (Sense::at(clock), end));
        };
        if day.end.is_some() {
            return (!part).then(|| (Sense::at(clock), end));
        }
        let is_day = match &day.day {
            Some(DayPart::Calendar { day, weekday, .. }) => day.is_some() || weekday.is_some(),
            Some(DayPart::Fixed { granularity, .. } | DayPart::Open { granularity, .. }) => {
                *granularity <= crate::extract::Granularity::Day
            }
            Some(DayPart::Shift { .. } | DayPart::Weekday { .. }) => true,
            Some(DayPart::Quarter { .. } | DayPart::YearBefore { .. }) | None => false,
        };
        if !is_day || day.end.is_some() {
            return (!part).then(|| (Sense::at(clock), end));
        }
        // "5:30 a.m. Thursday morning", "at 10 tonight".
        let mut day_end = day_end;
        let mut held = day.clock;
        if held.is_none()
            && let Some(code) = self.word(day_end).part
        {
            held = Some(Clock::Part(code));
            day_end += 1;
        }
        let modifier = if self.is(self.skip(at, &["the"]), &["early"]) { Some("early") } else { day.modifier };
        Some((Sense { clock: Some(same_half(clock, held)), modifier, ..day }, day_end))
    }

    /// "one morning", "four afternoon classes".
    fn counted(&self, at: usize) -> bool {
        at > 0
            && !self.items[at].low.ends_with('s')
            && (self.is(at - 1, &["one"])
                || self.digits(at - 1).is_some_and(|(value, _)| value < 10)
                || numeral_at(self.items, at - 1)
                    .is_some_and(|found| found.form == Form::Words && found.least < 10.0 && found.end == at))
    }

    /// "before dawn", "overnight", "in the morning", "early morning".
    fn part_alone(&self, at: usize, narrowed: bool) -> Found {
        let start = self.skip(at, &["the"]);
        let part = self.word(start).part?;
        let item = &self.items[start];
        let led = narrowed
            || start > at
            || self.before_is(
                at,
                &["the", "before", "at", "by", "until", "in", "-", "after", "till", "all", "every", "during", "around"],
            )
            || self.counted(start)
            || item.is_any(&["overnight"]);
        let own = item.capital && !(self.before_is(start, &["."]) || start == 0);
        // "in the mornings", but not "many mornings"; meals are times only where something says so.
        let many = item.low.ends_with('s') && !(start > at && self.before_is(at, &["in"]));
        let meal = item.is_any(&MEALS) && !self.before_is(at, &["after", "before", "around", "at", "during", "by"]);
        if !led || own || many || meal || self.is(start + 1, &["-"]) && !item.is("overnight") {
            return None;
        }
        let modifier = (self.before_is(start, &["-"]) && start > 1 && self.is(start - 2, &["pre"])).then_some("before");
        Some((Sense::at(Clock::Part(part)).softened(modifier), start + 1))
    }
}

/// A time of day with the half of the day that a part named beside it gives ("Sunday night at 10").
pub fn same_half(clock: Clock, part: Option<Clock>) -> Clock {
    match (clock, part) {
        (Clock::At { minute, second, fine, twelve: true, zone }, Some(Clock::Part(part))) => {
            let minute = if matches!(part, "AF" | "EV" | "NI") && minute < 720 { minute + 720 } else { minute };
            Clock::At { minute, second, fine, twelve: false, zone }
        }
        _ => clock,
    }
}
