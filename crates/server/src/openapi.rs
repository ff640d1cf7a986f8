//! `/openapi.json`: what can be asked and what is answered (OpenAPI 3.1), made from the tables that the app is built
//! from and the parameters are read by.

mod schemas;

use std::sync::LazyLock;

use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::{Map, Value, json};

use crate::api;
use crate::routes::{ROUTES, Route};
use crate::tokens::Access;
use crate::wire::{Failure, Form, Parameter, SWITCHES};

pub(crate) async fn document(headers: HeaderMap) -> Result<Response, Failure> {
    static DOCUMENT: LazyLock<Value> = LazyLock::new(made);
    api::as_json(&headers, &*DOCUMENT, b"the same for as long as the version is")
}

fn made() -> Value {
    let mut paths = Map::new();
    for route in ROUTES {
        let method = if route.is_posted { "post" } else { "get" };
        paths.insert(route.path.to_owned(), json!({ method: operation(route) }));
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Depeche",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Search over news articles in French and English. An empty value is as if the parameter \
                            were not there; a parameter that is not listed is refused.",
        },
        "paths": paths,
        "components": {
            "schemas": schemas::schemas(),
            "securitySchemes": {
                "bearer": { "type": "http", "scheme": "bearer" },
                "basic": { "type": "http", "scheme": "basic", "description": "The read token as password, any user." },
            },
            "responses": {
                "Problem": {
                    "description": "Why not, and what would work (RFC 9457).",
                    "content": {
                        "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } },
                        "text/html": {},
                    },
                },
            },
        },
    })
}

fn operation(route: &Route) -> Value {
    let mut content = Map::new();
    for answer in route.answers {
        let schema = match answer.schema {
            Some(name) => json!({ "schema": { "$ref": format!("#/components/schemas/{name}") } }),
            None => json!({ "schema": { "type": "string" } }),
        };
        content.insert(answer.content_type.to_owned(), schema);
    }
    let mut parameters: Vec<Value> = placeholders(route.path)
        .map(|name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }))
        .collect();
    parameters.extend((route.parameters)().iter().map(parameter));
    let problem = json!({ "$ref": "#/components/responses/Problem" });
    let mut responses = Map::from_iter([
        ("200".to_owned(), json!({ "description": "As asked.", "content": content })),
        ("4XX".to_owned(), problem.clone()),
        ("5XX".to_owned(), problem),
    ]);
    if !route.is_posted && route.access == Access::Read {
        responses.insert("304".to_owned(), json!({ "description": "What the asker has still holds." }));
    }
    let security = match route.access {
        Access::Open => json!([]),
        Access::Read => json!([{}, { "bearer": [] }, { "basic": [] }]),
        Access::Admin => json!([{ "bearer": [] }]),
    };
    json!({ "summary": route.about, "parameters": parameters, "responses": responses, "security": security })
}

/// The names that stand in braces.
fn placeholders(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
}

fn parameter(parameter: &Parameter) -> Value {
    let (schema, explode) = match parameter.form {
        Form::Text(longest) => (json!({ "type": "string", "maxLength": longest }), true),
        Form::Texts => (json!({ "type": "array", "items": { "type": "string" } }), true),
        Form::Switch => (json!({ "type": "string", "enum": SWITCHES.map(|(word, _)| word) }), true),
        Form::Number(least, most) => (json!({ "type": "integer", "minimum": least, "maximum": most }), true),
        Form::Choice(words) => (json!({ "type": "string", "enum": words() }), true),
        Form::Choices(words) => (json!({ "type": "array", "items": { "type": "string", "enum": words() } }), false),
    };
    json!({
        "name": parameter.name,
        "in": "query",
        "description": parameter.about,
        "required": false,
        "allowEmptyValue": true,
        "style": "form",
        "explode": explode,
        "schema": schema,
    })
}
