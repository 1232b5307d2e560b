//! What the command prints about itself: completions for shells, the manual page.

use super::{Args, Exit, analyze};
use clap::CommandFactory;

/// Prints the completions for `shell`.
pub(super) fn completions(shell: clap_complete::Shell) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "rashomon", &mut script);
    analyze::print(&String::from_utf8(script)?)?;
    Ok(Exit::Done)
}

/// Prints the manual page, in roff.
pub(super) fn man() -> anyhow::Result<Exit> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Args::command()).render(&mut page)?;
    analyze::print(&String::from_utf8(page)?)?;
    Ok(Exit::Done)
}
