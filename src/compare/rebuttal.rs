//! Rebuttals: what one says right before or behind, and another says is not so ("no such meeting took place"); what
//! somebody denied and later admitted; charges that somebody calls false.
//!
//! `contested` starts from verbs of denying and looks for what they deny in the whole story; here the place does the
//! work: a denial stands beside what it denies.

use super::candidate::{Candidate, SURE, Value};
use super::story::StoryView;
use super::worded::{both_write, lowered};
use super::{DiscrepancyKind, Severity};
use crate::extract::{ActorKind, Field, Frame, FrameKind, Reality, Slot, SlotRole, Stance, Statement, is_of, nearness};
use crate::text::{ArticleIdx, Span};

/// Sentences before a denial in which its claim may stand.
const BEFORE: usize = 2;
/// From this nearness on one word is derived from the other ("met" and "meeting"); synonyms are nearer still and meet too
/// often by chance.
const DERIVED: std::ops::Range<f32> = 0.93..0.99;
/// Rarity of what denial and claim share.
const LEAST_SHARED: f32 = 2.0;
/// Words that say nothing of what is denied.
const LIGHT: [&str; 34] = [
    "think",
    "feel",
    "believe",
    "see",
    "understand",
    "like",
    "need",
    "hope",
    "have",
    "be",
    "do",
    "say",
    "tell",
    "take",
    "make",
    "get",
    "go",
    "come",
    "know",
    "want",
    "any",
    "such",
    "that",
    "this",
    "they",
    "place",
    "kind",
    "ever",
    "it",
    "he",
    "she",
    "who",
    "will",
    "would",
];
/// What somebody says of a claim that he holds to be untrue.
const FALSE: [&str; 14] = [
    "false",
    "untrue",
    "baseless",
    "unfounded",
    "groundless",
    "fabricated",
    "incorrect",
    "inaccurate",
    "wrong",
    "lie",
    "nonsense",
    "fabrication",
    "absurd",
    "misleading",
];
/// Nouns for what others have said.
const CLAIMS: [&str; 12] = [
    "claim",
    "report",
    "allegation",
    "accusation",
    "charge",
    "suggestion",
    "assertion",
    "rumor",
    "rumour",
    "figure",
    "story",
    "statement",
];
/// Verbs by which somebody owns to a thing.
const ADMITTING: [&str; 4] = ["admit", "confess", "acknowledge", "concede"];

pub(super) fn find(view: &StoryView) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for &article in view.members {
        let denials = view.found(article).statements.iter().filter(|statement| {
            // What a verb of denying brings is for `contested`.
            statement.stance != Stance::Denies && is_denial(view, article, statement)
        });
        for not in denials {
            candidates.extend(beside(view, article, not));
        }
        for frame in view.found(article).frames.iter().filter(|frame| calls_false(frame)) {
            candidates.extend(called_false(view, article, frame));
        }
    }
    candidates.extend(owned_to(view));
    candidates
}

/// Whether a statement says that something is not so.
fn is_denial(view: &StoryView, article: ArticleIdx, statement: &Statement) -> bool {
    let frames = &view.found(article).frames;
    let main = frames.iter().filter(|frame| frame.kind == FrameKind::Verb && statement.span.contains(frame.head_span));
    statement.stance == Stance::Denies || main.min_by_key(|frame| frame.head).is_some_and(|frame| frame.negated)
}

/// Whether somebody says that it was not so, outright or of himself ("I have never …").
fn is_own_denial(view: &StoryView, article: ArticleIdx, statement: &Statement) -> bool {
    let text = view.text(article, statement.span).trim_start_matches(['"', '“', '‘', ' ']);
    let own = ["I ", "We ", "My ", "Our ", "No ", "Nobody ", "None "].iter().any(|word| text.starts_with(word));
    let outright = matches!(statement.cue.as_str(), "deny" | "dispute" | "reject" | "refute");
    statement.stance == Stance::Denies && outright || own && is_denial(view, article, statement)
}

/// The telling words in a place.
fn telling(view: &StoryView, article: ArticleIdx, span: Span) -> Vec<String> {
    let words = view.words_in(article, span);
    words.into_iter().filter(|word| word.len() > 2 && !LIGHT.contains(&word.as_str())).collect()
}

/// Rarity of the words that both hold, or one of which is near the other.
fn shared(view: &StoryView, ones: &[String], others: &[String]) -> f32 {
    let meets = |word: &&String| others.iter().any(|other| *word == other || DERIVED.contains(&nearness(word, other)));
    ones.iter().filter(|word| !is_of(word, Field::Person)).filter(meets).map(|word| view.rarity(word)).sum()
}

/// A denial beside what it denies.
fn beside(view: &StoryView, article: ArticleIdx, not: &Statement) -> Option<Candidate> {
    let found = view.found(article);
    let denied = telling(view, article, not.span);
    let at = view.sentence_at(article, not.span)?;
    let who = view.actor(article, not.speaker);
    let cores = cores(view, article, not);
    let reach = at.saturating_sub(BEFORE)..=at;
    let claims = found.frames.iter().filter(|frame| {
        let outside = !not.span.overlaps(frame.span) && frame.head_span.end <= not.span.start;
        let told = matches!(frame.kind, FrameKind::Verb | FrameKind::Copula)
            && !frame.negated
            && matches!(frame.reality, Reality::Fact | Reality::Planned);
        told && outside && reach.contains(&(frame.sentence as usize))
    });
    let best = claims
        .filter_map(|frame| {
            let said = found.statements.iter().find(|said| said.span.contains(frame.head_span));
            let speaker = said.and_then(|said| view.actor(article, said.speaker));
            let own = speaker.is_some() && speaker == who || said.is_some_and(|said| said.stance == Stance::Denies);
            // What nobody is named for must not be the denier's own either.
            let about = frame
                .slots
                .iter()
                .any(|slot| slot.role == SlotRole::Subject && who.is_some() && view.slot_actor(article, slot) == who);
            let shared = shared(view, &denied, &telling(view, article, frame.span));
            let core = cores.iter().any(|core| is_of_one_root(core, &frame.lemma) || holds(frame, core));
            (!own && !about && core && shared >= LEAST_SHARED).then_some((shared, frame))
        })
        .max_by(|a, b| a.0.total_cmp(&b.0))?;
    Some(candidate(view, (article, told(view, article, best.1)), (article, not.span), 0.7))
}

/// What a denial says is not so: its verb, and what "no" stands before ("no such meeting took place").
fn cores(view: &StoryView, article: ArticleIdx, not: &Statement) -> Vec<String> {
    let inside = |frame: &&Frame| not.span.contains(frame.head_span) && frame.negated;
    let frames = view.found(article).frames.iter().filter(inside);
    let of = |frame: &Frame| -> Vec<String> {
        let text = |slot: &Slot| view.text(article, slot.span).to_lowercase();
        let nouns = frame.slots.iter().filter(|slot| {
            let text = text(slot);
            ["no ", "any ", "such "].iter().any(|word| text.starts_with(word))
        });
        nouns.map(|slot| slot.lemma.clone()).chain([frame.lemma.clone()]).collect()
    };
    frames.flat_map(of).filter(|word| !LIGHT.contains(&word.as_str()) && !is_of(word, Field::Saying)).collect()
}

/// Whether two words are one, or one is derived from the other.
fn is_of_one_root(one: &str, other: &str) -> bool {
    one == other || DERIVED.contains(&nearness(one, other))
}

/// Whether something that takes part in a clause is the thing itself.
fn holds(frame: &Frame, core: &str) -> bool {
    let part = |slot: &&Slot| matches!(slot.role, SlotRole::Subject | SlotRole::Object);
    frame.slots.iter().filter(part).any(|slot| is_of_one_root(&slot.lemma, core))
}

/// A clause, or where it hangs on a noun ("an ambulance that was turned away") the sentence.
fn told(view: &StoryView, article: ArticleIdx, frame: &Frame) -> Span {
    let hangs = frame
        .slots
        .iter()
        .any(|slot| matches!(view.text(article, slot.span), "that" | "which" | "who") && slot.role != SlotRole::Clause);
    let text = view.text(article, frame.span);
    let relative = [" that ", " which ", " who "].iter().any(|word| text.contains(word));
    let sentence = view.found(article).sentences.get(frame.sentence as usize);
    sentence.filter(|_| hangs || relative).map_or(frame.span, |sentence| sentence.span)
}

/// "The charges were false", "called the claim baseless".
fn calls_false(frame: &Frame) -> bool {
    let claim =
        |role: SlotRole| frame.slots.iter().any(|slot| slot.role == role && CLAIMS.contains(&slot.lemma.as_str()));
    let falsely = frame.slots.iter().any(|slot| {
        FALSE.contains(&slot.lemma.as_str()) || slot.words.iter().any(|word| FALSE.contains(&word.as_str()))
    });
    let calls =
        frame.kind == FrameKind::Verb && matches!(frame.lemma.as_str(), "call" | "describe" | "brand" | "label");
    let is = frame.kind == FrameKind::Copula && FALSE.contains(&frame.lemma.as_str());
    !frame.negated && (is && claim(SlotRole::Subject) || calls && falsely && claim(SlotRole::Object))
}

/// The claim that is called false: the nearest before it that tells of the same, in the article or elsewhere.
fn called_false(view: &StoryView, article: ArticleIdx, frame: &Frame) -> Option<Candidate> {
    let noun = frame
        .slots
        .iter()
        .find(|slot| CLAIMS.contains(&slot.lemma.as_str()))
        .map(|slot| slot.lemma.as_str())
        .filter(|noun| view.rarity(noun) > 0.0)?;
    // "The charges": where somebody is charged, whatever the words.
    let told = |other: ArticleIdx, theirs: &Frame| {
        let same = theirs.kind == FrameKind::Verb
            && (theirs.lemma == noun || DERIVED.contains(&nearness(&theirs.lemma, noun)));
        same && !theirs.negated && (other != article || theirs.head < frame.head)
    };
    let claim = view
        .members
        .iter()
        .flat_map(|&other| view.found(other).frames.iter().map(move |theirs| (other, theirs)))
        .filter(|(other, theirs)| told(*other, theirs))
        .max_by_key(|(other, theirs)| {
            (*other == article, theirs.slots.len(), std::cmp::Reverse((*other, theirs.span)))
        })?;
    let place = charge_in_full(view, claim).unwrap_or((claim.0, claim.1.span));
    Some(candidate(view, place, (article, frame.span), 0.6))
}

/// Deeds that make a statement a charge in full.
const LEAST_DEEDS: usize = 2;

/// What somebody is said to have done, by the body that charges or accuses: the statement that tells most of it.
fn charge_in_full(view: &StoryView, (article, claim): (ArticleIdx, &Frame)) -> Option<(ArticleIdx, Span)> {
    let object = claim.slots.iter().find(|slot| slot.role == SlotRole::Object)?;
    let accused = view.slot_actor(article, object)?;
    let deeds = |article: ArticleIdx, statement: &Statement| {
        let frames = view.found(article).frames.iter();
        let told = frames.filter(|frame| statement.span.contains(frame.head_span) && !frame.negated);
        let by_them = |frame: &&Frame| {
            let subject = frame.slots.iter().find(|slot| slot.role == SlotRole::Subject);
            frame.kind == FrameKind::Verb && subject.and_then(|slot| view.slot_actor(article, slot)) == Some(accused)
        };
        told.filter(by_them).count()
    };
    let by_a_body = |article: ArticleIdx, statement: &Statement| {
        let speaker = view.actor(article, statement.speaker).filter(|speaker| *speaker != accused);
        speaker.is_some_and(|speaker| view.linked.actors[speaker as usize].kind != ActorKind::Person)
    };
    let all = view.members.iter().flat_map(|&article| {
        let statements = view.found(article).statements.iter().map(move |statement| (article, statement));
        statements.filter(|(article, statement)| by_a_body(*article, statement))
    });
    let counted = all.map(|(article, statement)| (deeds(article, statement), article, statement.span));
    let (n_deeds, article, span) =
        counted.max_by_key(|&(n_deeds, article, span)| (n_deeds, std::cmp::Reverse((article, span))))?;
    (n_deeds >= LEAST_DEEDS).then_some((article, span))
}

fn candidate(view: &StoryView, so: (ArticleIdx, Span), not: (ArticleIdx, Span), sure: f32) -> Candidate {
    let text = |(article, span): (ArticleIdx, Span)| cut(view.text(article, span));
    // "There is a crisis": the phrase may begin with its verb.
    let before = &view.article(so.0).text[..so.1.start as usize];
    let there = if before.trim_end().to_lowercase().ends_with(" there") { "there " } else { "" };
    let told = lowered(view, &text(so));
    let bare = ["is ", "are ", "was ", "were ", "has ", "had "].iter().any(|verb| told.starts_with(verb));
    let subject = match there {
        "" if bare => format!("whether this is so: “{told}”"),
        there => format!("whether {there}{told}"),
    };
    let value = |(article, span): (ArticleIdx, Span), side| Value { article, span, text: text((article, span)), side };
    Candidate {
        kind: DiscrepancyKind::Contested,
        severity: if sure >= SURE { Severity::Conflict } else { Severity::Differs },
        subject,
        reason: both_write(view, so, not),
        confidence: sure,
        interest: 0.8,
        event: None,
        actors: Vec::new(),
        values: vec![value(so, 0), value(not, 1)],
    }
}

/// The longest text that is shown of a claim, in words.
const LONGEST: usize = 16;

/// The beginning of a text, at a word.
fn cut(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() <= LONGEST {
        return words.join(" ");
    }
    format!("{}…", words[..LONGEST].join(" ").trim_end_matches([',', ';', ':']))
}

/// What somebody denied in one report and owns to in another.
fn owned_to(view: &StoryView) -> Vec<Candidate> {
    let by_stance = |admits: bool| -> Vec<(ArticleIdx, &Statement, u32)> {
        view.members
            .iter()
            .flat_map(|&article| view.found(article).statements.iter().map(move |statement| (article, statement)))
            .filter(|(article, statement)| {
                let owns = ADMITTING.contains(&statement.cue.as_str());
                if admits { owns } else { !owns && is_own_denial(view, *article, statement) }
            })
            .filter_map(|(article, statement)| {
                let actor = view.actor(article, statement.speaker).filter(|actor| view.is_named(*actor))?;
                Some((article, statement, actor))
            })
            .collect()
    };
    let (owned, denied) = (by_stance(true), by_stance(false));
    let mut candidates: Vec<Candidate> = Vec::new();
    for &(article, admission, actor) in &owned {
        let content = telling(view, article, admission.span);
        let denials: Vec<&(ArticleIdx, &Statement, u32)> = denied
            .iter()
            .filter(|(other, denial, who)| {
                let theirs = telling(view, *other, denial.span);
                *who == actor && *other != article && shared(view, &content, &theirs) >= LEAST_SHARED
            })
            .collect();
        if denials.is_empty() {
            continue;
        }
        let name = &view.linked.actors[actor as usize].name;
        let value =
            |article: ArticleIdx, span: Span, side| Value { article, span, text: cut(view.text(article, span)), side };
        let mut values = vec![value(article, admission.span, 0)];
        values.extend(denials.iter().map(|(other, denial, _)| value(*other, denial.span, 1)));
        candidates.push(Candidate {
            kind: DiscrepancyKind::Contested,
            severity: Severity::Update,
            subject: format!("what {name} denied and admitted"),
            reason: format!("{name} denies it in one report and admits it in another."),
            confidence: 0.8,
            interest: 0.9,
            event: None,
            actors: vec![actor],
            values,
        });
    }
    candidates
}
