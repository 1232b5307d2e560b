//! What the hands do besides moving and triage: following the list, live folders, links, passages, programs, files,
//! letters for places, watched words, what is new.

use super::fixture::{analysis, reader};
use super::{line_with, play, screen};
use crate::compare::{Discrepancy, DiscrepancyKind};
use crate::keep::Highlight;
use crate::pipeline::Analysis;
use crate::show::effect::{Change, Effect, Input, Pointer, Stirred};
use crate::show::key::Key;
use crate::show::keymap::Keymap;
use crate::show::material::Material;
use crate::show::state::{DisputeRow, Over, Pane, Screen, Settings, State};
use crate::show::target::Target;
use crate::show::update::update;
use std::sync::Arc;

const SIZE: (u16, u16) = (120, 40);

fn played(keys: &str) -> (State, Vec<Effect>) {
    let mut state = reader(SIZE);
    let effects = play(&mut state, keys);
    (state, effects)
}

fn with(change: impl Fn(&mut Vec<Discrepancy>)) -> State {
    let analysis = analysis();
    let mut discrepancies: Vec<Discrepancy> = analysis.discrepancies.iter().cloned().collect();
    change(&mut discrepancies);
    let analysis = Analysis { discrepancies: discrepancies.into(), ..analysis };
    State::new(Arc::new(Material::new(analysis)), Settings::default(), Keymap::default(), SIZE)
}

#[test]
fn the_reading_pane_follows_the_list_when_the_keys_rest_and_nothing_is_marked_read() {
    let mut state = reader(SIZE);
    update(&mut state, Input::Key(Key::char('j')));
    assert_eq!((state.place.article, state.ahead()), (Some(0), Some(1)), "while keys come the text stays");
    update(&mut state, Input::Rest);
    assert_eq!((state.place.article, state.ahead()), (Some(1), None));
    assert!(!state.kept[1].read && screen(&state).contains("Barge hits Sund bridge, fourteen hurt"));
    update(&mut state, Input::Key(Key::char('j')));
    update(&mut state, Input::Key(Key::char('2')));
    assert_eq!(state.place.article, Some(2), "who goes on at once means the article under the cursor");
}

#[test]
fn titles_stand_before_sources_at_every_width() {
    for width in [60, 80, 120, 160, 200] {
        let shown = screen(&reader((width, 40)));
        let line = line_with(&shown, "Talks on");
        assert!(line.find("Talks on") < line.find("City").or(Some(usize::MAX)), "{width}: {line}");
    }
}

#[test]
fn what_comes_changes_or_goes_is_said_in_a_line_and_nothing_moves_until_it_is_asked_for() {
    let mut state = reader(SIZE);
    play(&mut state, "jj");
    let place = state.place.clone();
    update(&mut state, Input::Stirred(Stirred { new: 3, changed: 0, gone: 1 }));
    assert_eq!(state.place, place);
    assert!(screen(&state).contains("3 new, 1 gone · R to show"));
    assert_eq!(play(&mut state, "R"), [Effect::Reload]);
    assert!(!screen(&state).contains("to show"));
}

#[test]
fn spellings_and_trivial_wordings_stand_folded_in_one_line_that_opens() {
    let mut state = with(|all| {
        all[1].kind = DiscrepancyKind::NameSpelling;
        all[3].kind = DiscrepancyKind::NameSpelling;
    });
    assert_eq!(state.panels.discrepancies, [DisputeRow::One(0), DisputeRow::One(2), DisputeRow::Small(2)]);
    assert!(screen(&state).contains("+ 2 small differences"));
    play(&mut state, "5G<Enter>");
    assert_eq!(state.panels.discrepancies.len(), 4);
    play(&mut state, "<Esc>");
    assert_eq!(state.panels.discrepancies.len(), 3);
}

#[test]
fn over_all_stories_the_weightiest_comes_first_and_each_stands_under_its_head() {
    let mut state = with(|all| {
        all[0].story = 1;
        all[0].confidence = 1.0;
    });
    play(&mut state, "aa");
    let rows = [DisputeRow::Story(1), DisputeRow::One(0), DisputeRow::Story(0), DisputeRow::One(1)];
    assert_eq!(state.panels.discrepancies[..4], rows);
    assert!(screen(&state).contains("A third ferry for Sund"));
}

#[test]
fn links_of_an_article_are_listed_hinted_and_opened() {
    let address = || vec![Effect::OpenLink("https://norling.example/press".to_owned())];
    let (mut state, _) = played("jj2gl");
    assert!(screen(&state).contains("spokeswoman  https://norling.example/press"));
    assert_eq!(play(&mut state, "o"), address());
    let (mut state, _) = played("jj2f");
    let Some(crate::show::state::Over::Hints(_, hints)) = &state.over else { panic!("hints are up") };
    let link = hints.iter().find(|hint| matches!(hint.target, Target::Link(2, 0))).expect("the link has letters");
    let letters = link.letters.clone();
    assert_eq!(play(&mut state, &letters), address());
}

#[test]
fn a_passage_is_copied_with_its_source_marked_and_noted_about_and_all_of_it_is_written_as_markdown() {
    let (_, effects) = played("2}v<Esc>vy");
    let quoted = "“The Sund bridge was closed on Monday after a barge struck its northern pier, harbour master Mara Lind \
                  said.” — Harbour Post, 13 May 2031, https://harbour.example/bridge";
    assert!(effects.contains(&Effect::Copy(quoted.to_owned())), "{effects:?}");
    let (mut state, _) = played("2}v<Enter>");
    let marked = state.kept[0].highlights().to_vec();
    assert_eq!(marked.len(), 1);
    // The end moves by words.
    play(&mut state, "vhhhewho says so?<Esc>");
    let noted: Vec<&Highlight> = state.kept[0].highlights().iter().filter(|one| !one.note.is_empty()).collect();
    assert_eq!((noted.len(), noted[0].note.as_str()), (1, "who says so?"));
    assert!(noted[0].start == marked[0].start && noted[0].end < marked[0].end);
    let effects = play(&mut state, ":export notes n.md<Enter>");
    let [Effect::Write(path, text)] = &effects[..] else { panic!("{effects:?}") };
    assert!(path == "n.md" && text.contains(&format!("> {quoted}")) && text.contains("who says so?"), "{text}");
    play(&mut state, "uu");
    assert!(state.kept[0].highlights().is_empty(), "undone");
}

#[test]
fn a_command_gets_what_is_at_hand_as_a_list_of_words_and_none_in_restricted_mode() {
    let (mut state, _) = played("");
    let effects = play(&mut state, "|wc -w<Enter>");
    let [Effect::Pipe(arguments, text)] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(arguments, &["wc", "-w"]);
    assert!(text.starts_with("Bridge shut after barge strikes pier"));
    let effects = play(&mut state, "jmm:pipe cat<Enter>");
    assert!(matches!(&effects[..], [Effect::Pipe(_, text)] if text.contains("Talks on the broken bridge")));
    let effects = play(&mut state, "B|cat<Enter>");
    assert!(matches!(&effects[..], [Effect::Pipe(_, text)] if text.starts_with("# Barge strikes the Sund bridge")));
    update(&mut state, Input::Printed("cat".to_owned(), "42 words".to_owned()));
    assert!(screen(&state).contains("OUTPUT  cat") && screen(&state).contains("42 words"));
    state.over = None;
    state.settings.restricted = true;
    assert!(play(&mut state, ":pipe cat<Enter>").is_empty());
    assert!(play(&mut state, "1o").iter().all(|effect| !matches!(effect, Effect::OpenLink(_))));
}

#[test]
fn in_restricted_mode_nothing_leads_to_another_program_another_file_or_a_shell() {
    let (mut state, _) = played("");
    state.settings.restricted = true;
    let keys = [
        "|",
        "E",
        ">",
        "<C-z>",
        ":suspend<Enter>",
        ":open-path /etc<Enter>",
        ":export list l.md<Enter>",
        ":note-editor<Enter>",
        ":export report /tmp/r.md<Enter>",
        "B>",
        "?<C-z>",
    ];
    for keys in keys {
        let effects = play(&mut state, keys);
        let leads_out = |effect: &Effect| {
            let out = matches!(effect, Effect::Suspend | Effect::Pipe(..) | Effect::Write(..) | Effect::EditNote(..));
            out || matches!(effect, Effect::OpenLink(_) | Effect::Read(_) | Effect::Judge(_))
        };
        assert!(!effects.iter().any(leads_out), "{keys}: {effects:?}");
        assert!(state.over.as_ref().is_none_or(|over| matches!(over, Over::Help(..))), "{keys}: nothing to type into");
        play(&mut state, "<Esc><Esc>1");
    }
    let (mut state, _) = played("");
    state.settings.restricted = true;
    play(&mut state, "|");
    assert!(state.message.as_ref().is_some_and(|said| said.text.contains("--restricted")), "it says why");
}

#[test]
fn a_brief_becomes_a_markdown_file_in_three_keys_and_a_name() {
    let (_, effects) = played("B>brief.md<Enter>");
    let [Effect::Write(path, text)] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(path, "brief.md");
    for words in ["# Barge strikes the Sund bridge", "▲ conflict: day of the crash", "“on Monday” — Harbour Post"]
    {
        assert!(text.contains(words), "{words} in {text}");
    }
    let (_, effects) = played(":export report r.json<Enter>");
    assert!(matches!(&effects[..], [Effect::Write(path, text)] if path == "r.json" && text.starts_with('{')));
    assert!(played(":export report r.pdf<Enter>").0.message.is_some_and(|message| message.is_error));
    let (_, effects) = played("Fsource:quay<Enter>:export list l.md<Enter>");
    assert!(matches!(&effects[..], [Effect::Write(_, text)] if text.matches("— The Quay").count() == 2));
}

#[test]
fn from_a_disputed_line_of_a_brief_to_both_passages_and_back_takes_two_keys() {
    let (mut state, _) = played("B");
    let page = state.page.as_ref().expect("the brief");
    let line = page.lines.iter().position(|line| line.target == Some(Target::Discrepancy(0))).expect("it is disputed");
    state.place.page.cursor = line;
    let before = screen(&state);
    play(&mut state, "<Enter>");
    let shown = screen(&state);
    assert!(shown.contains("closed on Monday") && shown.contains("late on Sunday"), "both passages: {shown}");
    play(&mut state, "q");
    assert_eq!(screen(&state), before);
}

#[test]
fn every_line_of_a_brief_that_says_something_leads_somewhere() {
    let (state, _) = played("B");
    let page = state.page.as_ref().expect("the brief");
    let lines = page.lines.iter().skip(1).filter(|line| !line.is_head && !line.text().trim().is_empty());
    for line in lines {
        assert!(line.target.is_some(), "{}", line.text());
    }
}

#[test]
fn a_place_with_a_letter_is_come_back_to() {
    let (mut state, _) = played("<Enter>}}ma");
    let place = (state.place.article, state.place.at);
    play(&mut state, "1G<Enter>");
    assert_ne!(state.place.article, place.0);
    play(&mut state, "`a");
    assert_eq!((state.place.article, state.place.at), place);
    play(&mut state, "`z");
    assert!(screen(&state).contains("no place has the letter z"));
}

#[test]
fn a_match_says_which_of_how_many_it_is() {
    assert!(screen(&played("2/bridge<Enter>").0).contains("2 of 4"));
    assert!(screen(&played("2/bridge<Enter>n").0).contains("3 of 4"));
    assert!(screen(&played("3/lind<Enter>").0).contains("1 of 1"));
}

#[test]
fn what_is_watched_for_raises_its_story_and_is_gone_through() {
    let (mut state, effects) = played(":watch night route<Enter>");
    assert!(effects.contains(&Effect::Keep(vec![Change::Watch("night route".to_owned(), true)])));
    assert_eq!(state.articles.sorted[0], 4, "the second story comes first");
    assert!(line_with(&screen(&state), "A third ferry").contains('◎'));
    play(&mut state, "]w");
    assert_eq!((state.place.article, state.place.pane), (Some(5), Pane::Reading));
    assert!(state.kept[5].read);
    play(&mut state, ":unwatch night route<Enter>");
    assert!(state.watches.is_empty() && state.articles.sorted[0] == 0);
}

#[test]
fn a_story_that_was_read_says_what_is_new_in_it() {
    let (mut state, effects) = played("<Enter>");
    let seen = effects.iter().find_map(|effect| match effect {
        Effect::Notice(changes) => changes.iter().find_map(|change| match change {
            Change::Seen(anchor, seen) => Some((anchor.clone(), seen.clone())),
            _ => None,
        }),
        _ => None,
    });
    let (anchor, mut seen) = seen.expect("what the story was is remembered");
    assert_eq!((seen.articles.len(), seen.disputes.len()), (4, 4));
    // At the last visit one report was not there, nor one dispute; another had a wording less; one is settled now.
    seen.articles.pop();
    seen.disputes.remove(3);
    seen.disputes[0].1 -= 1;
    seen.disputes.push(("settled".to_owned(), 2));
    state.seen.insert(anchor, seen);
    play(&mut state, "1");
    assert!(line_with(&screen(&state), "▾ Barge").contains("+1 new"));
    play(&mut state, "B");
    assert_eq!(state.place.screen, Screen::Brief(0));
    let shown = screen(&state);
    let head = line_with(&shown, "Since last time");
    for words in ["1 new report", "1 new dispute", "1 dispute with new values", "1 settled"] {
        assert!(head.contains(words), "{words}: {head}");
    }
    assert!(shown.contains("One lane open again") && shown.contains("new  △ office of Tomas Weil"), "{shown}");
}

#[test]
fn what_was_said_can_be_read_again() {
    let (mut state, _) = played("*u:messages<Enter>");
    let shown = screen(&state);
    assert!(shown.contains("MESSAGES") && shown.contains("undone: 1 article starred"), "{shown}");
    play(&mut state, "q");
    assert_eq!(state.place.screen, Screen::Panes);
}

#[test]
fn a_click_opens_the_wheel_moves_what_is_under_the_pointer_and_a_line_is_dragged() {
    let mut state = reader(SIZE);
    let panels = state.layout().panes[Pane::Actors.idx()].expect("the actors are seen");
    update(&mut state, Input::Pointer(Pointer::Wheel(1), panels.x + 2, panels.y + 2));
    assert_eq!((state.place.lists[Pane::Actors.idx()].cursor, state.place.pane), (3, Pane::Articles));
    update(&mut state, Input::Pointer(Pointer::Down, panels.x + 2, panels.y + 2));
    assert_eq!(state.place.screen, Screen::References(1), "a click on the second actor opens it");
    let page = state.layout().page();
    let lines = &state.page.as_ref().expect("its mentions").lines;
    let row = lines.iter().position(|line| matches!(line.target, Some(Target::Phrase(_)))).expect("a mention");
    update(&mut state, Input::Pointer(Pointer::Down, page.x + 4, page.y + row as u16));
    assert_eq!((state.place.screen, state.place.pane), (Screen::Panes, Pane::Reading));
    let bar = state.layout().bars[0];
    for (pointer, x) in [(Pointer::Down, bar), (Pointer::Drag, bar + 5), (Pointer::Up, bar + 5), (Pointer::Drag, 90)] {
        update(&mut state, Input::Pointer(pointer, x, 9));
    }
    assert_eq!(state.layout().bars[0], bar + 5);
}

#[test]
fn a_click_on_a_name_in_the_text_follows_it() {
    let mut state = reader(SIZE);
    let shown = screen(&state);
    let row = shown.lines().position(|line| line.contains("master Mara Lind said")).expect("the line is seen");
    let line = shown.lines().nth(row).expect("the line");
    let column = line[..line.find("Mara").expect("her name")].chars().count();
    update(&mut state, Input::Pointer(Pointer::Down, column as u16 + 1, row as u16));
    assert_eq!(state.place.screen, Screen::References(0));
}

#[test]
fn a_command_that_changes_something_is_never_guessed_from_its_beginning() {
    let (mut state, effects) = played(":set Rafah<Enter>");
    assert!(effects.is_empty() && state.kept.iter().all(|kept| !kept.aside), "{effects:?}");
    for line in ["don", "sta", "hid", "spl", "qui"] {
        let effects = play(&mut state, &format!(":{line}<Enter>"));
        assert!(effects.is_empty() && state.message.as_ref().is_some_and(|said| said.is_error), "{line}");
    }
    play(&mut state, ":timel<Enter>");
    assert_eq!(state.place.screen, Screen::Timeline(0), "what changes nothing is");
}

#[test]
fn in_ascii_no_sign_stands_for_two_things() {
    let mut state = super::fixture::plain_reader((80, 24), true, true);
    play(&mut state, "5");
    let shown = screen(&state);
    assert!(line_with(&shown, "office of Tomas Weil").contains("% office"), "{shown}");
    assert!(shown.contains("wor~") && !shown.contains("~ office"), "{shown}");
}
