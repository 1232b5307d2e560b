//! The reader on the starter corpus: what people come for, in few keys, at three sizes. What the language rooms find in
//! the corpus is part of it, so these tests fail too when the corpus can no longer be followed.

use super::{SIZES, play, screen};
use crate::compare::Severity;
use crate::show::key::parse_keys;
use crate::show::keymap::Keymap;
use crate::show::material::Material;
use crate::show::state::{Pane, Place, Screen, Settings, State};
use crate::show::target::Target;
use crate::show::work;
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// A reader of the corpus, which is analysed once for all tests.
fn reader(size: (u16, u16)) -> State {
    static MATERIAL: OnceLock<Arc<Material>> = OnceLock::new();
    let material = MATERIAL.get_or_init(|| {
        let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
        Arc::new(work::analyse(&[seeds], true))
    });
    State::new(Arc::clone(material), Settings::default(), Keymap::default(), size)
}

/// Plays keys, of which there may be at most `most`.
#[track_caller]
fn play_few(state: &mut State, most: usize, keys: &str) {
    let n = parse_keys(keys).expect("keys").len();
    assert!(n <= most, "{keys} are {n} keys");
    play(state, keys);
}

#[test]
fn all_who_took_part_in_the_talks_and_what_each_source_calls_them_are_found_in_twelve_keys() {
    for size in SIZES {
        let mut state = reader(size);
        play_few(&mut state, 12, "4<Enter><Space><Space>");
        let page = state.page.as_ref().expect("the accounts of the talks");
        let lines: Vec<String> = page.lines.iter().map(super::super::state::PageLine::text).collect();
        for (name, role, source) in [
            ("Jake Sullivan", "National Security Adviser", "Eastgate Courier"),
            ("Jake Sullivan", "National Security Adviser", "Levant Review"),
            ("Ron Dermer", "Minister for Strategic Affairs", "Eastgate Courier"),
            ("Antony Blinken", "Secretary of State", "02-video-talks-on-monday"),
        ] {
            let at = lines.iter().position(|line| line.trim_end().ends_with(name));
            let at = at.unwrap_or_else(|| panic!("{name} at {size:?}\n{}", lines.join("\n")));
            // The roles of one stand below the name, further in, until the next name.
            let roles: String = lines[at + 1..].iter().take_while(|line| line.starts_with("     ")).cloned().collect();
            assert!(roles.contains(role) && roles.contains(source), "{name}: {roles}");
        }
    }
}

#[test]
fn both_phrases_of_the_most_serious_conflict_and_back_take_three_keys() {
    for size in SIZES {
        let mut state = reader(size);
        play(&mut state, "5");
        let before = screen(&state);
        play_few(&mut state, 5, "<Enter>");
        assert_eq!(state.place.screen, Screen::Phrases(0), "the first of all");
        assert_eq!(state.material.analysis.discrepancies[0].severity, Severity::Conflict);
        let shown = screen(&state);
        assert!(shown.contains("Thursday") && shown.contains("Monday"), "{shown}");
        assert!(shown.contains("online meeting") && shown.contains("met online"), "both phrases: {shown}");
        play_few(&mut state, 5, "q");
        assert_eq!(screen(&state), before);
    }
}

#[test]
fn all_read_articles_of_one_source_are_done_and_back_in_eight_keys() {
    for size in SIZES {
        let mut state = reader(size);
        let of = |state: &State, source: &str| -> Vec<usize> {
            let articles = state.material.analysis.articles.iter().enumerate();
            articles.filter(|(_, article)| article.source == source).map(|(idx, _)| idx).collect()
        };
        // Two of the three articles of one source are read, and one of another.
        let (ledger, courier) = (of(&state, "Harbour Ledger"), of(&state, "Eastgate Courier"));
        assert!(ledger.len() == 2 && courier.len() == 2, "{ledger:?} {courier:?}");
        for idx in [ledger[0], ledger[1], courier[0]] {
            state.kept[idx].read = true;
        }
        state.place.lists[0].cursor = state.articles.row_of(ledger[0] as u32).expect("listed");
        let before = state.kept.clone();
        play_few(&mut state, 8, "wswrMx");
        let done: Vec<usize> = (0..state.kept.len()).filter(|&idx| state.kept[idx].done).collect();
        assert_eq!(done, ledger, "{size:?}");
        play_few(&mut state, 2, "u");
        assert_eq!(state.kept, before);
    }
}

#[test]
fn an_actors_mention_in_another_article_and_the_way_back_take_few_keys() {
    for size in SIZES {
        let mut state = reader(size);
        play(&mut state, "<Enter>jjjjj");
        let before = state.place.clone();
        play_few(&mut state, 4, "3<Enter><Enter>");
        assert_eq!((state.place.screen, state.place.pane), (Screen::Panes, Pane::Reading));
        assert_ne!(state.place.article, before.article, "{size:?}");
        assert!(matches!(state.place.link, Some((_, Target::Actor(_)))), "the mention is selected");
        play(&mut state, "HH");
        assert_eq!(place_of(&state.place), place_of(&before), "{size:?}");
    }
}

#[test]
fn back_comes_to_the_same_line_from_both_sides_of_a_discrepancy() {
    for size in SIZES {
        let mut state = reader(size);
        play(&mut state, "<Enter>jjjjj");
        let before = state.place.clone();
        play_few(&mut state, 4, "5<Enter>l<Enter>");
        assert_ne!(state.place.article, before.article, "the other side stands in another article");
        play(&mut state, "HH");
        assert_eq!(place_of(&state.place), place_of(&before), "{size:?}");
    }
}

fn place_of(place: &Place) -> (Option<u32>, u32, u16) {
    (place.article, place.at, place.row)
}
