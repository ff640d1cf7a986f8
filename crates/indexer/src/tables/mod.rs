//! Tables that are derived from the whole index after a commit, and stand beside it.
//!
//! They depend on what is in the index alone, not on the order in which it came, so that an index that grew and one
//! that was built at once have the same. A crash between a commit and its tables is noticed by their numbers.

mod names;
mod versions;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use schema::{Fields, Home, Versions};
use tantivy::{Index, TantivyError};

use crate::Error;
use crate::generation::Generation;
use crate::ledger::Ledger;

/// What is known of the tables of a generation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tables {
    names: Table,
    versions: Table,
}

#[derive(Clone, Copy, Debug)]
struct Table {
    /// The commit it was derived from.
    sequence: Option<u64>,
    /// When it was last derived by this process, and how long that took.
    derived: Option<(Instant, Duration)>,
}

/// When to derive tables that are older than the last commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    Now,
    /// Only those that cost little of the time that has passed since: others will be due later.
    IfCheap,
}

/// A twentieth of the time may be spent on a table while more is to come.
const PATIENCE: u32 = 20;

impl Tables {
    /// The tables in the folder of a generation.
    pub(crate) fn open(folder: &Path) -> Self {
        let table = |sequence| Table { sequence, derived: None };
        Self { names: table(names_sequence(folder)), versions: table(versions_sequence(folder)) }
    }

    /// Whether all say what the commit of this number says.
    pub(crate) fn are_of(&self, sequence: u64) -> bool {
        [self.names, self.versions].iter().all(|table| table.sequence == Some(sequence))
    }

    /// Whether one of them is older than the commit of this number, and could be derived now.
    pub(crate) fn are_due(&self, sequence: u64) -> bool {
        [self.names, self.versions].iter().any(|table| table.is_due(sequence, When::IfCheap))
    }
}

impl Table {
    fn is_due(&self, sequence: u64, when: When) -> bool {
        let is_cheap = || self.derived.is_none_or(|(at, took)| at.elapsed() >= took * PATIENCE);
        self.sequence != Some(sequence) && (when == When::Now || is_cheap())
    }

    /// The table after it was derived, which began at `start`.
    fn derived(sequence: u64, start: Instant) -> Self {
        let now = Instant::now();
        Self { sequence: Some(sequence), derived: Some((now, now - start)) }
    }
}

/// Derives the tables of `generation` that are older than its last commit.
pub(crate) fn derive(generation: &mut Generation, when: When) -> Result<(), Error> {
    let folder = generation.folder().to_owned();
    let sequence = generation.payload.sequence;
    if generation.tables.versions.is_due(sequence, when) {
        let start = Instant::now();
        let bytes = versions_bytes(sequence, &generation.ledger);
        Home::write_table(&Home::versions_file(&folder), &bytes)?;
        generation.tables.versions = Table::derived(sequence, start);
    }
    if generation.tables.names.is_due(sequence, when) {
        let start = Instant::now();
        let registry =
            names::registry(&generation.index, &generation.fields).map_err(|source| Error::index(&folder, source))?;
        let bytes = registry.to_bytes();
        let file = Home::registry_file(&folder);
        // A reader opens the table again when the file is another one: it must not be so without need.
        if fs::read(&file).ok().as_ref() != Some(&bytes) {
            Home::write_table(&file, &bytes)?;
        }
        Home::write_table(&sequence_file(&folder), sequence.to_string().as_bytes())?;
        generation.tables.names = Table::derived(sequence, start);
    }
    Ok(())
}

fn versions_bytes(sequence: u64, ledger: &Ledger) -> Vec<u8> {
    let versions = Versions { sequence, articles: versions::versions(ledger) };
    serde_json::to_vec(&versions).unwrap_or_default()
}

/// Derives all tables of `generation` anew, whatever they say of themselves.
pub(crate) fn derive_again(generation: &mut Generation) -> Result<(), Error> {
    let table = Table { sequence: None, derived: None };
    generation.tables = Tables { names: table, versions: table };
    derive(generation, When::Now)
}

/// The tables that are not what the commit numbered `sequence` gives: their files, with what is wrong. Older ones are in
/// order while somebody `is_writing`: they will be derived in time.
pub(crate) fn differing(
    folder: &Path,
    index: &Index,
    fields: &Fields,
    sequence: u64,
    ledger: &Ledger,
    is_writing: bool,
) -> Result<Vec<(PathBuf, String)>, TantivyError> {
    let mut differing = Vec::new();
    let mut compare =
        |said: Option<u64>, counter: PathBuf, file: PathBuf, derived: &dyn Fn() -> Result<Vec<u8>, TantivyError>| {
            let problem = match said {
                None => Some((counter, "cannot be read".to_owned())),
                Some(said) if said < sequence && is_writing => None,
                Some(said) if said != sequence => {
                    Some((counter, format!("is of commit {said}, and the last is {sequence}: the next run derives it")))
                }
                Some(_) => {
                    let is_same = fs::read(&file).ok() == Some(derived()?);
                    (!is_same).then(|| (file, "is not what the index gives".to_owned()))
                }
            };
            differing.extend(problem);
            Ok::<(), TantivyError>(())
        };
    let versions = Home::versions_file(folder);
    compare(versions_sequence(folder), versions.clone(), versions, &|| Ok(versions_bytes(sequence, ledger)))?;
    compare(names_sequence(folder), sequence_file(folder), Home::registry_file(folder), &|| {
        Ok(names::registry(index, fields)?.to_bytes())
    })?;
    Ok(differing)
}

/// After a commit that changed no article, the registry of the commit before is that of this one.
pub(crate) fn carry_over(generation: &mut Generation) -> Result<(), Error> {
    let sequence = generation.payload.sequence;
    let names = &mut generation.tables.names;
    if names.sequence.is_some_and(|derived| derived + 1 == sequence) {
        names.sequence = Some(sequence);
        Home::write_table(&sequence_file(generation.folder()), sequence.to_string().as_bytes())?;
    }
    Ok(())
}

/// The commit that the registry of names was derived from; the registry itself has no room for it.
fn names_sequence(folder: &Path) -> Option<u64> {
    fs::read_to_string(sequence_file(folder)).ok()?.trim().parse().ok()
}

fn sequence_file(folder: &Path) -> PathBuf {
    Home::registry_file(folder).with_extension("sequence")
}

fn versions_sequence(folder: &Path) -> Option<u64> {
    let bytes = fs::read(Home::versions_file(folder)).ok()?;
    serde_json::from_slice::<Versions>(&bytes).ok().map(|versions| versions.sequence)
}
