//! How the time to link actors grows with the number of articles: 1,000 and 10,000 generated ones.
//!
//! `cargo bench --bench linking_actors` prints the time per article at both sizes; it fails where the larger one takes
//! more than 1.5 times as long per article. Without `--bench` (as tests run it) it links 200 articles once.

use rashomon::extract::{Findings, Form, Mention, Referent};
use rashomon::link::{Linked, link_actors};
use rashomon::text::{Article, Span};
use std::time::Instant;

/// Most that an article may cost at 10,000 beside 1,000.
const MOST_GROWTH: f64 = 1.5;
/// Articles of one story.
const STORY: usize = 5;

const FIRST: [&str; 24] = [
    "Anna", "Boris", "Clara", "David", "Elena", "Frank", "Grace", "Hugo", "Irene", "Jonas", "Karin", "Lars", "Maria",
    "Nils", "Olga", "Peter", "Ruth", "Simon", "Tara", "Victor", "Walter", "Yusuf", "Zoe", "Martin",
];
const SYLLABLES: [&str; 20] = [
    "bar", "del", "kor", "min", "ran", "sol", "tam", "vik", "zen", "lor", "pet", "gar", "hal", "nov", "rus", "fen",
    "mur", "dak", "wes", "bel",
];
const COUNTRIES: [&str; 8] = ["France", "Nigeria", "Israel", "China", "Brazil", "Germany", "India", "Russia"];
const CLASSES: [&str; 4] = ["police", "military", "passenger", "family"];

/// A small generator, so that every run has the same articles.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn surname(&mut self) -> String {
        let word: String = (0..3).map(|_| SYLLABLES[self.roll(SYLLABLES.len())]).collect();
        word[..1].to_uppercase() + &word[1..]
    }
}

fn referent(name: &str, kind: usize, class: &str, scope: &str) -> Referent {
    let mut kinds = [0.0; 5];
    kinds[kind] = 5.0;
    Referent {
        name: name.to_owned(),
        names: vec![(name.to_owned(), 2)],
        kinds,
        class: class.to_owned(),
        scope: scope.to_owned(),
        ..Referent::default()
    }
}

/// Articles in stories of five: six people and two bodies of the story, two countries, two without a name.
fn library(n_articles: usize) -> (Vec<Article>, Vec<Findings>) {
    let mut dice = Dice(7);
    let mut all = Vec::with_capacity(n_articles);
    let mut story: Vec<Referent> = Vec::new();
    for number in 0..n_articles {
        if number % STORY == 0 {
            story = (0..6)
                .map(|_| referent(&format!("{} {}", FIRST[dice.roll(FIRST.len())], dice.surname()), 0, "", ""))
                .collect();
            story.extend((0..2).map(|_| referent(&format!("{} Council", dice.surname()), 1, "", "")));
        }
        let mut found = Findings { referents: story.clone(), ..Findings::default() };
        for it in found.referents.iter_mut().take(6) {
            if dice.roll(5) == 0 {
                let surname = it.name.rsplit(' ').next().unwrap_or("").to_owned();
                *it = referent(&surname, 0, "", "");
            }
        }
        found.referents.extend((0..2).map(|_| referent(COUNTRIES[dice.roll(8)], 3, "", "")));
        found.referents.extend((0..2).map(|_| {
            let class = CLASSES[dice.roll(4)];
            referent(&format!("the {class}"), 1, class, if dice.roll(2) == 0 { COUNTRIES[dice.roll(8)] } else { "" })
        }));
        for (idx, it) in found.referents.iter_mut().enumerate() {
            let span = Span::new(idx * 10, idx * 10 + 5);
            found.mentions.push(Mention {
                span,
                head: idx as u32,
                form: Form::Name,
                referent: idx as u32,
                label: String::new(),
            });
            it.mentions = vec![idx as u32];
        }
        all.push(found);
    }
    (vec![Article::default(); n_articles], all)
}

/// Seconds per article, the best of some runs.
fn per_article(n_articles: usize, runs: usize) -> f64 {
    let (articles, findings) = library(n_articles);
    let mut best = f64::MAX;
    for _ in 0..runs {
        let start = Instant::now();
        let mut linked = Linked::default();
        link_actors(&articles, &findings, &mut linked);
        best = best.min(start.elapsed().as_secs_f64());
        assert!(linked.actors.len() >= n_articles);
    }
    best / n_articles as f64
}

fn main() {
    if !std::env::args().any(|arg| arg == "--bench") {
        per_article(200, 1);
        return;
    }
    let (small, large) = (per_article(1_000, 5), per_article(10_000, 3));
    println!(
        "1,000 articles: {:.1} µs each; 10,000 articles: {:.1} µs each; growth {:.2}",
        small * 1e6,
        large * 1e6,
        large / small
    );
    assert!(large <= MOST_GROWTH * small, "linking is not near linear");
}
