//! How fast English is read, and what is read, for the scripts in tools/ that hold it against spaCy.
//!
//!     cargo bench --bench engine -- speed TEXT [THREADS] [SECONDS]   words a second, memory
//!     cargo bench --bench engine -- start TEXT                       time from nothing to the first sentence
//!     cargo bench --bench engine -- conllu TEXT                      the parse, for tools/parity.py
//!     cargo bench --bench engine -- mutate TEXT COUNT [SEED]         COUNT damaged texts, none of which may end badly
//!     cargo bench --bench engine -- long                             texts that have no end, and the time that they take
//!
//! TEXT is a file with paragraphs between empty lines. Without arguments: one small measurement, on the fixture.

use rashomon::text::{Block, BlockKind, Span};
use rashomon::understand::{Engine, Reading, conllu};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Paragraphs of one article in the measurements: what a news article has.
const PARAGRAPHS: usize = 20;

/// Damaged texts read at once.
const TEXTS_AT_ONCE: u64 = 64;

/// An article: its text and where its paragraphs are.
type Article = (Arc<str>, Vec<Block>);

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let arg = |idx: usize| args.get(idx).map(String::as_str);
    let file = arg(1).unwrap_or(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/sentences.txt"));
    let text = std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{file}: {error}"));
    let number = |idx: usize, default: u64| arg(idx).and_then(|arg| arg.parse().ok()).unwrap_or(default);
    match arg(0).unwrap_or("speed") {
        "start" => start(&text),
        "conllu" => {
            for (text, blocks) in articles(&text) {
                print!("{}", conllu::write(&Engine::as_spacy().read(text, &blocks)));
            }
        }
        "long" => long(),
        "mutate" => mutate(&text, number(2, 1000), number(3, 1)),
        _ => speed(&text, number(2, 1) as usize, number(3, 1)),
    }
}

/// Cuts a file into articles.
fn articles(text: &str) -> Vec<Article> {
    let paragraphs: Vec<&str> = text.split("\n\n").collect();
    paragraphs.chunks(PARAGRAPHS).map(|paragraphs| article(&paragraphs.join("\n\n"))).collect()
}

fn article(text: &str) -> Article {
    let mut at = 0;
    let mut blocks = Vec::new();
    for paragraph in text.split("\n\n") {
        blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(at, at + paragraph.len()) });
        at += paragraph.len() + 2;
    }
    (Arc::from(text), blocks)
}

fn speed(text: &str, n_threads: usize, seconds: u64) {
    let articles = articles(text);
    let n_words: usize = articles.iter().map(|(text, _)| text.split_whitespace().count()).sum();
    let borrowed: Vec<(Arc<str>, &[Block])> =
        articles.iter().map(|(text, blocks)| (text.clone(), &blocks[..])).collect();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).build().expect("threads");
    let engine = Engine::shared();
    let (begin, mut rounds, mut n_tokens) = (Instant::now(), 0, 0);
    while rounds == 0 || begin.elapsed() < Duration::from_secs(seconds) {
        // In portions, so that the readings of all articles are never held at once.
        for portion in borrowed.chunks(64) {
            n_tokens +=
                pool.install(|| engine.read_all(portion)).iter().map(|reading| reading.tokens.len()).sum::<usize>();
        }
        rounds += 1;
    }
    let words = (n_words * rounds) as f64;
    let per_second = words / begin.elapsed().as_secs_f64();
    println!(
        "threads {n_threads} words {words} tokens {n_tokens} words_per_second {per_second:.0} peak_mb {}",
        peak_mb()
    );
}

/// Peak memory of this process in megabytes, 0 where the system does not say.
fn peak_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}

fn start(text: &str) {
    let begin = Instant::now();
    let engine = Engine::load().expect("the model is whole");
    let loaded = begin.elapsed();
    let (text, blocks) = article(text.split("\n\n").next().unwrap_or_default());
    let reading = engine.read(text, &blocks);
    println!("load {loaded:?}, first paragraph ({} tokens) after {:?}", reading.tokens.len(), begin.elapsed());
}

/// Numbers that look random and are the same for the same seed (`SplitMix64`).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % limit.max(1) as u64) as usize
    }
}

/// Reads `count` texts made of pieces of `text` with characters put in, taken out, doubled and swapped, and holds each
/// reading against what must hold for any text.
fn mutate(text: &str, count: u64, seed: u64) {
    const ODD: &[&str] = &[
        "\u{0}",
        "\n",
        "\r",
        "\t",
        " ",
        "  ",
        "\u{a0}",
        "\u{2028}",
        "\u{200d}",
        "\u{fe0f}",
        "😀",
        "👩‍👩‍👧",
        "é",
        "e\u{301}",
        "漢字",
        "ا",
        "'",
        "’",
        "“",
        "...",
        "…",
        "-",
        "--",
        "—",
        "(",
        ")",
        ":-)",
        "@",
        "://",
        ".com",
        "$",
        "US$",
        "%",
        "+",
        "1",
        "٣",
        "½",
        "°C.",
        "n't",
        "'s",
        "U.S.",
        "/",
        "\\",
        "#",
        "<",
        "{",
        "\u{1f}",
        "\u{85}",
        "\u{feff}",
        "\u{10ffff}",
        "ß",
        "İ",
    ];
    let engine = Engine::shared();
    let chars: Vec<char> = text.chars().collect();
    let mut random = Random(seed);
    let mut done = 0;
    while done < count {
        // Each text is a block of its own; many at once, because then the layers are products over many rows.
        let (mut article, mut blocks) = (String::new(), Vec::new());
        for _ in 0..TEXTS_AT_ONCE {
            let mut piece: Vec<String> = Vec::new();
            for _ in 0..=random.below(2) {
                let from = random.below(chars.len());
                let length = random.below(12) * random.below(4);
                piece.extend(chars[from..].iter().take(length).map(char::to_string));
            }
            for _ in 0..random.below(8) {
                let at = random.below(piece.len() + 1);
                match random.below(5) {
                    0 if at < piece.len() => drop(piece.remove(at)),
                    1 if at < piece.len() => piece[at] = piece[at].repeat(random.below(6)),
                    2 => piece.insert(at, ODD[random.below(ODD.len())].repeat(random.below(4))),
                    3 => piece.insert(at, char::from_u32(random.below(0x11_0000) as u32).unwrap_or(' ').to_string()),
                    _ => piece.insert(at, ODD[random.below(ODD.len())].to_owned()),
                }
            }
            let start = article.len();
            article.push_str(&piece.concat());
            blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(start, article.len()) });
            article.push('\n');
        }
        check(&engine.read(Arc::from(article), &blocks), done);
        done += TEXTS_AT_ONCE;
    }
    println!("{done} damaged texts read, seed {seed}");
}

/// Reads texts that a newspaper would not print; the time per character must not grow with their length.
fn long() {
    let engine = Engine::shared();
    let cases: [(&str, &str, usize); 10] = [
        ("one sentence of words", "report ", 200_000),
        ("words and commas", "the old mayor, who ", 50_000),
        ("1 MB without a space", "x", 1_000_000),
        ("digits and stops", "1.", 500_000),
        ("brackets", "(", 200_000),
        ("quotes and stops", "\".", 100_000),
        ("at signs", "a@b.", 250_000),
        ("emoji", "👩‍👩‍👧", 50_000),
        ("control characters", "\u{1}\u{1f}\t", 100_000),
        ("hyphens", "a-", 200_000),
    ];
    for (name, unit, count) in cases {
        for part in [4, 1] {
            let text = unit.repeat(count / part);
            let blocks = [Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()) }];
            let begin = Instant::now();
            let reading = engine.read(Arc::from(text.as_str()), &blocks);
            check(&reading, 0);
            let below = (0..reading.tokens.len() as u32).filter(|&token| reading.subtree(token).len() > 1).count();
            println!(
                "{name}: {} bytes, {} tokens ({below} heads), {:?}, peak_mb {}",
                text.len(),
                reading.tokens.len(),
                begin.elapsed(),
                peak_mb()
            );
        }
    }
}

/// What must hold for any reading.
fn check(reading: &Reading, round: u64) {
    let mut end = 0;
    for (idx, token) in reading.tokens.iter().enumerate() {
        assert!(token.span.start >= end && token.span.end > token.span.start, "round {round}: order of token {idx}");
        assert!(!reading.word(idx as u32).is_empty(), "round {round}: token {idx} does not lie on characters");
        let sentence = reading.sentence_of(idx as u32);
        assert!(sentence.tokens.contains(&token.head), "round {round}: head of token {idx} is outside its sentence");
        assert!(sentence.tokens.contains(&(idx as u32)), "round {round}: token {idx} is outside its sentence");
        end = token.span.end;
    }
    let covered: u32 = reading.sentences.iter().map(|sentence| sentence.tokens.end - sentence.tokens.start).sum();
    assert_eq!(covered as usize, reading.tokens.len(), "round {round}: sentences cover the tokens");
    let names = reading.names.windows(2).all(|pair| pair[0].tokens.end <= pair[1].tokens.start);
    assert!(names, "round {round}: names overlap");
}
