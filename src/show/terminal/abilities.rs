//! What the terminal can do, guessed from the environment: it is never asked, for its answer could come late.

/// What the terminal can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // each is a question of its own, and every answer may go with every other
pub struct Abilities {
    /// It can be drawn on at all; `false` for `TERM=dumb` and an empty one.
    pub full_screen: bool,
    /// It shows colours, and the person wants them (`NO_COLOR` is not set).
    pub colors: bool,
    /// Its text is UTF-8. Where not, everything goes out as ASCII.
    pub utf8: bool,
    /// It shows box drawing and signs like `●` and `▲`; the Linux console and old terminals do not for certain.
    pub signs: bool,
    /// Frames may be framed by synchronized output (CSI ? 2026).
    pub synchronized: bool,
    /// Text may be a link (OSC 8); terminals that do not know that show the text, but old ones show the link's letters.
    pub links: bool,
    /// The multiplexer that it runs in, which passes on what is copied only if it is told to.
    pub multiplexer: Option<Multiplexer>,
    /// It stands on another machine: links are shown and copied instead of opened here.
    pub remote: bool,
}

/// What shares one terminal among several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Multiplexer {
    /// tmux.
    Tmux,
    /// GNU screen.
    Screen,
}

/// Terminals without colours.
const COLORLESS: [&str; 7] = ["vt52", "vt100", "vt102", "vt220", "vt320", "ansi-m", "linux-m"];
/// Terminals that show few characters beyond ASCII, and know few modes.
const PLAIN: [&str; 8] = ["linux", "vt52", "vt100", "vt102", "vt220", "vt320", "ansi", "cons25"];

impl Abilities {
    /// Guesses from the environment of the process.
    pub fn of_process() -> Self {
        Self::guess(|name| std::env::var(name).ok())
    }

    /// Guesses from variables.
    pub fn guess(var: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name: &str| var(name).filter(|value| !value.is_empty());
        let term = set("TERM").unwrap_or_default();
        let is_one_of = |names: &[&str]| names.iter().any(|name| term == *name);
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| set(name)).unwrap_or_default();
        let locale = locale.to_ascii_lowercase();
        let utf8 = locale.contains("utf-8") || locale.contains("utf8");
        Self {
            full_screen: !matches!(term.as_str(), "" | "dumb" | "unknown"),
            colors: set("NO_COLOR").is_none() && !is_one_of(&COLORLESS),
            utf8,
            signs: utf8 && !is_one_of(&PLAIN),
            synchronized: !is_one_of(&PLAIN),
            links: !is_one_of(&PLAIN),
            multiplexer: match (set("TMUX"), set("STY")) {
                (Some(_), _) => Some(Multiplexer::Tmux),
                (None, Some(_)) => Some(Multiplexer::Screen),
                (None, None) => None,
            },
            remote: ["SSH_TTY", "SSH_CONNECTION", "SSH_CLIENT"].iter().any(|name| set(name).is_some()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guess(variables: &[(&str, &str)]) -> Abilities {
        Abilities::guess(|name| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn a_usual_terminal_can_do_everything() {
        let abilities = guess(&[("TERM", "xterm-256color"), ("LANG", "en_US.UTF-8")]);
        assert!(abilities.full_screen && abilities.colors && abilities.utf8 && abilities.signs);
        assert!(abilities.synchronized && !abilities.remote);
    }

    #[test]
    fn no_color_counts_only_when_it_is_not_empty() {
        assert!(!guess(&[("TERM", "xterm"), ("NO_COLOR", "1")]).colors);
        assert!(guess(&[("TERM", "xterm"), ("NO_COLOR", "")]).colors);
    }

    #[test]
    fn the_first_locale_variable_that_is_set_decides() {
        assert!(!guess(&[("TERM", "xterm"), ("LC_ALL", "C"), ("LANG", "en_US.UTF-8")]).utf8);
        assert!(guess(&[("TERM", "xterm"), ("LC_ALL", ""), ("LC_CTYPE", "de_DE.utf8")]).utf8);
        assert!(!guess(&[("TERM", "xterm")]).signs);
    }

    #[test]
    fn the_linux_console_gets_plain_signs_and_dumb_terminals_no_screen() {
        let console = guess(&[("TERM", "linux"), ("LANG", "C.UTF-8")]);
        assert!(console.full_screen && console.colors && console.utf8 && !console.signs && !console.synchronized);
        assert!(!console.links);
        assert!(!guess(&[("TERM", "dumb")]).full_screen);
        assert!(!guess(&[]).full_screen);
        assert!(!guess(&[("TERM", "vt100"), ("LANG", "C.UTF-8")]).colors);
    }
}
