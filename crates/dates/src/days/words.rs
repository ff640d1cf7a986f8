//! Dates written in words: «5 décembre 2024», `Dec 2024`, «la semaine dernière», `3 days ago`.

use jiff::civil::Date;

use super::numbers::{figures, year};
use super::{Asked, Error};
use crate::calendar::{Interval, add_days, add_months, add_years};
use crate::{en, fr};

impl Asked<'_> {
    pub(super) fn words(self, words: &[&str]) -> Result<Option<Interval>, Error> {
        if let Some(interval) = self.relative(words) {
            return Ok(Some(interval));
        }
        if let Some(interval) = self.of_a_year(words)? {
            return Ok(Some(interval));
        }
        self.spelled(words)
    }

    /// Words that count from today.
    fn relative(self, words: &[&str]) -> Option<Interval> {
        let today = self.today;
        let day = |shift| Some(Interval::day(add_days(today, shift)));
        match words {
            ["today" | "aujourdhui"] | ["ce", "jour"] => day(0),
            ["yesterday" | "hier"] => day(-1),
            ["avant-hier" | "avanthier"] | ["avant", "hier"] | ["day", "before", "yesterday"] => day(-2),
            ["tomorrow" | "demain"] => day(1),
            ["apres-demain"] | ["apres", "demain"] | ["day", "after", "tomorrow"] => day(2),
            ["il", "y", "a", count_word, unit] => self.back(count(count_word)?, unit),
            [count_word, unit, "ago"] => self.back(count(count_word)?, unit),
            [unit] if unit.ends_with("-ci") => self.unit(unit.trim_end_matches("-ci"), 0),
            ["this" | "current" | "cette" | "ce" | "cet", unit] => self.shifted(unit.trim_end_matches("-ci"), 0),
            ["last" | "previous", unit] => self.shifted(unit, -1),
            ["next", unit] => self.shifted(unit, 1),
            [unit, "dernier" | "derniere" | "passe" | "passee" | "precedent" | "precedente"] => self.shifted(unit, -1),
            [unit, "prochain" | "prochaine"] => self.shifted(unit, 1),
            [unit, "en", "cours"] | ["year" | "month" | "week", "to", unit] if *unit == "date" => None,
            [weekday] => Some(Interval::day(self.weekday(weekday_of(weekday)?, 0))),
            _ => None,
        }
    }

    fn shifted(self, unit: &str, shift: i64) -> Option<Interval> {
        if let Some(weekday) = weekday_of(unit) {
            return Some(Interval::day(self.weekday(weekday, shift)));
        }
        if let Some(month) = month_of(unit) {
            return self.latest_month(month, shift);
        }
        self.unit(unit, shift)
    }

    /// The calendar unit of today, moved by `shift`.
    fn unit(self, unit: &str, shift: i64) -> Option<Interval> {
        let today = self.today;
        Some(match unit {
            "day" | "jour" => Interval::day(add_days(today, shift)),
            "week" | "semaine" => Interval::week_of(add_days(today, shift * 7)),
            "weekend" | "week-end" => Interval::weekend_of(add_days(today, shift * 7)),
            "month" | "mois" => Interval::month_of(add_months(today.first_of_month(), shift)),
            "quarter" | "trimestre" => Interval::quarter_of(add_months(today.first_of_month(), shift * 3)),
            "year" | "annee" | "an" => Interval::year_of(add_years(today.first_of_year(), shift)),
            "decade" | "decennie" => decade(add_years(today, shift * 10).year())?,
            _ => return None,
        })
    }

    /// «3 days ago»: as exact as the unit that is counted.
    fn back(self, count: i64, unit: &str) -> Option<Interval> {
        let singular = match unit {
            "days" | "jours" | "weeks" | "months" | "years" | "decades" | "semaines" | "annees" | "ans"
            | "decennies" => &unit[..unit.len() - 1],
            _ => unit,
        };
        matches!(
            singular,
            "day" | "jour" | "week" | "semaine" | "month" | "mois" | "year" | "annee" | "an" | "decade" | "decennie"
        )
        .then(|| self.unit(singular, -count.min(10_000)))?
    }

    /// The latest such weekday up to today; with a shift, strictly before or after today.
    fn weekday(self, weekday: i8, shift: i64) -> Date {
        let today = self.today.weekday().to_monday_one_offset();
        let back = i64::from((today - weekday).rem_euclid(7));
        match shift {
            0 => add_days(self.today, -back),
            1.. => add_days(self.today, 7 - back),
            _ => add_days(self.today, if back == 0 { -7 } else { -back }),
        }
    }

    /// The latest such month that has begun; with a shift, one strictly before or after this month.
    fn latest_month(self, month: i8, shift: i64) -> Option<Interval> {
        let (this_year, this_month) = (self.today.year(), self.today.month());
        let year = match shift {
            0 => this_year - i16::from(month > this_month),
            1.. => this_year + i16::from(month <= this_month),
            _ => this_year - i16::from(month >= this_month),
        };
        Interval::month(year, month)
    }

    /// Weeks, quarters and decades named with their year.
    fn of_a_year(self, words: &[&str]) -> Result<Option<Interval>, Error> {
        let (unit, number, of) = match words {
            [unit, number, of] => (*unit, *number, *of),
            [unit, number, "de" | "of", of] => (*unit, *number, *of),
            ["annees", decade_word] => return Ok(decade_of(decade_word)),
            [glued, of] if glued.len() > 1 && glued.starts_with(['w', 's', 'q', 't']) => {
                (&glued[..1], &glued[1..], *of)
            }
            _ => return Ok(None),
        };
        let Some(of) = year(of) else { return Ok(None) };
        let quarter = |word: &str| matches!(word, "trimestre" | "quarter" | "q" | "t");
        if quarter(number) {
            let ordinal = ordinal(unit);
            return ordinal.map(|ordinal| self.quarter(of, ordinal)).transpose();
        }
        let Some([number]) = figures(&[number]) else { return Ok(None) };
        match unit {
            "week" | "semaine" | "w" | "s" => self.week(of, number).map(Some),
            unit if quarter(unit) => self.quarter(of, number).map(Some),
            _ => Ok(None),
        }
    }

    /// A month name, with or without a day, a year and a weekday.
    fn spelled(self, words: &[&str]) -> Result<Option<Interval>, Error> {
        let mut spelled = Spelled::default();
        for word in words {
            if !spelled.take(word) {
                return Ok(None);
            }
        }
        let Some(month) = spelled.month else { return Ok(None) };
        let Some(day) = spelled.day else {
            return Ok(match spelled.year {
                Some(year) => Interval::month(year, month),
                None => self.latest_month(month, 0),
            });
        };
        let month_number = i32::from(month);
        if let Some(year) = spelled.year {
            return self.day_of(year, month_number, day).map(Some);
        }
        let this_year = self.day_of(self.today.year(), month_number, day);
        match this_year {
            Ok(interval) if interval.from <= self.today => Ok(Some(interval)),
            // 29 February may have to go back further than one year.
            _ => {
                let earlier = (1..=8).find_map(|back| self.day_of(self.today.year() - back, month_number, day).ok());
                earlier.map_or(this_year, Ok).map(Some)
            }
        }
    }
}

/// The parts of a spelled date, each at most once.
#[derive(Default)]
struct Spelled {
    weekday: Option<i8>,
    day: Option<i32>,
    month: Option<i8>,
    year: Option<i16>,
}

impl Spelled {
    fn take(&mut self, word: &str) -> bool {
        let word = word.trim_matches(['.', ':', ';']);
        match word {
            "" | "de" | "of" | "the" | "le" => {
                return self.day.is_some() || self.month.is_some() || self.weekday.is_some();
            }
            // «5-décembre-2024» is one word.
            _ if word.contains(['-', '/']) => return word.split(['-', '/']).all(|part| self.take(part)),
            _ => {}
        }
        if let Some(year) = year(word) {
            self.month.is_some() && self.year.replace(year).is_none()
        } else if let Some(day) = day_number(word) {
            self.day.replace(day).is_none()
        } else if let Some(month) = month_of(word) {
            self.month.replace(month).is_none()
        } else if let Some(weekday) = weekday_of(word) {
            self.weekday.replace(weekday).is_none()
        } else {
            false
        }
    }
}

/// `words` without the little words that may stand before a date.
pub(super) fn without_articles<'a, 'b>(mut words: &'b [&'a str]) -> &'b [&'a str] {
    while let [first, rest @ ..] = words
        && !rest.is_empty()
        && matches!(*first, "le" | "la" | "les" | "the" | "en" | "in" | "on" | "au" | "du" | "mois" | "month")
        && !matches!(rest[0], "dernier" | "prochain" | "passe" | "precedent" | "to")
    {
        words = rest;
        if let ["de", tail @ ..] = words {
            words = tail;
        }
    }
    words
}

pub(super) fn names_month(words: &[&str]) -> bool {
    words.iter().any(|word| month_of(word.trim_matches('.')).is_some())
}

pub(super) fn names_year(words: &[&str]) -> bool {
    words.iter().any(|word| year(word).is_some())
}

fn month_of(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.');
    let tables = [fr::months::MONTHS, en::months::MONTHS, fr::months::SHORT_MONTHS, en::months::SHORT_MONTHS];
    find(&tables, word)
}

fn weekday_of(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.');
    let tables = [fr::months::WEEKDAYS, en::months::WEEKDAYS, fr::months::SHORT_WEEKDAYS, en::months::SHORT_WEEKDAYS];
    find(&tables, word)
}

fn find(tables: &[&[(&str, i8)]], word: &str) -> Option<i8> {
    tables.iter().flat_map(|table| table.iter()).find(|(name, _)| *name == word).map(|(_, number)| *number)
}

/// `5`, `05`, `1er`, `5th`.
fn day_number(word: &str) -> Option<i32> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let [day] = figures(&[word.get(..digits)?])?;
    (digits <= 2 && matches!(&word[digits..], "" | "er" | "e" | "eme" | "st" | "nd" | "rd" | "th")).then_some(day)
}

/// `4e`, `1er`, `first`, `premier`.
fn ordinal(word: &str) -> Option<i32> {
    Some(match word {
        "premier" | "first" => 1,
        "deuxieme" | "second" => 2,
        "troisieme" | "third" => 3,
        "quatrieme" | "fourth" => 4,
        _ => return day_number(word),
    })
}

/// A small number, in figures or in words.
pub(super) fn count(word: &str) -> Option<i64> {
    Some(match word {
        "a" | "an" | "one" | "un" | "une" => 1,
        "two" | "deux" => 2,
        "three" | "trois" => 3,
        "four" | "quatre" => 4,
        "five" | "cinq" => 5,
        "six" => 6,
        "seven" | "sept" => 7,
        "eight" | "huit" => 8,
        "nine" | "neuf" => 9,
        "ten" | "dix" => 10,
        "twelve" | "douze" => 12,
        "fifteen" | "quinze" => 15,
        "thirty" | "trente" => 30,
        _ => return figures(&[word]).map(|[count]| i64::from(count)),
    })
}

fn decade(year: i16) -> Option<Interval> {
    let first = year.div_euclid(10) * 10;
    Interval::years(first, first + 9)
}

/// `1990`, `90`, `1990s`.
fn decade_of(word: &str) -> Option<Interval> {
    let word = word.strip_suffix('s').unwrap_or(word);
    let first = match word.len() {
        4 => year(word)?,
        2 => {
            let [short] = figures(&[word])?;
            i16::try_from(if short < 30 { 2000 + short } else { 1900 + short }).ok()?
        }
        _ => return None,
    };
    (first % 10 == 0).then(|| decade(first))?
}
