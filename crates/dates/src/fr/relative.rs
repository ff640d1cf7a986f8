//! French expressions that count from elsewhere: «hier», «la semaine dernière», «il y a trois ans», «le lendemain».

use crate::grammar::{Anchor, Cursor, Expr, Lean, Match, Partial};
use crate::text::{Sense, Unit, Word};

/// The expression that begins at `at`.
pub(crate) fn expression(c: &Cursor, at: usize) -> Option<Match> {
    match c.sense(at) {
        Sense::Word(word) => match word {
            Word::Yesterday | Word::Tomorrow | Word::Today => day_word(c, at),
            Word::Before | Word::After => beyond(c, at),
            Word::This => this(c, at),
            Word::The => the(c, at),
            Word::Eve | Word::Morrow | Word::DayAfterMorrow => neighbour(c, at),
            Word::Il | Word::Voici => ago(c, at),
            Word::In => within(c, at),
            Word::During => during(c, at),
            Word::Late | Word::Early | Word::Mid => part_of_unit(c, at),
            Word::A | Word::Few | Word::About => counted(c, at),
            Word::Last | Word::Next => last_unit(c, at),
            _ => None,
        },
        Sense::Unit(_) => unit_with_lean(c, at).or_else(|| c.decade_after_years(at)),
        Sense::Part => part_with_lean(c, at),
        Sense::Figures(..) | Sense::Count(_) => counted(c, at),
        _ => None,
    }
}

fn shift(unit: Unit, by: i32, anchor: Anchor, end: usize) -> Match {
    Match::new(Expr::Shift { unit, by, anchor }, end)
}

/// The place after a part of the day that may follow.
fn with_part(c: &Cursor, at: usize) -> usize {
    let at = if c.is(at, Word::In) && c.is(at + 1, Word::The) { at + 2 } else { at };
    c.part_of_day(at).unwrap_or(at)
}

/// «hier», «aujourd'hui», «demain».
fn day_word(c: &Cursor, at: usize) -> Option<Match> {
    let (by, mut end) = match c.word(at)? {
        Word::Yesterday => (-1, at + 1),
        Word::Tomorrow => (1, at + 1),
        _ if c.is_apostrophe(at + 1) && c.is(at + 2, Word::Hui) => (0, at + 3),
        _ => return None,
    };
    if by != 0 {
        end = c.part_of_day(end).unwrap_or(end);
    } else if let Sense::Weekday(_) = c.sense(end) {
        // «aujourd'hui vendredi»
        end += 1;
    }
    Some(shift(Unit::Day, by, Anchor::Published, end))
}

/// «avant-hier», «après-demain».
fn beyond(c: &Cursor, at: usize) -> Option<Match> {
    let next = at + 1 + usize::from(c.is_mark(at + 1, '-'));
    match (c.word(at)?, c.word(next)?) {
        (Word::Before, Word::Yesterday) => Some(shift(Unit::Day, -2, Anchor::Published, with_part(c, next + 1))),
        (Word::After, Word::Tomorrow) => Some(shift(Unit::Day, 2, Anchor::Published, with_part(c, next + 1))),
        _ => None,
    }
}

/// «ce matin», «cette semaine», «ce mardi», «cet été», «ce jour-là», «ces derniers jours».
fn this(c: &Cursor, at: usize) -> Option<Match> {
    let mut next = at + 1 + usize::from(c.is(at + 1, Word::Same));
    let same = next > at + 1;
    if matches!(c.word(next), Some(Word::Last | Word::Next)) {
        return c.unit(next + 1).map(|(_, end)| Match::new(Expr::Vague, end));
    }
    if let Some((count, after)) = c.number(next)
        && matches!(c.word(after), Some(Word::Last | Word::Next))
        && let Some((unit, end)) = c.unit(after + 1)
    {
        return Some(Match::new(Expr::Duration { count, unit }, end));
    }
    if let Sense::Weekday(weekday) = c.sense(next) {
        if let Some((date, end)) = c.date(next) {
            return Some(Match::new(Expr::Date(date, Lean::None), end));
        }
        let mut end = c.part_of_day(next + 1).unwrap_or(next + 1);
        let then = then(c, end);
        end = then.unwrap_or(end);
        let date = Partial { weekday: Some(weekday), ..Partial::default() };
        let lean = if then.is_some() || same { Lean::None } else { Lean::This };
        return Some(Match::new(Expr::Date(date, lean), end));
    }
    if let Some(end) = c.part_of_day(next).or(c.is(next, Word::Noon).then_some(next + 1)) {
        // «cette soirée», «cette matinée» are what happens, not when.
        let event = c.folded(next).ends_with("ee") && !same && then(c, end).is_none();
        return (!event).then(|| match then(c, end) {
            Some(end) => shift(Unit::Day, 0, Anchor::Named, end),
            None if same => shift(Unit::Day, 0, Anchor::Named, end),
            None => shift(Unit::Day, 0, Anchor::Published, end),
        });
    }
    if let Sense::Season(season) = c.sense(next) {
        return then(c, next + 1)
            .is_none()
            .then(|| Match::new(Expr::Season { season, year: None, lean: Lean::This }, next + 1));
    }
    if let Sense::Month(month) = c.sense(next)
        && c.month(next).is_some()
    {
        let date = Partial { month: Some(month.number), ..Partial::default() };
        return Some(Match::new(Expr::Date(date, Lean::This), next + 1));
    }
    let (unit, end) = c.unit(next)?;
    next = end;
    if c.is_mark(next, '-') && c.is_word(next + 1, "ci") {
        next += 2;
    }
    match unit {
        Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Quarter | Unit::Weekend => {
            Some(match then(c, next) {
                Some(end) => shift(unit, 0, Anchor::Named, end),
                None => shift(unit, 0, Anchor::Published, next),
            })
        }
        _ => None,
    }
}

/// «-là», and the place after it.
fn then(c: &Cursor, at: usize) -> Option<usize> {
    let joined = c.is_mark(at, '-') && matches!(c.printed(at + 1), "là" | "la");
    joined.then_some(at + 2).or((c.printed(at) == "là").then_some(at + 1))
}

/// What follows «le», «la», «l'».
fn the(c: &Cursor, at: usize) -> Option<Match> {
    let next = at + 1 + usize::from(c.is_apostrophe(at + 1));
    match c.sense(next) {
        Sense::Unit(_) => unit_with_lean(c, next).or_else(|| c.decade_after_years(next)).or_else(|| same_unit(c, next)),
        Sense::Word(Word::Eve | Word::Morrow | Word::DayAfterMorrow) => neighbour(c, next),
        Sense::Word(Word::Before) if c.is_mark(next + 1, '-') && c.is(next + 2, Word::Eve) => {
            (!c.is(next + 3, Word::Of)).then(|| shift(Unit::Day, -2, Anchor::Named, next + 3))
        }
        Sense::Word(Word::Last | Word::Next) => last_unit(c, next),
        Sense::Word(Word::Same) => {
            let (unit, end) = c.unit(next + 1)?;
            calendar_unit(unit).then(|| shift(unit, 0, Anchor::Named, end))
        }
        Sense::Part => part_with_lean(c, next).or_else(|| {
            // «au cours de la nuit»
            let course = c.follows(at, Word::Of) && at > 1 && c.is_word(at - 2, "cours");
            let end = c.part_of_day(next).filter(|end| course && !c.is(*end, Word::Of))?;
            Some(shift(Unit::Day, 0, Anchor::Named, end))
        }),
        Sense::Season(_) => c.expression(next, None),
        Sense::Count(_) | Sense::Figures(..) => the_last_units(c, next),
        _ => None,
    }
}

/// «le jour même».
fn same_unit(c: &Cursor, at: usize) -> Option<Match> {
    let (unit, end) = c.unit(at)?;
    (calendar_unit(unit) && c.is(end, Word::Same)).then(|| shift(unit, 0, Anchor::Named, end + 1))
}

/// «les trois derniers mois», «les dix prochaines années».
fn the_last_units(c: &Cursor, at: usize) -> Option<Match> {
    let (count, next) = c.number(at)?;
    matches!(c.word(next), Some(Word::Last | Word::Next)).then_some(())?;
    let (unit, end) = c.unit(next + 1)?;
    Some(Match::new(Expr::Duration { count, unit }, end))
}

fn calendar_unit(unit: Unit) -> bool {
    matches!(unit, Unit::Day | Unit::Week | Unit::Weekend | Unit::Month | Unit::Quarter | Unit::Year)
}

/// «semaine dernière», «an prochain», «année suivante», «nuit dernière».
fn unit_with_lean(c: &Cursor, at: usize) -> Option<Match> {
    let plural = c.printed(at).ends_with('s') && !c.is_word(at, "mois");
    let (unit, next) = c.unit(at)?;
    // «les mois derniers» name no month.
    let several = plural || c.is_word(at, "mois") && c.folded(next).ends_with('s') && c.word(next).is_some();
    let found = match c.word(next)? {
        Word::Last => shift(unit, -1, Anchor::Published, next + 1),
        Word::Next => shift(unit, 1, Anchor::Published, next + 1),
        Word::Following => shift(unit, 1, Anchor::Named, next + 1),
        Word::Previous => shift(unit, -1, Anchor::Named, next + 1),
        _ => return None,
    };
    if several {
        return Some(Match::new(Expr::Vague, found.end));
    }
    (calendar_unit(unit) || matches!(unit, Unit::Decade)).then_some(found)
}

/// «dernière semaine», «prochain trimestre»: only what is counted by one, for «les derniers mois» name none.
fn last_unit(c: &Cursor, at: usize) -> Option<Match> {
    if let Some(found) = c.last_quarter(at) {
        return Some(found);
    }
    let by = if c.is(at, Word::Last) { -1 } else { 1 };
    let (unit, end) = c.unit(at + 1)?;
    if c.folded(at).ends_with('s') {
        return Some(Match::new(Expr::Vague, end));
    }
    // «le dernier jour» is the last of something; «la dernière année de son mandat» too.
    let of_something = c.is(end, Word::Of);
    (by == 1 && calendar_unit(unit) && unit != Unit::Day && !of_something || unit == Unit::Weekend)
        .then(|| shift(unit, by, Anchor::Published, end))
}

/// «la nuit dernière», «le matin même», «dans la nuit».
fn part_with_lean(c: &Cursor, at: usize) -> Option<Match> {
    let end = c.part_of_day(at)?;
    match c.word(end) {
        Some(Word::Last) => Some(shift(Unit::Day, -1, Anchor::Published, end + 1)),
        Some(Word::Next) => Some(shift(Unit::Day, 1, Anchor::Published, end + 1)),
        Some(Word::Same) => Some(shift(Unit::Day, 0, Anchor::Named, end + 1)),
        _ => None,
    }
}

/// «la veille», «le lendemain matin», «surlendemain»; «au lendemain d'un vote» counts from a day that is not printed.
fn neighbour(c: &Cursor, at: usize) -> Option<Match> {
    let by = match c.word(at)? {
        Word::Eve => -1,
        Word::Morrow => 1,
        _ => 2,
    };
    let end = c.part_of_day(at + 1).unwrap_or(at + 1);
    // «en veille», «de veille», «des lendemains» are no days.
    let led = c.follows(at, Word::The) || matches!(c.folded_before(at).as_str(), "au" | "du");
    (led && !c.is(end, Word::Of)).then(|| shift(Unit::Day, by, Anchor::Named, end))
}

/// «il y a quatre décennies», «voici deux ans».
fn ago(c: &Cursor, at: usize) -> Option<Match> {
    let next =
        if c.is(at, Word::Il) { (c.is(at + 1, Word::Y) && c.is(at + 2, Word::At)).then_some(at + 3)? } else { at + 1 };
    let next = next + usize::from(c.is_word(next, "déjà"));
    let (quantity, end) = c.quantity(next).or_else(|| {
        // «un peu plus d'un an»
        let peu = c.is(next, Word::A) && c.is_word(next + 1, "peu");
        peu.then(|| c.quantity(next + 2)).flatten()
    })?;
    let Some(count) = quantity.count.filter(|_| !quantity.loose) else {
        return Some(Match::new(Expr::Vague, end));
    };
    let by = -i32::try_from(count).ok()?;
    match quantity.unit {
        Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century | Unit::Quarter => {
            Some(shift(quantity.unit, by, Anchor::Published, end))
        }
        _ => Some(Match::new(Expr::Vague, end)),
    }
}

/// «dans trois jours», «dans la nuit», «en soirée».
fn within(c: &Cursor, at: usize) -> Option<Match> {
    let article = usize::from(c.is(at + 1, Word::The)) + usize::from(c.is_apostrophe(at + 2));
    if let Some(end) = c.part_of_day(at + 1 + article) {
        let led = c.is_word(at, "dans") && article > 0 || c.is_word(at, "en") && !c.is_word(at + 1, "nuit");
        // «dans la nuit de mercredi», «dans la soirée du 5» name the day themselves.
        return (led && !c.is(end, Word::Of)).then(|| shift(Unit::Day, 0, Anchor::Named, end));
    }
    if !c.is_word(at, "dans") {
        return None;
    }
    let (quantity, end) = c.quantity(at + 1)?;
    let count = quantity.count.filter(|_| !quantity.loose)?;
    let whole = matches!(quantity.unit, Unit::Day | Unit::Week | Unit::Month | Unit::Year);
    let by = i32::try_from(count).ok()?;
    (whole && !c.is(end, Word::Of)).then(|| shift(quantity.unit, by, Anchor::Published, end))
}

/// «pendant la nuit», «durant la matinée».
fn during(c: &Cursor, at: usize) -> Option<Match> {
    let article = usize::from(c.is(at + 1, Word::The)) + usize::from(c.is_apostrophe(at + 2));
    let end = c.part_of_day(at + 1 + article).filter(|_| article > 0)?;
    (!c.is(end, Word::Of)).then(|| shift(Unit::Day, 0, Anchor::Named, end))
}

/// «en fin de semaine», «d'ici la fin de l'année», «début de mois».
fn part_of_unit(c: &Cursor, at: usize) -> Option<Match> {
    c.is(at + 1, Word::Of).then_some(())?;
    let next = at + 2 + usize::from(c.is(at + 2, Word::The));
    let next = next + usize::from(c.is_apostrophe(next));
    let (unit, end) = c.unit(next).or_else(|| c.unit(at + 2))?;
    let several = c.is_word(at + 1, "des") || c.folded(end - 1) == "annees";
    let whole = matches!(unit, Unit::Week | Unit::Month | Unit::Year) && !several;
    let pointed = matches!(c.word(end), Some(Word::Last | Word::Next | Word::Following | Word::Previous))
        || c.year(end).is_some();
    (whole && !pointed && !c.is(end, Word::Of)).then(|| shift(unit, 0, Anchor::Published, end))
}

/// «trois jours plus tard», «un an auparavant», «pendant 40 ans».
fn counted(c: &Cursor, at: usize) -> Option<Match> {
    let (quantity, end) = c.quantity(at)?;
    let direction = match c.word(end) {
        Some(Word::More) if c.is(end + 1, Word::Later) => Some((1, end + 2)),
        Some(Word::More) if c.is(end + 1, Word::Earlier) => Some((-1, end + 2)),
        Some(Word::Earlier) if c.is_word(end, "auparavant") => Some((-1, end + 1)),
        Some(Word::After) if c.is_clause_end(end + 1) => Some((1, end + 1)),
        Some(Word::Before) if c.is_clause_end(end + 1) => Some((-1, end + 1)),
        _ => None,
    };
    if let Some((sign, end)) = direction {
        let count = quantity.count.filter(|_| !quantity.loose);
        let whole = matches!(quantity.unit, Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Decade);
        return Some(match count.and_then(|count| i32::try_from(count).ok()) {
            Some(count) if whole => Match::new(Expr::Counted { unit: quantity.unit, by: sign * count }, end),
            _ => Match::new(Expr::Vague, end),
        });
    }
    let count = quantity.count?;
    is_length(c, at, quantity.unit).then(|| Match::new(Expr::Duration { count, unit: quantity.unit }, end))
}

/// Whether the words before a quantity make it a length, where it might be an age.
fn is_length(c: &Cursor, at: usize, unit: Unit) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    match c.word(before) {
        Some(Word::Since | Word::During | Word::In | Word::After | Word::For) => true,
        Some(Word::Of | Word::At) => {
            let led = c.folded_before(before);
            // «les moins de 11 ans» are children.
            let compared = matches!(led.as_str(), "plus" | "moins" | "pres");
            compared && unit != Unit::Year
                || matches!(
                    led.as_str(),
                    "periode" | "duree" | "peine" | "prison" | "ici" | "treve" | "feu" | "delai" | "bout"
                )
        }
        _ => matches!(c.folded(before).as_str(), "sur" | "dure" | "durera"),
    }
}
