//! Text that a person types: one line (commands, filters, search), or a note of several.

use unicode_segmentation::UnicodeSegmentation;

/// What a line is typed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldFor {
    /// A command with its argument.
    Command,
    /// Words to find in the pane.
    Find,
    /// Words to search all articles for.
    Search,
    /// A filter of the list of articles.
    Filter,
    /// A tag.
    Tag,
    /// A command that what is at hand is given to.
    Pipe,
    /// Another name of an actor.
    Rename,
    /// The file for the brief of the story at hand.
    Brief,
    /// The file for the report of everything.
    Report,
}

impl FieldFor {
    /// What stands before the line.
    pub fn prompt(self) -> &'static str {
        match self {
            Self::Command => ":",
            Self::Find => "/",
            Self::Search => "search: ",
            Self::Filter => "filter: ",
            Self::Tag => "tag: ",
            Self::Pipe => "| ",
            Self::Rename => "name: ",
            Self::Brief => "brief to file: ",
            Self::Report => "report of all stories to file: ",
        }
    }
}

/// A line that is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// What for.
    pub what: FieldFor,
    /// The text so far.
    pub text: String,
    /// The cursor's byte in it.
    pub cursor: usize,
    /// Which completion was taken last, and the text that was completed.
    pub completing: Option<(usize, String)>,
    /// What stood there when it was opened, to go back to.
    pub before: String,
}

impl Field {
    /// A line that begins with `text`.
    pub fn new(what: FieldFor, text: &str) -> Self {
        Self { what, text: text.to_owned(), cursor: text.len(), completing: None, before: text.to_owned() }
    }

    /// Types text at the cursor; line breaks become spaces.
    pub fn insert(&mut self, text: &str) {
        let text = crate::text::make_safe(text).replace('\n', " ");
        self.text.insert_str(self.cursor, &text);
        self.cursor += text.len();
        self.completing = None;
    }

    /// Takes away the letter before the cursor.
    pub fn backspace(&mut self) {
        let start = before(&self.text, self.cursor);
        self.text.replace_range(start..self.cursor, "");
        self.cursor = start;
        self.completing = None;
    }

    /// Takes away the letter at the cursor.
    pub fn delete(&mut self) {
        let end = after(&self.text, self.cursor);
        self.text.replace_range(self.cursor..end, "");
        self.completing = None;
    }

    /// Takes away the word before the cursor.
    pub fn delete_word(&mut self) {
        let head = self.text[..self.cursor].trim_end();
        let start = head.rfind(char::is_whitespace).map_or(0, |space| space + 1);
        self.text.replace_range(start..self.cursor, "");
        self.cursor = start;
        self.completing = None;
    }

    /// Takes away everything before the cursor.
    pub fn clear_before(&mut self) {
        self.text.replace_range(..self.cursor, "");
        self.cursor = 0;
        self.completing = None;
    }

    /// Moves the cursor by a letter.
    pub fn move_by(&mut self, onwards: bool) {
        self.cursor = if onwards { after(&self.text, self.cursor) } else { before(&self.text, self.cursor) };
    }
}

/// A note that is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The article that it is for.
    pub article: u32,
    /// The passage of it that it is for: first byte, one past the last; `None` for the whole article.
    pub passage: Option<(u32, u32)>,
    /// The text so far.
    pub text: String,
    /// The cursor's byte in it.
    pub cursor: usize,
    /// The note as it was when the writing began.
    pub before: String,
    /// The text as it was last kept as a draft, or when the writing began.
    pub drafted: String,
    /// Whether a draft of it is kept.
    pub has_draft: bool,
}

impl Note {
    /// A note that goes on from `text`.
    pub fn new(article: u32, passage: Option<(u32, u32)>, text: String) -> Self {
        let (cursor, before, drafted) = (text.len(), text.clone(), text.clone());
        Self { article, passage, text, cursor, before, drafted, has_draft: false }
    }

    /// Types text at the cursor.
    pub fn insert(&mut self, text: &str) {
        let text = crate::text::make_safe(text);
        self.text.insert_str(self.cursor, &text);
        self.cursor += text.len();
    }

    /// Takes away the letter before the cursor.
    pub fn backspace(&mut self) {
        let start = before(&self.text, self.cursor);
        self.text.replace_range(start..self.cursor, "");
        self.cursor = start;
    }

    /// Moves the cursor by a letter.
    pub fn move_by(&mut self, onwards: bool) {
        self.cursor = if onwards { after(&self.text, self.cursor) } else { before(&self.text, self.cursor) };
    }

    /// Moves the cursor to the line above or below, as near to its column as there is room.
    pub fn move_line(&mut self, down: bool) {
        let start = self.text[..self.cursor].rfind('\n').map_or(0, |at| at + 1);
        let column = self.text[start..self.cursor].chars().count();
        let other = if down {
            match self.text[self.cursor..].find('\n') {
                Some(at) => self.cursor + at + 1,
                None => return,
            }
        } else if start == 0 {
            return;
        } else {
            self.text[..start - 1].rfind('\n').map_or(0, |at| at + 1)
        };
        let line = self.text[other..].split('\n').next().unwrap_or("");
        self.cursor = other + line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
    }
}

/// The byte at which the letter before `at` begins.
fn before(text: &str, at: usize) -> usize {
    text[..at].grapheme_indices(true).next_back().map_or(0, |(start, _)| start)
}

/// The byte after the letter at `at`.
fn after(text: &str, at: usize) -> usize {
    text[at..].graphemes(true).next().map_or(at, |letter| at + letter.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_in_and_out_whole() {
        let mut field = Field::new(FieldFor::Find, "cafe");
        field.insert("\u{301}s\n\u{1b}[2J");
        assert!(!field.text.contains('\u{1b}') && !field.text.contains('\n'));
        let mut field = Field::new(FieldFor::Find, "cafe\u{301}");
        field.backspace();
        assert_eq!(field.text, "caf");
        field.insert(" au lait");
        field.delete_word();
        assert_eq!(field.text, "caf au ");
    }

    #[test]
    fn the_cursor_of_a_note_goes_up_and_down() {
        let mut note = Note { cursor: 8, ..Note::new(0, None, "one\ntwo words\nx".to_owned()) };
        note.move_line(false);
        assert_eq!(note.cursor, 3);
        note.move_line(true);
        note.move_line(true);
        assert_eq!(note.cursor, note.text.len());
    }
}
