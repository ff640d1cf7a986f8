//! Days as numbers, and the calendar cells by which mentioned dates are searched.

use jiff::civil::{Date, date};

const EPOCH: Date = date(1970, 1, 1);

/// Days from 1970-01-01 to `day`; negative before.
///
/// ```
/// use jiff::civil::date;
/// assert_eq!(schema::day_number(date(1970, 1, 2)), 1);
/// assert_eq!(schema::from_day_number(1), Some(date(1970, 1, 2)));
/// ```
pub fn day_number(day: Date) -> i64 {
    // Both ends are civil dates of the supported range, whose distance always is a whole number of days.
    i64::from((day - EPOCH).get_days())
}

/// The civil day of a number made by [`day_number`]; `None` outside the calendar's range.
pub fn from_day_number(number: i64) -> Option<Date> {
    let days = i32::try_from(number).ok()?;
    EPOCH.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// The number of the week, Monday to Sunday, that holds a day.
fn week_of(day: i64) -> i64 {
    // 1970-01-01 was a Thursday: three days into week 0.
    (day + 3).div_euclid(7)
}

/// First and last day number of a week.
pub fn days_of_week(week: i64) -> (i64, i64) {
    (week * 7 - 3, week * 7 + 3)
}

fn month_of(day: Date) -> i64 {
    i64::from(day.year()) * 12 + i64::from(day.month()) - 1
}

/// The days of a filter, inclusive; an open end reaches to the end of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayRange {
    /// First day.
    pub from: Date,
    /// Last day, inclusive.
    pub until: Date,
}

impl DayRange {
    /// The range between two ends, open ones at the ends of the calendar.
    pub fn between(from: Option<Date>, until: Option<Date>) -> Self {
        Self { from: from.unwrap_or(Date::MIN), until: until.unwrap_or(Date::MAX) }
    }

    /// The numbers of first and last day.
    pub fn day_numbers(&self) -> (i64, i64) {
        (day_number(self.from), day_number(self.until))
    }

    /// The calendar cells that lie wholly inside, as inclusive ranges; an empty one has its ends crossed.
    ///
    /// A cell of an article matches a filter exactly when it lies in the range of its kind.
    pub fn cells_inside(&self) -> Cells {
        let (first, last) = self.day_numbers();
        let week = |number: i64| days_of_week(number);
        let first_week = week_of(first) + i64::from(week(week_of(first)).0 < first);
        let last_week = week_of(last) - i64::from(week(week_of(last)).1 > last);
        let first_month = month_of(self.from) + i64::from(self.from.day() > 1);
        let last_month = month_of(self.until) - i64::from(self.until != self.until.last_of_month());
        let first_year = i64::from(self.from.year()) + i64::from(self.from != self.from.first_of_year());
        let last_year = i64::from(self.until.year()) - i64::from(self.until != self.until.last_of_year());
        let first_decade = (first_year + 9).div_euclid(10);
        let last_decade = (last_year - 9).div_euclid(10);
        Cells {
            day: (first, last),
            week: (first_week, last_week),
            month: (first_month, last_month),
            year: (first_year, last_year),
            decade: (first_decade, last_decade),
        }
    }
}

/// Inclusive ranges of cell numbers, a pair for each kind of cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cells {
    /// Day numbers.
    pub day: (i64, i64),
    /// Week numbers.
    pub week: (i64, i64),
    /// Month numbers.
    pub month: (i64, i64),
    /// Years.
    pub year: (i64, i64),
    /// Decades.
    pub decade: (i64, i64),
}

/// The cell a mentioned span of days is stored as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    Days(i64, i64),
    Week(i64),
    Month(i64),
    Year(i64),
    Decade(i64),
    Span(i64, i64),
}

/// Spans up to this many days that are no cell are stored as their days.
const LONGEST_DAYS: i64 = 31;

/// The cell of the days `from` to `until`, inclusive.
///
/// Week, month, year and decade are recognised by their ends, so that «du 25 novembre au 1er décembre» and «la
/// semaine dernière» are found alike.
pub(crate) fn cell_of(from: Date, until: Date) -> Option<Cell> {
    let (first, last) = (day_number(from), day_number(until));
    if last < first {
        return None;
    }
    let whole_months = from.day() == 1 && until == until.last_of_month();
    let whole_years = from == from.first_of_year() && until == until.last_of_year();
    let year = i64::from(from.year());
    Some(if first == last {
        Cell::Days(first, last)
    } else if days_of_week(week_of(first)) == (first, last) {
        Cell::Week(week_of(first))
    } else if whole_months && month_of(from) == month_of(until) {
        Cell::Month(month_of(from))
    } else if whole_years && from.year() == until.year() {
        Cell::Year(year)
    } else if whole_years && year.rem_euclid(10) == 0 && i64::from(until.year()) == year + 9 {
        Cell::Decade(year.div_euclid(10))
    } else if last - first < LONGEST_DAYS {
        Cell::Days(first, last)
    } else {
        Cell::Span(first, last)
    })
}

/// Whether the days `from` to `until` of a text match `filter`: what the index answers, said plainly.
///
/// A cell must lie inside the filter; a short span that is no cell is its days, so one of them inside is enough.
pub fn is_mentioned_within(from: Date, until: Date, filter: &DayRange) -> bool {
    let inside = filter.cells_inside();
    let within = |number: i64, (first, last): (i64, i64)| first <= number && number <= last;
    match cell_of(from, until) {
        Some(Cell::Days(first, last)) => first.max(inside.day.0) <= last.min(inside.day.1),
        Some(Cell::Week(week)) => within(week, inside.week),
        Some(Cell::Month(month)) => within(month, inside.month),
        Some(Cell::Year(year)) => within(year, inside.year),
        Some(Cell::Decade(decade)) => within(decade, inside.decade),
        Some(Cell::Span(first, last)) => inside.day.0 <= first && last <= inside.day.1,
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Cell, DayRange, cell_of, day_number, is_mentioned_within};

    #[test]
    fn spans_are_recognised_by_their_ends() {
        assert_eq!(cell_of(date(2024, 11, 25), date(2024, 12, 1)), Some(Cell::Week(2865)));
        assert_eq!(cell_of(date(1982, 2, 1), date(1982, 2, 28)), Some(Cell::Month(1982 * 12 + 1)));
        assert_eq!(cell_of(date(2011, 1, 1), date(2011, 12, 31)), Some(Cell::Year(2011)));
        assert_eq!(cell_of(date(1980, 1, 1), date(1989, 12, 31)), Some(Cell::Decade(198)));
        let day = day_number(date(2024, 12, 5));
        assert_eq!(cell_of(date(2024, 12, 5), date(2024, 12, 6)), Some(Cell::Days(day, day + 1)));
        assert_eq!(cell_of(date(2024, 12, 6), date(2024, 12, 5)), None);
    }

    #[test]
    fn a_cell_matches_only_a_filter_that_holds_it() {
        let february = (date(1982, 2, 1), date(1982, 2, 28));
        let check = |(from, until), filter_from, filter_until| {
            is_mentioned_within(from, until, &DayRange { from: filter_from, until: filter_until })
        };
        assert!(check(february, date(1982, 1, 1), date(1982, 12, 31)));
        assert!(check(february, date(1982, 2, 1), date(1982, 2, 28)));
        assert!(!check(february, date(1982, 2, 2), date(1982, 12, 31)));
        let wednesday = (date(2024, 12, 4), date(2024, 12, 4));
        let last_week = (date(2024, 11, 25), date(2024, 12, 1));
        assert!(check(wednesday, date(2024, 12, 4), date(2024, 12, 4)));
        assert!(!check(last_week, date(2024, 12, 1), date(2024, 12, 4)));
        let eighties = (date(1980, 1, 1), date(1989, 12, 31));
        assert!(check(eighties, date(1979, 6, 1), date(1990, 6, 1)));
        assert!(!check(eighties, date(1982, 1, 1), date(1982, 12, 31)));
    }
}
