//! The real command with a language model beside it: what it sends, what it keeps, and that without `[judge]` it neither
//! sends nor listens.

#[expect(dead_code, reason = "the tests of the endpoint itself use the rest of it")]
mod judge_server;

use judge_server::{Reply, Server};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder with a library and a configuration of its own.
struct Place(tempfile::TempDir);

impl Place {
    fn new(judge: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("rashomon")).expect("a folder");
        fs::write(folder.path().join("rashomon/config.toml"), judge).expect("a configuration");
        Self(folder)
    }

    fn asking(server: &Server) -> Self {
        Self::new(&format!("[judge]\nurl = \"{}\"\nmodel = \"toy\"\ntimeout = 20\n", server.url))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rashomon"));
        command
            .args(arguments)
            .env("XDG_CONFIG_HOME", self.0.path())
            .env("RASHOMON_LIBRARY", self.path("library"))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the command runs")
    }

    fn prints(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    fn fails(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(!output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
        String::from_utf8(output.stderr).expect("UTF-8")
    }
}

fn seeds() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").to_string_lossy().into_owned()
}

fn nothing() -> Server {
    Server::new(vec![Reply::Says("{\"rows\": []}".to_owned())])
}

#[test]
fn without_a_judge_nothing_is_asked_and_the_command_says_what_to_write() {
    let place = Place::new("");
    assert!(place.fails(&["judge", &seeds()]).contains("[judge]"));
    assert!(place.fails(&["judge", "--offline", &seeds()]).contains("nobody is asked"));
}

/// The sockets that a process has open.
#[cfg(target_os = "linux")]
fn n_sockets(process: u32) -> usize {
    let Ok(open) = fs::read_dir(format!("/proc/{process}/fd")) else { return 0 };
    let links = open.filter_map(|entry| fs::read_link(entry.ok()?.path()).ok());
    links.filter(|link| link.to_string_lossy().starts_with("socket:")).count()
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_judge_no_socket_is_ever_opened() {
    // That a socket would be seen: a run that asks has one while the server is silent.
    let server = Server::new(vec![Reply::Hangs]);
    let place = Place::asking(&server);
    let mut asking = place.command(&["judge", &seeds()]).spawn().expect("the command runs");
    server.wait();
    assert!(n_sockets(asking.id()) > 0);
    asking.kill().expect("it ends");
    asking.wait().expect("it ends");

    let place = Place::new("");
    for arguments in [vec!["analyze", "SEEDS"], vec!["report", "SEEDS"], vec!["SEEDS", "--print"]] {
        let seeds = seeds();
        let arguments: Vec<&str> =
            arguments.into_iter().map(|word| if word == "SEEDS" { &*seeds } else { word }).collect();
        let mut running = place.command(&arguments).stdout(Stdio::null()).spawn().expect("the command runs");
        let mut n_looks = 0;
        while running.try_wait().expect("its state").is_none() {
            assert_eq!(n_sockets(running.id()), 0, "{arguments:?}");
            n_looks += 1;
        }
        assert!(n_looks > 10, "it was looked at while it ran");
    }
}

#[test]
fn what_was_answered_is_kept_and_not_asked_again() {
    let server = nothing();
    let place = Place::asking(&server);
    place.prints(&["judge", &seeds()]);
    let n_asked = server.requests().len();
    assert!(n_asked > 0);
    place.prints(&["judge", &seeds()]);
    assert_eq!(server.requests().len(), n_asked);
    let dry = place.prints(&["judge", "--dry-run", &seeds()]);
    assert!(dry.contains("answered already") && dry.contains("0 questions, about 0 tokens"), "{dry}");
    place.prints(&["judge", "--again", &seeds()]);
    assert_eq!(server.requests().len(), 2 * n_asked);
}

#[test]
fn a_dry_run_says_how_much_would_go_where_and_sends_nothing() {
    let server = nothing();
    let dry = Place::asking(&server).prints(&["judge", "--dry-run", &seeds()]);
    assert!(dry.contains("tokens") && dry.contains("this machine"), "{dry}");
    assert!(server.requests().is_empty());
}

#[test]
fn texts_leave_the_machine_only_where_somebody_said_that_they_may() {
    let place = Place::new("[judge]\nurl = \"https://model.invalid/v1\"\nmodel = \"toy\"\n");
    let asked = place.fails(&["judge", &seeds()]);
    assert!(asked.contains("would leave this machine, to model.invalid") && asked.contains("--yes"), "{asked}");
    let dry = place.prints(&["judge", "--dry-run", &seeds()]);
    assert!(dry.contains("model.invalid, another machine"), "{dry}");
}

#[test]
fn prompts_are_written_and_answers_read_and_rows_bear_by_whom() {
    let place = Place::new("[judge]\nmodel = \"toy\"\n");
    let prompts = place.path("prompts").to_string_lossy().into_owned();
    place.prints(&["judge", &seeds(), "--prompts", &prompts]);
    let names: Vec<PathBuf> =
        fs::read_dir(&prompts).expect("prompts").map(|entry| entry.expect("a file").path()).collect();
    let find: Vec<&PathBuf> = names
        .iter()
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("find-")))
        .collect();
    assert!(!find.is_empty());
    // Title against title: what every reader can answer.
    let (mut expected, answers) = (0, place.path("answers"));
    fs::create_dir(&answers).expect("a folder");
    for path in find {
        let prompt = fs::read_to_string(path).expect("a prompt");
        let titles: Vec<&str> =
            prompt.split("\n===== report a").skip(1).filter_map(|part| part.lines().nth(1)).collect();
        if titles.len() < 2 || titles[0] == titles[1] {
            continue;
        }
        let side = |n: usize| serde_json::json!({"value": titles[n], "evidence": [{"report": format!("a{}", n + 1), "phrase": titles[n]}]});
        let answer = serde_json::json!({"rows": [{"kind": "identity", "severity": "differs", "weight": 2, "subject": "title", "reason": "",
            "sides": [side(0), side(1)]}]});
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        fs::write(answers.join(format!("{name}.json")), answer.to_string()).expect("an answer");
        expected += 1;
    }
    assert!(expected > 0);
    let output = place.run(&["judge", &seeds(), "--replies", &answers.to_string_lossy()]);
    assert_eq!(output.status.code(), Some(3), "some answers are not there");
    let by = |arguments: &[&str]| -> Vec<String> {
        let document: serde_json::Value = serde_json::from_str(&place.prints(arguments)).expect("JSON");
        let rows = document["discrepancies"].as_array().expect("rows").iter();
        rows.map(|row| row["by"].as_str().expect("by").to_owned()).collect()
    };
    let with = by(&["analyze", &seeds()]);
    assert_eq!(with.iter().filter(|by| *by != "rashomon").count(), expected, "{with:?}");
    let without = by(&["analyze", "--no-judge", &seeds()]);
    assert!(without.iter().all(|by| by == "rashomon"));
    assert_eq!(Place::new("").prints(&["analyze", &seeds()]), place.prints(&["analyze", "--no-judge", &seeds()]));
}
