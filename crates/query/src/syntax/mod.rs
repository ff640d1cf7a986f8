//! Takes the text of a query, gives its structure: words, phrases, filters, and how they combine.
//!
//! Every part keeps its bytes in the query, so that an error can point at its place and an answer can say how each
//! part was read. The grammar is in `DESIGN.md`; text that merely looks like it (a pasted headline, a time, a single
//! bracket) is read as words.

mod error;
mod lexer;
pub(crate) mod limits;
mod pairs;
mod parser;
mod shown;
#[cfg(test)]
mod tests;
mod word;

use std::ops::Range;

pub use error::{Problem, SyntaxError};
pub use limits::{DEEPEST, LONGEST_QUERY, MOST_CLAUSES};
pub(crate) use parser::parse;
pub(crate) use shown::{quoted, shown};

/// One part of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    /// Words standing side by side, analysed together.
    Words(Text),
    /// One word searched in a special way.
    Word(Text, How),
    /// Words in quotation marks: in this order, at most `slop` places moved; `exact` with the accents typed.
    Phrase { text: Text, slop: u32, exact: bool },
    /// `field:value`.
    Filter(Clause),
    /// Everything but this.
    Not(Box<Node>),
    /// These side by side: all of them, but relaxed to fewer where nothing holds them all.
    Run(Vec<Node>),
    /// These joined by `AND`: all of them, whatever happens.
    All(Vec<Node>),
    /// One of these at least.
    Any(Vec<Node>),
}

/// Words of a query, and where they are looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Text {
    pub(crate) span: Range<usize>,
    pub(crate) text: String,
    pub(crate) field: Option<TextField>,
}

/// How a single word is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    /// `=word`: this form alone.
    Exact,
    /// `word*`: every word that begins so.
    Prefix,
    /// `word~2`: every word at most so many letters away.
    Fuzzy(u8),
}

/// Fields whose value is words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextField {
    /// `title:`
    Title,
    /// `byline:`
    Byline,
}

impl TextField {
    /// The name it has in queries and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Byline => "byline",
        }
    }
}

/// `field:value` that lets articles through or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Clause {
    pub(crate) span: Range<usize>,
    pub(crate) field: FilterField,
    pub(crate) value: String,
}

/// Fields that filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FilterField {
    /// The outlet.
    Source,
    /// The rubric.
    Section,
    /// A keyword.
    Tag,
    /// The main language.
    Language,
    /// A person named.
    Person,
    /// An organisation named.
    Org,
    /// A place named.
    Place,
    /// A name of any kind.
    Entity,
    /// Published within these days.
    Date,
    /// Published within these days, or possibly so.
    DateLoosely,
    /// Published on or after.
    From,
    /// Published on or before.
    Until,
    /// Published in the days up to today.
    Last,
    /// Speaks of these days.
    Mentions,
}

impl FilterField {
    /// The name it has in queries, on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Section => "section",
            Self::Tag => "tag",
            Self::Language => "language",
            Self::Person => "person",
            Self::Org => "org",
            Self::Place => "place",
            Self::Entity => "entity",
            Self::Date => "date",
            Self::DateLoosely => "date~",
            Self::From => "from",
            Self::Until => "until",
            Self::Last => "last",
            Self::Mentions => "mentions",
        }
    }
}

/// A field as named before a colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FieldName {
    Text(TextField),
    Filter(FilterField),
}

/// Field names and their aliases, in the order they are offered in messages.
pub(crate) const FIELDS: &[(&str, FieldName)] = &[
    ("title", FieldName::Text(TextField::Title)),
    ("source", FieldName::Filter(FilterField::Source)),
    ("byline", FieldName::Text(TextField::Byline)),
    ("section", FieldName::Filter(FilterField::Section)),
    ("tag", FieldName::Filter(FilterField::Tag)),
    ("language", FieldName::Filter(FilterField::Language)),
    ("person", FieldName::Filter(FilterField::Person)),
    ("org", FieldName::Filter(FilterField::Org)),
    ("place", FieldName::Filter(FilterField::Place)),
    ("entity", FieldName::Filter(FilterField::Entity)),
    ("date", FieldName::Filter(FilterField::Date)),
    ("from", FieldName::Filter(FilterField::From)),
    ("until", FieldName::Filter(FilterField::Until)),
    ("mentions", FieldName::Filter(FilterField::Mentions)),
    ("last", FieldName::Filter(FilterField::Last)),
    ("date~", FieldName::Filter(FilterField::DateLoosely)),
    ("lang", FieldName::Filter(FilterField::Language)),
    ("author", FieldName::Text(TextField::Byline)),
    ("since", FieldName::Filter(FilterField::From)),
    ("depuis", FieldName::Filter(FilterField::From)),
    ("jusqu'à", FieldName::Filter(FilterField::Until)),
    ("jusqu’à", FieldName::Filter(FilterField::Until)),
    ("jusqu'a", FieldName::Filter(FilterField::Until)),
    ("jusqua", FieldName::Filter(FilterField::Until)),
];

/// How many of [`FIELDS`] are offered in messages; the rest are aliases.
const OFFERED_FIELDS: usize = 15;

pub(crate) fn field_named(name: &str) -> Option<FieldName> {
    let lower = name.to_lowercase();
    FIELDS.iter().find(|(known, _)| *known == lower).map(|(_, field)| *field)
}
