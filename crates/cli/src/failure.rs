//! How a failure is told: what went wrong, the causes one a line, and what to do.

use std::io::{self, Write};

use crate::output::place::Misread;

/// Prints `error`, its causes and a hint to stderr.
pub(crate) fn report(error: &anyhow::Error) {
    let mut err = io::stderr().lock();
    // There is nobody left to tell when stderr cannot be written.
    let _ = writeln!(err, "error: {error}");
    for cause in error.chain().skip(1) {
        let _ = writeln!(err, "  caused by: {cause}");
    }
    let misread = error.chain().find_map(|cause| cause.downcast_ref::<Misread>());
    for line in misread.and_then(Misread::place).into_iter().flatten() {
        let _ = writeln!(err, "  {line}");
    }
    if let Some(hint) = hint(error) {
        let _ = writeln!(err, "hint: {hint}");
    }
    if let Some(mended) = misread.and_then(Misread::mended) {
        let _ = writeln!(err, "try: {mended}");
    }
}

fn hint(error: &anyhow::Error) -> Option<String> {
    error.chain().find_map(|cause| {
        if let Some(query) = cause.downcast_ref::<query::Error>() {
            return query.hint();
        }
        if let Some(query) = cause.downcast_ref::<Misread>() {
            return query.hint();
        }
        if let Some(index) = cause.downcast_ref::<indexer::Error>() {
            return index_hint(index).map(str::to_owned);
        }
        if let Some(address) = cause.downcast_ref::<server::NotLoopback>() {
            return Some(address.hint());
        }
        cause.downcast_ref::<Hint>().map(|hint| hint.hint.clone())
    })
}

fn index_hint(error: &indexer::Error) -> Option<&'static str> {
    use indexer::Error;
    Some(match error {
        Error::NotFound { .. } | Error::NotFollowable { .. } => {
            "name a folder of articles, or a file that ends in .txt .md .html .json .jsonl .csv .tsv, also .gz or .zst"
        }
        Error::NotFollowed { .. } => "name one of the followed folders as `depeche status` prints them",
        Error::PartOf { .. } => "forget the whole, or move the part out of it",
        Error::Locked { .. } => "wait until it has finished, or stop it; searching goes on meanwhile",
        Error::Foreign { .. } => "use the program that wrote it, or another folder with --index",
        Error::Ledger { .. } | Error::Index { .. } => "run `depeche index --full` to build the index again",
        Error::Unbuildable { .. } => "make it readable again, or add --allow-empty to go on without it",
        Error::NoRoom { .. } => "make room, or delete the folder of the index and build it again from its folders",
        Error::NotEmpty { .. } => "name an empty folder, or one to be made",
        Error::Damaged { .. } => "run `depeche check --repair` first",
        Error::Home(schema::HomeError::Absent(_)) => "name what to follow: `depeche index FOLDER`",
        _ => return None,
    })
}

/// A failure of the command line itself, with what to do about it.
#[derive(Debug)]
pub(crate) struct Hint {
    problem: String,
    hint: String,
}

impl Hint {
    /// A failure that says `problem` and advises `hint`.
    pub(crate) fn new(problem: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { problem: problem.into(), hint: hint.into() }
    }
}

impl std::fmt::Display for Hint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.problem)
    }
}

impl std::error::Error for Hint {}

/// Whether the reader of our output went away.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let direct = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let in_json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        direct.or(in_json) == Some(io::ErrorKind::BrokenPipe)
    })
}
