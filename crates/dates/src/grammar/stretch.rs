//! Stretches longer than a year or shorter, with their numbers: «les années 60», «XIXe siècle», `third quarter of 2023`,
//! «été 2019».

use article::Language;

use super::{Cursor, Expr, Lean, Match};
use crate::text::{Season, Sense, Unit, Word};

impl Cursor<'_> {
    /// «années 60», «les années 1990», `1990s`, `the '90s`, and «70» after «années 60 et».
    pub(super) fn decade(&self, at: usize, before: Option<&Match>) -> Option<Match> {
        let at = at + usize::from(self.is_apostrophe(at));
        let (value, digits) = self.free_figures(at)?;
        let apostrophe = usize::from(self.is_apostrophe(at + 1));
        if value % 10 == 0 && matches!(digits, 2 | 4) && self.is_glued(at + 1) && self.is_word(at + 1 + apostrophe, "s")
        {
            return Some(Match::new(Expr::Decade(first_year(value, digits)?), at + 2 + apostrophe));
        }
        let linked = at > 1
            && (matches!(self.word(at - 1), Some(Word::And | Word::At | Word::Or))
                || self.is_mark(at - 1, ',')
                || self.is_mark(at - 1, '-'));
        match before {
            Some(Match { expr: Expr::Decade(_), end })
                if linked && *end == at - 1 && value % 10 == 0 && matches!(digits, 2 | 4) =>
            {
                Some(Match::new(Expr::Decade(first_year(value, digits)?), at + 1))
            }
            _ => None,
        }
    }

    /// The decade whose «années» stands at `at`.
    pub(crate) fn decade_after_years(&self, at: usize) -> Option<Match> {
        if !self.folded(at).starts_with("annees") {
            return None;
        }
        if let Sense::Figures(value, digits @ (2 | 4)) = self.sense(at + 1) {
            return (value % 10 == 0)
                .then_some(())
                .and_then(|()| first_year(value, digits))
                .map(|first| Match::new(Expr::Decade(first), at + 2));
        }
        let (value, end) = self.number(at + 1)?;
        let decade = value % 10 == 0 && (20..=90).contains(&value) && matches!(self.sense(at + 1), Sense::Count(_));
        decade.then_some(()).and_then(|()| first_year(value, 2)).map(|first| Match::new(Expr::Decade(first), end))
    }

    /// «XIXe siècle», «19e siècle», `nineteenth century`.
    pub(super) fn century(&self, at: usize) -> Option<Match> {
        let (number, next) = if let Some(found) = self.ordinal(at) {
            found
        } else if self.is_capital(at) && matches!(self.sense(at + 1), Sense::Unit(Unit::Century)) {
            (roman(self.printed(at))?, at + 1)
        } else {
            return None;
        };
        let next = next + usize::from(self.is_mark(next, '-'));
        let century = self.sense(next) == Sense::Unit(Unit::Century) && (10..=21).contains(&number);
        century.then(|| Match::new(Expr::Century(i16::from(number)), next + 1))
    }

    /// «troisième trimestre 2023», `third quarter of 2023`, `first half of 1998`.
    pub(super) fn quarter(&self, at: usize) -> Option<Match> {
        let (number, next) = self.ordinal(at)?;
        let next = next + usize::from(self.is_mark(next, '-'));
        let (unit, mut end) = match self.sense(next) {
            Sense::Unit(unit @ (Unit::Quarter | Unit::Half)) => (unit, next + 1),
            Sense::Word(Word::Half) if self.lexicon.language == Language::English => (Unit::Half, next + 1),
            _ => return None,
        };
        let (lean, after_lean) = self.lean_after(end);
        end = after_lean;
        let mut year_at = end + usize::from(self.is(end, Word::Of));
        year_at += usize::from(self.is(year_at, Word::The));
        year_at += usize::from(self.is_apostrophe(year_at));
        year_at +=
            usize::from(matches!(self.sense(year_at), Sense::Unit(Unit::Year)) || self.is_word(year_at, "fiscal"));
        let year = self.year(year_at);
        if year.is_some() {
            end = year_at + 1;
        }
        match unit {
            Unit::Quarter if (1..=4).contains(&number) => {
                Some(Match::new(Expr::Quarter { quarter: number, year, lean }, end))
            }
            // Football has halves too, so a half needs its year.
            Unit::Half if (1..=2).contains(&number) && year.is_some() => {
                Some(Match::new(Expr::Half { half: number, year }, end))
            }
            _ => None,
        }
    }

    /// «dernier trimestre 2017», `last quarter of 2017`: the word stands at `at`, the unit behind it.
    pub(crate) fn last_quarter(&self, at: usize) -> Option<Match> {
        (self.is(at, Word::Last) && self.sense(at + 1) == Sense::Unit(Unit::Quarter)).then_some(())?;
        let mut year_at = at + 2 + usize::from(self.is(at + 2, Word::Of));
        year_at += usize::from(self.is(year_at, Word::The));
        let year = Some(self.year(year_at)?);
        Some(Match::new(Expr::Quarter { quarter: 4, year, lean: Lean::None }, year_at + 1))
    }

    /// A season with a year, or pointed at: «été 2019», «cet hiver» comes through the rules of its language.
    pub(super) fn season(&self, at: usize) -> Option<Match> {
        let Sense::Season(season) = self.sense(at) else { return None };
        let (lean, end) = self.lean_after(at + 1);
        if lean != Lean::None {
            return Some(Match::new(Expr::Season { season, year: None, lean }, end));
        }
        let year_at = end + usize::from(self.is(end, Word::Of));
        let year = self.year(year_at)?;
        // «a été 2019 fois», «hiver 1954»: a winter lies in two years, and only the year is sure.
        let auxiliary = matches!(self.folded_before(at).as_str(), "a" | "ont" | "avait" | "avaient" | "ayant" | "aura");
        let circumflex =
            self.lexicon.language == Language::French && auxiliary && !self.printed(at.saturating_sub(1)).contains('à');
        (season != Season::Winter && !circumflex)
            .then(|| Match::new(Expr::Season { season, year: Some(year), lean: Lean::None }, year_at + 1))
    }
}

/// The first year of the decade that two or four figures name.
fn first_year(value: u32, digits: u8) -> Option<i16> {
    let year = match digits {
        4 => value,
        _ if value >= 20 => 1900 + value,
        _ => 2000 + value,
    };
    i16::try_from(year).ok().filter(|year| (1000..2200).contains(year))
}

/// The number in `XIXe`, `XXIème`.
fn roman(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| !matches!(c, 'I' | 'V' | 'X'));
    let mut total = 0_i8;
    let mut largest = 0;
    for c in digits.chars().rev() {
        let value = match c {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            _ => return None,
        };
        total = if value < largest { total.checked_sub(value)? } else { total.checked_add(value)? };
        largest = largest.max(value);
    }
    let ending = word.get(digits.len()..)?;
    (total > 0 && matches!(ending, "" | "e" | "ème" | "eme" | "è" | "er")).then_some(total)
}
