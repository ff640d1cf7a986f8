//! What is wrong with a query, where, and what would work.

use std::ops::Range;

use super::{DEEPEST, FIELDS, LONGEST_QUERY, MOST_CLAUSES, OFFERED_FIELDS};

/// A query that cannot be honoured as it stands.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{problem}")]
pub struct SyntaxError {
    /// The bytes of the query it is about; empty for values that came as flags.
    pub span: Range<usize>,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with a part of a query.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// More bytes than [`LONGEST_QUERY`].
    #[error("the query has {0} bytes, at most {LONGEST_QUERY} are read")]
    TooLong(usize),
    /// Brackets deeper than [`DEEPEST`].
    #[error("brackets are nested deeper than {DEEPEST}")]
    TooDeep,
    /// More parts than [`MOST_CLAUSES`].
    #[error("the query has more than {MOST_CLAUSES} parts")]
    TooManyClauses,
    /// `field:value` with a field that does not exist.
    #[error("there is no field `{0}`")]
    UnknownField(String),
    /// `arm~5`
    #[error("`~{0}` is too far: at most two letters may differ")]
    TooFuzzy(String),
    /// `a*`
    #[error("`{0}*` would match too many words")]
    ShortPrefix(String),
    /// `"a b"~1000`
    #[error("`~{0}` is too wide for a phrase: at most 100")]
    TooSloppy(String),
    /// A date that is none.
    #[error("{0}")]
    Date(dates::days::Error),
    /// A filter that asks for nothing: `from` after `until`.
    #[error("the dates asked for exclude each other")]
    EmptyDates,
    /// `language:klingon`
    #[error("{0}")]
    Language(article::UnknownLanguage),
    /// A filter whose value is a group, or missing.
    #[error("`{0}:` needs one value")]
    FilterValue(&'static str),
    /// A cursor that is not one of ours, or of another generation.
    #[error("`{0}` is no cursor of this index as it stands now")]
    Cursor(String),
    /// A page too far away.
    #[error("hits after the {0}th are reached with a cursor")]
    TooDeepPage(usize),
}

impl SyntaxError {
    pub(crate) fn new(span: Range<usize>, problem: Problem) -> Self {
        Self { span, problem }
    }

    /// What would work instead.
    pub fn hint(&self) -> String {
        match &self.problem {
            Problem::TooLong(_) => "search for the telling words alone, or split the query".to_owned(),
            Problem::TooDeep => {
                "write the query with fewer brackets, or use --plain to read it all as words".to_owned()
            }
            Problem::TooManyClauses => "split the query".to_owned(),
            Problem::UnknownField(name) => {
                let fields: Vec<&str> = FIELDS[..OFFERED_FIELDS].iter().map(|(field, _)| *field).collect();
                let near = fields.iter().find(|field| distance(field, name) <= 2);
                let near = near.map(|field| format!("did you mean `{field}:`? ")).unwrap_or_default();
                format!(
                    "{near}fields are {}; in quotation marks, or with --plain, it is searched as words",
                    fields.join(", ")
                )
            }
            Problem::TooFuzzy(_) => "write word~1 or word~2".to_owned(),
            Problem::ShortPrefix(_) => "write at least two letters before the `*`".to_owned(),
            Problem::TooSloppy(_) => {
                "write a smaller number, or search for the words without quotation marks".to_owned()
            }
            Problem::Date(_) => {
                "dates are written 2024, 2024-12, 2024-12-05, décembre 2024, 2024-11-27..2024-12-05, hier, last week"
                    .to_owned()
            }
            Problem::EmptyDates => "put the earlier date first".to_owned(),
            Problem::Language(_) => "write language:fr, language:en or language:other".to_owned(),
            Problem::FilterValue(name) => format!("write {name}:word or {name}:\"several words\""),
            Problem::Cursor(_) => "start again without the cursor".to_owned(),
            Problem::TooDeepPage(_) => "pass the `next` of the page before as --after".to_owned(),
        }
    }
}

/// Levenshtein distance, for short names only.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, cb) in b.iter().enumerate() {
            let cost = diagonal + usize::from(ca != *cb);
            diagonal = row[j + 1];
            row[j + 1] = cost.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}
