//! Dates with numbers or names in them: "14 April 2014", "April 14", "2024-03-18", "in 2015", "the 1990s", "Easter
//! 2018", "summer 2016", "the third quarter".

use super::calendar::{day, plus, quarter};
use super::rules::{Found, Rules};
use super::sense::{DayPart, Sense};
use super::words::Unit;
use crate::extract::Granularity;
use crate::extract::items::Kind;
use crate::extract::numerals::{Form, numeral_at, ordinal_at};

/// Years that four digits may mean without further help.
pub(super) const PLAIN_YEARS: std::ops::RangeInclusive<u32> = 1500..=2099;

/// Two figures below this are a year of our century, the others of the last.
pub(super) const SHORT_YEARS: u32 = 40;

/// Parts of a date.
pub(super) fn calendar(year: Option<i32>, month: Option<u8>, day: Option<u8>, weekday: Option<u8>) -> Sense {
    Sense::on(DayPart::Calendar { year, month, day, weekday })
}

/// Half a year.
pub(super) fn half_year(year: i32, number: u32) -> Option<super::calendar::Days> {
    let from = day(year, if number == 1 { 1 } else { 7 }, 1)?;
    Some((from, plus(from, 6, Unit::Month)?, format!("{year:04}-H{number}")))
}

/// An interval that stands by itself.
pub(super) fn fixed(days: Option<super::calendar::Days>, granularity: Granularity) -> Option<Sense> {
    Some(Sense::on(DayPart::Fixed { days: days?, granularity, absolute: true, weekday: None }))
}

impl Rules<'_> {
    /// The longest date that begins at `at`.
    pub fn date_at(&self, at: usize) -> Found {
        let all: [fn(&Self, usize) -> Found; 17] = [
            Self::week_then_day,
            Self::running_unit,
            Self::to_date,
            Self::packed_date,
            Self::year_first,
            Self::first_units,
            Self::numeric_date,
            Self::month_first,
            Self::day_first,
            Self::weekday_then,
            Self::holiday_at,
            Self::season_at,
            Self::quarter_at,
            Self::business_year,
            Self::ordinal_unit,
            Self::decade_at,
            Self::relative_day,
        ];
        let best = all.iter().filter_map(|rule| rule(self, at)).chain(self.nth_alone(at)).max_by_key(|found| found.1);
        best.or_else(|| self.year_alone(at))
    }

    /// "2024-03-18", "3/18/2024", "18.03.2024", "3/18".
    pub(super) fn numeric_date(&self, at: usize) -> Found {
        let (a, a_len) = self.digits(at)?;
        let mark = self.low(at + 1);
        if !matches!(mark, "-" | "/" | ".") || self.spaced(at + 1) || self.spaced(at + 2) {
            return None;
        }
        if let Some(month) = self.word(at + 2).month {
            // "18-Mar-2024", "2019-aug-1".
            let (b, b_len) = self.digits(at + 4).filter(|_| self.low(at + 3) == mark)?;
            let (year, of_month) = if a_len == 4 { (a, b) } else { (if b_len == 2 { 2000 + b } else { b }, a) };
            day(year as i32, month, of_month as u8)?;
            return Some((calendar(Some(year as i32), Some(month), Some(of_month as u8), None), at + 5));
        }
        let (b, b_len) = self.digits(at + 2)?;
        let third =
            self.digits(at + 4).filter(|_| self.low(at + 3) == mark && !self.spaced(at + 3) && !self.spaced(at + 4));
        let (year, month, of_month, end) = match third {
            Some((c, _)) if a_len == 4 && c <= 31 => (Some(a), b, c, at + 5),
            Some((c, c_len)) if (c_len == 4 || c_len == 2) && a_len <= 2 && b_len <= 2 => {
                let year = if c_len == 4 { c } else { c + if c < SHORT_YEARS { 2000 } else { 1900 } };
                if a > 12 { (Some(year), b, a, at + 5) } else { (Some(year), a, b, at + 5) }
            }
            None if mark == "/"
                && a_len <= 2
                && b_len <= 2
                && self.before_is(
                    at,
                    &["on", "by", "until", "since", "from", "between", "to", "-", "before", "after"],
                )
                || mark == "/"
                    && a_len <= 2
                    && b_len <= 2
                    && (at > 0 && self.word(at - 1).weekday.is_some() || self.beside_such(at)) =>
            {
                let (year, end) = self.year_after(at + 3);
                let (year, end) = (year.map(|year| year as u32), if year.is_some() { end } else { at + 3 });
                if a > 12 { (year, b, a, end) } else { (year, a, b, end) }
            }
            None if a_len == 4 && b_len <= 2 && mark == "-" && (1..=12).contains(&b) && PLAIN_YEARS.contains(&a) => {
                // "2019-05" is a month; "2011-12" may be two years: the range rule looks first.
                return Some((calendar(Some(a as i32), Some(b as u8), None, None), at + 3));
            }
            _ => return None,
        };
        day(year.map_or(2000, |year| year as i32), month as u8, of_month as u8)?;
        Some((calendar(year.map(|year| year as i32), Some(month as u8), Some(of_month as u8), None), end))
    }

    /// Whether another month and day in figures stands right before or behind: "11/20, 11/22 or 11/25", "10/1-11/2".
    fn beside_such(&self, at: usize) -> bool {
        let pair = |at: usize| {
            self.digits(at).is_some_and(|(_, length)| length <= 2)
                && self.is(at + 1, &["/"])
                && self.digits(at + 2).is_some_and(|(_, length)| length <= 2)
        };
        let behind = self.skip(at + 3, &[",", "-", "~"]);
        let behind = self.skip(behind, &["or", "and", "to"]);
        let before = (2..=3).any(|back| {
            at > back + 2
                && self.is(at - 1, &["or", "and", ",", "-", "to"])
                && pair(at - 2 - back)
                && (back == 2 || self.is(at - 2, &[","]))
        });
        behind > at + 3 && pair(behind) && !self.is(at + 3, &["/"]) || before
    }

    /// "20161016": a day in eight figures.
    fn packed_date(&self, at: usize) -> Found {
        let (value, 8) = self.digits(at)? else { return None };
        let (year, month, of_month) = (value / 10_000, value / 100 % 100, value % 100);
        if !(1900..=2099).contains(&year) {
            return None;
        }
        day(year as i32, month as u8, of_month as u8)?;
        Some((calendar(Some(year as i32), Some(month as u8), Some(of_month as u8), None), at + 1))
    }

    /// The month named at `at`, with its end (an abbreviation's point included).
    pub(super) fn month_at(&self, at: usize) -> Option<(u8, usize)> {
        let month = self.word(at).month?;
        let item = &self.items[at];
        // "Dec. 4": the point of the abbreviation is passed over.
        let next = at + 1 + usize::from(self.is(at + 1, &["."]) && !self.spaced(at + 1));
        let next = if self.is(next, &["/", "-"]) && !self.spaced(next) { next + 1 } else { next };
        let next_number = self.digits(next).is_some() || ordinal_at(self.items, next).is_some();
        let before_number =
            at > 0 && (self.digits(at - 1).is_some() || self.is(at - 1, &["of", "th", "st", "nd", "rd"]));
        let led = self.before_is(
            at,
            &[
                "in", "of", "last", "next", "this", "since", "until", "by", "late", "early", "and", "to", "from",
                "during", "for", "mid", "-", "between", "before", "after", "till",
            ],
        );
        let dated = self.is(at + 1, &["of", "in", "'", "-", "/"])
            && (self.year_at(at + 2).is_some() || self.word(at + 2).month.is_some())
            || self.is(at + 1, &["to", "through"])
                && self.word(at + 2).month.is_some()
                && self.items.get(at + 2).is_some_and(|next| next.capital);
        let worded = self.of_month_in_words(at + 1).is_some();
        let inside = self.before_is(at, &["in"]) || at > 1 && self.is(at - 1, &["the"]) && self.is(at - 2, &["in"]);
        // "in may": at the end of its phrase, where no verb stands.
        let led = led || inside;
        let ends = self.items.get(at + 1).is_none_or(|next| next.kind != Kind::Word);
        if !(item.capital
            || next_number
            || before_number
            || dated
            || worded
            || led && item.low.len() > 3
            || inside && ends && !item.is("mar"))
        {
            return None;
        }
        if item.is_any(&["may", "march", "sep", "mar", "dec", "jan", "jun"])
            && !next_number
            && !before_number
            && !dated
            && !worded
        {
            let token = self.reading.tokens_in(item.span).start;
            let noun = self.reading.tokens.get(token as usize).is_some_and(|token| token.tag.starts_with("NN"));
            if !(led || noun && item.is("march") && self.before_is(at, &["on"])) {
                return None;
            }
        }
        // "Jan Kavan": letters that are no whole month need something of a date beside them.
        let whole = self.is(at, &["may", "june", "july"]) || item.low.len() > 4;
        let pointed = self.is(at + 1, &["."]) && !self.spaced(at + 1);
        if !(whole || pointed || next_number || before_number || dated || worded || led) {
            return None;
        }
        let abbreviated = item.low.len() <= 4 && !item.is_any(&["may", "june", "july"]);
        let point = abbreviated && self.is(at + 1, &["."]) && !self.spaced(at + 1);
        Some((month, at + 1 + usize::from(point)))
    }

    /// A day of the month at `at`: "14", "14th", "fourteenth".
    pub(super) fn of_month_at(&self, at: usize) -> Option<(u8, usize)> {
        if let Some((value, end)) = ordinal_at(self.items, at) {
            return (1..=31).contains(&value).then_some((value as u8, end));
        }
        let (value, length) = self.digits(at)?;
        if !(1..=31).contains(&value) || length > 2 {
            return None;
        }
        // "May 5:30" and "10 percent" hold no day.
        let clock = self.is(at + 1, &[":"]) && !self.spaced(at + 1) && self.digits(at + 2).is_some();
        (!clock && !self.is(at + 1, &["%", "percent", "a.m.", "p.m.", "am", "pm", "million"]))
            .then_some((value as u8, at + 1))
    }

    /// A day of the month in words: "twenty-nine", "the ninth" is read as an ordinal before.
    pub(super) fn of_month_in_words(&self, at: usize) -> Option<(u8, usize)> {
        let numeral = numeral_at(self.items, at).filter(|found| found.form == Form::Words)?;
        let fits = (1.0..=31.0).contains(&numeral.least) && numeral.least.fract() == 0.0;
        (fits && self.word(numeral.end).unit.is_none()).then_some((numeral.least as u8, numeral.end))
    }

    /// "April 14, 2014", "April 14-16", "April 2014", "April", also with a weekday before it.
    pub(super) fn month_first(&self, at: usize) -> Found {
        let (weekday, start) = self.weekday_mark(at);
        let start = self.skip(start, &["the"]);
        let (month, end) = self.month_at(start)?;
        if let Some((year, end)) = self.year_in_two(end).filter(|_| weekday.is_none()) {
            return Some((calendar(Some(year), Some(month), None, None), end));
        }
        let inner = self.skip(end, &[",", "the", "/", "-"]);
        if let Some((of_month, end)) = self.of_month_at(inner).or_else(|| self.of_month_in_words(inner))
            && day(2000, month, of_month).is_some()
        {
            let (weekday, end) = self.weekday_in_brackets(weekday, end);
            if let Some((last, last_end)) = self.second_day(end, month) {
                let (year, end) = self.year_after(last_end);
                let mut sense = calendar(year, Some(month), Some(of_month), weekday);
                sense.end = Some(Box::new(calendar(year, Some(last.0), Some(last.1), None)));
                return Some((sense, end));
            }
            let (year, end) = self.year_after(end);
            return Some((calendar(year, Some(month), Some(of_month), weekday), end));
        }
        if weekday.is_some() {
            return None;
        }
        let (year, year_end) = self.year_after(end);
        Some((calendar(year, Some(month), None, None), if year.is_some() { year_end } else { start + 1 }))
    }

    /// The second day of "April 14-16", "April 30 to May 2" is left to the rule for ranges.
    pub(super) fn second_day(&self, at: usize, month: u8) -> Option<((u8, u8), usize)> {
        if !self.is(at, &["-", "to", "through", "until", "till", "~"]) {
            return None;
        }
        let (of_month, end) = self.of_month_at(at + 1)?;
        if self.word(end).month.is_some() || self.is(end, &["of", "-"]) && self.word(end + 1).month.is_some() {
            return None;
        }
        Some(((month, of_month), end))
    }

    pub(super) fn weekday_in_brackets(&self, weekday: Option<u8>, end: usize) -> (Option<u8>, usize) {
        if self.is(end, &["("])
            && self.is(end + 2, &[")"])
            && let Some(inner) = self.word(end + 1).weekday
        {
            return (Some(inner), end + 3);
        }
        (weekday, end)
    }

    /// "Thursday, " before a date.
    pub(super) fn weekday_mark(&self, at: usize) -> (Option<u8>, usize) {
        let named = self.skip(at, &["this"]);
        let Some((weekday, end)) = self.weekday_at(named) else { return (None, at) };
        let end = self.skip(end, &[",", "-"]);
        (Some(weekday), self.skip(end, &["the", "on"]))
    }

    /// "2017 April", "2017 Q1", "2019 H2", "12/2015".
    pub(super) fn year_first(&self, at: usize) -> Found {
        if let Some((month, length)) = self.digits(at)
            && length <= 2
            && (1..=12).contains(&month)
            && self.is(at + 1, &["-", "/"])
            && !self.spaced(at + 1)
            && !self.spaced(at + 2)
            && let Some((year, 4)) = self.digits(at + 2)
            && PLAIN_YEARS.contains(&year)
            && !self.is(at + 3, &["-", "/"])
        {
            return Some((calendar(Some(year as i32), Some(month as u8), None, None), at + 3));
        }
        let (year, end) = self.year_at(at).filter(|_| !self.is(at, &["'"]))?;
        let next = self.skip(end, &["-", "/"]);
        if let Some(month) =
            self.word(next).month.filter(|_| self.digits(next + 1).is_none() || self.year_at(next + 1).is_some())
        {
            return Some((calendar(Some(year), Some(month), None, None), next + 1));
        }
        let (number, 1) = self.digits(next + 1)? else { return None };
        if self.spaced(next + 1) {
            return None;
        }
        let days = match self.low(next) {
            "q" if (1..=4).contains(&number) => quarter(year, number as u8),
            "h" if (1..=2).contains(&number) => half_year(year, number),
            _ => return None,
        };
        Some((fixed(days, Granularity::Season)?, next + 2))
    }

    /// "14 April 2014", "14th of April", "the 14th of April", "14-16 April", with a weekday before it.
    pub(super) fn day_first(&self, at: usize) -> Found {
        let (weekday, start) = self.weekday_mark(at);
        let start = self.skip(start, &["the"]);
        if self.before_is(start, &["$", "£", "€"]) {
            return None;
        }
        let (first, end) = self
            .of_month_at(start)
            .or_else(|| self.of_month_in_words(start).filter(|found| self.word(found.1).month.is_some()))?;
        let mut last = None;
        let mut next = end;
        if self.is(end, &["-", "to", "until", "till", "through", "and", "~"])
            && let Some((second, second_end)) = self.of_month_at(self.skip(end + 1, &["the"]))
        {
            (last, next) = (Some(second), second_end);
        }
        let next = self.skip(next, &["of", "-", "/"]);
        let next = if last.is_some() { self.skip(next, &["in"]) } else { next };
        let next = self.skip(next, &["the"]);
        let Some((month, month_end)) = self.month_at(next) else {
            return self.day_of_relative_month(first, last, next, weekday);
        };
        day(2000, month, first)?;
        let (year, end) = self.year_after(self.skip(month_end, &["-", "/"]));
        let end = if year.is_some() { end } else { next + 1 };
        let mut sense = calendar(year, Some(month), Some(first), weekday);
        sense.end = last.map(|last| Box::new(calendar(year, Some(month), Some(last), None)));
        Some((sense, end))
    }

    /// "the 14th of next month".
    pub(super) fn day_of_relative_month(&self, first: u8, last: Option<u8>, at: usize, weekday: Option<u8>) -> Found {
        let relative = self.word(at).relative?;
        if !self.is(at + 1, &["month"]) {
            return None;
        }
        let month = plus(self.today?, i64::from(relative), Unit::Month)?;
        let (year, number) = (i32::from(month.year()), month.month() as u8);
        let mut sense = calendar(Some(year), Some(number), Some(first), weekday);
        sense.end = last.map(|last| Box::new(calendar(Some(year), Some(number), Some(last), None)));
        Some((sense, at + 2))
    }

    /// "on the 15th" with no month.
    pub(super) fn nth_alone(&self, at: usize) -> Found {
        let (weekday, start) = self.weekday_mark(at);
        let led = self.is(start, &["the"]) || self.before_is(start, &["the", "on"]) || weekday.is_some();
        let start = self.skip(start, &["the"]);
        if let (Some(_), Some((value, length))) = (weekday, self.digits(start))
            && length <= 2
            && (1..=31).contains(&value)
            && (self
                .items
                .get(start + 1)
                .is_none_or(|next| next.kind != Kind::Word && !next.is_any(&["-", ":", "/", "%"]))
                || self.is(start + 1, &["at", "between", "from"]))
        {
            // "Sunday 31": "on Friday 13 people" has a noun behind it.
            return Some((calendar(None, None, Some(value as u8), weekday), start + 1));
        }
        let (value, end) = ordinal_at(self.items, start)?;
        let in_digits = self.items[start].kind != Kind::Word;
        let alone = self.items.get(end).is_none_or(|item| item.kind != Kind::Word && !item.is("-"))
            || self.is(
                end,
                &["at", "and", "to", "from", "in", "before", "after", "or", "until", "between", "for", "with"],
            );
        let on = at > 0 && self.is(at - 1, &["on", "until", "by", "till", "since"])
            || at > 1 && self.is(at - 2, &["on", "until", "by"]);
        let alone = alone || weekday.is_some() && self.clock_at(end, false).is_some();
        (led && (on || weekday.is_some()) && alone && (in_digits || weekday.is_some()) && (1..=31).contains(&value))
            .then(|| (calendar(None, None, Some(value as u8), weekday), end))
    }
}
