//! Each key does what the table says.

use super::fixture::{analysis, reader};
use super::{after, line_with, play, screen};
use crate::pipeline::Analysis;
use crate::show::actions::{Action, table};
use crate::show::effect::{Change, Effect, Input};
use crate::show::key::{Key, parse_keys};
use crate::show::material::Material;
use crate::show::state::{DisputeRow, Over, Pane, Progress, Screen, State};
use crate::show::target::Target;
use crate::show::update::update;
use std::sync::Arc;

const SIZE: (u16, u16) = (120, 40);

fn played(keys: &str) -> State {
    let mut state = reader(SIZE);
    play(&mut state, keys);
    state
}

#[test]
fn digits_tab_and_h_l_go_from_pane_to_pane() {
    for (keys, pane) in [
        ("2", Pane::Reading),
        ("3", Pane::Actors),
        ("4", Pane::Events),
        ("5", Pane::Discrepancies),
        ("51", Pane::Articles),
        ("<Tab>", Pane::Reading),
        ("<S-Tab>", Pane::Discrepancies),
        ("l", Pane::Reading),
        ("ll", Pane::Actors),
        ("lh", Pane::Articles),
    ] {
        assert_eq!(played(keys).place.pane, pane, "{keys}");
    }
}

#[test]
fn moving_keeps_to_the_list() {
    assert_eq!(played("kk").place.lists[0].cursor, 0);
    let last = played("G").articles.rows.len() - 1;
    assert_eq!(played("G").place.lists[0].cursor, last);
    assert_eq!(played("Gg").place.lists[0].cursor, 0);
    assert_eq!(played("GjjG<Up>").place.lists[0].cursor, last - 1);
    assert_eq!(played("<C-d>").place.lists[0].cursor, last);
    assert_eq!(played("2G").place.at, played("2GG").place.at);
    assert!(played("2<Space>").place.at > 0);
    assert_eq!(played("2Gg<Home>").place.at, 0);
}

#[test]
fn next_and_previous_run_on_into_the_next_article() {
    let state = played("<Enter>]d]d]d]d");
    assert_eq!(state.place.article, Some(1), "the fourth disputed phrase stands in the second article");
    let state = played("<Enter>]d]d]d]d[d");
    assert_eq!(state.place.article, Some(0));
    let state = played("3j<Enter>q2]a");
    assert_eq!(state.place.chosen, Some(1));
    let state = played("<Enter>]e");
    assert!(matches!(state.place.link, Some((_, crate::show::target::Target::Event(0)))));
    let state = played("<Enter>]p]p]p]p]p]p");
    assert_eq!(state.place.article, Some(1));
}

#[test]
fn hints_lead_where_their_letters_stand() {
    let state = played("<Enter>f");
    let Some(Over::Hints(_, hints)) = &state.over else { panic!("hints are up") };
    assert!(hints.len() >= 5);
    let letters = hints[0].letters.clone();
    let state = played(&format!("<Enter>f{letters}"));
    assert!(state.over.is_none() && state.place.screen != Screen::Panes);
    assert!(played("<Enter>f<Esc>").over.is_none());
}

#[test]
fn card_references_and_peek_tell_of_the_actor() {
    assert!(after(SIZE, "3gd").contains("What it is called"));
    assert!(after(SIZE, "3gr").contains("REFERENCES  Mara Lind"));
    let peek = after(SIZE, "3K");
    assert!(peek.contains("CARD  Mara Lind") && peek.contains("ARTICLES"), "the panes are still seen");
    assert_eq!(played("3Kq").place.pane, Pane::Actors);
}

#[test]
fn an_actor_its_role_its_names_and_its_company_lead_to_their_evidence() {
    // Enter shows the phrases, the role's first; the first mention is chosen.
    let references = after(SIZE, "3<Enter>");
    assert!(references.contains("Called “harbour master”"), "{references}");
    let state = played("3<Enter><Enter>");
    assert_eq!(state.place.screen, Screen::Panes);
    assert!(matches!(state.place.link, Some((_, Target::Actor(_)))));
    // The role's own phrase stands one up.
    let state = played("3<Enter>k<Enter>");
    assert_eq!(state.place.screen, Screen::Panes);
    assert!(state.place.article.is_some());
    // On the card each name, role and companion is a link to a phrase or to an event with its accounts.
    let state = played("3gd");
    let page = state.page.as_ref().expect("the card");
    let targets = page.lines.iter().skip(1).filter_map(|line| line.target);
    let mut company = 0;
    for target in targets {
        assert!(matches!(target, Target::Phrase(_) | Target::Event(_) | Target::Discrepancy(_)), "{target:?}");
        company += usize::from(matches!(target, Target::Event(_)));
    }
    assert!(company > 0);
}

#[test]
fn finding_goes_round_and_marks_what_it_found() {
    let state = played("2/bridge<Enter>");
    assert!(state.find.is_some() && state.place.row > 0);
    assert_ne!(played("2/bridge<Enter>").place.at, played("2/bridge<Enter>nn").place.at);
    assert_eq!(played("2/bridge<Enter>n").place.at, played("2/bridge<Enter>nnN").place.at);
    assert!(screen(&played("2/zeppelin<Enter>")).contains("does not stand here"));
    let state = played("3/norling<Enter>");
    assert_eq!(state.panels.actors[state.place.lists[2].cursor], 3);
}

#[test]
fn search_lists_every_place_and_enter_goes_there() {
    let state = played("snight<Enter>");
    assert_eq!(state.place.screen, Screen::Found);
    assert!(screen(&state).contains("FOUND"));
    let state = played("snight<Enter>j<Enter>");
    assert_eq!((state.place.screen, state.place.article), (Screen::Panes, Some(5)));
    assert!(screen(&played(":search no such words<Enter>")).contains("stands in no article"));
}

#[test]
fn the_filter_works_while_it_is_typed_and_esc_takes_it_back() {
    assert_eq!(played("Fsource:quay").articles.n_listed, 2);
    assert_eq!(played("Fsource:quay<Esc>").articles.n_listed, 6);
    assert_eq!(played("Fhas:conflict<Enter>").articles.n_listed, 2);
    assert_eq!(played("Factor:weil after:2031-05-14<Enter>").articles.n_listed, 1);
    assert!(played("Fafter:nonsense<Enter>").message.is_some_and(|message| message.is_error));
    assert_eq!(played("Fsource:quay<Enter>:save-view quay<Enter><Esc>V").articles.n_listed, 2);
}

#[test]
fn each_triage_key_is_kept_at_once_and_undone() {
    for (key, what) in [("r", "read"), ("*", "star"), ("x", "done"), ("i", "aside")] {
        let mut state = reader(SIZE);
        let effects = play(&mut state, key);
        assert!(
            matches!(&effects[..], [Effect::Keep(changes)] if matches!(changes[..], [Change::Article(0, _)])),
            "{what}"
        );
        let done = state.kept[0].clone();
        play(&mut state, "u");
        assert_eq!(state.kept[0], crate::show::state::Kept::default(), "{what} undone");
        play(&mut state, "U");
        assert_eq!(state.kept[0], done, "{what} done again");
    }
}

#[test]
fn tags_and_notes_are_typed_and_undone() {
    let state = played("ttalks<Enter>ecall the port<Enter>again<Esc>");
    assert_eq!(state.kept[0].tags(), ["talks"]);
    assert_eq!(state.kept[0].note(), "call the port\nagain");
    let state = played("ttalks<Enter>t-talks<Enter>");
    assert!(state.kept[0].tags().is_empty());
    assert_eq!(played("enote<Esc>u").kept[0].note(), "");
    assert_eq!(played("enote<C-c>").kept[0].note(), "");
}

#[test]
fn next_unread_goes_through_the_whole_list() {
    let mut state = reader(SIZE);
    for n in 1..=6 {
        play(&mut state, "]u");
        assert_eq!(state.kept.iter().filter(|kept| kept.read).count(), n);
    }
    play(&mut state, "]u");
    assert!(screen(&state).contains("every article is read"));
}

#[test]
fn a_dismissed_discrepancy_leaves_every_list_and_comes_back() {
    let state = played("5x");
    assert_eq!(state.panels.discrepancies, [1, 2, 3].map(DisputeRow::One));
    assert!(!screen(&state).contains("day of the crash"));
    assert_eq!(played("5xu").panels.discrepancies.len(), 4);
    assert_eq!(played("5xv").panels.discrepancies.len(), 4);
    assert!(!after(SIZE, "5x=").contains("day of the crash"));
}

#[test]
fn pictures_of_the_story_open_lead_on_and_close() {
    assert!(after(SIZE, "=").contains("COMPARE"));
    assert_eq!(played("=j<Enter>").place.screen, Screen::Phrases(1));
    assert_eq!(played("==").place.screen, Screen::Panes);
    assert_eq!(played("T<Enter>").place.screen, Screen::Accounts(0));
    assert!(matches!(played("W<Enter>").place.screen, Screen::References(_)));
    assert_eq!(played("5<Enter>]d").place.screen, Screen::Phrases(1));
    assert_eq!(played("5<Enter>l<Enter>").place.article, Some(1));
}

#[test]
fn esc_never_quits_and_q_closes_one_thing_at_a_time() {
    let mut state = reader(SIZE);
    let effects = play(&mut state, "<Esc><Esc><Esc>3<Enter><Esc><Esc><Esc><Esc>");
    assert!(!effects.contains(&Effect::Quit));
    let effects = play(&mut state, "3<Enter>q");
    assert!(!effects.contains(&Effect::Quit));
    assert_eq!(state.place.pane, Pane::Actors);
    play(&mut state, "q");
    assert_eq!(state.place.pane, Pane::Articles);
    assert!(play(&mut state, "q").contains(&Effect::Quit));
    assert!(play(&mut reader(SIZE), ":quit<Enter>").contains(&Effect::Quit));
}

#[test]
fn zoom_shows_the_pane_alone() {
    assert!(!after(SIZE, "2z").contains("ACTORS"));
    assert!(after(SIZE, "2zz").contains("ACTORS"));
}

#[test]
fn help_lists_only_what_applies_here() {
    let help = after((120, 60), "?");
    assert!(help.contains("HELP") && help.contains("read or unread"));
    assert!(!help.contains("next mention of the chosen actor"));
    let help = after((120, 60), "2?");
    assert!(help.contains("next mention of the chosen actor"));
}

#[test]
fn every_action_is_a_command_that_completes() {
    for entry in table() {
        let mut state = reader(SIZE);
        // With and without what it takes, no command may fail to be understood.
        play(&mut state, &format!(":{}<Enter>", entry.name));
        let message = state.message.map(|message| message.text).unwrap_or_default();
        assert!(!message.contains("no command is called"), "{}: {message}", entry.name);
    }
    assert!(played(":ti<Tab><Enter>").place.screen == Screen::Timeline(0));
    assert!(screen(&played(":sort d")).contains("sort date"));
    assert!(screen(&played(":nonsense<Enter>")).contains("no command is called nonsense"));
}

#[test]
fn a_prefix_shows_what_may_follow() {
    let shown = after(SIZE, "]");
    assert!(line_with(&shown, "unread article").contains('u'));
    let mut state = played("3");
    update(&mut state, Input::Key(Key::char('g')));
    assert!(state.waits());
    update(&mut state, Input::Pause);
    assert!(!state.waits() && state.place.lists[2].cursor == 0);
}

#[test]
fn order_and_grouping_change_the_list() {
    assert!(screen(&played("c")).find("A third ferry").is_none(), "no heads in a flat list");
    let state = played("c:sort date<Enter>");
    assert_eq!(state.articles.sorted[0], 5);
    assert_eq!(played("<Backspace>").articles.rows.len(), 4, "the story is folded");
    assert_eq!(played(":sort nonsense<Enter>").message.map(|message| message.is_error), Some(true));
}

#[test]
fn copy_takes_what_is_selected_and_links_are_shown_over_ssh() {
    let effects = play(&mut reader(SIZE), "3y");
    assert_eq!(effects, [Effect::Copy("Mara Lind".to_owned())]);
    let effects = play(&mut reader(SIZE), "o");
    assert_eq!(effects, [Effect::OpenLink("https://harbour.example/bridge".to_owned())]);
    let mut state = reader(SIZE);
    state.settings.remote = true;
    assert_eq!(play(&mut state, "o"), [Effect::Copy("https://harbour.example/bridge".to_owned())]);
}

#[test]
fn pasted_text_never_runs_keys() {
    let mut state = reader(SIZE);
    let before = state.kept.clone();
    assert!(update(&mut state, Input::Paste("xxq:quit\n".to_owned())).is_empty());
    assert_eq!(state.kept, before);
    play(&mut state, "/");
    update(&mut state, Input::Paste("bri\u{1b}[2Jdge\n".to_owned()));
    assert!(matches!(&state.over, Some(Over::Field(field)) if !field.text.contains('\u{1b}')));
}

#[test]
fn the_list_is_there_before_the_analysis_and_stays_where_one_is() {
    let only_read = Analysis { articles: analysis().articles, ..Analysis::default() };
    let mut state = reader(SIZE);
    update(&mut state, Input::Material(Arc::new(Material { only_read: true, ..Material::new(only_read) })));
    update(&mut state, Input::Progress(Some(Progress { what: "reading articles".to_owned(), done: 2, of: 6 })));
    let shown = screen(&state);
    assert!(shown.contains("the analysis is at work") && shown.contains("reading articles 2/6"), "{shown}");
    play(&mut state, "jj<Enter>j");
    let (article, at) = (state.place.article, state.place.at);
    assert!(at > 0);
    update(&mut state, Input::Material(Arc::new(Material::new(analysis()))));
    update(&mut state, Input::Progress(None));
    assert_eq!((state.place.article, state.place.at), (article, at));
    assert!(screen(&state).contains("Mara Lind"));
    assert!(state.kept[article.expect("open") as usize].read);
}

#[test]
fn articles_that_are_read_later_join_the_list_and_nothing_moves() {
    let articles = analysis().articles;
    let mut state = reader(SIZE);
    update(&mut state, Input::Material(Arc::new(Material::only_read(articles[..3].to_vec()))));
    play(&mut state, "jj*");
    let place = state.place.clone();
    update(&mut state, Input::More(articles[3..].to_vec()));
    assert_eq!((state.articles.n_listed, state.kept.len()), (6, 6));
    assert!(state.kept[2].starred && state.place == place);
    assert_eq!(state.material.names.sources.len(), 4, "{:?}", state.material.names.sources);
    assert_eq!(update(&mut state, Input::AllRead(3)), [Effect::Analyse(3)]);
    state.settings.analyse = false;
    assert!(update(&mut state, Input::AllRead(4)).is_empty());
    assert!(screen(&state).contains("nothing is analysed"));
}

#[test]
fn triage_of_one_article_counts_as_the_whole_list_does() {
    for keys in
        ["r", "*", "x", "jrjr", "Funread<Enter>jr", "Funread<Enter>j*", "gmMr", "gmMxu", "vxjx", "Fread<Enter>rr"]
    {
        let mut state = played(keys);
        let (rows, unread, listed) = (state.articles.rows.clone(), state.articles.n_unread, state.articles.n_listed);
        state.rebuild();
        assert_eq!(
            (rows, unread, listed),
            (state.articles.rows, state.articles.n_unread, state.articles.n_listed),
            "{keys}"
        );
    }
}

#[test]
fn without_articles_the_welcome_screen_says_what_to_press() {
    let mut state = reader((80, 24));
    update(&mut state, Input::Material(Arc::new(Material::default())));
    let shown = screen(&state);
    assert!(shown.contains("RASHOMON") && shown.contains("starter corpus"), "{shown}");
    assert_eq!(play(&mut state, "<Enter>"), [Effect::Corpus]);
    assert_eq!(play(&mut state, ":open-path x<Enter>"), [Effect::Read(vec!["x".to_owned()])]);
}

#[test]
fn the_line_is_kept_through_every_size() {
    let mut state = played("<Enter>jjjjj");
    let at = state.place.at;
    let word = |state: &State| {
        let article = &state.material.analysis.articles[0];
        article.text[state.place.at as usize..].split(' ').next().map(str::to_owned)
    };
    for (width, height) in [(60, 20), (200, 60), (80, 24), (39, 5), (120, 40)] {
        update(&mut state, Input::Resize(width, height));
        assert!(state.place.at <= at && at - state.place.at < 200, "{width}×{height}: {:?}", word(&state));
    }
}

#[test]
fn no_keys_whatever_bring_it_down() {
    // A fixed walk through all keys, many times over.
    let keys = parse_keys("jkgGhl12345HLnNzuUyo?:/sfKrix*mte[]adepu=TWSFcvVw<Enter><Esc><Tab><C-d><C-u><Space>b{}")
        .expect("keys");
    let mut seed = 17u32;
    let mut state = reader((80, 24));
    for n in 0..6_000 {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let key = keys[(seed >> 16) as usize % keys.len()];
        let effects = update(&mut state, Input::Key(key));
        if effects.contains(&Effect::Quit) {
            state = reader((80, 24));
        }
        if n % 7 == 0 {
            screen(&state);
        }
        if n % 500 == 0 {
            update(&mut state, Input::Resize(40 + (seed % 150) as u16, 10 + (seed % 50) as u16));
        }
    }
}

#[test]
fn every_action_has_a_key_or_is_reached_by_its_command() {
    let keymap = crate::show::keymap::Keymap::default();
    let without: Vec<&str> =
        table().iter().filter(|entry| keymap.anywhere(entry.action).is_empty()).map(|entry| entry.name).collect();
    let by_command =
        "save-view delete-view mark-where judge theme cancel analyse open-path watch unwatch messages corpus quit";
    let by_command: Vec<&str> = by_command.split(' ').collect();
    assert_eq!(without, by_command);
    assert_eq!(crate::show::actions::entry(Action::Quit).name, "quit");
}

#[test]
fn each_order_of_the_flat_list_is_as_it_says_and_equal_ones_stay_as_they_were() {
    let order = |keys: &str| played(keys).articles.sorted;
    assert_eq!(order("c"), [0, 1, 2, 3, 4, 5]);
    assert_eq!(order("c:sort date<Enter>"), [5, 4, 3, 1, 0, 2], "the latest first, what has no day last");
    assert_eq!(order("c:sort source<Enter>"), [3, 2, 0, 4, 1, 5], "03, City Wire, Harbour Post, The Quay");
    assert_eq!(order("c:sort disputes<Enter>"), [1, 0, 2, 3, 4, 5], "four, three, one, one, none");
    assert_eq!(order(":sort date<Enter>"), [5, 4, 3, 1, 0, 2], "a story stands where its first article stands");
    assert_eq!(order(":sort source<Enter>"), [3, 2, 0, 1, 4, 5]);
}
