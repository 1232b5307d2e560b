//! `rashomon analyze` and `rashomon report`, and what every command that reads articles shares.

use super::args::{AnalyzeFormat, KeptArgs, ReportFormat};
use super::{Exit, judge};
use crate::pipeline::{self, Analysis, Collection, NothingKnown, Progress};
use crate::read;
use crate::report::{self, BriefFormat};
use crate::text::{self, Article, Cancel, SafeText};
use anyhow::{Context, bail};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Prints the analysis of the articles in `paths`.
pub(super) fn run(paths: &[PathBuf], format: AnalyzeFormat, kept: &KeptArgs, explain: bool) -> anyhow::Result<Exit> {
    if explain {
        let (articles, exit) = articles_of(paths)?;
        let mut collection = Collection::default();
        collection.add(pipeline::prepare(articles), &NothingKnown, &|_| {}, &Cancel::new());
        print(&SafeText::new(&report::explanations(&collection.explain())))?;
        return Ok(exit);
    }
    let (mut analysis, exit) = analysis_of(paths)?;
    judge::join_kept(&mut analysis, kept)?;
    print(&SafeText::new(&match format {
        AnalyzeFormat::Json => report::json(&analysis),
        AnalyzeFormat::Jsonl => report::jsonl(&analysis),
    }))?;
    Ok(exit)
}

/// Makes this run use the weights of a folder.
pub(super) fn take_weights(folder: Option<&Path>) -> anyhow::Result<()> {
    let Some(folder) = folder else { return Ok(()) };
    let file = |name: &&str| {
        let path = folder.join(name).with_extension("tsv");
        let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()));
        text.map(|text| ((*name).to_owned(), text))
    };
    // The others may be left out: the program's own are used then.
    let names = [
        "pair-number",
        "pair-time",
        "row",
        "slot-number",
        "slot-time",
        "event",
        "event-pair",
        "kinds",
        "pairs",
        "listed",
    ];
    let there = |(at, name): &(usize, &str)| *at < 3 || folder.join(name).with_extension("tsv").exists();
    let names = names.into_iter().enumerate().filter(there).map(|(_, name)| name);
    let files = names.map(|name| file(&name)).collect::<anyhow::Result<Vec<_>>>()?;
    text::use_weights(files);
    Ok(())
}

/// Prints a report of the articles in `paths`, for people.
pub(super) fn run_report(paths: &[PathBuf], format: ReportFormat, kept: &KeptArgs) -> anyhow::Result<Exit> {
    let (mut analysis, exit) = analysis_of(paths)?;
    judge::join_kept(&mut analysis, kept)?;
    print(&SafeText::new(&match format {
        ReportFormat::Text => report::text(&analysis),
        ReportFormat::Markdown => report::markdown(&analysis),
        ReportFormat::Html => report::html(&analysis),
    }))?;
    Ok(exit)
}

/// Prints the page of each story of the articles in `paths`.
pub(super) fn run_brief(paths: &[PathBuf], format: ReportFormat) -> anyhow::Result<Exit> {
    let (analysis, exit) = analysis_of(paths)?;
    let format = match format {
        ReportFormat::Text => BriefFormat::Text,
        ReportFormat::Markdown => BriefFormat::Markdown,
        ReportFormat::Html => BriefFormat::Html,
    };
    let stories: Vec<u32> = (0..analysis.linked.stories.len() as u32).collect();
    print(&SafeText::new(&report::brief(&analysis, &stories, &|_| false, format)))?;
    Ok(exit)
}

/// Reads and analyses; what cannot be read is said on standard error and does not end the run.
pub(super) fn analysis_of(paths: &[PathBuf]) -> anyhow::Result<(Analysis, Exit)> {
    let (articles, exit) = articles_of(paths)?;
    let is_watched = std::io::stderr().is_terminal();
    let progress = |progress: Progress| {
        if is_watched {
            super::progress(&format!("{} {}/{}", progress.stage.name(), progress.done, progress.total));
        }
    };
    let analysis = pipeline::analyze(articles, &progress, &Cancel::new());
    if is_watched {
        super::progress("");
    }
    Ok((analysis, exit))
}

/// Reads; what cannot be read is said on standard error and does not end the run.
pub(super) fn articles_of(paths: &[PathBuf]) -> anyhow::Result<(Vec<Article>, Exit)> {
    let collected = read::read_paths(paths);
    for trouble in &collected.troubles {
        super::say(&format!("rashomon: {trouble}"));
    }
    if collected.articles.is_empty() {
        bail!(
            "nothing to read: name a file or a folder of articles (texts, pages, mail, feeds, exports; see the README)"
        );
    }
    let exit = if collected.troubles.is_empty() { Exit::Done } else { Exit::Partly };
    Ok((collected.articles, exit))
}

/// Writes to standard output; a reader that closes it early (`| head`) is no error.
pub(super) fn print(text: &SafeText) -> anyhow::Result<()> {
    print_own(text)
}

/// As [`print()`], for what the program says of itself, and for tables whose words were made safe before.
pub(super) fn print_own(text: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => other.context("cannot write to standard output: check that the disk is not full"),
    }
}
