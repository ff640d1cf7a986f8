//! Takes folders and files to follow, gives an index that says what they say.
//!
//! [`Indexer`] looks at what it follows, reads what changed, has it analysed and writes it. A *ledger* beside the
//! index notes which articles came from which file; both change in one commit, so that after a crash at any moment
//! they agree. Nothing here searches: readers open the index by themselves, and see each commit whole.
//!
//! ```
//! use indexer::{Indexer, Options, Silent, SyncOptions};
//! use schema::Home;
//!
//! # let folder = tempfile::Builder::new().prefix("depeche").tempdir()?;
//! # let (news, index) = (folder.path().join("news"), folder.path().join("index"));
//! # std::fs::create_dir(&news)?;
//! std::fs::write(news.join("a.txt"), "Le port rouvre\n\nLe port de Calais a rouvert lundi.")?;
//! let mut indexer = Indexer::open(Home::new(index), Options::default())?;
//! let summary = indexer.sync(&[news], &SyncOptions::default(), &Silent)?;
//! assert_eq!(summary.added, 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod analyse;
mod backup;
mod batch;
mod check;
mod error;
mod follow;
mod generation;
mod identity;
mod indexer;
mod ledger;
mod lock;
mod moved;
mod pipeline;
mod plan;
mod rebuild;
mod records;
mod scan;
mod status;
mod summary;
mod sync;
mod tables;
mod watch;

pub use analyse::analyse;
pub use backup::{Backup, backup};
pub use check::{Checked, Fault, Touches, check, repair};
pub use error::Error;
pub use identity::{RecordKeys, article_id, canonical_url};
pub use indexer::{Hold, Indexer, Options, SyncOptions};
pub use ledger::LogFault;
pub use records::Records;
pub use status::{Count, FailedStatus, FolderStatus, Status, Waiting, status};
pub use summary::{BadRecord, Event, FailedFile, Progress, Silent, SkippedFolder, Summary};

/// Processors that may be used.
pub(crate) fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

#[cfg(test)]
mod tests;
