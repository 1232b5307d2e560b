//! Nothing from outside steers a terminal: what `read` gives is safe in every field, the doors to a terminal are few and
//! listed here, and each takes safe text.

use rashomon::read::read_bytes;
use rashomon::text::{Article, make_safe};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// One of each kind of character that steers a terminal or turns a line around.
const STEERING: &str = "a\u{1b}[31m\u{9b}31m\u{9d}0;x\u{7}\u{8}\u{7f}\u{202e}\u{2066}\u{2028}\u{feff}\u{e0041}\u{85}b";

fn assert_safe(what: &str, text: &str) {
    assert_eq!(text, make_safe(text), "{what} is not safe");
}

/// Every field: one that is added does not compile before it is held here.
fn assert_all_safe(article: &Article) {
    let Article {
        key,
        path,
        title,
        title_from: _,
        source,
        url,
        byline,
        published: _,
        published_text,
        language,
        origin,
        text,
        blocks: _,
        links,
        cuts,
        notes,
    } = article;
    for (what, text) in [("key", key), ("path", path), ("title", title), ("source", source), ("language", language)] {
        assert_safe(what, text);
        assert!(!text.contains('\n'), "{what} is one line: {text:?}");
    }
    assert_safe("text", text);
    for (what, text) in [("url", url), ("published", published_text), ("origin", origin)] {
        if let Some(text) = text {
            assert_safe(what, text);
        }
    }
    for text in byline {
        assert_safe("byline", text);
    }
    for link in links {
        assert_safe("link", &link.url);
    }
    for cut in cuts {
        assert_safe("cut", &cut.text);
    }
    for note in notes {
        assert_safe("note", &note.message);
        assert_safe("hint", &note.hint);
    }
}

/// Heads of every form, with every field that is taken from one, each with what `value` is.
fn heads(value: &str) -> Vec<String> {
    let keys = ["title", "site", "source", "url", "author", "date", "created", "language", "origin", "agency"];
    let lines = |form: &dyn Fn(&str) -> String| keys.map(form).join("\n");
    // So much text that the controls in the head are few beside it.
    let body = "The bridge fell on Monday. Nobody was hurt. ".repeat(40);
    vec![
        format!("---\n{}\n---\n{body}", lines(&|key| format!("{key}: \"{value}\""))),
        format!("---\n{}\n---\n{body}", lines(&|key| format!("{key}: \"https://a.example/{value}\""))),
        format!("+++\n{}\n+++\n{body}", lines(&|key| format!("{key} = \"{value}\""))),
        format!("{}\n\n{body}", lines(&|key| format!("{key}: {value}"))),
        format!("---\n{}\n\t: [\n---\n{body}", lines(&|key| format!("{key}: {value}"))),
    ]
}

#[test]
fn no_field_of_an_article_steers_a_terminal_however_it_came_in() {
    let escaped = "a\\u001b[31m\\u009b31m\\u202e\\u2066\\u2028\\ufeff\\U000E0041\\u0085\\nb";
    for value in [STEERING, escaped] {
        for (n, file) in heads(value).iter().enumerate() {
            for path in ["a.md", &format!("{STEERING}.txt"), "-"] {
                let article = read_bytes(path, file.as_bytes()).unwrap_or_else(|error| panic!("head {n}: {error}"));
                assert_all_safe(&article);
            }
        }
    }
    // A file of nothing but a name: the title is that.
    let article = read_bytes(&format!("{STEERING}.md"), b"---\nsource: A\n---\nShare\n").unwrap();
    assert_all_safe(&article);
    let body = format!(
        "A {STEERING}\n\n[words {STEERING}](https://a.example/{STEERING}) &#27;[31m &#155;x &#8238;y\n\n{}",
        "Nobody was hurt. ".repeat(60)
    );
    assert_all_safe(&read_bytes("a.md", body.as_bytes()).unwrap());
}

proptest::proptest! {
    #[test]
    fn any_head_and_any_name_give_safe_fields(value in ".{0,40}", path in ".{0,20}", form in 0usize..5) {
        if let Ok(article) = read_bytes(&format!("{path}.md"), heads(&value)[form].as_bytes()) {
            assert_all_safe(&article);
        }
    }
}

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

/// Where text leaves the program, and why it is safe there. Nowhere else is a door.
const DOORS: [(&str, &str, &str); 9] = [
    ("src/cli/analyze.rs", "stdout()", "takes SafeText, or what the program says of itself"),
    ("src/cli/mod.rs", "io::stderr()", "makes safe whatever it is given"),
    ("src/cli/mod.rs", "error.print()", "help and version, by the program itself"),
    ("src/cli/judge.rs", "eprint!", "a question to the person, whose one word from outside is made safe"),
    ("src/cli/judge.rs", "io::stderr()", "the same question"),
    ("src/show/run.rs", "io::stdout()", "a frame whose cells the pen has made"),
    ("src/show/terminal/modes.rs", "io::stdout()", "frames, whose cells the canvas holds within limits"),
    ("src/show/terminal/modes.rs", "io::stderr()", "the line's settings of the guard's terminal; nothing is written"),
    ("src/show/pen.rs", ".set_symbol(", "makes safe whatever it is given"),
];

#[test]
fn the_doors_to_a_terminal_are_the_listed_ones() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    rust_files(&root.join("src"), &mut files);
    let signs = [
        "io::stdout()",
        "io::stderr()",
        "print!(",
        "println!(",
        "error.print()",
        ".set_symbol(",
        ".set_string(",
        ".set_line(",
        ".set_span(",
        "Paragraph::new",
        "dbg!(",
    ];
    let mut used = vec![false; DOORS.len()];
    for file in files {
        let name = file.strip_prefix(root).unwrap().to_string_lossy().into_owned();
        if name.contains("/tests/") || name.ends_with("/tests.rs") {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        let code = text.split("\n#[cfg(test)]").next().unwrap_or_default();
        for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            if !signs.iter().any(|sign| line.contains(sign)) || line.contains("is_terminal()") {
                continue;
            }
            let door = DOORS.iter().position(|(door, sign, _)| *door == name && line.contains(sign));
            match door {
                Some(door) => used[door] = true,
                None => panic!("{name} has a door to the terminal that no list names: {}", line.trim()),
            }
        }
    }
    for (door, used) in DOORS.iter().zip(used) {
        assert!(used, "no longer there: {door:?}");
    }
}

/// The command with these arguments: what comes out on both streams.
fn rashomon(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_rashomon")).args(arguments).output().expect("it runs");
    String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned()
}

#[test]
fn standard_output_and_errors_are_safe_whatever_a_file_its_name_or_an_argument_holds() {
    let folder = tempfile::tempdir().unwrap();
    let steering = STEERING.replace('/', "");
    let both = [heads(&steering), heads("a\\u009b31m\\u202eb")];
    for (n, head) in both.iter().flat_map(|heads| [&heads[0], &heads[2]]).enumerate() {
        fs::write(folder.path().join(format!("{n}{steering}.md")), head).unwrap();
    }
    let path = folder.path().to_string_lossy().into_owned();
    let missing = format!("{path}/none{steering}");
    let runs: [&[&str]; 9] = [
        &["analyze", &path],
        &["analyze", "--format", "jsonl", &path],
        &["analyze", "--explain", &path],
        &["report", &path],
        &["brief", &path],
        &["search", "bridge", &path],
        &["analyze", &missing],
        &["analyze", &format!("--{steering}")],
        &["--print", "text", "--theme", &steering, &path],
    ];
    for arguments in runs {
        let out = rashomon(arguments);
        assert!(!out.is_empty());
        assert_safe(&format!("what {:?} prints", arguments[0]), &out);
    }
}

#[test]
fn an_error_of_the_system_is_told_once() {
    let folder = tempfile::tempdir().unwrap();
    let none = folder.path().join("none.toml").to_string_lossy().into_owned();
    let out = rashomon(&["--print", "text", "--config", &none]);
    assert_eq!(out.matches("No such file").count(), 1, "{out}");
}
