//! Nothing that a key does may walk all articles; a long article is set once.

use super::fixture::crowd;
use super::{play, screen};
use crate::show::effect::{Effect, Input};
use crate::show::filter::{Fits, ask_texts};
use crate::show::key::parse_keys;
use crate::show::keymap::Keymap;
use crate::show::material::Material;
use crate::show::query::Pattern;
use crate::show::state::{Settings, State};
use crate::show::update::update;
use crate::text::{Block, BlockKind, Cancel, Span};
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
fn the_texts_of_many_articles_are_asked_beside_the_keys() {
    let material = Arc::new(Material::new(crowd(3_000)));
    let mut state = State::new(Arc::clone(&material), Settings::default(), Keymap::default(), (120, 40));
    let all = state.articles.n_listed;
    let mut asked = Vec::new();
    for key in parse_keys("F\"gate\" text:\"gate 12\"").expect("keys") {
        asked.extend(update(&mut state, Input::Key(key)));
    }
    assert_eq!(state.articles.n_listed, all, "the rows wait");
    assert!(screen(&state).contains("text:\"gate 12\""), "the letters do not");
    let Some(Effect::AskTexts(patterns)) = asked.pop() else { panic!("{asked:?}") };
    let ask = |known: &Fits| ask_texts(&material, &patterns, known, &Cancel::new()).expect("not stopped");
    let answers = ask(&Fits::new());
    let n_fit = answers[0].1.iter().filter(|fits| **fits).count();
    assert_eq!(n_fit, 111, "12, 120 to 129, 1200 to 1299");
    let wider = vec![(Pattern::new("gate 1"), answers[0].1.clone()), (Pattern::new("gate 120"), vec![false; 3_000])];
    assert_eq!(ask(&wider), answers, "shorter patterns narrow, longer ones do not");
    assert_eq!(ask_texts(&material, &patterns, &Fits::new(), &Cancel::stopped()), None);

    update(&mut state, Input::Texts(2_999, answers.clone()));
    assert_eq!(state.articles.n_listed, all, "the answer of other articles");
    update(&mut state, Input::Texts(3_000, answers));
    assert_eq!(state.articles.n_listed, 0, "no title has the first word");
    play(&mut state, "<C-u>text:\"gate 12\"");
    assert_eq!(state.articles.n_listed, n_fit);
    assert!(state.articles.asking.is_empty());
    update(&mut state, Input::More(Vec::new()));
    assert!(!state.articles.asking.is_empty() && state.articles.rows.is_empty(), "asked anew");
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
