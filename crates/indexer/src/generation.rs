//! One generation of the index: a tantivy index and the ledger that says what it holds, which change together.
//!
//! A commit appends to the ledger and syncs it, then commits to tantivy with a payload that says how much of the
//! ledger counts, then syncs the folder. Whatever happens in between, the two agree when the generation is opened.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use schema::{CommitPayload, Fields, Fingerprints, Learner, SharedDirectory, open_settings};
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy};
use tantivy::{Index, IndexWriter, TantivyError};

use crate::Error;
use crate::ledger::{Ledger, Log, LogFault, Operation, Rules, is_log, push_frame};
use crate::tables::{self, Tables, When};

/// A generation that is open for writing; whoever has it holds the lock.
pub(crate) struct Generation {
    folder: PathBuf,
    pub(crate) index: Index,
    pub(crate) fields: Fields,
    pub(crate) learner: Arc<Learner>,
    pub(crate) ledger: Ledger,
    pub(crate) payload: CommitPayload,
    pub(crate) tables: Tables,
    log: Log,
    /// A writer that goes on merging between two runs, and its memory.
    writer: Option<(usize, IndexWriter)>,
}

impl Generation {
    /// Creates an empty generation in the empty `folder`, with a first commit numbered after `sequence`.
    pub(crate) fn create(folder: &Path, rules: &Fingerprints, sequence: u64) -> Result<Self, Error> {
        let failed = |source| Error::index(folder, source);
        let (schema, fields) = Fields::build();
        let directory = SharedDirectory::open(folder).map_err(failed)?;
        let index = Index::create(directory, schema, open_settings()).map_err(failed)?;
        schema::register(&index);
        let log = Log::create(folder, 1).map_err(|source| Error::io(folder, source))?;
        let payload = CommitPayload { sequence, fingerprints: rules.clone(), ..CommitPayload::default() };
        let learner = Arc::new(Learner::open(folder)?);
        let (folder, ledger, tables) = (folder.to_owned(), Ledger::default(), Tables::open(folder));
        let mut generation = Self { folder, index, fields, learner, ledger, payload, tables, log, writer: None };
        let mut writer = generation.writer(SMALL_BUDGET)?;
        generation.commit(&mut writer, Vec::new())?;
        tables::derive(&mut generation, When::Now)?;
        Ok(generation)
    }

    /// Opens the generation in `folder` and removes what an interrupted run left in it.
    pub(crate) fn open(folder: &Path, rules: &Fingerprints) -> Result<Self, Error> {
        let (index, fields, payload) = open_index(folder, rules)?;
        let (log, content) = Log::open(folder, &payload.ledger).map_err(|source| {
            let file = folder.join(&payload.ledger.file);
            // A ledger that is gone is damaged like one that was cut off at its beginning.
            let fault = LogFault::Short { found: 0, promised: payload.ledger.length };
            if source.kind() == io::ErrorKind::NotFound {
                Error::Ledger { file, fault }
            } else {
                Error::io(&file, source)
            }
        })?;
        let damaged = |fault| Error::Ledger { file: log.path().to_owned(), fault };
        let ledger = Ledger::load(&content.map_err(damaged)?).map_err(damaged)?;
        let learner = Arc::new(Learner::open(folder)?);
        let (folder, tables) = (folder.to_owned(), Tables::open(folder));
        let mut generation = Self { folder, index, fields, learner, ledger, payload, tables, log, writer: None };
        if generation.payload.fingerprints.agree_on_words(rules) {
            // What the next commit says. Files that were read by other rules are told by their own heads.
            generation.payload.fingerprints = rules.clone();
        }
        generation.clean().map_err(|source| Error::io(&generation.folder, source))?;
        Ok(generation)
    }

    /// Whether nobody else has committed since.
    pub(crate) fn is_as_committed(&self) -> Result<bool, Error> {
        let metas = self.index.load_metas().map_err(|source| Error::index(&self.folder, source))?;
        let found = CommitPayload::parse(metas.payload.as_deref());
        Ok(found.is_some_and(|found| found.sequence == self.payload.sequence))
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// A writer with `budget` bytes of memory for what is not yet on disk: the one that was kept, or a new one.
    pub(crate) fn writer(&mut self, budget: usize) -> Result<IndexWriter, Error> {
        match self.writer.take() {
            Some((kept, writer)) if kept == budget => return Ok(writer),
            Some((_, writer)) => self.finish(writer)?,
            None => {}
        }
        let threads = if budget > SMALL_BUDGET { indexing_threads() } else { 1 };
        let options = IndexWriterOptions::builder()
            .num_worker_threads(threads)
            .memory_budget_per_thread((budget / threads).max(SMALL_BUDGET))
            .num_merge_threads(1)
            .build();
        let writer = self.index.writer_with_options(options).map_err(|source| Error::index(&self.folder, source))?;
        let mut policy = LogMergePolicy::default();
        policy.set_del_docs_ratio_before_merge(MOST_DELETED);
        writer.set_merge_policy(Box::new(policy));
        Ok(writer)
    }

    /// Keeps a writer of `budget` for the next run; its merges go on.
    pub(crate) fn keep(&mut self, budget: usize, writer: IndexWriter) {
        self.writer = Some((budget, writer));
    }

    /// Lets go of a writer that was kept, and breaks off its merges.
    pub(crate) fn let_go(&mut self) {
        self.writer = None;
    }

    /// Waits for the merges of a writer, so that what was begun is not thrown away.
    pub(crate) fn finish(&self, writer: IndexWriter) -> Result<(), Error> {
        writer.wait_merging_threads().map_err(|source| Error::index(&self.folder, source))
    }

    /// What lies behind an error of tantivy, which says little when a thread of its own could not write.
    pub(crate) fn explain(&self, error: Error) -> Error {
        let Error::Index { source: TantivyError::ErrorInThread(_), .. } = &error else { return error };
        let probe = self.folder.join(".tmp-probe");
        let written = fs::write(&probe, [0; 1 << 16]);
        let _ = fs::remove_file(&probe);
        match written {
            Ok(()) => error,
            Err(source) => Error::io(&self.folder, source),
        }
    }

    /// Makes `operations`, and all that was given to `writer`, true; they are on disk when this returns.
    ///
    /// # Errors
    ///
    /// After a failure the generation must be opened again: what was committed before still holds.
    pub(crate) fn commit(&mut self, writer: &mut IndexWriter, operations: Vec<Operation>) -> Result<(), Error> {
        let old_log = self.write_log(&operations).map_err(|source| Error::io(self.log.path(), source))?;
        let changes_articles = operations.iter().any(Operation::changes_articles);
        self.ledger.apply(operations);
        let mut payload = self.payload.clone();
        payload.sequence += 1;
        payload.ledger = self.log.mark();
        payload.outdated = self.ledger.outdated(self.ledger.rules_number(&rules_of(&payload.fingerprints)));
        payload.committed_at = seconds_now();
        let mut commit = || {
            let mut prepared = writer.prepare_commit()?;
            payload.opstamp = prepared.opstamp();
            prepared.set_payload(&payload.to_text());
            // tantivy syncs its folder before it renames the file that makes the commit; our directory does so after it.
            prepared.commit()
        };
        commit().map_err(|source: TantivyError| Error::index(&self.folder, source))?;
        self.payload = payload;
        if !changes_articles {
            tables::carry_over(self)?;
        }
        if let Some(old) = old_log {
            // It is of no use to anybody, and removed on the next opening if it cannot be now.
            let _ = fs::remove_file(old);
        }
        Ok(())
    }

    /// Writes `operations` to the log, or all of the ledger to a new one; then gives the path of the old one.
    fn write_log(&mut self, operations: &[Operation]) -> io::Result<Option<PathBuf>> {
        let mut frames = Vec::new();
        for operation in operations {
            push_frame(&mut frames, operation)?;
        }
        if !self.ledger.is_wasteful() {
            self.log.append(&frames)?;
            return Ok(None);
        }
        let mut log = Log::create(&self.folder, self.payload.sequence + 1)?;
        let mut all = self.ledger.compacted()?;
        all.append(&mut frames);
        log.append(&all)?;
        // The commit names a file that must be there: its entry in the folder is synced before.
        fs::File::open(&self.folder)?.sync_all()?;
        let old = std::mem::replace(&mut self.log, log).path().to_owned();
        self.ledger.was_compacted();
        Ok(Some(old))
    }

    /// The rules by which files are read now, with the operation that introduces them if they are new.
    pub(crate) fn current_rules(&self) -> (u16, Option<Operation>) {
        let rules = rules_of(&self.payload.fingerprints);
        match self.ledger.rules_number(&rules) {
            Some(number) => (number, None),
            None => {
                let number = self.ledger.next_rules();
                (number, Some(Operation::Rules { number, rules }))
            }
        }
    }

    /// Removes files that belong to no commit: those that a killed writer, or a cut compaction, left behind.
    fn clean(&mut self) -> io::Result<()> {
        // Segments of an interrupted run fill the disk until the next commit, which may then not fit.
        if let Ok(metas) = self.index.load_metas() {
            let mut living = metas.list_segment_files();
            living.insert(PathBuf::from("meta.json"));
            // What cannot be removed now is removed by that commit.
            let _ = self.index.directory_mut().garbage_collect(|| living);
        }
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let is_old_log = is_log(&name) && *name != self.payload.ledger.file;
            if name.starts_with(".tmp") || name.ends_with(".new") || is_old_log {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }
}

/// Opens what readers and writers of a generation need, and refuses what is not ours.
pub(crate) fn open_index(folder: &Path, rules: &Fingerprints) -> Result<(Index, Fields, CommitPayload), Error> {
    let foreign = |reason: String| Error::Foreign { generation: folder.to_owned(), reason, newer: false };
    let index = match SharedDirectory::open_index(folder) {
        Ok(index) => index,
        Err(error @ TantivyError::IncompatibleIndex(_)) => return Err(foreign(error.to_string())),
        Err(error @ TantivyError::DataCorruption(_)) => {
            return Err(Error::Damaged { home: folder.to_owned(), problem: error.to_string() });
        }
        Err(error) => return Err(Error::index(folder, error)),
    };
    schema::register(&index);
    let metas = index.load_metas().map_err(|source| Error::index(folder, source))?;
    let payload = CommitPayload::parse(metas.payload.as_deref()).ok_or_else(|| {
        foreign("its last commit was not made by this program, or by a newer version of it".to_owned())
    })?;
    if let Some((theirs, ours)) = payload.fingerprints.newer_than(rules) {
        let reason = format!("it was built by a newer version: it says `{theirs}`, this program knows `{ours}`");
        return Err(Error::Foreign { generation: folder.to_owned(), reason, newer: true });
    }
    // The handles of another schema are of no use, but its ledger is.
    let fields = Fields::of(&index.schema()).unwrap_or_else(|_| Fields::build().1);
    Ok((index, fields, payload))
}

pub(crate) fn rules_of(fingerprints: &Fingerprints) -> Rules {
    Rules { dates: fingerprints.dates.clone(), entities: fingerprints.entities.clone() }
}

/// As much of the ledger of a damaged generation as can be read.
pub(crate) fn salvage(folder: &Path) -> Ledger {
    let logs = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut logs: Vec<PathBuf> =
        logs.filter(|entry| is_log(&entry.file_name().to_string_lossy())).map(|entry| entry.path()).collect();
    logs.sort();
    let newest = logs.last().and_then(|log| fs::read(log).ok()).unwrap_or_default();
    Ledger::salvage(&newest)
}

/// Bytes of memory for a writer that will write little.
pub(crate) const SMALL_BUDGET: usize = 15_000_000;

/// A segment with a larger part of its documents deleted is written anew.
const MOST_DELETED: f32 = 0.2;

/// Threads of tantivy that build segments. Reading and analysing an article costs about three times as much.
fn indexing_threads() -> usize {
    (crate::cores() / 3).clamp(1, 8)
}

fn seconds_now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}
