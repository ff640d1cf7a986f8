//! Takes a text, gives its tokens from left to right.
//!
//! One pass, no allocation a token. The rules, in the order they are tried where a word begins: addresses,
//! numbers and times, dotted acronyms, then letters with their apostrophes and hyphens.
//! The same rules run over articles and over queries, so both sides always agree.

mod address;
mod letters;
mod number;

use crate::fold::push_folded;
use crate::token::{Class, Joined, LONGEST_WORD, Token};

/// Calls `each` with every token of `text`.
///
/// ```
/// let mut words = Vec::new();
/// analysis::scan("L’armée d'Alep a perdu 1 200 hommes.", |token| words.push(token.word.to_owned()));
/// assert_eq!(words, ["armee", "alep", "a", "perdu", "1", "200", "hommes"]);
/// ```
pub fn scan(text: &str, each: impl FnMut(&Token<'_>)) {
    Scanner { text, each, word: String::new(), accented: String::new(), joined: String::new() }.run();
}

/// The buffers live as long as the scan, so that a token costs no allocation.
struct Scanner<'t, F> {
    text: &'t str,
    each: F,
    word: String,
    accented: String,
    joined: String,
}

impl<F: FnMut(&Token<'_>)> Scanner<'_, F> {
    fn run(&mut self) {
        let mut at = 0;
        let mut sign = None;
        while let Some(c) = char_at(self.text, at) {
            if is_word_char(c) {
                at = self.token_at(at, sign.take());
            } else if let Some(end) = self.flag_at(at, c) {
                at = end;
                sign = None;
            } else {
                sign = matches!(c, '#' | '@').then_some(c);
                at += c.len_utf8();
            }
        }
    }

    /// Emits what begins at `at`, a word character, and returns where it ends.
    fn token_at(&mut self, at: usize, sign: Option<char>) -> usize {
        if let Some(address) = address::at(self.text, at) {
            self.emit(
                Plain { start: at, end: address.host.end, class: Class::Host, sign, cut: address.host.start },
                None,
            );
            return address.end;
        }
        if let Some(number) = number::at(self.text, at) {
            return self.number(at, number);
        }
        if let Some(acronym) = letters::dotted_acronym(self.text, at) {
            let end = acronym.end;
            self.emit(Plain { start: acronym.start, end, class: Class::Acronym, sign, cut: acronym.start }, None);
            return end;
        }
        self.compound(at, sign)
    }

    fn number(&mut self, at: usize, number: number::Number) -> usize {
        self.joined.clear();
        self.joined.push_str(&number.form);
        if number.parts.len() <= 1 {
            // One token, whose printed form may hold separators: `115,000` is indexed as `115000`.
            let token = Token {
                start: at,
                end: number.end,
                word: &self.joined,
                accented: None,
                capitals: false,
                class: Class::Number,
                joined: None,
                sign: None,
            };
            (self.each)(&token);
            return number.end;
        }
        let count = number.parts.len();
        for (index, part) in number.parts.iter().enumerate() {
            let plain = Plain { start: part.start, end: part.end, class: Class::Number, sign: None, cut: part.start };
            self.emit(plain, (index == 0).then_some(count));
        }
        number.end
    }

    /// Letters, with parts joined by hyphens: `Deir ez-Zor`, `T-72`, `États-Unis`.
    fn compound(&mut self, at: usize, sign: Option<char>) -> usize {
        let mut parts = letters::Parts::default();
        let end = letters::parts(self.text, at, &mut parts);
        self.joined.clear();
        if let Some(whole) = parts.joined(self.text) {
            for c in whole {
                push_folded(&mut self.joined, c);
            }
            cut_to(&mut self.joined, LONGEST_WORD);
        }
        let count = parts.kept.len();
        let mut has_joined = !self.joined.is_empty();
        for part in &parts.kept {
            let plain = Plain { start: part.start, end: part.end, class: Class::Word, sign, cut: part.start };
            self.emit(plain, has_joined.then_some(count));
            has_joined = false;
        }
        end
    }

    fn emit(&mut self, plain: Plain, joined_parts: Option<usize>) {
        let surface = &self.text[plain.cut..plain.end];
        self.word.clear();
        self.accented.clear();
        let mut has_digit = false;
        let mut letters = 0;
        let mut lower_case = false;
        if surface.is_ascii() {
            for byte in surface.bytes() {
                has_digit |= byte.is_ascii_digit();
                letters += usize::from(byte.is_ascii_alphabetic());
                lower_case |= byte.is_ascii_lowercase();
                if plain.keeps(byte as char) {
                    self.word.push(byte.to_ascii_lowercase() as char);
                }
            }
        } else {
            for c in surface.chars() {
                has_digit |= c.is_ascii_digit();
                letters += usize::from(c.is_alphabetic());
                lower_case |= c.is_lowercase();
                if plain.keeps(c) {
                    push_folded(&mut self.word, c);
                    self.accented.extend(c.to_lowercase());
                }
            }
        }
        number::normalise_ordinal(&mut self.word, has_digit);
        cut_to(&mut self.word, LONGEST_WORD);
        cut_to(&mut self.accented, LONGEST_WORD);
        if self.word.is_empty() {
            return;
        }
        let accented = (!self.accented.is_empty() && self.accented != self.word).then_some(self.accented.as_str());
        let class = if plain.class == Class::Word && has_digit { Class::Number } else { plain.class };
        let token = Token {
            start: plain.start,
            end: plain.end,
            word: &self.word,
            accented: accented.filter(|_| class == Class::Word),
            capitals: letters >= 2 && !lower_case,
            class,
            joined: joined_parts.map(|parts| Joined { form: &self.joined, parts }),
            sign: plain.sign,
        };
        (self.each)(&token);
    }

    /// Two regional indicators make a flag: `🇸🇾` is `flag:sy`.
    fn flag_at(&mut self, at: usize, c: char) -> Option<usize> {
        let first = regional_letter(c)?;
        let next_at = at + c.len_utf8();
        let next = char_at(self.text, next_at)?;
        let second = regional_letter(next)?;
        self.word.clear();
        self.word.push_str("flag:");
        self.word.extend([first, second]);
        let end = next_at + next.len_utf8();
        let token = Token {
            start: at,
            end,
            word: &self.word,
            accented: None,
            capitals: false,
            class: Class::Flag,
            joined: None,
            sign: None,
        };
        (self.each)(&token);
        Some(end)
    }
}

/// A token to be folded: its surface, and from where its characters count.
struct Plain {
    start: usize,
    end: usize,
    class: Class,
    sign: Option<char>,
    cut: usize,
}

impl Plain {
    /// Apostrophes inside a word and dots inside an acronym are dropped; a host keeps its dots.
    fn keeps(&self, c: char) -> bool {
        c.is_alphanumeric() || (self.class == Class::Host && matches!(c, '.' | '-' | '@' | '_' | '+'))
    }
}

pub(crate) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Letters, digits, and the marks that may follow a letter.
pub(crate) fn is_word_char(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() }
}

fn regional_letter(c: char) -> Option<char> {
    let offset = (c as u32).checked_sub(0x1F1E6).filter(|offset| *offset < 26)?;
    char::from_u32('a' as u32 + offset)
}

fn cut_to(word: &mut String, longest: usize) {
    if word.len() > longest {
        let mut end = longest;
        while !word.is_char_boundary(end) {
            end -= 1;
        }
        word.truncate(end);
    }
}
