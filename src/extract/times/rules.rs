//! What all rules share: looking at the items, the day of publication, and whether a verb speaks of what is to come.

use super::calendar::{Days, one_day};
use super::sense::{DayPart, Sense};
use super::words::{Word, word};
use crate::extract::Granularity;
use crate::extract::items::{Item, Kind};
use crate::text::{Day, Span};
use crate::understand::Reading;

/// What a rule gives: a meaning, and one past its last item.
pub type Found = Option<(Sense, usize)>;

/// The items of an article with what the rules look at.
pub struct Rules<'a> {
    /// The items of the text.
    pub items: &'a [Item],
    /// For each item, what its word means.
    words: Vec<&'static Word>,
    /// The reading that the items lie in.
    pub reading: &'a Reading,
    /// The day of publication.
    pub today: Option<Day>,
}

static NO_WORD: Word = Word {
    month: None,
    weekday: None,
    weekdays: None,
    unit: None,
    part: None,
    point: None,
    season: None,
    relative: None,
    deictic: None,
    often: None,
    reference: None,
    zone: None,
    soft: None,
};

/// How many sentences back the time may stand that "the next day" is reckoned from. Own choice: further back, another
/// scene is being told.
const ANCHOR_REACH: u32 = 4;

/// Verbs and participles after which what follows is to come.
const PLANS: [&str; 22] = [
    "plan",
    "schedule",
    "expect",
    "intend",
    "set",
    "due",
    "slate",
    "prepare",
    "hope",
    "promise",
    "vow",
    "agree",
    "want",
    "aim",
    "likely",
    "ready",
    "propose",
    "postpone",
    "payable",
    "effective",
    "redeemable",
    "eligible",
];

/// Verbs that, in the present tense, tell of what a timetable holds ("the trial begins on Monday").
const TIMETABLE: [&str; 13] =
    ["begin", "start", "open", "resume", "end", "expire", "arrive", "leave", "return", "take", "face", "close", "run"];

impl<'a> Rules<'a> {
    /// The rules over one article.
    pub fn new(items: &'a [Item], reading: &'a Reading, today: Option<Day>) -> Self {
        let words = items
            .iter()
            .map(|item| if item.kind == Kind::Word { word(&item.low).unwrap_or(&NO_WORD) } else { &NO_WORD })
            .collect();
        Self { items, words, reading, today }
    }

    /// What the word at `at` means; nothing past the end.
    pub fn word(&self, at: usize) -> &'static Word {
        self.words.get(at).copied().unwrap_or(&NO_WORD)
    }

    /// The item at `at` in lower case; empty past the end.
    pub fn low(&self, at: usize) -> &str {
        self.items.get(at).map_or("", |item| item.low.as_str())
    }

    /// Whether the item at `at` is one of `words`.
    pub fn is(&self, at: usize, words: &[&str]) -> bool {
        self.items.get(at).is_some_and(|item| words.contains(&item.low.as_str()))
    }

    /// Whether the item before `at` is one of `words`.
    pub fn before_is(&self, at: usize, words: &[&str]) -> bool {
        at > 0 && self.is(at - 1, words)
    }

    /// `at`, or one further if one of `words` stands there.
    pub fn skip(&self, at: usize, words: &[&str]) -> usize {
        at + usize::from(self.is(at, words))
    }

    /// Whether white space stands before the item.
    pub fn spaced(&self, at: usize) -> bool {
        self.items.get(at).is_none_or(|item| item.spaced)
    }

    /// The plain digits at `at`, with how many there are.
    pub fn digits(&self, at: usize) -> Option<(u32, usize)> {
        let item = self.items.get(at)?;
        item.digits().map(|value| (value, item.low.len()))
    }

    /// Whether what stands at `at` lies ahead of the day of publication, by the tense of its clause.
    pub fn future(&self, at: usize) -> bool {
        let Some(item) = self.items.get(at) else { return false };
        let tokens = self.reading.tokens_in(item.span);
        if tokens.is_empty() {
            return false;
        }
        let mut adjectives = false;
        for token in self.reading.ancestors(tokens.start) {
            let it = self.reading.token(token);
            if it.pos == "ADJ" && PLANS.contains(&it.lemma.as_str()) {
                adjectives = true;
            }
            if it.pos != "VERB" && it.pos != "AUX" {
                continue;
            }
            if adjectives || it.tag == "VBN" && PLANS.contains(&it.lemma.as_str()) {
                return true;
            }
            let lemma = it.lemma.as_str();
            return match it.tag {
                "VBD" => false,
                // "has been put off until the 19th": what holds now ends later.
                "VBN" if self.before_is(self.skip_back(at), &["until", "till"]) && self.is_perfect(token) => true,
                "VBN" | "VBG" => self.has_modal(token) || it.tag == "VBG" && self.under_plan(token, 2),
                "VBZ" | "VBP" => TIMETABLE.contains(&lemma) && it.pos == "VERB",
                _ => self.has_modal(token) || self.is_infinitive(token) || self.is_imperative(token),
            };
        }
        false
    }

    /// Whether the clause at `at` tells of what is past.
    pub fn past(&self, at: usize) -> bool {
        let Some(item) = self.items.get(at) else { return false };
        let tokens = self.reading.tokens_in(item.span);
        if tokens.is_empty() {
            return false;
        }
        self.reading
            .ancestors(tokens.start)
            .find(|&head| matches!(self.reading.token(head).pos, "VERB" | "AUX"))
            .is_some_and(|verb| {
                let told = |token: u32| matches!(self.reading.token(token).tag, "VBD" | "VBN");
                told(verb) && !self.has_modal(verb)
                    || self
                        .reading
                        .children_by(verb, &["aux", "auxpass"])
                        .any(|aux| self.reading.token(aux).tag == "VBD")
            })
    }

    /// Whether an expression stands near enough before another to be what it is reckoned from.
    pub fn is_near(&self, before: Span, span: Span) -> bool {
        let sentence_at = |span: Span| {
            let token = self.reading.tokens_in(span).start;
            self.reading.tokens.get(token as usize).map_or(0, |token| token.sentence)
        };
        let here = sentence_at(span);
        here - sentence_at(before).min(here) <= ANCHOR_REACH
    }

    /// The item at `at`, or the "the" before it.
    fn skip_back(&self, at: usize) -> usize {
        at - usize::from(self.before_is(at, &["the"]))
    }

    /// "has been moved", "have moved".
    fn is_perfect(&self, token: u32) -> bool {
        let aux = |aux: u32| self.reading.lemma(aux) == "have" && matches!(self.reading.token(aux).tag, "VBZ" | "VBP");
        self.reading.children_by(token, &["aux", "auxpass"]).any(aux)
    }

    fn has_modal(&self, token: u32) -> bool {
        self.reading
            .children_by(token, &["aux", "auxpass"])
            .any(|aux| self.reading.token(aux).tag == "MD" && !self.reading.token(token).lemma.is_empty())
            && !self
                .reading
                .children_by(token, &["aux"])
                .any(|aux| self.reading.lemma(aux) == "have" && self.reading.token(token).tag == "VBN")
    }

    /// "Meet me on Friday", "let's meet on Friday": a bare form under nothing that is told of the past.
    fn is_imperative(&self, token: u32) -> bool {
        let bare = |token: u32| {
            self.reading.token(token).tag == "VB"
                && self.reading.child_by(token, &["aux", "nsubj", "nsubjpass"]).is_none()
        };
        let own_subject = self.reading.child_by(token, &["aux", "auxpass"]).is_some();
        match self.reading.head(token) {
            None => bare(token),
            Some(head) => !own_subject && self.reading.lemma(head) == "let" && bare(head),
        }
    }

    /// "to meet": ahead, unless what governs it lies in the past and is no plan ("managed to flee on Monday").
    fn is_infinitive(&self, token: u32) -> bool {
        let to = self.reading.children_by(token, &["aux"]).any(|aux| self.reading.token(aux).tag == "TO");
        if !to {
            return false;
        }
        let Some(head) = self.reading.head(token) else { return true };
        let head_token = self.reading.token(head);
        match head_token.pos {
            "VERB" | "AUX" => {
                self.under_plan(token, 1) || matches!(head_token.tag, "VBZ" | "VBP" | "VB") || self.has_modal(head)
            }
            _ => true,
        }
    }

    fn under_plan(&self, token: u32, depth: usize) -> bool {
        self.reading.ancestors(token).take(depth).any(|head| PLANS.contains(&self.reading.lemma(head)))
    }

    /// An interval around the day of publication; open with `value` where that is not known.
    pub fn near(&self, value: &str, granularity: Granularity, days: impl Fn(Day) -> Option<Days>) -> Option<DayPart> {
        match self.today {
            Some(today) => days(today).map(|days| DayPart::Fixed { days, granularity, absolute: false, weekday: None }),
            None => Some(DayPart::Open { value: value.into(), granularity, weekday: None }),
        }
    }

    /// One day near the day of publication.
    pub fn near_day(&self, weekday: Option<u8>, pick: impl Fn(Day) -> Option<Day>) -> Option<DayPart> {
        let value = weekday.map_or_else(|| "XXXX-XX-XX".into(), |number| format!("XXXX-WXX-{number}"));
        let granularity = Granularity::Day;
        Some(match self.today {
            Some(today) => DayPart::Fixed { days: one_day(pick(today)?)?, granularity, absolute: false, weekday },
            None => DayPart::Open { value, granularity, weekday },
        })
    }
}
