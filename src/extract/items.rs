//! Cuts a text into words, numbers and marks for the rules on numbers and times.
//!
//! The network's tokens join or part what these rules need whole ("5.10am", "20-month-old", "$1.13bn"), so they have a
//! cut of their own; every item knows its place, and tokens are found again by place. Any text is taken.

use crate::text::Span;
use crate::understand::Reading;
use compact_str::CompactString;

/// A word, a number in digits, or a mark.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Where it stands in the article's text.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
    /// As written, in lower case, with `'` for `’` and `-` for all dashes.
    pub low: CompactString,
    /// Whether white space stands before it.
    pub spaced: bool,
    /// Whether its first letter is a capital.
    pub capital: bool,
    /// Whether it has two letters or more and all are capitals: "USD".
    pub upper: bool,
}

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// Letters, with inner points in "p.m." and "U.S.".
    Word,
    /// Digits, with commas between groups of three and one decimal point; its value.
    Number(f64),
    /// One character of any other kind.
    Mark,
    /// The end of a block: nothing may be read across it.
    Break,
}

impl Item {
    /// Whether it is this word or mark.
    pub fn is(&self, low: &str) -> bool {
        self.low == low
    }

    /// Whether it is one of these.
    pub fn is_any(&self, lows: &[&str]) -> bool {
        lows.contains(&self.low.as_str())
    }

    /// The value of a number in digits.
    pub fn number(&self) -> Option<f64> {
        if let Kind::Number(value) = self.kind { Some(value) } else { None }
    }

    /// The value of a plain whole number without commas or point.
    pub fn digits(&self) -> Option<u32> {
        if self.low.bytes().all(|byte| byte.is_ascii_digit()) { self.low.parse().ok() } else { None }
    }
}

/// The items of an article's text, a [`Kind::Break`] after each block.
pub fn cut(reading: &Reading) -> Vec<Item> {
    let mut items = Vec::with_capacity(reading.tokens.len() + reading.tokens.len() / 4);
    let mut sentences = reading.sentences.iter().peekable();
    while let Some(first) = sentences.next() {
        let mut span = first.span;
        while let Some(next) = sentences.next_if(|next| next.block == first.block) {
            span = span.join(next.span);
        }
        cut_span(&reading.text, span, &mut items);
        let end = span.end as usize;
        items.push(Item {
            span: Span::new(end, end),
            kind: Kind::Break,
            low: CompactString::default(),
            spaced: true,
            capital: false,
            upper: false,
        });
    }
    items
}

/// Adds the items of one stretch of text.
pub fn cut_span(text: &str, span: Span, items: &mut Vec<Item>) {
    let base = span.start as usize;
    let part = span.of(text);
    let bytes = part.as_bytes();
    let mut at = 0;
    let mut spaced = true;
    while at < part.len() {
        let Some(first) = part[at..].chars().next() else { break };
        if first.is_whitespace() {
            spaced = true;
            at += first.len_utf8();
            continue;
        }
        // ".5 per cent": a number may begin with its point.
        let pointed = first == '.' && spaced && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        let (end, kind) = if first.is_ascii_digit() || pointed {
            comma_end(part, at).unwrap_or_else(|| number_end(part, at))
        } else if first.is_alphabetic() {
            (word_end(part, at), Kind::Word)
        } else if matches!(first, '\'' | '’') && is_possessive(&part[at + first.len_utf8()..]) && !spaced {
            (at + first.len_utf8() + 1, Kind::Word)
        } else {
            (at + first.len_utf8(), Kind::Mark)
        };
        let raw = &part[at..end];
        let low: CompactString = if raw.is_ascii() {
            raw.bytes().map(|byte| char::from(byte.to_ascii_lowercase())).collect()
        } else {
            raw.chars().flat_map(char::to_lowercase).map(plain).collect()
        };
        let capital = bytes.get(at).is_some_and(u8::is_ascii_uppercase);
        let upper = end > at + 1 && part[at..end].chars().all(char::is_uppercase);
        items.push(Item { span: Span::new(base + at, base + end), kind, low, spaced, capital, upper });
        spaced = false;
        at = end;
    }
}

/// One sign for all dashes, one for all apostrophes.
fn plain(c: char) -> char {
    match c {
        '’' | '‘' => '\'',
        '–' | '—' | '‐' | '‑' | '−' => '-',
        _ => c,
    }
}

/// Whether the text after an apostrophe is the "s" of a possessive.
fn is_possessive(rest: &str) -> bool {
    let mut chars = rest.chars();
    matches!(chars.next(), Some('s' | 'S')) && !chars.next().is_some_and(char::is_alphanumeric)
}

/// Where a number in digits ends, and its value.
fn number_end(part: &str, start: usize) -> (usize, Kind) {
    let bytes = part.as_bytes();
    let run = |mut at: usize| {
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        at
    };
    let mut end = run(start);
    while end - start <= 15 && bytes.get(end) == Some(&b',') && run(end + 1) == end + 4 {
        end += 4;
    }
    let in_date = start >= 2 && bytes[start - 1] == b'.' && bytes[start - 2].is_ascii_digit();
    if !in_date && bytes.get(end) == Some(&b'.') && run(end + 1) > end + 1 {
        let decimals = run(end + 1);
        // "31.12.2016" is a date and no decimal number.
        if !(bytes.get(decimals) == Some(&b'.') && run(decimals + 1) > decimals + 1) {
            end = decimals;
        }
    }
    let mut digits: String = part[start..end].chars().filter(|&c| c != ',').collect();
    if digits.starts_with('.') {
        digits.insert(0, '0');
    }
    (end, Kind::Number(digits.parse().unwrap_or(0.0)))
}

/// Where a number with a comma for its point ends, as continental sources print it, and its value: "2,5 million", "€1,50",
/// "3,7 percent". Only what is measured shows that the comma parts no thousands and no list.
fn comma_end(part: &str, start: usize) -> Option<(usize, Kind)> {
    let n_digits = |from: usize| part.as_bytes()[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let comma = start + n_digits(start);
    if part.as_bytes().get(comma) != Some(&b',') || comma - start > 3 {
        return None;
    }
    let end = comma + 1 + n_digits(comma + 1);
    let in_list = part[..start].ends_with(',') || part[end..].starts_with(',') && n_digits(end + 1) > 0;
    if !(1..=2).contains(&(end - comma - 1)) || in_list {
        return None;
    }
    let rest = part[end..].trim_start_matches([' ', '\u{A0}', '-']);
    let word = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let priced = part[..start].trim_end().ends_with(['€', '£', '$', '¥']) && end - comma == 3;
    let measured = rest.starts_with(['%', '€', '°']) || MEASURES.contains(&word.to_lowercase().as_str());
    if !(priced || measured) {
        return None;
    }
    let value = format!("{}.{}", &part[start..comma], &part[comma + 1..end]).parse().ok()?;
    Some((end, Kind::Number(value)))
}

/// What a broken number may measure.
const MEASURES: [&str; 34] = [
    "thousand",
    "million",
    "millions",
    "billion",
    "billions",
    "trillion",
    "bn",
    "mn",
    "mln",
    "m",
    "percent",
    "per",
    "pc",
    "percentage",
    "degrees",
    "km",
    "kilometres",
    "kilometers",
    "metres",
    "meters",
    "miles",
    "kg",
    "kilos",
    "kilograms",
    "tonnes",
    "tons",
    "litres",
    "liters",
    "hectares",
    "acres",
    "euros",
    "eur",
    "dollars",
    "magnitude",
];

/// Where a word ends: letters; a point where letters and points take turns ("p.m."); an inner apostrophe ("o'clock").
fn word_end(part: &str, start: usize) -> usize {
    let rest = &part[start..];
    let mut end = start;
    for (at, c) in rest.char_indices() {
        if c.is_alphabetic() {
            end = start + at + c.len_utf8();
        } else if matches!(c, '\'' | '’') {
            let after = &rest[at + c.len_utf8()..];
            if !after.starts_with(char::is_alphabetic) || is_possessive(after) {
                break;
            }
        } else {
            break;
        }
    }
    // Single letters with points between them: "a.m.", "U.S.".
    let bytes = part.as_bytes();
    let mut dotted = start;
    while bytes.get(dotted).is_some_and(u8::is_ascii_alphabetic) && bytes.get(dotted + 1) == Some(&b'.') {
        dotted += 2;
    }
    if dotted >= start + 4 {
        return dotted;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut items = Vec::new();
        cut_span(text, Span::new(0, text.len()), &mut items);
        items.iter().map(|item| item.low.to_string()).collect()
    }

    #[test]
    fn a_comma_is_a_point_where_something_is_measured() {
        let values = |text: &str| -> Vec<f64> {
            let mut items = Vec::new();
            cut_span(text, Span::new(0, text.len()), &mut items);
            items.iter().filter_map(Item::number).collect()
        };
        for (text, expect) in [
            ("It grew 0,8 per cent to 14,25 billion", vec![0.8, 14.25]),
            ("a ticket at €2,40 and 3,5% more", vec![2.4, 3.5]),
            ("12,500 people in 1,250 homes", vec![12_500.0, 1_250.0]),
            ("in rooms 2,5 and 7; lots 1,2,3 million", vec![2.0, 5.0, 7.0, 1.0, 2.0, 3.0]),
        ] {
            assert_eq!(values(text), expect, "{text}");
        }
    }

    #[test]
    fn numbers_times_and_abbreviations_stay_whole() {
        assert_eq!(
            words("At 5.10am, Mr. X’s $1.13bn"),
            ["at", "5.10", "am", ",", "mr", ".", "x", "'s", "$", "1.13", "bn"]
        );
        assert_eq!(
            words("12:10 p.m. o'clock 1,300 31.12.2016 20-month"),
            ["12", ":", "10", "p.m.", "o'clock", "1,300", "31", ".", "12", ".", "2016", "20", "-", "month"]
        );
    }
}
