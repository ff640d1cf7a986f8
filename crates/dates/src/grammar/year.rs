//! Years that stand by themselves: «1982», «en 2014», «1914-1918»; and the amounts and numbers that look like them.

use article::Language;

use super::{Cursor, Expr, Match};
use crate::text::{Sense, Unit, Word};

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
        // `C/2021 K7` is a comet.
        let coded = self.is_glued(at) && previous == Sense::Mark('/') && at > 1 && self.is_letters(at - 2);
        let glued_after = self.is_glued(at + 1) && self.is_letters(at + 1);
        let time = self.is_mark(at + 1, ':') && self.is_glued(at + 1) && self.is_figures(at + 2);
        if money || grouped || coded || glued_after || time || self.is_numbered(at) || self.is_measured(at) {
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

    /// «n° 2014», `flight 1987`, «environ 2000», «contre 1987»: the figures number or count.
    fn is_numbered(&self, at: usize) -> bool {
        let before = self.folded_before(at);
        NUMBERING.contains(&before.as_str()) || self.follows(at, Word::About) && before != "around"
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
        let plural = word.len() > 3 && word.ends_with(['s', 'x']) && !word.ends_with("ss");
        PEOPLE.contains(&word.as_str()) || plural && !NO_PLURALS.contains(&word.as_str())
    }

    /// Whether a measure follows, which no year has: «1950 tr/min», `2014 euros`.
    fn is_measured(&self, at: usize) -> bool {
        self.is_letters(at + 1) && MEASURES.contains(&self.folded(at + 1).as_str())
    }
}

/// Words before figures that number things, or compare amounts.
const NUMBERING: &[&str] = &[
    "no",
    "n",
    "nº",
    "numero",
    "num",
    "article",
    "articles",
    "art",
    "vol",
    "volume",
    "page",
    "pages",
    "room",
    "box",
    "bp",
    "cs",
    "flight",
    "mile",
    "route",
    "highway",
    "lot",
    "psaume",
    "number",
    "numbers",
    "ref",
    "tel",
    "resolution",
    "chapter",
    "code",
    "least",
    "than",
    "moins",
    "pres",
    "quelque",
    "quelques",
    "contre",
    "boeing",
    "airbus",
    "windows",
    "peugeot",
];

/// Measures, which follow amounts.
const MEASURES: &[&str] = &[
    "km",
    "m",
    "kg",
    "mm",
    "cm",
    "g",
    "t",
    "ha",
    "kw",
    "mw",
    "cc",
    "ch",
    "million",
    "millions",
    "milliards",
    "billion",
    "mln",
    "bln",
    "dlrs",
    "pct",
    "euros",
    "dollars",
    "euro",
    "dollar",
    "francs",
    "roubles",
    "livres",
    "feet",
    "ft",
    "lbs",
    "voix",
    "h",
    "x",
    "rpm",
    "mph",
    "kph",
    "hz",
    "tr",
    "kilometres",
    "metres",
    "kilos",
    "tonnes",
    "miles",
    "yards",
    "points",
    "degrees",
];

/// Nouns in the plural that do not end in s.
const PEOPLE: &[&str] = &["people", "police", "men", "women", "children", "troops", "personnel"];

/// Words that end like a plural and are none.
const NO_PLURALS: &[&str] = &[
    "dans",
    "sous",
    "sans",
    "vers",
    "puis",
    "mais",
    "alors",
    "hors",
    "lors",
    "dont",
    "tres",
    "sauf",
    "jamais",
    "toujours",
    "parmi",
    "parfois",
    "avons",
    "etions",
    "aurons",
    "serons",
    "sommes",
    "ils",
    "elles",
    "nous",
    "vous",
    "ceux",
    "sera",
    "cas",
    "does",
    "always",
    "this",
    "versus",
    "across",
    "towards",
    "besides",
    "afterwards",
    "perhaps",
];
