//! A frame as a clause that can follow "when", "where", "whether", "how long": "the ferry left Varby harbour".
//!
//! The line that the account of the same predicate has is taken where there is one; else subject, verb, object and what
//! stands by them are put together. What is in dispute is left out: a subject must not take a side.

use super::noun::{lowered, named};
use crate::compare::align::Placed;
use crate::compare::story::StoryView;
use crate::extract::{FrameKind, Reality, Slot, SlotRole, Status, Tense, TimeKind, participle, past};
use crate::text::{ArticleIdx, Span};

/// Words that are read at a glance.
const COMFORTABLE: usize = 12;
/// Words of a clause; longer ones are no subject that is read at a glance.
const LONGEST: usize = 16;
/// Phrases behind a preposition that a clause keeps.
const MOST_BESIDE: usize = 2;
/// Words that go with a time or a place when it is left out.
const SOFTENERS: [&str; 26] = [
    "on", "at", "in", "by", "from", "since", "until", "till", "before", "after", "around", "about", "early", "late",
    "to", "of", "the", "during", "into", "near", "for", "some", "just", "between", "and", "or",
];

/// The best clause that the frames tell, without the words of what is in dispute; `None` where none of them can be told
/// so that a reader knows who and what is meant.
pub(in crate::compare) fn told(view: &StoryView, frames: &[Placed], disputed: &[(ArticleIdx, Span)]) -> Option<String> {
    let lines = frames.iter().flat_map(|placed| {
        let own: Vec<Span> =
            disputed.iter().filter(|(article, _)| *article == placed.article).map(|(_, span)| *span).collect();
        let titled = if view.in_title(placed.article, placed.frame.head_span) { 2 } else { 1 };
        [summarized(view, *placed, &own), composed(view, *placed, &own).map(|line| (line, titled))]
    });
    let lines = lines.flatten().filter(|(line, _)| line.split(' ').count() <= LONGEST);
    lines.min_by_key(|(_, flaws)| *flaws).map(|(line, _)| line)
}

/// The same of one line that an account or event has already: "Varga was fined on Monday" → "Varga was fined".
fn told_of(view: &StoryView, summary: &str, disputed: &[&str]) -> String {
    let line = small_articles(&lowered(view, &without(summary, disputed)));
    // "Resignation of the minister took place".
    let bare = line.starts_with(char::is_lowercase) && line.split(' ').nth(1) == Some("of");
    if bare { format!("the {line}") } else { line }
}

/// "hit The regional government's coast" → "hit the regional government's coast".
fn small_articles(line: &str) -> String {
    let words: Vec<&str> = line.split(' ').collect();
    let small = |word: &str| word.starts_with(char::is_lowercase);
    let told = words.iter().enumerate().map(|(at, word)| match (*word, words.get(at + 1)) {
        ("The", Some(next)) if small(next) => "the",
        ("A", Some(next)) if small(next) => "a",
        (word, _) => word,
    });
    told.collect::<Vec<_>>().join(" ")
}

/// The line of the account of the predicate, and how many flaws it has.
fn summarized(view: &StoryView, placed: Placed, disputed: &[Span]) -> Option<(String, usize)> {
    // Headlines leave out their auxiliaries.
    if view.in_title(placed.article, placed.frame.head_span) {
        return None;
    }
    let found = view.found(placed.article);
    let sure = |status: Status| matches!(status, Status::Occurred | Status::Planned | Status::Ongoing);
    let mut accounts = found.accounts.iter().filter(|account| account.predicate == placed.frame.head);
    let account = accounts.find(|one| sure(one.status) && !one.negated && one.line.is_some())?;
    let sentence = found.sentences.get(account.sentence as usize).map(|sentence| sentence.span);
    let times = found.times.iter().filter(|time| sentence.is_some_and(|sentence| sentence.contains(time.span)));
    let dated = times.filter(|time| !matches!(time.kind, TimeKind::Duration | TimeKind::Set)).map(|time| time.span);
    let mut phrases: Vec<&str> =
        dated.chain(disputed.iter().copied()).map(|span| view.text(placed.article, span)).collect();
    phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
    let line = told_of(view, &view.line(placed.article, account), &phrases);
    let first = line.split(' ').next().unwrap_or("").to_lowercase();
    if line.contains(['…', '“', '"', ':', '(', '[']) || line.split(' ').count() < 2 {
        return None;
    }
    let vague = usize::from(matches!(first.as_str(), "he" | "she" | "it" | "they" | "this" | "that" | "we" | "i"));
    let pointing = |word: &str| matches!(word, "his" | "her" | "their" | "its" | "them" | "him" | "it");
    let owned = usize::from(line.split(' ').any(pointing));
    let long = usize::from(line.split(' ').count() > COMFORTABLE) * 2;
    Some((line, 4 * vague + owned + long))
}

/// Subject, verb, object and what stands by them.
fn composed(view: &StoryView, placed: Placed, disputed: &[Span]) -> Option<String> {
    let frame = placed.frame;
    if frame.kind != FrameKind::Verb || frame.negated {
        return None;
    }
    // "The autopsy showed": what it showed is told in a clause of its own.
    if frame.slots.iter().any(|slot| slot.role == SlotRole::Clause) {
        return None;
    }
    let open = |slot: &&Slot| slot.time.is_none() && !disputed.iter().any(|span| span.overlaps(slot.span));
    let phrase = |role: SlotRole| {
        let slot = frame.slots.iter().filter(open).find(|slot| slot.role == role)?;
        Some((named(view, placed.article, slot), slot))
    };
    let verb = verb(placed)?;
    let titled = view.in_title(placed.article, frame.head_span);
    let is_participle = view.text(placed.article, frame.head_span).to_lowercase() == participle(&frame.lemma);
    let mut line = match (phrase(SlotRole::Subject), phrase(SlotRole::Object)) {
        (Some((subject, _)), Some((object, _))) => format!("{} {verb} {}", subject?, object?),
        // "Minister jailed": headlines leave out "was", and tell what is done in the present.
        (Some((subject, slot)), None) if titled && is_participle => {
            passive(placed, &subject?, is_plural(view, placed.article, slot))?
        }
        (Some((subject, _)), None) => format!("{} {verb}", subject?),
        (None, Some((object, slot))) => passive(placed, &object?, is_plural(view, placed.article, slot))?,
        (None, None) => return None,
    };
    let beside = frame.slots.iter().filter(open).filter(|slot| {
        slot.role == SlotRole::Oblique && slot.span.start > frame.head_span.start && !slot.preposition.is_empty()
    });
    for slot in beside.take(MOST_BESIDE) {
        let Some(phrase) = named(view, placed.article, slot) else { continue };
        let more = format!("{line} {} {phrase}", slot.preposition);
        if more.split(' ').count() <= LONGEST {
            line = more;
        }
    }
    Some(line)
}

/// "Left", "will leave".
fn verb(placed: Placed) -> Option<String> {
    let lemma = &placed.frame.lemma;
    match (placed.frame.reality, placed.frame.tense) {
        (Reality::Fact, _) if lemma == "be" => None,
        (Reality::Fact, Tense::Past | Tense::None | Tense::Present) => Some(past(lemma)),
        (Reality::Planned, _) => Some(format!("will {lemma}")),
        (Reality::Possible, _) => Some(format!("could {lemma}")),
        (Reality::Unknown, _) => None,
    }
}

/// "The house was destroyed", "the ship will be searched".
fn passive(placed: Placed, object: &str, plural: bool) -> Option<String> {
    let done = participle(&placed.frame.lemma);
    match placed.frame.reality {
        Reality::Fact => Some(format!("{object} {} {done}", if plural { "were" } else { "was" })),
        Reality::Planned => Some(format!("{object} will be {done}")),
        Reality::Possible => Some(format!("{object} could be {done}")),
        Reality::Unknown => None,
    }
}

/// Whether a phrase is of more than one.
fn is_plural(view: &StoryView, article: ArticleIdx, slot: &Slot) -> bool {
    let text = view.text(article, slot.span);
    let figure = slot.quantity.and_then(|idx| view.found(article).quantities.get(idx as usize));
    if let Some(figure) = figure {
        return (figure.value - 1.0).abs() > 1e-9;
    }
    let head = text.split(" of ").next().unwrap_or(text).rsplit(' ').next().unwrap_or("").to_lowercase();
    let many = matches!(head.as_str(), "people" | "police" | "they" | "them");
    many || text.contains(" and ") || !slot.named && head != slot.lemma && head.ends_with('s')
}

/// Whether the story mostly has a verb with an object: then a participle behind a noun tells what was done to it.
pub(in crate::compare) fn is_transitive(view: &StoryView, lemma: &str) -> bool {
    let frames = view.members.iter().flat_map(|&member| &view.found(member).frames);
    let same = frames.filter(|frame| frame.kind == FrameKind::Verb && frame.lemma == lemma);
    let (mut with, mut without) = (0, 0);
    for frame in same {
        let acted = frame.slots.iter().any(|slot| slot.role == SlotRole::Object);
        (with, without) = if acted { (with + 1, without) } else { (with, without + 1) };
    }
    with > without
}

/// A line without phrases, with the words that go with them.
fn without(line: &str, phrases: &[&str]) -> String {
    let mut line = line.to_string();
    // A line ends without the full stop of "7 a.m."
    for phrase in phrases.iter().map(|phrase| phrase.trim_end_matches('.')).filter(|phrase| !phrase.is_empty()) {
        // Of "early Sunday, May 5" a line may keep the first part alone.
        let part = phrase.split(',').next().unwrap_or(phrase);
        let place = |words: &str| line.to_lowercase().find(&words.to_lowercase()).map(|at| (at, at + words.len()));
        let Some((at, end)) = place(phrase).or_else(|| place(part)) else { continue };
        if !line.is_char_boundary(at) || !line.is_char_boundary(end) {
            continue;
        }
        // "In November-end": with what hangs on it.
        let hangs = if line[end..].starts_with('-') { line[end..].find(' ').unwrap_or(line.len() - end) } else { 0 };
        let rest = line[end + hangs..].to_string();
        // "Wednesday's quake" is the quake.
        if let Some(owned) = rest.strip_prefix("'s ").or_else(|| rest.strip_prefix("’s ")) {
            line = format!("{}the {owned}", &line[..at]);
            continue;
        }
        let mut before: Vec<&str> = line[..at].split_whitespace().collect();
        while before.last().is_some_and(|word| SOFTENERS.contains(&word.to_lowercase().as_str())) {
            before.pop();
        }
        line = format!("{} {}", before.join(" "), rest.trim_start_matches([',', '.', ' ']));
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    let end = words.iter().rposition(|word| !SOFTENERS.contains(word)).map_or(0, |last| last + 1);
    words[..end].join(" ").trim_end_matches([',', '.', ';', ' ']).to_string()
}

#[cfg(test)]
mod tests {
    use super::without;

    #[test]
    fn what_is_in_dispute_goes_with_its_preposition() {
        assert_eq!(
            without("Ana Muresan filed an appeal on Wednesday morning", &["Wednesday morning"]),
            "Ana Muresan filed an appeal"
        );
        assert_eq!(without("Wednesday's shallow quake hit the town", &["Wednesday"]), "the shallow quake hit the town");
        assert_eq!(
            without("The ferry left at 8:30 a.m. for the resort", &["8:30 a.m."]),
            "The ferry left for the resort"
        );
    }
}
