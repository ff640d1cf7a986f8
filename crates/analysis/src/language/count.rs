//! Counts the words of a text, and how many of them are little words of French or of English.
//!
//! One pass over the bytes; what stands in quotation marks is counted apart.

use std::sync::LazyLock;

use crate::scan::{char_at, letters_end};
use crate::{en, fr};

/// How many words there are, and how many of them tell a language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) words: usize,
    pub(super) french: usize,
    pub(super) english: usize,
    /// Words that tell French only beside others.
    pub(super) french_support: usize,
    /// Words that tell English only beside others.
    pub(super) english_support: usize,
}

impl Counts {
    pub(super) fn add(&mut self, other: &Self) {
        self.words += other.words;
        self.french += other.french;
        self.english += other.english;
        self.french_support += other.french_support;
        self.english_support += other.english_support;
    }

    fn add_word(&mut self, tells: Tells) {
        self.words += 1;
        match tells {
            Tells::Nothing => {}
            Tells::French => self.french += 1,
            Tells::English => self.english += 1,
            Tells::FrenchSupport => self.french_support += 1,
            Tells::EnglishSupport => self.english_support += 1,
        }
    }
}

/// The words of a text outside and inside quotation marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Quoted {
    pub(super) outside: Counts,
    pub(super) inside: Counts,
}

/// Counts the words of `text`.
pub(super) fn count(text: &str) -> Quoted {
    let bytes = text.as_bytes();
    let mut quoted = Quoted::default();
    let mut marks = Marks::default();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let end = letters_end(bytes, at);
        if end > at {
            let counts = if marks.is_open() { &mut quoted.inside } else { &mut quoted.outside };
            counts.add_word(tells(bytes, at, end));
            at = end;
        } else if byte.is_ascii() {
            marks.see(char::from(*byte));
            at += 1;
        } else {
            let Some(c) = char_at(text, at) else { break };
            marks.see(c);
            if c.is_alphabetic() {
                let counts = if marks.is_open() { &mut quoted.inside } else { &mut quoted.outside };
                counts.words += 1;
                at += text[at..].find(|c: char| !c.is_alphabetic()).unwrap_or(text.len() - at);
            } else {
                at += c.len_utf8();
            }
        }
    }
    quoted
}

/// Which quotation marks are open.
#[derive(Default)]
struct Marks {
    depth: usize,
    straight: bool,
}

impl Marks {
    fn is_open(&self) -> bool {
        self.depth > 0 || self.straight
    }

    fn see(&mut self, c: char) {
        match c {
            '«' | '“' | '„' => self.depth += 1,
            '»' | '”' => self.depth = self.depth.saturating_sub(1),
            '"' => self.straight = !self.straight,
            _ => {}
        }
    }
}

/// The longest telling word, in bytes.
const LONGEST: usize = 8;

/// What a word tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tells {
    Nothing,
    French,
    English,
    FrenchSupport,
    EnglishSupport,
}

/// What the word at `start..end` tells.
fn tells(bytes: &[u8], start: usize, end: usize) -> Tells {
    let length = end - start;
    if length > LONGEST {
        return Tells::Nothing;
    }
    let block = match bytes.get(start..).and_then(<[u8]>::first_chunk) {
        Some(ahead) => u64::from_le_bytes(*ahead),
        None => pack(&bytes[start..end]),
    };
    TELLING.get((block | LOWER) & (u64::MAX >> (64 - 8 * length)))
}

/// Makes ASCII letters small, and accented letters of two bytes as well; it spoils others, but never into these.
const LOWER: u64 = 0x2020_2020_2020_2020;

fn pack(word: &[u8]) -> u64 {
    let mut block = [0; LONGEST];
    block[..word.len()].copy_from_slice(word);
    u64::from_le_bytes(block)
}

static TELLING: LazyLock<Telling> = LazyLock::new(|| {
    let mut telling = Telling { words: Box::new([(0, Tells::Nothing); SLOTS]) };
    let lists = [
        (fr::TELLING_WORDS, Tells::French),
        (en::TELLING_WORDS, Tells::English),
        (fr::SUPPORTING_WORDS, Tells::FrenchSupport),
        (en::SUPPORTING_WORDS, Tells::EnglishSupport),
    ];
    for (words, tells) in lists {
        for word in words.iter().filter(|word| word.len() <= LONGEST) {
            telling.add((pack(word.as_bytes()) | LOWER) & (u64::MAX >> (64 - 8 * word.len())), tells);
        }
    }
    telling
});

/// A sparse hash table of packed words: most words of a text are not in it, and one glance must do.
struct Telling {
    words: Box<[(u64, Tells); SLOTS]>,
}

/// A power of two, many times the number of telling words.
const SLOTS: usize = 1 << 11;

impl Telling {
    /// The first to come keeps its place.
    fn add(&mut self, word: u64, tells: Tells) {
        let mut place = slot(word);
        while self.words[place].1 != Tells::Nothing {
            if self.words[place].0 == word {
                return;
            }
            place = (place + 1) % SLOTS;
        }
        self.words[place] = (word, tells);
    }

    fn get(&self, word: u64) -> Tells {
        let mut place = slot(word);
        loop {
            let (here, tells) = self.words[place];
            if here == word || tells == Tells::Nothing {
                return tells;
            }
            place = (place + 1) % SLOTS;
        }
    }
}

fn slot(word: u64) -> usize {
    (word.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - SLOTS.ilog2())) as usize
}

#[cfg(test)]
mod tests {
    use super::{Counts, count};

    #[track_caller]
    fn check(text: &str, outside: [usize; 3], inside: [usize; 3]) {
        let counts = |counts: Counts| [counts.words, counts.french, counts.english];
        let found = count(text);
        assert_eq!((counts(found.outside), counts(found.inside)), (outside, inside), "{text}");
    }

    #[test]
    fn telling_words_are_found_in_any_case() {
        check("L'armée et LES chars", [5, 2, 0], [0; 3]);
        check("OÙ ÉTAIT-IL ? À Rome", [5, 4, 0], [0; 3]);
        check("The army of THE north", [5, 0, 3], [0; 3]);
        check("Армия на севере", [3, 0, 0], [0; 3]);
    }

    #[test]
    fn quotations_are_counted_apart() {
        check("Il a dit : « the end of it », puis est parti.", [6, 2, 0], [4, 0, 3]);
        check("He said \"les armées\" and \"“dans” une\" were", [4, 0, 4], [4, 3, 0]);
    }
}
