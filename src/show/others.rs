//! Notices that another reader writes in the same library, so that each sees what the other did. The system tells; nobody
//! is woken where nothing happens.

use super::effect::Input;
use super::terminal::Event;
use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use std::path::Path;
use std::sync::mpsc::Sender;

/// Watches for as long as it lives.
pub struct Others {
    _watcher: RecommendedWatcher,
}

impl Others {
    /// Watches the library in `folder`; `None` where the system does not tell. What this reader writes is told of too: to
    /// look whether somebody else wrote costs microseconds.
    pub fn watch(folder: &Path, events: Sender<Event<Input>>) -> Option<Self> {
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            if event.is_ok_and(|event| !event.kind.is_access() && event.paths.iter().any(|path| is_of_library(path))) {
                // If nobody listens any more, there is nobody to tell.
                let _ = events.send(Event::Message(Input::OthersWrote));
            }
        })
        .ok()?;
        watcher.watch(folder, RecursiveMode::NonRecursive).ok()?;
        Some(Self { _watcher: watcher })
    }
}

/// Every deed goes to the journal, and then to the database’s log.
fn is_of_library(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == "library.db-wal" || name == "library.db")
}
