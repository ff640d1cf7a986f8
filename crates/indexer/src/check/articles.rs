//! The ledger against the index: each of its articles is there once, under its id, and no other is.

use std::collections::HashMap;
use std::path::Path;

use schema::{ArticleId, Fields};
use tantivy::index::SegmentReader;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, Index, IndexReader, ReloadPolicy, TERMINATED, TantivyError};
use xxhash_rust::xxh3::xxh3_128;

use super::{Checked, Touches, told};
use crate::identity::index_key;
use crate::ledger::Ledger;

/// What the ledger knows of an article, and how often the index holds it.
struct Expected {
    id: ArticleId,
    held: u32,
    other_id: bool,
}

pub(super) fn check(folder: &Path, index: &Index, fields: Fields, ledger: &Ledger, checked: &mut Checked) {
    let mut expected: HashMap<u128, Expected> = HashMap::new();
    for (number, followed) in ledger.folders() {
        for (path, file) in &followed.files {
            for record in &*file.records {
                let key = index_key(number, path, &record.key);
                let id = ArticleId(record.id);
                expected.insert(xxh3_128(key.as_bytes()), Expected { id, held: 0, other_id: false });
            }
        }
    }
    checked.articles = expected.len() as u64;
    let unknown = match count(index, fields, &mut expected) {
        Ok(unknown) => unknown,
        Err(error) => {
            return checked.fault(Touches::Index, Some(folder.to_owned()), format!("cannot be read: {}", told(&error)));
        }
    };
    let of = |is: fn(&Expected) -> bool| expected.values().filter(|article| is(article)).count();
    for (count, problem) in [
        (of(|article| article.held == 0), "articles of the ledger are not in the index"),
        (of(|article| article.held > 1), "articles of the ledger are in the index more than once"),
        (of(|article| article.other_id), "articles have another id in the index than in the ledger"),
        (unknown, "articles of the index are not in the ledger"),
    ] {
        if count > 0 {
            checked.fault(Touches::Index, Some(folder.to_owned()), format!("{count} {problem}"));
        }
    }
}

/// Counts each living document of `index` in `expected`; gives how many are not there.
fn count(index: &Index, fields: Fields, expected: &mut HashMap<u128, Expected>) -> Result<usize, TantivyError> {
    let reader: IndexReader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
    let mut unknown = 0;
    for segment in reader.searcher().segment_readers() {
        let mut told = 0;
        let ids = Ids::of(segment)?;
        let keys = segment.inverted_index(fields.key)?;
        let mut terms = keys.terms().stream()?;
        while terms.advance() {
            let mut article = expected.get_mut(&xxh3_128(terms.key()));
            let mut postings = keys.read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)?;
            while postings.doc() != TERMINATED {
                if segment.alive_bitset().is_none_or(|alive| alive.is_alive(postings.doc())) {
                    told += 1;
                    match &mut article {
                        Some(article) => {
                            article.held += 1;
                            article.other_id |= ids.of_document(postings.doc()) != Some(article.id);
                        }
                        None => unknown += 1,
                    }
                }
                postings.advance();
            }
        }
        // A document without a key can never be removed.
        unknown += (segment.num_docs() as usize).abs_diff(told);
    }
    Ok(unknown)
}

/// The columns of a segment that hold ids.
struct Ids {
    head: tantivy::columnar::Column<u64>,
    tail: tantivy::columnar::Column<u64>,
}

impl Ids {
    fn of(segment: &SegmentReader) -> Result<Self, TantivyError> {
        let columns = segment.fast_fields();
        Ok(Self { head: columns.u64("id_head")?, tail: columns.u64("id_tail")? })
    }

    fn of_document(&self, document: tantivy::DocId) -> Option<ArticleId> {
        Some(ArticleId::from_columns(self.head.first(document)?, self.tail.first(document)?))
    }
}
