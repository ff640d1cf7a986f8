//! Compares what lies in a folder with what the ledger knows of it.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use crate::follow::Target;
use crate::ledger::{Aside, FileEntry, Followed, Outcome, Stat};
use crate::pipeline::{Job, MOST_TRIES, is_young};
use crate::scan::{self, Found, Scan, lies_in};

/// What has to be done about a target.
#[derive(Default)]
pub(crate) struct Plan {
    /// Files to read.
    pub(crate) jobs: Vec<Job>,
    /// Files that are gone: their paths inside.
    pub(crate) gone: Vec<String>,
    /// What else lies in the folder.
    pub(crate) aside: Aside,
    /// Whether the ledger says otherwise.
    pub(crate) aside_is_news: bool,
    /// Files of known kinds.
    pub(crate) files: u64,
    /// Articles of files that are as they were.
    pub(crate) unchanged: u64,
    /// Files that are still being written.
    pub(crate) waiting: u64,
    /// Files and folders that could not be read: path inside and reason.
    pub(crate) failed: Vec<(String, String)>,
}

/// How to compare.
#[derive(Clone, Copy)]
pub(crate) struct Comparison {
    /// The number of the rules by which files are read now.
    pub(crate) rules: u16,
    /// Whether a folder that became empty is taken at its word.
    pub(crate) allow_empty: bool,
    /// Whether files that failed often are tried again.
    pub(crate) retry: bool,
    /// Files changed less than this ago are left for the next run.
    pub(crate) pause: Duration,
}

/// Looks at `target` and compares; fails, in words, where nothing can be said about it.
pub(crate) fn plan(target: &Target, followed: Option<&Followed>, home: &Path, how: Comparison) -> Result<Plan, String> {
    let scan = if target.single_file { scan::look(&target.root) } else { scan::walk(&target.root, &target.part, home) };
    let scan = match scan {
        Ok(scan) => scan,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && !how.allow_empty => {
            return Err("is missing".to_owned());
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Scan::default(),
        Err(error) => return Err(format!("cannot be read: {error}")),
    };
    if scan.is_empty() && target.part.is_empty() && !how.allow_empty {
        let held = followed.map_or(0, Followed::articles);
        if held > 0 {
            return Err(format!("is empty, although it held {held} articles"));
        }
    }
    Ok(compare(target, followed, scan, how))
}

/// Whether an index built anew would hold what `followed` holds; `false` where it is to be given up.
///
/// # Errors
///
/// Fails, in words, where its articles would be lost.
pub(crate) fn check(number: u32, followed: &Followed, home: &Path, allow_empty: bool) -> Result<bool, String> {
    let root = followed.path.as_path().into();
    let target = Target { folder: number, root, single_file: followed.single_file, part: String::new() };
    let how = Comparison { rules: 0, allow_empty, retry: false, pause: Duration::ZERO };
    plan(&target, Some(followed), home, how).map(|_| followed.path.exists())
}

fn compare(target: &Target, followed: Option<&Followed>, scan: Scan, how: Comparison) -> Plan {
    let mut plan = Plan { files: scan.files.len() as u64, ..Plan::default() };
    let now = SystemTime::now();
    let mut known = known_in(followed, &target.part).peekable();
    let gone = |path: &str, file: &FileEntry, plan: &mut Plan| {
        if scan.is_closed(path) {
            plan.unchanged += file.records.len() as u64;
        } else {
            plan.gone.push(path.to_owned());
        }
    };
    let root: Arc<Path> = Arc::clone(&target.root);
    for found in &scan.files {
        // Both are sorted by path, so those that are passed by are not there any more.
        while let Some((path, file)) = known.next_if(|(path, _)| path.as_str() < found.inside.as_str()) {
            gone(path, file, &mut plan);
        }
        let old = known.next_if(|(path, _)| **path == found.inside).map(|(_, file)| file);
        if !needs_reading(old, found.stat, how) {
            plan.keep(found, old);
        } else if is_young(found.stat, now, how.pause) {
            plan.waiting += 1;
            plan.keep(found, old);
        } else {
            plan.jobs.push(Job {
                folder: target.folder,
                root: Arc::clone(&root),
                inside: found.inside.clone(),
                real: found.real(&root),
                stat: found.stat,
                old: old.cloned(),
                rules: how.rules,
            });
        }
    }
    for (path, file) in known {
        gone(path, file, &mut plan);
    }
    plan.failed.extend(scan.closed);
    let noted = followed.map(|followed| &followed.aside);
    plan.aside_is_news = target.part.is_empty() && *noted.unwrap_or(&Aside::default()) != scan.aside;
    plan.aside = scan.aside;
    plan
}

impl Plan {
    fn keep(&mut self, found: &Found, old: Option<&FileEntry>) {
        let Some(old) = old else { return };
        self.unchanged += old.records.len() as u64;
        if let Outcome::Failed { reason, .. } = &old.head.outcome {
            self.failed.push((found.inside.clone(), reason.clone()));
        }
    }
}

/// The files of a folder, or of a part of it, in the order of their paths.
fn known_in<'a>(
    followed: Option<&'a Followed>,
    part: &'a str,
) -> Box<dyn Iterator<Item = (&'a String, &'a FileEntry)> + 'a> {
    let Some(followed) = followed else { return Box::new(std::iter::empty()) };
    if part.is_empty() {
        return Box::new(followed.files.iter());
    }
    let from = followed.files.range(part.to_owned()..).take_while(move |(path, _)| path.starts_with(part));
    Box::new(from.filter(move |(path, _)| lies_in(path, part)))
}

fn needs_reading(old: Option<&FileEntry>, stat: Stat, how: Comparison) -> bool {
    let Some(FileEntry { head, .. }) = old else { return true };
    let again = match &head.outcome {
        Outcome::Read => false,
        Outcome::Partial => true,
        Outcome::Failed { tries, retry, .. } => *retry && (how.retry || *tries < MOST_TRIES),
    };
    again || head.unsettled || head.stat != stat || head.rules != how.rules
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Comparison, compare};
    use crate::follow::Target;
    use crate::ledger::{Head, Ledger, Operation, Outcome, Stat};
    use crate::scan::{Found, Scan};

    fn head(outcome: Outcome) -> Head {
        let stat = Stat { size: 1, modified: 1, inode: 1 };
        Head { stat, unsettled: false, rules: 0, outcome, bad_records: Default::default() }
    }

    fn failed(tries: u8, retry: bool) -> Outcome {
        Outcome::Failed { reason: "cannot be opened".to_owned(), tries, retry }
    }

    /// Compares a folder in which `known` was read with one in which `found` lies and `closed` cannot be looked into;
    /// gives the files to read and those that are gone.
    fn check(known: &[(&str, Outcome)], found: &[&str], closed: &[&str], retry: bool) -> (Vec<String>, Vec<String>) {
        let mut ledger = Ledger::default();
        let follow = Operation::Follow { folder: 0, path: "/news".to_owned(), single_file: false };
        let files = known.iter().map(|(path, outcome)| Operation::File {
            folder: 0,
            path: (*path).to_owned(),
            head: head(outcome.clone()),
            put: Vec::new(),
            cut: Vec::new(),
        });
        ledger.apply([follow].into_iter().chain(files).collect());
        let stat = head(Outcome::Read).stat;
        let scan = Scan {
            files: found.iter().map(|path| Found { inside: (*path).to_owned(), stat }).collect(),
            closed: closed.iter().map(|path| ((*path).to_owned(), "permission denied".to_owned())).collect(),
            ..Scan::default()
        };
        let root = std::path::Path::new("/news").into();
        let target = Target { folder: 0, root, single_file: false, part: String::new() };
        let how = Comparison { rules: 0, allow_empty: false, retry, pause: Duration::ZERO };
        let plan = compare(&target, ledger.folder(0), scan, how);
        (plan.jobs.into_iter().map(|job| job.inside).collect(), plan.gone)
    }

    #[test]
    fn new_files_are_read_and_missing_ones_are_gone() {
        let known = [("a.txt", Outcome::Read), ("b.txt", Outcome::Read), ("d.txt", Outcome::Partial)];
        let (read, gone) = check(&known, &["0.txt", "b.txt", "c.txt", "d.txt"], &[], false);
        assert_eq!(read, ["0.txt", "c.txt", "d.txt"]);
        assert_eq!(gone, ["a.txt"]);
    }

    #[test]
    fn files_in_a_closed_folder_stay() {
        let known = [("a/a.txt", Outcome::Read), ("ab/a.txt", Outcome::Read), ("b.txt", Outcome::Read)];
        let (read, gone) = check(&known, &["b.txt"], &["a"], false);
        assert!(read.is_empty());
        assert_eq!(gone, ["ab/a.txt"]);
    }

    #[test]
    fn what_may_succeed_is_tried_again_with_a_limit() {
        let known = [("a", failed(1, true)), ("b", failed(3, true)), ("c", failed(1, false))];
        assert_eq!(check(&known, &["a", "b", "c"], &[], false).0, ["a"]);
        assert_eq!(check(&known, &["a", "b", "c"], &[], true).0, ["a", "b"]);
    }
}
