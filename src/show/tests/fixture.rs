//! A small analysis made by hand: two invented stories, six articles, so that the reader's tests do not hang on what the
//! language rooms find. Marks in the texts say what stands there: `{a0:…}` names actor 0, `{p0:…}` is a pronoun for it,
//! `{e0:…}` tells event 0, `{d0.1:…}` carries side 1 of discrepancy 0.

use crate::compare::{By, Discrepancy, DiscrepancyKind, Severity, Side};
use crate::extract::{ActorKind, EventKind, Form, Granularity, Part, Status, Vector, Vectors};
use crate::link::{Actor, Event, EventPart, Linked, Origin, Place, RoleSeen, Story, When};
use crate::pipeline::Analysis;
use crate::show::keymap::Keymap;
use crate::show::material::Material;
use crate::show::state::{Settings, State};
use crate::show::theme::Theme;
use crate::text::{Article, ArticleIdx, Block, BlockKind, Cut, Evidence, Link, Span};
use std::sync::Arc;

/// Story, source, day, title, paragraphs.
type Telling = (u32, &'static str, Option<&'static str>, &'static str, &'static [&'static str]);

const TOLD: [Telling; 6] = [
    (
        0,
        "Harbour Post",
        Some("2031-05-13"),
        "Bridge shut after barge strikes pier",
        &[
            "The {a2:Sund} bridge was closed {d0.0:on Monday} after {e0:a barge struck its northern pier}, harbour master \
             {a0:Mara Lind} said.",
            "{d1.0:Eleven people} were hurt, none of them badly, and {p0:she} expects the bridge to {d2.0:stay shut for a \
             week}.",
            "# What comes next",
            "{e1:{a0:Lind} met transport minister {a1:Tomas Weil}} at the town hall of {a2:Sund}. “We will look at every \
             bolt,” {p1:he} said.",
            "Ferries take foot passengers across until the bridge opens again, and the night train ends on the near side.",
        ],
    ),
    (
        0,
        "The Quay",
        Some("2031-05-14"),
        "Barge hits Sund bridge, fourteen hurt",
        &[
            "{e0:A gravel barge ran into the {a2:Sund} bridge} {d0.1:late on Sunday}, the coast guard said.",
            "{d1.1:Fourteen people} were hurt. {a1:Weil}, the {d3.0:minister of works}, came on the first train and \
             {e1:spoke with {a0:Mara Lind}, head of the port}.",
            "The repair may {d2.1:take a month}, engineers of {a3:Norling Steel} said.",
        ],
    ),
    (
        0,
        "City Wire",
        None,
        "Talks on the broken bridge",
        &[
            "{a1:Tomas Weil}, the {d3.1:transport minister}, and port chief {a0:Mara Lind} {e1:sat together for two hours \
             in {a2:Sund}}.",
            "{a3:Norling Steel} was not asked, a spokeswoman said.",
        ],
    ),
    (
        0,
        "unknown",
        Some("2031-05-15"),
        "One lane open again",
        &[
            "{d2.2:Two days after} the crash one lane of the {a2:Sund} bridge carries cars again.",
            "Nobody of the port was to be reached.",
        ],
    ),
    (
        1,
        "Harbour Post",
        Some("2031-05-20"),
        "Ferry line to get a third ship",
        &["{a4:Sund Ferries} {e2:ordered a third ship} on Tuesday. It is to sail next spring."],
    ),
    (
        1,
        "The Quay",
        Some("2031-05-21"),
        "A ship for the night route",
        &["{a4:Sund Ferries} wants {e2:one more ship, its third}, for the night route."],
    ),
];

/// A text whose marks were taken out, and what they said: kind, numbers, span.
fn unmarked(marked: &str, base: usize) -> (String, Vec<(String, Span)>) {
    let (mut text, mut open, mut marks) = (String::new(), Vec::new(), Vec::new());
    let mut rest = marked;
    while let Some(c) = rest.chars().next() {
        match c {
            '{' => {
                let (name, after) = rest[1..].split_once(':').expect("a mark is {name:…}");
                open.push((name.to_owned(), base + text.len()));
                rest = after;
            }
            '}' => {
                let (name, start) = open.pop().expect("a mark is opened before it is closed");
                marks.push((name, Span::new(start, base + text.len())));
                rest = &rest[1..];
            }
            c => {
                text.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    (text, marks)
}

/// The analysis.
pub fn analysis() -> Analysis {
    let (mut linked, mut discrepancies) = (linked(), discrepancies());
    let mut articles = Vec::new();
    for (idx, (story, source, day, title, paragraphs)) in TOLD.into_iter().enumerate() {
        let article = ArticleIdx(idx as u32);
        let mut text = title.to_owned();
        let mut blocks = vec![Block { kind: BlockKind::Title, span: Span::new(0, text.len()) }];
        for paragraph in paragraphs {
            text.push_str("\n\n");
            let head = paragraph.strip_prefix("# ");
            let (plain, marks) = unmarked(head.unwrap_or(paragraph), text.len());
            let span = Span::new(text.len(), text.len() + plain.len());
            let kind = if head.is_some() { BlockKind::Heading } else { BlockKind::Paragraph };
            blocks.push(Block { kind, span });
            text.push_str(&plain);
            for (name, span) in marks {
                mark(&mut linked, &mut discrepancies, article, &name, span);
            }
        }
        linked.stories[story as usize].articles.push(article);
        linked.story_of.push(story);
        linked.origin_of.push(idx as u32);
        linked.origins.push(Origin { name: source.to_owned(), articles: vec![article] });
        articles.push(Article {
            cuts: (idx == 0).then(|| Cut { why: "buttons", text: "Share this".to_owned() }).into_iter().collect(),
            key: format!("{idx:016x}"),
            path: format!("sund/0{idx}.txt"),
            title: title.to_owned(),
            source: source.to_owned(),
            url: (idx == 0).then(|| "https://harbour.example/bridge".to_owned()),
            published: day.map(|day| day.parse().expect("a day")),
            language: "en".to_owned(),
            links: text
                .find("spokeswoman")
                .map(|at| Link { span: Span::new(at, at + 11), url: "https://norling.example/press".to_owned() })
                .into_iter()
                .collect(),
            text,
            blocks,
            ..Article::default()
        });
    }
    for actor in &mut linked.actors {
        let first = actor.mentions.first().map(|place| Evidence { article: place.article, span: place.span });
        for role in &mut actor.roles {
            role.evidence = first.into_iter().collect();
        }
    }
    Analysis {
        articles: articles.into_iter().map(Arc::new).collect(),
        linked: linked.into(),
        discrepancies: discrepancies.into(),
        ..Analysis::default()
    }
}

fn mark(linked: &mut Linked, discrepancies: &mut [Discrepancy], article: ArticleIdx, name: &str, span: Span) {
    let evidence = Evidence { article, span };
    let (kind, numbers) = name.split_at(1);
    let number = |text: &str| text.parse::<usize>().expect("a number");
    match kind {
        "a" | "p" => {
            let form = if kind == "a" { Form::Name } else { Form::Pronoun };
            linked.actors[number(numbers)].mentions.push(Place { article, span, form });
        }
        "e" => {
            let event = &mut linked.events[number(numbers)];
            event.line.get_or_insert(evidence);
            event.reports.push(evidence);
            if event.tellers.last() != Some(&evidence.article) {
                event.tellers.push(evidence.article);
            }
            event.accounts.push((article, 0));
        }
        _ => {
            let (idx, side) = numbers.split_once('.').expect("a discrepancy and its side");
            let side = &mut discrepancies[number(idx)].sides[number(side)];
            side.evidence.push(evidence);
            side.words.push(span);
            side.articles.push(article);
        }
    }
}

fn linked() -> Linked {
    let actor = |name: &str, kind, roles: &[&str]| Actor {
        id: name.to_lowercase().replace(' ', "-").into(),
        name: name.into(),
        kind,
        aliases: [(name.to_owned(), 2), (name.rsplit(' ').next().unwrap_or(name).to_owned(), 1)].into(),
        roles: roles.iter().map(|role| RoleSeen { text: (*role).into(), evidence: Vec::new() }).collect(),
        listed: true,
        ..Actor::default()
    };
    let when = |text: &str, from: &str, to: &str| When {
        text: text.to_owned(),
        from: Some(from.to_owned()),
        to: Some(to.to_owned()),
        granularity: Granularity::Day,
    };
    let event = |id: &str, story, summary: &str, kind, when, actors: &[(Part, u32)]| Event {
        id: id.into(),
        story,
        summary: summary.into(),
        line: None,
        kind,
        status: Status::Occurred,
        negated: false,
        stands_for: None,
        participants: actors
            .iter()
            .map(|&(part, actor)| EventPart { part, actor: Some(actor), text: "".into(), phrases: Vec::new() })
            .collect(),
        when,
        places: Vec::new(),
        accounts: Vec::new(),
        reports: Vec::new(),
        tellers: Vec::new(),
        reasons: [].into(),
        weight: 1.0,
        listed: true,
    };
    let crash = when("Monday", "2031-05-11T00:00", "2031-05-13T00:00");
    let talks = when("Tuesday", "2031-05-13T00:00", "2031-05-14T00:00");
    Linked {
        actors: vec![
            actor("Mara Lind", ActorKind::Person, &["harbour master", "head of the port", "port chief"]),
            actor("Tomas Weil", ActorKind::Person, &["transport minister", "minister of works"]),
            actor("Sund", ActorKind::Place, &[]),
            actor("Norling Steel", ActorKind::Organization, &[]),
            actor("Sund Ferries", ActorKind::Organization, &[]),
        ],
        stories: ["Barge strikes the Sund bridge", "A third ferry for Sund"]
            .into_iter()
            .map(|title| Story { id: title.to_lowercase(), title: title.to_owned(), articles: Vec::new() })
            .collect(),
        events: vec![
            event(
                "crash",
                0,
                "barge struck the Sund bridge",
                EventKind::Accident,
                Some(crash.into()),
                &[(Part::Whom, 2)],
            ),
            event(
                "talks",
                0,
                "Lind met Weil in Sund",
                EventKind::Meeting,
                Some(talks.into()),
                &[(Part::Who, 0), (Part::With, 1)],
            ),
            event("order", 1, "Sund Ferries ordered a third ship", EventKind::Other, None, &[(Part::Who, 4)]),
        ],
        ..Linked::default()
    }
}

fn discrepancies() -> Vec<Discrepancy> {
    let one =
        |id: &str, kind, severity, subject: &str, reason: &str, event, actors: &[u32], values: &[&str]| Discrepancy {
            id: id.into(),
            story: 0,
            kind,
            severity,
            confidence: 0.9,
            by: By::Program,
            subject: subject.into(),
            reason: reason.into(),
            event,
            actors: actors.to_vec(),
            sides: values.iter().map(|value| Side { value: (*value).into(), ..Side::default() }).collect(),
        };
    vec![
        one(
            "day",
            DiscrepancyKind::Time,
            Severity::Conflict,
            "day of the crash",
            "One crash cannot be on two days.",
            Some(0),
            &[2],
            &["Monday", "late Sunday"],
        ),
        one(
            "hurt",
            DiscrepancyKind::Number,
            Severity::Conflict,
            "people hurt",
            "Both count those hurt in the crash, at the same time.",
            Some(0),
            &[],
            &["11", "14"],
        ),
        one(
            "shut",
            DiscrepancyKind::Time,
            Severity::Update,
            "how long the bridge is shut",
            "A later report goes further.",
            None,
            &[],
            &["a week", "a month", "two days"],
        ),
        one(
            "office",
            DiscrepancyKind::Role,
            Severity::Differs,
            "office of Tomas Weil",
            "A person may hold both.",
            Some(1),
            &[1],
            &["minister of works", "transport minister"],
        ),
    ]
}

/// What a sentence can be about; each takes some of the numbers of a vector, so that what two sentences tell is known by
/// construction and hangs on no network.
const SUBJECTS: [&[&str]; 6] =
    [&["barge"], &["hurt"], &["week", "month", "lane"], &["Weil"], &["Norling"], &["ship", "Ferries wants"]];
/// Numbers of a vector for one subject.
const PER_SUBJECT: usize = 16;

fn about(sentence: &str) -> Vector {
    let is = |words: &&[&str]| words.iter().any(|word| sentence.contains(word));
    let n = SUBJECTS.iter().filter(|words| is(words)).count().max(1);
    let value = |words: &&[&str]| if is(words) { 0.25 / (n as f32).sqrt() } else { 0.0 };
    let values: Vec<f32> = SUBJECTS.iter().flat_map(|words| [value(words); PER_SUBJECT]).collect();
    Vector::of(&values)
}

fn vectors(article: &Article) -> Vectors {
    let mut vectors = Vectors::default();
    for block in &article.blocks {
        let mut start = block.span.start as usize;
        for sentence in block.span.of(&article.text).split_inclusive(". ") {
            vectors.spans.push(Span::new(start, start + sentence.trim_end().len()));
            vectors.sentences.push(about(sentence));
            start += sentence.len();
        }
    }
    vectors
}

/// The analysis with its sentences encoded, and with two rows that are less sure and an event that is not listed.
pub fn told_analysis() -> Analysis {
    let analysis = analysis();
    let vectors = analysis.articles.iter().map(|article| Some(Arc::new(vectors(article)))).collect();
    let side = |value: &str, article: u32, phrase: &str| {
        let text = &analysis.articles[article as usize].text;
        let start = text.find(phrase).expect("the phrase stands there");
        let (article, span) = (ArticleIdx(article), Span::new(start, start + phrase.len()));
        let words = vec![span];
        Side { value: value.into(), articles: vec![article], evidence: vec![Evidence { article, span }], words }
    };
    let row = |id: &str, kind, subject: &str, sides: Vec<Side>| Discrepancy {
        id: id.into(),
        story: 0,
        kind,
        severity: Severity::Differs,
        confidence: 0.2,
        by: By::Program,
        subject: subject.into(),
        reason: "Both may be meant.".into(),
        event: None,
        actors: Vec::new(),
        sides,
    };
    let struck = [side("its northern pier", 0, "its northern pier"), side("the Sund bridge", 1, "the Sund bridge")];
    let met = [side("the town hall", 0, "the town hall"), side("Sund", 2, "in Sund")];
    let less_sure = vec![
        row("struck", DiscrepancyKind::Other, "what the barge struck", struck.into()),
        row("met", DiscrepancyKind::Place, "where Lind met Weil", met.into()),
    ];
    let mut events: Vec<Event> = analysis.linked.events.iter().cloned().collect();
    events.iter_mut().rfind(|event| event.story == 0).expect("an event").listed = false;
    let mut actors: Vec<Actor> = analysis.linked.actors.iter().cloned().collect();
    actors[2].listed = false;
    let mut linked = analysis.linked.clone();
    linked.events = events.into();
    linked.actors = actors.into();
    Analysis { vectors, less_sure: less_sure.into(), linked, ..analysis }
}

/// A reader of it.
pub fn told_reader(size: (u16, u16)) -> State {
    State::new(Arc::new(Material::new(told_analysis())), Settings::default(), Keymap::default(), size)
}

/// A reader of the fixture.
pub fn reader(size: (u16, u16)) -> State {
    State::new(Arc::new(Material::new(analysis())), Settings::default(), Keymap::default(), size)
}

/// The same without colours, or with ASCII only.
pub fn plain_reader(size: (u16, u16), colors: bool, ascii: bool) -> State {
    let theme = Theme::named("default", colors, ascii).expect("the default theme");
    let settings = Settings { theme, colors, ..Settings::default() };
    State::new(Arc::new(Material::new(analysis())), settings, Keymap::default(), size)
}

/// Many articles of one line each, in stories of ten.
pub fn crowd(n: u32) -> Analysis {
    let mut analysis = Analysis::default();
    let mut articles = Vec::new();
    for idx in 0..n {
        let text = format!("Report number {idx}\n\nNothing of note was seen at gate {idx}.");
        let head = text.find('\n').unwrap_or(0);
        let block = |kind, start, end| Block { kind, span: Span::new(start, end) };
        let blocks = vec![block(BlockKind::Title, 0, head), block(BlockKind::Paragraph, head + 2, text.len())];
        articles.push(Article {
            key: format!("{idx:016x}"),
            path: format!("crowd/{idx}.txt"),
            title: format!("Report number {idx}"),
            source: format!("Source {}", idx % 40),
            text,
            blocks,
            ..Article::default()
        });
        if idx % 10 == 0 {
            analysis.linked.stories.push(Story { title: format!("Story {}", idx / 10), ..Story::default() });
        }
        analysis.linked.story_of.push(idx / 10);
        analysis.linked.stories[(idx / 10) as usize].articles.push(ArticleIdx(idx));
    }
    analysis.articles = articles.into_iter().map(Arc::new).collect();
    analysis
}
