//! Anything whatever, as a file, a query, keys, a size: nothing panics, nothing steers the terminal, all of it ends.
//!
//! `RASHOMON_FUZZ` is how many inputs each target gets, others at each run: `RASHOMON_FUZZ=100000 cargo test --release
//! --test fuzz` runs for hours, and what it finds becomes a test of its own. Without it there are a few, the same at each
//! run: a change is not refused for a fault that was there before.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use rashomon::pipeline::{Analysis, analyze, prepare};
use rashomon::read::read_bytes;
use rashomon::show::keymap::Keymap;
use rashomon::show::material::Material;
use rashomon::show::query::Query;
use rashomon::show::script::{frame, play};
use rashomon::show::state::{Settings, State};
use rashomon::text::{Cancel, Day, make_safe};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How many inputs, where `few` are enough for a run between two changes.
fn config(few: u32) -> ProptestConfig {
    let asked = std::env::var("RASHOMON_FUZZ").ok().and_then(|n| n.parse().ok());
    let rng_seed = if asked.is_some() { RngSeed::Random } else { RngSeed::Fixed(1950) };
    ProptestConfig { cases: asked.unwrap_or(few), rng_seed, failure_persistence: None, ..ProptestConfig::default() }
}

/// Whether it could do more on a terminal than be seen.
fn steers(c: char) -> bool {
    let code = c as u32;
    (c.is_control() && c != '\n') || matches!(code, 0x2028..=0x202E | 0x2066..=0x2069 | 0xFEFF | 0xE0000..=0xE007F)
}

/// What is like a file of an article: heads, marks, words, and whatever stands between them.
fn like_a_file() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        4 => "[A-Z]?[a-z]{1,9} ",
        2 => "[0-9]{1,4}(,[0-9]{3})?(%| people| dead| km)? ",
        1 => "(on|by|since) (Monday|May 3|3 March 2024|noon) ",
        1 => "(said|denied|told reporters that|killed|injured|near|of the) ",
        2 => "[.,;:!?'\"“”‘’()\\[\\]{}#*_>|&<-]{1,3}",
        1 => "\n{1,2}|---\n|\\+\\+\\+\n|title: |author: |- ",
        1 => "https://a\\.example/[a-z]{0,5} ",
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(part, 0..60).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(config(64))]

    #[test]
    fn any_bytes_are_an_article_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..600), name in "\\PC{0,12}") {
        if let Ok(article) = read_bytes(&format!("{name}.md"), &bytes) {
            prop_assert!(!article.text.contains(steers) && !article.title.contains(steers));
        }
    }

    #[test]
    fn anything_like_a_file_is_an_article_whose_blocks_and_links_lie_in_its_text(file in like_a_file(), plain: bool) {
        if let Ok(article) = read_bytes(if plain { "a.txt" } else { "a.md" }, file.as_bytes()) {
            let text = &article.text;
            prop_assert!(!text.contains(steers));
            for block in &article.blocks {
                prop_assert!(text.get(block.span.start as usize..block.span.end as usize).is_some());
            }
            for link in &article.links {
                prop_assert!(text.get(link.span.start as usize..link.span.end as usize).is_some());
            }
        }
    }

    #[test]
    fn safe_text_steers_nothing_and_stays_as_it_is(text in any::<String>()) {
        let safe = make_safe(&text);
        prop_assert!(!safe.contains(steers), "{safe:?}");
        prop_assert_eq!(make_safe(&safe), safe);
    }

    #[test]
    fn any_query_is_understood_or_says_where_it_is_wrong(query in "([a-z]{0,8}:)?([\\PC]{0,12}|\"[^\"]{0,9}|[-,]{1,3}| ){0,6}") {
        if let Err(error) = Query::parse(&query, Day::constant(2024, 3, 7)) {
            prop_assert!(error.column >= 1 && !error.message.is_empty());
        }
    }
}

/// A reader of articles that were read and not analysed.
fn reader(files: &[String], size: (u16, u16)) -> State {
    let read = |(idx, file): (usize, &String)| read_bytes(&format!("{idx}.md"), file.as_bytes()).ok();
    let articles = prepare(files.iter().enumerate().filter_map(read).collect());
    State::new(Arc::new(Material::only_read(articles)), Settings::default(), Keymap::default(), size)
}

proptest! {
    #![proptest_config(config(24))]

    #[test]
    fn any_articles_at_any_size_under_any_keys_are_drawn_and_steer_nothing(
        files in proptest::collection::vec(like_a_file(), 0..3),
        width in 0u16..140,
        height in 0u16..50,
        keys in "[jkgGhl1-5HLnNzyo?/sfr*xte\\[\\]wFcvVmd =BT]{0,24}",
    ) {
        let mut state = reader(&files, (width, height));
        play(&mut state, &keys).expect("they are keys");
        for cell in &frame(&state).content {
            prop_assert!(!cell.symbol().contains(steers) && !cell.symbol().contains('\n'), "{:?}", cell.symbol());
        }
    }
}

/// Processor time counts, but a test has only the clock; this is far more than any of these inputs takes.
const IN_TIME: Duration = Duration::from_secs(60);

proptest! {
    #![proptest_config(config(6))]

    #[test]
    fn anything_like_news_is_analysed_in_time(files in proptest::collection::vec(like_a_file(), 1..4)) {
        let read = |(idx, file): (usize, &String)| read_bytes(&format!("{idx}.txt"), file.as_bytes()).ok();
        let articles: Vec<_> = files.iter().enumerate().filter_map(read).collect();
        let start = Instant::now();
        let analysis: Analysis = analyze(articles, &|_| {}, &Cancel::new());
        prop_assert!(start.elapsed() < IN_TIME);
        for (idx, article) in analysis.articles.iter().enumerate() {
            let failed = article.notes.iter().find(|note| note.message.contains("failed"));
            prop_assert!(failed.is_none(), "{failed:?} in {:?}", article.text);
            for quantity in &analysis.findings_of(idx).quantities {
                prop_assert!(article.text.get(quantity.span.start as usize..quantity.span.end as usize).is_some());
            }
        }
    }
}
