//! Counting values of a column by group.
//!
//! A segment's column holds ordinals into its own dictionary. One table a segment maps them to groups; it is made
//! once for each grouping and kept, so that counting an article costs an array look-up a value.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use tantivy::columnar::Column;
use tantivy::index::SegmentId;
use tantivy::{DocId, SegmentReader};

use crate::engine::{FacetColumn, Grouping};

/// Group of each ordinal; [`NO_GROUP`] where there is none.
type Table = Arc<Vec<u32>>;

const NO_GROUP: u32 = u32::MAX;

/// Tables kept between searches.
#[derive(Default)]
pub(super) struct GroupTables {
    tables: Mutex<HashMap<(SegmentId, String, u64), Table>>,
}

/// Beyond this many the tables of segments long merged away are dropped with the rest.
const MOST_TABLES: usize = 512;

impl GroupTables {
    fn table(
        &self,
        segment: &SegmentReader,
        column: &str,
        grouping: &dyn Grouping,
    ) -> tantivy::Result<Option<(Table, Column<u64>)>> {
        let Some(strings) = segment.fast_fields().str(column)? else { return Ok(None) };
        let ordinals = strings.ords().clone();
        let key = (segment.segment_id(), column.to_owned(), grouping.version());
        if let Ok(tables) = self.tables.lock()
            && let Some(table) = tables.get(&key)
        {
            return Ok(Some((Arc::clone(table), ordinals)));
        }
        let mut table = Vec::with_capacity(strings.num_terms());
        let mut terms = strings.dictionary().stream()?;
        while terms.advance() {
            let value = std::str::from_utf8(terms.key()).unwrap_or_default();
            table.push(grouping.group(value).unwrap_or(NO_GROUP));
        }
        let table = Arc::new(table);
        if let Ok(mut tables) = self.tables.lock() {
            if tables.len() >= MOST_TABLES {
                tables.clear();
            }
            tables.insert(key, Arc::clone(&table));
        }
        Ok(Some((table, ordinals)))
    }
}

/// Counts one column of one segment.
pub(super) struct FacetCounter {
    source: Option<(Table, Column<u64>)>,
    counts: HashMap<u32, u64>,
    dense: Vec<u64>,
    seen: Vec<u32>,
}

/// Up to this group number counts are kept in an array.
const MOST_DENSE: u32 = 1 << 20;

impl FacetCounter {
    pub(super) fn new(
        tables: &GroupTables,
        segment: &SegmentReader,
        column: &str,
        facet: &FacetColumn,
    ) -> tantivy::Result<Self> {
        let source = tables.table(segment, column, facet.grouping.as_ref())?;
        Ok(Self { source, counts: HashMap::new(), dense: Vec::new(), seen: Vec::new() })
    }

    /// Counts the article once for each of its groups.
    pub(super) fn count(&mut self, doc: DocId) {
        let Some((table, ordinals)) = &self.source else { return };
        self.seen.clear();
        for ordinal in ordinals.values_for_doc(doc) {
            let group = table.get(ordinal as usize).copied().unwrap_or(NO_GROUP);
            if group != NO_GROUP && !self.seen.contains(&group) {
                self.seen.push(group);
            }
        }
        for group in &self.seen {
            if *group < MOST_DENSE {
                let at = *group as usize;
                if self.dense.len() <= at {
                    self.dense.resize(at + 1, 0);
                }
                self.dense[at] += 1;
            } else {
                *self.counts.entry(*group).or_default() += 1;
            }
        }
    }

    /// Groups with their counts.
    pub(super) fn harvest(self) -> Vec<(u32, u64)> {
        let dense = self.dense.into_iter().enumerate().filter(|(_, count)| *count > 0);
        let dense = dense.map(|(group, count)| (group as u32, count));
        dense.chain(self.counts).collect()
    }
}
