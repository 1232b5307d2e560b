use super::*;

/// An article of a list, as a query sees it.
#[derive(Default)]
struct Article {
    read: bool,
    done: bool,
    conflict: bool,
    source: &'static str,
    title: &'static str,
    text: &'static str,
    tags: &'static [&'static str],
    actors: &'static [&'static str],
    published: &'static str,
}

impl Row for Article {
    fn is(&self, state: State) -> bool {
        match state {
            State::Unread => !self.read,
            State::Read => self.read,
            State::Done => self.done,
            State::Starred | State::Aside => false,
        }
    }
    fn has(&self, what: Has) -> bool {
        what == Has::Conflict && self.conflict
    }
    fn is_judged(&self) -> bool {
        self.conflict
    }
    fn any_source(&self, pattern: &Pattern) -> bool {
        pattern.is_in(self.source)
    }
    fn any_title(&self, pattern: &Pattern) -> bool {
        pattern.is_in(self.title)
    }
    fn published(&self) -> Option<Day> {
        self.published.parse().ok()
    }
    fn language(&self) -> &'static str {
        "en"
    }
    fn any_byline(&self, _: &Pattern) -> bool {
        false
    }
    fn any_tag(&self, pattern: &Pattern) -> bool {
        self.tags.iter().any(|tag| pattern.equals(tag))
    }
    fn any_actor(&self, pattern: &Pattern) -> bool {
        self.actors.iter().any(|actor| pattern.is_in(actor))
    }
    fn any_story(&self, _: &Pattern) -> bool {
        false
    }
    fn any_text(&self, pattern: &Pattern) -> bool {
        pattern.is_in(self.text)
    }
}

fn today() -> Day {
    "2024-03-20".parse().unwrap()
}

fn ferry() -> Article {
    Article {
        conflict: true,
        source: "Harbour Post",
        title: "Ferry runs aground",
        text: "The ferry ran aground near Kallø. Captain José Ortega said that nobody was hurt.",
        tags: &["follow up"],
        actors: &["José Ortega", "Kallø"],
        published: "2024-03-18",
        ..Article::default()
    }
}

#[track_caller]
fn check(query: &str, fits: bool) {
    let parsed = Query::parse(query, today()).unwrap_or_else(|error| panic!("{query}: {error}"));
    assert_eq!(parsed.fits(&ferry()), fits, "{query}");
}

#[test]
fn every_field_finds_and_leaves_alone() {
    for query in [
        "",
        "unread",
        "is:unread",
        "-read",
        "source:harbour",
        "source:\"harbour post\"",
        "source:bbc,harbour",
        "actor:ortega",
        "actor:jose",
        "has:conflict",
        "-has:note",
        "after:2024-03",
        "after:2024-03-18",
        "before:yesterday",
        "on:2024",
        "on:mon",
        "after:1w",
        "tag:\"follow up\"",
        "title:aground",
        "ferry",
        "\"runs aground\"",
        "text:\"ran aground\"",
        "-sport",
        "lang:en",
        "text:hurt",
        "SOURCE:Harbour unread actor:ortega has:conflict after:2024-03 before:yesterday -word \"ferry runs\"",
        "-tag:follow",
    ] {
        check(query, true);
    }
    for query in [
        "read",
        "is:done",
        "source:bbc",
        "actor:smith",
        "has:note",
        "after:yesterday",
        "before:2024-03-18",
        "on:2023",
        "tag:follow",
        "title:hurt",
        "\"aground runs\"",
        "\"nobody was\"",
        "-ferry",
        "lang:fr",
        "unread read",
        "-source:bbc,harbour",
    ] {
        check(query, false);
    }
}

#[test]
fn signs_in_words_are_words() {
    for query in ["c++", "hello'", "a-b", "https://a.example/b", "-", "+x", "a,b", "3:2", "%", "(x)"] {
        let parsed = Query::parse(query, today()).unwrap();
        let title = Article { title: query, ..Article::default() };
        assert!(parsed.fits(&title) && !parsed.fits(&Article::default()), "{query}");
    }
}

#[test]
fn errors_name_the_column_and_what_to_do() {
    for (query, column, part) in [
        ("unread sorce:x", 8, "did you mean source:?"),
        ("colour:x", 1, "there are source:"),
        ("has:foo", 5, "it takes conflict, differs"),
        ("é after:soon", 9, "`soon` is no day; write 2024-03-18"),
        ("source:", 8, "after source: comes who published it"),
        ("source:a,", 10, "comes who published it"),
        ("\"open", 1, "not closed"),
        ("has:note,tag", 9, "takes one word"),
        ("after:2023,2024", 11, "takes one day"),
        ("\"\"", 1, "nothing stands between"),
    ] {
        let error = Query::parse(query, today()).unwrap_err();
        assert_eq!(error.column, column, "{query}: {error}");
        assert!(error.message.contains(part), "{query}: {error}");
        assert!(error.to_string().starts_with(&format!("column {column}: ")));
    }
}

#[test]
fn done_and_aside_are_shown_only_when_asked_for() {
    let asks = |query: &str| Query::parse(query, today()).unwrap().asks_for_shelved();
    assert!(asks("done") && asks("is:aside source:x"));
    assert!(!asks("-done") && !asks("\"done\"") && !asks("unread"));
}

#[test]
fn completion_offers_fields_states_and_known_values() {
    let values = |field: &str| match field {
        "source" => vec!["Harbour Post".to_owned(), "The Bay".to_owned(), "Bay News".to_owned()],
        _ => Vec::new(),
    };
    let complete = |text: &str| {
        let completion = complete(text, text.len(), values);
        (completion.start, completion.candidates.into_iter().map(|(candidate, _)| candidate).collect::<Vec<_>>())
    };
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    assert_eq!(complete("unread so"), (7, owned(&["source:"])));
    assert_eq!(complete("-un"), (1, owned(&["unread "])));
    assert_eq!(complete("source:bay"), (7, owned(&["\"Bay News\" ", "\"The Bay\" "])));
    assert_eq!(complete("source:x,\"the b"), (9, owned(&["\"The Bay\" "])));
    assert_eq!(complete("has:con"), (4, owned(&["conflict "])));
    assert_eq!(complete("nothing:x"), (8, vec![]));
    assert!(complete("").1.len() > 10);
}

proptest::proptest! {
    #[test]
    fn no_text_panics(text in "\\PC{0,40}", cursor in 0usize..50) {
        let fits = Query::parse(&text, today()).map(|query| query.fits(&ferry()));
        proptest::prop_assert!(fits.is_ok() || fits.is_err());
        complete(&text, cursor, |_| vec![text.clone()]);
    }

    #[test]
    fn no_query_like_text_panics(parts in proptest::collection::vec("(-|)(source|has|after|on|is|x|):?\"?[a-z0-9,\" -]{0,6}", 0..6)) {
        let text = parts.join(" ");
        if let Err(error) = Query::parse(&text, today()) {
            proptest::prop_assert!(error.column <= text.chars().count() + 1);
        }
    }
}

#[test]
fn judge_no_leaves_all_articles_and_asks_for_the_rows_to_go() {
    let with = Article { conflict: true, ..Article::default() };
    let without = Article::default();
    let asked = |text: &str| {
        let query = Query::parse(text, today()).expect("a query");
        (query.fits(&with), query.fits(&without), query.hides_judge())
    };
    assert_eq!(asked("judge:no"), (true, true, true));
    assert_eq!(asked("judge:yes"), (true, false, false));
    assert_eq!(asked("-judge:yes"), (false, true, false));
    assert!(Query::parse("judge:perhaps", today()).is_err());
}
