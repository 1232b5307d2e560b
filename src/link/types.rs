//! What linking gives.

use super::actors::Why;
use crate::extract::{ActorKind, EventKind, Form, Granularity, Part, Status};
use crate::text::{ArticleIdx, Evidence, Shared, Span};
use std::sync::Arc;

/// Everything that holds across the articles of one story.
#[derive(Clone, Debug, Default)]
pub struct Linked {
    /// By weight, the heaviest first.
    pub actors: Vec<Actor>,
    /// For each article, for each of its referents: index into `actors`.
    pub actor_of: Vec<Vec<Option<u32>>>,
    /// By weight, the heaviest first.
    pub stories: Vec<Story>,
    /// For each article: index into `stories`.
    pub story_of: Vec<u32>,
    /// By story, then by weight.
    pub events: Vec<Event>,
    /// For each article: index into `origins`.
    pub origin_of: Vec<u32>,
    /// Who wrote first what several articles print.
    pub origins: Vec<Origin>,
}

/// A person, organization, group or place, under all its names, in all articles.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Actor {
    /// Stable for the same input: made from its kind and name ("person:benny-gantz").
    pub id: Shared,
    /// Its fullest usual name.
    pub name: Shared,
    /// What it is, decided once.
    pub kind: ActorKind,
    /// Every form of its name, with how often; the commonest first.
    pub aliases: Arc<[(String, u32)]>,
    /// What sources call it, the commonest first.
    pub roles: Vec<RoleSeen>,
    /// All mentions in order of article and place.
    pub mentions: Vec<Place>,
    /// What it belongs to or stands for: index of another actor, and how ("in", "stands for", "people of", "brother").
    pub relations: Vec<(u32, Shared, Evidence)>,
    /// Why what several reports call it is one: see [`Joined`].
    pub joined: Vec<Joined>,
    /// How much it matters in the articles at hand.
    pub weight: f32,
    /// Whether it is among those that a reader is shown at once; the others are shown to those who ask.
    pub listed: bool,
}

/// Two mentions of different reports that were found to be of one actor, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Joined {
    /// Where one report first tells of it.
    pub one: Evidence,
    /// Where the other does.
    pub other: Evidence,
    /// Why they are one.
    pub why: Why,
}

/// A role as sources give it.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleSeen {
    /// As written.
    pub text: Shared,
    /// Where.
    pub evidence: Vec<Evidence>,
}

/// One mention of an actor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// The article.
    pub article: ArticleIdx,
    /// Where in its text.
    pub span: Span,
    /// Name, description or pronoun.
    pub form: Form,
}

/// The articles that report one happening.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Story {
    /// Stable for the same input.
    pub id: String,
    /// A short headline.
    pub title: String,
    /// Its articles, in order.
    pub articles: Vec<ArticleIdx>,
}

/// One event, from all accounts of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Stable for the same input.
    pub id: Shared,
    /// Index into [`Linked::stories`].
    pub story: u32,
    /// The words of a report that tell it, on one line.
    pub summary: Shared,
    /// Where these words stand; nothing where no report tells it in a clause of its own.
    pub line: Option<Evidence>,
    /// Whom the pronoun stands for that the words open with, if they do and it is known.
    pub stands_for: Option<u32>,
    /// What kind.
    pub kind: EventKind,
    /// Whether it happened, all accounts considered.
    pub status: Status,
    /// Whether the words say that it did not happen: "has not resigned".
    pub negated: bool,
    /// Who took part.
    pub participants: Vec<EventPart>,
    /// When, if told.
    pub when: Option<Arc<When>>,
    /// Where, if told: actor and words.
    pub places: Vec<(Option<u32>, Shared)>,
    /// The accounts: article, and index into its findings' accounts.
    pub accounts: Vec<(ArticleIdx, u32)>,
    /// The accounts' phrases.
    pub reports: Vec<Evidence>,
    /// The articles of which one may say that they tell what the line tells, in order; the other reports tell of the same
    /// happening.
    pub tellers: Vec<ArticleIdx>,
    /// Why these accounts were taken for one event, in words.
    pub reasons: Arc<[String]>,
    /// How much it matters.
    pub weight: f32,
    /// Whether it is among those that the story is about; the others are shown to those who ask.
    pub listed: bool,
}

/// Somebody's part in an event.
#[derive(Clone, Debug, PartialEq)]
pub struct EventPart {
    /// Which part.
    pub part: Part,
    /// Index into [`Linked::actors`].
    pub actor: Option<u32>,
    /// The name, or the words of the best report.
    pub text: Shared,
    /// The phrases that name them, of each report that does; the best report's first.
    pub phrases: Vec<Evidence>,
}

/// When an event took place.
#[derive(Clone, Debug, PartialEq)]
pub struct When {
    /// As written.
    pub text: String,
    /// First moment, ISO 8601.
    pub from: Option<String>,
    /// First moment after it.
    pub to: Option<String>,
    /// How fine.
    pub granularity: Granularity,
}

/// Who wrote a text first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Origin {
    /// Its name: agency, site, or the source itself.
    pub name: String,
    /// The articles that print it.
    pub articles: Vec<ArticleIdx>,
}
