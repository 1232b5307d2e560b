//! Finds the numbers of a text with their bounds and units, before anything is asked of the parse: "at least 25",
//! "$1.13bn", "between 20 and 30 km", "15-year-old", "no passengers".

use super::words::WORDS;
use crate::extract::items::{Item, Kind};
use crate::extract::numerals::{Form, numeral_at, ordinal_at};
use crate::extract::{Bound, Field, Time, Unit, is_of};
use crate::text::Span;

/// A number as found in the items.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Least value.
    pub value: f64,
    /// Greatest, where it is not one number.
    pub upper: Option<f64>,
    /// How it is meant.
    pub bound: Bound,
    /// What it measures.
    pub unit: Unit,
    /// Items of the number with its bound and its unit's sign.
    pub items: (usize, usize),
    /// Items of the number alone.
    pub core: (usize, usize),
    /// How it is written.
    pub form: Form,
    /// Items up to the end of its unit ("15-year-old", "km").
    pub end: usize,
}

/// Finds all figures; items that stand in an expression of time are left out.
pub fn figures(items: &[Item], times: &[Time]) -> Vec<Figure> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut next_time = 0;
    while at < items.len() {
        let span = items[at].span;
        while next_time < times.len() && times[next_time].span.end <= span.start {
            next_time += 1;
        }
        let in_time = times.get(next_time).is_some_and(|time| time.span.overlaps(span));
        if in_time {
            at += 1;
            continue;
        }
        match figure_at(items, at) {
            Some(figure) if !overlaps_time(items, &figure, times) => {
                at = figure.end.max(at + 1);
                found.push(figure);
            }
            _ => at += 1,
        }
    }
    // "from 15 to 17.5 percent": the unit stands once.
    for idx in 1..found.len() {
        let (first, second) = (&found[idx - 1], &found[idx]);
        if first.unit == Unit::Count
            && matches!(second.unit, Unit::Percent | Unit::Money(_) | Unit::Measure(..))
            && first.end + 1 == second.items.0
            && is(items, first.end, &["to", "and", "or"])
            && before_is(items, first.items.0, &["from", "between"])
        {
            found[idx - 1].unit = found[idx].unit.clone();
        }
    }
    found
}

fn overlaps_time(items: &[Item], figure: &Figure, times: &[Time]) -> bool {
    let span = items[figure.core.0].span.join(items[figure.core.1 - 1].span);
    let idx = times.partition_point(|time| time.span.end <= span.start);
    times.get(idx).is_some_and(|time| time.span.overlaps(span))
}

fn is(items: &[Item], at: usize, words: &[&str]) -> bool {
    items.get(at).is_some_and(|item| item.is_any(words))
}

fn before_is(items: &[Item], at: usize, words: &[&str]) -> bool {
    at > 0 && is(items, at - 1, words)
}

/// The figure whose number begins at item `at`.
fn figure_at(items: &[Item], at: usize) -> Option<Figure> {
    let item = &items[at];
    if item.kind == Kind::Break || glued(items, at) || item.is("few") && before_is(items, at, &["as"]) {
        return None;
    }
    if item.is("a")
        && is(items, at + 1, &["single", "lone"])
        && items.get(at + 2).is_some_and(|next| next.kind == Kind::Word)
    {
        let core = (at, at + 2);
        return Some(Figure {
            value: 1.0,
            upper: None,
            bound: Bound::Exact,
            unit: Unit::Count,
            items: core,
            core,
            form: Form::Digits,
            end: at + 2,
        });
    }
    if let Some(figure) = nothing_at(items, at) {
        return Some(figure);
    }
    if let Some((rank, end)) = ordinal_at(items, at)
        && numeral_at(items, at).is_none_or(|numeral| numeral.end <= end)
    {
        return rank_at(items, at, rank, end);
    }
    let numeral = numeral_at(items, at)?;
    if numeral.form == Form::Article {
        return None;
    }
    let (mut value, mut upper, mut end) =
        (numeral.least, (numeral.most > numeral.least).then_some(numeral.most), numeral.end);
    let sign = WORDS.sign_before(items, at);
    if labelled(items, at, end) && sign.is_none() {
        return None;
    }
    let mut bound = match numeral.form {
        Form::Crowd | Form::Vague => Bound::Between,
        _ => Bound::Exact,
    };
    // A second number: "20 to 30", "between 20 and 30", "10-15", "two or three".
    let between = before_is(items, at, &["between"]);
    let joined = is(items, end, &["to", "or", "-"]) || between && is(items, end, &["and"]);
    // "from 10 to 15" is a change or a stretch, and two figures.
    let from = before_is(items, sign.map_or(at, |(_, start)| start), &["from", "by"]) && is(items, end, &["to"]);
    if joined && !from {
        let second_at = end + 1 + usize::from(is(items, end + 1, &["$", "£", "€"]));
        let second = numeral_at(items, second_at).filter(|second| {
            matches!(second.form, Form::Digits | Form::Words) && second.least.fract() + value.fract() < 1.9
        });
        if let Some(second) = second {
            let dash = is(items, end, &["-"]);
            // "20-30 million": the scale stands once.
            let scale = if second.least > value * 500.0 && value < 1000.0 { scale_of(second.least) } else { 1.0 };
            let low = value * scale;
            let noun_next = items.get(second.end).is_some_and(|next| {
                next.kind == Kind::Word
                    && next.spaced
                    && !next.is_any(&["in", "to", "on", "at", "and", "over", "against", "for", "by", "the", "vote"])
                    || next.is_any(&["%", "-"])
            });
            if second.least > low
                && (!dash || noun_next || value >= 20.0 && second.least - value < 50.0)
                && !(dash && items[end].spaced)
            {
                (value, upper, end, bound) = (low, Some(second.most), second.end, Bound::Between);
            } else if dash && !items[end].spaced {
                // A score: "won 3-1".
                let core = (at, second.end);
                return Some(Figure {
                    value,
                    upper: None,
                    bound: Bound::Exact,
                    unit: Unit::Other,
                    items: core,
                    core,
                    form: numeral.form,
                    end: second.end,
                });
            }
        }
    }
    let core = (at, end);
    let mut start = sign.map_or(at, |(_, start)| start);
    let mut unit = Unit::Count;
    let mut unit_end = end;
    if let Some((code, _)) = sign {
        unit = Unit::Money(code.into());
    } else if let Some((kind, kind_end)) = unit_after(items, end) {
        unit = kind;
        unit_end = kind_end;
    } else if aged(items, at, end) {
        unit = Unit::Age;
    } else if numeral.form == Form::Share {
        // "half of", "two-thirds of", "a third".
        if !is(items, end, &["of", "the"]) {
            return None;
        }
        unit = Unit::Percent;
        value *= 100.0;
    }
    if unit == Unit::Age && unit_end > end {
        // "16 years old".
    }
    if before_is(items, start, &["between"]) && bound == Bound::Between {
        start -= 1;
    }
    let mut reach = start;
    for _ in 0..3 {
        let Some((word, word_start)) = WORDS.bound_before(items, reach) else { break };
        // "the", "all" and "only" pass the bound on to what stands before them, and are no bound themselves.
        if word == Bound::Exact {
            // "more than the 3,000 that came" compares, and bounds nothing.
            if is(items, word_start, &["the"]) {
                break;
            }
            if bound == Bound::Exact && is(items, word_start, &["only", "just", "exactly"]) {
                start = word_start;
            }
            reach = word_start;
            continue;
        }
        // "over 12 years" is a length; "over" after a verb of motion is none of ours to tell.
        if bound == Bound::Exact
            || numeral.form == Form::Vague
            || bound == Bound::Between && matches!(numeral.form, Form::Crowd) && word != Bound::About
            || bound == Bound::About && word != bound
        {
            bound = word;
            start = word_start;
        }
        reach = word_start;
        if word != Bound::About {
            break;
        }
    }
    let mut outer_end = unit_end;
    if bound == Bound::Exact
        && let Some((word, word_end)) = WORDS.bound_after(items, unit_end)
        && !(items[unit_end].is("plus") && items.get(word_end).is_some_and(|next| next.kind == Kind::Word))
        && (!items[unit_end].is("at") || items.get(word_end).is_none_or(|next| next.kind != Kind::Word))
    {
        bound = word;
        outer_end = word_end;
    }
    if unit == Unit::Percent && numeral.form == Form::Share {
        upper = None;
    }
    Some(Figure { value, upper, bound, unit, items: (start, outer_end), core, form: numeral.form, end: outer_end })
}

/// The scale word's factor in a number such as thirty million.
fn scale_of(value: f64) -> f64 {
    [1e12, 1e9, 1e6, 1e3].into_iter().find(|&scale| value >= scale).unwrap_or(1.0)
}

/// Digits that touch a letter, a sign of tags or addresses: "A42", "#4", "http://…/12", "208B".
fn glued(items: &[Item], at: usize) -> bool {
    let item = &items[at];
    if item.kind == Kind::Word {
        return at > 0
            && items[at - 1].is("-")
            && !item.spaced
            && at > 1
            && items[at - 2].kind == Kind::Word
            && !items[at - 1].spaced;
    }
    if !matches!(item.kind, Kind::Number(_)) {
        return false;
    }
    let before = at.checked_sub(1).map(|before| &items[before]);
    if !item.spaced
        && before.is_some_and(|before| {
            before.kind == Kind::Word && !before.is_any(&["rs", "us", "usd", "eur", "chf", "inr", "gbp"])
                || before.is_any(&["#", "@", "/", "_", ".", ":", "=", "+", "'", "*"])
                || before.is("-")
                    && (before.spaced
                        || at > 1
                            && (items[at - 2].kind == Kind::Word || matches!(items[at - 2].kind, Kind::Number(_))))
        })
    {
        return true;
    }
    items.get(at + 1).is_some_and(|next| {
        let known = WORDS.unit_at(items, at + 1).is_some()
            || next.is_any(&[
                "st", "nd", "rd", "th", "m", "k", "bn", "mn", "tn", "mln", "million", "billion", "trillion", "s", "'s",
            ]);
        !next.spaced
            && (next.kind == Kind::Word && !known
                || next.is_any(&[":", "/", "_", "="]) && items.get(at + 2).is_some_and(|third| !third.spaced))
    })
}

/// Behind a label ("Flight 208", "No. 5") a number names.
fn labelled(items: &[Item], at: usize, end: usize) -> bool {
    let digits = matches!(items[at].kind, Kind::Number(_));
    let mut before = at;
    while before > 0 && (items[before - 1].is_any(&[".", "-", "#"]) && (before < at || !items[before - 1].is("."))) {
        before -= 1;
    }
    if before == at && before_is(items, at, &["."]) && at > 1 && is(items, at - 2, &["no", "nos", "vol", "apt"]) {
        before = at - 1;
    }
    let Some(label) = before.checked_sub(1).map(|label| &items[label]) else { return false };
    let counts_after = items.get(end).is_some_and(|next| next.kind == Kind::Word && next.spaced && !next.capital);
    WORDS.has("label", &label.low)
        && label.kind == Kind::Word
        && (label.capital && (digits || !counts_after) || digits && !counts_after)
}

/// The unit behind a number: percent, a measure, money, an age; hyphens between are passed over.
fn unit_after(items: &[Item], end: usize) -> Option<(Unit, usize)> {
    let hyphen = usize::from(is(items, end, &["-"]));
    let at = end + hyphen;
    match items.get(at)?.low.as_str() {
        "%" | "percent" | "pc" | "pct" => return Some((Unit::Percent, at + 1)),
        "per" if is(items, at + 1, &["cent"]) => return Some((Unit::Percent, at + 2)),
        "percentage" if is(items, at + 1, &["point", "points"]) => return Some((Unit::Percent, at + 2)),
        "year" | "years" | "month" | "months" | "week" | "weeks" | "day" | "days" => {
            let old = at + 1 + usize::from(is(items, at + 1, &["-"]));
            let aged = is(items, old, &["old", "olds"]);
            let of_age = is(items, at + 1, &["of"]) && is(items, at + 2, &["age"]);
            if aged || of_age {
                return Some((Unit::Age, if aged { old + 1 } else { at + 3 }));
            }
            return None;
        }
        _ => {}
    }
    let (unit, unit_end) = WORDS.unit_at(items, at)?;
    let item = &items[at];
    // "in" and a lone "m" are units only where they touch the digits; "won", "real" and "rand" only as nouns.
    let metres = items.get(at + 1).is_none_or(|next| {
        next.kind != Kind::Word
            || next.is_any(&["of", "from", "above", "below", "long", "high", "deep", "wide", "tall"])
    });
    let short = item.is("m") && item.spaced && !metres;
    let verb = item.is_any(&["won", "real"])
        && items.get(at + 1).is_some_and(|next| next.kind == Kind::Word && !next.is_any(&["a", "and", "in", "per"]));
    // "100 pounds of cocaine" is weight.
    if item.is_any(&["pound", "pounds"])
        && (is(items, at + 1, &["of"]) && !is(items, at + 2, &["fines", "aid", "damage"]) || hyphen == 1)
    {
        return Some((Unit::Measure("lb".into(), Some(0.453_592_37)), unit_end));
    }
    (!short && !verb).then_some((unit, unit_end))
}

/// "aged 16", "ages 16 to 18", ", 16," behind a name.
fn aged(items: &[Item], at: usize, end: usize) -> bool {
    if before_is(items, at, &["aged", "ages", "age"]) {
        return true;
    }
    // "aged 19 and 24".
    if at > 2
        && is(items, at - 1, &["and", "or", "to"])
        && items[at - 2].digits().is_some()
        && is(items, at - 3, &["aged", "ages"])
    {
        return true;
    }
    let plain = items[at].digits().is_some_and(|value| (1..=115).contains(&value)) && end == at + 1;
    let closed = items.get(end).is_none_or(|next| next.is_any(&[",", ".", ";", ")", ":"]) || next.kind == Kind::Break);
    if !plain || !closed {
        return false;
    }
    // "At 36, she is the youngest", "who is 58,".
    if before_is(items, at, &["at"]) && items[at - 1].capital && is(items, end, &[","]) {
        return true;
    }
    if at < 2 {
        return false;
    }
    let before = &items[at - 2];
    if is(items, at - 1, &["is", "was", "turned"]) && before.is_any(&["who", "he", "she"]) {
        return true;
    }
    let named = before.kind == Kind::Word && (before.capital || is_of(&before.low, Field::Person));
    let opened = items[at - 1].is(",") || items[at - 1].is("(") && is(items, end, &[")"]);
    named && opened
}

/// "first", "21st": a place in an order.
fn rank_at(items: &[Item], at: usize, rank: u32, end: usize) -> Option<Figure> {
    // "first" as an adverb, "one third" and "the second" of time are none.
    let next = items.get(end)?;
    if next.kind != Kind::Word || next.is_any(&["of", "time", "and", "as", "to", "half", "by", "in", "the", "of"]) {
        return None;
    }
    let core = (at, end);
    Some(Figure {
        value: f64::from(rank),
        upper: None,
        bound: Bound::Exact,
        unit: Unit::Rank,
        items: core,
        core,
        form: Form::Words,
        end,
    })
}

/// "no passengers", "none of", "nobody", "no one".
fn nothing_at(items: &[Item], at: usize) -> Option<Figure> {
    let item = &items[at];
    let end = match item.low.as_str() {
        "none" | "nobody" | "neither" if !item.is("neither") => at + 1,
        "no" if is(items, at + 1, &["one"]) => at + 2,
        "no" => {
            let mut noun = at + 1;
            // Adjectives may stand between; the noun must be a plural.
            while noun < at + 4
                && items
                    .get(noun)
                    .is_some_and(|next| next.kind == Kind::Word && !next.low.ends_with('s') && !next.is("people"))
            {
                noun += 1;
            }
            let noun_item = items.get(noun).filter(|next| next.kind == Kind::Word)?;
            let first = &items.get(at + 1)?.low;
            if WORDS.has("countless", first)
                || WORDS.has("countless", &noun_item.low)
                || noun > at + 3
                || noun_item.is_any(&["was", "is", "has", "does", "this", "its", "his", "as", "'s", "us"])
            {
                return None;
            }
            at + 1
        }
        _ => return None,
    };
    let core = (at, end);
    Some(Figure {
        value: 0.0,
        upper: None,
        bound: Bound::Exact,
        unit: Unit::Count,
        items: core,
        core,
        form: Form::Words,
        end,
    })
}

/// The span of a stretch of items.
pub fn span_of(items: &[Item], range: (usize, usize)) -> Span {
    items[range.0].span.join(items[range.1.max(range.0 + 1) - 1].span)
}
