//! The command line: arguments → reader or report → exit code.
//!
//! Standard output carries what was asked for and nothing else, so that it can be piped; what went wrong with a file,
//! and how far the work has come, go to standard error.

mod analyze;
mod args;
mod exit;
mod judge;
mod pages;
mod parse;
mod reader;
mod search;

pub use args::Args;
pub use exit::Exit;

use clap::Parser;
use std::ffi::OsString;
use std::process::ExitCode;

/// Runs the command with its arguments, the first being its own name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args = match Args::try_parse_from(arguments) {
        Ok(args) => args,
        Err(error) => {
            // Help and version come this way too; clap knows which stream is theirs.
            let _ = error.print();
            return if error.use_stderr() { Exit::Usage } else { Exit::Done }.into();
        }
    };
    match dispatch(args) {
        Ok(exit) => exit.into(),
        Err(error) => {
            eprintln!("rashomon: {}", crate::text::make_safe(&format!("{error:#}")));
            Exit::Failed.into()
        }
    }
}

fn dispatch(args: Args) -> anyhow::Result<Exit> {
    match args.command {
        Some(args::Command::Analyze { paths, format, kept, explain, weights }) => {
            analyze::take_weights(weights.as_deref())?;
            analyze::run(&paths, format, &kept, explain)
        }
        None => reader::run(args.reader),
        Some(args::Command::Report { paths, format, kept }) => analyze::run_report(&paths, format, &kept),
        Some(args::Command::Brief { paths, format }) => analyze::run_brief(&paths, format),
        Some(args::Command::Judge(args)) => {
            analyze::take_weights(args.weights.as_deref())?;
            judge::run(&args)
        }
        Some(args::Command::Search { words, paths }) => search::run(&words, &paths),
        Some(args::Command::Parse { paths, format }) => parse::run(&paths, format),
        Some(args::Command::Schema) => analyze::print(crate::report::JSON_SCHEMA).map(|()| Exit::Done),
        Some(args::Command::Completions { shell }) => pages::completions(shell),
        Some(args::Command::Config) => analyze::print(&crate::show::default_config()).map(|()| Exit::Done),
        Some(args::Command::Man) => pages::man(),
    }
}
