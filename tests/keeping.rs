//! The binary on a real pseudo-terminal: what a person made is kept whatever ends the reader, two readers of one library
//! lose nothing of one another, and the screen never shows what was not kept.

mod pty;

use pty::{Home, Pty};
use rashomon::keep::{Deed, Library};
use rustix::process::Signal;
use std::fs;
use std::time::{Duration, Instant};

fn deeds(home: &Home) -> Vec<Deed> {
    Library::open(&home.library()).unwrap().made().as_deeds()
}

fn notes(home: &Home) -> Vec<String> {
    let deeds = deeds(home).into_iter();
    deeds.filter_map(|deed| if let Deed::Note { text, .. } = deed { Some(text) } else { None }).collect()
}

fn n_stars(home: &Home) -> usize {
    deeds(home).iter().filter(|deed| matches!(deed, Deed::Star { on: true, .. })).count()
}

/// Stars in the list.
fn stars_shown(pty: &Pty) -> usize {
    pty.text().matches('★').count()
}

fn wait_for_stars(pty: &Pty, n: usize) {
    pty.wait_until(&format!("{n} stars"), |output| output.screen.screen().contents().matches('★').count() == n);
}

#[test]
fn a_note_that_was_being_typed_is_offered_again_after_any_end() {
    for end in ["kill -9", "SIGTERM", "a line that drops"] {
        let home = Home::new();
        let mut pty = home.open(&[]);
        pty.wait_for("disputed fact");
        pty.send("e");
        pty.wait_for("NOTE");
        pty.send("ask the harbour off");
        pty.wait_for("harbour off");
        match end {
            "kill -9" => {
                // Nobody can keep anything then: what counts is what was typed before the last pause.
                let start = Instant::now();
                while !deeds(&home).iter().any(|deed| matches!(deed, Deed::Draft { .. })) {
                    assert!(start.elapsed() < pty::PATIENCE, "no draft was kept");
                    std::thread::sleep(Duration::from_millis(500));
                }
                pty.signal(Signal::KILL);
            }
            "SIGTERM" => pty.signal(Signal::TERM),
            _ => pty.hang_up(),
        }
        pty.wait();
        assert_eq!(notes(&home), Vec::<String>::new(), "{end}: it is no note yet");
        let mut pty = home.open(&[]);
        pty.wait_for("1 note was begun and not finished");
        pty.send("e");
        pty.wait_for("ask the harbour off");
        pty.send("ice\x1b");
        pty.wait_for("note kept");
        pty.send("q");
        assert_eq!(pty.wait(), 0);
        assert_eq!(notes(&home), ["ask the harbour office"], "{end}");
        assert!(!deeds(&home).iter().any(|deed| matches!(deed, Deed::Draft { .. })), "{end}: it is finished");
    }
}

#[test]
fn two_readers_see_one_anothers_acts_and_undo_only_their_own() {
    let home = Home::new();
    let (mut one, mut two) = (home.open(&[]), home.open(&[]));
    one.wait_for("disputed fact");
    two.wait_for("disputed fact");
    one.send("*");
    wait_for_stars(&one, 1);
    // Nobody touches the other one.
    let start = Instant::now();
    wait_for_stars(&two, 1);
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}; a second where nothing else is at work", start.elapsed());
    two.send("t");
    two.send("harbour\r");
    two.wait_for("1 article tagged");
    two.send("u");
    two.wait_for("undone");
    assert_eq!(stars_shown(&two), 1, "the star is not the second one's to take back");
    one.send("q");
    two.send("q");
    assert_eq!((one.wait(), two.wait()), (0, 0));
    assert_eq!(n_stars(&home), 1);
    assert!(!deeds(&home).iter().any(|deed| matches!(deed, Deed::Tag { .. })));
}

#[test]
fn a_note_that_two_readers_write_holds_what_both_wrote() {
    let home = Home::new();
    let (mut one, mut two) = (home.open(&[]), home.open(&[]));
    one.wait_for("disputed fact");
    two.wait_for("disputed fact");
    one.send("e");
    one.wait_for("NOTE");
    one.send("who closed it?");
    two.send("e");
    two.wait_for("NOTE");
    two.send("until when?\x1b");
    two.wait_for("note kept");
    one.send("\x1b");
    one.wait_for("another reader wrote in this note");
    one.send("q");
    two.send("q");
    assert_eq!((one.wait(), two.wait()), (0, 0));
    assert_eq!(notes(&home), ["until when?\nwho closed it?"]);
}

#[test]
fn a_star_that_cannot_be_kept_is_not_shown_and_the_line_says_why() {
    let home = Home::new();
    let mut pty = home.open(&[]);
    pty.wait_for("disputed fact");
    let (journal, away) = (home.library().join("journal.jsonl"), home.library().join("away"));
    fs::rename(&journal, &away).unwrap();
    fs::create_dir(&journal).unwrap();
    pty.send("*");
    pty.wait_for("journal.jsonl");
    assert_eq!(stars_shown(&pty), 0);
    pty.send("j");
    pty.wait_for("nothing is kept");
    fs::remove_dir(&journal).unwrap();
    fs::rename(&away, &journal).unwrap();
    pty.send("*");
    wait_for_stars(&pty, 1);
    pty.send("q");
    assert_eq!(pty.wait(), 0);
    assert_eq!(n_stars(&home), 1);
}

#[test]
fn a_note_that_cannot_be_kept_stays_open() {
    let home = Home::new();
    let mut pty = home.open(&[]);
    pty.wait_for("disputed fact");
    pty.send("e");
    pty.wait_for("NOTE");
    let (journal, away) = (home.library().join("journal.jsonl"), home.library().join("away"));
    fs::rename(&journal, &away).unwrap();
    fs::create_dir(&journal).unwrap();
    pty.send("until when?\x1b");
    pty.wait_for("journal.jsonl");
    assert!(pty.text().contains("until when?"), "{}", pty.text());
    fs::remove_dir(&journal).unwrap();
    fs::rename(&away, &journal).unwrap();
    pty.send("\x1b");
    pty.wait_for("note kept");
    pty.send("q");
    assert_eq!(pty.wait(), 0);
    assert_eq!(notes(&home), ["until when?"]);
}

#[test]
fn a_library_that_can_only_be_read_shows_no_star_that_is_not_kept() {
    let home = Home::new();
    home.open(&[]).send("q");
    let journal = home.library().join("journal.jsonl");
    let _ = fs::remove_file(&journal);
    fs::create_dir_all(&journal).unwrap();
    let mut pty = home.open(&[]);
    pty.wait_for("opened for reading only");
    pty.send("*");
    pty.wait_for("cannot be written");
    assert_eq!(stars_shown(&pty), 0);
    pty.send("q");
    assert_eq!(pty.wait(), 0);
}

#[test]
fn a_library_that_another_program_holds_does_not_freeze_the_screen() {
    let home = Home::new();
    let mut pty = home.open(&[]);
    pty.wait_for("disputed fact");
    pty.wait_for_quiet(Duration::from_millis(300));
    let other = rusqlite::Connection::open(home.library().join("library.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let start = Instant::now();
    pty.send("****");
    pty.wait_for("another program holds the library");
    pty.send("?");
    pty.wait_for("HELP");
    assert!(start.elapsed() < Duration::from_secs(4), "{:?} for four stars", start.elapsed());
    other.execute_batch("COMMIT").unwrap();
    pty.send("q*");
    wait_for_stars(&pty, 1);
    pty.send("q");
    assert_eq!(pty.wait(), 0);
}

/// What one reader does in a round, and what the screen says when it is kept.
const ACTS: [(&str, &str); 3] = [
    ("*", "starred; u undoes it"),
    ("tround\r", "tagged round; u undoes it"),
    ("enoted\x1b", "note kept; u undoes it"),
];

/// Does some acts, each after the screen has acknowledged the one before, begins one more, and is killed in the middle of it.
fn do_acts_and_be_killed(mut pty: Pty, n_acts: usize) {
    for (n, (keys, said)) in ACTS.iter().enumerate() {
        for key in keys.chars() {
            pty.send(&key.to_string());
        }
        if n == n_acts {
            break;
        }
        pty.wait_for(said);
    }
    pty.signal(Signal::KILL);
    pty.wait();
}

#[test]
fn kill_9_of_two_readers_while_they_star_tag_and_note_loses_nothing_acknowledged() {
    // A few by themselves; RASHOMON_KILLS=100 for the whole.
    let n_kills: usize = std::env::var("RASHOMON_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(4);
    for kill in 0..n_kills.div_ceil(2) {
        let home = Home::new();
        let open = |file: &str| {
            let mut command = pty::rashomon(home.path());
            command.args([&format!("articles/{file}.txt"), "--no-analysis"]);
            let pty = Pty::start(command, 100, 30);
            pty.wait_for("unread");
            pty
        };
        let n_acts = [kill % 4, (kill / 4 + 2) % 4];
        let (one, two) = (open("bridge"), open("museum"));
        let other = std::thread::spawn(move || do_acts_and_be_killed(two, n_acts[1]));
        do_acts_and_be_killed(one, n_acts[0]);
        other.join().unwrap();
        let library = Library::open(&home.library()).unwrap();
        assert!(library.notes().is_empty(), "kill {kill}: {:?}", library.notes());
        let deeds = library.made().as_deeds();
        let n_of = |is: fn(&Deed) -> bool| deeds.iter().filter(|deed| is(deed)).count();
        let kept = [
            n_of(|deed| matches!(deed, Deed::Star { on: true, .. })),
            n_of(|deed| matches!(deed, Deed::Tag { on: true, .. })),
            n_of(|deed| matches!(deed, Deed::Note { .. })),
        ];
        for (act, kept) in kept.into_iter().enumerate() {
            let acknowledged = n_acts.iter().filter(|n| **n > act).count();
            assert!(kept >= acknowledged, "kill {kill}: {kept} of {acknowledged} of {:?}", ACTS[act].0);
        }
        drop(library);
        let connection = rusqlite::Connection::open(home.library().join("library.db")).unwrap();
        let check: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(check, "ok", "kill {kill}");
    }
}
