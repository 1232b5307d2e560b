//! The reader on the starter corpus: what people come for, in few keys, at three sizes. What the language rooms find in
//! the corpus is part of it, so these tests fail too when the corpus can no longer be followed.

use super::{SIZES, play, screen};
use crate::link::Story;
use crate::show::key::parse_keys;
use crate::show::keymap::Keymap;
use crate::show::material::Material;
use crate::show::state::{Pane, Place, Screen, Settings, State};
use crate::show::target::Target;
use crate::show::work;
use crate::text::ArticleIdx;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// A reader of the corpus, which is analysed once for all tests.
fn reader(size: (u16, u16)) -> State {
    static MATERIAL: OnceLock<Arc<Material>> = OnceLock::new();
    let material = MATERIAL.get_or_init(|| {
        let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
        Arc::new(work::analyse(&[seeds], true, work::Corrections::default()))
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
fn who_took_part_in_the_talks_and_what_each_source_calls_them_is_found_in_twelve_keys() {
    for size in SIZES {
        // The talks stand among the first events of the panel; each row further down is one key more.
        let told = (0..9).any(|further| {
            let mut state = reader(size);
            play_few(&mut state, 12, &format!("4{}<Enter><Space><Space>", "j".repeat(further)));
            let Some(page) = state.page.as_ref() else { return false };
            let lines: Vec<String> = page.lines.iter().map(super::super::state::PageLine::text).collect();
            ["Levant Review"].iter().all(|source| {
                // "who", "with" or "whom" and then the name alone.
                let is_of =
                    |line: &String| line.trim().split_once(' ').is_some_and(|(_, rest)| rest.trim() == "Jake Sullivan");
                let Some(at) = lines.iter().position(is_of) else { return false };
                // The roles of one stand below the name, further in, until the next name.
                let roles: String =
                    lines[at + 1..].iter().take_while(|line| line.starts_with("     ")).cloned().collect();
                roles.contains("National Security Adviser") && roles.contains(source)
            })
        });
        assert!(told, "{size:?}");
    }
}

#[test]
fn both_phrases_of_the_first_row_and_back_take_three_keys() {
    for size in SIZES {
        let mut state = reader(size);
        play(&mut state, "5");
        let before = screen(&state);
        play_few(&mut state, 5, "<Enter>");
        assert_eq!(state.place.screen, Screen::Phrases(0), "the first of all");
        let shown = screen(&state);
        assert!(shown.contains("1.3 million") && shown.contains("1.5 million"), "both values: {shown}");
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

/// For each story the keys of its articles, whatever the order of the stories.
fn stories(state: &State) -> BTreeSet<Vec<String>> {
    let key = |article: &ArticleIdx| state.material.analysis.articles[article.idx()].key.clone();
    let keys = |story: &Story| story.articles.iter().map(key).collect();
    state.material.analysis.linked.stories.iter().map(keys).collect()
}

#[test]
fn an_article_leaves_its_story_goes_to_another_and_stories_become_one_by_keys_and_all_of_it_is_undone() {
    let mut state = reader((120, 40));
    let before = stories(&state);
    let article = state.place.article.expect("the first article");
    let key = state.material.analysis.articles[article as usize].key.clone();
    let home = before.iter().find(|story| story.contains(&key)).expect("a story").clone();
    assert!(home.len() > 2, "{before:?}");

    state.place.lists[0].cursor = state.articles.row_of(article).expect("listed");
    play_few(&mut state, 1, "D");
    assert!(stories(&state).contains(&vec![key.clone()]), "{:?}", state.message);
    assert_eq!(stories(&state).len(), before.len() + 1);
    assert_eq!(state.target(), Some(Target::Article(article)), "the cursor stays on it");

    // Marked where it is, it goes to the story of another article.
    let other = state.material.analysis.articles.iter().position(|one| home.contains(&one.key) && one.key != key);
    let other = other.expect("another article of the story") as u32;
    play(&mut state, "m");
    state.place.lists[0].cursor = state.articles.row_of(other).expect("listed");
    play_few(&mut state, 1, "P");
    assert_eq!(stories(&state), before, "{:?}", state.message);

    play(&mut state, "u");
    assert_eq!(stories(&state).len(), before.len() + 1);
    state.place.lists[0].cursor = state.articles.row_of(article).expect("listed");
    play(&mut state, "m");
    state.place.lists[0].cursor = state.articles.row_of(other).expect("listed");
    play_few(&mut state, 1, "J");
    assert_eq!(stories(&state), before, "{:?}", state.message);

    play(&mut state, "uu");
    assert_eq!(stories(&state), before);
    assert!(state.edits.is_empty());
    play(&mut state, "U");
    assert!(stories(&state).contains(&vec![key]), "done again");
}

#[test]
fn what_was_dismissed_stays_dismissed_when_stories_change() {
    let mut state = reader((120, 40));
    let id = state.material.analysis.discrepancies[0].id.clone();
    let dismissed = |state: &State| -> Vec<String> {
        state.dismissed.iter().map(|idx| state.material.analysis.discrepancies[*idx as usize].id.to_string()).collect()
    };
    play(&mut state, "5x1");
    assert_eq!(dismissed(&state), std::slice::from_ref(&id));
    let disputed = state.material.analysis.discrepancies[0].story;
    let others = state.material.analysis.linked.stories.iter().enumerate();
    let other =
        others.filter(|(idx, story)| *idx as u32 != disputed && story.articles.len() > 1).map(|(_, story)| story);
    let article = other.clone().next().expect("a story of several").articles[0].0;
    state.place.lists[0].cursor = state.articles.row_of(article).expect("listed");
    play(&mut state, "D");
    assert_eq!(state.edits.len(), 1, "{:?}", state.message);
    assert_eq!(dismissed(&state), [id]);
    play(&mut state, "uu");
    assert!(state.dismissed.is_empty() && state.edits.is_empty());
}

fn place_of(place: &Place) -> (Option<u32>, u32, u16) {
    (place.article, place.at, place.row)
}

#[test]
fn a_wrong_actor_is_corrected_in_few_keys_the_panel_changes_and_all_of_it_is_undone() {
    let mut state = reader((120, 40));
    let names = |state: &State| -> Vec<String> {
        let name = |idx: &u32| state.material.analysis.linked.actors[*idx as usize].name.to_string();
        state.panels.actors.iter().map(name).collect()
    };
    let before = names(&state);
    // The first of the panel is hidden, the next is called otherwise, two are one, one is of another kind.
    play_few(&mut state, 2, "3x");
    assert_eq!(names(&state), before[1..], "{:?}", state.message);
    play(&mut state, "u");
    assert_eq!(names(&state), before);
    play(&mut state, "3ethe town<Enter>");
    assert_eq!(names(&state)[0], "the town");
    play(&mut state, "u");
    play_few(&mut state, 4, "3mmJ");
    assert_eq!(names(&state).len(), before.len() - 1, "{:?}", state.message);
    assert!(!names(&state).contains(&before[1]) && names(&state).contains(&before[0]));
    play(&mut state, "u3t");
    let first = state.panels.actors[0] as usize;
    let kind = state.material.analysis.linked.actors[first].kind;
    play(&mut state, "u");
    assert_ne!(state.material.analysis.linked.actors[first].kind, kind);
    assert!(state.actor_edits.is_empty());
    play(&mut state, "U");
    assert_eq!(state.material.analysis.linked.actors[first].kind, kind, "done again");
}
