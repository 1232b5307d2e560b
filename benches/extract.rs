//! What finding costs beside understanding: both are timed on one thread, over the starter corpus, over the small stories
//! of the tests and over generated articles, in turns, the best of a few rounds each.
//!
//! `cargo bench --bench extract` prints both and their ratio; it fails where finding takes longer than understanding.

mod articles;

use articles::Articles;
use rashomon::extract::extract;
use rashomon::read;
use rashomon::text::Article;
use rashomon::understand::{Engine, Reading};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Finding may cost at most so many times what understanding costs.
const MOST_RATIO: f64 = 1.0;
/// Rounds, of which the fastest counts: what else the machine does only slows.
const ROUNDS: usize = 5;
/// Generated articles, and words of each.
const GENERATED: (usize, usize) = (40, 500);

fn main() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut slow = Vec::new();
    let mut measure = |name: &str, articles: &[Article]| {
        let (understood, found, n_words) = times(articles);
        let ratio = found.as_secs_f64() / understood.as_secs_f64();
        let rate = |spent: Duration| n_words as f64 / spent.as_secs_f64();
        println!(
            "{name}: {} articles, {n_words} words; understand {understood:.1?} ({:.0} words/s), extract {found:.1?} ({:.0} words/s), ratio {ratio:.2}",
            articles.len(),
            rate(understood),
            rate(found)
        );
        if ratio > MOST_RATIO {
            slow.push(format!("{name}: {ratio:.2}"));
        }
    };
    measure("seeds", &read::read_paths(&[root.join("seeds")]).articles);
    measure("stories of the tests", &read::read_paths(&[root.join("tests/data/unrelated")]).articles);
    measure("generated", &generated());
    if let Some(folder) = std::env::args().skip(1).find(|argument| !argument.starts_with('-')) {
        measure(&folder, &read::read_paths(&[PathBuf::from(&folder)]).articles);
    }
    assert!(slow.is_empty(), "finding takes longer than understanding: {slow:?}");
}

/// Fastest time to understand all articles and to find in them, and how many words they have.
fn times(articles: &[Article]) -> (Duration, Duration, usize) {
    let engine = Engine::shared();
    let mut understood = Duration::MAX;
    let mut found = Duration::MAX;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let readings: Vec<Reading> =
            articles.iter().map(|article| engine.read(article.text.as_str().into(), &article.blocks)).collect();
        understood = understood.min(start.elapsed());
        let start = Instant::now();
        for (article, reading) in articles.iter().zip(&readings) {
            std::hint::black_box(extract(article, reading));
        }
        found = found.min(start.elapsed());
    }
    (understood, found, articles.iter().map(|article| article.text.split_whitespace().count()).sum())
}

fn generated() -> Vec<Article> {
    let made = Articles::new(GENERATED.0, GENERATED.1);
    let read = made.all.iter().enumerate().filter_map(|(number, (title, source, text))| {
        let file = format!("---\ntitle: \"{title}\"\nsource: \"{source}\"\ndate: 2024-03-06\n---\n\n{text}");
        read::read_bytes(&format!("b{number}.txt"), file.as_bytes()).ok()
    });
    read.collect()
}
