//! How findings are put in words: the names of sources, days, kinds, and discrepancies as sentences.

use super::material::{Material, UNKNOWN};
use super::pen::columns;
use super::state::{Share, State};
use super::theme::Tone;
use crate::brief::{figures, line_of, one_line, phrase, source_name, telling, wordings};
use crate::compare::{By, Discrepancy, DiscrepancyKind, Severity, Side};
use crate::extract::{ActorKind, EventKind, Granularity, Part, Status};
use crate::link::{Event, When};
use crate::text::{Article, Day};
use rustc_hash::FxHashSet;
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Who published an article; where nothing says so, the name of its file.
pub fn source(article: &Article) -> &str {
    if article.source == UNKNOWN || article.source.is_empty() {
        let file = article.path.rsplit(['/', '\\']).next().unwrap_or(&article.path);
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        // A long hash in a name says nothing: its beginning tells files apart.
        return stem.split_once('_').map_or(stem, |(head, tail)| if tail.len() >= 12 { head } else { stem });
    }
    source_name(&article.source)
}

/// Columns of a title that stands for who published.
const TITLE: usize = 28;

/// Who published an article, where its title does not stand beside it; where nothing says so, the first words of that.
pub fn witness(article: &Article) -> Cow<'_, str> {
    let has_source = article.source != UNKNOWN && !article.source.is_empty();
    if has_source || article.title.trim().is_empty() {
        return Cow::Borrowed(source(article));
    }
    let title = one_line(&article.title);
    let mut first = String::new();
    for word in title.split(' ') {
        if !first.is_empty() && columns(&first) + 1 + columns(word) > TITLE {
            return Cow::Owned(format!("“{first}…”"));
        }
        first.extend([if first.is_empty() { "" } else { " " }, word]);
    }
    Cow::Owned(format!("“{first}”"))
}

/// What is said of a report in which a fact was not found: that it does not tell it would be more than is known.
pub const NOTHING_FOUND: &str = "nothing found in that report";

/// Why a story has no disputed fact to show; `keys` lead to those that are less sure.
pub fn no_difference(state: &State, story: u32, keys: &str) -> String {
    let material = &state.material;
    let n_articles = material.analysis.linked.stories.get(story as usize).map_or(0, |story| story.articles.len());
    if material.only_read {
        return "the analysis is at work".to_owned();
    }
    if n_articles == 1 {
        return "only one report".to_owned();
    }
    let less_sure = material.stories.get(story as usize).map_or(&[][..], |story| &story.less_sure);
    none_sure(less_sure.iter().filter(|idx| !state.dismissed.contains(idx)).count(), keys)
}

/// "no difference found that is sure enough · 5 less sure: m".
pub fn none_sure(n_less_sure: usize, keys: &str) -> String {
    let none = "no difference found that is sure enough";
    if n_less_sure > 0 { format!("{none} · {n_less_sure} less sure: {keys}") } else { none.to_owned() }
}

/// "2 + 1 small": small differences (spellings, trivial wordings) are counted apart wherever differences are counted.
pub fn with_small(n: String, n_small: usize) -> String {
    if n_small > 0 { format!("{n} + {n_small} small") } else { n }
}

/// "18 Mar 2024".
pub fn day(day: Day) -> String {
    format!("{} {} {}", day.day(), month(day), day.year())
}

/// "18 Mar".
pub fn short_day(day: Day) -> String {
    format!("{} {}", day.day(), month(day))
}

/// "18 Mar"; of another year than `year`: "18 Mar 2023".
pub fn day_beside(day: Day, year: Option<i16>) -> String {
    if year.is_none_or(|year| year == day.year()) { short_day(day) } else { self::day(day) }
}

/// The day of an article, with its year where that is not the one of its story's newest report.
pub fn day_of(material: &Material, article: u32) -> Option<String> {
    let day = material.analysis.articles.get(article as usize)?.published?;
    Some(day_beside(day, material.year_of(article)))
}

fn month(day: Day) -> &'static str {
    MONTHS[usize::from(day.month().unsigned_abs()).clamp(1, 12) - 1]
}

/// "Mon 18 Mar" where a day is known, with its year where that is not `year`; else the words of the source; empty where
/// nothing is.
pub fn when(when: Option<&When>, year: Option<i16>) -> String {
    let Some(when) = when else { return String::new() };
    match first_day(when) {
        Some(day) if when.granularity <= Granularity::Day => {
            let weekday = WEEKDAYS[day.weekday().to_monday_zero_offset().unsigned_abs() as usize];
            match last_day(when) {
                Some(last) if last > day && last.month() == day.month() && last.year() == day.year() => {
                    format!("{}–{}", day.day(), day_beside(last, year))
                }
                Some(last) if last > day => format!("{}–{}", day_beside(day, year), day_beside(last, year)),
                _ => format!("{weekday} {}", day_beside(day, year)),
            }
        }
        _ => when.text.clone(),
    }
}

/// As [`when`], of an event; where sources give it different times, those: "Thu≠Mon".
pub fn when_told(material: &Material, event: u32, dismissed: &FxHashSet<u32>) -> String {
    let disputes = material.disputes_of_event[event as usize].iter().filter(|dispute| !dismissed.contains(dispute));
    let mut disputes = disputes.map(|&dispute| &material.analysis.discrepancies[dispute as usize]);
    let Some(of_time) = disputes.find(|dispute| dispute.kind == DiscrepancyKind::Time) else {
        let event = &material.analysis.linked.events[event as usize];
        return when(event.when.as_deref(), material.year_of_story(event.story));
    };
    let first = |side: &Side| {
        let told = wordings(&material.analysis, of_time, side);
        told.into_iter().next().map_or_else(String::new, |wording| wording.text)
    };
    let values: Vec<String> = of_time.sides.iter().map(first).collect();
    let days: Vec<&str> = values.iter().filter_map(|value| weekday_in(value)).collect();
    let told_apart = days.len() == values.len() && days.iter().collect::<FxHashSet<_>>().len() == days.len();
    let values: Vec<&str> = if told_apart { days } else { values.iter().map(String::as_str).collect() };
    values.join(between(of_time.severity).trim())
}

/// The line of an event: words of a report that tells it.
pub fn event_line(material: &Material, event: u32) -> String {
    let line = line_of(&material.analysis, &material.analysis.linked.events[event as usize]);
    line.map_or_else(String::new, |line| with_name(material, event, one_line(material.phrase(line))))
}

/// A line that opens with a pronoun, with whom it stands for in brackets: "She [Ana Ruiz] left". What stands in brackets is no
/// part of the report.
fn with_name(material: &Material, event: u32, line: String) -> String {
    let linked = &material.analysis.linked;
    let actor = linked.events[event as usize].stands_for.and_then(|actor| linked.actors.get(actor as usize));
    match (actor, line.split_once(' ')) {
        (Some(actor), Some((pronoun, rest))) => format!("{pronoun} [{}] {rest}", actor.name),
        _ => line,
    }
}

/// "Thu" for "Thursday", "on Thursday", "late Thursday"; nothing where no weekday is named.
fn weekday_in(value: &str) -> Option<&str> {
    let mut words = value.split(|c: char| !c.is_alphanumeric());
    let day = words.find(|word| word.ends_with("day") && WEEKDAYS.iter().any(|day| word.starts_with(day)))?;
    day.get(..3)
}

/// The first day that a time can mean.
pub fn first_day(when: &When) -> Option<Day> {
    let from = when.from.as_deref()?;
    from.get(..10)?.parse().ok()
}

/// The last day that a time can mean.
pub fn last_day(when: &When) -> Option<Day> {
    let to: Day = when.to.as_deref()?.get(..10)?.parse().ok()?;
    let first = first_day(when)?;
    // `to` is the first moment after it: a day that ends at midnight is not part of the next.
    let midnight = when.to.as_deref().is_some_and(|to| to.len() <= 10 || to[10..].starts_with("T00:00"));
    Some(if midnight { to.yesterday().unwrap_or(to).max(first) } else { to.max(first) })
}

/// The sign of a severity; told apart without colours.
pub fn sign(severity: Severity) -> &'static str {
    match severity {
        Severity::Conflict => "▲",
        Severity::Differs => "△",
        Severity::Update => "↻",
    }
}

/// The mark of a row that the user's language model found, or found too; told apart without colours.
pub fn judge_mark(by: &By) -> &'static str {
    match by {
        By::Program => "",
        By::Judge(_) => "◇ ",
        By::Both(_) => "◆ ",
    }
}

/// The sign of a discrepancy that is less sure.
pub const LESS_SURE: &str = "?";

/// How a severity looks.
pub fn severity_tone(severity: Severity) -> Tone {
    match severity {
        Severity::Conflict => Tone::Conflict,
        Severity::Differs => Tone::Differs,
        Severity::Update => Tone::Update,
    }
}

/// The sign of how many of the other reports tell a sentence: bars that grow fewer, and a dot where it stands only here.
pub fn told(share: Share) -> &'static str {
    match share {
        Share::All => "≡",
        Share::Some => "–",
        Share::OnlyHere => "·",
    }
}

/// "conflict", "differs", "update".
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Conflict => "conflict",
        Severity::Differs => "differs",
        Severity::Update => "update",
    }
}

/// What stands between two values.
pub fn between(severity: Severity) -> &'static str {
    match severity {
        Severity::Conflict => " ≠ ",
        Severity::Differs => " · ",
        Severity::Update => " → ",
    }
}

/// Wordings of one side that a row shows; the screen of the discrepancy shows all.
const WORDINGS: usize = 3;

/// "Thursday (Smartencyclopedia) ≠ Monday (timesofisrael.com)", each source in its own words, each piece with its look.
pub fn sides(material: &Material, discrepancy: &Discrepancy) -> Vec<(String, Tone)> {
    let analysis = &material.analysis;
    let mut pieces = Vec::new();
    for (idx, side) in discrepancy.sides.iter().enumerate() {
        if idx > 0 {
            pieces.push((between(discrepancy.severity).to_owned(), severity_tone(discrepancy.severity)));
        }
        let wordings = wordings(analysis, discrepancy, side);
        let more = wordings.len().saturating_sub(WORDINGS);
        for (place, wording) in wordings.iter().take(WORDINGS).enumerate() {
            if place > 0 {
                pieces.push((", ".to_owned(), Tone::Dim));
            }
            let told = one_line(phrase(analysis, telling(analysis, discrepancy, side, wording)));
            pieces.push((told, Tone::Evidence));
            let by = sources(material, wording.articles.iter().map(|article| article.0));
            pieces.push((format!(" ({by})"), Tone::Dim));
        }
        if more > 0 {
            pieces.push((format!(" +{more}"), Tone::Dim));
        }
    }
    pieces
}

/// "Thursday ≠ Monday" in at most `room` columns, for where there is no room for the sources: of the two sides that are
/// told most shortly the shortest wording, in the order of the sides. Long ones share the room.
pub fn values(material: &Material, discrepancy: &Discrepancy, room: usize) -> Vec<(String, Tone)> {
    let analysis = &material.analysis;
    let shortest = |side: &Side| {
        let told = wordings(analysis, discrepancy, side);
        let told = told.iter().map(|it| one_line(phrase(analysis, telling(analysis, discrepancy, side, it))));
        if discrepancy.kind == DiscrepancyKind::Participants {
            told.collect::<Vec<_>>().join(", ")
        } else {
            told.min_by_key(|told| columns(told)).unwrap_or_default()
        }
    };
    let all: Vec<String> = discrepancy.sides.iter().map(shortest).collect();
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|&idx| columns(&all[idx]));
    order.truncate(2);
    order.sort_unstable();
    let values: Vec<&String> = order.iter().map(|&idx| &all[idx]).collect();
    let more = if all.len() > 2 { format!(" +{}", all.len() - 2) } else { String::new() };
    let between = between(discrepancy.severity);
    let mut left = room.saturating_sub(columns(between) + columns(&more));
    // The shorter one takes what it needs, the other what is left.
    let mut by_length: Vec<usize> = (0..values.len()).collect();
    by_length.sort_by_key(|&idx| columns(values[idx]));
    let mut shown = vec![String::new(); values.len()];
    for (place, idx) in by_length.into_iter().enumerate() {
        shown[idx] = value_in(values[idx], left / (values.len() - place));
        left = left.saturating_sub(columns(&shown[idx]));
    }
    let mut pieces = Vec::new();
    for (idx, value) in shown.into_iter().enumerate() {
        if idx > 0 {
            pieces.push((between.to_owned(), severity_tone(discrepancy.severity)));
        }
        pieces.push((value, Tone::Evidence));
    }
    pieces.push((more, Tone::Dim));
    pieces
}

/// A value in at most `room` columns. It never ends inside a figure ("1.5" for "1.5 million"); where the words before a
/// figure take all the room, the figure stands without them.
pub fn value_in(value: &str, room: usize) -> String {
    if columns(value) <= room {
        return value.to_owned();
    }
    let figures = figures(value);
    let mut end = 0;
    for (at, grapheme) in value.grapheme_indices(true) {
        if columns(&value[..at + grapheme.len()]) + 1 > room {
            break;
        }
        end = at + grapheme.len();
    }
    if let Some(parted) = figures.iter().find(|figure| figure.start < end && end < figure.end) {
        end = parted.start;
    }
    let alone = figures.iter().find(|figure| columns(&value[(*figure).clone()]) < room);
    if let Some(figure) = alone.filter(|_| figures.iter().all(|figure| figure.end > end)) {
        return format!("…{}", &value[figure.clone()]);
    }
    value[..end].trim_end().to_owned() + "…"
}

/// What one article says of a fact, in its own words; nothing where nothing was found in it.
pub fn said_by(material: &Material, discrepancy: &Discrepancy, article: u32) -> Vec<String> {
    let analysis = &material.analysis;
    let told = |side: &Side| -> Option<String> {
        let mut wordings = wordings(analysis, discrepancy, side);
        wordings.retain(|wording| wording.articles.iter().any(|other| other.0 == article));
        let told: Vec<String> = wordings
            .iter()
            .map(|it| {
                let told = one_line(phrase(analysis, telling(analysis, discrepancy, side, it)));
                // Its own capitals and signs, where it shares the wording with another.
                let own = side.told().find(|at| at.article.0 == article).map(|at| one_line(phrase(analysis, at)));
                if it.at.article.0 == article { told } else { own.unwrap_or(told) }
            })
            .collect();
        (!told.is_empty()).then(|| told.join(", "))
    };
    discrepancy.sides.iter().filter_map(told).collect()
}

/// The sources of some articles, each once, joined by commas.
pub fn sources(material: &Material, articles: impl Iterator<Item = u32>) -> String {
    let mut names: Vec<Cow<str>> = Vec::new();
    for article in articles.filter_map(|article| material.analysis.articles.get(article as usize)) {
        let name = witness(article);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(", ")
}

/// The kind of fact.
pub fn kind(kind: DiscrepancyKind) -> &'static str {
    match kind {
        DiscrepancyKind::Number => "number",
        DiscrepancyKind::Time => "time",
        DiscrepancyKind::Place => "place",
        DiscrepancyKind::Identity => "identity",
        DiscrepancyKind::Role => "role",
        DiscrepancyKind::Participants => "participants",
        DiscrepancyKind::Status => "status",
        DiscrepancyKind::Cause => "cause",
        DiscrepancyKind::Quote => "quote",
        DiscrepancyKind::Attribution => "attribution",
        DiscrepancyKind::Contested => "contested",
        DiscrepancyKind::NameSpelling => "spelling of a name",
        DiscrepancyKind::Other => "other",
    }
}

/// "person", "place" …
pub fn actor_kind(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "person",
        ActorKind::Organization => "organization",
        ActorKind::Group => "group",
        ActorKind::Place => "place",
        ActorKind::Other => "thing",
    }
}

/// The letter of a kind of actor in a list.
pub fn kind_letter(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "p",
        ActorKind::Organization => "o",
        ActorKind::Group => "g",
        ActorKind::Place => "l",
        ActorKind::Other => "t",
    }
}

/// What an event's status adds to its line; nothing where it simply happened.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Occurred => "",
        Status::Ongoing => "going on",
        Status::Planned => "planned",
        Status::Alleged => "alleged",
        Status::Denied => "denied",
        Status::Cancelled => "cancelled",
        Status::Hypothetical => "possible",
    }
}

/// "meeting", "statement" …; nothing for what has no kind.
pub fn event_kind(kind: EventKind) -> String {
    if kind == EventKind::Other { String::new() } else { format!("{kind:?}").to_lowercase() }
}

/// The part that somebody plays.
pub fn part(part: Part) -> &'static str {
    match part {
        Part::Who => "who",
        Part::Whom => "whom",
        Part::To => "to",
        Part::With => "with",
        Part::By => "by",
        Part::About => "about",
        Part::Named => "named",
        Part::For => "for",
        Part::From => "from",
    }
}

/// How many articles tell an event.
pub fn n_reports(event: &Event) -> usize {
    event.tellers.len()
}

/// "1 article", "2 articles".
pub fn count(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}

/// The words of a text, with where each begins.
pub fn words_of(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let base = text.as_ptr() as usize;
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(move |word| (word.as_ptr() as usize - base, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_a_source_is_called_by_the_beginning_of_its_name() {
        let article = |source: &str, path: &str| Article {
            source: source.to_owned(),
            path: path.to_owned(),
            ..Article::default()
        };
        assert_eq!(source(&article("unknown", "in/000_9fed855642ffba2f.txt")), "000");
        assert_eq!(source(&article("unknown", "in/two_words.txt")), "two_words");
        assert_eq!(source(&article("Example Times", "in/a.txt")), "Example Times");
    }

    #[test]
    fn where_no_title_stands_beside_it_a_report_without_a_source_is_called_by_its_title() {
        let article = |source: &str, title: &str| Article {
            source: source.to_owned(),
            title: title.to_owned(),
            path: "in/02-video-talks-on-monday.txt".to_owned(),
            ..Article::default()
        };
        assert_eq!(
            witness(&article("unknown", "Video talks on Monday to weigh an offensive")),
            "“Video talks on Monday to…”"
        );
        assert_eq!(witness(&article("unknown", "Fog")), "“Fog”");
        assert_eq!(witness(&article("unknown", "")), "02-video-talks-on-monday");
        assert_eq!(witness(&article("www1.wdr.example", "Fog")), "wdr.example");
    }

    #[test]
    fn a_value_that_is_shortened_never_ends_inside_a_figure() {
        assert_eq!(value_in("as many as 1.5 million", 22), "as many as 1.5 million");
        assert_eq!(value_in("as many as 1.5 million", 18), "…1.5 million");
        assert_eq!(value_in("1.5 million people in all", 22), "1.5 million people in…");
        assert_eq!(value_in("late on Sunday evening", 15), "late on Sunday…");
        for value in ["up to $1.5 billion in damages", "from 12 to 14 per cent of the vote", "33,900 people in Gaza"] {
            for room in 0..40 {
                let shown = value_in(value, room);
                assert!(columns(&shown) <= room.max(1), "{room}: {shown}");
                let kept = shown.trim_matches('…');
                let at = value.find(kept).expect("a part of it");
                for figure in figures(value) {
                    let parts = |edge: usize| figure.start < edge && edge < figure.end;
                    assert!(kept.is_empty() || !parts(at) && !parts(at + kept.len()), "{room}: {shown}");
                }
            }
        }
    }

    #[test]
    fn a_weekday_is_found_in_what_a_source_says() {
        assert_eq!(weekday_in("Thursday"), Some("Thu"));
        assert_eq!(weekday_in("late on Sunday"), Some("Sun"));
        assert_eq!(weekday_in("a holiday in March"), None);
    }

    #[test]
    fn a_day_that_ends_at_midnight_is_one_day() {
        let when = When {
            text: "Monday".to_owned(),
            from: Some("2024-03-18T00:00".to_owned()),
            to: Some("2024-03-19T00:00".to_owned()),
            granularity: Granularity::Day,
        };
        assert_eq!(first_day(&when), last_day(&when));
        assert_eq!(super::when(Some(&when), None), "Mon 18 Mar");
        assert_eq!(super::when(Some(&when), Some(2024)), "Mon 18 Mar");
        assert_eq!(super::when(Some(&when), Some(2025)), "Mon 18 Mar 2024");
    }
}
