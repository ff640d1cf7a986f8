//! The folder of a generation as tantivy sees it: mapped files, which other users may read.
//!
//! tantivy writes `meta.json` with rights for nobody else, and wants to write a lock file even to read. An archive is
//! often indexed by one user and read by many, sometimes on a medium that nobody can write to.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::Index;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, WatchCallback, WatchHandle, WritePtr,
};

use crate::home::replace_file;

/// The directory in which indexes are made and opened.
#[derive(Clone, Debug)]
pub struct SharedDirectory {
    mapped: MmapDirectory,
    folder: PathBuf,
}

impl SharedDirectory {
    /// The directory in `folder`, which must exist.
    ///
    /// # Errors
    ///
    /// Fails when it does not, or is no folder.
    pub fn open(folder: &Path) -> tantivy::Result<Self> {
        Ok(Self { mapped: MmapDirectory::open(folder)?, folder: folder.to_owned() })
    }

    /// Opens the index in `folder`, for writing or only for reading.
    ///
    /// # Errors
    ///
    /// Fails when there is none, or when it is damaged.
    pub fn open_index(folder: &Path) -> tantivy::Result<Index> {
        Index::open(Self::open(folder)?)
    }
}

impl Directory for SharedDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.mapped.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.mapped.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.mapped.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.mapped.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.mapped.atomic_read(path)
    }

    /// Also waits until the new name is on disk, so that what was written is there after a power cut.
    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        replace_file(&self.folder.join(path), data)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.mapped.sync_directory()
    }

    /// Locks without writing where it may not write; where there is not even a file, nobody else can write either.
    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        let path = self.folder.join(&lock.filepath);
        let file = match OpenOptions::new().write(true).create(true).truncate(false).open(&path) {
            Err(error) if is_read_only(&error) => File::open(&path).or_else(|other| match other.kind() {
                io::ErrorKind::NotFound => File::open(&self.folder),
                _ => Err(other),
            }),
            opened => opened,
        };
        let file = file.map_err(LockError::wrap_io_error)?;
        if lock.is_blocking {
            file.lock().map_err(LockError::wrap_io_error)?;
        } else {
            file.try_lock().map_err(|_| LockError::LockBusy)?;
        }
        // It is free again as soon as the file is closed.
        Ok(DirectoryLock::from(Box::new(file)))
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.mapped.watch(callback)
    }
}

fn is_read_only(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;

    use tantivy::directory::{Directory, Lock};

    use super::SharedDirectory;

    #[test]
    fn others_may_read_what_is_written_whole() {
        let folder = tempfile::tempdir().unwrap();
        let plain = folder.path().join("plain");
        std::fs::write(&plain, "x").unwrap();
        let directory = SharedDirectory::open(folder.path()).unwrap();
        directory.atomic_write(Path::new("meta.json"), b"{}").unwrap();
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode();
        assert_eq!(mode(&folder.path().join("meta.json")), mode(&plain));
        assert_eq!(directory.atomic_read(Path::new("meta.json")).unwrap(), b"{}");
    }

    #[test]
    fn a_lock_is_held_once() {
        let folder = tempfile::tempdir().unwrap();
        let directory = SharedDirectory::open(folder.path()).unwrap();
        let lock = Lock { filepath: "some.lock".into(), is_blocking: false };
        let held = directory.acquire_lock(&lock).unwrap();
        assert!(directory.acquire_lock(&lock).is_err());
        drop(held);
        assert!(directory.acquire_lock(&lock).is_ok());
    }
}
