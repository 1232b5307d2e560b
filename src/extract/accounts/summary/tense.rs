//! The verb's own form: its auxiliaries written out, in the past where it tells the past.

use super::Teller;
use super::words::verb_be;
use crate::extract::accounts::inflect::{participle, past};
use crate::extract::accounts::participants::SUBJECT_DEPTH;
use crate::extract::{EventKind, Status};

/// Adverbs without which the verb says too much.
const WEIGHING: [&str; 18] = [
    "never",
    "almost",
    "nearly",
    "hardly",
    "barely",
    "reportedly",
    "allegedly",
    "apparently",
    "possibly",
    "probably",
    "likely",
    "supposedly",
    "longer",
    "yet",
    "narrowly",
    "unsuccessfully",
    "initially",
    "partly",
];

impl Teller<'_> {
    /// Auxiliaries and negations before the verb, written out, in order.
    pub(super) fn auxiliaries(&self, verb: u32) -> Vec<String> {
        let tree = self.tree;
        let mut tokens: Vec<u32> =
            tree.kids_by(verb, &["aux", "auxpass", "neg"]).filter(|&kid| kid < verb && tree.tag(kid) != "DT").collect();
        for adverb in tree.kids_by(verb, &["advmod"]).filter(|&kid| kid < verb) {
            if WEIGHING.contains(&tree.word(adverb).to_lowercase().as_str()) {
                tokens.extend(tree.below(adverb, &|_, _, _| false));
            }
        }
        tokens.sort_unstable();
        tokens.dedup();
        tokens.iter().map(|&token| self.written_out(token, verb)).collect()
    }

    fn written_out(&self, token: u32, verb: u32) -> String {
        let tree = self.tree;
        let word = tree.word(token).to_lowercase().replace('’', "'");
        match word.as_str() {
            "n't" => "not",
            "'ll" | "wo" => "will",
            "ca" => "can",
            "'ve" => "have",
            "'re" => "are",
            "'m" => "am",
            "'d" if tree.tag(token) == "MD" => "would",
            "'d" => "had",
            "'s" if tree.tag(verb) == "VBN" && tree.rel(token) == "aux" => "has",
            "'s" => "is",
            other => return other.to_string(),
        }
        .to_string()
    }

    /// The verb with its own auxiliaries (those of `first`, where it shares them), in the past where it tells the past.
    pub(super) fn finite(&self, verb: u32, first: u32, status: Status) -> String {
        let tree = self.tree;
        let word = tree.word(verb).to_lowercase();
        let passive = tree.is_passive(verb);
        let subjects = self.parts.subjects(verb, SUBJECT_DEPTH);
        let plural = self.are_plural(&subjects);
        let mut aux = self.auxiliaries(first);
        if first != verb {
            aux.retain(|word| word != "not");
            aux.extend(self.auxiliaries(verb));
        }
        let has = |words: &[&str]| aux.iter().any(|one| words.contains(&one.as_str()));
        let said_so = has(&["allegedly", "reportedly", "apparently", "supposedly"]);
        let soften = |text: String| if said_so { text } else { alleged(text, status) };
        if aux.iter().any(|word| is_modal(word)) {
            aux.push(word);
            return aux.join(" ");
        }
        let not = has(&["not", "never"]);
        let adverbs: Vec<&String> = aux.iter().filter(|one| WEIGHING.contains(&one.as_str())).collect();
        let before = has(&["had", "has", "have", "was", "were"]) || tree.tag(verb) == "VBD";
        if status == Status::Hypothetical && before && !not && (tree.tag(verb) != "VBG") {
            let been = if passive { "been " } else { "" };
            return format!("may have {been}{}", self.done_form(verb));
        }
        let could = status == Status::Hypothetical || status == Status::Planned;
        let conditional = tree
            .kids_by(verb, &["mark"])
            .any(|mark| matches!(tree.word(mark).to_lowercase().as_str(), "if" | "unless" | "whether"));
        if could
            && aux.iter().all(|one| !is_auxiliary(one) || one == "to")
            && (conditional || !matches!(tree.tag(verb), "VBZ" | "VBP"))
        {
            let modal = if status == Status::Planned { "will" } else { "could" };
            let not = if not { " not" } else { "" };
            let bare = tree.lemma(verb).to_lowercase();
            return if passive {
                format!("{modal}{not} be {}", self.done_form(verb))
            } else {
                format!("{modal}{not} {bare}")
            };
        }
        let perfect = has(&["has", "have", "had", "having"]) && !not && adverbs.is_empty();
        if perfect && passive && !has(&["being"]) {
            return soften(format!("{} {word}", verb_be(plural, true)));
        }
        if perfect && tree.tag(verb) == "VBN" {
            return soften(self.simple_past(verb));
        }
        if aux.iter().any(|one| is_auxiliary(one)) {
            let renamed = subjects.iter().any(|&one| self.tree.tag(one) == "PRP");
            if first != verb || subjects.len() > 1 || renamed {
                for one in &mut aux {
                    match one.as_str() {
                        "was" | "were" => *one = verb_be(plural, true).into(),
                        "is" | "are" => *one = verb_be(plural, false).into(),
                        _ => {}
                    }
                }
            }
            aux.retain(|one| one != "having" && one != "to");
            if passive && !aux.iter().any(|one| is_be(one) || one == "got" || one == "get") {
                aux.push(verb_be(plural, true).into());
            }
            aux.push(word);
            return soften(aux.join(" "));
        }
        let text = if passive {
            let adverb = adverbs.first().map_or(String::new(), |adverb| format!("{adverb} "));
            format!("{} {adverb}{}", verb_be(plural, true), self.done_form(verb))
        } else {
            let adverb = adverbs.first().map_or(String::new(), |adverb| format!("{adverb} "));
            format!("{adverb}{}", self.told(verb))
        };
        soften(text)
    }

    /// The verb without auxiliaries: the past; the present of the body stays, for what holds is not what happened.
    fn told(&self, verb: u32) -> String {
        let tree = self.tree;
        let kind = self.lexicon.verbs.get(tree.lemma(verb)).copied().unwrap_or_default();
        let present = matches!(tree.tag(verb), "VBZ" | "VBP");
        let own = tree.kid(verb, &["nsubj"]).is_some();
        if present && own && !self.is_title(verb) && kind != EventKind::Statement {
            return tree.word(verb).to_lowercase();
        }
        if tree.tag(verb) == "VBG" && tree.rel(verb) == "acl" {
            let subjects = self.parts.subjects(verb, SUBJECT_DEPTH);
            return format!("{} {}", verb_be(self.are_plural(&subjects), true), tree.word(verb).to_lowercase());
        }
        self.simple_past(verb)
    }

    /// "took", from any form of "take".
    pub(super) fn simple_past(&self, verb: u32) -> String {
        let tree = self.tree;
        let word = tree.word(verb).to_lowercase();
        let bare = tree.lemma(verb).to_lowercase();
        match tree.tag(verb) {
            "VBD" => word,
            "VBN" if word.ends_with("ed") && !self.lexicon.irregular.contains_key(bare.as_str()) => word,
            _ => past(self.lexicon, &bare),
        }
    }

    /// "taken", from any form of "take".
    pub(super) fn done_form(&self, verb: u32) -> String {
        let tree = self.tree;
        let word = tree.word(verb).to_lowercase();
        if tree.tag(verb) == "VBN" || tree.tag(verb) == "VBD" && word.ends_with("ed") {
            word
        } else {
            participle(self.lexicon, &tree.lemma(verb).to_lowercase())
        }
    }
}

/// "was held" → "was allegedly held"; "beat" → "allegedly beat".
pub(super) fn alleged(text: String, status: Status) -> String {
    if status != Status::Alleged {
        return text;
    }
    match text.split_once(' ') {
        Some((first, rest)) if is_auxiliary(first) => format!("{first} allegedly {rest}"),
        _ => format!("allegedly {text}"),
    }
}

pub(super) fn is_modal(word: &str) -> bool {
    matches!(
        word,
        "will" | "would" | "can" | "could" | "may" | "might" | "must" | "should" | "shall" | "cannot" | "ought"
    )
}

fn is_be(word: &str) -> bool {
    matches!(word, "is" | "are" | "was" | "were" | "be" | "been" | "being" | "am")
}

fn is_auxiliary(word: &str) -> bool {
    is_be(word) || matches!(word, "has" | "have" | "had" | "having" | "do" | "does" | "did" | "got" | "get" | "gets")
}
