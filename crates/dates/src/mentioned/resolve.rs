//! Turns expressions into days: against the day of publication, and against the dates that the text named before.

use article::{Granularity, Precision, Published};
use jiff::civil::{Date, Time};

use crate::calendar::{Interval, add_days, add_months, add_years, days_between};
use crate::grammar::{Anchor, Cursor, Expr, Lean, Match, Partial, Tense};
use crate::text::{Season, Unit, Word};

/// The days of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Resolved {
    pub(super) interval: Interval,
    pub(super) granularity: Granularity,
    pub(super) at: Option<Time>,
}

impl Resolved {
    pub(super) fn is_day(&self) -> bool {
        self.granularity == Granularity::Day || self.granularity == Granularity::Minute
    }

    fn new(interval: Interval, granularity: Granularity) -> Self {
        Self { interval, granularity, at: None }
    }

    fn day(day: Date) -> Self {
        Self::new(Interval::day(day), Granularity::Day)
    }
}

/// What is known while an article is read from top to bottom.
pub(super) struct Memory<'a> {
    published: Option<&'a Published>,
    /// The last day that the text named.
    named_day: Option<Date>,
    /// The last day that it named before this paragraph.
    day_before: Option<Date>,
    /// The last date that it named, of whatever length.
    named: Option<Interval>,
    /// The year of the last whole date or month of this paragraph, and where it stands. A year alone begins no story.
    printed_year: Option<(i16, usize)>,
    /// The last day named in this paragraph, and the place after it.
    day_beside: Option<(Date, usize)>,
}

/// Further back than this, a year printed in the paragraph is the year of its story too.
const NARRATIVE_YEARS: i16 = 1;
/// Times of day further down belong to a day that is no further from publication.
const RECENT_DAYS: i64 = 30;

impl<'a> Memory<'a> {
    pub(super) fn new(published: Option<&'a Published>) -> Self {
        Self { published, named_day: None, day_before: None, named: None, printed_year: None, day_beside: None }
    }

    pub(super) fn begin_paragraph(&mut self) {
        self.printed_year = None;
        self.day_beside = None;
        self.day_before = self.named_day;
    }

    /// The day of publication, if it is known to the day.
    fn today(&self) -> Option<Date> {
        self.published.filter(|published| published.precision <= Precision::Day).map(|published| published.date)
    }

    /// The middle of the days of publication, where a month is enough.
    fn around(&self) -> Option<Date> {
        let published = self.published.filter(|published| published.precision <= Precision::Month)?;
        Some(if published.precision == Precision::Month { add_days(published.date, 14) } else { published.date })
    }

    /// The day that times of day belong to while a paragraph names none: the last one named before, if it is recent,
    /// else the day of publication.
    pub(super) fn day_before_paragraph(&self) -> Option<Interval> {
        let today = self.today()?;
        let named = self.day_before.filter(|day| (0..=RECENT_DAYS).contains(&days_between(*day, today)));
        Some(Interval::day(named.unwrap_or(today)))
    }

    /// Whether `interval` lies after publication.
    pub(super) fn is_to_come(&self, interval: &Interval) -> bool {
        self.published.is_some_and(|published| published.date < interval.from)
    }

    pub(super) fn resolve(&mut self, cursor: &Cursor, at: usize, found: &Match) -> Option<Resolved> {
        let resolved = self.days(cursor, at, found)?;
        self.named = Some(resolved.interval);
        if resolved.is_day() {
            self.named_day = Some(resolved.interval.from);
            self.day_beside = Some((resolved.interval.from, found.end));
        }
        if let Expr::Date(Partial { year: Some(year), .. }, _) = found.expr {
            self.printed_year = Some((year, at));
        }
        Some(resolved)
    }

    fn days(&self, cursor: &Cursor, at: usize, found: &Match) -> Option<Resolved> {
        let tense = || cursor.tense(at, found.end);
        match found.expr {
            Expr::Date(date, lean) => self.date(cursor, at, found.end, date, lean),
            Expr::Shift { unit, by, anchor: Anchor::Published } => self.away_from_publication(unit, by, tense),
            Expr::Shift { unit, by, anchor: Anchor::Named } => self.away_from_named(unit, by),
            Expr::Counted { unit, by } => self.counted(unit, by),
            Expr::MonthOf { month, years } => {
                let year = self.published?.date.year().checked_add(i16::try_from(years).ok()?)?;
                Some(Resolved::new(Interval::month(year, month)?, Granularity::Month))
            }
            Expr::Year(year) => Some(Resolved::new(Interval::year(year)?, Granularity::Year)),
            Expr::Decade(first) => Some(Resolved::new(Interval::years(first, first + 9)?, Granularity::Decade)),
            Expr::Century(century) => {
                Some(Resolved::new(Interval::years(century * 100 - 99, century * 100)?, Granularity::Span))
            }
            Expr::Season { season, year, lean } => self.season(season, year, lean),
            Expr::Quarter { quarter, year, lean } => self.quarter(quarter, year, lean, tense),
            Expr::Half { half, year } => {
                let from = Date::new(year?, half * 6 - 5, 1).ok()?;
                Some(Resolved::new(Interval::new(from, add_months(from, 5).last_of_month())?, Granularity::Span))
            }
            Expr::Clock(_) | Expr::Duration { .. } | Expr::Vague => None,
        }
    }

    fn date(&self, cursor: &Cursor, at: usize, end: usize, date: Partial, lean: Lean) -> Option<Resolved> {
        if let Some(interval) = date.interval() {
            let granularity = match (date.time, date.day) {
                (Some(_), _) => Granularity::Minute,
                (_, Some(_)) => Granularity::Day,
                _ => Granularity::Month,
            };
            return Some(Resolved { interval, granularity, at: date.time });
        }
        if date.year.is_some() {
            // A day that its month does not have.
            return None;
        }
        // «le scrutin de mars», «la réunion du 26 mai»: the verb tells when it was spoken of, not when it is.
        let of_noun = cursor.follows(at, Word::Of) && date.month.is_some() && !cursor.is(end, Word::At);
        let tense = if of_noun { Tense::Unknown } else { cursor.tense(at, end) };
        match (date.month, date.day, date.weekday) {
            (Some(month), Some(day), weekday) => {
                if (month, day) == (9, 11) && lean == Lean::None && names_the_attacks(cursor, at, end) {
                    return Date::new(2001, 9, 11).ok().map(Resolved::day);
                }
                let shared = shared_year(cursor, end).and_then(|(year, last)| {
                    let this = Date::new(year, month, day).ok()?;
                    if this <= last { Some(this) } else { Date::new(year - 1, month, day).ok() }
                });
                let day = shared
                    .or_else(|| self.day_of_month(month, day, weekday, self.story_year(cursor, at), lean, tense))?;
                Some(Resolved::day(day))
            }
            (Some(month), None, _) => {
                let year =
                    self.year_of(self.story_year(cursor, at), lean, tense, |year| Interval::month(year, month))?;
                Some(Resolved::new(Interval::month(year, month)?, Granularity::Month))
            }
            (None, Some(day), Some(weekday)) => self.weekday_and_day(weekday, day).map(Resolved::day),
            (None, None, Some(weekday)) => {
                let linked = self.weekday_after(cursor, at, weekday).filter(|_| lean == Lean::None);
                linked.or_else(|| self.weekday(weekday, lean, tense)).map(Resolved::day)
            }
            _ => None,
        }
    }

    /// The year that makes day and month nearest to publication, or fit the weekday beside them.
    fn day_of_month(
        &self,
        month: i8,
        day: i8,
        weekday: Option<i8>,
        story: Option<i16>,
        lean: Lean,
        tense: Tense,
    ) -> Option<Date> {
        let on = |year: i16| Date::new(year, month, day).ok();
        if let (Some(weekday), Some(around)) = (weekday, self.around()) {
            let fits = |date: &Date| date.weekday().to_monday_one_offset() == weekday;
            let years = (around.year() - 6)..=(around.year() + 6);
            let nearest = years.filter_map(on).filter(fits).min_by_key(|date| days_between(*date, around).abs());
            // A weekday that fits only years away is a slip of the pen.
            if let Some(date) = nearest.filter(|date| days_between(*date, around).abs() < 800) {
                return Some(date);
            }
        }
        self.year_of(story, lean, tense, |year| on(year).map(Interval::day)).and_then(on)
    }

    /// The year of the story that a sentence tells, if the one before it or itself printed one of the past.
    fn story_year(&self, cursor: &Cursor, at: usize) -> Option<i16> {
        let (year, printed_at) = self.printed_year?;
        let old = self.around()?.year() - year > NARRATIVE_YEARS;
        // «depuis décembre» lasts until today.
        let since = (1..=2).any(|back| at.checked_sub(back).is_some_and(|place| cursor.is(place, Word::Since)));
        (old && !since && cursor.sentences_between(printed_at, at) <= 1).then_some(year)
    }

    /// The year in which `in_year` lies nearest to publication, on the side that words and tense point to.
    fn year_of(
        &self,
        story: Option<i16>,
        lean: Lean,
        tense: Tense,
        in_year: impl Fn(i16) -> Option<Interval>,
    ) -> Option<i16> {
        let around = self.around()?;
        let this = around.year();
        if let Some(year) = story
            && lean == Lean::None
            && tense != Tense::Future
        {
            return Some(year);
        }
        if lean == Lean::This {
            return Some(this);
        }
        let candidates = (this - 2)..=(this + 2);
        let cost = |year: i16| {
            let interval = in_year(year)?;
            let distance = if around < interval.from {
                days_between(around, interval.from)
            } else if around > interval.until {
                -days_between(interval.until, around)
            } else {
                0
            };
            match (lean, distance) {
                (Lean::Past, 0..) | (Lean::Future, ..=0) => None,
                (Lean::Past | Lean::Future, _) => Some(distance.abs() * 10),
                _ => Some(cost(distance, tense)),
            }
        };
        candidates.filter_map(|year| Some((cost(year)?, year))).min().map(|(_, year)| year)
    }

    /// The latest such weekday up to publication, or the one that words and tense point to.
    fn weekday(&self, weekday: i8, lean: Lean, tense: Tense) -> Option<Date> {
        let today = self.today()?;
        let back = i64::from((today.weekday().to_monday_one_offset() - weekday).rem_euclid(7));
        let shift = match (lean, tense) {
            (Lean::Past, _) if back == 0 => -7,
            // Tomorrow would be called tomorrow, so «next Friday» on a Thursday is the one after.
            (Lean::Future, _) if back == 6 => 8,
            (Lean::Future, _) => 7 - back,
            (Lean::None, Tense::Future) | (Lean::This, Tense::Future) if back > 0 => 7 - back,
            _ => -back,
        };
        Some(add_days(today, shift))
    }

    /// «mardi» of «entre lundi soir et mardi»: the first one after the day that it is linked to.
    fn weekday_after(&self, cursor: &Cursor, at: usize, weekday: i8) -> Option<Date> {
        let (day, end) = self.day_beside?;
        let linked = matches!(cursor.word(end), Some(Word::And | Word::At | Word::To | Word::Until))
            || cursor.is_mark(end, '-')
            || cursor.is_mark(end, '–');
        let ahead = i64::from((weekday - day.weekday().to_monday_one_offset()).rem_euclid(7));
        (linked && end + 1 == at && ahead > 0).then(|| add_days(day, ahead))
    }

    /// «Thursday (5)»: the nearest such day before publication, or soon after it.
    fn weekday_and_day(&self, weekday: i8, day: i8) -> Option<Date> {
        let around = self.around()?;
        let month = around.first_of_month();
        let dates = (-8..=3).filter_map(|shift| {
            let month = add_months(month, shift);
            Date::new(month.year(), month.month(), day).ok()
        });
        let fits = dates.filter(|date| date.weekday().to_monday_one_offset() == weekday);
        fits.min_by_key(|date| days_between(*date, around).abs())
    }

    fn away_from_publication(&self, unit: Unit, by: i32, tense: impl Fn() -> Tense) -> Option<Resolved> {
        let by = i64::from(by);
        match unit {
            Unit::Day => Some(Resolved::day(add_days(self.today()?, by))),
            Unit::Week => Some(Resolved::new(Interval::week_of(add_days(self.today()?, by * 7)), Granularity::Week)),
            Unit::Weekend => Some(Resolved::new(self.weekend(by, tense)?, Granularity::Span)),
            Unit::Month => {
                let month = add_months(self.around()?.first_of_month(), by);
                Some(Resolved::new(Interval::month_of(month), Granularity::Month))
            }
            Unit::Quarter => {
                let month = add_months(self.around()?.first_of_month(), by * 3);
                Some(Resolved::new(Interval::quarter_of(month), Granularity::Span))
            }
            Unit::Year => {
                let year = add_years(self.published?.date.first_of_year(), by);
                Some(Resolved::new(Interval::year_of(year), Granularity::Year))
            }
            Unit::Decade => {
                let year = add_years(self.published?.date.first_of_year(), by * 10).year().div_euclid(10) * 10;
                Some(Resolved::new(Interval::years(year, year + 9)?, Granularity::Decade))
            }
            Unit::Century => {
                let year = add_years(self.published?.date.first_of_year(), by * 100);
                Some(Resolved::new(Interval::year_of(year), Granularity::Year))
            }
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Half => None,
        }
    }

    /// The weekend `by` away; the bare one is the last, or the coming one where the tense says so.
    fn weekend(&self, by: i64, tense: impl Fn() -> Tense) -> Option<Interval> {
        let today = self.today()?;
        let this = Interval::weekend_of(today);
        let weeks = match (by, this.from <= today) {
            (0, true) => 0,
            (0, false) => {
                let early = days_between(Interval::week_of(today).from, today) < 2;
                match tense() {
                    Tense::Past => -1,
                    Tense::Unknown if early => -1,
                    _ => 0,
                }
            }
            // From Monday to Friday, the next weekend is the one that comes.
            (1.., false) => by - 1,
            _ => by,
        };
        Some(Interval::weekend_of(add_days(today, weeks * 7)))
    }

    /// The calendar unit `by` away from the one that was named last.
    fn away_from_named(&self, unit: Unit, by: i32) -> Option<Resolved> {
        let by = i64::from(by);
        let day = self.named_day.or_else(|| self.today());
        let any = || self.named.map(|named| named.from).or_else(|| self.around());
        match unit {
            Unit::Day => Some(Resolved::day(add_days(day?, by))),
            Unit::Week => Some(Resolved::new(Interval::week_of(add_days(day?, by * 7)), Granularity::Week)),
            Unit::Weekend => Some(Resolved::new(Interval::weekend_of(add_days(day?, by * 7)), Granularity::Span)),
            Unit::Month => {
                Some(Resolved::new(Interval::month_of(add_months(any()?.first_of_month(), by)), Granularity::Month))
            }
            Unit::Quarter => Some(Resolved::new(
                Interval::quarter_of(add_months(any()?.first_of_month(), by * 3)),
                Granularity::Span,
            )),
            Unit::Year => {
                Some(Resolved::new(Interval::year_of(add_years(any()?.first_of_year(), by)), Granularity::Year))
            }
            _ => None,
        }
    }

    /// «trois jours plus tard»: as exact as what it counts from, and no finer than its unit beyond weeks.
    fn counted(&self, unit: Unit, by: i32) -> Option<Resolved> {
        let steps = i64::from(by);
        // What is later counts from a date that was named; what is earlier may count from today.
        let day = self.named_day.or_else(|| self.today().filter(|_| by < 0));
        let resolved = match unit {
            Unit::Day => Resolved::day(add_days(day?, steps)),
            Unit::Week => Resolved::day(add_days(day?, steps * 7)),
            _ if by > 0 && self.named.is_none() => return None,
            Unit::Decade => self.away_from_named(Unit::Year, by.checked_mul(10)?)?,
            _ => self.away_from_named(unit, by)?,
        };
        // Later than the past and yet to come: the date that it counts from was another one.
        let passed = self.named.is_some_and(|named| !self.is_to_come(&named));
        (by < 0 || !passed || !self.is_to_come(&resolved.interval)).then_some(resolved)
    }

    fn season(&self, season: Season, year: Option<i16>, lean: Lean) -> Option<Resolved> {
        let in_year = |year: i16| {
            let first = match season {
                Season::Spring => 3,
                Season::Summer => 6,
                Season::Autumn => 9,
                Season::Winter => 12,
            };
            let from = Date::new(year, first, 1).ok()?;
            Interval::new(from, add_months(from, 2).last_of_month())
        };
        let interval = match year {
            Some(year) => in_year(year)?,
            None => {
                let today = self.around()?;
                let this = today.year();
                let mut seasons = ((this - 2)..=(this + 2)).filter_map(in_year);
                match lean {
                    Lean::Past => seasons.rfind(|season| season.until < today)?,
                    Lean::Future => seasons.find(|season| season.from > today)?,
                    // A winter begun in the year before is this winter until spring is over.
                    _ if season == Season::Winter && today.month() < 6 => in_year(this - 1)?,
                    _ => in_year(this)?,
                }
            }
        };
        Some(Resolved::new(interval, Granularity::Span))
    }

    fn quarter(&self, quarter: i8, year: Option<i16>, lean: Lean, tense: impl Fn() -> Tense) -> Option<Resolved> {
        let in_year = |year| Interval::month(year, quarter * 3).map(|month| Interval::quarter_of(month.from));
        let interval = match year {
            Some(year) => in_year(year)?,
            None => {
                let today = self.around()?;
                let this = in_year(today.year())?;
                let past = this.from > today && (lean == Lean::Past || lean == Lean::None && tense() != Tense::Future);
                if past { in_year(today.year() - 1)? } else { this }
            }
        };
        Some(Resolved::new(interval, Granularity::Span))
    }
}

/// What it costs to read a date `distance` days from publication, given the tense around it.
fn cost(distance: i64, tense: Tense) -> i64 {
    let wrong_side = match tense {
        Tense::Past => distance > 0,
        Tense::Future => distance < 0,
        Tense::Unknown => false,
    };
    if wrong_side {
        return distance.abs() * 40 + 200;
    }
    // News looks back more than ahead.
    distance.abs() * if distance > 0 && tense == Tense::Unknown { 11 } else { 10 }
}

/// The year printed behind the last of several linked dates, and that date: «du 27 novembre au 5 décembre 2024».
fn shared_year(cursor: &Cursor, end: usize) -> Option<(i16, Date)> {
    let mut end = end;
    for _ in 0..MOST_LINKED {
        let linked = matches!(cursor.word(end), Some(Word::At | Word::And | Word::To | Word::Or | Word::Until))
            || cursor.is_mark(end, '-')
            || cursor.is_mark(end, '–')
            || cursor.is_mark(end, ',');
        linked.then_some(())?;
        let next = end + 1 + usize::from(cursor.is(end + 1, Word::The));
        let (date, after) = cursor.date(next)?;
        if let Some(year) = date.year {
            return Some((year, Date::new(year, date.month?, date.day?).ok()?));
        }
        end = after;
    }
    None
}

/// A longer list of days is a table.
const MOST_LINKED: usize = 6;

/// Whether 11 September is the name of the attacks of 2001: «le 11-Septembre», «attentats du 11 septembre»,
/// `Sept. 11 attacks`.
fn names_the_attacks(cursor: &Cursor, at: usize, end: usize) -> bool {
    let joined = cursor.is_mark(end.saturating_sub(2), '-');
    let attack = |place: usize| {
        let word = cursor.folded(place);
        ["attentat", "attaque", "attack", "hijack"].iter().any(|start| word.starts_with(start))
    };
    let near = |back: usize| at.checked_sub(back).is_some_and(attack);
    joined || attack(end) || attack(end + 1) || (1..=3).any(near)
}
