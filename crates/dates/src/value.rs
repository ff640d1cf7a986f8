//! Reads one date as a file printed it: ISO 8601, RFC 2822, figures in either order, French or English words, Unix time.
//!
//! The civil day is taken as printed. A zone is read over, never converted: an article dated `2024-12-06T00:30+03:00`
//! was printed on the 6th, whatever day it was elsewhere.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

use crate::grammar::{Cursor, Partial};
use crate::text::{Lexicon, Tokens};
use article::{Language, Precision};

/// A date as one value gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    /// The parts that are printed; a value without a day or a month leaves them out.
    pub(crate) parts: Partial,
    pub(crate) time: Option<Time>,
}

impl Reading {
    /// The first day meant and how exactly, when at least the year is printed.
    pub(crate) fn date(&self) -> Option<(Date, Precision)> {
        let Partial { year, month, day, .. } = self.parts;
        let precision = match (month, day, self.time) {
            (None, ..) => Precision::Year,
            (_, None, _) => Precision::Month,
            (.., Some(_)) => Precision::Minute,
            _ => Precision::Day,
        };
        let date = Date::new(year?, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        Some((date, precision))
    }

    fn at(date: Date, time: Option<Time>) -> Self {
        let parts =
            Partial { day: Some(date.day()), month: Some(date.month()), year: Some(date.year()), ..Partial::default() };
        Self { parts, time }
    }
}

/// What `value` says, read as a text in `language`.
pub(crate) fn read(value: &str, language: Language) -> Option<Reading> {
    let value = value.trim();
    if value.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits(value);
    }
    let own = in_language(value, language);
    if own.is_some_and(|reading| fullness(&reading.parts) == COMPLETE) {
        return own;
    }
    let other = if language == Language::English { Language::French } else { Language::English };
    // Machines print English months into French pages: «26-FEB-1987».
    let other = in_language(value, other);
    let fuller = |reading: &Reading| own.is_none_or(|own| fullness(&reading.parts) > fullness(&own.parts));
    other.filter(fuller).or(own)
}

fn in_language(value: &str, language: Language) -> Option<Reading> {
    let lexicon = Lexicon::of(language);
    let mut tokens = Tokens::default();
    tokens.scan(value, 0, value.len(), lexicon);
    let cursor = Cursor { text: value, tokens: &tokens.list, lexicon };
    let mut best: Option<Partial> = None;
    let mut at = 0;
    while at < tokens.list.len() {
        let Some((date, end)) = cursor.date(at) else {
            at += 1;
            continue;
        };
        // The fullest date wins, the first among equals: «Publié le 5 déc. 2024, mis à jour le 6 déc. 2024».
        if best.is_none_or(|best| fullness(&date) > fullness(&best)) {
            best = Some(date);
        }
        at = end;
    }
    // «Fri Dec 06 12:03:00 +0000 2024» has its year at the other end.
    let best = best.map(|date| Partial { year: date.year.or_else(|| lone_year(&cursor)?.year), ..date });
    let parts = best.or_else(|| year_and_month(&cursor)).or_else(|| lone_year(&cursor))?;
    Some(Reading { parts, time: parts.time.or_else(|| time_in(&cursor)).filter(|_| parts.day.is_some()) })
}

/// The fullness of a date with year, month and day.
const COMPLETE: usize = 4;

fn fullness(date: &Partial) -> usize {
    usize::from(date.year.is_some()) * 2 + usize::from(date.month.is_some()) + usize::from(date.day.is_some())
}

/// `20241205`, `20241205103000`, Unix seconds and milliseconds, `2024`.
fn digits(value: &str) -> Option<Reading> {
    let number = |from: usize, to: usize| value.get(from..to)?.parse::<i16>().ok();
    let small = |from, to| number(from, to).and_then(|number| i8::try_from(number).ok());
    let day = || Date::new(number(0, 4)?, small(4, 6)?, small(6, 8)?).ok();
    let plausible = |date: &Date| (1000..2200).contains(&date.year());
    match value.len() {
        4 => {
            let year = number(0, 4).filter(|year| (1000..2200).contains(year))?;
            Some(Reading { parts: Partial { year: Some(year), ..Partial::default() }, time: None })
        }
        8 => day().filter(plausible).map(|day| Reading::at(day, None)),
        12 | 14 => {
            let time = Time::new(small(8, 10)?, small(10, 12)?, small(12, 14).unwrap_or(0), 0).ok();
            day().filter(plausible).map(|day| Reading::at(day, time))
        }
        9 | 10 => unix(Timestamp::from_second(value.parse().ok()?).ok()?),
        13 => unix(Timestamp::from_millisecond(value.parse().ok()?).ok()?),
        _ => None,
    }
}

/// A count of seconds says nothing of the place, so its day is the one in Greenwich.
pub(crate) fn unix(instant: Timestamp) -> Option<Reading> {
    let moment = instant.to_zoned(TimeZone::UTC).datetime();
    Some(Reading::at(moment.date(), Some(minutes(moment.time()))))
}

/// `2024-12`.
fn year_and_month(cursor: &Cursor) -> Option<Partial> {
    (0..cursor.tokens.len()).find_map(|at| {
        let year = cursor.year(at)?;
        let mark = cursor.is_mark(at + 1, '-') || cursor.is_mark(at + 1, '/');
        let (month, 2) = cursor.free_figures(at + 2)? else { return None };
        let month = i8::try_from(month).ok().filter(|month| mark && (1..=12).contains(month))?;
        Some(Partial { year: Some(year), month: Some(month), ..Partial::default() })
    })
}

fn lone_year(cursor: &Cursor) -> Option<Partial> {
    let year = (0..cursor.tokens.len()).find_map(|at| cursor.year(at))?;
    Some(Partial { year: Some(year), ..Partial::default() })
}

/// The first time of day: `12:03`, `12:03:00`, `12h03`, `12 h 03`, `2:30 pm`.
fn time_in(cursor: &Cursor) -> Option<Time> {
    (0..cursor.tokens.len()).find_map(|at| {
        let (time, _) = cursor.clock(at)?;
        // The offset of a zone is printed like a time.
        let zone = at > 0 && cursor.is_glued(at) && (cursor.is_mark(at - 1, '+') || cursor.is_mark(at - 1, '-'));
        (!zone).then_some(time)
    })
}

/// `time` to the minute.
pub(crate) fn minutes(time: Time) -> Time {
    Time::new(time.hour(), time.minute(), 0, 0).unwrap_or(time)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &str, language: Language, expected: &str) {
        let found = read(value, language).and_then(|reading| Some((reading.date()?, reading.time)));
        let shown = found.map_or("nothing".to_owned(), |((date, precision), time)| {
            let day = match precision {
                Precision::Year => date.strftime("%Y").to_string(),
                Precision::Month => date.strftime("%Y-%m").to_string(),
                _ => date.to_string(),
            };
            time.map_or(day.clone(), |time| format!("{day} {}", time.strftime("%H:%M")))
        });
        assert_eq!(shown, expected, "{value}");
    }

    #[test]
    fn machine_forms() {
        for language in Language::ANALYSED {
            check("2024-12-06T12:03:00+03:00", language, "2024-12-06 12:03");
            check("2024-12-06T23:30:00Z", language, "2024-12-06 23:30");
            check("2024-12-06T00:30+0300", language, "2024-12-06 00:30");
            check("2024-12-06T12:03:45.123456-05:00", language, "2024-12-06 12:03");
            check("2024-12-06 12:03:00", language, "2024-12-06 12:03");
            check("2024-12-06", language, "2024-12-06");
            check("2024/12/06", language, "2024-12-06");
            check("20241206", language, "2024-12-06");
            check("20241206120300", language, "2024-12-06 12:03");
            check("2024-12", language, "2024-12");
            check("2024", language, "2024");
            check("Fri, 06 Dec 2024 12:03:00 +0300", language, "2024-12-06 12:03");
            check("Fri Dec 06 12:03:00 +0000 2024", language, "2024-12-06 12:03");
            check("1733486580", language, "2024-12-06 12:03");
            check("1733486580000", language, "2024-12-06 12:03");
            check("26-FEB-1987 15:01:01.79", language, "1987-02-26 15:01");
            check("6/12/2024, vendredi", language, "2024-12-06");
            check("Friday 6/12/2024", language, "2024-12-06");
            check("25/12/2024", language, "2024-12-25");
            check("12:036/12/2024, vendredi", language, "2024-12-06 12:03");
            check("31/02/2024", language, "2024");
            check("Hama", language, "nothing");
        }
    }

    #[test]
    fn french_words() {
        let french = Language::French;
        check("05/12/2024", french, "2024-12-05");
        check("Publié le 5 décembre 2024 à 18h30", french, "2024-12-05 18:30");
        check("jeudi 5 décembre 2024", french, "2024-12-05");
        check("le 1er mars 2024, 9 h 05", french, "2024-03-01 09:05");
        check("5 déc. 2024", french, "2024-12-05");
        check("12 juil. 2023", french, "2023-07-12");
        check("3 fév 2021 à 7:45", french, "2021-02-03 07:45");
        check("décembre 2024", french, "2024-12");
        check("Mis à jour le 06/12/2024 - 12:03", french, "2024-12-06 12:03");
    }

    #[test]
    fn english_words() {
        let english = Language::English;
        check("05/12/2024", english, "2024-05-12");
        check("December 5, 2024", english, "2024-12-05");
        check("Posted on Thursday, Dec. 5, 2024 at 2:30 p.m. EST", english, "2024-12-05 14:30");
        check("5 December 2024 12:15 AM", english, "2024-12-05 00:15");
        check("Sept. 9th, 2023", english, "2023-09-09");
        check("Dec 2024", english, "2024-12");
        check("Thursday 25 July 2024 21.15 BST", english, "2024-07-25 21:15");
        check("25 July 2024, 6.45pm", english, "2024-07-25 18:45");
    }
}
