//! The tables, as a list of steps: the number of a step is the version that it leads to. Steps are never changed or
//! taken away once they were released; a new one is added at the end.

use super::deed::Deed;
use super::folder::open_private;
use rusqlite::{Connection, Error, Result, TransactionBehavior, params};
use std::path::Path;

/// The steps.
const STEPS: [&str; 5] = [
    "
    CREATE TABLE marks (
        key TEXT PRIMARY KEY,
        read INTEGER NOT NULL DEFAULT 0,
        starred INTEGER NOT NULL DEFAULT 0,
        shelf INTEGER NOT NULL DEFAULT 0,
        note TEXT NOT NULL DEFAULT ''
    ) WITHOUT ROWID;
    CREATE TABLE tags (key TEXT NOT NULL, tag TEXT NOT NULL, PRIMARY KEY (key, tag)) WITHOUT ROWID;
    CREATE TABLE dismissed (id TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE places (key TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE views (name TEXT PRIMARY KEY, query TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE last_place (one INTEGER PRIMARY KEY CHECK (one = 1), place TEXT NOT NULL);
",
    "
    CREATE TABLE opened (number INTEGER PRIMARY KEY, path TEXT NOT NULL);
",
    "
    CREATE TABLE story_edits (number INTEGER PRIMARY KEY, edit TEXT NOT NULL);
",
    "
    CREATE TABLE highlights (
        key TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, note TEXT NOT NULL,
        PRIMARY KEY (key, start, end)
    ) WITHOUT ROWID;
    CREATE TABLE watches (words TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE seen (anchor TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE actor_edits (number INTEGER PRIMARY KEY, edit TEXT NOT NULL);
",
    "
    CREATE TABLE drafts (what TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE unreadable (number INTEGER PRIMARY KEY, source TEXT NOT NULL, row TEXT NOT NULL);
",
];

/// The version that this program knows.
pub const KNOWN: i64 = STEPS.len() as i64;

/// The version of a database; 0 for an empty one.
pub fn version(connection: &Connection) -> Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Takes the steps that are missing, one transaction each. A database that has something in it is copied to
/// `copy` first.
pub fn migrate(connection: &mut Connection, copy: &Path) -> Result<()> {
    migrate_by(connection, copy, &STEPS)
}

fn migrate_by(connection: &mut Connection, copy: &Path, steps: &[&str]) -> Result<()> {
    let found = version(connection)?;
    if found > 0 && (found as usize) < steps.len() {
        std::fs::remove_file(copy).ok(); // of an attempt that did not end
        // SQLite writes into a file that is empty, and leaves it its permissions.
        let made = open_private(copy).map(drop);
        made.map_err(|error| {
            Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CANTOPEN), Some(error.to_string()))
        })?;
        connection.execute("VACUUM INTO ?1", [copy.to_string_lossy()])?;
    }
    for (idx, step) in steps.iter().enumerate().skip(found as usize) {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another reader may have taken the step while this one waited.
        if version(&transaction)? == idx as i64 {
            transaction.execute_batch(step)?;
            transaction.pragma_update(None, "user_version", idx as i64 + 1)?;
        }
        transaction.commit()?;
    }
    Ok(())
}

/// Writes one deed.
pub fn write(connection: &Connection, deed: &Deed) -> Result<()> {
    let run = |sql: &str, values: &[&dyn rusqlite::ToSql]| {
        connection.prepare_cached(sql).and_then(|mut statement| statement.execute(values)).map(drop)
    };
    match deed {
        Deed::Read { key, on } => run(
            "INSERT INTO marks (key, read) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET read = ?2",
            params![key.as_str(), on],
        ),
        Deed::Star { key, on } => run(
            "INSERT INTO marks (key, starred) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET starred = ?2",
            params![key.as_str(), on],
        ),
        Deed::Shelve { key, shelf } => run(
            "INSERT INTO marks (key, shelf) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET shelf = ?2",
            params![key.as_str(), *shelf as i64],
        ),
        Deed::Note { key, text } => run(
            "INSERT INTO marks (key, note) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET note = ?2",
            params![key.as_str(), text],
        ),
        Deed::Tag { key, tag, on: true } => {
            run("INSERT OR IGNORE INTO tags VALUES (?1, ?2)", params![key.as_str(), tag])
        }
        Deed::Tag { key, tag, on: false } => {
            run("DELETE FROM tags WHERE key = ?1 AND tag = ?2", params![key.as_str(), tag])
        }
        Deed::Highlight { key, start, end, note: Some(note) } => {
            run("INSERT OR REPLACE INTO highlights VALUES (?1, ?2, ?3, ?4)", params![key.as_str(), start, end, note])
        }
        Deed::Highlight { key, start, end, note: None } => {
            run("DELETE FROM highlights WHERE key = ?1 AND start = ?2 AND end = ?3", params![key.as_str(), start, end])
        }
        Deed::Watch { words, on: true } => run("INSERT OR IGNORE INTO watches VALUES (?1)", params![words]),
        Deed::Watch { words, on: false } => run("DELETE FROM watches WHERE words = ?1", params![words]),
        Deed::Seen { anchor, seen: Some(seen) } => {
            run("INSERT OR REPLACE INTO seen VALUES (?1, ?2)", params![anchor, json(seen)?])
        }
        Deed::Seen { anchor, seen: None } => run("DELETE FROM seen WHERE anchor = ?1", params![anchor]),
        Deed::Actor { number, edit: Some(edit) } => {
            run("INSERT OR REPLACE INTO actor_edits VALUES (?1, ?2)", params![*number as i64, json(edit)?])
        }
        Deed::Actor { number, edit: None } => run("DELETE FROM actor_edits WHERE number = ?1", params![*number as i64]),
        Deed::Dismiss { id, on: true } => run("INSERT OR IGNORE INTO dismissed VALUES (?1)", params![id]),
        Deed::Dismiss { id, on: false } => run("DELETE FROM dismissed WHERE id = ?1", params![id]),
        Deed::Story { number, edit: Some(edit) } => {
            run("INSERT OR REPLACE INTO story_edits VALUES (?1, ?2)", params![*number as i64, json(edit)?])
        }
        Deed::Story { number, edit: None } => run("DELETE FROM story_edits WHERE number = ?1", params![*number as i64]),
        Deed::Place { key, at: Some(at) } => {
            run("INSERT OR REPLACE INTO places VALUES (?1, ?2)", params![key.as_str(), at])
        }
        Deed::Place { key, at: None } => run("DELETE FROM places WHERE key = ?1", params![key.as_str()]),
        Deed::Draft { of, draft: Some(draft) } => {
            run("INSERT OR REPLACE INTO drafts VALUES (?1, ?2)", params![json(of)?, json(draft)?])
        }
        Deed::Draft { of, draft: None } => run("DELETE FROM drafts WHERE what = ?1", params![json(of)?]),
        Deed::View { name, query } if query.is_empty() => run("DELETE FROM views WHERE name = ?1", params![name]),
        Deed::View { name, query } => run("INSERT OR REPLACE INTO views VALUES (?1, ?2)", params![name, query]),
        Deed::Opened { paths } => {
            run("DELETE FROM opened", params![])?;
            paths.iter().try_for_each(|path| run("INSERT INTO opened (path) VALUES (?1)", params![path]))
        }
        Deed::LastPlace { place } => run("INSERT OR REPLACE INTO last_place VALUES (1, ?1)", params![place]),
    }
}

fn json(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::ToSqlConversionFailure(error.into()))
}

#[cfg(test)]
mod tests {
    use super::super::rows::read;
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_new_step_keeps_what_was_made_and_leaves_a_copy() {
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join("copy.db");
        let mut connection = Connection::open(folder.path().join("a.db")).unwrap();
        migrate_by(&mut connection, &copy, &STEPS).unwrap();
        assert!(!copy.exists(), "an empty database needs no copy");
        write(&connection, &Deed::Star { key: "k".into(), on: true }).unwrap();
        let steps = [&STEPS[..], &["ALTER TABLE marks ADD COLUMN colour TEXT"]].concat();
        migrate_by(&mut connection, &copy, &steps).unwrap();
        assert_eq!(version(&connection).unwrap(), KNOWN + 1);
        assert!(read(&connection).unwrap().0.marks("k").starred);
        let mode = std::fs::metadata(&copy).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "a copy is for its owner alone, as the library is");
        let before = Connection::open(&copy).unwrap();
        assert_eq!(version(&before).unwrap(), KNOWN);
        assert!(read(&before).unwrap().0.marks("k").starred);
    }

    #[test]
    fn a_step_that_fails_changes_nothing() {
        let mut connection = Connection::open_in_memory().unwrap();
        let copy = tempfile::tempdir().unwrap().path().join("copy.db");
        let steps = [STEPS[0], "CREATE TABLE extra (a); CREATE TABLE marks (b);"];
        assert!(migrate_by(&mut connection, &copy, &steps).is_err());
        assert_eq!(version(&connection).unwrap(), 1);
        assert!(connection.prepare("SELECT * FROM extra").is_err());
    }
}
