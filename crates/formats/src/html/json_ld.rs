//! What a page says about its article in JSON-LD, by the vocabulary of schema.org.

use std::collections::HashMap;

use article::DateEvidence;
use serde_json::{Map, Value};

use crate::json::{Record, mend};

/// The article among the items of a script.
#[derive(Debug, Default)]
pub(super) struct Item {
    pub(super) record: Record,
    /// Dates in the order of the script.
    pub(super) dates: Vec<DateEvidence>,
    /// Whether it names a title or has a text, as items of lists do not.
    pub(super) whole: bool,
}

/// Finds the article in a script; of several, the first.
pub(super) fn article(script: &str) -> Option<Item> {
    let script = strip(script);
    let value: Value = match serde_json::from_str(script) {
        Ok(value) => value,
        Err(_) => serde_json::from_str(&mend(script)?).ok()?,
    };
    let people = named(&value);
    let mut pending = vec![&value];
    let mut seen = 0;
    while let Some(value) = pending.pop() {
        seen += 1;
        if seen > MOST_ITEMS {
            return None;
        }
        match value {
            Value::Array(values) => pending.extend(values.iter().rev()),
            Value::Object(map) if map.get("@type").is_some_and(is_article) => return Some(item(map, &people)),
            Value::Object(map) => {
                pending.extend(INNER.iter().rev().filter_map(|key| map.get(*key)).filter(|value| !value.is_string()));
            }
            _ => {}
        }
    }
    None
}

/// The people and organisations of a graph by their `@id`, under which an article refers to its author.
fn named(value: &Value) -> HashMap<&str, &Value> {
    let graph = value.get("@graph").unwrap_or(value);
    let items = graph.as_array().map(Vec::as_slice).unwrap_or_default();
    let names = items.iter().filter_map(|item| {
        let name = item.get("name").filter(|name| name.is_string())?;
        Some((item.get("@id")?.as_str()?, name))
    });
    names.collect()
}

const MOST_ITEMS: usize = 1000;

/// Where items hold other items.
const INNER: [&str; 4] = ["@graph", "mainEntity", "mainEntityOfPage", "hasPart"];

/// Scripts are wrapped in comments for browsers of long ago.
fn strip(script: &str) -> &str {
    let script = script.split_once("<![CDATA[").map_or(script, |(_, rest)| rest);
    let script = script.rsplit_once("]]>").map_or(script, |(head, _)| head);
    let start = script.find(['{', '[']).unwrap_or(0);
    let end = script.rfind(['}', ']']).map_or(script.len(), |at| at + 1);
    script.get(start..end).unwrap_or(script)
}

fn is_article(kind: &Value) -> bool {
    match kind {
        Value::String(kind) => {
            let kind = kind.rsplit(['/', ':']).next().unwrap_or_default();
            kind.ends_with("Article")
                || matches!(kind, "BlogPosting" | "LiveBlogPosting" | "SocialMediaPosting" | "Report")
        }
        Value::Array(kinds) => kinds.iter().any(is_article),
        _ => false,
    }
}

/// The properties that say something about the article itself.
const PROPERTIES: [&str; 15] = [
    "headline",
    "name",
    "description",
    "articleBody",
    "datePublished",
    "dateModified",
    "dateCreated",
    "author",
    "creator",
    "publisher",
    "articleSection",
    "keywords",
    "inLanguage",
    "url",
    "mainEntityOfPage",
];

fn item(map: &Map<String, Value>, people: &HashMap<&str, &Value>) -> Item {
    let mut record = Record::default();
    for name in PROPERTIES {
        let Some(value) = map.get(name) else { continue };
        let value = match value {
            Value::Object(inner) if inner.len() <= 2 => {
                let named = inner.get("@id").and_then(Value::as_str).and_then(|id| people.get(id).copied());
                named.filter(|_| !inner.contains_key("name")).or(Some(value))
            }
            value => Some(value),
        };
        let value = match value {
            // The text of a picture or a page is no text of the article.
            Some(Value::Object(inner)) if name == "mainEntityOfPage" => inner.get("@id").or_else(|| inner.get("url")),
            value => value,
        };
        if let Some(value) = value {
            record.add(name, value.clone());
        }
    }
    let dates = record.dates_as(article::DateOrigin::JsonLd);
    let whole = map.contains_key("headline") || map.contains_key("articleBody");
    Item { record, dates, whole }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(script: &str, expected: &[&str]) {
        let found: Vec<String> = article(script).unwrap_or_default().dates.into_iter().map(|date| date.value).collect();
        assert_eq!(found, expected, "{script}");
    }

    #[test]
    fn articles_are_found_in_graphs() {
        check(
            r#"{"@graph": [{"@type": "WebPage", "datePublished": "2001-01-01"},
                {"@type": ["NewsArticle"], "headline": "x", "datePublished": "2024-12-05", "dateModified": "2024-12-06"}]}"#,
            &["2024-12-05", "2024-12-06"],
        );
        check(r#"[{"@type": "Organization"}, {"@type": "BlogPosting", "datePublished": "2024"}]"#, &["2024"]);
        check(r#"{"@type": "JobPosting", "datePublished": "2024"}"#, &[]);
    }

    #[test]
    fn broken_scripts_are_mended_or_passed_over() {
        check(
            "//<![CDATA[\n{\"@type\": \"Article\", \"headline\": \"a\nb\", \"datePublished\": \"2024\"};\n//]]>",
            &["2024"],
        );
        check("{oops", &[]);
    }
}
