//! Infers the date of publication from the text alone, where no metadata gives it.
//!
//! News speaks of the days just before it. So the latest day that it names as past is the day it was written on, or
//! the one before; what must be known besides is the year, and where nothing gives that, there is no answer.

use article::{Confidence, DateReason, Precision, Published, StatedDate, YearReason};
use jiff::civil::Date;

use super::clues::{Clues, Day, Yearless};
use crate::calendar::{add_days, days_between};

/// What metadata adds, too weak to answer by itself.
#[derive(Debug, Default)]
pub(super) struct Bounds {
    /// When linked posts were sent.
    pub(super) posts: Vec<Date>,
    /// The year of a line of copyright or of a folder, and where it stands.
    pub(super) year: Option<(i16, StatedDate)>,
    /// The day of a dateline or header line that leaves out the year.
    pub(super) printed: Option<Yearless>,
}

/// A day later than all others by more than this is an appointment, not news.
const STRAY: i64 = 20;
/// Years further back than this say nothing about how close together a text names its years.
const RECENT: i16 = 10;
/// What lasts since a year is told for some years after it.
const LASTING: i16 = 5;
/// A post speaks for the days of an article no longer than this.
const FRESH_POST: i64 = 7;

/// The date that `clues` and `bounds` leave open, if they leave one.
pub(super) fn infer(clues: &Clues, bounds: &Bounds) -> Option<Published> {
    if let Some(published) = bounds.printed.and_then(|printed| near_a_day(clues, printed)) {
        return Some(published);
    }
    let anchor = anchor(clues, bounds)?;
    if let Some(printed) = bounds.printed {
        let date = nearest(printed, anchor.day)?;
        let evidence = DateReason::Dateline(anchor.why);
        return Some(Published {
            date,
            time: None,
            precision: Precision::Day,
            confidence: Confidence::Likely,
            evidence,
        });
    }
    let latest = latest(clues, anchor.day);
    let (date, precision) = if anchor.fresh || is_fresh(clues, latest) {
        (next_weekday(clues, latest), Precision::Day)
    } else {
        (anchor.day.first_of_month(), Precision::Month)
    };
    let evidence = DateReason::LatestDay(anchor.why);
    Some(Published { date, time: None, precision, confidence: Confidence::Guess, evidence })
}

/// A dateline whose year stands with another day of the same weeks: «PARIS, 5 déc – … l'accord du 14 novembre 2024».
fn near_a_day(clues: &Clues, printed: Yearless) -> Option<Published> {
    let newest = clues.days.iter().map(|day| day.date).max()?;
    let date = nearest(printed, newest)?;
    let of_weekday = printed.weekday.is_none_or(|weekday| date.weekday().to_monday_one_offset() == weekday);
    let near = (0..=SAME_WEEKS).contains(&days_between(newest, date)) && of_weekday;
    let confidence = if is_fresh(clues, date) { Confidence::Likely } else { Confidence::Guess };
    let evidence = DateReason::Dateline(YearReason::Text(newest));
    near.then_some(Published { date, time: None, precision: Precision::Day, confidence, evidence })
}

/// A day printed with its year lends it to a dateline no further after it.
const SAME_WEEKS: i64 = 60;

/// A day near publication whose year is known.
struct Anchor {
    day: Date,
    /// What gave the year.
    why: YearReason,
    /// Whether its very form says that it is of these days.
    fresh: bool,
}

fn anchor(clues: &Clues, bounds: &Bounds) -> Option<Anchor> {
    if let Some(post) = bounds.posts.iter().chain(&clues.posts).max().copied() {
        let fresh = days_between(post, latest(clues, post)) <= FRESH_POST;
        return Some(Anchor { day: post, why: YearReason::Post(post), fresh });
    }
    if let Some(day) = printed_day(clues) {
        return Some(Anchor { day: day.date, why: YearReason::Text(day.date), fresh: day.set_apart });
    }
    if let Some((year, why)) = &bounds.year {
        let latest = bounds.printed.or(in_order(&clues.yearless).last().copied())?;
        let day = Date::new(*year, latest.month, latest.day).ok()?;
        return Some(Anchor { day, why: YearReason::Stated(why.clone()), fresh: false });
    }
    by_weekdays(clues)
}

/// The latest day printed with its year, where its weekday beside it, or its place apart from the story, shows that it is
/// no memory.
fn printed_day(clues: &Clues) -> Option<Day> {
    let newest = clues.years.iter().max()?;
    let fresh = clues.days.iter().filter(|day| day.date.year() >= *newest && (day.weekday || day.set_apart));
    fresh.max_by_key(|day| day.date).copied()
}

/// Whether the text names the weekday of `day`, or of the day after, as news does with the days it is written on.
fn is_fresh(clues: &Clues, day: Date) -> bool {
    clues.weekdays[weekday_index(day)] > 0 || clues.weekdays[weekday_index(add_days(day, 1))] > 0
}

fn weekday_index(date: Date) -> usize {
    usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or_default()
}

/// «Thursday (5)» leaves out the month, so it is of these weeks: the one year, not long after the last one named, in
/// which all weekdays fit the days beside them.
fn by_weekdays(clues: &Clues) -> Option<Anchor> {
    let ordered = in_order(&clues.yearless);
    let latest = *ordered.last()?;
    let highest = clues.weekday_days.iter().map(|(_, day)| *day).max()?;
    let with_month = ordered.iter().filter(|day| day.weekday.is_some()).copied();
    let without = clues.weekday_days.iter();
    let without = without.map(|(weekday, day)| Yearless { month: latest.month, day: *day, weekday: Some(*weekday) });
    let tests: Vec<Yearless> = with_month.chain(without).collect();
    let fits = |year: &i16| {
        tests.iter().all(|test| {
            // A day of December in a text of January belongs to the year before.
            let year = if test.month > latest.month + 6 { *year - 1 } else { *year };
            let date = Date::new(year, test.month, test.day);
            date.is_ok_and(|date| Some(date.weekday().to_monday_one_offset()) == test.weekday)
        })
    };
    let mut years = years_after(clues)?.filter(fits);
    let (year, None) = (years.next()?, years.next()) else { return None };
    // Days without a month may be later than any with one.
    let day = Date::new(year, latest.month, highest.max(latest.day)).ok()?;
    Some(Anchor { day, why: YearReason::Weekdays(year), fresh: true })
}

/// The years in which a text may have been written: not long after the last one since which something lasts, or after
/// several that lie close together.
fn years_after(clues: &Clues) -> Option<std::ops::RangeInclusive<i16>> {
    let last = *clues.years.iter().max()?;
    if clues.since.contains(&last) {
        return Some(last..=last + LASTING);
    }
    let mut recent: Vec<i16> = clues.years.iter().copied().filter(|year| *year >= last - RECENT).collect();
    recent.sort();
    recent.dedup();
    let steps = i16::try_from(recent.len()).ok()?.checked_sub(1).filter(|steps| *steps >= 2)?;
    Some(last..=last + (last - recent[0]) * 3 / (steps * 2))
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
    let days = clues.days.iter().map(|day| day.date).chain(yearless);
    let mut days: Vec<Date> = days.filter(|day| days_between(anchor, *day) <= STRAY).chain([anchor]).collect();
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

/// The day after `latest`, where its weekday is named as often: news of Friday tells what «jeudi 5» brought.
fn next_weekday(clues: &Clues, latest: Date) -> Date {
    let next = add_days(latest, 1);
    let (own, following) = (clues.weekdays[weekday_index(latest)], clues.weekdays[weekday_index(next)]);
    let today = following >= 2 && following >= own || following > 0 && own == 0;
    if today { next } else { latest }
}
