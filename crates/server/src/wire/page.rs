//! The answer to a search, as JSON.

use std::path::Path;
use std::time::Duration;

use article::{Kind, Language, Published, Stamp};
use jiff::civil::Date;
use query::Facet;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::Reading;

/// The answer to a search.
#[derive(Clone, Debug, Serialize)]
pub struct Page {
    /// How the query was read.
    pub query: Reading,
    /// Articles that fit.
    pub total: u64,
    /// Articles that fit but for having no date.
    pub undated: u64,
    /// Articles that fit but for a date too coarse to tell.
    pub uncertain: u64,
    /// Milliseconds spent on the answer.
    pub took_ms: f64,
    /// The generation and commit of the index that answered.
    pub generation: String,
    /// Articles in the index that were read by older rules for dates or names.
    pub outdated: u64,
    /// What to pass as `after` for the next page; `null` on the last.
    pub next: Option<String>,
    /// The hits of this page.
    pub hits: Vec<Hit>,
    /// Counts over all articles that fit, by field, if asked for.
    #[serde(skip_serializing_if = "Facets::is_empty")]
    pub facets: Facets,
    /// Counts by time, if asked for.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub timeline: Option<TimelineView>,
}

impl Page {
    /// The page of `hits`, which took `took` to find.
    pub fn new(hits: query::Hits, took: Duration) -> Self {
        Self {
            query: hits.query.into(),
            total: hits.total,
            undated: hits.undated,
            uncertain: hits.uncertain,
            // Hundredths of a millisecond: the rest is noise.
            took_ms: (took.as_secs_f64() * 100_000.0).round() / 100.0,
            generation: hits.generation,
            outdated: hits.outdated,
            next: hits.next,
            hits: hits.hits.into_iter().map(Hit::from).collect(),
            facets: Facets::from(hits.facets),
            timeline: hits.timeline.map(TimelineView::from),
        }
    }
}

/// One article that fits.
#[derive(Clone, Debug, Serialize)]
pub struct Hit {
    /// Its public id.
    pub id: String,
    /// The record's own id.
    pub record: Option<String>,
    /// The file it was read from, as it can be opened.
    pub path: String,
    /// Its headline; the first sentence where it has none.
    pub title: String,
    /// Where it was published.
    pub url: Option<String>,
    /// The outlet.
    pub source: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// Its main language.
    pub language: Language,
    /// When it was published, how surely, and why; `null` where nothing says so.
    pub published: Option<Published>,
    /// Its score; zero where no word was searched.
    pub score: f32,
    /// The headline in parts.
    pub title_parts: Vec<Part>,
    /// The passage that shows best why it fits.
    pub snippet: Vec<Part>,
    /// The people, organisations and places it names most.
    pub entities: Vec<HitEntity>,
    /// Where its older versions lie.
    pub versions: Vec<String>,
    /// When it was changed, for feeds; an article tells it itself.
    #[serde(skip)]
    pub(crate) modified: Option<Stamp>,
}

impl From<query::Hit> for Hit {
    fn from(hit: query::Hit) -> Self {
        let path = file_path(&hit.stored.folder, &hit.stored.path);
        let analysed = hit.stored.analysed;
        let title = analysed.article.headline().to_owned();
        let article = analysed.article;
        Self {
            id: hit.stored.id.to_string(),
            record: article.record,
            path,
            title,
            url: article.url,
            source: article.source,
            byline: article.byline,
            language: analysed.language,
            published: analysed.published,
            score: hit.score,
            title_parts: hit.title_parts.into_iter().map(Part::from).collect(),
            snippet: hit.snippet.into_iter().map(Part::from).collect(),
            entities: hit.entities.into_iter().map(HitEntity::from).collect(),
            versions: hit.versions,
            modified: analysed.modified,
        }
    }
}

/// The path as a user can open it: the followed folder joined with the path inside, or the followed file itself.
pub(crate) fn file_path(folder: &str, path: &str) -> String {
    if path.is_empty() { folder.to_owned() } else { Path::new(folder).join(path).to_string_lossy().into_owned() }
}

/// A stretch of text, matched or not. Plain text: whoever shows it escapes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The text.
    pub text: String,
    /// Whether it matched.
    pub hit: bool,
}

impl From<query::Part> for Part {
    fn from(part: query::Part) -> Self {
        Self { text: part.text, hit: part.hit }
    }
}

/// An entity that an article names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HitEntity {
    /// What a filter accepts.
    pub id: String,
    /// Its best-known name.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// How often the article names it.
    pub count: usize,
}

impl From<query::HitEntity> for HitEntity {
    fn from(entity: query::HitEntity) -> Self {
        Self { id: entity.id, name: entity.name, kind: entity.kind, count: entity.count }
    }
}

/// Counted values by field, in the order asked for. In JSON, an object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets(pub Vec<(Facet, Vec<Counted>)>);

impl Facets {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<Vec<(Facet, Vec<query::FacetRow>)>> for Facets {
    fn from(facets: Vec<(Facet, Vec<query::FacetRow>)>) -> Self {
        let counted =
            |(facet, rows): (Facet, Vec<query::FacetRow>)| (facet, rows.into_iter().map(Counted::from).collect());
        Self(facets.into_iter().map(counted).collect())
    }
}

impl Serialize for Facets {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (facet, rows) in &self.0 {
            map.serialize_entry(facet.name(), rows)?;
        }
        map.end()
    }
}

/// One value of a facet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Counted {
    /// What a filter of the facet's field accepts.
    pub value: String,
    /// What is shown.
    pub label: String,
    /// Articles, each counted once.
    pub count: u64,
}

impl From<query::FacetRow> for Counted {
    fn from(row: query::FacetRow) -> Self {
        Self { value: row.value, label: row.label, count: row.count }
    }
}

/// Articles by calendar unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TimelineView {
    /// From the first article to the last, empty ones included.
    pub timeline: Vec<TimelineBar>,
    /// The unit of the bars: `day`, `month` or `year`.
    pub timeline_unit: &'static str,
    /// Articles whose date is coarser than a bar.
    pub timeline_uncertain: u64,
    /// Articles without a date.
    pub timeline_undated: u64,
}

impl From<query::Timeline> for TimelineView {
    fn from(timeline: query::Timeline) -> Self {
        let bar = |bar: query::TimelineBar| TimelineBar { from: bar.from, until: bar.until, count: bar.count };
        Self {
            timeline: timeline.bars.into_iter().map(bar).collect(),
            timeline_unit: timeline.unit.name(),
            timeline_uncertain: timeline.uncertain,
            timeline_undated: timeline.undated,
        }
    }
}

/// One bar of a timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct TimelineBar {
    /// First day.
    pub from: Date,
    /// Last day, inclusive.
    pub until: Date,
    /// Articles.
    pub count: u64,
}

#[cfg(test)]
mod tests {
    use super::file_path;

    #[test]
    fn paths_are_as_a_user_can_open_them() {
        assert_eq!(file_path("/news", "2024/a.txt"), "/news/2024/a.txt");
        assert_eq!(file_path("/news/all.jsonl", ""), "/news/all.jsonl");
    }
}
