//! Phrases as words: lists, pronouns named, persons by their names alone, marks put back where both sides stay.

use super::{LONGEST, Teller};
use crate::extract::{Field, Form, is_of};

/// A description names a pronoun's bearer if it stands no more than so many sentences before. Own choice: further back the
/// resolution of pronouns errs more often than not.
const DESCRIBED_REACH: u32 = 2;

/// A phrase that names what "whose" stands for may hold another "whose", so many times one in the other. Own choice: a
/// line of [`LONGEST`] words has no room for more.
const DEEPEST: u32 = 2;

impl Teller<'_> {
    /// Whether a phrase tells when.
    pub(super) fn holds_time(&self, token: u32) -> bool {
        self.parts.is_time(token) || self.tree.kid(token, &["pobj"]).is_some_and(|object| self.parts.is_time(object))
    }

    /// Whether "were" follows it.
    pub(super) fn is_plural(&self, head: u32) -> bool {
        let tree = self.tree;
        if tree.word(head).to_lowercase().starts_with("the")
            && tree.tag(head).starts_with("PRP")
            && let Some(name) = self.name_of(head)
        {
            let last = name.rsplit(' ').next().unwrap_or_default();
            return last.starts_with(char::is_lowercase) && last.ends_with('s');
        }
        matches!(tree.tag(head), "NNS" | "NNPS")
            || matches!(
                tree.word(head).to_lowercase().as_str(),
                "many" | "some" | "several" | "few" | "both" | "all" | "others" | "scores" | "dozens" | "most" | "half"
            )
            || matches!(
                tree.lemma(head),
                "people" | "police" | "they" | "we" | "these" | "those" | "you" | "their" | "our"
            )
            || matches!(tree.word(head).to_lowercase().as_str(), "they" | "their" | "them")
            || (tree.pos(head) == "NUM" && !tree.word(head).eq_ignore_ascii_case("one"))
            || tree.kid(head, &["conj"]).is_some()
    }

    /// Whether a pronoun stands here that names nobody to one who reads the line alone.
    pub(super) fn is_vague(&self, head: u32) -> bool {
        let tree = self.tree;
        let pronoun = tree.pos(head) == "PRON" || matches!(tree.tag(head), "WDT" | "WP" | "PRP" | "PRP$" | "DT" | "EX");
        if !pronoun || matches!(tree.tag(head), "WP$") {
            return !tree.word(head).chars().any(char::is_alphanumeric);
        }
        let word = tree.word(head).to_lowercase();
        match word.as_str() {
            "some" | "many" | "others" | "most" | "both" | "all" | "none" | "nobody" | "everyone" | "everybody"
            | "someone" | "somebody" | "another" | "each" | "several" | "few" => false,
            "no" | "one" | "any" | "half" => tree.kids(head).is_empty(),
            "those" | "these" | "anyone" => tree.kid(head, &["acl", "relcl", "prep"]).is_none(),
            _ => self.name_of(head).is_none(),
        }
    }

    /// The name that stands for a pronoun.
    fn name_of(&self, token: u32) -> Option<String> {
        let tree = self.tree;
        let word = tree.word(token).to_lowercase();
        if matches!(word.as_str(), "i" | "my" | "me" | "myself" | "we" | "us" | "our" | "ours" | "mine") {
            return self.voice_of(token, matches!(word.as_str(), "we" | "us" | "our" | "ours"));
        }
        if matches!(word.as_str(), "you" | "your" | "yourself" | "there") {
            return None;
        }
        let referent = self.parts.referent(token)?;
        let known = self.findings.referents.get(referent as usize)?;
        if self.names_somebody(referent) && known.name.starts_with(char::is_uppercase) {
            return Some(known.name.clone());
        }
        self.described(referent, token)
    }

    /// Who says "I" or "we" inside a statement; a body says "we" of itself, a person of others that are not known.
    fn voice_of(&self, token: u32, many: bool) -> Option<String> {
        let at = self.tree.reading.token(token).span;
        let said = self.findings.statements.iter().filter(|statement| statement.span.contains(at));
        let speaker = said.min_by_key(|statement| statement.span.len())?.speaker?;
        let known = self.findings.referents.get(speaker as usize)?;
        let most = known.kinds.iter().copied().fold(0.0_f32, f32::max);
        let body = most > 0.0 && (known.kinds[1] - most).abs() < f32::EPSILON;
        (!known.name.is_empty() && (body || !many)).then(|| known.name.clone())
    }

    /// The last definite description of somebody without a name, where it agrees with the pronoun: "the girls".
    fn described(&self, referent: u32, pronoun: u32) -> Option<String> {
        let tree = self.tree;
        let many = matches!(tree.word(pronoun).to_lowercase().as_str(), "they" | "them" | "their");
        let sentence = tree.reading.token(pronoun).sentence;
        let mentions = self.findings.referents.get(referent as usize)?.mentions.iter().rev();
        let near = mentions.filter_map(|&idx| self.findings.mentions.get(idx as usize)).find(|mention| {
            mention.form == Form::Description
                && mention.head < pronoun
                && tree.reading.token(mention.head).sentence + DESCRIBED_REACH >= sentence
        })?;
        let text = near.span.of(&tree.reading.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let agrees = matches!(tree.tag(near.head), "NNS" | "NN") && (tree.tag(near.head) == "NNS") == many;
        let text = lower_first(&text);
        let bare = many && tree.kid(near.head, &["det", "poss", "nummod", "prep"]).is_none();
        (agrees && (text.starts_with("the ") || bare) && text.split(' ').count() <= 5).then_some(text)
    }

    /// "A, B and C"; of more than three persons the rest are "others".
    pub(super) fn list(&self, heads: &[u32]) -> String {
        let mut texts: Vec<String> = Vec::new();
        for &head in heads {
            let mut tokens = self.tree.phrase_tokens(head);
            // "warn that famine threatens": "that" brings in the clause, though it was taken for a determiner.
            let clause = self.tree.head(head).is_some_and(|verb| self.tree.rel(verb) == "ccomp");
            if clause && self.tree.rel(head).starts_with("nsubj") && self.tree.tag(head) != "NNS" {
                tokens.retain(|&token| token == head || !self.tree.word(token).eq_ignore_ascii_case("that"));
            }
            if matches!(self.tree.word(head).to_lowercase().as_str(), "those" | "these" | "anyone") {
                tokens = self.tree.below(head, &super::rest::loose);
            }
            if let Some(mention) = self.parts.mention_at(head).filter(|mention| mention.form == Form::Name) {
                // "the Committee for the Red Cross" is one name.
                tokens
                    .extend(self.tree.reading.tokens_in(mention.span).filter(|&token| self.tree.rel(token) != "case"));
                tokens.sort_unstable();
                tokens.dedup();
            }
            let owner = matches!(self.tree.tag(head), "PRP$" | "WP$");
            let text = if owner { self.name_of(head).unwrap_or_default() } else { self.text(&tokens) };
            if !text.is_empty() && !texts.contains(&text) {
                texts.push(text);
            }
        }
        let things = heads.iter().all(|&head| self.parts.referent(head).is_none())
            && heads.iter().any(|&head| !is_of(self.tree.lemma(head), Field::Person));
        match texts.as_slice() {
            [] => String::new(),
            [one] => one.clone(),
            [one, other] => format!("{one} and {other}"),
            [one, other, third] => format!("{one}, {other} and {third}"),
            [most @ .., last] if things && texts.len() < 6 => format!("{} and {last}", most.join(", ")),
            [one, other, ..] => format!("{one}, {other} and others"),
        }
    }

    /// The words of the tokens; where they are too many, up to where a phrase begins.
    pub(super) fn fitting(&self, tokens: &[u32]) -> String {
        self.fitting_to(tokens, LONGEST)
    }

    /// As above, up to so many words.
    pub(super) fn fitting_to(&self, tokens: &[u32], most: usize) -> String {
        let tree = self.tree;
        let mut tokens = tokens;
        while let [rest @ .., last] = tokens
            && matches!(tree.rel(*last), "prep" | "cc" | "det" | "mark")
            && !rest.is_empty()
        {
            tokens = rest;
        }
        let words = |upto: usize| {
            tokens[..upto].iter().filter(|&&token| tree.word(token).starts_with(char::is_alphanumeric)).count()
        };
        if words(tokens.len()) <= most {
            return self.text(tokens);
        }
        let begins = |at: usize| {
            let token = tokens[at];
            let rel = tree.rel(token);
            let phrase = matches!(rel, "prep" | "mark" | "advcl" | "relcl" | "acl" | "appos" | "npadvmod");
            let open =
                tree.pos(tokens[at - 1]) == "ADP" || matches!(tree.rel(tokens[at - 1]), "mark" | "aux" | "det" | "cc");
            let of = rel == "prep" && matches!(tree.lemma(token), "of" | "between");
            // "Israel's right to ensure that …": what hangs on a cut clause goes with it.
            (phrase || tree.tag(token) == "WDT") && !open && !of
        };
        let cut = (2..tokens.len()).rev().find(|&at| words(at) <= most && begins(at));
        match cut {
            Some(cut) if words(cut) >= 5 => self.text(&tokens[..cut]),
            _ => {
                let upto = (1..=tokens.len()).rev().find(|&upto| words(upto) <= most).unwrap_or(tokens.len());
                format!("{} …", self.text(&tokens[..upto]))
            }
        }
    }

    /// The words of the tokens as they stand, pronouns named, persons by their names alone.
    pub(super) fn text(&self, tokens: &[u32]) -> String {
        let tree = self.tree;
        let mut skip = rustc_hash::FxHashSet::default();
        let mut named: rustc_hash::FxHashMap<u32, String> = rustc_hash::FxHashMap::default();
        for &token in tokens {
            if matches!(tree.tag(token), "PRP" | "PRP$" | "WP$") {
                let owner = matches!(tree.tag(token), "PRP$" | "WP$");
                let own = self.subject.get().is_some() && self.parts.referent(token) == self.subject.get()
                    || tree.head(token).is_some_and(|head| tree.lemma(head) == "own");
                if own || matches!(tree.lemma(token), "itself" | "themselves" | "himself" | "herself" | "myself") {
                    continue;
                }
                let name =
                    if tree.tag(token) == "WP$" { self.antecedent_of(token, tokens) } else { self.name_of(token) };
                // "many of them": a name for all is more than a part of them.
                let part = tree.rel(token) == "pobj"
                    && tree.head(token).is_some_and(|of| {
                        tree.lemma(of) == "of" && tree.head(of).is_some_and(|above| tree.pos(above) != "NOUN")
                    });
                if let Some(name) = name.filter(|_| !part) {
                    let whose = if name.ends_with('s') { "’" } else { "’s" };
                    named.insert(token, if owner { format!("{name}{whose}") } else { name });
                }
                continue;
            }
            let Some(mention) = self.parts.mention_at(token) else { continue };
            let Some(referent) = self.findings.referents.get(mention.referent as usize) else { continue };
            if referent.name.is_empty() {
                continue;
            }
            if mention.form == Form::Pronoun {
            } else if mention.form == Form::Name
                && !matches!(tree.rel(token), "compound" | "nmod" | "amod")
                && tree.reading.name_at(token).is_some_and(|name| name.label == "PERSON")
            {
                let before = |&&kid: &&u32| {
                    kid < token && matches!(tree.rel(kid), "compound" | "det" | "amod" | "nmod" | "poss")
                };
                for &kid in tree.kids(token).iter().filter(before) {
                    skip.extend(tree.below(kid, &|_, _, _| false));
                }
                named.insert(token, referent.name.clone());
            }
        }
        let mut out = String::new();
        let mut last: Option<u32> = None;
        for &token in tokens {
            if skip.contains(&token) {
                continue;
            }
            let joined = last.is_some_and(|last| {
                last + 1 == token && tree.reading.token(last).span.end == tree.reading.token(token).span.start
            });
            if !out.is_empty() && !joined {
                // Marks were left out with what they set off; between two words that both stay, one is put back.
                let mark = last
                    .filter(|&last| last + 2 == token || (tree.rel(token) == "conj" && last + 1 < token))
                    .map_or("", |last| tree.word(last + 1));
                match mark {
                    "," => out.push_str(", "),
                    "-" | "–" | "/"
                        if last.is_some_and(|last| {
                            tree.reading.token(last).span.end == tree.reading.token(last + 1).span.start
                        }) =>
                    {
                        out.push_str(mark);
                    }
                    _ => out.push(' '),
                }
            }
            match named.get(&token) {
                Some(name) => out.push_str(name),
                None if out.is_empty() || last.is_none() => out.push_str(&self.word(token)),
                None => out.push_str(tree.word(token)),
            }
            last = Some(token);
        }
        for word in [" and", " or", " but"] {
            if let Some(kept) = out.strip_suffix(word) {
                out.truncate(kept.len());
            }
        }
        out
    }

    /// "whose cousin": of the one that the clause hangs on, unless that one is told in the same words ("those whose
    /// houses burned").
    fn antecedent_of(&self, token: u32, told: &[u32]) -> Option<String> {
        let clause = self.tree.reading.ancestors(token).find(|&at| self.tree.rel(at) == "relcl")?;
        let head = self.tree.head(clause)?;
        // "a native of X whose cousin …": not the town's.
        let place = self.tree.reading.name_at(head).is_some_and(|name| matches!(name.label, "GPE" | "LOC" | "FAC"));
        // "those" are told by the clause itself.
        let told_by_clause = matches!(self.tree.word(head).to_lowercase().as_str(), "those" | "these" | "anyone");
        if place || told_by_clause || self.is_vague(head) || told.contains(&head) || self.nested.get() == DEEPEST {
            return None;
        }
        self.nested.set(self.nested.get() + 1);
        let antecedent = self.list(&[head]);
        self.nested.set(self.nested.get() - 1);
        Some(antecedent)
    }

    /// A word as it would stand inside a sentence.
    pub(super) fn word(&self, token: u32) -> String {
        let tree = self.tree;
        let name = tree.reading.name_at(token).is_some_and(|name| {
            !matches!(name.label, "DATE" | "TIME" | "CARDINAL" | "QUANTITY" | "ORDINAL" | "PERCENT")
        });
        if matches!(tree.pos(token), "PROPN" | "NUM") && !is_small(tree.word(token)) || name || tree.word(token) == "I"
        {
            tree.word(token).to_string()
        } else {
            lower_first(tree.word(token))
        }
    }

    fn names_somebody(&self, referent: u32) -> bool {
        let Some(known) = self.findings.referents.get(referent as usize) else { return false };
        let mentions = known.mentions.iter().filter_map(|&idx| self.findings.mentions.get(idx as usize));
        mentions.into_iter().any(|mention| mention.form == Form::Name)
    }
}

/// "is", "are", "was", "were".
pub(super) fn verb_be(plural: bool, past: bool) -> &'static str {
    match (plural, past) {
        (false, false) => "is",
        (true, false) => "are",
        (false, true) => "was",
        (true, true) => "were",
    }
}

/// Small words and number words that are no names, whatever the tagger says.
fn is_small(word: &str) -> bool {
    matches!(
        word,
        "The" | "A" | "An" | "Four" | "Two" | "Three" | "Five" | "Six" | "Seven" | "Eight" | "Nine" | "Ten" | "One"
    )
}

pub(super) fn tidy(line: &str) -> String {
    let joined = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let joined = joined.replace("can not ", "cannot ");
    // A mark without its other half.
    let joined = if joined.matches('"').count() % 2 == 1 { joined.replace('"', "") } else { joined };
    joined.trim_matches(|c: char| matches!(c, ',' | ';' | ':' | '.' | '-' | '–' | '—' | ' ')).replace(" :", ":")
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        // "US", "U.S.", "I": as they are.
        Some(first) if letters.clone().next().is_none_or(char::is_lowercase) && !first.is_numeric() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => text.to_string(),
    }
}

pub(super) fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
