//! JSON files that are not one record a line: a list, one object, or several objects after another.
//!
//! The bytes of one value are held at a time, so a list may be of any length.

use std::collections::VecDeque;
use std::io::{self, BufRead};

use article::Article;
use serde::Deserialize;
use serde_json::Value;

use super::lines;
use super::record::Record;
use crate::digest::digest;
use crate::encoding;
use crate::error::{Fault, Reason};
use crate::field::{Field, field};
use crate::limits;
use crate::unpack::Input;

/// The records of a JSON file.
pub(crate) struct Stream {
    input: Input,
    value: Vec<u8>,
    line: u64,
    record: u64,
    place: Place,
    /// Records of an object that holds a list of them.
    pending: VecDeque<Result<Article, Fault>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    /// Inside a list of records.
    List,
    /// Between objects that follow one another.
    Sequence,
    End,
}

impl Stream {
    pub(crate) fn new(input: Input) -> Self {
        Self { input, value: Vec::new(), line: 1, record: 0, place: Place::Start, pending: VecDeque::new() }
    }

    fn fatal(&mut self, reason: Reason) -> Option<Result<Article, Fault>> {
        self.place = Place::End;
        if self.record == 0 {
            return Some(Err(Fault::fatal(reason)));
        }
        Some(Err(Fault::fatal_at(Some(self.line), self.record + 1, reason)))
    }

    /// Moves to the first byte of the next value; `None` at the end of what is to be read.
    fn seek(&mut self) -> io::Result<Option<u8>> {
        loop {
            let available = fill(&mut self.input)?;
            let Some(&byte) = available.first() else { return Ok(None) };
            match byte {
                b'\n' => self.line += 1,
                b',' if self.place != Place::Start => {}
                b'[' if self.place == Place::Start => self.place = Place::List,
                b']' if self.place == Place::List => {
                    self.input.consume(1);
                    self.place = Place::End;
                    return Ok(None);
                }
                byte if byte.is_ascii_whitespace() => {}
                byte => return Ok(Some(byte)),
            }
            self.input.consume(1);
        }
    }

    /// Takes the bytes of the value that begins here.
    fn take(&mut self) -> Result<(), Reason> {
        self.value.clear();
        let mut scanner = Scanner::default();
        loop {
            let available = fill(&mut self.input)?;
            if available.is_empty() {
                return Err(Reason::Json("the file ends inside a record".to_owned()));
            }
            let end = scanner.scan(available);
            let part = &available[..end.unwrap_or(available.len())];
            self.line += part.iter().filter(|byte| **byte == b'\n').count() as u64;
            self.value.extend_from_slice(part);
            let taken = part.len();
            self.input.consume(taken);
            if self.value.len() as u64 > limits::DOCUMENT {
                return Err(Reason::TooLarge { limit: limits::DOCUMENT, hint: "; write one record a line, as JSONL" });
            }
            if end.is_some() {
                return Ok(());
            }
        }
    }

    fn read(&mut self, line: u64) -> Result<Article, Fault> {
        self.record += 1;
        lines::parse(&self.value).map_err(|reason| Fault::of_record(Some(line), self.record, reason))
    }

    /// Reads an object that is a record itself, or holds a list of them.
    fn read_object(&mut self, line: u64) -> Option<Result<Article, Fault>> {
        let Some(list) = list_within(&self.value) else { return Some(self.read(line)) };
        for value in list {
            self.record += 1;
            let number = self.record;
            let bytes = serde_json::to_vec(&value).unwrap_or_default();
            let record = Record::deserialize(value).map_err(|_| Reason::NotARecord);
            let article = record.and_then(|record| lines::finish(record, None, digest(&bytes)));
            self.pending.push_back(article.map_err(|reason| Fault::of_record(None, number, reason)));
        }
        self.pending.pop_front()
    }
}

impl Iterator for Stream {
    type Item = Result<Article, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(article) = self.pending.pop_front() {
            return Some(article);
        }
        if self.place == Place::End {
            return None;
        }
        let first = match self.seek() {
            Ok(Some(first)) => first,
            Ok(None) => {
                return match self.place {
                    Place::Start => self.fatal(Reason::NoText),
                    Place::List => self.fatal(Reason::Json("the file ends inside a list".to_owned())),
                    Place::Sequence | Place::End => None,
                };
            }
            Err(error) => return self.fatal(error.into()),
        };
        if first != b'{' && self.record == 0 {
            let reason = refusal(&mut self.input, first);
            return self.fatal(reason);
        }
        let line = self.line;
        if let Err(reason) = self.take() {
            return self.fatal(reason);
        }
        if self.place == Place::List {
            return Some(self.read(line));
        }
        self.place = Place::Sequence;
        self.read_object(line)
    }
}

fn fill(input: &mut Input) -> io::Result<&[u8]> {
    // A buffer that is filled twice in a row is not read twice, so the borrow of the first call may end here.
    while let Err(error) = input.fill_buf() {
        if error.kind() != io::ErrorKind::Interrupted {
            return Err(error);
        }
    }
    input.fill_buf()
}

/// Why a file that does not begin like JSON is refused.
fn refusal(input: &mut Input, first: u8) -> Reason {
    let start = input.fill_buf().unwrap_or_default();
    let start = &start[..start.len().min(REFUSED_FROM)];
    match encoding::decode(start, None) {
        Err(reason) => reason,
        Ok(_) if first.is_ascii_graphic() => {
            Reason::Json(format!("it begins with `{}`, not with an object or a list of objects", char::from(first)))
        }
        Ok(_) => Reason::Json("it does not begin with an object or a list of objects".to_owned()),
    }
}

const REFUSED_FROM: usize = 4096;

/// Finds the end of a value by its brackets and quotes.
#[derive(Default)]
struct Scanner {
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl Scanner {
    /// One past the last byte of the value, if it ends among these bytes.
    fn scan(&mut self, bytes: &[u8]) -> Option<usize> {
        for (at, byte) in bytes.iter().enumerate() {
            if self.in_string {
                match byte {
                    _ if self.escaped => self.escaped = false,
                    b'\\' => self.escaped = true,
                    b'"' => self.in_string = false,
                    _ => {}
                }
                continue;
            }
            match byte {
                b'"' => self.in_string = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' if self.depth > 0 => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        return Some(at + 1);
                    }
                }
                // A bare word or number among records ends where the next record may begin.
                b',' | b'\n' | b']' | b'}' if self.depth == 0 => return Some(at.max(1)),
                _ => {}
            }
        }
        None
    }
}

/// The records in an object that is not one itself: `{"status": "ok", "articles": [{…}, {…}]}`.
fn list_within(bytes: &[u8]) -> Option<Vec<Value>> {
    let value: Value = serde_json::from_slice(bytes).ok()?;
    let Value::Object(map) = &value else { return None };
    let is_record = map.iter().any(|(name, value)| is_text(name) && value.is_string());
    if is_record { None } else { take_list(value, MOST_DEEP) }
}

const MOST_DEEP: usize = 3;

/// Where interfaces and exports keep their lists.
const LIST_KEYS: [&str; 17] = [
    "articles",
    "items",
    "results",
    "data",
    "docs",
    "documents",
    "hits",
    "entries",
    "posts",
    "stories",
    "news",
    "records",
    "rows",
    "response",
    "feed",
    "rss",
    "channel",
];

fn take_list(value: Value, depth: usize) -> Option<Vec<Value>> {
    let Value::Object(mut map) = value else { return None };
    for key in LIST_KEYS {
        match map.remove(key) {
            Some(Value::Array(list)) if list.iter().any(is_record) => return Some(list),
            Some(inner @ Value::Object(_)) if depth > 0 => {
                if let Some(list) = take_list(inner, depth - 1) {
                    return Some(list);
                }
            }
            _ => {}
        }
    }
    None
}

fn is_record(value: &Value) -> bool {
    Record::deserialize(value).is_ok_and(|record| record.has_words())
}

fn is_text(name: &str) -> bool {
    matches!(field(name), Some((Field::Text | Field::Markup, _)))
}
