//! Cuts a query into brackets, operators, quoted phrases, filters and words.

use std::ops::Range;

use super::error::Problem;
use super::limits::WIDEST;
use super::pairs::{Pairs, is_quote};
use super::word::{special, stray_sign, without_punctuation};
use super::{Clause, FieldName, FilterField, How, SyntaxError, TextField, field_named};

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
    /// A text field with its colon, glued to what follows.
    Field(TextField),
    /// `field:value` that filters.
    Filter(Clause),
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

impl Kind {
    /// Whether it is a sign that belongs to what follows without a blank.
    fn is_prefix(&self) -> bool {
        matches!(self, Self::Minus | Self::Exact | Self::Field(_))
    }
}

/// Cuts `text`; what is read otherwise than it looks goes to `notes`.
///
/// # Errors
///
/// Fails on an unknown field and on signs that ask for too much.
pub(super) fn lex(text: &str, notes: &mut Vec<String>) -> Result<Vec<Lexeme>, SyntaxError> {
    let pairs = Pairs::of(text, notes);
    let mut lexer = Lexer { text, at: 0, pairs, lexemes: Vec::new(), notes, is_headline: is_headline(text) };
    lexer.run()?;
    let mut lexemes = lexer.lexemes;
    read_dangling_operators_as_words(text, &mut lexemes, notes);
    Ok(lexemes)
}

/// A pasted headline in capitals: capitals, operators aside, and no lower case.
fn is_headline(text: &str) -> bool {
    let is_capital = |c: char| c.is_alphabetic() && c.is_uppercase();
    !text.chars().any(char::is_lowercase)
        && text.split(|c: char| !c.is_alphabetic()).any(|word| operator(word).is_none() && word.contains(is_capital))
}

/// The operator that `word` is.
pub(super) fn operator(word: &str) -> Option<Kind> {
    match word {
        "AND" | "ET" => Some(Kind::And),
        "OR" | "OU" => Some(Kind::Or),
        "NOT" | "SAUF" => Some(Kind::Not),
        _ => None,
    }
}

/// An operator with nothing to join is the word it is spelled as: «OR noir», «guerre ET».
fn read_dangling_operators_as_words(text: &str, lexemes: &mut [Lexeme], notes: &mut Vec<String>) {
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
            note(notes, format!("`{}` has nothing to join and is read as a word", &text[operator.span.clone()]));
            operator.kind = Kind::Word;
        }
    }
}

fn is_bracket(c: char) -> bool {
    matches!(c, '(' | ')')
}

/// Says a thing once.
fn note(notes: &mut Vec<String>, text: String) {
    if !notes.contains(&text) {
        notes.push(text);
    }
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    pairs: Pairs,
    lexemes: Vec<Lexeme>,
    notes: &'a mut Vec<String>,
    is_headline: bool,
}

impl Lexer<'_> {
    fn run(&mut self) -> Result<(), SyntaxError> {
        while let Some(c) = self.char_at(self.at) {
            let start = self.at;
            let next = start + c.len_utf8();
            match c {
                _ if c.is_whitespace() => self.at = next,
                '(' if self.pairs.is_bracket(start) => self.push(start..next, Kind::Open),
                ')' if self.pairs.is_bracket(start) => self.push(start..next, Kind::Close),
                '-' if self.begins() && self.is_glued(next) && self.char_at(next) != Some('-') => {
                    self.push(start..next, Kind::Minus);
                }
                '=' if self.begins() && self.is_glued(next) => self.push(start..next, Kind::Exact),
                '-' | '=' => self.skip_signs(),
                _ => match self.pairs.quotation(start) {
                    Some((inner, end)) => self.quoted(start, inner, end)?,
                    // What has no counterpart is left out, so that it does not hide a field or a sign behind it.
                    None if self.pairs.is_left_out(start, c) || is_bracket(c) => self.at = next,
                    None => self.chunk(start)?,
                },
            }
        }
        Ok(())
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    fn push(&mut self, span: Range<usize>, kind: Kind) {
        self.at = span.end;
        self.lexemes.push(Lexeme { span, kind });
    }

    /// Passes over signs that stand where they say nothing, so that they do not hide what follows.
    fn skip_signs(&mut self) {
        let rest = &self.text[self.at..];
        let end = self.at + rest.find(|c| !matches!(c, '-' | '=')).unwrap_or(rest.len());
        let signs = &self.text[self.at..end];
        let says = if signs.starts_with('-') { "excludes nothing" } else { "says nothing" };
        let place = if self.is_glued(end) { "where it stands" } else { "before a blank" };
        note(self.notes, format!("`{signs}` {says} {place}"));
        self.at = end;
    }

    /// Whether a sign that stands here opens something: it follows a blank, a bracket, another sign, or what is left out.
    fn begins(&self) -> bool {
        match (self.lexemes.last(), self.text[..self.at].char_indices().next_back()) {
            (Some(last), _) if last.span.end == self.at => last.kind.is_prefix() || last.kind == Kind::Open,
            (_, before) => before.is_none_or(|(at, c)| c.is_whitespace() || self.pairs.is_left_out(at, c)),
        }
    }

    /// The sign or field that what stands here belongs to.
    fn prefix(&self) -> Option<&Lexeme> {
        self.lexemes.last().filter(|last| last.span.end == self.at && last.kind.is_prefix())
    }

    /// Whether something follows at `at` without a blank.
    fn is_glued(&self, at: usize) -> bool {
        self.char_at(at).is_some_and(|c| !c.is_whitespace() && !self.pairs.closes_group(at))
    }

    fn quoted(&mut self, start: usize, inner: Range<usize>, mut end: usize) -> Result<(), SyntaxError> {
        let mut slop = 0;
        if let Some((sign, number)) = self.number_behind(end) {
            let wanted = if number.is_empty() { Some(1) } else { number.parse::<u32>().ok() };
            slop = wanted
                .filter(|slop| *slop <= WIDEST)
                .ok_or_else(|| SyntaxError::new(sign.clone(), Problem::TooSloppy(number.to_owned())))?;
            end = sign.end;
        }
        let text = self.text[inner].to_owned();
        self.push(start..end, Kind::Quoted { text, slop });
        Ok(())
    }

    /// `~12` at `at`: its bytes, and its digits.
    fn number_behind(&self, at: usize) -> Option<(Range<usize>, &str)> {
        let rest = self.text[at..].strip_prefix('~')?;
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let is_word = rest[digits..].starts_with(char::is_alphanumeric);
        (!is_word).then(|| (at..at + 1 + digits, &rest[..digits]))
    }

    /// Text up to the next blank: a field with its colon, an operator, or a word.
    fn chunk(&mut self, start: usize) -> Result<(), SyntaxError> {
        let end = self.chunk_end(start);
        let chunk = &self.text[start..end];
        if let Some((name, field)) = field_before_colon(chunk) {
            let after = start + name.len() + 1;
            match field {
                Some(field) if self.value_at(after).is_some() => return self.field(field, start, after),
                Some(_) => {
                    let text = format!("nothing is joined to `{name}:`, so it is read as a word");
                    note(self.notes, text);
                }
                // A blank or a sign behind the colon is punctuation: «exclusif: les images», `foo::bar`.
                None => {
                    let is_valued = self.char_at(after).is_some_and(|c| c.is_alphanumeric() || is_quote(c) || c == '(');
                    let is_value = matches!(self.prefix(), Some(Lexeme { kind: Kind::Field(_), .. }));
                    if is_valued && !is_value {
                        return Err(SyntaxError::new(start..after, Problem::UnknownField(name.to_owned())));
                    }
                }
            }
        }
        let kind = match operator(chunk).filter(|_| self.prefix().is_none()) {
            Some(_) if self.is_headline => {
                note(self.notes, format!("a query in capitals has no operators: {chunk} is a word in it"));
                Kind::Word
            }
            Some(operator) => operator,
            None => self.word(start..end)?,
        };
        self.push(start..end, kind);
        Ok(())
    }

    /// Where the text that begins at `start` ends: at a blank, a quotation mark, or a bracket of any kind.
    fn chunk_end(&self, start: usize) -> usize {
        self.end(start, |at, c| is_bracket(c) || self.pairs.is_left_out(at, c))
    }

    /// The same for a value, which may hold brackets that group nothing: `source:Le_Monde(fr)`.
    fn value_end(&self, start: usize) -> usize {
        self.end(start, |at, c| self.pairs.is_bracket(at) || self.pairs.is_left_out(at, c))
    }

    fn end(&self, start: usize, ends: impl Fn(usize, char) -> bool) -> usize {
        let mut chars = self.text[start..].char_indices();
        let end = chars.find(|(offset, c)| c.is_whitespace() || (*offset > 0 && ends(start + offset, *c)));
        end.map_or(self.text.len(), |(offset, _)| start + offset)
    }

    /// Where the value of a field begins that ends at `at`; `None` where nothing is joined to it.
    fn value_at(&self, at: usize) -> Option<usize> {
        let c = self.char_at(at)?;
        if self.pairs.quotation(at).is_none() && self.pairs.is_left_out(at, c) {
            return self.value_at(at + c.len_utf8());
        }
        self.is_glued(at).then_some(at)
    }

    fn field(&mut self, name: FieldName, start: usize, after: usize) -> Result<(), SyntaxError> {
        match name {
            FieldName::Text(field) => {
                self.push(start..after, Kind::Field(field));
                Ok(())
            }
            FieldName::Filter(field) => self.filter(field, start, after),
        }
    }

    fn filter(&mut self, field: FilterField, start: usize, after: usize) -> Result<(), SyntaxError> {
        let from = self.value_at(after).unwrap_or(after);
        if self.prefix().is_some_and(|prefix| prefix.kind == Kind::Exact) {
            note(
                self.notes,
                format!("`=` changes nothing before `{}:`, whose value is always matched whole", field.name()),
            );
        }
        let (value, end) = if let Some((inner, mut end)) = self.pairs.quotation(from) {
            if let Some((sign, _)) = self.number_behind(end) {
                end = sign.end;
                note(self.notes, format!("`{}` says nothing behind `{}:`", &self.text[sign], field.name()));
            }
            (self.text[inner].to_owned(), end)
        } else if let Some(close) = self.pairs.group(from) {
            let value = self.text[from + 1..close].replace(is_quote, "");
            let problem = Problem::FilterValue { field: field.name(), value };
            return Err(SyntaxError::new(start..close + 1, problem));
        } else {
            let end = self.value_end(from);
            (self.text[from..end].trim_end_matches([',', ';']).to_owned(), end)
        };
        if value.trim().is_empty() {
            let problem = Problem::FilterValue { field: field.name(), value: String::new() };
            return Err(SyntaxError::new(start..end, problem));
        }
        let value = if field == FilterField::Last { format!("last:{value}") } else { value };
        self.push(start..end, Kind::Filter(Clause { span: start..end, field, value }));
        Ok(())
    }

    fn word(&mut self, span: Range<usize>) -> Result<Kind, SyntaxError> {
        let chunk = without_punctuation(&self.text[span.clone()]);
        let failed = |problem| SyntaxError::new(span.start..span.start + chunk.len(), problem);
        if let Some((stem, how)) = special(chunk).map_err(failed)? {
            return Ok(Kind::Special(stem.to_owned(), how));
        }
        if let Some(text) = stray_sign(chunk) {
            note(self.notes, text);
        }
        Ok(Kind::Word)
    }
}

/// The name before the colon of `field:value`, and its field; `None` where the chunk has no such form.
///
/// An unknown name counts as meant for a field when it is a word in lower case: `auteur:Dupont`, but not `re:`, `20:30`,
/// `l'armée:`, `Syrie:` or an address.
pub(super) fn field_before_colon(chunk: &str) -> Option<(&str, Option<FieldName>)> {
    let (name, rest) = chunk.split_once(':')?;
    let field = field_named(name);
    let is_name = name.chars().count() >= 3 && name.chars().all(char::is_lowercase);
    (!rest.starts_with("//") && (field.is_some() || is_name)).then_some((name, field))
}
