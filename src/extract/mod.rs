//! Finds, in one article's reading: mentions, roles, times, quantities, statements, accounts.
//!
//! Every finding carries its place; no finding without one. Nothing here reads or writes files, and nothing can fail.
//! The order: times and quantities need only the reading; mentions and roles too; statements need mentions; accounts
//! need all of them.

pub(crate) mod accounts;
mod findings;
mod frames;
mod items;
mod meaning;
pub mod mentions;
mod numerals;
mod packed;
mod quantities;
mod statements;
mod times;
mod vectors;

pub use findings::{
    Account, ActorKind, Anchor, Bound, EventKind, Findings, Form, Gender, Granularity, Limit, Mention, Part,
    Participant, PlacePhrase, Quantity, Reference, Referent, Relation, Role, SentenceFound, Stance, Statement, Status,
    Time, TimeKind, Tokens, Unit, Voice,
};

pub use frames::{Frame, FrameKind, Reality, Slot, SlotRole, Tense};
pub use meaning::{Field, is_of, is_word, nearness};
pub use packed::Packed;
pub use vectors::{Vector, Vectors, encode};

/// The country that an adjective belongs to ("American": United States).
pub fn country_of_adjective(word: &str) -> Option<&'static str> {
    mentions::lexicon::Lexicon::shared().country_of_adjective(word)
}

/// The country whose people a word names: "Israelis" → Israel.
pub fn country_of_people(word: &str) -> Option<&'static str> {
    mentions::lexicon::Lexicon::shared().country_of_people(word)
}

/// Whether a name is a country's ("the Netherlands", "U.K.").
pub fn is_country(name: &str) -> bool {
    mentions::lexicon::Lexicon::shared().country(name).is_some()
}

/// The past tense of a verb: "die" → "died".
pub fn past(verb: &str) -> String {
    accounts::inflect::past(accounts::Lexicon::shared(), verb)
}

/// The participle of a verb: "take" → "taken".
pub fn participle(verb: &str) -> String {
    accounts::inflect::participle(accounts::Lexicon::shared(), verb)
}

/// Whether a word says a number, or by how much one is multiplied: "twelve", "million".
pub fn says_number(word: &str) -> bool {
    numerals::says_number(word)
}

/// The country that a large city lies in.
pub fn country_of_town(name: &str) -> Option<&'static str> {
    mentions::lexicon::Lexicon::shared().country_of_town(name)
}

/// Whether a country has this city for its capital.
pub fn is_capital(name: &str) -> bool {
    mentions::lexicon::Lexicon::shared().is_capital(name)
}

use crate::text::Article;
use crate::text::fence::check;
use crate::understand::Reading;

/// What was seen of the kind of each name, for who learns the weights of those signs.
pub fn printed_kinds(article: &Article, reading: &Reading) -> String {
    mentions::printed_kinds(&mentions::tagger::with_names(reading), article)
}

/// Everything that one article says.
pub fn extract(article: &Article, reading: &Reading) -> Findings {
    let reading = &mentions::tagger::with_names(reading);
    let mut findings = Findings::default();
    let mut limits = Vec::new();
    findings.times = times::find(reading, article.published);
    bound(&mut findings.times, MOST_TIMES, "times", &mut limits);
    check();
    findings.quantities = quantities::find(reading, &findings.times);
    bound(&mut findings.quantities, MOST_QUANTITIES, "figures", &mut limits);
    check();
    mentions::find(reading, article, &mut findings, &mut limits);
    check();
    statements::find(reading, &mut findings);
    bound(&mut findings.statements, MOST_STATEMENTS, "statements", &mut limits);
    bound(&mut findings.attitudes, MOST_STATEMENTS, "attitudes", &mut limits);
    check();
    findings.accounts = accounts::find(reading, article, &findings);
    bound(&mut findings.accounts, MOST_ACCOUNTS, "accounts of events", &mut limits);
    check();
    findings.frames = frames::find(reading, &findings);
    bound(&mut findings.frames, MOST_FRAMES, "clauses", &mut limits);
    findings.sentences = sentences(reading);
    findings.limits = limits;
    findings
}

// What is taken from one article at most. Comparison holds findings of one report against those of others pair by pair,
// so it is these that bound its time. Own choice: far more than a report of a few pages gives.
const MOST_TIMES: usize = 1_000;
const MOST_QUANTITIES: usize = 1_500;
const MOST_STATEMENTS: usize = 2_000;
const MOST_ACCOUNTS: usize = 3_000;
const MOST_FRAMES: usize = 6_000;

/// Keeps the first `most`, and says so where there were more.
fn bound<T>(found: &mut Vec<T>, most: usize, of: &str, limits: &mut Vec<Limit>) {
    if found.len() > most {
        found.truncate(most);
        limits.push(Limit { first: most as u32, of: of.to_owned() });
    }
}

fn sentences(reading: &Reading) -> Vec<SentenceFound> {
    let content = |token: &u32| matches!(reading.token(*token).pos, "NOUN" | "PROPN" | "VERB" | "ADJ" | "NUM");
    reading
        .sentences
        .iter()
        .map(|sentence| SentenceFound {
            span: sentence.span,
            block: sentence.block,
            words: sentence.tokens.clone().filter(content).map(|token| reading.lemma(token).to_lowercase()).collect(),
        })
        .collect()
}
