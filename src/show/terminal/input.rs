//! One thread that sleeps until keys, a signal or the end of the line come, and tells the reader.
//!
//! It waits in `poll` on the terminal, on signals and on the reader's wish to pause, with no clock unless a key is half
//! read or the window is being dragged. A line that is gone ends the process at once (polling it again would spin).

use super::super::process::{Stat, stat};
use super::keys::{KeyReader, Read as KeyRead};
use super::{Event, GRACE, modes};
use filedescriptor::{POLLIN, poll, pollfd};
use rustix::process::{Signal, getpid, kill_current_process_group, kill_process};
use signal_hook::consts::{
    SIGABRT, SIGALRM, SIGBUS, SIGCONT, SIGHUP, SIGINT, SIGIO, SIGPROF, SIGQUIT, SIGSYS, SIGTERM, SIGTRAP, SIGTSTP,
    SIGUSR1, SIGUSR2, SIGVTALRM, SIGWINCH, SIGXCPU, SIGXFSZ,
};
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;
use std::io::{self, Read, Write};
use std::os::fd::AsRawFd;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

/// Why the process has to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    /// This signal came.
    Signal(i32),
    /// The line dropped: the terminal is gone.
    Hangup,
}

impl Leave {
    /// As shells count: 128 and the number of the signal.
    pub fn exit_code(self) -> i32 {
        match self {
            Self::Signal(signal) => 128 + signal,
            Self::Hangup => 128 + SIGHUP,
        }
    }
}

/// Time between two events of a window that is being dragged: twenty layouts a second.
const RESIZE_EVERY: Duration = Duration::from_millis(50);
/// Every signal that would end the process and can be caught, from whoever it comes; and those that a terminal brings.
/// SIGXFSZ is among them only to be caught: a write past the limit then fails, and is told as any other.
const SIGNALS: [i32; 19] = [
    SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGABRT, SIGALRM, SIGBUS, SIGIO, SIGPROF, SIGSYS, SIGTRAP, SIGUSR1, SIGUSR2,
    SIGVTALRM, SIGXCPU, SIGXFSZ, SIGCONT, SIGTSTP, SIGWINCH,
];

/// How long Ctrl-Z waits to be stopped; a group that has no shell above it never is, and goes on.
const STOP_WAIT: Duration = Duration::from_millis(60);

/// The reader's handle on the thread.
pub struct Input {
    wake: UnixStream,
    acknowledged: Receiver<()>,
    go_on: Sender<()>,
    /// Set while the reader stops: SIGCONT is then no news.
    stopping: Arc<AtomicBool>,
}

struct Worker<M> {
    events: Sender<Event<M>>,
    signals: SignalDelivery<UnixStream, SignalOnly>,
    wake: UnixStream,
    acknowledge: Sender<()>,
    go_on: Receiver<()>,
    stopping: Arc<AtomicBool>,
    keys: KeyReader,
    resize_at: Option<Instant>,
    last_resize: Option<Instant>,
}

impl Input {
    /// Starts the thread; events go to `events`.
    pub fn start<M: Send + 'static>(events: Sender<Event<M>>) -> io::Result<Self> {
        let (signals_read, signals_write) = UnixStream::pair()?;
        let signals = SignalDelivery::with_pipe(signals_read, signals_write, SignalOnly, SIGNALS)?;
        let (wake, worker_wake) = UnixStream::pair()?;
        let (acknowledge, acknowledged) = mpsc::channel();
        let (go_on, worker_go_on) = mpsc::channel();
        let stopping = Arc::new(AtomicBool::new(false));
        let mut worker = Worker {
            events,
            signals,
            wake: worker_wake,
            acknowledge,
            go_on: worker_go_on,
            stopping: Arc::clone(&stopping),
            keys: KeyReader::default(),
            resize_at: None,
            last_resize: None,
        };
        thread::Builder::new().name(modes::INPUT_THREAD.to_owned()).spawn(move || worker.run())?;
        Ok(Self { wake, acknowledged, go_on, stopping })
    }

    /// Stops the process, and with it its group if it stops by its own wish; comes back when it goes on. Where nobody
    /// could let it go on again it does so at once.
    pub fn stop(&self, group: bool) {
        if group_is_orphaned() {
            return;
        }
        self.stopping.store(true, Ordering::SeqCst);
        // Not by SIGTSTP: this process has a handler for that, which would stop it once more.
        if group {
            kill_current_process_group(Signal::STOP).ok();
        } else {
            kill_process(getpid(), Signal::STOP).ok();
        }
        // With several threads the stop may come a moment after the call; SIGCONT ends the wait.
        let start = Instant::now();
        while self.stopping.load(Ordering::SeqCst) && start.elapsed() < STOP_WAIT {
            thread::sleep(Duration::from_millis(2));
        }
        self.stopping.store(false, Ordering::SeqCst);
    }

    /// Reads no more keys until [`Input::go_on`].
    pub fn pause(&mut self) {
        if self.wake.write_all(&[0]).is_ok() {
            self.acknowledged.recv().ok();
        }
    }

    /// Reads keys again.
    pub fn go_on(&self) {
        self.go_on.send(()).ok();
    }
}

/// Whether no shell watches the process's group: then the system stops it for no signal but one that nobody would take
/// back. The first process above that is of another group tells: of the same session, it is the shell.
fn group_is_orphaned() -> bool {
    let Some(Stat { mut parent, group, session, .. }) = stat(getpid().as_raw_nonzero().get()) else {
        return false; // without such files nobody can tell
    };
    loop {
        match stat(parent) {
            Some(above) if above.group == group && above.session == session => parent = above.parent,
            Some(above) => return above.session != session,
            None => return true,
        }
    }
}

impl<M> Worker<M> {
    fn run(&mut self) {
        let Ok(tty) = modes::tty() else { return };
        let tty_file = tty.try_clone_to_owned().map(std::fs::File::from);
        let Ok(mut tty_file) = tty_file else { return };
        let mut buffer = [0u8; 4096];
        loop {
            let mut fds = [tty.as_raw_fd(), self.signals.get_read().as_raw_fd(), self.wake.as_raw_fd()]
                .map(|fd| pollfd { fd, events: POLLIN, revents: 0 });
            if poll(&mut fds, self.timeout()).is_err() {
                continue; // interrupted by a signal, which stands in its pipe
            }
            let [tty_has, signals_have, woken] = fds.map(|fd| fd.revents);
            if signals_have != 0 && self.take_signals() {
                return;
            }
            if woken & POLLIN != 0 {
                self.wait_for_go_on();
                continue;
            }
            if tty_has & POLLIN != 0 {
                match tty_file.read(&mut buffer) {
                    Ok(0) => return self.leave(Leave::Hangup),
                    Ok(n) => {
                        let reads = self.keys.read(&buffer[..n]);
                        for read in reads {
                            self.send_read(read);
                        }
                    }
                    // Another program on the same line may have made it non-blocking.
                    Err(error) if matches!(error.kind(), io::ErrorKind::Interrupted | io::ErrorKind::WouldBlock) => {}
                    Err(_) => return self.leave(Leave::Hangup),
                }
            } else if tty_has != 0 {
                return self.leave(Leave::Hangup);
            } else if signals_have == 0
                && self.resize_at.is_none()
                && let Some(read) = self.keys.patience().and_then(|_| self.keys.give_up())
            {
                self.send_read(read);
            }
            if self.resize_at.is_some_and(|at| at <= Instant::now()) {
                self.resize_at = None;
                self.last_resize = Some(Instant::now());
                self.send(Event::Resize(modes::size()));
            }
        }
    }

    /// `None`, for ever, unless something is half done.
    fn timeout(&self) -> Option<Duration> {
        let resize = self.resize_at.map(|at| at.saturating_duration_since(Instant::now()));
        match (resize, self.keys.patience()) {
            (Some(resize), Some(patience)) => Some(resize.min(patience)),
            (resize, patience) => resize.or(patience),
        }
    }

    /// Whether the thread has to end.
    fn take_signals(&mut self) -> bool {
        let signals: Vec<i32> = self.signals.pending().collect();
        for signal in signals {
            match signal {
                SIGWINCH => {
                    let soonest = self.last_resize.map_or_else(Instant::now, |last| last + RESIZE_EVERY);
                    self.resize_at = Some(soonest.max(Instant::now()));
                }
                SIGCONT => {
                    if !self.stopping.swap(false, Ordering::SeqCst) {
                        self.send(Event::Resumed);
                    }
                }
                SIGTSTP => {
                    if !self.stopping.load(Ordering::SeqCst) {
                        self.send(Event::Suspend);
                    }
                }
                SIGXFSZ => {}
                signal => {
                    self.leave(Leave::Signal(signal));
                    return true;
                }
            }
        }
        false
    }

    /// Another program has the terminal: its keys and its Ctrl-C are not ours.
    fn wait_for_go_on(&mut self) {
        let mut byte = [0];
        self.wake.read_exact(&mut byte).ok();
        self.acknowledge.send(()).ok();
        self.go_on.recv().ok();
        let meanwhile: Vec<i32> = self.signals.pending().collect();
        for signal in meanwhile {
            if !matches!(signal, SIGINT | SIGQUIT | SIGTSTP | SIGCONT | SIGWINCH | SIGXFSZ) {
                self.send(Event::Leave(Leave::Signal(signal)));
            }
        }
        self.send(Event::Resize(modes::size()));
    }

    /// Tells the reader to go. If it does not, because it hangs or the terminal takes no bytes, the process ends here.
    fn leave(&self, why: Leave) {
        self.send(Event::Leave(why));
        thread::sleep(GRACE);
        modes::restore_for_good();
        std::process::exit(why.exit_code());
    }

    fn send_read(&self, read: KeyRead) {
        self.send(match read {
            KeyRead::Key(key) => Event::Key(key),
            KeyRead::Paste(text) => Event::Paste(text),
            KeyRead::Mouse(event) => Event::Mouse(event),
        });
    }

    fn send(&self, event: Event<M>) {
        self.events.send(event).ok(); // nobody listens any more: the process is about to end
    }
}
