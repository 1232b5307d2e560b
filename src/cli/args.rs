//! What may stand on the command line.

use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Read every report of a story, and see who, what, and where they disagree.
#[derive(Debug, Parser)]
#[command(name = "rashomon", version, about, args_conflicts_with_subcommands = true)]
pub struct Args {
    /// What to do; without one, the reader opens.
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Print everything that was found, for programs
    Analyze {
        /// Files and folders of articles; `-` is standard input
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// One JSON document, or a line an object
        #[arg(long, value_enum, default_value_t = AnalyzeFormat::Json)]
        format: AnalyzeFormat,
    },
}

/// The forms in which `analyze` prints.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum AnalyzeFormat {
    /// One document (schema `rashomon.analysis/1`)
    Json,
    /// A line an object, each with its type
    Jsonl,
}
