//! What follows the verb: objects and complements always, the rest while there is room, in the order of the text.

use super::{BUDGET, LONGEST, Teller, Telling};
use crate::extract::EventKind;
use crate::extract::accounts::tree::Tree;

/// Clauses of this many tokens that narrow a noun stay with it.
const SHORT_CLAUSE: usize = 7;

/// Words of a phrase that is not needed, before it is cut.
const LONGEST_ADJUNCT: usize = 10;

/// Adverbs without which a line says another thing.
const PLACES: [&str; 9] = ["home", "abroad", "away", "there", "together", "back", "alive", "ashore", "again"];

/// What is left out of a phrase: relative and adverbial clauses, appositions, verbs joined on.
pub(super) fn loose(tree: &Tree, at: u32, kid: u32) -> bool {
    let clauses = |at: u32| tree.kids_by(at, &["conj"]).any(|other| tree.is_verb(other));
    let pointing = matches!(tree.word(at).to_lowercase().as_str(), "those" | "these" | "anyone" | "one" | "ones");
    match tree.rel(kid) {
        "relcl" => !pointing,
        "acl" => {
            // `… contacts," confirmed the minister` hangs on no noun.
            let quoted = kid > 0 && matches!(tree.word(kid - 1), "”" | "\"" | "’" | "'");
            let longest = if tree.tag(kid) == "VB" { LONGEST_ADJUNCT } else { SHORT_CLAUSE };
            quoted || !pointing && tree.below(kid, &|_, _, _| false).len() > longest
        }
        "appos" => tree.pos(kid) != "NUM",
        "advcl" | "parataxis" | "punct" => true,
        "cc" | "conj" => clauses(at),
        _ => false,
    }
}

/// One thing that may follow the verb.
struct Piece {
    at: u32,
    needed: bool,
    clause: bool,
    time: bool,
    text: String,
}

impl Teller<'_> {
    /// Adds what follows the verb; `done`: what the line holds already. Tells whether something was added.
    pub(super) fn push_rest(&self, line: &mut String, verb: u32, telling: &Telling, done: &[u32]) -> bool {
        let mut pieces: Vec<Piece> = Vec::new();
        for &kid in self.tree.kids(verb) {
            if !done.contains(&kid)
                && let Some(piece) = self.piece(verb, kid, telling)
            {
                pieces.push(piece);
            }
        }
        let count = |text: &str| text.split_whitespace().count();
        let mut room = (BUDGET as isize) - count(line) as isize;
        room -= pieces.iter().filter(|piece| piece.needed).map(|piece| count(&piece.text) as isize).sum::<isize>();
        // Times first, then the rest as it comes.
        let mut order: Vec<usize> = (0..pieces.len()).filter(|&idx| !pieces[idx].needed).collect();
        order.sort_by_key(|&idx| (!pieces[idx].time, pieces[idx].at));
        let mut kept: Vec<bool> = pieces.iter().map(|piece| piece.needed).collect();
        for idx in order {
            let more = count(&pieces[idx].text) as isize;
            if more <= room || pieces[idx].time && more <= 5 {
                kept[idx] = true;
                room -= more;
            }
        }
        let mut chosen: Vec<&Piece> =
            pieces.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(piece, _)| piece).collect();
        // What stands before the verb comes behind the objects; what is said comes last.
        chosen.sort_by_key(|piece| (piece.clause, piece.at < verb, piece.at));
        for piece in &chosen {
            if !piece.text.starts_with(':') {
                line.push(' ');
            }
            line.push_str(&piece.text);
        }
        !chosen.is_empty()
    }

    fn piece(&self, verb: u32, kid: u32, telling: &Telling) -> Option<Piece> {
        let tree = self.tree;
        let text = || self.fitting(&tree.below(kid, &loose));
        let relative = |token: u32| matches!(tree.tag(token), "WDT" | "WP" | "WRB");
        let made = |needed: bool, clause: bool, text: String| {
            text.starts_with(|c: char| c.is_alphanumeric() || matches!(c, ':' | '“' | '"' | '$' | '£' | '€' | '#'))
                .then(|| Piece { at: kid, needed, clause, time: self.holds_time(kid), text })
        };
        match tree.rel(kid) {
            "dobj" if relative(kid) => None,
            "dobj" if tree.word(kid).eq_ignore_ascii_case("that") && tree.kids(kid).is_empty() => None,
            "dobj" if telling.predicate.kind == EventKind::Statement && self.quotation(verb, Some(kid)).is_some() => {
                made(true, true, format!(": {}", self.quotation(verb, Some(kid))?))
            }
            "dobj" if matches!(tree.lemma(verb), "say" | "reply") && !self.holds_time(kid) => None,
            "dobj" | "attr" if kid > verb => {
                let all = tree.joined(kid);
                let clauses = tree.kids_by(kid, &["conj"]).any(|other| tree.is_verb(other));
                let one = if all.len() > 1 && !clauses { self.list(&all) } else { String::new() };
                made(true, false, if one.split_whitespace().count() > LONGEST || one.is_empty() { text() } else { one })
            }
            "dobj" => made(true, false, text()),
            "dative" | "acomp" | "oprd" | "agent" if kid > verb && !relative(kid) => made(true, false, text()),
            "xcomp" if kid > verb => made(true, true, self.fitting(&tree.below(kid, &content))),
            "ccomp" if kid > verb && tree.is_nominal(kid) && tree.kid(kid, &["nsubj"]).is_none() => {
                made(true, false, text())
            }
            "ccomp" => self.said(verb, kid, telling).and_then(|text| made(true, true, text)),
            "prep" => {
                let object = tree.kid(kid, &["pobj", "pcomp", "prep"])?;
                if relative(object) || tree.lemma(kid) == "accord" {
                    return None;
                }
                let own = telling.predicate.noun.is_some() && object == telling.predicate.token;
                let all = tree.kid(kid, &["pobj"]).map_or(Vec::new(), |object| tree.joined(object));
                let words = if all.len() > 3 {
                    format!("{} {}", self.word(kid), self.list(&all))
                } else {
                    self.fitting_to(&tree.below(kid, &loose), LONGEST_ADJUNCT)
                };
                let named = matches!(
                    tree.lemma(verb),
                    "blame" | "criticize" | "criticise" | "praise" | "thank" | "charge" | "accuse"
                ) && matches!(tree.lemma(kid), "for" | "with" | "of");
                made((own || named) && kid > verb, false, words)
            }
            "npadvmod" if self.parts.is_time(kid) || tree.kid(kid, &["nummod"]).is_some() => made(false, false, text()),
            "advmod" if !relative(kid) => {
                let adverb = tree.word(kid).to_lowercase();
                let of_time = self.holds_time(kid) && !matches!(adverb.as_str(), "now" | "currently" | "then");
                // "shortly after they fled": without its clause the word tells nothing.
                if matches!(adverb.as_str(), "shortly" | "soon" | "immediately" | "right") && tree.kids(kid).is_empty()
                {
                    return None;
                }
                // "came close to a deal".
                if kid > verb && tree.kid(kid, &["prep"]).is_some() && !of_time {
                    return made(true, false, text());
                }
                if !(of_time || PLACES.contains(&adverb.as_str()) && kid > verb) {
                    return None;
                }
                made(false, false, text())
            }
            _ => None,
        }
    }

    /// What was said, known or seen: as it is quoted, or as a clause behind "that".
    fn said(&self, verb: u32, kid: u32, telling: &Telling) -> Option<String> {
        let tree = self.tree;
        let saying = telling.predicate.kind == EventKind::Statement || self.statement_of(verb).is_some();
        let that = tree.kids_by(kid, &["mark"]).any(|mark| tree.word(mark).eq_ignore_ascii_case("that"));
        if saying
            && !that
            && let Some(quote) = self.quotation(verb, Some(kid))
        {
            return Some(format!(": {quote}"));
        }
        let apart = (kid..verb).any(|token| matches!(tree.word(token), "–" | "—" | "--" | ";"));
        if kid < verb && (!saying || apart) {
            return None;
        }
        let relative = |token: u32| matches!(tree.tag(token), "WDT" | "WP");
        if !tree.is_verb(kid)
            || tree.kids_by(kid, &["nsubj", "nsubjpass"]).any(|subject| relative(subject) && subject < verb)
        {
            return None;
        }
        let words = self.fitting(&tree.below(kid, &content));
        let first = tree.below(kid, &content).first().map_or("", |&first| tree.tag(first));
        let asks =
            matches!(first, "WRB" | "WP" | "WDT") || matches!(words.split(' ').next(), Some("that" | "if" | "whether"));
        let finite = tree.kid(kid, &["nsubj", "nsubjpass", "expl", "csubj"]).is_some()
            && (tree.tag(kid) != "VBG" || tree.kid(kid, &["aux"]).is_some());
        let bare = tree.tag(kid) == "VB" && tree.kid(kid, &["aux"]).is_none();
        let infinitive = tree.kids_by(kid, &["aux"]).any(|aux| tree.tag(aux) == "TO");
        if asks
            || !finite
            || bare
            || infinitive
            || tree.tag(kid) == "VBN" && tree.kid(kid, &["aux", "auxpass"]).is_none()
        {
            return Some(words);
        }
        Some(format!("that {words}"))
    }
}

/// What is left out of a clause that is told: less than of a phrase.
fn content(tree: &Tree, at: u32, kid: u32) -> bool {
    match tree.rel(kid) {
        "advcl" => tree.kid(kid, &["mark"]).is_none_or(|mark| !tree.word(mark).eq_ignore_ascii_case("if")),
        "cc" | "conj" if tree.is_verb(at) => true,
        "ccomp" => kid < at,
        _ => loose(tree, at, kid),
    }
}
