//! One opened generation, and the snapshot of one of its commits.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

use entities::{Registry, UserNames};
use schema::{CommitPayload, Fingerprints, Home, Versions};

use crate::Error;
use crate::engine::tantivy::{OpenIndex, TantivyEngine, mapped};
use crate::facets::Labels;

/// A generation that stays open, and what tells that its files have changed.
pub(super) struct Opened {
    generation: PathBuf,
    index: Arc<OpenIndex>,
    labels: Arc<Labels>,
    stamps: Stamps,
}

/// One commit, with the names and versions that belong to it. It never changes.
pub(crate) struct Snapshot {
    pub(crate) engine: TantivyEngine,
    pub(crate) registry: Arc<Registry>,
    pub(crate) registry_version: u64,
    pub(crate) labels: Arc<Labels>,
    pub(crate) versions: Versions,
    pub(crate) label: String,
    pub(crate) committed_at: i64,
    pub(crate) outdated: u64,
}

/// Times and sizes of the files that a snapshot was made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Stamps(Vec<Option<(SystemTime, u64)>>);

impl Stamps {
    fn of(home: &Home, generation: &Path, names_file: &Path) -> Self {
        let files = [
            home.current_file(),
            generation.join("meta.json"),
            Home::registry_file(generation),
            Home::versions_file(generation),
            names_file.to_owned(),
        ];
        let stamp = |file: &PathBuf| fs::metadata(file).ok().and_then(|meta| Some((meta.modified().ok()?, meta.len())));
        Self(files.iter().map(stamp).collect())
    }
}

impl Opened {
    /// Opens the generation in use; once more if it was replaced and removed in between.
    pub(super) fn open(home: &Home, names_file: &Path) -> Result<(Self, Snapshot), Error> {
        let generation = home.current()?;
        match Self::open_generation(home, names_file, generation.clone()) {
            Err(_) if home.current()? != generation => Self::open_generation(home, names_file, home.current()?),
            opened => opened,
        }
    }

    fn open_generation(home: &Home, names_file: &Path, generation: PathBuf) -> Result<(Self, Snapshot), Error> {
        let index = Arc::new(OpenIndex::open(&generation)?);
        Self::of(home, names_file, generation, index, Arc::default())
    }

    /// The same generation at its newest commit, or a newer generation.
    pub(super) fn reopen(&self, home: &Home, names_file: &Path) -> Result<(Self, Snapshot), Error> {
        let generation = home.current()?;
        if generation == self.generation {
            return Self::of(home, names_file, generation, Arc::clone(&self.index), Arc::clone(&self.labels));
        }
        Self::open(home, names_file)
    }

    fn of(
        home: &Home,
        names_file: &Path,
        generation: PathBuf,
        index: Arc<OpenIndex>,
        labels: Arc<Labels>,
    ) -> Result<(Self, Snapshot), Error> {
        // Taken before reading: a change in between is seen at the next look.
        let stamps = Stamps::of(home, &generation, names_file);
        let snapshot = snapshot(home, &generation, &index, names_file, Arc::clone(&labels))?;
        Ok((Self { generation, index, labels, stamps }, snapshot))
    }

    pub(super) fn has_changed(&self, home: &Home, names_file: &Path) -> bool {
        Stamps::of(home, &self.generation, names_file) != self.stamps
    }
}

fn snapshot(
    home: &Home,
    generation: &Path,
    index: &OpenIndex,
    names_file: &Path,
    labels: Arc<Labels>,
) -> Result<Snapshot, Error> {
    let payload = index.payload()?.ok_or_else(|| Error::Foreign(home.folder().to_owned()))?;
    check_rules(home, &payload.fingerprints)?;
    let versions: Versions = fs::read(Home::versions_file(generation))
        .ok()
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .unwrap_or_default();
    let hidden: Vec<String> = versions.articles.values().flat_map(|keys| keys.iter().skip(1)).cloned().collect();
    let engine = index.engine(&hidden)?;
    let registry = registry(generation, names_file)?;
    Ok(Snapshot {
        label: format!("{}.{}", generation.file_name().unwrap_or_default().to_string_lossy(), payload.sequence),
        committed_at: payload.committed_at,
        outdated: outdated(&payload, &engine),
        engine,
        registry: Arc::new(registry),
        registry_version: next_version(),
        labels,
        versions,
    })
}

/// Every registry that is opened gets a number, so that tables derived from another are not used with it.
fn next_version() -> u64 {
    static VERSIONS: AtomicU64 = AtomicU64::new(1);
    VERSIONS.fetch_add(1, Ordering::Relaxed)
}

fn check_rules(home: &Home, found: &Fingerprints) -> Result<(), Error> {
    let expected = Fingerprints {
        schema: schema::FINGERPRINT.to_owned(),
        analysis: analysis::fingerprint(),
        dates: dates::FINGERPRINT.to_owned(),
        entities: entities::FINGERPRINT.to_owned(),
    };
    if found.agree_on_words(&expected) {
        return Ok(());
    }
    Err(Error::Incompatible {
        home: home.folder().to_owned(),
        found: Box::new(found.clone()),
        expected: Box::new(expected),
    })
}

fn outdated(payload: &CommitPayload, engine: &TantivyEngine) -> u64 {
    let found = &payload.fingerprints;
    if found.dates == dates::FINGERPRINT && found.entities == entities::FINGERPRINT {
        payload.outdated
    } else {
        engine.articles()
    }
}

/// The archive's names with the user's over them. Without a table, or with one of another make, shipped names remain.
fn registry(generation: &Path, names_file: &Path) -> Result<Registry, Error> {
    let registry = mapped(&Home::registry_file(generation))
        .and_then(|buffer| Registry::from_buffer(buffer).ok())
        .unwrap_or_else(|| Registry::build([]));
    let Ok(text) = fs::read_to_string(names_file) else { return Ok(registry) };
    let names = UserNames::from_toml(&text).map_err(|source| Error::Names { file: names_file.to_owned(), source })?;
    Ok(registry.with_user_names(&names))
}
