//! Walks a followed folder and notes what lies in it, without opening a file.

use std::ffi::OsStr;
use std::fs::{self, FileType, Metadata};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::path::{Path, PathBuf};

use formats::Format;

use crate::ledger::{Aside, Stat};
use tree::{Open, walk_tree};

mod tree;

/// What lies in a folder, or in a part of it.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    /// Files of known kinds, sorted by path.
    pub(crate) files: Vec<Found>,
    /// What is not read; complete only where the whole folder was walked.
    pub(crate) aside: Aside,
    /// Folders that could not be looked into: path inside and reason. What is known of their files stays.
    pub(crate) closed: Vec<(String, String)>,
}

impl Scan {
    /// Whether there was nothing at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.files.is_empty() && self.closed.is_empty() && self.aside.unknown.is_empty() && self.aside.refused == 0
    }

    /// Whether `path` lies in a folder that could not be looked into.
    pub(crate) fn is_closed(&self, path: &str) -> bool {
        self.closed.iter().any(|(folder, _)| lies_in(path, folder))
    }
}

/// Whether `path` is `folder` or lies in it; the empty path is the followed folder itself.
pub(crate) fn lies_in(path: &str, folder: &str) -> bool {
    folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A file of a known kind.
#[derive(Debug)]
pub(crate) struct Found {
    /// Path inside the followed folder, as the ledger has it.
    pub(crate) inside: String,
    pub(crate) stat: Stat,
}

impl Found {
    pub(crate) fn real(&self, folder: &Path) -> PathBuf {
        if self.inside.is_empty() { folder.to_owned() } else { folder.join(&self.inside) }
    }
}

/// Walks `folder`, or only the part of it at `part` (a path inside; empty for all), leaving out `home`.
///
/// Hidden files and folders are no articles. Links are not followed: they could lead out of the folder, or round in
/// a circle.
///
/// # Errors
///
/// Fails where the folder itself cannot be read. A missing part is no error: there is nothing in it.
pub(crate) fn walk(folder: &Path, part: &str, home: &Path) -> io::Result<Scan> {
    let mut scan = Scan::default();
    fs::read_dir(folder)?;
    let start = if part.is_empty() { folder.to_owned() } else { folder.join(part) };
    match start.symlink_metadata() {
        Ok(metadata) if metadata.is_dir() => scan = walk_tree(Open { path: start, inside: part.to_owned() }, home),
        Ok(metadata) => scan.add(part.to_owned(), start.as_os_str(), metadata.file_type(), || Ok(metadata)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => scan.closed.push((part.to_owned(), error.to_string())),
    }
    // Folders are read in any order; the ledger is sorted by whole paths.
    scan.files.sort_unstable_by(|a, b| a.inside.cmp(&b.inside));
    scan.closed.sort_unstable();
    scan.aside.settle();
    Ok(scan)
}

/// Looks at a single followed file.
///
/// # Errors
///
/// Fails where it is missing or cannot be reached.
pub(crate) fn look(file: &Path) -> io::Result<Scan> {
    let metadata = file.symlink_metadata()?;
    let mut scan = Scan::default();
    match refusal(metadata.file_type()) {
        None => scan.files.push(Found { inside: String::new(), stat: stat_of(&metadata) }),
        Some(reason) => scan.aside.refuse(String::new(), reason),
    }
    Ok(scan)
}

impl Scan {
    /// Adds something that is no folder; `name` ends as its name does.
    fn add(&mut self, inside: String, name: &OsStr, kind: FileType, stat: impl FnOnce() -> io::Result<Metadata>) {
        if let Some(reason) = refusal(kind) {
            self.aside.refuse(inside, reason);
        } else if name.to_str().is_none() {
            self.aside.refuse(inside, "has a name that is no Unicode: rename it to have it read");
        } else if Format::of(Path::new(name)).is_none() {
            let extension = Path::new(name).extension().unwrap_or_default().to_string_lossy().to_lowercase();
            *self.aside.unknown.entry(extension).or_insert(0) += 1;
        } else if let Ok(metadata) = stat() {
            // What vanished between being listed and being looked at is simply gone.
            self.files.push(Found { inside, stat: stat_of(&metadata) });
        }
    }
}

/// A name as text; bytes that are no Unicode are written `\xE9`.
fn spell(name: &OsStr) -> String {
    let mut text = String::new();
    for chunk in name.as_bytes().utf8_chunks() {
        text.push_str(chunk.valid());
        chunk.invalid().iter().for_each(|byte| text.push_str(&format!("\\x{byte:02X}")));
    }
    text
}

pub(crate) fn is_hidden(name: &OsStr) -> bool {
    name.as_bytes().starts_with(b".")
}

/// Why a thing of this type is not read, in words; `None` for ordinary files.
pub(crate) fn refusal(kind: FileType) -> Option<&'static str> {
    if kind.is_file() {
        None
    } else if kind.is_symlink() {
        Some("is a link, and links are not followed")
    } else if kind.is_fifo() {
        Some("is a pipe")
    } else if kind.is_socket() {
        Some("is a socket")
    } else {
        Some("is a device")
    }
}

pub(crate) fn stat_of(metadata: &Metadata) -> Stat {
    let seconds = metadata.mtime().saturating_mul(1_000_000_000);
    Stat { size: metadata.len(), modified: seconds.saturating_add(metadata.mtime_nsec()), inode: metadata.ino() }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{lies_in, walk};

    #[test]
    fn a_walk_finds_articles_and_names_the_rest() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for name in ["b.txt", "a/c.txt", "a.txt", ".hidden.txt", ".cache/d.txt", "photo.JPG", "index/x.json", "README"]
        {
            let path = root.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        std::os::unix::fs::symlink("..", root.join("loop")).unwrap();
        let scan = walk(root, "", &root.join("index")).unwrap();
        let names: Vec<&str> = scan.files.iter().map(|file| file.inside.as_str()).collect();
        assert_eq!(names, ["a.txt", "a/c.txt", "b.txt"]);
        assert_eq!(
            scan.aside.unknown.iter().map(|(name, n)| (name.as_str(), *n)).collect::<Vec<_>>(),
            [("", 1), ("jpg", 1)]
        );
        assert_eq!(scan.aside.first_refused[0].0, "loop");
        let part = walk(root, "a", &root.join("index")).unwrap();
        assert_eq!(part.files[0].inside, "a/c.txt");
        assert!(walk(root, "gone", root).unwrap().is_empty());
        assert!(walk(&root.join("gone"), "", root).is_err());
    }

    #[test]
    fn names_that_are_no_unicode_are_refused_by_name() {
        use std::os::unix::ffi::OsStrExt;
        let folder = tempfile::tempdir().unwrap();
        let name = std::ffi::OsStr::from_bytes(b"caf\xE9.txt");
        fs::write(folder.path().join(name), "x").unwrap();
        let scan = walk(folder.path(), "", folder.path()).unwrap();
        assert_eq!(scan.aside.first_refused[0].0, "caf\\xE9.txt");
    }

    #[test]
    fn a_path_lies_in_its_folders_only() {
        assert!(lies_in("a/b.txt", "a"));
        assert!(lies_in("a/b.txt", ""));
        assert!(lies_in("a", "a"));
        assert!(!lies_in("ab/c.txt", "a"));
    }
}
