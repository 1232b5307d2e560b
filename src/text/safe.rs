//! Text from outside, made safe: the only kind that may enter a widget, a title, a log, the clipboard or standard output.

/// Text in which no C0 but newline, no DEL, no C1, no bidi override or isolate, no U+2028/9, no U+FEFF and no tag
/// character stands; what was replaced is shown as `\u{FFFD}` or a visible picture of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SafeText(String);

impl SafeText {
    /// Makes `text` safe.
    pub fn new(text: &str) -> Self {
        Self(make_safe(text))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::ops::Deref for SafeText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for SafeText {
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// `text` with everything replaced that could move a cursor, set a title or reorder a line; see [`SafeText`].
pub fn make_safe(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '\n' => Some(c),
            '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
            '\r' | '\u{FEFF}' => None,
            c if (c as u32) < 0x20 => char::from_u32(0x2400 + c as u32),
            '\u{7F}' => Some('\u{2421}'),
            '\u{80}'..='\u{9F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{E0000}'..='\u{E007F}' => {
                Some('\u{FFFD}')
            }
            c => Some(c),
        })
        .collect()
}
