//! Times of day: «18 h 30», «18h», `18:30`, `2:30 p.m.`.

use jiff::civil::Time;

use super::Cursor;

impl Cursor<'_> {
    /// The time that begins at `at`, and the place after it.
    pub(crate) fn clock(&self, at: usize) -> Option<(Time, usize)> {
        let (hour, digits @ (1 | 2)) = self.figures(at)? else { return None };
        // «1:2:30» is a result; «at 12:036/12/2024» is read with its date.
        if at > 1 && self.is_mark(at - 1, ':') && self.is_glued(at) {
            return None;
        }
        let colon = self.is_mark(at + 1, ':') && self.is_glued(at + 1) && self.is_glued(at + 2);
        let (minute, mut end) = if colon {
            let (minute, 2) = self.figures(at + 2)? else { return None };
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

    /// `am`, `p.m.`: whether after noon, and the place after it.
    fn half_of_day(&self, at: usize) -> Option<(bool, usize)> {
        for (short, letter, afternoon) in [("am", "a", false), ("pm", "p", true)] {
            if self.is_word(at, short) {
                return Some((afternoon, at + 1));
            }
            let dotted = self.is_word(at, letter) && self.is_mark(at + 1, '.') && self.is_word(at + 2, "m");
            if dotted && self.is_glued(at + 2) {
                return Some((afternoon, at + 3 + usize::from(self.is_mark(at + 3, '.'))));
            }
        }
        None
    }

    fn figures(&self, at: usize) -> Option<(u32, u8)> {
        match self.sense(at) {
            crate::text::Sense::Figures(value, digits) => Some((value, digits)),
            _ => None,
        }
    }
}
