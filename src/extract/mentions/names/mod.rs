//! Where names stand in an article: the network's names mended with runs of capitals, titles cut off, headlines read by
//! what the body has named. Out come [`Name`]s, in order of the text, never overlapping.

mod couples;
mod cut;
mod headlines;
mod nicknames;
mod runs;
mod titles;

use crate::extract::mentions::lexicon::Lexicon;
use crate::extract::mentions::nominals::INSTITUTIONS;
use crate::extract::mentions::words::{is_capital, is_caps, key, one_line};
use crate::extract::{ActorKind, Gender};
use crate::text::{Article, BlockKind};
use crate::understand::Reading;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A name in its place.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each says one thing of the place, and they are independent")]
pub struct Name {
    /// The name itself, without titles: "Reiss" of "Minister Reiss".
    pub tokens: Range<u32>,
    /// Its words, on one line.
    pub text: String,
    /// The network's label, "" where the network saw none.
    pub label: &'static str,
    /// What the tagger says of its kind, where it found it.
    pub kinds: Option<[f32; 5]>,
    /// The tokens before it that say what it is: "Israeli Defense Minister", "the militant group"; may be empty.
    pub before: Range<u32>,
    /// What its honorifics say of its gender.
    pub gender: Gender,
    /// Whether a title of a person stands before it.
    pub titled: bool,
    /// A fuller name that the sentence implies.
    pub implied: String,
    /// What stands in quotation marks inside it: "The Rock".
    pub nickname: String,
    /// "the" stands right before it.
    pub after_the: bool,
    /// Where it is the first of a couple ("Max and Irene Hollis"): the whole.
    pub couple: Option<Range<u32>>,
    /// Whether it stands in a headline.
    pub headline: bool,
    /// Whether it stands in a credit or byline.
    pub credit: bool,
    /// Whether it stands in a dateline.
    pub dateline: bool,
}

/// Labels of the network that are no names of actors.
const NO_NAMES: [&str; 8] = ["DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE"];
/// Small words inside the names of people and places.
const PARTICLES: [&str; 22] = [
    "de", "del", "della", "di", "da", "do", "dos", "das", "du", "des", "la", "le", "von", "van", "der", "den", "bin",
    "ibn", "al", "el", "ul", "y",
];
/// Words that are capitalised by habit and name nobody.
const HABITS: [&str; 80] = [
    "i",
    "i'm",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "am",
    "pm",
    "gmt",
    "est",
    "edt",
    "pst",
    "pdt",
    "cet",
    "utc",
    "photo",
    "image",
    "images",
    "advertisement",
    "video",
    "file",
    "read",
    "watch",
    "more",
    "related",
    "story",
    "stories",
    "copyright",
    "updated",
    "ok",
    "eve",
    "thanksgiving",
    "mr",
    "mrs",
    "ms",
    "god",
    "gmt",
    "utc",
    "est",
    "edt",
    "pst",
    "pdt",
    "bst",
    "cet",
];
/// What shows that a sentence, or the parenthesis around it, gives credit and is no part of the report.
const CREDITS: [&str; 20] = [
    "Reporting by",
    "Writing by",
    "Editing by",
    "reporting by",
    "writing by",
    "editing by",
    "contributed to this",
    "contributed reporting",
    "AP Photo",
    "Photo by",
    "Photo:",
    "Image:",
    "Getty Images",
    "/Getty",
    "/AP",
    "/Associated Press",
    "/Reuters",
    "REUTERS/",
    "/AFP",
    "via AP",
];
/// The longest name that is looked for in a headline, in tokens.
const LONGEST: usize = 8;
/// A line is in title case where more than this share of its longer words begin with a capital (running text: < .3).
const TITLE_CASE: f32 = 0.6;
/// The same for a line that ends in a full stop.
const STOPPED_TITLE_CASE: f32 = 0.9;

/// Finds the names of an article.
pub fn find(reading: &Reading, article: &Article) -> Vec<Name> {
    let finder = Finder { reading, lexicon: Lexicon::shared() };
    let mut names = Vec::new();
    let mut headlines = Vec::new();
    for (number, sentence) in reading.sentences.iter().enumerate() {
        let kind = article.blocks.get(sentence.block as usize).map(|block| block.kind);
        let headline = matches!(kind, Some(BlockKind::Title));
        let dateline = finder.is_dateline(sentence.tokens.clone());
        if !dateline && finder.is_title_case(sentence.tokens.clone()) {
            headlines.push((number, headline));
            continue;
        }
        let from = names.len();
        finder.read_sentence(sentence.tokens.clone(), &mut names);
        let credits = finder.credits(sentence.tokens.clone());
        for name in &mut names[from..] {
            name.headline = headline;
            name.dateline = dateline;
            name.credit =
                kind == Some(BlockKind::Byline) || credits.iter().any(|part| part.contains(&name.tokens.start));
        }
    }
    let known: FxHashMap<String, &'static str> = names.iter().map(|name| (key(&name.text), name.label)).collect();
    for (number, headline) in headlines {
        finder.read_headline(reading.sentences[number].tokens.clone(), &known, headline, &mut names);
    }
    names.sort_by_key(|name| name.tokens.start);
    names.retain(|name| !finder.is_institution(name));
    finder.nicknames(&mut names);
    finder.couples(&mut names);
    names
}

struct Finder<'a> {
    reading: &'a Reading,
    lexicon: &'static Lexicon,
}

impl Finder<'_> {
    fn word(&self, token: u32) -> &str {
        self.reading.word(token)
    }

    /// Whether a sentence is a dateline, which is read by itself: "OSLO, Norway (Wire) —".
    fn is_dateline(&self, sentence: Range<u32>) -> bool {
        sentence.len() > 1
            && is_caps(self.word(sentence.start))
            && matches!(self.word(sentence.end - 1), "\u{2014}" | "\u{2013}" | "--" | "-")
    }

    /// The words on one line.
    fn text_of(&self, tokens: Range<u32>) -> String {
        one_line(self.reading.span(tokens).of(&self.reading.text))
    }

    /// "the Navy", "Police", "Parliament": a body of which each country has one is described, with a capital or without.
    fn is_institution(&self, name: &Name) -> bool {
        let lower = name.text.to_lowercase();
        name.tokens.len() == 1
            && name.text.chars().any(char::is_lowercase)
            && self.lexicon.body(&name.text).is_none()
            && self.lexicon.nominals(&lower).iter().any(|nominal| INSTITUTIONS.contains(&nominal.class))
    }

    /// The words lower-cased, without full stops, on one line: as titles are looked up.
    fn lower(&self, tokens: Range<u32>) -> String {
        one_line(self.reading.span(tokens).of(&self.reading.text)).to_lowercase().replace('.', "")
    }

    fn label(&self, token: u32) -> &'static str {
        self.reading.name_at(token).map_or("", |name| name.label)
    }

    fn is_named(&self, token: u32) -> bool {
        let label = self.label(token);
        !label.is_empty() && !NO_NAMES.contains(&label)
    }

    /// Whether the tagger looked at the sentence of a token.
    fn is_tagged(&self, token: u32) -> bool {
        self.reading.sentence_of(token).tagged
    }

    /// Whether a token is part of a name of the tagger's, or of what all the world knows.
    fn is_tagged_word(&self, token: u32) -> bool {
        let word = self.word(token);
        let known = || {
            is_capital(word)
                && (self.lexicon.country(word).is_some()
                    || self.lexicon.body(word).is_some()
                    || self.reading.token(token).tag.starts_with("NNP")
                        && self.lexicon.country_of_people(word).is_some())
        };
        if self.is_named(token) {
            word.chars().any(char::is_alphanumeric) && !matches!(word, "the" | "The")
        } else {
            known()
        }
    }

    /// Whether a name can begin, or go on, with this token.
    fn is_name_word(&self, token: u32, first: u32) -> bool {
        if self.is_tagged(token) {
            return self.is_tagged_word(token);
        }
        let word = self.word(token);
        // "I. Olsen": the letter of a name, and not who speaks.
        let next = (token as usize + 1 < self.reading.tokens.len()).then(|| self.word(token + 1));
        if word == "I." && next.is_some_and(|next| is_capital(next) && next.len() > 1) && self.is_named(token) {
            return true;
        }
        let habit = HABITS.contains(&word.to_lowercase().trim_end_matches('.')) && !self.is_of_person(token);
        if habit || !word.chars().any(char::is_alphabetic) {
            return false;
        }
        let node = self.reading.token(token);
        if !is_capital(word) {
            // "53rd Street".
            let ordinal = word.starts_with(|c: char| c.is_ascii_digit())
                && ["st", "nd", "rd", "th"].iter().any(|end| word.ends_with(end));
            if ordinal
                && (token as usize) + 1 < self.reading.tokens.len()
                && is_capital(self.word(token + 1))
                && self.lexicon.head_kind(&self.lower(token + 1..token + 2)) == Some(ActorKind::Place)
            {
                return true;
            }
            let agency = token > first
                && matches!(self.word(token - 1), "agency" | "Agency")
                && self.lexicon.body(word).is_some();
            return agency || (node.pos == "PROPN" && self.label(token) == "ORG" && word.len() > 1);
        }
        if matches!(self.label(token), "DATE" | "TIME") && node.pos != "PROPN" {
            return false;
        }
        // "William A. Hollis", whatever the tagger makes of "A.".
        let initial = word.len() == 2 && word.ends_with('.') && token > first;
        if initial
            && (token as usize) + 1 < self.reading.tokens.len()
            && is_capital(self.word(token + 1))
            && is_capital(self.word(token - 1))
        {
            return true;
        }
        if node.pos == "PROPN" || self.is_named(token) {
            return !matches!(node.pos, "DET" | "PRON" | "ADP" | "AUX" | "CCONJ" | "SCONJ");
        }
        // A capital inside a sentence names, whatever the tagger thinks; at its beginning, or after a quotation mark or
        // colon, it says nothing.
        let opens = token == first
            || matches!(
                self.word(token - 1),
                "\"" | "\u{201c}"
                    | "'"
                    | "\u{2018}"
                    | "``"
                    | ":"
                    | "-"
                    | "--"
                    | "\u{2014}"
                    | "\u{2013}"
                    | "("
                    | "["
                    | "\u{2022}"
                    | "*"
                    | "."
                    | "!"
                    | "?"
                    | "..."
                    | "\u{2026}"
            );
        // "Raj Moss", of whose "Raj" the tagger makes an adverb: it hangs on the surname as a given name does.
        let given = matches!(node.pos, "ADV" | "X" | "INTJ" | "VERB")
            && node.relation == "compound"
            && node.head == token + 1
            && self.reading.token(token + 1).pos == "PROPN"
            && is_capital(self.word(token + 1));
        given || !opens && matches!(node.pos, "NOUN" | "ADJ" | "VERB" | "X" | "ADV" | "INTJ")
    }

    /// "June Moss", "Omar Jan": a word of the calendar inside what the network takes for a person's full name.
    fn is_of_person(&self, token: u32) -> bool {
        let name = self.reading.name_at(token).filter(|name| name.label == "PERSON" && name.tokens.len() > 1);
        name.is_some_and(|name| name.tokens.clone().all(|other| is_capital(self.word(other))))
            && self.reading.token(token).pos == "PROPN"
            && !self.word(token).ends_with('.')
            && self.lexicon.title(&self.lower(token..token + 1)).is_none()
    }

    fn glued(&self, left: u32, right: u32) -> bool {
        self.reading.token(left).span.end == self.reading.token(right).span.start
    }

    /// One entity of the network covers both tokens.
    fn covered(&self, left: u32, right: u32) -> bool {
        self.reading.name_at(left).is_some_and(|name| name.tokens.contains(&right) && !NO_NAMES.contains(&name.label))
    }

    /// "Secretary of |Defense Ana Ruiz|": where the tagger takes the end of a title for the beginning of a name, the name
    /// begins behind it.
    fn title_into(&self, from: u32, end: u32, sentence: u32) -> u32 {
        if !self.is_tagged(from) || from <= sentence {
            return from;
        }
        let ends = (from + 1..end).rev().filter(|to| to - from <= 2);
        let begins = |to: &u32| {
            (sentence.max(from.saturating_sub(3))..from)
                .any(|start| self.lexicon.title(&self.lower(start..*to)).is_some())
        };
        ends.into_iter().find(begins).unwrap_or(from)
    }

    fn read_sentence(&self, tokens: Range<u32>, out: &mut Vec<Name>) {
        let mut at = tokens.start;
        while at < tokens.end {
            if matches!(self.word(at), "#" | "@") && at + 1 < tokens.end && self.glued(at, at + 1) {
                self.push(at..at + 2, at..at, "", out);
                at += 2;
            } else if self.word(at).starts_with(['@', '#']) && self.word(at).len() > 2 {
                self.push(at..at + 1, at..at, "", out);
                at += 1;
            } else if matches!(self.lower(at..at + 1).as_str(), "al" | "el") && self.hyphened(at, &tokens) {
                let end = self.run_end(at + 2, &tokens);
                self.split(at..end, &tokens, out);
                at = end;
            } else if self.is_name_word(at, tokens.start) {
                let end = self.run_end(at, &tokens);
                self.split(self.title_into(at, end, tokens.start)..end, &tokens, out);
                at = end;
            } else {
                at += 1;
            }
        }
    }
}
