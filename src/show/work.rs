//! What workers do for the reader, away from the keys: reading, analysing, searching.

use super::effect::Input;
use super::judging;
use super::material::Material;
use super::state::Progress;
use super::terminal::Event;
use crate::extract::Packed;
use crate::judge::Settings as Judge;
use crate::keep::FindingsStore;
use crate::link::{ActorEdits, StoryEdits};
use crate::pipeline::{self, Collection, FINDINGS_VERSION, Known, NothingKnown, Remembered};
use crate::read;
use crate::text::{Article, ArticleIdx, Cancel, Evidence, Words, fence};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// Places that a search gives at most.
const MOST: usize = 1_000;
/// Between two lines of progress: a slow line has better to do.
const PROGRESS_EVERY: Duration = Duration::from_millis(500);
/// Files in the first batch: read in a few hundredths of a second, and more than any screen shows. Each batch after it
/// is twice as large as the one before, for the list is made anew with each.
const FIRST_BATCH: usize = 256;
/// Files in the largest batch: a few seconds of reading.
const LARGEST_BATCH: usize = 8_192;

/// Every place where all the words stand one after the other, whatever their case, in order of articles.
pub fn search(material: &Material, words: &str) -> Vec<Evidence> {
    let Some(words) = Words::new(words) else { return Vec::new() };
    let articles = material.analysis.articles.iter().enumerate();
    let places = articles.flat_map(|(idx, article)| {
        words.places(&article.text).into_iter().map(move |span| Evidence { article: ArticleIdx(idx as u32), span })
    });
    places.take(MOST).collect()
}

/// An article of the starter corpus, as it comes with the program: name and text.
macro_rules! seed {
    ($name:literal) => {
        (concat!("seeds/", $name), include_str!(concat!("../../seeds/", $name)))
    };
}

/// The starter corpus; a test holds the list against the folder.
const CORPUS: [(&str, &str); 11] = [
    seed!("01-video-talks-on-thursday.md"),
    seed!("02-video-talks-on-monday.txt"),
    seed!("03-gantz-meets-blinken.md"),
    seed!("04-harris-to-see-gantz.txt"),
    seed!("05-delegation-agreed.md"),
    seed!("06-delegation-called-off-ledger.md"),
    seed!("07-delegation-called-off-post.txt"),
    seed!("08-harris-met-gantz.md"),
    seed!("09-deaths-at-aid-point.txt"),
    seed!("10-who-is-in-rafah.md"),
    seed!("11-the-bargain-that-was-denied.md"),
];

/// Reads the starter corpus.
fn corpus() -> Vec<Article> {
    CORPUS.iter().filter_map(|(name, text)| read::read_bytes(name, text.as_bytes()).ok()).collect()
}

/// Reads and, if asked, analyses at once, for a frame that is printed.
pub fn analyse(paths: &[PathBuf], analyse: bool, edits: Corrections) -> Material {
    let articles = pipeline::prepare(read::read_paths(paths).articles);
    if analyse { analyse_now(articles, edits, &NothingKnown) } else { Material::only_read(articles) }
}

/// Analyses at once what was read.
fn analyse_now(articles: Vec<Arc<Article>>, edits: Corrections, known: &dyn Known) -> Material {
    let mut collection = Collection::default();
    let cancel = Cancel::new();
    collection.add(articles, known, &|_| {}, &cancel);
    collection.edit(edits.stories);
    Material::corrected(collection.analysis(&|_| {}, &cancel), &edits.actors)
}

/// Puts what was analysed into other stories, at once.
pub fn regroup(material: &Material, edits: Corrections) -> Material {
    let analysis = &material.analysis;
    let known = Remembered::default();
    for (article, findings) in analysis.articles.iter().zip(&analysis.findings) {
        known.put(&article.key, FINDINGS_VERSION, findings);
    }
    analyse_now(analysis.articles.clone(), edits, &known)
}

/// What a person corrected.
#[derive(Clone, Debug, Default)]
pub struct Corrections {
    /// Of the stories.
    pub stories: StoryEdits,
    /// Of the actors.
    pub actors: ActorEdits,
}

/// What is read in the background.
#[derive(Clone, Debug)]
pub enum What {
    /// Files and folders.
    Paths(Vec<PathBuf>),
    /// The starter corpus.
    Corpus,
}

/// Work in the background: where it says what it has, and the flag that stops it.
#[derive(Clone)]
pub struct Worker {
    /// Where its messages go.
    pub events: Sender<Event<Input>>,
    /// Set where it shall stop.
    pub cancel: Cancel,
    /// Set where another works in its place: it says nothing more.
    pub replaced: Arc<AtomicBool>,
    /// Told back with [`Input::AllRead`]: the answer of work that was stopped is known as such.
    pub id: u32,
}

impl Worker {
    /// Tells the reader.
    pub fn say(&self, input: Input) {
        if self.replaced.load(Ordering::Relaxed) {
            return;
        }
        // If the reader is gone, nobody waits for the answer.
        let _ = self.events.send(Event::Message(input));
    }

    fn is_stopped(&self) -> bool {
        self.cancel.is_set()
    }

    /// Does `work` on a thread of its own. If it panics the reader goes on, and says that `what` failed.
    pub fn spawn(self, what: &'static str, work: impl FnOnce(&Self) + Send + 'static) {
        thread::spawn(move || {
            give_way();
            if catch_unwind(AssertUnwindSafe(|| work(&self))).is_err() {
                self.say(Input::Progress(None));
                self.say(Input::Say(format!("{what} failed inside the program; please report it"), true));
            }
        });
    }

    fn progress(&self, what: &str, done: usize, of: usize) {
        self.say(Input::Progress(Some(Progress { what: what.to_owned(), done, of })));
    }

    /// Reads on a thread of its own. The articles come as they are read: a few at first, so that the list is there at
    /// once, then more and more at a time. One thread is enough for that, and each more would take 10 MB for the caches
    /// of its patterns.
    pub fn read(self, what: What) {
        self.spawn("reading", |worker| {
            worker.progress("reading files", 0, 0);
            worker.say(Input::Troubles(Vec::new()));
            match what {
                What::Paths(paths) => worker.read_paths(&paths),
                What::Corpus => {
                    worker.say(Input::Material(Arc::new(Material::only_read(pipeline::prepare(corpus())))));
                }
            }
            if worker.is_stopped() {
                worker.say(Input::Progress(None));
                worker.say(Input::Say("stopped: not all files are read, and nothing is analysed".to_owned(), false));
            } else {
                worker.say(Input::AllRead(worker.id));
            }
        });
    }

    fn read_paths(&self, paths: &[PathBuf]) {
        let (mut files, mut troubles) = read::list_paths(paths);
        // As the analysis sorts them: nothing moves on the screen when it comes.
        files.sort_by_cached_key(|path| path.to_string_lossy().into_owned());
        let mut first = true;
        let (mut done, mut n_batch) = (0, FIRST_BATCH);
        while (first || done < files.len()) && !self.is_stopped() {
            let batch = &files[done..(done + n_batch).min(files.len())];
            let mut articles = Vec::with_capacity(batch.len());
            for path in batch.iter().take_while(|_| !self.is_stopped()) {
                let Some(mut read) = fence::until(&self.cancel, || read::read_file(path, paths)) else { break };
                articles.append(&mut read.articles);
                troubles.append(&mut read.troubles);
            }
            done += batch.len();
            n_batch = (n_batch * 2).min(LARGEST_BATCH);
            let articles = pipeline::prepare(articles);
            self.say(if first {
                Input::Material(Arc::new(Material::only_read(articles)))
            } else {
                Input::More(articles)
            });
            first = false;
            self.progress("reading files", done, files.len());
        }
        self.say(Input::Troubles(troubles.iter().map(ToString::to_string).collect()));
    }

    /// Reads files again on a thread of its own and analyses them, into the collection where there is one. Nothing is
    /// shown of it before all of it is there.
    pub fn reload(
        self,
        paths: Vec<PathBuf>,
        collection: Option<Arc<Mutex<Collection>>>,
        edits: Corrections,
        folder: Option<PathBuf>,
        judge: Option<Judge>,
    ) {
        self.spawn("reading", move |worker| {
            worker.progress("reading files", 0, 0);
            let Some(mut collected) = fence::until(&worker.cancel, || read::read_paths(&paths)) else {
                worker.say(Input::Progress(None));
                worker.say(Input::Say("stopped: the articles stay as they were read before".to_owned(), false));
                return;
            };
            collected.articles.sort_by(|a, b| a.path.cmp(&b.path));
            let articles = pipeline::prepare(collected.articles);
            worker.say(Input::Troubles(collected.troubles.iter().map(ToString::to_string).collect()));
            if let Some(collection) = collection {
                worker.analyse_here(articles, &collection, edits, folder.as_deref(), judge.as_ref());
            } else {
                worker.say(Input::Material(Arc::new(Material::only_read(articles))));
                worker.say(Input::Progress(None));
            }
        });
    }

    /// Analyses on a thread of its own what was read; what `collection` knows already is not understood, linked or
    /// compared again.
    pub fn analyse(
        self,
        articles: Vec<Arc<Article>>,
        collection: Arc<Mutex<Collection>>,
        edits: Corrections,
        folder: Option<PathBuf>,
        judge: Option<Judge>,
    ) {
        self.spawn("the analysis", move |worker| {
            worker.analyse_here(articles, &collection, edits, folder.as_deref(), judge.as_ref());
        });
    }

    fn analyse_here(
        &self,
        articles: Vec<Arc<Article>>,
        collection: &Mutex<Collection>,
        edits: Corrections,
        folder: Option<&Path>,
        judge: Option<&Judge>,
    ) {
        let last = Mutex::new(None::<Instant>);
        let progress = |progress: pipeline::Progress| {
            let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
            if last.is_none_or(|last| last.elapsed() >= PROGRESS_EVERY) {
                *last = Some(Instant::now());
                self.progress(progress.stage.name(), progress.done, progress.total);
            }
        };
        let version = FINDINGS_VERSION.to_string();
        let store = folder.and_then(|folder| FindingsStore::open(folder, &version).ok());
        // Work that was stopped ends before this begins; if it failed, the collection starts anew.
        let mut collection = collection.lock().unwrap_or_else(|broken| {
            let mut collection = broken.into_inner();
            *collection = Collection::default();
            collection
        });
        match &store {
            Some(store) => collection.set(articles, &Stored(store), &progress, &self.cancel),
            None => collection.set(articles, &NothingKnown, &progress, &self.cancel),
        }
        collection.edit(edits.stories);
        let analysis = collection.analysis(&progress, &self.cancel);
        drop(collection);
        if !self.is_stopped() {
            let material = match (&store, judge) {
                (Some(store), Some(judge)) => {
                    judging::material(analysis, judge, &judging::Kept(store), &[], &edits.actors)
                }
                _ => Material::corrected(analysis, &edits.actors),
            };
            self.say(Input::Material(Arc::new(material)));
        }
        self.say(Input::Progress(None));
        if self.is_stopped() {
            let text = "the analysis was stopped: names, events and disputes are not marked";
            self.say(Input::Say(text.to_owned(), false));
        }
    }
}

/// Lets keys go before this thread and those that it starts: on Linux the niceness of a thread is its own, and is
/// inherited. With 5 a key gets three times the share of the work (the kernel's weights are 1024 and 335).
fn give_way() {
    const NICENESS: i32 = 5;
    // Where it is not allowed, work and keys share as they would.
    if cfg!(target_os = "linux") {
        let _ = rustix::process::nice(NICENESS);
    }
}

/// Findings in the library's store: an article is understood once.
struct Stored<'a>(&'a FindingsStore);

impl Known for Stored<'_> {
    fn get(&self, key: &str, _version: u32) -> Option<Packed> {
        self.0.findings_of(key)
    }

    fn put(&self, key: &str, _version: u32, findings: &Packed) {
        // A cache that cannot be written costs time and nothing else.
        let _ = self.0.keep_findings(&[(key, findings)]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_in_growing_batches_in_order_of_path() {
        let folder = tempfile::tempdir().expect("a folder");
        for n in 0..700 {
            let name = format!("{}-{n:03}.txt", if n % 2 == 0 { "b" } else { "a" });
            std::fs::write(folder.path().join(name), format!("Report {n}\n\nNothing was seen.")).expect("a file");
        }
        let (events, received) = std::sync::mpsc::channel();
        Worker { events, cancel: Cancel::new(), replaced: Arc::default(), id: 7 }
            .read(What::Paths(vec![folder.path().to_owned()]));
        let mut batches: Vec<Vec<String>> = Vec::new();
        for event in received {
            let articles = match event {
                Event::Message(Input::Material(material)) => material.analysis.articles.clone(),
                Event::Message(Input::More(articles)) => articles,
                Event::Message(Input::AllRead(id)) => {
                    assert_eq!(id, 7);
                    break;
                }
                _ => continue,
            };
            batches.push(articles.into_iter().map(|article| article.path.clone()).collect());
        }
        assert_eq!(batches.iter().map(Vec::len).collect::<Vec<_>>(), [FIRST_BATCH, 700 - FIRST_BATCH]);
        assert!(batches.concat().is_sorted(), "as the analysis sorts them");
    }

    #[test]
    fn work_that_was_stopped_is_not_analysed() {
        let (events, received) = std::sync::mpsc::channel();
        let cancel = Cancel::stopped();
        Worker { events, cancel, replaced: Arc::default(), id: 0 }.read(What::Corpus);
        assert!(received.iter().all(|event| !matches!(event, Event::Message(Input::AllRead(_)))));
    }

    #[test]
    fn the_starter_corpus_is_the_folder_of_seeds() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
        let files = std::fs::read_dir(folder).expect("the folder of seeds").flatten();
        let mut names: Vec<String> =
            files.map(|file| format!("seeds/{}", file.file_name().to_string_lossy())).collect();
        names.retain(|name| !name.ends_with("README.md"));
        names.sort();
        assert_eq!(names, CORPUS.map(|(name, _)| name));
        assert!(corpus().len() >= CORPUS.len(), "each is read");
    }
}
