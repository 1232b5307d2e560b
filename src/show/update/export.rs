//! Writing what is at hand into a file: the brief, the report, the list, notes. The form is that of the file's ending.

use super::select;
use crate::report::{self, BriefFormat};
use crate::show::effect::Effect;
use crate::show::state::State;
use crate::show::words;
use crate::text::Span;
use std::fmt::Write;

/// `:export [WHAT] FILE`.
pub fn export(state: &mut State, argument: &str) -> Vec<Effect> {
    let (what, path) = match argument.split_once(char::is_whitespace) {
        Some((what, path)) if WHATS.contains(&what) => (what, path.trim()),
        // A brief has no form for programs.
        _ if state.story().is_some() && !argument.trim().to_lowercase().ends_with(".json") => {
            ("brief", argument.trim())
        }
        _ => ("report", argument.trim()),
    };
    if path.is_empty() || WHATS.contains(&path) {
        state.complain(format!("name the file: :export {what} FILE"));
        return Vec::new();
    }
    match content(state, what, path) {
        Ok(text) => vec![Effect::Write(path.to_owned(), crate::text::make_safe(&text))],
        Err(fault) => {
            state.complain(fault);
            Vec::new()
        }
    }
}

/// What can be written.
pub const WHATS: [&str; 4] = ["brief", "report", "list", "notes"];

fn content(state: &State, what: &str, path: &str) -> Result<String, String> {
    let analysis = &state.material.analysis;
    let ending = path.rsplit_once('.').map_or("md", |(_, ending)| ending).to_lowercase();
    match (what, ending.as_str()) {
        ("brief", "md" | "markdown" | "txt" | "html" | "htm") => {
            let story = state.story().ok_or("no story is at hand: go to one, then :export brief FILE")?;
            let format = match ending.as_str() {
                "txt" => BriefFormat::Text,
                "html" | "htm" => BriefFormat::Html,
                _ => BriefFormat::Markdown,
            };
            Ok(report::brief(analysis, &[story], &|idx| state.dismissed.contains(&idx), format))
        }
        ("report", "md" | "markdown") => Ok(report::markdown(analysis)),
        ("report", "txt") => Ok(report::text(analysis)),
        ("report", "html" | "htm") => Ok(report::html(analysis)),
        ("report", "json") => Ok(report::json(analysis)),
        ("list", "md" | "markdown" | "txt") => Ok(list(state)),
        ("notes", "md" | "markdown" | "txt") => Ok(notes(state)),
        (_, ending) => Err(format!("{what} is not written as .{ending}; take .md")),
    }
}

/// The articles that are listed, a line each.
fn list(state: &State) -> String {
    let mut out = String::from("# Articles\n\n");
    if !state.articles.filter.is_empty() {
        let _ = write!(out, "Filter: {}\n\n", state.articles.filter);
    }
    for idx in state.articles.listed() {
        let _ = writeln!(out, "- {}", article_line(state, idx));
    }
    out
}

/// Title, source, day, address.
fn article_line(state: &State, idx: u32) -> String {
    let article = &state.material.analysis.articles[idx as usize];
    let day = article.published.map_or_else(|| "no date".to_owned(), words::day);
    let url = article.url.as_deref().map(|url| format!(", <{url}>")).unwrap_or_default();
    format!("{} — {}, {day}{url}", article.title, words::source(article))
}

/// All that was written on articles, with their tags.
fn notes(state: &State) -> String {
    let mut out = String::from("# Notes\n");
    for (idx, kept) in state.kept.iter().enumerate() {
        if kept.note().is_empty() && kept.tags().is_empty() && kept.highlights().is_empty() {
            continue;
        }
        let _ = write!(out, "\n## {}\n\n", article_line(state, idx as u32));
        if !kept.tags().is_empty() {
            let tags: Vec<String> = kept.tags().iter().map(|tag| format!("#{tag}")).collect();
            let _ = write!(out, "{}\n\n", tags.join(" "));
        }
        if !kept.note().is_empty() {
            let _ = write!(out, "{}\n\n", kept.note());
        }
        for mark in kept.highlights() {
            let span = Span { start: mark.start, end: mark.end };
            let _ = write!(out, "> {}\n\n", select::quotation(state, idx as u32, span));
            if !mark.note.is_empty() {
                let _ = write!(out, "{}\n\n", mark.note);
            }
        }
    }
    out
}
