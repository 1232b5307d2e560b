//! Which articles of a very big story are compared: comparing all with all would grow with the square of their number,
//! and the hundredth report of one happening brings little that the others do not have.
//!
//! Those are chosen that together bring the most different figures, times, roles, spellings and statuses; a copy brings
//! nothing new, so of one agency's report a single print is compared. What the others print in the same words is added
//! to the sides afterwards.

use super::Discrepancy;
use crate::extract::Findings;
use crate::text::{Article, ArticleIdx, Evidence, Span};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::{Hash, Hasher};

/// Up to so many articles all are compared. The labelled stories have twelve at most; a story of 500 of 120 words takes
/// 0.2 s with this many.
const MOST_COMPARED: usize = 40;
/// Fewest words of a phrase that is the same fact wherever the story prints it.
const TELLING_WORDS: usize = 3;

/// The articles of a story that are compared, in the order of `members`.
pub(super) fn compared(findings: &[&Findings], members: &[ArticleIdx]) -> Vec<ArticleIdx> {
    if members.len() <= MOST_COMPARED {
        return members.to_vec();
    }
    let news: Vec<Vec<u64>> = members.iter().map(|member| news(findings[member.idx()])).collect();
    let mut counts: FxHashMap<u64, u32> = FxHashMap::default();
    for one in news.iter().flatten() {
        *counts.entry(*one).or_default() += 1;
    }
    // What a single article has may be an error of reading, and has no fellow to be held against: it counts half.
    let worth = |one: &u64| if counts[one] > 1 { 2 } else { 1 };
    let mut covered: FxHashSet<u64> = FxHashSet::default();
    let mut chosen: Vec<usize> = Vec::new();
    while chosen.len() < MOST_COMPARED {
        let gain = |at: usize| news[at].iter().filter(|one| !covered.contains(one)).map(worth).sum::<u32>();
        let best =
            (0..members.len()).filter(|at| !chosen.contains(at)).max_by_key(|&at| (gain(at), std::cmp::Reverse(at)));
        let Some(best) = best else { break };
        covered.extend(&news[best]);
        chosen.push(best);
    }
    chosen.sort_unstable();
    chosen.into_iter().map(|at| members[at]).collect()
}

/// What an article tells that others may tell otherwise, each as a number.
fn news(found: &Findings) -> Vec<u64> {
    let mut news: Vec<u64> = Vec::new();
    let mut tell = |parts: &[&str]| {
        let mut hasher = FxHasher::default();
        parts.hash(&mut hasher);
        news.push(hasher.finish());
    };
    for quantity in &found.quantities {
        tell(&["quantity", &quantity.counts, &quantity.value.to_string()]);
    }
    for time in &found.times {
        tell(&["time", &time.value]);
    }
    for role in &found.roles {
        tell(&["role", &role.text]);
    }
    for referent in &found.referents {
        for (name, _) in &referent.names {
            tell(&["name", name]);
        }
    }
    for account in &found.accounts {
        tell(&["account", &account.lemma, &format!("{:?}", account.status)]);
    }
    for frame in found.frames.iter().filter(|frame| frame.negated) {
        tell(&["not", &frame.lemma]);
    }
    news.sort_unstable();
    news.dedup();
    news
}

/// Adds to each side the articles that were not compared and print one of its phrases.
pub(super) fn add_prints(
    articles: &[&Article],
    members: &[ArticleIdx],
    compared: &[ArticleIdx],
    found: &mut [Discrepancy],
) {
    let others: Vec<ArticleIdx> = members.iter().copied().filter(|member| !compared.contains(member)).collect();
    if others.is_empty() {
        return;
    }
    for side in found.iter_mut().flat_map(|one| &mut one.sides) {
        let mut phrases: Vec<&str> =
            side.evidence.iter().map(|at| at.span.of(&articles[at.article.idx()].text)).collect();
        phrases.retain(|phrase| phrase.split_whitespace().count() >= TELLING_WORDS);
        phrases.sort_unstable();
        phrases.dedup();
        for &other in &others {
            let text = &articles[other.idx()].text;
            let place = phrases.iter().find_map(|phrase| Some((text.find(phrase)?, phrase.len())));
            if let Some((start, length)) = place {
                let span = Span::new(start, start + length);
                side.add(Evidence { article: other, span }, span);
            }
        }
        side.sort();
    }
}
