//! What an index holds, and what stands between it and the files it follows. Only reads.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use schema::{CommitPayload, Fingerprints, Home};
use serde::Serialize;
use tantivy::{Index, IndexReader, ReloadPolicy, TantivyError};

use crate::follow::Target;
use crate::generation::{open_index, rules_of};
use crate::indexer::current_rules;
use crate::ledger::{self, FileEntry, Followed, Ledger, Outcome};
use crate::plan::{Comparison, plan};
use crate::{BadRecord, Error};

/// The state of an index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Status {
    /// The folder of the index.
    pub index: PathBuf,
    /// The name of the generation in use.
    pub generation: String,
    /// The number of the last commit.
    pub sequence: u64,
    /// When it was made, in seconds since 1970.
    pub committed_at: i64,
    /// What the index takes on disk, in bytes.
    pub bytes: u64,
    /// How many articles it holds.
    pub articles: u64,
    /// How many of them were read by older rules for dates or names.
    pub outdated: u64,
    /// Whether the index must be built anew before it can be searched.
    pub needs_rebuild: bool,
    /// Articles by language.
    pub languages: BTreeMap<String, u64>,
    /// Articles by source, most frequent first.
    pub sources: Vec<Count>,
    /// All that is followed.
    pub folders: Vec<FolderStatus>,
    /// Files that could not be read, or not to their end.
    pub failed: Vec<FailedStatus>,
    /// Records that could not be read in files that could.
    pub bad_records: u64,
    /// The first of these of each file.
    pub first_bad_records: Vec<BadRecord>,
}

/// How often a value occurs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Count {
    /// The value, as printed.
    pub value: String,
    /// How many articles have it.
    pub count: u64,
}

/// The state of a followed folder or file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FolderStatus {
    /// The folder, or the file.
    pub path: PathBuf,
    /// Whether it can be looked at now; if not, its articles stay as they are.
    pub present: bool,
    /// Files of known kinds that the index knows.
    pub files: u64,
    /// Articles in the index.
    pub articles: u64,
    /// Files of unknown kinds, by extension; empty for files without one.
    pub unknown: BTreeMap<String, u64>,
    /// Links, pipes and devices that were passed by, and the first of them with the reason.
    pub refused: u64,
    /// The first of what was refused: path inside and reason.
    pub first_refused: Vec<(String, String)>,
    /// What the next run would do, if that was asked for and the folder can be looked at.
    pub waiting: Option<Waiting>,
    /// Why it cannot be looked at.
    pub problem: Option<String>,
}

/// What the next run would do in a folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Waiting {
    /// Files that are new, have changed, or are to be tried again.
    pub to_read: u64,
    /// Files that are gone.
    pub gone: u64,
}

/// A file that could not be read, or not to its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FailedStatus {
    /// The whole path.
    pub path: PathBuf,
    /// Why not.
    pub reason: String,
    /// How often in a row it was tried, up to three.
    pub tries: u8,
    /// Articles that the index holds of it all the same.
    pub articles: u64,
}

/// The state of the index in `home`; with `look`, every followed folder is walked to see what waits there.
///
/// # Errors
///
/// Fails when there is no index, or when it cannot be read.
pub fn status(home: &Home, look: bool) -> Result<Status, Error> {
    let folder = home.current()?;
    let rules = current_rules();
    let (index, payload, ledger) = read_generation(&folder, &rules)?;
    let mut status = Status {
        index: home.folder().to_owned(),
        generation: folder.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        sequence: payload.sequence,
        committed_at: payload.committed_at,
        bytes: size_of(&folder).map_err(|source| Error::io(&folder, source))?,
        articles: ledger.folders().map(|(_, followed)| followed.articles()).sum(),
        outdated: ledger.outdated(ledger.rules_number(&rules_of(&rules))),
        needs_rebuild: !payload.fingerprints.agree_on_words(&rules),
        languages: BTreeMap::new(),
        sources: Vec::new(),
        folders: Vec::new(),
        failed: Vec::new(),
        bad_records: 0,
        first_bad_records: Vec::new(),
    };
    // What another schema calls its fields is not known here.
    if !status.needs_rebuild {
        let failed = |source| Error::index(&folder, source);
        status.languages = counts(&index, "language").map_err(failed)?;
        status.sources = ranked(counts(&index, "source").map_err(failed)?);
    }
    let number = ledger.rules_number(&rules_of(&rules)).unwrap_or(u16::MAX);
    for (folder, followed) in ledger.folders() {
        status.add_folder(folder, followed, look.then_some((home, number)));
    }
    Ok(status)
}

impl Status {
    /// What waits in all followed folders.
    pub fn waiting(&self) -> Waiting {
        let all = self.folders.iter().filter_map(|folder| folder.waiting);
        all.fold(Waiting::default(), |sum, folder| Waiting {
            to_read: sum.to_read + folder.to_read,
            gone: sum.gone + folder.gone,
        })
    }

    fn add_folder(&mut self, number: u32, followed: &Followed, look: Option<(&Home, u16)>) {
        let present = followed.path.symlink_metadata().is_ok();
        let looked = look.map(|(home, rules)| look_at(number, followed, home, rules));
        let (waiting, problem) = match looked {
            Some(Ok(waiting)) => (Some(waiting), None),
            Some(Err(problem)) => (None, Some(problem)),
            None => (None, (!present).then(|| "is missing".to_owned())),
        };
        for (path, file) in &followed.files {
            self.add_file(&followed.path.join(path), file);
        }
        self.folders.push(FolderStatus {
            path: followed.path.clone(),
            present: present && problem.is_none(),
            files: followed.files.len() as u64,
            articles: followed.articles(),
            unknown: followed.aside.unknown.clone(),
            refused: followed.aside.refused,
            first_refused: followed.aside.first_refused.clone(),
            waiting,
            problem,
        });
    }

    fn add_file(&mut self, path: &Path, file: &FileEntry) {
        if let Outcome::Failed { reason, tries, .. } = &file.head.outcome {
            let (path, reason) = (path.to_owned(), reason.clone());
            self.failed.push(FailedStatus { path, reason, tries: *tries, articles: file.records.len() as u64 });
        }
        let bad = &file.head.bad_records;
        self.bad_records += bad.count;
        let first = bad.first.iter();
        self.first_bad_records.extend(first.map(|(line, reason)| BadRecord {
            path: path.to_owned(),
            line: *line,
            reason: reason.clone(),
        }));
    }
}

fn look_at(number: u32, followed: &Followed, home: &Home, rules: u16) -> Result<Waiting, String> {
    let target = Target {
        folder: number,
        root: followed.path.as_path().into(),
        single_file: followed.single_file,
        part: String::new(),
    };
    let home = home.folder().canonicalize().unwrap_or_else(|_| home.folder().to_owned());
    let how = Comparison { rules, allow_empty: false, retry: true, pause: Duration::ZERO };
    let plan = plan(&target, Some(followed), &home, how)?;
    Ok(Waiting { to_read: plan.jobs.len() as u64, gone: plan.gone.len() as u64 })
}

/// The index, and the ledger of the same commit, while another process may be writing.
fn read_generation(folder: &Path, rules: &Fingerprints) -> Result<(Index, CommitPayload, Ledger), Error> {
    let mut tries = 0;
    loop {
        let (index, _, payload) = open_index(folder, rules)?;
        let file = folder.join(&payload.ledger.file);
        let damaged = |fault| Error::Ledger { file: file.clone(), fault };
        match ledger::read(folder, &payload.ledger) {
            Ok(log) => {
                let ledger = log.and_then(|log| Ledger::load(&log)).map_err(damaged)?;
                return Ok((index, payload, ledger));
            }
            // A commit that came in between has written the ledger to a new file.
            Err(error) if error.kind() == io::ErrorKind::NotFound && tries < MOST_TRIES => tries += 1,
            Err(error) => return Err(Error::io(&file, error)),
        }
    }
}

/// More ledgers than these are not replaced while one is opened.
const MOST_TRIES: u32 = 10;

/// How many articles have each value of a field.
fn counts(index: &Index, field: &str) -> Result<BTreeMap<String, u64>, TantivyError> {
    let reader: IndexReader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
    let mut counts = BTreeMap::new();
    for segment in reader.searcher().segment_readers() {
        let Some(column) = segment.fast_fields().str(field)? else { continue };
        let mut by_ordinal = vec![0u64; column.num_terms()];
        for document in segment.doc_ids_alive() {
            column.term_ords(document).for_each(|ordinal| by_ordinal[ordinal as usize] += 1);
        }
        let mut value = String::new();
        for (ordinal, count) in by_ordinal.into_iter().enumerate().filter(|(_, count)| *count > 0) {
            value.clear();
            column.ord_to_str(ordinal as u64, &mut value)?;
            *counts.entry(value.clone()).or_insert(0) += count;
        }
    }
    Ok(counts)
}

fn ranked(counts: BTreeMap<String, u64>) -> Vec<Count> {
    let mut ranked: Vec<Count> = counts.into_iter().map(|(value, count)| Count { value, count }).collect();
    // Values with equal counts stay in the order of the alphabet.
    ranked.sort_by_key(|count| std::cmp::Reverse(count.count));
    ranked
}

pub(crate) fn size_of(folder: &Path) -> io::Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        // A file may be removed between being listed and being looked at.
        bytes += entry?.metadata().map_or(0, |metadata| metadata.len());
    }
    Ok(bytes)
}
