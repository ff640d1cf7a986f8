//! Infers the date of publication from the text alone, where no metadata gives it.
//!
//! News speaks of the days just before it. So the latest day that it names as past is the day it was written on, or
//! the one before; what must be known besides is the year, and where nothing gives that, there is no answer.

use article::{Confidence, Precision, Published};
use jiff::civil::Date;

use super::clues::{Clues, Yearless};
use crate::calendar::{add_days, days_between};

/// What metadata adds, too weak to answer by itself.
#[derive(Debug, Default)]
pub(super) struct Bounds {
    /// When linked posts were sent.
    pub(super) posts: Vec<Date>,
    /// The year of a line of copyright, or of a folder.
    pub(super) year: Option<i16>,
    /// The day of a dateline or header line that leaves out the year.
    pub(super) printed: Option<Yearless>,
}

/// A day later than all others by more than this is an appointment, not news.
const STRAY: i64 = 20;
/// A year that the text names is at most so much older than the text, where nothing else tells its year.
const REACH: i16 = 4;

/// The date that `clues` and `bounds` leave open, if they leave one.
pub(super) fn infer(clues: &Clues, bounds: &Bounds) -> Option<Published> {
    let (anchor, why) = anchor(clues, bounds)?;
    if let Some(printed) = bounds.printed {
        let date = nearest(printed, anchor)?;
        let evidence = format!("dateline, year from {why}");
        return Some(Published {
            date,
            time: None,
            precision: Precision::Day,
            confidence: Confidence::Likely,
            evidence,
        });
    }
    let latest = latest(clues, anchor);
    let date = next_weekday(clues, latest);
    let evidence = format!("latest day in the text, year from {why}");
    Some(Published { date, time: None, precision: Precision::Day, confidence: Confidence::Guess, evidence })
}

/// A day near publication whose year is known, and what gave it.
fn anchor(clues: &Clues, bounds: &Bounds) -> Option<(Date, String)> {
    let post = bounds.posts.iter().chain(&clues.posts).max().copied();
    if let Some(post) = post {
        return Some((post, format!("a post of {post}")));
    }
    if let Some(day) = printed_day(clues) {
        return Some((day, format!("«{day}» in the text")));
    }
    if let Some(year) = bounds.year {
        let latest = in_order(&clues.yearless).last().copied().or(bounds.printed)?;
        return Some((Date::new(year, latest.month, latest.day).ok()?, format!("the copyright line, {year}")));
    }
    let (day, weekday) = by_weekdays(clues, bounds.printed)?;
    Some((day, format!("the weekday of «{weekday}»")))
}

/// The latest day printed with its year, where something shows that it is no memory: its weekday, its place under a
/// picture, or the same weekday named alone.
fn printed_day(clues: &Clues) -> Option<Date> {
    let newest = clues.years.iter().max()?;
    let named = |date: Date| clues.weekdays[weekday_index(date)] > 0;
    let fresh =
        clues.days.iter().filter(|day| day.date.year() >= *newest && (day.weekday || day.caption || named(day.date)));
    fresh.map(|day| day.date).max()
}

fn weekday_index(date: Date) -> usize {
    usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or_default()
}

/// The one year, not long after the last one named, in which all weekdays fit the days beside them.
fn by_weekdays(clues: &Clues, printed: Option<Yearless>) -> Option<(Date, String)> {
    let lowest = *clues.years.iter().max()?;
    let ordered = in_order(&clues.yearless);
    let latest = printed.or(ordered.last().copied())?;
    let mut tests: Vec<Yearless> = ordered.iter().filter(|day| day.weekday.is_some()).copied().collect();
    tests.extend(printed.filter(|day| day.weekday.is_some()));
    tests.extend(clues.weekday_days.iter().map(|(weekday, day)| Yearless {
        month: latest.month,
        day: *day,
        weekday: Some(*weekday),
    }));
    if tests.is_empty() {
        return None;
    }
    let fits = |year: &i16| {
        tests.iter().all(|test| {
            // A day of December in a text of January belongs to the year before.
            let year = if test.month > latest.month + 6 { *year - 1 } else { *year };
            let date = Date::new(year, test.month, test.day);
            date.is_ok_and(|date| Some(date.weekday().to_monday_one_offset()) == test.weekday)
        })
    };
    let mut years = (lowest..=lowest + REACH).filter(fits);
    let (year, None) = (years.next()?, years.next()) else { return None };
    // Days without a month may be later than any with one.
    let day = clues.weekday_days.iter().map(|(_, day)| *day).fold(latest.day, i8::max);
    let date = Date::new(year, latest.month, day).or(Date::new(year, latest.month, latest.day)).ok()?;
    Some((date, date.strftime("%A %-d").to_string()))
}

/// Days without a year in the order of one stretch of news: December comes before January where both occur.
fn in_order(days: &[Yearless]) -> Vec<Yearless> {
    let mut days = days.to_vec();
    let turn = days.iter().any(|day| day.month >= 10) && days.iter().any(|day| day.month <= 3);
    days.sort_by_key(|day| (if turn && day.month <= 6 { day.month + 12 } else { day.month }, day.day));
    days
}

/// The day without a year that lies nearest to `anchor`.
fn nearest(day: Yearless, anchor: Date) -> Option<Date> {
    let years = (anchor.year() - 1)..=(anchor.year() + 1);
    let dates = years.filter_map(|year| Date::new(year, day.month, day.day).ok());
    dates.min_by_key(|date| days_between(*date, anchor).abs())
}

/// The latest day that the text names near `anchor`, strays left out.
fn latest(clues: &Clues, anchor: Date) -> Date {
    let yearless = clues.yearless.iter().filter_map(|day| nearest(*day, anchor));
    let mut days: Vec<Date> = clues.days.iter().map(|day| day.date).chain(yearless).chain([anchor]).collect();
    days.sort();
    days.dedup();
    while let [.., before, last] = days[..]
        && days_between(before, last) > STRAY
        && last != anchor
    {
        days.pop();
    }
    days.last().copied().unwrap_or(anchor)
}

/// The day after `latest`, where its weekday is named often: news of Friday tells what «jeudi 5» brought.
fn next_weekday(clues: &Clues, latest: Date) -> Date {
    let next = add_days(latest, 1);
    let (own, following) = (clues.weekdays[weekday_index(latest)], clues.weekdays[weekday_index(next)]);
    if following >= 2 && following >= own { next } else { latest }
}
