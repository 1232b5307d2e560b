//! The reader on a terminal: an analysis comes in, a person reads, triages, compares.
//!
//! ```text
//!  ARTICLES 5 · 2 unread   │ READING  source · day          │ ACTORS 27          ┐
//!  ▾ a story          ▲2 △7│    title                       │  name   ●●●  3     │ panels
//!  › ● source  title   18 M│    names underlined            │ EVENTS 9 ──────────│
//!    ○ source  title       │  ▲ a disputed line             │  when   what       │
//!                          │ ›  the cursor                  │ DISCREPANCIES 9 ───│
//!                          │                                │  ▲ fact            ┘
//!  where one is                          what works here: from the table of actions
//! ```
//!
//! An event becomes a [`effect::Input`]; [`update::update`] alone changes the [`state::State`] and gives
//! [`effect::Effect`]s, which workers do; [`view::draw`] looks at the state and fills a buffer. Keys, commands, help and
//! footer all come from the table in [`actions`]. Nothing is drawn unless something came in.

pub mod actions;
mod config;
pub mod effect;
mod filter;
mod folders;
mod judging;
mod key;
pub mod keymap;
mod layout;
pub mod material;
mod memory;
mod mouse;
mod names;
mod news;
mod others;
mod pages;
mod pen;
pub mod picture;
mod process;
pub mod query;
mod run;
pub mod script;
mod session;
pub mod state;
mod target;
mod tellings;
pub mod terminal;
mod theme;
pub mod update;
pub mod view;
mod words;
mod work;
mod wrap;

#[cfg(test)]
mod tests;

pub use config::{Config, Fault, default_config};
pub use key::{Key, parse_keys};
pub use pages::manual;
pub use run::{Error, Options, read_config, run};
