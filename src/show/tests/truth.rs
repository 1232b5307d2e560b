//! What the screen says of a source, the source says: every value that stands beside a source is a span of its text, and
//! so is every line that stands for an event.

use crate::brief::{Brief, line_of, one_line, phrase, telling, wordings};
use crate::show::keymap::Keymap;
use crate::show::material::Material;
use crate::show::pages;
use crate::show::state::{Page, Screen, Settings, State};
use crate::show::target::Target;
use crate::show::theme::Tone;
use crate::show::{words, work};
use crate::text::Evidence;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The starter corpus, the fixture's stories, and those that lie beside the project on some machines.
fn materials() -> Vec<(PathBuf, Arc<Material>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("seeds")];
    folders.extend(stories_in(&root.join("tests/stories"), usize::MAX));
    folders.extend([root.join("../shared/seeds")].into_iter().filter(|folder| folder.is_dir()));
    // A debug build takes a minute for a dozen stories.
    let most = if cfg!(debug_assertions) { 3 } else { 40 };
    folders.extend(stories_in(&root.join("../shared/eval/train"), most));
    let analysed = |folder: PathBuf| {
        let material = work::analyse(std::slice::from_ref(&folder), true, work::Corrections::default());
        (folder, Arc::new(material))
    };
    folders.into_iter().map(analysed).collect()
}

fn stories_in(folder: &Path, most: usize) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut folders: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders.truncate(most);
    folders
}

/// Letters and digits in lower case: what is left of a text when its line breaks and signs do not matter.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

struct Checker<'a> {
    folder: &'a Path,
    material: &'a Material,
    texts: Vec<String>,
}

impl Checker<'_> {
    #[track_caller]
    fn stands(&self, article: u32, value: &str) {
        let (text, value) = (&self.texts[article as usize], letters(value));
        let path = &self.material.analysis.articles[article as usize].path;
        assert!(text.contains(&value), "{}: “{value}” stands not in {path}", self.folder.display());
    }

    /// Each line that names sources and leads to a phrase says the phrase.
    fn page(&self, page: &Page) {
        for line in &page.lines {
            let Some(Target::Phrase(at)) = line.target else { continue };
            let told =
                line.pieces.iter().filter(|(_, tone)| matches!(tone, Tone::Text | Tone::Evidence | Tone::Chosen));
            for (text, _) in told.filter(|(text, _)| !text.trim().is_empty()) {
                self.stands(at.article.0, text);
            }
        }
    }
}

#[test]
fn every_value_stands_in_the_text_of_the_source_that_it_is_shown_for() {
    for (folder, material) in materials() {
        let texts = material.analysis.articles.iter().map(|article| letters(&article.text)).collect();
        let checker = Checker { folder: &folder, material: &material, texts };
        let analysis = &material.analysis;
        for discrepancy in analysis.discrepancies.iter() {
            for side in &discrepancy.sides {
                let told = wordings(analysis, discrepancy, side);
                assert!(!told.is_empty(), "{}: a side of “{}” says nothing", folder.display(), discrepancy.subject);
                let named = |article: &_| told.iter().any(|wording| wording.articles.contains(article));
                assert!(side.articles.iter().all(named), "each witness stands on its side: {}", discrepancy.subject);
                for wording in &told {
                    for article in &wording.articles {
                        checker.stands(article.0, &wording.text);
                    }
                    let short = one_line(phrase(analysis, telling(analysis, discrepancy, side, wording)));
                    assert!(wording.text.contains(&short), "{short} of {}", wording.text);
                }
            }
            for article in 0..analysis.articles.len() as u32 {
                for said in words::said_by(&material, discrepancy, article) {
                    said.split(", ").for_each(|part| checker.stands(article, part));
                }
            }
        }
        let mut state = State::new(Arc::clone(&material), Settings::default(), Keymap::default(), (120, 40));
        let events = (0..analysis.linked.events.len() as u32).map(Screen::Accounts);
        let actors = (0..analysis.linked.actors.len() as u32).map(Screen::Card);
        let briefs = (0..analysis.linked.stories.len() as u32).map(Screen::Brief);
        for screen in events.chain(actors).chain(briefs) {
            state.place.screen = screen;
            checker.page(&pages::make(&state, 100).expect("a page"));
        }
    }
}

#[test]
fn every_line_of_a_brief_is_a_span_of_a_report_that_tells_it() {
    for (folder, material) in materials() {
        let analysis = &material.analysis;
        for story in 0..analysis.linked.stories.len() as u32 {
            let brief = Brief::of(analysis, story, &|_| false);
            for told in brief.told_by_several.iter().chain(&brief.told_by_one) {
                let event = &analysis.linked.events[told.event as usize];
                assert_eq!(line_of(analysis, event), Some(told.line));
                let reports = event.reports.iter();
                let mut of = reports.filter(|report| report.article == told.line.article);
                assert!(of.any(|report| report.span.overlaps(told.line.span)), "{}", folder.display());
            }
        }
    }
}

#[test]
fn no_event_holds_a_word_that_its_reports_do_not() {
    for (folder, material) in materials() {
        let analysis = &material.analysis;
        for event in analysis.linked.events.iter() {
            let told_by = |place: &Evidence| event.reports.iter().any(|report| report.article == place.article);
            let line = event.line.map_or_else(String::new, |line| one_line(phrase(analysis, line)));
            assert_eq!(line, event.summary.as_str(), "{}", folder.display());
            assert!(event.line.iter().all(told_by), "{line}");
            for part in &event.participants {
                assert!(!part.phrases.is_empty() && part.phrases.iter().all(told_by), "{} in {line}", part.text);
            }
        }
    }
}
