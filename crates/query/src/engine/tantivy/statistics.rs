//! BM25 statistics that are fair to both languages.
//!
//! tantivy divides the tokens of a field by all documents, also those that lack the field. With a field per language
//! the rarer language then looks made of very long articles, and always loses. The token total of each field is
//! therefore scaled by all documents over those that have the field.

use std::collections::HashMap;
use std::sync::Mutex;

use tantivy::Term;
use tantivy::index::SegmentId;
use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::Field;

use super::TantivyEngine;

/// How many documents of each segment have any token in each field. Segments never change, so this is kept.
#[derive(Default)]
pub(super) struct FieldLengths {
    counts: Mutex<HashMap<(SegmentId, Field), u64>>,
}

impl TantivyEngine {
    /// Documents, deleted ones included, that have any token in `field`.
    pub(super) fn documents_with(&self, field: Field) -> tantivy::Result<u64> {
        let mut total = 0;
        for segment in self.searcher.segment_readers() {
            let key = (segment.segment_id(), field);
            let known = self.lengths.counts.lock().ok().and_then(|counts| counts.get(&key).copied());
            let count = match known {
                Some(count) => count,
                None => {
                    let lengths = segment.get_fieldnorms_reader(field)?;
                    let count = (0..segment.max_doc()).filter(|doc| lengths.fieldnorm_id(*doc) > 0).count() as u64;
                    if let Ok(mut counts) = self.lengths.counts.lock() {
                        counts.insert(key, count);
                    }
                    count
                }
            };
            total += count;
        }
        Ok(total)
    }

    /// Mean length of `field`, in tokens, over the documents that have it.
    pub(super) fn mean_length(&self, field: Field) -> tantivy::Result<f32> {
        let tokens = Bm25StatisticsProvider::total_num_tokens(&self.searcher, field)?;
        Ok(tokens as f32 / self.documents_with(field)?.max(1) as f32)
    }
}

/// The statistics handed to BM25.
pub(super) struct FairStatistics<'e> {
    pub(super) engine: &'e TantivyEngine,
}

impl Bm25StatisticsProvider for FairStatistics<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        let tokens = self.engine.searcher.total_num_tokens(field)?;
        let entry = self.engine.searcher.schema().get_field_entry(field);
        if !entry.has_fieldnorms() {
            return Ok(tokens);
        }
        let all = u128::from(self.total_num_docs()?);
        let having = u128::from(self.engine.documents_with(field)?.max(1));
        Ok(u64::try_from(u128::from(tokens) * all / having).unwrap_or(u64::MAX))
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        self.engine.searcher.total_num_docs()
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        Bm25StatisticsProvider::doc_freq(&self.engine.searcher, term)
    }
}
