//! Which articles become one story, and which must not: short reports in our own words, many of them look-alikes.

use rashomon::link::{self, StoryEdit, StoryEdits, StoryIndex, Whole};
use rashomon::text::{Article, Block, BlockKind, Span, TitleFrom};

/// An article, and the name of what it reports.
type Labelled = (String, Article);

fn article(title: &str, source: &str, day: &str, url: &str, body: &str) -> Article {
    let given = title != "-";
    let title = if given { title } else { body.split_inclusive('.').next().unwrap_or(body) };
    let text = format!("{title}\n\n{body}");
    let mut blocks = vec![Block { kind: BlockKind::Title, span: Span::new(0, title.len()) }];
    let mut at = title.len() + 2;
    for paragraph in body.split("\n\n") {
        blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(at, at + paragraph.len()) });
        at += paragraph.len() + 2;
    }
    // Any mixing will do: keys need only differ, and be in no order that the files are in.
    let key =
        text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |key, byte| (key ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    Article {
        key: format!("{key:016x}"),
        title: title.into(),
        title_from: if given { TitleFrom::Given } else { TitleFrom::FirstSentence },
        source: source.into(),
        published: day.parse().ok(),
        url: (url != "-").then(|| url.into()),
        language: "en".into(),
        text,
        blocks,
        ..Article::default()
    }
}

fn happenings() -> Vec<Labelled> {
    let text = include_str!("data/stories/happenings.txt");
    let reports = text.split("\n@ ").skip(1);
    reports
        .map(|report| {
            let (head, rest) = report.split_once('\n').expect("a head line");
            let (title, body) = rest.split_once('\n').expect("a title line");
            let fields: Vec<&str> = head.split(" | ").collect();
            let [name, source, day, url] = fields[..] else { panic!("four fields: {head}") };
            (name.to_owned(), article(title, source, day, url, body.trim()))
        })
        .collect()
}

/// The eight articles that belong to no story of any set that is measured.
fn unrelated() -> Vec<Labelled> {
    let files = [
        include_str!("data/unrelated/aid-convoy/report.md"),
        include_str!("data/unrelated/court-case/report.md"),
        include_str!("data/unrelated/hostage-release/report.md"),
        include_str!("data/unrelated/other-talks/report.md"),
        include_str!("data/unrelated/plane-crash/report.md"),
        include_str!("data/unrelated/satellite-launch/report.md"),
        include_str!("data/unrelated/ship-accident/report.md"),
        include_str!("data/unrelated/train-collision/report.md"),
    ];
    files
        .iter()
        .map(|file| {
            let (matter, body) = file.trim_start_matches("---\n").split_once("\n---\n").expect("front matter");
            let field = |name: &str| {
                let line = matter.lines().find_map(|line| line.strip_prefix(name)).expect("a field");
                line.trim_start_matches(": ").trim_matches('"').to_owned()
            };
            let title = field("title");
            (title.clone(), article(&title, &field("site"), &field("published"), "-", body.trim()))
        })
        .collect()
}

fn linked(articles: &[Article]) -> Whole {
    link::link(articles, &vec![rashomon::extract::Findings::default(); articles.len()])
}

fn grouped(articles: &[Article], edits: &StoryEdits) -> Whole {
    let mut index = StoryIndex::default();
    index.add(articles);
    link::link_known(articles, &vec![rashomon::extract::Findings::default(); articles.len()], &index, edits)
}

/// B-cubed precision and recall.
fn b_cubed(labels: &[String], story_of: &[u32]) -> (f64, f64) {
    let n = labels.len();
    let (mut precision, mut recall) = (0.0, 0.0);
    for a in 0..n {
        let in_story = (0..n).filter(|b| story_of[*b] == story_of[a]).count();
        let in_label = (0..n).filter(|b| labels[*b] == labels[a]).count();
        let both = (0..n).filter(|b| labels[*b] == labels[a] && story_of[*b] == story_of[a]).count();
        precision += both as f64 / in_story as f64 / n as f64;
        recall += both as f64 / in_label as f64 / n as f64;
    }
    (precision, recall)
}

fn split(labelled: Vec<Labelled>) -> (Vec<String>, Vec<Article>) {
    labelled.into_iter().unzip()
}

#[test]
fn reports_of_one_happening_are_one_story_and_look_alikes_are_not() {
    let (labels, articles) = split(happenings().into_iter().chain(unrelated()).collect());
    let linked = linked(&articles);
    for story in &linked.stories {
        println!("{}", story.title);
        for idx in &story.articles {
            println!("    {:14.14} {}", labels[idx.idx()], articles[idx.idx()].title);
        }
    }
    let (precision, recall) = b_cubed(&labels, &linked.story_of);
    println!("precision {precision:.3} recall {recall:.3}");
    assert!(precision >= 0.98, "precision {precision:.3}");
    assert!(recall >= 0.95, "recall {recall:.3}");
}

#[test]
fn unrelated_articles_join_nothing() {
    let (_, articles) = split(unrelated().into_iter().chain(happenings()).collect());
    let linked = linked(&articles);
    for (article, story) in articles.iter().zip(&linked.story_of).take(8) {
        let story = &linked.stories[*story as usize];
        assert_eq!(story.articles.len(), 1, "{}", article.title);
    }
}

#[test]
fn a_story_alone_is_found_without_others_to_compare_it_with() {
    let flood = happenings().into_iter().filter(|(name, _)| name == "flood").collect();
    let (_, articles) = split(flood);
    assert_eq!(linked(&articles).stories.len(), 1);
}

#[test]
fn the_order_of_files_changes_nothing() {
    let (_, articles) = split(happenings());
    let turned: Vec<Article> = articles.iter().rev().cloned().collect();
    let by_key = |articles: &[Article]| {
        let linked = linked(articles);
        let keys = |of: &[rashomon::text::ArticleIdx]| {
            of.iter().map(|idx| articles[idx.idx()].key.clone()).collect::<Vec<_>>()
        };
        linked
            .stories
            .iter()
            .map(|story| (story.id.clone(), story.title.clone(), keys(&story.articles)))
            .collect::<Vec<_>>()
    };
    assert_eq!(by_key(&articles), by_key(&turned));
}

#[test]
fn articles_that_come_one_by_one_give_the_same_stories_as_all_at_once() {
    let (_, mut articles) = split(happenings());
    // Often enough the same words that counts pass powers of two, and keys become busy, on the way.
    let again: Vec<Article> = (0..4)
        .flat_map(|round| {
            articles.iter().enumerate().map(move |(idx, article)| Article {
                key: format!("{round}-{idx}"),
                published: article.published.map(|day| day.saturating_add(jiff::Span::new().days(round * 90 + 90))),
                ..article.clone()
            })
        })
        .collect();
    articles.extend(again);
    let mut one_by_one = StoryIndex::default();
    for article in &articles {
        one_by_one.add(std::slice::from_ref(article));
    }
    let mut at_once = StoryIndex::default();
    at_once.add(&articles);
    assert_eq!(one_by_one.groups(), at_once.groups());
}

#[test]
fn what_a_person_changed_stays_when_articles_arrive() {
    let (labels, articles) = split(happenings());
    let of = |name: &str| labels.iter().position(|label| label == name).expect("a label");
    let (one, other) = (of("missile-1"), of("missile-2"));
    let join = StoryEdit::Join { one: articles[one].key.clone(), other: articles[other].key.clone() };
    let edits = StoryEdits { edits: vec![join] };
    for n in [other + 1, articles.len()] {
        let linked = grouped(&articles[..n], &edits);
        assert_eq!(linked.story_of[one], linked.story_of[other], "with {n} articles");
    }
}

#[test]
fn a_story_is_called_by_a_headline_and_not_by_a_site() {
    let (labels, articles) = split(happenings());
    let linked = linked(&articles);
    let train = labels.iter().position(|label| label == "train-1").expect("a label");
    let title = &linked.stories[linked.story_of[train] as usize].title;
    assert!(title.contains("Brannow"), "{title}");
}

#[test]
fn a_collection_without_articles_has_no_stories() {
    let linked = linked(&[]);
    assert!(linked.stories.is_empty() && linked.story_of.is_empty() && linked.origins.is_empty());
}
