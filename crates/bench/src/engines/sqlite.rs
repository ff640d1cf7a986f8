//! SQLite FTS5 with its own tokenizers: Porter's stems for English, none for French, which it has not.
//!
//! Texts stand once, in a table of their own; one transaction, no journal, and one pass of `optimize` at the end.

use std::path::{Path, PathBuf};

use article::Language;
use rusqlite::{Connection, params};

use super::{Engine, HITS, Row};
use crate::corpus::Record;
use crate::draw::{Kind, Query};

const TABLES: &str = "
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    CREATE TABLE articles (number INTEGER PRIMARY KEY, id TEXT, title TEXT, text TEXT, day INTEGER);
    CREATE VIRTUAL TABLE french USING fts5 (
        title, text, content = 'articles', content_rowid = 'number', tokenize = 'unicode61'
    );
    CREATE VIRTUAL TABLE english USING fts5 (
        title, text, content = 'articles', content_rowid = 'number', tokenize = 'porter unicode61'
    );
    BEGIN;
";

const OPTIMISE: &str = "
    INSERT INTO french (french) VALUES ('optimize');
    INSERT INTO english (english) VALUES ('optimize');
    COMMIT;
";

fn table(language: Language) -> &'static str {
    if language == Language::French { "french" } else { "english" }
}

fn file_in(folder: &Path) -> PathBuf {
    folder.join("articles.sqlite")
}

/// Builds an index of `records` in the empty folder `folder`.
pub(crate) fn build(records: impl Iterator<Item = anyhow::Result<Record>>, folder: &Path) -> anyhow::Result<u64> {
    let connection = Connection::open(file_in(folder))?;
    connection.execute_batch(TABLES)?;
    let mut articles: i64 = 0;
    {
        let mut store = connection.prepare("INSERT INTO articles VALUES (?, ?, ?, ?, ?)")?;
        let into = |language| {
            connection.prepare(&format!("INSERT INTO {} (rowid, title, text) VALUES (?, ?, ?)", table(language)))
        };
        let (mut french, mut english) = (into(Language::French)?, into(Language::English)?);
        for record in records {
            let Record { id, title, text, date, language } = record?;
            articles += 1;
            store.execute(params![articles, id, title, text, date.map(schema::day_number)])?;
            let index = if language == Language::French { &mut french } else { &mut english };
            index.execute(params![articles, title, text])?;
        }
    }
    connection.execute_batch(OPTIMISE)?;
    connection.close().map_err(|(_, error)| error)?;
    Ok(articles.unsigned_abs())
}

/// An index that is searched.
pub(crate) struct Sqlite {
    connection: Connection,
}

impl Sqlite {
    /// Opens the index in `folder`.
    pub(crate) fn open(folder: &Path) -> anyhow::Result<Self> {
        Ok(Self { connection: Connection::open(file_in(folder))? })
    }
}

impl Engine for Sqlite {
    fn search(&self, query: &Query) -> anyhow::Result<Vec<Row>> {
        let words = match query.kind {
            Kind::AnyOfThree => query.words.join(" OR "),
            Kind::Phrase => format!("\"{}\"", query.words.join(" ")),
            Kind::One | Kind::AllOfTwo | Kind::AllOfThree | Kind::Dated => query.words.join(" AND "),
        };
        let table = table(query.language);
        let (dated, (first, last)) = match query.days {
            Some((first, last)) => ("AND day BETWEEN ?2 AND ?3", (schema::day_number(first), schema::day_number(last))),
            None => ("AND ?2 <= ?3", (0, 0)),
        };
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT articles.id, articles.title, articles.day FROM {table} JOIN articles ON number = {table}.rowid \
             WHERE {table} MATCH ?1 {dated} ORDER BY rank LIMIT {HITS}"
        ))?;
        let rows = statement.query_map(params![words, first, last], |row| {
            let day: Option<i64> = row.get(2)?;
            Ok(Row { id: row.get(0)?, title: row.get(1)?, date: day.and_then(schema::from_day_number) })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
