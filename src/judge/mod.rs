//! A language model of the user's own, asked beside the program and held to the text.
//!
//! In: a story, and the settings of `[judge]`; without them nothing here is called. Out: rows, each of which stands on
//! phrases that were found in its articles. What the model says and no article says is dropped and counted. This room
//! alone speaks to anything outside the machine, and only with the one endpoint that the settings name.
//!
//! | file | does |
//! |---|---|
//! | `settings` | what stands under `[judge]`, made sure of |
//! | `question` | the questions as prompts: which facts differ, what a second look says of that, and whether rows of ours do |
//! | `passages` | what of a long story is sent |
//! | `reply` | JSON out of an answer, whole or broken |
//! | `ground` | finds a phrase in its article, or does not |
//! | `rows` | answers → rows that stand |
//! | `asker` | asks within limits, again where that helps; `chat` and `command` are the two ways |
//! | `failure` | why a question was not answered, and what to do |
//! | `join` | rows of the model and of the program, each fact once |

mod asker;
mod chat;
mod command;
mod failure;
mod ground;
mod join;
mod passages;
mod question;
mod reply;
mod rows;
mod settings;

pub use asker::{Asker, Outcome, Patience, Told};
pub use failure::Failure;
pub use join::join;
pub use question::{Ask, Question, StoryText, again, check, find};
pub use rows::{Dropped, Held, Verdict, found, verdicts};
pub use settings::{Settings, Way};
