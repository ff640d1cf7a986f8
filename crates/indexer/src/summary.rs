//! What a run did, and what it tells while it does it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use serde::Serialize;

/// What a run did.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Summary {
    /// Articles that were not in the index before.
    pub added: u64,
    /// Articles that were read anew.
    pub changed: u64,
    /// Articles that the index no longer holds.
    pub removed: u64,
    /// Articles whose files went elsewhere, and in which nothing was looked for anew.
    pub moved: u64,
    /// Articles that stayed as they were, in the folders looked at.
    pub unchanged: u64,
    /// Files that were opened.
    pub files_read: u64,
    /// Files that could not be read, or not to their end, in this run or earlier.
    pub failed: Vec<FailedFile>,
    /// Records that could not be read in files that could; the first of them in `first_bad_records`.
    pub bad_records: u64,
    /// The first bad records of this run.
    pub first_bad_records: Vec<BadRecord>,
    /// Followed folders that could not be looked at, so that nothing of theirs was changed.
    pub skipped: Vec<SkippedFolder>,
    /// Files of unknown kinds, by extension; empty for files without one.
    pub unknown: BTreeMap<String, u64>,
    /// Links, pipes and devices that were passed by.
    pub refused: u64,
    /// Files that are still being written and wait for the next run.
    pub waiting: u64,
    /// Whether the index was built anew, beside the old one.
    pub rebuilt: bool,
    /// Whether the run was told to stop before its end.
    pub stopped: bool,
    /// The number of the last commit.
    pub sequence: u64,
    /// How long it took.
    pub seconds: f64,
}

impl Summary {
    /// Whether the index says something else than before.
    pub fn changed_articles(&self) -> bool {
        self.added + self.changed + self.removed + self.moved > 0
    }
}

/// A file that could not be read, or not to its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FailedFile {
    /// The whole path.
    pub path: PathBuf,
    /// Why not.
    pub reason: String,
}

/// A record that could not be read in a file that could.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BadRecord {
    /// The whole path.
    pub path: PathBuf,
    /// The line where it starts, counted from 1, in formats that have lines.
    pub line: Option<u64>,
    /// What is wrong with it.
    pub reason: String,
}

/// A followed folder that could not be looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SkippedFolder {
    /// The folder.
    pub path: PathBuf,
    /// Why not: it is missing, unreadable, or empty although it held articles.
    pub reason: String,
    /// How many articles of it stay in the index.
    pub articles: u64,
}

/// Something that happens during a run.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A followed folder was looked at.
    Found {
        /// The folder.
        folder: PathBuf,
        /// Files of known kinds in it.
        files: u64,
        /// Those of them that are new or have changed.
        to_read: u64,
        /// The bytes of these, as they lie on disk.
        bytes: u64,
    },
    /// How far the reading is, a few times a second.
    Reading {
        /// Bytes read so far.
        bytes: u64,
        /// Articles in the index so far that are new or were read anew.
        articles: u64,
        /// Files read to their end so far.
        files: u64,
    },
    /// A file cannot be read.
    Failed(FailedFile),
    /// A followed folder is left alone.
    Skipped(SkippedFolder),
    /// What was done so far is safe and can be searched.
    Committed {
        /// The number of the commit.
        sequence: u64,
        /// How long the commit took.
        took: Duration,
    },
    /// A run of a watch has ended that did something.
    Synced(Box<Summary>),
    /// The system tells nothing about a followed folder, which is therefore looked at every few seconds.
    Polling {
        /// The folder.
        folder: PathBuf,
        /// Why nothing is told.
        reason: String,
    },
    /// Another process writes the index; a watch waits for it.
    Busy {
        /// The process and its command.
        holder: String,
    },
    /// A run of a watch has failed, and will be tried again.
    Trouble {
        /// What went wrong, with its causes.
        reason: String,
    },
    /// The index is being built anew, because `reason`.
    Rebuilding {
        /// Why, in words.
        reason: &'static str,
    },
}

/// Hears what happens during a run, on the thread that started it.
pub trait Progress {
    /// Called for each event, in order.
    fn on(&self, event: &Event);
}

/// Says nothing to nobody.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn on(&self, _: &Event) {}
}

impl<F: Fn(&Event)> Progress for F {
    fn on(&self, event: &Event) {
        self(event);
    }
}
