//! How a query was read: shown with every answer, so that nothing happens behind the asker's back.

use article::Kind;

use crate::search::Matching;

/// A query as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// As typed.
    pub text: String,
    /// Its words, phrases and special words, in order.
    pub words: Vec<ReadWord>,
    /// The other names that were added.
    pub names: Vec<ReadName>,
    /// Its conditions.
    pub filters: Vec<ReadFilter>,
    /// How many of the words had to match in the end; `None` where there are no words to count.
    pub matching: Option<Matching>,
    /// What was relaxed, and why.
    pub relaxed: Option<Relaxed>,
    /// What was read otherwise than it looks.
    pub notes: Vec<String>,
}

/// One word or phrase of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadWord {
    /// As typed.
    pub text: String,
    /// The terms it stands for.
    pub terms: Vec<String>,
    /// What it is.
    pub kind: WordKind,
    /// The field it is confined to.
    pub field: Option<&'static str>,
    /// Whether it need not match, being a stop word.
    pub optional: bool,
    /// Whether it excludes.
    pub excluded: bool,
}

/// What a part of a query is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WordKind {
    /// A word with its inflections.
    Word,
    /// Words in this order.
    Phrase,
    /// This form alone.
    Exact,
    /// All words that begin so.
    Prefix,
    /// All words spelled nearly so.
    Fuzzy,
}

impl WordKind {
    /// The word used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Phrase => "phrase",
            Self::Exact => "exact",
            Self::Prefix => "prefix",
            Self::Fuzzy => "fuzzy",
        }
    }
}

/// A name in a query that is searched under its other names too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadName {
    /// As typed.
    pub text: String,
    /// The best-known name of what it means.
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

/// A condition of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
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

/// That fewer words than all had to match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relaxed {
    /// To what.
    pub to: Matching,
    /// Why, in words.
    pub why: String,
}
