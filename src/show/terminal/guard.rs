//! A small process that gives the terminal back where the reader cannot: killed by a signal that no program can catch,
//! or aborted from within (a stack that overflows, memory that runs out).
//!
//! The reader starts it, its own binary with an argument that no person gives, when it takes the terminal, and tells it
//! over a pipe each time that the terminal is taken or given back. It sleeps in a read of that pipe. Nobody but the reader
//! holds the other end: when the pipe ends, the reader has ended, and the guard ends too, always. If the terminal was
//! taken then, it first leaves the modes and sets the line back.
//!
//! It reads no keys, opens no file, and stands in a session of its own: no key that is a signal, no stop and no hang-up
//! of the terminal reaches it, and no shell that takes the terminal back keeps it from writing.

use super::modes;
use rustix::termios::{ControlModes, InputModes, LocalModes, OutputModes, SpecialCodeIndex, Termios};
use signal_hook::consts::{
    SIGALRM, SIGHUP, SIGINT, SIGIO, SIGPROF, SIGQUIT, SIGTERM, SIGTSTP, SIGTTIN, SIGTTOU, SIGUSR1, SIGUSR2, SIGVTALRM,
    SIGXCPU,
};
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, IsTerminal, PipeWriter, Read, Write};
use std::os::fd::BorrowedFd;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

/// The argument that makes the binary a guard.
const ARGUMENT: &str = "--guard-of-the-terminal";
/// What the reader tells: the terminal is taken, and how it was before.
const TAKEN: u8 = 1;
/// What the reader tells: it is given back.
const GIVEN_BACK: u8 = 0;
/// Longest that a guard that was dismissed is waited for: it has nothing to do but to end.
const LONGEST_DISMISSAL: Duration = Duration::from_millis(300);
/// Longest that a guard works after the reader has gone: nobody may take what it sends.
const LONGEST: Duration = Duration::from_secs(5);
/// What somebody sends who means the reader. It ends when the reader does.
const SIGNALS: [i32; 14] = [
    SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU, SIGALRM, SIGIO, SIGPROF, SIGUSR1, SIGUSR2, SIGVTALRM,
    SIGXCPU,
];
/// Numbers of a line that raw keys change: its four sets of modes, and when a read of it is done.
const N_LINE: usize = 6;

/// What must be set back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    line: [u64; N_LINE],
    /// Whether the mouse was asked for.
    pub mouse: bool,
    /// Whether frames hold links.
    pub links: bool,
}

impl Taken {
    const BYTES: usize = N_LINE * 8 + 2;

    /// The line as it is before it is taken.
    pub fn of(line: &Termios, mouse: bool, links: bool) -> Self {
        Self { line: numbers(line), mouse, links }
    }

    /// `now`, the line as it is, set back; `None` where it is not as the reader had set it: a shell has it already.
    pub fn line_before(&self, now: &Termios) -> Option<Termios> {
        let mut before = now.clone();
        set_numbers(&mut before, self.line);
        let mut raw = before.clone();
        raw.make_raw();
        (numbers(now) == numbers(&raw)).then_some(before)
    }

    fn to_bytes(self) -> [u8; Self::BYTES] {
        let mut bytes = [0; Self::BYTES];
        for (place, number) in bytes.chunks_exact_mut(8).zip(self.line) {
            place.copy_from_slice(&number.to_le_bytes());
        }
        (bytes[N_LINE * 8], bytes[N_LINE * 8 + 1]) = (self.mouse.into(), self.links.into());
        bytes
    }

    fn from_bytes(bytes: [u8; Self::BYTES]) -> Self {
        let mut line = [0; N_LINE];
        for (number, place) in line.iter_mut().zip(bytes.chunks_exact(8)) {
            *number = place.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte));
        }
        Self { line, mouse: bytes[N_LINE * 8] != 0, links: bytes[N_LINE * 8 + 1] != 0 }
    }
}

/// What of a line raw keys change.
fn numbers(line: &Termios) -> [u64; N_LINE] {
    [
        line.input_modes.bits() as u64,
        line.output_modes.bits() as u64,
        line.control_modes.bits() as u64,
        line.local_modes.bits() as u64,
        line.special_codes[SpecialCodeIndex::VMIN].into(),
        line.special_codes[SpecialCodeIndex::VTIME].into(),
    ]
}

fn set_numbers(line: &mut Termios, numbers: [u64; N_LINE]) {
    line.input_modes = InputModes::from_bits_retain(numbers[0] as _);
    line.output_modes = OutputModes::from_bits_retain(numbers[1] as _);
    line.control_modes = ControlModes::from_bits_retain(numbers[2] as _);
    line.local_modes = LocalModes::from_bits_retain(numbers[3] as _);
    line.special_codes[SpecialCodeIndex::VMIN] = numbers[4] as u8;
    line.special_codes[SpecialCodeIndex::VTIME] = numbers[5] as u8;
}

/// The reader's hold on its guard.
pub struct Guard {
    pipe: PipeWriter,
    ended: Receiver<()>,
}

impl Guard {
    /// Starts it, on the terminal that keys come from and the one that frames go to.
    pub fn start(keys: BorrowedFd, out: BorrowedFd) -> io::Result<Self> {
        if !CAN_GUARD.load(Ordering::Relaxed) {
            return Err(io::ErrorKind::Unsupported.into());
        }
        let (told, pipe) = io::pipe()?;
        let mut child = Command::new(own_binary()?)
            .arg0("rashomon")
            .arg(ARGUMENT)
            // It is in nobody's way who takes the folder, or the medium, away.
            .current_dir("/")
            .stdin(told)
            .stdout(Stdio::from(out.try_clone_to_owned()?))
            .stderr(Stdio::from(keys.try_clone_to_owned()?))
            .spawn()?;
        let (say_ended, ended) = mpsc::channel();
        // Somebody must take note of its end, whenever that is.
        thread::Builder::new().name("guard".to_owned()).spawn(move || {
            child.wait().ok();
            say_ended.send(()).ok();
        })?;
        Ok(Self { pipe, ended })
    }

    /// The terminal is about to be taken.
    pub fn taken(&mut self, taken: &Taken) {
        let mut word = vec![TAKEN];
        word.extend_from_slice(&taken.to_bytes());
        self.tell(&word);
    }

    /// The terminal was given back in good order.
    pub fn given_back(&mut self) {
        self.tell(&[GIVEN_BACK]);
    }

    /// One that is gone has nothing to be told.
    fn tell(&mut self, word: &[u8]) {
        self.pipe.write_all(word).ok();
    }

    /// Lets it end, which takes it a moment.
    pub fn dismiss(self) {
        drop(self.pipe);
        self.ended.recv_timeout(LONGEST_DISMISSAL).ok();
    }
}

/// The program that runs, also where another was put in its place meanwhile.
fn own_binary() -> io::Result<PathBuf> {
    let running = Path::new("/proc/self/exe");
    if running.exists() { Ok(running.to_owned()) } else { std::env::current_exe() }
}

/// Whether the binary begins with [`guard_if_asked`]. Another one, which has this crate as a library, is never started as
/// a guard: nobody knows what it would do.
static CAN_GUARD: AtomicBool = AtomicBool::new(false);

/// If these arguments, the first being the program's name, ask for a guard: guards the terminal until the reader has ended,
/// and gives `true`. The first thing that a binary does whose reader shall have a guard.
pub fn guard_if_asked(arguments: &[OsString]) -> bool {
    CAN_GUARD.store(true, Ordering::Relaxed);
    let is_asked = arguments.len() == 2 && arguments[1] == OsStr::new(ARGUMENT);
    if is_asked {
        guard();
    }
    is_asked
}

/// Standard input is the reader's pipe, standard output the terminal that frames go to, standard error the one that keys
/// come from.
fn guard() {
    if io::stdin().is_terminal() {
        return; // a person has started it, to whom it is of no use
    }
    // Fails where it has a session of its own already.
    rustix::process::setsid().ok();
    let heard = Arc::new(AtomicBool::new(false));
    for signal in SIGNALS {
        signal_hook::flag::register(signal, Arc::clone(&heard)).ok();
    }
    let Ok(pipe) = rustix::io::dup(rustix::stdio::stdin()) else { return };
    if let Some(taken) = listen(File::from(pipe)) {
        thread::spawn(|| {
            thread::sleep(LONGEST);
            std::process::exit(1);
        });
        // The line may be gone: then there is nothing to give back.
        modes::restore_for_another(&taken).ok();
    }
}

/// Listens until nobody can tell anything any more; gives what is taken then.
fn listen(mut pipe: impl Read) -> Option<Taken> {
    let mut taken = None;
    let mut kind = [GIVEN_BACK];
    while pipe.read_exact(&mut kind).is_ok() {
        taken = None;
        if kind == [TAKEN] {
            let mut bytes = [0; Taken::BYTES];
            // Half a word: the reader was killed before it took anything.
            pipe.read_exact(&mut bytes).ok()?;
            taken = Some(Taken::from_bytes(bytes));
        }
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken() -> Taken {
        Taken { line: [25862, 5, 1215, 0x8a3b_0000_0001, 1, 255], mouse: true, links: false }
    }

    #[test]
    fn what_was_told_last_counts_when_the_reader_is_gone() {
        let word = [&[TAKEN][..], &taken().to_bytes()].concat();
        assert_eq!(listen(&word[..]), Some(taken()));
        assert_eq!(listen(&[&word[..], &[GIVEN_BACK]].concat()[..]), None);
        assert_eq!(listen(&[&word[..], &[GIVEN_BACK], &word].concat()[..]), Some(taken()));
        assert_eq!(listen(&word[..9]), None, "half a word is none");
        assert_eq!(listen(&[][..]), None);
    }
}
