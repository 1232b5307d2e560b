//! The report as one HTML file that needs nothing else: no scripts, no fonts, no pictures from elsewhere.

use super::outline::{Fact, Outline, StoryOutline};
use crate::pipeline::Analysis;
use std::fmt::Write;

const STYLE: &str = include_str!("../../assets/report/style.css");

/// The report of `analysis`, for a browser.
pub fn html(analysis: &Analysis) -> String {
    let outline = Outline::new(analysis);
    let mut out = head("Where the reports disagree");
    let _ = write!(out, "<h1>Where the reports disagree</h1>\n<p>{}</p>\n", escape(&outline.summary));
    for story in &outline.stories {
        push_story(&mut out, story);
    }
    out.push_str("</body>\n</html>\n");
    out
}

/// What every page begins with, up to its body.
pub(super) fn head(title: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n",
        escape(title)
    )
}

fn push_story(out: &mut String, story: &StoryOutline) {
    let _ = write!(out, "<section>\n<h2>{}</h2>\n<h3>Disputed facts</h3>\n", escape(&story.title));
    if story.facts.is_empty() {
        out.push_str("<p>None found.</p>\n");
    }
    for fact in &story.facts {
        push_fact(out, fact);
    }
    for (heading, lines) in [("Who", &story.actors), ("What happened", &story.events), ("Articles", &story.articles)] {
        if !lines.is_empty() {
            let _ = write!(out, "<h3>{heading}</h3>\n<ul>\n");
            for line in lines {
                let _ = writeln!(out, "<li>{}</li>", escape(line));
            }
            out.push_str("</ul>\n");
        }
    }
    out.push_str("</section>\n");
}

fn push_fact(out: &mut String, fact: &Fact) {
    let _ = write!(
        out,
        "<article class=\"{severity}\">\n<h4><span>{mark} {severity}</span> {kind} · {subject}</h4>\n<table>\n",
        severity = fact.severity,
        mark = fact.mark,
        kind = escape(&fact.kind),
        subject = escape(&fact.subject),
    );
    for side in &fact.sides {
        let _ = write!(out, "<tr><th>{}</th><td>{}", escape(&side.value), escape(&side.witnesses));
        for (phrase, witness) in &side.phrases {
            let _ = write!(out, "<blockquote>“{}” <cite>{}</cite></blockquote>", escape(phrase), escape(witness));
        }
        out.push_str("</td></tr>\n");
    }
    let _ = write!(out, "</table>\n<p>{}</p>\n</article>\n", escape(&fact.reason));
}

pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::{Linked, Story};

    #[test]
    fn text_from_articles_cannot_become_an_element() {
        let story = Story { title: "<script>alert('x')</script>".into(), ..Story::default() };
        let linked = Linked { stories: vec![story], ..Linked::default() };
        let page = html(&Analysis { linked: linked.into(), ..Analysis::default() });
        assert!(!page.contains("<script"));
        assert!(page.contains("&lt;script&gt;"));
    }
}
