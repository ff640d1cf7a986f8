//! Counts how the articles of the index use their names, and builds the registry from it.

use std::collections::{BTreeMap, HashMap};

use entities::{Fact, Registry};
use schema::{Fields, NameReading};
use tantivy::index::{InvertedIndexReader, SegmentReader};
use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Index, IndexReader, ReloadPolicy, TERMINATED, TantivyError};

/// The registry of the names in the index as it is committed.
pub(crate) fn registry(index: &Index, fields: &Fields) -> Result<Registry, TantivyError> {
    let reader: IndexReader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
    let mut uses = Uses::default();
    for segment in reader.searcher().segment_readers() {
        uses.add(segment, fields)?;
    }
    Ok(Registry::build(uses.facts()))
}

/// How articles use names: for kind, surface and referent, how many do, and how they print it.
#[derive(Default)]
struct Uses {
    by_use: HashMap<String, Use>,
}

#[derive(Default)]
struct Use {
    articles: u32,
    /// Printed forms with the articles that have them.
    printed: BTreeMap<String, u32>,
}

impl Uses {
    /// Counts in one segment; articles that were deleted do not count.
    fn add(&mut self, segment: &SegmentReader, fields: &Fields) -> Result<(), TantivyError> {
        let index = segment.inverted_index(fields.readings)?;
        let mut terms = index.terms().stream()?;
        // Readings that differ only in the printed form, their last part, stand together in the dictionary.
        let mut group: Vec<(String, TermInfo)> = Vec::new();
        let mut using = String::new();
        while let Some((term, info)) = terms.next() {
            let Some((next, printed)) = std::str::from_utf8(term).ok().and_then(|term| term.rsplit_once('\t')) else {
                continue;
            };
            if next != using {
                self.add_group(segment, &index, &using, &mut group)?;
                next.clone_into(&mut using);
            }
            group.push((printed.to_owned(), info.clone()));
        }
        self.add_group(segment, &index, &using, &mut group)
    }

    fn add_group(
        &mut self,
        segment: &SegmentReader,
        index: &InvertedIndexReader,
        using: &str,
        group: &mut Vec<(String, TermInfo)>,
    ) -> Result<(), TantivyError> {
        let mut counts: Vec<(String, u32)> = Vec::new();
        let articles = match group.as_slice() {
            [] => return Ok(()),
            [(printed, info)] if !segment.has_deletes() => {
                counts.push((printed.clone(), info.doc_freq));
                info.doc_freq
            }
            group => {
                // An article that prints a name in two ways counts once.
                let mut articles = Vec::new();
                for (printed, info) in group {
                    let before = articles.len();
                    push_alive(segment, index, info, &mut articles)?;
                    counts.push((printed.clone(), (articles.len() - before) as u32));
                }
                articles.sort_unstable();
                articles.dedup();
                articles.len() as u32
            }
        };
        group.clear();
        if articles > 0 {
            let found = self.by_use.entry(using.to_owned()).or_default();
            found.articles += articles;
            for (printed, count) in counts.into_iter().filter(|(_, count)| *count > 0) {
                *found.printed.entry(printed).or_insert(0) += count;
            }
        }
        Ok(())
    }

    fn facts(self) -> impl Iterator<Item = Fact> {
        self.by_use.into_iter().filter_map(|(using, found)| {
            // The order of the map decides only between forms that are as frequent: the first by letters.
            let most = found.printed.values().copied().max()?;
            let printed = found.printed.into_iter().find(|(_, count)| *count == most)?.0;
            let NameReading { kind, surface, referent, printed } = NameReading::parse(&format!("{using}\t{printed}"))?;
            Some(Fact { surface, referent, kind, articles: found.articles, printed })
        })
    }
}

fn push_alive(
    segment: &SegmentReader,
    index: &InvertedIndexReader,
    info: &TermInfo,
    articles: &mut Vec<DocId>,
) -> Result<(), TantivyError> {
    let mut postings = index.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
    while postings.doc() != TERMINATED {
        if !segment.is_deleted(postings.doc()) {
            articles.push(postings.doc());
        }
        postings.advance();
    }
    Ok(())
}
