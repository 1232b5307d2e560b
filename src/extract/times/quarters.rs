//! Quarters and business years: "the third quarter of 2017", "Q3 2018", "the 1988 second quarter", "last year's first
//! quarter", "the year-ago quarter", "the latest period", "the year ended March 31", "fiscal 1989", "by year-end".

use super::calendar::{Days, plus, quarter, whole};
use super::days::{calendar, fixed, half_year};
use super::place::Placed;
use super::rules::{Found, Rules};
use super::sense::{DayPart, Length, Sense};
use super::words::Unit;
use crate::extract::numerals::ordinal_at;
use crate::extract::{Anchor, Granularity, Time};
use crate::text::Span;

/// What stands before "quarter" or "period" and tells which one.
#[derive(Default)]
struct Told {
    year: Option<i32>,
    years_back: i32,
    latest: bool,
    number: Option<u32>,
}

impl Rules<'_> {
    /// "the third quarter of 2017", "Q3 2018", "first half of next year", "the 1988 quarter", "the year-ago period".
    pub(super) fn quarter_at(&self, at: usize) -> Found {
        if let Some((number, _)) = self.digits(at + 1).filter(|_| self.low(at) == "q" && !self.spaced(at + 1)) {
            return self.numbered(&Told { number: Some(number), ..Told::default() }, at + 2);
        }
        let the = usize::from(self.is(at, &["the"]));
        let (told, end) = self.told(at + the);
        if self.is(end, &["half"]) {
            return self.half(&told, end + 1);
        }
        if told.number.is_some() {
            return if self.is(end, &["quarter"]) { self.numbered(&told, end + 1) } else { None };
        }
        let known = told.year.is_some() || told.latest || told.years_back > 0;
        if !(self.is(end, &["quarter"]) || known && self.is(end, &["period"])) {
            return None;
        }
        if self.is(end + 1, &["ended", "ending"])
            && let Some(last) = self.quarter_ended(end + 2)
        {
            return Some((fixed(Some(last), Granularity::Season)?, end + 1));
        }
        // "the quarter" alone is one of the year only where something of the kind leads it.
        let led = the == 1 && self.before_is(at, &["in", "for", "during", "throughout", "over"]);
        let other = self.is(end + 1, &["of", "-", "final", "finals", "century", "mile", "point"]);
        (known || led && end == at + the && !other).then(|| {
            let part = DayPart::Quarter { number: None, year: told.year, years_back: told.years_back };
            (Sense::on(part), end + 1)
        })
    }

    /// The words before the noun: a year, "year-ago", "latest", "this year's", "fiscal", "third", in any order.
    fn told(&self, start: usize) -> (Told, usize) {
        let mut told = Told::default();
        let mut at = start;
        loop {
            let possessive = |end: usize| self.is(end, &["'s"]).then_some(end + 1);
            if let Some((year, end)) = self.year_at(at).filter(|_| told.year.is_none() && !self.is(at, &["'"])) {
                (told.year, at) = (Some(year), end);
            } else if let Some((year, end)) =
                self.relative_year(at).and_then(|(year, end)| Some((year, possessive(end)?)))
            {
                (told.year, at) = (Some(year), end);
            } else if self.is(at, &["year"]) && self.is(at + 1, &["-"]) && self.is(at + 2, &["ago", "earlier"]) {
                (told.years_back, at) = (1, at + 3);
            } else if self.is(at, &["latest"]) {
                (told.latest, at) = (true, at + 1);
            } else if self.is(at, &["fiscal"]) {
                at = self.skip(at + 1, &["-"]);
            } else if self.is(at, &["comparable", "corresponding"]) {
                at += 1;
            } else if let Some((number, end)) = ordinal_at(self.items, at).filter(|_| told.number.is_none()) {
                (told.number, at) = (Some(number), self.skip(end, &["-"]));
            } else if self.is(at, &["last"]) && self.is(at + 1, &["half"]) {
                (told.number, at) = (Some(2), at + 1);
            } else {
                return (told, at);
            }
        }
    }

    /// A quarter with its number, which ends at `end`; its year stands before it, behind it, or is left to the tense.
    fn numbered(&self, told: &Told, end: usize) -> Found {
        let number = told.number.filter(|number| (1..=4).contains(number))? as u8;
        let (behind, year_end) = if told.year.is_some() { (None, end) } else { self.year_after(end) };
        let end = if behind.is_some() { year_end } else { end };
        if let Some(year) = told.year.or(behind) {
            return Some((fixed(quarter(year, number), Granularity::Season)?, end));
        }
        Some((Sense::on(DayPart::Quarter { number: Some(number), year: None, years_back: told.years_back }), end))
    }

    /// Half a year: only where its year is told.
    fn half(&self, told: &Told, end: usize) -> Found {
        let number = told.number.filter(|number| (1..=2).contains(number))?;
        if let Some(year) = told.year {
            return Some((fixed(half_year(year, number), Granularity::Season)?, end));
        }
        let (year, year_end) = self.year_after(end);
        if !self.is(end, &["of"]) {
            return None;
        }
        Some((fixed(half_year(year?, number), Granularity::Season)?, year_end))
    }

    /// The quarter that holds most of the three months that end on the day at `at`.
    fn quarter_ended(&self, at: usize) -> Option<Days> {
        let (sense, _) = self.month_first(at).or_else(|| self.day_first(at))?;
        let (last, _) = self.bounds(&sense, at)?;
        whole(plus(last, -1, Unit::Month)?, Unit::Quarter)
    }

    /// "the year ended March 31", "the fiscal year", "the full year", "fiscal 1989", "by year-end".
    pub(super) fn business_year(&self, at: usize) -> Found {
        if self.is(at, &["fiscal"]) {
            let (year, end) = self.year_at(self.skip(at + 1, &["year"]))?;
            return Some((calendar(Some(year), None, None, None), end));
        }
        let led = self.before_is(at, &["by", "until", "before", "at", "around", "since"]);
        if led && self.is(at, &["year"]) {
            let end = self.skip(at + 1, &["-", "'s"]);
            let running = self.near("XXXX", Granularity::Year, |today| whole(today, Unit::Year))?;
            return self.is(end, &["end"]).then(|| (Sense::on(running).softened(Some("end")), end + 1));
        }
        let start = self.skip(at, &["the"]);
        if start == at {
            return None;
        }
        let noun = self.skip(start, &["full", "fiscal", "financial", "business"]);
        if !self.is(noun, &["year"]) {
            return None;
        }
        if self.is(noun + 1, &["ended", "ending"]) {
            return Some((Sense::lasting(Length::of(1.0, 1.0, Unit::Year, false)), noun + 1));
        }
        let led = self.before_is(at, &["in", "for", "during", "throughout", "of"]);
        let running = self.near("XXXX", Granularity::Year, |today| whole(today, Unit::Year))?;
        (led && noun > start).then(|| (Sense::on(running), noun + 1))
    }

    /// The quarter told without its year, placed: by the quarter told of before, or as the last one that is over.
    pub(super) fn place_quarter(&self, part: &DayPart, at: usize, span: Span, before: &[Time]) -> Option<Placed> {
        let DayPart::Quarter { number, year, years_back } = part else { return None };
        let told = self.quarter_before(span, before).filter(|_| number.is_none());
        let base = match (number, told) {
            (Some(number), _) => self.near_quarter(*number, at),
            (None, Some((_, base))) => Some(base),
            (None, None) if year.is_some() => {
                let days = whole(super::calendar::day((*year)?, 1, 1)?, Unit::Year)?;
                return Some(Placed::known(days, Granularity::Year, Anchor::Absolute, None));
            }
            (None, None) => self.today.and_then(|today| {
                let over = plus(today, -3, Unit::Month)?;
                Some((i32::from(over.year()), (over.month() as u8 - 1) / 3 + 1))
            }),
        };
        let (base_year, number) = base?;
        let days = quarter(year.unwrap_or(base_year) - years_back, number)?;
        let anchor = told.map_or(Anchor::Published, |(index, _)| Anchor::Time(index));
        Some(Placed::known(days, Granularity::Season, anchor, None))
    }

    /// The year of a quarter: this year's, or where that lies ahead of what is told the one before, or behind it the next.
    fn near_quarter(&self, number: u8, at: usize) -> Option<(i32, u8)> {
        let today = self.today?;
        let year = i32::from(today.year());
        let (from, to, _) = quarter(year, number)?;
        let future = self.future(at);
        let year = if from > today && !future {
            year - 1
        } else if to <= today && future {
            year + 1
        } else {
            year
        };
        Some((year, number))
    }

    /// The last quarter told before `span`, in its paragraph or a few sentences back, that is not itself told as one of
    /// a year ago; with the number of its time.
    pub(super) fn quarter_before(&self, span: Span, before: &[Time]) -> Option<(u32, (i32, u8))> {
        let text: &str = &self.reading.text;
        before.iter().enumerate().rev().take_while(|(_, time)| self.is_near(time.span, span)).find_map(
            |(index, time)| {
                let (year, number) = time.value.split_once("-Q")?;
                let back = time.span.of(text);
                let is_back = back.contains("ago") || back.contains("earlier");
                let parsed = (year.parse().ok()?, number.parse().ok()?);
                (!is_back).then_some((index as u32, parsed))
            },
        )
    }
}
