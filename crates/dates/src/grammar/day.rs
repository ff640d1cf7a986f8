//! Dates with a month or a weekday in words: «jeudi 5 décembre 2024», «December 5», «Thursday (5)», «lundi prochain».

use super::{Cursor, Expr, Lean, Match, Partial};
use crate::text::{Month, Sense, Unit, Word};

impl Cursor<'_> {
    /// The date that begins at `at`, and the place after it.
    pub(crate) fn date(&self, at: usize) -> Option<(Partial, usize)> {
        if let Some((weekday, next)) = self.weekday(at) {
            let (date, end) = self.dated(next).or_else(|| self.day_after_weekday(next))?;
            return Some((Partial { weekday: Some(weekday), ..date }.settled(), end));
        }
        let (mut date, mut end) = self.dated(at)?;
        // «6/12/2024, vendredi»
        if date.day.is_some() && date.year.is_some() {
            let comma = usize::from(self.is_mark(end, ',') || self.is_mark(end, '('));
            if let Sense::Weekday(weekday) = self.sense(end + comma)
                && self.dated(end + comma + 1).is_none()
            {
                date.weekday = Some(weekday);
                end += comma + 1;
            }
        }
        Some((date.settled(), end))
    }

    /// [`Cursor::date`] with the words that point it into the past or the future, as an expression.
    pub(super) fn date_with_lean(&self, at: usize) -> Option<Match> {
        let (date, end) = self.date(at)?;
        if date.day.is_none() && date.year.is_none() {
            return None;
        }
        if date.year.is_some() {
            return Some(Match::new(Expr::Date(date, Lean::None), end));
        }
        let (lean, end) = self.lean_after(end);
        Some(Match::new(Expr::Date(date, lean), end))
    }

    /// «dernier», «prochain» behind a date, and the place after them.
    pub(crate) fn lean_after(&self, at: usize) -> (Lean, usize) {
        match self.word(at) {
            // English leans stand before: «December 5 last year» speaks of the year.
            _ if self.lexicon.language == article::Language::English => (Lean::None, at),
            Some(Word::Last) => (Lean::Past, at + 1),
            Some(Word::Next) => (Lean::Future, at + 1),
            _ => (Lean::None, at),
        }
    }

    /// One of several days that share a month: «6» of «les 6 et 13 avril», «5» of «5-8 December».
    pub(super) fn one_of_several_days(&self, at: usize) -> Option<Match> {
        let (day, mut next) = self.day(at)?;
        for _ in 0..6 {
            let linked = matches!(self.word(next), Some(Word::And | Word::Or | Word::At | Word::To))
                || self.is_mark(next, ',')
                || self.is_mark(next, '-')
                || self.is_mark(next, '–')
                || self.is_mark(next, '/');
            if !linked {
                return None;
            }
            next += 1;
            next += usize::from(self.is(next, Word::The) || self.is(next, Word::And));
            if let Some((shared, end)) = self.day_then_month(next) {
                let lean = self.lean_after(end).0;
                let date = Partial { day: Some(day), ..shared };
                let end = at + 1 + usize::from(self.is_glued(at + 1) && self.is_letters(at + 1));
                return Some(Match::new(Expr::Date(date, lean), end));
            }
            next = self.day(next)?.1;
        }
        None
    }

    /// A weekday by itself: «jeudi», «mercredi soir», «lundi prochain».
    pub(super) fn lone_weekday(&self, at: usize) -> Option<Match> {
        let Sense::Weekday(weekday) = self.sense(at) else { return None };
        let (lean, mut end) = self.lean_after(at + 1);
        if lean == Lean::None && !self.is_one_day(at) {
            return None;
        }
        let following = self.is(end, Word::Following);
        end = self.part_of_day(end + usize::from(following)).unwrap_or(end + usize::from(following));
        let date = Partial { weekday: Some(weekday), ..Partial::default() };
        Some(Match::new(Expr::Date(date, if following { Lean::Future } else { lean }), end))
    }

    /// Whether the weekday at `at` is one day, not every such day and no part of a name.
    fn is_one_day(&self, at: usize) -> bool {
        let before = self.folded_before(at);
        let after = self.folded(at + 1);
        if matches!(after.as_str(), "saint" | "gras" | "noir" | "noire") {
            return false;
        }
        if self.lexicon.language == article::Language::English {
            let of_a_name = matches!(
                before.as_str(),
                "good" | "black" | "ash" | "bloody" | "super" | "cyber" | "palm" | "ruby" | "easter"
            ) || matches!(
                after.as_str(),
                "times"
                    | "mail"
                    | "telegraph"
                    | "post"
                    | "mirror"
                    | "express"
                    | "herald"
                    | "tribune"
                    | "independent"
                    | "night"
            ) && self.is_capital(at + 1);
            let any = matches!(before.as_str(), "every" | "each" | "a" | "any" | "one" | "another" | "most" | "per");
            return self.is_capital(at) && !of_a_name && !any;
        }
        // «le lundi» is every Monday; «du lundi au vendredi» too, unless one night is meant.
        let habit = match before.as_str() {
            "le" | "les" | "chaque" | "un" | "tous" | "certains" => true,
            "au" => !self.of_one_night(at.saturating_sub(4)),
            "du" => !self.of_one_night(at.saturating_sub(2)),
            _ => false,
        };
        let of_a_name = self.is_capital(at)
            && !self.opens_sentence(at)
            && !self.folded_before(at).is_empty()
            && !self.in_capitals(at);
        !habit && !of_a_name
    }

    /// «nuit» at `at`, or at the place before it.
    fn of_one_night(&self, at: usize) -> bool {
        (at.saturating_sub(1)..=at).any(|at| self.is_word(at, "nuit"))
    }

    /// Whether the text around `at` is set in capitals, or as a title in which words begin with them.
    fn in_capitals(&self, at: usize) -> bool {
        let word = self.printed(at);
        word.chars().skip(1).any(char::is_uppercase) || (at > 0 && self.is_capital(at - 1) && self.is_capital(at + 1))
    }

    /// A month by itself, where the words around it say that it is one.
    pub(super) fn lone_month(&self, at: usize) -> Option<Match> {
        let month = self.month(at)?;
        if month.short && !self.follows_month_word(at) {
            return None;
        }
        let dotted = usize::from(month.short && self.is_mark(at + 1, '.'));
        let (lean, end) = self.lean_after(at + 1 + dotted);
        let date = Partial { month: Some(month.number), ..Partial::default() };
        if let Some((years, end)) = self.year_by_distance(end) {
            return Some(Match::new(Expr::MonthOf { month: month.number, years }, end));
        }
        let cue = if month.english { self.is_english_month(at, month) } else { self.is_french_month(at) };
        let short = month.short && !self.follows(at, Word::In);
        (lean != Lean::None || cue && !short).then(|| Match::new(Expr::Date(date, lean), end))
    }

    /// «de cette année», «of last year», `this year`, and the place after it.
    fn year_by_distance(&self, at: usize) -> Option<(i32, usize)> {
        let mut at = at + usize::from(self.is(at, Word::Of));
        at += usize::from(self.is(at, Word::The));
        at += usize::from(self.is_apostrophe(at));
        let of_year = |at: usize| self.sense(at) == Sense::Unit(Unit::Year);
        match self.word(at) {
            Some(Word::This) if of_year(at + 1) => Some((0, at + 2)),
            Some(Word::Last) if of_year(at + 1) => Some((-1, at + 2)),
            Some(Word::Next) if of_year(at + 1) => Some((1, at + 2)),
            _ if of_year(at) && self.is(at + 1, Word::Last) => Some((-1, at + 2)),
            _ if of_year(at) && self.is(at + 1, Word::Next) => Some((1, at + 2)),
            _ => None,
        }
    }

    fn follows_month_word(&self, at: usize) -> bool {
        at > 0
            && matches!(
                self.word(at - 1),
                Some(
                    Word::In
                        | Word::Since
                        | Word::Until
                        | Word::Last
                        | Word::Next
                        | Word::This
                        | Word::Early
                        | Word::Late
                        | Word::Mid
                        | Word::From
                        | Word::During
                        | Word::Of
                        | Word::Between
                )
            )
            || at > 1 && self.is_mark(at - 1, '-') && self.is(at - 2, Word::Mid)
    }

    /// June Carter, April Jones, August Wilson and Mrs May are no months.
    fn is_english_month(&self, at: usize, month: Month) -> bool {
        if !self.is_capital(at) {
            return false;
        }
        let name_follows = self.is_capital(at + 1) && self.is_letters(at + 1) && !self.is_one_of_dates(at + 1);
        let homonym = matches!(month.number, 3..=6 | 8);
        let of_dates = self.follows_month_word(at)
            || at > 0 && matches!(self.word(at - 1), Some(Word::To | Word::After | Word::Before | Word::By));
        let linked = at > 1
            && (matches!(self.word(at - 1), Some(Word::And | Word::Or | Word::To)) || self.is_mark(at - 1, ','))
            && self.month(at - 2).is_some();
        if homonym { (of_dates || linked) && !name_follows } else { !name_follows || of_dates }
    }

    fn is_one_of_dates(&self, at: usize) -> bool {
        matches!(self.sense(at), Sense::Month(_) | Sense::Weekday(_))
    }

    /// In French a month has no capital, and a word before it that leads to a date.
    fn is_french_month(&self, at: usize) -> bool {
        if self.is_capital(at) && !self.opens_sentence(at) && !self.in_capitals(at) {
            return false;
        }
        let before = self.folded_before(at);
        let before = match before.as_str() {
            // «d'avril», «mi-mars»
            "'" | "’" | "-" => self.folded_before(at.saturating_sub(1)),
            _ => before,
        };
        let leads = matches!(
            before.as_str(),
            "en" | "de"
                | "d"
                | "depuis"
                | "debut"
                | "fin"
                | "mi"
                | "courant"
                | "des"
                | "avant"
                | "apres"
                | "entre"
                | "jusqu"
                | "ce"
        );
        let linked = at > 1 && matches!(before.as_str(), "et" | "ou" | "a" | ",") && self.month(at - 2).is_some();
        // «la sonde de mars» has a capital in print; «en mai et juin» links two.
        leads || linked
    }

    /// A weekday and the place where the rest of its date would stand.
    fn weekday(&self, at: usize) -> Option<(i8, usize)> {
        let (weekday, mut next) = match self.sense(at) {
            Sense::Weekday(weekday) => (weekday, at + 1),
            Sense::ShortWeekday(weekday) => (weekday, at + 1 + usize::from(self.is_mark(at + 1, '.'))),
            _ => return None,
        };
        next += usize::from(self.is_mark(next, ','));
        next += usize::from(self.is(next, Word::The));
        Some((weekday, next))
    }

    /// A date without weekday.
    fn dated(&self, at: usize) -> Option<(Partial, usize)> {
        self.figures_date(at).or_else(|| self.day_then_month(at)).or_else(|| self.month_first(at))
    }

    /// «5 décembre 2024», «the 5th of December», «1er mars», «premier mai».
    fn day_then_month(&self, at: usize) -> Option<(Partial, usize)> {
        let (day, mut next) = match self.sense(at) {
            Sense::Ordinal(1) => (1, at + 1),
            _ => self.day(at)?,
        };
        if self.is(next, Word::Of) || self.is_mark(next, '-') {
            next += 1;
        }
        let month = self.month(next)?;
        next += 1;
        next += usize::from(month.short && self.is_mark(next, '.'));
        let date = Partial { day: Some(day), month: Some(month.number), ..Partial::default() };
        Some(self.with_year(date, next))
    }

    /// «December 5, 2024», «Dec. 5», «décembre 2024», «octobre 98».
    fn month_first(&self, at: usize) -> Option<(Partial, usize)> {
        let month = self.month(at)?;
        let mut next = at + 1;
        next += usize::from(month.short && self.is_mark(next, '.'));
        let date = Partial { month: Some(month.number), ..Partial::default() };
        let comma = usize::from(self.is_mark(next, ',') || self.is(next, Word::Of));
        if let Some(year) = self.year(next + comma) {
            return Some((Partial { year: Some(year), ..date }, next + comma + 1));
        }
        if let Some((year, end)) = self.short_year(next) {
            return Some((Partial { year: Some(year), ..date }, end));
        }
        if !month.english && !month.short {
            return None;
        }
        next += usize::from(self.is(next, Word::The));
        let (day, next) = self.day(next)?;
        // «Dec 14:30» is a time, «Dec 5 000» a number.
        let goes_on =
            (self.is_mark(next, ':') && self.is_glued(next)) || self.is_thousand(next) || self.is_mark(next, '%');
        (!goes_on).then(|| self.with_year(Partial { day: Some(day), ..date }, next))
    }

    /// The day in «Thursday (5)», «Sunday (1st)», «jeudi 5».
    fn day_after_weekday(&self, at: usize) -> Option<(Partial, usize)> {
        let open = usize::from(self.is_mark(at, '('));
        let (day, next) = self.day(at + open)?;
        let close = usize::from(open == 1 && self.is_mark(next, ')'));
        if open != close {
            return None;
        }
        let ended = next > at + open + 1;
        // Bare figures are a day only where the clause ends or a capital follows: «jeudi 5 personnes» counts people.
        let stands_alone = self.is_capital(next) || (self.is_clause_end(next) && !self.is_mark(next, ':'));
        let date = Partial { day: Some(day), ..Partial::default() };
        (close == 1 || ended || stands_alone).then_some((date, next + close))
    }

    /// `date` with the year that may follow at `at`.
    fn with_year(&self, date: Partial, at: usize) -> (Partial, usize) {
        let linked = self.is_mark(at, ',') || self.is_mark(at, '-') || self.is(at, Word::Of);
        let year_at = at + usize::from(linked);
        if let Some(year) = self.year(year_at)
            && !self.is_thousand(year_at + 1)
        {
            return (Partial { year: Some(year), ..date }, year_at + 1);
        }
        match self.short_year(at) {
            Some((year, end)) => (Partial { year: Some(year), ..date }, end),
            None => (date, at),
        }
    }

    /// «’98», or «98» where it can be no day.
    fn short_year(&self, at: usize) -> Option<(i16, usize)> {
        let apostrophe = self.is_apostrophe(at);
        let at = at + usize::from(apostrophe);
        let (value, 2) = self.free_figures(at)? else { return None };
        let value = i16::try_from(value).ok()?;
        let counts = self.is_letters(at + 1) && !self.is_capital(at + 1) && self.word(at + 1).is_none();
        if !apostrophe && (value <= 31 || counts || self.is_mark(at + 1, '%')) {
            return None;
        }
        Some((if value < 40 { 2000 + value } else { 1900 + value }, at + 1))
    }

    /// Three figures after a blank: the rest of a number such as 2 000.
    fn is_thousand(&self, at: usize) -> bool {
        matches!(self.sense(at), Sense::Figures(_, 3))
    }

    /// The place after a part of the day that begins at `at`: «matin», «après-midi», «au soir».
    pub(crate) fn part_of_day(&self, at: usize) -> Option<usize> {
        if self.sense(at) == Sense::Part {
            return Some(at + 1);
        }
        let joined = self.is(at, Word::After) && self.is_mark(at + 1, '-') && self.is(at + 2, Word::Noon);
        if joined {
            return Some(at + 3);
        }
        (self.is(at, Word::At) && self.sense(at + 1) == Sense::Part).then_some(at + 2)
    }
}
