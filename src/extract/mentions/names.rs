//! Where names stand in an article: the network's names mended with runs of capitals, titles cut off, headlines read by
//! what the body has named. Out come [`Name`]s, in order of the text, never overlapping.

use super::lexicon::{Lexicon, Title};
use super::words::{is_capital, is_caps, key, one_line};
use crate::extract::{ActorKind, Gender};
use crate::text::{Article, BlockKind};
use crate::understand::Reading;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A name in its place.
#[derive(Clone, Debug)]
pub struct Name {
    /// The name itself, without titles: "Gantz" of "Minister Gantz".
    pub tokens: Range<u32>,
    /// Its words, on one line.
    pub text: String,
    /// The network's label, "" where the network saw none.
    pub label: &'static str,
    /// The tokens before it that say what it is: "Israeli Defense Minister", "the militant group"; may be empty.
    pub before: Range<u32>,
    /// What its honorifics say of its gender.
    pub gender: Gender,
    /// Whether a title of a person stands before it.
    pub titled: bool,
    /// A fuller name that the sentence implies.
    pub implied: String,
    /// "the" stands right before it.
    pub after_the: bool,
    /// Where it is the first of a couple ("Bruce and Irene Steinberg"): the whole.
    pub couple: Option<Range<u32>>,
    /// Whether it stands in a headline.
    pub headline: bool,
    /// Whether it stands in a credit or byline.
    pub credit: bool,
}

/// Labels of the network that are no names of actors.
const NO_NAMES: [&str; 8] = ["DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE"];
/// Small words inside the names of people and places.
const PARTICLES: [&str; 22] = [
    "de", "del", "della", "di", "da", "do", "dos", "das", "du", "des", "la", "le", "von", "van", "der", "den", "bin",
    "ibn", "al", "el", "ul", "y",
];
/// Words that are capitalised by habit and name nobody.
const HABITS: [&str; 72] = [
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
];
/// What shows that a sentence, or the parenthesis around it, gives credit and is no part of the report.
const CREDITS: [&str; 18] = [
    "Reporting by",
    "Writing by",
    "Editing by",
    "reporting by",
    "writing by",
    "editing by",
    "contributed to this report",
    "AP Photo",
    "Photo by",
    "Photo:",
    "Image:",
    "Getty Images",
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
        if finder.is_title_case(sentence.tokens.clone()) {
            headlines.push((number, headline));
            continue;
        }
        let from = names.len();
        finder.read_sentence(sentence.tokens.clone(), &mut names);
        let credits = finder.credits(sentence.tokens.clone());
        for name in &mut names[from..] {
            name.headline = headline;
            name.credit =
                kind == Some(BlockKind::Byline) || credits.iter().any(|part| part.contains(&name.tokens.start));
        }
    }
    let known: FxHashMap<String, &'static str> = names.iter().map(|name| (key(&name.text), name.label)).collect();
    for (number, headline) in headlines {
        finder.read_headline(reading.sentences[number].tokens.clone(), &known, headline, &mut names);
    }
    names.sort_by_key(|name| name.tokens.start);
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

    /// The words lower-cased, without full stops, on one line: as titles are looked up.
    fn lower(&self, tokens: Range<u32>) -> String {
        one_line(self.reading.span(tokens).of(&self.reading.text)).to_lowercase().replace('.', "")
    }

    fn is_title_case(&self, tokens: Range<u32>) -> bool {
        // A list of names with their titles has as many capitals as a headline, but a full stop behind it.
        let stopped = tokens.clone().rev().take(2).any(|token| self.word(token) == ".");
        let share = if stopped { STOPPED_TITLE_CASE } else { TITLE_CASE };
        let longer: Vec<&str> = tokens
            .skip(1)
            .map(|token| self.word(token))
            .filter(|word| word.chars().count() >= 4 && word.chars().all(|c| c.is_alphabetic() || c == '\''))
            .collect();
        let capitals = longer.iter().filter(|word| is_capital(word)).count();
        longer.len() >= 4 && capitals as f32 > share * longer.len() as f32
    }

    /// The parts of a sentence that give credit.
    fn credits(&self, tokens: Range<u32>) -> Vec<Range<u32>> {
        let span = self.reading.span(tokens.clone());
        let text = span.of(&self.reading.text);
        if !CREDITS.iter().any(|cue| text.contains(cue)) {
            return Vec::new();
        }
        let mut parts = Vec::new();
        let mut open = None;
        for token in tokens.clone() {
            match self.word(token) {
                "(" => open = Some(token),
                ")" => {
                    let part = open.take().unwrap_or(tokens.start)..token;
                    let inside = self.reading.span(part.clone());
                    if CREDITS.iter().any(|cue| inside.of(&self.reading.text).contains(cue)) {
                        parts.push(part);
                    }
                }
                _ => {}
            }
        }
        if parts.is_empty() { vec![open.unwrap_or(tokens.start)..tokens.end] } else { parts }
    }

    fn label(&self, token: u32) -> &'static str {
        self.reading.name_at(token).map_or("", |name| name.label).trim_start_matches(|_| false)
    }

    fn is_named(&self, token: u32) -> bool {
        let label = self.label(token);
        !label.is_empty() && !NO_NAMES.contains(&label)
    }

    /// Whether a name can begin, or go on, with this token.
    fn is_name_word(&self, token: u32, first: u32) -> bool {
        let word = self.word(token);
        if HABITS.contains(&word.to_lowercase().trim_end_matches('.')) || !word.chars().any(char::is_alphabetic) {
            return false;
        }
        let node = self.reading.token(token);
        if !is_capital(word) {
            // "53rd Street".
            let ordinal = word.starts_with(|c: char| c.is_ascii_digit()) && ["st", "nd", "rd", "th"].iter().any(|end| word.ends_with(end));
            if ordinal && (token as usize) + 1 < self.reading.tokens.len() && is_capital(self.word(token + 1)) && self.lexicon.head_kind(&self.lower(token + 1..token + 2)) == Some(ActorKind::Place) {
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
        // "William A. Steinberg", whatever the tagger makes of "A.".
        let initial = word.len() == 2 && word.ends_with('.') && token > first;
        if initial && (token as usize) + 1 < self.reading.tokens.len() && is_capital(self.word(token + 1)) && is_capital(self.word(token - 1)) {
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
        !opens && matches!(node.pos, "NOUN" | "ADJ" | "VERB" | "X" | "ADV" | "INTJ")
    }

    fn glued(&self, left: u32, right: u32) -> bool {
        self.reading.token(left).span.end == self.reading.token(right).span.start
    }

    /// One entity of the network covers both tokens.
    fn covered(&self, left: u32, right: u32) -> bool {
        self.reading.name_at(left).is_some_and(|name| name.tokens.contains(&right) && !NO_NAMES.contains(&name.label))
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
                self.split(at..end, &tokens, out);
                at = end;
            } else {
                at += 1;
            }
        }
    }

    /// Where the run of capitals that begins at `from` ends.
    fn run_end(&self, from: u32, sentence: &Range<u32>) -> u32 {
        let mut end = from + 1;
        while end < sentence.end {
            let word = self.word(end);
            let lower = word.to_lowercase();
            let next = (end + 1 < sentence.end).then_some(end + 1);
            let next_names = next.is_some_and(|next| self.is_name_word(next, sentence.start));
            if self.is_name_word(end, sentence.start) {
                end += 1;
            } else if matches!(word, "-" | "\u{2010}" | "\u{2011}" | "/")
                && word != "/"
                && self.glued(end - 1, end)
                && next.is_some_and(|next| self.glued(end, next) && self.word(next).chars().any(char::is_alphanumeric))
                && next.is_some_and(|next| {
                    is_capital(self.word(next))
                        || self.word(next).chars().all(char::is_numeric)
                        || self.covered(end - 1, next)
                })
            {
                end += 2;
            } else if is_capital(word)
                && next_names
                && !matches!(lower.as_str(), "i" | "the" | "a" | "he" | "she" | "it" | "we" | "they")
                && !HABITS.contains(&lower.as_str())
                && word.chars().all(char::is_alphabetic)
            {
                // "Bring Back Our Girls", "Doctors Without Borders".
                end += 2;
            } else if word == "&" && next_names {
                end += 2;
            } else if PARTICLES.contains(&lower.as_str()) && next_names {
                end += 2;
            } else if PARTICLES.contains(&lower.as_str()) && self.hyphened(end, sentence) {
                end += 3;
            } else if matches!(word, "-") && PARTICLES.contains(&self.lower(end - 1..end).as_str()) && next_names {
                end += 2;
            } else if matches!(lower.as_str(), "of" | "for" | "on" | "against")
                && self.may_go_on(from, end, next, sentence)
            {
                end += 1 + u32::from(!next_names);
                while end < sentence.end && self.is_name_word(end, sentence.start) {
                    end += 1;
                }
            } else if lower == "and" && next_names && self.joins(from, end) {
                end += 2;
            } else if matches!(word, "'s" | "\u{2019}s")
                && next_names
                && self.covered(end - 1, end + 1)
                && self.possessive_inside(end)
            {
                end += 2;
            } else if self.reading.token(end).pos == "NUM" && self.number_inside(from, end, sentence) {
                end += 1;
            } else {
                break;
            }
        }
        end
    }

    /// "al-Barnawi": a particle, a hyphen, a capital, without a space.
    fn hyphened(&self, particle: u32, sentence: &Range<u32>) -> bool {
        particle + 2 < sentence.end
            && self.word(particle + 1) == "-"
            && self.glued(particle, particle + 1)
            && self.glued(particle + 1, particle + 2)
            && is_capital(self.word(particle + 2))
    }

    /// "Ministry of Health", "Secretary of State": whether "of", "for" goes on with a name.
    fn may_go_on(&self, from: u32, small: u32, next: Option<u32>, sentence: &Range<u32>) -> bool {
        let Some(next) = next else { return false };
        let begins = |token: u32| {
            self.is_name_word(token, sentence.start)
                && self.lexicon.country_of_adjective(self.word(token)).is_none_or(|_| self.covered(small, token))
        };
        let after_the = self.word(next) == "the" && next + 1 < sentence.end && begins(next + 1);
        if !(begins(next) || after_the) {
            return false;
        }
        let head = self.lower(small - 1..small);
        let last = if after_the { next + 1 } else { next };
        let is_head = self.lexicon.head_kind(&head).is_some()
            || matches!(
                head.as_str(),
                "university"
                    | "center"
                    | "centre"
                    | "republic"
                    | "house"
                    | "states"
                    | "seeds"
                    | "doctors"
                    | "son"
                    | "joan"
            )
            || self.lexicon.title(&head).is_some();
        // "the Government of Chad", "the President of Turkey": the country is named for itself.
        let own = self.lexicon.country(&self.lower(last..last + 1)).is_some() && !self.covered(small, last);
        let two = self.lexicon.country(&self.lower(last..(last + 2).min(sentence.end))).is_some()
            && !self.covered(small, last);
        if own || two {
            return false;
        }
        (is_head && self.word(small) != "on") || (self.covered(small - 1, last) && self.label(from) != "PERSON")
    }

    /// "Rocket and Space Corporation": whether "and" stands inside one name.
    fn joins(&self, from: u32, and: u32) -> bool {
        if !self.covered(and - 1, and + 1) || self.label(from) == "PERSON" {
            return false;
        }
        let left = self.lower(and - 1..and);
        self.lexicon.country(&left).is_none() && !self.lexicon.is_town(&left) && !is_caps(self.word(and - 1))
    }

    fn possessive_inside(&self, possessive: u32) -> bool {
        let left = self.lower(possessive - 1..possessive);
        self.lexicon.country(&left).is_none()
            && self.reading.name_at(possessive).is_some_and(|name| {
                let head = self.lower(name.tokens.end - 1..name.tokens.end);
                matches!(self.lexicon.head_kind(&head), Some(ActorKind::Organization | ActorKind::Place))
            })
    }

    /// "AngoSat 1", "Flight 208", "Cessna 208 Caravan": a number that is part of the name.
    fn number_inside(&self, from: u32, number: u32, sentence: &Range<u32>) -> bool {
        let word = self.word(number);
        if word.len() > 4 || !word.starts_with(|c: char| c.is_ascii_digit()) || !word.chars().all(char::is_alphanumeric)
        {
            return false;
        }
        if matches!(self.lower(number - 1..number).as_str(), "page" | "chapter" | "age") || self.label(from) == "PERSON"
        {
            return false;
        }
        let goes_on = number + 1 < sentence.end && self.is_name_word(number + 1, sentence.start);
        let counts = number + 1 < sentence.end && self.reading.token(number + 1).tag == "NNS";
        !counts && (self.covered(number - 1, number) || goes_on)
    }

    /// Cuts a run of capitals into names and what stands before them.
    fn split(&self, run: Range<u32>, sentence: &Range<u32>, out: &mut Vec<Name>) {
        // "US-Israel talks": two names, not one.
        let mut from = run.start;
        for dash in run.clone() {
            if self.word(dash) == "-"
                && dash > from
                && dash + 1 < run.end
                && self.is_known_place(from..dash)
                && self.is_known_place(dash + 1..dash + 2)
            {
                self.split_titles(from..dash, sentence, out);
                from = dash + 1;
            }
        }
        self.split_titles(from..run.end, sentence, out);
    }

    /// "Girls", "Soldiers": a plural that stands for people wherever it is written small.
    fn is_plural_noun(&self, token: u32) -> bool {
        let lower = self.lower(token..token + 1);
        lower.strip_suffix('s').is_some_and(|stem| {
            self.lexicon
                .nominals(stem)
                .iter()
                .any(|nominal| matches!(nominal.kind, ActorKind::Group | ActorKind::Person))
        }) && self.lexicon.title(&lower).is_none_or(|title| title == Title::Job)
    }

    fn is_known_place(&self, tokens: Range<u32>) -> bool {
        let words = self.lower(tokens);
        self.lexicon.country(&words).is_some()
            || self.lexicon.is_town(&words)
            || self.lexicon.country_of_adjective(&words).is_some()
            || self.lexicon.body(&words).is_some_and(|(kind, _)| kind == ActorKind::Place)
    }

    /// The last title in a run, as tokens.
    fn last_title(&self, run: &Range<u32>) -> Option<Range<u32>> {
        let mut found: Option<Range<u32>> = None;
        let mut at = run.start;
        while at < run.end {
            let longest = (1..=5u32).rev().find(|&n| {
                at + n <= run.end && {
                    let words = self.lower(at..at + n);
                    self.lexicon.title(&words).is_some()
                        && (n > 1
                            || !self.lexicon.is_unsure_title(&words)
                            || at == run.start
                            || found.as_ref().is_some_and(|title| title.end == at)
                            || self.is_known_place(run.start..at)
                            || (at > run.start
                                && self.lexicon.head_kind(&self.lower(at - 1..at)) == Some(ActorKind::Organization)))
                }
            });
            if let Some(n) = longest {
                found = Some(at..at + n);
                at += n;
            } else {
                at += 1;
            }
        }
        found
    }

    fn split_titles(&self, mut run: Range<u32>, sentence: &Range<u32>, out: &mut Vec<Name>) {
        // "1st Angola", "Chibok Girls": what counts and what is counted are no part of the name.
        let headed = matches!(self.lexicon.head_kind(&self.lower(run.end - 1..run.end)), Some(ActorKind::Place | ActorKind::Organization));
        while run.len() > 1
            && !headed
            && self.word(run.start).starts_with(|c: char| c.is_ascii_digit())
            && (!self.covered(run.start, run.start + 1)
                || self.word(run.start).ends_with(|c: char| c.is_ascii_lowercase()))
        {
            run.start += 1;
        }
        while run.len() > 1
            && self.is_plural_noun(run.end - 1)
            && self.lexicon.body(&self.lower(run.clone())).is_none()
            && run.len() <= 3
        {
            run.end -= 1;
        }
        if run.is_empty() {
            return;
        }
        let last = self.lower(run.end - 1..run.end);
        let whole = self.lower(run.clone());
        let body_head = matches!(self.lexicon.head_kind(&last), Some(ActorKind::Organization | ActorKind::Place));
        if self.lexicon.country(&whole).is_some()
            || self.lexicon.body(&whole).is_some()
            || (run.len() > 1 && self.lexicon.is_town(&whole))
        {
            self.push(run.clone(), self.reach_back(run.start, sentence)..run.start, self.label(run.start), out);
            return;
        }
        if let Some(title) = self.last_title(&run) {
            let mut start = title.end;
            if start < run.end && matches!(self.lower(start..start + 1).as_str(), "of" | "for" | "on") {
                let person = (start + 1..run.end).find(|&token| {
                    self.reading.name_at(token).is_some_and(|name| name.label == "PERSON" && name.tokens.start == token)
                });
                let given = (start + 2..run.end.saturating_sub(1))
                    .find(|&token| self.lexicon.given_name(self.word(token)).is_some());
                match person.or(given) {
                    Some(token) if token > start + 1 => start = token,
                    _ => {
                        let inner = start + 1..run.end;
                        let words = self.lower(inner.clone());
                        let head = self.lower(run.end - 1..run.end);
                        if self.is_known_place(inner.clone())
                            || self.lexicon.body(&words).is_some()
                            || (inner.len() > 1 && self.lexicon.head_kind(&head).is_some())
                        {
                            self.push(inner, start..start, "", out);
                        }
                        return;
                    }
                }
            }
            let rest = start..run.end;
            let surname = rest.is_empty()
                && run.len() >= 2
                && title.len() == 1
                && self.lexicon.is_unsure_title(&last)
                && title.start > run.start
                && self.lexicon.given_name(self.word(title.start - 1)).is_some();
            let is_body = body_head
                && !rest.is_empty()
                && self.reading.name_at(rest.start).is_none_or(|name| name.label != "PERSON");
            if rest.is_empty() && !surname {
                self.modifiers(run.start..title.start, out);
                return;
            }
            if !surname && !is_body {
                self.modifiers(run.start..title.start, out);
                let before = self.reach_back(run.start, sentence)..rest.start;
                self.push(rest, before, "", out);
                return;
            }
        }
        // "Israeli Benny Gantz", "BBC Peter Smith": the network sees a person begin inside the run.
        let person = run.clone().skip(1).find(|&token| {
            self.reading
                .name_at(token)
                .is_some_and(|name| name.label == "PERSON" && name.tokens.start == token && name.tokens.end >= run.end)
        });
        if let Some(token) = person
            && !body_head
            && (self.is_known_place(run.start..token)
                || (self.label(run.start) == "ORG" && !self.glued(token - 1, token) && self.word(token - 1) != "-"))
        {
            self.modifiers(run.start..token, out);
            self.push(token..run.end, self.reach_back(token, sentence)..token, "PERSON", out);
            return;
        }
        let adjective = self.lexicon.country_of_adjective(&self.lower(run.start..run.start + 1)).is_some()
            || self.lexicon.country_of_adjective(&self.lower(run.start..(run.start + 2).min(run.end))).is_some();
        if adjective && run.len() >= 2 {
            let rest = self.lower(run.end - 1..run.end);
            let common = self.lexicon.nominals(&rest).iter().any(|nominal| {
                super::nominals::INSTITUTIONS.contains(&nominal.class) && rest != "authority"
                    || matches!(nominal.kind, ActorKind::Group | ActorKind::Person)
            });
            if common && run.len() <= 3 {
                // "the Nigerian Army": a description, not a name.
                return;
            }
        }
        self.push(run.clone(), self.reach_back(run.start, sentence)..run.start, "", out);
    }

    /// Names inside what stands before a title: "US" of "US Secretary of State", "State Department" of "State
    /// Department Spokesman".
    fn modifiers(&self, tokens: Range<u32>, out: &mut Vec<Name>) {
        if tokens.is_empty() {
            return;
        }
        let words = self.lower(tokens.clone());
        let head = self.lower(tokens.end - 1..tokens.end);
        let is_body = tokens.len() > 1 && self.lexicon.head_kind(&head) == Some(ActorKind::Organization);
        if self.lexicon.country(&words).is_some()
            || self.lexicon.body(&words).is_some()
            || is_body
            || (tokens.len() == 1 && is_caps(self.word(tokens.start)))
        {
            self.push(tokens.clone(), tokens.start..tokens.start, "", out);
        } else if tokens.len() > 1 && self.lexicon.country(&self.lower(tokens.start..tokens.start + 1)).is_some() {
            self.push(tokens.start..tokens.start + 1, tokens.start..tokens.start, "GPE", out);
        }
    }

    /// How far the words that say what a name is reach back before it: "the militant group |Boko Haram", "spokesman
    /// |John Kirby", "Drs. |Mitchell".
    fn reach_back(&self, from: u32, sentence: &Range<u32>) -> u32 {
        let Some(last) = from.checked_sub(1).filter(|last| sentence.contains(last)) else { return from };
        let mut at = last;
        let quoted = matches!(self.word(at), "\"" | "\u{201c}" | "\u{2018}" | "'") && at > sentence.start;
        if quoted {
            at -= 1;
        }
        let lemma = self.reading.lemma(at).to_lowercase();
        let node = self.reading.token(at);
        let lower = self.lower(at..at + 1);
        let says = (matches!(node.pos, "NOUN" | "PROPN")
            && (self.lexicon.title(&lower).is_some()
                || !self.lexicon.nominals(&lemma).is_empty()
                || self.lexicon.kin(&lemma).is_some()))
            || self.lexicon.title(&lower).is_some_and(|title| matches!(title, Title::Honorific(_) | Title::Rank));
        if !says
            || self
                .reading
                .name_at(at)
                .is_some_and(|name| name.tokens.start == at && name.label == "PERSON" && name.tokens.len() > 1)
        {
            return from;
        }
        while at > sentence.start {
            let before = at - 1;
            let node = self.reading.token(before);
            let word = self.word(before);
            let fits = matches!(node.pos, "NOUN" | "PROPN" | "ADJ" | "NUM") && !matches!(node.tag, "NNPS")
                || (word == "-" && before > sentence.start && self.glued(before, at))
                || (node.pos == "VERB" && matches!(node.relation, "amod" | "compound"))
                || matches!(word, "'s" | "\u{2019}s");
            if !fits || HABITS.contains(&word.to_lowercase().as_str()) || self.label(before) == "DATE" {
                break;
            }
            at = before;
        }
        at
    }

    fn push(&self, mut tokens: Range<u32>, mut before: Range<u32>, label: &'static str, out: &mut Vec<Name>) {
        // Honorifics, "the", and a dangling hyphen or full stop belong to no name.
        while tokens.len() > 1 {
            let word = self.lower(tokens.start..tokens.start + 1);
            let honorific = matches!(self.lexicon.title(&word), Some(Title::Honorific(_)))
                && !(self.lexicon.is_unsure_title(&word) && !before.is_empty());
            if word == "the" || honorific && !(word == "st" || word == "saint") {
                if before.is_empty() {
                    before = tokens.start..tokens.start;
                }
                tokens.start += 1;
                before.end = tokens.start;
            } else {
                break;
            }
        }
        while tokens.len() > 1
            && matches!(
                self.word(tokens.end - 1),
                "-" | "." | "'" | "\u{2019}" | "of" | "the" | "and" | "'s" | "\u{2019}s"
            )
        {
            tokens.end -= 1;
        }
        let text = one_line(self.reading.span(tokens.clone()).of(&self.reading.text));
        let text = text
            .trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '#' | '@'))
            .trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.')
            .trim_end_matches("'s")
            .trim_end_matches("\u{2019}s")
            .to_owned();
        if !text.chars().any(char::is_alphabetic) || text.chars().count() < 2 {
            return;
        }
        let single = tokens.len() == 1;
        if single {
            let node = self.reading.token(tokens.start);
            let demonym = self.lexicon.country_of_adjective(&text).is_some();
            let people = self.lexicon.country_of_people(&text).is_some();
            let modifies = matches!(node.relation, "amod" | "compound" | "nmod" | "advmod");
            // "Israeli" of "Israeli strikes" says which; "the Dutch", "Israelis" are people.
            if demonym
                && self.lexicon.country(&text).is_none()
                && (!people || modifies || node.pos == "ADJ" && node.relation != "nsubj")
            {
                return;
            }
            if self.lexicon.title(&text.to_lowercase()).is_some() && label.is_empty() {
                return;
            }
            // "May" is a month unless the network sees a person; "Islamist" of "Islamist fighters" says which.
            if text == "May" && self.label(tokens.start) != "PERSON"
                || modifies && self.label(tokens.start) == "NORP" && node.pos != "NOUN" && !people
            {
                return;
            }
            // A capital at the head of a sentence, that nothing else calls a name.
            let first = self.reading.sentence_of(tokens.start).tokens.start == tokens.start;
            if first
                && self.label(tokens.start).is_empty()
                && !text.starts_with(['#', '@'])
                && !demonym
                && self.lexicon.country(&text).is_none()
                && self.lexicon.body(&text).is_none()
                && !self.lexicon.is_town(&text)
                && !is_caps(&text)
            {
                let again = self.reading.tokens.iter().enumerate().any(|(other, _)| {
                    other as u32 != tokens.start
                        && self.word(other as u32) == text
                        && self.reading.sentence_of(other as u32).tokens.start != other as u32
                });
                if !again || node.pos != "PROPN" {
                    return;
                }
            }
        } else if self.lexicon.country_of_adjective(&text).is_some() && self.lexicon.country(&text).is_none() {
            return;
        }
        let mut titled = false;
        let mut gender = Gender::Unknown;
        for at in before.clone() {
            match self.lexicon.title(&self.lower(at..at + 1)) {
                Some(Title::Honorific(its)) => {
                    (titled, gender) = (true, if its == Gender::Unknown { gender } else { its })
                }
                Some(_) => titled = true,
                None => {}
            }
            if let Some(its) = self.lexicon.kin(self.reading.lemma(at)) {
                (titled, gender) = (true, its);
            }
        }
        // "husband and wife Bruce Hill": the given name knows better.
        let own = text.split([' ', '-']).next().and_then(|first| self.lexicon.given_name(first)).unwrap_or_default();
        if !single && own != Gender::Unknown && gender != Gender::Unknown {
            gender = own;
        }
        let label = if label.is_empty() { self.network_label(&tokens) } else { label };
        let after_the = tokens.start > self.reading.sentence_of(tokens.start).tokens.start
            && self.lower(tokens.start - 1..tokens.start) == "the";
        out.push(Name {
            tokens,
            text,
            label,
            before,
            gender,
            titled,
            implied: String::new(),
            after_the,
            couple: None,
            headline: false,
            credit: false,
        });
    }

    /// The network's label of most of the tokens, the last counting most.
    fn network_label(&self, tokens: &Range<u32>) -> &'static str {
        let last = self.label(tokens.end - 1);
        let label = if last.is_empty() { self.label(tokens.start) } else { last };
        if NO_NAMES.contains(&label) { "" } else { label }
    }

    /// In a headline every word has a capital: only what the body names, what the world knows and whole people count.
    fn read_headline(
        &self,
        tokens: Range<u32>,
        known: &FxHashMap<String, &'static str>,
        headline: bool,
        out: &mut Vec<Name>,
    ) {
        let from = out.len();
        let mut at = tokens.start;
        while at < tokens.end {
            let node = self.reading.token(at);
            if matches!(node.pos, "PRON" | "AUX" | "ADP" | "DET" | "PUNCT" | "CCONJ") || !is_capital(self.word(at)) {
                at += 1;
                continue;
            }
            let person = self.reading.name_at(at).filter(|name| {
                name.label == "PERSON"
                    && name.tokens.start == at
                    && name.tokens.len() >= 2
                    && name.tokens.end <= tokens.end
                    && self.lexicon.given_name(self.word(at)).is_some()
            });
            let found = (1..=LONGEST as u32).rev().filter(|n| at + n <= tokens.end).find_map(|n| {
                let text = self.lower(at..at + n);
                let label = known.get(&key(&text)).copied();
                let known_place = self.lexicon.country(&text).is_some()
                    || self.lexicon.country_of_people(&text).is_some() && node.relation != "amod" && node.pos != "ADJ"
                    || self.lexicon.body(&text).is_some()
                    || n > 1 && self.lexicon.is_town(&text);
                (label.is_some() || known_place).then_some((n, label.unwrap_or("")))
            });
            if let Some((n, label)) = found {
                self.push(at..at + n, at..at, label, out);
                at += n;
            } else if let Some(name) = person {
                self.push(name.tokens.clone(), at..at, "PERSON", out);
                at = name.tokens.end;
            } else {
                at += 1;
            }
        }
        for name in &mut out[from..] {
            name.headline = headline;
        }
    }

    /// "Bruce and Irene Steinberg": the first shares the second's surname; "their sons Max and Tom" share the parents'.
    fn couples(&self, names: &mut [Name]) {
        for idx in 1..names.len() {
            let (left, right) = names.split_at_mut(idx);
            let (first, second) = (&mut left[idx - 1], &right[0]);
            let gap = first.tokens.end..second.tokens.start;
            let joined = gap.len() == 1 && matches!(self.word(gap.start), "and" | "&");
            let given = self.lexicon.given_name(&first.text).is_some();
            let words = second.text.split(' ').count();
            if joined
                && first.tokens.len() == 1
                && given
                && words >= 2
                && self.lexicon.given_name(second.text.split(' ').next().unwrap_or("")).is_some()
                && !matches!(second.label, "ORG" | "GPE")
            {
                let surname = second.text.rsplit(' ').next().unwrap_or("");
                first.implied = format!("{} {surname}", first.text);
                first.couple = Some(first.before.start..second.tokens.end);
            }
        }
        for idx in 1..names.len() {
            self.imply_children(names, idx);
        }
    }

    /// "X and Y Surname and their sons A, B and C": the children's implied surname.
    fn imply_children(&self, names: &mut [Name], idx: usize) {
        let name = &names[idx];
        if name.tokens.len() != 1 || !name.implied.is_empty() || self.lexicon.given_name(&name.text).is_none() {
            return;
        }
        let sentence = self.reading.token(name.tokens.start).sentence;
        let previous = &names[idx - 1];
        let same = self.reading.token(previous.tokens.start).sentence == sentence;
        let gap = previous.tokens.end..name.tokens.start;
        let list = same && gap.len() <= 2 && gap.clone().all(|token| matches!(self.word(token), "," | "and" | ";"));
        if list && !previous.implied.is_empty() && previous.tokens.len() == 1 && idx >= 2 {
            let surname = previous.implied.rsplit(' ').next().unwrap_or("").to_owned();
            let chained = names[idx - 1].before.is_empty() || self.is_kin_range(&names[idx - 1].before);
            if chained {
                names[idx].implied = format!("{} {surname}", names[idx].text);
            }
            return;
        }
        let kin = gap.len() <= 6
            && gap.clone().any(|token| self.is_children(token))
            && gap.clone().any(|token| matches!(self.reading.token(token).tag, "PRP$"));
        if same && kin && previous.tokens.len() >= 2 {
            let surname = previous.text.rsplit(' ').next().unwrap_or("").to_owned();
            names[idx].implied = format!("{} {surname}", names[idx].text);
        }
    }

    fn is_children(&self, token: u32) -> bool {
        matches!(self.reading.lemma(token), "son" | "daughter" | "child" | "kid" | "twin" | "brother" | "sister")
    }

    fn is_kin_range(&self, tokens: &Range<u32>) -> bool {
        tokens.clone().any(|token| self.is_children(token))
    }
}
