//! What is found in one article. All places are in that article's text; all token numbers in its reading.

use crate::text::{Day, Span};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Everything found in one article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Findings {
    /// Where not everything was taken in. First, so that [`super::Packed::limits`] need not unpack the rest.
    pub limits: Vec<Limit>,
    /// Names, descriptions and pronouns, in order of the text.
    pub mentions: Vec<Mention>,
    /// Who or what the mentions stand for inside this article.
    pub referents: Vec<Referent>,
    /// What the article calls them.
    pub roles: Vec<Role>,
    /// Who is whose brother, lawyer, spokesman; which part belongs to which whole.
    pub relations: Vec<Relation>,
    /// Dates, times of day, durations, frequencies.
    pub times: Vec<Time>,
    /// Numbers with what they count.
    pub quantities: Vec<Quantity>,
    /// What somebody says.
    pub statements: Vec<Statement>,
    /// What somebody thinks, plans, supports, criticizes or speaks of, without saying it.
    pub attitudes: Vec<Statement>,
    /// What happened, is planned, is said to have happened.
    pub accounts: Vec<Account>,
    /// Who does what to whom, for every clause: what comparison aligns.
    pub frames: Vec<super::Frame>,
    /// The sentences, so that later rooms know what stands together.
    pub sentences: Vec<SentenceFound>,
}

/// A bound on what is taken from one article, where it bit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// How many were taken.
    pub first: u32,
    /// Of what, in the plural: "figures".
    pub of: String,
}

/// One sentence, as later rooms see it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SentenceFound {
    /// Where it stands.
    pub span: Span,
    /// Index of the article's block.
    pub block: u32,
    /// Lemmas of its nouns, names, verbs, adjectives and numbers, lower case, in order.
    pub words: Vec<String>,
}

/// One place that names somebody or something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// The name, description or pronoun itself: "Gantz" in "Minister Gantz", "the two sides", "he".
    pub span: Span,
    /// Its head token.
    pub head: u32,
    /// Name, description or pronoun.
    pub form: Form,
    /// Index into [`Findings::referents`].
    pub referent: u32,
    /// The network's label for a name ("PERSON", "GPE", …), empty for others.
    pub label: String,
}

/// How a mention names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// A proper name.
    Name,
    /// "the Israeli prime minister", "the two sides".
    Description,
    /// "he", "their".
    Pronoun,
}

/// One person, organization, group, place or thing inside one article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Referent {
    /// Its fullest name in this article.
    pub name: String,
    /// Every form of its name in this article, with how often.
    pub names: Vec<(String, u32)>,
    /// What speaks for each kind: person, organization, group, place, other — evidence weights, not probabilities.
    pub kinds: [f32; 5],
    /// Indices into [`Findings::mentions`].
    pub mentions: Vec<u32>,
    /// Longer forms that name it too, with how often: with its titles ("Mr. Marsh"), and descriptions that stand for
    /// it in this article ("the militant group").
    pub aliases: Vec<(String, u32)>,
    /// For one that has no name: what it is ("police", "military", "~girl"); empty for one with a name.
    pub class: String,
    /// For one that has no name: what narrows it (a country, a number, a kinsman): "Israel", "21", "father of …".
    pub scope: String,
    /// Whether it is several: "the boats".
    pub plural: bool,
    /// The classes of common nouns that the article uses of it: "ship", "armed group".
    pub described: Vec<String>,
    /// A fuller name that the article only implies: "their sons Matthew and Zachary", of a couple Hollis.
    pub implied: String,
    /// What speaks for a gender.
    pub gender: Gender,
    /// How much of it stands only in credits and bylines: mentions that are no part of the report.
    pub credits: u32,
}

/// What is known of somebody's gender, for the pronouns that may stand for them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Gender {
    /// Nothing, or both.
    #[default]
    Unknown,
    /// She.
    Female,
    /// He.
    Male,
}

/// What an actor is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ActorKind {
    /// A human being.
    Person,
    /// A body that acts: state organ, company, party, militia, newspaper.
    Organization,
    /// People of one kind: a nation's people, believers, inhabitants.
    Group,
    /// A country, town, river, building.
    Place,
    /// Everything else with a name: ships, satellites, laws, works.
    #[default]
    Other,
}

impl ActorKind {
    /// In the order of [`Referent::kinds`].
    pub const ALL: [ActorKind; 5] = [Self::Person, Self::Organization, Self::Group, Self::Place, Self::Other];
}

/// What an article calls somebody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Role {
    /// Index into [`Findings::referents`].
    pub referent: u32,
    /// As written: "National Security Adviser", "a spokesman for the army".
    pub text: String,
    /// Where it stands.
    pub span: Span,
    /// "former", "acting", "then": the role does not hold, or not quite.
    pub qualifier: Option<String>,
    /// Age in years where the role is one ("Ahed Tamimi, 16" has the text "16").
    pub age: Option<u32>,
}

/// How two referents of one article stand to one another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Relation {
    /// Index into [`Findings::referents`]: who is …
    pub from: u32,
    /// Index into [`Findings::referents`]: … of whom.
    pub to: u32,
    /// "brother", "lawyer", "spokesman", "in".
    pub text: String,
    /// The phrase that says so.
    pub span: Span,
}

/// One expression of time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Time {
    /// The expression: "on Thursday" has the span of "Thursday".
    pub span: Span,
    /// Date, time of day, duration or set.
    pub kind: TimeKind,
    /// TIMEX3 value: "2024-03-18", "2024-W11-WE", "XXXX-WXX-4" (an open Thursday), "P2D", "T12:13".
    pub value: String,
    /// First moment that it can mean, ISO 8601 local ("2024-03-18T00:00"); `None` where open.
    pub from: Option<String>,
    /// First moment after it.
    pub to: Option<String>,
    /// Year, month, week, day, part of day, hour, minute.
    pub granularity: Granularity,
    /// "about", "before", "after", "early", "more than" …: what softens it.
    pub modifier: Option<String>,
    /// Day of week, 1 (Monday) to 7, where the expression names one, also if resolved.
    pub weekday: Option<u8>,
    /// Minutes after midnight, where it gives a time of day.
    pub minute_of_day: Option<u16>,
    /// The zone of the time of day, in minutes east of Greenwich, where it is told and known.
    pub zone: Option<i16>,
    /// Length in seconds for durations, as (least, most).
    pub seconds: Option<(f64, f64)>,
    /// What it is reckoned from.
    pub anchor: Anchor,
}

/// What an expression of time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TimeKind {
    /// A day, month, year, season, weekend.
    Date,
    /// A time of day, alone or with its date.
    Time,
    /// "two years", "for eight years".
    Duration,
    /// "weekly", "every Monday".
    Set,
}

/// How fine a time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Granularity {
    /// To the minute.
    Minute,
    /// To the hour.
    Hour,
    /// "morning", "before dawn".
    PartOfDay,
    /// To the day.
    Day,
    /// Week or weekend.
    Week,
    /// To the month.
    Month,
    /// Season, quarter.
    Season,
    /// To the year.
    Year,
    /// Decades and more, or unknown.
    Vague,
}

/// What a time is reckoned from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Anchor {
    /// It stands by itself ("14 April 2014").
    Absolute,
    /// The day of publication ("yesterday", "Thursday").
    Published,
    /// Another time of the article: its index in [`Findings::times`] ("the next day").
    Time(u32),
    /// Nothing known: left open.
    Open,
}

/// A number with its bound, its unit and the thing that it counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// The whole phrase: "at least 25 injured people".
    pub span: Span,
    /// The number with its bound: "at least 25".
    pub number: Span,
    /// The value; the lower end for "between".
    pub value: f64,
    /// The upper end for "between 20 and 30", for "dozens" (24 to 99) and the like.
    pub upper: Option<f64>,
    /// How the value is meant.
    pub bound: Bound,
    /// What kind of number it is, and its unit.
    pub unit: Unit,
    /// Head lemma of what is counted ("girl", "people", "injured"), empty where nothing is.
    pub counts: String,
    /// The words that narrow it, as lemmas: adjectives, "in captivity", "with serious injuries", "aboard".
    pub qualifiers: Vec<String>,
    /// Phrase of what is counted: "girls still held by Boko Haram".
    pub counted: Option<Span>,
    /// Lemma of the verb that it takes part in ("kill", "injure"), with the part (subject, object …).
    pub predicate: Option<(String, String)>,
    /// Token of that verb.
    pub predicate_token: Option<u32>,
    /// Token of the number.
    pub token: u32,
    /// Token of what is counted.
    pub counted_token: Option<u32>,
    /// The whole that this is a part of ("four of the 25"): index into [`Findings::quantities`].
    pub part_of: Option<u32>,
    /// "rose by", "rose to": a change and not a stock.
    pub change: Option<String>,
    /// As of when: index into [`Findings::times`].
    pub time: Option<u32>,
    /// For a rate: what one of, as a unit's symbol or a noun ("$24 a year": "year").
    pub per: Option<String>,
    /// What is measured, or of whom the count is: "Brent crude" in "Brent crude rose 3%", as a noun phrase.
    pub concept: Option<Span>,
    /// The value and its unit as written, where they are not those of `value` and `unit`: (9, "month of age").
    pub written: Option<(f64, String)>,
}

/// How a value is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// "25".
    Exact,
    /// "about", "some", "nearly" and "almost" (a little below).
    About,
    /// "at least".
    AtLeast,
    /// "at most".
    AtMost,
    /// "more than", "over".
    Over,
    /// "fewer than", "under", "nearly".
    Under,
    /// "up to", "as many as".
    UpTo,
    /// "between 20 and 30", "dozens".
    Between,
}

/// What a number measures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// It counts things.
    Count,
    /// It is a share of a hundred.
    Percent,
    /// An amount of money: ISO 4217 code.
    Money(String),
    /// A measure: symbol ("km", "kg", "°C", "kn"), and the factor to the SI unit where sure.
    Measure(String, Option<f64>),
    /// How old somebody is, in years.
    Age,
    /// A place in an order ("first").
    Rank,
    /// A score, a ratio, a label ("Flight 208").
    Other,
}

/// Something said, with its speaker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// The content: clause or quotation.
    pub span: Span,
    /// Who says it: index into [`Findings::referents`].
    pub speaker: Option<u32>,
    /// The words that name the speaker ("a military source").
    pub speaker_span: Option<Span>,
    /// What kind of speaker that is.
    pub voice: Voice,
    /// Lemma of the cue ("say", "deny", "according to").
    pub cue: String,
    /// Where the cue stands.
    pub cue_span: Span,
    /// How the speaker stands to it.
    pub stance: Stance,
    /// The words in quotation marks inside the content, without the marks.
    pub quotes: Vec<Span>,
    /// The cue's sentence.
    pub sentence: u32,
}

/// What kind of speaker says a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Voice {
    /// Somebody with a name.
    Named,
    /// An office or organization.
    Office,
    /// "a source", "officials who asked not to be named".
    Unnamed,
    /// The article itself, or nobody is named ("it is said").
    Writer,
}

/// How a speaker stands to what is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// Says, announces.
    Says,
    /// Claims, alleges: the writer keeps a distance.
    Claims,
    /// Denies, rejects, disputes.
    Denies,
    /// Confirms, admits.
    Confirms,
    /// Would not say, did not confirm.
    Refuses,
    /// Asks, urges, demands.
    Asks,
    /// Promises, threatens.
    Promises,
    /// Thinks, hopes, fears: an attitude, as all that follow.
    Thinks,
    /// Plans, wants, calls for.
    Plans,
    /// Supports, praises.
    Supports,
    /// Criticizes, opposes.
    Criticizes,
    /// Speaks of, describes.
    Discusses,
}

/// One article's telling of one event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// The clause or noun phrase that tells it, without the rest of the sentence.
    pub span: Span,
    /// Token of the predicate: verb or event noun.
    pub predicate: u32,
    /// Its lemma, with particle ("take off").
    pub lemma: String,
    /// The verb that tells the same: "collide" for "collision"; the lemma itself for verbs.
    pub verb: String,
    /// What kind of event.
    pub kind: EventKind,
    /// Whether it happened.
    pub status: Status,
    /// Whether "not", "no", "never" stands over it.
    pub negated: bool,
    /// Who did what to whom, with what.
    pub participants: Vec<Participant>,
    /// When: index into [`Findings::times`].
    pub time: Option<u32>,
    /// All further times that belong to it.
    pub times: Vec<u32>,
    /// Where: noun phrases with their preposition's lemma ("in", "near").
    pub places: Vec<PlacePhrase>,
    /// What the article says of its cause.
    pub cause: Option<Span>,
    /// The statement in which it is told: index into [`Findings::statements`].
    pub statement: Option<u32>,
    /// Indices into [`Findings::quantities`] that stand in the clause.
    pub quantities: Vec<u32>,
    /// Further places in this article that tell the same happening: indices into [`Findings::accounts`]; kept on the
    /// first account of the happening only.
    pub same: Vec<u32>,
    /// The first account of the happening that this one retells: index into [`Findings::accounts`].
    pub retells: Option<u32>,
    /// The words that tell it: its clause, shortened at the ends of phrases; nothing where it tells nothing by itself.
    pub line: Option<Span>,
    /// The sentence.
    pub sentence: u32,
    /// How much this is news rather than background: main clause, early in the article, concrete; 0 to 1.
    pub weight: f32,
    /// Lemmas of the content words of the clause, for comparing.
    pub words: Vec<String>,
}

/// Somebody or something that takes part in an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Participant {
    /// Which part.
    pub part: Part,
    /// The noun phrase without relative clauses: "senior White House officials".
    pub span: Span,
    /// Head token.
    pub head: u32,
    /// Head lemma.
    pub lemma: String,
    /// Index into [`Findings::referents`].
    pub referent: Option<u32>,
    /// For a common noun: the named one that it belongs to ("Israeli" of "Israeli officials"), index into
    /// [`Findings::referents`].
    pub of: Option<u32>,
    /// Lemmas of the nouns, names and adjectives of the phrase.
    pub words: Vec<String>,
    /// Whether it only narrows the noun that tells the event: "harbour" of "the harbour fire".
    pub modifier: bool,
}

/// The part that a participant plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Who does it (also the passive's "by …").
    Who,
    /// To whom or what it is done.
    Whom,
    /// To whom it is given, said, sent.
    To,
    /// With whom, alongside.
    With,
    /// Tool or means.
    By,
    /// What it is about.
    About,
    /// For whom or what, in exchange for what.
    For,
    /// From whom or where.
    From,
    /// Named in a sentence that tells it, in no part that the sentence gives for certain.
    Named,
}

/// Where an event took place, as told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlacePhrase {
    /// The noun phrase: "the northeastern town of Banki".
    pub span: Span,
    /// Lemma of the preposition: "in", "near", "from", "to".
    pub preposition: String,
    /// Index into [`Findings::referents`].
    pub referent: Option<u32>,
}

/// Whether an event happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It happened.
    #[default]
    Occurred,
    /// It is going on.
    Ongoing,
    /// It is to happen.
    Planned,
    /// Somebody says that it happened.
    Alleged,
    /// Somebody says that it did not.
    Denied,
    /// It was to happen and will not.
    Cancelled,
    /// It may happen, would happen if.
    Hypothetical,
}

/// What kind of event; the set and its words stand in `assets/events/`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // each name says what it is; assets/events/ lists the words of each
pub enum EventKind {
    Meeting,
    Statement,
    Agreement,
    Demand,
    Attack,
    Accident,
    Death,
    Injury,
    Arrest,
    Release,
    Trial,
    Aid,
    Protest,
    Movement,
    Rescue,
    Investigation,
    Election,
    Appointment,
    Launch,
    Closure,
    Disaster,
    Transfer,
    #[default]
    Other,
}

/// The day that an article's relative times are reckoned from, as the rooms hand it on.
pub type Reference = Option<Day>;

/// Token range, as stored.
pub type Tokens = Range<u32>;
