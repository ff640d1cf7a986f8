//! What a byte can begin, end or continue, so that ordinary words are read without decoding.

use super::{char_at, continues_word, is_hyphen, opens_word};
use crate::fold::is_apostrophe;

/// What a byte is to a word.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Ends a word, whatever follows.
    Blank,
    /// An ASCII letter.
    Letter,
    /// An ASCII digit.
    Digit,
    /// ASCII that may also stand inside a word, an acronym or an address.
    Mark,
    /// Part of a character of several bytes.
    Wide,
}

pub(super) const KINDS: [Kind; 256] = {
    let mut kinds = [Kind::Blank; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Kind::Letter,
            b'0'..=b'9' => Kind::Digit,
            b'\'' | b'`' | b'.' | b'-' | b'&' | b'@' | b'_' | b'+' | b':' => Kind::Mark,
            128.. => Kind::Wide,
            _ => Kind::Blank,
        };
        byte += 1;
    }
    kinds
};

/// Where the run of Latin letters that begins at `at` ends; `at` itself where there is none.
#[inline]
pub(crate) fn letters_end(bytes: &[u8], mut at: usize) -> usize {
    // Eight letters at a time: where words end is beyond the processor's guessing, so every branch costs.
    while let Some(ahead) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let letters = ascii_letters(u64::from_le_bytes(*ahead));
        at += letters;
        if letters < 8 {
            break;
        }
    }
    while let Some(byte) = bytes.get(at) {
        match KINDS[usize::from(*byte)] {
            Kind::Letter => at += 1,
            Kind::Wide if is_latin_pair(*byte, bytes.get(at + 1)) => at += 2,
            _ => break,
        }
    }
    at
}

/// How many of eight bytes are ASCII letters, up to the first that is none.
#[inline]
fn ascii_letters(bytes: u64) -> usize {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = EACH * 0x80;
    let lower = (bytes | (EACH * 0x20)) & !HIGH;
    let from_a = lower + EACH * (0x80 - b'a' as u64);
    let after_z = lower + EACH * (0x80 - b'z' as u64 - 1);
    let others = (!from_a | after_z | bytes) & HIGH;
    others.trailing_zeros() as usize / 8
}

/// U+00C0 to U+017F: all letters but `×` and `÷`.
fn is_latin_pair(first: u8, second: Option<&u8>) -> bool {
    match first {
        0xC3 => !matches!(second, Some(0x97 | 0xB7)),
        0xC4 | 0xC5 => true,
        _ => false,
    }
}

/// What stands behind a run of letters.
pub(super) enum After {
    /// Nothing that belongs to the word.
    End,
    /// An apostrophe of so many bytes.
    Apostrophe(usize),
    /// Something that needs all the rules.
    More,
}

/// What stands at `end`, behind a run of letters.
#[inline]
pub(super) fn after(text: &str, end: usize) -> After {
    let bytes = text.as_bytes();
    let Some(byte) = bytes.get(end) else { return After::End };
    let next = bytes.get(end + 1).map_or(Kind::Blank, |next| KINDS[usize::from(*next)]);
    let word_follows = matches!(next, Kind::Letter | Kind::Digit | Kind::Wide);
    match KINDS[usize::from(*byte)] {
        Kind::Blank => After::End,
        Kind::Letter | Kind::Digit => After::More,
        Kind::Wide => after_wide(text, end),
        Kind::Mark => match byte {
            b'\'' | b'`' => After::Apostrophe(1),
            b'-' | b'&' if !word_follows => After::End,
            b'.' if !word_follows && bytes.get(end + 1) != Some(&b'-') => After::End,
            b':' if bytes.get(end + 1) != Some(&b'/') => After::End,
            _ => After::More,
        },
    }
}

fn after_wide(text: &str, end: usize) -> After {
    match char_at(text, end) {
        Some(c) if is_apostrophe(c) => After::Apostrophe(c.len_utf8()),
        Some(c) if opens_word(c) || continues_word(c) || is_hyphen(c) => After::More,
        _ => After::End,
    }
}
