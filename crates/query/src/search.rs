//! What a caller asks for.

use jiff::civil::Date;

use crate::engine::Sort;
use crate::hits::TimelineUnit;
use crate::syntax::FilterField;

/// A search: the query as typed, and everything that can be set beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Search {
    /// The query as typed; may be empty.
    pub text: String,
    /// Read all of `text` as words.
    pub plain: bool,
    /// How many of the words must match; `None` relaxes by itself until something does.
    pub matching: Option<Matching>,
    /// Also search the other names of people, organisations and places.
    pub names: bool,
    /// Labels or names of entities whose other names are not to be added.
    pub without: Vec<String>,
    /// Conditions beside the text.
    pub filters: Vec<Filter>,
    /// The order; without words, relevance means newest first.
    pub sort: Sort,
    /// Favour fresh articles among those that fit alike; age counts from the newest article of the archive.
    pub fresh: bool,
    /// How many hits to give.
    pub limit: usize,
    /// How many to pass over, at most [`MOST_PASSED_OVER`].
    pub offset: usize,
    /// The `next` of the page before.
    pub after: Option<String>,
    /// What to count.
    pub facets: Vec<Facet>,
    /// The bars of a timeline; `None` leaves it to the span.
    pub interval: Option<TimelineUnit>,
    /// Rows of each facet.
    pub facet_limit: usize,
    /// Whether hits get highlights, passages and their main names; without them only whole headlines are given.
    pub passages: bool,
    /// Whether lists tell where an article lies: its path and its record's own id.
    pub origins: bool,
    /// Today, for `yesterday` and its like.
    pub today: Date,
    /// The language in which names are shown.
    pub labels: article::Language,
}

/// Hits farther away than this are reached by cursor only.
pub const MOST_PASSED_OVER: usize = 1_000;

/// How many of the words an article must hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matching {
    /// All, stop words excepted.
    All,
    /// Two thirds, two at least.
    Most,
    /// One.
    Any,
}

impl Matching {
    /// The word used on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Most => "most",
            Self::Any => "any",
        }
    }
}

/// A condition given beside the query, as by a flag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// What it is about.
    pub field: FilterField,
    /// The value, as in `field:value`.
    pub value: String,
}

/// Something to count over all hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Facet {
    /// People named.
    Person,
    /// Organisations named.
    Org,
    /// Places named.
    Place,
    /// Outlets.
    Source,
    /// Main languages.
    Language,
    /// Rubrics.
    Section,
    /// Keywords.
    Tag,
    /// Articles by year, month or day.
    Timeline,
}

impl Facet {
    /// All facets, in the order they are shown.
    pub const ALL: [Self; 8] =
        [Self::Timeline, Self::Person, Self::Org, Self::Place, Self::Source, Self::Language, Self::Section, Self::Tag];

    /// The word used on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Org => "org",
            Self::Place => "place",
            Self::Source => "source",
            Self::Language => "language",
            Self::Section => "section",
            Self::Tag => "tag",
            Self::Timeline => "timeline",
        }
    }

    /// The facet of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|facet| facet.name() == name)
    }
}

impl Search {
    /// A search for `text`, ten hits by relevance, names included.
    pub fn new(text: impl Into<String>, today: Date) -> Self {
        Self {
            text: text.into(),
            plain: false,
            matching: None,
            names: true,
            without: Vec::new(),
            filters: Vec::new(),
            sort: Sort::Relevance,
            fresh: false,
            limit: 10,
            offset: 0,
            after: None,
            facets: Vec::new(),
            interval: None,
            facet_limit: 10,
            passages: true,
            origins: false,
            today,
            labels: article::Language::English,
        }
    }

    /// The same search with one more condition.
    #[must_use]
    pub fn filter(mut self, field: FilterField, value: impl Into<String>) -> Self {
        self.filters.push(Filter { field, value: value.into() });
        self
    }
}
