//! The page of a story, as text, Markdown or HTML: what several tell, what is disputed, what only one tells. Every value
//! is a quotation, and stands beside those who print it.

use super::outline::{count, witnesses};
use super::text::push;
use super::{html, markdown};
use crate::brief::{Brief, Told, one_line, phrase, wordings};
use crate::compare::Severity;
use crate::pipeline::Analysis;
use std::fmt::Write;

/// In which form the page is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BriefFormat {
    /// Plain text, 80 columns wide.
    Text,
    /// Markdown.
    Markdown,
    /// One HTML file that needs nothing else.
    Html,
}

/// A line and what stands below it.
type Entry = (String, Vec<String>);

/// A page before it is set.
struct Sheet {
    title: String,
    about: String,
    /// Head and entries; of each entry its line and what stands below it.
    parts: Vec<(&'static str, Vec<Entry>)>,
}

/// The pages of some stories; discrepancies that are `dismissed` are left out.
pub fn brief(analysis: &Analysis, stories: &[u32], dismissed: &dyn Fn(u32) -> bool, format: BriefFormat) -> String {
    let sheets: Vec<Sheet> = stories.iter().map(|&story| sheet(analysis, story, dismissed)).collect();
    match format {
        BriefFormat::Text => sheets.iter().map(text).collect::<Vec<_>>().join("\n\n"),
        BriefFormat::Markdown => sheets.iter().map(in_markdown).collect::<Vec<_>>().join("\n"),
        BriefFormat::Html => in_html(&sheets),
    }
}

fn sheet(analysis: &Analysis, story: u32, dismissed: &dyn Fn(u32) -> bool) -> Sheet {
    let brief = Brief::of(analysis, story, dismissed);
    let of = analysis.linked.stories.get(story as usize);
    let n_articles = of.map_or(0, |story| story.articles.len());
    let told = |told: &Told| {
        let by = witnesses(analysis, &told.articles);
        let line = one_line(phrase(analysis, told.line));
        let of = if told.n_origins > 1 {
            format!(" ({} of {} origins)", told.n_origins, brief.n_origins)
        } else {
            String::new()
        };
        (format!("“{line}” — {by}{of}"), Vec::new())
    };
    let mut disputed: Vec<(String, Vec<String>)> = brief.disputed.iter().map(|&idx| disputed(analysis, idx)).collect();
    if !brief.small.is_empty() {
        disputed
            .push((format!("+ {} of spelling and wording", count(brief.small.len(), "small difference")), Vec::new()));
    }
    let more = |n: usize| (n > 0).then(|| (format!("+ {n} more"), Vec::new()));
    let parts = vec![
        (
            "What several tell",
            brief.told_by_several.iter().map(told).chain(more(brief.n_more_by_several)).collect::<Vec<_>>(),
        ),
        ("What is disputed", disputed),
        ("What only one tells", brief.told_by_one.iter().map(told).chain(more(brief.n_more_by_one)).collect()),
    ];
    Sheet {
        title: of.map_or_else(String::new, |story| story.title.clone()),
        about: format!("{} of {}", count(n_articles, "article"), count(brief.n_origins, "origin")),
        parts: parts.into_iter().filter(|(_, entries)| !entries.is_empty()).collect(),
    }
}

fn disputed(analysis: &Analysis, idx: u32) -> (String, Vec<String>) {
    let one = &analysis.discrepancies[idx as usize];
    let mark = match one.severity {
        Severity::Conflict => "▲ conflict",
        Severity::Differs => "△ differs",
        Severity::Update => "↻ update",
    };
    let mut sides = Vec::new();
    for side in &one.sides {
        for wording in wordings(analysis, one, side) {
            sides.push(format!("“{}” — {}", wording.text, witnesses(analysis, &wording.articles)));
        }
    }
    (format!("{mark}: {}", one.subject), sides)
}

fn text(sheet: &Sheet) -> String {
    let mut out = String::new();
    push(&mut out, "", "", &sheet.title.to_uppercase());
    push(&mut out, "", "", &sheet.about);
    for (head, entries) in &sheet.parts {
        let _ = write!(out, "\n{head}\n\n");
        for (line, below) in entries {
            push(&mut out, "  - ", "    ", line);
            for line in below {
                push(&mut out, "      ", "        ", line);
            }
        }
    }
    out
}

fn in_markdown(sheet: &Sheet) -> String {
    let escape = markdown::escape;
    let mut out = format!("# {}\n\n{}\n", escape(&sheet.title), sheet.about);
    for (head, entries) in &sheet.parts {
        let _ = write!(out, "\n## {head}\n\n");
        for (line, below) in entries {
            let _ = writeln!(out, "- {}", escape(line));
            for line in below {
                let _ = writeln!(out, "  - {}", escape(line));
            }
        }
    }
    out
}

fn in_html(sheets: &[Sheet]) -> String {
    let escape = html::escape;
    let mut out = html::head("Brief");
    for sheet in sheets {
        let _ = write!(out, "<section>\n<h1>{}</h1>\n<p>{}</p>\n", escape(&sheet.title), escape(&sheet.about));
        for (head, entries) in &sheet.parts {
            let _ = write!(out, "<h2>{head}</h2>\n<ul>\n");
            for (line, below) in entries {
                let _ = write!(out, "<li>{}", escape(line));
                for line in below {
                    let _ = write!(out, "<br>{}", escape(line));
                }
                out.push_str("</li>\n");
            }
            out.push_str("</ul>\n");
        }
        out.push_str("</section>\n");
    }
    out.push_str("</body>\n</html>\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::{Linked, Story};

    #[test]
    fn a_title_sets_no_marks_on_the_page_whatever_its_form() {
        let story = Story { title: "<b>*Fog*</b>".into(), ..Story::default() };
        let analysis =
            Analysis { linked: Linked { stories: vec![story], ..Linked::default() }.into(), ..Analysis::default() };
        let page = |format| brief(&analysis, &[0], &|_| false, format);
        assert!(page(BriefFormat::Markdown).starts_with("# \\<b\\>\\*Fog\\*"));
        assert!(page(BriefFormat::Html).contains("&lt;b&gt;*Fog*"));
        assert!(page(BriefFormat::Text).starts_with("<B>*FOG*</B>\n0 articles of 0 origins\n"));
    }
}
