//! The line of an account: the words of its report that tell it, from the first to the last, with nothing added.
//!
//! In: a predicate. Out: a stretch of the article's text. It is the clause of the predicate, or of the words that govern
//! it where these decide whether it happened ("denied that …", "agreed to …"), shortened only at the ends of phrases and
//! never by a negator, a modal, a hedge or a date. Where the predicate tells no happening of its own there is no line.

mod cut;
mod guard;
mod told;

use super::lexicon::Lexicon;
use super::participants::Parts;
use super::predicates::Predicate;
use super::tree::Tree;
use crate::extract::{Findings, Status};
use crate::text::Span;

/// How far up governing words are followed.
const DEPTH: usize = 10;

/// Words of a noun phrase that tells its event by itself: "the attack on a market".
const TELLING_PHRASE: usize = 4;

/// What lines are taken from: one article.
pub struct Teller<'a> {
    /// The parse.
    pub tree: &'a Tree<'a>,
    /// The words.
    pub lexicon: &'static Lexicon,
    /// Mentions say whom a pronoun stands for.
    pub findings: &'a Findings,
    /// Shared subjects.
    pub parts: &'a Parts<'a>,
    /// The block that is the headline.
    pub title: Option<u32>,
}

/// What is known of an account when its line is looked for.
pub struct Telling<'a> {
    /// The word that tells it.
    pub predicate: &'a Predicate,
    /// Its times, as indices into the findings' times.
    pub times: &'a [u32],
    /// Whether it happened.
    pub status: Status,
}

/// The head of the words that are quoted, and what must stay among them.
struct Top {
    head: u32,
    /// The tokens from the predicate up to the head.
    path: Vec<u32>,
}

impl Teller<'_> {
    /// Whether the token stands in the headline.
    pub fn is_title(&self, token: u32) -> bool {
        self.title == Some(self.tree.reading.sentence_of(token).block)
    }

    /// The line; none where nothing whole is told.
    pub fn line(&self, telling: &Telling) -> Option<Span> {
        if !self.tells(telling) {
            return None;
        }
        let top = if telling.predicate.is_bare_noun() { self.top_of_noun(telling)? } else { self.top_of_verb(telling) };
        let top = self.whole(top, telling.predicate);
        let tokens = self.cut(&top, telling.predicate.token);
        let words = tokens.clone().filter(|&token| self.tree.pos(token) != "PUNCT").count();
        let span = self.tree.span_of(&tokens.collect::<Vec<_>>());
        (words > 1).then(|| self.without_open_bracket(self.with_marks(span)))
    }

    /// The clause of a verb, or of what governs it.
    fn top_of_verb(&self, telling: &Telling) -> Top {
        let predicate = telling.predicate;
        let mut top = Top { head: predicate.anchor(), path: vec![predicate.token, predicate.anchor()] };
        for _ in 0..DEPTH {
            let Some(above) = self.governor(top.head, telling.status) else { break };
            top.head = above;
            top.path.push(above);
        }
        top
    }

    /// Where the words that govern a predicate make no clause (a broken sentence, a headline without a verb), its own.
    fn whole(&self, top: Top, predicate: &Predicate) -> Top {
        let tree = self.tree;
        let anchor = predicate.anchor();
        let own = tree.kid(anchor, &["nsubj", "nsubjpass"]).is_some();
        if tree.is_verb(top.head) || predicate.is_bare_noun() || !own {
            return top;
        }
        Top { head: anchor, path: vec![predicate.token, anchor] }
    }

    /// The word above whose words a clause cannot do without; none where it stands by itself.
    fn governor(&self, verb: u32, status: Status) -> Option<u32> {
        let tree = self.tree;
        let head = tree.head(verb)?;
        let relation = tree.rel(verb);
        let own = tree
            .kids_by(verb, &["nsubj", "nsubjpass", "csubj", "expl"])
            .any(|subject| !matches!(tree.tag(subject), "WDT" | "WP"));
        match relation {
            "ROOT" | "parataxis" | "dep" | "intj" => None,
            "relcl" | "acl" => Some(head),
            "conj" => (!own && tree.is_verb(head)).then_some(head),
            "ccomp" if own => (!self.is_finite(verb) || self.decides(head, verb, status)).then_some(head),
            "advcl" if own => {
                let marks = tree.kids_by(verb, &["mark", "advmod"]);
                let bound = marks.map(|mark| tree.word(mark).to_lowercase()).any(|mark| guard::binds(&mark));
                bound.then_some(head)
            }
            // "after police fired", read with "after" as a preposition.
            "pcomp" if own && self.is_finite(verb) => guard::binds(&tree.word(head).to_lowercase()).then_some(head),
            _ if own && relation != "csubj" && relation != "pcomp" => None,
            _ => Some(head),
        }
    }

    /// Whether a clause cannot be quoted without the word that it is the content of: "denied that", "did not say whether".
    fn decides(&self, governor: u32, clause: u32, status: Status) -> bool {
        let tree = self.tree;
        if !matches!(status, Status::Occurred | Status::Ongoing | Status::Planned) || !tree.is_verb(governor) {
            return true;
        }
        let asks = |token: u32| matches!(tree.tag(token), "WRB" | "WP" | "WDT");
        let asked = tree.kids_by(clause, &["mark", "advmod", "dobj", "nsubj", "attr"]).any(|kid| {
            asks(kid)
                || matches!(tree.word(kid).to_lowercase().as_str(), "if" | "whether")
                || tree.kids(kid).iter().any(|&kid| asks(kid))
        });
        let plain = |lemma: &str| self.lexicon.governor(lemma).is_none_or(|known| known.status == Status::Occurred);
        let guarded =
            tree.kids(governor).iter().any(|&kid| kid < clause && tree.kids(kid).is_empty() && self.is_guard(kid));
        // "The club said that it would sell": who would, stands above.
        let named_above = tree.kids_by(clause, &["nsubj", "nsubjpass"]).any(|subject| tree.tag(subject) == "PRP");
        asked || named_above || guarded || !plain(&tree.verb_lemma(governor)) || !plain(&tree.plain_lemma(governor))
    }

    /// The phrase of an event noun, where it tells the event by itself; else the clause that it stands in.
    fn top_of_noun(&self, telling: &Telling) -> Option<Top> {
        let tree = self.tree;
        let noun = telling.predicate.token;
        let first = self.first_noun(noun);
        let phrase = Top { head: noun, path: vec![noun] };
        let words = self.cut(&phrase, noun).filter(|&token| tree.pos(token) != "PUNCT").count();
        let plain = telling.status == Status::Occurred;
        if plain && words >= TELLING_PHRASE {
            return Some(phrase);
        }
        let head = tree.head(first);
        match (tree.rel(first), head) {
            ("nsubj" | "nsubjpass" | "dobj", Some(verb)) if tree.is_verb(verb) => {
                let mut top = Top { head: verb, path: vec![noun, first, verb] };
                for _ in 0..DEPTH {
                    let Some(above) = self.governor(top.head, telling.status) else { break };
                    top.head = above;
                    top.path.push(above);
                }
                Some(top)
            }
            ("pobj", Some(prep)) if !plain => {
                let mut top = Top { head: tree.head(prep)?, path: vec![noun, first, prep] };
                top.path.push(top.head);
                for _ in 0..DEPTH {
                    let above = match tree.rel(top.head) {
                        "ROOT" => None,
                        _ if tree.is_verb(top.head) => self.governor(top.head, telling.status),
                        _ => tree.head(top.head),
                    };
                    let Some(above) = above else { break };
                    top.head = above;
                    top.path.push(above);
                }
                Some(top)
            }
            _ => (words > 2).then_some(phrase),
        }
    }

    /// The first of nouns that are joined: "talks" of "talks, a visit and a summit".
    fn first_noun(&self, noun: u32) -> u32 {
        let mut first = noun;
        while self.tree.rel(first) == "conj"
            && let Some(head) = self.tree.head(first)
        {
            first = head;
        }
        first
    }

    /// A mark of quotation that the line opens or ends within is taken in, where it stands right beside it.
    fn with_marks(&self, span: Span) -> Span {
        let text = &self.tree.reading.text;
        let line = span.of(text);
        let opened = line.chars().filter(|&c| c == '“').count();
        let closed = line.chars().filter(|&c| c == '”').count();
        let straight = line.chars().filter(|&c| c == '"').count() % 2 == 1;
        let (before, behind) = (&text[..span.start as usize], &text[span.end as usize..]);
        let next = behind.char_indices().find(|(_, c)| !matches!(c, '.' | ',' | '!' | '?'));
        if let Some((at, mark)) = next
            && (mark == '”' && opened > closed || mark == '"' && straight)
        {
            return Span::new(span.start as usize, span.end as usize + at + mark.len_utf8());
        }
        match before.chars().next_back() {
            Some(mark) if mark == '“' && closed > opened || mark == '"' && straight => {
                Span::new(span.start as usize - mark.len_utf8(), span.end as usize)
            }
            _ => span,
        }
    }

    /// A bracket that is not closed in the line is left out with what stands in it.
    fn without_open_bracket(&self, span: Span) -> Span {
        let line = span.of(&self.tree.reading.text);
        match line.rfind('(') {
            Some(at) if at > 0 && !line[at..].contains(')') => {
                let start = span.start as usize;
                Span::new(start, start + line[..at].trim_end().trim_end_matches(',').len())
            }
            _ => span,
        }
    }

    /// Whether a verb has a tense of its own: not "to close", "leaving", "leave" behind "saw them".
    fn is_finite(&self, verb: u32) -> bool {
        let tree = self.tree;
        let aux = tree.kids_by(verb, &["aux", "auxpass"]).any(|aux| tree.tag(aux) != "TO");
        !self.has_to(verb) && (aux || !matches!(tree.tag(verb), "VB" | "VBG"))
    }

    fn has_to(&self, verb: u32) -> bool {
        let tree = self.tree;
        tree.kids_by(verb, &["aux"]).any(|aux| tree.tag(aux) == "TO" || tree.word(aux).eq_ignore_ascii_case("to"))
    }
}
