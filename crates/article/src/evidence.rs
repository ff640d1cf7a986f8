//! What a file says about when an article was published, before anyone judges it.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// One date as printed, with the part it claims to play and where it stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateEvidence {
    /// The value as printed: `2024-12-06T12:03:00+03:00`, `12:036/12/2024, vendredi`.
    pub value: String,
    /// What it says it is.
    pub role: DateRole,
    /// Where it stood.
    pub origin: DateOrigin,
    /// Its bytes in the article's text, if it stands there.
    pub span: Option<Range<usize>>,
}

/// What a date says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateRole {
    /// First publication.
    Published,
    /// A later change: `dateModified`, `MAJ`, «Updated».
    Modified,
    /// It does not say.
    Unknown,
}

/// Where a date stood.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DateOrigin {
    /// A named field of a record or of front matter: `date_publish`.
    Field(String),
    /// A property of JSON-LD: `datePublished`.
    JsonLd(String),
    /// A `<meta>` element, by its name: `article:published_time`.
    Meta(String),
    /// A `<time>` element, or an element whose `itemprop` or class speaks of a date.
    Element(String),
    /// The path of the article's URL.
    Url,
    /// The name of the file or of a folder above it, inside the followed folder.
    FileName,
    /// A header line of scraped text: «Publié le …».
    Header,
    /// The place and date that open a wire story: «PARIS, 5 déc (AFP) –».
    Dateline,
    /// The time stamp inside the number of a linked or embedded post.
    PostId,
    /// A line of copyright.
    Copyright,
}
