//! Listens to what the system tells about followed folders, and looks itself where it tells nothing.

use std::collections::BTreeMap;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Config, ErrorKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::{Event, Progress};

/// What was seen.
pub(super) enum Seen {
    /// Something happened at these paths.
    Paths(Vec<PathBuf>),
    /// So much happened that nobody knows where.
    Overflow,
    /// The system watches no more folders, for this reason.
    Limit(String),
}

/// The watcher, and what it watches.
pub(super) struct Eyes {
    watcher: Result<RecommendedWatcher, String>,
    folders: BTreeMap<PathBuf, Attention>,
}

/// How a followed folder or file is watched.
struct Attention {
    /// What events are asked for: the folder, or the one that a followed file lies in.
    place: PathBuf,
    recursive: RecursiveMode,
    /// Device and inode of it: a folder that was replaced must be watched anew.
    identity: Option<(u64, u64)>,
    /// Whether there are no events, so that it must be looked at now and then.
    polled: bool,
}

impl Eyes {
    pub(super) fn new(sender: Sender<Seen>) -> Self {
        let hear = move |event| {
            if let Some(seen) = interpret(event) {
                // Nobody listens any more only when the watch has ended.
                let _ = sender.send(seen);
            }
        };
        let config = Config::default().with_follow_symlinks(false);
        let watcher = RecommendedWatcher::new(hear, config).map_err(|error| error.to_string());
        Self { watcher, folders: BTreeMap::new() }
    }

    /// Watches `followed`, folders and files (`true`), and nothing else; gives those that are new.
    pub(super) fn attend(&mut self, followed: &[(PathBuf, bool)], progress: &dyn Progress) -> Vec<PathBuf> {
        let gone: Vec<PathBuf> =
            self.folders.keys().filter(|known| !followed.iter().any(|(path, _)| path == *known)).cloned().collect();
        for path in gone {
            if let Some(attention) = self.folders.remove(&path) {
                self.leave(&attention.place);
            }
        }
        let mut new = Vec::new();
        for (path, is_file) in followed {
            if !self.folders.contains_key(path) {
                let (place, recursive) = match path.parent() {
                    Some(parent) if *is_file => (parent.to_owned(), RecursiveMode::NonRecursive),
                    _ => (path.clone(), RecursiveMode::Recursive),
                };
                self.watch(path, Attention { place, recursive, identity: None, polled: false }, progress);
                new.push(path.clone());
            }
        }
        new
    }

    /// Watches anew what was replaced; gives that, and all that must be looked at because it gives no events.
    pub(super) fn refresh(&mut self, progress: &dyn Progress) -> Vec<PathBuf> {
        let changed = |attention: &Attention| attention.polled || identity(&attention.place) != attention.identity;
        let paths: Vec<PathBuf> =
            self.folders.iter().filter(|(_, attention)| changed(attention)).map(|(path, _)| path.clone()).collect();
        for path in &paths {
            if let Some(attention) = self.folders.remove(path) {
                self.leave(&attention.place);
                self.watch(path, attention, progress);
            }
        }
        paths
    }

    /// Gives up on events for everything.
    pub(super) fn poll_all(&mut self, reason: &str, progress: &dyn Progress) {
        for (path, attention) in &mut self.folders {
            if !attention.polled {
                attention.polled = true;
                progress.on(&Event::Polling { folder: path.clone(), reason: reason.to_owned() });
            }
        }
        self.watcher = Err(reason.to_owned());
    }

    fn watch(&mut self, path: &Path, mut attention: Attention, progress: &dyn Progress) {
        attention.identity = identity(&attention.place);
        let watched = match &mut self.watcher {
            Ok(watcher) => watcher.watch(&attention.place, attention.recursive).map_err(|error| error.to_string()),
            Err(reason) => Err(reason.clone()),
        };
        let was_polled = std::mem::replace(&mut attention.polled, watched.is_err());
        if let Err(reason) = watched
            && !was_polled
        {
            progress.on(&Event::Polling { folder: path.to_owned(), reason });
        }
        self.folders.insert(path.to_owned(), attention);
    }

    fn leave(&mut self, place: &Path) {
        let is_shared = self.folders.values().any(|attention| attention.place == place);
        if let (Ok(watcher), false) = (&mut self.watcher, is_shared) {
            // It fails when the folder is gone, and with it the watch.
            let _ = watcher.unwatch(place);
        }
    }
}

fn identity(place: &Path) -> Option<(u64, u64)> {
    place.metadata().ok().map(|metadata| (metadata.dev(), metadata.ino()))
}

fn interpret(event: notify::Result<notify::Event>) -> Option<Seen> {
    match event {
        Ok(event) if event.need_rescan() => Some(Seen::Overflow),
        // That a file was opened or read is no news, and mostly it is this program that does so.
        Ok(event) if !is_news(event.kind) => None,
        Ok(event) => Some(Seen::Paths(event.paths)),
        Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => Some(Seen::Limit(error.to_string())),
        Err(error) if error.paths.is_empty() => Some(Seen::Overflow),
        Err(error) => Some(Seen::Paths(error.paths)),
    }
}

fn is_news(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(access) => access == AccessKind::Close(AccessMode::Write),
        _ => true,
    }
}
