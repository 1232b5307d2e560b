//! Articles that are at hand, with all that is known of them, so that one more costs what it touches: it is understood,
//! the index of stories takes it in, and only stories whose articles are others than before are linked and compared again.

use super::{Analysis, FINDINGS_VERSION, Known, Progress, Stage, guard, is_analysed, pieces, understand_one};
use crate::compare::{self, Compared, Discrepancy, Explanation, Side};
use crate::extract::{self, Findings, Packed, Vectors};
use crate::link::{self, Members, Numbers, Parts, StoryEdits, StoryIndex, StoryLinks, StorySeen};
use crate::text::fence::Stopped;
use crate::text::{Article, ArticleIdx, Cancel, Day, LazyList, Note};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// The articles at hand. The same articles give the same [`Analysis`], whatever the order and the portions in which they
/// were added.
#[derive(Debug, Default)]
pub struct Collection {
    /// In the order in which they came, as the index numbers them.
    articles: Vec<Held>,
    /// Their numbers, in order of path.
    in_order: Vec<u32>,
    index: StoryIndex,
    edits: StoryEdits,
    stories: FxHashMap<Telling, Arc<Told>>,
    /// What was encoded, for articles that have others beside them.
    vectors: VectorsKnown,
    /// Work was stopped, so that findings may be missing.
    is_unfinished: bool,
}

/// One of the articles at hand.
#[derive(Clone, Debug)]
struct Held {
    /// As it is shown.
    whole: Arc<Article>,
    /// As far as it is analysed; see [`pieces::analysed`].
    analysed: Arc<Article>,
    /// What was found in it.
    findings: Packed,
}

/// An article's key: 16 hexadecimal digits are a number.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    Number(u64),
    Other(Box<str>),
}

impl Key {
    fn of(article: &Article) -> Self {
        let number = (article.key.len() == 16).then(|| u64::from_str_radix(&article.key, 16).ok()).flatten();
        number.map_or_else(|| Self::Other(article.key.as_str().into()), Self::Number)
    }
}

/// The vectors of articles, each made once.
#[derive(Debug, Default)]
struct VectorsKnown(Mutex<FxHashMap<Key, Arc<Vectors>>>);

impl VectorsKnown {
    /// What is known of each article, in order.
    fn of_all(&self, articles: &[Arc<Article>]) -> Vec<Option<Arc<Vectors>>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        articles.iter().map(|article| known.get(&Key::of(article)).cloned()).collect()
    }

    /// The vectors of the articles of a story; none for one that stands alone, which is held against nothing.
    fn of(&self, articles: &[&Article], findings: &[&Findings]) -> Vec<Arc<Vectors>> {
        let lone = articles.len() < 2;
        let each = articles.iter().zip(findings).map(|(article, findings)| {
            let key = Key::of(article);
            let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let known = lock().get(&key).cloned();
            known.filter(|_| !lone).unwrap_or_else(|| {
                let vectors =
                    Arc::new(if lone { Vectors::default() } else { extract::encode(&article.text, findings) });
                if !lone {
                    lock().insert(key, Arc::clone(&vectors));
                }
                vectors
            })
        });
        each.collect()
    }
}

/// What a story's links and discrepancies depend on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct Telling {
    /// Key and day of each article, in order of path.
    articles: Vec<(Key, Option<Day>)>,
    told: Vec<u32>,
    origins: Vec<u32>,
}

/// One story by itself; articles, actors and events bear the story's own numbers.
#[derive(Debug)]
struct Told {
    links: Arc<StoryLinks>,
    compared: Compared,
    /// Why it is not linked or not compared.
    notes: Vec<Note>,
}

impl Collection {
    /// Takes in more articles, which went through [`super::prepare`]; those whose findings are `known` are not read again. Where `cancel` is set meanwhile, those
    /// not yet understood stay without findings.
    pub fn add(
        &mut self,
        mut articles: Vec<Arc<Article>>,
        known: &dyn Known,
        progress: &(dyn Fn(Progress) + Sync),
        cancel: &Cancel,
    ) {
        let total = articles.len();
        let done = AtomicUsize::new(0);
        progress(Progress { stage: Stage::Understanding, done: 0, total });
        let found: Vec<(Arc<Article>, Packed)> = articles
            .par_iter_mut()
            .map(|article| {
                let analysed = pieces::analysed(article);
                if cancel.is_set() || !is_analysed(article) {
                    return (analysed, Packed::default());
                }
                let is_cut = !Arc::ptr_eq(&analysed, article);
                let understand = || {
                    let mut findings = understand_one(&analysed);
                    if is_cut {
                        findings.limits.push(pieces::limit());
                    }
                    Packed::from(&findings)
                };
                let findings = known.get(&article.key, FINDINGS_VERSION).unwrap_or_else(|| {
                    match guard::article(cancel, understand) {
                        Ok(findings) => {
                            known.put(&article.key, FINDINGS_VERSION, &findings);
                            findings
                        }
                        Err(stopped) => {
                            if let Some(note) = guard::note_of_article(&stopped) {
                                guard::add_note(article, note);
                            }
                            Packed::default()
                        }
                    }
                });
                for limit in findings.limits() {
                    guard::add_note(article, guard::note_of_limit(&limit));
                }
                let done = done.fetch_add(1, Ordering::Relaxed) + 1;
                progress(Progress { stage: Stage::Understanding, done, total });
                (analysed, findings)
            })
            .collect();
        self.is_unfinished |= cancel.is_set();
        let analysed: Vec<Arc<Article>> = found.iter().map(|(analysed, _)| Arc::clone(analysed)).collect();
        self.index.add(&analysed);
        let held = articles.into_iter().zip(found);
        self.articles.extend(held.map(|(whole, (analysed, findings))| Held { whole, analysed, findings }));
        self.in_order.extend(self.in_order.len() as u32..self.articles.len() as u32);
        // Nearly in order already, unless all are new.
        self.in_order.sort_by_key(|&idx| {
            let article = &self.articles[idx as usize].whole;
            (&article.path, &article.key, idx)
        });
    }

    /// Makes the articles at hand be these: what is here already stays, and if nothing went away only what is new is added.
    pub fn set(
        &mut self,
        articles: Vec<Arc<Article>>,
        known: &dyn Known,
        progress: &(dyn Fn(Progress) + Sync),
        cancel: &Cancel,
    ) {
        let names = |article: &Article| (article.path.clone(), article.key.clone(), article.published);
        let wanted: FxHashSet<_> = articles.iter().map(|article| names(article)).collect();
        let stay = self.articles.iter().all(|held| wanted.contains(&names(&held.whole)));
        if !stay || self.is_unfinished {
            // The index cannot forget: it is made anew, and the stories that are the same are still known.
            self.articles.clear();
            self.in_order.clear();
            self.index = StoryIndex::default();
            self.is_unfinished = false;
        }
        let here: FxHashSet<_> = self.articles.iter().map(|held| names(&held.whole)).collect();
        let fresh = articles.into_iter().filter(|article| !here.contains(&names(article))).collect();
        self.add(fresh, known, progress, cancel);
    }

    /// What a person changed about the stories, in place of what was changed before.
    pub fn edit(&mut self, edits: StoryEdits) {
        self.edits = edits;
    }

    /// Everything that can be said about the articles at hand. Where `cancel` is set, nothing is linked or compared.
    pub fn analysis(&mut self, progress: &(dyn Fn(Progress) + Sync), cancel: &Cancel) -> Analysis {
        // In order of path, whatever the order in which they came.
        let order = self.in_order.clone();
        let held = || order.iter().map(|&idx| &self.articles[idx as usize]);
        let articles = held().map(|held| Arc::clone(&held.whole)).collect();
        let findings = held().map(|held| held.findings.clone()).collect();
        let mut analysis = Analysis { articles, findings, ..Analysis::default() };
        if cancel.is_set() {
            return analysis;
        }
        progress(Progress { stage: Stage::Linking, done: 0, total: order.len() });
        let as_they_came: Vec<&Article> = self.articles.iter().map(|held| &*held.analysed).collect();
        let mut grouped = link::group(&as_they_came, &self.index, &self.edits);
        drop(as_they_came);
        renumber(&mut grouped, &order);
        let analysed: Vec<Arc<Article>> = held().map(|held| Arc::clone(&held.analysed)).collect();
        let articles: Vec<&Article> = analysed.iter().map(|article| &**article).collect();
        let told = self.tell(&grouped, &articles, &analysis.findings, progress, cancel);
        let Some(told) = told else { return analysis };
        for (story, told) in grouped.stories.iter().zip(&told) {
            for (idx, note) in story.articles.iter().flat_map(|idx| told.notes.iter().map(move |note| (idx, note))) {
                guard::add_note(&mut analysis.articles[idx.idx()], note.clone());
            }
        }
        analysis.linked = link::assemble(grouped, told.iter().map(|told| Arc::clone(&told.links)).collect());
        let parts = Arc::clone(analysis.linked.parts());
        analysis.less_sure = discrepancies(told.clone(), Arc::clone(&parts), |compared| &compared.less_sure);
        analysis.discrepancies = discrepancies(told, parts, |compared| &compared.sure);
        analysis.vectors = self.vectors.of_all(&analysis.articles);
        analysis
    }

    /// What was seen of every pair and row of each story, with the story's articles.
    pub fn explain(&self) -> Vec<(Vec<Arc<Article>>, Explanation, StorySeen)> {
        let articles: Vec<&Article> = self.articles.iter().map(|held| &*held.analysed).collect();
        let grouped = link::group(&articles, &self.index, &self.edits);
        let stories = (0..grouped.stories.len() as u32).into_par_iter().map(|story| {
            let members = Members::of(&grouped, story);
            let here = members.pick(&articles);
            let packed = members.articles.iter().map(|idx| &self.articles[idx.idx()].findings);
            let cancel = Cancel::new();
            let findings: Vec<Findings> =
                packed.zip(&here).map(|(packed, article)| unpack(packed, article, &cancel)).collect();
            let findings: Vec<&Findings> = findings.iter().collect();
            let vectors = self.vectors.of(&here, &findings);
            let mut links = StoryLinks::of(&here, &findings, &members.told, &members.origins);
            let explanation = compare::explain(&here, &findings, &vectors, &links.linked, 0);
            let own = members.articles.iter().map(|idx| Arc::clone(&self.articles[idx.idx()].analysed)).collect();
            let (_, seen) = links.settle(&here, &findings, &vectors);
            (own, explanation, seen)
        });
        stories.collect()
    }

    /// Links and compares every story that is not known yet, over all cores; `None` where that was stopped.
    fn tell(
        &mut self,
        linked: &link::Linked,
        articles: &[&Article],
        findings: &[Packed],
        progress: &(dyn Fn(Progress) + Sync),
        cancel: &Cancel,
    ) -> Option<Vec<Arc<Told>>> {
        let total = linked.stories.len();
        let done = AtomicUsize::new(0);
        let (known, vectors) = (&self.stories, &self.vectors);
        progress(Progress { stage: Stage::Comparing, done: 0, total });
        let told: Vec<Option<(Telling, Arc<Told>)>> = (0..total as u32)
            .into_par_iter()
            .map(|story| {
                let members = Members::of(linked, story);
                let telling = Telling {
                    articles: members.pick(articles).iter().map(|one| (Key::of(one), one.published)).collect(),
                    told: members.told.clone(),
                    origins: members.origins.clone(),
                };
                let told = known.get(&telling).cloned().or_else(|| {
                    let told = (!cancel.is_set()).then(|| Told::of(&members, articles, findings, vectors, cancel))?;
                    told.map(Arc::new)
                })?;
                progress(Progress { stage: Stage::Comparing, done: done.fetch_add(1, Ordering::Relaxed) + 1, total });
                Some((telling, told))
            })
            .collect();
        let told: Vec<(Telling, Arc<Told>)> = told.into_iter().collect::<Option<_>>()?;
        let stories = told.iter().map(|(_, told)| Arc::clone(told)).collect();
        self.stories = told.into_iter().collect();
        Some(stories)
    }
}

impl Told {
    /// `None` where it was cancelled.
    fn of(
        members: &Members,
        articles: &[&Article],
        findings: &[Packed],
        vectors: &VectorsKnown,
        cancel: &Cancel,
    ) -> Option<Self> {
        let articles = members.pick(articles);
        let packed = members.articles.iter().map(|idx| &findings[idx.idx()]);
        let findings: Vec<Findings> =
            packed.zip(&articles).map(|(packed, article)| unpack(packed, article, cancel)).collect();
        let findings: Vec<&Findings> = findings.iter().collect();
        let mut notes = Vec::new();
        let mut tell = |stopped: &Stopped| notes.extend(guard::note_of_story(stopped));
        let link = |findings: &[&Findings]| StoryLinks::of(&articles, findings, &members.told, &members.origins);
        let mut links = match guard::story(cancel, articles.len(), || link(&findings)) {
            Ok(links) => links,
            Err(Stopped::Cancelled) => return None,
            Err(stopped) => {
                tell(&stopped);
                // A story has links, if only those that say nothing.
                let nothing = Findings::default();
                link(&vec![&nothing; articles.len()])
            }
        };
        let compare = || {
            let vectors = vectors.of(&articles, &findings);
            let mut compared = compare::compare(&articles, &findings, &vectors, &links.linked, 0);
            // Comparison looks at events as their accounts say it; a reader sees them joined and in order.
            let mut settled = links.clone();
            let (number, _) = settled.settle(&articles, &findings, &vectors);
            for one in compared.sure.iter_mut().chain(&mut compared.less_sure) {
                one.event = one.event.map(|event| number[event as usize]);
            }
            (settled, compared)
        };
        let compared = match guard::story(cancel, articles.len(), compare) {
            Ok((settled, compared)) => {
                links = settled;
                compared
            }
            Err(Stopped::Cancelled) => return None,
            Err(stopped) => {
                tell(&stopped);
                Compared::default()
            }
        };
        Some(Self { links: Arc::new(links), compared, notes })
    }
}

/// The findings of an article; bytes that do not hold any are made good by reading it again.
fn unpack(packed: &Packed, article: &Article, cancel: &Cancel) -> Findings {
    packed.unpack().unwrap_or_else(|| guard::article(cancel, || understand_one(article)).unwrap_or_default())
}

/// Makes what was numbered as articles came be numbered in another order: `order[new]` is the old number.
fn renumber(linked: &mut link::Linked, order: &[u32]) {
    let mut new = vec![0; order.len()];
    for (at, &old) in order.iter().enumerate() {
        new[old as usize] = at as u32;
    }
    let lists = linked.stories.iter_mut().map(|story| &mut story.articles);
    for idx in lists.chain(linked.origins.iter_mut().map(|origin| &mut origin.articles)).flatten() {
        *idx = ArticleIdx(new[idx.idx()]);
    }
    let pick = |of: &[u32]| order.iter().map(|&old| of[old as usize]).collect();
    linked.story_of = pick(&linked.story_of);
    linked.origin_of = pick(&linked.origin_of);
}

/// The rows of all stories, in order of stories: the sure ones or the others, as `which` picks.
fn discrepancies(
    told: Vec<Arc<Told>>,
    parts: Arc<Parts>,
    which: fn(&Compared) -> &Vec<Discrepancy>,
) -> LazyList<Discrepancy> {
    let mut total = 0;
    let mut firsts = Vec::with_capacity(told.len());
    for told in &told {
        firsts.push(total);
        total += which(&told.compared).len();
    }
    LazyList::new(total, move |idx| {
        // Of stories without discrepancies, which share their first one with the next story, the last is it.
        let story = firsts.partition_point(|first| *first <= idx) - 1;
        placed(&which(&told[story].compared)[idx - firsts[story]], story as u32, &parts.numbers[story])
    })
}

/// A story's discrepancy with its numbers in the whole.
fn placed(one: &Discrepancy, story: u32, numbers: &Numbers) -> Discrepancy {
    let mut actors: Vec<u32> = one.actors.iter().map(|&actor| numbers.actors[actor as usize]).collect();
    actors.sort_unstable();
    actors.dedup();
    let side = |side: &Side| Side {
        value: side.value.clone(),
        articles: side.articles.iter().map(|article| numbers.articles[article.idx()]).collect(),
        evidence: side.evidence.iter().map(|&evidence| numbers.evidence(evidence)).collect(),
        words: side.words.clone(),
    };
    Discrepancy {
        id: one.id.clone(),
        story,
        kind: one.kind,
        severity: one.severity,
        confidence: one.confidence,
        by: one.by.clone(),
        subject: one.subject.clone(),
        reason: one.reason.clone(),
        event: one.event.map(|event| numbers.first_event + event),
        actors,
        sides: one.sides.iter().map(side).collect(),
    }
}
