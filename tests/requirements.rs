//! Holds `tests/requirements.md` against the tests: every one that it names is there.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn tests_below(folder: &Path, names: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            tests_below(&path, names);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).expect("a file");
            let functions = text.lines().filter_map(|line| line.trim_start().strip_prefix("fn ")?.split_once('('));
            names.extend(functions.map(|(name, _)| name.to_owned()));
        }
    }
}

#[test]
fn every_requirement_names_tests_that_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut names = BTreeSet::new();
    for folder in ["src", "tests"] {
        tests_below(&root.join(folder), &mut names);
    }
    let document = fs::read_to_string(root.join("tests/requirements.md")).expect("the table");
    let rows = document.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| requirement"));
    let mut n_rows = 0;
    for row in rows {
        n_rows += 1;
        let held_by = row.trim_end_matches('|').rsplit('|').next().unwrap_or_default().trim();
        let named: Vec<&str> = held_by.split('`').skip(1).step_by(2).collect();
        assert!(!named.is_empty() || held_by.starts_with("open: "), "nothing holds: {row}");
        for name in named {
            assert!(names.contains(name), "no test is called {name}");
        }
    }
    assert!(n_rows > 40, "{n_rows} rows were found");
}
