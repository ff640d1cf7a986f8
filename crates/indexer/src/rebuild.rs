//! Builds the index anew, beside the old one, which serves until the new one takes its place.

use std::path::{Path, PathBuf};

use schema::HomeError;

use crate::generation::{self, Generation};
use crate::indexer::{Scope, targets};
use crate::ledger::Ledger;
use crate::plan::check;
use crate::status::size_of;
use crate::{Error, Event, Indexer, Progress, Summary, SyncOptions};

impl Indexer {
    /// Builds all that `old` follows, and what `scope` adds, into another generation and makes it the one in use.
    ///
    /// Told to stop, it leaves the old one in use. The next rebuild goes on with what was done.
    pub(crate) fn rebuild(
        &mut self,
        old: Option<Generation>,
        scope: &Scope,
        home: &Path,
        reason: &'static str,
        options: &SyncOptions,
        progress: &dyn Progress,
    ) -> Result<Summary, Error> {
        if let Some(old) = &old {
            self.check_room(old.folder())?;
        }
        progress.on(&Event::Rebuilding { reason });
        let (ledger, sequence) = match &old {
            Some(old) => (old.ledger.clone(), old.payload.sequence),
            None => (self.salvage()?, 0),
        };
        let mut paths = to_build(&ledger, home, options)?;
        if let Scope::Follow(named) = scope {
            paths.extend_from_slice(named);
        }
        if paths.is_empty() {
            return Err(HomeError::Absent(self.home.folder().to_owned()).into());
        }
        let scope = Scope::Follow(paths);
        let mut new = match self.begun(old.as_ref())? {
            Some(begun) => begun,
            None => {
                // A path that cannot be followed is told before anything is made.
                targets(&Ledger::default(), &scope, home)?;
                self.begin(sequence)?
            }
        };
        new.payload.sequence = new.payload.sequence.max(sequence);
        let (targets, operations) = targets(&new.ledger, &scope, home)?;
        let run = self.run(home, options, progress);
        let is_wanted = |folder: u32| targets.iter().any(|target| target.folder == folder);
        let forgotten: Vec<u32> = new.ledger.folders().map(|(folder, _)| folder).filter(|n| !is_wanted(*n)).collect();
        for folder in forgotten {
            run.forget(&mut new, folder)?;
        }
        let mut summary = run.sync(&mut new, &targets, operations)?;
        if summary.stopped {
            self.generation = old;
            return Ok(summary);
        }
        self.home.set_current(new.folder())?;
        drop(old);
        self.remove_others(new.folder())?;
        summary.rebuilt = true;
        self.generation = Some(new);
        Ok(summary)
    }

    /// Fails where a second generation of the size of `old` would not fit: a full disk stops more than a rebuild.
    fn check_room(&self, old: &Path) -> Result<(), Error> {
        let home = self.home.folder();
        let needed = size_of(old).map_err(|source| Error::io(old, source))?;
        let begun = self.home.generations()?.into_iter().filter(|folder| folder != old);
        let begun: u64 = begun.map(|folder| size_of(&folder).unwrap_or(0)).sum();
        // File systems that cannot tell are believed to have room.
        let Ok(space) = rustix::fs::statvfs(home) else { return Ok(()) };
        let free = space.f_bavail.saturating_mul(space.f_frsize);
        if has_room(needed, begun, free) {
            return Ok(());
        }
        Err(Error::NoRoom { home: home.to_owned(), needed, free })
    }

    /// A generation newer than the one in use, which an interrupted rebuild by the same rules has begun.
    fn begun(&self, current: Option<&Generation>) -> Result<Option<Generation>, Error> {
        let newest = self.home.generations()?.pop();
        let Some(folder) = newest.filter(|newest| current.is_some_and(|current| *newest > *current.folder())) else {
            return Ok(None);
        };
        let agrees = |begun: &Generation| begun.payload.fingerprints == self.rules;
        // What cannot be used is removed with the old generation, once there is a new one.
        Ok(Generation::open(&folder, &self.rules).ok().filter(agrees))
    }

    /// As much as can be read of what was followed, when the ledger is damaged.
    fn salvage(&self) -> Result<Ledger, Error> {
        Ok(self.home.generations()?.last().map(|folder| generation::salvage(folder)).unwrap_or_default())
    }
}

/// Whether a rebuild of which `begun` bytes are there finds room for `needed` bytes. Merges of segments take as much again
/// for a while, of which half is asked for.
fn has_room(needed: u64, begun: u64, free: u64) -> bool {
    free.saturating_add(begun) >= needed.saturating_add(needed / 2)
}

/// The followed folders that the new index is made of.
fn to_build(ledger: &Ledger, home: &Path, options: &SyncOptions) -> Result<Vec<PathBuf>, Error> {
    let mut paths = Vec::new();
    for (number, followed) in ledger.folders() {
        match check(number, followed, home, options.allow_empty) {
            Ok(true) => paths.push(followed.path.clone()),
            Ok(false) => {}
            Err(reason) => return Err(Error::Unbuildable { folder: followed.path.clone(), reason }),
        }
    }
    Ok(paths)
}

#[cfg(test)]
mod tests {
    use super::has_room;

    #[test]
    fn a_rebuild_wants_half_as_much_again() {
        assert!(has_room(100, 0, 150) && !has_room(100, 0, 149));
        assert!(has_room(100, 50, 100) && !has_room(u64::MAX, 0, u64::MAX - 1));
    }
}
