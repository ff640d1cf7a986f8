//! Takes folders and files to follow, gives an index that says what they say.
//!
//! [`Indexer`] looks at what it follows, reads what changed, has it analysed and writes it. A *ledger* beside the
//! index notes which articles came from which file; both change in one commit, so that after a crash at any moment
//! they agree. Nothing here searches: readers open the index by themselves, and see each commit whole.

mod analyse;
mod batch;
mod error;
mod follow;
mod generation;
mod identity;
mod indexer;
mod ledger;
mod lock;
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
pub use error::Error;
pub use identity::{RecordKeys, article_id, canonical_url, print_id};
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
