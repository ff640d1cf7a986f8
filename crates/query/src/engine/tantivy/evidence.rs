//! Positions of words in a few articles, read from postings.

use tantivy::index::InvertedIndexReader;
use tantivy::postings::Postings;
use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, TERMINATED, Term};

use super::TantivyEngine;
use crate::engine::{DocId, EngineError, Evidence, Forms, WordEvidence};
use crate::plan::Field;

/// An article to look at, and its place among those asked for.
type Visit = (DocAddress, usize);

impl TantivyEngine {
    pub(super) fn read_evidence(
        &self,
        docs: &[DocId],
        words: &[Forms],
        fields: &[Field],
    ) -> Result<Evidence, EngineError> {
        // Postings are read forward only, so articles are visited in the order of the index.
        let mut visits: Vec<Visit> =
            docs.iter().enumerate().map(|(index, doc)| (super::address(*doc), index)).collect();
        visits.sort_unstable();
        let mut evidence = Evidence {
            articles: Bm25StatisticsProvider::total_num_docs(&self.searcher)?,
            words: Vec::with_capacity(words.len()),
            lengths: Vec::with_capacity(fields.len()),
        };
        for forms in words {
            evidence.words.push(self.read_word(forms, docs.len(), &visits)?);
        }
        for field in fields {
            evidence.lengths.push(self.relative_lengths(*field, docs)?);
        }
        Ok(evidence)
    }

    fn read_word(&self, forms: &Forms, docs: usize, visits: &[Visit]) -> Result<WordEvidence, EngineError> {
        let mut word = WordEvidence { articles: 0, positions: vec![Vec::new(); docs] };
        let field = self.handle(forms.field);
        for (ordinal, segment) in self.searcher.segment_readers().iter().enumerate() {
            let first = visits.partition_point(|(address, _)| (address.segment_ord as usize) < ordinal);
            let here = &visits[first..];
            let here = &here[..here.partition_point(|(address, _)| address.segment_ord as usize == ordinal)];
            let index = segment.inverted_index(field)?;
            for term in &forms.terms {
                let term = Term::from_field_text(field, term);
                word.articles += read_positions(&index, &term, here, &mut word.positions)?;
            }
        }
        if forms.terms.len() > 1 {
            word.positions.iter_mut().for_each(|positions| positions.sort_unstable());
        }
        Ok(word)
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

/// Adds the positions of `term` in the articles of `visits`; gives how many articles of the segment hold it.
fn read_positions(
    index: &InvertedIndexReader,
    term: &Term,
    visits: &[Visit],
    positions: &mut [Vec<u32>],
) -> Result<u64, EngineError> {
    let Some(info) = index.get_term_info(term).map_err(tantivy::TantivyError::from)? else { return Ok(0) };
    if visits.is_empty() {
        return Ok(u64::from(info.doc_freq));
    }
    let mut postings = index
        .read_postings_from_terminfo(&info, IndexRecordOption::WithFreqsAndPositions)
        .map_err(tantivy::TantivyError::from)?;
    let mut found = Vec::new();
    for (address, index) in visits {
        // Seeking backwards is not allowed, and standing behind the target already means it is missing.
        if postings.doc() < address.doc_id && postings.seek(address.doc_id) == TERMINATED {
            break;
        }
        if postings.doc() == address.doc_id {
            let place = &mut positions[*index];
            if place.is_empty() {
                postings.positions(place);
            } else {
                postings.positions(&mut found);
                place.append(&mut found);
            }
        }
    }
    Ok(u64::from(info.doc_freq))
}
