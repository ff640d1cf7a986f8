//! The indexer end to end, on real folders and a real index.
//!
//! 1. The index says what the files say: `following`, `walk`.
//! 2. What cannot be read is reported, and costs nothing else: `trouble`.
//! 3. Whatever happens between two commits, the last one holds: `crashes`.
//! 4. Damage is found and mended, and a copy can take the place of the index: `checking`.

mod checking;
mod crashes;
mod following;
mod status;
mod trouble;
mod walk;
mod watching;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use schema::{ArticleId, Dictionary, Fields, Home, Stored, Unpacker, Versions};
use tantivy::{Index, TantivyDocument};
use tempfile::TempDir;

use crate::{Error, Indexer, Options, Silent, Summary, SyncOptions};

/// A folder of news, and an index beside it.
struct World {
    folder: TempDir,
}

/// What the index holds: for each article its place and record, with all that is stored of it.
type Held = BTreeMap<(PathBuf, String), Stored>;

impl World {
    fn new() -> Self {
        let world = Self { folder: tempfile::Builder::new().prefix("depeche").tempdir().unwrap() };
        fs::create_dir(world.news()).unwrap();
        world
    }

    fn news(&self) -> PathBuf {
        self.folder.path().join("news")
    }

    fn path(&self, name: &str) -> PathBuf {
        self.news().join(name)
    }

    fn home(&self) -> Home {
        Home::new(self.folder.path().join("index"))
    }

    fn write(&self, name: &str, content: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    fn open(&self) -> Indexer {
        Indexer::open(self.home(), Options::default()).unwrap()
    }

    /// Follows the folder of news, or brings it up to date.
    fn sync(&self) -> Summary {
        self.sync_paths(&[&self.news()]).unwrap()
    }

    fn sync_paths(&self, paths: &[&Path]) -> Result<Summary, Error> {
        self.try_sync(paths)
    }

    /// As `sync_paths`, where another writer may hold the index.
    fn try_sync(&self, paths: &[&Path]) -> Result<Summary, Error> {
        let paths: Vec<PathBuf> = paths.iter().map(|path| path.to_path_buf()).collect();
        Indexer::open(self.home(), Options::default())?.sync(&paths, &SyncOptions::default(), &Silent)
    }

    fn sync_with(&self, options: SyncOptions) -> Result<Summary, Error> {
        self.open().sync(&[], &options, &Silent)
    }

    fn generation(&self) -> PathBuf {
        self.home().current().unwrap()
    }

    fn held(&self) -> Held {
        held(&self.home())
    }

    /// The titles of all articles in the index, sorted.
    fn titles(&self) -> Vec<String> {
        Self::titles_of(&self.home())
    }

    fn titles_of(home: &Home) -> Vec<String> {
        let held = held(home);
        let mut titles: Vec<String> =
            held.values().map(|stored| stored.analysed.article.headline().to_owned()).collect();
        titles.sort();
        titles
    }
}

fn held(home: &Home) -> Held {
    let index = Index::open_in_dir(home.current().unwrap()).unwrap();
    schema::register(&index);
    let fields = Fields::of(&index.schema()).unwrap();
    let searcher = index.reader().unwrap().searcher();
    let dictionary = Dictionary::load(&home.current().unwrap()).unwrap();
    let mut unpacker = Unpacker::new(dictionary.as_deref());
    let mut held = Held::new();
    for segment in searcher.segment_readers() {
        let store = segment.get_store_reader(10).unwrap();
        for number in segment.doc_ids_alive() {
            let document: TantivyDocument = store.get(number).unwrap();
            let column = |name| segment.fast_fields().u64(name).unwrap().first(number).unwrap();
            let id = ArticleId::from_columns(column("id_head"), column("id_tail"));
            let stored = Stored::from_document(&fields, &document, id, &mut unpacker).unwrap();
            let place = Path::new(&stored.folder).join(&stored.path);
            let article = &stored.analysed.article;
            let record = format!("{} {}", article.record.as_deref().unwrap_or_default(), article.headline());
            // Repeated records differ in nothing; their number is what counts.
            let repeated = held.keys().filter(|(at, name)| *at == place && name.starts_with(&record)).count();
            assert!(held.insert((place, format!("{record} {repeated}")), stored).is_none());
        }
    }
    held
}

fn versions(home: &Home) -> Versions {
    let bytes = fs::read(Home::versions_file(&home.current().unwrap())).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

/// A text of an article that is called `title`.
fn text(title: &str) -> String {
    format!("{title}\n\nThe mayor of Lyon, Claire Martin, opened the new bridge over the Rhone on 5 December 2024.\n")
}

/// A line of JSONL.
fn line(id: &str, title: &str) -> String {
    let text = format!("{title} was what people in Lille and Ghent talked about all day, said Paul Durand.");
    format!("{}\n", serde_json::json!({ "id": id, "title": title, "text": text, "date": "2024-12-05" }))
}
