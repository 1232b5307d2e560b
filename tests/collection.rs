//! Articles that come one by one give what all of them give at once, and what a person changed holds.

use rashomon::extract::Packed;
use rashomon::link::{StoryEdit, StoryEdits};
use rashomon::pipeline::{Analysis, Collection, FINDINGS_VERSION, Known, Remembered, analyze, prepare};
use rashomon::read;
use rashomon::text::{Article, ArticleIdx, Cancel};
use std::path::PathBuf;
use std::sync::LazyLock;

/// The starter corpus, and reports on unrelated matters: several stories that share actors.
static ARTICLES: LazyLock<Vec<Article>> = LazyLock::new(|| {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let read = read::read_paths(&[root.join("seeds"), root.join("tests/data/unrelated")]);
    assert!(read.articles.len() > 12, "{:?}", read.troubles);
    read.articles
});

static KNOWN: LazyLock<Remembered> = LazyLock::new(|| {
    let known = Remembered::default();
    Collection::default().add(prepare(ARTICLES.clone()), &known, &|_| {}, &Cancel::new());
    known
});

fn analysis(collection: &mut Collection) -> Analysis {
    collection.analysis(&|_| {}, &Cancel::new())
}

fn add(collection: &mut Collection, articles: &[Article]) {
    collection.add(prepare(articles.to_vec()), &*KNOWN, &|_| {}, &Cancel::new());
}

#[track_caller]
fn assert_same(one: &Analysis, other: &Analysis) {
    assert_eq!(one.articles, other.articles);
    assert_eq!(one.linked.stories, other.linked.stories);
    assert_eq!(one.linked.origin_of, other.linked.origin_of);
    assert_eq!(one.linked.actors, other.linked.actors);
    for article in 0..one.articles.len() {
        for referent in 0..one.findings_of(article).referents.len() as u32 {
            let actor_in = |of: &Analysis| of.linked.actor_of(ArticleIdx(article as u32), referent);
            assert_eq!(actor_in(one), actor_in(other));
        }
    }
    assert_eq!(one.linked.events, other.linked.events);
    assert_eq!(one.discrepancies, other.discrepancies);
}

#[test]
fn articles_that_come_one_by_one_give_what_all_of_them_give_at_once() {
    let mut one_by_one = Collection::default();
    for (n, article) in ARTICLES.iter().rev().enumerate() {
        add(&mut one_by_one, std::slice::from_ref(article));
        let so_far: Vec<Article> = ARTICLES[ARTICLES.len() - 1 - n..].to_vec();
        let mut at_once = Collection::default();
        add(&mut at_once, &so_far);
        assert_same(&analysis(&mut one_by_one), &analysis(&mut at_once));
    }
}

#[test]
fn an_analysis_that_nobody_looked_at_yet_stays_as_it_was_when_more_articles_come() {
    let (before, later): (Vec<_>, Vec<_>) = ARTICLES.iter().cloned().enumerate().partition(|(n, _)| n % 3 > 0);
    let [before, later] = [before, later].map(|some| some.into_iter().map(|(_, article)| article).collect::<Vec<_>>());
    let mut collection = Collection::default();
    add(&mut collection, &before);
    let unseen = analysis(&mut collection);
    add(&mut collection, &later);
    analysis(&mut collection);
    let mut fresh = Collection::default();
    add(&mut fresh, &before);
    assert_same(&unseen, &analysis(&mut fresh));
}

#[test]
fn articles_that_go_away_leave_no_trace() {
    let mut changed = Collection::default();
    add(&mut changed, &ARTICLES);
    analysis(&mut changed);
    changed.set(prepare(ARTICLES[3..].to_vec()), &*KNOWN, &|_| {}, &Cancel::new());
    let mut fresh = Collection::default();
    add(&mut fresh, &ARTICLES[3..]);
    assert_same(&analysis(&mut changed), &analysis(&mut fresh));
}

#[test]
fn what_was_stopped_is_made_good_by_the_next_time() {
    let mut stopped = Collection::default();
    stopped.add(prepare(ARTICLES.clone()), &Remembered::default(), &|_| {}, &Cancel::stopped());
    assert!(stopped.analysis(&|_| {}, &Cancel::stopped()).linked.actors.is_empty());
    stopped.set(prepare(ARTICLES.clone()), &*KNOWN, &|_| {}, &Cancel::new());
    let mut fresh = Collection::default();
    add(&mut fresh, &ARTICLES);
    assert_same(&analysis(&mut stopped), &analysis(&mut fresh));
}

#[test]
fn an_actor_that_several_stories_name_is_one() {
    let all = analyze(ARTICLES.clone(), &|_| {}, &Cancel::new());
    let stories_of = |name: &str| {
        let mut bearers = all.linked.actors.iter().filter(|actor| actor.name == name);
        let actor = bearers.next().unwrap_or_else(|| panic!("nobody is {name}"));
        assert!(bearers.next().is_none(), "{name} is split");
        let mut stories: Vec<u32> =
            actor.mentions.iter().map(|place| all.linked.story_of[place.article.idx()]).collect();
        stories.dedup();
        stories.len()
    };
    assert!(all.linked.stories.len() > 3);
    assert!(stories_of("United States") > 1, "the corpus tells of it in several stories");
}

#[test]
fn a_story_that_a_person_split_is_compared_in_its_parts_and_joined_again_as_before() {
    let mut collection = Collection::default();
    add(&mut collection, &ARTICLES);
    let before = analysis(&mut collection);
    let story = before.linked.stories.iter().find(|story| story.articles.len() > 2).expect("a story of three");
    let key = before.articles[story.articles[0].idx()].key.clone();
    collection.edit(StoryEdits { edits: vec![StoryEdit::Split { articles: vec![key.clone()] }] });
    let split = analysis(&mut collection);
    let at = split.articles.iter().position(|article| article.key == key).expect("it is still there");
    let alone = &split.linked.stories[split.linked.story_of[at] as usize];
    assert_eq!(alone.articles.len(), 1);
    for one in split.discrepancies.iter() {
        let articles: Vec<_> = one.sides.iter().flat_map(|side| &side.articles).collect();
        let stories: Vec<u32> = articles.iter().map(|article| split.linked.story_of[article.idx()]).collect();
        assert!(stories.iter().all(|story| *story == one.story), "{}", one.subject);
    }
    collection.edit(StoryEdits::default());
    assert_same(&analysis(&mut collection), &before);
}

/// A report of our own words, with how many were hurt.
fn report(name: &str, day: u32, hurt: &str, opening: &str) -> Article {
    let text = format!(
        "---\ntitle: \"Ferry hits the pier of Osterby\"\nsource: \"{name}.example\"\ndate: 2031-05-{day:02}\n---\n\n{opening} \
         {hurt} passengers were injured when the ferry Lindholm rammed the pier of Osterby on Monday, the coast guard said."
    );
    read::read_bytes(&format!("{name}.md"), text.as_bytes()).expect("a report")
}

#[test]
fn a_discrepancy_keeps_its_id_when_a_later_report_joins_it() {
    let reports = [
        report("morning", 12, "Fourteen", "Rescue boats came within minutes."),
        report("evening", 13, "Eleven", "The captain has worked on the line for years."),
        report("noon", 14, "Eleven", "Traffic to the islands was stopped until the evening."),
    ];
    let ids = |reports: &[Article]| -> Vec<String> {
        let all = analyze(reports.to_vec(), &|_| {}, &Cancel::new());
        let hurt = all.discrepancies.iter().filter(|one| one.sides.iter().any(|side| side.value.contains("Fourteen")));
        hurt.map(|one| one.id.to_string()).collect()
    };
    let (two, three) = (ids(&reports[..2]), ids(&reports));
    assert_eq!(two.len(), 1, "two reports disagree on how many were hurt");
    assert_eq!(two, three);
}

/// Gives bytes that hold no findings.
struct Broken;

impl Known for Broken {
    fn get(&self, _key: &str, _version: u32) -> Option<Packed> {
        Some(Packed::from_bytes(b"\xFFno findings"))
    }

    fn put(&self, _key: &str, _version: u32, _findings: &Packed) {}
}

#[test]
fn articles_whose_kept_findings_are_broken_are_read_again() {
    let reports = &ARTICLES[..3];
    let mut broken = Collection::default();
    broken.add(prepare(reports.to_vec()), &Broken, &|_| {}, &Cancel::new());
    let mut fresh = Collection::default();
    add(&mut fresh, reports);
    assert_same(&analysis(&mut broken), &analysis(&mut fresh));
}

#[test]
fn findings_are_asked_for_under_the_version_that_made_them() {
    assert!(KNOWN.get(&ARTICLES[0].key, FINDINGS_VERSION).is_some());
    assert!(KNOWN.get(&ARTICLES[0].key, FINDINGS_VERSION + 1).is_none());
}
