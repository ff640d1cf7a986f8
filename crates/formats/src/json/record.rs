//! The fields of one record, whatever format they came in, become a [`Draft`].

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use article::{DateEvidence, DateOrigin, DateRole, Language};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use crate::draft::{Body, Draft, Marked};
use crate::field::{Field, field};
use crate::normalise::normalise;
use crate::{html, markup};

/// The known fields of a record, in the order they were found.
#[derive(Debug, Default)]
pub(crate) struct Record {
    fields: Vec<Known>,
}

#[derive(Debug)]
struct Known {
    field: Field,
    rank: u8,
    /// As printed in the record.
    name: String,
    value: Value,
}

impl Record {
    pub(crate) fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// Takes a field if its name is a known one.
    pub(crate) fn add(&mut self, name: &str, value: Value) {
        let Some((kind, rank)) = field(name) else { return };
        self.add_known(kind, rank, name, value);
    }

    fn add_known(&mut self, field: Field, rank: u8, name: &str, value: Value) {
        match value {
            Value::Null => {}
            // `article` may hold the text, or an object with the fields; `_source` is where Elasticsearch keeps them.
            Value::Object(map) if field == Field::Inner || matches!(name, "article" | "Article" | "_source") => {
                for (inner, value) in map {
                    self.add(&inner, value);
                }
            }
            value if field == Field::Inner => drop(value),
            value => self.fields.push(Known { field, rank, name: name.to_owned(), value }),
        }
    }

    /// Whether the record holds a title or a text.
    pub(crate) fn has_words(&self) -> bool {
        self.fields.iter().any(|known| matches!(known.field, Field::Title | Field::Lede | Field::Text | Field::Markup))
    }

    /// Turns the fields into an article in the making.
    pub(crate) fn into_draft(self) -> Draft {
        let mut draft = Draft {
            record: self.best(Field::Id).and_then(line),
            title: self.best(Field::Title).and_then(prose),
            lede: self.best(Field::Lede).and_then(prose),
            dateline: self.best(Field::Dateline).and_then(line),
            source: self.best(Field::Source).and_then(names),
            // Networks are given the address of an author's account instead of a name.
            byline: self.all(Field::Author).filter_map(names).find(|name| !name.contains("://")).map(without_by),
            section: self.best(Field::Section).and_then(line),
            tags: self.all(Field::Tags).flat_map(list).collect(),
            url: self.urls(),
            language: self.best(Field::Language).and_then(line).and_then(|code| code.parse::<Language>().ok()),
            dates: self.dates_as(DateOrigin::Field),
            ..Draft::default()
        };
        let mut seen = HashSet::new();
        draft.tags.retain(|tag| seen.insert(tag.clone()));
        self.body(&mut draft);
        draft
    }

    /// The values of a field by rank, then order.
    fn all(&self, field: Field) -> impl Iterator<Item = &Value> {
        let mut found: Vec<&Known> = self.fields.iter().filter(|known| known.field == field).collect();
        found.sort_by_key(|known| known.rank);
        found.into_iter().map(|known| &known.value).filter(|value| !is_blank(value))
    }

    fn best(&self, field: Field) -> Option<&Value> {
        self.all(field).next()
    }

    fn urls(&self) -> Option<String> {
        // An identifier that is an address serves where no address is given.
        let is_address = |url: &String| url.starts_with("http://") || url.starts_with("https://");
        self.all(Field::Url).chain(self.all(Field::Id)).filter_map(line).find(is_address)
    }

    /// The dates among the fields, each with `origin` made of its name.
    pub(crate) fn dates_as(&self, origin: fn(String) -> DateOrigin) -> Vec<DateEvidence> {
        let mut dates = Vec::new();
        for known in &self.fields {
            let role = match known.field {
                Field::Published => DateRole::Published,
                Field::Modified => DateRole::Modified,
                Field::Date if known.rank == 0 => DateRole::Published,
                Field::Date => DateRole::Unknown,
                _ => continue,
            };
            let values = match &known.value {
                Value::Array(values) => values.as_slice(),
                value => std::slice::from_ref(value),
            };
            dates.extend(values.iter().filter_map(line).map(|value| DateEvidence {
                value,
                role,
                origin: origin(known.name.clone()),
                span: None,
            }));
        }
        dates
    }

    fn body(&self, draft: &mut Draft) {
        // A number under the name of a text refers to something else.
        let texts = self.all(Field::Text).filter(|value| !value.is_number());
        let texts = texts.map(value_text).filter(|text| !text.trim().is_empty()).collect();
        if let Some(text) = fullest(texts) {
            draft.body = body_of(text);
        } else if let Some(markup) = self.all(Field::Markup).map(value_text).find(|text| !text.trim().is_empty()) {
            if html::is_page(&markup) {
                html::read_into(&markup, draft);
            } else {
                draft.body = Body::Marked(markup::fragment(&markup));
            }
        }
    }
}

/// The text under the best name, unless another one is so much longer that the first is a summary: then both.
fn fullest(texts: Vec<String>) -> Option<String> {
    let longest = texts.iter().max_by_key(|text| text.len())?;
    let first = texts.first()?;
    if longest.len() < SUMMARY * first.len() {
        return texts.into_iter().next();
    }
    Some(if longest.contains(first.trim()) { longest.clone() } else { [first.as_str(), longest].join("\n\n") })
}

/// A text so many times longer than another makes that one a summary.
const SUMMARY: usize = 4;

/// Text that may be HTML without saying so.
fn body_of(text: String) -> Body {
    if markup::looks_marked(&text) {
        return Body::Marked(markup::fragment(&text));
    }
    let plain = markup::unescape(&text);
    // Feeds escape their tags once more.
    if text.contains("&lt;") && markup::looks_marked(&plain) {
        return Body::Marked(markup::fragment(&plain));
    }
    Body::Plain(normalise(plain))
}

/// All text within a value, paragraphs apart.
pub(crate) fn value_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Array(values) => {
            let parts: Vec<String> = values.iter().map(value_text).filter(|text| !text.trim().is_empty()).collect();
            parts.join("\n\n")
        }
        Value::Object(map) => {
            let named = TEXT_KEYS.iter().find_map(|key| map.get(*key).filter(|value| !is_blank(value)));
            if let Some(value) = named {
                return value_text(value);
            }
            let parts = PART_KEYS.iter().filter_map(|key| map.get(*key)).map(value_text);
            parts.filter(|text| !text.trim().is_empty()).collect::<Vec<_>>().join("\n\n")
        }
        Value::Null | Value::Bool(_) => String::new(),
    }
}

/// Where an object keeps its one text.
const TEXT_KEYS: [&str; 12] =
    ["text", "value", "name", "plain", "content", "html", "main", "original", "title", "label", "#text", "$t"];

/// Where an object keeps the parts of a text, in reading order.
const PART_KEYS: [&str; 7] = ["headline", "summary", "lead", "paragraphs", "sections", "items", "body"];

/// One line of text within a value.
fn line(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => normalise(Cow::Borrowed(text.trim())),
        Value::Array(values) => return values.iter().find_map(line),
        Value::Object(map) => {
            return ID_KEYS.iter().find_map(|key| map.get(*key)).and_then(line).or_else(|| some(value_text(value)));
        }
        other => value_text(other),
    };
    some(text)
}

fn some(text: String) -> Option<String> {
    (!text.trim().is_empty()).then_some(text)
}

/// Where an object keeps what identifies it.
const ID_KEYS: [&str; 8] = ["$oid", "@id", "#text", "value", "code", "$date", "href", "url"];

/// A title or summary: one value, freed of tags and entities.
fn prose(value: &Value) -> Option<String> {
    let text = match value {
        Value::Array(values) => return values.iter().find_map(prose),
        value => value_text(value),
    };
    if markup::looks_marked(&text) {
        let blocks: Vec<String> = markup::fragment(&text).into_iter().map(|block: Marked| block.text).collect();
        return some(blocks.join(" "));
    }
    some(normalise(markup::unescape(text.trim())))
}

/// Names, joined by commas.
fn names(value: &Value) -> Option<String> {
    some(list(value).join(", "))
}

fn without_by(name: String) -> String {
    for opening in ["By ", "by ", "BY ", "Par ", "par ", "PAR "] {
        if let Some(rest) = name.strip_prefix(opening) {
            return rest.to_owned();
        }
    }
    name
}

/// A list of words: an array, or a string with commas or semicolons between them.
fn list(value: &Value) -> Vec<String> {
    let clean = |text: &str| {
        let text = markup::unescape(text.trim());
        let text = text.trim_matches(['[', ']', '\'', '"', '#', ' ']);
        normalise(Cow::Borrowed(text))
    };
    let items: Vec<String> = match value {
        Value::Array(values) => values
            .iter()
            .flat_map(|value| match value {
                Value::String(text) => vec![clean(text)],
                other => vec![clean(&value_text(other))],
            })
            .collect(),
        Value::String(text) if text.contains([';', ',']) => {
            let separator = if text.contains(';') { ';' } else { ',' };
            text.split(separator).map(clean).collect()
        }
        other => vec![clean(&value_text(other))],
    };
    items.into_iter().filter(|item| !item.is_empty()).collect()
}

fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(_) => true,
        Value::String(text) => {
            let text = text.trim();
            // What exports write for nothing.
            text.is_empty() || matches!(text, "null" | "None" | "nan" | "NaN" | "N/A")
        }
        Value::Array(values) => values.iter().all(is_blank),
        Value::Object(map) => map.is_empty(),
        Value::Number(_) => false,
    }
}

impl<'de> Deserialize<'de> for Record {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Fields)
    }
}

/// Keeps the known fields of an object and passes over the others without storing them.
struct Fields;

impl<'de> Visitor<'de> for Fields {
    type Value = Record;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with the fields of an article")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Record, A::Error> {
        let mut record = Record::default();
        while let Some(name) = map.next_key_seed(Name)? {
            match field(&name) {
                Some((kind, rank)) => {
                    let value = map.next_value()?;
                    record.add_known(kind, rank, &name, value);
                }
                None => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(record)
    }
}

/// A key, borrowed where it has no escapes.
struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Name {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(name))
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(name.to_owned()))
    }
}
