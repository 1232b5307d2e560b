//! Every mention of an actor, each in its sentence, and what a search found.

use crate::show::material::Material;
use crate::show::pen::columns;
use crate::show::state::{Page, Piece};
use crate::show::target::Target;
use crate::show::theme::Tone;
use crate::show::words;
use crate::text::{Evidence, Span};

/// Rows at most: nobody reads more, and a page is made while a key waits.
const MOST: usize = 1_000;
/// Bytes of a sentence looked at on each side of a phrase.
const REACH: usize = 400;

/// All mentions of an actor. Those in the open article come last: what others say is the news. The role that lists show
/// beside its name stands first, in its sentence: it is on the screen wherever this page is opened from.
pub fn references(material: &Material, idx: u32, open: Option<u32>, width: u16) -> Page {
    let actor = &material.analysis.linked.actors[idx as usize];
    let mut page = Page::new(format!("REFERENCES  {}  {}", actor.name, actor.mentions.len()), width);
    let role = actor.roles.first().and_then(|role| Some((role, *role.evidence.first()?)));
    if let Some((role, evidence)) = role {
        page.head(format!("Called “{}”", role.text));
        page.line(in_sentence(material, evidence, Tone::Evidence, width), Some(Target::Phrase(evidence)));
        page.begin = page.lines.len();
    }
    let elsewhere = actor.mentions.iter().filter(|mention| Some(mention.article.0) != open);
    let here = actor.mentions.iter().filter(|mention| Some(mention.article.0) == open);
    let mut last = None;
    for mention in elsewhere.chain(here).take(MOST) {
        if last != Some(mention.article) {
            last = Some(mention.article);
            article_head(&mut page, material, mention.article.0, Some(mention.article.0) == open);
        }
        let evidence = Evidence { article: mention.article, span: mention.span };
        page.line(in_sentence(material, evidence, Tone::Chosen, width), Some(Target::Phrase(evidence)));
    }
    if actor.mentions.len() > MOST {
        page.gap();
        page.text(0, &[(format!("… and {} more", actor.mentions.len() - MOST), Tone::Dim)], None);
    }
    page
}

/// What a search found.
pub fn found(material: &Material, words: &str, places: &[Evidence], width: u16) -> Page {
    let n = words::count(places.len(), "place", "places");
    let title = if words.is_empty() { n } else { format!("FOUND  “{words}”  {n}") };
    let mut page = Page::new(title, width);
    let mut last = None;
    for place in places.iter().take(MOST) {
        if last != Some(place.article) {
            last = Some(place.article);
            article_head(&mut page, material, place.article.0, false);
        }
        page.line(in_sentence(material, *place, Tone::Found, width), Some(Target::Phrase(*place)));
    }
    page
}

/// "timesofisrael.com  Key meeting …  18 Mar".
pub fn article_head(page: &mut Page, material: &Material, article: u32, is_open: bool) {
    let Some(shown) = material.analysis.articles.get(article as usize) else { return };
    if !page.lines.is_empty() {
        page.gap();
    }
    let day = words::day_of(material, article).map_or_else(String::new, |day| format!("  {day}"));
    let here = if is_open { "  (the open article)" } else { "" };
    page.heading(&[
        (words::source(shown).to_owned(), Tone::Source),
        (format!("  {}", shown.title), Tone::Heading),
        (format!("{day}{here}"), Tone::Dim),
    ]);
}

/// A phrase with what stands before and after it in its sentence, cut so that the phrase is in sight.
pub fn in_sentence(material: &Material, evidence: Evidence, tone: Tone, width: u16) -> Vec<Piece> {
    let (before, phrase, after) = around(material, evidence);
    let before = before.trim_start();
    let room = usize::from(width).saturating_sub(4 + columns(phrase)) * 3 / 5;
    let mut start = 0;
    while columns(&before[start..]) > room {
        let next = before[start..].find(' ').map_or(before.len(), |space| start + space + 1);
        start = next;
    }
    let lead = if start > 0 { "  … " } else { "    " };
    vec![
        (lead.to_owned(), Tone::Dim),
        (before[start..].to_owned(), Tone::Text),
        (phrase.to_owned(), tone),
        (after.trim_end().to_owned(), Tone::Text),
    ]
}

fn around(material: &Material, evidence: Evidence) -> (&str, &str, &str) {
    let Some(article) = material.analysis.articles.get(evidence.article.idx()) else { return ("", "", "") };
    let sentence = sentence_span(&article.text, evidence.span);
    let before = Span { start: sentence.start, end: evidence.span.start.max(sentence.start) };
    let after = Span { start: evidence.span.end.min(sentence.end), end: sentence.end };
    (before.of(&article.text), evidence.span.of(&article.text), after.of(&article.text))
}

/// From the end of the sentence before to the end of this one, as far as full stops tell.
pub fn sentence_span(text: &str, span: Span) -> Span {
    let (start, end) = (span.start as usize, (span.end as usize).min(text.len()));
    let ends = |at: usize| {
        let next = text[at..].chars().next();
        next.is_none_or(char::is_whitespace)
    };
    let mut from = start.saturating_sub(REACH);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let head = text.get(from..start).unwrap_or("");
    let begin = head
        .char_indices()
        .rev()
        .find(|&(at, c)| match c {
            '\n' => true,
            // A stop after one or two letters is most likely an abbreviation ("U.S.", "Mr.").
            '.' | '!' | '?' => {
                ends(from + at + 1) && head[..at].chars().rev().take_while(|c| c.is_alphabetic()).count() > 2
            }
            _ => false,
        })
        .map_or(from, |(at, c)| from + at + c.len_utf8());
    let mut to = (end + REACH).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let tail = text.get(end..to).unwrap_or("");
    let stop = tail
        .char_indices()
        .find(|&(at, c)| match c {
            '\n' => true,
            '.' | '!' | '?' => {
                ends(end + at + 1) && tail[..at].chars().rev().take_while(|c| c.is_alphabetic()).count() > 2
            }
            _ => false,
        })
        .map_or(to, |(at, c)| if c == '\n' { end + at } else { end + at + 1 });
    Span::new(begin, stop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_shown_in_its_sentence_and_no_other() {
        let text = "First one ended. The U.S. side met Gantz on Monday. Then more.\nNext";
        let at = text.find("Gantz").expect("stands there");
        let sentence = sentence_span(text, Span::new(at, at + 5));
        assert_eq!(sentence.of(text).trim(), "The U.S. side met Gantz on Monday.");
    }
}
