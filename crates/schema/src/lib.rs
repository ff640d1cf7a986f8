//! Takes an analysed article, gives the document that the index keeps of it, and back.
//!
//! The only place that knows field names: `indexer` writes through it, `query` reads through it, and neither knows
//! the other.

mod calendar;
mod commit;
mod directory;
mod document;
mod fields;
mod home;
mod id;
mod quality;
mod reading;
mod stored;
mod tokenizer;

pub use calendar::{Cells, DayRange, day_number, days_of_week, from_day_number, is_mentioned_within};
pub use commit::{CommitPayload, Fingerprints, LedgerMark, Versions};
pub use directory::SharedDirectory;
pub use document::{Drafter, Placed};
pub use fields::{Fields, open_settings};
pub use home::{Home, HomeError};
pub use id::{ArticleId, NotAnId};
pub use quality::DateQuality;
pub use reading::NameReading;
pub use stored::{Dictionary, DictionaryError, Learner, PackError, Stored, StoredError, Unpacker};
pub use tokenizer::{FOLDED, TERMS, register};

/// Stands between path and record id in the column `origin`: no path and no record id holds it.
pub const ORIGIN_DIVIDER: char = '\u{1f}';

/// Names the layout of documents; an index with another is built anew.
pub const FINGERPRINT: &str = "schema-4";
