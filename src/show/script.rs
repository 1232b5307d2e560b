//! Plays keys and gives the last frame: for tests, for documentation, for a bug report. The same update and the same
//! view as on a terminal, with nobody there.

use super::effect::{Effect, Input};
use super::filter::ask_texts;
use super::key::parse_keys;
use super::state::State;
use super::update::update;
use super::view::draw;
use super::work;
use crate::text::Cancel;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::sync::Arc;

/// Plays `keys` into `state`; what workers would do is done at once. Gives what was to be done outside: copied, opened,
/// kept, quit.
pub fn play(state: &mut State, keys: &str) -> Result<Vec<Effect>, String> {
    let mut done = Vec::new();
    for key in parse_keys(keys)? {
        for effect in update(state, Input::Key(key)) {
            if let Effect::Search(asked, words) = &effect {
                let found = work::search(&state.material, words);
                update(state, Input::Found(*asked, words.clone(), found));
            }
            if let Effect::AskTexts(patterns) = &effect {
                let known = state.articles.texts.clone();
                let answers = ask_texts(&state.material, patterns, &known, &Cancel::new());
                update(state, Input::Texts(state.kept.len(), answers.unwrap_or_default()));
            }
            if effect == Effect::Regroup {
                let material = work::regroup(&state.material, state.corrections());
                update(state, Input::Material(Arc::new(material)));
            }
            if effect == Effect::Quit {
                done.push(effect);
                return Ok(done);
            }
            done.push(effect);
        }
    }
    // No further key comes: what was pressed counts, if it is an action.
    if state.waits() {
        done.extend(update(state, Input::Pause));
    }
    done.extend(update(state, Input::Rest));
    Ok(done)
}

/// The frame that a state looks like.
pub fn frame(state: &State) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, state.size.0, state.size.1));
    draw(state, &mut buffer);
    buffer
}
