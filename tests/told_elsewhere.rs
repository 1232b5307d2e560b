//! Of the differences that careful editors found in real reports: does the sentence of one side lead to that of another
//! within the first three passages of its report?
//!
//! The labelled stories are no part of the project. They are looked for beside it or where `RASHOMON_LABELLED` says;
//! where there are none, the test says so and passes. Every twenty-fifth story is looked at in a build for tests, all of
//! them in an optimized one.

use rashomon::compare::told_elsewhere;
use rashomon::extract::Vectors;
use rashomon::pipeline::{self, Analysis};
use rashomon::read;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// Differences for which this must hold: with a small sentence encoder it did for about .77 to .80 of all.
const LEAST: f64 = 0.75;

/// A phrase that an editor marked: the number of its article, and its sentences there.
struct Phrase {
    article: usize,
    sentences: Vec<usize>,
}

fn folder() -> Option<PathBuf> {
    let given = std::env::var_os("RASHOMON_LABELLED").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(|parent| parent.join("shared/eval/train"));
    given.or(beside).filter(|folder| folder.is_dir())
}

fn analysed(story: &Path) -> Analysis {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(story).expect("a folder").flatten().map(|file| file.path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "md"));
    files.sort();
    let articles = files.iter().map(|file| {
        let name = file.file_stem().expect("a name").to_string_lossy();
        read::read_bytes(&name, &std::fs::read(file).expect("a file")).expect("an article")
    });
    pipeline::analyze(articles.collect(), &|_| {}, &rashomon::text::Cancel::new())
}

/// Where a phrase stands, if its article was encoded and has it.
fn find(analysis: &Analysis, evidence: &Value) -> Option<Phrase> {
    let (name, quote) = (evidence["article"].as_str()?, evidence["quote"].as_str()?);
    let article = analysis.articles.iter().position(|article| article.path == name)?;
    let (text, spans) = (&analysis.articles[article].text, &analysis.vectors[article].as_ref()?.spans);
    let places = text.match_indices(quote).map(|(at, _)| (at as u32, (at + quote.len()) as u32));
    let of = |(start, end)| (0..spans.len()).filter(move |&one| spans[one].start < end && spans[one].end > start);
    let sentences: Vec<usize> = places.flat_map(of).collect();
    (!sentences.is_empty()).then_some(Phrase { article, sentences })
}

/// Whether a sentence of the one phrase leads to one of the other.
fn leads(analysis: &Analysis, from: &Phrase, to: &Phrase) -> bool {
    let story_of = |article: usize| analysis.linked.story_of[article];
    if from.article == to.article || story_of(from.article) != story_of(to.article) {
        return false;
    }
    let pair = [from.article, to.article].map(|article| analysis.vectors[article].as_deref());
    let [Some(own), Some(other)] = pair else { return false };
    let reports: [&Vectors; 2] = [own, other];
    let mut tellings = from.sentences.iter().flat_map(|&sentence| told_elsewhere(&reports, 0, sentence).swap_remove(1));
    tellings.any(|telling| to.sentences.contains(&telling.sentence))
}

/// Whether a difference has two sides in two articles; and if so, whether one leads to the other.
fn difference(analysis: &Analysis, label: &Value) -> Option<bool> {
    let sides: Vec<Vec<&Value>> = label["sides"]
        .as_array()?
        .iter()
        .map(|side| side["evidence"].as_array().map_or_else(Vec::new, |evidence| evidence.iter().collect()))
        .collect();
    let pairs: Vec<(&Value, &Value)> = sides
        .iter()
        .enumerate()
        .flat_map(|(number, side)| {
            let others =
                sides.iter().enumerate().filter(move |(other, _)| *other != number).flat_map(|(_, other)| other);
            side.iter().flat_map(move |one| others.clone().map(move |other| (*one, *other)))
        })
        .filter(|(one, other)| one["article"] != other["article"])
        .collect();
    let holds = |(one, other): &(&Value, &Value)| {
        find(analysis, one).zip(find(analysis, other)).is_some_and(|(from, to)| leads(analysis, &from, &to))
    };
    (!pairs.is_empty()).then(|| pairs.iter().any(holds))
}

#[test]
fn one_side_of_a_labelled_difference_leads_to_another_within_three_passages() {
    let Some(folder) = folder() else {
        println!("no labelled stories beside the project: passed over");
        return;
    };
    let mut stories: Vec<PathBuf> =
        std::fs::read_dir(&folder).expect("a folder").flatten().map(|one| one.path()).collect();
    stories.retain(|story| story.join("gold.json").is_file());
    stories.sort();
    let (mut n, mut n_lead) = (0_u32, 0_u32);
    for story in stories.iter().step_by(if cfg!(debug_assertions) { 25 } else { 1 }) {
        let gold = std::fs::read_to_string(story.join("gold.json")).expect("labels");
        let gold: Value = serde_json::from_str(&gold).expect("labels are JSON");
        let analysis = analysed(story);
        let weighty =
            gold["discrepancies"].as_array().into_iter().flatten().filter(|one| one["weight"].as_u64() >= Some(2));
        for leads in weighty.filter_map(|label| difference(&analysis, label)) {
            n += 1;
            n_lead += u32::from(leads);
        }
    }
    let share = f64::from(n_lead) / f64::from(n.max(1));
    println!("{n_lead} of {n} labelled differences lead from one side to another: {share:.3}");
    assert!(n > 0 && share >= LEAST, "{n_lead} of {n}: {share:.3}");
}
