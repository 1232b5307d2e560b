//! Each screen at three sizes, and once each without colours and in ASCII.

use super::fixture::{plain_reader, reader};
use super::{SIZES, after, play, screen};
use crate::show::effect::Input;
use crate::show::key::Key;
use crate::show::material::Material;
use crate::show::picture::{self, Form};
use crate::show::script;
use crate::show::state::Progress;
use crate::show::update::update;
use ratatui::style::Modifier;
use std::sync::Arc;

/// Name and keys of each screen, and of what lies on top of one.
const SCREENS: [(&str, &str); 26] = [
    ("links", "jj2gl"),
    ("select", "2v"),
    ("brief", "B"),
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
    ("found", "sbridge<Enter>"),
    ("furniture", "2gc"),
    ("zoom", "<Enter>]dz"),
    ("marked", "*jmmtport<Enter>M"),
    ("help", "?"),
    ("peek", "5K"),
    ("hints", "2f"),
    ("which_key", "]"),
    ("filter", "Fsource:"),
    ("command", ":s"),
    ("note", "ecall the port<Enter>again"),
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
        let mut state = plain_reader((80, 24), false, false);
        play(&mut state, keys);
        let shown = picture::print(&script::frame(&state), Form::Ansi).replace('\x1b', "^");
        insta::assert_snapshot!(format!("{name}_no_color"), shown);
    }
}

#[test]
fn in_ascii_every_screen_is_ascii() {
    for (name, keys) in SCREENS {
        let mut state = plain_reader((80, 24), true, true);
        play(&mut state, keys);
        let shown = screen(&state);
        assert!(shown.is_ascii(), "{name}: {shown}");
        insta::assert_snapshot!(format!("{name}_ascii"), shown);
    }
}

#[test]
fn the_first_screen_and_the_list_before_the_analysis_look_as_they_did() {
    for (width, height) in SIZES {
        let mut state = reader((width, height));
        update(&mut state, Input::Material(Arc::default()));
        insta::assert_snapshot!(format!("welcome_{width}x{height}"), screen(&state));
        let articles = super::fixture::analysis().articles;
        update(&mut state, Input::Material(Arc::new(Material::only_read(articles))));
        update(&mut state, Input::Progress(Some(Progress { what: "reading articles".to_owned(), done: 2, of: 6 })));
        insta::assert_snapshot!(format!("at_work_{width}x{height}"), screen(&state));
        let mut state = reader((width, height));
        update(&mut state, troubles());
        insta::assert_snapshot!(format!("said_{width}x{height}"), screen(&state));
        play(&mut state, "!");
        insta::assert_snapshot!(format!("troubles_{width}x{height}"), screen(&state));
    }
}

fn troubles() -> Input {
    let not_text = "it is not text: save the article as plain text (.txt) or Markdown (.md)";
    let files = ["sund/minutes-of-the-harbour-board.txt", "sund/photo.md"];
    Input::Troubles(files.iter().map(|file| format!("{file}: {not_text}")).collect())
}

#[test]
fn the_first_screen_and_the_list_before_the_analysis_do_without_colours_and_in_ascii() {
    for (kind, colors, ascii) in [("no_color", false, false), ("ascii", true, true)] {
        let mut state = plain_reader((80, 24), colors, ascii);
        let articles = super::fixture::analysis().articles;
        let progress = Progress { what: "reading articles".to_owned(), done: 2, of: 6 };
        for (name, inputs) in [
            ("welcome", vec![Input::Material(Arc::default())]),
            (
                "at_work",
                vec![Input::Material(Arc::new(Material::only_read(articles))), Input::Progress(Some(progress))],
            ),
            ("said", vec![Input::Progress(None), troubles()]),
            ("troubles", vec![Input::Key(Key::char('!'))]),
        ] {
            for input in inputs {
                update(&mut state, input);
            }
            let shown = screen(&state);
            if ascii {
                assert!(shown.is_ascii(), "{name}: {shown}");
                insta::assert_snapshot!(format!("{name}_{kind}"), shown);
            } else {
                let shown = picture::print(&script::frame(&state), Form::Ansi).replace('\x1b', "^");
                insta::assert_snapshot!(format!("{name}_{kind}"), shown);
            }
        }
    }
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
