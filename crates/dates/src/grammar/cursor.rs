//! Looks at tokens by their place: every question has an answer, beyond the ends too.

use crate::text::{Lexicon, Month, Sense, Token, Word};

/// The tokens of one paragraph, for rules to look at.
#[derive(Clone, Copy)]
pub(crate) struct Cursor<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [Token],
    pub(crate) lexicon: &'static Lexicon,
}

impl<'a> Cursor<'a> {
    pub(crate) fn token(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at)
    }

    pub(crate) fn sense(&self, at: usize) -> Sense {
        self.tokens.get(at).map_or(Sense::Unknown, |token| token.sense)
    }

    /// The word that binds dates at `at`, if one does.
    pub(crate) fn word(&self, at: usize) -> Option<Word> {
        match self.sense(at) {
            Sense::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(crate) fn is(&self, at: usize, word: Word) -> bool {
        self.sense(at) == Sense::Word(word)
    }

    /// Whether `word` stands before `at`; nothing stands before the first token.
    pub(crate) fn follows(&self, at: usize, word: Word) -> bool {
        at > 0 && self.is(at - 1, word)
    }

    /// The word before `at`, folded; empty at the beginning.
    pub(crate) fn folded_before(&self, at: usize) -> String {
        if at > 0 { self.folded(at - 1) } else { String::new() }
    }

    /// The word or mark as printed.
    pub(crate) fn printed(&self, at: usize) -> &'a str {
        self.tokens.get(at).and_then(|token| self.text.get(token.start..token.end)).unwrap_or_default()
    }

    /// The word, folded.
    pub(crate) fn folded(&self, at: usize) -> String {
        let mut folded = String::new();
        self.printed(at).chars().for_each(|c| analysis::push_folded(&mut folded, c));
        folded
    }

    pub(crate) fn is_mark(&self, at: usize, mark: char) -> bool {
        self.sense(at) == Sense::Mark(mark)
    }

    pub(crate) fn is_apostrophe(&self, at: usize) -> bool {
        matches!(self.sense(at), Sense::Mark(mark) if analysis::is_apostrophe(mark))
    }

    /// Whether a clause may end before `at`: at a mark that is no hyphen or apostrophe, or at the end.
    pub(crate) fn is_clause_end(&self, at: usize) -> bool {
        match self.sense(at) {
            Sense::Mark('%' | '°' | '$' | '€' | '£') => false,
            Sense::Mark('-') => !self.is_glued(at),
            Sense::Mark(mark) => !analysis::is_apostrophe(mark),
            _ => self.token(at).is_none(),
        }
    }

    pub(crate) fn is_word(&self, at: usize, word: &str) -> bool {
        self.printed(at).eq_ignore_ascii_case(word)
    }

    pub(crate) fn is_capital(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.capital)
    }

    /// Whether a sentence begins at `at`: nothing stands before it, or a mark that ends or quotes.
    pub(crate) fn opens_sentence(&self, at: usize) -> bool {
        match at.checked_sub(1).map(|before| self.sense(before)) {
            None => true,
            Some(Sense::Mark(mark)) => {
                matches!(mark, '.' | '!' | '?' | '…' | ':' | ';' | '«' | '"' | '“' | '(' | '-' | '–' | '—' | '•')
            }
            Some(_) => false,
        }
    }

    /// Whether the token at `at` follows the one before it without a blank.
    pub(crate) fn is_glued(&self, at: usize) -> bool {
        at > 0 && self.tokens.get(at).is_some_and(|token| !token.spaced)
    }

    pub(crate) fn is_letters(&self, at: usize) -> bool {
        self.token(at).is_some() && !matches!(self.sense(at), Sense::Figures(..) | Sense::Mark(_))
    }

    pub(crate) fn is_figures(&self, at: usize) -> bool {
        matches!(self.sense(at), Sense::Figures(..))
    }

    /// The month at `at`. «may», «march» and «august» are months only with a capital.
    pub(crate) fn month(&self, at: usize) -> Option<Month> {
        let Sense::Month(month) = self.sense(at) else { return None };
        let other_word = month.english && !month.short && matches!(month.number, 3 | 5 | 8);
        (!other_word || self.is_capital(at)).then_some(month)
    }

    /// A number that stands by itself: no road (`M5`), no part of a longer number (`2,014`, `3.12`).
    pub(crate) fn free_figures(&self, at: usize) -> Option<(u32, u8)> {
        let Sense::Figures(value, digits) = self.sense(at) else { return None };
        let glued_word = self.is_glued(at) && self.is_letters(at - 1);
        let decimal_before = self.is_glued(at) && at > 1 && self.is_decimal_mark(at - 1) && self.is_figures(at - 2);
        let decimal_after = self.is_decimal_mark(at + 1) && self.is_glued(at + 2) && self.is_figures(at + 2);
        (!glued_word && !decimal_before && !decimal_after).then_some((value, digits))
    }

    fn is_decimal_mark(&self, at: usize) -> bool {
        matches!(self.sense(at), Sense::Mark('.' | ',')) && self.is_glued(at)
    }

    /// A year of four figures that stands by itself.
    pub(crate) fn year(&self, at: usize) -> Option<i16> {
        let (value, 4) = self.free_figures(at)? else { return None };
        i16::try_from(value).ok().filter(|year| (1000..2200).contains(year))
    }

    /// A day of the month that stands by itself, and the place after it and its ending: `5`, `1er`, `5th`.
    pub(crate) fn day(&self, at: usize) -> Option<(i8, usize)> {
        let (value, digits) = self.free_figures(at)?;
        let day = i8::try_from(value).ok().filter(|day| digits <= 2 && (1..=31).contains(day))?;
        let glued = self.is_glued(at + 1) && self.is_letters(at + 1);
        let ended =
            glued && ["er", "e", "eme", "ème", "st", "nd", "rd", "th"].iter().any(|end| self.is_word(at + 1, end));
        let ended = ended || self.is_mark(at + 1, 'º') || self.is_mark(at + 1, '°');
        (ended || !glued || self.month(at + 1).is_some()).then_some((day, at + 1 + usize::from(ended)))
    }
}
