//! What can go wrong while reading: an [`Error`] means no article at all, a [`Fault`] means one article less.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why a file could not be opened as articles.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The extension names no format that is read here.
    #[error("`{}` is of no known kind; articles are read from {}", path.display(), crate::Format::EXTENSIONS.join(" "))]
    UnknownKind {
        /// The file.
        path: PathBuf,
    },
    /// A folder, a device, a pipe or a socket.
    #[error("`{}` is not a regular file", path.display())]
    NotAFile {
        /// The path.
        path: PathBuf,
    },
    /// The system refused to open it.
    #[error("cannot open `{}`", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// One article, or the rest of a file, that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line where the record starts, counted from 1, in formats that have lines.
    pub line: Option<u64>,
    /// The record, counted from 1, in files of many.
    pub record: Option<u64>,
    /// What is wrong with it.
    pub reason: Reason,
    /// Whether nothing more can be read from this file.
    pub fatal: bool,
}

impl Fault {
    /// The whole file is unreadable from here on.
    pub(crate) fn fatal(reason: Reason) -> Self {
        Self { line: None, record: None, reason, fatal: true }
    }

    /// One record is unreadable; the next ones are not.
    pub(crate) fn of_record(line: Option<u64>, record: u64, reason: Reason) -> Self {
        Self { line, record: Some(record), reason, fatal: false }
    }

    pub(crate) fn fatal_at(line: Option<u64>, record: u64, reason: Reason) -> Self {
        Self { fatal: true, ..Self::of_record(line, record, reason) }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, self.record) {
            (Some(line), _) => write!(f, "line {line}: ")?,
            (None, Some(record)) => write!(f, "record {record}: ")?,
            (None, None) => {}
        }
        write!(f, "{}", self.reason)?;
        if self.fatal && self.record.is_some() { f.write_str("; the rest of the file was not read") } else { Ok(()) }
    }
}

impl std::error::Error for Fault {}

/// What is wrong with a file or a record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// It has no bytes.
    #[error("is empty")]
    Empty,
    /// It has bytes, but neither title nor text.
    #[error("has neither a title nor a text")]
    NoText,
    /// It holds bytes that no text has.
    #[error("is not text: {0}")]
    Binary(String),
    /// One document is larger than is read.
    #[error("is larger than {} MiB, the most that is read of one document{}", limit >> 20, hint)]
    TooLarge {
        /// The limit in bytes.
        limit: u64,
        /// What would help, if anything; starts with a semicolon.
        hint: &'static str,
    },
    /// An archive unpacks to more than is read.
    #[error("unpacks to more than {} GiB", limit >> 30)]
    ArchiveTooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// An archive is packed more tightly than any text is.
    #[error("unpacks to more than {ratio} times its size, as no text does")]
    Ratio {
        /// The largest accepted ratio.
        ratio: u64,
    },
    /// The packed bytes are damaged or cut short.
    #[error("cannot be unpacked: {0}")]
    Packing(String),
    /// The system failed while reading.
    #[error("cannot be read: {0}")]
    Io(String),
    /// A record is no JSON.
    #[error("is not valid JSON: {0}")]
    Json(String),
    /// A record is JSON, but not an object with fields.
    #[error("is not a JSON object with the fields of an article")]
    NotARecord,
    /// The header row has no column for a title or a text.
    #[error("its header row names no column for a title or a text: {0}")]
    Header(String),
    /// A row has more fields than the header row.
    #[error("has {found} fields where the header row names {expected}")]
    Fields {
        /// Fields of this row.
        found: usize,
        /// Fields of the header row.
        expected: usize,
    },
}

impl From<io::Error> for Reason {
    /// Limits travel inside an [`io::Error`] through the decoders, and come out here.
    fn from(error: io::Error) -> Self {
        match error.get_ref().and_then(|inner| inner.downcast_ref::<Self>()) {
            Some(reason) => reason.clone(),
            None => Self::Io(error.to_string()),
        }
    }
}

impl From<Reason> for io::Error {
    fn from(reason: Reason) -> Self {
        Self::other(reason)
    }
}
