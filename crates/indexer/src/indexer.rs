//! Keeps an index in step with the folders it follows.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use schema::{Fingerprints, Home, HomeError};

use crate::batch::Pace;
use crate::follow::{self, Target};
use crate::generation::Generation;
use crate::ledger::{Ledger, Operation};
use crate::lock::Lock;
use crate::sync::Run;
use crate::tables::{self, When};
use crate::{Error, Progress, Summary};

/// Writes one index. There can be only one that does so at a time.
pub struct Indexer {
    pub(crate) home: Home,
    hold: Hold,
    pub(crate) stop: Arc<AtomicBool>,
    pub(crate) rules: Fingerprints,
    pub(crate) pace: Pace,
    lock: Option<Lock>,
    pub(crate) generation: Option<Generation>,
    /// Whether many runs follow each other: what one of them need not finish, a later one will.
    pub(crate) lasting: bool,
}

/// What a run looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// All that is followed.
    All,
    /// What is followed at these paths; others are passed by.
    Parts(Vec<PathBuf>),
    /// These paths, which are followed from then on.
    Follow(Vec<PathBuf>),
}

/// How an [`Indexer`] is opened.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How long it keeps other writers out.
    pub hold: Hold,
    /// Set from outside, ends any run at the next article; what was done by then is committed.
    pub stop: Arc<AtomicBool>,
}

/// How long an [`Indexer`] keeps other writers out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hold {
    /// As long as it lives.
    #[default]
    Always,
    /// During each run only; in between, another process may write.
    WhileSyncing,
}

/// How a run goes about its work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SyncOptions {
    /// Builds the index anew, beside the old one, from all that is followed.
    pub full: bool,
    /// Takes a followed folder at its word that is missing, or empty although it held articles.
    pub allow_empty: bool,
    /// Leaves files for the next run that were changed less than this ago.
    pub pause: Duration,
    /// Tries files again that have failed several times.
    pub retry: bool,
}

impl Indexer {
    /// An indexer for `home`, whose folder is made when something is written to it.
    ///
    /// # Errors
    ///
    /// Fails when another process writes this index, with [`Hold::Always`], or when the folder cannot be used.
    pub fn open(home: Home, options: Options) -> Result<Self, Error> {
        let rules = current_rules();
        let Options { hold, stop } = options;
        let mut indexer =
            Self { home, hold, stop, rules, pace: Pace::default(), lock: None, generation: None, lasting: false };
        if hold == Hold::Always {
            indexer.lock = Some(Lock::take(&indexer.home)?);
        }
        Ok(indexer)
    }

    /// Follows `paths` from now on and brings them up to date; without any, all that is followed.
    ///
    /// A path inside a followed folder brings only that part up to date. A folder takes over what was followed
    /// inside it.
    ///
    /// # Errors
    ///
    /// Fails when a path cannot be followed, the index cannot be used, or another process writes it. What was
    /// committed before stays as it is.
    pub fn sync(
        &mut self,
        paths: &[PathBuf],
        options: &SyncOptions,
        progress: &dyn Progress,
    ) -> Result<Summary, Error> {
        let scope = if paths.is_empty() { Scope::All } else { Scope::Follow(paths.to_vec()) };
        self.sync_scope(&scope, options, progress)
    }

    /// Stops following `path` and takes its articles out of the index; gives how many there were.
    ///
    /// # Errors
    ///
    /// Fails when it is not followed, or only as a part of something else.
    pub fn forget(&mut self, path: &Path, progress: &dyn Progress) -> Result<u64, Error> {
        self.locked(|indexer| {
            let Some(mut generation) = indexer.load()? else {
                return Err(Error::NotFollowed { path: path.to_owned(), followed: Vec::new() });
            };
            let folder = follow::find(&generation.ledger, path)?;
            let removed = indexer
                .run(indexer.home.folder(), &SyncOptions::default(), progress)
                .forget(&mut generation, folder)?;
            indexer.generation = Some(generation);
            Ok(removed)
        })
    }

    /// The folders and files that are followed.
    ///
    /// # Errors
    ///
    /// Fails when the index cannot be read, or another process writes it.
    pub fn followed(&mut self) -> Result<Vec<PathBuf>, Error> {
        Ok(self.places()?.into_iter().map(|(path, _)| path).collect())
    }

    /// The home it writes to.
    pub fn home(&self) -> &Home {
        &self.home
    }

    /// Does `work` while holding the lock.
    pub(crate) fn locked<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T, Error>) -> Result<T, Error> {
        if self.lock.is_none() {
            self.lock = Some(Lock::take(&self.home)?);
        }
        let done = work(self);
        if self.hold == Hold::WhileSyncing {
            self.lock = None;
        }
        done
    }

    pub(crate) fn sync_scope(
        &mut self,
        scope: &Scope,
        options: &SyncOptions,
        progress: &dyn Progress,
    ) -> Result<Summary, Error> {
        self.locked(|indexer| {
            let done = indexer.sync_locked(scope, options, progress);
            if matches!(done, Err(Error::Index { .. } | Error::Io { .. })) {
                // Opening it cleans up what was half written, which may be what fills the disk.
                indexer.generation = indexer.load().unwrap_or_default();
            }
            done
        })
    }

    /// The followed folders, and the followed files (`true`).
    pub(crate) fn places(&mut self) -> Result<Vec<(PathBuf, bool)>, Error> {
        self.locked(|indexer| {
            let generation = indexer.load()?;
            let folders = generation.iter().flat_map(|generation| generation.ledger.folders());
            let places = folders.map(|(_, followed)| (followed.path.clone(), followed.single_file)).collect();
            indexer.generation = generation;
            Ok(places)
        })
    }

    /// Derives tables that a lasting run has put off, once they cost little.
    pub(crate) fn derive_if_cheap(&mut self) -> Result<(), Error> {
        let is_due = |generation: &Generation| generation.tables.are_due(generation.payload.sequence);
        if !self.generation.as_ref().is_some_and(is_due) {
            return Ok(());
        }
        self.locked(|indexer| {
            let mut generation = indexer.load()?;
            if let Some(generation) = &mut generation {
                tables::derive(generation, When::IfCheap)?;
            }
            indexer.generation = generation;
            Ok(())
        })
    }

    /// Derives all tables anew.
    pub(crate) fn derive_again(&mut self) -> Result<(), Error> {
        self.locked(|indexer| {
            let mut generation = indexer.load()?;
            if let Some(generation) = &mut generation {
                tables::derive_again(generation)?;
            }
            indexer.generation = generation;
            Ok(())
        })
    }

    /// Ends a lasting run.
    pub(crate) fn let_go(&mut self) {
        self.lasting = false;
        if let Some(generation) = &mut self.generation {
            generation.let_go();
        }
    }

    fn sync_locked(&mut self, scope: &Scope, options: &SyncOptions, progress: &dyn Progress) -> Result<Summary, Error> {
        let started = Instant::now();
        let folder = self.home.folder().to_owned();
        // The index may lie in a followed folder: a walk comes across its real path.
        let home = folder.canonicalize().map_err(|source| Error::io(&folder, source))?;
        let loaded = match self.load() {
            Err(
                Error::Ledger { .. }
                | Error::Index { .. }
                | Error::Damaged { .. }
                | Error::Home(HomeError::Dangling(..)),
            ) if options.full => None,
            loaded => loaded?,
        };
        let reason = match &loaded {
            _ if options.full => Some("as asked for"),
            Some(generation) if !generation.payload.fingerprints.agree_on_words(&self.rules) => {
                Some("because its words were made by other rules")
            }
            _ => None,
        };
        let mut summary = match (reason, loaded) {
            (Some(reason), old) => self.rebuild(old, scope, &home, reason, options, progress)?,
            (None, Some(mut generation)) => {
                self.remove_others(generation.folder())?;
                let (targets, operations) = targets(&generation.ledger, scope, &home)?;
                let summary = self.run(&home, options, progress).sync(&mut generation, &targets, operations)?;
                self.generation = Some(generation);
                summary
            }
            (None, None) if !matches!(scope, Scope::Follow(_)) => return Err(HomeError::Absent(folder).into()),
            (None, None) => {
                let (targets, operations) = targets(&Ledger::default(), scope, &home)?;
                let mut generation = self.begin(0)?;
                self.home.set_current(generation.folder())?;
                let summary = self.run(&home, options, progress).sync(&mut generation, &targets, operations)?;
                self.generation = Some(generation);
                summary
            }
        };
        summary.seconds = started.elapsed().as_secs_f64();
        Ok(summary)
    }

    /// The generation in use, if there is one; whoever takes it puts it back unless the work failed.
    fn load(&mut self) -> Result<Option<Generation>, Error> {
        let folder = match self.home.current() {
            Ok(folder) => folder,
            Err(HomeError::Absent(_)) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        if let Some(generation) = self.generation.take()
            && generation.folder() == folder
            && generation.is_as_committed()?
        {
            return Ok(Some(generation));
        }
        Generation::open(&folder, &self.rules).map(Some)
    }

    /// Removes all generations but `current`: those that an interrupted run left behind.
    pub(crate) fn remove_others(&self, current: &Path) -> Result<(), Error> {
        for folder in self.home.generations()?.into_iter().filter(|folder| folder != current) {
            fs::remove_dir_all(&folder).map_err(|source| Error::io(&folder, source))?;
        }
        Ok(())
    }

    /// Begins a new generation, with commits numbered after `sequence`.
    pub(crate) fn begin(&self, sequence: u64) -> Result<Generation, Error> {
        let folder = self.home.new_generation()?;
        Generation::create(&folder, &self.rules, sequence)
    }

    pub(crate) fn run<'a>(&'a self, home: &'a Path, options: &'a SyncOptions, progress: &'a dyn Progress) -> Run<'a> {
        // Between two runs of its own, a writer that shares the index must leave it to others.
        let lasting = self.lasting && self.hold == Hold::Always;
        Run { home, options, pace: self.pace, stop: &self.stop, lasting, progress }
    }
}

/// What of `ledger`, or beside it, `scope` means, with the operations that follow what is new.
pub(crate) fn targets(ledger: &Ledger, scope: &Scope, home: &Path) -> Result<(Vec<Target>, Vec<Operation>), Error> {
    match scope {
        Scope::All => Ok((follow::all(ledger), Vec::new())),
        Scope::Parts(paths) => Ok((follow::parts(ledger, paths, home), Vec::new())),
        Scope::Follow(paths) => follow::resolve(ledger, paths, home),
    }
}

/// The rules of this program.
pub(crate) fn current_rules() -> Fingerprints {
    Fingerprints {
        schema: schema::FINGERPRINT.to_owned(),
        analysis: analysis::fingerprint(),
        dates: dates::FINGERPRINT.to_owned(),
        entities: entities::FINGERPRINT.to_owned(),
    }
}
