//! The parse as a tree that can be walked downwards, and the phrases that hang in it.

use super::inflect::doubles;
use crate::text::Span;
use crate::text::fence::check;
use crate::understand::Reading;
use std::sync::LazyLock;

/// A reading with the children of every token at hand.
pub struct Tree<'a> {
    /// The reading.
    pub reading: &'a Reading,
    kids: Vec<Vec<u32>>,
    /// Tokens of "SAN JOSE, Costa Rica (AP) —": no part of the sentence that follows.
    dateline: Vec<bool>,
}

/// A dateline is no longer than this, in tokens: "WASHINGTON, D.C., Jan. 3, 2018 (Reuters) -".
const DATELINE: usize = 15;

impl<'a> Tree<'a> {
    /// Walks the reading once.
    pub fn new(reading: &'a Reading) -> Self {
        let mut kids = vec![Vec::new(); reading.tokens.len()];
        for (idx, token) in reading.tokens.iter().enumerate() {
            if token.head as usize != idx
                && let Some(list) = kids.get_mut(token.head as usize)
            {
                list.push(idx as u32);
            }
        }
        Self { reading, kids, dateline: datelines(reading) }
    }

    /// Whether the token stands in a dateline.
    pub fn is_dateline(&self, token: u32) -> bool {
        self.dateline[token as usize]
    }

    /// Children, in order.
    pub fn kids(&self, token: u32) -> &[u32] {
        &self.kids[token as usize]
    }

    /// The label on the arc to the head.
    pub fn rel(&self, token: u32) -> &'static str {
        self.reading.token(token).relation
    }

    /// Fine tag.
    pub fn tag(&self, token: u32) -> &'static str {
        self.reading.token(token).tag
    }

    /// Coarse tag.
    pub fn pos(&self, token: u32) -> &'static str {
        self.reading.token(token).pos
    }

    /// Lemma.
    pub fn lemma(&self, token: u32) -> &'a str {
        self.reading.lemma(token)
    }

    /// Word as written.
    pub fn word(&self, token: u32) -> &'a str {
        self.reading.word(token)
    }

    /// Head, unless root.
    pub fn head(&self, token: u32) -> Option<u32> {
        self.reading.head(token)
    }

    /// First child in one of the relations.
    pub fn kid(&self, token: u32, relations: &[&str]) -> Option<u32> {
        self.kids(token).iter().copied().find(|&kid| relations.contains(&self.rel(kid)))
    }

    /// All children in one of the relations.
    pub fn kids_by(&self, token: u32, relations: &[&str]) -> impl Iterator<Item = u32> + '_ {
        let relations: Vec<String> = relations.iter().map(ToString::to_string).collect();
        self.kids(token).iter().copied().filter(move |&kid| relations.iter().any(|name| name == self.rel(kid)))
    }

    /// Whether the token can head a clause.
    pub fn is_verb(&self, token: u32) -> bool {
        matches!(self.pos(token), "VERB" | "AUX")
    }

    /// Whether the token is a common or proper noun, a pronoun or a number that stands for one.
    pub fn is_nominal(&self, token: u32) -> bool {
        matches!(self.pos(token), "NOUN" | "PROPN" | "PRON" | "NUM")
    }

    /// `token` and what is joined to it by "and", commas; never a verb joined to a noun.
    pub fn joined(&self, token: u32) -> Vec<u32> {
        let mut all = vec![token];
        let mut next = 0;
        while next < all.len() && all.len() < 64 {
            let more: Vec<u32> = self.kids_by(all[next], &["conj"]).filter(|&kid| !self.is_verb(kid)).collect();
            all.extend(more);
            next += 1;
        }
        all
    }

    /// Every token below `token` (itself too) reached without passing one that `stop` refuses; in order of the text.
    pub fn below(&self, token: u32, stop: &dyn Fn(&Self, u32, u32) -> bool) -> Vec<u32> {
        check();
        let mut all = vec![token];
        let mut next = 0;
        while next < all.len() {
            let at = all[next];
            next += 1;
            all.extend(self.kids(at).iter().copied().filter(|&kid| !stop(self, at, kid)));
        }
        if all.iter().any(|&one| !self.is_dateline(one)) {
            all.retain(|&one| !self.is_dateline(one));
        }
        all.sort_unstable();
        all
    }

    /// The span from the first to the last of the tokens, without punctuation at its ends.
    pub fn span_of(&self, tokens: &[u32]) -> Span {
        let edge = |token: &&u32| !matches!(self.pos(**token), "PUNCT" | "CCONJ" | "SPACE");
        let (Some(&first), Some(&last)) = (tokens.iter().find(edge), tokens.iter().rfind(edge)) else {
            return tokens.first().map_or(Span::default(), |&only| self.reading.token(only).span);
        };
        self.reading.token(first).span.join(self.reading.token(last).span)
    }

    /// The noun phrase of a head without relative clauses, appositions, conjuncts and loose prepositions.
    pub fn phrase_tokens(&self, head: u32) -> Vec<u32> {
        let all = self.below(head, &|tree, at, kid| {
            let rel = tree.rel(kid);
            if at == head {
                let plain = matches!(
                    rel,
                    "det" | "amod" | "nmod" | "compound" | "poss" | "nummod" | "quantmod" | "predet" | "advmod"
                ) && !tree.is_clause(kid);
                let of = rel == "prep" && tree.lemma(kid) == "of";
                let neg = rel == "neg";
                return !(plain || of || neg);
            }
            matches!(rel, "relcl" | "acl" | "appos" | "punct" if rel != "punct")
                || (rel == "prep" && kid > head && tree.lemma(kid) != "of")
        });
        // What stands apart from the head (after a gap) is not part of its phrase.
        let at = all.iter().position(|&token| token == head).unwrap_or(0);
        let (mut from, mut to) = (at, at);
        while from > 0 && all[from] - all[from - 1] <= 2 {
            from -= 1;
        }
        while to + 1 < all.len() && all[to + 1] - all[to] <= 2 {
            to += 1;
        }
        all[from..=to].iter().copied().filter(|&token| token == head || !self.is_dateline(token)).collect()
    }

    /// The span of [`Self::phrase_tokens`].
    pub fn phrase(&self, head: u32) -> Span {
        self.span_of(&self.phrase_tokens(head))
    }

    /// Whether a child is a clause rather than a plain modifier.
    pub fn is_clause(&self, token: u32) -> bool {
        self.kid(token, &["nsubj", "nsubjpass", "dobj", "aux", "auxpass", "agent", "mark"]).is_some()
    }

    /// Whether the verb stands in the passive: "was hit", "hit by", a reduced "launched".
    pub fn is_passive(&self, verb: u32) -> bool {
        if self.kid(verb, &["nsubjpass", "auxpass"]).is_some() {
            return true;
        }
        let reduced = self.rel(verb) == "acl" && self.kid(verb, &["nsubj", "dobj"]).is_none();
        // "said by telephone": a past tense with its subject is no passive, whatever "by" is taken for.
        if self.kid(verb, &["agent"]).is_some() && (self.tag(verb) != "VBD" || reduced) {
            return true;
        }
        if self.is_noun_clause(verb) {
            return false;
        }
        // "the girls initially seized": the tagger takes some participles for past tenses.
        if self.tag(verb) == "VBD" && reduced {
            return self.kid(verb, &["aux"]).is_none();
        }
        if self.tag(verb) != "VBN" || self.kid(verb, &["aux"]).is_some() {
            return false;
        }
        // "to see the rebels defeated"
        if matches!(self.rel(verb), "ccomp" | "xcomp") {
            return self.kid(verb, &["dobj"]).is_none();
        }
        if self.kid(verb, &["nsubj"]).is_some() {
            return false;
        }
        match self.rel(verb) {
            "acl" | "amod" => true,
            "advcl" => self.kid(verb, &["dobj"]).is_none(),
            "conj" => self.head(verb).is_some_and(|head| {
                let shared = self.tag(head) == "VBN" || self.is_passive(head);
                self.is_verb(head)
                    && (self.is_passive(head)
                        // "went home and later taken away": a participle with nothing to share is a passive.
                        || !shared && !self.word(verb).ends_with("ed") && self.kid(verb, &["dobj"]).is_none())
            }),
            // A headline leaves "were" out: "Two held after raid".
            "ROOT" => self.kid(verb, &["dobj"]).is_none() && self.reading.sentence_of(verb).block == 0,
            _ => false,
        }
    }

    /// The subject of a verb that lists charges, above a participle that stands in the list: "the charge sheet included
    /// counts of assault, obstructing an officer and throwing stones".
    pub fn charge_above(&self, verb: u32) -> Option<u32> {
        let in_list = matches!(self.rel(verb), "advcl" | "conj");
        if self.tag(verb) != "VBG" || !in_list {
            return None;
        }
        let lists = |at: u32| matches!(self.lemma(at), "include" | "list" | "contain" | "detail" | "comprise");
        let above = self.reading.ancestors(verb).find(|&at| self.is_verb(at) && lists(at))?;
        let object = self.kid(above, &["dobj"])?;
        let charges =
            matches!(self.lemma(object), "charge" | "count" | "accusation" | "allegation" | "offence" | "offense");
        self.kid(above, &["nsubj"]).filter(|_| charges)
    }

    /// Whether the noun above a relative clause is the verb's object: "the girls that they freed", but not "the van they
    /// travelled in", "the day when they fled".
    pub fn has_object_gap(&self, verb: u32) -> bool {
        let relative = |token: u32| matches!(self.tag(token), "WDT" | "WP" | "WRB" | "WP$");
        self.rel(verb) == "relcl"
            && !self.is_passive(verb)
            && self.kid(verb, &["dobj"]).is_none_or(relative)
            && self.kid(verb, &["ccomp"]).is_none()
            && !self.kids_by(verb, &["prep"]).any(|prep| self.kid(prep, &["pobj", "pcomp"]).is_none_or(relative))
            && !self.kids_by(verb, &["advmod", "dative"]).any(relative)
            && !self.kids_by(verb, &["nsubj"]).any(|subject| self.kids_by(subject, &["poss"]).any(relative))
    }

    /// "the girls that gunmen herded", read as if the gunmen were the clause and the verb hung on them.
    pub fn is_noun_clause(&self, verb: u32) -> bool {
        self.rel(verb) == "acl"
            && self.tag(verb) == "VBN"
            && self.head(verb).is_some_and(|noun| {
                self.rel(noun) == "relcl"
                    && self.is_nominal(noun)
                    && self.kids_by(noun, &["dobj", "nsubj"]).any(|kid| matches!(self.tag(kid), "WDT" | "WP"))
            })
    }

    /// Lemma of a verb. "hoped", "raging" are no forms of "hop", "rag": these would double their last letter.
    pub fn plain_lemma(&self, verb: u32) -> String {
        let lemma = self.lemma(verb).to_lowercase();
        let word = self.word(verb).to_lowercase();
        let bare = word.strip_suffix("ed").or_else(|| word.strip_suffix("ing"));
        if bare == Some(lemma.as_str()) && doubles(&lemma) { lemma + "e" } else { lemma }
    }

    /// Lemma of a verb with its particle: "take off".
    pub fn verb_lemma(&self, verb: u32) -> String {
        let lemma = self.plain_lemma(verb);
        match self.kid(verb, &["prt"]) {
            Some(particle) => format!("{lemma} {}", self.word(particle).to_lowercase()),
            None => lemma,
        }
    }
}

/// Marks the tokens of datelines: place in capitals, or agency in brackets, up to a dash, at the head of a paragraph.
fn datelines(reading: &Reading) -> Vec<bool> {
    let mut marked = vec![false; reading.tokens.len()];
    let mut block = None;
    for sentence in &reading.sentences {
        if block.replace(sentence.block) == Some(sentence.block) {
            continue;
        }
        let tokens = sentence.tokens.clone();
        // A credit run into the caption: "Reuters In 2014 rebels …", "AP:Associated Press Police …".
        for token in tokens.start..tokens.start + credit(reading, &tokens) {
            marked[token as usize] = true;
        }
        let dash = tokens.clone().take(DATELINE).find(|&token| matches!(reading.word(token), "—" | "–" | "-" | "--"));
        let agency = tokens
            .clone()
            .take(DATELINE)
            .find(|&token| reading.word(token) == ")")
            .filter(|_| reading.word(tokens.start) == "(");
        let Some(end) = dash.or(agency) else { continue };
        let head = tokens.start..end;
        let shouted = head.clone().any(|token| {
            let word = reading.word(token);
            word.len() > 2 && word.chars().all(char::is_uppercase)
        });
        let has_verb = head.clone().any(|token| matches!(reading.token(token).pos, "VERB" | "AUX"));
        if (shouted || agency.is_some()) && !has_verb {
            for token in tokens.start..=end {
                marked[token as usize] = true;
            }
        }
    }
    marked
}

/// Agencies whose credit may open a caption.
static AGENCIES: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let lines = include_str!("../../../assets/link/agencies.txt").lines().filter(|line| !line.starts_with('#'));
    let names = lines.flat_map(|line| line.split('|').take(2).flat_map(|column| column.split(';')));
    let mut names: Vec<Vec<String>> = names.map(|name| name.split_whitespace().map(str::to_owned).collect()).collect();
    names.sort_by_key(|words: &Vec<String>| std::cmp::Reverse(words.len()));
    names
});

/// How many tokens of a credit open the paragraph: the name of an agency with a capital right behind it that begins the
/// caption proper, no verb or mark of a sentence between them.
fn credit(reading: &Reading, tokens: &std::ops::Range<u32>) -> u32 {
    let mut at = tokens.start;
    let mut found = false;
    for _ in 0..2 {
        let known = AGENCIES.iter().find(|words| {
            !words.is_empty()
                && words.iter().enumerate().all(|(offset, word)| {
                    let token = at + offset as u32;
                    token < tokens.end && reading.word(token) == word
                })
        });
        let Some(words) = known else { break };
        at += words.len() as u32;
        found = true;
        while at < tokens.end && matches!(reading.word(at), ":" | "/" | "|") {
            at += 1;
        }
    }
    let begins = at + 2 < tokens.end && reading.word(at).starts_with(char::is_uppercase);
    let sentence = reading.word(tokens.end.saturating_sub(1)).ends_with('.');
    if found && begins && !sentence { at - tokens.start } else { 0 }
}
