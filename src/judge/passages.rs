//! What of a long story is sent: all of it where there is room, else the paragraphs that another report tells, too.
//!
//! Reports differ where they tell one thing, so a paragraph is worth as much as its nearest one in another report: the
//! cosine of their words, rare words counting more. Titles and first paragraphs always go.

use super::question::n_tokens;
use crate::text::{Article, Span};
use rustc_hash::{FxHashMap, FxHashSet};

/// Paragraphs that are held against one another at most, the first of each article before the second of any: their
/// number counts by its square.
const MOST: usize = 800;
/// What stands where paragraphs were left out.
const LEFT_OUT: &str = "[…]";

/// The articles' texts within `room` tokens, and whether anything was left out.
pub(super) fn within(articles: &[&Article], room: usize) -> (Vec<String>, bool) {
    let n_all: usize = articles.iter().map(|article| n_tokens(&article.text)).sum();
    if n_all <= room {
        return (articles.iter().map(|article| article.text.clone()).collect(), false);
    }
    let paragraphs = paragraphs(articles);
    let worth = worth(&paragraphs);
    let mut order: Vec<usize> = (0..paragraphs.len()).collect();
    order.sort_by(|&a, &b| worth[b].total_cmp(&worth[a]).then(a.cmp(&b)));
    let mut taken = vec![false; paragraphs.len()];
    let mut left = room;
    for at in order {
        let n = n_tokens(paragraphs[at].text) + 2;
        if n <= left {
            taken[at] = true;
            left -= n;
        }
    }
    let text_of = |article: usize| {
        let mut pieces: Vec<&str> = Vec::new();
        for (paragraph, is_taken) in paragraphs.iter().zip(&taken).filter(|(one, _)| one.article == article) {
            if *is_taken {
                pieces.push(paragraph.text);
            } else if pieces.last() != Some(&LEFT_OUT) {
                pieces.push(LEFT_OUT);
            }
        }
        pieces.join("\n\n")
    };
    ((0..articles.len()).map(text_of).collect(), true)
}

/// One block of an article.
struct Paragraph<'a> {
    article: usize,
    /// The how-manieth of its article.
    number: usize,
    text: &'a str,
}

fn paragraphs<'a>(articles: &[&'a Article]) -> Vec<Paragraph<'a>> {
    let of = |(at, article): (usize, &&'a Article)| {
        let whole = [Span::new(0, article.text.len())];
        let spans: Vec<Span> = if article.blocks.is_empty() {
            whole.to_vec()
        } else {
            article.blocks.iter().map(|block| block.span).collect()
        };
        let text: &'a str = &article.text;
        let spans = spans.into_iter().filter(|span| !span.is_empty()).enumerate();
        spans.map(|(number, span)| Paragraph { article: at, number, text: span.of(text) }).collect::<Vec<_>>()
    };
    let mut all: Vec<Paragraph> = articles.iter().enumerate().flat_map(of).collect();
    if all.len() > MOST {
        all.sort_by_key(|one| (one.number, one.article));
        all.truncate(MOST);
        all.sort_by_key(|one| (one.article, one.number));
    }
    all
}

/// Title and first paragraph go before everything that is worth less than this.
const FIRST: f32 = 2.0;

fn worth(paragraphs: &[Paragraph]) -> Vec<f32> {
    let words: Vec<FxHashSet<String>> = paragraphs.iter().map(|one| words(one.text)).collect();
    let mut n_with: FxHashMap<&str, f32> = FxHashMap::default();
    for word in words.iter().flatten() {
        *n_with.entry(word).or_default() += 1.0;
    }
    let n = paragraphs.len() as f32;
    let weight = |word: &String| (n / n_with[word.as_str()]).ln().powi(2);
    let length: Vec<f32> = words.iter().map(|words| words.iter().map(weight).sum::<f32>().sqrt().max(1e-6)).collect();
    let likeness =
        |a: usize, b: usize| words[a].intersection(&words[b]).map(weight).sum::<f32>() / (length[a] * length[b]);
    let of = |at: usize| {
        let one = &paragraphs[at];
        let others = (0..paragraphs.len()).filter(|&other| paragraphs[other].article != one.article);
        let nearest = others.map(|other| likeness(at, other)).fold(0.0, f32::max);
        if one.number < 2 { FIRST + nearest } else { nearest }
    };
    (0..paragraphs.len()).map(of).collect()
}

fn words(text: &str) -> FxHashSet<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2).map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Block, BlockKind};

    fn article(paragraphs: &[&str]) -> Article {
        let mut article = Article::default();
        for paragraph in paragraphs {
            if !article.text.is_empty() {
                article.text.push_str("\n\n");
            }
            let start = article.text.len();
            article.text.push_str(paragraph);
            let span = Span::new(start, article.text.len());
            article.blocks.push(Block { kind: BlockKind::Paragraph, span });
        }
        article
    }

    #[test]
    fn what_there_is_room_for_goes_whole() {
        let one = article(&["A title", "A ferry sank."]);
        assert_eq!(within(&[&one], 100), (vec!["A title\n\nA ferry sank.".to_owned()], false));
    }

    #[test]
    fn what_only_one_report_tells_is_left_out_first() {
        let filler = "The gallery shows watercolours by pupils of the evening school until autumn.";
        let one =
            article(&["Ferry sinks", "A ferry sank near Varby.", filler, "Divers counted eleven rescued passengers."]);
        let two = article(&["Varby ferry", "The ferry went down.", "Divers counted twelve rescued passengers."]);
        let (texts, is_cut) = within(&[&one, &two], 57);
        assert!(is_cut);
        assert!(texts[0].contains("eleven") && !texts[0].contains("gallery") && texts[0].contains(LEFT_OUT));
        assert!(texts[1].contains("twelve") && !texts[1].contains(LEFT_OUT));
    }

    #[test]
    fn without_room_nothing_goes() {
        let one = article(&["Ferry sinks", "A ferry sank near Varby."]);
        assert_eq!(within(&[&one], 0).0, ["[…]"]);
    }
}
