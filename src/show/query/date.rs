//! Days as a person types them: `2024-03-18`, `2024-03`, `2024`, `today`, `yesterday`, `monday`, `3d`, `2w`, `6m`, `1y`.

use crate::text::Day;
use jiff::civil::Weekday;
use jiff::{Span, ToSpan};

/// The days that `text` means: the first, and the first after them.
pub fn days(text: &str, today: Day) -> Option<(Day, Day)> {
    let text = text.to_lowercase();
    let from = match text.as_str() {
        "today" => today,
        "yesterday" => today.yesterday().ok()?,
        "tomorrow" => today.tomorrow().ok()?,
        word => match weekday(word) {
            Some(weekday) => last(weekday, today),
            None => match back(word) {
                Some(span) => today.checked_sub(span).ok()?,
                None => return calendar(word),
            },
        },
    };
    Some((from, from.tomorrow().ok()?))
}

/// `2024`, `2024-03`, `2024-03-18`, also with slashes.
fn calendar(text: &str) -> Option<(Day, Day)> {
    let parts: Vec<i16> = text.split(['-', '/']).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let in_range = |number: i16| i8::try_from(number).ok();
    let (from, length) = match parts[..] {
        [year @ 1000..=9999] => (Day::new(year, 1, 1).ok()?, 1.year()),
        [year @ 1000..=9999, month] => (Day::new(year, in_range(month)?, 1).ok()?, 1.month()),
        [year @ 1000..=9999, month, day] => (Day::new(year, in_range(month)?, in_range(day)?).ok()?, 1.day()),
        _ => return None,
    };
    Some((from, from.checked_add(length).ok()?))
}

/// `3d`: three days back.
fn back(text: &str) -> Option<Span> {
    let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let number: i64 = number.parse().ok().filter(|number| (0..=10_000).contains(number))?;
    match unit {
        "d" => Some(number.days()),
        "w" => Some(number.weeks()),
        "m" => Some(number.months()),
        "y" => Some(number.years()),
        _ => None,
    }
}

fn weekday(word: &str) -> Option<Weekday> {
    const NAMES: [(&str, Weekday); 7] = [
        ("monday", Weekday::Monday),
        ("tuesday", Weekday::Tuesday),
        ("wednesday", Weekday::Wednesday),
        ("thursday", Weekday::Thursday),
        ("friday", Weekday::Friday),
        ("saturday", Weekday::Saturday),
        ("sunday", Weekday::Sunday),
    ];
    NAMES.iter().find(|(name, _)| word.len() >= 3 && name.starts_with(word)).map(|(_, weekday)| *weekday)
}

/// The last such day up to today.
fn last(weekday: Weekday, today: Day) -> Day {
    let n_back = today.weekday().since(weekday);
    today.checked_sub(i64::from(n_back).days()).unwrap_or(today)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<(&str, &str)>) {
        let today: Day = "2024-03-20".parse().unwrap(); // a Wednesday
        let expect = expect.map(|(from, to)| (from.parse().unwrap(), to.parse().unwrap()));
        assert_eq!(days(text, today), expect, "{text}");
    }

    #[test]
    fn days_are_read_as_a_person_means_them() {
        check("2024-03-18", Some(("2024-03-18", "2024-03-19")));
        check("2024/3/18", Some(("2024-03-18", "2024-03-19")));
        check("2024-02", Some(("2024-02-01", "2024-03-01")));
        check("2023", Some(("2023-01-01", "2024-01-01")));
        check("Yesterday", Some(("2024-03-19", "2024-03-20")));
        check("mon", Some(("2024-03-18", "2024-03-19")));
        check("wednesday", Some(("2024-03-20", "2024-03-21")));
        check("thursday", Some(("2024-03-14", "2024-03-15")));
        check("2w", Some(("2024-03-06", "2024-03-07")));
        check("1m", Some(("2024-02-20", "2024-02-21")));
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in ["", "2024-13", "2024-02-30", "soon", "18", "d", "-3d", "99999999999d", "m", "2024-", "é"] {
            check(text, None);
        }
    }
}
