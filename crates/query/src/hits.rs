//! What a search gives.

use article::{Confidence, Kind, Precision};
use jiff::civil::{Date, Time};
use schema::{ArticleId, Stored};

use crate::highlight::Part;
use crate::reading::Reading;
use crate::search::Facet;

/// The answer to a search.
#[derive(Clone, Debug, PartialEq)]
pub struct Hits<H = Hit> {
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
    pub hits: Vec<H>,
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

/// One article that fits, as lists show it: without its text and what was found in it.
#[derive(Clone, Debug, PartialEq)]
pub struct ListedHit {
    /// The article.
    pub article: Listed,
    /// Its score; zero where no word was searched.
    pub score: f32,
}

/// What a list says of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The public id.
    pub id: ArticleId,
    /// The title, else the first sentence.
    pub headline: String,
    /// Where it lies, if that was asked for.
    pub origin: Option<Origin>,
    /// When it was published; `None` where nothing says so.
    pub published: Option<Dated>,
}

/// Where an article lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The record's own id.
    pub record: Option<String>,
    /// The path of its file inside the followed folder; empty where a single file is followed.
    pub path: String,
}

/// A date of publication without its evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The civil day as printed; with a coarser precision, the first day of the month or year.
    pub date: Date,
    /// The time of day, if it is known.
    pub time: Option<Time>,
    /// How exactly the date is known.
    pub precision: Precision,
    /// How surely.
    pub confidence: Confidence,
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
    /// Articles whose date is coarser than a bar.
    pub uncertain: u64,
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
