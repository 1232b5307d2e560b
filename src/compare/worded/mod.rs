//! How rows are worded: what is in dispute as a reader would name it, and why the row is shown in one true sentence.
//!
//! A subject says of what: "when the ferry left Varby", "number of people killed in the crash". A reason says what the
//! reports give, and no more than is known.

mod clause;
mod noun;

pub(super) use clause::{is_transitive, told};
pub(super) use noun::{bearer, headed, lowered, named, plural, with_article};

use super::align::Placed;
use super::story::StoryView;
use crate::extract::{Granularity, Time};
use crate::text::{ArticleIdx, Span};

/// Words of a phrase that a sentence can hold.
const LONGEST: usize = 16;

/// "One report says Monday, another Tuesday."
pub(super) fn both_say(one: (ArticleIdx, &str), other: (ArticleIdx, &str)) -> String {
    both("says", one, other)
}

/// The same with the words of the reports in marks.
pub(super) fn both_write(view: &StoryView, one: (ArticleIdx, Span), other: (ArticleIdx, Span)) -> String {
    let quoted = |(article, span): (ArticleIdx, Span)| format!("“{}”", cut(view.text(article, span)));
    both("writes", (one.0, &quoted(one)), (other.0, &quoted(other)))
}

/// "when the ferry left Varby"; where no clause can be told, the words before the time.
pub(super) fn when(view: &StoryView, frames: &[Placed], disputed: &[(ArticleIdx, Span)]) -> String {
    clause_of("when", view, frames, disputed)
}

/// "where the firm was registered", "where the plant is"; where nothing can be told, the words before the place.
pub(super) fn where_(view: &StoryView, frames: &[Placed], disputed: &[(ArticleIdx, Span)]) -> String {
    if let Some(thing) = frames.iter().find_map(|placed| headed(view, *placed)) {
        return format!("where {} is", with_article(&thing));
    }
    clause_of("where", view, frames, disputed)
}

fn clause_of(word: &str, view: &StoryView, frames: &[Placed], disputed: &[(ArticleIdx, Span)]) -> String {
    let in_words = || disputed.first().map_or_else(String::new, |&(article, span)| around(view, article, span));
    told(view, frames, disputed)
        .map_or_else(|| format!("{word}: “{}”", in_words()), |clause| format!("{word} {clause}"))
}

/// A clause for a time or place whose holder may not be known: "when the ferry left Varby".
pub(super) fn around_of(
    word: &str,
    view: &StoryView,
    one: (ArticleIdx, Span),
    holder: Option<&crate::extract::Frame>,
    other: (ArticleIdx, Span),
    other_holder: Option<&crate::extract::Frame>,
) -> String {
    let holders = [(one.0, holder), (other.0, other_holder)];
    let frames: Vec<Placed> =
        holders.iter().filter_map(|&(article, frame)| Some(Placed { article, frame: frame? })).collect();
    clause_of(word, view, &frames, &[one, other])
}

/// A time as it is written, with its date where only the report's own day says which: "yesterday (November 13)".
pub(super) fn dated(view: &StoryView, article: ArticleIdx, time: &Time) -> String {
    let text = view.text(article, time.span).to_string();
    let day = time.from.as_deref().and_then(|from| from.get(..10)?.parse::<jiff::civil::Date>().ok());
    let open = is_deictic(&text) && time.granularity <= Granularity::Day;
    match day.filter(|_| open && !text.contains(|c: char| c.is_ascii_digit())) {
        Some(day) => format!("{text} ({})", day.strftime("%B %-d")),
        None => text,
    }
}

/// Whether a time is told from the day of the report. "Nine days earlier" is told from another.
fn is_deictic(text: &str) -> bool {
    let text = text.to_lowercase();
    ["yesterday", "today", "tonight", "tomorrow", "this morning", "this afternoon", "this evening"]
        .iter()
        .any(|word| text.contains(word))
}

/// "One report gives the magnitude as 6.8, another as 7.0."
pub(super) fn both_give(what: &str, a: &str, b: &str) -> String {
    // "As many as 200" brings its own "as".
    let as_ = |figure: &str| if figure.starts_with("as ") { figure.to_string() } else { format!("as {figure}") };
    ended(format!("One report gives {what} {}, another {}", as_(a), as_(b)))
}

/// "One report names Holm, another Berg."; inside one report, that it names both.
pub(super) fn both(verb: &str, (one, a): (ArticleIdx, &str), (other, b): (ArticleIdx, &str)) -> String {
    let told = if one == other {
        format!("One report {verb} both {a} and {b}")
    } else {
        format!("One report {verb} {a}, another {b}")
    };
    ended(told)
}

/// With one full stop, also behind "3 p.m.".
fn ended(sentence: String) -> String {
    if sentence.ends_with('.') { sentence } else { sentence + "." }
}

/// A phrase without the breaks of its lines and paragraphs.
pub(super) fn on_one_line(phrase: &str) -> String {
    phrase.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "a" or "an", by the letter behind it.
pub(super) fn a(noun: &str) -> String {
    let vowel = noun.starts_with(|c: char| "aeiouAEIOU".contains(c));
    format!("{} {noun}", if vowel { "an" } else { "a" })
}

/// A phrase on one line, cut after so many words that a sentence can hold it, without the mark that ends it.
pub(super) fn cut(phrase: &str) -> String {
    let words: Vec<&str> = phrase.split_whitespace().collect();
    let whole = words.len() <= LONGEST;
    let shown = &words[..words.len().min(LONGEST)];
    let loose = shown.iter().rev().take_while(|word| whole && LOOSE.contains(word)).count();
    let shown = shown[..shown.len() - loose].join(" ");
    let shown = shown.trim_end_matches(['.', ',', ';', ':', ' ']);
    if words.len() > LONGEST { format!("{shown}…") } else { shown.to_string() }
}

/// Words that join what follows, and say nothing at the end of a phrase.
const LOOSE: [&str; 4] = ["and", "but", "that", "or"];

/// The words before a value in its sentence, and the value: where nothing better says what it is of.
pub(super) fn around(view: &StoryView, article: ArticleIdx, value: Span) -> String {
    let sentence = view.sentence_at(article, value).map(|at| view.found(article).sentences[at].span);
    let from = sentence.map_or(value.start, |sentence| sentence.start.min(value.start));
    let before = view.text(article, Span { start: from, end: value.start });
    let words: Vec<&str> = before.split_whitespace().collect();
    let mut shown = words[words.len().saturating_sub(WORDS_BEFORE)..].to_vec();
    shown.push(view.text(article, value));
    shown.join(" ")
}

/// Words before a value that say what it is.
const WORDS_BEFORE: usize = 7;
