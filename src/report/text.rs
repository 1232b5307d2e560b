//! The report as plain text, 80 columns wide, for a terminal or a mail.

use super::outline::Outline;
use crate::pipeline::Analysis;
use textwrap::{Options, WordSplitter};

const WIDTH: usize = 80;

/// The report of `analysis`, without any mark-up.
pub fn text(analysis: &Analysis) -> String {
    let outline = Outline::new(analysis);
    let mut out = String::new();
    push(&mut out, "", "", &outline.summary);
    for story in &outline.stories {
        out.push('\n');
        push(&mut out, "", "", &story.title.to_uppercase());
        out.push_str("\nDisputed facts\n");
        if story.facts.is_empty() {
            out.push_str("  none found\n");
        }
        for fact in &story.facts {
            let head = format!("{} {}  {}: {}", fact.mark, fact.severity, fact.kind, fact.subject);
            out.push('\n');
            push(&mut out, "  ", "    ", &head);
            for side in &fact.sides {
                push(&mut out, "    - ", "      ", &format!("{} — {}", side.value, side.witnesses));
                for (phrase, witness) in &side.phrases {
                    push(&mut out, "        ", "        ", &format!("“{phrase}” ({witness})"));
                }
            }
            push(&mut out, "    ", "    ", &fact.reason);
        }
        for (heading, lines) in
            [("Who", &story.actors), ("What happened", &story.events), ("Articles", &story.articles)]
        {
            if !lines.is_empty() {
                out.push('\n');
                push(&mut out, "", "", heading);
                for line in lines {
                    push(&mut out, "  - ", "    ", line);
                }
            }
        }
    }
    out
}

/// Adds `text`, broken between words at [`WIDTH`] columns; `first` and `rest` stand before its lines.
pub(super) fn push(out: &mut String, first: &str, rest: &str, text: &str) {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let options = Options::new(WIDTH)
        .initial_indent(first)
        .subsequent_indent(rest)
        .break_words(false)
        .word_splitter(WordSplitter::NoHyphenation);
    out.push_str(textwrap::fill(&words, options).trim_end());
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn lines_are_broken_between_words() {
        let mut out = String::new();
        push(&mut out, "- ", "  ", &"bridge ".repeat(30));
        assert!(out.lines().all(|line| line.width() <= WIDTH && !line.ends_with(' ')));
        assert!(out.starts_with("- bridge") && out.contains("\n  bridge"));
        assert_eq!(out.matches("bridge").count(), 30);
    }
}
