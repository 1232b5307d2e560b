//! The reader from outside: what it is told, how it starts, in what it can fail.

use super::config::{Config, Fault};
use super::judging::Judging;
use super::key::parse_keys;
use super::keymap::Keymap;
use super::memory;
use super::picture::{self, Form};
use super::state::{Settings, State};
use super::terminal::Abilities;
use super::theme::Theme;
use super::wrap::MEASURE;
use super::{script, session, work};
use crate::judge::Settings as Judge;
use crate::keep::{KeepError, Library, library_folder};
use crate::text::Day;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the reader is told.
#[derive(Clone, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct Options {
    /// Files and folders; `-` is standard input.
    pub paths: Vec<PathBuf>,
    /// Keys to play before the first frame is printed.
    pub keys: String,
    /// Print the frame after the keys instead of opening the reader.
    pub print: Option<Form>,
    /// Columns and rows of the printed frame.
    pub size: Option<(u16, u16)>,
    /// The configuration file; without one, `rashomon/config.toml` where configuration lies.
    pub config: Option<PathBuf>,
    /// The folder of the library; without one, where data lies.
    pub library: Option<PathBuf>,
    /// Name of a theme; goes before the configuration file's.
    pub theme: Option<String>,
    /// Draw with ASCII only.
    pub ascii: bool,
    /// Start no other program: no pipe, no editor, no browser.
    pub restricted: bool,
    /// Read only, without looking for anything.
    pub no_analysis: bool,
    /// Ask nobody, whatever is configured.
    pub offline: bool,
}

/// Why the reader did not run.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nothing to draw on.
    #[error("the reader needs a terminal; `rashomon report PATH` prints the same, `--print` one frame")]
    NoTerminal,
    /// A configuration file that was named cannot be read.
    #[error("{}: {source}; give --config another file", path.display())]
    Config {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        source: io::Error,
    },
    /// The keys are none, or the theme is none.
    #[error("{0}")]
    Told(String),
    /// The library cannot be opened.
    #[error(transparent)]
    Library(#[from] KeepError),
    /// The terminal cannot be read or written.
    #[error("the terminal failed: {0}")]
    Terminal(#[from] io::Error),
}

/// Columns and rows of a printed frame if nothing else is said.
const PRINTED: (u16, u16) = (120, 40);

/// Opens the reader, or prints a frame of it; gives the exit code of a process that was told to leave.
pub fn run(options: &Options) -> Result<i32, Error> {
    parse_keys(&options.keys).map_err(Error::Told)?;
    let abilities = Abilities::of_process();
    let (mut settings, keymap, faults, mouse, judge) = settings(options, abilities)?;
    if let Some(form) = options.print {
        return print(options, form, settings, keymap, judge).map(|()| 0);
    }
    if !abilities.full_screen || !io::stdout().is_terminal() {
        return Err(Error::NoTerminal);
    }
    if options.paths.iter().any(|path| path.as_os_str() == "-") && io::stdin().is_terminal() {
        let why = "- is standard input, and that is the terminal, where keys come from: pipe an article into it";
        return Err(Error::Told(why.to_owned()));
    }
    let library = Library::open(&library_folder(options.library.as_deref())?)?;
    let known = settings.views.clone();
    settings.views.extend(
        library
            .made()
            .views()
            .filter(|(name, _)| known.iter().all(|(other, _)| other != name))
            .map(|(name, query)| (name.to_owned(), query.to_owned())),
    );
    // A language model may be a command, or on another machine.
    let judge = judge.filter(|_| !options.restricted);
    settings.reader = memory::reader_number(library.made());
    session::run(options, settings, keymap, library, faults, mouse, judge)
}

/// Plays the keys on the whole analysis and prints the frame that they lead to.
fn print(options: &Options, form: Form, settings: Settings, keymap: Keymap, judge: Option<Judge>) -> Result<(), Error> {
    let library = match &options.library {
        Some(folder) => Library::open(folder)?,
        None => Library::in_memory(),
    };
    let mut material = work::analyse(&options.paths, settings.analyse, memory::corrections(library.made()));
    let judging = Judging::new(judge.filter(|_| settings.analyse), options.library.clone(), true);
    if let Some(judging) = judging {
        material = judging.with_kept(material.analysis);
    }
    let material = Arc::new(material);
    let recalled = memory::recall(library.made(), &material, settings.reader);
    let mut state = State::new(material, settings, keymap, options.size.unwrap_or(PRINTED));
    super::update::update(&mut state, super::effect::Input::Kept(recalled));
    script::play(&mut state, &options.keys).map_err(Error::Told)?;
    let text = picture::print(&script::frame(&state), form);
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// Settings, keys, what was passed over, the mouse, the language model.
type Configured = (Settings, Keymap, Vec<String>, bool, Option<Judge>);

/// Settings and keys from the configuration file and what was told; what was passed over, in words; the mouse.
fn settings(options: &Options, abilities: Abilities) -> Result<Configured, Error> {
    let (mut config, path) = read_config(options.config.as_deref())?;
    let mut keymap = Keymap::default();
    let keys = config.keys.iter().map(|(line, place, name, keys)| (*line, place.as_str(), name.as_str(), keys));
    let of_keys = keymap.bind_all(keys);
    config.faults.extend(of_keys);
    config.faults.sort_by_key(|fault| fault.line);
    let shown = path.display().to_string();
    let mut faults: Vec<String> =
        config.faults.iter().map(|fault| format!("{shown}:{}: {}; passed over", fault.line, fault.what)).collect();

    let ascii = options.ascii || config.ascii.unwrap_or(options.print.is_none() && !abilities.signs);
    let colors = abilities.colors || (options.print.is_some() && std::env::var_os("NO_COLOR").is_none());
    let name = options.theme.as_deref().or(config.theme.as_deref()).unwrap_or("default");
    let theme = match Theme::named(name, colors, ascii) {
        Ok(theme) => theme,
        Err(fault) if options.theme.is_some() => return Err(Error::Told(fault)),
        Err(fault) => {
            faults.push(format!("{shown}: {fault}"));
            Theme::named("default", colors, ascii).map_err(Error::Told)?
        }
    };
    let settings = Settings {
        theme,
        colors,
        measure: config.measure.unwrap_or(MEASURE),
        told: config.told.unwrap_or(true),
        n_configured_views: config.views.len(),
        views: config.views,
        today: Some(today()),
        remote: abilities.remote,
        restricted: options.restricted,
        corpus: true,
        analyse: !options.no_analysis,
        judge: config.judge.as_ref().map(crate::judge::Settings::name).filter(|name| !name.is_empty()),
        reader: std::process::id(),
    };
    Ok((settings, keymap, faults, config.mouse, config.judge))
}

/// The configuration, and where it was read: from the file that was named, else from where configuration lies.
pub fn read_config(named: Option<&Path>) -> Result<(Config, PathBuf), Error> {
    let path = named.map(Path::to_owned).or_else(default_config).unwrap_or_default();
    match config_bytes(&path) {
        Ok(bytes) => Ok((parse_config(&bytes), path)),
        // Only a file that somebody named must be there.
        Err(source) if named.is_some() => Err(Error::Config { path, source }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok((Config::default(), path)),
        Err(error) => {
            let fault = Fault { line: 1, what: format!("it cannot be read: {error}") };
            Ok((Config { faults: vec![fault], ..Config::default() }, path))
        }
    }
}

/// A configuration is a page of text.
const MOST_CONFIG: u64 = 1_000_000;

/// The bytes of a configuration file. A pipe is refused: nobody may ever write into it.
fn config_bytes(path: &Path) -> io::Result<Vec<u8>> {
    use std::io::Read;
    use std::os::unix::fs::FileTypeExt;
    let kind = std::fs::metadata(path)?.file_type();
    if kind.is_fifo() || kind.is_socket() {
        return Err(io::Error::other("it is a pipe or a socket; a configuration is a file"));
    }
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(MOST_CONFIG + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST_CONFIG {
        return Err(io::Error::other("it is longer than 1 MB; a configuration is a page of text"));
    }
    Ok(bytes)
}

/// What stands in it; the first line that is no UTF-8 is a fault, and so is what it holds if that is wrong.
fn parse_config(bytes: &[u8]) -> Config {
    let mut config = Config::parse(&String::from_utf8_lossy(bytes));
    if let Err(error) = std::str::from_utf8(bytes) {
        let line = bytes[..error.valid_up_to()].split(|byte| *byte == b'\n').count();
        config
            .faults
            .insert(0, Fault { line, what: "the file is not UTF-8 from here on; save it as UTF-8".to_owned() });
    }
    config
}

fn default_config() -> Option<PathBuf> {
    let folder = std::env::var_os("XDG_CONFIG_HOME")
        .filter(|folder| !folder.is_empty())
        .map(PathBuf::from)
        .or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".config")))?;
    Some(folder.join("rashomon").join("config.toml"))
}

/// The day, as far as can be told without the system's time zones.
fn today() -> Day {
    let now = jiff::Timestamp::now();
    jiff::tz::TimeZone::UTC.to_datetime(now).date()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_configuration_that_is_a_pipe_or_no_utf_8_is_said() {
        let folder = tempfile::tempdir().expect("a folder");
        let (pipe, file) = (folder.path().join("pipe"), folder.path().join("config.toml"));
        let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("it runs");
        assert!(made.success());
        // Nobody writes into it: reading would never end.
        assert!(matches!(read_config(Some(&pipe)), Err(Error::Config { .. })));
        std::fs::write(&file, b"ascii = true\ntheme = \"caf\xe9\"\n").expect("a file");
        let (config, _) = read_config(Some(&file)).expect("it is read");
        assert_eq!(config.ascii, Some(true), "the other lines hold");
        assert!(config.faults[0].line == 2 && config.faults[0].what.contains("not UTF-8"), "{:?}", config.faults);
        // A file that is endless is no configuration either.
        assert!(matches!(read_config(Some(Path::new("/dev/zero"))), Err(Error::Config { .. })));
    }
}
