//! Days told from the day of publication or from another time: "Thursday", "last month", "the next day", "yesterday",
//! "over the weekend", "Friday of next week".

use super::calendar::{monday, plus, weekday, whole};
use super::rules::{Found, Rules};
use super::sense::{Clock, DayPart, Sense};
use super::words::Unit;
use crate::extract::Granularity;
use crate::extract::items::Kind;

/// The granularity of a whole unit.
pub(super) fn granularity_of(unit: Unit) -> Granularity {
    match unit {
        Unit::Second | Unit::Minute => Granularity::Minute,
        Unit::Hour => Granularity::Hour,
        Unit::Day => Granularity::Day,
        Unit::Week | Unit::Weekend => Granularity::Week,
        Unit::Month => Granularity::Month,
        Unit::Quarter => Granularity::Season,
        Unit::Year => Granularity::Year,
        Unit::Decade | Unit::Century => Granularity::Vague,
    }
}

/// The value of a unit that is not known.
fn open_value(unit: Unit) -> &'static str {
    match unit {
        Unit::Week | Unit::Weekend => "XXXX-WXX",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Year => "XXXX",
        Unit::Decade | Unit::Century => "XXX",
        _ => "XXXX-XX-XX",
    }
}

impl Rules<'_> {
    /// The weekday named at `at` and its end, an abbreviation's point included.
    pub fn weekday_at(&self, at: usize) -> Option<(u8, usize)> {
        let weekday = self.word(at).weekday?;
        let item = &self.items[at];
        let short = !item.low.ends_with("day");
        if short && !item.capital {
            return None;
        }
        // "Sun" and "Sat" begin sentences and names: they need something of a date beside them.
        if item.is_any(&["sun", "sat", "wed", "mon"]) {
            let next = at + 1;
            let helped = self.is(next, &[".", ",", "at", "("])
                && (self.word(at + 2).month.is_some() || self.digits(at + 2).is_some())
                || self.word(next).month.is_some()
                || self.word(next).part.is_some()
                || self.digits(next).is_some()
                || self.before_is(at, &["on", "next", "last", "this", "until", "by", "("]);
            if !helped {
                return None;
            }
        }
        let point = short && self.is(at + 1, &["."]) && !self.spaced(at + 1) && self.spaced(at + 2);
        Some((weekday, at + 1 + usize::from(point)))
    }

    /// "Thursday", "last Friday", "this coming Monday", "Friday last week", "the previous Thursday".
    pub fn weekday_then(&self, at: usize) -> Found {
        let start = self.skip(at, &["the"]);
        let (kind, noun) = match self.low(start) {
            "this" if self.is(start + 1, &["past", "last"]) => ("past", start + 2),
            "this" if self.is(start + 1, &["coming", "upcoming", "next"]) => ("coming", start + 2),
            "last" | "previous" | "past" | "preceding" if start > at && !self.is(start, &["last", "past"]) => {
                ("before", start + 1)
            }
            "last" | "previous" | "prior" => ("last", start + 1),
            "past" => ("past", start + 1),
            "this" => ("this", start + 1),
            "following" | "subsequent" => ("after", start + 1),
            "next" => ("next", start + 1),
            "coming" | "upcoming" => ("coming", start + 1),
            _ => ("", start),
        };
        let (number, end) = self.weekday_at(noun)?;
        let of_week =
            |today, weeks: i64| plus(plus(monday(today)?, weeks, Unit::Week)?, i64::from(number) - 1, Unit::Day);
        let latest = |today, itself: bool| {
            let back = i64::from((weekday(today) + 7 - number) % 7);
            plus(today, if back == 0 && !itself { -7 } else { -back }, Unit::Day)
        };
        let soonest = |today, itself: bool| {
            let ahead = i64::from((number + 7 - weekday(today)) % 7);
            plus(today, if ahead == 0 && !itself { 7 } else { ahead }, Unit::Day)
        };
        // "Friday last week", "Friday of next week", "Wednesday evening next week" (the part is read by the caller).
        let week_at = self.skip(end, &["of", "in"]);
        let week_at = self.skip(week_at, &["the"]);
        if let Some(relative) = self.word(week_at).relative
            && self.is(week_at + 1, &["week"])
        {
            let part = self.near_day(Some(number), |today| of_week(today, i64::from(relative)))?;
            return Some((Sense::on(part), week_at + 2));
        }
        let future = self.future(noun);
        let part = match kind {
            "last" => self.near_day(Some(number), |today| of_week(today, -1))?,
            "this" => self.near_day(Some(number), |today| of_week(today, 0))?,
            "next" => self.near_day(Some(number), |today| of_week(today, 1))?,
            "past" => self.near_day(Some(number), |today| latest(today, false))?,
            "coming" => self.near_day(Some(number), |today| soonest(today, false))?,
            "after" if !self.past(noun) => self.near_day(Some(number), |today| of_week(today, 1))?,
            // Reckoned from another time of the article.
            "before" | "after" => DayPart::Weekday { number, ahead: kind == "after" },
            _ => {
                self.near_day(Some(number), |today| if future { soonest(today, true) } else { latest(today, true) })?
            }
        };
        Some((Sense::on(part), end))
    }

    /// "today", "last month", "the weekend", "the next day", "that night", "earlier this week".
    pub fn relative_day(&self, at: usize) -> Found {
        self.deictic(at)
            .or_else(|| self.night(at))
            .or_else(|| self.unit_near(at))
            .or_else(|| self.month_near(at))
            .or_else(|| self.weekend(at))
            .or_else(|| self.anchored(at))
    }

    /// "yesterday", "the day before yesterday", "tonight", "now".
    fn deictic(&self, at: usize) -> Found {
        let word = self.word(at);
        if let Some(days) = word.deictic {
            // "USA Today" is a newspaper.
            if at > 0
                && self.items[at].capital
                && self.items[at - 1].capital
                && self.items[at - 1].kind == Kind::Word
                && self.items[at - 1].is_any(&["usa", "russia", "india", "arab", "psychology"])
            {
                return None;
            }
            let part = self.near_day(None, |today| plus(today, i64::from(days), Unit::Day))?;
            return Some((Sense::on(part), at + 1));
        }
        let start = self.skip(at, &["the"]);
        if self.is(start, &["day"])
            && let Some(step) = match self.low(start + 1) {
                "before" => Some(-1),
                "after" => Some(1),
                _ => None,
            }
            && let Some(days) = self.word(start + 2).deictic
        {
            let part = self.near_day(None, |today| plus(today, i64::from(days + step), Unit::Day))?;
            return Some((Sense::on(part), start + 3));
        }
        if self.is(at, &["at"]) {
            let end = match (self.low(at + 1), self.low(at + 2), self.low(at + 3)) {
                ("the", "moment", _) => at + 3,
                ("the", "present" | "current", "time") => at + 4,
                ("present", ..) => at + 2,
                ("this", "time" | "moment", next) if next != "of" => at + 3,
                _ => return None,
            };
            return Some((Sense { reference: Some("PRESENT_REF"), ..Sense::default() }, end));
        }
        if let Some(found) = self.vague(at) {
            return Some(found);
        }
        if self.is(at, &["soon"]) && self.before_is(at, &["as"]) {
            return None;
        }
        if let Some(reference) = word.reference {
            let sense = Sense { reference: Some(reference), ..Sense::default() };
            return Some((sense, at + 1));
        }
        None
    }

    /// "the near future", "in the past", "the short term", "right now", "these days".
    fn vague(&self, at: usize) -> Found {
        let reference = |reference, end| Some((Sense { reference: Some(reference), ..Sense::default() }, end));
        if self.is(at, &["right"]) && self.is(at + 1, &["now"]) || self.is(at, &["these"]) && self.is(at + 1, &["days"])
        {
            return reference("PRESENT_REF", at + 2);
        }
        if !self.is(at, &["the"]) {
            return None;
        }
        let noun = self.skip(at + 1, &["near", "immediate", "foreseeable", "distant", "recent", "short", "long"]);
        let token = self.reading.tokens_in(self.items.get(noun)?.span).start;
        let is_noun = self.reading.tokens.get(token as usize).is_some_and(|token| token.tag == "NN");
        let free = is_noun && !self.is(noun + 1, &["of", "-"]);
        match self.low(noun) {
            "future" if free => reference("FUTURE_REF", noun + 1),
            "past" if free => reference("PAST_REF", noun + 1),
            "term" if free && self.is(at + 1, &["near", "short", "long"]) => reference("FUTURE_REF", noun + 1),
            _ => None,
        }
    }

    /// "tonight", "last night", "this morning".
    fn night(&self, at: usize) -> Found {
        let (offset, part, end) = if self.is(at, &["tonight"]) {
            (0, "NI", at + 1)
        } else if self.is(at, &["last", "this", "yesterday", "tomorrow"]) {
            let early = self.is(at + 1, &["early", "late"]);
            let part = self.word(at + 1 + usize::from(early)).part?;
            let offset = match self.low(at) {
                "last" | "yesterday" => -1,
                "this" => 0,
                _ => 1,
            };
            (offset, part, at + 2 + usize::from(early))
        } else {
            return None;
        };
        let day = self.near_day(None, |today| plus(today, offset, Unit::Day))?;
        Some((Sense { clock: Some(Clock::Part(part)), ..Sense::on(day) }, end))
    }

    /// "last month", "this week", "next year", "the past year", "the end of the week", "year to date" left out.
    fn unit_near(&self, at: usize) -> Found {
        let the = self.is(at, &["the"]);
        let start = at + usize::from(the);
        let relative = self.word(start).relative?;
        let mut noun = start + 1;
        if self.is(start, &["this"]) && self.is(noun, &["past", "coming", "same"]) {
            noun += 1;
        }
        let noun = self.skip(noun, &["calendar", "fiscal", "financial", "academic", "school"]);
        let (unit, count, plural) = self.word(noun).unit?;
        if plural || self.is(noun + 1, &["old"]) {
            return None;
        }
        let past = unit != Unit::Quarter && (self.is(start, &["past"]) || self.is(start + 1, &["past"]));
        if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) {
            return None;
        }
        let anchored = self.is(start, &["following", "previous", "preceding", "subsequent"])
            && !matches!(unit, Unit::Weekend)
            || the
                && self.is(start, &["next"])
                && (unit == Unit::Day || !self.future(noun) && !matches!(unit, Unit::Weekend | Unit::Quarter));
        let count = i64::from(relative) * count as i64;
        if anchored && (the || !self.is(start, &["previous"])) {
            return Some((Sense::on(DayPart::Shift { count, unit }), noun + 1));
        }
        let granularity = granularity_of(unit);
        if past
            || the
                && self.is(start, &["last"])
                && !matches!(unit, Unit::Weekend | Unit::Quarter)
                && self.before_is(at, &["over", "in", "during", "for", "within"])
        {
            // "over the past year": a length that ends today.
            let part = self.near(open_value(unit), granularity, |today| {
                Some((
                    plus(today, count, unit)?,
                    plus(today, 1, Unit::Day)?,
                    super::sense::Length::of((count.abs()) as f64, (count.abs()) as f64, unit, false).value(),
                ))
            })?;
            return Some((Sense::on(part), noun + 1));
        }
        let part = self.near(open_value(unit), granularity, |today| {
            // On a Sunday, "last weekend" is the one before the running one.
            whole(plus(today, count, unit)?, unit)
        })?;
        Some((Sense::on(part), noun + 1))
    }

    /// "last April", "next March", "this May".
    fn month_near(&self, at: usize) -> Found {
        let relative = self.word(at).relative.filter(|_| !self.is(at, &["following", "past"]))?;
        let month = self.word(at + 1).month.filter(|_| self.items[at + 1].capital)?;
        let part = self.near(&format!("XXXX-{month:02}"), Granularity::Month, |today| {
            let year = i32::from(today.year());
            let this = super::calendar::day(year, month, 1)?;
            let offset = match relative {
                0 => 0,
                // "last April" in May is this year's; "last December" the one behind.
                -1 => -i32::from(this >= today.first_of_month()),
                _ => i32::from(this <= today.first_of_month()),
            };
            whole(super::calendar::day(year + offset, month, 1)?, Unit::Month)
        })?;
        Some((Sense::on(part), at + 2))
    }

    /// "over the weekend".
    fn weekend(&self, at: usize) -> Found {
        let start = self.skip(at, &["the"]);
        if !self.is(start, &["weekend"]) || start == at && !self.before_is(at, &["the", "over"]) {
            return None;
        }
        let future = self.future(start);
        let part = self.near("XXXX-WXX-WE", Granularity::Week, |today| {
            let back = !future && weekday(today) < 6;
            whole(plus(today, -i64::from(back), Unit::Week)?, Unit::Weekend)
        })?;
        Some((Sense::on(part), start + 1))
    }

    /// "that day", "the same night", "the next morning", "the day before", "the week after": from a time named before.
    fn anchored(&self, at: usize) -> Found {
        let start = self.skip(at, &["the"]);
        let the = start > at;
        let (count, noun) = match self.low(start) {
            "that" if !the && self.is(start + 1, &["same"]) => (0, start + 2),
            "that" if !the => (0, start + 1),
            "same" => (0, start + 1),
            "next" | "following" if the => (1, start + 1),
            "previous" | "preceding" if the => (-1, start + 1),
            "following" => (1, start + 1),
            _ if the => {
                let unit = self.word(start).unit?.0;
                let part = self.word(start).part;
                let beside = match (self.low(start + 1), self.low(start + 2)) {
                    ("after", "next") => 2,
                    ("before", "last") => -2,
                    _ => 0,
                };
                if beside != 0 {
                    let part = self.near(open_value(unit), granularity_of(unit), |today| {
                        whole(plus(today, beside, unit)?, unit)
                    })?;
                    return Some((Sense::on(part), start + 3));
                }
                let count = match self.low(start + 1) {
                    "before" | "earlier" | "prior" => -1,
                    "after" | "later" => 1,
                    _ => return None,
                };
                // "the day after the vote" hangs on the vote, not on a time.
                let follows = self.items.get(start + 2).is_some_and(|item| {
                    item.kind == Kind::Word && !item.is_any(&["and", "but", "when", "in", "at", "on", "as", "with"])
                });
                if follows || part.is_some() {
                    return None;
                }
                return Some((Sense::on(DayPart::Shift { count, unit }), start + 2));
            }
            _ => return None,
        };
        let noun = self.skip(noun, &["early"]);
        if let Some((unit, times, false)) = self.word(noun).unit {
            if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) {
                return None;
            }
            return Some((Sense::on(DayPart::Shift { count: count * times as i64, unit }), noun + 1));
        }
        let part = self.word(noun).part?;
        let day = DayPart::Shift { count, unit: Unit::Day };
        Some((Sense { clock: Some(Clock::Part(part)), ..Sense::on(day) }, noun + 1))
    }
}
