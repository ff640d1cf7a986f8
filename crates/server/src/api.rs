//! Answers for programs, as JSON.

use std::io::Write;

use axum::Json;
use axum::extract::{Query, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use query::{Facet, Sort};
use serde::Serialize;
use serde_json::json;

use crate::accept;
use crate::app::Site;
use crate::cache;
use crate::wire::{Asked, Entities, EntityView, Failure, MOST_HITS, Page};

/// `GET /search`: the hits for a query.
pub(crate) async fn search(
    State(site): State<Site>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let asked = Asked::parse(query.as_deref().unwrap_or_default())?;
    let page = site.find(&asked, accept::language(&headers)).await?;
    page_as_json(&headers, &page)
}

/// `GET /timeline`: the same query, only counted by time.
pub(crate) async fn timeline(
    State(site): State<Site>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let asked = Asked::parse(query.as_deref().unwrap_or_default())?;
    let senseless = [
        ("limit", asked.limit.is_some()),
        ("offset", asked.offset > 0),
        ("after", asked.after.is_some()),
        ("sort", asked.sort != Sort::Relevance),
        ("facets", !asked.facets.is_empty()),
    ];
    if let Some((name, _)) = senseless.into_iter().find(|(_, given)| *given) {
        let detail = format!("`{name}` means nothing for a timeline");
        let hint = "leave it out, or ask /search with facets=timeline".to_owned();
        return Err(Failure::Parameter { name: name.to_owned(), detail, hint });
    }
    let asked = Asked { limit: Some(0), facets: vec![Facet::Timeline], ..asked };
    let page = site.find(&asked, accept::language(&headers)).await?;
    page_as_json(&headers, &page)
}

fn page_as_json(headers: &HeaderMap, page: &Page) -> Result<Response, Failure> {
    let timeless = Page { took_ms: 0.0, ..page.clone() };
    as_json(headers, page, &bytes(&timeless)?)
}

/// `value` as JSON; `told` is what its tag is made of.
pub(crate) fn as_json(headers: &HeaderMap, value: &impl Serialize, told: &[u8]) -> Result<Response, Failure> {
    let mut body = bytes(value)?;
    // So that a terminal shows its prompt on a line of its own.
    body.write_all(b"\n").map_err(|error| Failure::Internal(error.to_string()))?;
    Ok(cache::answer(headers, "application/json", body, told))
}

pub(crate) fn bytes(value: &impl Serialize) -> Result<Vec<u8>, Failure> {
    serde_json::to_vec(value).map_err(|error| Failure::Internal(error.to_string()))
}

/// Entities given when no `limit` is.
const ENTITIES: usize = 20;

/// `GET /entities`: what a name may mean, or which entities are named most.
pub(crate) async fn entities(
    State(site): State<Site>,
    Query(parameters): Query<Vec<(String, String)>>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let (mut name, mut limit) = (String::new(), ENTITIES);
    for (parameter, value) in parameters {
        match parameter.as_str() {
            "name" => name = value,
            "limit" => {
                let number = value.parse::<usize>().ok().filter(|number| (1..=MOST_HITS).contains(number));
                limit = number.ok_or_else(|| Failure::Parameter {
                    name: parameter,
                    detail: format!("`limit` is a number from 1 to {MOST_HITS}, not `{value}`"),
                    hint: "ask for a name to see fewer".to_owned(),
                })?;
            }
            _ => {
                return Err(Failure::Parameter {
                    detail: format!("there is no parameter `{parameter}`"),
                    name: parameter,
                    hint: "parameters are name, limit".to_owned(),
                });
            }
        }
    }
    let labels = accept::language(&headers);
    let asked = name.clone();
    let entities = site.ask(move |archive| Ok(archive.entities(&asked, limit, labels))).await?;
    let entities = Entities { name, entities: entities.into_iter().map(EntityView::from).collect() };
    as_json(&headers, &entities, &bytes(&entities)?)
}

/// `GET /health/livez`: this process answers.
pub(crate) async fn alive() -> &'static str {
    "ok\n"
}

/// `GET /health/readyz`: the index is open, and which commit of it. Never waits behind searches.
pub(crate) async fn ready(State(site): State<Site>) -> Result<Json<serde_json::Value>, Failure> {
    let archive = site.archive;
    let overview = tokio::task::spawn_blocking(move || archive.overview());
    let overview = overview.await.map_err(|_| Failure::Internal("the index cannot be looked at".to_owned()))?;
    Ok(Json(json!({ "status": "ready", "articles": overview.articles, "generation": overview.generation })))
}

/// `GET /status`: what is followed, where this process follows anything.
pub(crate) async fn status(State(site): State<Site>) -> Result<Response, Failure> {
    let Some(follower) = site.options.follower else {
        return Err(Failure::NotFound(
            "this server follows no folders; `depeche status` tells about the index".to_owned(),
        ));
    };
    let status = tokio::task::spawn_blocking(move || follower.status()).await;
    let status = status.map_err(|_| Failure::Internal("the follower gives no answer".to_owned()))?;
    Ok((StatusCode::OK, Json(status)).into_response())
}
