//! Years, decades, centuries, quarters and seasons: «1982», «les années 60», «XIXe siècle», `third quarter of 2023`.

use article::Language;

use super::{Cursor, Expr, Lean, Match};
use crate::text::{Season, Sense, Unit, Word};

impl Cursor<'_> {
    /// A year by itself, where nothing says that the figures count something.
    pub(super) fn lone_year(&self, at: usize, before: Option<&Match>) -> Option<Match> {
        let year = self.year(at)?;
        let found = Some(Match::new(Expr::Year(year), at + 1));
        let previous = at.checked_sub(1).map_or(Sense::Unknown, |at| self.sense(at));
        // «1914-1918», «2018-19», «2002/2003»
        let bar = |at: usize| matches!(self.sense(at), Sense::Mark('-' | '/' | '–')) && self.is_glued(at);
        if bar(at + 1) && self.is_figures(at + 2) && self.is_glued(at + 2) {
            let pair = match self.sense(at + 2) {
                Sense::Figures(second, 4) => i64::from(second) > i64::from(year) && second < 2200,
                Sense::Figures(second, 2) => i64::from(second) == i64::from(year + 1) % 100,
                _ => false,
            };
            let goes_on = bar(at + 3) && self.is_figures(at + 4);
            let plausible = year >= 1800 || self.is_led_as_year(at);
            return found
                .filter(|_| pair && plausible && !goes_on && !self.is_numbered(at) && !self.counts_things(at + 3));
        }
        if self.is_glued(at) && bar(at - 1) && at > 1 && self.is_figures(at - 2) {
            let of_a_pair =
                matches!(before, Some(Match { expr: Expr::Year(first), end }) if *end == at - 1 && *first < year);
            return found.filter(|_| of_a_pair);
        }
        let money = matches!(previous, Sense::Mark('$' | '€' | '£' | '¥' | '#' | '№' | '°' | '+' | '=' | '_' | '*'))
            || matches!(self.sense(at + 1), Sense::Mark('$' | '€' | '£' | '¥' | '%' | '°' | '_' | '²' | '½'));
        let grouped = matches!(previous, Sense::Figures(..)) || (self.is_figures(at + 1) && !self.is_glued(at + 1));
        let glued_after = self.is_glued(at + 1) && self.is_letters(at + 1);
        let time = self.is_mark(at + 1, ':') && self.is_glued(at + 1) && self.is_figures(at + 2);
        if money || grouped || glued_after || time || self.is_numbered(at) {
            return None;
        }
        let led = self.is_led_as_year(at);
        if self.counts_things(at + 1)
            && !(led && self.lexicon.language == Language::English)
            && !self.is_surely_year(at)
        {
            return None;
        }
        found.filter(|_| led || (1900..2060).contains(&year))
    }

    /// «n° 2014», `flight 1987`, «environ 2000», «avec 1987 voix»: the figures number or count.
    fn is_numbered(&self, at: usize) -> bool {
        let before = self.folded_before(at);
        let numbering = matches!(
            before.as_str(),
            "no" | "n"
                | "nº"
                | "numero"
                | "num"
                | "article"
                | "articles"
                | "art"
                | "vol"
                | "volume"
                | "page"
                | "pages"
                | "room"
                | "box"
                | "bp"
                | "cs"
                | "flight"
                | "mile"
                | "route"
                | "highway"
                | "lot"
                | "psaume"
                | "boeing"
                | "airbus"
                | "windows"
                | "number"
                | "numbers"
                | "contre"
                | "ref"
                | "tel"
                | "least"
                | "than"
                | "moins"
                | "pres"
                | "quelque"
                | "quelques"
                | "resolution"
                | "chapter"
                | "code"
        );
        numbering || self.follows(at, Word::About) && before != "around"
    }

    /// Whether a word before the figures leads to a year, so that even 1066 is one.
    fn is_led_as_year(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        if self.is_mark(before, '(') {
            return self.is_mark(at + 1, ')') || self.is_mark(at + 1, '-') || self.is_mark(at + 1, '–');
        }
        match self.sense(before) {
            Sense::Word(
                Word::In
                | Word::Since
                | Word::Until
                | Word::Of
                | Word::By
                | Word::From
                | Word::Before
                | Word::After
                | Word::Between
                | Word::Early
                | Word::Late
                | Word::Mid
                | Word::During,
            ) => true,
            // «entre 1812 et 1815»
            Sense::Word(Word::And | Word::To | Word::At) => before > 0 && self.year(before - 1).is_some(),
            Sense::Unit(Unit::Year) | Sense::Season(_) | Sense::Month(_) => true,
            Sense::Word(Word::The) => self.lexicon.language == Language::English,
            _ => matches!(self.folded(before).as_str(), "des" | "circa" | "vers" | "courant"),
        }
    }

    /// «en 2014», «depuis 2014», «année 2014»: a year whatever follows.
    fn is_surely_year(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        matches!(
            self.sense(before),
            Sense::Word(Word::In | Word::Since | Word::Until | Word::Early | Word::Late | Word::Mid)
                | Sense::Unit(Unit::Year)
                | Sense::Season(_)
        )
    }

    /// Whether what follows is counted by the figures: a unit, or a word in the plural.
    fn counts_things(&self, at: usize) -> bool {
        if self.is_capital(at) || !self.is_letters(at) {
            return false;
        }
        match self.sense(at) {
            Sense::Unit(_) | Sense::Count(_) => return true,
            Sense::Unknown => {}
            _ => return false,
        }
        let word = self.folded(at);
        if matches!(
            word.as_str(),
            "people"
                | "police"
                | "men"
                | "women"
                | "children"
                | "km"
                | "m"
                | "kg"
                | "mm"
                | "cm"
                | "g"
                | "t"
                | "ha"
                | "kw"
                | "mw"
                | "cc"
                | "million"
                | "millions"
                | "milliards"
                | "billion"
                | "mln"
                | "bln"
                | "dlrs"
                | "pct"
                | "euros"
                | "dollars"
                | "euro"
                | "dollar"
                | "francs"
                | "livres"
                | "feet"
                | "ft"
                | "voix"
                | "h"
                | "x"
                | "troops"
                | "personnel"
                | "fans"
        ) {
            return true;
        }
        let plural = word.len() > 3 && word.ends_with(['s', 'x']) && !word.ends_with("ss");
        let no_noun = matches!(
            word.as_str(),
            "dans"
                | "sous"
                | "sans"
                | "vers"
                | "puis"
                | "mais"
                | "alors"
                | "hors"
                | "lors"
                | "dont"
                | "tres"
                | "sauf"
                | "jamais"
                | "toujours"
                | "depuis"
                | "apres"
                | "deux"
                | "parmi"
                | "chez"
                | "parfois"
                | "avons"
                | "etions"
                | "aurons"
                | "serons"
                | "was"
                | "has"
                | "does"
                | "always"
                | "is"
                | "us"
                | "versus"
                | "across"
                | "towards"
                | "besides"
                | "afterwards"
                | "perhaps"
                | "this"
                | "sommes"
                | "ils"
                | "elles"
                | "nous"
                | "vous"
                | "aux"
                | "ceux"
                | "sera"
                | "tous"
                | "quelques"
                | "plusieurs"
                | "cas"
        );
        plural && !no_noun
    }

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
