//! The modes of the terminal: set when the reader takes it, set back on every way out.
//!
//! There is one terminal a process, so what restores it is kept in statics that a panic hook can reach from any thread.
//! All output goes through [`fn@write`]: once the terminal is given back, a frame that comes late is dropped.
//! The [`Guard`] is told each time that it is taken and given back.

use super::guard::{Guard, Taken};
use filedescriptor::{POLLOUT, poll, pollfd};
use ratatui::layout::Size;
use rustix::io::Errno;
use rustix::process::{Signal, getpid, kill_process};
use rustix::termios::{OptionalActions, QueueSelector, Termios, tcflush, tcgetattr, tcgetwinsize, tcsetattr};
use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, Once, OnceLock, TryLockError};
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

/// Keys come from here: standard input, or the controlling terminal where standard input is a file or a pipe.
static TTY: OnceLock<OwnedFd> = OnceLock::new();
/// How the line was set before; `None` while the terminal is not ours.
static LINE: Mutex<Option<Termios>> = Mutex::new(None);
/// Frames go here; `None` while the terminal is not ours.
static OUT: Mutex<Option<Out>> = Mutex::new(None);
/// Whether the mouse was asked for.
static MOUSE: AtomicBool = AtomicBool::new(false);
/// Whether frames hold links.
static LINKS: AtomicBool = AtomicBool::new(false);
/// Who gives the terminal back if this process is killed; `None` where it could not be started.
static GUARD: Mutex<Option<Guard>> = Mutex::new(None);
/// The thread that took the terminal: its panics unwind to an orderly end by themselves.
static OWNER: OnceLock<ThreadId> = OnceLock::new();

/// Set where the terminal is given back while a frame hangs: the rest of that goes nowhere.
static GIVEN_BACK: AtomicBool = AtomicBool::new(false);

/// Held while the terminal is given back.
static RESTORING: Mutex<()> = Mutex::new(());

/// Set where the reader ends: the terminal is not taken again.
static ENDED: AtomicBool = AtomicBool::new(false);

struct Out {
    file: File,
    mouse: bool,
}

/// Alternate screen, and where there is none a clear one; hidden cursor, bracketed paste.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[H\x1b[2J\x1b[?25l\x1b[?2004h";
/// Clicks and the wheel, in the form that has no limit on columns.
const ENTER_MOUSE: &[u8] = b"\x1b[?1002h\x1b[?1006h";
const LEAVE_MOUSE: &[u8] = b"\x1b[?1006l\x1b[?1002l";
/// An update that was begun is over, colours off, a clear screen for terminals that have no other, paste without brackets,
/// main screen with its cursor where it was, colours off there too (they come back with the cursor), cursor shown.
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[0m\x1b[H\x1b[2J\x1b[?2004l\x1b[?1049l\x1b[0m\x1b[?25h";
/// Ends a sequence of which only a part went out, and the margins that a frame sets to move lines.
const CUT_OFF: &[u8] = b"\x18\x1b\\\x1b[r";
/// Ends a link that was begun.
const CUT_OFF_LINK: &[u8] = b"\x1b]8;;\x1b\\";
/// How long restoring waits for a frame that hangs (nobody takes what is sent) before what waits there is dropped.
const PATIENCE: Duration = Duration::from_millis(200);
/// Longest that one who restores waits for another to be done: more than that one takes.
const LONGEST_RESTORING: Duration = Duration::from_secs(4);
/// How often what waits on the way is dropped before restoring goes without: the terminal may fill up again.
const DROPS: usize = 5;

/// Takes the terminal; `links` where frames may hold some.
pub fn enter(mouse: bool, links: bool) -> io::Result<()> {
    if !io::stdout().is_terminal() {
        return Err(io::Error::other("standard output is not a terminal; use `rashomon report` to print instead"));
    }
    if TTY.get().is_none() {
        let fd = if io::stdin().is_terminal() {
            io::stdin().as_fd().try_clone_to_owned()?
        } else {
            File::open("/dev/tty")?.into()
        };
        TTY.set(fd).ok();
    }
    OWNER.set(thread::current().id()).ok();
    install_hook();
    let file = File::from(io::stdout().as_fd().try_clone_to_owned()?);
    ENDED.store(false, Ordering::Relaxed);
    LINKS.store(links, Ordering::Relaxed);
    // Where none can be started (no process or memory is left), the reader goes on without.
    *lock(&GUARD) = tty().and_then(|keys| Guard::start(keys, file.as_fd())).ok();
    take(&mut lock(&OUT), Out { file, mouse })
}

/// Takes the terminal again, with the same wishes, after it was given back or lost while the process was stopped.
pub fn enter_again() -> io::Result<()> {
    let mut held = lock(&OUT);
    if ENDED.load(Ordering::Relaxed) {
        return Ok(());
    }
    let out = match held.take() {
        Some(out) => out,
        None => {
            Out { file: File::from(io::stdout().as_fd().try_clone_to_owned()?), mouse: MOUSE.load(Ordering::Relaxed) }
        }
    };
    unless_gone(take(&mut held, out))
}

/// `held` stays locked until all is sent: who gives the terminal back meanwhile finds it hanging, not free.
fn take(held: &mut Option<Out>, out: Out) -> io::Result<()> {
    let tty = tty()?;
    let mut line = lock(&LINE);
    let before = match line.take() {
        Some(before) => before,
        None => tcgetattr(tty)?,
    };
    let mut raw = before.clone();
    raw.make_raw();
    if let Some(guard) = lock(&GUARD).as_mut() {
        guard.taken(&Taken::of(&before, out.mouse, LINKS.load(Ordering::Relaxed)));
    }
    *line = Some(before);
    drop(line);
    set_line(tty, &raw)?;
    GIVEN_BACK.store(false, Ordering::Relaxed);
    MOUSE.store(out.mouse, Ordering::Relaxed);
    let mut bytes = ENTER.to_vec();
    if out.mouse {
        bytes.extend_from_slice(ENTER_MOUSE);
    }
    send(&mut held.insert(out).file, &bytes)
}

/// Gives the terminal back, and nobody takes it again: the reader ends.
pub fn restore_for_good() {
    ENDED.store(true, Ordering::Relaxed);
    restore();
    let guard = lock(&GUARD).take();
    if let Some(guard) = guard {
        guard.dismiss();
    }
}

/// Gives the terminal back in place of a process that took it and is gone: the cursor and the modes that it set, and the
/// line's settings. In the guard's process alone, whose standard error is the terminal that keys come from.
pub(super) fn restore_for_another(taken: &Taken) -> io::Result<()> {
    TTY.set(io::stderr().as_fd().try_clone_to_owned()?).ok();
    LINKS.store(taken.links, Ordering::Relaxed);
    // A frame may have been under way.
    let mut bytes = cut_off();
    if taken.mouse {
        bytes.extend_from_slice(LEAVE_MOUSE);
    }
    bytes.extend_from_slice(LEAVE);
    send_last(&mut File::from(io::stdout().as_fd().try_clone_to_owned()?), &bytes);
    let tty = tty()?;
    match taken.line_before(&tcgetattr(tty)?) {
        Some(before) => set_line(tty, &before),
        None => Ok(()),
    }
}

/// What ends whatever a frame had begun that got no further.
fn cut_off() -> Vec<u8> {
    let link: &[u8] = if LINKS.load(Ordering::Relaxed) { CUT_OFF_LINK } else { &[] };
    [CUT_OFF, link].concat()
}

/// Gives the terminal back as it was. Does nothing if it is not ours; may be called from any thread, any number of
/// times, while another thread draws.
pub fn restore() {
    // Who comes second waits for the first, or the process could end before the last bytes are out.
    let start = Instant::now();
    let _whole = loop {
        match RESTORING.try_lock() {
            Err(TryLockError::WouldBlock) if start.elapsed() < LONGEST_RESTORING => thread::sleep(PATIENCE / 100),
            whole => break whole,
        }
    };
    let mut bytes = Vec::new();
    let out = take_out().unwrap_or_else(|Hangs| {
        // Nobody takes what is sent. What waits on the way is dropped, and the frame gets no further.
        bytes = cut_off();
        let freed = (0..DROPS).find_map(|_| {
            GIVEN_BACK.store(true, Ordering::Relaxed);
            drop_what_waits();
            // Whoever hangs in a write does not notice that there is room again before a signal wakes it.
            kill_process(getpid(), Signal::WINCH).ok();
            take_out().ok()
        });
        freed.flatten()
    });
    if let Some(mut out) = out {
        if out.mouse {
            bytes.extend_from_slice(LEAVE_MOUSE);
        }
        bytes.extend_from_slice(LEAVE);
        send_last(&mut out.file, &bytes);
    }
    if let (Some(before), Ok(tty)) = (lock(&LINE).take(), tty()) {
        set_line(tty, &before).ok();
    }
    if let Some(guard) = lock(&GUARD).as_mut() {
        guard.given_back();
    }
}

/// A frame that is under way gets no further.
struct Hangs;

/// What frames go to, once no frame is under way; nothing if the terminal is not ours, or was given back before.
fn take_out() -> Result<Option<Out>, Hangs> {
    let start = Instant::now();
    loop {
        match OUT.try_lock() {
            Ok(mut out) => return Ok(out.take()),
            Err(TryLockError::Poisoned(poisoned)) => return Ok(poisoned.into_inner().take()),
            Err(TryLockError::WouldBlock) if start.elapsed() > PATIENCE => return Err(Hangs),
            Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(1)),
        }
    }
}

/// Drops what was written and has not reached the terminal.
fn drop_what_waits() {
    if let Ok(tty) = tty() {
        tcflush(tty, QueueSelector::OFlush).ok();
    }
}

/// Whether the terminal takes bytes at the moment, or soon. A signal that comes meanwhile ends the waiting, not the answer.
fn takes_bytes(file: &File) -> bool {
    let start = Instant::now();
    loop {
        let mut fds = [pollfd { fd: file.as_raw_fd(), events: POLLOUT, revents: 0 }];
        let polled = poll(&mut fds, Some(PATIENCE.saturating_sub(start.elapsed())));
        if fds[0].revents & POLLOUT != 0 {
            return true;
        }
        if polled.is_ok() || start.elapsed() > PATIENCE {
            return false;
        }
    }
}

/// Sends what gives the terminal back, all of it, also where what was sent before fills the way. A line that is gone or
/// takes nothing even so has nobody to tell.
fn send_last(file: &mut File, bytes: &[u8]) {
    let mut left = bytes.to_vec();
    for _ in 0..DROPS {
        if !takes_bytes(file) {
            drop_what_waits();
            left = [&cut_off(), bytes].concat();
            continue;
        }
        match file.write(&left) {
            Ok(n) => drop(left.drain(..n)),
            Err(error) if matches!(error.kind(), io::ErrorKind::Interrupted | io::ErrorKind::WouldBlock) => {}
            Err(_) => return,
        }
        if left.is_empty() {
            return;
        }
    }
}

/// Writes all of it, in one write where the terminal takes it so. One that was made non-blocking by another program is
/// waited for; where the terminal is given back meanwhile the rest is dropped.
fn send(file: &mut File, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() && !GIVEN_BACK.load(Ordering::Relaxed) {
        match file.write(bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(n) => bytes = &bytes[n..],
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => drop(takes_bytes(file)),
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Sends bytes in one write. While the terminal is not ours they are dropped. So they are when the line is gone: that
/// comes as an event, after which there is still something to save, and must not end the reader as an error before.
pub fn write(bytes: &[u8]) -> io::Result<()> {
    let written = match lock(&OUT).as_mut() {
        Some(out) => send(&mut out.file, bytes),
        None => Ok(()),
    };
    unless_gone(written)
}

/// A line that is gone comes as an event, after which there is still something to save: it is no error before.
fn unless_gone(done: io::Result<()>) -> io::Result<()> {
    done.or_else(|error| if error.raw_os_error() == Some(Errno::IO.raw_os_error()) { Ok(()) } else { Err(error) })
}

/// Where keys come from.
pub fn tty() -> io::Result<BorrowedFd<'static>> {
    TTY.get().map(AsFd::as_fd).ok_or_else(|| io::Error::other("the terminal was never taken"))
}

/// Columns and rows. A line that does not know (a serial line says 0×0) counts as 80×24; windows larger than any
/// screen are cut, for a frame takes memory by its size.
pub fn size() -> Size {
    const UNKNOWN: Size = Size { width: 80, height: 24 };
    const LARGEST: Size = Size { width: 1000, height: 500 };
    let Some(size) = tty().ok().and_then(|tty| tcgetwinsize(tty).ok()) else { return UNKNOWN };
    if size.ws_col == 0 || size.ws_row == 0 {
        return UNKNOWN;
    }
    Size { width: size.ws_col.min(LARGEST.width), height: size.ws_row.min(LARGEST.height) }
}

fn set_line(tty: BorrowedFd, line: &Termios) -> io::Result<()> {
    loop {
        match tcsetattr(tty, OptionalActions::Now, line) {
            Err(Errno::INTR) => {}
            result => return result.map_err(io::Error::from),
        }
    }
}

/// The thread that reads keys; without it nobody can leave the reader.
pub(super) const INPUT_THREAD: &str = "input";

/// A panic of the owner or of the thread that reads keys gives the screen back before it prints; the owner then unwinds
/// to the end of `main`, the other ends the process. While the terminal is ours a panic of any other thread, a worker's,
/// prints nothing over the screen: the worker says what failed, and the reader goes on.
fn install_hook() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let ours = lock(&LINE).is_some();
            let is_owner = OWNER.get() == Some(&thread::current().id());
            let is_input = thread::current().name() == Some(INPUT_THREAD);
            if ours && !is_owner && !is_input {
                return;
            }
            if ours {
                restore_for_good();
            }
            before(info);
            if ours && is_input {
                std::process::exit(PANICKED);
            }
        }));
    });
}

/// The exit code of a Rust program that panicked.
const PANICKED: i32 = 101;

/// The lock, also after a panic while it was held: what it guards is whole at every moment.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
