//! Dates, times of day, durations and frequencies, with their values.
//!
//! The text is cut into items; at each item the rules are asked for the longest expression that begins there; what
//! they give is placed on the calendar by the day of publication and by the tense of its clause, and "the next day"
//! by the time named before it. In an article without a date, what needs one stays open ("XXXX-WXX-4").

mod calendar;
mod clocks;
mod days;
mod lengths;
mod named;
mod place;
mod points;
mod quarters;
mod ranges;
mod relative;
mod rules;
mod sense;
mod sets;
mod stretches;
mod words;
mod years;

use self::place::{Placed, shift, with_clock};
use self::rules::Rules;
use self::sense::{Clock, DayPart, Sense};
use super::items::{Kind, cut};
use super::{Anchor, Granularity, Reference, Time, TimeKind};
use crate::text::{Day, Span};
use crate::understand::Reading;

/// Finds all expressions of time, in order of the text.
pub fn find(reading: &Reading, published: Reference) -> Vec<Time> {
    let items = cut(reading);
    let rules = Rules::new(&items, reading, published);
    let mut times = Vec::new();
    let mut at = 0;
    while at < items.len() {
        if !rules.may_begin(at) {
            at += 1;
            continue;
        }
        let all = [
            rules.range_at(at),
            rules.set_at(at),
            rules.point_at(at, false),
            rules.length_at(at),
            rules.stretch_at(at),
        ];
        let best = all
            .into_iter()
            .flatten()
            .filter(|found| found.1 > at)
            .reduce(|best, next| if next.1 > best.1 { next } else { best });
        match best {
            Some((sense, end)) if !crosses(&items, at, end) => {
                let start = rules.trimmed(at, end);
                let span = items[start].span.join(items[end - 1].span);
                let modifier = sense.modifier.or_else(|| rules.led_by(at));
                let time = to_time(&rules, &sense.softened(modifier), span, at, &times);
                times.push(time);
                at = end;
            }
            _ => at += 1,
        }
    }
    times
}

/// Whether a break between blocks lies among the items.
fn crosses(items: &[super::items::Item], start: usize, end: usize) -> bool {
    items[start..end].iter().any(|item| item.kind == Kind::Break)
}

impl Rules<'_> {
    /// Whether an expression may begin at this item: most words of a text may not.
    fn may_begin(&self, at: usize) -> bool {
        let Some(item) = self.items.get(at) else { return false };
        match item.kind {
            Kind::Break => false,
            Kind::Mark => item.is_any(&["'", "½"]),
            Kind::Number(_) | Kind::Word => true,
        }
    }

    /// The first item that belongs to the evidence: articles and prepositions in front are left out.
    fn trimmed(&self, at: usize, end: usize) -> usize {
        let mut start = at;
        while start + 1 < end
            && self.is(start, &["from", "between", "in", "on"])
            && !self.is(start, &["between", "from"])
        {
            start += 1;
        }
        // "the Oct. 23 vote", "the third-quarter loss": the article is that of what follows.
        let day = self.word(start + 1).month.is_some() || self.word(start + 1).weekday.is_some();
        let compound = end > 2 && self.is(end - 1, &["quarter"]) && self.is(end - 2, &["-"]);
        let inner = start + 1 < end && self.is(start, &["the"]) && (day || compound);
        start + usize::from(inner)
    }

    /// "since", "until", "before", "after", "by" in front of an expression.
    fn led_by(&self, at: usize) -> Option<&'static str> {
        let before = at.checked_sub(1)?;
        let before = if self.is(before, &["the"]) { before.checked_sub(1)? } else { before };
        match self.low(before) {
            "since" => Some("since"),
            "until" | "till" => Some("until"),
            "before" => Some("before"),
            "after" => Some("after"),
            "by" => Some("by"),
            "within" => Some("within"),
            _ => None,
        }
    }
}

/// The finding for a meaning.
fn to_time(rules: &Rules, sense: &Sense, span: Span, at: usize, before: &[Time]) -> Time {
    let mut time = Time {
        span,
        kind: TimeKind::Date,
        value: String::new(),
        from: None,
        to: None,
        granularity: Granularity::Vague,
        modifier: sense.modifier.map(str::to_owned),
        weekday: None,
        minute_of_day: None,
        seconds: None,
        anchor: Anchor::Open,
        zone: None,
    };
    if let Some(reference) = sense.reference {
        reference.clone_into(&mut time.value);
        return time;
    }
    if let Some(set) = &sense.set {
        time.kind = TimeKind::Set;
        time.value.clone_from(set);
        let number = set.strip_prefix("XXXX-WXX-").and_then(|rest| rest.get(..1));
        time.weekday = number.and_then(|number| number.parse().ok());
        return time;
    }
    if let Some(length) = &sense.length {
        time.kind = TimeKind::Duration;
        time.value = length.value();
        time.seconds = Some(length.seconds());
    }
    let end = sense.end.as_deref();
    let year = end.and_then(|end| coming_range(rules, sense.day.as_ref()?, end.day.as_ref()?, at));
    let in_year = |part: &DayPart, further: i32| match (part, year) {
        (DayPart::Calendar { year: None, month, day, weekday }, Some((first, last))) => {
            let year = Some(if further > 0 { last } else { first });
            DayPart::Calendar { year, month: *month, day: *day, weekday: *weekday }
        }
        _ => part.clone(),
    };
    let placed = sense.day.as_ref().map(|part| placed(rules, &in_year(part, 0), at, span, before));
    fill(&mut time, placed.as_ref(), sense.clock);
    if let Some(end) = end {
        let end_placed = end.day.as_ref().map(|part| self::placed(rules, &in_year(part, 1), at, span, before));
        let mut last = time.clone();
        last.value.clear();
        fill(&mut last, end_placed.as_ref(), end.clock);
        // "from the end of March to the middle of September".
        if sense.clock.is_none() && end.clock.is_none() {
            match sense.modifier {
                Some("end") => time.from = time.to.take(),
                Some("mid") => time.from = placed.as_ref().and_then(Placed::middle),
                _ => {}
            }
            if end.modifier == Some("mid") {
                last.to = end_placed.as_ref().and_then(Placed::middle);
            }
        }
        // A range that would run backwards over a year's end or over midnight ends a year or a day later.
        if let (Some(from), Some(to)) = (&time.from, &last.from)
            && to < from
            && let Some(Some(moved)) = end_placed.as_ref().map(moved_on)
        {
            fill(&mut last, Some(&moved), end.clock);
        }
        time.value = format!("{}/{}", time.value, last.value);
        time.to = if matches!(end.clock, Some(Clock::At { .. })) { last.from } else { last.to };
        if end_placed.is_none() && placed.is_none() {
            time.minute_of_day = None;
        }
    }
    time
}

/// The years of a range of months or days that is to come and tells none: the next one that is not over yet.
fn coming_range(rules: &Rules, first: &DayPart, last: &DayPart, at: usize) -> Option<(i32, i32)> {
    let (
        DayPart::Calendar { year: None, month: Some(month), day, .. },
        DayPart::Calendar { year: None, month: Some(last_month), day: last_day, .. },
    ) = (first, last)
    else {
        return None;
    };
    let today = rules.today.filter(|_| rules.future(at))?;
    let this_year = i32::from(today.year());
    let over = i32::from((last_month, last_day) < (month, day));
    (this_year - 1..=this_year + 1).map(|year| (year, year + over)).find(|&(_, year)| {
        let end = calendar::day(year, *last_month, last_day.unwrap_or(1));
        let unit = if last_day.is_some() { words::Unit::Day } else { words::Unit::Month };
        end.and_then(|end| calendar::plus(end, 1, unit)).is_some_and(|end| end > today)
    })
}

/// The same day a year later, for a range that begins in one year and ends in the next.
fn moved_on(placed: &Placed) -> Option<Placed> {
    let (from, _) = placed.days?;
    let unit = match placed.granularity {
        Granularity::Month => words::Unit::Month,
        Granularity::Year => return None,
        _ => words::Unit::Day,
    };
    let moved = if placed.weekday.is_some() {
        calendar::plus(from, 1, words::Unit::Week)?
    } else {
        calendar::plus(from, 1, words::Unit::Year)?
    };
    let days = calendar::whole(moved, unit)?;
    Some(Placed { days: Some((days.0, days.1)), value: days.2, ..placed.clone() })
}

/// Writes a placed day and a time of day into the finding.
fn fill(time: &mut Time, placed: Option<&Placed>, clock: Option<Clock>) {
    if let Some(placed) = placed {
        time.anchor = placed.anchor;
        time.weekday = placed.weekday;
        time.granularity = placed.granularity;
        if time.kind != TimeKind::Duration {
            time.value.clone_from(&placed.value);
        }
        let stamp = |day: Day| format!("{day}T00:00");
        time.from = placed.days.map(|days| stamp(days.0));
        time.to = placed.days.map(|days| stamp(days.1));
    }
    if let Some(clock) = clock {
        let (value, bounds, granularity) = with_clock(placed, clock);
        time.kind = TimeKind::Time;
        time.value = value;
        time.granularity = granularity;
        (time.from, time.to) = bounds.map_or((None, None), |(from, to)| (Some(from), Some(to)));
        if let Clock::At { minute, zone, .. } = clock {
            time.minute_of_day = Some(minute);
            time.zone = zone;
        }
    }
}

/// Places a day part; what hangs on another time looks for the last one that tells a day.
fn placed(rules: &Rules, part: &DayPart, at: usize, span: Span, before: &[Time]) -> Placed {
    let placed = rules.place_day(part, at);
    let on = |days: calendar::Days, anchor: Anchor| Placed {
        days: Some((days.0, days.1)),
        value: days.2,
        anchor,
        ..placed.clone()
    };
    match part {
        DayPart::Quarter { .. } => rules.place_quarter(part, at, span, before).unwrap_or(placed),
        DayPart::YearBefore { told } => {
            let of_quarter = DayPart::Quarter { number: None, year: None, years_back: 1 };
            if rules.quarter_before(span, before).is_some() {
                return rules.place_quarter(&of_quarter, at, span, before).unwrap_or(placed);
            }
            let anchor = if *told { anchor_before(rules, span, before, true) } else { None };
            let base = anchor.map(|(_, days)| days).or_else(|| rules.today.map(|today| (today, today)));
            let days = base.and_then(|base| shift(base, -1, words::Unit::Year));
            days.map_or(placed.clone(), |days| {
                on(days, anchor.map_or(Anchor::Published, |found| Anchor::Time(found.0)))
            })
        }
        DayPart::Weekday { number, ahead } => {
            let anchor = anchor_before(rules, span, before, false);
            let base = anchor.map(|(_, days)| days.0).or(rules.today);
            let days = base.and_then(|base| calendar::beside(base, *number, *ahead)).and_then(calendar::one_day);
            days.map_or(placed.clone(), |days| {
                on(days, anchor.map_or(Anchor::Published, |found| Anchor::Time(found.0)))
            })
        }
        DayPart::Shift { count, unit } => match anchor_before(rules, span, before, false) {
            Some((number, days)) => {
                shift(days, *count, *unit).map_or(placed.clone(), |days| on(days, Anchor::Time(number)))
            }
            None => {
                from_today(rules, *count, *unit, at, before).map_or(placed.clone(), |days| on(days, Anchor::Published))
            }
        },
        _ => placed,
    }
}

/// "the following week" where nothing is told before that it could hang on: what is to come is reckoned from today.
fn from_today(rules: &Rules, count: i64, unit: words::Unit, at: usize, before: &[Time]) -> Option<calendar::Days> {
    let alone = before.iter().all(|time| time.from.is_none());
    let today = rules.today.filter(|_| alone && count > 0 && !rules.past(at))?;
    shift((today, today), count, unit)
}

/// The last time before `span` that names a day (or month, or year), told a few sentences before at most, and not the
/// day on which somebody spoke. `own`: one that is itself reckoned from another time is passed over.
fn anchor_before(rules: &Rules, span: Span, before: &[Time], own: bool) -> Option<(u32, (Day, Day))> {
    let reading = rules.reading;
    let usable = before.iter().enumerate().rev().filter_map(|(number, time)| {
        if !matches!(time.kind, TimeKind::Date | TimeKind::Time)
            || !rules.is_near(time.span, span)
            || own && matches!(time.anchor, Anchor::Time(_))
        {
            return None;
        }
        let day_of = |stamp: &Option<String>| stamp.as_deref()?.get(..10)?.parse::<Day>().ok();
        Some((number as u32, time.span, (day_of(&time.from)?, day_of(&time.to)?)))
    });
    let all: Vec<_> = usable.collect();
    let told = |span: Span| {
        let token = reading.tokens_in(span).start;
        let verb = reading.ancestors(token).find(|&head| matches!(reading.token(head).pos, "VERB" | "AUX"));
        verb.is_none_or(|verb| !matches!(reading.lemma(verb), "say" | "tell" | "announce" | "report" | "add" | "write"))
    };
    all.iter().find(|found| told(found.1)).or_else(|| all.first()).map(|found| (found.0, found.2))
}
