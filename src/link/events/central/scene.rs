//! What is looked up again and again of one story: where its accounts stand and what its sentences are about.

use crate::extract::accounts::likeness::Sketch;
use crate::extract::{Account, Findings, Mention, Vector, Vectors};
use crate::link::Linked;
use crate::link::events::build::At;
use crate::text::{Article, ArticleIdx, Evidence, Span};
use rustc_hash::FxHashMap;

/// One story.
pub struct Scene<'a> {
    /// Its articles.
    pub articles: &'a [&'a Article],
    /// For each article.
    pub findings: &'a [&'a Findings],
    /// Actors and origins.
    pub linked: &'a Linked,
    /// For each article; empty where nothing was encoded.
    vectors: Vec<&'a Vectors>,
    /// What the whole story is about.
    centre: Vector,
    sketches: FxHashMap<At, Sketch>,
    /// For each article its mentions of actors, in order of place.
    mentions: Vec<Vec<(Span, u32)>>,
    /// For each actor the share of the most mentioned one's mentions that it has.
    pub share_of_actor: Vec<f32>,
}

impl<'a> Scene<'a> {
    /// `vectors` hold one for each article, or none at all.
    pub fn new(
        articles: &'a [&'a Article],
        findings: &'a [&'a Findings],
        vectors: &'a [impl AsRef<Vectors>],
        linked: &'a Linked,
    ) -> Self {
        static NOTHING: std::sync::LazyLock<Vectors> = std::sync::LazyLock::new(Vectors::default);
        let of = |article: usize| vectors.get(article).map_or(&*NOTHING, |vectors| vectors.as_ref());
        let vectors: Vec<&Vectors> = (0..articles.len()).map(of).collect();
        let centre = Vector::mean(vectors.iter().flat_map(|vectors| &vectors.sentences));
        let mut sketches = FxHashMap::default();
        for event in &linked.events {
            for &(article, number) in &event.accounts {
                let found = findings[article.idx()];
                let actor =
                    |referent: u32| linked.actor_of.get(article.idx())?.get(referent as usize).copied().flatten();
                sketches.insert((article, number), Sketch::new(&found.accounts[number as usize], found, &actor));
            }
        }
        let mentions_in = |(article, found): (usize, &&Findings)| {
            let actors = linked.actor_of.get(article).map_or(&[][..], Vec::as_slice);
            let actor = |one: &Mention| Some((one.span, actors.get(one.referent as usize).copied().flatten()?));
            let mut mentions: Vec<(Span, u32)> = found.mentions.iter().filter_map(actor).collect();
            mentions.sort_unstable();
            mentions
        };
        let mentions_of = findings.iter().enumerate().map(mentions_in).collect();
        let mentions: Vec<usize> = linked.actors.iter().map(|actor| actor.mentions.len()).collect();
        let most = mentions.iter().copied().max().unwrap_or(1).max(1) as f32;
        let share_of_actor = mentions.iter().map(|&mentions| mentions as f32 / most).collect();
        Self { articles, findings, linked, vectors, centre, sketches, mentions: mentions_of, share_of_actor }
    }

    /// An account.
    pub fn account(&self, at: At) -> &'a Account {
        &self.findings[at.0.idx()].accounts[at.1 as usize]
    }

    /// What identifies an account.
    pub fn sketch(&self, at: At) -> &Sketch {
        &self.sketches[&at]
    }

    /// The mentions of actors in an account's clause, but for those in its phrases of place.
    pub fn mentioned(&self, at: At) -> impl Iterator<Item = (Evidence, u32)> {
        let account = self.account(at);
        let mentions = &self.mentions[at.0.idx()];
        let from = mentions.partition_point(|(span, _)| span.start < account.span.start);
        let inside = mentions[from..].iter().take_while(|(span, _)| span.start < account.span.end);
        let named = inside.filter(|(span, _)| !account.places.iter().any(|place| place.span.contains(*span)));
        named.map(move |&(span, actor)| (Evidence { article: at.0, span }, actor))
    }

    /// The vector of an account's sentence; none where it was not encoded.
    pub fn vector(&self, at: At) -> Option<&'a Vector> {
        self.vectors[at.0.idx()].sentences.get(self.account(at).sentence as usize)
    }

    /// How near an account's sentence lies to what the story is about, -1 to 1; 0 where it was not encoded.
    pub fn salience(&self, at: At) -> f32 {
        self.vector(at).map_or(0.0, |vector| vector.cosine(&self.centre))
    }

    /// The share of its article's sentences that lie nearer to what the story is about than the account's; 1 where nothing
    /// was encoded.
    pub fn rank_by_salience(&self, at: At) -> f32 {
        let Some(vector) = self.vector(at) else { return 1.0 };
        let sentences = &self.vectors[at.0.idx()].sentences;
        let own = vector.cosine(&self.centre);
        let nearer = sentences.iter().filter(|other| other.cosine(&self.centre) > own).count();
        nearer as f32 / sentences.len().max(1) as f32
    }

    /// For each other article the cosine of its sentence that lies nearest to the account's.
    pub fn nearest_elsewhere(&self, at: At) -> Vec<f32> {
        let Some(vector) = self.vector(at) else { return Vec::new() };
        let others = (0..self.vectors.len()).filter(|&article| article != at.0.idx());
        others
            .map(|article| {
                let sentences = self.vectors[article].sentences.iter();
                sentences.map(|other| vector.cosine(other)).fold(0.0, f32::max)
            })
            .collect()
    }

    /// The origin of an article.
    pub fn origin(&self, article: ArticleIdx) -> u32 {
        self.linked.origin_of.get(article.idx()).copied().unwrap_or(article.0)
    }
}
