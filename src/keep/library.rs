//! Opening the library, doing deeds, and what happens when the disk is full, read-only or broken.

use super::deed::{Change, Deed};
use super::error::{KeepError, is_broken};
use super::folder::{make_private_folder, open_private, set_aside};
use super::journal::Journal;
use super::made::Made;
use super::merge;
use super::rows;
use super::schema;
use crate::text::Note;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use rustc_hash::FxHashSet;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long opening waits for another reader that writes.
const BUSY_WAIT: Duration = Duration::from_secs(2);
/// How long a deed waits for it: a screen that stands still for longer looks broken, and a reader writes for a few
/// milliseconds.
const DEED_WAIT: Duration = Duration::from_millis(500);

/// What a person made, kept.
#[derive(Debug)]
pub struct Library {
    made: Made,
    store: Store,
    notes: Vec<Note>,
    /// Whether a deed took in what another reader had done.
    has_news: bool,
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
        Self { made: Made::default(), store: Store::Memory, notes: Vec::new(), has_news: false }
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
        let (connection, made) = match open_both(&database, folder, &journal, &mut notes) {
            Ok(opened) => opened,
            Err(KeepError::Database { source, .. }) if is_broken(&source) => {
                let aside = set_aside(&database).map_err(|error| KeepError::file(&database, error))?;
                notes.push(note_of_repair(&database, &aside));
                open_both(&database, folder, &journal, &mut notes)?
            }
            // A full disk has no room for the files that SQLite works with.
            Err(error @ (KeepError::Full(_) | KeepError::ReadOnly(_) | KeepError::Database { .. })) => {
                return Self::open_read_only(database, &journal, &error);
            }
            Err(error) => return Err(error),
        };
        let in_database = |error| KeepError::database(&database, error);
        connection.busy_timeout(DEED_WAIT).map_err(in_database)?;
        let seen = data_version(&connection).map_err(in_database)?;
        Ok(Self { made, store: Store::Files { database, connection, journal, seen }, notes, has_news: false })
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
        Ok(Self { made, store: Store::ReadOnly { database }, notes: vec![note], has_news: false })
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
            Store::Files { database, connection, journal, seen } => {
                let in_database = |error| KeepError::database(database, error);
                connection.pragma_update(None, "synchronous", synchronous).map_err(in_database)?;
                if let Some((fresh, version, change)) = keep(change, &self.made, *seen, database, connection, journal)?
                {
                    (self.made, *seen, self.has_news) = (fresh, version, true);
                    return Ok(self.take(&change));
                }
            }
        }
        Ok(self.take(change))
    }

    fn take(&mut self, change: &Change) -> Change {
        let mut inverse: Vec<Deed> = change.deeds.iter().map(|deed| self.made.apply(deed)).collect();
        inverse.reverse();
        Change { deeds: inverse }
    }

    /// Takes in what another reader of the same library has done meanwhile; whether there was anything. Looking costs
    /// microseconds.
    pub fn refresh(&mut self) -> Result<bool, KeepError> {
        let had_news = std::mem::take(&mut self.has_news);
        let Store::Files { database, connection, seen, .. } = &mut self.store else { return Ok(had_news) };
        let in_database = |error| KeepError::database(database, error);
        let now = data_version(connection).map_err(in_database)?;
        if now == *seen {
            return Ok(had_news);
        }
        *seen = now;
        let (made, _) = rows::read(connection).map_err(in_database)?;
        let changed = made != self.made;
        self.made = made;
        Ok(changed || had_news)
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
/// too much after a failure is taken back. Where another reader has written since `seen`, the change is done onto what
/// it made: gives that, its version, and the change as it was done.
fn keep(
    change: &Change,
    known: &Made,
    seen: i64,
    database: &Path,
    connection: &mut Connection,
    journal: &Journal,
) -> Result<Option<(Made, i64, Change)>, KeepError> {
    let in_database = |error| KeepError::database(database, error);
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(in_database)?;
    let version = data_version(&transaction).map_err(in_database)?;
    let news = if version == seen {
        None
    } else {
        let (fresh, _) = rows::read(&transaction).map_err(in_database)?;
        let merged = change.deeds.iter().map(|deed| merge::onto(deed, known, &fresh)).collect();
        Some((fresh, version, merged))
    };
    let change = news.as_ref().map_or(change, |(_, _, merged)| merged);
    let before = journal.append(change).map_err(|error| KeepError::file(journal.path(), error))?;
    let written = change.deeds.iter().try_for_each(|deed| schema::write(&transaction, deed));
    written.and_then(|()| transaction.commit()).map_err(|error| {
        journal.take_back(before).ok();
        in_database(error)
    })?;
    Ok(news)
}

/// The file that `SQLite` keeps beside the database under this ending.
fn beside(database: &Path, ending: &str) -> PathBuf {
    let mut name = database.to_owned().into_os_string();
    name.push(ending);
    PathBuf::from(name)
}

/// The database, and what it and the journal hold.
fn open_both(
    database: &Path,
    folder: &Path,
    journal: &Journal,
    notes: &mut Vec<Note>,
) -> Result<(Connection, Made), KeepError> {
    let mut connection = open_database(database, folder)?;
    let made = agree(&mut connection, journal, database, notes)?;
    Ok((connection, made))
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
    rows::read(&connection).map(|(made, _)| made).map_err(in_database)
}

/// Makes database and journal hold the same, for each is there for the loss of the other; gives what they hold. The
/// database is what counts, for each deed waits for it; from the journal comes what the database has lost: everything
/// where it is empty, and rows that can no longer be read.
fn agree(
    connection: &mut Connection,
    journal: &Journal,
    database: &Path,
    notes: &mut Vec<Note>,
) -> Result<Made, KeepError> {
    let in_database = |error| KeepError::database(database, error);
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(in_database)?;
    let (mut made, unreadable) = rows::read(&transaction).map_err(in_database)?;
    // A journal that cannot be read at all holds nothing.
    let (journalled, n_unread) = journal.replay().unwrap_or((Made::default(), 1));
    let is_lost = made == Made::default();
    if is_lost || !unreadable.is_empty() {
        unreadable.iter().try_for_each(|row| row.set_aside(&transaction)).map_err(in_database)?;
        let known: FxHashSet<String> = made.as_deeds().iter().map(|deed| format!("{deed:?}")).collect();
        let lost: Vec<Deed> =
            journalled.as_deeds().into_iter().filter(|deed| !known.contains(&format!("{deed:?}"))).collect();
        for deed in &lost {
            schema::write(&transaction, deed).map_err(in_database)?;
            made.apply(deed);
        }
        if !unreadable.is_empty() {
            notes.push(note_of_rows(database, unreadable.len(), lost.len()));
        }
    }
    if made == journalled && n_unread == 0 {
        journal.compact(&made).and_then(|()| journal.sync()).ok(); // the database has it all; a long journal is no harm
    } else if let Err(error) = journal.replace(&made).map(|aside| notes.push(note_of_journal(journal, aside, n_unread)))
    {
        notes.push(Note {
            message: format!("{}: it lacks something that the database has ({error})", journal.path().display()),
            hint: "make it writable: without it nothing is left if the database breaks".to_owned(),
        });
    }
    transaction.commit().map_err(in_database)?;
    Ok(made)
}

fn note_of_rows(database: &Path, n_rows: usize, n_restored: usize) -> Note {
    let rows = if n_rows == 1 { "1 row".to_owned() } else { format!("{n_rows} rows") };
    let restored = if n_restored == 0 {
        "the journal has nothing for it".to_owned()
    } else {
        format!("{n_restored} came back from the journal")
    };
    Note {
        message: format!("{}: {rows} could not be read: {restored}", database.display()),
        hint: "they are set aside in its table “unreadable”; everything else is there".to_owned(),
    }
}

fn note_of_journal(journal: &Journal, aside: Option<PathBuf>, n_unread: usize) -> Note {
    let path = journal.path().display();
    let (what, hint) = match (aside, n_unread) {
        (None, _) => ("it was gone".to_owned(), "nothing is lost; do not remove it".to_owned()),
        (Some(aside), 0) => {
            ("it was not what the database holds".to_owned(), format!("the one before is kept as {}", aside.display()))
        }
        (Some(aside), 1) => {
            ("1 line could not be read".to_owned(), format!("the one before is kept as {}", aside.display()))
        }
        (Some(aside), n) => {
            (format!("{n} lines could not be read"), format!("the one before is kept as {}", aside.display()))
        }
    };
    Note { message: format!("{path}: {what}; it was written anew from the database"), hint }
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
