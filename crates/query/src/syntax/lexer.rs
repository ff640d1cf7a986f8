//! Cuts a query into brackets, operators, quoted phrases, fields and words.

use std::ops::Range;

use super::error::Problem;
use super::{FieldName, How, SyntaxError, field_named};

/// One piece of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lexeme {
    pub(super) span: Range<usize>,
    pub(super) kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Open,
    Close,
    And,
    Or,
    Not,
    /// `-` glued to what follows.
    Minus,
    /// `=` glued to what follows.
    Exact,
    /// A field name with its colon, glued to its value.
    Field(FieldName),
    /// What stands between quotation marks, and the number behind `~`.
    Quoted {
        text: String,
        slop: u32,
    },
    /// Plain text without blanks.
    Word,
    /// A word to be searched in a special way, its sign cut off.
    Special(String, How),
}

/// Cuts `text`; also returns what was read otherwise than it looks, in words.
///
/// # Errors
///
/// Fails on an unknown field and on signs that ask for too much.
pub(super) fn lex(text: &str) -> Result<(Vec<Lexeme>, Vec<String>), SyntaxError> {
    let mut notes = Vec::new();
    let readable = blank_unmatched(text, &mut notes);
    let has_operators = text.chars().any(char::is_lowercase);
    let mut lexer = Lexer { text: &readable, at: 0, depth: 0, lexemes: Vec::new(), notes: &mut notes, has_operators };
    lexer.run()?;
    let mut lexemes = lexer.lexemes;
    read_dangling_operators_as_words(&mut lexemes);
    Ok((lexemes, notes))
}

/// An operator with nothing to join is the word it is spelled as: «OR noir», «guerre ET».
fn read_dangling_operators_as_words(lexemes: &mut [Lexeme]) {
    for at in 0..lexemes.len() {
        let (before, rest) = lexemes.split_at_mut(at);
        let [operator, after @ ..] = rest else { return };
        let is_first = before.last().is_none_or(|l| matches!(l.kind, Kind::Open | Kind::And | Kind::Or | Kind::Not));
        let is_last = after.first().is_none_or(|l| matches!(l.kind, Kind::Close));
        let dangles = match operator.kind {
            Kind::And | Kind::Or => is_first || is_last,
            Kind::Not => is_last || after.first().is_some_and(|l| matches!(l.kind, Kind::And | Kind::Or)),
            _ => false,
        };
        if dangles {
            operator.kind = Kind::Word;
        }
    }
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    lexemes: Vec<Lexeme>,
    notes: &'a mut Vec<String>,
    has_operators: bool,
}

impl Lexer<'_> {
    fn run(&mut self) -> Result<(), SyntaxError> {
        while let Some(c) = self.text[self.at..].chars().next() {
            let start = self.at;
            let next = self.at + c.len_utf8();
            let glued = self.text[next..].chars().next().is_some_and(|c| !c.is_whitespace() && c != ')');
            match c {
                _ if c.is_whitespace() => self.at = next,
                '(' => {
                    self.depth += 1;
                    self.push(start..next, Kind::Open);
                }
                ')' => {
                    self.depth = self.depth.saturating_sub(1);
                    self.push(start..next, Kind::Close);
                }
                '-' if glued && !self.text[next..].starts_with('-') => self.push(start..next, Kind::Minus),
                '=' if glued => self.push(start..next, Kind::Exact),
                _ => match closing(c).and_then(|closings| self.quoted_end(next, closings)) {
                    Some((inner, end)) => self.quoted(start, inner, end)?,
                    None if is_quote(c) => self.at = next,
                    None => self.chunk(start)?,
                },
            }
        }
        Ok(())
    }

    fn push(&mut self, span: Range<usize>, kind: Kind) {
        self.at = span.end;
        self.lexemes.push(Lexeme { span, kind });
    }

    fn quoted_end(&self, from: usize, closings: &[char]) -> Option<(Range<usize>, usize)> {
        let (offset, mark) = self.text[from..].char_indices().find(|(_, c)| closings.contains(c))?;
        Some((from..from + offset, from + offset + mark.len_utf8()))
    }

    fn quoted(&mut self, start: usize, inner: Range<usize>, mut end: usize) -> Result<(), SyntaxError> {
        let mut slop = 0;
        if let Some(rest) = self.text[end..].strip_prefix('~') {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let number = &rest[..digits];
            if digits > 0 {
                let wanted = number.parse::<u32>().ok().filter(|slop| *slop <= 100);
                let sign = end..end + 1 + digits;
                slop = wanted.ok_or_else(|| SyntaxError::new(sign, Problem::TooSloppy(number.to_owned())))?;
            }
            end += 1 + digits;
        }
        let text = self.text[inner].to_owned();
        self.push(start..end, Kind::Quoted { text, slop });
        Ok(())
    }

    /// Text up to the next blank: a field with its colon, an operator, or a word.
    fn chunk(&mut self, start: usize) -> Result<(), SyntaxError> {
        let end = self.chunk_end(start);
        let chunk = &self.text[start..end];
        if let Some(colon) = field_colon(chunk) {
            let name = &chunk[..colon];
            let after = start + colon + 1;
            if self.text[after..].starts_with(|c: char| !c.is_whitespace() && c != ')') {
                let field = field_named(name)
                    .ok_or_else(|| SyntaxError::new(start..after, Problem::UnknownField(name.to_owned())))?;
                self.push(start..after, Kind::Field(field));
                return Ok(());
            }
            if field_named(name).is_some() {
                self.notes.push(format!("`{name}:` stands before a blank and is read as a word"));
            }
        }
        let kind = match chunk {
            "AND" | "ET" if self.has_operators => Kind::And,
            "OR" | "OU" if self.has_operators => Kind::Or,
            "NOT" | "SAUF" if self.has_operators => Kind::Not,
            _ => self.word(start..end)?,
        };
        self.push(start..end, kind);
        Ok(())
    }

    fn chunk_end(&self, start: usize) -> usize {
        let rest = &self.text[start..];
        let stop = rest
            .char_indices()
            .find(|(offset, c)| c.is_whitespace() || (*offset > 0 && is_quote(*c)) || (*c == ')' && self.depth > 0));
        start + stop.map_or(rest.len(), |(offset, _)| offset)
    }

    fn word(&self, span: Range<usize>) -> Result<Kind, SyntaxError> {
        let chunk = &self.text[span.clone()];
        if let Some(stem) = chunk.strip_suffix('*').filter(|stem| ends_in_word(stem)) {
            let letters = analysis::fold(stem).chars().filter(|c| c.is_alphanumeric()).count();
            if letters < 2 {
                return Err(SyntaxError::new(span, Problem::ShortPrefix(stem.to_owned())));
            }
            return Ok(Kind::Special(stem.to_owned(), How::Prefix));
        }
        if let Some((stem, distance)) = chunk.rsplit_once('~').filter(|(stem, _)| ends_in_word(stem)) {
            match distance {
                "" | "1" => return Ok(Kind::Special(stem.to_owned(), How::Fuzzy(1))),
                "2" => return Ok(Kind::Special(stem.to_owned(), How::Fuzzy(2))),
                _ if distance.bytes().all(|byte| byte.is_ascii_digit()) => {
                    return Err(SyntaxError::new(span, Problem::TooFuzzy(distance.to_owned())));
                }
                _ => {}
            }
        }
        Ok(Kind::Word)
    }
}

fn ends_in_word(text: &str) -> bool {
    text.chars().next_back().is_some_and(char::is_alphanumeric)
}

/// The colon of `field:value`, where a lower-case name stands before it and no address follows.
fn field_colon(chunk: &str) -> Option<usize> {
    let colon = chunk.find(':')?;
    let (name, rest) = (&chunk[..colon], &chunk[colon + 1..]);
    let letters = name.strip_suffix('~').unwrap_or(name);
    let named = !letters.is_empty() && letters.chars().all(|c| c.is_lowercase() || matches!(c, '\'' | '’'));
    let known = field_named(name).is_some();
    (!rest.starts_with("//") && (named || known)).then_some(colon)
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

/// The marks that close what `c` opens.
fn closing(c: char) -> Option<&'static [char]> {
    match c {
        '"' => Some(&['"', '”']),
        '“' | '„' => Some(&['”', '“', '"']),
        '«' => Some(&['»']),
        _ => None,
    }
}

/// The query with brackets that group nothing made blank: free text has them, and they mean nothing.
fn blank_unmatched(text: &str, notes: &mut Vec<String>) -> String {
    let mut open = Vec::new();
    let mut meaningless = Vec::new();
    let mut unmatched = Vec::new();
    let mut quoted_until = None;
    for (at, c) in text.char_indices() {
        if quoted_until.is_some_and(|end| at < end) {
            continue;
        }
        match c {
            '(' => open.push(at),
            ')' => match open.pop() {
                // Inside a word, as in «ministre(s)», a pair groups nothing.
                Some(start) if !begins_token(text, start) => meaningless.extend([start, at]),
                Some(_) => {}
                None => unmatched.push(at),
            },
            _ => {
                if let Some(closings) = closing(c) {
                    let after = at + c.len_utf8();
                    let mut closers = text[after..].match_indices(closings);
                    quoted_until = closers.next().map(|(offset, mark)| after + offset + mark.len());
                    if quoted_until.is_none() {
                        notes.push(format!("the `{c}` opens nothing that is closed and is left out"));
                    }
                }
            }
        }
    }
    unmatched.extend(open);
    let mut bytes = text.as_bytes().to_vec();
    for at in unmatched {
        let bracket = char::from(bytes[at]);
        notes.push(format!("the `{bracket}` has no counterpart and is left out"));
        bytes[at] = b' ';
    }
    for at in meaningless {
        bytes[at] = b' ';
    }
    // One blank byte for one bracket byte keeps every character whole.
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn begins_token(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || "(-:=".contains(c))
}
