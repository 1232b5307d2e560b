//! The binary on a real pseudo-terminal: whatever happens, the terminal is left as it was, what a person made is kept,
//! and nothing but our own sequences goes out.

mod pty;

use pty::{Home, PATIENCE, Pty, command, rashomon};
use rashomon::keep::{Deed, Library};
use rashomon::link::StoryEdit;
use rustix::process::{Pid, Signal, getsid, kill_process, test_kill_process};
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// A reader in a shell: how the line was before, the terminal, the reader.
fn at_work_in_a_shell(home: &Home) -> (String, Pty, Pid) {
    let line = line_at_rest(home);
    let pty = home.open_in_a_shell(&[]);
    let reader = pty.reader();
    (line, pty, reader)
}

/// The line as it is before anything runs on it.
fn line_at_rest(home: &Home) -> String {
    let pty = Pty::start(
        {
            let mut cat = command("sleep", home.path());
            cat.arg("60");
            cat
        },
        100,
        30,
    );
    pty.line()
}

fn assert_left_as_it_was(pty: &Pty, line: &str, how: &str) {
    pty.wait_until("the end", |output| output.ended);
    assert_is_as_it_was(pty, line, how);
}

fn assert_is_as_it_was(pty: &Pty, line: &str, how: &str) {
    let output = pty.output();
    let screen = output.screen.screen();
    let last = String::from_utf8_lossy(&output.bytes[output.bytes.len().saturating_sub(300)..]).into_owned();
    assert!(!screen.alternate_screen(), "{how}: alternate screen after {last:?}");
    assert!(!screen.hide_cursor(), "{how}: cursor");
    assert!(!screen.bracketed_paste(), "{how}: bracketed paste");
    assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "{how}: mouse");
    assert_eq!(screen.fgcolor(), vt100::Color::Default, "{how}: colour");
    assert!(!screen.inverse() && !screen.bold() && !screen.underline(), "{how}: attributes");
    drop(output);
    assert_eq!(pty.line(), line, "{how}: the line's settings");
}

#[test]
fn quitting_leaves_the_terminal_as_it_was() {
    let home = Home::new();
    let line = line_at_rest(&home);
    let mut pty = home.open(&[]);
    assert!(pty.output().screen.screen().alternate_screen());
    pty.send("q");
    assert_eq!(pty.wait(), 0);
    assert_left_as_it_was(&pty, &line, "q");
}

#[test]
fn every_signal_that_ends_it_leaves_the_terminal_as_it_was() {
    let home = Home::new();
    let line = line_at_rest(&home);
    for signal in [Signal::TERM, Signal::INT, Signal::QUIT, Signal::HUP] {
        let mut pty = home.open(&[]);
        pty.signal(signal);
        let code = pty.wait();
        assert_eq!(code, 128 + signal.as_raw() as u32);
        assert_left_as_it_was(&pty, &line, &format!("{signal:?}"));
    }
}

#[test]
fn every_other_signal_that_can_be_caught_leaves_the_terminal_as_it_was() {
    let home = Home::new();
    let line = line_at_rest(&home);
    let signals = [Signal::ABORT, Signal::XCPU, Signal::USR1, Signal::USR2, Signal::ALARM, Signal::BUS, Signal::SYS];
    for signal in signals {
        let mut pty = home.open(&[]);
        pty.signal(signal);
        assert_eq!(pty.wait(), 128 + signal.as_raw() as u32);
        assert_left_as_it_was(&pty, &line, &format!("{signal:?}"));
    }
}

/// The one process that the reader has started.
fn guard_of(reader: Pid) -> Pid {
    let threads = fs::read_dir(format!("/proc/{}/task", reader.as_raw_nonzero())).expect("a reader");
    let children =
        threads.map(|thread| fs::read_to_string(thread.unwrap().path().join("children")).unwrap_or_default());
    let children: String = children.collect();
    let numbers: Vec<i32> = children.split_whitespace().map(|number| number.parse().expect("a number")).collect();
    let [guard] = numbers[..] else { panic!("the reader has started {numbers:?}") };
    Pid::from_raw(guard).expect("a process")
}

/// Waits until the process has ended, and somebody has taken note of its end or need not.
fn wait_until_gone(pid: Pid, what: &str) {
    let start = Instant::now();
    loop {
        let stat = fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero())).unwrap_or_default();
        // In a container nobody may take note of the end of a process whose parent has ended before.
        let left_alone = |state: &str| state.starts_with("Z 1 ");
        if test_kill_process(pid).is_err() || stat.rsplit_once(") ").is_some_and(|(_, state)| left_alone(state)) {
            return;
        }
        assert!(start.elapsed() < PATIENCE, "{what} stays: {stat}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Waits until the terminal is as it was after the shell has told of the reader's end.
fn wait_until_as_it_was(pty: &Pty, line: &str, said: &str, how: &str) {
    pty.wait_until(&format!("{how}: {said}"), |output| {
        let is_said = String::from_utf8_lossy(&output.bytes).contains(said);
        is_said && !output.screen.screen().alternate_screen()
    });
    let start = Instant::now();
    while pty.line() != line && start.elapsed() < PATIENCE {
        std::thread::sleep(Duration::from_millis(5));
    }
    assert_is_as_it_was(pty, line, how);
}

#[test]
fn a_reader_that_is_killed_or_aborts_leaves_the_terminal_as_it_was() {
    let home = Home::new();
    let line = line_at_rest(&home);
    // The first SIGSEGV from outside is taken for one of a full stack, and goes by.
    for (signal, times) in [(Signal::KILL, 1), (Signal::ABORT, 1), (Signal::SEGV, 2)] {
        let mut pty = home.open_in_a_shell(&[]);
        let reader = pty.reader();
        let guard = guard_of(reader);
        for _ in 0..times {
            kill_process(reader, signal).unwrap();
            std::thread::sleep(Duration::from_millis(20));
        }
        wait_until_as_it_was(&pty, &line, &format!("ended with {}", 128 + signal.as_raw()), &format!("{signal:?}"));
        wait_until_gone(guard, "the guard");
        pty.send("\r");
        assert_eq!(pty.wait(), 0, "{signal:?}: the shell goes on");
    }
    for way in ["abort", "memory", "stack"] {
        let mut pty = home.open_in_a_shell(&[("RASHOMON_TEST_PANIC", way)]);
        let guard = guard_of(pty.reader());
        pty.send("\x1b[24~");
        wait_until_as_it_was(&pty, &line, &format!("ended with {}", 128 + Signal::ABORT.as_raw()), way);
        wait_until_gone(guard, "the guard");
    }
}

#[test]
fn a_reader_that_is_killed_in_the_middle_of_a_frame_leaves_the_terminal_as_it_was() {
    let home = Home::new();
    let line = line_at_rest(&home);
    for hangs in [false, true] {
        let mut pty = home.open_in_a_shell(&[]);
        let reader = pty.reader();
        let guard = guard_of(reader);
        pty.hold(hangs);
        // More than any pseudo-terminal holds.
        for _ in 0..120 {
            pty.send("\x0c");
            std::thread::sleep(Duration::from_millis(5));
        }
        kill_process(reader, Signal::KILL).unwrap();
        wait_until_gone(guard, "the guard");
        pty.hold(false);
        // Of what waits where nobody takes it the shell's line is dropped too.
        let said = if hangs { "" } else { "ended with 137" };
        wait_until_as_it_was(&pty, &line, said, &format!("kill -9 in a frame, nobody takes it: {hangs}"));
    }
}

#[test]
fn the_guard_of_the_terminal_is_small_hears_nobody_and_ends_with_the_reader() {
    let home = Home::new();
    let (line, mut pty, reader) = at_work_in_a_shell(&home);
    let guard = guard_of(reader);
    let of_guard = |name: &str| fs::read_to_string(format!("/proc/{}/{name}", guard.as_raw_nonzero())).unwrap();
    let start = Instant::now();
    while getsid(Some(guard)).unwrap() != guard {
        assert!(start.elapsed() < PATIENCE, "it stays in the reader's session");
        std::thread::sleep(Duration::from_millis(5));
    }
    let status = of_guard("status");
    let kilobytes = |name: &str| -> u64 {
        let line = status.lines().find(|line| line.starts_with(name)).expect("a line of the status");
        line.split_whitespace().nth(1).expect("a value").parse().expect("a number")
    };
    println!("the guard holds {} kB, {} of them its own", kilobytes("VmRSS:"), kilobytes("RssAnon:"));
    assert!(kilobytes("RssAnon:") < MOST_OF_ITS_OWN && kilobytes("VmRSS:") < MOST_OF_GUARD, "{status}");
    // It has the pipe and the terminal, and nothing else.
    let held = fs::read_dir(format!("/proc/{}/fd", guard.as_raw_nonzero())).unwrap();
    let held: Vec<String> =
        held.filter_map(|one| Some(fs::read_link(one.ok()?.path()).ok()?.to_string_lossy().into_owned())).collect();
    let is_known = |one: &String| ["pipe:", "socket:", "/dev/pts/"].iter().any(|start| one.starts_with(start));
    assert!(held.iter().all(is_known), "{held:?}");
    for signal in [Signal::INT, Signal::TERM, Signal::HUP, Signal::QUIT, Signal::TSTP, Signal::USR1] {
        kill_process(guard, signal).unwrap();
    }
    // Keys are the reader's.
    pty.send("?");
    pty.wait_for("HELP");
    let state = of_guard("stat");
    assert!(state.rsplit_once(") ").unwrap().1.starts_with('S'), "it sleeps: {state}");
    pty.send("qq");
    pty.wait_for("ended with 0");
    wait_until_gone(guard, "the guard");
    assert_is_as_it_was(&pty, &line, "q");
    // Where the guard itself is killed, the reader takes note of its end and goes on.
    let mut pty = home.open_in_a_shell(&[]);
    let guard = guard_of(pty.reader());
    kill_process(guard, Signal::KILL).unwrap();
    wait_until_gone(guard, "the killed guard");
    pty.send("?");
    pty.wait_for("HELP");
    pty.send("qq");
    pty.wait_for("ended with 0");
    assert_is_as_it_was(&pty, &line, "q without a guard");
}

/// Kilobytes that a guard may hold for itself; it takes 1,360, nearly all of them addresses in the binary's tables.
const MOST_OF_ITS_OWN: u64 = 2_000;

/// Kilobytes that it may hold with those that it shares with the reader, parts of the binary and of the system's libraries
/// that were looked into once; it is some 6,000.
const MOST_OF_GUARD: u64 = 8_000;

#[test]
fn the_guard_of_a_reader_whose_line_is_gone_ends_with_it() {
    let home = Home::new();
    for killed in [false, true] {
        let mut pty = home.open(&[]);
        let reader = Pid::from_raw(pty.pid() as i32).unwrap();
        let guard = guard_of(reader);
        pty.hang_up();
        if killed {
            kill_process(reader, Signal::KILL).unwrap();
        }
        pty.wait();
        wait_until_gone(guard, "the guard");
    }
}

#[test]
fn the_guard_leaves_a_terminal_alone_that_was_given_back_by_ctrl_z_and_gives_it_back_after_fg() {
    let home = Home::new();
    for comes_back in [false, true] {
        let mut shell = command("sh", home.path());
        shell.arg("-i");
        shell.env("PS1", "ready> ");
        shell.env("READER", env!("CARGO_BIN_EXE_rashomon"));
        let mut pty = Pty::start(shell, 100, 30);
        pty.wait_for("ready>");
        let line = pty.line();
        pty.send("$READER articles\r");
        pty.wait_for("Museum opens");
        let reader = pty.reader();
        let guard = guard_of(reader);
        pty.send("\x1a");
        pty.wait_until("the shell's screen", |output| {
            let screen = output.screen.screen();
            !screen.alternate_screen() && screen.contents().contains("Stopped")
        });
        if comes_back {
            pty.send("fg\r");
            pty.wait_until("the reader's screen", |output| {
                let screen = output.screen.screen();
                screen.alternate_screen() && screen.contents().contains("Museum opens")
            });
        }
        let n_before = pty.output().bytes.len();
        kill_process(reader, Signal::KILL).unwrap();
        wait_until_gone(guard, "the guard");
        pty.send("echo still $((20 + 3))\r");
        pty.wait_for("still 23");
        let after = String::from_utf8_lossy(&pty.output().bytes[n_before..]).into_owned();
        assert_eq!(after.contains("\x1b[?1049l"), comes_back, "{after:?}");
        assert_is_as_it_was(&pty, &line, "kill -9 under a shell");
    }
}

#[test]
fn a_write_past_the_limit_of_file_sizes_does_not_end_it() {
    let home = Home::new();
    let mut pty = home.open(&[]);
    pty.signal(Signal::XFSZ);
    pty.send("?");
    pty.wait_for("HELP");
    pty.send("qq");
    assert_eq!(pty.wait(), 0);
}

#[test]
fn where_there_is_no_alternate_screen_the_screen_is_cleared_on_entering_and_on_leaving() {
    let home = Home::new();
    let mut shell = command("sh", home.path());
    shell.args(["-c", "printf 'old text\\n%.0s' 1 2 3 4 5 6 7 8; exec \"$READER\" articles"]);
    shell.env("READER", env!("CARGO_BIN_EXE_rashomon"));
    let mut pty = Pty::start(shell, 100, 30);
    pty.wait_for("Museum opens");
    // As a terminal shows it that does not know the sequence.
    let shown = |pty: &Pty| {
        let bytes = String::from_utf8_lossy(&pty.output().bytes).replace("\x1b[?1049h", "").replace("\x1b[?1049l", "");
        let mut screen = vt100::Parser::new(30, 100, 0);
        screen.process(bytes.as_bytes());
        screen
    };
    let text = shown(&pty).screen().contents();
    assert!(text.contains("Museum opens") && !text.contains("old text"), "{text}");
    pty.send("q");
    assert_eq!(pty.wait(), 0);
    pty.wait_until("the end", |output| output.ended);
    let left = shown(&pty);
    assert_eq!(left.screen().contents().trim(), "");
    assert_eq!(left.screen().cursor_position(), (0, 0), "the prompt stands at the top");
}

#[test]
fn leaving_ends_an_update_that_was_begun() {
    let home = Home::new();
    let mut pty = home.open(&[]);
    pty.send("q");
    assert_eq!(pty.wait(), 0);
    pty.wait_until("the end", |output| output.ended);
    let bytes = String::from_utf8_lossy(&pty.output().bytes).into_owned();
    let (_, after_frames) = bytes.rsplit_once("\x1b[?2026h").unwrap();
    assert_eq!(after_frames.matches("\x1b[?2026l").count(), 2, "once with the last frame, once for certain");
}

#[test]
fn a_stop_from_outside_gives_the_terminal_back_and_it_comes_back_with_its_whole_screen() {
    let home = Home::new();
    let mut shell = command("sh", home.path());
    shell.arg("-i");
    shell.env("PS1", "ready> ");
    shell.env("READER", env!("CARGO_BIN_EXE_rashomon"));
    let mut pty = Pty::start(shell, 100, 30);
    pty.wait_for("ready>");
    pty.send("$READER articles\r");
    pty.wait_for("Museum opens");
    kill_process(pty.reader(), Signal::TSTP).unwrap();
    pty.wait_until("the shell's screen", |output| {
        let screen = output.screen.screen();
        !screen.alternate_screen() && !screen.hide_cursor() && screen.contents().contains("Stopped")
    });
    pty.send("fg\r");
    pty.wait_until("the reader's screen", |output| {
        let screen = output.screen.screen();
        screen.alternate_screen() && screen.contents().contains("Museum opens")
    });
    pty.send("q");
    pty.wait_until("the shell's screen", |output| !output.screen.screen().alternate_screen());
}

#[test]
fn keys_that_wait_when_the_line_drops_are_no_panic() {
    for keys in ["\x0c\x0c\x0c\x0c", "\x1a", "\x1a\x0c"] {
        let home = Home::new();
        let mut pty = home.open(&[]);
        pty.send(keys);
        pty.hang_up();
        assert_eq!(pty.wait(), 128 + Signal::HUP.as_raw() as u32, "{keys:?}");
    }
}

#[test]
fn sigterm_while_nobody_takes_what_it_sends_leaves_the_terminal_as_it_was() {
    let home = Home::new();
    let (line, mut pty, reader) = at_work_in_a_shell(&home);
    pty.hold(true);
    // More than any pseudo-terminal holds.
    for _ in 0..120 {
        pty.send("\x0c");
        std::thread::sleep(Duration::from_millis(5));
    }
    let start = Instant::now();
    kill_process(reader, Signal::TERM).unwrap();
    while test_kill_process(reader).is_ok() {
        assert!(start.elapsed() < Duration::from_secs(20), "it ends though nobody takes what it sends");
        std::thread::sleep(Duration::from_millis(10));
    }
    pty.hold(false);
    pty.wait_for(&format!("ended with {}", 128 + Signal::TERM.as_raw()));
    assert_is_as_it_was(&pty, &line, "SIGTERM while output hangs");
}

#[test]
fn a_terminal_that_another_program_made_non_blocking_does_not_end_it() {
    let home = Home::new();
    let mut command = command("perl", home.path());
    let set = "use Fcntl; fcntl(STDIN, F_SETFL, O_RDWR | O_NONBLOCK) or exit 9; exec @ARGV";
    command.args(["-e", set, env!("CARGO_BIN_EXE_rashomon"), "articles"]);
    if std::process::Command::new("perl").arg("-v").output().is_err() {
        return; // nothing else here sets the flag on a line that the reader then has
    }
    let mut pty = Pty::start(command, 100, 30);
    pty.wait_for("disputed fact");
    for _ in 0..5 {
        pty.send("\x0c");
        pty.wait_for_quiet(Duration::from_millis(100));
    }
    pty.send("?");
    pty.wait_for("HELP");
    pty.send("qq");
    assert_eq!(pty.wait(), 0);
}

#[test]
fn a_paste_with_a_gap_and_torn_answers_run_no_keys() {
    let home = Home::new();
    let mut pty = home.open(&[]);
    for piece in ["\x1b[200~first ", "q\r:quit\rq\x1b[201~", "\x1b[?62;22", "c", "\x1b]11;rgb:00", "00/qqq\x1b\\"] {
        pty.send(piece);
        std::thread::sleep(Duration::from_millis(900));
    }
    pty.send("?");
    pty.wait_for("HELP");
    pty.send("qq");
    assert_eq!(pty.wait(), 0);
}

#[test]
fn a_panic_leaves_the_terminal_as_it_was_and_says_what_happened() {
    let home = Home::new();
    let line = line_at_rest(&home);
    let mut pty = home.open_in_a_shell(&[("RASHOMON_TEST_PANIC", "here")]);
    pty.send("\x1b[24~");
    pty.wait_for("ended with 101");
    assert_is_as_it_was(&pty, &line, "a panic");
    assert!(pty.text().contains("was asked for"), "{}", pty.text());
}

#[test]
fn a_panic_of_a_worker_does_not_take_the_reader_along() {
    let home = Home::new();
    let line = line_at_rest(&home);
    let mut pty = home.open(&[("RASHOMON_TEST_PANIC", "elsewhere")]);
    pty.send("\x1b[24~?");
    pty.wait_for("HELP");
    assert!(!pty.text().contains("was asked for"), "{}", pty.text());
    pty.send("qq");
    assert_eq!(pty.wait(), 0);
    assert_left_as_it_was(&pty, &line, "q after a panic elsewhere");
}

#[test]
fn ctrl_z_stops_it_and_it_comes_back_with_its_whole_screen() {
    let home = Home::new();
    let mut shell = command("sh", home.path());
    shell.arg("-i");
    shell.env("PS1", "ready> ");
    shell.env("READER", env!("CARGO_BIN_EXE_rashomon"));
    let mut pty = Pty::start(shell, 100, 30);
    pty.wait_for("ready>");
    pty.send("$READER articles\r");
    pty.wait_for("Museum opens");
    pty.send("\x1a");
    pty.wait_until("the shell's screen", |output| {
        let screen = output.screen.screen();
        !screen.alternate_screen() && !screen.hide_cursor() && screen.contents().contains("Stopped")
    });
    pty.send("echo still $((20 + 3))\r");
    pty.wait_for("still 23");
    pty.send("fg\r");
    pty.wait_until("the reader's screen", |output| {
        let screen = output.screen.screen();
        screen.alternate_screen() && screen.contents().contains("Museum opens") && !screen.contents().contains("still")
    });
    pty.send("q");
    pty.wait_until("the shell's screen", |output| !output.screen.screen().alternate_screen());
}

#[test]
fn a_line_that_drops_ends_it_at_once() {
    let home = Home::new();
    let mut pty = home.open(&[]);
    pty.send("\r");
    pty.wait_for("1 unread");
    let start = Instant::now();
    pty.hang_up();
    pty.wait();
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
    let library = Library::open(&home.library()).unwrap();
    assert!(!library.made().last_place().is_empty(), "where it was left is not known");
}

#[test]
fn a_star_outlives_kill_9() {
    let home = Home::new();
    let mut pty = home.open(&[]);
    let before = pty.text();
    pty.send("*");
    pty.wait_until("the star", |output| output.screen.screen().contents() != before);
    pty.wait_for("starred");
    pty.signal(Signal::KILL);
    pty.wait();
    let library = Library::open(&home.library()).unwrap();
    let stars = library.made().as_deeds().iter().filter(|deed| matches!(deed, Deed::Star { on: true, .. })).count();
    assert_eq!(stars, 1);
}

#[test]
fn a_story_that_was_split_outlives_kill_9_and_is_split_at_the_next_start() {
    let home = Home::new();
    let again = "Harbour bridge closed after ferry hit\n\nThe harbour bridge closed on Monday after a ferry hit it, the \
                 harbour office said.\n";
    home.article("bridge-again.txt", again);
    let n_stories = |screen: &str| screen.lines().filter(|line| line.trim_start().starts_with('▾')).count();
    let mut pty = home.open(&[]);
    pty.wait_until("the stories", |output| n_stories(&output.screen.screen().contents()) == 2);
    pty.send("g");
    pty.send("j");
    pty.send("D");
    pty.wait_for("a story of its own");
    pty.signal(Signal::KILL);
    pty.wait();
    let kept = Library::open(&home.library()).unwrap().made().story_edits().clone();
    assert!(matches!(kept.values().next(), Some(StoryEdit::Split { articles }) if articles.len() == 1), "{kept:?}");
    let mut pty = home.open(&[]);
    pty.wait_until("the split story", |output| n_stories(&output.screen.screen().contents()) == 3);
    pty.send("q");
    assert_eq!(pty.wait(), 0);
}

#[test]
fn a_file_that_comes_while_the_reader_is_open_is_told_of_and_shown_when_it_is_asked_for() {
    let home = Home::new();
    let mut pty = home.open(&[]);
    pty.wait_for("disputed fact");
    home.article("tower.txt", "Tower of the old mill falls\n\nThe tower of the old mill fell on Sunday.\n");
    pty.wait_for("1 new · R to show");
    assert!(!pty.text().contains("Tower of the"), "nothing moves before it is asked for");
    pty.send("R");
    pty.wait_for("Tower of the");
    fs::remove_file(home.path().join("articles/tower.txt")).unwrap();
    pty.wait_for("1 gone · R to show");
    pty.send("q");
    assert_eq!(pty.wait(), 0);
}

#[test]
fn what_is_at_hand_is_given_to_a_program_and_what_it_prints_is_shown() {
    let home = Home::new();
    let mut pty = home.open(&[]);
    pty.wait_for("disputed fact");
    pty.send("|");
    pty.send("wc -w\r");
    pty.wait_for("OUTPUT  wc");
    pty.send("q");
    pty.send(":export list ");
    pty.send("list.md\r");
    pty.wait_for("written: list.md");
    assert!(fs::read_to_string(home.path().join("list.md")).unwrap().contains("Museum opens doors"));
    pty.send("q");
    assert_eq!(pty.wait(), 0);
}

/// What articles may hold to trick a terminal: titles, colours, links, the clipboard, questions, whole other modes.
const ATTACKS: [&str; 12] = [
    "\x1b]0;owned\x07",
    "\x1b]2;owned\x1b\\",
    "\x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\",
    "\x1b]52;c;b3duZWQ=\x07",
    "\x1b[6n",
    "\x1b[31;41mred",
    "\x1b[2J\x1b[H",
    "\x1bP$q\"p\x1b\\",
    "\u{9b}31m\u{9d}0;owned\u{9c}",
    "\u{202e}drawkcab\u{2066}",
    "\x1b[?1049l\x1b[?1003h",
    "\x1b]0;never ended",
];

#[test]
fn an_article_full_of_escape_sequences_puts_none_of_them_out() {
    let home = Home::new();
    let lines: Vec<String> =
        ATTACKS.iter().map(|attack| format!("The storm {attack} hit the coast on Monday.\n\n")).collect();
    let text = format!("Storm{} hits\n\n{}", ATTACKS[0], lines.concat());
    home.article("storm.txt", &text);
    home.article("storm\x1b]0;owned\x07.txt", "Coast road shut\n\nThe coast road was shut on Monday.\n");
    let mut pty = home.open(&[]);
    pty.wait_for("hits");
    for key in ["G", "k", "k", "\r", "G", "g", "y", "3", "4", "5", "1", "j", "\r", "?"] {
        pty.send(key);
        pty.wait_for_quiet(Duration::from_millis(150));
    }
    pty.signal(Signal::TERM);
    pty.wait();
    pty.wait_until("the end", |output| output.ended);
    let bytes = pty.output().bytes.clone();
    assert_only_own_sequences(&bytes);
    assert!(!String::from_utf8_lossy(&bytes).contains(['\u{202e}', '\u{2066}']));
}

/// Every escape begins one of the few sequences that the reader itself sends.
fn assert_only_own_sequences(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut rest = &text[..];
    while let Some(at) = rest.find(|c: char| c.is_control() && !"\r\n".contains(c)) {
        let sequence = &rest[at..];
        let params = sequence.strip_prefix("\x1b[").unwrap_or("");
        let n = params.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(params.len());
        let (params, last) = (&params[..n], params[n..].chars().next().unwrap_or('?'));
        let own = match last {
            'H' | 'C' | 'm' | 'r' => params.chars().all(|c| c.is_ascii_digit() || c == ';'),
            'J' => params == "2",
            'K' => params.is_empty(),
            'h' | 'l' => ["?1049", "?25", "?2004", "?2026"].contains(&params),
            _ => false,
        };
        // What `y` copies goes to the clipboard as base64, whatever it is.
        let copied = sequence.strip_prefix("\x1b]52;c;").and_then(|rest| rest.split_once("\x1b\\"));
        let base64 = |c: char| c.is_ascii_alphanumeric() || "+/=".contains(c);
        if let Some((_, after)) = copied.filter(|(copied, _)| copied.chars().all(base64)) {
            rest = after;
            continue;
        }
        // The source of an article is a link to the address in its head.
        if let Some((link, after)) = sequence.strip_prefix("\x1b]8;;").and_then(|rest| rest.split_once("\x1b\\"))
            && link.chars().all(|c| c.is_ascii_graphic())
            && (link.is_empty() || link.starts_with("https://"))
        {
            rest = after;
            continue;
        }
        // A line is moved down.
        if let Some(after) = sequence.strip_prefix("\x1bM") {
            rest = after;
            continue;
        }
        assert!(own, "not ours: {:?}", sequence.chars().take(20).collect::<String>());
        rest = &sequence[2 + n + 1..];
    }
}

#[test]
fn a_start_that_names_nothing_opens_what_was_opened_last() {
    let home = Home::new();
    let mut pty = home.open(&[]);
    pty.send("q");
    assert_eq!(pty.wait(), 0);
    let pty = Pty::start(rashomon(home.path()), 100, 30);
    pty.wait_for("Museum opens");
    drop(pty);
    // Where it is gone, the first screen comes again.
    fs::remove_dir_all(home.path().join("articles")).unwrap();
    let pty = Pty::start(rashomon(home.path()), 100, 30);
    pty.wait_for("starter corpus");
}

#[test]
fn the_source_of_an_article_is_a_link_that_begins_and_ends_with_it() {
    let home = Home::new();
    home.article(
        "aqueduct.md",
        "---\ntitle: Aqueduct reopens\nsource: Hill Post\nurl: https://hill.example/a?b=c\n---\nThe aqueduct reopened.\n",
    );
    let pty = home.open(&[]);
    pty.wait_for("Hill Post");
    let whole = "\x1b]8;;https://hill.example/a?b=c\x1b\\";
    pty.wait_until("the link", |output| String::from_utf8_lossy(&output.bytes).contains(whole));
    let bytes = String::from_utf8_lossy(&pty.output().bytes).into_owned();
    let (_, after) = bytes.split_once(whole).expect("it came");
    let (linked, _) = after.split_once("\x1b]8;;\x1b\\").expect("it ends");
    assert!(linked.contains("Hill Post") && !linked.contains('\n'), "{linked:?}");
    drop(pty);
    // Old terminals would show the letters of it.
    let pty = home.open(&[("TERM", "linux")]);
    pty.wait_for("Hill Post");
    assert!(!String::from_utf8_lossy(&pty.output().bytes).contains("]8;;"));
}

#[test]
fn without_colour_the_selection_is_still_seen() {
    let home = Home::new();
    let pty = home.open(&[("NO_COLOR", "1")]);
    let output = pty.output();
    let screen = output.screen.screen();
    let (rows, columns) = screen.size();
    let cells = || (0..rows).flat_map(|row| (0..columns).filter_map(move |column| screen.cell(row, column)));
    assert!(cells().all(|cell| cell.fgcolor() == vt100::Color::Default && cell.bgcolor() == vt100::Color::Default));
    assert!(cells().any(|cell| cell.inverse() && cell.has_contents()));
}

#[test]
fn a_terminal_without_utf_8_gets_ascii_alone() {
    let home = Home::new();
    home.article("accent.txt", "Café opens\n\nThe “Café” — a café — opened on Monday in Łódź.\n");
    let pty = home.open(&[("LANG", "C")]);
    pty.wait_for("Cafe opens");
    assert!(pty.output().bytes.is_ascii());
}

#[test]
fn a_reader_that_nobody_touches_writes_nothing_and_is_never_woken() {
    let home = Home::new();
    let pty = home.open(&[]);
    // All is read and analysed.
    pty.wait_for("disputed fact");
    pty.wait_for_quiet(Duration::from_secs(2));
    let (n_bytes, n_switches) = (pty.output().bytes.len(), switches(pty.pid()));
    let guard = guard_of(Pid::from_raw(pty.pid() as i32).unwrap());
    let n_of_guard = switches(guard.as_raw_nonzero().get() as u32);
    pty.wait_for_quiet(Duration::from_secs(4));
    assert_eq!(pty.output().bytes.len(), n_bytes);
    assert_eq!(switches(pty.pid()), n_switches);
    assert_eq!(switches(guard.as_raw_nonzero().get() as u32), n_of_guard, "the guard");
}

/// How often its threads went to sleep or were put aside.
fn switches(pid: u32) -> u64 {
    let threads = fs::read_dir(format!("/proc/{pid}/task")).unwrap();
    let of_thread = |path: PathBuf| {
        let status = fs::read_to_string(path.join("status")).unwrap();
        let lines = status.lines().filter(|line| line.contains("ctxt_switches"));
        lines.filter_map(|line| line.split_whitespace().last()?.parse::<u64>().ok()).sum::<u64>()
    };
    threads.map(|thread| of_thread(thread.unwrap().path())).sum()
}

#[test]
fn frames_are_small_enough_for_a_slow_line() {
    let home = Home::new();
    let paragraph = "The harbour bridge was closed again, the port said, and nobody knew for how long. ".repeat(6);
    let long = format!("Aqueduct reopens at last\n\n{}", format!("{paragraph}\n\n").repeat(12));
    home.article("aqueduct.txt", &long);
    for n in 0..60 {
        home.article(&format!("tide-{n:02}.txt"), &format!("Tide table number {n}\n\nHigh water came at {n}.\n"));
    }
    let mut command = rashomon(home.path());
    command.arg("articles");
    let mut pty = Pty::start(command, 80, 24);
    pty.wait_for("disputed fact");
    let quiet = Duration::from_millis(400);
    let mut before = pty.wait_for_quiet(quiet);
    let mut cost = |keys: &str, most: usize| {
        pty.send(keys);
        // A key that moves nothing any more costs nothing.
        let after = pty.wait_for_quiet(quiet);
        let bytes = after - before;
        before = after;
        assert!(bytes <= most, "{keys:?} costs {bytes} bytes, {most} at most");
    };
    // The budgets of a line of 9600 baud that answers while a key is held. Alone on the screen the list has nothing that
    // follows it; beside it the text comes when the keys rest.
    cost("z", 2_048);
    // 150 is what is wanted; a row over the whole screen with its marks in colours of their own takes 238 today.
    cost("j", 260);
    cost("z", 4_096);
    cost("j", 2_048);
    cost(" ", 2_048);
    cost("g", 2_048);
    // The long article was the first to be read, and is open.
    cost("2", 2_048);
    for _ in 0..24 {
        cost("j", 2_048);
    }
    cost(" ", 2_048);
    cost("\x0c", 4_096);
}

#[test]
fn a_line_scrolled_in_the_zoomed_text_takes_300_bytes_and_a_page_2000() {
    let home = Home::new();
    let sentence = |n: usize| {
        format!("On day {n} the harbour bridge was closed again, port {} said, and few knew why. ", n * 31 % 17)
    };
    let paragraphs = (0..20).map(|n| (0..7).map(|k| sentence(n * 7 + k)).collect::<String>() + "\n\n");
    home.article("aqueduct.txt", &format!("Aqueduct reopens at last\n\n{}", paragraphs.collect::<String>()));
    for (columns, rows, most) in [(80, 24, 300), (120, 40, 500)] {
        let mut command = rashomon(home.path());
        command.args(["articles/aqueduct.txt", "--no-analysis"]);
        let mut pty = Pty::start(command, columns, rows);
        pty.wait_for("Aqueduct reopens");
        let quiet = Duration::from_millis(300);
        for key in ["2", "z"] {
            pty.send(key);
            std::thread::sleep(quiet);
        }
        let mut before = pty.wait_for_quiet(quiet);
        let mut cost = |keys: &str, most: usize| {
            pty.send(keys);
            // Until the key has done what it does.
            std::thread::sleep(quiet / 3);
            let after = pty.wait_for_quiet(quiet / 3);
            let bytes = after - before;
            before = after;
            assert!(bytes <= most, "{keys:?} costs {bytes} bytes at {columns}x{rows}, {most} at most");
            bytes
        };
        for _ in 0..rows / 2 + 4 {
            cost("j", most);
        }
        let page = cost(" ", if rows == 24 { 2_000 } else { 4_500 });
        assert!(page > most, "the text moves: {page}");
        for _ in 0..rows / 2 + 4 {
            cost("k", most);
        }
    }
}

#[test]
fn every_size_draws_and_the_last_one_wins() {
    let home = Home::new();
    let mut pty = home.open(&[]);
    for (columns, rows) in
        [(0, 0), (1, 1), (2, 1), (1, 40), (10, 3), (39, 9), (40, 10), (79, 24), (80, 24), (119, 40), (500, 200)]
    {
        pty.resize(columns, rows);
        pty.wait_for_quiet(Duration::from_millis(120));
    }
    for step in 0..200u16 {
        pty.resize(60 + step % 60, 20 + step % 20);
    }
    pty.resize(100, 30);
    pty.wait_for("Museum opens");
    pty.send("q");
    assert_eq!(pty.wait(), 0);
}

#[test]
fn pasted_text_and_late_answers_never_run_keys() {
    let home = Home::new();
    let mut pty = home.open(&[]);
    pty.send("\x1b[200~q\x03:quit\rq\x1b[201~");
    pty.send("\x1b[?62;22c\x1b[24;80R\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[?2026;2$y");
    pty.wait_for_quiet(Duration::from_millis(300));
    pty.send("?");
    pty.wait_until("help", |output| output.screen.screen().contents().contains("elp"));
    assert!(pty.output().screen.screen().alternate_screen());
}

#[test]
fn copying_inside_a_multiplexer_says_what_becomes_of_it() {
    let home = Home::new();
    for (variable, said) in [("TMUX", "set-clipboard on"), ("STY", "GNU screen")] {
        let mut pty = home.open(&[(variable, "1.here")]);
        pty.send("y");
        pty.wait_for(said);
    }
}

#[test]
fn standard_input_that_is_the_terminal_is_refused_for_keys_come_from_there() {
    let home = Home::new();
    let mut command = rashomon(home.path());
    command.arg("-");
    let mut pty = Pty::start(command, 100, 30);
    assert_eq!(pty.wait(), 2);
    pty.wait_until("the end", |output| output.ended);
    assert!(pty.text().contains("pipe an article into it"), "{}", pty.text());
}

#[test]
fn a_dumb_terminal_gets_one_line_that_names_the_report() {
    let home = Home::new();
    let mut command = rashomon(home.path());
    command.arg("articles");
    command.env("TERM", "dumb");
    let mut pty = Pty::start(command, 100, 30);
    assert_ne!(pty.wait(), 0);
    pty.wait_until("the end", |output| output.ended);
    assert!(pty.text().contains("report"), "{}", pty.text());
    assert!(!pty.output().bytes.contains(&0x1b));
}
