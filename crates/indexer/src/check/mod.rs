//! Checks an index: every byte against its checksum, the ledger against the index, the followed files against both.
//!
//! Only reads, takes no lock, and may run while another process writes: where a commit comes in between, it begins
//! again with that commit.

mod articles;
pub(crate) mod bytes;

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use schema::{CommitPayload, Fields, Home, HomeError};
use serde::Serialize;
use tantivy::Index;

use crate::generation::open_index;
use crate::indexer::current_rules;
use crate::ledger::{self, Ledger};
use crate::lock::Lock;
use crate::status::status;
use crate::tables;
use crate::{Error, Indexer, Options, Progress, Summary, SyncOptions, Waiting};

/// What a check of an index found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// The folder of the index.
    pub index: PathBuf,
    /// The name of the generation in use; `None` where nobody can tell.
    pub generation: Option<String>,
    /// The number of the commit that was checked.
    pub sequence: Option<u64>,
    /// Files of the index whose every byte was compared with a checksum.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Articles of the ledger that were looked for in the index.
    pub articles: u64,
    /// What is wrong with the index, worst first.
    pub faults: Vec<Fault>,
    /// What the followed folders hold and the index does not say yet.
    pub waiting: Waiting,
}

/// Something that is wrong with an index.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Fault {
    /// What it touches, which says how it is mended.
    pub touches: Touches,
    /// The file, as far as there is one.
    pub file: Option<PathBuf>,
    /// What is wrong, in words.
    pub problem: String,
}

/// What a fault touches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Touches {
    /// The index or its ledger: it is built anew from the followed files.
    Index,
    /// A table that is derived from the index: it is derived again.
    Table,
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.file {
            Some(file) => write!(formatter, "`{}` {}", file.display(), self.problem),
            None => formatter.write_str(&self.problem),
        }
    }
}

impl Checked {
    /// Whether nothing is wrong with the index. Files that wait to be read are no fault of it.
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }
}

/// Checks the index in `home`.
///
/// # Errors
///
/// Fails when there is no index, when it cannot be read at all, or when it was written by a newer version. Damage is
/// no error: it is what the check is for.
pub fn check(home: &Home) -> Result<Checked, Error> {
    let mut tries = 0;
    loop {
        tries += 1;
        let before = commit_of(home);
        let checked = check_once(home)?;
        // A merge or a commit in between takes away files that were about to be read.
        if checked.is_sound() || tries == MOST_TRIES || before == commit_of(home) {
            return Ok(checked);
        }
    }
}

/// An index that changes more often than this while it is checked is reported as it looked last.
const MOST_TRIES: u32 = 5;

/// Checks the index in `home` and mends what is wrong: tables are derived again, a damaged index is built anew from the
/// followed files, beside the old one; what waits is read.
///
/// Gives what was wrong before, and what the run did.
///
/// # Errors
///
/// Fails when another process writes this index, or when a folder that must be read is missing.
pub fn repair(home: &Home, progress: &dyn Progress) -> Result<(Checked, Summary), Error> {
    let checked = check(home)?;
    let mut indexer = Indexer::open(home.clone(), Options::default())?;
    let is_damaged = checked.faults.iter().any(|fault| fault.touches == Touches::Index);
    if !is_damaged && !checked.is_sound() {
        indexer.derive_again()?;
    }
    let options = SyncOptions { full: is_damaged, retry: true, ..SyncOptions::default() };
    let summary = indexer.sync(&[], &options, progress)?;
    Ok((checked, summary))
}

fn commit_of(home: &Home) -> Option<Vec<u8>> {
    fs::read(home.current().ok()?.join("meta.json")).ok()
}

fn check_once(home: &Home) -> Result<Checked, Error> {
    let mut checked = Checked {
        index: home.folder().to_owned(),
        generation: None,
        sequence: None,
        files: 0,
        bytes: 0,
        articles: 0,
        faults: Vec::new(),
        waiting: Waiting::default(),
    };
    let folder = match home.current() {
        Ok(folder) => folder,
        Err(error @ HomeError::Dangling(..)) => {
            checked.fault(Touches::Index, Some(home.current_file()), error.to_string());
            return Ok(checked);
        }
        Err(error) => return Err(error.into()),
    };
    checked.generation = folder.file_name().map(|name| name.to_string_lossy().into_owned());
    let rules = current_rules();
    let (index, fields, payload) = match open_index(&folder, &rules) {
        Ok(opened) => opened,
        Err(error @ Error::Foreign { newer: true, .. }) => return Err(error),
        Err(error) => {
            checked.fault(Touches::Index, Some(folder.join("meta.json")), told(&error));
            return Ok(checked);
        }
    };
    checked.sequence = Some(payload.sequence);
    bytes::check(&folder, &index, &payload, &mut checked);
    let ledger = checked.ledger(&folder, &payload);
    // What another schema calls its fields is not known here, and damaged files are not to be searched.
    if let Some(ledger) = &ledger
        && payload.fingerprints.agree_on_words(&rules)
        && checked.is_sound()
    {
        articles::check(&folder, &index, fields, ledger, &mut checked);
        // Another version of this program may derive others from the same articles.
        if payload.fingerprints == rules {
            checked.tables(&folder, &index, &fields, &payload, ledger, Lock::is_held(home));
        }
        checked.waiting = status(home, true).map(|status| status.waiting()).unwrap_or_default();
    }
    checked.faults.sort();
    Ok(checked)
}

impl Checked {
    fn fault(&mut self, touches: Touches, file: Option<PathBuf>, problem: impl Into<String>) {
        self.faults.push(Fault { touches, file, problem: problem.into() });
    }

    /// The ledger of the commit, if it is what the commit says.
    fn ledger(&mut self, folder: &Path, payload: &CommitPayload) -> Option<Ledger> {
        let file = folder.join(&payload.ledger.file);
        let read = ledger::read(folder, &payload.ledger).map_err(|error| error.to_string());
        let ledger = read.and_then(|log| log.and_then(|log| Ledger::load(&log)).map_err(|fault| fault.to_string()));
        self.files += 1;
        self.bytes += payload.ledger.length;
        match ledger {
            Ok(ledger) => Some(ledger),
            Err(problem) => {
                self.fault(Touches::Index, Some(file), problem);
                None
            }
        }
    }

    /// Tables of the commit must be what deriving them again gives.
    fn tables(
        &mut self,
        folder: &Path,
        index: &Index,
        fields: &Fields,
        payload: &CommitPayload,
        ledger: &Ledger,
        is_writing: bool,
    ) {
        match tables::differing(folder, index, fields, payload.sequence, ledger, is_writing) {
            Ok(differing) => {
                for (file, problem) in differing {
                    self.fault(Touches::Table, Some(file), problem);
                }
            }
            Err(error) => self.fault(Touches::Index, None, format!("cannot be searched: {error}")),
        }
    }
}

/// Names of files that a check has seen.
pub(crate) type Names = BTreeSet<PathBuf>;

/// An error with what is behind it, in one line.
fn told(error: &dyn std::error::Error) -> String {
    let mut told = error.to_string();
    let mut cause = error.source();
    while let Some(behind) = cause {
        told.push_str(": ");
        told.push_str(&behind.to_string());
        cause = behind.source();
    }
    told
}
