//! What people who tried the reader found wrong, so that it stays mended: words that were lost, claims that said too
//! much, keys that did something else.

use super::fixture::{analysis, reader, told_analysis, told_reader};
use super::{SIZES, line_with, play, screen};
use crate::compare::{Discrepancy, DiscrepancyKind};
use crate::extract::Form;
use crate::link::{Actor, Event, Linked, Place, Story, When};
use crate::pipeline::Analysis;
use crate::show::effect::{Effect, Input};
use crate::show::keymap::Keymap;
use crate::show::material::Material;
use crate::show::pen::columns;
use crate::show::state::{FieldFor, ListAt, Over, PageLine, Pane, Progress, Row, Screen, Settings, State};
use crate::show::target::Target;
use crate::show::update::update;
use crate::text::{Article, ArticleIdx, Block, BlockKind, Evidence, Span};
use std::sync::Arc;

const SIZE: (u16, u16) = (120, 40);

fn reader_of(analysis: Analysis, size: (u16, u16)) -> State {
    State::new(Arc::new(Material::new(analysis)), Settings::default(), Keymap::default(), size)
}

fn played(keys: &str) -> State {
    let mut state = reader(SIZE);
    play(&mut state, keys);
    state
}

fn said(state: &State) -> &str {
    state.message.as_ref().map_or("", |message| &message.text)
}

/// The fixture with other discrepancies.
fn disputed(mut analysis: Analysis, change: impl Fn(&mut Vec<Discrepancy>)) -> Analysis {
    let mut all: Vec<Discrepancy> = analysis.discrepancies.iter().cloned().collect();
    change(&mut all);
    analysis.discrepancies = all.into();
    analysis
}

/// The fixture with other events.
fn told(mut analysis: Analysis, change: impl Fn(&mut Vec<Event>)) -> Analysis {
    let mut events: Vec<Event> = analysis.linked.events.iter().cloned().collect();
    change(&mut events);
    analysis.linked.events = events.into();
    analysis
}

/// One story: the text of each report, and who printed it; every text tells the one event.
fn one_story(reports: &[(&str, &str)]) -> Analysis {
    let article = |idx: usize, source: &str, text: &str| Article {
        key: format!("{idx:016x}"),
        source: source.to_owned(),
        title: format!("Report {idx}"),
        text: text.to_owned(),
        blocks: vec![Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()) }],
        ..Article::default()
    };
    let articles =
        reports.iter().enumerate().map(|(idx, (source, text))| Arc::new(article(idx, source, text))).collect();
    let all: Vec<ArticleIdx> = (0..reports.len() as u32).map(ArticleIdx).collect();
    let mut event = analysis().linked.events[0].clone();
    let spans = reports.iter().map(|(_, text)| Span::new(0, text.trim_end_matches('.').len()));
    event.reports = all.iter().zip(spans).map(|(&article, span)| Evidence { article, span }).collect();
    (event.line, event.participants, event.accounts) = (event.reports.first().copied(), Vec::new(), Vec::new());
    let linked = Linked {
        stories: vec![Story { title: "The bridge".to_owned(), articles: all, ..Story::default() }],
        story_of: vec![0; reports.len()],
        origin_of: (0..reports.len() as u32).collect(),
        events: vec![event],
        ..Linked::default()
    };
    Analysis { articles, linked: linked.into(), ..Analysis::default() }
}

#[test]
fn what_a_page_says_stands_on_the_screen_word_for_word_at_every_width() {
    let pages = ["B", "4<Enter>", "4j<Enter>", "3gd", "3jgd", ":messages<Enter>", "2gc", "jj2gl", "2jjgt", "2Ggt"];
    for keys in pages {
        let mut state = told_reader((40, 100));
        play(&mut state, "*");
        play(&mut state, keys);
        for width in (40..=200).step_by(7) {
            update(&mut state, Input::Resize(width, 100));
            let shown = screen(&state);
            let page = state.page.as_ref().expect("a page");
            let lines = shown.lines().skip(usize::from(state.layout().page().y));
            for (line, seen) in page.lines.iter().zip(lines) {
                let seen: String = seen.chars().skip(1).collect();
                assert_eq!(seen.trim_end(), line.text().trim_end(), "{keys} at {width} columns");
            }
        }
    }
}

#[test]
fn help_and_peek_lose_no_word_either() {
    for keys in ["?", "2?", "5K", "3K", "4K"] {
        for (width, height) in [(40, 30), (61, 40), (80, 24), (98, 40), (120, 40), (200, 60)] {
            let mut state = reader((width, height));
            play(&mut state, keys);
            let Some(Over::Help(page, _) | Over::Peek(page, _)) = &state.over else { panic!("{keys} opens a window") };
            let room = usize::from(page.width) - 1;
            for line in page.lines.iter().filter(|line| !matches!(line.target, Some(Target::Phrase(_)))) {
                assert!(columns(&line.text()) <= room, "{keys} at {width}: {}", line.text());
            }
        }
    }
}

#[test]
fn the_screen_of_both_phrases_shows_fact_reason_and_headlines_whole_where_there_is_room() {
    let long = "Harbour master shuts the Sund bridge for a week after a barge strikes its northern pier";
    let mut analysis = analysis();
    Arc::make_mut(&mut analysis.articles[0]).title = long.to_owned();
    let analysis = disputed(analysis, |all| {
        all[0].reason =
            "One crash cannot be on two days, and both reports tell of the one on the bridge ".repeat(4).into();
    });
    for width in 60..=200 {
        let mut state = reader_of(analysis.clone(), (width, 60));
        play(&mut state, "5<Enter>");
        let shown = screen(&state);
        let words: Vec<&str> =
            shown.split(|c: char| c.is_whitespace() || c == '│').filter(|it| !it.is_empty()).collect();
        assert_eq!(words.iter().filter(|word| **word == "cannot").count(), 4, "{width}: {shown}");
        assert!(long.split(' ').all(|word| words.contains(&word)), "{width}: {shown}");
    }
}

#[test]
fn a_story_without_a_row_is_said_to_have_none_that_is_sure_enough() {
    let mut state = reader_of(disputed(told_analysis(), Vec::clear), SIZE);
    for keys in ["5", "="] {
        play(&mut state, keys);
        let shown = screen(&state);
        assert!(!shown.contains("disagree"), "{shown}");
        assert!(shown.contains("no difference found that is sure") && shown.contains("2 less sure: m"), "{shown}");
    }
    play(&mut state, "m");
    let shown = screen(&state);
    assert!(line_with(&shown, "what the barge struck").contains('?'), "{shown}");
    play(&mut state, "jj");
    assert_eq!(state.target(), Some(Target::Discrepancy(1)));
    play(&mut state, "mqB");
    assert!(screen(&state).contains("sure enough · 2 less sure: = m"), "{}", screen(&state));

    let mut state = reader_of(disputed(analysis(), Vec::clear), SIZE);
    play(&mut state, "=");
    assert!(!screen(&state).contains("less sure"));

    let mut state = reader_of(one_story(&[("The Quay", "A barge struck the bridge.")]), SIZE);
    for keys in ["5", "=", "B"] {
        play(&mut state, keys);
        let shown = screen(&state);
        assert!(shown.contains("only one report") && !shown.contains("sure enough"), "{shown}");
    }
}

#[test]
fn while_the_analysis_is_at_work_nothing_is_said_to_be_missing() {
    let mut state = reader(SIZE);
    update(&mut state, Input::Material(Arc::new(Material::only_read(analysis().articles))));
    update(&mut state, Input::Progress(Some(Progress { what: "analysing".to_owned(), done: 0, of: 5 })));
    for keys in ["4m", "5m", "2gt", "1B", "1="] {
        play(&mut state, keys);
        assert!(said(&state).contains("analysis is still at work"), "{keys}: {}", said(&state));
    }
}

#[test]
fn a_report_in_which_nothing_was_found_is_not_said_to_be_silent() {
    let mut state = told_reader(SIZE);
    play(&mut state, "2jjgt");
    assert!(line_with(&screen(&state), "· City Wire").contains("nothing found in that report"));
    play(&mut state, "q?");
    let Some(Over::Help(page, _)) = &state.over else { panic!("help") };
    let lines: String = page.lines.iter().map(PageLine::text).collect();
    for sign in ["▲", "△", "↻", "?", "◇ ◆", "≡ – ·", "● ○", "✓ –", "★ ✎", "◎", "▾ ▸", "nothing found in that report"]
    {
        assert!(lines.contains(sign), "{sign} is explained");
    }
}

#[test]
fn a_brief_says_how_many_more_there_are_and_leads_to_them() {
    let many = told(analysis(), |events| {
        let (one, text) = (events[0].clone(), analysis().articles[0].text.clone());
        let starts = text.match_indices(' ').map(|(at, _)| at + 1).filter(|at| text.get(*at..at + 20).is_some());
        events.truncate(1);
        for (n, at) in starts.take(11).enumerate() {
            let at = Evidence { article: ArticleIdx(0), span: Span::new(at, at + 20) };
            let event = Event { id: format!("{n}").into(), line: Some(at), reports: vec![at], ..one.clone() };
            events.push(event);
        }
    });
    let mut state = reader_of(many, (120, 60));
    play(&mut state, "B");
    let page = state.page.as_ref().expect("the brief");
    let more = page.lines.iter().position(|line| line.text().trim().starts_with("+ ") && line.text().contains(" more"));
    let more = more.expect("so many more");
    let n: usize = page.lines[more].text().trim()[2..].split(' ').next().expect("a number").parse().expect("a number");
    let n_told = page.lines.iter().filter(|line| line.text().trim().starts_with('“')).count();
    assert!(n_told >= 8 && n >= 1, "{n_told} and {n} more");
    state.place.page.cursor = more;
    play(&mut state, "<Enter>");
    assert_eq!(state.place.screen, Screen::Timeline(0));
    play(&mut state, "q>b.md<Enter>");
    let effects = play(&mut state, ":export brief b.md<Enter>");
    assert!(matches!(&effects[..], [Effect::Write(_, text)] if text.contains(&format!("- + {n} more"))), "{effects:?}");
}

#[test]
fn a_report_that_tells_an_event_in_the_words_of_another_says_whose() {
    let told = "A barge struck the northern pier of the bridge.";
    let mut state = reader_of(one_story(&[("Wire", told), ("The Quay", "The pier was hit."), ("Bay", told)]), SIZE);
    play(&mut state, "4<Enter>");
    let shown = screen(&state);
    assert_eq!(shown.matches("A barge struck the northern pier of the bridge.").count(), 1, "{shown}");
    let lines: Vec<&str> = shown.lines().collect();
    let head = lines.iter().position(|line| line.contains("Bay  Report 2")).expect("the copy");
    assert!(lines[head + 1].contains("the same text as Wire"), "{shown}");
}

#[test]
fn every_count_of_disputed_facts_counts_the_small_ones_apart() {
    let small = disputed(analysis(), |all| {
        all.retain(|one| *one.id == *"office" || *one.id == *"hurt" || *one.id == *"day");
        all[0].kind = DiscrepancyKind::NameSpelling;
        all[2].kind = DiscrepancyKind::NameSpelling;
    });
    let mut state = reader_of(small, (160, 50));
    let shown = screen(&state);
    let row = line_with(&shown, "▾ Barge");
    assert!(row.contains("▲1 + 2 small") && !row.contains('△'), "{row}");
    assert!(line_with(&shown, "unread · 1").contains("1 disputed fact + 2 small"), "{shown}");
    assert!(line_with(&shown, "DISCREPANCIES").contains("1 + 2 small"), "{shown}");
    assert!(shown.contains("+ 2 small differences"));
    play(&mut state, "=");
    assert!(line_with(&screen(&state), "COMPARE").contains("1 fact + 2 small"), "{}", screen(&state));
    play(&mut state, "qB");
    assert!(line_with(&screen(&state), "Disputed").contains("1 + 2 small"), "{}", screen(&state));
    play(&mut state, "q5");
    assert_eq!(state.panels.discrepancies.len(), 2);
    play(&mut state, "Gx");
    assert_eq!(state.dismissed.len(), 0, "a fold is no row");
}

#[test]
fn a_single_small_difference_is_folded_as_several_are() {
    let state = reader_of(disputed(analysis(), |all| all[3].kind = DiscrepancyKind::NameSpelling), SIZE);
    assert!(screen(&state).contains("+ 1 small difference"), "{}", screen(&state));
}

#[test]
fn a_date_of_another_year_says_which() {
    let mut analysis = told(analysis(), |events| {
        let when = events[1].when.as_deref().cloned().expect("a time");
        let (from, to) = (Some("2030-05-13T00:00".to_owned()), Some("2030-05-14T00:00".to_owned()));
        events[1].when = Some(When { from, to, ..when }.into());
    });
    Arc::make_mut(&mut analysis.articles[0]).published = "2030-05-13".parse().ok();
    let mut state = reader_of(analysis, (160, 50));
    let shown = screen(&state);
    assert!(line_with(&shown, "● Bridge shut").contains("13 May 2030"), "{shown}");
    assert!(line_with(&shown, "● Barge hits").contains("The Quay 14 May│"), "{shown}");
    play(&mut state, "4z");
    assert!(screen(&state).contains("Mon 13 May 2030"), "{}", screen(&state));
    play(&mut state, "zT");
    assert!(screen(&state).contains("Mon 13 May 2030"), "{}", screen(&state));
    play(&mut state, "q5<Enter>");
    assert!(screen(&state).contains("13 May 2030"), "{}", screen(&state));
}

#[test]
fn a_time_has_the_room_that_is_there() {
    let vague = told(analysis(), |events| {
        let (text, known) = ("earlier this month".to_owned(), events[1].when.as_deref().cloned().expect("a time"));
        events[1].when = Some(When { text, from: None, to: None, ..known }.into());
    });
    for (size, keys) in [(SIZE, "T"), ((80, 24), "T"), (SIZE, "4z"), (SIZE, "W")] {
        let mut state = reader_of(vague.clone(), size);
        play(&mut state, keys);
        assert!(screen(&state).contains("earlier this month"), "{keys} at {size:?}: {}", screen(&state));
    }
    let state = reader_of(vague, (160, 50));
    assert!(
        !screen(&state).contains("earlier this month"),
        "beside the text the line needs the room: {}",
        screen(&state)
    );
}

#[test]
fn a_column_is_headed_by_source_and_day_or_by_the_title_and_never_by_a_file() {
    let mut analysis = analysis();
    Arc::make_mut(&mut analysis.articles[0]).source = "www1.harbour.example".to_owned();
    let mut state = reader_of(analysis, (160, 50));
    play(&mut state, "=");
    let shown = screen(&state);
    let head = line_with(&shown, " fact ");
    for words in [" harbour.example 13 May", "The Quay 14 May", "“One lane open again”", "City Wire"] {
        assert!(head.contains(words), "{words}: {head}");
    }
    assert!(!head.contains("www") && !head.contains("03"), "{head}");
}

#[test]
fn the_key_of_export_writes_the_brief_of_the_story_at_hand_and_says_so() {
    for keys in ["", "2", "3", "4", "5", "5<Enter>", "=", "T", "B", "W", "3gd"] {
        let mut state = played(keys);
        play(&mut state, ">");
        assert!(matches!(&state.over, Some(Over::Field(field)) if field.what == FieldFor::Brief), "{keys}");
        assert!(screen(&state).contains("brief to file:"), "{keys}");
        let effects = play(&mut state, "b.md<Enter>");
        let [Effect::Write(path, text)] = &effects[..] else { panic!("{keys}: {effects:?}") };
        assert!(path == "b.md" && text.starts_with("# Barge strikes the Sund bridge"), "{keys}: {text}");
    }
    let effects = play(&mut played("G"), ">b.txt<Enter>");
    assert!(matches!(&effects[..], [Effect::Write(_, text)] if text.starts_with("A THIRD FERRY")), "{effects:?}");
    let mut state = reader(SIZE);
    update(&mut state, Input::Material(Arc::new(Material::only_read(analysis().articles))));
    play(&mut state, ">");
    assert!(screen(&state).contains("report of all stories to file:"));
}

#[test]
fn a_sequence_that_does_not_apply_does_nothing_but_say_so() {
    for keys in ["gt", "gd", "gr", "gc", "gl", "]d", "]a", "[e"] {
        let before = played("jj");
        let mut state = before.clone();
        play(&mut state, keys);
        assert_eq!(state.place, before.place, "{keys}");
        assert!(state.over.is_none() && state.pending.is_empty(), "{keys}");
        assert_eq!(state.articles.rows, before.articles.rows, "{keys}");
        assert!(!said(&state).is_empty(), "{keys} says why");
    }
    let mut state = played("jj");
    play(&mut state, "gttext");
    assert!(state.kept.iter().all(|kept| kept.tags().is_empty()));
    assert_eq!(played("Gg").place.lists[0].cursor, 0, "alone it is what it was");
    assert_eq!(played("Ggj").place.lists[0].cursor, 1, "before a key with which it is no sequence too");
}

#[test]
fn another_story_begins_at_the_top_of_its_panels_and_back_comes_to_where_they_were() {
    let mut state = played("3jjj");
    assert_eq!(state.place.lists[Pane::Actors.idx()].cursor, 3);
    play(&mut state, "1jjj<Enter>");
    assert_eq!(state.place.lists[Pane::Actors.idx()].cursor, 3, "the same story");
    play(&mut state, "GG]p");
    assert_eq!(state.material.story_of(state.place.article.expect("open")), Some(1));
    assert_eq!(state.place.lists[Pane::Actors.idx()], ListAt::default());
    play(&mut state, "H");
    assert_eq!(state.place.lists[Pane::Actors.idx()].cursor, 3);
}

#[test]
fn an_empty_panel_counts_nothing() {
    let mut state = reader_of(disputed(analysis(), Vec::clear), SIZE);
    play(&mut state, "5");
    assert!(!screen(&state).contains("1 of 1"), "{}", screen(&state));
}

#[test]
fn the_panel_of_a_story_counts_the_sources_of_that_story_and_each_once() {
    let mut analysis = analysis();
    Arc::make_mut(&mut analysis.articles[2]).source = "harbour-post.example".to_owned();
    let mut actors: Vec<Actor> = analysis.linked.actors.iter().cloned().collect();
    let elsewhere = [4, 5].map(|idx| Place { article: ArticleIdx(idx), span: Span::new(0, 4), form: Form::Name });
    actors[0].mentions = [&actors[0].mentions[..], &elsewhere[..]].concat();
    analysis.linked.actors = actors.into();
    let material = Material::new(analysis.clone());
    assert_eq!(material.actors[0].articles.len(), 5);
    assert_eq!(material.n_sources(0, None), 2, "Harbour Post under two names, The Quay");
    assert_eq!(material.n_sources(0, Some(1)), 2);
    let only = Material::new({
        Arc::make_mut(&mut analysis.articles[1]).source = "harbour-post.example".to_owned();
        analysis
    });
    assert_eq!((only.n_sources(0, Some(0)), only.n_sources(0, None)), (1, 2));
    let mut state = State::new(Arc::new(only), Settings::default(), Keymap::default(), SIZE);
    play(&mut state, "3");
    assert!(line_with(&screen(&state), "p Mara Lind").contains("1 source"), "{}", screen(&state));
    play(&mut state, "aa");
    assert!(line_with(&screen(&state), "p Mara Lind").contains("2 sources"), "{}", screen(&state));
}

#[test]
fn only_marked_actors_become_one_and_one_mark_is_not_enough() {
    let mut state = played("3mJ");
    assert!(state.actor_edits.is_empty() && said(&state).contains("at least two"), "{}", said(&state));
    play(&mut state, "jJ");
    assert!(state.actor_edits.is_empty());
    let state = played("3jmmggJ");
    assert_eq!(state.actor_edits.len(), 1, "the one under the cursor is not taken in");
    let edit = format!("{:?}", state.actor_edits.values().next().expect("one"));
    assert!(edit.contains("tomas-weil") && edit.contains("sund") && !edit.contains("mara-lind"), "{edit}");
}

#[test]
fn a_whole_story_is_done_only_when_asked_twice_and_undone_the_cursor_is_where_it_was() {
    for key in ["x", "i"] {
        let mut state = played("k");
        assert_eq!(state.target(), Some(Target::Story(0)));
        play(&mut state, key);
        assert!(state.kept.iter().all(|kept| !kept.is_away()), "{key} asks first");
        assert!(said(&state).contains("all 4 articles"), "{}", said(&state));
        play(&mut state, "jk");
        play(&mut state, key);
        assert!(state.kept.iter().all(|kept| !kept.is_away()), "{key}: another key came between");
        play(&mut state, key);
        assert_eq!(state.kept.iter().filter(|kept| kept.is_away()).count(), 4, "{key}");
        play(&mut state, "u");
        assert!(state.kept.iter().all(|kept| !kept.is_away()));
        assert_eq!(state.articles.rows[state.place.lists[0].cursor], Row::Story(0), "{key}");
    }
    let mut state = played("jxu");
    assert_eq!(state.target(), Some(Target::Article(1)), "of an article it stays there too");
    play(&mut state, "jjx");
    assert!(state.kept[3].done, "one article needs no question");
}

#[test]
fn what_does_nothing_here_says_so_in_english() {
    let state = played("3gdD");
    assert!(said(&state).contains("no name here to split off"), "{}", said(&state));
}

#[test]
fn no_hint_stands_on_a_letter_or_a_pronoun() {
    let mut analysis = analysis();
    let text = analysis.articles[0].text.clone();
    let at = |words: &str| text.find(words).expect("stands there");
    let mut actors: Vec<Actor> = analysis.linked.actors.iter().cloned().collect();
    let mention = |start: usize, len: usize| {
        let span = Span::new(start, start + len);
        Place { article: ArticleIdx(0), span, form: Form::Name }
    };
    let more = [mention(at("she expects"), 3), mention(at("a barge struck"), 1)];
    actors[2].mentions = [&actors[2].mentions[..], &more[..]].concat();
    analysis.linked.actors = actors.into();
    let mut state = reader_of(analysis, SIZE);
    play(&mut state, "2f");
    let Some(Over::Hints(_, hints)) = &state.over else { panic!("hints are up") };
    let on = |words: &str| {
        let start = at(words) as u32;
        let here = hints.iter().filter(|hint| matches!(hint.target, Target::Actor(_)));
        here.filter(|hint| matches!(hint.at, crate::show::state::HintPlace::Text(span) if span.start == start)).count()
    };
    assert_eq!((on("she expects"), on("a barge struck"), on("Mara Lind")), (0, 0, 1));
}

#[test]
fn a_word_that_may_become_an_operator_empties_no_list() {
    let listed = |keys: &str| played(keys).articles.n_listed;
    for typed in ["a", "ac", "act", "actor", "sour", "-sta", "unre"] {
        assert!(listed(&format!("F{typed}")) > 0, "{typed}");
    }
    assert_eq!(listed("Fsource:quay act"), 2, "what stands before it counts");
    assert_eq!(listed("Fzep"), 0, "no operator begins so");
    assert_eq!(listed("Fact "), 0, "a word that is finished");
    assert_eq!(listed("Fact<Enter>"), 0, "a filter that is finished");
    assert_eq!(listed("Fbarge"), 2);
}

#[test]
fn no_value_is_cut_inside_its_figure() {
    let mut analysis = analysis();
    let text = "Relief agencies said that as many as 1.5 million people were in the city when it was cut off.";
    let other = "The ministry spoke of up to 1.3 million of them on the day on which it was cut off from the rest.";
    for (idx, text) in [text, other].into_iter().enumerate() {
        let article = Arc::make_mut(&mut analysis.articles[idx]);
        article.text = text.to_owned();
        article.blocks = vec![Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()) }];
    }
    let span = |text: &str, words: &str| {
        let start = text.find(words).expect("stands there");
        Span::new(start, start + words.len())
    };
    let spans = [
        span(text, "as many as 1.5 million people were in the city"),
        span(other, "up to 1.3 million of them on the day"),
    ];
    let analysis = disputed(analysis, |all| {
        all.retain(|one| *one.id == *"hurt");
        for (idx, side) in all[0].sides.iter_mut().enumerate() {
            side.evidence = vec![Evidence { article: ArticleIdx(idx as u32), span: spans[idx] }];
            side.words = vec![spans[idx]];
        }
    });
    for size in SIZES.into_iter().chain([(100, 30), (140, 40)]) {
        for keys in ["5", "=", "5z"] {
            let mut state = reader_of(analysis.clone(), size);
            play(&mut state, keys);
            let shown = screen(&state);
            // Of the table its first rows, of the panes the panel.
            let area = state.layout().panes[Pane::Discrepancies.idx()].unwrap_or(state.layout().body);
            let rows = if keys == "=" { 4 } else { usize::from(area.height) };
            for line in shown.lines().skip(usize::from(area.y)).take(rows) {
                let line: String = line.chars().skip(usize::from(area.x)).take(usize::from(area.width)).collect();
                for figure in ["1.5", "1.3"] {
                    for (at, _) in line.match_indices(figure) {
                        let after = &line[at + figure.len()..];
                        assert!(after.trim_start().starts_with("mill"), "{keys} at {size:?}: {line}");
                        assert!(!after.contains("mil…") && !after.contains("mill…"), "{keys} at {size:?}: {line}");
                    }
                }
            }
        }
    }
}
