//! All that the recogniser knows before it reads: word classes and listed names.

use super::gazetteer::{Gazetteer, Match};
use super::tokens::Token;
use super::vocabulary::{Classes, Vocabulary};
use crate::shipped::{Bearer, Shipped};

/// The word classes and the listed names.
pub(crate) struct Lexicon {
    vocabulary: Vocabulary,
    gazetteer: Gazetteer,
    shipped: &'static Shipped,
}

impl Lexicon {
    pub(crate) fn new() -> Self {
        let shipped = Shipped::get();
        Self { vocabulary: Vocabulary::new(), gazetteer: Gazetteer::new(shipped), shipped }
    }

    /// The classes of a token's word.
    #[inline]
    pub(crate) fn classes(&self, token: &Token) -> Classes {
        if token.word == 0 { 0 } else { self.vocabulary.classes(token.word) }
    }

    /// Whether a token's word is in one of `classes`.
    #[inline]
    pub(crate) fn is(&self, token: &Token, classes: Classes) -> bool {
        self.classes(token) & classes != 0
    }

    /// The longest listed name that starts at the first token.
    #[inline]
    pub(crate) fn listed(&self, tokens: &[Token]) -> Option<Match> {
        self.gazetteer.longest(tokens)
    }

    /// A bearer of listed names.
    pub(crate) fn bearer(&self, number: u32) -> &'static Bearer {
        &self.shipped.bearers[number as usize]
    }
}
