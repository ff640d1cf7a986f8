//! Turns the clues of a token and its neighbours into features.
//!
//! Takes the clues of an article and a token, gives the hash of each feature. About seventy a token: words and their
//! parts, shapes, classes, lists, and the verdict of the rules, each alone and with neighbours.

use analysis::push_folded;

use super::clues::{ALSO_SMALL, CAPITAL_LINE, Clue, FRENCH, OPENS};
use crate::hash;
use crate::recognise::tokens::Token;

/// The hash of a feature: its template and what fills it.
#[inline]
pub(crate) fn feature(template: u64, a: u64, b: u64) -> u64 {
    let hash = (a ^ template.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let hash = (hash ^ (hash >> 32) ^ b).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    let hash = (hash ^ (hash >> 29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^ (hash >> 32)
}

/// What is asked of the tokens of one paragraph.
pub(crate) struct View<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [Token],
    pub(crate) clues: &'a [Clue],
    /// Where the paragraph begins and ends; nothing beyond is seen.
    pub(crate) from: usize,
    pub(crate) until: usize,
}

/// Stands for what is before a paragraph and after it.
static EDGE: Clue = Clue {
    word: 1,
    classes: 0,
    shape: 0,
    gap: 3,
    state: 0,
    listed: 0,
    rule: 0,
    elsewhere: 0,
    first: 0,
    end: 0,
    is_open: false,
};

impl View<'_> {
    fn clue(&self, at: usize, step: isize) -> &Clue {
        let at = at.wrapping_add_signed(step);
        if (self.from..self.until).contains(&at) { &self.clues[at] } else { &EDGE }
    }

    /// Calls `each` with the features of token `at`.
    pub(crate) fn features(&self, at: usize, folded: &mut String, mut each: impl FnMut(u64)) {
        let [l2, l1, c, r1, r2] = [-2, -1, 0, 1, 2].map(|step| self.clue(at, step));
        let mut put = |template: u64, a: u64, b: u64| each(feature(template, a, b));
        let state = u64::from(c.state);
        let form = u64::from(c.shape) | u64::from(c.gap) << 8 | u64::from(r1.gap) << 12;
        let opens = state & u64::from(OPENS | ALSO_SMALL | CAPITAL_LINE);
        let french = state & u64::from(FRENCH);

        put(0, french, 0);
        // Words.
        put(1, c.word, 0);
        put(2, l1.word, 0);
        put(3, r1.word, 0);
        put(4, l2.word, 0);
        put(5, r2.word, 0);
        put(6, l1.word, c.word);
        put(7, c.word, r1.word);
        put(8, l2.word, l1.word);
        put(9, r1.word, r2.word);
        put(10, l1.word, r1.word);
        put(11, l1.word, u64::from(c.shape));
        put(12, r1.word, u64::from(c.shape));
        self.parts(&self.tokens[at], folded, &mut put);
        // Shapes.
        let shapes = u64::from(l1.shape) << 16 | u64::from(c.shape) << 8 | u64::from(r1.shape);
        put(20, form, 0);
        put(21, form, opens);
        put(22, shapes >> 8, 0);
        put(23, shapes & 0xffff, 0);
        put(24, shapes, opens);
        put(25, shapes << 16 | u64::from(l2.shape) << 8 | u64::from(r2.shape), 0);
        put(26, u64::from(c.shape) << 8 | state, 1);
        // Lists.
        let lists = u64::from(l1.listed) << 16 | u64::from(c.listed) << 8 | u64::from(r1.listed);
        put(30, u64::from(c.listed), 0);
        put(31, u64::from(c.listed), form << 8 | opens);
        put(32, lists, 0);
        put(33, u64::from(c.listed), l1.word);
        put(34, u64::from(c.listed), r1.word);
        // The rules.
        let rules = u64::from(l1.rule) << 16 | u64::from(c.rule) << 8 | u64::from(r1.rule);
        put(40, u64::from(c.rule), 0);
        put(41, rules, 0);
        put(42, u64::from(c.rule), u64::from(c.listed));
        put(43, u64::from(c.rule), form << 8 | state);
        put(44, u64::from(c.rule), l1.word);
        put(45, u64::from(c.rule), r1.word);
        put(46, u64::from(c.rule), u64::from(c.elsewhere));
        put(47, u64::from(c.elsewhere), opens);
        put(48, u64::from(c.elsewhere & 63), u64::from(c.shape));
        put(49, u64::from(c.elsewhere >> 6), u64::from(c.shape));
        // The candidate or run around the token.
        let (first, last) = (c.first as usize, (c.end as usize).max(1) - 1);
        let (before, after) = (self.clue(first, -1), self.clue(last, 1));
        let place = (at.wrapping_sub(first).min(3) as u64) << 4 | last.wrapping_sub(at).min(3) as u64;
        put(50, self.clue(first, 0).word, place);
        put(51, self.clue(last, 0).word, place);
        put(52, before.word, place);
        put(53, after.word, place);
        put(54, before.word, u64::from(c.rule));
        put(55, before.word, after.word);
        put(56, place, u64::from(c.rule));
        put(57, place, form);
        // Classes, one by one and together.
        for (template, classes, with) in [
            (60, c.classes, u64::from(c.shape)),
            (61, l1.classes, u64::from(c.shape)),
            (62, r1.classes, u64::from(c.shape)),
            (63, l2.classes, u64::from(c.shape)),
            (64, before.classes, place),
            (65, after.classes, place),
            (66, self.clue(first, 0).classes, place),
            (67, self.clue(last, 0).classes, place),
        ] {
            let mut left = classes;
            while left != 0 {
                put(template, u64::from(left.trailing_zeros()), with);
                left &= left - 1;
            }
        }
        put(70, u64::from(c.classes), opens);
        put(71, u64::from(l1.classes), u64::from(c.classes));
        put(72, u64::from(c.classes), u64::from(r1.classes));
        put(73, u64::from(l2.classes), u64::from(l1.classes));
    }

    /// The beginning and the end of the word, without case and accents.
    fn parts(&self, token: &Token, folded: &mut String, put: &mut impl FnMut(u64, u64, u64)) {
        folded.clear();
        for c in self.text.get(token.start..token.end).unwrap_or_default().chars() {
            if c.is_ascii() { folded.push(c.to_ascii_lowercase()) } else { push_folded(folded, c) }
        }
        let word = folded.as_bytes();
        for length in [2, 3, 4] {
            if word.len() > length {
                put(13, length as u64, hash::of_bytes(&word[..length]));
                put(14, length as u64, hash::of_bytes(&word[word.len() - length..]));
            }
        }
    }
}
