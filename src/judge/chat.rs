//! One question to an OpenAI-compatible chat endpoint, and its answer.
//!
//! Texts go to the one address that the settings name: no redirect is followed, and to this machine no proxy is asked.
//! What comes back is counted as it comes. Servers differ in what they take: the schema of the answer is offered in the
//! newest form first, then in an older one, then left out; `max_tokens` is renamed and `temperature` left out where a
//! server says that it does not know them.

use super::failure::{Failure, said};
use super::question::Ask;
use super::settings::{Settings, is_loopback};
use serde_json::{Value, json};
use std::io::Read;
use std::time::Duration;

/// An answer is some pages of text; what is longer is none.
const LONGEST: u64 = 4 * 1024 * 1024;
/// What is read of the page that tells of an error.
const LONGEST_ERROR: u64 = 4096;

/// How a request is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Form {
    schema: Schema,
    temperature: bool,
    max_completion_tokens: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Schema {
    Named,
    Plain,
    None,
}

impl Default for Form {
    fn default() -> Self {
        Self { schema: Schema::Named, temperature: true, max_completion_tokens: false }
    }
}

impl Form {
    /// Another form, after a refusal in these words; `None` where there is none left.
    fn after(self, said: &str) -> Option<Self> {
        if said.contains("max_completion_tokens") && !self.max_completion_tokens {
            return Some(Self { max_completion_tokens: true, ..self });
        }
        if said.contains("temperature") && self.temperature {
            return Some(Self { temperature: false, ..self });
        }
        match self.schema {
            Schema::Named => Some(Self { schema: Schema::Plain, ..self }),
            Schema::Plain => Some(Self { schema: Schema::None, ..self }),
            Schema::None => None,
        }
    }
}

/// What was answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) text: String,
    /// Tokens of question and answer, where the server counts them.
    pub(super) n_tokens: Option<u64>,
}

/// The endpoint.
#[derive(Clone, Debug)]
pub(super) struct Chat {
    agent: ureq::Agent,
    url: String,
    model: String,
    key: Option<String>,
    reply_tokens: usize,
    timeout: u64,
}

impl Chat {
    pub(super) fn new(url: &str, settings: &Settings) -> Result<Self, Failure> {
        let key = match &settings.key_env {
            Some(name) => Some(std::env::var(name).map_err(|_| Failure::NoKey(name.clone()))?),
            None => None,
        };
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(settings.timeout)))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(concat!("rashomon/", env!("CARGO_PKG_VERSION")));
        let config = if is_loopback(url) { config.proxy(None) } else { config };
        let url = url.trim_end_matches('/');
        let url = if url.ends_with("/chat/completions") { url.to_owned() } else { format!("{url}/chat/completions") };
        Ok(Self {
            agent: config.build().into(),
            url,
            model: settings.model.clone(),
            key,
            reply_tokens: settings.reply_tokens,
            timeout: settings.timeout,
        })
    }

    /// Sends the turns of a conversation, the first and the last ours, and gives what is answered. `form` is the one that
    /// the server took last.
    pub(super) fn ask(&self, ask: Ask, turns: &[String], form: &mut Form) -> Result<Answer, Failure> {
        loop {
            match self.send(&self.request(ask, turns, *form)) {
                Err(Failure::Refused { status, said }) => match form.after(&said) {
                    Some(other) => *form = other,
                    None => return Err(Failure::Refused { status, said }),
                },
                other => return other,
            }
        }
    }

    fn request(&self, ask: Ask, turns: &[String], form: Form) -> Value {
        let role = |at: usize| if at.is_multiple_of(2) { "user" } else { "assistant" };
        let messages: Vec<Value> =
            turns.iter().enumerate().map(|(at, turn)| json!({"role": role(at), "content": turn})).collect();
        let mut request = json!({"model": self.model, "messages": messages, "stream": false});
        let limit = if form.max_completion_tokens { "max_completion_tokens" } else { "max_tokens" };
        request[limit] = json!(self.reply_tokens);
        if form.temperature {
            request["temperature"] = json!(0);
        }
        let schema: Value = serde_json::from_str(ask.schema()).unwrap_or_default();
        match form.schema {
            Schema::Named => {
                request["response_format"] = json!({
                    "type": "json_schema",
                    "json_schema": {"name": ask.name(), "strict": true, "schema": schema},
                });
            }
            Schema::Plain => request["response_format"] = json!({"type": "json_object", "schema": schema}),
            Schema::None => {}
        }
        request
    }

    fn send(&self, request: &Value) -> Result<Answer, Failure> {
        let mut post = self.agent.post(&self.url).content_type("application/json");
        if let Some(key) = &self.key {
            post = post.header("authorization", &format!("Bearer {key}"));
        }
        let mut response = post.send(request.to_string()).map_err(|error| self.failure(&error))?;
        let status = response.status().as_u16();
        let wait = response.headers().get("retry-after").and_then(|wait| wait.to_str().ok()?.trim().parse().ok());
        let longest = if status == 200 { LONGEST } else { LONGEST_ERROR };
        let mut bytes = Vec::new();
        let read = response.body_mut().as_reader().take(longest + 1).read_to_end(&mut bytes);
        if status == 200 {
            if let Err(error) = read {
                return Err(self.failure(&error.into()));
            }
            if bytes.len() as u64 > LONGEST {
                return Err(Failure::TooLong(LONGEST / 1024 / 1024));
            }
            return answer(&bytes);
        }
        let said = said(&String::from_utf8_lossy(&bytes), self.key.as_deref());
        Err(match status {
            300..=399 => Failure::Redirected(status),
            401 | 403 => Failure::Key(status),
            404 => Failure::NotFound { status, said },
            429 | 503 => Failure::Limited { status, wait: wait.map(Duration::from_secs) },
            500.. => Failure::Server { status, said },
            _ => Failure::Refused { status, said },
        })
    }

    fn failure(&self, error: &ureq::Error) -> Failure {
        use std::io::ErrorKind;
        let host =
            || self.url.split_once("://").map_or("", |(_, rest)| rest).split('/').next().unwrap_or("").to_owned();
        match error {
            ureq::Error::Timeout(_) => Failure::Slow(self.timeout),
            ureq::Error::Io(error) if error.kind() == ErrorKind::ConnectionRefused => Failure::Unreachable(host()),
            ureq::Error::Io(error) if error.kind() == ErrorKind::TimedOut => Failure::Slow(self.timeout),
            ureq::Error::Io(error) if error.get_ref().is_some_and(|inner| inner.to_string().starts_with("timeout")) => {
                Failure::Slow(self.timeout)
            }
            ureq::Error::Io(_) | ureq::Error::Protocol(_) => Failure::Dropped,
            ureq::Error::TooManyRedirects | ureq::Error::RedirectFailed => Failure::Redirected(307),
            _ => Failure::Unreachable(host()),
        }
    }
}

/// The answer out of a chat completion.
fn answer(bytes: &[u8]) -> Result<Answer, Failure> {
    // A body that ends too early is a line that was dropped.
    let body: Value = serde_json::from_slice(bytes)
        .map_err(|error| if error.is_eof() { Failure::Dropped } else { Failure::NotChat })?;
    let content = &body["choices"][0]["message"]["content"];
    let text = match content {
        Value::String(text) => text.clone(),
        // Some servers give it in parts.
        Value::Array(parts) => parts.iter().filter_map(|part| part["text"].as_str()).collect(),
        Value::Null if body["choices"][0]["message"].is_object() => String::new(),
        _ => return Err(Failure::NotChat),
    };
    if text.trim().is_empty() {
        return Err(Failure::Empty);
    }
    let usage = &body["usage"];
    let counted = || Some(usage["prompt_tokens"].as_u64()?.saturating_add(usage["completion_tokens"].as_u64()?));
    Ok(Answer { text, n_tokens: counted() })
}
