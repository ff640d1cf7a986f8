//! Which articles are versions of one.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::Path;

use schema::ArticleId;

use crate::identity::index_key;
use crate::ledger::{FileEntry, Ledger, Record};

/// For each public id that several articles share, their keys, the newest version first.
///
/// The newest is the one that says so itself: by its date of change or publication. Where these are equal, or there
/// are none, the file that was changed last has it.
pub(crate) fn versions(ledger: &Ledger) -> BTreeMap<String, Vec<String>> {
    let mut all: Vec<Version<'_>> = Vec::new();
    for (folder, followed) in ledger.folders() {
        for (path, file) in &followed.files {
            let root = followed.path.as_path();
            all.extend(file.records.iter().map(|record| Version { folder, root, path, file, record }));
        }
    }
    all.sort_unstable_by(|a, b| a.record.id.cmp(&b.record.id).then_with(|| a.rank().cmp(&b.rank())));
    let groups = all.chunk_by(|a, b| a.record.id == b.record.id).filter(|group| group.len() > 1);
    groups.map(|group| (ArticleId(group[0].record.id).to_string(), group.iter().map(Version::key).collect())).collect()
}

struct Version<'a> {
    folder: u32,
    root: &'a Path,
    path: &'a str,
    file: &'a FileEntry,
    record: &'a Record,
}

impl Version<'_> {
    /// Orders versions of one article, newest first; numbers of folders depend on the order they were followed in.
    fn rank(&self) -> impl Ord {
        (Reverse(self.record.stamp), Reverse(self.file.head.stat.modified), self.root, self.path, &self.record.key)
    }

    fn key(&self) -> String {
        index_key(self.folder, self.path, &self.record.key)
    }
}
