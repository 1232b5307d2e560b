//! The contract `rashomon.analysis/1`: the shapes that `analyze` prints. Offsets count Unicode scalar values of the
//! article's `text`. Fields may be added under the same number; a changed or missing one needs a new number.

use crate::compare::{DiscrepancyKind, Severity};
use crate::extract::{ActorKind, Bound, EventKind, Form, Granularity, Part, Stance, Status};
use serde::Serialize;

/// The contract's name and number.
pub const SCHEMA: &str = "rashomon.analysis/1";

/// Everything known about a set of articles.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AnalysisJson {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// In order of path.
    pub articles: Vec<ArticleJson>,
    /// By weight.
    pub stories: Vec<StoryJson>,
    /// By weight.
    pub actors: Vec<ActorJson>,
    /// The events that each story is about, by story, the most central first.
    pub events: Vec<EventJson>,
    /// All others: background, statements, details, in the same order.
    pub further_events: Vec<EventJson>,
    /// In order of article and place.
    pub quantities: Vec<QuantityJson>,
    /// In order of article and place.
    pub times: Vec<TimeJson>,
    /// In order of article and place.
    pub statements: Vec<StatementJson>,
    /// By rank.
    pub discrepancies: Vec<DiscrepancyJson>,
}

/// One article.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ArticleJson {
    /// From its content: the same wherever it lies.
    pub id: String,
    /// Where it was read from.
    pub path: String,
    /// Headline, or the first sentence, shortened.
    pub title: String,
    /// Site or outlet, or `unknown`.
    pub source: String,
    /// Its address.
    pub url: Option<String>,
    /// Its writers.
    pub byline: Vec<String>,
    /// Day of publication, ISO 8601, with the time of day where it was given.
    pub published: Option<String>,
    /// ISO 639-1, or `und`.
    pub language: String,
    /// Id of its story.
    pub story: Option<String>,
    /// Who wrote it first.
    pub origin: String,
    /// Title, an empty line, body.
    pub text: String,
    /// What was odd.
    pub notes: Vec<NoteJson>,
}

/// Something odd, with what to do.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NoteJson {
    /// What is odd.
    pub message: String,
    /// What the person can do.
    pub hint: String,
}

/// The articles of one happening.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StoryJson {
    /// Stable for the same input.
    pub id: String,
    /// A short headline.
    pub title: String,
    /// Ids of its articles.
    pub articles: Vec<String>,
}

/// A place in an article, in characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlaceJson {
    /// Id of the article.
    pub article: String,
    /// First character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// A person, organization, group or place under all its names.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ActorJson {
    /// Stable for the same input.
    pub id: String,
    /// Its fullest usual name.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// Every form of its name.
    pub aliases: Vec<AliasJson>,
    /// What sources call it.
    pub roles: Vec<RoleJson>,
    /// Where it is named.
    pub mentions: Vec<MentionJson>,
    /// Why what several reports call it is one.
    pub joined: Vec<JoinedJson>,
    /// Whether it is of the sort that editors name; the reader shows the others to those who ask.
    pub listed: bool,
}

/// Two mentions of different reports that were found to be of one actor.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct JoinedJson {
    /// Where one report first tells of it.
    pub one: PlaceJson,
    /// Where the other does.
    pub other: PlaceJson,
    /// Why they are one, in words.
    pub why: &'static str,
}

/// One form of a name.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AliasJson {
    /// As written.
    pub text: String,
    /// How often.
    pub count: u32,
}

/// What sources call an actor.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RoleJson {
    /// As written.
    pub text: String,
    /// Where.
    pub evidence: Vec<PlaceJson>,
}

/// One mention.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MentionJson {
    /// Where.
    #[serde(flatten)]
    pub place: PlaceJson,
    /// How it names.
    pub form: Form,
}

/// One event, from all accounts of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EventJson {
    /// Stable for the same input.
    pub id: String,
    /// Id of its story.
    pub story: Option<String>,
    /// A clause of a report, in its own words; empty where none tells it by itself.
    pub summary: String,
    /// Where these words stand.
    pub line: Option<PlaceJson>,
    /// What kind.
    pub kind: EventKind,
    /// Whether it happened.
    pub status: Status,
    /// Who took part.
    pub participants: Vec<ParticipantJson>,
    /// When.
    pub when: Option<WhenJson>,
    /// Where.
    #[serde(rename = "where")]
    pub places: Vec<WhereJson>,
    /// The accounts' phrases.
    pub reports: Vec<PlaceJson>,
    /// The articles that tell what the line tells; other reports tell of the same happening.
    pub told_by: Vec<String>,
    /// Whether the line says that it did not happen.
    pub negated: bool,
}

/// Somebody's part in an event.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ParticipantJson {
    /// Which part.
    pub part: Part,
    /// Id of the actor.
    pub actor: Option<String>,
    /// The actor's name, or the words of a report.
    pub text: String,
    /// The phrases of the reports that name them.
    pub evidence: Vec<PlaceJson>,
}

/// When an event took place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WhenJson {
    /// As written.
    pub text: String,
    /// First moment, ISO 8601 local; null where open.
    pub from: Option<String>,
    /// First moment after it.
    pub to: Option<String>,
    /// How fine.
    pub granularity: Granularity,
}

/// Where an event took place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WhereJson {
    /// Id of the actor.
    pub actor: Option<String>,
    /// As written.
    pub text: String,
}

/// A number with its bound, its unit and what it counts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuantityJson {
    /// The value; the lower end of a range.
    pub value: f64,
    /// The upper end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub upper: Option<f64>,
    /// How the value is meant.
    pub bound: Bound,
    /// `count`, `percent`, `age` (in years), `month of age` and the like, `rank`, `other`, an ISO 4217 code, a symbol
    /// ("km"), or the English name of a rarer unit ("hertz").
    pub unit: String,
    /// What is counted, or for a measure, a share or a sum what is measured, as written; empty where nothing is.
    pub counts: String,
    /// For a rate: what one of ("year", "gal").
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per: Option<String>,
    /// Of whom or what the quantity is told: "Brent crude" in "Brent crude rose 3%"; absent where nothing tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub concept: Option<String>,
    /// Where: the whole phrase.
    #[serde(flatten)]
    pub place: PlaceJson,
}

/// One expression of time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TimeJson {
    /// As written.
    pub text: String,
    /// TIMEX3 value.
    pub value: String,
    /// First moment; null where open.
    pub from: Option<String>,
    /// First moment after it.
    pub to: Option<String>,
    /// Where.
    #[serde(flatten)]
    pub place: PlaceJson,
}

/// Something said.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StatementJson {
    /// Id of the actor that says it.
    pub speaker: Option<String>,
    /// Lemma of the word that says that it is said.
    pub cue: String,
    /// How the speaker stands to it: says, claims, denies, …; `thinks`, `plans`, `supports`, `criticizes` and `discusses`
    /// are told of somebody and not said.
    pub stance: Stance,
    /// Whether words are quoted.
    pub quoted: bool,
    /// Where: the content.
    #[serde(flatten)]
    pub place: PlaceJson,
}

/// One fact to which accounts give different values.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DiscrepancyJson {
    /// Stable for the same input.
    pub id: String,
    /// Id of its story.
    pub story: Option<String>,
    /// What kind of fact.
    pub kind: DiscrepancyKind,
    /// Whether it can all be true.
    pub severity: Severity,
    /// How sure, 0 to 1.
    pub confidence: f32,
    /// Who found it: `rashomon`, the name of the user's own language model, or both.
    pub by: String,
    /// The fact, as a person would name it.
    pub subject: String,
    /// Why it is shown.
    pub reason: String,
    /// Id of the event.
    pub event: Option<String>,
    /// Ids of the actors.
    pub actors: Vec<String>,
    /// At least two.
    pub sides: Vec<SideJson>,
}

/// One value, and who gives it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SideJson {
    /// The value, as sources word it.
    pub value: String,
    /// Ids of the articles.
    pub articles: Vec<String>,
    /// The phrases that carry it.
    pub evidence: Vec<PlaceJson>,
}
