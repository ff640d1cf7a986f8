//! What stops the indexer. A file that cannot be read is none of this: it is reported, and the rest goes on.

use std::io;
use std::path::{Path, PathBuf};

use schema::{DictionaryError, HomeError, PackError};
use tantivy::TantivyError;

use crate::LogFault;

/// Why nothing was done, or no more than was committed before.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A path to follow does not exist or cannot be reached.
    #[error("cannot follow `{}`", path.display())]
    NotFound {
        /// The path as given.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A path to follow is neither a folder nor a file of articles.
    #[error("cannot follow `{}`: {reason}", path.display())]
    NotFollowable {
        /// The path.
        path: PathBuf,
        /// What it is instead.
        reason: String,
    },
    /// A path to forget was never followed.
    #[error("`{}` is not followed; followed are: {}", path.display(), listed(followed))]
    NotFollowed {
        /// The path.
        path: PathBuf,
        /// What is followed.
        followed: Vec<PathBuf>,
    },
    /// A path to forget is only a part of what is followed.
    #[error("`{}` is a part of `{}`, which is followed as a whole", path.display(), folder.display())]
    PartOf {
        /// The path.
        path: PathBuf,
        /// The followed folder it lies in.
        folder: PathBuf,
    },
    /// Another process writes this index.
    #[error("the index in `{}` is being written by {holder}", home.display())]
    Locked {
        /// The folder of the index.
        home: PathBuf,
        /// The process and its command.
        holder: String,
    },
    /// The index was written by a newer version, or by something else.
    #[error("the index in `{}` cannot be used: {reason}", generation.display())]
    Foreign {
        /// The folder of the generation.
        generation: PathBuf,
        /// What is wrong with it.
        reason: String,
        /// Whether it is sound, and only newer than this program.
        newer: bool,
    },
    /// The ledger does not say what its commit promised.
    #[error("the ledger `{}` is damaged: {fault}", file.display())]
    Ledger {
        /// The log.
        file: PathBuf,
        /// What is wrong with it.
        #[source]
        fault: LogFault,
    },
    /// A folder must be read to build the index anew, and cannot.
    #[error("the index must be built anew, and the followed `{}` {reason}", folder.display())]
    Unbuildable {
        /// The followed folder.
        folder: PathBuf,
        /// Why it cannot be read.
        reason: String,
    },
    /// A folder to copy an index to holds something already.
    #[error("`{}` is not empty", path.display())]
    NotEmpty {
        /// The folder.
        path: PathBuf,
    },
    /// The index is damaged, so that it cannot be opened, or a copy of it would be damaged, too.
    #[error("the index in `{}` is damaged: {problem}", home.display())]
    Damaged {
        /// The folder of the index, or of its generation.
        home: PathBuf,
        /// The worst of its faults.
        problem: String,
    },
    /// A new index would not fit beside the old one.
    #[error("the new index needs some {needed} bytes beside the old one in `{}`, and {free} are free", home.display())]
    NoRoom {
        /// The folder of the index.
        home: PathBuf,
        /// What the old index takes, in bytes.
        needed: u64,
        /// What is free, in bytes.
        free: u64,
    },
    /// The folder of the index is not as it should be.
    #[error(transparent)]
    Home(#[from] HomeError),
    /// A file of the index cannot be read or written.
    #[error("cannot use `{}`", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// What stored articles have in common cannot be read.
    #[error(transparent)]
    Dictionary(#[from] DictionaryError),
    /// tantivy cannot go on.
    #[error("the index in `{}` cannot be written", generation.display())]
    Index {
        /// The folder of the generation.
        generation: PathBuf,
        /// What tantivy said.
        #[source]
        source: TantivyError,
    },
    /// An article cannot be turned into a document.
    #[error("`{path}` cannot be indexed")]
    Document {
        /// Its file.
        path: String,
        /// What is wrong with it.
        source: PackError,
    },
}

impl Error {
    pub(crate) fn io(path: &Path, source: io::Error) -> Self {
        Self::Io { path: path.to_owned(), source }
    }

    pub(crate) fn index(generation: &Path, source: TantivyError) -> Self {
        Self::Index { generation: generation.to_owned(), source }
    }
}

fn listed(paths: &[PathBuf]) -> String {
    if paths.is_empty() {
        return "none".to_owned();
    }
    paths.iter().map(|path| format!("`{}`", path.display())).collect::<Vec<_>>().join(", ")
}
