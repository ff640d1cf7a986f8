//! The boundary to the engine: four questions, answered alike by every engine.
//!
//! `search` gives ids, scores and sort keys; `evidence` gives frequencies, positions and lengths of terms; `expand`
//! gives the terms that a prefix or a near spelling stands for; `fetch` gives stored articles. Re-ranking, snippets,
//! names and facet labels stand above and use only these. The embedded engine is in [`tantivy`].

pub(crate) mod tantivy;

use std::sync::Arc;

use schema::{DayRange, Stored};

use crate::hits::Listed;
use crate::plan::{Field, Plan};

/// An article of one generation of one index; means nothing elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocId(pub u64);

/// In which order hits come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// Best score first.
    #[default]
    Relevance,
    /// Latest publication first, undated last.
    Newest,
    /// Earliest publication first, undated last.
    Oldest,
}

/// What decides the order of two hits: score or date, then date, then id.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct SortKey {
    /// The score; zero unless sorted by relevance.
    pub(crate) score: f32,
    /// First moment of publication, in minutes since 1970.
    pub(crate) published: Option<i64>,
    /// The head of the public id.
    pub(crate) tie: u64,
}

/// What is wanted of the articles that fit a plan.
#[derive(Clone)]
pub(crate) struct Wanted {
    /// The order.
    pub(crate) sort: Sort,
    /// How many rows, from the first.
    pub(crate) rows: usize,
    /// Only rows behind this one.
    pub(crate) after: Option<SortKey>,
    /// Only articles published within these days; the others are counted by what keeps them out.
    pub(crate) published: Option<DayRange>,
    /// Whether articles that may lie within `published` count as inside.
    pub(crate) loosely: bool,
    /// Columns to count values of.
    pub(crate) facets: Vec<FacetColumn>,
    /// Whether to count articles by day.
    pub(crate) timeline: bool,
}

/// A column whose values are counted.
#[derive(Clone)]
pub(crate) struct FacetColumn {
    /// The column.
    pub(crate) field: Field,
    /// Which of its values are counted as one.
    pub(crate) grouping: Arc<dyn Grouping>,
}

/// Says which values of a column are one.
pub(crate) trait Grouping: Send + Sync {
    /// The group of `value`; `None` to leave it out.
    fn group(&self, value: &str) -> Option<u32>;

    /// Tells groupings apart, so that an engine may keep what it derives from one.
    fn version(&self) -> u64;
}

/// What a search found.
#[derive(Clone, Debug, Default)]
pub(crate) struct Found {
    /// Articles that fit.
    pub(crate) total: u64,
    /// Articles that fit but for having no date.
    pub(crate) undated: u64,
    /// Articles that fit but for a date too coarse to tell.
    pub(crate) uncertain: u64,
    /// The first rows.
    pub(crate) rows: Vec<Row>,
    /// For each wanted column, groups with their counts.
    pub(crate) facets: Vec<Vec<(u32, u64)>>,
    /// How many articles were published between two days, by their numbers, ascending; one and the same day where it
    /// is known.
    pub(crate) spans: Vec<((i64, i64), u64)>,
    /// Undated articles among `total`.
    pub(crate) dateless: u64,
}

/// One article of a result.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Row {
    /// The article.
    pub(crate) doc: DocId,
    /// What its place was decided by.
    pub(crate) key: SortKey,
}

/// A pattern that stands for terms.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Pattern {
    /// Terms that begin so.
    Prefix(String),
    /// Terms at most so many letters away.
    Fuzzy(String, u8),
    /// The term itself, if it is there.
    Exact(String),
}

/// A term that a pattern stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Expansion {
    /// The term.
    pub(crate) term: String,
    /// How many articles hold it, deleted ones included until their segment is merged.
    pub(crate) articles: u64,
}

/// Terms of a pattern, the most frequent first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Expanded {
    /// At most as many as asked for.
    pub(crate) terms: Vec<Expansion>,
    /// Whether there were more.
    pub(crate) cut: bool,
}

/// Why an engine could not answer.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The index failed.
    #[error("the index could not be read")]
    Index(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A stored article is damaged.
    #[error(transparent)]
    Stored(#[from] schema::StoredError),
    /// What stored articles have in common cannot be read.
    #[error(transparent)]
    Dictionary(#[from] schema::DictionaryError),
    /// An id of another generation.
    #[error("article {0:?} belongs to no open generation of the index")]
    UnknownDoc(DocId),
}

/// A word in a field, with the other forms that count as the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Forms {
    /// The field.
    pub(crate) field: Field,
    /// Its terms, no two alike.
    pub(crate) terms: Vec<String>,
}

/// How often and where articles hold a word.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct WordEvidence {
    /// How many articles of the whole index hold it; those with two of its forms count twice.
    pub(crate) articles: u64,
    /// For each asked article, in its order: positions of the word, ascending, empty where it is missing.
    pub(crate) positions: Vec<Vec<u32>>,
}

/// What an index tells about words in articles.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Evidence {
    /// Articles in the index.
    pub(crate) articles: u64,
    /// One for each asked word, in order.
    pub(crate) words: Vec<WordEvidence>,
    /// For each asked field, then each asked article: its length in tokens over the field's mean length.
    pub(crate) lengths: Vec<Vec<f32>>,
}

/// The four questions. An engine is one generation of an index: what it answers never changes.
pub(crate) trait Engine: Send + Sync {
    /// The articles that fit `plan`.
    fn search(&self, plan: &Plan, wanted: &Wanted) -> Result<Found, EngineError>;

    /// Where `docs` hold `words`, and how long they are in `fields`.
    fn evidence(&self, docs: &[DocId], words: &[Forms], fields: &[Field]) -> Result<Evidence, EngineError>;

    /// The terms of `field` that `pattern` stands for, at most `limit`.
    fn expand(&self, field: Field, pattern: &Pattern, limit: usize) -> Result<Expanded, EngineError>;

    /// What a list says of the articles, in the order asked: `fetch` of a part, which costs a hundredth. `origins`
    /// are told only on demand.
    fn list(&self, docs: &[DocId], origins: bool) -> Result<Vec<Listed>, EngineError>;

    /// The stored articles, in the order asked.
    fn fetch(&self, docs: &[DocId]) -> Result<Vec<Stored>, EngineError>;
}
