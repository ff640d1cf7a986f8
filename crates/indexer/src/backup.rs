//! Copies an index as of its last commit, while it is searched and written.
//!
//! Files of segments never change, so they are linked where the file system can; what is written again is copied. The
//! pointer to the generation is written last: a backup that was interrupted is none.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use schema::{Home, LedgerMark};
use serde::Serialize;

use crate::check::bytes::living_files;
use crate::check::check;
use crate::generation::open_index;
use crate::indexer::current_rules;
use crate::{Checked, Error};

/// A copy of an index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Backup {
    /// The folder of the copy, which is an index like any other.
    pub folder: PathBuf,
    /// The number of the commit it holds.
    pub sequence: u64,
    /// Files that share their bytes with the index.
    pub linked: u64,
    /// Files that were copied.
    pub copied: u64,
    /// The bytes of all.
    pub bytes: u64,
}

/// Copies the index in `home`, as of its last commit, into the folder `target`, and checks the copy.
///
/// The copy is an index like any other: `--index` reads it, and moving it back restores it.
///
/// # Errors
///
/// Fails when there is no index, when it is damaged, or when `target` holds something already or cannot be written.
pub fn backup(home: &Home, target: &Path) -> Result<Backup, Error> {
    let failed = |source| Error::io(target, source);
    fs::create_dir_all(target).map_err(failed)?;
    if fs::read_dir(target).map_err(failed)?.next().is_some() {
        return Err(Error::NotEmpty { path: target.to_owned() });
    }
    let copy = Home::new(target);
    let mut tries = 0;
    let (generation, backup) = loop {
        tries += 1;
        let folder = home.current()?;
        let generation = target.join(folder.file_name().unwrap_or_default());
        match copy_generation(&folder, &generation) {
            Ok(backup) => break (generation, Backup { folder: target.to_owned(), ..backup }),
            // A merge or a commit took a file away in between.
            Err(Error::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound && tries < MOST_TRIES => {
                fs::remove_dir_all(&generation).map_err(failed)?;
            }
            Err(error) => return Err(error),
        }
    };
    if home.names_file().exists() {
        copy_file(&home.names_file(), &copy.names_file())?;
    }
    copy.set_current(&generation)?;
    // A folder that was just made is there after a power cut only if the one above it was told so.
    if let Some(above) = target.canonicalize().map_err(failed)?.parent() {
        File::open(above).and_then(|folder| folder.sync_all()).map_err(|source| Error::io(above, source))?;
    }
    let Checked { faults, .. } = check(&copy)?;
    match faults.into_iter().next() {
        None => Ok(backup),
        Some(fault) => Err(Error::Damaged { home: home.folder().to_owned(), problem: fault.to_string() }),
    }
}

/// An index that changes more often than this while it is copied is not copied.
const MOST_TRIES: u32 = 10;

/// Files beside those of tantivy, the ledger apart.
const BESIDE: [&str; 4] = ["articles.dictionary", "names.registry", "names.sequence", "versions.json"];

fn copy_generation(from: &Path, to: &Path) -> Result<Backup, Error> {
    fs::create_dir_all(to).map_err(|source| Error::io(to, source))?;
    let meta = from.join("meta.json");
    let committed = fs::read(&meta).map_err(|source| Error::io(&meta, source))?;
    let (index, _, payload) = open_index(from, &current_rules())?;
    let metas = index.load_metas().map_err(|source| Error::index(from, source))?;
    let mut backup = Backup {
        folder: PathBuf::new(),
        sequence: payload.sequence,
        linked: 0,
        copied: 0,
        bytes: committed.len() as u64,
    };
    let mut listed = vec![PathBuf::from("meta.json")];
    for name in living_files(&metas) {
        let (old, new) = (from.join(&name), to.join(&name));
        if fs::hard_link(&old, &new).is_ok() {
            backup.linked += 1;
        } else {
            copy_file(&old, &new)?;
            backup.copied += 1;
        }
        backup.bytes += new.metadata().map_or(0, |metadata| metadata.len());
        listed.push(name);
    }
    backup.bytes += copy_ledger(from, to, &payload.ledger)?;
    backup.copied += 3;
    for name in BESIDE {
        let old = from.join(name);
        if old.exists() {
            backup.bytes += copy_file(&old, &to.join(name))?;
            backup.copied += 1;
        }
    }
    listed.sort();
    let managed = serde_json::to_vec(&listed).unwrap_or_default();
    for (name, bytes) in [(".managed.json", managed), ("meta.json", committed.clone())] {
        Home::write_table(&to.join(name), &bytes)?;
    }
    // Files that vanish after this are those of another commit.
    let now = fs::read(&meta).map_err(|source| Error::io(&meta, source))?;
    if now != committed {
        return Err(Error::io(&meta, io::ErrorKind::NotFound.into()));
    }
    Ok(backup)
}

/// Copies the committed part of the ledger: what follows belongs to no commit yet.
fn copy_ledger(from: &Path, to: &Path, mark: &LedgerMark) -> Result<u64, Error> {
    let old = from.join(&mark.file);
    let failed = |source| Error::io(&old, source);
    let mut log = File::open(&old).map_err(failed)?.take(mark.length);
    let new = to.join(&mark.file);
    let mut copy = File::create(&new).map_err(|source| Error::io(&new, source))?;
    let bytes = io::copy(&mut log, &mut copy).map_err(failed)?;
    copy.sync_all().map_err(|source| Error::io(&new, source))?;
    Ok(bytes)
}

fn copy_file(from: &Path, to: &Path) -> Result<u64, Error> {
    let bytes = fs::copy(from, to).map_err(|source| Error::io(from, source))?;
    File::open(to).and_then(|file| file.sync_all()).map_err(|source| Error::io(to, source))?;
    Ok(bytes)
}
