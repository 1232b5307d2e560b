//! Findings by content and version: an article is understood once. Beside them, what a language model of the user's own
//! answered, by question and model: a story is asked about once.
//!
//! A cache and nothing else: a database that is broken is made anew, what cannot be written is not kept, and nobody is
//! bothered with either.

use super::error::{KeepError, is_broken};
use super::folder::{make_private_folder, open_private};
use crate::extract::Packed;
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long to wait for another reader; understanding an article again takes no longer.
const BUSY_WAIT: Duration = Duration::from_millis(500);

/// The findings that are kept. May be used from several threads.
#[derive(Debug)]
pub struct FindingsStore {
    connection: Mutex<Connection>,
    version: String,
}

impl FindingsStore {
    /// Opens the store in the library's folder. Findings of another `version` of the program or its rules are not
    /// given out, and are replaced when the article is understood again.
    pub fn open(folder: &Path, version: &str) -> Result<Self, KeepError> {
        let database = folder.join("findings.db");
        make_private_folder(folder).map_err(|error| KeepError::file(folder, error))?;
        let in_database = |error| KeepError::database(&database, error);
        let connection = match open(&database) {
            Err(error) if is_broken(&error) => {
                for suffix in ["", "-wal", "-shm"] {
                    let mut name = database.clone().into_os_string();
                    name.push(suffix);
                    std::fs::remove_file(name).ok(); // the next line says so if it is still there
                }
                open(&database).map_err(in_database)?
            }
            opened => opened.map_err(in_database)?,
        };
        Ok(Self { connection: Mutex::new(connection), version: version.to_owned() })
    }

    /// A store that is kept nowhere.
    pub fn in_memory(version: &str) -> Result<Self, KeepError> {
        let make = || -> rusqlite::Result<Connection> {
            let connection = Connection::open_in_memory()?;
            connection.execute_batch(TABLE)?;
            Ok(connection)
        };
        let connection = make().map_err(|error| KeepError::database(Path::new(":memory:"), error))?;
        Ok(Self { connection: Mutex::new(connection), version: version.to_owned() })
    }

    /// What was found in the article with this content key, if this version has understood it before.
    pub fn findings_of(&self, key: &str) -> Option<Packed> {
        let connection = self.lock();
        let mut statement =
            connection.prepare_cached("SELECT body FROM findings WHERE key = ?1 AND version = ?2").ok()?;
        let packed = |row: &Row<'_>| Ok(Packed::from_bytes(row.get_ref(0)?.as_blob()?));
        statement.query_row(params![key, self.version], packed).optional().ok()?
    }

    /// Keeps findings; all or none.
    pub fn keep_findings(&self, found: &[(&str, &Packed)]) -> Result<(), KeepError> {
        let mut connection = self.lock();
        let mut keep = || -> rusqlite::Result<()> {
            let transaction = connection.transaction()?;
            for (key, findings) in found {
                let mut statement =
                    transaction.prepare_cached("INSERT OR REPLACE INTO findings VALUES (?1, ?2, ?3)")?;
                statement.execute(params![key, self.version, findings.bytes()])?;
            }
            transaction.commit()
        };
        keep().map_err(|error| KeepError::database(Path::new("findings.db"), error))
    }

    /// What a language model answered to the question with this key, if it was asked before.
    pub fn answer_to(&self, key: &str, model: &str) -> Option<String> {
        let connection = self.lock();
        let mut statement = connection.prepare_cached("SELECT body FROM answers WHERE key = ?1 AND model = ?2").ok()?;
        statement.query_row(params![key, model], |row| row.get(0)).optional().ok()?
    }

    /// Keeps what a language model answered.
    pub fn keep_answer(&self, key: &str, model: &str, answer: &str) -> Result<(), KeepError> {
        let kept =
            self.lock().execute("INSERT OR REPLACE INTO answers VALUES (?1, ?2, ?3)", params![key, model, answer]);
        kept.map(|_| ()).map_err(|error| KeepError::database(Path::new("findings.db"), error))
    }

    /// Whether the person said that texts may go to this host.
    pub fn is_agreed(&self, host: &str) -> bool {
        let connection = self.lock();
        let found = connection.query_row("SELECT 1 FROM agreed WHERE host = ?1", params![host], |_| Ok(()));
        found.is_ok()
    }

    /// Keeps that the person said so.
    pub fn agree(&self, host: &str) -> Result<(), KeepError> {
        let kept = self.lock().execute("INSERT OR REPLACE INTO agreed VALUES (?1)", params![host]);
        kept.map(|_| ()).map_err(|error| KeepError::database(Path::new("findings.db"), error))
    }

    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

const TABLE: &str = "
    CREATE TABLE IF NOT EXISTS findings (key TEXT PRIMARY KEY, version TEXT NOT NULL, body BLOB NOT NULL);
    CREATE TABLE IF NOT EXISTS answers (key TEXT NOT NULL, model TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (key, model));
    CREATE TABLE IF NOT EXISTS agreed (host TEXT PRIMARY KEY);
";

fn open(database: &Path) -> rusqlite::Result<Connection> {
    open_private(database).ok(); // with its permissions; if it cannot be made, SQLite says why
    let connection = Connection::open(database)?;
    connection.busy_timeout(BUSY_WAIT)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.execute_batch(TABLE)?;
    Ok(connection)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Findings, Form, Mention};
    use crate::text::Span;

    fn some_findings() -> Packed {
        let (span, head, form, referent, label) = (Span::new(0, 4), 0, Form::Name, 0, "PERSON".to_owned());
        let mentions = vec![Mention { span, head, form, referent, label }];
        Packed::from(&Findings { mentions, ..Findings::default() })
    }

    #[test]
    fn findings_come_back_for_the_same_content_and_version_only() {
        let folder = tempfile::tempdir().unwrap();
        let store = FindingsStore::open(folder.path(), "1").unwrap();
        store.keep_findings(&[("a", &some_findings())]).unwrap();
        assert_eq!(store.findings_of("a"), Some(some_findings()));
        assert_eq!(store.findings_of("b"), None);
        drop(store);
        assert_eq!(FindingsStore::open(folder.path(), "1").unwrap().findings_of("a"), Some(some_findings()));
        assert_eq!(FindingsStore::open(folder.path(), "2").unwrap().findings_of("a"), None);
    }

    #[test]
    fn an_answer_comes_back_for_the_same_question_and_model_only() {
        let folder = tempfile::tempdir().unwrap();
        let store = FindingsStore::open(folder.path(), "1").unwrap();
        store.keep_answer("q", "m", "first").unwrap();
        store.keep_answer("q", "m", "second").unwrap();
        assert_eq!(store.answer_to("q", "m").as_deref(), Some("second"));
        store.agree("example.org").unwrap();
        assert_eq!((store.is_agreed("example.org"), store.is_agreed("example.com")), (true, false));
        assert_eq!((store.answer_to("q", "other"), store.answer_to("other", "m")), (None, None));
        let later = FindingsStore::open(folder.path(), "2").unwrap();
        assert_eq!(
            later.answer_to("q", "m").as_deref(),
            Some("second"),
            "another version of the findings asks nothing again"
        );
    }

    #[test]
    fn a_broken_store_is_made_anew() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("findings.db"), "this is no database, whatever its name may say").unwrap();
        let store = FindingsStore::open(folder.path(), "1").unwrap();
        assert_eq!(store.findings_of("a"), None);
        store.keep_findings(&[("a", &some_findings())]).unwrap();
        assert_eq!(store.findings_of("a"), Some(some_findings()));
    }
}
