//! Rows of the user's own language model: their mark and name, the key and the filter that hide them, and that nothing
//! moves when they come.

use super::fixture::{analysis, reader};
use super::{line_with, play, screen};
use crate::compare::By;
use crate::show::effect::{Effect, Input, JudgeWish};
use crate::show::material::Material;
use crate::show::state::{Pane, Screen, State};
use crate::show::update::update;
use std::sync::Arc;

const SIZE: (u16, u16) = (120, 40);

/// The fixture with one row that the model found too, and one that it found alone.
pub fn judged() -> Arc<Material> {
    let mut joined = analysis();
    let mut rows: Vec<_> = joined.discrepancies.iter().cloned().collect();
    rows[1].by = By::Both("toy".into());
    let mut own = rows[0].clone();
    own.id = "of the model".into();
    own.subject = "colour of the barge".into();
    own.by = By::Judge("toy".into());
    rows.insert(0, own);
    joined.discrepancies = rows.into();
    Arc::new(Material { alone: Some(Arc::new(Material::new(analysis()))), ..Material::new(joined) })
}

fn with_judge() -> State {
    let mut state = reader(SIZE);
    state.settings.judge = Some("toy".to_owned());
    update(&mut state, Input::Judged(0, Some(judged())));
    state
}

#[test]
fn rows_of_the_model_carry_its_mark_and_its_name() {
    let mut state = with_judge();
    let shown = screen(&state);
    assert!(line_with(&shown, "colour of the barge").contains('◇'), "{shown}");
    assert!(line_with(&shown, "people hurt").contains('◆'), "{shown}");
    assert!(!line_with(&shown, "office of Tomas Weil").contains(['◇', '◆']), "{shown}");
    play(&mut state, "5g<Enter>");
    assert!(screen(&state).contains("found by toy"), "{}", screen(&state));
}

#[test]
fn one_key_hides_the_rows_of_the_model_and_brings_them_back() {
    let mut state = with_judge();
    play(&mut state, "5J");
    assert!(!screen(&state).contains("colour of the barge"));
    assert!(line_with(&screen(&state), "people hurt").find('◆').is_none());
    play(&mut state, "J");
    assert!(screen(&state).contains("colour of the barge"));
}

#[test]
fn the_filter_judge_no_hides_them_and_leaves_the_articles() {
    let mut state = with_judge();
    let n_listed = state.articles.n_listed;
    play(&mut state, "Fjudge:no<Enter>");
    assert!(!screen(&state).contains("colour of the barge"));
    assert_eq!(state.articles.n_listed, n_listed);
    play(&mut state, "<Esc>");
    assert!(screen(&state).contains("colour of the barge"));
}

#[test]
fn who_stands_on_a_row_stays_on_it_when_answers_come() {
    let mut state = reader(SIZE);
    play(&mut state, "5jj");
    let at = |state: &State| {
        let idx = state.panels.dispute(state.place.lists[4].cursor).expect("a row");
        state.material.analysis.discrepancies[idx as usize].id.to_string()
    };
    let before = at(&state);
    update(&mut state, Input::Judged(0, Some(judged())));
    assert_eq!((at(&state), state.place.pane), (before, Pane::Discrepancies));
    play(&mut state, "<Enter>");
    let screen_before = state.place.screen;
    assert!(matches!(screen_before, Screen::Phrases(_)));
    update(&mut state, Input::Judged(0, Some(judged())));
    assert_eq!(state.place.screen, screen_before);
}

#[test]
fn what_is_typed_goes_on_when_answers_come() {
    let mut state = reader(SIZE);
    play(&mut state, ":sor");
    update(&mut state, Input::Judged(0, Some(judged())));
    assert!(screen(&state).contains(":sor"));
}

#[test]
fn the_command_asks_about_the_story_at_hand_or_all_and_agrees() {
    let mut state = with_judge();
    let wish = |state: &mut State, keys: &str| {
        play(state, keys).into_iter().find_map(|effect| match effect {
            Effect::Judge(wish) => Some(wish),
            _ => None,
        })
    };
    assert_eq!(wish(&mut state, ":judge<Enter>"), Some(JudgeWish::Story(0)));
    assert_eq!(wish(&mut state, ":judge all<Enter>"), Some(JudgeWish::All));
    assert_eq!(wish(&mut state, ":judge yes<Enter>"), Some(JudgeWish::Agree(Some(0))));
    assert_eq!(wish(&mut state, ":judge never<Enter>"), None);
    let mut without = reader(SIZE);
    assert_eq!(wish(&mut without, ":judge<Enter>"), None, "without a model the command is not there");
}
