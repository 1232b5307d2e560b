//! What linking and comparing cost: per article at 1,000 and at 10,000, for one article more, and in one story of 500; and
//! how much memory ten thousand articles hold.
//!
//! `cargo bench --bench collection [-- LARGE]` prints the figures; it fails when they are over what is promised. The
//! articles are understood beforehand and take no part in the figures. Without `--bench` (as tests run it) it takes 60.

mod articles;

use articles::Articles;
use rashomon::extract::Packed;
use rashomon::pipeline::{Analysis, Collection, Known, Remembered, prepare};
use rashomon::read::read_bytes;
use rashomon::text::Article;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

/// Most that an article may cost at the large number beside the small one.
const MOST_GROWTH: f64 = 1.5;
/// One article more, until the whole is linked and the discrepancies of its story are there.
const MOST_FOR_ONE: Duration = Duration::from_millis(300);
/// Bytes of memory that an article may hold when all is analysed: its text, what was found in it, its part of the whole.
const MOST_MEMORY: usize = 200_000;
const SMALL: usize = 1_000;
const LARGE: usize = 10_000;
/// Articles of one big story.
const BIG_STORY: usize = 500;
const WORDS: usize = 120;

/// Findings that were made beforehand.
struct Beforehand(Remembered);

impl Known for Beforehand {
    fn get(&self, key: &str, version: u32) -> Option<Packed> {
        self.0.get(key, version)
    }

    fn put(&self, key: &str, version: u32, findings: &Packed) {
        self.0.put(key, version, findings);
    }
}

fn read(articles: &Articles) -> Vec<Article> {
    let file = |(n, (title, source, text)): (usize, &(String, &'static str, String))| {
        let day = 1 + n / 5 % 28;
        let file = format!("---\ntitle: \"{title}\"\nsource: \"{source}\"\ndate: 2024-03-{day:02}\n---\n\n{text}");
        read_bytes(&format!("b{n:06}.txt"), file.as_bytes()).ok()
    };
    articles.all.iter().enumerate().filter_map(file).collect()
}

/// What the processors did, all threads together, so that what else the machine does plays no part.
fn add(collection: &mut Collection, articles: Vec<Article>, known: &Beforehand) -> (Duration, Analysis) {
    let (clock, start) = (Instant::now(), processor_time());
    collection.add(prepare(articles), known, &|_| {}, &AtomicBool::new(false));
    let analysis = collection.analysis(&|_| {}, &AtomicBool::new(false));
    let spent = processor_time().zip(start).map(|(end, start)| end.saturating_sub(start));
    (spent.unwrap_or_else(|| clock.elapsed()), analysis)
}

/// Linux: nanoseconds that the threads of this process have run.
fn processor_time() -> Option<Duration> {
    let threads = std::fs::read_dir("/proc/self/task").ok()?;
    let of = |thread: std::fs::DirEntry| -> Option<u64> {
        let stat = std::fs::read_to_string(thread.path().join("schedstat")).ok()?;
        stat.split(' ').next()?.parse().ok()
    };
    Some(Duration::from_nanos(threads.flatten().filter_map(of).sum()))
}

/// Linux: bytes of memory that this process holds.
fn memory() -> Option<usize> {
    memory_of("VmRSS:")
}

fn memory_of(name: &str) -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse::<usize>().ok().map(|kibibytes| kibibytes * 1024)
}

fn main() {
    let is_bench = std::env::args().any(|argument| argument == "--bench");
    let large = std::env::args().find_map(|word| word.parse().ok()).unwrap_or(if is_bench { LARGE } else { 60 });
    let small = SMALL.min(large / 2);
    let at_first = memory();
    let known = Beforehand(Remembered::default());
    let all = read(&Articles::new(large + 20, WORDS));
    // Each is read once, here; nothing is linked.
    Collection::default().add(prepare(all.clone()), &known, &|_| {}, &AtomicBool::new(false));

    let small_once = || add(&mut Collection::default(), all[..small].to_vec(), &known).0;
    let few = (0..3).map(|_| small_once()).min().unwrap_or_default().as_secs_f64() * 1e6 / small as f64;
    let mut collection = Collection::default();
    let (took, analysis) = add(&mut collection, all[..large].to_vec(), &known);
    let many = took.as_secs_f64() * 1e6 / large as f64;
    println!(
        "linked and compared: {few:.0} µs an article at {small}, {many:.0} µs at {large}: {:.2} times",
        many / few
    );
    let held = memory().zip(at_first).map(|(now, before)| now.saturating_sub(before) / large);
    if let (Some(held), Some(most)) = (held, memory_of("VmHWM:")) {
        println!("memory: {} KB an article, {} MB at most", held / 1000, most / 1_000_000);
    }
    println!(
        "{} stories, {} actors, {} events, {} discrepancies",
        analysis.linked.stories.len(),
        analysis.linked.actors.len(),
        analysis.linked.events.len(),
        analysis.discrepancies.len()
    );
    let mut times: Vec<Duration> =
        (large..all.len()).map(|n| add(&mut collection, all[n..=n].to_vec(), &known).0).collect();
    times.sort_unstable();
    println!(
        "one more at {large}: median {:.1?}, slowest {:.1?} of processor time",
        times[times.len() / 2],
        times[times.len() - 1]
    );

    let story = read(&Articles::one_story(BIG_STORY.min(large), WORDS));
    add(&mut Collection::default(), story.clone(), &known);
    let (took, analysis) = add(&mut Collection::default(), story, &known);
    let biggest = analysis.linked.stories.iter().map(|story| story.articles.len()).max().unwrap_or_default();
    println!("one happening in {BIG_STORY} articles (biggest story {biggest}): {took:.1?}");
    if is_bench {
        assert!(many <= MOST_GROWTH * few, "linking and comparing are not near linear");
        assert!(held.is_none_or(|held| held <= MOST_MEMORY) || large < LARGE, "an article holds too much memory");
        assert!(times[times.len() / 2] <= MOST_FOR_ONE || large > LARGE, "one more article takes too long");
    }
}
