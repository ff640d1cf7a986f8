//! A name in the text.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// One place where the text names a person, an organisation or a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The name as printed, without title or article.
    pub text: String,
    /// First byte in the article's text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it names, as read here.
    pub kind: Kind,
    /// The printed form, folded (lower case, no accents, no apostrophes), nothing lossy: `hts`.
    pub surface: String,
    /// The fullest surface that this article gives for the same bearer, folded: `hayat tahrir al-sham`.
    /// `None` when the article names none, or several that fit.
    pub referent: Option<String>,
}

impl Mention {
    /// The name to index it by: its referent, else its own surface.
    pub fn name(&self) -> &str {
        self.referent.as_deref().unwrap_or(&self.surface)
    }
}

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A human being.
    Person,
    /// A body of people: a party, an army, an agency, a club.
    Organisation,
    /// A town, a country, a river.
    Place,
}

impl Kind {
    /// All kinds, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::Person, Self::Organisation, Self::Place];

    /// The word used in JSON and in the index.
    pub fn code(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Place => "place",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A word that is no [`Kind`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownKind(pub String);

impl fmt::Display for UnknownKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no kind of name: write person, organisation or place", self.0)
    }
}

impl std::error::Error for UnknownKind {}

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "person" => Ok(Self::Person),
            "organisation" | "org" => Ok(Self::Organisation),
            "place" => Ok(Self::Place),
            _ => Err(UnknownKind(text.to_owned())),
        }
    }
}
