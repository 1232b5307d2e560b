//! Reckoning with days: adding units, ends of months, weeks, holidays. Nothing here can overflow or fail: what lies
//! outside the calendar is `None`.

use super::words::{Rule, Unit};
use crate::text::Day;
use jiff::civil::{ISOWeekDate, Weekday};

/// An interval of days, the end left out, with its TIMEX3 value.
pub type Days = (Day, Day, String);

/// `day` and `count` units more; days are kept inside their month.
pub fn plus(day: Day, count: i64, unit: Unit) -> Option<Day> {
    let span = jiff::Span::new();
    let span = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => span,
        Unit::Day => span.try_days(count).ok()?,
        Unit::Week | Unit::Weekend => span.try_weeks(count).ok()?,
        Unit::Month => span.try_months(count).ok()?,
        Unit::Quarter => span.try_months(count.checked_mul(3)?).ok()?,
        Unit::Year => span.try_years(count).ok()?,
        Unit::Decade => span.try_years(count.checked_mul(10)?).ok()?,
        Unit::Century => span.try_years(count.checked_mul(100)?).ok()?,
    };
    day.checked_add(span).ok()
}

/// A day, if there is such a day.
pub fn day(year: i32, month: u8, day: u8) -> Option<Day> {
    Day::new(i16::try_from(year).ok()?, month as i8, day as i8).ok()
}

/// The Monday of the week of `day`.
pub fn monday(day: Day) -> Option<Day> {
    plus(day, -i64::from(day.weekday().to_monday_zero_offset()), Unit::Day)
}

/// Day of week, 1 (Monday) to 7.
pub fn weekday(day: Day) -> u8 {
    day.weekday().to_monday_one_offset() as u8
}

/// The last such weekday before a day, or the first after it.
pub fn beside(day: Day, number: u8, ahead: bool) -> Option<Day> {
    let gap = i64::from(if ahead { number + 7 - weekday(day) } else { weekday(day) + 7 - number }) % 7;
    let gap = if gap == 0 { 7 } else { gap };
    plus(day, if ahead { gap } else { -gap }, Unit::Day)
}

/// One day as an interval.
pub fn one_day(day: Day) -> Option<Days> {
    Some((day, plus(day, 1, Unit::Day)?, day.to_string()))
}

/// The whole unit (week, month, year …) that `day` lies in.
pub fn whole(day: Day, unit: Unit) -> Option<Days> {
    let year = i32::from(day.year());
    let first_of = |year: i32| self::day(year, 1, 1);
    Some(match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => one_day(day)?,
        Unit::Week => {
            let from = monday(day)?;
            (from, plus(from, 1, Unit::Week)?, week_value(from))
        }
        Unit::Weekend => {
            let from = plus(monday(day)?, 5, Unit::Day)?;
            (from, plus(from, 2, Unit::Day)?, format!("{}-WE", week_value(from)))
        }
        Unit::Month => {
            let from = day.first_of_month();
            (from, plus(from, 1, Unit::Month)?, format!("{year:04}-{:02}", day.month()))
        }
        Unit::Quarter => quarter(year, (day.month() as u8 - 1) / 3 + 1)?,
        Unit::Year => (first_of(year)?, first_of(year + 1)?, format!("{year:04}")),
        Unit::Decade => {
            let from = year.div_euclid(10) * 10;
            (first_of(from)?, first_of(from + 10)?, format!("{:03}", from / 10))
        }
        Unit::Century => {
            let from = year.div_euclid(100) * 100;
            (first_of(from)?, first_of(from + 100)?, format!("{:02}", from / 100))
        }
    })
}

/// A quarter of a year, 1 to 4.
pub fn quarter(year: i32, number: u8) -> Option<Days> {
    let from = day(year, (number.checked_sub(1)?) * 3 + 1, 1)?;
    Some((from, plus(from, 3, Unit::Month)?, format!("{year:04}-Q{number}")))
}

/// The ISO week of a day: "2024-W11".
pub fn week_value(day: Day) -> String {
    let week = day.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// Week `number` of a year.
pub fn week(year: i32, number: u8) -> Option<Days> {
    let from = ISOWeekDate::new(i16::try_from(year).ok()?, number as i8, Weekday::Monday).ok()?.date();
    whole(from, Unit::Week)
}

/// A season of the northern year: winter begins in December of the year named.
pub fn season(year: i32, code: &str) -> Option<Days> {
    let from = match code {
        "SP" => day(year, 3, 1)?,
        "SU" => day(year, 6, 1)?,
        "FA" => day(year, 9, 1)?,
        _ => day(year, 12, 1)?,
    };
    Some((from, plus(from, 3, Unit::Month)?, format!("{year:04}-{code}")))
}

/// Easter Sunday of a year: the Gregorian rule in the form of Meeus, Jones and Butcher.
#[allow(clippy::many_single_char_names)] // the letters of the rule as it is printed
fn easter(year: i32) -> Option<Day> {
    let (a, b, c) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let of_month = (h + l - 7 * m + 33 * month + 19).rem_euclid(32);
    day(year, month as u8, of_month as u8)
}

/// The day of a holiday in a year.
pub fn holiday(rule: Rule, year: i32) -> Option<Day> {
    match rule {
        Rule::Fixed(month, of_month) => day(year, month as u8, of_month as u8),
        Rule::Easter(days) => plus(easter(year)?, i64::from(days), Unit::Day),
        Rule::Nth(month, wanted, nth) => {
            let wanted = Weekday::from_monday_one_offset(wanted as i8).ok()?;
            day(year, month as u8, 1)?.nth_weekday_of_month(nth, wanted).ok()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_and_other_moving_days_are_right() {
        let on = |rule, year| holiday(rule, year).map(|day| day.to_string());
        assert_eq!(on(Rule::Easter(0), 2018).as_deref(), Some("2018-04-01"));
        assert_eq!(on(Rule::Easter(0), 2024).as_deref(), Some("2024-03-31"));
        assert_eq!(on(Rule::Nth(11, 4, 4), 2016).as_deref(), Some("2016-11-24"));
        assert_eq!(on(Rule::Nth(5, 1, -1), 2021).as_deref(), Some("2021-05-31"));
    }

    #[test]
    fn units_hold_their_days() {
        let today = day(2018, 1, 1).unwrap_or_default();
        let value = |unit| whole(today, unit).map(|days| days.2).unwrap_or_default();
        assert_eq!(value(Unit::Week), "2018-W01");
        assert_eq!(value(Unit::Weekend), "2018-W01-WE");
        assert_eq!(value(Unit::Month), "2018-01");
        assert_eq!(value(Unit::Quarter), "2018-Q1");
        assert_eq!(value(Unit::Decade), "201");
    }
}
