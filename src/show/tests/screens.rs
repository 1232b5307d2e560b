//! Each screen at three sizes, and once each without colours and in ASCII.

use super::fixture::{plain_reader, reader};
use super::{SIZES, after, play, screen};
use crate::show::effect::Input;
use crate::show::picture::{self, Form};
use crate::show::script;
use crate::show::update::update;
use ratatui::style::Modifier;

/// Name and keys of each main screen.
const SCREENS: [(&str, &str); 13] = [
    ("articles", ""),
    ("reading", "<Enter>]d"),
    ("actors", "3"),
    ("events", "4"),
    ("discrepancies", "5"),
    ("references", "3<Enter>"),
    ("card", "3gd"),
    ("accounts", "4j<Enter>"),
    ("phrases", "5<Enter>"),
    ("compare", "="),
    ("timeline", "T"),
    ("company", "W"),
    ("help", "?"),
];

#[test]
fn each_screen_looks_as_it_did_at_three_sizes() {
    for (name, keys) in SCREENS {
        for (width, height) in SIZES {
            insta::assert_snapshot!(format!("{name}_{width}x{height}"), after((width, height), keys));
        }
    }
}

#[test]
fn a_narrow_screen_shows_one_pane_and_tabs() {
    insta::assert_snapshot!("narrow_60x20", after((60, 20), "<Enter>"));
}

#[test]
fn without_colours_no_cell_has_one_and_the_selection_is_in_reverse() {
    for (name, keys) in SCREENS {
        let mut state = plain_reader((120, 40), false, false);
        play(&mut state, keys);
        let frame = script::frame(&state);
        let colored = frame
            .content
            .iter()
            .any(|cell| cell.fg != ratatui::style::Color::Reset || cell.bg != ratatui::style::Color::Reset);
        assert!(!colored, "{name}");
        assert!(frame.content.iter().any(|cell| cell.modifier.contains(Modifier::REVERSED)), "{name}");
    }
    let mut state = plain_reader((80, 24), false, false);
    play(&mut state, "<Enter>]d");
    insta::assert_snapshot!("no_color_80x24", picture::print(&script::frame(&state), Form::Ansi).replace('\x1b', "^"));
}

#[test]
fn in_ascii_every_screen_is_ascii() {
    for (name, keys) in SCREENS {
        let mut state = plain_reader((80, 24), true, true);
        play(&mut state, keys);
        let shown = screen(&state);
        assert!(shown.is_ascii(), "{name}: {shown}");
    }
    let mut state = plain_reader((80, 24), true, true);
    play(&mut state, "5");
    insta::assert_snapshot!("ascii_80x24", screen(&state));
}

#[test]
fn every_size_from_nothing_to_huge_draws_every_screen() {
    for (_, keys) in SCREENS {
        let mut state = reader((120, 40));
        play(&mut state, keys);
        for (width, height) in [(0, 0), (1, 1), (39, 9), (40, 10), (41, 11), (60, 12), (79, 24), (80, 10), (500, 200)] {
            update(&mut state, Input::Resize(width, height));
            let frame = script::frame(&state);
            assert_eq!((frame.area.width, frame.area.height), (width, height));
        }
    }
}
