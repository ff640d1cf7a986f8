//! Counts by day as bars of a calendar unit.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schema::from_day_number;

use crate::hits::{Timeline, TimelineBar, TimelineUnit};

/// More days than this are shown by month, more months than this by year.
const MOST_DAYS: i64 = 62;
const MOST_MONTHS: i64 = 60;

/// Bars for `days`, ascending day numbers with counts; the span chooses the unit.
pub(crate) fn timeline(days: &[(i64, u64)], undated: u64) -> Timeline {
    let known: Vec<(Date, u64)> =
        days.iter().filter_map(|(day, count)| Some((from_day_number(*day)?, *count))).collect();
    let span = days.last().map_or(0, |(last, _)| last - days[0].0);
    let unit = if span <= MOST_DAYS {
        TimelineUnit::Day
    } else if span <= MOST_MONTHS * 31 {
        TimelineUnit::Month
    } else {
        TimelineUnit::Year
    };
    let mut counts: BTreeMap<Date, u64> = BTreeMap::new();
    for (day, count) in &known {
        *counts.entry(unit.first_day(*day)).or_default() += count;
    }
    let mut bars = Vec::new();
    if let (Some((first, _)), Some((last, _))) = (counts.first_key_value(), counts.last_key_value()) {
        let mut from = *first;
        loop {
            let until = unit.last_day(from);
            bars.push(TimelineBar { from, until, count: counts.get(&from).copied().unwrap_or(0) });
            match until.tomorrow() {
                Ok(next) if next <= *last => from = next,
                _ => break,
            }
        }
    }
    Timeline { unit, bars, undated }
}

impl TimelineUnit {
    /// The word used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    fn first_day(self, day: Date) -> Date {
        match self {
            Self::Day => day,
            Self::Month => day.first_of_month(),
            Self::Year => day.first_of_year(),
        }
    }

    fn last_day(self, day: Date) -> Date {
        match self {
            Self::Day => day,
            Self::Month => day.last_of_month(),
            Self::Year => day.last_of_year(),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};
    use schema::day_number;

    use super::timeline;
    use crate::hits::TimelineUnit;

    fn check(days: &[Date], unit: TimelineUnit, bars: &[(Date, u64)]) {
        let counted: Vec<(i64, u64)> = days.iter().map(|day| (day_number(*day), 1)).collect();
        let timeline = timeline(&counted, 3);
        assert_eq!(timeline.unit, unit);
        assert_eq!(timeline.bars.iter().map(|bar| (bar.from, bar.count)).collect::<Vec<_>>(), bars);
        assert_eq!(timeline.undated, 3);
    }

    #[test]
    fn the_span_chooses_the_unit_and_gaps_are_filled() {
        check(&[], TimelineUnit::Day, &[]);
        let leap = [date(2024, 2, 28), date(2024, 3, 1)];
        check(&leap, TimelineUnit::Day, &[(leap[0], 1), (date(2024, 2, 29), 0), (leap[1], 1)]);
        let months = [date(2023, 12, 31), date(2024, 1, 1), date(2024, 3, 9)];
        let bars = [(date(2023, 12, 1), 1), (date(2024, 1, 1), 1), (date(2024, 2, 1), 0), (date(2024, 3, 1), 1)];
        check(&months, TimelineUnit::Month, &bars);
        let years = [date(1987, 3, 1), date(1990, 1, 1), date(2020, 12, 31)];
        assert_eq!(timeline(&years.map(|day| (day_number(day), 1)), 0).bars.len(), 34);
    }
}
