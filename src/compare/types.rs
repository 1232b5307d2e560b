//! What comparing gives.

use crate::text::{ArticleIdx, Evidence, Shared, Span};
use serde::{Deserialize, Serialize};

/// One fact to which accounts give different values.
#[derive(Clone, Debug, PartialEq)]
pub struct Discrepancy {
    /// Stable for the same input.
    pub id: Shared,
    /// Index into the linked stories.
    pub story: u32,
    /// What kind of fact.
    pub kind: DiscrepancyKind,
    /// Whether it can all be true.
    pub severity: Severity,
    /// How sure, 0 to 1.
    pub confidence: f32,
    /// Who found it.
    pub by: By,
    /// The fact, as a person would name it: "day of the online talks".
    pub subject: Shared,
    /// Why it is shown, one true sentence.
    pub reason: Shared,
    /// Index into the linked events.
    pub event: Option<u32>,
    /// Indices into the linked actors.
    pub actors: Vec<u32>,
    /// At least two; of an update the earlier state first.
    pub sides: Vec<Side>,
}

/// Who found a discrepancy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// This program.
    #[default]
    Program,
    /// The user's own language model, by its name.
    Judge(Shared),
    /// Both: the model found it too, or was asked and holds it right.
    Both(Shared),
}

impl By {
    /// The model's name, where it had part in it.
    pub fn judge(&self) -> Option<&Shared> {
        match self {
            Self::Program => None,
            Self::Judge(model) | Self::Both(model) => Some(model),
        }
    }
}

/// As the contract says it: `rashomon`, the model's name, or `rashomon + ` and the model's name.
impl std::fmt::Display for By {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Program => formatter.write_str("rashomon"),
            Self::Judge(model) => formatter.write_str(model),
            Self::Both(model) => write!(formatter, "rashomon + {model}"),
        }
    }
}

/// One value, and who gives it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Side {
    /// The value, short, as sources word it.
    pub value: Shared,
    /// The articles, each once, in order.
    pub articles: Vec<ArticleIdx>,
    /// The phrases that carry it, each at most 30 words.
    pub evidence: Vec<Evidence>,
    /// For each phrase: the words in it that give the value; the whole phrase where no part of it does. What is shown of
    /// a source is this and nothing else.
    pub words: Vec<Span>,
}

impl Side {
    /// Adds a phrase with its words, unless it is there already.
    pub(super) fn add(&mut self, evidence: Evidence, words: Span) {
        if !self.evidence.contains(&evidence) {
            self.evidence.push(evidence);
            self.words.push(words);
        }
        if !self.articles.contains(&evidence.article) {
            self.articles.push(evidence.article);
        }
    }

    /// Puts articles and phrases in order.
    pub(super) fn sort(&mut self) {
        self.articles.sort_unstable();
        let mut told: Vec<(Evidence, Span)> = self.evidence.drain(..).zip(self.words.drain(..)).collect();
        told.sort_unstable();
        (self.evidence, self.words) = told.into_iter().unzip();
    }

    /// The phrases in order, each as the words in it that give the value.
    pub fn told(&self) -> impl Iterator<Item = Evidence> {
        self.evidence.iter().zip(&self.words).map(|(evidence, words)| Evidence { span: *words, ..*evidence })
    }
}

/// What kind of fact sources disagree on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DiscrepancyKind {
    /// How many, how much.
    Number,
    /// When.
    Time,
    /// Where.
    Place,
    /// Who or what it was.
    Identity,
    /// What somebody is or did in it.
    Role,
    /// Who took part.
    Participants,
    /// Whether it happened, how far it has come.
    Status,
    /// Why.
    Cause,
    /// What exactly was said.
    Quote,
    /// Who says so.
    Attribution,
    /// The parties themselves disagree.
    Contested,
    /// How a name is written.
    NameSpelling,
    /// Anything else.
    Other,
}

/// Whether all sides can be true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// They cannot all be true.
    Conflict,
    /// They can, but a careful reader wants to know.
    Differs,
    /// A later report supersedes an earlier one.
    Update,
}
