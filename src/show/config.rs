//! The configuration file: TOML, read line by line, so that a wrong line is named and passed over.
//!
//! ```toml
//! theme = "light"         # default, light, dark, contrast
//! ascii = false
//! measure = 72            # columns of text at most
//! mouse = false
//! told = true             # signs beside the text: how many of the other reports tell it
//!
//! [keys.articles]         # as in assets/show/keys.toml
//! done = ["x", "<Delete>"]
//!
//! [views]                 # names for filters
//! disputed = "unread has:conflict"
//!
//! [judge]                 # a language model of one's own; see src/judge/settings.rs
//! url = "http://127.0.0.1:11434/v1"
//! model = "qwen3:14b"
//! ```

use crate::judge::{Settings as Judge, Way};

/// The defaults as a file with comments: what stands in it can be kept as one's own and changed.
pub fn default_config() -> String {
    let (settings, keys) = (include_str!("../../assets/show/config.toml"), include_str!("../../assets/show/keys.toml"));
    let sections = keys.replace("\n[", "\n[keys.");
    format!("{settings}# ---- Keys ----\n{sections}")
}

/// Something in the file that was passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Its line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub what: String,
}

/// What stands in the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// Name of the theme.
    pub theme: Option<String>,
    /// Draw with ASCII only.
    pub ascii: Option<bool>,
    /// Columns of text at most.
    pub measure: Option<u16>,
    /// Whether signs beside the text say how many of the other reports tell it.
    pub told: Option<bool>,
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// Line, place, action, keys.
    pub keys: Vec<(usize, String, String, toml::Value)>,
    /// Saved views: name and query.
    pub views: Vec<(String, String)>,
    /// Who may be asked beside the program; nobody without the section.
    pub judge: Option<Judge>,
    /// Lines that were passed over.
    pub faults: Vec<Fault>,
}

impl Config {
    /// Reads the text of a configuration file. Cannot fail: what is wrong stands in [`Config::faults`].
    pub fn parse(text: &str) -> Self {
        let mut config = Self::default();
        let mut section = String::new();
        for (idx, line) in text.lines().enumerate() {
            let trimmed = line.trim();
            if trimmed.is_empty() || trimmed.starts_with('#') {
                continue;
            }
            if let Some(name) = trimmed.strip_prefix('[').and_then(|rest| rest.split(']').next()) {
                name.trim().clone_into(&mut section);
                if section == "judge" {
                    config.judge.get_or_insert_default();
                }
                continue;
            }
            if let Err(what) = config.line(idx + 1, &section, trimmed) {
                config.faults.push(Fault { line: idx + 1, what });
            }
        }
        config
    }

    fn line(&mut self, line: usize, section: &str, text: &str) -> Result<(), String> {
        let table: toml::Table = text.parse().map_err(|_| format!("`{text}` is not of the form name = value"))?;
        for (name, value) in table {
            if let Some(place) = section.strip_prefix("keys") {
                let place = place.strip_prefix('.').unwrap_or("all").to_owned();
                self.keys.push((line, place, name, value));
                continue;
            }
            if section == "judge" {
                of_judge(self.judge.get_or_insert_default(), &name, &value)?;
                continue;
            }
            match (section, name.as_str(), &value) {
                ("views", _, toml::Value::String(query)) => self.views.push((name, query.clone())),
                ("", "theme", toml::Value::String(theme)) => self.theme = Some(theme.clone()),
                ("", "ascii", toml::Value::Boolean(ascii)) => self.ascii = Some(*ascii),
                ("", "told", toml::Value::Boolean(told)) => self.told = Some(*told),
                ("", "mouse", toml::Value::Boolean(mouse)) => self.mouse = *mouse,
                ("", "measure", toml::Value::Integer(measure @ 20..=200)) => self.measure = Some(*measure as u16),
                ("", "measure", _) => return Err("measure is a number of columns from 20 to 200".to_owned()),
                ("", "theme" | "ascii" | "mouse" | "told", _) => return Err(format!("{name} can't be {value}")),
                _ => {
                    let place = if section.is_empty() { String::new() } else { format!(" in [{section}]") };
                    return Err(format!("nothing is called {name}{place}"));
                }
            }
        }
        Ok(())
    }
}

/// One line of `[judge]`.
fn of_judge(judge: &mut Judge, name: &str, value: &toml::Value) -> Result<(), String> {
    let number = || value.as_integer().filter(|number| *number > 0).map(|number| number as u64);
    let words = || -> Option<Vec<String>> {
        let words: Option<Vec<String>> =
            value.as_array()?.iter().map(|word| word.as_str().map(str::to_owned)).collect();
        words.filter(|words| !words.is_empty())
    };
    let wrong = |form: &str| format!("{name} in [judge] is {form}");
    match name {
        "url" => {
            let url = value.as_str().filter(|url| url.starts_with("http://") || url.starts_with("https://"));
            judge.way =
                Way::Url(url.ok_or_else(|| wrong("an address that begins with http:// or https://"))?.to_owned());
        }
        "command" => {
            judge.way = Way::Command(words().ok_or_else(|| wrong("a list of words, as [\"program\", \"argument\"]"))?);
        }
        "model" => value.as_str().ok_or_else(|| wrong("the model's name"))?.trim().clone_into(&mut judge.model),
        "key_env" => {
            let is_name = |name: &&str| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') && !name.is_empty();
            let name = value.as_str().filter(is_name);
            // What stands here may be the key itself: it is not repeated.
            judge.key_env =
                Some(name.ok_or_else(|| wrong("the name of the variable that holds the key, not the key"))?.to_owned());
        }
        "context" => judge.context = number().ok_or_else(|| wrong("a number of tokens"))? as usize,
        "reply_tokens" => judge.reply_tokens = number().ok_or_else(|| wrong("a number of tokens"))? as usize,
        "max_tokens" => judge.max_tokens = Some(number().ok_or_else(|| wrong("a number of tokens"))?),
        "per_minute" => judge.per_minute = Some(number().ok_or_else(|| wrong("a number of questions"))? as u32),
        "timeout" => judge.timeout = number().ok_or_else(|| wrong("a number of seconds"))?,
        "max_minutes" => judge.max_minutes = Some(number().ok_or_else(|| wrong("a number of minutes"))?),
        "looks" => {
            let looks = number().filter(|looks| (1..=2).contains(looks));
            judge.looks = looks.ok_or_else(|| wrong("1 or 2"))? as u32;
        }
        "check" => judge.check = value.as_bool().ok_or_else(|| wrong("true or false"))?,
        _ => return Err(format!("nothing is called {name} in [judge]")),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::keymap::Keymap;
    use super::*;

    #[test]
    fn the_defaults_are_a_file_that_changes_nothing() {
        let config = Config::parse(&default_config());
        assert!(config.faults.is_empty(), "{:?}", config.faults);
        let mut keymap = Keymap::default();
        let keys = config.keys.iter().map(|(line, place, name, keys)| (*line, place.as_str(), name.as_str(), keys));
        assert_eq!(keymap.bind_all(keys), []);
        for entry in super::super::actions::table() {
            let mut bound = [keymap.anywhere(entry.action), Keymap::default().anywhere(entry.action)];
            for keys in &mut bound {
                keys.sort();
            }
            assert_eq!(bound[0], bound[1], "{}", entry.name);
        }
    }

    #[test]
    fn a_wrong_line_is_named_and_the_others_hold() {
        let config = Config::parse(
            "theme = \"light\"\nmeasure = 5\nthis is no line\n[keys.articles]\ndone = [\"D\"]\nfly = [\"f\"]\n[views]\nnew = \"unread\"\n",
        );
        assert_eq!(config.theme.as_deref(), Some("light"));
        assert_eq!(config.views, [("new".to_owned(), "unread".to_owned())]);
        let lines: Vec<usize> = config.faults.iter().map(|fault| fault.line).collect();
        assert_eq!(lines, [2, 3]);
        let mut keymap = Keymap::default();
        let keys = config.keys.iter().map(|(line, place, name, keys)| (*line, place.as_str(), name.as_str(), keys));
        let faults = keymap.bind_all(keys);
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].line, 6);
        assert!(faults[0].what.contains("fly"));
        assert!(keymap.anywhere(super::super::actions::Action::Done).contains(&"D".to_owned()));
    }
}
