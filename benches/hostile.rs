//! What inputs that are made to exhaust the machine take: processor time at n, 2n and 4n bytes, at 200 kB, 1 MB and 16 MB,
//! each in a process of its own; its memory; and how long it goes on after somebody wished that it end.
//! `cargo bench --bench hostile [KIND]`.

#[path = "../tests/hostile/mod.rs"]
mod hostile;

use hostile::KINDS;
use rashomon::pipeline::analyze;
use rashomon::read::read_bytes;
use rashomon::text::Cancel;
use rashomon::text::fence::until;
use std::process::Command;
use std::time::{Duration, Instant};

/// Bytes. The last is the largest file that is read, less what the kinds put around theirs.
const SIZES: [usize; 5] = [50_000, 100_000, 200_000, 1_000_000, 15_900_000];

/// When somebody wishes that the work end, as parts of the time that it takes.
const WISHES: [f64; 5] = [0.1, 0.3, 0.5, 0.7, 0.9];

/// What one run took.
struct Took {
    /// Processor time, in seconds.
    processor: f64,
    /// Time by the clock, in seconds.
    clock: f64,
    /// The most memory that it had at once, in MB.
    memory: f64,
    /// From the wish to the end by the clock, in seconds; 0 without a wish.
    late: f64,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    if let [kind, size, wish] = &arguments[..]
        && let (Ok(size), Ok(wish)) = (size.parse(), wish.parse())
    {
        return one(kind, size, wish);
    }
    println!("{:20}{}", "s (MB) late", SIZES.map(|size| format!("{:>20}", format!("{} kB", size / 1_000))).concat());
    for (kind, _) in KINDS.iter().filter(|(kind, _)| arguments.first().is_none_or(|wanted| kind.contains(&wanted[..])))
    {
        let cells = SIZES.map(|size| format!("{:>20}", cell(kind, size)));
        println!("{kind:20}{}", cells.concat());
    }
}

/// Reads and analyses one input, and says what that took. After `wish` seconds somebody wishes that it end; nobody does
/// where that is 0.
fn one(kind: &str, size: usize, wish: f64) {
    let Some((_, make)) = KINDS.iter().find(|(name, _)| *name == kind) else { return };
    let files = make(size);
    let cancel = Cancel::new();
    let wished = (wish > 0.0).then(|| {
        let cancel = cancel.clone();
        std::thread::spawn(move || {
            std::thread::sleep(Duration::from_secs_f64(wish));
            cancel.set();
            Instant::now()
        })
    });
    let start = Instant::now();
    let read = || {
        let articles = files.iter().enumerate().filter_map(|(idx, file)| {
            read_bytes(&format!("{idx}.md"), file.as_bytes()).ok() // too large a file is refused, and costs nothing
        });
        articles.collect::<Vec<_>>()
    };
    let articles = until(&cancel, read).unwrap_or_default();
    analyze(articles, &|_| {}, &cancel);
    let ended = Instant::now();
    let late =
        wished.map_or(Duration::ZERO, |wished| ended.saturating_duration_since(wished.join().expect("it only waits")));
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().split(' ').next()?.parse::<f64>().ok());
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    let processor = time.tv_sec as f64 + time.tv_nsec as f64 / 1e9;
    println!("{processor} {} {} {}", (ended - start).as_secs_f64(), peak.unwrap_or(0.0) / 1e3, late.as_secs_f64());
}

/// The same in a process of its own; `None` where that fails.
fn in_a_process(kind: &str, size: usize, wish: f64) -> Option<Took> {
    let program = std::env::current_exe().expect("this program");
    let output = Command::new(program).args([kind, &size.to_string(), &wish.to_string()]).output().expect("it runs");
    let text = String::from_utf8_lossy(&output.stdout);
    let numbers: Vec<f64> = text.split_whitespace().filter_map(|number| number.parse().ok()).collect();
    let [processor, clock, memory, late] = numbers[..] else { return None };
    output.status.success().then_some(Took { processor, clock, memory, late })
}

/// Processor time, memory, and how late the latest end comes whenever it is wished.
fn cell(kind: &str, size: usize) -> String {
    let Some(took) = in_a_process(kind, size, 0.0) else { return "failed".to_owned() };
    let mut late = 0.0_f64;
    for part in WISHES {
        match in_a_process(kind, size, took.clock * part) {
            Some(took) => late = late.max(took.late),
            None => return "failed when it was to end".to_owned(),
        }
    }
    format!("{:.1} ({:.0}) {late:.2}", took.processor, took.memory)
}
