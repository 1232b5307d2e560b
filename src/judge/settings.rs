//! What stands under `[judge]` in the configuration.
//!
//! ```toml
//! [judge]
//! url = "http://127.0.0.1:11434/v1"   # a chat endpoint as OpenAI's: Ollama, llama.cpp, vLLM, LM Studio, a hosted one
//! model = "qwen3:14b"
//! key_env = "MY_KEY"                  # the variable that holds the key; the key itself is never written down
//! # command = ["my-model", "--json"]  # instead of url: prompt on standard input, answer on standard output
//! context = 32768                     # tokens that the model takes in, question and answer together
//! reply_tokens = 8192                 # of these, for the answer
//! max_tokens = 1000000                # of one run, all questions together
//! per_minute = 20                     # questions
//! timeout = 300                       # seconds for one answer
//! max_minutes = 60                    # for one run
//! looks = 1                           # 2: ask a second time what the first table of a story lacks
//! check = true                        # ask about the program's own rows, too
//! ```

/// Where questions go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// To an OpenAI-compatible chat endpoint: its base address, with or without `/chat/completions`.
    Url(String),
    /// To a program: prompt on its standard input, answer on its standard output.
    Command(Vec<String>),
    /// Nowhere: answers are only read in (`rashomon judge --replies`).
    Replies,
}

/// Who is asked, and within which limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Where questions go.
    pub way: Way,
    /// The model's name, as rows carry it.
    pub model: String,
    /// Name of the environment variable that holds the key.
    pub key_env: Option<String>,
    /// Tokens that the model takes in, question and answer together.
    pub context: usize,
    /// Of these, tokens for the answer.
    pub reply_tokens: usize,
    /// Tokens of one run at most.
    pub max_tokens: Option<u64>,
    /// Questions a minute at most.
    pub per_minute: Option<u32>,
    /// Seconds that one answer may take.
    pub timeout: u64,
    /// Minutes that one run may take.
    pub max_minutes: Option<u64>,
    /// Whether the program's own rows are asked about, too.
    pub check: bool,
    /// How often the model looks at a story: at the second look it puts its own table right.
    pub looks: u32,
}

/// Tokens that every model of today takes in.
const CONTEXT: usize = 32_768;
/// Twenty rows of three sides are about four thousand tokens; models that think aloud need more.
const REPLY_TOKENS: usize = 8_192;
/// A model of 8 billion weights on a processor without help reads 5,000 tokens in about four minutes.
const TIMEOUT: u64 = 300;

/// Answered by careful readers, a second look finds a quarter more, of which fewer rows are worth raising, for twice the tokens.
const LOOKS: u32 = 1;

impl Default for Settings {
    fn default() -> Self {
        Self {
            way: Way::Replies,
            model: String::new(),
            key_env: None,
            context: CONTEXT,
            reply_tokens: REPLY_TOKENS,
            max_tokens: None,
            per_minute: None,
            timeout: TIMEOUT,
            max_minutes: None,
            check: true,
            looks: LOOKS,
        }
    }
}

impl Settings {
    /// The name that rows bear and answers are kept under: the model's, or the command's.
    pub fn name(&self) -> String {
        match &self.way {
            Way::Command(words) if self.model.is_empty() => {
                let program = words.first().map_or("", String::as_str);
                program.rsplit(['/', '\\']).next().unwrap_or(program).to_owned()
            }
            _ => self.model.clone(),
        }
    }

    /// The other machine that articles' texts go to, if they go to one.
    pub fn leaves_to(&self) -> Option<String> {
        let Way::Url(url) = &self.way else { return None };
        let host = || Some(url.parse::<ureq::http::Uri>().ok()?.host()?.to_owned());
        (!is_loopback(url)).then(|| host().unwrap_or_else(|| url.clone()))
    }

    /// Tokens that are there for a question.
    pub fn room(&self) -> usize {
        self.context.saturating_sub(self.reply_tokens)
    }
}

/// Whether an address is of this machine: `localhost`, 127.0.0.0/8 or `[::1]`.
pub(super) fn is_loopback(url: &str) -> bool {
    let Ok(address) = url.parse::<ureq::http::Uri>() else { return false };
    let host = address.host().unwrap_or_default().trim_matches(['[', ']']);
    host.eq_ignore_ascii_case("localhost") || host.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_loopback() {
        for url in ["http://localhost:11434/v1", "http://127.0.0.1", "http://127.8.0.1:80/", "https://[::1]:8080/v1"] {
            assert!(is_loopback(url), "{url}");
        }
        for url in [
            "https://api.example.org/v1",
            "http://127.0.0.1.example.org/",
            "http://localhost@example.org/",
            "http://0.0.0.0/",
            "http://192.168.1.4:11434/v1",
            "not an address",
        ] {
            assert!(!is_loopback(url), "{url}");
        }
    }

    #[test]
    fn texts_leave_the_machine_by_an_address_of_another_one_only() {
        let to = |way: Way| Settings { way, ..Settings::default() }.leaves_to();
        assert_eq!(to(Way::Url("https://api.example.org/v1".to_owned())).as_deref(), Some("api.example.org"));
        assert_eq!(to(Way::Url("http://localhost:11434/v1".to_owned())), None);
        assert_eq!(to(Way::Command(vec!["model".to_owned()])), None);
        assert_eq!(to(Way::Replies), None);
    }
}
