//! One question to a program: prompt on its standard input, answer on its standard output.
//!
//! The program is started by its argument list, never by a shell; nothing from an article is an argument. It ends with
//! the time that one answer may take, or when somebody says stop.

use super::failure::{Failure, said};
use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// An answer is some pages of text; what is longer is none.
const LONGEST: u64 = 4 * 1024 * 1024;
/// How soon a stop is heeded.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// Runs the program with the prompt; gives what it prints.
pub(super) fn ask(words: &[String], prompt: &str, timeout: u64, stop: &dyn Fn() -> bool) -> Result<String, Failure> {
    let (program, arguments) = words.split_first().ok_or_else(|| Failure::Command("command is empty".to_owned()))?;
    let started = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = started.map_err(|error| Failure::Command(format!("{program}: {error}")))?;
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let (sender, receiver) = channel();
    let prompt = prompt.to_owned();
    // Three streams at once: a program may print before it has read, and complain before it prints.
    std::thread::spawn(move || {
        if let Some(mut stdin) = stdin {
            // A program that does not want all of it closes it.
            let _ = stdin.write_all(prompt.as_bytes());
        }
    });
    let complaint = std::thread::spawn(move || stderr.map(|stderr| read(stderr, 4096)).unwrap_or_default());
    std::thread::spawn(move || {
        let bytes = stdout.map(|stdout| read(stdout, LONGEST + 1)).unwrap_or_default();
        // If nobody waits any more, it is not missed.
        let _ = sender.send(bytes);
    });
    let until = Instant::now() + Duration::from_secs(timeout);
    let bytes = loop {
        match receiver.recv_timeout(LOOK_EVERY) {
            Ok(bytes) => break bytes,
            Err(RecvTimeoutError::Disconnected) => break Vec::new(),
            Err(RecvTimeoutError::Timeout) if stop() => {
                end(&mut child);
                return Err(Failure::Cancelled);
            }
            Err(RecvTimeoutError::Timeout) if Instant::now() >= until => {
                end(&mut child);
                return Err(Failure::Slow(timeout));
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
    };
    if bytes.len() as u64 > LONGEST {
        end(&mut child);
        return Err(Failure::TooLong(LONGEST / 1024 / 1024));
    }
    let status = child.wait().map_err(|error| Failure::Command(format!("{program}: {error}")))?;
    if !status.success() {
        let complaint = complaint.join().unwrap_or_default();
        return Err(Failure::Command(format!(
            "{program}: {status}{}",
            said(&String::from_utf8_lossy(&complaint), None)
        )));
    }
    let text = String::from_utf8_lossy(&bytes).into_owned();
    if text.trim().is_empty() { Err(Failure::Empty) } else { Ok(text) }
}

fn read(stream: impl Read, most: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    // What came before an error is what there is.
    let _ = stream.take(most).read_to_end(&mut bytes);
    bytes
}

fn end(child: &mut Child) {
    // It may have ended by itself meanwhile.
    let _ = child.kill();
    let _ = child.wait();
}
