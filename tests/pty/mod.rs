//! A process on a pseudo-terminal, with a terminal emulator at the other end. Waits for what is on the screen, never
//! for time to pass.

#![allow(dead_code, unused_imports, reason = "each file of tests uses what it needs")]

mod home;

pub use home::Home;

use filedescriptor::{POLLIN, poll, pollfd};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use std::io::{ErrorKind, Read, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::{Duration, Instant};

/// How long anything may take. Long, for a machine that does much else; a test that passes does not wait.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// What has come out of the process.
pub struct Output {
    /// The screen as a person sees it.
    pub screen: vt100::Parser,
    /// Every byte.
    pub bytes: Vec<u8>,
    /// When the last byte came.
    pub last: Instant,
    /// Whether the process has closed its end.
    pub ended: bool,
}

/// A process on a pseudo-terminal.
pub struct Pty {
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    output: Arc<(Mutex<Output>, Condvar)>,
    hung_up: Arc<AtomicBool>,
    /// While it is set nobody takes what the process sends.
    held: Arc<AtomicBool>,
}

/// A command of the binary under test, with a home and a library of its own.
pub fn rashomon(home: &Path) -> CommandBuilder {
    command(env!("CARGO_BIN_EXE_rashomon"), home)
}

/// A command in a home of its own.
pub fn command(program: &str, home: &Path) -> CommandBuilder {
    let mut command = CommandBuilder::new(program);
    command.env_clear();
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command.env("HOME", home);
    command.env("TERM", "xterm-256color");
    command.env("LANG", "C.UTF-8");
    command.cwd(home);
    command
}

impl Pty {
    /// Starts the command in a window of this size.
    pub fn start(command: CommandBuilder, columns: u16, rows: u16) -> Self {
        let pair = native_pty_system().openpty(size(columns, rows)).expect("a pseudo-terminal");
        let mut reader = pair.master.try_clone_reader().expect("its reading end");
        let writer = pair.master.take_writer().expect("its writing end");
        let child = pair.slave.spawn_command(command).expect("the process starts");
        drop(pair.slave);
        let (emulated_rows, emulated_columns) = emulated(columns, rows);
        let screen = vt100::Parser::new(emulated_rows, emulated_columns, 0);
        let output = Output { screen, bytes: Vec::new(), last: Instant::now(), ended: false };
        let output = Arc::new((Mutex::new(output), Condvar::new()));
        let hung_up = Arc::new(AtomicBool::new(false));
        let held = Arc::new(AtomicBool::new(false));
        let (shared, stop, hold) = (Arc::clone(&output), Arc::clone(&hung_up), Arc::clone(&held));
        let fd = pair.master.as_raw_fd().expect("a descriptor");
        std::thread::spawn(move || {
            let mut buffer = [0; 16384];
            loop {
                let mut fds = [pollfd { fd, events: POLLIN, revents: 0 }];
                let ready = poll(&mut fds, Some(Duration::from_millis(50))).unwrap_or(0);
                if stop.load(Ordering::Relaxed) {
                    return; // the last end of the line that is held here goes with `reader`
                }
                if ready == 0 {
                    continue;
                }
                if hold.load(Ordering::Relaxed) {
                    std::thread::sleep(Duration::from_millis(10));
                    continue;
                }
                let n = match reader.read(&mut buffer) {
                    Ok(n) => n,
                    Err(error) if matches!(error.kind(), ErrorKind::Interrupted | ErrorKind::WouldBlock) => continue,
                    // On Linux the end of a line whose last holder has gone is an error: input/output.
                    Err(_) => 0,
                };
                let mut output = shared.0.lock().unwrap();
                output.last = Instant::now();
                output.screen.process(&buffer[..n]);
                output.bytes.extend_from_slice(&buffer[..n]);
                output.ended = n == 0;
                shared.1.notify_all();
                if n == 0 {
                    return;
                }
            }
        });
        Self { master: Some(pair.master), writer: Some(writer), child, output, hung_up, held }
    }

    /// What has come out so far.
    pub fn output(&self) -> MutexGuard<'_, Output> {
        self.output.0.lock().unwrap()
    }

    /// The text on the screen.
    pub fn text(&self) -> String {
        self.output().screen.screen().contents()
    }

    /// How the line is set, as `stty -a` would say.
    pub fn line(&self) -> String {
        format!("{:?}", self.master.as_ref().and_then(|master| master.get_termios()))
    }

    /// The process, for signals and figures.
    pub fn pid(&self) -> u32 {
        self.child.process_id().expect("a process")
    }

    /// Types.
    pub fn send(&mut self, keys: &str) {
        let writer = self.writer.as_mut().expect("the line is there");
        writer.write_all(keys.as_bytes()).and_then(|()| writer.flush()).expect("keys go out");
    }

    /// The reader that the shell of [`Home::open_in_a_shell`] started.
    pub fn reader(&self) -> Pid {
        let children = std::fs::read_to_string(format!("/proc/{0}/task/{0}/children", self.pid())).expect("a shell");
        Pid::from_raw(children.split_whitespace().next().expect("a child").parse().expect("a number"))
            .expect("a process")
    }

    /// Sends a signal to the process.
    pub fn signal(&self, signal: Signal) {
        kill_process(Pid::from_raw(self.pid() as i32).expect("a process"), signal).expect("the signal is sent");
    }

    /// Makes the window another size; the process is told.
    pub fn resize(&self, columns: u16, rows: u16) {
        let (emulated_rows, emulated_columns) = emulated(columns, rows);
        self.output().screen.screen_mut().set_size(emulated_rows, emulated_columns);
        self.master.as_ref().expect("the line is there").resize(size(columns, rows)).expect("another size");
    }

    /// Waits until `holds` of the output.
    #[track_caller]
    pub fn wait_until(&self, what: &str, mut holds: impl FnMut(&Output) -> bool) {
        let start = Instant::now();
        let mut output = self.output();
        while !holds(&output) {
            let left = PATIENCE.saturating_sub(start.elapsed());
            assert!(
                !left.is_zero() && !output.ended,
                "never came: {what}; screen:\n{}",
                output.screen.screen().contents()
            );
            output = self.output.1.wait_timeout(output, left).unwrap().0;
        }
    }

    /// Waits until the text stands on the screen.
    #[track_caller]
    pub fn wait_for(&self, text: &str) {
        self.wait_until(text, |output| output.screen.screen().contents().contains(text));
    }

    /// Waits until so long nothing has come; gives how many bytes had come until then.
    pub fn wait_for_quiet(&self, quiet: Duration) -> usize {
        let mut output = self.output();
        while output.last.elapsed() < quiet && !output.ended {
            let left = quiet.saturating_sub(output.last.elapsed());
            output = self.output.1.wait_timeout(output, left).unwrap().0;
        }
        output.bytes.len()
    }

    /// Takes nothing any more of what the process sends, or (`false`) takes it again: a line that hangs.
    pub fn hold(&self, on: bool) {
        self.held.store(on, Ordering::Relaxed);
    }

    /// Hangs up, as a line that drops.
    pub fn hang_up(&mut self) {
        self.hung_up.store(true, Ordering::Relaxed);
        self.writer = None;
        self.master = None;
    }

    /// Waits for the end; gives the exit code (a signal's death counts as 1).
    #[track_caller]
    pub fn wait(&mut self) -> u32 {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("a process") {
                return status.exit_code();
            }
            assert!(start.elapsed() < PATIENCE, "it never ended; screen:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        let _ = self.child.kill(); // most often it has ended
        let _ = self.child.wait();
    }
}

/// Rows and columns of the emulator, which cannot be as small as a window can.
fn emulated(columns: u16, rows: u16) -> (u16, u16) {
    (rows.max(4), columns.max(20))
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}
