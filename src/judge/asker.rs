//! Asks question after question within the limits that the settings give: how fast, how many tokens, how long.
//!
//! What passes by itself (a server that is down, busy or slow, a dropped line) is asked again after a while, the while
//! growing each time; what every other question would meet too (a wrong key, no such model) ends the run. Each answer is
//! handed over as soon as it is there, so that nothing is lost by what comes after it.

use super::chat::{Chat, Form};
use super::command;
use super::failure::Failure;
use super::question::{Question, n_tokens};
use super::reply;
use super::settings::{Settings, Way};
use std::collections::VecDeque;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// How often and after which pauses a question is asked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// Before the second time; twice as long before each next.
    pub first: Duration,
    /// The longest pause, whatever the server says.
    pub longest: Duration,
    /// How often at most.
    pub tries: u32,
}

impl Default for Patience {
    /// Servers that load a model into memory are there after half a minute.
    fn default() -> Self {
        Self { first: Duration::from_secs(2), longest: Duration::from_secs(120), tries: 5 }
    }
}

/// What a run says while it goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// The question with this number is asked now.
    Asking(usize),
    /// It is asked again after this while.
    Waiting(Duration, Failure),
    /// It was answered.
    Answered(usize),
    /// It was not.
    Failed(usize, Failure),
}

/// How a run ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Questions that were answered.
    pub n_answered: usize,
    /// Tokens of questions and answers: as the server counts them, else about.
    pub n_tokens: u64,
    /// Questions, by number, that were asked and not answered.
    pub failed: Vec<(usize, Failure)>,
    /// Why the rest was not asked.
    pub stopped: Option<String>,
}

/// Who asks.
#[derive(Debug)]
pub struct Asker {
    settings: Settings,
    patience: Patience,
    chat: Option<Chat>,
    form: Form,
    began: Instant,
    n_tokens: u64,
    /// When the questions of the last minute were sent.
    sent: VecDeque<Instant>,
}

/// How soon a stop is heeded.
const LOOK_EVERY: Duration = Duration::from_millis(50);
/// The minute of `per_minute`.
const MINUTE: Duration = Duration::from_secs(60);

impl Asker {
    /// Sends nothing yet.
    pub fn new(settings: &Settings, patience: Patience) -> Result<Self, Failure> {
        let chat = match &settings.way {
            Way::Url(url) => Some(Chat::new(url, settings)?),
            Way::Command(_) | Way::Replies => None,
        };
        Ok(Self {
            settings: settings.clone(),
            patience,
            chat,
            form: Form::default(),
            began: Instant::now(),
            n_tokens: 0,
            sent: VecDeque::new(),
        })
    }

    /// Asks them one after the other; each answer goes to `keep` at once. `stop` is asked often.
    pub fn ask_all(
        &mut self,
        questions: &[&Question],
        keep: &mut dyn FnMut(&Question, &str),
        tell: &dyn Fn(Told),
        stop: &dyn Fn() -> bool,
    ) -> Outcome {
        let mut outcome = Outcome::default();
        for (number, question) in questions.iter().enumerate() {
            if let Some(why) = self.limit(question) {
                outcome.stopped = Some(why);
                break;
            }
            tell(Told::Asking(number));
            match self.ask(question, tell, stop) {
                Ok(answer) => {
                    keep(question, &answer);
                    outcome.n_answered += 1;
                    tell(Told::Answered(number));
                }
                Err(failure) => {
                    if failure.is_of_all() {
                        outcome.stopped = Some(failure.to_string());
                    }
                    tell(Told::Failed(number, failure.clone()));
                    outcome.failed.push((number, failure));
                    if outcome.stopped.is_some() {
                        break;
                    }
                }
            }
        }
        outcome.n_tokens = self.n_tokens;
        outcome
    }

    /// The limit that one more question would break, in words.
    fn limit(&self, question: &Question) -> Option<String> {
        let most = self.settings.max_tokens.filter(|most| self.n_tokens + question.n_tokens() as u64 > *most);
        if let Some(most) = most {
            return Some(format!("max_tokens = {most} under [judge] is reached; what is answered is kept"));
        }
        let minutes = self.settings.max_minutes.filter(|minutes| self.began.elapsed() >= MINUTE * *minutes as u32);
        minutes.map(|minutes| format!("max_minutes = {minutes} under [judge] is reached; what is answered is kept"))
    }

    /// Asks once, and again where that may help; repairs once what is no JSON.
    fn ask(&mut self, question: &Question, tell: &dyn Fn(Told), stop: &dyn Fn() -> bool) -> Result<String, Failure> {
        let mut turns = vec![question.prompt.clone()];
        let answer = self.patiently(question, &turns, tell, stop)?;
        if reply::is_readable(&answer) {
            return Ok(answer);
        }
        let again = "That is not the JSON that was asked for. Answer again with the JSON alone: {\"rows\": [...]}";
        // The first answer is there so that the model may put it right, not so that it fills the room.
        turns.push(answer.chars().take(LONGEST_TO_REPAIR).collect());
        turns.push(again.to_owned());
        match self.patiently(question, &turns, tell, stop) {
            Ok(repaired) if reply::is_readable(&repaired) => Ok(repaired),
            Err(Failure::Cancelled) => Err(Failure::Cancelled),
            // What cannot be read is kept as it came: the story says so, and is not asked about for ever.
            _ => Ok(answer),
        }
    }

    fn patiently(
        &mut self,
        question: &Question,
        turns: &[String],
        tell: &dyn Fn(Told),
        stop: &dyn Fn() -> bool,
    ) -> Result<String, Failure> {
        let mut pause = self.patience.first;
        for n_try in 1.. {
            self.keep_pace(stop)?;
            let failure = match self.once(question, turns, stop) {
                Err(failure) if failure.is_passing() && n_try < self.patience.tries => failure,
                other => return other,
            };
            let asked = if let Failure::Limited { wait: Some(wait), .. } = failure { wait } else { pause };
            let wait = asked.min(self.patience.longest);
            tell(Told::Waiting(wait, failure));
            rest(wait, stop)?;
            pause *= 2;
        }
        Err(Failure::Empty)
    }

    /// Waits until one more question keeps to `per_minute`.
    fn keep_pace(&mut self, stop: &dyn Fn() -> bool) -> Result<(), Failure> {
        if let Some(most) = self.settings.per_minute {
            while self.sent.front().is_some_and(|sent| sent.elapsed() >= MINUTE) {
                self.sent.pop_front();
            }
            if self.sent.len() >= most as usize
                && let Some(first) = self.sent.pop_front()
            {
                rest(MINUTE.saturating_sub(first.elapsed()), stop)?;
            }
            self.sent.push_back(Instant::now());
        }
        if stop() { Err(Failure::Cancelled) } else { Ok(()) }
    }

    fn once(&mut self, question: &Question, turns: &[String], stop: &dyn Fn() -> bool) -> Result<String, Failure> {
        let about: usize = turns.iter().map(|turn| n_tokens(turn)).sum();
        let (text, counted) = match (&self.settings.way, &self.chat) {
            (Way::Command(words), _) => (command::ask(words, &turns.join("\n\n"), self.settings.timeout, stop)?, None),
            (_, Some(chat)) => {
                // The line is on a thread of its own, so that a stop need not wait for the server.
                let (sender, receiver) = channel();
                let (chat, turns, mut form, ask) = (chat.clone(), turns.to_vec(), self.form, question.ask);
                std::thread::spawn(move || {
                    let answer = chat.ask(ask, &turns, &mut form);
                    // If nobody waits any more, it is not missed.
                    let _ = sender.send((answer, form));
                });
                let (answer, form) = loop {
                    match receiver.recv_timeout(LOOK_EVERY) {
                        Ok(answered) => break answered,
                        Err(RecvTimeoutError::Timeout) if stop() => return Err(Failure::Cancelled),
                        Err(RecvTimeoutError::Timeout) => {}
                        Err(RecvTimeoutError::Disconnected) => return Err(Failure::Dropped),
                    }
                };
                self.form = form;
                let answer = answer?;
                (answer.text, answer.n_tokens)
            }
            (_, None) => {
                return Err(Failure::Command("nobody is named to be asked: neither url nor command".to_owned()));
            }
        };
        self.n_tokens = self.n_tokens.saturating_add(counted.unwrap_or((about + n_tokens(&text)) as u64));
        Ok(text)
    }
}

/// Characters of an answer that is sent back to be put right.
const LONGEST_TO_REPAIR: usize = 8_000;

/// Waits, unless somebody says stop.
fn rest(wait: Duration, stop: &dyn Fn() -> bool) -> Result<(), Failure> {
    let until = Instant::now() + wait;
    loop {
        if stop() {
            return Err(Failure::Cancelled);
        }
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(());
        }
        std::thread::sleep(left.min(LOOK_EVERY));
    }
}
