//! Reads a number, in digits or words, from a list of items: "1.3 million", "twenty-five", "dozens", "a few".

use super::items::{Item, Kind};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A number as written: its value, or the least and the greatest that it can mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Numeral {
    /// Least value.
    pub least: f64,
    /// Greatest value; the same as `least` for an exact number.
    pub most: f64,
    /// First item.
    pub start: usize,
    /// One past its last item.
    pub end: usize,
    /// How it is written.
    pub form: Form,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Digits, perhaps with a scale word.
    Digits,
    /// A number word.
    Words,
    /// "dozens", "hundreds of thousands".
    Crowd,
    /// "a few", "several".
    Vague,
    /// "half", "two-thirds".
    Share,
    /// "a" or "an" alone: a number only beside a unit.
    Article,
}

/// What a word says of a number.
#[derive(Clone, Copy, Debug, Default)]
struct Word {
    cardinal: Option<f64>,
    tens: Option<f64>,
    scale: Option<f64>,
    crowd: Option<(f64, f64)>,
    vague: Option<(f64, f64)>,
    part: Option<f64>,
    ordinal: Option<f64>,
}

static WORDS: LazyLock<FxHashMap<&'static str, Word>> = LazyLock::new(|| {
    let mut words: FxHashMap<&'static str, Word> = FxHashMap::default();
    for line in include_str!("../../assets/quantities/numbers.tsv").lines() {
        let mut columns = line.split('\t');
        let (Some(class), Some(least), Some(most), Some(forms)) =
            (columns.next(), columns.next(), columns.next(), columns.next())
        else {
            continue;
        };
        let (Ok(least), Ok(most)) = (least.parse::<f64>(), most.parse::<f64>()) else { continue };
        for form in forms.split(',') {
            let word = words.entry(form).or_default();
            match class {
                "cardinal" => word.cardinal = Some(least),
                "tens" => word.tens = Some(least),
                "scale" => word.scale = Some(least),
                "crowd" => word.crowd = Some((least, most)),
                "vague" => word.vague = Some((least, most)),
                "part" => word.part = Some(least),
                "ordinal" => word.ordinal = Some(least),
                _ => {}
            }
        }
    }
    words
});

fn word(item: Option<&Item>) -> Word {
    item.filter(|item| item.kind == Kind::Word)
        .and_then(|item| WORDS.get(item.low.as_str()))
        .copied()
        .unwrap_or_default()
}

/// Whether a word says a number, or by how much one is multiplied: "twelve", "million", "dozens", "half"; not "m" or "k", which
/// do so behind figures alone, nor "third", which mostly counts.
pub fn says_number(text: &str) -> bool {
    let word = WORDS.get(text.to_lowercase().as_str()).copied().unwrap_or_default();
    let part = word.part.filter(|&part| part >= 0.25);
    let any = word.cardinal.or(word.tens).or(word.scale).or(part).or(word.crowd.map(|(least, _)| least));
    text.len() > 2 && any.is_some()
}

/// Reads the number that begins at item `at`, if one does.
pub fn numeral_at(items: &[Item], at: usize) -> Option<Numeral> {
    let item = items.get(at)?;
    let made = |least, most, end, form| Some(Numeral { least, most, start: at, end, form });
    match item.kind {
        Kind::Number(value) => digits_at(items, at, value),
        Kind::Mark => {
            let part = match item.low.as_str() {
                "½" => 0.5,
                "¼" => 0.25,
                "¾" => 0.75,
                _ => return None,
            };
            made(part, part, at + 1, Form::Share)
        }
        Kind::Break => None,
        Kind::Word => {
            let this = word(Some(item));
            if let Some((least, most)) = this.crowd {
                return Some(crowd_at(items, at, least, most));
            }
            if let Some((least, most)) = this.vague {
                if let Some(scale) = word(items.get(at + 1)).scale.filter(|_| !item.is("few") || is_article(items, at))
                {
                    return made(least * scale, most * scale, at + 2, Form::Vague);
                }
                return made(least, most, at + 1, Form::Vague);
            }
            if item.is("half") {
                return Some(half_at(items, at));
            }
            if item.is_any(&["a", "an"]) {
                return article_at(items, at);
            }
            words_at(items, at)
        }
    }
}

fn is_article(items: &[Item], at: usize) -> bool {
    at > 0 && items[at - 1].is_any(&["a", "the", "last", "past", "next"])
}

/// "1.3 million", "1.13bn", "40", "2 1/2".
fn digits_at(items: &[Item], at: usize, value: f64) -> Option<Numeral> {
    let (mut value, mut end) = (value, at + 1);
    if let (Some(top), Some(slash), Some(bottom)) = (items.get(at + 1), items.get(at + 2), items.get(at + 3))
        && let (Some(over), Some(under)) = (top.digits(), bottom.digits())
        && slash.is("/")
        && !slash.spaced
        && !bottom.spaced
        && top.spaced
        && under > over
        && under <= 10
    {
        (value, end) = (value + f64::from(over) / f64::from(under), at + 4);
    } else if let Some(slash) = items.get(at + 1).filter(|slash| slash.is_any(&["/", "⁄"]) && !slash.spaced)
        && let Some((over, under)) = items[at].digits().zip(items.get(at + 2).and_then(Item::digits))
        && 0 < over
        && over < under
        && under <= GREATEST_PART
        && !items[at + 2].spaced
        && !items.get(at + 3).is_some_and(|next| next.is(slash.low.as_str()))
        && items.get(at + 3).is_some_and(|next| {
            next.is_any(&["of", "a", "an", "-"]) || next.kind == Kind::Word && (over == 1 || under < 9)
        })
    {
        // "1/2 pound", "1/16 of a pint"; "9/11" and "24/7" name.
        let value = f64::from(over) / f64::from(under);
        return Some(Numeral { least: value, most: value, start: at, end: at + 3, form: Form::Share });
    } else if items.get(at + 1).is_some_and(|item| item.is_any(&["½", "¼", "¾"])) {
        let part = numeral_at(items, at + 1)?;
        (value, end) = (value + part.least, at + 2);
    }
    if let Some((part, part_end)) = and_a_half(items, end) {
        (value, end) = (value + part, part_end);
    }
    if let Some((power, power_end)) = power_of_ten(items, end) {
        return Some(Numeral {
            least: value * power,
            most: value * power,
            start: at,
            end: power_end,
            form: Form::Digits,
        });
    }
    loop {
        let joined = usize::from(items.get(end).is_some_and(|item| item.is("-")));
        let Some(item) = items.get(end + joined) else { break };
        let Some(scale) = word(Some(item)).scale else { break };
        // A lone "m" or "k" is a scale only where it touches the digits, and metres are for the reader of units.
        let short = matches!(item.low.as_str(), "m" | "k" | "mil");
        // "37m (121ft)", "37m-long": metres.
        let length = |at: usize, names: &[&str]| items.get(at).is_some_and(|item| item.is_any(names));
        let squared = |at: usize| items.get(at).is_some_and(|item| item.is_any(&["2", "3", "²", "³"]) && !item.spaced);
        let metres = item.is("m")
            && (squared(end + 1)
                || length(end + 1, &["-", "("])
                    && (length(end + 2, &["long", "wide", "high", "deep", "tall"])
                        || length(end + 3, &["ft", "feet", "foot", "in", "yd", "yards"]))
                || length(end + 1, &["long", "wide", "high", "deep", "tall"]));
        if metres || short && (item.spaced || joined > 0) || item.is("dozen") && value.fract() != 0.0 {
            break;
        }
        value *= scale;
        end += joined + 1;
    }
    Some(Numeral { least: value, most: value, start: at, end, form: Form::Digits })
}

/// "× 10−30", "x 10^6" behind a number.
fn power_of_ten(items: &[Item], at: usize) -> Option<(f64, usize)> {
    if !items.get(at)?.is_any(&["×", "x"]) || !items.get(at + 1)?.is("10") {
        return None;
    }
    let raised = at + 2 + usize::from(items.get(at + 2)?.is("^"));
    let minus = usize::from(items.get(raised)?.is("-"));
    let power = items.get(raised + minus).filter(|power| !power.spaced && raised + minus > at + 2)?.digits()?;
    let power = i32::try_from(power).ok().filter(|power| *power <= 99)?;
    Some((10_f64.powi(if minus == 1 { -power } else { power }), raised + minus + 1))
}

/// The greatest denominator of a fraction in digits ("1/128"). Own choice: beyond lie dates and house numbers.
const GREATEST_PART: u32 = 128;

/// "and a half" after a number.
fn and_a_half(items: &[Item], at: usize) -> Option<(f64, usize)> {
    let get = |offset: usize| items.get(at + offset);
    get(0)?.is("and").then_some(())?;
    let article = usize::from(get(1)?.is("a"));
    match get(1 + article)?.low.as_str() {
        "half" => Some((0.5, at + 2 + article)),
        "quarter" if article == 1 => Some((0.25, at + 3)),
        _ => None,
    }
}

/// "dozens", "hundreds of thousands", "tens of millions".
fn crowd_at(items: &[Item], at: usize, least: f64, most: f64) -> Numeral {
    let (mut least, mut most, mut end) = (least, most, at + 1);
    if items.get(end).is_some_and(|item| item.is("of")) {
        let unit = match items.get(end + 1).map(|item| item.low.as_str()) {
            Some("hundreds") => 100.0,
            Some("thousands") => 1e3,
            Some("millions") => 1e6,
            Some("billions") => 1e9,
            Some("trillions") => 1e12,
            _ => 0.0,
        };
        if unit > 0.0 {
            (least, most, end) = (least * unit, (most + 1.0) * unit - 1.0, end + 2);
        }
    }
    Numeral { least, most, start: at, end, form: Form::Crowd }
}

/// "half", "half a million", "half a dozen".
fn half_at(items: &[Item], at: usize) -> Numeral {
    let skip = usize::from(items.get(at + 1).is_some_and(|item| item.is_any(&["a", "-"])));
    if let Some(scale) = word(items.get(at + 1 + skip)).scale {
        let value = scale * 0.5;
        return Numeral { least: value, most: value, start: at, end: at + 2 + skip, form: Form::Words };
    }
    Numeral { least: 0.5, most: 0.5, start: at, end: at + 1, form: Form::Share }
}

/// "a dozen", "a hundred", "a couple of", "a few", "a third of", or the bare article.
fn article_at(items: &[Item], at: usize) -> Option<Numeral> {
    let made = |least, most, end, form| Some(Numeral { least, most, start: at, end, form });
    let next = items.get(at + 1)?;
    if next.spaced && next.number().is_some_and(|value| value >= 100.0) {
        // "a 1000 days".
        return Some(Numeral { start: at, ..numeral_at(items, at + 1)? });
    }
    if next.is("couple") {
        let of = usize::from(items.get(at + 2).is_some_and(|item| item.is("of")));
        if word(items.get(at + 2 + of)).scale.is_some() {
            let scale = word(items.get(at + 2 + of)).scale.unwrap_or(1.0);
            return made(2.0 * scale, 2.0 * scale, at + 3 + of, Form::Words);
        }
        return made(2.0, 2.0, at + 2 + of, Form::Words);
    }
    if next.is("few") || next.is("half") {
        let inner = numeral_at(items, at + 1)?;
        return Some(Numeral { start: at, ..inner });
    }
    if next.is("pair") && items.get(at + 2).is_some_and(|item| item.is("of")) {
        return made(2.0, 2.0, at + 3, Form::Words);
    }
    if next.is_any(&["score", "handful"]) && items.get(at + 2).is_some_and(|item| item.is("of")) {
        return if next.is("score") {
            made(20.0, 20.0, at + 3, Form::Words)
        } else {
            made(3.0, 6.0, at + 3, Form::Vague)
        };
    }
    let word_next = word(Some(next));
    if let Some(part) = word_next.part
        && items.get(at + 2).is_some_and(|item| item.is("of"))
    {
        return made(part, part, at + 2, Form::Share);
    }
    if word_next.scale.is_some() {
        return Some(scaled(items, at, 1.0, at + 1));
    }
    made(1.0, 1.0, at + 1, Form::Article)
}

/// "five", "twenty-five", "two hundred and fifty", "one million", "two-thirds", "two and a half".
fn words_at(items: &[Item], at: usize) -> Option<Numeral> {
    let (value, end) = below_hundred(items, at).or_else(|| {
        // "hundred" and "thousand" without "a", and "dozen": rare, but "several dozen" and headlines have them.
        word(items.get(at)).scale.filter(|_| !items[at].is_any(&["m", "k", "mil", "mn", "tn"])).map(|_| (1.0, at))
    })?;
    let hyphen = usize::from(items.get(end).is_some_and(|item| item.is("-")));
    if end > at
        && let Some(part) = word(items.get(end + hyphen)).part
        && (items[end + hyphen].low.ends_with('s')
            || (value - 1.0).abs() < f64::EPSILON
                && (hyphen == 1 || !items[at].is("one") || items.get(end + 1).is_some_and(|next| next.is("of"))))
        && !items[end + hyphen].is("seconds")
        && (!items[end + hyphen].is("quarters") || items.get(end + hyphen + 1).is_some_and(|next| next.is("of")))
    {
        let share = value * part;
        return Some(Numeral { least: share, most: share, start: at, end: end + hyphen + 1, form: Form::Share });
    }
    Some(scaled(items, at, value, end))
}

/// A number below a hundred in words.
fn below_hundred(items: &[Item], at: usize) -> Option<(f64, usize)> {
    let this = word(items.get(at));
    if let Some(tens) = this.tens {
        let hyphen = usize::from(items.get(at + 1).is_some_and(|item| item.is("-")));
        if let Some(ones) = word(items.get(at + 1 + hyphen)).cardinal.filter(|&ones| ones > 0.0 && ones < 10.0) {
            return Some((tens + ones, at + 2 + hyphen));
        }
        return Some((tens, at + 1));
    }
    this.cardinal.map(|value| (value, at + 1))
}

/// The scale words after a number in words: "… hundred and fifty thousand".
fn scaled(items: &[Item], at: usize, first: f64, from: usize) -> Numeral {
    let (mut total, mut group, mut end) = (0.0, first, from);
    let mut last_scale = f64::INFINITY;
    loop {
        let hyphen = usize::from(end > at && items.get(end).is_some_and(|item| item.is("-")));
        if let Some(scale) = word(items.get(end + hyphen)).scale
            && !items[end + hyphen].is_any(&["m", "k", "mil", "mn"])
        {
            end += hyphen + 1;
            if scale <= 100.0 {
                group *= scale;
            } else {
                total += group * scale;
                group = 0.0;
                last_scale = scale;
            }
        } else if end > from || total > 0.0 {
            let and = usize::from(items.get(end).is_some_and(|item| item.is("and")));
            let Some((more, more_end)) = below_hundred(items, end + and) else { break };
            let next_scale = word(items.get(more_end)).scale.unwrap_or(1.0);
            if group != 0.0 && group < 100.0 || next_scale >= last_scale || and == 1 && last_scale > 1e3 && group == 0.0
            {
                break;
            }
            group += more;
            end = more_end;
        } else if let Some((part, part_end)) = and_a_half(items, end) {
            group += part;
            end = part_end;
        } else {
            break;
        }
    }
    let value = total + group;
    Numeral { least: value, most: value, start: at, end, form: Form::Words }
}

/// Reads the ordinal that begins at item `at`: "first", "21st", "twenty-first"; its value and end.
pub fn ordinal_at(items: &[Item], at: usize) -> Option<(u32, usize)> {
    let item = items.get(at)?;
    if let Some(value) = item.digits() {
        let suffix = items.get(at + 1)?;
        let fits = !suffix.spaced && suffix.is_any(&["st", "nd", "rd", "th"]);
        return fits.then_some((value, at + 2));
    }
    let this = word(Some(item));
    if let Some(tens) = this.tens {
        let hyphen = usize::from(items.get(at + 1)?.is("-"));
        let ones = word(items.get(at + 1 + hyphen)).ordinal.filter(|&ones| ones < 10.0)?;
        return Some(((tens + ones) as u32, at + 2 + hyphen));
    }
    this.ordinal.map(|value| (value as u32, at + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;
    use crate::understand::{Reading, Sentence};

    fn read(text: &str) -> (f64, f64, usize) {
        let sentence = Sentence { tokens: 0..0, span: Span::new(0, text.len()), block: 0, tagged: false };
        let reading = Reading { text: text.into(), sentences: vec![sentence], ..Reading::default() };
        let items = super::super::items::cut(&reading);
        numeral_at(&items, 0).map_or((-1.0, -1.0, 0), |found| (found.least, found.most, found.end))
    }

    #[test]
    fn numbers_are_read_in_digits_and_words() {
        assert_eq!(read("1.3 million people"), (1.3e6, 1.3e6, 2));
        assert_eq!(read("1.13bn"), (1.13e9, 1.13e9, 2));
        assert_eq!(read("33,900 dead"), (33900.0, 33900.0, 1));
        assert_eq!(read("twenty-five dead"), (25.0, 25.0, 3));
        assert_eq!(read("two hundred and fifty thousand men"), (250_000.0, 250_000.0, 5));
        assert_eq!(read("two thousand three hundred"), (2300.0, 2300.0, 4));
        assert_eq!(read("a dozen"), (12.0, 12.0, 2));
        assert_eq!(read("two dozen"), (24.0, 24.0, 2));
        assert_eq!(read("half a million"), (500_000.0, 500_000.0, 3));
        assert_eq!(read("a couple of cars"), (2.0, 2.0, 3));
        assert_eq!(read("two and a half years"), (2.5, 2.5, 4));
        assert_eq!(read("one and two"), (1.0, 1.0, 1));
    }

    #[test]
    fn crowds_have_bounds() {
        assert_eq!(read("dozens of"), (24.0, 99.0, 1));
        assert_eq!(read("tens of thousands of"), (20_000.0, 99_999.0, 3));
        assert_eq!(read("hundreds"), (200.0, 999.0, 1));
        assert_eq!(read("a few hundred"), (300.0, 600.0, 3));
    }

    #[test]
    fn other_words_are_no_numbers() {
        assert_eq!(read("people"), (-1.0, -1.0, 0));
        assert_eq!(read(""), (-1.0, -1.0, 0));
    }
}
