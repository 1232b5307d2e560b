//! Blocks of one text that say the same, word for word: a ticker, a log, lines of a form.
//!
//! In: a text and its blocks. Out: each of the blocks once, and the reading of those spread over all of them. A block is read
//! as if it stood alone, so that nothing but its place tells its reading from that of its like.

use super::reading::{Name, Reading, Sentence, Token};
use crate::text::{Block, Span};
use rustc_hash::FxHashMap;

/// Which blocks repeat which.
pub struct Repeats {
    /// Of blocks that say the same the first, in order.
    pub firsts: Vec<Block>,
    /// For each block: which of `firsts` it repeats, or is.
    first_of: Vec<u32>,
}

impl Repeats {
    /// `None` where every block says something of its own.
    pub fn of(text: &str, blocks: &[Block]) -> Option<Self> {
        let mut known: FxHashMap<&str, u32> = FxHashMap::default();
        let mut firsts: Vec<Block> = Vec::new();
        let first_of = blocks.iter().map(|block| {
            *known.entry(block.span.of(text)).or_insert_with(|| {
                firsts.push(block.clone());
                firsts.len() as u32 - 1
            })
        });
        let first_of: Vec<u32> = first_of.collect();
        (firsts.len() < blocks.len()).then_some(Self { firsts, first_of })
    }

    /// From the reading of `firsts` the reading of all `blocks`.
    pub fn spread(&self, once: &Reading, blocks: &[Block]) -> Reading {
        let mut all = Reading { text: once.text.clone(), ..Reading::default() };
        for (number, (block, &first)) in blocks.iter().zip(&self.first_of).enumerate() {
            let from = once.sentences.partition_point(|sentence| sentence.block < first);
            let to = once.sentences.partition_point(|sentence| sentence.block <= first);
            let sentences = &once.sentences[from..to];
            let [begin, ..] = sentences else { continue };
            let tokens = begin.tokens.start..sentences[sentences.len() - 1].tokens.end;
            let (n_tokens, n_sentences) = (all.tokens.len() as u32, all.sentences.len() as u32);
            let token_here = |token: u32| token - tokens.start + n_tokens;
            let place = |place: u32| place - self.firsts[first as usize].span.start + block.span.start;
            let span = |span: Span| Span { start: place(span.start), end: place(span.end) };
            all.tokens.extend(once.tokens[tokens.start as usize..tokens.end as usize].iter().map(|token| Token {
                span: span(token.span),
                head: token_here(token.head),
                sentence: token.sentence - from as u32 + n_sentences,
                ..token.clone()
            }));
            all.sentences.extend(sentences.iter().map(|sentence| Sentence {
                tokens: token_here(sentence.tokens.start)..token_here(sentence.tokens.end),
                span: span(sentence.span),
                block: number as u32,
                tagged: sentence.tagged,
            }));
            let first_name = once.names.partition_point(|name| name.tokens.start < tokens.start);
            let names = once.names[first_name..].iter().take_while(|name| name.tokens.start < tokens.end);
            all.names.extend(names.map(|name| Name {
                tokens: token_here(name.tokens.start)..token_here(name.tokens.end),
                label: name.label,
                kinds: name.kinds,
            }));
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use crate::text::{Block, BlockKind, Span};
    use crate::understand::{Engine, Reading};
    use std::sync::Arc;

    fn block(start: usize, end: usize) -> Block {
        Block { kind: BlockKind::Paragraph, span: Span::new(start, end) }
    }

    /// All that a reading says, of the block with this number, as if the block began the text.
    fn shown(reading: &Reading, number: u32, start: u32) -> Vec<String> {
        let sentences: Vec<_> = reading.sentences.iter().filter(|sentence| sentence.block == number).collect();
        let Some(first) = sentences.first() else { return Vec::new() };
        let (first_token, first_sentence) = (first.tokens.start, reading.token(first.tokens.start).sentence);
        let mut shown = Vec::new();
        for sentence in sentences {
            for token in sentence.tokens.clone() {
                let it = reading.token(token);
                shown.push(format!(
                    "{}-{} {} {} {} {} {} {} {}",
                    it.span.start - start,
                    it.span.end - start,
                    it.lemma,
                    it.tag,
                    it.pos,
                    it.morph,
                    it.head - first_token,
                    it.relation,
                    it.sentence - first_sentence
                ));
                shown.extend(reading.name_at(token).map(|name| format!("{} {}", name.label, name.tokens.len())));
            }
        }
        shown
    }

    #[test]
    fn blocks_that_say_the_same_have_one_reading_each_in_its_place() {
        let lines = ["The wind in Calder reached 90 km/h on Tuesday. Trees fell.", "", "Mayor Ana Ruiz met reporters."];
        let order = [2, 0, 0, 1, 2, 0, 1];
        let (mut text, mut blocks) = (String::new(), Vec::new());
        for line in order.map(|line| lines[line]) {
            blocks.push(block(text.len(), text.len() + line.len()));
            text.push_str(line);
            text.push_str("\n\n");
        }
        let all = Engine::shared().read(Arc::from(text.as_str()), &blocks);
        for (number, line) in order.into_iter().enumerate() {
            let alone = Engine::shared().read(Arc::from(lines[line]), &[block(0, lines[line].len())]);
            assert_eq!(shown(&all, number as u32, blocks[number].span.start), shown(&alone, 0, 0), "block {number}");
        }
        assert_eq!(all.sentences.len(), 2 * 3 + 2, "none is left out");
    }
}
