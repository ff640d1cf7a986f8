//! Articles whose files went elsewhere: what was found in them holds, and is not looked for again.
//!
//! An article has moved when a file that is gone held a record of the same digest, read by the same rules. A move, a
//! renamed folder, an archive that was sorted by year then cost a copy of what is stored.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use article::Analysed;
use schema::{ArticleId, Dictionary, Fields, Stored, Unpacker};
use tantivy::collector::TopDocs;
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::{IndexReader, ReloadPolicy, Searcher, TantivyDocument};

use crate::generation::Generation;
use crate::identity::index_key;
use crate::pipeline::key_term;

/// The articles of files that are gone, as the last commit has them.
pub(crate) struct Moved {
    places: Mutex<HashMap<u128, Vec<Place>>>,
    index: Option<(Searcher, Fields, Option<Arc<Dictionary>>)>,
}

/// Where an article was.
struct Place {
    key: String,
    /// The path that dates were read from.
    shown: PathBuf,
}

impl Moved {
    /// The articles of the files `gone` (number of the folder, path inside) that were read by the rules numbered `rules`.
    pub(crate) fn of(generation: &Generation, gone: &[(u32, String)], rules: u16) -> Self {
        let mut places: HashMap<u128, Vec<Place>> = HashMap::new();
        for (number, path) in gone {
            let Some(followed) = generation.ledger.folder(*number) else { continue };
            let Some(file) = followed.files.get(path).filter(|file| file.head.rules == rules) else { continue };
            let shown = match (path.as_str(), followed.path.file_name()) {
                ("", Some(name)) => PathBuf::from(name),
                _ => PathBuf::from(path),
            };
            for record in &*file.records {
                let place = Place { key: index_key(*number, path, &record.key), shown: shown.clone() };
                places.entry(record.digest).or_default().push(place);
            }
        }
        // Without a searcher all are simply analysed.
        let index = if places.is_empty() { None } else { searcher(generation) };
        Self { places: Mutex::new(places), index }
    }

    /// What was found in the article of this digest where it was before, if its new path tells no other date. Each is
    /// given once.
    pub(crate) fn take(&self, digest: u128, shown: &Path) -> Option<Analysed> {
        let (searcher, fields, dictionary) = self.index.as_ref()?;
        let place = {
            let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
            let held = places.get_mut(&digest)?;
            let same_dates = |place: &Place| formats::dates_in_name(&place.shown) == formats::dates_in_name(shown);
            let at = held.iter().position(same_dates)?;
            held.swap_remove(at)
        };
        let query = TermQuery::new(key_term(*fields, &place.key), IndexRecordOption::Basic);
        let found = searcher.search(&query, &TopDocs::with_limit(1).order_by_score()).ok()?;
        let document: TantivyDocument = searcher.doc(found.first()?.1).ok()?;
        let mut unpacker = Unpacker::new(dictionary.as_deref());
        let stored = Stored::from_document(fields, &document, ArticleId::default(), &mut unpacker).ok()?;
        Some(stored.analysed)
    }
}

fn searcher(generation: &Generation) -> Option<(Searcher, Fields, Option<Arc<Dictionary>>)> {
    let reader: IndexReader = generation.index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().ok()?;
    Some((reader.searcher(), generation.fields, Dictionary::load(generation.folder()).ok()?))
}
