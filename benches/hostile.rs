//! What inputs that are made to exhaust the machine take: processor time at n, 2n and 4n bytes, at 200 kB, 1 MB and 16 MB,
//! each in a process of its own; and its memory. `cargo bench --bench hostile [KIND]`.

#[path = "../tests/hostile/mod.rs"]
mod hostile;

use hostile::KINDS;
use rashomon::pipeline::analyze;
use rashomon::read::read_bytes;
use rashomon::text::Cancel;
use std::process::Command;

/// Bytes. The last is the largest file that is read, less what the kinds put around theirs.
const SIZES: [usize; 5] = [50_000, 100_000, 200_000, 1_000_000, 15_900_000];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    if let [kind, size] = &arguments[..]
        && let Ok(size) = size.parse()
    {
        return one(kind, size);
    }
    println!("{:22}{}", "seconds (MB)", SIZES.map(|size| format!("{:>16}", format!("{} kB", size / 1_000))).concat());
    for (kind, _) in KINDS.iter().filter(|(kind, _)| arguments.first().is_none_or(|wanted| kind.contains(&wanted[..])))
    {
        let cells = SIZES.map(|size| format!("{:>16}", in_a_process(kind, size)));
        println!("{kind:22}{}", cells.concat());
    }
}

/// Reads and analyses one input, and says what that took.
fn one(kind: &str, size: usize) {
    let Some((_, make)) = KINDS.iter().find(|(name, _)| *name == kind) else { return };
    let files = make(size);
    let articles = files.iter().enumerate().filter_map(|(idx, file)| {
        read_bytes(&format!("{idx}.md"), file.as_bytes()).ok() // too large a file is refused, and costs nothing
    });
    let analysis = analyze(articles.collect(), &|_| {}, &Cancel::new());
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().split(' ').next()?.parse::<u64>().ok());
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    let seconds = time.tv_sec as f64 + time.tv_nsec as f64 / 1e9;
    println!("{seconds:.1} ({}) {}", peak.unwrap_or(0) / 1_000, analysis.articles.len());
}

fn in_a_process(kind: &str, size: usize) -> String {
    let program = std::env::current_exe().expect("this program");
    let output = Command::new(program).args([kind, &size.to_string()]).output().expect("it runs");
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    if output.status.success() {
        text.rsplit_once(' ').map_or_else(String::new, |(cell, _)| cell.to_owned())
    } else {
        "failed".to_owned()
    }
}
