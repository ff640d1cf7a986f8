//! Dates with a month in words: «jeudi 5 décembre 2024», «December 5», «Thursday (5)», «février 1982».

use super::{Cursor, Partial};
use crate::text::Sense;

impl Cursor<'_> {
    /// The date that begins at `at`, and the place after it.
    pub(crate) fn date(&self, at: usize) -> Option<(Partial, usize)> {
        if let Some((weekday, next)) = self.weekday(at) {
            let (date, end) = self.dated(next).or_else(|| self.weekday_and_day(next))?;
            return Some((Partial { weekday: Some(weekday), ..date }.settled(), end));
        }
        let (mut date, mut end) = self.dated(at)?;
        // «6/12/2024, vendredi»
        if date.day.is_some() {
            let comma = usize::from(self.is_mark(end, ',') || self.is_mark(end, '('));
            if let Sense::Weekday(weekday) = self.sense(end + comma)
                && (comma == 1 || self.year(end.wrapping_sub(1)).is_some())
                && self.dated(end + comma + 1).is_none()
            {
                date.weekday = Some(weekday);
                end += comma + 1;
            }
        }
        Some((date.settled(), end))
    }

    /// A weekday and the place where the rest of its date would stand.
    fn weekday(&self, at: usize) -> Option<(i8, usize)> {
        let (weekday, mut next) = match self.sense(at) {
            Sense::Weekday(weekday) => (weekday, at + 1),
            Sense::ShortWeekday(weekday) => (weekday, at + 1 + usize::from(self.is_mark(at + 1, '.'))),
            _ => return None,
        };
        next += usize::from(self.is_mark(next, ','));
        next += usize::from(self.is_word(next, "le") || self.is_word(next, "the"));
        Some((weekday, next))
    }

    /// A date without weekday.
    fn dated(&self, at: usize) -> Option<(Partial, usize)> {
        self.figures_date(at).or_else(|| self.day_then_month(at)).or_else(|| self.month_first(at))
    }

    /// «5 décembre 2024», «the 5th of December», «1er mars».
    fn day_then_month(&self, at: usize) -> Option<(Partial, usize)> {
        let (day, mut next) = self.day(at)?;
        if self.is_word(next, "of") || self.is_word(next, "de") || self.is_mark(next, '-') {
            next += 1;
        }
        let month = self.month(next)?;
        next += 1;
        next += usize::from(month.short && self.is_mark(next, '.'));
        let date = Partial { day: Some(day), month: Some(month.number), ..Partial::default() };
        Some(self.with_year(date, next))
    }

    /// «December 5, 2024», «Dec. 5», «décembre 2024», «octobre 98».
    fn month_first(&self, at: usize) -> Option<(Partial, usize)> {
        let month = self.month(at)?;
        let mut next = at + 1;
        next += usize::from(month.short && self.is_mark(next, '.'));
        let date = Partial { month: Some(month.number), ..Partial::default() };
        let comma = usize::from(self.is_mark(next, ',') || self.is_word(next, "of") || self.is_word(next, "de"));
        if let Some(year) = self.year(next + comma) {
            return Some((Partial { year: Some(year), ..date }, next + comma + 1));
        }
        if let Some((year, end)) = self.short_year(next) {
            return Some((Partial { year: Some(year), ..date }, end));
        }
        if !month.english && !month.short {
            return None;
        }
        next += usize::from(self.is_word(next, "the"));
        let (day, next) = self.day(next)?;
        // «Dec 14:30» is a time, «Dec 5 000» a number.
        let goes_on = (self.is_mark(next, ':') && self.is_glued(next)) || self.is_thousand(next);
        (!goes_on).then(|| self.with_year(Partial { day: Some(day), ..date }, next))
    }

    /// «Thursday (5)», «Sunday (1st)», «jeudi 5».
    fn weekday_and_day(&self, at: usize) -> Option<(Partial, usize)> {
        let open = usize::from(self.is_mark(at, '('));
        let (day, next) = self.day(at + open)?;
        let close = usize::from(open == 1 && self.is_mark(next, ')'));
        if open != close {
            return None;
        }
        let ended = next > at + open + 1;
        // Bare figures are a day only where the clause ends or a capital follows: «jeudi 5 personnes» counts people.
        let stands_alone = match self.token(next) {
            None => true,
            Some(token) => token.capital || (matches!(token.sense, Sense::Mark(_)) && !self.is_mark(next, ':')),
        };
        let date = Partial { day: Some(day), ..Partial::default() };
        (close == 1 || ended || stands_alone).then_some((date, next + close))
    }

    /// `date` with the year that may follow at `at`.
    fn with_year(&self, date: Partial, at: usize) -> (Partial, usize) {
        let comma = usize::from(
            self.is_mark(at, ',') || self.is_mark(at, '-') || self.is_word(at, "of") || self.is_word(at, "de"),
        );
        if let Some(year) = self.year(at + comma)
            && !self.is_thousand(at + comma + 1)
        {
            return (Partial { year: Some(year), ..date }, at + comma + 1);
        }
        match self.short_year(at) {
            Some((year, end)) => (Partial { year: Some(year), ..date }, end),
            None => (date, at),
        }
    }

    /// «’98», or «98» where it can be no day.
    fn short_year(&self, at: usize) -> Option<(i16, usize)> {
        let apostrophe = matches!(self.sense(at), Sense::Mark(c) if analysis::is_apostrophe(c));
        let at = at + usize::from(apostrophe);
        let (value, 2) = self.free_figures(at)? else { return None };
        let value = i16::try_from(value).ok()?;
        if !apostrophe && (value <= 31 || self.is_letters(at + 1) && self.is_glued(at + 1) || self.is_mark(at + 1, '%'))
        {
            return None;
        }
        Some((if value < 40 { 2000 + value } else { 1900 + value }, at + 1))
    }

    /// Three figures after a blank: the rest of a number such as 2 000.
    fn is_thousand(&self, at: usize) -> bool {
        matches!(self.sense(at), Sense::Figures(_, 3))
    }
}
