//! Holds ARCHITECTURE.md against the code: rooms, what they may name, dependencies, paths.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn document() -> String {
    fs::read_to_string(Path::new(ROOT).join("ARCHITECTURE.md")).expect("ARCHITECTURE.md")
}

/// The rows of the table that stands below `heading`: first and last cells.
fn table(heading: &str) -> Vec<Vec<String>> {
    let document = document();
    let (_, section) = document.split_once(&format!("## {heading}\n")).expect("the section");
    let section = section.split("\n## ").next().unwrap_or_default();
    let rows = section.lines().filter(|line| line.starts_with('|')).skip(2);
    rows.map(|row| row.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()).collect()
}

/// Room → what it may name.
fn rooms() -> BTreeMap<String, BTreeSet<String>> {
    let rows = table("Rooms").into_iter();
    rows.map(|row| {
        let named = row[2].split(", ").filter(|name| *name != "–").map(str::to_owned);
        (row[0].clone(), named.collect())
    })
    .collect()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of src") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The room that a file of `src/` belongs to.
fn room_of(file: &Path) -> String {
    let inside = file.strip_prefix(Path::new(ROOT).join("src")).expect("a file of src");
    let first = inside.components().next().expect("a name").as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// The code of a file without its comments and its unit tests (which stand at the end).
fn code(file: &Path) -> String {
    let text = fs::read_to_string(file).expect("a file of src");
    let code = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn each_file(mut look: impl FnMut(&str, &Path, &str)) {
    for file in rust_files(&Path::new(ROOT).join("src")) {
        let room = room_of(&file);
        let is_test = file.file_stem().is_some_and(|stem| stem == "tests");
        if room != "lib" && room != "main" && !is_test {
            look(&room, &file, &code(&file));
        }
    }
}

#[test]
fn every_room_stands_in_the_document_and_every_row_is_a_room() {
    let mut found = BTreeSet::new();
    each_file(|room, _, _| {
        found.insert(room.to_owned());
    });
    let named: BTreeSet<String> = rooms().into_keys().collect();
    assert_eq!(found, named);
}

#[test]
fn no_room_names_one_that_it_may_not() {
    let rooms = rooms();
    let mut broken = Vec::new();
    each_file(|room, file, code| {
        for (at, _) in code.match_indices("crate::") {
            let rest = &code[at + "crate::".len()..];
            let named: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if rooms.contains_key(&named) && named != room && !rooms[room].contains(&named) {
                broken.push(format!("{} names {named}", file.display()));
            }
        }
    });
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn rooms_that_only_think_do_no_input_or_output() {
    let mut broken = Vec::new();
    each_file(|room, file, code| {
        let thinks = ["text", "understand", "extract", "link", "compare"].contains(&room);
        for word in ["std::fs", "std::net", "std::process", "std::env", "println!", "eprintln!", "fs::File"] {
            if thinks && code.contains(word) {
                broken.push(format!("{} uses {word}", file.display()));
            }
        }
    });
    assert!(broken.is_empty(), "{broken:#?}");
}

/// The names below `[dependencies]` in Cargo.toml.
fn dependencies() -> BTreeSet<String> {
    let manifest = fs::read_to_string(Path::new(ROOT).join("Cargo.toml")).expect("Cargo.toml");
    let (_, section) = manifest.split_once("\n[dependencies]\n").expect("dependencies");
    let section = section.split("\n[").next().unwrap_or_default();
    let lines = section.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(" = ")).map(|(name, _)| name.trim().to_owned()).collect()
}

#[test]
fn every_dependency_has_its_reason_and_is_used_where_it_lives() {
    let rows = table("Dependencies");
    let named: BTreeSet<String> = rows.iter().map(|row| row[0].clone()).collect();
    let mut used: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    each_file(|room, _, code| {
        for dependency in dependencies() {
            let name = dependency.replace('-', "_");
            let starts = [format!("{name}::"), format!("use {name}"), format!("#[derive({name}")];
            if starts.iter().any(|start| code.contains(start.as_str())) {
                used.entry(dependency).or_default().insert(room.to_owned());
            }
        }
    });
    assert_eq!(used.keys().cloned().collect::<BTreeSet<_>>(), named);
    for row in &rows {
        let rooms = used[&row[0]].clone();
        if row[1] != "anywhere" {
            let lives: BTreeSet<String> = row[1].split(", ").map(str::to_owned).collect();
            assert_eq!(rooms, lives, "{} lives elsewhere than ARCHITECTURE.md says", row[0]);
        }
    }
}

#[test]
fn every_path_in_the_documents_is_real() {
    for name in ["ARCHITECTURE.md", "README.md", "CHANGELOG.md"] {
        let text = fs::read_to_string(Path::new(ROOT).join(name)).expect("a document");
        for quoted in text.split('`').skip(1).step_by(2) {
            let is_path = ["src/", "assets/", "tests/", "seeds/", "benches/", ".ci/"]
                .iter()
                .any(|start| quoted.starts_with(start));
            assert!(!is_path || Path::new(ROOT).join(quoted).exists(), "{name} names {quoted}, which is not there");
        }
    }
}

/// A file holds one thing; longer ones hold two.
const MAX_LINES: usize = 1000;

#[test]
fn every_file_says_what_it_is_for_and_is_of_one_thing() {
    for file in rust_files(&Path::new(ROOT).join("src")) {
        let text = fs::read_to_string(&file).expect("a file of src");
        let is_test = file.file_stem().is_some_and(|stem| stem == "tests");
        assert!(is_test || text.starts_with("//!"), "{} does not begin with its purpose", file.display());
        assert!(text.lines().count() <= MAX_LINES, "{} is too long", file.display());
    }
}

#[test]
fn every_asset_says_where_it_comes_from() {
    for file in walk(&Path::new(ROOT).join("assets")) {
        let is_table = file.extension().is_some_and(|ending| ending == "tsv" || ending == "txt");
        let is_beside_licence = file.parent().is_some_and(|folder| folder.join("SOURCE").exists());
        let is_licence = file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("LICENSE"));
        if is_table && !is_beside_licence && !is_licence {
            let text = fs::read_to_string(&file).expect("an asset");
            let head: String = text.lines().take_while(|line| line.starts_with('#')).collect::<Vec<_>>().join("\n");
            let says = ["licence", "license", "own ", "by hand", "source", "cc0", "common knowledge", "ours"];
            assert!(says.iter().any(|word| head.to_lowercase().contains(word)), "{} names no source", file.display());
        }
    }
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}
