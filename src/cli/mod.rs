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

use crate::show::terminal::guard_if_asked;
use clap::Parser;
use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

/// Runs the command with its arguments, the first being its own name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    // Before anything else, so that it takes next to no memory.
    if guard_if_asked(&arguments) {
        return Exit::Done.into();
    }
    let args = match Args::try_parse_from(arguments) {
        Ok(args) => args,
        Err(error) => {
            // Help and version come this way too; clap knows which stream is theirs.
            if error.use_stderr() {
                // It names what was given.
                say(error.render().to_string().trim_end());
                return Exit::Usage.into();
            }
            let _ = error.print();
            return Exit::Done.into();
        }
    };
    match dispatch(args) {
        Ok(exit) => exit.into(),
        Err(error) => {
            say(&format!("rashomon: {}", with_causes(&error)));
            Exit::Failed.into()
        }
    }
}

/// A line on standard error, made safe. If nobody can read it (the line dropped), there is nobody to tell.
fn say(text: &str) {
    let _ = writeln!(io::stderr(), "{}", crate::text::make_safe(text));
}

/// A line of progress on a terminal, in place of the one before; empty at its end.
fn progress(text: &str) {
    let _ = write!(io::stderr(), "\r\x1b[K{}", crate::text::make_safe(text));
}

/// What went wrong, and why: each cause once, also where an error names its cause in its own words.
fn with_causes(error: &anyhow::Error) -> String {
    error.chain().skip(1).fold(error.to_string(), |mut text, cause| {
        let cause = cause.to_string();
        if !text.contains(&cause) {
            text.extend([": ", &cause]);
        }
        text
    })
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
        Some(args::Command::Schema) => analyze::print_own(crate::report::JSON_SCHEMA).map(|()| Exit::Done),
        Some(args::Command::Completions { shell }) => pages::completions(shell),
        Some(args::Command::Config) => analyze::print_own(&crate::show::default_config()).map(|()| Exit::Done),
        Some(args::Command::Man) => pages::man(),
    }
}
