//! Dates written in one run of figures: `2024`, `2024-12`, `05/12/2024`, `2024-W48`, `2024-Q4`, `1990s`.

use super::{Asked, Error};
use crate::calendar::{Interval, add_days, days_in_month, weeks_in_year};

impl Asked<'_> {
    /// `None` when `word` is not made of figures and their marks.
    pub(super) fn number(self, word: &str) -> Result<Option<Interval>, Error> {
        let word = word.trim_end_matches(['.', ';', ':']);
        // A time of day behind an ISO date says nothing about the day.
        let word = match word.split_once('t') {
            Some((day, time)) if day.len() == 10 && time.starts_with(|c: char| c.is_ascii_digit()) => day,
            _ => word,
        };
        if word.len() == 5 && word.ends_with("0s") {
            return Ok(year(&word[..4]).and_then(|first| Interval::years(first, first + 9)));
        }
        if let Some(days) = self.compact(word)? {
            return Ok(Some(days));
        }
        let parts: Vec<&str> = word.split(['-', '/', '.']).collect();
        match parts[..] {
            [y, unit] if year(y).is_some() && !unit.starts_with(|c: char| c.is_ascii_digit()) => self.part(y, unit),
            [y, unit, d] if year(y).is_some() && !unit.starts_with(|c: char| c.is_ascii_digit()) => {
                self.day_of_week(y, unit, d)
            }
            [y, m] if year(y).is_some() => {
                self.month(y, m).map(Some).or_else(|e| figures(&[m]).map_or(Ok(None), |_| Err(e)))
            }
            [m, y] if year(y).is_some() && figures(&[m]).is_some() => self.month(y, m).map(Some),
            [y, m, d] if year(y).is_some() && figures(&[m, d]).is_some() => self.day(y, m, d).map(Some),
            [d, m, y] if year(y).is_some() && figures(&[d, m]).is_some() => self.day(y, m, d).map(Some),
            [d, m, y] if figures(&[d, m, y]).is_some() && d.len() <= 2 && m.len() <= 2 && y.len() == 2 => {
                let century = if y < "70" { 2000 } else { 1900 };
                let meant = century + y.parse::<i16>().unwrap_or_default();
                Err(Error::ShortYear { text: self.typed.to_owned(), meant })
            }
            _ => Ok(None),
        }
    }

    /// `2024`, `20241205`, `2024w48`, `w48`-like forms without marks.
    fn compact(self, word: &str) -> Result<Option<Interval>, Error> {
        if !word.is_ascii() {
            return Ok(None);
        }
        match word.len() {
            4 => Ok(year(word).and_then(Interval::year)),
            8 if figures(&[word]).is_some() && year(&word[..4]).is_some() => {
                self.day(&word[..4], &word[4..6], &word[6..]).map(Some)
            }
            6 | 7 if year(&word[..4]).is_some() => self.part(&word[..4], &word[4..]),
            _ => Ok(None),
        }
    }

    /// `w48`, `s48`, `q4`, `t4` of `year`.
    fn part(self, year_word: &str, unit: &str) -> Result<Option<Interval>, Error> {
        let (Some(year), Some(letter), Some(number)) = (year(year_word), unit.chars().next(), unit.get(1..)) else {
            return Ok(None);
        };
        let Some([number]) = figures(&[number]) else { return Ok(None) };
        match letter {
            'w' | 's' => self.week(year, number).map(Some),
            'q' | 't' => self.quarter(year, number).map(Some),
            _ => Ok(None),
        }
    }

    /// `2024-W48-4`.
    fn day_of_week(self, year_word: &str, unit: &str, day: &str) -> Result<Option<Interval>, Error> {
        let Some(week) = self.part(year_word, unit)? else { return Ok(None) };
        let Some([day @ 1..=7]) = figures(&[day]) else { return Ok(None) };
        Ok(unit.starts_with(['w', 's']).then(|| Interval::day(add_days(week.from, i64::from(day) - 1))))
    }

    pub(super) fn week(self, year: i16, week: i32) -> Result<Interval, Error> {
        let found = i8::try_from(week).ok().and_then(|week| Interval::week(year, week));
        found.ok_or_else(|| Error::NoSuchWeek { text: self.typed.to_owned(), year, week, weeks: weeks_in_year(year) })
    }

    pub(super) fn quarter(self, year: i16, quarter: i32) -> Result<Interval, Error> {
        let month = i8::try_from(quarter).ok().filter(|quarter| (1..=4).contains(quarter)).map(|quarter| quarter * 3);
        let found = month.and_then(|month| Interval::month(year, month));
        let found = found.map(|month| Interval::quarter_of(month.from));
        found.ok_or_else(|| Error::NoSuchQuarter { text: self.typed.to_owned(), year, quarter })
    }

    fn month(self, year_word: &str, month_word: &str) -> Result<Interval, Error> {
        let year = year(year_word).ok_or_else(|| self.unknown())?;
        let [month] = figures(&[month_word]).ok_or_else(|| self.unknown())?;
        let found = i8::try_from(month).ok().and_then(|month| Interval::month(year, month));
        found.ok_or_else(|| Error::NoSuchMonth { text: self.typed.to_owned(), year, month })
    }

    fn day(self, year_word: &str, month_word: &str, day_word: &str) -> Result<Interval, Error> {
        let year = year(year_word).ok_or_else(|| self.unknown())?;
        let [month, day] = figures(&[month_word, day_word]).ok_or_else(|| self.unknown())?;
        self.day_of(year, month, day)
    }

    /// The day, or the error that says which part of it does not exist.
    pub(super) fn day_of(self, year: i16, month: i32, day: i32) -> Result<Interval, Error> {
        let text = || self.typed.to_owned();
        let known = i8::try_from(month).ok().filter(|month| (1..=12).contains(month));
        let Some(known) = known else {
            return Err(if (13..=31).contains(&month) && (1..=12).contains(&day) {
                Error::MonthFirst { text: text(), year, month: day, day: month }
            } else {
                Error::NoSuchMonth { text: text(), year, month }
            });
        };
        let date = i8::try_from(day).ok().and_then(|day| jiff::civil::Date::new(year, known, day).ok());
        date.map(Interval::day).ok_or_else(|| {
            let length = days_in_month(year, known);
            let last = jiff::civil::Date::new(year, known, length).unwrap_or(self.today);
            Error::NoSuchDay { text: text(), day, year, month: known, last }
        })
    }
}

/// A year of four figures, from 1000 on.
pub(super) fn year(word: &str) -> Option<i16> {
    let [year] = figures(&[word])?;
    (word.len() == 4).then_some(())?;
    i16::try_from(year).ok().filter(|year| *year >= 1000)
}

/// The values of `words`, when all are short runs of figures.
pub(super) fn figures<const N: usize>(words: &[&str; N]) -> Option<[i32; N]> {
    let mut values = [0; N];
    for (value, word) in values.iter_mut().zip(words) {
        if word.is_empty() || word.len() > 8 || !word.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        *value = word.parse().ok()?;
    }
    Some(values)
}
