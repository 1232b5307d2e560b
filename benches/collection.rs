//! What linking and comparing cost: per article at 1,000 and at 10,000, for one article more, and in one story of 500; and
//! how much memory ten thousand articles hold.
//!
//! `cargo bench --bench collection [-- LARGE]` prints the figures; it fails when they are over what is promised. The
//! articles are understood beforehand and take no part in the figures. Without `--bench` (as tests run it) it takes 60.

mod articles;

use articles::Articles;
use rashomon::extract::Packed;
use rashomon::pipeline::{Analysis, Collection, Known, Progress, Remembered, Stage, prepare};
use rashomon::read::read_bytes;
use rashomon::text::{Article, Cancel};
use std::sync::{LazyLock, Mutex};
use std::time::{Duration, Instant};

/// Most that an article may cost at the large number beside the small one.
const MOST_GROWTH: f64 = 1.5;
/// One article more, until the whole is linked, the discrepancies of its story are there and all is put together. What is
/// promised is this for linking alone, and half as much again for everything.
const MOST_FOR_ONE: Duration = Duration::from_millis(200);
/// So many articles come one by one, each from another part of the collection.
const ONE_BY_ONE: usize = 20;
/// Bytes of memory that an article may hold when all is analysed and was read through: its text, what was found in it, its
/// part of the whole.
const MOST_MEMORY: usize = 60_000;
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
#[derive(Clone, Copy, Default)]
struct Spent {
    /// Taking the articles in and grouping all into stories.
    grouped: Duration,
    /// Linking and comparing the stories that are others than before.
    told: Duration,
    /// Linking the stories with one another and putting everything together.
    assembled: Duration,
}

impl Spent {
    fn all(&self) -> Duration {
        self.grouped + self.told + self.assembled
    }
}

fn add(collection: &mut Collection, articles: Vec<Article>, known: &Beforehand) -> (Spent, Analysis) {
    // When the first and when the last story was told.
    let told: Mutex<[Duration; 2]> = Mutex::default();
    let progress = |at: Progress| {
        if at.stage == Stage::Comparing && (at.done == 0 || at.done == at.total) {
            told.lock().unwrap()[usize::from(at.done > 0)] = processor_time();
        }
    };
    let start = processor_time();
    collection.add(prepare(articles), known, &progress, &Cancel::new());
    let analysis = collection.analysis(&progress, &Cancel::new());
    let end = processor_time();
    let [first, last] = told.into_inner().unwrap();
    (
        Spent {
            grouped: first.saturating_sub(start),
            told: last.saturating_sub(first),
            assembled: end.saturating_sub(last),
        },
        analysis,
    )
}

/// Goes through everything, as whoever prints it does: what was not asked for before is made now.
fn read_through(analysis: &Analysis) -> Duration {
    let start = processor_time();
    let mentions = analysis.linked.actors.iter().map(|actor| actor.mentions.len());
    let reports = analysis.linked.events.iter().map(|event| event.reports.len());
    let sides = analysis.discrepancies.iter().map(|discrepancy| discrepancy.sides.len());
    assert!(mentions.chain(reports).chain(sides).sum::<usize>() > 0);
    processor_time().saturating_sub(start)
}

fn median<T: Ord>(mut values: Vec<T>) -> T {
    values.sort_unstable();
    values.swap_remove(values.len() / 2)
}

/// Linux: how long the threads of this process have run; elsewhere: how long it is since the first call.
fn processor_time() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let Ok(threads) = std::fs::read_dir("/proc/self/task") else { return START.elapsed() };
    let of = |thread: std::fs::DirEntry| -> Option<u64> {
        let stat = std::fs::read_to_string(thread.path().join("schedstat")).ok()?;
        stat.split(' ').next()?.parse().ok()
    };
    Duration::from_nanos(threads.flatten().filter_map(of).sum())
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
    let mut all = read(&Articles::new(large + ONE_BY_ONE, WORDS));
    // Each is read once, here; nothing is linked.
    Collection::default().add(prepare(all.clone()), &known, &|_| {}, &Cancel::new());
    let step = all.len() / ONE_BY_ONE;
    let later: Vec<Article> = (0..ONE_BY_ONE).rev().map(|n| all.remove(n * step + step / 2)).collect();

    let small_once = || add(&mut Collection::default(), all[..small].to_vec(), &known).0.all();
    let few = (0..3).map(|_| small_once()).min().unwrap_or_default().as_secs_f64() * 1e6 / small as f64;
    let mut collection = Collection::default();
    let (took, analysis) = add(&mut collection, all, &known);
    let many = took.all().as_secs_f64() * 1e6 / large as f64;
    println!(
        "linked and compared: {few:.0} µs an article at {small}, {many:.0} µs at {large}: {:.2} times",
        many / few
    );
    println!(
        "{} stories, {} actors, {} events, {} discrepancies",
        analysis.linked.stories.len(),
        analysis.linked.actors.len(),
        analysis.linked.events.len(),
        analysis.discrepancies.len()
    );
    println!("all of it read through: {:.1?}", read_through(&analysis));
    let held = memory().zip(at_first).map(|(now, before)| now.saturating_sub(before) / large);
    if let (Some(held), Some(most)) = (held, memory_of("VmHWM:")) {
        println!("memory: {} KB an article, {} MB at most", held / 1000, most / 1_000_000);
    }
    drop(analysis);
    let spent: Vec<Spent> = later.into_iter().map(|article| add(&mut collection, vec![article], &known).0).collect();
    let median_of = |part: fn(&Spent) -> Duration| median(spent.iter().map(part).collect());
    let one = median_of(Spent::all);
    println!(
        "one more at {large}: median {one:.1?}, slowest {:.1?} of processor time",
        spent.iter().map(Spent::all).max().unwrap_or_default()
    );
    println!(
        "of which: taken in and grouped {:.1?}, its story linked and compared {:.1?}, put together {:.1?}",
        median_of(|spent| spent.grouped),
        median_of(|spent| spent.told),
        median_of(|spent| spent.assembled)
    );

    let story = read(&Articles::one_story(BIG_STORY.min(large), WORDS));
    add(&mut Collection::default(), story.clone(), &known);
    let (took, analysis) = add(&mut Collection::default(), story, &known);
    let biggest = analysis.linked.stories.iter().map(|story| story.articles.len()).max().unwrap_or_default();
    println!("one happening in {BIG_STORY} articles (biggest story {biggest}): {:.1?}", took.all());
    if is_bench {
        assert!(many <= MOST_GROWTH * few, "linking and comparing are not near linear");
        assert!(held.is_none_or(|held| held <= MOST_MEMORY) || large < LARGE, "an article holds too much memory");
        assert!(one <= MOST_FOR_ONE || large > LARGE, "one more article takes too long");
    }
}
