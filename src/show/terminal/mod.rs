//! The terminal: entering it, drawing on it, what comes from it, and leaving it as it was on every way out.
//!
//! In: the terminal of the process. Out: [`Event`]s, and frames as one write each inside synchronized output. It asks
//! the terminal nothing (an answer that comes late would look like keys), never waits with a clock while nothing
//! happens, and writes nothing when a frame is the same as the one before.
//!
//! | way out | what restores the screen |
//! |---|---|
//! | return, error, unwinding | [`Terminal`]'s drop |
//! | a panic in the thread that draws, or in the one that reads keys | the hook in `modes`; a worker’s ends nothing |
//! | every signal that ends a process and can be caught, the line drops | [`Event::Leave`]; if nobody acts on it in time, `input` itself |
//! | Ctrl-Z | [`Terminal::suspend`] |
//! | SIGTSTP from outside | [`Event::Suspend`] |
//! | SIGKILL, SIGSEGV, an abort from within (a stack that overflows, memory that runs out) | the process in `guard` |

mod abilities;
mod canvas;
mod clipboard;
mod guard;
mod input;
mod keys;
mod links;
mod modes;
mod screen;
mod scroll;

pub use abilities::{Abilities, Multiplexer};
pub use clipboard::{CopyError, MAX_COPY, link_to_open};
pub use guard::guard_if_asked;
pub use input::Leave;
pub use screen::View;

use crossterm::event::{KeyEvent, MouseEvent};
use input::Input;
use ratatui::buffer::Buffer;
use ratatui::layout::Size;
use screen::Screen;
use std::io;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};

/// Something that happened: from the terminal, or a message of kind `M` from a worker.
#[derive(Clone, Debug, PartialEq)]
pub enum Event<M> {
    /// A key. Capital letters and signs come as they are, without [`crossterm::event::KeyModifiers::SHIFT`].
    Key(KeyEvent),
    /// Text pasted between brackets, made safe: it never runs keys.
    Paste(String),
    /// The mouse, where [`Terminal::enter`] was asked for it.
    Mouse(MouseEvent),
    /// The window has another size; at most twenty times a second, the last size for certain.
    Resize(Size),
    /// The process went on after it was stopped from outside: call [`Terminal::resumed`] and draw.
    Resumed,
    /// The process shall stop, by a signal from outside: call [`Terminal::suspend_alone`] and draw.
    Suspend,
    /// The process has to go: save, leave, and exit with [`Leave::exit_code`], all within a second.
    Leave(Leave),
    /// What a worker has to say.
    Message(M),
}

/// The terminal while the reader has it.
pub struct Terminal<M> {
    screen: Screen,
    abilities: Abilities,
    input: Input,
    sender: Sender<Event<M>>,
    events: Receiver<Event<M>>,
}

impl<M: Send + 'static> Terminal<M> {
    /// Takes the terminal over: alternate screen, raw keys, hidden cursor, bracketed paste and, if asked, the mouse.
    pub fn enter(abilities: Abilities, mouse: bool) -> io::Result<Self> {
        modes::enter(mouse, abilities.links)?;
        let (sender, events) = mpsc::channel();
        match Input::start(sender.clone()) {
            Ok(input) => Ok(Self { screen: Screen::new(abilities), abilities, input, sender, events }),
            Err(error) => {
                modes::restore();
                Err(error)
            }
        }
    }

    /// What the terminal can do.
    pub fn abilities(&self) -> Abilities {
        self.abilities
    }

    /// Columns and rows.
    pub fn size(&self) -> Size {
        modes::size()
    }

    /// Draws a frame; what is the same as before is not sent, and nothing at all if everything is.
    pub fn draw<'l>(&mut self, view: impl FnOnce(&mut Buffer) -> View<'l>) -> io::Result<()> {
        self.screen.draw(view)
    }

    /// Where workers send what they have to say.
    pub fn sender(&self) -> Sender<Event<M>> {
        self.sender.clone()
    }

    /// Waits for an event, then takes all that are there: the frame is drawn once for all of them. With `until`, comes
    /// back empty-handed at that moment at the latest; without, a reader that nobody touches is never woken.
    pub fn next_events(&self, until: Option<Instant>) -> Vec<Event<M>> {
        let first = match until {
            None => self.events.recv().ok(),
            Some(until) => self.events.recv_timeout(until.saturating_duration_since(Instant::now())).ok(),
        };
        let events: Vec<Event<M>> = first.into_iter().chain(self.events.try_iter()).collect();
        #[cfg(debug_assertions)]
        panic_if_asked(&events);
        events
    }

    /// Takes the events that are there without waiting.
    pub fn pending_events(&self) -> Vec<Event<M>> {
        self.events.try_iter().collect()
    }

    /// Stops the process's group, as Ctrl-Z does elsewhere, and comes back with an empty screen: draw after it.
    pub fn suspend(&mut self) -> io::Result<()> {
        modes::restore();
        self.input.stop(true);
        self.resumed()
    }

    /// As [`Terminal::suspend`], for this process alone: somebody asked for it by a signal.
    pub fn suspend_alone(&mut self) -> io::Result<()> {
        modes::restore();
        self.input.stop(false);
        self.resumed()
    }

    /// Takes the terminal again after the process was stopped from outside: draw after it.
    pub fn resumed(&mut self) -> io::Result<()> {
        modes::enter_again()?;
        self.screen.clear();
        Ok(())
    }

    /// Lends the terminal to another program, an editor, and takes it back: draw after it. Keys and Ctrl-C meanwhile
    /// are that program's.
    pub fn lend<T>(&mut self, work: impl FnOnce() -> T) -> io::Result<T> {
        self.input.pause();
        modes::restore();
        let given = work();
        let entered = self.resumed();
        self.input.go_on();
        entered.map(|()| given)
    }

    /// Puts text on the clipboard of the person's own machine, over SSH too (OSC 52). It is made safe first.
    pub fn copy(&self, text: &str) -> Result<(), CopyError> {
        modes::write(&clipboard::copy_sequence(text)?).map_err(CopyError::Write)
    }

    /// Gives the terminal back as it was. Dropping does the same.
    pub fn leave(self) {}
}

impl<M> Drop for Terminal<M> {
    fn drop(&mut self) {
        modes::restore_for_good();
    }
}

/// In builds for tests: F12 panics, here or in another thread, or ends the process in one of the ways that no program
/// survives, as the variable says. There is no other way to see what becomes of the screen then.
#[cfg(debug_assertions)]
fn panic_if_asked<M>(events: &[Event<M>]) {
    use crossterm::event::KeyCode;
    if events.iter().any(|event| matches!(event, Event::Key(key) if key.code == KeyCode::F(12))) {
        match std::env::var("RASHOMON_TEST_PANIC").as_deref() {
            Ok("here") => panic!("a panic was asked for"),
            Ok("abort") => std::process::abort(),
            Ok("memory") => drop(std::hint::black_box(Vec::<u8>::with_capacity(isize::MAX as usize - 1))),
            Ok("stack") => drop(std::hint::black_box(deeper(1))),
            Ok("elsewhere") => drop(std::thread::spawn(|| panic!("a panic elsewhere was asked for")).join()),
            _ => {}
        }
    }
}

/// A function that calls itself until the stack is full.
#[cfg(debug_assertions)]
fn deeper(n: u64) -> u64 {
    let room = std::hint::black_box([n; 64]);
    if n == 0 { 0 } else { deeper(n + 1) + std::hint::black_box(room)[0] }
}

/// How long a reader that was told to leave may take to save before it is ended.
const GRACE: Duration = Duration::from_millis(800);
