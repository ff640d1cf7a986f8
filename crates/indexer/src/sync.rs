//! One run: followed folders are looked at, what changed is read, and the index says what the files say.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{PoisonError, RwLock};

use tantivy::IndexWriter;

use crate::batch::{Batch, Pace};
use crate::follow::{self, Target};
use crate::generation::{Generation, SMALL_BUDGET};
use crate::indexer::SyncOptions;
use crate::ledger::{Followed, Operation};
use crate::moved::Moved;
use crate::pipeline::{self, Job, Surroundings};
use crate::plan::{Comparison, Plan, plan};
use crate::tables::{self, When};
use crate::{Error, Event, FailedFile, Progress, SkippedFolder, Summary};

/// What a run needs to know.
pub(crate) struct Run<'a> {
    /// The folder of the index, which is not read as articles.
    pub(crate) home: &'a Path,
    pub(crate) options: &'a SyncOptions,
    pub(crate) pace: Pace,
    pub(crate) stop: &'a AtomicBool,
    /// Whether another run will follow, which can finish what this one need not.
    pub(crate) lasting: bool,
    pub(crate) progress: &'a dyn Progress,
}

impl Run<'_> {
    /// Brings `targets` up to date; `operations` are committed with it.
    pub(crate) fn sync(
        &self,
        generation: &mut Generation,
        targets: &[Target],
        mut operations: Vec<Operation>,
    ) -> Result<Summary, Error> {
        let mut summary = Summary::default();
        let (rules, new_rules) = generation.current_rules();
        operations.extend(new_rules);
        let mut work = Work::default();
        for target in targets {
            self.look_at(target, generation, rules, &mut work, &mut operations, &mut summary);
        }
        let looked_at = |target: &&Target| {
            target.part.is_empty() && !summary.skipped.iter().any(|skipped| *skipped.path == *target.root)
        };
        let whole: Vec<&Path> = targets.iter().filter(looked_at).map(|target| &*target.root).collect();
        let absorbed = follow::absorbed(&generation.ledger, &whole);
        let has_work = !(work.jobs.is_empty() && work.gone.is_empty() && absorbed.is_empty());
        if has_work || !operations.is_empty() {
            let budget = budget(&work.jobs);
            let writer = RwLock::new(generation.writer(budget)?);
            let mut batch = Batch::new(generation, operations, self.pace);
            let moved = Moved::of(batch.generation, &work.gone, rules);
            let around = Surroundings { stop: self.stop, progress: self.progress, moved: &moved };
            let done = pipeline::run(&work.jobs, &mut batch, &writer, &around, &mut summary);
            done.map_err(|error| batch.generation.explain(error))?;
            let mut writer = writer.into_inner().unwrap_or_else(PoisonError::into_inner);
            if !self.is_stopped() {
                // What moved is in the index under its new name before it leaves it under the old one.
                for (folder, path) in &work.gone {
                    remove_file(&mut batch, &writer, *folder, path, &mut summary);
                }
                summary.removed = summary.removed.saturating_sub(summary.moved);
                for folder in absorbed {
                    remove_folder(&mut batch, &writer, folder, &mut summary);
                }
            }
            if !batch.is_empty() {
                batch.commit(&mut writer, self.progress)?;
            }
            self.finish(generation, budget, writer)?;
        } else if !self.lasting && !generation.tables.are_of(generation.payload.sequence) {
            tables::derive(generation, When::Now)?;
        }
        summary.stopped = self.is_stopped();
        summary.sequence = generation.payload.sequence;
        Ok(summary)
    }

    /// Takes a followed folder out of the index; gives how many articles it held.
    pub(crate) fn forget(&self, generation: &mut Generation, folder: u32) -> Result<u64, Error> {
        let mut summary = Summary::default();
        let mut writer = generation.writer(SMALL_BUDGET)?;
        let mut batch = Batch::new(generation, Vec::new(), self.pace);
        remove_folder(&mut batch, &writer, folder, &mut summary);
        batch.commit(&mut writer, self.progress)?;
        self.finish(generation, SMALL_BUDGET, writer)?;
        Ok(summary.removed)
    }

    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    fn look_at(
        &self,
        target: &Target,
        generation: &Generation,
        rules: u16,
        work: &mut Work,
        operations: &mut Vec<Operation>,
        summary: &mut Summary,
    ) {
        let followed = generation.ledger.folder(target.folder);
        let SyncOptions { allow_empty, pause, retry, .. } = *self.options;
        let plan = match plan(target, followed, self.home, Comparison { rules, allow_empty, retry, pause }) {
            Ok(plan) => plan,
            Err(reason) => {
                let articles = followed.map_or(0, Followed::articles);
                let skipped = SkippedFolder { path: target.root.to_path_buf(), reason, articles };
                self.progress.on(&Event::Skipped(skipped.clone()));
                summary.skipped.push(skipped);
                return;
            }
        };
        self.progress.on(&Event::Found {
            folder: target.root.to_path_buf(),
            files: plan.files,
            to_read: plan.jobs.len() as u64,
            bytes: plan.jobs.iter().map(|job| job.stat.size).sum(),
        });
        summary.add_plan(&plan, &target.root);
        if plan.aside_is_news {
            operations.push(Operation::Aside { folder: target.folder, aside: plan.aside });
        }
        work.jobs.extend(plan.jobs);
        work.gone.extend(plan.gone.into_iter().map(|path| (target.folder, path)));
    }

    /// What comes after the last commit: derived tables and merges.
    fn finish(&self, generation: &mut Generation, budget: usize, writer: IndexWriter) -> Result<(), Error> {
        let when = if self.lasting || self.is_stopped() { When::IfCheap } else { When::Now };
        tables::derive(generation, when)?;
        if self.lasting && budget == SMALL_BUDGET {
            generation.keep(budget, writer);
        } else if !self.is_stopped() {
            generation.finish(writer)?;
        }
        Ok(())
    }
}

/// What is to be done in all targets together.
#[derive(Default)]
struct Work {
    jobs: Vec<Job>,
    gone: Vec<(u32, String)>,
}

/// Takes a file that is gone out of the index.
fn remove_file(batch: &mut Batch<'_>, writer: &IndexWriter, folder: u32, path: &str, summary: &mut Summary) {
    let followed = batch.generation.ledger.folder(folder);
    let Some(file) = followed.and_then(|followed| followed.files.get(path)) else { return };
    for record in &*file.records {
        batch.delete(writer, folder, path, &record.key);
    }
    summary.removed += file.records.len() as u64;
    batch.operations.push(Operation::Gone { folder, path: path.to_owned() });
}

/// Takes all of a followed folder out of the index.
fn remove_folder(batch: &mut Batch<'_>, writer: &IndexWriter, folder: u32, summary: &mut Summary) {
    let Some(followed) = batch.generation.ledger.folder(folder) else { return };
    for (path, file) in &followed.files {
        for record in &*file.records {
            batch.delete(writer, folder, path, &record.key);
        }
    }
    summary.removed += followed.articles();
    batch.operations.push(Operation::Forget { folder });
}

impl Summary {
    /// Adds what was seen without opening a file.
    fn add_plan(&mut self, plan: &Plan, root: &Path) {
        self.unchanged += plan.unchanged;
        self.waiting += plan.waiting;
        self.refused += plan.aside.refused;
        for (extension, count) in &plan.aside.unknown {
            *self.unknown.entry(extension.clone()).or_insert(0) += count;
        }
        let failed = plan.failed.iter();
        self.failed.extend(failed.map(|(path, reason)| FailedFile { path: root.join(path), reason: reason.clone() }));
    }
}

/// Memory for a writer that is to take in the articles of `jobs`.
fn budget(jobs: &[Job]) -> usize {
    // Packed text grows to about four times its size.
    let packed = |job: &Job| formats::Format::of(&job.real).is_some_and(|format| format.packing.is_some());
    let bytes: u64 = jobs.iter().map(|job| if packed(job) { job.stat.size * 4 } else { job.stat.size }).sum();
    if bytes < SMALL_RUN { SMALL_BUDGET } else { LARGE_BUDGET }
}

/// Text that fits into the memory of a small writer, in bytes.
const SMALL_RUN: u64 = 4 << 20;

/// Bytes of memory for a writer that will write much.
const LARGE_BUDGET: usize = 256 << 20;
