//! Goes on following: whenever something happens in a followed folder, the index is brought up to date.
//!
//! Events only say where to look. What is to be done is found out as always, by comparing files with the ledger, so
//! that an event too many costs a look, and one too few is made up for by the next walk.

mod dirt;
mod eyes;

use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use dirt::Dirt;
use eyes::{Eyes, Seen};

use crate::indexer::Scope;
use crate::{Error, Event, Indexer, Progress, Summary, SyncOptions};

/// How often a stop is noticed.
const TICK: Duration = Duration::from_millis(100);

/// How often folders are looked at that give no events.
const POLL: Duration = Duration::from_secs(5);

/// How often everything is looked at, whatever events say. Files that are written all the time are read then.
const RESCAN: Duration = Duration::from_secs(60);

/// Files changed less than this ago may be in the middle of being written.
const PAUSE: Duration = Duration::from_millis(300);

/// After trouble, the next try waits so long, and longer each time.
const FIRST_DELAY: Duration = Duration::from_secs(1);
const LONGEST_DELAY: Duration = Duration::from_secs(60);

impl Indexer {
    /// Brings all that is followed up to date, and goes on with it until the stop flag is set.
    ///
    /// Trouble, such as a full disk, or another process that writes the index, is told as an event, and tried again
    /// later. With [`crate::Hold::WhileSyncing`], folders that another process follows or forgets in the meantime are
    /// noticed within a minute.
    ///
    /// # Errors
    ///
    /// Fails when the index cannot be used at all: it was made by a newer version, or is damaged.
    pub fn watch(&mut self, progress: &dyn Progress) -> Result<(), Error> {
        self.lasting = true;
        let watched = Watch::new(self, progress).run();
        self.let_go();
        watched
    }
}

struct Watch<'a> {
    indexer: &'a mut Indexer,
    progress: &'a dyn Progress,
    dirt: Dirt,
    /// The real path of the index.
    home: PathBuf,
    polled: Instant,
    rescanned: Instant,
    /// No run before this moment.
    not_before: Instant,
    delay: Duration,
}

impl<'a> Watch<'a> {
    fn new(indexer: &'a mut Indexer, progress: &'a dyn Progress) -> Self {
        let now = Instant::now();
        let (dirt, home) = (Dirt::default(), indexer.home().folder());
        let home = home.canonicalize().unwrap_or_else(|_| home.to_owned());
        Self { indexer, progress, dirt, home, polled: now, rescanned: now, not_before: now, delay: FIRST_DELAY }
    }

    fn run(mut self) -> Result<(), Error> {
        let (sender, seen) = channel();
        let mut eyes = Eyes::new(sender);
        // What is followed is watched before it is read: what changes in between is seen.
        self.attend(&mut eyes);
        let first = SyncOptions { pause: PAUSE, retry: true, ..SyncOptions::default() };
        self.sync(&mut eyes, Scope::All, &first)?;
        while !self.indexer.stop.load(Ordering::Relaxed) {
            match seen.recv_timeout(TICK) {
                Ok(what) => self.note(what, &mut eyes),
                // Without a watcher nothing will ever come, and the polls go on.
                Err(RecvTimeoutError::Disconnected) => std::thread::sleep(TICK),
                Err(RecvTimeoutError::Timeout) => {}
            }
            let now = Instant::now();
            if now >= self.rescanned + RESCAN {
                self.rescanned = now;
                self.sync(&mut eyes, Scope::All, &SyncOptions::default())?;
            } else if now >= self.polled + POLL {
                self.polled = now;
                eyes.refresh(self.progress).into_iter().for_each(|folder| self.dirt.add(folder, now));
            }
            if now >= self.not_before && self.dirt.is_ripe(now) {
                let scope = self.dirt.take();
                self.sync(&mut eyes, scope, &SyncOptions { pause: PAUSE, ..SyncOptions::default() })?;
            }
            self.indexer.derive_if_cheap()?;
        }
        Ok(())
    }

    fn note(&mut self, what: Seen, eyes: &mut Eyes) {
        let now = Instant::now();
        match what {
            // An index that lies in a followed folder changes with every commit.
            Seen::Paths(paths) => {
                let others = paths.into_iter().filter(|path| !path.starts_with(&self.home));
                others.for_each(|path| self.dirt.add(path, now));
            }
            Seen::Overflow => self.dirt.add_everything(now),
            Seen::Limit(reason) => {
                eyes.poll_all(&reason, self.progress);
                self.dirt.add_everything(now);
            }
        }
    }

    /// Runs once; what could not be done is dirty again.
    fn sync(&mut self, eyes: &mut Eyes, scope: Scope, options: &SyncOptions) -> Result<(), Error> {
        let now = Instant::now();
        match self.indexer.sync_scope(&scope, options, self.progress) {
            Ok(summary) => {
                self.delay = FIRST_DELAY;
                if summary.waiting > 0 {
                    self.dirt.add_scope(scope, now);
                }
                self.tell(summary);
                self.attend(eyes);
                return Ok(());
            }
            Err(Error::Locked { holder, .. }) => self.progress.on(&Event::Busy { holder }),
            Err(error @ (Error::Foreign { .. } | Error::Ledger { .. } | Error::Damaged { .. })) => return Err(error),
            Err(error) => self.progress.on(&Event::Trouble { reason: explained(&error) }),
        }
        self.dirt.add_scope(scope, now);
        self.not_before = now + self.delay;
        self.delay = (self.delay * 2).min(LONGEST_DELAY);
        Ok(())
    }

    fn tell(&self, summary: Summary) {
        if summary.changed_articles() || summary.files_read > 0 {
            self.progress.on(&Event::Synced(Box::new(summary)));
        }
    }

    /// Watches what is followed now.
    fn attend(&mut self, eyes: &mut Eyes) {
        if let Ok(followed) = self.indexer.places() {
            let now = Instant::now();
            let new: Vec<PathBuf> = eyes.attend(&followed, self.progress);
            new.into_iter().for_each(|folder| self.dirt.add(folder, now));
        }
    }
}

/// An error with its causes.
fn explained(error: &Error) -> String {
    let mut reason = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(next) = cause {
        reason.push_str(": ");
        reason.push_str(&next.to_string());
        cause = next.source();
    }
    reason
}
