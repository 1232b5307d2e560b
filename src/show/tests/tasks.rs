//! What people come for, in few keys, at three sizes.

use super::{SIZES, after, fixture, line_with, play, screen};
use crate::show::state::{Pane, Screen};

#[test]
fn an_actors_mention_in_another_article_is_three_keys_away() {
    for size in SIZES {
        let mut state = fixture::reader(size);
        let opened = state.place.article;
        play(&mut state, "3<Enter><Enter>");
        assert_eq!((state.place.screen, state.place.pane), (Screen::Panes, Pane::Reading));
        assert_ne!(state.place.article, opened, "{size:?}");
        let (span, _) = state.place.link.expect("the mention is selected");
        let article = &state.material.analysis.articles[state.place.article.expect("open") as usize];
        assert_eq!(span.of(&article.text), "Mara Lind");
    }
}

#[test]
fn both_sides_of_the_first_discrepancy_are_two_keys_away() {
    for size in SIZES {
        let shown = after(size, "5<Enter>");
        assert!(shown.contains("day of the crash"), "{shown}");
        let values = line_with(&shown, "›on Monday");
        assert!(values.contains("late on Sunday"), "side by side, each in its own words: {values}");
        assert!(shown.contains("closed on Monday") && shown.contains("late on Sunday"), "{shown}");
    }
}

#[test]
fn back_comes_back_to_the_same_line_each_time() {
    for size in SIZES {
        let mut state = fixture::reader(size);
        play(&mut state, "<Enter>jjj");
        let before = (state.place.clone(), screen(&state));
        play(&mut state, "3<Enter><Enter>");
        assert_ne!(screen(&state), before.1);
        play(&mut state, "H");
        play(&mut state, "H");
        assert_eq!(state.place.at, before.0.at, "the line");
        assert_eq!(state.place.row, before.0.row, "its row on the screen");
        play(&mut state, "5<Enter><Enter>");
        assert_eq!(state.place.screen, Screen::Panes);
        play(&mut state, "HH");
        assert_eq!((state.place.at, state.place.article), (before.0.at, before.0.article));
    }
}

#[test]
fn all_who_took_part_and_what_each_source_calls_them_are_three_keys_away() {
    for size in SIZES {
        let shown = after(size, "4j<Enter>");
        for words in ["Mara Lind", "harbour master", "head of the port", "Tomas Weil", "minister of works"] {
            assert!(shown.contains(words), "{words} at {size:?}\n{shown}");
        }
    }
}

#[test]
fn both_phrases_of_the_most_serious_conflict_and_back_take_three_keys() {
    for size in SIZES {
        let mut state = fixture::reader(size);
        play(&mut state, "5");
        let before = screen(&state);
        play(&mut state, "<Enter>");
        assert_eq!(state.place.screen, Screen::Phrases(0));
        play(&mut state, "q");
        assert_eq!(screen(&state), before);
    }
}

#[test]
fn all_read_articles_of_one_source_are_done_and_back_by_a_query_and_by_marks() {
    for size in SIZES {
        let mut state = fixture::reader(size);
        play(&mut state, "<Enter>1");
        play(&mut state, ":done source:harbour read<Enter>");
        assert!(state.kept[0].done && !state.kept[4].done, "only the read one");
        assert_eq!(state.articles.row_of(0), None, "it left the list");
        play(&mut state, "u");
        assert!(!state.kept[0].done);
        assert_eq!(state.articles.n_listed, 6);
        // By marks: five keys for two articles.
        play(&mut state, "gjmmx");
        let n_done = state.kept.iter().filter(|kept| kept.done).count();
        assert!(n_done >= 2);
        play(&mut state, "u");
        assert!(state.kept.iter().all(|kept| !kept.done));
    }
}
