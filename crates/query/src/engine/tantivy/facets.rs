//! Counting values of a column by group.
//!
//! A segment's column holds ordinals into its own dictionary, several an article. For each grouping they are turned once
//! into lists of groups, one an article and each group once in it, so that counting an article is adding along a line
//! of memory. Only where a segment has so many values that the lists would take too much room, the column is read at
//! each search.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::columnar::Column;
use tantivy::index::SegmentId;
use tantivy::{DocId, SegmentReader};

use crate::engine::{FacetColumn, Grouping};

const NO_GROUP: u32 = u32::MAX;

/// The groups of the articles of a segment.
#[derive(Clone)]
enum Groups {
    /// Of article `n`, those from `starts[n]` to `starts[n + 1]`.
    Listed { starts: Arc<Vec<u32>>, groups: Arc<Vec<u32>> },
    /// Group of each ordinal, [`NO_GROUP`] where there is none, and the ordinals of each article.
    Looked { table: Arc<Vec<u32>>, ordinals: Column<u64> },
}

/// More values of a segment than these, 64 MB of them, are not listed.
const MOST_LISTED: u32 = 16 << 20;

/// What segments have of each grouping, kept between searches.
#[derive(Default)]
pub(super) struct GroupTables {
    known: Mutex<HashMap<(SegmentId, String, u64), Groups>>,
}

/// Beyond this many those of segments long merged away are dropped with the rest.
const MOST_KNOWN: usize = 512;

impl GroupTables {
    fn groups(
        &self,
        segment: &SegmentReader,
        column: &str,
        grouping: &dyn Grouping,
    ) -> tantivy::Result<Option<Groups>> {
        let key = (segment.segment_id(), column.to_owned(), grouping.version());
        if let Some(known) = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(Some(known.clone()));
        }
        let Some(strings) = segment.fast_fields().str(column)? else { return Ok(None) };
        let mut table = Vec::with_capacity(strings.num_terms());
        let mut terms = strings.dictionary().stream()?;
        while terms.advance() {
            let value = std::str::from_utf8(terms.key()).unwrap_or_default();
            table.push(grouping.group(value).unwrap_or(NO_GROUP));
        }
        let ordinals = strings.ords().clone();
        let groups = if ordinals.values.num_vals() <= MOST_LISTED {
            listed(&table, &ordinals, segment.max_doc())
        } else {
            Groups::Looked { table: Arc::new(table), ordinals }
        };
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST_KNOWN {
            known.clear();
        }
        known.insert(key, groups.clone());
        Ok(Some(groups))
    }
}

fn listed(table: &[u32], ordinals: &Column<u64>, articles: u32) -> Groups {
    let mut starts = Vec::with_capacity(articles as usize + 1);
    let mut groups: Vec<u32> = Vec::with_capacity(ordinals.values.num_vals() as usize);
    starts.push(0);
    for doc in 0..articles {
        let start = groups.len();
        for group in ordinals.values_for_doc(doc).filter_map(|ordinal| group_of(table, ordinal)) {
            if !groups[start..].contains(&group) {
                groups.push(group);
            }
        }
        starts.push(groups.len() as u32);
    }
    groups.shrink_to_fit();
    Groups::Listed { starts: Arc::new(starts), groups: Arc::new(groups) }
}

fn group_of(table: &[u32], ordinal: u64) -> Option<u32> {
    table.get(ordinal as usize).copied().filter(|group| *group != NO_GROUP)
}

/// Counts one column of one segment.
pub(super) struct FacetCounter {
    groups: Option<Groups>,
    counts: GroupCounts,
    seen: Vec<u32>,
}

impl FacetCounter {
    pub(super) fn new(
        tables: &GroupTables,
        segment: &SegmentReader,
        column: &str,
        facet: &FacetColumn,
    ) -> tantivy::Result<Self> {
        let groups = tables.groups(segment, column, facet.grouping.as_ref())?;
        Ok(Self { groups, counts: GroupCounts::default(), seen: Vec::new() })
    }

    /// Counts the article once for each of its groups.
    pub(super) fn count(&mut self, doc: DocId) {
        let doc_index = doc as usize;
        match &self.groups {
            Some(Groups::Listed { starts, groups }) => {
                let (Some(from), Some(until)) = (starts.get(doc_index), starts.get(doc_index + 1)) else { return };
                let own = groups.get(*from as usize..*until as usize).unwrap_or_default();
                own.iter().for_each(|group| self.counts.add(*group, 1));
            }
            Some(Groups::Looked { table, ordinals }) => {
                self.seen.clear();
                for group in ordinals.values_for_doc(doc).filter_map(|ordinal| group_of(table, ordinal)) {
                    if !self.seen.contains(&group) {
                        self.seen.push(group);
                        self.counts.add(group, 1);
                    }
                }
            }
            None => {}
        }
    }

    pub(super) fn harvest(self) -> GroupCounts {
        self.counts
    }
}

/// How many articles each group has.
#[derive(Clone, Debug, Default)]
pub(super) struct GroupCounts {
    dense: Vec<u32>,
    /// Groups of higher numbers.
    others: HashMap<u32, u32>,
}

/// Below this number counts are kept in an array.
const MOST_DENSE: u32 = 1 << 22;

impl GroupCounts {
    fn add(&mut self, group: u32, articles: u32) {
        if group >= MOST_DENSE {
            *self.others.entry(group).or_default() += articles;
            return;
        }
        let at = group as usize;
        if self.dense.len() <= at {
            self.dense.resize((at + 1).next_power_of_two(), 0);
        }
        self.dense[at] += articles;
    }

    /// Adds the counts of another segment.
    pub(super) fn merge(&mut self, other: Self) {
        if self.dense.is_empty() && self.others.is_empty() {
            *self = other;
            return;
        }
        let counted = other.dense.iter().enumerate().filter(|(_, articles)| **articles > 0);
        counted.for_each(|(group, articles)| self.add(group as u32, *articles));
        other.others.into_iter().for_each(|(group, articles)| self.add(group, articles));
    }

    /// Groups with their counts, those of the array in order.
    pub(super) fn into_groups(self) -> Vec<(u32, u64)> {
        let dense = self.dense.into_iter().enumerate().filter(|(_, articles)| *articles > 0);
        let dense = dense.map(|(group, articles)| (group as u32, u64::from(articles)));
        dense.chain(self.others.into_iter().map(|(group, articles)| (group, u64::from(articles)))).collect()
    }
}
