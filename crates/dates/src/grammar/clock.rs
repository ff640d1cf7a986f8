//! Times of day: «18 h 30», «18h», `18:30`, `2:30 p.m.`, «23 heures», «midi».

use article::Language;
use jiff::civil::Time;

use super::{Cursor, Expr, Match};
use crate::text::{Sense, Unit, Word};

impl Cursor<'_> {
    /// The time that begins at `at`, and the place after it.
    pub(crate) fn clock(&self, at: usize) -> Option<(Time, usize)> {
        let (hour, digits @ (1 | 2)) = self.figures(at)? else { return None };
        // «1:2:30» is a result.
        if at > 1 && self.is_mark(at - 1, ':') && self.is_glued(at) {
            return None;
        }
        let colon = self.is_mark(at + 1, ':') && self.is_glued(at + 1) && self.is_glued(at + 2);
        let (minute, mut end) = if colon {
            let (minute, 2) = self.figures(at + 2)? else { return None };
            (minute, at + 3)
        } else if let Some(minute) = self.dotted_minute(at) {
            (minute, at + 3)
        } else if self.is_word(at + 1, "h") {
            match self.figures(at + 2) {
                Some((minute, 2)) => (minute, at + 3),
                _ => (0, at + 2),
            }
        } else {
            (0, at + 1)
        };
        // Seconds, and parts of them.
        if colon && self.is_mark(end, ':') && self.is_glued(end) && matches!(self.figures(end + 1), Some((_, 2))) {
            end += 2;
        }
        let half = self.half_of_day(end);
        if end == at + 1 && half.is_none() {
            return None;
        }
        let hour = match half {
            Some((_, next)) if digits > 2 || hour == 0 || hour > 12 => {
                end = next;
                hour
            }
            Some((afternoon, next)) => {
                end = next;
                hour % 12 + if afternoon { 12 } else { 0 }
            }
            None => hour,
        };
        Some((Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0).ok()?, end))
    }

    /// The minute of `6.45pm`, `21.15 BST`: with a full stop only where a half of the day or a zone follows.
    fn dotted_minute(&self, at: usize) -> Option<u32> {
        let dotted = self.is_mark(at + 1, '.') && self.is_glued(at + 1) && self.is_glued(at + 2);
        let (minute, 2) = self.figures(at + 2)? else { return None };
        let told = self.half_of_day(at + 3).is_some() || self.after_zone(at + 3) > at + 3;
        (dotted && told).then_some(minute)
    }

    /// A time of day in running text, where lengths and scores look alike.
    pub(super) fn clock_expression(&self, at: usize) -> Option<Match> {
        let before = self.folded_before(at);
        if matches!(self.sense(at), Sense::Word(Word::Noon | Word::Midnight)) {
            return self.noon_or_midnight(at, &before);
        }
        let free = !(self.is_glued(at)
            && (self.is_letters(at - 1) || matches!(self.sense(at - 1), Sense::Mark('-' | '/' | ',' | '.' | '$'))));
        if !free {
            return None;
        }
        if let Some((time, end)) = self.clock(at) {
            // «2:14:04» is how long a race took.
            let seconds = self.is_mark(at + 3, ':') && self.is_glued(at + 3) && self.is_figures(at + 4);
            if seconds && self.half_of_day(at + 5).is_none() {
                return None;
            }
            let length =
                matches!(before.as_str(), "en" | "pendant" | "durant" | "compter" | "sur" | "de" | "d" | "of" | "plus")
                    && (self.is(end, Word::Of) || matches!(before.as_str(), "en" | "pendant" | "durant"))
                    || self.is(end, Word::Of) && !self.is_word(end, "du")
                    || self.is_apostrophe(end)
                    || before == "les"
                    || self.is_word(end, "par")
                    || self.is_mark(end, '/')
                    || self.is_mark(end, '-') && self.is_glued(end)
                    || self.is_mark(end, ',') && self.is_glued(end + 1) && self.is_figures(end + 1);
            return (!length).then(|| Match::new(Expr::Clock(time), self.after_zone(end)));
        }
        self.hours_in_words(at, &before)
    }

    /// «à 23 heures», `8 o'clock`.
    fn hours_in_words(&self, at: usize, before: &str) -> Option<Match> {
        let (hour, next) = self.number(at).filter(|(hour, _)| *hour <= 23)?;
        let time = Time::new(i8::try_from(hour).ok()?, 0, 0, 0).ok()?;
        if self.lexicon.language == Language::English {
            let oclock = self.is_word(next, "o") && self.is_apostrophe(next + 1) && self.is_word(next + 2, "clock");
            return oclock.then(|| Match::new(Expr::Clock(time), next + 3));
        }
        let of_words = matches!(before, "de") && matches!(self.folded_before(at - 1).as_str(), "partir" | "alentours");
        let led = matches!(before, "a" | "vers" | "des" | "avant" | "apres" | "et" | "entre") || of_words;
        let hours = self.sense(next) == Sense::Unit(Unit::Hour);
        let counted = self.is(next + 1, Word::Of) || self.is(next + 1, Word::More) || self.is_word(next + 1, "par");
        let plain = !matches!(before, "des" | "avant" | "apres" | "et" | "entre") || hour > 4;
        (hours && led && plain && !counted).then(|| Match::new(Expr::Clock(time), next + 1))
    }

    fn noon_or_midnight(&self, at: usize, before: &str) -> Option<Match> {
        // «après-midi» is a part of the day, «le Midi» a region.
        let other = before == "-" || matches!(before, "le" | "du") || (self.is_capital(at) && !self.opens_sentence(at));
        let hour = if self.is(at, Word::Noon) { 12 } else { 0 };
        let mut end = at + 1;
        if self.lexicon.language == Language::French && self.is(end, Word::And) && self.is(end + 1, Word::Half) {
            end += 2;
        }
        (!other).then_some(())?;
        Some(Match::new(Expr::Clock(Time::new(hour, 0, 0, 0).ok()?), end))
    }

    /// `GMT`, `EST` behind a time belong to it.
    fn after_zone(&self, at: usize) -> usize {
        let zone = matches!(
            self.printed(at),
            "GMT" | "UTC" | "EST" | "EDT" | "PST" | "PDT" | "CET" | "CEST" | "BST" | "ET" | "PT" | "CT"
        );
        at + usize::from(zone)
    }

    /// `am`, `p.m.`: whether after noon, and the place after it.
    fn half_of_day(&self, at: usize) -> Option<(bool, usize)> {
        for (short, letter, afternoon) in [("am", "a", false), ("pm", "p", true)] {
            if self.is_word(at, short) {
                return Some((afternoon, at + 1));
            }
            let dotted = self.is_word(at, letter) && self.is_mark(at + 1, '.') && self.is_word(at + 2, "m");
            if dotted && self.is_glued(at + 2) {
                return Some((afternoon, at + 3 + usize::from(self.is_mark(at + 3, '.') && self.is_glued(at + 3))));
            }
        }
        None
    }

    fn figures(&self, at: usize) -> Option<(u32, u8)> {
        match self.sense(at) {
            Sense::Figures(value, digits) => Some((value, digits)),
            _ => None,
        }
    }
}
