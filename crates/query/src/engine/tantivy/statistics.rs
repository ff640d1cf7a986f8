//! BM25 statistics that are fair to both languages.
//!
//! tantivy divides the tokens of a field by all documents, also those that lack the field. With a field per language
//! the rarer language then looks made of very long articles, and always loses. The token total of each field is
//! therefore scaled by all documents over those that have the field.

use std::collections::HashMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use tantivy::index::SegmentId;
use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::{Field, Schema};
use tantivy::{Searcher, Term};

use super::TantivyEngine;

/// How many documents of each segment have any token in each field. Segments never change, so this is kept.
#[derive(Default)]
pub(super) struct FieldLengths {
    counts: Mutex<HashMap<(SegmentId, Field), u64>>,
}

/// Documents and tokens of each field in one commit, counted when first asked for.
pub(super) struct FieldTotals {
    totals: Vec<OnceLock<Totals>>,
}

#[derive(Clone, Copy)]
struct Totals {
    /// Documents, deleted ones included, that have any token in the field.
    documents: u64,
    tokens: u64,
}

impl FieldTotals {
    pub(super) fn of(schema: &Schema) -> Self {
        Self { totals: schema.fields().map(|_| OnceLock::new()).collect() }
    }
}

impl TantivyEngine {
    fn totals(&self, field: Field) -> tantivy::Result<Totals> {
        let place = self.totals.totals.get(field.field_id() as usize);
        if let Some(totals) = place.and_then(OnceLock::get) {
            return Ok(*totals);
        }
        let totals = Totals {
            documents: documents_with(&self.searcher, &self.lengths, field)?,
            tokens: Bm25StatisticsProvider::total_num_tokens(&self.searcher, field)?,
        };
        Ok(place.map_or(totals, |place| *place.get_or_init(|| totals)))
    }

    /// Mean length of `field`, in tokens, over the documents that have it.
    pub(super) fn mean_length(&self, field: Field) -> tantivy::Result<f32> {
        let totals = self.totals(field)?;
        Ok(totals.tokens as f32 / totals.documents.max(1) as f32)
    }
}

fn documents_with(searcher: &Searcher, known: &FieldLengths, field: Field) -> tantivy::Result<u64> {
    let mut total = 0;
    for segment in searcher.segment_readers() {
        let key = (segment.segment_id(), field);
        let mut counts = known.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let count = match counts.get(&key) {
            Some(count) => *count,
            None => {
                let lengths = segment.get_fieldnorms_reader(field)?;
                let count = (0..segment.max_doc()).filter(|doc| lengths.fieldnorm_id(*doc) > 0).count() as u64;
                counts.insert(key, count);
                count
            }
        };
        total += count;
    }
    Ok(total)
}

/// The statistics handed to BM25.
pub(super) struct FairStatistics<'e> {
    pub(super) engine: &'e TantivyEngine,
}

impl Bm25StatisticsProvider for FairStatistics<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        if !self.engine.searcher.schema().get_field_entry(field).has_fieldnorms() {
            return self.engine.searcher.total_num_tokens(field);
        }
        let Totals { documents, tokens } = self.engine.totals(field)?;
        let all = u128::from(self.total_num_docs()?);
        Ok(u64::try_from(u128::from(tokens) * all / u128::from(documents.max(1))).unwrap_or(u64::MAX))
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        self.engine.searcher.total_num_docs()
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        Bm25StatisticsProvider::doc_freq(&self.engine.searcher, term)
    }
}
