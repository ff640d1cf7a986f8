//! Reads the fields above a Markdown text: TOML between `+++`, JSON, or the part of YAML that such fields need.
//!
//! Of YAML it knows `key: value`, quoted values, lists in either form, nested keys, and folded text (`>`, `|`).

use serde_json::{Map, Value};

use crate::json::Record;

/// Splits `text` into its fields and what follows them, with a note where they cannot be read.
pub(super) fn split(text: &str) -> (Record, &str, Option<String>) {
    let start = text.trim_start();
    if let Some((fields, rest)) = fenced(start, "+++", &["+++"]) {
        return match fields.parse::<toml::Table>() {
            Ok(table) => {
                (record(table.into_iter().map(|(name, value)| (name, from_toml(value))).collect()), rest, None)
            }
            Err(error) => (Record::default(), rest, Some(format!("front matter is not TOML: {}", error.message()))),
        };
    }
    if let Some((fields, rest)) = fenced(start, "---", &["---", "..."])
        && looks_like_fields(fields)
    {
        return (record(yaml(fields)), rest, None);
    }
    if start.starts_with('{') {
        let mut values = serde_json::Deserializer::from_str(start).into_iter::<Map<String, Value>>();
        if let Some(Ok(map)) = values.next() {
            return (record(map), &start[values.byte_offset()..], None);
        }
    }
    (Record::default(), text, None)
}

fn record(map: Map<String, Value>) -> Record {
    let mut record = Record::default();
    for (name, value) in map {
        record.add(&name, value);
    }
    record
}

/// The lines between a fence at the beginning and one of its closings, and what follows.
fn fenced<'a>(text: &'a str, open: &str, closings: &[&str]) -> Option<(&'a str, &'a str)> {
    let after = text.strip_prefix(open)?;
    let (line_end, body) = after.split_once('\n')?;
    if !line_end.trim().is_empty() {
        return None;
    }
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        if closings.contains(&line.trim_end()) {
            return Some((&body[..at], &body[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

/// Whether the first line that says something is `key: value`; a rule above prose is no front matter.
fn looks_like_fields(text: &str) -> bool {
    let first = text.lines().find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    first.is_none_or(|line| key_and_value(line.trim()).is_some())
}

fn from_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(values) => Value::Array(values.into_iter().map(from_toml).collect()),
        toml::Value::Table(table) => {
            Value::Object(table.into_iter().map(|(name, value)| (name, from_toml(value))).collect())
        }
        toml::Value::Boolean(value) => Value::Bool(value),
        other => Value::String(other.to_string()),
    }
}

fn yaml(text: &str) -> Map<String, Value> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with('#')).collect();
    let mut map = Map::new();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        at += 1;
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((key, value)) = key_and_value(line) else { continue };
        let inner = inner(&lines[at..]);
        at += inner.len();
        map.insert(key.to_owned(), read_value(value, inner));
    }
    map
}

/// The lines that belong to a key: deeper ones, blank ones, and items of a list.
fn inner<'a, 'b>(lines: &'b [&'a str]) -> &'b [&'a str] {
    let belongs = |line: &&&str| line.trim().is_empty() || line.starts_with([' ', '\t']) || line.starts_with("- ");
    &lines[..lines.iter().take_while(belongs).count()]
}

fn read_value(value: &str, inner: &[&str]) -> Value {
    let lines = || inner.iter().map(|line| line.trim()).filter(|line| !line.is_empty());
    match value.chars().next() {
        Some('|') => return Value::String(lines().collect::<Vec<_>>().join("\n")),
        Some('>') => return Value::String(lines().collect::<Vec<_>>().join(" ")),
        Some(_) if inner.iter().all(|line| line.trim().is_empty()) => return scalar(value),
        // A plain value may go on in deeper lines.
        Some(_) => {
            let whole: Vec<&str> = std::iter::once(value).chain(lines()).collect();
            return scalar(&whole.join(" "));
        }
        None => {}
    }
    if lines().next().is_some_and(|line| line.starts_with('-')) {
        let items = lines().filter_map(|line| line.strip_prefix('-')).map(|item| match key_and_value(item.trim()) {
            // «- name: Anne Roux»
            Some((key, value)) => Value::Object(Map::from_iter([(key.to_owned(), scalar(value))])),
            None => scalar(item.trim()),
        });
        return Value::Array(items.collect());
    }
    let fields = lines().filter_map(key_and_value).map(|(key, value)| (key.to_owned(), scalar(value)));
    Value::Object(fields.collect())
}

/// `key: value`; the key is a word, or several without marks.
fn key_and_value(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let key = key.trim().trim_matches(['"', '\'']);
    let named = !key.is_empty()
        && key.len() <= 60
        && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':' | ' '))
        && key.split_whitespace().count() <= 3;
    let separated = value.is_empty() || value.starts_with([' ', '\t']);
    (named && separated).then_some((key, value.trim()))
}

fn scalar(text: &str) -> Value {
    let text = text.trim();
    if let Some(list) = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) {
        return Value::Array(split_list(list).into_iter().map(|item| scalar(&item)).collect());
    }
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote)
            && let Some(end) = closing_quote(inner, quote)
        {
            let inner = &inner[..end];
            let plain = if quote == '"' { unescape(inner) } else { inner.replace("''", "'") };
            return Value::String(plain);
        }
    }
    // A comment follows a blank and a number sign.
    let text = text.split_once(" #").map_or(text, |(text, _)| text.trim_end());
    match text {
        "" | "~" | "null" => Value::Null,
        text => Value::String(text.to_owned()),
    }
}

fn closing_quote(text: &str, quote: char) -> Option<usize> {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' if quote == '"' => drop(chars.next()),
            c if c == quote => match chars.peek() {
                // A single quote is written twice inside single quotes.
                Some((_, next)) if *next == quote && quote == '\'' => drop(chars.next()),
                _ => return Some(at),
            },
            _ => {}
        }
    }
    None
}

fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n') => out.push('\n'),
                Some('t') => out.push('\t'),
                Some(c) => out.push(c),
                None => out.push('\\'),
            },
            c => out.push(c),
        }
    }
    out
}

/// The items of `a, "b, c", d`.
fn split_list(list: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    let mut quote = None;
    for c in list.chars() {
        match (quote, c) {
            (None, ',') => {
                items.push(String::new());
                continue;
            }
            (None, '"') => quote = Some('"'),
            // An apostrophe inside a word quotes nothing.
            (None, '\'') if items.last().is_some_and(|item| item.trim().is_empty()) => quote = Some('\''),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
        if let Some(item) = items.last_mut() {
            item.push(c);
        }
    }
    items.retain(|item| !item.trim().is_empty());
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(Value::Object(yaml(text)).to_string(), expected, "{text}");
    }

    #[test]
    fn values_are_read_as_written() {
        check("title: L'été : retour", r#"{"title":"L'été : retour"}"#);
        check("title: 'L''été' # note", r#"{"title":"L'été"}"#);
        check("title: \"a \\\"b\\\"\"", r#"{"title":"a \"b\""}"#);
        check("tags: [a, \"b, c\", l'été]", r#"{"tags":["a","b, c","l'été"]}"#);
        check("tags:\n- a\n- 'b'\nlang: fr", r#"{"lang":"fr","tags":["a","b"]}"#);
        check("text: >\n  un\n  deux\ndate: 2024-12-05", r#"{"date":"2024-12-05","text":"un deux"}"#);
        check("author:\n  name: Anne Roux\n", r#"{"author":{"name":"Anne Roux"}}"#);
        check("authors:\n  - name: Anne Roux\n", r#"{"authors":[{"name":"Anne Roux"}]}"#);
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        let (record, rest, _) = split("---\nUne phrase.\n---\nAutre.");
        assert!(record.is_empty());
        assert_eq!(rest, "---\nUne phrase.\n---\nAutre.");
    }
}
