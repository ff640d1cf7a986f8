//! English expressions that count from elsewhere: `yesterday`, `last week`, `40 years ago`, `the next day`.

use crate::grammar::{Anchor, Cursor, Expr, Lean, Match, Partial};
use crate::text::{Sense, Unit, Word};

/// The expression that begins at `at`.
pub(crate) fn expression(c: &Cursor, at: usize) -> Option<Match> {
    match c.sense(at) {
        Sense::Word(word) => match word {
            Word::Yesterday | Word::Today | Word::Tomorrow | Word::Tonight => day_word(c, at),
            Word::Last | Word::This | Word::Next | Word::Past => pointed(c, at),
            Word::The | Word::That => the(c, at),
            Word::A | Word::Few | Word::About | Word::Half => counted(c, at),
            Word::Late | Word::Early | Word::Mid => part_of_unit(c, at),
            Word::Following | Word::Previous | Word::Same => neighbour(c, at),
            _ => None,
        },
        Sense::Figures(..) | Sense::Count(_) => counted(c, at),
        Sense::Unit(Unit::Year) => year_end(c, at),
        Sense::Unknown | Sense::Ordinal(_) => None,
        _ => None,
    }
}

fn shift(unit: Unit, by: i32, anchor: Anchor, end: usize) -> Match {
    Match::new(Expr::Shift { unit, by, anchor }, end)
}

/// `yesterday morning`, `today`, `tonight`.
fn day_word(c: &Cursor, at: usize) -> Option<Match> {
    let by = match c.word(at)? {
        Word::Yesterday => -1,
        Word::Tomorrow => 1,
        _ => 0,
    };
    // `USA Today` is a paper.
    if c.is(at, Word::Today) && c.is_capital(at) && at > 0 && c.is_capital(at - 1) && !c.opens_sentence(at) {
        return None;
    }
    Some(shift(Unit::Day, by, Anchor::Published, c.part_of_day(at + 1).unwrap_or(at + 1)))
}

/// `last week`, `this morning`, `next Friday`, `the past three years`.
fn pointed(c: &Cursor, at: usize) -> Option<Match> {
    if let Some(found) = c.last_quarter(at) {
        return Some(found);
    }
    let word = c.word(at)?;
    let mut next = at + 1;
    // `this past Sunday`, `this coming weekend`
    let mut lean = match word {
        Word::Last | Word::Past => Lean::Past,
        Word::Next => Lean::Future,
        _ => Lean::This,
    };
    if word == Word::This {
        match c.word(next) {
            Some(Word::Past | Word::Last) => (lean, next) = (Lean::Past, next + 1),
            Some(Word::Next) => (lean, next) = (Lean::Future, next + 1),
            Some(Word::Same) => next += 1,
            _ => {}
        }
    }
    if let Some((quantity, end)) = c.quantity(next).filter(|_| !c.is(next, Word::A)) {
        // `these two years` may be any.
        return Some(match quantity.count {
            Some(count) if lean != Lean::This => Match::new(Expr::Duration { count, unit: quantity.unit }, end),
            _ => Match::new(Expr::Vague, end),
        });
    }
    match c.sense(next) {
        Sense::Weekday(weekday) => {
            if let Some((date, end)) = c.date(next) {
                return Some(Match::new(Expr::Date(date, lean), end));
            }
            let date = Partial { weekday: Some(weekday), ..Partial::default() };
            let end = c.part_of_day(next + 1).unwrap_or(next + 1);
            return c.is_capital(next).then(|| Match::new(Expr::Date(date, lean), end));
        }
        Sense::Month(_) => {
            let month = c.month(next)?;
            let date = Partial { month: Some(month.number), ..Partial::default() };
            if let Some((dated, end)) = c.date(next) {
                return Some(Match::new(Expr::Date(dated, if dated.year.is_some() { Lean::None } else { lean }), end));
            }
            let end = next + 1 + usize::from(month.short && c.is_mark(next + 1, '.'));
            return Some(Match::new(Expr::Date(date, lean), end));
        }
        Sense::Season(season) => return Some(Match::new(Expr::Season { season, year: None, lean }, next + 1)),
        Sense::Part => {
            let by = match (lean, c.is_word(next, "night")) {
                (Lean::Past, true) => -1,
                (Lean::This, _) => 0,
                _ => return None,
            };
            return Some(shift(Unit::Day, by, Anchor::Published, next + 1));
        }
        _ => {}
    }
    let (unit, end) = c.unit(next)?;
    let plural = c.printed(next).ends_with('s');
    let of_something = c.is(end, Word::Of);
    if plural || matches!(unit, Unit::Hour | Unit::Minute | Unit::Second) {
        return Some(Match::new(Expr::Vague, end));
    }
    let by = match (word, lean) {
        // `the past year` is a length, not the year before.
        (Word::Past, _) => return Some(Match::new(Expr::Duration { count: 1, unit }, end)),
        (_, Lean::Past) => -1,
        (_, Lean::Future) => 1,
        _ => 0,
    };
    // `the last day of the talks`, `the next day`
    let after_the = c.follows(at, Word::The);
    if of_something && after_the || unit == Unit::Day && (by != 1 || !after_the) {
        return None;
    }
    let anchor = if after_the && by == 1 { Anchor::Named } else { Anchor::Published };
    (unit != Unit::Century).then(|| shift(unit, by, anchor, end))
}

/// What follows `the` and `that`.
fn the(c: &Cursor, at: usize) -> Option<Match> {
    let that = c.is(at, Word::That);
    match c.sense(at + 1) {
        Sense::Word(Word::Last | Word::Next | Word::Past) if !that => pointed(c, at + 1),
        Sense::Word(Word::Following | Word::Previous | Word::Same) => neighbour(c, at + 1),
        Sense::Unit(unit) => {
            let (unit, end) = c.unit(at + 1).unwrap_or((unit, at + 2));
            if that {
                let whole = matches!(unit, Unit::Day | Unit::Week | Unit::Weekend | Unit::Month | Unit::Year);
                return (whole && !c.printed(at + 1).ends_with('s')).then(|| shift(unit, 0, Anchor::Named, end));
            }
            if unit == Unit::Weekend {
                return Some(shift(Unit::Weekend, 0, Anchor::Published, end));
            }
            day_before(c, at + 1, unit, end)
        }
        Sense::Part if that => Some(shift(Unit::Day, 0, Anchor::Named, at + 2)),
        _ => None,
    }
}

/// `the day before yesterday`, `the year before`, `the day after`.
fn day_before(c: &Cursor, at: usize, unit: Unit, end: usize) -> Option<Match> {
    let by = match c.word(end)? {
        Word::Before => -1,
        Word::After => 1,
        _ => return None,
    };
    if unit == Unit::Day && matches!((by, c.word(end + 1)), (-1, Some(Word::Yesterday)) | (1, Some(Word::Tomorrow))) {
        return Some(shift(Unit::Day, by * 2, Anchor::Published, end + 2));
    }
    let whole = matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Year) && !c.printed(at).ends_with('s');
    (whole && c.is_clause_end(end + 1)).then(|| shift(unit, by, Anchor::Named, end + 1))
}

/// `following day`, `previous year`, `same month`.
fn neighbour(c: &Cursor, at: usize) -> Option<Match> {
    let by = match c.word(at)? {
        Word::Following => 1,
        Word::Previous => -1,
        _ => 0,
    };
    if let Sense::Weekday(weekday) = c.sense(at + 1) {
        let lean = if by == 1 { Lean::Future } else { Lean::Past };
        let date = Partial { weekday: Some(weekday), ..Partial::default() };
        return (by != 0).then(|| Match::new(Expr::Date(date, lean), at + 2));
    }
    let (unit, end) = c.unit(at + 1)?;
    let whole = matches!(unit, Unit::Day | Unit::Week | Unit::Weekend | Unit::Month | Unit::Quarter | Unit::Year);
    // `the same day last year` is no day named before.
    let whole = whole && !matches!(c.word(end), Some(Word::Last | Word::Next));
    (whole && !c.printed(at + 1).ends_with('s')).then(|| shift(unit, by, Anchor::Named, end))
}

/// `the end of the year`, `late in the week`.
fn part_of_unit(c: &Cursor, at: usize) -> Option<Match> {
    let linked = matches!(c.word(at + 1), Some(Word::Of | Word::In)) && c.is(at + 2, Word::The);
    linked.then_some(())?;
    let (unit, end) = c.unit(at + 3)?;
    (matches!(unit, Unit::Week | Unit::Month | Unit::Year)
        && !c.printed(at + 3).ends_with('s')
        && c.year(end).is_none())
    .then(|| shift(unit, 0, Anchor::Published, end))
}

/// `year-end`.
fn year_end(c: &Cursor, at: usize) -> Option<Match> {
    let joined = c.is_mark(at + 1, '-') && c.is(at + 2, Word::Late) && c.is_word(at + 2, "end");
    (joined && c.year(at + 3).is_none()).then(|| shift(Unit::Year, 0, Anchor::Published, at + 3))
}

/// `40 years ago`, `a week later`, `for three years`.
fn counted(c: &Cursor, at: usize) -> Option<Match> {
    let (quantity, end) = c.quantity(at)?;
    let count = quantity.count.filter(|_| !quantity.loose).and_then(|count| i32::try_from(count).ok());
    let whole =
        matches!(quantity.unit, Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century);
    let direction = match c.word(end) {
        Some(Word::Ago) => Some((-1, Anchor::Published, end + 1)),
        Some(Word::From) if c.is_word(end + 1, "now") => Some((1, Anchor::Published, end + 2)),
        Some(Word::Later) => Some((1, Anchor::Named, end + 1)),
        Some(Word::Earlier) => Some((-1, Anchor::Named, end + 1)),
        Some(Word::Before) if c.is_clause_end(end + 1) => Some((-1, Anchor::Named, end + 1)),
        Some(Word::After) if c.is_clause_end(end + 1) => Some((1, Anchor::Named, end + 1)),
        _ => None,
    };
    if let Some((sign, anchor, end)) = direction {
        return Some(match count {
            Some(count) if whole && anchor == Anchor::Named => {
                Match::new(Expr::Counted { unit: quantity.unit, by: sign * count }, end)
            }
            Some(count) if whole => shift(quantity.unit, sign * count, anchor, end),
            _ => Match::new(Expr::Vague, end),
        });
    }
    // `19 years old`, `38-year-old`
    let age = c.is_word(end, "old") || c.is_word(end + 1, "old");
    let led = at.checked_sub(1).is_some_and(|before| {
        matches!(c.word(before), Some(Word::For | Word::During | Word::In | Word::After))
            && !c.is_word(before, "around")
    });
    let count = quantity.count?;
    (led && !age).then(|| Match::new(Expr::Duration { count, unit: quantity.unit }, end))
}
