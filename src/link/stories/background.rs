//! How rare a term is in news at large, so that a folder with a single story needs no other articles to be judged by.

use super::words::{Term, number_term, term};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// How many of an article's words stand for it when a share of words is turned into a share of articles: the median
/// news report has 300–500 words, most of them repeated ones.
const WORDS_OF_AN_ARTICLE: f32 = 200.0;
/// Share of articles for a term in no list: a name that comes up in one article of five thousand.
const UNLISTED: f32 = 0.0002;
/// Shares for numbers as terms: up to ten, up to a month's days, years, all other.
const NUMBERS: [f32; 4] = [0.15, 0.06, 0.2, 0.01];

/// The share of news articles that hold `term`, 0 to 1.
pub fn share(term: Term) -> f32 {
    static SHARES: OnceLock<FxHashMap<Term, f32>> = OnceLock::new();
    SHARES.get_or_init(load).get(&term).copied().unwrap_or(UNLISTED)
}

fn load() -> FxHashMap<Term, f32> {
    let mut of_words: FxHashMap<Term, f32> = FxHashMap::default();
    for (band, words) in rows(include_str!("../../../assets/link/common-words.txt")) {
        for stem in words.filter_map(term) {
            *of_words.entry(stem).or_default() += (-band / 2.0).exp2();
        }
    }
    let mut shares: FxHashMap<Term, f32> = of_words
        .into_iter()
        .map(|(stem, share)| (stem, (1.0 - (1.0 - share.min(1.0)).powf(WORDS_OF_AN_ARTICLE)).max(UNLISTED)))
        .collect();
    for (percent, words) in rows(include_str!("../../../assets/link/news-words.txt")) {
        for stem in words.filter_map(term) {
            let share = shares.entry(stem).or_default();
            *share = share.max(percent / 100.0);
        }
    }
    for number in 0..2100 {
        let class = match number {
            0..=10 => 0,
            11..=31 => 1,
            1900.. => 2,
            _ => 3,
        };
        shares.insert(number_term(number), NUMBERS[class]);
    }
    shares
}

/// Lines of a list: a number, then words.
fn rows(list: &str) -> impl Iterator<Item = (f32, std::str::SplitAsciiWhitespace<'_>)> {
    list.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut words = line.split_ascii_whitespace();
        let number = words.next()?.parse().ok()?;
        Some((number, words))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rarer_words_have_smaller_shares() {
        let share_of = |word: &str| share(term(word).expect("a word"));
        let falling = ["the", "said", "police", "crash", "satellite", "Krasnoye"];
        for pair in falling.windows(2) {
            assert!(share_of(pair[0]) > share_of(pair[1]), "{} is commoner than {}", pair[0], pair[1]);
        }
    }

    #[test]
    fn every_line_of_the_lists_is_read() {
        for list in
            [include_str!("../../../assets/link/common-words.txt"), include_str!("../../../assets/link/news-words.txt")]
        {
            let lines = list.lines().filter(|line| !line.starts_with('#')).count();
            assert_eq!(rows(list).count(), lines);
        }
    }
}
