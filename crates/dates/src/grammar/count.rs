//! Numbers in figures and words, with the units they count: «quatre décennies», «une vingtaine d'années», `two and a half years`.

use super::Cursor;
use crate::text::{Sense, Unit, Word};

/// How many of which unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quantity {
    /// `None` for «quelques».
    pub(crate) count: Option<u32>,
    pub(crate) unit: Unit,
    /// «et demi», or «une vingtaine»: not to be counted with.
    pub(crate) loose: bool,
}

impl Cursor<'_> {
    /// A number and a unit, and the place after them.
    pub(crate) fn quantity(&self, at: usize) -> Option<(Quantity, usize)> {
        let at = self.skip_about(at);
        let (count, mut next, mut loose) = self.how_many(at)?;
        if self.is(next, Word::Of) {
            // «une vingtaine d'années», «a couple of weeks»
            next += 1 + usize::from(self.is_apostrophe(next + 1));
        }
        if (self.is(next, Word::And) && self.is(next + 1, Word::A) && self.is(next + 2, Word::Half))
            || self.is_mark(next, '½')
        {
            next += if self.is_mark(next, '½') { 1 } else { 3 };
            loose = true;
        }
        let (unit, mut end) = self.unit(next)?;
        if unit == Unit::Quarter && self.is(end, Word::Of) {
            // `a quarter of an hour`
            return None;
        }
        if self.is(end, Word::And) && (self.is(end + 1, Word::Half) || self.is(end + 2, Word::Half)) {
            end += if self.is(end + 1, Word::Half) { 2 } else { 3 };
            loose = true;
        }
        Some((Quantity { count, unit, loose }, end))
    }

    /// The place after «environ», «plus de», `more than`.
    fn skip_about(&self, at: usize) -> usize {
        let mut at = at;
        for _ in 0..3 {
            let compared = self.is(at + 1, Word::Of) || self.is(at + 1, Word::Than);
            match self.word(at) {
                Some(Word::More | Word::About) if compared => at += 2 + usize::from(self.is_apostrophe(at + 2)),
                Some(Word::About) => at += 1,
                _ => break,
            }
        }
        at
    }

    /// A count, the place after it, and whether it is a loose one.
    fn how_many(&self, at: usize) -> Option<(Option<u32>, usize, bool)> {
        match self.sense(at) {
            Sense::Word(Word::Few) => Some((None, at + 1, true)),
            Sense::Word(Word::A) => match self.sense(at + 1) {
                Sense::Word(Word::Few) => Some((None, at + 2, true)),
                Sense::Count(count) => Some((Some(u32::from(count)), at + 2, count > 9)),
                _ => Some((Some(1), at + 1, false)),
            },
            _ => self.number(at).map(|(count, next)| (Some(count), next, false)),
        }
    }

    /// A whole number in figures or words.
    pub(crate) fn number(&self, at: usize) -> Option<(u32, usize)> {
        match self.sense(at) {
            Sense::Figures(..) => {
                let (value, digits) = self.free_figures(at)?;
                (digits <= 4).then_some((value, at + 1))
            }
            Sense::Count(_) => self.number_in_words(at),
            _ => None,
        }
    }

    /// «quatre-vingt-dix», «vingt et un», `twenty-five`.
    fn number_in_words(&self, at: usize) -> Option<(u32, usize)> {
        let Sense::Count(first) = self.sense(at) else { return None };
        let (mut total, mut end, mut added) = (u32::from(first), at + 1, false);
        loop {
            let mut next = end;
            if self.is_mark(next, '-') && self.is_glued(next) && self.is_glued(next + 1) {
                next += 1;
            }
            if self.is(next, Word::And) {
                next += 1 + usize::from(self.is_mark(next + 1, '-'));
            }
            let value = match self.sense(next) {
                Sense::Count(value) => u32::from(value),
                // «vingt et un», but not «deux un».
                Sense::Word(Word::A) if next > end && total >= 20 => 1,
                _ => break,
            };
            // «quatre-vingt», «deux cents» multiply; «vingt-cinq» and «dix-huit» add; «sept huit» are two numbers.
            if (total == 4 && value == 20) || (total < 100 && value >= 100) {
                total *= value;
            } else if (total >= 20 && value < 20 && !added) || (total == 10 && (7..=9).contains(&value)) {
                total += value;
                // «quatre-vingt-dix-neuf» adds twice.
                added = value != 10;
            } else {
                break;
            }
            end = next + 1;
        }
        Some((total, end))
    }

    /// A unit of time and the place after it; «week-end» is three tokens.
    pub(crate) fn unit(&self, at: usize) -> Option<(Unit, usize)> {
        let Sense::Unit(unit) = self.sense(at) else { return None };
        if self.is_mark(at + 1, '-') && self.is_glued(at + 1) && self.is(at + 2, Word::End) {
            return Some((Unit::Weekend, at + 3));
        }
        if self.lexicon.language == article::Language::English
            && self.is_mark(at + 1, '-')
            && self.is_glued(at + 1)
            && self.is_word(at + 2, "end")
        {
            return Some(if unit == Unit::Week { (Unit::Weekend, at + 3) } else { (unit, at + 1) });
        }
        if unit == Unit::Weekend && self.is_word(at, "week") {
            return None;
        }
        Some((unit, at + 1))
    }

    /// Third for «troisième», «3e», `3rd`, and the place after it.
    pub(crate) fn ordinal(&self, at: usize) -> Option<(i8, usize)> {
        if let Sense::Ordinal(place) = self.sense(at) {
            return Some((i8::try_from(place).ok()?, at + 1));
        }
        let (value, digits) = self.free_figures(at)?;
        let ended = self.is_glued(at + 1)
            && ["er", "ere", "re", "e", "eme", "ieme", "st", "nd", "rd", "th"].contains(&self.folded(at + 1).as_str());
        (ended && digits <= 2).then_some((i8::try_from(value).ok()?, at + 2))
    }
}

#[cfg(test)]
mod tests {
    use crate::grammar::Cursor;
    use crate::text::{Lexicon, Tokens};
    use article::Language;

    fn check(text: &str, language: Language, number: u32) {
        let lexicon = Lexicon::of(language);
        let mut tokens = Tokens::default();
        tokens.scan(text, 0, text.len(), lexicon);
        let cursor = Cursor { text, tokens: &tokens.list, lexicon };
        assert_eq!(cursor.number(0).map(|(number, _)| number), Some(number), "{text}");
    }

    #[test]
    fn numbers_in_words() {
        for (text, number) in [
            ("trois", 3),
            ("dix-huit", 18),
            ("vingt et un", 21),
            ("vingt-cinq", 25),
            ("soixante-dix", 70),
            ("soixante et onze", 71),
            ("quatre-vingts", 80),
            ("quatre-vingt-dix-neuf", 99),
            ("deux cents", 200),
            ("sept huit", 7),
        ] {
            check(text, Language::French, number);
        }
        for (text, number) in
            [("twenty-five", 25), ("twenty one", 21), ("ninety", 90), ("two hundred", 200), ("six seven", 6)]
        {
            check(text, Language::English, number);
        }
    }
}
