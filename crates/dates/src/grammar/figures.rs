//! Dates in figures: `2024-12-05`, `05/12/2024`, `5.12.2024`, and `12:036/12/2024`, where a time is glued to one.

use jiff::civil::Time;

use super::{Cursor, Partial};
use crate::text::Sense;

/// A value and how many figures it has.
type Figures = (u32, u8);

impl Cursor<'_> {
    pub(crate) fn figures_date(&self, at: usize) -> Option<(Partial, usize)> {
        let Sense::Figures(first, digits) = self.sense(at) else { return None };
        if self.is_glued(at)
            && at > 0
            && !matches!(self.sense(at - 1), Sense::Mark(mark) if !matches!(mark, '/' | '-' | '.' | ','))
        {
            return None;
        }
        if self.is_mark(at + 1, ':') {
            return self.glued_to_time(at);
        }
        let (second, third, end) = self.three_parts(at)?;
        if digits == 4 {
            return Some((ymd(first, second.0, third.0)?, end));
        }
        let year = match third.1 {
            4 => third.0,
            2 if third.0 < 40 => 2000 + third.0,
            2 => 1900 + third.0,
            _ => return None,
        };
        let plausible = digits <= 2 && second.1 <= 2 && (1000..2200).contains(&year);
        let date = if plausible { self.either_order(first, second.0, year)? } else { return None };
        Some((date, end))
    }

    /// Figures, mark, figures, mark, figures, with the same mark twice and no blanks.
    fn three_parts(&self, at: usize) -> Option<(Figures, Figures, usize)> {
        let Sense::Mark(mark @ ('/' | '-' | '.')) = self.sense(at + 1) else { return None };
        let (Sense::Figures(second, two), Sense::Figures(third, three)) = (self.sense(at + 2), self.sense(at + 4))
        else {
            return None;
        };
        let tight = (at + 1..=at + 4).all(|place| self.is_glued(place));
        // A fourth part makes it an address or a reference.
        let goes_on =
            self.is_mark(at + 5, mark) && self.is_glued(at + 5) && self.is_figures(at + 6) && self.is_glued(at + 6);
        (tight && self.is_mark(at + 3, mark) && !goes_on).then_some(((second, two), (third, three), at + 5))
    }

    /// `12:036/12/2024`: minutes always have two figures, the rest is the day.
    fn glued_to_time(&self, at: usize) -> Option<(Partial, usize)> {
        let (Sense::Figures(hour, _), Sense::Figures(minute_and_day, digits @ (3 | 4))) =
            (self.sense(at), self.sense(at + 2))
        else {
            return None;
        };
        let (month, year, end) = self.three_parts(at + 2)?;
        let cut = if digits == 3 { 10 } else { 100 };
        let time = Time::new(i8::try_from(hour).ok()?, i8::try_from(minute_and_day / cut).ok()?, 0, 0).ok()?;
        let date = self.either_order(minute_and_day % cut, month.0, year.0)?;
        Some((Partial { time: Some(time), ..date }, end))
    }

    /// The order that a weekday beside the figures, or the language, decides where both are possible.
    fn either_order(&self, first: u32, second: u32, year: u32) -> Option<Partial> {
        let day_first = dmy(first, second, year);
        let month_first = dmy(second, first, year);
        let (own, other) = if self.lexicon.month_first() { (month_first, day_first) } else { (day_first, month_first) };
        let swappable = own.is_some() && other.is_some() && first != second;
        own.or(other).map(|date| Partial { swappable, ..date })
    }
}

fn ymd(year: u32, month: u32, day: u32) -> Option<Partial> {
    (1000..2200).contains(&year).then_some(())?;
    dmy(day, month, year)
}

fn dmy(day: u32, month: u32, year: u32) -> Option<Partial> {
    let date =
        jiff::civil::Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some(Partial { day: Some(date.day()), month: Some(date.month()), year: Some(date.year()), ..Partial::default() })
}
