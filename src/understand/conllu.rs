//! A reading as CoNLL-U, for other programs, and as trees, for people.

use super::reading::Reading;
use std::fmt::Write;

/// A reading as CoNLL-U: a sentence a group, `# newpar` before the first of each block; `XPOS` is the Penn tag, `DEPREL`
/// the network's own label, `MISC` holds `NER=B-PERSON` / `NER=I-PERSON` where a name stands and `SpaceAfter=No`.
pub fn write(reading: &Reading) -> String {
    let mut out = String::with_capacity(reading.tokens.len() * 48);
    let mut block = None;
    for (idx, sentence) in reading.sentences.iter().enumerate() {
        if block.replace(sentence.block) != Some(sentence.block) {
            out.push_str("# newpar\n");
        }
        let text = one_line(sentence.span.of(&reading.text));
        // Writing to a string cannot fail.
        let _ = writeln!(out, "# sent_id = {}\n# text = {text}", idx + 1);
        for token in sentence.tokens.clone() {
            write_token(reading, token, sentence.tokens.start, &mut out);
        }
        out.push('\n');
    }
    out
}

fn write_token(reading: &Reading, idx: u32, first: u32, out: &mut String) {
    let or_underscore = |text: &'static str| if text.is_empty() { "_" } else { text };
    let token = reading.token(idx);
    let head = reading.head(idx).map_or(0, |head| head + 1 - first);
    let mut misc = Vec::new();
    if let Some(name) = reading.name_at(idx) {
        misc.push(format!("NER={}-{}", if name.tokens.start == idx { 'B' } else { 'I' }, name.label));
    }
    let after = reading.text.get(token.span.end as usize..).and_then(|rest| rest.chars().next());
    if after.is_some_and(|c| !c.is_whitespace()) {
        misc.push("SpaceAfter=No".to_owned());
    }
    let misc = if misc.is_empty() { "_".to_owned() } else { misc.join("|") };
    let _ = writeln!(
        out,
        "{}\t{}\t{}\t{}\t{}\t{}\t{head}\t{}\t_\t{misc}",
        idx + 1 - first,
        one_line(reading.word(idx)),
        one_line(&token.lemma),
        or_underscore(token.pos),
        or_underscore(token.tag),
        or_underscore(token.morph),
        or_underscore(token.relation),
    );
}

/// `text` with white space of any kind as single spaces.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One sentence as a tree, a token a line, heads to the left of what hangs on them:
///
/// ```text
/// met          ROOT  VBD
/// ├ officials  nsubj  NNS
/// │ └ Two      nummod  CD  CARDINAL
/// └ Lopez      dobj  NNP
/// ```
///
/// Empty for a sentence that the reading does not have.
pub fn tree(reading: &Reading, sentence: usize) -> String {
    /// A tree is drawn no deeper than this; what lies below hangs on the last level.
    const MAX_DEPTH: usize = 60;
    let Some(sentence) = reading.sentences.get(sentence) else { return String::new() };
    let mut lines = Vec::new();
    let roots: Vec<u32> = sentence.tokens.clone().filter(|&token| reading.head(token).is_none()).collect();
    // Tokens still to be drawn: the token, what stands before it, and before what hangs on it.
    let mut open: Vec<(u32, String, String)> =
        roots.iter().rev().map(|&root| (root, String::new(), String::new())).collect();
    while let Some((token, before, below)) = open.pop() {
        let name = reading.name_at(token).map_or("", |name| name.label);
        lines.push((format!("{before}{}", one_line(reading.word(token))), token, name));
        let children: Vec<u32> = reading.children(token).collect();
        for (idx, &child) in children.iter().enumerate().rev() {
            let is_last = idx + 1 == children.len();
            let is_deep = below.chars().count() >= 2 * MAX_DEPTH;
            let (mark, space) = if is_last { ("└ ", "  ") } else { ("├ ", "│ ") };
            let next = if is_deep { below.clone() } else { format!("{below}{space}") };
            open.push((child, format!("{below}{mark}"), next));
        }
    }
    let width = lines.iter().map(|(text, ..)| text.chars().count()).max().unwrap_or(0);
    let mut out = String::new();
    for (text, token, name) in lines {
        let padding = " ".repeat(width - text.chars().count());
        let token = reading.token(token);
        let line = format!("{text}{padding}  {}  {}  {name}", token.relation, token.tag);
        let _ = writeln!(out, "{}", line.trim_end());
    }
    out
}
