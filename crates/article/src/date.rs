//! Dates as Depeche keeps them: never a bare value, always with what is known about it.

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use crate::DateReason;

/// When an article was published, how exactly that is known, how surely, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Published {
    /// The civil day as printed; with a coarser precision, the first day of the month or year.
    pub date: Date,
    /// The time of day as printed, if it is known.
    pub time: Option<Time>,
    /// How exactly the date is known.
    pub precision: Precision,
    /// How surely.
    pub confidence: Confidence,
    /// The evidence that won; as JSON, in English words: «JSON-LD datePublished».
    #[serde(serialize_with = "DateReason::in_english")]
    pub evidence: DateReason,
}

impl Published {
    /// The first and the last day on which it may have been published.
    ///
    /// ```
    /// # use article::{Confidence, DateReason, Precision, Published, YearReason};
    /// # use jiff::civil::date;
    /// let evidence = DateReason::LatestDay(YearReason::Weekdays(1982));
    /// let (day, precision, confidence) = (date(1982, 2, 1), Precision::Month, Confidence::Likely);
    /// let february = Published { date: day, time: None, precision, confidence, evidence };
    /// assert_eq!(february.days(), (date(1982, 2, 1), date(1982, 2, 28)));
    /// ```
    pub fn days(&self) -> (Date, Date) {
        match self.precision {
            Precision::Minute | Precision::Day => (self.date, self.date),
            Precision::Month => (self.date.first_of_month(), self.date.last_of_month()),
            Precision::Year => (self.date.first_of_year(), self.date.last_of_year()),
        }
    }
}

/// A moment of less weight than [`Published`]: when an article was last changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Stamp {
    /// The civil day as printed.
    pub date: Date,
    /// The time of day as printed, if it is known.
    pub time: Option<Time>,
}

/// How exactly a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// To the minute.
    Minute,
    /// To the day.
    Day,
    /// To the month.
    Month,
    /// To the year.
    Year,
}

/// How surely a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Stated by metadata or print, and contradicted by nothing.
    Certain,
    /// Well supported.
    Likely,
    /// Inferred from little.
    Guess,
}

/// A date that the text speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MentionedDate {
    /// The words, as printed.
    pub text: String,
    /// First byte in the article's text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// First whole day meant, if days are meant at all (a duration has none).
    pub from: Option<Date>,
    /// Last whole day meant, inclusive.
    pub until: Option<Date>,
    /// The time of day, if one is given.
    pub at: Option<Time>,
    /// The calendar unit the words name.
    pub granularity: Granularity,
    /// What kind of expression it is.
    pub kind: DateKind,
    /// The length of a duration, as ISO 8601: `P40Y`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<String>,
}

/// The calendar unit that a date expression names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Granularity {
    /// A time of day.
    Minute,
    /// A day, or a part of one.
    Day,
    /// A week, Monday to Sunday.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
    /// Ten years: 1980 to 1989.
    Decade,
    /// Anything else, such as a quarter, a season or a range.
    Span,
}

/// What kind of date expression it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateKind {
    /// It names its days: «le 5 décembre».
    Point,
    /// It opens a stretch: «depuis 2011».
    Since,
    /// It closes a stretch: «until Friday».
    Until,
    /// It names a length, not days: «pendant 40 ans».
    Duration,
    /// It names days too loosely to be searched by.
    Vague,
}
