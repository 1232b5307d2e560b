//! Quotations: one utterance, two wordings.
//!
//! Quotations are aligned sentence by sentence and word by word (local alignment, Smith and Waterman 1981); where a long
//! enough stretch is the same but for a few words, it is taken for one utterance, unless both speakers are known and
//! differ. Where the words are others (two translations), one speaker and one sense make whole quotations one utterance.

use super::candidate::{Candidate, Value};
use super::letters::one_spelling;
use super::quoted::{Quotation, Word, quotations};
use super::story::StoryView;
use super::worded::{both, cut, on_one_line};
use super::{DiscrepancyKind, Severity};
use crate::extract::nearness;
use crate::text::Span;
use crate::text::fence::check;

/// Fewest words that the two wordings share.
const FEWEST_SHARED: usize = 5;
/// Least share of the aligned stretch that is the same.
const LEAST_SAME: f32 = 0.6;
/// Rarity from which a word tells one utterance from another.
const TELLING: f32 = 1.2;
/// From this nearness on two words say the same.
const NEAR_WORD: f32 = 0.8;
/// Fewest words that two utterances share in sense.
const FEWEST_SENSES: usize = 3;
/// Least share of either utterance that stands in the other in sense. On the stories that we have, other utterances of
/// one speaker share up to .28, two wordings of one utterance .37 and more.
const SAME_SENSE: f32 = 0.35;
/// So many words in a row that are the same are no memory but a record.
const VERBATIM: usize = 5;
/// How much more where only one of the two speakers is known.
const UNSURE_SPEAKER: f32 = 0.15;
/// Fewest words of an utterance where neither source says whose it is.
const FEWEST_OF_NOBODY: usize = 8;
/// Words that say nothing of what was said.
const EMPTY: [&str; 12] =
    ["have", "not", "there", "lot", "thing", "very", "they", "this", "that", "will", "would", "many"];
/// A single word at the head ("But …", "Well, …") is left out by anybody …
const FEWEST_LEFT_OUT: usize = 2;
/// … and with more, it is another clause.
const MOST_LEFT_OUT: usize = 5;
/// Words kept on each side of a difference in the evidence.
const EVIDENCE_WORDS: usize = 24;

pub(super) fn find(view: &StoryView) -> Vec<Candidate> {
    let quotations: Vec<Quotation> = view.members.iter().flat_map(|&article| quotations(view, article)).collect();
    let mut candidates = Vec::new();
    for one in 0..quotations.len() {
        check();
        for other in one + 1..quotations.len() {
            let (a, b) = (&quotations[one], &quotations[other]);
            if a.article != b.article
                && let Some(candidate) = compare(view, a, b)
            {
                candidates.push(candidate);
            }
        }
    }
    candidates
}

/// Pairs of word numbers that are aligned: the same, or one put for the other.
fn align(a: &[Word], b: &[Word]) -> Vec<(usize, usize)> {
    let width = b.len() + 1;
    let mut score = vec![0i32; (a.len() + 1) * width];
    let mut best = (0, 0, 0);
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let here = if a[i - 1].form == b[j - 1].form { 2 } else { -1 };
            let value = (score[(i - 1) * width + j - 1] + here)
                .max(score[(i - 1) * width + j] - 1)
                .max(score[i * width + j - 1] - 1)
                .max(0);
            score[i * width + j] = value;
            if value > best.0 {
                best = (value, i, j);
            }
        }
    }
    let (_, mut i, mut j) = best;
    let mut path = Vec::new();
    while i > 0 && j > 0 && score[i * width + j] > 0 {
        let here = if a[i - 1].form == b[j - 1].form { 2 } else { -1 };
        if score[i * width + j] == score[(i - 1) * width + j - 1] + here {
            path.push((i - 1, j - 1));
            i -= 1;
            j -= 1;
        } else if score[i * width + j] == score[(i - 1) * width + j] - 1 {
            i -= 1;
        } else {
            j -= 1;
        }
    }
    path.reverse();
    path
}

/// How much of what two utterances say is the same where their words are not, when one speaker is known to have said
/// both: 0 to 1.
fn sense(view: &StoryView, a: &Quotation, b: &Quotation) -> Option<f32> {
    let least = match (a.speaker, b.speaker) {
        (Some(x), Some(y)) if x == y && view.is_named(x) => SAME_SENSE,
        (Some(x), None) | (None, Some(x)) if view.is_named(x) => SAME_SENSE + UNSURE_SPEAKER,
        _ => return None,
    };
    let whole = |quotation: &Quotation| quotation.words[0].span.join(quotation.words[quotation.words.len() - 1].span);
    let said = |quotation: &Quotation| -> Vec<String> {
        let words = view.words_in(quotation.article, whole(quotation));
        words.into_iter().filter(|word| word.len() > 2 && !EMPTY.contains(&word.as_str())).collect()
    };
    let (ours, theirs) = (said(a), said(b));
    let near = |one: &str, other: &str| one == other || nearness(one, other) > NEAR_WORD;
    let found = |from: &[String], to: &[String]| -> (usize, f32) {
        let met = from.iter().filter(|word| to.iter().any(|other| near(word, other))).count();
        (met, met as f32 / from.len().max(1) as f32)
    };
    let ((n_ours, of_ours), (n_theirs, of_theirs)) = (found(&ours, &theirs), found(&theirs, &ours));
    let sense = of_ours.min(of_theirs);
    (n_ours.min(n_theirs) >= FEWEST_SENSES && sense >= least).then_some(sense)
}

fn compare(view: &StoryView, a: &Quotation, b: &Quotation) -> Option<Candidate> {
    let by_words = if a.sentence && b.sentence { by_words(view, a, b) } else { None };
    by_words.or_else(|| if a.whole && b.whole { by_sense(view, a, b) } else { None })
}

/// One utterance in two translations or from two memories: other words, one sense.
fn by_sense(view: &StoryView, a: &Quotation, b: &Quotation) -> Option<Candidate> {
    // Words in a row that are the same to the letter, up to where one of the two ends: one source quotes more of it.
    let same = |&(i, j): &(usize, usize)| same_word(&a.words[i].form, &b.words[j].form);
    let path = align(&a.words, &b.words);
    let follows = |x: &(usize, usize), y: &(usize, usize)| same(x) && same(y) && y.0 == x.0 + 1 && y.1 == x.1 + 1;
    let (last_a, last_b) = (a.words.len() - 1, b.words.len() - 1);
    let cut_off = |run: &[(usize, usize)]| {
        let (from, to) = (run[0], run[run.len() - 1]);
        to.0 == last_a || to.1 == last_b || (from.0 == 0) != (from.1 == 0)
    };
    if path.chunk_by(follows).any(|run| run.len() >= VERBATIM && cut_off(run)) {
        return None;
    }
    let sense = sense(view, a, b)?;
    let last = |quotation: &Quotation| quotation.words.len() - 1;
    let (span_a, span_b) = (window(&a.words, 0, last(a), 0), window(&b.words, 0, last(b), 0));
    Some(wordings(view, (a, span_a), (b, span_b), 0.55 + 0.4 * sense, 0.6))
}

fn by_words(view: &StoryView, a: &Quotation, b: &Quotation) -> Option<Candidate> {
    let path = align(&a.words, &b.words);
    let (&(from_a, from_b), &(to_a, to_b)) = (path.first()?, path.last()?);
    let same = path.iter().filter(|&&(i, j)| a.words[i].form == b.words[j].form).count();
    let length = (to_a - from_a + 1).max(to_b - from_b + 1);
    let telling = path
        .iter()
        .filter(|&&(i, j)| {
            let form = &a.words[i].form;
            *form == b.words[j].form && form.len() > 3 && view.rarity(form) > TELLING
        })
        .count();
    let shorter = a.words.len().min(b.words.len());
    let known = matches!((a.speaker, b.speaker), (Some(x), Some(y)) if x == y && view.is_named(x));
    let (fewest_shared, fewest_telling) = if known { (FEWEST_SHARED, 2) } else { (FEWEST_SHARED + 1, 3) };
    if same < fewest_shared
        || telling < fewest_telling
        || length * 2 < shorter
        || (same as f32) < LEAST_SAME * length as f32
    {
        return None;
    }
    let first = path.iter().position(|&(i, j)| !same_word(&a.words[i].form, &b.words[j].form));
    let skipped = path.windows(2).position(|pair| pair[1].0 - pair[0].0 != 1 || pair[1].1 - pair[0].1 != 1);
    let speakers_differ = matches!((a.speaker, b.speaker), (Some(x), Some(y)) if view.is_named(x) && view.is_named(y) && !view.may_be_one(x, y));
    if first.is_none() && skipped.is_none() && !speakers_differ {
        return begun_later(view, (a, from_a, to_a), (b, from_b, to_b), same as f32 / length as f32);
    }
    if first.is_none() && skipped.is_none() {
        if !speakers_differ || same < FEWEST_SHARED + 1 {
            return None;
        }
        return Some(other_speaker(view, a, b, (from_a, to_a), (from_b, to_b)));
    }
    if speakers_differ && (same as f32) < 0.8 * length as f32 {
        return None;
    }
    // A few words in marks, of nobody known: a phrase that both use.
    let nobody = a.speaker.is_none() && b.speaker.is_none();
    if nobody && shorter < FEWEST_OF_NOBODY {
        return None;
    }
    let letters = |words: &[Word]| words.iter().map(|word| plain(&word.form)).collect::<String>();
    if letters(&a.words[from_a..=to_a]) == letters(&b.words[from_b..=to_b]) {
        return None;
    }
    let at = first.into_iter().chain(skipped).min()?;
    let (at_a, at_b) = path[at];
    let span_a = window(&a.words, from_a, to_a, at_a);
    let span_b = window(&b.words, from_b, to_b, at_b);
    let telling_change = first.is_some_and(|at| {
        let (i, j) = path[at];
        nearness(&a.words[i].form, &b.words[j].form) < 0.8 && a.words[i].form.len() > 3
    });
    let interest = if telling_change { 0.6 } else { 0.35 };
    Some(wordings(view, (a, span_a), (b, span_b), 0.55 + 0.4 * same as f32 / length as f32, interest))
}

/// One utterance that two sources let begin at two words, as if both were the first: "Of course it was." and "It was."
fn begun_later(
    view: &StoryView,
    (a, from_a, to_a): (&Quotation, usize, usize),
    (b, from_b, to_b): (&Quotation, usize, usize),
    same: f32,
) -> Option<Candidate> {
    let left_out = from_a.abs_diff(from_b);
    let one_starts = from_a.min(from_b) == 0 && a.from_start && b.from_start;
    if !one_starts || !(FEWEST_LEFT_OUT..=MOST_LEFT_OUT).contains(&left_out) {
        return None;
    }
    let (span_a, span_b) = (window(&a.words, 0, to_a, 0), window(&b.words, 0, to_b, 0));
    Some(wordings(view, (a, span_a), (b, span_b), 0.55 + 0.3 * same, 0.4))
}

/// The line for one utterance in two wordings.
fn wordings(
    view: &StoryView,
    (a, span_a): (&Quotation, Span),
    (b, span_b): (&Quotation, Span),
    confidence: f32,
    interest: f32,
) -> Candidate {
    let speaker = a.speaker.or(b.speaker);
    let named = speaker.filter(|actor| view.is_named(*actor));
    let who = named.map(|actor| view.linked.actors[actor as usize].name.clone());
    let (text_a, text_b) = (on_one_line(view.text(a.article, span_a)), on_one_line(view.text(b.article, span_b)));
    let subject =
        who.as_ref().map_or_else(|| format!("wording of “{}”", cut(&text_a)), |who| format!("words of {who}"));
    Candidate {
        kind: DiscrepancyKind::Quote,
        severity: Severity::Differs,
        subject,
        reason: both("quotes", (a.article, &format!("“{text_a}”")), (b.article, &format!("“{text_b}”"))),
        confidence,
        interest,
        event: None,
        actors: speaker.into_iter().collect(),
        values: vec![
            Value { article: a.article, span: span_a, text: format!("“{text_a}”"), side: 0 },
            Value { article: b.article, span: span_b, text: format!("“{text_b}”"), side: 1 },
        ],
    }
}

fn other_speaker(
    view: &StoryView,
    a: &Quotation,
    b: &Quotation,
    in_a: (usize, usize),
    in_b: (usize, usize),
) -> Candidate {
    let name = |quotation: &Quotation| {
        quotation.speaker.map_or_else(String::new, |actor| view.linked.actors[actor as usize].name.to_string())
    };
    let value = |quotation: &Quotation, (from, to): (usize, usize), side| Value {
        article: quotation.article,
        span: window(&quotation.words, from, to, from),
        text: name(quotation),
        side,
    };
    let words = view.text(a.article, window(&a.words, in_a.0, in_a.1, in_a.0));
    Candidate {
        kind: DiscrepancyKind::Attribution,
        severity: Severity::Differs,
        subject: format!("who said “{words}”"),
        reason: format!("One report gives the words to {}, another to {}.", name(a), name(b)),
        confidence: 0.8,
        interest: 0.6,
        event: None,
        actors: a.speaker.into_iter().chain(b.speaker).collect(),
        values: vec![value(a, in_a, 0), value(b, in_b, 1)],
    }
}

/// The aligned stretch, cut to a length that is still the phrase, around the first difference.
fn window(words: &[Word], from: usize, to: usize, at: usize) -> Span {
    let (from, to) = if to - from < EVIDENCE_WORDS {
        (from, to)
    } else {
        let start = at.saturating_sub(EVIDENCE_WORDS / 2).max(from);
        (start, (start + EVIDENCE_WORDS).min(to))
    };
    words[from].span.join(words[to].span)
}

/// Spellings of one word: plural marks, "colour" and "color", "isn't" and "is not" are no second wording by themselves.
fn same_word(one: &str, other: &str) -> bool {
    one == other || plain(one) == plain(other)
}

/// A word without what only spellings differ in.
fn plain(word: &str) -> String {
    one_spelling(word).replace(['-', '\''], "")
}
