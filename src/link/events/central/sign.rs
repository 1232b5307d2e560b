//! What an event looks like: whether an editor would name it among those that the story is about.

use super::scene::Scene;
use crate::extract::{EventKind, Form, Part, Status, Tense};
use crate::link::Event;
use crate::link::events::build::{At, Sources};
use crate::text::{BlockKind, Day};
use rustc_hash::FxHashSet;

/// The signs, in order.
pub const NAMES: [&str; 42] = [
    "origins",
    "share of origins",
    "share of articles",
    "accounts",
    "in headlines",
    "in first sentences",
    "first place",
    "mean place",
    "central actor",
    "central actors",
    "actors",
    "who named",
    "whom named",
    "salience",
    "mean salience",
    "place by salience",
    "told elsewhere",
    "nearest elsewhere",
    "weight",
    "mean weight",
    "bare noun",
    "in statements",
    "background",
    "present",
    "timed",
    "days before",
    "quantities",
    "places",
    "words of line",
    "line opens low",
    "pronoun opens",
    "statement",
    "other",
    "grave",
    "demand",
    "movement",
    "planned",
    "alleged",
    "open",
    "ongoing",
    "articles of story",
    "negated",
];

/// Sentences of an article that tell its news.
const FIRST_SENTENCES: u32 = 3;

/// From this cosine on a sentence of another report tells the same.
const TOLD: f32 = 0.6;

/// The signs of an event, in the order of [`NAMES`].
pub fn signs(sources: &Sources, scene: &Scene, event: &Event) -> Vec<f32> {
    let flag = |is: bool| f32::from(u8::from(is));
    let accounts = &event.accounts;
    let n = accounts.len().max(1) as f32;
    let mean = |of: &dyn Fn(At) -> f32| accounts.iter().map(|&at| of(at)).sum::<f32>() / n;
    let most = |of: &dyn Fn(At) -> f32| accounts.iter().map(|&at| of(at)).fold(f32::MIN, f32::max);
    let articles: FxHashSet<u32> = accounts.iter().map(|at| at.0.0).collect();
    let origins: FxHashSet<u32> = accounts.iter().map(|at| scene.origin(at.0)).collect();
    let all_origins: FxHashSet<u32> =
        (0..scene.articles.len() as u32).map(|idx| scene.origin(crate::text::ArticleIdx(idx))).collect();
    let n_articles = scene.articles.len().max(1) as f32;
    let is_title = |at: At| {
        let title = scene.articles[at.0.idx()].blocks.first().filter(|block| block.kind == BlockKind::Title);
        title.is_some_and(|title| title.span.contains(scene.account(at).span))
    };
    let in_body = |at: At| {
        let found = scene.findings[at.0.idx()];
        let titles = found.sentences.iter().take_while(|sentence| sentence.block == 0).count() as u32;
        scene.account(at).sentence.saturating_sub(titles)
    };
    let articles_where = |holds: &dyn Fn(At) -> bool| {
        let those: FxHashSet<u32> = accounts.iter().filter(|&&at| holds(at)).map(|at| at.0.0).collect();
        those.len() as f32
    };
    let place = |at: At| {
        let length = scene.articles[at.0.idx()].text.len().max(1) as f32;
        scene.account(at).span.start as f32 / length
    };
    let mut shares: Vec<f32> = event
        .participants
        .iter()
        .filter_map(|part| part.actor)
        .map(|actor| scene.share_of_actor[actor as usize])
        .collect();
    shares.sort_by(|a, b| b.total_cmp(a));
    let named = |part: Part| event.participants.iter().any(|one| one.part == part && one.actor.is_some());
    let best_salience = most(&|at| scene.salience(at));
    let by_salience = {
        let at = accounts.iter().copied().max_by(|&a, &b| scene.salience(a).total_cmp(&scene.salience(b)));
        at.map_or(1.0, |at| scene.rank_by_salience(at))
    };
    let elsewhere: Vec<f32> = accounts
        .iter()
        .max_by(|a, b| scene.salience(**a).total_cmp(&scene.salience(**b)))
        .map_or_else(Vec::new, |&at| scene.nearest_elsewhere(at));
    let told_elsewhere = elsewhere.iter().filter(|cosine| **cosine >= TOLD).count() as f32;
    let frame = |at: At| {
        let frames = &scene.findings[at.0.idx()].frames;
        let from = frames.partition_point(|frame| frame.head < scene.account(at).predicate);
        frames.get(from).filter(|frame| frame.head == scene.account(at).predicate)
    };
    let background = |at: At| {
        let text = &scene.articles[at.0.idx()].text;
        scene
            .account(at)
            .span
            .of(text)
            .split_whitespace()
            .any(|word| matches!(word, "had" | "hadn't" | "previously" | "earlier"))
    };
    let best = sources.best(accounts);
    let line = event.line.map_or("", |line| line.span.of(&scene.articles[line.article.idx()].text));
    let grave = matches!(
        event.kind,
        EventKind::Attack
            | EventKind::Accident
            | EventKind::Death
            | EventKind::Injury
            | EventKind::Arrest
            | EventKind::Release
            | EventKind::Trial
            | EventKind::Rescue
            | EventKind::Disaster
            | EventKind::Closure
    );
    let pronoun = {
        let found = scene.findings[best.0.idx()];
        event.line.is_some_and(|line| {
            found.mentions.iter().any(|one| one.form == Form::Pronoun && one.span.start == line.span.start)
        })
    };
    vec![
        (origins.len() as f32).ln(),
        origins.len() as f32 / all_origins.len().max(1) as f32,
        articles.len() as f32 / n_articles,
        n.ln(),
        articles_where(&is_title) / n_articles,
        articles_where(&|at| in_body(at) < FIRST_SENTENCES) / n_articles,
        -most(&|at| -place(at)),
        mean(&place),
        shares.first().copied().unwrap_or(0.0),
        shares.iter().take(4).sum(),
        (shares.len() as f32).min(6.0),
        flag(named(Part::Who)),
        flag(named(Part::Whom)),
        best_salience,
        mean(&|at| scene.salience(at)),
        by_salience,
        told_elsewhere / n_articles,
        elsewhere.iter().copied().fold(0.0, f32::max),
        most(&|at| scene.account(at).weight),
        mean(&|at| scene.account(at).weight),
        mean(&|at| flag(scene.account(at).verb != scene.account(at).lemma)),
        mean(&|at| flag(scene.account(at).statement.is_some())),
        mean(&|at| flag(background(at))),
        mean(&|at| flag(frame(at).is_some_and(|frame| frame.tense == Tense::Present))),
        flag(event.when.is_some()),
        days_before(scene, event),
        mean(&|at| flag(!scene.account(at).quantities.is_empty())),
        flag(!event.places.is_empty()),
        (line.split_whitespace().count() as f32).min(30.0),
        flag(line.starts_with(char::is_lowercase)),
        flag(pronoun),
        flag(event.kind == EventKind::Statement),
        flag(event.kind == EventKind::Other),
        flag(grave),
        flag(event.kind == EventKind::Demand),
        flag(event.kind == EventKind::Movement),
        flag(event.status == Status::Planned),
        flag(event.status == Status::Alleged),
        flag(event.status == Status::Hypothetical),
        flag(event.status == Status::Ongoing),
        n_articles.ln(),
        mean(&|at| flag(scene.account(at).negated)),
    ]
}

/// How long before the story's first report it was, in logarithms of days; -1 where no day is known.
fn days_before(scene: &Scene, event: &Event) -> f32 {
    let first = scene.articles.iter().filter_map(|article| article.published).min();
    let day: Option<Day> = event.when.as_ref().and_then(|when| when.from.as_deref()?.get(..10)?.parse().ok());
    match (first, day) {
        (Some(first), Some(day)) => {
            let days = day.until(first).map_or(0, |span| span.get_days()).max(0);
            (days as f32 + 1.0).ln()
        }
        _ => -1.0,
    }
}
