//! What can go wrong with the library, in one line each: which file, and what to do.

use std::io;
use std::path::{Path, PathBuf};

/// What can go wrong with the library.
#[derive(Debug, thiserror::Error)]
pub enum KeepError {
    /// There is no home to keep it in.
    #[error("there is no folder for the library: set HOME or RASHOMON_LIBRARY, or give --library FOLDER")]
    NoFolder,
    /// A file of the library could not be read or written.
    #[error("{path}: {source}; check the folder's permissions or give --library FOLDER")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// There is no room left.
    #[error("{0}: the disk is full, so this was not kept; free some space and do it again")]
    Full(PathBuf),
    /// Another process writes and does not come to an end.
    #[error("{0}: another program holds the library, so this was not kept; do it again in a moment")]
    Busy(PathBuf),
    /// It lies where nothing can be written.
    #[error(
        "{0}: the library cannot be written to here, so this was not kept; give --library FOLDER to keep it elsewhere"
    )]
    ReadOnly(PathBuf),
    /// A later version of the program made it.
    #[error("{path}: made by a newer rashomon (its schema is {found}, this one knows {known}); update rashomon")]
    Newer {
        /// The database.
        path: PathBuf,
        /// Its schema.
        found: i64,
        /// The last that this program knows.
        known: i64,
    },
    /// Anything else that the database says.
    #[error("{path}: {source}; start rashomon again, and if it stays, move this file away: the journal restores it")]
    Database {
        /// The database.
        path: PathBuf,
        /// What `SQLite` says.
        source: rusqlite::Error,
    },
}

impl KeepError {
    /// An error of the file system at `path`.
    pub(super) fn file(path: &Path, source: io::Error) -> Self {
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full(path.to_owned()),
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly(path.to_owned()),
            _ => Self::File { path: path.to_owned(), source },
        }
    }

    /// An error of the database at `path`.
    pub(super) fn database(path: &Path, source: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match source.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full(path.to_owned()),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy(path.to_owned()),
            Some(ErrorCode::ReadOnly) => Self::ReadOnly(path.to_owned()),
            _ => Self::Database { path: path.to_owned(), source },
        }
    }
}

/// Whether the file is no database any more, rather than out of reach.
pub(super) fn is_broken(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode;
    matches!(error.sqlite_error_code(), Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt))
}
