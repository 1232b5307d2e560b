//! How each kind of text looks: themes from `assets/show/themes.toml`, without colours under `NO_COLOR`.

use ratatui::style::{Color, Modifier, Style};

const THEMES: &str = include_str!("../../assets/show/themes.toml");

/// What a piece of the screen is; the theme says how that looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Running text.
    #[default]
    Text,
    /// What matters less.
    Dim,
    /// An article's title.
    Title,
    /// A section head.
    Heading,
    /// A block quotation.
    Quotation,
    /// What stands under a picture.
    Caption,
    /// A name that is a link.
    Name,
    /// A mention of the chosen actor.
    Chosen,
    /// The link that Enter follows.
    Link,
    /// A conflict.
    Conflict,
    /// A difference that can be true on both sides.
    Differs,
    /// An update.
    Update,
    /// A phrase that takes part in a discrepancy; a word that differs.
    Evidence,
    /// The selected row of the pane that has the keys.
    Selected,
    /// The selected row of another pane.
    SelectedAway,
    /// The head of the pane that has the keys.
    Pane,
    /// The head of another pane.
    PaneAway,
    /// Lines between panes.
    Border,
    /// A key in a hint.
    Key,
    /// A match of what was looked for.
    Found,
    /// A passage that a person marked.
    Highlight,
    /// A letter of a hint.
    Hint,
    /// Something went wrong.
    Error,
    /// An unread article.
    Unread,
    /// A starred article.
    Star,
    /// Who published.
    Source,
    /// A number beside something.
    Count,
    /// The ground of a window on top.
    Popup,
}

/// Name of each tone in the themes, in the order of the enum.
const TONES: [(&str, Tone); 28] = [
    ("text", Tone::Text),
    ("dim", Tone::Dim),
    ("title", Tone::Title),
    ("heading", Tone::Heading),
    ("quotation", Tone::Quotation),
    ("caption", Tone::Caption),
    ("name", Tone::Name),
    ("chosen", Tone::Chosen),
    ("link", Tone::Link),
    ("conflict", Tone::Conflict),
    ("differs", Tone::Differs),
    ("update", Tone::Update),
    ("evidence", Tone::Evidence),
    ("selected", Tone::Selected),
    ("selected-away", Tone::SelectedAway),
    ("pane", Tone::Pane),
    ("pane-away", Tone::PaneAway),
    ("border", Tone::Border),
    ("key", Tone::Key),
    ("found", Tone::Found),
    ("highlight", Tone::Highlight),
    ("hint", Tone::Hint),
    ("error", Tone::Error),
    ("unread", Tone::Unread),
    ("star", Tone::Star),
    ("source", Tone::Source),
    ("count", Tone::Count),
    ("popup", Tone::Popup),
];

/// The sixteen colours by name.
const COLORS: [(&str, Color); 16] = [
    ("black", Color::Black),
    ("red", Color::Red),
    ("green", Color::Green),
    ("yellow", Color::Yellow),
    ("blue", Color::Blue),
    ("magenta", Color::Magenta),
    ("cyan", Color::Cyan),
    ("white", Color::Gray),
    ("bright-black", Color::DarkGray),
    ("bright-red", Color::LightRed),
    ("bright-green", Color::LightGreen),
    ("bright-yellow", Color::LightYellow),
    ("bright-blue", Color::LightBlue),
    ("bright-magenta", Color::LightMagenta),
    ("bright-cyan", Color::LightCyan),
    ("bright-white", Color::White),
];

/// How everything looks.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Its name in the file of themes.
    pub name: String,
    /// Only ASCII is drawn: for terminals without UTF-8.
    pub ascii: bool,
    styles: [Style; TONES.len()],
}

impl Theme {
    /// The theme of that name, without colours if `colors` is false; the error lists the names that there are.
    pub fn named(name: &str, colors: bool, ascii: bool) -> Result<Self, String> {
        let themes: toml::Table = THEMES.parse().unwrap_or_default();
        let Some(theme) = themes.get(name).and_then(toml::Value::as_table) else {
            return Err(format!("no theme is called {name}; there are {}", Self::names().join(", ")));
        };
        let mut styles = [Style::new(); TONES.len()];
        for (idx, (tone, _)) in TONES.iter().enumerate() {
            let words = theme.get(*tone).and_then(toml::Value::as_str).unwrap_or("");
            styles[idx] = style(words, colors);
        }
        Ok(Self { name: name.to_owned(), ascii, styles })
    }

    /// The names of all themes, in order of the alphabet.
    pub fn names() -> Vec<String> {
        let themes: toml::Table = THEMES.parse().unwrap_or_default();
        themes.keys().cloned().collect()
    }

    /// How `tone` looks.
    pub fn style(&self, tone: Tone) -> Style {
        self.styles[tone as usize]
    }
}

/// Reads "bold red on black"; words that mean nothing are passed over.
fn style(words: &str, colors: bool) -> Style {
    let mut style = Style::new();
    let mut ground = false;
    for word in words.split_whitespace() {
        let modifier = match word {
            "bold" => Modifier::BOLD,
            "dim" => Modifier::DIM,
            "italic" => Modifier::ITALIC,
            "underline" => Modifier::UNDERLINED,
            "reverse" => Modifier::REVERSED,
            _ => Modifier::empty(),
        };
        style = style.add_modifier(modifier);
        let color = COLORS.iter().find(|(name, _)| *name == word).map(|(_, color)| *color);
        match color.filter(|_| colors) {
            Some(color) if ground => style = style.bg(color),
            Some(color) => style = style.fg(color),
            // A theme that sets the selection apart by its ground alone must still show it without colours.
            None if !colors && word == "on" && !words.ends_with("on black") => {
                style = style.add_modifier(Modifier::REVERSED);
            }
            None => {}
        }
        ground = word == "on";
    }
    style
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_styles_every_tone_with_known_words() {
        let themes: toml::Table = THEMES.parse().expect("themes.toml is TOML");
        for (name, theme) in &themes {
            let theme = theme.as_table().expect("a theme is a table");
            assert_eq!(theme.len(), TONES.len(), "{name} has a line for each tone and no other");
            for (tone, _) in TONES {
                let words = theme.get(tone).and_then(toml::Value::as_str).unwrap_or_else(|| panic!("{name}.{tone}"));
                for word in words.split_whitespace() {
                    let known = ["bold", "dim", "italic", "underline", "reverse", "on"].contains(&word)
                        || COLORS.iter().any(|(color, _)| *color == word);
                    assert!(known, "{name}.{tone}: {word}");
                }
            }
        }
        for (idx, (_, tone)) in TONES.iter().enumerate() {
            assert_eq!(*tone as usize, idx);
        }
    }

    #[test]
    fn without_colours_the_selection_is_still_seen_in_every_theme() {
        for name in Theme::names() {
            let theme = Theme::named(&name, false, false).expect("named");
            for tone in [Tone::Selected, Tone::Pane, Tone::Link, Tone::Found] {
                let style = theme.style(tone);
                assert!(style.add_modifier.contains(Modifier::REVERSED), "{name} {tone:?}");
                assert_eq!((style.fg, style.bg), (None, None));
            }
        }
    }
}
