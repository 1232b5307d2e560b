//! Notices that files which were opened are not as they were: new ones, changed ones, vanished ones. The system tells;
//! where it does not, the folders are looked at every few seconds.

use super::effect::{Input, Stirred};
use super::terminal::Event;
use crate::read;
use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use rustc_hash::FxHashMap;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, SystemTime};

/// A file that is being written is told of many times: nothing is said before it has been quiet for so long.
const QUIET: Duration = Duration::from_millis(300);
/// Between two looks where the system does not tell.
const LOOK_EVERY: Duration = Duration::from_secs(3);

/// Watches for as long as it lives.
pub struct Folders {
    /// Dropping it ends the thread: nobody is left who could tell it anything.
    _told: Option<RecommendedWatcher>,
    /// Where the system does not tell, the thread ends when this is gone.
    _alive: Sender<()>,
}

/// For each file when it was changed last, and its length.
type Seen = FxHashMap<PathBuf, (Option<SystemTime>, u64)>;

impl Folders {
    /// Watches the files and folders; what is different from now on goes to `events`.
    pub fn watch(paths: Vec<PathBuf>, events: Sender<Event<Input>>) -> Self {
        let (stirs, stirred) = channel();
        let (alive, is_alive) = channel();
        let told = tell(&paths, stirs);
        let by_system = told.is_some();
        std::thread::spawn(move || {
            let before = look(&paths);
            let mut last = Stirred::default();
            while wait(by_system, &stirred, &is_alive) {
                let now = difference(&before, &look(&paths));
                if now != last {
                    last = now;
                    if events.send(Event::Message(Input::Stirred(now))).is_err() {
                        return;
                    }
                }
            }
        });
        Self { _told: told, _alive: alive }
    }
}

/// Asks the system to tell of every change; `None` where it cannot.
fn tell(paths: &[PathBuf], stirs: Sender<()>) -> Option<RecommendedWatcher> {
    let changes = |event: &notify::Event| !event.kind.is_access();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        if event.as_ref().map_or(true, changes) {
            // If nobody listens any more, there is nobody to tell.
            let _ = stirs.send(());
        }
    })
    .ok()?;
    for path in paths {
        watcher.watch(path, RecursiveMode::Recursive).ok()?;
    }
    Some(watcher)
}

/// Waits until something may have changed and all is quiet; `false` when nobody wants to know any more.
fn wait(by_system: bool, stirred: &Receiver<()>, is_alive: &Receiver<()>) -> bool {
    if !by_system {
        return is_alive.recv_timeout(LOOK_EVERY) == Err(RecvTimeoutError::Timeout);
    }
    if stirred.recv().is_err() {
        return false;
    }
    loop {
        match stirred.recv_timeout(QUIET) {
            Ok(()) => {}
            Err(RecvTimeoutError::Timeout) => return true,
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
}

/// What lies there now.
fn look(paths: &[PathBuf]) -> Seen {
    let (files, _) = read::list_paths(paths);
    let one = |path: PathBuf| {
        let meta = std::fs::metadata(&path).ok()?;
        Some((path, (meta.modified().ok(), meta.len())))
    };
    files.into_iter().filter_map(one).collect()
}

fn difference(before: &Seen, now: &Seen) -> Stirred {
    let new = now.keys().filter(|path| !before.contains_key(*path)).count();
    let gone = before.keys().filter(|path| !now.contains_key(*path)).count();
    let changed = now.iter().filter(|(path, is)| before.get(*path).is_some_and(|was| was != *is)).count();
    Stirred { new, changed, gone }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// What is told first within a time that no machine needs.
    fn told(by: &Receiver<Event<Input>>) -> Stirred {
        match by.recv_timeout(Duration::from_secs(60)) {
            Ok(Event::Message(Input::Stirred(stirred))) => stirred,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn new_changed_and_vanished_files_are_told_apart() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a file");
        write("a.txt", "Fog\n\nNothing was seen.");
        write("b.txt", "Rain\n\nNothing was heard.");
        let before = look(&[folder.path().to_owned()]);
        write("a.txt", "Fog\n\nNothing at all was seen.");
        write("c.txt", "Wind\n\nNothing was left.");
        fs::remove_file(folder.path().join("b.txt")).expect("it was there");
        let now = look(&[folder.path().to_owned()]);
        assert_eq!(difference(&before, &now), Stirred { new: 1, changed: 1, gone: 1 });
        assert_eq!(difference(&now, &now), Stirred::default());
    }

    #[test]
    fn a_file_that_comes_is_told_of_once_it_is_quiet() {
        let folder = tempfile::tempdir().expect("a folder");
        let (events, received) = channel();
        let watched = Folders::watch(vec![folder.path().to_owned()], events);
        // The first look may come after the file: then another file is new to it.
        let mut n = 0;
        let stirred = loop {
            n += 1;
            fs::write(folder.path().join(format!("{n}.txt")), "Fog\n\nNothing was seen.").expect("a file");
            match received.recv_timeout(QUIET * 5) {
                Ok(Event::Message(Input::Stirred(stirred))) => break stirred,
                _ if n < 20 => {}
                other => panic!("{other:?}"),
            }
        };
        assert!(stirred.new >= 1 && stirred.gone == 0, "{stirred:?}");
        fs::remove_file(folder.path().join(format!("{n}.txt"))).expect("it was there");
        assert_ne!(told(&received), stirred);
        drop(watched);
    }
}
