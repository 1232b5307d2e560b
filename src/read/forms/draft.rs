//! What a form gives before it is an article: head, body, notes.

use super::super::decode::even_out;
use super::super::front_matter::{self, Head};
use super::super::{markdown, mojibake};
use crate::text::fence::check;
use crate::text::{Note, make_safe};
use std::path::Path;

/// An article on its way: its body is Markdown or plain text.
#[derive(Clone, Debug, Default)]
pub(in crate::read) struct Draft {
    /// What the form says of it.
    pub head: Head,
    /// Its text.
    pub body: String,
    /// Whether the body is Markdown.
    pub is_markdown: bool,
    /// What was odd about the form.
    pub notes: Vec<Note>,
}

impl Draft {
    /// Of a text that may have a head. Markdown is known by its marks; the name counts where there are none.
    pub fn of_text(path: &str, text: &str) -> Self {
        let (mut head, body) = front_matter::split(text);
        let ending = Path::new(path).extension().map(|ending| ending.to_string_lossy().to_lowercase());
        let named = matches!(ending.as_deref(), Some("md" | "markdown" | "mdx" | "qmd"));
        let notes = std::mem::take(&mut head.notes);
        Self { head, is_markdown: named || markdown::is_likely(body), body: body.to_owned(), notes }
    }

    /// A body of Markdown.
    pub fn markdown(head: Head, body: String) -> Self {
        Self { head, body, is_markdown: true, notes: Vec::new() }
    }

    /// With one thing more that was odd.
    pub fn noting(mut self, message: &str, hint: &str) -> Self {
        self.notes.push(Note { message: message.to_owned(), hint: hint.to_owned() });
        self
    }

    /// The same with damage mended, spaces evened out and every control character gone: what stands in escapes and
    /// references of a form comes out only when the form has been read.
    pub fn cleaned(mut self) -> Self {
        let head = &mut self.head;
        let fields = [&mut head.title, &mut head.site, &mut head.url, &mut head.published, &mut head.language];
        for field in fields.into_iter().chain([&mut head.origin]) {
            *field = field.take().map(|text| line(&text)).filter(|text| !text.is_empty());
        }
        head.byline = head.byline.iter().map(|name| line(name)).filter(|name| !name.is_empty()).collect();
        self.body = clean(&self.body);
        self
    }
}

fn clean(text: &str) -> String {
    check();
    let mended = mojibake::mend(text);
    check();
    let even = even_out(mended.as_ref().map_or(text, |(text, _)| text));
    check();
    make_safe(&even)
}

/// One line: a headline of two lines is one headline.
fn line(text: &str) -> String {
    super::super::piece::squeeze(&clean(text))
}

/// A head field of a form; white space alone is none.
pub(super) fn some(text: impl Into<String>) -> Option<String> {
    Some(text.into()).filter(|text: &String| !text.trim().is_empty())
}
