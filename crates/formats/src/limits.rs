//! The most that is read of anything that comes in.

/// Bytes of one document: a file of one article, one line of JSONL, one row of a table.
pub(crate) const DOCUMENT: u64 = 64 << 20;

/// Bytes that one packed file may unpack to.
pub(crate) const ARCHIVE: u64 = 4 << 30;

/// How many times larger than itself a packed file may unpack.
pub(crate) const RATIO: u64 = 200;

/// The ratio is tested from this many unpacked bytes on: small files of blanks are harmless.
pub(crate) const RATIO_FROM: u64 = 16 << 20;
