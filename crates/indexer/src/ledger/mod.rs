//! The ledger: which folders are followed, which files were read, and which articles the index holds of each.
//!
//! Takes [`Operation`]s, one for each thing that happened; gives what they amount to. Every operation is written to
//! the [`Log`] and synced before the commit that makes it true, and applied here after it.

mod entry;
mod log;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

pub(crate) use entry::{Aside, BadRecords, FileEntry, Head, Operation, Outcome, Record, Rules, Stat};
pub use log::LogFault;
pub(crate) use log::{Log, is_log, operations, push_frame, read};

/// The ledger in memory.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ledger {
    folders: BTreeMap<u32, Followed>,
    rules: Vec<Rules>,
    next_folder: u32,
    /// How many entries, records included, the log has; compared with those that are alive.
    written: u64,
}

/// A followed folder, or a followed file.
#[derive(Clone, Debug)]
pub(crate) struct Followed {
    pub(crate) path: PathBuf,
    pub(crate) single_file: bool,
    /// By path inside the folder; that of a single file is empty.
    pub(crate) files: BTreeMap<String, FileEntry>,
    pub(crate) aside: Aside,
}

impl Followed {
    /// How many articles the index holds of it.
    pub(crate) fn articles(&self) -> u64 {
        self.files.values().map(|file| file.records.len() as u64).sum()
    }
}

impl Ledger {
    /// The ledger that a log amounts to.
    pub(crate) fn load(log: &[u8]) -> Result<Self, LogFault> {
        let mut loading = Loading::default();
        for operation in operations(log) {
            loading.add(operation?);
        }
        Ok(loading.finish())
    }

    /// As much of a damaged log as can be read: enough to know what was followed.
    pub(crate) fn salvage(log: &[u8]) -> Self {
        let mut loading = Loading::default();
        operations(log).map_while(Result::ok).for_each(|operation| loading.add(operation));
        loading.finish()
    }

    /// All that is followed, by number.
    pub(crate) fn folders(&self) -> impl Iterator<Item = (u32, &Followed)> {
        self.folders.iter().map(|(number, followed)| (*number, followed))
    }

    pub(crate) fn folder(&self, number: u32) -> Option<&Followed> {
        self.folders.get(&number)
    }

    /// A number that no folder ever had in this ledger.
    pub(crate) fn next_folder(&self) -> u32 {
        self.next_folder
    }

    /// The number of `rules`, if files were read by them.
    pub(crate) fn rules_number(&self, rules: &Rules) -> Option<u16> {
        self.rules.iter().position(|known| known == rules).and_then(|at| u16::try_from(at).ok())
    }

    /// The number that new rules get.
    pub(crate) fn next_rules(&self) -> u16 {
        u16::try_from(self.rules.len()).unwrap_or(u16::MAX)
    }

    /// How many articles were read by other rules than `current`.
    pub(crate) fn outdated(&self, current: Option<u16>) -> u64 {
        let files = self.folders.values().flat_map(|followed| followed.files.values());
        files.filter(|file| Some(file.head.rules) != current).map(|file| file.records.len() as u64).sum()
    }

    /// Takes over what was committed.
    pub(crate) fn apply(&mut self, operations: Vec<Operation>) {
        let mut loading = Loading { ledger: std::mem::take(self), drafts: BTreeMap::new() };
        operations.into_iter().for_each(|operation| loading.add(operation));
        *self = loading.finish();
    }

    /// Whether a log written anew would be less than half as long.
    pub(crate) fn is_wasteful(&self) -> bool {
        self.written > 2 * self.alive() + SMALLEST_WASTE
    }

    fn alive(&self) -> u64 {
        let files = self.folders.values().map(|followed| followed.files.len() as u64 + followed.articles());
        self.folders.len() as u64 + self.rules.len() as u64 + files.sum::<u64>()
    }

    /// The shortest log that amounts to this ledger.
    pub(crate) fn compacted(&self) -> io::Result<Vec<u8>> {
        let mut frames = Vec::new();
        let mut push = |operation: Operation| push_frame(&mut frames, &operation);
        for (number, rules) in self.rules.iter().enumerate() {
            push(Operation::Rules { number: u16::try_from(number).unwrap_or(u16::MAX), rules: rules.clone() })?;
        }
        for (folder, followed) in self.folders() {
            let path = followed.path.to_string_lossy().into_owned();
            push(Operation::Follow { folder, path, single_file: followed.single_file })?;
        }
        for (folder, followed) in self.folders() {
            push(Operation::Aside { folder, aside: followed.aside.clone() })?;
            for (path, file) in &followed.files {
                let (path, head, put) = (path.clone(), file.head.clone(), file.records.to_vec());
                push(Operation::File { folder, path, head, put, cut: Vec::new() })?;
            }
        }
        Ok(frames)
    }

    /// Tells the ledger that its log was just written anew.
    pub(crate) fn was_compacted(&mut self) {
        self.written = self.alive();
    }
}

/// Rewriting a short log gains nothing.
const SMALLEST_WASTE: u64 = 5_000;

/// A ledger while operations are added to it.
///
/// Records are sorted once for each file at the end: a file to which a scraper appends has thousands of operations.
#[derive(Default)]
struct Loading {
    ledger: Ledger,
    drafts: BTreeMap<(u32, String), Vec<Step>>,
}

/// What happened to one record of a file.
enum Step {
    Put(Record),
    Cut(Box<str>),
}

impl Step {
    fn key(&self) -> &str {
        match self {
            Self::Put(record) => &record.key,
            Self::Cut(key) => key,
        }
    }
}

impl Loading {
    fn add(&mut self, operation: Operation) {
        let ledger = &mut self.ledger;
        ledger.written += 1;
        match operation {
            Operation::Follow { folder, path, single_file } => {
                let path = PathBuf::from(path);
                let followed = Followed { path, single_file, files: BTreeMap::new(), aside: Aside::default() };
                ledger.folders.insert(folder, followed);
                self.drafts.retain(|(of, _), _| *of != folder);
                ledger.next_folder = ledger.next_folder.max(folder + 1);
            }
            Operation::Forget { folder } => {
                ledger.folders.remove(&folder);
                self.drafts.retain(|(of, _), _| *of != folder);
            }
            Operation::Rules { number, rules } => {
                if usize::from(number) == ledger.rules.len() {
                    ledger.rules.push(rules);
                }
            }
            Operation::File { folder, path, head, put, cut } => self.add_file(folder, path, head, put, cut),
            Operation::Gone { folder, path } => {
                if let Some(followed) = ledger.folders.get_mut(&folder) {
                    followed.files.remove(&path);
                }
                self.drafts.remove(&(folder, path));
            }
            Operation::Aside { folder, aside } => {
                if let Some(followed) = ledger.folders.get_mut(&folder) {
                    followed.aside = aside;
                }
            }
        }
    }

    fn add_file(&mut self, folder: u32, path: String, head: Head, put: Vec<Record>, cut: Vec<Box<str>>) {
        let ledger = &mut self.ledger;
        ledger.written += (put.len() + cut.len()) as u64;
        let Some(followed) = ledger.folders.get_mut(&folder) else { return };
        let place = match followed.files.entry(path) {
            // The ordinary case: a file read once, its records in order.
            Entry::Vacant(place) if put.is_sorted_by(|a, b| a.key < b.key) && cut.is_empty() => {
                place.insert(FileEntry { head, records: put.into() });
                return;
            }
            Entry::Vacant(place) => {
                let path = place.key().clone();
                place.insert(FileEntry { head, records: Arc::default() });
                path
            }
            Entry::Occupied(mut place) => {
                place.get_mut().head = head;
                place.key().clone()
            }
        };
        if !put.is_empty() || !cut.is_empty() {
            let steps = self.drafts.entry((folder, place)).or_default();
            steps.extend(cut.into_iter().map(Step::Cut));
            steps.extend(put.into_iter().map(Step::Put));
        }
    }

    fn finish(mut self) -> Ledger {
        for ((folder, path), steps) in self.drafts {
            let files = self.ledger.folders.get_mut(&folder).map(|followed| &mut followed.files);
            if let Some(file) = files.and_then(|files| files.get_mut(&path)) {
                file.records = after(&file.records, steps);
            }
        }
        self.ledger
    }
}

/// The records of a file after `steps`, sorted by key; of several steps for one key the last one holds.
fn after(records: &[Record], steps: Vec<Step>) -> Arc<[Record]> {
    let mut all: Vec<Step> = records.iter().cloned().map(Step::Put).chain(steps).collect();
    all.sort_by(|a, b| a.key().cmp(b.key()));
    let mut alive: Vec<Record> = Vec::with_capacity(all.len());
    let mut steps = all.into_iter().peekable();
    while let Some(step) = steps.next() {
        let is_last = steps.peek().is_none_or(|next| next.key() != step.key());
        if let (Step::Put(record), true) = (step, is_last) {
            alive.push(record);
        }
    }
    alive.into()
}

#[cfg(test)]
mod tests;
