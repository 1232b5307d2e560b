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
    /// The reader.
    #[command(flatten)]
    pub(super) reader: ReaderArgs,
}

/// What the reader is told.
#[derive(Debug, clap::Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(super) struct ReaderArgs {
    /// Files and folders of articles to read; `-` is standard input
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// Keys to play first, as `jj<Enter>]d`
    #[arg(long, value_name = "KEYS", default_value = "")]
    pub(super) keys: String,
    /// Print the frame after the keys, and open nothing
    #[arg(long, value_enum, value_name = "FORM", num_args = 0..=1, default_missing_value = "text", require_equals = true)]
    pub(super) print: Option<PrintForm>,
    /// Columns and rows of the printed frame
    #[arg(long, value_name = "COLUMNSxROWS", value_parser = size)]
    pub(super) size: Option<(u16, u16)>,
    /// The configuration file
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// The folder in which triage, tags and notes are kept
    #[arg(long, value_name = "FOLDER")]
    pub(super) library: Option<PathBuf>,
    /// Colours: default, light, dark or contrast
    #[arg(long, value_name = "NAME")]
    pub(super) theme: Option<String>,
    /// Only read the articles: less memory, and `:analyse` looks for actors, events and disputes later
    #[arg(long)]
    pub(super) no_analysis: bool,
    /// For a login that is given nothing else: no other program, no other files, no shell
    #[arg(long)]
    pub(super) restricted: bool,
    /// Draw with ASCII only
    #[arg(long)]
    pub(super) ascii: bool,
    /// Ask no language model, whatever the configuration says
    #[arg(long)]
    pub(super) offline: bool,
}

/// In which form a frame is printed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum PrintForm {
    /// Letters only
    Text,
    /// With colours, for a terminal
    Ansi,
    /// A picture
    Svg,
}

/// Reads "120x40".
fn size(text: &str) -> Result<(u16, u16), String> {
    let parts = text.split_once('x').and_then(|(columns, rows)| Some((columns.parse().ok()?, rows.parse().ok()?)));
    match parts {
        Some((columns, rows)) if columns <= 1000 && rows <= 1000 => Ok((columns, rows)),
        _ => Err("a size is written as 120x40, at most 1000x1000".to_owned()),
    }
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
        /// Kept answers.
        #[command(flatten)]
        kept: KeptArgs,
        /// Print instead what was seen of each pair of values and each row, and the probability it was given
        #[arg(long)]
        explain: bool,
        /// Judge with other weights than the program's own: a folder with pair-number.tsv, pair-time.tsv, row.tsv
        #[arg(long, value_name = "FOLDER", hide = true)]
        weights: Option<PathBuf>,
    },
    /// Print what is disputed, who takes part and what happened, for people
    Report {
        /// Files and folders of articles; `-` is standard input
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// Plain text, Markdown, or one HTML file that needs nothing else
        #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
        format: ReportFormat,
        /// Kept answers.
        #[command(flatten)]
        kept: KeptArgs,
    },
    /// Ask a language model of your own (section `judge` of the configuration) where reports differ
    Judge(JudgeArgs),
    /// Print one page a story: what several tell, what is disputed, what only one tells
    Brief {
        /// Files and folders of articles; `-` is standard input
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// Plain text, Markdown, or one HTML file that needs nothing else
        #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
        format: ReportFormat,
    },
    /// Print every place where words stand, a line each
    Search {
        /// The words, one after the other; case makes no difference
        words: String,
        /// Files and folders of articles; `-` is standard input
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// Print what the language engine makes of each sentence of a text
    Parse {
        /// Text files; `-` is standard input
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// CoNLL-U for programs, a tree for people
        #[arg(long, value_enum, default_value_t = ParseFormat::Conllu)]
        format: ParseFormat,
    },
    /// Print the JSON Schema of what `analyze` prints
    Schema,
    /// Print the completions for a shell
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Print the configuration with its defaults, for a file of one's own
    Config,
    /// Print the manual page
    Man,
}

/// Where the answers of a language model are kept, and whether they count.
#[derive(Debug, clap::Args)]
pub(super) struct KeptArgs {
    /// The configuration file
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// The folder in which answers of the configured language model are kept
    #[arg(long, value_name = "FOLDER")]
    pub(super) library: Option<PathBuf>,
    /// Leave out what a configured language model answered
    #[arg(long)]
    pub(super) no_judge: bool,
}

/// What `judge` is told.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own, and any may go with any")]
pub(super) struct JudgeArgs {
    /// Files and folders of articles; `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// Write the prompts into this folder, a file each, and send nothing
    #[arg(long, value_name = "FOLDER", conflicts_with = "replies")]
    pub(super) prompts: Option<PathBuf>,
    /// Read the answers from this folder: to the prompt NAME.txt the file NAME.json; sends nothing
    #[arg(long, value_name = "FOLDER")]
    pub(super) replies: Option<PathBuf>,
    /// Say what would be asked and how many tokens it is, and send nothing
    #[arg(long, conflicts_with_all = ["replies", "prompts"])]
    pub(super) dry_run: bool,
    /// Ask again what was answered before
    #[arg(long)]
    pub(super) again: bool,
    /// Texts may leave this machine: do not ask
    #[arg(long)]
    pub(super) yes: bool,
    /// Ask nobody
    #[arg(long)]
    pub(super) offline: bool,
    /// The model's name; goes before the configuration file's
    #[arg(long, value_name = "NAME")]
    pub(super) model: Option<String>,
    /// Where answers are kept.
    #[command(flatten)]
    pub(super) kept: KeptArgs,
    /// Judge the program's own rows with other weights than its own, as `analyze` can
    #[arg(long, value_name = "FOLDER", hide = true)]
    pub(super) weights: Option<PathBuf>,
}

/// The shells that completions are made for.
#[derive(Clone, Copy, Debug, ValueEnum)]
#[allow(clippy::enum_variant_names, reason = "shells are called so")]
pub(super) enum Shell {
    /// Bash
    Bash,
    /// Zsh
    Zsh,
    /// fish
    Fish,
    /// Nushell
    Nushell,
    /// Elvish
    Elvish,
    /// `PowerShell`
    #[value(name = "powershell")]
    PowerShell,
}

/// The forms in which `report` prints.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum ReportFormat {
    /// Plain text, 80 columns wide
    Text,
    /// Markdown
    Markdown,
    /// HTML
    Html,
}

/// The forms in which `analyze` prints.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum AnalyzeFormat {
    /// One document (schema `rashomon.analysis/1`)
    Json,
    /// A line an object, each with its type
    Jsonl,
}

/// The forms in which `parse` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ParseFormat {
    /// CoNLL-U, a token a line
    Conllu,
    /// A tree a sentence, for people
    Tree,
    /// What the tagger of names knows of each token, for `tools/names/train.py`
    #[value(hide = true)]
    Signs,
    /// What was seen of the kind of each name, for `tools/names/kinds.py`
    #[value(hide = true)]
    Kinds,
    /// What is seen of the pairs of names of a table, for `tools/names/pairs.py`
    #[value(hide = true)]
    Pairs,
}
