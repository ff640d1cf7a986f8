//! A crash between any two operations on the disk, of the process or of the whole machine.
//!
//! Runs of the program are recorded call by call, and played on a disk that forgets. Nothing in the program knows of
//! it: each phase of a commit, of writing the ledger anew, of a rebuild and its swap begins and ends with a call.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use indexer::{Indexer, Options, Silent, SyncOptions, Touches};
use schema::Home;

use crate::disk::{Disk, Loss};
use crate::lab::patiently;
use crate::observe::difference;
use crate::trace::{self, Op, Traced};
use crate::{Article, Draw, Lab, Observed, Outcome, Tree, expected, observe};

/// How much of it.
#[derive(Clone, Copy, Debug)]
pub struct Crashes {
    /// Of the moments in a run, one in so many is looked at; those at a swap of names always are.
    pub one_in: usize,
    /// Power cuts at each moment that is looked at, each with other losses.
    pub cuts: usize,
}

const WHAT: &str = "crash between any two operations on the disk";

/// Records runs of the program and looks at what is left when each is cut short at any operation.
///
/// Whether the process died (nothing is lost) or the machine (what was not synced is lost, all or in part), the index
/// opens at one of its commits, none older than the last that was reported as done, and the next run makes it say what
/// the files say.
///
/// # Errors
///
/// Fails when something cannot be tried, which says nothing about the program.
pub fn crashes(lab: &Lab, size: Crashes, seed: u64) -> anyhow::Result<Outcome> {
    if !trace::is_possible() {
        return Ok(Outcome::skip(WHAT, "it takes strace, and the right to trace"));
    }
    let mut outcome = Outcome::begin(WHAT);
    let mut told = Told::default();
    let mut draw = Draw::new(seed);
    let runs: [(&str, Recorder); 5] = [
        ("first run", first_run),
        ("changes", changes),
        ("ledger written anew", new_ledger),
        ("rebuild", rebuild),
        ("watch", watch),
    ];
    for (name, record) in runs {
        let folder = lab.folder()?;
        let folder = folder.path().canonicalize()?;
        let (before, ops) = record(lab, &folder).with_context(|| format!("recording `{name}`"))?;
        let mut replay = Replay::new(lab, name, &folder, &before, size)?;
        replay.play(&ops, &mut draw, &mut told, &mut outcome)?;
    }
    outcome.figure(format!("{} operations recorded", told.operations));
    outcome.figure(format!("{} states after a kill, {} after a power cut", told.kills, told.cuts));
    outcome.figure(format!("{} commits", told.commits));
    Ok(outcome.end(format!("{} states", told.kills + told.cuts)))
}

#[derive(Default)]
struct Told {
    operations: usize,
    kills: usize,
    cuts: usize,
    commits: usize,
}

/// Prepares a folder and records a run in it; gives the index as it was before, and what the run did.
type Recorder = fn(&Lab, &Path) -> anyhow::Result<(Disk, Vec<Op>)>;

fn news(folder: &Path) -> anyhow::Result<Tree> {
    let mut tree = Tree::new(folder.join("news"), false)?;
    tree.fill("export.jsonl", 40)?;
    (0..5).try_for_each(|n| tree.add(&format!("2024/{n}.txt")).map(drop))?;
    Ok(tree)
}

fn first_run(lab: &Lab, folder: &Path) -> anyhow::Result<(Disk, Vec<Op>)> {
    news(folder)?;
    Ok((Disk::of(&folder.join("index"))?, trace::record(lab, folder, &["index", "news"])?))
}

fn changes(lab: &Lab, folder: &Path) -> anyhow::Result<(Disk, Vec<Op>)> {
    let mut tree = news(folder)?;
    // Several segments, of which the run will merge some.
    for n in 0..8 {
        lab.run(folder, &["index", "news"])?.success()?;
        tree.add(&format!("{n}.txt"))?;
    }
    tree.edit(3)?;
    fs::remove_file(tree.root.join("0.txt"))?;
    fs::rename(tree.root.join("2024"), tree.root.join("2025"))?;
    Ok((Disk::of(&folder.join("index"))?, trace::record(lab, folder, &["index", "news"])?))
}

/// Changes all of many records until the ledger is written anew.
fn new_ledger(lab: &Lab, folder: &Path) -> anyhow::Result<(Disk, Vec<Op>)> {
    let mut tree = news(folder)?;
    tree.fill("export.jsonl", 1_000)?;
    lab.run(folder, &["index", "news"])?.success()?;
    for _ in 0..12 {
        tree.edit(1)?;
        let before = Disk::of(&folder.join("index"))?;
        let ops = trace::record(lab, folder, &["index", "news"])?;
        let is_ledger = |op: &Op| matches!(op, Op::Create { path, .. } if path.extension().is_some_and(|e| e == "log"));
        if ops.iter().any(is_ledger) {
            return Ok((before, ops));
        }
    }
    anyhow::bail!("the ledger is never written anew");
}

fn rebuild(lab: &Lab, folder: &Path) -> anyhow::Result<(Disk, Vec<Op>)> {
    let mut tree = news(folder)?;
    lab.run(folder, &["index", "news"])?.success()?;
    tree.add("later.txt")?;
    Ok((Disk::of(&folder.join("index"))?, trace::record(lab, folder, &["index", "--full", "news"])?))
}

/// Many small commits of one process.
fn watch(lab: &Lab, folder: &Path) -> anyhow::Result<(Disk, Vec<Op>)> {
    let mut tree = news(folder)?;
    lab.run(folder, &["index", "news"])?.success()?;
    let before = Disk::of(&folder.join("index"))?;
    let mut traced = Traced::start(lab, folder, &["index", "--watch", "news"])?;
    let reached = |number: usize| -> anyhow::Result<()> {
        let deadline = std::time::Instant::now() + std::time::Duration::from_secs(60);
        let wanted = expected(&folder.join("news"))?;
        while observe(&folder.join("index"))?.articles != wanted {
            anyhow::ensure!(std::time::Instant::now() < deadline, "change {number} is never seen");
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        Ok(())
    };
    let seen = (0..12).try_for_each(|number| {
        tree.add(&format!("watched-{}.txt", number % 7))?;
        reached(number)
    });
    traced.interrupt()?;
    seen?;
    Ok((before, traced.ops()?))
}

/// Plays a record and looks at what is left.
struct Replay<'a> {
    name: &'a str,
    /// The files as they were when the run ended.
    files: Vec<Article>,
    news: PathBuf,
    home: PathBuf,
    disk: Disk,
    size: Crashes,
    /// The articles of each commit.
    commits: BTreeMap<(PathBuf, u64), Vec<Article>>,
    /// The last commit that was reported as done.
    acknowledged: Option<(PathBuf, u64)>,
    newest: Option<(PathBuf, u64)>,
    /// States are built in memory where the system has such a place: only what is in them counts.
    scratch: tempfile::TempDir,
}

impl<'a> Replay<'a> {
    fn new(lab: &Lab, name: &'a str, folder: &Path, before: &Disk, size: Crashes) -> anyhow::Result<Self> {
        let news = folder.join("news");
        let memory = Path::new("/dev/shm");
        let scratch = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir_in(&lab.scratch) }?;
        let home = folder.join("index");
        let mut replay = Self {
            name,
            files: expected(&news)?,
            news,
            home,
            disk: before.clone(),
            size,
            commits: BTreeMap::new(),
            acknowledged: None,
            newest: None,
            scratch,
        };
        if let Some(held) = replay.build(Loss::Nothing, &mut Draw::new(0))?.1 {
            let commit = commit_of(&held);
            replay.commits.insert(commit.clone(), held.articles);
            replay.newest = Some(commit.clone());
            replay.acknowledged = Some(commit);
        }
        Ok(replay)
    }

    fn play(&mut self, ops: &[Op], draw: &mut Draw, told: &mut Told, outcome: &mut Outcome) -> anyhow::Result<()> {
        told.operations += ops.len();
        for (number, op) in ops.iter().enumerate() {
            self.disk.play(op)?;
            if let Op::Say { text } = op
                && text.contains(" removed")
            {
                self.acknowledged = self.newest.clone();
            }
            // What names a commit, a ledger or a generation is never passed by.
            let is_swap = matches!(op, Op::Rename { to, .. } if !to.ends_with(".managed.json"))
                || matches!(op, Op::Say { text } if text.contains(" removed"));
            if !is_swap && !draw.once_in(self.size.one_in) {
                continue;
            }
            let at = format!("{}, after operation {number} of {} ({})", self.name, ops.len(), brief(op));
            if Disk::shows(op) {
                told.kills += 1;
                self.look(Loss::Nothing, &format!("{at}, killed"), draw, outcome)?;
            }
            for cut in 0..self.size.cuts {
                let loss = [Loss::Everything, Loss::Contents, Loss::Some][cut.min(2)];
                told.cuts += 1;
                self.look(loss, &format!("{at}, power cut, lost: {loss:?}"), draw, outcome)?;
            }
        }
        told.commits += self.commits.len();
        outcome.expect(self.acknowledged == self.newest, || {
            format!("{}: the last commit was never reported as done", self.name)
        });
        Ok(())
    }

    /// Looks at what is left after `loss`, as a reader and as the next writer.
    fn look(&mut self, loss: Loss, at: &str, draw: &mut Draw, outcome: &mut Outcome) -> anyhow::Result<()> {
        let (home, held) = match self.build(loss, draw) {
            Ok(built) => built,
            Err(error) => {
                outcome.fault(format!("{at}: it cannot be opened: {error:#}"));
                return Ok(());
            }
        };
        match (held, &self.acknowledged) {
            (None, None) => {}
            (None, Some(commit)) => outcome.fault(format!("{at}: there is no index, and {commit:?} was reported")),
            (Some(held), acknowledged) => {
                let commit = commit_of(&held);
                outcome.expect(Some(&commit) >= acknowledged.as_ref(), || {
                    format!("{at}: {commit:?} is older than {acknowledged:?}, which was reported as done")
                });
                if loss == Loss::Nothing && !self.commits.contains_key(&commit) {
                    self.commits.insert(commit.clone(), held.articles.clone());
                    self.newest = self.newest.take().max(Some(commit.clone()));
                }
                let known = self.commits.get(&commit);
                outcome.expect(known == Some(&held.articles), || {
                    let known = known.map(|known| difference(&held.articles, known));
                    format!("{at}: it is not as committed in {commit:?}: {known:?}")
                });
                let checked = indexer::check(&Home::new(&home))?;
                let damaged = checked.faults.iter().find(|fault| fault.touches == Touches::Index);
                outcome.expect(damaged.is_none(), || {
                    format!("{at}: `check` finds: {}", damaged.map_or_else(String::new, ToString::to_string))
                });
            }
        }
        if let Err(error) = self.recover(&home, at, outcome) {
            outcome.fault(format!("{at}: the next run fails: {error:#}"));
        }
        Ok(())
    }

    /// The next run makes the index say what the files say.
    fn recover(&self, home: &Path, at: &str, outcome: &mut Outcome) -> anyhow::Result<()> {
        let open = || Indexer::open(Home::new(home), Options::default());
        let mut indexer = patiently(open)?;
        let news = std::slice::from_ref(&self.news);
        let summary = patiently(|| indexer.sync(news, &SyncOptions::default(), &Silent))?;
        let held = observe(home)?;
        if let Some(difference) = difference(&held.articles, &self.files) {
            outcome.fault(format!("{at}: after the next run ({summary:?}): {difference}"));
        }
        // What its own merges have replaced is removed when the index is opened again.
        drop(indexer);
        let idle = patiently(|| open()?.sync(&[], &SyncOptions::default(), &Silent))?;
        outcome.expect(!idle.changed_articles(), || format!("{at}: an idle run changes the index: {idle:?}"));
        let checked = indexer::check(&Home::new(home))?;
        outcome.expect(checked.is_sound(), || format!("{at}: after the next run, `check` finds {:?}", checked.faults));
        let strays = held.strays()?;
        outcome.expect(strays.is_empty(), || format!("{at}: the next run leaves {strays:?}"));
        Ok(())
    }

    /// Writes what is left after `loss` to a folder; gives the folder, and what the index in it holds.
    fn build(&self, loss: Loss, draw: &mut Draw) -> anyhow::Result<(PathBuf, Option<Observed>)> {
        let top = self.scratch.path().join("state");
        if top.exists() {
            fs::remove_dir_all(&top)?;
        }
        fs::create_dir(&top)?;
        let home = top.join("index");
        for (path, content) in self.disk.after(loss, draw) {
            let place = home.join(path.strip_prefix(&self.home)?);
            match content {
                Some(content) => fs::write(place, content)?,
                None => fs::create_dir(place)?,
            }
        }
        if !Home::new(&home).current_file().exists() {
            return Ok((home, None));
        }
        let held = observe(&home)?;
        Ok((home, Some(held)))
    }
}

fn commit_of(held: &Observed) -> (PathBuf, u64) {
    (held.generation.file_name().unwrap_or_default().into(), held.sequence)
}

/// An operation without the bytes it writes.
fn brief(op: &Op) -> String {
    match op {
        Op::Write { file, at, bytes } => format!("{} bytes at {at} of file {file}", bytes.len()),
        Op::Rename { from, to } => format!("{:?} renamed to {:?}", from.file_name(), to.file_name()),
        op => format!("{op:?}"),
    }
}
