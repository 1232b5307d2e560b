//! The report as Markdown.

use super::outline::Outline;
use crate::pipeline::Analysis;
use std::fmt::Write;

/// The report of `analysis`, for a wiki, a mail, a page.
pub fn markdown(analysis: &Analysis) -> String {
    let outline = Outline::new(analysis);
    let mut out = format!("# Where the reports disagree\n\n{}\n", outline.summary);
    for story in &outline.stories {
        let _ = write!(out, "\n## {}\n\n### Disputed facts\n\n", escape(&story.title));
        if story.facts.is_empty() {
            out.push_str("None found.\n");
        }
        for (idx, fact) in story.facts.iter().enumerate() {
            let number = idx + 1;
            let subject = escape(&fact.subject);
            let _ = writeln!(out, "{number}. {} **{}** · {} · {subject}", fact.mark, fact.severity, fact.kind);
            for side in &fact.sides {
                let _ = writeln!(out, "   - **{}** — {}", escape(&side.value), escape(&side.witnesses));
                for (phrase, witness) in &side.phrases {
                    let _ = writeln!(out, "     - “{}” ({})", escape(phrase), escape(witness));
                }
            }
            let _ = writeln!(out, "\n   {}\n", escape(&fact.reason));
        }
        for (heading, lines) in
            [("Who", &story.actors), ("What happened", &story.events), ("Articles", &story.articles)]
        {
            if !lines.is_empty() {
                let _ = write!(out, "\n### {heading}\n\n");
                for line in lines {
                    let _ = writeln!(out, "- {}", escape(line));
                }
            }
        }
    }
    out
}

/// What Markdown would take for its own is escaped: an article cannot set a link or a heading in the report.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_sets_no_marks_in_the_report() {
        assert_eq!(escape("[a](b) <img> *c*\n# d"), "\\[a\\](b) \\<img\\> \\*c\\* \\# d");
    }

    #[test]
    fn a_report_of_nothing_says_so() {
        let report = markdown(&Analysis::default());
        assert_eq!(report, "# Where the reports disagree\n\n0 articles, 0 stories, 0 disputed facts\n");
    }
}
