//! A fence around work on text that nobody vouches for: it ends when it is cancelled, when it takes too long, or when it
//! fails, and takes nothing along.
//!
//! Work calls [`check`] between sentences and between pairs. Where the work shall end, `check` unwinds to [`Fence::run`],
//! past all that stands between, as salsa (and so rust-analyzer) ends a query that nobody needs any more: no stage has to
//! carry a half-done result through. Outside of a fence `check` does nothing. A fence holds on one thread; work inside
//! starts no others. What ends the process by itself (a stack that overflows, memory that runs out) is beyond a fence:
//! against those the stages have bounds of their own.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// A wish to stop, shared by those who have it and those who obey.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Nobody wishes to stop yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Everybody shall stop at once.
    pub fn stopped() -> Self {
        let cancel = Self::default();
        cancel.set();
        cancel
    }

    /// From now on everybody shall stop.
    pub fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether somebody wishes to stop.
    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Why work ended before it was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// Somebody wished it.
    Cancelled,
    /// It would have taken longer than the fence allows.
    TooLong,
    /// It panicked, with this message.
    Failed(String),
}

/// How long work may take, and who may end it.
#[derive(Clone, Debug)]
pub struct Fence {
    /// Ends the work where it is set.
    pub cancel: Cancel,
    /// How long the work may take by `clock`.
    pub limit: Duration,
    /// The time that counts: processor time of the thread, so that a busy machine makes no difference.
    pub clock: fn() -> Duration,
}

struct Running {
    cancel: Cancel,
    until: Duration,
    clock: fn() -> Duration,
}

thread_local! {
    static RUNNING: RefCell<Option<Running>> = const { RefCell::new(None) };
    /// Calls of [`check`] until the clock is looked at.
    static UNTIL_CLOCK: Cell<u32> = const { Cell::new(0) };
}

/// Reading a thread's clock takes some 300 ns, so it is read once in so many checks.
const CHECKS_A_CLOCK: u32 = 32;

impl Fence {
    /// Does `work` inside the fence.
    pub fn run<T>(&self, work: impl FnOnce() -> T) -> Result<T, Stopped> {
        let until = (self.clock)() + self.limit;
        let running = Running { cancel: self.cancel.clone(), until, clock: self.clock };
        let before = RUNNING.replace(Some(running));
        UNTIL_CLOCK.set(CHECKS_A_CLOCK);
        // What the work was about to make goes with it.
        let done = catch_unwind(AssertUnwindSafe(|| {
            check();
            work()
        }));
        RUNNING.replace(before);
        done.map_err(|payload| why(&*payload))
    }
}

/// Does `work`, however long it takes; `None` where it was ended because `cancel` was set.
pub fn until<T>(cancel: &Cancel, work: impl FnOnce() -> T) -> Option<T> {
    let fence = Fence { cancel: cancel.clone(), limit: Duration::MAX, clock: || Duration::ZERO };
    match fence.run(work) {
        Ok(done) => Some(done),
        Err(Stopped::Cancelled | Stopped::TooLong) => None,
        Err(Stopped::Failed(why)) => resume_unwind(Box::new(why)),
    }
}

/// Does `work`; a panic in it is an error, and where its fence ends it that goes on to the fence.
pub fn catch<T>(work: impl FnOnce() -> T) -> Result<T, Box<dyn Any + Send>> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|payload| {
        if payload.is::<Stopped>() {
            resume_unwind(payload);
        }
        payload
    })
}

fn why(payload: &(dyn Any + Send)) -> Stopped {
    if let Some(stopped) = payload.downcast_ref::<Stopped>() {
        return stopped.clone();
    }
    let text = payload.downcast_ref::<&str>().map(ToString::to_string);
    Stopped::Failed(text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_default())
}

/// Ends the work here if its fence says so. Cheap enough to be called for every sentence and every row of pairs.
pub fn check() {
    let stopped = RUNNING.with_borrow(|running| {
        let running = running.as_ref()?;
        if running.cancel.is_set() {
            return Some(Stopped::Cancelled);
        }
        let left = UNTIL_CLOCK.get();
        if left > 0 {
            UNTIL_CLOCK.set(left - 1);
            return None;
        }
        UNTIL_CLOCK.set(CHECKS_A_CLOCK);
        ((running.clock)() >= running.until).then_some(Stopped::TooLong)
    });
    if let Some(stopped) = stopped {
        // Unlike a panic, this tells no hook.
        resume_unwind(Box::new(stopped));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    thread_local!(static NOW: Cell<u64> = const { Cell::new(0) });

    fn fence(cancel: &Cancel) -> Fence {
        let clock = || Duration::from_millis(NOW.get());
        Fence { cancel: cancel.clone(), limit: Duration::from_millis(100), clock }
    }

    #[test]
    fn work_that_is_done_in_time_gives_what_it_made() {
        assert_eq!(fence(&Cancel::new()).run(|| (check(), 7).1), Ok(7));
    }

    #[test]
    fn work_without_end_ends_at_the_limit_or_when_it_is_cancelled() {
        let cancel = Cancel::new();
        let endless = || -> u32 {
            loop {
                NOW.set(NOW.get() + 1);
                check();
            }
        };
        assert_eq!(fence(&cancel).run(endless), Err(Stopped::TooLong));
        assert!((100..=100 + 2 * u64::from(CHECKS_A_CLOCK)).contains(&NOW.get()));
        cancel.set();
        assert_eq!(fence(&cancel).run(endless), Err(Stopped::Cancelled));
    }

    #[test]
    fn a_panic_inside_is_a_message_and_the_thread_goes_on() {
        let failed = fence(&Cancel::new()).run(|| -> u32 { panic!("no {}", "way") });
        assert_eq!(failed, Err(Stopped::Failed("no way".to_owned())));
        check();
    }
}
