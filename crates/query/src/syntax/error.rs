//! What is wrong with a query, where, and what would work.

use std::ops::Range;

use super::limits::{FARTHEST, LONGEST_FUZZY, SHORTEST_PREFIX, WIDEST};
use super::{DEEPEST, FIELDS, LONGEST_QUERY, MOST_CLAUSES, OFFERED_FIELDS};

/// A query that cannot be honoured as it stands.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{problem}")]
pub struct SyntaxError {
    /// The bytes of the query it is about, on character boundaries; empty for values that came as flags.
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
    /// Brackets, signs or fields deeper than [`DEEPEST`].
    #[error("the query is nested deeper than {DEEPEST}")]
    TooDeep,
    /// More parts than [`MOST_CLAUSES`].
    #[error("the query has more than {MOST_CLAUSES} words and filters")]
    TooManyClauses,
    /// More words with `*` or `~` than are looked up in the dictionary.
    #[error("more than {most} words have a `{sign}`")]
    TooManyOpenWords {
        /// The sign.
        sign: &'static str,
        /// How many may have it.
        most: usize,
        /// The first word too many, without its sign.
        word: String,
    },
    /// `field:value` with a field that does not exist.
    #[error("there is no field `{0}`")]
    UnknownField(String),
    /// `title:source:AFP`
    #[error("`{inner}:` cannot stand inside `{outer}:`")]
    FieldInField {
        /// The field around.
        outer: &'static str,
        /// The field inside.
        inner: &'static str,
        /// The inner one's value as words.
        instead: String,
    },
    /// `arm~5`
    #[error("`~{distance}` is too far: at most {FARTHEST} letters may differ")]
    TooFuzzy {
        /// The word without its sign.
        word: String,
        /// The digits behind `~`.
        distance: String,
    },
    /// `a~1`
    #[error("`{word}~{distance}` would match every word of its length")]
    ShortFuzzy {
        /// The word without its sign.
        word: String,
        /// How many letters may differ.
        distance: u8,
    },
    /// A word of more than 32 letters with a `~`.
    #[error("a `~` is for words of at most {LONGEST_FUZZY} letters")]
    LongFuzzy(String),
    /// `a*`
    #[error("`{0}*` would match too many words")]
    ShortPrefix(String),
    /// `arm*e`
    #[error("a `*` stands at the end of a word only, not as in `{0}`")]
    Wildcard(String),
    /// `=arm*`, `arm~1*`
    #[error("`{}` and `{}` exclude each other", signs[0], signs[1])]
    Contradiction {
        /// The two signs.
        signs: [&'static str; 2],
        /// The word with one of them.
        instead: String,
    },
    /// `"a b"~1000`
    #[error("`~{0}` is too wide for a phrase: at most {WIDEST}")]
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
    #[error("`{field}:` needs one value")]
    FilterValue {
        /// The filter.
        field: &'static str,
        /// What stands in the brackets.
        value: String,
    },
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
            Problem::TooLong(_) => "search for its telling words, or for a part of it".to_owned(),
            Problem::TooDeep => {
                "write the query with fewer brackets, or use --plain to read it all as words".to_owned()
            }
            Problem::TooManyClauses => "search for its telling words, or for a part of it".to_owned(),
            Problem::TooManyOpenWords { word, .. } => {
                format!("leave the sign away where it is not needed: write {word}")
            }
            Problem::UnknownField(name) => unknown_field_hint(name),
            Problem::FieldInField { outer, inner, .. } if outer == inner => format!("write {outer}: once"),
            Problem::FieldInField { outer, inner, .. } => {
                format!("write them side by side, as in {outer}:word {inner}:word")
            }
            Problem::TooFuzzy { word, .. } => format!("write {word}~1 or {word}~{FARTHEST}"),
            Problem::ShortFuzzy { .. } => format!("write {}", self.replacement().unwrap_or_default()),
            Problem::LongFuzzy(_) => "write it without the sign, or its beginning with a `*`".to_owned(),
            Problem::ShortPrefix(_) => {
                format!("write at least {SHORTEST_PREFIX} letters before the `*`, or leave it away")
            }
            Problem::Wildcard(word) => {
                format!("write {}; in quotation marks a `*` says nothing", without_inner_star(word))
            }
            Problem::Contradiction { instead, .. } => format!("write {instead}"),
            Problem::TooSloppy(_) => {
                format!("write ~{WIDEST} or less, or search for the words without quotation marks")
            }
            Problem::Date(_) => {
                "dates are written 2024, 2024-12, 2024-12-05, \"décembre 2024\", 2024-11-27..2024-12-05, hier, \
                 \"last week\""
                    .to_owned()
            }
            Problem::EmptyDates => "put the earlier date first".to_owned(),
            Problem::Language(_) => "write language:fr, language:en or language:other".to_owned(),
            Problem::FilterValue { field: field @ ("from" | "until" | "date" | "date~" | "mentions"), .. } => {
                format!("write {field}:2024-12-05 or {field}:\"décembre 2024\"")
            }
            Problem::FilterValue { field: "last", .. } => "write last:7d".to_owned(),
            Problem::FilterValue { field: "language", .. } => "write language:fr OR language:en".to_owned(),
            Problem::FilterValue { field, .. } => {
                format!("write {field}:word or {field}:\"several words\", and OR between several such")
            }
            Problem::Cursor(_) => "start again without the cursor".to_owned(),
            Problem::TooDeepPage(_) => "pass the `next` of the page before as --after".to_owned(),
        }
    }

    /// What to write in place of [`Self::span`], where that follows from the mistake alone.
    ///
    /// The query then reads, or its next mistake is told.
    pub fn replacement(&self) -> Option<String> {
        Some(match &self.problem {
            Problem::TooManyOpenWords { word, .. } | Problem::LongFuzzy(word) | Problem::ShortPrefix(word) => {
                word.clone()
            }
            Problem::UnknownField(name) => match near_field(name) {
                Some(field) => format!("{field}:"),
                // Before a blank a colon is punctuation, and both sides are words.
                None => format!("{name}: "),
            },
            Problem::FieldInField { instead, .. } | Problem::Contradiction { instead, .. } => instead.clone(),
            Problem::TooFuzzy { word, .. } => format!("{word}~{FARTHEST}"),
            Problem::ShortFuzzy { word, distance: 1 } => word.clone(),
            Problem::ShortFuzzy { word, distance } => format!("{word}~{}", distance - 1),
            Problem::Wildcard(word) => without_inner_star(word),
            Problem::TooSloppy(_) => format!("~{WIDEST}"),
            Problem::FilterValue { value, .. } if value.trim().is_empty() => String::new(),
            Problem::FilterValue { field, value } => format!("{field}:\"{}\"", value.trim()),
            _ => return None,
        })
    }
}

fn unknown_field_hint(name: &str) -> String {
    let near = near_field(name).map(|field| format!("did you mean `{field}:`? ")).unwrap_or_default();
    let fields: Vec<&str> = FIELDS[..OFFERED_FIELDS].iter().map(|(field, _)| *field).collect();
    format!(
        "{near}fields are {}; with a blank behind the colon, or with --plain, it is searched as words",
        fields.join(", ")
    )
}

/// The field, or alias, that was probably meant.
fn near_field(name: &str) -> Option<&'static str> {
    let farthest = if name.chars().count() > 4 { 2 } else { 1 };
    let near = FIELDS.iter().map(|(field, _)| (distance(field, name), *field));
    near.filter(|(distance, _)| *distance <= farthest).min_by_key(|(distance, _)| *distance).map(|(_, field)| field)
}

/// `arm*e` as `arm*`; where too little stands before the sign, the letters on both sides of it as words.
fn without_inner_star(word: &str) -> String {
    let (head, _) = word.split_once('*').unwrap_or((word, ""));
    let letters = head.chars().filter(|c| c.is_alphanumeric()).count();
    if letters >= SHORTEST_PREFIX { format!("{head}*") } else { word.replace('*', " ").trim().to_owned() }
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
