//! The language engine: all parts joined.
//!
//! In: a text and its blocks. Out: a [`Reading`]. Each block is read as if it stood alone. Blocks are taken in batches, so
//! that the layers are products over hundreds of tokens; what a worker remembers (word forms and their vectors, runs,
//! lemmas) is bounded and kept from article to article.

use super::asset;
use super::encoder::{Encoder, EncoderMemory, FormVectors, PADDING, Row};
use super::labels::Labels;
use super::lemmatizer::Lemmatizer;
use super::matrix::{WIDTH, Weights, highest_of_rows};
use super::model_file::{ModelError, ModelFile};
use super::names::{self, FoundName, NameMoves};
use super::parser::{self, ParserMoves, ParserState};
use super::reading::{Name, Reading, Sentence, Token};
use super::repeats::Repeats;
use super::ruler::{RuledToken, Ruler};
use super::tokenizer::{RawToken, TokenMemory, Tokenizer};
use super::transition::{HIDDEN, Parts, StepNetwork, Stretch};
use super::tree::Trees;
use crate::text::fence::check;
use crate::text::{Block, Span};
use compact_str::CompactString;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Features of the encoder that tagger and parser share.
const SHARED_FEATURES: usize = 6;
/// Features of the name finder's encoder.
const NAME_FEATURES: usize = 4;
/// Vectors of sixteen scores that hold the scores of all tags.
const TAG_VECTORS: usize = 4;
/// Tokens read at once, unless one block has more.
const BATCH: usize = 768;

/// Reads English. One for the whole program: [`Engine::shared`].
#[derive(Debug)]
pub struct Engine {
    tokenizer: Tokenizer,
    labels: Labels,
    shared_encoder: Encoder,
    name_encoder: Encoder,
    /// Scores of the tags; columns without a tag score minus infinity.
    tagger: Weights<WIDTH>,
    parser: StepNetwork,
    parser_moves: ParserMoves,
    finder: StepNetwork,
    finder_moves: NameMoves,
    ruler: Ruler,
    lemmatizer: Lemmatizer,
    /// What idle workers remember.
    idle: Mutex<Vec<Memory>>,
}

/// What a worker remembers, and room to work in.
#[derive(Debug, Default)]
struct Memory {
    words: TokenMemory,
    shared_vectors: FormVectors,
    name_vectors: FormVectors,
    lemmas: FxHashMap<(u32, u8, u8), CompactString>,
    room: Room,
}

/// Room for one batch; every list is by token but where said otherwise.
#[derive(Debug, Default)]
struct Room {
    tokens: Vec<RawToken>,
    /// Tokens of each block, and the block's index in the article.
    blocks: Vec<(Range<usize>, u32)>,
    /// Rows of the encoders: tokens with padding between the blocks.
    rows: Vec<Row>,
    /// By row.
    tags: Vec<u8>,
    /// By row: `HIDDEN` numbers each.
    projected: Vec<f32>,
    tag_scores: Vec<f32>,
    relations: Vec<u8>,
    /// Index of the head among the tokens of the block.
    heads: Vec<u32>,
    starts: Vec<bool>,
    ruled: Vec<RuledToken>,
    names: Vec<FoundName>,
    encoder: EncoderMemory,
    state: ParserState,
    parts: Parts,
    trees: Trees,
    /// Index of each token of a block in the reading.
    places: Vec<u32>,
}

impl Engine {
    /// The engine of the program, made at its first use.
    pub fn shared() -> &'static Self {
        static ENGINE: OnceLock<Engine> = OnceLock::new();
        ENGINE.get_or_init(|| Self::load().expect("the language model was compiled in, and a test loads it"))
    }

    /// The engine that answers as spaCy does to the letter: it knows no title that spaCy does not ("Sgt.").
    pub fn as_spacy() -> &'static Self {
        static ENGINE: OnceLock<Engine> = OnceLock::new();
        let load = || Self::with(asset::NETWORK, false);
        ENGINE.get_or_init(|| load().expect("the language model was compiled in, and a test loads it"))
    }

    /// Makes an engine from the language files that were compiled in.
    pub fn load() -> Result<Self, ModelError> {
        Self::from_model(asset::NETWORK)
    }

    /// Makes an engine from the bytes of a model file.
    pub fn from_model(bytes: &'static [u8]) -> Result<Self, ModelError> {
        Self::with(bytes, true)
    }

    fn with(bytes: &'static [u8], titles: bool) -> Result<Self, ModelError> {
        let file = ModelFile::open(bytes)?;
        let labels = Labels::new();
        let ruler = Ruler::new(&labels);
        let n_tags = labels.tags.len();
        let mut tagger_bias = file.floats("tagger.bias", &[n_tags])?;
        tagger_bias.resize(TAG_VECTORS * 16, f32::NEG_INFINITY);
        let parser = StepNetwork::load(&file, "parser", parser::PLACES, labels.moves.len())?;
        let finder = StepNetwork::load(&file, "finder", names::PLACES, labels.name_moves.len())?;
        Ok(Self {
            tokenizer: Tokenizer::new(titles),
            shared_encoder: Encoder::load(&file, "shared", SHARED_FEATURES)?,
            name_encoder: Encoder::load(&file, "names", NAME_FEATURES)?,
            tagger: Weights::new(&file.floats("tagger.weight", &[n_tags, WIDTH])?, tagger_bias, Some),
            parser_moves: ParserMoves::new(&labels.moves, &parser),
            finder_moves: NameMoves::new(&labels.name_moves, labels.names.len(), &finder),
            parser,
            finder,
            lemmatizer: Lemmatizer::new(&ruler),
            ruler,
            labels,
            idle: Mutex::default(),
        })
    }

    /// Reads the blocks of an article's text. Blocks whose place does not lie in the text are left out. Of blocks with the
    /// same words the first is read, and the others are copies of its reading: a log of one line takes the time of a line.
    pub fn read(&self, text: Arc<str>, blocks: &[Block]) -> Reading {
        match Repeats::of(&text, blocks) {
            Some(repeats) => {
                let once = self.read_each(text, &repeats.firsts);
                repeats.spread(&once, blocks)
            }
            None => self.read_each(text, blocks),
        }
    }

    /// Reads every block, whether it says anything new or not.
    fn read_each(&self, text: Arc<str>, blocks: &[Block]) -> Reading {
        let mut memory = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default();
        let mut reading = Reading { text, ..Reading::default() };
        let mut next = 0;
        while next < blocks.len() {
            check();
            memory.begin_batch();
            while next < blocks.len() && memory.room.tokens.len() < BATCH {
                self.tokenize(&reading.text, blocks[next].span, next as u32, &mut memory);
                next += 1;
            }
            self.read_batch(&mut memory, &mut reading);
        }
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(memory);
        reading
    }

    /// Reads many articles on all cores; the readings stand in the order of the articles.
    pub fn read_all(&self, articles: &[(Arc<str>, &[Block])]) -> Vec<Reading> {
        articles.par_iter().map(|(text, blocks)| self.read(text.clone(), blocks)).collect()
    }

    fn tokenize(&self, text: &str, span: Span, block: u32, memory: &mut Memory) {
        let Memory { words, room, .. } = memory;
        let first = room.tokens.len();
        let place = (span.start as usize, span.end as usize);
        self.tokenizer.tokenize(text, place, &self.ruler, words, &mut room.tokens);
        room.blocks.push((first..room.tokens.len(), block));
    }

    /// Reads the tokens of a batch into `reading`.
    fn read_batch(&self, memory: &mut Memory, reading: &mut Reading) {
        let Memory { words, shared_vectors, name_vectors, lemmas, room } = memory;
        let forms = &words.forms;
        let Room { rows, tokens, blocks, tags, projected, tag_scores, encoder, state, parts, trees, .. } = room;
        rows.clear();
        for (range, _) in blocks.iter() {
            rows.extend([None; PADDING]);
            rows.extend(tokens[range.clone()].iter().map(|token| Some((token.form, token.space))));
        }
        rows.extend([None; PADDING]);
        // The first row of a block: its tokens, and the padding before it and before the blocks before it.
        let first_row = |idx: usize, range: &Range<usize>| (idx + 1) * PADDING + range.start;

        tags.clear();
        projected.resize(rows.len() * HIDDEN, 0.0);
        self.shared_encoder.encode(rows, forms, shared_vectors, encoder, |first, vectors| {
            let n_rows = vectors.len() / WIDTH;
            self.parser.project(vectors, &mut projected[first * HIDDEN..(first + n_rows) * HIDDEN]);
            tag_scores.resize(n_rows * self.tagger.cols(), 0.0);
            self.tagger.multiply(vectors, tag_scores);
            highest_of_rows::<TAG_VECTORS>(tag_scores, tags);
        });
        let is_space = |token: &RawToken| forms.get(token.form).is_space;
        parts.reset();
        for (idx, (range, _)) in blocks.iter().enumerate() {
            let stretch = Stretch { rows: projected, first: first_row(idx, range), n_tokens: range.len() };
            state.parse(&self.parser, &self.parser_moves, stretch, parts);
            trees.build(&state.heads, &state.arcs, &self.labels.arcs, |idx| is_space(&tokens[range.start + idx]));
            room.heads.extend_from_slice(&trees.heads);
            room.relations.extend_from_slice(&trees.relations);
            room.starts.extend_from_slice(&trees.starts);
        }
        self.name_encoder.encode(rows, forms, name_vectors, encoder, |first, vectors| {
            let n_rows = vectors.len() / WIDTH;
            self.finder.project(vectors, &mut projected[first * HIDDEN..(first + n_rows) * HIDDEN]);
        });
        parts.reset();
        for (idx, (range, block)) in blocks.iter().enumerate() {
            let first = first_row(idx, range);
            let stretch = Stretch { rows: projected, first, n_tokens: range.len() };
            let spaces = |idx: usize| is_space(&tokens[range.start + idx]);
            room.names.clear();
            let moves = &self.finder_moves;
            names::find(&self.finder, moves, stretch, &room.starts[range.clone()], spaces, parts, &mut room.names);
            room.ruled.clear();
            for (token, (&tag, &relation)) in
                tokens[range.clone()].iter().zip(tags[first..].iter().zip(&room.relations[range.clone()]))
            {
                room.ruled.push(RuledToken { tag, relation, word: forms.get(token.form).rules });
            }
            let answers = BlockAnswers {
                block: *block,
                tokens: &tokens[range.clone()],
                ruled: &room.ruled,
                heads: &room.heads[range.clone()],
                starts: &room.starts[range.clone()],
                names: &room.names,
            };
            self.add_block(&answers, spaces, lemmas, &mut room.places, reading);
        }
    }

    /// Puts the answers for one block into `reading`, without the tokens that are only white space.
    fn add_block(
        &self,
        answers: &BlockAnswers<'_>,
        is_space: impl Fn(usize) -> bool,
        lemmas: &mut FxHashMap<(u32, u8, u8), CompactString>,
        places: &mut Vec<u32>,
        reading: &mut Reading,
    ) {
        let mut begins = true;
        places.clear();
        for (idx, token) in answers.tokens.iter().enumerate() {
            places.push(reading.tokens.len() as u32);
            begins |= answers.starts[idx];
            if is_space(idx) {
                continue;
            }
            let here = reading.tokens.len() as u32;
            let span = Span { start: token.start, end: token.end };
            if begins {
                reading.sentences.push(Sentence { tokens: here..here, span, block: answers.block, tagged: false });
                begins = false;
            }
            if let Some(sentence) = reading.sentences.last_mut() {
                sentence.tokens.end = here + 1;
                sentence.span.end = token.end;
            }
            let RuledToken { tag, relation, .. } = answers.ruled[idx];
            let attributes = self.ruler.attributes(answers.ruled, idx);
            let lemma = attributes.lemma.map_or_else(
                || {
                    let key = (token.form, attributes.pos, attributes.morph);
                    let word = span.of(&reading.text);
                    let make = || self.lemmatizer.lemma(word, attributes.pos, attributes.morph);
                    lemmas.entry(key).or_insert_with(make).clone()
                },
                CompactString::const_new,
            );
            reading.tokens.push(Token {
                span,
                lemma,
                tag: self.labels.tags[usize::from(tag)],
                pos: self.ruler.pos[usize::from(attributes.pos)],
                morph: self.ruler.morphs[usize::from(attributes.morph)],
                head: here,
                relation: self.labels.relations[usize::from(relation)],
                sentence: reading.sentences.len() as u32 - 1,
            });
        }
        let mut orphans = Vec::new();
        for idx in (0..answers.tokens.len()).filter(|&idx| !is_space(idx)) {
            let here = places[idx] as usize;
            let sentence = reading.tokens[here].sentence;
            let head = answers.head_in_text(idx, &is_space).map(|head| places[head]);
            match head.filter(|&head| reading.tokens[head as usize].sentence == sentence) {
                Some(head) => reading.tokens[here].head = head,
                None => orphans.push(here),
            }
        }
        reading.adopt(&orphans);
        for &(from, to, label) in answers.names {
            let tokens = places[from as usize]..places.get(to as usize).copied().unwrap_or(reading.tokens.len() as u32);
            if !tokens.is_empty() {
                reading.names.push(Name { tokens, label: self.labels.names[usize::from(label)], kinds: None });
            }
        }
    }
}

/// What the network said of one block; all by token.
struct BlockAnswers<'a> {
    block: u32,
    tokens: &'a [RawToken],
    ruled: &'a [RuledToken],
    heads: &'a [u32],
    starts: &'a [bool],
    names: &'a [FoundName],
}

impl BlockAnswers<'_> {
    /// The nearest head of a token that is not white space; the token itself for a root, `None` if the root is white space.
    fn head_in_text(&self, idx: usize, is_space: impl Fn(usize) -> bool) -> Option<usize> {
        let mut at = self.heads[idx] as usize;
        for _ in 0..self.heads.len() {
            if !is_space(at) {
                return Some(at);
            }
            let above = self.heads[at] as usize;
            if above == at {
                break;
            }
            at = above;
        }
        None
    }
}

impl Memory {
    /// Empties the room; forgets all words if there are too many.
    fn begin_batch(&mut self) {
        if self.words.forms.is_full() {
            let room = std::mem::take(&mut self.room);
            *self = Self { room, ..Self::default() };
        }
        let room = &mut self.room;
        room.tokens.clear();
        room.blocks.clear();
        room.heads.clear();
        room.relations.clear();
        room.starts.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::BlockKind;

    fn read(text: &str) -> Reading {
        let block = Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()) };
        Engine::shared().read(Arc::from(text), &[block])
    }

    #[test]
    fn one_sentence_is_read_from_end_to_end() {
        let reading = read("Two officials met Maria Lopez in Lima on Tuesday.");
        let relations: Vec<_> = reading.tokens.iter().map(|token| token.relation).collect();
        assert_eq!(relations, ["nummod", "nsubj", "ROOT", "compound", "dobj", "prep", "pobj", "prep", "pobj", "punct"]);
        assert_eq!(reading.lemma(2), "meet");
        assert_eq!(
            (reading.token(1).tag, reading.token(1).pos, reading.token(1).morph),
            ("NNS", "NOUN", "Number=Plur")
        );
        let names: Vec<_> = reading
            .names
            .iter()
            .map(|name| (name.label, reading.span(name.tokens.clone()).of(&reading.text)))
            .collect();
        assert_eq!(names, [("CARDINAL", "Two"), ("PERSON", "Maria Lopez"), ("GPE", "Lima"), ("DATE", "Tuesday")]);
    }

    #[test]
    fn nothing_is_read_from_nothing() {
        for text in ["", " ", "\n\n \t"] {
            let reading = read(text);
            assert!(reading.tokens.is_empty() && reading.sentences.is_empty() && reading.names.is_empty(), "{text:?}");
        }
    }
}
