//! Counts by day as bars of a calendar unit.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schema::from_day_number;

use crate::hits::{Timeline, TimelineBar, TimelineUnit};

/// More days than this are shown by month, more months than this by year.
const MOST_DAYS: i64 = 62;
const MOST_MONTHS: i64 = 60;

/// Bars for `spans`, ascending, each the first and last possible day of so many articles; one bar a `unit`.
///
/// Without a unit the span of all chooses, and no finer one than most dates are known to. A chosen one that would bring
/// more than [`MOST_BARS`] gives way to the next coarser, and the answer names it. An article whose days do not lie in one
/// bar is counted apart: none is put on a first of January that nobody wrote.
pub(crate) fn timeline(spans: &[((i64, i64), u64)], undated: u64, unit: Option<TimelineUnit>) -> Timeline {
    let known: Vec<(Date, Date, u64)> = spans
        .iter()
        .filter_map(|((from, until), count)| Some((from_day_number(*from)?, from_day_number(*until)?, *count)))
        .collect();
    let length = spans.last().map_or(0, |((last, _), _)| last - spans[0].0.0);
    let unit = unit.map_or_else(|| TimelineUnit::of(length, &known), |unit| unit.within(length));
    let mut counts: BTreeMap<Date, u64> = BTreeMap::new();
    let mut uncertain = 0;
    for (from, until, count) in known {
        if unit.holds(from, until) {
            *counts.entry(unit.first_day(from)).or_default() += count;
        } else {
            uncertain += count;
        }
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
    Timeline { unit, bars, uncertain, undated }
}

/// Bars of a timeline whose unit somebody chose: ten years of days. One stray year 1 must not bring seven hundred
/// thousand.
const MOST_BARS: i64 = 3_660;

impl TimelineUnit {
    /// All units, the finest first.
    pub const ALL: [Self; 3] = [Self::Day, Self::Month, Self::Year];

    /// The unit of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.name() == name)
    }

    /// The unit that suits so many days, and in which most of the articles `known` have one bar.
    fn of(length: i64, known: &[(Date, Date, u64)]) -> Self {
        let suiting = if length <= MOST_DAYS {
            Self::Day
        } else if length <= MOST_MONTHS * 31 {
            Self::Month
        } else {
            Self::Year
        };
        let articles = |unit: Option<Self>| {
            let held = known.iter().filter(|(from, until, _)| unit.is_none_or(|unit| unit.holds(*from, *until)));
            held.map(|(_, _, count)| count).sum::<u64>()
        };
        let all = articles(None);
        let known_well = |unit: &Self| articles(Some(*unit)) * 2 >= all;
        Self::ALL.into_iter().skip_while(|unit| *unit != suiting).find(known_well).unwrap_or(Self::Year)
    }

    /// Whether both days lie in one bar.
    fn holds(self, from: Date, until: Date) -> bool {
        self.first_day(from) == self.first_day(until)
    }

    /// This unit, or the finest coarser one whose bars for so many days are not too many.
    fn within(self, length: i64) -> Self {
        match self {
            Self::Day if length >= MOST_BARS => Self::Month.within(length),
            Self::Month if length / 28 >= MOST_BARS => Self::Year,
            unit => unit,
        }
    }

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

    fn counted(days: &[Date]) -> Vec<((i64, i64), u64)> {
        days.iter().map(|day| ((day_number(*day), day_number(*day)), 1)).collect()
    }

    fn check(days: &[Date], unit: TimelineUnit, bars: &[(Date, u64)]) {
        let timeline = timeline(&counted(days), 3, None);
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
        assert_eq!(timeline(&counted(&years), 0, None).bars.len(), 34);
    }

    #[test]
    fn the_user_chooses_the_unit_within_reason() {
        let unit = |days: &[Date], unit| {
            let timeline = timeline(&counted(days), 0, Some(unit));
            assert_eq!(timeline.bars.iter().map(|bar| bar.count).sum::<u64>(), days.len() as u64);
            (timeline.unit, timeline.bars.len())
        };
        let weeks = [date(2023, 12, 25), date(2024, 1, 7)];
        assert_eq!(unit(&weeks, TimelineUnit::Day), (TimelineUnit::Day, 14));
        assert_eq!(unit(&weeks, TimelineUnit::Month), (TimelineUnit::Month, 2));
        assert_eq!(unit(&weeks, TimelineUnit::Year), (TimelineUnit::Year, 2));
        let ages = [date(1, 1, 1), date(2024, 12, 31)];
        assert_eq!(unit(&ages, TimelineUnit::Day), (TimelineUnit::Year, 2024));
        let decades = [date(1987, 1, 1), date(2024, 12, 31)];
        assert_eq!(unit(&decades, TimelineUnit::Day), (TimelineUnit::Month, 38 * 12));
    }

    #[test]
    fn coarse_dates_stand_apart_from_finer_bars() {
        let span = |from: Date, until: Date, count| ((day_number(from), day_number(until)), count);
        let month = span(date(2024, 3, 1), date(2024, 3, 31), 2);
        let day = span(date(2024, 3, 1), date(2024, 3, 1), 3);
        let shown = |unit| {
            let timeline = timeline(&[day, month], 1, unit);
            (timeline.unit, timeline.bars.iter().map(|bar| bar.count).collect::<Vec<_>>(), timeline.uncertain)
        };
        assert_eq!(shown(Some(TimelineUnit::Day)), (TimelineUnit::Day, vec![3], 2));
        assert_eq!(shown(Some(TimelineUnit::Month)), (TimelineUnit::Month, vec![5], 0));
        assert_eq!(shown(None), (TimelineUnit::Day, vec![3], 2));
        // Where most are known to the month only, bars are months.
        assert_eq!(timeline(&[month], 0, None).unit, TimelineUnit::Month);
    }
}
