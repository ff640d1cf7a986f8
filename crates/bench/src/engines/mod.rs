//! The engines that are compared. Each builds an index from the same corpus and answers the same queries.

pub(crate) mod bare;
pub(crate) mod depeche;
mod snowball;
pub(crate) mod sqlite;
pub(crate) mod words;

use clap::ValueEnum;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::draw::Query;

/// Memory for articles that are not yet on disk, the same for all that use tantivy.
pub(crate) const BUDGET: usize = 256 << 20;

/// How an index is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
pub(crate) enum Build {
    /// Depeche as it is.
    Depeche,
    /// Depeche without dates and names.
    Words,
    /// Tantivy and a stemmer, on one thread.
    Bare,
    /// The same on all cores.
    BareAllCores,
    /// SQLite FTS5.
    Sqlite,
}

impl Build {
    pub(crate) const ALL: [Self; 5] = [Self::Depeche, Self::Words, Self::Bare, Self::BareAllCores, Self::Sqlite];

    /// As it stands in tables.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Depeche => "Depeche",
            Self::Words => "Depeche, words alone",
            Self::Bare => "bare tantivy, 1 thread",
            Self::BareAllCores => "bare tantivy, all cores",
            Self::Sqlite => "SQLite FTS5",
        }
    }

    /// The folder of its index, inside the folder of the measurement.
    pub(crate) fn folder(self) -> &'static str {
        match self {
            Self::Depeche => "depeche",
            Self::Words => "words",
            Self::Bare => "bare",
            Self::BareAllCores => "bare-all-cores",
            Self::Sqlite => "sqlite",
        }
    }
}

/// How queries are answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
pub(crate) enum Ask {
    /// Depeche: id, title and date.
    Depeche,
    /// The same without other names of people, organisations and places.
    NoNames,
    /// Depeche with highlighted passages.
    Passages,
    /// Bare tantivy: the ten best.
    Bare,
    /// The same, and how many there are.
    BareCounting,
    /// SQLite FTS5.
    Sqlite,
}

impl Ask {
    pub(crate) const ALL: [Self; 6] =
        [Self::Depeche, Self::NoNames, Self::Passages, Self::Bare, Self::BareCounting, Self::Sqlite];

    /// As it stands in tables.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Depeche => "Depeche",
            Self::NoNames => "Depeche, no other names",
            Self::Passages => "Depeche, with passages",
            Self::Bare => "bare tantivy",
            Self::BareCounting => "bare tantivy, hits counted",
            Self::Sqlite => "SQLite FTS5",
        }
    }

    /// The index it searches.
    pub(crate) fn index(self) -> Build {
        match self {
            Self::Depeche | Self::NoNames | Self::Passages => Build::Depeche,
            Self::Bare | Self::BareCounting => Build::Bare,
            Self::Sqlite => Build::Sqlite,
        }
    }
}

/// An index that is open.
pub(crate) trait Engine {
    /// The ten best articles for `query`, best first.
    fn search(&self, query: &Query) -> anyhow::Result<Vec<Row>>;
}

/// What is shown of an article in a list of hits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) date: Option<Date>,
}

/// Hits that are asked for.
pub(crate) const HITS: usize = 10;

#[cfg(test)]
mod tests;
