//! Until the network runs in Rust: asks spaCy in a child process. Goes away with the first landing of the engine.

use super::{Name, Reading, Sentence, Token};
use crate::text::{Block, Span};
use std::collections::HashSet;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex, OnceLock};

type Parse =
    (Vec<(usize, usize, String, String, String, String, u32, String)>, Vec<(u32, u32)>, Vec<(u32, u32, String)>);

/// The language engine.
pub struct Engine(Mutex<(Child, ChildStdin, BufReader<ChildStdout>, HashSet<&'static str>)>);

impl Engine {
    /// The one engine of this process.
    pub fn shared() -> &'static Engine {
        static ENGINE: OnceLock<Engine> = OnceLock::new();
        ENGINE.get_or_init(|| {
            let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tools/interim_parse.py");
            let mut child = Command::new("python3")
                .arg(script)
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .spawn()
                .expect("python3 with spaCy");
            let (stdin, stdout) = (child.stdin.take().expect("stdin"), child.stdout.take().expect("stdout"));
            Engine(Mutex::new((child, stdin, BufReader::new(stdout), HashSet::new())))
        })
    }

    /// Reads an article's text, block by block.
    pub fn read(&self, text: Arc<str>, blocks: &[Block]) -> Reading {
        let mut guard = self.0.lock().expect("engine");
        let (_, stdin, stdout, names) = &mut *guard;
        let mut keep = |word: String| -> &'static str {
            if let Some(&known) = names.get(word.as_str()) {
                return known;
            }
            let leaked: &'static str = Box::leak(word.into_boxed_str());
            names.insert(leaked);
            leaked
        };
        let mut reading = Reading { text: Arc::clone(&text), ..Reading::default() };
        for (block_idx, block) in blocks.iter().enumerate() {
            let part = block.span.of(&text);
            writeln!(stdin, "{}", serde_json::to_string(part).expect("json")).expect("write");
            stdin.flush().expect("flush");
            let mut line = String::new();
            stdout.read_line(&mut line).expect("read");
            let (tokens, sentences, entities): Parse = serde_json::from_str(&line).expect("parse");
            let bytes: Vec<usize> = part.char_indices().map(|(at, _)| at).chain([part.len()]).collect();
            let base = reading.tokens.len() as u32;
            let start = block.span.start as usize;
            for (from, to, lemma, tag, pos, morph, head, relation) in tokens {
                reading.tokens.push(Token {
                    span: Span::new(start + bytes[from], start + bytes[to]),
                    lemma: lemma.into(),
                    tag: keep(tag),
                    pos: keep(pos),
                    morph: keep(morph),
                    head: base + head,
                    relation: keep(relation),
                    sentence: 0,
                });
            }
            for (from, to) in sentences {
                let (from, to) = (base + from, base + to);
                let number = reading.sentences.len() as u32;
                for token in &mut reading.tokens[from as usize..to as usize] {
                    token.sentence = number;
                }
                let span = reading.tokens[from as usize].span.join(reading.tokens[to as usize - 1].span);
                reading.sentences.push(Sentence { tokens: from..to, span, block: block_idx as u32 });
            }
            for (from, to, label) in entities {
                reading.names.push(Name { tokens: base + from..base + to, label: keep(label) });
            }
        }
        reading
    }
}
