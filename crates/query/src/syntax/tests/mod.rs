//! The query language, by examples and by what must hold of any string.
//!
//! 1. Every query reads as `readings.txt` says, or is refused as `mistakes.txt` says.
//! 2. Nothing is dropped in silence: what is left out stands in the notes.
//! 3. Whatever is typed, it is read or refused, and an error points at characters of the query.
//! 4. A reading typed again is read alike, and a query with its mistakes replaced as proposed is read.

use proptest::prelude::*;

use super::{DEEPEST, FIELDS, FieldName, How, LONGEST_QUERY, MOST_CLAUSES, Node, OFFERED_FIELDS, Problem, TextField};
use super::{parse, shown};

/// Shows a query's structure shortly: `run(words(a b) not(words(c)))`.
fn structure(node: &Node) -> String {
    let list = |nodes: &[Node]| nodes.iter().map(structure).collect::<Vec<_>>().join(" ");
    let field = |field: Option<TextField>| field.map(|field| format!("{}:", field.name())).unwrap_or_default();
    match node {
        Node::Words(text) => format!("{}words({})", field(text.field), text.text),
        Node::Word(text, How::Exact) => format!("{}exact({})", field(text.field), text.text),
        Node::Word(text, How::Prefix) => format!("{}prefix({})", field(text.field), text.text),
        Node::Word(text, How::Fuzzy(distance)) => format!("{}fuzzy{distance}({})", field(text.field), text.text),
        Node::Phrase { text, slop, exact } => {
            let exact = if *exact { "exact-" } else { "" };
            let slop = if *slop > 0 { slop.to_string() } else { String::new() };
            format!("{}{exact}phrase{slop}({})", field(text.field), text.text)
        }
        Node::Filter(clause) => format!("{}={}", clause.field.name(), clause.value),
        Node::Not(inner) => format!("not({})", structure(inner)),
        Node::Run(nodes) => format!("run({})", list(nodes)),
        Node::All(nodes) => format!("all({})", list(nodes)),
        Node::Any(nodes) => format!("any({})", list(nodes)),
    }
}

/// The entries of a table: lines without indent are queries, what is indented below is expected of them.
fn entries(table: &str) -> Vec<(String, Vec<&str>)> {
    let mut entries: Vec<(String, Vec<&str>)> = Vec::new();
    for line in table.lines().filter(|line| !line.starts_with("##") && !line.is_empty()) {
        match (line.strip_prefix("    "), entries.last_mut()) {
            (Some(expected), Some((_, lines))) => lines.push(expected),
            _ => entries.push((unescaped(line), Vec::new())),
        }
    }
    entries
}

/// What an editor would not keep is written with a backslash.
fn unescaped(line: &str) -> String {
    [("\\n", "\n"), ("\\t", "\t"), ("\\0", "\0"), ("\\s", " "), ("\\rtl", "\u{202e}")]
        .into_iter()
        .fold(line.to_owned(), |text, (escape, meant)| text.replace(escape, meant))
}

#[test]
fn readings() {
    let entries = entries(include_str!("readings.txt"));
    assert!(entries.len() > 200, "the table was not found");
    for (query, expected) in entries {
        let parsed = parse(&query, false).unwrap_or_else(|error| panic!("{query:?}: {error}"));
        let structure = parsed.node.as_ref().map(structure).unwrap_or_default();
        let mut found = vec![said(structure), said(parsed.node.as_ref().map(shown).unwrap_or_default())];
        found.extend(parsed.notes.iter().map(|note| format!("note: {note}")));
        let expected: Vec<String> = expected.into_iter().map(unescaped).collect();
        assert_eq!(found, expected, "{query:?}");
    }
}

#[test]
fn mistakes() {
    let entries = entries(include_str!("mistakes.txt"));
    assert!(entries.len() > 30, "the table was not found");
    for (query, expected) in entries {
        let error = parse(&query, false).expect_err(&query);
        let mended = error.replacement().map(|new| replaced(&query, &error.span, &new)).unwrap_or_default();
        let found = [query[error.span.clone()].to_owned(), error.to_string(), error.hint(), said(mended)];
        assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), expected, "{query:?}");
    }
}

/// An empty line would not be seen in a table.
fn said(text: String) -> String {
    if text.is_empty() { "(nothing)".to_owned() } else { text }
}

fn replaced(query: &str, span: &std::ops::Range<usize>, new: &str) -> String {
    format!("{}{new}{}", &query[..span.start], &query[span.end..])
}

#[test]
fn bombs_are_refused() {
    let check = |query: &str, problem: Problem| assert_eq!(parse(query, false).unwrap_err().problem, problem);
    check(&"x".repeat(LONGEST_QUERY + 1), Problem::TooLong(LONGEST_QUERY + 1));
    check(&format!("{}x{}", "(".repeat(10_000), ")".repeat(10_000)), Problem::TooLong(20_001));
    check(&format!("{}x{}", "(".repeat(900), ")".repeat(900)), Problem::TooDeep);
    check(&"NOT ".repeat(400), Problem::TooDeep);
    check(&"-=".repeat(400), Problem::TooDeep);
    check(&"a OR ".repeat(300), Problem::TooManyClauses);
    check(&"a,".repeat(300), Problem::TooManyClauses);
    check(&format!("\"{}\"", "a ".repeat(300)), Problem::TooManyClauses);
    let open = |sign, most, word: &str| Problem::TooManyOpenWords { sign, most, word: word.to_owned() };
    check(&"ab* ".repeat(300), open("*", 32, "ab"));
    check(&"ab~ ".repeat(300), open("~", 8, "ab"));
    check(&"tag:a* ".repeat(200), open("*", 32, "tag:a"));
    assert_eq!(parse(&"a ".repeat(300), true).unwrap_err().problem, Problem::TooManyClauses);
}

#[test]
fn limits_are_reached_but_not_passed() {
    let nested = |depth: usize| format!("{}x{}", "(".repeat(depth), ")".repeat(depth));
    assert!(parse(&nested(DEEPEST), false).is_ok());
    assert_eq!(parse(&nested(DEEPEST + 1), false).unwrap_err().span, DEEPEST..DEEPEST + 1);
    assert!(parse(&"a ".repeat(MOST_CLAUSES), false).is_ok());
    assert_eq!(parse(&"a ".repeat(MOST_CLAUSES + 1), false).unwrap_err().span.start, 2 * MOST_CLAUSES);
    assert!(parse(&"a".repeat(LONGEST_QUERY), false).is_ok());
}

/// A thousand marks without counterpart make one note, not a thousand.
#[test]
fn notes_do_not_grow_with_the_query() {
    for query in ["(".repeat(1000), "« ".repeat(600), "OR ".repeat(200), "x: ".repeat(200), "- ".repeat(200)] {
        assert!(parse(&query, false).unwrap().notes.len() <= 2, "{query:?}");
    }
}

#[test]
fn everything_is_a_word_in_plain_text() {
    let parsed = parse("a OR -b title:\"c (d*", true).unwrap();
    assert_eq!(parsed.node.as_ref().map(structure).unwrap(), "words(a OR -b title:\"c (d*)");
    assert!(parsed.notes.is_empty());
    assert_eq!(parse(" \n", true).unwrap().node, None);
}

#[test]
fn every_field_that_is_offered_exists() {
    for (name, field) in &FIELDS[..OFFERED_FIELDS] {
        let own = match field {
            FieldName::Text(field) => field.name(),
            FieldName::Filter(field) => field.name(),
        };
        assert_eq!(own, *name);
    }
}

/// What a hint proposes can be typed.
#[test]
fn examples_in_hints_are_read() {
    let queries = ["armé~9", "source:()", "date:()", "last:()", "language:()", "title:source:a", "a*b"];
    for query in queries {
        let hint = parse(query, false).unwrap_err().hint();
        let (_, example) = hint.split_once("write ").or_else(|| hint.split_once("as in ")).unwrap();
        let example = example.split([',', ';']).next().unwrap();
        for example in example.split(" or ") {
            assert!(parse(example, false).is_ok(), "{query}: {example}");
        }
    }
}

/// Pieces of queries, good and bad, as they meet when somebody types.
const PIECES: &[&str] = &[
    "l'armée", "Hay’at", "Alep", "ONU", "115 000", "T-72", "été", "a", " ", " ", " ", "\"", "«", "»", "“", "(", ")",
    "-", "=", "*", "~", "~1", "~2", "~9", "~100", ":", "title:", "byline:", "source:", "date:", "last:7d", "lang:",
    "auteur:", "AND", " OR ", " ET ", " OU ", "NOT ", "SAUF ", "2024", "..", "?", "#Syrie", "🇸🇾", "\u{301}",
    "\u{202e}", "\n", "\0", "!", ",",
];

fn any_query() -> impl Strategy<Value = String> {
    let piece = prop_oneof![4 => proptest::sample::select(PIECES).prop_map(str::to_owned), 1 => "\\PC{0,3}"];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn an_error_points_at_characters(query in any_query()) {
        if let Err(error) = parse(&query, false) {
            prop_assert!(query.get(error.span.clone()).is_some(), "{:?} in {query:?}", error.span);
            prop_assert!(!error.span.is_empty() && !error.hint().is_empty());
        }
    }

    #[test]
    fn a_reading_is_read_alike(query in any_query()) {
        let Ok(parsed) = parse(&query, false) else { return Ok(()) };
        let read = parsed.node.as_ref().map(shown).unwrap_or_default();
        if !read.contains(char::is_lowercase) {
            // What made the query no headline in capitals may have been left out.
            return Ok(());
        }
        match parse(&read, false) {
            Ok(again) => prop_assert_eq!(again.node.as_ref().map(shown).unwrap_or_default(), read),
            // Spelled out, a query may outgrow a limit: `title:(a b)` is `title:a title:b`.
            Err(error) => prop_assert!(matches!(error.problem, Problem::TooLong(_) | Problem::TooDeep), "{read:?}: {error}"),
        }
    }

    #[test]
    fn replacements_mend_a_query(query in any_query()) {
        let mut query = query;
        for _ in 0..100 {
            let Err(error) = parse(&query, false) else { return Ok(()) };
            let Some(new) = error.replacement() else {
                prop_assert!(matches!(error.problem, Problem::TooLong(_) | Problem::TooDeep | Problem::TooManyClauses));
                return Ok(());
            };
            query = replaced(&query, &error.span, &new);
        }
        prop_assert!(false, "not mended after a hundred replacements: {query:?}");
    }
}
