//! Wording: what a party calls the same happening: "what it said was a violent demonstration", "what the army called an
//! assault on its troops".

use super::candidate::{Candidate, Value};
use super::story::StoryView;
use super::{DiscrepancyKind, Severity};
use crate::extract::{FrameKind, SlotRole, nearness};
use crate::text::{ArticleIdx, Span};

/// Words between "what" and the verb of saying.
const SPEAKER_WORDS: usize = 4;
/// Verbs by which a party's own word is given.
const CALLING: [&str; 9] = ["say", "says", "said", "call", "calls", "called", "describe", "describes", "described"];
/// Nouns nearer than this are one word.
const SAME_NOUN: f32 = 0.6;

struct Word<'a> {
    article: ArticleIdx,
    noun: &'a str,
    /// The party, as written.
    party: &'a str,
    span: Span,
}

pub(super) fn find(view: &StoryView) -> Option<Candidate> {
    let words: Vec<Word> = view.members.iter().flat_map(|&article| words(view, article)).collect();
    let pairs = words.iter().enumerate().flat_map(|(at, one)| words[at + 1..].iter().map(move |other| (one, other)));
    let (one, other) = pairs
        .filter(|(one, other)| one.article != other.article)
        .find(|(one, other)| nearness(one.noun, other.noun) < SAME_NOUN)?;
    let text = |word: &Word| view.text(word.article, word.span).to_string();
    let values = words
        .iter()
        .filter(|word| word.noun == one.noun || word.noun == other.noun)
        .map(|word| Value {
            article: word.article,
            span: word.span,
            text: text(word),
            side: u32::from(word.noun != one.noun),
        })
        .collect();
    Some(Candidate {
        kind: DiscrepancyKind::Other,
        severity: Severity::Differs,
        subject: format!("what {} calls it", if one.party.len() > 3 { one.party } else { other.party }),
        reason: format!(
            "The party's own word is given as “{}” by one report and “{}” by another.",
            text(one),
            text(other)
        ),
        confidence: 0.65,
        interest: 0.6,
        event: None,
        actors: Vec::new(),
        values,
    })
}

/// "what X says was a NOUN": each with the noun phrase.
fn words<'a>(view: &StoryView<'a>, article: ArticleIdx) -> Vec<Word<'a>> {
    let found = view.found(article);
    let text = &view.article(article).text;
    let mut all = Vec::new();
    for (at, _) in text.match_indices(" what ") {
        let mut end = at + " what ".len();
        let party_start = end;
        let mut verb = None;
        for _ in 0..=SPEAKER_WORDS {
            let word = text[end..].split(' ').next().unwrap_or("");
            if CALLING.contains(&word) {
                verb = Some(end);
                end += word.len() + 1;
                break;
            }
            end += word.len() + 1;
            if end >= text.len() || !text.is_char_boundary(end) {
                break;
            }
        }
        let Some(verb) = verb.filter(|verb| *verb > party_start && end < text.len()) else { continue };
        let party = text[party_start..verb].trim();
        // The noun is that of the first noun phrase behind the verb.
        let noun = found
            .frames
            .iter()
            .filter(|frame| matches!(frame.kind, FrameKind::Nominal | FrameKind::Copula))
            .flat_map(|frame| {
                let own =
                    (frame.kind == FrameKind::Nominal).then_some((frame.lemma.as_str(), frame.head_span, frame.span));
                let attribute = frame.slots.iter().filter(|slot| slot.role == SlotRole::Attribute);
                own.into_iter().chain(attribute.map(|slot| (slot.lemma.as_str(), slot.span, slot.span)))
            })
            .filter(|(_, head, _)| head.start as usize >= end && (head.start as usize) < end + 48)
            .min_by_key(|(_, head, span)| (head.start, usize::MAX - span.len()));
        if let Some((noun, _, span)) = noun
            && !text[end..(span.start as usize).max(end)].contains([',', '.'])
        {
            let span = Span::new(at + 1, span.end as usize);
            all.push(Word { article, noun, party, span });
        }
    }
    all
}
