//! A calendar date with the parts that are printed.

use jiff::civil::{Date, Time};

use crate::calendar::Interval;

/// A calendar date with the parts that are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Partial {
    /// 1 for Monday.
    pub(crate) weekday: Option<i8>,
    pub(crate) day: Option<i8>,
    pub(crate) month: Option<i8>,
    pub(crate) year: Option<i16>,
    /// Only where it is glued to the date.
    pub(crate) time: Option<Time>,
    /// Whether day and month were figures that could be read the other way round.
    pub(crate) swappable: bool,
}

impl Partial {
    /// The days it names by itself: a day or a month, with its year.
    pub(crate) fn interval(&self) -> Option<Interval> {
        let (year, month) = (self.year?, self.month?);
        match self.day {
            Some(day) => Date::new(year, month, day).ok().map(Interval::day),
            None => Interval::month(year, month),
        }
    }

    /// The same figures with day and month exchanged.
    pub(crate) fn swapped(self) -> Option<Self> {
        self.swappable.then_some(Self { day: self.month, month: self.day, ..self })
    }

    /// The order of day and month that the weekday beside them proves, else the one as read.
    pub(crate) fn settled(self) -> Self {
        match (self.weekday_fits(), self.swapped()) {
            (Some(true), _) => Self { swappable: false, ..self },
            (Some(false), Some(swapped)) if swapped.weekday_fits() == Some(true) => {
                Self { swappable: false, ..swapped }
            }
            _ => self,
        }
    }

    /// Whether the weekday beside it is the one of that day; `None` when there is none, or no whole date.
    pub(crate) fn weekday_fits(&self) -> Option<bool> {
        let day = Date::new(self.year?, self.month?, self.day?).ok()?;
        Some(day.weekday().to_monday_one_offset() == self.weekday?)
    }
}
