//! Nothing that a key does may walk all articles; a long article is set once.

use super::fixture::crowd;
use super::{play, screen};
use crate::show::keymap::Keymap;
use crate::show::material::Material;
use crate::show::state::{Settings, State};
use crate::text::{Block, BlockKind, Span};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Without optimization everything takes many times as long; the numbers that count are those of a release build.
const SLACK: u32 = if cfg!(debug_assertions) { 40 } else { 1 };

/// The best of several tries, so that a busy machine does not fail it.
fn best(mut run: impl FnMut()) -> Duration {
    let once = |run: &mut dyn FnMut()| {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    (0..7).map(|_| once(&mut run)).min().unwrap_or_default()
}

#[test]
fn a_key_among_a_hundred_thousand_articles_takes_under_16_ms() {
    let material = Arc::new(Material::new(crowd(100_000)));
    let mut state = State::new(material, Settings::default(), Keymap::default(), (120, 40));
    for keys in ["j", "<C-d>", "G", "k", "]u", "1j", "<Enter>", "1", "r", "*"] {
        let took = best(|| {
            play(&mut state, keys);
            screen(&state);
        });
        println!("{keys}: {took:?}");
        assert!(took < Duration::from_millis(16) * SLACK, "{keys}: {took:?}");
    }
}

#[test]
fn an_article_of_two_megabytes_opens_in_100_ms_and_scrolls_in_16() {
    let mut analysis = crowd(2);
    let article = Arc::make_mut(&mut analysis.articles[1]);
    let sentence = "The café on the quay was closed on Monday, the port said, and nobody knew why. ";
    let start = article.text.len() + 2;
    article.text += "\n\n";
    while article.text.len() < 2_000_000 {
        article.text += sentence;
    }
    article.blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(start, article.text.len()) });
    let material = Arc::new(Material::new(analysis));
    let open = best(|| {
        let mut state = State::new(Arc::clone(&material), Settings::default(), Keymap::default(), (120, 40));
        play(&mut state, "j<Enter>");
        screen(&state);
    });
    println!("open: {open:?}");
    assert!(open < Duration::from_millis(100) * SLACK, "{open:?}");
    let mut state = State::new(material, Settings::default(), Keymap::default(), (120, 40));
    play(&mut state, "j<Enter>");
    for keys in ["j", "<Space>", "G", "k", "b"] {
        let took = best(|| {
            play(&mut state, keys);
            screen(&state);
        });
        println!("{keys}: {took:?}");
        assert!(took < Duration::from_millis(16) * SLACK, "{keys}: {took:?}");
    }
}
