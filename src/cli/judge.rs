//! `rashomon judge PATH…`: asks a language model of the user's own about a folder ahead of time; writes what would be
//! asked, reads what was answered elsewhere. And what `analyze` and `report` need of it: rows joined with kept answers.

use super::args::{JudgeArgs, KeptArgs};
use super::{Exit, analyze};
use crate::judge::{Asker, Patience, Question, Settings, Told, Way};
use crate::keep::{FindingsStore, library_folder};
use crate::pipeline::{self, Analysis, Answers, Asked, FINDINGS_VERSION};
use crate::show::read_config;
use crate::text::{SafeText, make_safe};
use anyhow::{Context, bail};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, IsTerminal, Write as _};
use std::path::Path;
use std::sync::Mutex;

/// The endings of a file that holds an answer.
const ENDINGS: [&str; 3] = ["json", "txt", "md"];

/// Answers that are kept in the library.
struct Kept(FindingsStore);

impl Answers for Kept {
    fn answer_to(&self, key: &str, model: &str) -> Option<String> {
        self.0.answer_to(key, model)
    }
}

/// No answers at all.
struct Nothing;

impl Answers for Nothing {
    fn answer_to(&self, _key: &str, _model: &str) -> Option<String> {
        None
    }
}

/// Runs the command.
pub(super) fn run(args: &JudgeArgs) -> anyhow::Result<Exit> {
    let mut settings = configured(args.kept.config.as_deref())?.unwrap_or_default();
    if let Some(model) = &args.model {
        settings.model.clone_from(model);
    }
    settings.model = settings.name();
    let is_sent = args.prompts.is_none() && args.replies.is_none() && !args.dry_run;
    if is_sent {
        may_ask(&settings, args.offline)?;
    }
    let (analysis, exit) = analyze::analysis_of(&args.paths)?;
    let store = || FindingsStore::open(&library_folder(args.kept.library.as_deref())?, &FINDINGS_VERSION.to_string());
    if let Some(folder) = &args.prompts {
        // What follows an answer can be asked where it is kept, and nothing need be kept to ask the first.
        let asked = match store() {
            Ok(store) => pipeline::questions(&analysis, &settings, &Kept(store)),
            Err(_) => pipeline::questions(&analysis, &settings, &Nothing),
        };
        write_prompts(folder, &something(asked)?)?;
        return Ok(exit);
    }
    if settings.model.is_empty() {
        bail!("name who answers: --model NAME, or model under [judge] in the configuration");
    }
    let kept = Kept(store()?);
    let asked = something(pipeline::questions(&analysis, &settings, &kept))?;
    if args.dry_run {
        return dry_run(&settings, &analysis, &asked, &kept.0).map(|()| exit);
    }
    // Answers in a folder may be others than those that are kept.
    let anew = args.again || args.replies.is_some();
    let (mut is_whole, mut done) = (true, BTreeSet::new());
    let mut open = pipeline::open_questions(&analysis, &settings, &kept, &done, anew);
    loop {
        is_whole &= match &args.replies {
            Some(folder) => read_replies(folder, &settings, &open, &kept.0)?,
            None => ask(args, &settings, &open, &kept.0)?,
        };
        done.extend(open.into_iter().flat_map(|one| one.questions).map(|question| question.key));
        open = pipeline::open_questions(&analysis, &settings, &kept, &done, anew);
        if open.is_empty() {
            break;
        }
    }
    tell(&settings, &analysis, &kept);
    Ok(if is_whole { exit } else { Exit::Partly })
}

/// Questions, if there are any.
fn something(asked: Vec<Asked>) -> anyhow::Result<Vec<Asked>> {
    if asked.is_empty() {
        bail!("nothing to ask: no story has two reports");
    }
    Ok(asked)
}

/// The settings of `[judge]`, where there are any.
fn configured(config: Option<&Path>) -> anyhow::Result<Option<Settings>> {
    let (config, path) = read_config(config)?;
    for fault in &config.faults {
        super::say(&format!("rashomon: {}:{}: {}; passed over", path.display(), fault.line, fault.what));
    }
    Ok(config.judge)
}

/// Whether anybody may be asked at all; says what to do where not.
fn may_ask(settings: &Settings, is_offline: bool) -> anyhow::Result<()> {
    if is_offline {
        bail!("--offline: nobody is asked; --dry-run says what would be, --replies reads answers");
    }
    match &settings.way {
        Way::Replies => bail!(
            "nobody is named to be asked: write url and model, or command, under [judge] in the configuration, or give --prompts FOLDER"
        ),
        Way::Url(_) if settings.model.is_empty() => bail!("model under [judge] in the configuration names none"),
        Way::Url(_) | Way::Command(_) => Ok(()),
    }
}

/// Says what would be asked, and how much it is.
fn dry_run(settings: &Settings, analysis: &Analysis, asked: &[Asked], store: &FindingsStore) -> anyhow::Result<()> {
    let mut text = String::new();
    let (mut n_open, mut n_tokens) = (0, 0);
    for one in asked {
        let title = analysis.linked.stories.get(one.story as usize).map_or("", |story| &story.title);
        text.push_str(title);
        text.push('\n');
        for question in &one.questions {
            let kept = store.answer_to(&question.key, &settings.model).is_some();
            n_open += usize::from(!kept);
            n_tokens += if kept { 0 } else { question.n_tokens() };
            let note = match (kept, question.is_cut) {
                (true, _) => ", answered already",
                (false, true) => ", cut to the passages that another report tells too",
                (false, false) => "",
            };
            // Writing to a string cannot fail.
            let _ = writeln!(text, "  {}: about {} tokens{note}", question.ask.name(), question.n_tokens());
        }
    }
    let to = match (&settings.way, settings.leaves_to()) {
        (_, Some(host)) => format!("{host}, another machine"),
        (Way::Url(url), None) => format!("{url}, this machine"),
        (Way::Command(words), None) => format!("the command {}", words.join(" ")),
        (Way::Replies, None) => "nobody: neither url nor command stands under [judge]".to_owned(),
    };
    if settings.looks > 1 && n_open > 0 {
        text.push_str(
            "and a second look at each story whose first is answered, of about as many tokens and the table\n",
        );
    }
    let _ = writeln!(text, "{n_open} questions, about {n_tokens} tokens and the answers; they would go to {to}");
    analyze::print(&SafeText::new(&text))
}

/// Asks all of it. Says whether everything was answered.
fn ask(args: &JudgeArgs, settings: &Settings, asked: &[Asked], store: &FindingsStore) -> anyhow::Result<bool> {
    if let Some(host) = settings.leaves_to().filter(|host| !store.is_agreed(host)) {
        agree(&host, args.yes)?;
        store.agree(&host)?;
    }
    let questions: Vec<&Question> = asked.iter().flat_map(|asked| &asked.questions).collect();
    let mut asker = Asker::new(settings, Patience::default())?;
    let unkept = Mutex::new(None);
    let mut keep = |question: &Question, answer: &str| {
        if let Err(error) = store.keep_answer(&question.key, &settings.model, answer) {
            *unkept.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(error);
        }
    };
    let is_watched = std::io::stderr().is_terminal();
    let total = questions.len();
    let say = |text: &str| {
        if is_watched { super::progress(text) } else { super::say(text) }
    };
    let tell = |told: Told| match told {
        Told::Asking(number) => say(&format!("{} of {total}: {}", number + 1, questions[number].name)),
        Told::Waiting(wait, failure) => say(&format!("{failure}; again in {} s", wait.as_secs_f32().ceil())),
        Told::Answered(_) => {}
        Told::Failed(number, failure) => {
            say(&format!("{}: {failure}", questions[number].name));
            if is_watched {
                super::say("");
            }
        }
    };
    let outcome = asker.ask_all(&questions, &mut keep, &tell, &|| false);
    if is_watched {
        super::progress("");
    }
    if let Some(error) = unkept.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner) {
        return Err(error.into());
    }
    super::say(&format!("{} of {total} questions answered, about {} tokens", outcome.n_answered, outcome.n_tokens));
    if let Some(why) = &outcome.stopped {
        super::say(&format!("stopped: {why}"));
    }
    Ok(outcome.n_answered == total)
}

/// Asks the person once whether texts may leave this machine.
fn agree(host: &str, yes: bool) -> anyhow::Result<()> {
    let host = make_safe(host);
    if yes {
        return Ok(());
    }
    if !std::io::stdin().is_terminal() {
        bail!("the texts of the articles would leave this machine, to {host}; give --yes if they may");
    }
    eprint!("The texts of the articles leave this machine, to {host}. May they? [y/N] ");
    std::io::stderr().flush()?;
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer)?;
    if !matches!(answer.trim(), "y" | "Y" | "yes") {
        bail!("nothing was sent");
    }
    Ok(())
}

/// A prompt a file, named by question, story and print.
fn write_prompts(folder: &Path, asked: &[Asked]) -> anyhow::Result<()> {
    let problem =
        || format!("cannot write to {}: check that it can be made and the disk is not full", folder.display());
    fs::create_dir_all(folder).with_context(problem)?;
    let mut n_tokens = 0;
    for question in asked.iter().flat_map(|asked| &asked.questions) {
        fs::write(folder.join(format!("{}.txt", question.name)), &question.prompt).with_context(problem)?;
        n_tokens += question.n_tokens();
    }
    let n: usize = asked.iter().map(|asked| asked.questions.len()).sum();
    super::say(&format!("{n} prompts about {} stories, about {n_tokens} tokens, in {}", asked.len(), folder.display()));
    super::say("an answer to NAME.txt is read from NAME.json by `rashomon judge PATH --replies FOLDER`");
    Ok(())
}

/// Reads answers from files that are named as the prompts, and keeps them. Says whether all are there.
fn read_replies(folder: &Path, settings: &Settings, asked: &[Asked], store: &FindingsStore) -> anyhow::Result<bool> {
    let (mut n_read, mut n_missing) = (0, 0);
    for question in asked.iter().flat_map(|asked| &asked.questions) {
        let mut files = ENDINGS.iter().map(|ending| folder.join(format!("{}.{ending}", question.name)));
        match files.find(|path| path.is_file()) {
            Some(path) => {
                store.keep_answer(&question.key, &settings.model, &read(&path)?)?;
                n_read += 1;
            }
            None => n_missing += 1,
        }
    }
    super::say(&format!("{n_read} answers read, {n_missing} not there"));
    Ok(n_missing == 0)
}

/// Says what stands of all that is answered, and what was dropped.
fn tell(settings: &Settings, analysis: &Analysis, kept: &Kept) {
    let judged = pipeline::judged(analysis, settings, kept);
    let n_rows = judged.discrepancies.iter().filter(|row| row.by.judge().is_some()).count();
    super::say(&format!("{n_rows} rows of {} stand, in {} stories", settings.model, judged.n_answered));
    for (story, note) in &judged.notes {
        let title = analysis.linked.stories.get(*story as usize).map_or("", |story| &story.title);
        super::say(&format!("{title}: {}; {}", note.message, note.hint));
    }
}

/// An answer is text of some pages; what is longer is none.
const LONGEST_ANSWER: u64 = 4 * 1024 * 1024;

fn read(path: &Path) -> anyhow::Result<String> {
    let problem = || format!("cannot read {}", path.display());
    if fs::metadata(path).with_context(problem)?.len() > LONGEST_ANSWER {
        bail!("{}: longer than 4 MB, so it is no answer; take it away", path.display());
    }
    let bytes = fs::read(path).with_context(problem)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Joins an analysis with the answers that the library keeps, if a model is configured. Asks nobody.
pub(super) fn join_kept(analysis: &mut Analysis, args: &KeptArgs) -> anyhow::Result<()> {
    if args.no_judge {
        return Ok(());
    }
    let Some(settings) = configured(args.config.as_deref())? else { return Ok(()) };
    let settings = Settings { model: settings.name(), ..settings };
    let folder = library_folder(args.library.as_deref())?;
    if !folder.join("findings.db").exists() {
        return Ok(());
    }
    let store = FindingsStore::open(&folder, &FINDINGS_VERSION.to_string())?;
    let judged = pipeline::judged(analysis, &settings, &Kept(store));
    analysis.discrepancies = judged.discrepancies;
    analysis.less_sure = judged.less_sure;
    Ok(())
}
