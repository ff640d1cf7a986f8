//! Builds the structure of a query from its pieces.
//!
//! ```text
//! any    = all { OR all }
//! all    = { [ AND ] unary }
//! unary  = ( NOT | "-" ) unary | primary
//! primary = "(" any ")" | field value | "=" word | "=" phrase | phrase | word…
//! ```

use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

use super::error::Problem;
use super::lexer::{Kind, Lexeme, lex};
use super::{
    Clause, DEEPEST, FieldName, FilterField, How, LONGEST_QUERY, MOST_CLAUSES, Node, SyntaxError, Text, TextField,
};

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
/// Fails on what is too long, too deep or too much, and on unknown fields.
pub(crate) fn parse(text: &str, plain: bool) -> Result<Parsed, SyntaxError> {
    if text.len() > LONGEST_QUERY {
        return Err(SyntaxError::new(0..text.len(), Problem::TooLong(text.len())));
    }
    if plain {
        let words = Node::Words(Text { span: 0..text.len(), text: text.to_owned(), field: None });
        return Ok(Parsed { node: Some(words).filter(|_| !text.trim().is_empty()), notes: Vec::new() });
    }
    let (lexemes, notes) = lex(text)?;
    if lexemes.len() > 4 * MOST_CLAUSES {
        return Err(SyntaxError::new(0..text.len(), Problem::TooManyClauses));
    }
    let mut parser = Parser { text, lexemes: lexemes.into_iter().peekable(), notes, clauses: 0 };
    let node = parser.any(0, None)?;
    Ok(Parsed { node, notes: parser.notes })
}

struct Parser<'t> {
    text: &'t str,
    lexemes: Peekable<IntoIter<Lexeme>>,
    notes: Vec<String>,
    clauses: usize,
}

impl Parser<'_> {
    fn any(&mut self, depth: usize, field: Option<TextField>) -> Result<Option<Node>, SyntaxError> {
        let mut branches = Vec::new();
        loop {
            branches.extend(self.all(depth, field)?);
            if self.lexemes.next_if(|lexeme| lexeme.kind == Kind::Or).is_none() {
                break;
            }
        }
        Ok(combine(branches, Node::Any))
    }

    fn all(&mut self, depth: usize, field: Option<TextField>) -> Result<Option<Node>, SyntaxError> {
        let mut parts: Vec<Node> = Vec::new();
        let mut explicit = false;
        while let Some(lexeme) = self.lexemes.peek() {
            match lexeme.kind {
                Kind::Or | Kind::Close => break,
                Kind::And => {
                    self.lexemes.next();
                    explicit = true;
                }
                _ => {
                    if let Some(node) = self.unary(depth, field)? {
                        self.add(&mut parts, node, explicit);
                        explicit = false;
                    }
                }
            }
        }
        Ok(combine(parts, Node::All))
    }

    /// Words side by side become one run, so that names and numbers of several words are seen whole.
    fn add(&self, parts: &mut Vec<Node>, node: Node, explicit: bool) {
        if let (Some(Node::Words(last)), Node::Words(next), false) = (parts.last_mut(), &node, explicit)
            && last.field == next.field
        {
            last.span.end = next.span.end;
            last.text.push(' ');
            last.text.push_str(&next.text);
            return;
        }
        parts.push(node);
    }

    fn unary(&mut self, depth: usize, field: Option<TextField>) -> Result<Option<Node>, SyntaxError> {
        if depth > DEEPEST {
            let span = self.lexemes.peek().map_or(0..0, |lexeme| lexeme.span.clone());
            return Err(SyntaxError::new(span, Problem::TooDeep));
        }
        let Some(lexeme) = self.lexemes.next() else { return Ok(None) };
        match lexeme.kind {
            Kind::Not | Kind::Minus => {
                let inner = self.unary(depth + 1, field)?;
                Ok(inner.map(|node| Node::Not(Box::new(node))))
            }
            Kind::Exact => self.exact(field, depth),
            Kind::Open => {
                let inner = self.any(depth + 1, field)?;
                self.lexemes.next_if(|lexeme| lexeme.kind == Kind::Close);
                Ok(inner)
            }
            Kind::Field(name) => self.field(name, lexeme.span, depth),
            Kind::Quoted { text, slop } => {
                self.count(&lexeme.span)?;
                Ok(Some(Node::Phrase { text: Text { span: lexeme.span, text, field }, slop }))
            }
            Kind::Special(text, how) => {
                self.count(&lexeme.span)?;
                Ok(Some(Node::Word(Text { span: lexeme.span, text, field }, how)))
            }
            Kind::Word => self.word_node(lexeme.span, field).map(Some),
            // A bracket that closes nothing was made blank before, and an operator without operands a word.
            Kind::Close | Kind::And | Kind::Or => Ok(None),
        }
    }

    fn exact(&mut self, field: Option<TextField>, depth: usize) -> Result<Option<Node>, SyntaxError> {
        Ok(match self.unary(depth + 1, field)? {
            Some(Node::Words(text)) => Some(Node::Word(text, How::Exact)),
            other => other,
        })
    }

    fn field(&mut self, name: FieldName, span: Range<usize>, depth: usize) -> Result<Option<Node>, SyntaxError> {
        let filter = match name {
            FieldName::Text(field) => return self.unary(depth + 1, Some(field)),
            FieldName::Filter(filter) => filter,
        };
        self.count(&span)?;
        let missing = |span: Range<usize>| SyntaxError::new(span, Problem::FilterValue(filter.name()));
        let Some(lexeme) = self.lexemes.next() else { return Err(missing(span)) };
        let value_span = span.start..lexeme.span.end;
        let value = match lexeme.kind {
            Kind::Quoted { text, .. } => text,
            Kind::Open | Kind::Close => return Err(missing(value_span)),
            Kind::Minus | Kind::Exact | Kind::Field(_) => {
                // `source:-x` and `entity:c:d`: the sign belongs to the value.
                let rest = self.lexemes.next_if(|next| next.kind == Kind::Word && next.span.start == lexeme.span.end);
                let end = rest.map_or(lexeme.span.end, |rest| rest.span.end);
                let value = self.text[lexeme.span.start..end].to_owned();
                return Ok(Some(Node::Filter(Clause { span: span.start..end, field: filter, value })));
            }
            _ => self.text[lexeme.span].to_owned(),
        };
        if value.trim().is_empty() {
            return Err(missing(value_span));
        }
        Ok(Some(match (filter, value.as_str()) {
            (FilterField::Last, _) => {
                let value = format!("last:{value}");
                Node::Filter(Clause { span: value_span, field: FilterField::Last, value })
            }
            _ => Node::Filter(Clause { span: value_span, field: filter, value }),
        }))
    }

    fn word_node(&mut self, span: Range<usize>, field: Option<TextField>) -> Result<Node, SyntaxError> {
        self.count(&span)?;
        let text = self.text[span.clone()].to_owned();
        Ok(Node::Words(Text { span, text, field }))
    }

    fn count(&mut self, span: &Range<usize>) -> Result<(), SyntaxError> {
        self.clauses += 1;
        if self.clauses > MOST_CLAUSES {
            return Err(SyntaxError::new(span.clone(), Problem::TooManyClauses));
        }
        Ok(())
    }
}

fn combine(mut parts: Vec<Node>, several: fn(Vec<Node>) -> Node) -> Option<Node> {
    match parts.len() {
        0 => None,
        1 => parts.pop(),
        _ => Some(several(parts)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{FilterField, How, Node, TextField};
    use super::parse;

    /// Shows a query's structure shortly: `all(words(a b) not(words(c)))`.
    fn show(node: &Node) -> String {
        let list = |nodes: &[Node]| nodes.iter().map(show).collect::<Vec<_>>().join(" ");
        let field =
            |field: Option<TextField>| field.map(|field| format!("{field:?}:").to_lowercase()).unwrap_or_default();
        match node {
            Node::Words(text) => format!("{}words({})", field(text.field), text.text),
            Node::Word(text, how) => {
                let how = match how {
                    How::Exact => "exact".to_owned(),
                    How::Prefix => "prefix".to_owned(),
                    How::Fuzzy(distance) => format!("fuzzy{distance}"),
                };
                format!("{}{how}({})", field(text.field), text.text)
            }
            Node::Phrase { text, slop } => format!("{}phrase{slop}({})", field(text.field), text.text),
            Node::Filter(clause) => format!("{}={}", clause.field.name(), clause.value),
            Node::Not(inner) => format!("not({})", show(inner)),
            Node::All(nodes) => format!("all({})", list(nodes)),
            Node::Any(nodes) => format!("any({})", list(nodes)),
        }
    }

    #[track_caller]
    fn check(query: &str, structure: &str) {
        let parsed = parse(query, false).unwrap_or_else(|error| panic!("{query:?}: {error}"));
        assert_eq!(parsed.node.as_ref().map(show).unwrap_or_default(), structure, "{query:?}");
    }

    #[track_caller]
    fn check_error(query: &str, start: usize, message: &str) {
        let error = parse(query, false).expect_err(query);
        assert_eq!((error.span.start, error.to_string().as_str()), (start, message), "{query:?}");
        assert!(!error.hint().is_empty());
    }

    #[test]
    fn words_are_one_run() {
        check("chute de Hama", "words(chute de Hama)");
        check("l'armée syrienne", "words(l'armée syrienne)");
        check("  ", "");
    }

    #[test]
    fn operators_in_both_languages() {
        check("a OR b", "any(words(a) words(b))");
        check("paix OU trêve ET Alep", "any(words(paix) all(words(trêve) words(Alep)))");
        check("Assad SAUF Hafez", "all(words(Assad) not(words(Hafez)))");
        check("Assad -Hafez", "all(words(Assad) not(words(Hafez)))");
        check("-Hafez", "not(words(Hafez))");
        check("(a OR b) c", "all(any(words(a) words(b)) words(c))");
        check("et ou sauf", "words(et ou sauf)");
    }

    #[test]
    fn dangling_operators_are_words() {
        check("OR noir", "words(OR noir)");
        check("guerre ET", "words(guerre ET)");
        check("dire NOT", "words(dire NOT)");
    }

    #[test]
    fn a_headline_in_capitals_has_no_operators() {
        check("GUERRE ET PAIX OU TREVE", "words(GUERRE ET PAIX OU TREVE)");
    }

    #[test]
    fn phrases_and_special_words() {
        check("\"coup d'État\"~3 armé*", "all(phrase3(coup d'État) prefix(armé))");
        check("« 115 000 » julani~2 =Alep", "all(phrase0( 115 000 ) fuzzy2(julani) exact(Alep))");
        check("“a b” Joulani~", "all(phrase0(a b) fuzzy1(Joulani))");
    }

    #[test]
    fn fields() {
        check("source:AFP person:\"Abou Mohammed\" x", "all(source=AFP person=Abou Mohammed words(x))");
        check("title:grève", "title:words(grève)");
        check("title:(grève OR \"coup d'arrêt\")", "any(title:words(grève) title:phrase0(coup d'arrêt))");
        check("-source:AFP", "not(source=AFP)");
        check("date:2024-11-27..2024-12-05", "date=2024-11-27..2024-12-05");
        check("date:? date~:2024-12", "all(date=? date~=2024-12)");
        check("depuis:2024 jusqu'à:2025 lang:fr", "all(from=2024 until=2025 language=fr)");
        check("last:7d", "last=last:7d");
    }

    #[test]
    fn free_text_simply_searches() {
        check("l'armée d'Assad: 20:30 (suite", "words(l'armée d'Assad: 20:30 suite)");
        check("https://x.com/a ministre(s)", "words(https://x.com/a ministre s)");
        check("Syrie:avancée des rebelles", "words(Syrie:avancée des rebelles)");
        check("a ) b", "words(a b)");
        check("dit \"oui", "words(dit oui)");
        check("- point * astérisque ~ = :", "words(- point * astérisque ~ = :)");
    }

    #[test]
    fn errors_point_at_their_place() {
        check_error("x auteur:Dupont", 2, "there is no field `auteur`");
        check_error("mot~5", 0, "`~5` is too far: at most two letters may differ");
        check_error("a*", 0, "`a*` would match too many words");
        check_error("\"a b\"~1000", 5, "`~1000` is too wide for a phrase: at most 100");
        check_error("x source:(a b)", 2, "`source:` needs one value");
    }

    #[test]
    fn what_is_left_out_is_said_and_nothing_else() {
        let notes = |query: &str| parse(query, false).unwrap().notes;
        assert!(notes("\"cessez-le-feu\" JTH « a b » (c)").is_empty());
        assert_eq!(notes("dit \"oui"), ["the `\"` opens nothing that is closed and is left out"]);
        assert_eq!(notes("a ) b"), ["the `)` has no counterpart and is left out"]);
        assert_eq!(notes("source: le gouvernement"), ["`source:` stands before a blank and is read as a word"]);
    }

    #[test]
    fn bombs_are_refused() {
        assert!(parse(&"x".repeat(3000), false).is_err());
        let nested = format!("{}x{}", "(".repeat(900), ")".repeat(900));
        assert!(parse(&nested, false).is_err());
        assert!(parse(&"NOT ".repeat(400), false).is_err());
        assert!(parse(&"a OR ".repeat(300), false).is_err());
    }

    proptest::proptest! {
        #[test]
        fn any_string_parses_or_says_why(query in "\\PC{0,80}|[a-z():\"«»~*=. ANDORET'’-]{0,60}") {
            if let Err(error) = parse(&query, false) {
                assert!(error.span.end <= query.len());
                assert!(query.is_char_boundary(error.span.start) && query.is_char_boundary(error.span.end));
            }
        }
    }

    #[test]
    fn filter_names_are_those_of_the_flags() {
        assert_eq!(FilterField::Org.name(), "org");
    }
}
