//! A disk that forgets what was not synced.
//!
//! Takes the operations of a [`crate::trace`] and plays them; at any moment it gives the folder as it stands for all
//! who read it, or as it may stand after a power cut. What POSIX promises is all that is kept for sure: the content of
//! a file as of its last sync, and the names in a folder as of the last sync of that folder.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};

use crate::Draw;
use crate::trace::Op;

/// Folders and files; a file is told by its number.
type Names = BTreeMap<PathBuf, Option<usize>>;

/// The disk.
#[derive(Clone, Debug, Default)]
pub(crate) struct Disk {
    /// The outermost folder.
    home: PathBuf,
    files: Vec<File>,
    /// Names as everybody sees them.
    names: Names,
    /// Names that a power cut leaves for sure.
    synced: Names,
    /// Changes to the names in each folder since it was last synced, oldest first.
    pending: BTreeMap<PathBuf, Vec<Change>>,
    /// The files of the trace.
    open: HashMap<usize, usize>,
}

#[derive(Clone, Debug, Default)]
struct File {
    content: Vec<u8>,
    synced: Vec<u8>,
    pending: Vec<Edit>,
}

#[derive(Clone, Debug)]
enum Edit {
    Write(u64, Vec<u8>),
    Cut(u64),
}

#[derive(Clone, Debug)]
enum Change {
    Put(PathBuf, Option<usize>),
    Take(PathBuf),
    Move(PathBuf, PathBuf),
}

/// What a power cut takes of all that was not synced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Loss {
    /// Nothing: a process died, and the system goes on.
    Nothing,
    Everything,
    /// All contents, but no names: a file has its new name and is empty, as on file systems that keep a journal of
    /// names only.
    Contents,
    /// Some of it: what came first in a folder, and any writes to a file.
    Some,
}

impl Disk {
    /// A disk on which `folder` is safe, with all that is in it, if it is there.
    pub(crate) fn of(folder: &Path) -> anyhow::Result<Self> {
        let mut disk = Self { home: folder.to_owned(), ..Self::default() };
        if folder.exists() {
            for entry in walkdir::WalkDir::new(folder) {
                let entry = entry?;
                let file = if entry.file_type().is_dir() {
                    None
                } else {
                    let content = fs::read(entry.path())?;
                    disk.files.push(File { synced: content.clone(), content, pending: Vec::new() });
                    Some(disk.files.len() - 1)
                };
                disk.names.insert(entry.into_path(), file);
            }
        }
        disk.synced = disk.names.clone();
        Ok(disk)
    }

    /// Does what `op` says.
    pub(crate) fn play(&mut self, op: &Op) -> anyhow::Result<()> {
        match op {
            Op::Create { file, path } => {
                let number = match self.names.get(path) {
                    Some(number) => number.context("a folder is opened as a file")?,
                    None => self.make(path),
                };
                self.open.insert(*file, number);
                self.edit(number, Edit::Cut(0));
            }
            Op::Open { file, path } => {
                let number = match self.names.get(path) {
                    Some(number) => number.context("a folder is opened as a file")?,
                    None => self.make(path),
                };
                self.open.insert(*file, number);
            }
            Op::Write { file, at, bytes } => self.edit(self.open[file], Edit::Write(*at, bytes.clone())),
            Op::Cut { file, length } => self.edit(self.open[file], Edit::Cut(*length)),
            Op::SyncFile { file } => {
                let file = &mut self.files[self.open[file]];
                file.pending.clear();
                file.synced = file.content.clone();
            }
            Op::SyncFolder { path } => {
                for change in self.pending.remove(path).unwrap_or_default() {
                    change.apply(&mut self.synced);
                }
            }
            Op::MakeFolder { path } => self.change(path, Change::Put(path.clone(), None)),
            Op::Rename { from, to } => {
                ensure!(from.parent() == to.parent(), "a rename from one folder to another");
                ensure!(self.names.contains_key(from), "a rename of `{}`, which is not there", from.display());
                self.change(to, Change::Move(from.clone(), to.clone()));
            }
            Op::Remove { path } | Op::RemoveFolder { path } => self.change(path, Change::Take(path.clone())),
            Op::Say { .. } => {}
        }
        Ok(())
    }

    fn make(&mut self, path: &Path) -> usize {
        self.files.push(File::default());
        let number = self.files.len() - 1;
        self.change(path, Change::Put(path.to_owned(), Some(number)));
        number
    }

    fn edit(&mut self, file: usize, edit: Edit) {
        let file = &mut self.files[file];
        edit.apply(&mut file.content);
        file.pending.push(edit);
    }

    fn change(&mut self, path: &Path, change: Change) {
        change.apply(&mut self.names);
        let folder = path.parent().unwrap_or(path);
        self.pending.entry(folder.to_owned()).or_default().push(change);
    }

    /// What is left after `loss`: contents by path; folders have none.
    pub(crate) fn after(&self, loss: Loss, draw: &mut Draw) -> BTreeMap<PathBuf, Option<Vec<u8>>> {
        let mut names = if matches!(loss, Loss::Nothing | Loss::Contents) { &self.names } else { &self.synced }.clone();
        if loss == Loss::Some {
            for changes in self.pending.values() {
                let kept = draw.below(changes.len() + 1);
                changes[..kept].iter().for_each(|change| change.apply(&mut names));
            }
        }
        let whole = names.clone();
        // What lies in a folder that has no name cannot be reached.
        names.retain(|path, _| {
            let folders = path.ancestors().skip(1).take_while(|folder| folder.starts_with(&self.home));
            folders.into_iter().all(|folder| whole.contains_key(folder))
        });
        names.into_iter().map(|(path, file)| (path, file.map(|file| self.files[file].after(loss, draw)))).collect()
    }

    /// Whether the state is another one than before `op`, for those who read it.
    pub(crate) fn shows(op: &Op) -> bool {
        !matches!(op, Op::SyncFile { .. } | Op::SyncFolder { .. } | Op::Say { .. })
    }
}

impl File {
    fn after(&self, loss: Loss, draw: &mut Draw) -> Vec<u8> {
        match loss {
            Loss::Nothing => self.content.clone(),
            Loss::Everything | Loss::Contents => self.synced.clone(),
            Loss::Some => {
                let mut content = self.synced.clone();
                for edit in &self.pending {
                    match draw.below(4) {
                        0 => {}
                        1 => edit.torn(draw).apply(&mut content),
                        _ => edit.apply(&mut content),
                    }
                }
                content
            }
        }
    }
}

impl Edit {
    fn apply(&self, content: &mut Vec<u8>) {
        match self {
            Self::Write(at, bytes) => {
                let at = *at as usize;
                if content.len() < at + bytes.len() {
                    content.resize(at + bytes.len(), 0);
                }
                content[at..at + bytes.len()].copy_from_slice(bytes);
            }
            Self::Cut(length) => content.resize(*length as usize, 0),
        }
    }

    /// Of a write, the first part.
    fn torn(&self, draw: &mut Draw) -> Self {
        match self {
            Self::Write(at, bytes) => Self::Write(*at, bytes[..draw.below(bytes.len() + 1)].to_vec()),
            Self::Cut(length) => Self::Cut(*length),
        }
    }
}

impl Change {
    fn apply(&self, names: &mut Names) {
        match self {
            Self::Put(path, file) => drop(names.insert(path.clone(), *file)),
            Self::Take(path) => drop(names.remove(path)),
            Self::Move(from, to) => {
                // After a power cut it may never have had its old name.
                if let Some(file) = names.remove(from) {
                    names.insert(to.clone(), file);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::{Disk, Loss};
    use crate::Draw;
    use crate::trace::Op;

    /// The files left in `/w` after `ops` and each kind of loss.
    fn check(ops: &[Op], loss: Loss) -> Vec<(String, Vec<u8>)> {
        let mut disk = Disk::of(Path::new("/w")).unwrap();
        ops.iter().for_each(|op| disk.play(op).unwrap());
        let left = disk.after(loss, &mut Draw::new(1));
        let name = |path: PathBuf| path.strip_prefix("/w").unwrap().to_string_lossy().into_owned();
        left.into_iter().filter_map(|(path, content)| Some((name(path), content?))).collect()
    }

    #[test]
    fn only_what_was_synced_survives() {
        let path = |name: &str| Path::new("/w").join(name);
        let mut ops = vec![
            Op::MakeFolder { path: "/w".into() },
            Op::SyncFolder { path: "/".into() },
            Op::Create { file: 0, path: path("a.new") },
            Op::Write { file: 0, at: 0, bytes: b"one".to_vec() },
            Op::SyncFile { file: 0 },
            Op::Rename { from: path("a.new"), to: path("a") },
        ];
        let whole = [("a".to_owned(), b"one".to_vec())];
        assert_eq!(check(&ops, Loss::Nothing), whole);
        assert!(check(&ops, Loss::Everything).is_empty());
        ops.push(Op::SyncFolder { path: "/w".into() });
        assert_eq!(check(&ops, Loss::Everything), whole);
        ops.push(Op::Write { file: 0, at: 3, bytes: b"two".to_vec() });
        assert_eq!(check(&ops, Loss::Everything), whole);
        assert_eq!(check(&ops, Loss::Nothing), [("a".to_owned(), b"onetwo".to_vec())]);
        // A folder whose own name was never synced is gone with all that is in it.
        assert!(check(&[&ops[..1], &ops[2..]].concat(), Loss::Everything).is_empty());
    }
}
