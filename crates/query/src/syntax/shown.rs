//! Takes a query's structure, gives it back as a query: how it was read, in the language it was written in.
//!
//! What was left out is left out here too, and what a reader might wonder about stands in brackets. Typed again, it is
//! read alike.

use super::lexer::{field_before_colon, operator};
use super::pairs::is_quote;
use super::{How, Node, Text};

/// `node` as a query; empty where it holds nothing to search for.
pub(crate) fn shown(node: &Node) -> String {
    part(node).0
}

/// What the text of a part looks like from outside.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// It can stand anywhere.
    One,
    /// A sign stands before it.
    Signed,
    /// Words side by side: brackets are needed where they would be torn apart.
    Words,
    /// Several parts, or words that are one part: brackets are needed beside anything else.
    Several,
}

fn part(node: &Node) -> (String, Shape) {
    match node {
        Node::Any(nodes) => joined(nodes, " OR "),
        Node::All(nodes) => joined(nodes, " AND "),
        Node::Run(nodes) => match joined(nodes, " ") {
            (text, Shape::Words) => (text, Shape::Several),
            other => other,
        },
        Node::Words(text) => {
            let words = words(text);
            let shape = if text.field.is_none() && words.contains(' ') { Shape::Words } else { Shape::One };
            (words, shape)
        }
        Node::Not(inner) => match part(inner) {
            (text, _) if text.is_empty() => (text, Shape::One),
            (text, Shape::One) => (format!("-{text}"), Shape::Signed),
            // A second `-` glued to the first would be punctuation.
            (text, _) => (format!("-({text})"), Shape::Signed),
        },
        one => (one_part(one), Shape::One),
    }
}

fn joined(nodes: &[Node], between: &str) -> (String, Shape) {
    let mut parts: Vec<(String, Shape)> = nodes.iter().map(part).filter(|(text, _)| !text.is_empty()).collect();
    if parts.len() < 2 {
        return parts.pop().unwrap_or((String::new(), Shape::One));
    }
    let in_brackets = |(text, shape): (String, Shape)| match shape {
        Shape::Several => format!("({text})"),
        Shape::Words if between != " " => format!("({text})"),
        _ => text,
    };
    (parts.into_iter().map(in_brackets).collect::<Vec<_>>().join(between), Shape::Several)
}

fn one_part(node: &Node) -> String {
    match node {
        Node::Word(text, How::Exact) => format!("={}", in_field(text, text.text.clone())),
        Node::Word(text, How::Prefix) => in_field(text, format!("{}*", text.text)),
        Node::Word(text, How::Fuzzy(distance)) => in_field(text, format!("{}~{distance}", text.text)),
        Node::Phrase { text, slop, exact } if holds_words(&text.text) => {
            let sign = if *exact { "=" } else { "" };
            let slop = if *slop > 0 { format!("~{slop}") } else { String::new() };
            format!("{sign}{}", in_field(text, format!("{}{slop}", in_marks(&text.text))))
        }
        Node::Filter(clause) => {
            let name = clause.field.name();
            let value = clause.value.strip_prefix("last:").filter(|_| name == "last").unwrap_or(&clause.value);
            format!("{name}:{}", quoted(value))
        }
        _ => String::new(),
    }
}

fn holds_words(text: &str) -> bool {
    let mut any = false;
    analysis::scan(text, |_| any = true);
    any
}

fn in_field(text: &Text, shown: String) -> String {
    text.field.map_or(shown.clone(), |field| format!("{}:{shown}", field.name()))
}

/// Words as typed, without the signs that were left out.
fn words(text: &Text) -> String {
    if !holds_words(&text.text) {
        return String::new();
    }
    let words = plain_words(&text.text);
    let needs_brackets = text.field.is_some() && words.contains(' ');
    in_field(text, if needs_brackets { format!("({words})") } else { words })
}

/// Words that mean no more than themselves wherever they are put: an operator that joins nothing is written small.
fn plain_words(text: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let ends = |c: char| c.is_whitespace() || is_quote(c) || matches!(c, '(' | ')');
    for chunk in text.split(ends) {
        let plain = chunk.trim_start_matches(['-', '=']);
        if operator(plain).is_some() {
            words.push(plain.to_lowercase());
        } else if let Some((name, _)) = field_before_colon(plain).filter(|_| plain != chunk) {
            // Without what stood before it, it would be read as a field.
            words.push(format!("{name}:"));
            words.push(plain_words(&plain[name.len() + 1..]));
        } else {
            words.push(plain.to_owned());
        }
    }
    words.retain(|word| !word.is_empty());
    words.join(" ")
}

/// A value as it is written behind a colon: in quotation marks where it holds more than one word.
pub(crate) fn quoted(value: &str) -> String {
    let value = value.trim();
    let is_plain = value.chars().all(|c| c.is_alphanumeric() || "-._'’/?*#@".contains(c));
    if is_plain { value.to_owned() } else { in_marks(value) }
}

/// In marks that the text does not hold itself.
fn in_marks(text: &str) -> String {
    let (open, close) = if text.contains(['"', '”']) { ('«', '»') } else { ('"', '"') };
    let inside: String = text.trim().chars().filter(|c| *c != close).collect();
    format!("{open}{inside}{close}")
}
