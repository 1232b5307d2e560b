//! Stretches of the calendar with a name or a number: "the 1990s", "Easter 2018", "summer 2016", "the first week of May",
//! "the last four months of 2021".

use super::calendar::{day, holiday, one_day, plus, season, week, whole};
use super::days::{calendar, fixed};
use super::rules::{Found, Rules};
use super::sense::{DayPart, Sense};
use super::stretches::weekend_with;
use super::words::{HOLIDAYS, Unit};
use crate::extract::Granularity;
use crate::extract::items::Kind;
use crate::extract::numerals::{Form, numeral_at, ordinal_at};

impl Rules<'_> {
    /// "the first ten days of January", "the last four months of 2021".
    pub(super) fn first_units(&self, at: usize) -> Found {
        let start = self.skip(at, &["the"]);
        let last = self.is(start, &["last", "final"]);
        if !last && !self.is(start, &["first"]) {
            return None;
        }
        let numeral = numeral_at(self.items, start + 1)
            .filter(|found| matches!(found.form, Form::Words | Form::Digits | Form::Vague))?;
        let (unit, times, true) = self.word(numeral.end).unit? else { return None };
        if !self.is(numeral.end + 1, &["of", "in"]) {
            return None;
        }
        let (outer, end) = self.month_or_year(numeral.end + 2)?;
        let (from, to) = self.bounds(&outer, at)?;
        let count = (numeral.most * times) as i64;
        let week_start = |day: crate::text::Day| {
            // Whole weeks begin on a Monday: the first is the one with the first Thursday.
            if unit == Unit::Week { plus(day, 3, Unit::Day).and_then(super::calendar::monday) } else { Some(day) }
        };
        let (from, to) = if last {
            let to = week_start(to)?;
            (plus(to, -count, unit)?, to)
        } else {
            let from = week_start(from)?;
            (from, plus(from, count, unit)?)
        };
        let value = format!("P{}{}", numeral.most * times, unit.code().0.trim_start_matches('T'));
        Some((fixed(Some((from, to, value)), super::relative::granularity_of(unit))?, end))
    }

    /// "the 1990s", "the '90s", "the nineties", "the 21st century".
    pub(super) fn decade_at(&self, at: usize) -> Found {
        let start = self.skip(at, &["the"]);
        let digits_at = self.skip(start, &["'"]);
        if let Some((value, length)) = self.digits(digits_at)
            && self.is(digits_at + 1, &["s", "'s"])
            && value % 10 == 0
            && (length == 4 || length == 2 && (digits_at > start || start > at || self.before_is(at, &["in"])))
        {
            let year = if length == 4 { value as i32 } else { 1900 + value as i32 };
            let days = whole(day(year, 1, 1)?, Unit::Decade);
            return Some((fixed(days, Granularity::Vague)?, digits_at + 2));
        }
        if let Some((century, end)) = ordinal_at(self.items, start)
            && self.is(self.skip(end, &["-"]), &["century"])
            && (1..=21).contains(&century)
        {
            let days = whole(day((century as i32 - 1) * 100, 1, 1)?, Unit::Century);
            return Some((fixed(days, Granularity::Vague)?, self.skip(end, &["-"]) + 1));
        }
        let year = match self.low(start) {
            "twenties" => 1920,
            "thirties" => 1930,
            "forties" => 1940,
            "fifties" => 1950,
            "sixties" => 1960,
            "seventies" => 1970,
            "eighties" => 1980,
            "nineties" => 1990,
            _ => return None,
        };
        let own = self.before_is(at, &["his", "her", "their", "my"]);
        let led = self.before_is(at, &["the", "in"]);
        if own || !(start > at || led) {
            return None;
        }
        Some((fixed(whole(day(year, 1, 1)?, Unit::Decade), Granularity::Vague)?, start + 1))
    }

    /// "Christmas Eve", "Easter 2018", "last Thanksgiving".
    pub(super) fn holiday_at(&self, at: usize) -> Found {
        let relative = self.word(at).relative.filter(|_| !self.is(at, &["past"]));
        let start = at + usize::from(relative.is_some());
        let first = self.items.get(start)?;
        let plain = first.is_any(&["christmas", "easter", "thanksgiving", "halloween"])
            || self.is(start + 1, &["day"])
            || self.is(start + 1, &["year"]) && self.before_is(start, &["before", "after", "until"]);
        if !first.capital && first.kind == Kind::Word && relative.is_none() && !plain {
            return None;
        }
        let (rule, mut end) = HOLIDAYS.iter().find_map(|(words, rule)| {
            // Names are kept as words; a possessive or an abbreviation is two items.
            let mut next = start;
            for word in words {
                let pieces = if let Some(stem) = word.strip_suffix("'s") {
                    vec![stem, "'s"]
                } else if let Some(stem) = word.strip_suffix('\'') {
                    vec![stem, "'"]
                } else if let Some(stem) = word.strip_suffix('.') {
                    vec![stem, "."]
                } else if *word == "d-day" {
                    vec!["d", "-", "day"]
                } else {
                    vec![*word]
                };
                for piece in pieces {
                    if self.low(next) != piece {
                        return None;
                    }
                    next += 1;
                }
            }
            Some((*rule, next))
        })?;
        if self.is(end, &["day"]) {
            end += 1;
        }
        let of_weekend = start > 1 && self.is(start - 1, &["of"]) && self.is(start - 2, &["weekend"]);
        let mut weekend = of_weekend;
        let mut year = None;
        // "Labor Day weekend 2021", "Labor Day 2021 weekend".
        for _ in 0..2 {
            if self.is(end, &["weekend"]) {
                weekend = true;
                end += 1;
            }
            if year.is_none()
                && let (Some(found), after) = self.year_after(end)
            {
                (year, end) = (Some(found), after);
            }
        }
        let absolute = year.is_some();
        if let (Some(0), Some(today)) = (relative, self.today) {
            year = Some(i32::from(today.year()));
        }
        let part = if let Some(year) = year {
            let day = holiday(rule, year)?;
            let days = if weekend { weekend_with(day) } else { one_day(day) };
            let granularity = if weekend { Granularity::Week } else { Granularity::Day };
            DayPart::Fixed { days: days?, granularity, absolute, weekday: None }
        } else {
            let future = relative.map_or_else(|| self.future(start), |relative| relative > 0);
            self.near_day(None, |today| {
                let near = (-1..=1).filter_map(|offset| holiday(rule, i32::from(today.year()) + offset));
                if future { near.filter(|&day| day >= today).min() } else { near.filter(|&day| day <= today).max() }
            })?
        };
        let part = match part {
            DayPart::Fixed { days, absolute, weekday, .. } if weekend && days.2.len() == 10 => {
                DayPart::Fixed { days: weekend_with(days.0)?, granularity: Granularity::Week, absolute, weekday }
            }
            part => part,
        };
        Some((Sense::on(part), end))
    }

    /// "summer 2016", "the summer of 2016", "last winter", "this spring".
    pub(super) fn season_at(&self, at: usize) -> Found {
        let start = self.skip(at, &["the"]);
        let relative = self.word(start).relative.filter(|_| !self.is(start, &["past", "following"]));
        let noun = start + usize::from(relative.is_some());
        let code = self.word(noun).season?;
        let (year, end) = self.year_after(noun + 1);
        if let Some(year) = year {
            return Some((fixed(season(year, code), Granularity::Season)?, end));
        }
        let led = relative.is_some()
            || self.before_is(at, &["in", "during", "since", "until", "by", "early", "late", "mid", "-"]) && start > at
            || self.before_is(at, &["this", "each", "every"]);
        // A cold spring, to spring, to fall: only a season where something leads it.
        if !led || self.word(noun + 1).unit.is_some() {
            return None;
        }
        let future = self.future(noun);
        let part = self.near(&format!("XXXX-{code}"), Granularity::Season, |today| {
            let year = i32::from(today.year());
            if let Some(relative) = relative {
                return season(year + relative, code);
            }
            let near = (-1..=1).filter_map(|offset| season(year + offset, code));
            if future { near.filter(|days| days.1 > today).min() } else { near.filter(|days| days.0 <= today).max() }
        })?;
        Some((Sense::on(part), noun + 1))
    }

    /// "the first week of May", "the last day of 2016", "week 10 of 2019", "the week of May 4", "the second Monday of June".
    pub(super) fn ordinal_unit(&self, at: usize) -> Found {
        let start = self.skip(at, &["the"]);
        let short = self.is(start, &["w"]) && self.is(start + 1, &["/"]) && self.is(start + 2, &["c"]);
        if short || self.is(start, &["week"]) && self.is(start + 1, &["of", "beginning", "starting", "commencing"]) {
            let day_at = if short { start + 3 } else { self.skip(start + 2, &["on"]) };
            let (sense, end) = self.month_first(day_at).or_else(|| self.day_first(day_at)).or_else(|| {
                let (nth, end) = ordinal_at(self.items, self.skip(day_at, &["the"]))?;
                (1..=31).contains(&nth).then(|| (calendar(None, None, Some(nth as u8), None), end))
            })?;
            let (from, _) = self.bounds(&sense, at)?;
            return Some((fixed(whole(from, Unit::Week), Granularity::Week)?, end));
        }
        if self.is(start, &["week"])
            && let Some((number, _)) = self.digits(start + 1).filter(|found| found.1 <= 2)
        {
            let (year, end) = self.year_after(start + 2);
            let year = year.or_else(|| self.today.map(|today| i32::from(today.year())))?;
            return Some((fixed(week(year, number as u8), Granularity::Week)?, end));
        }
        let (number, end) =
            if self.is(start, &["last", "final"]) { (0, start + 1) } else { ordinal_at(self.items, start)? };
        let weekday = self.word(end).weekday;
        let unit = self.word(end).unit.map(|unit| unit.0);
        if !self.is(end + 1, &["of", "in"])
            || weekday.is_none() && !matches!(unit, Some(Unit::Week | Unit::Day | Unit::Weekend | Unit::Month))
        {
            return None;
        }
        let (outer, outer_end) = self.month_or_year(end + 2)?;
        let (from, to) = self.bounds(&outer, at)?;
        let nth = i64::from(number) - 1;
        let sense = match (weekday, unit) {
            (Some(weekday), _) => {
                let first = plus(from, i64::from((weekday + 7 - super::calendar::weekday(from)) % 7), Unit::Day)?;
                let last = plus(to, -1, Unit::Day)?;
                let found = if number == 0 {
                    plus(last, -i64::from((super::calendar::weekday(last) + 7 - weekday) % 7), Unit::Day)?
                } else {
                    plus(first, nth, Unit::Week)?
                };
                fixed(one_day(found), Granularity::Day)?
            }
            (None, Some(Unit::Week)) => {
                // The first week of a month or year is the one that holds its first Thursday, as ISO 8601 has it.
                let thursday = if number == 0 { plus(to, -4, Unit::Day)? } else { plus(from, 3, Unit::Day)? };
                let count = if number == 0 { 0 } else { nth };
                fixed(whole(plus(thursday, count, Unit::Week)?, Unit::Week), Granularity::Week)?
            }
            (None, Some(unit)) => {
                let base = if number == 0 { plus(to, -1, unit)? } else { plus(from, nth, unit)? };
                let granularity = if unit == Unit::Month {
                    Granularity::Month
                } else if unit == Unit::Day {
                    Granularity::Day
                } else {
                    Granularity::Week
                };
                fixed(whole(base, unit), granularity)?
            }
            (None, None) => return None,
        };
        Some((sense, outer_end))
    }

    /// A month, a year, or one named by "last", "this", "next".
    pub(super) fn month_or_year(&self, at: usize) -> Found {
        let start = self.skip(at, &["the"]);
        self.month_first(start)
            .or_else(|| {
                let (year, end) = self.year_at(start).or_else(|| self.relative_year(start))?;
                Some((calendar(Some(year), None, None, None), end))
            })
            .or_else(|| self.relative_day(at).filter(|found| matches!(&found.0.day, Some(DayPart::Fixed { .. }))))
            .or_else(|| {
                let unit = self.word(start).unit?.0;
                let part = self.near("XXXX", Granularity::Month, |today| whole(today, unit))?;
                (start > at && matches!(unit, Unit::Month | Unit::Year)).then(|| (Sense::on(part), start + 1))
            })
    }
}
