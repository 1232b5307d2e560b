//! Who and what the article names: mentions, referents, roles, relations.
//!
//! [`names`] finds names in their places, [`resolve`] says which of them stand for the same.

mod evidence;
pub mod lexicon;
mod names;
pub mod resolve;
pub mod words;

use super::{Findings, Form, Mention, Referent};
use crate::text::Article;
use crate::understand::Reading;

/// Fills mentions, referents, roles and relations.
pub fn find(reading: &Reading, article: &Article, findings: &mut Findings) {
    let names = names::find(reading, article);
    for cluster in resolve::group(reading, &names) {
        let number = findings.referents.len() as u32;
        let mut referent = Referent {
            name: cluster.name.clone(),
            kinds: cluster.kinds,
            gender: cluster.gender,
            implied: cluster.implied.clone(),
            ..Referent::default()
        };
        for &idx in &cluster.names {
            let name = &names[idx];
            count(&mut referent.names, &name.text);
            if !name.before.is_empty() {
                let titled = reading.span(name.before.start..name.tokens.end).of(&reading.text);
                count(&mut referent.aliases, &words::one_line(titled));
            }
            referent.credits += u32::from(name.credit);
            findings.mentions.push(Mention {
                span: reading.span(name.tokens.clone()),
                head: evidence::head_of(reading, name),
                form: Form::Name,
                referent: number,
                label: name.label.to_owned(),
            });
        }
        findings.referents.push(referent);
    }
    findings.mentions.sort_by_key(|mention| (mention.span, mention.referent));
    for (idx, mention) in findings.mentions.iter().enumerate() {
        findings.referents[mention.referent as usize].mentions.push(idx as u32);
    }
}

/// Counts a form of a name.
fn count(forms: &mut Vec<(String, u32)>, text: &str) {
    match forms.iter_mut().find(|(form, _)| form == text) {
        Some((_, times)) => *times += 1,
        None => forms.push((text.to_owned(), 1)),
    }
}
