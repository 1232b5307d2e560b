//! How long grouping into stories and origins takes: per article at 1,000 and at 10,000, and for one article more.
//! `cargo bench --bench stories [-- LARGE]` prints the figures; it fails when they are over what is promised.

use rashomon::extract::Findings;
use rashomon::link::{self, StoryEdits, StoryIndex};
use rashomon::text::{Article, Block, BlockKind, Span};
use std::time::{Duration, Instant};

/// Per article at the large number at most so many times that at the small one.
const MOST_RATIO: f64 = 1.5;
/// One article more, its story included.
const MOST_FOR_ONE: Duration = Duration::from_millis(300);
const SMALL: usize = 1_000;
const LARGE: usize = 10_000;

/// A plain generator (Knuth's MMIX constants): the same articles in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }

    /// Small numbers far oftener than large ones, as words are used.
    fn common(&mut self, n: usize) -> usize {
        let (a, b, c) = (self.below(n), self.below(n), self.below(n));
        a.min(b).min(c) * self.below(n) / n
    }
}

/// Articles of 150 to 450 words in stories of 1 to 12; names recur between stories, and a third of a story is one
/// agency's text. Ten a day, as long as it takes.
fn articles(n: usize) -> Vec<Article> {
    let list = include_str!("../assets/link/common-words.txt");
    let words: Vec<&str> =
        list.lines().filter(|line| !line.starts_with('#')).flat_map(|line| line.split(' ').skip(1)).collect();
    let mut dice = Dice(7);
    let mut all: Vec<Article> = Vec::with_capacity(n);
    let first = jiff::civil::date(2020, 1, 1);
    while all.len() < n {
        let own: Vec<String> = (0..8).map(|_| name(dice.below(40_000))).collect();
        let shared: Vec<String> = (0..6).map(|_| name(dice.common(3_000))).collect();
        let topic: Vec<usize> = (0..30).map(|_| dice.below(words.len())).collect();
        let wire = sentence(&mut dice, &words, &topic, &own, &shared, 200);
        for copy in 0..=dice.below(12).min(dice.below(12)) {
            let n_words = 150 + dice.below(300);
            let told = sentence(&mut dice, &words, &topic, &own, &shared, n_words);
            let body = if copy % 3 == 1 { format!("{wire}\n\n{told}") } else { told };
            let title = sentence(&mut dice, &words, &topic, &own, &shared, 9);
            let text = format!("{title}\n\n{body}");
            let blocks = vec![
                Block { kind: BlockKind::Title, span: Span::new(0, title.len()) },
                Block { kind: BlockKind::Paragraph, span: Span::new(title.len() + 2, text.len()) },
            ];
            all.push(Article {
                key: format!("{:016x}", (all.len() as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15)),
                source: format!("site{}.example", dice.below(200)),
                published: Some(first.saturating_add(jiff::Span::new().days((all.len() / 10) as i64))),
                title,
                text,
                blocks,
                ..Article::default()
            });
        }
    }
    all.truncate(n);
    all
}

fn name(number: usize) -> String {
    const PARTS: [&str; 16] =
        ["ka", "ro", "mi", "ten", "vel", "os", "dar", "lu", "shi", "pra", "gon", "ey", "wa", "bri", "sto", "fan"];
    let mut rest = number + 16;
    let mut name = String::new();
    while rest > 0 {
        name.push_str(PARTS[rest % 16]);
        rest /= 16;
    }
    name[..1].to_uppercase() + &name[1..]
}

fn sentence(dice: &mut Dice, words: &[&str], topic: &[usize], own: &[String], shared: &[String], n: usize) -> String {
    let mut text = String::new();
    for at in 0..n {
        let word = match dice.below(12) {
            0 => &own[dice.below(own.len())],
            1 => &shared[dice.below(shared.len())],
            2 | 3 => words[topic[dice.below(topic.len())]],
            _ => words[dice.common(words.len())],
        };
        text.push_str(word);
        text.push_str(if at % 15 == 14 { ". " } else { " " });
    }
    text
}

/// What a piece of work costs this process: processor time where the system tells it (so that what else the machine does
/// plays no part), else time on the clock.
fn cost<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let (clock, start) = (Instant::now(), processor_time());
    let given = std::hint::black_box(work());
    let spent = processor_time().zip(start).map(|(end, start)| end.saturating_sub(start));
    (spent.unwrap_or_else(|| clock.elapsed()), given)
}

/// Linux: nanoseconds that this thread has run.
fn processor_time() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    stat.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

fn main() {
    let large = std::env::args().find_map(|word| word.parse().ok()).unwrap_or(LARGE);
    let all = articles(large + 50);
    let per_article = |n: usize, rounds: usize| {
        let findings = vec![Findings::default(); n];
        let took = (0..rounds).map(|_| cost(|| link::link(&all[..n], &findings)).0).min().unwrap_or_default();
        took.as_secs_f64() * 1e6 / n as f64
    };
    let (few, many) = (per_article(SMALL, 5), per_article(large, 3));
    let ratio = many / few;
    println!("stories and origins: {few:.1} µs an article at {SMALL}, {many:.1} µs at {large}: {ratio:.2} times");

    let mut index = StoryIndex::default();
    index.add(&all[..large]);
    let mut slowest = Duration::ZERO;
    for n in large + 1..=all.len() {
        let findings = vec![Findings::default(); n];
        let (added, ()) = cost(|| index.add(&all[n - 1..n]));
        let (made, linked) = cost(|| link::link_known(&all[..n], &findings, &index, &StoryEdits::default()));
        let whole = added + made;
        slowest = slowest.max(whole);
        if n == all.len() {
            println!("one more at {large}: {added:.1?} to add, {whole:.1?} with all stories and origins made anew");
            println!("{} stories, {} origins", linked.stories.len(), linked.origins.len());
        }
    }
    println!("slowest of {}: {slowest:.1?}", all.len() - large);
    assert!(ratio <= MOST_RATIO, "time an article grows {ratio:.2} times");
    assert!(slowest <= MOST_FOR_ONE || large > LARGE, "one more article takes {slowest:.1?}");
}
