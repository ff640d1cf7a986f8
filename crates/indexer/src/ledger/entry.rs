//! What the ledger notes down: one [`Operation`] for each thing that happened to a followed folder or file.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// One entry of the log. Their order is their meaning: a later one overrides an earlier.
///
/// Variants and fields are only ever added at the end: the log is read by position.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Operation {
    /// A folder, or a single file, is followed from now on.
    Follow { folder: u32, path: String, single_file: bool },
    /// It is followed no longer; its files are forgotten with it.
    Forget { folder: u32 },
    /// Rules that files name by this number.
    Rules { number: u16, rules: Rules },
    /// A file was read, wholly or in part: its head is replaced, records are put and cut.
    File { folder: u32, path: String, head: Head, put: Vec<Record>, cut: Vec<Box<str>> },
    /// A file is gone.
    Gone { folder: u32, path: String },
    /// What else lies in a folder.
    Aside { folder: u32, aside: Aside },
}

impl Operation {
    /// Whether the index holds other articles after it, or may do so.
    pub(crate) fn changes_articles(&self) -> bool {
        match self {
            Self::File { put, cut, .. } => !put.is_empty() || !cut.is_empty(),
            Self::Forget { .. } | Self::Gone { .. } => true,
            Self::Follow { .. } | Self::Rules { .. } | Self::Aside { .. } => false,
        }
    }
}

/// By which rules a file was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Rules {
    pub(crate) dates: String,
    pub(crate) entities: String,
}

/// What is known of a file, without its records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Head {
    pub(crate) stat: Stat,
    /// Whether the file could change again without its stat telling; it is then read once more.
    pub(crate) unsettled: bool,
    /// The number of the [`Rules`] it was read by.
    pub(crate) rules: u16,
    pub(crate) outcome: Outcome,
    pub(crate) bad_records: BadRecords,
}

/// What tells, without opening a file, that it has changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Stat {
    pub(crate) size: u64,
    /// Nanoseconds since 1970.
    pub(crate) modified: i64,
    pub(crate) inode: u64,
}

/// How the reading of a file ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Outcome {
    /// To its end.
    Read,
    /// Not yet to its end.
    Partial,
    /// It could not be read, or not to its end.
    Failed {
        reason: String,
        /// How often in a row.
        tries: u8,
        /// Whether it may succeed although the file stays as it is.
        retry: bool,
    },
}

/// Records that could not be read in a file that could: how many, and the first of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct BadRecords {
    pub(crate) count: u64,
    pub(crate) first: Vec<(Option<u64>, String)>,
}

impl BadRecords {
    /// More than these are counted only.
    const KEPT: usize = 20;

    pub(crate) fn add(&mut self, line: Option<u64>, reason: String) {
        self.count += 1;
        if self.first.len() < Self::KEPT {
            self.first.push((line, reason));
        }
    }
}

/// An article in the index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Record {
    /// Unique in its file; empty where the file holds one article.
    pub(crate) key: Box<str>,
    /// Hash of what it was read from.
    pub(crate) digest: u128,
    /// The public id.
    pub(crate) id: [u8; 10],
    /// When it was last changed or published, in minutes since 1970: the newest of several versions is shown.
    pub(crate) stamp: Option<i64>,
}

/// What lies in a folder and is not read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Aside {
    /// Files of unknown kinds, by extension in lower case; empty for files without one.
    pub(crate) unknown: BTreeMap<String, u64>,
    /// How many things were refused: links, pipes, devices.
    pub(crate) refused: u64,
    /// The first of them: path and reason.
    pub(crate) first_refused: Vec<(String, String)>,
}

impl Aside {
    const KEPT: usize = 20;

    pub(crate) fn refuse(&mut self, path: String, reason: &str) {
        self.refused += 1;
        self.first_refused.push((path, reason.to_owned()));
    }

    /// Adds what another thread found.
    pub(crate) fn merge(&mut self, other: Self) {
        for (extension, count) in other.unknown {
            *self.unknown.entry(extension).or_insert(0) += count;
        }
        self.refused += other.refused;
        self.first_refused.extend(other.first_refused);
    }

    /// Makes two walks that found the same equal, though their threads found it in another order, and short.
    pub(crate) fn settle(&mut self) {
        self.first_refused.sort_unstable();
        self.first_refused.truncate(Self::KEPT);
    }
}

/// A file and the articles that the index holds of it.
#[derive(Clone, Debug)]
pub(crate) struct FileEntry {
    pub(crate) head: Head,
    /// Sorted by key.
    pub(crate) records: Arc<[Record]>,
}
