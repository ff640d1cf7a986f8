//! Builds the structure of a query from its pieces.
//!
//! ```text
//! any     = all { OR all }
//! all     = run { AND run }
//! run     = unary { unary }
//! unary   = ( NOT | "-" ) unary | "=" unary | field ":" unary | primary
//! primary = "(" any ")" | filter | phrase | special word | word { word }
//! ```
//!
//! `NOT` binds closest, then words side by side, then `AND`, then `OR`.

use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

use super::error::Problem;
use super::lexer::{Kind, Lexeme, lex};
use super::limits::{MOST_FUZZY, MOST_PREFIXES};
use super::{DEEPEST, How, LONGEST_QUERY, MOST_CLAUSES, Node, SyntaxError, Text, TextField, quoted};

/// A query's structure, and what was read otherwise than it looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Parsed {
    /// `None` for a query without words or filters.
    pub(crate) node: Option<Node>,
    pub(crate) notes: Vec<String>,
}

/// Reads `text`; with `plain`, all of it as words.
///
/// # Errors
///
/// Fails on what is too long, too deep or too much, on unknown fields, and on signs that cannot be honoured.
pub(crate) fn parse(text: &str, plain: bool) -> Result<Parsed, SyntaxError> {
    if text.len() > LONGEST_QUERY {
        return Err(SyntaxError::new(0..text.len(), Problem::TooLong(text.len())));
    }
    let mut notes = Vec::new();
    let lexemes = if plain { Vec::new() } else { lex(text, &mut notes)? };
    let mut parser = Parser { text, lexemes: lexemes.into_iter().peekable(), notes, clauses: 0, prefixes: 0, fuzzy: 0 };
    let node = if plain {
        let words = Text { span: 0..text.len(), text: text.to_owned(), field: None };
        parser.count(&words.span)?;
        Some(Node::Words(words)).filter(|_| !text.trim().is_empty())
    } else {
        parser.any(0, Inside::default())?
    };
    Ok(Parsed { node, notes: parser.notes })
}

/// What stands around a part and concerns it.
#[derive(Clone, Copy, Default)]
struct Inside {
    field: Option<TextField>,
    /// Where the `=` stands that concerns it.
    exact: Option<usize>,
}

struct Parser<'t> {
    text: &'t str,
    lexemes: Peekable<IntoIter<Lexeme>>,
    notes: Vec<String>,
    clauses: usize,
    prefixes: usize,
    fuzzy: usize,
}

impl Parser<'_> {
    fn any(&mut self, depth: usize, inside: Inside) -> Result<Option<Node>, SyntaxError> {
        let mut branches = Vec::new();
        loop {
            branches.extend(self.all(depth, inside)?);
            if self.lexemes.next_if(|lexeme| lexeme.kind == Kind::Or).is_none() {
                return Ok(combine(branches, Node::Any));
            }
        }
    }

    fn all(&mut self, depth: usize, inside: Inside) -> Result<Option<Node>, SyntaxError> {
        let mut runs = Vec::new();
        loop {
            runs.extend(self.run(depth, inside)?);
            if self.lexemes.next_if(|lexeme| lexeme.kind == Kind::And).is_none() {
                return Ok(combine(runs, Node::All));
            }
        }
    }

    fn run(&mut self, depth: usize, inside: Inside) -> Result<Option<Node>, SyntaxError> {
        let mut parts = Vec::new();
        while let Some(lexeme) = self.lexemes.peek() {
            match lexeme.kind {
                Kind::Or | Kind::And | Kind::Close => break,
                Kind::Word if inside.exact.is_none() => parts.push(self.words(inside)?),
                _ => parts.extend(self.unary(depth, inside)?),
            }
        }
        Ok(combine(parts, Node::Run))
    }

    /// Words side by side are one text, so that names and numbers of several words are seen whole.
    fn words(&mut self, inside: Inside) -> Result<Node, SyntaxError> {
        let mut span: Option<Range<usize>> = None;
        while let Some(word) = self.lexemes.next_if(|lexeme| lexeme.kind == Kind::Word) {
            self.count(&word.span)?;
            span = Some(span.map_or(word.span.start, |span| span.start)..word.span.end);
        }
        Ok(Node::Words(self.text_at(span.unwrap_or_default(), inside)))
    }

    fn unary(&mut self, depth: usize, inside: Inside) -> Result<Option<Node>, SyntaxError> {
        let Some(lexeme) = self.lexemes.next() else { return Ok(None) };
        let nests = matches!(lexeme.kind, Kind::Not | Kind::Minus | Kind::Exact | Kind::Field(_) | Kind::Open);
        if nests && depth >= DEEPEST {
            return Err(SyntaxError::new(lexeme.span, Problem::TooDeep));
        }
        Ok(Some(match lexeme.kind {
            Kind::Not | Kind::Minus => {
                let Some(inner) = self.unary(depth + 1, inside)? else {
                    let sign = &self.text[lexeme.span];
                    self.notes.push(format!("`{sign}` has nothing to exclude and is left out"));
                    return Ok(None);
                };
                Node::Not(Box::new(inner))
            }
            Kind::Exact => return self.unary(depth + 1, Inside { exact: Some(lexeme.span.start), ..inside }),
            Kind::Field(field) => {
                Self::check_alone(&lexeme.span, inside, field.name(), String::new())?;
                return self.unary(depth + 1, Inside { field: Some(field), ..inside });
            }
            Kind::Open => {
                let inner = self.any(depth + 1, inside)?;
                let close = self.lexemes.next_if(|lexeme| lexeme.kind == Kind::Close);
                if inner.is_none() {
                    let end = close.map_or(lexeme.span.end, |close| close.span.end);
                    self.notes.push(format!("`{}` holds nothing and is left out", &self.text[lexeme.span.start..end]));
                }
                return Ok(inner.map(group));
            }
            Kind::Filter(clause) => {
                self.count(&lexeme.span)?;
                Self::check_alone(&lexeme.span, inside, clause.field.name(), quoted(&clause.value))?;
                if let Some(value) = clause.value.trim_end().strip_suffix('*') {
                    self.count_open(&lexeme.span, "*", &format!("{}:{}", clause.field.name(), quoted(value)))?;
                }
                Node::Filter(clause)
            }
            Kind::Quoted { text, slop } => {
                self.count(&lexeme.span)?;
                let text = Text { span: lexeme.span, text, field: inside.field };
                Node::Phrase { text, slop, exact: inside.exact.is_some() }
            }
            Kind::Special(word, how) => {
                self.count(&lexeme.span)?;
                self.check_special(&lexeme.span, &word, how, inside)?;
                Node::Word(Text { span: lexeme.span, text: word, field: inside.field }, how)
            }
            Kind::Word => {
                self.count(&lexeme.span)?;
                let text = self.text_at(lexeme.span, inside);
                if inside.exact.is_some() { Node::Word(text, How::Exact) } else { Node::Words(text) }
            }
            // An operator without operands was made a word before, and a bracket that closes nothing is none.
            Kind::Close | Kind::And | Kind::Or => return Ok(None),
        }))
    }

    /// A field inside another has no meaning; `instead` is what is left without the inner one.
    fn check_alone(
        span: &Range<usize>,
        inside: Inside,
        inner: &'static str,
        instead: String,
    ) -> Result<(), SyntaxError> {
        match inside.field {
            None => Ok(()),
            Some(outer) => {
                let problem = Problem::FieldInField { outer: outer.name(), inner, instead };
                Err(SyntaxError::new(span.clone(), problem))
            }
        }
    }

    fn check_special(&mut self, span: &Range<usize>, word: &str, how: How, inside: Inside) -> Result<(), SyntaxError> {
        let sign = match how {
            How::Exact => return Ok(()),
            How::Prefix => "*",
            How::Fuzzy(_) => "~",
        };
        if let Some(at) = inside.exact {
            // A sign right before the word goes in favour of the other; one before brackets stays, for the rest of them.
            let is_right_before = !self.text[at + 1..span.start].contains(['(', ':']);
            let with_sign = match how {
                How::Fuzzy(distance) => format!("{word}~{distance}"),
                _ => format!("{word}*"),
            };
            let (start, instead) = if is_right_before { (at, with_sign) } else { (span.start, word.to_owned()) };
            let problem = Problem::Contradiction { signs: ["=", sign], instead };
            return Err(SyntaxError::new(start..span.end, problem));
        }
        self.count_open(span, sign, word)
    }

    /// Counts what is looked up in a dictionary for its `sign`; `word` is the same without.
    fn count_open(&mut self, span: &Range<usize>, sign: &'static str, word: &str) -> Result<(), SyntaxError> {
        let (count, most) =
            if sign == "~" { (&mut self.fuzzy, MOST_FUZZY) } else { (&mut self.prefixes, MOST_PREFIXES) };
        *count += 1;
        if *count > most {
            let problem = Problem::TooManyOpenWords { sign, most, word: word.to_owned() };
            return Err(SyntaxError::new(span.clone(), problem));
        }
        Ok(())
    }

    fn text_at(&self, span: Range<usize>, inside: Inside) -> Text {
        Text { text: self.text[span.clone()].to_owned(), span, field: inside.field }
    }

    /// Counts what stands at `span` by the words that the analysis will see there, `a,b,c` as three.
    fn count(&mut self, span: &Range<usize>) -> Result<(), SyntaxError> {
        let mut words = 0;
        analysis::scan(&self.text[span.clone()], |_| words += 1);
        self.clauses += words.max(1);
        if self.clauses > MOST_CLAUSES {
            return Err(SyntaxError::new(span.clone(), Problem::TooManyClauses));
        }
        Ok(())
    }
}

/// Brackets make one part of the words between them.
fn group(inner: Node) -> Node {
    match inner {
        Node::Words(ref text) if text.text.contains(char::is_whitespace) => Node::Run(vec![inner]),
        inner => inner,
    }
}

fn combine(mut parts: Vec<Node>, several: fn(Vec<Node>) -> Node) -> Option<Node> {
    match parts.len() {
        0 => None,
        1 => parts.pop(),
        _ => Some(several(parts)),
    }
}
