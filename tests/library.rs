//! The library under what happens to files: power cuts, broken files, read-only media, two readers, newer programs.

use rashomon::keep::{Change, Deed, Draft, DraftOf, KeepError, Library, Shelf};
use rashomon::link::StoryEdit;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

fn star(key: &str) -> Change {
    Change::of(Deed::Star { key: key.to_owned(), on: true })
}

fn split() -> StoryEdit {
    StoryEdit::Split { articles: vec!["a".to_owned(), "b".to_owned()] }
}

fn draft_of() -> DraftOf {
    DraftOf { key: "a".to_owned(), passage: Some((3, 9)), reader: 7 }
}

fn draft() -> Draft {
    Draft { before: String::new(), text: "ask who cou".to_owned() }
}

fn note(key: &str, text: &str) -> Change {
    Change::of(Deed::Note { key: key.to_owned(), text: text.to_owned() })
}

/// One deed of every kind.
fn all_kinds() -> Change {
    Change {
        deeds: vec![
            Deed::Read { key: "a".to_owned(), on: true },
            Deed::Star { key: "a".to_owned(), on: true },
            Deed::Shelve { key: "b".to_owned(), shelf: Shelf::Aside },
            Deed::Tag { key: "a".to_owned(), tag: "follow up".to_owned(), on: true },
            Deed::Tag { key: "a".to_owned(), tag: "budget".to_owned(), on: true },
            Deed::Note { key: "b".to_owned(), text: "call the ministry\nbefore noon".to_owned() },
            Deed::Dismiss { id: "d-1".to_owned(), on: true },
            Deed::Story { number: 1 << 32, edit: Some(split()) },
            Deed::Story { number: 2 << 32, edit: Some(StoryEdit::Join { one: "a".to_owned(), other: "b".to_owned() }) },
            Deed::Story {
                number: 3 << 32,
                edit: Some(StoryEdit::Move { article: "a".to_owned(), to: "c".to_owned() }),
            },
            Deed::Story { number: 2 << 32, edit: None },
            Deed::Place { key: "a".to_owned(), at: Some(1234) },
            Deed::Draft { of: draft_of(), draft: Some(draft()) },
            Deed::View { name: "mine".to_owned(), query: "starred unread".to_owned() },
            Deed::Opened { paths: vec!["/news/b".to_owned(), "/news/a".to_owned()] },
            Deed::LastPlace { place: "a:1234".to_owned() },
        ],
    }
}

fn assert_all_kinds(library: &Library) {
    let made = library.made();
    assert!(made.marks("a").read && made.marks("a").starred);
    assert_eq!(made.marks("a").tags(), ["budget", "follow up"]);
    assert_eq!(made.marks("b").shelf, Shelf::Aside);
    assert_eq!(made.marks("b").note(), "call the ministry\nbefore noon");
    assert!(made.is_dismissed("d-1"));
    let numbers: Vec<u64> = made.story_edits().keys().copied().collect();
    assert_eq!(numbers, [1 << 32, 3 << 32]);
    assert_eq!(made.story_edits()[&(1 << 32)], split());
    assert_eq!(made.place_in("a"), Some(1234));
    assert_eq!(made.drafts().get(&draft_of()), Some(&draft()));
    assert_eq!(made.view("mine"), Some("starred unread"));
    assert_eq!(made.opened(), ["/news/b", "/news/a"]);
    assert_eq!(made.last_place(), "a:1234");
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn what_was_made_is_there_at_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    Library::open(folder.path()).unwrap().apply(&all_kinds()).unwrap();
    let library = Library::open(folder.path()).unwrap();
    assert_all_kinds(&library);
    assert!(library.notes().is_empty());
}

#[test]
fn what_is_only_noticed_is_there_for_whoever_opens_the_library_next() {
    let folder = tempfile::tempdir().unwrap();
    let mut library = Library::open(folder.path()).unwrap();
    library.notice(&all_kinds()).unwrap();
    // Another reader sees it while this one lives: the system has it, whatever becomes of the process.
    assert_all_kinds(&Library::open(folder.path()).unwrap());
    library.sync().unwrap();
    drop(library);
    assert_all_kinds(&Library::open(folder.path()).unwrap());
}

#[test]
fn every_change_can_be_undone_and_done_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut library = Library::open(folder.path()).unwrap();
    let undo = library.apply(&all_kinds()).unwrap();
    let redo = library.apply(&undo).unwrap();
    assert_eq!(library.made(), Library::in_memory().made());
    library.apply(&redo).unwrap();
    assert_all_kinds(&library);
    library.apply(&undo).unwrap();
    drop(library);
    assert_eq!(Library::open(folder.path()).unwrap().made(), Library::in_memory().made());
}

#[test]
fn doing_a_deed_twice_changes_nothing_and_undo_knows_what_was_before() {
    let mut library = Library::in_memory();
    library.apply(&star("a")).unwrap();
    let undo = library.apply(&star("a")).unwrap();
    library.apply(&undo).unwrap();
    assert!(library.made().marks("a").starred);
}

#[test]
fn folder_and_files_are_for_their_owner_alone() {
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path().join("deep/library");
    let mut library = Library::open(&folder).unwrap();
    library.apply(&star("a")).unwrap();
    assert_eq!(mode(&folder), 0o700);
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
}

#[test]
fn a_broken_database_is_set_aside_and_built_again_from_the_journal() {
    let folder = tempfile::tempdir().unwrap();
    Library::open(folder.path()).unwrap().apply(&all_kinds()).unwrap();
    let database = folder.path().join("library.db");
    for damage in 0..2 {
        let mut bytes = fs::read(&database).unwrap();
        if damage == 0 {
            bytes[..100].fill(b'?');
        } else {
            bytes[4096..].fill(0xA5);
        }
        fs::write(&database, bytes).unwrap();
        let library = Library::open(folder.path()).unwrap();
        assert_all_kinds(&library);
        let note = &library.notes()[0];
        assert!(
            note.message.contains("built again") && note.hint.contains(&format!("broken-{}", damage + 1)),
            "{note:?}"
        );
    }
    assert_all_kinds(&Library::open(folder.path()).unwrap());
}

#[test]
fn a_database_that_is_gone_is_built_again_from_the_journal() {
    let folder = tempfile::tempdir().unwrap();
    Library::open(folder.path()).unwrap().apply(&all_kinds()).unwrap();
    fs::remove_file(folder.path().join("library.db")).unwrap();
    assert_all_kinds(&Library::open(folder.path()).unwrap());
}

#[test]
fn a_journal_line_that_the_power_cut_off_loses_only_itself() {
    let folder = tempfile::tempdir().unwrap();
    let journal = folder.path().join("journal.jsonl");
    Library::open(folder.path()).unwrap().apply(&all_kinds()).unwrap();
    let mut text = fs::read_to_string(&journal).unwrap();
    text.push_str(r#"{"deeds":[{"do":"st"#);
    fs::write(&journal, text).unwrap();
    fs::remove_file(folder.path().join("library.db")).unwrap();
    let library = Library::open(folder.path()).unwrap();
    assert_all_kinds(&library);
    assert!(library.notes()[0].message.contains("1 line could not be read"), "{:?}", library.notes());
}

/// What the journal alone makes: the database is taken away.
fn from_journal_alone(folder: &Path) -> Library {
    for name in ["library.db", "library.db-wal", "library.db-shm"] {
        let _ = fs::remove_file(folder.join(name));
    }
    Library::open(folder).unwrap()
}

#[test]
fn a_journal_that_is_gone_is_said_and_written_anew_so_that_the_next_loss_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    Library::open(folder.path()).unwrap().apply(&all_kinds()).unwrap();
    fs::remove_file(folder.path().join("journal.jsonl")).unwrap();
    let library = Library::open(folder.path()).unwrap();
    let note = &library.notes()[0];
    assert!(note.message.contains("journal.jsonl: it was gone") && note.message.contains("anew"), "{note:?}");
    drop(library);
    assert!(Library::open(folder.path()).unwrap().notes().is_empty(), "said once");
    assert_all_kinds(&from_journal_alone(folder.path()));
}

#[test]
fn a_journal_of_garbage_is_said_kept_aside_and_written_anew() {
    let folder = tempfile::tempdir().unwrap();
    Library::open(folder.path()).unwrap().apply(&all_kinds()).unwrap();
    let journal = folder.path().join("journal.jsonl");
    let length = fs::read(&journal).unwrap().len();
    fs::write(&journal, vec![0xA5; length]).unwrap();
    let library = Library::open(folder.path()).unwrap();
    let note = &library.notes()[0];
    assert!(note.message.contains("could not be read") && note.hint.contains("jsonl.before-1"), "{note:?}");
    assert_eq!(fs::read(folder.path().join("journal.jsonl.before-1")).unwrap(), vec![0xA5; length]);
    assert_eq!(mode(&journal), 0o600);
    drop(library);
    assert_all_kinds(&from_journal_alone(folder.path()));
}

#[test]
fn rows_that_cannot_be_read_are_set_aside_and_said_and_come_back_from_the_journal() {
    let folder = tempfile::tempdir().unwrap();
    Library::open(folder.path()).unwrap().apply(&all_kinds()).unwrap();
    let connection = rusqlite::Connection::open(folder.path().join("library.db")).unwrap();
    let damage = "UPDATE story_edits SET edit = '{' WHERE number = 4294967296;
                  UPDATE marks SET note = CAST(x'ff' AS TEXT) WHERE key = 'b';
                  INSERT INTO places VALUES (CAST(x'fe' AS TEXT), 'nowhere');";
    connection.execute_batch(damage).unwrap();
    drop(connection);
    let library = Library::open(folder.path()).unwrap();
    assert_all_kinds(&library);
    let note = &library.notes()[0];
    assert!(note.message.contains("3 rows could not be read") && note.hint.contains("set aside"), "{note:?}");
    drop(library);
    assert!(Library::open(folder.path()).unwrap().notes().is_empty(), "said once");
    let connection = rusqlite::Connection::open(folder.path().join("library.db")).unwrap();
    let aside: i64 = connection.query_row("SELECT count(*) FROM unreadable", [], |row| row.get(0)).unwrap();
    assert_eq!(aside, 3);
}

#[test]
fn a_note_that_another_reader_wrote_meanwhile_is_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let mut one = Library::open(folder.path()).unwrap();
    one.apply(&note("a", "call them")).unwrap();
    let mut two = Library::open(folder.path()).unwrap();
    one.apply(&note("a", "call them\nbefore noon")).unwrap();
    // This one has not looked since.
    two.apply(&note("a", "call them\nor write")).unwrap();
    let both = "call them\nbefore noon\nor write";
    assert_eq!(two.made().marks("a").note(), both);
    assert!(two.refresh().unwrap(), "what the other did is news");
    assert!(one.refresh().unwrap() && one.made().marks("a").note() == both);
    drop((one, two));
    assert_eq!(from_journal_alone(folder.path()).made().marks("a").note(), both);
}

#[test]
fn a_library_that_another_program_holds_refuses_a_deed_before_a_screen_looks_frozen() {
    let folder = tempfile::tempdir().unwrap();
    let mut library = Library::open(folder.path()).unwrap();
    let other = rusqlite::Connection::open(folder.path().join("library.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let start = std::time::Instant::now();
    let error = library.apply(&star("a")).unwrap_err();
    assert!(matches!(error, KeepError::Busy(_)), "{error}");
    assert!(start.elapsed().as_millis() < 1_000, "{:?}", start.elapsed());
    assert!(!library.made().marks("a").starred);
    other.execute_batch("COMMIT").unwrap();
    library.apply(&star("a")).unwrap();
}

#[test]
fn a_newer_library_is_refused_in_one_line_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    Library::open(folder.path()).unwrap().apply(&star("a")).unwrap();
    let database = folder.path().join("library.db");
    rusqlite::Connection::open(&database).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let error = Library::open(folder.path()).unwrap_err();
    assert!(matches!(error, KeepError::Newer { found: 99, .. }));
    let line = error.to_string();
    assert!(line.contains("newer rashomon") && line.contains("update rashomon") && !line.contains('\n'), "{line}");
    assert!(!folder.path().join("library.db.broken-1").exists());
}

#[test]
fn two_readers_write_and_see_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let mut one = Library::open(folder.path()).unwrap();
    let mut two = Library::open(folder.path()).unwrap();
    one.apply(&star("a")).unwrap();
    two.apply(&star("b")).unwrap();
    assert!(two.refresh().unwrap() && two.made().marks("a").starred);
    assert!(one.refresh().unwrap() && one.made().marks("b").starred);
    assert!(!one.refresh().unwrap());
    one.apply(&Change::of(Deed::Read { key: "b".to_owned(), on: true })).unwrap();
    drop((one, two));
    let library = Library::open(folder.path()).unwrap();
    assert!(library.made().marks("b").starred && library.made().marks("b").read);
}

#[test]
fn two_readers_that_write_at_once_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    Library::open(folder.path()).unwrap();
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let path = folder.path();
            scope.spawn(move || {
                let mut library = Library::open(path).unwrap();
                // A deed that had to wait too long is refused, and done again.
                let mut keep = |n: usize| match library.apply(&star(&format!("{thread}-{n}"))) {
                    Err(KeepError::Busy(_)) => false,
                    kept => kept.is_ok(),
                };
                (0..25).for_each(|n| while !keep(n) {});
            });
        }
    });
    let count = |library: &Library| {
        (0..4)
            .flat_map(|t| (0..25).map(move |n| format!("{t}-{n}")))
            .filter(|key| library.made().marks(key).starred)
            .count()
    };
    assert_eq!(count(&Library::open(folder.path()).unwrap()), 100);
    fs::remove_file(folder.path().join("library.db")).unwrap();
    assert_eq!(count(&Library::open(folder.path()).unwrap()), 100, "from the journal");
}

#[test]
fn a_folder_that_is_no_folder_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let line = Library::open(&file.join("library")).unwrap_err().to_string();
    assert!(line.contains("file/library") && line.contains("--library"), "{line}");
}

#[test]
fn tags_are_counted_for_completion() {
    let mut library = Library::in_memory();
    let tag = |key: &str, tag: &str| Deed::Tag { key: key.to_owned(), tag: tag.to_owned(), on: true };
    library.apply(&[tag("a", "x"), tag("b", "x"), tag("b", "y")].into_iter().collect()).unwrap();
    assert_eq!(library.made().tags(), [("x".to_owned(), 2), ("y".to_owned(), 1)]);
}
