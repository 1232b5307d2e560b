//! The reader while it runs: what comes from the terminal goes into the state, what the state asks for is done, and a
//! frame is drawn for all that came at once, if anything came.

use super::actions::applies;
use super::effect::{Change, Effect, Input, JudgeWish};
use super::filter::ask_texts;
use super::folders::Folders;
use super::judging::{Judging, Stories};
use super::key::{Key, parse_keys};
use super::keymap::Keymap;
use super::material::Material;
use super::memory;
use super::others::Others;
use super::run::{Error, Options};
use super::state::{Progress, Settings, State};
use super::terminal::{Abilities, Event, Leave, Multiplexer, Terminal, View, link_to_open};
use super::update::{draft_again, is_draft_due, keep_draft, update};
use super::view::{draw, links};
use super::work::{self, What, Worker};
use crate::judge::Settings as Judge;
use crate::keep::{self, Deed, KeepError, Library, library_folder};
use crate::pipeline::Collection;
use crate::text::Cancel;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// How long a key that is an action by itself waits for one that would make it another (`g`, then `d`).
const SEQUENCE_WAIT: Duration = Duration::from_millis(700);

/// How long the keys must rest before the reading pane follows the list: who runs through a list over a slow line does
/// not wait for each article on the way. A key held down comes again after some 30 ms.
const REST: Duration = Duration::from_millis(80);

/// How long the keys must rest before a note that is written is kept as a draft: who types does not stop for as long.
const DRAFT_REST: Duration = Duration::from_millis(250);

/// How long the keys must rest before the place is kept: nobody can keep it in a process that is killed.
const PLACE_REST: Duration = Duration::from_millis(400);

struct Session {
    state: State,
    terminal: Terminal<Input>,
    library: Library,
    folder: Option<PathBuf>,
    worker: Option<Worker>,
    /// What was opened.
    opened: Vec<PathBuf>,
    /// Who notices that it is not as it was.
    folders: Option<Folders>,
    /// What was read and found so far: what is read again costs only what is new.
    collection: Arc<Mutex<Collection>>,
    /// Whether the article that was open at the last end was gone back to, or need not be any more.
    returned: bool,
    /// The article and the byte in it that were kept last as the place to come back to.
    kept_place: Option<(String, u32)>,
    /// Since when the keys rest, whatever else comes meanwhile.
    rests_since: Instant,
    quit: bool,
    /// Stops whoever asks the texts.
    asking: Cancel,
    /// The user's own language model, if there is one.
    judging: Option<Judging>,
    /// Whether the disk has yet to take what a person did.
    unsynced: bool,
    /// Who tells when another reader writes in the library.
    others: Option<Others>,
}

/// Runs the reader until it is left; gives the exit code.
pub fn run(
    options: &Options,
    settings: Settings,
    keymap: Keymap,
    library: Library,
    faults: Vec<String>,
    mouse: bool,
    judge: Option<Judge>,
) -> Result<i32, Error> {
    let terminal = Terminal::enter(Abilities::of_process(), mouse)?;
    let size = terminal.size();
    let state = State::new(Arc::new(Material::default()), settings, keymap, (size.width, size.height));
    let folder = library_folder(options.library.as_deref()).ok();
    let mut session = Session {
        state,
        terminal,
        library,
        worker: None,
        opened: Vec::new(),
        folders: None,
        collection: Arc::default(),
        returned: false,
        kept_place: None,
        rests_since: Instant::now(),
        quit: false,
        asking: Cancel::new(),
        judging: Judging::new(judge, folder.clone(), options.offline),
        others: None,
        folder,
        unsynced: false,
    };
    session.state.unkept = session.library.is_read_only();
    session.others = session.folder.as_deref().and_then(|folder| Others::watch(folder, session.terminal.sender()));
    let paths = if options.paths.is_empty() { opened_before(session.library.made()) } else { options.paths.clone() };
    if !paths.is_empty() {
        // The welcome screen is not for somebody who named what to read, or has read before.
        session.state.progress = Some(Progress { what: "reading files".to_owned(), done: 0, of: 0 });
        session.read(paths);
    }
    let notes = session.library.notes().first().map(|note| format!("{}; {}", note.message, note.hint));
    let question = session.judging.as_ref().and_then(Judging::question);
    let n_faults = faults.len();
    for text in question.into_iter().chain(notes).chain(faults.into_iter().rev()) {
        session.input(Input::Say(text, true))?;
    }
    if n_faults > 1 {
        let text = format!("{n_faults} lines of the configuration were passed over: :messages names each");
        session.input(Input::Say(text, true))?;
    }
    for key in parse_keys(&options.keys).map_err(Error::Told)? {
        session.input(Input::Key(key))?;
    }
    session.go_on()
}

impl Session {
    fn go_on(&mut self) -> Result<i32, Error> {
        self.draw()?;
        loop {
            let ambiguous = self.is_ambiguous();
            let wait = match self.state.follows() {
                _ if ambiguous => Some(SEQUENCE_WAIT),
                Some(_) => Some(REST),
                None if is_draft_due(&self.state) => Some(DRAFT_REST),
                None => self.is_place_due().then_some(PLACE_REST),
            };
            let events = self.terminal.next_events(wait.map(|wait| self.rests_since + wait));
            self.catch_up()?;
            if events.is_empty() {
                self.input(if ambiguous { Input::Pause } else { Input::Rest })?;
                if self.is_place_due() {
                    self.keep_place();
                }
                // What could not be done now is tried again after another rest.
                self.rests_since = Instant::now();
            }
            for event in events {
                if let Some(leave) = self.event(event)? {
                    self.keep_draft()?;
                    self.remember_place();
                    return Ok(leave.exit_code());
                }
                if self.quit {
                    self.remember_place();
                    return Ok(0);
                }
            }
            self.ask_about_story();
            self.draw()?;
        }
    }

    /// The story that is open is asked about by itself, once, where somebody may be asked.
    fn ask_about_story(&mut self) {
        let material = &self.state.material;
        let open = self.state.place.article.filter(|_| !material.only_read);
        let Some(story) = open.and_then(|article| material.story_of(article)) else { return };
        if let Some(judging) = self.judging.as_mut().filter(|judging| judging.wants(&self.state.material, story)) {
            // Nothing is in the way, for it is wanted.
            let _ = judging.ask(&self.state.material, Stories::One(story), self.terminal.sender());
        }
    }

    fn judge(&mut self, wish: JudgeWish) {
        let Some(judging) = &mut self.judging else { return };
        let stories = match wish {
            JudgeWish::Agree(story) => {
                if let Err(text) = judging.agree() {
                    return self.complain(text);
                }
                match story {
                    Some(story) => Stories::One(story),
                    None => return,
                }
            }
            JudgeWish::Story(story) => Stories::One(story),
            JudgeWish::Again(story) => Stories::Again(story),
            JudgeWish::All => Stories::All,
        };
        if let Err(text) = judging.ask(&self.state.material, stories, self.terminal.sender()) {
            self.complain(text);
        }
    }

    fn event(&mut self, event: Event<Input>) -> Result<Option<Leave>, Error> {
        if matches!(event, Event::Key(_) | Event::Paste(_) | Event::Mouse(_)) {
            self.rests_since = Instant::now();
        }
        match event {
            Event::Key(key) => {
                // Who has pressed a key is somewhere already.
                self.returned = true;
                if let Some(key) = Key::from_event(&key) {
                    self.input(Input::Key(key))?;
                }
            }
            Event::Paste(text) => self.input(Input::Paste(text))?,
            Event::Mouse(mouse) => {
                self.returned = true;
                if let Some(input) = super::mouse::input(mouse) {
                    self.input(input)?;
                }
            }
            Event::Resize(size) => self.input(Input::Resize(size.width, size.height))?,
            Event::Resumed => self.terminal.resumed()?,
            Event::Suspend => self.terminal.suspend_alone()?,
            Event::Leave(leave) => return Ok(Some(leave)),
            // What others wrote was taken over before the first event.
            Event::Message(Input::OthersWrote) => {}
            Event::Message(input) => self.message(input)?,
        }
        Ok(None)
    }

    /// Takes over what another reader of the library has done.
    fn catch_up(&mut self) -> Result<(), Error> {
        // Where the library cannot be read at the moment, the next event comes soon enough.
        if self.library.refresh().unwrap_or(false) {
            let recalled = memory::recall(self.library.made(), &self.state.material, self.state.settings.reader);
            self.input(Input::Others(recalled))?;
        }
        Ok(())
    }

    /// Keeps the note that is written as a draft, as far as it is.
    fn keep_draft(&mut self) -> Result<(), Error> {
        keep_draft(&mut self.state).into_iter().try_for_each(|effect| self.effect(effect))
    }

    /// From a worker.
    fn message(&mut self, input: Input) -> Result<(), Error> {
        let is_material = matches!(input, Input::Material(_) | Input::More(_));
        if is_material {
            // The article of the note may be gone with it.
            self.keep_draft()?;
        }
        if let Some(judging) = &mut self.judging {
            if is_material {
                judging.renew();
            }
            if let Input::Judged(generation, _) = &input {
                if *generation != judging.generation {
                    return Ok(());
                }
                judging.ended();
            }
        }
        let is_judged = matches!(input, Input::Judged(_, Some(_)));
        self.input(input)?;
        if is_judged {
            let recalled = memory::recall(self.library.made(), &self.state.material, self.state.settings.reader);
            self.input(Input::Kept(recalled))?;
        }
        if is_material {
            let recalled = memory::recall(self.library.made(), &self.state.material, self.state.settings.reader);
            self.input(Input::Kept(recalled))?;
            if !self.returned
                && let Some(article) = memory::last_article(self.library.made(), &self.state.material)
            {
                self.returned = true;
                self.input(Input::Return(article))?;
            }
        }
        Ok(())
    }

    fn input(&mut self, input: Input) -> Result<(), Error> {
        for effect in update(&mut self.state, input) {
            self.effect(effect)?;
        }
        Ok(())
    }

    fn effect(&mut self, effect: Effect) -> Result<(), Error> {
        match effect {
            Effect::Quit => self.quit = true,
            Effect::Suspend => self.terminal.suspend()?,
            Effect::Redraw => self.terminal.resumed()?,
            Effect::Copy(text) => match (self.terminal.copy(&text), self.terminal.abilities().multiplexer) {
                (Err(error), _) => self.complain(error.to_string()),
                (Ok(()), Some(Multiplexer::Tmux)) => {
                    let said = "given to tmux, which passes it on only with: set -g set-clipboard on";
                    update(&mut self.state, Input::Say(said.to_owned(), false));
                }
                (Ok(()), Some(Multiplexer::Screen)) => {
                    let said = "given to GNU screen, which keeps it from the clipboard; copy outside of it";
                    update(&mut self.state, Input::Say(said.to_owned(), true));
                }
                (Ok(()), None) => {}
            },
            Effect::Pipe(arguments, text) => {
                let events = self.terminal.sender();
                std::thread::spawn(move || {
                    let program = arguments.first().cloned().unwrap_or_default();
                    let said = match pipe(&arguments, &text) {
                        Ok(printed) => Input::Printed(program, crate::text::make_safe(&printed)),
                        Err(error) => Input::Say(format!("{program}: {error}"), true),
                    };
                    // If the reader is gone, nobody waits for the answer.
                    let _ = events.send(Event::Message(said));
                });
            }
            Effect::Write(path, text) => {
                let said = match write_new(Path::new(&path), &text) {
                    Ok(()) => Input::Say(format!("written: {path}"), false),
                    Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                        Input::Say(format!("{path} is there already and stays as it is; name another file"), true)
                    }
                    Err(error) => Input::Say(format!("{path}: {error}; name another file"), true),
                };
                update(&mut self.state, said);
            }
            Effect::OpenLink(url) => self.open_link(&url),
            Effect::EditNote(article, text) => self.edit_note(article, &text)?,
            Effect::Keep(changes) => {
                self.unsynced = true;
                if let Err(error) = self.keep(&changes) {
                    let recalled =
                        memory::recall(self.library.made(), &self.state.material, self.state.settings.reader);
                    self.input(Input::Refused(recalled, error.to_string()))?;
                }
            }
            Effect::Notice(changes) => {
                let was_unkept = self.state.unkept;
                if let Err(error) = self.keep(&changes) {
                    if matches!(error, KeepError::Busy(_)) {
                        draft_again(&mut self.state);
                    }
                    // The status line goes on saying it.
                    if !was_unkept {
                        self.complain(error.to_string());
                    }
                }
            }
            Effect::Read(paths) => self.read(paths.into_iter().map(PathBuf::from).collect()),
            Effect::Reload => self.reload(),
            Effect::Corpus => self.begin(What::Corpus),
            Effect::Analyse(id) => {
                if let Some(worker) = self.worker.clone().filter(|worker| worker.id == id) {
                    self.analyse(worker);
                }
            }
            Effect::AnalyseNow | Effect::Regroup => {
                let worker = self.new_worker();
                self.analyse(worker);
            }
            Effect::CancelWork => {
                if let Some(judging) = &mut self.judging {
                    judging.stop();
                }
                if let Some(worker) = &self.worker {
                    worker.cancel.set();
                }
            }
            Effect::AskTexts(patterns) => {
                self.asking.set();
                self.asking = Cancel::new();
                let (cancel, known) = (self.asking.clone(), self.state.articles.texts.clone());
                let material = Arc::clone(&self.state.material);
                self.helper(&cancel).spawn("the filter", move |worker| {
                    if let Some(answers) = ask_texts(&material, &patterns, &known, &cancel) {
                        worker.say(Input::Texts(material.articles.len(), answers));
                    }
                });
            }
            Effect::Judge(wish) => self.judge(wish),
            Effect::Search(asked, words) => {
                let material = Arc::clone(&self.state.material);
                self.helper(&Cancel::new()).spawn("the search", move |worker| {
                    let found = work::search(&material, &words);
                    worker.say(Input::Found(asked, words, found));
                });
            }
        }
        Ok(())
    }

    /// Reads files and folders, and remembers them for a start that names none.
    fn read(&mut self, paths: Vec<PathBuf>) {
        let absolute = paths.iter().filter(|path| path.as_os_str() != "-").filter_map(|path| {
            let absolute = std::path::absolute(path).ok()?;
            absolute.exists().then(|| absolute.to_string_lossy().into_owned())
        });
        let absolute: Vec<String> = absolute.collect();
        if !absolute.is_empty() && self.library.made().opened() != absolute {
            // Where nothing can be kept, that was said at the start.
            let _ = self.library.notice(&keep::Change::of(Deed::Opened { paths: absolute }));
        }
        self.watch(&paths);
        self.begin(What::Paths(paths));
    }

    /// Notices from now on what happens to the files.
    fn watch(&mut self, paths: &[PathBuf]) {
        self.opened = paths.to_vec();
        let there: Vec<PathBuf> = paths.iter().filter(|path| path.exists()).cloned().collect();
        self.folders = (!there.is_empty()).then(|| Folders::watch(there, self.terminal.sender()));
    }

    /// Reads again what was opened; everything stays as it is until what is new is analysed.
    fn reload(&mut self) {
        let opened = std::mem::take(&mut self.opened);
        self.watch(&opened);
        let worker = self.new_worker();
        let collection = self.state.settings.analyse.then(|| Arc::clone(&self.collection));
        let judge = self.judging.as_ref().map(|judging| judging.settings().clone());
        worker.reload(opened, collection, self.state.corrections(), self.folder.clone(), judge);
    }

    /// Reads in the background; what was at work before is stopped.
    fn begin(&mut self, what: What) {
        self.new_worker().read(what);
    }

    fn analyse(&mut self, worker: Worker) {
        let articles = self.state.material.analysis.articles.clone();
        let judge = self.judging.as_ref().map(|judging| judging.settings().clone());
        let edits = self.state.corrections();
        worker.analyse(articles, Arc::clone(&self.collection), edits, self.folder.clone(), judge);
    }

    /// A worker in place of the one before, which stops.
    fn new_worker(&mut self) -> Worker {
        let before = self.worker.take();
        if let Some(worker) = &before {
            worker.replaced.store(true, Ordering::Relaxed);
            worker.cancel.set();
        }
        let id = before.map_or(0, |worker| worker.id + 1);
        let worker = Worker { events: self.terminal.sender(), cancel: Cancel::new(), replaced: Arc::default(), id };
        self.worker = Some(worker.clone());
        worker
    }

    /// A worker beside the one that reads and analyses, which goes on.
    fn helper(&self, cancel: &Cancel) -> Worker {
        Worker { events: self.terminal.sender(), cancel: cancel.clone(), replaced: Arc::default(), id: 0 }
    }

    /// The system has it before the frame is drawn, so that no end of the process loses what the screen shows.
    fn keep(&mut self, changes: &[Change]) -> Result<(), KeepError> {
        let reader = self.state.settings.reader;
        let change = memory::deeds(changes, self.library.made(), &self.state.material, reader);
        let kept = self.library.notice(&change).map(drop);
        self.state.unkept = kept.is_err();
        kept
    }

    /// The article that is open, and the byte in it on the cursor's line. `None` before the place of the last time was
    /// gone back to: until then this is no place that a person chose.
    fn place(&self) -> Option<(String, u32)> {
        let article = self.state.place.article.filter(|_| self.returned)?;
        let shown = self.state.material.analysis.articles.get(article as usize)?;
        Some((shown.key.clone(), self.state.place.at))
    }

    /// Whether the place is another than was kept last. Where nothing can be kept, that was said.
    fn is_place_due(&self) -> bool {
        !self.state.unkept && self.place().is_some_and(|place| self.kept_place.as_ref() != Some(&place))
    }

    /// Keeps the place, for a process that is killed comes to no end of its own.
    fn keep_place(&mut self) {
        let change = place_as_deeds(self.place());
        let kept = self.library.notice(&change);
        self.kept_place = self.place();
        self.state.unkept = kept.is_err();
        if let Err(error) = kept {
            self.complain(error.to_string());
        }
    }

    /// Keeps the place at the end.
    fn remember_place(&mut self) {
        // The screen is about to go: there is nobody to tell.
        let _ = self.library.apply(&place_as_deeds(self.place()));
    }

    fn complain(&mut self, text: String) {
        update(&mut self.state, Input::Say(text, true));
    }

    fn open_link(&mut self, url: &str) {
        let Some(link) = link_to_open(url) else {
            self.complain(format!("not opened: {url} is no web address"));
            return;
        };
        let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
        let started =
            Command::new(opener).arg(link).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let said = if let Ok(mut child) = started {
            // Somebody must take note of its end.
            std::thread::spawn(move || child.wait());
            format!("opened: {link}")
        } else {
            let _ = self.terminal.copy(link);
            format!("copied, for there is no {opener} here: {link}")
        };
        update(&mut self.state, Input::Say(said, false));
    }

    /// Lends the terminal to the person's editor.
    fn edit_note(&mut self, article: u32, text: &str) -> Result<(), Error> {
        let editor = ["VISUAL", "EDITOR"].into_iter().find_map(|name| std::env::var(name).ok());
        let Some(editor) = editor.filter(|editor| !editor.trim().is_empty()) else {
            self.complain("no editor is named: set $EDITOR, or write the note here with e".to_owned());
            return Ok(());
        };
        let path = std::env::temp_dir().join(format!("rashomon-note-{}.txt", std::process::id()));
        let edited = self.terminal.lend(|| edit(&editor, &path, text))?;
        // It may hold what nobody else should read.
        let _ = std::fs::remove_file(&path);
        match edited {
            Ok(text) => self.input(Input::Note(article, text)),
            Err(error) => {
                self.complain(format!("{editor}: {error}; the note stays as it was"));
                Ok(())
            }
        }
    }

    fn is_ambiguous(&self) -> bool {
        let state = &self.state;
        let is_action =
            |keys: &[Key]| state.keymap.lookup(keys, state.places(), |action| applies(state, action)).action.is_some();
        state.waits() && is_action(&state.pending)
    }

    fn draw(&mut self) -> Result<(), Error> {
        // The disk has what a person did before the screen shows it.
        if std::mem::take(&mut self.unsynced)
            && let Err(error) = self.library.sync()
        {
            self.state.unkept = true;
            self.complain(error.to_string());
        }
        let state = &self.state;
        self.terminal.draw(|buffer| {
            let (cursor, seen) = draw(state, buffer);
            View { cursor, seen, links: links(state) }
        })?;
        Ok(())
    }
}

/// What keeps a place: where reading goes on in the article, and which article is the one to come back to.
fn place_as_deeds(place: Option<(String, u32)>) -> keep::Change {
    let deeds = place.map(|(key, at)| [Deed::Place { key: key.clone(), at: Some(at) }, Deed::LastPlace { place: key }]);
    deeds.into_iter().flatten().collect()
}

/// What was opened at the last start that named something, as far as it is still there.
fn opened_before(made: &keep::Made) -> Vec<PathBuf> {
    made.opened().iter().map(PathBuf::from).filter(|path| path.exists()).collect()
}

/// Bytes of what a program prints that are shown.
const PRINTED: usize = 1_000_000;

/// Runs a program on a text; gives what it prints on both of its streams.
fn pipe(arguments: &[String], text: &str) -> io::Result<String> {
    let (program, rest) = arguments.split_first().ok_or(io::ErrorKind::InvalidInput)?;
    let streams = |command: &mut Command| -> io::Result<std::process::Child> {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()
    };
    let mut child = streams(Command::new(program).args(rest))?;
    let (stdin, text) = (child.stdin.take(), text.to_owned());
    // A program that prints while it reads must not wait for somebody who waits for it.
    let writer = std::thread::spawn(move || {
        if let Some(mut stdin) = stdin {
            // A program that wants no more of it (`head`) is no fault.
            let _ = stdin.write_all(text.as_bytes());
        }
    });
    let output = child.wait_with_output()?;
    let _ = writer.join();
    let mut printed = output.stdout;
    printed.extend_from_slice(&output.stderr);
    printed.truncate(PRINTED);
    let printed = String::from_utf8_lossy(&printed).into_owned();
    if output.status.success() || !printed.trim().is_empty() {
        return Ok(printed);
    }
    Err(io::Error::other(format!("ended with {}", output.status)))
}

/// Writes a file that is not there yet: what somebody has is never written over.
fn write_new(path: &Path, text: &str) -> io::Result<()> {
    std::fs::OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
}

/// Writes the text where only its owner can read it, runs the editor, reads it back.
fn edit(editor: &str, path: &Path, text: &str) -> io::Result<String> {
    use std::os::unix::fs::OpenOptionsExt;
    let _ = std::fs::remove_file(path);
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(text.as_bytes())?;
    drop(file);
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or("vi");
    let status = Command::new(program).args(words).arg(path).status()?;
    if !status.success() {
        return Err(io::Error::other(format!("ended with {status}")));
    }
    std::fs::read_to_string(path)
}
