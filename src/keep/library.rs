//! Opening the library, doing deeds, and what happens when the disk is full, read-only or broken.

use super::deed::{Change, Deed};
use super::error::{KeepError, is_broken};
use super::folder::{make_private_folder, open_private, set_aside};
use super::journal::Journal;
use super::made::Made;
use super::schema;
use crate::text::Note;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a deed waits for another reader that writes.
const BUSY_WAIT: Duration = Duration::from_secs(2);

/// What a person made, kept.
#[derive(Debug)]
pub struct Library {
    made: Made,
    store: Store,
    notes: Vec<Note>,
}

#[derive(Debug)]
enum Store {
    /// For tests and for frames that are printed: nothing is kept.
    Memory,
    /// It can be read but not written.
    ReadOnly { database: PathBuf },
    /// As usual.
    Files { database: PathBuf, connection: Connection, journal: Journal, seen: i64 },
}

impl Library {
    /// A library that is kept nowhere.
    pub fn in_memory() -> Self {
        Self { made: Made::default(), store: Store::Memory, notes: Vec::new() }
    }

    /// Opens the library in `folder`; makes it if there is none. A broken database is set aside and built again from
    /// the journal, with a note. What cannot be written is opened for reading, with a note. The one thing that is
    /// refused is a library of a newer program.
    pub fn open(folder: &Path) -> Result<Self, KeepError> {
        let database = folder.join("library.db");
        let journal = Journal::new(folder.join("journal.jsonl"));
        let writable = make_private_folder(folder).and_then(|()| journal.probe());
        if let Err(error) = writable {
            if !folder.is_dir() {
                return Err(KeepError::file(folder, error));
            }
            return Self::open_read_only(database, &journal, &error);
        }
        let mut notes = Vec::new();
        let opened = open_database(&database, folder);
        let mut connection = match opened {
            Ok(connection) => connection,
            Err(KeepError::Database { source, .. }) if is_broken(&source) => {
                let aside = set_aside(&database).map_err(|error| KeepError::file(&database, error))?;
                notes.push(note_of_repair(&database, &aside));
                open_database(&database, folder)?
            }
            // A full disk has no room for the files that SQLite works with.
            Err(error @ (KeepError::Full(_) | KeepError::ReadOnly(_) | KeepError::Database { .. })) => {
                return Self::open_read_only(database, &journal, &error);
            }
            Err(error) => return Err(error),
        };
        let in_database = |error| KeepError::database(&database, error);
        let mut made = schema::read(&connection).map_err(in_database)?;
        if made == Made::default() && !journal.is_empty() {
            made = fill(&mut connection, &journal, &database, &mut notes)?;
        }
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(in_database)?;
        journal.compact(&made).and_then(|()| journal.sync()).ok(); // the database has it all; a long journal is no harm
        transaction.rollback().map_err(in_database)?;
        let seen = data_version(&connection).map_err(in_database)?;
        Ok(Self { made, store: Store::Files { database, connection, journal, seen }, notes })
    }

    fn open_read_only(database: PathBuf, journal: &Journal, why: &dyn Error) -> Result<Self, KeepError> {
        let wal = beside(&database, "-wal");
        // What stands in the write-ahead log is not seen without writing beside it; the journal has it all.
        let has_log = std::fs::metadata(wal).is_ok_and(|metadata| metadata.len() > 0);
        let from_database = (database.exists() && !has_log).then(|| read_immutable(&database));
        let made = match from_database {
            Some(Ok(made)) => made,
            Some(Err(error @ KeepError::Newer { .. })) => return Err(error),
            Some(Err(_)) | None => journal.replay().map_err(|error| KeepError::file(journal.path(), error))?.0,
        };
        let note = Note {
            message: format!("{}: the library is opened for reading only ({why})", database.display()),
            hint: "what you do now is not kept; give --library FOLDER to keep it elsewhere".to_owned(),
        };
        Ok(Self { made, store: Store::ReadOnly { database }, notes: vec![note] })
    }

    /// What was odd at opening, with what to do.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// Whether deeds are refused because nothing can be written.
    pub fn is_read_only(&self) -> bool {
        matches!(self.store, Store::ReadOnly { .. })
    }

    /// What a person made.
    pub fn made(&self) -> &Made {
        &self.made
    }

    /// Does a change; gives the one that undoes it. When this returns, the change is on the disk. If it fails, nothing
    /// has changed, on the disk or here, and the library goes on working.
    pub fn apply(&mut self, change: &Change) -> Result<Change, KeepError> {
        self.apply_with(change, "FULL")
    }

    /// As [`Library::apply`], without waiting for the disk: when this returns the system has the change, so that no end
    /// of the process loses it. The disk has it after [`Library::sync`]; until then a power cut may lose it.
    pub fn notice(&mut self, change: &Change) -> Result<Change, KeepError> {
        self.apply_with(change, "NORMAL")
    }

    /// Waits until the disk has everything.
    pub fn sync(&self) -> Result<(), KeepError> {
        let Store::Files { database, .. } = &self.store else { return Ok(()) };
        let log = beside(database, "-wal");
        match std::fs::File::open(&log).and_then(|log| log.sync_data()) {
            // Without a log everything stands in the database, and SQLite has waited for it.
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(KeepError::file(&log, error)),
            _ => Ok(()),
        }
    }

    fn apply_with(&mut self, change: &Change, synchronous: &str) -> Result<Change, KeepError> {
        if change.is_empty() {
            return Ok(Change::default());
        }
        match &mut self.store {
            Store::Memory => {}
            Store::ReadOnly { database } => return Err(KeepError::ReadOnly(database.clone())),
            Store::Files { database, connection, journal, .. } => {
                let in_database = |error| KeepError::database(database, error);
                connection.pragma_update(None, "synchronous", synchronous).map_err(in_database)?;
                keep(change, database, connection, journal)?;
            }
        }
        let mut inverse: Vec<Deed> = change.deeds.iter().map(|deed| self.made.apply(deed)).collect();
        inverse.reverse();
        Ok(Change { deeds: inverse })
    }

    /// Takes in what another reader of the same library has done meanwhile; whether there was anything.
    pub fn refresh(&mut self) -> Result<bool, KeepError> {
        let Store::Files { database, connection, seen, .. } = &mut self.store else { return Ok(false) };
        let in_database = |error| KeepError::database(database, error);
        let now = data_version(connection).map_err(in_database)?;
        if now == *seen {
            return Ok(false);
        }
        *seen = now;
        let made = schema::read(connection).map_err(in_database)?;
        let changed = made != self.made;
        self.made = made;
        Ok(changed)
    }
}

impl Drop for Library {
    fn drop(&mut self) {
        if let Store::Files { journal, .. } = &self.store {
            journal.sync().ok(); // the database has it all
        }
        self.sync().ok(); // there is nobody left to tell
    }
}

/// Journal first, then database, under the database's lock: two readers never write at once, and what the journal has
/// too much after a failure is taken back.
fn keep(change: &Change, database: &Path, connection: &mut Connection, journal: &Journal) -> Result<(), KeepError> {
    let in_database = |error| KeepError::database(database, error);
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(in_database)?;
    let before = journal.append(change).map_err(|error| KeepError::file(journal.path(), error))?;
    let written = change.deeds.iter().try_for_each(|deed| schema::write(&transaction, deed));
    written.and_then(|()| transaction.commit()).map_err(|error| {
        journal.take_back(before).ok();
        in_database(error)
    })
}

/// The file that `SQLite` keeps beside the database under this ending.
fn beside(database: &Path, ending: &str) -> PathBuf {
    let mut name = database.to_owned().into_os_string();
    name.push(ending);
    PathBuf::from(name)
}

fn open_database(database: &Path, folder: &Path) -> Result<Connection, KeepError> {
    open_private(database).map_err(|error| KeepError::file(database, error))?;
    let open = || -> rusqlite::Result<Connection> {
        let connection = Connection::open(database)?;
        connection.busy_timeout(BUSY_WAIT)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        let check: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if check != "ok" {
            let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT);
            return Err(rusqlite::Error::SqliteFailure(code, Some(check)));
        }
        Ok(connection)
    };
    let in_database = |error| KeepError::database(database, error);
    let mut connection = open().map_err(in_database)?;
    let found = refuse_newer(&connection, database)?;
    let copy = folder.join(format!("library.db.before-{}", schema::KNOWN));
    if found < schema::KNOWN {
        schema::migrate(&mut connection, &copy).map_err(in_database)?;
    }
    Ok(connection)
}

fn refuse_newer(connection: &Connection, database: &Path) -> Result<i64, KeepError> {
    let found = schema::version(connection).map_err(|error| KeepError::database(database, error))?;
    if found > schema::KNOWN {
        return Err(KeepError::Newer { path: database.to_owned(), found, known: schema::KNOWN });
    }
    Ok(found)
}

fn read_immutable(database: &Path) -> Result<Made, KeepError> {
    let in_database = |error| KeepError::database(database, error);
    let escaped = database.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let address = format!("file:{escaped}?immutable=1");
    let connection = Connection::open_with_flags(address, flags).map_err(in_database)?;
    refuse_newer(&connection, database)?;
    schema::read(&connection).map_err(in_database)
}

/// Fills an empty database from the journal.
fn fill(
    connection: &mut Connection,
    journal: &Journal,
    database: &Path,
    notes: &mut Vec<Note>,
) -> Result<Made, KeepError> {
    let in_database = |error| KeepError::database(database, error);
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(in_database)?;
    let (made, n_unread) = journal.replay().map_err(|error| KeepError::file(journal.path(), error))?;
    for deed in made.as_deeds() {
        schema::write(&transaction, &deed).map_err(in_database)?;
    }
    transaction.commit().map_err(in_database)?;
    if n_unread > 0 {
        notes.push(Note {
            message: format!("{}: {n_unread} lines could not be read", journal.path().display()),
            hint: "what they held is lost; everything else is there".to_owned(),
        });
    }
    Ok(made)
}

fn note_of_repair(database: &Path, aside: &Path) -> Note {
    Note {
        message: format!("{}: the database was broken and was built again from the journal", database.display()),
        hint: format!("the broken file is kept as {}; remove it when nothing is missing", aside.display()),
    }
}

/// Changes whenever another connection writes.
fn data_version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "data_version", |row| row.get(0))
}
