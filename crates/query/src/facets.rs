//! Values of facets: which are one, and how they are shown.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use article::{Kind, Language};
use entities::{EntityId, Registry};

use crate::engine::{FacetColumn, Grouping};
use crate::hits::FacetRow;
use crate::plan::Field;
use crate::search::Facet;

/// Numbers for printed labels, the same for as long as a generation is open.
#[derive(Default)]
pub(crate) struct Labels {
    known: Mutex<(HashMap<String, u32>, Vec<String>)>,
}

impl Grouping for Labels {
    fn group(&self, value: &str) -> Option<u32> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let (numbers, labels) = &mut *known;
        if let Some(number) = numbers.get(value) {
            return Some(*number);
        }
        let number = u32::try_from(labels.len()).ok()?;
        labels.push(value.to_owned());
        numbers.insert(value.to_owned(), number);
        Some(number)
    }

    fn version(&self) -> u64 {
        0
    }
}

impl Labels {
    fn label(&self, number: u32) -> String {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.1.get(number as usize).cloned().unwrap_or_default()
    }
}

/// Names of one entity are one.
struct Entities {
    registry: Arc<Registry>,
    version: u64,
}

impl Grouping for Entities {
    fn group(&self, value: &str) -> Option<u32> {
        self.registry.entity_of(value).map(|entity| entity.0)
    }

    fn version(&self) -> u64 {
        self.version
    }
}

/// Which columns to count for the facets asked for, and how to show what was counted.
pub(crate) struct FacetPlan {
    asked: Vec<(Facet, usize)>,
    columns: Vec<FacetColumn>,
    labels: Arc<Labels>,
    registry: Arc<Registry>,
}

impl FacetPlan {
    pub(crate) fn new(facets: &[Facet], labels: &Arc<Labels>, registry: &Arc<Registry>, version: u64) -> Self {
        let mut plan =
            Self { asked: Vec::new(), columns: Vec::new(), labels: Arc::clone(labels), registry: Arc::clone(registry) };
        for facet in facets {
            let Some(field) = column_of(*facet) else { continue };
            // People, organisations and places share a column, which is counted once.
            let known = plan.columns.iter().position(|column| column.field == field);
            let column = known.unwrap_or_else(|| {
                let grouping: Arc<dyn Grouping> = if field == Field::Names {
                    Arc::new(Entities { registry: Arc::clone(registry), version })
                } else {
                    Arc::clone(labels) as Arc<dyn Grouping>
                };
                plan.columns.push(FacetColumn { field, grouping });
                plan.columns.len() - 1
            });
            plan.asked.push((*facet, column));
        }
        plan
    }

    pub(crate) fn columns(&self) -> Vec<FacetColumn> {
        self.columns.clone()
    }

    /// The most frequent `limit` values of each facet; equal counts by label.
    pub(crate) fn rows(
        &self,
        counts: &[Vec<(u32, u64)>],
        limit: usize,
        language: Language,
    ) -> Vec<(Facet, Vec<FacetRow>)> {
        self.asked
            .iter()
            .map(|(facet, column)| {
                let counted = counts.get(*column).map(Vec::as_slice).unwrap_or_default();
                let mut kept = self.most_frequent(*facet, counted, limit);
                kept.sort_unstable_by_key(|(_, count)| std::cmp::Reverse(*count));
                // Ties at the cut are settled by label, so all of them are looked up.
                let least = kept.get(limit.saturating_sub(1)).map_or(0, |(_, count)| *count);
                let mut rows: Vec<FacetRow> = kept
                    .into_iter()
                    .take_while(|(_, count)| *count >= least)
                    .map(|(group, count)| self.row(*facet, group, count, language))
                    .collect();
                rows.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.label.cmp(&b.label)));
                rows.truncate(limit);
                (*facet, rows)
            })
            .collect()
    }

    /// At least `limit` of the groups of `facet`, if there are so many, among them all of the most frequent.
    ///
    /// An archive names tens of thousands of people once, and a few hundred often: most groups are passed by.
    fn most_frequent(&self, facet: Facet, counted: &[(u32, u64)], limit: usize) -> Vec<(u32, u64)> {
        let mut kept = Vec::new();
        for least in [100, 10, 2, 1] {
            let fitting = counted.iter().filter(|(group, count)| *count >= least && self.belongs(facet, *group));
            kept = fitting.copied().collect();
            if kept.len() >= limit {
                break;
            }
        }
        kept
    }

    fn belongs(&self, facet: Facet, group: u32) -> bool {
        match kind_of(facet) {
            Some(kind) => self.registry.kind_of(EntityId(group)) == Some(kind),
            None => true,
        }
    }

    fn row(&self, facet: Facet, group: u32, count: u64, language: Language) -> FacetRow {
        let label = match kind_of(facet) {
            Some(_) => self.registry.label(EntityId(group), language).to_owned(),
            None => self.labels.label(group),
        };
        FacetRow { value: label.clone(), label, count }
    }
}

fn column_of(facet: Facet) -> Option<Field> {
    match facet {
        Facet::Person | Facet::Org | Facet::Place => Some(Field::Names),
        Facet::Source => Some(Field::Source),
        Facet::Language => Some(Field::Language),
        Facet::Section => Some(Field::Section),
        Facet::Tag => Some(Field::Tag),
        Facet::Timeline => None,
    }
}

fn kind_of(facet: Facet) -> Option<Kind> {
    match facet {
        Facet::Person => Some(Kind::Person),
        Facet::Org => Some(Kind::Organisation),
        Facet::Place => Some(Kind::Place),
        _ => None,
    }
}
