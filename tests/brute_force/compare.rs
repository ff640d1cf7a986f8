//! What an engine says of a search against what the loops say.

use std::collections::BTreeSet;
use std::fmt::Debug;

use article::Kind;
use entities::EntityId;
use jiff::civil::Date;
use schema::ArticleId;

use super::evaluate::Answer;
use crate::archive::Snapshot;
use crate::engine::Sort;
use crate::hits::{FacetRow, Hits, ListedHit, Timeline};
use crate::plan::Field;
use crate::rank::CANDIDATES;
use crate::search::{Facet, Search};

/// What is said differently, in words.
#[derive(Default)]
pub(super) struct Differences(pub(super) Vec<String>);

impl Differences {
    pub(super) fn check<T: Debug + PartialEq>(&mut self, what: &str, engine: &T, loops: &T) {
        if engine != loops {
            self.0.push(format!("{what}: the engine says {engine:?}, the loops say {loops:?}"));
        }
    }
}

/// Compares the answer to a search whose hits stand in the order `sort`.
pub(super) fn compare(
    answer: &Answer<'_>,
    sort: Sort,
    search: &Search,
    hits: &Hits<ListedHit>,
    snapshot: &Snapshot,
) -> Differences {
    let mut differences = Differences::default();
    let counted = (answer.fitting.len() as u64, answer.undated, answer.uncertain);
    differences.check("total, undated, uncertain", &(hits.total, hits.undated, hits.uncertain), &counted);
    let found: Vec<ArticleId> = hits.hits.iter().map(|hit| hit.article.id).collect();
    let fitting: BTreeSet<ArticleId> = answer.fitting.iter().map(|article| article.id).collect();
    differences.check("set", &found.iter().copied().collect(), &fitting);
    if sort != Sort::Relevance {
        differences.check("order by date", &found, &ids(answer, sort));
    } else if found.len() <= CANDIDATES {
        // Behind the candidates stand those that were not ranked again, with scores of another scale.
        differences.check("order by relevance", &found, &by_score(answer, hits));
    }
    for (facet, rows) in &hits.facets {
        let rows: Vec<(String, u64)> = rows.iter().map(|row: &FacetRow| (row.label.clone(), row.count)).collect();
        differences.check(facet.name(), &rows, &facet_rows(answer, *facet, search, snapshot));
    }
    if let Some(timeline) = &hits.timeline {
        compare_timeline(answer, timeline, &mut differences);
    }
    differences
}

fn ids(answer: &Answer<'_>, sort: Sort) -> Vec<ArticleId> {
    answer.by_date(sort).iter().map(|article| article.id).collect()
}

/// The hits by their scores, which are the engine's own, then by date, then by id.
fn by_score(answer: &Answer<'_>, hits: &Hits<ListedHit>) -> Vec<ArticleId> {
    let dated = ids(answer, Sort::Newest);
    let place = |hit: &ListedHit| dated.iter().position(|id| *id == hit.article.id);
    let mut ordered: Vec<&ListedHit> = hits.hits.iter().collect();
    ordered.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| place(a).cmp(&place(b))));
    ordered.into_iter().map(|hit| hit.article.id).collect()
}

fn facet_rows(answer: &Answer<'_>, facet: Facet, search: &Search, snapshot: &Snapshot) -> Vec<(String, u64)> {
    let registry = &snapshot.registry;
    let of_kind = |kind: Kind| {
        let entity = |name: &str| registry.entity_of(name).filter(|entity| registry.kind_of(*entity) == Some(kind));
        let counts = answer.counts(Field::Names, |name| entity(name).map(|entity| entity.0));
        let label = |entity: u32| registry.label(EntityId(entity), search.labels).to_owned();
        counts.into_iter().map(|(entity, count)| (label(entity), count)).collect::<Vec<_>>()
    };
    let of_label = |field| answer.counts(field, |label| Some(label.to_owned())).into_iter().collect();
    let mut rows: Vec<(String, u64)> = match facet {
        Facet::Person => of_kind(Kind::Person),
        Facet::Org => of_kind(Kind::Organisation),
        Facet::Place => of_kind(Kind::Place),
        Facet::Source => of_label(Field::Source),
        Facet::Language => of_label(Field::Language),
        Facet::Section => of_label(Field::Section),
        Facet::Tag => of_label(Field::Tag),
        Facet::Timeline => Vec::new(),
    };
    rows.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    rows.truncate(search.facet_limit);
    rows
}

/// Bars must follow each other without gap, and count the articles all of whose days they hold.
fn compare_timeline(answer: &Answer<'_>, timeline: &Timeline, differences: &mut Differences) {
    let days: Vec<(Date, Date)> = answer.fitting.iter().filter_map(|article| article.published).collect();
    for pair in timeline.bars.windows(2) {
        differences.check("next bar of the timeline", &Some(pair[1].from), &pair[0].until.tomorrow().ok());
    }
    for bar in &timeline.bars {
        let count = days.iter().filter(|(from, until)| bar.from <= *from && *until <= bar.until).count() as u64;
        differences.check("bar of the timeline", &(bar.from, bar.until, bar.count), &(bar.from, bar.until, count));
    }
    let counted = timeline.bars.iter().map(|bar| bar.count).sum::<u64>() + timeline.uncertain;
    let undated = answer.fitting.len() - days.len();
    let expected = (days.len() as u64, undated as u64);
    differences.check("dated and undated of the timeline", &(counted, timeline.undated), &expected);
}
