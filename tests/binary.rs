//! The real binary: what it prints, where, and with which exit code.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn rashomon(arguments: &[&str], input: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rashomon"));
    command.args(arguments).current_dir(ROOT).env("TERM", "xterm").env_remove("NO_COLOR");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the binary");
    // A program that ends before it reads its input closes the pipe; that is its right.
    let _ = child.stdin.take().expect("standard input").write_all(input.as_bytes());
    child.wait_with_output().expect("its output")
}

fn check(arguments: &[&str], input: &str, code: i32, out: &[&str], err: &[&str]) {
    let output = rashomon(arguments, input);
    let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{stderr}");
    for part in out {
        assert!(stdout.contains(part), "{arguments:?} prints no {part:?}:\n{stdout}");
    }
    for part in err {
        assert!(stderr.contains(part), "{arguments:?} says no {part:?}:\n{stderr}");
    }
    assert!(!stdout.contains('\u{1b}') && !stderr.contains('\u{1b}'), "{arguments:?} steers the terminal");
    if err.is_empty() {
        assert!(stderr.is_empty(), "{arguments:?} says:\n{stderr}");
    }
}

#[test]
fn the_starter_corpus_is_analysed_and_reported_in_every_form() {
    check(&["analyze", "seeds"], "", 0, &["\"schema\": \"rashomon.analysis/1\"", "\"timesofisrael.com\""], &[]);
    check(&["analyze", "seeds", "--format", "jsonl"], "", 0, &["{\"type\":\"article\""], &[]);
    check(&["report", "seeds"], "", 0, &["Disputed facts", "Articles"], &[]);
    check(&["report", "seeds", "--format", "markdown"], "", 0, &["# Where the reports disagree"], &[]);
    check(&["report", "seeds", "--format", "html"], "", 0, &["<!doctype html>", "</html>"], &[]);
}

#[test]
fn search_prints_every_place_where_words_stand_a_line_each() {
    let output = rashomon(&["search", "FIRST airdrop", "seeds"], "");
    let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
    let lines: Vec<&str> = stdout.lines().collect();
    assert_eq!(lines.len(), 2, "{stdout}");
    assert!(lines[0].starts_with("seeds/04-harris-to-see-gantz.txt: Northfield Post: "), "{stdout}");
    assert!(lines.iter().all(|line| line.contains("first airdrop")), "{stdout}");
    check(&["search", "zeppelin", "seeds"], "", 0, &[], &["“zeppelin” stands in no article"]);
}

#[test]
fn standard_input_is_an_article() {
    let text = "Mayor Ana Ruiz opened a bridge in Toledo on Monday. It cost 4 million euros, the mayor said.";
    check(&["analyze", "-"], text, 0, &["\"path\": \"-\"", "opened a bridge"], &[]);
    check(&["parse", "-"], text, 0, &["# text = Mayor Ana Ruiz opened a bridge in Toledo on Monday.", "\tVBD\t"], &[]);
}

#[test]
fn escape_sequences_in_an_article_do_not_reach_standard_output() {
    let text = "The mayor said \u{1b}]0;owned\u{7} and \u{1b}[2J on Monday. Nobody \u{202e}was hurt\u{9b}31m.";
    for arguments in [["analyze", "-"], ["report", "-"], ["parse", "-"]] {
        let output = rashomon(&arguments, text);
        let stdout = String::from_utf8(output.stdout).expect("UTF-8");
        let unsafe_ones =
            |c: char| (c.is_control() && !matches!(c, '\n' | '\t')) || matches!(c, '\u{202a}'..='\u{202e}');
        assert!(!stdout.contains(unsafe_ones), "{arguments:?}: {stdout:?}");
    }
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_the_others_are_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).expect("a file");
    write("good.txt", b"The mayor of the town opened a bridge on Monday.");
    write("empty.txt", b"  \n");
    write("binary.txt", &[0, 1, 2, 3, 0, 0, 1]);
    write("page.docx", b"no");
    write("picture.png", b"no");
    write(".hidden.txt", b"The mayor closed it again.");
    let path = folder.path().to_str().expect("a path");
    check(
        &["analyze", path],
        "",
        3,
        &["opened a bridge"],
        &["empty.txt: there is no text in it", "binary.txt: it is not text", "page.docx: files of type .docx"],
    );
    let output = rashomon(&["analyze", path], "");
    assert!(!String::from_utf8_lossy(&output.stdout).contains("closed it again"));
}

#[cfg(unix)]
#[test]
fn pipes_and_loops_of_links_are_named_and_never_waited_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let inner = folder.path().join("inner");
    std::fs::create_dir(&inner).expect("a folder");
    std::os::unix::fs::symlink(folder.path(), inner.join("up")).expect("a link");
    std::fs::write(inner.join("good.txt"), "The mayor opened a bridge on Monday.").expect("a file");
    let made = Command::new("mkfifo").arg(folder.path().join("pipe.txt")).status().expect("mkfifo");
    assert!(made.success());
    check(
        &["analyze", folder.path().to_str().expect("a path")],
        "",
        3,
        &["opened a bridge"],
        &["pipe.txt: it is a pipe", "up: a link in it leads back"],
    );
}

#[test]
fn what_is_wrong_is_said_with_what_to_do() {
    check(
        &["analyze", "no/such/folder"],
        "",
        1,
        &[],
        &["no/such/folder: no such file or folder", "name a file or a folder"],
    );
    check(&["analyze"], "", 2, &[], &["PATH"]);
    check(&["frobnicate", "--really"], "", 2, &[], &["--really"]);
    check(&["seeds"], "", 4, &[], &["rashomon report"]);
}

#[test]
fn the_command_describes_itself() {
    check(&["--version"], "", 0, &[concat!("rashomon ", env!("CARGO_PKG_VERSION"))], &[]);
    check(&["--help"], "", 0, &["analyze", "report"], &[]);
    check(&["completions", "bash"], "", 0, &["_rashomon()"], &[]);
    check(&["man"], "", 0, &[".TH rashomon"], &[]);
    check(&["schema"], "", 0, &["\"$id\": \"rashomon.analysis/1\""], &[]);
}

#[test]
fn the_files_of_the_starter_corpus_are_all_read() {
    let n_files = std::fs::read_dir(Path::new(ROOT).join("seeds")).expect("seeds").count();
    let output = rashomon(&["analyze", "seeds", "--format", "jsonl"], "");
    let n_articles = String::from_utf8_lossy(&output.stdout).matches("{\"type\":\"article\"").count();
    assert_eq!(n_articles, n_files - 1, "all but README.md");
}
