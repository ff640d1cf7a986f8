//! Depeche itself, through the crates that its commands use.

use std::path::{Path, PathBuf};

use indexer::{Indexer, Options, Silent, SyncOptions};
use jiff::civil::{Date, date};
use query::{Archive, FilterField, Hit, Listed, Matching, Search};
use schema::Home;

use super::{Engine, HITS, Row};
use crate::draw::{Kind, Query};

/// No query speaks of today; a fixed day keeps every run alike.
const TODAY: Date = date(2025, 1, 1);

/// Brings the index in `folder` up to date with the file or folder `path`; gives how many articles were read.
pub(crate) fn build(path: &Path, folder: &Path) -> anyhow::Result<u64> {
    let paths: Vec<PathBuf> = vec![path.canonicalize()?];
    let mut indexer = Indexer::open(Home::new(folder), Options::default())?;
    let summary = indexer.sync(&paths, &SyncOptions::default(), &Silent)?;
    anyhow::ensure!(summary.failed.is_empty(), "`{}` could not be read to its end", path.display());
    Ok(summary.added)
}

/// An index that is searched.
pub(crate) struct Depeche {
    archive: Archive,
    names: bool,
    passages: bool,
}

impl Depeche {
    /// Opens the index in `folder`; `names` adds other names to queries, `passages` highlights what matched.
    pub(crate) fn open(folder: &Path, names: bool, passages: bool) -> anyhow::Result<Self> {
        Ok(Self { archive: Archive::open(folder)?, names, passages })
    }

    /// The record ids of the best articles for any of the words of `text`.
    pub(crate) fn any_of_words(&self, text: &str, limit: usize) -> anyhow::Result<Vec<String>> {
        let search =
            Search { plain: true, matching: Some(Matching::Any), origins: true, limit, ..self.search_for(text) };
        let hits = self.archive.list(&search)?.hits;
        Ok(hits.into_iter().filter_map(|hit| hit.article.origin?.record).collect())
    }

    fn search_for(&self, text: &str) -> Search {
        Search { names: self.names, limit: HITS, ..Search::new(text, TODAY) }
    }
}

impl Engine for Depeche {
    fn search(&self, query: &Query) -> anyhow::Result<Vec<Row>> {
        let text = match query.kind {
            Kind::AnyOfThree => query.words.join(" OR "),
            Kind::Phrase => format!("\"{}\"", query.words.join(" ")),
            Kind::One | Kind::AllOfTwo | Kind::AllOfThree | Kind::Dated => query.words.join(" "),
        };
        let mut search = self.search_for(&text);
        if let Some((first, last)) = query.days {
            search = search.filter(FilterField::Date, format!("{first}..{last}"));
        }
        if !self.passages {
            let hits = self.archive.list(&search)?.hits.into_iter().map(|hit| hit.article);
            let row = |hit: Listed| Row {
                id: hit.id.to_string(),
                title: hit.headline,
                date: hit.published.map(|published| published.date),
            };
            return Ok(hits.map(row).collect());
        }
        let hits = self.archive.search(&search)?.hits.into_iter();
        let row = |hit: Hit| Row {
            id: hit.stored.id.to_string(),
            title: hit.title_parts.into_iter().map(|part| part.text).collect(),
            date: hit.stored.analysed.published.map(|published| published.date),
        };
        Ok(hits.map(row).collect())
    }
}
