//! How other reports tell a sentence, and the rows that are less sure, played by keys.

use super::fixture::{told_analysis, told_reader};
use super::{SIZES, line_with, play, screen};
use crate::extract::Vectors;
use crate::link::{Linked, Story};
use crate::pipeline::Analysis;
use crate::show::keymap::Keymap;
use crate::show::material::Material;
use crate::show::picture::{self, Form};
use crate::show::script;
use crate::show::state::{PageLine, Pane, Screen, Settings, Share, State};
use crate::show::target::Target;
use crate::show::theme::{Theme, Tone};
use crate::text::{Article, ArticleIdx, Block, BlockKind, Span};
use std::sync::Arc;
use std::time::{Duration, Instant};

const SIZE: (u16, u16) = (120, 40);

fn played(keys: &str) -> State {
    let mut state = told_reader(SIZE);
    play(&mut state, keys);
    state
}

fn lines(state: &State) -> Vec<String> {
    state.page.as_ref().expect("a page").lines.iter().map(PageLine::text).collect()
}

#[test]
fn a_sentence_leads_to_its_tellings_enter_goes_there_and_h_comes_back() {
    let mut state = played("2jj");
    let before = state.place.clone();
    play(&mut state, "gt");
    let page = state.page.as_ref().expect("the page");
    assert_eq!(page.title, "TOLD ELSEWHERE  by 1 of 3 other reports");
    let shown = lines(&state);
    assert!(shown.iter().any(|line| line.starts_with("  – A gravel barge ran into")), "{shown:?}");
    assert!(shown.iter().any(|line| line.starts_with("· City Wire")), "{shown:?}");
    let told = state.place.clone();
    play(&mut state, "<Enter>");
    assert_eq!((state.place.screen, state.place.article), (Screen::Panes, Some(1)));
    let line = state.line_at_hand().expect("a line").of(&state.material.analysis.articles[1].text);
    assert!(line.starts_with("A gravel barge"), "{line}");
    play(&mut state, "H");
    assert_eq!(state.place, told, "the page, its cursor and all");
    play(&mut state, "H");
    assert_eq!((state.place.article, state.place.at), (before.article, before.at));
}

#[test]
fn a_sentence_that_nobody_else_tells_lists_every_other_report_with_a_dot() {
    let mut state = played("2G");
    play(&mut state, ":told<Enter>");
    let shown = lines(&state);
    assert_eq!(state.page.as_ref().expect("the page").title, "TOLD ELSEWHERE  by 0 of 3 other reports");
    assert_eq!(shown.iter().filter(|line| line.starts_with("· ")).count(), 3, "{shown:?}");
}

#[test]
fn a_disputed_phrase_and_a_passage_on_the_page_lead_on_to_theirs() {
    let mut state = played("5j<Enter>");
    assert_eq!(state.place.screen, Screen::Phrases(1), "people hurt");
    play(&mut state, "gt");
    let page = state.page.as_ref().expect("the page");
    let marked = |word: &str| {
        let pieces = page.lines.iter().flat_map(|line| &line.pieces);
        pieces.filter(|(text, tone)| text == word && *tone == Tone::Evidence).count()
    };
    assert_eq!((marked("Eleven"), marked("Fourteen"), marked("hurt"), marked("were")), (1, 1, 0, 0));
    let Some(Target::Phrase(passage)) = state.target() else { panic!("the passage is selected") };
    play(&mut state, "gt");
    assert_eq!(state.place.screen, Screen::Told(passage), "seen from the other side");
    play(&mut state, "HH");
    assert_eq!(state.place.screen, Screen::Phrases(1));
}

#[test]
fn signs_beside_the_text_say_how_many_tell_it_and_give_way_to_a_dispute() {
    let state = played("2");
    let shown = screen(&state);
    let sign = |words: &str| {
        let line = line_with(&shown, words);
        line[..line.find(words).expect("stands there")].trim_end().chars().last()
    };
    assert_eq!(sign("Lind met transport minister"), Some('–'), "two of three tell of the talks: {shown}");
    assert_eq!(sign("Ferries take"), Some('·'), "{shown}");
    assert_eq!(sign("Eleven people were"), Some('▲'), "{shown}");
    let text = &state.material.analysis.articles[0].text;
    let at = text.find("Bridge shut").expect("the title") as u32;
    assert_eq!(state.told.share(0, Span { start: at, end: at + 6 }), Some(Share::Some));

    let mut none = told_reader(SIZE);
    none.settings.told = false;
    assert!(line_with(&screen(&none), "Ferries take").contains("  Ferries take"));
}

#[test]
fn rows_that_are_less_sure_come_by_one_key_told_apart_and_lead_to_their_phrases() {
    let mut state = played("5");
    assert!(screen(&state).contains("? 2 less sure · m shows them"));
    assert!(!screen(&state).contains("what the barge struck"));
    play(&mut state, "m");
    let shown = screen(&state);
    assert!(line_with(&shown, "what the barge struck").contains("? what"), "{shown}");
    assert!(line_with(&shown, "what the barge struck").contains("less sure"), "{shown}");
    assert!(shown.contains("? 2 less sure · m hides them"));
    play(&mut state, "G<Enter>");
    assert!(screen(&state).contains("LESS SURE"), "{}", screen(&state));
    assert!(screen(&state).contains("where Lind met Weil"));
    play(&mut state, "[d");
    assert_eq!(state.place.screen, Screen::Phrases(4), "the row before it in the panel");
    play(&mut state, "HH");
    assert_eq!((state.place.screen, state.place.pane), (Screen::Panes, Pane::Discrepancies));
    play(&mut state, "x");
    assert!(screen(&state).contains("? 1 less sure"), "dismissed as any other");
    play(&mut state, "um");
    assert!(screen(&state).contains("? 2 less sure · m shows them"));
}

const SCREENS: [(&str, &str); 3] = [("signs", "2"), ("told", "2jjgt"), ("less_sure", "5m")];

#[test]
fn these_screens_look_as_they_did_at_three_sizes_without_colours_and_in_ascii() {
    for (name, keys) in SCREENS {
        for (width, height) in SIZES {
            let mut state = told_reader((width, height));
            play(&mut state, keys);
            insta::assert_snapshot!(format!("{name}_{width}x{height}"), screen(&state));
        }
        for (kind, colors, ascii) in [("no_color", false, false), ("ascii", true, true)] {
            let theme = Theme::named("default", colors, ascii).expect("the default theme");
            let settings = Settings { theme, colors, ..Settings::default() };
            let material = Arc::new(Material::new(told_analysis()));
            let mut state = State::new(material, settings, Keymap::default(), (80, 24));
            play(&mut state, keys);
            let shown = if ascii {
                screen(&state)
            } else {
                picture::print(&script::frame(&state), Form::Ansi).replace('\x1b', "^")
            };
            assert!(!ascii || shown.is_ascii(), "{name}: {shown}");
            insta::assert_snapshot!(format!("{name}_{kind}"), shown);
        }
    }
}

/// A story of so many reports, each of so many sentences, every one of them about the barge.
fn long_story(n_reports: u32, n_sentences: usize) -> Analysis {
    let barge = told_analysis().vectors[0].as_ref().expect("encoded").sentences[0].clone();
    let sentence = "A gravel barge ran into the northern pier of the bridge late on Sunday, the coast guard said.";
    let text = [sentence].repeat(n_sentences).join("\n\n");
    let starts = (0..n_sentences).map(|n| n * (sentence.len() + 2));
    let spans: Vec<Span> = starts.map(|start| Span::new(start, start + sentence.len())).collect();
    let blocks = spans.iter().map(|&span| Block { kind: BlockKind::Paragraph, span }).collect::<Vec<_>>();
    let mut linked = Linked::default();
    let articles = (0..n_reports).map(ArticleIdx).collect();
    linked.stories.push(Story { title: "Barge".to_owned(), articles, ..Story::default() });
    linked.story_of = vec![0; n_reports as usize];
    let article =
        |idx| Article { key: format!("{idx:016x}"), text: text.clone(), blocks: blocks.clone(), ..Article::default() };
    let vectors = Vectors { sentences: vec![barge; n_sentences], spans, ..Vectors::default() };
    Analysis {
        articles: (0..n_reports).map(|idx| Arc::new(article(idx))).collect(),
        linked: linked.into(),
        vectors: vec![Some(Arc::new(vectors)); n_reports as usize],
        ..Analysis::default()
    }
}

#[test]
fn how_eleven_reports_tell_a_sentence_is_shown_within_fifty_milliseconds() {
    let mut state =
        State::new(Arc::new(Material::new(long_story(11, 60))), Settings::default(), Keymap::default(), SIZE);
    play(&mut state, "2");
    let once = |state: &mut State| {
        let start = Instant::now();
        play(state, "gt");
        screen(state);
        let took = start.elapsed();
        assert!(matches!(state.place.screen, Screen::Told(_)));
        play(state, "q");
        took
    };
    let took = (0..5).map(|_| once(&mut state)).min().unwrap_or_default();
    println!("gt at 11 reports of 60 sentences: {took:?}");
    // Without optimization everything takes many times as long.
    let slack = if cfg!(debug_assertions) { 20 } else { 1 };
    assert!(took < Duration::from_millis(50) * slack, "{took:?}");
}
