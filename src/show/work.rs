//! What workers do for the reader, away from the keys: reading, analysing, searching.

use super::effect::Input;
use super::material::Material;
use super::state::Progress;
use super::terminal::Event;
use crate::extract::Findings;
use crate::keep::FindingsStore;
use crate::pipeline::{self, Analysis, FINDINGS_VERSION, Known};
use crate::read;
use crate::text::{Article, ArticleIdx, Evidence, Span};
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

/// Every place where all the words stand one after the other, whatever their case, in order of articles.
pub fn search(material: &Material, words: &str) -> Vec<Evidence> {
    let pattern: Vec<String> = words.split_whitespace().map(regex::escape).collect();
    let Ok(regex) = regex::RegexBuilder::new(&pattern.join(r"\s+")).case_insensitive(true).build() else {
        return Vec::new();
    };
    if pattern.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (idx, article) in material.analysis.articles.iter().enumerate() {
        for place in regex.find_iter(&article.text) {
            found.push(Evidence { article: ArticleIdx(idx as u32), span: Span::new(place.start(), place.end()) });
            if found.len() >= MOST {
                return found;
            }
        }
    }
    found
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

/// Reads paths, or the starter corpus where there are none to read; what could not be read comes in words.
fn read_articles(paths: &[PathBuf]) -> (Vec<Article>, Vec<String>) {
    let collected = read::read_paths(paths);
    (collected.articles, collected.troubles.iter().map(ToString::to_string).collect())
}

/// Reads the starter corpus.
fn corpus() -> Vec<Article> {
    CORPUS.iter().filter_map(|(name, text)| read::read_bytes(name, text.as_bytes()).ok()).collect()
}

/// Reads and analyses at once, for a frame that is printed.
pub fn analyse(paths: &[PathBuf]) -> Material {
    let (articles, _) = read_articles(paths);
    Material::new(pipeline::analyze(articles, &|_| {}, &AtomicBool::new(false)))
}

/// What is read in the background.
#[derive(Clone, Debug)]
pub enum What {
    /// Files and folders.
    Paths(Vec<PathBuf>),
    /// The starter corpus.
    Corpus,
}

/// Reads and analyses on a thread of its own. The articles come as soon as they are read, what was found in them when
/// it is; setting the flag stops the work.
pub fn start(what: What, folder: Option<PathBuf>, events: Sender<Event<Input>>) -> Arc<AtomicBool> {
    let cancel = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&cancel);
    thread::spawn(move || work(&what, folder.as_deref(), &events, &flag));
    cancel
}

fn work(what: &What, folder: Option<&Path>, events: &Sender<Event<Input>>, cancel: &AtomicBool) {
    let say = |input: Input| {
        // If the reader is gone, nobody waits for the answer.
        let _ = events.send(Event::Message(input));
    };
    say(Input::Progress(Some(Progress { what: "reading files".to_owned(), done: 0, of: 0 })));
    let (mut articles, troubles) = match what {
        What::Paths(paths) => read_articles(paths),
        What::Corpus => (corpus(), Vec::new()),
    };
    articles.sort_by(|one, other| (&one.path, &one.key).cmp(&(&other.path, &other.key)));
    let only_read = Analysis { articles: articles.clone(), ..Analysis::default() };
    say(Input::Material(Arc::new(Material::only_read(only_read))));
    if let Some(first) = troubles.first() {
        let more = if troubles.len() > 1 { format!(" (and {} more)", troubles.len() - 1) } else { String::new() };
        say(Input::Say(format!("{first}{more}"), true));
    }
    let last = Mutex::new(None::<Instant>);
    let progress = |progress: pipeline::Progress| {
        let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
        if last.is_none_or(|last| last.elapsed() >= PROGRESS_EVERY) {
            *last = Some(Instant::now());
            let what = progress.stage.name().to_owned();
            say(Input::Progress(Some(Progress { what, done: progress.done, of: progress.total })));
        }
    };
    let store = folder.and_then(|folder| FindingsStore::open(folder, &FINDINGS_VERSION.to_string()).ok());
    // A fault in the analysis of one article must not take the reader with it: the articles can still be read.
    let analysis = catch_unwind(AssertUnwindSafe(|| match &store {
        Some(store) => pipeline::analyze_with(articles, &Stored(store), &progress, cancel),
        None => pipeline::analyze(articles, &progress, cancel),
    }));
    let stopped = cancel.load(Ordering::Relaxed);
    match analysis {
        Ok(analysis) if !stopped => say(Input::Material(Arc::new(Material::new(analysis)))),
        Ok(_) => {}
        Err(_) => {
            let text = "the analysis failed: the articles can be read, but nothing is marked; please report it";
            say(Input::Say(text.to_owned(), true));
        }
    }
    say(Input::Progress(None));
    if stopped {
        say(Input::Say("the analysis was stopped: names, events and disputes are not marked".to_owned(), false));
    }
}

/// Findings in the library's store: an article is understood once.
struct Stored<'a>(&'a FindingsStore);

impl Known for Stored<'_> {
    fn get(&self, key: &str, _version: u32) -> Option<Findings> {
        self.0.findings_of(key)
    }

    fn put(&self, key: &str, _version: u32, findings: &Findings) {
        // A cache that cannot be written costs time and nothing else.
        let _ = self.0.keep_findings(&[(key, findings)]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
