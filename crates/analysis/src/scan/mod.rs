//! Takes a text, gives its tokens from left to right.
//!
//! One pass, no allocation a token. A run of letters between blanks, which most words are, is read byte by byte;
//! where anything else touches it, the rules are tried in this order: elisions, addresses, numbers and times, dotted
//! acronyms, then letters with their apostrophes and hyphens. The scanner finds where words are; folding them is
//! another step, because [`crate::Analyzer`] remembers what it made of each.
//! The same rules run over articles and over queries, so both sides always agree.

mod address;
mod bytes;
mod letters;
mod number;

use bytes::{After, KINDS, Kind};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::fold::{Folded, fold_piece, is_apostrophe, push_folded_letter};
use crate::token::{Class, Joined, LONGEST_WORD, Token};

pub(crate) use bytes::letters_end;
pub(crate) use number::normalise as normalise_number;

/// Calls `each` with every token of `text`.
///
/// ```
/// let mut words = Vec::new();
/// analysis::scan("L’armée d'Alep a perdu 1 200 hommes.", |token| words.push(token.word.to_owned()));
/// assert_eq!(words, ["armee", "alep", "a", "perdu", "1", "200", "hommes"]);
/// ```
pub fn scan(text: &str, mut each: impl FnMut(&Token<'_>)) {
    let (mut folded, mut buffer) = (Folded::default(), String::new());
    scan_pieces(text, &mut buffer, |piece| {
        fold_piece(piece, &mut folded);
        each(&folded.token(piece));
    });
}

/// A word as the scanner found it, not folded yet.
pub(crate) struct Piece<'a> {
    /// First byte of its surface in the text.
    pub(crate) start: usize,
    /// One past the last byte.
    pub(crate) end: usize,
    /// What is to be folded: its surface, or what its surface stands for (`115000` for `115,000`).
    pub(crate) form: &'a str,
    /// What it is made of; a word with digits in it turns out to be a number when it is folded.
    pub(crate) class: Class,
    pub(crate) joined: Option<Joined<'a>>,
    pub(crate) sign: Option<char>,
}

/// Calls `each` with every piece of `text`; each piece folds to one byte at least.
///
/// Forms that do not stand in the text so are made in `buffer`; who scans often keeps it, and nothing is allocated.
pub(crate) fn scan_pieces(text: &str, buffer: &mut String, each: impl FnMut(&Piece<'_>)) {
    Scanner { text, each, buffer }.run();
}

struct Scanner<'t, F> {
    text: &'t str,
    each: F,
    buffer: &'t mut String,
}

impl<F: FnMut(&Piece<'_>)> Scanner<'_, F> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            at = match KINDS[usize::from(*byte)] {
                Kind::Letter => self.word_at(at),
                Kind::Digit => self.digits_at(at),
                Kind::Wide => self.wide_at(at),
                Kind::Blank | Kind::Mark => at + 1,
            };
        }
    }

    /// A character of several bytes: of a word, of a flag, or neither.
    fn wide_at(&mut self, at: usize) -> usize {
        let Some(c) = char_at(self.text, at) else { return self.text.len() };
        match c {
            _ if opens_word(c) => self.word_at(at),
            _ => self.flag_at(at, c).unwrap_or(at + c.len_utf8()),
        }
    }

    /// Emits the word at `at`, its elisions dropped, and returns where it ends.
    fn word_at(&mut self, at: usize) -> usize {
        let mut start = at;
        let mut elision: Option<Elision> = None;
        loop {
            let end = bytes::letters_end(self.text.as_bytes(), start);
            match bytes::after(self.text, end) {
                After::End => {
                    let name =
                        elision.as_ref().filter(|elision| letters::elision_is_name(self.text, elision.head, start));
                    if name.is_some() {
                        return self.token_at(start, elision);
                    }
                    self.emit(start..end, Class::Word, sign_before(self.text, at));
                    return end;
                }
                After::Apostrophe(mark) if letters::is_elision(&self.text[start..end]) => {
                    let next = end + mark;
                    match char_at(self.text, next) {
                        // «C's» is English.
                        Some('s' | 'S') if bytes::letters_end(self.text.as_bytes(), next) == next + 1 => {
                            return self.token_at(start, elision);
                        }
                        Some(c) if opens_word(c) => {
                            elision = Some(Elision { at, head: start });
                            start = next;
                            if c.is_ascii_digit() {
                                return self.token_at(start, elision);
                            }
                        }
                        // «L' armée», «l'"affaire"»: dropped like any other.
                        Some(c) if c.is_whitespace() || opens_quote(c) => return next,
                        _ => return self.token_at(start, elision),
                    }
                }
                _ => return self.token_at(start, elision),
            }
        }
    }

    /// Emits a plain run of digits, or whatever else begins with them.
    fn digits_at(&mut self, at: usize) -> usize {
        match number::plain_end(self.text, at) {
            Some(end) => {
                self.emit(at..end, Class::Number, sign_before(self.text, at));
                end
            }
            None => self.token_at(at, None),
        }
    }

    /// Emits what begins at `at`, by all the rules, and returns where it ends.
    fn token_at(&mut self, at: usize, elision: Option<Elision>) -> usize {
        let sign = sign_before(self.text, elision.as_ref().map_or(at, |elision| elision.at));
        if let Some(address) = address::at(self.text, at) {
            let (form, end) = (&self.text[address.host.clone()], address.host.end);
            (self.each)(&Piece { start: at, end, form, class: Class::Host, joined: None, sign });
            return address.end;
        }
        if let Some(number) = number::at(self.text, at, self.buffer) {
            self.number(at, &number);
            return number.end;
        }
        if let Some(end) = letters::dotted_acronym(self.text, at) {
            self.emit(at..end, Class::Acronym, sign);
            return end;
        }
        self.compound(at, elision, sign)
    }

    /// One token, whose printed form may hold separators (`115,000` is `115000`), or several with a joined form.
    fn number(&mut self, at: usize, number: &number::Number) {
        let form = self.buffer.as_str();
        let parts = number.parts();
        if parts.is_empty() {
            let end = number.end;
            (self.each)(&Piece { start: at, end, form, class: Class::Number, joined: None, sign: None });
        }
        for (index, part) in parts.iter().enumerate() {
            (self.each)(&Piece {
                start: part.start,
                end: part.end,
                form: &self.text[part.clone()],
                class: Class::Number,
                joined: (index == 0).then_some(Joined { form, parts: parts.len() }),
                sign: None,
            });
        }
    }

    /// Letters, with parts joined by hyphens: `Deir ez-Zor`, `T-72`, `États-Unis`.
    fn compound(&mut self, at: usize, elision: Option<Elision>, sign: Option<char>) -> usize {
        let parts = letters::parts(self.text, at);
        let name = elision.filter(|elision| letters::elision_is_name(self.text, elision.head, at));
        let whole = match (&parts.whole, parts.kept(), name) {
            (Some(whole), ..) => Some(whole.clone()),
            (None, [only], Some(name)) => Some(name.head..only.end),
            _ => None,
        };
        self.buffer.clear();
        for c in self.text[whole.unwrap_or_default()].chars().filter(|c| opens_word(*c)) {
            push_folded_letter(self.buffer, c);
        }
        cut_to(self.buffer, LONGEST_WORD);
        let count = parts.kept().len();
        for (index, part) in parts.kept().iter().enumerate() {
            let has_joined = index == 0 && !self.buffer.is_empty();
            (self.each)(&Piece {
                start: part.start,
                end: part.end,
                form: &self.text[part.clone()],
                class: Class::Word,
                joined: has_joined.then_some(Joined { form: self.buffer, parts: count }),
                sign,
            });
        }
        parts.end
    }

    fn emit(&mut self, range: std::ops::Range<usize>, class: Class, sign: Option<char>) {
        let (start, end) = (range.start, range.end);
        (self.each)(&Piece { start, end, form: &self.text[range], class, joined: None, sign });
    }

    /// Two regional indicators make a flag: `🇸🇾` is `flag:sy`.
    fn flag_at(&mut self, at: usize, c: char) -> Option<usize> {
        let first = regional_letter(c)?;
        let next_at = at + c.len_utf8();
        let next = char_at(self.text, next_at)?;
        let second = regional_letter(next)?;
        self.buffer.clear();
        self.buffer.push_str("flag:");
        self.buffer.extend([first, second]);
        let end = next_at + next.len_utf8();
        (self.each)(&Piece { start: at, end, form: self.buffer, class: Class::Flag, joined: None, sign: None });
        Some(end)
    }
}

/// What was dropped in front of a word.
struct Elision {
    /// Where the first of them begins.
    at: usize,
    /// Where the last of them begins.
    head: usize,
}

/// `#` or `@`, if one stands right before `at`.
fn sign_before(text: &str, at: usize) -> Option<char> {
    match text.as_bytes()[..at].last() {
        Some(b'#') => Some('#'),
        Some(b'@') => Some('@'),
        _ => None,
    }
}

pub(crate) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Letters and digits that a folded word keeps something of; `½` and `⑴` are more than digits.
pub(crate) fn opens_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    // U+00C0 to U+02AF, where nearly all other letters of the West are, needs no table.
    if c < '\u{2b0}' {
        return (c >= 'À' && !matches!(c, '×' | '÷')) || matches!(c, 'ª' | 'µ' | 'º' | '²' | '³' | '¹');
    }
    c.is_alphanumeric()
        && !is_combining_mark(c)
        && !is_apostrophe(c)
        && !decomposes_into_blank(c)
        && (!c.is_numeric() || std::iter::once(c).nfkd().all(char::is_alphanumeric))
}

/// Marks that leave nothing when a word is folded: accents of their own, soft hyphens, characters without width.
///
/// Articles lose them when they are read; queries and other texts come as they are.
pub(crate) fn continues_word(c: char) -> bool {
    c >= '\u{ad}'
        && (matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
            || (c >= '\u{300}' && is_combining_mark(c))
            || decomposes_into_blank(c))
}

/// Presentation forms of Arabic and Greek marks: a blank and a mark.
fn decomposes_into_blank(c: char) -> bool {
    matches!(
        c,
        '\u{37a}' | '\u{fc5e}'
            ..='\u{fc63}'
                | '\u{fe70}'
                | '\u{fe72}'
                | '\u{fe74}'
                | '\u{fe76}'
                | '\u{fe78}'
                | '\u{fe7a}'
                | '\u{fe7c}'
                | '\u{fe7e}'
    )
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '\u{2011}')
}

fn opens_quote(c: char) -> bool {
    matches!(c, '"' | '«' | '“' | '„' | '‹' | '\'' | '‘' | '(' | '[')
}

fn regional_letter(c: char) -> Option<char> {
    let offset = (c as u32).checked_sub(0x1F1E6).filter(|offset| *offset < 26)?;
    char::from_u32('a' as u32 + offset)
}

pub(crate) fn cut_to(word: &mut String, longest: usize) {
    if word.len() > longest {
        let mut end = longest;
        while !word.is_char_boundary(end) {
            end -= 1;
        }
        word.truncate(end);
    }
}
