//! Reads English: from an article's text to sentences, tokens, tags, heads, lemmas and names.
//!
//! The network is that of spaCy's `en_core_web_sm` 3.8.0 (MIT, trained on `OntoNotes` 5), its weights and lists made into
//! `assets/language/` by `tools/convert_model.py`; the program that runs it is ours. In: a text and its blocks. Out: a
//! [`Reading`]. No input or output, no failure: any text has a reading, if an odd one.
//!
//! # One sentence, from end to end
//!
//! Take *Gunmen freed the girls.* Each step is one file; `n` is the number of tokens, numbers are 32-bit.
//!
//! 1. **Tokens** (`tokenizer`, with `affixes`, `exceptions`, `address`): five tokens, *Gunmen · freed · the · girls · .*,
//!    each with its place in bytes and whether a space follows. Runs between spaces lose prefixes and suffixes until an
//!    exception ("don't", "U.S.") or nothing more is found, and are cut at infixes ("so-called").
//! 2. **Word forms** (`forms`, `hashing`): what the network sees of *Gunmen*: its normal form "gunmen", its first character
//!    "G", its last three "men", its shape "Xxxxx", each as a 64-bit id (`MurmurHash64A`).
//! 3. **Embedding** (`encoder`, `maxout`): each id picks four rows of a table with 96 columns by hash (Weinberger et al. 2009; Serrà
//!    & Karatzoglou 2017), so that 5,000 rows do for all words. The sums, 4 × 96 numbers, are mixed to 96 by a maxout layer
//!    (Goodfellow et al. 2013) with layer normalization (Ba et al. 2016). A form's vector is made once and kept.
//! 4. **Context** (`encoder`, `maxout`, `matrix`): four times, each token's vector and its two neighbours' (3 × 96 = 288 numbers) go
//!    through a maxout layer of 3 × 96 columns, and what comes out is added to the vector: `n × 96`. A vector has then seen
//!    four words on each side. There are two such encoders: one shared by tagger and parser, one for names.
//! 5. **Tags** (`engine`): one product, `n × 96` by `96 × 50`; the highest of 50 Penn tags: NNS VBD DT NNS `.`.
//! 6. **Heads** (`parser`, `transition`, `labels`): a stack and a buffer of words, and 106 moves (Nivre 2003; Honnibal &
//!    Johnson 2015). A state looks at eight tokens; each adds a row of 2 × 64 numbers that was worked out beforehand (Chen &
//!    Manning 2014), the larger of each pair is kept, and one more product gives 106 scores. The best move that is allowed
//!    is taken: shift *Gunmen*; *freed* takes it as nsubj; … about 2.3 moves a token, no way back.
//! 7. **Trees** (`tree`): arcs become heads (*freed* is the root), lifted arcs go back to their true heads (Nivre & Nilsson
//!    2005), and sentences begin at the left edge of each root.
//! 8. **Names** (`names`, `transition`): the same kind of network with 74 moves (first, inner, last, only token of a name
//!    of 18 kinds; Ratinov & Roth 2009, Lample et al. 2016) and three tokens a state. Never across a sentence's start.
//! 9. **Parts of speech, features** (`ruler`): 179 rules over word, tag and relation: VBD gives VERB, `Tense=Past|…`.
//! 10. **Lemmas** (`lemmatizer`): lists of base forms, exceptions, endings (`WordNet`'s morphy): *freed* → free.
//! 11. **The reading** (`engine`, `reading`, `tree_index`): tokens that are only white space are dropped, heads renumbered.
//!
//! [`conllu`] shows all of it: `write` for programs, `tree` for people.
//!
//! # Why it is fast
//!
//! spaCy spends its time between Python objects; the arithmetic itself is about 1.3 million multiplications and additions
//! a token. Here blocks are read together, so that each layer is one product over hundreds of rows, windows are overlapping
//! rows of one matrix and never copied, vectors of known forms are looked up, and a worker keeps all its room from batch to
//! batch. Weights are laid out once, in panels, for the vectors of this machine (`machine`, `matrix`); what follows a product
//! (the largest piece, the normalization, the best move) is done while its sums are still at hand. Weights lie in the
//! program in 16 bits; the embedding tables, half of them, are read from where they lie.
//!
//! # What was measured
//!
//! Against spaCy 3.8.18 with the same package, on 225,182 tokens of news that no test contains (`tools/parity.py`): token
//! boundaries, sentence starts 100 %; tags, parts of speech, lemmas ≥ 99.998 %; heads with relation 99.991 %; names 99.99 F.
//! The few that differ are ties that 16-bit weights break the other way, and names that end in white space.

mod address;
mod affixes;
mod asset;
mod characters;
pub mod conllu;
mod encoder;
mod engine;
mod exceptions;
mod forms;
mod hashing;
mod labels;
mod lemmatizer;
mod machine;
mod matrix;
mod maxout;
mod model_file;
mod names;
mod parser;
mod reading;
mod repeats;
mod ruler;
mod tokenizer;
pub mod transformer;
mod transition;
mod tree;
mod tree_index;

pub use engine::Engine;
pub use model_file::ModelError;
pub use reading::{Name, Reading, Sentence, Token};
