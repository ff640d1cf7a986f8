//! Words made of letters: elision, possessives, inner apostrophes, hyphens, dotted acronyms.

use std::ops::Range;

use super::{char_at, continues_word, is_hyphen, opens_word};
use crate::fold::is_apostrophe;

/// What French elides before an apostrophe; nothing of it is indexed.
///
/// `presqu` and `entr` are missing because `presqu'île` and `entr'acte` are words of their own.
const ELISIONS: [&str; 14] =
    ["l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu"];

/// Whether `head` is what French elides.
pub(super) fn is_elision(head: &str) -> bool {
    is_one_of(head, &ELISIONS)
}

/// Arabic articles that are never another word of French or English, even in lower case.
const ARABIC_ARTICLES: [&str; 8] = ["al", "el", "ez", "az", "ash", "esh", "ul", "ech"];

/// More hyphens than this make a list, not a word.
const MOST_PARTS: usize = 5;

/// The parts of one word: those to index, and from where its joined form is read.
#[derive(Default)]
pub(super) struct Parts {
    kept: [Range<usize>; MOST_PARTS],
    count: usize,
    /// What the joined form is read from, if the word has one.
    pub(super) whole: Option<Range<usize>>,
    /// Where the word ends, what is dropped included.
    pub(super) end: usize,
}

impl Parts {
    /// Parts that become tokens, in order.
    pub(super) fn kept(&self) -> &[Range<usize>] {
        &self.kept[..self.count]
    }

    fn keep(&mut self, part: Range<usize>) {
        if let Some(place) = self.kept.get_mut(self.count).filter(|_| !part.is_empty()) {
            *place = part;
            self.count += 1;
        }
    }
}

/// Reads the word at `at`, whose elision is already dropped: `Deir ez-Zor`, `T-72`, `Val-d'Isère`.
pub(super) fn parts(text: &str, at: usize) -> Parts {
    let mut parts = Parts::default();
    let mut start = at;
    let mut count = 0;
    loop {
        parts.end = word_end(text, start);
        count += 1;
        let next = hyphenated(text, parts.end);
        let word = strip_elision(text, start..parts.end);
        let is_article = next.is_some() && is_one_of(&text[word.clone()], &ARABIC_ARTICLES);
        if !is_article {
            parts.keep(strip_possessive(text, word));
        }
        match next {
            Some(next) if count < MOST_PARTS => start = next,
            _ => break,
        }
    }
    let last = parts.kept().last().map_or(at, |last| last.end);
    if count > 1 && text[at..last].chars().any(char::is_alphabetic) {
        parts.whole = Some(at..last);
    }
    parts
}

/// Letters and digits, with what may stand between two of them.
fn word_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut last = '\0';
    let mut chars = text[start..].char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        if opens_word(c) || is_combining(c) {
            end = start + offset + c.len_utf8();
            last = c;
        } else if is_apostrophe(c) {
            // «5'30» is two numbers.
            let divides = last.is_ascii_digit() && next.is_some_and(|next| next.is_ascii_digit());
            if divides || !next.is_some_and(opens_word) {
                break;
            }
        } else if !continues_word(c) {
            break;
        }
    }
    end
}

fn is_combining(c: char) -> bool {
    !c.is_ascii() && unicode_normalization::char::is_combining_mark(c)
}

/// Where the next part begins, if a single hyphen or `&` joins one.
fn hyphenated(text: &str, end: usize) -> Option<usize> {
    let hyphen = char_at(text, end).filter(|c| is_hyphen(*c) || *c == '&')?;
    let next = end + hyphen.len_utf8();
    char_at(text, next).filter(|c| opens_word(*c)).map(|_| next)
}

/// Drops every elision at the head: `d'Isère` begins at `Isère`.
fn strip_elision(text: &str, word: Range<usize>) -> Range<usize> {
    let mut start = word.start;
    while let Some((head, mark)) = text[start..word.end].char_indices().find(|(_, c)| is_apostrophe(*c)) {
        let rest = start + head + mark.len_utf8();
        if !is_elision(&text[start..start + head]) || text[rest..word.end].eq_ignore_ascii_case("s") {
            break;
        }
        start = rest;
    }
    start..word.end
}

/// Drops the possessive: `army's` ends at `army`.
fn strip_possessive(text: &str, word: Range<usize>) -> Range<usize> {
    let surface = &text[word.clone()];
    let Some(head) = surface.strip_suffix(['s', 'S']) else { return word };
    let Some(mark) = head.chars().next_back().filter(|c| is_apostrophe(*c)) else { return word };
    let owner = head.len() - mark.len_utf8();
    if owner == 0 { word } else { word.start..word.start + owner }
}

/// Whether the elision from `head` to `rest` belongs to a name: capitals on both sides (`L'Oréal`), or no vowel
/// behind it, before which French elides nothing (`n'djamena`).
pub(super) fn elision_is_name(text: &str, head: usize, rest: usize) -> bool {
    let (Some(head), Some(rest)) = (char_at(text, head), char_at(text, rest)) else { return false };
    let is_consonant =
        rest.is_ascii_alphabetic() && !matches!(rest.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h');
    is_consonant || (head.is_uppercase() && rest.is_uppercase())
}

fn is_one_of(word: &str, list: &[&str]) -> bool {
    word.len() <= 6 && list.iter().any(|entry| entry.eq_ignore_ascii_case(word))
}

/// Where the dotted acronym at `at` ends: `O.N.U.`, `U.S`, `É.-U.`; none for a plain initial.
pub(super) fn dotted_acronym(text: &str, at: usize) -> Option<usize> {
    let mut end = None;
    let mut letters = 0;
    let mut position = at;
    while let Some(letter) = char_at(text, position).filter(|c| c.is_alphabetic() && opens_word(*c)) {
        let after = position + letter.len_utf8();
        let dotted = text.as_bytes().get(after) == Some(&b'.');
        if !dotted {
            // The last letter may lack its dot, but a longer word behind a dot is a word.
            let is_last = letters > 0 && !char_at(text, after).is_some_and(|c| opens_word(c) || continues_word(c));
            if is_last {
                letters += 1;
                end = Some(after);
            }
            break;
        }
        letters += 1;
        end = Some(after + 1);
        position = after + 1;
        if text.as_bytes().get(position) == Some(&b'-') {
            position += 1;
        }
    }
    end.filter(|_| letters >= 2)
}
