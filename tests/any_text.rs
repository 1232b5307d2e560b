//! Any text has a reading: what must hold for it, on texts that no newspaper prints.

use proptest::prelude::*;
use rashomon::text::{Block, BlockKind, Span};
use rashomon::understand::{Engine, Reading, conllu};
use std::sync::Arc;

fn read(text: &str) -> Reading {
    let block = Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()) };
    Engine::shared().read(Arc::from(text), &[block])
}

/// Holds a reading of all of `text` against what must be true of any.
fn check(text: &str) {
    let reading = read(text);
    let mut end = 0;
    for (idx, token) in (0..).zip(&reading.tokens) {
        assert!(token.span.start >= end && token.span.end > token.span.start, "tokens stand in order in {text:?}");
        assert!(!reading.word(idx).is_empty(), "tokens lie on characters in {text:?}");
        let between = &text[end as usize..token.span.start as usize];
        assert!(between.trim_matches(is_space).is_empty(), "only white space is left out: {between:?} in {text:?}");
        let sentence = reading.sentence_of(idx);
        assert!(sentence.tokens.contains(&idx) && sentence.tokens.contains(&token.head), "{text:?}");
        assert!(reading.subtree(idx).contains(&idx) && reading.is_below(idx, idx));
        end = token.span.end;
    }
    assert!(text[end as usize..].trim_matches(is_space).is_empty(), "the end of {text:?} is read");
    let covered: usize = reading.sentences.iter().map(|sentence| sentence.tokens.len()).sum();
    assert_eq!(covered, reading.tokens.len(), "sentences cover the tokens of {text:?}");
    assert!(reading.names.windows(2).all(|pair| pair[0].tokens.end <= pair[1].tokens.start), "{text:?}");
    let rows = conllu::write(&reading);
    assert_eq!(rows.lines().filter(|line| line.contains('\t')).count(), reading.tokens.len(), "{text:?}");
    let drawn: usize = (0..reading.sentences.len()).map(|idx| conllu::tree(&reading, idx).lines().count()).sum();
    assert_eq!(drawn, reading.tokens.len(), "each token is drawn once in the trees of {text:?}");
}

/// White space as the network was taught it: also the separators among the control characters.
fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_characters_have_a_reading(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn anything_like_news_has_a_reading(
        text in "([A-Z]?[a-z]{0,8}|[0-9]{1,4}|[.,;:!?'\"()$%@/—–…-]{1,3}|US\\$|n't|e\\.g\\.|[ \n\t]{1,2}){0,24}"
    ) {
        check(&text);
    }
}

#[test]
fn long_and_odd_texts_end() {
    let words = "report ".repeat(400);
    let solid = "x".repeat(100_000);
    for text in [
        "",
        " ",
        "\n\n",
        "😀",
        "👩‍👩‍👧 met 🇫🇷",
        "\u{0}\u{1}\u{7f}",
        "e\u{301}\u{301}",
        "\u{200f}אב",
        "(((((",
        "......",
        &words,
        &solid,
    ] {
        check(text);
    }
}

#[test]
fn blocks_that_do_not_lie_in_the_text_are_left_out() {
    let block = |start, end| Block { kind: BlockKind::Paragraph, span: Span::new(start, end) };
    let blocks = [block(0, 3), block(1, 2), block(2, 900), block(3, 2)];
    let reading = Engine::shared().read(Arc::from("é ok"), &blocks);
    assert_eq!(reading.tokens.len(), 1);
}
