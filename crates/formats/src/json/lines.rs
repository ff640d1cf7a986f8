//! JSON Lines: one record a line, read as they come.

use std::io::{self, BufRead};

use article::Article;

use super::mend::mend;
use super::record::Record;
use crate::digest::digest;
use crate::encoding;
use crate::error::{Fault, Reason};
use crate::limits;
use crate::unpack::Input;

/// The records of a file, of which one line is held at a time.
pub(crate) struct Lines {
    input: Input,
    line: Vec<u8>,
    number: u64,
    record: u64,
    ended: bool,
}

impl Lines {
    pub(crate) fn new(input: Input) -> Self {
        Self { input, line: Vec::new(), number: 0, record: 0, ended: false }
    }

    fn read(&mut self) -> Result<Article, Reason> {
        let bytes = self.line.trim_ascii();
        // Lists written one element a line end their lines with commas.
        let bytes = bytes.strip_suffix(b",").unwrap_or(bytes);
        parse(bytes)
    }
}

/// Reads one object; its raw bytes are what its digest is made of.
pub(super) fn parse(bytes: &[u8]) -> Result<Article, Reason> {
    let decoded = encoding::decode(bytes, None)?;
    let record = match serde_json::from_str(&decoded.text) {
        Ok(record) => record,
        Err(error) if error.is_data() => return Err(Reason::NotARecord),
        Err(error) => mend(&decoded.text)
            .and_then(|mended| serde_json::from_str(&mended).ok())
            .ok_or_else(|| Reason::Json(in_record(&error)))?,
    };
    finish(record, decoded.note, digest(bytes))
}

/// The error with its place inside the record: the line in the file is told apart from it.
fn in_record(error: &serde_json::Error) -> String {
    let whole = error.to_string();
    let what = whole.split_once(" at line ").map_or(whole.as_str(), |(what, _)| what);
    match error.line() {
        0 | 1 => format!("{what} at character {}", error.column()),
        line => format!("{what} on its line {line}, character {}", error.column()),
    }
}

/// Makes an article of the fields of a record.
pub(crate) fn finish(record: Record, note: Option<String>, digest: u128) -> Result<Article, Reason> {
    if record.is_empty() {
        return Err(Reason::NotARecord);
    }
    let mut draft = record.into_draft();
    draft.notes.extend(note);
    draft.finish(digest)
}

impl Iterator for Lines {
    type Item = Result<Article, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.ended {
                return None;
            }
            self.number += 1;
            match next_line(&mut self.input, &mut self.line) {
                Ok(Line::End) => return None,
                Ok(Line::Read) if self.line.trim_ascii().is_empty() => continue,
                Ok(Line::Read) => {
                    self.record += 1;
                    return Some(
                        self.read().map_err(|reason| Fault::of_record(Some(self.number), self.record, reason)),
                    );
                }
                Ok(Line::TooLong) => {
                    self.record += 1;
                    let reason = Reason::TooLarge { limit: limits::DOCUMENT, hint: "" };
                    return Some(Err(Fault::of_record(Some(self.number), self.record, reason)));
                }
                Err(error) => {
                    self.ended = true;
                    self.record += 1;
                    return Some(Err(Fault::fatal_at(Some(self.number), self.record, error.into())));
                }
            }
        }
    }
}

enum Line {
    Read,
    TooLong,
    End,
}

/// Reads up to the next line end; of a line over the limit nothing is kept.
fn next_line(input: &mut Input, line: &mut Vec<u8>) -> io::Result<Line> {
    line.clear();
    let mut too_long = false;
    let mut begun = false;
    loop {
        let available = match input.fill_buf() {
            Ok(available) => available,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if available.is_empty() {
            return Ok(if too_long {
                Line::TooLong
            } else if begun {
                Line::Read
            } else {
                Line::End
            });
        }
        begun = true;
        let end = available.iter().position(|byte| *byte == b'\n');
        let part = &available[..end.unwrap_or(available.len())];
        if (line.len() + part.len()) as u64 > limits::DOCUMENT {
            too_long = true;
            line.clear();
            line.shrink_to(KEPT);
        } else if !too_long {
            line.extend_from_slice(part);
        }
        let taken = part.len() + usize::from(end.is_some());
        input.consume(taken);
        if end.is_some() {
            return Ok(if too_long { Line::TooLong } else { Line::Read });
        }
    }
}

/// The buffer shrinks to this after a line that was too long.
const KEPT: usize = 1 << 20;
