//! Positions of terms in a few articles, read from postings.

use tantivy::postings::Postings;
use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, TERMINATED};

use super::TantivyEngine;
use super::statistics::FairStatistics;
use crate::engine::{DocId, EngineError, Evidence, TermEvidence};
use crate::plan::Field;

impl TantivyEngine {
    pub(super) fn read_evidence(
        &self,
        docs: &[DocId],
        terms: &[(Field, String)],
        fields: &[Field],
    ) -> Result<Evidence, EngineError> {
        let statistics = FairStatistics { engine: self };
        let all = statistics.total_num_docs()?;
        // Postings are read forward only, so articles are visited in the order of the index.
        let mut visits: Vec<(DocAddress, usize)> =
            docs.iter().enumerate().map(|(index, doc)| (super::address(*doc), index)).collect();
        visits.sort_unstable();
        let mut evidence = Evidence::default();
        for (field, term) in terms {
            let term = self.term(*field, term);
            let having = Bm25StatisticsProvider::doc_freq(&statistics, &term)?.min(all);
            let idf = (1.0 + ((all - having) as f32 + 0.5) / (having as f32 + 0.5)).ln();
            let mut positions = vec![Vec::new(); docs.len()];
            if having > 0 {
                self.read_positions(&term, &visits, &mut positions)?;
            }
            evidence.terms.push(TermEvidence { idf, positions });
        }
        for field in fields {
            evidence.lengths.push(self.relative_lengths(*field, docs)?);
        }
        Ok(evidence)
    }

    fn read_positions(
        &self,
        term: &tantivy::Term,
        visits: &[(DocAddress, usize)],
        positions: &mut [Vec<u32>],
    ) -> Result<(), EngineError> {
        for segment_visits in visits.chunk_by(|a, b| a.0.segment_ord == b.0.segment_ord) {
            let Some((first, _)) = segment_visits.first() else { continue };
            let segment = self.searcher.segment_reader(first.segment_ord);
            let index = segment.inverted_index(term.field())?;
            let postings = index
                .read_postings(term, IndexRecordOption::WithFreqsAndPositions)
                .map_err(tantivy::TantivyError::from)?;
            let Some(mut postings) = postings else { continue };
            for (address, index) in segment_visits {
                // Seeking backwards is not allowed, and standing behind the target already means it is missing.
                if postings.doc() < address.doc_id && postings.seek(address.doc_id) == TERMINATED {
                    break;
                }
                if postings.doc() == address.doc_id {
                    postings.positions(&mut positions[*index]);
                }
            }
        }
        Ok(())
    }

    fn relative_lengths(&self, field: Field, docs: &[DocId]) -> Result<Vec<f32>, EngineError> {
        let handle = self.handle(field);
        let mean = self.mean_length(handle)?.max(1.0);
        let mut lengths = Vec::with_capacity(docs.len());
        for doc in docs {
            let address = super::address(*doc);
            let reader = self.searcher.segment_reader(address.segment_ord).get_fieldnorms_reader(handle)?;
            lengths.push(reader.fieldnorm(address.doc_id) as f32 / mean);
        }
        Ok(lengths)
    }
}
