//! Finds the numbers of a text with their bounds and units, before anything is asked of the parse: "at least 25",
//! "$1.13bn", "between 20 and 30 km", "15-year-old", "no passengers".

use super::words::WORDS;
use crate::extract::items::{Item, Kind};
use crate::extract::numerals::{Form, Numeral, numeral_at, ordinal_at};
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
    /// For a rate: what one of ("per gallon": "gal").
    pub per: Option<String>,
    /// The value and its unit as written, where both differ from what is kept: an age in months.
    pub written: Option<(f64, &'static str)>,
}

impl Figure {
    /// A number that stands by itself.
    fn plain(value: f64, unit: Unit, core: (usize, usize), form: Form) -> Self {
        Self {
            value,
            upper: None,
            bound: Bound::Exact,
            unit,
            items: core,
            core,
            form,
            end: core.1,
            per: None,
            written: None,
        }
    }
}

/// Whether "from" at this item begins a stretch of values ("prices range from 5 to 9 euros") and no change.
pub type IsStretch<'a> = &'a dyn Fn(usize) -> bool;

/// Finds all figures; items that stand in an expression of time are left out.
pub fn figures(items: &[Item], times: &[Time], is_stretch: IsStretch) -> Vec<Figure> {
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
        if let Some(end) = telephone_end(items, at) {
            at = end;
            continue;
        }
        match figure_at(items, at, is_stretch) {
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
        } else if second.unit == Unit::Count
            && second.form == Form::Digits
            && matches!(first.unit, Unit::Percent | Unit::Money(_) | Unit::Measure(..))
            && first.end + 1 == second.items.0
            && is(items, first.end, &["to"])
            && before_is(items, first.items.0, &["from"])
            && items.get(second.end).is_none_or(|next| {
                next.kind != Kind::Word || next.is_any(&["in", "on", "at", "by", "for", "and", "as", "over", "since"])
            })
        {
            // "from 208 pounds to 193".
            found[idx].unit = found[idx - 1].unit.clone();
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

/// Where a number that is dialled, and counts nothing, ends: groups of digits beside one another, seven digits or more in
/// all, of which one begins with a zero or which are parted as such numbers are (212-555-0142); or digits behind a zero.
fn telephone_end(items: &[Item], at: usize) -> Option<usize> {
    let group = |at: usize| {
        let item = items.get(at).filter(|item| matches!(item.kind, Kind::Number(_)))?;
        item.low.bytes().all(|byte| byte.is_ascii_digit()).then_some(item.low.as_str())
    };
    let mut groups = vec![group(at)?];
    let mut end = at + 1;
    loop {
        let joint = end + usize::from(is(items, end, &["-", ".", "/"]) && !items[end].spaced);
        let joint = joint + usize::from(is(items, joint, &[")"]));
        let Some(next) = group(joint + usize::from(is(items, joint, &["("]))) else { break };
        groups.push(next);
        end = joint + 1;
    }
    let behind_zero = |group: &&str| group.len() > 1 && group.starts_with('0');
    let n_digits: usize = groups.iter().map(|group| group.len()).sum();
    let dialled = at > 0 && is(items, at - 1, &["+"]) && !items[at].spaced;
    let parted = groups.len() > 2 && groups.iter().rev().map(|group| group.len()).take(3).eq([4, 3, 3]);
    let is_dialled = n_digits >= 7 && (groups.iter().any(behind_zero) || dialled || parted);
    // "Locker 0412", "agent 007": no count begins with a zero.
    if is_dialled { Some(end) } else { behind_zero(&groups[0]).then_some(at + 1) }
}

/// The figure whose number begins at item `at`.
fn figure_at(items: &[Item], at: usize, is_stretch: IsStretch) -> Option<Figure> {
    let item = &items[at];
    if item.kind == Kind::Break || glued(items, at) || item.is("few") && before_is(items, at, &["as"]) {
        return None;
    }
    if item.is("a")
        && is(items, at + 1, &["single", "lone"])
        && items.get(at + 2).is_some_and(|next| next.kind == Kind::Word)
    {
        return Some(Figure::plain(1.0, Unit::Count, (at, at + 2), Form::Digits));
    }
    if let Some(figure) = fold_at(items, at) {
        return Some(figure);
    }
    if let Some(figure) = nothing_at(items, at) {
        return Some(figure);
    }
    if let Some((rank, end)) = ordinal_at(items, at)
        && numeral_at(items, at).is_none_or(|numeral| numeral.end <= end)
    {
        return rank_at(items, at, rank, end);
    }
    if let Some(figure) = share_at(items, at) {
        return Some(figure);
    }
    let numeral = numeral_at(items, at)?;
    if numeral.form == Form::Article {
        return None;
    }
    let (mut value, mut upper, mut end) =
        (numeral.least, (numeral.most > numeral.least).then_some(numeral.most), numeral.end);
    // "$-50bn": the minus may stand behind the sign.
    let inner_minus = at > 1 && is(items, at - 1, &["-"]) && !items[at - 1].spaced && !item.spaced;
    let sign = WORDS.sign_before(items, at).or_else(|| {
        inner_minus.then(|| WORDS.sign_before(items, at - 1)).flatten().filter(|_| items[at - 2].kind == Kind::Mark)
    });
    let inner_minus = inner_minus && sign.is_some();
    if labelled(items, at, end) && sign.is_none() {
        return None;
    }
    let mut bound = match numeral.form {
        Form::Crowd | Form::Vague => Bound::Between,
        _ => Bound::Exact,
    };
    // A second number: "20 to 30", "between 20 and 30", "10-15", "two or three", "between 5% and 6%".
    let own = if sign.is_none() { unit_after(items, end) } else { None };
    let joint = own.as_ref().map_or(end, |(_, own_end)| *own_end);
    let before_number = sign.map_or(at, |(_, start)| start);
    let between = before_is(items, before_number, &["between"]);
    let joined = is(items, joint, &["to", "or", "-"]) || between && is(items, joint, &["and"]);
    // "from 10 to 15" is a change or a stretch, and two figures; "by 1 to 2 degrees" is one.
    let from = before_is(items, before_number, &["from"])
        && is(items, joint, &["to"])
        && !is_stretch(before_number - 1)
        || before_is(items, before_number, &["by"]) && is(items, joint, &["to"]) && (own.is_some() || sign.is_some());
    if joined && !from {
        let second_at = (joint + 2..joint + 4)
            .find(|&second| WORDS.sign_before(items, second).is_some_and(|(_, start)| start == joint + 1))
            .unwrap_or(joint + 1);
        let second_sign = WORDS.sign_before(items, second_at).filter(|(_, start)| *start > joint);
        let second = numeral_at(items, second_at).filter(|second| {
            matches!(second.form, Form::Digits | Form::Words)
                && (own.is_some() || second.least.fract() + value.fract() < 1.9)
                // A unit that stands twice must be one unit.
                && own.as_ref().is_none_or(|(unit, _)| unit_after(items, second.end).is_some_and(|(same, _)| same == *unit))
                && second_sign.is_none_or(|(code, _)| sign.is_some_and(|(first, _)| first == code))
        });
        if let Some(second) = second {
            let dash = is(items, joint, &["-"]);
            // "20-30 million", "$89 to $93 billion": the scale stands once; "$200 to $4 million" has two.
            let grows = second_sign.is_none() || second.least / scale_of(second.least) > value;
            let scale = if second.least > value * 500.0 && value < 1000.0 && grows && own.is_none() {
                scale_of(second.least)
            } else {
                1.0
            };
            let low = value * scale;
            let noun_next = unit_after(items, second.end).is_some()
                || items.get(second.end).is_some_and(|next| {
                    next.kind == Kind::Word
                        && next.spaced
                        && !next.is_any(&["in", "to", "on", "at", "and", "over", "against", "for", "by", "the", "vote"])
                        || next.is_any(&["%", "-"])
                });
            if second.least > low
                && (!dash || noun_next || value >= 20.0 && second.least - value < 50.0)
                && !(dash && items[joint].spaced)
            {
                (value, upper, end, bound) = (low, Some(second.most), second.end, Bound::Between);
            } else if dash && !items[joint].spaced && own.is_none() {
                // A score: "won 3-1".
                return Some(Figure::plain(value, Unit::Other, (at, second.end), numeral.form));
            }
        }
    }
    let core = (at, end);
    let mut start = sign.map_or(at, |(_, start)| start);
    let mut unit = Unit::Count;
    let mut unit_end = end;
    let mut written = None;
    let share_of_unit = (numeral.form == Form::Share).then(|| unit_of_share(items, end)).flatten();
    if let Some((code, _)) = sign {
        unit = Unit::Money(code.into());
        unit_end = country_after(items, end);
    } else if let Some((kind, kind_end)) = share_of_unit.or_else(|| unit_after(items, end)) {
        if kind == Unit::Age
            && let Some((name, parts)) = part_of_year(items, end)
        {
            written = Some((value, name));
            value /= parts;
            upper = upper.map(|upper| upper / parts);
        }
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
    if inner_minus {
        value = -value;
    } else if let Some(minus) = minus_before(items, start, &unit) {
        (value, start) = (-value, minus);
    }
    let per = rate_after(items, unit_end, &unit);
    if let Some((_, rate_end)) = &per {
        unit_end = *rate_end;
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
    let per = per.map(|(name, _)| name);
    let items = (start, outer_end);
    Some(Figure { value, upper, bound, unit, items, core, form: numeral.form, end: outer_end, per, written })
}

/// "sixfold", "a ten-fold rise": so many times.
fn fold_at(items: &[Item], at: usize) -> Option<Figure> {
    let times = |value: f64, end: usize| Some(Figure::plain(value, Unit::Count, (at, end), Form::Words));
    if let Some(stem) = items[at].low.strip_suffix("fold") {
        let stem = Item { low: stem.into(), ..items[at].clone() };
        let numeral = numeral_at(std::slice::from_ref(&stem), 0)?;
        return if numeral.form == Form::Words { times(numeral.least, at + 1) } else { None };
    }
    let numeral = numeral_at(items, at).filter(|numeral| matches!(numeral.form, Form::Words | Form::Digits))?;
    let hyphen = usize::from(is(items, numeral.end, &["-"]));
    if is(items, numeral.end + hyphen, &["fold"]) { times(numeral.least, numeral.end + hyphen + 1) } else { None }
}

/// "one in five homes", "nine out of ten": a share.
fn share_at(items: &[Item], at: usize) -> Option<Figure> {
    let part = numeral_at(items, at)?;
    let out = usize::from(is(items, part.end, &["out"]) && is(items, part.end + 1, &["of"]));
    if out == 0 && (!is(items, part.end, &["in"]) || !items.get(part.end + 1)?.spaced) {
        return None;
    }
    let whole = numeral_at(items, part.end + 1 + out)?;
    let counted = |numeral: &Numeral| {
        matches!(numeral.form, Form::Words | Form::Digits) && numeral.least.fract() == 0.0 && numeral.least >= 1.0
    };
    // "three in two weeks", "one in 2019": the second is no whole.
    let named = items.get(whole.end)?;
    if !counted(&part)
        || !counted(&whole)
        || whole.least <= part.least
        || (1000.0..2100.0).contains(&whole.least) && whole.least % 100.0 != 0.0
        || unit_after(items, whole.end).is_some()
        || named.is_any(&["second", "seconds", "minutes", "hours", "days", "weeks", "months", "years", "decades", "-"])
        || out == 0 && !(named.kind == Kind::Word && named.spaced)
    {
        return None;
    }
    let mut share = Figure::plain(100.0 * part.least / whole.least, Unit::Percent, (at, whole.end), Form::Share);
    for _ in 0..2 {
        let Some((word, start)) = WORDS.bound_before(items, share.items.0) else { break };
        share.items.0 = start;
        if word != Bound::Exact {
            share.bound = word;
            break;
        }
    }
    Some(share)
}

/// The unit that a share is of: "half a mile", "1/2 pound", "1/16 of a pint".
fn unit_of_share(items: &[Item], end: usize) -> Option<(Unit, usize)> {
    let of = usize::from(is(items, end, &["of"]));
    let article = usize::from(is(items, end + of, &["a", "an"]));
    let us = usize::from(is(items, end + of + article, &["us", "u.s."]));
    if of == 1 && article == 0 {
        return None;
    }
    let at = end + of + article + us;
    let (unit, unit_end) = WORDS.unit_at(items, at + usize::from(is(items, at, &["-"])))?;
    matches!(unit, Unit::Measure(..)).then_some((unit, unit_end))
}

/// The country behind a sum: "$76 US a barrel".
fn country_after(items: &[Item], end: usize) -> usize {
    let told = is(items, end, &["us", "u.s.", "usd", "cdn"]) && items[end].capital;
    let closed = items.get(end + 1).is_none_or(|next| {
        next.kind != Kind::Word || next.is_any(&["a", "an", "per", "in", "to", "for", "and", "or", "on", "at", "from"])
    });
    if told && closed { end + 1 } else { end }
}

/// The part of a year that an age is told in, and how many of it make a year.
fn part_of_year(items: &[Item], end: usize) -> Option<(&'static str, f64)> {
    match items.get(end + usize::from(is(items, end, &["-"])))?.low.as_str() {
        "month" | "months" => Some(("month of age", 12.0)),
        "week" | "weeks" => Some(("week of age", 365.25 / 7.0)),
        "day" | "days" => Some(("day of age", 365.25)),
        _ => None,
    }
}

/// "minus 20", "-1.3%", "$-50bn": where the sign of a negative number stands.
fn minus_before(items: &[Item], start: usize, unit: &Unit) -> Option<usize> {
    let dash = start > 0 && is(items, start - 1, &["-"]) && !items[start].spaced;
    let word = start.checked_sub(1 + usize::from(dash))?;
    if is(items, word, &["minus"]) {
        return Some(word);
    }
    let free = dash && items[start - 1].spaced && !matches!(items[word].kind, Kind::Number(_));
    (free && *unit != Unit::Count).then_some(start - 1)
}

/// What a rate is for one of: "per gallon", "a year", "an ounce", "/kg".
fn rate_after(items: &[Item], end: usize, unit: &Unit) -> Option<(String, usize)> {
    if !matches!(unit, Unit::Money(_) | Unit::Measure(..) | Unit::Percent) {
        return None;
    }
    let hyphen = usize::from(is(items, end, &["-"]));
    let word = end + hyphen;
    let name_at = |at: usize| -> Option<(String, usize)> {
        let next = items.get(at).filter(|next| next.kind == Kind::Word)?;
        match WORDS.unit_at(items, at) {
            Some((Unit::Measure(symbol, _), unit_end)) => Some((symbol, unit_end)),
            _ => Some((next.low.to_string(), at + 1)),
        }
    };
    let bare = at_each(items, word + 1 + hyphen);
    match items.get(word)?.low.as_str() {
        "per" if !is(items, word + 1, &["cent", "capita"]) => name_at(word + 1 + hyphen),
        "/" if hyphen == 0 && !items[end].spaced && items.get(end + 1).is_some_and(|next| !next.spaced) => {
            name_at(end + 1).filter(|_| at_each(items, end + 1))
        }
        "a" | "an" | "each" | "every" if bare && *unit != Unit::Percent => name_at(word + 1 + hyphen),
        _ => None,
    }
}

/// Whether a noun stands here that rates are for one of.
fn at_each(items: &[Item], at: usize) -> bool {
    items.get(at).is_some_and(|item| WORDS.has("each", &item.low))
        || matches!(WORDS.unit_at(items, at), Some((Unit::Measure(..), _)))
}

/// What a count is a rate of: the item behind the thing counted ("3,000 tests per day").
pub fn rate_of_count(items: &[Item], at: usize) -> Option<String> {
    let each = usize::from(is(items, at, &["per", "each", "every", "a", "an"]));
    (each == 1 && items.get(at + 1).is_some_and(|item| WORDS.has("each", &item.low)) && !is(items, at + 1, &["head"]))
        .then(|| items[at + 1].low.to_string())
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
    // "-1.3%", "minus-5 degrees", "+0.2%": a sign.
    let signed = at > 0
        && is(items, at - 1, &["-", "+"])
        && (items[at - 1].spaced && (unit_after(items, at + 1).is_some() || items[at - 1].is("+"))
            || at > 1 && is(items, at - 2, &["minus"]));
    let priced = WORDS.sign_before(items, at).is_some();
    // "sub-7 nanometre", "her now-18-month-old daughter".
    let prefixed = at > 1
        && is(items, at - 1, &["-"])
        && is(items, at - 2, &["sub", "now", "then", "near", "plus"])
        && unit_after(items, at + 1).is_some();
    if !item.spaced
        && !signed
        && !prefixed
        && !priced
        && before.is_some_and(|before| {
            before.kind == Kind::Word
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
        let known = unit_after(items, at + 1).is_some()
            || next.is_any(&[
                "st", "nd", "rd", "th", "fold", "m", "k", "bn", "mn", "tn", "mln", "million", "billion", "trillion",
                "s", "'s",
            ]);
        !next.spaced
            && (next.kind == Kind::Word && !known
                || next.is_any(&[":", "/", "_", "="])
                    && items.get(at + 2).is_some_and(|third| !third.spaced)
                    && rate_after(items, at + 1, &Unit::Measure(String::new(), None)).is_none()
                    && numeral_at(items, at).is_none_or(|numeral| numeral.form != Form::Share))
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
        && (label.capital && (digits || !counts_after) || digits && (!counts_after || WORDS.has("class", &label.low)))
}

/// The unit behind a number: percent, a measure, money, an age; hyphens between are passed over.
fn unit_after(items: &[Item], end: usize) -> Option<(Unit, usize)> {
    let hyphen = usize::from(is(items, end, &["-"]));
    let at = end + hyphen;
    match items.get(at)?.low.as_str() {
        "%" | "percent" | "pc" | "pct" => return Some((Unit::Percent, at + 1)),
        "per" if is(items, at + 1, &["cent"]) => return Some((Unit::Percent, at + 2)),
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
    // "He will be 35 by the end of the year".
    let person = |at: usize| is(items, at, &["he", "she", "who"]);
    if plain
        && at > 1
        && items.get(end).is_none_or(|next| {
            next.kind != Kind::Word || next.is_any(&["by", "in", "on", "when", "and", "next", "this"])
        })
        && (is(items, at - 1, &["turns", "turned"]) && person(at - 2)
            || at > 2 && is(items, at - 1, &["be", "turn"]) && is(items, at - 2, &["will", "would"]) && person(at - 3))
    {
        return true;
    }
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
    Some(Figure::plain(f64::from(rank), Unit::Rank, (at, end), Form::Words))
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
    Some(Figure::plain(0.0, Unit::Count, (at, end), Form::Words))
}

/// The span of a stretch of items.
pub fn span_of(items: &[Item], range: (usize, usize)) -> Span {
    items[range.0].span.join(items[range.1.max(range.0 + 1) - 1].span)
}
