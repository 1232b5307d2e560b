//! From the head of a clause or phrase to the stretch of tokens that is quoted.

use super::{Teller, Top};
use std::ops::Range;

/// Words of a line before what it can do without is left out at its ends: a line of the events pane at 120 columns.
const ENOUGH: usize = 16;

/// Words below which nothing more is left out.
const LEAST: usize = 5;

/// Adverbs that tie a sentence to the one before it.
const CONNECTIVES: [&str; 23] = [
    "however",
    "meanwhile",
    "also",
    "then",
    "thus",
    "therefore",
    "moreover",
    "furthermore",
    "additionally",
    "still",
    "besides",
    "indeed",
    "nonetheless",
    "nevertheless",
    "otherwise",
    "separately",
    "similarly",
    "now",
    "so",
    "too",
    "accordingly",
    "there",
    "finally",
];

impl Teller<'_> {
    /// The tokens to quote, from the first to the last.
    pub(super) fn cut(&self, top: &Top, predicate: u32) -> Range<u32> {
        let tree = self.tree;
        let noun = tree.is_nominal(top.head);
        let kept = tree.below(top.head, &|tree, at, kid| {
            if top.path.contains(&kid) {
                return false;
            }
            let relation = tree.rel(kid);
            match relation {
                "parataxis" | "intj" | "meta" | "mark" => at == top.head,
                "dep" => at == top.head && tree.is_verb(kid),
                "conj" if tree.is_verb(kid) => top.path.contains(&at) && self.stands_without(at, kid),
                "conj" | "relcl" | "appos" => noun && at == top.head,
                "cc" | "preconj" => {
                    let joined = tree.kids_by(at, &["conj"]).filter(|&one| one > kid);
                    let next = joined.min();
                    at == top.head && kid < at
                        || top.path.contains(&at)
                            && next.is_some_and(|next| {
                                !top.path.contains(&next)
                                    && (noun && at == top.head || tree.is_verb(next) && self.stands_without(at, next))
                            })
                }
                "acl" => noun && at == top.head && tree.is_clause(kid) && tree.tag(kid) != "VBN",
                _ => false,
            }
        });
        // A full stop hangs on the verb, behind what is left out.
        let words: Vec<u32> = kept.into_iter().filter(|&token| tree.pos(token) != "PUNCT").collect();
        let range = whole(&words, top.head);
        let range = self.without_opening(range, top, predicate);
        self.without_ending(range, top, predicate)
    }

    /// Whether the first of two joined verbs is complete without the second: "stormed the house and arrested two men",
    /// but not "killed and wounded dozens".
    fn stands_without(&self, first: u32, second: u32) -> bool {
        let tree = self.tree;
        let between =
            |kid: u32| first < kid && kid < second && !matches!(tree.rel(kid), "cc" | "punct" | "prt" | "advmod");
        second > first
            && (tree.kids(first).iter().any(|&kid| between(kid) && tree.rel(kid) != "conj")
                || tree.kid(second, &["dobj"]).is_none())
    }

    /// Leaves out what opens the clause and ties it to the one before; more where it is long.
    fn without_opening(&self, mut range: Range<u32>, top: &Top, predicate: u32) -> Range<u32> {
        let tree = self.tree;
        loop {
            while range.start < range.end
                && matches!(tree.pos(range.start), "PUNCT" | "SPACE" | "CCONJ")
                && !is_open(tree.word(range.start))
            {
                range.start += 1;
            }
            let long = self.n_words(range.clone()) > ENOUGH;
            let opening =
                tree.kids(top.head).iter().copied().filter(|&kid| kid < top.head && !top.path.contains(&kid)).find_map(
                    |kid| {
                        let all = tree.below(kid, &|_, _, _| false);
                        let (first, last) = (*all.first()?, *all.last()?);
                        let single = first == last;
                        let ties = single
                            && tree.rel(kid) == "advmod"
                            && (tree.tag(kid) == "WRB"
                                || CONNECTIVES.contains(&tree.word(kid).to_lowercase().as_str()));
                        let loose = matches!(tree.rel(kid), "prep" | "advmod" | "advcl" | "npadvmod" | "cc")
                            && long
                            && last < predicate
                            && tree.pos((last + 1).min(range.end)) == "PUNCT";
                        (first == range.start && (ties || loose) && !self.holds_guard(&all)).then_some(last + 1)
                    },
                );
            match opening {
                Some(start) if start > range.start && start < range.end => range.start = start,
                _ => return range,
            }
        }
    }

    /// Leaves out phrases at the end, the longest first, for as long as the line is long.
    fn without_ending(&self, mut range: Range<u32>, top: &Top, predicate: u32) -> Range<u32> {
        let tree = self.tree;
        loop {
            while range.start < range.end
                && matches!(tree.pos(range.end - 1), "PUNCT" | "SPACE" | "CCONJ")
                && !is_close(tree.word(range.end - 1))
            {
                range.end -= 1;
            }
            let words = self.n_words(range.clone());
            if words <= ENOUGH {
                return range;
            }
            let last = range.end - 1;
            let mut best: Option<(usize, u32)> = None;
            for at in std::iter::once(last).chain(tree.reading.ancestors(last)) {
                if at == top.head || top.path.contains(&at) || !range.contains(&at) {
                    break;
                }
                let all: Vec<u32> =
                    tree.below(at, &|_, _, _| false).into_iter().filter(|token| range.contains(token)).collect();
                let Some(&start) = all.first() else { break };
                if all.last() != Some(&last) || start <= predicate {
                    break;
                }
                let left = self.n_words(range.start..start);
                if left < LEAST || self.holds_guard(&all) {
                    break;
                }
                if self.is_loose(at) {
                    // Enough is left out at the smallest phrase that brings the line to its length.
                    let enough = best.is_some_and(|(left, _)| left <= ENOUGH);
                    if !enough {
                        best = Some((left, start));
                    }
                }
            }
            match best {
                Some((_, start)) => range.end = start,
                None => return range,
            }
        }
    }

    /// Whether a sentence is whole without this phrase.
    fn is_loose(&self, token: u32) -> bool {
        let tree = self.tree;
        let Some(head) = tree.head(token) else { return false };
        match tree.rel(token) {
            "advcl" | "relcl" | "appos" | "npadvmod" | "parataxis" | "acl" => true,
            "advmod" => tree.is_verb(head),
            "conj" => {
                tree.is_verb(token) && tree.kid(token, &["nsubj", "nsubjpass"]).is_some() || tree.is_nominal(token)
            }
            "prep" => {
                // "relies on", "accused of": what stands right behind its verb, with no object before it, belongs to it.
                let object = tree.kids_by(head, &["dobj", "nsubjpass", "attr", "acomp"]).any(|kid| kid < token);
                let other = tree.kids_by(head, &["prep"]).any(|kid| kid < token && kid > head);
                !matches!(tree.lemma(token), "of" | "to" | "by" | "between") && (!tree.is_verb(head) || object || other)
            }
            _ => false,
        }
    }

    fn n_words(&self, range: Range<u32>) -> usize {
        range.filter(|&token| self.tree.pos(token) != "PUNCT").count()
    }
}

/// The kept tokens as one stretch; `head` alone where there are none.
fn whole(kept: &[u32], head: u32) -> Range<u32> {
    match (kept.first(), kept.last()) {
        (Some(&first), Some(&last)) => first..last + 1,
        _ => head..head + 1,
    }
}

fn is_open(word: &str) -> bool {
    matches!(word, "“" | "(" | "[" | "$" | "£" | "€" | "‘")
}

fn is_close(word: &str) -> bool {
    matches!(word, "”" | ")" | "]" | "%" | "’")
}
