//! Looks at tokens by their place: every question has an answer, beyond the ends too.

use crate::text::{Lexicon, Month, Sense, Token};

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

    /// The word or mark as printed.
    pub(crate) fn printed(&self, at: usize) -> &'a str {
        self.tokens.get(at).and_then(|token| self.text.get(token.start..token.end)).unwrap_or_default()
    }

    pub(crate) fn is_mark(&self, at: usize, mark: char) -> bool {
        self.sense(at) == Sense::Mark(mark)
    }

    pub(crate) fn is_word(&self, at: usize, word: &str) -> bool {
        self.printed(at).eq_ignore_ascii_case(word)
    }

    /// Whether the token at `at` follows the one before it without a blank.
    pub(crate) fn is_glued(&self, at: usize) -> bool {
        at > 0 && self.tokens.get(at).is_some_and(|token| !token.spaced)
    }

    pub(crate) fn month(&self, at: usize) -> Option<Month> {
        match self.sense(at) {
            Sense::Month(month) => Some(month),
            _ => None,
        }
    }

    pub(crate) fn is_letters(&self, at: usize) -> bool {
        self.token(at).is_some() && !matches!(self.sense(at), Sense::Figures(..) | Sense::Mark(_))
    }

    /// A number that stands by itself: no road (`M5`), no part of a longer number (`2,014`, `3.12`, `1-2-3`).
    pub(crate) fn free_figures(&self, at: usize) -> Option<(u32, u8)> {
        let Sense::Figures(value, digits) = self.sense(at) else { return None };
        let glued_word = self.is_glued(at) && at > 0 && self.is_letters(at - 1);
        let decimal_before = self.is_glued(at) && at > 1 && self.is_decimal_mark(at - 1) && self.is_figures(at - 2);
        let decimal_after =
            self.is_glued(at + 1) && self.is_decimal_mark(at + 1) && self.is_glued(at + 2) && self.is_figures(at + 2);
        (!glued_word && !decimal_before && !decimal_after).then_some((value, digits))
    }

    pub(crate) fn is_figures(&self, at: usize) -> bool {
        matches!(self.sense(at), Sense::Figures(..))
    }

    fn is_decimal_mark(&self, at: usize) -> bool {
        matches!(self.sense(at), Sense::Mark('.' | ',')) && self.is_glued(at)
    }

    /// A year of four figures that stands by itself.
    pub(crate) fn year(&self, at: usize) -> Option<i16> {
        let (value, 4) = self.free_figures(at)? else { return None };
        let year = i16::try_from(value).ok()?;
        // A four-figure number before three more is a thousand grouping gone astray.
        (1000..2200).contains(&year).then_some(year)
    }

    /// A day of the month that stands by itself, and the place after it and its ending: `5`, `1er`, `5th`.
    pub(crate) fn day(&self, at: usize) -> Option<(i8, usize)> {
        let (value, digits) = self.free_figures(at)?;
        let day = i8::try_from(value).ok().filter(|day| digits <= 2 && (1..=31).contains(day))?;
        let ending = ["er", "e", "eme", "ème", "st", "nd", "rd", "th", "º", "°"];
        let ended = self.is_glued(at + 1) && ending.iter().any(|ending| self.is_word(at + 1, ending));
        if !ended && self.is_glued(at + 1) && self.is_letters(at + 1) && self.month(at + 1).is_none() {
            return None;
        }
        Some((day, at + 1 + usize::from(ended)))
    }
}
