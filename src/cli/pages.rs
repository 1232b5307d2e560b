//! What the command prints about itself: completions for shells, the manual page.

use super::args::Shell;
use super::{Args, Exit, analyze};
use crate::show;
use clap::CommandFactory;
use clap_complete::Generator;
use std::fmt::Write;

/// Sections of the manual beside arguments and keys: section, head of an entry, what is said of it.
const SECTIONS: &str = include_str!("../../assets/cli/manual.tsv");

/// Prints the completions for `shell`.
pub(super) fn completions(shell: Shell) -> anyhow::Result<Exit> {
    let script = match shell {
        Shell::Bash => script(clap_complete::Shell::Bash),
        Shell::Zsh => script(clap_complete::Shell::Zsh),
        Shell::Fish => script(clap_complete::Shell::Fish),
        Shell::Elvish => script(clap_complete::Shell::Elvish),
        Shell::PowerShell => script(clap_complete::Shell::PowerShell),
        Shell::Nushell => script(clap_complete_nushell::Nushell),
    };
    analyze::print_own(&String::from_utf8(script)?)?;
    Ok(Exit::Done)
}

fn script(generator: impl Generator) -> Vec<u8> {
    let mut script = Vec::new();
    clap_complete::generate(generator, &mut Args::command(), "rashomon", &mut script);
    script
}

/// Prints the manual page, in roff: arguments, keys and commands, files, environment, exit status, examples.
pub(super) fn man() -> anyhow::Result<Exit> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Args::command()).render(&mut page)?;
    let mut page = String::from_utf8(page)?;
    keys(&mut page);
    sections(&mut page);
    analyze::print_own(&page)?;
    Ok(Exit::Done)
}

/// Every action of the reader with its keys and its command.
fn keys(page: &mut String) {
    page.push_str(".SH KEYS\n");
    for (topic, lines) in show::manual() {
        let _ = writeln!(page, ".SS {}", escape(topic.title()));
        for (keys, command, help) in lines {
            let shown = if keys.is_empty() { command.clone() } else { format!("{keys}   {command}") };
            let _ = writeln!(page, ".TP\n\\fB{}\\fR\n{}", escape(&shown), escape(help));
        }
    }
}

fn sections(page: &mut String) {
    let mut last = "";
    for line in SECTIONS.lines().filter(|line| !line.starts_with('#')) {
        let mut parts = line.splitn(3, '\t');
        let (section, head, text) =
            (parts.next().unwrap_or(""), parts.next().unwrap_or(""), parts.next().unwrap_or(""));
        if section != last {
            let _ = writeln!(page, ".SH \"{section}\"");
            last = section;
        }
        let _ = writeln!(page, ".TP\n\\fB{}\\fR\n{}", escape(head), escape(text));
    }
}

/// What roff would take for its own is escaped.
fn escape(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('-', "\\-");
    if text.starts_with(['.', '\'']) { format!("\\&{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manual_has_a_line_for_every_action_and_no_line_that_roff_takes_for_its_own() {
        let mut page = String::new();
        keys(&mut page);
        sections(&mut page);
        let n: usize = show::manual().iter().map(|(_, lines)| lines.len()).sum();
        assert!(page.matches(".TP").count() > n);
        for section in [".SH KEYS", ".SH \"FILES\"", ".SH \"ENVIRONMENT\"", ".SH \"EXIT STATUS\"", ".SH \"EXAMPLES\""] {
            assert!(page.contains(section), "{section}");
        }
        let known = [".SH", ".SS", ".TP"];
        assert!(page.lines().filter(|line| line.starts_with('.')).all(|line| known.contains(&&line[..3])));
    }
}
