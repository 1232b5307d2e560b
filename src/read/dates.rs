//! The day of publication, from the many ways in which heads and date lines write it.

use crate::text::Day;
use regex::{Captures, Regex};
use std::sync::LazyLock;

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The first full date in `text`: year, month and day. A date whose day and month cannot be told apart (03/04/2024)
/// gives none.
pub(super) fn find(text: &str) -> Option<Day> {
    let iso = ISO.captures(text).and_then(|found| day(&found, number(&found, "month")));
    let named = || {
        [&*MONTH_FIRST, &*DAY_FIRST].into_iter().find_map(|pattern| {
            let found = pattern.captures(text)?;
            let name = found.name("month")?.as_str().to_lowercase();
            let month = MONTHS.iter().position(|month| name.starts_with(month))? as i16 + 1;
            day(&found, Some(month))
        })
    };
    let dotted = || DOTTED.captures(text).and_then(|found| day(&found, number(&found, "month")));
    let slashed = || {
        let found = SLASHED.captures(text)?;
        let (first, second) = (number(&found, "first")?, number(&found, "second")?);
        let (month, day) = match (first > 12, second > 12) {
            (true, false) => (second, first),
            (false, true) => (first, second),
            _ if first == second => (first, second),
            _ => return None,
        };
        Day::new(number(&found, "year")?, month as i8, day as i8).ok()
    };
    iso.or_else(named).or_else(dotted).or_else(slashed)
}

fn number(found: &Captures, name: &str) -> Option<i16> {
    found.name(name)?.as_str().parse().ok()
}

fn day(found: &Captures, month: Option<i16>) -> Option<Day> {
    Day::new(number(found, "year")?, month? as i8, number(found, "day")? as i8).ok()
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern of this file")
}

static ISO: LazyLock<Regex> =
    LazyLock::new(|| regex(r"\b(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?:\b|T)"));
static MONTH_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})\b",
    )
});
static DAY_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?[\s-]+(?P<year>\d{4})\b",
    )
});
static DOTTED: LazyLock<Regex> = LazyLock::new(|| regex(r"\b(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})\b"));
static SLASHED: LazyLock<Regex> =
    LazyLock::new(|| regex(r"\b(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>\d{4})\b"));

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<&str>) {
        assert_eq!(find(text).map(|day| day.to_string()).as_deref(), expect, "{text}");
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for text in [
            "2024-03-07",
            "2024-03-07T10:00:00Z",
            "2024/3/7",
            "March 7, 2024",
            "Thu, 7 Mar 2024 10:00:00 GMT",
            "7th of March 2024",
            "Updated 3:10 p.m. ET, Mar. 7, 2024",
            "07.03.2024",
        ] {
            check(text, Some("2024-03-07"));
        }
        check("25/03/2024", Some("2024-03-25"));
        check("03/25/2024", Some("2024-03-25"));
    }

    #[test]
    fn what_is_no_full_date_gives_none() {
        for text in ["03/04/2024", "March 2024", "yesterday", "2024-13-40", "flight 20240307"] {
            check(text, None);
        }
    }
}
