//! The page of a story: what several tell, what is disputed in each side's own words, what one alone tells. Every line is
//! a link.

use crate::brief::{Brief, Told, one_line, wordings};
use crate::show::actions::Action;
use crate::show::keymap::Place;
use crate::show::news::{self, News};
use crate::show::state::{Page, Piece, State};
use crate::show::target::Target;
use crate::show::theme::Tone;
use crate::show::words;

/// Makes the page.
pub fn brief(state: &State, story: u32, width: u16) -> Page {
    let material = &state.material;
    let analysis = &material.analysis;
    let brief = Brief::of(analysis, story, &|idx| state.dismissed.contains(&idx));
    let title = analysis.linked.stories.get(story as usize).map_or("", |story| story.title.as_str());
    let n_articles = analysis.linked.stories.get(story as usize).map_or(0, |story| story.articles.len());
    let origins = words::count(brief.n_origins, "origin", "origins");
    let mut page = Page::new(format!("BRIEF  {} · {origins}", words::count(n_articles, "article", "articles")), width);
    page.text(0, &[(title.to_owned(), Tone::Title)], None);

    if let Some(news) = news::of(state, story) {
        since_last_time(&mut page, state, &news);
    }
    if !brief.told_by_several.is_empty() {
        page.head("What several tell");
        for told in &brief.told_by_several {
            told_line(&mut page, state, told, brief.n_origins);
        }
        more(&mut page, story, brief.n_more_by_several);
    }
    page.head(format!("Disputed  {}", words::with_small(brief.disputed.len().to_string(), brief.small.len())));
    if brief.disputed.is_empty() {
        let key = |action, place| state.keymap.keys_of(action, &[place, Place::All]).into_iter().next();
        let keys = [key(Action::Compare, Place::All), key(Action::LessSure, Place::Compare)];
        let keys = keys.into_iter().flatten().collect::<Vec<_>>().join(" ");
        page.text(2, &[(words::no_difference(state, story, &keys), Tone::Dim)], Some(Target::Story(story)));
    }
    for &idx in &brief.disputed {
        disputed(&mut page, state, idx);
    }
    if !brief.small.is_empty() {
        let n = words::count(brief.small.len(), "small difference", "small differences");
        page.text(2, &[(format!("+ {n} of spelling and wording"), Tone::Dim)], Some(Target::Story(story)));
    }
    if !brief.told_by_one.is_empty() {
        page.head("What only one tells");
        for told in &brief.told_by_one {
            told_line(&mut page, state, told, brief.n_origins);
        }
        more(&mut page, story, brief.n_more_by_one);
    }
    page
}

/// "+ 34 more": what there is no room for, which leads to all events.
fn more(page: &mut Page, story: u32, n: usize) {
    if n > 0 {
        page.text(2, &[(format!("+ {n} more"), Tone::Dim)], Some(Target::Events(story)));
    }
}

/// Reports, disputes and values that were not there when the story was read.
fn since_last_time(page: &mut Page, state: &State, news: &News) {
    let material = &state.material;
    let parts = [
        words::count(news.articles.len(), "new report", "new reports"),
        words::count(news.disputes.len(), "new dispute", "new disputes"),
        words::count(news.values.len(), "dispute with new values", "disputes with new values"),
        format!("{} settled", news.n_settled),
    ];
    page.head(format!("Since last time  {}", parts.join(" · ")));
    for &idx in &news.articles {
        let article = &material.analysis.articles[idx as usize];
        let pieces = [(article.title.clone(), Tone::Text), (format!("   {}", words::source(article)), Tone::Source)];
        page.text(2, &pieces, Some(Target::Article(idx)));
    }
    for (what, list) in [("new", &news.disputes), ("more", &news.values)] {
        for &idx in list {
            let one = &material.analysis.discrepancies[idx as usize];
            let sign = (format!("{what:<5}{} ", words::sign(one.severity)), words::severity_tone(one.severity));
            page.text(2, &[sign, (one.subject.to_string(), Tone::Text)], Some(Target::Discrepancy(idx)));
        }
    }
}

/// “A barge struck the bridge”  3 of 4 origins: Harbour Post, The Quay, City Wire
fn told_line(page: &mut Page, state: &State, told: &Told, of: usize) {
    let material = &state.material;
    let quoted = one_line(material.phrase(told.line));
    let by = words::sources(material, told.articles.iter().map(|article| article.0));
    let mut pieces: Vec<Piece> = vec![(format!("“{quoted}”"), Tone::Text)];
    if told.n_origins > 1 {
        pieces.push((format!("   {} of {of}: ", told.n_origins), Tone::Count));
    } else {
        pieces.push(("   ".to_owned(), Tone::Dim));
    }
    pieces.push((by, Tone::Source));
    let target = if told.n_origins > 1 { Target::Event(told.event) } else { Target::Phrase(told.line) };
    page.text(2, &pieces, Some(target));
}

/// A disputed fact, and below it each wording with those who give it.
fn disputed(page: &mut Page, state: &State, idx: u32) {
    let material = &state.material;
    let discrepancy = &material.analysis.discrepancies[idx as usize];
    let tone = words::severity_tone(discrepancy.severity);
    let sign = format!("{} {}  ", words::sign(discrepancy.severity), words::severity(discrepancy.severity));
    let pieces = [(sign, tone), (discrepancy.subject.to_string(), Tone::Text)];
    page.text(2, &pieces, Some(Target::Discrepancy(idx)));
    for side in &discrepancy.sides {
        for wording in wordings(&material.analysis, discrepancy, side) {
            let by = words::sources(material, wording.articles.iter().map(|article| article.0));
            let pieces = [(wording.text, Tone::Evidence), (format!("   {by}"), Tone::Source)];
            page.text(6, &pieces, Some(Target::Phrase(wording.at)));
        }
    }
}
