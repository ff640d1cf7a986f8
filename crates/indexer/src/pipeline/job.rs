//! What is to be read, and how the reading of a file ended.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::ledger::{BadRecords, FileEntry, Head, Operation, Outcome, Record, Stat};

/// A file to read.
#[derive(Debug)]
pub(crate) struct Job {
    /// The number of the followed folder.
    pub(crate) folder: u32,
    /// The followed folder, or the followed file.
    pub(crate) root: Arc<Path>,
    /// The path inside it; empty for a followed file.
    pub(crate) inside: String,
    /// What to open.
    pub(crate) real: PathBuf,
    /// As it was when the folder was looked at.
    pub(crate) stat: Stat,
    /// What the ledger knows of it.
    pub(crate) old: Option<FileEntry>,
    /// The number of the rules by which it will be read.
    pub(crate) rules: u16,
}

impl Job {
    /// The path that tells where the article lies, and that dates in file names are read from.
    pub(crate) fn shown(&self) -> &Path {
        if self.inside.is_empty() {
            // The name of a followed file is not inside anything, but it tells as much.
            return self.root.file_name().map_or(&*self.root, Path::new);
        }
        Path::new(&self.inside)
    }

    /// The articles that the index holds of it.
    pub(crate) fn old_records(&self) -> &[Record] {
        self.old.as_ref().map_or(&[], |old| &old.records)
    }

    /// Whether a record with an equal digest would become the same document.
    pub(crate) fn same_rules(&self) -> bool {
        self.old.as_ref().is_some_and(|old| old.head.rules == self.rules)
    }

    /// The head of a file that was read as far as `end` says.
    pub(crate) fn head(&self, end: End) -> Head {
        let outcome = match end.failure {
            _ if end.interrupted => Outcome::Partial,
            None => Outcome::Read,
            Some(Failure { reason, retry }) => {
                let tries = match self.old.as_ref().map(|old| &old.head) {
                    Some(Head { stat, outcome: Outcome::Failed { tries, .. }, .. }) if *stat == self.stat => *tries,
                    _ => 0,
                };
                Outcome::Failed { reason, tries: (tries + 1).min(MOST_TRIES), retry }
            }
        };
        // An unfinished file keeps its old rules: records not reached yet were read by them.
        let rules = match &self.old {
            Some(old) if end.keeps_old => old.head.rules,
            _ => self.rules,
        };
        Head { stat: self.stat, unsettled: end.unsettled, rules, outcome, bad_records: end.bad_records }
    }

    /// What the ledger notes down of it.
    pub(crate) fn operation(&self, head: Head, mut put: Vec<Record>, cut: Vec<Box<str>>) -> Operation {
        put.sort_unstable_by(|a, b| a.key.cmp(&b.key));
        Operation::File { folder: self.folder, path: self.inside.clone(), head, put, cut }
    }

    /// The head of a file of which only a part was read so far.
    pub(crate) fn partial_head(&self) -> Head {
        self.head(End { interrupted: true, keeps_old: true, ..End::default() })
    }
}

/// A file that failed so often is tried again only when somebody asks for it, or when it changes.
pub(crate) const MOST_TRIES: u8 = 3;

/// How the reading of a file ended.
#[derive(Debug, Default)]
pub(crate) struct End {
    /// Records that were handed on to be indexed.
    pub(crate) sent: u64,
    /// Records that are as they were.
    pub(crate) kept: u64,
    /// Keys of records that are no longer in the file.
    pub(crate) vanished: Vec<Box<str>>,
    pub(crate) bad_records: BadRecords,
    pub(crate) failure: Option<Failure>,
    /// Whether there may be old records that were not looked at.
    pub(crate) keeps_old: bool,
    /// Whether the run was stopped before the end of the file.
    pub(crate) interrupted: bool,
    /// Whether the file could have changed again without its stat telling.
    pub(crate) unsettled: bool,
}

impl End {
    /// The parser itself failed here.
    pub(crate) fn fail_here(&mut self) {
        self.keeps_old = true;
        self.vanished.clear();
        self.failure =
            Some(Failure { reason: "cannot be read: a rule of this program failed on it".to_owned(), retry: false });
    }
}

/// Why a file could not be read, or not to its end.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) reason: String,
    /// Whether it may succeed although the file stays as it is.
    pub(crate) retry: bool,
}
