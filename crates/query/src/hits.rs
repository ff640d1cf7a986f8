//! What a search gives.

use article::Kind;
use jiff::civil::Date;
use schema::Stored;

use crate::highlight::Part;
use crate::reading::Reading;
use crate::search::Facet;

/// The answer to a search.
#[derive(Clone, Debug, PartialEq)]
pub struct Hits {
    /// How the query was read.
    pub query: Reading,
    /// Articles that fit.
    pub total: u64,
    /// Articles that fit but for having no date.
    pub undated: u64,
    /// Articles that fit but for a date too coarse to tell.
    pub uncertain: u64,
    /// The generation and commit that answered.
    pub generation: String,
    /// Cursor of the next page; `None` on the last.
    pub next: Option<String>,
    /// The hits of this page.
    pub hits: Vec<Hit>,
    /// Counts over all articles that fit, for each facet asked for.
    pub facets: Vec<(Facet, Vec<FacetRow>)>,
    /// Counts by time, if asked for.
    pub timeline: Option<Timeline>,
    /// Articles in the index that were read by older rules for dates or names.
    pub outdated: u64,
}

/// One article that fits.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The article.
    pub stored: Stored,
    /// Its score; zero where no word was searched.
    pub score: f32,
    /// The headline in parts.
    pub title_parts: Vec<Part>,
    /// The passage that shows best why it fits.
    pub snippet: Vec<Part>,
    /// The people, organisations and places it names most.
    pub entities: Vec<HitEntity>,
    /// Paths of its older versions.
    pub versions: Vec<String>,
}

/// An entity that an article names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HitEntity {
    /// Its folded best-known name, which a filter accepts.
    pub id: String,
    /// Its best-known name.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// How often the article names it.
    pub count: usize,
}

/// One value of a facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetRow {
    /// What a filter of the facet's field accepts.
    pub value: String,
    /// What is shown.
    pub label: String,
    /// Articles, each counted once.
    pub count: u64,
}

/// Articles by calendar unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// The unit of the bars.
    pub unit: TimelineUnit,
    /// Bars from the first article to the last, empty ones included.
    pub bars: Vec<TimelineBar>,
    /// Articles without a date.
    pub undated: u64,
}

/// A unit of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimelineUnit {
    /// Days.
    Day,
    /// Months.
    Month,
    /// Years.
    Year,
}

/// One bar of a timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimelineBar {
    /// First day.
    pub from: Date,
    /// Last day, inclusive.
    pub until: Date,
    /// Articles.
    pub count: u64,
}
