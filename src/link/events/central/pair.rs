//! What a pair of events looks like: whether both may tell one happening.

use super::scene::Scene;
use crate::extract::accounts::likeness::{Dates, dates, score};
use crate::extract::{EventKind, Part, Vector, nearness};
use crate::link::Event;
use crate::link::events::build::At;
use rustc_hash::FxHashSet;

/// The signs, in order.
pub const NAMES: [&str; 26] = [
    "cosine",
    "cosine mean",
    "cosine elsewhere",
    "same sentence",
    "score",
    "score mean",
    "same verb",
    "same act",
    "near verbs",
    "same kind",
    "one statement",
    "two statements",
    "shared actors",
    "share of actors",
    "who apart",
    "whom apart",
    "dates fit",
    "dates near",
    "nested",
    "same status",
    "fewer accounts",
    "more accounts",
    "words",
    "shared articles",
    "one noun",
    "sentences apart",
];

/// Accounts of an event that are held against those of another.
const MOST_ACCOUNTS: usize = 12;

/// What of an event is asked for each of its pairs.
pub struct Side<'a> {
    /// Its accounts, the first ones where it has many.
    pub accounts: Vec<At>,
    /// The direction between its sentences.
    pub mean: Vector,
    sentences: FxHashSet<(u32, u32)>,
    actors: FxHashSet<u32>,
    articles: FxHashSet<u32>,
    who: FxHashSet<u32>,
    whom: FxHashSet<u32>,
    event: &'a Event,
    n_accounts: usize,
}

impl<'a> Side<'a> {
    /// Looks an event up once.
    pub fn new(scene: &Scene, event: &'a Event) -> Self {
        let accounts: Vec<At> = event.accounts.iter().copied().take(MOST_ACCOUNTS).collect();
        let mean = Vector::mean(accounts.iter().filter_map(|&at| scene.vector(at)));
        let in_part = |part: Part| -> FxHashSet<u32> {
            event.participants.iter().filter(|one| one.part == part).filter_map(|one| one.actor).collect()
        };
        Self {
            mean,
            sentences: accounts.iter().map(|&at| (at.0.0, scene.account(at).sentence)).collect(),
            actors: event.participants.iter().filter_map(|one| one.actor).collect(),
            articles: accounts.iter().map(|at| at.0.0).collect(),
            who: in_part(Part::Who),
            whom: in_part(Part::Whom),
            n_accounts: event.accounts.len(),
            accounts,
            event,
        }
    }

    /// Whether a pair is looked at: the same act, one sentence, or sentences that lie near.
    pub fn may_be(&self, other: &Self, scene: &Scene) -> bool {
        const NEAR: f32 = 0.55;
        let acts = || {
            let one = scene.sketch(self.accounts[0]);
            one.same_act(scene.sketch(other.accounts[0]))
        };
        !self.sentences.is_disjoint(&other.sentences) || acts() || self.mean.cosine(&other.mean) > NEAR
    }

    /// Whether two accounts of the pair are of days far apart.
    pub fn far(&self, other: &Self, scene: &Scene) -> bool {
        self.accounts
            .iter()
            .any(|&one| other.accounts.iter().any(|&two| dates(scene.sketch(one), scene.sketch(two)) == Dates::Far))
    }

    /// The signs of the pair, in the order of [`NAMES`].
    pub fn signs(&self, other: &Self, scene: &Scene) -> Vec<f32> {
        let (mut cosine, mut elsewhere) = (0.0_f32, 0.0_f32);
        let (mut best, mut sum, mut n) = (-3.0_f32, 0.0_f32, 0.0_f32);
        let (mut verb, mut act, mut near, mut nested) = (false, false, 0.0_f32, false);
        let (mut fit, mut close, mut words, mut apart) = (false, false, 0.0_f32, f32::MAX);
        for &one in &self.accounts {
            for &two in &other.accounts {
                let (a, b) = (scene.account(one), scene.account(two));
                let (first, second) = (scene.sketch(one), scene.sketch(two));
                if let (Some(x), Some(y)) = (scene.vector(one), scene.vector(two)) {
                    let near = x.cosine(y);
                    cosine = cosine.max(near);
                    if one.0 != two.0 {
                        elsewhere = elsewhere.max(near);
                    }
                }
                if let Some(value) = score(first, second, &|_| 0.5, one.0 != two.0) {
                    best = best.max(value);
                    sum += value;
                } else {
                    sum -= 3.0;
                }
                n += 1.0;
                verb |= a.verb == b.verb;
                act |= first.same_act(second);
                near = near.max(if a.verb == b.verb { 1.0 } else { nearness(&a.verb, &b.verb) });
                if one.0 == two.0 {
                    nested |= a.span.contains(b.span) || b.span.contains(a.span);
                    apart = apart.min(a.sentence.abs_diff(b.sentence) as f32);
                }
                match dates(first, second) {
                    Dates::Fit => fit = true,
                    Dates::Near => close = true,
                    _ => {}
                }
                let common = a.words.iter().filter(|word| b.words.contains(word)).count();
                words = words.max(common as f32 / a.words.len().min(b.words.len()).max(2) as f32);
            }
        }
        let shared = self.sentences.intersection(&other.sentences).count() as f32;
        let fewer = self.sentences.len().min(other.sentences.len()).max(1) as f32;
        let actors = self.actors.intersection(&other.actors).count() as f32;
        let of_actors = self.actors.union(&other.actors).count().max(1) as f32;
        let articles = self.articles.intersection(&other.articles).count() as f32;
        let of_articles = self.articles.len().min(other.articles.len()).max(1) as f32;
        let others =
            |one: &FxHashSet<u32>, two: &FxHashSet<u32>| !one.is_empty() && !two.is_empty() && one.is_disjoint(two);
        let statements = [self, other].iter().filter(|side| side.event.kind == EventKind::Statement).count();
        let bare = |side: &Self| side.accounts.iter().all(|&at| scene.account(at).verb != scene.account(at).lemma);
        let flag = |is: bool| f32::from(u8::from(is));
        let count = |side: &Self| (side.n_accounts as f32).ln();
        vec![
            cosine,
            self.mean.cosine(&other.mean),
            elsewhere,
            shared / fewer,
            best,
            sum / n.max(1.0),
            flag(verb),
            flag(act),
            near,
            flag(self.event.kind == other.event.kind),
            flag(statements == 1),
            flag(statements == 2),
            actors,
            actors / of_actors,
            flag(others(&self.who, &other.who)),
            flag(others(&self.whom, &other.whom)),
            flag(fit),
            flag(close),
            flag(nested),
            flag(self.event.status == other.event.status),
            count(self).min(count(other)),
            count(self).max(count(other)),
            words,
            articles / of_articles,
            flag(bare(self) != bare(other)),
            apart.min(20.0),
        ]
    }
}
