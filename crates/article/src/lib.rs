//! What an article is: plain values that every other crate passes on.
//!
//! `formats` reads an [`Article`] from a file; analysis, dates and names are then found in it, and the whole
//! becomes an [`Analysed`]. Nothing here reads, judges or stores anything.
//!
//! All offsets, everywhere, are bytes into [`Article::text`] and lie on character boundaries.

mod analysed;
mod date;
mod evidence;
mod language;
mod mention;
mod paragraph;
mod read;
mod reason;

pub use analysed::Analysed;
pub use date::{Confidence, DateKind, Granularity, MentionedDate, Precision, Published, Stamp};
pub use evidence::{DateEvidence, DateOrigin, DateRole};
pub use language::{Language, UnknownLanguage};
pub use mention::{Kind, Mention, UnknownKind};
pub use paragraph::{Paragraph, Role};
pub use read::Article;
pub use reason::{DateReason, StatedDate, YearReason};
