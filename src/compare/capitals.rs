//! Single words of names that sources write differently, where no actor is known behind both.
//!
//! The network takes a slip of the pen or a village's name for another kind of thing each time. So here words written
//! with a capital are held against one another by their letters alone: neither stands in small letters anywhere in the
//! story, at most one is a word of the language, and what stands beside them does not speak against it.

use super::candidate::Candidate;
use super::letters::{SHORTEST, fold, is_given_name, is_title, one_spelling};
use super::story::StoryView;
use super::two_ways::two_ways;
use crate::extract::{Form, is_word};
use crate::text::fence::check;
use crate::text::{ArticleIdx, BlockKind, Span};
use regex::Regex;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// From so many letters on two of them may differ.
const LONG: usize = 8;
/// Two changes of letters change so many bits of [`letters`] at most.
const MOST_LETTERS: u32 = 4;
/// Where the first letters differ, shorter words are two words ("Eddie" and "Peddie").
const LONG_ENOUGH: usize = 7;
/// First letters that scripts and languages put for one another: "Carolos" and "Karolos".
const KIN_LETTERS: [&str; 5] = ["ckq", "gjy", "iey", "szc", "uvw"];
/// Endings that make another word of the same name.
const INFLECTIONS: [&str; 12] = ["s", "es", "n", "an", "ns", "i", "is", "a", "y", "ian", "ans", "er"];

/// No name has more bytes; comparing letters takes the square of them.
const LONGEST_WORD: usize = 80;

static WORD: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\p{L}+").expect("a fixed pattern"));

/// A word with a capital, and where it stands.
#[derive(Default)]
struct Capital {
    places: Vec<(ArticleIdx, Span)>,
    /// Names that stand right before and after it.
    before: FxHashSet<String>,
    after: FxHashSet<String>,
}

impl Capital {
    fn n_in(&self, article: ArticleIdx) -> usize {
        self.places.iter().filter(|(place, _)| *place == article).count()
    }
}

pub(super) fn find(view: &StoryView) -> Vec<Candidate> {
    let (capitals, pairs) = capitals(view);
    let mut words: Vec<(&String, &Capital)> = capitals.iter().collect();
    words.sort_by(|a, b| b.1.places.len().cmp(&a.1.places.len()).then_with(|| a.0.cmp(b.0)));
    let mut candidates = Vec::new();
    let row = |one: &Capital, other: &Capital| two_ways(view, &one.places, &other.places, SURE, Vec::new());
    let letters: Vec<u32> = words.iter().map(|(word, _)| letters(word)).collect();
    for (at, (one, first)) in words.iter().enumerate() {
        check();
        for (idx, (other, second)) in words.iter().enumerate().skip(at + 1) {
            let may_be_near = (letters[at] ^ letters[idx]).count_ones() <= MOST_LETTERS;
            if may_be_near && is_near(one, other) && may_be_one(first, second) {
                candidates.push(row(first, second));
            }
        }
        // "DelMonte" beside "Del Monte".
        let apart = pairs.get(*one).filter(|apart| !is_known(one) && !share_article(first, apart));
        candidates.extend(apart.map(|apart| row(first, apart)));
        let inner = with_inner_capital(view, first).filter(|_| !is_known(one));
        candidates.extend(inner.map(|(with, without)| row(&with, &without)));
    }
    candidates
}

/// How sure that two such words are one name.
const SURE: f32 = 0.7;

/// The letters of a word, a bit each: pairs that share few of them need no closer look.
fn letters(word: &str) -> u32 {
    word.chars().fold(0, |letters, c| letters | 1 << (u32::from(c) % 32))
}

/// Words with a capital by their letters, and pairs of such words by the letters of both.
fn capitals(view: &StoryView) -> (FxHashMap<String, Capital>, FxHashMap<String, Capital>) {
    let mut capitals: FxHashMap<String, Capital> = FxHashMap::default();
    let mut pairs: FxHashMap<String, Capital> = FxHashMap::default();
    let mut small: FxHashSet<String> = FxHashSet::default();
    for &article in view.members {
        // What lies beyond the last sentence was not read.
        let end = view.found(article).sentences.last().map_or(0, |sentence| sentence.span.end);
        let text = &view.article(article).text;
        for block in &view.article(article).blocks {
            // Headings write any word with a capital.
            if matches!(block.kind, BlockKind::Title | BlockKind::Heading) {
                continue;
            }
            let mut last: Option<(Span, String)> = None;
            if block.span.start >= end {
                break;
            }
            let read = Span { end: block.span.end.min(end), ..block.span };
            for found in WORD.find_iter(read.of(text)).filter(|found| found.len() <= LONGEST_WORD) {
                let start = block.span.start as usize + found.start();
                let span = Span::new(start, start + found.len());
                let word: String = found.as_str().to_lowercase().chars().map(fold).collect();
                let handle = text[..start].ends_with(['@', '#', '_']);
                if handle || !found.as_str().starts_with(char::is_uppercase) {
                    small.insert(word);
                    last = None;
                    continue;
                }
                let beside = last.take().filter(|(before, _)| &text[before.end as usize..start] == " ");
                last = Some((span, word.clone()));
                if let Some((before, theirs)) = beside {
                    if let Some(known) = capitals.get_mut(&theirs) {
                        known.after.insert(word.clone());
                    }
                    pairs.entry(format!("{theirs}{word}")).or_default().places.push((article, before.join(span)));
                    capitals.entry(word.clone()).or_default().before.insert(theirs);
                }
                if word.chars().count() >= SHORTEST && (in_sentence(text, start) || in_name(view, article, span)) {
                    capitals.entry(word).or_default().places.push((article, span));
                }
            }
        }
    }
    capitals.retain(|word, capital| {
        let named = !small.contains(word) && !is_title(word) && !capital.places.is_empty();
        named && !is_abbreviation(view, capital)
    });
    (capitals, pairs)
}

/// Whether a full stop follows a word each time: "Const."
fn is_abbreviation(view: &StoryView, capital: &Capital) -> bool {
    let stopped =
        |(article, span): &(ArticleIdx, Span)| view.article(*article).text[span.end as usize..].starts_with('.');
    capital.places.len() > 1 && capital.places.iter().all(stopped)
}

/// Whether a word stands inside a sentence, where only names have capitals.
fn in_sentence(text: &str, start: usize) -> bool {
    let before = text[..start].trim_end_matches([' ', '-']);
    before.len() < start && before.ends_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || c == ',')
}

fn in_name(view: &StoryView, article: ArticleIdx, span: Span) -> bool {
    let mentions = &view.found(article).mentions;
    let until = mentions.partition_point(|mention| mention.span.start <= span.start);
    mentions[..until].iter().rev().take(4).any(|mention| mention.form == Form::Name && mention.span.contains(span))
}

/// Whether the language or the list of given names has a word, in whatever ending.
fn is_known(word: &str) -> bool {
    let endings = ["", "s", "es", "d", "ed", "ing", "er", "ers", "ly"];
    endings.iter().filter_map(|ending| word.strip_suffix(ending)).any(is_word) || is_given_name(word)
}

/// Whether two words could be one name, by their letters.
fn is_near(one: &str, other: &str) -> bool {
    let (n_one, n_other) = (one.chars().count(), other.chars().count());
    if n_one.abs_diff(n_other) > 2 || one_spelling(one) == one_spelling(other) || is_inflected(one, other) {
        return false;
    }
    let known = usize::from(is_known(one)) + usize::from(is_known(other));
    let first = |word: &str| word.chars().next();
    let (ours, theirs) = (first(one), first(other));
    let kin = KIN_LETTERS.iter().any(|kin| [ours, theirs].iter().flatten().all(|letter| kin.contains(*letter)));
    let start = ours == theirs || kin || known == 0 && n_one.min(n_other) >= LONG_ENOUGH;
    match strsim::damerau_levenshtein(one, other) {
        1 => start && known < 2,
        2 => known == 0 && n_one.max(n_other) >= LONG,
        _ => false,
    }
}

/// "Somalia" and "Somali", "Latina" and "Latino".
fn is_inflected(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let n_shared = short.chars().zip(long.chars()).take_while(|(a, b)| a == b).count();
    let rest = |word: &str| word.chars().skip(n_shared).collect::<String>();
    let (ours, theirs) = (rest(short), rest(long));
    ours.is_empty() && INFLECTIONS.contains(&theirs.as_str())
        || matches!((ours.as_str(), theirs.as_str()), ("a" | "o" | "e", "a" | "o" | "e"))
}

/// The places of a word with a capital in its middle, and those where only its first letter is one: `DataCom`, `Datacom`.
fn with_inner_capital(view: &StoryView, word: &Capital) -> Option<(Capital, Capital)> {
    let inner = |text: &str| text.chars().zip(text.chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase());
    let plain = |text: &str| text.chars().skip(1).all(char::is_lowercase);
    let those = |fits: &dyn Fn(&str) -> bool| -> Vec<(ArticleIdx, Span)> {
        word.places.iter().copied().filter(|(article, span)| fits(view.text(*article, *span))).collect()
    };
    let (with, without) = (those(&inner), those(&plain));
    let apart = !with.iter().any(|(article, _)| without.iter().any(|(theirs, _)| theirs == article));
    let capital = |places| Capital { places, ..Capital::default() };
    (apart && !with.is_empty() && !without.is_empty()).then(|| (capital(with), capital(without)))
}

fn share_article(one: &Capital, other: &Capital) -> bool {
    one.places.iter().any(|(article, _)| other.n_in(*article) > 0)
}

/// Whether nothing beside the two words says that they are two names.
fn may_be_one(one: &Capital, other: &Capital) -> bool {
    let telling = |words: &FxHashSet<String>| -> Vec<String> {
        words.iter().filter(|word| is_given_name(word) || !is_word(word)).cloned().collect()
    };
    let clash = |ours: &FxHashSet<String>, theirs: &FxHashSet<String>| {
        let (ours, theirs) = (telling(ours), telling(theirs));
        !ours.is_empty() && !theirs.is_empty() && !ours.iter().any(|word| theirs.contains(word))
    };
    // An article that uses both knows two names, unless one of them stands there once: a slip.
    let knows_both = one.places.iter().any(|(article, _)| one.n_in(*article) > 1 && other.n_in(*article) > 1);
    let only_here = one.places.iter().chain(&other.places).all(|(article, _)| *article == one.places[0].0);
    let slip = one.places.len().max(other.places.len()) >= 3;
    !clash(&one.before, &other.before) && !clash(&one.after, &other.after) && !knows_both && (slip || !only_here)
}
