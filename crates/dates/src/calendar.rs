//! Stretches of the calendar: takes years, months and weeks, gives their first and last day.

use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::{Span, ToSpan};

/// Whole days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Interval {
    pub(crate) from: Date,
    pub(crate) until: Date,
}

impl Interval {
    /// `None` when it would end before it begins.
    pub(crate) fn new(from: Date, until: Date) -> Option<Self> {
        (from <= until).then_some(Self { from, until })
    }

    pub(crate) fn day(day: Date) -> Self {
        Self { from: day, until: day }
    }

    /// Monday to Sunday around `day`.
    pub(crate) fn week_of(day: Date) -> Self {
        let monday = add_days(day, -i64::from(day.weekday().to_monday_zero_offset()));
        Self { from: monday, until: add_days(monday, 6) }
    }

    /// Saturday and Sunday of the week of `day`.
    pub(crate) fn weekend_of(day: Date) -> Self {
        let week = Self::week_of(day);
        Self { from: add_days(week.until, -1), until: week.until }
    }

    pub(crate) fn month_of(day: Date) -> Self {
        Self { from: day.first_of_month(), until: day.last_of_month() }
    }

    /// Three months: January to March is the first quarter.
    pub(crate) fn quarter_of(day: Date) -> Self {
        let first = (day.month() - 1) / 3 * 3 + 1;
        let from = Date::new(day.year(), first, 1).unwrap_or(day);
        Self { from, until: add_months(from, 2).last_of_month() }
    }

    pub(crate) fn year_of(day: Date) -> Self {
        Self { from: day.first_of_year(), until: day.last_of_year() }
    }

    pub(crate) fn year(year: i16) -> Option<Self> {
        Date::new(year, 1, 1).ok().map(Self::year_of)
    }

    pub(crate) fn month(year: i16, month: i8) -> Option<Self> {
        Date::new(year, month, 1).ok().map(Self::month_of)
    }

    /// Week `week` of `year` as ISO 8601 counts them.
    pub(crate) fn week(year: i16, week: i8) -> Option<Self> {
        ISOWeekDate::new(year, week, Weekday::Monday).ok().map(|monday| Self::week_of(monday.date()))
    }

    /// `first` to `last`, as whole years.
    pub(crate) fn years(first: i16, last: i16) -> Option<Self> {
        Self::new(Date::new(first, 1, 1).ok()?, Date::new(last, 12, 31).ok()?)
    }
}

/// `date` moved by `days`, held at the ends of the calendar (years -9999 and 9999).
pub(crate) fn add_days(date: Date, days: i64) -> Date {
    // Far beyond any date, and within what a span of days may hold.
    let days = days.clamp(-4_000_000, 4_000_000);
    date.saturating_add(days.days())
}

/// `date` moved by `months`; 31 March less a month is the last of February.
pub(crate) fn add_months(date: Date, months: i64) -> Date {
    date.saturating_add(Span::new().months(months.clamp(-100_000, 100_000)))
}

/// `date` moved by `years`; 29 February moves to the 28th where there is no 29th.
pub(crate) fn add_years(date: Date, years: i64) -> Date {
    date.saturating_add(Span::new().years(years.clamp(-15_000, 15_000)))
}

/// How many days lie from `from` to `to`, negative when `to` is earlier.
pub(crate) fn days_between(from: Date, to: Date) -> i64 {
    to.since(from).map_or(0, |span| i64::from(span.get_days()))
}

/// How many days `month` of `year` has, or 0 for a month that does not exist.
pub(crate) fn days_in_month(year: i16, month: i8) -> i8 {
    Date::new(year, month, 1).map_or(0, |first| first.days_in_month())
}

/// How many ISO weeks `year` has: 52 or 53.
pub(crate) fn weeks_in_year(year: i16) -> i8 {
    if ISOWeekDate::new(year, 53, Weekday::Monday).is_ok() { 53 } else { 52 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_week_around_a_year_end_belongs_to_both_years() {
        let week = Interval { from: date(2024, 12, 30), until: date(2025, 1, 5) };
        assert_eq!(Interval::week_of(date(2025, 1, 1)), week);
        assert_eq!(Interval::week(2025, 1), Some(week));
    }

    #[test]
    fn only_some_years_have_a_week_53() {
        assert_eq!(weeks_in_year(2020), 53);
        assert_eq!(Interval::week(2024, 53), None);
    }

    #[test]
    fn a_month_back_from_the_31st_stays_in_the_month_before() {
        assert_eq!(add_months(date(2024, 3, 31), -1), date(2024, 2, 29));
        assert_eq!(add_years(date(2024, 2, 29), -1), date(2023, 2, 28));
    }

    #[test]
    fn days_are_counted_across_years() {
        assert_eq!(days_between(date(2023, 12, 31), date(2025, 1, 1)), 367);
        assert_eq!(days_between(date(2025, 1, 1), date(2024, 12, 31)), -1);
    }
}
