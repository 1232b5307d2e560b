//! What somebody says: content, speaker, cue, stance.
//!
//! Cues (`cued`) bring in clauses; quotation marks (`quotes`) bring in words. A quotation goes to the cue beside it, to
//! the cue of the quotation that it continues, or, in a headline or an interview (`labels`), to the name before the colon. Cue words stand in
//! `assets/statements/`. A few words in marks that nobody is said to have said are no statement.

mod attitudes;
mod cued;
mod labels;
mod lexicon;
mod quotes;
mod speakers;
#[cfg(test)]
mod tests;

use super::accounts::{Lexicon, Parts, SUBJECT_DEPTH, Tree};
use super::{Findings, Form, Stance, Statement, Voice};
use crate::text::Span;
use crate::understand::Reading;
use cued::Cued;
use lexicon::Cues;
use quotes::{Quote, words_of};

/// Words in marks below this are a name or a distance kept, unless a cue brings them in.
const FEW_WORDS: usize = 4;

/// Verbs that give their object a name: `called the vote "a farce"`.
const NAMING: [&str; 10] =
    ["call", "label", "describe", "brand", "deem", "dub", "declare", "characterize", "characterise", "portray"];

struct Finder<'a> {
    tree: &'a Tree<'a>,
    parts: Parts<'a>,
    findings: &'a Findings,
    cues: &'static Cues,
    quotes: Vec<Quote>,
}

/// Finds statements, and attitudes that are not said, each in order of the text; needs mentions, and adds those of speakers
/// who have none.
pub fn find(reading: &Reading, findings: &mut Findings) {
    let tree = &Tree::new(reading);
    let (mut said, mut attitudes) = {
        let parts = Parts::new(tree, Lexicon::shared(), findings);
        let finder = Finder { tree, parts, findings, cues: Cues::shared(), quotes: quotes::find(reading) };
        let said = finder.all();
        let attitudes = finder.attitudes(&said);
        (said, attitudes)
    };
    speakers::settle(tree, findings, said.iter_mut().chain(&mut attitudes).collect());
    (findings.statements, findings.attitudes) = (said, attitudes);
}

impl Finder<'_> {
    fn all(&self) -> Vec<Statement> {
        let cued: Vec<Cued> =
            cued::find(self.tree, self.cues).into_iter().filter(|cue| !self.is_inside_quote(cue.cue_span)).collect();
        let mut quotes_of: Vec<Vec<Quote>> = vec![Vec::new(); cued.len()];
        let mut loose: Vec<Quote> = Vec::new();
        for &quote in &self.quotes {
            match self.cue_beside(quote, &cued) {
                Some(idx) => quotes_of[idx].push(quote),
                None => loose.push(quote),
            }
        }
        let mut all: Vec<Statement> = Vec::new();
        for (cue, quotes) in cued.iter().zip(&quotes_of) {
            if let Some(statement) = self.statement(cue, quotes) {
                all.push(statement);
            }
        }
        // A clause taken from inside a quotation, said by the quotation's own cue, is not a second statement.
        all.sort_by_key(|statement| (statement.span, statement.cue_span));
        for quote in loose {
            self.continue_with(quote, &mut all);
        }
        self.headlines(&mut all);
        self.labelled(&mut all);
        self.signed(&mut all);
        all.sort_by_key(|statement| (statement.span, statement.cue_span));
        all.dedup_by(|later, first| later.span == first.span && later.speaker_span == first.speaker_span);
        all
    }

    fn is_inside_quote(&self, span: Span) -> bool {
        self.quotes.iter().any(|quote| quote.inner.contains(span) && self.n_words(quote.inner) >= FEW_WORDS)
    }

    fn n_words(&self, span: Span) -> usize {
        span.of(&self.tree.reading.text).split_whitespace().count()
    }

    /// The cue whose words the quotation holds: the nearest in the sentence of its end, or of its beginning.
    fn cue_beside(&self, quote: Quote, cued: &[Cued]) -> Option<usize> {
        let reading = self.tree.reading;
        let tokens = reading.tokens_in(quote.outer);
        if tokens.is_empty() {
            return None;
        }
        let (first, last) = (reading.token(tokens.start).sentence, reading.token(tokens.end - 1).sentence);
        let block = reading.sentences.get(last as usize)?.block;
        let text: &str = &reading.text;
        let mut best: Option<(usize, usize)> = None;
        for (idx, cue) in cued.iter().enumerate() {
            let sentence = reading.token(cue.cue).sentence;
            let inside = cue.content.is_some_and(|content| content.overlaps(quote.inner));
            let near = sentence == first || sentence == last || sentence == last + 1;
            if !(near || inside) || reading.sentences.get(sentence as usize).is_none_or(|other| other.block != block) {
                continue;
            }
            let (gap, after) = if cue.cue_span.start >= quote.outer.end {
                (Span { start: quote.outer.end, end: cue.cue_span.start }, true)
            } else {
                (Span { start: cue.cue_span.end, end: quote.outer.start }, false)
            };
            let between = gap.of(text);
            let n_between = between.split_whitespace().count();
            // `"…," the captain of the ship said`: a speaker may stand between, another sentence may not.
            let ends = between.contains(['.', '?', '!', ';']) && !inside;
            let whole = quote_is_whole(quote, text);
            let fits = if inside {
                true
            } else if after {
                !ends && n_between <= 14 && whole
            } else {
                !ends
                    && (between.trim_end().ends_with([',', ':'])
                        || n_between <= 3
                        || (cue.content.is_none() && n_between <= 12))
            };
            if !fits || (self.n_words(quote.inner) < FEW_WORDS && !inside && cue.content.is_some()) {
                continue;
            }
            let cost = if inside { 0 } else { 1 + n_between + usize::from(!after) };
            if best.is_none_or(|(_, least)| cost < least) {
                best = Some((idx, cost));
            }
        }
        best.map(|(idx, _)| idx)
    }

    fn statement(&self, cue: &Cued, quotes: &[Quote]) -> Option<Statement> {
        let reading = self.tree.reading;
        let text: &str = &reading.text;
        let words: Vec<Span> = quotes.iter().map(|quote| words_of(text, quote.inner)).collect();
        let named = attitudes::with_complement(self.tree, cue.cue).filter(|_| NAMING.contains(&cue.lemma.as_str()));
        let mut span = match (cue.content, words.as_slice()) {
            (None, []) => return None,
            // `called the vote "a farce"`: what is called so belongs to it.
            (None, words) if named.is_some_and(|named| words.iter().all(|one| named.overlaps(*one))) => {
                named?.join(join(words)?)
            }
            (None, words) => join(words)?,
            (Some(content), []) => content,
            (Some(content), words) => {
                let quoted = join(words)?;
                let slack = |place: u32, edge: u32| place.abs_diff(edge) <= 4;
                let holds = quoted.start <= content.start + 2 && content.end <= quoted.end + 2;
                // The clause is the quotation's own last sentence, or all of it is quoted.
                if holds || (slack(content.end, quoted.end) && content.start >= quoted.start) {
                    quoted
                } else if content.overlaps(quoted)
                    || quoted.start >= content.end && quoted.start - content.end <= 3
                    || words.iter().any(|quote| quote.len() > 12)
                {
                    content.join(quoted)
                } else {
                    content
                }
            }
        };
        let amid = cue.content.is_some_and(|content| content.contains(cue.cue_span));
        if span.overlaps(cue.cue_span) && words.len() < 2 && !amid {
            span = clipped(span, cue.cue_span);
        }
        if span.is_empty() {
            return None;
        }
        // A mark at the edge belongs to the quotation, not to the content.
        span = without_marks(text, span);
        let heads = match cue.speaker {
            Some(head) => vec![head],
            None if self.tree.pos(cue.cue) == "NOUN" => Vec::new(),
            None => self.speakers(cue),
        };
        let head =
            heads.first().copied().filter(|&head| self.tree.lemma(head) != "it" || self.parts.referent(head).is_some());
        let (speaker, speaker_span, voice) = self.speaker(head);
        // "The bridge is said to be old", with nobody: kept only for verbs of saying proper.
        if head.is_none()
            && words.is_empty()
            && !matches!(cue.lemma.as_str(), "say" | "report" | "allege" | "claim" | "believe" | "think")
        {
            return None;
        }
        Some(Statement {
            span,
            speaker,
            speaker_span,
            voice,
            cue: cue.lemma.clone(),
            cue_span: cue.cue_span,
            stance: cue.stance,
            quotes: words,
            sentence: reading.token(cue.cue).sentence,
        })
    }

    fn speakers(&self, cue: &Cued) -> Vec<u32> {
        let tree = self.tree;
        if tree.is_passive(cue.cue) {
            return tree.kid(cue.cue, &["agent"]).and_then(|by| tree.kid(by, &["pobj"])).into_iter().collect();
        }
        // "said the parts had come late, adding that …": who said goes on.
        let mut from = cue.cue;
        if tree.rel(from) == "advcl" && tree.tag(from) == "VBG" {
            // "… say it is safe, but doctors disagree, saying that": who disagrees says it.
            let own = |above: u32| tree.rel(above) != "ccomp" && tree.kid(above, &["nsubj"]).is_some();
            let saying = tree
                .reading
                .ancestors(from)
                .find(|&above| self.cues.verbs.contains_key(tree.lemma(above)) || tree.is_verb(above) && own(above));
            from = saying.unwrap_or(from);
        }
        let subjects = self.parts.subjects(from, SUBJECT_DEPTH);
        if !subjects.is_empty() {
            return subjects;
        }
        // `"…," said Miller`: the parser may take the name for the object.
        tree.kids_by(cue.cue, &["dobj", "npadvmod", "attr", "oprd"])
            .filter(|&kid| kid > cue.cue && tree.is_nominal(kid) && !self.parts.is_time(kid))
            .take(1)
            .collect()
    }

    fn speaker(&self, head: Option<u32>) -> (Option<u32>, Option<Span>, Voice) {
        let Some(head) = head else { return (None, None, Voice::Writer) };
        let tree = self.tree;
        let referent = self.parts.referent(head);
        let lemma = tree.lemma(head).to_lowercase();
        let label = tree.reading.name_at(head).map_or("", |name| name.label);
        let is_person = label == "PERSON"
            || referent.and_then(|idx| self.findings.referents.get(idx as usize)).is_some_and(|known| {
                let most = known.kinds.iter().copied().fold(0.0_f32, f32::max);
                most > 0.0 && (known.kinds[0] - most).abs() < f32::EPSILON
            });
        let voice = if is_person || (tree.pos(head) == "PRON" && !self.cues.unnamed.contains(lemma.as_str())) {
            Voice::Named
        } else if self.cues.unnamed.contains(lemma.as_str()) {
            Voice::Unnamed
        } else {
            Voice::Office
        };
        (referent, Some(tree.phrase(head)), voice)
    }

    /// A quotation without a cue of its own: it goes on with the one before it, in its paragraph or from the last.
    fn continue_with(&self, quote: Quote, all: &mut Vec<Statement>) {
        let reading = self.tree.reading;
        let ended = quote.inner.of(&reading.text).trim_end().ends_with(['.', '!', '?']);
        let least = if ended { 2 } else { FEW_WORDS };
        if self.n_words(quote.inner) < least || !quote_is_whole(quote, &reading.text) {
            return;
        }
        let tokens = reading.tokens_in(quote.outer);
        let Some(sentence) = tokens.clone().next().map(|token| reading.token(token).sentence) else { return };
        let block = reading.sentences[sentence as usize].block;
        let block_start =
            reading.sentences.iter().find(|other| other.block == block).map_or(0, |other| other.span.start);
        let opens_block = quote.outer.start <= block_start + 1;
        let before = all
            .iter()
            .filter(|statement| statement.span.start < quote.outer.start && !statement.quotes.is_empty())
            .max_by_key(|statement| statement.span.end.max(statement.cue_span.end));
        let block_of = |sentence: u32| reading.sentences.get(sentence as usize).map_or(0, |sentence| sentence.block);
        // A quotation that runs on in the next paragraph: who speaks is told there.
        let after = all.iter().find(|statement| {
            quote.runs_on
                && statement.span.start > quote.outer.end
                && block_of(statement.sentence) == block + 1
                && !statement.quotes.is_empty()
        });
        if let Some(after) = after.cloned() {
            let words = words_of(&reading.text, quote.inner);
            all.push(Statement { span: words, quotes: vec![words], sentence, ..after });
            return;
        }
        let Some(before) = before.cloned() else { return };
        let same_block = block_of(before.sentence) == block;
        let follows = if same_block {
            let edge = before.span.end.max(before.cue_span.end).max(before.speaker_span.map_or(0, |span| span.end));
            let between = Span { start: edge, end: quote.outer.start };
            between.of(&reading.text).split_whitespace().count() <= 25
        } else {
            let runs_on = self
                .quotes
                .iter()
                .any(|other| other.runs_on && before.quotes.iter().any(|words| other.inner.contains(*words)));
            opens_block && (runs_on || block_of(before.sentence) + 1 == block)
        };
        if !follows {
            return;
        }
        let words = words_of(&reading.text, quote.inner);
        all.push(Statement { span: words, quotes: vec![words], sentence, ..before });
    }

    /// "Minister: 'No talks'" at the head of an article.
    fn headlines(&self, all: &mut Vec<Statement>) {
        let tree = self.tree;
        let reading = tree.reading;
        for sentence in reading.sentences.iter().filter(|sentence| sentence.block == 0) {
            let tokens = sentence.tokens.clone();
            let Some(colon) = tokens.clone().find(|&token| tree.word(token) == ":") else { continue };
            let head = tokens.start..colon;
            let rest = colon + 1..tokens.end;
            if head.is_empty() || head.len() > 6 || rest.len() < 2 {
                continue;
            }
            let named = self
                .findings
                .mentions
                .iter()
                .find(|mention| head.contains(&mention.head) && mention.form != Form::Pronoun);
            let speaker = named.map(|mention| mention.head).or_else(|| {
                head.clone().rev().find(|&token| {
                    self.cues.unnamed.contains(tree.lemma(token).to_lowercase().as_str())
                        || matches!(reading.name_at(token).map(|name| name.label), Some("PERSON" | "ORG" | "NORP"))
                })
            });
            let Some(speaker) = speaker else { continue };
            let content = reading.span(rest);
            if all.iter().any(|statement| statement.span.overlaps(content)) {
                continue;
            }
            let quotes: Vec<Span> = self
                .quotes
                .iter()
                .filter(|quote| content.overlaps(quote.inner))
                .map(|quote| words_of(&reading.text, quote.inner))
                .collect();
            let has_verb = reading.tokens_in(content).any(|token| tree.is_verb(token));
            if quotes.is_empty() && !(has_verb && reading.name_at(speaker).is_some_and(|name| name.label == "PERSON")) {
                continue;
            }
            let span = if quotes.len() == 1 && quotes[0].len() + 6 >= content.len() {
                quotes[0]
            } else {
                without_marks(&reading.text, content)
            };
            let (referent, speaker_span, voice) = self.speaker(Some(speaker));
            all.push(Statement {
                span,
                speaker: referent,
                speaker_span,
                voice,
                cue: ":".into(),
                cue_span: reading.token(colon).span,
                stance: Stance::Says,
                quotes,
                sentence: reading.token(colon).sentence,
            });
        }
    }
}

/// Whether the quotation is speech and not a name in marks: it begins like a sentence or ends like one.
fn quote_is_whole(quote: Quote, text: &str) -> bool {
    let words = quote.inner.of(text).trim();
    words.starts_with(|c: char| c.is_uppercase() || matches!(c, '.' | '…' | '['))
        || words.ends_with([',', '.', '!', '?', '…', '-', '—'])
        || words.split_whitespace().count() >= FEW_WORDS
}

fn join(spans: &[Span]) -> Option<Span> {
    spans.iter().copied().reduce(Span::join)
}

/// The longer part of `span` that lies beside `cut`.
fn clipped(span: Span, cut: Span) -> Span {
    let before = Span { start: span.start, end: cut.start.max(span.start) };
    let after = Span { start: cut.end.min(span.end), end: span.end };
    if before.len() >= after.len() { before } else { after }
}

fn without_marks(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let is_edge = |c: char| c.is_whitespace() || matches!(c, '"' | '“' | '”' | ',' | ';' | ':');
    let start = words.len() - words.trim_start_matches(is_edge).len();
    let end = words.trim_end_matches(is_edge).len();
    if end <= start { span } else { Span::new(span.start as usize + start, span.start as usize + end) }
}
