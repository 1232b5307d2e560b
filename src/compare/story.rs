//! One story as comparison sees it: its articles, who the referents are, how telling each word is.

use crate::extract::{Account, Findings, Frame, Slot, Vectors, country_of_town, nearness};
use crate::link::Linked;
use crate::text::fence::check;
use crate::text::{Article, ArticleIdx, BlockKind, Span};
use rustc_hash::{FxHashMap, FxHashSet};

/// A clause lighter than this (in summed rarity) is weighed as if it were this heavy.
const LEAST_WEIGHT: f32 = 8.0;

/// One story with everything that its articles say.
pub(super) struct StoryView<'a> {
    pub(super) articles: &'a [&'a Article],
    pub(super) findings: &'a [&'a Findings],
    /// For each article; empty where nothing was encoded.
    vectors: &'a [std::sync::Arc<Vectors>],
    pub(super) linked: &'a Linked,
    /// Index into the linked stories.
    pub(super) story: u32,
    /// Those that are compared.
    pub(super) members: &'a [ArticleIdx],
    /// For a lemma: log of sentences in the story by sentences with it.
    rarity: FxHashMap<&'a str, f32>,
    n_sentences: f32,
    /// For an actor: in how many sentences of the story it is named or meant.
    named_in: FxHashMap<u32, f32>,
    /// For each member: for each account, the linked event that it belongs to.
    events: FxHashMap<(ArticleIdx, u32), u32>,
}

impl<'a> StoryView<'a> {
    pub(super) fn new(
        articles: &'a [&'a Article],
        findings: &'a [&'a Findings],
        vectors: &'a [std::sync::Arc<Vectors>],
        linked: &'a Linked,
        story: u32,
        members: &'a [ArticleIdx],
    ) -> Self {
        let mut counts: FxHashMap<&str, f32> = FxHashMap::default();
        let mut seen = FxHashSet::default();
        let mut n_sentences = 0.0;
        for member in members {
            for sentence in &findings[member.idx()].sentences {
                // Wire copy must not make its own words common.
                if !seen.insert(sentence.words.as_slice()) {
                    continue;
                }
                n_sentences += 1.0;
                let words: FxHashSet<&str> = sentence.words.iter().map(String::as_str).collect();
                for word in words {
                    *counts.entry(word).or_default() += 1.0;
                }
            }
        }
        let mut named_in: FxHashMap<u32, f32> = FxHashMap::default();
        for member in members {
            let mut last = None;
            for mention in &findings[member.idx()].mentions {
                let actor = linked
                    .actor_of
                    .get(member.idx())
                    .and_then(|of| of.get(mention.referent as usize).copied().flatten());
                let sentences = &findings[member.idx()].sentences;
                let at = sentences.partition_point(|sentence| sentence.span.end <= mention.span.start);
                if let Some(actor) = actor
                    && last != Some((actor, at))
                {
                    *named_in.entry(actor).or_default() += 1.0;
                    last = Some((actor, at));
                }
            }
        }
        let rarity = counts.into_iter().map(|(word, count)| (word, ((n_sentences + 1.0) / count).ln())).collect();
        let mut events = FxHashMap::default();
        for (event_idx, event) in linked.events.iter().enumerate().filter(|(_, event)| event.story == story) {
            for account in &event.accounts {
                events.insert(*account, event_idx as u32);
            }
        }
        Self { articles, findings, vectors, linked, story, members, rarity, n_sentences, named_in, events }
    }

    /// Every kind of comparison comes by here for every article or pair, so this is where a cancelled one ends.
    pub(super) fn found(&self, article: ArticleIdx) -> &'a Findings {
        check();
        self.findings[article.idx()]
    }

    /// The vectors of an article's sentences and values.
    pub(super) fn vectors(&self, article: ArticleIdx) -> &'a Vectors {
        &self.vectors[article.idx()]
    }

    pub(super) fn article(&self, article: ArticleIdx) -> &'a Article {
        self.articles[article.idx()]
    }

    /// The words that tell an account, on one line; empty where it has none.
    pub(super) fn line(&self, article: ArticleIdx, account: &Account) -> String {
        let words = account.line.map_or("", |line| self.text(article, line));
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The text of a place.
    pub(super) fn text(&self, article: ArticleIdx, span: Span) -> &'a str {
        check();
        span.of(&self.articles[article.idx()].text)
    }

    /// How telling a lemma is in this story: 0 for one that stands in every sentence.
    pub(super) fn rarity(&self, lemma: &str) -> f32 {
        self.rarity.get(lemma).copied().unwrap_or_else(|| (self.n_sentences + 1.0).ln())
    }

    /// How telling it is that a sentence names an actor: 0 for one that stands in every sentence.
    pub(super) fn actor_rarity(&self, actor: u32) -> f32 {
        let count = self.named_in.get(&actor).copied().unwrap_or(1.0);
        ((self.n_sentences + 1.0) / count.max(1.0)).ln().max(0.0)
    }

    /// Actors with names of their own in the sentence of a place, each once.
    pub(super) fn actors_at(&self, article: ArticleIdx, span: Span) -> Vec<u32> {
        let at = self.sentence_at(article, span);
        at.map_or(Vec::new(), |at| self.actors_in(article, self.found(article).sentences[at].span))
    }

    /// Actors with names of their own in a place, each once.
    pub(super) fn actors_in(&self, article: ArticleIdx, span: Span) -> Vec<u32> {
        let mentions = &self.found(article).mentions;
        let from = mentions.partition_point(|mention| mention.span.start < span.start);
        let here = mentions[from..].iter().take_while(|mention| mention.span.start < span.end);
        let mut actors: Vec<u32> = here
            .filter_map(|mention| self.actor(article, Some(mention.referent)))
            .filter(|actor| self.is_named(*actor))
            .collect();
        actors.sort_unstable();
        actors.dedup();
        actors
    }

    /// The actor behind a referent of an article.
    pub(super) fn actor(&self, article: ArticleIdx, referent: Option<u32>) -> Option<u32> {
        let referent = referent? as usize;
        self.linked.actor_of.get(article.idx())?.get(referent).copied().flatten()
    }

    /// Whether an actor has a name of its own, not merely a description.
    pub(super) fn is_named(&self, actor: u32) -> bool {
        let name = &self.linked.actors[actor as usize].name;
        let first = name.split(' ').next().unwrap_or("");
        !matches!(first, "a" | "an" | "A" | "An" | "the" | "The" | "his" | "her" | "their" | "its")
            && first.chars().next().is_some_and(|c| c.is_uppercase() || c == '#')
    }

    /// Whether two actors may be one whom the linking holds for two: their names end alike ("Wout Daelmans", "Daelmans").
    pub(super) fn may_be_one(&self, one: u32, other: u32) -> bool {
        let last = |actor: u32| self.linked.actors[actor as usize].name.rsplit(' ').next();
        one == other || last(one) == last(other)
    }

    /// Whether the library knows that one place lies in the other.
    pub(super) fn lies_in(&self, inner: u32, outer: u32) -> bool {
        let (actor, place) = (&self.linked.actors[inner as usize], &self.linked.actors[outer as usize].name);
        actor.relations.iter().any(|(to, how, _)| *to == outer && how == "in")
            || country_of_town(&actor.name).is_some_and(|country| country == place.as_str())
    }

    /// The actor in a slot.
    pub(super) fn slot_actor(&self, article: ArticleIdx, slot: &Slot) -> Option<u32> {
        self.actor(article, slot.referent)
    }

    /// The event that an account belongs to.
    pub(super) fn event_of(&self, article: ArticleIdx, account: u32) -> Option<u32> {
        self.events.get(&(article, account)).copied()
    }

    /// The event of the account whose predicate is (or stands nearest in the sentence of) a frame's.
    pub(super) fn event_of_frame(&self, article: ArticleIdx, frame: &Frame) -> Option<u32> {
        let accounts = &self.found(article).accounts;
        let idx = accounts.iter().position(|account| account.predicate == frame.head)?;
        let first = accounts[idx].retells.unwrap_or(idx as u32);
        self.event_of(article, idx as u32).or_else(|| self.event_of(article, first))
    }

    /// Whether a place lies in the title or a heading, where words are short and loose.
    pub(super) fn in_title(&self, article: ArticleIdx, span: Span) -> bool {
        self.article(article)
            .blocks
            .iter()
            .any(|block| matches!(block.kind, BlockKind::Title | BlockKind::Heading) && block.span.contains(span))
    }

    /// The sentence that a place stands in.
    pub(super) fn sentence_at(&self, article: ArticleIdx, span: Span) -> Option<usize> {
        let sentences = &self.found(article).sentences;
        let at = sentences.partition_point(|sentence| sentence.span.end <= span.start);
        (at < sentences.len()).then_some(at)
    }

    /// Content lemmas of the sentence that a place stands in.
    pub(super) fn words_at(&self, article: ArticleIdx, span: Span) -> &'a [String] {
        self.sentence_at(article, span).map_or(&[], |at| self.found(article).sentences[at].words.as_slice())
    }

    /// How alike two bags of lemmas are, by rarity: 0 to 1 (cosine of the shared telling words).
    pub(super) fn likeness(&self, ones: &[String], others: &[String]) -> f32 {
        let weigh = |words: &[String]| -> FxHashMap<String, f32> {
            words.iter().map(|word| (word.clone(), self.rarity(word))).collect()
        };
        let (ones, others) = (weigh(ones), weigh(others));
        let dot: f32 = ones.iter().filter_map(|(word, weight)| others.get(word).map(|other| weight * other)).sum();
        let norm = |bag: &FxHashMap<String, f32>| bag.values().map(|weight| weight * weight).sum::<f32>().sqrt();
        let (one, other) = (norm(&ones), norm(&others));
        if one * other > 0.0 { dot / (one * other) } else { 0.0 }
    }

    /// How much of the smaller bag of lemmas stands in the other too, words near in meaning included, by rarity: 0 to 1.
    /// `but` is left out: it is shared by all that is compared.
    pub(super) fn overlap(&self, ones: &[String], others: &[String], but: &str) -> f32 {
        let weigh =
            |words: &[String]| -> f32 { words.iter().filter(|word| *word != but).map(|word| self.rarity(word)).sum() };
        let (small, large) = if weigh(ones) <= weigh(others) { (ones, others) } else { (others, ones) };
        // A very short clause is contained in anything.
        let total = weigh(small).max(LEAST_WEIGHT);
        let shared: f32 = small
            .iter()
            .filter(|word| *word != but)
            .map(|word| {
                let best = large.iter().map(|other| nearness(word, other)).fold(0.0, f32::max);
                if best > 0.8 { best * self.rarity(word) } else { 0.0 }
            })
            .sum();
        (shared / total).min(1.0)
    }

    /// Lemmas of the predicates and slots that stand in a span.
    pub(super) fn words_in(&self, article: ArticleIdx, span: Span) -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        for frame in self.found(article).frames.iter().filter(|frame| span.contains(frame.head_span)) {
            words.push(frame.lemma.clone());
            for slot in frame.slots.iter().filter(|slot| span.contains(slot.span)) {
                words.push(slot.lemma.clone());
                words.extend(slot.words.iter().cloned());
            }
        }
        words.sort_unstable();
        words.dedup();
        words
    }
}
