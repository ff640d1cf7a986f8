//! Builds the index anew, beside the old one, which serves until the new one takes its place.

use std::path::{Path, PathBuf};

use schema::HomeError;

use crate::generation::{self, Generation};
use crate::indexer::{Scope, targets};
use crate::ledger::Ledger;
use crate::plan::check;
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
