//! The schemas of the answers. The tests hold real answers against them, key by key.

use serde_json::{Map, Value, json};

/// All schemas by name.
pub(super) fn schemas() -> Value {
    json!({
        "Page": page(),
        "Reading": reading(),
        "Hit": hit(),
        "Published": published(),
        "Part": object(&[("text", text()), ("hit", boolean())], &[]),
        "Counted": object(&[("value", text()), ("label", text()), ("count", count())], &[]),
        "Bar": object(&[("from", date()), ("until", date()), ("count", count())], &[]),
        "Article": article(),
        "Similar": object(&[("id", text()), ("similar", list(reference("Listed")))], &[]),
        "Listed": object(&[
            ("id", text()), ("record", or_null(text())), ("path", or_null(text())), ("title", text()),
            ("date", or_null(date())), ("time", or_null(text())), ("score", number()),
        ], &[]),
        "Entity": object(&[
            ("name", text()), ("kind", kind()), ("articles", count()),
            ("names", list(object(&[("name", text()), ("articles", count()), ("why", text())], &[]))),
        ], &[]),
        "Entities": object(&[("name", text()), ("entities", list(reference("Entity")))], &[]),
        "EntityPage": object(&[
            ("entity", reference("Entity")), ("others", list(reference("Entity"))), ("found", reference("Page")),
        ], &[]),
        "Ready": object(&[("status", words(&["ready"])), ("articles", count()), ("generation", text())], &[]),
        "Status": json!({ "type": "object", "description": "As `depeche status --json` prints it." }),
        "Summary": json!({ "type": "object", "description": "As `depeche index --json` prints it." }),
        "Description": json!({ "type": "object", "description": "This document." }),
        "Problem": object(
            &[("type", text()), ("title", text()), ("status", count()), ("detail", text())],
            &[
                ("span", object(&[("start", count()), ("end", count())], &[])),
                ("replacement", text()), ("parameter", text()), ("hint", text()),
            ],
        ),
    })
}

fn page() -> Value {
    let facets = ["person", "org", "place", "source", "language", "section", "tag"];
    let facets: Vec<(&str, Value)> = facets.iter().map(|name| (*name, list(reference("Counted")))).collect();
    object(
        &[
            ("query", reference("Reading")),
            ("total", count()),
            ("undated", count()),
            ("uncertain", count()),
            ("took_ms", number()),
            ("generation", text()),
            ("outdated", count()),
            ("next", or_null(text())),
            ("hits", list(reference("Hit"))),
        ],
        &[
            ("facets", object(&[], &facets)),
            ("timeline", list(reference("Bar"))),
            ("timeline_unit", words(&["day", "month", "year"])),
            ("timeline_uncertain", count()),
            ("timeline_undated", count()),
        ],
    )
}

fn reading() -> Value {
    let way = object(&[("how", text()), ("terms", list(text()))], &[]);
    let word = object(
        &[
            ("text", text()),
            ("kind", words(&["word", "phrase", "exact", "prefix", "fuzzy"])),
            ("field", or_null(text())),
            ("optional", boolean()),
            ("excluded", boolean()),
            ("terms", list(text())),
            ("ways", list(way)),
            ("within", or_null(count())),
            ("expanded", or_null(object(&[("count", count()), ("cut", boolean())], &[]))),
        ],
        &[],
    );
    let name = object(
        &[
            ("text", text()),
            ("name", text()),
            ("kind", kind()),
            ("also", list(text())),
            ("why", text()),
            ("articles", count()),
            ("off", boolean()),
        ],
        &[],
    );
    let filter =
        object(&[("field", text()), ("value", text()), ("meaning", list(text())), ("excluded", boolean())], &[]);
    let relaxed = object(&[("to", words(&["most", "any"])), ("why", text()), ("absent", list(text()))], &[]);
    object(
        &[
            ("text", text()),
            ("read", text()),
            ("words", list(word)),
            ("names", list(name)),
            ("filters", list(filter)),
            ("match", or_null(words(&["all", "most", "any"]))),
            ("needed", count()),
            ("of", count()),
            ("relaxed", or_null(relaxed)),
            ("notes", list(text())),
        ],
        &[],
    )
}

fn hit() -> Value {
    let entity = object(&[("id", text()), ("name", text()), ("kind", kind()), ("count", count())], &[]);
    object(
        &[
            ("id", text()),
            ("record", or_null(text())),
            ("path", text()),
            ("title", text()),
            ("url", or_null(text())),
            ("source", or_null(text())),
            ("byline", or_null(text())),
            ("language", language()),
            ("published", or_null(reference("Published"))),
            ("score", number()),
            ("title_parts", list(reference("Part"))),
            ("snippet", list(reference("Part"))),
            ("entities", list(entity)),
            ("versions", list(text())),
        ],
        &[],
    )
}

fn published() -> Value {
    object(
        &[
            ("date", date()),
            ("time", or_null(text())),
            ("precision", words(&["minute", "day", "month", "year"])),
            ("confidence", words(&["certain", "likely", "guess"])),
            ("evidence", text()),
        ],
        &[],
    )
}

fn article() -> Value {
    let roles = ["title", "header", "lede", "body", "caption", "quoted", "credit", "tags", "furniture", "repeated"];
    let paragraph =
        object(&[("start", count()), ("end", count()), ("language", language()), ("role", words(&roles))], &[]);
    let mentioned = object(
        &[
            ("text", text()),
            ("start", count()),
            ("end", count()),
            ("from", or_null(date())),
            ("until", or_null(date())),
            ("at", or_null(text())),
            ("granularity", words(&["minute", "day", "week", "month", "year", "decade", "span"])),
            ("kind", words(&["point", "since", "until", "duration", "vague"])),
        ],
        &[("length", text())],
    );
    let mention = object(
        &[("text", text()), ("start", count()), ("end", count()), ("kind", kind()), ("referent", or_null(text()))],
        &[],
    );
    object(
        &[
            ("id", text()),
            ("record", or_null(text())),
            ("path", text()),
            ("title", or_null(text())),
            ("text", text()),
            ("language", language()),
            ("paragraphs", list(paragraph)),
            ("source", or_null(text())),
            ("byline", or_null(text())),
            ("section", or_null(text())),
            ("tags", list(text())),
            ("url", or_null(text())),
            ("published", or_null(reference("Published"))),
            ("modified", or_null(object(&[("date", date()), ("time", or_null(text()))], &[]))),
            ("dates", list(mentioned)),
            ("mentions", list(mention)),
            ("notes", list(text())),
        ],
        &[],
    )
}

/// An object that always has the keys `always`, and sometimes those of `sometimes`.
fn object(always: &[(&str, Value)], sometimes: &[(&str, Value)]) -> Value {
    let keys: Vec<&str> = always.iter().map(|(name, _)| *name).collect();
    let all = always.iter().chain(sometimes).map(|(name, schema)| ((*name).to_owned(), schema.clone()));
    json!({ "type": "object", "required": keys, "properties": Map::from_iter(all) })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

fn or_null(schema: Value) -> Value {
    json!({ "anyOf": [schema, { "type": "null" }] })
}

fn words(words: &[&str]) -> Value {
    json!({ "type": "string", "enum": words })
}

fn text() -> Value {
    json!({ "type": "string" })
}

fn date() -> Value {
    json!({ "type": "string", "format": "date" })
}

fn count() -> Value {
    json!({ "type": "integer", "minimum": 0 })
}

fn number() -> Value {
    json!({ "type": "number" })
}

fn boolean() -> Value {
    json!({ "type": "boolean" })
}

fn kind() -> Value {
    words(&["person", "organisation", "place"])
}

fn language() -> Value {
    words(&["fr", "en", "other"])
}
