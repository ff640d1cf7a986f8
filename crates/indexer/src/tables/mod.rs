//! Tables that are derived from the whole index after a commit, and stand beside it.
//!
//! They depend on what is in the index alone, not on the order in which it came, so that an index that grew and one
//! that was built at once have the same. A crash between a commit and its tables is noticed by their numbers.

mod names;
mod versions;

use std::fs;
use std::path::{Path, PathBuf};

use schema::{Home, Versions};

use crate::Error;
use crate::generation::Generation;

/// Writes the tables that are older than the last commit of `generation`.
pub(crate) fn derive(generation: &Generation) -> Result<(), Error> {
    let folder = generation.folder();
    let sequence = generation.payload.sequence;
    if names_sequence(folder) != Some(sequence) {
        let registry = names::registry(generation).map_err(|source| Error::index(folder, source))?;
        let bytes = registry.to_bytes();
        let file = Home::registry_file(folder);
        // A reader opens the table again when the file is another one: it must not be so without need.
        if fs::read(&file).ok().as_ref() != Some(&bytes) {
            Home::write_table(&file, &bytes)?;
        }
        Home::write_table(&sequence_file(folder), sequence.to_string().as_bytes())?;
    }
    if versions_sequence(folder) != Some(sequence) {
        let versions = Versions { sequence, articles: versions::versions(&generation.ledger) };
        let bytes = serde_json::to_vec(&versions).unwrap_or_default();
        Home::write_table(&Home::versions_file(folder), &bytes)?;
    }
    Ok(())
}

/// Whether the tables of `generation` say what its last commit says.
pub(crate) fn are_current(generation: &Generation) -> bool {
    let sequence = Some(generation.payload.sequence);
    names_sequence(generation.folder()) == sequence && versions_sequence(generation.folder()) == sequence
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
