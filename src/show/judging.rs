//! The user's own language model beside the reader: its kept answers in what is shown, and questions in the background.
//!
//! Nothing is sent unless `[judge]` is configured, and to another machine only after the person said `:judge yes`. The
//! story that is open is asked about by itself, once; `:judge all` asks about every story. Keys never wait for any of it.

use super::effect::Input;
use super::material::Material;
use super::state::Progress;
use super::terminal::Event;
use crate::judge::{Asker, Failure, Patience, Question, Settings, Told, Way};
use crate::keep::FindingsStore;
use crate::link::ActorEdits;
use crate::pipeline::{self, Analysis, Answers};
use crate::text::{Note, make_safe};
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread;

/// What the reader knows of the model.
pub struct Judging {
    settings: Settings,
    /// Where answers are kept.
    folder: PathBuf,
    /// Whether questions may be sent.
    may_ask: bool,
    /// Stories of the material at hand that were asked about in this run.
    asked: FxHashSet<u32>,
    /// Goes up with each material: answers that belong to another one are not shown.
    pub generation: u32,
    /// A run that goes on, and what stops it.
    running: Option<Arc<AtomicBool>>,
}

/// Which stories are asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stories {
    /// This one.
    One(u32),
    /// All that have no answer.
    All,
    /// This one, whatever was answered.
    Again(u32),
}

impl Judging {
    /// With nobody to ask where nothing is configured or nothing can be kept.
    pub fn new(settings: Option<Settings>, folder: Option<PathBuf>, offline: bool) -> Option<Self> {
        let settings = settings?;
        let settings = Settings { model: settings.name(), ..settings };
        let folder = folder.filter(|_| !settings.model.is_empty())?;
        let is_agreed = |host: &String| store(&folder).is_some_and(|store| store.is_agreed(host));
        let may_ask =
            !offline && settings.way != Way::Replies && settings.leaves_to().is_none_or(|host| is_agreed(&host));
        Some(Self { settings, folder, may_ask, asked: FxHashSet::default(), generation: 0, running: None })
    }

    /// What is to be said at the start: that texts would leave the machine.
    pub fn question(&self) -> Option<String> {
        let host = self.settings.leaves_to().filter(|_| !self.may_ask)?;
        let model = &self.settings.model;
        let text = format!("{model} is on another machine, {host}: `:judge yes` sends it the texts of the articles");
        Some(make_safe(&text))
    }

    /// Who is asked, for the worker that analyses.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// An analysis with what is answered about it and kept.
    pub fn with_kept(&self, analysis: Analysis) -> Material {
        match store(&self.folder) {
            Some(store) => material(analysis, &self.settings, &Kept(&store), &[], &ActorEdits::default()),
            None => Material::new(analysis),
        }
    }

    /// The person says that texts may go there.
    pub fn agree(&mut self) -> Result<(), String> {
        if let Some(host) = self.settings.leaves_to() {
            let store = store(&self.folder).ok_or("the library cannot be written to, so nothing is sent")?;
            store.agree(&host).map_err(|error| error.to_string())?;
        }
        self.may_ask = true;
        Ok(())
    }

    /// Another material is at hand.
    pub fn renew(&mut self) {
        self.generation += 1;
        self.asked.clear();
        self.stop();
    }

    /// Stops the run that goes on.
    pub fn stop(&mut self) {
        if let Some(running) = self.running.take() {
            running.store(true, Ordering::Relaxed);
        }
    }

    /// The run of this generation ended.
    pub fn ended(&mut self) {
        self.running = None;
    }

    /// Whether the story should be asked about by itself.
    pub fn wants(&self, material: &Material, story: u32) -> bool {
        let of_several =
            || material.analysis.linked.stories.get(story as usize).is_some_and(|one| one.articles.len() > 1);
        self.may_ask && self.running.is_none() && !self.asked.contains(&story) && of_several()
    }

    /// Asks on a thread of its own; what comes of it comes as [`Input::Judged`]. Gives what is in the way.
    pub fn ask(&mut self, material: &Material, stories: Stories, events: Sender<Event<Input>>) -> Result<(), String> {
        if !self.may_ask {
            return Err(self
                .question()
                .unwrap_or_else(|| "nobody may be asked: see [judge] in the configuration".to_owned()));
        }
        if self.running.is_some() {
            return Err(format!("{} is still being asked; :cancel stops that", self.settings.model));
        }
        match stories {
            Stories::One(story) | Stories::Again(story) => {
                self.asked.insert(story);
            }
            Stories::All => self.asked.extend(0..material.analysis.linked.stories.len() as u32),
        }
        let stop = Arc::new(AtomicBool::new(false));
        self.running = Some(Arc::clone(&stop));
        // Questions are about the program's own rows.
        let analysis = material.alone.as_ref().unwrap_or(&material.clone().into()).analysis.clone();
        let run = Run {
            settings: self.settings.clone(),
            folder: self.folder.clone(),
            generation: self.generation,
            stories,
            stop,
            events,
        };
        thread::spawn(move || {
            if catch_unwind(AssertUnwindSafe(|| run.go(analysis))).is_err() {
                run.say(Input::Progress(None));
                run.say(Input::Judged(run.generation, None));
                run.say(Input::Say("asking failed inside the program; please report it".to_owned(), true));
            }
        });
        Ok(())
    }
}

fn store(folder: &std::path::Path) -> Option<FindingsStore> {
    FindingsStore::open(folder, &pipeline::FINDINGS_VERSION.to_string()).ok()
}

struct Run {
    settings: Settings,
    folder: PathBuf,
    generation: u32,
    stories: Stories,
    stop: Arc<AtomicBool>,
    events: Sender<Event<Input>>,
}

impl Run {
    fn say(&self, input: Input) {
        // If the reader is gone, nobody waits for the answer.
        let _ = self.events.send(Event::Message(input));
    }

    fn go(&self, analysis: Analysis) {
        let Some(store) = store(&self.folder) else {
            self.say(Input::Judged(self.generation, None));
            return;
        };
        let (again, only) = match self.stories {
            Stories::One(story) => (false, Some(story)),
            Stories::Again(story) => (true, Some(story)),
            Stories::All => (false, None),
        };
        let (mut failures, mut done) = (Vec::new(), BTreeSet::new());
        loop {
            let mut open = pipeline::open_questions(&analysis, &self.settings, &Kept(&store), &done, again);
            open.retain(|one| only.is_none_or(|story| one.story == story));
            let questions: Vec<(u32, &Question)> = open
                .iter()
                .flat_map(|asked| {
                    let story = asked.story;
                    asked.questions.iter().map(move |question| (story, question))
                })
                .collect();
            if questions.is_empty() || self.stop.load(Ordering::Relaxed) {
                break;
            }
            failures.extend(self.ask(&questions, &store));
            done.extend(questions.into_iter().map(|(_, question)| question.key.clone()));
        }
        if done.is_empty() {
            self.say(Input::Judged(self.generation, None));
            return;
        }
        // A person's corrections of actors are in the analysis that was asked about.
        let material = material(analysis, &self.settings, &Kept(&store), &failures, &ActorEdits::default());
        self.say(Input::Progress(None));
        self.say(Input::Judged(self.generation, Some(Arc::new(material))));
        if let Some((_, failure)) = failures.first() {
            self.say(Input::Say(make_safe(&format!("{}: {failure}", self.settings.model)), true));
        }
    }

    /// Asks; gives the stories of which something was not answered, and why.
    fn ask(&self, questions: &[(u32, &Question)], store: &FindingsStore) -> Vec<(u32, Failure)> {
        let mut asker = match Asker::new(&self.settings, Patience::default()) {
            Ok(asker) => asker,
            Err(failure) => return vec![(questions[0].0, failure)],
        };
        let total = questions.len();
        let tell = |told: Told| {
            if let Told::Asking(done) = told {
                let what = format!("asking {}", make_safe(&self.settings.model));
                self.say(Input::Progress(Some(Progress { what, done, of: total })));
            }
        };
        let mut keep = |question: &Question, answer: &str| {
            // What cannot be kept is asked again another time.
            let _ = store.keep_answer(&question.key, &self.settings.model, answer);
        };
        let only: Vec<&Question> = questions.iter().map(|(_, question)| *question).collect();
        let outcome = asker.ask_all(&only, &mut keep, &tell, &|| self.stop.load(Ordering::Relaxed));
        let of_story = |(number, failure): (usize, Failure)| (questions[number].0, failure);
        outcome.failed.into_iter().map(of_story).filter(|(_, failure)| *failure != Failure::Cancelled).collect()
    }
}

/// Answers that the library keeps.
pub struct Kept<'a>(pub &'a FindingsStore);

impl Answers for Kept<'_> {
    fn answer_to(&self, key: &str, model: &str) -> Option<String> {
        self.0.answer_to(key, model)
    }
}

/// An analysis with what is answered about it, and the program's own beside it. `failures` become notes of their stories.
pub fn material(
    analysis: Analysis,
    settings: &Settings,
    answers: &dyn Answers,
    failures: &[(u32, Failure)],
    actors: &ActorEdits,
) -> Material {
    let judged = pipeline::judged(&analysis, settings, answers);
    if judged.n_answered == 0 && failures.is_empty() {
        return Material::corrected(analysis, actors);
    }
    let mut joined = analysis.clone();
    joined.discrepancies = judged.discrepancies;
    let failed = failures.iter().map(|(story, failure)| {
        let message = make_safe(&format!("{} did not answer about this story", settings.model));
        (*story, Note { message, hint: make_safe(&failure.to_string()) })
    });
    for (story, note) in judged.notes.into_iter().chain(failed) {
        let articles = joined.linked.stories.get(story as usize).map_or(&[][..], |story| &story.articles);
        for idx in articles {
            Arc::make_mut(&mut joined.articles[idx.idx()]).notes.push(note.clone());
        }
    }
    let alone = Some(Arc::new(Material::corrected(analysis, actors)));
    Material { alone, ..Material::corrected(joined, actors) }
}
