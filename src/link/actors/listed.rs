//! Which of a story's actors a reader is shown at once. Everything that acts or is told of twice is an actor: a story has a
//! hundred, of which an editor names a dozen. Whether an actor is of the sort that editors name is learnt from labelled stories
//! (`tools/learn/actors.py` makes `assets/actors/listed.tsv`); the others are one key away.

use crate::extract::{ActorKind, Findings, Form, Part};
use crate::link::{Actor, Linked};
use crate::text::{Article, BlockKind, Forest};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// The signs, in order.
const NAMES: [&str; 32] = [
    "named",
    "mentions",
    "share of articles",
    "origins",
    "articles",
    "in headlines",
    "early",
    "first place",
    "weight",
    "place by weight",
    "names",
    "descriptions",
    "pronouns",
    "forms",
    "roles",
    "relations",
    "in listed events",
    "acts in listed events",
    "named in listed events",
    "in other events",
    "speaks",
    "aside",
    "person",
    "organization",
    "group",
    "place",
    "other",
    "words of name",
    "capitals",
    "opens low",
    "figures in name",
    "joined",
];

/// From this probability on an actor is listed: of the labelled actors of stories that the weights were not learnt from .95 lie
/// above it, and of all actors half.
const LISTED: f32 = 0.05;
/// So many of a story are listed, however unlikely they are.
const FIRST: usize = 8;
/// Bytes at the beginning of an article that tell its news.
const EARLY: u32 = 600;

static FOREST: LazyLock<Forest> =
    LazyLock::new(|| Forest::named("listed", include_str!("../../../assets/actors/listed.tsv"), &NAMES));

/// An actor with all its names, for who learns the weights.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ActorSeen {
    /// Every form of its name, and its name.
    pub names: Vec<String>,
    /// Its kind.
    pub kind: ActorKind,
    /// How likely an editor names it.
    pub probability: f32,
    /// In the order of [`ActorSeen::SIGNS`].
    pub signs: Vec<f32>,
}

impl ActorSeen {
    /// The names of the signs, in order.
    pub const SIGNS: &'static [&'static str] = &NAMES;
}

/// Marks the actors of a story that are listed; gives what was seen of each.
pub fn mark_listed(articles: &[&Article], findings: &[&Findings], linked: &mut Linked) -> Vec<ActorSeen> {
    let told = Told::of(findings, linked);
    let signs: Vec<Vec<f32>> = (0..linked.actors.len()).map(|number| told.signs(articles, linked, number)).collect();
    let likely: Vec<f32> = signs.iter().map(|signs| FOREST.probability(signs)).collect();
    let mut order: Vec<usize> = (0..likely.len()).collect();
    order.sort_by(|&a, &b| likely[b].total_cmp(&likely[a]).then(a.cmp(&b)));
    for (place, &number) in order.iter().enumerate() {
        linked.actors[number].listed = place < FIRST || likely[number] >= LISTED;
    }
    let seen = linked.actors.iter().zip(signs).zip(likely);
    seen.map(|((actor, signs), probability)| ActorSeen {
        names: actor.aliases.iter().map(|(name, _)| name.clone()).chain([actor.name.to_string()]).collect(),
        kind: actor.kind,
        probability,
        signs,
    })
    .collect()
}

/// What is counted once for all actors of a story.
struct Told {
    /// For each actor: the listed events that tell it in some part, those in which it acts, those that only name it, and the
    /// other events.
    events: Vec<[f32; 4]>,
    /// For each actor: its statements.
    speaks: Vec<f32>,
}

impl Told {
    fn of(findings: &[&Findings], linked: &Linked) -> Self {
        let mut events = vec![[0.0; 4]; linked.actors.len()];
        for event in &linked.events {
            let mut parts: FxHashMap<u32, Part> = FxHashMap::default();
            for part in &event.participants {
                if let Some(actor) = part.actor {
                    let known = parts.entry(actor).or_insert(part.part);
                    *known = (*known).min(part.part);
                }
            }
            for (actor, part) in parts {
                let of = &mut events[actor as usize];
                match (event.listed, part) {
                    (false, _) => of[3] += 1.0,
                    (true, Part::Named) => of[2] += 1.0,
                    (true, Part::Who) => {
                        of[0] += 1.0;
                        of[1] += 1.0;
                    }
                    (true, _) => of[0] += 1.0,
                }
            }
        }
        let mut speaks = vec![0.0; linked.actors.len()];
        for (article, found) in findings.iter().enumerate() {
            let actor = |referent: u32| linked.actor_of.get(article)?.get(referent as usize).copied().flatten();
            for speaker in found.statements.iter().filter_map(|statement| statement.speaker).filter_map(actor) {
                speaks[speaker as usize] += 1.0;
            }
        }
        Self { events, speaks }
    }

    fn signs(&self, articles: &[&Article], linked: &Linked, number: usize) -> Vec<f32> {
        let actor: &Actor = &linked.actors[number];
        let flag = |is: bool| f32::from(u8::from(is));
        let n_articles = articles.len().max(1) as f32;
        let block = |place: &crate::link::Place| {
            let blocks = &articles[place.article.idx()].blocks;
            let idx = blocks.partition_point(|block| block.span.end <= place.span.start);
            blocks.get(idx).map_or(BlockKind::Paragraph, |block| block.kind)
        };
        let articles_where = |holds: &dyn Fn(&crate::link::Place) -> bool| {
            let those: FxHashSet<u32> =
                actor.mentions.iter().filter(|place| holds(place)).map(|place| place.article.0).collect();
            those.len() as f32
        };
        let in_articles = articles_where(&|_| true);
        let origins: FxHashSet<u32> =
            actor.mentions.iter().map(|place| linked.origin_of[place.article.idx()]).collect();
        let forms = |form: Form| actor.mentions.iter().filter(|place| place.form == form).count() as f32;
        let first = actor
            .mentions
            .iter()
            .map(|place| place.span.start as f32 / articles[place.article.idx()].text.len().max(1) as f32);
        let aside =
            actor.mentions.iter().filter(|place| matches!(block(place), BlockKind::Caption | BlockKind::Byline));
        let [in_listed, acts, named, others] = self.events[number];
        let words: Vec<&str> = actor.name.split(' ').collect();
        let kind = |kind: ActorKind| flag(actor.kind == kind);
        vec![
            flag(forms(Form::Name) > 0.0),
            (actor.mentions.len() as f32).ln_1p(),
            in_articles / n_articles,
            (origins.len() as f32).ln_1p(),
            n_articles.ln(),
            articles_where(&|place| block(place) == BlockKind::Title) / n_articles,
            articles_where(&|place| place.span.start < EARLY) / n_articles,
            first.fold(1.0, f32::min),
            actor.weight.max(0.0).ln_1p(),
            (number as f32).ln_1p(),
            forms(Form::Name).ln_1p(),
            forms(Form::Description).ln_1p(),
            forms(Form::Pronoun).ln_1p(),
            (actor.aliases.len() as f32).ln_1p(),
            (actor.roles.len() as f32).min(5.0),
            (actor.relations.len() as f32).min(5.0),
            in_listed.ln_1p(),
            acts.ln_1p(),
            named.ln_1p(),
            others.ln_1p(),
            self.speaks[number].ln_1p(),
            aside.count() as f32 / actor.mentions.len().max(1) as f32,
            kind(ActorKind::Person),
            kind(ActorKind::Organization),
            kind(ActorKind::Group),
            kind(ActorKind::Place),
            kind(ActorKind::Other),
            (words.len() as f32).min(6.0),
            words.iter().filter(|word| word.starts_with(char::is_uppercase)).count() as f32 / words.len().max(1) as f32,
            flag(actor.name.starts_with(char::is_lowercase)),
            flag(actor.name.contains(|c: char| c.is_ascii_digit())),
            (actor.joined.len() as f32).ln_1p(),
        ]
    }
}
