//! Why a date that somebody typed is refused, and what would work instead.

use jiff::civil::Date;

/// A text that names no days.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Nothing was typed.
    #[error("no date is given: write 2024, 2024-12, 2024-12-05, 2024-11-27..2024-12-05, yesterday or last:7d")]
    Empty,
    /// Not a form known here.
    #[error(
        "`{text}` is not a date known here: write 2024, 2024-12, 2024-12-05, 05/12/2024, 5 December 2024, \
         2024-11-27..2024-12-05, 2024-W48, yesterday, last week or last:7d"
    )]
    Unknown {
        /// As typed.
        text: String,
    },
    /// A month beyond twelve.
    #[error("`{text}` has month {month}, but months go from 01 to 12: write {year}-12 for December")]
    NoSuchMonth {
        /// As typed.
        text: String,
        /// The year it stood with.
        year: i16,
        /// The month that does not exist.
        month: i32,
    },
    /// A date in the American order.
    #[error(
        "`{text}` has month {day}: the day comes first, write {day:02}/{month:02}/{year} or {year}-{month:02}-{day:02}"
    )]
    MonthFirst {
        /// As typed.
        text: String,
        /// The year it stood with.
        year: i16,
        /// What stands where the day belongs, and is a month.
        month: i32,
        /// What stands where the month belongs, and can only be a day.
        day: i32,
    },
    /// A day that its month does not have.
    #[error("`{text}` has day {day}, but that month ends on {last}: write {last} or {year}-{month:02}")]
    NoSuchDay {
        /// As typed.
        text: String,
        /// The day that does not exist.
        day: i32,
        /// The year of the month.
        year: i16,
        /// The month.
        month: i8,
        /// The last day of that month.
        last: Date,
    },
    /// An ISO week that its year does not have.
    #[error("`{text}` has week {week}, but {year} has {weeks} weeks: write {year}-W{weeks}")]
    NoSuchWeek {
        /// As typed.
        text: String,
        /// The year.
        year: i16,
        /// The week that does not exist.
        week: i32,
        /// How many weeks the year has.
        weeks: i8,
    },
    /// A quarter beyond four.
    #[error("`{text}` has quarter {quarter}, but a year has 4: write {year}-Q4")]
    NoSuchQuarter {
        /// As typed.
        text: String,
        /// The year.
        year: i16,
        /// The quarter that does not exist.
        quarter: i32,
    },
    /// A year of two digits.
    #[error("`{text}` has a year of two digits: write all four, such as {meant}")]
    ShortYear {
        /// As typed.
        text: String,
        /// The year that was probably meant.
        meant: i16,
    },
    /// A range with neither end.
    #[error("`{text}` has neither a first nor a last day: write 2024.., ..2024 or 2023..2024")]
    NoEnds {
        /// As typed.
        text: String,
    },
    /// A range that ends before it begins.
    #[error("`{text}` ends on {until}, before it begins on {from}: put the earlier date first")]
    Reversed {
        /// As typed.
        text: String,
        /// The first day as typed.
        from: Date,
        /// The last day as typed.
        until: Date,
    },
    /// `last:0d`.
    #[error("`{text}` covers no day: write last:1d for today, last:7d for a week")]
    NoLength {
        /// As typed.
        text: String,
    },
    /// A length in hours or minutes.
    #[error("`{text}` counts by the hour, but dates count by the day: write last:1d for today, last:2d with yesterday")]
    TooFine {
        /// As typed.
        text: String,
    },
}
