//! How findings are put in words: the names of sources, days, kinds, and discrepancies as sentences.

use super::material::{Material, UNKNOWN};
use super::pen::{columns, shortened};
use super::state::Share;
use super::theme::Tone;
use crate::brief::{line_of, one_line, phrase, telling, wordings};
use crate::compare::{By, Discrepancy, DiscrepancyKind, Severity, Side};
use crate::extract::{ActorKind, EventKind, Granularity, Part, Status};
use crate::link::{Event, When};
use crate::text::{Article, Day};
use rustc_hash::FxHashSet;

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
    &article.source
}

/// "18 Mar 2024".
pub fn day(day: Day) -> String {
    format!("{} {} {}", day.day(), month(day), day.year())
}

/// "18 Mar".
pub fn short_day(day: Day) -> String {
    format!("{} {}", day.day(), month(day))
}

fn month(day: Day) -> &'static str {
    MONTHS[usize::from(day.month().unsigned_abs()).clamp(1, 12) - 1]
}

/// "Mon 18 Mar" where a day is known, else the words of the source; empty where nothing is.
pub fn when(when: Option<&When>) -> String {
    let Some(when) = when else { return String::new() };
    match first_day(when) {
        Some(day) if when.granularity <= Granularity::Day => {
            let weekday = WEEKDAYS[day.weekday().to_monday_zero_offset().unsigned_abs() as usize];
            match last_day(when) {
                Some(last) if last > day && last.month() == day.month() && last.year() == day.year() => {
                    format!("{}–{}", day.day(), short_day(last))
                }
                Some(last) if last > day => format!("{}–{}", short_day(day), short_day(last)),
                _ => format!("{weekday} {}", short_day(day)),
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
        return when(material.analysis.linked.events[event as usize].when.as_deref());
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
    line.map_or_else(String::new, |line| one_line(material.phrase(line)))
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
        shown[idx] = shortened(values[idx], left / (values.len() - place));
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

/// What one article says of a fact, in its own words; nothing where it says nothing.
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
    let mut names: Vec<&str> = Vec::new();
    for article in articles.filter_map(|article| material.analysis.articles.get(article as usize)) {
        let name = source(article);
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
        assert_eq!(super::when(Some(&when)), "Mon 18 Mar");
    }
}
