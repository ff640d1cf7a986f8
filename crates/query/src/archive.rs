//! An index that is searched: the current generation, its names, and what changes under them.

mod generation;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use schema::{Home, Stored};

use self::generation::Opened;
pub(crate) use self::generation::Snapshot;
use crate::Error;
use crate::engine::Engine;
use crate::hits::{Hits, ListedHit};
use crate::search::Search;

/// The archive of one index home. Cheap to share; it notices new commits by itself.
///
/// ```no_run
/// use query::{Archive, Search};
/// use jiff::civil::date;
///
/// let archive = Archive::open("index")?;
/// let hits = archive.search(&Search::new("l'armée syrienne", date(2024, 12, 6)))?;
/// println!("{} articles", hits.total);
/// # Ok::<(), query::Error>(())
/// ```
pub struct Archive {
    home: Home,
    names_file: PathBuf,
    state: Mutex<State>,
}

struct State {
    opened: Opened,
    snapshot: Arc<Snapshot>,
    looked: Instant,
}

/// How long an answer may be out of date before the files are looked at again.
const LOOK_EVERY: Duration = Duration::from_millis(200);

impl Archive {
    /// Opens the index in `folder`, with the names file beside it.
    ///
    /// # Errors
    ///
    /// Fails when there is no index, or one built by other rules for words, or a damaged one.
    pub fn open(folder: impl AsRef<Path>) -> Result<Self, Error> {
        let home = Home::new(folder.as_ref());
        let names_file = home.names_file();
        Self::open_with_names(folder, names_file)
    }

    /// Opens the index in `folder` with the user's names in `names_file`, which need not exist.
    ///
    /// # Errors
    ///
    /// As [`Self::open`]; also when the names file is not valid.
    pub fn open_with_names(folder: impl AsRef<Path>, names_file: impl Into<PathBuf>) -> Result<Self, Error> {
        let home = Home::new(folder.as_ref());
        let names_file = names_file.into();
        let (opened, snapshot) = Opened::open(&home, &names_file)?;
        let state = State { opened, snapshot: Arc::new(snapshot), looked: Instant::now() };
        Ok(Self { home, names_file, state: Mutex::new(state) })
    }

    /// The folder of the index.
    pub fn folder(&self) -> &Path {
        self.home.folder()
    }

    /// The newest commit, as it stood when the files were last looked at.
    ///
    /// A generation that cannot be opened leaves the one before in use: searches go on.
    pub(crate) fn snapshot(&self) -> Arc<Snapshot> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.looked.elapsed() >= LOOK_EVERY {
            state.looked = Instant::now();
            self.refresh_state(&mut state);
        }
        Arc::clone(&state.snapshot)
    }

    /// Looks at the files now, so that the next answer includes the newest commit.
    pub fn refresh(&self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        self.refresh_state(&mut state);
    }

    fn refresh_state(&self, state: &mut State) {
        if !state.opened.has_changed(&self.home, &self.names_file) {
            return;
        }
        if let Ok((opened, snapshot)) = state.opened.reopen(&self.home, &self.names_file) {
            state.opened = opened;
            state.snapshot = Arc::new(snapshot);
        }
    }

    /// The articles that fit `search`.
    ///
    /// # Errors
    ///
    /// Fails on a query that cannot be honoured, with the place and what would work; and when the index fails.
    pub fn search(&self, search: &Search) -> Result<Hits, Error> {
        crate::searcher::search(&self.snapshot(), search)
    }

    /// The articles that fit `search`, by what lists show of them. It costs a fraction of [`Self::search`].
    ///
    /// # Errors
    ///
    /// As [`Self::search`].
    pub fn list(&self, search: &Search) -> Result<Hits<ListedHit>, Error> {
        crate::searcher::list(&self.snapshot(), search)
    }

    /// The article with the public id `id`, its newest version.
    ///
    /// # Errors
    ///
    /// Fails when the index fails.
    pub fn article(&self, id: &str) -> Result<Option<Stored>, Error> {
        crate::searcher::article(&self.snapshot(), id)
    }

    /// The `limit` articles nearest to the one with the public id `id`, itself and its other versions apart, the nearest
    /// first; `None` where there is no such article.
    ///
    /// # Errors
    ///
    /// Fails when the index fails.
    pub fn similar(&self, id: &str, limit: usize) -> Result<Option<Vec<ListedHit>>, Error> {
        crate::similar::of(&self.snapshot(), id, limit)
    }

    /// What is indexed.
    pub fn overview(&self) -> Overview {
        let snapshot = self.snapshot();
        Overview {
            articles: snapshot.engine.articles(),
            generation: snapshot.label.clone(),
            committed_at: snapshot.committed_at,
            outdated: snapshot.outdated,
        }
    }

    /// Entities that fit `name`, or the most frequent ones where it is empty.
    pub fn entities(&self, name: &str, limit: usize, labels: article::Language) -> Vec<crate::Entity> {
        crate::entity::entities(&self.snapshot().registry, name, limit, labels)
    }
}

/// What an archive holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overview {
    /// Articles, deleted ones left out.
    pub articles: u64,
    /// The generation and commit in use.
    pub generation: String,
    /// When that commit was made, in seconds since 1970.
    pub committed_at: i64,
    /// Articles read by older rules for dates or names.
    pub outdated: u64,
}

impl Snapshot {
    pub(crate) fn engine(&self) -> &dyn Engine {
        &self.engine
    }
}
