//! Work on articles that nobody vouches for, each behind a fence: what takes too long or fails costs its article its
//! findings, or its story the comparison, and says so in a note. It never costs the reader.
//!
//! A fence on the worker's thread and no child process: a child would cost each article's findings a way through a pipe
//! and each start a second load of the network, and the fence's `check` reaches wherever a child would be killed. What
//! no fence holds back (a stack that overflows, memory that runs out) the stages bound by themselves: no recursion
//! over text, and limits on what is taken from one article.

use crate::extract::Limit;
use crate::text::fence::{Fence, Stopped};
use crate::text::{Article, Cancel, Note};
use std::sync::Arc;
use std::time::Duration;

/// A build without optimization, as tests are run with, gets more time for the same work.
const SLOWNESS: u64 = if cfg!(debug_assertions) { 4 } else { 1 };
/// Processor time for one article. One of the most that is analysed, 150 kB, takes half of it or less.
const FOR_AN_ARTICLE: Duration = Duration::from_secs(7 * SLOWNESS);
/// Processor time for linking, and again for comparing, one story: so much, and again for each of its articles.
const FOR_A_STORY: Duration = Duration::from_secs(SLOWNESS);

/// Understands one article.
pub(super) fn article<T>(cancel: &Cancel, work: impl FnOnce() -> T) -> Result<T, Stopped> {
    fence(cancel, FOR_AN_ARTICLE).run(work)
}

/// Links and compares one story.
pub(super) fn story<T>(cancel: &Cancel, n_articles: usize, work: impl FnOnce() -> T) -> Result<T, Stopped> {
    fence(cancel, FOR_A_STORY * (n_articles as u32 + 1)).run(work)
}

fn fence(cancel: &Cancel, limit: Duration) -> Fence {
    Fence { cancel: cancel.clone(), limit, clock }
}

/// Processor time of this thread.
#[cfg(unix)]
fn clock() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec as u32)
}

/// What an article says of itself where nothing could be found in it.
pub(super) fn note_of_article(stopped: &Stopped) -> Option<Note> {
    let hint = "it can be read and searched; who, what and when are not marked in it".to_owned();
    let message = match stopped {
        Stopped::Cancelled => return None,
        Stopped::TooLong => format!("not analysed: it would have taken longer than {} s", FOR_AN_ARTICLE.as_secs()),
        Stopped::Failed(why) => format!("not analysed: the analysis failed ({why}); please report it"),
    };
    Some(Note { message, hint })
}

/// What the articles of a story say where it could not be linked or compared.
pub(super) fn note_of_story(stopped: &Stopped) -> Option<Note> {
    let hint = "what each article says is marked; what they dispute is not".to_owned();
    let message = match stopped {
        Stopped::Cancelled => return None,
        Stopped::TooLong => "its story is not compared: it would have taken too long".to_owned(),
        Stopped::Failed(why) => format!("its story is not compared: the comparison failed ({why}); please report it"),
    };
    Some(Note { message, hint })
}

/// What an article says of itself where not everything was taken in.
pub(super) fn note_of_limit(limit: &Limit) -> Note {
    Note {
        message: format!("only the first {} {} of it were analysed", limit.first, limit.of),
        hint: "all of it is shown and searched; split the file to have the rest analysed".to_owned(),
    }
}

/// Puts a note on an article, once.
pub(super) fn add_note(article: &mut Arc<Article>, note: Note) {
    if !article.notes.contains(&note) {
        Arc::make_mut(article).notes.push(note);
    }
}
