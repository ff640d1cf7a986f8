//! The folder an index lives in: generations, the pointer to the current one, the lock.
//!
//! ```text
//! index/CURRENT      the name of the generation in use
//! index/LOCK         held by the one process that writes
//! index/g000001/     a tantivy index, its ledger, its dictionary, and the tables derived from it
//! ```

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The folder of an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    folder: PathBuf,
}

/// Something is wrong with the folder of an index.
#[derive(Debug, thiserror::Error)]
pub enum HomeError {
    /// There is no index.
    #[error("there is no index in `{0}`")]
    Absent(PathBuf),
    /// `CURRENT` names no generation.
    #[error("`{0}` names `{1}`, which is no generation of this index")]
    Dangling(PathBuf, String),
    /// The folder cannot be read or written.
    #[error("cannot use `{0}`")]
    Io(PathBuf, #[source] io::Error),
}

impl Home {
    /// The home in `folder`, which need not exist yet.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// The folder itself.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The lock file of the one writer.
    pub fn lock_file(&self) -> PathBuf {
        self.folder.join("LOCK")
    }

    /// The file that names the generation in use.
    pub fn current_file(&self) -> PathBuf {
        self.folder.join("CURRENT")
    }

    /// What the stored articles of a generation have in common: they cannot be unpacked without it.
    pub fn dictionary_file(generation: &Path) -> PathBuf {
        generation.join("articles.dictionary")
    }

    /// The user's own names, beside the index.
    pub fn names_file(&self) -> PathBuf {
        self.folder.join("names.toml")
    }

    /// The folder of the generation in use.
    ///
    /// # Errors
    ///
    /// Fails when nothing was indexed yet, or `CURRENT` is damaged.
    pub fn current(&self) -> Result<PathBuf, HomeError> {
        let file = self.current_file();
        let name = match fs::read(&file) {
            Ok(name) => String::from_utf8_lossy(&name).trim().to_owned(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(HomeError::Absent(self.folder.clone()));
            }
            Err(error) => return Err(HomeError::Io(file, error)),
        };
        let generation = self.folder.join(&name);
        if generation_number(&name).is_none() || !generation.is_dir() {
            return Err(HomeError::Dangling(file, name));
        }
        Ok(generation)
    }

    /// All generations, oldest first.
    ///
    /// # Errors
    ///
    /// Fails when the folder cannot be read.
    pub fn generations(&self) -> Result<Vec<PathBuf>, HomeError> {
        let failed = |error| HomeError::Io(self.folder.clone(), error);
        let mut found = Vec::new();
        for entry in fs::read_dir(&self.folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            if entry.file_name().to_str().and_then(generation_number).is_some() {
                found.push(entry.path());
            }
        }
        found.sort();
        Ok(found)
    }

    /// Creates the folder of a new generation, newer than every other.
    ///
    /// # Errors
    ///
    /// Fails when the folder cannot be written.
    pub fn new_generation(&self) -> Result<PathBuf, HomeError> {
        fs::create_dir_all(&self.folder).map_err(|error| HomeError::Io(self.folder.clone(), error))?;
        let newest = self.generations()?.last().and_then(|path| generation_number(path.file_name()?.to_str()?));
        let generation = self.folder.join(format!("g{:06}", newest.unwrap_or(0) + 1));
        fs::create_dir(&generation).map_err(|error| HomeError::Io(generation.clone(), error))?;
        Ok(generation)
    }

    /// Makes `generation` the one in use: the pointer is replaced whole, and synced before this returns.
    ///
    /// # Errors
    ///
    /// Fails when the folder cannot be written; the old generation then stays in use.
    pub fn set_current(&self, generation: &Path) -> Result<(), HomeError> {
        let name = generation.file_name().unwrap_or_default().to_string_lossy().into_owned();
        replace_file(&self.current_file(), name.as_bytes()).map_err(|error| HomeError::Io(self.current_file(), error))
    }
}

/// Writes `bytes` to `file` so that a reader, or a power cut, sees the old content or the new, never a part.
///
/// # Errors
///
/// Fails when the folder cannot be written.
pub(crate) fn replace_file(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = file.with_extension("new");
    let mut new = File::create(&beside)?;
    new.write_all(bytes)?;
    new.sync_all()?;
    fs::rename(&beside, file)?;
    match file.parent() {
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

fn generation_number(name: &str) -> Option<u64> {
    name.strip_prefix('g').filter(|digits| digits.len() == 6)?.parse().ok()
}

/// Tables beside a generation that are derived from it at commit.
impl Home {
    /// The registry of names of `generation`.
    pub fn registry_file(generation: &Path) -> PathBuf {
        generation.join("names.registry")
    }

    /// The table of articles of which there are several versions: [`crate::Versions`] as JSON.
    pub fn versions_file(generation: &Path) -> PathBuf {
        generation.join("versions.json")
    }

    /// Writes a derived table whole.
    ///
    /// # Errors
    ///
    /// Fails when the folder cannot be written.
    pub fn write_table(file: &Path, bytes: &[u8]) -> Result<(), HomeError> {
        replace_file(file, bytes).map_err(|error| HomeError::Io(file.to_owned(), error))
    }
}

#[cfg(test)]
mod tests {
    use super::Home;

    #[test]
    fn generations_are_counted_and_swapped() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path().join("index"));
        assert!(home.current().is_err());
        let first = home.new_generation().unwrap();
        home.set_current(&first).unwrap();
        let second = home.new_generation().unwrap();
        assert_eq!(home.current().unwrap(), first);
        home.set_current(&second).unwrap();
        assert_eq!(home.current().unwrap(), second);
        assert_eq!(home.generations().unwrap(), [first, second]);
    }
}
