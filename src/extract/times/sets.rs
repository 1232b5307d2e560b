//! How often: "weekly", "every Monday", "twice a month", "each year".

use super::lengths::timex_part;
use super::rules::{Found, Rules};
use super::sense::{Length, Sense};
use crate::extract::numerals::{Form, numeral_at};

impl Rules<'_> {
    /// "daily", "every Monday", "each year", "twice a week", "Mondays".
    pub fn set_at(&self, at: usize) -> Found {
        if let Some(value) = self.word(at).often {
            // A quarterly dividend is one of its kind; that it is paid every quarter is not said of it.
            let token = self.reading.tokens_in(self.items[at].span).start;
            let of_kind = value == "P3M" && self.reading.tokens.get(token as usize).is_some_and(|it| it.tag == "JJ");
            if of_kind {
                return None;
            }
            return (!self.items[at].capital || at == 0 || !self.items[at - 1].capital)
                .then(|| (Sense::every(value), at + 1));
        }
        if let Some(weekday) = self.word(at).weekdays {
            return Some((Sense::every(format!("XXXX-WXX-{weekday}")), at + 1));
        }
        if self.is(at, &["weekdays", "weekday"]) && self.low(at) == "weekdays" {
            return Some((Sense::every("XXXX-WXX-WD"), at + 1));
        }
        if self.is(at, &["every", "each"]) {
            let other = self.is(at + 1, &["other"]);
            let next = at + 1 + usize::from(other);
            let single = self.is(next, &["single"]);
            let next = next + usize::from(single);
            let times = if other { 2.0 } else { 1.0 };
            if let Some((weekday, end)) = self.weekday_at(next) {
                return Some((Sense::every(format!("XXXX-WXX-{weekday}")), end));
            }
            if let Some(month) = self.word(next).month {
                return Some((Sense::every(format!("XXXX-{month:02}")), next + 1));
            }
            if let Some((unit, count, _)) = self.word(next).unit {
                let length = Length::of(count * times, count * times, unit, false);
                return Some((Sense::every(length.value()), next + 1));
            }
            if let Some(part) = self.word(next).part {
                return Some((Sense::every(format!("T{}", timex_part(part))), next + 1));
            }
            let (length, end, _) = self.length_core(next)?;
            return self.is(at, &["every"]).then(|| (Sense::every(length.value()), end));
        }
        // "twice a week", "three times a day".
        let start = if self.is(at, &["once", "twice", "thrice"]) {
            at + 1
        } else {
            let numeral =
                numeral_at(self.items, at).filter(|found| matches!(found.form, Form::Words | Form::Digits))?;
            if !self.is(numeral.end, &["times"]) {
                return None;
            }
            numeral.end + 1
        };
        if !self.is(start, &["a", "an", "per", "each", "every"]) {
            return None;
        }
        let (unit, count, false) = self.word(start + 1).unit? else { return None };
        Some((Sense::every(Length::of(count, count, unit, false).value()), start + 2))
    }
}
