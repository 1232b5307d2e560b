//! What understanding an article gives: sentences, tokens, names. The later rooms read only this.

use super::tree_index::TreeIndex;
use crate::text::Span;
use crate::text::fence::check;
use compact_str::CompactString;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// An article's text as the language network reads it. Blocks are read one by one; no sentence crosses one.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The text read: all spans point into it.
    pub text: Arc<str>,
    /// All tokens, in order of the text; tokens that are only white space are left out.
    pub tokens: Vec<Token>,
    /// Sentences, in order; they cover all tokens.
    pub sentences: Vec<Sentence>,
    /// Names found by the network, in order, never overlapping.
    pub names: Vec<Name>,
    /// The trees by child; made when it is first asked for, so the tokens do not change after that.
    pub(crate) index: OnceLock<TreeIndex>,
}

/// One token.
#[derive(Clone, Debug)]
pub struct Token {
    /// Its place in the text.
    pub span: Span,
    /// Its base form, as spaCy gives it ("met" → "meet", "US" → "US").
    pub lemma: CompactString,
    /// Penn Treebank tag ("VBD", "NNP", "-LRB-", …).
    pub tag: &'static str,
    /// Universal part of speech ("VERB", "PROPN", …).
    pub pos: &'static str,
    /// Universal morphological features ("Number=Sing|Tense=Past"), empty where there are none.
    pub morph: &'static str,
    /// The head's index in [`Reading::tokens`]; its own index for the root of a sentence.
    pub head: u32,
    /// The relation to the head: the network's own label (`ClearNLP` style: "nsubj", "dobj", "prep", "pobj", "ROOT", …).
    pub relation: &'static str,
    /// Index into [`Reading::sentences`].
    pub sentence: u32,
}

/// One sentence.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Its tokens.
    pub tokens: Range<u32>,
    /// From its first token's first byte to its last token's last.
    pub span: Span,
    /// Index of the article's block that it stands in.
    pub block: u32,
    /// Whether its names are those of the learnt tagger (`extract::mentions::tagger`) and no more those of the network.
    pub tagged: bool,
}

/// A name found by the network.
#[derive(Clone, Debug)]
pub struct Name {
    /// Its tokens.
    pub tokens: Range<u32>,
    /// The network's label: PERSON, NORP, ORG, GPE, LOC, FAC, EVENT, PRODUCT, `WORK_OF_ART`, LAW, LANGUAGE, DATE, TIME,
    /// PERCENT, MONEY, QUANTITY, ORDINAL, CARDINAL.
    pub label: &'static str,
    /// Where the tagger found it: the probability that it is a person, an organization, a group, a place, something else.
    pub kinds: Option<[f32; 5]>,
}

impl Reading {
    /// A token's text as written.
    pub fn word(&self, token: u32) -> &str {
        self.tokens[token as usize].span.of(&self.text)
    }

    /// A token.
    pub fn token(&self, token: u32) -> &Token {
        &self.tokens[token as usize]
    }

    /// A token's lemma.
    pub fn lemma(&self, token: u32) -> &str {
        &self.tokens[token as usize].lemma
    }

    /// The head of a token, or `None` for the root.
    pub fn head(&self, token: u32) -> Option<u32> {
        let head = self.tokens[token as usize].head;
        (head != token).then_some(head)
    }

    /// The sentence that a token stands in. Every rule comes by here for every word that it looks at, so this is where
    /// work on an article ends that shall not go on.
    pub fn sentence_of(&self, token: u32) -> &Sentence {
        check();
        &self.sentences[self.tokens[token as usize].sentence as usize]
    }

    /// The trees by child.
    fn index(&self) -> &TreeIndex {
        self.index.get_or_init(|| TreeIndex::new(&self.tokens, &self.sentences))
    }

    /// Tokens of the sentence whose head is `token`, in order.
    pub fn children(&self, token: u32) -> impl Iterator<Item = u32> + '_ {
        self.index().children(token).iter().copied()
    }

    /// The children of `token` that stand in one of `relations`.
    pub fn children_by<'a>(&'a self, token: u32, relations: &'a [&str]) -> impl Iterator<Item = u32> + 'a {
        self.children(token).filter(move |&child| relations.contains(&self.tokens[child as usize].relation))
    }

    /// The first child of `token` that stands in one of `relations`.
    pub fn child_by(&self, token: u32, relations: &[&str]) -> Option<u32> {
        self.children(token).find(|&child| relations.contains(&self.tokens[child as usize].relation))
    }

    /// The heads of `token`, from the nearest up to the root.
    pub fn ancestors(&self, token: u32) -> impl Iterator<Item = u32> + '_ {
        std::iter::successors(self.head(token), |&at| self.head(at)).take(512)
    }

    /// Whether `ancestor` stands above `token` (or is it).
    pub fn is_below(&self, token: u32, ancestor: u32) -> bool {
        self.index().is_below(token, ancestor)
    }

    /// First and last-plus-one token of everything below `token`, itself included.
    pub fn subtree(&self, token: u32) -> Range<u32> {
        self.index().subtree(token)
    }

    /// `token` and everything joined to it by "and", "or", commas.
    pub fn conjuncts(&self, token: u32) -> Vec<u32> {
        check();
        let mut all = vec![token];
        let mut next = 0;
        while next < all.len() {
            all.extend(self.children_by(all[next], &["conj"]));
            next += 1;
        }
        all
    }

    /// The span from the first to the last of `tokens`; empty for an empty range.
    pub fn span(&self, tokens: Range<u32>) -> Span {
        if tokens.is_empty() {
            return Span::default();
        }
        let (first, last) = (self.token(tokens.start).span, self.token(tokens.end - 1).span);
        first.join(last)
    }

    /// The tokens that lie in (or overlap) a span.
    pub fn tokens_in(&self, span: Span) -> Range<u32> {
        let from = self.tokens.partition_point(|token| token.span.end <= span.start);
        let to = self.tokens.partition_point(|token| token.span.start < span.end);
        from as u32..to.max(from) as u32
    }

    /// The name that a token is part of.
    pub fn name_at(&self, token: u32) -> Option<&Name> {
        let idx = self.names.partition_point(|name| name.tokens.end <= token);
        self.names.get(idx).filter(|name| name.tokens.contains(&token))
    }
}

impl Reading {
    /// Hangs tokens whose head is not in their sentence (in order) on the sentence's root; where there is none, the first
    /// of them becomes it.
    pub(super) fn adopt(&mut self, orphans: &[usize]) {
        let mut known: Option<(u32, u32)> = None;
        for &orphan in orphans {
            let sentence = self.tokens[orphan].sentence;
            let root = known.filter(|&(of, _)| of == sentence).map(|(_, root)| root).or_else(|| {
                let mut tokens = self.sentences[sentence as usize].tokens.clone();
                tokens.find(|&token| token as usize != orphan && self.tokens[token as usize].relation == "ROOT")
            });
            if root.is_none() {
                self.tokens[orphan].relation = "ROOT";
            }
            let root = root.unwrap_or(orphan as u32);
            self.tokens[orphan].head = root;
            known = Some((sentence, root));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A reading of words with these heads, all in one sentence.
    fn reading(heads: &[u32]) -> Reading {
        let token = |head| Token {
            span: Span::default(),
            lemma: CompactString::default(),
            tag: "NN",
            pos: "NOUN",
            morph: "",
            head,
            relation: "dep",
            sentence: 0,
        };
        let sentence = Sentence { tokens: 0..heads.len() as u32, span: Span::default(), block: 0, tagged: false };
        Reading {
            tokens: heads.iter().map(|&head| token(head)).collect(),
            sentences: vec![sentence],
            ..Reading::default()
        }
    }

    #[test]
    fn subtrees_are_what_a_walk_up_the_heads_says() {
        for heads in [&[1, 1, 1, 2, 3, 2][..], &[0, 0, 1, 1, 0], &[3, 3, 3, 3], &[2, 0, 2, 1]] {
            let reading = reading(heads);
            for token in 0..heads.len() as u32 {
                let children: Vec<u32> = reading.children(token).collect();
                let expect: Vec<u32> =
                    (0..heads.len() as u32).filter(|&other| other != token && heads[other as usize] == token).collect();
                assert_eq!(children, expect, "children of {token} in {heads:?}");
                let below: Vec<u32> = (0..heads.len() as u32)
                    .filter(|&other| other == token || reading.ancestors(other).any(|above| above == token))
                    .collect();
                for other in 0..heads.len() as u32 {
                    assert_eq!(
                        reading.is_below(other, token),
                        below.contains(&other),
                        "{other} below {token} in {heads:?}"
                    );
                }
                assert_eq!(reading.subtree(token), below[0]..below[below.len() - 1] + 1, "{token} in {heads:?}");
            }
        }
    }

    #[test]
    fn a_circle_of_heads_ends() {
        let reading = reading(&[1, 0, 2]);
        assert_eq!(reading.subtree(2), 2..3);
        assert!(!reading.is_below(2, 0));
        assert_eq!(reading.conjuncts(0), [0]);
    }
}
