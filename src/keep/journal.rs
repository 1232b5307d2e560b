//! The journal: every change as a line of JSON, only ever appended to. From it the library is built again when the
//! database is broken or lost.

use super::deed::Change;
use super::folder::open_private;
use super::made::Made;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

/// A journal longer than this is written anew at the start, if what it makes is much shorter.
const COMPACT_FROM: u64 = 4 * 1024 * 1024;

/// The journal of a library.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
}

impl Journal {
    /// The journal at `path`, which need not be there yet.
    pub fn new(path: PathBuf) -> Self {
        Self { path }
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it can be written to; makes it.
    pub fn probe(&self) -> io::Result<()> {
        open_private(&self.path).map(drop)
    }

    /// Appends a change; gives the length before, for [`Journal::take_back`]. If the disk is full, it is as it was. The
    /// system has it then, so no end of the process can lose it; the disk has it after [`Journal::sync`]. Until then
    /// the database, which waits for the disk at each deed, is what a power cut cannot hurt: waiting twice would make
    /// every key twice as slow.
    pub fn append(&self, change: &Change) -> io::Result<u64> {
        let mut file = open_private(&self.path)?;
        let before = file.metadata()?.len();
        let mut line = Vec::new();
        if before > 0 && !ends_line(&file, before)? {
            line.push(b'\n'); // a line that the power cut off
        }
        serde_json::to_writer(&mut line, change)?;
        line.push(b'\n');
        if let Err(error) = file.write_all(&line) {
            file.set_len(before).ok();
            return Err(error);
        }
        Ok(before)
    }

    /// Waits until the disk has everything.
    pub fn sync(&self) -> io::Result<()> {
        File::open(&self.path)?.sync_data()
    }

    /// Takes the last change back: the database could not keep it.
    pub fn take_back(&self, length_before: u64) -> io::Result<()> {
        open_private(&self.path)?.set_len(length_before)
    }

    /// All deeds in order, and how many lines could not be read.
    pub fn replay(&self) -> io::Result<(Made, usize)> {
        let mut made = Made::default();
        let file = match File::open(&self.path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok((made, 0)),
            Err(error) => return Err(error),
        };
        let mut n_unread = 0;
        let mut line = Vec::new();
        let mut lines = BufReader::new(file);
        while lines.read_until(b'\n', &mut line)? > 0 {
            match serde_json::from_slice::<Change>(&line) {
                Ok(change) => change.deeds.iter().for_each(|deed| drop(made.apply(deed))),
                Err(_) if line.trim_ascii().is_empty() => {}
                Err(_) => n_unread += 1,
            }
            line.clear();
        }
        Ok((made, n_unread))
    }

    /// Whether there is anything in it.
    pub fn is_empty(&self) -> bool {
        fs::metadata(&self.path).map_or(true, |metadata| metadata.len() == 0)
    }

    /// Writes the journal anew from what it made, if it has grown long. Whoever calls holds the library's lock.
    pub fn compact(&self, made: &Made) -> io::Result<()> {
        if fs::metadata(&self.path).map_or(0, |metadata| metadata.len()) < COMPACT_FROM {
            return Ok(());
        }
        let text = lines(made)?;
        if text.len() as u64 > COMPACT_FROM / 2 {
            return Ok(());
        }
        self.write_anew(&text)
    }

    /// Writes it anew from what the database holds; what was there before is kept beside it, under the name that is
    /// given. Whoever calls holds the library's lock.
    pub fn replace(&self, made: &Made) -> io::Result<Option<PathBuf>> {
        let aside = if self.is_empty() {
            None
        } else {
            let names = (1..=u32::MAX).map(|n| self.path.with_extension(format!("jsonl.before-{n}")));
            let free = names.into_iter().find(|path| !path.exists());
            let free = free.unwrap_or_else(|| self.path.with_extension("jsonl.before"));
            fs::rename(&self.path, &free)?;
            Some(free)
        };
        self.write_anew(&lines(made)?)?;
        Ok(aside)
    }

    fn write_anew(&self, text: &[u8]) -> io::Result<()> {
        let new = self.path.with_extension("jsonl.new");
        fs::remove_file(&new).ok();
        let mut file = open_private(&new)?;
        file.write_all(text)?;
        file.sync_all()?;
        fs::rename(&new, &self.path)
    }
}

/// What was made, a line for each few deeds.
fn lines(made: &Made) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    for deeds in made.as_deeds().chunks(256) {
        serde_json::to_writer(&mut text, &Change { deeds: deeds.to_vec() })?;
        text.push(b'\n');
    }
    Ok(text)
}

fn ends_line(file: &File, length: u64) -> io::Result<bool> {
    use std::os::unix::fs::FileExt;
    let mut last = [0];
    file.read_exact_at(&mut last, length - 1)?;
    Ok(last == *b"\n")
}
