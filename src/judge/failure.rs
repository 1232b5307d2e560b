//! Why a question was not answered, in one line each: what happened, and what to do.

use crate::text::make_safe;
use std::time::Duration;

/// Why a question was not answered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// Nobody listens there.
    #[error("{0} is not reached; start the model's server, or correct url under [judge]")]
    Unreachable(String),
    /// The connection ended before the answer did.
    #[error("the line was dropped before the answer was whole; it is asked again")]
    Dropped,
    /// No answer within the time.
    #[error("no answer within {0} seconds; raise timeout under [judge], or take a smaller model")]
    Slow(u64),
    /// The server does not know who asks.
    #[error("the key is not accepted (status {0}); key_env under [judge] names the variable that holds it")]
    Key(u16),
    /// The variable that should hold the key is not set.
    #[error("the variable {0} is not set; key_env under [judge] names the variable that holds the key")]
    NoKey(String),
    /// No such address or model.
    #[error("there is no such address or model (status {status}{said}); correct url and model under [judge]")]
    NotFound {
        /// The status.
        status: u16,
        /// What the server says of it.
        said: String,
    },
    /// Too many questions, or the model is not loaded yet.
    #[error(
        "the server takes no question now (status {status}: too many, or not ready yet); lower per_minute under [judge], or ask later"
    )]
    Limited {
        /// The status.
        status: u16,
        /// How long the server wants to be left alone.
        wait: Option<Duration>,
    },
    /// The server does not take the request as it is.
    #[error("the request was refused (status {status}{said}); lower context under [judge] if it was too long")]
    Refused {
        /// The status.
        status: u16,
        /// What the server says of it.
        said: String,
    },
    /// The server itself failed.
    #[error("the server failed (status {status}{said}); look into its log, or ask later")]
    Server {
        /// The status.
        status: u16,
        /// What the server says of it.
        said: String,
    },
    /// It wants the texts to go elsewhere.
    #[error(
        "the server sends on to another address (status {0}), and texts do not follow; write that address under [judge]"
    )]
    Redirected(u16),
    /// More than any answer is.
    #[error("the answer is longer than {0} MB and was not read")]
    TooLong(u64),
    /// No answer in what came.
    #[error("what came is no chat completion; url under [judge] must name an OpenAI-compatible endpoint")]
    NotChat,
    /// An empty answer.
    #[error("the answer is empty; raise reply_tokens under [judge] if the model thinks first")]
    Empty,
    /// The command could not be run, or failed.
    #[error("{0}; correct command under [judge]")]
    Command(String),
    /// Somebody said stop.
    #[error("stopped")]
    Cancelled,
}

impl Failure {
    /// Whether the same question may be answered a moment later.
    pub(super) fn is_passing(&self) -> bool {
        matches!(
            self,
            Self::Unreachable(_)
                | Self::Dropped
                | Self::Slow(_)
                | Self::Limited { .. }
                | Self::Server { .. }
                | Self::Empty
        )
    }

    /// Whether every other question would fail as this one did.
    pub(super) fn is_of_all(&self) -> bool {
        matches!(
            self,
            Self::Unreachable(_)
                | Self::Key(_)
                | Self::NoKey(_)
                | Self::NotFound { .. }
                | Self::Limited { .. }
                | Self::Redirected(_)
                | Self::NotChat
                | Self::Command(_)
                | Self::Cancelled
        )
    }
}

/// Letters of a server's words that are told.
const SAID: usize = 160;

/// What a server says, as part of a line: safe, short, and without the key, which some servers repeat.
pub(super) fn said(body: &str, key: Option<&str>) -> String {
    let text: String = body.chars().take(SAID * 4).collect();
    let text = match key.filter(|key| !key.is_empty()) {
        Some(key) => text.replace(key, "…"),
        None => text,
    };
    let text: Vec<&str> = text.split_whitespace().collect();
    let text: String = make_safe(&text.join(" ")).chars().take(SAID).collect();
    if text.is_empty() { text } else { format!(": {text}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_server_says_is_short_safe_and_without_the_key() {
        let told = said("{\"error\":\n \"no such key: sk-12\u{1b}[2J\"}", Some("sk-12"));
        assert_eq!(told, ": {\"error\": \"no such key: …\u{241b}[2J\"}");
        assert!(said(&"word ".repeat(1000), None).chars().count() <= SAID + 2);
        assert_eq!(said(" \n", None), "");
    }
}
