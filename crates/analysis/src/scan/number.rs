//! Numbers and times: `115 000`, `115,000`, `3,5`, `20:30`, `20 h 30`.
//!
//! A separator that can mean nothing else (a narrow blank, a comma before three digits) makes one token.
//! A plain blank may also stand between two numbers («le 5 115 personnes»), so its parts stay tokens and the
//! whole is their joined form.

use std::ops::Range;

use super::{char_at, is_word_char};

/// A number in the text.
pub(super) struct Number {
    /// Digits without separators, a decimal point as `.`, a time as `20h30`.
    pub(super) form: String,
    /// The parts to keep as tokens; one or none when the whole is one token.
    pub(super) parts: Vec<Range<usize>>,
    /// Where it ends.
    pub(super) end: usize,
}

/// The number that begins at `at`, unless it is a plain run of digits or opens a word such as `5e` or `20h30`.
pub(super) fn at(text: &str, at: usize) -> Option<Number> {
    let first = digits(text, at);
    if first.is_empty() || continues_digits(text, at) {
        return None;
    }
    time(text, &first).or_else(|| grouped(text, &first))
}

/// «6.12.2024» and «10.0.0.1»: what stands behind such a dot is no number of its own.
fn continues_digits(text: &str, at: usize) -> bool {
    let before = text.as_bytes()[..at].iter().rev();
    let mut before = before.copied();
    matches!(before.next(), Some(b'.' | b',' | b'/' | b':')) && before.next().is_some_and(|byte| byte.is_ascii_digit())
}

fn digits(text: &str, at: usize) -> Range<usize> {
    let len = text.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    at..at + len
}

fn time(text: &str, hour: &Range<usize>) -> Option<Number> {
    if hour.len() > 2 {
        return None;
    }
    if text.as_bytes().get(hour.end) == Some(&b':') {
        let minute = digits(text, hour.end + 1);
        let next_is_digit_pair = text.as_bytes().get(minute.end) == Some(&b':');
        if minute.len() == 2
            && !next_is_digit_pair
            && !followed_by_word(text, minute.end)
            && is_clock(text, hour, &minute)
        {
            let form = format!("{}h{}", &text[hour.clone()], &text[minute.clone()]);
            return Some(Number { form, parts: Vec::new(), end: minute.end });
        }
        return None;
    }
    // «20 h 30»: the parts stay, because «h» may be anything.
    let mark = skip_blank(text, hour.end)?;
    if text.as_bytes().get(mark) != Some(&b'h') {
        return None;
    }
    let after = mark + 1;
    let minute = skip_blank(text, after).map(|at| digits(text, at)).filter(|minute| minute.len() == 2);
    match minute {
        Some(minute) if is_clock(text, hour, &minute) && !followed_by_word(text, minute.end) => {
            let form = format!("{}h{}", &text[hour.clone()], &text[minute.clone()]);
            let end = minute.end;
            Some(Number { form, parts: vec![hour.clone(), mark..after, minute], end })
        }
        _ if !followed_by_word(text, after) => Some(Number {
            form: format!("{}h", &text[hour.clone()]),
            parts: vec![hour.clone(), mark..after],
            end: after,
        }),
        _ => None,
    }
}

fn is_clock(text: &str, hour: &Range<usize>, minute: &Range<usize>) -> bool {
    let number = |range: &Range<usize>| text[range.clone()].parse::<u8>().unwrap_or(u8::MAX);
    number(hour) < 25 && number(minute) < 60
}

fn grouped(text: &str, first: &Range<usize>) -> Option<Number> {
    let mut form = text[first.clone()].to_owned();
    let mut parts = vec![first.clone()];
    let mut end = first.end;
    let mut separator = None;
    if first.len() <= 3 && !form.starts_with('0') {
        while let Some((mark, group)) = group(text, end, separator) {
            separator = Some(mark);
            form.push_str(&text[group.clone()]);
            end = group.end;
            parts.push(group);
        }
    }
    if let Some(fraction) = fraction(text, end, separator) {
        form.push('.');
        form.push_str(&text[fraction.clone()]);
        end = fraction.end;
        if separator != Some(' ') {
            parts.truncate(1);
        } else if let Some(last) = parts.last_mut() {
            last.end = end;
        }
    }
    if end == first.end || followed_by_word(text, end) {
        return None;
    }
    if separator != Some(' ') {
        parts.clear();
    }
    Some(Number { form, parts, end })
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
    char_at(text, at).is_some_and(is_word_char)
}

/// Turns `5eme`, `5th` and `1ere` into `5e` and `1e`.
pub(super) fn normalise_ordinal(word: &mut String, has_digit: bool) {
    if !has_digit {
        return;
    }
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let is_ordinal = match &word[digits..] {
        "er" | "ere" | "re" | "st" => word[..digits].ends_with('1'),
        "nd" | "nde" => word[..digits].ends_with('2'),
        "rd" => word[..digits].ends_with('3'),
        "e" | "eme" | "ieme" | "th" => true,
        _ => false,
    };
    if digits > 0 && is_ordinal {
        word.truncate(digits);
        word.push('e');
    }
}
