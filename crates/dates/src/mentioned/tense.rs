//! Whether a sentence speaks of what was or of what will be, near one of its dates.

use article::Language;

use crate::grammar::{Cursor, Tense};
use crate::text::{Sense, Word};
use crate::{en, fr};

/// Words further than this from the date say nothing about it.
const REACH: usize = 25;
/// Tokens of the longest sentence that is looked through.
const LONGEST_SENTENCE: usize = 200;

impl Cursor<'_> {
    /// The tense of the verb nearest to the expression at `at..end`, within its sentence.
    pub(crate) fn tense(&self, at: usize, end: usize) -> Tense {
        for back in 1..=4 {
            let Some(place) = at.checked_sub(back) else { break };
            match self.word(place) {
                Some(Word::Since | Word::Last) => return Tense::Past,
                Some(Word::Until | Word::Ici) => return Tense::Future,
                Some(Word::The | Word::Of | Word::At | Word::In) => {}
                _ if self.is_apostrophe(place) || self.is_word(place, "least") => {}
                _ => break,
            }
        }
        let before = (1..=REACH).map_while(|back| at.checked_sub(back).filter(|place| !self.ends_sentence(*place)));
        let after = (end..end + REACH).take_while(|place| self.token(*place).is_some() && !self.ends_sentence(*place));
        let near = |places: &mut dyn Iterator<Item = usize>| {
            places.enumerate().find_map(|(distance, place)| Some((distance, self.tense_of(place)?)))
        };
        let before = near(&mut { before });
        let after = near(&mut { after });
        match (before, after) {
            // A verb after a comma belongs to the next clause, so what stands before counts first.
            (Some((distance, tense)), Some((other, _))) if distance <= other + 3 => tense,
            (_, Some((_, tense))) | (Some((_, tense)), None) => tense,
            (None, None) => Tense::Unknown,
        }
    }

    /// Whether two places lie in one sentence.
    pub(super) fn same_sentence(&self, one: usize, other: usize) -> bool {
        self.sentences_between(one, other) == 0
    }

    /// How many sentences end between two places, counted to two; places far apart are two sentences apart.
    pub(super) fn sentences_between(&self, one: usize, other: usize) -> usize {
        let (first, last) = (one.min(other), one.max(other));
        if last - first > LONGEST_SENTENCE {
            return 2;
        }
        (first..last).filter(|place| self.ends_sentence(*place)).take(2).count()
    }

    fn ends_sentence(&self, at: usize) -> bool {
        match self.sense(at) {
            Sense::Mark('!' | '?' | '…') => true,
            Sense::Mark('.') => {
                let abbreviation = at > 0
                    && (self.month(at - 1).is_some_and(|month| month.short)
                        || self.is_letters(at - 1) && self.printed(at - 1).chars().count() <= 2);
                !abbreviation && (self.is_capital(at + 1) || self.token(at + 1).is_none() || self.is_mark(at + 1, '"'))
            }
            _ => false,
        }
    }

    fn tense_of(&self, at: usize) -> Option<Tense> {
        // Words that dates are made of are no verbs, but for the French «a».
        if !matches!(self.sense(at), Sense::Unknown | Sense::Word(Word::At)) {
            return None;
        }
        match self.lexicon.language {
            Language::English => en::tense::tense(self, at),
            Language::French | Language::Other => fr::tense::tense(self, at),
        }
    }
}
