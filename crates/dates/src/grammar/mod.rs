//! The grammar of dates: takes tokens, gives the expression that begins at a place, nothing resolved yet.

mod clock;
mod count;
mod cursor;
mod day;
mod figures;
mod partial;
mod stretch;
mod year;

pub(crate) use cursor::Cursor;
pub(crate) use partial::Partial;

use article::Language;
use jiff::civil::Time;

use crate::text::{Season, Sense, Unit, Word};
use crate::{en, fr};

/// An expression as printed, before anybody asks which days it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expr {
    /// Parts of a calendar date: «jeudi», «le 5 décembre», «December 5, 2024».
    Date(Partial, Lean),
    /// So many units away from somewhere: «hier», «la semaine dernière», «trois jours plus tard».
    Shift { unit: Unit, by: i32, anchor: Anchor },
    /// So many units counted from a named day, as exact as that day: «deux semaines plus tard».
    Counted { unit: Unit, by: i32 },
    /// A month of a year named by its distance: `June of last year`.
    MonthOf { month: i8, years: i32 },
    /// «1982»
    Year(i16),
    /// The first of ten years.
    Decade(i16),
    /// The nineteenth is 19.
    Century(i16),
    /// A season, of a year if one is printed.
    Season { season: Season, year: Option<i16>, lean: Lean },
    /// A quarter, 1 to 4.
    Quarter { quarter: i8, year: Option<i16>, lean: Lean },
    /// Half a year, 1 or 2.
    Half { half: i8, year: Option<i16> },
    /// A time of day.
    Clock(Time),
    /// A length.
    Duration { count: u32, unit: Unit },
    /// Words about time that name no days.
    Vague,
}

/// Which way words around a date point: «dernier», «prochain», «ce».
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Lean {
    #[default]
    None,
    Past,
    Future,
    This,
}

/// The time that the words around a date speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    Future,
    Unknown,
}

/// What a distance is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// The day of publication.
    Published,
    /// The date that the text named last.
    Named,
}

/// An expression and the place after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Match {
    pub(crate) expr: Expr,
    pub(crate) end: usize,
}

impl Match {
    pub(crate) fn new(expr: Expr, end: usize) -> Self {
        Self { expr, end }
    }
}

impl Cursor<'_> {
    /// The expression that begins at `at`; `before` is the one found before it, and the place after that.
    pub(crate) fn expression(&self, at: usize, before: Option<&Match>) -> Option<Match> {
        match self.sense(at) {
            // Roman numbers: «XIXe siècle».
            Sense::Unknown if self.sense(at + 1) == Sense::Unit(Unit::Century) => self.century(at),
            Sense::Unknown => None,
            Sense::Mark(mark) if analysis::is_apostrophe(mark) => self.decade(at, before),
            Sense::Mark(_) => None,
            Sense::Figures(..) => self
                .one_of_several_days(at)
                .or_else(|| self.date_with_lean(at))
                .or_else(|| self.clock_expression(at))
                .or_else(|| self.decade(at, before))
                .or_else(|| self.century(at))
                .or_else(|| self.quarter(at))
                .or_else(|| self.of_language(at))
                .or_else(|| self.lone_year(at, before)),
            Sense::Month(_) | Sense::Weekday(_) | Sense::ShortWeekday(_) => {
                self.date_with_lean(at).or_else(|| self.lone_weekday(at)).or_else(|| self.lone_month(at))
            }
            Sense::Word(Word::The) => self
                .one_of_several_days(at + 1)
                .or_else(|| self.date_with_lean(at + 1).filter(has_day))
                .or_else(|| self.of_language(at)),
            Sense::Ordinal(_) => self
                .date_with_lean(at)
                .or_else(|| self.quarter(at))
                .or_else(|| self.century(at))
                .or_else(|| self.of_language(at)),
            Sense::Season(_) => self.season(at),
            Sense::Word(Word::Noon | Word::Midnight) => self.clock_expression(at),
            _ => self.of_language(at),
        }
    }

    /// The rules of one language.
    fn of_language(&self, at: usize) -> Option<Match> {
        match self.lexicon.language {
            Language::English => en::relative::expression(self, at),
            Language::French | Language::Other => fr::relative::expression(self, at),
        }
    }
}

fn has_day(found: &Match) -> bool {
    matches!(found.expr, Expr::Date(Partial { day: Some(_), .. }, _))
}
