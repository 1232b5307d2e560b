//! What each source says in a discrepancy, in its own words: the only form in which a value is shown or printed.

use crate::compare::{Discrepancy, DiscrepancyKind, Side};
use crate::extract::says_number;
use crate::pipeline::Analysis;
use crate::text::{ArticleIdx, Evidence, Span};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// One way in which a side is put, and who puts it so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// As the sources print it, on one line.
    pub text: String,
    /// Where it stands in the first of them.
    pub at: Evidence,
    /// Those who print it so (but for case and signs), in order.
    pub articles: Vec<ArticleIdx>,
}

/// Words up to which a phrase is told as it stands.
const SHORT: usize = 4;

/// The ways in which a side is put. Of an article that puts it in several ways the shortest one is taken; where a side is
/// a list of who took part, all are.
pub fn wordings(analysis: &Analysis, discrepancy: &Discrepancy, side: &Side) -> Vec<Wording> {
    let mut wordings: Vec<Wording> = Vec::new();
    for &article in &side.articles {
        for at in of_article(analysis, discrepancy, side, article) {
            let text = one_line(phrase(analysis, at));
            match wordings.iter_mut().find(|known| letters_of(&known.text) == letters_of(&text)) {
                Some(known) if known.articles.contains(&article) => {}
                Some(known) => known.articles.push(article),
                None => wordings.push(Wording { text, at, articles: vec![article] }),
            }
        }
    }
    wordings
}

/// The words in which one article puts a side.
fn of_article(analysis: &Analysis, discrepancy: &Discrepancy, side: &Side, article: ArticleIdx) -> Vec<Evidence> {
    let mut told: Vec<Evidence> =
        side.told().filter(|at| at.article == article && !phrase(analysis, *at).trim().is_empty()).collect();
    if discrepancy.kind == DiscrepancyKind::Participants {
        // "Lund" is named already by "minister Ada Lund".
        let all = told.clone();
        told.retain(|at| {
            let own = phrase(analysis, *at);
            !all.iter()
                .any(|other| phrase(analysis, *other).len() > own.len() && phrase(analysis, *other).contains(own))
        });
        return told;
    }
    let shortest = told.into_iter().min_by_key(|at| at.span.len());
    shortest.into_iter().collect()
}

/// The part of a wording that tells it from the other sides, as a place: from the first word that no other side has to
/// the last one. Short ones, and those that have no such word, are told whole.
pub fn telling(analysis: &Analysis, discrepancy: &Discrepancy, side: &Side, wording: &Wording) -> Evidence {
    let text = phrase(analysis, wording.at);
    let words: Vec<(usize, &str)> = words_of(text).collect();
    if words.len() <= SHORT {
        return wording.at;
    }
    let others = discrepancy.sides.iter().filter(|other| !std::ptr::eq(*other, side));
    let theirs: FxHashSet<String> = others
        .flat_map(Side::told)
        .flat_map(|at| words_of(phrase(analysis, at)).map(|(_, word)| word.to_lowercase()).collect::<Vec<_>>())
        .collect();
    let own = |(_, word): &&(usize, &str)| !theirs.contains(&word.to_lowercase());
    let (Some(first), Some(last)) =
        (words.iter().position(|word| own(&word)), words.iter().rposition(|word| own(&word)))
    else {
        return wording.at;
    };
    // "Not", "will", "to": what stands before a word may turn it round.
    let first = (first.saturating_sub(2)..first).find(|&at| turns(words[at].1)).unwrap_or(first);
    // One word says too little.
    let last = last.max((first + 1).min(words.len() - 1));
    let (mut start, mut end) = (words[first].0, words[last].0 + words[last].1.len());
    // A figure is told whole: "1.5" is no part of "1.5 million".
    for figure in figures(text) {
        if figure.start < start && figure.end > start {
            start = figure.start;
        }
        if figure.start < end && figure.end > end {
            end = figure.end;
        }
    }
    let base = wording.at.span.start as usize;
    Evidence { span: Span::new(base + start, base + end), ..wording.at }
}

/// The figures of a text, each as the bytes that must not be parted: sign of currency, digits, magnitude, unit.
pub fn figures(text: &str) -> Vec<Range<usize>> {
    let words: Vec<(usize, &str)> = words_of(text).collect();
    let mut figures: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let (first, word) = words[at];
        let is_figure = word.starts_with(|c: char| c.is_ascii_digit()) || says_number(word);
        at += 1;
        if !is_figure {
            continue;
        }
        let mut end = first + word.len();
        // More of the number ("two hundred and fifty", "1.5 million"), and then what it counts or measures.
        let mut has_unit = false;
        while let Some(&(next, word)) = words.get(at) {
            let between = &text[end..next];
            let joined = between.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '‑' | '–'));
            let is_number =
                says_number(word) || (word == "and" && words.get(at + 1).is_some_and(|it| says_number(it.1)));
            let is_unit = UNITS.contains(&word.to_lowercase().trim_end_matches('s'));
            if !joined || !(is_number && !has_unit || is_unit) {
                break;
            }
            has_unit |= is_unit;
            end = next + word.len();
            at += 1;
        }
        if let Some(sign) = text[end..].chars().next().filter(|c| matches!(c, '%' | '‰' | '°' | '€' | '£' | '$'))
        {
            end += sign.len_utf8();
        }
        let before = text[..first].trim_end_matches(['$', '€', '£', '¥', '₹', '+', '-', '−', '~', '≈']);
        figures.push(before.len()..end);
    }
    figures
}

/// What a figure measures or counts, without the `s` of more than one.
const UNITS: &[&str] = &[
    "percent",
    "per",
    "cent",
    "percentage",
    "point",
    "degree",
    "celsiu",
    "fahrenheit",
    "second",
    "minute",
    "hour",
    "day",
    "week",
    "month",
    "year",
    "decade",
    "century",
    "metre",
    "meter",
    "kilometre",
    "kilometer",
    "km",
    "mile",
    "mph",
    "kph",
    "foot",
    "feet",
    "inch",
    "inche",
    "yard",
    "acre",
    "hectare",
    "square",
    "cubic",
    "ton",
    "tonne",
    "kilogram",
    "kilo",
    "kg",
    "gram",
    "pound",
    "ounce",
    "litre",
    "liter",
    "barrel",
    "gallon",
    "watt",
    "megawatt",
    "gigawatt",
    "dollar",
    "euro",
    "yen",
    "ruble",
    "rouble",
    "yuan",
    "shekel",
    "rupee",
    "people",
    "m",
    "bn",
    "k",
];

/// Words that turn round, or put off, what follows them.
fn turns(word: &str) -> bool {
    let word = word.to_lowercase();
    matches!(
        word.as_str(),
        "not"
            | "no"
            | "never"
            | "without"
            | "nor"
            | "neither"
            | "to"
            | "will"
            | "would"
            | "may"
            | "might"
            | "could"
            | "should"
            | "can"
            | "cannot"
            | "didn"
            | "isn"
            | "wasn"
            | "won"
            | "doesn"
            | "don"
    )
}

/// Whether a discrepancy is one that a hurried reader may pass over: a spelling, or a remark in nearly the same words.
pub fn is_small(analysis: &Analysis, discrepancy: &Discrepancy) -> bool {
    match discrepancy.kind {
        DiscrepancyKind::NameSpelling => true,
        DiscrepancyKind::Quote => {
            let sides: Vec<FxHashSet<String>> = discrepancy
                .sides
                .iter()
                .map(|side| {
                    let told = side.evidence.first().map_or("", |at| phrase(analysis, *at));
                    words_of(told).map(|(_, word)| word.to_lowercase()).filter(|word| word.len() > 3).collect()
                })
                .collect();
            sides.windows(2).all(|two| two[0] == two[1])
        }
        _ => false,
    }
}

/// The text of a place.
pub fn phrase(analysis: &Analysis, at: Evidence) -> &str {
    analysis.articles.get(at.article.idx()).map_or("", |article| at.span.of(&article.text))
}

/// The name of who published as it is shown: without the `www.` (or `www1.`) of an address.
pub fn source_name(source: &str) -> &str {
    let Some(rest) = source.strip_prefix("www") else { return source };
    let host = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    host.strip_prefix('.').filter(|host| !host.is_empty()).unwrap_or(source)
}

/// With each run of white space as one space.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(super) fn letters_of(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The words of a text, with where each begins; what stands between the digits of one number ("1.5", "33,900") is of it.
fn words_of(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let bytes = text.as_bytes();
    let is_digit = move |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let parts = move |at: usize, c: char| {
        let in_number = matches!(c, '.' | ',') && at > 0 && is_digit(at - 1) && is_digit(at + 1);
        !c.is_alphanumeric() && !in_number
    };
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + rest.char_indices().find(|&(idx, c)| !parts(at + idx, c))?.0;
        let length = text[start..].char_indices().find(|&(idx, c)| parts(start + idx, c)).map(|found| found.0);
        let end = length.map_or(text.len(), |length| start + length);
        at = end;
        Some((start, &text[start..end]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{By, Severity};
    use crate::text::Article;

    /// A discrepancy whose sides are whole articles.
    fn told(kind: DiscrepancyKind, sides: &[&[&str]]) -> (Analysis, Discrepancy) {
        let (mut analysis, mut made) = (Analysis::default(), Vec::new());
        for texts in sides {
            let mut side = Side::default();
            for text in *texts {
                let article = ArticleIdx(analysis.articles.len() as u32);
                analysis.articles.push(Article { text: (*text).to_owned(), ..Article::default() }.into());
                let span = Span::new(0, text.len());
                side.articles.push(article);
                side.evidence.push(Evidence { article, span });
                side.words.push(span);
            }
            made.push(side);
        }
        let empty = || "".into();
        let discrepancy = Discrepancy {
            id: empty(),
            story: 0,
            kind,
            severity: Severity::Differs,
            confidence: 1.0,
            by: By::Program,
            subject: empty(),
            reason: empty(),
            event: None,
            actors: Vec::new(),
            sides: made,
        };
        (analysis, discrepancy)
    }

    #[test]
    fn each_source_keeps_its_own_words_and_those_who_print_the_same_share_them() {
        let (analysis, one) = told(DiscrepancyKind::Number, &[&["Eleven", "eleven", "11 men"], &["14"]]);
        let wordings = wordings(&analysis, &one, &one.sides[0]);
        let shown: Vec<(&str, usize)> = wordings.iter().map(|it| (it.text.as_str(), it.articles.len())).collect();
        assert_eq!(shown, [("Eleven", 2), ("11 men", 1)]);
    }

    #[test]
    fn what_tells_two_long_phrases_apart_keeps_what_turns_it_round() {
        let phrases =
            ["the mayor of the town will open the new bridge", "the mayor of the town opened the new bridge on Monday"];
        let (analysis, one) = told(DiscrepancyKind::Status, &[&phrases[..1], &phrases[1..]]);
        let shown: Vec<&str> = one
            .sides
            .iter()
            .map(|side| phrase(&analysis, telling(&analysis, &one, side, &wordings(&analysis, &one, side)[0])))
            .collect();
        assert_eq!(shown, ["will open", "opened the new bridge on Monday"]);
    }

    #[test]
    fn what_tells_two_figures_apart_ends_and_begins_with_a_whole_figure() {
        let shown = |a: &str, b: &str| {
            let (analysis, one) = told(DiscrepancyKind::Number, &[&[a], &[b]]);
            let side = &one.sides[0];
            phrase(&analysis, telling(&analysis, &one, side, &wordings(&analysis, &one, side)[0])).to_owned()
        };
        let other = "where some 1.3 million people are sheltering";
        assert_eq!(
            shown("home to as many as 1.5 million people now", other),
            "home to as many as 1.5 million people now"
        );
        assert_eq!(shown("where some 1.5 million people are sheltering", other), "1.5 million people");
        assert_eq!(
            shown("it would cost up to $1.5 billion in all", "it would cost $1.2 billion in all"),
            "would cost up to $1.5 billion"
        );
        assert_eq!(shown("it grew by 4.5 per cent last year", "it grew by 4.1 per cent last year"), "4.5 per cent");
        assert_eq!(
            shown("the fire took 33,900 hectares in all", "the fire took 31,900 hectares in all"),
            "33,900 hectares"
        );
        assert_eq!(
            shown("for two hundred and fifty days it ran", "for two hundred and sixty days it ran"),
            "two hundred and fifty days"
        );
        assert_eq!(shown("the ship was found 12% off its way", "the ship was found 14% off its way"), "12% off");
    }

    #[test]
    fn an_address_is_shown_without_what_all_addresses_begin_with() {
        assert_eq!(source_name("www1.wdr.example"), "wdr.example");
        assert_eq!(source_name("www.quay.example"), "quay.example");
        assert_eq!(source_name("wwwatch.example"), "wwwatch.example");
        assert_eq!(source_name("The Quay"), "The Quay");
    }

    #[test]
    fn figures_hold_their_sign_magnitude_and_unit() {
        let of = |text: &'static str| figures(text).into_iter().map(|figure| &text[figure]).collect::<Vec<_>>();
        assert_eq!(
            of("up to $1.5bn, or 3.2 million euros in 12 months, twenty-five people"),
            ["$1.5bn", "3.2 million euros", "12 months", "twenty-five people"]
        );
        assert_eq!(
            of("1.5-million-strong, 40%, 20 square kilometres. 7"),
            ["1.5-million", "40%", "20 square kilometres", "7"]
        );
        assert_eq!(of("no figure stands here"), Vec::<&str>::new());
    }

    #[test]
    fn a_remark_in_nearly_the_same_words_is_small_and_one_in_others_is_not() {
        let small = |a: &str, b: &str| {
            let (analysis, one) = told(DiscrepancyKind::Quote, &[&[a], &[b]]);
            is_small(&analysis, &one)
        };
        assert!(small("We will look at every bolt", "We will look at every bolt."));
        assert!(!small("We will look at every bolt", "We will look at every rivet"));
    }
}
