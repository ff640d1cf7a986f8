//! Tables with a header row: comma-separated, semicolon-separated or tab-separated.

use std::borrow::Cow;
use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use article::Article;
use csv::{ByteRecord, Reader, ReaderBuilder};
use serde_json::Value;

use crate::digest::digest;
use crate::encoding;
use crate::error::{Fault, Reason};
use crate::json::{Record, finish};
use crate::limits;
use crate::unpack::Input;

/// The rows of a table, read as they come.
pub(crate) struct Rows {
    reader: Option<Reader<Budgeted>>,
    budget: Arc<AtomicU64>,
    /// The columns; `None` until the header row was read.
    header: Option<Vec<String>>,
    row: ByteRecord,
    record: u64,
}

impl Rows {
    /// Reads `input`; without a `delimiter`, the header row shows it.
    pub(crate) fn new(mut input: Input, delimiter: Option<u8>) -> Self {
        let delimiter = delimiter.unwrap_or_else(|| delimiter_of(input.fill_buf().unwrap_or_default()));
        let budget = Arc::new(AtomicU64::new(0));
        let budgeted = Budgeted { input, spent: Arc::clone(&budget) };
        let reader = ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(budgeted);
        Self { reader: Some(reader), budget, header: None, row: ByteRecord::new(), record: 0 }
    }

    /// Reads the next row; gives its line, or `None` at the end.
    fn advance(&mut self) -> Option<Result<u64, Reason>> {
        self.budget.store(0, Ordering::Relaxed);
        let read = self.reader.as_mut()?.read_byte_record(&mut self.row);
        let line = self.row.position().map_or(0, csv::Position::line);
        match read {
            Ok(true) => Some(Ok(line)),
            Ok(false) => None,
            Err(error) => Some(Err(match error.into_kind() {
                csv::ErrorKind::Io(error) => error.into(),
                other => Reason::Io(format!("{other:?}")),
            })),
        }
    }

    fn read_header(&mut self) -> Result<Vec<String>, Reason> {
        match self.advance() {
            None => return Err(Reason::Empty),
            Some(Err(reason)) => return Err(reason),
            Some(Ok(_)) => {}
        }
        let mut header = Vec::with_capacity(self.row.len());
        for field in &self.row {
            header.push(encoding::decode(field, None)?.text.trim().to_owned());
        }
        let mut known = Record::default();
        for name in &header {
            known.add(name, Value::String("x".to_owned()));
        }
        if !known.has_words() {
            let names = header.join(", ");
            return Err(Reason::Header(names.chars().take(LONGEST_HEADER).collect()));
        }
        Ok(header)
    }

    fn read_row(&self, header: &[String]) -> Result<Article, Reason> {
        let row = &self.row;
        if row.iter().skip(header.len()).any(|field| !field.trim_ascii().is_empty()) {
            return Err(Reason::Fields { found: row.len(), expected: header.len() });
        }
        let whole = encoding::decode(row.as_slice(), None)?;
        let mut record = Record::default();
        for (name, field) in header.iter().zip(row) {
            let text = match str::from_utf8(field) {
                Ok(text) => Cow::Borrowed(text),
                Err(_) => encoding::decode_like(field, row.as_slice()),
            };
            if !text.trim().is_empty() {
                record.add(name, Value::String(text.into_owned()));
            }
        }
        if record.is_empty() {
            return Err(Reason::NoText);
        }
        finish(record, whole.note, digest(row.as_slice()))
    }
}

const LONGEST_HEADER: usize = 120;

impl Iterator for Rows {
    type Item = Result<Article, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.header.is_none() {
            self.reader.as_ref()?;
            match self.read_header() {
                Ok(header) => self.header = Some(header),
                Err(reason) => {
                    self.reader = None;
                    return Some(Err(Fault::fatal(reason)));
                }
            }
        }
        let next = self.advance()?;
        self.record += 1;
        match next {
            Ok(line) => {
                let header = self.header.as_deref().unwrap_or_default();
                Some(self.read_row(header).map_err(|reason| Fault::of_record(Some(line), self.record, reason)))
            }
            Err(reason) => {
                self.reader = None;
                Some(Err(Fault::fatal_at(None, self.record, reason)))
            }
        }
    }
}

/// A source that fails when one row takes more than a document may: a quote that never closes takes the whole file.
struct Budgeted {
    input: Input,
    spent: Arc<AtomicU64>,
}

impl Read for Budgeted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(buffer)?;
        let spent = self.spent.fetch_add(count as u64, Ordering::Relaxed) + count as u64;
        if spent > limits::DOCUMENT {
            return Err(Reason::TooLarge { limit: limits::DOCUMENT, hint: "; a quotation mark may never close" }.into());
        }
        Ok(count)
    }
}

/// The mark that the header row sets between its names: of the usual ones, the most frequent outside quotes.
fn delimiter_of(start: &[u8]) -> u8 {
    let quoted = Cell::new(false);
    let header = start.iter().take_while(|byte| {
        if **byte == b'"' {
            quoted.set(!quoted.get());
        }
        quoted.get() || **byte != b'\n'
    });
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0), (b'|', 0)];
    for byte in header {
        if let Some((_, count)) = counts.iter_mut().find(|(mark, _)| mark == byte) {
            *count += 1;
        }
    }
    // Of equals the first is taken, so a single column is read with commas.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(mark, _)| *mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_shows_the_delimiter() {
        assert_eq!(delimiter_of(b"id,title,text\n1;2;3;4;5"), b',');
        assert_eq!(delimiter_of(b"id;titre;texte\n"), b';');
        assert_eq!(delimiter_of(b"text\n"), b',');
    }
}
