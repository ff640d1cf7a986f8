//! Prefixes and near spellings as terms of the dictionary.

use std::collections::HashMap;

use tantivy::query::FuzzyTermQuery;

use super::TantivyEngine;
use crate::engine::{EngineError, Expanded, Expansion, Pattern};
use crate::plan::Field;

/// Terms looked at before a prefix is cut; a dictionary walk must not grow with the archive.
const MOST_WALKED: usize = 20_000;

impl TantivyEngine {
    pub(super) fn expand_pattern(
        &self,
        field: Field,
        pattern: &Pattern,
        limit: usize,
    ) -> Result<Expanded, EngineError> {
        let mut found: HashMap<String, u64> = HashMap::new();
        let mut cut = false;
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(self.handle(field))?;
            let dictionary = index.terms();
            let mut add = |key: &[u8], articles: u32| {
                if let Ok(term) = std::str::from_utf8(key) {
                    *found.entry(term.to_owned()).or_default() += u64::from(articles);
                }
            };
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
                        add(terms.key(), terms.value().doc_freq);
                    }
                }
                Pattern::Fuzzy(word, distance) => {
                    let query = FuzzyTermQuery::new(self.term(field, word), *distance, true);
                    let automaton = query.automaton()?;
                    let mut terms = dictionary.search(automaton).into_stream().map_err(tantivy::TantivyError::from)?;
                    while terms.advance() {
                        add(terms.key(), terms.value().doc_freq);
                    }
                }
            }
        }
        let mut terms: Vec<Expansion> =
            found.into_iter().map(|(term, articles)| Expansion { term, articles }).collect();
        terms.sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.term.cmp(&b.term)));
        cut |= terms.len() > limit;
        terms.truncate(limit);
        Ok(Expanded { terms, cut })
    }
}
