//! Numbers and times: `115 000`, `115,000`, `3,5`, `20:30`, `20 h 30`.
//!
//! A separator that can mean nothing else (a narrow blank, a comma before three digits) makes one token.
//! A plain blank may also stand between two numbers («le 5 115 personnes»), so its parts stay tokens and the
//! whole is their joined form.

use std::fmt::Write;
use std::ops::Range;

use super::bytes::{After, after};
use super::{char_at, opens_word};

/// More groups of digits than this make a row of a table, not a number.
const MOST_GROUPS: usize = 5;

/// A number in the text; its form is in the buffer that came with the question.
#[derive(Default)]
pub(super) struct Number {
    parts: [Range<usize>; MOST_GROUPS],
    count: usize,
    /// Where it ends.
    pub(super) end: usize,
}

impl Number {
    fn whole(end: usize) -> Self {
        Self { end, ..Self::default() }
    }

    fn of_parts<const N: usize>(found: [Range<usize>; N], end: usize) -> Self {
        let mut parts = <[Range<usize>; MOST_GROUPS]>::default();
        for (place, part) in parts.iter_mut().zip(found) {
            *place = part;
        }
        Self { parts, count: N, end }
    }

    /// The parts to keep as tokens; none when the whole is one token.
    pub(super) fn parts(&self) -> &[Range<usize>] {
        &self.parts[..self.count]
    }
}

/// The number that begins at `at`, unless it is a plain run of digits or opens a word such as `5e` or `20h30`.
///
/// Writes to `form`: digits without separators, a decimal point as `.`, a time as `20h30`.
pub(super) fn at(text: &str, at: usize, form: &mut String) -> Option<Number> {
    let first = digits(text, at);
    if first.is_empty() || continues_digits(text, at) {
        return None;
    }
    form.clear();
    time(text, &first, form).or_else(|| grouped(text, &first, form))
}

/// Where the run of digits at `at` ends, if what follows plainly makes no more of it than that.
pub(super) fn plain_end(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let end = digits(text, at).end;
    let byte_at = |at| bytes.get(at).copied().unwrap_or(b'\n');
    let goes_on = match byte_at(end) {
        b',' => byte_at(end + 1).is_ascii_digit(),
        b' ' => matches!(byte_at(end + 1), b'0'..=b'9' | b'h') && end - at <= 3,
        b':' => true,
        byte if !byte.is_ascii() => true,
        _ => !matches!(after(text, end), After::End),
    };
    (!goes_on).then_some(end)
}

/// «6.12.2024» and «10.0.0.1»: what stands behind such a dot is no number of its own.
fn continues_digits(text: &str, at: usize) -> bool {
    let mut before = text.as_bytes()[..at].iter().rev();
    matches!(before.next(), Some(b'.' | b',' | b'/' | b':')) && before.next().is_some_and(u8::is_ascii_digit)
}

fn digits(text: &str, at: usize) -> Range<usize> {
    let len = text.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    at..at + len
}

fn time(text: &str, hour: &Range<usize>, form: &mut String) -> Option<Number> {
    let hours = small(text, hour).filter(|hours| *hours < 25)?;
    if text.as_bytes().get(hour.end) == Some(&b':') {
        let minute = digits(text, hour.end + 1);
        let minutes = minutes(text, &minute)?;
        // «20:30:15» is a time, but nobody asks for it.
        if text.as_bytes().get(minute.end) == Some(&b':') {
            return None;
        }
        write!(form, "{hours}h{minutes}").ok()?;
        return Some(Number::whole(minute.end));
    }
    // «20 h 30»: the parts stay, because «h» may be anything.
    let mark = skip_blank(text, hour.end)?;
    if text.as_bytes().get(mark) != Some(&b'h') {
        return None;
    }
    let after = mark + 1;
    let minute = skip_blank(text, after).map(|at| digits(text, at));
    if let Some((minute, minutes)) = minute.and_then(|minute| Some((minute.clone(), minutes(text, &minute)?))) {
        write!(form, "{hours}h{minutes}").ok()?;
        let end = minute.end;
        return Some(Number::of_parts([hour.clone(), mark..after, minute], end));
    }
    if followed_by_word(text, after) {
        return None;
    }
    write!(form, "{hours}h").ok()?;
    Some(Number::of_parts([hour.clone(), mark..after], after))
}

/// Two digits under sixty, with no word behind them.
fn minutes<'t>(text: &'t str, range: &Range<usize>) -> Option<&'t str> {
    let is_minute = range.len() == 2 && small(text, range)? < 60 && !followed_by_word(text, range.end);
    is_minute.then(|| &text[range.clone()])
}

/// The value of one or two digits.
fn small(text: &str, range: &Range<usize>) -> Option<u8> {
    if range.len() > 2 { None } else { text[range.clone()].parse().ok() }
}

fn grouped(text: &str, first: &Range<usize>, form: &mut String) -> Option<Number> {
    form.push_str(&text[first.clone()]);
    let mut number = Number::of_parts([first.clone()], first.end);
    let mut separator = None;
    if first.len() <= 3 && !form.starts_with('0') {
        while let Some((mark, group)) = group(text, number.end, separator) {
            separator = Some(mark);
            form.push_str(&text[group.clone()]);
            number.end = group.end;
            *number.parts.get_mut(number.count)? = group;
            number.count += 1;
        }
    }
    if let Some(fraction) = fraction(text, number.end, separator) {
        form.push('.');
        form.push_str(&text[fraction.clone()]);
        number.end = fraction.end;
        number.parts[number.count - 1].end = fraction.end;
    }
    if number.end == first.end || followed_by_word(text, number.end) {
        return None;
    }
    // A plain blank may stand between two numbers as well; every other separator joins.
    if separator != Some(' ') {
        number.count = 0;
    }
    Some(number)
}

/// A separator and the three digits behind it, the same separator every time.
fn group(text: &str, at: usize, wanted: Option<char>) -> Option<(char, Range<usize>)> {
    let mark = char_at(text, at)?;
    let is_separator = matches!(mark, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | ',' | '.' | '’' | '\'');
    if !is_separator || wanted.is_some_and(|wanted| wanted != mark) {
        return None;
    }
    let group = digits_after(text, at + mark.len_utf8())?;
    (group.len() == 3 && !followed_by_word(text, group.end)).then_some((mark, group))
}

fn fraction(text: &str, at: usize, separator: Option<char>) -> Option<Range<usize>> {
    let mark = char_at(text, at).filter(|mark| matches!(mark, ',' | '.') && separator != Some(*mark))?;
    let digits = digits_after(text, at + mark.len_utf8())?;
    let next = text.as_bytes().get(digits.end);
    let goes_on = matches!(next, Some(b'.' | b',' | b'/' | b':')) && digits_after(text, digits.end + 1).is_some();
    (!goes_on).then_some(digits)
}

fn digits_after(text: &str, at: usize) -> Option<Range<usize>> {
    let range = digits(text, at);
    (!range.is_empty()).then_some(range)
}

fn skip_blank(text: &str, at: usize) -> Option<usize> {
    let blank = char_at(text, at).filter(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}'))?;
    Some(at + blank.len_utf8())
}

fn followed_by_word(text: &str, at: usize) -> bool {
    char_at(text, at).is_some_and(opens_word)
}

/// Gives ordinals and times one form: `5e` for `5eme` and `5th`, `9h30` for `09h30`.
pub(crate) fn normalise(word: &mut String) {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits == word.len() {
        return;
    }
    let is_ordinal = match &word[digits..] {
        "er" | "ere" | "re" | "st" => word[..digits].ends_with('1'),
        "nd" | "nde" => word[..digits].ends_with('2'),
        "rd" => word[..digits].ends_with('3'),
        "e" | "eme" | "ieme" | "th" => true,
        _ => false,
    };
    if is_ordinal {
        word.truncate(digits);
        word.push('e');
    } else if digits == 2 && word.starts_with('0') && is_clock(&word[digits..]) {
        word.remove(0);
    }
}

/// `h` or `h30`.
fn is_clock(rest: &str) -> bool {
    rest.strip_prefix('h').is_some_and(|minutes| {
        minutes.is_empty() || (minutes.len() == 2 && minutes.bytes().all(|byte| byte.is_ascii_digit()))
    })
}
