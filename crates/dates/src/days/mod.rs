//! What users type where a date is asked for: takes «décembre 2024», `2024-11-27..2024-12-05` or `last:7d`, gives days.
//!
//! French and English forms are read alike, whatever the language of the articles. Numbers with slashes are read the
//! French way, day first. What is impossible is refused, never bent: there is no 31 February.

mod error;
mod last;
mod numbers;
mod words;

pub use error::Error;

use analysis::{fold, is_apostrophe};
use jiff::civil::Date;

use crate::calendar::{Interval, add_days, add_years};

/// Days that a user asks for, both ends included; an open end is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct Days {
    /// The first day, if there is one.
    pub from: Option<Date>,
    /// The last day, if there is one.
    pub until: Option<Date>,
}

impl Days {
    fn closed(interval: Interval) -> Self {
        Self { from: Some(interval.from), until: Some(interval.until) }
    }
}

/// Reads the days that `text` names; words such as `yesterday` count from `today`.
///
/// Years, months, days, ISO weeks, quarters, decades, ranges (`A..B`, `A..`, `..B`, `du A au B`, `from A to B`), open
/// ranges in words (`depuis 2011`, `until Friday`; `avant` and `before` leave the named days out, as do `après` and
/// `after`), relative words in both languages, and lengths up to today (`last:7d` is today and the six days before).
/// A weekday, a day or a month without a year is the latest one that has begun.
///
/// # Errors
///
/// Refuses what names no days, or impossible ones, with a message that says what would work.
///
/// # Examples
///
/// ```
/// use jiff::civil::date;
///
/// let today = date(2024, 12, 6);
/// let week = dates::days::parse("la semaine dernière", today)?;
/// assert_eq!((week.from, week.until), (Some(date(2024, 11, 25)), Some(date(2024, 12, 1))));
///
/// let since = dates::days::parse("depuis 2011", today)?;
/// assert_eq!((since.from, since.until), (Some(date(2011, 1, 1)), None));
///
/// assert!(dates::days::parse("2023-02-29", today).unwrap_err().to_string().contains("2023-02-28"));
/// # Ok::<(), dates::days::Error>(())
/// ```
pub fn parse(text: &str, today: Date) -> Result<Days, Error> {
    let typed = text.trim();
    let plain = normalise(typed);
    if plain.is_empty() {
        return Err(Error::Empty);
    }
    let asked = Asked { typed, today };
    if let Some((left, right)) = plain.split_once("..") {
        return asked.range(left.trim(), right.trim_start_matches('.').trim());
    }
    let words: Vec<&str> = plain.split(' ').collect();
    asked.phrase(&words)
}

/// One text to read: as typed, for the messages, and the day it is read on.
#[derive(Clone, Copy)]
struct Asked<'a> {
    typed: &'a str,
    today: Date,
}

/// Words that open a range, with what they make of the days after them.
const OPENINGS: &[(&[&str], Opening)] = &[
    (&["depuis"], Opening::From),
    (&["since"], Opening::From),
    (&["from"], Opening::From),
    (&["starting"], Opening::From),
    (&["a", "partir", "de"], Opening::From),
    (&["a", "partir", "du"], Opening::From),
    (&["a", "partir"], Opening::From),
    (&["des"], Opening::From),
    (&["jusqua"], Opening::Until),
    (&["jusquau"], Opening::Until),
    (&["jusquen"], Opening::Until),
    (&["jusque"], Opening::Until),
    (&["until"], Opening::Until),
    (&["till"], Opening::Until),
    (&["up", "to"], Opening::Until),
    (&["avant"], Opening::Before),
    (&["before"], Opening::Before),
    (&["apres"], Opening::After),
    (&["after"], Opening::After),
];

#[derive(Clone, Copy)]
enum Opening {
    From,
    Until,
    Before,
    After,
}

/// Words around and between the two ends of a range.
const RANGES: &[(&str, &str)] = &[
    ("du", "au"),
    ("de", "a"),
    ("from", "to"),
    ("from", "until"),
    ("entre", "et"),
    ("between", "and"),
    ("", "au"),
    ("", "to"),
    ("", "-"),
];

impl Asked<'_> {
    fn phrase(self, words: &[&str]) -> Result<Days, Error> {
        if let Some(interval) = self.moment(words)? {
            return Ok(Days::closed(interval));
        }
        for (opening, between) in RANGES {
            let rest = if opening.is_empty() { Some(words) } else { words.strip_prefix(&[*opening]) };
            let Some(rest) = rest else { continue };
            if let Some(at) = rest.iter().position(|word| word == between) {
                return self.closed_range(&rest[..at], &rest[at + 1..]);
            }
        }
        for (opening, end) in OPENINGS {
            let Some(rest) = words.strip_prefix(*opening).filter(|rest| !rest.is_empty()) else { continue };
            let interval = self.moment(rest)?.ok_or_else(|| self.unknown())?;
            return Ok(match end {
                Opening::From => Days { from: Some(interval.from), until: None },
                Opening::Until => Days { from: None, until: Some(interval.until) },
                Opening::Before => Days { from: None, until: Some(add_days(interval.from, -1)) },
                Opening::After => Days { from: Some(add_days(interval.until, 1)), until: None },
            });
        }
        Err(self.unknown())
    }

    /// `left..right`, where either side may be open.
    fn range(self, left: &str, right: &str) -> Result<Days, Error> {
        let (left, right): (Vec<&str>, Vec<&str>) =
            (left.split_whitespace().collect(), right.split_whitespace().collect());
        match (left.is_empty(), right.is_empty()) {
            (true, true) => Err(Error::NoEnds { text: self.typed.to_owned() }),
            (true, false) => Ok(Days { from: None, until: Some(self.known(&right)?.until) }),
            (false, true) => Ok(Days { from: Some(self.known(&left)?.from), until: None }),
            (false, false) => self.closed_range(&left, &right),
        }
    }

    fn closed_range(self, left: &[&str], right: &[&str]) -> Result<Days, Error> {
        let last = self.known(right)?;
        let first = match self.completed(left, right, last) {
            Some(first) => first?,
            None => self.known(left)?,
        };
        Interval::new(first.from, last.until).map(Days::closed).ok_or_else(|| Error::Reversed {
            text: self.typed.to_owned(),
            from: first.from,
            until: last.until,
        })
    }

    /// «5» of «du 5 au 8 décembre 2024», «27 novembre» of «du 27 novembre au 5 décembre 2024»: the right side lends
    /// what the left one leaves out.
    fn completed(self, left: &[&str], right: &[&str], last: Interval) -> Option<Result<Interval, Error>> {
        let lent = match (words::names_month(left), left.len()) {
            _ if words::names_year(left) => return None,
            (true, _) if words::names_year(right) => right.last_chunk::<1>()?.as_slice(),
            (false, 1) if words::names_month(right) => right.get(1..)?,
            _ => return None,
        };
        let whole: Vec<&str> = left.iter().chain(lent).copied().collect();
        let first = self.moment(&whole).transpose()?;
        Some(first.map(|first| {
            // «du 27 décembre au 5 janvier 2025» begins the year before.
            let turned = first.from > last.until;
            let back = |date| if turned { add_years(date, -1) } else { date };
            Interval { from: back(first.from), until: back(first.until) }
        }))
    }

    fn known(self, words: &[&str]) -> Result<Interval, Error> {
        self.moment(words)?.ok_or_else(|| self.unknown())
    }

    /// The days that `words` name, `None` when they are no form of a date at all.
    fn moment(self, words: &[&str]) -> Result<Option<Interval>, Error> {
        let words = words::without_articles(words);
        if words.is_empty() {
            return Ok(None);
        }
        if let [one] = words
            && let Some(interval) = self.number(one)?
        {
            return Ok(Some(interval));
        }
        if let Some(interval) = self.last(words)? {
            return Ok(Some(interval));
        }
        self.words(words)
    }

    fn unknown(self) -> Error {
        Error::Unknown { text: self.typed.to_owned() }
    }
}

/// Folds `text`, drops elided articles, and makes dashes, commas and blanks alike.
fn normalise(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '"' | '«' | '»' | '“' | '”' | '(' | ')'))
    {
        let mut chars = word.chars();
        let elided = matches!(chars.next(), Some('l' | 'L' | 'd' | 'D')) && chars.next().is_some_and(is_apostrophe);
        plain.push_str(if elided { chars.as_str() } else { word });
        plain.push(' ');
    }
    let plain = plain.replace('…', "..").replace(['‐', '‑', '–', '—', '−'], "-");
    fold(&plain).trim().to_owned()
}

#[cfg(test)]
mod tests;
