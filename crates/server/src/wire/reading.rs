//! How a query was read, as JSON.

use article::Kind;
use serde::Serialize;

/// A query as it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// As typed.
    pub text: String,
    /// Its words and phrases, in order.
    pub words: Vec<ReadWord>,
    /// The other names that were added.
    pub names: Vec<ReadName>,
    /// Its conditions.
    pub filters: Vec<ReadFilter>,
    /// How many of the words had to match in the end: `all`, `most` or `any`; `null` without words.
    #[serde(rename = "match")]
    pub matching: Option<&'static str>,
    /// That fewer words than all had to match, because nothing held them all.
    pub relaxed: Option<Relaxed>,
    /// What was read otherwise than it looks.
    pub notes: Vec<String>,
}

impl From<query::Reading> for Reading {
    fn from(reading: query::Reading) -> Self {
        Self {
            text: reading.text,
            words: reading.words.into_iter().map(ReadWord::from).collect(),
            names: reading.names.into_iter().map(ReadName::from).collect(),
            filters: reading.filters.into_iter().map(ReadFilter::from).collect(),
            matching: reading.matching.map(query::Matching::name),
            relaxed: reading.relaxed.map(|relaxed| Relaxed { to: relaxed.to.name(), why: relaxed.why }),
            notes: reading.notes,
        }
    }
}

/// One word or phrase of a query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReadWord {
    /// As typed.
    pub text: String,
    /// The terms it stands for.
    pub terms: Vec<String>,
    /// `word`, `phrase`, `exact`, `prefix` or `fuzzy`.
    pub kind: &'static str,
    /// The field it is confined to.
    pub field: Option<&'static str>,
    /// Whether it need not match, being a stop word.
    pub optional: bool,
    /// Whether it excludes.
    pub excluded: bool,
}

impl From<query::ReadWord> for ReadWord {
    fn from(word: query::ReadWord) -> Self {
        Self {
            text: word.text,
            terms: word.terms,
            kind: word.kind.name(),
            field: word.field,
            optional: word.optional,
            excluded: word.excluded,
        }
    }
}

/// A name of a query that is searched under its other names too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReadName {
    /// As typed.
    pub text: String,
    /// The best-known name of what it means; `without` takes it to switch the other names off.
    pub name: String,
    /// What that is.
    pub kind: Kind,
    /// The names added.
    pub also: Vec<String>,
    /// Why the typed name is one of them.
    pub why: String,
    /// Articles that name it, at most.
    pub articles: u32,
    /// Whether it was switched off.
    pub off: bool,
}

impl From<query::ReadName> for ReadName {
    fn from(name: query::ReadName) -> Self {
        Self {
            text: name.text,
            name: name.name,
            kind: name.kind,
            also: name.also,
            why: name.why,
            articles: name.articles,
            off: name.off,
        }
    }
}

/// A condition of a query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReadFilter {
    /// Its field.
    pub field: &'static str,
    /// Its value as given.
    pub value: String,
    /// What it means: the days of a date, the names of a person.
    pub meaning: Vec<String>,
    /// Whether it excludes.
    pub excluded: bool,
}

impl From<query::ReadFilter> for ReadFilter {
    fn from(filter: query::ReadFilter) -> Self {
        Self { field: filter.field, value: filter.value, meaning: filter.meaning, excluded: filter.excluded }
    }
}

/// That fewer words than all had to match.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Relaxed {
    /// `most` or `any`.
    pub to: &'static str,
    /// Why, in words.
    pub why: String,
}
