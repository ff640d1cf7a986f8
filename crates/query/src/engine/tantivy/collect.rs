//! Collects the rows, counts and facets of a search in one pass.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap, HashMap};
use std::sync::Arc;

use schema::DayRange;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use super::TantivyEngine;
use super::columns::SegmentColumns;
use super::facets::{FacetCounter, GroupCounts};
use crate::engine::{Found, Row, Sort, SortKey, Wanted};

/// The collector of one search.
pub(super) struct Rows<'e> {
    engine: &'e TantivyEngine,
    wanted: &'e Wanted,
}

impl<'e> Rows<'e> {
    pub(super) fn new(engine: &'e TantivyEngine, wanted: &'e Wanted) -> tantivy::Result<Self> {
        Ok(Self { engine, wanted })
    }
}

impl SortKey {
    /// Whether `self` stands before (`Less`) or behind `other` in the order `sort`.
    pub(crate) fn order(&self, other: &Self, sort: Sort) -> Ordering {
        let newest = || {
            // `None` is the smallest, so that undated articles come last in both directions.
            other.published.cmp(&self.published)
        };
        let oldest = || match (self.published, other.published) {
            (Some(one), Some(two)) => one.cmp(&two),
            (one, two) => two.is_some().cmp(&one.is_some()),
        };
        let first = match sort {
            Sort::Relevance => other.score.total_cmp(&self.score).then_with(newest),
            Sort::Newest => newest(),
            Sort::Oldest => oldest(),
        };
        first.then_with(|| self.tie.cmp(&other.tie))
    }
}

impl Collector for Rows<'_> {
    type Fruit = Found;
    type Child = SegmentRows;

    fn for_segment(&self, ordinal: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentRows> {
        let facets = self
            .wanted
            .facets
            .iter()
            .map(|facet| FacetCounter::new(&self.engine.groups, segment, self.engine.column(facet.field), facet));
        let hidden = self.engine.hidden.iter().filter(|address| address.segment_ord == ordinal);
        Ok(SegmentRows {
            ordinal,
            sort: self.wanted.sort,
            most: self.wanted.rows,
            after: self.wanted.after,
            range: self.wanted.published,
            loosely: self.wanted.loosely,
            columns: self.engine.columns.open(ordinal, segment)?,
            hidden: hidden.map(|address| address.doc_id).collect(),
            facets: facets.collect::<tantivy::Result<_>>()?,
            spans: self.wanted.timeline.then(HashMap::new),
            heap: BinaryHeap::new(),
            found: Found::default(),
        })
    }

    fn requires_scoring(&self) -> bool {
        self.wanted.sort == Sort::Relevance
    }

    fn merge_fruits(&self, segments: Vec<SegmentFound>) -> tantivy::Result<Found> {
        let mut merged = Found::default();
        let mut spans: BTreeMap<(i64, i64), u64> = BTreeMap::new();
        let mut facets = vec![GroupCounts::default(); self.wanted.facets.len()];
        for (segment, counts) in segments {
            merged.total += segment.total;
            merged.undated += segment.undated;
            merged.uncertain += segment.uncertain;
            merged.dateless += segment.dateless;
            merged.rows.extend(segment.rows);
            for (span, count) in segment.spans {
                *spans.entry(span).or_default() += count;
            }
            facets.iter_mut().zip(counts).for_each(|(all, own)| all.merge(own));
        }
        merged.rows.sort_by(|a, b| a.key.order(&b.key, self.wanted.sort));
        merged.rows.truncate(self.wanted.rows);
        merged.spans = spans.into_iter().collect();
        merged.facets = facets.into_iter().map(GroupCounts::into_groups).collect();
        Ok(merged)
    }
}

/// What one segment has of the rows.
pub(super) struct SegmentRows {
    ordinal: SegmentOrdinal,
    sort: Sort,
    most: usize,
    after: Option<SortKey>,
    range: Option<DayRange>,
    loosely: bool,
    columns: Arc<SegmentColumns>,
    hidden: Vec<DocId>,
    facets: Vec<FacetCounter>,
    spans: Option<HashMap<(i64, i64), u64>>,
    heap: BinaryHeap<Ranked>,
    found: Found,
}

/// A row in the heap; the greatest is the one to drop first.
struct Ranked {
    row: Row,
    sort: Sort,
}

impl Ord for Ranked {
    fn cmp(&self, other: &Self) -> Ordering {
        self.row.key.order(&other.row.key, self.sort)
    }
}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Ranked {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Ranked {}

impl SegmentRows {
    /// Whether the article lies within the wanted days; counts it if only its date keeps it out.
    fn is_in_range(&mut self, doc: DocId) -> bool {
        let Some(range) = &self.range else { return true };
        let (first, last) = range.day_numbers();
        match (self.columns.from.first(doc), self.columns.until.first(doc)) {
            (Some(from), Some(until)) if first <= from && until <= last => true,
            (Some(from), Some(until)) if from <= last && first <= until => {
                self.found.uncertain += u64::from(!self.loosely);
                self.loosely
            }
            (Some(_), Some(_)) => false,
            _ => {
                self.found.undated += 1;
                false
            }
        }
    }
}

/// What a segment has, its facets apart until all segments are counted.
pub(super) type SegmentFound = (Found, Vec<GroupCounts>);

impl SegmentCollector for SegmentRows {
    type Fruit = SegmentFound;

    fn collect(&mut self, doc: DocId, score: Score) {
        if (!self.hidden.is_empty() && self.hidden.binary_search(&doc).is_ok()) || !self.is_in_range(doc) {
            return;
        }
        self.found.total += 1;
        for facet in &mut self.facets {
            facet.count(doc);
        }
        if let Some(spans) = &mut self.spans {
            match (self.columns.from.first(doc), self.columns.until.first(doc)) {
                (Some(from), Some(until)) => *spans.entry((from, until)).or_default() += 1,
                _ => self.found.dateless += 1,
            }
        }
        if self.most == 0 {
            return;
        }
        // Most articles of a large result lose by their score alone; their columns need not be read.
        if self.heap.len() == self.most
            && self.sort == Sort::Relevance
            && self.heap.peek().is_some_and(|last| score < last.row.key.score)
        {
            return;
        }
        let score = if self.sort == Sort::Relevance { score } else { 0.0 };
        let columns = &self.columns;
        let tie = columns.id_head.first(doc).unwrap_or_default();
        let key = SortKey { score, published: columns.published.first(doc), tie };
        if self.after.is_some_and(|after| key.order(&after, self.sort) != Ordering::Greater) {
            return;
        }
        let row = Row { doc: super::doc_id(DocAddress::new(self.ordinal, doc)), key };
        self.heap.push(Ranked { row, sort: self.sort });
        if self.heap.len() > self.most {
            self.heap.pop();
        }
    }

    fn harvest(mut self) -> SegmentFound {
        self.found.rows = self.heap.into_iter().map(|ranked| ranked.row).collect();
        self.found.spans = self.spans.unwrap_or_default().into_iter().collect();
        (self.found, self.facets.into_iter().map(FacetCounter::harvest).collect())
    }
}
