//! Figures of the reader on a pseudo-terminal, newsboat beside it where it is installed: how long from a key to the last
//! byte of the frame, how many bytes, how much memory. Prints; judges nothing.
//!
//! `cargo bench --bench reader` measures with 10,000 articles; further numbers may follow: `-- 10000 100000`. With
//! `RASHOMON_BENCH_BINARY` another binary is measured.

#[path = "../tests/pty/mod.rs"]
mod pty;

mod articles;

use articles::{Articles, feed_of, long_article};
use portable_pty::CommandBuilder;
use pty::{Pty, command, rashomon};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

const COLUMNS: u16 = 120;
const ROWS: u16 = 40;
/// The analysis is not watched for longer.
const LONGEST: Duration = Duration::from_secs(60);
/// Reading the files is not watched for longer.
const LONGEST_READING: Duration = Duration::from_secs(300);
/// A frame is over when nothing came for so long; it takes no part in the figures.
const QUIET: Duration = Duration::from_millis(25);

fn main() {
    let counts: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let counts = if counts.is_empty() { vec![10_000] } else { counts };
    println!("{COLUMNS}×{ROWS}; times in milliseconds from the key to the last byte of its frame\n");
    while_analysing();
    one_long_article();
    for count in counts {
        many_articles(count);
    }
}

fn reader(home: &Path) -> CommandBuilder {
    let mut reader = match std::env::var("RASHOMON_BENCH_BINARY") {
        Ok(binary) => command(&binary, home),
        Err(_) => rashomon(home),
    };
    reader.arg("articles");
    reader
}

/// The list while 500 articles are analysed.
fn while_analysing() {
    let home = tempfile::tempdir().unwrap();
    Articles::new(500, 400).write(&home.path().join("articles"));
    let start = Instant::now();
    let mut pty = Pty::start(reader(home.path()), COLUMNS, ROWS);
    pty.wait_for("Report");
    println!("500 articles of 400 words\n  list on the screen     {:8.1} ms after the start", millis(start.elapsed()));
    let mut meanwhile = Figures::default();
    while is_working(&pty) && start.elapsed() < LONGEST {
        let key = if meanwhile.times.len() % 40 < 20 { "j" } else { "k" };
        meanwhile.take(&mut pty, key);
    }
    println!("  analysis ends          {:8.1} ms after the start", millis(start.elapsed()));
    meanwhile.print("key while it runs");
    print_memory("rashomon, analysed", &pty);
    println!();
}

/// Whether the status line tells of work: `… 12/500`, or three dots.
fn is_working(pty: &Pty) -> bool {
    let text = pty.text();
    let last = text.lines().last().unwrap_or("");
    let counts = |(before, after): (&str, &str)| before.ends_with(is_digit) && after.starts_with(is_digit);
    last.contains('…') || last.split_once('/').is_some_and(counts)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// An article of 2 MB: opening it, going through it.
fn one_long_article() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("articles");
    Articles::new(5, 200).write(&folder);
    fs::write(folder.join("a-long.txt"), long_article(2_000_000)).unwrap();
    let mut reader = reader(home.path());
    reader.arg("--no-analysis");
    let mut pty = Pty::start(reader, COLUMNS, ROWS);
    pty.wait_for("Report");
    println!("one article of 2 MB among six, read only");
    let mut open = Figures::default();
    pty.send("g");
    pty.wait_for_quiet(QUIET);
    pty.send("g");
    pty.wait_for_quiet(QUIET);
    open.take(&mut pty, "\r");
    open.print("open");
    for (what, key) in [("one line down", "j"), ("a page down", " "), ("half a page up", "\x15")] {
        let mut scroll = Figures::default();
        (0..200).for_each(|_| scroll.take(&mut pty, key));
        scroll.print(what);
    }
    let mut ends = Figures::default();
    (0..10).for_each(|n| ends.take(&mut pty, if n % 2 == 0 { "G" } else { "gg" }));
    ends.print("to the end and back");
    print_memory("rashomon", &pty);
    println!();
}

/// A list of so many articles, and newsboat with the same.
fn many_articles(count: usize) {
    let home = tempfile::tempdir().unwrap();
    let articles = Articles::new(count, 60);
    articles.write(&home.path().join("articles"));
    // Only read, as newsboat does: the analysis has figures of its own above.
    println!("{count} articles of 60 words, read only");
    let mut reader = reader(home.path());
    reader.arg("--no-analysis");
    let start = Instant::now();
    let mut pty = Pty::start(reader, COLUMNS, ROWS);
    pty.wait_for("Report");
    println!("  list on the screen     {:8.1} ms after the start", millis(start.elapsed()));
    let all = format!("{count} · ");
    while !pty.text().contains(&all) && start.elapsed() < LONGEST_READING {
        std::thread::sleep(Duration::from_millis(20));
    }
    println!("  all of it on the screen{:8.1} ms after the start", millis(start.elapsed()));
    pty.wait_for_quiet(Duration::from_secs(3));
    measure_list(&mut pty, "rashomon", "\r", "q");
    let mut stars = Figures::default();
    (0..60).for_each(|_| stars.take(&mut pty, "*"));
    stars.print("rashomon: star, kept");
    measure_typing(&mut pty);
    print_memory("rashomon", &pty);
    drop(pty);
    newsboat(home.path(), &articles);
    println!();
}

/// Letters that narrow the list, letters taken back, a search, another order.
fn measure_typing(pty: &mut Pty) {
    for (what, typed) in [
        ("terms", "source:bay unread"),
        ("words", "harbour office closed"),
        ("words of the text", "text:engineers"),
        ("words that nothing has", "zzzzzzzzzz"),
    ] {
        pty.send("F");
        pty.wait_for_quiet(QUIET);
        let (mut letters, mut back) = (Figures::default(), Figures::default());
        typed.chars().for_each(|c| letters.take(pty, &c.to_string()));
        typed.chars().for_each(|_| back.take(pty, "\x7f"));
        pty.send("\r");
        pty.wait_for_quiet(QUIET);
        letters.print(&format!("rashomon: filter, {what}"));
        back.print("rashomon: a letter taken back");
    }
    pty.send("s");
    pty.wait_for_quiet(QUIET);
    let (mut letters, mut search) = (Figures::default(), Figures::default());
    "a boat near".chars().for_each(|c| letters.take(pty, &c.to_string()));
    letters.print("rashomon: a letter of a search");
    search.take(pty, "\r");
    search.print("rashomon: search, results");
    pty.send("q");
    pty.wait_for_quiet(QUIET);
    let mut orders = Figures::default();
    (0..8).for_each(|_| orders.take(pty, "S"));
    orders.print("rashomon: another order");
}

fn newsboat(home: &Path, articles: &Articles) {
    fs::write(home.join("feed.xml"), feed_of(articles)).unwrap();
    fs::write(home.join("urls"), format!("file://{}\n", home.join("feed.xml").display())).unwrap();
    fs::write(home.join("config"), "auto-reload no\nmax-items 0\n").unwrap();
    let newsboat = || {
        let mut newsboat = command("newsboat", home);
        newsboat.args(["-u", "urls", "-c", "cache.db", "-C", "config"]);
        newsboat
    };
    let mut reload = newsboat();
    reload.args(["-x", "reload"]);
    let found =
        std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).any(|path| path.join("newsboat").exists());
    if !found {
        println!("  newsboat is not installed: nothing to hold against");
        return;
    }
    let start = Instant::now();
    let mut reloading = Pty::start(reload, COLUMNS, ROWS);
    while !reloading.output().ended && start.elapsed() < LONGEST_READING {
        std::thread::sleep(Duration::from_millis(50));
    }
    if !reloading.output().ended {
        println!("  newsboat: has not read the feed after {:.0} s", LONGEST_READING.as_secs_f64());
        return;
    }
    reloading.wait();
    let mut pty = Pty::start(newsboat(), COLUMNS, ROWS);
    pty.wait_for("Reports");
    pty.send("\r");
    pty.wait_for("Report ");
    pty.wait_for_quiet(Duration::from_millis(300));
    measure_list(&mut pty, "newsboat", "\r", "q");
    print_memory("newsboat", &pty);
}

/// The same keys for both.
fn measure_list(pty: &mut Pty, who: &str, open: &str, close: &str) {
    let mut moves = Figures::default();
    (0..300).for_each(|_| moves.take(pty, "j"));
    moves.print(&format!("{who}: one row down"));
    let mut pages = Figures::default();
    (0..100).for_each(|_| pages.take(pty, " "));
    pages.print(&format!("{who}: a page down"));
    let (mut opened, mut closed) = (Figures::default(), Figures::default());
    for _ in 0..40 {
        opened.take(pty, open);
        closed.take(pty, if who == "rashomon" { "1" } else { close });
        pty.send("j");
        pty.wait_for_quiet(QUIET);
    }
    opened.print(&format!("{who}: open an article"));
}

/// Times and bytes of frames.
#[derive(Default)]
struct Figures {
    times: Vec<Duration>,
    bytes: Vec<usize>,
}

impl Figures {
    /// Sends keys and waits until their frame is over. Keys that change nothing count for nothing.
    fn take(&mut self, pty: &mut Pty, keys: &str) {
        let before = pty.output().bytes.len();
        let start = Instant::now();
        pty.send(keys);
        while pty.output().bytes.len() == before {
            if start.elapsed() > Duration::from_secs(2) {
                return;
            }
            std::thread::sleep(Duration::from_micros(100));
        }
        let after = pty.wait_for_quiet(QUIET);
        let last = pty.output().last;
        self.times.push(last.duration_since(start));
        self.bytes.push(after - before);
    }

    fn print(mut self, what: &str) {
        if self.times.is_empty() {
            println!("  {what:34} no frame came");
            return;
        }
        self.times.sort_unstable();
        self.bytes.sort_unstable();
        let at = |share: f64| ((self.times.len() - 1) as f64 * share).round() as usize;
        println!(
            "  {what:34} p50 {:7.2}   p99 {:7.2}   bytes p50 {:6}   ({} keys)",
            millis(self.times[at(0.5)]),
            millis(self.times[at(0.99)]),
            self.bytes[at(0.5)],
            self.times.len()
        );
    }
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn print_memory(who: &str, pty: &Pty) {
    let status = fs::read_to_string(format!("/proc/{}/status", pty.pid())).unwrap_or_default();
    let of = |name: &str| {
        let line = status.lines().find(|line| line.starts_with(name)).unwrap_or("0 0");
        line.split_whitespace().nth(1).and_then(|number| number.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
    };
    println!("  {:34} most {:7.1} MB, now {:7.1} MB", format!("{who}: memory"), of("VmHWM"), of("VmRSS"));
}
