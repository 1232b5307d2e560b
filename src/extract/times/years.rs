//! Years: "2014", "nineteen eighty-six", "the year two thousand", ", 2014" behind a month, "last year" as a number, "a 1996 law".

use super::days::{PLAIN_YEARS, SHORT_YEARS, calendar};
use super::rules::{Found, Rules};
use crate::extract::items::Kind;
use crate::extract::numerals::{Form, numeral_at};

impl Rules<'_> {
    /// A year of four digits, or two after an apostrophe, at `at`.
    pub(super) fn year_at(&self, at: usize) -> Option<(i32, usize)> {
        if self.is(at, &["'"]) {
            let (value, length) = self.digits(at + 1)?;
            return (length == 2).then_some((if value < SHORT_YEARS { 2000 } else { 1900 } + value as i32, at + 2));
        }
        let (value, length) = self.digits(at)?;
        let clock = self.is(at + 1, &[":", "hrs", "hours", "gmt", "utc", "%"]);
        (length == 4 && (1000..=2199).contains(&value) && !clock).then_some((value as i32, at + 1))
    }

    /// A year in two numbers: "nineteen eighty-six".
    pub(super) fn year_in_two(&self, at: usize) -> Option<(i32, usize)> {
        self.year_in_words(at).filter(|_| self.is(at, &["eighteen", "nineteen"]))
    }

    /// A year in words: "nineteen eighty-six", "two thousand and fifteen".
    pub(super) fn year_in_words(&self, at: usize) -> Option<(i32, usize)> {
        let first = numeral_at(self.items, at).filter(|found| found.form == Form::Words)?;
        if (1500.0..2100.0).contains(&first.least) {
            return Some((first.least as i32, first.end));
        }
        let second = numeral_at(self.items, first.end).filter(|found| found.form == Form::Words)?;
        let fits = (15.0..21.0).contains(&first.least) && (10.0..100.0).contains(&second.least);
        fits.then_some(((first.least * 100.0 + second.least) as i32, second.end))
    }

    /// ", 2014" or " of 2014" or " in 2014" after a month or day.
    pub(super) fn year_after(&self, at: usize) -> (Option<i32>, usize) {
        let skip = self.skip(at, &[",", "of", "in", "-", "/"]);
        if self.is(at, &["of"])
            && let Some((value, 2)) = self.digits(at + 1)
            && value >= SHORT_YEARS
            && !self.is(at + 2, &["%", "percent", ",", "per"])
        {
            return (Some(1900 + value as i32), at + 2);
        }
        let skip = self.skip(skip, &["the"]);
        let skip = self.skip(skip, &["year"]);
        match self.year_at(skip).or_else(|| self.year_in_words(skip)) {
            Some((year, end)) => (Some(year), end),
            None => self.relative_year(skip).map_or((None, at), |(year, end)| (Some(year), end)),
        }
    }

    /// "last year", "this year", "next year" as a number.
    pub(super) fn relative_year(&self, at: usize) -> Option<(i32, usize)> {
        let relative = self.word(at).relative?;
        let today = self.today?;
        self.is(at + 1, &["year"]).then_some((i32::from(today.year()) + relative, at + 2))
    }

    /// "in 2015", "the 2016 election", "2017".
    pub(super) fn year_alone(&self, at: usize) -> Found {
        let start = self.skip(at, &["the"]);
        let start = if self.is(start, &["year"]) { self.skip(start + 1, &["of"]) } else { start };
        let named = start > at && self.is(start - 1, &["year", "of"]);
        if let Some((year, end)) = self.year_in_two(at).or_else(|| self.year_in_words(start).filter(|_| named)) {
            return Some((calendar(Some(year), None, None, None), end));
        }
        if start == at
            && self.before_is(at, &["in", "since", "until", "of", "to"])
            && let Some((year, end)) = self.year_in_words(at)
            && self
                .items
                .get(end)
                .is_none_or(|next| next.kind != Kind::Word || next.is_any(&["and", "but", "when", "to"]))
        {
            return Some((calendar(Some(year), None, None, None), end));
        }
        if let Some((year, end)) = self.year_at(start).filter(|_| !self.is(start, &["'"])) {
            if named {
                return Some((calendar(Some(year), None, None, None), end));
            }
            let ahead = (2100..2200).contains(&year) && self.before_is(at, &["in", "by", "until"]);
            if start != at || !(ahead || PLAIN_YEARS.contains(&(year as u32))) {
                return None;
            }
            if at > 1 && self.is(at - 1, &["than"]) && self.is(at - 2, &["later", "earlier"]) {
                return Some((calendar(Some(year), None, None, None), end));
            }
            let led = self.before_is(
                at,
                &[
                    "in",
                    "since",
                    "until",
                    "by",
                    "of",
                    "during",
                    "from",
                    "before",
                    "after",
                    "early",
                    "late",
                    "mid",
                    "the",
                    "between",
                    "till",
                    "(",
                    "last",
                    "circa",
                    "throughout",
                    "-",
                    "and",
                    "to",
                    "year",
                ],
            );
            let item = &self.items[at];
            if at > 0 && self.is(at - 1, &["$", "£", "€", "#", "@", "/", "."]) && !item.spaced
                || self.is(end, &["-", "/"]) && !self.spaced(end) && !led
            {
                return None;
            }
            let token = self.reading.tokens_in(item.span).start;
            let dated = self.reading.name_at(token).is_some_and(|name| name.label == "DATE");
            // "Flight 2015": a number behind a capital names.
            let names = at > 0 && self.items[at - 1].capital && self.items[at - 1].kind == Kind::Word;
            if led || dated && !names || self.year_of_thing(at, end) {
                return Some((calendar(Some(year), None, None, None), end));
            }
            return None;
        }
        None
    }

    /// "a 1996 law", "its 1978 charter": one thing of a year.
    pub(super) fn year_of_thing(&self, at: usize, end: usize) -> bool {
        let led = self.before_is(at, &["a", "an", "that", "this", "its", "their", "his", "her", "our", "my", "'s"]);
        let Some(next) = self.items.get(end).filter(|next| led && next.kind == Kind::Word && next.spaced) else {
            return false;
        };
        let token = self.reading.tokens_in(next.span).start;
        let tag = self.reading.tokens.get(token as usize).map_or("", |token| token.tag);
        (1900..2100).contains(&self.digits(at).map_or(0, |found| found.0))
            && matches!(tag, "NN" | "JJ")
            && self.word(end).unit.is_none()
    }
}
