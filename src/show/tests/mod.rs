//! The reader played by keys: a fixture, a script, and what the screen shows.

mod every_key;
mod fixture;
mod hands;
mod judge;
mod keys;
mod reported;
mod screens;
mod seeds;
mod speed;
mod tasks;
mod told;
mod truth;

use super::effect::Effect;
use super::picture;
use super::script;
use super::state::State;

/// Plays keys; gives what was asked to be done outside.
fn play(state: &mut State, keys: &str) -> Vec<Effect> {
    script::play(state, keys).unwrap_or_else(|error| panic!("{keys}: {error}"))
}

/// The letters on the screen.
fn screen(state: &State) -> String {
    picture::text(&script::frame(state))
}

/// Plays keys on the fixture and gives the letters on the screen.
fn after(size: (u16, u16), keys: &str) -> String {
    let mut state = fixture::reader(size);
    play(&mut state, keys);
    screen(&state)
}

/// The three sizes at which everything is tried.
const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (160, 50)];

/// The line of the screen that holds `words`.
#[track_caller]
fn line_with<'a>(screen: &'a str, words: &str) -> &'a str {
    screen.lines().find(|line| line.contains(words)).unwrap_or_else(|| panic!("“{words}” is not on\n{screen}"))
}
