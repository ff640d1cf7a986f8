//! Words made of letters: elision, possessives, inner apostrophes, hyphens, dotted acronyms.

use std::ops::Range;

use super::{char_at, is_word_char};
use crate::fold::is_apostrophe;

/// What French elides before an apostrophe; nothing of it is indexed.
const ELISIONS: [&str; 16] =
    ["l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu", "presqu", "entr"];

/// Arabic articles that are never another word of French or English, even in lower case.
const ARABIC_ARTICLES: [&str; 8] = ["al", "el", "ez", "az", "ash", "esh", "ul", "ech"];

/// More hyphens than this make a list, not a word.
const MOST_PARTS: usize = 5;

/// The parts of one word: those to index, and from where its joined form is read.
#[derive(Default)]
pub(super) struct Parts {
    /// Parts that become tokens, in order.
    pub(super) kept: Vec<Range<usize>>,
    whole: Option<Range<usize>>,
}

impl Parts {
    /// The characters of the joined form, if the word has one.
    pub(super) fn joined<'t>(&self, text: &'t str) -> Option<impl Iterator<Item = char> + use<'t>> {
        Some(text[self.whole.clone()?].chars().filter(|c| is_word_char(*c)))
    }
}

/// Reads the word at `at` into `parts` and returns where it ends.
pub(super) fn parts(text: &str, at: usize, parts: &mut Parts) -> usize {
    let mut end = at;
    let mut start = at;
    let mut count = 0;
    loop {
        let part_end = apostrophe_word_end(text, start);
        count += 1;
        let kept = strip_elision(text, start..part_end);
        let goes_on = hyphenated(text, part_end);
        let is_article = goes_on.is_some() && is_one_of(&text[kept.clone()], &ARABIC_ARTICLES);
        let is_capital_elision =
            kept.start > start && starts_upper(&text[start..]) && starts_upper(&text[kept.clone()]);
        if is_article || is_capital_elision {
            parts.whole.get_or_insert(start..part_end);
        }
        if !is_article && !kept.is_empty() {
            parts.kept.push(strip_possessive(text, kept));
        }
        end = part_end.max(end);
        match goes_on {
            Some(next) if count < MOST_PARTS => start = next,
            _ => break,
        }
    }
    if count > 1 {
        let whole = &text[at..end];
        parts.whole = whole.chars().any(char::is_alphabetic).then_some(at..end);
    }
    if parts.kept.is_empty() {
        parts.whole = None;
    }
    end.max(skip_open_elision(text, at, end))
}

/// «L' armée»: an elision with a blank behind its apostrophe is dropped like any other.
fn skip_open_elision(text: &str, at: usize, end: usize) -> usize {
    char_at(text, end)
        .filter(|c| is_apostrophe(*c) && is_one_of(&text[at..end], &ELISIONS))
        .map_or(end, |c| end + c.len_utf8())
}

/// Letters and digits, with apostrophes between two of them.
fn apostrophe_word_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut chars = text[start..].char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let next_is_word = chars.peek().is_some_and(|(_, next)| is_word_char(*next));
        if is_word_char(c) {
            end = start + offset + c.len_utf8();
        } else if !(is_apostrophe(c) && next_is_word) {
            break;
        }
    }
    end
}

/// Where the next part begins, if a single hyphen or `&` joins one.
fn hyphenated(text: &str, end: usize) -> Option<usize> {
    let hyphen = char_at(text, end).filter(|c| matches!(c, '-' | '‐' | '\u{2011}' | '&'))?;
    let next = end + hyphen.len_utf8();
    char_at(text, next).filter(|c| is_word_char(*c)).map(|_| next)
}

/// Drops every elision at the head: `qu’aujourd'hui` begins at `aujourd`.
fn strip_elision(text: &str, word: Range<usize>) -> Range<usize> {
    let mut start = word.start;
    while let Some((head, mark)) = text[start..word.end].char_indices().find(|(_, c)| is_apostrophe(*c)) {
        if !is_one_of(&text[start..start + head], &ELISIONS) {
            break;
        }
        start += head + mark.len_utf8();
    }
    let is_open = char_at(text, word.end).is_some_and(is_apostrophe) && is_one_of(&text[start..word.end], &ELISIONS);
    let next = char_at(text, word.end).map_or(word.end, |c| word.end + c.len_utf8());
    if is_open && char_at(text, next).is_some_and(char::is_whitespace) { word.end..word.end } else { start..word.end }
}

/// Drops the possessive: `army's` ends at `army`.
fn strip_possessive(text: &str, word: Range<usize>) -> Range<usize> {
    let surface = &text[word.clone()];
    let Some(head) = surface.strip_suffix(['s', 'S']) else { return word };
    let Some(mark) = head.chars().next_back().filter(|c| is_apostrophe(*c)) else { return word };
    let owner = head.len() - mark.len_utf8();
    if owner == 0 { word } else { word.start..word.start + owner }
}

fn starts_upper(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_uppercase)
}

fn is_one_of(word: &str, list: &[&str]) -> bool {
    word.len() <= 6 && list.iter().any(|entry| entry.eq_ignore_ascii_case(word))
}

/// The dotted acronym at `at`: `O.N.U.`, `U.S`, `É.-U.`, `l’O.N.U.` from its `O`; none for a plain initial.
pub(super) fn dotted_acronym(text: &str, at: usize) -> Option<Range<usize>> {
    let word_end = apostrophe_word_end(text, at);
    let at = strip_elision(text, at..word_end).start;
    let mut end = None;
    let mut letters = 0;
    let mut position = at;
    while let Some(letter) = char_at(text, position).filter(|c| c.is_alphabetic()) {
        let after = position + letter.len_utf8();
        let dotted = text.as_bytes().get(after) == Some(&b'.');
        if !dotted {
            // The last letter may lack its dot, but a longer word behind a dot is a word.
            let is_last = letters > 0 && !char_at(text, after).is_some_and(is_word_char);
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
    end.filter(|_| letters >= 2).map(|end| at..end)
}
