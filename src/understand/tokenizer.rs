//! Text to tokens, as spaCy's tokenizer does it.
//!
//! In: the text of one block. Out: tokens that, with the white space between, are the text again; a single space after a
//! token belongs to it, any other white space is a token of its own (the network was trained on those; the later rooms
//! never see them). Each run without white space is looked up among the exceptions, else loses prefixes and suffixes from
//! both ends until an exception or nothing more is found, and the rest is cut at infixes unless it is an address. Runs are
//! remembered, so that in news nine of ten are only looked up.

use super::address::AddressMatcher;
use super::affixes::Affixes;
use super::exceptions::{Exceptions, without_overlaps};
use super::forms::{FormId, FormMaker, FormStore};
use super::ruler::Ruler;
use compact_str::CompactString;
use rustc_hash::FxHashMap;

/// One token of a block.
#[derive(Clone, Copy, Debug)]
pub struct RawToken {
    /// First byte in the text.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// Its word form.
    pub form: FormId,
    /// Whether a single space follows that belongs to it.
    pub space: bool,
}

/// A piece of a run: bytes and the id of its own normal form, 0 for none.
type Piece = (u32, u64);

/// What one worker remembers of words and runs.
#[derive(Debug, Default)]
pub struct TokenMemory {
    /// The word forms met.
    pub forms: FormStore,
    runs: FxHashMap<CompactString, (u32, u32)>,
    pieces: Vec<(u32, FormId)>,
}

impl TokenMemory {
    /// Longest run that is remembered, in bytes.
    const MAX_RUN: usize = 48;
}

/// Splits text into tokens.
#[derive(Debug)]
pub struct Tokenizer {
    /// Works out word forms.
    pub maker: FormMaker,
    affixes: Affixes,
    addresses: AddressMatcher,
    exceptions: Exceptions,
}

impl Tokenizer {
    /// Reads the lists; see [`Exceptions::new`] for `titles`.
    pub fn new(titles: bool) -> Self {
        let maker = FormMaker::new();
        let exceptions = Exceptions::new(|norm| maker.id(norm), titles);
        let mut tokenizer = Self { maker, affixes: Affixes::new(), addresses: AddressMatcher::new(), exceptions };
        tokenizer.find_torn();
        tokenizer
    }

    /// Finds the exceptions that splitting tears apart.
    fn find_torn(&mut self) {
        let mut infixes = Vec::new();
        let mut torn = Vec::new();
        for word in self.exceptions.words() {
            self.affixes.infixes(word, &mut infixes);
            if self.affixes.prefix(word) > 0
                || self.affixes.suffix(word) > 0
                || !infixes.is_empty()
                || word.contains(' ')
            {
                let mut pieces = Vec::new();
                self.split(word, false, &mut pieces);
                let mut at = 0;
                let mut tokens = Vec::new();
                for (length, _) in pieces {
                    tokens.push(CompactString::from(&word[at..at + length as usize]));
                    at += length as usize;
                }
                torn.push(tokens);
            }
        }
        for tokens in torn {
            self.exceptions.add_torn(tokens);
        }
    }

    /// Puts the tokens of the block that is `text[from..to]` into `tokens`.
    pub fn tokenize(
        &self,
        text: &str,
        (from, to): (usize, usize),
        ruler: &Ruler,
        memory: &mut TokenMemory,
        tokens: &mut Vec<RawToken>,
    ) {
        let first_token = tokens.len();
        let block = text.get(from..to).unwrap_or_default();
        let mut start = 0;
        let mut in_space = block.chars().next().is_some_and(|c| self.maker.is_space(c));
        for (at, c) in block.char_indices() {
            if self.maker.is_space(c) == in_space {
                continue;
            }
            self.run(&block[start..at], from + start, ruler, memory, tokens);
            start = at;
            if c == ' ' {
                if let Some(last) = tokens.last_mut() {
                    last.space = true;
                }
                start += 1;
            }
            in_space = !in_space;
        }
        self.run(&block[start..], from + start, ruler, memory, tokens);
        self.rejoin(text, first_token, ruler, memory, tokens);
    }

    /// Puts the tokens of one run (all white space, or none) into `tokens`.
    fn run(&self, run: &str, at: usize, ruler: &Ruler, memory: &mut TokenMemory, tokens: &mut Vec<RawToken>) {
        if run.is_empty() {
            return;
        }
        let mut start = at as u32;
        let mut push = |length: u32, form| {
            tokens.push(RawToken { start, end: start + length, form, space: false });
            start += length;
        };
        if let Some(&(first, last)) = memory.runs.get(run) {
            for &(length, form) in &memory.pieces[first as usize..last as usize] {
                push(length, form);
            }
            return;
        }
        let mut pieces = Vec::new();
        self.split(run, true, &mut pieces);
        let first = memory.pieces.len();
        let is_kept = run.len() <= TokenMemory::MAX_RUN;
        let mut done = 0;
        for (length, norm) in pieces {
            let word = &run[done..done + length as usize];
            let form = self.form(word, norm, ruler, &mut memory.forms);
            done += length as usize;
            push(length, form);
            if is_kept {
                memory.pieces.push((length, form));
            }
        }
        if is_kept {
            memory.runs.insert(CompactString::from(run), (first as u32, memory.pieces.len() as u32));
        }
    }

    /// The word form of a token.
    fn form(&self, word: &str, norm: u64, ruler: &Ruler, forms: &mut FormStore) -> FormId {
        let shown = self.exceptions.shown(word);
        forms.id(&self.maker, (word, shown), norm, |word, lower| (self.exceptions.begins_with(word), ruler.word(lower)))
    }

    /// Splits one run into pieces; `with_exceptions` is off only while the exceptions themselves are studied.
    fn split(&self, run: &str, with_exceptions: bool, pieces: &mut Vec<Piece>) {
        let exception = |word: &str| if with_exceptions { self.exceptions.get(word) } else { None };
        let plain = |text: &str| (text.len() as u32, 0);
        let mut suffixes = Vec::new();
        let mut rest = run;
        loop {
            if rest.is_empty() || exception(rest).is_some() {
                break;
            }
            let prefix = self.affixes.prefix(rest);
            let without_prefix = &rest[prefix..];
            if prefix > 0 && exception(without_prefix).is_some() {
                pieces.push(plain(&rest[..prefix]));
                rest = without_prefix;
                break;
            }
            let suffix = self.affixes.suffix(without_prefix);
            let (without_suffix, end) = rest.split_at(rest.len() - suffix);
            if suffix > 0 && exception(without_suffix).is_some() {
                suffixes.push(plain(end));
                rest = without_suffix;
                break;
            }
            if prefix == 0 && suffix == 0 {
                break;
            }
            if prefix > 0 {
                pieces.push(plain(&rest[..prefix]));
            }
            if suffix > 0 {
                suffixes.push(plain(end));
            }
            rest = &without_suffix[prefix..];
        }
        if !rest.is_empty() {
            if let Some(parts) = exception(rest) {
                pieces.extend_from_slice(parts);
            } else if self.addresses.matches(rest) {
                pieces.push(plain(rest));
            } else {
                self.split_infixes(rest, pieces);
            }
        }
        pieces.extend(suffixes.into_iter().rev());
    }

    /// Cuts a word at its infixes.
    fn split_infixes(&self, word: &str, pieces: &mut Vec<Piece>) {
        let mut infixes = Vec::new();
        self.affixes.infixes(word, &mut infixes);
        let mut done = 0;
        for (start, end) in infixes.into_iter().filter(|&(start, _)| start > 0) {
            if start > done {
                pieces.push(((start - done) as u32, 0));
            }
            pieces.push(((end - start) as u32, 0));
            done = end;
        }
        if done < word.len() {
            pieces.push(((word.len() - done) as u32, 0));
        }
    }

    /// Puts exceptions together again that splitting has torn apart.
    fn rejoin(
        &self,
        text: &str,
        first_token: usize,
        ruler: &Ruler,
        memory: &mut TokenMemory,
        tokens: &mut Vec<RawToken>,
    ) {
        let mut places = Vec::new();
        for idx in first_token..tokens.len() {
            if memory.forms.get(tokens[idx].form).begins_exception {
                let words = tokens[idx..].iter().map(|token| &text[token.start as usize..token.end as usize]);
                self.exceptions.torn_at(&words, |length| places.push((idx, idx + length)));
            }
        }
        if places.is_empty() {
            return;
        }
        let old = tokens.split_off(first_token);
        let mut done = first_token;
        for (start, end) in without_overlaps(places) {
            let here = &old[start - first_token..end - first_token];
            let (first, last) = (here[0], here[here.len() - 1]);
            let word = &text[first.start as usize..last.end as usize];
            let Some(parts) = self.exceptions.get(word) else { continue };
            tokens.extend_from_slice(&old[done - first_token..start - first_token]);
            let mut at = first.start;
            for &(length, norm) in parts {
                let form = self.form(&text[at as usize..(at + length) as usize], norm, ruler, &mut memory.forms);
                tokens.push(RawToken { start: at, end: at + length, form, space: false });
                at += length;
            }
            if let Some(token) = tokens.last_mut() {
                token.space = last.space;
            }
            done = end;
        }
        tokens.extend_from_slice(&old[done - first_token..]);
    }
}
