//! Reads a tree of folders on all cores.

use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::{Scan, is_hidden, spell};

/// A folder that is still to be read.
pub(super) struct Open {
    pub(super) path: PathBuf,
    /// Its path inside the followed folder; empty for that folder itself.
    pub(super) inside: String,
}

/// Reads the folder at `start` and all below it, leaving out `home`; files come in no order.
pub(super) fn walk_tree(start: Open, home: &Path) -> Scan {
    let tree = Tree { state: Mutex::new(State { open: vec![start], reading: 0 }), changed: Condvar::new(), home };
    let threads = crate::cores().min(MOST_THREADS);
    thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(|| tree.read_folders())).collect();
        let mut scan = tree.read_folders();
        for other in others {
            match other.join() {
                Ok(part) => scan.merge(part),
                // What this thread would have found is missing, so nothing may be taken for gone.
                Err(_) => scan.closed.push((String::new(), "the walk through it failed".to_owned())),
            }
        }
        scan
    })
}

/// More threads only wait for the disk.
const MOST_THREADS: usize = 4;

struct Tree<'a> {
    state: Mutex<State>,
    changed: Condvar,
    home: &'a Path,
}

struct State {
    open: Vec<Open>,
    /// Folders being read now, which may hold more of them.
    reading: usize,
}

impl Tree<'_> {
    fn read_folders(&self) -> Scan {
        let mut scan = Scan::default();
        while let Some(folder) = self.next() {
            let mut inner = Vec::new();
            if let Err(error) = self.read(&folder, &mut scan, &mut inner)
                && error.kind() != io::ErrorKind::NotFound
            {
                scan.closed.push((folder.inside, error.to_string()));
            }
            let mut state = self.lock();
            state.open.append(&mut inner);
            state.reading -= 1;
            self.changed.notify_all();
        }
        scan
    }

    /// The next folder to read; `None` once all are read.
    fn next(&self) -> Option<Open> {
        let mut state = self.lock();
        loop {
            if let Some(folder) = state.open.pop() {
                state.reading += 1;
                return Some(folder);
            }
            if state.reading == 0 {
                return None;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn read(&self, folder: &Open, scan: &mut Scan, inner: &mut Vec<Open>) -> io::Result<()> {
        for entry in fs::read_dir(&folder.path)? {
            let entry = entry?;
            let name = entry.file_name();
            if is_hidden(&name) {
                continue;
            }
            let kind = entry.file_type()?;
            let mut inside = String::with_capacity(folder.inside.len() + name.len() + 1);
            inside.push_str(&folder.inside);
            if !inside.is_empty() {
                inside.push('/');
            }
            match name.to_str() {
                Some(name) => inside.push_str(name),
                None => inside.push_str(&spell(&name)),
            }
            if kind.is_dir() {
                self.enter(&entry, inside, scan, inner);
            } else {
                scan.add(inside, &name, kind, || entry.metadata());
            }
        }
        Ok(())
    }

    fn enter(&self, entry: &DirEntry, inside: String, scan: &mut Scan, inner: &mut Vec<Open>) {
        let path = entry.path();
        if path == self.home {
            return;
        }
        if entry.file_name().to_str().is_none() {
            scan.aside.refuse(inside, "has a name that is no Unicode: rename it to have it read");
            return;
        }
        inner.push(Open { path, inside });
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Scan {
    fn merge(&mut self, other: Self) {
        self.files.extend(other.files);
        self.closed.extend(other.closed);
        self.aside.merge(other.aside);
    }
}
