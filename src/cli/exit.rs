//! The exit codes.

use std::process::ExitCode;

/// How a run ended, as its caller sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Everything that was asked for was done.
    Done = 0,
    /// It was not done; standard error says why and what to do.
    Failed = 1,
    /// The arguments were not understood.
    Usage = 2,
    /// It was done, but some files could not be read; standard error names them.
    Partly = 3,
    /// There is no terminal that could show the reader.
    NoTerminal = 4,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}
