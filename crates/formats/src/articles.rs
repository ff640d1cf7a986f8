//! A file is opened, and its articles come out one by one.

use std::fmt;
use std::fs::File;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use article::{Article, DateEvidence};

use crate::error::{Error, Fault, Reason};
use crate::format::{Format, Syntax};
use crate::limits;
use crate::unpack::{self, Input, Progress};
use crate::{csv, encoding, html, json, markdown, text, traces};

/// Opens the file at `path` and reads articles from it as they are asked for.
///
/// `inside` is the same path as seen from the followed folder: dates in the names of the file and of its folders are
/// taken from it. Files of many records are never held whole.
///
/// # Errors
///
/// Fails when the extension is unknown, when `path` is no regular file, or when it cannot be opened. Everything that
/// is found out while reading comes as a [`Fault`] from the iterator.
pub fn read(path: &Path, inside: &Path) -> Result<Articles, Error> {
    let format = Format::of(path).ok_or_else(|| Error::UnknownKind { path: path.to_owned() })?;
    let open = |source| Error::Open { path: path.to_owned(), source };
    let metadata = std::fs::metadata(path).map_err(open)?;
    if !metadata.is_file() {
        return Err(Error::NotAFile { path: path.to_owned() });
    }
    let (input, progress) = unpack::file(File::open(path).map_err(open)?, format.packing).map_err(open)?;
    let known_length = format.packing.is_none().then_some(metadata.len());
    Ok(Articles::new(input, progress, format.syntax, inside, known_length))
}

/// Reads articles from bytes; `name` tells the format, and may spell a date.
///
/// # Errors
///
/// Fails when the extension of `name` is unknown.
///
/// # Examples
///
/// ```
/// # use std::path::Path;
/// let mut articles = formats::read_bytes(Path::new("a.txt"), "Le port rouvre\n\nLe port a rouvert lundi.")?;
/// let article = articles.next().unwrap()?;
/// assert_eq!(article.title.as_deref(), Some("Le port rouvre"));
/// assert!(articles.next().is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn read_bytes(name: &Path, bytes: impl Into<Vec<u8>>) -> Result<Articles, Error> {
    let format = Format::of(name).ok_or_else(|| Error::UnknownKind { path: name.to_owned() })?;
    let open = |source| Error::Open { path: name.to_owned(), source };
    let (input, progress) = unpack::bytes(bytes.into(), format.packing).map_err(open)?;
    Ok(Articles::new(input, progress, format.syntax, name, None))
}

/// The articles of one file, in its order, each read when it is asked for.
///
/// A bad record is one [`Fault`], and the next ones follow. After a fault that is `fatal` nothing follows.
pub struct Articles {
    records: Records,
    progress: Progress,
    inside: PathBuf,
    named: Option<Vec<DateEvidence>>,
    ended: bool,
}

enum Records {
    Document { input: Input, syntax: Syntax, known_length: Option<u64> },
    Many(Box<dyn Iterator<Item = Result<Article, Fault>> + Send>),
    Done,
}

impl Articles {
    fn new(input: Input, progress: Progress, syntax: Syntax, inside: &Path, known_length: Option<u64>) -> Self {
        let records = match syntax {
            Syntax::Text | Syntax::Markdown | Syntax::Html => Records::Document { input, syntax, known_length },
            Syntax::Json | Syntax::JsonLines | Syntax::Csv | Syntax::Tsv => match first_byte(input) {
                Ok((input, first)) => Records::Many(many(input, syntax, first)),
                Err(reason) => Records::Many(Box::new(std::iter::once(Err(Fault::fatal(reason))))),
            },
        };
        Self { records, progress, inside: inside.to_owned(), named: None, ended: false }
    }

    /// How many bytes of the file, as it lies on disk, were read so far.
    pub fn bytes_read(&self) -> u64 {
        self.progress.bytes()
    }

    fn read_next(&mut self) -> Option<Result<Article, Fault>> {
        match std::mem::replace(&mut self.records, Records::Done) {
            Records::Document { mut input, syntax, known_length } => {
                Some(document(&mut input, syntax, known_length).map_err(Fault::fatal))
            }
            Records::Many(mut records) => {
                let next = records.next();
                self.records = Records::Many(records);
                next
            }
            Records::Done => None,
        }
    }

    /// Adds the dates of the file's name: always to the one article of a file, to one of many only if it has no other
    /// date, because the file may have been written on any day.
    fn add_named(&mut self, article: &mut Article, is_alone: bool) {
        if is_alone || article.date_evidence.is_empty() {
            let named = self.named.get_or_insert_with(|| traces::dates_in_name(&self.inside));
            article.date_evidence.extend(named.iter().cloned());
        }
    }
}

impl Iterator for Articles {
    type Item = Result<Article, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let is_alone = matches!(self.records, Records::Document { .. });
        match self.read_next()? {
            Ok(mut article) => {
                self.add_named(&mut article, is_alone);
                Some(Ok(article))
            }
            Err(fault) => {
                self.ended = fault.fatal;
                Some(Err(fault))
            }
        }
    }
}

impl fmt::Debug for Articles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Articles").field("inside", &self.inside).field("ended", &self.ended).finish_non_exhaustive()
    }
}

fn document(input: &mut Input, syntax: Syntax, known_length: Option<u64>) -> Result<Article, Reason> {
    if known_length.is_some_and(|length| length > limits::DOCUMENT) {
        return Err(Reason::TooLarge { limit: limits::DOCUMENT, hint: "" });
    }
    let bytes = unpack::document(input, "")?;
    if bytes.is_empty() {
        return Err(Reason::Empty);
    }
    match syntax {
        Syntax::Markdown => markdown::read(&bytes),
        Syntax::Html => html::read(&bytes),
        _ => text::read(&bytes),
    }
}

/// Takes the byte order mark, and looks at the first byte that is not blank without taking it.
fn first_byte(mut input: Input) -> Result<(Input, Option<u8>), Reason> {
    let start = input.fill_buf()?;
    match start {
        [] => return Err(Reason::Empty),
        [0xEF, 0xBB, 0xBF, ..] => input.consume(3),
        // Spreadsheets write «Unicode text» as UTF-16, which has no line ends that bytes show.
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => {
            let bytes = unpack::document(&mut input, "; write it as UTF-8")?;
            let text = encoding::decode(&bytes, None)?.text.into_owned();
            input = Box::new(Cursor::new(text));
        }
        _ => {}
    }
    let first = input.fill_buf()?.iter().find(|byte| !byte.is_ascii_whitespace()).copied();
    Ok((input, first))
}

fn many(input: Input, syntax: Syntax, first: Option<u8>) -> Box<dyn Iterator<Item = Result<Article, Fault>> + Send> {
    match syntax {
        Syntax::JsonLines if first != Some(b'[') => Box::new(json::Lines::new(input)),
        Syntax::Csv => Box::new(csv::Rows::new(input, None)),
        Syntax::Tsv => Box::new(csv::Rows::new(input, Some(b'\t'))),
        _ => Box::new(json::Stream::new(input)),
    }
}
