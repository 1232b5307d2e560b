//! What a word means for the calendar and the clock; the words are data in `assets/times/`.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// Its length in seconds; months and years in the mean.
    pub fn seconds(self) -> f64 {
        match self {
            Unit::Second => 1.0,
            Unit::Minute => 60.0,
            Unit::Hour => 3600.0,
            Unit::Day => 86_400.0,
            Unit::Week => 604_800.0,
            Unit::Weekend => 172_800.0,
            Unit::Month => 2_629_746.0,
            Unit::Quarter => 7_889_238.0,
            Unit::Year => 31_556_952.0,
            Unit::Decade => 315_569_520.0,
            Unit::Century => 3_155_695_200.0,
        }
    }

    /// Its letters in a TIMEX3 duration, and how many of the letter's unit it holds.
    pub fn code(self) -> (&'static str, f64) {
        match self {
            Unit::Second => ("TS", 1.0),
            Unit::Minute => ("TM", 1.0),
            Unit::Hour => ("TH", 1.0),
            Unit::Day => ("D", 1.0),
            Unit::Week => ("W", 1.0),
            Unit::Weekend => ("WE", 1.0),
            Unit::Month => ("M", 1.0),
            Unit::Quarter => ("M", 3.0),
            Unit::Year => ("Y", 1.0),
            Unit::Decade => ("Y", 10.0),
            Unit::Century => ("Y", 100.0),
        }
    }
}

/// What one word can mean.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 (Monday) to 7.
    pub weekday: Option<u8>,
    /// "Mondays".
    pub weekdays: Option<u8>,
    /// A unit, and how many of it ("fortnight": two weeks); whether the word is a plural.
    pub unit: Option<(Unit, f64, bool)>,
    /// Code of a part of the day.
    pub part: Option<&'static str>,
    /// Minute of the day of "noon" and "midnight".
    pub point: Option<u16>,
    /// Code of a season.
    pub season: Option<&'static str>,
    /// Last, this, next.
    pub relative: Option<i32>,
    /// Days from today.
    pub deictic: Option<i32>,
    /// "daily": its `TIMEX3` period.
    pub often: Option<&'static str>,
    /// "now": `PRESENT_REF` and the like.
    pub reference: Option<&'static str>,
    /// A zone of time: minutes east of Greenwich, where the letters tell them.
    #[allow(clippy::option_option)] // a zone's word, whose minutes may not be known
    pub zone: Option<Option<i16>>,
    /// "about": what softens what follows.
    pub soft: Option<&'static str>,
}

static WORDS: LazyLock<FxHashMap<&'static str, Word>> = LazyLock::new(|| {
    let mut words: FxHashMap<&'static str, Word> = FxHashMap::default();
    for line in include_str!("../../../assets/times/words.tsv").lines() {
        let mut columns = line.split('\t');
        let (Some(class), Some(value), Some(forms)) = (columns.next(), columns.next(), columns.next()) else {
            continue;
        };
        for form in forms.split(',') {
            let word = words.entry(form).or_default();
            match class {
                "month" => word.month = value.parse().ok(),
                "weekday" => word.weekday = value.parse().ok(),
                "weekdays" => word.weekdays = value.parse().ok(),
                "unit" => {
                    word.unit = unit(value).map(|(unit, count)| (unit, count, form.ends_with('s') && form.len() > 1));
                }
                "part" => word.part = Some(value),
                "point" => word.point = value.parse().ok(),
                "season" => word.season = Some(value),
                "relative" => word.relative = value.parse().ok(),
                "deictic" => word.deictic = value.parse().ok(),
                "often" => word.often = Some(value),
                "reference" => word.reference = Some(value),
                "zone" => word.zone = Some(value.parse().ok()),
                "soft" => word.soft = Some(value),
                _ => {}
            }
        }
    }
    words
});

fn unit(code: &str) -> Option<(Unit, f64)> {
    Some(match code {
        "S" => (Unit::Second, 1.0),
        "m" => (Unit::Minute, 1.0),
        "H" => (Unit::Hour, 1.0),
        "D" => (Unit::Day, 1.0),
        "W" => (Unit::Week, 1.0),
        "F" => (Unit::Week, 2.0),
        "E" => (Unit::Weekend, 1.0),
        "M" => (Unit::Month, 1.0),
        "Q" => (Unit::Quarter, 1.0),
        "Y" => (Unit::Year, 1.0),
        "T" => (Unit::Decade, 1.0),
        "C" => (Unit::Century, 1.0),
        _ => return None,
    })
}

/// What `low` (lower case) means.
pub fn word(low: &str) -> Option<&'static Word> {
    WORDS.get(low)
}

/// How the day of a holiday is reckoned.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rule {
    /// Month and day.
    Fixed(i8, i8),
    /// Month, weekday, which one (−1: the last).
    Nth(i8, u8, i8),
    /// Days after Easter Sunday.
    Easter(i32),
}

/// Holidays: name in lower case, its words split by spaces, and rule; the longest names first.
pub static HOLIDAYS: LazyLock<Vec<(Vec<&'static str>, Rule)>> = LazyLock::new(|| {
    let mut holidays = Vec::new();
    for line in include_str!("../../../assets/times/holidays.tsv").lines() {
        let Some((rule, names)) = line.split_once('\t') else { continue };
        let Some(rule) = rule_from(rule) else { continue };
        holidays.extend(names.split(',').map(|name| (name.split(' ').collect(), rule)));
    }
    holidays.sort_by_key(|(words, _): &(Vec<&str>, Rule)| std::cmp::Reverse(words.len()));
    holidays
});

fn rule_from(rule: &str) -> Option<Rule> {
    if let Some(days) = rule.strip_prefix("easter") {
        return days.parse().ok().map(Rule::Easter);
    }
    let mut parts = rule.splitn(4, '-');
    let (month, second) = (parts.next()?.parse().ok()?, parts.next()?);
    if second == "W" {
        return Some(Rule::Nth(month, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?));
    }
    Some(Rule::Fixed(month, second.parse().ok()?))
}
