//! Prefixes and near spellings as terms of the dictionary.

use tantivy::query::FuzzyTermQuery;

use super::TantivyEngine;
use crate::engine::{EngineError, Expanded, Expansion, Pattern};
use crate::plan::Field;

/// Terms looked at before a prefix is cut; a dictionary walk must not grow with the archive.
const MOST_WALKED: usize = 20_000;

/// Terms as they come from the dictionaries of all segments, in one string: a walk meets thousands, of which few are kept.
#[derive(Default)]
struct Met {
    text: String,
    /// End in `text` and frequency of each.
    terms: Vec<(usize, u32)>,
}

impl Met {
    fn add(&mut self, key: &[u8], articles: u32) {
        if let Ok(term) = std::str::from_utf8(key) {
            self.text.push_str(term);
            self.terms.push((self.text.len(), articles));
        }
    }

    /// Each term once, with the sum of its frequencies.
    fn counted(&self) -> Vec<(&str, u64)> {
        let mut start = 0;
        let terms = self.terms.iter().map(|(end, articles)| {
            let term = &self.text[start..*end];
            start = *end;
            (term, u64::from(*articles))
        });
        let mut terms: Vec<(&str, u64)> = terms.collect();
        // One segment gives each term once and in order; several are merged.
        terms.sort_by(|a, b| a.0.cmp(b.0));
        terms.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            kept.1 += if same { next.1 } else { 0 };
            same
        });
        terms
    }
}

impl TantivyEngine {
    pub(super) fn expand_pattern(
        &self,
        field: Field,
        pattern: &Pattern,
        limit: usize,
    ) -> Result<Expanded, EngineError> {
        let mut met = Met::default();
        let mut cut = false;
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(self.handle(field))?;
            let dictionary = index.terms();
            match pattern {
                Pattern::Prefix(prefix) => {
                    let mut terms =
                        dictionary.range().ge(prefix.as_bytes()).into_stream().map_err(tantivy::TantivyError::from)?;
                    let mut walked = 0;
                    while terms.advance() && terms.key().starts_with(prefix.as_bytes()) {
                        walked += 1;
                        if walked > MOST_WALKED {
                            cut = true;
                            break;
                        }
                        met.add(terms.key(), terms.value().doc_freq);
                    }
                }
                Pattern::Exact(word) => {
                    if let Some(term) =
                        index.get_term_info(&self.term(field, word)).map_err(tantivy::TantivyError::from)?
                    {
                        met.add(word.as_bytes(), term.doc_freq);
                    }
                }
                Pattern::Fuzzy(word, distance) => {
                    let query = FuzzyTermQuery::new(self.term(field, word), *distance, true);
                    let automaton = query.automaton()?;
                    let mut terms = dictionary.search(automaton).into_stream().map_err(tantivy::TantivyError::from)?;
                    while terms.advance() {
                        met.add(terms.key(), terms.value().doc_freq);
                    }
                }
            }
        }
        let mut terms = met.counted();
        cut |= terms.len() > limit;
        let by_frequency = |a: &(&str, u64), b: &(&str, u64)| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0));
        if terms.len() > limit && limit > 0 {
            terms.select_nth_unstable_by(limit - 1, by_frequency);
        }
        terms.truncate(limit);
        terms.sort_unstable_by(by_frequency);
        let terms = terms.into_iter().map(|(term, articles)| Expansion { term: term.to_owned(), articles }).collect();
        Ok(Expanded { terms, cut })
    }
}
