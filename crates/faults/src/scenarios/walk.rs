//! Whatever happens to the files, in whatever order, the index says what they say.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Component, Path, PathBuf};

use anyhow::Context;
use indexer::{Indexer, Options, Silent, Summary, SyncOptions};
use schema::Home;

use super::{compare, compare_with_fresh};
use crate::lab::{is_root, patiently};
use crate::{Article, Draw, Lab, Outcome, Tree, expected};

/// How much of it.
#[derive(Clone, Copy, Debug)]
pub struct Walk {
    /// How many walks, each from another seed.
    pub seeds: u64,
    /// What is done to the files in each.
    pub steps: usize,
    /// After how many steps index and files are compared.
    pub compared_every: usize,
}

/// Does things to two followed folders in random order, and brings the index up to date now and then, whole or in part.
///
/// Beside files that come, change, move and go, a folder is moved away as if it were unmounted, folders and files
/// cannot be read for a while, a folder inside another one is followed first, and one folder goes by several names.
///
/// # Errors
///
/// Fails when something cannot be tried, which says nothing about the program.
pub fn walk(lab: &Lab, size: Walk, seed: u64) -> anyhow::Result<Outcome> {
    let mut outcome = Outcome::begin("random walk of file operations");
    let mut told = Told::default();
    for seed in seed..seed + size.seeds {
        let folder = lab.folder()?;
        let mut walker = Walker::new(folder.path(), seed)?;
        for step in 1..=size.steps {
            walker.step(&mut outcome)?;
            if step % size.compared_every == 0 || step == size.steps {
                walker.compare(&mut outcome)?;
                told.comparisons += 1;
            }
            if !outcome.is_good() {
                outcome.fault(format!("seed {seed}, step {step}"));
                return Ok(outcome.end(format!("{} operations", told.steps + step)));
            }
        }
        told.steps += size.steps;
        told.syncs += walker.syncs;
        drop(walker);
        let when = format!("seed {seed}, after {} steps", size.steps);
        compare_with_fresh(lab, folder.path(), &["news", "other"], &when, &mut outcome)?;
    }
    outcome.figure(format!("{} runs, {} comparisons", told.syncs, told.comparisons));
    if is_root() {
        outcome.figure("as root, who reads what nobody may read");
    }
    Ok(outcome.end(format!("{} operations, {} seeds", told.steps, size.seeds)))
}

#[derive(Default)]
struct Told {
    steps: usize,
    syncs: usize,
    comparisons: usize,
}

struct Walker {
    folder: PathBuf,
    news: Tree,
    other: Tree,
    draw: Draw,
    /// Always there, but for the moment between two of them.
    indexer: Option<Indexer>,
    syncs: usize,
}

impl Walker {
    fn new(folder: &Path, seed: u64) -> anyhow::Result<Self> {
        // The temporary folder itself may go by several names.
        let folder = folder.canonicalize()?;
        let news = Tree::new(folder.join("news"), true)?;
        let other = Tree::new(folder.join("other"), true)?;
        std::os::unix::fs::symlink("news", folder.join("also-news"))?;
        let mut walker = Self { folder, news, other, draw: Draw::new(seed), indexer: None, syncs: 0 };
        walker.reopen()?;
        Ok(walker)
    }

    fn step(&mut self, outcome: &mut Outcome) -> anyhow::Result<()> {
        let tree = if self.draw.once_in(4) { &mut self.other } else { &mut self.news };
        tree.step(&mut self.draw)?;
        match self.draw.below(60) {
            0..=5 => self.sync_all(outcome)?,
            6..=9 => self.sync_a_part()?,
            10 => self.unmount(outcome)?,
            11 => self.lock_away(outcome)?,
            12 => self.overlap(outcome)?,
            13 => self.reopen()?,
            _ => {}
        }
        Ok(())
    }

    /// Brings all up to date; what is followed goes by a name that is drawn.
    fn sync_all(&mut self, outcome: &mut Outcome) -> anyhow::Result<()> {
        let news = match self.draw.below(4) {
            0 => self.folder.join("also-news"),
            1 => self.folder.join("news/2024/../../news/."),
            2 => relative(&self.news.root)?,
            _ => self.news.root.clone(),
        };
        // `..` goes through a folder that may be gone.
        let news = if news.exists() { news } else { self.news.root.clone() };
        let other = self.other.root.clone();
        let summary = self.sync(&[news, other])?;
        outcome.expect(summary.skipped.is_empty(), || format!("skipped: {:?}", summary.skipped));
        self.news.was_seen();
        self.other.was_seen();
        Ok(())
    }

    fn sync_a_part(&mut self) -> anyhow::Result<()> {
        let places = [self.news.files(), self.news.folders()].concat();
        if let Some(part) = self.draw.one_of(&places).cloned()
            && self.indexer()?.followed()?.contains(&self.news.root)
        {
            self.sync(&[part])?;
        }
        Ok(())
    }

    /// One folder is gone for a while, or empty, as when its disk is not mounted: its articles stay.
    fn unmount(&mut self, outcome: &mut Outcome) -> anyhow::Result<()> {
        self.sync_all(outcome)?;
        let held = expected(&self.other.root)?;
        let away = self.folder.join("away");
        fs::rename(&self.other.root, &away)?;
        let leaves_a_folder = self.draw.once_in(2);
        if leaves_a_folder {
            fs::create_dir(&self.other.root)?;
        }
        for _ in 0..self.draw.below(4) {
            self.news.step(&mut self.draw)?;
        }
        let summary = self.sync(&[])?;
        outcome.expect(summary.skipped.len() == 1, || format!("unmounted, and not skipped: {summary:?}"));
        self.expect_articles(&[expected(&self.news.root)?, held].concat(), "unmounted", outcome)?;
        if leaves_a_folder {
            fs::remove_dir(&self.other.root)?;
        }
        Ok(fs::rename(away, &self.other.root)?)
    }

    /// A file or a folder cannot be read for a while: its articles stay.
    fn lock_away(&mut self, outcome: &mut Outcome) -> anyhow::Result<()> {
        self.sync_all(outcome)?;
        let held = self.all_expected()?;
        let places = [self.news.files(), self.news.folders()].concat();
        let Some(place) = self.draw.one_of(&places).cloned() else { return Ok(()) };
        let before = place.metadata()?.permissions();
        fs::set_permissions(&place, fs::Permissions::from_mode(0o000))?;
        let runs = 1 + self.draw.below(5);
        let synced: anyhow::Result<()> = (0..runs).try_for_each(|_| self.sync(&[]).map(drop));
        fs::set_permissions(&place, before)?;
        synced?;
        self.expect_articles(&held, "locked away", outcome)
    }

    /// A folder is followed, and then the one it lies in.
    fn overlap(&mut self, outcome: &mut Outcome) -> anyhow::Result<()> {
        self.sync_all(outcome)?;
        let root = self.news.root.clone();
        let indexer = self.indexer()?;
        patiently(|| indexer.forget(&root, &Silent))?;
        self.expect_articles(&expected(&self.other.root)?, "forgotten", outcome)?;
        let mut articles = expected(&self.other.root)?;
        for inside in self.news.folders().into_iter().take(2) {
            // A second folder may lie in the first.
            self.sync(std::slice::from_ref(&inside))?;
            let new = expected(&inside)?.into_iter().filter(|article| !articles.contains(article)).collect::<Vec<_>>();
            articles.extend(new);
        }
        self.expect_articles(&articles, "followed from inside", outcome)?;
        self.sync_all(outcome)?;
        self.expect_articles(&self.all_expected()?, "followed from outside", outcome)?;
        let followed = self.indexer()?.followed()?;
        outcome.expect(followed.len() == 2, || format!("followed are {followed:?}"));
        Ok(())
    }

    fn compare(&mut self, outcome: &mut Outcome) -> anyhow::Result<()> {
        self.sync_all(outcome)?;
        self.expect_articles(&self.all_expected()?, "compared", outcome)?;
        let idle = self.sync(&[])?;
        outcome.expect(!idle.changed_articles(), || format!("an idle run changes the index: {idle:?}"));
        Ok(())
    }

    fn expect_articles(&self, articles: &[Article], when: &str, outcome: &mut Outcome) -> anyhow::Result<()> {
        let mut articles = articles.to_vec();
        articles.sort();
        compare(&self.folder, &articles, when, outcome).map(drop)
    }

    fn all_expected(&self) -> anyhow::Result<Vec<Article>> {
        Ok([expected(&self.news.root)?, expected(&self.other.root)?].concat())
    }

    fn indexer(&mut self) -> anyhow::Result<&mut Indexer> {
        self.indexer.as_mut().context("there is an indexer at all times")
    }

    /// Ends the writer and begins another one.
    fn reopen(&mut self) -> anyhow::Result<()> {
        self.indexer = None;
        let home = Home::new(self.folder.join("index"));
        self.indexer = Some(patiently(|| Indexer::open(home.clone(), Options::default()))?);
        Ok(())
    }

    fn sync(&mut self, paths: &[PathBuf]) -> anyhow::Result<Summary> {
        self.syncs += 1;
        let options = SyncOptions { retry: true, ..SyncOptions::default() };
        let indexer = self.indexer()?;
        Ok(patiently(|| indexer.sync(paths, &options, &Silent))?)
    }
}

/// `path` as seen from the working directory.
fn relative(path: &Path) -> anyhow::Result<PathBuf> {
    let here = std::env::current_dir()?;
    let up = here.components().filter(|component| matches!(component, Component::Normal(_))).map(|_| "..");
    Ok(up.collect::<PathBuf>().join(path.strip_prefix("/")?))
}
